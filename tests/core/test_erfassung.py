"""Counting: from cards and dots to values; what holds for all numbers, and where nobody may decide silently."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegweiser.core.erfassung import (
    convert_stapel,
    count_stimmen,
    distribute_hundert,
    find_mitte,
    rank_stimmen,
    select_haeufigste,
)
from wegweiser.core.punkte import parse_punkte
from wegweiser.errors import EingabeError
from wegweiser.model import frage as f
from wegweiser.model.base import Wert
from wegweiser.model.erfassung import Stapel, Umrechnung
from wegweiser.model.knoten import check_wert

IDS = ("a", "b", "c", "d")
OPTIONEN = tuple(f.Option(id=id_, titel=id_.upper()) for id_ in IDS)
STUFEN = tuple(map(str, range(5)))
stimmen = st.dictionaries(st.sampled_from(IDS), st.integers(0, 40), min_size=1)


def build(typ: str, **angaben: Any) -> Any:
    mit = {"optionen": OPTIONEN} if typ in {"auswahl", "mehrfach", "rangfolge", "verteilung"} else {}
    return f.NACH_TYP[typ](id="q", text="Frage?", typ=typ, **mit, **angaben)


def convert(
    frage: f.Frage, werte: Sequence[Wert] = (), punkte: Mapping[str, int] | None = None
) -> Umrechnung:
    ids = STUFEN if isinstance(frage, f.Skala) else ("ja", "nein") if isinstance(frage, f.JaNein) else IDS
    return convert_stapel(frage, Stapel(werte=tuple(werte), punkte=punkte or {}), ids)


@given(st.dictionaries(st.sampled_from(IDS), st.integers(0, 10_000), min_size=1))
def test_shares_sum_up_to_a_hundred_and_stay_close(gewichte: dict[str, int]) -> None:
    anteile = distribute_hundert(gewichte)
    summe = sum(gewichte.values())
    if not summe:
        assert anteile == {}
        return
    assert sum(anteile.values()) == 100
    for id_, gewicht in gewichte.items():
        assert abs(anteile.get(id_, Decimal(0)) - Decimal(100 * gewicht) / summe) < 1
    for mehr, viele in gewichte.items():  # more dots never give less
        for weniger, wenige in gewichte.items():
            assert viele <= wenige or anteile.get(mehr, 0) >= anteile.get(weniger, 0)


@given(stimmen)
def test_a_ranking_is_settled_exactly_where_the_dots_differ(punkte: dict[str, int]) -> None:
    gruppen = rank_stimmen({id_: punkte.get(id_, 0) for id_ in IDS})
    assert sorted(id_ for gruppe in gruppen for id_ in gruppe) == sorted(IDS)
    umrechnung = convert(build("rangfolge"), punkte=punkte)
    if any(punkte.values()):
        assert (umrechnung.wert is None) == any(len(gruppe) > 1 for gruppe in gruppen)
        assert umrechnung.gleichauf == tuple(gruppe for gruppe in gruppen if len(gruppe) > 1)


@given(stimmen, st.integers(1, 4))
def test_the_most_frequent_are_never_more_than_allowed_and_never_a_toss_up(
    punkte: dict[str, int], hoechstens: int
) -> None:
    gewaehlt, gleich = select_haeufigste(punkte, hoechstens, Decimal(0))
    draussen = [punkte[id_] for id_ in punkte if id_ not in gewaehlt]
    assert len(gewaehlt) <= hoechstens
    assert all(punkte[id_] > max(draussen, default=0) for id_ in gewaehlt)
    assert not gleich or len(gewaehlt) < hoechstens < len(gewaehlt) + len(gleich)
    assert len({punkte[id_] for id_ in gleich}) <= 1


@given(st.lists(st.integers(0, 4), min_size=1, max_size=40))
def test_the_median_has_half_on_either_side(werte: list[int]) -> None:
    unten, oben = find_mitte([Decimal(wert) for wert in werte])
    assert 2 * sum(wert <= unten for wert in werte) >= len(werte)
    assert 2 * sum(wert >= oben for wert in werte) >= len(werte)
    umrechnung = convert(build("skala", von=0, bis=4, anker={}), werte)
    assert umrechnung.karten == len(werte)
    if len(werte) > 1:
        assert umrechnung.mittel == round(Decimal(sum(werte)) / len(werte) + Decimal("1e-9"), 1)
        mitte = (unten + oben) / 2
        assert umrechnung.wert == (int(mitte) if mitte == int(mitte) else None)


@given(st.sampled_from(["auswahl", "mehrfach", "rangfolge", "verteilung", "ja_nein", "skala"]), stimmen)
def test_every_value_that_comes_out_fits_its_question(typ: str, punkte: dict[str, int]) -> None:
    angaben = {"von": 0, "bis": 4, "anker": {}} if typ == "skala" else {}
    frage = build(typ, **angaben)
    ids = {"skala": STUFEN, "ja_nein": ("ja", "nein")}.get(typ, IDS)
    umrechnung = convert(frage, punkte=dict(zip(ids, punkte.values(), strict=False)))
    if umrechnung.wert is not None:
        check_wert(frage, umrechnung.wert, lambda _: OPTIONEN)
    assert sum(umrechnung.stimmen.values()) == sum(list(punkte.values())[: len(ids)])


@pytest.mark.parametrize(
    ("frage", "werte", "punkte", "wert", "gleichauf"),
    [
        (build("auswahl"), ("a", "b", "a"), {}, "a", ()),
        (build("auswahl"), ("a", "b"), {}, None, (("a", "b"),)),
        (build("auswahl"), ("b",), {"a": 2, "b": 2}, "b", ()),
        (build("ja_nein"), (True, False, True), {}, True, ()),
        (build("ja_nein"), (True, False), {}, None, (("ja", "nein"),)),
        (build("mehrfach"), (("a", "b"), ("a",), ("c",)), {}, ("a",), ()),
        (build("mehrfach"), ((), ()), {}, (), ()),
        (build("mehrfach", max_anzahl=2), (), {"a": 9, "b": 4, "c": 4}, None, (("b", "c"),)),
        (build("mehrfach", max_anzahl=3), (), {"a": 9, "b": 4, "c": 4}, ("a", "b", "c"), ()),
        (build("mehrfach"), (), {"a": 9, "b": 5, "c": 4}, ("a", "b"), ()),
        (build("rangfolge"), (("a", "b", "c", "d"), ("b", "a", "c", "d"), ("b", "a", "d", "c")), {}, ("b", "a", "c", "d"), ()),
        (build("verteilung"), (), {"a": 1, "b": 1, "c": 1}, {"a": Decimal(34), "b": Decimal(33), "c": Decimal(33)}, ()),
        (build("verteilung"), ({"a": Decimal(60), "b": Decimal(40)}, {"a": Decimal(100)}), {}, {"a": Decimal(80), "b": Decimal(20)}, ()),
        (build("ganzzahl"), (3, 9), {}, 6, ()),
        (build("ganzzahl"), (3, 4), {}, None, (("3", "4"),)),
        (build("geldbetrag"), (Decimal("1.01"), Decimal("1.02")), {}, Decimal("1.02"), ()),
        (build("absatz"), ("Eins", "Zwei", "Eins"), {}, "Eins\nZwei", ()),
        (build("text"), ("Eins", "Eins"), {}, "Eins", ()),
        (build("text"), ("Eins", "Zwei"), {}, None, (("0", "1"),)),
    ],
)  # fmt: skip
def test_what_a_question_takes(
    frage: f.Frage, werte: tuple[Wert, ...], punkte: dict[str, int], wert: Wert | None, gleichauf: tuple[tuple[str, ...], ...]
) -> None:  # fmt: skip
    umrechnung = convert(frage, werte, punkte)
    assert (umrechnung.wert, umrechnung.gleichauf) == (wert, gleichauf)
    assert (umrechnung.karten, umrechnung.punkte) == (len(werte), sum(punkte.values()))


@given(st.lists(st.integers(0, 100_000), min_size=4, max_size=4))
def test_dots_typed_in_order_or_by_number_are_the_same(zahlen: list[int]) -> None:
    frage = build("mehrfach")
    erwartet = dict(zip(IDS, zahlen, strict=True))
    for trenner in (" ", ", ", ";"):
        assert parse_punkte(frage, trenner.join(map(str, zahlen)), IDS, OPTIONEN) == erwartet
    for muster in ("{nr}={n}", "{nr} = {n};", "{id}:{n},"):
        paare = " ".join(
            muster.format(nr=nr, n=n, id=id_) for nr, (id_, n) in enumerate(zip(IDS, zahlen, strict=True), 1)
        )
        assert parse_punkte(frage, paare, IDS, OPTIONEN) == erwartet
    assert count_stimmen(frage, Stapel(punkte=erwartet), IDS) == erwartet


@pytest.mark.parametrize(
    "text", ["1 2", "1 2 3 4 5", "x", "1=2 x", "1=2 1=3", "9=1", "1=-2", "100001 0 0 0", "1,5 2 3 4 x"]
)
def test_dots_that_cannot_be_meant_are_refused(text: str) -> None:
    with pytest.raises(EingabeError):
        parse_punkte(build("mehrfach"), text, IDS, OPTIONEN)
