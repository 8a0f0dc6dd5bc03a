"""Can an answer still change anything? Said only where everything that reads it is decided without it.

Why this is sound: expressions are three-valued, and with this answer open a value that is not open stays what it is
whatever is answered – except for `beantwortet(…)`, which asks for the answer itself. So it is enough to look at what reads
the answer directly: if none of that is open, nothing behind it can move.
"""

from collections.abc import Iterator

from wegweiser.ausdruck import OFFEN, parse_ausdruck
from wegweiser.ausdruck.knoten import Aufruf, find_namen, list_knoten
from wegweiser.core.abhaengigkeiten import list_gelesene
from wegweiser.core.regeln import find_regelergebnis, gilt
from wegweiser.core.werte import Wertequelle
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse
from wegweiser.model.katalog import Form
from wegweiser.model.leitfaden import Abschnitt, Leitfaden, list_fragen
from wegweiser.model.regel import Regel

# Questions that the program itself reads by name.
IM_PROGRAMM = frozenset(
    {"analyse_planen", "analyse_tage", "form_favorit", "gewichtungsprofil", "kapitaldienst", "land"}
)
_MASSNAHMEN = "massnahmen"


def ist_ohne_einfluss(quelle: Wertequelle, frage: f.Frage, adresse: Adresse) -> bool:
    """Everything that reads this unanswered question is decided; False also where nothing does, or nobody can tell."""
    if frage.pflicht or isinstance(frage, f.Tabelle) or frage.id in IM_PROGRAMM:
        return False
    if quelle.gesagt(frage.id, adresse.satz) is not None:
        return False
    urteile = list(_list_urteile(quelle, frage.id, adresse.satz))
    return bool(urteile) and all(urteile)


def _list_urteile(quelle: Wertequelle, name: str, satz: str) -> Iterator[bool]:
    """For every reader whether it is decided."""
    leitfaden = quelle.leitfaden
    for abschnitt, frage in list_fragen(leitfaden):
        if frage.id != name:
            yield from _urteile_frage(quelle, abschnitt, frage, name, satz)
    for abschnitt in leitfaden.abschnitte:
        for a in abschnitt.abgeleitet:
            if _liest(name, a.ausdruck):
                yield not _fragt_nach(name, a.ausdruck)
                for id_ in _list_saetze(quelle, abschnitt.je, satz):
                    yield quelle.wert(a.id, id_) is not OFFEN
    for regel in leitfaden.regeln:
        if _liest(name, regel.wenn, regel.muss):
            yield not _fragt_nach(name, regel.wenn, regel.muss)
            yield all(_ist_entschieden(quelle, regel, id_) for id_ in _list_regelsaetze(quelle, satz))
    yield from (False for wenn in _list_umlenkungen(leitfaden) if _liest(name, wenn))


def _urteile_frage(
    quelle: Wertequelle, abschnitt: Abschnitt, frage: f.Frage, name: str, satz: str
) -> Iterator[bool]:
    """Whether it is asked is decided; a proposal or check that reads the name is not looked into."""
    if _liest(name, frage.vorschlag, *(p.muss for p in frage.pruefe)):
        yield False
    if _liest(name, abschnitt.wenn, frage.wenn):
        yield not _fragt_nach(name, abschnitt.wenn, frage.wenn)
        for id_ in _list_saetze(quelle, abschnitt.je, satz):
            yield quelle.auf_pfad(frage.id, id_) is not OFFEN


def _ist_entschieden(quelle: Wertequelle, regel: Regel, satz: str) -> bool:
    """Its result is known, or it is only about forms that other rules exclude."""
    if find_regelergebnis(regel, quelle, satz) != "offen":
        return True
    katalog = quelle.leitfaden.kataloge.get(regel.katalog)
    if regel.katalog != "formen" or katalog is None:
        return False
    betroffen = [eintrag for eintrag in katalog.eintraege if gilt(regel, eintrag)]
    return all(
        _ist_ausgeschlossen(quelle, eintrag, satz) for eintrag in betroffen if isinstance(eintrag, Form)
    )


def _ist_ausgeschlossen(quelle: Wertequelle, form: Form, satz: str) -> bool:
    return any(
        regel.stufe == "ausschluss"
        and regel.katalog == "formen"
        and gilt(regel, form)
        and find_regelergebnis(regel, quelle, satz) == "verletzt"
        for regel in quelle.leitfaden.regeln
    )


def _list_saetze(quelle: Wertequelle, je: str | None, satz: str) -> tuple[str, ...]:
    """The records a reader is evaluated for: its own, or all where the answer is about the whole."""
    if je is None:
        return ("",)
    return (satz,) if satz else tuple(id_ for id_, _ in quelle.saetze(je))


def _list_regelsaetze(quelle: Wertequelle, satz: str) -> tuple[str, ...]:
    return (satz,) if satz else ("", *(id_ for id_, _ in quelle.saetze(_MASSNAHMEN)))


def _list_umlenkungen(leitfaden: Leitfaden) -> Iterator[str]:
    katalog = leitfaden.kataloge.get("formen")
    for form in katalog.eintraege if katalog else ():
        if isinstance(form, Form) and form.umlenkung:
            yield form.umlenkung.wenn


def _fragt_nach(name: str, *ausdruecke: str | None) -> bool:
    """An expression that asks whether the name is answered at all."""
    aufrufe = (
        knoten
        for text in ausdruecke
        if text is not None
        for knoten in list_knoten(parse_ausdruck(text).wurzel)
        if isinstance(knoten, Aufruf) and knoten.funktion == "beantwortet"
    )
    return any(name in find_namen(aufruf) for aufruf in aufrufe)


def _liest(name: str, *ausdruecke: str | None) -> bool:
    return name in list_gelesene(*ausdruecke)
