"""Undo and redo from a list of steps, against two plain stacks."""

from hypothesis import given
from hypothesis import strategies as st

from wegweiser.core.verlauf import compute_lauf, invert_aenderungen, merge_aenderungen
from wegweiser.model.antworten import Adresse
from wegweiser.model.verlauf import Aenderung, Schritt

A, B = Adresse("a"), Adresse("b", "m1")


def schritt(nr: int, art: str = "antwort", *aenderungen: Aenderung, zu: int | None = None) -> Schritt:
    geaendert = aenderungen or (Aenderung(A, str(nr), str(nr + 1)),)
    return Schritt(nr=nr, zeit="2026-11-22T10:00:00", art=art, wer="", aenderungen=geaendert, zu=zu)


@given(st.lists(st.sampled_from(["antwort", "von-hand", "erfasst", "rueckgaengig", "wiederholt", "umzug"])))
def test_the_journal_is_two_stacks(arten: list[str]) -> None:
    schritte: list[Schritt] = []
    getan: list[int] = []
    zurueck: list[int] = []
    for nr, art in enumerate(arten, 1):
        if art == "rueckgaengig":
            if not getan:
                continue
            zurueck.append(getan.pop())
            schritte.append(schritt(nr, art, zu=zurueck[-1]))
        elif art == "wiederholt":
            if not zurueck:
                continue
            getan.append(zurueck.pop())
            schritte.append(schritt(nr, art, zu=getan[-1]))
        else:
            schritte.append(schritt(nr, art))
            zurueck = []
            getan = [] if art == "umzug" else [*getan, nr]
    lauf = compute_lauf(schritte)
    assert [s.nr for s in lauf.getan] == getan
    assert [s.nr for s in lauf.zurueckgenommen] == zurueck
    assert (lauf.wand is not None) == ("umzug" in arten)


def test_what_changes_nothing_is_no_step_and_ends_no_redo() -> None:
    leer = schritt(4, "von-hand", Aenderung(A, "x", "x"))
    lauf = compute_lauf([schritt(1), schritt(2), schritt(3, "rueckgaengig", zu=2), leer])
    assert [s.nr for s in lauf.getan] == [1]
    assert [s.nr for s in lauf.zurueckgenommen] == [2]


def test_an_undo_of_something_else_is_a_change_like_any_other() -> None:
    lauf = compute_lauf([schritt(1), schritt(2), schritt(3, "rueckgaengig", zu=1)])
    assert [s.nr for s in lauf.getan] == [1, 2, 3]


def test_several_changes_of_one_answer_become_one() -> None:
    aenderungen = [Aenderung(A, None, "1"), Aenderung(B, "x", "y"), Aenderung(A, "1", "2")]
    assert merge_aenderungen(aenderungen) == (Aenderung(A, None, "2"), Aenderung(B, "x", "y"))
    assert invert_aenderungen(aenderungen) == (Aenderung(A, "2", None), Aenderung(B, "y", "x"))
