"""What is personal goes from every byte of the folder; the rest loads, fits and can be worked with; a kill is no harm."""

import os
import random
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.anonymhilfe import KOMMENTAR, KUERZEL, PERSON, TEXT, build_vorhaben, list_fundorte
from tests.conftest import ABNAHME
from tests.umzugshilfe import Umbau, create, make_leitfaden, write_daten, zieh_um
from wegweiser import workflow
from wegweiser.adapters.konflikte import load_konflikte
from wegweiser.adapters.protokoll import load_protokoll
from wegweiser.adapters.sitzungen import load_buch
from wegweiser.errors import EingabeError, VorhabenError
from wegweiser.model.anonymisierung import Umfang
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.stellen import ist_stelle
from wegweiser.workflow.anonymisieren import anonymisiere, load_anonymisierung
from wegweiser.workflow.rettung import apply_rettung
from wegweiser.workflow.staende import apply_rueckweg, list_eintraege, load_fassung, plan_rueckweg, sichere
from wegweiser.workflow.szenarien import list_szenarien
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.umziehen import undo_umzug
from wegweiser.workflow.verlauf import plan_ruecknahme, save_ruecknahme

ALLES = Umfang(freitexte=True, kommentare=True)


@pytest.fixture(scope="module")
def vorlage(tmp_path_factory: pytest.TempPathFactory, zwischenspeicher: Path) -> Path:
    from datetime import UTC, datetime

    zeit = datetime(2026, 11, 22, 10, tzinfo=UTC)
    ordner = tmp_path_factory.mktemp("anonym")
    build_vorhaben(ordner, Umfeld(jetzt=lambda: zeit, zwischenspeicher=zwischenspeicher))
    return ordner


@pytest.fixture
def marten(vorlage: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(vorlage / "marten", tmp_path / "marten"))


def test_the_template_has_markers_everywhere(vorlage: Path) -> None:
    orte = {ort.partition(":")[0] for ort in list_fundorte(vorlage / "marten", PERSON, TEXT, KUERZEL)}
    assert orte == {
        "vorhaben.yaml", "protokoll.jsonl", ".vorhaben.yaml.999999.neu", "staende/vor-qvfreitext.yaml", "staende/mittendrin.yaml",
        "staende/neu.yaml", "staende/.neu.yaml.999999.neu", "szenarien/mit-qvfreitext.yaml", "konflikte.yaml", "sitzungen.yaml", ".text-abc/text.txt",
        "vorhaben.defekt-20261122-100000.yaml",
    }  # fmt: skip


def test_nothing_personal_survives_in_any_byte(marten: Path, umfeld: Umfeld) -> None:
    vorher = workflow.load_stand(marten, umfeld).vorhaben.antworten
    anonymisiere(marten, Umfang(), umfeld)
    assert list_fundorte(marten, PERSON, KUERZEL) == []
    kommentare = [ort.partition(":")[0] for ort in list_fundorte(marten, KOMMENTAR)]
    assert kommentare == ["sitzungen.yaml", "staende/neu.yaml", "vorhaben.yaml"]
    stand = workflow.load_stand(marten, umfeld)
    assert stand.nachtraege == ()
    werte = {adresse: antwort.wert for adresse, antwort in stand.vorhaben.antworten.items()}
    assert werte[Adresse("name")] == f"{TEXT} n2"
    assert werte[Adresse("massnahmen")] == tuple(
        {"id": f"m{nr}", "titel": f"{TEXT} t2{nr}", "wer": f"entfernt m{nr}", "zahl": nr} for nr in (1, 2)
    )
    weg = {"kontakt", "art", "ruhend_kontakt", "neuer_kontakt"}
    assert {a.frage for a in vorher} - {a.frage for a in werte} == weg
    assert stand.vorhaben.antworten[Adresse("je_zahl", "m2")].zustaendig == "Kämmerei"
    assert stand.vorhaben.antworten[Adresse("je_zahl", "m1")] == Antwort(offen=True)
    assert [e.befund for e in list_eintraege(marten)] == ["", "", ""]
    assert [z.befunde for z in list_szenarien(stand)] == [()]
    assert not (marten / ".stelle").exists()
    streit = {(str(k.adresse), k.spalte): (k.hier.knoten, k.dort.knoten) for k in load_konflikte(marten)}
    assert streit == {
        ("name", ""): (f"{TEXT} hier", {"wert": f"{TEXT} dort"}),
        ("massnahmen", "wer"): ("entfernt m1", "entfernt m1"),
        ("massnahmen", "zahl"): ("4", "5"),
    }
    sitzung = load_buch(marten).sitzungen[0]
    assert (sitzung.moderation, sitzung.personen, sitzung.dissens) == (
        "",
        {"buergerschaft": 12},
        (f"{TEXT} dissens",),
    )
    assert not (marten / ".text-abc").exists()


