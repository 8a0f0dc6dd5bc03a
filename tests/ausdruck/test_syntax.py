"""Parsing: what is read, what is refused, and where the finding points."""

import pytest

from wegweiser.ausdruck import AusdruckFehler, parse_ausdruck
from wegweiser.ausdruck.deutsch import format_befund
from wegweiser.ausdruck.knoten import Konstante, list_kinder, list_knoten


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


@pytest.mark.parametrize(
    ("deutsch", "englisch"),
    [
        ("a und b", "a and b"),
        ("a oder nicht b", "a or not b"),
        ("a oder b und c", "a or (b and c)"),
        ('x nicht in {"und", "oder"}', "x not in {'und', 'oder'}"),
        ("a == wahr", "a == True"),
        ("a == ja oder b == nein", "a == True or b == False"),
        ("a - b - c * 2", "a - b - (c * 2)"),
        ("  a und b\n", "a and b"),
    ],
)
def test_spellings_give_equal_trees(deutsch: str, englisch: str) -> None:
    assert _describe_baum(deutsch) == _describe_baum(englisch)


@pytest.mark.parametrize(
    ("text", "namen"),
    [
        ("gruender_anzahl >= 7 und nicht gemeinnuetzig", {"gruender_anzahl", "gemeinnuetzig"}),
        ("summe(kosten.betrag) > grenze", {"kosten", "grenze"}),
        ('"und" in angebote', {"angebote"}),
        ('datum("2026-12-31") > 1', set()),
        ("wenn(a, summe(b.c), -d)", {"a", "b", "d"}),
        ("n1 + n0 > 3", {"n0", "n1"}),
    ],
)
def test_names_read(text: str, namen: set[str]) -> None:
    assert parse_ausdruck(text).namen == namen


def test_every_node_knows_its_text() -> None:
    text = 'wenn(a <= 0.70, "ö und ü", b - c)  ==  d'
    teile = {text[k.von : k.bis] for k in list_knoten(parse_ausdruck(text).wurzel)}
    assert teile >= {
        text,
        'wenn(a <= 0.70, "ö und ü", b - c)',
        "a <= 0.70",
        "0.70",
        '"ö und ü"',
        "b - c",
        "d",
    }


def test_numbers_are_exact() -> None:
    zahl = "123456789012345.678901234567890"
    wurzel = parse_ausdruck(zahl).wurzel
    assert isinstance(wurzel, Konstante)
    assert str(wurzel.wert) == zahl


