"""Guides of any size: loading, checking, deciding, answering, starting a session: `python benchmarks/leitfaeden.py`.

Shown are times of one run side by side and their ratios; the limits are those the project has set itself. An answer is
what the engine does between taking it and knowing the next question, in processor time.
"""

# ruff: noqa: INP001, T201, S311 - a script that prints its result

import gc
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

WURZEL = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(WURZEL), str(WURZEL / "benchmarks")]

from start import PROGRAMM, run_bis_frage  # noqa: E402 - the script beside

from tests.grosse_leitfaeden import build_antworten, write_grossen_leitfaden  # noqa: E402
from wegweiser.adapters.leitfaeden import build_entwurf, load_dateien  # noqa: E402
from wegweiser.core.ablauf import compute_lage, next_station, update_lage  # noqa: E402
from wegweiser.core.logik import find_logikfunde  # noqa: E402
from wegweiser.core.pruefung import check_leitfaden  # noqa: E402
from wegweiser.core.werte import Wertequelle  # noqa: E402
from wegweiser.model.antworten import Antwort  # noqa: E402
from wegweiser.model.base import Wert  # noqa: E402
from wegweiser.model.leitfaden import Leitfaden  # noqa: E402

GROESSEN = (100, 1_000, 10_000)
ANTWORTEN = 500
GRENZE_MS = {1_000: 1.0, 10_000: 5.0}
SITZUNGEN = (50, 2_000)
GRENZE_SITZUNG = 2.0
RUNDEN = 9
OFFEN = 0.1  # share of "weiß ich noch nicht"


def measure_laden(ordner: Path) -> tuple[Leitfaden, float]:
    """A guide and the seconds it took to read and check it (fast check, as before a session)."""
    beginn = time.process_time()
    leitfaden = build_entwurf(load_dateien(ordner)).leitfaden
    assert leitfaden is not None  # noqa: S101
    assert not check_leitfaden(leitfaden)  # noqa: S101
    return leitfaden, time.process_time() - beginn


def measure_logik(leitfaden: Leitfaden) -> float:
    """Seconds to decide what answers can lead to, as in the thorough check."""
    beginn = time.process_time()
    list(find_logikfunde(leitfaden))
    return time.process_time() - beginn


def measure_antworten(leitfaden: Leitfaden, anzahl: int) -> list[float]:
    """Seconds of every answer, sorted; the first one, which builds the index, is left out."""
    zufall = random.Random(1)
    quelle = Wertequelle(leitfaden, build_antworten(anzahl))
    lage = compute_lage(quelle)
    dauern = []
    for _ in range(ANTWORTEN):
        station = zufall.choice(lage.stationen)
        antwort = _aendere(station.antwort, zufall)
        beginn = time.process_time()
        quelle = quelle.folge({**quelle.antworten, station.adresse: antwort}, [station.adresse])
        lage = update_lage(lage, quelle, [station.adresse])
        next_station(lage, station.adresse)
        dauern.append(time.process_time() - beginn)
    assert lage == compute_lage(Wertequelle(leitfaden, quelle.antworten))  # noqa: S101
    return sorted(dauern[1:])


def _aendere(antwort: Antwort | None, zufall: random.Random) -> Antwort:
    alt: Wert | None = antwort.wert if antwort else None
    if alt is None or zufall.random() < OFFEN:
        return Antwort(offen=True)
    if isinstance(alt, bool):
        return Antwort(wert=not alt)
    return Antwort(wert=zufall.choice([0, 1, 2])) if isinstance(alt, int) else Antwort(wert=alt)


def measure_sitzungen(ordner: Path) -> dict[int, float]:
    """Median seconds from starting the program to the first question, for guides of two sizes in turn."""
    umgebung = {
        **os.environ,
        "XDG_CACHE_HOME": str(ordner / "cache"),
        "TERM": "xterm",
        "PYTHONPATH": str(WURZEL),
    }
    laeufe: dict[int, Callable[[], None]] = {}
    for anzahl in SITZUNGEN:
        guide = write_grossen_leitfaden(ordner / f"leitfaden{anzahl}", anzahl)
        vorhaben = ordner / f"v{anzahl}"
        subprocess.run([*PROGRAMM, "neu", str(vorhaben), "--leitfaden", str(guide)], env=umgebung, check=True, stdout=subprocess.DEVNULL)  # fmt: skip # noqa: S603
        laeufe[anzahl] = run_bis_frage(umgebung, vorhaben, terminal=False, frage=b"Punkt 0 in")
    zeiten: dict[int, list[float]] = {anzahl: [] for anzahl in SITZUNGEN}
    for runde in range(RUNDEN + 1):
        for anzahl, lauf in laeufe.items():
            beginn = time.perf_counter()
            lauf()
            if runde:
                zeiten[anzahl].append(time.perf_counter() - beginn)
    return {anzahl: median(werte) for anzahl, werte in zeiten.items()}


def main() -> int:
    """Measure and print; 1 where a limit is broken."""
    gc.set_threshold(200_000, 50, 100)  # as the program does
    gut = True
    with tempfile.TemporaryDirectory() as zeitweilig:
        measure_laden(write_grossen_leitfaden(Path(zeitweilig) / "warm", GROESSEN[0]))  # loads pydantic
        for anzahl in GROESSEN:
            leitfaden, laden = measure_laden(write_grossen_leitfaden(Path(zeitweilig) / str(anzahl), anzahl))
            dauern = measure_antworten(leitfaden, anzahl)
            logik = measure_logik(leitfaden)
            p99 = dauern[int(len(dauern) * 0.99)] * 1000
            grenze = GRENZE_MS.get(anzahl)
            gut &= grenze is None or p99 < grenze
            urteil = f"höchstens {grenze:.0f} ms: {'ja' if p99 < grenze else 'NEIN'}" if grenze else ""
            print(f"{anzahl:>6} Fragen  laden und prüfen {laden * 1000:7.0f} ms ({laden / anzahl * 1e6:4.0f} µs je Frage)  "
                  f"entscheiden {logik * 1000:7.0f} ms ({logik / anzahl * 1e6:4.0f} µs je Frage)  "
                  f"Antwort {median(dauern) * 1000:5.2f} ms, 99 %: {p99:5.2f} ms  {urteil}")  # fmt: skip
        klein, gross = measure_sitzungen(Path(zeitweilig)).values()
    gut &= gross < GRENZE_SITZUNG * klein
    print(f"Sitzung bis zur ersten Frage: {SITZUNGEN[0]} Fragen {klein * 1000:.0f} ms, {SITZUNGEN[1]} Fragen {gross * 1000:.0f} ms, "
          f"{gross / klein:.2f}-fach  höchstens {GRENZE_SITZUNG:.0f}: {'ja' if gross < GRENZE_SITZUNG * klein else 'NEIN'}")  # fmt: skip
    return int(not gut)


if __name__ == "__main__":
    sys.exit(main())
