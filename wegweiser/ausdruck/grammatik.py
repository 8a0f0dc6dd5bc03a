"""Checks the order and nesting of tokens, so that the Python parser only ever sees small, well-formed input."""

from typing import Final, Never

from wegweiser.ausdruck.zeichen import Art, Token, refuse

HOECHSTENS_TIEFE: Final = 50

_KLAMMERN: Final = {")": "(", "}": "{"}
_WORTZEICHEN: Final = {
    "ist": "==",
    "gleich": "==",
    "mal": "*",
    "x": "*",
    "durch": "/",
    "plus": "+",
    "minus": "-",
}


def check_folge(token: tuple[Token, ...], ende: int) -> None:
    """Refuse two operands without an operator between them, and operators without an operand."""
    vorher: Token | None = None
    for i, t in enumerate(token):
        if _ends_operand(vorher):
            if not _follows_operand(t, vorher, token[i + 1] if i + 1 < len(token) else None):
                _refuse_folge(t)
        elif not _starts_operand(t, vorher) and not _is_leerer_aufruf(token[max(0, i - 2) : i + 1]):
            _refuse_operand(t, vorher)
        vorher = t
    if not _ends_operand(vorher):
        refuse(ende, "operand-fehlt", vor="")


def _refuse_folge(t: Token) -> Never:
    wort = t.text.lower()
    if t.art is Art.NAME and wort in _WORTZEICHEN:
        refuse(t.von, "wort-als-zeichen", text=t.text, ersatz=_WORTZEICHEN[wort])
    refuse(t.von, "operator-fehlt", text=t.text)


def _ends_operand(t: Token | None) -> bool:
    return t is not None and (t.art in {Art.NAME, Art.LITERAL} or t.text in {")", "}"})


def _starts_operand(t: Token, vorher: Token | None) -> bool:
    if t.art is Art.SCHLUESSEL:
        return t.text == "not" or (t.text == "in" and vorher is not None and vorher.text == "not")
    return t.art is not Art.ZEICHEN or t.text in {"(", "{", "-"}


def _is_leerer_aufruf(letzte: tuple[Token, ...]) -> bool:
    """Let `summe()` pass: a later check says how many arguments it needs."""
    return [t.text for t in letzte[1:]] == ["(", ")"] and letzte[0].art is Art.NAME


def _follows_operand(t: Token, vorher: Token | None, danach: Token | None) -> bool:
    if t.art is Art.SCHLUESSEL:
        return t.text != "not" or (danach is not None and (danach.art, danach.text) == (Art.SCHLUESSEL, "in"))
    if t.art is Art.ZEICHEN and t.text == "(":
        return vorher is not None and vorher.art is Art.NAME
    return t.art is Art.ZEICHEN and t.text != "{"


def _refuse_operand(t: Token, vorher: Token | None) -> None:
    if t.text == "}" and vorher is not None and vorher.text == "{":
        refuse(vorher.von, "menge-leer")
    doppelt = vorher is not None and t.text == vorher.text and t.art is Art.ZEICHEN and t.text in "*/="
    refuse(t.von, "operator-unbekannt" if doppelt else "operand-fehlt", zeichen=t.text * 2, vor=t.text)


def check_tiefe(token: tuple[Token, ...]) -> None:
    """Refuse unbalanced brackets and nesting beyond the limit; `nicht` and unary minus count as nesting."""
    klammern: list[tuple[Token, int]] = []
    vorzeichen = tiefe = 0
    vorher: Token | None = None
    for t in token:
        if t.art is Art.ZEICHEN and t.text in {"(", "{"}:
            klammern.append((t, vorzeichen))
            tiefe, vorzeichen = tiefe + 1 + vorzeichen, 0
        elif t.text in _KLAMMERN and t.art is Art.ZEICHEN:
            if not klammern or klammern[-1][0].text != _KLAMMERN[t.text]:
                refuse(t.von, "klammer-zu-viel", klammer=t.text)
            tiefe -= 1 + klammern.pop()[1]
            vorzeichen = 0
        elif not _ends_operand(vorher) and t.art is not Art.LITERAL and t.text in {"not", "-"}:
            vorzeichen += 1
        else:
            vorzeichen = 0
        if tiefe + vorzeichen > HOECHSTENS_TIEFE:
            refuse(t.von, "zu-tief", hoechstens=str(HOECHSTENS_TIEFE))
        vorher = t
    if klammern:
        refuse(klammern[-1][0].von, "klammer-offen", klammer=klammern[-1][0].text)
