"""A damaged vorhaben.yaml or journal: every confirmed answer comes back, nothing is thrown away, nothing happens unsaid."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import KLEIN, KOPF, write_leitfaden
from tests.conftest import ABNAHME
from tests.kommandozeile import fuehre_aus
from wegweiser import workflow
from wegweiser.errors import VorhabenError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow.rettung import apply_rettung
from wegweiser.workflow.umfeld import Umfeld

YAML, PROTOKOLL = Path("v/vorhaben.yaml"), Path("v/protokoll.jsonl")
ANTWORTEN = {"name": "Märten", "einwohner": 9500, "laden": True, "ladenname": "Bei Ute"}
KOMMENTAR = "# Von Hand: bitte stehen lassen\n"


@pytest.fixture(autouse=True)
def vorhaben(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_leitfaden(tmp_path / "leitfaden", KLEIN)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WEGWEISER_SCHLICHT", "1")
    assert fuehre_aus("neu", "v", "--leitfaden", "leitfaden", "--titel", "Märten-West").code == 0
    YAML.write_text(KOMMENTAR + YAML.read_text(encoding="utf-8"), encoding="utf-8")
    for frage, wert in {"name": "Märten", "einwohner": "9500", "laden": "ja", "ladenname": "Bei Ute"}.items():
        assert fuehre_aus("antwort", "v", frage, wert).code == 0


def lies(umfeld: Umfeld) -> dict[str, object]:
    stand = workflow.load_stand(Path("v"), umfeld)
    assert stand.nachtraege == ()
    assert stand.vorhaben.unpassend == ()
    return {str(a): antwort.wert for a, antwort in stand.vorhaben.antworten.items()}


def _konflikt(roh: bytes) -> bytes:
    zeilen = roh.decode().splitlines(keepends=True)
    nr = next(nr for nr, zeile in enumerate(zeilen) if "einwohner" in zeile)
    zeilen[nr : nr + 1] = [
        "<<<<<<< HEAD\n",
        zeilen[nr],
        "=======\n",
        "    einwohner: 1\n",
        ">>>>>>> kollege\n",
    ]
    return "".join(zeilen).encode()


# Damage, and whether the comment on top of the file can come back.
SCHAEDEN: dict[str, tuple[Callable[[bytes], bytes], bool]] = {
    "leer": (lambda _: b"", False),
    "abgeschnitten": (lambda roh: roh[: len(roh) - 40], True),
    "kurz abgeschnitten": (lambda roh: roh[:60], False),
    "genullt": (lambda roh: b"\0" * len(roh), False),
    "hinten genullt": (lambda roh: roh[:-60] + b"\0" * 60, True),
    "Müll": (lambda roh: random.Random(1).randbytes(len(roh)), False),  # noqa: S311
    "Müll dahinter": (lambda roh: roh[:-20] + random.Random(2).randbytes(200), True),  # noqa: S311
    "Konflikt": (_konflikt, True),
    "Tippfehler": (lambda roh: roh.replace(b"einwohner: 9500", b'einwohner: "9500'), True),
    "doppelt": (lambda roh: roh + roh, True),
    "fremdes YAML": (lambda _: b"a: 1\nb: [2, 3]\n", False),
    "Liste": (lambda _: b"- 1\n- 2\n", False),
}


@pytest.mark.parametrize("schaden", SCHAEDEN)
def test_every_answer_comes_back_and_the_damaged_file_stays(schaden: str, umfeld: Umfeld) -> None:
    mache, mit_kommentar = SCHAEDEN[schaden]
    YAML.write_bytes(mache(YAML.read_bytes()))
    kaputt = YAML.read_bytes()
    status = fuehre_aus("status", "v")
    assert status.code == 5
    assert "vorhaben.yaml ist beschädigt." in status.glatt
    assert "Das Protokoll ist vollständig und gibt 4 Antworten zurück." in status.glatt
    assert "Märten-West" in status.text
    assert YAML.read_bytes() == kaputt
    lauf = fuehre_aus("retten", "v")
    assert lauf.code == 0, lauf
    assert "Wiederhergestellt. 4 Antworten sind da." in lauf.glatt
    assert [pfad.read_bytes() for pfad in Path("v").glob("vorhaben.defekt-*.yaml")] == [kaputt]
    assert lies(umfeld) == ANTWORTEN
    assert workflow.load_stand(Path("v"), umfeld).vorhaben.titel == "Märten-West"
    assert (KOMMENTAR in YAML.read_text(encoding="utf-8")) is mit_kommentar
    assert "\nablage: []\n" in YAML.read_text(encoding="utf-8")
    assert fuehre_aus("antwort", "v", "einwohner", "9600").code == 0
    assert lies(umfeld) == {**ANTWORTEN, "einwohner": 9600}
    assert "nichts zu retten" in fuehre_aus("retten", "v").glatt


def test_any_cut_of_the_file(umfeld: Umfeld) -> None:
    heil = YAML.read_bytes()
    journal = PROTOKOLL.read_bytes()
    for laenge in range(0, len(heil), 1 if ABNAHME else 23):
        YAML.write_bytes(heil[:laenge])
        PROTOKOLL.write_bytes(journal)
        try:
            assert lies(umfeld) == ANTWORTEN, laenge
        except VorhabenError:
            assert apply_rettung(Path("v"), umfeld) is not None, laenge
            assert lies(umfeld) == ANTWORTEN, laenge


def test_a_session_asks_first(umfeld: Umfeld) -> None:
    YAML.write_bytes(b"")
    nein = fuehre_aus("start", "v", eingabe=["nein"])
    assert nein.code == 5
    assert YAML.read_bytes() == b""
    assert fuehre_aus("start", "v").code == 5  # nobody there to ask
    assert YAML.read_bytes() == b""
    ja = fuehre_aus("start", "v", eingabe=["ja", "!"])
    assert ja.code == 0
    assert "Wiederhergestellt. 4 Antworten sind da." in ja.glatt
    assert lies(umfeld) == ANTWORTEN


def test_a_removed_file_comes_back(umfeld: Umfeld) -> None:
    YAML.unlink()
    assert fuehre_aus("status", "v").code == 5
    assert fuehre_aus("retten", "v").code == 0
    assert lies(umfeld) == ANTWORTEN
    assert list(Path("v").glob("*defekt*")) == []


@pytest.mark.parametrize("kodierung", ["cp1252", "utf-16", "utf-16-le", "gemischt"])
def test_another_encoding_keeps_what_was_typed_with_it(kodierung: str, umfeld: Umfeld) -> None:
    """Notepad: the content counts, edits and all."""
    text = YAML.read_text(encoding="utf-8").replace("einwohner: 9500", "einwohner: 9600  # geprüft")
    roh = text.encode(kodierung if kodierung != "gemischt" else "utf-8")
    if kodierung == "gemischt":
        roh = roh.replace("# geprüft".encode(), "# geprüft".encode("cp1252"))
    YAML.write_bytes(roh.replace(b"\n", b"\r\n") if kodierung in {"cp1252", "gemischt"} else roh)
    status = fuehre_aus("status", "v")
    assert status.code == 5
    assert "nur die Zeichenkodierung ist eine andere" in status.glatt
    assert fuehre_aus("retten", "v").code == 0
    assert lies(umfeld) == {**ANTWORTEN, "einwohner": 9600}
    assert "# geprüft" in YAML.read_text(encoding="utf-8")
    assert KOMMENTAR in YAML.read_text(encoding="utf-8")


@pytest.mark.parametrize("art", ["gelöscht", "leer", "Müll", "Mitte fehlt", "Mitte zerrissen", "Ende fehlt"])
def test_a_damaged_journal_goes_on_with_a_sentence(art: str, umfeld: Umfeld) -> None:
    zeilen = PROTOKOLL.read_bytes().splitlines(keepends=True)
    neu = {
        "leer": b"",
        "Müll": b"\xff\0" * 50,
        "Mitte fehlt": b"".join(zeilen[:2] + zeilen[4:]),
        "Mitte zerrissen": b"".join([*zeilen[:3], zeilen[3][:30] + b"\n", *zeilen[4:]]),
        "Ende fehlt": b"".join(zeilen[:-2]),
    }
    PROTOKOLL.unlink() if art == "gelöscht" else PROTOKOLL.write_bytes(neu[art])
    lauf = fuehre_aus("start", "v", eingabe=["!"])
    assert lauf.code == 0
    assert "Das Protokoll fehlte oder war beschädigt" in lauf.glatt
    assert "von Hand" not in lauf.glatt
    assert lies(umfeld) == ANTWORTEN
    assert "Protokoll fehlte" not in fuehre_aus("start", "v", eingabe=["!"]).glatt
    YAML.write_bytes(b"")  # and now the file too: the new beginning of the journal is whole
    assert fuehre_aus("retten", "v").code == 0
    assert lies(umfeld) == ANTWORTEN


def test_both_damaged_gives_what_is_left(umfeld: Umfeld) -> None:
    zeilen = PROTOKOLL.read_bytes().splitlines(keepends=True)
    PROTOKOLL.write_bytes(b"".join(zeilen[:2] + zeilen[-1:]))
    YAML.write_bytes(YAML.read_bytes().replace(b"    laden: ja\n", b"    laden: [\n"))
    status = fuehre_aus("status", "v")
    assert "Auch im Protokoll fehlen Zeilen." in status.glatt
    assert fuehre_aus("retten", "v").code == 0
    gerettet = lies(umfeld)
    assert gerettet["ladenname"] == "Bei Ute"
    assert gerettet["name"] == "Märten"


def test_nothing_left_is_said_clearly() -> None:
    PROTOKOLL.unlink()
    YAML.write_bytes(b"\0" * 200)
    lauf = fuehre_aus("retten", "v")
    assert lauf.code == 5
    assert "Weder vorhaben.yaml noch das Protokoll in" in lauf.glatt
    assert "Sicherungskopie" in lauf.glatt
    assert YAML.read_bytes() == b"\0" * 200


def test_after_a_move_the_new_guide_counts(tmp_path: Path, umfeld: Umfeld) -> None:
    kopf = f"{KOPF.replace('1.0.0', '2.0.0')}abschnitte: [rahmen, form]\numbenannt: {{fragen: {{name: bezeichnung}}}}\n"
    dateien = {name: text.replace("id: name", "id: bezeichnung") for name, text in KLEIN.items()}
    write_leitfaden(tmp_path / "zweiter", {**dateien, "leitfaden.yaml": kopf})
    assert fuehre_aus("umziehen", "v", "--nach", "zweiter", "--ja").code == 0
    assert fuehre_aus("antwort", "v", "einwohner", "7").code == 0
    YAML.write_bytes(b"\0")
    assert fuehre_aus("retten", "v").code == 0
    assert lies(umfeld) == {"bezeichnung": "Märten", "einwohner": 7, "laden": True, "ladenname": "Bei Ute"}
    assert workflow.load_stand(Path("v"), umfeld).vorhaben.leitfaden.version == "2.0.0"
    assert KOMMENTAR in YAML.read_text(encoding="utf-8")


def test_a_folder_of_an_earlier_program_comes_back_too(umfeld: Umfeld) -> None:
    """Its journal does not tell how the file began; the wording of the guide does."""
    ordner = Path("alt")
    assert fuehre_aus("neu", "alt").code == 0
    assert fuehre_aus("antwort", "alt", "quartier_name", "Marten").code == 0
    erste, *weitere = (ordner / "protokoll.jsonl").read_text(encoding="utf-8").splitlines()
    ohne_text = {name: wert for name, wert in json.loads(erste).items() if name != "text"}
    text = "\n".join([json.dumps(ohne_text), *weitere, ""])
    (ordner / "protokoll.jsonl").write_text(text, encoding="utf-8")
    (ordner / "vorhaben.yaml").write_bytes(b"")
    assert fuehre_aus("retten", "alt").code == 0
    stand = workflow.load_stand(ordner, umfeld)
    assert stand.vorhaben.antworten == {Adresse("quartier_name"): Antwort(wert="Marten")}
    assert stand.vorhaben.leitfaden.id == "land-nrw"
