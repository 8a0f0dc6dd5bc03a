import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping

import click
import pytest

from tests.cli.conftest import Programm
from wegweiser.__main__ import HILFE
from wegweiser.cli.app import build_befehl
from wegweiser.cli.befehle import BEFEHLE

SCHWER = {
    "weasyprint", "numpy", "scipy", "shapely", "pyogrio", "jinja2", "openpyxl", "pydantic", "prompt_toolkit",
}  # fmt: skip
ENGLISCH = re.compile(
    r"\b(usage|options?|arguments?|commands?|show|this|message|and|exit|the|default|required|error|missing|invalid|"
    r"value|try|help for|file|path|directory|integer|such|no)\b",
    re.IGNORECASE,
)
OPTION = re.compile(r"--\S+")


def list_befehle(befehl: click.Command, pfad: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield pfad
    for name, unter in getattr(befehl, "commands", {}).items():
        yield from list_befehle(unter, (*pfad, name))


@pytest.mark.parametrize("pfad", list(list_befehle(build_befehl())), ids="-".join)
def test_every_help_screen_is_german(pfad: tuple[str, ...]) -> None:
    kontext = build_befehl().make_context("wegweiser", [*pfad, "--help"], resilient_parsing=True)
    befehl: click.Command = kontext.command
    for name in pfad:
        befehl = getattr(befehl, "commands")[name]  # noqa: B009 - groups only
        kontext = click.Context(befehl, info_name=name, parent=kontext)
    hilfe = befehl.get_help(kontext)
    assert hilfe.startswith("Aufruf: wegweiser")
    assert "Zeigt diese Hilfe." in hilfe
    assert not ENGLISCH.search(OPTION.sub("", hilfe)), hilfe
    assert hilfe.count("Angaben:") <= 1
    assert max(map(len, hilfe.splitlines())) <= 80


def test_every_argument_is_explained() -> None:
    wurzel = build_befehl()
    for pfad in list_befehle(wurzel):
        befehl = wurzel
        for name in pfad:
            befehl = getattr(befehl, "commands")[name]  # noqa: B009 - groups only
        for angabe in befehl.params:
            assert getattr(angabe, "help", None), (pfad, angabe.name)


def test_the_static_help_is_the_real_one(umgebung: Mapping[str, str]) -> None:
    quelle = "import sys; from wegweiser.cli.app import main; sys.exit(main(['--help']))"
    lauf = subprocess.run(
        [sys.executable, "-c", quelle],
        env={**umgebung, "COLUMNS": "80"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert lauf.stdout == HILFE


@pytest.mark.parametrize("argumente", [(), ("--help",), ("-h",)])
def test_help_is_printed(wegweiser: Programm, argumente: tuple[str, ...]) -> None:
    lauf = wegweiser(*argumente)
    assert (lauf.returncode, lauf.stdout, lauf.stderr) == (0, HILFE, "")


def list_geladene(
    umgebung: Mapping[str, str], ordner: object, *argumente: str, eingabe: str = ""
) -> set[str]:
    quelle = (
        "import atexit, json, os, sys\n"
        "os._exit = lambda code: sys.exit(code)\n"
        "atexit.register(lambda: sys.stderr.write('\\nGELADEN' + json.dumps(sorted(sys.modules))))\n"
        f"sys.argv = ['wegweiser', *{argumente!r}]\n"
        "from wegweiser.__main__ import main\nmain()"
    )
    lauf = subprocess.run(
        [sys.executable, "-c", quelle],
        cwd=str(ordner), env=dict(umgebung), input=eingabe, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return {name.partition(".")[0] for name in json.loads(lauf.stderr.partition("GELADEN")[2])}


@pytest.mark.usefixtures("vorhaben")
def test_light_commands_load_nothing_heavy(umgebung: Mapping[str, str], tmp_path: object) -> None:
    list_geladene(umgebung, tmp_path, "status", "probe")  # fills the cache of guides
    assert not list_geladene(umgebung, tmp_path, "--help") & (SCHWER | {"typer", "yaml", "rich"})
    assert not list_geladene(umgebung, tmp_path, "status", "probe") & (SCHWER | {"rich"})
    assert not list_geladene(umgebung, tmp_path, "start", "probe", eingabe="!\n") & (SCHWER | {"rich"})


def test_version_and_completion(wegweiser: Programm) -> None:
    assert wegweiser("--version").stdout.startswith("wegweiser ")
    assert "_WEGWEISER_COMPLETE=complete_bash" in wegweiser("--vervollstaendigung", "bash").stdout
    falsch = wegweiser("--vervollstaendigung", "tcsh")
    assert (falsch.returncode, "tcsh" in falsch.stderr) == (2, True)
    umfeld = {"_WEGWEISER_COMPLETE": "complete_bash", "COMP_WORDS": "wegweiser sta", "COMP_CWORD": "1"}
    assert wegweiser(umfeld=umfeld).stdout.split() == ["start", "status", "staende"]


def test_every_command_of_the_dialogue_is_described_by_its_name() -> None:
    for name, text in BEFEHLE.items():
        assert f":{name}" in text or text[0] in "?<>!"