def test_on_request_no_text_at_all_survives(marten: Path, umfeld: Umfeld) -> None:
    ergebnis = anonymisiere(marten, ALLES, umfeld)
    assert ergebnis.umbenannt == {
        "vor-qvfreitext.yaml": "stand-3.yaml",
        "mittendrin.yaml": "stand-1.yaml",
        "neu.yaml": "stand-2.yaml",
        "mit-qvfreitext.yaml": "szenario-1.yaml",
    }
    assert list_fundorte(marten, PERSON, KUERZEL, TEXT, KOMMENTAR) == []
    stand = workflow.load_stand(marten, umfeld)
    assert (stand.nachtraege, stand.vorhaben.unpassend) == ((), ())
    werte = {adresse: antwort.wert for adresse, antwort in stand.vorhaben.antworten.items()}
    assert (werte[Adresse("zahl")], werte[Adresse("schalter")]) == (7, False)
    assert werte[Adresse("massnahmen")] == tuple(
        {"id": f"m{nr}", "titel": f"entfernt m{nr}", "wer": f"entfernt m{nr}", "zahl": nr} for nr in (1, 2)
    )
    assert sorted(e.name for e in list_eintraege(marten)) == ["Stand 1", "Stand 2", "Stand 3"]
    assert list_szenarien(stand)[0].titel == "Szenario 1"
    sitzung = load_buch(marten).sitzungen[0]
    assert (sitzung.id, sitzung.titel, sitzung.ort, sitzung.dissens, sitzung.von) == (
        "t0",
        "Sitzung 1",
        "",
        (),
        0,
    )


def test_single_answers_on_request(marten: Path, umfeld: Umfeld) -> None:
    anonymisiere(marten, Umfang(fragen=frozenset({"name", "massnahmen.titel"})), umfeld)
    antworten = workflow.load_stand(marten, umfeld).vorhaben.antworten
    assert Adresse("name") not in antworten
    assert list_fundorte(marten, f"{TEXT} n2", f"{TEXT} t2", f"{TEXT} s3") == []
    assert list_fundorte(marten, f"{TEXT} je") != []
    with pytest.raises(EingabeError, match="Meinten Sie „name“"):
        load_anonymisierung(marten, Umfang(fragen=frozenset({"nahme"})), umfeld)


