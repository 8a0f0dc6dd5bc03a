"""`:geh`: what a person means by a number, a name or a few words."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

from wegweiser import workflow
from wegweiser.cli.angaben import lies_text
from wegweiser.cli.ansicht import find_abschnittsnummer, label
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.front import Feld, Wahl
from wegweiser.cli.gespraech import Gespraech, Sprung
from wegweiser.cli.suche import waehle_station
from wegweiser.model.antworten import Adresse
from wegweiser.model.faltung import enthaelt_alle, falte
from wegweiser.model.frage import Frage
from wegweiser.model.lage import Station
from wegweiser.model.leitfaden import list_fragen, number_fragen
from wegweiser.workflow import Stand
from wegweiser.workflow.einfluss import explain_abseits


def find_ziel(gespraech: Gespraech, text: str, hier: Adresse | None = None) -> Sprung | None:
    """Go where somebody wants to go; of several places the person chooses."""
    if not text:
        text = _lies_ziel(gespraech)
    treffer = list_treffer(gespraech.stand, text, hier)
    if len(treffer) == 1:
        return Sprung(treffer[0].adresse)
    if not treffer and (abseits := _find_abseits(gespraech.stand, text)):
        gespraech.zeige(Satz(format_abseits(gespraech.stand, abseits), "warnung"))
        return None
    if not treffer:
        meldung = (
            f"„{text}“ ist weder ein Abschnitt noch ein Schritt noch eine Frage auf Ihrem Weg. "
            ":stand zeigt alle Abschnitte, :suche sucht auch in Antworten und Hilfen."
        )
        gespraech.zeige(Satz(meldung, "warnung"))
        return None
    gespraech.zeige(Satz(f"„{text}“ passt auf mehrere Fragen:"))
    return waehle_station(gespraech, treffer)


def _find_abseits(stand: Stand, text: str) -> Frage | None:
    """A question of the guide that is not asked at present, by number, id or name."""
    gesucht, nummern = falte(text), number_fragen(stand.leitfaden)
    return next(
        (
            frage
            for _, frage in list_fragen(stand.leitfaden)
            if gesucht and gesucht in {nummern[frage.id], *map(falte, (frage.id, label(frage), frage.text))}
        ),
        None,
    )


def format_abseits(stand: Stand, frage: Frage) -> str:
    """That a question is not asked at present, and when it would be."""
    name = f"{number_fragen(stand.leitfaden)[frage.id]} „{label(frage)}“"
    if stand.gesamt and any(station.frage.id == frage.id for station in stand.gesamt.stationen):
        return f"{name} gehört nicht zu dem, was diese Sitzung fragt."
    bedingung, tabelle = explain_abseits(stand, frage.id)
    zeilen = f" für jede Zeile in „{tabelle}“" if tabelle else ""
    wenn = f", wenn gilt: {bedingung}" if bedingung else ""
    zusatz = f" Gestellt wird sie{zeilen}{wenn}." if zeilen or wenn else ""
    return f"{name} wird zurzeit nicht gestellt.{zusatz}"


def _lies_ziel(gespraech: Gespraech) -> str:
    stand = gespraech.stand
    staende = workflow.list_abschnittsstaende(stand)
    wahlen = [
        Wahl(
            str(find_abschnittsnummer(stand, s.id)),
            s.id,
            f"{s.titel} – {s.beantwortet + s.offen} von {s.fragen}",
        )
        for s in staende
    ]
    if gespraech.front.tasten:
        wahlen += [*_list_schrittwahlen(stand), *_list_fragenwahlen(stand)]
    aufforderung = "Wohin? Nummer oder Wort des Abschnitts, des Schritts oder der Frage"
    return lies_text(gespraech, Feld("wahl", aufforderung, tuple(wahlen)))


def _list_schrittwahlen(stand: Stand) -> Iterator[Wahl]:
    """Every Schritt on the path as „3/2“; it leads to its first question."""
    gesehen: set[tuple[str, str]] = set()
    for station in stand.lage.stationen:
        schritt = (station.schritt.id, station.adresse.satz)
        if schritt not in gesehen:
            gesehen.add(schritt)
            zusatz = f" ({station.satz_titel})" if station.satz_titel else ""
            kennung = _nummeriere_schritt(stand, station)
            yield Wahl(kennung, str(station.adresse), f"Schritt {station.schritt.titel}{zusatz}")


def _nummeriere_schritt(stand: Stand, station: Station) -> str:
    nummer = find_abschnittsnummer(stand, station.abschnitt.id)
    return f"{nummer}/{1 + station.abschnitt.schritte.index(station.schritt)}"


def _list_fragenwahlen(stand: Stand) -> Iterator[Wahl]:
    """Every question on the path as „3.5“, for a list that is searched while typing."""
    nummern = number_fragen(stand.leitfaden)
    for station in stand.lage.stationen:
        zusatz = f" ({station.satz_titel})" if station.satz_titel else ""
        yield Wahl(nummern[station.frage.id], str(station.adresse), f"{label(station.frage)}{zusatz}")


class _Art(NamedTuple):
    """One way to name a place: what it may be called, and what counts as the same place (its first question is meant)."""

    namen: Callable[[Station], Iterable[str]]
    gruppe: Callable[[Station], Hashable]
    ganz: bool = True


def list_treffer(stand: Stand, text: str, hier: Adresse | None = None) -> list[Station]:
    """The questions a person may mean; the most exact kind of match wins. `hier` is where „Schritt 2“ is said."""
    gesucht = falte(text)
    if not gesucht:
        return []
    for art in _list_arten(stand, hier):
        treffer: dict[Hashable, Station] = {}
        for station in stand.lage.stationen:
            namen = art.namen(station)
            passt = (
                gesucht in map(falte, namen) if art.ganz else enthaelt_alle(" ".join(namen), gesucht.split())
            )
            if passt:
                treffer.setdefault(art.gruppe(station), station)
        if treffer:
            return _bleib_im_satz(list(treffer.values()), hier)
    return []


def _bleib_im_satz(treffer: list[Station], hier: Adresse | None) -> list[Station]:
    """The same question in every record: the one of this record is meant."""
    eigene = [station for station in treffer if hier and station.adresse.satz == hier.satz]
    gleiche = len({station.frage.id for station in treffer}) == 1
    return eigene if gleiche and len(eigene) == 1 else treffer


def _list_arten(stand: Stand, hier: Adresse | None) -> tuple[_Art, ...]:
    nummern = number_fragen(stand.leitfaden)
    da = stand.lage.find_station(hier) if hier else None
    return (
        _Art(
            lambda s: (s.abschnitt.id, str(find_abschnittsnummer(stand, s.abschnitt.id)), s.abschnitt.titel),
            lambda s: s.abschnitt.id,
        ),
        _Art(lambda s: _nenne_adresse(s, nummern), lambda s: s.adresse),
        _Art(lambda s: (s.frage.id,), lambda s: s.adresse),
        _Art(lambda s: _nenne_schritt(stand, s, da), lambda s: (s.schritt.id, s.adresse.satz)),
        _Art(lambda s: (s.adresse.satz, s.satz_titel or ""), lambda s: s.adresse.satz),
        _Art(lambda s: (label(s.frage), s.frage.text), lambda s: s.adresse),
        _Art(lambda s: (label(s.frage), s.frage.text), lambda s: s.adresse, ganz=False),
        _Art(lambda s: (s.schritt.titel,), lambda s: (s.schritt.id, s.adresse.satz), ganz=False),
        _Art(lambda s: (s.abschnitt.titel,), lambda s: s.abschnitt.id, ganz=False),
    )


def _nenne_adresse(station: Station, nummern: Mapping[str, str]) -> tuple[str, ...]:
    adresse, abschnitt = station.adresse, station.abschnitt.id
    return (
        str(adresse),
        nummern[adresse.frage],
        f"{abschnitt}[{adresse.satz}].{adresse.frage}",
        f"{abschnitt}.{adresse.frage}",
    )


def _nenne_schritt(stand: Stand, station: Station, da: Station | None) -> tuple[str, ...]:
    """„3/2“ anywhere; „Schritt 2“ in the Abschnitt (and record) where one is."""
    nummer = _nummeriere_schritt(stand, station)
    namen = (station.schritt.id, station.schritt.titel, nummer)
    hier = da is not None and (da.abschnitt.id, da.adresse.satz) == (
        station.abschnitt.id,
        station.adresse.satz,
    )
    return (*namen, f"schritt {nummer.partition('/')[2]}") if hier else namen
