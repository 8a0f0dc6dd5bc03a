"""What a guide says about services, thresholds, walking and detours, put together for the computation."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from wegweiser.model.eintrag import Eintrag
from wegweiser.model.katalog import (
    Dienst,
    Distanzgewicht,
    Gehgeschwindigkeit,
    Ortsmerkmal,
    Schwelle,
    Umwegfaktor,
)
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.versorgung import Versorgungssetzungen, Wegmass

_WEGE = frozenset({"distanz", "fussweg", "luftlinie", "gehzeit"})
T = TypeVar("T", bound=Eintrag)


def build_versorgungssetzungen(leitfaden: Leitfaden) -> Versorgungssetzungen | None:
    """The settings of a guide; None where it has no services or nothing to measure them with."""
    dienste = tuple(_iter_eintraege(leitfaden, "dienste", Dienst))
    schwellen = tuple(_iter_eintraege(leitfaden, "schwellen", Schwelle))
    tempi = tuple(_iter_eintraege(leitfaden, "gehgeschwindigkeiten", Gehgeschwindigkeit))
    umwege = tuple(_iter_eintraege(leitfaden, "umwegfaktoren", Umwegfaktor))
    gewichte = tuple(_iter_eintraege(leitfaden, "distanzgewichte", Distanzgewicht))
    if not (dienste and schwellen and tempi and umwege and gewichte):
        return None
    grund = float(tempi[0].kmh)
    return Versorgungssetzungen(
        dienste=dienste,
        schwellen=schwellen,
        tempo={gruppe: float(tempo.kmh) / grund for tempo in tempi for gruppe in tempo.zielgruppen},
        meter_je_minute=grund * 1000 / 60,
        ohne_treppen=frozenset(gruppe for tempo in tempi for gruppe in tempo.ohne_treppen),
        umweg=float(next((u for u in umwege if u.standard), umwege[0]).faktor),
        umwege=tuple(float(u.faktor) for u in umwege),
        gewicht=next((g for g in gewichte if g.standard), gewichte[0]),
        merkmale=tuple(_iter_eintraege(leitfaden, "osm-merkmale", Ortsmerkmal)),
        quellen=_list_quellen(leitfaden, schwellen),
    )


def _list_quellen(leitfaden: Leitfaden, schwellen: Iterable[Schwelle]) -> dict[str, str]:
    """What thresholds rest on: publisher and title."""
    genannt = dict.fromkeys(schwelle.quelle for schwelle in schwellen if schwelle.quelle)
    quellen = (leitfaden.quellen[id_] for id_ in genannt if id_ in leitfaden.quellen)
    return {q.id: ": ".join(filter(None, (q.herausgeber, q.titel))) for q in quellen}


def _iter_eintraege(leitfaden: Leitfaden, name: str, art: type[T]) -> Iterator[T]:
    katalog = leitfaden.kataloge.get(name)
    yield from (e for e in (katalog.eintraege if katalog else ()) if isinstance(e, art))


# ── Thresholds ───────────────────────────────────────────────────────────────────────────────────────────────────


def list_schwellen(dienst: Dienst, setzungen: Versorgungssetzungen) -> tuple[Schwelle, ...]:
    """All thresholds on foot that name the service, the leading one first; else the one for services that reach as far.

    Empty for services of a whole city: to those nobody walks.
    """
    eigene = [s for s in setzungen.schwellen if dienst.id in s.dienste and _ist_weg(s)]
    fuehrend = [s for s in eigene if s.leitend]
    if not fuehrend:
        weit = dienst.einzugsbereich
        allgemein = [s for s in setzungen.schwellen if not s.dienste and s.einzugsbereich in {weit, None}]
        fuehrend = [s for s in allgemein if s.leitend and _ist_weg(s)]
    return (*fuehrend[:1], *(s for s in eigene if s not in fuehrend[:1]))


def _ist_weg(schwelle: Schwelle) -> bool:
    return schwelle.mass in _WEGE and schwelle.wert is not None


def find_mass(schwelle: Schwelle, *, netz: bool) -> Wegmass:
    """How distances are measured against it: paths where there are any, a straight line only where it is meant."""
    if schwelle.mass == "luftlinie":
        return "luftlinie"
    if netz:
        return "netz"
    return "luftlinie" if schwelle.radius is not None else "umweg"


def compute_meter(schwelle: Schwelle, mass: Wegmass, setzungen: Versorgungssetzungen) -> float:
    """The threshold in metres; where the source knows the straight line for its way, that one."""
    wert = float(schwelle.wert or 0)
    if mass == "luftlinie" and schwelle.radius is not None:
        return float(schwelle.radius)
    return wert * setzungen.meter_je_minute if schwelle.einheit == "min" else wert
