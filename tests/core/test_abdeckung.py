"""Coverage: the numbers of a small guide, counted by hand."""

from pathlib import Path

import pytest

from tests.builders import build_leitfaden, format_abschnitt, write_leitfaden
from wegweiser.model.abdeckung import Posten, Ziel
from wegweiser.workflow import reisen
from wegweiser.workflow.reisen import Abdeckungsbericht
from wegweiser.workflow.umfeld import Umfeld

# 6 questions; 3 options, 2 entries of a catalogue offered twice; 1 rule; 2 questions and 1 Abschnitt with a condition.
LEITFADEN = {
    "abschnitte/start.yaml": format_abschnitt(
        "start",
        "{id: art, text: Welche Art?, typ: auswahl, optionen: [{id: a, titel: A}, {id: b, titel: B}]}",
        "{id: mehr, text: Was mehr?, typ: text, wenn: 'art == \"a\"'}",
        "{id: massnahmen, text: Was?, typ: tabelle, vorsatz: m, spalten: [{id: titel, typ: text}, "
        "{id: feld, typ: katalogwahl, katalog: felder}, {id: stand, typ: auswahl, optionen: [{id: x, titel: X}]}]}",
    ),
    "abschnitte/form.yaml": format_abschnitt(
        "form",
        "{id: zahl, text: Wie viele?, typ: ganzzahl, pruefe: [{muss: zahl > 0, text: Zu klein.}]}",
        "{id: felder, text: Felder?, typ: mehrfach, katalog: felder}",
        "{id: grund, text: Warum?, typ: text, wenn: zahl < 3}",
        kopf="je: massnahmen\nwenn: art == \"a\"\n",
    ),
    "kataloge/felder.yaml": "katalog: felder\neintraege:\n"
    "  - {id: f1, titel: Eins, quelle: gesetz, stand: 2026-04, belegstufe: norm}\n"
    "  - {id: f2, titel: Zwei, quelle: gesetz, stand: 2026-04, belegstufe: norm}\n",
    "regeln/r.yaml": "regeln:\n  - {id: r-drei, katalog: felder, gilt: ['*'], muss: zahl >= 3, stufe: hinweis, text: T.,\n"
    "     belegstufe: norm, quelle: gesetz, stand: 2026-04}\n",
}  # fmt: skip
FALL = {
    "leer": "{}",
    "b": "{start: {art: b, massnahmen: [{id: m1, titel: T, feld: f1, stand: x}]}, form: {m1: {zahl: 9, grund: G}}}",
    "a": "{start: {art: a, mehr: M, massnahmen: [{id: m1, titel: T}, {id: m2, titel: U}]}, form: {m1: {zahl: 2}, m2: {zahl: 3}}}",
    "offen": "{start: {art: a, massnahmen: [{id: m1, titel: T}]}, form: {m1: {zahl: {offen: true}, felder: [f1, f2]}}}",
    "keine": "{start: {art: a, massnahmen: [{id: m1, titel: T}]}, form: {m1: {zahl: 0}}}",
}


def play(tmp_path: Path, umfeld: Umfeld, *faelle: str) -> Abdeckungsbericht:
    ordner = write_leitfaden(tmp_path / "probe", LEITFADEN)
    build_leitfaden(ordner, LEITFADEN)
    (ordner / "reisen").mkdir(exist_ok=True)
    zeilen = [f"  - {{id: {id_}, antworten: {FALL[id_]}}}\n" for id_ in faelle]
    text = "faelle:\n" + "".join(zeilen) if zeilen else "faelle: []\n"
    (ordner / "reisen" / "r.yaml").write_text(text, encoding="utf-8")
    return reisen.compute_abdeckung(str(ordner), umfeld)


