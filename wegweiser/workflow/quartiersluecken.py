"""Supply, gaps and potentials of a Quartier out of its files; each is None where its files are missing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from wegweiser.core.lueckenindex.eingang import build_lagen, build_wissen
from wegweiser.core.lueckenindex.rang import compute_luecken
from wegweiser.core.lueckenindex.setzungen import build_setzungen
from wegweiser.core.raum.ausschnitt import clip_zellen
from wegweiser.core.raum.dienste import assign_dienste
from wegweiser.core.raum.potenziale import Raumlage, compute_potenziale
from wegweiser.core.raum.setzungen import build_versorgungssetzungen
from wegweiser.core.raum.versorgung import compute_versorgung
from wegweiser.model.befragung import Befragungsbild
from wegweiser.model.grundlage import Grundlage
from wegweiser.model.kennzahl import Indikatorwert
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.lueckenindex import Lueckenbild
from wegweiser.model.potenzial import Potenziale
from wegweiser.model.versorgung import Dienstversorgung


def assign_orte(leitfaden: Leitfaden, grundlage: Grundlage) -> Grundlage:
    """Every place with the service it offers, and what was odd about that among the findings."""
    setzungen = build_versorgungssetzungen(leitfaden)
    if grundlage.orte is None or setzungen is None:
        return grundlage
    zuordnung = assign_dienste(grundlage.orte, setzungen.dienste)
    return replace(grundlage, orte=zuordnung.orte, funde=(*grundlage.funde, *zuordnung.funde))


def build_versorgung(
    leitfaden: Leitfaden, grundlage: Grundlage, stichtag: date
) -> tuple[Dienstversorgung, ...]:
    """Who reaches what; `orte` have their service already. Nothing without grid, places and boundary."""
    setzungen, zellen = build_versorgungssetzungen(leitfaden), grundlage.zellen
    if setzungen is None or zellen is None or grundlage.orte is None or grundlage.quartier is None:
        return ()
    return compute_versorgung(zellen, grundlage.orte, grundlage.quartier, setzungen, grundlage.wege, stichtag)


def build_luecken(
    leitfaden: Leitfaden,
    versorgung: Sequence[Dienstversorgung],
    befragungen: Sequence[Befragungsbild],
    indikatoren: Sequence[Indikatorwert],
) -> Lueckenbild | None:
    """The gap index over everything that is known; None where nothing is, or the guide has no settings for it."""
    setzungen = build_setzungen(leitfaden)
    if setzungen is None:
        return None
    wissen = build_wissen(
        leitfaden, setzungen, versorgung=versorgung, befragungen=befragungen, indikatoren=indikatoren
    )
    lagen = build_lagen(wissen)
    return compute_luecken(lagen, setzungen) if lagen else None


def build_potenziale(
    leitfaden: Leitfaden, grundlage: Grundlage, luecken: Lueckenbild | None
) -> Potenziale | None:
    """Which empty room closes which gap for how many people."""
    setzungen, zellen, orte = build_versorgungssetzungen(leitfaden), grundlage.zellen, grundlage.orte
    if not (luecken and setzungen and zellen and orte and grundlage.quartier):
        return None
    innen = clip_zellen(zellen, grundlage.quartier)
    lage = Raumlage(innen, orte, grundlage.wege, setzungen, leitfaden)
    return compute_potenziale(lage, luecken, grundlage.leerstaende, grundlage.brachen)
