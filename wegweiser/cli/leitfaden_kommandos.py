"""What the commands about guides do: load or check one, show."""

from collections.abc import Sequence

from wegweiser.cli.ausgabe import clean_anzeige
from wegweiser.cli.kommandos import build_umfeld, melde
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.model.befund import Befund
from wegweiser.workflow import leitfaeden


def run_liste() -> None:
    """`leitfaden liste`."""
    for leitfaden in leitfaeden.list_leitfaeden(build_umfeld(read_umgebung())):
        fragen = sum(1 for abschnitt in leitfaden.abschnitte for _ in abschnitt.fragen())
        melde(f"{leitfaden.id} {leitfaden.kopf.version} – {leitfaden.kopf.titel} ({fragen} Fragen)")


def print_befunde(befunde: Sequence[Befund]) -> None:
    """One finding per line, unwrapped, so that editors can jump to it."""
    for befund in befunde:
        print(clean_anzeige(befund.meldung).replace("\n", " "))  # noqa: T201 - findings are what was asked for
