"""What a filled sheet would change: a pure function, preview and taking over at once.

A question that has a value by now is never overwritten unasked; what is only added (note, evidence) disturbs nobody.
"""

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, cast

from wegweiser.ausdruck.vorschlag import fold_umlaute
from wegweiser.core.fassungen import Wechsel, find_optionsname, find_spaltenname, find_ziel
from wegweiser.core.offenes import compute_stand
from wegweiser.core.rueckwerte import heisst_keine, ist_unbekannt, parse_feld, parse_teile, parse_zeilen
from wegweiser.errors import EingabeError
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.base import Sicherheit, Wert, Zeile, replace
from wegweiser.model.knoten import add_zeilen_ids, check_wert
from wegweiser.model.leitfaden import Abschnitt, Leitfaden, list_fragen
from wegweiser.model.optionen import build_optionsquelle, find_zeilentitel, list_saetze, list_zeilen
from wegweiser.model.rueckgabe import (
    Planart,
    Planzeile,
    Problem,
    Rueckfeld,
    Ruecklauf,
    Rueckplan,
    Ruecksendung,
)
from wegweiser.model.wert import Optionsquelle, format_wert

_STUFEN: Mapping[str, Sicherheit] = {
    "gesichert": "gesichert",
    "geschaetzt": "geschaetzt",
    "vermutet": "vermutet",
    "konstruiert": "konstruiert",
}


Vergeben = Callable[[Adresse], Sequence[str]]  # row ids a table has ever used


class _Eingang(NamedTuple):
    """One returned question, found in the guide."""

    lauf: Ruecklauf
    adresse: Adresse
    abschnitt: Abschnitt
    frage: f.Frage


class _Gelesen(NamedTuple):
    """What a question got: a value, and what was said about it."""

    eingang: _Eingang
    wert: Wert | None
    sicherheit: Sicherheit | None
    belege: tuple[str, ...]
    notiz: str


class _Planer:
    """Goes through the returned questions in the order of the guide; answers to tables can be chosen from at once."""

    def __init__(self, leitfaden: Leitfaden, antworten: Antworten, vergeben: Vergeben) -> None:
        self.antworten = antworten
        self.vergeben = vergeben
        self.neue: dict[Adresse, Antwort] = {}
        self.bekannt: Antworten = ChainMap(self.neue, dict(antworten))
        self.optionen = build_optionsquelle(leitfaden, self.bekannt)
        self.probleme: list[Problem] = []

    def melde(self, ort: str, frage: str, fehler: EingabeError) -> None:
        """Note what cannot be taken over."""
        self.probleme.append(Problem(ort, frage, fehler.code, fehler.angaben))


def plan_rueckgabe(
    leitfaden: Leitfaden,
    antworten: Antworten,
    sendungen: Sequence[Ruecksendung],
    wechsel: Mapping[str, Wechsel],
    vergeben: Vergeben,
) -> Rueckplan:
    """Every returned question with what would become of it; `wechsel` by the version of the guide in the file."""
    planer = _Planer(leitfaden, antworten, vergeben)
    eingaenge = _finde_fragen(planer, leitfaden, sendungen, wechsel)
    zeilen: list[Planzeile] = []
    leer = 0
    for gruppe in _gruppiere(eingaenge).values():
        gelesen = [g for eingang in gruppe if (g := _lies(planer, eingang)) is not None]
        sagen_etwas = [g for g in gelesen if g.wert is not None or g.belege or g.notiz]
        if not sagen_etwas:
            leer += len(gelesen) == len(gruppe)
            continue
        if (eines := _vereine(planer, sagen_etwas)) is not None:
            zeile = _plane(planer, eines)
            zeilen.append(zeile)
            if zeile.art == "neu":
                planer.neue[zeile.adresse] = zeile.neu
    return Rueckplan(tuple(zeilen), tuple(planer.probleme), leer)


def _finde_fragen(
    planer: _Planer, leitfaden: Leitfaden, sendungen: Sequence[Ruecksendung], wechsel: Mapping[str, Wechsel]
) -> list[_Eingang]:
    fragen = {frage.id: (abschnitt, frage) for abschnitt, frage in list_fragen(leitfaden)}
    reihe = {id_: nr for nr, id_ in enumerate(fragen)}
    eingaenge = []
    for sendung in sendungen:
        for lauf in sendung.ruecklaeufe:
            anders = wechsel.get(sendung.kennzeichen.version)
            try:
                adresse = _find_adresse(planer, lauf, anders, fragen)
            except EingabeError as fehler:
                if lauf.felder or lauf.teile or lauf.zeilen:
                    planer.melde(lauf.ort, lauf.adresse, fehler)
                continue
            abschnitt, frage = fragen[adresse.frage]
            heute = lauf if anders is None else _folge_namen(lauf, anders, frage)
            eingaenge.append(_Eingang(heute, adresse, abschnitt, frage))
    return sorted(eingaenge, key=lambda eingang: reihe[eingang.adresse.frage])


