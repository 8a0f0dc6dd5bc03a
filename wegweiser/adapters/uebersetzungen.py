"""The files of `uebersetzungen/` as records; one file per language, called like the language."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from wegweiser.model.sprache import Uebersetzung

ORDNER = "uebersetzungen"


def read_uebersetzungen(
    namen: Iterable[str],
    check: Callable[[str, tuple[str | int, ...], type[Any]], Any],
    melde: Callable[..., None],
) -> Mapping[str, Uebersetzung]:
    """Every sound translation by its Kürzel; `check` holds a file against the model, `melde` takes a finding."""
    fertig: dict[str, Uebersetzung] = {}
    for name in namen:
        uebersetzung: Uebersetzung | None = check(name, (), Uebersetzung)
        if uebersetzung is None:
            continue
        soll = PurePosixPath(name).stem
        if uebersetzung.kuerzel != soll:
            melde(name, ("sprache",), "id-datei", wert=uebersetzung.sprache, soll=soll)
        fertig[soll] = uebersetzung
    return fertig
