"""Undo and redo of a real Vorhaben, over restarts: what was there comes back exactly, and nothing else changes."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import make_wert
from tests.conftest import ABNAHME
from wegweiser import workflow
from wegweiser.errors import EingabeError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.verlauf import load_schritte, plan_ruecknahme, save_ruecknahme

ALLES = Path(__file__).parent / "leitfaeden" / "alles"
NAME, MENSCHEN, TEILE, POSTEN = (Adresse(id_) for id_ in ("name", "menschen", "teile", "posten"))
_NUMMERN = count()
Stand = Mapping[Adresse, Antwort]


@pytest.fixture
def ordner(tmp_path: Path, umfeld: Umfeld) -> Path:
    workflow.create(tmp_path / "probe", leitfaden=str(ALLES), titel="Probe", umfeld=umfeld)
    return tmp_path / "probe"


def sage(ordner: Path, umfeld: Umfeld, neu: Mapping[Adresse, Antwort | None], art: str = "antwort") -> None:
    with workflow.bearbeite(ordner, umfeld) as stand:
        workflow.save_antworten(stand, neu, umfeld, art=art)  # type: ignore[arg-type]


def nimm(ordner: Path, umfeld: Umfeld, richtung: str = "rueckgaengig", *, trotzdem: bool = False) -> None:
    with workflow.bearbeite(ordner, umfeld) as stand:
        ruecknahme = plan_ruecknahme(stand, richtung)  # type: ignore[arg-type]
        save_ruecknahme(stand, ruecknahme, umfeld, trotzdem=trotzdem)


def lies(ordner: Path, umfeld: Umfeld) -> Stand:
    return dict(workflow.load_stand(ordner, umfeld).vorhaben.antworten)


@given(st.randoms(use_true_random=False))
@settings(max_examples=50 if ABNAHME else 2)
def test_any_sequence_of_answers_undo_and_redo_is_two_stacks_of_states(
    tmp_path_factory: pytest.TempPathFactory, zwischenspeicher: Path, zufall: Random
) -> None:
    uhr = count()
    umfeld = Umfeld(
        jetzt=lambda: datetime(2026, 11, 22, tzinfo=UTC) + timedelta(seconds=next(uhr)),
        zwischenspeicher=zwischenspeicher,
    )
    ordner = tmp_path_factory.mktemp("verlauf") / f"v{next(_NUMMERN)}"
    workflow.create(ordner, leitfaden=str(ALLES), titel="Probe", umfeld=umfeld)
    davor, danach = [lies(ordner, umfeld)], list[Stand]()
    for _ in range(18):
        zug = zufall.choice(["sage", "sage", "rueckgaengig", "wiederholt"])
        if zug == "sage":
            with workflow.bearbeite(ordner, umfeld) as stand:
                stationen = zufall.sample(stand.lage.stationen, zufall.choice([1, 1, 3]))
                neu = {s.adresse: _antwort(stand, s.frage, zufall) for s in stationen}
                neuer = workflow.save_antworten(stand, neu, umfeld)
            if dict(neuer.vorhaben.antworten) != davor[-1]:
                davor.append(dict(neuer.vorhaben.antworten))
                danach = []
        elif zug == "rueckgaengig" and len(davor) > 1:
            nimm(ordner, umfeld)
            danach.append(davor.pop())
        elif zug == "wiederholt" and danach:
            nimm(ordner, umfeld, "wiederholt")
            davor.append(danach.pop())
        assert lies(ordner, umfeld) == davor[-1]


def _antwort(stand: workflow.Stand, frage: object, zufall: Random) -> Antwort | None:
    wert = make_wert(frage, stand.optionen, zufall)  # type: ignore[arg-type]
    if wert is None or zufall.random() < 0.1:
        return None
    if zufall.random() < 0.2:
        return Antwort(offen=True, zustaendig="Bauamt", notiz="Rückruf")
    return Antwort(
        wert=wert, sicherheit="vermutet", belege=("b",), notiz=zufall.choice([None, "Eine Notiz."])
    )


def test_notes_evidence_and_certainty_come_back_with_the_answer(ordner: Path, umfeld: Umfeld) -> None:
    alt = Antwort(wert="Eins", sicherheit="gesichert", belege=("x", "y"), notiz="Zeile\nzwei")
    sage(ordner, umfeld, {NAME: alt})
    sage(ordner, umfeld, {NAME: Antwort(offen=True, zustaendig="Amt")})
    nimm(ordner, umfeld)
    assert lies(ordner, umfeld) == {NAME: alt}


@pytest.mark.parametrize("art", ["erfasst", "eingelesen", "zusammengefuehrt", "zurueckgesetzt"])
def test_what_was_saved_together_is_undone_together(ordner: Path, umfeld: Umfeld, art: str) -> None:
    sage(ordner, umfeld, {NAME: Antwort(wert="Eins")})
    sage(ordner, umfeld, {NAME: Antwort(wert="Zwei"), MENSCHEN: Antwort(wert=7)}, art)
    nimm(ordner, umfeld)
    assert lies(ordner, umfeld) == {NAME: Antwort(wert="Eins")}
    nimm(ordner, umfeld, "wiederholt")
    assert lies(ordner, umfeld) == {NAME: Antwort(wert="Zwei"), MENSCHEN: Antwort(wert=7)}


def test_an_edit_by_hand_is_undone_like_an_answer(ordner: Path, umfeld: Umfeld) -> None:
    sage(ordner, umfeld, {NAME: Antwort(wert="Eins")})
    datei = ordner / "vorhaben.yaml"
    datei.write_text(datei.read_text("utf-8").replace("name: Eins", "name: Hand # mein Kommentar"), "utf-8")
    nimm(ordner, umfeld)
    assert lies(ordner, umfeld) == {NAME: Antwort(wert="Eins")}
    nimm(ordner, umfeld)
    assert lies(ordner, umfeld) == {}
    with pytest.raises(EingabeError, match="nichts"):
        nimm(ordner, umfeld)


def test_row_ids_are_not_given_again_after_undo(ordner: Path, umfeld: Umfeld) -> None:
    def neue_zeile(text: str, notiz: str | None = None) -> None:
        with workflow.bearbeite(ordner, umfeld) as stand:
            wert = workflow.parse_eingabe(stand, TEILE, text)
            workflow.save_antwort(stand, TEILE, Antwort(wert=wert, notiz=notiz), umfeld)

    def ids() -> list[str]:
        return [str(zeile["id"]) for zeile in lies(ordner, umfeld)[TEILE].wert]  # type: ignore[union-attr,index]

    neue_zeile('[{"titel": "Dach"}]')
    neue_zeile('[{"id": "t1", "titel": "Dach"}, {"titel": "Keller"}]', notiz="Mit Notiz.")
    nimm(ordner, umfeld)
    assert ids() == ["t1"]
    neue_zeile('[{"id": "t1", "titel": "Dach"}, {"titel": "Wand"}]')
    assert ids() == ["t1", "t3"]
    nimm(ordner, umfeld)
    assert ids() == ["t1"]


@pytest.mark.parametrize("weg", ["von-hand", "datei"])
def test_a_row_written_without_id_gets_one_nobody_had(ordner: Path, umfeld: Umfeld, weg: str) -> None:
    zwei = ({"id": "t1", "titel": "Dach"}, {"id": "t2", "titel": "Keller"})
    sage(
        ordner,
        umfeld,
        {TEILE: Antwort(wert=zwei, notiz="Mit Notiz."), Adresse("zweck", "t2"): Antwort(wert="Alt")},
    )
    sage(ordner, umfeld, {TEILE: Antwort(wert=zwei[:1])})
    neu = "{titel: Wand}"
    if weg == "von-hand":
        datei = ordner / "vorhaben.yaml"
        text = datei.read_text("utf-8")
        zeile = next(zeile for zeile in text.splitlines() if "titel: Dach" in zeile)
        datei.write_text(text.replace(zeile, f"{zeile}\n      - {neu}"), "utf-8")
        sage(ordner, umfeld, {NAME: Antwort(wert="x")})
    else:
        antworten = ordner.parent / "a.yaml"
        antworten.write_text(f"tabellen:\n  teile:\n    - {{id: t1, titel: Dach}}\n    - {neu}\n", "utf-8")
        with workflow.bearbeite(ordner, umfeld) as stand:
            workflow.apply_antwortdatei(stand, antworten, umfeld)
    stand = workflow.load_stand(ordner, umfeld)
    assert [zeile["id"] for zeile in stand.vorhaben.antworten[TEILE].wert] == ["t1", "t3"]  # type: ignore[union-attr,index]
    assert stand.lage.ruhend == (Adresse("zweck", "t2"),), (
        "what was said about the old row is not about the new one"
    )


def test_records_come_back_with_their_answers(ordner: Path, umfeld: Umfeld) -> None:
    teile = Antwort(wert=({"id": "t1", "titel": "Dach"}, {"id": "t2", "titel": "Keller"}))
    zweck = Adresse("zweck", "t2")
    sage(ordner, umfeld, {TEILE: teile})
    sage(ordner, umfeld, {zweck: Antwort(wert="Vorrat")})
    sage(ordner, umfeld, {TEILE: Antwort(wert=({"id": "t1", "titel": "Dach"},))})
    assert workflow.load_stand(ordner, umfeld).lage.ruhend == (zweck,)
    nimm(ordner, umfeld)
    stand = workflow.load_stand(ordner, umfeld)
    assert stand.lage.ruhend == ()
    assert stand.vorhaben.antworten[zweck] == Antwort(wert="Vorrat")


def test_an_answer_changed_since_is_not_overwritten_unasked(ordner: Path, umfeld: Umfeld) -> None:
    """Two copies of the journal: what stands there now is not what the step left behind."""
    sage(ordner, umfeld, {NAME: Antwort(wert="Eins")})
    sage(ordner, umfeld, {NAME: Antwort(wert="Zwei")})
    with workflow.bearbeite(ordner, umfeld) as stand:
        ruecknahme = plan_ruecknahme(stand, "rueckgaengig")
        fremd = ruecknahme.schritt
        assert not ruecknahme.streit
    protokoll = ordner / "protokoll.jsonl"
    zeilen = protokoll.read_text("utf-8").splitlines(keepends=True)
    protokoll.write_text("".join(zeilen).replace('"neu": "Zwei"', '"neu": "Drei"'), "utf-8")
    with pytest.raises(EingabeError, match="Name"):
        nimm(ordner, umfeld)
    assert lies(ordner, umfeld) == {NAME: Antwort(wert="Zwei")}
    nimm(ordner, umfeld, trotzdem=True)
    assert lies(ordner, umfeld) == {NAME: Antwort(wert="Eins")}
    assert load_schritte(ordner)[-1].zu == fremd.nr
