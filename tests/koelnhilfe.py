"""A Vorhaben for a district of Köln out of the real files alone; `python -m tests.koelnhilfe ORDNER` makes Kalk and Chorweiler."""

import shutil
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.echtdaten import ORDNER
from wegweiser import workflow
from wegweiser.model.daten import Leseangaben, Lizenzangabe
from wegweiser.model.raum import Raum
from wegweiser.workflow import daten, dateneinlesen, quartier
from wegweiser.workflow.umfeld import Umfeld

KALK, CHORWEILER = "802", "609"
TITEL = {KALK: "Köln-Kalk", CHORWEILER: "Köln-Chorweiler"}
STADT = Lizenzangabe(
    urheber="Stadt Köln", lizenz="CC BY", nennung="Datenquelle: Stadt Köln, Offene Daten Köln", stand="2017"
)
ZENSUS = Lizenzangabe(
    lizenz="dl-de/by-2-0", nennung="© Statistisches Bundesamt (Destatis), Zensus 2022", stand="2022-05-15"
)
OSM = Lizenzangabe(lizenz="ODbL 1.0", nennung="© OpenStreetMap-Mitwirkende", stand="2017")
SPIELPLATZ = Leseangaben(art="orte", lesart={"merkmal": "leisure=playground"})
DATEIEN: tuple[tuple[str, Lizenzangabe, Leseangaben], ...] = (
    ("koeln-zensus2022-100m/Zensus2022_Bevoelkerungszahl_100m-Gitter.csv", ZENSUS, Leseangaben()),
    ("koeln-stadtteile/Stadtteil.shp", STADT, Leseangaben()),
    ("koeln-stadtteile/bevoelkerung.csv", STADT, Leseangaben()),
    ("koeln-osm-poi", OSM, Leseangaben()),
    ("koeln-stadtteile/spielplaetze.geojson", STADT, SPIELPLATZ),
)


def build_koeln(ordner: Path, umfeld: Umfeld) -> Path:
    """A Vorhaben with all files and no boundary yet."""
    workflow.create(ordner, leitfaden="land-nrw", titel="Köln", umfeld=umfeld)
    for name, herkunft, angaben in DATEIEN:
        for stueck in dateneinlesen.find_stuecke([ORDNER / name], angaben).stuecke:
            dateneinlesen.take_datei(
                ordner, dateneinlesen.plan_einlesen(ordner, stueck), umfeld, herkunft=herkunft
            )
    return ordner


def choose_stadtteil(
    vorlage: Path,
    ordner: Path,
    raum: str,
    umfeld: Umfeld,
    raeume: Mapping[str, tuple[Raum, ...]] | None = None,
) -> Path:
    """A copy of it with a district as the Quartier; `raeume` are its areas where they were read before."""
    shutil.copytree(vorlage, ordner)
    raeume = raeume or daten.load_raeume(ordner)
    (treffer,) = quartier.find_treffer(raeume, raum)
    quartier.save_quartier(ordner, quartier.build_angabe(treffer, raeume), umfeld)
    return ordner


def main() -> None:
    """Both Vorhaben below a folder."""
    ziel = Path(sys.argv[1])
    umfeld = Umfeld(jetzt=lambda: datetime(2026, 11, 25, 12, tzinfo=UTC))
    vorlage = build_koeln(ziel / "koeln", umfeld)
    for raum, name in ((KALK, "kalk"), (CHORWEILER, "chorweiler")):
        choose_stadtteil(vorlage, ziel / name, raum, umfeld)


if __name__ == "__main__":
    main()
