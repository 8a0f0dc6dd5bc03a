"""Guides from files: every mistake is a finding at its place, whatever a stranger writes."""

import json
import os
import random
import shutil
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.builders import KLEIN, KOPF, format_abschnitt, split_marke, write_leitfaden
from tests.conftest import ABNAHME
from wegweiser.adapters.inhalte import find_inhalte, find_leitfaden
from wegweiser.adapters.leitfaeden import build_entwurf, load_dateien
from wegweiser.adapters.yaml_lesen import MAX_TIEFE, MAX_ZEICHEN
from wegweiser.errors import LeitfadenError
from wegweiser.errors.saetze import SAETZE
from wegweiser.workflow import leitfaeden
from wegweiser.workflow.umfeld import Umfeld, read_uhr

A = "abschnitte/a.yaml"
ZAHL = "{id: zahl, text: T?, typ: ganzzahl}"


def a(*fragen: str, kopf: str = "") -> dict[str, str]:
    return {A: format_abschnitt("a", *fragen, kopf=kopf)}


FAELLE: dict[str, tuple[str, dict[str, str]]] = {
    "key missing": ("feld-fehlt", a("▸{id: q, typ: zahl}")),
    "key missing in the head": ("feld-fehlt", a(ZAHL) | {"leitfaden.yaml": "▸" + KOPF.replace("titel: Probe\n", "") + "abschnitte: [a]\n"}),
    "unknown key": ("feld-unbekannt", a("{id: q, text: T?, typ: zahl, hilf: ▸x}")),
    "unknown key of another type": ("feld-unbekannt", a("{id: q, text: T?, typ: zahl, max_zeichen: ▸5}")),
    "unknown key in an option": ("feld-unbekannt", a("{id: q, text: T?, typ: auswahl, optionen: [{id: a, titel: A, farbe: ▸rot}]}")),
    "number instead of text": ("feld-typ", a("{id: q, text: ▸5, typ: zahl}")),
    "text instead of number": ("feld-typ", a("{id: q, text: T?, typ: zahl, min: ▸viel}")),
    "text instead of list": ("feld-typ", a("{id: q, text: T?, typ: auswahl, optionen: ▸a}")),
    "word that is not possible": ("feld-wert", a("{id: q, text: T?, typ: zahl, runde: ▸alle}")),
    "unknown type": ("typ-unbekannt", a("{id: q, text: T?, typ: ▸zal}")),
    "type is a list": ("typ-unbekannt", a("{id: q, text: T?, typ: ▸[zahl]}")),
    "no type": ("typ-unbekannt", a("▸{id: q, text: T?}")),
    "question is a text": ("zuordnung-erwartet", a("▸frage")),
    "type that no column has": ("typ-unbekannt", a("{id: t, text: T?, typ: tabelle, spalten: [{id: x, typ: ▸tabelle}]}")),
    "column is a text": ("zuordnung-erwartet", a("{id: t, text: T?, typ: tabelle, spalten: [▸x]}")),
    "broken YAML": ("yaml", a("{id: q, text: T?▸: x}")),
    "key twice": ("yaml-doppelt", a("{id: q, text: T?, typ: zahl, ▸typ: text}")),
    "own tag": ("yaml-marke", a("{id: q, text: ▸!!python/name:os.system x, typ: zahl}")),
    "alias": ("yaml-alias", a("{id: q, text: ▸&x T?, typ: *x}")),
    "two documents": ("yaml-mehrere", a(ZAHL) | {"quellen.yaml": "[]\n▸---\n[]\n"}),
    "key that is a list": ("yaml-schluessel", a(ZAHL) | {"quellen.yaml": "- {▸[a]: b}\n"}),
    "very deep": ("yaml-tief", a(ZAHL) | {"quellen.yaml": "[" * MAX_TIEFE + "▸[" + "]" * MAX_TIEFE + "]"}),
    "very long": ("yaml-gross", a(ZAHL) | {"quellen.yaml": "▸#" + "x" * MAX_ZEICHEN}),
    "Abschnitt without file": ("datei-fehlt", a(ZAHL) | {"leitfaden.yaml": f"{KOPF}abschnitte: [a, ▸b]\n"}),
    "Abschnitt outside the folder": ("datei-fehlt", a(ZAHL) | {"leitfaden.yaml": f"{KOPF}abschnitte: [a, ▸../../b]\n"}),
    "file with another ending": ("datei-endung", a(ZAHL) | {"regeln/formen.yml": "▸regeln: []\n"}),
    "file Windows named": ("datei-endung", a(ZAHL) | {"kataloge/formen.yaml.txt": "▸katalog: formen\n"}),
    "comma in a text between braces": ("feld-unbekannt", a("{id: w, text: T?, typ: auswahl, optionen: [{id: a, titel: privat, gegen Pacht▸}]}")),
    "Abschnitt is a list": ("zuordnung-erwartet", {A: "▸- a\n"}),
    "other format": ("feld-wert", a(ZAHL) | {"leitfaden.yaml": KOPF.replace("format: 1", "format: ▸2") + "abschnitte: [a]\n"}),
    "catalogue entry": ("feld-fehlt", a(ZAHL) | {"kataloge/formen.yaml": "katalog: formen\neintraege: [▸{id: a}]\n"}),
    "catalogue is a list": ("zuordnung-erwartet", a(ZAHL) | {"kataloge/formen.yaml": "▸[]\n"}),
    "rules are missing": ("feld-fehlt", a(ZAHL) | {"regeln/formen.yaml": "▸regel: []\n"}),
    "rule is a text": ("zuordnung-erwartet", a(ZAHL) | {"regeln/formen.yaml": "regeln: [▸x]\n"}),
    "stufe": ("feld-wert", a(ZAHL) | {"regeln/formen.yaml": "regeln: [{id: r, gilt: ['*'], muss: x, text: T, stufe: ▸hart, belegstufe: norm, quelle: g, stand: '1'}]\n"}),
    "sources are no list": ("liste-erwartet", a(ZAHL) | {"quellen.yaml": "▸a: b\n"}),
    "date of a source": ("feld-typ", a(ZAHL) | {"quellen.yaml": "- {id: q, art: x, titel: T, abgerufen: ▸gestern}\n"}),
}  # fmt: skip


