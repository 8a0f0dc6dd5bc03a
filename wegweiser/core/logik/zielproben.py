"""A goal as a test of one set of answers: the word of the engine."""

from wegweiser.ausdruck import OFFEN, evaluate_wert, parse_ausdruck
from wegweiser.core.logik.sackgassen import steckt
from wegweiser.core.logik.ziele import (
    Alle,
    Bedingung,
    Eines,
    FrageGestellt,
    FrageUebergangen,
    OptionGewaehlt,
    Pruefungsausgang,
    RegelErgebnis,
    Sackgasse,
    Ziel,
)
from wegweiser.core.regeln import find_regelergebnis
from wegweiser.core.werte import Wertequelle
from wegweiser.model.frage import Frage
from wegweiser.model.leitfaden import Leitfaden, find_frage, find_regel


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
    paar = find_frage(quelle.leitfaden, frage)
    return satz if paar and paar[0].je else ""


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


def _frage(leitfaden: Leitfaden, id_: str) -> Frage:
    gefunden = find_frage(leitfaden, id_)
    if gefunden is None:
        raise KeyError(id_)
    return gefunden[1]
