"""Questionnaires: a guide as XLSForm, and a draft guide from one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, get_args

from wegweiser.adapters.inhalte import find_leitfaden, list_leitfadenordner
from wegweiser.errors import BenutzungError, DatenError, format_vorschlag
from wegweiser.errors.xlsform import TEXTE
from wegweiser.model.base import Runde
from wegweiser.model.befund import Befund
from wegweiser.model.fragebogen import Fragebogen
from wegweiser.workflow.leitfaeden import find_stellen, load_leitfaden
from wegweiser.workflow.umfeld import Umfeld

if TYPE_CHECKING:
    from wegweiser.core.fragebogen.gliederung import Notiz

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
    bekannt = [a.id for a in leitfaden.abschnitte] + [s.id for a in leitfaden.abschnitte for s in a.schritte]
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


class Einlesung(NamedTuple):
    """A draft guide that was written: how many questions, and what to look at in the questionnaire."""

    ordner: Path
    fragen: int
    befunde: tuple[Befund, ...]


def import_fragebogen(datei: Path, nach: Path, umfeld: Umfeld) -> Einlesung:
    """Write a draft guide from a questionnaire; the folder is new or empty."""
    from wegweiser.adapters.leitfadenneu import build_id, create_leitfadenordner
    from wegweiser.adapters.xlsform.entwurf import format_entwurf
    from wegweiser.adapters.xlsform.lesen import read_fragebogen
    from wegweiser.core.fragebogen.eingang import Herkunft, build_leitfadenentwurf

    bogen = read_fragebogen(datei)
    vergeben = frozenset(ordner.name for ordner in list_leitfadenordner())
    herkunft = Herkunft(build_id(nach.resolve().name, vergeben), datei.name, umfeld.jetzt().date())
    eingang = build_leitfadenentwurf(bogen, herkunft)
    if not eingang.fragen:
        raise DatenError("xlsform-keine-fragen", pfad=datei)
    kommentare: dict[str, list[str]] = {}
    befunde = []
    for notiz in eingang.notizen:
        befund = _build_befund(datei, bogen, notiz)
        befunde.append(befund)
        kommentare.setdefault(notiz.teil, []).append(f"{datei.name}, Zeile {notiz.zeile}: {befund.satz}")
    kopf = [TEXTE["kopf"].format(datei=datei.name), *kommentare.pop("", [])]
    create_leitfadenordner(nach, format_entwurf(eingang.dateien, kommentare, kopf))
    return Einlesung(nach, eingang.fragen, tuple(befunde))


def _build_befund(datei: Path, bogen: Fragebogen, notiz: "Notiz") -> Befund:
    """A note at its cell: line and column count as in the sheet."""
    blatt = bogen.get(notiz.blatt)
    spalte = blatt.spalten.get(notiz.spalte, 1) if blatt else 1
    angaben = {"blatt": notiz.blatt, "spalte": notiz.spalte, **notiz.angaben}
    return Befund(datei=str(datei), zeile=notiz.zeile, spalte=spalte, code=notiz.code, angaben=angaben)


def _check_ziel(nach: Path, *, ersetzen: bool) -> None:
    if nach.suffix.lower() != ".xlsx":
        raise BenutzungError("xlsform-endung", pfad=nach, soll=".xlsx")
    if nach.exists() and not ersetzen:
        raise DatenError("xlsform-besteht", pfad=nach)
