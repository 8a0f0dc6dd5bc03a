"""What the data say about the Quartier, on the screen: who lives there, what is reached, what people say, what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from wegweiser.cli.ausgabe import LEER, Satz, format_befehl, print_saetze
from wegweiser.cli.befragungsansicht import build_befragung, build_nadeln, format_spanne
from wegweiser.cli.ergebnistafel import Tafel, print_tafel
from wegweiser.cli.lueckenworte import ERSATZ, INDEX, nenne_weite
from wegweiser.cli.textkarte import build_textkarte
from wegweiser.cli.versorgungsansicht import build_netz, build_potenziale, print_versorgung
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.kennzahl import (
    Ampel,
    Indikatorwert,
    Raumvergleich,
    Spanne,
    list_abweichende,
    list_bewegte,
)
from wegweiser.model.lueckenindex import Dienstluecke, Lueckenbild
from wegweiser.model.quartiersbild import ABSEITS, Altersaufbau, Altersgruppe, Datenwunsch, Quartiersbild

KLASSEN = {"gering": "gering", "mittel": "mittel", "hoch": "hoch", "sehr-hoch": "sehr hoch"}
AMPELN: Mapping[Ampel, str] = {
    "gut": "günstig", "unauffaellig": "unauffällig", "auffaellig": "auffällig", "kritisch": "kritisch",
}  # fmt: skip
WUENSCHE: Mapping[Datenwunsch, str] = {
    "quartier": "die Grenze des Quartiers: Dann zählt, wer und was wirklich darin liegt.",
    "zellen": "das Bevölkerungsgitter des Zensus: Dann ist bekannt, wie viele Menschen es wohin zu weit haben.",
    "orte": "Angebote mit ihrem Ort (Angebotskataster, OpenStreetMap): Dann lassen sich Wege rechnen.",
    "raeume": "die Stadtteile als Flächen: Dann lässt sich das Quartier mit der Stadt vergleichen.",
    "kennzahlen": "kleinräumige Statistik: Dann steht neben jeder Zahl die der Stadt.",
    "befragung": "Antworten einer Befragung: Dann ist belegt, was wem fehlt.",
    "wege": "ein Wegenetz: Dann zählt der Fußweg statt der Luftlinie mal Umweg.",
    "leerstand": "leer stehende Räume und Brachen: Dann ist zu sehen, welcher Ort welche Lücke schließt.",
    "akteur": "eine Tabelle der Akteure: Dann ist zu sehen, wer Raum, Geld und Zeit gibt.",
}
NBSP = "\u00a0"
_MEISTE, _FEHLENDE, _TAUSEND = 5, 3, 1000


def print_quartiersbild(bild: Quartiersbild, ordner: Path, *, farbig: bool) -> None:
    """Everything the files tell, in the order of the analysis."""
    print_saetze([*build_kopf(bild), *_build_grenze(bild, ordner)], farbig=farbig)
    if bild.karte and farbig:
        print_saetze(build_textkarte(bild.karte), farbig=farbig)
    print_kennzahlen(bild, farbig=farbig)
    print_versorgung(bild.versorgung, farbig=farbig)
    if bild.luecken:
        print_luecken(bild.luecken, bild.titel_von, farbig=farbig)
    for befragung in bild.befragungen:
        print_saetze(build_befragung(befragung, bild.titel_von), farbig=farbig)
    print_saetze(build_nadeln(bild.nadeln), farbig=farbig)
    if bild.potenziale:
        print_saetze(build_potenziale(bild.potenziale, bild.raeume, bild.titel_von), farbig=farbig)
    if bild.netz:
        print_saetze(build_netz(bild.netz, bild.titel_von), farbig=farbig)
    print_saetze(build_rest(bild, ordner), farbig=farbig)


def build_kopf(bild: Quartiersbild) -> list[Satz]:
    """How large, how many, from which files."""
    stadt = f" in {bild.stadt}" if bild.stadt else ""
    saetze = [LEER, Satz(f"Was die Daten sagen: {bild.titel}{stadt}", "titel")]
    groesse = []
    if bild.einwohner is not None:
        stand = f" ({bild.jahr})" if bild.jahr else ""
        groesse.append(f"{format_spanne(bild.einwohner, 0)} Menschen{stand}")
    if bild.zellen:
        groesse.append(f"{format_zahl(bild.zellen)} bewohnte Zellen")
    if bild.flaeche_km2 is not None:
        groesse.append(f"{format_zahl(round(bild.flaeche_km2, 2))} km²")
    if groesse:
        saetze.append(Satz(f"{', '.join(groesse)}."))
    dateien = ", ".join(f"„{datei.titel}“" for datei in bild.dateien[:_MEISTE])
    mehr = f" und {len(bild.dateien) - _MEISTE} weitere" if len(bild.dateien) > _MEISTE else ""
    if dateien:
        saetze.append(Satz(f"Grundlage: {dateien}{mehr}.", "leise", haenge=2))
    return saetze


def _build_grenze(bild: Quartiersbild, ordner: Path) -> list[Satz]:
    """Why there is little to say: no boundary, or one away from the data."""
    if "quartier" in bild.fehlt:
        befehl = format_befehl("daten quartier", ordner, "--raum", "NAME")
        text = f"Es fehlt die Grenze des Quartiers: Ohne sie ist nicht bekannt, was darin liegt. Festlegen mit {befehl} oder mit --umkreis 800 --um BREITE,LÄNGE."
        return [Satz(text, "warnung", haenge=2)]
    abseits = [fund for fund in bild.funde if fund.code in ABSEITS]
    saetze = [Satz(f"Achtung: {fund.satz}", "warnung", haenge=2) for fund in abseits]
    return [*saetze, *(Satz(h, haenge=2) for h in dict.fromkeys(fund.hinweis for fund in abseits))]


# ── Figures ──────────────────────────────────────────────────────────────────────────────────────


def print_kennzahlen(bild: Quartiersbild, *, farbig: bool) -> None:
    """Every indicator beside that of the city, with year and kind; what is withheld is named."""
    da = [wert for wert in bild.indikatoren if wert.wert is not None]
    if da:
        kopf = ("Kennzahl", "Quartier", "Stadt", "Stadt = 100", "", "Stand")
        zeilen = tuple(_build_kennzahl(wert) for wert in da)
        verglichen = any(v.art == "stadt" for wert in da for v in wert.vergleiche)
        titel = "Kennzahlen im Vergleich zur Stadt" if verglichen else "Kennzahlen"
        print_tafel(Tafel(titel, kopf, zeilen, (1, 2, 3)), farbig=farbig)
    saetze = []
    if bild.alter:
        saetze.append(
            Satz(
                f"Altersaufbau{f' {bild.alter.jahr}' if bild.alter.jahr else ''} – {'; '.join(_list_alter(bild.alter))}.",
                haenge=2,
            )
        )
    saetze += [Satz(text, haenge=2) for text in list_einordnungen(bild)]
    if ohne := ", ".join(wert.titel for wert in bild.indikatoren if wert.wert is None):
        saetze.append(Satz(f"Nicht veröffentlicht oder zu wenige Menschen: {ohne}.", "leise", haenge=2))
    print_saetze(saetze, farbig=farbig)


def list_einordnungen(bild: Quartiersbild) -> Iterator[str]:
    """What stands out and what moved, published figures, the index of social indicators, sources that do not agree."""
    if weite := "; ".join(_format_abstand(wert) for wert in list_abweichende(bild.indikatoren)):
        yield f"Am weitesten vom Mittel der Räume, Platz vom höchsten Wert gezählt: {weite}."
    if bewegt := "; ".join(_format_bewegung(wert) for wert in list_bewegte(bild.indikatoren)):
        yield f"Am meisten verändert: {bewegt}."
    for wert in bild.indikatoren:
        if fremde := "; ".join(_format_vergleich(v, wert.einheit) for v in wert.vergleiche if v.quelle):
            yield f"{wert.titel} anderswo: {fremde}."
    if bild.sozialraumindex is not None and isinstance(bild.sozialraumindex.wert, Decimal):
        zahl = format_zahl(round(bild.sozialraumindex.wert, 2))
        yield f"{bild.sozialraumindex.titel}: {zahl} (0 ist das Mittel der Räume, unter 0 ist die Lage schwieriger)."
    yield from (fund.satz for fund in bild.widersprueche)


def _format_abstand(wert: Indikatorwert) -> str:
    if wert.stellung is None:
        return wert.titel
    return f"{wert.titel} (Platz {format_zahl(wert.stellung.rang)} von {wert.stellung.anzahl})"


def _format_bewegung(wert: Indikatorwert) -> str:
    if wert.veraenderung is None:
        return wert.titel
    punkte = round(wert.veraenderung.differenz.unten, 1)
    vorzeichen = "+" if punkte > 0 else "−" if punkte < 0 else ""
    return f"{wert.titel} {vorzeichen}{format_zahl(abs(punkte))} Punkte seit {wert.veraenderung.jahr}"


def _format_vergleich(vergleich: Raumvergleich, einheit: str) -> str:
    angaben = ", ".join(teil for teil in (_format_zeitpunkt(vergleich.zeitpunkt), vergleich.hinweis) if teil)
    zusatz = f" ({angaben})" if angaben else ""
    return f"{vergleich.raum} {format_wert(vergleich.wert, einheit)}{zusatz}"


def _format_zeitpunkt(text: str) -> str:
    """A day, month or year as Germans write it."""
    return ".".join(reversed(text.split("-")))


def _build_kennzahl(wert: Indikatorwert) -> tuple[str, ...]:
    stadt = next((v for v in wert.vergleiche if v.art == "stadt"), None)
    ampel = wert.stellung.ampel if wert.stellung else None
    verhaeltnis = stadt.verhaeltnis if stadt else None
    return (
        wert.titel if wert.einheit in {"%", "Personen"} else f"{wert.titel} ({wert.einheit})",
        f"{'etwa ' if wert.art == 'naeherung' else ''}{format_wert(wert.wert, wert.einheit)}",
        format_wert(stadt.wert, wert.einheit) if stadt else "",
        format_spanne(verhaeltnis, 0) if verhaeltnis else "",
        AMPELN[ampel] if ampel else "",
        str(wert.jahr or ""),
    )


def format_wert(spanne: Spanne | None, einheit: str) -> str:
    """A value with as many decimals as say something."""
    if spanne is None:
        return "–"
    groesse = abs(spanne.oben)
    stellen = 0 if groesse >= _TAUSEND or einheit == "Personen" else 2 if groesse < 1 else 1
    return f"{format_spanne(spanne, stellen)}{NBSP + '%' if einheit == '%' else ''}"


def _list_alter(aufbau: Altersaufbau) -> Iterator[str]:
    for gruppe in aufbau.gruppen:
        wert = "unbekannt" if gruppe.quartier is None else f"{format_spanne(gruppe.quartier, 0)}{NBSP}%"
        stadt = f" (Stadt {format_spanne(gruppe.stadt, 0)}{NBSP}%)" if gruppe.stadt else ""
        yield f"{format_alter(gruppe)}: {wert}{stadt}"


def format_alter(gruppe: Altersgruppe) -> str:
    """Ages in words: "18 bis 24", the last year included."""
    if gruppe.bis is None:
        return f"ab {gruppe.von}"
    return f"{gruppe.von} bis {gruppe.bis - 1}" if gruppe.von else f"unter {gruppe.bis}"


# ── Gaps ─────────────────────────────────────────────────────────────────────────────────────────


def print_luecken(bild: Lueckenbild, titel: Mapping[str, str], *, farbig: bool) -> None:
    """Gaps by rank: how large, for whom most, why, how firmly known."""
    zeilen = tuple(_build_luecke(dienst, titel) for dienst in bild.luecken if dienst.klasse != "gering")
    if zeilen:
        kopf = ("Rang", "Dienst", "Index", "am größten für", "vor allem", "Beleg")
        print_tafel(
            Tafel("Lücken nach den Daten (Lückenindex von 0 bis 4)", kopf, zeilen, (2,)), farbig=farbig
        )
    saetze = []
    if bild.luecken:
        saetze.append(Satz(INDEX, "leise"))
        erklaert = "Rang in Klammern: so weit verschiebt er sich, wenn man anders gewichtet. Beleg: von 1 (vermutet) bis 3."
        saetze.append(Satz(erklaert, "leise"))
    if klein := ", ".join(d.titel or d.dienst for d in bild.luecken if d.klasse == "gering"):
        saetze.append(Satz(f"Gering: {klein}.", haenge=2))
    if ohne := ", ".join(dienst.titel or dienst.dienst for dienst in bild.ohne_index):
        saetze.append(Satz(f"Zu wenig bekannt für eine Zahl: {ohne}.", haenge=2))
    if weit := nenne_weite(bild.luecken):
        saetze.append(Satz(weit, "leise", haenge=2))
    for gruppe, ersatz in bild.list_ersatz().items():
        saetze.append(Satz(ERSATZ.format(ersatz=ersatz, gruppe=titel.get(gruppe, gruppe)), haenge=2))
    print_saetze(saetze, farbig=farbig)


def _build_luecke(dienst: Dienstluecke, titel: Mapping[str, str]) -> tuple[str, ...]:
    schlechteste = next((g for g in dienst.gruppen if g.gruppe == dienst.schlechteste), None)
    alle = next((g for g in dienst.gruppen if g.luecke is not None), None)
    gruppe = schlechteste or alle
    wert = None if dienst.prioritaet is None else round(Decimal(str(dienst.prioritaet)) * 4, 1)
    return (
        _format_rang(dienst),
        dienst.titel or dienst.dienst,
        "–"
        if wert is None
        else f"{format_zahl(wert)} ({KLASSEN[dienst.klasse]})"
        if dienst.klasse
        else format_zahl(wert),
        titel.get(gruppe.gruppe, gruppe.gruppe) if gruppe else "",
        (titel.get(gruppe.art or "", gruppe.art or "") if gruppe else "") or "",
        str(gruppe.belegstaerke) if gruppe else "–",
    )


def _format_rang(dienst: Dienstluecke) -> str:
    if dienst.rang is None:
        return "–"
    spanne = dienst.spanne
    return (
        f"{dienst.rang} ({spanne.von}–{spanne.bis})"
        if spanne and spanne.von != spanne.bis
        else str(dienst.rang)
    )


# ── What is missing ──────────────────────────────────────────────────────────────────────────────


def build_rest(bild: Quartiersbild, ordner: Path) -> list[Satz]:
    """What is odd about the files, and what would make all this firmer."""
    saetze = []
    if bild.luecken and bild.luecken.luecken:
        befehl = format_befehl("daten luecken", ordner, "--uebernehmen")
        saetze += [LEER, Satz(f"Lücken in die Antworten übernehmen: {befehl}", "leise", haenge=2)]
    if bild.funde:
        anzahl = len(bild.funde)
        text = "eine Auffälligkeit" if anzahl == 1 else f"{anzahl} Auffälligkeiten"
        saetze += [
            LEER,
            *_build_fehler(bild),
            Satz(f"In den Dateien gibt es {text}: {format_befehl('daten pruefen', ordner)}.", "leise"),
        ]
    return [*saetze, *build_wuensche(bild.fehlt, ordner)]


def _build_fehler(bild: Quartiersbild) -> list[Satz]:
    """What makes these results wrong or incomplete: the first of it, in words."""
    schwer = [fund.satz for fund in bild.funde if fund.stufe == "fehler" and fund.code not in ABSEITS]
    return [Satz(f"Achtung: {satz}", "warnung", haenge=2) for satz in schwer[:_FEHLENDE]]


def build_wuensche(fehlt: Sequence[Datenwunsch], ordner: Path, hoechstens: int = _FEHLENDE) -> list[Satz]:
    """Which files would make the analysis firmer, the most useful first."""
    if not fehlt:
        return []
    saetze = [LEER, Satz("Fester würde die Analyse durch:", "leise")]
    saetze += [Satz(f"• {WUENSCHE[wunsch]}", "leise", einzug=2, haenge=2) for wunsch in fehlt[:hoechstens]]
    befehl = format_befehl("daten einlesen", ordner, "DATEI")
    return [*saetze, Satz(f"So kommt eine Datei hinein: {befehl}", "leise", einzug=2)]