@pytest.mark.parametrize(
    ("text", "spalte", "code"),
    [
        ("", 1, "leer"),
        ("a" * 2001, 2001, "zu-lang"),
        ("(" * 10_000, 2001, "zu-lang"),
        ("(" * 60 + "a" + ")" * 60, 51, "zu-tief"),
        ("nicht " * 60 + "a", 301, "zu-tief"),
        ("-" * 60 + "a", 51, "zu-tief"),
        ("betrag(" * 60 + "a" + ")" * 60, 357, "zu-tief"),
        ("+".join("a" * 201), 1, "zu-viele-glieder"),
        ("9" * 31, 1, "zahl-zu-lang"),
        ("9**9**9", 2, "operator-unbekannt"),
        ("9 * *9", 5, "operator-unbekannt"),
        ("a // b", 3, "operator-unbekannt"),
        ("(a := 3)", 4, "operator-unbekannt"),
        ("a = 3", 3, "gleich-einfach"),
        ("a => 3", 3, "zeichen-ersatz"),
        ("a ≥ 3", 3, "zeichen-ersatz"),
        ("a && b", 3, "zeichen-ersatz"),
        ("!a", 1, "zeichen-ersatz"),
        ("a # b", 3, "kommentar"),
        ("a \\ b", 3, "rueckwaertsstrich"),
        (r'a == "\x41"', 7, "rueckwaertsstrich"),
        ("a\nb", 2, "zeilenumbruch"),
        ('a == "b\nc"', 8, "zeilenumbruch"),
        ("a\xa0== 3", 2, "leerzeichen-besonders"),
        ('a == "\x1b[0m"', 7, "zeichen-unbekannt"),
        ("a == „b“", 6, "anfuehrungszeichen"),
        ('a == "b', 6, "text-offen"),
        ('f"{a}" == a', 1, "text-vorsatz"),
        ("förderung == 3", 1, "name-umlaut"),
        ("x == ключ", 6, "name-zeichen"),
        ("a UND b", 3, "name-schreibweise"),
        ("__class__", 1, "name-schreibweise"),
        ("a if b else c", 3, "wort-reserviert"),
        ("lambda: a", 1, "wort-reserviert"),
        ("1.5e3", 1, "zahl-ungueltig"),
        ("0x10", 1, "zahl-ungueltig"),
        ("plz == 01067", 8, "zahl-fuehrende-null"),
        ("a > 2027-01-31", 5, "datum-ohne-funktion"),
        ("a > 2027-12-31", 5, "datum-ohne-funktion"),
        ("a > 31.1.2027", 5, "datum-ohne-funktion"),
        ("a : b", 3, "zeichen-ersatz"),
        ("a * 19 %", 8, "prozent"),
        ("a + 5 €", 7, "einheit"),
        ("a ist b", 3, "wort-als-zeichen"),
        ("a mal 3", 3, "wort-als-zeichen"),
        ("a b", 3, "operator-fehlt"),
        ('"a" "b"', 5, "operator-fehlt"),
        ("a nicht b", 3, "operator-fehlt"),
        ("wenn(a, b, c)(d)", 14, "operator-fehlt"),
        ("a ==", 5, "operand-fehlt"),
        ("und a", 1, "operand-fehlt"),
        ("a + + b", 5, "operand-fehlt"),
        ("()", 2, "operand-fehlt"),
        ("(a", 1, "klammer-offen"),
        ("a)", 2, "klammer-zu-viel"),
        ("(a}", 3, "klammer-zu-viel"),
        ("a == nicht b", 6, "syntax"),
        ("a.b.c", 1, "spalte-verschachtelt"),
        ('"a".upper()', 1, "aufruf-unzulaessig"),
        ("a.b()", 1, "aufruf-unzulaessig"),
        ("(a).b(c)", 1, "aufruf-unzulaessig"),
        ("(a + b).c", 1, "spalte-ohne-tabelle"),
        ("eval(a)", 1, "funktion-unbekannt"),
        ("sume(a.b)", 1, "funktion-unbekannt"),
        ("summe()", 1, "argumente"),
        ("runde(a)", 1, "argumente"),
        ("min(*a)", 5, "operand-fehlt"),
        ("beantwortet(a + 1)", 13, "name-erwartet"),
        ('datum("2026-02-30")', 7, "datum-ungueltig"),
        ('datum("2026-W01-1")', 7, "datum-ungueltig"),
        ("datum(a)", 7, "datum-ohne-text"),
        ("{}", 1, "menge-leer"),
        ('{"a"}', 1, "menge-ohne-in"),
        ('a in ("b", "c")', 6, "menge-klammern"),
        ("feld in {gesundheit-pflege}", 10, "wert-ohne-anfuehrungszeichen"),
        ("a in {1 + 2}", 7, "menge-nur-werte"),
        ('a in {"b"} == c', 1, "kette-gemischt"),
        ("a == 1,5", 6, "komma-zahl"),
        ("a, b", 1, "komma"),
        ("a[0]", 2, "zeichen-unbekannt"),
    ],
)
def test_refused_with_column(text: str, spalte: int, code: str) -> None:
    with pytest.raises(AusdruckFehler) as fehler:
        parse_ausdruck(text)
    befund = fehler.value.befund
    assert (befund.spalte, befund.code) == (spalte, code)
    assert format_befund(befund).endswith((".", "?", '"', ">=", "und", "nicht", "/", "*", "=="))


def test_deep_but_allowed() -> None:
    parse_ausdruck("(" * 50 + "a" + ")" * 50)
    parse_ausdruck("nicht " * 49 + "a")
    parse_ausdruck(" und ".join("a" * 200))
