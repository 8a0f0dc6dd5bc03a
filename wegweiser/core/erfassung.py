"""From cards and dots to the value a question takes: pure counting, and never a decision where the numbers do not decide."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import cast

from wegweiser.model import frage as f
from wegweiser.model.base import Wert, replace
from wegweiser.model.erfassung import SCHWELLE, Stapel, Umrechnung

HUNDERT = Decimal(100)
ZAEHLBAR = f.Auswahl | f.Katalogwahl | f.Mehrfach | f.Rangfolge | f.Verteilung | f.Skala | f.JaNein
JA_NEIN = ("ja", "nein")


def convert_stapel(
    frage: f.Frage, stapel: Stapel, ids: Sequence[str], schwelle: int = SCHWELLE
) -> Umrechnung:
    """What the question takes; `ids` are its options, `schwelle` the percentage of votes that counts as chosen."""
    karten, punkte = len(stapel.werte), sum(stapel.punkte.values())
    if not punkte and karten == 1:
        return Umrechnung(art="einzeln", wert=stapel.werte[0], karten=1)
    zaehlbar = isinstance(frage, ZAEHLBAR) and (punkte or not isinstance(frage, f.Verteilung))
    stimmen = count_stimmen(frage, stapel, ids) if zaehlbar else {}
    ergebnis = _convert(frage, stapel, stimmen, schwelle)
    return replace(ergebnis, stimmen=stimmen, karten=karten, punkte=punkte)


def _convert(frage: f.Frage, stapel: Stapel, stimmen: Mapping[str, int], schwelle: int) -> Umrechnung:
    match frage:
        case f.Rangfolge():
            return _convert_rang(stimmen)
        case f.Mehrfach():
            return _convert_mehrfach(frage, stapel, stimmen, schwelle)
        case f.Verteilung():
            return _convert_anteile(stapel, stimmen)
        case f.Auswahl() | f.Katalogwahl() | f.JaNein():
            return _convert_mehrheit(frage, stimmen)
        case f.Skala():
            return _convert_mitte(
                [Decimal(stufe) for stufe, anzahl in stimmen.items() for _ in range(anzahl)]
            )
        case f.Ganzzahl() | f.Jahr():
            return _convert_mitte(_list_zahlen(stapel))
        case f.Zahl() | f.Geldbetrag() | f.Prozent():
            return _convert_genau(frage, _list_zahlen(stapel))
        case f.Absatz():
            zeilen = dict.fromkeys(cast("tuple[str, ...]", stapel.werte))
            return Umrechnung(art="zeilen", wert="\n".join(zeilen))
        case _:
            return _convert_verschiedene(stapel)


def list_ids(frage: f.Frage, optionen: Iterable[f.Option]) -> tuple[str, ...]:
    """Everything that can get votes: options, steps of a scale, yes and no."""
    if isinstance(frage, f.Skala):
        return tuple(str(stufe) for stufe in range(frage.von, frage.bis + 1))
    return JA_NEIN if isinstance(frage, f.JaNein) else tuple(option.id for option in optionen)


def count_stimmen(frage: f.Frage, stapel: Stapel, ids: Sequence[str]) -> dict[str, int]:
    """Votes by option, in their order: dots, and what the cards say (a ranking gives the first most)."""
    stimmen = Counter({id_: anzahl for id_, anzahl in stapel.punkte.items() if id_ in ids})
    for wert in stapel.werte:
        stimmen.update(_count_karte(frage, wert))
    return {id_: stimmen[id_] for id_ in ids}


def _count_karte(frage: f.Frage, wert: Wert) -> Mapping[str, int]:
    match frage:
        case f.Mehrfach():
            return dict.fromkeys(cast("tuple[str, ...]", wert), 1)
        case f.Rangfolge():
            reihe = cast("tuple[str, ...]", wert)
            return {id_: len(reihe) - stelle for stelle, id_ in enumerate(reihe)}
        case f.JaNein():
            return {JA_NEIN[0] if wert else JA_NEIN[1]: 1}
        case _:
            return {str(wert): 1}


def rank_stimmen(stimmen: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """The options by votes, most first; those with as many stand together."""
    reihe = sorted(stimmen, key=lambda id_: -stimmen[id_])
    return tuple(tuple(gruppe) for _, gruppe in groupby(reihe, key=lambda id_: stimmen[id_]))


def distribute_hundert(gewichte: Mapping[str, Decimal | int]) -> dict[str, Decimal]:
    """Whole percent points that sum up to 100; what rounding leaves goes to the largest remainders, then in order."""
    summe = sum(gewichte.values(), Decimal(0))
    if not summe:
        return {}
    genau = {id_: HUNDERT * gewicht / summe for id_, gewicht in gewichte.items()}
    anteile = {id_: wert // 1 for id_, wert in genau.items()}
    uebrig = int(HUNDERT - sum(anteile.values(), Decimal(0)))
    for id_ in sorted(genau, key=lambda id_: anteile[id_] - genau[id_])[:uebrig]:
        anteile[id_] += 1
    return {id_: anteil for id_, anteil in anteile.items() if anteil}


def select_haeufigste(
    stimmen: Mapping[str, int], hoechstens: int | None, mindestens: Decimal
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those with enough votes, at most so many; and those between which the last places are open."""
    gewaehlt: list[str] = []
    for gruppe in rank_stimmen(stimmen):
        if not stimmen[gruppe[0]] or stimmen[gruppe[0]] < mindestens:
            break
        if hoechstens is not None and len(gewaehlt) + len(gruppe) > hoechstens:
            return tuple(gewaehlt), gruppe if len(gewaehlt) < hoechstens else ()
        gewaehlt += gruppe
    return tuple(gewaehlt), ()


