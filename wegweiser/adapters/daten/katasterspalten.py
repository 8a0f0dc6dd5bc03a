"""The tables a city keeps of its offers, empty rooms, brownfields, organisations, ties and pins: which column is which."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from wegweiser.adapters.daten.koordinaten import Spalten, find_spalten
from wegweiser.adapters.daten.merkmale import fold_spalte
from wegweiser.model.daten import Datenart

_AEHNLICH: Final = 0.86
_KURZ: Final = 4


class Katasterart(NamedTuple):
    """One kind of table: our columns with the titles they go by, and what tells the kind from others.

    `typisch` are columns only this kind has, `noetig` ones it cannot do without, `namen` words in the name of a file.
    """

    art: Datenart
    spalten: Mapping[str, tuple[str, ...]]
    typisch: tuple[str, ...]
    noetig: tuple[str, ...]
    namen: tuple[str, ...]


def _teile(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split("|")))


def _art(art: Datenart, noetig: str, typisch: str, namen: str, /, **spalten: str) -> Katasterart:
    """Titles are words with a stroke between; our own name always counts."""
    alle = {
        name.replace("_", "-"): (fold_spalte(name), *filter(None, titel.split("|")))
        for name, titel in spalten.items()
    }
    return Katasterart(art, alle, *(_teile(text) for text in (typisch, noetig, namen)))


_GEMEINSAM: Final = {
    "id": "kennung|nr|nummer|lfdnr|laufendenummer|objectid|fid|gid|objektid|objektnr|objektnummer|schulnummer",
    "adresse": "anschrift|strasse|strassehausnummer|strasseundhausnummer|lage|standort|wlkadresse",
    "stand": "datenstand|aktualisiert|aktualisiertam|standdatum|erfasst|erfasstam",
}

KATASTERARTEN: Final = (
    _art("beziehung", "von|nach", "nach", "beziehung|netzwerk|kontakte",
        von="von|akteur1|quelle|akteura", nach="zu|nach|akteur2|ziel|akteurb", art="beziehung|beziehungsart|typ",
        staerke="gewicht|intensitaet|staerke"),
    _art("leerstand", "", "leer-seit|letzte-nutzung", "leerstand|leerstaende|leerstehend",
        **_GEMEINSAM, art="typ|objektart|nutzungsart|leerstandsart|immobilienart|raumart|objekttyp",
        flurstueck="flurstuecksnummer|flurstuecke", flaeche_m2="flaeche|groesse|nutzflaeche|flaecheqm|qm|ladenflaeche|verkaufsflaeche|wohnflaeche",
        letzte_nutzung="vorherigenutzung|vornutzung|fruehernutzung|letztenutzung|ehemaligenutzung", leer_seit="leerstandseit|leerstehendseit|seit|leerstandsbeginn|freiseit",
        zustand="bauzustand|zustandgebaeude", eigentum_art="eigentum|eigentumsart|eigentumsform|eigentuemerart", kontakt_erlaubt="kontakt|kontakterlaubt|ansprache",
        miete_euro_m2="miete|mietpreis|mietem2|mieteqm|kaltmiete|mieteeurom2", barrierefrei="barrierefreiheit|rollstuhlgerecht|stufenlos",
        planrecht="planungsrecht|baurecht|bebauungsplan", status="stand_der_dinge|vermarktungsstatus|zustandverfahren", lage="geschoss|etage|mikrolage|lageimgebaeude"),
    _art("brache", "", "vornutzung|altlast-hinweis", "brache|brachflaeche|brachen|potenzialflaeche",
        **{k: v for k, v in _GEMEINSAM.items() if k != "adresse"}, flaeche_m2="flaeche|groesse|flaecheqm|qm|flaecheinqm",
        vornutzung="fruehernutzung|letztenutzung|ehemaligenutzung", kategorie="brachetyp|brachenart|art|typ", altlast_hinweis="altlast|altlasten|altlastenverdacht|altlastverdacht",
        planrecht="planungsrecht|baurecht", eigentum_art="eigentum|eigentumsart|eigentumsform"),
    _art("akteur", "name", "einfluss|interesse", "akteur|akteure|traeger|stakeholder|organisationen|vereine",
        **_GEMEINSAM, name="bezeichnung|akteur|organisation|einrichtung|verein|institution", art="typ|akteursart|organisationsart|rechtsform",
        feld="felder|dienstfeld|handlungsfeld|themenfeld|themen", einfluss="macht|bedeutung", interesse="betroffenheit|motivation",
        beitrag="beitraege|ressourcen|bringtein", reichweite_gruppen="zielgruppen|gruppen|reichweite|erreicht", sprachen="sprache", kontakt_erlaubt="kontakt|kontakterlaubt"),
    _art("nadel", "", "bewertung|erhoben-am", "nadel|nadeln|begehung|kartierung|maengel|mental|spaziergang",
        **{k: v for k, v in _GEMEINSAM.items() if k == "id"}, art="typ|kategorie|thema|nadelart", gruppe="zielgruppe|altersgruppe|personengruppe", bewertung="note|wertung|stimmung|positivnegativ|farbe",
        text="kommentar|anmerkung|bemerkung|beschreibung|hinweis", erhoben_am="datum|erhoben|aufgenommenam"),
)  # fmt: skip
# Columns of an Angebotskataster; a table of places is read by `punkte`.
ORTSSPALTEN: Final = _art("orte", "", "dienst|oeffnungszeiten|kapazitaet", "angebot|angebote|einrichtungen|kitas|schulen|spielplaetze|sportstaetten|wahllokale",
        **_GEMEINSAM, name="bezeichnung|einrichtung|titel|angebot|schulbezeichnung1|schulbezeichnung|kurzbezeichnung|wlkname|objektname", dienst="art|typ|angebotsart|kategorie|einrichtungsart|dienstleistung",
        feld="dienstfeld|handlungsfeld", traeger="traegername|betreiber|anbieter|traeger", rechtsform="", kapazitaet="plaetze|anzahlplaetze|kapazitaet|platzzahl",
        kapazitaet_einheit="einheit", preis_euro="preis|kosten|gebuehr|eintritt|beitrag", zeiten="oeffnungszeiten|oeffnungszeit", sprachen="sprache",
        rollstuhl="rollstuhlgerecht|barrierefrei|barrierefreiheit", zielgruppen="zielgruppe", laeuft_aus_am="endetam|laufzeitende|befristetbis", quelle="datenquelle")  # fmt: skip
OHNE_PERSONEN: Final = frozenset({"leerstand", "brache"})
# What may say who a private person is: never taken over from the tables of rooms and land.
PERSONENSPALTEN: Final = frozenset(
    [
        "eigentuemer",
        "eigentuemername",
        "name",
        "vorname",
        "nachname",
        "ansprechpartner",
        "ansprechpartnerin",
        "telefon",
        "telefonnummer",
        "tel",
        "mobil",
        "handy",
        "fax",
        "email",
        "mail",
        "emailadresse",
        "kontaktdaten",
        "kontaktperson",
    ]
)


class Zuordnung(NamedTuple):
    """A kind with the columns that were found for it."""

    art: Katasterart
    spalten: dict[str, str]
    lage: Spalten | None
    guete: int


def find_zuordnung(spalten: Sequence[str], dateiname: str, art: str = "") -> Zuordnung | None:
    """The kind of table that fits best; without typical columns, a telling name or coordinates it is none of them."""
    lage = find_spalten(spalten, {})
    frei = [s for s in spalten if s and s not in (lage or ())]
    bewertet = [_bewerte(k, frei, lage, dateiname) for k in KATASTERARTEN if art in {"", k.art}]
    gute = [z for z in bewertet if z.guete > 0 or art]
    return max(gute, key=lambda z: z.guete, default=None)


def _bewerte(art: Katasterart, spalten: Sequence[str], lage: Spalten | None, dateiname: str) -> Zuordnung:
    if art.art in OHNE_PERSONEN:
        spalten = [spalte for spalte in spalten if fold_spalte(spalte) not in PERSONENSPALTEN]
    gefunden = ordne_spalten(art, spalten)
    typisch = len(set(art.typisch) & set(gefunden))
    name = fold_spalte(dateiname)
    genannt = any(wort in name for wort in art.namen)
    guete = 3 * typisch + 4 * genannt + len(gefunden)
    if art.art == "nadel":
        brauchbar = lage is not None and (typisch > 0 or genannt)
    elif art.art == "beziehung":
        brauchbar = {"von", "nach"} <= set(gefunden) and len(spalten) <= 2 * len(art.spalten)
    else:
        brauchbar = (typisch > 0 and len(gefunden) > 2) or (genannt and len(gefunden) > 1)  # noqa: PLR2004
    return Zuordnung(art, gefunden, lage, guete if brauchbar else 0)


def ordne_spalten(art: Katasterart, spalten: Sequence[str]) -> dict[str, str]:
    """Our columns to titles of the file: the same word first, then one nearly spelt like it."""
    gefaltet = {spalte: fold_spalte(spalte.partition("(")[0].partition("[")[0]) for spalte in spalten}
    gefunden: dict[str, str] = {}
    for rang in range(max(map(len, art.spalten.values()))):
        for unser, namen in art.spalten.items():
            treffer = [s for s, glatt in gefaltet.items() if rang < len(namen) and glatt == namen[rang]]
            if treffer and unser not in gefunden and treffer[0] not in gefunden.values():
                gefunden[unser] = treffer[0]
    for unser, namen in art.spalten.items():
        rest = [s for s in spalten if s not in gefunden.values() and len(gefaltet[s]) > _KURZ]
        nah = [s for s in rest if any(_is_aehnlich(gefaltet[s], name) for name in namen if len(name) > _KURZ)]
        if nah and unser not in gefunden:
            gefunden[unser] = nah[0]
    return gefunden


def _is_aehnlich(text: str, name: str) -> bool:
    vergleich = SequenceMatcher(None, text, name)
    return vergleich.real_quick_ratio() > _AEHNLICH and vergleich.ratio() > _AEHNLICH
