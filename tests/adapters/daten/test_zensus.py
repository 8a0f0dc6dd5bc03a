"""Census grids: all topics, signs, ids against centres; the real files give the sums of their description."""

from pathlib import Path

import numpy as np
import pytest

from tests.adapters.daten.lesehilfe import lies_datei
from tests.echtdaten import find_echtdaten
from wegweiser.adapters.daten.leser import Gelesen
from wegweiser.core.raum.zellen import merge_zellen
from wegweiser.errors import DatenError, format_satz


@pytest.mark.parametrize(
    ("datei", "merkmal", "zeilen", "summe", "spanne"),
    [
        ("koeln-zensus2022-100m/Zensus2022_Bevoelkerungszahl", "einwohner", 26_215, 1_613_670, (3, 678)),
        ("frankfurt-zensus2022-100m/Zensus2022_Bevoelkerungszahl", "einwohner", 16_380, 1_261_996, (3, 748)),
        (
            "frankfurt-zensus2022-100m/Zensus2022_Durchschnittsalter",
            "durchschnittsalter",
            16_380,
            None,
            (13.4, 95.85),
        ),
        (
            "frankfurt-zensus2022-100m/Zensus2022_Anteil_Auslaender",
            "anteil-auslaender",
            13_091,
            None,
            (1.48, 100),
        ),
        (
            "frankfurt-zensus2022-100m/Zensus2022_Durchschn_Nettokaltmiete",
            "nettokaltmiete",
            13_247,
            None,
            (1.48, 41.17),
        ),
        (
            "frankfurt-zensus2022-100m/Zensus2022_Leerstandsquote",
            "leerstand-wohnen",
            3_202,
            None,
            (0.99, 100),
        ),
    ],
)
def test_the_files_of_2022_give_the_numbers_of_their_description(
    datei: str, merkmal: str, zeilen: int, summe: int | None, spanne: tuple[float, float]
) -> None:
    gelesen = lies_datei(find_echtdaten(f"{datei}_100m-Gitter.csv"))
    werte = gelesen.inhalt.merkmale[merkmal]
    assert (gelesen.zeilen, len(werte), gelesen.verworfen, gelesen.funde) == (zeilen, zeilen, 0, ())
    assert (werte.min(), werte.max()) == spanne
    assert summe is None or werte.sum() == summe
    assert gelesen.inhalt.weite == 100
    assert set(np.unique(gelesen.inhalt.x % 100)) == {50.0}


def test_dortmund_2011_in_both_layouts_with_minus_one_and_minus_nine_unknown() -> None:
    breit = lies_datei(find_echtdaten("dortmund-zensus2011/zensus2011_1km_spitz_dortmund.csv")).inhalt
    assert (len(breit.x), breit.weite) == (624, 1000)
    assert all(not (werte < 0).any() for werte in breit.merkmale.values())
    assert int(np.isnan(breit.einwohner).sum()) == 17
    lang = lies_datei(find_echtdaten("dortmund-zensus2011/zensus2011_100m_teilmerkmale_dortmund.csv"))
    assert sum((~np.isnan(werte)).sum() for werte in lang.inhalt.merkmale.values()) == 49_160
    assert lang.zeilen == len(lang.inhalt.x) == 10_993
    summen = {name: np.nansum(werte) for name, werte in lang.inhalt.merkmale.items()}
    gefragt = ("unter-10", "ab-80", "ausland", "wohnungen-leer")
    assert [summen[name] for name in gefragt] == [51_993, 34_081, 72_613, 12_001]
    assert sum(marken.sum() for marken in lang.inhalt.klammer.values()) == 2
    assert np.isnan(lang.inhalt.einwohner).all()


def test_topics_of_frankfurt_join_into_one_grid_where_a_missing_row_is_unknown() -> None:
    ordner = find_echtdaten("frankfurt-zensus2022-100m")
    (zellen,) = merge_zellen([lies_datei(pfad).inhalt for pfad in sorted(ordner.glob("*.csv"))])
    assert len(zellen.x) == 16_380
    assert zellen.einwohner.sum() == 1_261_996
    fehlt = {name: int(np.isnan(werte).sum()) for name, werte in zellen.merkmale.items()}
    assert fehlt == {
        "anteil-auslaender": 16_380 - 13_091,
        "durchschnittsalter": 0,
        "einwohner": 0,
        "leerstand-wohnen": 16_380 - 3_202,
        "nettokaltmiete": 16_380 - 13_247,
    }


