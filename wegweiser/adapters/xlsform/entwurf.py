"""The files of a draft guide as text, with what has to be looked at as comments where it belongs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from wegweiser.adapters.yaml_lesen import Dokument, load_yaml
from wegweiser.adapters.yaml_schreiben import format_daten

_MAX_ZEICHEN: Final = 200
_ZEILE: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def format_entwurf(
    dateien: Mapping[str, Any], kommentare: Mapping[str, Sequence[str]], kopf: Sequence[str]
) -> dict[str, str]:
    """Every file; `kommentare` by the id of a question or derived value, `kopf` stands on top of the guide."""
    fertig = {}
    for name, daten in dateien.items():
        text = format_daten(daten)
        if name.startswith("abschnitte/"):
            text = _comment(text, kommentare)
        elif name == "leitfaden.yaml":
            text = "".join(f"{_build_kommentar(satz)}\n" for satz in kopf) + text
        fertig[name] = text
    return fertig


def _comment(text: str, kommentare: Mapping[str, Sequence[str]]) -> str:
    zeilen = text.split("\n")
    stellen = sorted(_list_stellen(load_yaml(text, "", typisiert=False)), reverse=True)
    for nr, id_ in stellen:
        einzug = " " * (len(zeilen[nr - 1]) - len(zeilen[nr - 1].lstrip(" ")))
        zeilen[nr - 1 : nr - 1] = [f"{einzug}{_build_kommentar(satz)}" for satz in kommentare.get(id_, ())]
    return "\n".join(zeilen)


def _list_stellen(dokument: Dokument) -> Iterator[tuple[int, str]]:
    """The line of every question and derived value, and of the Abschnitt itself."""
    yield 1, str(dokument.daten["id"])
    for nr, schritt in enumerate(dokument.daten["schritte"]):
        for i, frage in enumerate(schritt["fragen"]):
            yield dokument.find_stelle(("schritte", nr, "fragen", i)).zeile, frage["id"]
    for nr, abgeleitet in enumerate(dokument.daten.get("abgeleitet", ())):
        yield dokument.find_stelle(("abgeleitet", nr)).zeile, abgeleitet["id"]


def _build_kommentar(satz: str) -> str:
    return f"# {_ZEILE.sub(' ', satz).strip()[:_MAX_ZEICHEN]}"
