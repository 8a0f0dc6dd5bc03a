"""Moving to another guide: nothing that was said is lost, the preview is what happens, and it can be undone exactly."""

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import make_wert
from tests.umzugshilfe import (
    Daten,
    Umbau,
    create,
    gesagtes,
    lies,
    lies_text,
    list_blaetter,
    make_frage,
    make_leitfaden,
    ohne_kopf,
    write_daten,
    zieh_um,
)
from wegweiser import workflow
from wegweiser.errors import EingabeError, VorhabenError, VorhabenVersionError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.umzug import Umzugsplan
from wegweiser.workflow.leitfaeden import compare_leitfaeden
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.umziehen import bereite_umzug, load_umzug, undo_umzug

Uhr = Callable[[], Any]
_NUMMERN = count()


@pytest.fixture(scope="module")
def welt(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return tmp_path_factory.mktemp("umzug"), tmp_path_factory.mktemp("kopien")


# ── Random guides, random changes, random answers ────────────────────────────────────────────────


def beantworte(ordner: Path, zufall: Random, umfeld: Umfeld) -> None:
    """Most questions get an answer, some of them open, some with a note."""
    with workflow.bearbeite(ordner, umfeld) as stand:
        for _ in range(2):  # the second time for the questions of the records given in the first
            for station in stand.lage.stationen:
                if station.antwort is not None or zufall.random() < 0.2:
                    continue
                wert = make_wert(station.frage, stand.optionen, zufall)
                notiz = "Eine Notiz." if zufall.random() < 0.2 else None
                offen = wert is None or zufall.random() < 0.1
                antwort = Antwort(wert=None if offen else wert, offen=offen, notiz=notiz)
                stand = workflow.save_antwort(stand, station.adresse, antwort, umfeld)  # noqa: PLW2901


def pruefe_nichts_verloren(vorher: dict[Adresse, Any], ordner: Path, umbau: Umbau, plan: Umzugsplan) -> None:
    """Every answer is where it belongs, equal or converted, or kept aside; judged without the plan where it can be."""
    nachher, ablage = gesagtes(ordner), lies(ordner)["ablage"]
    namen = umbau.umbenannt["fragen"]
    optionen = {alt: neu for teil in umbau.umbenannt["optionen"].values() for alt, neu in teil.items()}
    umgewandelt = {z.posten.adresse for z in plan.zeilen if z.art == "umgewandelt"}
    for adresse, knoten in vorher.items():
        beiseite = [
            eintrag["antwort"]
            for eintrag in ablage
            if (eintrag["frage"], eintrag.get("satz", "")) == (adresse.frage, adresse.satz)
        ]
        if knoten in beiseite:
            assert all(e["grund"] and e["am"] for e in ablage)
            continue
        neu = nachher[Adresse(namen.get(adresse.frage, adresse.frage), adresse.satz)]
        if neu != knoten:
            assert adresse in umgewandelt
            blaetter = {*list_blaetter(neu), *(b for teil in beiseite for b in list_blaetter(teil))}
            alte = {*list_blaetter(knoten)}
            fehlt = {b for b in alte if b not in blaetter and optionen.get(b) not in blaetter}
            # Into text, choices come by their titles and numbers as people write them.
            assert not fehlt or isinstance(neu, str | dict), (adresse, knoten, neu, beiseite)


def pruefe_vorschau(plan: Umzugsplan, ordner: Path) -> None:
    nachher, ablage = gesagtes(ordner), lies(ordner)["ablage"]
    assert {z.ziel: z.knoten for z in plan.zeilen if z.ziel} == nachher
    assert [z.abgelegt.knoten for z in plan.zeilen if z.abgelegt] == [e["antwort"] for e in ablage]


@given(st.integers(0, 2**32))
def test_nothing_is_lost_and_undo_is_exact(welt: tuple[Path, Path], saat: int) -> None:
    wurzel, kopien = welt
    zufall, ort = Random(saat), wurzel / f"{next(_NUMMERN)}"  # noqa: S311
    umfeld = Umfeld(jetzt=_uhr(), zwischenspeicher=kopien, kuerzel="ab")
    alt = make_leitfaden(zufall)
    leitfaden, frueher = write_daten(ort / "leitfaden", alt), write_daten(ort / "frueher", alt)
    ordner = create(ort / "vorhaben", leitfaden, umfeld)
    beantworte(ordner, zufall, umfeld)
    text, vorher = lies_text(ordner), gesagtes(ordner)
    umbau = Umbau(alt, zufall)
    neu = umbau.baue()
    write_daten(leitfaden, neu)
    stand = workflow.load_stand(ordner, umfeld)
    assert stand.versionslage == "neuer"
    vorschau = load_umzug(ordner, "", umfeld).plan
    ohne_kopie = load_umzug(ordner, "", umfeld._replace(zwischenspeicher=None)).plan
    assert ohne_kopie == vorschau  # the wording beside the Vorhaben says all that is needed
    umzug = zieh_um(ordner, umfeld)
    assert umzug.plan == vorschau
    pruefe_vorschau(vorschau, ordner)
    pruefe_nichts_verloren(vorher, ordner, umbau, umzug.plan)
    pruefe_vergleich(frueher, leitfaden, umfeld, umzug.plan)
    with workflow.bearbeite(ordner, umfeld) as stand:
        assert (stand.nachtraege, stand.vorhaben.unpassend, stand.versionslage) == ((), (), "gleich")
    assert not load_umzug(ordner, "", umfeld).noetig
    undo_umzug(ordner, umfeld, trotzdem=False)
    assert ohne_kopf(lies_text(ordner)) == ohne_kopf(text)
    assert load_umzug(ordner, "", umfeld).plan == vorschau


def pruefe_vergleich(alt: Path, neu: Path, umfeld: Umfeld, plan: Umzugsplan) -> None:
    """What the comparison promises for a question holds for its answers."""
    vergleich = compare_leitfaeden(str(alt), str(neu), umfeld)
    folgen = {u.alt_id or u.id: u.folge for u in vergleich.unterschiede if u.bereich == "fragen"}
    for zeile in plan.zeilen:
        folge = folgen.get(zeile.posten.adresse.frage, "bleibt")
        offen = isinstance(zeile.posten.knoten, dict) and "offen" in zeile.posten.knoten
        if folge == "bleibt":
            assert zeile.knoten == zeile.posten.knoten, zeile
        elif folge == "umgewandelt":
            assert zeile.ziel is not None
            assert zeile.abgelegt is None
        elif folge in {"abgelegt", "neu-gefragt"} and not offen:
            assert zeile.ziel is None, zeile


def _uhr() -> Uhr:
    from datetime import UTC, datetime, timedelta

    zeit = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)

    def jetzt() -> datetime:
        nonlocal zeit
        zeit += timedelta(seconds=1)
        return zeit

    return jetzt