@pytest.mark.parametrize("name", FAELLE)
def test_finding_at_its_place(name: str, tmp_path: Path) -> None:
    code, dateien = FAELLE[name]
    datei = next(datei for datei, text in dateien.items() if "▸" in text)
    text, zeile, spalte = split_marke(dateien[datei])
    ordner = write_leitfaden(tmp_path / "probe", {**dateien, datei: text})
    befunde = leitfaeden.check_leitfaden(str(ordner))
    ist = [(befund.code, befund.datei, befund.zeile, befund.spalte) for befund in befunde]
    assert ist == [(code, (ordner / datei).as_posix(), zeile, spalte)], [str(befund) for befund in befunde]
    with pytest.raises(LeitfadenError) as fehler:
        leitfaeden.load_leitfaden(str(ordner), Umfeld(jetzt=read_uhr))
    assert list(fehler.value.befunde) == [str(befund) for befund in befunde]


def test_misspelt_keys_get_a_proposal(tmp_path: Path) -> None:
    ordner = write_leitfaden(tmp_path / "probe", a("{id: q, text: T?, typ: zal, hilf: x}"))
    assert "Meinten Sie „zahl“?" in str(leitfaeden.check_leitfaden(str(ordner))[0])
    ordner = write_leitfaden(tmp_path / "probe2", a("{id: q, text: T?, typ: zahl, hilf: x}"))
    assert "Meinten Sie „hilfe“?" in str(leitfaeden.check_leitfaden(str(ordner))[0])


