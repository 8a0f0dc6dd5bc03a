"""The choice of instruments: what the guide recommends, in the order of work, with its effort."""

from wegweiser.adapters.antwortdaten import parse_antworten
from wegweiser.adapters.yaml_lesen import load_knoten
from wegweiser.cli.instrumentansicht import build_instrumente, format_klassenstand
from wegweiser.core.analyse import compute_analyse
from wegweiser.core.instrumentenwahl import compute_instrumentenwahl, compute_klassenstand
from wegweiser.core.werte import Wertequelle
from wegweiser.model.frage import Auswahl
from wegweiser.model.instrumentenwahl import REIHE, Instrumentenwahl, Klassenstand
from wegweiser.model.leitfaden import Leitfaden, find_tabelle

VIEL_ZEIT = """
antworten:
  auftrag: {einwohner: 9500, anlass: leerstand, budget_vorhanden: 5000}
  analyse:
    felder_betrachtet: [nahversorgung]
    analyse_planen: ja
    analyse_ziel: rangfolge
    analyse_wochen: 26
    analyse_tage: 45
    analyse_bekannt: [nichts]
    analyse_leise: [wenig-deutsch]
    analyse_begleitung: nein
    befragung_ruecklauf: 20
"""


def _read(leitfaden: Leitfaden, text: str) -> Wertequelle:
    antworten, befunde = parse_antworten(load_knoten(text, "antworten.yaml"), leitfaden)
    assert befunde == ()
    return Wertequelle(leitfaden, antworten)


def _choose(leitfaden: Leitfaden, text: str) -> Instrumentenwahl | None:
    return compute_instrumentenwahl(_read(leitfaden, text))


def test_instruments_stand_in_the_order_of_work(leitfaden: Leitfaden) -> None:
    wahl = _choose(leitfaden, VIEL_ZEIT)
    assert wahl is not None
    klassen = [str(instrument.klasse) for instrument in wahl.empfohlen]
    assert klassen == sorted(klassen, key=REIHE.index)
    assert {"daten", "sehen", "hoeren"} <= {*klassen}
    assert [i.id for i in wahl.offen] == ["brachflaechenkataster"]  # nobody said whether there is brownfield
    assert wahl.fehlend == ("Brachflächen vorhanden",)
    assert [str(weg.wert) for weg in wahl.stichprobe[1:]] == ["370", "1850"]


def test_effort_is_added_up_and_held_against_the_days_there_are(leitfaden: Leitfaden) -> None:
    wahl = _choose(leitfaden, VIEL_ZEIT)
    assert wahl is not None
    assert wahl.aufwand.von == sum(i.tage[0] for i in wahl.empfohlen if i.tage)
    assert wahl.zu_viel
    text = " ".join(satz.text for satz in build_instrumente(wahl))
    assert f"Zusammen {wahl.aufwand.von} bis {wahl.aufwand.bis} Personentage" in text
    assert "vorhanden sind 45" in text
    assert "Über ein weiteres entscheidet noch: „Brachflächen vorhanden“." in text


def test_whoever_does_not_plan_sees_nothing_of_it(leitfaden: Leitfaden) -> None:
    assert _choose(leitfaden, "antworten: {auftrag: {einwohner: 9500}}") is None
    assert _choose(leitfaden, "antworten: {analyse: {analyse_planen: nein}}") is None
    assert build_instrumente(None) == []


def test_two_instruments_of_one_class_are_not_two_witnesses(leitfaden: Leitfaden) -> None:
    def stand(*genutzt: str) -> Klassenstand | None:
        text = f"antworten: {{analyse: {{instrumente_genutzt: [{', '.join(genutzt)}]}}}}"
        return compute_klassenstand(_read(leitfaden, text))

    einseitig = stand("fokusgruppe", "haushaltsbefragung", "swot")
    assert einseitig is not None
    assert einseitig.klassen == ("hoeren",)
    assert "bisher aus „Hören“" in format_klassenstand(einseitig)
    assert stand("fokusgruppe", "erreichbarkeit") is None
    assert stand() is None


def test_thin_evidence_is_answered_with_what_shows_such_a_gap_best(leitfaden: Leitfaden) -> None:
    zeile = "{{id: {id}, feld: mobilitaet, bezeichnung: X, gruppe: alle, art: {art}, belegstaerke: {beleg}}}"
    zeilen = ", ".join(zeile.format(id=f"l{b}", art="zu-teuer", beleg=b) for b in (1, 3))
    quelle = _read(leitfaden, f"antworten: {{analyse: {{luecken: [{zeilen}]}}}}")
    luecken = {luecke.id: luecke for luecke in compute_analyse(quelle).luecken}
    assert luecken["l1"].instrumente == ("Befragung der Bewohnerschaft", "Fokusgruppe")
    assert luecken["l3"].instrumente == ()


def test_every_kind_of_gap_has_instruments_that_show_it(leitfaden: Leitfaden) -> None:
    tabelle = find_tabelle(leitfaden, "luecken")
    assert tabelle is not None
    (art,) = [spalte for spalte in tabelle.spalten if spalte.id == "art"]
    assert isinstance(art, Auswahl)
    arten = {option.id for option in art.optionen}
    gezeigt = [id_ for i in leitfaden.kataloge["instrumente"].eintraege for id_ in getattr(i, "zeigt", ())]
    assert {id_: gezeigt.count(id_) for id_ in gezeigt} == dict.fromkeys(arten, 2)
