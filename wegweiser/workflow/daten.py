"""The data files of a Vorhaben: find one, take it out, check all, and hand on what they hold.

Imports are no answers: they stand in `daten/daten.yaml` and not in the journal, so undo and snapshots never touch them and
no answer can be lost by them.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from wegweiser.adapters.daten.ablage import load_bestand, save_bestand
from wegweiser.adapters.daten.kopien import check_kopie, list_fremde, remove_kopien
from wegweiser.errors import EingabeError, format_vorschlag
from wegweiser.model.base import replace
from wegweiser.model.daten import Datei, Datenfund
from wegweiser.workflow import bearbeite
from wegweiser.workflow.umfeld import Umfeld

if TYPE_CHECKING:
    from wegweiser.model.grundlage import Grundlage
    from wegweiser.model.leitfaden import Leitfaden
    from wegweiser.model.raum import Raum

__all__ = ["load_bestand"]


def find_datei(ordner: Path, text: str) -> Datei:
    """An entry by its id, the name of its file, or the only beginning of one; raises EingabeError."""
    dateien = load_bestand(ordner).dateien
    if not dateien:
        raise EingabeError("datei-keine", ordner=ordner)
    gesucht = text.strip().casefold()
    genau = [d for d in dateien if gesucht in {d.id.casefold(), d.datei.casefold(), d.quelle.casefold()}]
    treffer = genau or [d for d in dateien if d.id.casefold().startswith(gesucht)]
    if len(treffer) == 1 and gesucht:
        return treffer[0]
    if len(treffer) > 1 and gesucht:
        raise EingabeError("datei-mehrdeutig", text=text, moeglich=", ".join(d.id for d in treffer))
    vorschlag = format_vorschlag(text, [d.id for d in dateien])
    raise EingabeError("datei-unbekannt", text=text, vorschlag=vorschlag, ordner=ordner)


def remove_datei(ordner: Path, datei: Datei, umfeld: Umfeld) -> None:
    """Take a file out again: first the entry, then the copy."""
    with bearbeite(ordner, umfeld):
        bestand = load_bestand(ordner)
        rest = tuple(alt for alt in bestand.dateien if alt.id != datei.id)
        quartier = bestand.quartier
        if quartier and datei.id in {quartier.datei, quartier.stadt}:
            quartier = replace(quartier, stadt="") if quartier.datei != datei.id else None
        save_bestand(ordner, replace(bestand, dateien=rest, quartier=quartier))
        remove_kopien(ordner, datei)


def has_daten(ordner: Path) -> bool:
    """Whether anything was taken in; costs one small file."""
    return bool(load_bestand(ordner).dateien)


def load_grundlage(ordner: Path) -> "Grundlage":
    """All typed content of a Vorhaben, put together by kind; findings name what was left out."""
    from wegweiser.adapters.daten.inhalte import load_inhalte
    from wegweiser.workflow.grundlage import build_grundlage

    bestand = load_bestand(ordner)
    return build_grundlage(bestand, load_inhalte(ordner, bestand.dateien))


def load_raeume(ordner: Path) -> "Mapping[str, tuple[Raum, ...]]":
    """Only the areas, by the id of their file: enough to choose a boundary from."""
    from wegweiser.adapters.daten.inhalte import load_inhalte

    dateien = [datei for datei in load_bestand(ordner).dateien if datei.art == "raeume"]
    return {teil.datei.id: tuple(teil.inhalte[0]) for teil in load_inhalte(ordner, dateien).teile}


def check_daten(ordner: Path, leitfaden: "Leitfaden | None" = None) -> tuple[Datenfund, ...]:
    """Everything odd about all files: what readers found, what lies about, what does not fit together or into the guide."""
    from wegweiser.workflow.quartier import check_raum
    from wegweiser.workflow.quartiersluecken import assign_orte

    bestand, grundlage = load_bestand(ordner), load_grundlage(ordner)
    fremde = (Datenfund("kopie-fremd", name) for name in list_fremde(ordner, bestand.dateien))
    mit_diensten = assign_orte(leitfaden, grundlage) if leitfaden else grundlage
    return (*mit_diensten.funde, *check_raum(bestand, grundlage), *fremde)


def list_zustaende(ordner: Path) -> Mapping[str, str]:
    """What is wrong with the copy of an entry, by id; an empty text where nothing is."""
    return {datei.id: check_kopie(ordner, datei) for datei in load_bestand(ordner).dateien}
