"""Snapshots: kept whole, told apart in words, returned to as one change, damaged ones named with their place."""

import json
import os
from pathlib import Path
from random import Random

import pytest

from tests.builders import make_wert
from tests.cli.conftest import ALLES
from tests.conftest import ABNAHME
from tests.umzugshilfe import create, lies_text, make_frage, ohne_kopf, write_daten
from wegweiser import workflow
from wegweiser.adapters.protokoll import load_protokoll
from wegweiser.adapters.staende import list_pfade, load_stand
from wegweiser.errors import VorhabenError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.unterschied import Unterschiede
from wegweiser.workflow.staende import (
    apply_rueckweg,
    compare_fassung,
    list_eintraege,
    load_fassung,
    plan_rueckweg,
    sichere,
)
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.verlauf import plan_ruecknahme, save_ruecknahme

FRAGEN = [
    make_frage("name", "text"),
    make_frage("zahl", "ganzzahl", einheit="Menschen"),
    make_frage("art", "auswahl"),
]
TABELLE = make_frage("massnahmen", "tabelle", vorsatz="m")


def _baue(ordner: Path, umfeld: Umfeld) -> Path:
    daten = {"version": "1.0.0", "abschnitte": [{"id": "a", "titel": "Anfang", "fragen": [*FRAGEN, TABELLE]}]}
    vorhaben = create(ordner / "marten", write_daten(ordner / "leitfaden", daten), umfeld)
    antworte(vorhaben, umfeld, name="Märten", zahl=9500, art="o1")
    antworte(
        vorhaben,
        umfeld,
        massnahmen=({"id": "m1", "titel": "Café", "zahl": 3}, {"id": "m2", "titel": "Laden"}),
    )
    return vorhaben


@pytest.fixture
def marten(tmp_path: Path, umfeld: Umfeld) -> Path:
    return _baue(tmp_path, umfeld)


def antworte(ordner: Path, umfeld: Umfeld, **werte: object) -> None:
    neu = {Adresse(n): Antwort(wert=w) if w is not None else None for n, w in werte.items()}  # type: ignore[arg-type]
    with workflow.bearbeite(ordner, umfeld) as stand:
        workflow.save_antworten(stand, neu, umfeld)


def test_a_snapshot_holds_the_file_byte_for_byte(marten: Path, umfeld: Umfeld) -> None:
    datei = marten / "vorhaben.yaml"
    datei.write_text(datei.read_text(encoding="utf-8") + "# am Rand: ---\n", encoding="utf-8")
    pfad = sichere(marten, "  Größe & Maß:  vor\tAusschuss ", umfeld)
    assert pfad.name == "groesse-mass-vor-ausschuss.yaml"
    stand = load_stand(pfad)
    assert (stand.name, stand.wer, stand.text) == ("Größe & Maß: vor Ausschuss", "ab", lies_text(marten))
    assert pfad.stat().st_mode == datei.stat().st_mode
    assert [p.name for p in (marten / "staende").iterdir()] == [pfad.name]


@pytest.mark.parametrize(
    ("name", "datei"),
    [
        ("../../weg", "weg"),
        ("NUL", "stand-nul"),
        ("日本", "stand"),
        ("…", "stand"),
        ("a" * 80, "a" * 60),
        (".sperre", "sperre"),
    ],
)
def test_no_name_leaves_the_folder(marten: Path, umfeld: Umfeld, name: str, datei: str) -> None:
    assert sichere(marten, name, umfeld) == marten / "staende" / f"{datei}.yaml"


def test_nothing_is_overwritten(marten: Path, umfeld: Umfeld) -> None:
    erster = sichere(marten, "vor Ausschuss", umfeld)
    inhalt = erster.read_bytes()
    with pytest.raises(VorhabenError, match="Einen Stand „vor Ausschuss“ gibt es schon"):
        sichere(marten, "Vor  Ausschuss", umfeld)
    assert sichere(marten, "vor-Ausschuss!", umfeld).name == "vor-ausschuss-2.yaml"
    assert erster.read_bytes() == inhalt
    for falsch in ("", " \n", "x" * 81):
        with pytest.raises(VorhabenError):
            sichere(marten, falsch, umfeld)


def test_a_snapshot_is_taken_while_somebody_works(marten: Path, umfeld: Umfeld) -> None:
    with workflow.bearbeite(marten, umfeld) as stand:
        workflow.save_antwort(stand, Adresse("zahl"), Antwort(wert=7), umfeld)
        assert "7" in load_stand(sichere(marten, "mitten", umfeld)).text


