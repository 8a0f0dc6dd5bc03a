"""For test_abbruch: sessions that are killed, forked from one process that has everything loaded.

A line on the input is one session: the number of the call at which it dies and how, or the seconds it lives. What its
screen shows goes to the output, then `ende`.
"""

import json
import os
import random
import signal
import sys
import time
from contextlib import nullcontext
from pathlib import Path

from tests.stoerung import Stoerung, Wie, stoere
from wegweiser import workflow
from wegweiser.core.verlauf import compute_lauf
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow import Stand
from wegweiser.workflow.umfeld import Umfeld, read_uhr
from wegweiser.workflow.verlauf import load_schritte, plan_ruecknahme, save_ruecknahme

WERTE: dict[str, list[str | int | bool]] = {
    "name": ["Märten", "a: b # c", "ä" * 150],
    "einwohner": [1, 9500, 99_999],
    "laden": [True, False],
    "ladenname": ["Bei Ute", "eins\nzwei"],
}


def zeige(wort: str, antworten: dict[Adresse, Antwort] | None = None) -> None:
    """A line on the screen, at once and whole."""
    stand = {str(a): w.wert for a, w in (antworten or {}).items()}
    os.write(1, f"{wort} {json.dumps(stand, sort_keys=True)}\n".encode())


def antworte(stand: Stand, umfeld: Umfeld, zufall: random.Random) -> Stand:
    """One change: said before it is made, and confirmed behind it."""
    alt = dict(stand.vorhaben.antworten)
    if zufall.random() < 0.2 and compute_lauf(load_schritte(stand.ordner)).getan:
        ruecknahme = plan_ruecknahme(stand, "rueckgaengig")
        neu = {w.adresse: w.dann for w in ruecknahme.wechsel}
        zeige("will", {a: w for a, w in {**alt, **neu}.items() if w is not None})
        return save_ruecknahme(stand, ruecknahme, umfeld)
    namen = zufall.sample(sorted(WERTE), zufall.choice([1, 1, 3]))
    gesagt: dict[Adresse, Antwort | None] = {Adresse(n): Antwort(wert=zufall.choice(WERTE[n])) for n in namen}
    zeige("will", {a: w for a, w in {**alt, **gesagt}.items() if w is not None})
    return workflow.save_antworten(stand, gesagt, umfeld)


def lebe(ordner: Path, kopien: Path, stoerung: Stoerung | None, saat: int) -> None:
    """Open and answer for ever."""
    umfeld = Umfeld(jetzt=read_uhr, zwischenspeicher=kopien, kuerzel="ab")
    zufall = random.Random(saat)  # noqa: S311
    with stoere(stoerung) if stoerung else nullcontext(), workflow.bearbeite(ordner, umfeld) as stand:
        zeige("hat", dict(stand.vorhaben.antworten))
        while True:
            stand = antworte(stand, umfeld, zufall)  # noqa: PLW2901
            zeige("hat", dict(stand.vorhaben.antworten))


def main(ordner: Path, kopien: Path) -> None:
    """One child after the other."""
    for nr, zeile in enumerate(sys.stdin):
        wann, wie = zeile.split()
        kind = os.fork()
        if kind == 0:
            arten: dict[str, Wie] = {"tod": "tod", "halbtot": "halbtot", "danach": "danach"}
            bei = Stoerung(ordner, bei=int(wann), wie=arten[wie], echt=True) if wie in arten else None
            lebe(ordner, kopien, bei, nr + int(float(wann) * 1000))
            os._exit(1)
        if wie == "zeit":
            time.sleep(float(wann))
            os.kill(kind, signal.SIGKILL)
        _, ergebnis = os.waitpid(kind, 0)
        os.write(1, f"ende {os.waitstatus_to_exitcode(ergebnis)}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
