"""Guides built on guides: what is put over what, and every mistake at its place, in whichever file that is."""

import json
import os
import random
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.builders import KOPF, QUELLEN, format_abschnitt, split_marke, write_leitfaden
from tests.conftest import ABNAHME
from wegweiser.adapters.leitfaeden import load_dateien
from wegweiser.adapters.yaml_lesen import load_yaml
from wegweiser.errors import LeitfadenError
from wegweiser.errors.saetze import SAETZE
from wegweiser.model import frage as f
from wegweiser.model.leitfaden import Leitfaden, find_frage
from wegweiser.workflow import leitfaeden
from wegweiser.workflow.umfeld import Umfeld, read_uhr

UNTEN: Mapping[str, str] = {
    "leitfaden.yaml": f"{KOPF}abschnitte: [rahmen, form]\n"
    "parameter:\n"
    "  schwelle: {wert: 0.7, belegstufe: einschaetzung, quelle: gesetz, stand: '2026-11'}\n"
    "umbenannt: {fragen: {ziel: ziele}}\n",
    "quellen.yaml": QUELLEN,
    "abschnitte/rahmen.yaml": """\
id: rahmen
titel: Rahmen
warum: Das Quartier zuerst.
schritte:
  - id: ort
    titel: Wo
    fragen:
      - {id: name, text: Wie heißt das Quartier?, typ: text, hilfe: Der Name des Quartiers.}
      - {id: einwohner, text: Wie viele?, typ: ganzzahl, min: 1}
      - {id: dichte, text: Wie dicht?, typ: zahl, wenn: einwohner > 10}
  - id: wozu
    titel: Wozu
    fragen:
      - {id: ziele, text: Welche Ziele?, typ: mehrfach, optionen: [{id: a, titel: Alle}, {id: b, titel: Bad}]}
      - {id: noetig, text: Wie nötig?, typ: skala, von: 0, bis: 4, anker: {0: gar nicht, 4: sehr}}
      - id: posten
        text: Was kostet es?
        typ: tabelle
        spalten: [{id: was, typ: text}, {id: betrag, text: Wie viel?, typ: geldbetrag, max: 100}]
""",
    "abschnitte/form.yaml": format_abschnitt(
        "form",
        "{id: gruender, text: Wie viele gründen?, typ: ganzzahl}",
        "{id: wahl, text: Was?, typ: katalogwahl, katalog: formen}",
        fuss="abgeleitet: [{id: viele, typ: ja_nein, ausdruck: gruender > 7}]\n",
    ),
    "kataloge/formen.yaml": "katalog: formen\neintraege: [{id: ev, titel: Verein}, {id: eg, titel: Genossenschaft}]\n",
    "regeln/formen.yaml": "regeln:\n"
    "  - {id: r-sieben, gilt: [ev], muss: gruender >= 7, stufe: ausschluss, text: Sieben., belegstufe: norm,"
    " quelle: gesetz, stand: '2026'}\n"
    "  - {id: r-drei, gilt: [eg], muss: gruender >= 3, stufe: ausschluss, text: Drei., belegstufe: norm,"
    " quelle: gesetz, stand: '2026'}\n",
}
OBEN = "format: 1\nid: stadt\nversion: 1.2.0\nerweitert: {leitfaden: ../unten, version: '>=1.0,<2'}\n"


def schreibe(tmp_path: Path, kopf: str, dateien: Mapping[str, str] | None = None) -> Path:
    write_leitfaden(tmp_path / "unten", UNTEN)
    oben = tmp_path / "stadt"
    for name, text in {"leitfaden.yaml": OBEN + kopf, **(dateien or {})}.items():
        (oben / name).parent.mkdir(parents=True, exist_ok=True)
        (oben / name).write_text(text, encoding="utf-8")
    return oben


def lade(tmp_path: Path, kopf: str, dateien: Mapping[str, str] | None = None) -> Leitfaden:
    ordner = schreibe(tmp_path, kopf, dateien)
    assert [str(befund) for befund in leitfaeden.check_leitfaden(str(ordner))] == []
    return leitfaeden.load_leitfaden(str(ordner), Umfeld(jetzt=read_uhr))


def frage(leitfaden: Leitfaden, id_: str) -> f.Frage:
    paar = find_frage(leitfaden, id_)
    assert paar is not None
    return paar[1]


def fragen(leitfaden: Leitfaden) -> list[str]:
    return [frage.id for abschnitt in leitfaden.abschnitte for frage in abschnitt.fragen()]


# ── What is put over what ────────────────────────────────────────────────────────────────────────


