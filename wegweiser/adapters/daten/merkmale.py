"""Names the census gives its columns, and the one name a feature has here."""

from collections.abc import Mapping
from typing import Final, NamedTuple

# Titles as they stand in files of 2022 and 2011, folded (see `fold_spalte`).
MERKMALE: Final[Mapping[str, str]] = {
    "einwohner": "einwohner",
    "insgesamtbevoelkerung": "einwohner-insgesamt",
    "durchschnittsalter": "durchschnittsalter",
    "alterd": "durchschnittsalter",
    "anteilauslaender": "anteil-auslaender",
    "auslaendera": "anteil-auslaender",
    "durchschnmieteqm": "nettokaltmiete",
    "leerstandsquote": "leerstand-wohnen",
    "marktaktiveleerstandsquote": "leerstand-marktaktiv",
    "eigentuemerquote": "eigentuemerquote",
    "frauena": "anteil-frauen",
    "unter18a": "anteil-unter-18",
    "anteilunter18": "anteil-unter-18",
    "ab65a": "anteil-ab-65",
    "anteilueber65": "anteil-ab-65",
    "anteil65undaelter": "anteil-ab-65",
    "hhgroessed": "haushaltsgroesse",
    "durchschnhhgroesse": "haushaltsgroesse",
    "wohnflbewd": "wohnflaeche-je-bewohner",
    "durchschnflaechejebew": "wohnflaeche-je-bewohner",
    "wohnflwhgd": "wohnflaeche-je-wohnung",
    "durchschnflaechejewohn": "wohnflaeche-je-wohnung",
    "unter18": "unter-18",
    "a18bis29": "18-29",
    "a30bis49": "30-49",
    "a50bis64": "50-64",
    "a65undaelter": "ab-65",
    "unter10": "unter-10",
    "a10bis19": "10-19",
    "a20bis29": "20-29",
    "a30bis39": "30-39",
    "a40bis49": "40-49",
    "a50bis59": "50-59",
    "a60bis69": "60-69",
    "a70bis79": "70-79",
    "a80undaelter": "ab-80",
}
# The long files of 2011: feature and code of its value.
AUSPRAEGUNGEN: Final[Mapping[tuple[str, str], str]] = {
    ("ALTER_10JG", "1"): "unter-10",
    ("ALTER_10JG", "2"): "10-19",
    ("ALTER_10JG", "3"): "20-29",
    ("ALTER_10JG", "4"): "30-39",
    ("ALTER_10JG", "5"): "40-49",
    ("ALTER_10JG", "6"): "50-59",
    ("ALTER_10JG", "7"): "60-69",
    ("ALTER_10JG", "8"): "70-79",
    ("ALTER_10JG", "9"): "ab-80",
    ("INSGESAMT", "0"): "einwohner",
    ("STAATSANGE_KURZ", "1"): "deutschland",
    ("STAATSANGE_KURZ", "2"): "ausland",
    ("HHGROESS_KLASS", "1"): "haushalte-1",
    ("HHGROESS_KLASS", "2"): "haushalte-2",
    ("HHGROESS_KLASS", "3"): "haushalte-3",
    ("HHGROESS_KLASS", "4"): "haushalte-4",
    ("HHGROESS_KLASS", "5"): "haushalte-5",
    ("HHGROESS_KLASS", "6"): "haushalte-ab-6",
    ("HHTYP_SENIOR_HH", "1"): "haushalte-nur-senioren",
    ("HHTYP_SENIOR_HH", "2"): "haushalte-mit-senioren",
    ("HHTYP_SENIOR_HH", "3"): "haushalte-ohne-senioren",
    ("NUTZUNG_DETAIL_HHGEN", "4"): "wohnungen-leer",
}


class Grenze(NamedTuple):
    """What a value can be at all, and what it hardly ever is."""

    unten: float
    oben: float
    selten: float


PROZENT: Final = Grenze(0, 100, 100)
GRENZEN: Final[Mapping[str, Grenze]] = {
    "einwohner": Grenze(0, 1_000_000, 10_000),
    "durchschnittsalter": Grenze(0, 120, 100),
    "nettokaltmiete": Grenze(0, 500, 50),
    "anteil-auslaender": PROZENT,
    "anteil-frauen": PROZENT,
    "anteil-unter-18": PROZENT,
    "anteil-ab-65": PROZENT,
    "leerstand-wohnen": PROZENT,
    "leerstand-marktaktiv": PROZENT,
    "eigentuemerquote": PROZENT,
}


UMLAUTE: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def fold_spalte(name: str) -> str:
    """A title in ASCII without case and signs: `AnteilAuslaender`, `Anteil_Ausländer` and `ANTEILAUSLAENDER` are one."""
    return "".join(zeichen for zeichen in name.casefold().translate(UMLAUTE) if zeichen.isalnum())
