"""The cell `default` as a proposal of the guide."""

import re
from typing import Final

from wegweiser.core.fragebogen.auswahllisten import Wahl
from wegweiser.core.fragebogen.gliederung import Element, Melder, Notiz

_DATUM: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_ZAHL: Final = re.compile(r"(0|[1-9]\d{0,20})(\.\d{1,10})?\Z")
_IM_TEXT: Final = re.compile(r'[^"\\\x00-\x1f\x7f$]{1,200}\Z')
_ZAHLEN: Final = frozenset({"ganzzahl", "zahl", "geldbetrag", "prozent", "jahr", "skala"})


def build_vorschlag(element: Element, typ: str, wahlen: tuple[Wahl, ...], melde: Melder) -> str:
    """An expression, or nothing and a note."""
    text = element.werte.get("default", "")
    if not text:
        return ""
    if vorschlag := _find_vorschlag(text, typ, wahlen):
        return vorschlag
    melde(Notiz(element.zeile.nr, "default", "xlsform-merkmal", {"text": text[:80]}, element.id))
    return ""


def _find_vorschlag(text: str, typ: str, wahlen: tuple[Wahl, ...]) -> str:
    if typ in _ZAHLEN:
        return text if _ZAHL.match(text) else ""
    if typ == "datum":
        return f'datum("{text}")' if _DATUM.match(text) else ""
    if typ == "ja_nein":
        return {"ja": "wahr", "nein": "falsch", "OK": "wahr"}.get(text, "")
    if typ in {"auswahl", "katalogwahl"}:
        return next((f'"{w.id}"' for w in wahlen if w.name == text), "")
    if typ in {"text", "absatz"} and _IM_TEXT.match(text):
        return f'"{text}"'
    return ""
