"""The boundary of the Quartier: choose it from what was taken in, and build it from what was chosen."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.daten.ablage import load_bestand, save_bestand
from wegweiser.adapters.daten.lagebezug import convert_punkt
from wegweiser.core.raum import ausschnitt
from wegweiser.errors import DatenError, EingabeError, format_vorschlag
from wegweiser.model.base import replace
from wegweiser.model.daten import Datenbestand, Datenfund, Quartierangabe
from wegweiser.model.grundlage import Grundlage
from wegweiser.model.quartiersbild import OHNE_ZELLEN
from wegweiser.model.raum import Flaeche, Quartier, Raum
from wegweiser.workflow import bearbeite
from wegweiser.workflow.umfeld import Umfeld

_STADT = "stadt"
_WEIT = (
    20_000.0  # metres: where nothing of a file is nearer, it is about another town, or its system is wrong
)
_GANZ = 0.98  # of the city: then the Quartier is the city
_GLEICH = 0.0001  # of the area: the same boundary, however its numbers were rounded
_TOLERANZ = 0.02  # quartiersanalyse.md 8.4: sum of the areas against the city
Raeume = Mapping[str, tuple[Raum, ...]]


class Treffer(NamedTuple):
    """An area somebody may have meant, and the file it stands in."""

    datei: str
    raum: Raum
    auch: tuple[str, ...] = ()  # older files that hold exactly this area too


class Quartierzahlen(NamedTuple):
    """What a boundary holds: area, cells, persons (None without a grid), and cells whose number is unknown."""

    quartier: Quartier
    flaeche_km2: float
    zellen: int = 0
    einwohner: int | None = None
    unbekannt: int = 0
    lage: tuple[Datenfund, ...] = ()  # what of the files lies elsewhere


def find_treffer(raeume: Raeume, text: str, datei: str = "") -> tuple[Treffer, ...]:
    """All areas a key or name may mean; raises EingabeError with the nearest name where there is none."""
    gewaehlt = {id_: r for id_, r in raeume.items() if datei in {"", id_}}
    if not gewaehlt:
        raise EingabeError("quartier-ohne-raeume")
    treffer = {id_: ausschnitt.find_raeume(alle, text) for id_, alle in gewaehlt.items()}
    if not any(treffer.values()):
        treffer = {id_: _find_aehnliche(alle, text) for id_, alle in gewaehlt.items()}
    if not any(treffer.values()):
        namen = [raum.name for alle in gewaehlt.values() for raum in alle]
        raise EingabeError("quartier-unbekannt", text=text, vorschlag=format_vorschlag(text, namen))
    return tuple(Treffer(id_, raum) for id_, gefunden in treffer.items() for raum in gefunden)


def merge_gleiche(treffer: Sequence[Treffer], bestand: Datenbestand) -> tuple[Treffer, ...]:
    """An area that several files hold alike only once, out of the file taken in last; areas that differ stay."""
    alter = {datei.id: (datei.eingelesen, stelle) for stelle, datei in enumerate(bestand.dateien)}
    fertig: list[Treffer] = []
    for eins in sorted(treffer, key=lambda eins: alter[eins.datei], reverse=True):
        stelle = next((s for s, f in enumerate(fertig) if _ist_gleich(f, eins)), None)
        if stelle is None:
            fertig.append(eins)
        else:
            fertig[stelle] = fertig[stelle]._replace(auch=(*fertig[stelle].auch, eins.datei))
    return tuple(sorted(fertig, key=lambda eins: alter[eins.datei]))


def _ist_gleich(eins: Treffer, anderes: Treffer) -> bool:
    return eins.datei != anderes.datei and is_gleicher_raum(eins.raum, anderes.raum)


def is_gleicher_raum(eins: Raum, anderer: Raum) -> bool:
    """Whether two areas have one key and one boundary, whatever the file they stand in."""
    if eins.id != anderer.id:
        return False
    unterschied = eins.flaeche.symmetric_difference(anderer.flaeche).area
    return bool(unterschied <= _GLEICH * max(eins.flaeche.area, anderer.flaeche.area))


def _find_aehnliche(raeume: Sequence[Raum], text: str) -> tuple[Raum, ...]:
    """Areas whose name contains what was typed."""
    gesucht = ausschnitt.fold(text)
    return tuple(raum for raum in raeume if gesucht and gesucht in ausschnitt.fold(raum.name))


def build_angabe(treffer: Treffer, raeume: Raeume) -> Quartierangabe:
    """One area of a file; all areas of that file are the city where there are several."""
    raum = treffer.raum
    eigene = len(raeume[treffer.datei]) > 1
    stadt = treffer.datei if eigene else _find_stadt(raeume, Quartier(titel="", flaeche=raum.flaeche))
    return Quartierangabe(
        art="name", titel=raum.name or raum.id, datei=treffer.datei, raum=raum.id, stadt=stadt
    )


def build_dateiangabe(datei: str, titel: str, raeume: Raeume) -> Quartierangabe:
    """All of a file is the Quartier; the city is another file around it."""
    andere = {id_: alle for id_, alle in raeume.items() if id_ != datei}
    angabe = Quartierangabe(art="datei", titel=titel, datei=datei)
    return replace(angabe, stadt=_find_stadt(andere, _build(angabe, raeume)))


def build_kreisangabe(
    laenge: float, breite: float, radius: float, titel: str, raeume: Raeume
) -> Quartierangabe:
    """A circle; the city is the file whose areas lie around its centre."""
    angabe = Quartierangabe(art="umkreis", titel=titel, mitte=(laenge, breite), radius_m=radius)
    return replace(angabe, stadt=_find_stadt(raeume, _build(angabe, raeume)))


def _find_stadt(raeume: Raeume, quartier: Quartier) -> str:
    """The file that has an area around the middle of a Quartier; of several the one that covers most."""
    punkt = quartier.flaeche.representative_point()
    um = {
        id_: sum(raum.flaeche.area for raum in alle)
        for id_, alle in raeume.items()
        if any(raum.flaeche.contains(punkt) for raum in alle)
    }
    return max(um, key=lambda id_: um[id_], default="")


def save_quartier(ordner: Path, angabe: Quartierangabe | None, umfeld: Umfeld) -> None:
    """Note the boundary."""
    with bearbeite(ordner, umfeld):
        save_bestand(ordner, replace(load_bestand(ordner), quartier=angabe))


def build_quartier(angabe: Quartierangabe, raeume: Raeume) -> Quartier | None:
    """The boundary that was chosen; None where its file or area is not there any more."""
    try:
        return _build(angabe, raeume)
    except DatenError:
        return None


def _build(angabe: Quartierangabe, raeume: Raeume) -> Quartier:
    mitte = convert_punkt(*angabe.mitte) if angabe.mitte else None
    quartier = ausschnitt.build_quartier(angabe, raeume, mitte)
    return replace(quartier, stadt=_choose_stadt(angabe, quartier, raeume))


def _choose_stadt(angabe: Quartierangabe, quartier: Quartier, raeume: Raeume) -> Flaeche | None:
    """The city around the Quartier: of a file with many cities the one it lies in; none where it is all of the city."""
    stadt, punkt = quartier.stadt, quartier.flaeche.representative_point()
    staedte = [raum.flaeche for raum in raeume.get(angabe.stadt or angabe.datei, ()) if raum.ebene == _STADT]
    if staedte:
        stadt = next((flaeche for flaeche in staedte if flaeche.contains(punkt)), None)
    return None if stadt is None or quartier.flaeche.area > _GANZ * stadt.area else stadt


def count_quartier(grundlage: Grundlage) -> Quartierzahlen | None:
    """What lies inside the boundary; None without one."""
    quartier, zellen = grundlage.quartier, grundlage.zellen
    if quartier is None:
        return None
    flaeche, lage = quartier.flaeche.area / 1e6, tuple(check_lage(quartier, grundlage))
    if zellen is None or any(fund.code in OHNE_ZELLEN for fund in lage):
        return Quartierzahlen(quartier, flaeche, lage=lage)
    innen = ausschnitt.find_innen(quartier.flaeche, zellen.x, zellen.y)
    einwohner = zellen.einwohner[innen]
    bekannt = einwohner[einwohner == einwohner]  # noqa: PLR0124 - NaN is not equal to itself
    return Quartierzahlen(
        quartier, flaeche, int(innen.sum()), round(float(bekannt.sum())), len(einwohner) - len(bekannt), lage
    )


# ── what does not fit together ───────────────────────────────────────────────────────────────────


def check_raum(bestand: Datenbestand, grundlage: Grundlage) -> Iterator[Datenfund]:
    """Areas that together are not the city, a boundary that is gone, files about another town."""
    quartier = grundlage.quartier
    if bestand.quartier and quartier is None:
        yield Datenfund("quartier-fehlt", bestand.quartier.datei, angaben={"titel": bestand.quartier.titel})
    yield from _check_summen(grundlage.raeume)
    yield from _check_schluessel(grundlage)
    if quartier is not None:
        yield from check_lage(quartier, grundlage)


def _check_schluessel(grundlage: Grundlage) -> Iterator[Datenfund]:
    """Figures whose keys are those of no area: they belong to another town, or another division."""
    schluessel = {raum.id for alle in grundlage.raeume.values() for raum in alle}
    for id_ in dict.fromkeys(wert.datei for wert in grundlage.kennzahlen if schluessel):
        eigene = {wert.raum_id for wert in grundlage.kennzahlen if wert.datei == id_}
        if not eigene & schluessel:
            beispiel = {"kennzahl": min(eigene), "gebiet": min(schluessel)}
            yield Datenfund("kennzahl-ohne-raum", id_, anzahl=len(eigene), angaben=beispiel)


def check_lage(quartier: Quartier, grundlage: Grundlage) -> Iterator[Datenfund]:
    """Files about another town, a boundary without people."""
    mitte = quartier.flaeche.centroid
    for art in ("zellen", "orte", "wege"):
        teil = getattr(grundlage, art)
        if teil is not None and len(teil.x):
            abstand = float(((teil.x - mitte.x) ** 2 + (teil.y - mitte.y) ** 2).min() ** 0.5)
            if abstand > _WEIT:
                angaben = {"titel": quartier.titel, "km": round(abstand / 1000)}
                yield Datenfund(f"{art}-weit-weg", angaben=angaben)
            elif art == "zellen" and not ausschnitt.find_innen(quartier.flaeche, teil.x, teil.y).any():
                km = f"{abstand / 1000:.1f}".replace(".", ",")
                yield Datenfund("quartier-leer", angaben={"titel": quartier.titel, "km": km})


def _check_summen(raeume: Raeume) -> Iterator[Datenfund]:
    staedte = [raum for alle in raeume.values() for raum in alle if raum.ebene == _STADT]
    for id_, alle in raeume.items():
        for ebene in dict.fromkeys(raum.ebene for raum in alle if raum.ebene != _STADT):
            teile = [raum for raum in alle if raum.ebene == ebene]
            punkt = teile[0].flaeche.representative_point()
            stadt = next((s for s in staedte if s.flaeche.contains(punkt)), None)
            if stadt is None or len(teile) == 1:
                continue
            ueberschuss = sum(raum.flaeche.area for raum in teile) / stadt.flaeche.area - 1
            if abs(ueberschuss) > _TOLERANZ:
                prozent = f"{100 * abs(ueberschuss):.1f}".replace(".", ",")
                code = "flaechen-zu-gross" if ueberschuss > 0 else "flaechen-zu-klein"
                angaben = {"ebene": ebene, "stadt": stadt.name, "prozent": prozent}
                yield Datenfund(code, id_, anzahl=len(teile), angaben=angaben)