def test_an_overlay_that_says_nothing_is_the_guide_below(tmp_path: Path) -> None:
    oben = lade(tmp_path, "titel: Unsere Stadt\n")
    unten = leitfaeden.load_leitfaden(str(tmp_path / "unten"), Umfeld(jetzt=read_uhr))
    assert (oben.abschnitte, oben.kataloge, oben.regeln) == (unten.abschnitte, unten.kataloge, unten.regeln)
    assert (oben.id, oben.kopf.version, oben.kopf.titel) == ("stadt", "1.2.0", "Unsere Stadt")
    assert [(g.id, g.version, g.titel) for g in oben.grundlagen] == [("probe", "1.0.0", "Probe")]


def test_fields_are_replaced_one_by_one(tmp_path: Path) -> None:
    leitfaden = lade(
        tmp_path,
        """\
aendert:
  abschnitte: {form: {titel: Die Form}}
  schritte: {ort: {titel: Der Ort}}
  fragen:
    name: {hilfe: Wie auf dem Ortsschild., pflicht: true}
    dichte: {wenn: null}
    noetig: {anker: {0: unnötig, 2: mittel}}
    posten: {spalten: {betrag: {max: 900}}}
  optionen: {ziele: {b: {titel: Baden}}}
  spalten: {posten: {was: {kurz: Posten}}}
  abgeleitet: {viele: {ausdruck: gruender > schwelle}}
  parameter: {schwelle: {wert: 0.5}}
  kataloge: {formen: {ev: {kurz: Am leichtesten.}}}
  regeln: {r-drei: {muss: gruender >= 4, text: Vier.}}
  quellen: {gesetz: {titel: Das Gesetz}}
""",
    )
    name, posten, noetig = frage(leitfaden, "name"), frage(leitfaden, "posten"), frage(leitfaden, "noetig")
    assert (name.text, name.hilfe, name.pflicht) == (
        "Wie heißt das Quartier?",
        "Wie auf dem Ortsschild.",
        True,
    )
    assert frage(leitfaden, "dichte").wenn is None
    assert isinstance(noetig, f.Skala)
    assert dict(noetig.anker) == {0: "unnötig", 2: "mittel", 4: "sehr"}
    assert isinstance(posten, f.Tabelle)
    assert [(s.id, s.kurz, getattr(s, "max", None)) for s in posten.spalten] == [
        ("was", "Posten", None),
        ("betrag", None, 900),
    ]
    ziele = frage(leitfaden, "ziele")
    assert isinstance(ziele, f.Mehrfach)
    assert [o.titel for o in ziele.optionen] == ["Alle", "Baden"]
    assert [a.titel for a in leitfaden.abschnitte] == ["Rahmen", "Die Form"]
    assert leitfaden.abschnitte[0].schritte[0].titel == "Der Ort"
    assert leitfaden.abschnitte[1].abgeleitet[0].ausdruck == "gruender > schwelle"
    assert str(leitfaden.kopf.parameter["schwelle"].wert) == "0.5"
    assert leitfaden.kataloge["formen"].eintraege[0].kurz == "Am leichtesten."
    assert leitfaden.regeln[1].text == "Vier."
    assert leitfaden.quellen["gesetz"].titel == "Das Gesetz"


def test_additions_stand_where_they_are_wanted(tmp_path: Path) -> None:
    leitfaden = lade(
        tmp_path,
        """\
ergaenzt:
  abschnitte: [{id: bus, nach: rahmen}]
  schritte: {rahmen: [{id: danach, titel: Danach, nach: ort, fragen: [{id: dann, text: Und dann?, typ: text}]}]}
  fragen:
    - {nach: name, id: plz, text: Welche Postleitzahl?, typ: text}
    - {nach: name, id: kreis, text: Welcher Kreis?, typ: text}
    - {vor: ziele, id: anlass, text: Warum?, typ: text}
    - {schritt: wozu, id: schluss, text: Noch etwas?, typ: text, wenn: einwohner > grenze}
  optionen: {ziele: [{id: c, titel: Chor, vor: a}]}
  spalten: {posten: [{id: jahr, typ: jahr, nach: was}]}
  abgeleitet: {form: [{id: wenige, typ: ja_nein, ausdruck: nicht viele}]}
  parameter: {grenze: {wert: 9, belegstufe: gerechnet, quelle: netz, stand: '2026'}}
  kataloge: {formen: [eigene/formen.yaml, {id: ag, titel: AG, vor: ev}]}
  regeln: [{id: r-eins, gilt: [ug], muss: gruender >= 1, stufe: hinweis, text: Eine., belegstufe: norm, quelle: netz, stand: '2026'}]
  quellen: [{id: netz, art: daten, titel: Netz}]
""",
        {
            "eigene/formen.yaml": "- {id: ug, titel: UG, nach: ev}\n",
            "abschnitte/bus.yaml": format_abschnitt("bus", "{id: linie, text: Welche Linie?, typ: text}"),
            "kataloge/busse.yaml": "katalog: busse\neintraege: [{id: klein, titel: Kleinbus}]\n",
            "kataloge/mehr.yaml": "katalog: formen\neintraege: [{id: stiftung, titel: Stiftung}]\n",
            "regeln/formen.yaml": "regeln: [{id: r-zwei, gilt: [ag], muss: gruender >= 2, stufe: hinweis, text: Zwei.,"
            " belegstufe: norm, quelle: liste, stand: '2026'}]\n",
            "quellen.yaml": "- {id: liste, art: daten, titel: Liste}\n",
        },
    )
    assert fragen(leitfaden) == [
        *("name", "plz", "kreis", "einwohner", "dichte", "dann"),
        *("anlass", "ziele", "noetig", "posten", "schluss", "linie", "gruender", "wahl"),
    ]
    ziele, posten = frage(leitfaden, "ziele"), frage(leitfaden, "posten")
    assert isinstance(ziele, f.Mehrfach)
    assert isinstance(posten, f.Tabelle)
    assert [o.id for o in ziele.optionen] == ["c", "a", "b"]
    assert [s.id for s in posten.spalten] == ["was", "jahr", "betrag"]
    assert [e.id for e in leitfaden.kataloge["formen"].eintraege] == ["ag", "ev", "ug", "eg", "stiftung"]
    assert "busse" in leitfaden.kataloge
    assert {r.id for r in leitfaden.regeln} == {"r-sieben", "r-drei", "r-eins", "r-zwei"}
    assert [a.id for a in leitfaden.abschnitte[2].abgeleitet] == ["viele", "wenige"]


