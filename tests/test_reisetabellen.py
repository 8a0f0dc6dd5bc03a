"""Tables in journeys: one row is one case, and every difference points at its cell."""

from pathlib import Path

import pytest

from tests.builders import KLEIN, split_marke, write_leitfaden
from wegweiser.adapters.reisen import check_reise, load_reise
from wegweiser.errors import BenutzungError
from wegweiser.workflow import reisen
from wegweiser.workflow.umfeld import Umfeld

REGELN = """\
regeln:
  - id: r-sieben
    gilt: ["*"]
    muss: gruender >= 7
    stufe: hinweis
    text: Sieben müssen es sein.
    belegstufe: norm
    quelle: gesetz
    stand: 2026-04
"""
FORMEN = "katalog: formen\neintraege:\n  - {id: verein, titel: Verein, quelle: gesetz, stand: 2026-04, belegstufe: norm}\n"
TABELLE = """\
faelle:
  - id: wie-viele
    titel: Wie viele gründen
    antworten: {rahmen: {laden: ja, massnahmen: [{id: m1, titel: Laden}]}}
    erwartet: {pfad_enthaelt: [ladenname]}
    tabelle:
      setzt: ["form[m1].gruender", rahmen.laden]
      erwartet: ["r-sieben[m1]", "form[m1].gruender"]
      zeilen:
        - [6, ~, verletzt, 6]
        - [7, ja, erfuellt, ~]
        - [offen, ja, offen, ~]
"""


@pytest.fixture
def ordner(tmp_path: Path) -> Path:
    dateien = {**KLEIN, "regeln/r.yaml": REGELN, "kataloge/formen.yaml": FORMEN}
    ordner = write_leitfaden(tmp_path / "probe", dateien)
    (ordner / "reisen").mkdir()
    return ordner


def write_reise(ordner: Path, text: str) -> Path:
    pfad = ordner / "reisen" / "r.yaml"
    pfad.write_text(text, encoding="utf-8")
    return pfad


def test_one_case_for_every_row(ordner: Path, umfeld: Umfeld) -> None:
    faelle = load_reise(write_reise(ordner, TABELLE))
    assert [(fall.id, fall.titel, fall.reihe) for fall in faelle] == [
        ("wie-viele-1", "Wie viele gründen (6, –)", "wie-viele"),
        ("wie-viele-2", "Wie viele gründen (7, ja)", "wie-viele"),
        ("wie-viele-3", "Wie viele gründen (offen, ja)", "wie-viele"),
    ]
    assert [e.befunde for e in reisen.check_reisen(str(ordner), umfeld)] == [(), (), ()]


def test_rows_do_not_change_each_other(ordner: Path) -> None:
    eins, zwei, _ = load_reise(write_reise(ordner, TABELLE.replace("[7, ja,", "[~, nein,")))
    rahmen = [fall.antworten.daten["antworten"]["rahmen"] for fall in (eins, zwei)]
    assert [teil["laden"] for teil in rahmen] == ["ja", "nein"]
    assert "form" not in zwei.antworten.daten["antworten"]


@pytest.mark.parametrize(
    ("alt", "neu"),
    [
        ("[6, ~, verletzt, 6]", "[6, ~, ▸erfuellt, 6]"),
        ("[6, ~, verletzt, 6]", "[6, ~, verletzt, ▸7]"),
        ("[6, ~, verletzt, 6]", "[▸viele, ~, offen, offen]"),
        ("[7, ja, erfuellt, ~]", "[7, ▸vielleicht, erfuellt, ~]"),
        ("pfad_enthaelt: [ladenname]", "pfad_ohne: [▸ladenname]"),
        ('["r-sieben[m1]", ', '[▸"r-sieben", '),
    ],
)
def test_differences_point_at_their_cell(ordner: Path, umfeld: Umfeld, alt: str, neu: str) -> None:
    text, zeile, spalte = split_marke(TABELLE.replace(alt, neu))
    write_reise(ordner, text)
    stellen = [(b.zeile, b.spalte) for e in reisen.check_reisen(str(ordner), umfeld) for b in e.befunde]
    if neu.startswith(
        '[▸"r-sieben"'
    ):  # the column is about every row; the cell is where its expectation stands
        assert [stelle[0] for stelle in stellen] == [10, 11, 12]
    else:
        assert set(stellen) == {(zeile, spalte)}


