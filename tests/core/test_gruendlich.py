"""What the thorough check adds: hints, each at exactly its line and column; a sound guide gets none."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.builders import KOPF, QUELLEN, format_abschnitt, split_marke, write_leitfaden
from wegweiser.core.pruefung.gruendlich.laengen import ABSCHNITT, KURZ, SCHRITT, WAHL
from wegweiser.core.pruefung.staende import parse_stand
from wegweiser.errors import find_stufe
from wegweiser.workflow.pruefung import check_gruendlich

STICHTAG = date(2026, 11, 25)
A, B = "abschnitte/a.yaml", "abschnitte/b.yaml"
BELEG = "quelle: gesetz, stand: 2026-11, belegstufe: norm"
ZAHL = "{id: zahl, text: T?, typ: ganzzahl, quelle: gesetz}"
FORMWAHL = "{id: form, text: T?, typ: katalogwahl, katalog: formen}"
FORMEN = f"katalog: formen\neintraege:\n  - {{id: verein, titel: Verein, gruppen: [nv], {BELEG}}}\n  - {{id: gmbh, titel: GmbH, {BELEG}}}\n"
REGEL = f"{{id: r1, gilt: [verein], muss: zahl > 1, text: T, stufe: hinweis, {BELEG}}}"
SPRACHE = "sprache: tr\ntitel: Türkçe\ngeprueft_von: null\nstand: 2026-11\n"
BUERGERFRAGE = "{id: weg, text: Wie?, hilfe: So., typ: auswahl, runde: buergerschaft, optionen: [{id: bus, titel: Bus}, {id: rad, titel: Rad}]}"


def a(*fragen: str, kopf: str = "", fuss: str = "") -> dict[str, str]:
    return {A: format_abschnitt("a", ZAHL, *fragen, kopf=kopf, fuss=fuss)}


def kopf(zusatz: str, abschnitte: str = "a") -> dict[str, str]:
    return {"leitfaden.yaml": f"{KOPF}abschnitte: [{abschnitte}]\n{zusatz}"}


def parameter(angaben: str, ausdruck: str = "zahl > p") -> dict[str, str]:
    """A guide with one figure, and a condition that may read it."""
    return a(f"{{id: q, text: T?, typ: zahl, wenn: {ausdruck}}}") | kopf(f"parameter:\n  p: {angaben}\n")


def bausteine(angaben: str) -> dict[str, str]:
    text = f"katalog: bausteine\neintraege:\n  - {{id: x, titel: X, art: zuschuss, quelle: gesetz, belegstufe: sekundaer, {angaben}}}\n"
    return a() | {"kataloge/bausteine.yaml": text}


def faelle(stand: str) -> dict[str, str]:
    text = f"katalog: faelle\neintraege:\n  - {{id: x, titel: X, quelle: gesetz, belegstufe: sekundaer, stand: {stand}}}\n"
    return a() | {"kataloge/faelle.yaml": text}


def regeln(*weitere: str) -> dict[str, str]:
    zeilen = "".join(f"  - {regel}\n" for regel in (REGEL, *weitere))
    return a() | {"kataloge/formen.yaml": FORMEN, "regeln/formen.yaml": f"regeln:\n{zeilen}"}


def tr(text: str) -> dict[str, str]:
    return {A: format_abschnitt("a", ZAHL, BUERGERFRAGE), "uebersetzungen/tr.yaml": SPRACHE + text}


GANZ = "fragen: {weg: {deutsch: Wie?, text: N?, hilfe: Y., optionen: {bus: O, rad: B}}}\n"
ZWEI = REGEL.replace("r1", "▸r2")
FAELLE: dict[str, tuple[str, dict[str, str]]] = {
    "no Abschnitt": ("ohne-fragen", {"leitfaden.yaml": f"{KOPF}abschnitte: ▸[]\n", "quellen.yaml": "[]\n"}),
    "Abschnitt without Schritte": ("ohne-fragen", a() | {B: "id: b\ntitel: b\nwarum: W\nschritte: ▸[]\n"}),
    "Schritt without questions": ("ohne-fragen", a() | {B: "id: b\ntitel: b\nwarum: W\nschritte:\n  - {id: s, titel: S, fragen: ▸[]}\n"}),
    "proposal from a later question": (
        "vorschlag-spaeter",
        a("{id: q, text: T?, typ: zahl, vorschlag: ▸r + 1}", "{id: r, text: T?, typ: zahl}"),
    ),
    "title of an Abschnitt": ("text-lang", {A: format_abschnitt("a", ZAHL).replace("titel: a", f"titel: ▸{'x' * (ABSCHNITT + 1)}", 1)}),
    "title of a Schritt": ("text-lang", {A: format_abschnitt("a", ZAHL).replace("titel: Schritt", f"titel: ▸{'x' * (SCHRITT + 1)}")}),
    "short name of a question": ("text-lang", a(f"{{id: q, text: T?, typ: zahl, kurz: ▸{'x' * (KURZ + 1)}}}")),
    "short name of a column": (
        "text-lang",
        a(f"{{id: t, text: T?, typ: tabelle, spalten: [{{id: x, typ: zahl, kurz: ▸{'x' * (KURZ + 1)}}}]}}"),
    ),
    "title of an option": ("text-lang", a(f"{{id: w, text: T?, typ: auswahl, optionen: [{{id: a, titel: ▸{'x' * (WAHL + 1)}}}]}}")),
    "anchor of a scale": ("text-lang", a(f"{{id: s, text: T?, typ: skala, von: 0, bis: 4, anker: {{0: ▸{'x' * (WAHL + 1)}}}}}")),
    "title of an entry that can be chosen": (
        "text-lang",
        a(FORMWAHL) | {"kataloge/formen.yaml": FORMEN.replace("titel: GmbH", f"titel: ▸{'x' * (WAHL + 1)}")},
    ),
    "entry without source": (
        "beleg-fehlt",
        a() | {"kataloge/formen.yaml": f"{FORMEN}  - ▸{{id: x, titel: X, stand: 2026-11, belegstufe: norm}}\n"},
    ),
    "entry without anything": ("beleg-fehlt", a() | {"kataloge/formen.yaml": f"{FORMEN}  - ▸{{id: x, titel: X}}\n"}),
    "programme after half a year": ("veraltet", bausteine("stand: ▸2026-04")),
    "rate after half a year": (
        "veraltet",
        parameter("{wert: 1, belegstufe: sekundaer, quelle: seite, stand: ▸2026-04-30}")
        | {"quellen.yaml": f"{QUELLEN}- {{id: seite, art: seite, titel: S}}\n"},
    ),
    "law after two years": ("veraltet", regeln(ZWEI.replace("▸r2", "r2").replace("> 1", "> 2").replace("2026-11", "▸2024-10"))),
    "law behind a question": ("veraltet", a("{id: q, text: T?, typ: zahl, quelle: gesetz, stand: ▸'2023'}")),
    "case after five years": ("veraltet", faelle("▸2021-10")),
    "rule that held": (
        "abgelaufen",
        regeln(ZWEI.replace("▸r2", "r2").replace("> 1", "> 2").replace("text:", "gueltig_bis: ▸2026-11-24, text:")),
    ),
    "figure nothing computes with": (
        "parameter-unbenutzt",
        parameter("▸{wert: 1, belegstufe: norm, quelle: gesetz, stand: 2026-11}", "zahl > 1"),
    ),
    "derived value nobody sees": (
        "abgeleitet-unbenutzt",
        a(fuss="abgeleitet:\n  - {id: ▸s, typ: zahl, ausdruck: zahl + 1}\n"),
    ),
    "catalogue nobody offers": ("katalog-unbenutzt", a() | {"kataloge/x.yaml": f"katalog: ▸k\neintraege: [{{id: a, titel: A, {BELEG}}}]\n"}),
    "Kriterium without points": (
        "eintrag-unbenutzt",
        a() | {"kataloge/kriterien.yaml": f"katalog: kriterien\neintraege: [{{id: ▸k, titel: K, {BELEG}}}]\n"},
    ),
    "source nobody names": ("quelle-unbenutzt", a() | {"quellen.yaml": f"{QUELLEN}- {{id: ▸seite, art: seite, titel: S}}\n"}),
    "Abschnitt nobody names": ("datei-unbenutzt", a() | kopf("") | {B: f"▸{format_abschnitt('b', ZAHL)}"}),
    "group that is misspelt": (
        "gruppe-allein",
        a() | {
            "kataloge/formen.yaml": FORMEN.replace("[nv]", "[personen]").replace("GmbH, quelle", "GmbH, gruppen: [▸persone], quelle"),
            "regeln/formen.yaml": "regeln:\n  - " + REGEL.replace("[verein]", '["@personen"]') + "\n",
        },
    ),
    "two rules that say the same": ("regel-gleich", regeln(ZWEI.replace("zahl > 1", "(zahl) >  1.0").replace("[verein]", "['*']"))),
    "thousands with a dot": ("zahl-tausender", a("{id: q, text: T?, kurz: Q, typ: zahl, wenn: zahl > ▸1.500}")),
    "limit with a dot for thousands": ("zahl-tausender", a("{id: q, text: T?, kurz: Q, typ: geldbetrag, max: ▸12.000}")),
    "figure with a dot for thousands": ("zahl-tausender", parameter("{wert: ▸1.200, belegstufe: norm, quelle: gesetz, stand: 2026-11}", "zahl > p")),
    "question that is not translated": ("uebersetzung-fehlt", tr("fragen: ▸{}\n")),
    "option that is not translated": ("uebersetzung-fehlt", tr(GANZ.replace(", rad: B", "").replace("weg: {", "weg: ▸{"))),
    "help that is not translated": ("uebersetzung-fehlt", tr(GANZ.replace("hilfe: Y., ", "").replace("weg: {", "weg: ▸{"))),
    "translated from another wording": ("uebersetzung-alt", tr(GANZ.replace("Wie?", "▸Womit?"))),
}  # fmt: skip


def check(ordner: Path, stichtag: date = STICHTAG) -> list[tuple[str, str, int, int]]:
    befunde = check_gruendlich(str(ordner), stichtag)
    assert all(befund.satz and "{" not in befund.satz for befund in befunde)
    return [(b.code, Path(b.datei).relative_to(ordner).as_posix(), b.zeile, b.spalte) for b in befunde]


@pytest.mark.parametrize("name", FAELLE)
def test_hint_at_its_place(name: str, tmp_path: Path) -> None:
    code, dateien = FAELLE[name]
    datei = next(datei for datei, text in dateien.items() if "▸" in text)
    text, zeile, spalte = split_marke(dateien[datei])
    ordner = write_leitfaden(tmp_path / "probe", {**dateien, datei: text})
    assert check(ordner) == [(code, datei, zeile, spalte)]
    assert find_stufe(code) == "hinweis"


GUTE: Mapping[str, dict[str, str]] = {
    "longest texts": {
        A: format_abschnitt(
            "a",
            ZAHL,
            f"{{id: w, text: T?, typ: auswahl, kurz: {'x' * KURZ}, optionen: [{{id: a, titel: {'x' * WAHL}}}]}}",
        )
        .replace("titel: a", f"titel: {'x' * ABSCHNITT}", 1)
        .replace("titel: Schritt", f"titel: {'x' * SCHRITT}")
    },
    "programme within half a year": bausteine("stand: 2026-05-25"),
    "programme that is over": bausteine("stand: '2019', status: ausgelaufen"),
    "case within five years": faelle("2021-11-25"),
    "own judgement never ages": parameter(
        "{wert: 1, belegstufe: einschaetzung, quelle: seite, stand: '2001'}"
    )
    | {"quellen.yaml": f"{QUELLEN}- {{id: seite, art: seite, titel: S}}\n"},
    "a figure of the program": a()
    | kopf("parameter:\n  untergrenze_form: {wert: 1, belegstufe: norm, quelle: gesetz, stand: 2026-11}\n"),
    "derived value that is shown": a(fuss="abgeleitet: [{id: s, titel: S, typ: zahl, ausdruck: zahl + 1}]\n"),
    "derived value that is read": a(
        "{id: q, text: T?, typ: zahl, wenn: s > 1}",
        fuss="abgeleitet: [{id: s, typ: zahl, ausdruck: zahl + 1}]\n",
    ),
    "catalogue of a column": a(
        "{id: t, text: T?, typ: tabelle, spalten: [{id: x, typ: katalogwahl, katalog: k}]}"
    )
    | {"kataloge/x.yaml": f"katalog: k\neintraege: [{{id: a, titel: A, {BELEG}}}]\n"},
    "groups that are alike but both used": regeln()
    | {
        "kataloge/formen.yaml": FORMEN.replace("[nv]", "[personen, person]").replace(
            "GmbH, quelle", "GmbH, gruppen: [person, personen], quelle"
        )
    },
    "same rule for others": regeln(ZWEI.replace("▸", "").replace("verein", "gmbh")),
    "same rule at another time": regeln(
        ZWEI.replace("▸", "").replace("text:", "gueltig_ab: 2027-01-01, text:")
    )
    | {"regeln/a.yaml": "regeln: []\n"},
    "source that journeys name": a()
    | {
        "quellen.yaml": f"{QUELLEN}- {{id: seite, art: seite, titel: S}}\n",
        "reisen/r.yaml": "faelle: [{id: f, antworten: {a: {zahl: {wert: 1, belege: [seite]}}}}]\n",
    },
    "whole translation": tr(GANZ),
    "translation of what citizens are asked only": {
        A: format_abschnitt("a", ZAHL),
        "uebersetzungen/tr.yaml": SPRACHE,
    },
}


@pytest.mark.parametrize("name", GUTE)
def test_no_false_alarm(name: str, tmp_path: Path) -> None:
    dateien = dict(GUTE[name])
    if name == "same rule at another time":
        regel = dateien["regeln/formen.yaml"].replace("id: r1,", "id: r1, gueltig_bis: 2026-12-31,")
        dateien["regeln/formen.yaml"] = regel
    assert check(write_leitfaden(tmp_path / "probe", dateien)) == []


def test_age_is_counted_from_the_day_that_is_given(tmp_path: Path) -> None:
    ordner = write_leitfaden(tmp_path / "probe", bausteine("stand: 2026-05"))
    assert check(ordner, date(2026, 11, 30)) == []
    assert [code for code, *_ in check(ordner, date(2026, 12, 1))] == ["veraltet"]


def test_hints_come_when_no_error_is_left(tmp_path: Path) -> None:
    dateien = a("{id: q, text: T?, typ: zahl, wenn: gibtsnicht}") | {
        "quellen.yaml": f"{QUELLEN}- {{id: seite, art: seite, titel: S}}\n"
    }
    assert [code for code, *_ in check(write_leitfaden(tmp_path / "probe", dateien))] == ["ausdruck"]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("2026", date(2026, 12, 31)),
        ("2026-02", date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("2026-11-05", date(2026, 11, 5)),
        ("2026-13", None),
        ("2026-02-30", None),
        ("26", None),
        ("2026-1", None),
        ("0000", None),
        ("Mai 2026", None),
        ("", None),
        ("２０２６", None),
        ("-026", None),
    ],
)
def test_dates_of_evidence(text: str, tag: date | None) -> None:
    assert parse_stand(text) == tag
