"""Translations: only words change, what is missing stays German, and what points nowhere is found at its place."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.builders import build_leitfaden, format_abschnitt, split_marke, write_leitfaden
from wegweiser.core.sprachen import translate_leitfaden
from wegweiser.model import frage as f
from wegweiser.model.leitfaden import Leitfaden, find_frage
from wegweiser.model.sprache import Uebersetzung, find_richtung, translate_frage
from wegweiser.workflow import leitfaeden
from wegweiser.workflow.umfeld import Umfeld, read_uhr

FRAGEN = (
    "{id: weg, text: Wie kommen Sie?, hilfe: Zu Fuß?, typ: auswahl, optionen: [{id: fuss, titel: Zu Fuß}, {id: bus, titel: Bus}]}",
    "{id: note, text: Wie gut?, typ: skala, von: 0, bis: 4, anker: {0: schlecht, 4: gut}}",
    "{id: orte, text: Welche Orte?, typ: tabelle, spalten: [{id: name, text: Name, typ: text}, {id: feld, text: Feld, typ: katalogwahl, katalog: felder}]}",
    "{id: alter, text: Wie alt?, typ: ganzzahl, einheit: Jahre, wenn: note > 2}",
)
KATALOG = "katalog: felder\neintraege: [{id: bildung, titel: Bildung}, {id: laden, titel: Laden}]\n"
KOPF = "sprache: {sprache}\ntitel: Türkçe\nrichtung: {richtung}\ngeprueft_von: null\nstand: 2026-11\n"
TR = KOPF.format(sprache="tr", richtung="ltr")


def dateien(uebersetzung: str, name: str = "tr") -> Mapping[str, str]:
    return {
        "abschnitte/a.yaml": format_abschnitt("a", *FRAGEN),
        "kataloge/felder.yaml": KATALOG,
        f"uebersetzungen/{name}.yaml": uebersetzung,
    }


@pytest.fixture
def leitfaden(tmp_path: Path) -> Leitfaden:
    text = """\
leitfaden: {titel: Deneme}
abschnitte: {a: Bölüm}
schritte: {a_1: Adım}
kataloge: {felder: {bildung: Eğitim}}
fragen:
  weg: {deutsch: Wie kommen Sie?, text: Nasıl geliyorsunuz?, optionen: {bus: Otobüs}}
  note: {text: Ne kadar iyi?, anker: {4: iyi}}
  orte: {text: Hangi yerler?, spalten: {name: {text: Ad}}}
  alter: {einheit: yaş}
