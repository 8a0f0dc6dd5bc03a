"""Meetings as a person holds them: days, opening, answering, closing, minutes."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Programm


@pytest.mark.langsam
def test_a_meeting_from_its_day_to_its_minutes(wegweiser: Programm, tmp_path: Path) -> None:
    wegweiser("neu", "probe")
    assert (
        "12.02.2027 (festgelegt)"
        in wegweiser("sitzung", "termine", "probe", "--setze", "T2=12.02.2027").stdout
    )
    auf = wegweiser("sitzung", "beginnen", "probe", "--termin", "t2", "--ort", "Aula", "--beginn", "18 Uhr")
    assert (auf.returncode, "start probe --runde buergerschaft" in auf.stdout) == (0, True)
    wegweiser("antwort", "probe", "einwohner", "9500", "--notiz", "GEHEIME-NOTIZ")
    wegweiser(
        "antwort", "probe", "haushaltssicherung", "--offen", "--zustaendig", "Kämmerei", "--bis", "15.12.2026"
    )
    zu = wegweiser(
        "sitzung", "beenden", "probe", "--personen", "Bürgerschaft=34", "--personen", "Verwaltung 5", "--ende", "20.30",
        "--beschluss", "Café zuerst", "--dissens", "Markt vorziehen", "--format", "html",
    )  # fmt: skip
    assert zu.returncode == 0, zu.stderr
    seite = (tmp_path / "probe" / "bericht" / "niederschrift-s1.html").read_text("utf-8")
    for text in (
        "Bürgerwerkstatt",
        "18:00 bis 20:30 Uhr (150 Minuten)",
        "zusammen 39",
        "Café zuerst",
        "Markt vorziehen",
    ):
        assert text in seite
    assert "9.500\u00a0Menschen" in seite
    assert "Kämmerei" in seite
    assert "15.12.2026" in seite
    assert "Trägerrunde" in seite
    assert "GEHEIME-NOTIZ" not in seite
    eintrag = json.loads(wegweiser("sitzung", "liste", "probe", "--json").stdout)[0]
    assert (eintrag["personen"], eintrag["offen"]) == ({"Bürgerschaft": 34, "Verwaltung": 5}, False)


@pytest.mark.langsam
def test_minutes_tell_what_was_said_then_even_if_it_changed_since(
    wegweiser: Programm, tmp_path: Path
) -> None:
    wegweiser("neu", "probe")
    wegweiser("antwort", "probe", "quartier_name", "Vorher")
    wegweiser("sitzung", "beginnen", "probe", "--titel", "Runde")
    wegweiser("antwort", "probe", "einwohner", "9500")
    wegweiser("sitzung", "beenden", "probe", "--format", "html")
    wegweiser("antwort", "probe", "einwohner", "1234")
    assert wegweiser("sitzung", "niederschrift", "probe", "s1", "--format", "html").returncode == 0
    seite = (tmp_path / "probe" / "bericht" / "niederschrift-s1.html").read_text("utf-8")
    assert "9.500" in seite
    assert "1.234" not in seite
    assert "Vorher" not in seite


@pytest.mark.usefixtures("vorhaben")
@pytest.mark.parametrize(
    ("argumente", "code", "satz"),
    [
        (("beenden", "probe"), 5, "Es ist keine Sitzung offen."),
        (("niederschrift", "probe"), 5, "noch keine Sitzung festgehalten"),
        (("beginnen", "probe", "--termin", "t9"), 2, "Einen Termin „t9“ kennt der Leitfaden nicht."),
        (("beginnen", "probe", "--beginn", "25 Uhr"), 2, "„25 Uhr“ ist keine Uhrzeit."),
        (("beginnen", "probe", "--runde", "alle"), 2, "alle"),
        (("termine", "probe", "--setze", "t2"), 2, "„t2“ ist keine Festlegung"),
        (("termine", "fehlt"), 5, "fehlt"),
        (("liste", "fehlt"), 5, "fehlt"),
    ],
)
def test_wrong_use_gets_a_sentence(
    argumente: tuple[str, ...], code: int, satz: str, wegweiser: Programm
) -> None:
    lauf = wegweiser("sitzung", *argumente)
    assert (lauf.returncode, satz in lauf.stderr) == (code, True), lauf.stderr


@pytest.mark.usefixtures("vorhaben")
def test_one_meeting_at_a_time_and_the_dialogue_names_it(wegweiser: Programm) -> None:
    wegweiser("sitzung", "beginnen", "probe", "--titel", "Ämterrunde")
    zweite = wegweiser("sitzung", "beginnen", "probe")
    assert (zweite.returncode, "„Ämterrunde“" in zweite.stderr) == (5, True)
    assert wegweiser("sitzung", "beenden", "probe", "--personen", "viele").returncode == 2
    assert "Die Sitzung „Ämterrunde“ ist offen" in wegweiser("start", "probe", eingabe="!\n").stdout
