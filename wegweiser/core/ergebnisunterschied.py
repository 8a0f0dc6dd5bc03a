"""What comes out differently: orders, choices, classes, sums, and what a guide computes by itself."""

from collections.abc import Iterator
from decimal import Decimal

from wegweiser.core.seiten import Seite, Zuordnung, ordne_saetze
from wegweiser.core.werte import Wertequelle
from wegweiser.model.ergebnisse import Ergebnisse
from wegweiser.model.finanzierung import Finanzierung
from wegweiser.model.unterschied import Ergebnisname, Ergebnisunterschied, Ergebniswert

_MASSNAHMEN, _FINANZIERUNG = "massnahmen", "finanzierung"


def list_ergebnisse(
    alt: Seite, neu: Seite, zuordnung: Zuordnung, *, alle: bool = False
) -> Iterator[Ergebnisunterschied]:
    """What the stages worked out otherwise, or everything side by side."""

    def melde(
        name: Ergebnisname, massnahme: str, war: Ergebniswert, ist: Ergebniswert
    ) -> Iterator[Ergebnisunterschied]:
        if alle or war != ist:
            yield Ergebnisunterschied(name=name, massnahme=massnahme, alt=war, neu=ist)

    yield from melde("luecken", "", _list_luecken(alt.ergebnisse), _list_luecken(neu.ergebnisse))
    vorher, nachher = (
        _list_luecken(alt.ergebnisse, gewaehlt=True),
        _list_luecken(neu.ergebnisse, gewaehlt=True),
    )
    if alle or set(vorher) != set(nachher):
        yield from melde("gewaehlt", "", vorher, nachher)
    links, rechts = (ordne_saetze(s, zuordnung).get(_MASSNAHMEN, {}) for s in (alt, neu))
    for schluessel in dict.fromkeys((*rechts, *links)):
        satz_alt, satz_neu = links.get(schluessel), rechts.get(schluessel)
        titel = (satz_neu or satz_alt or ("", ""))[1]
        war, ist = _list_werte(alt.ergebnisse, satz_alt), _list_werte(neu.ergebnisse, satz_neu)
        for name in dict.fromkeys((*ist, *war)):
            yield from melde(name, titel, war.get(name), ist.get(name))


def list_berechnete(alt: Seite, neu: Seite, zuordnung: Zuordnung) -> Iterator[Ergebnisunterschied]:
    """What a guide computes and names, outside the finances: those are told by their plans."""
    saetze_alt, saetze_neu = (ordne_saetze(s, zuordnung) for s in (alt, neu))
    for abschnitt in neu.quelle.leitfaden.abschnitte:
        if abschnitt.id == _FINANZIERUNG:
            continue
        links, rechts = (
            s.get(abschnitt.je, {}) if abschnitt.je else {"": ("", "")} for s in (saetze_alt, saetze_neu)
        )
        for a in filter(lambda a: a.titel, abschnitt.abgeleitet):
            for schluessel in (name for name in rechts if name in links):
                war = _wert_von(alt.quelle, a.id, links[schluessel][0])
                ist = _wert_von(neu.quelle, a.id, rechts[schluessel][0])
                if war != ist:
                    yield Ergebnisunterschied(
                        name="berechnet", massnahme=rechts[schluessel][1], alt=war, neu=ist,
                        titel=a.titel or a.id, art=a.typ,
                    )  # fmt: skip


def _wert_von(quelle: Wertequelle, name: str, satz: str) -> Ergebniswert:
    wert = quelle.wert(name, satz)
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    return wert if isinstance(wert, Decimal | str) else None


def _list_luecken(ergebnisse: Ergebnisse, *, gewaehlt: bool = False) -> tuple[str, ...]:
    """The gaps by rank, or those that were chosen."""
    luecken = ergebnisse.analyse.luecken
    return tuple(luecke.bezeichnung for luecke in luecken if luecke.gewaehlt or not gewaehlt)


def _list_werte(ergebnisse: Ergebnisse, satz: tuple[str, str] | None) -> dict[Ergebnisname, Ergebniswert]:
    """The results of one Maßnahme by name."""
    id_ = satz[0] if satz else ""
    werte: dict[Ergebnisname, Ergebniswert] = {}
    if formen := ergebnisse.formen.get(id_):
        werte["formen"] = tuple(form.titel for form in formen.engere_wahl)
    if finanzierung := ergebnisse.finanzierung.get(id_):
        werte |= _list_zahlen(finanzierung)
    return werte


def _list_zahlen(finanzierung: Finanzierung) -> dict[Ergebnisname, Ergebniswert]:
    return {
        "klasse": finanzierung.klasse,
        "kostendeckung": finanzierung.kostendeckung,
        "investition": finanzierung.investition.summe_verwendung,
        "investition-luecke": finanzierung.investition.luecke,
        "betrieb": finanzierung.betrieb.summe_verwendung,
        "betrieb-luecke": finanzierung.betrieb.luecke,
    }
