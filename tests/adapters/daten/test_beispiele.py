"""The small files of `tests/daten/tabellen`: everywhere the same traps as in the real ones, where the real ones are missing."""

import numpy as np
import pytest

from tests.adapters.daten.lesehilfe import lies_datei
from tests.echtdaten import WURZEL
from wegweiser.adapters.daten.leser import Gelesen, erkenne

ORDNER = WURZEL / "tests" / "daten" / "tabellen"


def lies(name: str) -> Gelesen:
    return lies_datei(ORDNER / f"{name}.csv", stand="2020")


@pytest.mark.parametrize(
    ("name", "format_", "zweifel", "funde"),
    [
        ("zensus2022-miete", "zensus-2022", [], {"zelle-doppelt": 1, "werte-gesperrt": 1}),
        ("zensus2022-alter", "zensus-2022", [], {"werte-gesperrt": 1}),
        ("zensus2011-lang", "zensus-2011", [], {"werte-gesperrt": 2, "zensus-2011": 1}),
        ("zensus2022-heisst-aber-2011", "zensus-2011", [], {"werte-gesperrt": 2, "zensus-2011-als-2022": 1}),
        (
            "stadtteile-lang",
            "kennzahlen-lang",
            [],
            {"ebenen-mehrfach": 1, "name-mehrfach": 2, "kennzahl-gesperrt": 1},
        ),
        (
            "stadtteilprofil",
            "kennzahlen-breit",
            ["strich"],
            {"fussnote": 1, "kennzahl-gesperrt": 3, "summenzeile": 3, "zeile-ohne-werte": 1},
        ),
        ("schulen-sozialindex", "kennzahlen-breit", ["jahr"], {"kennzahl-leer": 1}),
        ("inkar", "inkar", [], {}),
        ("schulen", "punkte", ["lagebezug", "merkmal"], {"ort-ohne-lage": 1}),
        ("wahllokale", "punkte", ["merkmal"], {"punkte-ohne-trenner": 3}),
        ("angebote", "punkte", [], {}),
        (
            "leerstand",
            "kataster",
            ["lagebezug"],
            {"wert-unmoeglich": 1, "kataster-angabe": 1, "spalten-personen": 1},
        ),
        ("doppelt-umgewandelt", "kennzahlen-lang", ["kodierung"], {}),
    ],
)
def test_each_file_is_known_with_its_doubts_and_traps(
    name: str, format_: str, zweifel: list[str], funde: dict[str, int]
) -> None:
    erkannt = erkenne(ORDNER / f"{name}.csv")
    assert (erkannt.format, [z.code for z in erkannt.zweifel]) == (format_, zweifel)
    assert {fund.code: fund.anzahl for fund in lies(name).funde} == funde


def test_the_small_city_is_counted_once_and_keeps_what_is_withheld_unknown() -> None:
    werte = lies("stadtteile-lang").inhalt
    summen = {
        ebene: sum(k.wert.unten for k in werte if k.ebene == ebene and k.jahr == 2022 and k.wert)
        for ebene in ("stadt", "bezirk", "stadtteil")
    }
    assert summen == {"stadt": 1000, "bezirk": 1000, "stadtteil": 1000}
    sued = {k.raum_id: k for k in werte if k.raum == "Süd" and k.jahr == 2023}
    assert (sued["201"].wert, sued["201"].zeichen) == (None, "gesperrt")


def test_the_small_profile_has_its_names_its_years_and_its_brackets() -> None:
    werte = {(k.raum, k.merkmal): k for k in lies("stadtteilprofil").inhalt}
    assert {k.jahr for k in werte.values()} == {2023}
    anteil = werte["Straßdorf", "Haushalte: Anteil einer Person in %"]
    assert (anteil.raum_id, anteil.zeichen) == ("012", "klammer")
    assert werte["Straßdorf", "Bevölkerung: ab 65 Jahren"].wert == (410, 410)
    assert werte["Stadt insgesamt", "Bevölkerung: insgesamt"].ebene == "stadt"
    assert werte["Bezirk Nord zusammen", "Haushalte: insgesamt"].ebene == "bezirk"


def test_brackets_stay_and_dashes_are_unknown() -> None:
    miete = lies("zensus2022-miete").inhalt
    assert miete.merkmale["nettokaltmiete"].tolist()[:2] == [7.53, 8.69]
    assert miete.klammer["nettokaltmiete"].tolist() == [False, True, False, False]
    assert np.isnan(miete.merkmale["nettokaltmiete"][2])
    lang = lies("zensus2011-lang").inhalt.merkmale
    assert (lang["unter-10"].tolist(), np.isnan(lang["ab-80"]).all()) == ([8, 3], True)


def test_no_owner_of_an_empty_room_is_taken_over() -> None:
    assert "Muster" not in str(lies("leerstand").inhalt)


def test_the_sample_shows_figures_as_they_would_be_read() -> None:
    profil = erkenne(ORDNER / "stadtteilprofil.csv")
    assert profil.probe[0] == ("011", "Hafen", "1.250", "gesperrt", "700", "48,5")
    assert profil.probe[1] == ("012", "Straßdorf", "2.000", "410", "1.050", "(51,2)")
