"""Removing what is personal: how far, what was found, what only a person can judge."""

from collections import Counter
from collections.abc import Mapping
from typing import Literal, NamedTuple, Protocol

from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Knoten, modell

# What is removed in any case, and (freitext, kommentar) what only on request.
Fundart = Literal[
    "antwort",
    "zelle",
    "notiz",
    "zustaendig",
    "beleg",
    "kuerzel",
    "verlauf",
    "freitext",
    "kommentar",
    "person",
    "entwurf",
    "kopie",
    "datei",
]


class Umfang(NamedTuple):
    """What else shall go beside the personal: all free texts, comments, the answers to certain questions, data files."""

    freitexte: bool = False
    kommentare: bool = False
    fragen: frozenset[str] = frozenset()
    daten: bool = False


class Freitext(NamedTuple):
    """A text that may or may not be personal: where it stands, what it answers, and itself."""

    datei: str
    stelle: str
    text: str


class Reinigung(Protocol):
    """What knows which parts of an answer are personal; `ort` is the file it works on, `streng` leaves no text at all."""

    umfang: Umfang
    gezaehlt: Counter[Fundart]
    ort: str
    streng: bool

    def reinige(self, adresse: Adresse, knoten: Knoten) -> Knoten:
        """An answer without what is personal; None where nothing of it may stay."""

    def behalte(self, stelle: str, knoten: Knoten) -> Knoten:
        """A text only a person can judge: kept and noted, or None."""


@modell
class Anonymisierung:
    """What would be (or was) removed, what is left to judge, and what is out of reach.

    `gezaehlt` counts by kind; `entfernt` are texts about who is responsible, shown because they might be offices after all;
    `dateien` will be written anew, `umbenannt` get another name. `daten` are imported files; those that may tell about
    persons stand in `daten_personen`.
    """

    gezaehlt: Mapping[Fundart, int]
    entfernt: tuple[Freitext, ...]
    freitexte: tuple[Freitext, ...]
    kommentare: tuple[Freitext, ...]
    dateien: tuple[str, ...]
    umbenannt: Mapping[str, str]
    berichte: tuple[str, ...]
    daten: tuple[str, ...]
    daten_personen: tuple[str, ...]
    unbekannt: tuple[str, ...]
    leitfaden: str = ""
