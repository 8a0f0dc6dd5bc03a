"""The schema for editors: it takes what the program takes, and says so where an author errs."""

import copy
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft7Validator

from wegweiser.adapters.dateien import load_text
from wegweiser.adapters.leitfadenschema import (
    AUSDRUCKSFELDER,
    MUSTERFELDER,
    SCHEMADATEI,
    build_schema,
    format_schema,
    list_felder,
    load_beschreibungen,
)
from wegweiser.adapters.yaml_lesen import load_yaml
from wegweiser.core import reisen
from wegweiser.model import frage as f
from wegweiser.model.base import fields
from wegweiser.model.finanzierung import Plan
from wegweiser.model.reise import Erwartung, Planerwartung

WURZEL = Path(__file__).parents[2]
GUIDES = [
    *sorted(p.parent for p in (WURZEL / "leitfaden").glob("*/leitfaden.yaml")),
    WURZEL / "tests/leitfaeden/alles",
]
DATEIEN = [datei for ordner in GUIDES for datei in sorted(ordner.rglob("*.yaml"))]
ABSCHNITT = "abschnitte/zahlen.yaml"


@cache
def pruefer() -> Draft7Validator:
    return Draft7Validator(build_schema())


def lies(pfad: Path) -> Any:
    return load_yaml(load_text(pfad), pfad.name, typisiert=True).daten


def maengel(daten: object) -> list[str]:
    return [f"{fehler.json_path}: {fehler.message}" for fehler in pruefer().iter_errors(daten)]


def test_it_is_a_schema_of_draft_7() -> None:
    Draft7Validator.check_schema(build_schema())


def test_the_shipped_schema_is_current() -> None:
    text = (WURZEL / "leitfaden" / SCHEMADATEI).read_text(encoding="utf-8")
    assert text == format_schema(build_schema()), "wegweiser leitfaden schema --nach leitfaden"


@pytest.mark.parametrize("pfad", DATEIEN, ids=lambda pfad: pfad.relative_to(pfad.parents[2]).as_posix())
def test_every_file_of_every_guide_fits(pfad: Path) -> None:
    assert maengel(lies(pfad)) == []


def test_every_model_and_field_is_described_and_nothing_else() -> None:
    beschrieben = load_beschreibungen()
    da = {(name, "") for name, teil in beschrieben.items() if "ist" in teil}
    da |= {(name, feld) for name, teil in beschrieben.items() for feld in teil.get("felder", {})}
    typen = {(klasse.__name__, "typ") for klasse in f.NACH_TYP.values()}
    gebraucht = (set(list_felder()) - typen) | {("Grundfrage", "typ")}
    assert (sorted(gebraucht - da), sorted(da - gebraucht)) == ([], [])


def test_everything_an_editor_offers_has_a_description() -> None:
    stumm = [
        (name, feld)
        for name, satz in build_schema()["definitions"].items()
        for feld, schema in satz["properties"].items()
        if not schema.get("description")
    ]
    assert stumm == []


