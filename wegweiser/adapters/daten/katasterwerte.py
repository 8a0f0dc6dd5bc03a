"""Cells of the tables a city keeps: codes, numbers, yes and no, opening hours; what is not understood stays unknown."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from wegweiser.adapters.daten.merkmale import UMLAUTE
from wegweiser.adapters.daten.zahlen import Form, Zelle, parse_figur

_LEER: Final = frozenset(
    {
        "",
        "-",
        "–",
        "—",
        ".",
        "/",
        "k. A.",
        "k.A.",
        "n. v.",
        "NA",
        "null",
        "NULL",
        "None",
        "nan",
        "unbekannt",
        "keine Angabe",
        "?",
        "…",
    }
)
_JA: Final = frozenset(["ja", "j", "yes", "y", "1", "wahr", "true", "x"])
_NEIN: Final = frozenset(["nein", "n", "no", "0", "falsch", "false"])
_TEILE = re.compile(r"[;,/|+]|\bund\b")
_TAGE: Final = {"mo": "Mo", "di": "Tu", "mi": "We", "do": "Th", "fr": "Fr", "sa": "Sa", "so": "Su"}
_TAG = re.compile(
    r"\b(mo|di|mi|do|fr|sa|so)(?:ntag|enstag|ttwoch|nnerstag|eitag|mstag|nntag|\.)?(?!\w)", re.IGNORECASE
)
_UHR = re.compile(
    r"(?<![\d:])(\d{1,2})(?:[.:](\d{2}))?\s*(?:Uhr)?\s*(?:-|–|bis)\s*(\d{1,2})(?:[.:](\d{2}))?(?:\s*Uhr)?(?![\d:])"
)

# Codes of our tables and the words offices use for them.
WORTE: Final[Mapping[str, Mapping[str, str]]] = {
    "leerstand.art": {
        "wohnung": "wohnung|wohnen|wohneinheit",
        "ladenlokal": "ladenlokal|laden|geschaeft|einzelhandel|ladenflaeche|verkaufsflaeche|gastronomie|gewerbe",
        "buero-praxis": "buero|praxis|bueroflaeche|buero-praxis",
        "werkstatt-halle": "werkstatt|halle|gewerbehalle|lager|lagerhalle|produktion|werkstatt-halle",
        "kirche-gemeindehaus": "kirche|gemeindehaus|pfarrheim|kirche-gemeindehaus",
        "schule-oeffentlich": "schule|oeffentliches-gebaeude|oeffentlich|verwaltungsgebaeude|schule-oeffentlich",
        "ganzes-gebaeude": "ganzes-gebaeude|gebaeude|haus|wohnhaus|gesamtgebaeude",
    },
    "leerstand.status": {
        "frei": "frei|leer|leerstehend|verfuegbar",
        "kontakt-offen": "kontakt-offen|offen|ungeklaert",
        "eigentuemer-unbekannt": "eigentuemer-unbekannt",
        "verhandlung": "verhandlung|in-verhandlung",
        "zwischengenutzt": "zwischengenutzt|zwischennutzung",
        "vermietet": "vermietet|belegt|genutzt",
        "nicht-nutzbar": "nicht-nutzbar|abgaengig|unbenutzbar|baufaellig",
    },
    "brache.kategorie": {
        "ungenutzt": "ungenutzt|brach|brachliegend",
        "mindergenutzt": "mindergenutzt|untergenutzt",
        "zwischengenutzt": "zwischengenutzt|zwischennutzung",
        "aufgabe-absehbar": "aufgabe-absehbar",
    },
}
_CODES: Final = {
    feld: {wort: code for code, worte in tafel.items() for wort in worte.split("|")}
    for feld, tafel in WORTE.items()
}
_ROLLSTUHL: Final = {
    "teilweise": "limited",
    "eingeschraenkt": "limited",
    "bedingt": "limited",
    "mit-hilfe": "limited",
}
_SPRACHEN: Final = {
    "deutsch": "de", "englisch": "en", "tuerkisch": "tr", "arabisch": "ar", "russisch": "ru", "polnisch": "pl", "rumaenisch": "ro",
    "bulgarisch": "bg", "ukrainisch": "uk", "farsi": "fa", "persisch": "fa", "kurdisch": "ku", "franzoesisch": "fr",
    "spanisch": "es", "italienisch": "it", "griechisch": "el", "serbisch": "sr", "kroatisch": "hr", "albanisch": "sq",
}  # fmt: skip

# Columns of an Angebotskataster that have another name in OpenStreetMap.
ORTSMERKMALE: Final = frozenset({"rollstuhl", "zeiten", "preis-euro", "sprachen", "traeger"})


def is_leer(text: str) -> bool:
    """Whether a cell says that nothing is known."""
    return text.strip() in _LEER


def parse_code(text: str, feld: str = "") -> tuple[str, bool]:
    """A word as a code in lower case with hyphens, and whether it is one of those the table knows (if it has a list)."""
    if is_leer(text):
        return "", True
    code = build_code(text)
    tafel = _CODES.get(feld)
    if tafel is None:
        return code, True
    return tafel.get(code, code), code in tafel


def build_code(text: str) -> str:
    """Words in ASCII with hyphens between."""
    glatt = unicodedata.normalize("NFC", text).casefold().translate(UMLAUTE)
    glatt = unicodedata.normalize("NFKD", glatt).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", glatt).strip("-")


def parse_liste(text: str) -> tuple[str, ...]:
    """Several codes in one cell."""
    return tuple(
        dict.fromkeys(filter(None, (build_code(teil) for teil in _TEILE.split(text) if not is_leer(teil))))
    )


def parse_ja(text: str) -> bool | None:
    """Yes, no, or unknown."""
    glatt = text.strip().casefold()
    return True if glatt in _JA else False if glatt in _NEIN else None


def parse_menge(zelle: Zelle) -> tuple[Decimal | None, bool]:
    """A number (None unknown), and whether the cell was understood."""
    if isinstance(zelle, str) and is_leer(zelle):
        return None, True
    figur = parse_figur(zelle, Form("tausender"))
    return (figur.wert.unten if figur.wert else None), not figur.fremd


def build_ortsmerkmale(werte: Mapping[str, str]) -> dict[str, str]:
    """What an office says of a place under the names OpenStreetMap uses, so that both are read alike."""
    tags = {name: text.strip() for name, text in werte.items() if not is_leer(text)}
    merkmale = {}
    for name, text in tags.items():
        match name:
            case "rollstuhl":
                merkmale["wheelchair"] = _build_rollstuhl(text)
            case "zeiten":
                merkmale["opening_hours"] = translate_zeiten(text)
            case "preis-euro":
                menge, _ = parse_menge(text)
                merkmale["fee"] = (
                    "no" if menge == 0 or text.casefold() in {"kostenlos", "kostenfrei", "frei"} else "yes"
                )
                merkmale["charge"] = text
            case "sprachen":
                merkmale |= {f"language:{_SPRACHEN.get(code, code)}": "yes" for code in parse_liste(text)}
            case "traeger":
                merkmale["operator"] = text
            case _:
                merkmale[name] = text
    return merkmale


def _build_rollstuhl(text: str) -> str:
    ja = parse_ja(text)
    return "yes" if ja else "no" if ja is False else _ROLLSTUHL.get(build_code(text), build_code(text))


def translate_zeiten(text: str) -> str:
    """German opening hours in the form OpenStreetMap uses: `Mo-Fr 09:00-18:00; Sa 10:00-13:00`."""
    tage = _TAG.sub(lambda treffer: _TAGE[treffer[1].casefold()], text)
    zeiten = _UHR.sub(lambda t: f"{int(t[1]):02d}:{t[2] or '00'}-{int(t[3]):02d}:{t[4] or '00'}", tage)
    glatt = re.sub(r"\s*(?:–|bis)\s*(?=(?:Mo|Tu|We|Th|Fr|Sa|Su)\b)", "-", zeiten)
    glatt = re.sub(r"(?<=\d),\s*(?=(?:Mo|Tu|We|Th|Fr|Sa|Su)\b)", "; ", glatt)
    return " ".join(re.sub(r"\s*(?:\bund\b|\+)\s*(?=\d)", ",", glatt).split())
