"""What keeps the project readable: layers, size, language, and tests that stay in their own home."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

WURZEL = Path(__file__).parents[1]
PAKET = WURZEL / "wegweiser"
MODULE = sorted(PAKET.rglob("*.py"))
GRENZE = 400
# Sentences for people stand here (and in leitfaden/, vorlagen/).
DEUTSCH = (PAKET / "errors", PAKET / "cli", PAKET / "__main__.py", PAKET / "ausdruck")
_SATZ = re.compile(r"[äöüÄÖÜß„“]|(?:[^\W\d_]{2,}[ ,.]+){4}[^\W\d_]{2,}")
# Words that are data, not sentences: units and labels a drawing needs beside its numbers, and quotation marks as such.
ERLAUBT = frozenset({"„", "“", "ä", "ö", "ü", "ß"})


def _name(pfad: Path) -> str:
    return pfad.relative_to(WURZEL).as_posix()


def test_layers() -> None:
    """The contracts of pyproject.toml: who may import whom, and who the heavy libraries."""
    befehl = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as los; los()",
        "--no-cache",
    ]
    fertig = subprocess.run(
        befehl, cwd=WURZEL, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"}
    )
    assert fertig.returncode == 0, fertig.stdout + fertig.stderr
    assert "0 broken" in fertig.stdout


def test_importing_the_package_loads_nothing() -> None:
    befehl = (
        "import sys; vorher = set(sys.modules); import wegweiser; print(sorted(set(sys.modules) - vorher))"
    )
    fertig = subprocess.run(
        [sys.executable, "-c", befehl], cwd=WURZEL, capture_output=True, text=True, check=True
    )
    assert fertig.stdout == "['wegweiser']\n"


def test_sessions_do_not_load_what_only_reports_need() -> None:
    befehl = "import sys, wegweiser.workflow; print([m for m in ('pydantic', 'jinja2', 'weasyprint', 'typer', 'rich') if m in sys.modules])"
    fertig = subprocess.run(
        [sys.executable, "-c", befehl], cwd=WURZEL, capture_output=True, text=True, check=True
    )
    assert fertig.stdout == "[]\n"


def test_modules_are_read_in_one_sitting() -> None:
    zeilen = {_name(pfad): pfad.read_text(encoding="utf-8").count("\n") for pfad in MODULE}
    assert {name: zahl for name, zahl in zeilen.items() if zahl > GRENZE} == {}


def _list_texte(baum: ast.AST) -> Iterator[ast.Constant]:
    """String constants without docstrings."""
    belegt: set[int] = set()
    for knoten in ast.walk(baum):
        if isinstance(knoten, ast.Expr) and isinstance(knoten.value, ast.Constant):
            belegt.add(id(knoten.value))
        if isinstance(knoten, ast.Constant) and isinstance(knoten.value, str) and id(knoten) not in belegt:
            yield knoten


def test_german_sentences_have_their_places() -> None:
    """Other layers return codes and parameters; errors/, cli/, ausdruck/ and the guides speak."""
    stumme = [p for p in MODULE if not any(p == ort or ort in p.parents for ort in DEUTSCH)]
    gefunden = [
        f"{_name(pfad)}:{text.lineno}: {text.value!r}"
        for pfad in stumme
        for text in _list_texte(ast.parse(pfad.read_text(encoding="utf-8")))
        if text.value not in ERLAUBT and _SATZ.search(str(text.value))
    ]
    assert [zeile for zeile in gefunden if not _ist_ausnahme(zeile)] == []


# Text alternatives and labels inside pictures are part of the drawing.
_BILDER = (
    "wegweiser/adapters/bilder",
    "wegweiser/adapters/svg",
    "wegweiser/adapters/vorlagen",
    "wegweiser/adapters/pdf",
)
_MUSTER = re.compile(r"\\[wdsZAu]|\[\^")  # regular expressions


def _ist_ausnahme(zeile: str) -> bool:
    return zeile.startswith(_BILDER) or _MUSTER.search(zeile) is not None


def test_names_are_ascii() -> None:
    texte = {pfad: text for pfad in MODULE if not (text := pfad.read_text(encoding="utf-8")).isascii()}
    namen = {
        (_name(pfad), knoten.id)
        for pfad, text in texte.items()
        for knoten in ast.walk(ast.parse(text))
        if isinstance(knoten, ast.Name)
    }
    assert [paar for paar in namen if not paar[1].isascii()] == []


def test_no_test_reaches_the_real_home(heim: Path) -> None:
    """Neither this process nor those it starts."""
    assert Path.home() == heim
    befehl = "from pathlib import Path; import os; print(Path.home(), os.environ['XDG_CACHE_HOME'])"
    fertig = subprocess.run([sys.executable, "-c", befehl], capture_output=True, text=True, check=True)
    assert [Path(teil).is_relative_to(heim) for teil in fertig.stdout.split()] == [True, True]


def test_every_place_of_the_system_is_set_aside(heim: Path) -> None:
    for name in (
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "APPDATA",
        "LOCALAPPDATA",
    ):
        assert Path(os.environ[name]).is_relative_to(heim)
