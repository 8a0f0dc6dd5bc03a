"""The Vorhaben folder: nothing confirmed is lost, nothing written by hand is overwritten."""

import errno
import json
import os
import random
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.builders import KLEIN, write_leitfaden
from wegweiser import workflow
from wegweiser.adapters.yaml_lesen import load_yaml
from wegweiser.errors import VorhabenError, VorhabenVersionError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow import Stand
from wegweiser.workflow.umfeld import Umfeld

Werte = Mapping[str, Any]
LADEN = {"laden": True, "ladenname": "Bei\nUte"}


@pytest.fixture(scope="session")
def klein(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_leitfaden(tmp_path_factory.mktemp("leitfaden") / "probe", KLEIN)


@pytest.fixture
def ordner(tmp_path: Path, klein: Path, umfeld: Umfeld) -> Path:
    workflow.create(tmp_path / "marten", leitfaden=str(klein), titel="Marten", umfeld=umfeld)
    return tmp_path / "marten"


def adresse(name: str) -> Adresse:
    satz, _, frage = name.rpartition(".")
    return Adresse(frage, satz)


def sage(ordner: Path, umfeld: Umfeld, werte: Werte) -> Stand:
    """One session: an answer at a time; None takes one back."""
    with workflow.bearbeite(ordner, umfeld) as stand:
        for name, wert in werte.items():
            antwort = wert if isinstance(wert, Antwort) or wert is None else Antwort(wert=wert)
            stand = workflow.save_antwort(stand, adresse(name), antwort, umfeld)  # noqa: PLW2901
        return stand


def gesagt(stand: Stand) -> dict[str, Any]:
    return {str(a): antwort.wert for a, antwort in stand.vorhaben.antworten.items()}


def daten(ordner: Path) -> Any:
    return load_yaml((ordner / "vorhaben.yaml").read_text(encoding="utf-8"), "", typisiert=False).daten


def aendere(ordner: Path, alt: str, neu: str) -> None:
    pfad = ordner / "vorhaben.yaml"
    text = pfad.read_text(encoding="utf-8")
    assert alt in text
    pfad.write_text(text.replace(alt, neu), encoding="utf-8")


def nachtraege(stand: Stand) -> dict[str, set[str]]:
    return {n.code: {str(a) for a in n.adressen} for n in stand.nachtraege}


def zeilen(ordner: Path) -> list[dict[str, Any]]:
    return [
        json.loads(zeile) for zeile in (ordner / "protokoll.jsonl").read_text(encoding="utf-8").splitlines()
    ]


# ── Create, save, load ───────────────────────────────────────────────────────────────────────────


def test_new_folder_is_empty_and_opens(ordner: Path, umfeld: Umfeld) -> None:
    assert sorted(p.name for p in ordner.iterdir()) == ["protokoll.jsonl", "vorhaben.yaml", "wortlaut.json"]
    stand = workflow.load_stand(ordner, umfeld)
    assert (stand.vorhaben.titel, gesagt(stand), stand.nachtraege) == ("Marten", {}, ())


def test_nothing_is_ever_overwritten(tmp_path: Path, ordner: Path, klein: Path, umfeld: Umfeld) -> None:
    vorher = (ordner / "vorhaben.yaml").read_bytes()
    with pytest.raises(VorhabenError) as besteht:
        workflow.create(ordner, leitfaden=str(klein), titel=None, umfeld=umfeld)
    assert besteht.value.code == "vorhaben-besteht"
    assert (ordner / "vorhaben.yaml").read_bytes() == vorher
    (tmp_path / "fotos").mkdir()
    (tmp_path / "fotos" / "bild.jpg").write_bytes(b"x")
    (tmp_path / "datei").write_text("x", encoding="utf-8")
    for name, code in (
        ("fotos", "ordner-nicht-leer"),
        ("datei", "kein-ordner"),
        ("datei/x", "nicht-anlegbar"),
    ):
        with pytest.raises(VorhabenError) as fehler:
            workflow.create(tmp_path / name, leitfaden=str(klein), titel=None, umfeld=umfeld)
        assert fehler.value.code == code
    assert [p.name for p in (tmp_path / "fotos").iterdir()] == ["bild.jpg"]


def test_what_was_saved_is_loaded(ordner: Path, umfeld: Umfeld) -> None:
    werte = {
        "name": "null",
        "einwohner": 9500,
        **LADEN,
        "ziele": ("a", "b"),
        "massnahmen": ({"id": "m1", "titel": "Café"},),
    }
    stand = sage(ordner, umfeld, {**werte, "m1.gruender": 9, "m1.satzung": False})
    wieder = workflow.load_stand(ordner, umfeld)
    assert wieder.vorhaben == stand.vorhaben
    assert gesagt(wieder) == {**werte, "m1.gruender": 9, "m1.satzung": False}
    assert wieder.nachtraege == ()
    assert [zeile["nr"] for zeile in zeilen(ordner)] == list(range(1, 10))
    assert daten(ordner)["protokoll"] == "9"


def test_answers_stand_in_guide_order(ordner: Path, umfeld: Umfeld) -> None:
    sage(ordner, umfeld, {"ziele": ("a",), "laden": False, "einwohner": 5, "name": "M"})
    assert list(daten(ordner)["antworten"]["rahmen"]) == ["name", "einwohner", "laden", "ziele"]


def test_notes_and_open_answers_stay_with_them(ordner: Path, umfeld: Umfeld) -> None:
    antwort = Antwort(offen=True, notiz="Amt fragen: # heute", zustaendig="kaemmerei", belege=("a", "b, c"))
    sage(ordner, umfeld, {"einwohner": antwort})
    assert workflow.load_stand(ordner, umfeld).vorhaben.antworten[Adresse("einwohner")] == antwort


# ── Comments ─────────────────────────────────────────────────────────────────────────────────────


def kommentiere(ordner: Path, zufall: random.Random) -> list[str]:
    pfad = ordner / "vorhaben.yaml"
    fertig = ["# ganz oben"]
    im_block = False
    for nr, zeile in enumerate(pfad.read_text(encoding="utf-8").splitlines()):
        im_block = "|-" in zeile or (im_block and zeile.startswith("      "))
        if not im_block and zufall.random() < 0.5:
            fertig.append(f"{' ' * zufall.choice([0, 2, 4])}# vor {nr}: „Zeile“")
        fertig.append(zeile if im_block or zufall.random() < 0.5 else f"{zeile}  # an {nr}")
    pfad.write_text("\n".join([*fertig, "# ganz unten", ""]), encoding="utf-8")
    return [zeile[zeile.index("# ") :] for zeile in fertig if "# " in zeile] + ["# ganz unten"]


@pytest.mark.parametrize("saat", range(4))
def test_comments_survive_a_session(ordner: Path, umfeld: Umfeld, saat: int) -> None:
    """Many random saves: every comment is still there, in order, and those on lines of their own byte for byte."""
    zufall = random.Random(saat)  # noqa: S311
    sage(
        ordner,
        umfeld,
        {
            "name": "M",
            **LADEN,
            "massnahmen": ({"id": "m1", "titel": "A"},),
            "m1.gruender": 9,
            "m1.satzung": True,
        },
    )
    kommentare = kommentiere(ordner, zufall)
    moeglich: list[tuple[str, list[Any]]] = [
        ("name", ["Marten", "a #b", "x\ny", None]),
        ("einwohner", [1, 2, Antwort(offen=True, notiz="n " * 60), None]),
        ("laden", [True, False, None]),
        ("ladenname", ["eins\nzwei", "drei", None]),
        ("ziele", [(), ("a",), ("a", "b")]),
        (
            "massnahmen",
            [({"id": "m1", "titel": "B"},), ({"id": "m1", "titel": "A"}, {"id": "m2", "titel": "t" * 150})],
        ),
        ("m1.gruender", [3, 9]),
    ]
    text = ""
    for _ in range(25):
        name, werte = zufall.choice(moeglich)
        sage(ordner, umfeld, {name: zufall.choice(werte)})
        text = (ordner / "vorhaben.yaml").read_text(encoding="utf-8")
        assert [
            z[z.index("# ") :] for z in text.splitlines() if "# vor" in z or "# an" in z or "# ganz" in z
        ] == kommentare
    assert text.startswith("# ganz oben\n")
    assert text.endswith("# ganz unten\n")


# ── Resting answers ──────────────────────────────────────────────────────────────────────────────


def test_answers_rest_and_come_back_with_their_branch(ordner: Path, umfeld: Umfeld) -> None:
    sage(ordner, umfeld, LADEN)
    stand = sage(ordner, umfeld, {"laden": False})
    assert daten(ordner)["ruhend"] == {"rahmen": {"ladenname": "Bei\nUte"}}
    assert "ladenname" not in daten(ordner)["antworten"]["rahmen"]
    assert stand.lage.ruhend == (Adresse("ladenname"),)
    stand = sage(ordner, umfeld, {"laden": True})
    assert daten(ordner)["ruhend"] == {}
    assert daten(ordner)["antworten"]["rahmen"]["ladenname"] == "Bei\nUte"
    assert stand.lage.ruhend == ()


def test_answers_of_a_removed_row_rest(ordner: Path, umfeld: Umfeld) -> None:
    zwei = ({"id": "m1", "titel": "A"}, {"id": "m2", "titel": "B"})
    sage(ordner, umfeld, {"massnahmen": zwei, "m1.gruender": 5, "m2.gruender": 6})
    stand = sage(ordner, umfeld, {"massnahmen": zwei[1:]})
    assert daten(ordner)["ruhend"] == {"form": {"m1": {"gruender": "5"}}}
    assert gesagt(stand)["m1.gruender"] == 5
    assert {str(s.adresse) for s in stand.lage.stationen if s.adresse.satz} == {"m2.gruender"}


def test_row_ids_are_never_given_again(ordner: Path, umfeld: Umfeld) -> None:
    adr = Adresse("massnahmen")
    wert: Any = None
    with workflow.bearbeite(ordner, umfeld) as stand:
        for text in ('[{"titel": "A"}, {"titel": "B"}]', '[{"id": "m1", "titel": "A"}]', '[{"titel": "C"}]'):
            wert = workflow.parse_eingabe(stand, adr, text)
            stand = workflow.save_antwort(stand, adr, Antwort(wert=wert), umfeld)  # noqa: PLW2901
        assert wert == ({"id": "m3", "titel": "C"},)


# ── Edited by hand ───────────────────────────────────────────────────────────────────────────────


def test_edit_by_hand_is_kept_and_journalled(ordner: Path, umfeld: Umfeld) -> None:
    sage(ordner, umfeld, {"name": "Marten", "einwohner": 9500})
    aendere(ordner, "einwohner: 9500", "einwohner: 9600   # Stand 2026\n    laden: ja")
    with workflow.bearbeite(ordner, umfeld) as stand:
        assert nachtraege(stand) == {"von-hand": {"einwohner", "laden"}}
        assert gesagt(stand) == {"name": "Marten", "einwohner": 9600, "laden": True}
    letzte = zeilen(ordner)[-1]
    assert letzte["art"] == "von-hand"
    assert letzte["aenderungen"][0] == {"frage": "einwohner", "alt": "9500", "neu": "9600"}
    assert "# Stand 2026" in (ordner / "vorhaben.yaml").read_text(encoding="utf-8")
    assert workflow.load_stand(ordner, umfeld).nachtraege == ()


def test_edit_by_hand_after_a_crash_keeps_both(ordner: Path, umfeld: Umfeld) -> None:
    """The journal is two answers ahead, the YAML was edited: hand edits win, the rest is applied, conflicts are told."""
    sage(ordner, umfeld, {"name": "Marten"})
    alt = (ordner / "vorhaben.yaml").read_text(encoding="utf-8")
    sage(ordner, umfeld, {"name": "Marten-West", "einwohner": 9500})
    (ordner / "vorhaben.yaml").write_text(
        alt.replace("name: Marten", "name: Martens\n    laden: nein"), encoding="utf-8"
    )
    nur_gelesen = workflow.load_stand(ordner, umfeld)
    with workflow.bearbeite(ordner, umfeld) as stand:
        pass
    for offen in (nur_gelesen, stand):
        assert gesagt(offen) == {"name": "Martens", "einwohner": 9500, "laden": False}
        assert nachtraege(offen) == {
            "nachgetragen": {"einwohner"},
            "von-hand": {"name", "laden"},
            "beides": {"name"},
        }
    assert gesagt(workflow.load_stand(ordner, umfeld)) == {
        "name": "Martens",
        "einwohner": 9500,
        "laden": False,
    }
    assert workflow.load_stand(ordner, umfeld).nachtraege == ()


def test_lost_journal_is_begun_anew_from_the_answers(ordner: Path, umfeld: Umfeld) -> None:
    sage(ordner, umfeld, {"name": "Marten", "einwohner": 9500})
    (ordner / "protokoll.jsonl").unlink()
    stand = sage(ordner, umfeld, {"einwohner": 9600})
    assert gesagt(stand) == {"name": "Marten", "einwohner": 9600}
    assert [z["art"] for z in zeilen(ordner)] == ["wiederhergestellt", "antwort"]
    assert {a["frage"] for a in zeilen(ordner)[0]["aenderungen"]} == {"name", "einwohner"}
    assert workflow.load_stand(ordner, umfeld).nachtraege == ()


def test_what_does_not_fit_stays_and_is_shown(ordner: Path, umfeld: Umfeld) -> None:
    sage(ordner, umfeld, {"name": "Marten", "einwohner": 9500, "ziele": ("a",)})
    aendere(ordner, "einwohner: 9500", "einwohner: viele\n    einwoner: 3")
    aendere(ordner, "ziele: [a]", "ziele: [a, z]\n  fremd: {x: 1}")
    stand = sage(ordner, umfeld, {"name": "M", "laden": True})
    pfad = ordner / "vorhaben.yaml"
    text = pfad.read_text(encoding="utf-8")
    for zeile in ("    einwohner: viele\n", "    einwoner: 3\n", "    ziele: [a, z]\n", "  fremd: {x: 1}\n"):
        assert zeile in text
    gemeldet = {f.code + ":" + str(f.zeile) + ":" + str(f.spalte) for f in stand.vorhaben.unpassend}
    reihe = text.splitlines()
    orte = {
        "antwort-passt-nicht": ["    einwohner: viele", "    ziele: [a, z]"],
        "frage-unbekannt": ["    einwoner: 3"],
        "antworten-abschnitt": ["  fremd: {x: 1}"],
    }
    assert gemeldet == {
        f"{code}:{reihe.index(zeile) + 1}:{zeile.index(': ') + 3}"
        for code, zl in orte.items()
        for zeile in zl
    }
    assert any("Meinten Sie „einwohner“" in str(f) for f in stand.vorhaben.unpassend)
    assert all(str(f).startswith(f"{pfad}:") for f in stand.vorhaben.unpassend)
    assert gesagt(stand) == {"name": "M", "laden": True}


@pytest.mark.parametrize(
    "lang",
    ["{offen: [a]}", "{offen: {}}", "{wert: 5, notiz: [a]}", "{wert: 5, belege: {a: b}}", "{wert: 5, sicherheit: [x]}",
     "{wert: 5, bis: bald}", "{wert: 5, offen: true}", "{wert: }", "{wert: 5, nots: x}", "{wert: [5]}", "[5]", "{}"],
)  # fmt: skip
def test_strange_long_forms_are_findings(ordner: Path, umfeld: Umfeld, lang: str) -> None:
    sage(ordner, umfeld, {"einwohner": 9500})
    aendere(ordner, "einwohner: 9500", f"einwohner: {lang}")
    stand = workflow.load_stand(ordner, umfeld)
    assert [befund.code for befund in stand.vorhaben.unpassend] == ["antwort-passt-nicht"]
    assert gesagt(stand) == {}


def test_one_answer_in_both_areas_loses_nothing(ordner: Path, umfeld: Umfeld) -> None:
    sage(ordner, umfeld, {"name": "Marten"})
    aendere(ordner, "ruhend: {}", "ruhend:\n  rahmen: {name: Alt}")
    stand = sage(ordner, umfeld, {"einwohner": 5})
    assert gesagt(stand) == {"name": "Marten", "einwohner": 5}
    assert daten(ordner)["ruhend"] == {"rahmen": {"name": "Alt"}}


# ── Broken files ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("alt", "neu", "code", "ort"),
    [
        ("format: 1", "format: 2", "vorhaben-format", "1:9"),
        ("format: 1\n", "", "vorhaben-format", "1:1"),
        ("  rahmen:\n", "  rahmen: x\n", "vorhaben-defekt", "14:5"),
        ("  rahmen:\n    name: Marten\n", "  rahmen: [a]\n", "vorhaben-defekt", "13:11"),
        ("antworten:\n  rahmen:\n    name: Marten\n", "antworten: []\n", "vorhaben-defekt", "12:12"),
        ("ruhend: {}", "ruhend: nichts", "vorhaben-defekt", "15:9"),
        ("    name: Marten\n", "    name: Marten\n    name: Dorf\n", "vorhaben-defekt", "15:5"),
        ("    name: Marten\n", "    name: \"Marten\n", "vorhaben-defekt", None),
        ("    name: Marten\n", "\tname: Marten\n", "vorhaben-defekt", "14:1"),
        ("  angelegt: 20", "  angelegt: x20", "vorhaben-defekt", None),
        ("  id: probe", "  id: [probe]", "vorhaben-defekt", "4:7"),
    ],
)  # fmt: skip
def test_broken_file_is_an_error_with_its_place(
    ordner: Path, umfeld: Umfeld, alt: str, neu: str, code: str, ort: str | None
) -> None:
    sage(ordner, umfeld, {"name": "Marten"})
    aendere(ordner, alt, neu)
    vorher = (ordner / "vorhaben.yaml").read_bytes()
    with pytest.raises(VorhabenError) as fehler:
        workflow.load_stand(ordner, umfeld)
    assert fehler.value.code == code
    assert f"vorhaben.yaml:{ort or ''}" in fehler.value.satz
    assert isinstance(fehler.value, VorhabenVersionError) == (code == "vorhaben-format")
    with pytest.raises(VorhabenError), workflow.bearbeite(ordner, umfeld):
        pass
    assert (ordner / "vorhaben.yaml").read_bytes() == vorher
    assert not (ordner / ".sperre").exists()


