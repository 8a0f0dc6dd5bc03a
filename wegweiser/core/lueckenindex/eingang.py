"""From supply, surveys and indicators to what the index needs per service and Zielgruppe; what is not known stays out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from wegweiser.core.lueckenindex.bedarf import compute_struktur
from wegweiser.core.lueckenindex.rechenweg import zahl
from wegweiser.model.befragung import Anteil, Befragungsbild, Themenbild
from wegweiser.model.katalog import Dienst, Zielgruppe
from wegweiser.model.kennzahl import Indikatorwert
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.lueckenindex import (
    ALLE,
    Dienstlage,
    Formelschritt,
    Gruppenlage,
    Huerde,
    Instrumentklasse,
    Nennung,
    Personenspanne,
    Setzungen,
    Wichtigkeit,
)
from wegweiser.model.versorgung import Dienstversorgung, Gruppenversorgung, Ortsangabe

_BIS_ZUR_HUERDE = frozenset({"herkunft", "schwelle", "weg", "erreichbarkeit", "zugang"})
_WENIGE = 10
# What the tags of places say about an obstacle.
_MERKMALE: Mapping[str, Huerde] = {"rollstuhl": "r", "gebuehr": "p"}


class Wissen(NamedTuple):
    """Everything that is known about needs and supply, put side by side."""

    dienste: Mapping[str, Dienst]
    zielgruppen: Mapping[str, Zielgruppe]
    versorgung: Mapping[str, Dienstversorgung]
    befragungen: Sequence[Befragungsbild]
    indikatoren: Mapping[str, Indikatorwert]
    setzungen: Setzungen


def build_wissen(
    leitfaden: Leitfaden,
    setzungen: Setzungen,
    *,
    versorgung: Iterable[Dienstversorgung] = (),
    befragungen: Iterable[Befragungsbild] = (),
    indikatoren: Iterable[Indikatorwert] = (),
) -> Wissen:
    """Results by what they are about; of several definitions of an indicator the first counts."""
    nach: dict[str, Indikatorwert] = {}
    for wert in indikatoren:
        nach.setdefault(wert.indikator, wert)
    return Wissen(
        dienste={e.id: e for e in _list_eintraege(leitfaden, "dienste") if isinstance(e, Dienst)},
        zielgruppen={e.id: e for e in _list_eintraege(leitfaden, "zielgruppen") if isinstance(e, Zielgruppe)},
        versorgung={v.dienst.id: v for v in versorgung},
        befragungen=tuple(befragungen),
        indikatoren=nach,
        setzungen=setzungen,
    )


def _list_eintraege(leitfaden: Leitfaden, name: str) -> tuple[object, ...]:
    katalog = leitfaden.kataloge.get(name)
    return katalog.eintraege if katalog else ()


def build_lagen(wissen: Wissen) -> tuple[Dienstlage, ...]:
    """Every service that is on the map or that somebody was asked about, in the order of the catalogue.

    What serves a whole city or furnishes a street is no gap of a Quartier, unless people were asked about it.
    """
    gefragt = {t.dienst for bild in wissen.befragungen for t in bild.themen if t.dienst}
    return tuple(
        Dienstlage(
            dienst=dienst.id,
            titel=dienst.titel,
            feld=dienst.feld,
            erfasst=_find_lueckenhaft(wissen, dienst),
            gruppen=tuple(_build_gruppe(wissen, dienst, gruppe) for gruppe in _list_gruppen(wissen, dienst)),
        )
        for dienst in wissen.dienste.values()
        if dienst.id in gefragt or (dienst.luecke and dienst.id in wissen.versorgung)
    )


def _find_lueckenhaft(wissen: Wissen, dienst: Dienst) -> float | None:
    """The share of the city (percent) that reaches one, where it is too small to believe the map and nobody was asked."""
    versorgung = wissen.versorgung.get(dienst.id)
    anteil = versorgung.anteil_stadt if versorgung else None
    gefragt = any(t.dienst == dienst.id for bild in wissen.befragungen for t in bild.themen)
    return (
        anteil if anteil is not None and not gefragt and anteil < 100 * wissen.setzungen.stadt_min else None
    )


def _list_gruppen(wissen: Wissen, dienst: Dienst) -> tuple[str, ...]:
    """All, those the service is meant for, and those a survey says something about."""
    gefragt = (t.gruppe for bild in wissen.befragungen for t in bild.themen if t.dienst == dienst.id)
    bekannt = (g for g in gefragt if g in wissen.zielgruppen)
    return tuple(dict.fromkeys((ALLE, *dienst.zielgruppen, *bekannt)))


def _build_gruppe(wissen: Wissen, dienst: Dienst, gruppe: str) -> Gruppenlage:
    lueckenhaft = _find_lueckenhaft(wissen, dienst) is not None
    versorgung = None if lueckenhaft else wissen.versorgung.get(dienst.id)
    eigene = versorgung.find_gruppe(gruppe) if versorgung else None
    thema = _find_thema(wissen.befragungen, dienst.id, gruppe)
    huerden = dict(_list_huerden(versorgung, eigene, thema, wissen.setzungen))
    z = None if _ist_ersatz(wissen, gruppe) else _find_z(wissen, dienst, gruppe)
    return Gruppenlage(
        gruppe=gruppe,
        personen=_find_personen(wissen, gruppe, eigene),
        ersatz=_nenne_ersatz(wissen, gruppe),
        nennung=_build_nennung(thema.vermisst) if thema else None,
        wichtigkeit=_build_wichtigkeit(wissen.befragungen, thema, gruppe) if thema else None,
        struktur=None if z is None else compute_struktur(z),
        kennzahl=_nenne_kennzahl(wissen, dienst, gruppe),
        z=z,
        huerden=huerden,
        umwege=_build_umwege(eigene),
        fehlt_ganz=bool(versorgung and versorgung.fehlt_ganz),
        instrumente=_list_instrumente(versorgung, thema),
        schritte=tuple(_list_schritte(versorgung, eigene)),
    )


def _list_instrumente(
    versorgung: Dienstversorgung | None, thema: Themenbild | None
) -> frozenset[Instrumentklasse]:
    klassen: tuple[tuple[Instrumentklasse, bool], ...] = (
        ("daten", versorgung is not None),
        ("hoeren", thema is not None),
    )
    return frozenset(klasse for klasse, da in klassen if da)


# ── Supply ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _list_huerden(
    versorgung: Dienstversorgung | None,
    eigene: Gruppenversorgung | None,
    thema: Themenbild | None,
    setzungen: Setzungen,
) -> Iterator[tuple[Huerde, float]]:
    if eigene is not None and eigene.erreichbarkeit is not None:
        yield "e", eigene.erreichbarkeit.mitte
    if eigene is not None and versorgung is not None:
        if (k := compute_kapazitaet(eigene.zugang, versorgung.zugang_stadt)) is not None:
            yield "k", k
        yield from _list_angaben(versorgung.angaben, setzungen)
    kenntnis = thema.kenntnis.wert if thema and thema.kenntnis else None
    if kenntnis is not None:
        yield "b", float(kenntnis)


def compute_kapazitaet(zugang: float | None, soll: float | None) -> float | None:
    """min(1; A / A_soll) with the mean of the city as A_soll; unknown where one of them is."""
    if zugang is None or soll is None or soll <= 0:
        return None
    return min(1.0, zugang / soll)


def _list_schritte(
    versorgung: Dienstversorgung | None, eigene: Gruppenversorgung | None
) -> Iterator[Formelschritt]:
    """How far it is and how much there is, up to the factors e and k."""
    if versorgung is None or eigene is None:
        return
    yield from (schritt for schritt in eigene.rechenweg if schritt.code in _BIS_ZUR_HUERDE)
    k = compute_kapazitaet(eigene.zugang, versorgung.zugang_stadt)
    if k is not None and eigene.zugang is not None and versorgung.zugang_stadt is not None:
        bruch = f"{zahl(eigene.zugang, 3)} / {zahl(versorgung.zugang_stadt, 3)}"
        yield Formelschritt("menge", f"min(1; {bruch}) = {zahl(k, 4)}")


def _list_angaben(angaben: Iterable[Ortsangabe], setzungen: Setzungen) -> Iterator[tuple[Huerde, float]]:
    """Only where enough of the reachable offers say something: three of forty are no mean."""
    for angabe in angaben:
        huerde = _MERKMALE.get(angabe.merkmal)
        genug = angabe.von > 0 and angabe.bekannt >= setzungen.angaben_min * angabe.von
        if huerde is not None and angabe.mittel is not None and genug:
            yield huerde, angabe.mittel


def _build_umwege(eigene: Gruppenversorgung | None) -> dict[str, float]:
    return dict(eigene.umwege) if eigene and eigene.mass == "umweg" else {}


def _find_personen(wissen: Wissen, gruppe: str, eigene: Gruppenversorgung | None) -> Personenspanne | None:
    """From the grid where it counts the group, else from the statistics; others are never taken for a group.

    What is not known stays between its bounds. A handful of people is not named.
    """
    if eigene is not None and not eigene.stellvertretend:
        unten, oben = eigene.personen
    else:
        wert = _find_indikator(wissen, gruppe)
        if wert is None or wert.zaehler is None or _ist_ersatz(wissen, gruppe):
            return None
        unten, oben = float(wert.zaehler.unten), float(wert.zaehler.oben)
    return Personenspanne(round(unten), round(oben)) if oben >= _WENIGE else None


# ── Need ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _find_thema(bilder: Iterable[Befragungsbild], dienst: str, gruppe: str) -> Themenbild | None:
    """What the survey with most answers says; several ways of asking are never added up."""
    for bild in sorted(bilder, key=lambda b: -b.anzahl):
        for thema in bild.find_themen(dienst, gruppe):
            if thema.vermisst is not None or thema.wichtigkeit is not None:
                return thema
    return None


def _build_nennung(vermisst: Anteil | None) -> Nennung | None:
    """Counts; weighted ones as the answers they are worth. Too few to be shown: asked, but nothing to count."""
    if vermisst is None:
        return None
    if vermisst.gewichtet is not None and vermisst.n_eff is not None:
        return Nennung(float(vermisst.gewichtet * vermisst.n_eff), float(vermisst.n_eff))
    if vermisst.k is None or vermisst.n is None:
        return Nennung(0, 0)
    return Nennung(vermisst.k, vermisst.n)


def _build_wichtigkeit(
    bilder: Iterable[Befragungsbild], thema: Themenbild, gruppe: str
) -> Wichtigkeit | None:
    mittel = thema.wichtigkeit.wert if thema.wichtigkeit else None
    for bild in bilder:
        for analyse in bild.wichtigkeit:
            if mittel is not None and analyse.gruppe == gruppe and thema in bild.themen:
                return Wichtigkeit(float(mittel), *analyse.skala)
    anteil: Decimal | None = thema.wichtigkeit_anteil
    return None if anteil is None else Wichtigkeit(float(anteil), 0, 1)


def _find_indikator(wissen: Wissen, gruppe: str) -> Indikatorwert | None:
    zielgruppe = wissen.zielgruppen.get(gruppe)
    return wissen.indikatoren.get(zielgruppe.kennzahl) if zielgruppe and zielgruppe.kennzahl else None


def _find_z(wissen: Wissen, dienst: Dienst, gruppe: str) -> float | None:
    """How far the group is larger here than elsewhere; for all the mean over the groups the service is meant for.

    A service meant for everybody finds everybody everywhere: no deviation, z = 0.
    """
    if gruppe != ALLE:
        wert = _find_indikator(wissen, gruppe)
        return float(wert.stellung.z) if wert and wert.stellung else None
    if ALLE in dienst.zielgruppen or not dienst.zielgruppen:
        return 0.0
    werte = [z for g in dienst.zielgruppen if (z := _find_z(wissen, dienst, g)) is not None]
    return sum(werte) / len(werte) if werte else 0.0


def _ist_ersatz(wissen: Wissen, gruppe: str) -> bool:
    zielgruppe = wissen.zielgruppen.get(gruppe)
    return zielgruppe is not None and zielgruppe.ersatz


def _nenne_ersatz(wissen: Wissen, gruppe: str) -> str:
    """What is counted instead of a group, with its year."""
    wert = _find_indikator(wissen, gruppe)
    if wert is None or wert.zaehler is None or not _ist_ersatz(wissen, gruppe):
        return ""
    return f"{wert.titel}, {wert.jahr}" if wert.jahr else wert.titel


def _nenne_kennzahl(wissen: Wissen, dienst: Dienst, gruppe: str) -> str:
    fuer_alle = ALLE in dienst.zielgruppen
    gruppen = (gruppe,) if gruppe != ALLE else () if fuer_alle else dienst.zielgruppen
    werte = (_find_indikator(wissen, g) for g in gruppen)
    return ", ".join(dict.fromkeys(wert.titel for wert in werte if wert and wert.stellung))
