"""Path, next question, back, progress, pruned answers: pure functions without memory."""

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain
from typing import cast

from wegweiser.ausdruck import OFFEN
from wegweiser.core.abhaengigkeiten import list_gelesene
from wegweiser.core.werte import Wertequelle
from wegweiser.model.antworten import Adresse, Antworten
from wegweiser.model.base import Runde, replace
from wegweiser.model.lage import Abschnittsstand, Lage, Station, Stationen
from wegweiser.model.leitfaden import Abschnitt, Leitfaden, list_fragen


def compute_lage(quelle: Wertequelle) -> Lage:
    """The path through the guide, and the addresses of answers that are not on it."""
    nach_abschnitt = {a.id: _build_teil(quelle, a, {}) for a in quelle.leitfaden.abschnitte}
    return _build_lage(quelle, nach_abschnitt, quelle.antworten)


def update_lage(lage: Lage, quelle: Wertequelle, geaendert: Collection[Adresse]) -> Lage:
    """The path after some answers changed: equal to `compute_lage(quelle)`, but only what they touch is built anew."""
    betroffen = quelle.find_betroffene(geaendert)
    nach_abschnitt = dict(lage.nach_abschnitt)
    kandidaten = {adresse for adresse in (*lage.ruhend, *geaendert) if adresse in quelle.antworten}
    beruehrt = quelle.list_abschnitte(betroffen)
    for abschnitt in quelle.leitfaden.abschnitte:
        if abschnitt.id in beruehrt:
            alte = nach_abschnitt[abschnitt.id]
            bleiben = {
                adresse: station for adresse, station in alte.items() if adresse.frage not in betroffen
            }
            nach_abschnitt[abschnitt.id] = _build_teil(quelle, abschnitt, bleiben)
            kandidaten.update(adresse for adresse in alte if adresse in quelle.antworten)
    return _build_lage(quelle, nach_abschnitt, kandidaten)


def _build_lage(
    quelle: Wertequelle, nach_abschnitt: Mapping[str, Stationen], kandidaten: Iterable[Adresse]
) -> Lage:
    """The whole from its parts; only `kandidaten` can be answers that rest."""
    ruhend = [adresse for adresse in kandidaten if quelle.auf_pfad(*adresse) is False]
    return Lage(
        stationen=tuple(chain.from_iterable(teil.values() for teil in nach_abschnitt.values())),
        nach_abschnitt=nach_abschnitt,
        ruhend=tuple(sorted(ruhend, key=quelle.rang)),
    )


def _build_teil(quelle: Wertequelle, abschnitt: Abschnitt, fertig: Stationen) -> Stationen:
    """The stations of an Abschnitt; `fertig` are those that did not change."""
    saetze = quelle.saetze(abschnitt.je) if abschnitt.je else (("", None),)
    teil: dict[Adresse, Station] = {}
    for satz, titel in saetze:
        for schritt in abschnitt.schritte:
            for frage in schritt.fragen:
                gestellt = quelle.auf_pfad(frage.id, satz)
                if gestellt is not False:
                    adresse = Adresse(frage.id, satz)
                    teil[adresse] = fertig.get(adresse) or Station(
                        adresse=adresse,
                        frage=frage,
                        abschnitt=abschnitt,
                        schritt=schritt,
                        satz_titel=titel,
                        vorsorglich=gestellt is OFFEN,
                        antwort=quelle.antworten.get(adresse),
                    )
    return teil


def next_station(lage: Lage, nach: Adresse | None = None) -> Station | None:
    """The next question that nothing was said about, from `nach` on and then from the start.

    `nach` itself is left out, so that skipping leaves it; None when nothing else is left.
    """
    start = _index(lage, nach) + 1
    for station in chain(lage.stationen[start:], lage.stationen[:start]):
        if station.antwort is None and station.adresse != nach:
            return station
    return None


def folgende_station(lage: Lage, adresse: Adresse) -> Station | None:
    """The question after this one on the path, answered or not."""
    index = _index(lage, adresse) + 1
    return lage.stationen[index] if 0 < index < len(lage.stationen) else None


def vorige_station(lage: Lage, adresse: Adresse) -> Station | None:
    """The question before this one on the path."""
    index = _index(lage, adresse)
    return lage.stationen[index - 1] if index > 0 else None


def _index(lage: Lage, adresse: Adresse | None) -> int:
    davor = 0
    for teil in lage.nach_abschnitt.values():
        if adresse in teil:
            return davor + list(teil).index(cast(Adresse, adresse))
        davor += len(teil)
    return -1


def prune_antworten(antworten: Antworten, lage: Lage) -> Antworten:
    """Only the answers on the path: what every computation works with."""
    ruhend = set(lage.ruhend)
    return {adresse: antwort for adresse, antwort in antworten.items() if adresse not in ruhend}


def select_runde(lage: Lage, runde: Runde) -> Lage:
    """Only the questions of one round, for one meeting; the whole path stays what it is."""
    return select_stationen(lage, lambda station: station.frage.runde == runde)


def select_stationen(lage: Lage, passt: Callable[[Station], bool]) -> Lage:
    """Only some of the questions."""
    nach_abschnitt = {
        id_: {adresse: station for adresse, station in teil.items() if passt(station)}
        for id_, teil in lage.nach_abschnitt.items()
    }
    stationen = tuple(station for station in lage.stationen if passt(station))
    return replace(lage, stationen=stationen, nach_abschnitt=nach_abschnitt)


def list_abschnittsstaende(leitfaden: Leitfaden, lage: Lage) -> tuple[Abschnittsstand, ...]:
    """How far every Abschnitt on the path is."""
    staende = []
    for abschnitt in leitfaden.abschnitte:
        stationen = lage.nach_abschnitt[abschnitt.id].values()
        if stationen:
            beantwortet = sum(station.beantwortet for station in stationen)
            staende.append(
                Abschnittsstand(
                    id=abschnitt.id,
                    titel=abschnitt.titel,
                    fragen=len(stationen),
                    beantwortet=beantwortet,
                    offen=sum(station.erledigt for station in stationen) - beantwortet,
                )
            )
    return tuple(staende)


def list_abhaengige(leitfaden: Leitfaden, frage_id: str) -> tuple[str, ...]:
    """Labels of what reads this answer: questions, derived values, and the number of rules as `regeln:N`."""
    namen: list[str] = []
    for abschnitt, frage in list_fragen(leitfaden):
        if frage.id != frage_id and _liest(frage_id, frage.wenn, frage.vorschlag):
            namen.append(frage.kurz or frage.text)
        if abschnitt.wenn and frage is next(abschnitt.fragen()) and _liest(frage_id, abschnitt.wenn):
            namen.append(abschnitt.titel)
    for abschnitt in leitfaden.abschnitte:
        namen += [a.titel or a.id for a in abschnitt.abgeleitet if _liest(frage_id, a.ausdruck)]
    regeln = sum(_liest(frage_id, regel.wenn, regel.muss) for regel in leitfaden.regeln)
    return (*dict.fromkeys(namen), *([f"regeln:{regeln}"] if regeln else []))


def _liest(name: str, *ausdruecke: str | None) -> bool:
    return name in list_gelesene(*ausdruecke)
