"""The working of computed values, as short lines."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings

from tests.ausdruck import test_eigenschaften as eigenschaften
from wegweiser.adapters.antwortdaten import parse_antworten
from wegweiser.adapters.reisen import load_reise
from wegweiser.ausdruck import ENTFAELLT, OFFEN, evaluate, parse_ausdruck
from wegweiser.ausdruck.rechnung import HOECHSTENS_ZEICHEN, HOECHSTENS_ZEILEN, format_rechnung
from wegweiser.core import ablauf
from wegweiser.core.finanzierung import list_rechenwege
from wegweiser.core.regeln import build_beschriftung
from wegweiser.core.werte import Wertequelle
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.base import Wert, Zeile
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.rechenweg import Rechenweg
from wegweiser.workflow import leitfaeden
from wegweiser.workflow.umfeld import Umfeld, read_uhr

WOERTER: Final = {
    "investition": "Investition", "quellen": "Quellen", "erloese": "Erlöse", "kosten": "Kosten", "zins": "Zins",
    "deckung": "Deckung", "schwelle": "Schwelle", "ziel": "Ziel", "posten.betrag": "Posten – Betrag", "feld": "Feld",
    "feld=pflege": "Pflege und Gesundheit", "felder": "Felder", "felder=pflege": "Pflege und Gesundheit",
    "traegt": "Trägt sich", "beginn": "Beginn", "jahr_a": "Start", "ergebnis": "Ergebnis", "anteil_a": "Anteil",
}  # fmt: skip
WERTE: Final[dict[str, object]] = {
    "investition": 560000, "quellen": Decimal("559000.50"), "erloese": 29600, "kosten": 81600, "zins": 0,
    "deckung": Decimal("0.3627"), "schwelle": Decimal("0.70"), "ziel": Decimal("1.00"), "ergebnis": -3685,
    "feld": "pflege", "felder": ("pflege", "rad"), "traegt": True, "beginn": date(2027, 2, 1), "jahr_a": 2027,
    "posten": tuple({"betrag": b, "art": a} for b, a in ((12000, "bau"), (248000, "bau"), (500, "rest"))),
    "einer": ({"betrag": 16200, "art": "bau"},), "leer": (), "elf": tuple({"betrag": n, "art": "bau"} for n in range(11)),
    "anteil_a": Decimal("12.5"), "weg": ENTFAELLT, "luecke": ({"betrag": ENTFAELLT}, {"betrag": 5}, {"betrag": -3}),
}  # fmt: skip
ARTEN: Final = {
    **dict.fromkeys(("investition", "quellen", "erloese", "kosten", "zins", "ergebnis", "posten.betrag"), "geldbetrag"),
    "deckung": "anteil", "anteil_a": "prozent", "jahr_a": "jahr",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "zeilen"),
    [
        # sums
        ("summe(posten.betrag)", ["Summe der 3 Beträge: 12.000 + 248.000 + 500 = 260.500"]),
        ("summe(elf.betrag)", ["Summe aus 11 Beträgen = 55"]),
        ("summe(einer.betrag)", ["16.200"]),
        ("summe(leer.betrag)", ["keine Beträge = 0"]),
        ("summe(luecke.betrag)", ["Summe der 2 Beträge: 5 + (−3) = 2"]),
        ("runde(summe(posten.betrag), -3)", ["Summe der 3 Beträge: 12.000 + 248.000 + 500 = 261.000"]),
        ('summe(wenn(posten.art == "rest", posten.betrag, 0))', ["einer von 3 Beträgen = 500"]),
        ('summe(wenn(posten.art == "x", posten.betrag, 0))', ["keiner von 3 Beträgen = 0"]),
        ('summe(wenn(einer.art == "x", einer.betrag, 0))', ["kein Betrag = 0"]),
        (
            'summe(wenn(posten.art == "bau", posten.betrag, 0))',
            ["Summe aus 2 von 3 Beträgen: 12.000 + 248.000 = 260.000"],
        ),
        ('summe(wenn(elf.art == "bau", elf.betrag + 1, 0))', ["Summe aus 11 Beträgen = 66"]),
        ("mittel(posten.betrag)", ["(12.000 + 248.000 + 500) ÷ 3 = rund 86.833,3333"]),
        ("mittel(elf.betrag)", ["Mittelwert aus 11 Beträgen = 5"]),
        ("groesster(posten.betrag)", ["größter von 3 Beträgen = 248.000"]),
        ("anzahl(felder)", ["Felder: 2 Einträge"]),
        ("anzahl(posten.betrag > 1000)", ["2 von 3 Einträgen"]),
        # formulas
        ("investition - quellen", ["Investition 560.000 − Quellen 559.000,50 = 999,50"]),
        ("runde(erloese / kosten, 4)", ["Erlöse 29.600 ÷ Kosten 81.600 = 0,3627"]),
        ("runde(quellen, 0)", ["Quellen 559.000,50, gerundet = 559.001"]),
        ("erloese", ["Erlöse = 29.600"]),
        (
            "runde(erloese * (1 - schwelle) + quellen - kosten - zins, 2)",
            [
                "Erlöse 29.600 × (1 − Schwelle 0,70) + Quellen 559.000,50 − Kosten 81.600 − Zins 0 = 486.280,50"
            ],
        ),
        ("erloese - (kosten - zins)", ["Erlöse 29.600 − (Kosten 81.600 − Zins 0) = −52.000"]),
        ("erloese / (kosten * 2)", ["Erlöse 29.600 ÷ (Kosten 81.600 × 2) = rund 0,1814"]),
        ("erloese - ergebnis", ["Erlöse 29.600 − Ergebnis (−3.685) = 33.285"]),
        ("-ergebnis + 1", ["−Ergebnis (−3.685) + 1 = 3.686"]),
        ("erloese / kosten + kosten", ["Erlöse 29.600 ÷ Kosten 81.600 + 81.600 = rund 81.600,3627"]),
        ("summe(posten.betrag) / 2", ["Summe (Posten – Betrag) 260.500 ÷ 2 = 130.250"]),
        ("min(erloese, kosten)", ["kleinster Wert (Erlöse 29.600; Kosten 81.600) = 29.600"]),
        ("betrag(ergebnis)", ["Betrag (Ergebnis −3.685) = 3.685"]),
        ("jahr(beginn) + 1", ["Jahr (Beginn 01.02.2027) 2027 + 1 = 2028"]),
        ("kosten + wenn(traegt, erloese, 0)", ["Kosten 81.600 + Erlöse 29.600 = 111.200"]),
        # branches
        ('wenn(deckung < schwelle, "a", "b")', ["Deckung 0,3627 liegt unter 0,70 (Schwelle)."]),
        (
            'wenn(deckung > 0.3 und (zins == 0 oder deckung > 5), "a", "b")',
            ["Deckung 0,3627 liegt über 0,3.", "Zins ist 0."],
        ),
        (
            'wenn(deckung >= ziel, "a", wenn(deckung >= schwelle, "b", "c"))',
            ["Deckung 0,3627 liegt unter 0,70 (Schwelle)."],
        ),
        ('wenn(erloese >= 29600, "a", "b")', ["Erlöse 29.600 liegt nicht unter 29.600."]),
        ('wenn(feld == "rad", "a", "b")', ["Feld ist „Pflege und Gesundheit“, nicht „rad“."]),
        ('wenn(feld in {"rad", "pflege"}, "a", "b")', ["Feld ist „Pflege und Gesundheit“."]),
        ('wenn("pflege" in felder, "a", "b")', ["Felder: „Pflege und Gesundheit“ ist dabei."]),
        ('wenn(nicht traegt, "a", "b")', ["Trägt sich: ja."]),
        ('wenn(weg > 3, "a", "b")', ["weg entfällt."]),
        ('wenn(beginn < datum("2027-03-01"), "a", "b")', ["Beginn 01.02.2027 liegt vor dem 01.03.2027."]),
        ('wenn(beantwortet(weg), "a", "b")', ["weg ist nicht beantwortet."]),
        ("wenn(traegt, erloese * 2, 0)", ["Trägt sich: ja.", "Erlöse 29.600 × 2 = 59.200"]),
        ("wenn(nicht traegt, erloese, 0)", ["Trägt sich: ja."]),
        ('wenn(offen, "a", "a")', ["In jedem noch möglichen Fall gleich."]),
        (
            "wenn(summe(posten.betrag) > 5, 1, 2)",
            ["Summe (Posten – Betrag) (260.500) liegt über 5."],
        ),
        ("erloese > 5 und traegt", ["Erlöse 29.600 liegt über 5.", "Trägt sich: ja."]),
        # nothing to show
        ("erloese + unbekannt + fehlt", ["Es fehlt: fehlt, unbekannt."]),
        ("runde((erloese - kosten) / zins, 4)", ["Nicht zu berechnen: Zins ist 0."]),
        ("erloese / (kosten - kosten)", ["Nicht zu berechnen: Kosten − Kosten ist 0."]),
        ("mittel(leer.betrag)", ["Nicht zu berechnen. Es gibt noch keine Einträge."]),
        ("weg * 2", ["Entfällt."]),
    ],
)
def test_lines(text: str, zeilen: list[str]) -> None:
    ohne_jahr = {"jahr_a": "jahr"}
    assert list(format_rechnung(evaluate(parse_ausdruck(text), WERTE), WOERTER, ohne_jahr)) == zeilen


@pytest.mark.parametrize(
    ("text", "art", "zeile"),
    [
        (
            "summe(posten.betrag)",
            "geldbetrag",
            "Summe der 3 Beträge: 12.000 + 248.000 + 500 = 260.500\u00a0€",
        ),
        ("summe(posten.betrag)", "", "Summe der 3 Beträge: 12.000 + 248.000 + 500 = 260.500\u00a0€"),
        ("investition - 10", "", "Investition 560.000\u00a0€ − 10\u00a0€ = 559.990\u00a0€"),
        ("runde(erloese / kosten, 4)", "anteil", "Erlöse 29.600\u00a0€ ÷ Kosten 81.600\u00a0€ = 36,3\u00a0%"),
        ("runde(erloese / kosten, 4)", "zahl", "Erlöse 29.600\u00a0€ ÷ Kosten 81.600\u00a0€ = 0,3627"),
        ("erloese * 2 / 4", "", "Erlöse 29.600\u00a0€ × 2 ÷ 4 = 14.800\u00a0€"),
        ("1 - deckung", "", "100\u00a0% − Deckung 36,3\u00a0% = 63,7\u00a0%"),
        (
            'wenn(deckung < schwelle, "a", "b")',
            "text",
            "Deckung 36,3\u00a0% liegt unter 70\u00a0% (Schwelle).",
        ),
        ('wenn(zins == 0, "a", "b")', "text", "Zins ist 0\u00a0€."),
        ("anteil_a", "", "Anteil = 12,5\u00a0%"),
        ("jahr_a + 1", "", "Start 2027 + 1 = 2028"),
    ],
)
def test_lines_with_kinds(text: str, art: str, zeile: str) -> None:
    assert format_rechnung(evaluate(parse_ausdruck(text), WERTE), WOERTER, ARTEN, art) == (zeile,)


def test_long_formulas_lose_their_labels_first() -> None:
    namen = [f"posten_{nr}" for nr in range(12)]
    lang = {name: f"Ein Posten mit langem Namen, Nummer {nr}" for nr, name in enumerate(namen)}
    werte = {name: Decimal(1000 + nr) for nr, name in enumerate(namen)}
    zeile = format_rechnung(evaluate(parse_ausdruck(" + ".join(namen)), werte), lang)
    assert zeile == (f"{' + '.join(f'1.{nr:03}' for nr in range(12))} = 12.066",)
    viele = " + ".join(namen * 5)
    assert format_rechnung(evaluate(parse_ausdruck(viele), werte), lang) == ("aus 60 Angaben = 60.330",)
    fehlt = format_rechnung(evaluate(parse_ausdruck(viele), {}), lang)
    assert fehlt[0].endswith(" und 8 weitere.")


@settings(max_examples=200, deadline=None)
@given(eigenschaften._TEXTE, eigenschaften._PAARE)
def test_any_result_has_a_working_of_few_short_lines(
    text: str, umgebungen: tuple[dict[str, object], dict[str, object]]
) -> None:
    for werte in umgebungen:
        zeilen = format_rechnung(evaluate(parse_ausdruck(text), werte), {}, {})
        assert 1 <= len(zeilen) <= HOECHSTENS_ZEILEN
        assert all(0 < len(zeile) <= HOECHSTENS_ZEICHEN for zeile in zeilen)
        assert len(set(zeilen)) == len(zeilen)


# The shipped guide

LEITFADEN: Final = Path(__file__).parents[2] / "leitfaden" / "land-nrw"
MIETE: Final[Zeile] = {"id": "e1", "niedrig": Decimal(80), "mittel": Decimal(99000), "hoch": Decimal(100000)}
RENTIERLICH: Final[dict[str, Wert]] = {
    "kapitaldienst": Decimal(1000),
    "erloese": (MIETE,),
    "quellen_betrieb": (),
}


@pytest.fixture(scope="module")
def leitfaden() -> Leitfaden:
    return leitfaeden.load_leitfaden(str(LEITFADEN), Umfeld(jetzt=read_uhr))


@pytest.fixture(scope="module")
def beispiel(leitfaden: Leitfaden) -> Antworten:
    return parse_antworten(load_reise(LEITFADEN / "reisen" / "beispiel.yaml")[0].antworten, leitfaden)[0]


def _build_quelle(leitfaden: Leitfaden, antworten: Antworten) -> Wertequelle:
    lage = ablauf.compute_lage(Wertequelle(leitfaden, antworten))
    return Wertequelle(leitfaden, ablauf.prune_antworten(antworten, lage))


def _list_alle(quelle: Wertequelle) -> Iterator[Rechenweg]:
    for abschnitt in quelle.leitfaden.abschnitte:
        saetze = [id_ for id_, _ in quelle.saetze(abschnitt.je)] if abschnitt.je else [""]
        for satz in saetze:
            yield from list_rechenwege(quelle, abschnitt.id, satz)


def _find_doppelte(zeile: str, labels: Mapping[str, str]) -> list[str]:
    """Labels that a line says twice; the longest first, so that a part of a label does not count."""
    doppelt = []
    for label in sorted(set(labels.values()), key=len, reverse=True):
        if len(label) > 3 and zeile.count(label) > 1:
            doppelt.append(label)
        zeile = zeile.replace(label, "·")
    return doppelt


REISEN: Final = [
    pfad
    for name in ("wegweiser", "foerderkatalog", "land-nrw")
    for pfad in sorted((LEITFADEN.parent / name / "reisen").glob("*.yaml"))
]


@pytest.mark.parametrize("datei", REISEN, ids=lambda pfad: f"{pfad.parts[-3]}-{pfad.stem}")
def test_every_figure_of_every_journey_is_short(leitfaden: Leitfaden, datei: Path) -> None:
    beschriftung = {k: v for k, v in build_beschriftung(leitfaden).items() if "=" not in k}
    for fall in load_reise(datei):
        wege = list(_list_alle(_build_quelle(leitfaden, parse_antworten(fall.antworten, leitfaden)[0])))
        assert wege or not parse_antworten(fall.antworten, leitfaden)[0].get(Adresse("massnahmen"))
        for weg in wege:
            assert len(weg.schritte) <= HOECHSTENS_ZEILEN
            assert bool(weg.schritte) is not bool(weg.fehlend), weg.name
            assert all(len(zeile) <= HOECHSTENS_ZEICHEN for zeile in weg.schritte), weg.name
            assert not [zeile for zeile in weg.schritte if _find_doppelte(zeile, beschriftung)], weg.name


GOLDEN: Final = """
investition_summe: Summe der 6 Beträge: 12.000 + 248.000 + 142.000 + 18.000 + 46.000 + 94.000 = 560.000 €
quellen_investition_summe: Summe der 7 Beträge: 362.816 + 90.704 + 60.480 + 23.000 + 13.000 + 5.000 + 5.000 = 560.000 €
investitionsluecke: Investition 560.000 € − Quellen für den Aufbau 560.000 € = 0 €
quellen_investition_sicher: einer von 7 Beträgen = 5.000 €
betrieb_summe: Summe aus 11 Beträgen = 81.600 €
eigenerloese_niedrig: Summe der 5 Beträge: 7.200 + 3.600 + 2.000 + 6.000 + 2.500 = 21.300 €
eigenerloese_mittel: Summe der 5 Beträge: 9.600 + 4.800 + 3.000 + 7.200 + 5.000 = 29.600 €
eigenerloese_hoch: Summe der 5 Beträge: 12.000 + 6.000 + 3.600 + 8.400 + 6.000 = 36.000 €
quellen_betrieb_summe: Summe der 3 Beträge: 35.520 + 6.000 + 10.480 = 52.000 €
quellen_betrieb_sicher: keiner von 3 Beträgen = 0 €
betriebsluecke: Betriebskosten 81.600 € + Zins und Tilgung 0 € − Eigene Erlöse, mittel 29.600 € − \
Quellen für den Betrieb 52.000 € = 0 €
kostendeckung: Eigene Erlöse, mittel 29.600 € ÷ Betriebskosten 81.600 € = 36,3 %
betriebsergebnis: Eigene Erlöse, mittel 29.600 € + Quellen für den Betrieb 52.000 € − Betriebskosten 81.600 € = 0 €
dscr: Nicht zu berechnen: Zins und Tilgung ist 0.
stress_kosten: Summe aus 11 Beträgen = 83.805 €
stress_ergebnis: Eigene Erlöse, mittel 29.600 € × (1 − Stresstest: Rückgang der Erlöse 0,05) + \
Quellen für den Betrieb 52.000 € − Betriebskosten im Stresstest 83.805 € − Zins und Tilgung 0 € = −3.685 €
klasse: Kostendeckung aus eigenen Erlösen 36,3 % liegt unter 70 % \
(Kostendeckung, unter der ein Angebot als unrentierlich gilt).
klasse_bei_30: Kostendeckung aus eigenen Erlösen 36,3 % liegt über 30 % \
(Zweite Schwelle zum Vergleich, ebenfalls gebräuchlich).
klasse_bei_30: Kostendeckung aus eigenen Erlösen 36,3 % liegt unter 100 % \
(Kostendeckung, ab der ein Angebot rentierlich sein kann).
klasse_bei_30: Ergebnis im Stresstest, nach Zins und Tilgung −3.685 € liegt unter 0 €.
sachleistungen_summe: 16.200 €
reife: Antragsreife: 5 Einträge
"""


def test_finance_of_the_example(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    wege = list_rechenwege(_build_quelle(leitfaden, beispiel), "finanzierung", "m1")
    zeilen = [f"{weg.name}: {zeile}" for weg in wege for zeile in weg.schritte]
    assert [zeile.replace("\u00a0", " ") for zeile in zeilen] == GOLDEN.strip().splitlines()


def test_a_self_supporting_offer_is_told_by_what_decided(leitfaden: Leitfaden, beispiel: Antworten) -> None:
    neu = {Adresse(name, "m1"): Antwort(wert=wert) for name, wert in RENTIERLICH.items()}
    wege = {
        w.name: w
        for w in list_rechenwege(_build_quelle(leitfaden, {**beispiel, **neu}), "finanzierung", "m1")
    }
    assert wege["klasse"].wert == "rentierlich"
    assert [zeile.replace("\u00a0", " ") for zeile in wege["klasse"].schritte] == [
        "Kostendeckung aus eigenen Erlösen 121,3 % liegt über 100 % (Kostendeckung, ab der ein Angebot rentierlich sein kann).",
        "Kapitaldienstdeckung 17,40 liegt über 1,20 (Kapitaldienstdeckung mit Puffer).",
        "Ergebnis im Stresstest, nach Zins und Tilgung 9.245 € liegt über 0 €.",
    ]


def test_open_and_missing_are_told_apart() -> None:
    teilweise = evaluate(parse_ausdruck("kosten / zins + fehlt"), {**WERTE, "fehlt": OFFEN})
    assert format_rechnung(teilweise, WOERTER) == ("Nicht zu berechnen: Zins ist 0.",)
