"""From what was typed to a value: choices may also be named by a part of their title."""

import re
from collections.abc import Callable, Sequence

from wegweiser.errors import EingabeError
from wegweiser.model import frage as f
from wegweiser.model.base import Wert
from wegweiser.model.frage import Option
from wegweiser.model.wert import clean_text, find_option, fold_text

_GENANNT = 5
_SEMIKOLON, _KOMMA = re.compile("[;؛]"), re.compile("[,،]")


def parse_mit_teilen(
    frage: f.Frage,
    text: str,
    optionen: Sequence[Option],
    parse: Callable[[str], Wert],
    auch: Sequence[Option] = (),
) -> Wert:
    """Parse; where a choice is not found as it stands, find it by a part of its title.

    `auch` are the same options in another language.
    """
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
        return parse(find_teil(text, optionen, auch))
    teile = (_SEMIKOLON if _SEMIKOLON.search(text) else _KOMMA).split(text)
    return parse("; ".join(find_teil(teil, optionen, auch) for teil in teile if teil.strip()))


def find_teil(text: str, optionen: Sequence[Option], auch: Sequence[Option] = ()) -> str:
    """The id of the one option that is meant; raises EingabeError for none and for several."""
    ungefunden: EingabeError | None = None
    for fassung in (optionen, auch) if auch else (optionen,):
        try:
            return find_option(text, fassung).id
        except EingabeError as fehler:
            ungefunden = ungefunden or fehler
    gesucht = fold_text(text)
    treffer = {o.id: o for o in (*auch, *optionen) if gesucht and gesucht in fold_text(o.titel)}
    if ungefunden and not treffer:
        raise ungefunden
    if len(treffer) > 1:
        alle = list(treffer.values())
        titel = ", ".join(f"„{option.titel}“" for option in alle[:_GENANNT])
        mehr = " und weitere" if len(alle) > _GENANNT else ""
        raise EingabeError(
            "„{text}“ passt auf mehrere: {titel}{mehr}.", text=clean_text(text), titel=titel, mehr=mehr
        )
    return next(iter(treffer))
