"""Every file of the real data is read right: rows and a sum of each against its QUELLE.md, or refused with a sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from tests.conftest import ABNAHME
from tests.echtdaten import ORDNER, find_echtdaten
from wegweiser.adapters.daten.inhalte import lies_alle
from wegweiser.adapters.daten.kopien import Summe
from wegweiser.adapters.daten.quellen import find_quellen
from wegweiser.model.daten import Leseangaben
from wegweiser.workflow import dateneinlesen


def _summe(merkmal: str) -> Callable[[Any], float]:
    return lambda zellen: round(float(np.nansum(zellen.merkmale[merkmal])), 2)


def _spanne(merkmal: str) -> Callable[[Any], tuple[float, float]]:
    return lambda zellen: (
        float(np.nanmin(zellen.merkmale[merkmal])),
        float(np.nanmax(zellen.merkmale[merkmal])),
    )


def _flaeche(raeume: Any) -> float:
    return round(float(sum(raum.flaeche.area for raum in raeume)) / 1e6, 1)


def _einwohner_koeln(werte: Any) -> int:
    return int(
        sum(
            w.wert.unten
            for w in werte
            if w.jahr == 2012 and w.raum_id == "000" and w.merkmal == "Einwohner in Köln: Einwohner"
        )
    )


class Fall(NamedTuple):
    """A file: what it is, how many rows it has, and a figure out of its content (quartiersanalyse.md, QUELLE.md)."""

    art: str
    zeilen: int
    pruefe: Callable[[Any], Any] = lambda _: None
    soll: Any = None
    angaben: Leseangaben = Leseangaben()
    lang: bool = False  # read by its own tests as well


F = "frankfurt-zensus2022-100m/Zensus2022_{}_100m-Gitter.csv"
K = "koeln-stadtteile/"
FAELLE: dict[str, Fall] = {
    "befragung-kanton-zuerich/KTZH_00001341_00002759.csv": Fall("befragung", 1337, lambda b: b.anzahl, 1337),
    "befragung-kanton-zuerich/KTZH_00001341_00002918.csv": Fall("codeplan", 83, len, 83),
    "dortmund-zensus2011/zensus2011_1km_spitz_dortmund.csv": Fall("zellen", 624, lambda z: z.weite, 1000),
    "dortmund-zensus2011/zensus2011_100m_teilmerkmale_dortmund.csv": Fall(
        "zellen", 10993, lambda z: sum(int((~np.isnan(w)).sum()) for w in z.merkmale.values()), 49160
    ),
    "duisburg-ortsteile-osm/duisburg_gliederung.geojson": Fall(
        "raeume", 35, lambda r: sorted({raum.ebene for raum in r}), ["ortsteil", "stadt", "stadtbezirk"]
    ),
    F.format("Bevoelkerungszahl"): Fall("zellen", 16380, _summe("einwohner"), 1_261_996),
    F.format("Durchschnittsalter"): Fall("zellen", 16380, _spanne("durchschnittsalter"), (13.40, 95.85)),
    F.format("Anteil_Auslaender"): Fall("zellen", 13091, _spanne("anteil-auslaender"), (1.48, 100)),
    F.format("Durchschn_Nettokaltmiete"): Fall("zellen", 13247, _spanne("nettokaltmiete"), (1.48, 41.17)),
    F.format("Leerstandsquote"): Fall("zellen", 3202, _spanne("leerstand-wohnen"), (0.99, 100)),
    "heidelberg-osm-wege/heidelberg_wege.osm.pbf": Fall("wege", 29159, lang=True),
    "koeln-osm-poi": Fall("orte", 7251),
    f"{K}Stadtbezirk.shp": Fall("raeume", 9, _flaeche, 405.0, lang=True),
    f"{K}Stadtteil.shp": Fall("raeume", 86, _flaeche, 405.0),
    f"{K}Stadtviertel.shp": Fall("raeume", 371, _flaeche, 187.9, lang=True),
    f"{K}Strassenabschnitt.shp": Fall(
        "wege", 15846, lambda w: (len(w.x), len(w.von)), (11145, 15759), lang=True
    ),
    f"{K}bevoelkerung.csv": Fall("kennzahlen", 29135, _einwohner_koeln, 1_044_555, lang=True),
    f"{K}spielplaetze.geojson": Fall("orte", 664, lambda o: len(o.x), 664),
    f"{K}wahllokale.csv": Fall("orte", 909, lambda o: len(o.x), 909),
    "koeln-zensus2022-100m/Zensus2022_Bevoelkerungszahl_100m-Gitter.csv": Fall(
        "zellen", 26215, _summe("einwohner"), 1_613_670
    ),
    "muenster-statistische-bezirke/stadtbezirke-muenster.geojson": Fall("raeume", 6),
    "muenster-statistische-bezirke/stadtteile-statistische-bezirke-muenster.geojson": Fall(
        "raeume", 45, lambda r: next(raum.name for raum in r if raum.id == "23"), "Bahnhof"
    ),
    "nrw-gemeindegrenzen/gemeinden_auswahl_nrw.geojson": Fall(
        "raeume",
        16,
        lambda r: next(round(x.flaeche.area / 1e6, 2) for x in r if x.id == "059130000000"),
        278.25,
    ),
    "nrw-kioske-osm/kioske-nrw.geojson": Fall("orte", 2675, lambda o: len(o.x), 2675),
    "nrw-lidl-overpass/lidl_nrw_umgebung_overpass.json": Fall("orte", 863),
    "nrw-schulen/schuldaten_nrw.csv": Fall("orte", 5637),
    "nrw-schulen/schulsozialindex_nrw.csv": Fall(
        "kennzahlen", 4157, angaben=Leseangaben(lesart={"jahr": "2024"})
    ),
}


@pytest.mark.parametrize("name", FAELLE)
def test_every_real_file_is_read_right(name: str) -> None:
    fall = FAELLE[name]
    if fall.lang and not ABNAHME:
        pytest.skip("nur in der langen Fassung; die Leser prüfen sie selbst")
    (stueck,) = dateneinlesen.find_stuecke([find_echtdaten(name)], fall.angaben).stuecke
    assert stueck.erkennung.art == fall.art
    assert all(len(zeile) == len(stueck.erkennung.kopf) for zeile in stueck.erkennung.probe)
    eintrag = dateneinlesen._build_datei(stueck, Summe(("",), 0))
    gelesen = lies_alle(stueck.lesbare, eintrag)
    assert sum(eins.zeilen for eins in gelesen) == fall.zeilen
    assert fall.pruefe(gelesen[0].inhalt) == fall.soll
    for fund in (fund for eins in gelesen for fund in eins.funde):
        assert fund.satz != fund.code, fund


def test_no_real_file_is_forgotten() -> None:
    find_echtdaten(".")
    bekannt = {ORDNER / name for name in FAELLE}
    quellen = (quelle for ordner in sorted(ORDNER.iterdir()) for quelle in find_quellen(ordner).quellen)
    vergessen = [q.pfad for q in quellen if not bekannt & {q.pfad, Path(q.pfad).parent}]
    assert vergessen == []
