import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

from tests.bericht_beispiel import build_beispiel, build_feindlich, build_leer
from tests.quartier_beispiel import build_bild
from wegweiser.adapters import pdf as pdf_adapter
from wegweiser.adapters.pdf import write_pdf
from wegweiser.adapters.vorlagen import render_html
from wegweiser.errors import BerichtError, PdfBibliothekError
from wegweiser.model.base import replace
from wegweiser.model.bericht import Bericht

ORDNER = Path(__file__).parents[1] / "vorlagen"
LINKS, RECHTS = 70.0, 534.0  # 25 mm from the left, 22 mm from the right, in points
ERZEUGT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.langsam


def drucke(html: str, ziel: Path, titel: str = "Probe") -> int:
    return write_pdf(html, ziel, titel=titel, vorlagenordner=ORDNER, erzeugt=ERZEUGT)


def drucke_bericht(bericht: Bericht, ziel: Path) -> int:
    return drucke(render_html(bericht, ORDNER, eingebettet=False), ziel, bericht.titel)


def voll() -> Bericht:
    """The example with everything its files say."""
    return replace(build_beispiel(), bild=build_bild())


@pytest.fixture(scope="module")
def beispiel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ziel = tmp_path_factory.mktemp("pdf") / "beispiel.pdf"
    drucke_bericht(voll(), ziel)
    return ziel