# ── One thing at a time ──────────────────────────────────────────────────────────────────────────

ALT: Daten = {
    "version": "1.0.0",
    "abschnitte": [
        {
            "id": "rahmen",
            "titel": "Rahmen",
            "fragen": [
                make_frage("name", "text", text="Wie heißt es?"),
                make_frage("fax", "text", text="Welche Faxnummer?"),
                make_frage("einwohner", "ganzzahl", text="Wie viele leben dort?", einheit="Menschen"),
                make_frage("art", "auswahl"),
                make_frage("ziele", "mehrfach"),
                make_frage("massnahmen", "tabelle", vorsatz="m"),
            ],
        },
        {"id": "form", "titel": "Form", "je": "massnahmen", "fragen": [make_frage("gruender", "ganzzahl")]},
    ],
}
ZEILEN = ({"id": "m1", "titel": "Laden", "art": "o1", "zahl": 3}, {"id": "m2", "titel": "Bus"})


@pytest.fixture
def leitfaden(tmp_path: Path) -> Path:
    return write_daten(tmp_path / "leitfaden", ALT)


@pytest.fixture
def ordner(tmp_path: Path, leitfaden: Path, umfeld: Umfeld) -> Path:
    ordner = create(tmp_path / "marten", leitfaden, umfeld)
    sage(
        ordner,
        umfeld,
        name="Marten",
        fax="0231",
        einwohner=9500,
        art="o1",
        ziele=("o1", "o2"),
        massnahmen=ZEILEN,
    )
    with workflow.bearbeite(ordner, umfeld) as stand:
        workflow.save_antwort(stand, Adresse("gruender", "m1"), Antwort(wert=7, notiz="sicher"), umfeld)
    return ordner