def test_hidden_things_are_gone_and_empty_shells_with_them(tmp_path: Path) -> None:
    leitfaden = lade(
        tmp_path,
        "verbirgt: {schritte: [wozu], fragen: [dichte, gruender], abgeleitet: [viele], kataloge: {formen: [eg]},"
        " regeln: [r-sieben, r-drei], parameter: [schwelle]}\n",
    )
    assert fragen(leitfaden) == ["name", "einwohner", "wahl"]
    assert (leitfaden.regeln, dict(leitfaden.kopf.parameter)) == ((), {})
    assert [e.id for e in leitfaden.kataloge["formen"].eintraege] == ["ev"]
    leer = lade(
        tmp_path,
        "verbirgt: {fragen: [name, einwohner, dichte], abschnitte: [form], regeln: [r-sieben, r-drei]}\n",
    )
    assert [s.id for a in leer.abschnitte for s in a.schritte] == ["wozu"]


def test_order_follows_the_ids(tmp_path: Path) -> None:
    leitfaden = lade(
        tmp_path,
        "ordnet: {abschnitte: [form], schritte: {rahmen: [wozu]}, fragen: {wozu: [noetig, name]}, optionen: {ziele: [b, a]},"
        " spalten: {posten: [betrag]}, kataloge: {formen: [eg]}}\n",
    )
    assert fragen(leitfaden) == [
        "gruender",
        "wahl",
        "noetig",
        "name",
        "ziele",
        "posten",
        "einwohner",
        "dichte",
    ]
    ziele, posten = frage(leitfaden, "ziele"), frage(leitfaden, "posten")
    assert isinstance(ziele, f.Mehrfach)
    assert isinstance(posten, f.Tabelle)
    assert [o.id for o in ziele.optionen] == ["b", "a"]
    assert [s.id for s in posten.spalten] == ["betrag", "was"]
    assert [e.id for e in leitfaden.kataloge["formen"].eintraege] == ["eg", "ev"]


def test_words_are_replaced_whole_and_noetigin_own_texts(tmp_path: Path) -> None:
    leitfaden = lade(
        tmp_path,
        "aendert:\n"
        "  texte: {Quartier: Dorf, Quartiers: Dorfes, gar: überhaupt}\n"
        "  fragen: {einwohner: {text: Wie viele im Quartier?}}\n",
    )
    name, noetig = frage(leitfaden, "name"), frage(leitfaden, "noetig")
    assert (name.text, name.hilfe) == ("Wie heißt das Dorf?", "Der Name des Dorfes.")
    assert isinstance(noetig, f.Skala)
    assert noetig.anker[0] == "überhaupt nicht"
    assert leitfaden.abschnitte[0].warum == "Das Dorf zuerst."
    assert frage(leitfaden, "einwohner").text == "Wie viele im Quartier?"


def test_a_rule_switched_off_keeps_its_reason(tmp_path: Path) -> None:
    leitfaden = lade(
        tmp_path,
        "schaltet_ab: [{regel: r-drei, grund: Das Rechtsamt sieht es anders., von: Rechtsamt, am: 2026-10-02}]\n",
    )
    assert [regel.id for regel in leitfaden.regeln] == ["r-sieben"]
    (aus,) = leitfaden.abgeschaltet
    assert (aus.regel.id, aus.grund, aus.von, str(aus.am), aus.leitfaden) == (
        *("r-drei", "Das Rechtsamt sieht es anders.", "Rechtsamt", "2026-10-02", "stadt"),
    )