def test_the_difference_in_words(marten: Path, umfeld: Umfeld) -> None:
    sichere(marten, "vorher", umfeld)
    antworte(marten, umfeld, zahl=12000, art=None)
    antworte(
        marten, umfeld, massnahmen=({"id": "m3", "titel": "Bad"}, {"id": "m1", "titel": "Café", "zahl": 4})
    )
    sichere(marten, "nachher", umfeld)
    antworte(marten, umfeld, name="anders")
    stand = workflow.load_stand(marten, umfeld)
    vorher, nachher = (load_fassung(stand, name, umfeld) for name in ("vorher", "nachher"))
    unterschiede = compare_fassung(stand, vorher, nachher)
    nach_frage = {u.adresse.frage: u for u in unterschiede.antworten}
    assert list(nach_frage) == ["zahl", "art", "massnahmen"]
    zahl = nach_frage["zahl"]
    assert (zahl.alt.text, zahl.neu.text) == ("9.500\u00a0Menschen", "12.000\u00a0Menschen")
    assert (nach_frage["art"].alt.text, nach_frage["art"].neu.art) == ("Option 1", "keine")
    zeilen = {
        z.titel: (z.art, [(c.name, c.alt, c.neu) for c in z.zellen]) for z in nach_frage["massnahmen"].zeilen
    }
    assert zeilen == {
        "Bad": ("neu", [("Titel", "", "Bad")]),
        "Café": ("geaendert", [("Zahl", "3", "4")]),
        "Laden": ("entfallen", [("Titel", "Laden", "")]),
    }
    zurueck = compare_fassung(stand, nachher, vorher)
    assert {u.adresse: (u.alt, u.neu) for u in zurueck.antworten} == {
        u.adresse: (u.neu, u.alt) for u in unterschiede.antworten
    }
    assert [u.adresse.frage for u in compare_fassung(stand, nachher, None).antworten] == ["name"]
    assert compare_fassung(stand, vorher, vorher).antworten == ()


def test_returning_is_one_change_and_comments_stay(marten: Path, umfeld: Umfeld) -> None:
    sichere(marten, "vorher", umfeld)
    antworten = workflow.load_stand(marten, umfeld).vorhaben.antworten
    antworte(marten, umfeld, zahl=1, art=None, name="anders")
    antworte(marten, umfeld, massnahmen=({"id": "m2", "titel": "Laden"},))
    datei = marten / "vorhaben.yaml"
    datei.write_text(
        "# von Hand\n" + datei.read_text(encoding="utf-8").replace("zahl: 1", "zahl: 2  # gezählt"),
        encoding="utf-8",
    )
    with workflow.bearbeite(marten, umfeld) as stand:
        apply_rueckweg(stand, plan_rueckweg(stand, "vorher", umfeld), umfeld)
    danach = workflow.load_stand(marten, umfeld)
    assert danach.vorhaben.antworten == antworten
    assert danach.nachtraege == ()
    assert lies_text(marten).startswith("# von Hand\n")
    assert "# gezählt" in lies_text(marten)
    gruppe = [z for z in load_protokoll(marten) if z.art == "zurueckgesetzt"]
    assert [z.folgt for z in gruppe] == [3, 2, 1, 0]
    assert {z.yaml for z in gruppe} == {load_protokoll(marten)[-1].yaml}
    with workflow.bearbeite(marten, umfeld) as stand:
        assert plan_rueckweg(stand, "vorher", umfeld).neu == {}
        stand = save_ruecknahme(stand, plan_ruecknahme(stand, "rueckgaengig"), umfeld)  # noqa: PLW2901
        werte = {a.frage: w.wert for a, w in stand.vorhaben.antworten.items()}
        assert (werte["zahl"], werte["name"], "art" in werte) == (2, "anders", False)


