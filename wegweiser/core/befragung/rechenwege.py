"""The working behind the numbers of a survey, as formulas with their numbers in."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from wegweiser.model.befragung import ALLE, Schicht, WichtigkeitsLeistung
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.rechenweg import Rechenweg


def list_rechenwege(
    n: int, schichten: Sequence[Schicht], n_eff: Decimal | None, wichtigkeit: Sequence[WichtigkeitsLeistung]
) -> Iterator[Rechenweg]:
    """Weights, what the sample is worth, and where the cross stands; titles follow from `name`."""
    gesamt = sum((schicht.bevoelkerung for schicht in schichten), Decimal(0))
    befragt = sum(schicht.befragt for schicht in schichten)
    for schicht in schichten:
        rechnung = f"({_zahl(schicht.bevoelkerung)} / {_zahl(gesamt)}) / ({schicht.befragt} / {befragt})"
        yield Rechenweg(
            name=f"gewicht {schicht.id}",
            titel=schicht.id,
            art="zahl",
            wert=schicht.gewicht,
            schritte=(rechnung,),
        )
    if n_eff is not None:
        yield Rechenweg(
            name="n-eff", titel="n_eff", art="zahl", wert=n_eff, schritte=(f"(Σ w)² / Σ w², n = {n}",)
        )
    for bild in wichtigkeit:
        if bild.gruppe == ALLE:
            yield from _list_kreuz(bild)


def _list_kreuz(bild: WichtigkeitsLeistung) -> Iterator[Rechenweg]:
    belegt = [punkt for punkt in bild.punkte if punkt.quadrant is not None]
    for name, wert, werte in (
        ("kreuz-wichtigkeit", bild.kreuz_wichtigkeit, [p.wichtigkeit.wert for p in belegt]),
        ("kreuz-zufriedenheit", bild.kreuz_zufriedenheit, [p.zufriedenheit.wert for p in belegt]),
    ):
        summe = " + ".join(_zahl(w) for w in werte if w is not None)
        yield Rechenweg(name=name, titel=name, art="zahl", wert=wert, schritte=(f"({summe}) / {len(werte)}",))


def _zahl(wert: Decimal) -> str:
    return format_zahl(wert.quantize(Decimal("0.001")).normalize())
