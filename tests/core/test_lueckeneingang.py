"""What supply, surveys and indicators know becomes the input of the index; what they do not know stays out."""

from decimal import Decimal
from pathlib import Path

import pytest

from wegweiser.core.lueckenindex.eingang import build_lagen, build_wissen
from wegweiser.core.lueckenindex.rang import compute_luecken
from wegweiser.core.lueckenindex.setzungen import build_setzungen
from wegweiser.model.base import replace
from wegweiser.model.befragung import Anteil, Befragungsbild, Mittelwert, Themenbild, WichtigkeitsLeistung
from wegweiser.model.katalog import Dienst
from wegweiser.model.kennzahl import Indikatorwert, Spanne, Stellung
from wegweiser.model.leitfaden import Leitfaden, find_eintrag
from wegweiser.model.lueckenindex import Dienstlage, Gruppenlage, Nennung, Wichtigkeit
from wegweiser.model.rechenweg import Rechenweg
from wegweiser.model.versorgung import Band, Dienstversorgung, Gruppenversorgung, Ortsangabe
from wegweiser.workflow import leitfaeden
from wegweiser.workflow.umfeld import Umfeld, read_uhr

LEITFADEN = leitfaeden.load_leitfaden(
    str(Path(__file__).parents[2] / "leitfaden" / "wegweiser"), Umfeld(jetzt=read_uhr)
)


def dienst(id_: str) -> Dienst:
    eintrag = find_eintrag(LEITFADEN, "dienste", id_)
    assert isinstance(eintrag, Dienst)
    return eintrag


def gruppe(
    name: str, e: float | None, zugang: float | None, *, stellvertretend: bool = False
) -> Gruppenversorgung:
    return Gruppenversorgung(
        gruppe=name,
        stellvertretend=stellvertretend,
        personen=Band(1000.0, 1200.0),
        zellen_unbekannt=0,
        mass="umweg",
        meter=1000.0,
        anteil=None,
        mittel_m=None,
        median_m=None,
        luftlinie_m=None,
        erreichbarkeit=None if e is None else Band(e, e),
        umwege={} if e is None else {"1.2": e + 0.1, "1.3": e, "1.4": e - 0.1},
        zugang=zugang,
    )


def versorgung(
    id_: str, *gruppen: Gruppenversorgung, angaben: tuple[Ortsangabe, ...] = ()
) -> Dienstversorgung:
    from wegweiser.core.raum.setzungen import build_versorgungssetzungen, list_schwellen

    setzungen = build_versorgungssetzungen(LEITFADEN)
    assert setzungen is not None
    return Dienstversorgung(
        dienst=dienst(id_),
        schwelle=list_schwellen(dienst(id_), setzungen)[0],
        umweg=1.3,
        innen=1,
        angebote=4,
        fehlt_ganz=False,
        kapazitaet="angebote",
        kapazitaet_bekannt=0,
        zugang_stadt=4.0,
        gruppen=gruppen,
        angaben=angaben,
    )


def lagen(
    *versorgungen: Dienstversorgung,
    befragungen: tuple[Befragungsbild, ...] = (),
    indikatoren: tuple[Indikatorwert, ...] = (),
) -> dict[str, Dienstlage]:
    setzungen = build_setzungen(LEITFADEN)
    assert setzungen is not None
    wissen = build_wissen(
        LEITFADEN, setzungen, versorgung=versorgungen, befragungen=befragungen, indikatoren=indikatoren
    )
    return {lage.dienst: lage for lage in build_lagen(wissen)}


def finde(lage: Dienstlage, name: str) -> Gruppenlage:
    return next(g for g in lage.gruppen if g.gruppe == name)


def indikator(id_: str, z: str | None) -> Indikatorwert:
    null = Decimal(0)
    stellung = Stellung(Decimal(z), null, 10, null, null, None) if z else None
    return Indikatorwert(
        id=id_,
        indikator=id_,
        titel=f"Anteil {id_}",
        einheit="%",
        guenstig="ohne",
        wert=Spanne(Decimal(20), Decimal(20)),
        zaehler=Spanne(Decimal(300), Decimal(320)),
        art="gezaehlt",
        rechenweg=Rechenweg(name=id_, titel=id_, art="prozent", wert=Decimal(20)),
        stellung=stellung,
    )


def test_reach_and_capacity_against_the_city() -> None:
    hausarzt = lagen(versorgung("hausarzt", gruppe("alle", 0.8, 2.0), gruppe("ab-65", 0.6, 6.0)))["hausarzt"]
    assert finde(hausarzt, "alle").huerden == {"e": 0.8, "k": 0.5}
    assert finde(hausarzt, "ab-65").huerden == {"e": 0.6, "k": 1.0}  # more than the city has is enough
    assert finde(hausarzt, "ab-65").umwege == {
        "1.2": pytest.approx(0.7),
        "1.3": 0.6,
        "1.4": pytest.approx(0.5),
    }
    assert finde(hausarzt, "alle").instrumente == {"daten"}


