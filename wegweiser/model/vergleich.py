"""What differs between two guides, and what that means for answers given to the older one."""

from collections.abc import Mapping
from typing import Literal

from wegweiser.model.base import modell

Bereich = Literal[
    "kopf", "abschnitte", "fragen", "abgeleitet", "parameter", "regeln", "kataloge", "quellen", "sprachen"
]
Art = Literal["neu", "entfallen", "umbenannt", "ersetzt", "zurueckgezogen", "verschoben", "geaendert"]
# What becomes of an answer. je-nach-antwort: it depends on what was said; neu-gefragt: there is no answer yet, or the one
# there was is kept aside.
Folge = Literal["bleibt", "umgewandelt", "je-nach-antwort", "neu-gefragt", "abgelegt"]


@modell
class Feldaenderung:
    """One field before and after, as data."""

    feld: str
    alt: object = None
    neu: object = None


@modell
class Teil:
    """A change below a question: an option (`optionen`) or a column (`spalten`).

    `aehnlich` names a new one that looks like the undeclared successor of one that is gone.
    """

    art: Art
    bereich: Literal["optionen", "spalten"]
    id: str
    titel: str = ""
    alt_id: str = ""
    grund: str = ""
    aehnlich: str = ""
    felder: tuple[Feldaenderung, ...] = ()
    teile: "tuple[Teil, ...]" = ()


@modell
class Unterschied:
    """One thing that differs; `id` is the present one, or the last one of what is gone.

    `ort` is where it stands now (Abschnitt, catalogue), `alt_ort` where it stood if that was elsewhere; `aehnlich` names a
    new question that looks like the undeclared successor of one that is gone.
    """

    bereich: Bereich
    art: Art
    id: str
    titel: str = ""
    ort: str = ""
    alt_ort: str = ""
    alt_id: str = ""
    grund: str = ""
    felder: tuple[Feldaenderung, ...] = ()
    teile: tuple[Teil, ...] = ()
    folge: Folge | None = None
    unerklaert: bool = False
    aehnlich: str = ""


@modell
class Vergleich:
    """Two guides side by side: every difference, and how many questions stay as they are."""

    alt: Mapping[str, str]
    neu: Mapping[str, str]
    gleiche_fragen: int
    unterschiede: tuple[Unterschied, ...] = ()
