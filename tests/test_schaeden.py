"""Damaged files of every kind: refused with a sentence, or read with the damage named; never a traceback, never without bound."""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import ABNAHME
from tests.echtdaten import ORDNER
from wegweiser.errors import DatenError
from wegweiser.workflow import dateneinlesen

KONSTRUIERT = Path(__file__).parent / "daten"
DATEIEN: Mapping[str, Path] = {
    "zensus": KONSTRUIERT / "marten" / "zensus.csv",
    "gebiete": KONSTRUIERT / "marten" / "stadtteile.geojson",
    "orte": KONSTRUIERT / "marten" / "laeden.geojson",
    "leerstand": KONSTRUIERT / "marten" / "leerstand.csv",
    "brache": KONSTRUIERT / "marten" / "brache.csv",
    "akteur": KONSTRUIERT / "marten" / "akteur.csv",
    "beziehung": KONSTRUIERT / "marten" / "beziehung.csv",
    "umfrage": KONSTRUIERT / "limesurvey-code.csv",
    "codeplan": KONSTRUIERT / "limesurvey-codeplan.csv",
    # real ones, where no small file has the format
    "shapefile": ORDNER / "koeln-stadtteile" / "Stadtbezirk.shp",
    "wege": ORDNER / "heidelberg-osm-wege" / "heidelberg_wege.osm.pbf",
    "overpass": ORDNER / "nrw-lidl-overpass" / "lidl_nrw_umgebung_overpass.json",
    "zensus2011": ORDNER / "dortmund-zensus2011" / "zensus2011_1km_spitz_dortmund.csv",
}


def _text(roh: bytes) -> str:
    return roh.decode("utf-8-sig", "replace")


def _vertausche(roh: bytes) -> bytes:
    """The header in reverse order over the same columns."""
    kopf, *rest = _text(roh).split("\n")
    trenner = max(";,", key=kopf.count)
    return "\n".join([trenner.join(reversed(kopf.rstrip("\r").split(trenner))), *rest]).encode()


ZUFALL = random.Random(5).randbytes(20_000)  # noqa: S311 - rubbish, always the same
SCHAEDEN: Mapping[str, Callable[[bytes], bytes]] = {
    "halb": lambda roh: roh[: len(roh) // 2],
    "ohne-ende": lambda roh: roh[:-7],
    "leer": lambda _: b"",
    "nullen": lambda _: b"\0" * 5000,
    "zufall": lambda _: ZUFALL,
    "webseite": lambda _: b"<!DOCTYPE html><html><body>404</body></html>",
    "nur-kopf": lambda roh: roh.partition(b"\n")[0] + b"\n",
    "utf-16": lambda roh: _text(roh).encode("utf-16"),
    "windows": lambda roh: _text(roh).encode("cp1252", "replace"),
    "mischung": lambda roh: roh[: len(roh) // 3] + b"\xff\xfe\xc3(" + roh[len(roh) // 3 :],
    "muell-hinten": lambda roh: roh + ZUFALL[:3000],
    "vertauscht": _vertausche,
    "grad-als-meter": lambda roh: roh.replace(b"7.3", b"7300000.3").replace(b"51.5", b"-51.5")[:500_000],
}
ECHTE_KURZ = frozenset({"halb", "zufall", "mischung"})  # of the real files the readers' own tests know more
IMMER_ABGELEHNT = frozenset({"leer", "nullen", "zufall", "webseite"})


@pytest.mark.parametrize("schaden", SCHAEDEN)
@pytest.mark.parametrize("name", DATEIEN)
def test_a_damaged_file_is_refused_or_its_damage_named(tmp_path: Path, name: str, schaden: str) -> None:
    quelle = DATEIEN[name]
    if not quelle.exists():
        pytest.skip(f"Echtdaten fehlen: {quelle.name} (WEGWEISER_DATEN zeigt auf ihren Ordner)")
    if KONSTRUIERT not in quelle.parents and schaden not in ECHTE_KURZ and not ABNAHME:
        pytest.skip("nur in der langen Fassung")
    for nachbar in quelle.parent.glob(f"{quelle.stem}.*") if quelle.suffix == ".shp" else ():
        shutil.copy(nachbar, tmp_path)
    datei = tmp_path / quelle.name
    datei.unlink(missing_ok=True)
    datei.write_bytes(SCHAEDEN[schaden](quelle.read_bytes()))
    with suppress(DatenError):
        vorschau = _lies(datei)
        assert schaden not in IMMER_ABGELEHNT
        for fund in vorschau.funde:
            assert fund.satz not in {"", fund.code}
            assert "{" not in fund.satz


def _lies(datei: Path) -> dateneinlesen.Vorschau:
    """The preview of a file; a refusal has to be a sentence about this file."""
    try:
        (stueck,) = dateneinlesen.find_stuecke([datei]).stuecke
        return dateneinlesen.plan_einlesen(datei.parent / "v", stueck)
    except DatenError as fehler:
        gut = fehler.satz != fehler.code and datei.stem in fehler.satz and "()" not in fehler.satz
        if not gut:
            pytest.fail(f"{fehler.code}: {fehler.satz}")
        raise


_KOPF = {
    "csv": b"GITTER_ID_100m;x_mp_100m;y_mp_100m;Einwohner\nCRS3035RES100mN3158700E4138700;4138750;3158750;63\n1",
    "geojson": b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "1',
    "gpkg": b"SQLite format 3\0",
}


@pytest.mark.langsam
@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells the peak of this process alone")
def test_a_gigabyte_of_one_line_needs_no_gigabyte(tmp_path: Path) -> None:
    for endung, kopf in _KOPF.items():
        with (tmp_path / f"riese.{endung}").open("wb") as datei:
            datei.write(kopf)
            datei.truncate(1_000_000_000)
    quelle = (
        "import sys; from pathlib import Path\n"
        "from wegweiser.errors import DatenError\n"
        "from wegweiser.workflow import dateneinlesen\n"
        "for name in sys.argv[1:]:\n"
        "    try: dateneinlesen.plan_einlesen(Path('v'), dateneinlesen.find_stuecke([Path(name)]).stuecke[0])\n"
        "    except DatenError as fehler: print(fehler.satz)\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(int(status.partition('VmHWM:')[2].split()[0]) // 1024)\n"
    )
    namen = [f"riese.{endung}" for endung in _KOPF]
    lauf = subprocess.run(
        [sys.executable, "-c", quelle, *namen],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[1]), "PATH": ""},
        timeout=60,
    )
    *saetze, megabyte = lauf.stdout.splitlines()
    assert [satz.partition(" ")[0] for satz in saetze] == namen
    assert int(megabyte) < 400