@pytest.mark.parametrize(
    ("alt", "neu", "code"),
    [
        ("rahmen.laden]", "▸laden]", "reise-adresse"),
        ('["r-sieben[m1]", ', '[▸"R sieben", ', "reise-adresse"),
        ("- [6, ~, verletzt, 6]", "- ▸[6, verletzt]", "reise-zeile"),
        ("- [6, ~, verletzt, 6]", "- ▸6", "liste-erwartet"),
        ("    tabelle:\n", "    tabelle:\n      zellen: ▸[]\n", "feld-unbekannt"),
        ("      setzt: [", "      sezt: ▸[", "feld-unbekannt"),
    ],
)
def test_broken_tables_are_refused_at_their_place(ordner: Path, alt: str, neu: str, code: str) -> None:
    text, zeile, spalte = split_marke(TABELLE.replace(alt, neu))
    reise = check_reise(write_reise(ordner, text))
    assert [(b.zeile, b.spalte, b.code) for b in reise.befunde if b.code == code] == [(zeile, spalte, code)]
    assert reise.faelle == ()


def test_one_case_or_all_rows_of_a_table(ordner: Path, umfeld: Umfeld) -> None:
    write_reise(ordner, TABELLE)

    def spiele(fall: str) -> list[str]:
        return [e.fall for e in reisen.check_reisen(str(ordner), umfeld, fall)]

    assert spiele("wie-viele-2") == ["wie-viele-2"]
    assert spiele("wie-viele") == ["wie-viele-1", "wie-viele-2", "wie-viele-3"]
    with pytest.raises(BenutzungError, match="Meinten Sie „wie-viele"):
        spiele("wie-viel")


def test_the_same_id_twice_is_a_finding(ordner: Path, umfeld: Umfeld) -> None:
    write_reise(ordner, TABELLE)
    text = "faelle:\n  - {id: wie-viele-2, antworten: {}}\n"
    (ordner / "reisen" / "s.yaml").write_text(text, encoding="utf-8")
    (befund,) = [b for e in reisen.check_reisen(str(ordner), umfeld) for b in e.befunde]
    assert (befund.code, befund.zeile, befund.angaben["erste"]) == ("reise-doppelt", 2, "r.yaml")


PRUEFUNG = {
    "abschnitte/geld.yaml": "id: geld\ntitel: Geld\nwarum: Darum.\nschritte:\n  - id: s\n    titel: S\n    fragen:\n"
    "      - {id: wenig, text: Wenig?, typ: ganzzahl}\n"
    "      - {id: viel, text: Viel?, typ: ganzzahl, pruefe: [{muss: viel >= wenig, text: Zu wenig.}]}\n"
}


@pytest.mark.parametrize(
    ("erwartet", "codes"),
    [
        ("{}", ["reise-pruefung"]),
        ("{pruefungen: {geld.viel: verletzt}}", []),
        ("{pruefungen: {viel: verletzt}}", []),
        ("{pruefungen: {geld.viel: erfuellt}}", ["reise-abweichung"]),
        ("{pruefungen: {geld.viel: nein}}", ["feld-wert"]),
        ("{pruefungen: {geld.fiel: verletzt}}", ["reise-pruefung", "verweis"]),
    ],
)
def test_answers_the_guide_refuses(tmp_path: Path, umfeld: Umfeld, erwartet: str, codes: list[str]) -> None:
    ordner = write_leitfaden(tmp_path / "probe", PRUEFUNG)
    (ordner / "reisen").mkdir()
    fall = f"faelle:\n  - id: a\n    antworten: {{geld: {{wenig: 5, viel: 4}}}}\n    erwartet: {erwartet}\n"
    write_reise(ordner, fall)
    (ergebnis,) = reisen.check_reisen(str(ordner), umfeld)
    assert [befund.code for befund in ergebnis.befunde] == codes
    if codes == ["reise-pruefung"]:
        (befund,) = ergebnis.befunde
        assert (befund.zeile, befund.spalte) == (3, 40)
        assert 'pruefungen: {"geld.viel": verletzt}' in befund.hinweis
