"""The flow: every walk ends, back and forth changes nothing, what is off the path reaches no value."""

import random
from pathlib import Path

import pytest

from tests.builders import KLEIN, build_leitfaden, format_abschnitt, make_wert
from tests.conftest import ABNAHME
from tests.grosse_leitfaeden import write_grossen_leitfaden
from wegweiser.ausdruck import ENTFAELLT, OFFEN
from wegweiser.core.ablauf import (
    compute_lage,
    folgende_station,
    list_abhaengige,
    list_abschnittsstaende,
    next_station,
    prune_antworten,
    update_lage,
    vorige_station,
)
from wegweiser.core.werte import Wertequelle
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.lage import Lage, Station
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.workflow.leitfaeden import load_leitfaden
from wegweiser.workflow.umfeld import Umfeld, read_uhr

Gesagt = dict[Adresse, Antwort]


def lage_von(leitfaden: Leitfaden, antworten: Antworten) -> Lage:
    return compute_lage(Wertequelle(leitfaden, antworten))


def pfad(lage: Lage) -> list[str]:
    return [str(station.adresse) for station in lage.stationen]


def _antworte(leitfaden: Leitfaden, antworten: Gesagt, station: Station, zufall: random.Random) -> None:
    wert = make_wert(station.frage, build_optionsquelle(leitfaden, antworten), zufall)
    offen = wert is None or zufall.random() < 0.1
    antworten[station.adresse] = Antwort(offen=True) if offen or wert is None else Antwort(wert=wert)


def _pruefe(leitfaden: Leitfaden, antworten: Gesagt, lage: Lage) -> None:
    """What holds at every step of every walk."""
    adressen = [station.adresse for station in lage.stationen]
    assert len(set(adressen)) == len(adressen)
    assert set(lage.ruhend) == set(antworten) - set(adressen)
    quelle = Wertequelle(leitfaden, antworten)
    for adresse in lage.ruhend:
        assert quelle.wert(*adresse) is ENTFAELLT
        assert quelle.gesagt(*adresse) is None
    ohne = prune_antworten(antworten, lage)
    assert set(ohne) == set(antworten) & set(adressen)
    assert pfad(lage_von(leitfaden, ohne)) == pfad(lage)


WANDERUNGEN = [0, *(pytest.param(saat, marks=pytest.mark.langsam) for saat in range(1, 30 if ABNAHME else 4))]


@pytest.mark.parametrize("saat", WANDERUNGEN)
def test_random_walks_end(leitfaden: Leitfaden, saat: int) -> None:
    """Answers, open ones, jumps, answers taken back: the next question runs out all the same."""
    zufall = random.Random(saat)  # noqa: S311
    antworten: Gesagt = {}
    lage = lage_von(leitfaden, antworten)
    station = next_station(lage)
    schritte = stoerungen = 0
    while station is not None:
        _antworte(leitfaden, antworten, station, zufall)
        if stoerungen < 60 and zufall.random() < 0.2:
            stoerungen += 1
            gewaehlt = zufall.choice(lage.stationen)
            if zufall.random() < 0.5:
                antworten.pop(gewaehlt.adresse, None)
            else:
                _antworte(leitfaden, antworten, gewaehlt, zufall)
            station = gewaehlt
        lage = lage_von(leitfaden, antworten)
        if schritte % 30 == 0:
            _pruefe(leitfaden, antworten, lage)
        station = next_station(lage, station.adresse) or next_station(lage)
        schritte += 1
        assert schritte < 5000, "the walk does not end"
    _pruefe(leitfaden, antworten, lage)
    assert all(station.erledigt for station in lage.stationen)
    assert schritte >= len(lage.stationen) - 60


@pytest.mark.parametrize("saat", range(2))
def test_forth_and_back_is_the_same_way(leitfaden: Leitfaden, saat: int) -> None:
    zufall = random.Random(saat)  # noqa: S311
    antworten: Gesagt = {}
    for _ in range(60):
        offen = next_station(lage_von(leitfaden, antworten))
        assert offen is not None
        _antworte(leitfaden, antworten, offen, zufall)
    lage = lage_von(leitfaden, antworten)
    hin, station = [lage.stationen[0]], lage.stationen[0]
    while (folgende := folgende_station(lage, station.adresse)) is not None:
        station = folgende
        hin.append(station)
    her = [station]
    while (vorige := vorige_station(lage, station.adresse)) is not None:
        station = vorige
        her.append(station)
    assert hin == list(lage.stationen) == her[::-1]
    assert lage_von(leitfaden, antworten) == lage


def test_changing_an_answer_and_back_restores_everything(leitfaden: Leitfaden) -> None:
    zufall = random.Random(1)  # noqa: S311
    antworten: Gesagt = {}
    while (station := next_station(lage_von(leitfaden, antworten))) is not None:
        _antworte(leitfaden, antworten, station, zufall)
    vorher = lage_von(leitfaden, antworten)
    for station in zufall.sample(vorher.stationen, 20):
        anders = {**antworten}
        _antworte(leitfaden, anders, station, zufall)
        assert set(anders) == set(antworten)
        anders[station.adresse] = antworten[station.adresse]
        assert lage_von(leitfaden, anders) == vorher


