"""Survey answers: one row per person, columns by code, and what the codes mean."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from wegweiser.model.base import field, modell

# What a column is used for (quartiersanalyse.md 8.5).
Fragenzweck = Literal[
    "vermisst", "wichtigkeit", "zufriedenheit", "nutzung", "kenntnis", "hindernis", "mitmachen", "zahlungsbereitschaft",
    "rang", "gruppe", "sprache", "raum", "gewicht",
]  # fmt: skip


@modell
class Codezeile:
    """What the codebook says about one column: label, scale from to, codes that mean no answer."""

    variable: str
    label: str = ""
    von: int | None = None
    bis: int | None = None
    fehlwerte: tuple[str, ...] = ()
    werte: Mapping[str, str] = field(default_factory=dict)  # code → label
    modul: str = ""


@modell
class Fragenrolle:
    """A column, what it is for, which service it is about, and which of its values mean which Zielgruppe."""

    frage: str
    rolle: Fragenzweck
    dienst: str = ""
    werte: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Befragung(NamedTuple):
    """Answers by column (all of one length, None where nobody answered), after dropping what identifies persons."""

    spalten: Mapping[str, tuple[str | None, ...]]
    codeplan: Mapping[str, Codezeile] = {}
    rollen: tuple[Fragenrolle, ...] = ()
    abgebrochen: int = 0
    verworfen: tuple[str, ...] = ()  # columns never stored (token, ip address …)

    @property
    def anzahl(self) -> int:
        """Number of persons."""
        return len(next(iter(self.spalten.values()), ()))
