"""What authors of guides are given: a skeleton to begin with, and the format for their editor."""

import shlex
from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.inhalte import list_leitfadenordner
from wegweiser.adapters.leitfadenneu import build_geruest, build_id, create_leitfadenordner, save_text
from wegweiser.adapters.leitfadenschema import SCHEMADATEI, build_schema, format_schema
from wegweiser.workflow.umfeld import Umfeld


class Geruest(NamedTuple):
    """A new guide: where it lies, how commands name it, and which files it has."""

    ordner: Path
    name: str
    dateien: tuple[str, ...]


def create_leitfaden(ordner: Path, titel: str, umfeld: Umfeld) -> Geruest:
    """A small sound guide to change, in a new or empty folder."""
    name = find_pfadname(ordner)
    vergeben = frozenset(pfad.name for pfad in list_leitfadenordner())
    texte = build_geruest(
        id_=build_id(ordner.resolve().name, vergeben),
        titel=titel.strip() or ordner.resolve().name,
        monat=f"{umfeld.jetzt():%Y-%m}",
        ordner=shlex.quote(name),
    )
    create_leitfadenordner(ordner, {**texte, SCHEMADATEI: build_schematext()})
    return Geruest(ordner=ordner, name=name, dateien=(*texte, SCHEMADATEI))


def find_pfadname(ordner: Path) -> str:
    """The folder so that commands take it for a path, not for the id of a shipped guide."""
    text = ordner.as_posix()
    return text if "/" in text or text in {".", ".."} else f"./{text}"


def build_schematext() -> str:
    """The format of guides as JSON Schema."""
    return format_schema(build_schema())


def save_format(ordner: Path) -> tuple[Path, ...]:
    """Write the schema into a folder; returns what was written."""
    ziel = ordner / SCHEMADATEI
    save_text(ziel, build_schematext())
    return (ziel,)