def test_next_question_goes_on_and_then_round(tmp_path: Path) -> None:
    leitfaden = build_leitfaden(
        tmp_path,
        {"abschnitte/a.yaml": format_abschnitt("a", *(f"{{id: {n}, text: T?, typ: zahl}}" for n in "vwxyz"))},
    )
    antworten: Gesagt = {Adresse("w"): Antwort(offen=True)}
    lage = lage_von(leitfaden, antworten)
    folge = [next_station(lage, Adresse(n)) for n in "vwxyz"]
    assert [station.adresse.frage for station in folge if station] == ["x", "x", "y", "z", "v"]
    alles = {Adresse(n): Antwort(offen=True) for n in "vwxyz"}
    assert next_station(lage_von(leitfaden, alles)) is None
    nur_z = {a: w for a, w in alles.items() if a.frage != "z"}
    assert next_station(lage_von(leitfaden, nur_z), Adresse("z")) is None


@pytest.fixture(scope="module")
def dreiwertig(tmp_path_factory: pytest.TempPathFactory) -> Leitfaden:
    fragen = (
        "{id: laden, text: T?, typ: ja_nein}",
        "{id: name, text: T?, typ: text, wenn: laden}",
        "{id: kette, text: T?, typ: ja_nein, wenn: nicht laden}",
        "{id: kette_groesse, text: T?, typ: zahl, wenn: kette}",
        '{id: ohne_namen, text: T?, typ: zahl, wenn: nicht (name == "x")}',
        "{id: zahl, text: T?, typ: zahl}",
        "{id: gross, text: T?, typ: zahl, wenn: zahl > 5 oder laden}",
    )
    return build_leitfaden(
        tmp_path_factory.mktemp("l"), {"abschnitte/a.yaml": format_abschnitt("a", *fragen)}
    )


OFFENE = Antwort(offen=True)


@pytest.mark.parametrize(
    ("antworten", "gefragt", "vorsorglich"),
    [
        ({}, {"laden", "name", "kette", "kette_groesse", "ohne_namen", "zahl", "gross"}, {"name", "kette", "kette_groesse", "ohne_namen", "gross"}),
        ({"laden": OFFENE}, {"laden", "name", "kette", "kette_groesse", "ohne_namen", "zahl", "gross"}, {"name", "kette", "kette_groesse", "ohne_namen", "gross"}),
        ({"laden": Antwort(wert=True)}, {"laden", "name", "ohne_namen", "zahl", "gross"}, {"ohne_namen"}),
        ({"laden": Antwort(wert=False), "kette": Antwort(wert=False)}, {"laden", "kette", "ohne_namen", "zahl", "gross"}, {"gross"}),
        ({"laden": Antwort(wert=False), "kette": Antwort(wert=True)}, {"laden", "kette", "kette_groesse", "ohne_namen", "zahl", "gross"}, {"gross"}),
        ({"laden": Antwort(wert=True), "name": Antwort(wert="x")}, {"laden", "name", "zahl", "gross"}, set()),
        ({"laden": Antwort(wert=False), "zahl": Antwort(wert=5)}, {"laden", "kette", "kette_groesse", "ohne_namen", "zahl"}, {"kette_groesse"}),
    ],
)  # fmt: skip
def test_conditions_are_three_valued(
    dreiwertig: Leitfaden, antworten: dict[str, Antwort], gefragt: set[str], vorsorglich: set[str]
) -> None:
    """Not known yet: asked „vorsorglich“. Not on the path: every comparison with it is false."""
    lage = lage_von(dreiwertig, {Adresse(name): antwort for name, antwort in antworten.items()})
    assert set(pfad(lage)) == gefragt
    assert {str(s.adresse) for s in lage.stationen if s.vorsorglich} == vorsorglich


def test_resting_answers_do_not_speak(dreiwertig: Leitfaden) -> None:
    """An answer that was given and then left the path neither opens nor closes anything."""
    antworten = {
        Adresse("laden"): Antwort(wert=True),
        Adresse("name"): Antwort(wert="x"),
        Adresse("kette"): Antwort(wert=True),
    }
    quelle = Wertequelle(dreiwertig, antworten)
    assert quelle.wert("kette", "") is ENTFAELLT
    assert "kette_groesse" not in pfad(compute_lage(quelle))
    anders = Wertequelle(dreiwertig, {**antworten, Adresse("laden"): Antwort(wert=False)})
    assert anders.wert("name", "") is ENTFAELLT
    assert {"kette_groesse", "ohne_namen"} <= set(pfad(compute_lage(anders)))


