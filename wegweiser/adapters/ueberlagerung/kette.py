"""Which guides lie below one another: found by id or beside the overlay, in bounded number, never in a circle."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.inhalte import KOPF, list_leitfadenordner
from wegweiser.adapters.ueberlagerung.baum import find_feld, list_dateinamen
from wegweiser.adapters.yaml_lesen import Dokument, YamlError, load_yaml
from wegweiser.errors import LeitfadenError, format_vorschlag
from wegweiser.model.befund import Befund

MAX_EBENEN = 6


class Verweis(NamedTuple):
    """What the head of a guide points to: the folder below, further files of its own, what is wrong with it."""

    grundlage: Path | None = None
    dateien: tuple[Path, ...] = ()
    befunde: tuple[Befund, ...] = ()


def find_verweis(ordner: Path, text: str, darueber: tuple[Path, ...]) -> Verweis:
    """Read only as much of `leitfaden.yaml` as says what belongs to the guide; `darueber` are the guides above."""
    if "erweitert" not in text:
        return Verweis()
    try:
        kopf = load_yaml(text, (ordner / KOPF).as_posix(), typisiert=True)
    except YamlError:
        return Verweis()  # it is reported where the files are read
    name = find_feld(kopf, "erweitert", "leitfaden")
    if name is None or not isinstance(name.daten, str):
        return Verweis()
    dateien, befunde = _find_dateien(ordner, find_feld(kopf, "ergaenzt"))
    pfad = _find_grundlage(ordner, name.daten)
    if isinstance(pfad, str):
        befunde.append(name.befund((), pfad, _beschreibe(name.daten)))
    elif pfad.resolve() in {oben.resolve() for oben in (*darueber, ordner)}:
        befunde.append(name.befund((), "erweitert-kreis", {"name": name.daten}))
    elif len(darueber) + 2 > MAX_EBENEN:
        befunde.append(name.befund((), "erweitert-tief", {"hoechstens": MAX_EBENEN}))
    else:
        return Verweis(pfad, dateien, tuple(befunde))
    return Verweis(None, dateien, tuple(befunde))


def _beschreibe(name: str) -> Mapping[str, object]:
    mitgeliefert = [pfad.name for pfad in list_leitfadenordner()]
    return {"name": name, "vorschlag": format_vorschlag(name, mitgeliefert)}


def _find_grundlage(ordner: Path, name: str) -> Path | str:
    """The folder below: shipped, beside the overlay, or inside it; else the code of what is wrong."""
    for mitgeliefert in list_leitfadenordner():
        if mitgeliefert.name == name:
            return mitgeliefert
    eigen, pfad = ordner.resolve(), Path(name)
    try:
        ziel = (eigen / pfad).resolve() if len(pfad.parts) > 1 else (eigen.parent / pfad).resolve()
        erlaubt = ziel.parent == eigen.parent or eigen in ziel.parents
        if pfad.is_absolute() or not erlaubt:
            return "erweitert-pfad"
        return ziel if (ziel / KOPF).is_file() else "erweitert-fehlt"
    except (OSError, ValueError):  # a name no system can have
        return "erweitert-fehlt"


def find_grundlagenname(ordner: Path, unten: Path) -> str:
    """How a guide in `ordner` names the one in `unten` it is built on; raises LeitfadenError where it may not."""
    if unten in list_leitfadenordner():
        return unten.name
    ziel, eigen = unten.resolve(), ordner.resolve()
    if ziel.parent != eigen.parent:
        raise LeitfadenError("ableiten-ort", ordner=unten)
    return f"../{ziel.name}"


def _find_dateien(ordner: Path, ergaenzt: Dokument | None) -> tuple[tuple[Path, ...], list[Befund]]:
    """Files named in `ergaenzt`, as far as they lie in the guide's folder."""
    wurzel, gefunden, befunde = ordner.resolve(), [], []
    for name in list_dateinamen(ergaenzt) if ergaenzt else ():
        pfad = ordner / str(name.daten)
        try:
            if not pfad.resolve().is_relative_to(wurzel):
                befunde.append(name.befund((), "pfad-hinaus", {"pfad": name.daten}))
            elif pfad.is_file():
                gefunden.append(pfad)
        except (OSError, ValueError):
            continue  # a name no system can have; it is reported as missing where it is used
    return tuple(gefunden), befunde
