from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

from wegweiser.adapters import svg
from wegweiser.adapters.bilder_luecken import MAX_GRUPPEN, build_datenmatrix, list_spalten
from wegweiser.adapters.vorlagen import load_worte
from wegweiser.model.lueckenindex import Dienstluecke, Gruppenluecke, Lueckenbild, Lueckenklasse, Rangspanne

WORTE = load_worte(Path(__file__).parents[2] / "vorlagen")["LUECKENBILD"]
GRUPPEN = {"alle": "alle", "ab-65": "ab 65 Jahren", "familien": "Familien"}
SVG = "{http://www.w3.org/2000/svg}"


def gruppe(id_: str, luecke: float | None, beleg: int, klasse: Lueckenklasse | None) -> Gruppenluecke:
    return Gruppenluecke(
        dienst="hausarzt",
        gruppe=id_,
        bedarf=0.5,
        belegstaerke=beleg,
        angebot=0.5,
        abdeckung=0.8,
        luecke=luecke,
        lueckenwert=None if luecke is None else Decimal(str(4 * luecke)),
        klasse=klasse,
    )


HAUSARZT = Dienstluecke(
    dienst="hausarzt",
    titel="Hausarzt",
    gruppen=(
        gruppe("alle", 0.2, 2, "hoch"),
        gruppe("ab-65", 0.4, 3, "sehr-hoch"),
        gruppe("familien", None, 1, None),
    ),
    rang=1,
    spanne=Rangspanne(1, 3, 0.9, stabil=True),
)
BANK = Dienstluecke(dienst="bank", titel="Bank", gruppen=(gruppe("alle", None, 1, None),))
BILD = Lueckenbild(luecken=(HAUSARZT,), ohne_index=(BANK,), laeufe=40)


def texte(bild: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(bild).iter(f"{SVG}text")]  # noqa: S314


def test_values_are_printed_and_what_is_unknown_is_a_hole() -> None:
    gesagt = texte(build_datenmatrix(BILD, GRUPPEN, WORTE))
    assert {"0,8", "1,6", "1 (1–3)", "ab 65 Jahren"} <= set(gesagt)
    assert gesagt.count("?") == 1
    assert "Ohne Spalte, weil zu wenig bekannt ist: Familien." in gesagt
    assert "0,0" not in gesagt


def test_the_same_in_words() -> None:
    lang = ET.fromstring(build_datenmatrix(BILD, GRUPPEN, WORTE)).findtext(f"{SVG}title") or ""  # noqa: S314
    assert "Hausarzt, Rang 1 (1–3): alle 0,8 (Belegstärke 2 von 3)" in lang
    assert "Familien nicht bekannt" in lang
    assert "Bank, ohne Rang, weil zu wenig bekannt ist: alle nicht bekannt." in lang


def test_weak_evidence_is_hatched() -> None:
    schwach = Dienstluecke(dienst="kita", gruppen=(gruppe("alle", 0.2, 1, "hoch"),))
    fest = Dienstluecke(dienst="kita", gruppen=(gruppe("alle", 0.2, 2, "hoch"),))
    linien = [
        build_datenmatrix(Lueckenbild(luecken=(d,)), GRUPPEN, WORTE).count("<line") for d in (schwach, fest)
    ]
    assert linien[0] > linien[1]


def test_columns_stay_readable_and_everybody_leads() -> None:
    viele = tuple(gruppe(f"g{nr}", 0.1, 2, "mittel") for nr in range(12))
    dienst = Dienstluecke(dienst="kita", gruppen=(*viele, gruppe("alle", None, 1, None)))
    spalten = list_spalten((dienst,))
    assert spalten[0] == "alle"
    assert len(spalten) == MAX_GRUPPEN
    bild = ET.fromstring(build_datenmatrix(Lueckenbild(luecken=(dienst,)), {}, WORTE))  # noqa: S314
    for text in bild.iter(f"{SVG}text"):
        lang = svg.breite("".join(text.itertext()), float(text.get("font-size", "12")))
        assert lang <= 600
