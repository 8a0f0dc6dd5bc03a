"""What kinds, formats and licences of data files are called, and which credit line a format asks for."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from wegweiser.errors import EingabeError
from wegweiser.model.base import replace
from wegweiser.model.daten import Datei, Datenart, Erkennung, Lizenzangabe

ARTEN: Mapping[Datenart, str] = {
    "zellen": "Bevölkerung im Gitter",
    "raeume": "Gebiete mit Grenzen",
    "orte": "Orte und Angebote",
    "wege": "Wege",
    "kennzahlen": "Kleinräumige Statistik",
    "befragung": "Antworten einer Befragung",
    "codeplan": "Codeplan zu einer Befragung",
    "leerstand": "Leerstandskataster",
    "brache": "Brachflächen",
    "akteur": "Akteure",
    "beziehung": "Beziehungen zwischen Akteuren",
    "nadel": "Nadeln, Begehung, Kartierung",
}
# What stands in one row of such a file.
_ZEILEN: Mapping[Datenart, tuple[str, str]] = {
    "zellen": ("eine Zelle", "Zellen"),
    "raeume": ("ein Gebiet", "Gebiete"),
    "orte": ("ein Ort", "Orte"),
    "wege": ("ein Weg", "Wege"),
    "kennzahlen": ("ein Wert", "Werte"),
    "befragung": ("eine Person", "Personen"),
    "nadel": ("ein Ort", "Orte"),
}
EIGENE = frozenset({"befragung", "codeplan", "leerstand", "brache", "akteur", "beziehung", "nadel"})
# How entries of `lesart` are called where a person reads them.
LESART: Mapping[str, str] = {
    "kodierung": "Zeichen",
    "trenner": "Trennzeichen",
    "lagebezug": "Lagebezug",
    "ebene": "Ebene",
    "gliederung": "Gliederung",
    "merkmal": "Was es ist:",
    "zahlen": "Zahlen",
    "trennung": "Schlüssel und Name:",
    "stand": "Stand",
    "blatt": "Blatt",
    "kopfzeile": "Überschrift in Zeile",
    "punkt": "Punkt in Zahlen",
    "strich": "Strich statt einer Zahl",
    "jahr": "Jahr",
    "achsen": "Achsen",
}
WEITERE_LESART = frozenset({"sperrgrenze"})
FREIE_LESART = ("dienst ", "schicht ")  # of surveys, with what they mean behind the blank
LESEWERTE: Mapping[str, frozenset[str]] = {
    "punkt": frozenset({"tausender", "dezimal"}),
    "strich": frozenset({"gesperrt", "nichts-vorhanden"}),
    "achsen": frozenset({"vertauscht"}),
    "zahlen": frozenset({"ohne-trenner"}),
    "trennung": frozenset({"nummer-und-name"}),
}
_TEILE = 3  # of a date
_OSM_NUMMER = re.compile(r"(?:node|way|relation)/[0-9]+\Z")
_STATISTIK = Lizenzangabe(
    urheber="Statistische Ämter des Bundes und der Länder",
    adresse="https://www.zensus2022.de",
    lizenz="dl-de/by-2-0",
)
_OSM = Lizenzangabe(
    urheber="OpenStreetMap-Mitwirkende",
    adresse="https://www.openstreetmap.org/copyright",
    lizenz="ODbL 1.0",
    nennung="© OpenStreetMap-Mitwirkende",
)
# quartiersanalyse.md 8.2 to 8.4
_FORMATE: Mapping[str, Lizenzangabe] = {
    "zensus-2022": replace(
        _STATISTIK, nennung="© Statistisches Bundesamt (Destatis), Zensus 2022", stand="2022-05-15"
    ),
    "zensus-2011": replace(
        _STATISTIK, nennung="© Statistisches Bundesamt (Destatis), Zensus 2011", stand="2011-05-09"
    ),
    **dict.fromkeys(("overpass", "osm-pbf"), _OSM),
}
SELBST = "eigene Erhebung"
LIZENZEN: tuple[tuple[str, str], ...] = (
    ("dl-de/by-2-0", "Datenlizenz Deutschland, Namensnennung"),
    ("dl-de/zero-2-0", "Datenlizenz Deutschland, ohne Auflagen"),
    ("CC BY 4.0", "Creative Commons, Namensnennung"),
    ("ODbL 1.0", "OpenStreetMap"),
    (SELBST, "von der Stadt oder dem Quartiersbüro selbst erhoben"),
    ("", "unbekannt – steht dann so im Bericht"),
)


def parse_stand(text: str) -> str:
    """From when data are, as files note it: 2023, 2023-12, 2023-12-31; also typed as 12.2023 or 31.12.2023."""
    teile = text.strip().split(".")[::-1] if "." in text else text.strip().split("-")
    if not 1 <= len(teile) <= _TEILE or not all(teil.isascii() and teil.isdigit() for teil in teile):
        raise EingabeError("datenstand-form", text=text)
    jahr, monat, tag = (*map(int, teile), *(1, 1)[len(teile) - 1 :])
    try:
        date(jahr, monat, tag)
    except (ValueError, OverflowError):
        raise EingabeError("datenstand-form", text=text) from None
    return "-".join([f"{jahr:04}", *(f"{int(teil):02}" for teil in teile[1:])])


class Herkunftswunsch(NamedTuple):
    """What was typed about where a file comes from."""

    urheber: str = ""
    lizenz: str = ""
    stand: str = ""
    adresse: str = ""
    nennung: str = ""


def propose_herkunft(erkennung: Erkennung, wunsch: Herkunftswunsch) -> Lizenzangabe:
    """What the format says about origin and licence, with what was typed over it."""
    aus_datei = {name: erkennung.lesart[name] for name in ("stand",) if erkennung.lesart.get(name)}
    vorschlag = _OSM if _is_osm(erkennung) else _FORMATE.get(erkennung.format, Lizenzangabe())
    vorschlag = replace(vorschlag, **aus_datei)
    gesagt = {name: wert.strip() for name, wert in wunsch._asdict().items() if wert.strip()}
    angabe = replace(vorschlag, **gesagt)
    return angabe if angabe.nennung or not angabe.urheber else replace(angabe, nennung=angabe.urheber)


def _is_osm(erkennung: Erkennung) -> bool:
    """Whether the objects carry numbers or tags as OpenStreetMap gives them."""
    nummern = (zelle for zeile in erkennung.probe for zelle in zeile[:1])
    return any(map(_OSM_NUMMER.match, nummern)) or any(
        spalte.startswith("tags/") for spalte in erkennung.spalten.values()
    )


def format_lizenz(herkunft: Lizenzangabe) -> str:
    """Credit line, licence and date in one line; what is not known is said."""
    teile = [herkunft.nennung or herkunft.urheber or "Urheber unbekannt"]
    teile.append(herkunft.lizenz or "Lizenz unbekannt")
    return " · ".join([*teile, f"Stand {format_stand(herkunft.stand)}"] if herkunft.stand else teile)


def format_stand(stand: str) -> str:
    """2022-05-15 as 15.05.2022, 2022-05 as 05.2022; anything else as it is."""
    teile = stand.split("-")
    return ".".join(reversed(teile)) if all(teil.isdigit() for teil in teile) else stand


def format_zeilen(art: Datenart, anzahl: int) -> str:
    """„16.380 Zellen“, „eine Zeile“."""
    from wegweiser.model.deutsch_format import format_zahl

    eine, viele = _ZEILEN.get(art, ("eine Zeile", "Zeilen"))
    return eine if anzahl == 1 else f"{format_zahl(anzahl)} {viele}"


def format_art(datei: Datei) -> str:
    """Kind and number of what is usable: „Bevölkerung im Gitter, 16.380 Zellen“."""
    return f"{ARTEN[datei.art]}, {format_zeilen(datei.art, datei.zeilen - datei.verworfen)}"
