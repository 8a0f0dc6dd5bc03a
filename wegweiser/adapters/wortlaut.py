"""The wording answers were given to, kept beside a Vorhaben: text, type and possibilities of every question.

It is guide text only, never an answer. The last two guides are kept, so that a move can be undone with its old wording.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from wegweiser.adapters.dateien import load_text, save_atomar
from wegweiser.errors import WegweiserError
from wegweiser.model import frage as f
from wegweiser.model.deutsch_format import parse_zahl_kanonisch
from wegweiser.model.eintrag import Eintrag
from wegweiser.model.fassungen import Ersetzungen, Rueckzuege, Umbenennungen
from wegweiser.model.katalog import Katalog
from wegweiser.model.leitfaden import Abschnitt, Leitfaden, Leitfadenkopf, Schritt, list_fragen

DATEI = "wortlaut.json"
FORMAT = 1
BEHALTEN = 2
# What a question is asked with, beside its id, text and type.
_ANGABEN = (
    "kurz",
    "einheit",
    "min",
    "max",
    "max_zeichen",
    "von",
    "bis",
    "max_anzahl",
    "katalog",
    "aus_tabelle",
    "vorsatz",
    "personenbezogen",
)
_ERKLAERUNGEN: Mapping[str, type[Any]] = {
    "umbenannt": Umbenennungen,
    "ersetzt": Ersetzungen,
    "zurueckgezogen": Rueckzuege,
}


def save_wortlaut(ordner: Path, leitfaden: Leitfaden, *behalten: Leitfaden | None) -> None:
    """Keep the wording of a guide, and of those that were used before; a full disk is no reason to stop."""
    neue = [_schreibe(teil) for teil in (leitfaden, *behalten) if teil is not None]
    summen = {teil["pruefsumme"] for teil in neue}
    alte = [teil for teil in _lies_datei(ordner) if teil.get("pruefsumme") not in summen]
    text = json.dumps(
        {"format": FORMAT, "fassungen": [*neue, *alte][:BEHALTEN]}, ensure_ascii=False, separators=(",", ":")
    )
    with suppress(OSError):
        save_atomar(ordner / DATEI, f"{text}\n".encode())


def ensure_wortlaut(ordner: Path, leitfaden: Leitfaden) -> None:
    """Keep the wording of the guide a Vorhaben belongs to, unless it is there already."""
    with suppress(WegweiserError):
        if not (ordner / DATEI).is_file() or leitfaden.pruefsumme not in load_text(ordner / DATEI):
            save_wortlaut(ordner, leitfaden)


def list_leitfadenkoepfe(ordner: Path) -> list[dict[str, str]]:
    """The guides a Vorhaben was asked with, the present one first, as its file would name them."""
    namen = ("id", "version", "pruefsumme")
    teile = [teil for teil in _lies_datei(ordner) if all(isinstance(teil.get(name), str) for name in namen)]
    return [{**{name: teil[name] for name in namen}, "quelle": "mitgeliefert"} for teil in teile]


def load_wortlaut(ordner: Path, pruefsumme: str) -> Leitfaden | None:
    """The questions of a guide as they were asked, in a guide without conditions, rules and sources; None if unknown."""
    for teil in _lies_datei(ordner):
        if teil.get("pruefsumme") == pruefsumme and pruefsumme:
            with suppress(KeyError, TypeError, ValueError, AttributeError, WegweiserError):
                return _lies(teil)
    return None


def load_alle(ordner: Path) -> tuple[Leitfaden, ...]:
    """Every guide whose wording is kept."""
    summen = [str(teil.get("pruefsumme", "")) for teil in _lies_datei(ordner)]
    return tuple(leitfaden for summe in summen if (leitfaden := load_wortlaut(ordner, summe)))


def _lies_datei(ordner: Path) -> list[dict[str, Any]]:
    try:
        daten = json.loads(load_text(ordner / DATEI)) if (ordner / DATEI).is_file() else {}
    except (WegweiserError, ValueError, RecursionError):
        return []
    fassungen = daten.get("fassungen") if isinstance(daten, dict) and daten.get("format") == FORMAT else []
    return [t for t in fassungen if isinstance(t, dict)] if isinstance(fassungen, list) else []


# Writing


def _schreibe(leitfaden: Leitfaden) -> dict[str, Any]:
    kopf = leitfaden.kopf
    namen = {name for _, frage in list_fragen(leitfaden) for name in _list_katalognamen(frage)}
    kataloge = {name: katalog for name, katalog in leitfaden.kataloge.items() if name in namen}
    erklaert = {name: vars(getattr(kopf, name)) for name in _ERKLAERUNGEN}
    return {
        "id": kopf.id,
        "version": kopf.version,
        "pruefsumme": leitfaden.pruefsumme,
        "titel": kopf.titel,
        **{name: inhalt for name, inhalt in erklaert.items() if any(inhalt.values())},
        "abschnitte": [_schreibe_abschnitt(abschnitt) for abschnitt in leitfaden.abschnitte],
        "kataloge": {n: [[e.id, e.titel] for e in katalog.eintraege] for n, katalog in kataloge.items()},
    }


def _list_katalognamen(frage: f.Frage) -> Iterator[str]:
    if name := getattr(frage, "katalog", None):
        yield name
    if isinstance(frage, f.Tabelle):
        for spalte in frage.spalten:
            yield from _list_katalognamen(spalte)


def _schreibe_abschnitt(abschnitt: Abschnitt) -> dict[str, Any]:
    je = {"je": abschnitt.je} if abschnitt.je else {}
    fragen = [_schreibe_frage(frage) for frage in abschnitt.fragen()]
    return {"id": abschnitt.id, "titel": abschnitt.titel, **je, "fragen": fragen}


def _schreibe_frage(frage: f.Frage) -> dict[str, Any]:
    art = type(frage)
    daten: dict[str, Any] = {"id": frage.id, "text": frage.text, "typ": frage.typ}
    for name in _ANGABEN:
        wert = getattr(frage, name, None)
        if wert is not None and wert != getattr(art, name, None):
            daten[name] = wert if isinstance(wert, int | str) else f"{wert:f}"
    if frage.pflicht:
        daten["pflicht"] = True
    if isinstance(frage, f.Skala):
        daten["anker"] = [[zahl, text] for zahl, text in frage.anker.items()]
    if isinstance(frage, f.Tabelle):
        daten["spalten"] = [_schreibe_frage(spalte) for spalte in frage.spalten]
    if optionen := getattr(frage, "optionen", ()):
        daten["optionen"] = [[option.id, option.titel] for option in optionen]
    return daten


# Reading


def _lies(daten: Mapping[str, Any]) -> Leitfaden:
    erklaert = {
        name: art(**daten[name]) for name, art in _ERKLAERUNGEN.items() if isinstance(daten.get(name), dict)
    }
    abschnitte = tuple(_lies_abschnitt(abschnitt) for abschnitt in daten["abschnitte"])
    kopf = Leitfadenkopf(
        format=1,
        id=str(daten["id"]),
        version=str(daten["version"]),
        titel=str(daten["titel"]),
        herausgeber="",
        lizenz="",
        sprache="de",
        herkunft="fachpraxis",
        abschnitte=tuple(abschnitt.id for abschnitt in abschnitte),
        **erklaert,
    )
    return Leitfaden(
        kopf=kopf,
        abschnitte=abschnitte,
        kataloge={name: _lies_katalog(name, teile) for name, teile in daten["kataloge"].items()},
        regeln=(),
        quellen={},
        pruefsumme=str(daten["pruefsumme"]),
    )


def _lies_abschnitt(daten: Mapping[str, Any]) -> Abschnitt:
    fragen = tuple(_lies_frage(frage) for frage in daten["fragen"])
    schritt = Schritt(id=str(daten["id"]), titel=str(daten["titel"]), fragen=fragen)
    return Abschnitt(
        id=str(daten["id"]), titel=str(daten["titel"]), warum="", je=daten.get("je"), schritte=(schritt,)
    )


def _lies_frage(daten: Mapping[str, Any]) -> Any:
    art = f.NACH_TYP[daten["typ"]]
    angaben: dict[str, Any] = {name: daten[name] for name in (*_ANGABEN, "pflicht") if name in daten}
    if art in {f.Zahl, f.Geldbetrag, f.Prozent}:
        angaben.update({n: parse_zahl_kanonisch(str(angaben[n])) for n in ("min", "max") if n in angaben})
    frage: Any = art(
        id=str(daten["id"]), text=str(daten["text"]), typ=daten["typ"], **angaben, **_lies_teile(daten)
    )
    return frage


def _lies_teile(daten: Mapping[str, Any]) -> dict[str, Any]:
    teile: dict[str, Any] = {}
    if daten["typ"] == "skala":
        teile["anker"] = {int(zahl): str(text) for zahl, text in daten["anker"]}
    if "spalten" in daten:
        teile["spalten"] = tuple(_lies_frage(spalte) for spalte in daten["spalten"])
    if "optionen" in daten:
        teile["optionen"] = tuple(f.Option(id=str(id_), titel=str(titel)) for id_, titel in daten["optionen"])
    return teile


def _lies_katalog(name: str, teile: Any) -> Katalog:
    eintraege = tuple(Eintrag(id=str(id_), titel=str(titel)) for id_, titel in teile)
    return Katalog(katalog=name, eintraege=eintraege)
