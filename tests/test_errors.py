"""Every sentence and every hint can be said, whatever is known about the error."""

from collections import Counter

import pytest

from wegweiser.errors import find_stufe, format_hinweis, format_satz
from wegweiser.errors.saetze import HINWEISE, LEICHT, SAETZE, TEILE


@pytest.mark.parametrize("angaben", [{}, {"text": "{x} {0} }{", "grund": "{", "pfad": "a/{b}"}])
def test_every_sentence_can_be_said(angaben: dict[str, object]) -> None:
    for code in {*SAETZE, *HINWEISE}:
        satz, hinweis = format_satz(code, angaben), format_hinweis(code, angaben)
        assert satz or SAETZE[code].startswith("{"), code
        assert bool(hinweis) is (code in HINWEISE), code


def test_no_two_areas_share_a_code() -> None:
    zahl = Counter(code for teil in TEILE for code in teil.SAETZE)
    assert [code for code, anzahl in zahl.items() if anzahl > 1] == []


def test_a_code_has_a_level() -> None:
    assert set(SAETZE) >= LEICHT
    assert {code for code in SAETZE if find_stufe(code) == "hinweis"} == LEICHT
    assert find_stufe("verweis") == "fehler"
