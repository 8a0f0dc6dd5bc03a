"""Tables of any size: census grids and district statistics against a plain loop over `csv.reader`: `python benchmarks/einlesen.py`.

Both take the same values out of the same file in one run, in processor time; the reader also checks ids, signs, duplicates and
bounds. `--deutschland` adds a grid of three million cells. Shown is the most memory the process ever had.
"""

# ruff: noqa: INP001, T201 - a script that prints its result

import csv
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

WURZEL = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(WURZEL))

from wegweiser.adapters.daten.leser import Gelesen, erkenne, lies  # noqa: E402
from wegweiser.model.daten import Datei  # noqa: E402

ZELLEN = (10_000, 100_000, 400_000)
DEUTSCHLAND = 3_000_000
WERTE = (30_000, 300_000)
RAEUME = 96
GRENZE_S, GRENZE_MB = 60, 2_000  # for 400,000 cells, everything computed (the issue)


def iter_zellen(anzahl: int) -> Iterable[str]:
    """Rows of a grid in the layout of 2022; every tenth value is withheld."""
    yield "GITTER_ID_100m;x_mp_100m;y_mp_100m;durchschnMieteQM;werterlaeuternde_Zeichen\n"
    for nr in range(anzahl):
        x, y = 4_000_000 + nr % 2_000 * 100, 2_700_000 + nr // 2_000 * 100
        wert = "–;" if nr % 10 == 0 else f"{3 + nr % 1_500 / 100:.2f};".replace(".", ",")
        yield f"CRS3035RES100mN{y}E{x};{x + 50};{y + 50};{wert}\n"


def iter_werte(anzahl: int) -> Iterable[str]:
    """Rows of a long table with three levels."""
    yield "raum_id;raum;jahr;tabelle;zeile;zahl\n"
    for nr in range(anzahl):
        raum, rest = nr % RAEUME, nr // RAEUME
        kennung = f"{raum:03d}" if raum < 10 else f"{100 * (raum % 9 + 1) + raum // 9:03d}"  # noqa: PLR2004
        yield f"{kennung};Raum {kennung};{2005 + rest % 18};Einwohner nach Alter;Klasse {rest // 18};{nr % 5_000}\n"


def parse(text: str) -> float:
    """A number with comma, or unknown."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return float("nan")


def loop_zellen(pfad: Path) -> int:
    """What everybody writes first: a loop, three columns."""
    with pfad.open(encoding="utf-8", newline="") as datei:
        leser = csv.reader(datei, delimiter=";")
        next(leser)
        x, y, werte = [], [], []
        for zeile in leser:
            x.append(float(zeile[1]))
            y.append(float(zeile[2]))
            werte.append(parse(zeile[3]))
    return len(x)


def loop_werte(pfad: Path) -> int:
    """The same for statistics: area, name, year, row, number."""
    with pfad.open(encoding="utf-8", newline="") as datei:
        leser = csv.reader(datei, delimiter=";")
        next(leser)
        return len([(z[0], z[1], int(z[2]), f"{z[3]}: {z[4]}", parse(z[5])) for z in leser])


def read_datei(pfad: Path) -> Gelesen:
    """Recognise and read, as `wegweiser daten einlesen` does."""
    e = erkenne(pfad)
    datei = Datei(
        id="d", datei=pfad.name, art=e.art, format=e.format, eingelesen=datetime(2026, 1, 1, tzinfo=UTC), sha256="",
        groesse=0, lesart=e.lesart, spalten=e.spalten,
    )  # fmt: skip
    return lies(pfad, datei)


def measure(arbeit: Callable[[], object]) -> float:
    """Processor seconds."""
    beginn = time.process_time()
    arbeit()
    return time.process_time() - beginn


def show(
    was: str, anzahl: int, zeilen: Iterable[str], schleife: Callable[[Path], int], ordner: Path
) -> float:
    """One line of the table; returns the seconds of the reader."""
    pfad = ordner / "t.csv"
    with pfad.open("w", encoding="utf-8") as datei:
        datei.writelines(zeilen)
    einfach = measure(lambda: schleife(pfad))
    gelesen = measure(lambda: read_datei(pfad))
    speicher = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{was:<14} {anzahl:>9,} {pfad.stat().st_size / 1e6:>7.1f} MB   Schleife {einfach:6.2f} s   gelesen {gelesen:6.2f} s"
        f"   {gelesen / einfach:5.2f}-fach   {gelesen / anzahl * 1e6:5.2f} µs je Zeile   {speicher:>5} MB".replace(
            ",", "."
        )
    )
    return gelesen


def main() -> None:
    """All sizes, smallest first, so that the memory shown belongs to the line."""
    groessen = (*ZELLEN, DEUTSCHLAND) if "--deutschland" in sys.argv else ZELLEN
    with tempfile.TemporaryDirectory() as ordner:
        show("aufwärmen", 1_000, iter_zellen(1_000), loop_zellen, Path(ordner))
        dauer = {n: show("Zensus 2022", n, iter_zellen(n), loop_zellen, Path(ordner)) for n in groessen}
        speicher = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        for n in WERTE:
            show("Statistik", n, iter_werte(n), loop_werte, Path(ordner))
    eingehalten = dauer[ZELLEN[-1]] < GRENZE_S and speicher < GRENZE_MB
    print(f"400.000 Zellen in {GRENZE_S} s und {GRENZE_MB} MB: {'ja' if eingehalten else 'NEIN'}")
    raise SystemExit(not eingehalten)


if __name__ == "__main__":
    main()
