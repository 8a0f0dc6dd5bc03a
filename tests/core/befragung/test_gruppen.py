"""Groups: ages become Zielgruppen, few persons are never shown and cannot be worked out, modes and waves stay apart."""

from random import Random

import pytest

from wegweiser.core.befragung.auswertung import evaluate_befragung
from wegweiser.core.befragung.gruppen import find_alter, find_zielgruppen
from wegweiser.model.befragung import Befragung, Codezeile, Fragenrolle


@pytest.mark.parametrize(
    ("text", "alter"),
    [
        ("65 bis 69", (65, 69)), ("80+", (80, 200)), ("unter 18", (0, 17)), ("65 und älter", (65, 200)), ("18-29", (18, 29)),
        ("ab-80", (80, 200)), ("80 Jahre oder älter", (80, 200)), ("18 bis unter 25 Jahre", (18, 24)), ("unter-18", (0, 17)),
        ("Neuzuzüger", None), (">100000", None), ("weiblich", None),
    ],
)  # fmt: skip
def test_altersklassen(text: str, alter: tuple[int, int] | None) -> None:
    assert find_alter(text) == alter


def test_eine_klasse_gehoert_nur_ganz_zu_einer_zielgruppe() -> None:
    assert find_zielgruppen("80+") == ("ab-65", "ab-80")
    assert find_zielgruppen("60 bis 69") == ()
    assert find_zielgruppen("unter 18") == ("kinder-jugend",)


def build(zahlen: dict[str, int], **weitere: tuple[str | None, ...]) -> Befragung:
    werte = tuple(wert for wert, zahl in zahlen.items() for _ in range(zahl))
    fehlt = tuple("Y" if nr % 3 == 0 else None for nr in range(len(werte)))
    spalten = {"gruppe": werte, "F[bus]": fehlt, **weitere}
    rollen = (Fragenrolle(frage="gruppe", rolle="gruppe"), Fragenrolle(frage="F", rolle="vermisst"))
    return Befragung(spalten=spalten, rollen=rollen)


def test_wenige_bleiben_ungenannt_und_lassen_sich_nicht_ausrechnen() -> None:
    (bild,) = evaluate_befragung(build({"nord": 100, "west": 40, "ost": 12, "sued": 4}))
    offen = {g.id: g.n for g in bild.gruppen}
    assert offen == {
        "alle": 156,
        "nord": 100,
        "west": 40,
        "ost": None,
        "sued": None,
    }  # ost would give sued away
    assert {t.gruppe for t in bild.themen} == {"alle", "nord", "west"}


def test_zwei_kleine_gruppen_schuetzen_sich_gegenseitig() -> None:
    (bild,) = evaluate_befragung(build({"nord": 100, "ost": 6, "sued": 7}))
    assert {g.id: g.n for g in bild.gruppen} == {"alle": 113, "nord": 100, "ost": None, "sued": None}


def test_die_differenz_zweier_zielgruppen_verraet_niemanden() -> None:
    (bild,) = evaluate_befragung(build({"18-64": 60, "65-79": 4, "80+": 30}))
    gruppen = {g.id: g.n for g in bild.gruppen}
    assert gruppen["ab-65"] == 34
    assert gruppen["ab-80"] is None  # 34 - 30 would be the four between
    assert "80+" not in gruppen  # the same persons under another name


def test_passanten_und_wellen_werden_nie_gemischt() -> None:
    arten = tuple("online" if nr % 2 else "Passanten" for nr in range(80))
    befragung = build({"nord": 80}, methode=arten)
    bilder = evaluate_befragung(
        befragung._replace(rollen=(*befragung.rollen, Fragenrolle(frage="methode", rolle="methode")))
    )
    assert [(b.teil, b.anzahl) for b in bilder] == [("passanten", 40), ("schriftlich", 40)]
    wellen = tuple("2023" if nr < 30 else "2026" for nr in range(80))
    befragung = build({"nord": 80}, welle=wellen)
    bilder = evaluate_befragung(
        befragung._replace(rollen=(*befragung.rollen, Fragenrolle(frage="welle", rolle="welle")))
    )
    assert [(b.teil, b.anzahl) for b in bilder] == [("2023", 30), ("2026", 50)]


def test_sprachen_sind_gruppen_und_wer_zwei_spricht_zaehlt_in_beiden() -> None:
    sprachen = tuple("de tr" if nr < 20 else "de" if nr < 40 else "uk" for nr in range(50))
    befragung = build({"nord": 50}, sprachen=sprachen)._replace(
        codeplan={
            "sprachen": Codezeile(
                variable="sprachen", werte={"de": "Deutsch", "tr": "Türkisch", "uk": "Ukrainisch"}
            )
        }
    )
    rollen = (*befragung.rollen, Fragenrolle(frage="sprachen", rolle="sprache"))
    (bild,) = evaluate_befragung(befragung._replace(rollen=rollen))
    assert [(g.id, g.titel, g.n) for g in bild.gruppen if g.merkmal == "sprachen"] == [
        ("de", "Deutsch", 40),
        ("tr", "Türkisch", 20),
        ("uk", "Ukrainisch", 10),
    ]


def test_die_reihenfolge_der_personen_aendert_nichts() -> None:
    befragung = build({"nord": 50, "ost": 40})
    reihe = list(range(90))
    Random(7).shuffle(reihe)  # noqa: S311 - a fixed order
    gemischt = {name: tuple(werte[nr] for nr in reihe) for name, werte in befragung.spalten.items()}
    eins, zwei = evaluate_befragung(befragung)[0], evaluate_befragung(befragung._replace(spalten=gemischt))[0]
    assert {(t.gruppe, t.vermisst) for t in eins.themen} == {(t.gruppe, t.vermisst) for t in zwei.themen}
