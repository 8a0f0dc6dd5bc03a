"""Accessibility at three sizes: a Quartier's city, a Land, and how it grows: `python benchmarks/erreichbarkeit.py`.

Köln comes from the real files (`WEGWEISER_DATEN`, else the folder beside the checkout): import in a fresh process, then
every measure for every class in every district. The Land is made up: towns of 400,000 populated cells with 100,000 places.
Last the same pairs through PySAL `access`, if it is there: same numbers to 1e-9, and the time of both in one run. It is no
dependency (it brings pandas and geopandas). To have it: `python -m venv X && X/bin/pip install access`, then
`PYTHONPATH=X/lib/python3.11/site-packages python benchmarks/erreichbarkeit.py vergleich`.
"""

# ruff: noqa: INP001, T201, S603, S101, PLR2004, E402 - a script that prints, starts itself anew and knows its numbers

import time

BEGINN = time.perf_counter()  # loading the libraries belongs to a cold import

import importlib.util
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

WURZEL = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(WURZEL)]

import numpy as np
import shapely
from numpy.typing import NDArray

from wegweiser.adapters.daten.leser import erkenne, lies
from wegweiser.core.raum.ausschnitt import assign_raeume, select_zellen
from wegweiser.core.raum.dienste import assign_dienste, take_orte
from wegweiser.core.raum.einzugsgebiet import build_gleich, build_stufen, compute_einzugsgebiete
from wegweiser.core.raum.naehe import compute_naehe
from wegweiser.core.raum.paare import Paare, iter_paare
from wegweiser.core.raum.setzungen import build_versorgungssetzungen
from wegweiser.core.raum.versorgung import compute_versorgung
from wegweiser.model.daten import Datei
from wegweiser.model.raum import Orte, Quartier, Raum, Zahlen, Zellen
from wegweiser.model.versorgung import Dienstversorgung, Versorgungssetzungen
from wegweiser.workflow.leitfaeden import load_leitfaden
from wegweiser.workflow.umfeld import Umfeld

T = TypeVar("T")
KOELN_EINLESEN_S, KOELN_RECHNEN_S = 5.0, 2.0
LAND_S, LAND_MB = 60.0, 2000.0
LAND_ZELLEN, LAND_ORTE = 400_000, 100_000
WACHSTUM = (12_500, 25_000, 50_000, 100_000, 200_000)
GLEICH = 1e-9


def _measure(was: str, grenze: float, tat: Callable[[], T]) -> T:
    beginn, rechnend = time.perf_counter(), time.process_time()
    ergebnis = tat()
    _zeige(was, grenze, time.perf_counter() - beginn, time.process_time() - rechnend)
    return ergebnis


def _zeige(was: str, grenze: float, dauer: float, rechnend: float) -> None:
    """Both clocks: on a machine that others use, the second is the one to trust."""
    belegt = os.getloadavg()[0] > (os.cpu_count() or 1) and rechnend <= grenze
    zuviel = (" – Rechner belegt" if belegt else " – ÜBERSCHRITTEN") if dauer > grenze else ""
    print(f"  {was:<58}{dauer:7.2f} s, Rechenzeit {rechnend:6.2f} s (Grenze {grenze:g} s{zuviel})")


# ── Köln ─────────────────────────────────────────────────────────────────────────────────────────


def run_koeln() -> None:
    """Import cold, then all measures for all classes over the city and its 86 districts."""
    daten = Path(os.environ.get("WEGWEISER_DATEN") or WURZEL.parent / "shared" / "daten")
    if not (daten / "koeln-stadtteile").is_dir():
        print(f"Köln: übersprungen, es fehlt {daten / 'koeln-stadtteile'}")
        return
    print("Köln aus den echten Dateien")
    zellen = _read(daten / "koeln-zensus2022-100m" / "Zensus2022_Bevoelkerungszahl_100m-Gitter.csv")
    raeume = _read(daten / "koeln-stadtteile" / "Stadtteil.shp")
    teile = [_read(pfad) for pfad in sorted((daten / "koeln-osm-poi").glob("*.geojson"))]
    dauer = time.perf_counter() - BEGINN
    assert isinstance(zellen, Zellen)
    assert isinstance(raeume, tuple)
    orte = _join([teil for teil in teile if isinstance(teil, Orte)])
    print(f"  {len(zellen.x):,} Zellen im Rahmen, {len(raeume)} Stadtteile, {len(orte.id):,} Orte")
    _zeige("Einlesen, kalt (mit Laden der Bibliotheken)", KOELN_EINLESEN_S, dauer, time.process_time())
    _compute_koeln(zellen, raeume, orte)


def _read(pfad: Path) -> object:
    e = erkenne(pfad)
    return lies(
        pfad,
        Datei(
            id=pfad.stem,
            datei=pfad.name,
            art=e.art,
            format=e.format,
            lesart=e.lesart,
            spalten=e.spalten,
            eingelesen=datetime.now(UTC),  # noqa: TID251
            sha256="",
            groesse=pfad.stat().st_size,
        ),
    ).inhalt


