"""A city's own guide over a shipped one, from the answers to the report."""

import json
from pathlib import Path

import pytest

from tests.builders import format_abschnitt
from wegweiser import workflow
from wegweiser.adapters.inhalte import find_leitfaden
from wegweiser.adapters.reisen import load_reise
from wegweiser.cli.ergebnisansicht import print_ergebnisse
from wegweiser.errors import LeitfadenError
from wegweiser.workflow import auswertung, autoren, leitfaeden, reisen
from wegweiser.workflow.umfeld import Umfeld

KOPF = "format: 1\nid: bochum\nversion: 1.0.0\nerweitert: {leitfaden: land-nrw, version: '>=1,<2'}\n"
GRUND = "Der Prüfverband hat kleinere Gründungen schon begleitet."


def spiele_beispiel(tmp_path: Path, umfeld: Umfeld, kopf: str) -> workflow.Stand:
    """The example journey of the shipped guide in a Vorhaben with the own one."""
    eigen = tmp_path / "bochum"
    eigen.mkdir()
    (eigen / "leitfaden.yaml").write_text(KOPF + kopf, encoding="utf-8")
    fall = load_reise(find_leitfaden("land-nrw") / "reisen" / "beispiel.yaml")[0]
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
    print_ergebnisse(stand, ergebnisse, auswertung.compute_uebriges(stand), farbig=False)
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
    print_ergebnisse(
        stand, auswertung.compute_ergebnisse(stand), auswertung.compute_uebriges(stand), farbig=False
    )
    ausgaben, _ = auswertung.write_bericht(stand, ("html",), umfeld)
    assert "Abgeschaltete" not in capsys.readouterr().out + ausgaben[0].pfad.read_text(encoding="utf-8")


# ── Beginning one's own ──────────────────────────────────────────────────────────────────────────


def test_what_is_derived_is_sound_and_says_the_same(tmp_path: Path, umfeld: Umfeld) -> None:
    autoren.derive_leitfaden(tmp_path / "Köln", "land-nrw", "", umfeld)
    assert leitfaeden.check_leitfaden(str(tmp_path / "Köln")) == ()
    eigen = leitfaeden.load_leitfaden(str(tmp_path / "Köln"), umfeld)
    unten = leitfaeden.load_leitfaden("land-nrw", umfeld)
    assert (eigen.id, eigen.kopf.titel) == ("koeln", "Köln")
    assert (eigen.abschnitte, eigen.kataloge, eigen.regeln) == (
        unten.abschnitte,
        unten.kataloge,
        unten.regeln,
    )
    assert reisen.check_reisen(str(tmp_path / "Köln"), umfeld) == ()


def test_every_example_in_the_comments_works(tmp_path: Path, umfeld: Umfeld) -> None:
    ordner = tmp_path / "bochum"
    autoren.derive_leitfaden(ordner, "land-nrw", "Bochum", umfeld)
    kopf = (ordner / "leitfaden.yaml").read_text(encoding="utf-8")
    kopf, *bloecke = kopf.split("\n# ── ")
    beispiele = [block.partition("\n#\n")[2] for block in bloecke]
    assert len(beispiele) == 5
    offen = "".join(
        zeile.removeprefix("# ") for text in beispiele for zeile in text.splitlines(keepends=True)
    )
    (ordner / "leitfaden.yaml").write_text(kopf + "\n" + offen, encoding="utf-8")
    quellen = (
        (ordner / "quellen.yaml").read_text(encoding="utf-8").replace("[]\n", "").replace("# - {", "- {")
    )
    (ordner / "quellen.yaml").write_text(quellen, encoding="utf-8")
    (ordner / "abschnitte").mkdir()
    abschnitt = format_abschnitt("nachbarschaft", "{id: nachbarn, text: Wer wohnt nebenan?, typ: text}")
    (ordner / "abschnitte" / "nachbarschaft.yaml").write_text(abschnitt, encoding="utf-8")
    assert [str(b) for b in leitfaeden.check_leitfaden(str(ordner))] == []
    leitfaden = leitfaeden.load_leitfaden(str(ordner), umfeld)
    assert [a.id for a in leitfaden.abschnitte][:3] == ["auftrag", "analyse", "nachbarschaft"]
    assert leitfaden.abschnitte[0].schritte[0].titel == "Um welchen Ortsteil geht es?"


def test_own_guides_can_be_built_on_too_if_they_lie_beside(tmp_path: Path, umfeld: Umfeld) -> None:
    autoren.derive_leitfaden(tmp_path / "stadt", "land-nrw", "", umfeld)
    autoren.derive_leitfaden(tmp_path / "viertel", str(tmp_path / "stadt"), "", umfeld)
    assert leitfaeden.check_leitfaden(str(tmp_path / "viertel")) == ()
    with pytest.raises(LeitfadenError) as fehler:
        autoren.derive_leitfaden(tmp_path / "anderswo" / "viertel", str(tmp_path / "stadt"), "", umfeld)
    assert fehler.value.code == "ableiten-ort"
    assert not (tmp_path / "anderswo").exists()


def test_nothing_is_overwritten_by_deriving(tmp_path: Path, umfeld: Umfeld) -> None:
    autoren.derive_leitfaden(tmp_path / "stadt", "land-nrw", "", umfeld)
    vorher = (tmp_path / "stadt" / "leitfaden.yaml").read_bytes()
    with pytest.raises(LeitfadenError, match="liegt schon ein Leitfaden"):
        autoren.derive_leitfaden(tmp_path / "stadt", "land-nrw", "Anders", umfeld)
    assert (tmp_path / "stadt" / "leitfaden.yaml").read_bytes() == vorher
