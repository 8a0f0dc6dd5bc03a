"""The gap of one service for one Zielgruppe: value, interval, cause, class, order of magnitude, and the working."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from wegweiser.core.lueckenindex.angebot import Angebot, compute_angebot, find_ursache
from wegweiser.core.lueckenindex.bedarf import Bedarf, compute_bedarf, compute_belegstaerke, zaehlt
from wegweiser.core.lueckenindex.rechenweg import build_rechenweg
from wegweiser.core.lueckenindex.wert import compute_klasse, compute_luecke, compute_lueckenwert
from wegweiser.model.base import replace
from wegweiser.model.lueckenindex import (
    ALLE,
    FEHLT_GANZ,
    Dienstlage,
    Gruppenlage,
    Gruppenluecke,
    Nennung,
    Setzungen,
)

_STELLEN = Decimal("0.0001")


def find_gesamt(lage: Dienstlage) -> Nennung | None:
    """What all who answered say, which small groups are drawn to."""
    return next((g.nennung for g in lage.gruppen if g.gruppe == ALLE), None)


def order_gruppen(gruppen: Sequence[Gruppenlage]) -> list[Gruppenlage]:
    """All first, then the others by id: the order in which they came in changes nothing."""
    return sorted(gruppen, key=lambda gruppe: (gruppe.gruppe != ALLE, gruppe.gruppe))


def compute_gruppenluecke(lage: Dienstlage, gruppe: Gruppenlage, setzungen: Setzungen) -> Gruppenluecke:
    """Everything about one service and one group; what cannot be worked out stays None."""
    gesamt = find_gesamt(lage)
    bedarf, angebot = compute_bedarf(gruppe, gesamt, setzungen), compute_angebot(gruppe, setzungen)
    luecke = Gruppenluecke(
        dienst=lage.dienst,
        gruppe=gruppe.gruppe,
        personen=gruppe.personen,
        ersatz=gruppe.ersatz,
        befragt=int(gruppe.nennung.befragt) if gruppe.nennung and zaehlt(gruppe.nennung, setzungen) else None,
        bedarf=bedarf.wert,
        bedarfsteile=bedarf.teile,
        belegstaerke=compute_belegstaerke(gruppe, setzungen),
        angebot=angebot.wert,
        angebot_arithmetisch=angebot.arithmetisch,
        huerden=angebot.huerden,
        abdeckung=angebot.abdeckung,
        fehlt_ganz=gruppe.fehlt_ganz,
        luecke=None,
    )
    if bedarf.wert is not None and angebot.wert is not None:
        luecke = _add_wert(luecke, bedarf, angebot, setzungen)
    return replace(luecke, rechenweg=build_rechenweg(gruppe, gesamt, luecke, setzungen))


def _add_wert(luecke: Gruppenluecke, bedarf: Bedarf, angebot: Angebot, setzungen: Setzungen) -> Gruppenluecke:
    b, v = bedarf.wert or 0.0, angebot.wert or 0.0
    wert = compute_luecke(b, v)
    grenzen = [
        None if grenze is None else compute_luecke(grenze, v) for grenze in (bedarf.unten, bedarf.oben)
    ]
    return replace(
        luecke,
        luecke=wert,
        unten=grenzen[0],
        oben=grenzen[1],
        lueckenwert=round_wert(compute_lueckenwert(b, v)),
        art=_find_art(luecke, setzungen),
        klasse=compute_klasse(wert, setzungen),
        betroffene=luecke.personen and luecke.personen.scale(wert),
    )


def _find_art(luecke: Gruppenluecke, setzungen: Setzungen) -> str | None:
    if luecke.fehlt_ganz:
        return FEHLT_GANZ
    beitraege = {anteil.huerde: anteil.beitrag for anteil in luecke.huerden if anteil.beitrag is not None}
    return find_ursache(beitraege, setzungen.arten)


def round_wert(wert: float) -> Decimal:
    """Four digits, the half upwards; the last bits of a float are cut before so that every machine rounds alike."""
    return Decimal(str(round(wert, 10))).quantize(_STELLEN, ROUND_HALF_UP)


def compute_skala(anteil: float) -> int:
    """0 to 1 on the scale 0–4 of the workshop, the half upwards."""
    return int(Decimal(str(round(4 * anteil, 10))).quantize(Decimal(1), ROUND_HALF_UP))
