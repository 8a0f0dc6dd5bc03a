"""Questionnaires: a guide as XLSForm, and a draft guide from one."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from wegweiser.adapters.inhalte import find_leitfaden
from wegweiser.errors import BenutzungError, DatenError, format_vorschlag
from wegweiser.model.base import Runde
from wegweiser.model.befund import Befund
from wegweiser.workflow.leitfaeden import find_stellen, load_leitfaden
from wegweiser.workflow.umfeld import Umfeld

ALLE = "alle"


class Ausgabe(NamedTuple):
    """A questionnaire that was written: how many questions, and what it cannot say."""

    fragen: int
    befunde: tuple[Befund, ...]


def export_fragebogen(
    name: str, nach: Path, runde: str, abschnitte: Sequence[str], umfeld: Umfeld, *, ersetzen: bool
) -> Ausgabe:
    """Write the questions of one round as XLSForm."""
    from wegweiser.adapters.xlsform.schreiben import write_fragebogen
    from wegweiser.core.fragebogen.ausgang import build_fragebogen
    from wegweiser.core.fragebogen.auswahl import select_abschnitte

    _check_ziel(nach, ersetzen=ersetzen)
    if runde not in (moeglich := (*get_args(Runde), ALLE)):
        angaben = {"vorschlag": format_vorschlag(runde, moeglich), "vorhanden": ", ".join(moeglich)}
        raise BenutzungError("runde-unbekannt", name=runde, **angaben)
    leitfaden = load_leitfaden(name, umfeld)
    bekannt = [abschnitt.id for abschnitt in leitfaden.abschnitte]
    for id_ in abschnitte:
        if id_ not in bekannt:
            vorschlag = format_vorschlag(id_, bekannt)
            raise BenutzungError("xlsform-abschnitt-unbekannt", name=id_, vorschlag=vorschlag)
    gewaehlt = select_abschnitte(leitfaden, None if runde == ALLE else runde, abschnitte)
    if not gewaehlt:
        raise BenutzungError("xlsform-leer", leitfaden=leitfaden.id, runde=runde)
    ausgang = build_fragebogen(leitfaden, gewaehlt)
    write_fragebogen(nach, ausgang.fragebogen)
    befunde = find_stellen(str(find_leitfaden(name)), ausgang.funde) if ausgang.funde else ()
    return Ausgabe(ausgang.fragen, befunde)


def _check_ziel(nach: Path, *, ersetzen: bool) -> None:
    if nach.suffix.lower() != ".xlsx":
        raise BenutzungError("xlsform-endung", pfad=nach, soll=".xlsx")
    if nach.exists() and not ersetzen:
        raise DatenError("xlsform-besteht", pfad=nach)