@pytest.mark.parametrize(
    ("faelle", "zahlen"),
    [
        # questions of 6, options of 3, entries of 2, rule violated, fulfilled, open, branches of 6, checks of 1
        ((), (0, 0, 0, 0, 0, 0, 0, 0)),
        # an open condition decides nothing, and there is no record
        (("leer",), (0, 0, 0, 0, 0, 0, 0, 0)),
        # `form` is not on the path: its answers and its rule rest; `mehr` and `form` are false, `grund` is not decided
        (("b",), (2, 2, 1, 0, 0, 0, 2, 0)),
        # one record below three, the other not
        (("a",), (4, 1, 0, 1, 1, 0, 4, 0)),
        (("offen",), (3, 1, 2, 0, 0, 1, 2, 0)),
        (("keine",), (3, 1, 0, 1, 0, 0, 3, 1)),
        (("leer", "b", "a", "offen"), (5, 3, 2, 1, 1, 1, 6, 0)),
    ],
)
def test_numbers_counted_by_hand(
    tmp_path: Path, umfeld: Umfeld, faelle: tuple[str, ...], zahlen: tuple[int, ...]
) -> None:
    abdeckung = play(tmp_path, umfeld, *faelle).abdeckung
    posten = [
        abdeckung.find_posten("frage"),
        abdeckung.find_posten("option"),
        abdeckung.find_posten("eintrag"),
        *(abdeckung.find_posten("regel", zustaende=(z,)) for z in ("verletzt", "erfuellt", "offen")),
        abdeckung.find_posten("zweig"),
        abdeckung.find_posten("pruefung"),
    ]
    assert [p.von for p in posten] == [6, 3, 2, 1, 1, 1, 6, 1]
    assert tuple(p.besucht for p in posten) == zahlen


def test_what_is_missing_stands_at_its_place(tmp_path: Path, umfeld: Umfeld) -> None:
    bericht = play(tmp_path, umfeld, "a", "offen")
    text = (tmp_path / "probe/abschnitte/start.yaml").read_text(encoding="utf-8").splitlines()
    gefunden = {(b.code, b.angaben["name"], b.angaben["zustand"]) for b in bericht.fehlt}
    assert gefunden == {
        ("abdeckung-option", "art", "b"),
        ("abdeckung-zweig", "mehr", "falsch"),
        ("abdeckung-option", "massnahmen.stand", "x"),
        ("abdeckung-zweig", "abschnitte/form", "falsch"),
        ("abdeckung-frage", "grund", ""),
    }
    erster = next(b for b in bericht.fehlt if b.code == "abdeckung-option")
    assert text[erster.zeile - 1][erster.spalte - 1 :].startswith("{id: b, titel: B}")
    assert {befund.stufe for befund in bericht.fehlt} == {"hinweis"}


def test_which_cases_visit(tmp_path: Path, umfeld: Umfeld) -> None:
    besuche = play(tmp_path, umfeld, "b", "a", "keine").abdeckung.besuche
    assert besuche[Ziel("frage", "zahl")] == ("a", "keine")
    assert besuche[Ziel("zweig", "abschnitte/form", "falsch")] == ("b",)


@pytest.mark.parametrize(
    ("posten", "prozent"), [((0, 0), 100), ((999, 1000), 99), ((1, 3), 33), ((5, 5), 100)]
)
def test_only_everything_is_hundred_percent(posten: tuple[int, int], prozent: int) -> None:
    assert Posten(*posten).prozent == prozent


