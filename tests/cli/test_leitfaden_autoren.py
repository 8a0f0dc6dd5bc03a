"""Authors of guides: a skeleton that works at once, and the format for their editor."""

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from tests.cli.conftest import WURZEL, Programm
from tests.cli.test_fehler import check_satz
from wegweiser import workflow
from wegweiser.adapters.inhalte import find_leitfaden
from wegweiser.adapters.leitfadenneu import build_id, create_leitfadenordner
from wegweiser.adapters.reisen import load_reise
from wegweiser.adapters.yaml_lesen import load_yaml
from wegweiser.cli.ergebnisansicht import build_uebriges
from wegweiser.cli.leitfaden_autoren import find_vorgabe
from wegweiser.errors import LeitfadenError
from wegweiser.workflow import auswertung, autoren, leitfaeden, reisen
from wegweiser.workflow.umfeld import Umfeld


@pytest.fixture
def geruest(tmp_path: Path, umfeld: Umfeld) -> Path:
    autoren.create_leitfaden(tmp_path / "treff", 'Treff: „Mitte“ & "Co"', umfeld)
    return tmp_path / "treff"


def test_the_skeleton_is_sound_and_its_journeys_pass(geruest: Path, umfeld: Umfeld) -> None:
    assert leitfaeden.check_leitfaden(str(geruest)) == ()
    ergebnisse = reisen.check_reisen(str(geruest), umfeld)
    assert [(e.fall, e.befunde) for e in ergebnisse] == [("spielenachmittag", ()), ("eigener-raum", ())]


def test_the_skeleton_shows_what_a_guide_can_do(geruest: Path, umfeld: Umfeld) -> None:
    leitfaden = leitfaeden.load_leitfaden(str(geruest), umfeld)
    fragen = [frage for abschnitt in leitfaden.abschnitte for frage in abschnitt.fragen()]
    assert {"text", "ganzzahl", "auswahl", "geldbetrag", "tabelle", "katalogwahl"} <= {f.typ for f in fragen}
    assert any(f.wenn for f in fragen)
    assert any(f.pruefe for f in fragen)
    assert [a.je for a in leitfaden.abschnitte] == [None, "vorschlaege"]
    assert all(a.abgeleitet for a in leitfaden.abschnitte)
    assert leitfaden.regeln
    assert leitfaden.kataloge
    assert leitfaden.quellen
    assert (leitfaden.id, leitfaden.kopf.titel) == ("treff", 'Treff: „Mitte“ & "Co"')


def test_every_file_of_the_skeleton_fits_its_schema_and_names_it(geruest: Path) -> None:
    schema = json.loads((geruest / "leitfaden.schema.json").read_text(encoding="utf-8"))
    dateien = sorted(geruest.rglob("*.yaml"))
    assert len(dateien) == 7
    for datei in dateien:
        text = datei.read_text(encoding="utf-8")
        _, _, verweis = text.splitlines()[0].partition("# yaml-language-server: $schema=")
        assert (datei.parent / verweis).resolve() == geruest / "leitfaden.schema.json"
        assert (
            list(Draft7Validator(schema).iter_errors(load_yaml(text, datei.name, typisiert=True).daten)) == []
        )


def test_a_guide_is_begun_and_played(wegweiser: Programm, tmp_path: Path) -> None:
    neu = wegweiser("leitfaden", "neu", "mein treff")
    assert neu.returncode == 0, neu.stderr
    assert "`wegweiser leitfaden pruefen './mein treff'`" in neu.stdout
    assert "leitfaden pruefen './mein treff'" in (tmp_path / "mein treff" / "leitfaden.yaml").read_text(
        "utf-8"
    )
    assert wegweiser("leitfaden", "testen", "./mein treff").returncode == 0
    assert wegweiser("neu", "probe", "--leitfaden", "./mein treff").returncode == 0
    assert "In welchem Stadtteil" in wegweiser("start", "probe", eingabe="Marten\n!\n").stdout
    assert "mein-treff" not in wegweiser("leitfaden", "liste").stdout