@pytest.mark.parametrize(
    "inhalt", [b"", b"\xff\xfe", b"x", b"[]", b"\0" * 50, b"\xef\xbb\xbf", b"a: 1\n---\nb: 2\n"]
)
def test_anything_else_is_an_error_too(ordner: Path, umfeld: Umfeld, inhalt: bytes) -> None:
    (ordner / "vorhaben.yaml").write_bytes(inhalt)
    with pytest.raises(VorhabenError):
        workflow.load_stand(ordner, umfeld)


def test_no_folder_no_vorhaben(tmp_path: Path, umfeld: Umfeld) -> None:
    (tmp_path / "datei").write_text("x", encoding="utf-8")
    (tmp_path / "leer").mkdir()
    (tmp_path / "seltsam" / "vorhaben.yaml").mkdir(parents=True)
    faelle = {
        "fehlt": "ordner-fehlt",
        "datei": "kein-ordner",
        "leer": "kein-vorhaben",
        "seltsam": "nicht-lesbar",
    }
    for name, code in faelle.items():
        with pytest.raises(VorhabenError) as fehler:
            workflow.load_stand(tmp_path / name, umfeld)
        assert fehler.value.code == code
    with pytest.raises(VorhabenError):
        workflow.load_stand(tmp_path / ("x" * 300), umfeld)


