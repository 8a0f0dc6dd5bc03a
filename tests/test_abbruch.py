"""kill -9 at random instants: the folder loads, and every answer the screen had confirmed is there."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.builders import KLEIN, write_leitfaden
from tests.conftest import ABNAHME
from tests.umzugshilfe import create, make_frage, write_daten
from wegweiser import workflow
from wegweiser.adapters.protokoll import load_protokoll
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.umziehen import undo_umzug

SKRIPT = Path(__file__).with_name("abbruch_sitzung.py")
GABELUNG = Path(__file__).with_name("abbruch_gabelung.py")
UMZUGSSKRIPT = Path(__file__).with_name("umzug_sitzung.py")
REIHEN = 20 if ABNAHME else 3
JE_REIHE = 10
DATEIEN = [".sperre", "protokoll.jsonl", "vorhaben.yaml", "wortlaut.json"]
KOMMENTARE = ("# Kopf: von Hand", "# am Ende von Hand")


def _spiele(skript: Path, zufall: random.Random, *argumente: object) -> list[str]:
    """A session that is killed some answers and some instants after it began; what its screen showed until then."""
    prozess = subprocess.Popen(
        [sys.executable, str(skript), *map(str, argumente)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SKRIPT.parents[1]), "PYTHONIOENCODING": "utf-8"},
    )
    assert prozess.stdout is not None
    assert prozess.stdout.readline() == b"offen\n"
    roh = b"".join(prozess.stdout.readline() for _ in range(zufall.randint(0, 12)))
    toeter = threading.Timer(zufall.uniform(0, 0.02), prozess.kill)
    toeter.start()
    roh += prozess.stdout.read()
    gezeigt = roh.decode("utf-8", "replace").split("\n")[:-1]  # the last line may be torn
    toeter.join()
    prozess.stdout.close()
    assert prozess.wait() == -signal.SIGKILL
    return gezeigt


@pytest.mark.langsam
@pytest.mark.parametrize("reihe", range(REIHEN))
def test_nothing_confirmed_is_lost(reihe: int, tmp_path: Path, umfeld: Umfeld) -> None:
    zufall = random.Random(reihe)  # noqa: S311
    ordner, kopien = tmp_path / "marten", umfeld.zwischenspeicher
    assert kopien is not None
    workflow.create(ordner, leitfaden="land-nrw", titel=None, umfeld=umfeld)
    yaml = ordner / "vorhaben.yaml"
    yaml.write_text(f"{KOMMENTARE[0]}\n{yaml.read_text(encoding='utf-8')}{KOMMENTARE[1]}\n", encoding="utf-8")
    bestaetigt: dict[str, str] = {}
    abbrueche = gespeichert = 0
    for abbrueche in range(1, JE_REIHE + 1):
        gezeigt = _spiele(SKRIPT, zufall, ordner, kopien, abbrueche * 1000)
        gespeichert += len(gezeigt)
        for zeile in gezeigt:
            frage, _, wert = zeile.removeprefix("gespeichert ").partition(" ")
            bestaetigt[frage] = wert
        assert (ordner / ".sperre").exists()  # the dead process could not clean up
        stand = workflow.load_stand(ordner, umfeld)
        nach_frage = {a.frage: str(antwort.wert) for a, antwort in stand.vorhaben.antworten.items()}
        # One answer more than the screen showed may be on the disk: killed between saving and showing.
        anders = {frage for frage, wert in bestaetigt.items() if nach_frage.get(frage) != wert}
        assert len(anders) <= 1, (anders, bestaetigt, nach_frage)
        assert anders <= _list_naechste(gezeigt), (anders, gezeigt[-1:], nach_frage)
        assert not [n for n in stand.nachtraege if n.code != "nachgetragen"]
        assert stand.vorhaben.unpassend == ()
        bestaetigt |= {frage: nach_frage[frage] for frage in anders}
        with workflow.bearbeite(ordner, umfeld) as wieder:  # the lock of the dead is taken over
            assert wieder.vorhaben.antworten == stand.vorhaben.antworten
            assert sorted(p.name for p in ordner.iterdir()) == DATEIEN
        text = yaml.read_text(encoding="utf-8")
        assert text.startswith(f"{KOMMENTARE[0]}\n")
        assert text.endswith(f"{KOMMENTARE[1]}\n")
    assert (abbrueche, gespeichert > JE_REIHE) == (JE_REIHE, True)
    assert Adresse("quartier_name") in workflow.load_stand(ordner, umfeld).vorhaben.antworten


@pytest.mark.langsam
@pytest.mark.parametrize("reihe", range(18 if ABNAHME else 1))
def test_killed_at_any_call_and_at_any_instant(reihe: int, tmp_path: Path, umfeld: Umfeld) -> None:
    """Before, inside and behind every write, fsync, link and rename; and whenever the clock says so."""
    zufall = random.Random(reihe)  # noqa: S311
    kopien = umfeld.zwischenspeicher
    ordner = create(tmp_path / "marten", write_leitfaden(tmp_path / "l", KLEIN), umfeld)
    prozess = subprocess.Popen(
        [sys.executable, str(GABELUNG), str(ordner), str(kopien)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(SKRIPT.parents[1])},
    )  # fmt: skip
    assert prozess.stdin is not None
    assert prozess.stdout is not None
    stand: dict[str, object] = {}
    for _ in range(100 if ABNAHME else 30):
        wie = zufall.choice(["tod", "halbtot", "danach", "zeit"])
        wann = zufall.uniform(0, 0.08) if wie == "zeit" else zufall.randint(1, 70)
        prozess.stdin.write(f"{wann} {wie}\n")
        prozess.stdin.flush()
        moeglich = [stand]
        while not (zeile := prozess.stdout.readline()).startswith("ende"):
            wort, _, text = zeile.partition(" ")
            moeglich = [json.loads(text)] if wort == "hat" else [*moeglich, json.loads(text)]
        assert zeile == f"ende {-signal.SIGKILL}\n", (wann, wie)
        geladen = workflow.load_stand(ordner, umfeld)
        stand = {str(a): antwort.wert for a, antwort in geladen.vorhaben.antworten.items()}
        assert stand in moeglich, (wann, wie)
        assert {n.code for n in geladen.nachtraege} <= {"nachgetragen"}, (wann, wie)
    prozess.communicate()
    with workflow.bearbeite(ordner, umfeld):
        assert sorted(p.name for p in ordner.iterdir()) == DATEIEN


def _list_naechste(gezeigt: list[str]) -> set[str]:
    """The question the session was saving when it was killed."""
    from tests.abbruch_sitzung import FRAGEN

    letzte = gezeigt[-1].split(" ")[1] if gezeigt else FRAGEN[-1]
    return {FRAGEN[(FRAGEN.index(letzte) + 1) % len(FRAGEN)]}


@pytest.mark.langsam
@pytest.mark.parametrize("reihe", range(REIHEN // 3))
def test_a_killed_move_is_done_or_not_begun(reihe: int, tmp_path: Path, umfeld: Umfeld) -> None:
    """Whatever instant: the folder opens with one guide or the other, whole, and what the screen said holds."""
    zufall = random.Random(reihe)  # noqa: S311
    kopien = umfeld.zwischenspeicher
    fragen = [make_frage(f"q{nr}", "text") for nr in range(30)]
    leitfaden = write_daten(
        tmp_path / "l", {"version": "1.0.0", "abschnitte": [{"id": "a", "fragen": fragen}]}
    )
    wenige = {"version": "2.0.0", "abschnitte": [{"id": "b", "fragen": fragen[10:]}]}
    neuer = write_daten(tmp_path / "n", wenige)
    ordner = create(tmp_path / "marten", leitfaden, umfeld)
    with workflow.bearbeite(ordner, umfeld) as stand:
        alle = {Adresse(frage["id"]): Antwort(wert=f"Antwort auf {frage['id']}") for frage in fragen}
        for adresse, antwort in alle.items():
            stand = workflow.save_antwort(stand, adresse, antwort, umfeld)  # noqa: PLW2901
    for _ in range(JE_REIHE if ABNAHME else 5):
        vorher = _list_umzuege(ordner)
        gezeigt = _spiele(UMZUGSSKRIPT, zufall, ordner, kopien, neuer)
        stand = workflow.load_stand(ordner, umfeld)
        umgezogen = stand.vorhaben.leitfaden.version == "2.0.0"
        antworten = dict(stand.vorhaben.antworten)
        assert antworten == (dict(list(alle.items())[10:]) if umgezogen else alle)
        assert {n.code for n in stand.nachtraege} <= {"umzug"}
        neue = _list_umzuege(ordner)[len(vorher) :]
        assert neue[: len(gezeigt)] == gezeigt
        assert len(neue) <= len(gezeigt) + 1  # killed between saving and showing
        with workflow.bearbeite(ordner, umfeld) as wieder:
            assert wieder.vorhaben.antworten == stand.vorhaben.antworten
        if umgezogen:
            undo_umzug(ordner, umfeld, trotzdem=False)


def _list_umzuege(ordner: Path) -> list[str]:
    """The moves in the journal, in the words of the session."""
    worte = {"umzug": "umgezogen", "umzug-zurueck": "zurueck"}
    return [worte[zeile.art] for zeile in load_protokoll(ordner) if zeile.texte]
