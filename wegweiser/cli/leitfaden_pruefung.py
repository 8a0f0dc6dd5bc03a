"""What `leitfaden pruefen` does: check, show for people, editors and the reviews of GitHub and GitLab."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from wegweiser.cli.ausgabe import Satz, Stil, clean_anzeige, print_saetze
from wegweiser.cli.kommandos import build_umfeld, print_json
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.errors import EXIT_BEFUNDE, BenutzungError, Stufe
from wegweiser.model.befund import Befund

_STILE: Mapping[Stufe, Stil] = {"fehler": "warnung", "hinweis": ""}
_GITHUB: Mapping[Stufe, str] = {"fehler": "error", "hinweis": "notice"}
_GITLAB: Mapping[Stufe, str] = {"fehler": "major", "hinweis": "info"}


def run_pruefen(name: str, format_: str, stichtag: str, *, hinweise: bool) -> None:
    """`leitfaden pruefen`."""
    from wegweiser.model.deutsch_format import parse_datum
    from wegweiser.workflow.pruefung import check_gruendlich

    umgebung = read_umgebung()
    if format_ not in {"text", *FORMATE}:
        raise BenutzungError("pruefformat-unbekannt", name=format_)
    tag: date = parse_datum(stichtag) if stichtag else build_umfeld(umgebung).jetzt().date()
    befunde = [b for b in check_gruendlich(name, tag) if hinweise or b.stufe == "fehler"]
    if format_ == "text":
        print_text(befunde, farbig=umgebung.farbig)
    else:
        FORMATE[format_](befunde)
    if any(befund.stufe == "fehler" for befund in befunde):
        raise SystemExit(EXIT_BEFUNDE)


def print_text(befunde: Sequence[Befund], *, farbig: bool) -> None:
    """One finding per line, unwrapped, so that editors can jump to it; the numbers at the end."""
    saetze = [Satz(befund.meldung, _STILE[befund.stufe], ganz=True) for befund in befunde]
    print_saetze([*saetze, Satz(format_bilanz(befunde))], farbig=farbig)


def format_bilanz(befunde: Sequence[Befund]) -> str:
    """The last line: how many of each level, and of which kinds the hints are."""
    anzahl = Counter(befund.stufe for befund in befunde)
    teile = [f"{anzahl['fehler']} Fehler"] if anzahl["fehler"] else []
    if anzahl["hinweis"]:
        teile.append("1 Hinweis" if anzahl["hinweis"] == 1 else f"{anzahl['hinweis']} Hinweise")
    if not teile:
        return "Keine Befunde."
    arten = ", ".join(f"{zahl}× {code}" for code, zahl in Counter(b.code for b in befunde).most_common())
    return f"{' und '.join(teile)} ({arten})."


def print_befundliste(befunde: Sequence[Befund]) -> None:
    """`--json`: the findings with their sentences."""
    print_json(
        [
            {
                "datei": befund.datei,
                "zeile": befund.zeile,
                "spalte": befund.spalte,
                "code": befund.code,
                "stufe": befund.stufe,
                "satz": clean_anzeige(befund.satz),
                "hinweis": clean_anzeige(befund.hinweis),
            }
            for befund in befunde
        ]
    )


def print_github(befunde: Sequence[Befund]) -> None:
    """Workflow commands: GitHub shows them beside the lines of a pull request."""
    for befund in befunde:
        ort = {
            "file": _relativ(befund.datei),
            "line": befund.zeile,
            "col": befund.spalte,
            "title": befund.code,
        }
        angaben = ",".join(f"{name}={_schuetze(str(wert), ':,')}" for name, wert in ort.items())
        text = _schuetze(clean_anzeige(befund.rat))
        print(f"::{_GITHUB[befund.stufe]} {angaben}::{text}")  # noqa: T201 - output for programs


def _schuetze(text: str, weitere: str = "") -> str:
    """Characters that mean something in a workflow command, as GitHub's own toolkit escapes them."""
    for zeichen in f"%\r\n{weitere}":
        text = text.replace(zeichen, f"%{ord(zeichen):02X}")
    return text


def print_gitlab(befunde: Sequence[Befund]) -> None:
    """A code quality report: GitLab shows it beside the lines of a merge request."""
    gesehen: Counter[str] = Counter()
    eintraege = []
    for befund in befunde:
        kern = f"{_relativ(befund.datei)}\0{befund.code}\0{befund.satz}"
        gesehen[kern] += 1  # the same finding twice in a file: lines may move, their order does not
        eintraege.append(
            {
                "description": clean_anzeige(befund.rat),
                "check_name": befund.code,
                "fingerprint": hashlib.sha256(f"{kern}\0{gesehen[kern]}".encode()).hexdigest(),
                "severity": _GITLAB[befund.stufe],
                "location": {"path": _relativ(befund.datei), "lines": {"begin": befund.zeile}},
            }
        )
    print_json(eintraege)


def _relativ(datei: str) -> str:
    """The path from where the check runs, which is the root of the repository there."""
    pfad, hier = Path(datei), Path.cwd()
    return pfad.relative_to(hier).as_posix() if pfad.is_relative_to(hier) else pfad.as_posix()


FORMATE: Mapping[str, Callable[[Sequence[Befund]], None]] = {
    "json": print_befundliste,
    "github": print_github,
    "gitlab": print_gitlab,
}
