"""A failing disk at every single call: nothing confirmed is lost, the folder opens, the sentence names the problem."""

import errno
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from tests.builders import KLEIN, KOPF, write_leitfaden
from tests.conftest import ABNAHME
from tests.kommandozeile import Lauf, fuehre_aus
from tests.stoerung import Stoerung, Wie, stoere
from wegweiser import workflow
from wegweiser.workflow.umfeld import Umfeld

FEHLER = {
    errno.ENOSPC: "kein Platz mehr",
    errno.EDQUOT: "kein Platz mehr",
    errno.EIO: "meldet einen Fehler",
    errno.EROFS: "schreibgeschützt",
    errno.EACCES: "die Rechte fehlen",
    errno.ESTALE: "nicht erreichbar",
}
WERTE = {"name": "Märten", "einwohner": 9500, "laden": True, "ladenname": "Bei Ute", "ziele": ("a",)}
VORHER = {"name": "Alt", "einwohner": 1}
FRAGEN = {"Wie heißt es?": "name", "Wie viele?": "einwohner", "Gibt es einen Laden?": "laden", "Wie heißt er?": "ladenname",
          "Welche Ziele?": "ziele"}  # fmt: skip
SITZUNG = (":geh name", "Märten", ":geh einwohner", "9500", ":geh laden", "ja", ":geh ladenname", "Bei Ute", ".",
           ":geh ziele", "1", "!")  # fmt: skip
DATEI = "antworten:\n  rahmen: {name: Märten, einwohner: 9500, laden: ja, ladenname: Bei Ute, ziele: [a]}\n"
DATEIEN = {".sperre", ".stelle", "protokoll.jsonl", "vorhaben.yaml", "wortlaut.json"}


BEFEHLE: Mapping[str, Sequence[str]] = {
    "neu": ("neu", "v", "--leitfaden", "leitfaden"),
    "antwort": ("antwort", "v", "name", "Märten"),
    "aus": ("antwort", "v", "--aus", "antworten.yaml"),
    "start": ("start", "v"),
    "umziehen": ("umziehen", "v", "--nach", "zweite", "--ja"),
    "rueckgaengig": ("rueckgaengig", "v"),
}


@pytest.fixture
def platz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a guide, its next version and a file of answers; paths in commands are relative to it."""
    write_leitfaden(tmp_path / "leitfaden", KLEIN)
    kopf = f"{KOPF.replace('1.0.0', '2.0.0')}abschnitte: [rahmen, form]\n"
    write_leitfaden(tmp_path / "zweite", {**KLEIN, "leitfaden.yaml": kopf})
    (tmp_path / "antworten.yaml").write_text(DATEI, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WEGWEISER_SCHLICHT", "1")
    assert fuehre_aus("neu", "vorlage", "--leitfaden", "leitfaden").code == 0
    for frage, wert in VORHER.items():
        assert fuehre_aus("antwort", "vorlage", frage, str(wert)).code == 0
    return tmp_path


class Fall(NamedTuple):
    """What goes wrong at a call."""

    nummer: int = errno.ENOSPC
    wie: Wie = "fehler"
    immer: bool = False


class Lage(NamedTuple):
    """A folder after a command on a failing disk."""

    platz: Path
    befehl: str
    fall: Fall
    lauf: Lauf
    umfeld: Umfeld

    def lies(self) -> dict[str, Any]:
        stand = workflow.load_stand(self.platz / "v", self.umfeld)
        assert not {n.code for n in stand.nachtraege} - {"nachgetragen", "umzug"}
        return {str(a): antwort.wert for a, antwort in stand.vorhaben.antworten.items()}


def spiele(platz: Path, befehl: str, stoerung: Stoerung) -> Lauf:
    """The command on a fresh copy."""
    shutil.rmtree(platz / "v", ignore_errors=True)
    if befehl != "neu":
        shutil.copytree(platz / "vorlage", platz / "v")
    with stoere(stoerung):
        return fuehre_aus(*BEFEHLE[befehl], eingabe=SITZUNG)


def list_stellen(platz: Path, befehl: str) -> list[str]:
    """The calls of a clean run; there is no other way to the disk."""
    stoerung = Stoerung(platz / "v")
    assert spiele(platz, befehl, stoerung).code == 0
    assert stoerung.nebenher == []
    return stoerung.aufrufe


FAELLE = [
    *(Fall(nummer, "fehler", immer) for nummer in FEHLER for immer in (False, True)),
    Fall(errno.ENOSPC, "halb"), Fall(errno.EDQUOT, "halb", immer=True),
    Fall(errno.EIO, "doch"), Fall(errno.EIO, "doch", immer=True), Fall(errno.EINTR),
]  # fmt: skip


def _waehle(befehl: str, stellen: Sequence[str]) -> Iterator[tuple[int, Fall]]:
    """Every call with every fault; otherwise every second call with one of them."""
    if ABNAHME:
        yield from ((bei, fall) for bei in range(1, len(stellen) + 1) for fall in FAELLE)
        return
    zufall = Random(befehl)  # noqa: S311
    for bei in range(1, len(stellen) + 1, 2 if len(stellen) < 50 else 4):
        yield bei, zufall.choice(FAELLE)


@pytest.mark.langsam
@pytest.mark.parametrize("befehl", BEFEHLE)
def test_every_call_may_fail(befehl: str, platz: Path, umfeld: Umfeld) -> None:
    for bei, fall in _waehle(befehl, list_stellen(platz, befehl)):
        stoerung = Stoerung(platz / "v", bei=bei, nummer=fall.nummer, wie=fall.wie, immer=fall.immer)
        lauf = spiele(platz, befehl, stoerung)
        bei_was = f"{befehl}, Aufruf {bei} ({stoerung.aufrufe[bei - 1]}), {errno.errorcode[fall.nummer]} {fall}: {lauf}"
        lage = Lage(platz, befehl, fall, lauf, umfeld)
        try:
            _check_satz(lage)
            PRUEFUNGEN[befehl](lage)
            _check_danach(lage)
        except Exception as fehler:
            fehler.add_note(bei_was)
            raise


def _check_satz(lage: Lage) -> None:
    """The sentence names the problem and what to do; it is never the program's fault."""
    assert lage.lauf.code in {0, 5}
    assert "Programm hat einen Fehler" not in lage.lauf.text
    assert "{" not in lage.lauf.text
    if lage.lauf.code or "Noch nicht gespeichert" in lage.lauf.text:
        assert FEHLER.get(lage.fall.nummer, "das Betriebssystem lehnt es ab") in lage.lauf.glatt
        assert "Bitte" in lage.lauf.text


