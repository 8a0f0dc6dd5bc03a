"""A scripted session for test_abbruch: moves a Vorhaben to another guide and back, for ever, until it is killed."""

import sys
from pathlib import Path

from wegweiser.workflow.umfeld import Umfeld, read_uhr
from wegweiser.workflow.umziehen import apply_umzug, bereite_umzug, undo_umzug


def main(ordner: Path, zwischenspeicher: Path, nach: str) -> None:
    """Move, say so, go back, say so."""
    umfeld = Umfeld(jetzt=read_uhr, zwischenspeicher=zwischenspeicher, kuerzel="ab")
    print("offen", flush=True)  # noqa: T201
    while True:
        with bereite_umzug(ordner, nach, umfeld) as umzug:
            if umzug.noetig:
                apply_umzug(umzug, umfeld)
        print("umgezogen", flush=True)  # noqa: T201
        undo_umzug(ordner, umfeld, trotzdem=False)
        print("zurueck", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
