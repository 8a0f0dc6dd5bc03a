"""Which groups may be shown, so that no few persons can be recognised or worked out from the others (quartiersanalyse.md 2.3)."""

from collections.abc import Mapping

from wegweiser.core.befragung.stichprobe import MINDESTENS

Kreise = Mapping[str, frozenset[int]]


def list_offene(menge: frozenset[int], werte: Kreise, ziele: Kreise) -> frozenset[str]:
    """The ids that may be shown: `werte` are the values of a feature, `ziele` larger groups made of them."""
    geantwortet = menge & frozenset().union(*werte.values())  # their number is told, too
    offen = _list_ohne_rest(geantwortet, werte)
    for wer in ziele.values():
        _check_inneres(wer, werte, offen)
    offen |= {id_ for id_, wer in ziele.items() if len(wer) >= MINDESTENS}
    alle = {**werte, **ziele}
    return frozenset(
        id_
        for id_ in offen
        if not _ist_verraeterisch(alle[id_], menge, [geantwortet, *(alle[o] for o in offen)])
    )


def _list_ohne_rest(geantwortet: frozenset[int], werte: Kreise) -> set[str]:
    """Where a value is hidden, at least ten persons are left of all without the groups shown; else the next smallest goes."""
    offen = {id_ for id_, wer in werte.items() if len(wer) >= MINDESTENS}
    for id_ in sorted(offen, key=lambda id_: len(werte[id_])):
        rest = geantwortet.difference(*(werte[o] for o in offen))
        if not any(wer and o not in offen for o, wer in werte.items()) or len(rest) >= MINDESTENS:
            break
        offen.discard(id_)
    return offen


def _check_inneres(ziel: frozenset[int], werte: Kreise, offen: set[str]) -> None:
    """The values shown within a larger group leave nobody of it over, or at least ten; else the smallest is taken out."""
    innen = sorted((o for o in offen if werte[o] <= ziel), key=lambda o: len(werte[o]))
    while innen and 0 < len(ziel.difference(*(werte[o] for o in innen))) < MINDESTENS:
        offen.discard(innen.pop(0))


def _ist_verraeterisch(wer: frozenset[int], menge: frozenset[int], andere: list[frozenset[int]]) -> bool:
    """It lies within another group that is larger by so few that those few could be worked out."""
    return any(wer < aussen and len(aussen - wer) < MINDESTENS for aussen in (menge, *andere))
