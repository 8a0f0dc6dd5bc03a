"""Merging two copies: nothing is lost, nothing is invented, and it does not matter who comes first."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import build_leitfaden, format_abschnitt
from wegweiser.core.zusammenfuehrung import build_werdegang, entscheide, fuege, verbinde, zerlege
from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Knoten
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.zusammenfuehrung import Gesagt, Konflikt, Verbindung, Werdegang

GUIDE = {
    "abschnitte/a.yaml": format_abschnitt(
        "a",
        "{id: name, text: Wie heißt es?, typ: text}",
        "{id: zahl, text: Wie viele?, typ: ganzzahl}",
        "{id: luecken, text: Welche Lücken?, typ: tabelle, vorsatz: l, spalten: [{id: bezeichnung, text: Bezeichnung, typ: text}, "
        "{id: bedarf, text: Bedarf, typ: ganzzahl}, {id: angebot, text: Angebot, typ: ganzzahl}]}",
        "{id: gewaehlt, text: Welche zuerst?, typ: mehrfach, aus_tabelle: luecken}",
        "{id: massnahmen, text: Was tun?, typ: tabelle, vorsatz: m, spalten: [{id: titel, text: Titel, typ: text}, "
        "{id: luecken_dazu, text: Wozu?, typ: mehrfach, aus_tabelle: luecken}]}",
    ),
    "abschnitte/b.yaml": format_abschnitt(
        "b", "{id: traeger, text: Wer?, typ: text}", kopf="je: massnahmen\n"
    ),
}
Fassung = Mapping[str, Any]


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Leitfaden:
    return build_leitfaden(Path(tmp_path_factory.mktemp("leitfaden")), GUIDE)


def adresse(name: str) -> Adresse:
    satz, _, frage = name.rpartition(".")
    return Adresse(frage, satz)


def werde(*fassungen: Fassung, verbunden: int = 0) -> dict[Adresse, Werdegang]:
    """One side: what it said when the copies parted, and every state since; which of them came by merging."""
    namen = dict.fromkeys(name for fassung in fassungen for name in fassung)
    return {adresse(name): tuple(_folge(name, fassungen, verbunden)) for name in namen}


def _folge(name: str, fassungen: Sequence[Fassung], verbunden: int) -> Werdegang:
    werte = [fassung.get(name) for fassung in fassungen]
    spaetere = [
        Gesagt(wert, verbunden=nr == verbunden)
        for nr, wert in enumerate(werte)
        if nr and wert != werte[nr - 1]
    ]
    return build_werdegang(werte[0], spaetere, werte[-1])


def wende_an(fassung: Fassung, verbindung: Verbindung) -> dict[str, Any]:
    neu = {**fassung, **{str(zeile.adresse): zeile.neu for zeile in verbindung.zeilen}}
    return _kurz(neu)


def _kurz(fassung: Fassung) -> dict[str, Any]:
    """Every answer in its short form where that says everything."""
    return {name: fuege(zerlege(wert)) for name, wert in fassung.items() if wert is not None}


def zeile(id_: str, **zellen: Any) -> Any:
    return {"id": id_, **zellen}


BASIS: Fassung = {
    "name": "Marten",
    "zahl": "10",
    "luecken": [
        zeile("l1", bezeichnung="Arzt", bedarf="3", angebot="0"),
        zeile("l2", bezeichnung="Bus", bedarf="2"),
    ],
}


def test_a_copy_that_is_equal_changes_nothing(guide: Leitfaden) -> None:
    assert verbinde(guide, werde(BASIS), werde(BASIS)) == Verbindung((), (), (), 0)
    weiter = {**BASIS, "name": "Marten-Süd", "massnahmen": [zeile("m1", titel="x")]}
    assert verbinde(guide, werde(BASIS, weiter), werde(BASIS, weiter)) == Verbindung((), (), (), 0)


def test_each_side_keeps_what_only_it_changed(guide: Leitfaden) -> None:
    a, b = {**BASIS, "name": "A"}, {**BASIS, "zahl": "12", "gewaehlt": ["l1"]}
    ergebnis = verbinde(guide, werde(BASIS, a), werde(BASIS, b))
    assert wende_an(a, ergebnis) == {**BASIS, "name": "A", "zahl": "12", "gewaehlt": ["l1"]}
    assert (ergebnis.konflikte, ergebnis.eigene) == ((), 1)


def test_an_answer_taken_back_on_one_side_is_gone(guide: Leitfaden) -> None:
    b = {name: wert for name, wert in BASIS.items() if name != "zahl"}
    assert wende_an(BASIS, verbinde(guide, werde(BASIS), werde(BASIS, b))) == b


def test_a_conflict_keeps_both_values(guide: Leitfaden) -> None:
    a, b = {**BASIS, "zahl": "11"}, {**BASIS, "zahl": "12"}
    ergebnis = verbinde(guide, werde(BASIS, a), werde(BASIS, b))
    assert wende_an(a, ergebnis) == a
    (konflikt,) = ergebnis.konflikte
    assert (konflikt.kennung, konflikt.hier.knoten, konflikt.dort.knoten) == ("zahl", "11", "12")
    assert entscheide(konflikt, "11") == "12"


def test_notes_and_evidence_of_both_sides_stand_together(guide: Leitfaden) -> None:
    basis = {"zahl": {"wert": "10", "belege": ["alt", "bleibt"], "notiz": "n"}}
    a = {"zahl": {"wert": "11", "belege": ["bleibt", "von a"], "notiz": "n, a sagt"}}
    b = {"zahl": {"wert": "10", "belege": ["alt", "bleibt", "von b"], "notiz": "b sagt"}}
    for hier, dort in ((a, b), (b, a)):
        ergebnis = verbinde(guide, werde(basis, hier), werde(basis, dort))
        assert ergebnis.konflikte == ()
        teile = zerlege(wende_an(hier, ergebnis)["zahl"])
        assert (teile.kern, set(teile.belege), teile.notiz) == ({"wert": "11"}, {"bleibt", "von a", "von b"}, "b sagt\nn, a sagt")  # fmt: skip


def test_tables_are_merged_row_by_row_and_cell_by_cell(guide: Leitfaden) -> None:
    arzt, bus = (
        zeile("l1", bezeichnung="Arzt", bedarf="3", angebot="0"),
        zeile("l2", bezeichnung="Bus", bedarf="2"),
    )
    a = {
        "luecken": [
            zeile("l1", bezeichnung="Arzt", bedarf="4", angebot="0"),
            bus,
            zeile("l3", bezeichnung="Café"),
        ]
    }
    b = {
        "luecken": [zeile("l1", bezeichnung="Arzt", bedarf="3", angebot="1"), zeile("l4", bezeichnung="Kita")]
    }
    basis = {"luecken": [arzt, bus]}
    ergebnis = verbinde(guide, werde(basis, a), werde(basis, b))
    assert ergebnis.konflikte == ()
    assert wende_an(a, ergebnis)["luecken"] == [
        zeile("l1", bezeichnung="Arzt", bedarf="4", angebot="1"),
        zeile("l3", bezeichnung="Café"),
        zeile("l4", bezeichnung="Kita"),
    ]


def test_a_cell_changed_on_both_sides_and_a_row_changed_here_and_deleted_there(guide: Leitfaden) -> None:
    basis = {
        "luecken": [zeile("l1", bezeichnung="Arzt", bedarf="1"), zeile("l2", bezeichnung="Bus", bedarf="1")]
    }
    a = {"luecken": [zeile("l1", bezeichnung="Arzt", bedarf="2"), zeile("l2", bezeichnung="Bus", bedarf="2")]}
    b = {"luecken": [zeile("l1", bezeichnung="Arzt", bedarf="3")]}
    ergebnis = verbinde(guide, werde(basis, a), werde(basis, b))
    assert wende_an(a, ergebnis) == a
    zelle, geloescht = ergebnis.konflikte
    assert (zelle.kennung, zelle.hier.knoten, zelle.dort.knoten) == ("luecken:l1.bedarf", "2", "3")
    assert (geloescht.kennung, geloescht.dort.knoten) == ("luecken:l2", None)
    assert entscheide(geloescht, entscheide(zelle, a["luecken"])) == [
        zeile("l1", bezeichnung="Arzt", bedarf="3")
    ]
    umgekehrt = verbinde(guide, werde(basis, b), werde(basis, a))
    assert {k.stelle for k in umgekehrt.konflikte} == {k.stelle for k in ergebnis.konflikte}
    zurueck = next(k for k in umgekehrt.konflikte if not k.spalte)
    assert entscheide(zurueck, b["luecken"]) == [*b["luecken"], zeile("l2", bezeichnung="Bus", bedarf="2")]


def test_two_different_rows_with_the_same_id_both_stay_and_take_their_answers_along(guide: Leitfaden) -> None:
    a = {
        **BASIS,
        "luecken": [*_liste(BASIS["luecken"]), zeile("l3", bezeichnung="Drogerie")],
        "massnahmen": [zeile("m1", titel="Laden", luecken_dazu=["l3"])],
        "m1.traeger": "Verein",
    }
    b = {
        **BASIS,
        "luecken": [*_liste(BASIS["luecken"]), zeile("l3", bezeichnung="Zahnarzt")],
        "gewaehlt": ["l1", "l3"],
        "massnahmen": [zeile("m1", titel="Praxis", luecken_dazu=["l1", "l3"])],
        "m1.traeger": "Genossenschaft",
    }
    ergebnis = verbinde(guide, werde(BASIS, a), werde(BASIS, b))
    assert ergebnis.konflikte == ()
    neu = wende_an(a, ergebnis)
    assert neu["luecken"] == [*_liste(a["luecken"]), zeile("l4", bezeichnung="Zahnarzt")]
    assert neu["massnahmen"] == [
        {"id": "m1", "titel": "Laden", "luecken_dazu": ["l3"]},
        {"id": "m2", "titel": "Praxis", "luecken_dazu": ["l1", "l4"]},
    ]
    assert (neu["gewaehlt"], neu["m1.traeger"], neu["m2.traeger"]) == (
        ["l1", "l4"],
        "Verein",
        "Genossenschaft",
    )
    assert [(u.alt, u.neu, u.titel) for u in ergebnis.umbenannt] == [
        ("l3", "l4", "Zahnarzt"),
        ("m1", "m2", "Praxis"),
    ]
    noch_einmal = verbinde(guide, werde(BASIS, a, neu, verbunden=2), werde(BASIS, b))
    assert (noch_einmal.zeilen, noch_einmal.konflikte) == ((), ())


def test_the_same_row_added_on_both_sides_stands_once(guide: Leitfaden) -> None:
    basis: Fassung = {"luecken": []}
    a = {
        "luecken": [zeile("l1", bezeichnung="Arzt", bedarf="3"), zeile("l2", bezeichnung="Bus")],
        "gewaehlt": ["l2"],
    }
    b = {
        "luecken": [zeile("l1", bezeichnung="bus"), zeile("l2", bezeichnung="Arzt", angebot="1")],
        "gewaehlt": ["l1"],
    }
    ergebnis = verbinde(guide, werde(basis, a), werde(basis, b))
    assert wende_an(a, ergebnis)["luecken"] == [
        zeile("l1", bezeichnung="Arzt", bedarf="3", angebot="1"),
        zeile("l2", bezeichnung="Bus"),
    ]
    assert wende_an(a, ergebnis)["gewaehlt"] == ["l2"]
    assert [k.kennung for k in ergebnis.konflikte] == ["luecken:l2.bezeichnung"]


def _liste(knoten: Knoten) -> list[Knoten]:
    assert isinstance(knoten, list)
    return knoten


def test_what_was_merged_before_is_the_past(guide: Leitfaden) -> None:
    b1, b2 = {**BASIS, "zahl": "12"}, {**BASIS, "zahl": "13"}
    a = wende_an(BASIS, verbinde(guide, werde(BASIS), werde(BASIS, b1)))
    ergebnis = verbinde(guide, werde(BASIS, a, verbunden=1), werde(BASIS, b1, b2))
    assert (wende_an(a, ergebnis)["zahl"], ergebnis.konflikte) == ("13", ())
    a2 = {**a, "zahl": "14"}
    ergebnis = verbinde(guide, werde(BASIS, a, a2, verbunden=1), werde(BASIS, b1))
    assert (wende_an(a2, ergebnis)["zahl"], ergebnis.konflikte) == ("14", ())


# ── Properties ───────────────────────────────────────────────────────────────────────────────────


# Rows have titles of their own and come under ids of their own; equal ones are tested above.
def _reihen(ids: Sequence[str]) -> st.SearchStrategy[list[Any]]:
    zeilen = [
        st.fixed_dictionaries(
            {"id": st.just(id_), "bezeichnung": st.sampled_from([f"{id_} x", f"{id_} y"])},
            optional={"bedarf": st.sampled_from("123"), "angebot": st.sampled_from("123")},
        )
        for id_ in ids
    ]
    return st.lists(st.one_of(zeilen), max_size=4, unique_by=lambda zeile: zeile["id"])


_IDS = {"": ("l1", "l2", "l3"), "a": ("l1", "l2", "l3", "l4"), "b": ("l1", "l2", "l3", "l5")}


def _fassungen(seite: str) -> st.SearchStrategy[dict[str, Any]]:
    wert = st.sampled_from(["1", "2", "3"])
    lang = st.fixed_dictionaries({"wert": wert}, optional={"notiz": st.sampled_from(["x", "y"]), "belege": st.sampled_from([["p"], ["q"], ["p", "q"]])})  # fmt: skip
    return st.fixed_dictionaries(
        {}, optional={"name": wert, "zahl": st.one_of(wert, lang), "luecken": _reihen(_IDS[seite])}
    )


def _stelle(fassung: Fassung) -> dict[object, object]:
    """Everything that is said, as values by place: rows without their order."""
    gesagt: dict[object, object] = {}
    for name, knoten in fassung.items():
        if name == "luecken":
            for reihe in _liste(knoten):
                assert isinstance(reihe, dict)
                gesagt.update({("zeile", reihe["id"], spalte): wert for spalte, wert in reihe.items()})
        else:
            gesagt[name] = zerlege(knoten).kern.get("wert")
    return gesagt


def _strittig(konflikte: Iterable[Konflikt]) -> set[object]:
    return {k.stelle for k in konflikte}


def _ohne(fassung: Fassung, konflikte: Iterable[Konflikt]) -> dict[object, object]:
    """What is said beside what has to be decided."""
    ganze = {k.adresse.frage for k in konflikte if not k.zeile}
    zeilen = {k.zeile for k in konflikte if not k.spalte}
    zellen = {("zeile", k.zeile, k.spalte) for k in konflikte}
    return {
        ort: wert
        for ort, wert in _stelle(fassung).items()
        if ort not in ganze | zellen
        and not (isinstance(ort, tuple) and ("luecken" in ganze or ort[1] in zeilen))
    }


@given(_fassungen(""), _fassungen("a"), _fassungen("b"))
def test_who_comes_first_matters_only_where_it_has_to_be_decided(
    guide: Leitfaden, basis: Fassung, a: Fassung, b: Fassung
) -> None:
    hin = verbinde(guide, werde(basis, a), werde(basis, b))
    her = verbinde(guide, werde(basis, b), werde(basis, a))
    if hin.umbenannt or her.umbenannt:
        return
    assert _strittig(hin.konflikte) == _strittig(her.konflikte)
    assert {(k.stelle, str(k.hier.knoten)) for k in hin.konflikte} == {(k.stelle, str(k.dort.knoten)) for k in her.konflikte}  # fmt: skip
    assert _ohne(wende_an(a, hin), hin.konflikte) == _ohne(wende_an(b, her), hin.konflikte)


@given(_fassungen(""), _fassungen("a"), st.lists(_fassungen("b"), min_size=1, max_size=3))
def test_nothing_that_was_said_is_lost(
    guide: Leitfaden, basis: Fassung, a: Fassung, bs: Sequence[Fassung]
) -> None:
    ergebnis = verbinde(guide, werde(basis, a), werde(basis, *bs))
    danach = set(map(str, _stelle(wende_an(a, ergebnis)).values()))
    gemerkt = " ".join(str((k.hier.knoten, k.dort.knoten)) for k in ergebnis.konflikte)
    danach |= {
        str(wert) for fassung in bs[:-1] for wert in _stelle(fassung).values()
    }  # they went on from there
    for fassung in (a, bs[-1]):
        for ort, wert in _stelle(fassung).items():
            alt = _stelle(basis).get(ort)
            ist_id = isinstance(ort, tuple) and ort[2] == "id"
            assert wert == alt or str(wert) in danach or str(wert) in gemerkt or ist_id, (ort, wert)


@given(_fassungen(""), _fassungen("a"), _fassungen("b"))
def test_merging_again_changes_nothing_and_asks_nothing_else(
    guide: Leitfaden, basis: Fassung, a: Fassung, b: Fassung
) -> None:
    erst = verbinde(guide, werde(basis, a), werde(basis, b))
    danach = wende_an(a, erst)
    noch_einmal = verbinde(guide, werde(basis, a, danach, verbunden=2), werde(basis, b))
    assert wende_an(danach, noch_einmal) == danach
    assert _strittig(noch_einmal.konflikte) <= _strittig(erst.konflikte)


@given(_fassungen(""), _fassungen("a"))
def test_one_side_alone_is_taken_as_it_is(guide: Leitfaden, basis: Fassung, b: Fassung) -> None:
    assert wende_an(basis, verbinde(guide, werde(basis), werde(basis, b))) == _kurz(b)
    ergebnis = verbinde(guide, werde(basis, b), werde(basis))
    assert (ergebnis.zeilen, ergebnis.konflikte) == ((), ())
