"""A questionnaire on paper, written as PDF or as a page for the browser."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.dateien import save_atomar, schreibfehler
from wegweiser.adapters.inhalte import find_inhalte
from wegweiser.errors import BenutzungError, BerichtError, DatenError
from wegweiser.model.base import Runde
from wegweiser.model.papierbogen import Papierbogen
from wegweiser.workflow.leitfaeden import load_leitfaden
from wegweiser.workflow.umfeld import Umfeld

ENDUNGEN = (".pdf", ".html")


class Bogenausgabe(NamedTuple):
    """What was written: where, how many pages (of a PDF), and what stands in it."""

    pfad: Path
    seiten: int | None
    bogen: Papierbogen


def write_papierbogen(
    name: str,
    nach: Path | None,
    umfeld: Umfeld,
    *,
    sprache: str,
    runde: Runde,
    schritte: Sequence[str],
    ersetzen: bool,
) -> Bogenausgabe:
    """Write the form in one language; without a path beside the person, called like the language."""
    from wegweiser.core.papierbogen import build_papierbogen
    from wegweiser.core.sprachen import find_uebersetzung

    leitfaden = load_leitfaden(name, umfeld)
    uebersetzung = find_uebersetzung(leitfaden, sprache)
    kuerzel = uebersetzung.kuerzel if uebersetzung else leitfaden.kopf.sprache
    pfad = nach or Path(f"fragebogen-{kuerzel}.pdf")
    if pfad.suffix.lower() not in ENDUNGEN:
        raise BenutzungError("bogen-endung", pfad=pfad)
    if pfad.exists() and not ersetzen:
        raise DatenError("xlsform-besteht", pfad=pfad)
    bogen = build_papierbogen(leitfaden, runde, schritte, uebersetzung)
    return Bogenausgabe(pfad, _write(bogen, pfad, umfeld), bogen)


def _write(bogen: Papierbogen, pfad: Path, umfeld: Umfeld) -> int | None:
    from wegweiser.adapters.papiere import render_papierbogen

    vorlagen = find_inhalte("vorlagen")
    html = render_papierbogen(bogen, vorlagen, eingebettet=pfad.suffix.lower() == ".html")
    with schreibfehler(pfad, BerichtError):
        if pfad.suffix.lower() == ".html":
            save_atomar(pfad, html.encode())
            return None
        from wegweiser.adapters.pdf import write_pdf

        return write_pdf(
            html,
            pfad,
            titel=bogen.titel,
            vorlagenordner=vorlagen,
            erzeugt=umfeld.jetzt(),
            vorlage="fragebogen",
            richtung=bogen.richtung,
        )
