from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

from wegweiser.adapters import svg
from wegweiser.adapters.bilder_quartier import build_altersaufbau, build_indikatorvergleich
from wegweiser.adapters.vorlagen import load_worte
from wegweiser.model.kennzahl import Ampel, Indikatorwert, Raumvergleich, Spanne, Stellung
from wegweiser.model.quartiersbild import Altersgruppe
from wegweiser.model.rechenweg import Rechenweg

WORTE = load_worte(Path(__file__).parents[2] / "vorlagen")["QUARTIER"]
SVG = "{http://www.w3.org/2000/svg}"
D = Decimal


def spanne(unten: str, oben: str = "") -> Spanne:
    return Spanne(D(unten), D(oben or unten))


def indikator(
    titel: str, wert: Spanne | None, stadt: str, ampel: Ampel | None = None, einheit: str = "%"
) -> Indikatorwert:
    s = spanne(stadt)
    verhaeltnis = None if wert is None else Spanne(wert.unten / s.oben * 100, wert.oben / s.unten * 100)
    return Indikatorwert(
        id=titel,
        indikator=titel,
        titel=titel,
        einheit=einheit,
        guenstig="ohne",
        wert=wert,
        art="gezaehlt",
        rechenweg=Rechenweg(name=titel, titel=titel, art="zahl", wert=None),
        vergleiche=(Raumvergleich(art="stadt", raum="Köln", wert=s, verhaeltnis=verhaeltnis),),
        stellung=Stellung(D(1), D(1), 86, D(1), D(1), ampel),
    )


WERTE = (
    indikator("Kinder und Jugendliche", spanne("18.1"), "16.2"),
    indikator("SGB-II-Quote", spanne("24.5"), "11.9", "kritisch"),
    indikator("Ältere", spanne("11", "14.5"), "17.4"),
    indikator("Verkaufsfläche", spanne("0.55"), "0.44", "gut", "m² je Person"),
    indikator("Hochaltrige", None, "5"),
    indikator("Bevölkerung", spanne("22304"), "1017293", einheit="Personen"),
)


def texte(bild: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(bild).iter(f"{SVG}text")]  # noqa: S314


def beschreibung(bild: str) -> str:
    return ET.fromstring(bild).findtext(f"{SVG}title") or ""  # noqa: S314


def test_every_indicator_stands_beside_that_of_the_city() -> None:
    bild = build_indikatorvergleich(WERTE, WORTE)
    gesagt = [text.replace("\u00a0", " ") for text in texte(bild)]
    assert {"18,1 %", "16,2 %", "11,0 bis 14,5 %", "0,55", "Verkaufsfläche (m² je Person)"} <= set(gesagt)
    assert "Hochaltrige" not in gesagt  # unknown: nothing to draw, the table says why
    assert "Bevölkerung (Personen)" not in gesagt  # a part is always smaller than the whole
    assert "SGB-II-Quote 24,5 %, Stadt 11,9 %, Verhältnis 206 (kritisch)" in beschreibung(bild)


def test_traffic_lights_are_shapes_and_words() -> None:
    ohne = build_indikatorvergleich([indikator("A", spanne("1"), "1")], WORTE)
    mit = build_indikatorvergleich([indikator("A", spanne("1"), "1", "auffaellig")], WORTE)
    assert mit.count('fill="#9a3f14"') == ohne.count('fill="#9a3f14"') + 1
    assert {"günstig", "unauffällig", "auffällig", "kritisch", "nur beschreibend"} <= set(texte(mit))


def test_far_off_values_stay_on_the_page() -> None:
    bild = build_indikatorvergleich(
        [indikator("A", spanne("99"), "1"), indikator("B", spanne("0"), "9")], WORTE
    )
    for linie in ET.fromstring(bild).iter(f"{SVG}line"):  # noqa: S314
        assert all(0 <= float(linie.get(name, "0")) <= 600 for name in ("x1", "x2"))


ALTER = (
    Altersgruppe(von=0, bis=18, quartier=spanne("18.1"), stadt=spanne("16.2")),
    Altersgruppe(von=65, bis=80, quartier=spanne("9", "12.5"), stadt=spanne("13")),
    Altersgruppe(von=80, bis=None, quartier=None, stadt=spanne("5")),
)


def test_withheld_ages_are_a_range_and_unknown_ones_no_bar() -> None:
    bild = build_altersaufbau(ALTER, WORTE)
    assert {
        "unter 18 Jahren",
        "65 bis 79 Jahre",
        "18,1\u00a0%",
        "9,0 bis 12,5\u00a0%",
        "keine Angabe veröffentlicht",
    } <= set(texte(bild))
    assert "ab 80 Jahren: keine Angabe veröffentlicht" in beschreibung(bild)
    genau = build_altersaufbau(ALTER[:1], WORTE)
    assert bild.count("<line") > genau.count("<line")


def test_labels_fit() -> None:
    for bild in (build_indikatorvergleich(WERTE, WORTE), build_altersaufbau(ALTER, WORTE)):
        for text in ET.fromstring(bild).iter(f"{SVG}text"):  # noqa: S314
            lang = svg.breite("".join(text.itertext()), float(text.get("font-size", "12")))
            x = float(text.get("x", "0"))
            links = x - lang if text.get("text-anchor") == "end" else x
            assert links >= -1
            assert text.get("text-anchor") in {"end", "middle"} or links + lang <= 601
