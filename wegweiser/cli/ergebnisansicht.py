"""Results on the screen: gaps by rank, forms of organisation, finance."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from wegweiser.ausdruck.worte import format_wert as format_wort
from wegweiser.ausdruck.worte import format_zahl as format_ausdruckszahl
from wegweiser.cli.ausgabe import LEER, Satz, format_befehl, print_saetze
from wegweiser.cli.belegansicht import build_belege
from wegweiser.cli.ergebnistafel import Tafel, print_tafel
from wegweiser.cli.gruppenansicht import KOPF, build_gruppensaetze, build_gruppenzeilen
from wegweiser.cli.instrumentansicht import build_instrumente, format_klassenstand
from wegweiser.cli.lueckenworte import STUFENWERT
from wegweiser.model.analyse import Luecke, Lueckenfolge
from wegweiser.model.base import fields
from wegweiser.model.deutsch_format import format_betrag, format_zahl
from wegweiser.model.ergebnisse import Ergebnisse
from wegweiser.model.finanzierung import Finanzierung, Plan
from wegweiser.model.koproduktion import Formbewertung, Formenvergleich, Gruppengewichtung
from wegweiser.model.leitfaden import find_tabelle
from wegweiser.model.optionen import list_saetze
from wegweiser.model.quartiersbild import Quartiersbild
from wegweiser.model.rechenweg import Rechenweg
from wegweiser.model.uebriges import Regelurteil, Uebriges
from wegweiser.workflow import Stand

KLASSEN = {
    "unrentierlich": "unrentierlich: trägt sich nicht selbst",
    "schwach-rentierlich": "schwach rentierlich: trägt sich knapp oder nur mit Zuschuss",
    "rentierlich": "rentierlich: kann sich selbst tragen",
}

_FOLGEN: Mapping[Lueckenfolge, str] = {
    "fachamt": "Pflichtaufgabe, gehört ins Fachamt und nicht ins Ehrenamt",
    "zurueck-in-analyse": "Schwach belegt, zurück in die Analyse",
    "bekannt-machen": "Gibt es schon, erst bekannt machen und nicht neu bauen",
    "traeger-ansprechen": "Zuerst den Träger auf Zeiten oder Preis ansprechen",
    "zweites-instrument": "Gewählt, aber erst aus einer Quelle bekannt; eine zweite, unabhängige fehlt",
}


def print_ergebnisse(
    stand: Stand,
    ergebnisse: Ergebnisse,
    uebriges: Uebriges,
    bild: Quartiersbild | None = None,
    *,
    farbig: bool,
) -> None:
    """Everything that was worked out, in the order of the guide."""
    print_saetze([Satz(stand.vorhaben.titel, "titel")], farbig=farbig)
    _print_daten(stand, bild, farbig=farbig)
    if ergebnisse.analyse.luecken or find_tabelle(stand.leitfaden, "luecken"):
        _print_luecken(ergebnisse, farbig=farbig)
    print_saetze(build_belege(ergebnisse.analyse.belege), farbig=farbig)
    titel = dict(list_saetze(stand.vorhaben.antworten, "massnahmen"))
    for id_ in dict.fromkeys((*ergebnisse.formen, *ergebnisse.finanzierung)):
        print_saetze([LEER, Satz(f"Maßnahme: {titel.get(id_, id_)}", "titel")], farbig=farbig)
        if vergleich := ergebnisse.formen.get(id_):
            _print_formen(vergleich, farbig=farbig)
        if finanzierung := ergebnisse.finanzierung.get(id_):
            _print_finanzierung(finanzierung, farbig=farbig)
    print_saetze(build_uebriges(uebriges), farbig=farbig)
    print_saetze(_build_abgeschaltete(ergebnisse), farbig=farbig)
    saetze = _build_hinweis(stand) if bild is None and find_tabelle(stand.leitfaden, "luecken") else []
    saetze += [LEER, Satz("Ein Vorschlag mit Gründen, keine Entscheidung und kein Rechtsrat.", "leise")]
    saetze.append(Satz(f"Der ganze Bericht: {format_befehl('bericht', stand.ordner)}", "leise"))
    print_saetze(saetze, farbig=farbig)


def _build_hinweis(stand: Stand) -> list[Satz]:
    """Everything rests on answers so far: which files would make it firmer, the most useful first."""
    from wegweiser.cli.quartiersansicht import build_wuensche

    return build_wuensche(("quartier", "zellen", "orte"), stand.ordner)


def _print_daten(stand: Stand, bild: Quartiersbild | None, *, farbig: bool) -> None:
    """What the files of the Vorhaben say, where there are any."""
    if bild is not None:
        from wegweiser.cli.quartiersansicht import print_quartiersbild

        print_quartiersbild(bild, stand.ordner, farbig=farbig)


def _build_abgeschaltete(ergebnisse: Ergebnisse) -> list[Satz]:
    """Rules that do not apply here, each with its reason."""
    saetze = [LEER, Satz("Abgeschaltete Regeln", "titel")] if ergebnisse.abgeschaltet else []
    for aus in ergebnisse.abgeschaltet:
        norm = f" ({aus.regel.norm})" if aus.regel.norm else ""
        wer = f" – {aus.von or aus.leitfaden}" + (f", {aus.am:%d.%m.%Y}" if aus.am else "")
        saetze.append(Satz(f"• {aus.regel.text.rstrip('.')}{norm}. Grund: {aus.grund}{wer}", "leise", 2, 2))
    return saetze


def build_uebriges(uebriges: Uebriges) -> list[Satz]:
    """Derived values and rules of a guide that belong to no stage."""
    saetze = build_instrumente(uebriges.instrumente)
    for gruppe in uebriges.berechnet:
        satz = f" – {gruppe.satz}" if gruppe.satz else ""
        saetze += [LEER, Satz(f"Berechnet: {gruppe.abschnitt}{satz}", "titel")]
        saetze += [_build_wert(weg) for weg in gruppe.werte]
    for ergebnis, titel in (("verletzt", "Zu beachten"), ("offen", "Noch zu klären")):
        urteile = [urteil for urteil in uebriges.regeln if urteil.befund.ergebnis == ergebnis]
        texte = [_format_urteil(urteil) for urteil in urteile]
        if ergebnis == "verletzt" and uebriges.klassen is not None:
            texte.insert(0, format_klassenstand(uebriges.klassen))
        saetze += [LEER, Satz(titel, "titel")] if texte else []
        saetze += [Satz(f"• {text}", einzug=2, haenge=2) for text in texte]
    return saetze


def _build_wert(weg: Rechenweg) -> Satz:
    if weg.wert is None:
        fehlt = ", ".join(f"„{label}“" for label in weg.fehlend)
        return Satz(f"{weg.titel}: es fehlt {fehlt}", "leise", einzug=2, haenge=2)
    if isinstance(weg.wert, Decimal):
        wert = format_ausdruckszahl(weg.wert, weg.art)
    else:
        wert = weg.wert if isinstance(weg.wert, str) else format_wort(weg.wert)
    return Satz(f"{weg.titel}: {wert}", einzug=2, haenge=2)


def _format_urteil(urteil: Regelurteil) -> str:
    regel, befund = urteil.befund.regel, urteil.befund
    norm = f" ({regel.norm})" if regel.norm else ""
    teile = [f"{urteil.satz}: " if urteil.satz else "", f"{regel.text.rstrip('.')}{norm}."]
    if befund.fehlend:
        teile.append(f" Es fehlt {', '.join(f'„{label}“' for label in befund.fehlend)}.")
    elif befund.erklaerung:
        teile.append(f" {' '.join(befund.erklaerung)}")
    if urteil.betrifft:
        teile.append(f" Das betrifft: {', '.join(urteil.betrifft)}.")
    return "".join(teile)


def _print_luecken(ergebnisse: Ergebnisse, *, farbig: bool) -> None:
    luecken = ergebnisse.analyse.luecken
    if not luecken:
        print_saetze([LEER, Satz("Noch keine Versorgungslücken eingetragen.")], farbig=farbig)
        return
    zeilen = tuple(
        (
            str(rang),
            luecke.bezeichnung,
            luecke.feld_titel,
            _zahl(luecke.wert),
            _zahl(luecke.rangwert),
            "–" if luecke.belegstaerke is None else str(luecke.belegstaerke),
            "gewählt" if luecke.gewaehlt else "erst belegen" if luecke.zurueck_in_analyse else "",
        )
        for rang, luecke in enumerate(luecken, 1)
    )
    print_tafel(
        Tafel(
            "Versorgungslücken",
            ("", "Lücke", "Dienstfeld", "Stufenwert", "Rangwert", "Beleg", ""),
            zeilen,
            (0, 3, 4, 5),
        ),
        farbig=farbig,
    )
    print_saetze([Satz(STUFENWERT, "leise"), *list_folgen(luecken)], farbig=farbig)


def list_folgen(luecken: Sequence[Luecke]) -> Iterator[Satz]:
    """What follows from how the gaps are, each consequence once with the gaps it is about."""
    for folge, satz in _FOLGEN.items():
        if betroffen := [f"„{luecke.bezeichnung}“" for luecke in luecken if folge in luecke.folgen]:
            yield Satz(f"{satz}: {', '.join(betroffen)}.", haenge=2)
    for luecke in luecken:
        if luecke.instrumente:
            wege = ", ".join(luecke.instrumente)
            yield Satz(f"„{luecke.bezeichnung}“ zeigt am besten: {wege}.", "leise", haenge=2)


def _print_formen(vergleich: Formenvergleich, *, farbig: bool) -> None:
    if vergleich.engere_wahl:
        zeilen = tuple(
            (form.titel, str(round(form.punkte)), format_gruende(form)) for form in vergleich.engere_wahl
        )
        print_tafel(
            Tafel("Organisationsformen: engere Wahl", ("Form", "Punkte", "spricht dafür"), zeilen, (1,)),
            farbig=farbig,
        )
    else:
        print_saetze([Satz("Keine Organisationsform passt zu den Antworten.")], farbig=farbig)
    if vergleich.gruppe is not None:
        _print_gruppe(vergleich.gruppe, vergleich.profil, farbig=farbig)
    saetze = [Satz("Die ersten liegen fast gleichauf.", "leise")] if vergleich.knapp else []
    for form in vergleich.engere_wahl:
        saetze += [
            Satz(f"{form.titel}, Vorbehalt: {b.regel.text}", "warnung", haenge=2) for b in form.vorbehalte
        ]
        if fehlend := sorted({name for befund in form.zu_klaeren for name in befund.fehlend}):
            saetze.append(Satz(f"{form.titel}, noch zu klären: {', '.join(fehlend)}", haenge=2))
    gruende: dict[str, list[str]] = {}
    for form in vergleich.ausgeschlossen:
        gruende.setdefault(format_ausschluss(form), []).append(form.titel)
    if gruende:
        saetze += [LEER, Satz(f"Ausgeschlossen sind {len(vergleich.ausgeschlossen)} Formen:")]
    saetze += [
        Satz(f"• {grund} Das betrifft: {', '.join(titel)}.", "leise", 2, 2)
        for grund, titel in gruende.items()
    ]
    print_saetze(saetze, farbig=farbig)


def _print_gruppe(gruppe: Gruppengewichtung, profil: str, *, farbig: bool) -> None:
    if zeilen := build_gruppenzeilen(gruppe):
        titel = "Gewichte der Gruppe (Mittelwert, zusammen 100)"
        print_tafel(Tafel(titel, KOPF, zeilen, (1, 2)), farbig=farbig)
    print_saetze([Satz(satz) for satz in build_gruppensaetze(gruppe, profil)], farbig=farbig)


def format_gruende(form: Formbewertung) -> str:
    """The two strongest reasons for a form."""
    return "; ".join(staerke.grund for staerke in form.staerken[:2])


def format_ausschluss(form: Formbewertung) -> str:
    """The deciding reason against a form, with its norm."""
    befund = form.ausschluss[0]
    text, norm = befund.regel.text, befund.regel.norm
    return f"{text.rstrip('.')} ({norm})." if norm else text


def _print_finanzierung(finanzierung: Finanzierung, *, farbig: bool) -> None:
    zeilen = tuple(
        _planzeile(name, plan)
        for name, plan in (
            ("Investition", finanzierung.investition),
            ("Betrieb je Jahr", finanzierung.betrieb),
        )
    )
    kopf = ("Euro", "Bedarf", "Mittel", "Lücke", "davon sicher")
    print_tafel(Tafel("Finanzierung", kopf, zeilen, (1, 2, 3, 4)), farbig=farbig)
    saetze = []
    if finanzierung.kostendeckung is not None:
        saetze.append(Satz(f"Kostendeckung: {format_zahl(round(finanzierung.kostendeckung * 100))} %"))
    if finanzierung.klasse:
        saetze.append(Satz(f"Einordnung: {KLASSEN.get(finanzierung.klasse, finanzierung.klasse)}"))
    saetze += [
        Satz(f"{weg.titel}: es fehlt {', '.join(weg.fehlend)}", "leise", haenge=2)
        for weg in finanzierung.kennzahlen
        if weg.wert is None and weg.fehlend
    ]
    print_saetze(saetze, farbig=farbig)


def _planzeile(name: str, plan: Plan) -> tuple[str, ...]:
    return (
        name,
        *(_betrag(wert) for wert in (plan.summe_verwendung, plan.summe_quellen, plan.luecke, plan.sicher)),
    )


def _betrag(wert: Decimal | None) -> str:
    return "–" if wert is None else format_betrag(wert)


def _zahl(wert: Decimal | None) -> str:
    return "–" if wert is None else format_zahl(round(wert, 2))


def build_json(  # the same for programs
    ergebnisse: Ergebnisse, uebriges: Uebriges, bild: Quartiersbild | None = None
) -> Any:  # noqa: ANN401 - any JSON value
    """Every record by its field names, amounts as text; `quartiersbild` is null where there are no data."""
    return {**_als_json(ergebnisse), **_als_json(uebriges), "quartiersbild": _als_json(bild)}


def _als_json(wert: object) -> Any:  # noqa: ANN401 - any JSON value
    if wert is None or isinstance(wert, bool | int | float | str):
        return wert
    if isinstance(wert, Decimal):
        return f"{wert:f}"
    if isinstance(wert, date):
        return wert.isoformat()
    if isinstance(wert, Mapping):
        return {str(name): _als_json(teil) for name, teil in wert.items()}
    if isinstance(wert, tuple) and hasattr(wert, "_fields"):
        return {name: _als_json(teil) for name, teil in zip(wert._fields, wert, strict=True)}
    if isinstance(wert, Sequence):
        return [_als_json(teil) for teil in wert]
    return {feld.name: _als_json(getattr(wert, feld.name)) for feld in fields(wert)}  # type: ignore[arg-type]
