"""Which questions, options, rules and branches of a guide its journeys visit: pure functions over finished cases."""

from collections.abc import Iterable, Iterator, Mapping

from wegweiser.ausdruck import OFFEN, evaluate_wert, parse_ausdruck
from wegweiser.core.pruefung.fund import Fund, Fundort
from wegweiser.core.regeln import find_je, find_regelergebnis, list_verletzte
from wegweiser.core.werte import Wertequelle
from wegweiser.errors.reisen import ZUSTAENDE
from wegweiser.model import frage as f
from wegweiser.model.abdeckung import Abdeckung, Ziel
from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Wert
from wegweiser.model.lage import Lage
from wegweiser.model.leitfaden import Abschnitt, Leitfaden

REGELERGEBNISSE = ("verletzt", "erfuellt", "offen")
WAHR, FALSCH, VERLETZT = "wahr", "falsch", "verletzt"


def compute_abdeckung(leitfaden: Leitfaden, besuche: Mapping[str, Iterable[Ziel]]) -> Abdeckung:
    """All goals of a guide and, by case, which of them were visited."""
    ziele = dict.fromkeys(ziel for ziel, _ in list_ziele(leitfaden))
    nach_ziel: dict[Ziel, dict[str, None]] = {}
    for fall, besucht in besuche.items():
        for ziel in besucht:
            if ziel in ziele:
                nach_ziel.setdefault(ziel, {})[fall] = None
    return Abdeckung(
        faelle=tuple(besuche),
        ziele=tuple(ziele),
        besuche={ziel: tuple(faelle) for ziel, faelle in nach_ziel.items()},
    )


def list_funde(leitfaden: Leitfaden, ziele: Iterable[Ziel]) -> Iterator[Fund]:
    """What is missing as findings at their place."""
    orte = dict(list_ziele(leitfaden))
    for ziel in ziele:
        zustand = ZUSTAENDE.get(ziel.zustand, ziel.zustand)
        yield orte[ziel].fund(f"abdeckung-{ziel.art}", name=ziel.name, zustand=zustand)


# What there is to visit


def list_ziele(leitfaden: Leitfaden) -> Iterator[tuple[Ziel, Fundort]]:
    """Everything journeys should visit, in guide order, with its place."""
    for abschnitt in leitfaden.abschnitte:
        datei = f"abschnitte/{abschnitt.id}.yaml"
        yield from _zweige(zweigname(abschnitt), abschnitt.wenn, Fundort(datei, ("wenn",)))
        for nr, schritt in enumerate(abschnitt.schritte):
            for i, frage in enumerate(schritt.fragen):
                yield from _list_frageziele(leitfaden, frage, Fundort(datei, ("schritte", nr, "fragen", i)))
    for nr, regel in enumerate(leitfaden.regeln):
        for ergebnis in REGELERGEBNISSE:
            yield Ziel("regel", regel.id, ergebnis), Fundort(f"regel:{nr}", ("id",))


def _list_frageziele(leitfaden: Leitfaden, frage: f.Frage, stelle: Fundort) -> Iterator[tuple[Ziel, Fundort]]:
    yield Ziel("frage", frage.id), stelle.bei("id")
    yield from _zweige(frage.id, frage.wenn, stelle.bei("wenn"))
    for nr, _ in enumerate(frage.pruefe):
        yield Ziel("pruefung", _pruefname(frage, nr), VERLETZT), stelle.bei("pruefe", nr, "muss")
    yield from _list_optionen(leitfaden, frage.id, frage, stelle)
    for nr, spalte in enumerate(frage.spalten if isinstance(frage, f.Tabelle) else ()):
        ort = stelle.bei("spalten", nr)
        yield from _list_optionen(leitfaden, f"{frage.id}.{spalte.id}", spalte, ort)


def _list_optionen(
    leitfaden: Leitfaden, name: str, frage: f.Frage, stelle: Fundort
) -> Iterator[tuple[Ziel, Fundort]]:
    """Options written in the question; entries of a catalogue count once, whatever offers them.

    Rows of a table are not the guide's.
    """
    if not isinstance(frage, f.Wahlfrage):
        return
    for nr, option in enumerate(getattr(frage, "optionen", ())):
        yield Ziel("option", name, option.id), stelle.bei("optionen", nr)
    katalog = leitfaden.kataloge.get(getattr(frage, "katalog", None) or "")
    if katalog is None:
        return
    datei = f"katalog:{katalog.katalog}"
    for nr, eintrag in enumerate(katalog.eintraege):
        yield Ziel("eintrag", katalog.katalog, eintrag.id), Fundort(datei, ("eintraege", nr, "id"))


