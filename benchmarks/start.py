"""Start-up of whole processes, side by side with an empty Python: `python benchmarks/start.py [ROUNDS]`.

Every round runs all candidates once, so that a busy machine slows them all; what counts is the ratio of the medians.
"""

# ruff: noqa: INP001, S603 - a script, and it starts processes

import os
import pty
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

WURZEL = Path(__file__).resolve().parent.parent
PROGRAMM = (sys.executable, "-m", "wegweiser")
ERSTE_FRAGE = "Wie heißt das Quartier?".encode()
GRENZEN = {"--help": 8, "status": 15, "start (Zeilen)": 25, "start (Tasten)": 25}
RUNDEN = 15
GEDULD = 30.0


def measure(befehl: Callable[[], None]) -> float:
    """Seconds a candidate takes."""
    beginn = time.perf_counter()
    befehl()
    return time.perf_counter() - beginn


def run(umgebung: dict[str, str], *argumente: str) -> Callable[[], None]:
    """A process from start to end."""

    def lauf() -> None:
        subprocess.run(argumente, cwd=WURZEL, env=umgebung, check=True, stdout=subprocess.DEVNULL)

    return lauf


def run_bis_frage(
    umgebung: dict[str, str], ordner: Path, *, terminal: bool, frage: bytes = ERSTE_FRAGE
) -> Callable[[], None]:
    """A session until its first question is on the screen; then it is ended."""

    def lauf() -> None:
        haupt, neben = pty.openpty() if terminal else os.pipe()
        eingabe = neben if terminal else subprocess.PIPE
        prozess = subprocess.Popen(
            [*PROGRAMM, "start", str(ordner)],
            cwd=WURZEL,
            env=umgebung,
            stdin=eingabe,
            stdout=neben if terminal else subprocess.PIPE,
        )
        os.close(neben)
        quelle = haupt if terminal else prozess.stdout.fileno() if prozess.stdout else haupt
        try:
            _warte(quelle, frage)
        finally:
            prozess.kill()
            prozess.communicate()
            os.close(haupt)

    return lauf


def _warte(quelle: int, frage: bytes) -> None:
    gelesen = b""
    ende = time.perf_counter() + GEDULD
    while frage not in gelesen:
        if not select.select([quelle], [], [], max(0.0, ende - time.perf_counter()))[0]:
            raise TimeoutError(gelesen.decode(errors="replace"))
        stueck = os.read(quelle, 65536)
        if not stueck:
            raise RuntimeError(gelesen.decode(errors="replace"))
        gelesen += stueck


def build_kandidaten(ordner: Path, umgebung: dict[str, str]) -> dict[str, Callable[[], None]]:
    """What is measured, the empty process first."""
    return {
        "python -c pass": run(umgebung, sys.executable, "-c", "pass"),
        "--help": run(umgebung, *PROGRAMM, "--help"),
        "status": run(umgebung, *PROGRAMM, "status", str(ordner)),
        "start (Zeilen)": run_bis_frage(umgebung, ordner, terminal=False),
        "start (Tasten)": run_bis_frage(umgebung, ordner, terminal=True),
    }


def prepare(ordner: Path, umgebung: dict[str, str]) -> None:
    """A Vorhaben with the whole example whose session begins at the first question."""
    beispiel = WURZEL / "leitfaden" / "land-nrw" / "reisen" / "beispiel.yaml"
    antworten = ordner.parent / "antworten.yaml"
    text = beispiel.read_text(encoding="utf-8").partition("    antworten:\n")[2].partition("    erwartet:")[0]
    antworten.write_text("antworten:\n" + text, encoding="utf-8")
    run(umgebung, *PROGRAMM, "neu", str(ordner))()
    run(umgebung, *PROGRAMM, "antwort", str(ordner), "--aus", str(antworten))()
    (ordner / ".stelle").write_text("quartier_name\n", encoding="utf-8")


def main() -> int:
    """Measure and print; 1 where a limit is broken."""
    runden = int(sys.argv[1]) if len(sys.argv) > 1 else RUNDEN
    with tempfile.TemporaryDirectory() as zeitweilig:
        umgebung = {**os.environ, "XDG_CACHE_HOME": f"{zeitweilig}/cache", "TERM": "xterm"}
        umgebung.pop("PYTHONDONTWRITEBYTECODE", None)
        ordner = Path(zeitweilig) / "vorhaben"
        prepare(ordner, umgebung)
        kandidaten = build_kandidaten(ordner, umgebung)
        zeiten: dict[str, list[float]] = {name: [] for name in kandidaten}
        for runde in range(runden + 1):
            for name, lauf in kandidaten.items():
                dauer = measure(lauf)
                if runde:  # the first round fills the caches
                    zeiten[name].append(dauer)
    return _berichte({name: median(werte) for name, werte in zeiten.items()})


def _berichte(mediane: dict[str, float]) -> int:
    basis = mediane["python -c pass"]
    zu_langsam = False
    for name, wert in mediane.items():
        grenze = GRENZEN.get(name)
        urteil = "" if grenze is None else f"höchstens {grenze}: {'ja' if wert <= grenze * basis else 'NEIN'}"
        zu_langsam |= urteil.endswith("NEIN")
        print(f"{name:<16} {wert * 1000:7.1f} ms  {wert / basis:5.1f}-fach  {urteil}")  # noqa: T201 - the result
    return int(zu_langsam)


if __name__ == "__main__":
    sys.exit(main())
