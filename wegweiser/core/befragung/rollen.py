"""What a question is for: as the person said, else as its name and wording let one suppose."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final, get_args

from wegweiser.core.befragung.codeplan import Abgleich
from wegweiser.core.befragung.fragen import Befragungsfrage, Fragenbestand
from wegweiser.core.befragung.gruppen import find_alter
from wegweiser.model.base import Fragenzweck
from wegweiser.model.befragung import Befragung, Fragenrolle
from wegweiser.model.daten import Datenfund
from wegweiser.model.faltung import falte

ROLLEN: Final[tuple[Fragenzweck, ...]] = get_args(Fragenzweck)
# Folded: without case and umlauts.
_MERKMALE: Final[Mapping[Fragenzweck, str]] = {
    "sprache": r"startlanguage|start-?sprache|(?:\w+_)?sprachen?|languages?",
    "methode": r"methode|erhebungsart|modus|mode",
    "welle": r"welle|wave|erhebungsjahr",
    "gewicht": r"gewicht\w*|weight|hochrechnungsfaktor",
    "raum": r"\w*(?:bezirk|stadtteil|ortsteil|quartier|wohngebiet|plz)\w*",
    "gruppe": r"(?:\w+_)?(?:alter|geschlecht|haushalt\w*|lebensform|aufenthaltsdaur|wohndaur|herkunft|behinderung|age|gender)(?:_\w*)?",
}
_WORTLAUT: Final[Mapping[Fragenzweck, str]] = {
    "wichtigkeit": r"\bwie wichtig\b|\bwichtigkeit\b",
    "zufriedenheit": r"\b(?:un)?zufrieden(?:heit)?\b",
    "vermisst": r"\bfehlt\b|\bfehlen\b|\bvermiss|\bwunschen sie sich\b",
    "hindernis": r"\bhinder|\bwarum nutzen sie\b|\bgrunde\b",
    "kenntnis": r"\bkennen sie\b|\bbekannt\b",
    "nutzung": r"\bnutzen sie\b|\bgenutzt\b|\bwie oft\b",
    "mitmachen": r"\bmitmachen\b|\bbeitragen\b|\bengagier|\bmithelfen\b",
    "zahlungsbereitschaft": r"\betwas kosten\b|\bbezahlen\b|\bzahlen\b",
    "sprache": r"\bin welche\w* sprache",
    "gruppe": r"\bwie alt\b|\bgeschlecht\b|\balterskohorte\b|\bin welchem alter\b",
}
_MERKMALMUSTER: Final = {rolle: re.compile(rf"(?:{muster})\Z") for rolle, muster in _MERKMALE.items()}
_WORTMUSTER: Final = {rolle: re.compile(muster) for rolle, muster in _WORTLAUT.items()}
_SKALEN: Final = frozenset({"wichtigkeit", "zufriedenheit"})
_MIN_SKALA: Final = 2


def build_rollen(bestand: Fragenbestand, bestaetigt: Iterable[Fragenrolle]) -> tuple[Fragenrolle, ...]:
    """What was confirmed; what is supposed only for questions and purposes nobody has said anything about."""
    gesagt = tuple(rolle for rolle in bestaetigt if bestand.find_frage(rolle.frage))
    fragen, zwecke = {rolle.frage for rolle in gesagt}, {rolle.rolle for rolle in gesagt}
    vermutet = (r for r in propose_rollen(bestand) if r.frage not in fragen and r.rolle not in zwecke)
    return (*gesagt, *vermutet)


def propose_rollen(bestand: Fragenbestand) -> tuple[Fragenrolle, ...]:
    """A purpose per question where its name or wording tells one."""
    zwecke = ((frage, _find_zweck(bestand, frage)) for frage in bestand.fragen.values())
    return tuple(Fragenrolle(frage=frage.id, rolle=zweck, vermutet=True) for frage, zweck in zwecke if zweck)


def _find_zweck(bestand: Fragenbestand, frage: Befragungsfrage) -> Fragenzweck | None:
    teile = frage.antwortteile
    if not teile:
        return None
    if len(teile) > 1 and all(teil.art == "rang" for teil in teile):
        return "rang"
    einzeln = len(teile) == 1 and not teile[0].teil
    if einzeln and (
        zweck := next((z for z, muster in _MERKMALMUSTER.items() if muster.match(falte(frage.id))), None)
    ):
        return zweck if _ist_merkmal(bestand, teile[0].spalte) else None
    text = falte(frage.titel)
    zweck = next((z for z, muster in _WORTMUSTER.items() if muster.search(text)), None)
    if zweck in _SKALEN and len(teile) < _MIN_SKALA:
        return None
    return zweck


def _ist_merkmal(bestand: Fragenbestand, spalte: str) -> bool:
    """Few different values: a feature one can form groups by, not a free answer."""
    werte = {wert for wert in bestand.lies_texte(spalte) if wert}
    return len(werte) <= max(20, bestand.befragung.anzahl // 20) or all(find_alter(wert) for wert in werte)


def parse_rollen(spalten: Mapping[str, str], lesart: Mapping[str, str]) -> tuple[Fragenrolle, ...]:
    """From `daten.yaml`: `wichtigkeit: Frage5` (`gruppe-2: geschlecht` for another one), `dienst Frage5_SQ010: tagespflege`."""
    rollen = []
    for name, frage in spalten.items():
        zweck = next((r for r in ROLLEN if re.fullmatch(rf"{r}(?:[-_ ]\d+)?", name)), None)
        if zweck:
            rollen.append(Fragenrolle(frage=frage, rolle=zweck))
    for name, dienst in lesart.items():
        art, _, spalte = name.partition(" ")
        if art == "dienst":
            gehoert = (r.rolle for r in rollen if spalte.startswith(r.frage))
            rollen += [Fragenrolle(frage=spalte, rolle=zweck, dienst=dienst) for zweck in gehoert][:1]
    return tuple(rollen)


def apply_lesart(
    befragung: Befragung, spalten: Mapping[str, str], lesart: Mapping[str, str], datei: str = ""
) -> Abgleich:
    """A survey with what a person said: purposes of questions, strata with the persons in them (`schicht alter: A1=1200; …`)."""
    rollen = parse_rollen(spalten, lesart)
    bestand = Fragenbestand(befragung)
    funde = tuple(
        Datenfund("befragung-ohne-frage", datei, angaben={"rolle": rolle.rolle, "frage": rolle.frage})
        for rolle in rollen
        if bestand.find_frage(rolle.frage) is None
    )
    angabe = next(
        ((name.partition(" ")[2], wert) for name, wert in lesart.items() if name.startswith("schicht ")), None
    )
    schicht, text = angabe or ("", "")
    neu = befragung._replace(
        rollen=(*befragung.rollen, *rollen), schicht=schicht, schichten=parse_schichten(text)
    )
    return Abgleich(neu, funde)


def parse_schichten(text: str) -> dict[str, Decimal]:
    """„A1=1200; A2=6.000“ as persons by value; what is no number is left out."""
    schichten = {}
    for teil in text.split(";"):
        wert, _, zahl = teil.rpartition("=")
        ziffern = zahl.replace(".", "").strip()
        if wert.strip() and ziffern.isdecimal():
            schichten[wert.strip()] = Decimal(ziffern)
    return schichten
