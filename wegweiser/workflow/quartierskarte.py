"""The map of a Quartier: which cells, places, rooms and credit lines stand on it, and the service whose gaps are marked."""

from collections.abc import Sequence

from wegweiser.core.raum.karte import Flaechen, Versorgungsblick, build_karte
from wegweiser.core.raum.setzungen import build_versorgungssetzungen
from wegweiser.core.raum.versorgung import find_unversorgte
from wegweiser.model.grundlage import Grundlage
from wegweiser.model.katalog import Dienst, Schwelle
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.lueckenindex import ALLE, Lueckenbild
from wegweiser.model.quartiersbild import KLEINES, Quartierkarte, find_anteil, rank_versorgung
from wegweiser.model.raum import Zellen
from wegweiser.model.versorgung import Dienstversorgung

_GEZEICHNET = frozenset({"zellen", "raeume", "orte", "leerstand", "brache"})
_EINIGE, _MEISTE = (
    5,
    95,
)  # percent: where nearly all or nearly nobody reach a service, a map of it shows nothing


def build_quartierkarte(
    leitfaden: Leitfaden, grundlage: Grundlage, zellen: Zellen | None, dienst: Dienstversorgung | None
) -> Quartierkarte | None:
    """The map; None without a boundary."""
    if grundlage.quartier is None:
        return None
    felder = leitfaden.kataloge.get("dienstfelder")
    nennungen, ohne = _list_nennungen(grundlage)
    return build_karte(
        grundlage.quartier,
        zellen,
        grundlage.orte,
        _list_flaechen(grundlage),
        _build_blick(leitfaden, grundlage, zellen, dienst),
        felder=_list_gezeigte(leitfaden),
        titel=[(eintrag.id, eintrag.titel) for eintrag in felder.eintraege] if felder else (),
        nennungen=nennungen,
        ohne_nennung=ohne,
    )


def select_blick(
    leitfaden: Leitfaden, versorgung: Sequence[Dienstversorgung], luecken: Lueckenbild | None
) -> Dienstversorgung | None:
    """The service a map tells most about: of the daily ones, else of the largest gaps, one that some reach and some do not."""
    folge = {d.dienst: nr for nr, d in enumerate(luecken.luecken)} if luecken else {}
    taegliche = _list_taegliche(leitfaden)
    da = [d for d in rank_versorgung(versorgung) if d.dienst.id not in KLEINES]
    geordnet = sorted(da, key=lambda d: (d.dienst.id not in taegliche, folge.get(d.dienst.id, len(folge))))
    gemischt = (d for d in geordnet if (anteil := find_anteil(d)) and _EINIGE <= anteil.mitte <= _MEISTE)
    return next(gemischt, None) or next((d for d in da if not d.fehlt_ganz), None)


def _list_taegliche(leitfaden: Leitfaden) -> frozenset[str]:
    """The services that official reports count together as what one needs nearby: the threshold that names most of them."""
    katalog = leitfaden.kataloge.get("schwellen")
    schwellen = [s for s in (katalog.eintraege if katalog else ()) if isinstance(s, Schwelle)]
    groesste = max(schwellen, key=lambda s: len(s.dienste), default=None)
    return frozenset(groesste.dienste) if groesste else frozenset()


def _build_blick(
    leitfaden: Leitfaden, grundlage: Grundlage, zellen: Zellen | None, dienst: Dienstversorgung | None
) -> Versorgungsblick | None:
    setzungen = build_versorgungssetzungen(leitfaden)
    if dienst is None or zellen is None or grundlage.orte is None or setzungen is None:
        return None
    gefunden = find_unversorgte(zellen, grundlage.orte, dienst.dienst.id, setzungen, grundlage.wege)
    alle = dienst.find_gruppe(ALLE)
    if gefunden is None or alle is None:
        return None
    return Versorgungsblick(dienst.dienst.titel, round(gefunden[0]), gefunden[1], alle.mass)


def _list_gezeigte(leitfaden: Leitfaden) -> dict[str, str]:
    """Which services stand on the map, and in which Dienstfeld."""
    katalog = leitfaden.kataloge.get("dienste")
    return {
        dienst.id: dienst.feld
        for dienst in (katalog.eintraege if katalog else ())
        if isinstance(dienst, Dienst) and dienst.id not in KLEINES
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
