"""Damaged files: empty, cut off, of the wrong encoding, of one line: one sentence, bounded memory, never a traceback."""

import os
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.adapters.daten.lesehilfe import lies_datei
from tests.echtdaten import WURZEL, find_echtdaten
from wegweiser.adapters.daten.leser import erkenne
from wegweiser.errors import DatenError

DATEN = WURZEL / "tests" / "daten"
GROSS = 1_000_000_000
GRENZE = 60_000_000  # bytes of memory; a block is four million


@contextmanager
def bounded() -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < GRENZE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("anfang", "code"),
    [
        (b"", "daten-unbekannt"),  # a gigabyte of zeros
        (b"a;b\n1;2\n" * 40_000, "daten-nullen"),  # the rest never arrived
        (b"GITTER_ID_100m;x_mp_100m;y_mp_100m;Einwohner\n" + b"1" * 300_000, "daten-nullen"),
        (b"PK\x03\x04", "daten-unbekannt"),
        (b"\xd0\xcf\x11\xe0", "excel-datei"),
    ],
)
def test_a_gigabyte_is_refused_in_bounded_memory(tmp_path: Path, anfang: bytes, code: str) -> None:
    """Sparse: it takes no room on the disk, but every byte of it can be read."""
    pfad = tmp_path / "gross.csv"
    with pfad.open("wb") as datei:
        datei.write(anfang)
        datei.truncate(GROSS)
    with bounded(), pytest.raises(DatenError) as fehler:
        erkenne(pfad)
    assert fehler.value.code == code


@pytest.mark.parametrize("kopf", [b"", b"GITTER_ID_100m;x_mp_100m;y_mp_100m;Einwohner\nCRS3035RES100mN3082600E4120900;4120950;3082650;4\n", b"raum_id,jahr,merkmal,wert\n011,2020,E,5\n"])  # fmt: skip
def test_one_endless_line_is_no_table(tmp_path: Path, kopf: bytes) -> None:
    pfad = tmp_path / "zeile.csv"
    menge = 1000 if os.environ.get("WEGWEISER_ABNAHME") else 12
    with pfad.open("wb") as datei:
        datei.write(kopf)
        for _ in range(menge):
            datei.write(b"x;1," * 250_000)
    with bounded(), pytest.raises(DatenError) as fehler:
        lies_datei(pfad)
    pfad.unlink()
    assert fehler.value.code == "daten-zeile-zu-lang"
    assert "zeile.csv" in fehler.value.satz


@pytest.mark.parametrize(
    ("inhalt", "code"),
    [
        (b"", "daten-leer"),
        (b"\n \n", "daten-leer"),
        (b"\xef\xbb\xbf", "daten-leer"),
        (b"hallo", "daten-spalten"),
        (
            b"Name;Adresse;Plaetze\nKita Nord;Nordstr. 1;40\nKita Sued;Suedstr. 2;60\n",
            "daten-ohne-koordinaten",
        ),
        (b"<html><table><tr><td>1</td></tr></table>", "daten-webseite"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "daten-unbekannt"),
        (b"\xff\xfea\x00;\x00b\x00\n\x00\x00\xdca\x00", "daten-kodierung"),
        (b"raum_id,jahr,merkmal,wert\n2020,011,E,5\n2021,012,E,6\n", "daten-jahr-unlesbar"),
        (b"raum_id,jahr,wert,merkmal\n011,2020,E,5\n012,2020,F,6\n", "daten-keine-werte"),
    ],
)
def test_what_is_no_table_says_why(tmp_path: Path, inhalt: bytes, code: str) -> None:
    pfad = tmp_path / "t.csv"
    pfad.write_bytes(inhalt)
    with pytest.raises(DatenError) as fehler:
        lies_datei(pfad)
    assert fehler.value.code == code
    assert "t.csv" in fehler.value.satz
    assert fehler.value.satz.endswith(".")


def test_a_file_cut_off_inside_a_character_is_called_so_and_not_read_in_another_encoding(
    tmp_path: Path,
) -> None:
    pfad = tmp_path / "t.csv"
    text = "raum_id,raum,jahr,merkmal,wert\n011,Hörde,2020,E,5\n012,Öspel,2020,E,6\n013,Bö"
    pfad.write_bytes(text.encode()[:-1])
    gelesen = lies_datei(pfad)
    assert [k.raum for k in gelesen.inhalt] == ["Hörde", "Öspel"]
    assert {f.code for f in gelesen.funde} == {"datei-abgeschnitten", "zeile-unvollstaendig"}


ECHTE = (
    "koeln-zensus2022-100m/Zensus2022_Bevoelkerungszahl_100m-Gitter.csv",
    "frankfurt-zensus2022-100m/Zensus2022_Leerstandsquote_100m-Gitter.csv",
    "dortmund-zensus2011/zensus2011_1km_spitz_dortmund.csv",
    "koeln-stadtteile/bevoelkerung.csv",
    "nrw-schulen/schulsozialindex_nrw.csv",
)


@pytest.mark.parametrize("name", ECHTE)
def test_a_real_file_cut_off_anywhere_is_refused_or_says_so(tmp_path: Path, name: str) -> None:
    roh = find_echtdaten(name).read_bytes()
    pfad = tmp_path / "t.csv"
    for laenge in (200, 1013, 20_011):
        pfad.write_bytes(roh[:laenge])
        with suppress(DatenError):
            codes = {fund.code for fund in lies_datei(pfad, stand="2020").funde}
            assert codes & {"datei-abgeschnitten", "zeile-unvollstaendig", "ende-offen"}


BEISPIELE = sorted(pfad for pfad in DATEN.rglob("*.csv"))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    nr=st.integers(0, 1000), stelle=st.integers(0, 10_000), weg=st.integers(0, 40),
    dazu=st.sampled_from([b"", b'"', b";", b"\n", b"\x00", b"\xff", b"\xe2\x80\x93", b",", b"-9", b"(", b"1.234"]),
)  # fmt: skip
def test_no_damage_ends_in_a_traceback(tmp_path: Path, nr: int, stelle: int, weg: int, dazu: bytes) -> None:
    roh = BEISPIELE[nr % len(BEISPIELE)].read_bytes()
    hier = stelle % len(roh)
    pfad = tmp_path / "t.csv"
    pfad.write_bytes(roh[:hier] + dazu + roh[hier + weg :])
    with suppress(DatenError):
        assert all(fund.satz != fund.code for fund in lies_datei(pfad, stand="2020").funde)
