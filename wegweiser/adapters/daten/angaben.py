"""What a person said about the columns of a file, held against the file: a slip is refused, not passed over."""

import re
from collections.abc import Mapping
from typing import Final, get_args

from wegweiser.adapters.daten.geoformat import find_format
from wegweiser.adapters.daten.katasterspalten import KATASTERARTEN
from wegweiser.adapters.daten.kopf import Dateikopf
from wegweiser.adapters.daten.tabelle import list_tabellen
from wegweiser.errors import DatenError, format_auswahl
from wegweiser.model.base import Fragenzweck
from wegweiser.model.daten import Erkennung

# Our names of columns by kind; a kind that is not here names them itself.
_NAMEN: Final[Mapping[str, frozenset[str]]] = {
    "orte": frozenset({"x", "y", "id", "name", "dienst", "kapazitaet"}),
    "raeume": frozenset({"id", "name", "ebene"}),
    "wege": frozenset(),
    "kennzahlen": frozenset({"raum_id", "raum", "jahr", "ebene", "merkmal", "tabelle", "wert"}),
    "befragung": frozenset(get_args(Fragenzweck)),
    "codeplan": frozenset({"variable", "label", "antwortskala", "modul"}),
    **{art.art: frozenset({*art.spalten, "x", "y"}) for art in KATASTERARTEN},
}
_NUMMER = re.compile(r"[-_ ]\d+\Z")  # several questions of one purpose: gruppe-2
_FRAGEN: Final = "befragung"  # there a question is named, which may be several columns


def check_dateispalten(kopf: Dateikopf, erkennung: Erkennung | None = None) -> None:
    """Raises DatenError for a column that was named and is not in the file."""
    gesagt = kopf.angaben.spalten
    if not gesagt or (erkennung and erkennung.art == _FRAGEN):
        return
    spalten = _list_spalten(kopf, erkennung)
    for name, spalte in gesagt.items():
        if spalten and spalte not in spalten:
            vorschlag = format_auswahl(spalte, spalten)
            raise DatenError("angabe-spalte", pfad=kopf.pfad, name=name, spalte=spalte, vorschlag=vorschlag)


def check_blatt(kopf: Dateikopf) -> None:
    """Raises DatenError for a sheet that was named and is not in the file."""
    blatt = kopf.angaben.lesart.get("blatt", "")
    namen = [tabelle.name for tabelle in kopf.blaetter]
    if blatt and namen and blatt not in namen:
        raise DatenError("angabe-blatt", pfad=kopf.pfad, text=blatt, vorschlag=format_auswahl(blatt, namen))


def check_spaltennamen(kopf: Dateikopf, erkennung: Erkennung) -> None:
    """Raises DatenError for a name that no column of this kind of file has."""
    moeglich = {*erkennung.spalten, *_NAMEN.get(erkennung.art, ())}
    for name in kopf.angaben.spalten:
        if _NUMMER.sub("", name) not in moeglich and name not in moeglich:
            vorschlag = format_auswahl(name, moeglich)
            raise DatenError("angabe-spaltenname", pfad=kopf.pfad, name=name, vorschlag=vorschlag)


def _list_spalten(kopf: Dateikopf, erkennung: Erkennung | None) -> set[str]:
    tabellen = {titel for tabelle in list_tabellen(kopf, probe=True) for titel in tabelle.spalten}
    andere = _list_geospalten(kopf, erkennung) if find_format(kopf) else erkennung.kopf if erkennung else ()
    return set(filter(None, {*kopf.spalten, *tabellen, *andere}))


def _list_geospalten(kopf: Dateikopf, erkennung: Erkennung | None) -> tuple[str, ...]:
    from wegweiser.adapters.daten.geoinhalt import load_vektor

    if erkennung is None:
        return ()
    return load_vektor(kopf.pfad, erkennung.format, erkennung.lesart, probe=True)[0].spalten