def test_several_levels(tmp_path: Path) -> None:
    schreibe(tmp_path, "aendert: {fragen: {name: {text: Stadt?}, einwohner: {kurz: Menschen}}}\n")
    viertel = tmp_path / "viertel"
    viertel.mkdir()
    kopf = "format: 1\nid: viertel\nversion: 0.1.0\nerweitert: {leitfaden: stadt, version: ~=1.2}\n"
    (viertel / "leitfaden.yaml").write_text(
        f"{kopf}aendert: {{fragen: {{name: {{text: Viertel?}}}}}}\n", encoding="utf-8"
    )
    leitfaden = leitfaeden.load_leitfaden(str(viertel), Umfeld(jetzt=read_uhr))
    assert (frage(leitfaden, "name").text, frage(leitfaden, "einwohner").kurz) == ("Viertel?", "Menschen")
    assert [g.id for g in leitfaden.grundlagen] == ["probe", "stadt"]


def test_a_change_below_shows_up_above_also_where_copies_are_kept(tmp_path: Path) -> None:
    ordner = schreibe(tmp_path, "aendert: {fragen: {name: {kurz: Name}}}\n")
    umfeld = Umfeld(jetzt=read_uhr, zwischenspeicher=tmp_path / "kopien")
    vorher = leitfaeden.load_leitfaden(str(ordner), umfeld)
    datei = tmp_path / "unten" / "abschnitte" / "rahmen.yaml"
    datei.write_text(
        datei.read_text(encoding="utf-8").replace("Wie viele?", "Wie viele Menschen?"), encoding="utf-8"
    )
    nachher = leitfaeden.load_leitfaden(str(ordner), umfeld)
    assert vorher.pruefsumme != nachher.pruefsumme
    assert (frage(vorher, "einwohner").text, frage(nachher, "einwohner").text) == (
        "Wie viele?",
        "Wie viele Menschen?",
    )


def test_translations_of_the_overlay_go_over_those_below(tmp_path: Path) -> None:
    kopf = "sprache: tr\ntitel: Türkçe\ngeprueft_von: null\nstand: 2026-11\n"
    write_leitfaden(tmp_path / "unten", {})
    ordner = schreibe(
        tmp_path, "", {"uebersetzungen/tr.yaml": f"{kopf}fragen: {{name: {{text: Köyün adı?}}}}\n"}
    )
    (tmp_path / "unten" / "uebersetzungen").mkdir()
    (tmp_path / "unten" / "uebersetzungen" / "tr.yaml").write_text(
        f"{kopf}fragen: {{name: {{text: Adı?, kurz: Ad}}}}\n", encoding="utf-8"
    )
    leitfaden = leitfaeden.load_leitfaden(str(ordner), Umfeld(jetzt=read_uhr))
    text = leitfaden.uebersetzungen["tr"].fragen["name"]
    assert (text.text, text.kurz) == ("Köyün adı?", "Ad")


UEBERSETZT = """\
sprache: tr
titel: Türkçe
geprueft_von: null
stand: 2026-11
schritte: {wozu: Neden, ort: Yer}
kataloge: {formen: {ev: Dernek, eg: Kooperatif}}
fragen:
  name: {text: Adı?}
  ziele: {text: Hedefler?, optionen: {a: Hepsi, b: Hamam}}
  noetig: {text: Ne kadar?, anker: {0: hiç, 4: çok}}
  posten: {spalten: {betrag: {text: Ne kadar?}}}
"""


def test_translations_below_lose_what_is_taken_away(tmp_path: Path) -> None:
    write_leitfaden(tmp_path / "unten", {"uebersetzungen/tr.yaml": UEBERSETZT})
    oben = """\
verbirgt: {fragen: [name], spalten: {posten: [betrag]}, kataloge: {formen: [eg]}, regeln: [r-drei]}
aendert: {fragen: {ziele: {optionen: [{id: a, titel: Alle}, {id: c, titel: See}]}, noetig: {bis: 3, anker: {4: null, 3: ja}}}}
"""
    ordner = schreibe(tmp_path, oben)
    assert leitfaeden.check_leitfaden(str(ordner)) == ()
    tr = leitfaeden.load_leitfaden(str(ordner), Umfeld(jetzt=read_uhr)).uebersetzungen["tr"]
    assert set(tr.fragen) == {"ziele", "noetig", "posten"}
    assert tr.fragen["ziele"].optionen == {"a": "Hepsi"}
    assert tr.fragen["noetig"].anker == {0: "hiç"}
    assert tr.fragen["posten"].spalten == {}
    assert tr.kataloge == {"formen": {"ev": "Dernek"}}
    assert tr.schritte == {"wozu": "Neden", "ort": "Yer"}


