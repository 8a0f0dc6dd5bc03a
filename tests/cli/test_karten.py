"""Papers for a meeting, from the command line: accessible, nothing runs over an edge, nothing is overwritten."""

import re
import shutil
import subprocess
from pathlib import Path

import page
import pikepdf
import pytest

from tests.cli.conftest import Programm
from tests.conftest import ABNAHME
from wegweiser.adapters.zaehlliste import format_zaehlliste
from wegweiser.workflow import create
from wegweiser.workflow.umfeld import Umfeld

MM = 72 / 25.4
SPRACHEN = ["", "einfach", "en", "tr", "ar", "uk"] if ABNAHME else ["ar"]
# The longest list, a scale, room to write, a table; with WEGWEISER_ABNAHME every question of two Schritte.
FRAGEN = ("--schritt", "beduerfnisse", "--schritt", "luecken") if ABNAHME else (
    "--frage", "2.29", "--frage", "2.31", "--frage", "2.33", "--frage", "2.40",
)  # fmt: skip


def list_woerter(pfad: Path) -> list[list[tuple[float, float, float, float, str]]]:
    """The words of every page with their edges in millimetres, as poppler sees them."""
    befehl = shutil.which("pdftotext")
    if befehl is None:
        pytest.skip("pdftotext fehlt")
    xml = subprocess.run(
        [befehl, "-bbox", str(pfad), "-"], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    muster = r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
    return [
        [(float(a) / MM, float(b) / MM, float(c) / MM, float(d) / MM, wort) for a, b, c, d, wort in re.findall(muster, seite)]
        for seite in xml.split("<page ")[1:]
    ]  # fmt: skip


@pytest.mark.langsam
@pytest.mark.parametrize("sprache", SPRACHEN)
def test_papers_are_accessible_and_stay_inside_their_edges(
    sprache: str, wegweiser: Programm, tmp_path: Path
) -> None:
    lauf = wegweiser("karten", "land-nrw", "--sprache", sprache, *FRAGEN)
    assert lauf.returncode == 0, lauf.stderr
    zusatz = f"-{sprache}" if sprache else ""
    for name in ("karten", "poster", "punkte"):
        pfad = tmp_path / "karten" / f"{name}{zusatz}.pdf"
        assert [f"{f.rule_id}: {f.message}" for f in page.validate_pdf(pfad, profile="ua1").failures] == []
        with pikepdf.open(pfad) as pdf:
            assert str(pdf.Root.Lang) == {"": "de", "einfach": "de-x-einfach"}.get(sprache, sprache)
            masse = {tuple(round(float(x) / MM) for x in seite.MediaBox[2:]) for seite in pdf.pages}
        assert masse == ({(210, 297), (297, 210)} if name == "karten" else {(297, 420)})
    seiten = list_woerter(tmp_path / "karten" / f"karten{zusatz}.pdf")
    assert len(seiten) in ({5, 6} if ABNAHME else {3})  # plain language has longer texts
    assert len(list_woerter(tmp_path / "karten" / f"punkte{zusatz}.pdf")) == (10 if ABNAHME else 2)
    for x1, y1, x2, y2, wort in [w for seite in seiten[1:-1] for w in seite]:
        assert 5 < x1 % 105 <= x2 % 105 < 100, wort
        assert y2 % 148.5 < 139 or y2 - y1 < 4.5, wort  # only the small print stands at the foot


def test_pages_for_the_browser_from_a_vorhaben(wegweiser: Programm, tmp_path: Path, umfeld: Umfeld) -> None:
    create(tmp_path / "marten", leitfaden="wegweiser", titel="Quartier Marten", umfeld=umfeld)
    zeilen = '[{"id": "l1", "feld": "nahversorgung", "bezeichnung": "Drogeriemarkt", "gruppe": "alle", "art": "fehlt-ganz"}]'
    assert wegweiser("antwort", "marten", "luecken", zeilen).returncode == 0
    lauf = wegweiser("karten", "marten", "--frage", "3.1", "--punkte", "5", "--format", "html")
    assert lauf.returncode == 0, lauf.stderr
    assert "Eine Frage, etwa 25 Minuten." in lauf.stdout
    for name, text in (("karten", "Drogeriemarkt"), ("poster", "3.1"), ("punkte", "5 Punkte je Person")):
        html = (tmp_path / "marten" / "karten" / f"{name}.html").read_text(encoding="utf-8")
        assert text in html
        assert "Quartier Marten" in html
        assert "http:" not in html
        assert "https:" not in html
        assert "luecken_gewaehlt" in html or name == "poster"
    noch_einmal = wegweiser("karten", "marten", "--frage", "3.1", "--format", "html")
    assert (noch_einmal.returncode, "gibt es schon" in noch_einmal.stderr) == (6, True)


def test_a_list_to_count_with_holds_no_formula() -> None:
    text = format_zaehlliste([("f", "=1+1", "1", "@so; und so", "")]).decode("utf-8-sig")
    assert text == "frage;fragetext;antwort;antworttext;anzahl\r\nf;'=1+1;1;\"'@so; und so\";\r\n"


@pytest.mark.parametrize(
    ("argumente", "code", "satz"),
    [
        (("nix",), 3, "Den Leitfaden „nix“ gibt es nicht."),
        (("land-nrw", "--runde", "buerger"), 2, "Die Runde „buerger“ gibt es nicht."),
        (("land-nrw", "--papier", "plakat"), 2, "Möglich sind karten, poster, punkte"),
        (("land-nrw", "--punkte", "0"), 0, "Originalgröße"),
        (("land-nrw", "--punkte", "101"), 2, "101 Punkte je Person gehen nicht"),
        (("land-nrw", "--frage", "3.99"), 2, "Eine Karte „3.99“ gibt es nicht."),
    ],
)
def test_what_does_not_work_is_said(
    argumente: tuple[str, ...], code: int, satz: str, wegweiser: Programm
) -> None:
    lauf = wegweiser("karten", *argumente, "--format", "html")
    assert (lauf.returncode, satz in lauf.stderr + lauf.stdout) == (code, True), lauf.stderr