def sage(ordner: Path, umfeld: Umfeld, **werte: Any) -> None:
    with workflow.bearbeite(ordner, umfeld) as stand:
        for name, wert in werte.items():
            stand = workflow.save_antwort(stand, Adresse(name), Antwort(wert=wert), umfeld)  # noqa: PLW2901


def aendere(leitfaden: Path, umbau: Callable[[dict[str, Daten]], None], **kopf: Any) -> None:
    """The guide in version 2.0.0, its questions changed by id."""
    daten = json.loads(json.dumps(ALT))
    umbau({frage["id"]: frage for abschnitt in daten["abschnitte"] for frage in abschnitt["fragen"]})
    for abschnitt in daten["abschnitte"]:
        abschnitt["fragen"] = [frage for frage in abschnitt["fragen"] if frage]
    write_daten(leitfaden, {**daten, "version": "2.0.0", **kopf})


def test_renamed_retired_and_converted(ordner: Path, leitfaden: Path, umfeld: Umfeld) -> None:
    def umbau(fragen: dict[str, Daten]) -> None:
        fragen["name"] |= {"id": "quartier", "text": "Wie heißt das Quartier?"}
        fragen["fax"].clear()
        fragen["einwohner"]["typ"] = "zahl"
        fragen["art"]["typ"] = "mehrfach"

    kopf = {
        "umbenannt": {"fragen": {"name": "quartier"}},
        "zurueckgezogen": {"fragen": {"fax": "Faxe schickt niemand mehr."}},
    }
    aendere(leitfaden, umbau, **kopf)
    umzug = zieh_um(ordner, umfeld)
    arten = {str(z.posten.adresse): z.art for z in umzug.plan.zeilen}
    assert arten == {
        "name": "umformuliert",
        "fax": "abgelegt",
        "einwohner": "umgewandelt",
        "art": "umgewandelt",
        "ziele": "gleich",
        "massnahmen": "gleich",
        "m1.gruender": "gleich",
    }
    zeile = next(z for z in umzug.plan.zeilen if z.ziel == Adresse("quartier"))
    assert (zeile.alt_text, zeile.neu_text) == ("Wie heißt es?", "Wie heißt das Quartier?")
    daten = lies(ordner)
    assert daten["antworten"]["rahmen"] == {
        "quartier": "Marten",
        "einwohner": "9500",
        "art": ["o1"],
        "ziele": ["o1", "o2"],
        "massnahmen": lies(ordner)["antworten"]["rahmen"]["massnahmen"],
    }
    assert daten["leitfaden"]["version"] == "2.0.0"
    [eintrag] = daten["ablage"]
    assert eintrag == {
        "frage": "fax",
        "wortlaut": "Welche Faxnummer?",
        "antwort": "0231",
        "grund": "Die Frage wird nicht mehr gestellt: Faxe schickt niemand mehr.",
        "am": "2026-11-22",
        "leitfaden": "probe 1.0.0",
    }


def test_a_gone_option_is_chosen_or_kept_aside(ordner: Path, leitfaden: Path, umfeld: Umfeld) -> None:
    def umbau(fragen: dict[str, Daten]) -> None:
        for name in ("art", "ziele"):
            fragen[name]["optionen"] = fragen[name]["optionen"][1:]

    aendere(leitfaden, umbau, zurueckgezogen={"optionen": {"art": {"o1": "Gab es nie."}}})
    entscheidungen = load_umzug(ordner, "", umfeld).plan.entscheidungen
    assert [(e.stelle, e.alt, e.alt_titel, e.grund) for e in entscheidungen] == [
        ("art", "o1", "Option 1", "Gab es nie."),
        ("ziele", "o1", "Option 1", ""),
    ]
    zieh_um(ordner, umfeld, "art=Option 3")
    antworten = lies(ordner)["antworten"]["rahmen"]
    assert (antworten["art"], antworten["ziele"]) == ("o3", ["o2"])
    [rest] = lies(ordner)["ablage"]
    assert (rest["frage"], rest["antwort"]) == ("ziele", ["o1", "o2"])
    undo_umzug(ordner, umfeld, trotzdem=False)
    zieh_um(ordner, umfeld)
    assert "art" not in lies(ordner)["antworten"]["rahmen"]
    assert (
        lies(ordner)["ablage"][0]["grund"] == "Diese Möglichkeit gibt es nicht mehr: „Option 1“ (Gab es nie.)"
    )


