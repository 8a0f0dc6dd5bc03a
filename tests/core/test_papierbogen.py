"""The questionnaire on paper as data: which Schritte, which boxes and lines, and what stays German."""

from pathlib import Path

import pytest

from tests.builders import build_leitfaden, format_abschnitt
from wegweiser.core.papierbogen import build_papierbogen
from wegweiser.errors import BenutzungError
from wegweiser.model.leitfaden import Leitfaden

AR = """\
sprache: ar
titel: العربية
richtung: rtl
geprueft_von: null
stand: 2026-11
schritte: {a_1: أسئلة}
fragen:
  weg: {text: كيف تصل؟, optionen: {fuss: سيرًا, bus: بالحافلة}}
"""
B = "runde: buergerschaft"
FRAGEN = (
    f"{{id: weg, text: Wie?, typ: auswahl, optionen: [{{id: fuss, titel: Zu Fuß}}, {{id: bus, titel: Bus}}], minuten: 3, {B}}}",
    f"{{id: ziele, text: Was?, typ: mehrfach, katalog: felder, max_anzahl: 2, {B}}}",
    f"{{id: note, text: Wie gut?, typ: skala, von: 0, bis: 2, anker: {{0: schlecht, 2: gut}}, {B}}}",
    f"{{id: laden, text: Laden?, typ: ja_nein, {B}}}",
    f"{{id: alter, text: Alter?, typ: ganzzahl, einheit: Jahre, wenn: note > 1, {B}}}",
    f"{{id: reihe, text: Reihe?, typ: rangfolge, optionen: [{{id: a, titel: A}}, {{id: b, titel: B}}], {B}}}",
    f"{{id: teile, text: Teile?, typ: verteilung, optionen: [{{id: a, titel: A}}, {{id: b, titel: B}}], {B}}}",
    f"{{id: orte, text: Orte?, typ: tabelle, spalten: [{{id: name, text: Name, typ: text}}], {B}}}",
    f"{{id: wort, text: Wort?, typ: text, {B}}}",
    f"{{id: mehr, text: Mehr?, typ: absatz, {B}}}",
)


@pytest.fixture
def leitfaden(tmp_path: Path) -> Leitfaden:
    dateien = {
        "abschnitte/a.yaml": format_abschnitt("a", *FRAGEN),
        "abschnitte/b.yaml": format_abschnitt(
            "b",
            f"{{id: ort, text: Welcher?, typ: auswahl, aus_tabelle: orte, {B}}}",
            f"{{id: warum, text: Warum?, typ: absatz, {B}}}",
        ),
        "abschnitte/c.yaml": format_abschnitt(
            "c", f"{{id: eins, text: Eins?, typ: text, {B}}}", "{id: intern, text: Intern?, typ: text}"
        ),
        "abschnitte/d.yaml": format_abschnitt(
            "d", f"{{id: je_ort, text: Je?, typ: text, {B}}}", kopf="je: orte\n"
        ),
        "kataloge/felder.yaml": "katalog: felder\neintraege: [{id: bildung, titel: Bildung}]\n",
        "uebersetzungen/ar.yaml": AR,
    }
    return build_leitfaden(tmp_path / "probe", dateien)


def test_what_a_person_can_fill_in_alone(leitfaden: Leitfaden) -> None:
    bogen = build_papierbogen(leitfaden, "buergerschaft", (), None)
    fragen = [frage for teil in bogen.teile for frage in teil.fragen]
    assert [(frage.nr, frage.id, frage.art) for frage in fragen] == [
        (1, "weg", "eine"),
        (2, "ziele", "mehrere"),
        (3, "note", "skala"),
        (4, "laden", "eine"),
        (5, "alter", "zahl"),
        (6, "reihe", "rang"),
        (7, "teile", "anteile"),
        (8, "orte", "tabelle"),
        (9, "wort", "zeile"),
        (10, "mehr", "absatz"),
    ]
    assert (bogen.titel, bogen.minuten, bogen.anzahl, bogen.ungeprueft) == ("Schritt", 21, 10, False)
    assert [(w.nr, w.titel) for w in fragen[0].wahlen] == [("1", "Zu Fuß"), ("2", "Bus")]
    assert [(w.nr, w.titel) for w in fragen[2].wahlen] == [("0", "schlecht"), ("1", ""), ("2", "gut")]
    assert (fragen[1].hoechstens, fragen[4].einheit, fragen[4].bedingt) == (2, "Jahre", True)
    assert fragen[7].spalten == ("Name",)


def test_named_schritte_only_with_the_questions_of_the_round(leitfaden: Leitfaden) -> None:
    bogen = build_papierbogen(leitfaden, "buergerschaft", ("c_1", "b_1"), None)
    fragen = [frage.id for teil in bogen.teile for frage in teil.fragen]
    assert fragen == ["ort", "warum", "eins"]
    assert bogen.teile[0].fragen[0].art == "zeile"  # the rows it chooses from are not known on paper
    assert bogen.titel == "Probe"


def test_in_another_language_with_what_stays_german(leitfaden: Leitfaden) -> None:
    bogen = build_papierbogen(leitfaden, "buergerschaft", (), leitfaden.uebersetzungen["ar"])
    weg, ziele = bogen.teile[0].fragen[:2]
    assert (bogen.titel, bogen.sprache, bogen.richtung, bogen.ungeprueft) == ("أسئلة", "ar", "rtl", True)
    assert (weg.text, weg.wahlen[1].titel, weg.sprache, weg.richtung) == ("كيف تصل؟", "بالحافلة", "ar", "rtl")
    assert (ziele.text, ziele.sprache, ziele.richtung) == ("Was?", "de", "ltr")


@pytest.mark.parametrize(
    ("schritte", "code"), [(("a_2",), "schritt-unbekannt"), (("d_1",), ""), ((), "bogen-leer")]
)
def test_nothing_to_ask(leitfaden: Leitfaden, schritte: tuple[str, ...], code: str) -> None:
    runde = "kaemmerei" if code == "bogen-leer" else "buergerschaft"
    if not code:
        assert build_papierbogen(leitfaden, runde, schritte, None).anzahl == 1  # type: ignore[arg-type]
        return
    with pytest.raises(BenutzungError) as fehler:
        build_papierbogen(leitfaden, runde, schritte, None)  # type: ignore[arg-type]
    assert fehler.value.code == code