def test_the_overlay_s_own_translation_of_something_hidden_is_a_mistake(tmp_path: Path) -> None:
    write_leitfaden(tmp_path / "unten", {"uebersetzungen/tr.yaml": UEBERSETZT})
    text = UEBERSETZT.partition("schritte:")[0] + "fragen: {gruender: {text: X}}\n"
    ordner = schreibe(
        tmp_path,
        "verbirgt: {fragen: [gruender], abgeleitet: [viele], regeln: [r-sieben, r-drei]}\n",
        {"uebersetzungen/tr.yaml": text},
    )
    (befund,) = leitfaeden.check_leitfaden(str(ordner))
    assert (befund.code, Path(befund.datei).parts[-3:]) == (
        "verborgen-gebraucht",
        ("stadt", "uebersetzungen", "tr.yaml"),
    )


# ── Every mistake at its place ───────────────────────────────────────────────────────────────────

FAELLE: dict[str, tuple[str, str]] = {
    "question": ("verweis", "aendert: {fragen: {▸nam: {text: T?}}}\n"),
    "question that has a new name": ("verweis-umbenannt", "aendert: {fragen: {▸ziel: {text: T?}}}\n"),
    "Abschnitt": ("verweis", "aendert: {abschnitte: {▸rahm: {titel: T}}}\n"),
    "Schritt": ("verweis", "verbirgt: {schritte: [▸orte]}\n"),
    "option": ("verweis", "aendert: {optionen: {ziele: {▸x: {titel: T}}}}\n"),
    "options of no question": ("verweis", "verbirgt: {optionen: {▸zielee: [a]}}\n"),
    "options of a question without any": ("liste-keine", "verbirgt: {optionen: {▸name: [a]}}\n"),
    "column": ("verweis", "aendert: {fragen: {posten: {spalten: {▸preis: {max: 3}}}}}\n"),
    "catalogue": ("verweis", "aendert: {kataloge: {▸form: {ev: {kurz: x}}}}\n"),
    "entry": ("verweis", "verbirgt: {kataloge: {formen: [ev, ▸evv]}}\n"),
    "rule": ("verweis", "schaltet_ab: [{regel: ▸r-acht, grund: Darum.}]\n"),
    "parameter": ("verweis", "aendert: {parameter: {▸schwele: {wert: 1}}}\n"),
    "place of a question": ("verweis", "ergaenzt: {fragen: [{nach: ▸nam, id: neu, text: T?, typ: text}]}\n"),
    "place of an option": ("verweis", "ergaenzt: {optionen: {ziele: [{id: c, titel: C, vor: ▸x}]}}\n"),
    "order": ("verweis", "ordnet: {fragen: {ort: [name, ▸nme]}}\n"),
    "question without place": ("frage-ohne-ort", "ergaenzt: {fragen: [▸{id: neu, text: T?, typ: text}]}\n"),
    "question twice": ("gibt-es-schon", "ergaenzt: {fragen: [{nach: name, id: ▸einwohner, text: T?, typ: text}]}\n"),
    "entry twice": ("gibt-es-schon", "ergaenzt: {kataloge: {formen: [{id: ▸ev, titel: e. V.}]}}\n"),
    "parameter twice": ("gibt-es-schon", "ergaenzt: {parameter: {schwelle: ▸{wert: 1, belegstufe: norm, quelle: gesetz, stand: '2026'}}}\n"),
    "file of entries": ("datei-fehlt", "ergaenzt: {kataloge: {formen: [▸eigene.yaml]}}\n"),
    "file outside": ("pfad-hinaus", "ergaenzt: {kataloge: {formen: [▸../unten/quellen.yaml]}}\n"),
    "id changed": ("aendert-fest", "aendert: {fragen: {name: {▸id: ort}}}\n"),
    "hidden and needed": ("verborgen-gebraucht", "verbirgt: {fragen: [einwohner]}\n"),
    "rule hidden": ("regel-verbergen", "verbirgt: {regeln: [▸r-drei]}\n"),
    "no reason": ("grund-fehlt", "schaltet_ab: [{regel: r-drei, grund: ▸' '}]\n"),
    "no reason at all": ("feld-fehlt", "schaltet_ab: [▸{regel: r-drei}]\n"),
    "unknown key": ("feld-unbekannt", "▸aendern: {}\n".replace("▸aendern: {}", "aendern: ▸{}")),
    "unknown kind": ("feld-unbekannt", "aendert: {frage: ▸{name: {text: T?}}}\n"),
    "kind of the wrong form": ("feld-typ", "verbirgt: {fragen: ▸name}\n"),
    "changed to something wrong": ("feld-typ", "aendert: {fragen: {einwohner: {min: ▸viel}}}\n"),
    "changed to an unknown name": ("ausdruck", "aendert: {fragen: {dichte: {wenn: ▸einwoner > 10}}}\n"),
    "bisher without names": ("bisher-felder", "aendert: {fragen: {name: {text: T?, kurz: K, bisher: ▸x}}}\n"),
    "bisher of something else": ("bisher-fremd", "aendert: {fragen: {name: {text: T?, bisher: {text: Wie heißt das Quartier?, ▸hilfe: x}}}}\n"),
    "base changed": ("grundlage-geaendert", "aendert: {fragen: {name: {text: Name?, bisher: ▸Wie heißt es?}}}\n"),
    "word": ("wort-fehlt", "aendert: {texte: {▸Bezirk: Ort}}\n"),
}  # fmt: skip
IN_DER_GRUNDLAGE = {"hidden and needed": ("rahmen.yaml", 10, 57)}


