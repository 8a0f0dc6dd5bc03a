"""Answers as a person reads them: titles instead of ids, German numbers, tables as text."""

from collections.abc import Callable, Collection, Mapping, Sequence

from wegweiser.core.werte import Wertequelle
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Wert, Zeile
from wegweiser.model.bericht import Angabe
from wegweiser.model.leitfaden import list_fragen
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.model.wert import Optionsquelle, find_einheit, find_titel, format_wert

Quellennummer = Callable[[str], int | None]


def list_angaben(
    quelle: Wertequelle, satz: str, nummer: Quellennummer, namen: Collection[str] | None = None
) -> dict[str, Angabe]:
    """By question id, everything on the path: of one record, or (empty) of the whole Vorhaben.

    Personal answers and notes are left out; with `namen` only these questions count.
    """
    optionen = build_optionsquelle(quelle.leitfaden, quelle.antworten)
    angaben = {}
    for abschnitt, frage in list_fragen(quelle.leitfaden):
        hierher = bool(abschnitt.je) is bool(satz) and not frage.personenbezogen
        if hierher and (namen is None or frage.id in namen) and quelle.auf_pfad(frage.id, satz) is not False:
            antwort = quelle.antworten.get(Adresse(frage.id, satz))
            angaben[frage.id] = _build_angabe(frage, antwort, optionen, nummer)
    return angaben


def _build_angabe(
    frage: f.Frage, antwort: Antwort | None, optionen: Optionsquelle, nummer: Quellennummer
) -> Angabe:
    kurz = frage.kurz or frage.text
    if antwort is None or antwort.wert is None:
        return Angabe(id=frage.id, frage=frage.text, kurz=kurz, text="", offen=antwort is not None)
    wert = antwort.wert
    spalten = list_spalten(frage)
    text = "" if isinstance(frage, f.Tabelle) else format_anzeige(frage, wert, optionen)
    nummern = [nummer(beleg) for beleg in antwort.belege]
    return Angabe(
        id=frage.id,
        frage=frage.text,
        kurz=kurz,
        text=text,
        absaetze=tuple(teil.strip() for teil in text.split("\n\n") if teil.strip()),
        liste=_build_liste(frage, wert, optionen),
        spalten=tuple((s.id, s.kurz or s.text) for s in spalten),
        zeilen=_build_zeilen(frage, wert, optionen),
        sicherheit=antwort.sicherheit,
        quellen=tuple(nr for nr in nummern if nr is not None),
    )


def list_spalten(frage: f.Frage) -> tuple[f.Spalte, ...]:
    """The columns of a table that may be printed: those about persons are left out."""
    return tuple(s for s in frage.spalten if not s.personenbezogen) if isinstance(frage, f.Tabelle) else ()


def _build_liste(frage: f.Frage, wert: Wert, optionen: Optionsquelle) -> tuple[str, ...]:
    if not isinstance(frage, f.Mehrfach | f.Rangfolge) or not isinstance(wert, tuple):
        return ()
    return tuple(find_titel(str(id_), optionen(frage)) for id_ in wert)


def _build_zeilen(frage: f.Frage, wert: Wert, optionen: Optionsquelle) -> tuple[Mapping[str, str], ...]:
    if not isinstance(frage, f.Tabelle) or not isinstance(wert, tuple):
        return ()
    return tuple(
        _build_zeile(list_spalten(frage), zeile, optionen) for zeile in wert if isinstance(zeile, Mapping)
    )


def _build_zeile(spalten: Sequence[f.Spalte], zeile: Zeile, optionen: Optionsquelle) -> dict[str, str]:
    texte = {s.id: format_anzeige(s, zeile[s.id], optionen) if s.id in zeile else "" for s in spalten}
    return {"id": str(zeile.get("id", "")), **texte}


def format_anzeige(frage: f.Frage, wert: Wert, optionen: Optionsquelle) -> str:
    """A value with its unit, as it is printed."""
    match frage:
        case f.Geldbetrag() | f.Prozent() | f.Ganzzahl() | f.Zahl():
            einheit = find_einheit(frage)
            return f"{format_wert(frage, wert)}\u00a0{einheit}" if einheit else format_wert(frage, wert)
        case f.Skala():
            anker = frage.anker.get(wert) if isinstance(wert, int) else None
            return f"{wert} – {anker}" if anker else str(wert)
        case f.Mehrfach() | f.Rangfolge():
            return format_wert(frage, wert, optionen).replace("; ", ", ")
        case _:
            return format_wert(frage, wert, optionen)
