"""What is left: an answer adds to it only what it really adds to the path; what fits into a time fits."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import build_leitfaden, format_abschnitt, make_wert
from tests.conftest import ABNAHME
from wegweiser.core.ablauf import compute_lage, next_station, select_runde, update_lage
from wegweiser.core.aufwand import compute_arbeitszeit, compute_erwartete, compute_minuten
from wegweiser.core.werte import Wertequelle
from wegweiser.core.zeitwahl import choose_schritte, select_schritte
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.lage import Lage
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.optionen import build_optionsquelle

Gesagt = dict[Adresse, Antwort]


def wandere(leitfaden: Leitfaden, zufall: random.Random) -> Iterator[tuple[Lage, Decimal]]:
    """Answers in the order of the dialogue, some marked open, now and then an earlier one changed; the path and the rest."""
    antworten: Gesagt = {}
    aenderungen = 0
    quelle = Wertequelle(leitfaden, antworten)
    lage = compute_lage(quelle)
    while True:
        yield lage, compute_minuten(lage.stationen) + compute_erwartete(quelle)
        station = next_station(lage)
        if station is None:
            return
        if aenderungen < 40 and zufall.random() < 0.15:
            aenderungen += 1
            station = zufall.choice(lage.stationen)
        wert = make_wert(station.frage, build_optionsquelle(leitfaden, antworten), zufall)
        offen = wert is None or zufall.random() < 0.15
        antworten = {**antworten, station.adresse: Antwort(offen=True) if offen else Antwort(wert=wert)}
        quelle = quelle.folge(antworten, [station.adresse])
        lage = update_lage(lage, quelle, [station.adresse])


def zugang(alt: Lage, neu: Lage) -> int:
    """The minutes of the questions that came onto the path, or are certain now."""
    vorher = {s.adresse: s for s in alt.stationen}
    return sum(
        s.frage.minuten
        for s in neu.stationen
        if s.antwort is None
        and (s.adresse not in vorher or (vorher[s.adresse].vorsorglich and not s.vorsorglich))
    )


@pytest.mark.parametrize("saat", range(40 if ABNAHME else 4))
def test_an_answer_adds_only_what_it_really_adds(leitfaden: Leitfaden, saat: int) -> None:
    spruenge = 0
    schritte = list(wandere(leitfaden, random.Random(saat)))  # noqa: S311
    for (alte, vorher), (neue, nachher) in pairwise(schritte):
        mehr = zugang(alte, neue)
        assert nachher <= vorher + mehr
        spruenge += nachher > vorher
    assert schritte[-1][1] == 0
    assert spruenge < len(schritte) / 20, "the rest should shrink nearly always"


def test_one_record_is_expected_until_the_list_is_there(tmp_path: Path) -> None:
    tabelle = "{id: liste, text: Welche?, typ: tabelle, minuten: 5, zeilen: {max: 9}, vorsatz: z, spalten: [{id: titel, text: Titel, typ: text}]}"
    inhalt = format_abschnitt(
        "je",
        "{id: da, text: Da?, typ: ja_nein, minuten: 4}",
        "{id: wo, text: Wo?, typ: text, minuten: 8, wenn: da}",
        kopf="je: liste\n",
    )
    leitfaden = build_leitfaden(
        tmp_path, {"abschnitte/a.yaml": format_abschnitt("a", tabelle), "abschnitte/je.yaml": inhalt}
    )

    def rest(**antworten: Antwort) -> Decimal:
        gesagt = {
            Adresse(*reversed(name.split("__"))) if "__" in name else Adresse(name): a
            for name, a in antworten.items()
        }
        quelle = Wertequelle(leitfaden, gesagt)
        return compute_minuten(compute_lage(quelle).stationen) + compute_erwartete(quelle)

    zwei = Antwort(wert=({"id": "z1", "titel": "A"}, {"id": "z2", "titel": "B"}))
    assert rest() == 5 + 4 + 8 / 2
    assert rest(liste=Antwort(offen=True)) == 0
    assert rest(liste=zwei) == 2 * (4 + 8 / 2)
    assert rest(liste=zwei, z1__da=Antwort(wert=False)) == 4 + 8 / 2
    assert rest(liste=zwei, z1__da=Antwort(wert=True)) == 8 + 4 + 8 / 2


@given(st.lists(st.integers(-50_000, 50_000), max_size=30))
def test_work_is_the_time_without_pauses(spruenge: list[int]) -> None:
    zeit = datetime(2026, 11, 22, 10, tzinfo=UTC)
    zeiten = [zeit]
    for sprung in spruenge:
        zeiten.append(zeiten[-1] + timedelta(seconds=sprung))
    erwartet = sum(sprung for sprung in spruenge if 0 < sprung <= 1800)
    assert compute_arbeitszeit(zeiten) == timedelta(seconds=erwartet)


@pytest.mark.parametrize("dauer", [1, 15, 45, 90, 240, 1440])
@pytest.mark.parametrize("runde", [None, "intern", "buergerschaft"])
def test_whole_schritte_that_fit(leitfaden: Leitfaden, dauer: int, runde: str | None) -> None:
    lage = compute_lage(Wertequelle(leitfaden, {}))
    if runde is not None:
        lage = select_runde(lage, runde)  # type: ignore[arg-type]
    wahl = choose_schritte(leitfaden, lage, dauer)
    gewaehlt = select_schritte(lage, wahl)
    assert compute_minuten(gewaehlt.stationen) <= dauer
    schritte = {(s.abschnitt.id, s.schritt.id, s.adresse.satz) for s in gewaehlt.stationen}
    for station in lage.stationen:
        ganz = (station.abschnitt.id, station.schritt.id, station.adresse.satz) in schritte
        assert (station in gewaehlt.stationen) is ganz
    rest = dauer - sum(w.minuten for w in wahl.gewaehlt)
    warten = {"auswahl", "massnahmen", "kennzahlen"}  # they choose from lists of others
    pflicht = {w.abschnitt.id for w in wahl.ausgelassen if any(f.pflicht for f in w.schritt.fragen)}
    for w in wahl.ausgelassen:
        assert w.minuten > rest or w.schritt.id in warten or w.abschnitt.id in pflicht, (
            "what still fits is asked"
        )
    assert len(wahl.gewaehlt) + len(wahl.ausgelassen) == len(
        {(s.schritt.id, s.adresse.satz) for s in lage.stationen}
    )


def test_obligatory_comes_first_then_what_others_hang_on(tmp_path: Path) -> None:
    leitfaden = build_leitfaden(
        tmp_path,
        {
            "abschnitte/a.yaml": format_abschnitt(
                "a", "{id: schoen, text: Schön?, typ: ja_nein, minuten: 10}"
            ),
            "abschnitte/b.yaml": format_abschnitt(
                "b", "{id: weiche, text: Weiche?, typ: ja_nein, minuten: 10}"
            ),
            "abschnitte/c.yaml": format_abschnitt(
                "c", "{id: muss, text: Muss?, typ: ja_nein, minuten: 10, pflicht: true}"
            ),
            "abschnitte/d.yaml": format_abschnitt(
                "d", "{id: folge, text: Folge?, typ: ja_nein, minuten: 10, wenn: weiche}"
            ),
        },
    )
    lage = compute_lage(Wertequelle(leitfaden, {}))

    def gewaehlt(dauer: int) -> list[str]:
        return [w.abschnitt.id for w in choose_schritte(leitfaden, lage, dauer).gewaehlt]

    assert gewaehlt(10) == ["c"]
    assert gewaehlt(20) == ["b", "c"]
    assert gewaehlt(26) == ["b", "c", "d"]  # „folge“ is asked only perhaps and counts half
    assert gewaehlt(35) == ["a", "b", "c", "d"]


def test_who_chooses_from_a_list_waits_for_it(tmp_path: Path) -> None:
    tabelle = "{id: liste, text: Welche?, typ: tabelle, minuten: 30, vorsatz: z, spalten: [{id: titel, text: Titel, typ: text}]}"
    wahl = "{id: wahl, text: Welche davon?, typ: mehrfach, aus_tabelle: liste, minuten: 5, pflicht: true}"
    leitfaden = build_leitfaden(
        tmp_path,
        {
            "abschnitte/a.yaml": format_abschnitt("a", tabelle),
            "abschnitte/b.yaml": format_abschnitt("b", wahl),
        },
    )
    lage = compute_lage(Wertequelle(leitfaden, {}))
    assert choose_schritte(leitfaden, lage, 20).gewaehlt == ()
    assert [w.abschnitt.id for w in choose_schritte(leitfaden, lage, 30).gewaehlt] == ["a"]
    assert [w.abschnitt.id for w in choose_schritte(leitfaden, lage, 35).gewaehlt] == ["a", "b"]


def test_nobody_is_asked_whether_the_picture_is_right_before_there_is_one(leitfaden: Leitfaden) -> None:
    lage = compute_lage(Wertequelle(leitfaden, {}))
    for dauer in range(5, 300, 7):
        gewaehlt = [w.schritt.titel for w in choose_schritte(leitfaden, lage, dauer).gewaehlt]
        assert "Stimmt das Bild?" not in gewaehlt or "Was fehlt, für wen?" in gewaehlt


def test_what_answers_add_takes_the_time_that_is_left(leitfaden: Leitfaden) -> None:
    erste = compute_lage(Wertequelle(leitfaden, {}))
    wahl = choose_schritte(leitfaden, erste, 60)
    massnahmen = {
        Adresse("massnahmen"): Antwort(wert=tuple({"id": f"m{nr}", "titel": f"M{nr}"} for nr in (1, 2)))
    }
    spaeter = compute_lage(Wertequelle(leitfaden, massnahmen))
    neue = choose_schritte(leitfaden, spaeter, 60, wahl)
    assert all(w in neue.gewaehlt for w in wahl.gewaehlt)
    assert all(w in neue.ausgelassen for w in wahl.ausgelassen)
    assert any(w.satz == "m2" for w in (*neue.gewaehlt, *neue.ausgelassen))
    assert sum(w.minuten for w in neue.gewaehlt) <= 60