@pytest.fixture(scope="module")
def dokument(beispiel: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(beispiel) as pdf:
        yield pdf


def befunde(pfad: Path) -> list[str]:
    return [f"{f.rule_id}: {f.message}" for f in page.validate_pdf(pfad, profile="ua1").failures]


def test_no_finding_of_pdf_ua(beispiel: Path) -> None:
    assert befunde(beispiel) == []
    assert not list(_woerter_ausserhalb(beispiel))


@pytest.mark.parametrize("build", [build_leer, build_feindlich])
def test_little_or_nonsense_prints_as_well(
    build: Callable[[], Bericht], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ziel = tmp_path / "plan.pdf"
    drucke_bericht(build(), ziel)
    assert befunde(ziel) == []
    assert not list(_woerter_ausserhalb(ziel))
    assert [satz for satz in caplog.messages if not satz.startswith("Step")] == []


def _woerter_ausserhalb(pfad: Path) -> Iterator[str]:
    """Words that leave the type area, as poppler sees them; the ribbon belongs into the margin."""
    befehl = shutil.which("pdftotext")
    if befehl is None:
        pytest.skip("pdftotext fehlt")
    xml = subprocess.run(
        [befehl, "-bbox", str(pfad), "-"],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    ).stdout
    for x1, x2, wort in re.findall(
        r'<word xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([-\d.]+)" yMax="[-\d.]+">(.*?)</word>', xml
    ):
        if wort != "BEISPIEL" and (float(x1) < LINKS or float(x2) > RECHTS):
            yield wort


def test_title_language_bookmarks_labels(dokument: pikepdf.Pdf) -> None:
    assert str(dokument.Root.Lang) == "de"
    assert dokument.Root.ViewerPreferences.DisplayDocTitle
    assert str(dokument.docinfo.Title) == "Maßnahmenplan Beispielquartier"
    assert [seite.label for seite in dokument.pages] == [str(nr) for nr in range(1, len(dokument.pages) + 1)]
    with dokument.open_outline() as gliederung:
        titel = [eintrag.title for eintrag in gliederung.root]
    assert len(titel) == 13
    assert titel[1].endswith("Kurzfassung")


def test_metadata_hold_the_given_time(dokument: pikepdf.Pdf) -> None:
    assert str(dokument.docinfo.CreationDate).startswith("D:20261122")
    with dokument.open_metadata() as meta:
        assert meta["dc:title"] == "Maßnahmenplan Beispielquartier"
        assert meta["pdfuaid:part"] == "1"


def test_fonts_are_embedded_and_ours(dokument: pikepdf.Pdf) -> None:
    namen = set()
    for seite in dokument.pages:
        for schrift in seite.Resources.get("/Font", {}).values():
            nachkomme = schrift.DescendantFonts[0]
            assert "/FontFile2" in nachkomme.FontDescriptor or "/FontFile3" in nachkomme.FontDescriptor
            namen.add(str(schrift.BaseFont).split("+")[1])
    assert {name.rsplit("-", 1)[0].split("-")[0] for name in namen} == {"Wegweiser"}


def test_every_page_has_text_and_the_summary_has_one_page(dokument: pikepdf.Pdf) -> None:
    assert all(_zeichnet_text(seite) for seite in dokument.pages)
    with dokument.open_outline() as gliederung:
        seiten = [_seite(dokument, eintrag) for eintrag in gliederung.root]
    assert seiten[2] - seiten[1] == 1
    assert seiten == sorted(set(seiten))


def _zeichnet_text(seite: pikepdf.Page) -> bool:
    """Whether anything but running heads stands on the page."""
    offen: list[str] = []
    for befehl in pikepdf.parse_content_stream(seite):
        name = str(befehl.operator)
        if name in {"BDC", "BMC"}:
            offen.append(str(befehl.operands[0]))
        elif name == "EMC":
            offen.pop()
        elif name in {"Tj", "TJ"} and "/Artifact" not in offen:
            return True
    return False


def _seite(dokument: pikepdf.Pdf, eintrag: Any) -> int:
    ziel = eintrag.destination
    return dokument.pages.index(pikepdf.Page(ziel[0]))


def alle(element: Any) -> Iterator[Any]:
    yield element
    kinder = element.get("/K", [])
    for kind in kinder if isinstance(kinder, pikepdf.Array) else [kinder]:
        if isinstance(kind, pikepdf.Dictionary) and "/S" in kind:
            yield from alle(kind)


def zaehle(dokument: pikepdf.Pdf, art: str) -> int:
    return sum(str(element.S) == art for element in alle(dokument.Root.StructTreeRoot.K[0]))


def test_one_tag_per_table_heading_and_picture(dokument: pikepdf.Pdf) -> None:
    html = render_html(voll(), ORDNER, eingebettet=False)
    assert zaehle(dokument, "/Table") == html.count("<table")
    assert zaehle(dokument, "/H1") == html.count("<h1")
    assert zaehle(dokument, "/Figure") == html.count("<svg")
    assert zaehle(dokument, "/Part") == html.count("<main")


def test_every_header_cell_has_a_scope_and_every_picture_words(dokument: pikepdf.Pdf) -> None:
    for element in alle(dokument.Root.StructTreeRoot.K[0]):
        if str(element.S) == "/TH":
            assert str(element.A.Scope) in {"/Row", "/Column"}
        if str(element.S) == "/Figure":
            assert len(str(element.Alt)) > 40


def test_links_say_where_they_lead(dokument: pikepdf.Pdf) -> None:
    worte = [str(a.Contents) for seite in dokument.pages for a in seite.get("/Annots", [])]
    assert "Quartier und Anlass" in worte
    assert "Quelle 1" in worte
    assert "quartier" not in worte


LANGE_TABELLE = """<!DOCTYPE html><html lang="de"><head><title>x</title><link rel="stylesheet" href="bericht.css"></head>
<body><main><h1 data-kurz="x">Lang</h1><table class="liste"><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>
<tbody>{}</tbody></table></main></body></html>"""


def test_a_table_over_many_pages_is_one_table_with_one_header(tmp_path: Path) -> None:
    zeilen = "".join(f"<tr><td>Zeile {nr}</td><td>Wert</td></tr>" for nr in range(150))
    seiten = drucke(LANGE_TABELLE.format(zeilen), tmp_path / "lang.pdf")
    assert seiten > 3
    assert befunde(tmp_path / "lang.pdf") == []
    with pikepdf.open(tmp_path / "lang.pdf") as pdf:
        assert [zaehle(pdf, art) for art in ("/Table", "/THead", "/TBody", "/TR", "/TH")] == [1, 1, 1, 151, 2]


def test_same_input_same_bytes(tmp_path: Path) -> None:
    bericht = replace(voll(), massnahmen=(), vorbilder=())
    for name in ("einmal.pdf", "andermal.pdf"):
        drucke_bericht(bericht, tmp_path / name)
    assert (tmp_path / "einmal.pdf").read_bytes() == (tmp_path / "andermal.pdf").read_bytes()


KLEIN = '<!DOCTYPE html><html lang="de"><head><title>x</title>{}</head><body><p>Text</p>{}</body></html>'


def test_nothing_outside_the_folder_and_no_network(tmp_path: Path) -> None:
    (tmp_path / "geheim.css").write_text("p::after { content: 'GEHEIM' }", encoding="utf-8")
    bild = '<img alt="x" src="https://example.org/x.png"><img alt="y" src="file:///etc/hostname">'
    html = KLEIN.format(f'<link rel="stylesheet" href="{(tmp_path / "geheim.css").as_uri()}">', bild)
    assert drucke(html, tmp_path / "a.pdf") == 1
    assert (tmp_path / "a.pdf").stat().st_size < 20_000


@pytest.mark.parametrize(
    ("adresse", "erlaubt"),
    [
        ("data:text/css,p{}", True),
        ((ORDNER / "bericht" / "bericht.css").as_uri(), True),
        (ORDNER.as_uri() + "/../pyproject.toml", False),
        (ORDNER.as_uri() + "/%2e%2e/pyproject.toml", False),
        ("file://server/freigabe/x.png", False),
        ("http://localhost/", False),
        ("FTP://example.org/", False),
    ],
)
def test_which_addresses_are_fetched(adresse: str, erlaubt: bool) -> None:  # noqa: FBT001
    assert pdf_adapter._erlaubt(adresse, ORDNER.resolve()) is erlaubt


def test_missing_pango_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class OhnePango:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [OhnePango(), *sys.meta_path])
    with pytest.raises(PdfBibliothekError) as fehler:
        drucke(KLEIN.format("", ""), tmp_path / "x.pdf")
    assert fehler.value.code == "pango-fehlt"


def test_a_folder_that_does_not_exist_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(BerichtError):
        drucke(KLEIN.format("", ""), tmp_path / "fehlt" / "x.pdf")
    assert list(tmp_path.iterdir()) == []


def test_an_old_report_is_replaced_in_one_step(tmp_path: Path) -> None:
    ziel = tmp_path / "plan.pdf"
    ziel.write_bytes(b"alt")
    drucke(KLEIN.format("", ""), ziel)
    assert ziel.read_bytes().startswith(b"%PDF")
    assert [p.name for p in tmp_path.iterdir()] == ["plan.pdf"]
