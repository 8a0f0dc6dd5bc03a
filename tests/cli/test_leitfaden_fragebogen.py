"""The shipped questionnaire on paper: every language as accessible PDF and page, with its fonts and its direction."""

import re
import shutil
import subprocess
from pathlib import Path

import page
import pikepdf
import pytest

from tests.cli.conftest import WURZEL, Programm
from tests.conftest import ABNAHME
from wegweiser.model.leitfaden import Leitfaden

SPRACHEN = ["de", "einfach", "en", "tr", "ar", "uk"] if ABNAHME else ["de", "ar", "uk"]
SCHRIFTEN = {"ar": {"Sans", "Arabisch"}, "uk": {"Sans", "Kyrillisch"}}


@pytest.mark.langsam
@pytest.mark.parametrize("sprache", SPRACHEN)
def test_accessible_pdf_in_every_language(sprache: str, wegweiser: Programm, tmp_path: Path) -> None:
    lauf = wegweiser("leitfaden", "fragebogen", "--sprache", sprache)
    assert lauf.returncode == 0, lauf.stderr
    pfad = tmp_path / f"fragebogen-{sprache}.pdf"
    assert [f"{f.rule_id}: {f.message}" for f in page.validate_pdf(pfad, profile="ua1").failures] == []
    with pikepdf.open(pfad) as pdf:
        assert str(pdf.Root.Lang) == {"einfach": "de-x-einfach"}.get(sprache, sprache)
        assert (pdf.Root.ViewerPreferences.get("/Direction") == "/R2L") is (sprache == "ar")
        assert len(pdf.pages) <= 4
        schriften = [s for seite in pdf.pages for s in seite.Resources.Font.values()]
        namen = {re.findall(r"\+Wegweiser-(\w+)", str(s.BaseFont))[0] for s in schriften}
        assert namen == SCHRIFTEN.get(
            sprache, {"Sans"}
        )  # nothing from the system, and no box without a glyph
        for schrift in schriften:
            assert {"/FontFile2", "/FontFile3"} & set(schrift.DescendantFonts[0].FontDescriptor.keys())


@pytest.mark.langsam
def test_arabic_boxes_stand_on_the_right(wegweiser: Programm, tmp_path: Path) -> None:
    befehl = shutil.which("pdftotext")
    if befehl is None:
        pytest.skip("pdftotext fehlt")
    seiten = {}
    for sprache in ("de", "ar"):
        wegweiser("leitfaden", "fragebogen", "--sprache", sprache, "--nach", f"{sprache}.pdf")
        xml = subprocess.run(
            [befehl, "-bbox", f"{tmp_path}/{sprache}.pdf", "-"],
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout
        seiten[sprache] = [float(x) for x in re.findall(r'<word xMin="([\d.]+)"[^>]*>☐</word>', xml)]
    assert min(seiten["de"]) < 80
    assert max(seiten["ar"]) > 500
    assert min(seiten["ar"]) > 80


def test_the_page_for_the_browser(wegweiser: Programm, tmp_path: Path) -> None:
    lauf = wegweiser("leitfaden", "fragebogen", "--sprache", "ar", "--nach", "bogen.html")
    assert "bogen.html (11 Fragen, etwa 16 Minuten)" in lauf.stdout
    assert "hat noch niemand geprüft" in lauf.stdout
    html = (tmp_path / "bogen.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in html
    assert '<span lang="de" dir="ltr">ungeprüfte Übersetzung</span> · هذه الترجمة لم تُراجَع بعد.' in html
    assert html.count('<section class="frage" lang="ar" dir="rtl">') == 11
    assert '☐</span> <span class="kennung">1</span> التعلم' in html
    assert not re.search(r"\{(minuten|anzahl|nr)\}", html)
    assert "http:" not in html
    assert "https:" not in html
    noch_einmal = wegweiser("leitfaden", "fragebogen", "--sprache", "ar", "--nach", "bogen.html")
    assert noch_einmal.returncode == 6
    assert wegweiser("leitfaden", "fragebogen", "--nach", "bogen.html", "--ersetzen").returncode == 0
    deutsch = (tmp_path / "bogen.html").read_text(encoding="utf-8")
    assert "Bitte wählen Sie eine Antwort" in deutsch
    assert "ungeprüft" not in deutsch


@pytest.mark.parametrize(
    ("argumente", "satz"),
    [
        (("--sprache", "klingonisch"), "Die Sprache „klingonisch“ gibt es im Leitfaden „land-nrw“ nicht."),
        (("--runde", "buerger"), "Die Runde „buerger“ gibt es nicht."),
        (("--runde", "kaemmerei"), "keinen Schritt, den jede Person für sich ausfüllen kann."),
        (("--schritt", "beduerfnis"), "Meinten Sie „beduerfnisse“?"),
        (("--nach", "bogen.docx"), "„bogen.docx“ endet weder auf .pdf noch auf .html."),
    ],
)
def test_what_does_not_work_is_said(argumente: tuple[str, ...], satz: str, wegweiser: Programm) -> None:
    lauf = wegweiser("leitfaden", "fragebogen", *argumente)
    assert lauf.returncode == 2
    assert satz in lauf.stderr


def test_every_shipped_language_is_whole(leitfaden: Leitfaden) -> None:
    """All words, all questions of the round, nothing in a script our fonts lack."""
    from fontTools.ttLib import TTFont

    ordner = WURZEL / "vorlagen" / "schriften"
    zeichen = set()
    for datei in ordner.glob("*-Regular.ttf"):
        zeichen |= set(TTFont(datei).getBestCmap())
    buerger = {f.id for a in leitfaden.abschnitte for f in a.fragen() if f.runde == "buergerschaft"}
    assert set(leitfaden.uebersetzungen) == {"ar", "einfach", "en", "tr", "uk"}
    for kuerzel, uebersetzung in leitfaden.uebersetzungen.items():
        worte = vars(uebersetzung.worte)
        assert [name for name, wort in worte.items() if not wort] == [], kuerzel
        assert buerger <= set(uebersetzung.fragen), kuerzel
        assert uebersetzung.geprueft_von is None
        text = (WURZEL / f"leitfaden/wegweiser/uebersetzungen/{kuerzel}.yaml").read_text(encoding="utf-8")
        assert sorted({z for z in text if ord(z) not in zeichen and z != "\n"}) == [], kuerzel
