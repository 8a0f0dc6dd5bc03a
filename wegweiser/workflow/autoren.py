"""What authors of guides are given: a skeleton to begin with, and the format for their editor."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.dateien import load_text
from wegweiser.adapters.handbuch import HANDBUCH, is_handbuch, refresh_handbuch
from wegweiser.adapters.inhalte import KOPF, find_inhalte, find_leitfaden, list_leitfadenordner
from wegweiser.adapters.leitfadenneu import (
    Kopfangaben,
    build_ableitung,
    build_geruest,
    build_id,
    create_leitfadenordner,
    save_text,
)
from wegweiser.adapters.leitfadenschema import SCHEMADATEI, build_schema, format_schema
from wegweiser.adapters.ueberlagerung.kette import find_grundlagenname
from wegweiser.errors import LeitfadenError
from wegweiser.workflow.leitfaeden import load_leitfaden
from wegweiser.workflow.umfeld import Umfeld


class Geruest(NamedTuple):
    """A new guide: where it lies, how commands name it, and which files it has."""

    ordner: Path
    name: str
    dateien: tuple[str, ...]


def create_leitfaden(ordner: Path, titel: str, umfeld: Umfeld) -> Geruest:
    """A small sound guide to change, in a new or empty folder."""
    return _create(ordner, build_geruest(_build_angaben(ordner, titel, umfeld)))


def derive_leitfaden(ordner: Path, von: str, titel: str, umfeld: Umfeld) -> Geruest:
    """A guide that is built on another one and says nothing of its own yet, in a new or empty folder."""
    unten = load_leitfaden(von, umfeld)
    name = find_grundlagenname(ordner, find_leitfaden(von))
    return _create(ordner, build_ableitung(_build_angaben(ordner, titel, umfeld), name, unten.kopf.version))


def _build_angaben(ordner: Path, titel: str, umfeld: Umfeld) -> Kopfangaben:
    name = ordner.resolve().name
    return Kopfangaben(
        id=build_id(name, frozenset(pfad.name for pfad in list_leitfadenordner())),
        titel=titel.strip() or name,
        monat=f"{umfeld.jetzt():%Y-%m}",
        ordner=shlex.quote(find_pfadname(ordner)),
    )


def _create(ordner: Path, texte: Mapping[str, str]) -> Geruest:
    create_leitfadenordner(ordner, {**texte, SCHEMADATEI: build_schematext()})
    return Geruest(ordner=ordner, name=find_pfadname(ordner), dateien=(*texte, SCHEMADATEI))


def find_pfadname(ordner: Path) -> str:
    """The folder so that commands take it for a path, not for the id of a shipped guide."""
    text = ordner.as_posix()
    return text if "/" in text or text in {".", ".."} else f"./{text}"


def build_schematext() -> str:
    """The format of guides as JSON Schema."""
    return format_schema(build_schema())


def save_format(ordner: Path) -> tuple[Path, ...]:
    """Write the schema into a folder, and beside guides the handbook; returns what was written.

    A folder that is a guide itself keeps its own README, and so does everybody who wrote one.
    """
    texte = {ordner / SCHEMADATEI: build_schematext()}
    handbuch = ordner / HANDBUCH
    vorhanden = (
        load_text(handbuch, LeitfadenError)
        if handbuch.is_file()
        else load_text(find_handbuch(), LeitfadenError)
    )
    if not (ordner / KOPF).is_file() and is_handbuch(vorhanden):
        texte[handbuch] = refresh_handbuch(vorhanden)
    for ziel, text in texte.items():
        save_text(ziel, text)
    return tuple(texte)


def find_handbuch() -> Path:
    """The handbook for authors, beside the shipped guides."""
    return find_inhalte("leitfaden") / HANDBUCH