def test_a_snapshot_from_an_older_guide(marten: Path, tmp_path: Path, umfeld: Umfeld) -> None:
    """What fits is taken, what came later stays, what has no place is named and stays in the snapshot."""
    from tests.umzugshilfe import zieh_um

    pfad = sichere(marten, "vorher", umfeld)
    neue = [make_frage("titel", "text"), FRAGEN[1], make_frage("spaeter", "text"), TABELLE]
    kopf = {"umbenannt": {"fragen": {"name": "titel"}}, "zurueckgezogen": {"fragen": {"art": "Entbehrlich."}}}
    daten = {"version": "2.0.0", "abschnitte": [{"id": "b", "titel": "Neu", "fragen": neue}], **kopf}
    write_daten(tmp_path / "leitfaden", daten)
    zieh_um(marten, umfeld)
    antworte(marten, umfeld, titel="anders", zahl=1, spaeter="bleibt")
    inhalt = pfad.read_bytes()
    with workflow.bearbeite(marten, umfeld) as stand:
        weg = plan_rueckweg(stand, "vorher", umfeld)
        assert [z.posten.adresse.frage for z in weg.fassung.entfallen] == ["art"]
        assert weg.behalten == (Adresse("spaeter"),)
        assert set(weg.neu) == {Adresse("titel"), Adresse("zahl")}
        stand = apply_rueckweg(stand, weg, umfeld)  # noqa: PLW2901
    werte = {a.frage: w.wert for a, w in stand.vorhaben.antworten.items()}
    assert (werte["titel"], werte["zahl"], werte["spaeter"]) == ("Märten", 9500, "bleibt")
    assert pfad.read_bytes() == inhalt


def test_what_never_fitted_changes_nothing(marten: Path, umfeld: Umfeld) -> None:
    datei = marten / "vorhaben.yaml"
    heil = datei.read_text(encoding="utf-8")
    datei.write_text(heil.replace("zahl: 9500", "zahl: viele"), encoding="utf-8")
    pfad = sichere(marten, "vorher", umfeld)
    datei.write_text(heil, encoding="utf-8")
    antworte(marten, umfeld, name="anders")
    with workflow.bearbeite(marten, umfeld) as stand:
        weg = plan_rueckweg(stand, "vorher", umfeld)
        zeile = next(
            nr for nr, z in enumerate(pfad.read_text(encoding="utf-8").split("\n"), 1) if "viele" in z
        )
        assert [str(b).startswith(f"{pfad}:{zeile}:") for b in weg.fassung.unpassend] == [True]
        apply_rueckweg(stand, weg, umfeld)
    assert ohne_kopf(lies_text(marten)) == ohne_kopf(heil)


