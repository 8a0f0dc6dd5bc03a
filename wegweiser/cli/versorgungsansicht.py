"""Who reaches what, and which empty room would close which gap, on the screen."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from wegweiser.cli.ausgabe import LEER, Satz, print_saetze
from wegweiser.cli.ergebnistafel import Tafel, print_tafel
from wegweiser.cli.raumgruende import format_gruende
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.lueckenindex import ALLE
from wegweiser.model.potenzial import (
    Akteursnetz,
    Ausschlussgrund,
    Beitragsart,
    Potenziale,
    Raumpassung,
    Standort,
)
from wegweiser.model.quartiersbild import Raumangabe, find_anteil, rank_versorgung
from wegweiser.model.versorgung import Band, Dienstversorgung, Wegmass

MASSE: Mapping[Wegmass, str] = {
    "luftlinie": "Luftlinie", "umweg": "Luftlinie mal Umweg", "netz": "Weg im Netz",
}  # fmt: skip
RAUMARTEN: Mapping[str, str] = {
    "wohnung": "Wohnung", "ladenlokal": "Ladenlokal", "buero-praxis": "Büro oder Praxis", "werkstatt-halle": "Werkstatt oder Halle",
    "kirche-gemeindehaus": "Kirche oder Gemeindehaus", "schule-oeffentlich": "Schule oder öffentliches Gebäude",
    "ganzes-gebaeude": "ganzes Gebäude", "brache": "Brachfläche",
}  # fmt: skip
AUSSCHLUSS: Mapping[Ausschlussgrund, str] = {
    "status": "belegt oder abgängig", "flaeche": "zu klein", "planrecht": "Planrecht lässt es nicht zu",
    "kontakt": "Eigentümer will keinen Kontakt", "art": "soll bleiben, was er ist",
}  # fmt: skip
BEITRAEGE: Mapping[Beitragsart, str] = {
    "raum": "Raum", "geld": "Geld", "zeit": "Zeit", "wissen": "Wissen", "zugang": "Zugang zu Menschen",
}  # fmt: skip
NBSP = "\u00a0"
_ZEHN, _MEISTE, _SELTEN, _GEGENPROBEN = 10, 5, 20, 3


def print_versorgung(versorgung: Sequence[Dienstversorgung], *, farbig: bool) -> None:
    """Services by the share of people who reach them, fewest first, each with its threshold."""
    zeilen = tuple(_build_zeile(dienst) for dienst in rank_versorgung(versorgung))
    if not zeilen:
        return
    kopf = ("Dienst", "im Quartier", "Schwelle", "erreichen es", "Stadt", "im Mittel")
    print_tafel(Tafel("Was zu Fuß zu erreichen ist", kopf, zeilen, (1, 2, 3, 4, 5)), farbig=farbig)
    print_saetze(list(_list_hinweise(versorgung)), farbig=farbig)


def _build_zeile(dienst: Dienstversorgung) -> tuple[str, ...]:
    alle = dienst.find_gruppe(ALLE)
    stadt = "" if dienst.anteil_stadt is None else f"{format_zahl(round(dienst.anteil_stadt))}{NBSP}%"
    return (
        dienst.dienst.titel,
        format_zahl(dienst.innen),
        f"{format_zahl(round(alle.meter))} m" if alle else "",
        "fehlt ganz" if dienst.fehlt_ganz else format_band(find_anteil(dienst)),
        stadt,
        "–"
        if alle is None or alle.mittel_m is None
        else f"{format_zahl(round(alle.mittel_m / _ZEHN) * _ZEHN)} m",
    )


def format_band(band: Band | None) -> str:
    """Percent, between two bounds where not every number of persons is known."""
    if band is None:
        return "–"
    unten, oben = (format_zahl(round(wert)) for wert in band)
    return f"{unten}{NBSP}%" if unten == oben else f"{unten} bis {oben}{NBSP}%"


def _list_hinweise(versorgung: Sequence[Dienstversorgung]) -> Iterator[Satz]:
    """How it was measured, and what of it is a stand-in."""
    masse = dict.fromkeys(alle.mass for d in versorgung if (alle := d.find_gruppe(ALLE)))
    umweg = next((d.umweg for d in versorgung if d.umweg), None)
    worte = ", ".join(MASSE[mass] for mass in masse)
    faktor = f" (Faktor {format_zahl(round_umweg(umweg))})" if umweg else ""
    yield Satz(
        f"Gemessen als {worte}{faktor}; Angebote außerhalb zählen mit. Unter 50 m Unterschied nicht deuten.",
        "leise",
    )
    if gegenprobe := _format_gegenprobe(versorgung):
        yield Satz(gegenprobe, "leise")
    gruppen = dict.fromkeys(g.gruppe for d in versorgung for g in d.gruppen if g.stellvertretend)
    if gruppen:
        text = (
            "Gruppen, die das Gitter nicht zählt, sind mit allen Menschen gerechnet, aber mit ihrem Gehtempo."
        )
        yield Satz(text, "leise")
    selten = [d.dienst.titel for d in versorgung if d.anteil_stadt is not None and d.anteil_stadt < _SELTEN]
    if selten:
        text = f"In der ganzen Stadt erreichen das nur wenige: {', '.join(selten)}. Sind die Dateien dort vollständig?"
        yield Satz(text, "warnung", haenge=2)


def _format_gegenprobe(versorgung: Sequence[Dienstversorgung]) -> str:
    """Where a longer detour changes most: that share stands on thin ground."""
    unterschiede, faktor = [], 1.0
    for dienst in versorgung:
        alle = dienst.find_gruppe(ALLE)
        leitend = alle.schwellen[0] if alle and alle.schwellen else None
        if leitend and leitend.anteil and leitend.gegenprobe:
            faktor = max(map(float, alle.umwege)) if alle and alle.umwege else faktor
            vorher, nachher = leitend.anteil.mitte, leitend.gegenprobe.mitte
            unterschiede.append((vorher - nachher, dienst.dienst.titel, vorher, nachher))
    if not unterschiede:
        return ""
    merkliche = [eins for eins in sorted(unterschiede, reverse=True)[:_GEGENPROBEN] if eins[0] > _MEISTE]
    probe = f"Gegenprobe mit Faktor {format_zahl(round_umweg(faktor))}"
    if not merkliche:
        return f"{probe}: nirgends mehr als {_MEISTE} Prozentpunkte weniger."
    teile = (
        f"{titel} {format_zahl(round(nachher))} statt {format_zahl(round(vorher))}{NBSP}%"
        for _, titel, vorher, nachher in merkliche
    )
    return f"{probe}, am meisten ändert sich: {', '.join(teile)}."


def round_umweg(umweg: float) -> Decimal:
    """1.3 as a number that is written 1,3."""
    return Decimal(f"{umweg:.2f}").normalize()


# ── Rooms and organisations ──────────────────────────────────────────────────────────────────────


def build_potenziale(
    potenziale: Potenziale, raeume: Sequence[Raumangabe], titel: Mapping[str, str]
) -> list[Satz]:
    """The best selection first, then the best rooms per gap, then what is out and why."""
    namen = {raum.id: format_raum(raum) for raum in raeume}
    saetze = [LEER, Satz("Welcher Raum welche Lücke schließt", "titel")]
    wahl = potenziale.wahl
    if wahl and wahl.standorte:
        bewiesen = "; mehr erreicht keine andere Auswahl" if wahl.bewiesen else ""
        anfang = (
            "Am meisten erreicht"
            if len(wahl.standorte) == 1
            else f"Zusammen am meisten erreichen diese {len(wahl.standorte)}"
        )
        saetze.append(Satz(f"{anfang}{bewiesen}:", einzug=2, haenge=2))
        saetze += [
            Satz(f"• {_nenne_standort(ort, namen, titel)}", einzug=4, haenge=2) for ort in wahl.standorte
        ]
    saetze += _list_passungen(potenziale.passungen, namen, titel)
    gruende: dict[str, set[str]] = {}
    for passung in potenziale.ausgeschlossen:
        if passung.ausschluss:
            gruende.setdefault(AUSSCHLUSS[passung.ausschluss], set()).add(passung.raum)
    for grund, ids in gruende.items():
        saetze.append(
            Satz(f"Nicht in Frage: {', '.join(sorted(ids))} ({grund}).", "leise", einzug=2, haenge=2)
        )
    return saetze


def _list_passungen(
    passungen: Sequence[Raumpassung], namen: Mapping[str, str], titel: Mapping[str, str]
) -> Iterator[Satz]:
    """Per gap its best rooms, each with the reasons behind its points."""
    je: dict[tuple[str, str], list[Raumpassung]] = {}
    for passung in passungen:
        je.setdefault((passung.dienst, passung.gruppe), []).append(passung)
    for (dienst, gruppe), eigene in je.items():
        fuer = f" für {titel.get(gruppe, gruppe)}" if gruppe != ALLE else ""
        yield Satz(f"{titel.get(dienst, dienst)}{fuer}:", einzug=2, haenge=2)
        for p in eigene:
            punkte = "" if p.punkte is None else f", {format_zahl(round(p.punkte))} Punkte"
            gruende = f": {text}" if (text := format_gruende(p)) else ""
            yield Satz(f"• {namen.get(p.raum, p.raum)}{punkte}{gruende}", "leise", einzug=4, haenge=2)


def format_raum(raum: Raumangabe) -> str:
    """As in: L3 (Ladenlokal, 120 m²)."""
    art = RAUMARTEN.get(raum.art, raum.art)
    groesse = "" if raum.flaeche_m2 is None else f"{format_zahl(round(raum.flaeche_m2))} m²"
    zusatz = ", ".join(filter(None, (art, groesse)))
    return f"{raum.id} ({zusatz})" if zusatz else raum.id


def _nenne_standort(ort: Standort, namen: Mapping[str, str], titel: Mapping[str, str]) -> str:
    menschen = (
        f"rund {format_zahl(ort.erreicht)} Menschen neu in Reichweite"
        if ort.erreicht >= _ZEHN
        else "wenige Menschen neu in Reichweite"
    )
    return f"{namen.get(ort.raum, ort.raum)} für {titel.get(ort.dienst, ort.dienst)}: {menschen}"


def build_netz(netz: Akteursnetz, titel: Mapping[str, str]) -> list[Satz]:
    """Who connects, who gives what, where nobody of influence is."""
    saetze = [LEER, Satz(f"Akteure: {len(netz.knoten)}, Verbindungen: {netz.verbindungen}", "titel")]
    mittler = sorted(
        (k for k in netz.knoten if k.vermittlung > 0), key=lambda k: (-k.vermittlung, k.akteur.id)
    )
    if mittler:
        namen = ", ".join(k.akteur.name for k in mittler[:_MEISTE])
        saetze.append(Satz(f"Verbinden andere: {namen}.", einzug=2, haenge=2))
    for art, ids in netz.beitraege:
        nach_id = {k.akteur.id: k.akteur.name for k in netz.knoten}
        saetze.append(
            Satz(f"{BEITRAEGE[art]}: {', '.join(nach_id.get(id_, id_) for id_ in ids)}.", einzug=2, haenge=2)
        )
    if len(netz.inseln) > 1:
        saetze.append(Satz(f"Ohne Verbindung untereinander: {len(netz.inseln)} Gruppen.", einzug=2, haenge=2))
    if netz.feldluecken:
        felder = ", ".join(titel.get(feld, feld) for feld in netz.feldluecken)
        saetze.append(Satz(f"Niemand mit Einfluss in: {felder}.", "warnung", einzug=2, haenge=2))
    return saetze
