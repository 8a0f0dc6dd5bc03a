"""Conditions mean the same here and in a questionnaire: checked with an XPath engine that is not ours."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ABNAHME
from tests.xpath_rechner import build_dokument, evaluate_xpath
from wegweiser.ausdruck import ENTFAELLT, OFFEN, Typ, evaluate_wert, parse_ausdruck
from wegweiser.core.xpath.ausgang import Uebersetzer
from wegweiser.core.xpath.baum import format_xpath
from wegweiser.core.xpath.eingang import Rueckweg
from wegweiser.core.xpath.formen import Feld, Felder
from wegweiser.core.xpath.lesen import parse_xpath
from wegweiser.core.xpath.teile import Ziel

_BEDINGT = parse_xpath("${c} = '' or ${c} = 'ja'")
FELDER = Felder(
    namen={
        "a": Feld("a", Typ.ZAHL),
        "b": Feld("b", Typ.ZAHL, pflicht=True),
        "c": Feld("c", Typ.WAHRHEIT),
        "d": Feld("d", Typ.TEXT, gestellt=_BEDINGT),
        "e": Feld("e", Typ.LISTE),
        "f": Feld("f", Typ.DATUM),
        "g": Feld("g", Typ.ZAHL, pflicht=True, gestellt=_BEDINGT),
        "h": Feld("h", Typ.ZAHL, ausdruck="g * 2"),
        "i": Feld("i", Typ.ZAHL, ausdruck="h + a"),
        "t": Feld("t", None, tabelle=True),
    },
    spalten={
        ("t", "n"): Feld("n", Typ.ZAHL),
        ("t", "p"): Feld("p", Typ.ZAHL, pflicht=True),
        ("t", "w"): Feld("w", Typ.WAHRHEIT),
    },
    parameter={"grenze": Decimal(3)},
)
ZIELE = {
    "a": Ziel("a", "zahl"),
    "b": Ziel("b", "zahl", pflicht=True),
    "c": Ziel("c", "wahrheit"),
    "d": Ziel("d", "wahl", immer=False),
    "e": Ziel("e", "liste"),
    "f": Ziel("f", "datum"),
    "g": Ziel("g", "zahl", pflicht=True, immer=False),
    "h": Ziel("h", "zahl", immer=False),
    "i": Ziel("i", "zahl", immer=False),
    "t": Ziel("t", "tabelle"),
    "n": Ziel("n", "zahl", reihe="t", spalte=True),
    "p": Ziel("p", "zahl", reihe="t", spalte=True, pflicht=True),
    "w": Ziel("w", "wahrheit", reihe="t", spalte=True),
}

_KLEIN = st.integers(-1, 5).map(Decimal)
_TAGE = st.sampled_from([date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 1)])
_ZEILE = st.fixed_dictionaries({"n": st.none() | _KLEIN, "p": _KLEIN, "w": st.none() | st.booleans()})
ANTWORTEN = st.fixed_dictionaries(
    {
        "a": st.none() | _KLEIN,
        "b": _KLEIN,
        "c": st.none() | st.booleans(),
        "d": st.none() | st.sampled_from(["x", "y"]),
        "e": st.none() | st.sampled_from([("x",), ("y",), ("x", "y")]),
        "f": st.none() | _TAGE,
        "g": _KLEIN,
        "t": st.none() | st.lists(_ZEILE, min_size=1, max_size=3).map(tuple),
    }
)

_ZAHLNAMEN = ["a", "b", "g", "h", "i", "grenze"]
_zahl = st.one_of(
    st.sampled_from(_ZAHLNAMEN),
    _KLEIN.map(lambda z: f"{z:f}"),
    st.builds("{} {} {}".format, st.sampled_from(_ZAHLNAMEN), st.sampled_from("+-*"), st.sampled_from(_ZAHLNAMEN)),
    st.builds("{} / {}".format, st.sampled_from(_ZAHLNAMEN), st.sampled_from(_ZAHLNAMEN)),
    st.sampled_from(["anzahl(t)", "anzahl(e)", "summe(t.n)", "summe(t.p)", "groesster(t.p)", "kleinster(t.n)", "anzahl(t.w)", "summe(wenn(t.w, t.n, 0))", "summe(wenn(t.p > 1, t.p, 0))"]),
    st.sampled_from(["betrag(a)", "max(a, b)", "min(b, 2)", "jahr(f) - 2024", "-a", "wenn(c, a, b)", "wenn(beantwortet(a), a, 0)"]),
)  # fmt: skip
_vergleich = st.builds("{} {} {}".format, _zahl, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), _zahl)
_atom = st.one_of(
    _vergleich,
    st.builds("1 <= {} < {}".format, st.sampled_from(_ZAHLNAMEN), st.sampled_from(_ZAHLNAMEN)),
    st.sampled_from(
        [
            "c", "c == falsch", "c != wahr", 'd == "x"', 'd != "x"', 'd in {"x", "z"}', 'd nicht in {"x"}', '"x" in e',
            '"y" nicht in e', "beantwortet(a)", "beantwortet(d)", "beantwortet(t)", "beantwortet(e)", "d in e", "wahr", "falsch",
            'f < datum("2026-01-01")', 'f == datum("2026-01-01")', 'f != datum("2026-01-01")', "a in {1, 2}",
            "eines(t.n > 2)", "alle(t.n > 2)", "eines(t.w)", "alle(t.w)", "eines(nicht t.w und t.p > 1)", "wenn(c, a > 1, b > 1)",
            "anzahl(t.n > 1) >= 2", "anzahl(t.w) == 1", "alle(beantwortet(t.n))", "eines(t.n == t.p)", "eines(t.p > a)",
        ]
    ),
)  # fmt: skip
AUSDRUECKE = st.recursive(
    _atom,
    lambda innen: st.one_of(
        st.builds("({} und {})".format, innen, innen),
        st.builds("({} oder {})".format, innen, innen),
        st.builds("nicht ({})".format, innen),
    ),
    max_leaves=4,
)


def _umgebung(antworten: Mapping[str, Any]) -> dict[str, Any]:
    """As our dialogue knows them: open, or not asked."""
    werte = {name: OFFEN if wert is None else wert for name, wert in antworten.items()}
    if antworten["c"] is False:
        werte["d"] = werte["g"] = ENTFAELLT
    if antworten["t"] is not None:
        werte["t"] = tuple(
            {n: OFFEN if z is None else z for n, z in zeile.items()} for zeile in antworten["t"]
        )
    werte["grenze"] = Decimal(3)
    for name, ausdruck in (("h", "g * 2"), ("i", "h + a")):
        werte[name] = evaluate_wert(parse_ausdruck(ausdruck), werte)
    return werte


def _dokument(antworten: Mapping[str, Any]) -> Any:
    """As a questionnaire knows them: there or empty; what is not asked is empty."""

    def zelle(wert: Any) -> Any:
        return {True: "ja", False: "nein"}.get(wert, wert) if isinstance(wert, bool) else wert

    werte = {name: zelle(wert) for name, wert in antworten.items()}
    if antworten["c"] is False:
        werte["d"] = werte["g"] = None
    werte["h"] = None if werte["g"] is None else werte["g"] * 2
    werte["i"] = None if werte["h"] is None or werte["a"] is None else werte["h"] + werte["a"]
    werte["e"] = " ".join(antworten["e"] or ())
    werte["t"] = [{n: zelle(z) for n, z in zeile.items()} for zeile in antworten["t"] or ()]
    return build_dokument(werte)


def _translate(text: str) -> tuple[str, str]:
    funde: list[object] = []
    wahrheit = Uebersetzer(FELDER, lambda *fund: funde.append(fund)).wahrheit(parse_ausdruck(text).wurzel)
    assert funde == [], text
    return format_xpath(wahrheit.sicher), format_xpath(wahrheit.moeglich)


@settings(max_examples=1000 if ABNAHME else 120)
@given(text=AUSDRUECKE, antworten=ANTWORTEN)
def test_a_condition_holds_in_the_questionnaire_where_it_holds_here(
    text: str, antworten: dict[str, Any]
) -> None:
    sicher, moeglich = _translate(text)
    dokument = _dokument(antworten)
    hier = evaluate_wert(parse_ausdruck(text), _umgebung(antworten))
    assert evaluate_xpath(f"boolean({sicher})", dokument) is (hier is True), (text, sicher)
    assert evaluate_xpath(f"boolean({moeglich})", dokument) is (hier is True or hier is OFFEN), (
        text,
        moeglich,
    )


@settings(max_examples=1000 if ABNAHME else 120)
@given(text=AUSDRUECKE, antworten=ANTWORTEN)
def test_a_condition_comes_back_from_the_questionnaire(text: str, antworten: dict[str, Any]) -> None:
    _, moeglich = _translate(text)
    funde: list[object] = []
    zurueck = Rueckweg(ZIELE, lambda *fund: funde.append(fund)).bedingung(parse_xpath(moeglich))
    if funde:  # not everything we write can be read again, but then it is said
        return
    assert zurueck is not None
    hier, dort = (evaluate_wert(parse_ausdruck(t), _umgebung(antworten)) for t in (text, zurueck.text))
    assert (hier is True or hier is OFFEN) == (dort is True or dort is OFFEN), (text, moeglich, zurueck.text)
