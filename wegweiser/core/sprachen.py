"""Translations of a guide: put them in, and find what in them points nowhere."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from wegweiser.core.pruefung import Fund
from wegweiser.errors import BenutzungError, format_vorschlag
from wegweiser.errors.leitfaden import ZIELE
from wegweiser.model import frage as f
from wegweiser.model.base import replace
from wegweiser.model.eintrag import Eintrag
from wegweiser.model.katalog import Katalog
from wegweiser.model.leitfaden import Abschnitt, Leitfaden, list_fragen
from wegweiser.model.sprache import Fragetext, Rahmenworte, Uebersetzung, find_richtung, translate_frage
from wegweiser.model.wert import fold_text

# BCP 47 as far as translations need it: language, script, region, private use ("de-x-einfach").
_SPRACHE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-x(-[a-z0-9]{1,8})+)?\Z")


# What an Arabic or Persian keyboard types between numbers and parts.
_ZEICHEN = str.maketrans({"،": ",", "٫": ",", "٬": ".", "؛": ";"})


def find_uebersetzung(leitfaden: Leitfaden, name: str) -> Uebersetzung | None:
    """The translation somebody asks for; None for the guide's own language; raises BenutzungError."""
    gesucht = name.strip().casefold()
    if gesucht in {"", leitfaden.kopf.sprache.casefold()}:
        return None
    for kuerzel, uebersetzung in leitfaden.uebersetzungen.items():
        if gesucht in {kuerzel.casefold(), uebersetzung.sprache.casefold(), uebersetzung.titel.casefold()}:
            return uebersetzung
    if not leitfaden.uebersetzungen:
        raise BenutzungError("sprache-keine", leitfaden=leitfaden.id)
    alle = [leitfaden.kopf.sprache, *sorted(leitfaden.uebersetzungen)]
    vorschlag = format_vorschlag(name, alle)
    raise BenutzungError(
        "sprache-unbekannt", name=name, leitfaden=leitfaden.id, vorschlag=vorschlag, vorhanden=", ".join(alle)
    )


def list_lesarten(frage: f.Frage, text: str, worte: Rahmenworte) -> tuple[str, ...]:
    """A typed text and what it says in German forms: digits of other scripts, yes and no, none of these."""
    if not isinstance(frage, f.JaNein | f.Wahlfrage) and not hasattr(frage, "min") and frage.typ != "skala":
        return (text,)
    ziffern = "".join(str(unicodedata.decimal(z)) if z.isdecimal() else z for z in text)
    return tuple(dict.fromkeys((text, ziffern.translate(_ZEICHEN), _translate_wort(frage, text, worte))))


def _translate_wort(frage: f.Frage, text: str, worte: Rahmenworte) -> str:
    gesagt = fold_text(text)
    if isinstance(frage, f.JaNein) and gesagt:
        paare = (("ja", worte.ja), ("nein", worte.nein))
        treffer = [id_ for id_, wort in paare if wort and fold_text(wort).startswith(gesagt)]
        return treffer[0] if len(treffer) == 1 else text
    return "keine" if worte.keine and gesagt == fold_text(worte.keine) else text


def translate_leitfaden(leitfaden: Leitfaden, uebersetzung: Uebersetzung) -> Leitfaden:
    """The same guide with the titles, questions and entries of another language."""
    kopf = uebersetzung.leitfaden
    return replace(
        leitfaden,
        kopf=replace(leitfaden.kopf, titel=kopf.titel, kurz=kopf.kurz or leitfaden.kopf.kurz)
        if kopf
        else leitfaden.kopf,
        abschnitte=tuple(_translate_abschnitt(a, uebersetzung) for a in leitfaden.abschnitte),
        kataloge={
            name: _translate_katalog(katalog, uebersetzung.kataloge.get(name, {}))
            for name, katalog in leitfaden.kataloge.items()
        },
    )


def _translate_abschnitt(abschnitt: Abschnitt, uebersetzung: Uebersetzung) -> Abschnitt:
    schritte = tuple(
        replace(
            schritt,
            titel=uebersetzung.schritte.get(schritt.id, schritt.titel),
            fragen=tuple(translate_frage(frage, uebersetzung) for frage in schritt.fragen),
        )
        for schritt in abschnitt.schritte
    )
    titel = uebersetzung.abschnitte.get(abschnitt.id, abschnitt.titel)
    return replace(abschnitt, titel=titel, schritte=schritte)


