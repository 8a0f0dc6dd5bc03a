"""Scenarios: a few answers supposed otherwise, worked out, told apart, printed; the Vorhaben stays as it is."""

import json
from pathlib import Path

import pytest

from tests.umzugshilfe import create, make_frage, write_daten
from wegweiser import workflow
from wegweiser.adapters.szenarien import find_pfad, list_pfade
from wegweiser.errors import EingabenError, VorhabenError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow.auswertung import write_bericht
from wegweiser.workflow.szenarien import (
    begin_szenario,
    build_szenarioangabe,
    list_szenarien,
    load_angenommen,
    set_annahme,
)
from wegweiser.workflow.umfeld import Umfeld

FRAGEN = [
    make_frage("name", "text"),
    make_frage("zahl", "ganzzahl", pruefe=[{"muss": "zahl < 100", "text": "Weniger als hundert."}]),
    make_frage("mehr", "text", wenn="zahl > 10"),
    make_frage("kontakt", "text", personenbezogen=True),
]
TABELLE = make_frage("massnahmen", "tabelle", vorsatz="m")


@pytest.fixture
def marten(tmp_path: Path, umfeld: Umfeld) -> Path:
    abschnitte = [
        {"id": "a", "titel": "Anfang", "fragen": [*FRAGEN, TABELLE]},
        {"id": "b", "titel": "Je Maßnahme", "je": "massnahmen", "fragen": [make_frage("kosten", "ganzzahl")]},
    ]
    vorhaben = create(
        tmp_path / "marten",
        write_daten(tmp_path / "l", {"version": "1.0.0", "abschnitte": abschnitte}),
        umfeld,
    )
    werte = {
        "name": "Marten",
        "zahl": 20,
        "mehr": "ja doch",
        "kontakt": "Frau Geheim",
        "massnahmen": ({"id": "m1", "titel": "Café"},),
    }
    with workflow.bearbeite(vorhaben, umfeld) as stand:
        neu = {Adresse(name): Antwort(wert=wert, notiz="Geheim") for name, wert in werte.items()}  # type: ignore[arg-type]
        workflow.save_antworten(stand, {**neu, Adresse("kosten", "m1"): Antwort(wert=5)}, umfeld)
    return vorhaben


def nimm_an(ordner: Path, umfeld: Umfeld, name: str, frage: str, wert: str) -> Path:
    stand = workflow.load_stand(ordner, umfeld)
    angenommen = begin_szenario(stand, name)
    adresse = workflow.parse_adresse(angenommen, frage)
    antwort = Antwort(wert=workflow.parse_eingabe(angenommen, adresse, wert))
    return set_annahme(stand, name, adresse, antwort, umfeld)


def test_only_what_is_supposed_stands_in_the_file(marten: Path, umfeld: Umfeld) -> None:
    vorher = {p.name: p.read_bytes() for p in marten.iterdir() if p.is_file()}
    pfad = nimm_an(marten, umfeld, "Ohne Café", "zahl", "5")
    nimm_an(marten, umfeld, "ohne café", "m1.kosten", "7")
    assert pfad.read_text(encoding="utf-8") == (
        "titel: Ohne Café\nantworten:\n  a:\n    zahl: 5\n  b:\n    m1:\n      kosten: 7\n"
    )
    assert {p.name: p.read_bytes() for p in marten.iterdir() if p.is_file()} == vorher
    assert [p.name for p in (marten / "szenarien").iterdir()] == ["ohne-cafe.yaml"]


def test_what_comes_out(marten: Path, umfeld: Umfeld) -> None:
    nimm_an(marten, umfeld, "klein", "zahl", "5")
    stand = workflow.load_stand(marten, umfeld)
    szenario = load_angenommen(stand, "klein")
    assert Adresse("mehr") in szenario.stand.lage.ruhend
    zeile = list_szenarien(stand)[0]
    assert [(u.adresse.frage, u.alt.text, u.neu.text) for u in zeile.unterschiede.antworten] == [
        ("zahl", "20", "5")
    ]
    assert (zeile.unterschiede.entfallen, zeile.unterschiede.hinzu) == (("Frage mehr?",), ())
    assert load_angenommen(workflow.load_stand(marten, umfeld), "klein").antworten == {
        Adresse("zahl"): Antwort(wert=5)
    }


def test_records_of_the_scenario_can_be_spoken_about(marten: Path, umfeld: Umfeld) -> None:
    nimm_an(marten, umfeld, "zwei", "massnahmen", '[{"id": "m1", "titel": "Café"}, {"titel": "Laden"}]')
    nimm_an(marten, umfeld, "zwei", "m2.kosten", "9")
    stand = workflow.load_stand(marten, umfeld)
    zeile = list_szenarien(stand)[0]
    assert [(u.adresse.frage, u.massnahme) for u in zeile.unterschiede.antworten] == [
        ("massnahmen", ""),
        ("kosten", "Laden"),
    ]