@pytest.mark.parametrize(
    ("frage", "satz"),
    [
        ("{id: q, text: T?, typ: geld}", "Meinten Sie „geldbetrag“?"),
        ("{id: q, text: T?, typ: nummer}", "Möglich sind absatz, auswahl, "),
        ("{id: q, text: T?, typ: zahl, min: 0,5}", "trennt ein Komma die Angaben"),
        ("{id: q, text: , typ: zahl}", "nötig ist ein Wert; hier steht keiner."),
    ],
)
def test_what_to_do_instead(frage: str, satz: str, tmp_path: Path) -> None:
    befunde = leitfaeden.check_leitfaden(str(write_leitfaden(tmp_path / "probe", a(frage))))
    assert [satz in befund.satz for befund in befunde] == [True], befunde


def test_findings_of_all_files_come_at_once(tmp_path: Path) -> None:
    dateien = a("{id: q, typ: zahl}") | {
        "kataloge/k.yaml": "x: [\n",
        "regeln/r.yaml": "regeln: [{}]\n",
        "quellen.yaml": "- {}\n",
    }
    befunde = leitfaeden.check_leitfaden(str(write_leitfaden(tmp_path / "probe", dateien)))
    assert {Path(befund.datei).name for befund in befunde} == {"a.yaml", "k.yaml", "r.yaml", "quellen.yaml"}


def test_findings_go_from_top_to_bottom(tmp_path: Path) -> None:
    """Questions are read before their Abschnitt."""
    text = format_abschnitt("a", "{id: q, text: T?, typ: zahl, hilf: x}").replace(
        "titel: a\n", "farbe: rot\n", 1
    )
    befunde = leitfaeden.check_leitfaden(str(write_leitfaden(tmp_path / "probe", {A: text})))
    zeilen = [befund.zeile for befund in befunde]
    assert len(zeilen) > 1
    assert zeilen == sorted(zeilen)


def test_no_guide(tmp_path: Path) -> None:
    for name, code in (
        (str(tmp_path), "leitfaden-ordner"),
        ("wegweisr", "leitfaden-unbekannt"),
        (str(tmp_path / "x"), "leitfaden-ordner"),
    ):
        with pytest.raises(LeitfadenError) as fehler:
            leitfaeden.check_leitfaden(name)
        assert fehler.value.code == code
    with pytest.raises(LeitfadenError, match="Meinten Sie „wegweiser“"):
        find_leitfaden("wegweisr")


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    """A guide from a stranger may contain links; what they point to never shows up."""
    (tmp_path / "geheim.yaml").write_text("katalog: geheim\neintraege: []\n", encoding="utf-8")
    ordner = write_leitfaden(tmp_path / "probe", a(ZAHL))
    (ordner / "kataloge").mkdir()
    (ordner / "kataloge" / "geheim.yaml").symlink_to(tmp_path / "geheim.yaml")
    entwurf = build_entwurf(load_dateien(ordner))
    assert entwurf.leitfaden is not None
    assert dict(entwurf.leitfaden.kataloge) == {}


def test_shipped_guide_is_sound() -> None:
    assert leitfaeden.check_leitfaden("wegweiser") == ()


# ── Whatever is changed in the shipped guide ─────────────────────────────────────────────────────

GUTE = find_inhalte("leitfaden") / "wegweiser"
DATEIEN = sorted(
    pfad.relative_to(GUTE).as_posix() for pfad in GUTE.rglob("*.yaml") if "reisen" not in pfad.parts
)
FREMD: tuple[Any, ...] = (
    None, True, 7, -1, 3.5, "", "x", "ä ö", "und", "nicht (", "a >", "summe(", "1/0", "einwohner", "einwohner > 'x'", "[", [], ["x"],
    [[]], {}, {"x": "y"}, {"!d": "x"}, "2026-13-01", "*", "@x", "../../x", "x" * 3000, "(" * 200, "nicht " * 300, "\x07", "\u2028",
)  # fmt: skip


