"""A session at the keyboard: from the enter key to the next question, and its memory: `python benchmarks/sitzung.py [ANSWERS]`.

A real pseudo-terminal, the shipped guide with the whole example plus as many Maßnahmen as 300 answers take. Every line is
an answer that really changes something, is on the disk before the screen confirms it, and leads to another question.
"""

# ruff: noqa: INP001, S603 - a script, and it starts processes

import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WURZEL = Path(__file__).resolve().parent.parent
PROGRAMM = (sys.executable, "-m", "wegweiser")
ANTWORTEN, GRENZE_MS, GRENZE_MB = 300, 50.0, 120.0
GEDULD = 30.0
# Answers that lead to a question left open on purpose, so that the session stays in its Abschnitt.
FRAGEN, OFFEN = ("quartier_name", "stadt"), "stadtbezirk"
RUNDEN = 60


class Gespraech:
    """A session in a terminal of 80 columns."""

    def __init__(self, ordner: Path, umgebung: dict[str, str], *, schlicht: bool) -> None:
        self.haupt, neben = pty.openpty()
        befehl = [*PROGRAMM, "start", str(ordner), *(["--schlicht"] if schlicht else [])]
        self.prozess = subprocess.Popen(
            befehl, cwd=WURZEL, env=umgebung, stdin=neben, stdout=neben, stderr=neben, start_new_session=True
        )
        os.close(neben)

    def lies_bis(self, muster: bytes) -> None:
        """Read the screen until something stands there."""
        gelesen, ende = b"", time.monotonic() + GEDULD
        while not re.search(muster, gelesen):
            if not select.select([self.haupt], [], [], max(0.0, ende - time.monotonic()))[0]:
                raise TimeoutError(gelesen.decode(errors="replace"))
            gelesen += os.read(self.haupt, 65536)
            if b"\x1b[6n" in gelesen:  # the program asks where the cursor is
                os.write(self.haupt, b"\x1b[1;1R")
                gelesen = gelesen.replace(b"\x1b[6n", b"")

    def tippe(self, zeile: str, muster: bytes) -> float:
        """Type a line and wait for what follows; milliseconds from the enter key on."""
        os.write(self.haupt, zeile.encode())
        beginn = time.perf_counter()
        os.write(self.haupt, b"\r")
        self.lies_bis(muster)
        return (time.perf_counter() - beginn) * 1000

    def read_speicher(self) -> float:
        """The most memory it ever had, in MB."""
        text = Path(f"/proc/{self.prozess.pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"VmHWM:\s+(\d+)", text)[1]) / 1024  # type: ignore[index]

    def read_rechenzeit(self) -> float:
        """Milliseconds of processor time so far."""
        felder = Path(f"/proc/{self.prozess.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(felder[11]) + int(felder[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def beende(self) -> None:
        """No more of it."""
        self.prozess.kill()
        self.prozess.wait()
        os.close(self.haupt)


def prepare(ordner: Path, umgebung: dict[str, str], anzahl: int) -> int:
    """A Vorhaben on the shipped guide with at least so many answers; returns how many."""
    sys.path.insert(0, str(WURZEL))
    from random import Random

    from tests.builders import make_wert
    from wegweiser import workflow
    from wegweiser.model.antworten import Adresse, Antwort
    from wegweiser.workflow.umfeld import Umfeld, read_uhr

    umfeld = Umfeld(jetzt=read_uhr, zwischenspeicher=Path(umgebung["XDG_CACHE_HOME"]) / "wegweiser")
    workflow.create(ordner, leitfaden="land-nrw", titel="Messung", umfeld=umfeld)
    zufall = Random(1)  # noqa: S311
    with workflow.bearbeite(ordner, umfeld) as stand:
        massnahmen = tuple({"id": f"m{nr}", "titel": f"Maßnahme {nr}"} for nr in range(1, 13))
        fest = {Adresse("massnahmen"): Antwort(wert=massnahmen)}
        while len(stand.vorhaben.antworten) < anzahl:
            offene = [s for s in stand.lage.stationen if s.antwort is None][:40]
            werte = {s.adresse: make_wert(s.frage, stand.optionen, zufall) for s in offene}
            neu = {a: Antwort(wert=w) for a, w in werte.items() if w is not None} | fest
            if not offene or not neu:
                break
            stand = workflow.save_antworten(stand, neu, umfeld)  # noqa: PLW2901
            fest = {}
        stand = workflow.save_antwort(stand, Adresse(OFFEN), None, umfeld)  # noqa: PLW2901
        return len(stand.vorhaben.antworten)


def measure(gespraech: Gespraech, *, schlicht: bool) -> tuple[list[float], float]:
    """Milliseconds for every answer until the question after it waits for input; processor time for going there and back."""
    bereit = rb"Stadtbezirk[\s\S]*(?:: $)" if schlicht else rb"Stadtbezirk[\s\S]*F1 Hilfe"
    leeren = "" if schlicht else "\x01\x0b"
    zeiten = []
    gespraech.lies_bis(bereit)
    vorher = gespraech.read_rechenzeit()
    for nr in range(RUNDEN):
        for frage in FRAGEN:
            gespraech.tippe(f"{leeren}:geh {frage}", rb"Bisher[\s\S]*(?:: $|F1 Hilfe)")
            zeiten.append(gespraech.tippe(f"{leeren}Ort {nr}", rb"gespeichert[\s\S]*" + bereit))
    return zeiten, (gespraech.read_rechenzeit() - vorher) / len(zeiten)


def _perzentil(zeiten: list[float], anteil: float) -> float:
    geordnet = sorted(zeiten)
    return geordnet[min(len(geordnet) - 1, int(len(geordnet) * anteil))]


def _berichte(name: str, zeiten: list[float], rechenzeit: float, speicher: float) -> bool:
    """Print; whether a limit is broken."""
    mitte, spitze = _perzentil(zeiten, 0.5), _perzentil(zeiten, 0.99)
    zu_viel = spitze > GRENZE_MS or speicher > GRENZE_MB
    print(  # noqa: T201 - the result
        f"{name}: {len(zeiten)} Antworten, Mitte {mitte:.1f} ms, 99 von 100 in {spitze:.1f} ms (höchstens "
        f"{GRENZE_MS:.0f}), davon mit Hinspringen {rechenzeit:.1f} ms gerechnet, Speicher {speicher:.0f} MB (höchstens {GRENZE_MB:.0f}): {'NEIN' if zu_viel else 'ja'}"
    )
    return zu_viel


def main() -> int:
    """Measure and print; 1 where a limit is broken."""
    anzahl = int(sys.argv[1]) if len(sys.argv) > 1 else ANTWORTEN
    schlecht = False
    with tempfile.TemporaryDirectory() as zeitweilig:
        umgebung = {**os.environ, "XDG_CACHE_HOME": f"{zeitweilig}/cache", "TERM": "xterm", "COLUMNS": "80"}
        ordner = Path(zeitweilig) / "vorhaben"
        vorhanden = prepare(ordner, umgebung, anzahl)
        print(f"{vorhanden} Antworten im mitgelieferten Leitfaden")  # noqa: T201 - the result
        for schlicht in (True, False):
            gespraech = Gespraech(ordner, umgebung, schlicht=schlicht)
            try:
                zeiten, rechenzeit = measure(gespraech, schlicht=schlicht)
                speicher = gespraech.read_speicher()
            finally:
                gespraech.beende()
            schlecht |= _berichte("Zeilen" if schlicht else "Tasten", zeiten, rechenzeit, speicher)
    return int(schlecht)


if __name__ == "__main__":
    sys.exit(main())