def test_taking_one_back_and_comments_stay(marten: Path, umfeld: Umfeld) -> None:
    pfad = nimm_an(marten, umfeld, "klein", "zahl", "5")
    nimm_an(marten, umfeld, "klein", "name", "Anders")
    pfad.write_text("# von Hand\n" + pfad.read_text(encoding="utf-8"), encoding="utf-8")
    stand = workflow.load_stand(marten, umfeld)
    set_annahme(stand, "klein", Adresse("zahl"), None, umfeld)
    assert (
        pfad.read_text(encoding="utf-8") == "# von Hand\ntitel: klein\nantworten:\n  a:\n    name: Anders\n"
    )
    with pytest.raises(VorhabenError, match="sagt zu „zahl“ nichts"):
        set_annahme(stand, "klein", Adresse("zahl"), None, umfeld)
    set_annahme(stand, "klein", Adresse("name"), None, umfeld)
    assert load_angenommen(stand, "klein").antworten == {}
    with pytest.raises(VorhabenError, match="Meinten Sie „klein“"):
        set_annahme(stand, "klien", Adresse("zahl"), None, umfeld)


@pytest.mark.parametrize("name", ["../weg", "/etc/passwd", "a/b", "C:\\x", "..", ".stelle", "Straße & Co."])
def test_no_name_leaves_the_folder(marten: Path, umfeld: Umfeld, name: str) -> None:
    pfad = nimm_an(marten, umfeld, name, "zahl", "5")
    assert pfad.parent == marten / "szenarien"
    assert pfad.name.isascii()
    assert find_pfad(marten, name) == pfad
    assert list_pfade(marten) == (pfad,)


@pytest.mark.parametrize(
    ("text", "meldung"),
    [
        ("titel: x\nantworten:\n  a:\n    zahl: viele\n", ":4:11: Frage zahl?: "),
        ("titel: x\nantworten:\n  a:\n    zahl: 200\n", ":4:11: Frage zahl?: Weniger als hundert."),
        (
            "titel: x\nantworten:\n  a:\n    zal: 2\n",
            ":4:10: Eine Frage „zal“ gibt es in diesem Leitfaden nicht.",
        ),
        ("titel: x\nantworten: [1]\n", ":2:12: Unter „antworten:“ stehen"),
        ("titel: [x]\n", ":1:8: Der Titel"),
        ("- x\n", ":1:1: Hier werden"),
        ("titel: a: b\n", ":1:9: Die Datei ist kein gültiges YAML"),
    ],
)
def test_damage_is_named_with_its_place(marten: Path, umfeld: Umfeld, text: str, meldung: str) -> None:
    nimm_an(marten, umfeld, "heil", "zahl", "5")
    (marten / "szenarien" / "x.yaml").write_text(text, encoding="utf-8")
    stand = workflow.load_stand(marten, umfeld)
    with pytest.raises(EingabenError) as fehler:
        load_angenommen(stand, "x")
    assert meldung in fehler.value.befunde[0]
    assert [bool(zeile.befunde) for zeile in list_szenarien(stand)] == [False, True]


def test_the_report_says_that_it_is_a_scenario(marten: Path, umfeld: Umfeld) -> None:
    nimm_an(marten, umfeld, "ganz <klein>", "zahl", "5")
    nimm_an(marten, umfeld, "ganz <klein>", "kontakt", "Herr Geheim")
    nimm_an(marten, umfeld, "ganz <klein>", "massnahmen", '[{"id": "m2", "titel": "Bad & Sauna"}]')
    stand = workflow.load_stand(marten, umfeld)
    write_bericht(stand, ["html"], umfeld)
    szenario = load_angenommen(stand, "ganz <klein>")
    angabe = build_szenarioangabe(stand, szenario)
    assert (len(angabe.annahmen), angabe.weitere) == (2, 1)
    ausgaben, _ = write_bericht(szenario.stand, ["html", "json"], umfeld, szenario=angabe)
    assert sorted(p.name for p in (marten / "bericht").iterdir()) == [
        "massnahmenplan-ganz-klein.html", "massnahmenplan-ganz-klein.json", "massnahmenplan.html",
    ]  # fmt: skip
    html, daten = (ausgabe.pfad.read_text(encoding="utf-8") for ausgabe in ausgaben)
    for satz in (
        "Szenario „ganz &lt;klein&gt;“",
        "Dies ist ein Szenario, nicht der Plan.",
        "– 5 statt 20",
        "Was dieses Szenario annimmt",
        "Bad &amp; Sauna",
        "mit anderen Zeilen",
    ):
        assert satz in html
    assert "Geheim" not in html + daten
    assert json.loads(daten)["szenario"]["titel"] == "ganz <klein>"
    assert (
        "Szenario"
        not in (marten / "bericht" / "massnahmenplan.html").read_text(encoding="utf-8").partition("<body")[2]
    )


def test_a_scenario_can_become_the_plan(marten: Path, umfeld: Umfeld) -> None:
    """Its file is one `antwort --aus` reads."""
    pfad = nimm_an(marten, umfeld, "klein", "zahl", "5")
    nimm_an(marten, umfeld, "klein", "m1.kosten", "7")
    with workflow.bearbeite(marten, umfeld) as stand:
        stand, anzahl = workflow.apply_antwortdatei(stand, pfad, umfeld)  # noqa: PLW2901
    assert anzahl == 2
    assert stand.vorhaben.antworten[Adresse("kosten", "m1")].wert == 7
    assert [z.unterschiede.antworten for z in list_szenarien(stand)] == [()]