@pytest.mark.parametrize("name", FAELLE)
def test_finding_at_its_place(name: str, tmp_path: Path) -> None:
    code, kopf = FAELLE[name]
    datei, zeile, spalte = IN_DER_GRUNDLAGE.get(name, ("leitfaden.yaml", 0, 0))
    if not zeile:
        kopf, zeile, spalte = split_marke(OBEN + kopf)
        kopf = kopf.removeprefix(OBEN)
    befunde = leitfaeden.check_leitfaden(str(schreibe(tmp_path, kopf)))
    ist = [(b.code, Path(b.datei).name, b.zeile, b.spalte) for b in befunde]
    assert ist == [(code, datei, zeile, spalte)], [str(befund) for befund in befunde]


def test_findings_say_what_to_do(tmp_path: Path) -> None:
    def satz(kopf: str) -> str:
        (befund,) = leitfaeden.check_leitfaden(str(schreibe(tmp_path, kopf)))
        return str(befund).replace(str(tmp_path), "")

    assert "Meinten Sie „name“?" in satz("aendert: {fragen: {nam: {text: T?}}}\n")
    assert "„ziel“ heißt jetzt „ziele“." in satz("aendert: {fragen: {ziel: {text: T?}}}\n")
    assert "Meinten Sie „fragen“?" in satz("aendert: {frage: {name: {text: T?}}}\n")
    doppelt = satz("ergaenzt: {kataloge: {formen: [{id: ev, titel: e. V.}]}}\n")
    assert "(/unten/kataloge/formen.yaml:2)" in doppelt
    assert "aendert" in doppelt
    verborgen = satz("verbirgt: {fragen: [einwohner]}\n")
    assert "/unten/abschnitte/rahmen.yaml:10:" in verborgen
    assert "(/stadt/leitfaden.yaml:5:21)" in verborgen
    assert "schaltet_ab" in satz("verbirgt: {regeln: [r-drei]}\n")


def test_a_conflicting_change_shows_all_three_wordings_and_is_no_reason_to_stop(tmp_path: Path) -> None:
    kopf = "aendert: {fragen: {name: {hilfe: Wie auf dem Schild., bisher: Der Name.}}}\n"
    ordner = schreibe(tmp_path, kopf)
    (befund,) = leitfaeden.check_leitfaden(str(ordner))
    assert befund.stufe == "hinweis"
    for text in ("Der Name.", "Der Name des Quartiers.", "Wie auf dem Schild.", "rahmen.yaml:8"):
        assert text in befund.satz
    leitfaden = leitfaeden.load_leitfaden(str(ordner), Umfeld(jetzt=read_uhr))
    assert frage(leitfaden, "name").hilfe == "Wie auf dem Schild."


@pytest.mark.parametrize(
    "aenderung",
    [
        "name: {hilfe: Neu., bisher: Der Name des Quartiers.}",
        "name: {hilfe: Der Name des Quartiers., bisher: Ganz anders.}",  # the base came to say the same
        "name: {hilfe: Neu., kurz: Name, bisher: {hilfe: Der   Name des Quartiers.}}",
        "noetig: {anker: {0: nicht}, bisher: {anker: {0: gar nicht}}}",
        "posten: {spalten: {betrag: {max: 9, bisher: 100}}}",
    ],
)
def test_no_conflict_where_the_base_is_as_it_was(aenderung: str, tmp_path: Path) -> None:
    lade(tmp_path, f"aendert:\n  fragen:\n    {aenderung}\n")


def test_a_file_that_is_there_below_is_to_be_changed_noetigbrought_again(tmp_path: Path) -> None:
    dateien = {"abschnitte/form.yaml": format_abschnitt("form", "{id: neu, text: T?, typ: text}")}
    (befund,) = leitfaeden.check_leitfaden(str(schreibe(tmp_path, "", dateien)))
    assert (befund.code, Path(befund.datei).parts[-3:]) == (
        "gibt-es-schon",
        ("stadt", "abschnitte", "form.yaml"),
    )
    assert "unten/abschnitte/form.yaml:1" in befund.satz