KOPF = "GITTER_ID_100M;x_mp_100m;y_mp_100m;"
ZEILE = "CRS3035RES100mN3082600E4120900;4120950;3082650;"
ZWEITE = "CRS3035RES100mN3082600E4121000;4121050;3082650;"


def lies_text(
    ordner: Path, text: str, kodierung: str = "utf-8", name: str = "z.csv", titel: str = ""
) -> Gelesen:
    pfad = ordner / name
    pfad.write_bytes(text.encode(kodierung))
    return lies_datei(pfad, titel=titel)


@pytest.mark.parametrize("kodierung", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ende", ["\n", "\r\n"])
def test_a_dash_is_unknown_and_a_bracketed_value_is_kept_and_marked(
    tmp_path: Path, kodierung: str, ende: str
) -> None:
    zeilen = [
        KOPF + "Leerstandsquote;werterlaeuternde_Zeichen",
        ZEILE + "4,25;KLAMMERN",
        ZWEITE + "–;",
        "",
    ]
    gelesen = lies_text(tmp_path, ende.join(zeilen), kodierung)
    zellen = gelesen.inhalt
    assert zellen.merkmale["leerstand-wohnen"].tolist()[0] == 4.25
    assert np.isnan(zellen.merkmale["leerstand-wohnen"][1])
    assert zellen.klammer["leerstand-wohnen"].tolist() == [True, False]
    assert [(fund.code, fund.anzahl) for fund in gelesen.funde] == [("werte-gesperrt", 1)]


@pytest.mark.parametrize(
    ("text", "code", "anzahl", "stelle"),
    [
        (KOPF + f"Einwohner\n{ZEILE}4\n{ZEILE}4\n", "zelle-doppelt", 1, "Zeile 3"),
        (KOPF + f"Einwohner\n{ZEILE}4\nCRS3035RES100mN30\n", "zeile-unvollstaendig", 1, "Zeile 3"),
        (KOPF + f"Einwohner\n{ZEILE}4\n\n{ZWEITE}1", "ende-offen", 1, ""),
        (KOPF + f"Einwohner\n{ZEILE}4\nCRS3035RES100mN30826", "datei-abgeschnitten", 1, "Zeile 3"),
        (KOPF + f"Einwohner\n{ZEILE}4\n{ZWEITE}viele\n", "wert-unlesbar", 1, "Zeile 3"),
        (KOPF + f"Einwohner\n{ZEILE}1.234\n{ZWEITE}12\n", "daten-tausenderpunkt", 1, "Zeile 2"),
        (KOPF + f"Einwohner\n{ZEILE}20000\n{ZWEITE}12\n", "wert-auffaellig", 1, "Zeile 2"),
        (KOPF + f"Einwohner\n{ZEILE}12\n{ZWEITE}-7\n", "wert-unmoeglich", 1, "Zeile 3"),
        (KOPF + f"Durchschnittsalter\n{ZEILE}44,1\n{ZWEITE}441\n", "wert-unmoeglich", 1, "Zeile 3"),
        (
            KOPF + "Einwohner\nCRS3035RES100mN3082600E4120900;3082650;4120950;4\n",
            "koordinaten-vertauscht",
            1,
            "Zeile 2",
        ),
        (
            KOPF + "Einwohner\nCRS3035RES100mN3082600E4120900;4120900;3082600;4\n",
            "kennung-passt-nicht",
            1,
            "Zeile 2",
        ),
        (KOPF + f"Einwohner\n{ZEILE}4\nCRS3035RES100mX1E2;1;2;4\n", "kennung-unlesbar", 1, "Zeile 3"),
        (
            KOPF + f"Einwohner\n{ZEILE}4\n{ZWEITE}4\nCRS3035RES1000mN3082000E4120000;4120500;3082500;8\n",
            "gitterweiten-gemischt",
            1,
            "",
        ),
        (
            KOPF + "Einwohner\nCRS3035RES100mN1082600E1120900;1120950;1082650;4\n",
            "zellen-im-ausland",
            1,
            "Zeile 2",
        ),
    ],
)
def test_every_trap_has_a_name_and_a_line(
    tmp_path: Path, text: str, code: str, anzahl: int, stelle: str
) -> None:
    funde = lies_text(tmp_path, text).funde
    assert [(f.code, f.anzahl, f.stelle) for f in funde] == [(code, anzahl, stelle)]
    for fund in funde:
        satz = format_satz(code, {"anzahl": fund.anzahl, "stelle": fund.stelle, **fund.angaben})
        assert satz != code
        assert "„“" not in satz


def test_thousands_with_a_dot_are_not_a_thousandth(tmp_path: Path) -> None:
    zellen = lies_text(tmp_path, KOPF + f"Einwohner\n{ZEILE}1.234\n{ZWEITE}12\n").inhalt
    assert zellen.einwohner.tolist() == [1234, 12]


def test_a_value_that_cannot_be_is_unknown_and_does_not_enter_a_mean(tmp_path: Path) -> None:
    zellen = lies_text(tmp_path, KOPF + f"Durchschnittsalter\n{ZEILE}44,1\n{ZWEITE}441\n").inhalt
    assert np.nanmean(zellen.merkmale["durchschnittsalter"]) == 44.1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (KOPF + "Einwohner\nCRS3035RES100mN3082600E4120900;4;4120950;3082650\n", "daten-spalten-vertauscht"),
        (KOPF + f"AnteilAuslaender\n{ZEILE}4286\n{ZWEITE}2308\n", "daten-komma-verloren"),
        ("", "daten-leer"),
        (KOPF + "Einwohner\n", "daten-nur-kopf"),
        ("a;b\n1;2\n", "daten-spalten"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_reason(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(DatenError) as fehler:
        lies_text(tmp_path, text)
    assert fehler.value.code == code
    assert "z.csv" in fehler.value.satz


@pytest.mark.parametrize("wo", ["Titel", "Name"])
def test_an_old_census_that_calls_itself_2022_is_named(tmp_path: Path, wo: str) -> None:
    text = "Gitter_ID_1km;x_mp_1km;y_mp_1km;Einwohner\n1kmN3146E4132;4132500;3146500;387\n1kmN3147E4132;4132500;3147500;-1\n"
    name = "Zensus2022.csv" if wo == "Name" else "z.csv"
    gelesen = lies_text(tmp_path, text, name=name, titel="Zensus 2022" if wo == "Titel" else "")
    assert [fund.code for fund in gelesen.funde] == ["werte-gesperrt", "zensus-2011-als-2022"]
    assert gelesen.inhalt.einwohner[0] == 387
    assert np.isnan(gelesen.inhalt.einwohner[1])


def test_ten_kilometres_and_age_classes(tmp_path: Path) -> None:
    text = (
        "GITTER_ID_10km;x_mp_10km;y_mp_10km;Insgesamt_Bevoelkerung;Unter18;a18bis29;a30bis49;a50bis64;a65undaelter\n"
        "CRS3035RES10000mN2680000E4330000;4335000;2685000;1000;200;150;250;200;–\n"
    )
    zellen = lies_text(tmp_path, text).inhalt
    assert (zellen.weite, zellen.x[0], zellen.y[0]) == (10_000, 4_335_000, 2_685_000)
    assert zellen.merkmale["unter-18"][0] == 200
    assert np.isnan(zellen.merkmale["ab-65"][0])


def test_a_cell_without_a_row_in_the_population_file_is_not_inhabited_but_a_dash_is_unknown(
    tmp_path: Path,
) -> None:
    personen = lies_text(tmp_path, KOPF + f"Einwohner\n{ZEILE}–\n").inhalt
    alter = lies_text(tmp_path, KOPF + f"Durchschnittsalter\n{ZEILE}40\n{ZWEITE}41\n").inhalt
    (zellen,) = merge_zellen([personen, alter])
    assert np.isnan(zellen.einwohner[0])
    assert zellen.einwohner[1] == 0
