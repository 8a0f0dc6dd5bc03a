"""A new guide folder from the shipped skeleton, and the schema file beside it."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.dateien import load_text, save_atomar, schreibfehler
from wegweiser.adapters.inhalte import KOPF, find_inhalte
from wegweiser.adapters.yaml_lesen import load_yaml
from wegweiser.adapters.yaml_schreiben import patch_yaml
from wegweiser.errors import LeitfadenError
from wegweiser.model.base import Knoten
from wegweiser.model.kennungen import format_kennung

_GERUEST = "leitfaden"  # below vorlagen/
_ABLEITUNG = "ableitung"
_ORDNER_IM_TEXT = "./ORDNER"
_STAND_IM_TEXT = "stand: 2026-11"


class Kopfangaben(NamedTuple):
    """What a new guide says about itself."""

    id: str
    titel: str
    monat: str
    ordner: str


def build_geruest(angaben: Kopfangaben) -> dict[str, str]:
    """The files of a guide of one's own by relative name."""
    return _load_geruest(_GERUEST, angaben, {})


def build_ableitung(angaben: Kopfangaben, leitfaden: str, version: str) -> dict[str, str]:
    """The files of a guide that is built on another one, made for its present main version."""
    haupt = int(version.partition(".")[0])
    bereich = f">={version.rpartition('.')[0] or version},<{haupt + 1}"
    return _load_geruest(_ABLEITUNG, angaben, {"erweitert": {"leitfaden": leitfaden, "version": bereich}})


def _load_geruest(name: str, angaben: Kopfangaben, weitere: Mapping[str, Knoten]) -> dict[str, str]:
    wurzel = find_inhalte("vorlagen") / name
    texte = {}
    for pfad in sorted(wurzel.rglob("*.yaml")):
        text = load_text(pfad, LeitfadenError).replace(_STAND_IM_TEXT, f"stand: {angaben.monat}")
        texte[pfad.relative_to(wurzel).as_posix()] = text.replace(_ORDNER_IM_TEXT, angaben.ordner)
    kopf = load_yaml(texte[KOPF], KOPF, typisiert=False).daten
    neu = {**kopf, "id": angaben.id, "titel": angaben.titel, **weitere}
    texte[KOPF] = patch_yaml(texte[KOPF], neu)
    return texte


def build_id(name: str, vergeben: frozenset[str]) -> str:
    """An id from the name of a folder: ASCII, kebab-case, not that of a shipped guide."""
    id_ = format_kennung(name, _GERUEST)
    return f"mein-{id_}" if id_ in vergeben else id_


def create_leitfadenordner(ordner: Path, texte: Mapping[str, str]) -> None:
    """Write the files of a new guide into a new or empty folder; nothing is overwritten, half a guide is not left."""
    with schreibfehler(ordner, LeitfadenError):
        if ordner.exists() and not ordner.is_dir():
            raise LeitfadenError("kein-ordner", ordner=ordner)
        if (ordner / KOPF).exists():
            raise LeitfadenError("leitfaden-besteht", ordner=ordner)
        neu = not ordner.exists()
        if not neu and any(ordner.iterdir()):
            raise LeitfadenError("ordner-nicht-leer", ordner=ordner)
        ordner.mkdir(parents=True, exist_ok=True)
        try:
            for name, text in texte.items():
                save_text(ordner / name, text)
        except BaseException:
            _remove(ordner, texte, ganz=neu)
            raise


def _remove(ordner: Path, texte: Mapping[str, str], *, ganz: bool) -> None:
    with suppress(OSError):
        for name in {Path(name).parts[0] for name in texte}:
            pfad = ordner / name
            if pfad.is_dir():
                shutil.rmtree(pfad)
            else:
                pfad.unlink(missing_ok=True)
        if ganz:
            ordner.rmdir()


def save_text(pfad: Path, text: str) -> None:
    """Write one file, and the folder it lies in."""
    with schreibfehler(pfad, LeitfadenError):
        pfad.parent.mkdir(parents=True, exist_ok=True)
        save_atomar(pfad, text.encode())
