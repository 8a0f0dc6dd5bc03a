"""The figures of a Quartier out of all files: which areas of the statistics it is, which cells, and who lives there."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from wegweiser.core.indikatoren.angaben import list_angaben
from wegweiser.core.indikatoren.aufbau import Raumauswahl, compute_altersaufbau, select_tabellen
from wegweiser.core.indikatoren.geheimhaltung import check_quellen
from wegweiser.core.indikatoren.gitter import compute_gitter, sum_merkmale
from wegweiser.core.indikatoren.indikatoren import compute_indikatoren, find_sperrregel
from wegweiser.core.indikatoren.quartier import combine_indikatoren
from wegweiser.core.indikatoren.tabelle import Raumtabelle
from wegweiser.core.indikatoren.vergleich import compute_sozialraumindex
from wegweiser.core.indikatoren.wissen import Indikatorwissen, build_wissen
from wegweiser.core.raum.ausschnitt import clip_zellen, fold, select_raeume
from wegweiser.core.raum.deckung import find_deckende
from wegweiser.model.antworten import Adresse
from wegweiser.model.daten import Datei, Datenfund, Quartierangabe
from wegweiser.model.grundlage import Grundlage
from wegweiser.model.kennzahl import Indikatorwert, Sperrregel
from wegweiser.model.leitfaden import find_frage
from wegweiser.model.quartiersbild import Altersaufbau
from wegweiser.model.raum import Quartier, Raum, Zellen
from wegweiser.model.rechenweg import Rechenweg
from wegweiser.model.wert import find_titel
from wegweiser.workflow import Stand
from wegweiser.workflow.tabellen import list_zeilen


class Zahlenlage(NamedTuple):
    """What the figures of a Quartier are looked up in: areas of the statistics, its cells, those of the city."""

    wissen: Indikatorwissen
    grundlage: Grundlage
    raeume: tuple[str, ...]
    zellen: Zellen | None
    stadtzellen: Zellen | None
    titel: str
    angaben: tuple[Indikatorwert, ...] = ()
    vergleichsraeume: tuple[str, ...] = ()

    @property
    def gitterdatei(self) -> Datei | None:
        """The file the grid comes from."""
        return next((datei for datei in self.grundlage.dateien if datei.art == "zellen"), None)

    @property
    def jahr(self) -> int:
        """The year of the grid, 0 where nobody says."""
        jahr = self.gitterdatei.lesart.get("jahr", "") if self.gitterdatei else ""
        return int(jahr) if jahr.isdecimal() else 0


def build_zahlenlage(
    stand: Stand, grundlage: Grundlage, angabe: Quartierangabe | None, zellen: Zellen | None
) -> Zahlenlage:
    """Put together what the following look at."""
    wissen = build_wissen(stand.leitfaden)
    quartier = grundlage.quartier
    stadt = quartier.stadt if quartier else None
    ganze = (
        clip_zellen(grundlage.zellen, Quartier(titel="", flaeche=stadt))
        if grundlage.zellen and stadt
        else None
    )
    return Zahlenlage(
        wissen,
        grundlage,
        find_raumkennungen(grundlage, angabe),
        zellen,
        ganze,
        quartier.titel if quartier else "",
        list_angaben(wissen, list_zeilen(stand, Adresse("kennzahlen_quartier"))),
        tuple(_list_vergleichsraeume(stand)),
    )


def _list_vergleichsraeume(stand: Stand) -> Iterator[str]:
    """The city and the Land of this Vorhaben, as published figures name them."""
    for frage in ("stadt", "land"):
        antwort = stand.vorhaben.antworten.get(Adresse(frage))
        if antwort is None or not isinstance(antwort.wert, str):
            continue
        gefunden = find_frage(stand.leitfaden, frage)
        optionen = getattr(gefunden[1], "optionen", ()) if gefunden else ()
        yield find_titel(antwort.wert, optionen) if optionen else antwort.wert


def _select_gebiete(
    grundlage: Grundlage, angabe: Quartierangabe | None, bekannt: Collection[str]
) -> tuple[Raum, ...]:
    """The areas that were named; for a boundary from elsewhere the finest known ones that together are the Quartier."""
    if angabe is not None and angabe.art == "name" and angabe.datei in grundlage.raeume:
        return select_raeume(grundlage.raeume[angabe.datei], angabe.raum)
    if grundlage.quartier is None:
        return ()
    teilungen = [[r for r in raeume if r.id in bekannt] for raeume in grundlage.raeume.values()]
    for raeume in sorted(teilungen, key=len, reverse=True):
        if gedeckt := find_deckende(grundlage.quartier, raeume):
            return gedeckt
    return ()


def find_raumkennungen(grundlage: Grundlage, angabe: Quartierangabe | None) -> tuple[str, ...]:
    """The areas of the statistics the Quartier consists of: by key, else by a name that only one bears."""
    bekannt = {kennzahl.raum_id: fold(kennzahl.raum) for kennzahl in grundlage.kennzahlen}
    gewaehlt = _select_gebiete(grundlage, angabe, bekannt)
    if not gewaehlt:
        return ()
    if all(raum.id in bekannt for raum in gewaehlt):
        return tuple(raum.id for raum in gewaehlt)
    nach_name = [[id_ for id_, name in bekannt.items() if name == fold(raum.name)] for raum in gewaehlt]
    return tuple(ids[0] for ids in nach_name) if all(len(ids) == 1 for ids in nach_name) else ()


class Zahlenbild(NamedTuple):
    """The indicators, what the social ones say together, and sources that do not agree."""

    indikatoren: tuple[Indikatorwert, ...] = ()
    sozialraumindex: Rechenweg | None = None
    widersprueche: tuple[Datenfund, ...] = ()


def compute_kennzahlen(lage: Zahlenlage) -> Zahlenbild:
    """Every indicator that can be told, compared with the city where one is known."""
    wissen, kennzahlen = lage.wissen, lage.grundlage.kennzahlen
    if not wissen.indikatoren:
        return Zahlenbild()
    statistik = (
        compute_indikatoren(
            wissen,
            kennzahlen,
            lage.raeume,
            vergleichsraeume=lage.vergleichsraeume,
            regeln=_list_sperrregeln(lage),
        )
        if lage.raeume
        else ()
    )
    gitter = _compute_gitter(lage, lage.zellen)
    return Zahlenbild(
        combine_indikatoren(
            wissen,
            statistik,
            gitter,
            _compute_gitter(lage, lage.stadtzellen),
            lage.angaben,
            lage.vergleichsraeume,
        ),
        compute_sozialraumindex(statistik, wissen),
        tuple(check_quellen((*statistik, *gitter))),
    )


def _list_sperrregeln(lage: Zahlenlage) -> dict[str, Sperrregel]:
    """What suppliers withhold, where `sperrgrenze` stands among the choices of their file in daten.yaml."""
    grenzen = {datei.id: datei.lesart.get("sperrgrenze", "") for datei in lage.grundlage.dateien}
    return {
        id_: find_sperrregel(lage.grundlage.kennzahlen, id_, lage.wissen, int(grenze))
        for id_, grenze in grenzen.items()
        if grenze.isdecimal() and int(grenze) > 0
    }


def _compute_gitter(lage: Zahlenlage, zellen: Zellen | None) -> tuple[Indikatorwert, ...]:
    if zellen is None:
        return ()
    datei = lage.gitterdatei.id if lage.gitterdatei else ""
    return compute_gitter(lage.wissen, zellen, raum=lage.titel, jahr=lage.jahr, datei=datei)


def build_altersaufbau(lage: Zahlenlage) -> Altersaufbau | None:
    """Age groups out of the grid, else out of the statistics: whichever tells them."""
    if lage.zellen is not None:
        datei = lage.gitterdatei.id if lage.gitterdatei else ""
        eigene, fremde = (_select_gitter(lage, zellen) for zellen in (lage.zellen, lage.stadtzellen))
        if aufbau := compute_altersaufbau(eigene, fremde, datei):
            return aufbau
    kennzahlen = lage.grundlage.kennzahlen
    eigene = select_tabellen(kennzahlen, lage.raeume)
    if eigene is None:
        return None
    stadt = next((k.raum_id for k in kennzahlen if k.ebene == "stadt"), None)
    passend = [k for k in kennzahlen if k.jahr == eigene.jahr]
    datei = next((k.datei for k in passend if k.raum_id in lage.raeume), "")
    return compute_altersaufbau(eigene, select_tabellen(passend, (stadt,)) if stadt else None, datei)


def _select_gitter(lage: Zahlenlage, zellen: Zellen | None) -> Raumauswahl | None:
    if zellen is None:
        return None
    return Raumauswahl((Raumtabelle(sum_merkmale(lage.wissen, zellen, jahr=lage.jahr), {}),), lage.jahr)