def test_repeated_questions_once_per_row(tmp_path: Path) -> None:
    leitfaden = build_leitfaden(tmp_path, KLEIN)
    zeilen = [{"id": "m2", "titel": "B"}, {"id": "m1", "titel": "A"}, {"id": "m9"}]
    antworten: Gesagt = {
        Adresse("massnahmen"): Antwort(wert=tuple(zeilen)),
        Adresse("gruender", "m1"): Antwort(wert=9),
    }
    lage = lage_von(leitfaden, antworten)
    hinten = [(str(s.adresse), s.satz_titel, s.vorsorglich) for s in lage.stationen if s.adresse.satz]
    assert hinten == [
        ("m2.gruender", "B", False), ("m2.satzung", "B", True), ("m1.gruender", "A", False), ("m1.satzung", "A", False),
        ("m9.gruender", "m9", False), ("m9.satzung", "m9", True),
    ]  # fmt: skip
    weniger = {**antworten, Adresse("massnahmen"): Antwort(wert=tuple(zeilen[:1]))}
    ohne = lage_von(leitfaden, weniger)
    assert ohne.ruhend == (Adresse("gruender", "m1"),)
    assert [s.satz_titel for s in ohne.stationen if s.adresse.satz] == ["B", "B"]
    umbenannt = {**antworten, Adresse("massnahmen"): Antwort(wert=({"id": "m1", "titel": "Neu"},))}
    assert lage_von(leitfaden, umbenannt).ruhend == ()
    offen: Gesagt = {Adresse("massnahmen"): OFFENE}
    assert [s for s in lage_von(leitfaden, offen).stationen if s.adresse.satz] == []


def test_progress_counts_answered_and_open(tmp_path: Path) -> None:
    leitfaden = build_leitfaden(tmp_path, KLEIN)
    antworten = {
        Adresse("name"): Antwort(wert="M"),
        Adresse("einwohner"): OFFENE,
        Adresse("laden"): Antwort(wert=False),
    }
    staende = list_abschnittsstaende(leitfaden, lage_von(leitfaden, antworten))
    assert [(s.id, s.fragen, s.beantwortet, s.offen) for s in staende] == [("rahmen", 5, 2, 1)]


def test_what_depends_on_an_answer(tmp_path: Path) -> None:
    leitfaden = build_leitfaden(tmp_path, KLEIN)
    assert list_abhaengige(leitfaden, "laden") == ("Wie heißt er?",)
    assert list_abhaengige(leitfaden, "gruender") == ("Liegt eine Satzung vor?",)
    assert list_abhaengige(leitfaden, "name") == ()


def test_nothing_is_open_or_missing_at_the_same_time(dreiwertig: Leitfaden) -> None:
    quelle = Wertequelle(dreiwertig, {Adresse("laden"): Antwort(wert=False), Adresse("zahl"): OFFENE})
    assert quelle.wert("zahl", "") is OFFEN
    assert quelle.wert("name", "") is ENTFAELLT
    assert quelle.wert("gibt_es_nicht", "") is ENTFAELLT


@pytest.mark.parametrize("saat", [0, *(pytest.param(saat, marks=pytest.mark.langsam) for saat in range(1, 20 if ABNAHME else 3))])  # fmt: skip
@pytest.mark.parametrize("guide", ["mitgeliefert", "gross"])
def test_following_the_changes_equals_computing_anew(
    leitfaden: Leitfaden, tmp_path: Path, guide: str, saat: int
) -> None:
    """Answers, open ones, taken back ones, several at once, rows that go and come back."""
    if guide == "gross":
        leitfaden = load_leitfaden(str(write_grossen_leitfaden(tmp_path / "g", 150)), Umfeld(jetzt=read_uhr))
    zufall = random.Random(saat)  # noqa: S311
    antworten: Gesagt = {}
    quelle = Wertequelle(leitfaden, antworten)
    lage = compute_lage(quelle)
    tabellen = {abschnitt.je for abschnitt in leitfaden.abschnitte if abschnitt.je}
    for schritt in range(150):
        je = [station for station in lage.stationen if station.adresse.frage in tabellen]
        gewaehlt = zufall.sample(lage.stationen, zufall.choice([1, 1, 1, 3])) + (
            je if schritt % 10 == 0 else []
        )
        antworten = dict(antworten)
        for station in gewaehlt:
            if zufall.random() < 0.2:
                antworten.pop(station.adresse, None)
            else:
                _antworte(leitfaden, antworten, station, zufall)
        geaendert = [station.adresse for station in gewaehlt]
        quelle = quelle.folge(antworten, geaendert)
        lage = update_lage(lage, quelle, geaendert)
        assert lage == lage_von(leitfaden, antworten)
    frisch = Wertequelle(leitfaden, antworten)
    assert {name: quelle.wert(name, "") for name in quelle.umgebung()} == {
        name: frisch.wert(name, "") for name in frisch.umgebung()
    }