def _list_orte(daten: Any, pfad: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    namen = daten.keys() if isinstance(daten, dict) else range(len(daten)) if isinstance(daten, list) else ()
    return [ort for name in namen for ort in [(*pfad, name), *_list_orte(daten[name], (*pfad, name))]]


def _veraendere(daten: Any, zufall: random.Random) -> None:
    """One change: delete, replace, rename or swap something anywhere."""
    orte = _list_orte(daten)
    ort, anderer = zufall.choice(orte), zufall.choice(orte)
    behaelter, fremder = daten, daten
    for teil in ort[:-1]:
        behaelter = behaelter[teil]
    for teil in anderer[:-1]:
        fremder = fremder[teil]
    match zufall.randrange(4):
        case 0:
            del behaelter[ort[-1]]
        case 1:
            behaelter[ort[-1]] = zufall.choice(FREMD)
        case 2 if isinstance(behaelter, dict):
            behaelter[zufall.choice(["x", "id", "typ", "wenn", "je", ort[-1] + "x"])] = behaelter.pop(ort[-1])
        case _:
            behaelter[ort[-1]] = deepcopy(fremder[anderer[-1]])


def _schreibe(daten: Any) -> str:
    return json.dumps(daten, ensure_ascii=False, indent=1, default=str)  # JSON is YAML, and quick to write


SAATEN = [0, *(pytest.param(saat, marks=pytest.mark.langsam) for saat in range(1, 40 if ABNAHME else 4))]


@pytest.mark.parametrize("saat", SAATEN)
def test_changed_guides_give_findings_and_never_a_traceback(saat: int, tmp_path: Path) -> None:
    zufall = random.Random(saat)  # noqa: S311
    ordner = tmp_path / "wegweiser"
    shutil.copytree(GUTE, ordner)
    for _ in range(40 if ABNAHME else 10):
        name = zufall.choice(DATEIEN)
        gut = (GUTE / name).read_text(encoding="utf-8")
        if zufall.random() < 0.3:
            zeichen = list(gut)
            for _ in range(zufall.randint(1, 3)):
                stelle = zufall.randrange(len(zeichen))
                zeichen[stelle : stelle + zufall.randint(0, 2)] = zufall.choice(
                    ["", ":", "\n", "  ", "[", "'", "#", "\t", "ü"]
                )
            neu = "".join(zeichen)
        else:
            daten = yaml.load(gut, yaml.CBaseLoader)  # noqa: S506 - makes text only
            _veraendere(daten, zufall)
            neu = _schreibe(daten)
        (ordner / name).write_text(neu, encoding="utf-8")
        for befund in leitfaeden.check_leitfaden(str(ordner)):
            assert befund.code in SAETZE
            assert Path(befund.datei).is_file(), befund
            assert 1 <= befund.zeile <= Path(befund.datei).read_text(encoding="utf-8").count("\n") + 1
            assert str(befund)
        (ordner / name).write_text(gut, encoding="utf-8")


# ── Cache ────────────────────────────────────────────────────────────────────────────────────────

LADE = """
import sys
from pathlib import Path
from wegweiser.workflow import leitfaeden
from wegweiser.workflow.umfeld import Umfeld, read_uhr
leitfaden = leitfaeden.load_leitfaden(sys.argv[1], Umfeld(jetzt=read_uhr, zwischenspeicher=Path(sys.argv[2])))
print(leitfaden.id, "pydantic" in sys.modules)
"""


def test_copy_needs_no_validation_library(tmp_path: Path) -> None:
    ordner = write_leitfaden(tmp_path / "probe", KLEIN)
    befehl = [sys.executable, "-c", LADE, str(ordner), str(tmp_path / "kopien")]
    ausgaben = [
        subprocess.run(befehl, check=True, capture_output=True, text=True, env=os.environ).stdout
        for _ in range(2)
    ]
    assert ausgaben == ["probe True\n", "probe False\n"]
