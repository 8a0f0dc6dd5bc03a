"""Two Vorhaben or scenarios side by side."""

from pathlib import Path
from typing import NamedTuple

from wegweiser.core.ergebnisunterschied import list_ergebnisse
from wegweiser.core.seiten import Zuordnung
from wegweiser.core.unterschied import compare_seiten, strip_angaben
from wegweiser.model.base import replace
from wegweiser.model.unterschied import Ergebnisunterschied, Unterschiede
from wegweiser.workflow import Stand, load_stand
from wegweiser.workflow.szenarien import load_angenommen
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.vergleiche import build_seite

_MIT_SZENARIO = "@"


class Vergleichsseite(NamedTuple):
    """One of two sides as a person named it: a folder, or `folder@scenario`."""

    name: str
    stand: Stand
    szenario: str = ""


class Gegenueberstellung(NamedTuple):
    """Two sides: what was said otherwise, all results side by side."""

    a: Vergleichsseite
    b: Vergleichsseite
    unterschiede: Unterschiede
    ergebnisse: tuple[Ergebnisunterschied, ...]


def compare_vorhaben(a: str, b: str, umfeld: Umfeld) -> Gegenueberstellung:
    """Two Vorhaben or scenarios; records of different Vorhaben find each other by their titles."""
    links, rechts = load_vergleichsseite(a, umfeld), load_vergleichsseite(b, umfeld)
    zuordnung: Zuordnung = "id" if _kennung(links.stand) == _kennung(rechts.stand) else "titel"
    alt, neu = build_seite(links.stand), build_seite(rechts.stand)
    ergebnisse = tuple(list_ergebnisse(alt, neu, zuordnung, alle=True))
    unterschiede = compare_seiten(alt, neu, zuordnung)
    if links.szenario or rechts.szenario:  # what is supposed has no evidence; that is no difference
        unterschiede = replace(unterschiede, antworten=strip_angaben(unterschiede.antworten))
    return Gegenueberstellung(links, rechts, unterschiede, ergebnisse)


def _kennung(stand: Stand) -> object:
    """What a Vorhaben and its copies have in common."""
    return stand.vorhaben.angelegt, stand.leitfaden.id


def load_vergleichsseite(name: str, umfeld: Umfeld) -> Vergleichsseite:
    """A side by its name; a folder that has the sign in its name is a folder."""
    ordner, trenner, szenario = name.rpartition(_MIT_SZENARIO)
    if not trenner or Path(name).is_dir():
        return Vergleichsseite(name, load_stand(Path(name), umfeld))
    angenommen = load_angenommen(load_stand(Path(ordner), umfeld), szenario)
    return Vergleichsseite(name, angenommen.stand, angenommen.titel)