def test_journeys_of_lower_guides_count(tmp_path: Path, umfeld: Umfeld) -> None:
    play(tmp_path, umfeld, "a", "offen")
    oben = tmp_path / "oben"
    kopf = (
        "format: 1\nid: oben\nversion: 1.0.0\ntitel: Oben\nherausgeber: Stadt\nlizenz: CC0-1.0\nsprache: de\n"
        "herkunft: fachpraxis\nerweitert: {leitfaden: ../probe, version: '>=1.0,<2'}\nverbirgt: {fragen: [mehr]}\n"
    )
    faelle = "faelle:\n  - {id: a, antworten: {start: {art: b}}}\n"
    for name, text in (("leitfaden.yaml", kopf), ("reisen/o.yaml", faelle)):
        (oben / name).parent.mkdir(parents=True, exist_ok=True)
        (oben / name).write_text(text, encoding="utf-8")
    bericht = reisen.compute_abdeckung(str(oben), umfeld)
    assert bericht.abdeckung.faelle == ("probe/a", "probe/offen", "a")
    assert bericht.abdeckung.find_posten("frage") == Posten(
        4, 5
    )  # without `mehr`, whose answer no longer fits
    assert bericht.abdeckung.besuche[Ziel("option", "art", "b")] == ("a",)
    assert {Path(befund.datei).parts[-3] for befund in bericht.fehlt} == {"probe"}
    assert [e.fall for e in reisen.check_reisen(str(oben), umfeld)] == ["a"]


# Cases for what is missing


@pytest.mark.parametrize("faelle", [(), ("a",), ("b", "offen")])
def test_written_cases_visit_what_was_missing_and_pass(
    tmp_path: Path, umfeld: Umfeld, faelle: tuple[str, ...]
) -> None:
    vorher = play(tmp_path, umfeld, *faelle)
    ordner = tmp_path / "probe"
    ergebnis = reisen.write_vorschlaege(str(ordner), "neu.yaml", umfeld)
    assert ergebnis.pfad == ordner / "reisen" / "neu.yaml"
    assert 0 < len(ergebnis.faelle) <= len(vorher.fehlt)
    assert ergebnis.ohne == ()
    assert [b for e in reisen.check_reisen(str(ordner), umfeld) for b in e.befunde] == []
    assert reisen.compute_abdeckung(str(ordner), umfeld).fehlt == ()
    assert reisen.write_vorschlaege(str(ordner), "neu.yaml", umfeld).faelle == ()


def test_written_cases_stand_behind_the_others(tmp_path: Path, umfeld: Umfeld) -> None:
    play(tmp_path, umfeld)
    pfad = tmp_path / "probe" / "reisen" / "r.yaml"
    anfang = "# von Hand\nfaelle:\n  - {id: option-art-b, antworten: {}}   # bleibt\n"
    pfad.write_text(anfang, encoding="utf-8")
    ergebnis = reisen.write_vorschlaege(str(tmp_path / "probe"), str(pfad), umfeld, anzahl=3)
    assert ergebnis.faelle == ("frage-art", "option-art-b-2", "frage-mehr")
    text = pfad.read_text(encoding="utf-8")
    assert text.startswith(anfang)
    assert "titel: Bei „art“ wird „b“ gewählt" in text.replace('"', "")
    assert [e.befunde for e in reisen.check_reisen(str(tmp_path / "probe"), umfeld)] == [()] * 4


def test_what_cannot_be_visited_is_named(tmp_path: Path, umfeld: Umfeld) -> None:
    dateien = {
        "abschnitte/s.yaml": format_abschnitt(
            "s",
            "{id: zahl, text: Wie viele?, typ: ganzzahl, min: 0, max: 5}",
            "{id: viele, text: So viele?, typ: ja_nein, wenn: zahl > 5}",
            "{id: teile, text: Wie verteilt?, typ: verteilung, optionen: [{id: o1, titel: A}, {id: o2, titel: B}]}",
        )
    }
    ordner = write_leitfaden(tmp_path / "probe", dateien)
    ergebnis = reisen.write_vorschlaege(str(ordner), "neu.yaml", umfeld)
    assert {(ziel.art, ziel.name, grund) for ziel, grund in ergebnis.ohne} == {
        ("zweig", "viele", "unmoeglich"),
        ("frage", "viele", "unmoeglich"),
    }
    fehlt = reisen.compute_abdeckung(str(ordner), umfeld).abdeckung.list_fehlende("frage", "option")
    assert [ziel.name for ziel in fehlt] == ["viele"]
