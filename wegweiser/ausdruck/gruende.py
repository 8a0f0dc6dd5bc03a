"""The facts that decided a condition, from the values themselves: on which side of its measure each lies."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from wegweiser.ausdruck.formel import (
    Text,
    describe,
    describe_schritt,
    find_art,
    find_zweig,
    list_namen,
    list_vorhandene,
    unite_arten,
)
from wegweiser.ausdruck.operationen import compute_vergleich
from wegweiser.ausdruck.schritte import Operand, Schritt
from wegweiser.ausdruck.typen import ENTFAELLT, OFFEN
from wegweiser.ausdruck.worte import join_und

GESPIEGELT: Final = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


class Grund(NamedTuple):
    """One fact that decided; `richtung` says on which side of `mass` the value called `name` lies."""

    satz: str
    name: str = ""
    richtung: str = ""
    mass: Decimal = Decimal(0)


def join_gruende(gruende: Iterable[Grund]) -> list[Grund]:
    """Each fact once; above 100 says everything that above 70 does."""
    behalten: list[Grund] = []
    for g in gruende:
        aehnlich = [b for b in behalten if g.name and (b.name, b.richtung) == (g.name, g.richtung)]
        if any(b.mass != g.mass and (b.mass > g.mass) is (g.richtung == ">") for b in aehnlich):
            continue  # a stricter one is there already
        behalten = [b for b in behalten if b not in aehnlich and b.satz != g.satz]
        behalten.append(g)
    return behalten


def list_gruende(o: Operand, t: Text) -> list[Grund]:
    """The facts that made a condition true or false."""
    s = t.schritt(o)
    if s is not None:
        return list_gruende_schritt(s, t)
    return [Grund(_format_angabe(o, t))] if o.name else []


def _format_angabe(o: Operand, t: Text) -> str:
    if o.wert is ENTFAELLT:
        return f"{describe(o, t)} entfällt."
    if o.wert is OFFEN:
        return f"{describe(o, t)} ist noch offen."
    return f"{describe(o, t)}: {t.worte.wert(o.wert, find_art(o, t), o.name)}."


def list_gruende_schritt(s: Schritt, t: Text) -> list[Grund]:
    """The facts that made a step true or false."""
    match s.zeichen:
        case "und" | "oder":
            return [g for o in _list_entscheidende(s) for g in list_gruende(o, t)]
        case "nicht" | "wert":
            return list_gruende(s.operanden[0], t)
        case "wenn":
            return [*list_gruende(s.operanden[0], t), *list_gruende(find_zweig(s), t)]
        case "in" | "nicht in":
            return [Grund(_format_enthalten(s, t))]
        case "beantwortet":
            antwort = "ist beantwortet" if s.ergebnis is True else "ist nicht beantwortet"
            return [Grund(f"{describe(s.operanden[0], t)} {antwort}.")]
        case "alle" | "eines":
            return [Grund(_format_jedes(s, t))]
        case _:
            return _list_gruende_vergleich(s, t)


def _list_entscheidende(s: Schritt) -> list[Operand]:
    """All parts of a true `und`, the first that made an `oder` true, all that failed."""
    wahr = s.ergebnis is True
    teile = [o for o in s.operanden if o.wert is not OFFEN and (o.wert is True) is wahr]
    return teile[:1] if wahr and s.zeichen == "oder" else teile


def _list_gruende_vergleich(s: Schritt, t: Text) -> list[Grund]:
    kette = s.zeichen.split()
    if kette[0] not in GESPIEGELT:
        return [Grund(f"{describe_schritt(s, t)}: {t.worte.wert(s.ergebnis)}.")]
    paare = list(zip(kette, s.operanden, s.operanden[1:], strict=False))
    wahr = s.ergebnis is True
    return [_build_grund(z, li, re, t) for z, li, re in paare if wahr or not holds(z, li.wert, re.wert)]


def holds(zeichen: str, links: object, rechts: object) -> bool:
    """Whether a comparison is true."""
    return compute_vergleich(zeichen, links, rechts, lambda _grund: OFFEN) is True


def _build_grund(zeichen: str, gemeint: Operand, mass: Operand, t: Text) -> Grund:
    """Say on which side of its measure a value lies, from the values themselves."""
    if not (gemeint.name or gemeint.schritt is not None):
        gemeint, mass, zeichen = mass, gemeint, GESPIEGELT[zeichen]
    for o in (gemeint, mass):
        if o.wert is ENTFAELLT or o.wert is OFFEN:
            return Grund(_format_angabe(o, t))
    art = unite_arten((find_art(gemeint, t), find_art(mass, t)))
    links, rechts = gemeint.wert, mass.wert
    label = describe(gemeint, t)
    zusatz = f" ({describe(mass, t)})" if mass.name or mass.schritt is not None else ""
    if isinstance(links, Decimal) and isinstance(rechts, Decimal):
        text_links, text_rechts = t.worte.paar(links, rechts, art)
    else:
        text_links, text_rechts = (t.worte.wert(w, art, gemeint.name or mass.name) for w in (links, rechts))
    if zeichen in {"==", "!="}:
        nicht = f", nicht {text_rechts}" if links != rechts else ""
        return Grund(f"{label} ist {text_links}{nicht}{zusatz}.")
    lage, richtung = _find_lage(zeichen, links, rechts)
    wert = text_links if gemeint.name else f"({text_links})"
    satz = f"{label} {wert} liegt {lage} {text_rechts}{zusatz}."
    name = gemeint.name if isinstance(rechts, Decimal) else ""
    return Grund(satz, name, richtung, rechts if isinstance(rechts, Decimal) else Decimal(0))


def _find_lage(zeichen: str, links: object, rechts: object) -> tuple[str, str]:
    tage = isinstance(links, date)
    if holds("<", links, rechts):
        return ("vor dem" if tage else "unter"), "<"
    if holds(">", links, rechts):
        return ("nach dem" if tage else "über"), ">"
    if zeichen in {"<", ">="}:
        return ("nicht vor dem" if tage else "nicht unter"), ">"
    return ("nicht nach dem" if tage else "nicht über"), "<"


def _format_enthalten(s: Schritt, t: Text) -> str:
    links, rechts = s.operanden
    for o in (links, rechts):
        if o.wert is ENTFAELLT or o.wert is OFFEN:
            return _format_angabe(o, t)
    dabei = (s.zeichen == "in") is (s.ergebnis is True)
    if rechts.name or rechts.schritt is not None:
        gesucht = t.worte.wert(links.wert, "", rechts.name)
        zusatz = f" ({describe(links, t)})" if links.name else ""
        return f"{describe(rechts, t)}: {gesucht}{zusatz} ist {'dabei' if dabei else 'nicht dabei'}."
    art = find_art(links, t)
    wert = t.worte.wert(links.wert, art, links.name)
    menge = rechts.wert if isinstance(rechts.wert, tuple) else ()
    auswahl = join_und((t.worte.wert(w, art, links.name) for w in menge), "oder") if menge else "nichts"
    return f"{describe(links, t)} ist {wert}{'' if dabei else f', nicht {auswahl}'}."


def _format_jedes(s: Schritt, t: Text) -> str:
    elemente = list_vorhandene(s.operanden[0].wert)
    zutreffend = sum(e is True for e in elemente)
    namen = dict.fromkeys(t.worte.name(name) for name in list_namen(s.operanden[0], t))
    worauf = f"{'; '.join(namen)}: " if namen else ""
    return f"{worauf}{zutreffend} von {len(elemente)} Einträgen erfüllen die Bedingung."
