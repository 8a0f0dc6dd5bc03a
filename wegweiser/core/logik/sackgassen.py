"""Dead ends: earlier answers after which a question cannot be answered any more, because its checks refuse everything."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

import z3

from wegweiser.ausdruck import Typ, evaluate_wert, parse_ausdruck
from wegweiser.core.logik.akten import DRAUSSEN, Lesbar, Schluessel, Sicht
from wegweiser.core.logik.bereiche import grenzen
from wegweiser.core.logik.formeln import FALSCH, Formel, folgt, nicht, oder, und, zahl
from wegweiser.core.logik.symbole import Liste, Symbol, build_bekannt
from wegweiser.core.logik.uebersetzung import translate
from wegweiser.core.logik.welt import Blick, Welt, ist_verletzt
from wegweiser.core.namen import typ_von
from wegweiser.core.werte import Wertequelle
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Wert
from wegweiser.model.leitfaden import Abgeleitet
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.model.wert import Optionsquelle

HOECHSTENS_WERTE = 70
HOECHSTENS_OPTIONEN = 6
_STICHPROBEN = (-1, 0, 1, 2, 10, 100, 10_000)
_JEDES_JAHR = (1900, 2100)


@dataclass(frozen=True)
class Einsetzung(Blick):
    """The same with one answer put in; derived values that read it are worked out anew."""

    frage: str
    wert: Symbol

    def lies(self, name: str) -> Lesbar:
        """The value of a name."""
        if name == self.frage:
            return self.wert
        inhalt = self.welt.inhalte[name][1] if name in self.welt.inhalte else None
        if isinstance(inhalt, Abgeleitet) and _liest(self.welt, name, self.frage):
            return self._rechne(inhalt)
        return super().lies(name)

    def _rechne(self, inhalt: Abgeleitet) -> Symbol:
        abschnitt = self.welt.inhalte[inhalt.id][0]
        weg: Formel = FALSCH
        if abschnitt.wenn is not None:
            weg = translate(parse_ausdruck(abschnitt.wenn).wurzel, self).falsch
        wert = translate(parse_ausdruck(inhalt.ausdruck).wurzel, self)
        term = und(nicht(weg), wert.wert) if wert.typ is Typ.WAHRHEIT else wert.wert
        return Symbol(wert.typ, oder(weg, wert.entfaellt), und(nicht(weg), wert.offen), term)


def _liest(welt: Welt, name: str, frage: str) -> bool:
    offen, gesehen = [name], set[str]()
    while offen:
        aktuell = offen.pop()
        if aktuell == frage:
            return True
        if aktuell in gesehen or aktuell not in welt.inhalte:
            continue
        gesehen.add(aktuell)
        abschnitt, inhalt = welt.inhalte[aktuell]
        if isinstance(inhalt, Abgeleitet):
            offen += [n for t in (abschnitt.wenn, inhalt.ausdruck) if t for n in parse_ausdruck(t).namen]
    return False


def kann_stecken(frage: f.Frage) -> bool:
    """Only a question that must be answered, and whose checks read other answers, can be a dead end."""
    gelesen = set[str]().union(*(parse_ausdruck(p.muss).namen for p in frage.pruefe))
    return frage.pflicht and bool(gelesen - {frage.id})


def formuliere_sackgasse(welt: Welt, frage: f.Frage, sicht: Sicht) -> Formel:
    """The question is asked, and every answer breaks one of its checks."""
    schluessel = Schluessel(
        "wert", frage.id, DRAUSSEN if welt.inhalte[frage.id][0].je is None else sicht.satz
    )
    welt.wert(frage.id, sicht)
    gewusst = welt.gewusst[schluessel]
    werte = list_werte(frage, welt.optionen)
    if werte is not None:
        alle = und(*(_verletzt(welt, frage, sicht, _als_symbol(welt, frage, wert)) for wert in werte))
    else:
        alle = _alle_zahlen(welt, frage, sicht)
    return und(gewusst.pfad.wahr, nicht(gewusst.beantwortet), alle)


def _verletzt(welt: Welt, frage: f.Frage, sicht: Sicht, wert: Symbol) -> Formel:
    blick = Einsetzung(welt, sicht, frage.id, wert)
    return oder(*(ist_verletzt(translate(parse_ausdruck(p.muss).wurzel, blick)) for p in frage.pruefe))


def _als_symbol(welt: Welt, frage: f.Frage, wert: Wert) -> Symbol:
    match wert:
        case bool():
            return build_bekannt(Typ.WAHRHEIT, wert)
        case int():
            return build_bekannt(Typ.ZAHL, zahl(wert))
        case tuple():
            alle = {welt.texte.code(o.id): o.id in wert for o in welt.optionen(frage)}
            return build_bekannt(Typ.LISTE, Liste(alle, zahl(len(wert))))
        case _:
            return build_bekannt(Typ.TEXT, zahl(welt.texte.code(str(wert))))


def _alle_zahlen(welt: Welt, frage: f.Frage, sicht: Sicht) -> Formel:
    """For numbers and days without end; not claimed where the check cannot be said in one formula."""
    typ = typ_von(frage)
    if not isinstance(typ, Typ) or typ not in {Typ.ZAHL, Typ.DATUM}:
        return FALSCH
    ganz = isinstance(frage, f.Ganzzahl | f.Jahr | f.Datum)
    term = z3.Int(f"{frage.id} jede") if ganz else z3.Real(f"{frage.id} jede")
    vorher = welt.schrank.zaehle_bedingungen()
    verletzt = _verletzt(welt, frage, sicht, build_bekannt(typ, term))
    if isinstance(verletzt, bool) or welt.schrank.zaehle_bedingungen() != vorher:
        return FALSCH
    klein, gross = grenzen(frage)
    if (klein, gross) == _JEDES_JAHR:
        klein = gross = None
    erlaubt = [*([term >= zahl(klein)] if klein is not None else [])]
    erlaubt += [term <= zahl(gross)] if gross is not None else []
    return z3.ForAll([term], folgt(und(*erlaubt), verletzt))


def list_werte(frage: f.Frage, optionen: Optionsquelle) -> list[Wert] | None:
    """All answers to a question, if they are few."""
    match frage:
        case f.JaNein():
            return [True, False]
        case f.Auswahl() | f.Katalogwahl() if getattr(frage, "aus_tabelle", None) is None:
            return [option.id for option in optionen(frage)]
        case f.Mehrfach() if frage.aus_tabelle is None:
            ids = [option.id for option in optionen(frage)]
            return [*_list_mengen(ids, frage.max_anzahl)] if len(ids) <= HOECHSTENS_OPTIONEN else None
        case f.Ganzzahl() | f.Jahr() | f.Skala():
            klein, gross = grenzen(frage)
            if klein is None or gross is None or gross - klein > HOECHSTENS_WERTE:
                return None
            return [*range(int(klein), int(gross) + 1)]
        case _:
            return None


def _list_mengen(ids: Iterable[str], hoechstens: int | None) -> Iterator[Wert]:
    ids = tuple(ids)
    for drin in product((False, True), repeat=len(ids)):
        if hoechstens is None or sum(drin) <= hoechstens:
            yield tuple(id_ for id_, da in zip(ids, drin, strict=True) if da)


def steckt(quelle: Wertequelle, frage: f.Frage, satz: str) -> bool:
    """The engine's word: the question is asked, and every answer that is tried breaks a check."""
    adresse = Adresse(frage.id, satz)
    if quelle.auf_pfad(frage.id, satz) is not True or adresse in quelle.antworten:
        return False
    werte = list_werte(frage, build_optionsquelle(quelle.leitfaden, quelle.antworten))
    if werte is None and not isinstance(frage, f.Datum):
        klein, gross = grenzen(frage)
        werte = [w for w in _STICHPROBEN if (klein is None or w >= klein) and (gross is None or w <= gross)]
    return all(_bricht(quelle, frage, adresse, wert) for wert in werte or ())


def _bricht(quelle: Wertequelle, frage: f.Frage, adresse: Adresse, wert: Wert) -> bool:
    mehr = Wertequelle(quelle.leitfaden, {**quelle.antworten, adresse: Antwort(wert=wert)})
    umgebung = mehr.umgebung(adresse.satz)
    return any(evaluate_wert(parse_ausdruck(p.muss), umgebung) is False for p in frage.pruefe)