def _find_adresse(
    planer: _Planer, lauf: Ruecklauf, wechsel: Wechsel | None, fragen: Mapping[str, tuple[Abschnitt, f.Frage]]
) -> Adresse:
    """Where an answer belongs today; raises EingabeError where it belongs nowhere."""
    if not lauf.adresse:
        feld = lauf.felder.get("antwort")
        code = (feld.code if feld else "") or "rueckgabe-adresse"
        raise EingabeError(code, text=feld.inhalt if feld else "")
    satz, _, name = lauf.adresse.rpartition(".")
    if wechsel is not None:
        ziel = find_ziel(wechsel, name)
        if ziel.verbleib == "zurueckgezogen":
            raise EingabeError("rueckgabe-frage-fort", grund=f" {ziel.grund}")
        name = ziel.frage if ziel.verbleib in {"gleich", "umbenannt"} else name
    if name not in fragen:
        raise EingabeError("rueckgabe-frage-fort")
    je = fragen[name][0].je
    if bool(je) is not bool(satz):
        raise EingabeError("rueckgabe-adresse", text=lauf.adresse)
    if je and satz not in {id_ for id_, _ in list_saetze(planer.antworten, je)}:
        raise EingabeError("rueckgabe-satz-fort", satz=satz)
    return Adresse(name, satz)


def _folge_namen(lauf: Ruecklauf, wechsel: Wechsel, frage: f.Frage) -> Ruecklauf:
    """Columns and options of an earlier guide under the names they have now."""
    namen = (lauf.adresse.rpartition(".")[2], frage.id)
    if isinstance(frage, f.Tabelle) and lauf.zeilen is not None:
        spalten = [spalte.id for spalte in frage.spalten]
        zeilen = [
            {find_spaltenname(wechsel, namen, n, spalten): feld for n, feld in z.items()} for z in lauf.zeilen
        ]
        return lauf._replace(zeilen=tuple(zeilen))
    katalog = getattr(frage, "katalog", None)
    teile = {find_optionsname(wechsel, namen, katalog, id_, ()): feld for id_, feld in lauf.teile.items()}
    return lauf._replace(teile=teile)


def _gruppiere(eingaenge: Iterable[_Eingang]) -> dict[Adresse, list[_Eingang]]:
    gruppen: dict[Adresse, list[_Eingang]] = {}
    for eingang in eingaenge:
        gruppen.setdefault(eingang.adresse, []).append(eingang)
    return gruppen


# Reading one question


def _lies(planer: _Planer, eingang: _Eingang) -> _Gelesen | None:
    """What stands there; None where it cannot be read (and is reported)."""
    felder, kurz = eingang.lauf.felder, eingang.frage.kurz or eingang.frage.text
    vorher = len(planer.probleme)
    wert = _lies_wert(planer, eingang, kurz)
    if len(planer.probleme) > vorher:
        return None
    sicherheit: Sicherheit | None = None
    if (feld := felder.get("sicherheit")) is not None:
        sicherheit = _STUFEN.get(fold_umlaute(str(feld.inhalt).strip()))
        if sicherheit is None:
            planer.melde(feld.ort, kurz, EingabeError("falsche-sicherheit", text=feld.inhalt))
    belege = tuple(
        teil for t in _text(felder.get("beleg")).replace("\n", ";").split(";") if (teil := t.strip())
    )
    return _Gelesen(eingang, wert, sicherheit, belege, _text(felder.get("notiz")))


def _lies_wert(planer: _Planer, eingang: _Eingang, kurz: str) -> Wert | None:
    lauf, frage = eingang.lauf, eingang.frage
    feld = lauf.felder.get("antwort")
    ort = feld.ort if feld else next((teil.ort for teil in lauf.teile.values()), lauf.ort)
    try:
        _check_art(frage, feld)
        if lauf.zeilen is not None:
            return _lies_zeilen(planer, eingang, lauf.zeilen, kurz)
        if feld is None or (not feld.code and ist_unbekannt(frage, feld, planer.optionen)):
            return parse_teile(frage, lauf.teile, planer.optionen) if lauf.teile else None
        if isinstance(frage, f.Mehrfach) and heisst_keine(feld):
            feld = feld._replace(inhalt="keine")
        return parse_feld(frage, feld, planer.optionen)
    except EingabeError as fehler:
        planer.melde(ort, kurz, fehler)
        return None


def _check_art(frage: f.Frage, feld: Rueckfeld | None) -> None:
    """A table is filled in on its own sheet, not beside the question."""
    if isinstance(frage, f.Tabelle) and feld is not None:
        raise EingabeError("rueckgabe-tabelle", text=feld.inhalt)


def _lies_zeilen(
    planer: _Planer, eingang: _Eingang, zeilen: Sequence[Mapping[str, Rueckfeld]], kurz: str
) -> Wert | None:
    if not isinstance(eingang.frage, f.Tabelle):
        raise EingabeError("rueckgabe-frage-fort")
    fertig, fehler = parse_zeilen(eingang.frage, zeilen, planer.optionen)
    for ort, grund in fehler:
        planer.melde(ort, kurz, grund)
    if fehler or not fertig:
        return None
    check_wert(eingang.frage, fertig, planer.optionen)
    return fertig