def test_what_nobody_measured_is_unknown_and_not_zero() -> None:
    ohne = replace(versorgung("hausarzt", gruppe("alle", None, None)), zugang_stadt=None)
    assert finde(lagen(ohne)["hausarzt"], "alle").huerden == {}


def test_a_few_known_wheelchair_tags_are_no_mean() -> None:
    wenige = Ortsangabe(merkmal="rollstuhl", bekannt=1, von=4, mittel=1.0)
    genug = Ortsangabe(merkmal="rollstuhl", bekannt=2, von=4, mittel=0.75)
    for angabe, erwartet in ((wenige, {"e", "k"}), (genug, {"e", "k", "r"})):
        lage = lagen(versorgung("apotheke", gruppe("alle", 0.8, 2.0), angaben=(angabe,)))["apotheke"]
        assert set(finde(lage, "alle").huerden) == erwartet


def test_people_of_a_group_are_never_all_inhabitants() -> None:
    stellvertreter = versorgung(
        "hausarzt", gruppe("alle", 0.8, 2.0), gruppe("ab-65", 0.6, 6.0, stellvertretend=True)
    )
    assert finde(lagen(stellvertreter)["hausarzt"], "ab-65").personen is None
    mit_statistik = lagen(stellvertreter, indikatoren=(indikator("anteil-ab-65", "1.0"),))["hausarzt"]
    assert finde(mit_statistik, "ab-65").personen == (300, 320)
    assert finde(mit_statistik, "alle").personen == (1000, 1200)


def test_need_from_structure_follows_the_indicator_of_the_group() -> None:
    werte = (indikator("anteil-ab-65", "1.0"), indikator("anteil-unter-18", "-2.0"))
    gefunden = lagen(
        versorgung("hausarzt", gruppe("alle", 0.8, 2.0)), versorgung("jugendtreff"), indikatoren=werte
    )
    assert finde(gefunden["hausarzt"], "alle").struktur == 0.5  # meant for everybody: no deviation
    assert finde(gefunden["hausarzt"], "ab-65").struktur == 0.75
    assert (
        finde(gefunden["jugendtreff"], "alle").struktur == 0.0
    )  # meant for the young, of whom there are few
    assert finde(gefunden["hausarzt"], "ab-65").kennzahl == "Anteil anteil-ab-65"
    assert finde(gefunden["hausarzt"], "ab-80").struktur is None


def test_others_who_stand_in_for_a_group_give_it_neither_people_nor_a_gap() -> None:
    auslaender = replace(
        indikator("anteil-auslaender", "2.4"), titel="Menschen ohne deutschen Pass", jahr=2012
    )
    angebote = (
        versorgung(
            "weiterbildung",
            gruppe("alle", 0.1, 0.0),
            gruppe("neu-zugewandert", 0.1, 0.0, stellvertretend=True),
        ),
        versorgung("sprachkurs", gruppe("alle", 0.1, 0.0)),
    )
    gefunden = lagen(*angebote, indikatoren=(auslaender,))
    neu = finde(gefunden["weiterbildung"], "neu-zugewandert")
    assert (neu.personen, neu.struktur, neu.ersatz) == (None, None, "Menschen ohne deutschen Pass, 2012")
    assert finde(gefunden["sprachkurs"], "alle").struktur == 1.0  # what stands behind it is named
    assert finde(gefunden["sprachkurs"], "alle").kennzahl == "Menschen ohne deutschen Pass"
    setzungen = build_setzungen(LEITFADEN)
    assert setzungen is not None
    luecken = compute_luecken(tuple(gefunden.values()), setzungen)
    weiterbildung = next(d for d in luecken.luecken if d.dienst == "weiterbildung")
    assert weiterbildung.schlechteste == "alle"
    assert luecken.list_ersatz() == {"neu-zugewandert": "Menschen ohne deutschen Pass, 2012"}


def test_gaps_of_one_rank_stand_in_german_order() -> None:
    gleiche = [
        Dienstlage(
            dienst=str(nr), titel=titel, gruppen=(Gruppenlage(gruppe="alle", struktur=0.5, fehlt_ganz=True),)
        )
        for nr, titel in enumerate(("Zahnarztpraxis", "Öffentliche Toilette", "Markt"))
    ]
    setzungen = build_setzungen(LEITFADEN)
    assert setzungen is not None
    titel = [d.titel for d in compute_luecken(gleiche, setzungen).luecken]
    assert titel == ["Markt", "Öffentliche Toilette", "Zahnarztpraxis"]


def bild(*themen: Themenbild, anzahl: int = 200) -> Befragungsbild:
    wichtig = WichtigkeitsLeistung(
        gruppe="alle", titel="Alle", skala=(1, 7), punkte=(), kreuz_wichtigkeit=None, kreuz_zufriedenheit=None
    )
    return Befragungsbild(anzahl=anzahl, themen=themen, wichtigkeit=(wichtig,))


