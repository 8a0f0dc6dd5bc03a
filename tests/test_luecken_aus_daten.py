"""Gaps from data become answers: one step, marked, and nothing a person wrote, changed or took out is touched."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wegweiser import workflow
from wegweiser.cli.lueckendaten import find_dienst
from wegweiser.cli.lueckenworte import format_beleg, nenne_weite
from wegweiser.core.lueckenindex.rang import compute_luecken
from wegweiser.core.lueckenindex.setzungen import build_setzungen
from wegweiser.errors import DatenError, EingabeError
from wegweiser.model.antworten import Antwort
from wegweiser.model.base import Zeile, replace
from wegweiser.model.lueckenindex import ALLE, Dienstlage, Gruppenlage, Huerde, Lueckenbild, Nennung
from wegweiser.model.quartiersbild import Quartiersbild
from wegweiser.workflow import Stand
from wegweiser.workflow.luecken import ADRESSE, list_aus_daten, plan_luecken, save_luecken
from wegweiser.workflow.tabellen import list_zeilen
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.verlauf import plan_ruecknahme, save_ruecknahme

UMFELD = Umfeld(jetzt=lambda: datetime(2026, 11, 25, 18, 0, tzinfo=UTC), kuerzel="QM")


@pytest.fixture(scope="module")
def umfeld(tmp_path_factory: pytest.TempPathFactory) -> Umfeld:
    return UMFELD._replace(zwischenspeicher=tmp_path_factory.mktemp("speicher"))  # the guide is read once


@pytest.fixture
def stand(tmp_path: Path, umfeld: Umfeld) -> Stand:
    workflow.create(tmp_path / "marten", leitfaden="wegweiser", titel="Marten", umfeld=umfeld)
    return workflow.load_stand(tmp_path / "marten", umfeld)


def lage(
    dienst: str,
    titel: str,
    feld: str,
    e: float,
    k: float,
    nennung: Nennung | None = None,
    *,
    fehlt: bool = False,
) -> Dienstlage:
    huerden: Mapping[Huerde, float] = {"e": e, "k": k}
    gruppen = tuple(
        Gruppenlage(
            gruppe=gruppe,
            struktur=struktur,
            huerden=huerden,
            nennung=nennung,
            fehlt_ganz=fehlt,
            instrumente=frozenset({"daten"}),
        )
        for gruppe, struktur in ((ALLE, 0.5), ("ab-65", 0.7))
    )
    return Dienstlage(dienst=dienst, titel=titel, feld=feld, gruppen=gruppen)


LAGEN = (
    lage("hausarzt", "Hausarzt", "gesundheit-pflege", 0.6, 0.2, Nennung(60, 120)),
    lage("drogerie", "Drogerie", "nahversorgung", 0.1, 0.4),
    lage("tagespflege", "Tagespflege", "gesundheit-pflege", 0.0, 0.0, fehlt=True),
    lage("kiosk", "Kiosk", "nahversorgung", 0.99, 0.99),
)


def bild(stand: Stand, *lagen: Dienstlage) -> Quartiersbild:
    setzungen = build_setzungen(stand.leitfaden)
    assert setzungen is not None
    luecken: Lueckenbild = compute_luecken(lagen or LAGEN, setzungen)
    return Quartiersbild(titel="Marten", luecken=luecken)


def test_too_little_is_said_to_be_far_away_too(stand: Stand) -> None:
    weit = lage("toilette", "Öffentliche Toilette", "freizeit-begegnung", 0.22, 0.02)
    luecken = bild(stand, *LAGEN, weit).luecken
    assert luecken is not None
    assert nenne_weite(luecken.luecken).startswith("Zugleich weit weg: Öffentliche Toilette. ")


@pytest.mark.parametrize(
    ("text", "code"), [("carsharing", "luecken-dienst-bewusst"), ("Apotheke", "luecken-dienst-ohne-ort")]
)
def test_a_service_without_a_gap_says_why(stand: Stand, text: str, code: str) -> None:
    with pytest.raises(EingabeError) as fehler:
        find_dienst(stand, plan_luecken(stand, bild(stand), format_beleg), text)
    assert fehler.value.code == code


def uebernimm(stand: Stand, *lagen: Dienstlage) -> Stand:
    return save_luecken(stand, plan_luecken(stand, bild(stand, *lagen), format_beleg), UMFELD)


def zustaende(stand: Stand, *lagen: Dienstlage) -> dict[str, str]:
    plan = plan_luecken(stand, bild(stand, *lagen), format_beleg)
    return {str(v.dienst.dienst): v.zustand for v in plan.vorschlaege}


def test_rows_carry_scales_cause_and_what_they_rest_on(stand: Stand) -> None:
    neu = uebernimm(stand)
    zeilen = {str(z["bezeichnung"]): z for z in list_zeilen(neu, ADRESSE)}
    assert list(zeilen) == ["Tagespflege", "Drogerie", "Hausarzt"]  # the kiosk is no gap worth a row
    hausarzt, tagespflege = zeilen["Hausarzt"], zeilen["Tagespflege"]
    assert (hausarzt["feld"], hausarzt["gruppe"], hausarzt["art"]) == (
        "gesundheit-pflege",
        "ab-65",
        "zu-wenig",
    )
    assert (hausarzt["bedarf"], hausarzt["angebot"], hausarzt["belegstaerke"]) == (2, 2, 3)
    assert str(hausarzt["belege"]).startswith(
        "Aus Daten: Lückenindex 1,3, Lückenwert der Gruppe 1,4; Bedarf 0,56 (vermisst 0,50 bei 120 Befragten, Bevölkerung 0,70); Angebot 0,3"
    )
    assert (tagespflege["art"], tagespflege["angebot"], tagespflege["belegstaerke"]) == ("fehlt-ganz", 0, 1)
    assert not {"dringlichkeit", "potenzial", "pflichtaufgabe"} & set(hausarzt)
    antwort = neu.vorhaben.antworten[ADRESSE]
    assert antwort.sicherheit == "geschaetzt"


def test_it_is_one_step_and_can_be_undone(stand: Stand) -> None:
    neu = uebernimm(stand)
    ruecknahme = plan_ruecknahme(neu, "rueckgaengig")
    assert ruecknahme.schritt.art == "aus-daten"
    zurueck = save_ruecknahme(neu, ruecknahme, UMFELD, trotzdem=False)
    assert ADRESSE not in zurueck.vorhaben.antworten
    assert set(zustaende(zurueck).values()) == {"neu"}  # undone is not taken out


def test_what_stands_already_is_not_written_again_and_newer_figures_are(stand: Stand) -> None:
    neu = uebernimm(stand)
    assert set(zustaende(neu).values()) == {"gleich"}
    besser = (LAGEN[0], lage("drogerie", "Drogerie", "nahversorgung", 0.3, 0.4), LAGEN[2])
    assert zustaende(neu, *besser)["drogerie"] == "geaendert"
    nochmal = uebernimm(neu, *besser)
    assert [z["id"] for z in list_zeilen(nochmal, ADRESSE)] == [z["id"] for z in list_zeilen(neu, ADRESSE)]
    assert set(zustaende(nochmal, *besser).values()) == {"gleich"}


def aendere(stand: Stand, zeilen: tuple[Zeile, ...]) -> Stand:
    alt = stand.vorhaben.antworten.get(ADRESSE) or Antwort()
    return workflow.save_antworten(stand, {ADRESSE: replace(alt, wert=zeilen)}, UMFELD)


def test_rows_of_people_stay_as_they_are(stand: Stand) -> None:
    eigene: Zeile = {
        "id": "l1", "feld": "nahversorgung", "bezeichnung": "drogerie ", "gruppe": "alle", "art": "fehlt-ganz", "bedarf": 4,
    }  # fmt: skip
    mit = aendere(stand, (eigene,))
    assert zustaende(mit)["drogerie"] == "von-hand"
    neu = uebernimm(mit)
    assert list_zeilen(neu, ADRESSE)[0] == eigene
    assert len(list_zeilen(neu, ADRESSE)) == 3


def test_a_row_a_person_changed_is_theirs_from_then_on(stand: Stand) -> None:
    neu = uebernimm(stand)
    zeilen = list_zeilen(neu, ADRESSE)
    geaendert = aendere(neu, ({**zeilen[0], "bedarf": 1}, *zeilen[1:]))
    assert zustaende(geaendert)["tagespflege"] == "von-hand"
    assert [z["bezeichnung"] for z in list_aus_daten(geaendert)] == ["Drogerie", "Hausarzt"]


def test_urgency_is_for_people_and_does_not_make_a_row_theirs(stand: Stand) -> None:
    neu = uebernimm(stand)
    zeilen = list_zeilen(neu, ADRESSE)
    eilig = aendere(neu, tuple({**z, "dringlichkeit": 4} for z in zeilen))
    besser = (LAGEN[0], lage("drogerie", "Drogerie", "nahversorgung", 0.3, 0.4), LAGEN[2])
    assert zustaende(eilig, *besser)["drogerie"] == "geaendert"
    drogerie = next(
        z for z in list_zeilen(uebernimm(eilig, *besser), ADRESSE) if z["bezeichnung"] == "Drogerie"
    )
    assert drogerie["dringlichkeit"] == 4


def test_what_a_person_took_out_stays_out(stand: Stand) -> None:
    neu = uebernimm(stand)
    ohne = aendere(neu, list_zeilen(neu, ADRESSE)[1:])
    assert zustaende(ohne)["tagespflege"] == "entfernt"
    assert len(list_zeilen(uebernimm(ohne), ADRESSE)) == 2


def test_what_the_data_no_longer_carry_is_said_and_left_to_people(stand: Stand) -> None:
    neu = uebernimm(stand)
    plan = plan_luecken(neu, bild(neu, *LAGEN[:2]), format_beleg)
    assert plan.ueberholt == ("Tagespflege",)
    assert not plan.aendert


def test_a_legal_claim_is_said_and_stays_with_people(stand: Stand) -> None:
    kita = lage("kita", "Kita", "bildung-erziehung-integration", 0.3, 0.3)
    neu = uebernimm(stand, kita)
    (zeile,) = list_zeilen(neu, ADRESSE)
    assert zeile["pflichtaufgabe"] == "ja"
    anders = aendere(neu, ({**zeile, "pflichtaufgabe": "nein"},))
    assert zustaende(anders, kita) == {"kita": "gleich"}


def test_evidence_of_the_files_stands_beside_the_answer(stand: Stand) -> None:
    plan = plan_luecken(stand, bild(stand), format_beleg)._replace(belege=("zensus-2022", "osm"))
    antwort = save_luecken(stand, plan, UMFELD).vorhaben.antworten[ADRESSE]
    assert antwort.belege == ("zensus-2022", "osm")


def test_without_figures_it_says_what_is_needed(stand: Stand) -> None:
    with pytest.raises(DatenError, match="lassen sich noch keine Lücken rechnen") as fehler:
        plan_luecken(stand, Quartiersbild(titel="Marten"), format_beleg)
    assert "daten einlesen" in fehler.value.hinweis
