"""Whatever groups there are: no difference of what is shown gives away one to nine persons."""

from hypothesis import example, given
from hypothesis import strategies as st

from wegweiser.core.befragung.schutz import list_offene
from wegweiser.core.befragung.stichprobe import MINDESTENS


@example([1, 10], 9, 1)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=6), st.integers(0, 12), st.integers(0, 5))
def test_nichts_laesst_sich_ausrechnen(zahlen: list[int], ohne_angabe: int, schnitt: int) -> None:
    werte: dict[str, frozenset[int]] = {}
    erste = 0
    for nr, zahl in enumerate(zahlen):
        werte[str(nr)] = frozenset(range(erste, erste + zahl))
        erste += zahl
    menge = frozenset(range(erste + ohne_angabe))
    ziele = {"oben": frozenset().union(*list(werte.values())[schnitt:])} if schnitt < len(zahlen) else {}
    offen = list_offene(menge, werte, ziele)
    gezeigt = {id_: {**werte, **ziele}[id_] for id_ in offen}
    assert all(len(wer) >= MINDESTENS for wer in gezeigt.values())
    for wer in gezeigt.values():
        for aussen in (frozenset(range(erste)), *gezeigt.values()):
            assert not (wer < aussen and len(aussen - wer) < MINDESTENS)
    verborgen = [wer for id_, wer in werte.items() if wer and id_ not in _list_ids(gezeigt, werte)]
    rest = menge.difference(*(wer for id_, wer in gezeigt.items() if id_ in werte))
    assert not verborgen or len(rest) >= MINDESTENS or not gezeigt
    for ziel in (wer for id_, wer in gezeigt.items() if id_ in ziele):
        innen = [wer for id_, wer in gezeigt.items() if id_ in werte and wer <= ziel]
        assert not 0 < len(ziel.difference(*innen)) < MINDESTENS


def _list_ids(gezeigt: dict[str, frozenset[int]], werte: dict[str, frozenset[int]]) -> set[str]:
    return set(gezeigt) & set(werte)
