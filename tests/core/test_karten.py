"""Cards, poster and sheets for dots as data: numbers, conditions in words, options from answers, what fits on a card."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import build_leitfaden, format_abschnitt
from tests.core.test_papierbogen import AR, FRAGEN, B
from wegweiser.core.ablauf import compute_lage
from wegweiser.core.karten import build_kartensatz, list_stationen
from wegweiser.core.kartenmass import count_zeilen, fit_karte
from wegweiser.core.werte import Wertequelle
from wegweiser.errors import BenutzungError
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.karten import Kartensatz, Wunsch
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.papierbogen import Bogenart, Bogenfrage, Bogenwahl

BUERGER = Wunsch("buergerschaft")
ORTE: Antworten = {
    Adresse("orte"): Antwort(wert=({"id": "z1", "name": "Markt"}, {"id": "z2", "name": "Park"}))
}


@pytest.fixture
def leitfaden(tmp_path: Path) -> Leitfaden:
    dateien = {
        "abschnitte/a.yaml": format_abschnitt("a", "{id: intern, text: Intern?, typ: text}", *FRAGEN),
        "abschnitte/b.yaml": format_abschnitt(
            "b",
            f"{{id: ort, text: Welcher?, typ: auswahl, aus_tabelle: orte, {B}}}",
            f"{{id: beste, text: Welche?, typ: mehrfach, aus_tabelle: orte, {B}}}",
        ),
        "abschnitte/c.yaml": format_abschnitt(
            "c", f"{{id: je_ort, text: Je?, typ: text, {B}}}", kopf="je: orte\n"
        ),
        "kataloge/felder.yaml": "katalog: felder\neintraege: [{id: bildung, titel: Bildung}]\n",
        "uebersetzungen/ar.yaml": AR,
    }
    return build_leitfaden(tmp_path / "probe", dateien)


def build(
    leitfaden: Leitfaden, antworten: Antworten, wunsch: Wunsch = BUERGER, sprache: str = "", titel: str = ""
) -> Kartensatz:
    stationen = list_stationen(leitfaden, compute_lage(Wertequelle(leitfaden, antworten)), wunsch)
    uebersetzung = leitfaden.uebersetzungen[sprache] if sprache else None
    return build_kartensatz(leitfaden, stationen, antworten, wunsch, uebersetzung, titel)


def test_one_card_per_question_with_the_number_of_the_dialogue(leitfaden: Leitfaden) -> None:
    satz = build(leitfaden, {})
    karten = [karte for gruppe in satz.gruppen for karte in gruppe.karten]
    assert [(k.nummer, k.adresse) for k in karten][:3] == [("1.2", "weg"), ("1.3", "ziele"), ("1.4", "note")]
    tabelle = satz.gruppen[0].tabellen[0]
    assert (tabelle.nummer, [s.titel for s in tabelle.spalten]) == ("1.9", ["Name"])
    assert "1.1" not in {p.nummer for gruppe in satz.plakat for p in gruppe.punkte}
    assert [(p.nummer, p.karten) for p in satz.plakat[0].punkte if p.karten != 1] == [("1.9", 0)]
    assert (satz.titel, satz.vorhaben, build(leitfaden, {}, titel="Marten").titel) == ("Probe", "", "Marten")


def test_conditions_are_said_in_words_while_they_are_open(leitfaden: Leitfaden) -> None:
    def bedingung(antworten: Antworten) -> list[str]:
        karten = build(leitfaden, antworten).gruppen[0].karten
        return [k.bedingung for k in karten if k.adresse == "alter"]

    assert bedingung({}) == ["Wie gut? (1.4) mehr als 1"]
    assert bedingung({Adresse("note"): Antwort(wert=2)}) == [""]
    assert bedingung({Adresse("note"): Antwort(wert=0)}) == []


def test_what_the_answers_of_a_vorhaben_give(leitfaden: Leitfaden) -> None:
    def waehlbar(antworten: Antworten) -> list[list[str]]:
        karten = [k for g in build(leitfaden, antworten).gruppen for k in g.karten]
        return [[w.titel for w in k.frage.wahlen] for k in karten if k.adresse in {"ort", "beste"}]

    assert waehlbar({}) == [[], []]
    assert waehlbar(ORTE) == [["Markt", "Park"], ["Markt", "Park"]]
    je = [k for g in build(leitfaden, ORTE).gruppen for k in g.karten if k.nummer == "3.1"]
    assert [(k.adresse, k.satz) for k in je] == [("z1.je_ort", "z1 · Markt"), ("z2.je_ort", "z2 · Park")]


def test_sheets_for_dots_and_how_many_everybody_has(leitfaden: Leitfaden) -> None:
    def punkte(wunsch: Wunsch) -> dict[str, int | None]:
        return {b.adresse: b.je_person for b in build(leitfaden, ORTE, wunsch).punkte}

    assert punkte(BUERGER) == {
        "weg": 1, "ziele": 2, "note": 1, "laden": 1, "reihe": None, "teile": None, "ort": 1, "beste": None,
    }  # fmt: skip
    assert punkte(Wunsch("buergerschaft", fragen=("reihe", "2.2", "1.4"), punkte=5)) == {
        "note": 1, "reihe": 5, "beste": 5,
    }  # fmt: skip


def test_in_another_language(leitfaden: Leitfaden) -> None:
    satz = build(leitfaden, {}, sprache="ar")
    karte = satz.gruppen[0].karten[0]
    assert (satz.richtung, satz.ungeprueft, satz.gruppen[0].titel) == ("rtl", True, "أسئلة")
    assert (karte.frage.text, karte.frage.wahlen[1].titel, karte.nummer) == ("كيف تصل؟", "بالحافلة", "1.2")


@pytest.mark.parametrize(
    ("wunsch", "code", "satz"),
    [
        (Wunsch("buergerschaft", abschnitte=("x",)), "abschnitt-unbekannt", "„x“"),
        (Wunsch("buergerschaft", schritte=("a_2",)), "schritt-unbekannt", "„a_1“"),
        (Wunsch("buergerschaft", fragen=("9.9",)), "karte-unbekannt", "„9.9“"),
        (Wunsch("traeger"), "karten-leer", "„traeger“"),
    ],
)
def test_what_does_not_exist_is_said(leitfaden: Leitfaden, wunsch: Wunsch, code: str, satz: str) -> None:
    with pytest.raises(BenutzungError) as fehler:
        build(leitfaden, {}, wunsch)
    assert fehler.value.code == code
    assert satz in fehler.value.satz


worte = st.lists(st.text("abc äöü", min_size=1, max_size=30), max_size=30).map(" ".join)


@given(
    worte,
    st.lists(worte, max_size=60),
    st.sampled_from(["eine", "mehrere", "rang", "anteile", "absatz", "zeile"]),
)
def test_no_choice_is_lost_and_paper_is_never_empty(text: str, titel: list[str], art: Bogenart) -> None:
    wahlen = (
        tuple(Bogenwahl(nr=str(nr), titel=t) for nr, t in enumerate(titel, 1))
        if art not in {"absatz", "zeile"}
        else ()
    )
    frage = Bogenfrage(
        nr=0,
        nummer="1.1",
        id="f",
        text=text,
        hilfe=None,
        art=art,
        sprache="de",
        richtung="ltr",
        wahlen=wahlen,
    )
    einteilung = fit_karte(frage, "")
    assert sum(einteilung.je_karte) == len(wahlen)
    assert all(einteilung.je_karte) or not wahlen
    assert einteilung.linien >= {"absatz": 4, "zeile": 1}.get(art, 0)
    assert count_zeilen([titel]) >= 4


def test_little_text_is_set_large() -> None:
    frage = Bogenfrage(
        nr=0, nummer="1.1", id="f", text="Wie?", hilfe=None, art="absatz", sprache="de", richtung="ltr"
    )
    assert fit_karte(frage, "") == ("gross", 11, (0,))