def test_windows_line_ends_and_byte_order_mark(ordner: Path, umfeld: Umfeld) -> None:
    sage(ordner, umfeld, {"name": "Marten"})
    pfad = ordner / "vorhaben.yaml"
    pfad.write_bytes(b"\xef\xbb\xbf" + pfad.read_bytes().replace(b"\n", b"\r\n"))
    assert gesagt(sage(ordner, umfeld, {"einwohner": 3})) == {"name": "Marten", "einwohner": 3}


# ── Journal and YAML apart ───────────────────────────────────────────────────────────────────────


def test_every_cut_of_the_journal_keeps_what_was_complete(
    ordner: Path, umfeld: Umfeld, tmp_path: Path
) -> None:
    """Killed while writing the journal at any byte: the Vorhaben opens with every complete line."""
    werte = {"name": "Märten", "einwohner": 9500, "laden": True}
    vorher = []
    for name, wert in werte.items():
        vorher.append((ordner / "vorhaben.yaml").read_bytes())
        sage(ordner, umfeld, {name: wert})
    journal = (ordner / "protokoll.jsonl").read_bytes()
    ganze = [i + 1 for i, byte in enumerate(journal) if byte == 10]
    start, ende = ganze[1], len(journal)
    kopie = tmp_path / "kopie"
    kopie.mkdir()
    for schnitt in range(start, ende + 1, 1 if "WEGWEISER_ABNAHME" in os.environ else 7):
        (kopie / "protokoll.jsonl").write_bytes(journal[:schnitt])
        voll = sum(1 for laenge in ganze if laenge - 1 <= schnitt) - 1
        (kopie / "vorhaben.yaml").write_bytes(vorher[min(voll, len(vorher) - 1)])
        erwartet = dict(list(werte.items())[:voll])
        assert gesagt(workflow.load_stand(kopie, umfeld)) == erwartet
        assert gesagt(sage(kopie, umfeld, {"ziele": ("a",)})) == {**erwartet, "ziele": ("a",)}
        assert gesagt(workflow.load_stand(kopie, umfeld)) == {**erwartet, "ziele": ("a",)}


