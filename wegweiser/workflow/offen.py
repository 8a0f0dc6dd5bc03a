"""Open questions: listed by department, written as sheets to fill in, and the filled sheets taken back."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.dateien import lesefehler, save_atomar, schreibfehler
from wegweiser.ausdruck.vorschlag import fold_umlaute
from wegweiser.core.fassungen import build_wechsel
from wegweiser.core.offenes import build_boegen, group_stellen, list_offene
from wegweiser.core.regeln import list_verletzte
from wegweiser.core.rueckgabe import plan_rueckgabe
from wegweiser.errors import BenutzungError, DatenError
from wegweiser.errors.rueckgabe import TEXTE
from wegweiser.model.lage import Station
from wegweiser.model.rueckgabe import (
    Bogen,
    Kennzeichen,
    Planzeile,
    Problem,
    Rueckplan,
    Ruecksendung,
    Sendung,
    Umfang,
)
from wegweiser.workflow import Stand, list_vergebene_ids, save_antworten
from wegweiser.workflow.umfeld import Umfeld

FORMATE = ("xlsx", "docx")


class Ausgabe(NamedTuple):
    """A file that was written: for whom, and how many questions stand in it."""

    pfad: Path
    stelle: str
    fragen: int


def list_stellen(stand: Stand, umfang: Umfang) -> tuple[dict[str, list[Station]], int]:
    """The open questions by department, and how many are left out because they are about persons."""
    offene, persoenlich = list_offene(stand.lage, umfang)
    gruppen = group_stellen(offene)
    if umfang.stelle and not gruppen and not persoenlich:
        alle = group_stellen(list_offene(stand.lage, umfang._replace(stelle="", persoenlich=True))[0])
        if vorhanden := ", ".join(stelle or TEXTE["niemand"] for stelle in alle):
            raise BenutzungError("rueckgabe-leer", stelle=umfang.stelle, vorhanden=vorhanden)
    return gruppen, persoenlich


def build_sendung(stand: Stand, umfang: Umfang, umfeld: Umfeld) -> Sendung:
    """Everything that is asked of others."""
    offene, persoenlich = list_offene(stand.lage, umfang)
    list_stellen(stand, umfang)
    boegen = build_boegen(stand.leitfaden, offene, stand.optionen, persoenlich=umfang.persoenlich)
    vorhaben = stand.vorhaben
    kennzeichen = Kennzeichen(
        leitfaden=stand.leitfaden.id,
        version=stand.leitfaden.kopf.version,
        vorhaben=vorhaben.angelegt.isoformat(timespec="seconds"),
        titel=vorhaben.titel,
    )
    return Sendung(kennzeichen, umfeld.jetzt().date(), boegen, persoenlich)


def export_offene(
    stand: Stand, nach: Path, umfang: Umfang, umfeld: Umfeld, *, endung: str = "", ersetzen: bool = False
) -> tuple[tuple[Ausgabe, ...], int]:
    """Write one file, or into a folder one per department; also how many questions about persons stayed out."""
    sendung = build_sendung(stand, umfang, umfeld)
    if not sendung.anzahl:
        raise DatenError("rueckgabe-nichts-offen")
    ziele = _plane_ziele(nach, sendung.boegen, endung)
    if not ersetzen:
        for pfad, _ in ziele:
            if pfad.exists():
                raise DatenError("rueckgabe-besteht", pfad=pfad)
    ausgaben = []
    for pfad, boegen in ziele:
        _schreibe(pfad, sendung._replace(boegen=boegen))
        stelle = boegen[0].stelle if len(boegen) == 1 else ""
        ausgaben.append(Ausgabe(pfad, stelle, sum(len(bogen.anfragen) for bogen in boegen)))
    return tuple(ausgaben), sendung.persoenlich


def _plane_ziele(nach: Path, boegen: Sequence[Bogen], endung: str) -> list[tuple[Path, tuple[Bogen, ...]]]:
    art = nach.suffix.lower().lstrip(".")
    if art in FORMATE and not nach.is_dir():
        if endung and endung != art:
            raise BenutzungError("rueckgabe-endung", pfad=nach)
        return [(nach, tuple(boegen))]
    if art and not nach.is_dir():
        raise BenutzungError("rueckgabe-endung", pfad=nach)
    return [(nach / f"{name}.{endung or 'xlsx'}", (bogen,)) for name, bogen in _nenne_dateien(boegen)]


def _nenne_dateien(boegen: Sequence[Bogen]) -> list[tuple[str, Bogen]]:
    """`offen-kaemmerei`: a name for every department, no two alike."""
    namen: dict[str, Bogen] = {}
    for bogen in boegen:
        stelle = fold_umlaute(bogen.stelle or TEXTE["niemand"])
        kennung = "-".join("".join(z if z.isascii() and z.isalnum() else " " for z in stelle).split())[:60]
        name, nr = f"offen-{kennung or 'stelle'}", 1
        while name in namen:
            nr += 1
            name = f"offen-{kennung or 'stelle'}-{nr}"
        namen[name] = bogen
    return list(namen.items())


def _schreibe(pfad: Path, sendung: Sendung) -> None:
    if pfad.suffix.lower() == ".xlsx":
        from wegweiser.adapters.rueckgabe.excel_schreiben import format_excel

        inhalt = format_excel(sendung)
    else:
        from wegweiser.adapters.rueckgabe.word_schreiben import format_word

        inhalt = format_word(sendung)
    with schreibfehler(pfad, DatenError):
        pfad.parent.mkdir(parents=True, exist_ok=True)
        save_atomar(pfad, inhalt)


# Coming back


def load_ruecksendungen(stand: Stand, dateien: Sequence[Path]) -> tuple[Ruecksendung, ...]:
    """The filled files (of a folder all that lie in it), each checked to belong to this Vorhaben."""
    pfade = dict.fromkeys(pfad for datei in dateien for pfad in _list_boegen(datei))
    return tuple(_load_ruecksendung(stand, pfad) for pfad in pfade)


def _list_boegen(datei: Path) -> list[Path]:
    if not datei.is_dir():
        return [datei]
    with lesefehler(datei, DatenError):
        boegen = [p for p in sorted(datei.iterdir()) if p.suffix.lower().lstrip(".") in FORMATE]
    boegen = [pfad for pfad in boegen if not pfad.name.startswith((".", "~"))]  # locks of open programs
    if not boegen:
        raise DatenError("rueckgabe-ordner-leer", pfad=datei)
    return boegen


def _load_ruecksendung(stand: Stand, pfad: Path) -> Ruecksendung:
    if pfad.suffix.lower() == ".docx":
        from wegweiser.adapters.rueckgabe.word_lesen import read_word as read
    elif pfad.suffix.lower() in {".xlsx", ".xlsm"}:
        from wegweiser.adapters.rueckgabe.excel_lesen import read_excel as read
    else:
        raise BenutzungError("rueckgabe-endung", pfad=pfad)
    sendung: Ruecksendung = read(pfad)
    kennzeichen = sendung.kennzeichen
    if kennzeichen.vorhaben != stand.vorhaben.angelegt.isoformat(timespec="seconds"):
        raise DatenError("rueckgabe-vorhaben", pfad=pfad, titel=kennzeichen.titel)
    if kennzeichen.leitfaden != stand.leitfaden.id:
        raise DatenError("rueckgabe-leitfaden", pfad=pfad, ist=kennzeichen.leitfaden, soll=stand.leitfaden.id)
    return sendung


def plan(stand: Stand, sendungen: Sequence[Ruecksendung]) -> Rueckplan:
    """What the files would change; what does not meet the guide's own checks is a problem."""
    versionen = {s.kennzeichen.version for s in sendungen} - {stand.leitfaden.kopf.version}
    wechsel = {version: build_wechsel(None, stand.leitfaden) for version in versionen}
    antworten = stand.vorhaben.antworten
    ergebnis = plan_rueckgabe(
        stand.leitfaden, antworten, sendungen, wechsel, lambda adresse: list_vergebene_ids(stand, adresse)
    )
    neu = {zeile.adresse: zeile.neu for zeile in ergebnis.zeilen if zeile.art in {"neu", "neuer"}}
    quelle = stand.quelle.folge({**antworten, **neu}, neu)
    zeilen, probleme = [], list(ergebnis.probleme)
    for zeile in ergebnis.zeilen:
        verletzt = list_verletzte(zeile.frage, quelle, zeile.adresse.satz) if zeile.adresse in neu else ()
        if verletzt:
            kurz = zeile.frage.kurz or zeile.frage.text
            probleme.append(Problem(zeile.ort, kurz, "pruefung", {"text": verletzt[0].text}))
        else:
            zeilen.append(zeile)
    return Rueckplan(tuple(zeilen), tuple(probleme), ergebnis.leer)


def apply_plan(stand: Stand, zeilen: Sequence[Planzeile], umfeld: Umfeld) -> Stand:
    """Take over these lines as one change."""
    neu = {zeile.adresse: zeile.neu for zeile in zeilen}
    return save_antworten(stand, neu, umfeld, art="eingelesen") if neu else stand