def test_the_guide_is_found_from_where_authors_stand(
    geruest: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_leitfaden(f"./{geruest.name}/abschnitte/treffpunkt.yaml") == Path(geruest.name)
    with pytest.raises(LeitfadenError, match=f"Meinten Sie „{geruest.name}“?"):
        find_leitfaden(f"{geruest.name}x")
    monkeypatch.chdir(geruest)
    assert find_vorgabe() == "."
    monkeypatch.chdir(geruest / "abschnitte")
    assert find_vorgabe() == "land-nrw"


def test_results_of_a_guide_of_ones_own_are_shown(geruest: Path, umfeld: Umfeld, tmp_path: Path) -> None:
    workflow.create(tmp_path / "probe", leitfaden=str(geruest), titel=None, umfeld=umfeld)
    fall = load_reise(geruest / "reisen" / "beispiel.yaml")[0]
    with workflow.bearbeite(tmp_path / "probe", umfeld) as stand:
        workflow.apply_antworten(stand, fall.antworten, umfeld)
    saetze = build_uebriges(auswertung.compute_uebriges(workflow.load_stand(tmp_path / "probe", umfeld)))
    assert [satz.text for satz in saetze if satz.text] == [
        "Berechnet: Der Treffpunkt",
        "Miete im Jahr: 4.800\u00a0€",
        "Angebote mit großer Nachfrage: 1",
        "Berechnet: Die Angebote im Einzelnen – Spielenachmittag",
        "Zuschuss im Jahr bei einem Termin in der Woche: 800\u00a0€",
        "Berechnet: Die Angebote im Einzelnen – Reparaturtreff",
        "Zuschuss im Jahr bei einem Termin in der Woche: 2.000\u00a0€",
        "Zu beachten",
        (
            "• Reparaturtreff: Mit weniger als drei Helfenden hängt das Angebot an einzelnen Menschen. Helfende: 2; nötig "
            "sind mindestens 3. Das betrifft: Freiwillige mit bezahlter Leitung."
        ),
    ]


def test_what_is_missing_for_results_is_named(geruest: Path, umfeld: Umfeld, tmp_path: Path) -> None:
    workflow.create(tmp_path / "probe", leitfaden=str(geruest), titel=None, umfeld=umfeld)
    (tmp_path / "a.yaml").write_text("treffpunkt: {vorschlaege: [{id: a1, titel: Chor}]}\n", encoding="utf-8")
    with workflow.bearbeite(tmp_path / "probe", umfeld) as stand:
        workflow.apply_antwortdatei(stand, tmp_path / "a.yaml", umfeld)
    uebriges = auswertung.compute_uebriges(workflow.load_stand(tmp_path / "probe", umfeld))
    texte = [satz.text for satz in build_uebriges(uebriges)]
    assert "Miete im Jahr: es fehlt „Miete“" in texte
    assert texte[-2:] == [
        "Noch zu klären",
        (
            "• Chor: Mit weniger als drei Helfenden hängt das Angebot an einzelnen Menschen. Es fehlt „Helfende“. "
            "Das betrifft: ehrenamtlich, Freiwillige mit bezahlter Leitung."
        ),
    ]


def test_nothing_is_overwritten(wegweiser: Programm, tmp_path: Path) -> None:
    assert wegweiser("leitfaden", "neu", "treff").returncode == 0
    (tmp_path / "treff" / "quellen.yaml").write_text("[]\n", encoding="utf-8")
    check_satz(wegweiser("leitfaden", "neu", "treff"), 3, "liegt schon ein Leitfaden")
    assert (tmp_path / "treff" / "quellen.yaml").read_text(encoding="utf-8") == "[]\n"
    (tmp_path / "voll").mkdir()
    (tmp_path / "voll" / "brief.txt").write_text("x", encoding="utf-8")
    check_satz(wegweiser("leitfaden", "neu", "voll"), 3, "nicht leer")
    check_satz(wegweiser("leitfaden", "neu", "voll/brief.txt"), 3, "ist kein Ordner")
    assert [p.name for p in (tmp_path / "voll").iterdir()] == ["brief.txt"]


def test_where_nothing_can_be_written(wegweiser: Programm) -> None:
    check_satz(wegweiser("leitfaden", "neu", "/proc/treff"), 3, "/proc/treff lässt sich nicht schreiben")
    check_satz(wegweiser("leitfaden", "schema", "--nach", "/proc/treff"), 3, "lässt sich nicht schreiben")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_rights_that_are_missing(wegweiser: Programm, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        check_satz(wegweiser("leitfaden", "neu", "treff"), 3, "die Rechte fehlen")
    finally:
        tmp_path.chmod(0o700)


def test_half_a_guide_is_not_left(tmp_path: Path) -> None:
    texte = {"abschnitte/a.yaml": "id: a\n", "quellen.yaml": "[]\n", "quellen.yaml/unmoeglich": ""}
    (tmp_path / "leer").mkdir()
    for name in ("neu", "leer"):
        with pytest.raises(LeitfadenError, match="nicht schreiben"):
            create_leitfadenordner(tmp_path / name, texte)
    assert [(pfad.name, list(pfad.iterdir())) for pfad in tmp_path.iterdir()] == [("leer", [])]


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("treff", "treff"),
        ("Größe & Straße 7", "groesse-strasse-7"),
        ("Cafe\u0301", "cafe"),
        ("…", "leitfaden"),
        ("wegweiser", "mein-wegweiser"),
    ],
)
def test_ids_come_from_the_name_of_the_folder(name: str, id_: str) -> None:
    assert build_id(name, frozenset({"wegweiser"})) == id_


