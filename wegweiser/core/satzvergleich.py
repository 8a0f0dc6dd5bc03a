"""Two records of the same or of different kinds, field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from difflib import SequenceMatcher

from wegweiser.model.vergleich import Feldaenderung


def compare_felder(alt: object, neu: object) -> Iterator[Feldaenderung]:
    """Every field that differs, as the newer record orders them; line breaks in texts do not count."""
    namen = [feld.name for satz in (neu, alt) for feld in fields(satz)]  # type: ignore[arg-type]
    for name in dict.fromkeys(namen):
        vorher, nachher = getattr(alt, name, None), getattr(neu, name, None)
        if _glatt(vorher) != _glatt(nachher):
            yield Feldaenderung(feld=name, alt=vorher, neu=nachher)


def _glatt(wert: object) -> object:
    return " ".join(wert.split()) if isinstance(wert, str) else wert


AEHNLICH = 0.6


def find_aehnlichen(text: str, texte: Mapping[str, str]) -> str:
    """The id of the text that reads most like this one, or an empty text where none does."""
    noten = {id_: SequenceMatcher(None, text, anderer).ratio() for id_, anderer in texte.items()}
    beste = max(noten, key=lambda id_: noten[id_], default="")
    return beste if beste and noten[beste] >= AEHNLICH else ""
