"""What became of a question: declarations are followed, older ones are not followed twice."""

from pathlib import Path
from typing import Any

import pytest

from tests.umzugshilfe import make_frage, write_daten
from wegweiser.adapters.leitfaeden import build_entwurf, load_dateien
from wegweiser.core.fassungen import (
    build_wechsel,
    compare_version,
    find_ziel,
    list_fruehere_namen,
    parse_version,
)
from wegweiser.model.leitfaden import Leitfaden


def build(ordner: Path, *fragen: str, **kopf: Any) -> Leitfaden:
    daten = {
        "version": "1.0.0",
        "abschnitte": [{"id": "a", "fragen": [make_frage(f, "text") for f in fragen]}],
    }
    entwurf = build_entwurf(load_dateien(write_daten(ordner, {**daten, **kopf})))
    assert entwurf.leitfaden, [str(b) for b in entwurf.befunde]
    return entwurf.leitfaden


@pytest.mark.parametrize(
    ("alt", "neu", "kopf", "erwartet"),
    [
        ("a", "a", {}, "gleich a"),
        ("a", "b", {"umbenannt": {"fragen": {"a": "b"}}}, "umbenannt b"),
        ("a", "c", {"umbenannt": {"fragen": {"a": "b", "b": "c"}}}, "umbenannt c"),
        ("a", "c", {"umbenannt": {"fragen": {"a": "b"}}, "ersetzt": {"fragen": {"b": "c"}}}, "ersetzt c"),
        ("a", "b", {"zurueckgezogen": {"fragen": {"a": "Weg."}}}, "zurueckgezogen  Weg."),
        ("a", "b", {}, "unbekannt"),
        ("a", "c", {"umbenannt": {"fragen": {"a": "b", "b": "a"}}}, "unbekannt"),
        ("ab", "ab", {"umbenannt": {"fragen": {"a": "b", "b": "a"}}}, "umbenannt b"),
        ("a", "ab", {"umbenannt": {"fragen": {"a": "b"}}}, "umbenannt b"),
        ("a", "ab", {"zurueckgezogen": {"fragen": {"a": "Neu vergeben."}}}, "zurueckgezogen  Neu vergeben."),
    ],
)
def test_where_a_question_went(tmp_path: Path, alt: str, neu: str, kopf: Any, erwartet: str) -> None:
    wechsel = build_wechsel(build(tmp_path / "1", *alt), build(tmp_path / "2", *neu, **kopf))
    assert " ".join(find_ziel(wechsel, "a")).strip() == erwartet


def test_what_the_older_guide_declared_already_is_done(tmp_path: Path) -> None:
    """`a` became `b` long ago; the `a` of today is another question."""
    erklaert = {"umbenannt": {"fragen": {"a": "b"}}}
    wechsel = build_wechsel(
        build(tmp_path / "1", *"ab", **erklaert), build(tmp_path / "2", *"ab", **erklaert)
    )
    assert [find_ziel(wechsel, name).frage for name in "ab"] == ["a", "b"]


def test_a_question_only_the_newer_guide_has_is_itself(tmp_path: Path) -> None:
    kopf = {"umbenannt": {"fragen": {"b": "c"}}}
    wechsel = build_wechsel(build(tmp_path / "1", "a"), build(tmp_path / "2", *"abc", **kopf))
    assert find_ziel(wechsel, "b").frage == "b"


def test_earlier_names(tmp_path: Path) -> None:
    leitfaden = build(tmp_path, "c", umbenannt={"fragen": {"a": "b", "b": "c", "x": "y"}})
    assert list_fruehere_namen(leitfaden, "c") == ("c", "a", "b")


@pytest.mark.parametrize(
    ("war", "ist", "lage"),
    [
        ("1.0.0", "1.0", "geaendert"),
        ("1.9", "1.10", "neuer"),
        ("2.0.0", "1.99.99", "aelter"),
        ("2026-04", "2026-11", "neuer"),
        ("", "1.0", "gleich"),
    ],
)
def test_versions_compare_as_numbers(tmp_path: Path, war: str, ist: str, lage: str) -> None:
    leitfaden = build(tmp_path, "a", version=ist)
    assert compare_version(war, "sha256:andere", leitfaden) == lage
    assert compare_version(war, leitfaden.pruefsumme, leitfaden) == "gleich"
    assert parse_version("1.0.0") == parse_version("1")
