"""What is said about gaps that come from data: figures, causes, how firm, the working in words and formulas."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from wegweiser.cli.ausgabe import LEER, Satz
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.leitfaden import Leitfaden, find_eintrag
from wegweiser.model.lueckenindex import (
    ALLE,
    Bedarfsart,
    Dienstluecke,
    Formelschritt,
    Gruppenluecke,
    Huerde,
    Lueckenklasse,
    Rangspanne,
)
from wegweiser.model.lueckenvorschlag import Lueckenvorschlag, Vorschlagszustand

KLASSEN: Mapping[Lueckenklasse, str] = {
    "gering": "gering",
    "mittel": "mittel",
    "hoch": "hoch",
    "sehr-hoch": "sehr hoch",
}
HUERDEN: Mapping[Huerde, str] = {
    "e": "Weg", "k": "Menge", "t": "Zeiten", "p": "Preis", "s": "Sprache", "r": "Barrierefreiheit", "b": "Bekanntheit",
}  # fmt: skip
BEDARF: Mapping[Bedarfsart, str] = {
    "nennung": "vermisst",
    "wichtigkeit": "Wichtigkeit",
    "struktur": "Bevölkerung",
}
# The label before a formula, in the order in which one would work it out by hand.
SCHRITTE: Mapping[str, str] = {
    "nennung": "Anteil, der es vermisst (kleine Gruppen rücken zum Anteil aller)",
    "wichtigkeit": "Wichtigkeit auf ihrer Skala",
    "struktur": "Bedarf nach der Bevölkerung, zwischen 0 und 1",
    "bedarf": "Bedarf, von 0 bis 1",
    "herkunft": "Schwelle, Quelle und Stand",
    "schwelle": "Guter Weg für die Gruppe",
    "weg": "Weg aus der Luftlinie",
    "erreichbarkeit": "Weg (Anteil mit gutem Weg, bis zum Doppelten abnehmend)",
    "zugang": "Angebote je 10.000 Menschen, die sie erreichen",
    "menge": "Menge gegen das Mittel der Stadt",
    "fehlt-ganz": "Nutzbares Angebot: in erreichbarer Nähe gibt es keines",
    "abdeckung": "So viel der Hürden ist bekannt",
    "angebot": "Nutzbares Angebot, von 0 bis 1",
    "luecke": "Lücke, von 0 bis 1",
    "spanne": "Spanne der Lücke aus der Befragung (95 von 100 Fällen)",
    "lueckenwert": "Lückenwert der Gruppe, von 0 bis 4",
    "betroffene": "Größenordnung, keine Personenzahl",
    "prioritaet": "Lückenindex als Anteil, von 0 bis 1 (Mittel aus allen und der am schlechtesten gestellten Gruppe)",
    "index": "Lückenindex, von 0 bis 4; danach ist geordnet",
}
ZUSTAENDE: Mapping[Vorschlagszustand, str] = {
    "neu": "neu",
    "geaendert": "neue Zahlen für die Zeile aus Daten",
    "gleich": "steht schon so da",
    "von-hand": "bleibt, wie Sie sie geschrieben haben",
    "entfernt": "haben Sie herausgenommen; bleibt draußen",
}
OHNE_BEFRAGUNG = (
    "Ohne Befragung ist der Bedarf nur aus der Bevölkerung geschätzt, Belegstärke 1. Für den Maßnahmenplan braucht jede "
    "Lücke eine zweite, unabhängige Quelle: fragen, hingehen, zuhören."
)
OHNE_NENNUNG = (
    "Die Befragung sagt nicht, welchen einzelnen Dienst jemand vermisst; darum bleibt die Belegstärke bei 1. Was dort genannt ist, "
    "zeigt `wegweiser auswerten`. Fragen Sie nach, bevor eine Lücke in den Plan kommt."
)
OHNE_STADT = (
    "Ob genug da ist, lässt sich nur im Vergleich mit der Stadt sagen. Es fehlen Gebiete, die zusammen die Stadt sind, oder Angebote "
    "darin; bis dahin zählt nur der Weg, und das reicht für keine Zahl."
)
LUECKENHAFT = (
    "In der ganzen Stadt erreicht fast niemand: {dienste}. Das liegt eher an den Dateien als am Quartier; ein Angebotskataster würde es "
    "klären. Darum steht hier keine Zahl."
)
NUR_KARTE = (
    "„Fehlt ganz“ heißt: In den eingelesenen Dateien steht keines in erreichbarer Nähe. Karten sind lückenhaft und altern; bitte vor "
    "Ort nachsehen oder mit dem Angebotskataster vergleichen."
)
ERSATZ = "Gezählt sind nur: {ersatz}. „{gruppe}“ zählt keine Datei; darum gibt es für diese Gruppe keine Zahl daraus."
ZU_WENIG = (
    "Menge zählt nur, was innerhalb der Schwelle liegt. Ist wenig so nah, sind Weg und Menge zugleich klein; genannt wird, was mehr "
    "ausmacht. „Zu wenig“ kann darum auch heißen: zu wenig in der Nähe."
)
INDEX = (
    "Lückenindex: Mittel aus dem Lückenwert aller Menschen und dem der am schlechtesten gestellten Gruppe."
)
STUFENWERT = (
    "Stufenwert: Lückenwert der Gruppe von 0 bis 4, aus den ganzen Stufen von Bedarf und Angebot. Der Lückenindex aus Daten rechnet "
    "ungerundet und mit allen Gruppen."
)
PFLICHT = "Gesetzlicher Anspruch: gehört ins Fachamt und nicht ins Ehrenamt."
AUS_DATEN = "Aus Daten: "
_LAENGE = 300
_ZWEI = 2
_KLEIN = 30
_HALB = 0.5


def format_beleg(dienst: Dienstluecke) -> str:
    """What a row of the answers rests on, short enough for its column."""
    gruppe = find_schlechteste(dienst)
    if gruppe is None or gruppe.bedarf is None or gruppe.angebot is None:
        return ""
    angebot = "gibt es in erreichbarer Nähe nicht" if gruppe.fehlt_ganz else _format_angebot(gruppe)
    index = "" if dienst.prioritaet is None else f"Lückenindex {_wert(dienst.prioritaet)}, "
    werte = f"{index}Lückenwert der Gruppe {_wert(gruppe.luecke or 0.0)}"
    text = (
        f"{AUS_DATEN}{werte}; Bedarf {_anteil(gruppe.bedarf)} ({_format_bedarf(gruppe)}); Angebot {angebot}."
    )
    return text if len(text) <= _LAENGE else f"{text[: _LAENGE - 1]}…"


def find_schlechteste(dienst: Dienstluecke) -> Gruppenluecke | None:
    """The group with the largest gap."""
    return next((gruppe for gruppe in dienst.gruppen if gruppe.gruppe == dienst.schlechteste), None)


def _format_bedarf(gruppe: Gruppenluecke) -> str:
    teile = (
        f"{BEDARF[teil.art]} {_anteil(teil.wert)}{_fallzahl(gruppe, teil.art)}"
        for teil in gruppe.bedarfsteile
    )
    return ", ".join(teile)


def _fallzahl(gruppe: Gruppenluecke, art: Bedarfsart) -> str:
    """How many answered, where that is what the share rests on."""
    if art != "nennung" or gruppe.befragt is None:
        return ""
    return f" bei {format_zahl(gruppe.befragt)} Befragten{', kleine Fallzahl' if gruppe.befragt < _KLEIN else ''}"


def _format_angebot(gruppe: Gruppenluecke) -> str:
    teile = ", ".join(f"{HUERDEN[h.huerde]} {_anteil(h.wert)}" for h in gruppe.huerden if h.wert is not None)
    return f"{_anteil(gruppe.angebot or 0.0)} ({teile}; {round(100 * gruppe.abdeckung)} % der Hürden bekannt)"


def _anteil(wert: float) -> str:
    return format_zahl(round_zahl(wert, _ZWEI))


def _wert(anteil: float) -> str:
    """From 0 to 4, as in the table of gaps."""
    return format_zahl(round_zahl(4 * anteil, 1))


def round_zahl(wert: float, stellen: int) -> Decimal:
    """The half upwards, as in school."""
    return Decimal(str(round(wert, 10))).quantize(Decimal(1).scaleb(-stellen), ROUND_HALF_UP)


def build_vorschlaege(vorschlaege: tuple[Lueckenvorschlag, ...], leitfaden: Leitfaden) -> Iterator[Satz]:
    """Every row as it would be, with what happens to it."""
    yield LEER
    yield Satz("Vorschlag für die Antwort „Versorgungslücken“", "titel")
    for vorschlag in vorschlaege:
        zeile, gruppe = vorschlag.zeile, vorschlag.gruppe
        wer = _titel(leitfaden, "zielgruppen", gruppe.gruppe)
        feld = _titel(leitfaden, "dienstfelder", vorschlag.dienst.feld)
        kopf = f"{zeile.get('bezeichnung')} ({feld}), vor allem für: {wer}"
        yield Satz(f"{kopf} – {ZUSTAENDE[vorschlag.zustand]}", einzug=2, haenge=2)
        if vorschlag.zustand in {"neu", "geaendert"}:
            skalen = f"Bedarf {zeile.get('bedarf')}, Angebot {zeile.get('angebot')}, Belegstärke {zeile.get('belegstaerke')}"
            yield Satz(f"{skalen}. {zeile.get('belege', '')}", "leise", einzug=4, haenge=0)
        if zeile.get("pflichtaufgabe") == "ja":
            yield Satz(PFLICHT, "warnung", einzug=4, haenge=0)


def _titel(leitfaden: Leitfaden, katalog: str, id_: str) -> str:
    eintrag = find_eintrag(leitfaden, katalog, id_)
    return eintrag.titel if eintrag else id_


# ── Working ──────────────────────────────────────────────────────────────────────────────────────


def build_rechenweg(dienst: Dienstluecke, leitfaden: Leitfaden) -> Iterator[Satz]:
    """Every number of a service as one can follow it, per group."""
    yield Satz(f"So ist „{dienst.titel or dienst.dienst}“ gerechnet", "titel")
    for gruppe in dienst.gruppen:
        yield LEER
        wer = _titel(leitfaden, "zielgruppen", gruppe.gruppe)
        yield Satz(f"{wer}{_nenne_personen(gruppe)}")
        if gruppe.ersatz:
            yield Satz(ERSATZ.format(ersatz=gruppe.ersatz, gruppe=wer), "warnung", einzug=2, haenge=2)
        yield from _build_schritte(gruppe.rechenweg)
        yield from _build_huerden(gruppe)
        if gruppe.luecke is None:
            yield Satz(_nenne_fehlendes(gruppe), "warnung", einzug=2, haenge=2)
    if dienst.rechenweg:
        yield LEER
        yield from _build_schritte(dienst.rechenweg)
    if dienst.spanne is not None:
        yield Satz(format_spanne(dienst.spanne), einzug=2, haenge=2)


def _nenne_personen(gruppe: Gruppenluecke) -> str:
    if gruppe.personen is None:
        return ""
    anzahl = gruppe.personen.scale()
    if anzahl.von == anzahl.bis:
        return f", rund {anzahl} Menschen"
    return f", {anzahl} Menschen (genauer ist es nicht bekannt)"


def _build_schritte(schritte: tuple[Formelschritt, ...]) -> Iterator[Satz]:
    for schritt in schritte:
        yield Satz(f"{SCHRITTE.get(schritt.code, schritt.code)}: {schritt.formel}", einzug=2, haenge=4)


def _build_huerden(gruppe: Gruppenluecke) -> Iterator[Satz]:
    anteile = sorted((h for h in gruppe.huerden if h.beitrag), key=lambda h: -(h.beitrag or 0))
    if anteile:
        teile = ", ".join(f"{HUERDEN[h.huerde]} {format_prozent(h.beitrag or 0)}" for h in anteile)
        yield Satz(f"Woran es liegt: {teile}", einzug=2, haenge=4)
    if anteile and anteile[0].huerde == "k" and any(h.huerde == "e" and (h.wert or 0) < 1 for h in anteile):
        yield Satz(ZU_WENIG, "leise", einzug=2, haenge=4)
    if unbekannt := [HUERDEN[h.huerde] for h in gruppe.huerden if h.wert is None]:
        yield Satz(
            f"Unbekannt und darum nicht mitgerechnet: {', '.join(unbekannt)}", "leise", einzug=2, haenge=4
        )


def format_prozent(anteil: float) -> str:
    """A share with one decimal."""
    return f"{format_zahl(round_zahl(100 * anteil, 1))} %"


def _nenne_fehlendes(gruppe: Gruppenluecke) -> str:
    if gruppe.bedarf is None:
        return "Zum Bedarf ist nichts bekannt; darum kein Wert."
    return (
        f"Zum Angebot ist zu wenig bekannt ({round(100 * gruppe.abdeckung)} % der Hürden); darum kein Wert."
    )


def format_spanne(spanne: Rangspanne) -> str:
    """How the rank moves when one decides otherwise."""
    plaetze = f"Platz {spanne.von}" if spanne.von == spanne.bis else f"Platz {spanne.von} bis {spanne.bis}"
    fest = "stabil" if spanne.stabil else "nicht stabil"
    return f"Mit anderen Gewichten: {plaetze}; in {round(100 * spanne.vorn)} % der Rechnungen unter den ersten fünf ({fest})."


def has_nennungen(dienste: tuple[Dienstluecke, ...]) -> bool:
    """Whether the need of any service rests on people who miss it."""
    return any(teil.art == "nennung" for d in dienste for g in d.gruppen for teil in g.bedarfsteile)


def nenne_weite(dienste: tuple[Dienstluecke, ...]) -> str:
    """Services called too little of which is also far away for most, or nothing."""
    namen = ", ".join(d.titel or d.dienst for d in dienste if d.klasse != "gering" and _ist_auch_weit(d))
    return f"Zugleich weit weg: {namen}. {ZU_WENIG}" if namen else ""


def _ist_auch_weit(dienst: Dienstluecke) -> bool:
    gruppe = find_schlechteste(dienst)
    if gruppe is None or gruppe.fehlt_ganz:
        return False
    werte = {h.huerde: h.wert for h in gruppe.huerden}
    beitraege = {h.huerde: h.beitrag or 0 for h in gruppe.huerden}
    weg = werte.get("e")
    return weg is not None and weg < _HALB and max(beitraege, key=lambda h: beitraege[h]) == "k"


def fehlt_vergleich(dienste: tuple[Dienstluecke, ...]) -> bool:
    """Whether ways are known but not how much there is: nothing to hold it against."""
    alle = [{h.huerde: h.wert for h in g.huerden} for d in dienste for g in d.gruppen if g.gruppe == ALLE]
    return any(w.get("e") is not None and w.get("k") is None for w in alle)


def nenne_lueckenhafte(dienste: tuple[Dienstluecke, ...]) -> str:
    """Services the files hardly know anywhere, or nothing."""
    namen = ", ".join(f"{d.titel} ({round(d.erfasst)} %)" for d in dienste if d.erfasst is not None)
    return LUECKENHAFT.format(dienste=namen) if namen else ""
