"""The extra column of our questionnaires: `typ=geldbetrag; zeilen=1-40`; other programs leave it alone."""

from collections.abc import Mapping


def format_merkmale(merkmale: Mapping[str, object]) -> str:
    """The cell; what is None or empty is left out."""
    return "; ".join(f"{name}={wert}" for name, wert in merkmale.items() if wert not in {None, ""})


def parse_merkmale(text: str) -> dict[str, str]:
    """What a cell says; whatever does not look like ours is passed over."""
    paare = (teil.partition("=") for teil in text.split(";"))
    return {name.strip(): wert.strip() for name, gleich, wert in paare if gleich}
