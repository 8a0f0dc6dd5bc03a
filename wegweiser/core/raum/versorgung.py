"""Supply of a Quartier: every service against its threshold, per Zielgruppe, with capacity and what is known of the places.

Population counts inside only, supply also outside as far as it is reached, and whoever lives outside competes for it.
"""

from datetime import date

import numpy as np

from wegweiser.core.raum.angaben import count_veraltete, list_angaben
from wegweiser.core.raum.ausschnitt import find_innen, select_orte
from wegweiser.core.raum.dienste import list_von, take_orte
from wegweiser.core.raum.gruppen import Gruppenzahl, count_gruppe
from wegweiser.core.raum.kapazitaet import JE, Kapazitaet, compute_kapazitaet
from wegweiser.core.raum.lage import Angebot, Lage, build_lage
from wegweiser.core.raum.messung import Messung
from wegweiser.core.raum.naehe import compute_anteil, compute_band, compute_naehewert, find_nahe
from wegweiser.core.raum.setzungen import compute_meter, find_mass, list_schwellen
from wegweiser.core.raum.versorgungsweg import build_rechenweg
from wegweiser.model.base import replace
from wegweiser.model.katalog import Dienst, Schwelle
from wegweiser.model.raum import Marken, Orte, Quartier, Wege, Zahlen, Zellen
from wegweiser.model.versorgung import (
    Band,
    Dienstversorgung,
    Gruppenversorgung,
    Schwellenanteil,
    Versorgungssetzungen,
)

ALLE = "alle"
_REICHT_BIS = 2.0  # nothing counts beyond twice the good distance (quartiersanalyse 6.2)
_WENIGE = 10  # of fewer persons nothing is told


def compute_versorgung(
    zellen: Zellen,
    orte: Orte,
    quartier: Quartier,
    setzungen: Versorgungssetzungen,
    wege: Wege | None = None,
    stichtag: date | None = None,
) -> tuple[Dienstversorgung, ...]:
    """All services that occur in the files; `orte` have their service already (see `assign_dienste`)."""
    lage = build_lage(zellen, quartier, setzungen, wege, stichtag)
    angebote = (_build_angebot(orte, dienst, setzungen) for dienst in setzungen.dienste)
    if not lage.ist_innen.any():
        return ()
    return tuple(_compute_angebot(lage, angebot) for angebot in angebote if angebot is not None)


def find_unversorgte(
    zellen: Zellen, orte: Orte, dienst: str, setzungen: Versorgungssetzungen, wege: Wege | None = None
) -> tuple[float, Marken] | None:
    """The leading threshold of a service in metres, and the cells from where no place is within it."""
    gesucht = next((d for d in setzungen.dienste if d.id == dienst), None)
    angebot = _build_angebot(orte, gesucht, setzungen) if gesucht else None
    if angebot is None:
        return None
    leit = angebot.schwellen[0]
    mass = find_mass(leit, netz=wege is not None)
    meter = compute_meter(leit, mass, setzungen)
    messung = Messung(zellen=zellen, wege=wege, umweg=setzungen.umweg)
    return meter, angebot.compute_wege(messung, mass, leit) > meter


def _build_angebot(orte: Orte, dienst: Dienst, setzungen: Versorgungssetzungen) -> Angebot | None:
    nummern = list_von(orte, dienst.id, setzungen.dienste)
    schwellen = list_schwellen(dienst, setzungen)
    if not len(nummern) or not schwellen:
        return None
    return Angebot(dienst=dienst, orte=take_orte(orte, nummern.tolist()), schwellen=schwellen)


def _compute_angebot(lage: Lage, angebot: Angebot) -> Dienstversorgung:
    leit, setzungen = angebot.schwellen[0], lage.setzungen
    mass = lage.find_mass(leit)
    reichweite = lage.compute_meter(leit, ALLE) * _REICHT_BIS
    gross = angebot.find_grosse(leit)
    luftlinie = reichweite / (setzungen.umweg if mass == "umweg" else 1.0)
    nah = find_nahe(lage.innen.baum, angebot.orte, luftlinie)
    erreichbar = select_orte(angebot.orte, nah & gross)
    kapazitaet = compute_kapazitaet(lage, angebot, mass)
    gruppen = dict.fromkeys((ALLE, *angebot.dienst.zielgruppen))
    versorgt = (_compute_gruppe(lage, angebot, gruppe, kapazitaet) for gruppe in gruppen)
    wege = angebot.compute_wege(lage.innen, mass, leit)
    return Dienstversorgung(
        dienst=angebot.dienst,
        schwelle=leit,
        umweg=setzungen.umweg if mass == "umweg" else None,
        innen=int(find_innen(lage.quartier.flaeche, angebot.orte.x, angebot.orte.y).sum()),
        angebote=len(erreichbar.id),
        fehlt_ganz=not (wege <= reichweite).any(),
        kapazitaet="plaetze" if kapazitaet.plaetze else "angebote",
        kapazitaet_bekannt=int(np.isfinite(angebot.orte.kapazitaet).sum()),
        ohne_personen=kapazitaet.ohne_personen,
        nachfrage_nur_innen=bool(lage.ist_innen.all()),
        zugang_stadt=kapazitaet.stadt,
        anteil_stadt=_compute_stadtanteil(lage, angebot, leit),
        gruppen=tuple(v for v in versorgt if v is not None),
        angaben=list_angaben(erreichbar, setzungen.merkmale),
        veraltet=count_veraltete(erreichbar, setzungen.merkmale, lage.stichtag),
    )


