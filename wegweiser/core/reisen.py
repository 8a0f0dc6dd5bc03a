"""Journeys: what a case expects against what comes out; ids only, never wording."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from wegweiser.ausdruck import ENTFAELLT, OFFEN
from wegweiser.core.regeln import check_regeln
from wegweiser.core.werte import Wertequelle
from wegweiser.errors.leitfaden import REISEWORTE
from wegweiser.model.ergebnisse import Ergebnisse
from wegweiser.model.lage import Lage


class Abweichung(NamedTuple):
    """One expectation that was not met."""

    was: str
    soll: str
    ist: str


def check_erwartung(
    quelle: Wertequelle, lage: Lage, ergebnisse: Ergebnisse, erwartet: Mapping[str, Any]
) -> tuple[Abweichung, ...]:
    """Every difference between a case's `erwartet` and the results; an unknown kind is a difference too."""
    arten = {
        "werte": lambda soll: _werte(quelle, soll),
        "regeln": lambda soll: _regeln(quelle, soll),
        "formen": lambda soll: _formen(ergebnisse, soll),
        "pfad_enthaelt": lambda soll: _pfad(lage, soll, auf_pfad=True),
        "pfad_ohne": lambda soll: _pfad(lage, soll, auf_pfad=False),
    }
    unbekannt = [Abweichung(art, "/".join(arten), art) for art in erwartet if art not in arten]
    return (*unbekannt, *(a for art, soll in erwartet.items() if art in arten for a in arten[art](soll)))


def parse_name(text: str) -> tuple[str, str]:
    """`finanzierung[m1].klasse` → ("klasse", "m1"); `auftrag.land` and `land` → ("land", "")."""
    links, _, name = text.rpartition(".")
    _, _, rest = links.partition("[")
    return name, rest.rstrip("]")


def _werte(quelle: Wertequelle, soll: Mapping[str, Any]) -> Iterator[Abweichung]:
    for adresse, erwartet in soll.items():
        ist = quelle.wert(*parse_name(adresse))
        if not _gleich(ist, erwartet):
            yield Abweichung(adresse, str(erwartet), _zeige(ist))


def _gleich(ist: object, soll: object) -> bool:
    if isinstance(ist, bool):
        return str(soll) in ({"true", "ja", "wahr"} if ist else {"false", "nein", "falsch"})
    if isinstance(ist, Decimal):
        try:
            return ist == Decimal(str(soll))
        except InvalidOperation:
            return False
    return _zeige(ist) == str(soll)


def _zeige(wert: object) -> str:
    if wert is OFFEN:
        return "offen"
    return REISEWORTE["entfaellt"] if wert is ENTFAELLT else str(wert)


def _regeln(quelle: Wertequelle, soll: Mapping[str, Mapping[str, str]]) -> Iterator[Abweichung]:
    regeln = {regel.id: regel for regel in quelle.leitfaden.regeln}
    for id_, je_satz in soll.items():
        for satz, erwartet in je_satz.items():
            ist = _regelergebnis(quelle, regeln[id_].katalog, id_, satz) if id_ in regeln else "unbekannt"
            if ist != erwartet:
                yield Abweichung(f"{id_}[{satz}]", erwartet, ist)


def _regelergebnis(quelle: Wertequelle, katalog: str, id_: str, satz: str) -> str:
    """The result of a rule for the first entry it is about; a rule outside its scope `gilt-nicht`."""
    for eintrag in quelle.leitfaden.kataloge[katalog].eintraege:
        for befund in check_regeln(quelle, satz, katalog, eintrag):
            if befund.regel.id == id_:
                return befund.ergebnis
    return "gilt-nicht"


def _formen(ergebnisse: Ergebnisse, soll: Mapping[str, Any]) -> Iterator[Abweichung]:
    for satz, erwartet in soll.items():
        vergleich = ergebnisse.formen.get(satz)
        if vergleich is None or not isinstance(erwartet, Mapping):
            if (vergleich is None) is not (erwartet == ENTFAELLT.value):
                yield Abweichung(
                    f"formen[{satz}]", str(erwartet), "ein Vergleich" if vergleich else ENTFAELLT.value
                )
            continue
        moeglich = [form.id for form in (*vergleich.engere_wahl, *vergleich.weitere)]
        for id_ in erwartet.get("muss_fehlen", ()):
            if id_ in moeglich:
                yield Abweichung(
                    f"formen[{satz}].{id_}", REISEWORTE["ausgeschlossen"], REISEWORTE["moeglich"]
                )
        for id_ in erwartet.get("muss_bleiben", ()):
            if id_ not in moeglich:
                yield Abweichung(
                    f"formen[{satz}].{id_}", REISEWORTE["moeglich"], REISEWORTE["ausgeschlossen"]
                )
        if "erster" in erwartet and moeglich[:1] != [erwartet["erster"]]:
            yield Abweichung(
                f"formen[{satz}].erster", str(erwartet["erster"]), ", ".join(moeglich[:1]) or "keine"
            )
        punkte = next((str(form.punkte) for form in (*vergleich.engere_wahl, *vergleich.weitere)), "keine")
        if "punkte" in erwartet and punkte != erwartet["punkte"]:
            yield Abweichung(f"formen[{satz}].punkte", str(erwartet["punkte"]), punkte)


def _pfad(lage: Lage, soll: Iterable[str], *, auf_pfad: bool) -> Iterator[Abweichung]:
    vorhanden = {(station.adresse.frage, station.adresse.satz) for station in lage.stationen}
    for adresse in soll:
        if (parse_name(adresse) in vorhanden) is not auf_pfad:
            worte = ("auf dem Pfad", "nicht auf dem Pfad")
            yield Abweichung(adresse, worte[not auf_pfad], worte[auf_pfad])
