"""Whatever leaves the folder by itself says nothing about people: reports, data for programs, logs of errors."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.anonymhilfe import KUERZEL, PERSON, build_vorhaben
from tests.cli.conftest import WURZEL
from wegweiser import workflow
from wegweiser.adapters.inhalte import find_inhalte
from wegweiser.adapters.json_ausgabe import render_json
from wegweiser.adapters.vorlagen import render_html
from wegweiser.cli.app import main
from wegweiser.cli.ergebnisansicht import build_json
from wegweiser.cli.ergebnisblatt import build_ergebnis
from wegweiser.model import frage as f
from wegweiser.model.antworten import Antwort
from wegweiser.model.base import replace
from wegweiser.model.leitfaden import list_fragen
from wegweiser.workflow.auswertung import build_bericht_von, compute_ergebnisse, compute_uebriges, play_demo
from wegweiser.workflow.projektor import Projektor
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.zwischenstand import build_zwischenstand

BEFEHLE = (
    ("status", "--json"),
    ("auswerten",),
    ("auswerten", "--json"),
    ("staende", "--json"),
    ("unterschied", "mittendrin", "--json"),
    ("szenario", "--json"),
    ("verlauf", "--json"),
    ("umziehen", "--json"),
    ("bericht", "--format", "html", "--format", "json", "--ziel", "hinaus"),
    ("bericht", "--szenario", "mit-qvfreitext", "--format", "html", "--format", "json", "--ziel", "hinaus"),
    ("offen", "--alle", "--nach", "hinaus/offen.xlsx"),
    ("offen", "--alle", "--nach", "hinaus/offen.docx"),
    ("sitzung", "niederschrift", "t0", "--format", "html", "--ziel", "hinaus"),
    ("karten", "--runde", "intern", "--format", "html", "--nach", "hinaus/karten"),
)


@pytest.fixture(scope="module")
def gebaut(tmp_path_factory: pytest.TempPathFactory, zwischenspeicher: Path) -> Path:
    from datetime import UTC, datetime

    ordner = tmp_path_factory.mktemp("persoenlich")
    zeit = datetime(2026, 11, 22, 10, tzinfo=UTC)
    return build_vorhaben(ordner, Umfeld(jetzt=lambda: zeit, zwischenspeicher=zwischenspeicher))


def _lies_alles(ordner: Path) -> str:
    """Every text in what was written, inside of archives too."""
    import zipfile

    texte = []
    for pfad in ordner.rglob("*") if ordner.exists() else ():
        if pfad.is_file():
            texte.append(pfad.name)
            if zipfile.is_zipfile(pfad):
                with zipfile.ZipFile(pfad) as archiv:
                    texte += [archiv.read(name).decode("utf-8", "replace") for name in archiv.namelist()]
            else:
                texte.append(pfad.read_bytes().decode("utf-8", "replace"))
    return "\n".join(texte)


@pytest.mark.parametrize("befehl", BEFEHLE, ids=" ".join)
def test_nothing_personal_goes_out_by_itself(
    befehl: tuple[str, ...],
    gebaut: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    gruppe = 2 if befehl[0] == "sitzung" else 1
    monkeypatch.chdir(tmp_path)
    assert main([*befehl[:gruppe], str(gebaut), *befehl[gruppe:]]) == 0
    alles = "".join(capsys.readouterr()) + _lies_alles(tmp_path / "hinaus")
    assert len(alles) > 50
    if befehl[0] == "sitzung":  # who moderated stands in the minutes
        alles = alles.replace(f"{PERSON} m<", "")
    if befehl[0] == "offen":  # whom the list is for stands on it
        alles = alles.replace(f"{PERSON} zustaendig", "")
    for wort in (PERSON, KUERZEL):
        assert wort not in alles, alles[max(0, alles.find(wort) - 200) : alles.find(wort) + 100]


def test_the_shipped_guide_prints_no_person(tmp_path: Path, umfeld: Umfeld) -> None:
    """Every personal question answered, notes and responsible persons everywhere."""
    play_demo(tmp_path / "demo", umfeld, formate=())
    stand = workflow.load_stand(tmp_path / "demo", umfeld)
    neu = {
        a: replace(antwort, notiz=f"{PERSON} notiz", belege=(*antwort.belege, f"{PERSON} beleg"))
        for a, antwort in stand.vorhaben.antworten.items()
    }
    persoenlich = [frage for _, frage in list_fragen(stand.leitfaden) if frage.personenbezogen]
    assert persoenlich
    for station in stand.lage.stationen:
        if station.frage in persoenlich and isinstance(station.frage, f.Text | f.Absatz):
            neu[station.adresse] = Antwort(wert=f"{PERSON} {station.frage.id}", notiz=PERSON)
        elif station.antwort is None or station.antwort.offen:
            neu[station.adresse] = Antwort(offen=True, zustaendig=f"{PERSON} wer")
    with workflow.bearbeite(tmp_path / "demo", umfeld) as stand:
        stand = workflow.save_antworten(stand, neu, umfeld)  # noqa: PLW2901
    bericht = build_bericht_von(stand, date(2026, 11, 22))
    html = render_html(bericht, find_inhalte("vorlagen"), eingebettet=False)
    daten = json.dumps(build_json(compute_ergebnisse(stand), compute_uebriges(stand)), ensure_ascii=False)
    assert PERSON not in html + render_json(bericht) + daten
    assert "benannt" in html


def test_personal_columns_and_texts_read_by_templates_and_rules(gebaut: Path, umfeld: Umfeld) -> None:
    stand = workflow.load_stand(gebaut, umfeld)
    bericht = build_bericht_von(stand, date(2026, 11, 22))
    tabelle = bericht.angaben["massnahmen"]
    assert [name for name, _ in tabelle.spalten] == ["titel", "zahl"]
    assert all("wer" not in zeile for zeile in tabelle.zeilen)
    assert "kontakt" not in bericht.angaben


def test_the_log_of_an_error_holds_no_answer(tmp_path: Path, heim: Path) -> None:
    """A bug while an answer is at hand: the log says where, and nothing else."""
    quelle = (
        "import sys\n"
        "from wegweiser.cli import kommandos\n"
        f"def kaputt(*a, **b): raise RuntimeError('{PERSON}')\n"
        "kommandos.run_antwort = kaputt\n"
        "from wegweiser.cli.app import main\n"
        f"sys.exit(main(['antwort', 'x', 'name', '{PERSON}', '--notiz', '{PERSON}', '--kuerzel', '{KUERZEL}']))\n"
    )
    ablage = tmp_path / "cache"
    env = {**os.environ, "XDG_CACHE_HOME": str(ablage), "PYTHONPATH": str(WURZEL), "HOME": str(heim)}
    lauf = subprocess.run(
        [sys.executable, "-c", quelle], env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert lauf.returncode == 70
    logs = list((ablage / "wegweiser").glob("fehler-*.log"))
    assert len(logs) == 1
    text = logs[0].read_text(encoding="utf-8")
    assert "RuntimeError" in text
    assert "kaputt" in text
    assert PERSON not in text + lauf.stdout + lauf.stderr
    assert KUERZEL not in text


def test_nothing_personal_reaches_the_wall(gebaut: Path, umfeld: Umfeld) -> None:
    """The page for the projector and the results, at every question; what is presented does not even ask for it."""
    projektor = Projektor(gebaut)
    stand = workflow.load_stand(gebaut, umfeld)
    for station in stand.lage.stationen:
        for ergebnis in (False, True):
            projektor.zeige(stand, station, ergebnis=ergebnis)
            assert PERSON not in projektor.pfad.read_text(encoding="utf-8"), station.adresse
        zwischenstand = build_zwischenstand(stand, station.abschnitt, station.adresse.satz)
        gezeigt = "".join(satz.text for satz in build_ergebnis(zwischenstand, grafisch=True))
        assert PERSON not in gezeigt, station.adresse
    projektor.pfad.unlink()


def test_merging_two_copies_says_nothing_personal_to_programs(
    gebaut: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hier, dort = (Path(shutil.copytree(gebaut, tmp_path / name)) for name in ("hier", "dort"))
    for ordner, wert in ((hier, "a"), (dort, "b")):
        for frage in ("kontakt", "name"):
            wort = PERSON if frage == "kontakt" else "Wort"
            assert main(["antwort", str(ordner), frage, f"{wort} {wert}", "--notiz", f"{PERSON} {wert}"]) == 0
    capsys.readouterr()
    assert main(["zusammenfuehren", str(hier), str(dort), "--json"]) == 0
    text = capsys.readouterr().out
    assert "Wort b" in text
    assert PERSON not in text