@pytest.mark.parametrize(
    ("wahl", "code"),
    [
        ("art", "umzug-wahl-form"),
        ("nix=o2", "umzug-wahl-unbekannt"),
        ("art=o1", "umzug-wahl-wert"),
        ("art:o9=o2", "umzug-wahl-unbekannt"),
    ],
)
def test_wrong_choices_are_explained(
    ordner: Path, leitfaden: Path, umfeld: Umfeld, wahl: str, code: str
) -> None:
    aendere(leitfaden, lambda fragen: fragen["art"]["optionen"].pop(0))
    text = lies_text(ordner)
    with pytest.raises(EingabeError) as fehler:
        zieh_um(ordner, umfeld, wahl)
    assert fehler.value.code == code
    assert "{" not in fehler.value.satz + fehler.value.hinweis
    assert lies_text(ordner) == text


def test_columns_are_renamed_dropped_and_required(ordner: Path, leitfaden: Path, umfeld: Umfeld) -> None:
    def umbau(fragen: dict[str, Daten]) -> None:
        titel, art, _ = fragen["massnahmen"]["spalten"]
        neu = {"id": "status", "typ": "auswahl", "pflicht": True, "optionen": art["optionen"]}
        fragen["massnahmen"]["spalten"] = [{**titel, "id": "name"}, art, neu]

    aendere(leitfaden, umbau, umbenannt={"spalten": {"massnahmen": {"titel": "name"}}})
    zieh_um(ordner, umfeld, "massnahmen.status=o2")
    zeilen = lies(ordner)["antworten"]["rahmen"]["massnahmen"]
    assert zeilen == [
        {"id": "m1", "name": "Laden", "art": "o1", "status": "o2"},
        {"id": "m2", "name": "Bus", "status": "o2"},
    ]
    [rest] = lies(ordner)["ablage"]
    assert rest["antwort"] == [{"id": "m1", "zahl": "3"}]
    assert lies(ordner)["antworten"]["form"]["m1"]["gruender"] == {"wert": "7", "notiz": "sicher"}


def test_a_required_column_without_choice_keeps_the_rows_aside(
    ordner: Path, leitfaden: Path, umfeld: Umfeld
) -> None:
    neu = {"id": "ort", "typ": "text", "pflicht": True}
    aendere(leitfaden, lambda fragen: fragen["massnahmen"]["spalten"].append(neu))
    zieh_um(ordner, umfeld)
    daten = lies(ordner)
    assert "massnahmen" not in daten["antworten"]["rahmen"]
    assert daten["ruhend"]["form"]["m1"]["gruender"] == {"wert": "7", "notiz": "sicher"}
    assert len(daten["ablage"][0]["antwort"]) == 2


def test_row_ids_are_never_given_again_after_a_renaming(
    ordner: Path, leitfaden: Path, umfeld: Umfeld
) -> None:
    sage(ordner, umfeld, massnahmen=ZEILEN[:1])  # m2 was there once

    def umbau(fragen: dict[str, Daten]) -> None:
        fragen["massnahmen"]["id"] = "vorschlaege"

    kopf = {"umbenannt": {"fragen": {"massnahmen": "vorschlaege"}}}
    daten = json.loads(json.dumps(ALT))
    daten["abschnitte"][1]["je"] = "vorschlaege"
    umbau({frage["id"]: frage for abschnitt in daten["abschnitte"] for frage in abschnitt["fragen"]})
    write_daten(leitfaden, {**daten, "version": "2.0.0", **kopf})
    zieh_um(ordner, umfeld)
    assert lies(ordner)["antworten"]["form"] == {"m1": {"gruender": {"wert": "7", "notiz": "sicher"}}}
    stand = workflow.load_stand(ordner, umfeld)
    wert = workflow.parse_eingabe(
        stand, Adresse("vorschlaege"), '[{"id": "m1", "titel": "a"}, {"titel": "b"}]'
    )
    assert [zeile["id"] for zeile in wert] == ["m1", "m3"]  # type: ignore[index,union-attr]


