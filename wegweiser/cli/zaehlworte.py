"""Counts in words: how many cards and dots there were, and how a value came out of them."""

from collections.abc import Iterable, Sequence

from wegweiser.cli.ansicht import format_anzeige, list_wahlen
from wegweiser.model import frage as f
from wegweiser.model.base import Wert
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.erfassung import Stapel, Umrechnung
from wegweiser.workflow import Stand

EINE_STIMME = (f.Auswahl, f.Katalogwahl, f.Skala, f.JaNein)


def format_anzahl(anzahl: int, einzahl: str, mehrzahl: str) -> str:
    """„eine Karte“, „12 Karten“."""
    return f"eine {einzahl}" if anzahl == 1 else f"{format_zahl(anzahl)} {mehrzahl}"


def format_herkunft(frage: f.Frage, umrechnung: Umrechnung) -> str:
    """What was counted."""
    teile = []
    if umrechnung.karten:
        teile.append(format_anzahl(umrechnung.karten, "Karte", "Karten"))
    if umrechnung.punkte:
        stimme = isinstance(frage, EINE_STIMME)
        punkt = "ein Punkt" if umrechnung.punkte == 1 else f"{format_zahl(umrechnung.punkte)} Punkte"
        teile.append(format_anzahl(umrechnung.punkte, "Stimme", "Stimmen") if stimme else punkt)
    return " und ".join(teile)


def format_titel(stand: Stand, frage: f.Frage, id_: str) -> str:
    """The title of what can get votes."""
    for wahl in list_wahlen(stand, frage):
        if wahl.id == id_ and isinstance(frage, f.Skala):
            return id_ if wahl.titel == "–" else f"{id_} ({wahl.titel})"
        if wahl.id == id_:
            return wahl.titel
    return id_


def format_zaehlung(stand: Stand, frage: f.Frage, umrechnung: Umrechnung) -> str:
    """Votes by option, most first; a scale in its own order."""
    reihe = [(id_, anzahl) for id_, anzahl in umrechnung.stimmen.items() if anzahl]
    if not isinstance(frage, f.Skala):
        reihe.sort(key=lambda paar: -paar[1])
    return ", ".join(f"{format_titel(stand, frage, id_)}: {anzahl}" for id_, anzahl in reihe)


def format_werte(stand: Stand, frage: f.Frage, werte: Iterable[Wert]) -> str:
    """Single values behind each other."""
    return "; ".join(format_anzeige(stand, frage, wert) for wert in werte)


def build_notiz(
    stand: Stand,
    frage: f.Frage,
    stapel: Stapel,
    umrechnung: Umrechnung,
    wert: Wert,
    entschieden: Sequence[str],
) -> str:
    """How the value came about; nothing for a single card, nor where every word of every card is in the value."""
    if (umrechnung.karten <= 1 and not umrechnung.punkte) or umrechnung.art == "zeilen":
        return ""
    zaehlung = format_zaehlung(stand, frage, umrechnung)
    if not zaehlung and umrechnung.art in {"mitte", "verschieden", "anteile"}:
        zaehlung = format_werte(stand, frage, stapel.werte)
    saetze = [format_herkunft(frage, umrechnung) + (f" – {zaehlung}" if zaehlung else "")]
    if umrechnung.mittel is not None:
        mittel = umrechnung.mittel
        ganz = mittel == mittel.to_integral_value()
        saetze.append(f"Mittelwert {format_zahl(int(mittel) if ganz else mittel)}")
    if umrechnung.art == "rang" and umrechnung.karten:
        saetze.append("Platz 1 zählt am meisten, der letzte Platz einen Punkt")
    if umrechnung.art == "anteile":
        saetze.append("auf ganze Prozent gerundet")
    if entschieden:
        saetze.append(f"Gleichauf lagen {', '.join(entschieden)}; entschieden beim Erfassen")
    elif umrechnung.wert is not None and wert != umrechnung.wert:
        saetze.append("beim Erfassen anders entschieden")
    return f"{'; '.join(saetze)}."


_ARTEN = {
    "rang": "nach Punkten",
    "anteile": "nach Anteilen",
    "mitte": "Median",
    "mehrheit": "die meisten Stimmen",
    "auswahl": "am häufigsten gewählt",
}


def format_weg(frage: f.Frage, umrechnung: Umrechnung, wert: Wert | None = None) -> str:
    """In a few words: how, and from what; `wert` is what somebody decided."""
    if umrechnung.karten <= 1 and not umrechnung.punkte:
        return ""
    if umrechnung.art == "zeilen":
        return format_anzahl(umrechnung.karten, "Zeile", "Zeilen")
    anders = wert is not None and wert not in (umrechnung.wert, umrechnung.vorlaeufig)
    art = "entschieden" if anders else _ARTEN.get(umrechnung.art, "")
    return ", ".join(filter(None, (art, format_herkunft(frage, umrechnung))))
