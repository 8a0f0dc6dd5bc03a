"""The page for the projector follows the session, and the calm view on the wall: neither shows what is personal."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Programm
from wegweiser import workflow
from wegweiser.adapters.inhalte import find_leitfaden
from wegweiser.adapters.reisen import load_reise
from wegweiser.cli.gespraech import Gespraech
from wegweiser.cli.nebenbei import folge
from wegweiser.cli.schlicht import Schlicht
from wegweiser.model.antworten import Antwort
from wegweiser.model.zeitwahl import Ausschnitt
from wegweiser.workflow import Stand
from wegweiser.workflow.projektor import Projektor
from wegweiser.workflow.umfeld import Umfeld, read_uhr

LEER = {"meta", "link", "br", "path", "rect", "line", "circle", "polygon"}


class Seite(HTMLParser):
    """Checks that every element is closed, and collects texts and what a browser would fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.offen: list[str] = []
        self.text: list[str] = []
        self.attribute: list[tuple[str, str | None]] = []
        self.feed(text)
        assert self.offen == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attribute += [(f"{tag}.{name}", wert) for name, wert in attrs]
        if tag not in LEER:
            self.offen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in LEER:
            assert self.offen.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.offen and self.offen[-1] != "style":
            self.text.append(data)

    @property
    def worte(self) -> str:
        return " ".join(" ".join(self.text).split())


def lies(pfad: Path) -> Seite:
    return Seite(pfad.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory, zwischenspeicher: Path) -> Stand:
    """The example of the shipped guide, all answers in."""
    ordner = tmp_path_factory.mktemp("projektor") / "beispiel"
    umfeld = Umfeld(read_uhr, zwischenspeicher)
    fall = load_reise(find_leitfaden("land-nrw") / "reisen" / "beispiel.yaml")[0]
    workflow.create(ordner, leitfaden="land-nrw", titel="Beispiel", umfeld=umfeld)
    with workflow.bearbeite(ordner, umfeld) as leer:
        return workflow.apply_antworten(leer, fall.antworten, umfeld)[0]


def test_every_moment_is_a_sound_page_that_fetches_nothing(stand: Stand) -> None:
    projektor = Projektor(stand.ordner)
    for station in stand.lage.stationen[::9]:
        for ergebnis in (False, True):
            projektor.zeige(stand, station, ergebnis=ergebnis)
            seite = lies(projektor.pfad)
            attribute = dict(seite.attribute)
            assert attribute["html.lang"] == "de"
            assert [wert for name, wert in seite.attribute if name.endswith((".src", ".href"))] == []
            assert ("meta.http-equiv", "refresh") in seite.attribute
            assert station.abschnitt.titel in seite.worte
            assert (station.frage.text in seite.worte) is not ergebnis
    assert "<script" not in projektor.pfad.read_text(encoding="utf-8")
    assert [p.name for p in projektor.pfad.parent.iterdir()] == ["projektor.html"]


def test_nothing_personal_no_notes(stand: Stand) -> None:
    projektor = Projektor(stand.ordner)
    stationen = [
        s for s in stand.lage.stationen if s.antwort and (s.frage.personenbezogen or s.antwort.notiz)
    ]
    assert any(s.frage.personenbezogen for s in stationen)
    assert any(s.antwort and s.antwort.notiz for s in stationen)
    for station in stationen:
        for ergebnis in (False, True):
            projektor.zeige(stand, station, ergebnis=ergebnis)
            worte = lies(projektor.pfad).worte
            assert station.antwort is not None
            for geheim in (station.antwort.notiz, station.antwort.zustaendig):
                assert not geheim or geheim not in worte, (station.adresse, geheim)
            if station.frage.personenbezogen:
                assert str(station.antwort.wert)[:40] not in worte


def test_pictures_say_in_words_what_they_show(stand: Stand) -> None:
    projektor = Projektor(stand.ordner)
    for frage, satz in (("luecken", "Offener Treffpunkt mit Café"), ("luecken_gewaehlt", "Rangfolge")):
        station = next(s for s in stand.lage.stationen if s.frage.id == frage)
        projektor.zeige(stand, station, ergebnis=True)
        html = projektor.pfad.read_text(encoding="utf-8")
        assert satz in html.partition("<svg")[2].partition("</title>")[0]


