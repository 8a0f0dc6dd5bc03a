"""What changes with an answer, before it is taken over: only what reads it is looked at."""

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import NamedTuple

from wegweiser.core.abhaengigkeiten import list_gelesene
from wegweiser.core.analyse import compute_analyse
from wegweiser.core.koproduktion import compute_formenvergleich
from wegweiser.core.werte import Wertequelle
from wegweiser.model.antworten import Adresse
from wegweiser.model.lage import Lage, Station
from wegweiser.model.leitfaden import Abschnitt
from wegweiser.model.unterschied import Ergebnisname, Ergebnisunterschied, Ergebniswert
from wegweiser.model.wirkung import Rechenwert, Wertwechsel, Wirkung

_MASSNAHMEN = "massnahmen"
_KLASSE = "klasse"
# Answers that results read by name, beside those their rules read.
_LUECKEN = frozenset({"luecken", "luecken_gewaehlt"})
_FORMEN = frozenset({"gewichtungsprofil", "gruender_anzahl"})
_EIGENS_GENANNT = frozenset({_KLASSE, "klasse_bei_30"})


class Sicht(NamedTuple):
    """One state of answers: its values and its path."""

    quelle: Wertequelle
    lage: Lage


def compute_wirkung(alt: Sicht, neu: Sicht, geaendert: Collection[Adresse]) -> Wirkung:
    """Everything that is otherwise after these answers changed, the answers themselves left out."""
    betroffen = alt.quelle.find_betroffene(geaendert)
    return Wirkung(
        entfallen=tuple(_list_fehlende(alt.lage, neu.lage)),
        hinzu=tuple(_list_fehlende(neu.lage, alt.lage)),
        ruhen=tuple(a for a in neu.lage.ruhend if a not in alt.lage.ruhend and a not in geaendert),
        wieder=tuple(a for a in alt.lage.ruhend if a not in neu.lage.ruhend and a not in geaendert),
        ergebnisse=tuple(_list_ergebnisse(alt.quelle, neu.quelle, betroffen, geaendert)),
        werte=list_wertwechsel(alt.quelle, neu.quelle, geaendert),
    )


def _list_fehlende(hier: Lage, dort: Lage) -> Iterator[Station]:
    """Questions asked here and not there; an Abschnitt that stayed as it was is the same object."""
    for id_, stationen in hier.nach_abschnitt.items():
        andere = dort.nach_abschnitt[id_]
        if andere is not stationen:
            yield from (station for adresse, station in stationen.items() if adresse not in andere)


# Derived values


def list_wertwechsel(
    alt: Wertequelle, neu: Wertequelle, geaendert: Collection[Adresse]
) -> tuple[Wertwechsel, ...]:
    """Derived values with a title that are not what they were."""
    betroffen = alt.find_betroffene(geaendert)
    return tuple(
        wechsel
        for abschnitt in neu.leitfaden.abschnitte
        if any(a.id in betroffen for a in abschnitt.abgeleitet)
        for satz, titel in _list_saetze(abschnitt, neu)
        for wechsel in _list_werte(abschnitt, alt, neu, betroffen, (satz, titel))
    )


def _list_saetze(abschnitt: Abschnitt, quelle: Wertequelle) -> tuple[tuple[str, str], ...]:
    return quelle.saetze(abschnitt.je) if abschnitt.je else (("", ""),)


def _list_werte(
    abschnitt: Abschnitt,
    alt: Wertequelle,
    neu: Wertequelle,
    betroffen: Collection[str],
    satz: tuple[str, str],
) -> Iterator[Wertwechsel]:
    for a in abschnitt.abgeleitet:
        if a.id in betroffen and a.titel and a.id not in _EIGENS_GENANNT:
            vorher, nachher = (_lies(quelle, a.id, satz[0]) for quelle in (alt, neu))
            if vorher != nachher:
                yield Wertwechsel(
                    name=a.id,
                    titel=a.titel,
                    massnahme=satz[1],
                    art=a.typ,
                    einheit=a.einheit,
                    alt=vorher,
                    neu=nachher,
                )


def _lies(quelle: Wertequelle, name: str, satz: str) -> Rechenwert:
    wert = quelle.wert(name, satz)
    return wert if isinstance(wert, Decimal | str | bool) else None


# Results of the stages


def _list_ergebnisse(
    alt: Wertequelle, neu: Wertequelle, betroffen: Collection[str], geaendert: Collection[Adresse]
) -> Iterator[Ergebnisunterschied]:
    if not _LUECKEN.isdisjoint(betroffen):
        yield from _melde("luecken", "", _list_luecken(alt), _list_luecken(neu))
    einzeln = {adresse.satz for adresse in geaendert}
    formen = not _list_formnamen(neu).isdisjoint(betroffen)
    for satz, titel in neu.saetze(_MASSNAHMEN):
        if "" not in einzeln and satz not in einzeln:
            continue
        if formen:
            yield from _melde("formen", titel, _list_formen(alt, satz), _list_formen(neu, satz))
        if _KLASSE in betroffen:
            yield from _melde("klasse", titel, _find_klasse(alt, satz), _find_klasse(neu, satz))


def _melde(
    name: Ergebnisname, massnahme: str, war: Ergebniswert, ist: Ergebniswert
) -> Iterator[Ergebnisunterschied]:
    if war != ist:
        yield Ergebnisunterschied(name=name, massnahme=massnahme, alt=war, neu=ist)


def _find_klasse(quelle: Wertequelle, satz: str) -> str | None:
    wert = quelle.wert(_KLASSE, satz)
    return wert if isinstance(wert, str) else None


def _list_luecken(quelle: Wertequelle) -> tuple[str, ...]:
    """The gaps by rank."""
    return tuple(luecke.bezeichnung for luecke in compute_analyse(quelle).luecken)


def _list_formnamen(quelle: Wertequelle) -> frozenset[str]:
    """The answers the comparison of forms reads."""
    regeln = (regel for regel in quelle.leitfaden.regeln if regel.katalog == "formen")
    return _FORMEN.union(*(list_gelesene(regel.wenn, regel.muss) for regel in regeln))


def _list_formen(quelle: Wertequelle, satz: str) -> tuple[str, ...]:
    """The forms that come into question, best first."""
    vergleich = compute_formenvergleich(quelle, satz, erklaert=False)
    return tuple(form.titel for form in vergleich.engere_wahl) if vergleich else ()
