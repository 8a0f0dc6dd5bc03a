"""The flow of a guide as a picture: everything is on it, nothing leaves its box, hostile titles stay titles."""

import json
import re
from collections.abc import Iterator
from itertools import combinations, groupby
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from tests.builders import build_leitfaden, format_abschnitt
from wegweiser.adapters import svg
from wegweiser.adapters.ablaufbild import FREMD, Stift, build_ablaufbild
from wegweiser.adapters.mermaid import build_mermaid, format_text
from wegweiser.cli.leitfaden_zeigen import BILDWORTE, format_kleingedruckt, format_umfang
from wegweiser.core.gliederung import build_gliederung
from wegweiser.model.gliederung import Gliederung
from wegweiser.model.leitfaden import Leitfaden

SVG = "{http://www.w3.org/2000/svg}"
STIFT = Stift(BILDWORTE, format_kleingedruckt, format_umfang)
BOESE = (
    "W" * 60, "漢字" * 20, "Ж" * 60, '"] --> x[("', '%%{init: {"theme": "dark"}}%%', "</text><script>x</script>",
    "`**fett**` #quot; &amp; <br/>", "end", "style a:#b; classDef x:#y;", 'click n1 "javascript:x"', "🏘️" * 40, "مرحبا " * 9,
    "a|b {x} [y] (z) ~~~ ::: @{ shape: x }", "Zeichen \x01 und \u202e Richtung", "„Größe“ – 50 % & mehr; ß",
)  # fmt: skip


