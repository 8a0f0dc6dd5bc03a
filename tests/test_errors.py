"""Every sentence and every hint can be said, whatever is known about the error."""

import pytest

from wegweiser.errors import HINWEISE, LEICHT, SAETZE, find_stufe, format_hinweis, format_satz


@pytest.mark.parametrize("code", sorted({*SAETZE, *HINWEISE}))
def test_every_sentence_can_be_said(code: str) -> None:
    for angaben in ({}, {"text": "{x} {0} }{", "grund": "{", "pfad": "a/{b}"}):
        satz, hinweis = format_satz(code, angaben), format_hinweis(code, angaben)
        assert satz or SAETZE[code].startswith("{")
        assert bool(hinweis) is (code in HINWEISE)


def test_a_code_has_a_level() -> None:
    assert set(SAETZE) >= LEICHT
    assert {code for code in SAETZE if find_stufe(code) == "hinweis"} == LEICHT
    assert find_stufe("verweis") == "fehler"
