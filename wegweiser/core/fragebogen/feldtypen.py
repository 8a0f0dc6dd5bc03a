"""The question types of a guide as types of XLSForm, with the cells that go with them."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from wegweiser.model import frage as f

_TYPEN: Final[Mapping[str, str]] = {
    "text": "text", "absatz": "text", "ganzzahl": "integer", "zahl": "decimal", "geldbetrag": "decimal", "prozent": "decimal",
    "datum": "date", "jahr": "integer", "datei": "file", "ort": "geopoint", "ja_nein": "select_one", "auswahl": "select_one",
    "katalogwahl": "select_one", "mehrfach": "select_multiple", "rangfolge": "rank", "skala": "select_one",
}  # fmt: skip
_MIT_MERKMAL: Final = frozenset({"geldbetrag", "prozent", "jahr", "katalogwahl", "skala"})
_BILDER: Final = frozenset({"png", "jpg", "jpeg", "gif", "webp", "svg"})
_STUFEN: Final = 11


class Feldtyp(NamedTuple):
    """What stands in `type`, which other cells belong to it, and what of our type it does not say."""

    typ: str
    zellen: Mapping[str, str]
    merkmal: str | None

    @property
    def waehlt(self) -> bool:
        """It needs a list."""
        return self.typ.startswith("select") or self.typ == "rank"


def find_feldtyp(frage: f.Frage) -> Feldtyp:
    """The type of a question that is one row."""
    typ, zellen = _TYPEN[frage.typ], {}
    match frage:
        case f.Absatz():
            zellen = {"appearance": "multiline"}
        case f.Geldbetrag():
            zellen = {"appearance": "thousands-sep"}
        case f.Dateifrage(endungen=endungen) if endungen and set(endungen) <= _BILDER:
            typ = "image"
        case f.Skala() if frage.bis - frage.von >= _STUFEN:
            typ, zellen = "range", {"parameters": f"start={frage.von} end={frage.bis} step=1"}
        case _:
            pass
    return Feldtyp(typ, zellen, frage.typ if frage.typ in _MIT_MERKMAL else None)