def test_the_journal_fits_and_undo_ends_honestly(marten: Path, umfeld: Umfeld) -> None:
    anonymisiere(marten, Umfang(), umfeld)
    with pytest.raises(EingabeError, match="anonymisiert"):
        plan_ruecknahme(workflow.load_stand(marten, umfeld), "rueckgaengig")
    with pytest.raises(EingabeError):
        plan_ruecknahme(workflow.load_stand(marten, umfeld), "wiederholt")
    with pytest.raises(VorhabenError):
        undo_umzug(marten, umfeld, trotzdem=True)
    with workflow.bearbeite(marten, umfeld) as stand:
        assert stand.nachtraege == ()
        stand = workflow.save_antwort(stand, Adresse("zahl"), Antwort(wert=70), umfeld)  # noqa: PLW2901
        plan = plan_ruecknahme(stand, "rueckgaengig")
        stand = save_ruecknahme(stand, plan, umfeld)  # noqa: PLW2901
        assert stand.vorhaben.antworten[Adresse("zahl")].wert == 7
    with pytest.raises(EingabeError, match="anonymisiert"):
        plan_ruecknahme(workflow.load_stand(marten, umfeld), "rueckgaengig")
    datei = marten / "vorhaben.yaml"
    text = datei.read_text(encoding="utf-8")
    neu, anzahl = re.subn(r"^    zahl:(.*?)7", r"    zahl:\g<1>8", text, flags=re.MULTILINE | re.DOTALL)
    assert anzahl == 1
    datei.write_text(neu, encoding="utf-8")
    with workflow.bearbeite(marten, umfeld) as stand:
        assert [(n.code, n.adressen) for n in stand.nachtraege] == [("von-hand", (Adresse("zahl"),))]
    nummern = [zeile.nr for zeile in load_protokoll(marten)]
    assert nummern == sorted(set(nummern))


def test_snapshots_stay_usable(marten: Path, umfeld: Umfeld) -> None:
    anonymisiere(marten, Umfang(), umfeld)
    with workflow.bearbeite(marten, umfeld) as stand:
        assert load_fassung(stand, f"vor {TEXT}", umfeld).alt_bekannt
        stand = apply_rueckweg(stand, plan_rueckweg(stand, f"vor {TEXT}", umfeld), umfeld)  # noqa: PLW2901
        assert stand.vorhaben.antworten[Adresse("zahl")].wert == 6
    assert list_fundorte(marten, PERSON) == []


@pytest.mark.parametrize("umfang", [Umfang(), ALLES])
def test_a_damaged_file_is_mended_from_the_clean_journal(
    marten: Path, umfeld: Umfeld, umfang: Umfang
) -> None:
    anonymisiere(marten, umfang, umfeld)
    antworten = workflow.load_stand(marten, umfeld).vorhaben.antworten
    heil = (marten / "vorhaben.yaml").read_text(encoding="utf-8")
    for rest in (
        "",
        "format: 1\n{[",
        heil[: heil.index("antworten:") + len("antworten:\n  a:\n    zahl: {we")],
    ):
        (marten / "vorhaben.yaml").write_text(rest, encoding="utf-8")
        assert apply_rettung(marten, umfeld) is not None
        assert workflow.load_stand(marten, umfeld).vorhaben.antworten == antworten
    assert list_fundorte(marten, PERSON) == []


def test_doing_it_again_does_nothing(marten: Path, umfeld: Umfeld) -> None:
    for umfang in (Umfang(), ALLES):
        assert load_anonymisierung(marten, umfang, umfeld).dateien
        anonymisiere(marten, umfang, umfeld)
        dateien = {p: p.read_bytes() for p in marten.rglob("*") if p.is_file()}
        assert load_anonymisierung(marten, umfang, umfeld).dateien == ()
        anonymisiere(marten, umfang, umfeld)
        assert {p: p.read_bytes() for p in marten.rglob("*") if p.is_file()} == dateien