def _translate_katalog(katalog: Katalog, titel: Mapping[str, str]) -> Katalog:
    if not titel:
        return katalog
    eintraege: tuple[Eintrag, ...] = tuple(
        replace(e, titel=titel.get(e.id, e.titel)) for e in katalog.eintraege
    )
    return replace(katalog, eintraege=eintraege)


def check_uebersetzungen(leitfaden: Leitfaden) -> Iterator[Fund]:
    """Languages that are none, and texts for ids the guide does not have."""
    for kuerzel, uebersetzung in leitfaden.uebersetzungen.items():
        datei = f"uebersetzungen/{kuerzel}.yaml"
        for ort, code, angaben in _check_uebersetzung(leitfaden, uebersetzung):
            yield Fund(datei, ort, code, angaben)


_Mangel = tuple[tuple[str | int, ...], str, Mapping[str, object]]


def _check_uebersetzung(leitfaden: Leitfaden, uebersetzung: Uebersetzung) -> Iterator[_Mangel]:
    yield from _check_kopf(uebersetzung)
    fragen = {frage.id: frage for _, frage in list_fragen(leitfaden)}
    for id_, text in uebersetzung.fragen.items():
        if id_ in fragen:
            yield from _check_fragetext(fragen[id_], text, ("fragen", id_))
    schritte = [schritt.id for abschnitt in leitfaden.abschnitte for schritt in abschnitt.schritte]
    yield from _verweise(("fragen",), uebersetzung.fragen, fragen, "fragen")
    yield from _verweise(
        ("abschnitte",), uebersetzung.abschnitte, [a.id for a in leitfaden.abschnitte], "abschnitte"
    )
    yield from _verweise(("schritte",), uebersetzung.schritte, schritte, "schritte")
    yield from _verweise(("kataloge",), uebersetzung.kataloge, leitfaden.kataloge, "kataloge")
    for name, titel in uebersetzung.kataloge.items():
        if name in leitfaden.kataloge:
            eintraege = [eintrag.id for eintrag in leitfaden.kataloge[name].eintraege]
            yield from _verweise(("kataloge", name), titel, eintraege, "eintraege")


def _check_kopf(uebersetzung: Uebersetzung) -> Iterator[_Mangel]:
    if not _SPRACHE.match(uebersetzung.sprache):
        yield ("sprache",), "sprache-form", {"wert": uebersetzung.sprache}
    elif uebersetzung.richtung != (soll := find_richtung(uebersetzung.sprache)):
        yield ("richtung",), "sprache-richtung", {"wert": uebersetzung.sprache, "soll": soll}


def _check_fragetext(frage: f.Frage, text: Fragetext, ort: tuple[str | int, ...]) -> Iterator[_Mangel]:
    optionen: tuple[f.Option, ...] = getattr(frage, "optionen", ())
    yield from _verweise((*ort, "optionen"), text.optionen, [o.id for o in optionen], "optionen")
    titel: set[str] = set()
    for id_, wort in text.optionen.items():
        if wort in titel:
            yield (*ort, "optionen", id_), "option-titel", {"wert": wort}
        if ";" in wort:
            yield (*ort, "optionen", id_), "option-zeichen", {"wert": wort}
        titel.add(wort)
    stufen = range(frage.von, frage.bis + 1) if isinstance(frage, f.Skala) else ()
    yield from _verweise((*ort, "anker"), text.anker, stufen, "anker")
    spalten = {spalte.id: spalte for spalte in frage.spalten} if isinstance(frage, f.Tabelle) else {}
    yield from _verweise((*ort, "spalten"), text.spalten, spalten, "spalten")
    for id_, spaltentext in text.spalten.items():
        if id_ in spalten:
            yield from _check_fragetext(spalten[id_], spaltentext, (*ort, "spalten", id_))


def _verweise(
    ort: tuple[str | int, ...], genannt: Iterable[str | int], vorhanden: Iterable[str | int], ziel: str
) -> Iterator[_Mangel]:
    bekannt = [str(id_) for id_ in vorhanden]
    for id_ in genannt:
        if str(id_) not in bekannt:
            vorschlag = format_vorschlag(id_, bekannt)
            yield (*ort, str(id_)), "verweis", {"wert": id_, "wo": ZIELE[ziel], "vorschlag": vorschlag}
