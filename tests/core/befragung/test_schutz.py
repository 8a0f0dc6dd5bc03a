"""Whatever groups there are: no difference of what is shown gives away one to nine persons."""

from hypothesis import given
from hypothesis import strategies as st

from wegweiser.core.befragung.schutz import list_offene
from wegweiser.core.befragung.stichprobe import MINDESTENS


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
        for aussen in (menge, *gezeigt.values()):
            assert not (wer < aussen and len(aussen - wer) < MINDESTENS)
    rest = menge.difference(*(wer for id_, wer in gezeigt.items() if id_ in werte))
    assert not 0 < len(rest) < MINDESTENS
