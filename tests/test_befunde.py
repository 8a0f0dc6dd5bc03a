"""Every kind of finding about a guide has a bad guide that triggers exactly it, somewhere in the tests."""

from tests.adapters.test_leitfaeden import FAELLE as FORM
from tests.adapters.test_ueberlagerung import FAELLE as UEBERLAGERUNG
from tests.core.logik.test_funde import FAELLE as LOGIK
from tests.core.test_gruendlich import FAELLE as GRUENDLICH
from tests.core.test_pruefung import FAELLE as AUSSAGE
from tests.core.test_sprachen import MAENGEL as SPRACHEN
from wegweiser.adapters.handbuch import list_befunde
from wegweiser.errors import befunde

# Findings whose guide is too big or too many for a table, each with its place in a test of its own:
# tests/adapters/test_yaml.py, tests/core/test_pruefung.py, tests/adapters/test_ueberlagerung.py.
ANDERSWO = {
    "yaml-viel", "befunde-viele", "erweitert-fehlt", "erweitert-kreis", "erweitert-pfad", "erweitert-tief", "version-bereich",
    "version-passt-nicht",
}  # fmt: skip


def test_every_kind_of_finding_has_its_bad_guide() -> None:
    tabellen = (FORM, UEBERLAGERUNG, LOGIK, GRUENDLICH, AUSSAGE, SPRACHEN)
    gepruefte = {fall[0] for tabelle in tabellen for fall in tabelle.values()}
    moeglich = {code for thema, codes in list_befunde().items() if thema != "reisen" for code in codes}
    ohne_reisen = {code for code in moeglich if not code.startswith("reise-")}  # those belong to `testen`
    assert ohne_reisen - gepruefte - ANDERSWO == set()
    assert set(befunde.SAETZE) & {fall[0] for fall in GRUENDLICH.values()} == befunde.LEICHT
