"""A city's own guide over a shipped one, from the answers to the report."""

import json
from pathlib import Path

import pytest

from wegweiser import workflow
from wegweiser.adapters.inhalte import find_leitfaden
from wegweiser.adapters.reisen import load_reise
from wegweiser.cli.ergebnisansicht import print_ergebnisse
from wegweiser.workflow import auswertung
from wegweiser.workflow.umfeld import Umfeld

KOPF = "format: 1\nid: bochum\nversion: 1.0.0\nerweitert: {leitfaden: wegweiser, version: '>=1,<2'}\n"
GRUND = "Der Prüfverband hat kleinere Gründungen schon begleitet."


def spiele_beispiel(tmp_path: Path, umfeld: Umfeld, kopf: str) -> workflow.Stand:
    """The example journey of the shipped guide in a Vorhaben with the own one."""
    eigen = tmp_path / "bochum"
    eigen.mkdir()
    (eigen / "leitfaden.yaml").write_text(KOPF + kopf, encoding="utf-8")
    fall = load_reise(find_leitfaden("wegweiser") / "reisen" / "beispiel.yaml")[0]
    workflow.create(tmp_path / "probe", leitfaden=str(eigen), titel=fall.titel, umfeld=umfeld)
    with workflow.bearbeite(tmp_path / "probe", umfeld) as stand:
        gefuellt, _ = workflow.apply_antworten(stand, fall.antworten, umfeld)
    return gefuellt


def test_a_rule_switched_off_shows_its_reason_wherever_rules_are_shown(
    tmp_path: Path, umfeld: Umfeld, capsys: pytest.CaptureFixture[str]
) -> None:
    kopf = f"schaltet_ab: [{{regel: r-eg-mindestzahl, grund: {GRUND}, von: Rechtsamt, am: 2026-10-02}}]\n"
    stand = spiele_beispiel(tmp_path, umfeld, kopf)
    ergebnisse = auswertung.compute_ergebnisse(stand)
    print_ergebnisse(stand, ergebnisse, farbig=False)
    schirm = " ".join(capsys.readouterr().out.split())
    ausgaben, _ = auswertung.write_bericht(stand, ("html", "json"), umfeld)
    html, daten = (ausgabe.pfad.read_text(encoding="utf-8") for ausgabe in ausgaben)
    assert f"(§ 4 GenG). Grund: {GRUND} – Rechtsamt, 02.10.2026" in schirm
    seite = html.partition("Abgeschaltete Regeln")[2].partition("</table>")[0]
    for text in (
        "mindestens drei Mitglieder",
        "§ 4 GenG",
        GRUND,
        "Rechtsamt",
        "02.10.2026",
    ):
        assert text in seite
    assert "er baut auf: Wegweiser Quartiersentwicklung" in html
    assert json.loads(daten)["abgeschaltet"][0]["grund"] == GRUND


def test_without_such_rules_nothing_is_said(
    tmp_path: Path, umfeld: Umfeld, capsys: pytest.CaptureFixture[str]
) -> None:
    stand = spiele_beispiel(tmp_path, umfeld, "titel: Bochum\n")
    print_ergebnisse(stand, auswertung.compute_ergebnisse(stand), farbig=False)
    ausgaben, _ = auswertung.write_bericht(stand, ("html",), umfeld)
    assert "Abgeschaltete" not in capsys.readouterr().out + ausgaben[0].pfad.read_text(encoding="utf-8")
