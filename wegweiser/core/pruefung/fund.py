"""A finding about a guide as a value: a code at a path of keys, without words."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

Ort: TypeAlias = tuple[str | int, ...]


class Fund(NamedTuple):
    """A finding at a path of keys in one file of the guide."""

    datei: str
    ort: Ort
    code: str
    angaben: Mapping[str, object]
    versatz: int = 0


class Fundort(NamedTuple):
    """A place in a guide: the file, or `regel:3`, `katalog:formen`, and the path of keys in it."""

    datei: str
    ort: Ort = ()

    def bei(self, *teile: str | int) -> "Fundort":
        """A place below this one."""
        return Fundort(self.datei, (*self.ort, *teile))

    def fund(self, code: str, **angaben: object) -> Fund:
        """A finding here."""
        return Fund(self.datei, self.ort, code, angaben)


KOPF = Fundort("leitfaden.yaml")
