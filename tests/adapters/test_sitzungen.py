import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegweiser.adapters.sitzungen import DATEI, load_buch, save_buch
from wegweiser.errors import EingabenError
from wegweiser.model.base import replace
from wegweiser.model.sitzung import Sitzung, Sitzungsbuch

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=" "), min_size=1
).map(lambda text: unicodedata.normalize("NFC", text).strip())
SITZUNG = Sitzung(
    id="s1", titel="Bürgerwerkstatt", datum=date(2027, 2, 12), beginn="18:05", von=12, termin="t2",
    runde="buergerschaft", ort="Aula", personen={"Bürgerschaft": 34}, beschluesse=("Café zuerst",), dissens=("nein: anders",),
)  # fmt: skip
BUCH = Sitzungsbuch(termine={"t3": date(2027, 3, 4)}, sitzungen=(SITZUNG,))


def test_without_a_file_nothing_was_held(tmp_path: Path) -> None:
    assert load_buch(tmp_path) == Sitzungsbuch()


@given(
    ort=TEXT,
    beschluesse=st.lists(TEXT.filter(bool)),
    personen=st.dictionaries(TEXT.filter(bool), st.integers(0, 999)),
)
def test_what_is_saved_comes_back(
    ort: str, beschluesse: list[str], personen: dict[str, int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    ordner = tmp_path_factory.mktemp("buch")
    sitzung = replace(
        SITZUNG, ort=ort, beschluesse=tuple(beschluesse), personen=personen, ende="20:40", bis=31
    )
    save_buch(ordner, replace(BUCH, sitzungen=(SITZUNG, sitzung)))
    assert load_buch(ordner) == replace(BUCH, sitzungen=(SITZUNG, sitzung))


def test_comments_by_hand_stay(tmp_path: Path) -> None:
    save_buch(tmp_path, BUCH)
    pfad = tmp_path / DATEI
    pfad.write_text(
        "# für den Ausschuss\n" + pfad.read_text("utf-8").replace("ort: Aula", "ort: Aula  # Schlüssel!"),
        "utf-8",
    )
    save_buch(tmp_path, replace(BUCH, sitzungen=(replace(SITZUNG, ende="20:00", bis=14),)))
    text = pfad.read_text("utf-8")
    assert text.startswith("# für den Ausschuss\n")
    assert "# Schlüssel!" in text
    assert load_buch(tmp_path).laufende is None


@pytest.mark.parametrize(
    ("alt", "neu"),
    [
        ("format: 1", "format: ›9"),
        ("t3: 2027-03-04", "t3: ›bald"),
        ("datum: 2027-02-12", "datum: ›2027-02-31"),
        ('beginn: "18:05"', 'beginn: ›"25:05"'),
        ("runde: buergerschaft", "runde: ›alle"),
        ("Bürgerschaft: 34", "Bürgerschaft: ›viele"),
        ("von: 12", "von: ›-1"),
        ("ort: Aula", "raum: ›Aula"),
        ("beschluesse: [Café zuerst]", "beschluesse: ›Café"),
        ("- id: s1", "- datei: ›s1"),
    ],
)
def test_a_damaged_file_is_named_with_line_and_column(alt: str, neu: str, tmp_path: Path) -> None:
    save_buch(tmp_path, BUCH)
    pfad = tmp_path / DATEI
    markiert = pfad.read_text("utf-8").replace(alt, neu)
    vor, _, nach = markiert.partition("›")
    pfad.write_text(vor + nach, "utf-8")
    zeile, spalte = vor.count("\n") + 1, len(vor) - vor.rfind("\n")
    with pytest.raises(EingabenError) as fehler:
        load_buch(tmp_path)
    assert f"{DATEI}:{zeile}:{spalte}: " in fehler.value.befunde[0]