def test_an_abschnitt_that_became_repeated(ordner: Path, leitfaden: Path, umfeld: Umfeld) -> None:
    """`start` says what is wrong; moving keeps what has no place."""
    daten = json.loads(json.dumps(ALT))
    daten["abschnitte"][1] |= {"je": None, "id": "form"}
    write_daten(leitfaden, {**daten, "version": "2.0.0"})
    zieh_um(ordner, umfeld)
    [eintrag] = lies(ordner)["ablage"]
    assert (eintrag["frage"], eintrag["satz"], eintrag["antwort"]["wert"]) == ("gruender", "m1", "7")
    assert workflow.load_stand(ordner, umfeld).vorhaben.unpassend == ()


def test_comments_survive_and_come_back(ordner: Path, leitfaden: Path, umfeld: Umfeld) -> None:
    text = lies_text(ordner)
    text = text.replace("    fax:", "    # von Hand: nachsehen\n    fax:").replace(
        "format: 1", "# oben\nformat: 1"
    )
    (ordner / "vorhaben.yaml").write_text(text, encoding="utf-8")
    aendere(leitfaden, lambda fragen: fragen["fax"].clear())
    zieh_um(ordner, umfeld)
    assert "# von Hand: nachsehen" in lies_text(ordner)
    assert lies_text(ordner).startswith("# oben\n")
    undo_umzug(ordner, umfeld, trotzdem=False)
    assert ohne_kopf(lies_text(ordner)) == ohne_kopf(text)


# ── Undoing ──────────────────────────────────────────────────────────────────────────────────────


def test_undoing_is_refused_after_an_answer_unless_told(
    ordner: Path, leitfaden: Path, umfeld: Umfeld
) -> None:
    text = lies_text(ordner)
    aendere(leitfaden, lambda fragen: fragen["fax"].clear())
    zieh_um(ordner, umfeld)
    sage(ordner, umfeld, name="Dorstfeld")
    danach = lies_text(ordner)
    with pytest.raises(VorhabenError) as fehler:
        undo_umzug(ordner, umfeld, trotzdem=False)
    assert (fehler.value.code, fehler.value.angaben["fragen"]) == ("umzug-geaendert", "name")
    assert lies_text(ordner) == danach
    undo_umzug(ordner, umfeld, trotzdem=True)
    [eintrag] = lies(ordner)["ablage"]
    assert (eintrag["frage"], eintrag["antwort"]) == ("name", "Dorstfeld")
    assert lies(ordner)["antworten"]["rahmen"]["name"] == "Marten"
    assert ohne_kopf(text)[:-1] == ohne_kopf(lies_text(ordner))[: len(ohne_kopf(text)) - 1]


def test_two_moves_are_undone_one_after_the_other(ordner: Path, leitfaden: Path, umfeld: Umfeld) -> None:
    texte = [lies_text(ordner)]
    for name in ("fax", "name"):
        aendere(leitfaden, lambda fragen, name=name: fragen[name].clear(), version=f"{2 + len(texte)}.0.0")  # type: ignore[misc]
        zieh_um(ordner, umfeld)
        texte.append(lies_text(ordner))
    for text in reversed(texte[:-1]):
        undo_umzug(ordner, umfeld, trotzdem=False)
        assert ohne_kopf(lies_text(ordner)) == ohne_kopf(text)
    with pytest.raises(VorhabenError) as fehler:
        undo_umzug(ordner, umfeld, trotzdem=False)
    assert fehler.value.code == "umzug-keiner"


# ── Cut short ────────────────────────────────────────────────────────────────────────────────────


def test_killed_between_journal_and_yaml(ordner: Path, leitfaden: Path, umfeld: Umfeld) -> None:
    """Opening finishes the move, though the file on the disk still names the older guide."""
    vorher = (ordner / "vorhaben.yaml").read_bytes()
    aendere(leitfaden, lambda fragen: fragen["fax"].clear())
    zieh_um(ordner, umfeld)
    danach = lies_text(ordner)
    (ordner / "vorhaben.yaml").write_bytes(vorher)
    stand = workflow.load_stand(ordner, umfeld)
    assert [n.code for n in stand.nachtraege] == ["umzug"]
    assert stand.vorhaben.leitfaden.version == "2.0.0"
    assert (ordner / "vorhaben.yaml").read_bytes() == vorher  # reading writes nothing
    with workflow.bearbeite(ordner, umfeld):
        pass
    assert lies_text(ordner) == danach
    undo_umzug(ordner, umfeld, trotzdem=False)
    assert ohne_kopf(lies_text(ordner)) == ohne_kopf(vorher.decode())


