"""The parts of a Quartiersbild one after the other; what one part lacks leaves the others as they are."""

from collections.abc import Iterator, Mapping
from datetime import date

from wegweiser.core.akteursnetz import build_akteure, compute_akteursnetz
from wegweiser.core.raum.ausschnitt import clip_zellen
from wegweiser.core.raum.karte import compute_flaeche, sum_einwohner
from wegweiser.core.raum.nadeln import count_nadeln
from wegweiser.model.antworten import Adresse
from wegweiser.model.befragung import Befragungsbild
from wegweiser.model.frage import Auswahl
from wegweiser.model.grundlage import Grundlage
from wegweiser.model.leitfaden import Leitfaden, find_tabelle
from wegweiser.model.potenzial import Akteursnetz
from wegweiser.model.quartiersbild import OHNE_ZELLEN, Altersaufbau, Datenwunsch, Quartiersbild, Raumangabe
from wegweiser.model.raum import Zellen
from wegweiser.workflow import Stand
from wegweiser.workflow.befragungen import evaluate_befragungen
from wegweiser.workflow.daten import load_bestand
from wegweiser.workflow.quartier import check_lage
from wegweiser.workflow.quartierskarte import build_quartierkarte, select_blick
from wegweiser.workflow.quartiersluecken import assign_orte, build_luecken, build_potenziale, build_versorgung
from wegweiser.workflow.quartierszahlen import build_altersaufbau, build_zahlenlage, compute_kennzahlen
from wegweiser.workflow.tabellen import list_zeilen

_TITEL = ("dienste", "dienstfelder", "zielgruppen")


def build_quartiersbild(stand: Stand, grundlage: Grundlage, stichtag: date) -> Quartiersbild:
    """Everything the files tell."""
    quartier, leitfaden, angabe = grundlage.quartier, stand.leitfaden, load_bestand(stand.ordner).quartier
    lage = tuple(check_lage(quartier, grundlage)) if quartier else ()
    bewohnt = not any(fund.code in OHNE_ZELLEN for fund in lage)
    zellen = clip_zellen(grundlage.zellen, quartier) if grundlage.zellen and quartier and bewohnt else None
    grundlage = assign_orte(leitfaden, grundlage)
    zahlen = build_zahlenlage(stand, grundlage, angabe, zellen)
    kennzahlen, alter = compute_kennzahlen(zahlen), build_altersaufbau(zahlen)
    befragungen = _evaluate_befragungen(leitfaden, grundlage, zellen, alter)
    versorgung = build_versorgung(leitfaden, grundlage, stichtag)
    luecken = build_luecken(leitfaden, versorgung, befragungen, kennzahlen.indikatoren)
    return Quartiersbild(
        titel=quartier.titel if quartier else stand.vorhaben.titel,
        flaeche_km2=compute_flaeche(quartier) if quartier else None,
        zellen=len(zellen.x) if zellen else 0,
        einwohner=sum_einwohner(zellen) if zellen else None,
        jahr=zahlen.jahr or None,
        indikatoren=kennzahlen.indikatoren,
        sozialraumindex=kennzahlen.sozialraumindex,
        widersprueche=kennzahlen.widersprueche,
        alter=alter,
        karte=build_quartierkarte(leitfaden, grundlage, zellen, select_blick(leitfaden, versorgung, luecken)),
        versorgung=versorgung,
        befragungen=befragungen,
        nadeln=count_nadeln(grundlage.nadeln, quartier) if grundlage.nadeln else (),
        luecken=luecken,
        potenziale=build_potenziale(leitfaden, grundlage, luecken),
        raeume=tuple(_list_raeume(grundlage)),
        netz=_build_netz(stand, grundlage),
        titel_von=_list_titel(leitfaden),
        dateien=grundlage.dateien,
        funde=(*grundlage.funde, *lage),
        fehlt=tuple(_list_fehlende(grundlage)),
    )


def _list_titel(leitfaden: Leitfaden) -> Mapping[str, str]:
    """What ids of services, Dienstfelder, Zielgruppen and kinds of gaps are called."""
    kataloge = (leitfaden.kataloge.get(name) for name in _TITEL)
    titel = {eintrag.id: eintrag.titel for katalog in kataloge if katalog for eintrag in katalog.eintraege}
    tabelle = find_tabelle(leitfaden, "luecken")
    art = next((spalte for spalte in tabelle.spalten if spalte.id == "art"), None) if tabelle else None
    optionen = art.optionen if isinstance(art, Auswahl) else ()
    return {**{option.id: option.titel for option in optionen}, **titel}


def _list_raeume(grundlage: Grundlage) -> Iterator[Raumangabe]:
    for raum in grundlage.leerstaende:
        yield Raumangabe(raum.id, raum.art, raum.flaeche_m2)
    for brache in grundlage.brachen:
        yield Raumangabe(brache.id, "brache", brache.flaeche_m2)


# ── Survey and network ───────────────────────────────────────────────────────────────────────────


def _evaluate_befragungen(
    leitfaden: Leitfaden, grundlage: Grundlage, zellen: Zellen | None, alter: Altersaufbau | None
) -> tuple[Befragungsbild, ...]:
    spanne = sum_einwohner(zellen) if zellen else None
    return evaluate_befragungen(grundlage, leitfaden, int(spanne.unten) if spanne else None, alter)


def _build_netz(stand: Stand, grundlage: Grundlage) -> Akteursnetz | None:
    """Out of the tables; where there is none, out of the answer, which knows neither influence nor ties."""
    leitfaden = stand.leitfaden
    akteure = grundlage.akteure or build_akteure(list_zeilen(stand, Adresse("akteure")))
    if not akteure:
        return None
    katalog = leitfaden.kataloge.get("dienstfelder")
    felder = [eintrag.id for eintrag in katalog.eintraege] if katalog else []
    return compute_akteursnetz(akteure, grundlage.beziehungen, felder)


def _list_fehlende(grundlage: Grundlage) -> Iterator[Datenwunsch]:
    """What would make the analysis firmer, in the order in which one would fetch it."""
    vorhanden: Mapping[Datenwunsch, object] = {
        "quartier": grundlage.quartier,
        "zellen": grundlage.gitter,
        "orte": grundlage.orte,
        "raeume": grundlage.raeume,
        "kennzahlen": grundlage.kennzahlen,
        "befragung": grundlage.befragungen,
        "wege": grundlage.wege,
        "leerstand": grundlage.leerstaende or grundlage.brachen,
        "akteur": grundlage.akteure,
    }
    yield from (wunsch for wunsch, da in vorhanden.items() if not da)
