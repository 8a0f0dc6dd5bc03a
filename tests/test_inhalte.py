"""Shipped content: it loads, is complete and short enough to be read, and reaches whoever installs the package."""

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from wegweiser.adapters.inhalte import find_inhalte
from wegweiser.model.frage import Frage
from wegweiser.model.leitfaden import Leitfaden, list_fragen
from wegweiser.workflow import leitfaeden

WURZEL = Path(__file__).parents[1]


def test_guides_are_sound() -> None:
    ordner = sorted(pfad.parent.name for pfad in find_inhalte("leitfaden").glob("*/leitfaden.yaml"))
    assert "wegweiser" in ordner
    assert {
        name: leitfaeden.check_leitfaden(str(find_inhalte("leitfaden") / name)) for name in ordner
    } == dict.fromkeys(ordner, ())


def _list_fragen(leitfaden: Leitfaden) -> Iterator[Frage]:
    for _, frage in list_fragen(leitfaden):
        yield frage


def test_questions_are_short_and_have_a_name(leitfaden: Leitfaden) -> None:
    fragen = list(_list_fragen(leitfaden))
    assert len(fragen) > 150
    assert [frage.id for frage in fragen if len(frage.text) >= 120] == []
    assert [frage.id for frage in fragen if len(frage.hilfe or "") >= 600] == []
    assert [frage.id for frage in fragen if not frage.kurz] == []


def test_order_of_the_work(leitfaden: Leitfaden) -> None:
    assert [abschnitt.id for abschnitt in leitfaden.abschnitte] == [
        "auftrag", "analyse", "priorisieren", "vorbilder", "traeger", "grobrechnung", "rechtsform", "finanzierung", "erprobung",
        "monitoring", "massnahmen",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("katalog", "anzahl"),
    [
        ("dienstfelder", 6),
        ("instrumente", 24),
        ("formen", 25),
        ("faelle", 28),
        ("indikatoren", 43),
        ("altersgrenzen", 3),
    ],
)
def test_catalogues_are_complete(leitfaden: Leitfaden, katalog: str, anzahl: int) -> None:
    eintraege = leitfaden.kataloge[katalog].eintraege
    assert len({eintrag.id for eintrag in eintraege}) == anzahl


def test_every_entry_rule_and_figure_is_proved(leitfaden: Leitfaden) -> None:
    belege = [
        (f"{k.katalog}/{e.id}", e.quelle, e.stand, e.belegstufe)
        for k in leitfaden.kataloge.values()
        for e in k.eintraege
    ]
    belege += [(r.id, r.quelle, r.stand, r.belegstufe) for r in leitfaden.regeln]
    belege += [(name, p.quelle, p.stand, p.belegstufe) for name, p in leitfaden.kopf.parameter.items()]
    assert [name for name, *angaben in belege if None in angaben] == []
    assert {quelle for _, quelle, *_ in belege} <= set(leitfaden.quellen)
    assert [
        name for name, _, stand, _ in belege if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", stand or "")
    ] == []


def test_every_source_that_is_named_is_listed(leitfaden: Leitfaden) -> None:
    benutzt = {frage.quelle for frage in _list_fragen(leitfaden)} | {a.quelle for a in leitfaden.abschnitte}
    assert benutzt - {None} <= set(leitfaden.quellen)


def test_only_well_proved_rules_exclude(leitfaden: Leitfaden) -> None:
    assert {regel.belegstufe for regel in leitfaden.regeln if regel.stufe == "ausschluss"} <= {
        "norm",
        "sekundaer",
    }


def test_guide_texts_are_composed_and_clean() -> None:
    """A decomposed umlaut or a no-break blank somebody pasted is invisible and breaks searching."""
    for pfad in find_inhalte("leitfaden").rglob("*.yaml"):
        text = pfad.read_text(encoding="utf-8")
        gefunden = re.findall(r".{0,20}[\u0300-\u036f\u200b-\u200f\ufeff\t\r].{0,20}", text)
        assert (pfad.name, gefunden) == (pfad.name, [])


# ── Packages ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def pakete(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheel and sdist, built from this checkout without network."""
    ziel = tmp_path_factory.mktemp("dist")
    befehl = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(ziel), str(WURZEL)]
    fertig = subprocess.run(befehl, capture_output=True, text=True, check=False)
    assert fertig.returncode == 0, fertig.stdout + fertig.stderr
    return ziel


def _list_inhalte() -> list[str]:
    """Every guide, template and font, as tracked files below the checkout."""
    ordner = (WURZEL / "leitfaden", WURZEL / "vorlagen")
    dateien = (
        pfad
        for wurzel in ordner
        for pfad in wurzel.rglob("*")
        if pfad.is_file() and "__pycache__" not in pfad.parts
    )
    return [pfad.relative_to(WURZEL).as_posix() for pfad in dateien]


@pytest.mark.langsam
def test_packages_carry_guides_templates_and_fonts(pakete: Path) -> None:
    (rad,) = pakete.glob("*.whl")
    (quellen,) = pakete.glob("*.tar.gz")
    with zipfile.ZipFile(rad) as archiv:
        im_rad = set(archiv.namelist())
    with tarfile.open(quellen) as paket:
        in_quellen = {name.partition("/")[2] for name in paket.getnames()}
    inhalte = _list_inhalte()
    assert any(name.endswith((".ttf", ".otf", ".woff2")) for name in inhalte)
    assert [name for name in inhalte if f"wegweiser/_inhalte/{name}" not in im_rad] == []
    assert [name for name in inhalte if name not in in_quellen] == []
    assert {"wegweiser/__main__.py", "wegweiser/workflow/__init__.py"} <= im_rad
    assert {"tests/conftest.py", "los", "requirements.lock", "README.md", "LICENSE"} <= in_quellen
    assert not any("tests/" in name or ".cache" in name for name in im_rad)


@pytest.mark.langsam
def test_installed_package_finds_its_guides(pakete: Path, tmp_path: Path) -> None:
    (rad,) = pakete.glob("*.whl")
    ziel, anderswo = tmp_path / "paket", tmp_path / "anderswo"
    anderswo.mkdir()
    with zipfile.ZipFile(rad) as archiv:  # a pure wheel is installed by unpacking; pip may be missing here
        archiv.extractall(ziel)  # noqa: S202 - built here
    umgebung = {**os.environ, "PYTHONPATH": str(ziel), "PYTHONIOENCODING": "utf-8"}

    def starte(*worte: str) -> "subprocess.CompletedProcess[str]":
        befehl = [sys.executable, "-W", "error::ImportWarning", "-m", "wegweiser", *worte]
        return subprocess.run(
            befehl, cwd=anderswo, env=umgebung, capture_output=True, text=True, encoding="utf-8", check=False
        )

    liste = starte("leitfaden", "liste")
    assert (liste.returncode, liste.stderr) == (0, "")
    assert "wegweiser" in liste.stdout
    neu = starte("neu", "marten")
    assert (neu.returncode, neu.stderr) == (0, "")
    assert (anderswo / "marten" / "vorhaben.yaml").is_file()
