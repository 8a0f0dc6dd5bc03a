"""Two copies of a folder, edited apart by two people, become one again."""

import shutil
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.builders import make_wert
from tests.conftest import ABNAHME
from tests.umzugshilfe import make_frage, write_daten
from wegweiser import workflow
from wegweiser.adapters.konflikte import load_konflikte
from wegweiser.adapters.protokoll import load_protokoll
from wegweiser.errors import VorhabenError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow import Stand
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.verlauf import plan_ruecknahme, save_ruecknahme
from wegweiser.workflow.zusammenfuehren import (
    Vereinigung,
    apply_vereinigung,
    decide,
    list_offene_konflikte,
    plan_vereinigung,
)

ALLES = Path(__file__).parent / "leitfaeden" / "alles"


def sage(ordner: Path, umfeld: Umfeld, **werte: Any) -> None:
    """Save answers, one after the other; `m1__x` is the answer x of record m1."""
    with workflow.bearbeite(ordner, umfeld) as stand:
        for name, wert in werte.items():
            satz, _, frage = name.rpartition("__")
            antwort = wert if isinstance(wert, Antwort) or wert is None else Antwort(wert=wert)
            stand = workflow.save_antwort(stand, Adresse(frage, satz), antwort, umfeld)  # noqa: PLW2901


def lies(ordner: Path, umfeld: Umfeld) -> dict[str, Any]:
    antworten = workflow.load_stand(ordner, umfeld).vorhaben.antworten
    return {str(adresse): antwort.wert for adresse, antwort in antworten.items()}


def fuehre_zusammen(a: Path, b: Path, umfeld: Umfeld, basis: Path | None = None) -> Vereinigung:
    vorher = {pfad: pfad.read_bytes() for pfad in b.rglob("*") if pfad.is_file()}
    with workflow.bearbeite(a, umfeld) as stand:
        vereinigung = plan_vereinigung(stand, b, basis, umfeld)
        apply_vereinigung(stand, vereinigung, umfeld)
    assert {pfad: pfad.read_bytes() for pfad in b.rglob("*") if pfad.is_file()} == vorher, (
        "the copy is never written"
    )
    return vereinigung


def teile(**titel: str) -> tuple[Mapping[str, str], ...]:
    return tuple({"id": id_, "titel": name} for id_, name in titel.items())


@pytest.fixture
def paar(tmp_path: Path, umfeld: Umfeld) -> tuple[Path, Path]:
    """A Vorhaben with a few answers, and a copy of its folder."""
    a = tmp_path / "hier"
    workflow.create(a, leitfaden=str(ALLES), titel="Probe", umfeld=umfeld)
    sage(
        a,
        umfeld,
        name="Marten",
        menschen=9000,
        teile=teile(t1="Dach", t2="Keller"),
        wichtig=("t1",),
        t1__zweck="oben",
    )
    return a, Path(shutil.copytree(a, tmp_path / "dort"))


def test_both_sides_arrive_in_one_change_that_is_undone_as_one(
    paar: tuple[Path, Path], umfeld: Umfeld
) -> None:
    a, b = paar
    sage(a, umfeld, kosten=Decimal("10.50"), t1__stueck=3)
    sage(b, umfeld, menschen=9500, laenge=Decimal("1.5"), t2__zweck="unten", name=None)
    vorher = lies(a, umfeld)
    vereinigung = fuehre_zusammen(a, b, umfeld)
    assert (vereinigung.konflikte, vereinigung.verbindung.eigene) == ((), 2)
    danach = lies(a, umfeld)
    assert danach == {
        "menschen": 9500, "laenge": Decimal("1.5"), "kosten": Decimal("10.50"), "teile": teile(t1="Dach", t2="Keller"),
        "wichtig": ("t1",), "t1.zweck": "oben", "t2.zweck": "unten", "t1.stueck": 3,
    }  # fmt: skip
    assert not (a / "konflikte.yaml").exists()
    gruppe = [zeile for zeile in load_protokoll(a) if zeile.art == "zusammengefuehrt"]
    assert [zeile.folgt for zeile in gruppe] == [3, 2, 1, 0]
    assert not fuehre_zusammen(a, b, umfeld).neu, "a second time there is nothing to do"
    with workflow.bearbeite(a, umfeld) as stand:
        save_ruecknahme(stand, plan_ruecknahme(stand, "rueckgaengig"), umfeld)
    assert lies(a, umfeld) == vorher


