"""The end of an Abschnitt: what it shows, in picture and words, and when it stays quiet."""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.bildschirm import Bildschirm
from tests.cli.conftest import Programm
from tests.quartier_beispiel import build_bild
from wegweiser import workflow
from wegweiser.adapters.inhalte import find_leitfaden
from wegweiser.adapters.reisen import load_reise
from wegweiser.cli.abschluss import _build_kurz, _hoehe
from wegweiser.cli.ausgabe import Satz, wrap_satz
from wegweiser.cli.datenhinweis import build_datenhinweis
from wegweiser.cli.ergebnisblatt import build_ergebnis, format_balken
from wegweiser.cli.front import Feld
from wegweiser.cli.gespraech import Gespraech
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.lage import Station
from wegweiser.model.leitfaden import Abschnitt
from wegweiser.workflow import Stand
from wegweiser.workflow.dateneinlesen import find_stuecke, plan_einlesen, take_datei
from wegweiser.workflow.umfeld import Umfeld, read_uhr
from wegweiser.workflow.zwischenstand import build_ausblick, build_zwischenstand

DATEN = Path(__file__).parents[1] / "daten" / "marten"
BLOECKE = re.compile("[█░▓▒─│┌└]")


@pytest.fixture(scope="module")
def beispiel(tmp_path_factory: pytest.TempPathFactory, zwischenspeicher: Path) -> Path:
    """The example of the shipped guide, all answers in."""
    ordner = tmp_path_factory.mktemp("abschluss") / "beispiel"
    umfeld = Umfeld(read_uhr, zwischenspeicher)
    fall = load_reise(find_leitfaden("land-nrw") / "reisen" / "beispiel.yaml")[0]
    workflow.create(ordner, leitfaden="land-nrw", titel="Beispiel", umfeld=umfeld)
    with workflow.bearbeite(ordner, umfeld) as stand:
        workflow.apply_antworten(stand, fall.antworten, umfeld)
    return ordner


@pytest.fixture(scope="module")
def stand(beispiel: Path, zwischenspeicher: Path) -> Stand:
    return workflow.load_stand(beispiel, Umfeld(read_uhr, zwischenspeicher))


def list_stellen(stand: Stand) -> list[tuple[Abschnitt, str]]:
    return [
        (abschnitt, satz)
        for abschnitt in stand.leitfaden.abschnitte
        for satz, _ in (stand.quelle.saetze(abschnitt.je) if abschnitt.je else (("", ""),))
    ]


def lies_ergebnis(stand: Stand, abschnitt: Abschnitt, satz: str, *, grafisch: bool) -> str:
    zwischenstand = build_zwischenstand(stand, abschnitt, satz)
    return "\n".join(
        zeile for s in build_ergebnis(zwischenstand, grafisch=grafisch) for zeile in wrap_satz(s, 80)
    )


def finde(stand: Stand, id_: str) -> Abschnitt:
    return next(a for a in stand.leitfaden.abschnitte if a.id == id_)


