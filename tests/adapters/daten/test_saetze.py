"""Every code a reader of data may return has a German sentence, and no code means two things."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import wegweiser
from wegweiser.errors import saetze

PAKET = Path(wegweiser.__file__).parent
ORTE = (PAKET / "adapters" / "daten", PAKET / "core" / "raum")


def _list_codes(datei: Path) -> Iterator[tuple[str, str]]:
    for knoten in ast.walk(ast.parse(datei.read_text(encoding="utf-8"))):
        if not isinstance(knoten, ast.Call) or not knoten.args:
            continue
        name = knoten.func.attr if isinstance(knoten.func, ast.Attribute) else getattr(knoten.func, "id", "")
        erstes = knoten.args[0]
        if name in {"Datenfund", "DatenError", "zaehle", "_zaehle", "_melde"} and isinstance(
            erstes, ast.Constant
        ):
            yield f"{datei.name}:{knoten.lineno}", str(erstes.value)


def test_every_code_has_its_sentence() -> None:
    codes = [paar for ort in ORTE for datei in sorted(ort.glob("*.py")) for paar in _list_codes(datei)]
    assert len(codes) > 80
    assert [paar for paar in codes if paar[1] not in saetze.SAETZE] == []


def test_no_code_means_two_things() -> None:
    codes = Counter(code for teil in saetze.TEILE for code in teil.SAETZE)
    assert [code for code, anzahl in codes.items() if anzahl > 1] == []
