"""District statistics: levels, signs, header rows, sums; Köln and the schools of NRW give the numbers of their description."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.adapters.daten.lesehilfe import lies_datei
from tests.echtdaten import find_echtdaten
from wegweiser.adapters.daten.leser import Gelesen, erkenne
from wegweiser.adapters.daten.zahlen import Form, find_punkt, parse_figur
from wegweiser.errors import DatenError
from wegweiser.model.kennzahl import Spanne


@pytest.fixture(scope="module")
def koeln() -> Gelesen:
    return lies_datei(find_echtdaten("koeln-stadtteile/bevoelkerung.csv"))


def test_koeln_is_counted_once_although_three_levels_stand_in_the_file(koeln: Gelesen) -> None:
    assert (koeln.zeilen, koeln.verworfen, len(koeln.inhalt)) == (29_135, 0, 29_135)
    summen: Counter[str] = Counter()
    raeume = set()
    for k in koeln.inhalt:
        if k.merkmal == "Einwohner in Köln: Einwohner" and k.jahr == 2012:
            summen[k.ebene] += int(k.wert.unten)
            raeume.add((k.ebene, k.raum_id))
    assert summen == {"stadt": 1_044_555, "bezirk": 1_044_555, "stadtteil": 1_044_555}
    assert Counter(ebene for ebene, _ in raeume) == {"stadt": 1, "bezirk": 9, "stadtteil": 86}
    ebenen = next(fund for fund in koeln.funde if fund.code == "ebenen-mehrfach")
    assert (ebenen.angaben["summe"], ebenen.angaben["richtig"]) == ("3.133.665", "1.044.555")


def test_kalk_is_a_district_and_a_quarter_told_apart_by_its_key(koeln: Gelesen) -> None:
    kalk = {
        k.raum_id: k.wert.unten
        for k in koeln.inhalt
        if k.raum == "Kalk" and k.jahr == 2012 and "Köln: E" in k.merkmal
    }
    assert kalk["802"] == 22_383
    assert kalk["008"] > 100_000
    namen = next(fund for fund in koeln.funde if fund.code == "name-mehrfach")
    assert namen.anzahl == 8


def test_the_social_index_of_schools_is_read_although_it_was_written_under_dos() -> None:
    pfad = find_echtdaten("nrw-schulen/schulsozialindex_nrw.csv")
    erkannt = erkenne(pfad)
    assert erkannt.lesart["kodierung"] == "cp850"
    assert [(z.code, z.moeglich, z.vorschlag) for z in erkannt.zweifel] == [("jahr", (), "")]
    gelesen = lies_datei(pfad, lesart={"jahr": "2025"})
    assert gelesen.zeilen == len(gelesen.inhalt) == 4_157
    dortmund = [k for k in gelesen.inhalt if k.raum.startswith("Dortmund,")]
    stufen = Counter(k.wert.unten if k.wert else None for k in dortmund)
    assert len(dortmund) == 135
    assert sum(anzahl for stufe, anzahl in stufen.items() if stufe and stufe >= 7) == 37
    assert stufen[None] == 1
    assert {(k.ebene, k.jahr, k.merkmal) for k in dortmund} == {("schule", 2025, "Sozialindexstufe")}
    assert any("Düsseldorf" in k.raum for k in gelesen.inhalt)


def test_without_a_year_nothing_is_guessed(tmp_path: Path) -> None:
    pfad = tmp_path / "stadtteile.csv"
    pfad.write_text("Stadtteil;Einwohner\nMarten;9.500\nOespel;4.321\n", encoding="utf-8")
    with pytest.raises(DatenError) as fehler:
        lies_datei(pfad)
    assert fehler.value.code == "daten-jahr-fehlt"
    werte = lies_datei(pfad, stand="2024-12-31").inhalt
    assert [(k.raum, k.jahr, k.wert.unten) for k in werte] == [("Marten", 2024, 9500), ("Oespel", 2024, 4321)]


@pytest.mark.parametrize(
    ("zelle", "wert", "zeichen"),
    [
        ("1.234,5", "1234.5", None),
        ("12,5", "12.5", None),
        ("1 234", "1234", None),
        ("1\u202f234,5", "1234.5", None),
        ("1,234.5", "1234.5", None),
        ("1023101.0", "1023101", None),
        ("−3,5", "-3.5", None),
        ("12,5 %", "12.5", None),
        ("(12,5)", "12.5", "klammer"),
        ("12 1)", "12", None),
        ("12341)", "1234", None),
        ("12,5¹⁾", "12.5", None),
        ("1234²", "1234", None),
        ("0", "0", None),
        (".", None, "gesperrt"),
        ("/", None, "gesperrt"),
        ("*", None, "gesperrt"),
        ("–", None, "gesperrt"),
        ("-", None, "gesperrt"),
        ("( )", None, "gesperrt"),
        ("x", None, "leer"),
        ("...", None, "leer"),
        ("k. A.", None, "leer"),
        ("", None, "leer"),
    ],
)
def test_figures_as_offices_print_them(zelle: str, wert: str | None, zeichen: str | None) -> None:
    figur = parse_figur(zelle, Form())
    assert not figur.fremd
    assert (figur.wert.unten if figur.wert else None, figur.zeichen) == (
        Decimal(wert) if wert else None,
        zeichen,
    )


def test_a_withheld_small_number_is_a_range_and_a_dash_may_mean_nothing_there() -> None:
    assert parse_figur("< 3", Form()).wert == Spanne(Decimal(0), Decimal(2))
    assert parse_figur("unter 10", Form()).zeichen == "gesperrt"
    assert parse_figur("–", Form(strich="nichts-vorhanden")).wert == Spanne(Decimal(0), Decimal(0))
    assert parse_figur("viele", Form()).fremd


@pytest.mark.parametrize(
    ("spalte", "punkt"),
    [
        (["1.234", "12"], "unklar"),
        (["1.234", "1.234.567"], "tausender"),
        (["1.234,5", "1.234"], "tausender"),
        (["1.234", "0.5"], "dezimal"),
        (["1023101.0", "1.234"], "dezimal"),
        (["12,5", "7"], "dezimal"),
    ],
)
def test_a_dot_before_three_digits_is_asked_about_unless_something_proves_it(
    spalte: list[str], punkt: str
) -> None:
    assert find_punkt(spalte) == punkt


def test_the_doubt_about_dots_is_a_question_with_an_example(tmp_path: Path) -> None:
    pfad = tmp_path / "einwohner-2024.csv"
    pfad.write_text("Stadtteil;Einwohner\nMarten;9.500\nOespel;321\n", encoding="utf-8")
    zweifel = {z.code: z for z in erkenne(pfad).zweifel}
    assert zweifel["punkt"].angaben == {"Einwohner": "9.500"}
    assert zweifel["jahr"].vorschlag == "2024"
    assert [k.wert.unten for k in lies_datei(pfad, lesart={"punkt": "dezimal"}).inhalt] == [
        Decimal("9.500"),
        321,
    ]
    pfad.write_text("Stadtteil;Einwohner;Anteil\nMarten;9.500;12,5\nOespel;321;3,1\n", encoding="utf-8")
    assert "punkt" not in {z.code for z in erkenne(pfad).zweifel}
    assert lies_datei(pfad).inhalt[0].wert == (9500, 9500)


KOPF: list[list[str | int | None]] = [
    ["Bevölkerung in den Stadtteilen am 31.12.2023"],
    [],
    ["Nr.", "Stadtteil", "Bevölkerung", None, None, "Haushalte"],
    [None, None, "insge-\nsamt", "darunter", None, "insgesamt"],
    [None, None, None, "unter 18 Jahren", "ab 65 Jahren¹⁾", None],
    [1, 2, 3, 4, 5, 6],
]
ZEILEN: list[list[str | int | None]] = [
    ["011", "Marten", 9500, "1.700", "2.000 1)", 4700],
    ["012", "Oespel", 4300, "700", ".", 2200],
    [None, "Stadtbezirk Lütgendortmund zusammen", 13800, "2.400", "/", 6900],
    ["021", "Dorstfeld", 15000, "2.500", "2.900", 8100],
    ["022", "Hörde", 25000, "3.900", "5.100", 13900],
    [None, "Stadtbezirk Hörde zusammen", 40000, "6.400", "8.000", 22000],
    [None, "Stadt insgesamt", 53800, "8.800", "–", 28900],
    [None, "1) Stand vom Juni"],
]


def save_profil(pfad: Path) -> None:
    buch = Workbook()
    blatt = buch.active
    assert blatt is not None
    for zeile in [*KOPF, *ZEILEN]:
        blatt.append(zeile)
    for bereich in ("A3:A5", "B3:B5", "C3:E3", "D4:E4", "C4:C5", "F4:F5", "A1:F1"):
        blatt.merge_cells(bereich)
    buch.save(pfad)


def test_a_district_profile_in_excel_with_three_header_rows_sums_and_footnotes(tmp_path: Path) -> None:
    pfad = tmp_path / "profil.xlsx"
    save_profil(pfad)
    assert {z.code: z.vorschlag for z in erkenne(pfad).zweifel} == {
        "punkt": "tausender",
        "strich": "gesperrt",
    }
    gelesen = lies_datei(pfad)
    werte = {(k.raum, k.merkmal): k for k in gelesen.inhalt}
    assert werte["Marten", "Bevölkerung: insgesamt"].wert == (9500, 9500)
    assert werte["Marten", "Bevölkerung: darunter: unter 18 Jahren"].wert == (1700, 1700)
    assert werte["Marten", "Bevölkerung: darunter: ab 65 Jahren"].wert == (2000, 2000)
    assert werte["Marten", "Haushalte: insgesamt"].raum_id == "011"
    oespel = werte["Oespel", "Bevölkerung: darunter: ab 65 Jahren"]
    assert (oespel.wert, oespel.zeichen) == (None, "gesperrt")
    assert {(k.raum, k.ebene) for k in gelesen.inhalt} == {
        ("Marten", "stadtteil"),
        ("Oespel", "stadtteil"),
        ("Dorstfeld", "stadtteil"),
        ("Hörde", "stadtteil"),
        ("Stadtbezirk Lütgendortmund zusammen", "bezirk"),
        ("Stadtbezirk Hörde zusammen", "bezirk"),
        ("Stadt insgesamt", "stadt"),
    }
    assert {k.jahr for k in gelesen.inhalt} == {2023}
    assert {f.code: f.anzahl for f in gelesen.funde} == {
        "fussnote": 1,
        "kennzahl-gesperrt": 3,
        "summenzeile": 3,
        "zeile-ohne-werte": 1,
    }


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        (  # years side by side
            "Einwohner\n;;\nStadtteil;2019;2020\nMarten;9400;9500\nOespel;4200;4300\n",
            [("Marten", "Einwohner", 2019, 9400), ("Marten", "Einwohner", 2020, 9500)],
        ),
        (  # two header rows in a text file, years below
            "Nr;Stadtteil;Einwohner;;Haushalte;\n;;2019;2020;2019;2020\n011;Marten;9400;9500;4600;4700\n",
            [("Marten", "Einwohner", 2019, 9400), ("Marten", "Haushalte", 2020, 4700)],
        ),
        (  # dates in titles
            "Stadtteil;Einwohner (Stand: 31.12.2022)\nMarten;9400\nOespel;4200\n",
            [("Marten", "Einwohner", 2022, 9400)],
        ),
        (  # a year per row, key with zero
            "Jahr;Stadtteil-Nr.;Stadtteil;Einwohner\n2021;011;Marten;9400\n2022;011;Marten;9500\n",
            [("Marten", "Einwohner", 2021, 9400), ("Marten", "Einwohner", 2022, 9500)],
        ),
        (  # the layout of INKAR
            '"Kennziffer";"Raumeinheit";"Aggregat";"Arbeitslosenquote";"Kaufkraft"\n"";"";"";"2021";"2020"\n"05913";"Dortmund";"Kreisfreie Stadt";"11,0";"21.345,5"\n',
            [
                ("Dortmund", "Arbeitslosenquote", 2021, 11),
                ("Dortmund", "Kaufkraft", 2020, Decimal("21345.5")),
            ],
        ),
    ],
)
def test_wide_tables_say_their_years_in_many_places(
    tmp_path: Path, text: str, erwartet: list[tuple[str, str, int, Decimal]]
) -> None:
    pfad = tmp_path / "t.csv"
    pfad.write_text(text, encoding="utf-8")
    gelesen = lies_datei(pfad).inhalt
    tupel = [(k.raum, k.merkmal, k.jahr, k.wert.unten) for k in gelesen]
    assert [e for e in erwartet if e not in tupel] == []
    assert all(k.raum_id in {"011", "05913", k.raum} for k in gelesen)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("raum_id,jahr,merkmal,wert\n011,2020,E,5\n011,2020,E,5\n012,2020,E,6\n", {"wert-doppelt": 1}),
        ("raum_id,jahr,merkmal,wert\n011,2020,E,5\n012,unbekannt,E,6\n", {"jahr-unlesbar": 1}),
        ("raum_id,jahr,merkmal,wert\n011,2020,E,5\n012,2020,E,-6\n", {"wert-negativ": 1}),
        ("raum_id,jahr,merkmal,wert\n011,2020,Saldo,5\n012,2020,Saldo,-6\n", {}),
        ("raum_id,jahr,merkmal,wert\n011,2020,Anteil,105\n012,2020,Anteil,6\n", {"anteil-ueber-hundert": 1}),
        (
            "raum_id,jahr,merkmal,wert\n011,2020,E,5\n012,2020\n",
            {"zeile-unvollstaendig": 1, "datei-abgeschnitten": 0},
        ),
        ("raum_id,jahr,merkmal,wert\n011,2020,MÃ¤nner,5\n012,2020,MÃ¤nner,6\n", {"umlaute-verdorben": 2}),
        ("raum_id,jahr,merkmal,wert\n011,2020,M\ufffdnner,5\n012,2020,E,6\n", {"zeichen-verloren": 1}),
        (
            "raum_id,jahr,merkmal,wert\n011,2020,E,5\n012,2020,E,viele\n013,2020,E,7\n",
            {"wert-unlesbar": 1, "kennzahl-leer": 1},
        ),
    ],
)
def test_traps_of_long_tables_are_named(tmp_path: Path, text: str, codes: dict[str, int]) -> None:
    pfad = tmp_path / "t.csv"
    pfad.write_text(text, encoding="utf-8")
    funde = lies_datei(pfad, lesart={"kodierung": "utf-8"}).funde
    assert {f.code: f.anzahl for f in funde} == {code: anzahl for code, anzahl in codes.items() if anzahl}
    assert all(f.satz != f.code and "„“" not in f.satz for f in funde)


def test_a_file_that_was_encoded_twice_is_read_as_it_was_meant(tmp_path: Path) -> None:
    pfad = tmp_path / "t.csv"
    text = "raum_id,raum,jahr,merkmal,wert\n011,Hörde – Süd,2020,Männer,5\n012,Straße,2020,Männer,6\n"
    pfad.write_bytes(text.encode().decode("cp1252", "surrogateescape").encode("utf-8", "surrogateescape"))
    assert [(z.code, z.vorschlag) for z in erkenne(pfad).zweifel] == [("kodierung", "utf-8-doppelt")]
    gelesen = lies_datei(pfad)
    assert [k.raum for k in gelesen.inhalt] == ["Hörde – Süd", "Straße"]
    assert gelesen.funde == ()


@pytest.mark.parametrize("kodierung", ["cp1252", "cp850", "mac_roman", "utf-16", "utf-8-sig", "utf-8"])
def test_umlauts_arrive_whatever_the_office_wrote_with(tmp_path: Path, kodierung: str) -> None:
    pfad = tmp_path / "t.csv"
    text = "sep=;\r\nraum_id;raum;jahr;merkmal;wert;\r\n007;Hörde-Süd;2020;Größe;5;\r\n008;Übach;2020;Größe;6;\r\n"
    pfad.write_bytes(text.encode(kodierung))
    assert [(k.raum_id, k.raum, k.merkmal) for k in lies_datei(pfad).inhalt] == [
        ("007", "Hörde-Süd", "Größe"),
        ("008", "Übach", "Größe"),
    ]


def test_a_workbook_with_a_cover_two_tables_keys_with_zeros_and_districts_over_quarters(
    tmp_path: Path,
) -> None:
    buch = Workbook()
    deckblatt, alter, lang = buch.active, buch.create_sheet("Alter"), buch.create_sheet("Zeitreihe")
    assert deckblatt is not None
    deckblatt.append(["Statistisches Amt", "Stand 2024"])
    deckblatt.append(["Zeichen", "Bedeutung"])
    alter.append(["Stadtbezirk", "Stadtteil-Nr.", "Stadtteil", "unter 18", "ab 65"])
    for nr, (bezirk, name, *werte) in enumerate(
        [("Nord", "Hafen", 10, 20), ("Nord", "Markt", 11, 21), ("Süd", "Wald", 12, 22)], 2
    ):
        alter.append([bezirk, 11 + nr, name, *werte])
        alter.cell(nr, 2).number_format = "000"
    alter.merge_cells("A2:A3")
    lang.append(["Raum-ID", "Raum", "Ebene", "Jahr", "Indikator", "Wert"])
    for jahr in range(2014, 2024):
        for nr in range(30):
            lang.append(
                [
                    f"{nr:03d}",
                    f"R{nr}",
                    "Gesamtstadt" if nr == 0 else "Stadtteil",
                    jahr,
                    "Einwohner",
                    nr + 1.5,
                ]
            )
    pfad = tmp_path / "profil.xlsx"
    buch.save(pfad)
    assert {z.code: (z.moeglich, z.vorschlag) for z in erkenne(pfad).zweifel} == {
        "blatt": (("Alter", "Zeitreihe"), "Zeitreihe")
    }
    lange = lies_datei(pfad).inhalt
    assert len(lange) == 300
    assert {(k.raum_id, k.ebene) for k in lange[:2]} == {("000", "stadt"), ("001", "stadtteil")}
    kurze = lies_datei(pfad, lesart={"blatt": "Alter", "jahr": "2024"}).inhalt
    assert [(k.raum_id, k.raum, k.merkmal, k.wert.unten) for k in kurze][:3] == [
        ("013", "Hafen", "unter 18", 10),
        ("013", "Hafen", "ab 65", 20),
        ("014", "Markt", "unter 18", 11),
    ]


def test_the_same_profile_as_text_says_the_same_although_merged_cells_are_lost(tmp_path: Path) -> None:
    excel, text = tmp_path / "profil.xlsx", tmp_path / "profil.csv"
    save_profil(excel)
    with text.open("w", encoding="utf-8", newline="") as datei:
        csv.writer(datei, delimiter=";").writerows(
            [["" if z is None else z for z in zeile] for zeile in [*KOPF, *ZEILEN]]
        )
    assert lies_datei(text).inhalt == lies_datei(excel).inhalt


def test_columns_of_one_title_are_all_kept(tmp_path: Path) -> None:
    pfad = tmp_path / "t.csv"
    pfad.write_text("Stadtteil;insgesamt;insgesamt\nHafen;1;2\nMarkt;3;4\n", encoding="utf-8")
    werte = lies_datei(pfad, stand="2020").inhalt
    assert [(k.merkmal, k.wert.unten) for k in werte[:2]] == [("insgesamt", 1), ("insgesamt (2)", 2)]


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        (
            "Jahr;Stadtteil;Geschlecht;Altersgruppe;Anzahl\n2023;Hafen;m;0-17;5\n2023;Hafen;w;0-17;6\n2023;Hafen;m;18-64;7\n",
            [("m: 0-17", 5), ("w: 0-17", 6), ("m: 18-64", 7)],
        ),
        (
            "Jahr;Stadtteil;Alter;Einwohner\n2023;Hafen;0;5\n2023;Hafen;1;6\n2023;Markt;0;7\n",
            [("Einwohner: 0", 5), ("Einwohner: 1", 6), ("Einwohner: 0", 7)],
        ),
        (
            "Jahr;Stadtteil;Herkunftsland;Anzahl\n2023;Hafen;Polen;5\n2023;Hafen;Türkei;6\n2023;Markt;Polen;7\n",
            [("Herkunftsland: Polen", 5), ("Herkunftsland: Türkei", 6), ("Herkunftsland: Polen", 7)],
        ),
        (
            "Jahr;Stadtteil;Indikator;Gruppe A;Wert\n2023;Hafen;SGB II;Kinder;5\n2023;Hafen;SGB II;Alle;6\n",
            [("SGB II: Kinder", 5), ("SGB II: Alle", 6)],
        ),
    ],
)
def test_rows_that_differ_in_whom_they_count_are_all_kept(
    tmp_path: Path, text: str, erwartet: list[tuple[str, int]]
) -> None:
    pfad = tmp_path / "t.csv"
    pfad.write_text(text, encoding="utf-8")
    gelesen = lies_datei(pfad)
    assert [(k.merkmal, k.wert.unten) for k in gelesen.inhalt] == erwartet
    assert "wert-doppelt" not in {f.code for f in gelesen.funde}


def test_a_file_pasted_twice_with_new_row_numbers_is_still_counted_once(tmp_path: Path) -> None:
    pfad = tmp_path / "t.csv"
    zeilen = "".join(f"z{nr}-a;{nr % 30:03d};R{nr % 30};2023;Einwohner;{nr % 30 + 5}\n" for nr in range(60))
    pfad.write_text("zeilenid;raum_id;raum;jahr;merkmal;wert\n" + zeilen, encoding="utf-8")
    gelesen = lies_datei(pfad)
    assert (len(gelesen.inhalt), gelesen.verworfen) == (30, 30)
    assert {f.code: f.anzahl for f in gelesen.funde} == {"wert-doppelt": 30}