def _compute_stadtanteil(lage: Lage, angebot: Angebot, leit: Schwelle) -> float | None:
    if lage.stadt is None:
        return None
    wege = angebot.compute_wege(lage.stadt, lage.find_mass(leit), leit)
    return _runde(compute_anteil(wege, lage.stadt.zellen.einwohner, lage.compute_meter(leit, ALLE)).unten)


# ── One group ────────────────────────────────────────────────────────────────────────────────────────────────────


def _compute_gruppe(
    lage: Lage, angebot: Angebot, gruppe: str, kapazitaet: Kapazitaet
) -> Gruppenversorgung | None:
    zahl = count_gruppe(lage.innen.zellen, gruppe)
    personen = _compute_personen(zahl)
    if personen.oben < _WENIGE:
        return None
    leit = angebot.schwellen[0]
    mass, meter = lage.find_mass(leit), lage.compute_meter(leit, gruppe)
    treppen = gruppe not in lage.setzungen.ohne_treppen
    wege = angebot.compute_wege(lage.innen, mass, leit, treppen=treppen)
    luft = angebot.compute_wege(lage.innen, "luftlinie", leit)
    mitten = angebot.compute_mitten(wege, zahl.personen)
    ergebnis = Gruppenversorgung(
        gruppe=gruppe,
        stellvertretend=zahl.stellvertretend,
        personen=personen,
        zellen_unbekannt=int(np.isnan(zahl.personen).sum()),
        mass=mass,
        meter=meter,
        anteil=_prune(compute_anteil(wege, zahl.personen, meter, zahl.hoechstens)),
        mittel_m=_runde(mitten.mittel),
        median_m=_runde(mitten.median),
        luftlinie_m=_runde(angebot.compute_mitten(luft, zahl.personen).mittel),
        erreichbarkeit=_compute_erreichbarkeit(wege, zahl, meter),
        umwege=_compute_umwege(lage, luft, zahl, meter) if mass == "umweg" else {},
        zugang=_runde(compute_band(kapazitaet.innen, zahl.personen).unten * JE),
        ohne_zugang=_runde(compute_anteil(kapazitaet.innen, zahl.personen, 0.0).unten),
        ohne_weg=float(np.nansum(zahl.personen[lage.innen.find_ohne_weg()])) if mass == "netz" else 0.0,
        schwellen=tuple(_compute_schwelle(lage, angebot, s, gruppe, zahl) for s in angebot.schwellen),
    )
    return replace(ergebnis, rechenweg=build_rechenweg(ergebnis, wege, zahl.personen, lage.setzungen))


def _compute_personen(zahl: Gruppenzahl) -> Band:
    bekannt = float(np.nansum(zahl.personen))
    offen = float(np.nansum(np.where(np.isnan(zahl.personen), zahl.hoechstens, 0.0)))
    return Band(bekannt, bekannt + offen)


def _compute_erreichbarkeit(wege: Zahlen, zahl: Gruppenzahl, meter: float) -> Band | None:
    werte = compute_naehewert(wege, meter, meter * _REICHT_BIS)
    return _prune(compute_band(werte, zahl.personen, zahl.hoechstens))


def _compute_umwege(lage: Lage, luft: Zahlen, zahl: Gruppenzahl, meter: float) -> dict[str, float]:
    """The reach for each detour factor, as a countercheck."""
    baender = {u: _compute_erreichbarkeit(luft * u, zahl, meter) for u in lage.setzungen.umwege}
    return {f"{u:g}": band.mitte for u, band in baender.items() if band is not None}


def _compute_schwelle(
    lage: Lage, angebot: Angebot, schwelle: Schwelle, gruppe: str, zahl: Gruppenzahl
) -> Schwellenanteil:
    mass, meter = lage.find_mass(schwelle), lage.compute_meter(schwelle, gruppe)
    treppen = gruppe not in lage.setzungen.ohne_treppen
    wege = angebot.compute_wege(lage.innen, mass, schwelle, treppen=treppen)
    anteil = _prune(compute_anteil(wege, zahl.personen, meter, zahl.hoechstens))
    gegenprobe = None
    if mass == "umweg":
        laenger = angebot.compute_wege(lage.innen, "luftlinie", schwelle) * max(lage.setzungen.umwege)
        gegenprobe = _prune(compute_anteil(laenger, zahl.personen, meter, zahl.hoechstens))
    return Schwellenanteil(
        schwelle=schwelle,
        mass=mass,
        meter=meter,
        angebote=int(angebot.find_grosse(schwelle).sum()),
        anteil=anteil,
        gegenprobe=gegenprobe,
    )


def _runde(wert: float) -> float | None:
    return None if np.isnan(wert) else float(wert)


def _prune(band: Band) -> Band | None:
    return None if np.isnan(band.unten) else band
