"""The fixed list of functions: name → smallest and largest number of arguments."""

from typing import Final

HOECHSTENS_GLIEDER: Final = 200
"""Most members of any chain, set or argument list."""

AGGREGATE: Final = frozenset({"summe", "anzahl", "mittel", "kleinster", "groesster", "alle", "eines"})

STELLIGKEIT: Final = {
    **dict.fromkeys(sorted(AGGREGATE), (1, 1)),
    "beantwortet": (1, 1),
    "datum": (1, 1),
    "jahr": (1, 1),
    "betrag": (1, 1),
    "runde": (2, 2),
    "wenn": (3, 3),
    "min": (2, HOECHSTENS_GLIEDER),
    "max": (2, HOECHSTENS_GLIEDER),
}
