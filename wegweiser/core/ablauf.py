"""Path, next question, back, progress, pruned answers: pure functions without memory."""

from collections.abc import Iterator

from wegweiser.ausdruck import OFFEN, parse_ausdruck
from wegweiser.core.werte import Wertequelle
from wegweiser.model.antworten import Adresse, Antworten
from wegweiser.model.frage import Frage
from wegweiser.model.lage import Abschnittsstand, Lage, Station
from wegweiser.model.leitfaden import Abschnitt, Leitfaden, Schritt, list_fragen


def compute_lage(quelle: Wertequelle) -> Lage:
    """The path through the guide, and the addresses of answers that are not on it."""
    stationen = tuple(_list_stationen(quelle))
    auf_pfad = {station.adresse for station in stationen}
    ruhend = tuple(adresse for adresse in quelle.antworten if adresse not in auf_pfad)
    return Lage(stationen=stationen, ruhend=ruhend)


def _list_stationen(quelle: Wertequelle) -> Iterator[Station]:
    for abschnitt in quelle.leitfaden.abschnitte:
        saetze = quelle.saetze(abschnitt.je) if abschnitt.je else (("", None),)
        for satz, titel in saetze:
            for schritt in abschnitt.schritte:
                for frage in schritt.fragen:
                    gestellt = quelle.auf_pfad(frage.id, satz)
                    if gestellt is not False:
                        yield _build_station(
                            quelle, abschnitt, schritt, frage, satz, titel, gestellt is OFFEN
                        )


def _build_station(
    quelle: Wertequelle,
    abschnitt: Abschnitt,
    schritt: Schritt,
    frage: Frage,
    satz: str,
    titel: str | None,
    vorsorglich: bool,  # noqa: FBT001
) -> Station:
    adresse = Adresse(frage.id, satz)
    return Station(
        adresse=adresse,
        frage=frage,
        abschnitt=abschnitt,
        schritt=schritt,
        satz_titel=titel,
        vorsorglich=vorsorglich,
        antwort=quelle.antworten.get(adresse),
    )


def next_station(lage: Lage, nach: Adresse | None = None) -> Station | None:
    """The next question that nothing was said about, from `nach` on and then from the start.

    `nach` itself is left out, so that skipping leaves it; None when nothing else is left.
    """
    start = _index(lage, nach) + 1
    for station in (*lage.stationen[start:], *lage.stationen[:start]):
        if not station.erledigt and station.adresse != nach:
            return station
    return None


def folgende_station(lage: Lage, adresse: Adresse) -> Station | None:
    """The question after this one on the path, answered or not."""
    index = _index(lage, adresse) + 1
    return lage.stationen[index] if 0 < index < len(lage.stationen) else None


def vorige_station(lage: Lage, adresse: Adresse) -> Station | None:
    """The question before this one on the path."""
    index = _index(lage, adresse)
    return lage.stationen[index - 1] if index > 0 else None


def _index(lage: Lage, adresse: Adresse | None) -> int:
    return next((nr for nr, station in enumerate(lage.stationen) if station.adresse == adresse), -1)


def prune_antworten(antworten: Antworten, lage: Lage) -> Antworten:
    """Only the answers on the path: what every computation works with."""
    ruhend = set(lage.ruhend)
    return {adresse: antwort for adresse, antwort in antworten.items() if adresse not in ruhend}


def list_abschnittsstaende(leitfaden: Leitfaden, lage: Lage) -> tuple[Abschnittsstand, ...]:
    """How far every Abschnitt on the path is."""
    staende = []
    for abschnitt in leitfaden.abschnitte:
        stationen = [station for station in lage.stationen if station.abschnitt.id == abschnitt.id]
        if stationen:
            beantwortet = sum(station.beantwortet for station in stationen)
            staende.append(
                Abschnittsstand(
                    id=abschnitt.id,
                    titel=abschnitt.titel,
                    fragen=len(stationen),
                    beantwortet=beantwortet,
                    offen=sum(station.erledigt for station in stationen) - beantwortet,
                )
            )
    return tuple(staende)


def list_abhaengige(leitfaden: Leitfaden, frage_id: str) -> tuple[str, ...]:
    """Labels of what reads this answer: questions, derived values, and the number of rules as `regeln:N`."""
    namen: list[str] = []
    for abschnitt, frage in list_fragen(leitfaden):
        if frage.id != frage_id and _liest(frage_id, frage.wenn, frage.vorschlag):
            namen.append(frage.kurz or frage.text)
        if abschnitt.wenn and frage is next(abschnitt.fragen()) and _liest(frage_id, abschnitt.wenn):
            namen.append(abschnitt.titel)
    for abschnitt in leitfaden.abschnitte:
        namen += [a.titel or a.id for a in abschnitt.abgeleitet if _liest(frage_id, a.ausdruck)]
    regeln = sum(_liest(frage_id, regel.wenn, regel.muss) for regel in leitfaden.regeln)
    return (*dict.fromkeys(namen), *([f"regeln:{regeln}"] if regeln else []))


def _liest(name: str, *ausdruecke: str | None) -> bool:
    return any(text is not None and name in parse_ausdruck(text).namen for text in ausdruecke)
