"""Answers between file and program: short and long form, and back."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import antworten
from wegweiser import workflow
from wegweiser.adapters.antwortdaten import format_antwort, parse_antwort
from wegweiser.adapters.yaml_lesen import load_yaml
from wegweiser.adapters.yaml_schreiben import format_yaml
from wegweiser.errors import EingabeError
from wegweiser.model import frage as f
from wegweiser.model.antworten import Antwort
from wegweiser.model.base import Knoten
from wegweiser.model.optionen import list_saetze
from wegweiser.model.wert import keine_optionen
from wegweiser.workflow.umfeld import Umfeld


@pytest.mark.parametrize("typ", f.NACH_TYP)
@given(daten=st.data())
def test_answer_comes_back_through_the_file(typ: str, daten: st.DataObject) -> None:
    fall, antwort = daten.draw(antworten(typ))
    text = format_yaml({"q": format_antwort(fall.frage, antwort)})
    knoten = load_yaml(text, "", typisiert=False).daten["q"]
    assert parse_antwort(fall.frage, knoten, fall.optionen) == antwort


ZAHL = f.Ganzzahl(id="q", text="Frage?", typ="ganzzahl")


@pytest.mark.parametrize(
    ("knoten", "antwort"),
    [
        ("9500", Antwort(wert=9500)),
        ({"wert": "9500"}, Antwort(wert=9500)),
        ({"offen": "ja"}, Antwort(offen=True)),
        ({"wert": "5", "belege": "amt"}, Antwort(wert=5, belege=("amt",))),
        ({"wert": "5", "bis": "15.12.2026", "notiz": None}, Antwort(wert=5, bis=date(2026, 12, 15))),
    ],
)
def test_forms_people_write(knoten: Knoten, antwort: Antwort) -> None:
    assert parse_antwort(ZAHL, knoten, keine_optionen) == antwort


@pytest.mark.parametrize(
    ("knoten", "code"),
    [
        ({"wert": "5", "offen": "true"}, "keine-antwort-und-offen"),
        ({"wert": None}, "keine-antwort-und-offen"),
        ({"offen": "nein"}, "keine-antwort-und-offen"),
        ({"offen": ["ja"]}, "keine-antwort-und-offen"),
        ({"wert": "5", "sicher": "ja"}, "angabe-unbekannt"),
        ({"wert": "5", "sicherheit": "hoch"}, "falsche-sicherheit"),
        ({"wert": "5", "notiz": ["a"]}, "falsche-form"),
        ({"wert": "5", "belege": [["a"]]}, "falsche-form"),
        ({"wert": "5", "bis": "bald"}, "kein-datum"),
        ({"wret": "5"}, "falsche-form"),
        ("9.500", "dateizahl-ganz"),
        ("9500 €", "dateizahl"),
        (None, "falsche-form"),
    ],
)
def test_forms_that_do_not_fit(knoten: Knoten, code: str) -> None:
    with pytest.raises(EingabeError) as fehler:
        parse_antwort(ZAHL, knoten, keine_optionen)
    assert fehler.value.code == code


def test_rows_without_id_get_one_and_keep_it(tmp_path: Path, umfeld: Umfeld) -> None:
    ordner = tmp_path / "v"
    workflow.create(ordner, leitfaden="land-nrw", titel=None, umfeld=umfeld)
    datei = ordner / "vorhaben.yaml"
    von_hand = "antworten:\n  priorisieren:\n    massnahmen: [{titel: Café}, {id: m1, titel: Laden}]\n"
    datei.write_text(datei.read_text(encoding="utf-8").replace("antworten: {}\n", von_hand), encoding="utf-8")
    with workflow.bearbeite(ordner, umfeld) as stand:
        assert [id_ for id_, _ in list_saetze(stand.vorhaben.antworten, "massnahmen")] == ["m2", "m1"]
        assert {station.adresse.satz for station in stand.lage.stationen} == {"", "m1", "m2"}
    assert "id: m2" in datei.read_text(encoding="utf-8")
    assert workflow.load_stand(ordner, umfeld).nachtraege == ()
