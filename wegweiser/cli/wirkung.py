"""What changing an answer does, in words: said before it is taken over, and derived values in one line afterwards."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from wegweiser import workflow
from wegweiser.ausdruck.worte import format_zahl
from wegweiser.cli.ansicht import label, nenne_satz, shorten
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.front import Ende, Feld, Front, Wahl
from wegweiser.cli.unterschiedansicht import build_ergebnis
from wegweiser.errors import EingabeError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.frage import Tabelle
from wegweiser.model.lage import Station
from wegweiser.model.unterschied import Ergebnisname
from wegweiser.model.wirkung import Rechenwert, Wertwechsel, Wirkung
from wegweiser.workflow import Stand
from wegweiser.workflow.wirkung import preview_wirkung

_GENANNT = 4
_WERTE = 3
_FOLGEN: Mapping[Ergebnisname, str] = {
    "luecken": "die Rangfolge ändert sich",
    "formen": "die engere Wahl der Formen ändert sich",
    "klasse": "die Einordnung ändert sich",
}
# Nothing to ask, or what was answered.
Entscheidung = Literal["frei", "gewollt", "nicht-gewollt"]


# Before


def frage_wirkung(front: Front, stand: Stand, adresse: Adresse, neu: Antwort | None) -> Entscheidung:
    """Whether a change of an answer is wanted: asked only where something else changes with it.

    New questions take nothing away, and a table grows row by row: there it is said, or nothing at all.
    """
    alt = stand.vorhaben.antworten.get(adresse)
    gleich = alt is None or alt.wert is None or (neu is not None and neu.wert == alt.wert)
    if gleich or stand.fassung is not None:  # in other languages there are no words for it
        return "frei"
    wirkung = preview_wirkung(stand, {adresse: neu})
    tabelle = isinstance(workflow.find_frage_von(stand, adresse), Tabelle)
    if wirkung.entfallen or wirkung.ruhen or (not tabelle and (wirkung.ergebnisse or wirkung.werte)):
        front.zeige(build_wirkung(stand, wirkung))
        return "gewollt" if _frage_ja(front) else "nicht-gewollt"
    if not wirkung.leer and not tabelle:
        front.zeige([Satz(f"Damit: {format_wirkung(wirkung)}.", "leise")])
    return "frei"


def _frage_ja(front: Front) -> bool:
    wahlen = (Wahl("j", "ja", "Ja, so übernehmen"), Wahl("n", "nein", "Nein, es bleibt wie bisher"))
    zusatz = "" if front.tasten else " ja oder nein [Eingabetaste: ja]"
    feld = Feld("wahl", f"So übernehmen?{zusatz}", wahlen, vorgabe="ja", nummeriert=False)
    while True:
        try:
            eingabe = front.lies(feld)
        except EingabeError as fehler:
            front.zeige([Satz(fehler.satz, "warnung")])
            continue
        if eingabe.befehl == "pause":
            raise Ende
        if eingabe.befehl == "zurueck" or eingabe.text.casefold() in {"n", "nein"}:
            return False
        if not eingabe.befehl and eingabe.text.casefold() in {"j", "ja"}:
            return True
        front.zeige([Satz("Bitte ja oder nein.", "leise")])


def build_wirkung(stand: Stand, wirkung: Wirkung) -> list[Satz]:
    """One sentence with everything, then what exactly."""
    saetze = [Satz(f"Damit ändert sich mehr: {format_wirkung(wirkung)}.", "warnung")]
    for wort, stationen in (("entfällt", wirkung.entfallen), ("kommt hinzu", wirkung.hinzu)):
        if stationen:
            saetze.append(_punkt(f"{wort}: {_nenne(stationen)}"))
    for wort, adressen, stationen in (
        ("Antwort ruht", wirkung.ruhen, wirkung.entfallen),
        ("Antwort kommt wieder", wirkung.wieder, wirkung.hinzu),
    ):
        if weitere := set(adressen).difference(station.adresse for station in stationen):
            saetze.append(_punkt(f"{wort}: {_nenne_adressen(stand, [a for a in adressen if a in weitere])}"))
    saetze += [
        build_ergebnis(einer)._replace(text=f"• {build_ergebnis(einer).text}") for einer in wirkung.ergebnisse
    ]
    saetze += [_punkt(format_wertwechsel(wechsel)) for wechsel in wirkung.werte[:_GENANNT]]
    if rest := len(wirkung.werte) - _GENANNT:
        saetze += [_punkt(f"und {rest} weitere Werte")] if rest > 0 else []
    return saetze


def _punkt(text: str) -> Satz:
    return Satz(f"• {text}", einzug=2, haenge=2)


def format_wirkung(wirkung: Wirkung) -> str:
    """„3 Fragen entfallen, 2 kommen hinzu, die Rangfolge ändert sich“."""
    teile = [_zaehle(len(wirkung.entfallen), "eine Frage entfällt", "{} Fragen entfallen")]
    davor = bool(wirkung.entfallen)
    eine, viele = (
        ("eine kommt hinzu", "{} kommen hinzu")
        if davor
        else ("eine Frage kommt hinzu", "{} Fragen kommen hinzu")
    )
    teile.append(_zaehle(len(wirkung.hinzu), eine, viele))
    teile.append(_zaehle(len(wirkung.ruhen), "eine Antwort ruht dann", "{} Antworten ruhen dann"))
    teile.append(_zaehle(len(wirkung.wieder), "eine Antwort kommt wieder", "{} Antworten kommen wieder"))
    teile += dict.fromkeys(_FOLGEN.get(e.name, "ein Ergebnis ändert sich") for e in wirkung.ergebnisse)
    teile.append(
        _zaehle(len(wirkung.werte), "ein berechneter Wert ändert sich", "{} berechnete Werte ändern sich")
    )
    return ", ".join(filter(None, teile)) or "nichts sonst"


def _zaehle(anzahl: int, eine: str, viele: str) -> str:
    return "" if not anzahl else eine if anzahl == 1 else viele.format(anzahl)


def _nenne(stationen: Sequence[Station]) -> str:
    """The questions; the record once where all belong to one."""
    saetze = {station.satz_titel or "" for station in stationen}
    gemeinsam = saetze.pop() if len(saetze) == 1 else ""
    namen = (_nenne_frage(label(s.frage), "" if gemeinsam else s.satz_titel or "") for s in stationen)
    wo = f", bei „{shorten(gemeinsam, 40)}“" if gemeinsam else ""
    return _kuerze(list(dict.fromkeys(namen))) + wo


def _nenne_adressen(stand: Stand, adressen: Sequence[Adresse]) -> str:
    return _kuerze(
        [
            _nenne_frage(label(workflow.find_frage_von(stand, a)), a.satz and nenne_satz(stand, a.satz))
            for a in adressen
        ]
    )


def _nenne_frage(frage: str, satz: str) -> str:
    return f"„{shorten(frage, 40)}“" + (f" ({shorten(satz, 30)})" if satz else "")


def _kuerze(namen: Sequence[str]) -> str:
    mehr = f" und {len(namen) - _GENANNT} weitere" if len(namen) > _GENANNT else ""
    return ", ".join(namen[:_GENANNT]) + mehr


# Afterwards


def build_werte(wechsel: Sequence[Wertwechsel]) -> list[Satz]:
    """The derived values that changed with an answer, in one quiet line."""
    gesagt = [w for w in wechsel if w.neu is not None]
    if not gesagt:
        return []
    worte = [f"{w.titel} {format_rechenwert(w, w.neu)}" for w in gesagt[:_WERTE]]
    mehr = f" · und {len(gesagt) - _WERTE} weitere" if len(gesagt) > _WERTE else ""
    return [Satz(f"Daraus: {' · '.join(worte)}{mehr}", "leise", haenge=2)]


def format_wertwechsel(wechsel: Wertwechsel) -> str:
    """„Investition (Café): 500.000 € → 520.000 €“."""
    satz = f" ({shorten(wechsel.massnahme, 30)})" if wechsel.massnahme else ""
    alt, neu = format_rechenwert(wechsel, wechsel.alt), format_rechenwert(wechsel, wechsel.neu)
    return f"{wechsel.titel}{satz}: {alt} → {neu}"


def format_rechenwert(wechsel: Wertwechsel, wert: Rechenwert) -> str:
    """A derived value with its unit."""
    match wert:
        case None:
            return "offen"
        case bool():
            return "ja" if wert else "nein"
        case Decimal() if wechsel.art == "zahl":
            einheit = f"\u00a0{wechsel.einheit}" if wechsel.einheit else ""
            return f"{format_zahl(round(wert, 2) if wert != round(wert, 2) else wert)}{einheit}"
        case Decimal():
            return format_zahl(wert, wechsel.art)
        case _:
            return wert
