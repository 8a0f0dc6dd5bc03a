"""`leitfaden pruefen` for people, editors and the reviews of GitHub and GitLab."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.builders import QUELLEN, format_abschnitt, write_leitfaden
from wegweiser.adapters.inhalte import find_leitfaden
from wegweiser.cli.leitfaden_pruefung import (
    format_bilanz,
    print_github,
    print_gitlab,
    print_text,
    run_pruefen,
)
from wegweiser.errors import EingabeError
from wegweiser.model.befund import Befund

Programm = Callable[..., "CompletedProcess[str]"]
BOESE = Befund(
    datei="a,b:c%/x.yaml",
    zeile=3,
    spalte=5,
    code="verweis",
    angaben={"wert": "100 %\r\n::error::x\x1b[31m", "wo": "quellen.yaml", "vorschlag": ""},
)


@pytest.fixture
def ordner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A guide with a hint and, in another file, with an error as well."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WEGWEISER_JETZT", "2026-11-25T10:00:00+01:00")
    zahl = "{id: zahl, text: T?, typ: zahl, quelle: gesetz}"
    quellen = {"quellen.yaml": f"{QUELLEN}- {{id: seite, art: seite, titel: S}}\n"}
    write_leitfaden(Path("gut"), {"abschnitte/a.yaml": format_abschnitt("a", zahl), **quellen})
    kaputt = format_abschnitt("a", zahl, "{id: q, text: T?, typ: zahl, wenn: zahl > zal}")
    write_leitfaden(Path("kaputt"), {"abschnitte/a.yaml": kaputt, **quellen})
    return tmp_path


def pruefe(name: str, format_: str = "text", stichtag: str = "", *, hinweise: bool = True) -> int:
    try:
        run_pruefen(name, format_, stichtag, hinweise=hinweise)
    except SystemExit as ende:
        return int(str(ende.code))
    return 0


@pytest.mark.usefixtures("ordner")
def test_lines_like_a_compiler(capsys: pytest.CaptureFixture[str]) -> None:
    assert pruefe("./kaputt") == 3
    zeile, bilanz = capsys.readouterr().out.splitlines()
    assert zeile.startswith("kaputt/abschnitte/a.yaml:9:51: fehler ausdruck: Im Ausdruck „zahl > zal“")
    assert "Meinten Sie „zahl“?" in zeile
    assert bilanz == "1 Fehler (1× ausdruck)."
    # What Vim (%f:%l:%c: %m), Emacs (gnu) and the problem matchers of VS Code read.
    assert re.fullmatch(r"(.+):(\d+):(\d+): (fehler|hinweis) ([a-z-]+): (.+)", zeile)


@pytest.mark.usefixtures("ordner")
def test_hints_end_with_zero_and_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert pruefe("./gut") == 0
    assert capsys.readouterr().out == (
        "gut/quellen.yaml:2:8: hinweis quelle-unbenutzt: Auf die Quelle „seite“ verweist nichts.\n"
        "1 Hinweis (1× quelle-unbenutzt).\n"
    )
    assert pruefe("./gut", hinweise=False) == 0
    assert capsys.readouterr().out == "Keine Befunde.\n"


@pytest.mark.usefixtures("ordner")
def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert pruefe("./kaputt", "json") == 3
    (befund,) = json.loads(capsys.readouterr().out)
    assert {name: befund[name] for name in ("datei", "zeile", "spalte", "code", "stufe")} == {
        "datei": "kaputt/abschnitte/a.yaml",
        "zeile": 9,
        "spalte": 51,
        "code": "ausdruck",
        "stufe": "fehler",
    }
    assert set(befund) == {"datei", "zeile", "spalte", "code", "stufe", "satz", "hinweis"}
    assert pruefe("./gut", "json", hinweise=False) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_github(ordner: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pruefe(str(ordner / "gut"), "github") == 0
    assert capsys.readouterr().out == (
        "::notice file=gut/quellen.yaml,line=2,col=8,title=quelle-unbenutzt::Auf die Quelle „seite“ verweist nichts.\n"
    )
    print_github([BOESE])
    zeile = capsys.readouterr().out
    assert zeile == (
        "::error file=a%2Cb%3Ac%25/x.yaml,line=3,col=5,title=verweis::"
        "„100 %25%0A::error::x“ gibt es nicht in quellen.yaml.\n"
    )


def test_gitlab(ordner: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pruefe(str(ordner / "kaputt"), "gitlab") == 3
    (eintrag,) = json.loads(capsys.readouterr().out)
    assert eintrag["check_name"] == "ausdruck"
    assert eintrag["severity"] == "major"
    assert eintrag["location"] == {"path": "kaputt/abschnitte/a.yaml", "lines": {"begin": 9}}

    def liste(*befunde: Befund) -> list[dict[str, Any]]:
        print_gitlab(befunde)
        daten: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
        return daten

    spuren = [eintrag["fingerprint"] for eintrag in liste(BOESE, BOESE)]
    assert len(set(spuren)) == 2
    verschoben = Befund(datei=BOESE.datei, zeile=9, spalte=1, code=BOESE.code, angaben=BOESE.angaben)
    assert liste(verschoben)[0]["fingerprint"] == spuren[0]
    assert "\x1b" not in liste(BOESE)[0]["description"]


def test_findings_stay_on_one_line_without_foreign_codes(capsys: pytest.CaptureFixture[str]) -> None:
    print_text([BOESE], farbig=False)
    zeile, bilanz = capsys.readouterr().out.splitlines()
    assert "\x1b" not in zeile
    assert bilanz == "1 Fehler (1× verweis)."
    print_text([BOESE], farbig=True)
    farbig = capsys.readouterr().out
    assert re.sub(r"\x1b\[[0-9;]*m", "", farbig) == f"{zeile}\n{bilanz}\n"


def test_summary() -> None:
    hinweis = Befund(datei="x", zeile=1, spalte=1, code="veraltet")
    assert format_bilanz([]) == "Keine Befunde."
    assert format_bilanz([hinweis, hinweis, BOESE]) == "1 Fehler und 2 Hinweise (2× veraltet, 1× verweis)."


@pytest.mark.usefixtures("ordner")
def test_age_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    text = "katalog: bausteine\neintraege: [{id: x, titel: X, art: zuschuss, quelle: seite, stand: 2026-02, belegstufe: norm}]\n"
    Path("gut/kataloge").mkdir()
    Path("gut/kataloge/bausteine.yaml").write_text(text, encoding="utf-8")
    for tag, erwartet in (
        ("28.08.2026", "Keine Befunde."),
        ("2026-08-29", "Stand 2026-02"),
        ("", "Stand 2026-02"),
    ):
        assert pruefe("./gut", stichtag=tag) == 0
        assert (erwartet in capsys.readouterr().out) is True
    with pytest.raises(EingabeError):
        pruefe("./gut", stichtag="bald")


def test_wrong_use(wegweiser: Programm, tmp_path: Path) -> None:
    lauf = wegweiser("leitfaden", "pruefen", "--format", "xml")
    assert (lauf.returncode, lauf.stdout) == (2, "")
    assert "xml" in lauf.stderr
    assert "gitlab" in lauf.stderr
    assert wegweiser("leitfaden", "pruefen", "--stichtag", "bald").returncode == 2
    shutil.copytree(find_leitfaden("wegweiser"), tmp_path / "stumm")
    (tmp_path / "stumm" / "quellen.yaml").write_bytes(b"- {id: gesetz, titel: \xff}\n")
    lauf = wegweiser("leitfaden", "pruefen", "--json", "./stumm")
    assert lauf.returncode == 3
    assert "quellen.yaml" in lauf.stderr