def test_the_preview_writes_nothing_and_names_what_it_cannot_judge(marten: Path, umfeld: Umfeld) -> None:
    (marten / "bericht").mkdir()
    (marten / "bericht" / "plan.pdf").write_bytes(b"%PDF")
    (marten / "daten").mkdir()
    (marten / "daten" / "liste.csv").write_text("x", encoding="utf-8")
    (marten / "kontakte.txt").write_text("x", encoding="utf-8")
    (marten / "staende" / "kaputt.yaml").write_text("stand: [", encoding="utf-8")
    vorher = {p: p.read_bytes() for p in marten.rglob("*") if p.is_file()}
    schau = load_anonymisierung(marten, Umfang(), umfeld)
    assert {p: p.read_bytes() for p in marten.rglob("*") if p.is_file()} == vorher
    assert (schau.berichte, schau.daten) == (("bericht/plan.pdf",), ("daten/liste.csv",))
    assert [name.partition(":")[0].rpartition("/")[2] for name in schau.unbekannt] == [
        "kaputt.yaml",
        "kontakte.txt",
    ]
    texte = {text.text for text in schau.freitexte}
    assert {
        f"{TEXT} n2",
        f"{TEXT} fremd",
        f"{TEXT} karg",
        f"{TEXT} eigenes",
        f"{TEXT} beleg",
        f"{TEXT} weg",
    } <= texte
    assert not [text for text in texte if PERSON in text]
    assert {text.text for text in schau.entfernt} == {f"{PERSON} zustaendig"}
    assert len(schau.kommentare) == 5
    assert schau.leitfaden.endswith("leitfaden")


@pytest.mark.parametrize(
    "stelle",
    [
        "Kämmerei",
        "Amt für Stadterneuerung",
        "FB 61",
        "Kämmerei, Steuern",
        "Bürgermeisterin",
        "bauamt",
        "Verein",
    ],
)
def test_offices_may_stay(stelle: str) -> None:
    assert ist_stelle(stelle)


@pytest.mark.parametrize(
    "person",
    [
        "Müller",
        "Frau Müller",
        "Amt 61, Müller",
        "Hofmeister",
        "Schulenburg",
        "Albrecht",
        "Erika Muster",
        "müller",
        "m@x.de",
        "0231 5012345",
        "Dr. Amt",
        "",
    ],
)
def test_persons_may_not(person: str) -> None:
    assert not ist_stelle(person)


# Killed


def _toete_bei(nr: int) -> None:
    """In this process, the nr-th call that changes the disk is the last."""
    offen = [nr]

    def zaehle(aufruf: Callable[..., object]) -> Callable[..., object]:
        def gezaehlt(*argumente: object, **namen: object) -> object:
            offen[0] -= 1
            if offen[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return aufruf(*argumente, **namen)

        return gezaehlt

    for name in ("replace", "rename", "unlink", "fsync", "write", "link"):
        setattr(os, name, zaehle(getattr(os, name)))


def _spiele(marten: Path, umfang: Umfang, umfeld: Umfeld, vorbereite: Callable[[], None]) -> bool:
    """Anonymise in a process of its own; whether it came to its end."""
    kind = os.fork()
    if not kind:
        try:
            vorbereite()
            anonymisiere(marten, umfang, umfeld)
            os._exit(0)
        except BaseException:  # noqa: BLE001 - the child must never come back into the tests
            sys.excepthook(*sys.exc_info())
            os._exit(1)
    zustand = os.waitpid(kind, 0)[1]
    assert zustand in (0, signal.SIGKILL)
    return zustand == 0


def _pruefe_danach(marten: Path, umfang: Umfang, umfeld: Umfeld) -> None:
    """It loads as it is; once more finishes it."""
    assert workflow.load_stand(marten, umfeld).vorhaben.antworten[Adresse("zahl")].wert == 7
    anonymisiere(marten, umfang, umfeld)
    worte = (PERSON, KUERZEL, *((TEXT, KOMMENTAR) if umfang.freitexte else ()))
    assert list_fundorte(marten, *worte) == []
    stand = workflow.load_stand(marten, umfeld)
    assert (stand.nachtraege, stand.vorhaben.antworten[Adresse("zahl")].wert) == ((), 7)
    assert not [p for p in marten.rglob("*") if p.name.endswith(".neu")]


@pytest.mark.langsam
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_every_call(vorlage: Path, tmp_path: Path, umfeld: Umfeld) -> None:
    nr, fertig = 0, False
    while not fertig:
        nr += 1 if ABNAHME else 5
        marten = Path(shutil.copytree(vorlage / "marten", tmp_path / f"m{nr}"))
        fertig = _spiele(marten, ALLES, umfeld, lambda nr=nr: _toete_bei(nr))  # type: ignore[misc]
        _pruefe_danach(marten, ALLES, umfeld)
    assert nr > 20


@pytest.mark.langsam
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_random_instants(vorlage: Path, tmp_path: Path, umfeld: Umfeld) -> None:
    zufall = random.Random(4)  # noqa: S311
    marten = Path(shutil.copytree(vorlage / "marten", tmp_path / "probe"))
    beginn = time.monotonic()
    assert _spiele(marten, Umfang(), umfeld, lambda: None)
    dauer = time.monotonic() - beginn
    abgebrochen = 0
    for nr in range(300 if ABNAHME else 8):
        marten = Path(shutil.copytree(vorlage / "marten", tmp_path / f"m{nr}"))
        wann = zufall.uniform(0.001, dauer)
        abgebrochen += not _spiele(marten, Umfang(), umfeld, lambda wann=wann: _toete_nach(wann))  # type: ignore[misc]
        _pruefe_danach(marten, Umfang(), umfeld)
    assert abgebrochen > 1


def _toete_nach(sekunden: float) -> None:
    signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, sekunden)


