"""From what was typed to a value: choices may also be named by a part of their title."""

from collections.abc import Callable, Sequence

from wegweiser.errors import EingabeError
from wegweiser.model import frage as f
from wegweiser.model.base import Wert
from wegweiser.model.frage import Option
from wegweiser.model.wert import clean_text, find_option

_GENANNT = 5


def parse_mit_teilen(
    frage: f.Frage, text: str, optionen: Sequence[Option], parse: Callable[[str], Wert]
) -> Wert:
    """Parse; where a choice is not found as it stands, find it by a part of its title."""
    try:
        return parse(text)
    except EingabeError as fehler:
        if (
            fehler.code != "keine-option"
            or not isinstance(frage, f.Wahlfrage)
            or isinstance(frage, f.Verteilung)
        ):
            raise
    if isinstance(frage, f.Auswahl | f.Katalogwahl):
        return parse(find_teil(text, optionen))
    teile = text.split(";" if ";" in text else ",")
    return parse("; ".join(find_teil(teil, optionen) for teil in teile if teil.strip()))


def find_teil(text: str, optionen: Sequence[Option]) -> str:
    """The id of the one option that is meant; raises EingabeError for none and for several."""
    try:
        return find_option(text, optionen).id
    except EingabeError:
        gesucht = clean_text(text).casefold()
        treffer = [option for option in optionen if gesucht and gesucht in option.titel.casefold()]
        if not treffer:
            raise
    if len(treffer) > 1:
        titel = ", ".join(f"„{option.titel}“" for option in treffer[:_GENANNT])
        mehr = " und weitere" if len(treffer) > _GENANNT else ""
        raise EingabeError(
            "„{text}“ passt auf mehrere: {titel}{mehr}.", text=clean_text(text), titel=titel, mehr=mehr
        )
    return treffer[0].id
