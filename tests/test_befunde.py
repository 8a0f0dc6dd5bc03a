"""Every kind of finding about a guide has a bad guide that triggers exactly it, somewhere in the tests."""

from tests.adapters.test_leitfaeden import FAELLE as FORM
from tests.adapters.test_ueberlagerung import FAELLE as UEBERLAGERUNG
from tests.core.logik.test_funde import FAELLE as LOGIK
from tests.core.test_gruendlich import FAELLE as GRUENDLICH
from tests.core.test_pruefung import FAELLE as AUSSAGE
from tests.core.test_sprachen import MAENGEL as SPRACHEN
from wegweiser.errors import befunde, dateien, leitfaden, logik

# Sentences beside findings: what a command says about its arguments or about a guide as a whole.
KEINE_BEFUNDE = {
    "abschnitt-unbekannt",
    "leitfaden-befunde", "leitfaden-besteht", "leitfaden-ordner", "leitfaden-unbekannt", "pruefformat-unbekannt", "sprache-keine",
    "sprache-unbekannt", "kein-text",
}  # fmt: skip
# Findings about very much: tests/adapters/test_yaml.py, tests/core/test_pruefung.py.
ANDERSWO = {"yaml-viel", "befunde-viele"}


def test_every_kind_of_finding_has_its_bad_guide() -> None:
    gepruefte = {
        fall[0]
        for tabelle in (FORM, UEBERLAGERUNG, GRUENDLICH, AUSSAGE, SPRACHEN, LOGIK)
        for fall in tabelle.values()
    }
    saetze = {**dateien.SAETZE, **leitfaden.SAETZE, **befunde.SAETZE, **logik.SAETZE}
    moeglich = {code for code in saetze if not code.startswith("reise-")} - KEINE_BEFUNDE - ANDERSWO
    assert moeglich - gepruefte == set()
    assert set(befunde.SAETZE) & {fall[0] for fall in GRUENDLICH.values()} == befunde.LEICHT
