"""From text to tree: tokens, Python parser, then a whitelist of what the language knows."""

import ast
import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple, Never

from wegweiser.ausdruck.funktionen import HOECHSTENS_GLIEDER, STELLIGKEIT
from wegweiser.ausdruck.grammatik import HOECHSTENS_TIEFE, check_folge, check_tiefe
from wegweiser.ausdruck.knoten import (
    Aufruf,
    Ausdruck,
    Enthalten,
    Knoten,
    Konstante,
    Menge,
    Minus,
    Name,
    Nicht,
    Rechnung,
    Spalte,
    Vergleich,
    Verknuepfung,
    find_namen,
)
from wegweiser.ausdruck.typen import AusdruckFehler
from wegweiser.ausdruck.vorschlag import find_vorschlag
from wegweiser.ausdruck.zeichen import Art, Token, build_fehler, parse_token, refuse

_RECHENZEICHEN: Final[dict[type[ast.operator], str]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
_RANG: Final = {"+": "+-", "-": "+-", "*": "*/", "/": "*/"}
_VERGLEICHE: Final[dict[type[ast.cmpop], str]] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip


HOECHSTENS_GEMERKT: Final = 65_536
"""Expressions kept parsed: more than the largest guide has, since forgetting them in turn would parse all anew."""


class _Quelle(NamedTuple):
    """The tokens, and where each of them stands in what the Python parser was given."""

    text: str
    token: tuple[Token, ...]
    anfaenge: dict[int, Token]
    enden: dict[int, Token]

    def von(self, k: ast.expr) -> int:
        return self.anfaenge[k.col_offset].von

    def bis(self, k: ast.expr) -> int:
        return self.enden[k.end_col_offset or 0].bis

    def ausschnitt(self, k: ast.expr) -> str:
        return self.text[self.von(k) : self.bis(k)]


@lru_cache(maxsize=HOECHSTENS_GEMERKT)
def parse_ausdruck(text: str) -> Ausdruck:
    """Parse an expression; raises AusdruckFehler with the first finding."""
    token = parse_token(text)
    check_tiefe(token)
    check_folge(token, len(text.rstrip()))
    python, quelle = _build_python(text, token)
    try:
        baum = ast.parse(python, mode="eval").body
    except SyntaxError as fehler:
        _refuse_syntax(quelle, (fehler.offset or 1) - 1)
    except (RecursionError, MemoryError, ValueError):
        refuse(0, "zu-tief", hoechstens=str(HOECHSTENS_TIEFE))
    wurzel = _wandle(baum, quelle, 1)
    return Ausdruck(text, wurzel, find_namen(wurzel))


def _build_python(text: str, token: tuple[Token, ...]) -> tuple[str, _Quelle]:
    """Spell the tokens for Python: names and literals become their number, so nothing of the text gets through."""
    teile: list[str] = []
    anfaenge: dict[int, Token] = {}
    enden: dict[int, Token] = {}
    stelle = 0
    for nummer, t in enumerate(token):
        teil = {Art.NAME: f"n{nummer}", Art.LITERAL: str(nummer)}.get(t.art, t.text)
        anfaenge[stelle] = t
        enden[stelle + len(teil)] = t
        stelle += len(teil) + 1
        teile.append(teil)
    return " ".join(teile), _Quelle(text, token, anfaenge, enden)


def _refuse_syntax(q: _Quelle, stelle: int) -> Never:
    betroffen = [t for anfang, t in q.anfaenge.items() if anfang <= stelle] or list(q.token)
    refuse(betroffen[-1].von, "syntax", text=betroffen[-1].text)


def _wandle(k: ast.expr, q: _Quelle, tiefe: int) -> Knoten:
    """Turn a Python node into one of ours, or refuse it."""
    if tiefe > HOECHSTENS_TIEFE:
        refuse(q.von(k), "zu-tief", hoechstens=str(HOECHSTENS_TIEFE))
    match k:
        case ast.Constant() | ast.Name():
            return _wandle_blatt(k, q)
        case ast.Attribute():
            return _wandle_attribut(k, q)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            klasse = Nicht if isinstance(k.op, ast.Not) else Minus
            return klasse(q.von(k), q.bis(k), _wandle(k.operand, q, tiefe + 1))
        case ast.BoolOp():
            zeichen = "und" if isinstance(k.op, ast.And) else "oder"
            return Verknuepfung(q.von(k), q.bis(k), zeichen, _wandle_viele(k.values, k, q, tiefe))
        case ast.BinOp():
            return _wandle_rechnung(k, q, tiefe)
        case ast.Compare():
            return _wandle_vergleich(k, q, tiefe)
        case ast.Call():
            return _wandle_aufruf(k, q, tiefe)
        case _:
            raise _build_fehler_fremd(k, q)


def _wandle_viele(teile: list[ast.expr], k: ast.expr, q: _Quelle, tiefe: int) -> tuple[Knoten, ...]:
    if len(teile) > HOECHSTENS_GLIEDER:
        refuse(q.von(k), "zu-viele-glieder", hoechstens=str(HOECHSTENS_GLIEDER))
    return tuple(_wandle(teil, q, tiefe + 1) for teil in teile)


def _wandle_blatt(k: ast.Constant | ast.Name, q: _Quelle) -> Konstante | Name:
    token = q.anfaenge[k.col_offset]
    if isinstance(k, ast.Name):
        return Name(token.von, token.bis, token.text)
    return Konstante(token.von, token.bis, token.wert)


def _wandle_attribut(k: ast.Attribute, q: _Quelle) -> Spalte:
    if not isinstance(k.value, ast.Name):
        code = "spalte-verschachtelt" if isinstance(k.value, ast.Attribute) else "spalte-ohne-tabelle"
        refuse(q.von(k), code, text=q.ausschnitt(k))
    tabelle, spalte = q.anfaenge[k.value.col_offset], q.enden[k.end_col_offset or 0]
    return Spalte(tabelle.von, spalte.bis, tabelle.text, spalte.text)


def _wandle_rechnung(k: ast.BinOp, q: _Quelle, tiefe: int) -> Rechnung:
    """Flatten `a - b + c`, which Python nests to the left, into one chain; brackets start elsewhere and stay."""
    rang = _RANG[_RECHENZEICHEN[type(k.op)]]
    teile: list[ast.expr] = []
    zeichen: list[str] = []
    links: ast.expr = k
    while isinstance(links, ast.BinOp) and links.col_offset == k.col_offset:
        if _RECHENZEICHEN[type(links.op)] not in rang:
            break
        teile.append(links.right)
        zeichen.append(_RECHENZEICHEN[type(links.op)])
        links = links.left
    teile.append(links)
    return Rechnung(q.von(k), q.bis(k), tuple(reversed(zeichen)), _wandle_viele(teile[::-1], k, q, tiefe))


def _wandle_vergleich(k: ast.Compare, q: _Quelle, tiefe: int) -> Vergleich | Enthalten:
    von, bis = q.von(k), q.bis(k)
    if not any(isinstance(op, ast.In | ast.NotIn) for op in k.ops):
        zeichen = tuple(_VERGLEICHE[type(op)] for op in k.ops)
        return Vergleich(von, bis, zeichen, _wandle_viele([k.left, *k.comparators], k, q, tiefe))
    if len(k.ops) > 1:
        refuse(von, "kette-gemischt")
    rechts = k.comparators[0]
    if isinstance(rechts, ast.Tuple):
        refuse(q.von(rechts), "menge-klammern")
    rechter = _wandle_menge(rechts, q) if isinstance(rechts, ast.Set) else _wandle(rechts, q, tiefe + 1)
    return Enthalten(von, bis, _wandle(k.left, q, tiefe + 1), rechter, isinstance(k.ops[0], ast.NotIn))


def _wandle_menge(k: ast.Set, q: _Quelle) -> Menge:
    if len(k.elts) > HOECHSTENS_GLIEDER:
        refuse(q.von(k), "zu-viele-glieder", hoechstens=str(HOECHSTENS_GLIEDER))
    return Menge(q.von(k), q.bis(k), tuple(_wandle_element(e, q) for e in k.elts))


def _wandle_element(k: ast.expr, q: _Quelle) -> Konstante:
    """Turn a member of a set, which has to be a literal, into a constant."""
    von, bis = q.von(k), q.bis(k)
    if isinstance(k, ast.Constant | ast.UnaryOp | ast.Call):
        knoten = _wandle(k, q, 1)
        if isinstance(knoten, Konstante):
            return knoten
        if isinstance(knoten, Minus) and isinstance(knoten.operand, Konstante):
            zahl = knoten.operand.wert
            if isinstance(zahl, Decimal):
                return Konstante(von, bis, zahl.copy_negate())
    if all(isinstance(t, ast.Name | ast.BinOp | ast.Sub | ast.Load) for t in ast.walk(k)):
        refuse(von, "wert-ohne-anfuehrungszeichen", wert=q.ausschnitt(k))
    raise build_fehler(von, "menge-nur-werte", text=q.ausschnitt(k))


def _wandle_aufruf(k: ast.Call, q: _Quelle, tiefe: int) -> Knoten:
    if not isinstance(k.func, ast.Name) or k.keywords or any(isinstance(a, ast.Starred) for a in k.args):
        refuse(q.von(k), "aufruf-unzulaessig", text=q.ausschnitt(k))
    name = q.anfaenge[k.func.col_offset].text
    if name not in STELLIGKEIT:
        refuse(q.von(k), "funktion-unbekannt", funktion=name, vorschlag=find_vorschlag(name, STELLIGKEIT))
    mindestens, hoechstens = STELLIGKEIT[name]
    if not mindestens <= len(k.args) <= hoechstens:
        anzahl = {"mindestens": str(mindestens), "hoechstens": str(hoechstens), "gefunden": str(len(k.args))}
        refuse(q.von(k), "argumente", funktion=name, **anzahl)
    argumente = _wandle_viele(k.args, k, q, tiefe)
    if name == "datum":
        return _wandle_datum(k, argumente[0], q)
    if name == "beantwortet" and not isinstance(argumente[0], Name | Spalte):
        refuse(argumente[0].von, "name-erwartet", funktion=name)
    return Aufruf(q.von(k), q.bis(k), name, argumente)


def _wandle_datum(k: ast.Call, argument: Knoten, q: _Quelle) -> Konstante:
    """Work out `datum("2026-12-31")` once and for all: dates are literals."""
    text = argument.wert if isinstance(argument, Konstante) else None
    if not isinstance(text, str):
        refuse(argument.von, "datum-ohne-text")
    try:
        tag = date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        tag = None
    if tag is None:
        refuse(argument.von, "datum-ungueltig", text=text)
    return Konstante(q.von(k), q.bis(k), tag)


def _build_fehler_fremd(k: ast.expr, q: _Quelle) -> AusdruckFehler:
    """Say what is wrong with a construct that Python knows and the language does not."""
    if isinstance(k, ast.Set):
        return build_fehler(q.von(k), "menge-ohne-in")
    if not isinstance(k, ast.Tuple):
        return build_fehler(q.von(k), "syntax", text=q.ausschnitt(k))
    for zahl in re.finditer(r"[0-9]+\s*,\s*[0-9]+", q.ausschnitt(k)):
        return build_fehler(q.von(k) + zahl.start(), "komma-zahl", text=zahl.group())
    return build_fehler(q.von(k), "komma", text=q.ausschnitt(k))
