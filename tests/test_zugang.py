"""A second person, a closed terminal: who has it is said, reading goes on, nobody loses anything."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.builders import KLEIN, write_leitfaden
from tests.kommandozeile import Zeile, fuehre_aus
from wegweiser import workflow
from wegweiser.adapters import prozesse
from wegweiser.errors import VorhabenGesperrtError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow.umfeld import Umfeld

V = Path("v")


@pytest.fixture(autouse=True)
def vorhaben(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_leitfaden(tmp_path / "leitfaden", KLEIN)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WEGWEISER_SCHLICHT", "1")
    assert fuehre_aus("neu", "v", "--leitfaden", "leitfaden").code == 0
    assert fuehre_aus("antwort", "v", "name", "Marten").code == 0


@pytest.fixture
def anderer(umfeld: Umfeld) -> Iterator[workflow.Stand]:
    """Somebody else has it open."""
    with workflow.bearbeite(V, umfeld) as stand:
        yield stand


def inhalt() -> dict[str, bytes]:
    return {pfad.name: pfad.read_bytes() for pfad in V.iterdir()}


def sperre(**angaben: object) -> bytes:
    text = json.dumps({**prozesse.describe(), "zeit": "2026-11-22T09:00:00+00:00", "wer": "cd", **angaben})
    (V / ".sperre").write_text(text, encoding="utf-8")
    return text.encode()


@pytest.mark.usefixtures("anderer")
def test_the_second_person_is_told_and_may_read() -> None:
    vorher = inhalt()
    lauf = fuehre_aus("start", "v")
    assert lauf.code == 5
    assert (
        f"An diesem Vorhaben arbeitet schon jemand: ab an {socket.gethostname()}, seit 22.11.2026, 10:00 Uhr"
        in lauf.glatt
    )
    assert "--lesen" in lauf.text
    assert fuehre_aus("status", "v").code == 0
    gelesen = fuehre_aus("start", "v", "--lesen", eingabe=[":geh name", "Anders", ":geh einwohner", "5", "!"])
    assert gelesen.code == 0
    assert "Sie lesen mit; geändert wird nichts. Es arbeitet daran: ab an" in gelesen.glatt
    assert "Bisher: Marten" in gelesen.text
    assert "Noch nicht gespeichert. Sie lesen nur mit" in gelesen.glatt
    gefragt = fuehre_aus("start", "v", eingabe=["w", "m", ":geh name", "!"])
    assert gefragt.code == 0
    assert "Sie lesen mit" in gefragt.glatt
    assert inhalt() == vorher


@pytest.mark.parametrize(
    "angaben",
    [{"start": "ein-anderer"}, {"prozess": 2**22 + 1}, {"prozess": os.getppid(), "beginn": "1"}],
    ids=["machine started anew", "process ended", "number given again"],
)
def test_the_lock_of_the_dead_keeps_nobody_out(angaben: Mapping[str, object], umfeld: Umfeld) -> None:
    sperre(**angaben)
    with workflow.bearbeite(V, umfeld):
        assert b"2026-11-22T10" in (V / ".sperre").read_bytes()


@pytest.mark.parametrize(
    "angaben",
    [
        {"prozess": os.getppid(), "beginn": ""},
        {"maschine": "anderswo"},
        {"rechner": "rathaus-7", "start": "x", "prozess": 1},
    ],
    ids=["running", "another machine of the name", "another machine"],
)
def test_the_lock_of_somebody_who_may_live_is_released_on_request_only(
    angaben: Mapping[str, object], umfeld: Umfeld
) -> None:
    roh = sperre(**angaben)
    with pytest.raises(VorhabenGesperrtError), workflow.bearbeite(V, umfeld):
        pass
    assert fuehre_aus("start", "v", "--sperre-loesen").code == 5  # nobody there to be asked
    assert fuehre_aus("start", "v", "--sperre-loesen", eingabe=["nein"]).code == 5
    assert (V / ".sperre").read_bytes() == roh
    lauf = fuehre_aus("start", "v", "--sperre-loesen", eingabe=["ja", "!"])
    assert lauf.code == 0
    assert "Gesperrt hat cd an" in lauf.glatt
    assert not (V / ".sperre").exists()


def test_who_was_taken_over_from_notices_before_the_next_save(
    anderer: workflow.Stand, umfeld: Umfeld
) -> None:
    fremd = sperre(rechner="rathaus-7")
    vorher = inhalt()
    with pytest.raises(VorhabenGesperrtError, match="übernommen"):
        workflow.save_antwort(anderer, Adresse("einwohner"), Antwort(wert=5), umfeld)
    assert inhalt() == vorher
    assert (V / ".sperre").read_bytes() == fremd


def test_a_lock_somebody_deleted_is_set_again(anderer: workflow.Stand, umfeld: Umfeld) -> None:
    (V / ".sperre").unlink()
    workflow.save_antwort(anderer, Adresse("einwohner"), Antwort(wert=5), umfeld)
    assert (V / ".sperre").exists()


def test_a_network_drive_vanishes_and_comes_back(umfeld: Umfeld) -> None:
    def weg() -> None:
        V.rename("anderswo")

    def leer() -> None:
        V.mkdir()  # the mount point is left

    def wieder() -> None:
        V.rmdir()
        Path("anderswo").rename(V)

    zeilen: list[Zeile] = [":geh name", weg, "West", leer, "", wieder, "", "!"]
    lauf = fuehre_aus("start", "v", eingabe=zeilen)
    assert lauf.glatt.count("Der Ordner v ist gerade nicht erreichbar.") == 2
    assert lauf.code == 0
    assert workflow.load_stand(V, umfeld).vorhaben.antworten[Adresse("name")] == Antwort(wert="West")


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_closed_terminal_ends_like_a_pause(name: str, umfeld: Umfeld) -> None:
    """The note without an answer is kept, the lock is gone, and nothing is said that nobody can read."""
    prozess = subprocess.Popen(
        [sys.executable, "-m", "wegweiser", "start", "v"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "WEGWEISER_SCHLICHT": "1"},
    )  # fmt: skip
    assert prozess.stdin is not None
    assert prozess.stdout is not None
    prozess.stdin.write(":geh einwohner\n:notiz\nAmt fragen\n.\n")
    prozess.stdin.flush()
    while "vorgemerkt" not in (zeile := prozess.stdout.readline()):
        assert zeile
    prozess.send_signal(getattr(signal, name))
    _, fehler = prozess.communicate()
    assert prozess.returncode == 128 + getattr(signal, name)
    assert ("Bestätigte ist gespeichert" in fehler) is (
        name == "SIGTERM"
    )  # a closed terminal is told nothing
    assert not (V / ".sperre").exists()
    stand = workflow.load_stand(V, umfeld)
    assert stand.nachtraege == ()
    assert stand.vorhaben.antworten == {
        Adresse("name"): Antwort(wert="Marten"),
        Adresse("einwohner"): Antwort(offen=True, notiz="Amt fragen"),
    }


def test_a_clock_that_runs_backwards_changes_no_order_and_is_told(umfeld: Umfeld) -> None:
    def zeiten() -> list[str]:
        zeilen = (V / "protokoll.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(zeile)["zeit"] for zeile in zeilen[-1:]]

    def sage(wert: str, jetzt: str) -> str:
        with pytest.MonkeyPatch.context() as umgebung:
            umgebung.setenv("WEGWEISER_JETZT", jetzt)
            return fuehre_aus("start", "v", eingabe=[":geh name", wert, "!"]).glatt

    assert "Die Uhr" not in sage("Eins", "2036-01-01T12:00:00+01:00")
    assert "Die Uhr" not in sage("Zwei", "2036-01-01T11:00:00+01:00")
    assert zeiten() == ["2036-01-01T12:00:00+01:00"]  # an hour back: never before the last change
    assert "Die Uhr dieses Rechners geht nach" in sage("Drei", "2026-11-22T12:00:00+01:00")
    assert zeiten() == ["2026-11-22T12:00:00+01:00"]
    nummern = [json.loads(z)["nr"] for z in (V / "protokoll.jsonl").read_text(encoding="utf-8").splitlines()]
    assert nummern == list(range(1, len(nummern) + 1))
    assert workflow.load_stand(V, umfeld).vorhaben.antworten[Adresse("name")] == Antwort(wert="Drei")
    assert fuehre_aus("rueckgaengig", "v").code == 0
    assert workflow.load_stand(V, umfeld).vorhaben.antworten[Adresse("name")] == Antwort(wert="Zwei")
