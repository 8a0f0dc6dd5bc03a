"""From data to answers: gaps worked out become rows of the table `luecken`, as one change that can be undone."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from wegweiser import workflow
from wegweiser.core.lueckenindex.vorschlag import (
    Bestand,
    ist_unberuehrt,
    list_pflichten,
    merge_vorschlaege,
    plan_vorschlaege,
    read_zuletzt,
)
from wegweiser.core.verlauf import compute_lauf
from wegweiser.errors import DatenError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Zeile, replace
from wegweiser.model.leitfaden import find_tabelle
from wegweiser.model.lueckenindex import Dienstluecke, Lueckenbild
from wegweiser.model.lueckenvorschlag import Lueckenvorschlag
from wegweiser.model.quartiersbild import ABSEITS, Quartiersbild
from wegweiser.workflow import Stand
from wegweiser.workflow.tabellen import check_tabelle, list_zeilen
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.verlauf import load_schritte

ADRESSE = Adresse("luecken")
_ARTEN = frozenset({"zellen", "orte", "wege", "kennzahlen", "befragung"})  # what gaps are worked out of


class Lueckenplan(NamedTuple):
    """What the data say and what would be taken over; `belege` are the ids of the files behind it.

    `ueberholt` are rows that data wrote before and do not propose any more.
    """

    bild: Lueckenbild
    vorschlaege: tuple[Lueckenvorschlag, ...]
    belege: tuple[str, ...]
    ueberholt: tuple[str, ...] = ()

    @property
    def aendert(self) -> bool:
        """Whether taking over would change anything."""
        return any(v.zustand in {"neu", "geaendert"} for v in self.vorschlaege)


def plan_luecken(stand: Stand, bild: Quartiersbild, beschreibe: Callable[[Dienstluecke], str]) -> Lueckenplan:
    """The rows the data propose; `beschreibe` says in a sentence what a gap rests on.

    Raises DatenError where the guide has no table for gaps or the files tell of none.
    """
    tabelle = find_tabelle(stand.leitfaden, ADRESSE.frage)
    if tabelle is None:
        raise DatenError("luecken-ohne-tabelle", leitfaden=stand.leitfaden.id)
    if bild.luecken is None:
        raise _explain(stand, bild)
    belege = {dienst.dienst: beschreibe(dienst) for dienst in bild.luecken.luecken}
    genannt = {str(zeile.get("id")): str(zeile.get("bezeichnung")) for zeile in list_aus_daten(stand)}
    bestand = Bestand(list_zeilen(stand, ADRESSE), _load_zuletzt(stand), list_pflichten(stand.leitfaden))
    vorschlaege = plan_vorschlaege(bild.luecken, tabelle, bestand, belege)
    bleibt = {str(vorschlag.zeile.get("id")) for vorschlag in vorschlaege}
    return Lueckenplan(
        bild=bild.luecken,
        vorschlaege=vorschlaege,
        belege=tuple(datei.id for datei in bild.dateien if datei.art in _ARTEN),
        ueberholt=tuple(name for id_, name in genannt.items() if id_ not in bleibt),
    )


def _explain(stand: Stand, bild: Quartiersbild) -> DatenError:
    """Why there are no gaps: a file or the boundary is missing, or all are there and do not lie in one place."""
    if fund := next((fund for fund in bild.funde if fund.code in ABSEITS), None):
        return DatenError("luecken-abseits", grund=fund.satz, hinweis=fund.hinweis, ordner=stand.ordner)
    if bild.fehlt[:1] == ("quartier",) and not {"zellen", "orte"} & set(bild.fehlt):
        return DatenError("luecken-ohne-grenze", ordner=stand.ordner)
    return DatenError("luecken-ohne-daten", ordner=stand.ordner)


def _load_zuletzt(stand: Stand) -> Mapping[str, Mapping[str, str]]:
    """Every row as the data wrote it last, as far as that was not undone."""
    zuletzt: dict[str, Mapping[str, str]] = {}
    for schritt in compute_lauf(load_schritte(stand.ordner)).getan:
        for aenderung in schritt.aenderungen:
            if schritt.art == "aus-daten" and aenderung.adresse == ADRESSE:
                vorher, nachher = read_zuletzt(aenderung.alt), read_zuletzt(aenderung.neu)
                zuletzt |= {id_: werte for id_, werte in nachher.items() if vorher.get(id_) != werte}
    return zuletzt


def save_luecken(stand: Stand, plan: Lueckenplan, umfeld: Umfeld) -> Stand:
    """Take over what is new or changed as one step; rows a person wrote, changed or took out stay as they are."""
    zeilen = check_tabelle(stand, ADRESSE, merge_vorschlaege(list_zeilen(stand, ADRESSE), plan.vorschlaege))
    alt = stand.vorhaben.antworten.get(ADRESSE) or Antwort()
    neu = replace(
        alt,
        wert=zeilen,
        offen=False,
        zustaendig=None,
        bis=None,
        sicherheit=alt.sicherheit or "geschaetzt",
        belege=tuple(dict.fromkeys((*alt.belege, *plan.belege))),
    )
    return workflow.save_antworten(stand, {ADRESSE: neu}, umfeld, art="aus-daten")


def list_aus_daten(stand: Stand) -> tuple[Zeile, ...]:
    """The rows that are still as the data wrote them."""
    zuletzt = _load_zuletzt(stand)
    return tuple(zeile for zeile in list_zeilen(stand, ADRESSE) if ist_unberuehrt(zeile, zuletzt))