def test_either_way_round_gives_the_same(paar: tuple[Path, Path], umfeld: Umfeld, tmp_path: Path) -> None:
    a, b = paar
    sage(a, umfeld, kosten=Decimal(10), teile=teile(t1="Dach neu", t2="Keller"))
    sage(b, umfeld, name="Marten-Süd", teile=teile(t1="Dach", t2="Keller", t3="Tor"))
    a2, b2 = (Path(shutil.copytree(ordner, tmp_path / f"{ordner.name}2")) for ordner in (a, b))
    fuehre_zusammen(a, b, umfeld)
    fuehre_zusammen(b2, a2, umfeld)
    assert lies(a, umfeld) == lies(b2, umfeld)
    assert lies(a, umfeld)["teile"] == teile(t1="Dach neu", t2="Keller", t3="Tor")


def test_a_conflict_is_kept_until_somebody_decides(paar: tuple[Path, Path], umfeld: Umfeld) -> None:
    a, b = paar
    sage(a, umfeld, menschen=9100, name="Süd", jahr=2027)
    sage(b, umfeld, menschen=9200, name="Nord", jahr=2028)
    assert len(fuehre_zusammen(a, b, umfeld).konflikte) == 3
    assert (lies(a, umfeld)["menschen"], lies(a, umfeld)["name"]) == (9100, "Süd")
    notiert = (a / "konflikte.yaml").read_text(encoding="utf-8")
    assert "9100" in notiert
    assert "9200" in notiert

    def nach_name(stand: Stand) -> dict[str, Any]:
        return {k.kennung: k for k in list_offene_konflikte(stand)}

    with workflow.bearbeite(a, umfeld) as stand:
        konflikt = nach_name(stand)["menschen"]
        assert (konflikt.dort.wer, konflikt.dort.zeit[:10]) == ("ab", "2026-11-22")
        stand = decide(stand, konflikt, "dort", umfeld)  # noqa: PLW2901
        stand = decide(stand, nach_name(stand)["name"], "hier", umfeld)  # noqa: PLW2901
        assert set(nach_name(stand)) == {"jahr"}
        stand = workflow.save_antwort(stand, Adresse("jahr"), Antwort(wert=2028), umfeld)  # noqa: PLW2901
        assert not nach_name(stand), "answered the same way in the session: settled"
    assert (lies(a, umfeld)["menschen"], lies(a, umfeld)["name"]) == (9200, "Süd")
    noch_einmal = fuehre_zusammen(a, b, umfeld)
    assert (noch_einmal.neu, noch_einmal.konflikte) == ({}, ()), "what was decided is not asked again"
    sage(b, umfeld, name="West")
    assert [k.kennung for k in fuehre_zusammen(a, b, umfeld).konflikte] == ["name"], (
        "unless something new was said"
    )
    assert {k.entschieden for k in load_konflikte(a)} == {"hier", "dort", ""}


def test_rows_with_the_same_id_are_told_apart_with_all_that_belongs_to_them(
    paar: tuple[Path, Path], umfeld: Umfeld
) -> None:
    a, b = paar
    sage(a, umfeld, teile=teile(t1="Dach", t2="Keller", t3="Tor"), t3__zweck="hinein")
    sage(
        b, umfeld, teile=teile(t1="Dach", t2="Keller", t3="Zaun"), wichtig=("t1", "t3"), t3__zweck="drumherum"
    )
    vereinigung = fuehre_zusammen(a, b, umfeld)
    assert [(u.alt, u.neu, u.titel) for u in vereinigung.verbindung.umbenannt] == [("t3", "t4", "Zaun")]
    danach = lies(a, umfeld)
    assert danach["teile"] == teile(t1="Dach", t2="Keller", t3="Tor", t4="Zaun")
    assert (danach["wichtig"], danach["t3.zweck"], danach["t4.zweck"]) == (
        ("t1", "t4"),
        "hinein",
        "drumherum",
    )
    assert not fuehre_zusammen(a, b, umfeld).neu
    sage(b, umfeld, t3__zweck="ringsum")
    fuehre_zusammen(a, b, umfeld)
    assert lies(a, umfeld)["t4.zweck"] == "ringsum"