def test_a_survey_gives_mentions_importance_and_awareness() -> None:
    vermisst = Anteil(fallzahl="genug", k=62, n=200, roh=Decimal("0.31"))
    kennt = Anteil(fallzahl="genug", k=100, n=200, roh=Decimal("0.5"))
    wichtig = Mittelwert(fallzahl="genug", n=200, roh=Decimal("5.4"))
    thema = Themenbild(
        thema="F1",
        titel="Hausarzt",
        dienst="hausarzt",
        vermisst=vermisst,
        kenntnis=kennt,
        wichtigkeit=wichtig,
    )
    lage = finde(
        lagen(versorgung("hausarzt", gruppe("alle", 0.8, 2.0)), befragungen=(bild(thema),))["hausarzt"],
        "alle",
    )
    assert lage.nennung == Nennung(62, 200)
    assert lage.wichtigkeit == Wichtigkeit(5.4, 1, 7)
    assert lage.huerden == {"e": 0.8, "k": 0.5, "b": 0.5}
    assert lage.instrumente == {"daten", "hoeren"}


def test_weighted_answers_count_as_many_as_they_are_worth() -> None:
    vermisst = Anteil(
        fallzahl="genug", k=62, n=200, roh=Decimal("0.31"), gewichtet=Decimal("0.4"), n_eff=Decimal(150)
    )
    thema = Themenbild(thema="F1", titel="Post", dienst="post", vermisst=vermisst)
    assert finde(lagen(befragungen=(bild(thema),))["post"], "alle").nennung == Nennung(60.0, 150.0)


def test_too_few_answers_of_a_group_are_no_count() -> None:
    klein = Themenbild(
        thema="F1", titel="Post", gruppe="ab-80", dienst="post", vermisst=Anteil(fallzahl="zu-wenige")
    )
    lage = finde(lagen(befragungen=(bild(klein),))["post"], "ab-80")
    assert lage.nennung == Nennung(0, 0)


def test_what_serves_a_whole_city_is_a_gap_only_where_people_were_asked() -> None:
    assert "sanitaetshaus" not in lagen(versorgung("sanitaetshaus", gruppe("alle", 0.0, 0.0)))
    thema = Themenbild(
        thema="F1",
        titel="Sanitätshaus",
        dienst="sanitaetshaus",
        vermisst=Anteil(fallzahl="genug", k=20, n=50, roh=Decimal("0.4")),
    )
    assert "sanitaetshaus" in lagen(befragungen=(bild(thema),))


def test_a_map_that_hardly_knows_a_service_anywhere_says_nothing_about_the_quarter() -> None:
    kaum = replace(versorgung("jugendtreff", gruppe("alle", 0.0, 0.0)), anteil_stadt=5.0, fehlt_ganz=True)
    lage = lagen(kaum)["jugendtreff"]
    assert lage.erfasst == 5.0
    assert (finde(lage, "alle").huerden, finde(lage, "alle").fehlt_ganz) == ({}, False)
    vermisst = Anteil(fallzahl="genug", k=20, n=50, roh=Decimal("0.4"))
    gefragt = bild(Themenbild(thema="F1", titel="Treff", dienst="jugendtreff", vermisst=vermisst))
    assert finde(lagen(kaum, befragungen=(gefragt,))["jugendtreff"], "alle").fehlt_ganz  # people say so too


def test_the_guide_says_which_indicator_stands_for_a_group() -> None:
    leitfaden: Leitfaden = LEITFADEN
    bekannt = {e.id for e in leitfaden.kataloge["indikatoren"].eintraege}
    genannt = {getattr(e, "kennzahl", None) for e in leitfaden.kataloge["zielgruppen"].eintraege} - {None}
    assert genannt <= bekannt


def test_a_city_changes_weights_in_its_own_version_and_nothing_it_says_breaks_the_index(
    tmp_path: Path,
) -> None:
    (tmp_path / "leitfaden.yaml").write_text(
        """\
format: 1
id: bochum
version: 1.0.0
erweitert: {leitfaden: wegweiser, version: ">=1.0,<2"}
titel: Wegweiser Bochum
herausgeber: Stadt Bochum
aendert:
  kataloge:
    faktorgewichte:
      alle: {gewichte: {e: 0.6, k: 0.4, t: -1, b: 0}}
    lueckenindex:
      theta: {wert: 1.0}
      untergrenze: {wert: 0}
      spielraum: {wert: 5}
      gewicht-nennung: {wert: 0}
      gruppe-mindestens: {wert: 0}
      schrumpfung: {wert: 0}
""",
        encoding="utf-8",
    )
    setzungen = build_setzungen(leitfaeden.load_leitfaden(str(tmp_path), Umfeld(jetzt=read_uhr)))
    assert setzungen is not None
    assert setzungen.gewichte["alle"] == {"e": 0.6, "k": 0.4, "p": 0.1, "s": 0.12, "r": 0.1}
    lage = Gruppenlage(gruppe="alle", nennung=Nennung(0, 0), struktur=0.5, huerden={"e": 0.0, "k": 0.0})
    lagen = (Dienstlage(dienst="x", gruppen=(lage,)), Dienstlage(dienst="y", gruppen=(lage,)))
    (eins, _) = compute_luecken(lagen, setzungen).luecken
    assert eins.prioritaet == pytest.approx(0.5, abs=0.01)