def _zweige(name: str, wenn: str | None, stelle: Fundort) -> Iterator[tuple[Ziel, Fundort]]:
    if wenn is not None:
        yield Ziel("zweig", name, WAHR), stelle
        yield Ziel("zweig", name, FALSCH), stelle


def zweigname(abschnitt: Abschnitt) -> str:
    """The condition of an Abschnitt by its file: a question may have the same id."""
    return f"abschnitte/{abschnitt.id}"


def _pruefname(frage: f.Frage, nr: int) -> str:
    return frage.id if len(frage.pruefe) == 1 else f"{frage.id}#{nr + 1}"


# What a case visits


def find_besuchte(quelle: Wertequelle, lage: Lage) -> frozenset[Ziel]:
    """Everything one case visits: answered questions on the path, chosen options, results of rules, branches."""
    return frozenset((*_fragen(quelle, lage), *_regeln(quelle), *_bedingungen(quelle)))


def _fragen(quelle: Wertequelle, lage: Lage) -> Iterator[Ziel]:
    """A question asked as a precaution may be one that nobody is ever really asked."""
    for station in lage.stationen:
        if not station.vorsorglich and station.antwort is not None and station.antwort.wert is not None:
            yield Ziel("frage", station.frage.id)
            yield from _gewaehlt(station.frage, station.antwort.wert)
            yield from _pruefungen(quelle, station.frage, station.adresse)


def _gewaehlt(frage: f.Frage, wert: Wert) -> Iterator[Ziel]:
    if isinstance(frage, f.Tabelle) and isinstance(wert, tuple):
        for zeile in wert:
            for spalte in frage.spalten:
                if isinstance(zeile, Mapping) and spalte.id in zeile:
                    yield from _optionen(f"{frage.id}.{spalte.id}", spalte, zeile[spalte.id])
    else:
        yield from _optionen(frage.id, frage, wert)


def _optionen(name: str, frage: f.Frage, wert: Wert) -> Iterator[Ziel]:
    if isinstance(frage, f.Wahlfrage):
        katalog = getattr(frage, "katalog", None)
        for option in [wert] if isinstance(wert, str) else wert if isinstance(wert, tuple | Mapping) else ():
            yield Ziel("eintrag", katalog, str(option)) if katalog else Ziel("option", name, str(option))


def _pruefungen(quelle: Wertequelle, frage: f.Frage, adresse: Adresse) -> Iterator[Ziel]:
    for pruefung in list_verletzte(frage, quelle, adresse.satz):
        yield Ziel("pruefung", _pruefname(frage, frage.pruefe.index(pruefung)), VERLETZT)


def _regeln(quelle: Wertequelle) -> Iterator[Ziel]:
    for regel in quelle.leitfaden.regeln:
        for satz in _saetze(quelle, find_je(quelle.leitfaden, regel)):
            ergebnis = find_regelergebnis(regel, quelle, satz)
            if ergebnis is not None:
                yield Ziel("regel", regel.id, ergebnis)


def _bedingungen(quelle: Wertequelle) -> Iterator[Ziel]:
    """Both kinds of branches: a question's condition counts where its Abschnitt is on the path."""
    for abschnitt in quelle.leitfaden.abschnitte:
        for satz in _saetze(quelle, abschnitt.je):
            yield from _entschieden(quelle, zweigname(abschnitt), abschnitt.wenn, satz)
            if _ist_auf_pfad(quelle, abschnitt, satz):
                for frage in abschnitt.fragen():
                    yield from _entschieden(quelle, frage.id, frage.wenn, satz)


def _saetze(quelle: Wertequelle, je: str | None) -> tuple[str, ...]:
    return tuple(id_ for id_, _ in quelle.saetze(je)) if je is not None else ("",)


def _ist_auf_pfad(quelle: Wertequelle, abschnitt: Abschnitt, satz: str) -> bool:
    wenn = abschnitt.wenn
    return wenn is None or evaluate_wert(parse_ausdruck(wenn), quelle.umgebung(satz)) is True


def _entschieden(quelle: Wertequelle, name: str, wenn: str | None, satz: str) -> Iterator[Ziel]:
    if wenn is not None:
        wert = evaluate_wert(parse_ausdruck(wenn), quelle.umgebung(satz))
        if wert is not OFFEN:
            yield Ziel("zweig", name, WAHR if wert is True else FALSCH)
