"""Checking small YAML files of a Vorhaben leaf by leaf: every finding with its place, nothing dropped in silence."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TypeVar

from wegweiser.adapters.dateien import load_text
from wegweiser.adapters.yaml_lesen import Dokument, Pfad, YamlError, load_yaml
from wegweiser.errors import EingabeError, EingabenError, format_vorschlag
from wegweiser.model.base import Knoten
from wegweiser.model.befund import Befund

T = TypeVar("T")


def load_dokument(pfad: Path, code: str) -> Dokument:
    """A YAML file whose leaves are text; raises EingabenError (`code`) where it is none."""
    try:
        return load_yaml(load_text(pfad), str(pfad), typisiert=False)
    except YamlError as fehler:
        raise build_fehler(code, [fehler.befund]) from None


def build_fehler(code: str, befunde: list[Befund]) -> EingabenError:
    """The error about all findings of a file."""
    anzahl = "einen Befund" if len(befunde) == 1 else f"{len(befunde)} Befunde"
    return EingabenError(code, [str(befund) for befund in befunde], anzahl=anzahl)


class Pruefer:
    """Reads values of a document and collects what does not fit."""

    def __init__(self, dokument: Dokument) -> None:
        self.dokument = dokument
        self.befunde: list[Befund] = []

    def melde(self, ort: Pfad, code: str, **angaben: object) -> None:
        """Note a finding at a path of keys."""
        self.befunde.append(self.dokument.befund(ort, code, angaben))

    def als_zuordnung(self, roh: object, ort: Pfad) -> Mapping[str, Knoten]:
        """A mapping; nothing counts as an empty one."""
        if isinstance(roh, Mapping):
            return roh
        if roh is not None:
            self.melde(ort, "zuordnung-erwartet")
        return {}

    def als_liste(self, roh: object, ort: Pfad) -> list[Knoten]:
        """A list; nothing counts as an empty one."""
        if isinstance(roh, list):
            return roh
        if roh is not None:
            self.melde(ort, "liste-erwartet")
        return []

    def check_felder(
        self, daten: Mapping[str, Knoten], ort: Pfad, felder: Collection[str], noetig: Collection[str] = ()
    ) -> None:
        """No other keys, and the necessary ones with a text."""
        for name in daten:
            if name not in felder:
                vorschlag = format_vorschlag(name, felder)
                self.melde((*ort, name), "feld-unbekannt", feld=name, vorschlag=vorschlag)
        for name in noetig:
            if not isinstance(daten.get(name), str):
                self.melde(ort, "feld-fehlt", feld=name)

    def wende_an(self, lies: Callable[[str], T], roh: object, ort: Pfad, code: str) -> T | None:
        """A value read by a function; None and a finding where it cannot."""
        try:
            return lies(str(roh))
        except (EingabeError, ValueError):
            self.melde(ort, code, text=str(roh)[:40])
            return None

    def falls(
        self, daten: Mapping[str, Knoten], name: str, ort: Pfad, lies: Callable[[str], T], code: str
    ) -> T | None:
        """The same for a key that may be missing."""
        return None if daten.get(name) is None else self.wende_an(lies, daten[name], (*ort, name), code)

    def lies_texte(self, roh: object, ort: Pfad) -> tuple[str, ...]:
        """A list of texts without empty ones."""
        return tuple(str(text) for text in self.als_liste(roh, ort) if text)