def _check_neu(lage: Lage) -> None:
    if lage.lauf.code == 0:
        assert lage.lies() == {}
    elif not lage.fall.immer:  # where nothing can be removed any more, something may be left
        assert not (lage.platz / "v").exists()


def _check_antworten(lage: Lage) -> None:
    """The old or the new, never something between; the new if the command said so."""
    neu = {"aus": {**VORHER, **WERTE}, "rueckgaengig": {"name": "Alt"}}.get(
        lage.befehl, {**VORHER, "name": "Märten"}
    )
    if lage.lauf.code == 0:
        assert lage.lies() == neu
    elif lage.fall.immer or lage.fall.wie == "doch":  # asked for but not confirmed: may be on the disk
        assert lage.lies() in (VORHER, neu)
    else:
        assert lage.lies() == VORHER


def _check_start(lage: Lage) -> None:
    """What the screen called saved is there with its value; the rest is as before, or as it was typed."""
    stand = lage.lies()
    bestaetigt = _list_fragen(lage, r"(?<!ist\n)^gespeichert")
    for frage, wert in WERTE.items():
        erlaubt = [wert] if frage in bestaetigt else [wert, VORHER.get(frage)]
        assert stand.get(frage) in erlaubt, (frage, bestaetigt)
    fertig = bestaetigt | _list_fragen(lage, "^unverändert")
    if (
        not lage.fall.immer and lage.lauf.code == 0
    ):  # one call failed: at most one answer had to be typed again
        assert len(fertig) >= len(WERTE) - 1


def _list_fragen(lage: Lage, muster: str) -> set[str]:
    """Below which questions the screen said so."""
    bloecke = re.split(r"· Frage \d+ von", lage.lauf.text)
    passend = [block for block in bloecke if re.search(muster, block, re.MULTILINE)]
    return {next(id_ for text, id_ in FRAGEN.items() if text in block) for block in passend}


def _check_umziehen(lage: Lage) -> None:
    assert lage.lies() == VORHER
    version = workflow.load_stand(lage.platz / "v", lage.umfeld).vorhaben.leitfaden.version
    assert version == "2.0.0" if lage.lauf.code == 0 else version in {"1.0.0", "2.0.0"}


def _check_danach(lage: Lage) -> None:
    """The disk is fine again: the same command goes through, and nothing is left over."""
    if lage.befehl == "neu" and (lage.platz / "v").exists():
        assert lage.lauf.code == 0 or lage.fall.immer
    elif lage.befehl != "rueckgaengig" or lage.lies() == VORHER:
        lauf = fuehre_aus(*BEFEHLE[lage.befehl], eingabe=SITZUNG)
        assert lauf.code == 0, lauf
        PRUEFUNGEN[lage.befehl](lage._replace(lauf=lauf, fall=Fall()))
    else:  # it was done already: back again
        assert fuehre_aus("wiederholen", "v").code == 0
        assert lage.lies() == VORHER
    if lage.befehl == "start":
        assert lage.lies() == {**VORHER, **WERTE}
    if lage.befehl != "neu":
        assert {p.name for p in (lage.platz / "v").iterdir()} <= DATEIEN - {".sperre"}


PRUEFUNGEN: Mapping[str, Callable[[Lage], None]] = {
    "neu": _check_neu,
    "antwort": _check_antworten,
    "aus": _check_antworten,
    "start": _check_start,
    "umziehen": _check_umziehen,
    "rueckgaengig": _check_antworten,
}


@pytest.mark.parametrize("befehl", BEFEHLE)
def test_a_disk_that_writes_a_few_bytes_at_a_time(befehl: str, platz: Path, umfeld: Umfeld) -> None:
    stoerung = Stoerung(platz / "v")
    stoerung.kurz = True
    lauf = spiele(platz, befehl, stoerung)
    assert lauf.code == 0
    PRUEFUNGEN[befehl](Lage(platz, befehl, Fall(), lauf, umfeld))
    assert sum(ruf.startswith("write") for ruf in stoerung.aufrufe) > 20