def test_yaml_older_than_the_journal_catches_up(ordner: Path, umfeld: Umfeld) -> None:
    """Killed before the YAML at any answer: opening gives exactly what the journal confirmed, and says so once."""
    staende: list[tuple[bytes, dict[str, Any]]] = []
    werte = [("name", "Märten"), ("laden", True), ("ladenname", "Bei Ute"), ("massnahmen", ({"id": "m1", "titel": "A"},)),
             ("m1.gruender", 9), ("m1.satzung", True), ("laden", False), ("m1.gruender", 3), ("name", None)]  # fmt: skip
    for name, wert in werte:
        staende.append(((ordner / "vorhaben.yaml").read_bytes(), {}))
        sage(ordner, umfeld, {name: wert})
    am_ende = gesagt(workflow.load_stand(ordner, umfeld))
    bereiche = {bereich: daten(ordner)[bereich] for bereich in ("antworten", "ruhend")}
    journal = (ordner / "protokoll.jsonl").read_bytes()
    for alt, _ in staende:
        (ordner / "vorhaben.yaml").write_bytes(alt)
        (ordner / "protokoll.jsonl").write_bytes(journal)
        with workflow.bearbeite(ordner, umfeld) as stand:
            assert gesagt(stand) == am_ende
            assert "nachgetragen" in nachtraege(stand)
        assert {bereich: daten(ordner)[bereich] for bereich in bereiche} == bereiche
        assert workflow.load_stand(ordner, umfeld).nachtraege == ()


