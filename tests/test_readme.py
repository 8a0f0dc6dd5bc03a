"""Every command the README shows works as it stands there, in its order."""

import re
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path

from click import Group

from tests.vorrat import Vorrat, starte
from wegweiser.cli.app import build_befehl

WURZEL = Path(__file__).resolve().parents[1]
README = (WURZEL / "README.md").read_text(encoding="utf-8")
BEFEHLE = [
    zeile.removeprefix("$ wegweiser ")
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for zeile in block.splitlines()
    if zeile.startswith("$ wegweiser ")
]


def test_readme_commands_work_in_their_order(
    tmp_path: Path, umgebung: Mapping[str, str], vorrat: Vorrat | None
) -> None:
    (tmp_path / "antworten.yaml").write_text("auftrag:\n  stadt: Dortmund\n  land: nrw\n", encoding="utf-8")
    (tmp_path / "akteure.csv").write_text(
        "Wer;Beitrag\nNachbarschaftsverein;Raum\nQuartiersbüro;Zeit\n", encoding="cp1252"
    )
    (tmp_path / "punkte.csv").write_text(
        "frage;antwort;anzahl\nbedarf_felder;1;12\n2.29;3;21\n", encoding="utf-8"
    )
    for datei in (WURZEL / "tests" / "daten" / "marten").iterdir():
        shutil.copy(datei, tmp_path)
    for befehl in BEFEHLE:
        lauf = starte(vorrat, shlex.split(befehl), tmp_path, umgebung)
        assert lauf.returncode == 0, f"wegweiser {befehl}\n{lauf.stdout}{lauf.stderr}"
    assert (tmp_path / "marten" / "bericht" / "massnahmenplan.html").stat().st_size > 10_000


def test_readme_names_every_command() -> None:
    namen = []
    for name, befehl in build_befehl().commands.items():
        namen += [f"{name} {unter}" for unter in befehl.commands] if isinstance(befehl, Group) else [name]
    assert len(namen) > 8
    assert [
        name for name in namen if f"wegweiser {name}" not in README and f"./los {name}" not in README
    ] == []
