"""Abschnitte and Schritte that ask nothing, proposals that come too late."""

from collections.abc import Iterator

from wegweiser.core.pruefung.fund import KOPF, Fund
from wegweiser.core.pruefung.wissen import Wissen, list_abschnitte, list_orte


def check_umfang(wissen: Wissen) -> Iterator[Fund]:
    """What has no effect where it stands."""
    if not wissen.leitfaden.abschnitte:
        yield KOPF.bei("abschnitte").fund("ohne-fragen")
    for datei, abschnitt in list_abschnitte(wissen.leitfaden):
        if not abschnitt.schritte and not abschnitt.abgeleitet:
            yield datei.bei("schritte").fund("ohne-fragen")
        for nr, schritt in enumerate(abschnitt.schritte):
            if not schritt.fragen:
                yield datei.bei("schritte", nr, "fragen").fund("ohne-fragen")
    yield from _check_vorschlaege(wissen)


def _check_vorschlaege(wissen: Wissen) -> Iterator[Fund]:
    for ort, _, frage in list_orte(wissen.leitfaden):
        grenze = wissen.reihenfolge[frage.id]
        for name in wissen.list_spaetere(frage.vorschlag, grenze) if frage.vorschlag else ():
            yield ort.bei("vorschlag").fund("vorschlag-spaeter", name=name)
