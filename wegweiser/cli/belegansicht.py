"""What was seen and heard, field by field, and how much evidence that is."""

from collections.abc import Sequence
from typing import Final

from wegweiser.cli.ausgabe import LEER, Satz
from wegweiser.model.analyse import Beleglage

_KLASSEN: Final = {"daten": "Daten", "sehen": "Sehen", "hoeren": "Hören"}
_STAERKEN: Final = {
    1: "trägt Belegstärke 1 (einzelne Stimmen)",
    2: "trägt Belegstärke 2 (eine Erhebung)",
    3: "trägt Belegstärke 3 (zwei unabhängige Klassen)",
}


def build_belege(belege: Sequence[Beleglage]) -> list[Satz]:
    """A line per Dienstfeld, then the gaps that claim more than was found."""
    if not belege:
        return []
    saetze = [LEER, Satz("Gesehen und gehört", "titel")]
    for beleg in belege:
        aussagen = "eine Aussage" if beleg.aussagen == 1 else f"{beleg.aussagen} Aussagen"
        klassen = " und ".join(_KLASSEN[klasse] for klasse in beleg.klassen)
        woher = f" ({klassen})" if klassen else ""
        satz = (
            f"{beleg.titel}: {aussagen} – {', '.join(beleg.instrumente)}{woher}; {_STAERKEN[beleg.staerke]}."
        )
        saetze.append(Satz(satz, einzug=2, haenge=2))
    for beleg in belege:
        if beleg.ueberschaetzt:
            luecken = ", ".join(f"„{name}“" for name in beleg.ueberschaetzt)
            text = f"Höher belegt eingetragen, als hier steht: {luecken}. Fehlt eine Quelle in der Liste?"
            saetze.append(Satz(text, "warnung", einzug=2, haenge=2))
    return saetze
