"""Changing documents while every part keeps the place it comes from."""

from collections.abc import Iterator, Sequence

from wegweiser.adapters.yaml_lesen import Dokument, Stelle


def list_teile(liste: Dokument) -> list[Dokument]:
    """The members of a list with their positions; nothing where there is no list."""
    anzahl = len(liste.daten) if isinstance(liste.daten, list) else 0
    return [liste.teil(nr) for nr in range(anzahl)]


def set_teile(liste: Dokument, teile: Sequence[Dokument]) -> None:
    """Other members, or another order."""
    liste.daten[:] = [teil.daten for teil in teile]
    liste.wurzel.kinder = {nr: teil.wurzel for nr, teil in enumerate(teile)}


def set_feld(ziel: Dokument, name: str, neu: Dokument) -> None:
    """A field with the value and the place of another document."""
    ziel.daten[name] = neu.daten
    ziel.wurzel.kinder[name] = neu.wurzel


def remove_feld(ziel: Dokument, name: str) -> None:
    """Take a field away, if it is there."""
    ziel.daten.pop(name, None)
    ziel.wurzel.kinder.pop(name, None)


def find_feld(dokument: Dokument, *namen: str) -> Dokument | None:
    """What stands under a path of keys, or None."""
    for name in namen:
        if not isinstance(dokument.daten, dict) or name not in dokument.daten:
            return None
        dokument = dokument.teil(name)
    return dokument


def list_felder(dokument: Dokument | None) -> Iterator[tuple[str, Dokument]]:
    """The fields of a mapping; nothing where there is none."""
    if dokument is not None and isinstance(dokument.daten, dict):
        for name in list(dokument.daten):
            yield name, dokument.teil(name)


def find_id(teil: Dokument) -> str | None:
    """The id of a record."""
    id_ = teil.daten.get("id") if isinstance(teil.daten, dict) else None
    return id_ if isinstance(id_, str) else None


def is_id_liste(daten: object) -> bool:
    """Whether this is a list of records that can be called by their ids."""
    return (
        isinstance(daten, list)
        and bool(daten)
        and all(isinstance(teil, dict) and "id" in teil for teil in daten)
    )


def index_ids(liste: Dokument) -> dict[str, Dokument]:
    """The records of a list by id; the first one counts."""
    fertig: dict[str, Dokument] = {}
    for teil in list_teile(liste):
        id_ = find_id(teil)
        if id_ is not None:
            fertig.setdefault(id_, teil)
    return fertig


def new_wurzel(dokument: Dokument) -> Stelle:
    """A place without children where a document begins, for something that is put together."""
    alt = dokument.wurzel
    return Stelle(alt.quelle, alt.start, alt.zeile, alt.spalte, alt.ende, fluss=alt.fluss)


def list_dateinamen(liste: Dokument) -> list[Dokument]:
    """The names of files among the entries of `ergaenzt`, at any depth."""
    gefunden = [teil for teil in list_teile(liste) if isinstance(teil.daten, str)]
    for _, teil in list_felder(liste):
        gefunden += list_dateinamen(teil)
    return gefunden