GRUPPE = "antworten:\n  rahmen: {name: Märten, einwohner: 5, laden: ja}\n"


def test_torn_group_is_dropped_as_a_whole(ordner: Path, umfeld: Umfeld, tmp_path: Path) -> None:
    """Answers taken over together come together or not at all, also when the session goes on afterwards."""
    (tmp_path / "antworten.yaml").write_text(GRUPPE, encoding="utf-8")
    vorher = (ordner / "vorhaben.yaml").read_bytes()
    with workflow.bearbeite(ordner, umfeld) as stand:
        workflow.apply_antwortdatei(stand, tmp_path / "antworten.yaml", umfeld)
    journal = (ordner / "protokoll.jsonl").read_bytes()
    (ordner / "protokoll.jsonl").write_bytes(journal[:-20])
    (ordner / "vorhaben.yaml").write_bytes(vorher)
    assert gesagt(sage(ordner, umfeld, {"einwohner": 7})) == {"einwohner": 7}
    aendere(ordner, "einwohner: 7", "einwohner: 8")
    stand = workflow.load_stand(ordner, umfeld)
    assert gesagt(stand) == {"einwohner": 8}
    assert nachtraege(stand) == {"von-hand": {"einwohner"}}


@pytest.mark.parametrize(
    "zeile",
    [b"{}", b"[]", b"null", b"\xff\xff", b"\0\0\0", b'{"nr": 1e999}', b"[" * 5000,
     b'{"nr": 9, "zeit": "gestern", "art": "antwort", "aenderungen": [], "yaml": ""}',
     b'{"nr": 9, "zeit": "2026-01-01", "art": "antwort", "aenderungen": [{"frage": "name", "alt": null, "neu": 5}], "yaml": ""}',
     b'{"nr": 9, "zeit": "2026-01-01", "art": "antwort", "aenderungen": [[1]], "yaml": "", "folgt": "x"}'],
)  # fmt: skip
def test_damaged_journal_lines_are_passed_over(ordner: Path, umfeld: Umfeld, zeile: bytes) -> None:
    sage(ordner, umfeld, {"name": "Marten"})
    with (ordner / "protokoll.jsonl").open("ab") as datei:
        datei.write(zeile + b"\n")
    assert gesagt(sage(ordner, umfeld, {"einwohner": 5})) == {"name": "Marten", "einwohner": 5}