def list_knoten(schema: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for wert in schema.values():
            yield from list_knoten(wert)
    elif isinstance(schema, list):
        for wert in schema:
            yield from list_knoten(wert)


def test_every_word_of_every_list_and_every_pattern_is_explained() -> None:
    for knoten in list_knoten(build_schema()):
        if "enumDescriptions" in knoten:
            assert len(knoten["enumDescriptions"]) == len(knoten["enum"])
            assert all(knoten["enumDescriptions"]), knoten["enum"]
        elif isinstance(knoten.get("enum"), list):
            assert knoten["enum"] == list(
                build_schema()["definitions"]["Katalog"]["properties"]["katalog"]["examples"]
            )
        if isinstance(knoten.get("pattern"), str):
            assert knoten["patternErrorMessage"]


def test_fields_with_a_rule_of_their_own_exist() -> None:
    vorhanden = {f"{klasse}.{feld}" for klasse, feld in list_felder()}
    assert set(MUSTERFELDER) | AUSDRUCKSFELDER <= vorhanden


def test_expectations_are_those_the_journeys_check() -> None:
    assert {feld.name for feld in fields(Erwartung)} == set(reisen._ARTEN)
    assert {feld.name for feld in fields(Planerwartung)} == {feld.name for feld in fields(Plan)} - {
        "verwendung",
        "quellen",
    }


@pytest.mark.parametrize("typ", list(f.NACH_TYP))
def test_a_question_offers_only_what_its_type_has(typ: str) -> None:
    definitionen = build_schema()["definitions"]
    (zweig,) = [z for z in definitionen["Frage"]["allOf"] if z["if"]["properties"]["typ"]["const"] == typ]
    felder = definitionen[zweig["then"]["$ref"].rpartition("/")[2]]["properties"]
    assert set(felder) == {feld.name for feld in fields(f.NACH_TYP[typ])}


def test_completion_of_types_tells_what_they_are() -> None:
    typ = build_schema()["definitions"]["Frage"]["properties"]["typ"]
    assert dict(zip(typ["enum"], typ["enumDescriptions"], strict=True))["geldbetrag"] == "Ein Betrag in Euro."
    assert set(typ["enum"]) == {get_args(k.__annotations__["typ"])[0] for k in f.NACH_TYP.values()}


def _frage(daten: Any, nr: int = 0) -> Any:
    return daten["schritte"][0]["fragen"][nr]


FEHLER: list[tuple[str, str, Callable[[Any], object]]] = [
    ("unknown key", ABSCHNITT, lambda d: d.update(warumm="x")),
    ("no title", ABSCHNITT, lambda d: d.pop("titel")),
    ("question without text", ABSCHNITT, lambda d: _frage(d).pop("text")),
    ("question without type", ABSCHNITT, lambda d: _frage(d).pop("typ")),
    ("misspelt type", ABSCHNITT, lambda d: _frage(d).update(typ="ganzahl")),
    ("field of another type", ABSCHNITT, lambda d: _frage(d).update(max_zeichen=5)),
    ("a number as text", ABSCHNITT, lambda d: _frage(d).update(min="eins")),
    ("a text as number", ABSCHNITT, lambda d: _frage(d).update(text=5)),
    ("yes instead of true", ABSCHNITT, lambda d: _frage(d).update(pflicht="ja")),
    ("a hyphen in a name", ABSCHNITT, lambda d: _frage(d).update(id="zahl-menschen")),
    ("an umlaut in a name", ABSCHNITT, lambda d: _frage(d).update(id="größe")),
    ("a reserved word as name", ABSCHNITT, lambda d: _frage(d).update(id="nicht")),
    ("an unknown round", ABSCHNITT, lambda d: _frage(d).update(runde="buerger")),
    ("a check without sentence", ABSCHNITT, lambda d: _frage(d, 5)["pruefe"][0].pop("text")),
    ("a check that is no list", ABSCHNITT, lambda d: _frage(d, 5).update(pruefe={"muss": "x", "text": "y"})),
    ("an anchor that is no number", ABSCHNITT, lambda d: _frage(d, 9).update(anker={"wenig": "x"})),
    ("an expression that is too long", ABSCHNITT, lambda d: _frage(d).update(wenn="a" * 2001)),
    ("a derived value without type", ABSCHNITT, lambda d: d["abgeleitet"][0].pop("typ")),
    ("a choice without options", "abschnitte/wahl.yaml", lambda d: _frage(d).pop("optionen")),
    ("options and a catalogue", "abschnitte/wahl.yaml", lambda d: _frage(d).update(katalog="farben")),
    ("an option without id", "abschnitte/wahl.yaml", lambda d: _frage(d)["optionen"][0].pop("id")),
    ("an option id with capitals", "abschnitte/wahl.yaml", lambda d: _frage(d)["optionen"][0].update(id="NRW")),
    ("a table inside a table", "abschnitte/tabellen.yaml", lambda d: _frage(d)["spalten"][0].update(typ="tabelle")),
    ("a column without id", "abschnitte/tabellen.yaml", lambda d: _frage(d)["spalten"][0].pop("id")),
    ("no head", "leitfaden.yaml", lambda d: d.pop("herausgeber")),
    ("another format", "leitfaden.yaml", lambda d: d.update(format=2)),
    ("a version with two numbers", "leitfaden.yaml", lambda d: d.update(version="1.0")),
    ("a parameter without source", "leitfaden.yaml", lambda d: d["parameter"]["grenze"].pop("quelle")),
    ("a parameter with a comma", "leitfaden.yaml", lambda d: d["parameter"]["grenze"].update(wert="0,7")),
    ("an entry without title", "kataloge/farben.yaml", lambda d: d["eintraege"][0].pop("titel")),
    ("a foreign key in an entry", "kataloge/farben.yaml", lambda d: d["eintraege"][0].update(haftung="x")),
    ("a rule without sentence", "regeln/farben.yaml", lambda d: d["regeln"][0].pop("text")),
    ("a misspelt level", "regeln/farben.yaml", lambda d: d["regeln"][0].update(stufe="ausschluß")),
    ("one name instead of a list", "regeln/farben.yaml", lambda d: d["regeln"][0].update(gilt="@warm")),
    ("a source without kind", "quellen.yaml", lambda d: d[0].pop("art")),
    ("a day that is none", "quellen.yaml", lambda d: d[0].update(abgerufen="1.5.2026")),
    ("an unknown expectation", "reisen/voll.yaml", lambda d: d["faelle"][0]["erwartet"].update(pfad=["x"])),
    ("an unknown result of a rule", "reisen/voll.yaml", lambda d: d["faelle"][0].update(erwartet={"regeln": {"r": "ok"}})),
    ("a path that is no list", "reisen/voll.yaml", lambda d: d["faelle"][0].update(erwartet={"pfad_ohne": "name"})),
    ("a case without answers", "reisen/voll.yaml", lambda d: d["faelle"][0].pop("antworten")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "datei", "aendere"), FEHLER, ids=[name for name, *_ in FEHLER])
def test_typical_mistakes_are_seen(name: str, datei: str, aendere: Callable[[Any], object]) -> None:
    daten = copy.deepcopy(lies(GUIDES[-1] / datei))
    assert maengel(daten) == []
    aendere(daten)
    assert maengel(daten), name


def test_results_of_every_kind_can_be_expected() -> None:
    erwartet = {
        "werte": {"planung[m1].kosten": 800, "beginn": "offen"},
        "regeln": {"r-a": "erfuellt", "r-b": {"m1": "gilt-nicht"}},
        "formen": {"m1": {"erster": "eg", "punkte": 61.5, "engere_wahl": ["eg"]}, "m2": "entfaellt"},
        "luecken": {"l1": {"wert": 2.25, "gewaehlt": "ja"}, "l2": "entfaellt"},
        "finanzierung": {"m1": {"klasse": "offen", "dscr": "offen", "betrieb": {"luecke": 0}}},
        "rangfolge": ["l1", "l2"],
    }
    assert maengel({"faelle": [{"id": "a", "antworten": {}, "erwartet": erwartet}]}) == []


def test_translations_are_told_from_heads() -> None:
    uebersetzung = {
        "sprache": "tr", "titel": "Türkçe", "geprueft_von": None, "stand": "2026-11",
        "fragen": {"name": {"text": "Adı nedir?", "spalten": {"a": {"text": "A"}}, "anker": {"0": "yok"}}},
        "abschnitte": {"worte": "Sözler"},
    }  # fmt: skip
    assert maengel(uebersetzung) == []
    assert maengel({**uebersetzung, "format": 1})