# ── Where the guide below may lie ────────────────────────────────────────────────────────────────


def befunde_fuer(tmp_path: Path, erweitert: str) -> list[tuple[str, int, int]]:
    ordner = schreibe(tmp_path, "")
    kopf = OBEN.replace("{leitfaden: ../unten, version: '>=1.0,<2'}", erweitert)
    (ordner / "leitfaden.yaml").write_text(kopf, encoding="utf-8")
    return [(b.code, b.zeile, b.spalte) for b in leitfaeden.check_leitfaden(str(ordner))]


@pytest.mark.parametrize(
    ("erweitert", "code", "spalte"),
    [
        ("{leitfaden: ../unten, version: ▸'>=2'}", "version-passt-nicht", 0),
        ("{leitfaden: ../unten, version: ▸neu}", "version-bereich", 0),
        ("{leitfaden: ▸../../etc, version: '>=1'}", "erweitert-pfad", 0),
        ("{leitfaden: ▸/etc, version: '>=1'}", "erweitert-pfad", 0),
        ("{leitfaden: ▸.., version: '>=1'}", "erweitert-pfad", 0),
        ("{leitfaden: ▸wegweisr, version: '>=1'}", "erweitert-fehlt", 0),
        ("{leitfaden: ▸../stadt, version: '>=1'}", "erweitert-kreis", 0),
        ("▸{version: '>=1'}", "feld-fehlt", 0),
        ("▸unten", "feld-typ", 0),
        ("{leitfaden: ▸7, version: '>=1'}", "feld-typ", 0),
    ],
)
def test_a_guide_below_that_cannot_be_used(erweitert: str, code: str, spalte: int, tmp_path: Path) -> None:
    text, _, spalte = split_marke(f"erweitert: {erweitert}")
    assert befunde_fuer(tmp_path, text.removeprefix("erweitert: ")) == [(code, 4, spalte)]


@pytest.mark.parametrize("name", ["../unten", "unten"])
def test_a_guide_below_may_lie_beside(name: str, tmp_path: Path) -> None:
    assert befunde_fuer(tmp_path, f"{{leitfaden: {name}, version: '>=1'}}") == []


def test_a_guide_below_may_lie_inside(tmp_path: Path) -> None:
    ordner = schreibe(tmp_path, "")
    (tmp_path / "unten").rename(ordner / "basis")
    kopf = OBEN.replace("../unten", "./basis/")
    (ordner / "leitfaden.yaml").write_text(kopf.replace("./basis/", "basis/."), encoding="utf-8")
    assert [b.code for b in leitfaeden.check_leitfaden(str(ordner))] == [
        "erweitert-fehlt"
    ]  # reads as a neighbour
    (ordner / "teile").mkdir()
    (ordner / "basis").rename(ordner / "teile" / "basis")
    (ordner / "leitfaden.yaml").write_text(kopf.replace("./basis/", "teile/basis"), encoding="utf-8")
    assert leitfaeden.check_leitfaden(str(ordner)) == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows braucht für Verweise besondere Rechte")
def test_a_link_leads_nowhere_else(tmp_path: Path) -> None:
    ordner = schreibe(tmp_path / "a", "")
    write_leitfaden(tmp_path / "geheim", UNTEN)
    (tmp_path / "a" / "verweis").symlink_to(tmp_path / "geheim")
    (ordner / "leitfaden.yaml").write_text(OBEN.replace("../unten", "../verweis"), encoding="utf-8")
    assert [b.code for b in leitfaeden.check_leitfaden(str(ordner))] == ["erweitert-pfad"]


def test_chains_are_bounded_and_never_circles(tmp_path: Path) -> None:
    for nr in range(9):
        ordner = tmp_path / f"g{nr}"
        ordner.mkdir()
        kopf = f"format: 1\nid: g{nr}\nversion: 1.0.0\nerweitert: {{leitfaden: g{(nr + 1) % 9}, version: '>=1'}}\n"
        (ordner / "leitfaden.yaml").write_text(kopf, encoding="utf-8")
    assert [b.code for b in leitfaeden.check_leitfaden(str(tmp_path / "g0"))] == ["erweitert-tief"]
    for nr in range(3):
        kopf = f"format: 1\nid: g{nr}\nversion: 1.0.0\nerweitert: {{leitfaden: ../g{(nr + 1) % 3}, version: '>=1'}}\n"
        (tmp_path / f"g{nr}" / "leitfaden.yaml").write_text(kopf, encoding="utf-8")
    assert [b.code for b in leitfaeden.check_leitfaden(str(tmp_path / "g0"))] == ["erweitert-kreis"]
    with pytest.raises(LeitfadenError, match="einen Befund"):
        leitfaeden.load_leitfaden(str(tmp_path / "g0"), Umfeld(jetzt=read_uhr))


