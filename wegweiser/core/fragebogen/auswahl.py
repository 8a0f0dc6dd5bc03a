"""Which part of a guide a questionnaire asks."""

from collections.abc import Collection, Iterator, Mapping

from wegweiser.ausdruck import parse_ausdruck
from wegweiser.model.base import replace
from wegweiser.model.leitfaden import Abgeleitet, Abschnitt, Leitfaden, Schritt


def select_abschnitte(
    leitfaden: Leitfaden, runde: str | None, abschnitte: Collection[str]
) -> tuple[Abschnitt, ...]:
    """The Abschnitte with the questions of one round (None: of all); of the wanted Abschnitte or Schritte (none: all)."""
    gewaehlt = [_select_fragen(_select_schritte(a, abschnitte), runde) for a in leitfaden.abschnitte]
    belegt = [abschnitt for abschnitt in gewaehlt if abschnitt.schritte]
    lesbar = _list_lesbare(leitfaden, belegt)
    return tuple(
        replace(abschnitt, abgeleitet=tuple(a for a in abschnitt.abgeleitet if a.id in lesbar))
        for abschnitt in belegt
    )


def _select_schritte(abschnitt: Abschnitt, gewuenscht: Collection[str]) -> Abschnitt:
    if not gewuenscht or abschnitt.id in gewuenscht:
        return abschnitt
    return replace(abschnitt, schritte=tuple(s for s in abschnitt.schritte if s.id in gewuenscht))


def _select_fragen(abschnitt: Abschnitt, runde: str | None) -> Abschnitt:
    schritte = (_select_schritt(schritt, runde) for schritt in abschnitt.schritte)
    return replace(abschnitt, schritte=tuple(schritt for schritt in schritte if schritt.fragen))


def _select_schritt(schritt: Schritt, runde: str | None) -> Schritt:
    fragen = tuple(frage for frage in schritt.fragen if runde is None or frage.runde == runde)
    return replace(schritt, fragen=fragen)


def _list_lesbare(leitfaden: Leitfaden, abschnitte: Collection[Abschnitt]) -> set[str]:
    """Derived values that follow from what is asked."""
    abgeleitet = {a.id: a for abschnitt in abschnitte for a in abschnitt.abgeleitet}
    da = {frage.id for abschnitt in abschnitte for frage in abschnitt.fragen()}
    da |= set(leitfaden.kopf.parameter)
    return {name for name in abgeleitet if _list_gelesene(name, abgeleitet) <= da}


def _list_gelesene(name: str, abgeleitet: Mapping[str, Abgeleitet]) -> set[str]:
    """The questions a derived value reads in the end."""
    offen, gesehen, fragen = [name], set[str](), set[str]()
    while offen:
        aktuell = offen.pop()
        if aktuell in gesehen:
            continue
        gesehen.add(aktuell)
        if aktuell in abgeleitet:
            offen += _read_namen(abgeleitet[aktuell])
        else:
            fragen.add(aktuell)
    return fragen


def _read_namen(abgeleitet: Abgeleitet) -> Iterator[str]:
    yield from parse_ausdruck(abgeleitet.ausdruck).namen
