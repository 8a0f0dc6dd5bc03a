"""Bad guides for each finding of decided reachability, at exactly its line and column; and none where nothing is wrong."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.builders import KOPF, format_abschnitt, split_marke, write_leitfaden
from wegweiser.core.logik.funde import find_logikfunde
from wegweiser.errors.logik import LEICHT
from wegweiser.errors.logik import SAETZE as EIGENE
from wegweiser.errors.saetze import SAETZE
from wegweiser.model.befund import Befund
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.workflow import leitfaeden
from wegweiser.workflow.pruefung import check_gruendlich

A, B, R, K = "abschnitte/a.yaml", "abschnitte/b.yaml", "regeln/r.yaml", "kataloge/formen.yaml"
ZAHL = "{id: zahl, text: T?, typ: ganzzahl, min: 0, max: 10}"
JA = "{id: gut, text: T?, typ: ja_nein}"
WAHL = (
    "{id: wahl, text: T?, typ: auswahl, optionen: [{id: x, titel: X}, {id: y, titel: Y}, {id: z, titel: Z}]}"
)
TAB = "{id: tab, text: T?, typ: tabelle, vorsatz: m, zeilen: {max: 3}, spalten: [{id: n, typ: ganzzahl, min: 0}]}"
FORMEN = "katalog: formen\neintraege:\n  - {id: eg, titel: eG, gruppen: [alle]}\n  - {id: ev, titel: eV, gruppen: [alle]}\n"
REGEL = "text: T, belegstufe: norm, quelle: gesetz, stand: 2026-11"


def a(*fragen: str, kopf: str = "", fuss: str = "") -> dict[str, str]:
    return {A: format_abschnitt("a", *fragen, kopf=kopf, fuss=fuss)}


def b(*fragen: str, kopf: str = "", fuss: str = "") -> dict[str, str]:
    return {B: format_abschnitt("b", *fragen, kopf=kopf, fuss=fuss)}


def regeln(*regeln: str, formen: str = FORMEN) -> dict[str, str]:
    """Rules about the entries of a catalogue."""
    text = "".join(f"  - {{id: r{nr}, {regel}, {REGEL}}}\n" for nr, regel in enumerate(regeln, 1))
    return {**a(ZAHL, WAHL, JA), R: f"regeln:\n{text}", K: formen}


def frage(rest: str, id_: str = "q") -> str:
    return f"{{id: {id_}, text: T?, {rest}}}"


FAELLE: dict[str, tuple[str, dict[str, str]]] = {
    "Abschnitt that cannot be reached": ("abschnitt-unerreichbar", a(ZAHL) | b(frage("typ: zahl"), kopf="wenn: ▸zahl > 10\n")),
    "repeated Abschnitt that cannot be reached": (
        "abschnitt-unerreichbar",
        a(TAB) | b(frage("typ: ja_nein"), kopf="je: tab\n") | {"abschnitte/c.yaml": format_abschnitt("c", frage("typ: zahl", "w"), kopf="je: tab\nwenn: ▸q und nicht q\n")},
    ),
    "two answers at once": ("frage-unerreichbar", a(WAHL, frage("typ: zahl, wenn: ▸wahl == \"x\" und wahl == \"y\""))),
    "beyond the limits of a number": ("frage-unerreichbar", a(ZAHL, frage("typ: zahl, wenn: ▸zahl * 2 > 20"))),
    "between two whole numbers": ("frage-unerreichbar", a(ZAHL, frage("typ: zahl, wenn: ▸4 < zahl < 5"))),
    "excluded by a check before": (
        "frage-unerreichbar",
        a(frage("typ: ganzzahl, pruefe: [{muss: n > 5, text: T}]", "n"), frage("typ: zahl, wenn: ▸n < 3")),
    ),
    "not on the path of the question before": (
        "frage-unerreichbar",
        a(JA, frage("typ: zahl, wenn: gut", "n"), frage("typ: zahl, wenn: ▸n > 5 und nicht gut")),
    ),
    "derived value": (
        "frage-unerreichbar",
        a(ZAHL, fuss="abgeleitet: [{id: d, typ: zahl, ausdruck: \"runde(zahl / 4 * 10, 0)\"}]\n")
        | b(frage("typ: zahl, wenn: ▸d == 4")),
    ),
    "day before and after": (
        "frage-unerreichbar",
        a(frage("typ: datum", "t"), frage('typ: zahl, wenn: ▸t > datum("2026-12-31") und jahr(t) <= 2026')),
    ),
    "rows of a table": ("frage-unerreichbar", a(TAB, frage("typ: zahl, wenn: ▸anzahl(tab.n > 1) > 3"))),
    "rows that only add up": ("frage-unerreichbar", a(TAB, frage("typ: zahl, wenn: ▸summe(tab.n) < kleinster(tab.n)"))),
    "two options of at most one": (
        "frage-unerreichbar",
        a(
            frage("typ: mehrfach, max_anzahl: 1, optionen: [{id: x, titel: X}, {id: y, titel: Y}]", "m"),
            frage("typ: zahl, wenn: ▸'\"x\" in m und \"y\" in m'"),
        ),
    ),
    "parameter": (
        "frage-unerreichbar",
        a(ZAHL, frage("typ: zahl, wenn: ▸zahl > p"))
        | {"leitfaden.yaml": f"{KOPF}abschnitte: [a]\nparameter:\n  p: {{wert: 12, belegstufe: norm, quelle: gesetz, stand: '2026'}}\n"},
    ),
    "branches that exclude each other": (
        "nur-vorsorglich",
        a(JA, frage("typ: ja_nein, wenn: gut", "n"), frage("typ: ja_nein, wenn: nicht gut", "m"), frage("typ: zahl, wenn: ▸n und m")),
    ),
    "condition that always holds": ("bedingung-immer", a(ZAHL, frage("typ: zahl, wenn: ▸zahl >= 0"))),
    "condition of the Abschnitt again": ("bedingung-immer", a(JA) | b(frage("typ: zahl, wenn: ▸gut"), kopf="wenn: gut\n")),
    "Abschnitt whose condition always holds": ("bedingung-immer", a(WAHL) | b(frage("typ: zahl"), kopf="wenn: ▸'wahl in {\"x\", \"y\", \"z\"}'\n")),
    "alternative that never holds": ("zweig-unmoeglich", a(ZAHL, JA, frage("typ: zahl, wenn: gut oder ▸zahl > 10"))),
    "check nobody can meet": ("pruefe-unerfuellbar", a(frage("typ: ganzzahl, max: 5, pruefe: [{muss: ▸q > 5, text: T}]"))),
    "second check nobody can meet": (
        "pruefe-unerfuellbar",
        a(frage("typ: zahl, pruefe: [{muss: q > 5, text: T}, {muss: ▸q < 4, text: T}]")),
    ),
    "check that refuses nothing": ("pruefe-immer", a(frage("typ: ganzzahl, min: 1, pruefe: [{muss: ▸q > 0, text: T}]"))),
    "option that is always refused": (
        "option-unerreichbar",
        a("{id: q, text: T?, typ: auswahl, optionen: [{id: x, titel: X}, ▸{id: y, titel: Y}], pruefe: [{muss: q != \"y\", text: T}]}"),
    ),
    "option that is refused as soon as everything is answered": (
        "nur-vorsorglich",
        a(
            JA,
            "{id: q, text: T?, wenn: gut, typ: mehrfach, optionen: [{id: x, titel: X}, ▸{id: y, titel: Y}], pruefe: [{muss: 'nicht (\"y\" in q und gut)', text: T}]}",
        ),
    ),
    "entry that is always refused": (
        "eintrag-unwaehlbar",
        a("{id: q, text: T?, typ: katalogwahl, katalog: ▸formen, pruefe: [{muss: q != \"eg\", text: T}]}") | {K: FORMEN},
    ),
    "dead end": (
        "sackgasse",
        a(
            frage("typ: skala, von: 0, bis: 4, anker: {}", "s"),
            frage("typ: skala, von: 0, bis: 4, anker: {}, pflicht: true, pruefe: [{muss: ▸q > s, text: T}]"),
        ),
    ),
    "dead end for large numbers": (
        "sackgasse",
        a(frage("typ: zahl", "s"), frage("typ: zahl, max: 1000, pflicht: true, pruefe: [{muss: ▸q > s, text: T}]")),
    ),
    "dead end through a derived value": (
        "sackgasse",
        a(JA, frage("typ: ja_nein, pflicht: true, pruefe: [{muss: ▸d, text: T}]"), fuss="abgeleitet: [{id: d, typ: ja_nein, ausdruck: gut und nicht q oder nicht gut und falsch}]\n"),
    ),
    "rule that never applies": ("regel-gilt-nie", regeln("gilt: [eg], wenn: ▸zahl > 10, muss: gut, stufe: hinweis")),
    "rule nobody can break": ("regel-nie-verletzt", regeln("gilt: [eg], muss: ▸zahl >= 0, stufe: hinweis")),
    "rule nobody can keep": ("regel-nie-erfuellt", regeln("gilt: [eg], muss: ▸zahl < 0, stufe: hinweis")),
    "rule for which everybody qualifies": ("bedingung-immer", regeln("gilt: [eg], wenn: ▸zahl < 11, muss: gut, stufe: hinweis")),
    "rules that contradict each other": (
        "eintrag-ausgeschlossen",
        regeln("gilt: [eg], muss: zahl >= 7, stufe: ausschluss", "gilt: ['@alle'], muss: zahl < 7, stufe: ausschluss", formen=FORMEN.replace("{id: eg", "▸{id: eg")),
    ),
    "rules that forget a number": (
        "fall-fehlt",
        regeln("gilt: [eg], wenn: zahl < 5, muss: gut, stufe: hinweis", "gilt: [eg], wenn: ▸zahl > 5, muss: nicht gut, stufe: hinweis"),
    ),
    "questions that forget a number": (
        "fall-fehlt",
        a(ZAHL, frage("typ: zahl, wenn: zahl <= 4", "n"), frage("typ: zahl, wenn: ▸zahl >= 6", "m")),
    ),
    "rules that forget an option": (
        "fall-fehlt",
        regeln('gilt: [eg], wenn: wahl == "x", muss: zahl > 5, stufe: hinweis', 'gilt: [eg], wenn: ▸wahl == "z", muss: zahl > 6, stufe: hinweis'),
    ),
    "rules that meet in a number": (
        "fall-doppelt",
        regeln("gilt: [eg], wenn: zahl <= 5, muss: gut, stufe: hinweis", "gilt: [eg], wenn: ▸zahl >= 5, muss: nicht gut, stufe: hinweis"),
    ),
    "rules that meet in an option": (
        "fall-doppelt",
        regeln('gilt: [eg], wenn: \'wahl in {"x", "y"}\', muss: zahl > 5, stufe: hinweis', 'gilt: [eg], wenn: ▸\'wahl in {"y", "z"}\', muss: zahl > 6, stufe: hinweis'),
    ),
    "too many rows": ("nicht-entschieden", a(TAB.replace("max: 3", "max: 200"), frage("typ: zahl, wenn: ▸anzahl(tab.n > 1) > 100"))),
    "a puzzle of numbers": (
        "nicht-entschieden",
        a(*(frage("typ: ganzzahl, min: 1", name) for name in "uvw"), frage("typ: zahl, wenn: ▸u * u * u + v * v * v == w * w * w")),
    ),
}  # fmt: skip


def check(dateien: Mapping[str, str], ordner: Path) -> list[Befund]:
    """Only what decided reachability says; the guide must be sound otherwise."""
    name = str(write_leitfaden(ordner, dateien))
    assert [str(befund) for befund in leitfaeden.check_leitfaden(name) if befund.stufe == "fehler"] == []
    return [befund for befund in check_gruendlich(name, date(2026, 11, 30)) if befund.code in EIGENE]


@pytest.mark.parametrize("name", FAELLE)
def test_finding_at_its_place(name: str, tmp_path: Path) -> None:
    code, dateien = FAELLE[name]
    datei = next(datei for datei, text in dateien.items() if "▸" in text)
    text, zeile, spalte = split_marke(dateien[datei])
    ordner = tmp_path / "probe"
    befunde = check({**dateien, datei: text}, ordner)
    ist = [(befund.code, befund.datei, befund.zeile, befund.spalte) for befund in befunde]
    assert ist == [(code, (ordner / datei).as_posix(), zeile, spalte)], [str(befund) for befund in befunde]
    assert befunde[0].stufe == ("hinweis" if code in LEICHT else "fehler")
    assert befunde[0].satz != code


def test_every_kind_of_finding_has_a_bad_guide() -> None:
    assert {code for code, _ in FAELLE.values()} == set(EIGENE)
    assert set(EIGENE) <= set(SAETZE)


GESUND: dict[str, dict[str, str]] = {
    "strict order of days": a(
        frage("typ: datum, pflicht: true", "von"),
        frage("typ: datum, pflicht: true, pruefe: [{muss: q > von, text: T}]"),
    ),
    "strict order of years": a(
        frage("typ: jahr, pflicht: true", "von"),
        frage("typ: jahr, pflicht: true, pruefe: [{muss: q > von, text: T}]"),
    ),
    "at most what is there": a(
        frage("typ: ganzzahl, min: 0", "da"), frage("typ: ganzzahl, min: 0, pflicht: true, pruefe: [{muss: q <= da, text: T}]")
    ),
    "only asked while something is open": a(ZAHL, frage("typ: text, wenn: nicht beantwortet(zahl)")),
    "ratio of two sums": a(
        frage("typ: geldbetrag, min: 0", "erloese"),
        frage("typ: geldbetrag, min: 0", "kosten"),
        fuss="abgeleitet:\n  - {id: deckung, typ: anteil, ausdruck: 'runde(erloese / kosten, 4)'}\n",
    ) | b(frage("typ: text, wenn: deckung < 0.7"), frage("typ: text, wenn: deckung >= 0.7", "w")),
    "follow-up for two of three options": a(WAHL, frage('typ: text, wenn: wahl == "x"'), frage('typ: text, wenn: wahl == "y"', "w")),
    "sum of a table": a(TAB, frage("typ: text, wenn: summe(tab.n) > 1000")),
    "mean of a table": a(TAB, frage("typ: text, wenn: mittel(tab.n) == 2.5"), frage("typ: text, wenn: anzahl(tab) == 3", "w")),
    "rows of a table as options": a(
        TAB.replace("n, typ: ganzzahl, min: 0", "titel, typ: text"),
        frage("typ: mehrfach, aus_tabelle: tab", "m"),
        frage("typ: text, wenn: anzahl(m) >= 2"),
    ),
    "sums over repeated answers": a(TAB)
    | b(frage("typ: ganzzahl, min: 0, max: 4", "je_zahl"), frage("typ: text, wenn: je_zahl > 3"), kopf="je: tab\n")
    | {"abschnitte/c.yaml": format_abschnitt("c", frage("typ: text, wenn: summe(je_zahl) > 4", "w"))},
    "a rule that always excludes": regeln("gilt: [eg], wenn: gut, muss: falsch, stufe: ausschluss"),
    "a general and a special rule": regeln(
        "gilt: [eg], muss: zahl >= 2, stufe: ausschluss", 'gilt: [eg], wenn: wahl == "x", muss: zahl >= 7, stufe: ausschluss'
    ),
    "rules for every option": regeln(
        'gilt: [eg], wenn: wahl == "x", muss: zahl > 5, stufe: hinweis', 'gilt: [eg], wenn: wahl != "x", muss: zahl > 6, stufe: hinweis'
    ),
    "a border that is named": a(
        ZAHL, frage("typ: text, wenn: zahl < 5"), frage("typ: text, wenn: zahl > 5", "w"), frage("typ: text, wenn: zahl == 5", "v")
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GESUND)
def test_no_false_alarm(name: str, tmp_path: Path) -> None:
    assert [str(befund) for befund in check(GESUND[name], tmp_path / "probe")] == []


def test_what_follows_from_a_finding_is_not_reported_again(tmp_path: Path) -> None:
    dateien = a(
        ZAHL,
        frage("typ: ja_nein, wenn: zahl > 10", "tot"),
        frage("typ: text, wenn: tot"),
        frage("typ: text, wenn: tot und zahl > 10", "w"),
        frage("typ: ganzzahl, max: 3, pruefe: [{muss: n > 3, text: T}]", "n"),
        frage("typ: text, wenn: n > 1", "v"),
    ) | b(frage("typ: ja_nein", "auch_tot"), kopf="wenn: zahl < 0\n")
    dateien |= {"abschnitte/c.yaml": format_abschnitt("c", frage("typ: text, wenn: auch_tot", "u"))}
    codes = [(befund.code, befund.angaben.get("titel")) for befund in check(dateien, tmp_path / "probe")]
    assert codes == [
        ("frage-unerreichbar", "T?"),
        ("frage-unerreichbar", "T?"),
        ("pruefe-unerfuellbar", None),
        ("abschnitt-unerreichbar", "b"),
    ]


def test_dead_end_names_the_answers(tmp_path: Path) -> None:
    text, _, _ = split_marke(FAELLE["dead end"][1][A])
    (befund,) = check({A: text}, tmp_path / "probe")
    assert "s = 4" in befund.satz


def test_shipped_guide_has_no_findings(leitfaden: Leitfaden) -> None:
    assert list(find_logikfunde(leitfaden)) == []
