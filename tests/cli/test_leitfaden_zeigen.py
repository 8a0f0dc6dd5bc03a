"""`leitfaden zeigen`: the outline says when, with whom and how long; pictures go to a file or to the pipe."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.builders import KLEIN, build_leitfaden, format_abschnitt
from tests.cli.conftest import ALLES, Programm
from tests.cli.test_fehler import check_satz
from wegweiser.cli.ausgabe import render_satz
from wegweiser.cli.leitfaden_zeigen import build_saetze
from wegweiser.cli.zeit import format_dauer
from wegweiser.core.gliederung import build_gliederung
from wegweiser.model.leitfaden import Leitfaden


def zeige(leitfaden: Leitfaden, abschnitt: str = "", *, ausfuehrlich: bool = False, breite: int = 80) -> str:
    saetze = build_saetze(build_gliederung(leitfaden, abschnitt), ausfuehrlich=ausfuehrlich)
    return "\n".join(render_satz(satz, breite, farbig=False) for satz in saetze)


def test_outline_of_a_small_guide(tmp_path: Path) -> None:
    assert zeige(build_leitfaden(tmp_path, KLEIN)) == (
        "Probe 1.0.0\n"
        "8 Fragen · 16 Min.\n"
        "\n"
        "1 · rahmen (rahmen)\n"
        "  6 Fragen · 12 Min. im Team\n"
        "  Schritt\n"
        "    name (text) Wie heißt es?\n"
        "    einwohner (ganzzahl) Wie viele?\n"
        "    laden (ja_nein) Gibt es einen Laden?\n"
        "    ladenname (absatz) Wie heißt er? – nur wenn „Gibt es einen Laden?“ ist „ja“\n"
        "    ziele (mehrfach) Welche Ziele?\n"
        "    massnahmen (tabelle) Welche Maßnahmen?\n"
        "\n"
        "2 · form (form)\n"
        "  Wird für jeden Eintrag aus „Welche Maßnahmen?“ (massnahmen) wiederholt.\n"
        "  je Eintrag: 2 Fragen · 4 Min. im Team\n"
        "  Schritt\n"
        "    gruender (ganzzahl) Wie viele gründen?\n"
        "    satzung (ja_nein) Liegt eine Satzung vor? – nur wenn „Wie viele gründen?“\n"
        "      mindestens 7"
    )


def test_more_on_request(leitfaden: Leitfaden) -> None:
    text = " ".join(zeige(leitfaden, "grobrechnung", ausfuehrlich=True).split())
    assert "Zehn Zahlen auf einem Blatt zeigen, ob sich ein Angebot selbst trägt" in text
    assert "Pflicht, ab 0 Euro im Jahr, 3 Min. mit dem Träger" in text
    assert "Geprüft wird: Erlöse hoch, grob mindestens Erlöse mittel, grob. Sonst: Der hohe Wert" in text
    assert "Laufende Kosten im Jahr, grob (grob_kosten, geldbetrag) = Personal, grob + Raum, grob" in text
    assert "Rechtsform" not in text
    assert "Geprüft" not in zeige(leitfaden, "grobrechnung")
    traeger = " ".join(zeige(leitfaden, "traeger", ausfuehrlich=True).split())
    assert "Möglich: ja; unter Bedingungen" not in traeger
    assert "Möglich: ja; ja, unter Bedingungen; nein" in traeger
    assert "Spalten: Wer (name, text); Beitrag (beitrag, text)" in traeger
    assert "Regeln: r-" in traeger
    assert "Quelle: go-nrw, Stand 2026-11" in traeger


def test_a_condition_of_a_whole_abschnitt_and_its_rules(leitfaden: Leitfaden) -> None:
    text = " ".join(zeige(leitfaden, "rechtsform").split())
    assert "Nur wenn Träger vorhanden ist nicht „ja“." in text
    assert "20 Regeln" in text


@pytest.mark.parametrize(
    ("minuten", "text"), [(0, "0 Min."), (45, "45 Min."), (60, "1 Std."), (125, "2 Std. 5 Min.")]
)
def test_durations(minuten: int, text: str) -> None:
    assert format_dauer(minuten) == text


def test_titles_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    datei = {
        "abschnitte/eins.yaml": format_abschnitt("eins", '{id: a, text: "rot\\e[31m\\u202e?", typ: text}')
    }
    text = zeige(build_leitfaden(tmp_path, datei))
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_pictures(wegweiser: Programm, tmp_path: Path) -> None:
    lauf = wegweiser("leitfaden", "zeigen", ALLES, "--als", "svg")
    assert ET.fromstring(lauf.stdout).tag.endswith("svg")  # noqa: S314 - our own picture
    assert (
        wegweiser("leitfaden", "zeigen", ALLES, "--nach", "bilder/alles.svg").stdout
        == "Geschrieben: bilder/alles.svg\n"
    )
    assert (tmp_path / "bilder" / "alles.svg").read_text(encoding="utf-8") == lauf.stdout
    mermaid = wegweiser("leitfaden", "zeigen", ALLES, "--als", "mermaid", "--abschnitt", "wahl").stdout
    assert mermaid.splitlines()[1] == "flowchart TB"
    assert "nur wenn Land ist „Nordrhein-Westfalen“" in mermaid
    assert "Zahlen" not in mermaid
    assert wegweiser("leitfaden", "zeigen", ALLES, "--nach", "alles.txt").returncode == 0
    assert (
        (tmp_path / "alles.txt")
        .read_text(encoding="utf-8")
        .startswith("Alles, was ein Leitfaden kann 1.0.0\n")
    )


def test_what_does_not_exist(wegweiser: Programm) -> None:
    check_satz(
        wegweiser("leitfaden", "zeigen", ALLES, "--abschnitt", "wahll"),
        2,
        "Meinten Sie „wahl“?",
        "worte, zahlen",
    )
    check_satz(
        wegweiser("leitfaden", "zeigen", ALLES, "--als", "png"),
        2,
        "„png“ gibt es nicht",
        "text, mermaid, svg",
    )
    check_satz(
        wegweiser("leitfaden", "zeigen", ALLES, "--nach", "/proc/x.svg"),
        3,
        "/proc/x.svg lässt sich nicht schreiben",
    )
