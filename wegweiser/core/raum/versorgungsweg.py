"""The working behind the figures of supply: formulas with their numbers, and where the threshold comes from."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.lueckenindex import Formelschritt
from wegweiser.model.raum import Zahlen
from wegweiser.model.versorgung import Band, Gruppenversorgung, Versorgungssetzungen

_STELLEN = 4


def build_rechenweg(
    gruppe: Gruppenversorgung, wege: Zahlen, personen: Zahlen, setzungen: Versorgungssetzungen
) -> tuple[Formelschritt, ...]:
    """From the threshold over the way to share, mean, reach and capacity."""
    schritte = (*_list_weg(gruppe, setzungen), *_list_werte(gruppe, wege, personen))
    return tuple(Formelschritt(code, formel) for code, formel in schritte)


def _list_weg(gruppe: Gruppenversorgung, setzungen: Versorgungssetzungen) -> Iterator[tuple[str, str]]:
    if gruppe.schwellen:
        leitend = gruppe.schwellen[0].schwelle
        beleg = ", ".join(filter(None, (setzungen.quellen.get(leitend.quelle or ""), leitend.stand)))
        yield "herkunft", f"{leitend.titel} ({beleg})"
    tempo = setzungen.tempo.get(gruppe.gruppe, 1.0)
    if tempo != 1:
        grund = setzungen.meter_je_minute * 60 / 1000
        rechnung = f"{_zahl(gruppe.meter / tempo)} m · {_zahl(tempo * grund, 1)} / {_zahl(grund, 1)}"
        yield "schwelle", f"{rechnung} = {_zahl(gruppe.meter)} m"
    else:
        yield "schwelle", f"{_zahl(gruppe.meter)} m"
    if gruppe.mass == "umweg":
        yield "weg", f"D = {_zahl(setzungen.umweg, 2)} · d"


def _list_werte(gruppe: Gruppenversorgung, wege: Zahlen, personen: Zahlen) -> Iterator[tuple[str, str]]:
    meter = _zahl(gruppe.meter)
    if gruppe.anteil is not None:
        nah, alle = np.nansum(np.where(wege <= gruppe.meter, personen, 0.0)), np.nansum(personen)
        bruch = f"{_zahl(float(nah))} / {_zahl(float(alle))}"
        yield "anteil", f"Σ P(D ≤ {meter} m) / Σ P = {bruch} = {_band(gruppe.anteil, 1)} %"
    if gruppe.mittel_m is not None:
        yield "mittel", f"Σ P · D / Σ P = {_zahl(gruppe.mittel_m)} m"
    if gruppe.erreichbarkeit is not None:
        form = f"f(D) = min(1; max(0; ({_zahl(2 * gruppe.meter)} − D) / {meter}))"
        yield "erreichbarkeit", f"Σ P · f(D) / Σ P = {_band(gruppe.erreichbarkeit, _STELLEN)}; {form}"
    if gruppe.zugang is not None:
        yield "zugang", f"10.000 · Σ P · A / Σ P = {_zahl(gruppe.zugang, 3)}"


def _band(band: Band, stellen: int) -> str:
    unten, oben = _zahl(band.unten, stellen), _zahl(band.oben, stellen)
    return unten if unten == oben else f"{unten} – {oben}"


def _zahl(wert: float, stellen: int = 0) -> str:
    text = format_zahl(Decimal(str(round(wert, 10))).quantize(Decimal(1).scaleb(-stellen), ROUND_HALF_UP))
    return text.rstrip("0").rstrip(",") if "," in text else text
