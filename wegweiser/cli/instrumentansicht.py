"""Which instruments of analysis fit here, on the screen."""

from collections.abc import Mapping
from decimal import Decimal

from wegweiser.cli.ausgabe import LEER, Satz
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.instrumentenwahl import REIHE, Aufwandsspanne, Instrumentenwahl, Klassenstand
from wegweiser.model.katalog import Instrument

KLASSEN: Mapping[str, str] = {
    "daten": "Zuerst: vorhandene Daten",
    "sehen": "Dann: hingehen und hinsehen",
    "hoeren": "Dann: zuhören",
    "zusammen": "Zuletzt: zusammenführen und im Quartier spiegeln",
}
KURZ: Mapping[str, str] = {"daten": "Daten", "sehen": "Sehen", "hoeren": "Hören"}


def build_instrumente(wahl: Instrumentenwahl | None) -> list[Satz]:
    """The instruments in the order of work, what they take together, and what is still missing."""
    if wahl is None:
        return []
    saetze = [LEER, Satz("Instrumente, die hier passen", "titel")]
    for klasse in REIHE:
        eigene = [instrument for instrument in wahl.empfohlen if instrument.klasse == klasse]
        saetze += [Satz(KLASSEN[klasse], "frage", einzug=2)] if eigene else []
        saetze += [Satz(f"• {_format_instrument(i)}", einzug=4, haenge=2) for i in eigene]
    if not wahl.empfohlen:
        saetze.append(Satz("Mit diesen Antworten passt keines.", einzug=2))
    saetze += [Satz(text, "leise", einzug=2, haenge=2) for text in list_zusaetze(wahl)]
    return saetze


def list_zusaetze(wahl: Instrumentenwahl) -> list[str]:
    """Effort against what there is, and the questions that decide about the others."""
    texte = [format_aufwand(wahl.aufwand, wahl.tage)] if wahl.empfohlen else []
    if wahl.zu_viel:
        texte.append("Das ist mehr, als da ist: Beginnen Sie mit je einem aus zwei Klassen.")
    texte += [
        f"{weg.titel}: {format_zahl(weg.wert)}."
        for weg in wahl.stichprobe[1:]
        if isinstance(weg.wert, Decimal)
    ]
    if wahl.offen:
        fehlt = ", ".join(f"„{label}“" for label in wahl.fehlend)
        weitere = "ein weiteres" if len(wahl.offen) == 1 else f"{len(wahl.offen)} weitere"
        texte.append(f"Über {weitere} entscheidet noch: {fehlt}.")
    return texte


def format_aufwand(aufwand: Aufwandsspanne, tage: int | None) -> str:
    """Person-days of all together, and how many there are."""
    vorhanden = "" if tage is None else f"; vorhanden sind {tage}"
    anzahl = "eines" if aufwand.ohne_angabe == 1 else aufwand.ohne_angabe
    ohne = f" (für {anzahl} davon nennt keine Quelle eine Zahl)" if aufwand.ohne_angabe else ""
    return f"Zusammen {aufwand.von} bis {aufwand.bis} Personentage{ohne}{vorhanden}. Es sind Richtwerte."


def format_klassenstand(stand: Klassenstand) -> str:
    """Why one kind of looking is not enough."""
    bisher = " und ".join(f"„{KURZ[klasse]}“" for klasse in stand.klassen) or "keiner dieser Klassen"
    return (
        f"Die genannten Instrumente kommen bisher aus {bisher}. Eine Lücke ist erst belegt, wenn mindestens "
        f"{stand.mindestens} unabhängige Instrumente aus verschiedenen Klassen sie zeigen: Daten, Sehen, Hören."
    )


def _format_instrument(instrument: Instrument) -> str:
    angaben = [
        _format_spanne(spanne, *einheit)
        for spanne, einheit in (
            (instrument.tage, ("Personentag", "Personentage")),
            (instrument.wochen, ("Woche", "Wochen")),
        )
        if spanne is not None
    ]
    return f"{instrument.titel}: {', '.join(angaben)}" if angaben else instrument.titel


def _format_spanne(spanne: tuple[int, int], einzahl: str, mehrzahl: str) -> str:
    von, bis = spanne
    zahl = str(von) if von == bis else f"{von}–{bis}"
    return f"{zahl} {einzahl if bis == 1 else mehrzahl}"