def _convert_rang(stimmen: Mapping[str, int]) -> Umrechnung:
    gruppen = rank_stimmen(stimmen)
    reihe = tuple(id_ for gruppe in gruppen for id_ in gruppe)
    gleich = tuple(gruppe for gruppe in gruppen if len(gruppe) > 1)
    return Umrechnung(art="rang", wert=None if gleich else reihe, vorlaeufig=reihe, gleichauf=gleich)


def _convert_mehrfach(
    frage: f.Mehrfach, stapel: Stapel, stimmen: Mapping[str, int], schwelle: int
) -> Umrechnung:
    """With a highest number: those with most votes; without one: those with enough of what they could have."""
    moeglich = max(len(stapel.werte), *stimmen.values()) if stapel.punkte else len(stapel.werte)
    mindestens = Decimal(0) if frage.max_anzahl is not None else Decimal(moeglich * schwelle) / HUNDERT
    gewaehlt, gleich = select_haeufigste(stimmen, frage.max_anzahl, mindestens)
    wert = tuple(id_ for id_ in stimmen if id_ in gewaehlt)
    return Umrechnung(
        art="auswahl", wert=None if gleich else wert, vorlaeufig=wert, gleichauf=(gleich,) if gleich else ()
    )


def _convert_mehrheit(frage: f.Frage, stimmen: Mapping[str, int]) -> Umrechnung:
    gruppen = [gruppe for gruppe in rank_stimmen(stimmen) if stimmen[gruppe[0]]]
    if not gruppen:
        return Umrechnung(art="mehrheit", wert=None)
    vorne = gruppen[0]
    wert: Wert = vorne[0] == JA_NEIN[0] if isinstance(frage, f.JaNein) else vorne[0]
    if len(vorne) > 1:
        return Umrechnung(art="mehrheit", wert=None, gleichauf=(vorne,))
    return Umrechnung(art="mehrheit", wert=wert)


def _convert_anteile(stapel: Stapel, stimmen: Mapping[str, int]) -> Umrechnung:
    """Dots by their share; several cards by the mean of theirs."""
    summen: dict[str, Decimal] = {}
    for karte in cast("tuple[Mapping[str, Decimal], ...]", stapel.werte):
        for id_, anteil in karte.items():
            summen[id_] = summen.get(id_, Decimal(0)) + anteil
    return Umrechnung(art="anteile", wert=distribute_hundert(stimmen or summen) or None)


def find_mitte(werte: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """The lower and the upper median: one and the same for an odd number of values."""
    reihe = sorted(werte)
    return reihe[(len(reihe) - 1) // 2], reihe[len(reihe) // 2]


def _list_zahlen(stapel: Stapel) -> list[Decimal]:
    return [Decimal(cast("int | Decimal", wert)) for wert in stapel.werte]


def _compute_mittel(werte: Sequence[Decimal]) -> Decimal:
    return (sum(werte, Decimal(0)) / len(werte)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _convert_mitte(werte: Sequence[Decimal]) -> Umrechnung:
    """The median of whole numbers; where it lies between two, all from the one to the other are possible."""
    if not werte:
        return Umrechnung(art="mitte", wert=None)
    unten, oben = find_mitte(werte)
    mitte, mittel = (unten + oben) / 2, _compute_mittel(werte)
    if mitte == mitte.to_integral_value():
        return Umrechnung(art="mitte", wert=int(mitte), mittel=mittel)
    naechste = (str(int(mitte // 1)), str(int(mitte // 1) + 1))
    return Umrechnung(art="mitte", wert=None, gleichauf=(naechste,), mittel=mittel)


def _convert_genau(frage: f.Frage, werte: Sequence[Decimal]) -> Umrechnung:
    unten, oben = find_mitte(werte)
    mitte = (unten + oben) / 2
    if isinstance(frage, f.Geldbetrag):
        mitte = mitte.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Umrechnung(art="mitte", wert=mitte, mittel=_compute_mittel(werte))


def _convert_verschiedene(stapel: Stapel) -> Umrechnung:
    """Days, places, single lines: the same on all cards, or somebody chooses."""
    verschieden = [wert for nr, wert in enumerate(stapel.werte) if wert not in stapel.werte[:nr]]
    if len(verschieden) == 1:
        return Umrechnung(art="einzeln", wert=verschieden[0])
    return Umrechnung(art="verschieden", wert=None, gleichauf=(tuple(map(str, range(len(verschieden)))),))