def _join(teile: list[Orte]) -> Orte:
    def verbinde(name: str) -> object:
        werte = [getattr(teil, name) for teil in teile]
        return np.concatenate(werte) if isinstance(werte[0], np.ndarray) else sum(werte, ())

    felder = ("id", "name", "dienst", "x", "y", "kapazitaet", "flaeche", "merkmale")
    return Orte(**{name: verbinde(name) for name in felder})


def _compute_koeln(zellen: Zellen, raeume: tuple[Raum, ...], orte: Orte) -> None:
    setzungen = _load_setzungen()
    teil = _measure("Zellen den Stadtteilen zuordnen", 2, lambda: assign_raeume(raeume, zellen.x, zellen.y))
    innen, nach_teil = select_zellen(zellen, teil >= 0), teil[teil >= 0]
    assert (len(innen.x), innen.einwohner.sum()) == (12_923, 1_017_293)
    zuordnung = _measure("Orte den Diensten zuordnen", 2, lambda: assign_dienste(orte, setzungen.dienste))
    stadt = Quartier(titel="Köln", flaeche=shapely.union_all([raum.flaeche for raum in raeume]))
    versorgung = _measure(
        "alle Maße für alle Dienste, Zielgruppen und Schwellen",
        KOELN_RECHNEN_S,
        lambda: compute_versorgung(innen, zuordnung.orte, stadt, setzungen),
    )
    tafel = _measure(
        "alle Klassen in allen Stadtteilen: Anteil, Mittel, Zugang",
        KOELN_RECHNEN_S,
        lambda: _compute_tafel(innen, nach_teil, len(raeume), orte),
    )
    print(f"  {len(versorgung)} Dienste; Tafel {len(tafel)} Klassen × {len(raeume)} Stadtteile")


def _compute_tafel(
    zellen: Zellen, teil: NDArray[np.int64], anzahl: int, orte: Orte
) -> dict[str, list[Zahlen]]:
    """Per class and district the share within 1,000 m, the mean distance and what each person reaches of it."""
    personen = zellen.einwohner
    je_teil = np.bincount(teil, personen, anzahl)
    tafel = {}
    klassen: dict[str, list[int]] = {}
    for nr, merkmale in enumerate(orte.merkmale):
        klassen.setdefault(merkmale["amenity"], []).append(nr)
    for klasse, nummern in klassen.items():
        gewaehlt = take_orte(orte, nummern)
        distanz = compute_naehe(zellen, gewaehlt).distanz
        gebiete = compute_einzugsgebiete(
            iter_paare(zellen, gewaehlt, 1000), personen, np.ones(len(nummern)), build_gleich(1000)
        )
        werte = (distanz <= 1000, distanz, gebiete.zugang)
        tafel[klasse] = [np.bincount(teil, personen * wert, anzahl) / je_teil for wert in werte]
    return tafel


def _load_setzungen() -> Versorgungssetzungen:
    leitfaden = load_leitfaden("wegweiser", Umfeld(jetzt=lambda: datetime.now(UTC)))  # noqa: TID251
    setzungen = build_versorgungssetzungen(leitfaden)
    assert setzungen is not None
    return setzungen


# ── A Land ───────────────────────────────────────────────────────────────────────────────────────