"""
    return build_leitfaden(tmp_path / "probe", dateien(TR + text))


@pytest.fixture
def tr(leitfaden: Leitfaden) -> Uebersetzung:
    return leitfaden.uebersetzungen["tr"]


def _frage(leitfaden: Leitfaden, id_: str) -> f.Frage:
    paar = find_frage(leitfaden, id_)
    assert paar
    return paar[1]


def test_only_words_change(leitfaden: Leitfaden, tr: Uebersetzung) -> None:
    weg = translate_frage(_frage(leitfaden, "weg"), tr)
    assert isinstance(weg, f.Auswahl)
    assert (weg.id, weg.typ, weg.text) == ("weg", "auswahl", "Nasıl geliyorsunuz?")
    assert [(o.id, o.titel) for o in weg.optionen] == [("fuss", "Zu Fuß"), ("bus", "Otobüs")]
    assert weg.hilfe == "Zu Fuß?"  # not translated: stays German
    note = translate_frage(_frage(leitfaden, "note"), tr)
    assert isinstance(note, f.Skala)
    assert (note.von, note.bis, dict(note.anker)) == (0, 4, {0: "schlecht", 4: "iyi"})
    orte = translate_frage(_frage(leitfaden, "orte"), tr)
    assert isinstance(orte, f.Tabelle)
    assert [(spalte.id, spalte.typ, spalte.text) for spalte in orte.spalten] == [
        ("name", "text", "Ad"),
        ("feld", "katalogwahl", "Feld"),
    ]
    alter = translate_frage(_frage(leitfaden, "alter"), tr)
    assert (alter.text, alter.einheit, alter.wenn) == ("Wie alt?", "yaş", "note > 2")


def test_the_whole_guide(leitfaden: Leitfaden, tr: Uebersetzung) -> None:
    tuerkisch = translate_leitfaden(leitfaden, tr)
    abschnitt = tuerkisch.abschnitte[0]
    assert (tuerkisch.kopf.titel, abschnitt.titel, abschnitt.schritte[0].titel) == (
        "Deneme",
        "Bölüm",
        "Adım",
    )
    assert [(e.id, e.titel) for e in tuerkisch.kataloge["felder"].eintraege] == [
        ("bildung", "Eğitim"),
        ("laden", "Laden"),
    ]
    assert [frage.id for frage in abschnitt.fragen()] == ["weg", "note", "orte", "alter"]
    assert tuerkisch.pruefsumme == leitfaden.pruefsumme


def test_translations_are_part_of_the_checksum_and_of_the_copy(tmp_path: Path, leitfaden: Leitfaden) -> None:
    umfeld = Umfeld(jetzt=read_uhr, zwischenspeicher=tmp_path / "kopien")
    for _ in range(2):  # from YAML, then from the copy
        assert leitfaeden.load_leitfaden(str(tmp_path / "probe"), umfeld) == leitfaden
    datei = tmp_path / "probe" / "uebersetzungen" / "tr.yaml"
    datei.write_text(datei.read_text(encoding="utf-8").replace("Otobüs", "Metro"), encoding="utf-8")
    neu = leitfaeden.load_leitfaden(str(tmp_path / "probe"), umfeld)
    assert neu.uebersetzungen["tr"].fragen["weg"].optionen == {"bus": "Metro"}


MAENGEL = {
    "question": ("verweis", "tr", TR + "fragen:\n  weh: ▸{text: X}\n"),
    "option": ("verweis", "tr", TR + "fragen: {weg: {optionen: {buss: ▸X}}}\n"),
    "option of a question without": ("verweis", "tr", TR + "fragen: {alter: {optionen: {bus: ▸X}}}\n"),
    "anchor": ("verweis", "tr", TR + "fragen: {note: {anker: {5: ▸X}}}\n"),
    "anchor without a number": ("feld-typ", "tr", TR + "fragen: {note: {anker: {gut: ▸X}}}\n"),
    "column": ("verweis", "tr", TR + "fragen: {orte: {spalten: {nam: ▸{text: X}}}}\n"),
    "catalogue": ("verweis", "tr", TR + "kataloge: {feld: ▸{bildung: X}}\n"),
    "entry": ("verweis", "tr", TR + "kataloge: {felder: {bildun: ▸X}}\n"),
    "Abschnitt": ("verweis", "tr", TR + "abschnitte: {b: ▸X}\n"),
    "Schritt": ("verweis", "tr", TR + "schritte: {a_2: ▸X}\n"),
    "question twice": ("yaml-doppelt", "tr", TR + "fragen: {weg: {text: X}, ▸weg: {text: Y}}\n"),
    "two options with one title": (
        "option-titel",
        "tr",
        TR + "fragen: {weg: {optionen: {bus: X, fuss: ▸X}}}\n",
    ),
    "semicolon in a title": ("option-zeichen", "tr", TR + "fragen: {weg: {optionen: {bus: ▸a; b}}}\n"),
    "unknown key": ("feld-unbekannt", "tr", TR + "fragen: {weg: {txt: ▸X}}\n"),
    "no language": ("sprache-form", "türkisch", KOPF.format(sprache="▸türkisch", richtung="ltr")),
    "other file name": ("id-datei", "en", KOPF.format(sprache="▸tr", richtung="ltr")),
    "Arabic from the left": ("sprache-richtung", "ar", KOPF.format(sprache="ar", richtung="▸ltr")),
    "Turkish from the right": ("sprache-richtung", "tr", KOPF.format(sprache="tr", richtung="▸rtl")),
    "from above": ("feld-wert", "tr", KOPF.format(sprache="tr", richtung="▸ttb")),
    "nobody said who checked it": ("feld-fehlt", "tr", "▸" + TR.replace("geprueft_von: null\n", "")),
}


@pytest.mark.parametrize("name", MAENGEL)
def test_finding_at_its_place(name: str, tmp_path: Path) -> None:
    code, datei, text = MAENGEL[name]
    sauber, zeile, spalte = split_marke(text)
    ordner = write_leitfaden(tmp_path / "probe", dateien(sauber, datei))
    befunde = leitfaeden.check_leitfaden(str(ordner))
    assert [(b.code, Path(b.datei).name, b.zeile, b.spalte) for b in befunde] == [
        (code, f"{datei}.yaml", zeile, spalte)
    ]


def test_misspelt_ids_get_a_proposal(tmp_path: Path) -> None:
    ordner = write_leitfaden(tmp_path / "probe", dateien(TR + "fragen: {wek: {text: X}}\n"))
    assert "Meinten Sie „weg“?" in leitfaeden.check_leitfaden(str(ordner))[0].satz


@pytest.mark.parametrize(
    ("sprache", "richtung"),
    [
        ("de-x-einfach", "ltr"),
        ("ar", "rtl"),
        ("fa", "rtl"),
        ("ku-Arab", "rtl"),
        ("az", "ltr"),
        ("ur-Latn", "ltr"),
    ],
)
def test_direction(sprache: str, richtung: str) -> None:
    assert find_richtung(sprache) == richtung
