"""The working of a computed value, as one to three short lines that somebody in a treasury would write."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from wegweiser.ausdruck.formel import (
    Text,
    Weise,
    describe,
    find_art,
    find_art_schritt,
    find_zweig,
    format_formel,
    list_vorhandene,
)
from wegweiser.ausdruck.gruende import Grund, join_gruende, list_gruende, list_gruende_schritt
from wegweiser.ausdruck.schritte import Ergebnis, Operand, Schritt
from wegweiser.ausdruck.typen import ENTFAELLT, OFFEN
from wegweiser.ausdruck.worte import FEST, Worte

HOECHSTENS_ZEICHEN: Final = 200
HOECHSTENS_ZEILEN: Final = 3
HOECHSTENS_SUMMANDEN: Final = 8

OHNE_ARTEN: Final[Mapping[str, str]] = MappingProxyType({})
_BETRAEGE: Final = ("Betrag", "Beträge", "Beträgen")
_WERTE: Final = ("Wert", "Werte", "Werten")
_EXTREME: Final = {"kleinster": "kleinster", "groesster": "größter"}
_EXTREME_TAGE: Final = {"kleinster": "frühester", "groesster": "spätester"}
_GRUENDE: Final[Mapping[str, str]] = {
    "division-durch-null": "Es würde durch null geteilt.",
    "leer": "Es gibt noch keine Einträge.",
    "typ": "Eine Angabe hat eine unpassende Form.",
    "zahl-zu-gross": "Die Zahl wird zu groß.",
}


def format_rechnung(
    ergebnis: Ergebnis, beschriftung: Mapping[str, str], arten: Mapping[str, str] = OHNE_ARTEN, art: str = ""
) -> tuple[str, ...]:
    """Say in one to three lines how a value came about, or why there is none.

    `beschriftung` gives names (and `name=option`) their words; `arten` says which names are "geldbetrag", "anteil",
    "prozent", "zahl" or "jahr", and `art` says it of the result, where the names do not.
    """
    t = Text(ergebnis.schritte, Worte(beschriftung, arten))
    if ergebnis.wert is OFFEN:
        zeilen = _format_offen(ergebnis, t)
    elif ergebnis.wert is ENTFAELLT:
        zeilen = ["Entfällt."]
    else:
        zeilen = _format_schritt(ergebnis.schritte[-1], t, _Ziel(ergebnis.wert, art))
    kurz = [_clip(zeile) for zeile in dict.fromkeys(zeilen)]
    return tuple(kurz[-HOECHSTENS_ZEILEN:])


def _clip(zeile: str) -> str:
    return zeile if len(zeile) <= HOECHSTENS_ZEICHEN else f"{zeile[: HOECHSTENS_ZEICHEN - 1].rstrip()}…"


class _Ziel(NamedTuple):
    """What a calculation came to in the end, and its kind if that is known."""

    wert: object
    art: str

    def text(self, t: Text, art: str) -> str:
        return t.worte.wert(self.wert, self.art or art)


# Nothing to show


def _format_offen(ergebnis: Ergebnis, t: Text) -> list[str]:
    zeilen = []
    if ergebnis.grund:
        quelle = next((s for s in ergebnis.schritte if s.grund == ergebnis.grund), ergebnis.schritte[-1])
        zeilen.append(_format_grund(quelle, ergebnis.grund, t))
    if ergebnis.fehlend:
        zeilen.append(_format_fehlend(sorted(t.worte.name(name) for name in ergebnis.fehlend)))
    return zeilen or ["Noch offen."]


def _format_grund(s: Schritt, grund: str, t: Text) -> str:
    """Name the divisor that is zero, or the reason in general."""
    if grund == "division-durch-null":
        for zeichen, o in zip(s.zeichen.split(), s.operanden[1:], strict=False):
            if zeichen == "/" and o.wert == 0 and (o.name or o.schritt is not None):
                return f"Nicht zu berechnen: {describe(o, t)} ist 0."
    return f"Nicht zu berechnen. {_GRUENDE.get(grund, '')}".rstrip()


def _format_fehlend(namen: Sequence[str]) -> str:
    namen = list(dict.fromkeys(namen))
    for anzahl in range(len(namen), 0, -1):
        rest = f" und {len(namen) - anzahl} weitere" if anzahl < len(namen) else ""
        zeile = f"Es fehlt: {', '.join(namen[:anzahl])}{rest}."
        if len(zeile) <= HOECHSTENS_ZEICHEN:
            return zeile
    return f"Es fehlt: {namen[0]}."


# Calculations


def _format_operand(o: Operand, t: Text, ziel: _Ziel) -> list[str]:
    s = t.schritt(o)
    if s is not None:
        return _format_schritt(s, t, ziel)
    if not o.name:
        return []
    if isinstance(o.wert, bool | str | tuple):
        return [f"{t.worte.name(o.name)}: {t.worte.wert(o.wert, '', o.name)}."]
    art = find_art(o, t)
    if o.wert == ziel.wert:
        return [f"{t.worte.name(o.name)} = {ziel.text(t, art)}"]
    return [f"{t.worte.name(o.name)} {t.worte.wert(o.wert, art)}, gerundet = {ziel.text(t, art)}"]


def _format_schritt(s: Schritt, t: Text, ziel: _Ziel) -> list[str]:
    if s.zeichen in {"wert", "runde"}:
        zeilen = _format_operand(s.operanden[0], t, ziel)
        return zeilen or [ziel.text(t, find_art_schritt(s, t))]
    if s.zeichen == "wenn":
        return _format_wahl(s, t, ziel)
    if isinstance(s.ergebnis, bool):
        return [g.satz for g in join_gruende(list_gruende_schritt(s, t))] or [ziel.text(t, "")]
    if s.zeichen in {"summe", "mittel", "anzahl", *_EXTREME}:
        return [_format_aggregat(s, t, ziel)]
    return [_format_formel(s, t, ziel)]


def _format_wahl(s: Schritt, t: Text, ziel: _Ziel) -> list[str]:
    """The reasons for the branch that was taken, then its own working; a text needs the reasons only."""
    bedingung = s.operanden[0]
    zweig = find_zweig(s)
    gruende: list[Grund] = []
    while True:
        unklar = [Grund("In jedem noch möglichen Fall gleich.")]
        gruende += unklar if bedingung.wert is OFFEN else list_gruende(bedingung, t)
        innen = t.schritt(zweig)
        if innen is None or innen.zeichen != "wenn":
            break
        bedingung, zweig = innen.operanden[0], find_zweig(innen)
    ruhig = isinstance(ziel.wert, str) and not zweig.name
    rechnung = [] if ruhig else _format_operand(zweig, t, ziel)
    saetze = [g.satz for g in join_gruende(gruende)]
    platz = HOECHSTENS_ZEILEN - len(rechnung)
    return [*(saetze[-platz:] if platz > 0 else []), *rechnung] or [ziel.text(t, find_art_schritt(s, t))]


def _format_formel(s: Schritt, t: Text, ziel: _Ziel) -> str:
    """The formula with its values; what gets too long loses its inner parts first, then its labels."""
    art = find_art_schritt(s, t)
    for weise in (Weise.VOLL, Weise.KNAPP, Weise.ZAHLEN):
        zeile = f"{format_formel(s, t, weise)} = {ziel.text(t, art)}"
        if len(zeile) <= HOECHSTENS_ZEICHEN:
            return zeile
    return f"aus {len(s.operanden)} Angaben = {ziel.text(t, art)}"


def _format_aggregat(s: Schritt, t: Text, ziel: _Ziel) -> str:
    argument = s.operanden[0]
    elemente = list_vorhandene(argument.wert)
    art = find_art(argument, t)
    if s.zeichen == "anzahl":
        return _format_anzahl(argument, elemente, t)
    woerter = _BETRAEGE if (art or ziel.art) in {"", "geldbetrag"} else _WERTE
    ende = f"= {ziel.text(t, art)}"
    if s.zeichen in _EXTREME:
        tage = isinstance(s.ergebnis, date)
        wort = _EXTREME_TAGE[s.zeichen] if tage else _EXTREME[s.zeichen]
        return f"{wort} von {len(elemente)} {'Tagen' if tage else woerter[2]} {ende}"
    innen = t.schritt(argument)
    if innen is not None and innen.zeichen == "wenn" and s.zeichen == "summe":
        return _format_auswahl([e for e in elemente if e], len(elemente), woerter, ende, t, art)
    return _format_summe(elemente, woerter, ende, t, art, mittel=s.zeichen == "mittel")


def _format_anzahl(argument: Operand, elemente: Sequence[object], t: Text) -> str:
    gesamt = len(elemente)
    if elemente and all(isinstance(e, bool) for e in elemente):
        zutreffend = sum(e is True for e in elemente)
        if gesamt == 1:
            return "der eine Eintrag" if zutreffend else "kein Eintrag"
        return f"{zutreffend or 'keiner'} von {gesamt} Einträgen"
    zahl = {0: "keine Einträge", 1: "ein Eintrag"}.get(gesamt, f"{gesamt} Einträge")
    return f"{t.worte.name(argument.name)}: {zahl}" if argument.name else zahl


def _format_auswahl(
    zaehlende: Sequence[object], gesamt: int, woerter: Sequence[str], ende: str, t: Text, art: str
) -> str:
    """A sum over rows that meet a condition: how many of them count, never the condition for each."""
    if len(zaehlende) == gesamt:
        return _format_summe(zaehlende, woerter, ende, t, art)
    if gesamt == 1:
        return f"kein {woerter[0]} {ende}"
    if len(zaehlende) <= 1:
        return f"{'einer' if zaehlende else 'keiner'} von {gesamt} {woerter[2]} {ende}"
    kopf = f"Summe aus {len(zaehlende)} von {gesamt} {woerter[2]}"
    return _add_summanden(kopf, kopf, zaehlende, ende, t, art)


def _format_summe(
    elemente: Sequence[object],
    woerter: Sequence[str],
    ende: str,
    t: Text,
    art: str,
    *,
    mittel: bool = False,
) -> str:
    _, mehrere, aus = woerter
    if not elemente:
        return f"keine {mehrere} {ende}"
    if len(elemente) == 1:
        return ende.removeprefix("= ")
    if not mittel:
        kopf = f"Summe der {len(elemente)} {mehrere}"
        return _add_summanden(kopf, f"Summe aus {len(elemente)} {aus}", elemente, ende, t, art)
    lang = f"({_join_summanden(elemente, t, art)}) ÷ {len(elemente)} {ende}"
    passt = len(elemente) <= HOECHSTENS_SUMMANDEN and len(lang) <= HOECHSTENS_ZEICHEN
    return lang if passt else f"Mittelwert aus {len(elemente)} {aus} {ende}"


def _add_summanden(kopf: str, kurz: str, elemente: Sequence[object], ende: str, t: Text, art: str) -> str:
    lang = f"{kopf}: {_join_summanden(elemente, t, art)} {ende}"
    passt = len(elemente) <= HOECHSTENS_SUMMANDEN and len(lang) <= HOECHSTENS_ZEICHEN
    return lang if passt else f"{kurz} {ende}"


def _join_summanden(elemente: Sequence[object], t: Text, art: str) -> str:
    """Summands with signs between them; of money only the result says €."""
    texte = [t.worte.wert(e, art).removesuffix(f"{FEST}€") for e in elemente]
    negativ = [isinstance(e, Decimal) and e < 0 for e in elemente]
    rest = [f"({text})" if minus else text for text, minus in zip(texte[1:], negativ[1:], strict=True)]
    return " + ".join([*texte[:1], *rest])