def build_land(zellen: int, orte: int) -> tuple[Zellen, Orte]:
    """Towns of all sizes on the grid; places where people are, some services far more often than others."""
    zufall = np.random.default_rng(5)
    mitten = zufall.uniform(0, 200_000 * np.sqrt(zellen / LAND_ZELLEN), (max(zellen // 1000, 1), 2))
    groesse = zufall.pareto(1.2, len(mitten)) + 0.2
    stadt = zufall.choice(len(mitten), zellen * 3, p=groesse / groesse.sum())
    streuung = 900 * np.sqrt(groesse[stadt])[:, None] + 300
    punkte = (mitten[stadt] + zufall.normal(0, streuung, (zellen * 3, 2))) // 100
    lage = np.unique(punkte.astype(np.int64), axis=0)
    lage = lage[np.sort(zufall.permutation(len(lage))[:zellen])] * 100.0
    einwohner = zufall.integers(3, 120, len(lage)).astype(float)
    gitter = Zellen(x=lage[:, 0] + 50, y=lage[:, 1] + 50, weite=100, merkmale={"einwohner": einwohner})
    wo = zufall.choice(len(lage), orte, p=einwohner / einwohner.sum())
    x, y = (lage[wo] + zufall.uniform(0, 100, (orte, 2))).T
    dienste = [dienst.id for dienst in _load_setzungen().dienste]
    haeufig = zufall.pareto(1.0, len(dienste)) + 0.3
    wahl = zufall.choice(len(dienste), orte, p=haeufig / haeufig.sum())
    return gitter, Orte(
        id=tuple(map(str, range(orte))),
        name=("",) * orte,
        dienst=tuple(dienste[nr] for nr in wahl),
        x=x,
        y=y,
        kapazitaet=np.full(orte, np.nan),
        flaeche=(None,) * orte,
        merkmale=({},) * orte,
    )


def run_land() -> None:
    """Everything for a whole Land, and the most memory it took."""
    print(f"Land, erfunden: {LAND_ZELLEN:,} bewohnte Zellen, {LAND_ORTE:,} Orte")
    zellen, orte = build_land(LAND_ZELLEN, LAND_ORTE)
    was = "alle Maße für alle Dienste, Zielgruppen und Schwellen"
    versorgung = _measure(was, LAND_S, lambda: _versorge(zellen, orte))
    spitze = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {len(zellen.x):,} Zellen, {len(versorgung)} Dienste")
    print(f"  Speicher höchstens {spitze:,.0f} MB (Grenze {LAND_MB:,.0f} MB)")
    assert spitze <= LAND_MB


def _versorge(zellen: Zellen, orte: Orte) -> tuple[Dienstversorgung, ...]:
    rahmen = shapely.box(zellen.x.min() - 50, zellen.y.min() - 50, zellen.x.max() + 50, zellen.y.max() + 50)
    return compute_versorgung(zellen, orte, Quartier(titel="Land", flaeche=rahmen), _load_setzungen())


def run_wachstum() -> None:
    """Twice the cells and places: how much longer?"""
    print("Wachstum (Orte = Zellen / 4), Rechenzeit")
    vorher = 0.0
    for anzahl in WACHSTUM:
        zellen, orte = build_land(anzahl, anzahl // 4)
        beginn = time.process_time()
        _versorge(zellen, orte)
        dauer = time.process_time() - beginn
        print(f"  {anzahl:>9,} Zellen {dauer:8.2f} s" + (f"   × {dauer / vorher:.1f}" if vorher else ""))
        vorher = dauer


# ── PySAL access ─────────────────────────────────────────────────────────────────────────────────


def run_vergleich() -> None:
    """2SFCA and E2SFCA of one input by both; the pairs are given to both, so that only the method is compared."""
    if importlib.util.find_spec("access") is None:
        print("PySAL access ist nicht da: Vergleich übersprungen (pip install access)")
        return
    from access.weights import step_fn

    zellen, orte = build_land(50_000, 10_000)
    kapazitaet = np.random.default_rng(1).integers(1, 9, len(orte.id)).astype(float)
    zelle, ort, distanz = (np.concatenate(s) for s in zip(*iter_paare(zellen, orte, 1000), strict=True))
    print("Vergleich mit PySAL access auf derselben Eingabe")
    print(f"  {len(zellen.x):,} Zellen, {len(orte.id):,} Orte, {len(zelle):,} Paare")
    stufen = [(250.0, 1.0), (500.0, 0.8), (1000.0, 0.4)]
    faelle = {"2SFCA": (build_gleich(1000), None), "E2SFCA": (build_stufen(stufen), step_fn(dict(stufen)))}
    for name, (unser, deren) in faelle.items():
        beginn = time.perf_counter()
        paare = [Paare(zelle, ort, distanz)]
        zugang = compute_einzugsgebiete(paare, zellen.einwohner, kapazitaet, unser).zugang
        mitte = time.perf_counter()
        anderer = _run_access(zellen.einwohner, kapazitaet, (zelle, ort, distanz), deren)
        ende = time.perf_counter()
        unterschied = np.abs(anderer - zugang).max()
        zeiten = f"wegweiser {mitte - beginn:6.3f} s   access {ende - mitte:7.3f} s"
        print(f"  {name:<8}{zeiten}   × {(ende - mitte) / (mitte - beginn):.0f}", end="")
        print(
            f"   größter Unterschied {unterschied:.0e} (Grenze {GLEICH:g}) bei Werten bis {zugang.max():.3f}"
        )
        assert unterschied <= GLEICH
        assert mitte - beginn < ende - mitte


def _run_access(
    personen: Zahlen, kapazitaet: Zahlen, paare: tuple[Zahlen, ...], gewicht: Callable[[float], float] | None
) -> Zahlen:
    import pandas as pd
    from access.fca import two_stage_fca

    reihe = two_stage_fca(
        pd.DataFrame({"demand": personen}).rename_axis("geoid"),
        pd.DataFrame({"supply": kapazitaet}).rename_axis("geoid"),
        pd.DataFrame(dict(zip(("origin", "dest", "cost"), paare, strict=True))),
        max_cost=1000,
        weight_fn=gewicht,
    )
    return np.asarray(reihe.reindex(range(len(personen))).fillna(0), dtype=np.float64)


TEILE = {"koeln": run_koeln, "land": run_land, "wachstum": run_wachstum, "vergleich": run_vergleich}


def main() -> None:
    """Each part in a process of its own: cold, and with its own peak of memory."""
    if len(sys.argv) > 1 and os.environ.get("TEIL"):
        TEILE[sys.argv[1]]()
        return
    for teil in sys.argv[1:] or TEILE:
        subprocess.run([sys.executable, __file__, teil], env={**os.environ, "TEIL": "1"}, check=True)


if __name__ == "__main__":
    main()