def _kaputt(pfad: Path, alt: str, neu: str) -> None:
    text = pfad.read_text(encoding="utf-8")
    assert alt in text
    pfad.write_text(text.replace(alt, neu, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("alt", "neu", "meldung"),
    [
        ("zahl: 9500", "zahl: 9501", ":4:13: Der Stand wurde nach dem Sichern verändert"),
        ("zahl: 9500", "zahl: 9500: 1", ":{zeile}:15: Die Datei ist kein gültiges YAML"),
        ("\n---\n", "\n", ":1:1: Das ist kein gesicherter Stand"),
        ("stand: vorher", "stand: vorher: 1", ":1:14: Die Datei ist kein gültiges YAML"),
        ("gesichert: 2026", "gesichert: gestern", ":2:12: „gestern"),
        ("antworten:\n", "antworten: []\nsonst:\n", ":{zeile}:12: Hier werden"),
        ("  angelegt:", "  angelegt_am:", "Die Angabe „vorhaben.angelegt“ fehlt."),
    ],
)
def test_damage_is_named_with_its_place(
    marten: Path, umfeld: Umfeld, alt: str, neu: str, meldung: str
) -> None:
    pfad = sichere(marten, "vorher", umfeld)
    if alt != "zahl: 9500" or "9501" not in neu:
        _kaputt(pfad, "pruefsumme:", "egal:")
    _kaputt(pfad, alt, neu)
    zeilen = pfad.read_text(encoding="utf-8").split("\n")
    zeile = next((nr for nr, z in enumerate(zeilen, 1) if neu.split("\n", maxsplit=1)[0] in z), 0)
    meldung = meldung.replace("{zeile}", str(zeile))
    with pytest.raises(VorhabenError) as fehler:
        load_fassung(workflow.load_stand(marten, umfeld), "vorher", umfeld)
    assert meldung in fehler.value.satz
    assert str(pfad) in fehler.value.satz
    assert [bool(e.befund) for e in list_eintraege(marten)] == [True]
    assert sichere(marten, "danach", umfeld).exists()


def test_a_snapshot_of_another_vorhaben(marten: Path, tmp_path: Path, umfeld: Umfeld) -> None:
    (tmp_path / "b").mkdir()
    anderes = _baue(tmp_path / "b", umfeld)
    pfad = sichere(anderes, "fremd", umfeld)
    (marten / "staende").mkdir()
    (marten / "staende" / pfad.name).write_bytes(pfad.read_bytes())
    with pytest.raises(VorhabenError, match=r"fremd\.yaml:15:13: Der Stand gehört zu einem anderen Vorhaben"):
        load_fassung(workflow.load_stand(marten, umfeld), "fremd", umfeld)


def test_files_that_are_no_snapshots(marten: Path, umfeld: Umfeld) -> None:
    sichere(marten, "vorher", umfeld)
    (marten / "staende" / "notiz.txt").write_text("x", encoding="utf-8")
    (marten / "staende" / ".vorher.yaml.1.neu").write_text("x", encoding="utf-8")
    (marten / "staende" / "binaer.yaml").write_bytes(b"\xff\xfe\x00")
    assert [p.name for p in list_pfade(marten)] == ["binaer.yaml", "vorher.yaml"]
    assert [e.befund == "" for e in list_eintraege(marten)] == [True, False]
    os.mkfifo(marten / "staende" / "rohr.yaml")
    assert [e.name for e in list_eintraege(marten)] == ["vorher", "binaer", "rohr"]


def test_personal_answers_are_not_in_the_data_for_programs(tmp_path: Path, umfeld: Umfeld) -> None:
    from wegweiser.cli.unterschiedansicht import build_json

    fragen = [make_frage("kontakt", "text", personenbezogen=True), make_frage("offen", "text")]
    daten = {"version": "1.0.0", "abschnitte": [{"id": "a", "fragen": fragen}]}
    marten = create(tmp_path / "marten", write_daten(tmp_path / "leitfaden", daten), umfeld)
    sichere(marten, "leer", umfeld)
    with workflow.bearbeite(marten, umfeld) as stand:
        neu = {
            Adresse("kontakt"): Antwort(wert="Frau Geheim"),
            Adresse("offen"): Antwort(wert="x", notiz="Geheim"),
        }
        stand = workflow.save_antworten(stand, neu, umfeld)  # noqa: PLW2901
    unterschiede = compare_fassung(stand, load_fassung(stand, "leer", umfeld), None)
    text = json.dumps(build_json(unterschiede), ensure_ascii=False)
    assert "Geheim" not in text
    assert text.count('"personenbezogen": true') == 2


def _rede(marten: Path, umfeld: Umfeld, zufall: Random) -> None:
    """Answer, change and take back at random."""
    with workflow.bearbeite(marten, umfeld) as stand:
        for station in stand.lage.stationen:
            if zufall.random() < 0.6:
                wert = make_wert(station.frage, stand.optionen, zufall)
                antwort = Antwort(wert=wert) if wert is not None and zufall.random() < 0.8 else None
                stand = workflow.save_antwort(stand, station.adresse, antwort, umfeld)  # noqa: PLW2901


@pytest.mark.parametrize("samen", range(20 if ABNAHME else 2))
def test_there_and_back_with_every_type(samen: int, tmp_path: Path, umfeld: Umfeld) -> None:
    """Whatever was said: returning gives exactly the answers of then, undoing exactly those of before."""
    zufall = Random(samen)  # noqa: S311
    marten = create(tmp_path / "marten", ALLES, umfeld)
    _rede(marten, umfeld, zufall)
    gesichert = workflow.load_stand(marten, umfeld).vorhaben
    damals = gesichert.antworten
    sichere(marten, "damals", umfeld)
    for _ in range(2):
        _rede(marten, umfeld, zufall)
        jetzt = workflow.load_stand(marten, umfeld).vorhaben
        vorher, alles_passt = jetzt.antworten, not (gesichert.unpassend or jetzt.unpassend)
        with workflow.bearbeite(marten, umfeld) as stand:
            weg = plan_rueckweg(stand, "damals", umfeld)
            assert {u.adresse for u in weg.unterschiede.antworten} <= set(weg.neu)
            stand = apply_rueckweg(stand, weg, umfeld)  # noqa: PLW2901
            danach = stand.vorhaben.antworten
            assert {adresse: danach.get(adresse) for adresse in damals} == damals
            assert (
                danach == damals or not alles_passt
            )  # what does not fit stays where it is, and may fit again
            assert plan_rueckweg(stand, "damals", umfeld).unterschiede == Unterschiede()
            stand = save_ruecknahme(stand, plan_ruecknahme(stand, "rueckgaengig"), umfeld)  # noqa: PLW2901
            assert stand.vorhaben.antworten == vorher
