"""What a type allows by itself, as a condition of a questionnaire with its sentence, and back."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from wegweiser.core.xpath.baum import Aufruf, Bezug, Operation, Selbst, Verknuepfung, Xpath, Zahl
from wegweiser.errors.xlsform import TEXTE
from wegweiser.model import frage as f
from wegweiser.model.deutsch_format import format_zahl

_SELBST: Final = Selbst()
_UMGEKEHRT: Final[Mapping[str, str]] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_LAENGE: Final = Aufruf("string-length", (_SELBST,))
_ANZAHL: Final = Aufruf("count-selected", (_SELBST,))
CENT: Final = Operation("=", _SELBST, Aufruf("round", (_SELBST, Zahl(Decimal(2)))))
MAX_ZEICHEN: Final = 100_000
VORGABE_ZEICHEN: Final = {"text": 200, "absatz": 4000}


class Grenzen(NamedTuple):
    """The limits a condition sets, and what else it says."""

    min: Decimal | None = None
    max: Decimal | None = None
    zeichen: int | None = None
    anzahl: int | None = None
    cent: bool = False
    rest: tuple[Xpath, ...] = ()


def list_grenzen(frage: f.Frage) -> Iterator[tuple[Xpath, str]]:
    """The conditions of the type, each with its sentence."""
    match frage:
        case f.Text() | f.Absatz():
            if frage.max_zeichen != VORGABE_ZEICHEN[frage.typ]:
                yield (
                    Operation("<=", _LAENGE, Zahl(Decimal(frage.max_zeichen))),
                    format_grenzen(Grenzen(zeichen=frage.max_zeichen)),
                )
        case f.Ganzzahl() | f.Zahl() | f.Geldbetrag() | f.Prozent() | f.Jahr():
            yield from _zahlgrenzen(frage)
        case f.Mehrfach(max_anzahl=int(anzahl)):
            yield Operation("<=", _ANZAHL, Zahl(Decimal(anzahl))), format_grenzen(Grenzen(anzahl=anzahl))
        case _:
            return


def _zahlgrenzen(
    frage: f.Ganzzahl | f.Zahl | f.Geldbetrag | f.Prozent | f.Jahr,
) -> Iterator[tuple[Xpath, str]]:
    klein, gross = (Decimal(g) if g is not None else None for g in (frage.min, frage.max))
    teile: list[Xpath] = []
    if klein is not None:
        teile.append(Operation(">=", _SELBST, Zahl(klein)))
    if gross is not None:
        teile.append(Operation("<=", _SELBST, Zahl(gross)))
    for nr, teil in enumerate(teile):
        yield teil, "" if nr else format_grenzen(Grenzen(klein, gross))
    if isinstance(frage, f.Geldbetrag):
        yield CENT, TEXTE["cent"]


def format_grenzen(grenzen: Grenzen) -> str:
    """The sentence for limits of a type."""
    von, bis = (format_zahl(g) if g is not None else "" for g in (grenzen.min, grenzen.max))
    saetze = []
    if von or bis:
        code = "grenzen" if von and bis else "grenze-unten" if von else "grenze-oben"
        saetze.append(TEXTE[code].format(von=von, bis=bis))
    if grenzen.zeichen is not None:
        saetze.append(TEXTE["zeichen"].format(bis=grenzen.zeichen))
    if grenzen.anzahl is not None:
        saetze.append(TEXTE["anzahl"].format(bis=grenzen.anzahl))
    if grenzen.cent:
        saetze.append(TEXTE["cent"])
    return " ".join(saetze)


def split_grenzen(bedingung: Xpath, *, ganz: bool) -> Grenzen:
    """Take the limits out of a condition; `ganz` means whole numbers, where `> 3` is `>= 4`."""
    teile = (
        bedingung.teile
        if isinstance(bedingung, Verknuepfung) and bedingung.zeichen == "and"
        else (bedingung,)
    )
    grenzen = Grenzen()
    rest: list[Xpath] = []
    for teil in teile:
        neu = _nimm(grenzen, teil, ganz=ganz)
        if neu is None:
            rest.append(teil)
        else:
            grenzen = neu
    return grenzen._replace(rest=tuple(rest))


def list_bedingungen(grenzen: Grenzen) -> Iterator[Xpath]:
    """Limits as the conditions they were."""
    for links, zeichen, wert in (
        (_SELBST, ">=", grenzen.min),
        (_SELBST, "<=", grenzen.max),
        (_LAENGE, "<=", grenzen.zeichen),
        (_ANZAHL, "<=", grenzen.anzahl),
    ):
        if wert is not None:
            yield Operation(zeichen, links, Zahl(Decimal(wert)))
    if grenzen.cent:
        yield CENT


def _nimm(grenzen: Grenzen, teil: Xpath, *, ganz: bool) -> Grenzen | None:
    if teil == CENT:
        return grenzen._replace(cent=True)
    match teil:
        case Operation(zeichen=zeichen, links=links, rechts=rechts) if zeichen in _UMGEKEHRT:
            if isinstance(links, Zahl):
                links, rechts, zeichen = rechts, links, _UMGEKEHRT[zeichen]
            if not isinstance(rechts, Zahl):
                return None
            return _nimm_grenze(grenzen, links, zeichen, rechts.wert, ganz=ganz)
        case _:
            return None


def _nimm_grenze(
    grenzen: Grenzen, links: Xpath, zeichen: str, zahl: Decimal, *, ganz: bool
) -> Grenzen | None:
    ganze_zahl = zahl == zahl.to_integral_value()
    schritt = Decimal(1) if ganze_zahl else Decimal(0)
    if links == _SELBST:
        if zeichen in {"<", ">"} and not (ganz and ganze_zahl):
            return None
        if zeichen in {">", ">="} and grenzen.min is None:
            return grenzen._replace(min=zahl + (schritt if zeichen == ">" else 0))
        if zeichen in {"<", "<="} and grenzen.max is None:
            return grenzen._replace(max=zahl - (schritt if zeichen == "<" else 0))
        return None
    feld = "zeichen" if links == _LAENGE else "anzahl" if links == _ANZAHL else ""
    oben = zahl - (schritt if zeichen == "<" else 0)
    if not feld or zeichen not in {"<", "<="} or not ganze_zahl or not 1 <= oben <= MAX_ZEICHEN:
        return None
    return grenzen._replace(zeichen=int(oben)) if feld == "zeichen" else grenzen._replace(anzahl=int(oben))


def sum_anteile(namen: Sequence[str]) -> Xpath:
    """The shares of all others and this one are 100."""
    summe: Xpath = Selbst()
    for name in namen:
        summe = Operation("+", summe, Aufruf("coalesce", (Bezug(name), Zahl(Decimal(0)))))
    return Operation("=", summe, Zahl(Decimal(100)))