# Any guide, any change of it


@pytest.mark.parametrize("samen", range(40 if ABNAHME else 4))
def test_personal_questions_of_any_guide_and_its_next_version(
    samen: int, tmp_path: Path, umfeld: Umfeld
) -> None:
    """Renamed, moved, replaced, retired, of another type now: what was said to them once is nowhere any more."""
    zufall = random.Random(samen)  # noqa: S311
    alt = make_leitfaden(zufall)
    persoenlich = set()
    for abschnitt in alt["abschnitte"]:
        for frage in abschnitt["fragen"]:
            if frage["id"] != "massnahmen" and zufall.random() < 0.5:
                frage["personenbezogen"] = True
                persoenlich.add(frage["id"])
    marten = create(tmp_path / "marten", write_daten(tmp_path / "l", alt), umfeld)
    _beantworte_texte(marten, umfeld, persoenlich)
    sichere(marten, "vorher", umfeld)
    write_daten(tmp_path / "l", Umbau(alt, zufall).baue())
    zieh_um(marten, umfeld)
    _beantworte_texte(marten, umfeld, persoenlich)
    assert list_fundorte(marten, PERSON) != []
    anonymisiere(marten, Umfang(), umfeld)
    assert list_fundorte(marten, PERSON) == []
    stand = workflow.load_stand(marten, umfeld)
    assert stand.nachtraege == ()
    assert load_anonymisierung(marten, Umfang(), umfeld).dateien == ()
    anonymisiere(marten, ALLES, umfeld)
    assert list_fundorte(marten, PERSON, TEXT) == []
    assert workflow.load_stand(marten, umfeld).nachtraege == ()


def _beantworte_texte(marten: Path, umfeld: Umfeld, persoenlich: set[str]) -> None:
    """Every text question, in every record; a rename keeps what a question is about."""
    zeilen = ({"id": "m1", "titel": f"{TEXT} zeile"}, {"id": "m2", "titel": f"{TEXT} zeile"})
    with workflow.bearbeite(marten, umfeld) as stand:
        if any(a.frage == "massnahmen" for a in stand.lage.nach_abschnitt.get("zwei", {})):
            neu: dict[Adresse, Antwort | None] = {Adresse("massnahmen"): Antwort(wert=zeilen, notiz=PERSON)}
            stand = workflow.save_antworten(stand, neu, umfeld)  # noqa: PLW2901
        texte = [s for s in stand.lage.stationen if s.frage.typ in {"text", "absatz"}]
        neu = {}
        for station in texte:
            geheim = station.frage.personenbezogen or station.frage.id.removesuffix("_neu") in persoenlich
            wort = PERSON if geheim else TEXT
            neu[station.adresse] = Antwort(wert=f"{wort} {station.adresse}", notiz=PERSON)
        workflow.save_antworten(stand, neu, umfeld)