# ── Disk and rights ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("ordnerrecht", "recht"), [(0o700, 0o600), (0o750, 0o640), (0o770, 0o660)])
def test_new_files_take_the_mode_of_the_folder(
    tmp_path: Path, klein: Path, umfeld: Umfeld, ordnerrecht: int, recht: int
) -> None:
    ordner = tmp_path / "marten"
    ordner.mkdir()
    ordner.chmod(ordnerrecht)
    workflow.create(ordner, leitfaden=str(klein), titel=None, umfeld=umfeld)
    sage(ordner, umfeld, {"name": "Marten"})
    for name in ("vorhaben.yaml", "protokoll.jsonl"):
        assert stat.S_IMODE((ordner / name).stat().st_mode) == recht


def test_replacing_keeps_the_mode(ordner: Path, umfeld: Umfeld) -> None:
    (ordner / "vorhaben.yaml").chmod(0o640)
    (ordner / "protokoll.jsonl").chmod(0o600)
    sage(ordner, umfeld, {"name": "Marten"})
    rechte = [stat.S_IMODE((ordner / name).stat().st_mode) for name in ("vorhaben.yaml", "protokoll.jsonl")]
    assert rechte == [0o640, 0o600]


def _wirft(nummer: int) -> Callable[..., Any]:
    def scheitere(*_: Any, **__: Any) -> Any:
        raise OSError(nummer, os.strerror(nummer))

    return scheitere