def test_it_follows_and_says_when_there_is_a_pause(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser("start", vorhaben, "--projektor", eingabe=":geh farbe\nhell\n!\n")
    assert lauf.returncode == 0, lauf.stderr
    pfad = vorhaben / "bericht" / "projektor.html"
    assert f"{pfad} im Browser öffnen" in " ".join(lauf.stdout.split())
    seite = lies(pfad)
    assert "Pause" in seite.worte
    assert "Farbe Blau, aber hell" in seite.worte


@pytest.mark.parametrize(("sprache", "richtung"), [("tr", "ltr"), ("ar", "rtl")])
def test_in_the_language_of_the_session(
    wegweiser: Programm, tmp_path: Path, sprache: str, richtung: str
) -> None:
    wegweiser("neu", "q", "--titel", "Q")
    lauf = wegweiser(
        "start", "q", "--projektor", "--sprache", sprache, "--runde", "buergerschaft", eingabe="!\n"
    )
    assert lauf.returncode == 0, lauf.stderr
    attribute = dict(lies(tmp_path / "q" / "bericht" / "projektor.html").attribute)
    assert (attribute["html.lang"], attribute["html.dir"]) == (sprache, richtung)


def test_a_page_that_cannot_be_written_disturbs_nothing(wegweiser: Programm, vorhaben: Path) -> None:
    (vorhaben / "bericht").write_text("belegt", encoding="utf-8")
    lauf = wegweiser("start", vorhaben, "--projektor", eingabe="Eins\nZwei\n.\n!\n")
    assert lauf.returncode == 0, lauf.stderr
    assert lauf.stdout.count("Die Seite für den Projektor bleibt stehen; das Gespräch geht weiter.") == 1
    assert "name: Eins" in (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")
    assert (vorhaben / "bericht").read_text(encoding="utf-8") == "belegt"


def test_it_goes_on_as_soon_as_the_file_can_be_written(
    stand: Stand, capsys: pytest.CaptureFixture[str]
) -> None:
    projektor = Projektor(stand.ordner)
    shutil.rmtree(projektor.pfad.parent, ignore_errors=True)
    projektor.pfad.parent.write_text("belegt", encoding="utf-8")
    gespraech = Gespraech(stand, Umfeld(read_uhr), Schlicht(), projektor=projektor)
    for nr, station in enumerate(stand.lage.stationen[:4]):
        if nr == 2:
            projektor.pfad.parent.unlink()
        folge(gespraech, station)
        assert gespraech.front.danach is not None
        gespraech.front.danach()
    assert stand.lage.stationen[3].frage.text in lies(projektor.pfad).worte
    assert capsys.readouterr().out.count("bleibt stehen") == 1


# The view on the wall


def test_presented_without_internal_hints(wegweiser: Programm, vorhaben: Path) -> None:
    wegweiser("antwort", vorhaben, "name", "Eins", "--notiz", "geheim", "--sicherheit", "vermutet")
    lauf = wegweiser("start", vorhaben, "--praesentation", eingabe="\n:geh name\n>\n!\n")
    assert lauf.returncode == 0, lauf.stderr
    gezeigt = lauf.stdout.partition("Eingabetaste beginnt")[2]
    assert "Wie heißt es?" in gezeigt
    assert "Bisher: Eins" in gezeigt
    for intern in (
        "Davon hängen ab",
        "Warum:",
        "geheim",
        "vermutet",
        "wird für den Plan gebraucht",
        "insgesamt",
    ):
        assert intern not in gezeigt, gezeigt


def test_what_is_personal_is_not_asked_on_the_wall(stand: Stand, zwischenspeicher: Path) -> None:
    umfeld = Umfeld(read_uhr, zwischenspeicher)
    persoenlich = {s.adresse for s in stand.lage.stationen if s.frage.personenbezogen}
    assert persoenlich
    with workflow.bearbeite(stand.ordner, umfeld, ausschnitt=Ausschnitt(ohne_persoenliches=True)) as gezeigt:
        assert {s.adresse for s in stand.lage.stationen} - {
            s.adresse for s in gezeigt.lage.stationen
        } == persoenlich
        adresse = gezeigt.lage.stationen[0].adresse
        spaeter = workflow.save_antwort(gezeigt, adresse, Antwort(wert="Anderswo"), umfeld)
        assert not persoenlich & {s.adresse for s in spaeter.lage.stationen}
        assert all(
            spaeter.vorhaben.antworten[adresse] == stand.vorhaben.antworten[adresse]
            for adresse in persoenlich
        )


pexpect = pytest.importorskip("pexpect")


@pytest.fixture
def terminal(umgebung: Mapping[str, str], tmp_path: Path) -> Iterator[Callable[..., Any]]:
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
def test_on_a_terminal_every_question_has_the_screen_for_itself(terminal: Any, vorhaben: Path) -> None:
    prozess = terminal("start", "probe", "--praesentation", "--projektor")
    prozess.expect("Eingabetaste beginnt")
    prozess.send("\r")
    prozess.expect_exact("\x1b[2J")
    prozess.expect("Wie heißt es")
    prozess.send("Eins\r")
    prozess.expect("gespeichert")
    prozess.expect_exact("\x1b[2J")
    prozess.expect("Was ist es")
    prozess.send(":hilfe\x1b[20~")  # read only after the page was written
    prozess.expect("keinen weiteren Hinweis")
    worte = lies(vorhaben / "bericht" / "projektor.html").worte
    assert "Was ist es?" in worte
    assert "Name Eins" in worte
    assert "F1 Hilfe" not in (prozess.before or "")
    prozess.send("\x04")
    prozess.expect("Pause. Alles Best")
    prozess.expect(pexpect.EOF)
