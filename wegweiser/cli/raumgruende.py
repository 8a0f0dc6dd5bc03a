"""Why an empty room fits a gap: what speaks for it, what against, what nobody knows, what to clear first."""

from collections.abc import Iterator, Mapping

from wegweiser.model.potenzial import Merkmal, Merkmalsstufe, Raumpassung

MERKMALE: Mapping[Merkmal, Mapping[Merkmalsstufe, str]] = {
    "lage": {
        "gut": "gut zu erreichen",
        "mittel": "mäßig zu erreichen",
        "schlecht": "für die meisten zu weit",
    },
    "barrierefrei": {"gut": "ohne Stufen", "mittel": "mit Umbau barrierefrei", "schlecht": "mit Stufen"},
    "zustand": {"gut": "in gutem Zustand", "mittel": "zu renovieren", "schlecht": "in schlechtem Zustand"},
    "miete": {
        "gut": "Miete tragbar",
        "mittel": "Miete knapp über dem Tragbaren",
        "schlecht": "Miete zu hoch",
    },
    "sichtbarkeit": {"gut": "gut sichtbar", "mittel": "abseits vom Hauptweg", "schlecht": "kaum sichtbar"},
}
UNBEKANNT: Mapping[Merkmal, str] = {
    "lage": "Lage", "barrierefrei": "Barrierefreiheit", "zustand": "Zustand", "miete": "ob die Miete tragbar ist",
    "sichtbarkeit": "Sichtbarkeit",
}  # fmt: skip
OFFEN: Mapping[str, str] = {
    "flaeche": "die Fläche", "flaeche-knapp": "ob die Fläche reicht", "status": "ob er frei ist",
    "kontakt": "ob Kontakt erlaubt ist", "planrecht": "das Planungsrecht",
    "planrecht-aendern": "eine Änderung im Planungsrecht", "altlast": "der Verdacht auf Altlasten", "ort": "wo er liegt",
}  # fmt: skip


def format_gruende(passung: Raumpassung) -> str:
    """The reasons behind the points, most weight first."""
    return "; ".join(_list_teile(passung))


def _list_teile(passung: Raumpassung) -> Iterator[str]:
    nach_gewicht = sorted(passung.merkmale, key=lambda m: -m.gewicht)
    if bekannt := [MERKMALE[m.merkmal][m.stufe] for m in nach_gewicht if m.stufe]:
        yield ", ".join(bekannt)
    if unbekannt := [UNBEKANNT[m.merkmal] for m in nach_gewicht if m.wert is None]:
        yield f"unbekannt: {', '.join(unbekannt)}"
    if passung.offen:
        yield f"vorher zu klären: {', '.join(OFFEN[code] for code in passung.offen)}"
