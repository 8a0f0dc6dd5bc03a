"""The parts of a Quartiersbild one after the other; what one part lacks leaves the others as they are."""

from collections.abc import Iterator, Mapping
from datetime import date

from wegweiser.core.akteursnetz import compute_akteursnetz
from wegweiser.core.raum.ausschnitt import clip_zellen
from wegweiser.core.raum.karte import Flaechen, build_karte, compute_flaeche, sum_einwohner
from wegweiser.model.befragung import Befragungsbild
from wegweiser.model.grundlage import Grundlage
from wegweiser.model.katalog import Dienst
from wegweiser.model.leitfaden import Leitfaden, find_tabelle
from wegweiser.model.potenzial import Akteursnetz
from wegweiser.model.quartiersbild import Datenwunsch, Quartierkarte, Quartiersbild
from wegweiser.model.raum import Zellen
from wegweiser.workflow import Stand
from wegweiser.workflow.befragungen import evaluate_befragungen
from wegweiser.workflow.daten import load_bestand
from wegweiser.workflow.quartiersluecken import assign_orte, build_luecken, build_potenziale, build_versorgung
from wegweiser.workflow.quartierszahlen import build_altersaufbau, build_zahlenlage, compute_kennzahlen

_TITEL = ("dienste", "dienstfelder", "zielgruppen")
# Services that are furniture of a street: they count where asked for, and would hide everything else on a map.
_KLEINES = frozenset(
    {"sitzbank", "radabstellanlage", "briefkasten", "ladesaeule", "buecherschrank", "paketautomat"}
)


_GEZEICHNET = frozenset({"zellen", "raeume", "orte", "leerstand", "brache"})


def build_quartiersbild(stand: Stand, grundlage: Grundlage, stichtag: date) -> Quartiersbild:
    """Everything the files tell."""
    quartier, leitfaden, angabe = grundlage.quartier, stand.leitfaden, load_bestand(stand.ordner).quartier
    zellen = clip_zellen(grundlage.zellen, quartier) if grundlage.zellen and quartier else None
    grundlage = assign_orte(leitfaden, grundlage)
    zahlen = build_zahlenlage(leitfaden, grundlage, angabe, zellen)
    indikatoren, befragungen = compute_kennzahlen(zahlen), _evaluate_befragungen(leitfaden, grundlage, zellen)
    versorgung = build_versorgung(leitfaden, grundlage, stichtag)
    luecken = build_luecken(leitfaden, versorgung, befragungen, indikatoren)
    return Quartiersbild(
        titel=quartier.titel if quartier else stand.vorhaben.titel,
        flaeche_km2=compute_flaeche(quartier) if quartier else None,
        zellen=len(zellen.x) if zellen else 0,
        einwohner=sum_einwohner(zellen) if zellen else None,
        indikatoren=indikatoren,
        alter=build_altersaufbau(zahlen),
        karte=_build_karte(leitfaden, grundlage, zellen),
        befragungen=befragungen,
        luecken=luecken,
        potenziale=build_potenziale(leitfaden, grundlage, luecken),
        netz=_build_netz(leitfaden, grundlage),
        titel_von=_list_titel(leitfaden),
        dateien=grundlage.dateien,
        funde=grundlage.funde,
        fehlt=tuple(_list_fehlende(grundlage)),
    )


def _list_titel(leitfaden: Leitfaden) -> Mapping[str, str]:
    """What ids of services, Dienstfelder, Zielgruppen and causes of gaps are called."""
    kataloge = (leitfaden.kataloge.get(name) for name in _TITEL)
    titel = {eintrag.id: eintrag.titel for katalog in kataloge if katalog for eintrag in katalog.eintraege}
    luecken = find_tabelle(leitfaden, "luecken")
    arten = next((s for s in luecken.spalten if s.id == "art"), None) if luecken else None
    return titel | {option.id: option.titel for option in getattr(arten, "optionen", ())}


# ── Map ──────────────────────────────────────────────────────────────────────────────────────────


def _build_karte(leitfaden: Leitfaden, grundlage: Grundlage, zellen: Zellen | None) -> Quartierkarte | None:
    if grundlage.quartier is None:
        return None
    felder = leitfaden.kataloge.get("dienstfelder")
    nennungen, ohne = _list_nennungen(grundlage)
    return build_karte(
        grundlage.quartier,
        zellen,
        grundlage.orte,
        _list_flaechen(grundlage),
        felder=_list_gezeigte(leitfaden),
        titel=[(eintrag.id, eintrag.titel) for eintrag in felder.eintraege] if felder else (),
        nennungen=nennungen,
        ohne_nennung=ohne,
    )


def _list_gezeigte(leitfaden: Leitfaden) -> dict[str, str]:
    """Which services stand on the map, and in which Dienstfeld."""
    katalog = leitfaden.kataloge.get("dienste")
    return {
        dienst.id: dienst.feld
        for dienst in (katalog.eintraege if katalog else ())
        if isinstance(dienst, Dienst) and dienst.id not in _KLEINES
    }


def _list_flaechen(grundlage: Grundlage) -> tuple[Flaechen, Flaechen]:
    """Empty rooms and brownfields; flats are counted elsewhere and never shown by their place."""
    raeume = [
        (r.x, r.y, "")
        for r in grundlage.leerstaende
        if r.x is not None and r.y is not None and r.art != "wohnung"
    ]
    brachen = [(b.x, b.y, "") for b in grundlage.brachen if b.x is not None and b.y is not None]
    return Flaechen("leerstand", raeume), Flaechen("brache", brachen)


def _list_nennungen(grundlage: Grundlage) -> tuple[list[str], list[str]]:
    """The credit lines of the files the map is drawn from, and the titles of those nobody said the source of."""
    gezeigt = [datei for datei in grundlage.dateien if datei.art in _GEZEICHNET]
    quellen = {datei.titel: datei.herkunft.nennung or datei.herkunft.urheber for datei in gezeigt}
    return [quelle for quelle in quellen.values() if quelle], [titel for titel, q in quellen.items() if not q]


# ── Survey and network ───────────────────────────────────────────────────────────────────────────


def _evaluate_befragungen(
    leitfaden: Leitfaden, grundlage: Grundlage, zellen: Zellen | None
) -> tuple[Befragungsbild, ...]:
    spanne = sum_einwohner(zellen) if zellen else None
    return evaluate_befragungen(grundlage, leitfaden, int(spanne.unten) if spanne else None)


def _build_netz(leitfaden: Leitfaden, grundlage: Grundlage) -> Akteursnetz | None:
    if not grundlage.akteure:
        return None
    katalog = leitfaden.kataloge.get("dienstfelder")
    felder = [eintrag.id for eintrag in katalog.eintraege] if katalog else []
    return compute_akteursnetz(grundlage.akteure, grundlage.beziehungen, felder)


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
