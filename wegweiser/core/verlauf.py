"""Undo and redo from the journal alone: which step is next, and what its reverse changes.

A new change after an undo ends what could be repeated; beyond a move to another guide nothing is undone.
"""

from collections.abc import Iterable, Sequence

from wegweiser.model.verlauf import Aenderung, Lauf, Schritt

RUECKGAENGIG, WIEDERHOLT = "rueckgaengig", "wiederholt"
WAENDE = frozenset({"umzug", "umzug-zurueck", "anonymisiert"})


def compute_lauf(schritte: Iterable[Schritt]) -> Lauf:
    """What can be undone and repeated after all these steps."""
    getan: list[Schritt] = []
    zurueck: list[Schritt] = []
    wand: Schritt | None = None
    for schritt in schritte:
        if schritt.art in WAENDE:
            getan, zurueck, wand = [], [], schritt
        elif schritt.art == RUECKGAENGIG and (frueherer := _nimm(getan, schritt.zu)):
            zurueck.append(frueherer)
        elif schritt.art == WIEDERHOLT and (frueherer := _nimm(zurueck, schritt.zu)):
            getan.append(frueherer)
        elif merge_aenderungen(schritt.aenderungen):
            getan.append(schritt)
            zurueck = []
    return Lauf(tuple(getan), tuple(zurueck), wand)


def _nimm(stapel: list[Schritt], nr: int | None) -> Schritt | None:
    """The last step of a stack, if it has this number."""
    return stapel.pop() if stapel and stapel[-1].nr == nr else None


def invert_aenderungen(aenderungen: Sequence[Aenderung]) -> tuple[Aenderung, ...]:
    """What takes these changes back."""
    return tuple(Aenderung(a.adresse, a.neu, a.alt) for a in merge_aenderungen(aenderungen))


def merge_aenderungen(aenderungen: Sequence[Aenderung]) -> tuple[Aenderung, ...]:
    """One change per answer, from its first state to its last; what ends as it began is left out."""
    anfang = {a.adresse: a.alt for a in reversed(aenderungen)}
    ende = {a.adresse: a.neu for a in aenderungen}
    return tuple(Aenderung(a, anfang[a], neu) for a, neu in ende.items() if anfang[a] != neu)
