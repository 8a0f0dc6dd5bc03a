"""What nothing refers to: figures, derived values, catalogues, entries, sources, groups."""

from collections import Counter
from collections.abc import Iterator

from wegweiser.core.namen import IM_PROGRAMM
from wegweiser.core.pruefung.fund import KOPF, Fund, Fundort
from wegweiser.core.pruefung.gruendlich.laengen import list_gebotene
from wegweiser.core.pruefung.staende import list_saetze
from wegweiser.core.pruefung.wissen import Wissen, list_abschnitte, list_orte
from wegweiser.errors import format_vorschlag
from wegweiser.model.katalog import EINTRAGSARTEN, Form, Kennzahlvorlage, Profil

# Catalogues whose entries only serve others; all else is shown, offered or worked through whole.
_DIENEND = frozenset({"kriterien", "perspektiven"})


def check_unbenutzte(wissen: Wissen, belege: frozenset[str]) -> Iterator[Fund]:
    """Nothing that is offered to people counts as unused."""
    gelesen = _list_gelesene(wissen) | IM_PROGRAMM
    for name in wissen.leitfaden.kopf.parameter:
        if name not in gelesen:
            yield KOPF.bei("parameter", name).fund("parameter-unbenutzt", name=name)
    for datei, abschnitt in list_abschnitte(wissen.leitfaden):
        for nr, abgeleitet in enumerate(abschnitt.abgeleitet):
            if abgeleitet.titel is None and abgeleitet.id not in gelesen:
                yield datei.bei("abgeleitet", nr, "id").fund("abgeleitet-unbenutzt", name=abgeleitet.id)
    yield from _check_kataloge(wissen)
    yield from _check_quellen(wissen, belege)
    yield from _check_gruppen(wissen)


def _list_gelesene(wissen: Wissen) -> frozenset[str]:
    """Every name that an expression of the guide reads."""
    return frozenset[str]().union(*(wissen.list_namen(text) for text in _list_ausdruecke(wissen)))


def _list_ausdruecke(wissen: Wissen) -> Iterator[str]:
    for abschnitt in wissen.leitfaden.abschnitte:
        yield from filter(None, (abschnitt.wenn, *(a.ausdruck for a in abschnitt.abgeleitet)))
    for _, _, frage in list_orte(wissen.leitfaden):
        yield from filter(None, (frage.wenn, frage.vorschlag, *(p.muss for p in frage.pruefe)))
    for regel in wissen.leitfaden.regeln:
        yield from filter(None, (regel.wenn, regel.muss))
    for form in _list_eintraege(wissen, "formen"):
        if isinstance(form, Form) and form.umlenkung:
            yield form.umlenkung.wenn


def _list_eintraege(wissen: Wissen, name: str) -> tuple[object, ...]:
    katalog = wissen.leitfaden.kataloge.get(name)
    return katalog.eintraege if katalog else ()


def _check_kataloge(wissen: Wissen) -> Iterator[Fund]:
    benutzt = list_gebotene(wissen.leitfaden) | {regel.katalog for regel in wissen.leitfaden.regeln}
    gebraucht = _list_gebrauchte(wissen)
    for name, katalog in wissen.leitfaden.kataloge.items():
        if name not in benutzt | EINTRAGSARTEN.keys() | _DIENEND:
            yield Fundort(f"katalog:{name}", ("katalog",)).fund("katalog-unbenutzt", name=name)
        elif name in _DIENEND - benutzt:
            for nr, eintrag in enumerate(katalog.eintraege):
                if eintrag.id not in gebraucht:
                    ort = Fundort(f"katalog:{name}", ("eintraege", nr, "id"))
                    yield ort.fund("eintrag-unbenutzt", id=eintrag.id)


def _list_gebrauchte(wissen: Wissen) -> frozenset[str]:
    """The entries that entries of other catalogues name."""
    namen = set[str]()
    for katalog in wissen.leitfaden.kataloge.values():
        for eintrag in katalog.eintraege:
            if isinstance(eintrag, Form):
                namen |= eintrag.punkte.keys()
            elif isinstance(eintrag, Profil):
                namen |= eintrag.gewichte.keys()
            elif isinstance(eintrag, Kennzahlvorlage):
                namen.add(eintrag.perspektive)
    return frozenset(namen)


def _check_quellen(wissen: Wissen, belege: frozenset[str]) -> Iterator[Fund]:
    genannt = {getattr(satz, "quelle", None) for _, satz in list_saetze(wissen)} | belege
    genannt |= {abschnitt.quelle for abschnitt in wissen.leitfaden.abschnitte}
    for nr, id_ in enumerate(wissen.leitfaden.quellen):
        if id_ not in genannt:
            yield Fundort("quellen.yaml", (nr, "id")).fund("quelle-unbenutzt", id=id_)


def _check_gruppen(wissen: Wissen) -> Iterator[Fund]:
    """A group of one entry that no rule names, and that looks like one that is used: probably misspelt."""
    genannt = {(regel.katalog, ziel) for regel in wissen.leitfaden.regeln for ziel in regel.gilt}
    for name, katalog in wissen.leitfaden.kataloge.items():
        anzahl = Counter(gruppe for eintrag in katalog.eintraege for gruppe in eintrag.gruppen)
        benutzt = [gruppe for gruppe, n in anzahl.items() if n > 1 or (name, f"@{gruppe}") in genannt]
        einzelne = anzahl.keys() - benutzt
        for nr, eintrag in enumerate(katalog.eintraege):
            for i, gruppe in enumerate(eintrag.gruppen):
                if gruppe in einzelne and (vorschlag := format_vorschlag(gruppe, benutzt)):
                    ort = Fundort(f"katalog:{name}", ("eintraege", nr, "gruppen", i))
                    yield ort.fund("gruppe-allein", gruppe=gruppe, vorschlag=vorschlag)
