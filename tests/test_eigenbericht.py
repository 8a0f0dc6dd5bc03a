"""The report of a guide of one's own: its Abschnitte and what follows from the answers, nothing it never asked for."""

import re
from pathlib import Path

import page
import pytest

from wegweiser import workflow
from wegweiser.adapters.reisen import load_reise
from wegweiser.cli.ergebnisansicht import build_uebriges
from wegweiser.model.antworten import Antwort
from wegweiser.workflow import auswertung, autoren
from wegweiser.workflow.umfeld import Umfeld


@pytest.fixture
def stand(tmp_path: Path, umfeld: Umfeld) -> workflow.Stand:
    """The skeleton of a new guide with the answers of its first journey, one of them still open."""
    autoren.create_leitfaden(tmp_path / "treff", "Treffpunkt", umfeld)
    fall = load_reise(tmp_path / "treff" / "reisen" / "beispiel.yaml")[0]
    fall.antworten.daten["antworten"]["angebote"]["a1"]["einnahme"] = {"offen": "true", "zustaendig": "Amt"}
    workflow.create(tmp_path / "probe", leitfaden=str(tmp_path / "treff"), titel="Marten", umfeld=umfeld)
    with workflow.bearbeite(tmp_path / "probe", umfeld) as leer:
        return workflow.apply_antworten(leer, fall.antworten, umfeld)[0]


def lies_html(stand: workflow.Stand, umfeld: Umfeld) -> str:
    (ausgabe,), _ = auswertung.write_bericht(stand, ("html",), umfeld)
    assert ausgabe.pfad.name == "bericht.html"
    text = re.sub(
        r"<style>.*?</style>|<[^>]+>", " ", ausgabe.pfad.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    return " ".join(text.split())


def test_everything_said_and_computed_stands_in_it(stand: workflow.Stand, umfeld: Umfeld) -> None:
    text = lies_html(stand, umfeld)
    for teil in (
        "1 Ergebnisse", "2 Der Treffpunkt", "3 Die Angebote im Einzelnen", "4 Offene Fragen", "5 Anhang",
        "Miete im Jahr 4.800 €", "Zuschuss im Jahr bei einem Termin in der Woche 2.000 €", "Es fehlt: Einnahme je Termin",
        "Reparaturtreff: Mit weniger als drei Helfenden", "Spielenachmittag Betriebsweise Ehrenamtlich Helfende 5 Menschen",
        "Was nehmen Sie je Termin ein? Die Angebote im Einzelnen, „Spielenachmittag“ Amt", "Annahmen beim Schreiben",
    ):  # fmt: skip
        assert teil in text, teil


def test_nothing_it_never_asked_for_stands_in_it(stand: workflow.Stand, umfeld: Umfeld) -> None:
    text = lies_html(stand, umfeld)
    assert [
        wort for wort in ("Maßnahme", "Lücke", "Plan ", "Quartiersanalyse", "Vorbild") if wort in text
    ] == []


@pytest.mark.langsam
def test_it_is_an_accessible_pdf(stand: workflow.Stand, umfeld: Umfeld) -> None:
    (ausgabe,), fehlt = auswertung.write_bericht(stand, ("pdf",), umfeld)
    assert fehlt is None
    assert [f.rule_id for f in page.validate_pdf(ausgabe.pfad, profile="ua1").failures] == []


def test_rules_speak_about_what_was_chosen(stand: workflow.Stand, umfeld: Umfeld) -> None:
    """The skeleton's rule is about volunteers: it says nothing where paid staff was chosen."""

    def beachten(betriebsweise: str) -> list[str]:
        with workflow.bearbeite(stand.ordner, umfeld) as offen:
            adresse = workflow.parse_adresse(offen, "a2.betriebsweise")
            neu = workflow.save_antwort(offen, adresse, Antwort(wert=betriebsweise), umfeld)
        texte = [satz.text for satz in build_uebriges(auswertung.compute_uebriges(neu))]
        return [text for text in texte if "Reparaturtreff: Mit weniger" in text]

    assert beachten("bezahlt") == []
    (satz,) = beachten("gemischt")
    assert satz.endswith("Das betrifft: Freiwillige mit bezahlter Leitung.")
