"""Rules against answers: verletzt, offen or erfuellt, with the steps in German; missing answers never exclude."""

from collections.abc import Iterator, Mapping

from wegweiser.ausdruck import ENTFAELLT, OFFEN, evaluate, parse_ausdruck
from wegweiser.ausdruck.deutsch import explain
from wegweiser.core.werte import Wertequelle
from wegweiser.model.katalog import Eintrag
from wegweiser.model.koproduktion import Regelbefund
from wegweiser.model.leitfaden import Leitfaden, list_fragen
from wegweiser.model.regel import Regel


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
        yield Regelbefund(regel=regel, ergebnis="verletzt", erklaerung=explain(ergebnis, beschriftung))


def build_beschriftung(leitfaden: Leitfaden) -> dict[str, str]:
    """Labels of all names an expression may read, columns as `tabelle.spalte`."""
    namen = {name: p.titel or name for name, p in leitfaden.kopf.parameter.items()}
    for _, frage in list_fragen(leitfaden):
        namen[frage.id] = frage.kurz or frage.text
        for spalte in getattr(frage, "spalten", ()):
            namen[f"{frage.id}.{spalte.id}"] = f"{frage.kurz or frage.text} – {spalte.kurz or spalte.text}"
    for abschnitt in leitfaden.abschnitte:
        namen.update({a.id: a.titel or a.id for a in abschnitt.abgeleitet})
    return namen
