"""Named values as expressions read them: types, missing ones, records from inside and outside."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.builders import KOPF, build_leitfaden, format_abschnitt
from wegweiser.ausdruck import ENTFAELLT, OFFEN
from wegweiser.core.werte import Wertequelle
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.leitfaden import Leitfaden

DATEIEN = {
    "leitfaden.yaml": f"{KOPF}abschnitte: [a, b, c]\n"
    "parameter:\n  schwelle: {wert: 0.70, belegstufe: norm, quelle: gesetz, stand: '2026'}\n",
    "abschnitte/a.yaml": format_abschnitt(
        "a",
        "{id: laden, text: T?, typ: ja_nein}",
        "{id: zahl, text: T?, typ: ganzzahl, wenn: laden}",
        "{id: tag, text: T?, typ: datum}",
        "{id: mehr, text: T?, typ: mehrfach, optionen: [{id: x, titel: X}, {id: y, titel: Y}]}",
        "{id: lage, text: T?, typ: ort}",
        "{id: kosten, text: T?, typ: tabelle, spalten: [{id: titel, typ: text}, {id: betrag, typ: geldbetrag}]}",
        "{id: massnahmen, text: T?, typ: tabelle, wenn: laden, spalten: [{id: titel, typ: text}]}",
        fuss="abgeleitet:\n  - {id: summe_kosten, typ: geldbetrag, ausdruck: summe(kosten.betrag)}\n"
        "  - {id: doppelt, typ: zahl, ausdruck: zahl * 2}\n",
    ),
    "abschnitte/b.yaml": format_abschnitt(
        "b", "{id: personen, text: T?, typ: ganzzahl}", kopf="je: massnahmen\n",
        fuss="abgeleitet: [{id: paare, typ: zahl, ausdruck: personen / 2}]\n",
    ),
    "abschnitte/c.yaml": format_abschnitt(
        "c", "{id: schluss, text: T?, typ: text}", kopf="wenn: laden\n",
        fuss="abgeleitet: [{id: alle, typ: zahl, ausdruck: summe(personen)}, {id: fest, typ: zahl, ausdruck: schwelle * 10}]\n",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def klein(tmp_path_factory: pytest.TempPathFactory) -> Leitfaden:
    return build_leitfaden(tmp_path_factory.mktemp("werte") / "probe", DATEIEN)


def quelle(leitfaden: Leitfaden, werte: Mapping[str, Any]) -> Wertequelle:
    antworten = {}
    for name, wert in werte.items():
        satz, _, frage = name.rpartition(".")
        antworten[Adresse(frage, satz)] = Antwort(offen=True) if wert is None else Antwort(wert=wert)
    return Wertequelle(leitfaden, antworten)


def test_answers_as_expressions_know_them(klein: Leitfaden) -> None:
    werte = quelle(
        klein,
        {
            "laden": True,
            "zahl": 7,
            "tag": date(2026, 12, 15),
            "mehr": ("x", "y"),
            "lage": {"bezeichnung": "Markt", "breite": Decimal(51), "laenge": Decimal(7)},
            "kosten": ({"id": "k1", "titel": "Bau", "betrag": Decimal("10.50")}, {"id": "k2"}),
        },
    )
    assert werte.wert("zahl", "") == Decimal(7)
    assert isinstance(werte.wert("zahl", ""), Decimal)
    assert werte.wert("laden", "") is True
    assert werte.wert("tag", "") == date(2026, 12, 15)
    assert werte.wert("mehr", "") == ("x", "y")
    assert werte.wert("lage", "") == "Markt"
    assert werte.wert("kosten", "") == (
        {"titel": "Bau", "betrag": Decimal("10.50")},
        {"titel": OFFEN, "betrag": OFFEN},
    )
    assert werte.wert("schwelle", "") == Decimal("0.70")
    assert werte.wert("fest", "") == Decimal("7.0")


def test_missing_figures_are_missing_and_never_zero(klein: Leitfaden) -> None:
    assert quelle(klein, {}).wert("summe_kosten", "") is OFFEN
    assert (
        quelle(klein, {"kosten": ({"id": "k1", "betrag": Decimal(5)}, {"id": "k2"})}).wert("summe_kosten", "")
        is OFFEN
    )
    assert quelle(klein, {"kosten": ({"id": "k1", "betrag": Decimal(5)},)}).wert(
        "summe_kosten", ""
    ) == Decimal(5)
    assert quelle(klein, {"laden": True, "zahl": None}).wert("doppelt", "") is OFFEN


def test_off_the_path_nothing_has_a_value(klein: Leitfaden) -> None:
    werte = quelle(
        klein,
        {
            "laden": False,
            "zahl": 7,
            "massnahmen": ({"id": "m1", "titel": "A"},),
            "m1.personen": 4,
            "schluss": "x",
        },
    )
    assert [werte.wert(name, "") for name in ("zahl", "massnahmen", "schluss", "alle")] == [ENTFAELLT] * 4
    assert werte.wert("personen", "") == ()
    assert werte.saetze("massnahmen") == ()
    assert [werte.gesagt(name) for name in ("zahl", "schluss")] == [None, None]


def test_records_from_inside_and_from_outside(klein: Leitfaden) -> None:
    saetze = ({"id": "m1", "titel": "A"}, {"id": "m2", "titel": "B"})
    werte = quelle(klein, {"laden": True, "massnahmen": saetze, "m1.personen": 4, "m2.personen": 10})
    assert [werte.wert("personen", satz) for satz in ("m1", "m2")] == [Decimal(4), Decimal(10)]
    assert [werte.wert("paare", satz) for satz in ("m1", "m2")] == [Decimal(2), Decimal(5)]
    assert werte.wert("personen", "") == (Decimal(4), Decimal(10))
    assert werte.wert("alle", "") == Decimal(14)
    assert werte.umgebung("m2")["personen"] == Decimal(10)
    assert werte.umgebung("m2")["laden"] is True
    assert quelle(klein, {"laden": True, "massnahmen": saetze, "m1.personen": 4}).wert("alle", "") is OFFEN


def test_answers_of_removed_rows_are_silent(klein: Leitfaden) -> None:
    werte = quelle(
        klein,
        {"laden": True, "massnahmen": ({"id": "m2", "titel": "B"},), "m1.personen": 4, "m2.personen": 10},
    )
    assert werte.wert("alle", "") == Decimal(10)
    assert werte.wert("personen", "") == (Decimal(10),)
    assert [werte.wert(name, "m1") for name in ("personen", "paare")] == [ENTFAELLT, ENTFAELLT]
    assert werte.gesagt("personen", "m1") is None


def test_a_name_lists_every_value(klein: Leitfaden) -> None:
    umgebung = quelle(klein, {}).umgebung()
    assert {"laden", "summe_kosten", "schwelle", "personen"} <= set(umgebung)
    assert len(umgebung) == len(list(umgebung))
    assert umgebung.get("unbekannt") is ENTFAELLT


@pytest.mark.parametrize("vorwaerts", [True, False])
def test_a_long_chain_overflows_no_stack(tmp_path: Path, vorwaerts: bool) -> None:  # noqa: FBT001
    """Derived values may hang on one another in any order and any length, conditions too."""
    glieder = [f"  - {{id: w{i}, typ: zahl, ausdruck: {f'w{i - 1}' if i else 'f0'} + 1}}" for i in range(400)]
    fuss = "abgeleitet:\n" + "\n".join(glieder if vorwaerts else glieder[::-1]) + "\n"
    fragen = [
        f"{{id: f{i}, text: Wie?, typ: ganzzahl{f', wenn: f{i - 1} > 0' if i else ''}}}" for i in range(400)
    ]
    guide = build_leitfaden(tmp_path, {"abschnitte/a.yaml": format_abschnitt("a", *fragen, fuss=fuss)})
    quelle = Wertequelle(guide, {Adresse(f"f{i}"): Antwort(wert=1) for i in range(400)})
    assert quelle.wert("w399", "") == 401
    assert quelle.auf_pfad("f399", "") is True
    abgebrochen = Wertequelle(guide, {Adresse("f0"): Antwort(wert=0)})
    assert abgebrochen.auf_pfad("f399", "") is False
