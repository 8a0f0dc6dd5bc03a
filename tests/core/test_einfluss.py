"""„Hat auf nichts Offenes mehr Einfluss“ is said only where it is true: whatever is answered then, nothing else moves."""

import re
from pathlib import Path
from random import Random

from tests.builders import KLEIN, build_leitfaden, make_wert
from tests.conftest import ABNAHME
from wegweiser.adapters.antwortdaten import parse_antworten
from wegweiser.adapters.reisen import load_reise
from wegweiser.core.ablauf import compute_lage, update_lage
from wegweiser.core.einfluss import IM_PROGRAMM, ist_ohne_einfluss
from wegweiser.core.uebriges import compute_uebriges
from wegweiser.core.werte import Wertequelle
from wegweiser.core.wirkung import Sicht, compute_wirkung
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.frage import Tabelle
from wegweiser.model.leitfaden import Leitfaden, list_fragen
from wegweiser.model.optionen import build_optionsquelle

WURZEL = Path(__file__).parents[2]


def test_what_has_no_influence_changes_nothing_whatever_is_answered(leitfaden: Leitfaden) -> None:
    gefunden = sum(versuche(leitfaden, samen) for samen in range(200 if ABNAHME else 12))
    assert gefunden


def versuche(leitfaden: Leitfaden, samen: int) -> int:
    """The example with gaps and other answers: try everything that is said to have no influence."""
    zufall = Random(samen)  # noqa: S311 - the same answers every time
    beispiel = load_reise(WURZEL / "leitfaden" / "land-nrw" / "reisen" / "beispiel.yaml")[0]
    alle = parse_antworten(beispiel.antworten, leitfaden)[0]
    optionen = build_optionsquelle(leitfaden, alle)
    antworten = {a: w for a, w in alle.items() if zufall.random() < 0.8}
    for station in compute_lage(Wertequelle(leitfaden, antworten)).stationen:
        wert = make_wert(station.frage, optionen, zufall) if zufall.random() < 0.1 else None
        if wert is not None and not isinstance(station.frage, Tabelle):
            antworten[station.adresse] = Antwort(wert=wert)
    quelle = Wertequelle(leitfaden, antworten)
    lage = compute_lage(quelle)
    gefunden = 0
    for station in lage.stationen:
        if not ist_ohne_einfluss(quelle, station.frage, station.adresse):
            continue
        gefunden += 1
        assert station.antwort is None
        assert not station.frage.pflicht
        vorher = compute_uebriges(quelle)
        for _ in range(3):
            wert = make_wert(station.frage, build_optionsquelle(leitfaden, antworten), zufall)
            if wert is None:
                continue
            neu = quelle.folge({**antworten, station.adresse: Antwort(wert=wert)}, [station.adresse])
            danach = Sicht(neu, update_lage(lage, neu, [station.adresse]))
            assert compute_wirkung(Sicht(quelle, lage), danach, [station.adresse]).leer, station.adresse
            assert compute_uebriges(neu) == vorher, station.adresse
    return gefunden


def test_a_condition_that_is_decided_without_the_answer(tmp_path: Path) -> None:
    dateien = {
        **KLEIN,
        "abschnitte/form.yaml": KLEIN["abschnitte/form.yaml"].replace(
            "wenn: gruender >= 7", "wenn: laden oder gruender >= 7"
        ),
    }
    leitfaden = build_leitfaden(tmp_path, dateien)
    frage = next(f for _, f in list_fragen(leitfaden) if f.id == "gruender")
    massnahmen = {Adresse("massnahmen"): Antwort(wert=({"id": "m1", "titel": "A"},))}

    def ohne_einfluss(laden: Antwort | None, **weitere: Antwort) -> bool:
        antworten = {**massnahmen, **({Adresse("laden"): laden} if laden else {})}
        antworten |= {Adresse(name, "m1"): antwort for name, antwort in weitere.items()}
        return ist_ohne_einfluss(Wertequelle(leitfaden, antworten), frage, Adresse("gruender", "m1"))

    assert ohne_einfluss(Antwort(wert=True))
    assert not ohne_einfluss(Antwort(wert=False))
    assert not ohne_einfluss(None)
    assert not ohne_einfluss(Antwort(wert=True), gruender=Antwort(wert=3)), "it is answered already"
    assert ohne_einfluss(Antwort(wert=True), gruender=Antwort(offen=True))


def test_who_asks_whether_it_is_answered_is_never_decided(tmp_path: Path) -> None:
    dateien = {
        **KLEIN,
        "abschnitte/form.yaml": KLEIN["abschnitte/form.yaml"].replace(
            "wenn: gruender >= 7", "wenn: laden oder beantwortet(gruender)"
        ),
    }
    leitfaden = build_leitfaden(tmp_path, dateien)
    frage = next(f for _, f in list_fragen(leitfaden) if f.id == "gruender")
    antworten = {
        Adresse("massnahmen"): Antwort(wert=({"id": "m1", "titel": "A"},)),
        Adresse("laden"): Antwort(wert=True),
    }
    assert not ist_ohne_einfluss(Wertequelle(leitfaden, antworten), frage, Adresse("gruender", "m1"))


def test_questions_the_program_reads_by_name_are_known(leitfaden: Leitfaden) -> None:
    """A question somebody reads in the code and no template prints belongs to IM_PROGRAMM."""
    from wegweiser.adapters.berichtsworte import load_berichtsworte

    ids = {frage.id for _, frage in list_fragen(leitfaden)}
    texte = (pfad.read_text("utf-8") for pfad in (WURZEL / "wegweiser" / "core").glob("*.py"))
    gelesen = {wort for text in texte for wort in re.findall(r'"([a-z][a-z0-9_]*)"', text)} & ids
    offen = {f.id for _, f in list_fragen(leitfaden) if f.pflicht or f.typ == "tabelle"}
    assert gelesen - load_berichtsworte(WURZEL / "vorlagen") - offen <= IM_PROGRAMM
