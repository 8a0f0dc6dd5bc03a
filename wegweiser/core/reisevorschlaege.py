"""Cases for what no journey visits: a smallest set of answers that leads there, found by `core.logik` and tried here."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from wegweiser.core import ablauf
from wegweiser.core.abdeckung import find_besuchte, zweigname
from wegweiser.core.namen import typ_von
from wegweiser.core.regeln import find_je
from wegweiser.core.reisen import format_name
from wegweiser.core.werte import Wertequelle
from wegweiser.model import frage as f
from wegweiser.model.abdeckung import Ziel
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.base import Knoten
from wegweiser.model.lage import Lage
from wegweiser.model.leitfaden import Leitfaden, find_frage, find_regel, list_fragen
from wegweiser.model.optionen import build_optionsquelle

if TYPE_CHECKING:
    from wegweiser.core import logik


class Vorschlag(NamedTuple):
    """A goal with answers that lead there and what then comes out; without them, why there are none."""

    ziel: Ziel
    antworten: Antworten
    erwartet: Mapping[str, Knoten]
    grund: str = ""


def find_vorschlaege(leitfaden: Leitfaden, fehlende: Iterable[Ziel]) -> Iterator[Vorschlag]:
    """One case after the other, until everything that can be visited is; goals a case before visits are left out."""
    from wegweiser.core.logik import Logik

    denker = Logik(leitfaden)
    besucht: set[Ziel] = set()
    for ziel in fehlende:
        if ziel not in besucht:
            vorschlag = _find_vorschlag(leitfaden, denker, ziel)
            if not vorschlag.grund:
                besucht |= find_besuchte(*_spiele(leitfaden, vorschlag.antworten))
            yield vorschlag


def _find_vorschlag(leitfaden: Leitfaden, denker: "logik.Logik", ziel: Ziel) -> Vorschlag:
    """The first way to visit a goal: an entry of a catalogue may be offered by several questions."""
    grund = "unmoeglich"
    for name, gesucht in _list_wege(leitfaden, ziel):
        auskunft = denker.find_zeugen(gesucht)
        if auskunft.urteil != "moeglich":
            grund = auskunft.grund or auskunft.urteil
            continue
        antworten = _ergaenze(leitfaden, ziel, name, auskunft)
        quelle, lage = _spiele(leitfaden, antworten)
        if ziel in find_besuchte(quelle, lage):
            return Vorschlag(ziel, antworten, _build_erwartung(leitfaden, ziel, name, auskunft.satz))
        grund = "anders"
    return Vorschlag(ziel, {}, {}, grund)


def _spiele(leitfaden: Leitfaden, antworten: Antworten) -> tuple[Wertequelle, Lage]:
    lage = ablauf.compute_lage(Wertequelle(leitfaden, antworten))
    return Wertequelle(leitfaden, ablauf.prune_antworten(antworten, lage)), lage


def _list_wege(leitfaden: Leitfaden, ziel: Ziel) -> Iterator[tuple[str, "logik.Ziel"]]:
    """What the case is about (question or rule), and the goal in the words of `core.logik`."""
    from wegweiser.core.logik import RegelErgebnis

    match ziel:
        case ("frage", name, _):
            yield name, _beantwortet(leitfaden, name)
        case ("option", name, option):
            yield name.partition(".")[0], _gewaehlt(leitfaden, name, option)
        case ("eintrag", katalog, eintrag):
            for name in _list_anbieter(leitfaden, katalog):
                yield name.partition(".")[0], _gewaehlt(leitfaden, name, eintrag)
        case ("regel", name, "verletzt" | "erfuellt" | "offen" as ergebnis):
            yield name, RegelErgebnis(name, ergebnis)
        case ("zweig", name, "wahr" | "falsch" as soll):
            yield from _list_zweige(leitfaden, name, soll)
        case _:
            pass


def _beantwortet(leitfaden: Leitfaden, name: str) -> "logik.Ziel":
    from wegweiser.core.logik import Alle, Bedingung, FrageGestellt

    paar = find_frage(leitfaden, name)
    if paar is None or typ_von(paar[1]) is None:
        return FrageGestellt(name)
    return Alle((FrageGestellt(name), Bedingung(f"beantwortet({name})", paar[0].je)))


def _gewaehlt(leitfaden: Leitfaden, name: str, option: str) -> "logik.Ziel":
    from wegweiser.core.logik import Alle, FrageGestellt, OptionGewaehlt

    frage = name.partition(".")[0]
    paar = find_frage(leitfaden, frage)
    if paar is not None and isinstance(paar[1], f.Verteilung):
        return FrageGestellt(frage)
    return Alle((FrageGestellt(frage), OptionGewaehlt(name, option)))


def _list_anbieter(leitfaden: Leitfaden, katalog: str) -> Iterator[str]:
    """Questions and columns that offer the entries of a catalogue."""
    for _, frage in list_fragen(leitfaden):
        if getattr(frage, "katalog", None) == katalog:
            yield frage.id
        for spalte in frage.spalten if isinstance(frage, f.Tabelle) else ():
            if getattr(spalte, "katalog", None) == katalog:
                yield f"{frage.id}.{spalte.id}"


def _list_zweige(
    leitfaden: Leitfaden, name: str, soll: Literal["wahr", "falsch"]
) -> Iterator[tuple[str, "logik.Ziel"]]:
    from wegweiser.core.logik import Alle, Bedingung

    for abschnitt in leitfaden.abschnitte:
        if name == zweigname(abschnitt) and abschnitt.wenn is not None:
            erste = next((frage.id for frage in abschnitt.fragen() if frage.wenn is None), "")
            yield erste, Bedingung(abschnitt.wenn, abschnitt.je, soll)
        for frage in abschnitt.fragen():
            if frage.id == name and frage.wenn is not None:
                oben = [Bedingung(abschnitt.wenn, abschnitt.je)] if abschnitt.wenn is not None else []
                yield name, Alle((*oben, Bedingung(frage.wenn, abschnitt.je, soll)))


def _ergaenze(leitfaden: Leitfaden, ziel: Ziel, name: str, auskunft: "logik.Auskunft") -> Antworten:
    """Percent points over options are beyond expressions: everything goes to the one that is missing."""
    paar = find_frage(leitfaden, name)
    if ziel.art == "zweig" or paar is None or not isinstance(paar[1], f.Verteilung):
        return auskunft.antworten
    ids = [option.id for option in build_optionsquelle(leitfaden, auskunft.antworten)(paar[1])]
    wert = {id_: Decimal(100) for id_ in ([ziel.zustand] if ziel.zustand else ids[:1])}
    return (
        {**auskunft.antworten, Adresse(name, auskunft.satz): Antwort(wert=wert)}
        if wert
        else auskunft.antworten
    )


def _build_erwartung(leitfaden: Leitfaden, ziel: Ziel, name: str, satz: str) -> Mapping[str, Knoten]:
    """What a reader of the case recognises: the result of the rule, or that the question is asked or not."""
    if ziel.art == "regel":
        je = find_je(leitfaden, find_regel(leitfaden, name))
        return {"regeln": {name: {satz: ziel.zustand} if je is not None else ziel.zustand}}
    paar = find_frage(leitfaden, name)
    if paar is None:
        return {}
    art = "pfad_ohne" if (ziel.art, ziel.zustand) == ("zweig", "falsch") else "pfad_enthaelt"
    return {art: [format_name(paar[0].id, name, satz if paar[0].je is not None else "")]}