def _zitat(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _frage(nr: int, titel: str) -> str:
    wenn = f", wenn: 'f{nr - 1} == \"a\"'" if nr % 2 else ""
    option = _zitat(titel.replace(";", ","))
    return f"{{id: f{nr}, text: {_zitat(titel)}, typ: auswahl, optionen: [{{id: a, titel: {option}}}, {{id: b, titel: B}}]{wenn}}}"


@pytest.fixture(scope="module")
def boese(tmp_path_factory: pytest.TempPathFactory) -> Gliederung:
    fragen = [_frage(nr, titel) for nr, titel in enumerate(BOESE)]
    tabelle = "{id: tab, text: Was?, typ: tabelle, spalten: [{id: titel, typ: text}]}"
    dateien = {
        "abschnitte/eins.yaml": format_abschnitt("eins", *fragen, tabelle).replace("titel: Schritt", f"titel: {_zitat(BOESE[0])}"),
        "abschnitte/zwei.yaml": format_abschnitt("zwei", "{id: g, text: x, typ: text}", kopf='je: tab\nwenn: f0 == "a" und f2 in {"a", "b"}\n').replace("titel: zwei", f"titel: {_zitat(BOESE[3])}"),
        "abschnitte/drei.yaml": format_abschnitt("drei", "{id: h, text: x, typ: text}", kopf='wenn: f4 == "a"\n'),
    }  # fmt: skip
    return build_gliederung(build_leitfaden(tmp_path_factory.mktemp("boese"), dateien))


@pytest.fixture(scope="module", params=["ganz", "traeger", "boese", "boese-eins"])
def gliederung(request: pytest.FixtureRequest, leitfaden: Leitfaden, boese: Gliederung) -> Gliederung:
    match request.param:
        case "ganz":
            return build_gliederung(leitfaden)
        case "traeger":
            return build_gliederung(leitfaden, "traeger")
        case "boese":
            return boese
        case _:
            return boese._replace(abschnitte=boese.abschnitte[:1])


class Kasten(NamedTuple):
    """A box with what is written in it."""

    titel: str
    x: float
    y: float
    b: float
    h: float
    schriften: tuple[ET.Element, ...]


def list_kaesten(gruppe: ET.Element, x: float = 0, y: float = 0) -> Iterator[Kasten]:
    for kind in gruppe.findall(f"{SVG}g"):
        versatz = re.findall(r"[\d.]+", kind.get("transform", "0 0"))
        dx, dy = x + float(versatz[0]), y + float(versatz[1])
        rahmen = kind.find(f"{SVG}rect")
        if not kind.get("transform") and rahmen is not None:
            ort = (float(rahmen.get("x", "")) + dx, float(rahmen.get("y", "")) + dy)
            groesse = (float(rahmen.get("width", "")), float(rahmen.get("height", "")))
            titel = kind.findtext(f"{SVG}title") or ""
            yield Kasten(titel, *ort, *groesse, tuple(kind.findall(f"{SVG}text")))
        yield from list_kaesten(kind, dx, dy)


def zeichne(gliederung: Gliederung) -> ET.Element:
    return ET.fromstring(build_ablaufbild(gliederung, STIFT))  # noqa: S314 - our own picture


def test_every_question_and_condition_is_in_the_picture(gliederung: Gliederung) -> None:
    titel = [kasten.titel for kasten in list_kaesten(zeichne(gliederung))]
    for abschnitt in gliederung.abschnitte:
        for punkt in abschnitt.fragen:
            assert svg._UNZULAESSIG.sub("", punkt.frage.text) in titel
            assert svg._UNZULAESSIG.sub("", punkt.bedingung) in [*titel, ""]


def test_no_text_leaves_its_box_even_in_a_wider_font(gliederung: Gliederung) -> None:
    kaesten = list(list_kaesten(zeichne(gliederung)))
    assert len(kaesten) >= sum(len(a.fragen) for a in gliederung.abschnitte)
    for kasten in kaesten:
        assert kasten.schriften
        for text in kasten.schriften:
            inhalt, groesse = "".join(text.itertext()), float(text.get("font-size", ""))
            einzug = min(float(t.get("x", "")) for t in kasten.schriften)
            assert svg.breite(inhalt, groesse) * FREMD <= kasten.b - 8, inhalt
            assert einzug >= 8
    for kasten in kaesten:
        unten = max(float(text.get("y", "")) for text in kasten.schriften)
        oben = min(float(text.get("y", "")) - float(text.get("font-size", "")) for text in kasten.schriften)
        assert unten - oben <= kasten.h


def test_boxes_do_not_lie_on_each_other_and_stay_on_the_sheet(gliederung: Gliederung) -> None:
    bild = zeichne(gliederung)
    breit, hoch = float(bild.get("width", "")), float(bild.get("height", ""))
    kaesten = list(list_kaesten(bild))
    for k in kaesten:
        assert k.x >= 0
        assert k.y >= 0
        assert k.x + k.b <= breit
        assert k.y + k.h <= hoch
    for a, b in combinations(kaesten, 2):
        daneben = a.x + a.b <= b.x or b.x + b.b <= a.x
        assert daneben or a.y + a.h <= b.y or b.y + b.h <= a.y, (a.titel, b.titel)


def test_the_picture_says_in_words_what_it_shows(leitfaden: Leitfaden) -> None:
    bild = zeichne(build_gliederung(leitfaden))
    assert bild.findtext(f"{SVG}title") == "Ablauf: Wegweiser Quartiersentwicklung Nordrhein-Westfalen 1.0.0"
    worte = bild.findtext(f"{SVG}desc") or ""
    assert "7 · Rechtsform: " in worte
    assert "je Eintrag aus „Maßnahmen“; nur wenn Träger vorhanden ist nicht „ja“" in worte
    einer = zeichne(build_gliederung(leitfaden, "traeger")).findtext(f"{SVG}desc") or ""
    assert "Welches Fachamt übernimmt? (nur wenn Pflichtaufgabe ist „ja“)" in einer


def test_meaning_does_not_hang_on_colour(leitfaden: Leitfaden) -> None:
    gliederung = build_gliederung(leitfaden, "traeger")
    schritte = gliederung.abschnitte[0].schritte
    zweige = sum(
        1 for s in schritte for bedingung, _ in groupby(s.fragen, lambda f: f.bedingung) if bedingung
    )
    bild = build_ablaufbild(gliederung, STIFT)
    legende = 1
    assert bild.count('stroke-dasharray="5 3"') == 2 * (zweige + legende)  # conditions, and ways round them
    pflicht = sum(punkt.frage.pflicht for punkt in gliederung.abschnitte[0].fragen)
    assert bild.count('stroke-width="2"') == pflicht + legende


def test_the_same_guide_gives_the_same_picture(gliederung: Gliederung) -> None:
    assert build_ablaufbild(gliederung, STIFT) == build_ablaufbild(gliederung, STIFT)
    assert build_mermaid(gliederung, BILDWORTE) == build_mermaid(gliederung, BILDWORTE)


def test_a_whole_guide_comes_near_a_sheet_of_paper(leitfaden: Leitfaden) -> None:
    bild = zeichne(build_gliederung(leitfaden))
    assert 1 < float(bild.get("width", "")) / float(bild.get("height", "")) < 2


# ── Mermaid ──────────────────────────────────────────────────────────────────────────────────────

TEXT = r"[^\"#&<>`%:;\\*_{}\[\]|~$@]|#\d+;"
SATZ = rf'"(?:{TEXT}|<br/>)+"'
ZEILEN = (
    re.compile(rf"%% (?:{TEXT})+"),
    re.compile(r"flowchart TB"),
    re.compile(rf" +subgraph (?P<rahmen>[as]\d+)\[{SATZ}\]"),
    re.compile(r" +end"),
    re.compile(rf" +(?P<knoten>n\d+)(?:\(\( \)\)|\[{SATZ}\]|\[\({SATZ}\)\])"),
    re.compile(rf" +(?P<von>n\d+) (?:-->|-\.->)(?:\|{SATZ}\|)? (?P<nach>n\d+)"),
)


def test_mermaid_keeps_to_its_grammar_and_every_node_is_reached(gliederung: Gliederung) -> None:
    offen, knoten, kanten = 0, set[str](), set[tuple[str, str]]()
    for zeile in build_mermaid(gliederung, BILDWORTE).splitlines():
        (treffer,) = [m for muster in ZEILEN if (m := muster.fullmatch(zeile))]
        teile = treffer.groupdict()
        offen += zeile.strip().startswith("subgraph") - (zeile.strip() == "end")
        assert offen >= 0
        if "knoten" in teile:
            assert teile["knoten"] not in knoten
            knoten.add(teile["knoten"])
        if "von" in teile:
            assert {teile["von"], teile["nach"]} <= knoten
            kanten.add((teile["von"], teile["nach"]))
    assert offen == 0
    erreicht, neu = {"n1"}, {"n1"}
    while neu:
        neu = {nach for von, nach in kanten if von in neu} - erreicht
        erreicht |= neu
    assert erreicht == knoten
    assert len(kanten) < 500  # more are not drawn unless somebody raises the limit


def test_texts_for_mermaid_are_short_and_one_line() -> None:
    assert format_text("a\nb\u2028c") == "a b c"
    assert len(format_text("x" * 500)) == 70
    assert format_text('50 % "so"') == "50 #37; #34;so#34;"
