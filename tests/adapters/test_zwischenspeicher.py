"""The copy of a guide: equal to the original, or not used at all."""

import os
from pathlib import Path

import pytest

from tests.builders import KLEIN, build_leitfaden, write_leitfaden
from wegweiser.adapters.leitfaeden import build_entwurf, load_dateien
from wegweiser.adapters.zwischenspeicher import load_kopie, save_kopie
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.workflow import leitfaeden
from wegweiser.workflow.umfeld import Umfeld, read_uhr


def test_shipped_guide_from_yaml_and_from_copy_are_equal(tmp_path: Path) -> None:
    aus_yaml = leitfaeden.load_leitfaden("wegweiser", Umfeld(jetzt=read_uhr))
    save_kopie(tmp_path, aus_yaml)
    kopie = load_kopie(tmp_path, aus_yaml.pruefsumme)
    assert kopie == aus_yaml
    assert repr(kopie) == repr(aus_yaml)


@pytest.fixture
def klein(tmp_path: Path) -> Leitfaden:
    return build_leitfaden(tmp_path / "probe", KLEIN)


def test_touched_copy_is_ignored(tmp_path: Path, klein: Leitfaden) -> None:
    save_kopie(tmp_path / "kopien", klein)
    (pfad,) = (tmp_path / "kopien").iterdir()
    roh = pfad.read_bytes()
    for versehrt in (
        roh.replace(b"Wie viele", b"Wie wenig"),
        roh[:-5],
        roh[80:],
        b"",
        b"\xff",
        b"{}\n{}",
        b"[" * 9000,
    ):
        pfad.write_bytes(versehrt)
        assert load_kopie(tmp_path / "kopien", klein.pruefsumme) is None
    pfad.write_bytes(roh)
    assert load_kopie(tmp_path / "kopien", klein.pruefsumme) == klein


def test_changed_guide_is_read_anew(tmp_path: Path) -> None:
    umfeld = Umfeld(jetzt=read_uhr, zwischenspeicher=tmp_path / "kopien")
    build_leitfaden(tmp_path / "probe", KLEIN)
    leitfaeden.load_leitfaden(str(tmp_path / "probe"), umfeld)
    pfad = tmp_path / "probe" / "abschnitte" / "rahmen.yaml"
    pfad.write_text(pfad.read_text(encoding="utf-8").replace("Wie viele?", "Wieviel?"), encoding="utf-8")
    geladen = leitfaeden.load_leitfaden(str(tmp_path / "probe"), umfeld)
    assert "Wieviel?" in {frage.text for frage in geladen.abschnitte[0].fragen()}
    assert len(list((tmp_path / "kopien").iterdir())) == 2


def test_words_of_a_guide_are_never_taken_for_records(tmp_path: Path) -> None:
    """Keys that look like the marks of the copy stay what the guide says."""
    gewichte = '{"!": 10, "!d": 20, "!t": 30, "!m": 40, "": 0}'
    profile = f"katalog: profile\neintraege: [{{id: p, titel: P, gewichte: {gewichte}}}]\n"
    dateien = {**KLEIN, "kataloge/profile.yaml": profile}
    leitfaden = build_entwurf(load_dateien(write_leitfaden(tmp_path / "probe", dateien))).leitfaden
    assert leitfaden is not None
    save_kopie(tmp_path / "kopien", leitfaden)
    assert load_kopie(tmp_path / "kopien", leitfaden.pruefsumme) == leitfaden


def test_without_a_place_for_copies_guides_still_load(
    tmp_path: Path, klein: Leitfaden, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "datei").write_text("x", encoding="utf-8")
    for ort in (None, tmp_path / "datei", tmp_path / "datei" / "x"):
        save_kopie(ort, klein)
        assert load_kopie(ort, klein.pruefsumme) is None

    def voll(*_: object) -> int:
        raise OSError(28, "voll")

    monkeypatch.setattr(os, "fsync", voll)
    save_kopie(tmp_path / "kopien", klein)
    assert load_kopie(tmp_path / "kopien", klein.pruefsumme) is None
