"""How many of a Zielgruppe live in a cell: counted, from a share, or others in their place."""

import numpy as np

from tests.core.raum.koeln import build_zellen
from wegweiser.core.raum.gruppen import count_gruppe

NAN = np.nan


def test_a_count_stays_unknown_where_people_live_and_is_none_where_nobody_does() -> None:
    zahl = count_gruppe(build_zellen([0, 1, 2], [0, 0, 0], [50, 0, 30], ab_65=[NAN, NAN, 12]), "ab-65")
    assert np.isnan(zahl.personen[0])
    assert zahl.personen[1:].tolist() == [0, 12]
    assert zahl.hoechstens.tolist() == [50, 0, 30]
    assert not zahl.stellvertretend


def test_a_share_becomes_a_count() -> None:
    zahl = count_gruppe(build_zellen([0, 1], [0, 0], [50, 80], anteil_ab_80=[10, NAN]), "ab-80")
    assert zahl.personen[0] == 5
    assert np.isnan(zahl.personen[1])


def test_families_live_where_children_do_but_nobody_counted_them() -> None:
    zellen = build_zellen([0], [0], [50], unter_18=[9])
    assert (
        count_gruppe(zellen, "kinder-jugend").personen[0],
        count_gruppe(zellen, "familien").personen[0],
    ) == (9, 9)
    assert not count_gruppe(zellen, "kinder-jugend").stellvertretend
    assert count_gruppe(zellen, "familien").stellvertretend


def test_all_stand_in_for_a_group_the_grid_does_not_know() -> None:
    zahl = count_gruppe(build_zellen([0], [0], [50]), "leistungsbezug")
    assert (zahl.personen[0], zahl.stellvertretend) == (50, True)
