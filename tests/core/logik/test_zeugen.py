"""A witness is replayed through the engine: the question is really on the path, the rule really comes out like that."""

import os
from pathlib import Path

import pytest

from wegweiser.core.ablauf import compute_lage
from wegweiser.core.logik import (
    Auskunft,
    FrageGestellt,
    FrageUebergangen,
    Logik,
    OptionGewaehlt,
    RegelErgebnis,
    ist_zeuge,
)
from wegweiser.core.regeln import find_regelergebnis
from wegweiser.core.werte import Wertequelle
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse
from wegweiser.model.leitfaden import Leitfaden, list_fragen
from wegweiser.workflow.leitfaeden import load_leitfaden
from wegweiser.workflow.umfeld import Umfeld

WURZEL = Path(__file__).parents[3]
ABNAHME = os.environ.get("WEGWEISER_ABNAHME") == "1"
ORDNER = sorted(
    ordner for ordner in (WURZEL / "leitfaden").iterdir() if (ordner / "leitfaden.yaml").is_file()
)
if not ABNAHME:  # land-nrw holds it whole
    ORDNER = [ordner for ordner in ORDNER if ordner.name != "foerderkatalog"]
ORDNER += [WURZEL / "tests" / "leitfaeden" / "alles"]


@pytest.fixture(scope="module", params=ORDNER, ids=lambda ordner: ordner.name)
def geladen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Logik:
    umfeld = Umfeld(jetzt=lambda: pytest.fail("the clock"), zwischenspeicher=tmp_path_factory.mktemp("z"))
    return Logik(load_leitfaden(str(request.param), umfeld))


@pytest.fixture(scope="module")
def grundlage(geladen: Logik) -> Logik:
    """Guides that are built on others differ in few conditions and rules: all of them only in the long version."""
    if not ABNAHME and geladen.leitfaden.id not in {"wegweiser", "alles"}:
        pytest.skip("WEGWEISER_ABNAHME=1")
    return geladen


def list_bedingte(leitfaden: Leitfaden) -> list[f.Frage]:
    return [
        frage for abschnitt, frage in list_fragen(leitfaden) if frage.wenn or abschnitt.wenn or abschnitt.je
    ]


def check_auf_pfad(logik: Logik, frage: f.Frage, auskunft: Auskunft) -> None:
    assert (auskunft.urteil, auskunft.kleinste, auskunft.vorsorglich) == ("moeglich", True, False), frage.id
    lage = compute_lage(Wertequelle(logik.leitfaden, auskunft.antworten))
    station = lage.find_station(Adresse(frage.id, auskunft.satz))
    assert station is not None, frage.id
    assert not station.vorsorglich, frage.id
    assert not lage.ruhend, frage.id
    assert ist_zeuge(logik.leitfaden, FrageGestellt(frage.id), auskunft), frage.id


def test_every_conditional_question_is_reached_by_its_witness(geladen: Logik) -> None:
    for frage in list_bedingte(geladen.leitfaden):
        check_auf_pfad(geladen, frage, geladen.find_zeugen(FrageGestellt(frage.id)))


def test_every_condition_can_fail(grundlage: Logik) -> None:
    for frage in list_bedingte(grundlage.leitfaden):
        auskunft = grundlage.find_zeugen(FrageUebergangen(frage.id))
        if frage.wenn is not None:
            assert ist_zeuge(grundlage.leitfaden, FrageUebergangen(frage.id), auskunft), frage.id


def test_every_rule_can_be_kept_and_broken(grundlage: Logik) -> None:
    for regel in grundlage.leitfaden.regeln:
        for ergebnis in ("erfuellt", "verletzt", "offen"):
            auskunft = grundlage.find_zeugen(RegelErgebnis(regel.id, ergebnis))
            assert auskunft.urteil == "moeglich", (regel.id, ergebnis)
            quelle = Wertequelle(grundlage.leitfaden, auskunft.antworten)
            assert find_regelergebnis(regel, quelle, auskunft.satz) == ergebnis


def test_every_option_can_be_chosen(grundlage: Logik) -> None:
    """Of questions with checks, and of the smallest others: the rest differ in nothing."""
    for _, frage in list_fragen(grundlage.leitfaden):
        if isinstance(frage, f.Auswahl | f.Mehrfach) and frage.aus_tabelle is None:
            for option in grundlage.welt.optionen(frage)[:2]:
                ziel = OptionGewaehlt(frage.id, option.id)
                assert ist_zeuge(grundlage.leitfaden, ziel, grundlage.find_zeugen(ziel)), ziel