def test_an_old_copy_of_the_file_catches_up(ordner: Path, leitfaden: Path, umfeld: Umfeld) -> None:
    """Lines before and after the move are replayed around it."""
    alt = (ordner / "vorhaben.yaml").read_bytes()
    sage(ordner, umfeld, name="Dorstfeld")
    aendere(leitfaden, lambda fragen: fragen["fax"].clear())
    zieh_um(ordner, umfeld)
    sage(ordner, umfeld, einwohner=5)
    danach = lies(ordner)
    (ordner / "vorhaben.yaml").write_bytes(alt)
    with workflow.bearbeite(ordner, umfeld) as stand:
        assert [n.code for n in stand.nachtraege] == ["umzug", "nachgetragen"]
    assert lies(ordner) == danach


def test_a_torn_line_is_no_move(ordner: Path, leitfaden: Path, umfeld: Umfeld) -> None:
    vorher = (ordner / "vorhaben.yaml").read_bytes()
    laenge = (ordner / "protokoll.jsonl").stat().st_size
    aendere(leitfaden, lambda fragen: fragen["fax"].clear())
    zieh_um(ordner, umfeld)
    journal = (ordner / "protokoll.jsonl").read_bytes()
    for schnitt in Random(1).sample(range(laenge, len(journal) - 1), 8):  # noqa: S311
        (ordner / "protokoll.jsonl").write_bytes(journal[:schnitt])
        (ordner / "vorhaben.yaml").write_bytes(vorher)
        stand = workflow.load_stand(ordner, umfeld)
        assert (stand.nachtraege, stand.vorhaben.leitfaden.version) == ((), "1.0.0")


def test_edited_by_hand_after_a_move_that_was_cut_short(
    ordner: Path, leitfaden: Path, umfeld: Umfeld
) -> None:
    """The file of the older guide stays what the person made of it; moving again works."""
    vorher = lies_text(ordner)
    aendere(leitfaden, lambda fragen: fragen["fax"].clear())
    zieh_um(ordner, umfeld)
    (ordner / "vorhaben.yaml").write_text(vorher.replace("Marten", "Mengede"), encoding="utf-8")
    with workflow.bearbeite(ordner, umfeld) as stand:
        assert "umzug-verworfen" in [n.code for n in stand.nachtraege]
        assert stand.vorhaben.leitfaden.version == "1.0.0"
    assert lies(ordner)["antworten"]["rahmen"]["fax"] == "0231"
    zieh_um(ordner, umfeld)
    assert lies(ordner)["antworten"]["rahmen"]["name"] == "Mengede"
    assert lies(ordner)["ablage"][0]["antwort"] == "0231"


def test_an_answer_only_the_journal_has_finds_its_place_in_a_newer_guide(
    ordner: Path, leitfaden: Path, umfeld: Umfeld
) -> None:
    """Killed before the YAML was written, then the guide was updated: the question is gone, the answer is not."""
    vorher = (ordner / "vorhaben.yaml").read_bytes()
    sage(ordner, umfeld, fax="4711")
    (ordner / "vorhaben.yaml").write_bytes(vorher)
    aendere(leitfaden, lambda fragen: fragen["fax"].clear())
    with workflow.bearbeite(ordner, umfeld):
        pass
    assert lies(ordner)["antworten"]["rahmen"]["fax"] == "4711"
    zieh_um(ordner, umfeld)
    assert lies(ordner)["ablage"][0]["antwort"] == "4711"


# ── Opening with another guide on the disk ───────────────────────────────────────────────────────


def test_a_guide_edited_in_place_or_older(ordner: Path, leitfaden: Path, umfeld: Umfeld) -> None:
    assert workflow.load_stand(ordner, umfeld).versionslage == "gleich"
    aendere(leitfaden, lambda fragen: fragen["fax"].update(text="Neu?"), version="1.0.0")
    assert workflow.load_stand(ordner, umfeld).versionslage == "geaendert"
    aendere(leitfaden, lambda _: None, version="0.9.10")
    with pytest.raises(VorhabenVersionError) as fehler:
        workflow.load_stand(ordner, umfeld)
    assert fehler.value.code == "vorhaben-leitfaden-alt"
    assert "{" not in fehler.value.satz + fehler.value.hinweis


