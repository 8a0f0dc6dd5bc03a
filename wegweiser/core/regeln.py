"""Rules against answers: verletzt, offen or erfuellt, with the steps in German; missing answers never exclude."""

from collections.abc import Iterator, Mapping

from wegweiser.ausdruck import ENTFAELLT, OFFEN, evaluate, parse_ausdruck
from wegweiser.ausdruck.deutsch import explain
from wegweiser.core.werte import Wertequelle
from wegweiser.model.frage import Frage, Tabelle
from wegweiser.model.katalog import Eintrag
from wegweiser.model.koproduktion import Regelbefund
from wegweiser.model.leitfaden import Leitfaden, list_fragen
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.model.regel import Regel

_ARTEN = {
    "geldbetrag": "geldbetrag",
    "anteil": "anteil",
    "prozent": "prozent",
    "jahr": "jahr",
    "zahl": "zahl",
    "ganzzahl": "zahl",
    "skala": "zahl",
}


def check_regeln(quelle: Wertequelle, satz: str, katalog: str, eintrag: Eintrag) -> tuple[Regelbefund, ...]:
    """Every rule of a catalogue that is about this entry and applies to these answers."""
    beschriftung = build_beschriftung(quelle.leitfaden)
    return tuple(
        befund
        for regel in quelle.leitfaden.regeln
        if regel.katalog == katalog and _gilt(regel, eintrag)
        for befund in _check(regel, quelle, satz, beschriftung)
    )


def _gilt(regel: Regel, eintrag: Eintrag) -> bool:
    ziele = {"*", eintrag.id, *(f"@{gruppe}" for gruppe in eintrag.gruppen)}
    return any(ziel in ziele for ziel in regel.gilt)


def _check(
    regel: Regel, quelle: Wertequelle, satz: str, beschriftung: Mapping[str, str]
) -> Iterator[Regelbefund]:
    umgebung = quelle.umgebung(satz)
    muss = parse_ausdruck(regel.muss)
    if any(umgebung[name] is ENTFAELLT for name in muss.namen):
        return  # what was not asked cannot be broken
    scope = evaluate(parse_ausdruck(regel.wenn), umgebung) if regel.wenn else None
    if scope is not None and scope.wert is not True and scope.wert is not OFFEN:
        return
    ergebnis = evaluate(muss, umgebung)
    if ergebnis.wert is True:
        yield Regelbefund(regel=regel, ergebnis="erfuellt")
    elif ergebnis.wert is OFFEN or (scope is not None and scope.wert is OFFEN):
        namen = ergebnis.fehlend | (scope.fehlend if scope is not None else frozenset())
        fehlend = tuple(sorted(beschriftung.get(name, name) for name in namen))
        yield Regelbefund(regel=regel, ergebnis="offen", fehlend=fehlend)
    else:
        erklaerung = explain(ergebnis, beschriftung, build_arten(quelle.leitfaden))
        yield Regelbefund(regel=regel, ergebnis="verletzt", erklaerung=erklaerung)


def build_beschriftung(leitfaden: Leitfaden) -> dict[str, str]:
    """Labels of all names an expression may read: columns as `tabelle.spalte`, options as `name=option`."""
    namen = {name: p.titel or name for name, p in leitfaden.kopf.parameter.items()}
    optionen = build_optionsquelle(leitfaden, {})
    for name, frage, tabelle in _list_benannte(leitfaden):
        label = frage.kurz or frage.text
        namen[name] = f"{tabelle.kurz or tabelle.text} – {label}" if tabelle else label
        namen.update({f"{name}={option.id}": option.titel for option in optionen(frage)})
    for abschnitt in leitfaden.abschnitte:
        namen.update({a.id: a.titel or a.id for a in abschnitt.abgeleitet})
    return namen


def build_arten(leitfaden: Leitfaden) -> dict[str, str]:
    """Which names are money, percentages, years or plain numbers, as the guide says; shares are derived only."""
    arten = {name: _ARTEN[frage.typ] for name, frage, _ in _list_benannte(leitfaden) if frage.typ in _ARTEN}
    for abschnitt in leitfaden.abschnitte:
        arten.update({a.id: _ARTEN[a.typ] for a in abschnitt.abgeleitet if a.typ in _ARTEN})
    return arten


def _list_benannte(leitfaden: Leitfaden) -> Iterator[tuple[str, Frage, Frage | None]]:
    """Every question, and every column with its table, under the name expressions use."""
    for _, frage in list_fragen(leitfaden):
        yield frage.id, frage, None
        if isinstance(frage, Tabelle):
            for spalte in frage.spalten:
                yield f"{frage.id}.{spalte.id}", spalte, frage