def test_edits_by_hand_in_the_copy_count(paar: tuple[Path, Path], umfeld: Umfeld) -> None:
    a, b = paar
    text = (b / "vorhaben.yaml").read_text(encoding="utf-8")
    (b / "vorhaben.yaml").write_text(
        text.replace("name: Marten", "name: Marten-Ost").replace(
            "{id: t2, titel: Keller}", "{id: t2, titel: Keller}\n      - {titel: Turm}"
        ),
        encoding="utf-8",
    )
    fuehre_zusammen(a, b, umfeld)
    assert lies(a, umfeld)["name"] == "Marten-Ost"
    assert lies(a, umfeld)["teile"] == teile(t1="Dach", t2="Keller", t3="Turm")


def test_what_is_no_copy_is_refused(paar: tuple[Path, Path], umfeld: Umfeld, tmp_path: Path) -> None:
    a, b = paar
    fremd = tmp_path / "fremd"
    workflow.create(fremd, leitfaden=str(ALLES), titel="Fremd", umfeld=umfeld)
    with pytest.raises(VorhabenError, match="sondern ein anderes"):
        fuehre_zusammen(a, fremd, umfeld)
    (b / "protokoll.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(VorhabenError, match="keinen gemeinsamen Anfang"):
        fuehre_zusammen(a, b, umfeld)


def test_with_a_copy_of_the_time_when_they_parted(
    paar: tuple[Path, Path], umfeld: Umfeld, tmp_path: Path
) -> None:
    a, b = paar
    basis = Path(shutil.copytree(a, tmp_path / "basis"))
    sage(a, umfeld, name="A")
    sage(b, umfeld, menschen=1, jahr=2030)
    (b / "protokoll.jsonl").write_text("", encoding="utf-8")
    vereinigung = fuehre_zusammen(a, b, umfeld, basis)
    assert vereinigung.konflikte == ()
    danach = lies(a, umfeld)
    assert (danach["name"], danach["menschen"], danach["jahr"]) == ("A", 1, 2030)


def test_copies_on_different_versions_are_brought_together_first(tmp_path: Path, umfeld: Umfeld) -> None:
    ort = tmp_path / "leitfaden"
    fragen = [make_frage("name", "text")]
    write_daten(ort, {"version": "1.0.0", "abschnitte": [{"id": "a", "fragen": fragen}]})
    a = tmp_path / "a"
    workflow.create(a, leitfaden=str(ort), titel="A", umfeld=umfeld)
    b = Path(shutil.copytree(a, tmp_path / "b"))
    text = (b / "vorhaben.yaml").read_text(encoding="utf-8")
    (b / "vorhaben.yaml").write_text(text.replace("version: 1.0.0", "version: 0.9.0"), encoding="utf-8")
    with pytest.raises(VorhabenError) as fehler:
        fuehre_zusammen(a, b, umfeld)
    assert fehler.value.code == "zusammenfuehren-leitfaden"
    assert f"wegweiser umziehen {b}" in fehler.value.hinweis


def test_a_damaged_list_of_conflicts_is_named(paar: tuple[Path, Path]) -> None:
    a, _ = paar
    for inhalt, stelle in (("format: 1\nkonflikte: [", ":3:"), ("konflikte: nein\n", ":1:"), ("konflikte:\n  - {satz: x}\n", ":2:")):  # fmt: skip
        (a / "konflikte.yaml").write_text(inhalt, encoding="utf-8")
        with pytest.raises(VorhabenError, match="Liste der Widersprüche") as fehler:
            load_konflikte(a)
        assert f"konflikte.yaml{stelle}" in fehler.value.satz


def test_what_is_right_on_each_side_and_wrong_together_is_named(
    paar: tuple[Path, Path], umfeld: Umfeld
) -> None:
    a, b = paar
    sage(a, umfeld, beginn=date(2027, 6, 1))
    sage(b, umfeld, ende=date(2027, 5, 1))
    assert fuehre_zusammen(a, b, umfeld).verletzt == ((Adresse("ende"), "Das Ende liegt vor dem Beginn."),)
    assert lies(a, umfeld)["ende"] == date(2027, 5, 1), "nothing is lost"


def test_an_id_that_was_used_before_they_parted_is_not_given_again(
    paar: tuple[Path, Path], umfeld: Umfeld, tmp_path: Path
) -> None:
    a, _ = paar
    sage(a, umfeld, teile=teile(t1="Dach", t2="Keller", t4="Zaun", t5="Tor"))
    sage(a, umfeld, teile=teile(t1="Dach", t2="Keller"))
    b = Path(shutil.copytree(a, tmp_path / "zweite"))
    sage(a, umfeld, teile=teile(t1="Dach", t2="Keller", t3="Steg"))
    sage(b, umfeld, teile=teile(t1="Dach", t2="Keller", t3="Turm"))
    fuehre_zusammen(a, b, umfeld)
    assert lies(a, umfeld)["teile"] == teile(t1="Dach", t2="Keller", t3="Steg", t6="Turm")


def test_a_table_that_grows_too_long_together_has_to_be_decided(
    paar: tuple[Path, Path], umfeld: Umfeld
) -> None:
    a, b = paar
    sage(a, umfeld, teile=teile(t1="Dach", t2="Keller", t3="Steg", t4="Tor"))
    sage(b, umfeld, teile=teile(t1="Dach", t2="Keller", t5="Turm"))
    (abgelehnt,) = fuehre_zusammen(a, b, umfeld).abgelehnt
    assert "5 Zeilen sind zu viele; höchstens 4 sind möglich." in abgelehnt.grund
    assert [k.kennung for k in load_konflikte(a)] == ["teile"]
    assert "Turm" in (a / "konflikte.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("nr", range(60 if ABNAHME else 3))
def test_whatever_two_people_did_both_find_it_again(nr: int, paar: tuple[Path, Path], umfeld: Umfeld) -> None:
    a, b = paar
    zufall, basis = Random(nr), lies(a, umfeld)  # noqa: S311 - the same work every time
    for ordner in (a, b, a, b):
        _arbeite(ordner, umfeld, zufall)
    hier, dort = lies(a, umfeld), lies(b, umfeld)
    vereinigung = fuehre_zusammen(a, b, umfeld)
    danach, notiert = lies(a, umfeld), {str(k.adresse) for k in load_konflikte(a)}
    ids = {u.alt: u.neu for u in vereinigung.verbindung.umbenannt}
    for name in {**hier, **dort}:
        satz, punkt, frage = name.rpartition(".")
        unser, ihrer, war = (seite.get(name) for seite in (hier, dort, basis))
        ihr_name = f"{ids.get(satz, satz)}{punkt}{frage}"
        if ihr_name != name:  # theirs belongs to another row and stands there
            assert ihrer is None or danach[ihr_name] == ihrer, name
            assert danach.get(name) == unser, name
        elif ihrer == war:
            assert danach.get(name) == unser, name
        elif unser == war and frage != "wichtig" and not (ids and frage in {"teile", "posten"}):
            assert danach.get(name) == ihrer or name in notiert, name
        elif frage not in {"teile", "posten", "wichtig"}:
            assert unser == ihrer or name in notiert, name
    assert not fuehre_zusammen(a, b, umfeld).neu


def _arbeite(ordner: Path, umfeld: Umfeld, zufall: Random) -> None:
    """A few answers at random, some taken back."""
    with workflow.bearbeite(ordner, umfeld) as stand:
        for _ in range(6):
            station = zufall.choice(stand.lage.stationen)
            wert = make_wert(station.frage, stand.optionen, zufall)
            antwort = Antwort(wert=wert) if wert is not None and zufall.random() < 0.9 else None
            stand = workflow.save_antwort(stand, station.adresse, antwort, umfeld)  # noqa: PLW2901