def test_the_schema_is_printed_or_written(wegweiser: Programm, tmp_path: Path) -> None:
    text = (WURZEL / "leitfaden" / "leitfaden.schema.json").read_text(encoding="utf-8")
    assert wegweiser("leitfaden", "schema").stdout == text
    lauf = wegweiser("leitfaden", "schema", "--nach", "hier")
    assert lauf.returncode == 0
    assert (tmp_path / "hier" / "leitfaden.schema.json").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("alt", "neu", "satz"),
    [
        ("pflicht: true", "pflicht: ja", "„pflicht“ passt nicht; nötig ist true (ja) oder false (nein)."),
        ('{id: eigener, titel: "ja, einen eigenen"}', "ja", "„optionen“ passt nicht; nötig ist eine Zuordnung wie {id: …, titel: …}."),
        ("kurz: Stadtteil ", "kurz: 2026 ", "„kurz“ passt nicht; nötig ist ein Text; was wie eine Zahl aussieht, gehört in Anführungszeichen."),
        ('wenn: raum == "gemietet"', "wenn: raum = gemietet", "Ein einfaches = vergleicht nicht. Schreiben Sie == für „ist gleich“."),
        ('wenn: raum == "gemietet"', "wenn: raum == ja", 'Ist die Kennung einer Möglichkeit gemeint, gehört sie in Anführungszeichen: "ja".'),
        ('wenn: raum == "gemietet"', "wenn: raum == miete", "Ist eine Möglichkeit gemeint und keine Frage, gehört sie in Anführungszeichen."),
        ("id: einwohner", "id: zahl-der-einwohner", "Ziffern und Unterstriche, am Anfang ein Buchstabe. Meinten Sie „zahl_der_einwohner“?"),
    ],
)  # fmt: skip
def test_what_new_authors_write_wrongly_is_said_helpfully(
    geruest: Path, alt: str, neu: str, satz: str
) -> None:
    datei = geruest / "abschnitte" / "treffpunkt.yaml"
    text = datei.read_text(encoding="utf-8")
    assert alt in text
    datei.write_text(text.replace(alt, neu, 1), encoding="utf-8")
    zeile = text[: text.index(alt)].count("\n") + 1
    befunde = [befund for befund in leitfaeden.check_leitfaden(str(geruest)) if befund.zeile == zeile]
    assert any(satz in befund.rat for befund in befunde), [str(befund) for befund in befunde]