def test_broken_files_below_are_reported_where_they_are(tmp_path: Path) -> None:
    ordner = schreibe(tmp_path, "")
    (tmp_path / "unten" / "abschnitte" / "form.yaml").write_text("id: [\n", encoding="utf-8")
    (befund,) = leitfaeden.check_leitfaden(str(ordner))
    assert (befund.code, Path(befund.datei).parts[-3:]) == ("yaml", ("unten", "abschnitte", "form.yaml"))
    assert load_dateien(ordner).grundlagen[0].ordner == tmp_path / "unten"


# ── Whatever somebody writes into an overlay ─────────────────────────────────────────────────────

REICH = """\
format: 1
id: stadt
version: 1.2.0
erweitert: {leitfaden: ../unten, version: '>=1.0,<2'}
titel: Stadt
aendert:
  texte: {Quartier: Dorf}
  abschnitte: {form: {titel: Die Form}}
  fragen: {name: {hilfe: Neu., bisher: Alt.}, noetig: {anker: {0: nein}}, posten: {spalten: {betrag: {max: 9}}}}
  optionen: {ziele: {b: {titel: Baden}}}
  parameter: {schwelle: {wert: 0.5}}
  kataloge: {formen: {ev: {kurz: K.}}}
  regeln: {r-drei: {muss: gruender >= 4}}
ergaenzt:
  schritte: {rahmen: [{id: danach, titel: Danach, nach: ort, fragen: [{id: dann, text: Und dann?, typ: text}]}]}
  fragen: [{nach: name, id: plz, text: Welche?, typ: text}]
  kataloge: {formen: [{id: ag, titel: AG, vor: ev}]}
  regeln: [{id: r-eins, gilt: [ev], muss: gruender >= 1, stufe: hinweis, text: Eine., belegstufe: norm, quelle: gesetz, stand: '2026'}]
verbirgt: {fragen: [dichte], optionen: {ziele: [a]}, abgeleitet: [viele]}
ordnet: {abschnitte: [form], fragen: {wozu: [noetig, name]}}
schaltet_ab: [{regel: r-sieben, grund: Darum., von: Amt, am: 2026-10-02}]
"""
FREMD: tuple[Any, ...] = (None, True, 7, -1, "", "x", "../../x", "name", [], ["name"], [[]], {}, {"name": {}}, {"id": "name"}, "x" * 3000, "\x07", [{"id": 1}])  # fmt: skip


def list_orte(daten: Any, pfad: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    namen = daten.keys() if isinstance(daten, dict) else range(len(daten)) if isinstance(daten, list) else ()
    return [ort for name in namen for ort in [(*pfad, name), *list_orte(daten[name], (*pfad, name))]]


def verfaelsche(daten: Any, zufall: random.Random) -> None:
    """Delete, replace or rename something anywhere, or put one part in the place of another."""
    orte = list_orte(daten)
    ort, anderer = zufall.choice(orte), zufall.choice(orte)
    behaelter, fremder = daten, daten
    for teil in ort[:-1]:
        behaelter = behaelter[teil]
    for teil in anderer:
        fremder = fremder[teil]
    match zufall.randrange(4):
        case 0:
            del behaelter[ort[-1]]
        case 1:
            behaelter[ort[-1]] = zufall.choice(FREMD)
        case 2 if isinstance(behaelter, dict):
            behaelter[zufall.choice(["x", "id", "fragen", "nach", f"{ort[-1]}x"])] = behaelter.pop(ort[-1])
        case _:
            behaelter[ort[-1]] = deepcopy(fremder)


def test_whatever_is_written_gives_findings_and_never_a_traceback(tmp_path: Path) -> None:
    zufall = random.Random(7)  # noqa: S311
    ordner = schreibe(tmp_path, "")
    gut = load_yaml(REICH, "gut", typisiert=True).daten
    umfeld, gesund = Umfeld(jetzt=read_uhr), 0
    for _ in range(2000 if ABNAHME else 100):
        daten = deepcopy(gut)
        for _ in range(zufall.choice([0, 1, 1, 1, 2, 3])):
            verfaelsche(daten, zufall)
        text = json.dumps(daten, ensure_ascii=False, indent=1, default=str)
        (ordner / "leitfaden.yaml").write_text(text, encoding="utf-8")
        befunde = leitfaeden.check_leitfaden(str(ordner))
        assert all(befund.code in SAETZE and befund.zeile >= 1 for befund in befunde)
        if not any(befund.stufe == "fehler" for befund in befunde):
            leitfaeden.load_leitfaden(str(ordner), umfeld)
            gesund += 1
    assert gesund > 20