def test_picture_and_words_say_the_same(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for abschnitt, satz in list_stellen(stand):
        bild = lies_ergebnis(stand, abschnitt, satz, grafisch=True)
        worte = lies_ergebnis(stand, abschnitt, satz, grafisch=False)
        assert worte
        assert not BLOECKE.search(worte)
        assert all(len(zeile) <= 80 for zeile in (*bild.splitlines(), *worte.splitlines())), abschnitt.id
        assert set(re.findall(r"\d+,\d", bild)) <= set(re.findall(r"\d+,\d", worte)), abschnitt.id


def test_the_gap_matrix_shows_every_gap_with_its_value(stand: Stand) -> None:
    analyse = build_zwischenstand(stand, finde(stand, "analyse"), "").analyse
    assert analyse is not None
    assert len(analyse.luecken) > 5
    text = lies_ergebnis(stand, finde(stand, "analyse"), "", grafisch=False).replace("\n    ", " ")
    for luecke in analyse.luecken:
        assert luecke.wert is not None
        zeile = f"{luecke.bezeichnung}: {format_zahl(round(luecke.wert, 1))} von 4"
        assert zeile + (", ausgewählt" if luecke.gewaehlt else "") in text


@pytest.mark.parametrize(
    ("abschnitt", "satz", "saetze"),
    [
        ("priorisieren", "", ["1. Offener Treffpunkt mit Café: Rang 13,0, ausgewählt", "Ausgewählt: "]),
        ("vorbilder", "", ["gut übertragbar, 14 von 20 Punkten"]),
        ("grobrechnung", "m1", ["Kostendeckung, grob: 37 %", "trägt sich nicht selbst"]),
        ("rechtsform", "m1", ["1. Gemeinnütziger eingetragener Verein: 84 von 100", "§§ 51, 52, 55 AO", "kein Rechtsrat"]),
        ("rechtsform", "m2", ["Ein neuer Träger ist nicht nötig"]),
        ("finanzierung", "m1", ["Kostendeckung: 36 %", "Bedarf 560.000 €; Mittel 560.000 €, davon sicher 5.000 €; gedeckt"]),
        ("erprobung", "m1", ["Zielwert: 35", "Abbruchwert: 12"]),
        ("monitoring", "", ["Kennzahlen: Nutzende im Monat"]),
        ("massnahmen", "m2", ["Nächster Schritt bis: 12.12.2026"]),
    ],
)  # fmt: skip
def test_results_of_the_example(stand: Stand, abschnitt: str, satz: str, saetze: list[str]) -> None:
    text = " ".join(lies_ergebnis(stand, finde(stand, abschnitt), satz, grafisch=False).split())
    for erwartet in saetze:
        assert erwartet in text


def test_nothing_personal_and_no_notes(stand: Stand) -> None:
    persoenlich = [s for s in stand.lage.stationen if s.frage.personenbezogen]
    assert persoenlich
    for abschnitt, satz in list_stellen(stand):
        zwischenstand = build_zwischenstand(stand, abschnitt, satz)
        assert not {s.frage.id for s in persoenlich} & {angabe.id for angabe in zwischenstand.angaben}
    notizen = [s.antwort.notiz for s in stand.lage.stationen if s.antwort and s.antwort.notiz]
    alles = "".join(lies_ergebnis(stand, a, s, grafisch=False) for a, s in list_stellen(stand))
    assert not [notiz for notiz in notizen if notiz in alles]


def test_bars() -> None:
    assert format_balken(Decimal(0), 4) == "░░░░"
    assert format_balken(Decimal("0.01"), 4) == "█░░░"
    assert format_balken(Decimal(3), 4) == "████"


class Stumm:
    """A front end that shows nothing."""

    tasten = True
    danach: Callable[[], None] | None = None

    def leere(self) -> None: ...

    def zeige(self, saetze: object) -> None: ...

    def lies(self, feld: Feld) -> Any: ...


@pytest.mark.parametrize(("breite", "hoehe"), [(80, 24), (40, 24), (200, 60)])
def test_it_fits_one_screen(stand: Stand, monkeypatch: pytest.MonkeyPatch, breite: int, hoehe: int) -> None:
    monkeypatch.setenv("COLUMNS", str(breite))
    monkeypatch.setenv("LINES", str(hoehe))
    gespraech = Gespraech(stand=stand, umfeld=Umfeld(read_uhr), front=Stumm())
    stationen: list[Station] = list(stand.lage.stationen)
    enden = [
        (s, n)
        for s, n in zip(stationen, [*stationen[1:], None], strict=True)
        if n is None or (s.abschnitt.id, s.adresse.satz) != (n.abschnitt.id, n.adresse.satz)
    ]
    assert len(enden) > 12
    for station, ziel in enden:
        # the line „Abschnitt … durchgesehen“ above, three lines of the prompt below
        hoch = _hoehe([Satz("")] * 2 + _build_kurz(gespraech, station, ziel)) + 3
        assert hoch <= hoehe or breite == 40, (station.abschnitt.id, hoch)


@pytest.mark.parametrize(("breite", "hoehe"), [(80, 24), (120, 40)])
def test_what_the_files_say_finds_room_at_the_end_of_the_analysis(
    beispiel: Path,
    zwischenspeicher: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    breite: int,
    hoehe: int,
) -> None:
    monkeypatch.setenv("COLUMNS", str(breite))
    monkeypatch.setenv("LINES", str(hoehe))
    umfeld = Umfeld(read_uhr, zwischenspeicher)
    ordner = Path(shutil.copytree(beispiel, tmp_path / "q"))
    for stueck in find_stuecke([DATEN / "akteur.csv"]).stuecke:
        take_datei(ordner, plan_einlesen(ordner, stueck), umfeld)
    stand = workflow.load_stand(ordner, umfeld)
    gespraech = Gespraech(stand=stand, umfeld=umfeld, front=Stumm(), bild=build_bild())
    stationen = list(stand.lage.stationen)
    ende = next(nr for nr, s in enumerate(stationen) if s.adresse.frage == "pruefliste_analyse")
    saetze = _build_kurz(gespraech, stationen[ende], stationen[ende + 1])
    assert _hoehe([Satz("")] * 2 + saetze) + 3 <= hoehe
    assert any("Größte Lücken nach den Daten: Freizeitangebote" in satz.text for satz in saetze)
    gespraech.praesentation = True
    alles = build_datenhinweis(gespraech, "lueckenmatrix", ganz=True)
    assert any("Menschen leben hier" in satz.text for satz in alles)
    assert not any("wegweiser" in satz.text for satz in alles)


def test_what_comes_next_is_said_from_the_guide(stand: Stand, zwischenspeicher: Path, tmp_path: Path) -> None:
    umfeld = Umfeld(read_uhr, zwischenspeicher)
    workflow.create(tmp_path / "neu", leitfaden="land-nrw", titel=None, umfeld=umfeld)
    leer = workflow.load_stand(tmp_path / "neu", umfeld)
    ausblick = build_ausblick(leer, leer.lage.stationen[0])
    assert ausblick.titel == "Auftrag und Rahmen"
    assert set(ausblick.minuten) == {"intern", "aemter", "kaemmerei"}
    assert "Geld im Haushalt" in ausblick.bereit
    assert build_ausblick(stand, stand.lage.stationen[0]).minuten == {}


@pytest.fixture
def offen(beispiel: Path, tmp_path: Path) -> Path:
    """The example without one answer: the last question of the Abschnitt about who carries it."""
    ordner = tmp_path / "q"
    shutil.copytree(beispiel, ordner)
    return ordner


def test_at_the_end_and_not_again(wegweiser: Programm, offen: Path) -> None:
    eingabe = (
        ":geh pruefliste_analyse\nkeine\n"  # changed: the result appears
        ":geh pruefliste_analyse\n>\n"  # walked through: it does not
        ":geh pruefliste_analyse\n<\n>\n>\n"
        ":geh pruefliste_analyse\na1\n"  # changed again: it does
        ":geh pruefliste_analyse\n:ergebnis\n!\n"  # asked for: always
    )
    lauf = wegweiser("start", offen, eingabe=eingabe)
    assert lauf.returncode == 0, lauf.stderr
    assert lauf.stdout.count("Abschnitt „Quartiersanalyse“ durchgesehen: 41 von 41 beantwortet.") == 4
    assert lauf.stdout.count("Lückenmatrix: von 0") == 3, lauf.stdout
    text = " ".join(lauf.stdout.split())
    assert "Prüfliste Analyse: 0 von 8 erledigt. Noch nicht: „Je Lücke sind" in text
    assert "Prüfliste Analyse: 1 von 8 erledigt. Noch nicht: „Auch Menschen" in text
    assert "– noch nicht: Auch Menschen" in text
    assert not BLOECKE.search(lauf.stdout)


def test_open_points_with_who_and_when_and_what_comes_next(wegweiser: Programm, offen: Path) -> None:
    for frage in ("grob_investition", "grob_start_monate", "grob_stellen"):
        assert wegweiser("antwort", offen, f"m2.{frage}", "--offen").returncode == 0
    eingabe = ":geh m1.grob_start_monate\n:offen\nBauamt\n15.12.2027\n\n!\n"
    lauf = wegweiser("start", offen, eingabe=eingabe)
    text = " ".join(lauf.stdout.split())
    assert "Abschnitt „Grobrechnung“ (Multifunktionaler Raum mit Café) durchgesehen" in text, lauf.stdout
    assert "Noch offen • bis 15.12.2027 · Bauamt: In wie vielen Monaten soll es beginnen?" in text
    assert "Kostendeckung, grob: 37 %" in text


pexpect = pytest.importorskip("pexpect")


@pytest.fixture
def gespraech(umgebung: Mapping[str, str], tmp_path: Path) -> Iterator[Callable[..., Any]]:
    laufende = []

    def starte(*argumente: str) -> Any:
        prozess = pexpect.spawn(
            sys.executable, ["-m", "wegweiser", *argumente], cwd=str(tmp_path), dimensions=(24, 80),
            env={**umgebung, "COLUMNS": "80", "LINES": "24"}, encoding="utf-8", timeout=15,
        )  # fmt: skip
        laufende.append(prozess)
        return prozess

    yield starte
    for prozess in laufende:
        prozess.close(force=True)


@pytest.mark.skipif(os.name == "nt", reason="no pseudo terminal")
@pytest.mark.usefixtures("offen")
@pytest.mark.parametrize("schlicht", [False, True])
def test_at_a_terminal_it_waits(gespraech: Any, schlicht: bool) -> None:  # noqa: FBT001
    prozess = gespraech("start", "q", *(["--schlicht"] if schlicht else []))
    prozess.expect("beendet, :geh ZIEL")
    prozess.send(":geh pruefliste_analyse\r")
    prozess.expect("Nummern, mit Komma" if schlicht else "Leertaste")
    prozess.send("1\r" if schlicht else " \r")
    prozess.expect("Lückenmatrix")
    prozess.expect("Eingabetaste geht weiter, :ergebnis zeigt alles")
    prozess.send("nanu\r")
    prozess.expect("Hier genügt die Eingabetaste")
    prozess.send("<\r")
    prozess.expect("Was davon trifft zu")
    prozess.send(">\r" if schlicht else ">")
    prozess.expect("41 von 41")
    assert prozess.expect(["Lückenmatrix", "3.1 "]) == 1
    prozess.send("!\r" if schlicht else "!")
    prozess.expect(pexpect.EOF)


@pytest.mark.skipif(os.name == "nt", reason="no pseudo terminal")
@pytest.mark.parametrize("groesse", [(80, 24), (120, 40)])
def test_the_whole_result_stands_on_one_screen(
    umgebung: Mapping[str, str], offen: Path, groesse: tuple[int, int]
) -> None:
    schirm = Bildschirm(umgebung, offen.parent, groesse, "start", "q")
    schirm.warte("Strg-D")
    schirm.tippe(":geh pruefliste_analyse\r")
    schirm.warte("Leertaste")
    schirm.tippe(" \r")
    schirm.warte("Eingabetaste geht weiter")
    gezeigt = "\n".join(schirm.schirm.display)
    assert "Abschnitt „Quartiersanalyse“ durchgesehen" in gezeigt
    assert "███░   3,0 ✓ Offener Treffpunkt mit Café" in gezeigt
    assert "Prüfliste Analyse: " in gezeigt
    schirm.tippe("\x04")
    assert schirm.ende() == 0
