"""Nothing is written outside the Vorhaben folder but the cache of guides: watched while every command runs."""

import ctypes
import os
import re
import shutil
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import ALLES, WURZEL
from tests.conftest import ABNAHME
from tests.vorrat import Vorrat, starte
from wegweiser.cli.app import BEFEHLE

MARTEN = WURZEL / "tests" / "daten" / "marten"
DATEIEN = ("zensus.csv", "stadtteile.geojson", "laeden.geojson")
# By command: what is run, one after the other, on the Vorhaben `probe`; `demo` plays the same parts on a big guide.
AUFRUFE: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "neu": ((("neu", "probe", "--leitfaden", str(ALLES)), ""),),
    "antwort": (
        (("antwort", "probe", "menschen", "9500", "--notiz", "Geheim", "--kuerzel", "kk"), ""),
        (("antwort", "probe", "teile", '[{"titel": "Dach"}]'), ""),
    ),
    "start": ((("start", "probe", "--schlicht", "--projektor"), ":editor\nMein Name\n!\n"),),
    "status": ((("status", "probe"), ""),),
    "daten": (
        (("daten", "einlesen", "probe", *(str(MARTEN / name) for name in DATEIEN), "--ja"), ""),
        (("daten", "quartier", "probe", "--raum", "Marten"), ""),
    ),
    "auswerten": ((("auswerten", "probe"), ""),),
    "sichern": ((("sichern", "probe", "eins"), ""),),
    "staende": ((("staende", "probe"), ""),),
    "unterschied": ((("unterschied", "probe", "eins"), ""),),
    "szenario": ((("szenario", "probe", "mehr", "menschen", "5"), ""),),
    "vergleichen": ((("vergleichen", "probe", "probe@mehr"), ""),),
    "bericht": (
        (("bericht", "probe"), ""),
        (("bericht", "probe", "--szenario", "mehr", "--format", "html"), ""),
    ),
    "importieren": ((("importieren", "probe", "teile", "teile.csv", "--anhaengen", "--ja"), ""),),
    "rueckgaengig": ((("rueckgaengig", "probe"), ""),),
    "wiederholen": ((("wiederholen", "probe"), ""),),
    "verlauf": ((("verlauf", "probe"), ""),),
    "sitzung": (
        (("sitzung", "beginnen", "probe", "--titel", "Auftakt"), ""),
        (("sitzung", "beenden", "probe", "--format", "html"), ""),
        (("sitzung", "liste", "probe"), ""),
    ),
    "karten": ((("karten", "probe", "--runde", "intern", "--papier", "karten", "--format", "html"), ""),),
    "erfassen": ((("erfassen", "probe", "--runde", "intern", "--schlicht"), "!\n"),),
    "offen": ((("offen", "probe", "--alle", "--nach", "probe/offen"), ""),),
    "zusammenfuehren": ((("zusammenfuehren", "probe", "kopie", "--ja"), ""),),
    "zuruecksetzen": ((("zuruecksetzen", "probe", "eins", "--ja"), ""),),
    "umziehen": ((("umziehen", "probe", "--ja"), ""),),
    "retten": ((("retten", "probe"), ""),),
    "leitfaden": ((("leitfaden", "pruefen", str(ALLES)), ""), (("leitfaden", "testen", str(ALLES)), "")),
    "anonymisieren": ((("anonymisieren", "probe", "--freitexte", "--ja"), ""),),
}
CACHE = re.compile(r"\.cache(/wegweiser(/\.?leitfaden-[0-9a-f]{32}\.json(\.[0-9]+\.neu)?)?)?\Z")
# Of Python and the libraries behind PDF: a trial file, lists of fonts, fonts, the compiler asked where a library lies.
PDF = frozenset({"bericht", "karten", "sitzung"})
FREMD = re.compile(r"(\.cache/)?fontconfig|weasyprint-|cc\w{6}\.|(tmp)?[a-z0-9_]{8}\Z")
_ANGELEGT, _HINEIN, _KOPF = 0x100, 0x80, struct.Struct("iIII")


class Waechter:
    """Notes every name that appears in some folders, even if it is gone again (Linux: inotify)."""

    def __init__(self, *ordner: Path) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._griff = self._libc.inotify_init1(os.O_NONBLOCK)
        self._ordner: dict[int, str] = {}
        for pfad in ordner:
            nr = self._libc.inotify_add_watch(self._griff, bytes(pfad), _ANGELEGT | _HINEIN)
            assert nr >= 0
            self._ordner[nr] = pfad.name

    def lies(self) -> list[str]:
        """`folder: name` of everything since the last time."""
        try:
            roh = os.read(self._griff, 1_000_000)
        except BlockingIOError:
            return []
        gesehen, stelle = [], 0
        while stelle < len(roh):
            nr, _, _, laenge = _KOPF.unpack_from(roh, stelle)
            name = roh[stelle + _KOPF.size : stelle + _KOPF.size + laenge].rstrip(b"\0").decode()
            gesehen.append(f"{self._ordner[nr]}: {name}")
            stelle += _KOPF.size + laenge
        return gesehen


def _list_namen(ordner: Path) -> set[str]:
    return {pfad.relative_to(ordner).as_posix() for pfad in ordner.rglob("*")}


def _ist_erlaubt(befehl: str, ordner: str, name: str) -> bool:
    if ordner == "arbeit":
        return name in {"probe", "kopie", "teile.csv"}
    return (ordner, name) == ("heim", ".cache") or (befehl in PDF and FREMD.match(name) is not None)


def test_every_command_is_watched() -> None:
    assert set(AUFRUFE) | {"demo"} == set(BEFEHLE)


@pytest.mark.langsam
@pytest.mark.skipif(sys.platform != "linux", reason="watches with inotify")
def test_nothing_is_written_elsewhere(tmp_path: Path, vorrat: Vorrat | None) -> None:
    heim, zeitweilig, arbeit = (tmp_path / name for name in ("heim", "zeitweilig", "arbeit"))
    for ordner in (heim, zeitweilig, arbeit):
        ordner.mkdir()
    (arbeit / "teile.csv").write_text("Titel\nKeller\n", encoding="utf-8")
    python = {name: wert for name, wert in os.environ.items() if name.startswith("PYTHON")}
    fest = {
        **python,
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(WURZEL),
        "LANG": "C.UTF-8",
        "EDITOR": "true",
    }
    umgebung = {**fest, "HOME": str(heim), "TMPDIR": str(zeitweilig), "TMP": str(zeitweilig)}
    waechter = Waechter(heim, zeitweilig, arbeit)
    for name, aufrufe in AUFRUFE.items():
        for argumente, eingabe in aufrufe:
            if name == "retten":
                (arbeit / "probe" / "vorhaben.yaml").write_text("{[", encoding="utf-8")
            if name == "zusammenfuehren":
                shutil.copytree(arbeit / "probe", arbeit / "kopie")
            lauf = starte(None if ABNAHME else vorrat, argumente, arbeit, umgebung, eingabe=eingabe)
            assert lauf.returncode == 0, f"{argumente}\n{lauf.stdout}{lauf.stderr}"
            fremd = [ort for ort in waechter.lies() if not _ist_erlaubt(name, *ort.split(": "))]
            assert fremd == [], argumente
            assert {n for n in _list_namen(heim) if not CACHE.match(n) and not FREMD.match(n)} == set(), (
                argumente
            )
            assert _list_namen(zeitweilig) == set(), argumente
    for pfad in heim.rglob("*"):
        assert pfad.is_dir() or b"Geheim" not in pfad.read_bytes()
