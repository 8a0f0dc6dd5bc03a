"""A scripted session for test_abbruch: saves answers in a loop and confirms each on the screen, until it is killed."""

import sys
from pathlib import Path

from wegweiser import workflow
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow.umfeld import Umfeld, read_uhr

FRAGEN = ("quartier_name", "stadt", "stadtbezirk", "einwohner", "land")
LAND = ("nrw", "anderes")


def list_werte(runde: int) -> list[tuple[str, str | int]]:
    """The answers of one round; texts of one and of several hundred bytes."""
    name = f"Märten {runde} " + "ä" * (runde % 150)
    return list(
        zip(
            FRAGEN,
            (name.strip(), f"Stadt „{runde}“", f"a: b # {runde}", 9000 + runde, LAND[runde % 2]),
            strict=True,
        )
    )


def main(ordner: Path, zwischenspeicher: Path, anfang: int) -> None:
    """Answer for ever."""
    umfeld = Umfeld(jetzt=read_uhr, zwischenspeicher=zwischenspeicher, kuerzel="ab")
    with workflow.bearbeite(ordner, umfeld) as stand:
        print("offen", flush=True)  # noqa: T201
        runde = anfang
        while True:
            for frage, wert in list_werte(runde):
                stand = workflow.save_antwort(stand, Adresse(frage), Antwort(wert=wert), umfeld)  # noqa: PLW2901
                print(f"gespeichert {frage} {wert}", flush=True)  # noqa: T201
            runde += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
