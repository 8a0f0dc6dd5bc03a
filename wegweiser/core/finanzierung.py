"""Uses and sources of one Maßnahme, the figures of the guide with their working, stress test and what ends when."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import get_args

from wegweiser.ausdruck.rechnung import format_rechnung
from wegweiser.core.regeln import build_arten, build_beschriftung
from wegweiser.core.werte import Wertequelle
from wegweiser.model.base import Zeile
from wegweiser.model.finanzierung import (
    Aussicht,
    Finanzierung,
    Klasse,
    Plan,
    Posten,
    Schwellen,
    Stressart,
    Stressfall,
)
from wegweiser.model.frage import Tabelle
from wegweiser.model.katalog import Baustein
from wegweiser.model.leitfaden import Abgeleitet, Leitfaden, find_eintrag, find_tabelle
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.model.rechenweg import Rechenweg
from wegweiser.model.wert import Optionsquelle, find_titel

ABGELEHNT = "abgelehnt"
_NULL = Decimal(0)


def compute_finanzierung(quelle: Wertequelle, satz: str) -> Finanzierung | None:
    """The plan of one Maßnahme; None while nothing was said about its money."""
    tabellen = ("investition", "betriebskosten", "quellen_investition", "quellen_betrieb", "erloese")
    if all(quelle.gesagt(name, satz) is None for name in tabellen):
        return None
    optionen = build_optionsquelle(quelle.leitfaden, quelle.antworten)
    posten = {name: _list_posten(quelle, name, satz, optionen) for name in (*tabellen, "sachleistungen")}
    investition = _build_plan(
        posten["investition"], posten["quellen_investition"], vollstaendig=_da(quelle, satz, 0)
    )
    betrieb = _build_plan(
        (*posten["betriebskosten"], *_kapitaldienst(quelle, satz)),
        (*posten["erloese"], *posten["quellen_betrieb"]),
        vollstaendig=_da(quelle, satz, 1),
    )
    groesste = max(posten["quellen_betrieb"], key=lambda p: p.betrag or _NULL, default=None)
    kosten = betrieb.summe_verwendung
    return Finanzierung(
        investition=investition,
        betrieb=betrieb,
        eigenerloese=posten["erloese"],
        sachleistungen=posten["sachleistungen"],
        kennzahlen=list_rechenwege(quelle, "finanzierung", satz),
        kostendeckung=_zahl(quelle.wert("kostendeckung", satz)),
        klasse=_klasse(quelle.wert("klasse", satz)),
        klasse_bei_30=_klasse(quelle.wert("klasse_bei_30", satz)),
        schwellen=_build_schwellen(quelle),
        dscr=_zahl(quelle.wert("dscr", satz)),
        groesste_quelle=groesste,
        anteil_groesste_quelle=groesste.betrag / kosten if groesste and groesste.betrag and kosten else None,
        verstetigung=_build_verstetigung(posten["quellen_betrieb"]),
        stress=_build_stress(quelle, satz, betrieb, groesste, posten),
    )


def _build_schwellen(quelle: Wertequelle) -> Schwellen:
    return Schwellen(
        schwach_rentierlich=_zahl(quelle.wert("schwelle_unrentierlich", "")),
        rentierlich=_zahl(quelle.wert("schwelle_rentierlich", "")),
        vergleich=_zahl(quelle.wert("schwelle_vergleich", "")),
    )


def _da(quelle: Wertequelle, satz: str, seite: int) -> bool:
    """Whether uses and sources of a side were both answered: a missing table is missing, not zero."""
    namen = (
        ("investition", "quellen_investition"),
        ("betriebskosten", "erloese", "quellen_betrieb", "kapitaldienst"),
    )
    return all(quelle.gesagt(name, satz) is not None for name in namen[seite])


def _list_posten(quelle: Wertequelle, name: str, satz: str, optionen: Optionsquelle) -> tuple[Posten, ...]:
    tabelle = find_tabelle(quelle.leitfaden, name)
    zeilen = quelle.gesagt(name, satz)
    if tabelle is None or not isinstance(zeilen, tuple):
        return ()
    return tuple(
        _build_posten(quelle.leitfaden, tabelle, zeile, optionen)
        for zeile in zeilen
        if isinstance(zeile, Mapping)
    )


def _build_posten(leitfaden: Leitfaden, tabelle: Tabelle, zeile: Zeile, optionen: Optionsquelle) -> Posten:
    texte = {s.id: find_titel(str(zeile[s.id]), optionen(s)) for s in tabelle.spalten if s.id in zeile}
    gruppe = next((texte[name] for name in ("kostengruppe", "baustein", "art", "geber") if name in texte), "")
    betrag = zeile.get("betrag", zeile.get("mittel"))
    befristet = zeile.get("befristet_bis")
    baustein = find_eintrag(leitfaden, "bausteine", str(zeile.get("baustein")))
    return Posten(
        bezeichnung=texte.get("bezeichnung", gruppe),
        art=gruppe,
        betrag=_NULL if zeile.get("stand") == ABGELEHNT else _zahl(betrag),  # a refusal is no money
        stand=texte.get("stand"),
        # What people may pay is an estimate, never secured.
        aussicht="wahrscheinlich" if "mittel" in zeile else _aussicht(zeile.get("aussicht")),
        befristet_bis=befristet if isinstance(befristet, int) else None,
        plan_b=texte.get("plan_b"),
        niedrig=_zahl(zeile.get("niedrig")),
        hoch=_zahl(zeile.get("hoch")),
        mittelart=baustein.art if isinstance(baustein, Baustein) else None,
    )


def _kapitaldienst(quelle: Wertequelle, satz: str) -> tuple[Posten, ...]:
    betrag = quelle.gesagt("kapitaldienst", satz)
    titel = build_beschriftung(quelle.leitfaden)["kapitaldienst"] if betrag else ""
    return (
        (Posten(bezeichnung=titel, art=titel, betrag=betrag),)
        if isinstance(betrag, Decimal) and betrag
        else ()
    )


def _build_plan(verwendung: Sequence[Posten], quellen: Sequence[Posten], *, vollstaendig: bool) -> Plan:
    summe_verwendung, summe_quellen = _summe(verwendung), _summe(quellen)
    luecke = None
    if vollstaendig and summe_verwendung is not None and summe_quellen is not None:
        luecke = summe_verwendung - summe_quellen
    nach_aussicht = {
        aussicht: sum((p.betrag or _NULL for p in quellen if p.aussicht == aussicht), _NULL)
        for aussicht in get_args(Aussicht)
    }
    sicher = nach_aussicht["sicher"]
    return Plan(
        verwendung=tuple(verwendung),
        quellen=tuple(quellen),
        summe_verwendung=summe_verwendung,
        summe_quellen=summe_quellen,
        luecke=luecke,
        **nach_aussicht,
        fehlt_gesichert=None if summe_verwendung is None else max(summe_verwendung - sicher, _NULL),
    )


def _summe(posten: Iterable[Posten]) -> Decimal | None:
    betraege = [p.betrag for p in posten]
    if any(betrag is None for betrag in betraege):
        return None
    return sum((betrag for betrag in betraege if betrag is not None), _NULL)


def _build_verstetigung(quellen: Sequence[Posten]) -> tuple[tuple[int, Decimal], ...]:
    """What falls away in the year after a limited source ends."""
    jahre: dict[int, Decimal] = {}
    for posten in quellen:
        if posten.befristet_bis is not None and posten.betrag:
            jahre[posten.befristet_bis + 1] = jahre.get(posten.befristet_bis + 1, _NULL) + posten.betrag
    return tuple(sorted(jahre.items()))


def _build_stress(
    quelle: Wertequelle,
    satz: str,
    betrieb: Plan,
    groesste: Posten | None,
    posten: Mapping[str, Sequence[Posten]],
) -> tuple[Stressfall, ...]:
    """Less revenue, dearer energy, higher wages, all three, the low estimate, the largest source gone."""
    if betrieb.luecke is None:
        return ()
    ergebnis = -betrieb.luecke
    erloese = _summe(posten["erloese"]) or _NULL
    grundlage: dict[Stressart, Decimal] = {
        "umsatz": erloese,
        "energie": _summe_art(quelle, satz, "energie"),
        "personal": _summe_art(quelle, satz, "personal"),
    }
    annahmen = {name: _zahl(quelle.wert(f"stress_{name}", "")) or _NULL for name in grundlage}
    verluste = {name: betrag * annahmen[name] for name, betrag in grundlage.items()}
    niedrig = sum((p.niedrig or _NULL for p in posten["erloese"]), _NULL)
    faelle = [
        Stressfall(id=name, annahme=annahmen[name], ergebnis=ergebnis - v) for name, v in verluste.items()
    ]
    faelle.append(Stressfall(id="alles", annahme="", ergebnis=ergebnis - sum(verluste.values(), _NULL)))
    faelle.append(Stressfall(id="niedrig", annahme="", ergebnis=ergebnis - erloese + niedrig))
    if groesste is not None and groesste.betrag is not None:
        annahme = groesste.bezeichnung
        faelle.append(Stressfall(id="groesste-quelle", annahme=annahme, ergebnis=ergebnis - groesste.betrag))
    return tuple(faelle)


def _summe_art(quelle: Wertequelle, satz: str, art: str) -> Decimal:
    zeilen = quelle.gesagt("betriebskosten", satz)
    betraege = [
        _zahl(zeile.get("betrag")) or _NULL
        for zeile in (zeilen if isinstance(zeilen, tuple) else ())
        if isinstance(zeile, Mapping) and zeile.get("art") == art
    ]
    return sum(betraege, _NULL)


def list_rechenwege(quelle: Wertequelle, abschnitt_id: str, satz: str) -> tuple[Rechenweg, ...]:
    """The derived values of an Abschnitt with their working."""
    beschriftung, arten = build_beschriftung(quelle.leitfaden), build_arten(quelle.leitfaden)
    abschnitt = next((a for a in quelle.leitfaden.abschnitte if a.id == abschnitt_id), None)
    return tuple(
        _build_rechenweg(quelle, a, satz, beschriftung, arten)
        for a in (abschnitt.abgeleitet if abschnitt else ())
    )


def _build_rechenweg(
    quelle: Wertequelle,
    a: Abgeleitet,
    satz: str,
    beschriftung: Mapping[str, str],
    arten: Mapping[str, str],
) -> Rechenweg:
    """The figure with its working; what is missing is listed in `fehlend` alone."""
    ergebnis = quelle.ergebnis(a, satz)
    wert = quelle.wert(a.id, satz)
    return Rechenweg(
        name=a.id,
        titel=a.titel or a.id,
        art=a.typ,
        wert=wert if isinstance(wert, Decimal | str | bool) else None,
        schritte=() if ergebnis.fehlend else format_rechnung(ergebnis, beschriftung, arten, a.typ),
        fehlend=tuple(sorted(beschriftung.get(name, name) for name in ergebnis.fehlend)),
    )


def _zahl(wert: object) -> Decimal | None:
    return wert if isinstance(wert, Decimal) else None


def _klasse(wert: object) -> Klasse | None:
    return next((klasse for klasse in get_args(Klasse) if klasse == wert), None)


def _aussicht(wert: object) -> Aussicht | None:
    return next((aussicht for aussicht in get_args(Aussicht) if aussicht == wert), None)
