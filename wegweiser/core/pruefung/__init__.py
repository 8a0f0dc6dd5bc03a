"""Findings about a guide beyond its schema: names, types, order and references."""

from itertools import islice

from wegweiser.core.pruefung.abschnitte import check_abschnitte
from wegweiser.core.pruefung.fassungen import check_fassungen
from wegweiser.core.pruefung.fund import KOPF, Fund
from wegweiser.core.pruefung.ids import check_ids, check_kennungen, check_kopf, check_schritte
from wegweiser.core.pruefung.kataloge import check_kataloge
from wegweiser.core.pruefung.regeln import check_parameter, check_regeln
from wegweiser.core.pruefung.staende import check_staende
from wegweiser.core.pruefung.wissen import Wissen
from wegweiser.model.leitfaden import Leitfaden

__all__ = ["Fund", "check_leitfaden"]

MAX_FUNDE = 1000
_SCHRITTE = (
    check_kopf,
    check_ids,
    check_schritte,
    check_kennungen,
    check_staende,
    check_parameter,
    check_fassungen,
    check_abschnitte,
    check_kataloge,
    check_regeln,
)


def check_leitfaden(leitfaden: Leitfaden) -> tuple[Fund, ...]:
    """Everything that must be right before a guide can be used; an empty tuple means it is sound.

    After a thousand findings nobody reads on, and a stranger's guide must not keep the machine busy.
    """
    wissen = Wissen(leitfaden)
    funde = tuple(islice((fund for schritt in _SCHRITTE for fund in schritt(wissen)), MAX_FUNDE))
    return funde if len(funde) < MAX_FUNDE else (*funde, KOPF.fund("befunde-viele", anzahl=MAX_FUNDE))
