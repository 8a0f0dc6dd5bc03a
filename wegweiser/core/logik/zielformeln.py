"""A goal as a formula over all answers."""

from wegweiser.ausdruck import parse_ausdruck
from wegweiser.core.logik.akten import DRAUSSEN, Schluessel, Sicht
from wegweiser.core.logik.bereiche import Tabellenbereich
from wegweiser.core.logik.formeln import Formel, nicht, oder, und
from wegweiser.core.logik.sackgassen import formuliere_sackgasse
from wegweiser.core.logik.symbole import Liste, Symbol
from wegweiser.core.logik.welt import Welt, ist_verletzt
from wegweiser.core.logik.ziele import (
    Alle,
    Bedingung,
    Eines,
    FrageGestellt,
    FrageUebergangen,
    OptionGewaehlt,
    Pruefungsausgang,
    Regelausgang,
    RegelErgebnis,
    Sackgasse,
    Ziel,
)
from wegweiser.model.regel import Regel


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
