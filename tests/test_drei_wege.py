"""The example typed in a terminal, taken from a file and played by the demo: three times the same vorhaben.yaml."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pexpect
import pytest

from wegweiser.adapters.antwortdaten import parse_antworten
from wegweiser.adapters.reisen import load_reise
from wegweiser.adapters.yaml_schreiben import format_yaml
from wegweiser.cli.befehle import protect_text
from wegweiser.core import ablauf
from wegweiser.core.werte import Wertequelle
from wegweiser.model import frage as f
from wegweiser.model.antworten import Antwort, Antworten
from wegweiser.model.deutsch_format import format_datum
from wegweiser.model.lage import Station
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.model.wert import format_wert
from wegweiser.workflow import auswertung, leitfaeden
from wegweiser.workflow.umfeld import Umfeld

WURZEL = Path(__file__).resolve().parents[1]
JETZT = "2026-11-23T10:00:00+01:00"
BEISPIEL = WURZEL / "leitfaden" / "land-nrw" / "reisen" / "beispiel.yaml"


@pytest.fixture
def umgebung(heim: Path, umfeld: Umfeld) -> dict[str, str]:
    leitfaeden.load_leitfaden(
        "land-nrw", Umfeld(jetzt=umfeld.jetzt, zwischenspeicher=heim / "cache" / "wegweiser")
    )
    return {
        "HOME": str(heim),
        "XDG_CACHE_HOME": str(heim / "cache"),
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(WURZEL),
        "PYTHONUTF8": "1",
        "WEGWEISER_JETZT": JETZT,
        "TERM": "dumb",
    }


def starte(umgebung: Mapping[str, str], cwd: Path, *argumente: object) -> None:
    befehl = [sys.executable, "-m", "wegweiser", *map(str, argumente)]
    lauf = subprocess.run(befehl, env=dict(umgebung), cwd=cwd, capture_output=True, check=False, timeout=90)
    assert lauf.returncode == 0, lauf.stderr.decode()


def list_eingaben(
    station: Station, antwort: Antwort, leitfaden: Leitfaden, antworten: Antworten
) -> Iterator[str]:
    """What a person types for one answer: what is known about it first, then the answer."""
    if antwort.offen:
        bis = format_datum(antwort.bis) if antwort.bis else "-"
        yield from (":offen", antwort.zustaendig or "-", bis, antwort.notiz or "")
        return
    if antwort.sicherheit:
        yield f":sicherheit {antwort.sicherheit}"
    yield from (f":beleg {beleg}" for beleg in antwort.belege)
    if antwort.notiz:
        yield f":notiz {antwort.notiz}"
    assert antwort.wert is not None
    text = protect_text(format_wert(station.frage, antwort.wert, build_optionsquelle(leitfaden, antworten)))
    yield from text.split("\n")
    if isinstance(station.frage, f.Absatz):
        yield "."


def _stelle(station: Station) -> tuple[str, str]:
    return station.abschnitt.id, station.adresse.satz


@pytest.mark.langsam
def test_typed_filed_and_demo_give_the_same_file(
    tmp_path: Path, umgebung: dict[str, str], umfeld: Umfeld
) -> None:
    fall = load_reise(BEISPIEL)[0]
    leitfaden = leitfaeden.load_leitfaden("land-nrw", umfeld)
    antworten, befunde = parse_antworten(fall.antworten, leitfaden)
    assert befunde == ()

    auswertung.play_demo(tmp_path / "gezeigt", Umfeld(jetzt=lambda: datetime.fromisoformat(JETZT)), ("json",))

    (tmp_path / "antworten.yaml").write_text(format_yaml(fall.antworten.daten), encoding="utf-8")
    starte(umgebung, tmp_path, "neu", "datei", "--titel", fall.titel)
    starte(umgebung, tmp_path, "antwort", "datei", "--aus", "antworten.yaml")

    starte(umgebung, tmp_path, "neu", "getippt", "--titel", fall.titel)
    terminal = pexpect.spawn(
        sys.executable,
        ["-m", "wegweiser", "start", "getippt"],
        cwd=str(tmp_path),
        env=umgebung,
        dimensions=(24, 80),
        encoding="utf-8",
        codec_errors="replace",  # typed ahead, the echo cuts into what the program writes
        timeout=60,
    )
    terminal.delaybeforesend = None
    stationen = ablauf.compute_lage(Wertequelle(leitfaden, antworten)).stationen
    for station, folgende in zip(stationen, [*stationen[1:], None], strict=True):
        for eingabe in list_eingaben(station, antworten[station.adresse], leitfaden, antworten):
            terminal.sendline(eingabe)
        terminal.expect("gespeichert")
        if isinstance(station.frage, f.Tabelle):
            terminal.sendline("")
        if folgende is None or _stelle(folgende) != _stelle(station):
            terminal.expect("Eingabetaste geht weiter")
            terminal.sendline("")
    terminal.expect("Eingabetaste beendet")
    terminal.sendline("")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0

    gezeigt, datei, getippt = (
        (tmp_path / ordner / "vorhaben.yaml").read_text(encoding="utf-8")
        for ordner in ("gezeigt", "datei", "getippt")
    )
    assert datei == gezeigt
    assert getippt == gezeigt
