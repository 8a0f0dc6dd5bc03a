"""What answers may lead to: each goal as a formula over all answers, and as a test of one set of answers."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from wegweiser.ausdruck import OFFEN, evaluate_wert, parse_ausdruck
from wegweiser.core.logik.akten import DRAUSSEN, Schluessel, Sicht
from wegweiser.core.logik.bereiche import Tabellenbereich
from wegweiser.core.logik.formeln import Formel, nicht, oder, und
from wegweiser.core.logik.sackgassen import formuliere_sackgasse, steckt
from wegweiser.core.logik.symbole import Liste, Symbol
from wegweiser.core.logik.welt import Welt, ist_verletzt
from wegweiser.core.regeln import find_regelergebnis
from wegweiser.core.werte import Wertequelle
from wegweiser.model.frage import Frage
from wegweiser.model.koproduktion import Regelergebnis
from wegweiser.model.leitfaden import Leitfaden, find_frage
from wegweiser.model.regel import Regel

Regelausgang = Regelergebnis | Literal["gilt-nicht"]


@dataclass(frozen=True)
class FrageGestellt:
    """A question is asked, and not only as a precaution."""

    frage: str


@dataclass(frozen=True)
class FrageUebergangen:
    """A question is not asked."""

    frage: str


@dataclass(frozen=True)
class OptionGewaehlt:
    """A question is answered with an option (of several, with this one among them)."""

    frage: str
    option: str


@dataclass(frozen=True)
class RegelErgebnis:
    """A rule comes out like this."""

    regel: str
    ergebnis: Regelausgang


@dataclass(frozen=True)
class Pruefungsausgang:
    """A question is answered so that one of its checks is broken, or holds or is open; those before it are not broken."""

    frage: str
    nummer: int
    verletzt: bool


@dataclass(frozen=True)
class Sackgasse:
    """A question is asked, and its checks refuse every answer."""

    frage: str


@dataclass(frozen=True)
class Bedingung:
    """An expression is true, false (or not on the path), or open, seen from a record of `je` or from outside."""

    text: str
    je: str | None = None
    soll: Literal["wahr", "falsch", "offen"] = "wahr"


@dataclass(frozen=True)
class Alle:
    """Several goals at once, for the same record."""

    ziele: "tuple[Ziel, ...]"


@dataclass(frozen=True)
class Eines:
    """One of several goals."""

    ziele: "tuple[Ziel, ...]"


Ziel: TypeAlias = (
    "FrageGestellt | FrageUebergangen | OptionGewaehlt | Pruefungsausgang | Sackgasse"
    " | RegelErgebnis | Bedingung | Alle | Eines"
)


def find_je_von(welt: Welt, ziel: Ziel) -> str | None:
    """The table whose records a goal is about."""
    match ziel:
        case FrageGestellt() | FrageUebergangen() | OptionGewaehlt() | Pruefungsausgang() | Sackgasse():
            return welt.inhalte[ziel.frage.partition(".")[0]][0].je
        case RegelErgebnis(regel=regel):
            return welt.find_je(regel)
        case Bedingung(je=je):
            return je
        case Alle(ziele=ziele) | Eines(ziele=ziele):
            return next(filter(None, (find_je_von(welt, teil) for teil in ziele)), None)


def find_regel(leitfaden: Leitfaden, id_: str) -> Regel:
    """The rule with that id."""
    return next(regel for regel in leitfaden.regeln if regel.id == id_)


def _frage(leitfaden: Leitfaden, id_: str) -> Frage:
    gefunden = find_frage(leitfaden, id_)
    if gefunden is None:
        raise KeyError(id_)
    return gefunden[1]


def formuliere(welt: Welt, ziel: Ziel) -> Formel:
    """A goal as a formula, seen from the first record."""
    je = find_je_von(welt, ziel)
    satz = DRAUSSEN if je is None else 0
    return und(welt.gibt_satz(je, satz), _formel(welt, ziel, Sicht(je, satz)))


def _formel(welt: Welt, ziel: Ziel, sicht: Sicht) -> Formel:
    match ziel:
        case FrageGestellt(frage=frage):
            return _pfad(welt, frage, sicht).wahr
        case FrageUebergangen(frage=frage):
            return _pfad(welt, frage, sicht).falsch
        case OptionGewaehlt(frage=frage, option=option):
            return _gewaehlt(welt, frage, option, sicht)
        case RegelErgebnis(regel=regel, ergebnis=ergebnis):
            return _regel(welt, welt.regeln[regel], ergebnis, sicht)
        case Bedingung(text=text, soll=soll):
            symbol = welt.uebersetze(text, sicht)
            return {"wahr": symbol.wahr, "falsch": symbol.falsch, "offen": symbol.offen}[soll]
        case Pruefungsausgang():
            return _pruefung(welt, ziel, sicht)
        case Sackgasse(frage=frage):
            return formuliere_sackgasse(welt, welt.frage(frage), sicht)
        case Alle(ziele=ziele):
            return und(*(_formel(welt, teil, sicht) for teil in ziele))
        case Eines(ziele=ziele):
            return oder(*(_formel(welt, teil, sicht) for teil in ziele))


def _schluessel(welt: Welt, frage: str, sicht: Sicht) -> Schluessel:
    welt.wert(frage, sicht)
    return Schluessel("wert", frage, DRAUSSEN if welt.inhalte[frage][0].je is None else sicht.satz)


def _pfad(welt: Welt, frage: str, sicht: Sicht) -> Symbol:
    return welt.gewusst[_schluessel(welt, frage, sicht)].pfad


def _gewaehlt(welt: Welt, frage: str, option: str, sicht: Sicht) -> Formel:
    """Answered with the option; in a table, in some row and column."""
    name, _, spalte = frage.partition(".")
    gewusst = welt.gewusst[_schluessel(welt, name, sicht)]
    code = welt.texte.code(option)
    if not isinstance(gewusst.bereich, Tabellenbereich):
        return und(gewusst.beantwortet, _trifft_wert(gewusst.bereich.wert, code))
    reihen = [
        und(gewusst.bereich.anzahl > nr, da, _trifft_wert(zelle.wert, code))
        for nr, zellen in enumerate(gewusst.bereich.zellen)
        for da, zelle in (zellen[spalte],)
    ]
    return und(gewusst.beantwortet, oder(*reihen, und(gewusst.bereich.mehr, welt.ungenau("tabelle"))))


def _trifft_wert(wert: object, code: int) -> Formel:
    return wert.enthaelt.get(code, False) if isinstance(wert, Liste) else wert == code


def _pruefung(welt: Welt, ziel: Pruefungsausgang, sicht: Sicht) -> Formel:
    gewusst = welt.gewusst[_schluessel(welt, ziel.frage, sicht)]
    verletzt = [ist_verletzt(symbol) for symbol in welt.list_pruefungen(gewusst.frage, sicht.satz)]
    vorher = [nicht(formel) for formel in verletzt[: ziel.nummer]]
    letzte = verletzt[ziel.nummer]
    return und(gewusst.beantwortet, *vorher, letzte if ziel.verletzt else nicht(letzte))


def _regel(welt: Welt, regel: Regel, ergebnis: Regelausgang, sicht: Sicht) -> Formel:
    """The same distinction as in `find_regelergebnis`."""
    gelesen = [welt.wert(name, sicht) for name in parse_ausdruck(regel.muss).namen]
    muss = welt.uebersetze(regel.muss, sicht)
    da = und(*(nicht(wert.entfaellt) for wert in gelesen))
    if regel.wenn is not None:
        wenn = welt.uebersetze(regel.wenn, sicht)
        da, frag = und(da, nicht(wenn.falsch)), wenn.offen
    else:
        frag = False
    match ergebnis:
        case "gilt-nicht":
            return nicht(da)
        case "erfuellt":
            return und(da, muss.wahr)
        case "offen":
            return und(da, nicht(muss.wahr), oder(muss.offen, frag))
        case "verletzt":
            return und(da, nicht(muss.wahr), nicht(muss.offen), nicht(frag))


def trifft(ziel: Ziel, quelle: Wertequelle, satz: str) -> bool:
    """Whether these answers lead to the goal."""
    match ziel:
        case FrageGestellt(frage=frage):
            return quelle.auf_pfad(frage, _satz(quelle, frage, satz)) is True
        case FrageUebergangen(frage=frage):
            return quelle.auf_pfad(frage, _satz(quelle, frage, satz)) is False
        case OptionGewaehlt(frage=frage, option=option):
            name, _, spalte = frage.partition(".")
            return _hat_option(quelle.gesagt(name, _satz(quelle, name, satz)), spalte, option)
        case RegelErgebnis(regel=id_, ergebnis=ergebnis):
            ist = find_regelergebnis(find_regel(quelle.leitfaden, id_), quelle, satz)
            return (ist or "gilt-nicht") == ergebnis
        case Bedingung(text=text, soll=soll):
            wert = evaluate_wert(parse_ausdruck(text), quelle.umgebung(satz))
            return soll == ("wahr" if wert is True else "offen" if wert is OFFEN else "falsch")
        case Pruefungsausgang():
            return _hat_ausgang(ziel, quelle, _satz(quelle, ziel.frage, satz))
        case Sackgasse(frage=id_):
            gesucht = _frage(quelle.leitfaden, id_)
            return steckt(quelle, gesucht, _satz(quelle, id_, satz))
        case Alle(ziele=ziele):
            return all(trifft(teil, quelle, satz) for teil in ziele)
        case Eines(ziele=ziele):
            return any(trifft(teil, quelle, satz) for teil in ziele)


def _satz(quelle: Wertequelle, frage: str, satz: str) -> str:
    """The record a question is asked for: none where it is not repeated."""
    abschnitte = quelle.leitfaden.abschnitte
    return satz if any(a.je and any(x.id == frage for x in a.fragen()) for a in abschnitte) else ""


def _hat_ausgang(ziel: Pruefungsausgang, quelle: Wertequelle, satz: str) -> bool:
    if quelle.gesagt(ziel.frage, satz) is None:
        return False
    umgebung = quelle.umgebung(satz)
    verletzt = [
        evaluate_wert(parse_ausdruck(p.muss), umgebung) is False
        for p in _frage(quelle.leitfaden, ziel.frage).pruefe
    ]
    return not any(verletzt[: ziel.nummer]) and verletzt[ziel.nummer] is ziel.verletzt


def _hat_option(wert: object, spalte: str, option: str) -> bool:
    if spalte and isinstance(wert, tuple):
        return any(_hat_option(zeile.get(spalte), "", option) for zeile in wert)
    return option in wert if isinstance(wert, tuple) else wert == option