@pytest.mark.parametrize("aufruf", ["fsync", "replace", "write"])
@pytest.mark.parametrize(
    ("nummer", "code"),
    [(errno.ENOSPC, "platte-voll"), (errno.EROFS, "nicht-schreibbar"), (errno.EIO, "nicht-schreibbar")],
)
def test_failed_save_changes_nothing(
    ordner: Path, umfeld: Umfeld, monkeypatch: pytest.MonkeyPatch, aufruf: str, nummer: int, code: str
) -> None:
    """A full or failing disk: one sentence, the old files as they were, and the session can go on."""
    with workflow.bearbeite(ordner, umfeld) as stand:
        stand = workflow.save_antwort(stand, Adresse("name"), Antwort(wert="Marten"), umfeld)  # noqa: PLW2901
        vorher = [(ordner / name).read_bytes() for name in ("vorhaben.yaml", "protokoll.jsonl")]
        with monkeypatch.context() as kaputt:
            kaputt.setattr(os, aufruf, _wirft(nummer))
            with pytest.raises(VorhabenError) as fehler:
                workflow.save_antwort(stand, Adresse("einwohner"), Antwort(wert=5), umfeld)
        assert fehler.value.code == code
        assert "{" not in fehler.value.satz + fehler.value.hinweis
        assert [(ordner / name).read_bytes() for name in ("vorhaben.yaml", "protokoll.jsonl")] == vorher
        workflow.save_antwort(stand, Adresse("laden"), Antwort(wert=True), umfeld)
    stand = workflow.load_stand(ordner, umfeld)
    assert gesagt(stand) == {"name": "Marten", "laden": True}
    assert stand.nachtraege == ()
    assert sorted(p.name for p in ordner.iterdir()) == ["protokoll.jsonl", "vorhaben.yaml", "wortlaut.json"]


def test_leftovers_of_killed_saves_are_cleared(ordner: Path, umfeld: Umfeld) -> None:
    (ordner / ".vorhaben.yaml.4711.neu").write_text("halb", encoding="utf-8")
    sage(ordner, umfeld, {"name": "Marten"})
    assert sorted(p.name for p in ordner.iterdir()) == ["protokoll.jsonl", "vorhaben.yaml", "wortlaut.json"]
