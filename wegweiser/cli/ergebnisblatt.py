"""The result of one Abschnitt as picture and words: bars of blocks where the terminal has them, the same in words elsewhere.

Every line says in numbers and words what the blocks show; nothing hangs on colour.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from wegweiser.cli.ansicht import shorten
from wegweiser.cli.ausgabe import Satz, find_breite
from wegweiser.cli.ergebnisansicht import KLASSEN, format_ausschluss, format_gruende
from wegweiser.model.analyse import Luecke
from wegweiser.model.bericht import Angabe
from wegweiser.model.deutsch_format import format_betrag, format_zahl
from wegweiser.model.finanzierung import Plan, Schwellen
from wegweiser.model.koproduktion import Formbewertung
from wegweiser.model.rechenweg import Rechenweg
from wegweiser.model.zwischenstand import Zwischenstand

URTEILE: Mapping[str, str] = {
    "uebertragen": "gut übertragbar",
    "anpassen": "übertragbar mit Anpassungen",
    "nicht": "nicht übertragbar",
    "gesperrt": "so nicht starten: eine Grundbedingung fehlt",
    "unvollstaendig": "noch nicht fertig geprüft",
}
_HOECHSTER_WERT, _HOECHSTER_RANG, _HOECHSTE_PUNKTE = 4, 16, 100
_BALKEN, _FELDBREITE, _GENANNT = 20, 24, 4
_MARKE = "; ✓ ausgewählt"
VORSCHLAG = "Ein Vorschlag mit Gründen, keine Entscheidung und kein Rechtsrat."


def build_ergebnis(stand: Zwischenstand, *, grafisch: bool) -> list[Satz]:
    """The result in the view of its kind; without one what was computed and said."""
    ansicht = _ANSICHTEN.get(stand.art or "", _build_allgemein)
    return ansicht(stand, grafisch)


def format_balken(anteil: Decimal, laenge: int = _BALKEN) -> str:
    """A bar of blocks; something greater than nothing shows at least one."""
    voll = min(laenge, max(round(anteil * laenge), 1 if anteil > 0 else 0))
    return "█" * voll + "░" * (laenge - voll)


# Gaps


def _build_matrix(stand: Zwischenstand, grafisch: bool) -> list[Satz]:  # noqa: FBT001 - one shape for all views
    felder = stand.analyse.felder if stand.analyse else ()
    if not felder:
        return [Satz("Noch keine Versorgungslücken eingetragen.")]
    breite = min(_FELDBREITE, max(len(feld.titel) for feld in felder))
    kopf = "Lückenmatrix: von 0 (keine Lücke) bis 4 (sehr große Lücke)"
    saetze = [Satz(kopf + (_MARKE if grafisch else ""), "titel")]
    for feld in felder:
        for nr, luecke in enumerate(feld.luecken):
            kopf = feld.titel if nr == 0 or not grafisch else ""
            saetze.append(_build_zelle(luecke, f"{shorten(kopf, breite):<{breite}}", kopf, grafisch=grafisch))
    return saetze


def _build_zelle(luecke: Luecke, spalte: str, feld: str, *, grafisch: bool) -> Satz:
    wert = "offen" if luecke.wert is None else format_zahl(round(luecke.wert, 1))
    if not grafisch:
        return Satz(f"{feld} – {_nenne(luecke, f'{wert} von 4')}", einzug=2, haenge=2)
    kaestchen = format_balken((luecke.wert or Decimal(0)) / _HOECHSTER_WERT, _HOECHSTER_WERT)
    marke = "✓" if luecke.gewaehlt else " "
    return _zeile(f"{spalte}  {kaestchen} {wert:>5} {marke} {luecke.bezeichnung}", _zu_belegen(luecke))


def _build_rangfolge(stand: Zwischenstand, grafisch: bool) -> list[Satz]:  # noqa: FBT001
    luecken = stand.analyse.luecken if stand.analyse else ()
    if not luecken:
        return [Satz("Noch keine Versorgungslücken eingetragen.")]
    kopf = f"Rangfolge der Lücken, höchstens {_HOECHSTER_RANG}"
    saetze = [Satz(kopf + (_MARKE if grafisch else ""), "titel")]
    for nr, luecke in enumerate(luecken, 1):
        wert = "offen" if luecke.rangwert is None else format_zahl(round(luecke.rangwert, 1))
        if grafisch:
            balken = format_balken((luecke.rangwert or Decimal(0)) / _HOECHSTER_RANG)
            marke = "✓" if luecke.gewaehlt else " "
            saetze.append(
                _zeile(f"{nr:>2}. {balken} {wert:>5} {marke} {luecke.bezeichnung}", _zu_belegen(luecke))
            )
        else:
            saetze.append(Satz(f"{nr}. {_nenne(luecke, f'Rang {wert}')}", einzug=2, haenge=4))
    gewaehlt = [luecke.bezeichnung for luecke in luecken if luecke.gewaehlt]
    saetze.append(Satz(f"Ausgewählt: {', '.join(gewaehlt) or 'noch keine'}."))
    return saetze


def _nenne(luecke: Luecke, wert: str) -> str:
    return ", ".join(filter(None, (f"{luecke.bezeichnung}: {wert}", _zusatz(luecke))))


def _zusatz(luecke: Luecke) -> str:
    return "ausgewählt" if luecke.gewaehlt else _zu_belegen(luecke)


def _zu_belegen(luecke: Luecke) -> str:
    return "erst belegen" if luecke.zurueck_in_analyse else ""


def _zeile(text: str, zusatz: str = "") -> Satz:
    """A line with blocks: never wrapped, its addition never cut off."""
    ende = f" · {zusatz}" if zusatz else ""
    platz = find_breite() - 2 - len(ende)
    return Satz(
        (text if len(text) <= platz else text[: platz - 1].rstrip() + "…") + ende, einzug=2, ganz=True
    )


# Forms of organisation


def _build_formen(stand: Zwischenstand, grafisch: bool) -> list[Satz]:  # noqa: FBT001
    vergleich = stand.formen
    if vergleich is None:
        return [Satz("Ein neuer Träger ist nicht nötig; es gibt nichts zu vergleichen.")]
    gruppe = vergleich.gruppe
    gewichtung = f"Gruppe, {gruppe.beteiligte} Beteiligte" if gruppe and gruppe.gilt else vergleich.profil
    saetze = [Satz(f"Engere Wahl der Organisationsformen (Gewichtung: {gewichtung})", "titel")]
    if not vergleich.engere_wahl:
        saetze.append(Satz("Keine Organisationsform passt zu den Antworten."))
    for nr, form in enumerate(vergleich.engere_wahl, 1):
        saetze += _build_form(nr, form, grafisch=grafisch)
    if vergleich.knapp:
        saetze.append(Satz("Die ersten liegen fast gleichauf."))
    if vergleich.ausgeschlossen:
        saetze.append(Satz(f"Ausgeschlossen sind {_formen(len(vergleich.ausgeschlossen))}:"))
        saetze += _list_ausschluesse(vergleich.ausgeschlossen)
    return [*saetze, Satz(VORSCHLAG, "leise")]


def _build_form(nr: int, form: Formbewertung, *, grafisch: bool) -> Iterator[Satz]:
    punkte = f"{format_zahl(round(form.punkte))} von 100"
    if grafisch:
        yield _zeile(f"{nr}. {format_balken(form.punkte / _HOECHSTE_PUNKTE)} {punkte:>10}  {form.titel}")
    else:
        yield Satz(f"{nr}. {form.titel}: {punkte}", einzug=2, haenge=3)
    if form.staerken:
        yield Satz(f"Dafür spricht: {format_gruende(form)}", "leise", einzug=5)
    yield from (Satz(f"Vorbehalt: {b.regel.text}", "warnung", einzug=5) for b in form.vorbehalte)
    if fehlend := sorted({name for befund in form.zu_klaeren for name in befund.fehlend}):
        yield Satz(f"Noch zu klären: {_nenne_einige(fehlend)}", "leise", einzug=5)


def _list_ausschluesse(formen: Iterable[Formbewertung]) -> Iterator[Satz]:
    """The deciding reason of each form that is out, the reasons together with whom they hit."""
    gruende: dict[str, list[str]] = {}
    for form in formen:
        gruende.setdefault(format_ausschluss(form), []).append(form.titel)
    for grund, titel in gruende.items():
        yield Satz(f"• {grund} Das betrifft: {_nenne_einige(titel)}.", "leise", einzug=2, haenge=2)


def _formen(anzahl: int) -> str:
    return "eine Form" if anzahl == 1 else f"{anzahl} Formen"


def _nenne_einige(namen: Sequence[str]) -> str:
    rest = len(namen) - _GENANNT
    return ", ".join(namen[:_GENANNT]) + (f" und {rest} weitere" if rest > 0 else "")


# Money


def _build_finanzplan(stand: Zwischenstand, grafisch: bool) -> list[Satz]:  # noqa: FBT001
    plan = stand.finanzierung
    if plan is None:
        return [Satz("Noch keine Kosten und Quellen eingetragen.")]
    saetze = []
    if plan.kostendeckung is not None:
        saetze += _build_deckung("Kostendeckung", plan.kostendeckung, plan.schwellen, grafisch=grafisch)
    if plan.klasse:
        saetze.append(Satz(f"Einordnung: {KLASSEN.get(plan.klasse, plan.klasse)}"))
    saetze += [
        _build_plan("Investition", plan.investition),
        _build_plan("Betrieb je Jahr", plan.betrieb),
    ]
    saetze += [
        Satz(f"{weg.titel}: es fehlt {_nenne_einige(weg.fehlend)}", "leise", einzug=2, haenge=2)
        for weg in plan.kennzahlen
        if weg.wert is None and weg.fehlend
    ]
    return saetze


def _build_deckung(titel: str, anteil: Decimal, schwellen: Schwellen | None, *, grafisch: bool) -> list[Satz]:
    prozent = f"{format_zahl(round(anteil * 100))} %"
    stufen = (
        (
            (schwellen.schwach_rentierlich, "schwach rentierlich"),
            (schwellen.rentierlich, "rentierlich"),
        )
        if schwellen
        else ()
    )
    worte = ", ".join(f"ab {format_zahl(round(ab * 100))} % {wort}" for ab, wort in stufen if ab is not None)
    ende = f" ({worte})" if worte else ""
    if not grafisch:
        return [Satz(f"{titel}: {prozent}{ende}", haenge=2)]
    return [Satz(f"{titel}  {format_balken(anteil)}  {prozent}{ende}", haenge=2)]


def _build_plan(name: str, plan: Plan) -> Satz:
    teile = [f"Bedarf {_euro(plan.summe_verwendung)}", f"Mittel {_euro(plan.summe_quellen)}"]
    teile[1] += f", davon sicher {_euro(plan.sicher)}"
    if plan.luecke is not None and plan.luecke > 0:
        teile.append(f"es fehlen {_euro(plan.luecke)}")
    elif plan.luecke is not None:
        teile.append("gedeckt" if plan.luecke == 0 else f"{_euro(-plan.luecke)} mehr als nötig")
    return Satz(f"{name}: {'; '.join(teile)}", haenge=2)


def _euro(betrag: Decimal | None) -> str:
    return "noch offen" if betrag is None else f"{format_betrag(betrag)} €"


# Everything else


def _build_vorbilder(stand: Zwischenstand, grafisch: bool) -> list[Satz]:  # noqa: FBT001
    if not stand.vorbilder:
        return _build_allgemein(stand, grafisch)
    saetze = [Satz("Vorbilder und was sich übertragen lässt", "titel")]
    for vorbild in stand.vorbilder:
        ort = f" ({vorbild.ort})" if vorbild.ort else ""
        punkte = f"{vorbild.summe} von {vorbild.hoechstens} Punkten"
        saetze.append(
            Satz(f"• {vorbild.titel}{ort}: {URTEILE[vorbild.urteil]}, {punkte}", einzug=2, haenge=2)
        )
        if vorbild.uebernehmen:
            saetze.append(Satz(f"Wir übernehmen: {shorten(vorbild.uebernehmen, 160)}", "leise", einzug=4))
    return saetze


def _build_allgemein(stand: Zwischenstand, grafisch: bool) -> list[Satz]:  # noqa: FBT001
    """What the Abschnitt computes, then what was said."""
    saetze = [satz for weg in stand.werte for satz in _build_wert(weg, grafisch=grafisch)]
    return [
        *saetze,
        *(
            _build_angabe(angabe)
            for angabe in stand.angaben
            if angabe.text or (angabe.zeilen and angabe.spalten)
        ),
    ]


def _build_wert(weg: Rechenweg, *, grafisch: bool) -> list[Satz]:
    if weg.wert is None:
        fehlt = [Satz(f"{weg.titel}: es fehlt {_nenne_einige(weg.fehlend)}", "leise", haenge=2)]
        return fehlt if weg.fehlend else []
    if isinstance(weg.wert, Decimal):
        if weg.art == "anteil":
            return _build_deckung(weg.titel, weg.wert, None, grafisch=grafisch)
        zahl = _euro(weg.wert) if weg.art == "geldbetrag" else format_zahl(round(weg.wert, 2))
        return [Satz(f"{weg.titel}: {zahl}", haenge=2)]
    text = ("ja" if weg.wert else "nein") if isinstance(weg.wert, bool) else KLASSEN.get(weg.wert, weg.wert)
    return [Satz(f"{weg.titel}: {text}", haenge=2)]


def _build_angabe(angabe: Angabe) -> Satz:
    """An answer on one line; of a table the first column."""
    text = angabe.text
    if angabe.spalten:  # without those that are personal
        erste = angabe.spalten[0][0]
        text = _nenne_einige([zeile.get(erste) or "–" for zeile in angabe.zeilen])
    return Satz(shorten(f"{angabe.kurz}: {text}", find_breite() - 2), einzug=2, ganz=True)


_ANSICHTEN: Mapping[str, Callable[[Zwischenstand, bool], list[Satz]]] = {
    "lueckenmatrix": _build_matrix,
    "rangfolge_luecken": _build_rangfolge,
    "rechtsform_rangfolge": _build_formen,
    "finanzplan": _build_finanzplan,
    "uebertragbarkeit": _build_vorbilder,
}
