"""Files taken into a Vorhaben: whole or not at all, whatever the disk, the lock or the person does."""

import errno
import json
import shutil
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.builders import KLEIN, write_leitfaden
from tests.kommandozeile import Lauf, Tippende, fuehre_aus
from tests.stoerung import Absturz, Stoerung, Wie, stoere
from wegweiser import workflow
from wegweiser.adapters.daten.kopien import list_fremde
from wegweiser.cli.datenfragen import check_merkmal
from wegweiser.errors import EingabeError, WegweiserError
from wegweiser.workflow import daten, dateneinlesen
from wegweiser.workflow.umfeld import Umfeld

MARTEN = Path(__file__).parent / "daten" / "marten"
ALLE = ("zensus.csv", "stadtteile.geojson", "laeden.geojson")


@pytest.fixture
def platz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty Vorhaben `v` beside constructed files."""
    write_leitfaden(tmp_path / "leitfaden", KLEIN)
    shutil.copytree(MARTEN, tmp_path / "q")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WEGWEISER_SCHLICHT", "1")
    assert fuehre_aus("neu", "v", "--leitfaden", "leitfaden").code == 0
    return tmp_path


def lies_ein(*dateien: str, mehr: tuple[str, ...] = ("--ja",)) -> Lauf:
    return fuehre_aus("daten", "einlesen", "v", *(f"q/{name}" for name in dateien), *mehr)


def test_three_files_a_boundary_and_what_they_say(platz: Path) -> None:
    lauf = lies_ein(*ALLE)
    assert lauf.code == 0, lauf.text
    for text in (
        "Erkannt: Bevölkerung im Gitter",
        "Inhalt: 109 Zellen",
        "1 von 109 Werten gesperrt",
        "© Statistisches Bundesamt (Destatis), Zensus 2022",
        "© OpenStreetMap-Mitwirkende · ODbL 1.0",
        "Lizenz unbekannt",
    ):
        assert text in lauf.glatt, text
    quartier = fuehre_aus("daten", "quartier", "v", "--raum", "marten", "--json")
    zahlen = json.loads(quartier.text)
    assert (zahlen["titel"], zahlen["zellen_unbekannt"], zahlen["stadt"]) == ("Marten", 1, True)
    zeilen = (MARTEN / "zensus.csv").read_text("utf-8").splitlines()[1:]
    west = sorted({int(zeile.split(";")[1]) for zeile in zeilen})[:6]
    werte = [z.split(";") for z in zeilen if int(z.split(";")[1]) in west]
    assert zahlen["zellen"] == len(werte)
    assert zahlen["einwohner"] == sum(int(w[3]) for w in werte if w[3] != "–")
    liste = json.loads(fuehre_aus("daten", "liste", "v", "--json").glatt)
    assert [(d["id"], d["zustand"]) for d in liste] == [
        ("zensus", "gut"),
        ("stadtteile", "gut"),
        ("laeden", "gut"),
    ]
    pruefung = fuehre_aus("daten", "pruefen", "v")
    assert (pruefung.code, "nichts, was Ergebnisse verfälscht" in pruefung.glatt) == (0, True)
    assert (platz / "q" / "zensus.csv").read_bytes() == (MARTEN / "zensus.csv").read_bytes()


def test_the_same_file_again_is_known_and_a_newer_one_replaces_it(platz: Path) -> None:
    lies_ein("zensus.csv")
    assert "Schon eingelesen als „zensus“" in lies_ein("zensus.csv").glatt
    quelle = platz / "q" / "zensus.csv"
    quelle.write_text(quelle.read_text("utf-8").replace(";63;", ";64;", 1), "utf-8")
    vorher = (platz / "v" / "daten" / "daten.yaml").read_bytes()
    frage = lies_ein("zensus.csv", mehr=())
    assert "früheren Fassung" in frage.text
    assert "--ja liest ein" in frage.text
    assert (platz / "v" / "daten" / "daten.yaml").read_bytes() == vorher
    assert "Eingelesen als „zensus“" in lies_ein("zensus.csv").glatt
    (neu,) = daten.load_bestand(platz / "v").dateien
    assert (platz / "v" / "daten" / neu.datei).read_bytes() == quelle.read_bytes()
    assert list_fremde(platz / "v", (neu,)) == ()


def test_a_person_is_asked_only_where_the_reader_is_unsure(platz: Path) -> None:
    (platz / "q" / "liste.geojson").write_text(
        (platz / "q" / "laeden.geojson")
        .read_text("utf-8")
        .replace('"shop"', '"s"')
        .replace('"amenity"', '"a"'),
        "utf-8",
    )
    lauf = lies_ein("liste.geojson", mehr=())
    assert lauf.code == 6
    assert "--lesart merkmal=" in lauf.text
    assert not (platz / "v" / "daten").exists()


def test_a_file_that_cannot_be_read_does_not_stop_the_others(platz: Path) -> None:
    (platz / "q" / "leer.csv").write_text("", "utf-8")
    lauf = lies_ein("leer.csv", "zensus.csv")
    assert lauf.code == 6
    assert "leer.csv ist leer" in lauf.text
    assert "Unterbrochen" not in lauf.text
    assert [d.id for d in daten.load_bestand(platz / "v").dateien] == ["zensus"]
    assert fuehre_aus("daten", "einlesen", "v", "fehlt.csv").code == 6
    assert fuehre_aus("daten", "einlesen", "w", "q/zensus.csv").code == 5


def test_a_changed_or_missing_copy_is_named_and_not_used(platz: Path) -> None:
    lies_ein(*ALLE)
    (platz / "v" / "daten" / "zensus.csv").write_text("anders", "utf-8")
    (platz / "v" / "daten" / "laeden.geojson").unlink()
    (platz / "v" / "daten" / "fremd.csv").write_text("x", "utf-8")
    grundlage = daten.load_grundlage(platz / "v")
    assert (grundlage.zellen, grundlage.orte) == (None, None)
    assert len(grundlage.raeume["stadtteile"]) == 2
    lauf = fuehre_aus("daten", "pruefen", "v")
    assert lauf.code == 3
    for text in ("nicht mehr die, die eingelesen wurde", "fehlt", "fremd.csv liegt in daten/"):
        assert text in lauf.glatt


def test_taking_the_file_of_the_boundary_out_takes_the_boundary(platz: Path) -> None:
    lies_ein(*ALLE)
    fuehre_aus("daten", "quartier", "v", "--raum", "801")
    assert fuehre_aus("daten", "entfernen", "v", "stadt", "--ja").code == 0
    assert fuehre_aus("daten", "quartier", "v").code == 2
    assert sorted(p.name for p in (platz / "v" / "daten").iterdir()) == [
        "daten.yaml",
        "laeden.geojson",
        "zensus.csv",
    ]


@pytest.mark.parametrize(
    ("angaben", "code", "satz"),
    [
        (("--raum", "Martn"), 2, "Meinten Sie „Marten“?"),
        (("--raum", "t"), 2, "kann mehreres heißen"),
        (("--umkreis", "500"), 2, "genau eine Angabe"),
        (("--umkreis", "500", "--um", "hier"), 2, "kein Punkt"),
        (("--umkreis", "5", "--um", "51.5,7.4"), 2, "sinnvoll sind 100 bis 5.000"),
        (("--umkreis", "500", "--um", "7,381 51,5149"), 0, "0,79 km²"),
        (("--umkreis", "500 m", "--um", "51.5149,7.381"), 0, "0,79 km²"),
        (("--datei", "stadtteile"), 0, "1,20 km²"),
        (("--datei", "zensus"), 2, "enthält keine Gebiete"),
    ],
)
def test_ways_to_give_a_boundary(platz: Path, angaben: tuple[str, ...], code: int, satz: str) -> None:
    lies_ein("zensus.csv", "stadtteile.geojson")
    lauf = fuehre_aus("daten", "quartier", "v", *angaben)
    assert (lauf.code, satz in lauf.glatt) == (code, True), lauf.text
    assert platz.exists()


# ── the disk ─────────────────────────────────────────────────────────────────────────────────────


def _list_stellen(platz: Path, umfeld: Umfeld, vorschau: dateneinlesen.Vorschau) -> int:
    stoerung = Stoerung(platz / "v")
    with stoere(stoerung):
        dateneinlesen.take_datei(platz / "v", vorschau, umfeld)
    assert stoerung.nebenher == []
    return len(stoerung.aufrufe)


@pytest.fixture
def frisch(platz: Path) -> Path:
    shutil.copytree(platz / "v", platz / "vorlage")
    return platz


@pytest.mark.parametrize(
    ("nummer", "wie"), [(errno.ENOSPC, "fehler"), (errno.EIO, "halb"), (errno.EIO, "tod")]
)
def test_a_failing_disk_never_leaves_half_an_entry(
    frisch: Path, umfeld: Umfeld, nummer: int, wie: Wie
) -> None:
    (stueck,) = dateneinlesen.find_stuecke([frisch / "q" / "zensus.csv"]).stuecke
    vorschau = dateneinlesen.plan_einlesen(frisch / "v", stueck)
    anzahl = _list_stellen(frisch, umfeld, vorschau)
    for bei in range(1, anzahl + 1):
        shutil.rmtree(frisch / "v")
        shutil.copytree(frisch / "vorlage", frisch / "v")
        stoerung = Stoerung(frisch / "v", bei=bei, nummer=nummer, wie=wie, immer=wie == "tod")
        with suppress(Absturz, WegweiserError), stoere(stoerung):
            dateneinlesen.take_datei(frisch / "v", vorschau, umfeld)
        bestand = daten.load_bestand(frisch / "v")
        grundlage = daten.load_grundlage(frisch / "v")
        assert (not bestand.dateien) or (grundlage.zellen is not None and not grundlage.funde[1:]), bei
        workflow.load_stand(frisch / "v", umfeld)
    shutil.rmtree(frisch / "v")


def test_a_locked_vorhaben_is_not_touched(platz: Path, umfeld: Umfeld) -> None:
    with workflow.bearbeite(platz / "v", umfeld):
        lauf = lies_ein("zensus.csv")
    assert lauf.code == 5
    assert not (platz / "v" / "daten").exists()


# ── persons ──────────────────────────────────────────────────────────────────────────────────────


def test_files_about_persons_are_named_and_go_when_asked(platz: Path) -> None:
    shutil.copy(MARTEN.parent / "limesurvey-code.csv", platz / "q" / "umfrage.csv")
    assert lies_ein("zensus.csv").code == 0
    assert (
        fuehre_aus(
            "daten", "einlesen", "v", "q/umfrage.csv", "--ja", "--titel", "Umfrage von Frau Muster"
        ).code
        == 0
    )
    schau = fuehre_aus("anonymisieren", "v").glatt
    assert "über Menschen: daten/umfrage.csv." in schau
    assert "Frau Muster" in schau
    assert "Übernommene Daten: daten/zensus.csv." in schau
    assert "anonymisieren --daten v" in schau
    fuehre_aus("anonymisieren", "v", "--freitexte", "--ja")
    assert [(d.id, d.titel) for d in daten.load_bestand(platz / "v").dateien] == [
        ("zensus", "zensus"),
        ("umfrage", ""),
    ]
    assert "eine eingelesene Datei über Menschen" in fuehre_aus("anonymisieren", "v", "--daten", "--ja").glatt
    assert sorted(p.name for p in (platz / "v" / "daten").iterdir()) == ["daten.yaml", "zensus.csv"]
    assert [d.id for d in daten.load_bestand(platz / "v").dateien] == ["zensus"]


def test_merging_two_copies_brings_the_files_along(platz: Path) -> None:
    lies_ein("zensus.csv")
    shutil.copytree(platz / "v", platz / "w")
    lies_ein("stadtteile.geojson")
    fuehre_aus("daten", "einlesen", "w", "q/laeden.geojson", "--ja")
    (platz / "q" / "stadtteile.geojson").write_text(
        (MARTEN / "stadtteile.geojson").read_text("utf-8") + " ", "utf-8"
    )
    fuehre_aus("daten", "einlesen", "w", "q/stadtteile.geojson", "--ja")
    lauf = fuehre_aus("zusammenfuehren", "v", "w", "--ja")
    assert (lauf.code, "kommen mit: laeden.geojson, stadtteile.geojson" in lauf.glatt) == (0, True), lauf.text
    bestand = daten.load_bestand(platz / "v")
    assert [d.id for d in bestand.dateien] == ["zensus", "stadtteile", "laeden", "stadtteile-2"]
    assert not [fund for fund in daten.check_daten(platz / "v") if fund.stufe == "fehler"]
    assert "nichts Neues" in fuehre_aus("zusammenfuehren", "v", "w", "--ja").glatt


def test_what_does_not_fit_together_is_found(platz: Path) -> None:
    lies_ein("zensus.csv", "stadtteile.geojson", "laeden.geojson")
    statistik = "raum_id;raum;jahr;merkmal;wert\n" + "".join(
        f"99{nr};Weit weg {nr};2023;Einwohner;{1000 + nr}\n" for nr in range(4)
    )
    (platz / "q" / "statistik.csv").write_text(statistik, "utf-8")
    assert lies_ein("statistik.csv").code == 0
    fuehre_aus("daten", "quartier", "v", "--umkreis", "500", "--um", "50.9,6.9")
    lauf = fuehre_aus("daten", "pruefen", "v")
    assert lauf.code == 3
    for text in (
        "Das Bevölkerungsgitter liegt woanders",
        "km vom Quartier „",
        "Keiner der 4 Schlüssel ist der eines eingelesenen Gebiets (hier zum Beispiel 990, dort 801)",
    ):
        assert text in lauf.glatt, text


def test_places_the_guide_has_no_service_for_are_named(platz: Path) -> None:
    laeden = (MARTEN / "laeden.geojson").read_text("utf-8")
    (platz / "q" / "laeden.geojson").write_text(laeden.replace("bakery", "pastry"), "utf-8")
    assert fuehre_aus("neu", "w").code == 0
    assert fuehre_aus("daten", "einlesen", "w", "q/laeden.geojson", "--ja").code == 0
    lauf = fuehre_aus("daten", "pruefen", "w")
    assert lauf.code == 0  # results stay right
    assert "zu denen der Leitfaden keinen Dienst kennt: 1, vor allem shop=pastry" in lauf.glatt


# ── archives ─────────────────────────────────────────────────────────────────────────────────────


def test_the_archive_of_the_statistics_office_is_read_as_it_comes(platz: Path) -> None:
    gitter = (MARTEN / "zensus.csv").read_text("utf-8")
    with zipfile.ZipFile(
        platz / "q" / "Zensus2022_Bevoelkerungszahl.zip", "w", zipfile.ZIP_DEFLATED
    ) as archiv:
        archiv.writestr("Zensus2022_Bevoelkerungszahl_100m-Gitter.csv", gitter)
        archiv.writestr("Zensus2022_Bevoelkerungszahl_1km-Gitter.csv", gitter.replace("100m", "1km"))
        archiv.writestr("Datensatzbeschreibung.xlsx", b"PK\3\4")
    lauf = lies_ein("Zensus2022_Bevoelkerungszahl.zip")
    assert lauf.code == 0, lauf.text
    (datei,) = daten.load_bestand(platz / "v").dateien
    assert (datei.quelle, datei.zeilen) == ("Zensus2022_Bevoelkerungszahl_100m-Gitter.csv", 109)
    assert sorted(p.name for p in (platz / "v" / "daten").iterdir()) == [
        "Zensus2022_Bevoelkerungszahl_100m-Gitter.csv",
        "daten.yaml",
    ]
    assert "Schon eingelesen" in lies_ein("Zensus2022_Bevoelkerungszahl.zip", mehr=()).text


def test_an_archive_without_data_or_out_of_its_folder_does_no_harm(platz: Path) -> None:
    with zipfile.ZipFile(platz / "q" / "leer.zip", "w") as archiv:
        archiv.writestr("liesmich.txt", "nichts")
    assert "liegt keine Datei, die sich einlesen lässt" in lies_ein("leer.zip").glatt
    assert not (platz / "v" / "daten").exists()
    with zipfile.ZipFile(platz / "q" / "boese.zip", "w") as archiv:
        archiv.writestr("../../hinaus.csv", (MARTEN / "zensus.csv").read_text("utf-8"))
    assert lies_ein("boese.zip").code == 0
    assert not list(platz.rglob("../hinaus.csv"))
    assert (platz / "v" / "daten" / "hinaus.csv").exists()
    (platz / "q" / "kaputt.zip").write_bytes((platz / "q" / "boese.zip").read_bytes()[:200])
    assert lies_ein("kaputt.zip").code == 6


# ── a person at the keyboard ─────────────────────────────────────────────────────────────────────


@pytest.fixture
def mensch(platz: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Tippende, "isatty", lambda _: True)
    return platz


def test_a_person_is_asked_for_the_origin_and_says_yes(mensch: Path) -> None:
    eingabe = ("Stadt Dortmund", "1", "31.13.2024", "1.1.2024", "ja")
    lauf = fuehre_aus("daten", "einlesen", "v", "q/stadtteile.geojson", eingabe=eingabe)
    assert lauf.code == 0, lauf.text
    assert "Wer hat sie herausgegeben" in lauf.text
    herkunft = daten.load_bestand(mensch / "v").dateien[0].herkunft
    assert (herkunft.urheber, herkunft.lizenz, herkunft.stand) == (
        "Stadt Dortmund",
        "dl-de/by-2-0",
        "2024-01-01",
    )
    assert herkunft.nennung == "Stadt Dortmund"
    assert (
        "Wer hat sie herausgegeben"
        not in fuehre_aus("daten", "einlesen", "v", "q/zensus.csv", eingabe=("n",)).text
    )
    assert [d.id for d in daten.load_bestand(mensch / "v").dateien] == ["stadtteile"]


def test_what_a_city_collects_itself_is_proposed_as_its_own(mensch: Path) -> None:
    eingabe = ("Quartiersbüro", "", "11.2026", "ja")
    lauf = fuehre_aus("daten", "einlesen", "v", "q/leerstand.csv", eingabe=eingabe)
    assert lauf.code == 0, lauf.text
    assert "Nennung: Quartiersbüro · eigene Erhebung · Stand 11.2026" in lauf.glatt
    assert daten.load_bestand(mensch / "v").dateien[0].herkunft.stand == "2026-11"


def test_many_files_of_one_office_are_asked_for_once(mensch: Path) -> None:
    shutil.copy(mensch / "q" / "stadtteile.geojson", mensch / "q" / "bezirke.geojson")
    text = (mensch / "q" / "bezirke.geojson").read_text("utf-8").replace("Marten", "Martin")
    (mensch / "q" / "bezirke.geojson").write_text(text, "utf-8")
    eingabe = ("Stadt Dortmund", "1", "", "ja", "ja", "ja")
    lauf = fuehre_aus("daten", "einlesen", "v", "q/stadtteile.geojson", "q/bezirke.geojson", eingabe=eingabe)
    assert lauf.code == 0, lauf.text
    assert "Dieselbe Herkunft wie eben (Stadt Dortmund · dl-de/by-2-0)?" in lauf.glatt
    erste, zweite = daten.load_bestand(mensch / "v").dateien
    assert erste.herkunft == zweite.herkunft


def test_a_person_is_asked_what_cannot_be_seen(mensch: Path) -> None:
    text = (
        (mensch / "q" / "laeden.geojson")
        .read_text("utf-8")
        .replace('"shop"', '"s"')
        .replace('"amenity"', '"a"')
    )
    (mensch / "q" / "liste.geojson").write_text(text, "utf-8")
    lauf = fuehre_aus("daten", "einlesen", "v", "q/liste.geojson", eingabe=("shop=kiosk", "", "6", "", "j"))
    assert lauf.code == 0, lauf.text
    assert "Was für Orte sind das?" in lauf.text
    (datei,) = daten.load_bestand(mensch / "v").dateien
    assert datei.lesart["merkmal"] == "shop=kiosk"


def test_whoever_pauses_in_between_has_read_nothing_in(mensch: Path) -> None:
    lauf = fuehre_aus("daten", "einlesen", "v", "q/stadtteile.geojson", eingabe=("Stadt Dortmund", "!"))
    assert (lauf.code, "Abgebrochen" in lauf.text) == (2, True), lauf.text
    assert daten.load_bestand(mensch / "v").dateien == ()


def test_going_back_asks_the_question_before_and_keeps_the_others(mensch: Path) -> None:
    eingabe = ("<", "Stadt Dortmunt", "1", "31.13.2024", "<", "<", "Stadt Dortmund", "1", "1.1.2024", "ja")
    lauf = fuehre_aus("daten", "einlesen", "v", "q/stadtteile.geojson", eingabe=eingabe)
    assert lauf.code == 0, lauf.text
    assert "Das ist die erste Frage zu dieser Datei; ! bricht das Einlesen ab." in lauf.glatt
    (datei,) = daten.load_bestand(mensch / "v").dateien
    assert (datei.herkunft.urheber, datei.herkunft.stand) == ("Stadt Dortmund", "2024-01-01")


def test_going_back_over_what_was_said_of_the_file_before(mensch: Path) -> None:
    text = (mensch / "q" / "stadtteile.geojson").read_text("utf-8").replace("Marten", "Martin")
    (mensch / "q" / "bezirke.geojson").write_text(text, "utf-8")
    eingabe = ("Stadt", "1", "", "ja", "nein", "Kreis", "2", "<", "<", "<", "ja", "ja")
    lauf = fuehre_aus("daten", "einlesen", "v", "q/stadtteile.geojson", "q/bezirke.geojson", eingabe=eingabe)
    assert lauf.code == 0, lauf.text
    assert [d.herkunft.urheber for d in daten.load_bestand(mensch / "v").dateien] == ["Stadt", "Stadt"]


def test_neither_yes_nor_no_is_told_what_is_expected(mensch: Path) -> None:
    lauf = fuehre_aus("daten", "einlesen", "v", "q/zensus.csv", eingabe=("vielleicht", "", "j"))
    assert lauf.code == 0, lauf.text
    assert lauf.text.count("Bitte „ja“ oder „nein“") == 2
    assert len(daten.load_bestand(mensch / "v").dateien) == 1


DIENSTE = {"jugendtreff": "Jugendtreff", "apotheke": "Apotheke"}


@pytest.mark.parametrize("text", ["unbekannt", "amenity=school + isced:level=1", "jugendtreff"])
def test_what_places_are_is_a_service_or_a_tag(text: str) -> None:
    assert check_merkmal(text, DIENSTE) == text
    assert check_merkmal("Apotheke", DIENSTE) == "apotheke"
    assert check_merkmal("irgendwas", {}) == "irgendwas"  # a guide without services


@pytest.mark.parametrize("text", ["Quatschbude", "Jugendtref", "shop=", "=x", "unbekanntSozialamt"])
def test_what_is_neither_service_nor_tag_is_refused(text: str) -> None:
    with pytest.raises(EingabeError) as grund:
        check_merkmal(text, DIENSTE)
    assert ("Meinten Sie „Jugendtreff“?" in grund.value.satz) == (text == "Jugendtref")


def test_of_a_workbook_the_sheet_exists_and_the_row_of_sums_is_no_place(platz: Path) -> None:
    mappe = Workbook()
    blatt = mappe.create_sheet("Treffs", 0)
    for zeile in (("name", "lon", "lat"), ("A", 7.37, 51.51), ("B", 7.38, 51.52), ("Summe", None, None)):
        blatt.append(zeile)
    mappe.save(platz / "q" / "treffs.xlsx")
    lauf = lies_ein("treffs.xlsx", mehr=("--ja", "--ebene", "Trefs", "--lesart", "merkmal=apotheke"))
    assert (lauf.code, "Meinten Sie „Treffs“?" in lauf.glatt) == (6, True), lauf.text
    lauf = lies_ein("treffs.xlsx", mehr=("--ja", "--ebene", "Treffs", "--lesart", "merkmal=apotheke"))
    assert "Orte und Angebote, 2 Orte." in lauf.glatt, lauf.text


def test_rows_left_out_do_not_count(platz: Path) -> None:
    zeilen = ("name;lon;lat", "A;7.37;51.51", "B;7.38;51.52", "Ohne;;", "Summe;;", "")
    (platz / "q" / "orte.csv").write_text("\n".join(zeilen), "utf-8")
    lauf = lies_ein("orte.csv", mehr=("--ja", "--lesart", "merkmal=apotheke"))
    assert "Inhalt: 2 Orte, 2 weggelassen" in lauf.glatt
    assert "Orte und Angebote, 2 Orte." in lauf.glatt


def test_a_person_chooses_among_areas_of_one_name(mensch: Path) -> None:
    lies_ein("stadtteile.geojson")
    lauf = fuehre_aus("daten", "quartier", "v", "--raum", "t", eingabe=("9", "2"))
    assert "Bitte eine Nummer von 1 bis 2." in lauf.text
    assert "Quartier „Lütgendortmund“" in lauf.text
    angabe = daten.load_bestand(mensch / "v").quartier
    assert angabe is not None
    assert (angabe.raum, angabe.datei) == ("802", "stadtteile")


def test_of_a_file_with_many_cities_only_one_is_the_city_around(platz: Path) -> None:
    text = (MARTEN / "stadtteile.geojson").read_text("utf-8")
    staedte = text.replace('"NR": "80', '"AGS": "0591300').replace('"NAME"', '"GEN"')
    (platz / "q" / "gemeinden.geojson").write_text(staedte, "utf-8")
    assert lies_ein("zensus.csv", "gemeinden.geojson").code == 0
    assert {raum.ebene for raum in daten.load_raeume(platz / "v")["gemeinden"]} == {"stadt"}
    kreis = json.loads(
        fuehre_aus("daten", "quartier", "v", "--umkreis", "200", "--um", "51.514,7.376", "--json").text
    )
    assert kreis["stadt"] is True
    stadt = daten.load_grundlage(platz / "v").quartier
    assert stadt is not None
    assert stadt.stadt is not None
    assert round(stadt.stadt.area / 1e6, 2) == 0.60
    ganze = json.loads(fuehre_aus("daten", "quartier", "v", "--raum", "Marten", "--json").text)
    assert ganze["stadt"] is False


@pytest.mark.parametrize(
    ("argumente", "code", "satz"),
    [
        (("q/zensus.csv", "v"), 2, "Zuerst kommt der Ordner des Vorhabens"),
        (("v", "https://stadt.de/x.csv"), 6, "https://stadt.de/x.csv ist eine Adresse im Netz"),
        (("v", "q/zensus.csv", "--als", "orte"), 6, "nicht als „orte“ lesen; erkannt ist „zellen“"),
        (("v", "q/zensus.csv", "--als", "zelen"), 2, "Meinten Sie „zellen“?"),
        (("v", "q/zensus.csv", "--kodierung", "utf9"), 2, "üblich sind utf-8 und cp1252"),
        (("v", "q/zensus.csv", "--spalte", "name"), 2, "gemeint ist zum Beispiel --spalte name=BEZEICHNUNG"),
        (("v", "q/zensus.csv", "q/akteur.csv", "--titel", "x"), 2, "--titel gilt für eine einzelne Datei"),
        (("v", "q/zensus.csv", "--stand", "2024-13"), 2, "„2024-13“ sagt nicht, von wann die Daten sind"),
        (("v", "q/zensus.csv", "--lesart", "foo=bar"), 2, "--lesart foo=… gibt es nicht"),
        (("v", "q/zensus.csv", "--lesart", "blat=x"), 2, "Meinten Sie „blatt“?"),
        (("v", "q/zensus.csv", "--lesart", "punkt=komma"), 2, "Möglich sind dezimal oder tausender"),
        (("v", "q/zensus.csv", "--lesart", "jahr=24"), 2, "„24“ ist kein Jahr wie 2024"),
        (("v", "q/zensus.csv", "--trenner", "xx"), 2, "gemeint ist ein Zeichen: ; , | oder tab"),
        (("v", "q/zensus.csv", "--lesart", "trenner=xx"), 2, "„xx“ trennt keine Spalten"),
        (("v", "q/leerstand.csv", "--lagebezug", "Quatsch"), 2, "zum Beispiel EPSG:25832"),
        (("v", "q/leerstand.csv", "--lagebezug", "99999"), 2, "Ein Lagebezug „99999“ ist nicht bekannt"),
        (
            ("v", "q/leerstand.csv", "--spalte", "art=Gibtsnicht"),
            6,
            "Eine Spalte „Gibtsnicht“ gibt es in der",
        ),
        (("v", "q/leerstand.csv", "--spalte", "zusand=art"), 6, "Meinten Sie „zustand“?"),
        (("v", "q/stadtteile.geojson", "--spalte", "name=NAMEN"), 6, "Meinten Sie „NAME“?"),
        (("v", "q/stadtteile.geojson", "--spalte", "blabla=NAME"), 6, "Möglich sind ebene, id oder name."),
        (("v", "v"), 6, "liegt keine Datei, die sich einlesen lässt"),
    ],
)
def test_slips_on_the_command_line(platz: Path, argumente: tuple[str, ...], code: int, satz: str) -> None:
    lauf = fuehre_aus("daten", "einlesen", *argumente)
    assert (lauf.code, satz in lauf.glatt) == (code, True), lauf.text
    assert not (platz / "v" / "daten").exists()
