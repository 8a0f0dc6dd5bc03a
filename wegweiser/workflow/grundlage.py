"""The content of all files put together: one grid per census, all places, the boundary; and what does not fit together."""

from collections import defaultdict

from wegweiser.adapters.daten.inhalte import Inhalte
from wegweiser.core.befragung.codeplan import choose_codeplan, match_codeplan
from wegweiser.core.befragung.rollen import apply_lesart
from wegweiser.core.indikatoren.geheimhaltung import check_sperrung
from wegweiser.core.raum.lagepruefung import VERORTET, build_lagen, check_lagen
from wegweiser.core.raum.vereinigung import merge_orte, merge_wege
from wegweiser.core.raum.zellen import merge_zellen
from wegweiser.model.befragung import Befragung
from wegweiser.model.daten import Datenbestand, Datenfund
from wegweiser.model.grundlage import Grundlage
from wegweiser.model.raum import Zellen
from wegweiser.workflow.quartier import build_quartier


def build_grundlage(bestand: Datenbestand, inhalte: Inhalte) -> Grundlage:
    """All typed content by kind."""
    raeume = {t.datei.id: tuple(t.inhalte[0]) for t in inhalte.teile if t.datei.art == "raeume"}
    befragungen, funde = _build_befragungen(inhalte)
    quartier = build_quartier(bestand.quartier, raeume) if bestand.quartier else None
    lagen = (
        build_lagen(t.datei.id, t.datei.art, t.inhalte) for t in inhalte.teile if t.datei.art in VERORTET
    )
    kennzahlen = tuple(wert for werte in inhalte.list_von("kennzahlen") for wert in werte)
    orte, nadeln, wege = (inhalte.list_von(art) for art in ("orte", "nadel", "wege"))
    return Grundlage(
        dateien=tuple(teil.datei for teil in inhalte.teile),
        gitter=_merge_gitter(inhalte),
        raeume=raeume,
        quartier=quartier,
        orte=merge_orte(orte) if orte else None,
        nadeln=merge_orte(nadeln) if nadeln else None,
        wege=merge_wege(wege) if wege else None,
        kennzahlen=kennzahlen,
        befragungen=befragungen,
        leerstaende=tuple(zeile for zeilen in inhalte.list_von("leerstand") for zeile in zeilen),
        brachen=tuple(zeile for zeilen in inhalte.list_von("brache") for zeile in zeilen),
        akteure=tuple(zeile for zeilen in inhalte.list_von("akteur") for zeile in zeilen),
        beziehungen=tuple(zeile for zeilen in inhalte.list_von("beziehung") for zeile in zeilen),
        funde=(*inhalte.funde, *funde, *check_lagen(quartier, lagen), *check_sperrung(kennzahlen)),
    )


def _merge_gitter(inhalte: Inhalte) -> dict[str, Zellen]:
    """Topics of one census and width become one grid; two censuses never do."""
    je: dict[str, list[Zellen]] = defaultdict(list)
    for teil in inhalte.teile:
        if teil.datei.art == "zellen":
            for zellen in teil.inhalte:
                je[teil.datei.format].append(zellen)
    return {f"{name}:{zellen.weite}": zellen for name, teile in je.items() for zellen in merge_zellen(teile)}


def _build_befragungen(inhalte: Inhalte) -> tuple[dict[str, Befragung], tuple[Datenfund, ...]]:
    """Every survey with the codebook that knows most of its columns, and what a person said its questions are for."""
    plaene = inhalte.list_von("codeplan")
    befragungen, funde = {}, list[Datenfund]()
    for teil in inhalte.teile:
        if teil.datei.art == "befragung":
            id_, roh = teil.datei.id, teil.inhalte[0]
            abgleich = match_codeplan(roh, choose_codeplan(roh, plaene), id_)
            mit_rollen = apply_lesart(abgleich.befragung, teil.datei.spalten, teil.datei.lesart, id_)
            befragungen[id_] = mit_rollen.befragung
            funde += (*abgleich.funde, *mit_rollen.funde)
    return befragungen, tuple(funde)
