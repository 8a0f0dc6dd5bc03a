"""Properties: Kleene's laws, monotony, totality, one semantics, and a parser that only fails in one way."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import product
from random import Random
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegweiser.ausdruck import (
    ENTFAELLT,
    OFFEN,
    Ausdruck,
    AusdruckFehler,
    Ausdrucksbefund,
    Fehlend,
    Namen,
    Reihe,
    Tabelle,
    Typ,
    check_ausdruck,
    evaluate,
    evaluate_wert,
    parse_ausdruck,
)
from wegweiser.ausdruck.deutsch import explain, format_befund
from wegweiser.ausdruck.knoten import list_kinder, list_knoten
from wegweiser.ausdruck.pruefung import find_typ

NAMEN: Final[Namen] = {
    "z1": Typ.ZAHL, "z2": Typ.ZAHL, "t1": Typ.TEXT, "t2": Typ.TEXT, "w1": Typ.WAHRHEIT, "w2": Typ.WAHRHEIT,
    "d1": Typ.DATUM, "l1": Typ.LISTE, "rz": Reihe(Typ.ZAHL, "m"), "rw": Reihe(Typ.WAHRHEIT, "m"),
    "tab": Tabelle({"z": Typ.ZAHL, "t": Typ.TEXT, "w": Typ.WAHRHEIT, "d": Typ.DATUM, "l": Typ.LISTE}),
}  # fmt: skip
_EINZELN: Final = {
    Typ.ZAHL: ("z1", "z2"), Typ.TEXT: ("t1", "t2"), Typ.WAHRHEIT: ("w1", "w2"), Typ.DATUM: ("d1",),
}  # fmt: skip
_SPALTEN: Final = {Typ.ZAHL: "tab.z", Typ.TEXT: "tab.t", Typ.WAHRHEIT: "tab.w", Typ.DATUM: "tab.d"}
_LITERALE: Final = {
    Typ.ZAHL: ("0", "1", "2.50", "1000000"),
    Typ.TEXT: ('"a"', "'und'"),
    Typ.WAHRHEIT: ("wahr", "nein"),
    Typ.DATUM: ('datum("2026-12-31")',),
}


def _wahrheiten(tiefe: int, innen: bool) -> st.SearchStrategy[str]:  # noqa: FBT001
    w, z, t, d = (_ausdruecke(typ, tiefe - 1, innen) for typ in (Typ.WAHRHEIT, Typ.ZAHL, Typ.TEXT, Typ.DATUM))
    return st.one_of(
        st.builds("({} {} {})".format, w, st.sampled_from(["und", "oder", "=="]), w),
        st.builds("(nicht {})".format, w),
        st.builds("({} {} {})".format, z, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), z),
        st.builds("({} <= {} < {})".format, z, z, z),
        st.builds("({} {} {})".format, d, st.sampled_from(["==", "<", ">="]), d),
        st.builds("({} in {})".format, t, st.just("l1")),
        st.builds("({} nicht in {})".format, t, st.just('{"a", "b"}')),
        st.builds("{}({})".format, st.sampled_from(["alle", "eines"]), _reihen(Typ.WAHRHEIT, tiefe - 1)),
        st.builds("wenn({}, {}, {})".format, w, w, w),
    )


def _zahlen(tiefe: int, innen: bool) -> st.SearchStrategy[str]:  # noqa: FBT001
    w, z, d = (_ausdruecke(typ, tiefe - 1, innen) for typ in (Typ.WAHRHEIT, Typ.ZAHL, Typ.DATUM))
    return st.one_of(
        st.builds("({} {} {})".format, z, st.sampled_from("+-*/"), z),
        st.builds("({} - {} + {})".format, z, z, z),
        st.builds("(-{})".format, z),
        st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), z, z),
        st.builds("betrag({})".format, z),
        st.builds("runde({}, {})".format, z, st.integers(-3, 3)),
        st.builds("jahr({})".format, d),
        st.builds("wenn({}, {}, {})".format, w, z, z),
        st.builds(
            "{}({})".format,
            st.sampled_from(["summe", "mittel", "anzahl", "kleinster", "groesster"]),
            _reihen(Typ.ZAHL, tiefe - 1),
        ),
        st.sampled_from(["anzahl(tab)", "anzahl(l1)", "anzahl(rw)", "anzahl(tab.w)", "summe(rz)"]),
    )


def _reihen(typ: Typ, tiefe: int) -> st.SearchStrategy[str]:
    """Arguments of an aggregate: they contain at least one column of the table."""
    spalte = _SPALTEN[typ]
    if tiefe <= 0:
        return st.just(spalte)
    innen = _ausdruecke(typ, tiefe, innen=True)
    muster = {Typ.ZAHL: "({} + {})", Typ.WAHRHEIT: "({} und {})"}[typ]
    return st.one_of(st.just(spalte), st.builds(muster.format, innen, st.just(spalte)))


def _ausdruecke(typ: Typ, tiefe: int, innen: bool = False) -> st.SearchStrategy[str]:  # noqa: FBT001, FBT002
    blaetter = [*_EINZELN[typ], *_LITERALE[typ], *([_SPALTEN[typ]] * 2 if innen else [])]
    blatt = st.sampled_from(blaetter)
    if tiefe <= 0 or typ in {Typ.TEXT, Typ.DATUM}:
        return blatt
    tiefer = _wahrheiten(tiefe, innen) if typ is Typ.WAHRHEIT else _zahlen(tiefe, innen)
    return st.one_of(blatt, tiefer, tiefer)


_WERTE: Final[Mapping[Typ, tuple[object, ...]]] = {
    Typ.ZAHL: (0, 1, -7, Decimal("2.5"), Decimal(1000000), Decimal("1E+200")),
    Typ.TEXT: ("a", "und", "x"),
    Typ.WAHRHEIT: (True, False),
    Typ.DATUM: (date(2026, 12, 31), date(2020, 2, 29)),
    Typ.LISTE: ((), ("a",), ("a", "x")),
}
_FEHLEND: Final = st.sampled_from([OFFEN, ENTFAELLT])


def _draw_wert(typ: Typ, zufall: Random) -> object:
    return ENTFAELLT if zufall.random() < 1 / 4 else zufall.choice(_WERTE[typ])


def _build_umgebung(zufall: Random) -> dict[str, object]:
    """Build an environment in which every question is answered or not on the path."""
    werte: dict[str, object] = {}
    for name, art in NAMEN.items():
        laenge = range(zufall.randint(0, 3))
        match art:
            case Tabelle(spalten=spalten):
                werte[name] = tuple(
                    {s: _draw_wert(typ, zufall) for s, typ in spalten.items()} for _ in laenge
                )
            case Reihe(typ=typ):
                werte[name] = tuple(_draw_wert(typ, zufall) for _ in laenge)
            case _:
                werte[name] = _draw_wert(art, zufall)
    return werte


def _hide(wert: object, zufall: Random, anteil: float) -> object:
    """Make an answer, or some cells of a table, offen."""
    if zufall.random() < anteil:
        return OFFEN
    if not isinstance(wert, tuple) or (wert and isinstance(wert[0], str)):
        return wert
    return tuple(
        {s: OFFEN if zufall.random() < anteil else z for s, z in e.items()}
        if isinstance(e, dict)
        else OFFEN
        if zufall.random() < anteil
        else e
        for e in wert
    )


def _build_paar(keim: int) -> tuple[dict[str, object], dict[str, object]]:
    """Build an environment with gaps, and the same one without."""
    zufall = Random(keim)  # noqa: S311 – environments, no secrets
    voll = _build_umgebung(zufall)
    anteil = zufall.choice([0.1, 0.5])
    return {name: _hide(wert, zufall, anteil) for name, wert in voll.items()}, voll


_PAARE: Final = st.integers(0, 2**32).map(_build_paar)  # one draw: drawing every cell takes ten times as long
_TEXTE: Final = st.one_of(_ausdruecke(Typ.WAHRHEIT, 2), _ausdruecke(Typ.ZAHL, 2))
_schnell = settings(max_examples=80, deadline=None)

_WAHR: Final[tuple[bool | Fehlend, ...]] = (True, False, OFFEN)


def _rechne(text: str, **werte: object) -> object:
    return evaluate_wert(parse_ausdruck(text), werte)


@pytest.mark.parametrize(("a", "b", "c"), list(product(_WAHR, repeat=3)))
def test_kleene_laws(a: object, b: object, c: object) -> None:
    def gleich(links: str, rechts: str) -> bool:
        return _rechne(links, a=a, b=b, c=c) is _rechne(rechts, a=a, b=b, c=c)

    assert gleich("nicht nicht a", "a")
    assert gleich("a und b", "b und a")
    assert gleich("a oder b", "b oder a")
    assert gleich("nicht (a und b)", "nicht a oder nicht b")
    assert gleich("nicht (a oder b)", "nicht a und nicht b")
    assert gleich("a und (b oder c)", "a und b oder a und c")
    assert gleich("a oder b und c", "(a oder b) und (a oder c)")
    assert gleich("a und (a oder b)", "a und wahr")
    assert gleich("a und falsch", "falsch")
    assert gleich("a oder wahr", "wahr")


@pytest.mark.parametrize(
    ("a", "b", "und", "oder"),
    [
        (True, OFFEN, OFFEN, True),
        (False, OFFEN, False, OFFEN),
        (OFFEN, OFFEN, OFFEN, OFFEN),
        (ENTFAELLT, OFFEN, False, OFFEN),
        (ENTFAELLT, True, False, True),
        (ENTFAELLT, ENTFAELLT, False, False),
    ],
)
def test_truth_tables(a: object, b: object, und: object, oder: object) -> None:
    for x, y in ((a, b), (b, a)):
        assert _rechne("a und b", a=x, b=y) is und
        assert _rechne("a oder b", a=x, b=y) is oder


@_schnell
@given(_TEXTE)
def test_well_typed_by_construction_is_well_typed_by_check(text: str) -> None:
    ausdruck = parse_ausdruck(text)
    typ, befunde = check_ausdruck(ausdruck, NAMEN)
    assert befunde == ()
    assert typ in {Typ.WAHRHEIT, Typ.ZAHL}


@_schnell
@given(_TEXTE, _PAARE)
def test_total_typed_explained_and_one_semantics(
    text: str, umgebungen: tuple[dict[str, object], dict[str, object]]
) -> None:
    ausdruck = parse_ausdruck(text)
    typ, _ = check_ausdruck(ausdruck, NAMEN)
    for werte in umgebungen:
        ergebnis = evaluate(ausdruck, werte)
        schnell = evaluate_wert(ausdruck, werte)
        assert ergebnis.wert == schnell
        assert ergebnis.wert.__class__ is schnell.__class__
        assert ergebnis.fehlend <= ausdruck.namen
        assert explain(ergebnis, {})
        if isinstance(ergebnis.wert, Fehlend):
            assert bool(ergebnis.fehlend or ergebnis.grund) is (ergebnis.wert is OFFEN)
        else:
            assert find_typ(ergebnis.wert) is typ
            assert not ergebnis.fehlend


@settings(max_examples=150, deadline=None)
@given(_TEXTE, _PAARE)
def test_an_answer_never_flips_a_determined_result(
    text: str, umgebungen: tuple[dict[str, object], dict[str, object]]
) -> None:
    teilweise, voll = umgebungen
    ausdruck = parse_ausdruck(text)
    vorher = evaluate_wert(ausdruck, teilweise)
    if vorher is not OFFEN:
        assert evaluate_wert(ausdruck, voll) == vorher


@settings(max_examples=150, deadline=None)
@given(_TEXTE, _PAARE)
def test_answers_that_are_not_missing_do_not_matter(
    text: str, umgebungen: tuple[dict[str, object], dict[str, object]]
) -> None:
    teilweise, voll = umgebungen
    ausdruck = parse_ausdruck(text)
    ergebnis = evaluate(ausdruck, teilweise)
    unwichtig = {name: voll[name] for name in voll if name not in ergebnis.fehlend}
    assert evaluate_wert(ausdruck, {**teilweise, **unwichtig}) == ergebnis.wert


@_schnell
@given(
    _TEXTE,
    st.fixed_dictionaries(
        {},
        optional={
            name: st.one_of(
                _FEHLEND, st.sampled_from([1, "a", True, None, 0.5, (), ("a",), (OFFEN,), ({},), ([],)])
            )
            for name in NAMEN
        },
    ),
)
def test_total_for_any_environment(text: str, werte: dict[str, object]) -> None:
    ausdruck = parse_ausdruck(text)
    assert evaluate(ausdruck, werte).wert == evaluate_wert(ausdruck, werte)
    assert explain(evaluate(ausdruck, werte), {})


def _parse_or_refuse(text: str) -> None:
    befund: Ausdrucksbefund | None = None
    ausdruck: Ausdruck | None = None
    try:
        ausdruck = parse_ausdruck(text)
    except AusdruckFehler as fehler:
        befund = fehler.befund
    if ausdruck is None:
        assert befund is not None
        assert 1 <= befund.spalte <= len(text) + 1
        assert format_befund(befund)
        return
    _, befunde = check_ausdruck(ausdruck, NAMEN)
    assert all(1 <= befund.spalte <= len(text) and format_befund(befund) for befund in befunde)
    assert explain(evaluate(ausdruck, {}), {})


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    _parse_or_refuse(text)


_STUECKE: Final = st.sampled_from(
    [
        "z1",
        "t1",
        "w1",
        "tab",
        "tab.z",
        "und",
        "oder",
        "nicht",
        "in",
        "==",
        "!=",
        "<",
        "<=",
        "+",
        "-",
        "*",
        "/",
        "(",
        ")",
        "{",
        "}",
        ",",
        ".",
        "1",
        "2.5",
        '"a"',
        "wahr",
        "summe(",
        "alle(",
        "wenn(",
        "min(",
        "beantwortet(",
        "datum(",
        "=",
        "**",
        "if",
        "lambda",
        "[",
        "]",
        ":",
        "\\",
        "#",
        "„",
        "ä",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_STUECKE, max_size=14))
def test_any_sequence_of_words_is_parsed_or_refused(stuecke: list[str]) -> None:
    _parse_or_refuse(" ".join(stuecke))


@_schnell
@given(_TEXTE, st.data())
def test_mutations_are_parsed_or_refused(text: str, data: st.DataObject) -> None:
    stelle = data.draw(st.integers(0, len(text)))
    laenge = data.draw(st.integers(0, 3))
    einschub = data.draw(st.one_of(st.text(max_size=2), _STUECKE))
    _parse_or_refuse(text[:stelle] + einschub + text[stelle + laenge :])


@_schnell
@given(_TEXTE, st.integers(1, 5))
def test_columns_survive_leading_blanks(text: str, blanks: int) -> None:
    falsch = text.replace("z1", "z9").replace("w1", "w9")
    _, befunde = check_ausdruck(parse_ausdruck(falsch), NAMEN)
    _, verschoben = check_ausdruck(parse_ausdruck(" " * blanks + falsch), NAMEN)
    assert [b.spalte + blanks for b in befunde] == [b.spalte for b in verschoben]
    assert all(
        falsch[b.spalte - 1 :].startswith(b.angaben["name"]) for b in befunde if b.code == "name-unbekannt"
    )


def _describe_baum(text: str) -> list[tuple[object, ...]]:
    """Return the nodes without their positions, parents first."""
    return [
        (
            type(k).__name__,
            len(list_kinder(k)),
            getattr(k, "zeichen", None),
            getattr(k, "name", None),
            getattr(k, "wert", None),
        )
        for k in list_knoten(parse_ausdruck(text).wurzel)
    ]


@_schnell
@given(_TEXTE)
def test_spelling_makes_no_difference(text: str) -> None:
    englisch = text
    for wort, word in (
        (" und ", " and "),
        (" oder ", " or "),
        ("nicht ", "not "),
        ("wahr", "True"),
        ("nein", "False"),
    ):
        englisch = englisch.replace(wort, word)
    assert _describe_baum(englisch) == _describe_baum(text)
