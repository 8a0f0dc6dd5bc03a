"""Rules against answers: verletzt, offen or erfuellt, with the steps in German; missing answers never exclude."""

from collections.abc import Iterator, Mapping

from wegweiser.ausdruck import ENTFAELLT, OFFEN, evaluate, evaluate_wert, parse_ausdruck
from wegweiser.core.werte import Wertequelle
from wegweiser.model.eintrag import Eintrag
from wegweiser.model.frage import Frage, Pruefung, Tabelle
from wegweiser.model.koproduktion import Regelbefund, Regelergebnis
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


def check_regeln(
    quelle: Wertequelle,
    satz: str,
    katalog: str,
    eintrag: Eintrag,
    beschriftung: Mapping[str, str] | None,
) -> tuple[Regelbefund, ...]:
    """Every rule of a catalogue that is about this entry and applies to these answers."""
    return tuple(
        befund
        for regel in quelle.leitfaden.regeln
        if regel.katalog == katalog and gilt(regel, eintrag)
        for befund in check_regel(regel, quelle, satz, beschriftung)
    )


def gilt(regel: Regel, eintrag: Eintrag) -> bool:
    """Whether a rule is about an entry."""
    ziele = {"*", eintrag.id, *(f"@{gruppe}" for gruppe in eintrag.gruppen)}
    return any(ziel in ziele for ziel in regel.gilt)


def find_regelergebnis(regel: Regel, quelle: Wertequelle, satz: str) -> Regelergebnis | None:
    """How a rule comes out for a record; None where it does not apply."""
    umgebung = quelle.umgebung(satz)
    muss = parse_ausdruck(regel.muss)
    if any(umgebung[name] is ENTFAELLT for name in muss.namen):
        return None  # what was not asked cannot be broken
    scope = evaluate_wert(parse_ausdruck(regel.wenn), umgebung) if regel.wenn else True
    if scope is not True and scope is not OFFEN:
        return None
    wert = evaluate_wert(muss, umgebung)
    if wert is True:
        return "erfuellt"
    return "offen" if wert is OFFEN or scope is OFFEN else "verletzt"


def list_verletzte(frage: Frage, quelle: Wertequelle, satz: str) -> tuple[Pruefung, ...]:
    """The question's own checks that its answer does not meet; what is open is not refused."""
    umgebung = quelle.umgebung(satz)
    return tuple(p for p in frage.pruefe if evaluate_wert(parse_ausdruck(p.muss), umgebung) is False)


def find_je(leitfaden: Leitfaden, regel: Regel) -> str | None:
    """The table whose records a rule is about; None where it reads nothing that is repeated."""
    gelesen = parse_ausdruck(regel.muss).namen | (parse_ausdruck(regel.wenn).namen if regel.wenn else set())
    for abschnitt in leitfaden.abschnitte:
        namen = (inhalt.id for inhalt in (*abschnitt.fragen(), *abschnitt.abgeleitet))
        if abschnitt.je and not gelesen.isdisjoint(namen):
            return abschnitt.je
    return None


def check_regel(
    regel: Regel, quelle: Wertequelle, satz: str, beschriftung: Mapping[str, str] | None
) -> Iterator[Regelbefund]:
    """The result with what a person wants to know about it; without labels the result alone."""
    ergebnis = find_regelergebnis(regel, quelle, satz)
    umgebung = quelle.umgebung(satz)
    if ergebnis is None:
        return
    if ergebnis == "erfuellt" or beschriftung is None:
        yield Regelbefund(regel=regel, ergebnis=ergebnis)
    elif ergebnis == "offen":
        namen: set[str] = set()
        for text in filter(None, (regel.wenn, regel.muss)):
            namen |= evaluate(parse_ausdruck(text), umgebung).fehlend
        fehlend = tuple(sorted(beschriftung.get(name, name) for name in namen))
        yield Regelbefund(regel=regel, ergebnis=ergebnis, fehlend=fehlend)
    elif ergebnis == "verletzt":
        gruende = evaluate(parse_ausdruck(regel.muss), umgebung)
        from wegweiser.ausdruck.deutsch import explain

        if not parse_ausdruck(regel.muss).namen.isdisjoint(_list_persoenliche(quelle.leitfaden)):
            yield Regelbefund(regel=regel, ergebnis=ergebnis)  # the sentence would quote the answer
            return
        erklaerung = explain(gruende, beschriftung, build_arten(quelle.leitfaden))
        yield Regelbefund(regel=regel, ergebnis=ergebnis, erklaerung=erklaerung)


def _list_persoenliche(leitfaden: Leitfaden) -> set[str]:
    """The names of personal questions and columns, as expressions read them."""
    return {
        name
        for name, frage, tabelle in _list_benannte(leitfaden)
        if frage.personenbezogen or (tabelle and tabelle.personenbezogen)
    }


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
