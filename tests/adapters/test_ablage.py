"""The store of imported files: what is written comes back, copies are whole or not there, strangers cannot lead out."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wegweiser.adapters.daten import kopien
from wegweiser.adapters.daten.ablage import DATEI, ORDNER, load_bestand, save_bestand
from wegweiser.adapters.daten.kopien import (
    check_kopie,
    compute_summe,
    copy_dateien,
    format_kopiename,
    list_fremde,
    remove_kopien,
)
from wegweiser.adapters.daten.quellen import find_quelle, find_quellen
from wegweiser.errors import DatenError, EingabenError, VorhabenError
from wegweiser.model.base import replace
from wegweiser.model.daten import Datei, Datenbestand, Lizenzangabe, Quartierangabe

ZENSUS = Datei(
    id="zensus", datei="zensus.csv", art="zellen", format="zensus-2022", titel="Bevölkerung: 100 m",
    herkunft=Lizenzangabe(urheber="Destatis", lizenz="dl-de/by-2-0", nennung="© Destatis", stand="2022-05-15"),
    eingelesen=datetime(2026, 11, 25, 10, 30, tzinfo=UTC), sha256="ab" * 32, groesse=812, zeilen=7, verworfen=1,
    lesart={"kodierung": "utf-8", "trenner": ";"}, spalten={"einwohner": "Einwohner"}, teile={"zensus.prj": "cd" * 32}, quelle="Zensus (2022).csv",
)  # fmt: skip
KREIS = Quartierangabe(art="umkreis", titel="Marten", mitte=(7.381, 51.5149), radius_m=800.0)
BESTAND = Datenbestand(dateien=(ZENSUS,), quartier=KREIS)


def test_what_is_saved_comes_back_and_comments_by_hand_stay(tmp_path: Path) -> None:
    assert load_bestand(tmp_path) == Datenbestand()
    save_bestand(tmp_path, BESTAND)
    assert load_bestand(tmp_path) == BESTAND
    pfad = tmp_path / ORDNER / DATEI
    pfad.write_text("# vom Statistikamt\n" + pfad.read_text("utf-8"), "utf-8")
    zweite = replace(
        ZENSUS, id="alter", datei="alter.csv", quelle="alter.csv", teile={}, lesart={}, spalten={}
    )
    save_bestand(tmp_path, replace(BESTAND, dateien=(ZENSUS, zweite)))
    assert pfad.read_text("utf-8").startswith("# vom Statistikamt\n")
    assert load_bestand(tmp_path).dateien == (ZENSUS, zweite)


@pytest.mark.parametrize(
    ("alt", "neu", "fund"),
    [
        ("art: zellen", "art: zelen", "„zelen“ passt hier nicht. Meinten Sie „zellen“?"),
        ("datei: zensus.csv", "datei: ../../etc/passwd", "führt aus dem Ordner daten/ hinaus"),
        ("zensus.prj", "../zensus.prj", "führt aus dem Ordner daten/ hinaus"),
        ("groesse: 812", "groesse: -1", "„-1“ ist keine Zahl"),
        ("eingelesen: 2026", "eingelesen: x026", "ist kein Zeitpunkt"),
        ("7.381", "nan", "ist kein Punkt"),
        ("radius_m: 800", "radius_m: 1e400", "ist keine Zahl"),
        ("format: 1", "format: 2", "„format: 1“ erwartet"),
        ("titel: Marten", "tietl: Marten", "tietl"),
    ],
)
def test_a_mistake_by_hand_is_named_with_its_place(tmp_path: Path, alt: str, neu: str, fund: str) -> None:
    save_bestand(tmp_path, BESTAND)
    pfad = tmp_path / ORDNER / DATEI
    text = pfad.read_text("utf-8")
    assert alt in text
    pfad.write_text(text.replace(alt, neu, 1), "utf-8")
    with pytest.raises(EingabenError) as fehler:
        load_bestand(tmp_path)
    assert any(fund in befund for befund in fehler.value.befunde), fehler.value.befunde


@pytest.mark.parametrize(
    ("name", "sauber"),
    [
        ("amenity_pharmacy.geojson", "amenity_pharmacy.geojson"),
        ("Übersicht Köln (neu).CSV", "Uebersicht-Koeln-neu.csv"),
        ("../../böse.csv", "boese.csv"),
        (".versteckt", "versteckt"),
        (".csv.csv", "csv.csv"),
        ("CON.csv", "datei-CON.csv"),
        ("日本.csv", "datei.csv"),
        ("a" * 300 + ".geojson", "a" * 73 + ".geojson"),
    ],
)
def test_names_are_safe_on_every_system(name: str, sauber: str) -> None:
    assert format_kopiename(name) == sauber


def test_a_copy_never_lies_over_another_file(tmp_path: Path) -> None:
    vorhaben, quelle = tmp_path / "v", tmp_path / "Plan.csv"
    vorhaben.mkdir()
    for inhalt, name in (("a", "Plan.csv"), ("b", "Plan-2.csv")):
        quelle.write_text(inhalt)
        with copy_dateien(vorhaben, (quelle,), compute_summe((quelle,))) as kopie:
            assert kopie.datei == name
    assert sorted(p.name for p in (vorhaben / ORDNER).iterdir()) == ["Plan-2.csv", "Plan.csv"]
    assert (vorhaben / ORDNER / "Plan.csv").read_text() == "a"


def test_the_parts_of_a_shapefile_stay_together(tmp_path: Path) -> None:
    vorhaben, quelle = tmp_path / "v", tmp_path / "q"
    vorhaben.mkdir()
    quelle.mkdir()
    for endung in (".shp", ".DBF", ".shx", ".prj", ".sbn"):
        (quelle / f"Stadt Teil{endung}").write_text(endung)
    gefunden = find_quelle(quelle / "Stadt Teil.DBF")
    assert gefunden == find_quellen(quelle).quellen[0]
    with copy_dateien(vorhaben, gefunden.dateien, compute_summe(gefunden.dateien)) as kopie:
        assert kopie.datei == "Stadt-Teil.shp"
    assert sorted(kopie.teile) == ["Stadt-Teil.dbf", "Stadt-Teil.prj", "Stadt-Teil.shx"]
    (quelle / "Stadt Teil.shx").unlink()
    with pytest.raises(DatenError, match=r"fehlt Stadt Teil\.shx"):
        find_quelle(quelle / "Stadt Teil.shp")


def _eintrag(kopie: kopien.Kopie) -> Datei:
    return replace(ZENSUS, datei=kopie.datei, sha256=kopie.sha256, teile=kopie.teile)


def test_a_folder_becomes_one_collection(tmp_path: Path) -> None:
    vorhaben, quelle = tmp_path / "v", tmp_path / "Orte OSM"
    vorhaben.mkdir()
    quelle.mkdir()
    for name in ("amenity_bank.geojson", "amenity_cafe.geojson", "QUELLE.md"):
        (quelle / name).write_text(name)
    sammlung = find_quellen(quelle)
    assert [p.name for p in sammlung.uebergangen] == ["QUELLE.md"]
    dateien = tuple(q.pfad for q in sammlung.quellen)
    with copy_dateien(vorhaben, dateien, compute_summe(dateien), quelle.name) as kopie:
        pass
    datei = _eintrag(kopie)
    assert [p.relative_to(vorhaben).as_posix() for p in kopien.list_pfade(vorhaben, datei)] == [
        "daten/Orte-OSM/amenity_bank.geojson",
        "daten/Orte-OSM/amenity_cafe.geojson",
    ]
    assert check_kopie(vorhaben, datei) == ""
    (vorhaben / ORDNER / "Orte-OSM" / "amenity_cafe.geojson").write_text("anders")
    assert check_kopie(vorhaben, datei) == "kopie-veraendert"
    remove_kopien(vorhaben, datei)
    assert check_kopie(vorhaben, datei) == "kopie-fehlt"
    assert list((vorhaben / ORDNER).iterdir()) == []


@pytest.fixture
def mitten_im_kopieren(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """The second piece of a file meets this."""

    def setze(stoerung: BaseException) -> None:
        echt, gelesen = kopien._read, 0

        def lies(lies_happen: Callable[[int], bytes], quelle: Path) -> bytes:
            nonlocal gelesen
            gelesen += 1
            if gelesen > 1:
                raise stoerung
            return echt(lies_happen, quelle)

        monkeypatch.setattr(kopien, "_read", lies)

    return setze


def test_ctrl_c_while_copying_leaves_nothing(
    tmp_path: Path, mitten_im_kopieren: Callable[[BaseException], None]
) -> None:
    quelle = tmp_path / "gross.csv"
    quelle.write_bytes(b"x" * 3_000_000)
    summe = compute_summe((quelle,))
    mitten_im_kopieren(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt), copy_dateien(tmp_path, (quelle,), summe):
        pytest.fail("copied")
    assert list((tmp_path / ORDNER).iterdir()) == []
    assert quelle.stat().st_size == 3_000_000


def test_what_fails_after_copying_takes_the_copies_back(tmp_path: Path) -> None:
    quelle = tmp_path / "a.csv"
    quelle.write_text("a")
    with pytest.raises(VorhabenError), copy_dateien(tmp_path, (quelle,), compute_summe((quelle,))):
        raise VorhabenError("platte-voll")
    assert list((tmp_path / ORDNER).iterdir()) == []


def test_a_file_that_changed_meanwhile_is_not_taken(tmp_path: Path) -> None:
    quelle = tmp_path / "a.csv"
    quelle.write_text("a")
    summe = compute_summe((quelle,))
    quelle.write_text("b")
    with (
        pytest.raises(DatenError, match="während des Einlesens geändert"),
        copy_dateien(tmp_path, (quelle,), summe),
    ):
        pytest.fail("copied")


def test_too_little_room_is_said_before_copying(tmp_path: Path) -> None:
    quelle = tmp_path / "a.csv"
    quelle.write_text("a")
    summe = compute_summe((quelle,))._replace(groesse=10**18)
    with pytest.raises(VorhabenError, match="fehlt Platz"), copy_dateien(tmp_path, (quelle,), summe):
        pytest.fail("copied")


def test_what_lies_about_is_found_and_leftovers_go(tmp_path: Path) -> None:
    daten = tmp_path / ORDNER
    (daten / ".einlesen.4711.neu").mkdir(parents=True)
    (daten / ".einlesen.4711.neu" / "halb.csv").write_text("x")
    (daten / "von-hand.csv").write_text("x")
    assert list_fremde(tmp_path, ()) == ("von-hand.csv",)
    kopien.remove_uebrige(tmp_path)
    assert [p.name for p in daten.iterdir()] == ["von-hand.csv"]


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "rohr.csv")
    with pytest.raises(DatenError, match="es ist keine Datei"):
        find_quelle(tmp_path / "rohr.csv")
    with pytest.raises(DatenError):
        find_quelle(tmp_path / "fehlt.csv")