def test_answers_given_before_moving_stay(ordner: Path, leitfaden: Path, umfeld: Umfeld) -> None:
    """Work goes on with the newer guide on the disk; what was said to the new name wins, the old is kept aside."""

    def umbau(fragen: dict[str, Daten]) -> None:
        fragen["name"]["id"] = "quartier"

    aendere(leitfaden, umbau, umbenannt={"fragen": {"name": "quartier"}})
    assert len(workflow.load_stand(ordner, umfeld).vorhaben.unpassend) == 1
    sage(ordner, umfeld, quartier="Dorstfeld")
    zieh_um(ordner, umfeld)
    assert lies(ordner)["antworten"]["rahmen"]["quartier"] == "Dorstfeld"
    [eintrag] = lies(ordner)["ablage"]
    assert (eintrag["antwort"], eintrag["grund"]) == (
        "Marten",
        "Auf die Frage „quartier“ gibt es schon eine Antwort.",
    )


def test_a_hand_edit_under_a_newer_guide_is_no_riddle(ordner: Path, leitfaden: Path, umfeld: Umfeld) -> None:
    """Questions the newer guide lacks are not told as removed by hand."""
    aendere(leitfaden, lambda fragen: fragen["fax"].clear())
    text = lies_text(ordner).replace("Marten", "Mengede")
    (ordner / "vorhaben.yaml").write_text(text, encoding="utf-8")
    with workflow.bearbeite(ordner, umfeld) as stand:
        assert [(n.code, n.adressen) for n in stand.nachtraege] == [("von-hand", (Adresse("name"),))]


def test_without_the_old_wording_only_ids_are_compared(ordner: Path, leitfaden: Path, umfeld: Umfeld) -> None:
    (ordner / "wortlaut.json").unlink()
    aendere(leitfaden, lambda fragen: fragen["fax"].clear())
    umzug = load_umzug(ordner, "", umfeld._replace(zwischenspeicher=None))
    assert not umzug.plan.alt_bekannt
    assert {str(z.posten.adresse) for z in umzug.plan.zeilen if z.abgelegt} == {"fax"}


@pytest.mark.parametrize(
    "inhalt", ["", "{", "[]", '{"format": 1, "fassungen": [3, {"pruefsumme": 1}]}', '{"format": 9}']
)
def test_a_broken_wording_is_no_obstacle(ordner: Path, leitfaden: Path, umfeld: Umfeld, inhalt: str) -> None:
    (ordner / "wortlaut.json").write_text(inhalt, encoding="utf-8")
    aendere(leitfaden, lambda fragen: fragen["fax"].clear())
    assert zieh_um(ordner, umfeld._replace(zwischenspeicher=None)).plan.zeilen


def test_the_wording_holds_guide_text_only(ordner: Path) -> None:
    roh = (ordner / "wortlaut.json").read_text(encoding="utf-8")
    assert "Wie heißt es?" in roh
    assert all(wort not in roh for wort in ("Marten", "0231", "Laden", "sicher"))


def test_to_another_guide_and_back(ordner: Path, tmp_path: Path, umfeld: Umfeld) -> None:
    """`--nach` needs the old guide no longer, only its wording."""
    text = lies_text(ordner)
    anderer = write_daten(
        tmp_path / "anderer",
        {"version": "3.0.0", "abschnitte": [{"id": "a", "fragen": [make_frage("name", "text")]}]},
    )
    (tmp_path / "leitfaden" / "leitfaden.yaml").unlink()
    zieh_um(ordner, umfeld, nach=str(anderer))
    assert lies(ordner)["antworten"] == {"a": {"name": "Marten"}}
    assert len(lies(ordner)["ablage"]) == 6
    undo_umzug(ordner, umfeld, trotzdem=False)
    assert ohne_kopf(lies_text(ordner)) == ohne_kopf(text)


def test_nobody_else_can_write_meanwhile(ordner: Path, leitfaden: Path, umfeld: Umfeld) -> None:
    aendere(leitfaden, lambda fragen: fragen["fax"].clear())
    with bereite_umzug(ordner, "", umfeld), pytest.raises(VorhabenError) as fehler:
        sage(ordner, umfeld, name="x")
    assert fehler.value.code == "gesperrt"
