"""The network of organisations: check values one can count on a sheet of paper, and what must always hold."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegweiser.core.akteursnetz import (
    build_akteure,
    build_nachbarn,
    compute_akteursnetz,
    compute_vermittlung,
    find_inseln,
    read_beitrag,
)
from wegweiser.model.potenzial import Akteur, Beziehung

FELDER = ("gesundheit-pflege", "mobilitaet", "nahversorgung")


def netz(*paare: str) -> tuple[Beziehung, ...]:
    return tuple(Beziehung(von=p[0], nach=p[1]) for p in paare)


def akteure(ids: str) -> tuple[Akteur, ...]:
    return tuple(Akteur(id=id_, name=id_.upper()) for id_ in ids)


def test_who_connects_two_groups_is_the_broker() -> None:
    """Two triangles joined by m: all nine ways between them lead over m (of fifteen pairs without it)."""
    bild = compute_akteursnetz(akteure("abcmxyz"), netz("ab", "bc", "ca", "cm", "mx", "xy", "yz", "zx"), ())
    nach = {k.akteur.id: k for k in bild.knoten}
    assert bild.knoten[0].akteur.id == "m"
    assert nach["m"].vermittlung == pytest.approx(9 / 15)
    assert nach["c"].vermittlung == pytest.approx(8 / 15)
    assert nach["a"].vermittlung == 0
    assert (nach["c"].grad, nach["m"].grad, bild.verbindungen) == (3, 2, 8)


def test_a_star_and_a_line() -> None:
    stern = compute_vermittlung(build_nachbarn("mabcd", [frozenset("m" + x) for x in "abcd"]))
    assert stern == {"m": 1.0, "a": 0.0, "b": 0.0, "c": 0.0, "d": 0.0}
    linie = compute_vermittlung(build_nachbarn("abcd", [frozenset("ab"), frozenset("bc"), frozenset("cd")]))
    assert linie["b"] == pytest.approx(2 / 3)


def test_islands_the_largest_first() -> None:
    bild = compute_akteursnetz(akteure("abcde"), netz("ab", "bc"), ())
    assert bild.inseln == (("a", "b", "c"), ("d",), ("e",))


def test_a_tie_to_nobody_in_the_table_is_named_and_a_tie_to_oneself_is_none() -> None:
    bild = compute_akteursnetz(akteure("ab"), netz("ab", "ba", "aa", "aq"), ())
    assert (bild.verbindungen, bild.namenlos) == (1, ("q",))


def test_fields_without_an_actor_of_influence() -> None:
    alle = (
        Akteur(id="1", name="Praxis", felder=("gesundheit-pflege",), einfluss=3, interesse=1),
        Akteur(
            id="2", name="Verein", felder=("mobilitaet",), einfluss=2, interesse=5, beitrag=("zeit", "raum")
        ),
        Akteur(id="3", name="Laden", felder=("nahversorgung",)),
    )
    bild = compute_akteursnetz(alle, (), FELDER)
    assert bild.feldluecken == ("mobilitaet",)  # in nahversorgung is somebody nobody has rated
    assert {k.akteur.id: k.umgang for k in bild.knoten} == {
        "1": "zufriedenstellen",
        "2": "informieren",
        "3": None,
    }
    assert dict(bild.beitraege) == {"raum": ("2",), "geld": (), "zeit": ("2",), "wissen": (), "zugang": ()}
    assert dict(bild.felder)["mobilitaet"] == ("2",)


def test_what_nobody_noted_is_not_said() -> None:
    """Out of the answers come names and contributions only: no islands, no fields without influence."""
    bild = compute_akteursnetz(akteure("abc"), (), FELDER)
    assert (bild.inseln, bild.feldluecken) == ((), ())


def test_contributions_out_of_sentences() -> None:
    assert read_beitrag("Saal und Küche, freiwillige Helfer") == ("raum", "zeit")
    assert read_beitrag("Probenräume; Vertrauen bei Familien") == ("raum", "zugang")
    assert read_beitrag("Fachwissen, Fördermittel") == ("geld", "wissen")
    assert read_beitrag("derzeit nichts") == ()
    (verein,) = build_akteure([{"id": "w1", "name": "Sportverein", "beitrag": "Zeit"}])
    assert (verein.id, verein.name, verein.beitrag, verein.einfluss) == ("w1", "Sportverein", ("zeit",), None)


@given(st.sets(st.sampled_from([frozenset(p) for p in combinations("abcdefg", 2)])))
def test_ways_over_others_match_counting_them_one_by_one(paare: set[frozenset[str]]) -> None:
    nachbarn = build_nachbarn("abcdefg", paare)
    gezaehlt = dict.fromkeys("abcdefg", 0.0)
    for eins, zwei in combinations("abcdefg", 2):
        wege = _kuerzeste(nachbarn, eins, zwei)
        for weg in wege:
            for mitte in weg[1:-1]:
                gezaehlt[mitte] += 1 / len(wege) / 15
    assert compute_vermittlung(nachbarn) == pytest.approx(gezaehlt)
    assert sorted(id_ for insel in find_inseln(nachbarn) for id_ in insel) == list("abcdefg")


def _kuerzeste(nachbarn: dict[str, frozenset[str]], von: str, nach: str) -> list[str]:
    wege = [von]
    while wege:
        if fertig := [w for w in wege if w[-1] == nach]:
            return fertig
        wege = [w + n for w in wege for n in nachbarn[w[-1]] if n not in w]
    return []
