"""One answer turned into what the newer question takes: nothing is guessed, nothing is rounded."""

from pathlib import Path
from typing import Any

import pytest

from tests.core.test_fassungen import build
from tests.umzugshilfe import make_frage, write_daten
from wegweiser.adapters.leitfaeden import build_entwurf, load_dateien
from wegweiser.core.umzug import plan_umzug
from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Knoten
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.umzug import Posten

JA_NEIN = {"optionen": [{"id": "ja", "titel": "Ja"}, {"id": "nein", "titel": "Nein"}]}


def build_mit(ordner: Path, frage: Any) -> Leitfaden:
    daten = {"version": "1.0.0", "abschnitte": [{"id": "a", "fragen": [frage]}]}
    entwurf = build_entwurf(load_dateien(write_daten(ordner, daten)))
    assert entwurf.leitfaden, [str(b) for b in entwurf.befunde]
    return entwurf.leitfaden


@pytest.mark.parametrize(
    ("alt", "knoten", "neu", "erwartet"),
    [
        ("ganzzahl", "9500", "zahl", "9500"),
        ("zahl", "9500.0", "ganzzahl", "9500.0"),
        ("zahl", "9.5", "ganzzahl", None),
        ("ganzzahl", "9500", "text", "9.500"),
        ("geldbetrag", "1250.5", "text", "1.250,50"),
        ("datum", "2026-12-15", "text", "15.12.2026"),
        ("datum", "2026-12-15", "jahr", None),
        ("ja_nein", "ja", "text", "Ja"),
        ("text", "9.500", "ganzzahl", "9500"),
        ("text", "etwa 9.500", "ganzzahl", None),
        ("text", "15.12.2026", "datum", "2026-12-15"),
        ("text", "option 2", "auswahl", "o2"),
        ("text", "2", "auswahl", None),
        ("text", "a", "absatz", "a"),
        ("absatz", "a\nb", "absatz", "a\nb"),
        ("absatz", "a\nb", "text", None),
        ("text", "Markt 1", "ort", "Markt 1"),
        ("auswahl", "o2", "mehrfach", ["o2"]),
        ("mehrfach", ["o2"], "auswahl", "o2"),
        ("mehrfach", ["o1", "o2"], "auswahl", None),
        ("mehrfach", [], "auswahl", None),
        ("mehrfach", ["o1", "o2"], "text", "Option 1; Option 2"),
        ("auswahl", "o2", "text", "Option 2"),
        ("rangfolge", ["o2", "o1", "o4", "o3"], "mehrfach", None),
        ("ganzzahl", "5", "skala", None),
        ("skala", "3", "ganzzahl", "3"),
        ("text", "x", "tabelle", None),
    ],
)
def test_types(tmp_path: Path, alt: str, knoten: Knoten, neu: str, erwartet: Knoten) -> None:
    assert wandle(tmp_path, make_frage("q", alt), knoten, make_frage("q", neu)) == erwartet


@pytest.mark.parametrize(
    ("alt", "knoten", "neu", "erwartet"),
    [
        (make_frage("q", "ja_nein"), "ja", make_frage("q", "auswahl") | JA_NEIN, "ja"),
        (make_frage("q", "ja_nein"), "ja", make_frage("q", "auswahl"), None),
        (make_frage("q", "auswahl") | JA_NEIN, "nein", make_frage("q", "ja_nein"), "nein"),
        (make_frage("q", "ganzzahl"), "50", make_frage("q", "ganzzahl", max=40), None),
        (make_frage("q", "skala"), "3", make_frage("q", "skala", von=1, bis=5), None),
        (make_frage("q", "text"), "lang genug", make_frage("q", "text", max_zeichen=4), None),
    ],
)
def test_limits(tmp_path: Path, alt: Any, knoten: Knoten, neu: Any, erwartet: Knoten) -> None:
    assert wandle(tmp_path, alt, knoten, neu) == erwartet


def wandle(ordner: Path, alt: Any, knoten: Knoten, neu: Any) -> Knoten:
    """The node after the move, in its short and in its long form."""
    leitfaeden = build_mit(ordner / "1", alt), build_mit(ordner / "2", neu)
    posten = [
        Posten("antworten", "a", Adresse("q"), form) for form in (knoten, {"wert": knoten, "notiz": "so"})
    ]
    kurz, lang = (plan_umzug(*leitfaeden, [einer], {}).zeilen[0] for einer in posten)
    if kurz.ziel is None:
        assert kurz.abgelegt is not None
        assert kurz.abgelegt.knoten == knoten
        assert lang.abgelegt is not None
        assert lang.abgelegt.knoten == {"wert": knoten, "notiz": "so"}
    else:
        assert lang.knoten == {"wert": kurz.knoten, "notiz": "so"}
    return kurz.knoten


def test_shares_of_options_that_became_one_are_added(tmp_path: Path) -> None:
    from wegweiser.adapters.leitfaeden import build_entwurf

    alt = build_mit(tmp_path / "1", make_frage("q", "verteilung"))
    daten = {
        "version": "2.0.0",
        "umbenannt": {"optionen": {"q": {"o1": "o2"}}},
        "abschnitte": [
            {
                "id": "a",
                "fragen": [
                    make_frage("q", "verteilung", optionen=make_frage("q", "auswahl")["optionen"][1:])
                ],
            }
        ],
    }
    neu = build_entwurf(load_dateien(write_daten(tmp_path / "2", daten))).leitfaden
    assert neu is not None
    anteile: Knoten = {"wert": {"o1": "12.5", "o2": "7.5", "o4": "80"}}
    [zeile] = plan_umzug(alt, neu, [Posten("antworten", "a", Adresse("q"), anteile)], {}).zeilen
    assert zeile.knoten == {"wert": {"o2": "20.0", "o4": "80"}}


def test_open_answers_move_whatever_the_type(tmp_path: Path) -> None:
    alt, neu = build(tmp_path / "1", "q"), build_mit(tmp_path / "2", make_frage("q", "tabelle"))
    offen: Knoten = {"offen": "true", "notiz": "Amt fragen"}
    [zeile] = plan_umzug(alt, neu, [Posten("antworten", "a", Adresse("q"), offen)], {}).zeilen
    assert (zeile.ziel, zeile.knoten) == (Adresse("q"), offen)