def _text(feld: Rueckfeld | None) -> str:
    return "" if feld is None or feld.inhalt is None else str(feld.inhalt).strip()


def _vereine(planer: _Planer, gelesen: Sequence[_Gelesen]) -> _Gelesen | None:
    """Several answers to the same question (two files, a copied line): equal ones once, different ones none."""
    mit_wert = [g for g in gelesen if g.wert is not None]
    eines = mit_wert[0] if mit_wert else gelesen[0]
    for anderes in mit_wert[1:]:
        if anderes.wert != eines.wert:
            hier, andere = (format_kurz(g, planer.optionen) for g in (anderes, eines))
            fehler = EingabeError("rueckgabe-doppelt", hier=hier, andere=andere, dort=_ort(eines))
            planer.melde(_ort(anderes), eines.eingang.frage.kurz or eines.eingang.frage.text, fehler)
            return None
    belege = tuple(dict.fromkeys(beleg for g in gelesen for beleg in g.belege))
    notiz = "\n".join(dict.fromkeys(g.notiz for g in gelesen if g.notiz))
    sicherheit = next((g.sicherheit for g in gelesen if g.sicherheit), None)
    return eines._replace(belege=belege, notiz=notiz, sicherheit=sicherheit)


def format_kurz(gelesen: _Gelesen, optionen: Optionsquelle) -> str:
    """A value in a sentence about it."""
    return format_wert(gelesen.eingang.frage, cast(Wert, gelesen.wert), optionen)


def _ort(gelesen: _Gelesen) -> str:
    lauf = gelesen.eingang.lauf
    feld = lauf.felder.get("antwort") or next(iter(lauf.teile.values()), None)
    return feld.ort if feld else lauf.ort


# What would become of it


def _plane(planer: _Planer, gelesen: _Gelesen) -> Planzeile:
    adresse, frage = gelesen.eingang.adresse, gelesen.eingang.frage
    alt = planer.antworten.get(adresse)
    neu, art = _entscheide(gelesen, frage, alt)
    if isinstance(frage, f.Tabelle) and art in {"neu", "neuer"}:
        neu = replace(neu, wert=_gib_ids(frage, alt, neu.wert, planer.vergeben(adresse)))
    return Planzeile(art, adresse, frage, alt, neu, _ort(gelesen))


def _entscheide(gelesen: _Gelesen, frage: f.Frage, alt: Antwort | None) -> tuple[Antwort, Planart]:
    bisher = alt or Antwort(offen=True)
    ergaenzt = replace(
        bisher,
        belege=tuple(dict.fromkeys((*bisher.belege, *gelesen.belege))),
        notiz=merge_notiz(bisher.notiz, gelesen.notiz),
    )
    if gelesen.wert is None or (alt is not None and _gleicht(alt.wert, gelesen.wert)):
        if gelesen.wert is not None and gelesen.sicherheit and not bisher.sicherheit:
            ergaenzt = replace(ergaenzt, sicherheit=gelesen.sicherheit)
        return ergaenzt, ("gleich" if ergaenzt == bisher else "notiz")
    neu = replace(
        ergaenzt,
        wert=gelesen.wert,
        offen=False,
        zustaendig=None,
        bis=None,
        sicherheit=gelesen.sicherheit or bisher.sicherheit,
    )
    unberuehrt = alt is None or alt.wert is None or compute_stand(frage, alt) == gelesen.eingang.lauf.stand
    return neu, ("neu" if unberuehrt else "neuer")


def merge_notiz(alt: str | None, neu: str) -> str | None:
    """Both notes, one below the other; what is said already is not said twice."""
    if not neu or (alt and neu in alt):
        return alt
    return neu if not alt or alt in neu else f"{alt}\n{neu}"


def _gib_ids(frage: f.Tabelle, alt: Antwort | None, wert: Wert | None, vergeben: Sequence[str]) -> Wert:
    """Ids for the rows that came back; a row that was there before, by its title, keeps its own."""
    vorher = {titel: id_ for id_, titel in list_saetze({Adresse(frage.id): alt}, frage.id)} if alt else {}
    fertig: list[Zeile] = []
    for zeile in list_zeilen(wert):
        id_ = vorher.pop(find_zeilentitel(zeile), None)
        fertig.append({"id": id_, **zeile} if id_ else zeile)
    return add_zeilen_ids(frage, fertig, vergeben)


def _gleicht(alt: Wert | None, neu: Wert) -> bool:
    """The same value; rows are compared without their ids."""
    return alt is not None and _ohne_ids(alt) == _ohne_ids(neu)


def _ohne_ids(wert: Wert) -> object:
    if not isinstance(wert, tuple):
        return wert
    return tuple(
        {name: teil for name, teil in zeile.items() if name != "id"} if isinstance(zeile, Mapping) else zeile
        for zeile in wert
    )
