"""What became of a question, a column or an option of an earlier version, as the newer guide declares it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from wegweiser.model.frage import Frage
from wegweiser.model.leitfaden import Leitfaden, find_frage

Verbleib = Literal["gleich", "umbenannt", "ersetzt", "zurueckgezogen", "unbekannt"]


class Ziel(NamedTuple):
    """Where a question went: its id now (where there is one), how it got there, and why it was given up."""

    verbleib: Verbleib
    frage: str = ""
    grund: str = ""


def find_ziel(leitfaden: Leitfaden, frage: str) -> Ziel:
    """What became of a question of any earlier version; declarations of several versions are followed in turn."""
    kopf = leitfaden.kopf
    name, verbleib = frage, "gleich"
    gesehen: set[str] = set()
    while name not in gesehen:
        gesehen.add(name)
        if find_frage(leitfaden, name):
            return Ziel("umbenannt" if verbleib == "umbenannt" else _als(verbleib), name)
        if name in kopf.umbenannt.fragen:
            name, verbleib = kopf.umbenannt.fragen[name], "ersetzt" if verbleib == "ersetzt" else "umbenannt"
        elif name in kopf.ersetzt.fragen:
            name, verbleib = kopf.ersetzt.fragen[name], "ersetzt"
        elif name in kopf.zurueckgezogen.fragen:
            return Ziel("zurueckgezogen", grund=kopf.zurueckgezogen.fragen[name])
    return Ziel("unbekannt")


def _als(verbleib: str) -> Verbleib:
    return "ersetzt" if verbleib == "ersetzt" else "gleich"


def folge_namen(namen: Mapping[str, str], name: str) -> str:
    """The last name of a chain of renamings; a circle ends where it began."""
    gesehen: set[str] = set()
    while name in namen and name not in gesehen:
        gesehen.add(name)
        name = namen[name]
    return name


def list_optionsnamen(leitfaden: Leitfaden, frage: Frage, tabelle: str = "") -> Mapping[str, str]:
    """Old → new id for the options of a question, or of a column (declared as `tabelle.spalte`)."""
    umbenannt = leitfaden.kopf.umbenannt
    name = f"{tabelle}.{frage.id}" if tabelle else frage.id
    namen = {
        **umbenannt.kataloge.get(str(getattr(frage, "katalog", None)), {}),
        **umbenannt.optionen.get(name, {}),
    }
    return {alt: folge_namen(namen, alt) for alt in namen}


def list_spaltennamen(leitfaden: Leitfaden, tabelle: str) -> Mapping[str, str]:
    """Old → new id for the columns of a table."""
    namen = leitfaden.kopf.umbenannt.spalten.get(tabelle, {})
    return {alt: folge_namen(namen, alt) for alt in namen}


def find_rueckzugsgrund(leitfaden: Leitfaden, frage: str, option: str) -> str:
    """Why an option was given up, or an empty text."""
    return leitfaden.kopf.zurueckgezogen.optionen.get(frage, {}).get(option, "")


def list_fruehere_namen(leitfaden: Leitfaden, frage: str) -> tuple[str, ...]:
    """All ids a question ever had, the present one first."""
    frueher = leitfaden.kopf.umbenannt.fragen
    return (frage, *(alt for alt in frueher if folge_namen(frueher, alt) == frage))
