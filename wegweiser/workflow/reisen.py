"""Journeys of a guide: run them, and see what they visit."""

import re
from collections.abc import Collection, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wegweiser.adapters.antwortdaten import format_antwort, parse_antworten, set_knoten
from wegweiser.adapters.inhalte import find_leitfaden
from wegweiser.adapters.leitfaeden import load_dateien
from wegweiser.adapters.reisen import Fall, Reise, check_reise, load_reise, save_faelle
from wegweiser.core import abdeckung as abdeckungen
from wegweiser.core import ablauf
from wegweiser.core.abdeckung import find_besuchte, list_funde
from wegweiser.core.reisen import check_erwartung, format_name, list_abgelehnte, list_ohne_zeile
from wegweiser.core.werte import Wertequelle
from wegweiser.errors import BenutzungError, format_vorschlag
from wegweiser.errors.reisen import FALLTITEL, KOPF_VORSCHLAEGE, ZUSTAENDE
from wegweiser.model.abdeckung import PFLICHT, Abdeckung, Ziel
from wegweiser.model.base import Knoten
from wegweiser.model.befund import Befund
from wegweiser.model.lage import Lage
from wegweiser.model.leitfaden import Leitfaden, list_fragen
from wegweiser.workflow.auswertung import compute_ergebnisse_aus
from wegweiser.workflow.leitfaeden import find_stellen, load_leitfaden
from wegweiser.workflow.umfeld import Umfeld

if TYPE_CHECKING:
    from wegweiser.core.reisevorschlaege import Vorschlag


class Reiseergebnis(NamedTuple):
    """A journey file, or one case of it: what did not fit, and how long its path was."""

    datei: str
    fall: str
    titel: str
    stationen: int
    befunde: tuple[Befund, ...]


def check_reisen(name: str, umfeld: Umfeld, fall: str = "") -> tuple[Reiseergebnis, ...]:
    """Run the journeys of a guide in memory, or one case (all rows of its table).

    A file that cannot be read whole comes first, as a case without name.
    """
    leitfaden = load_leitfaden(name, umfeld)
    reisen = tuple(check_reise(pfad) for pfad in _list_reisedateien(find_leitfaden(name)))
    ids = [kennung for reise in reisen for einer in reise.faelle for kennung in (einer.id, einer.reihe)]
    if fall and fall not in ids:
        vorschlag = format_vorschlag(fall, filter(None, ids))
        raise BenutzungError("reise-unbekannt", fall=fall, leitfaden=leitfaden.id, vorschlag=vorschlag)
    return tuple(_list_ergebnisse(leitfaden, reisen, fall))


def _list_reisedateien(ordner: Path) -> list[Path]:
    return sorted((ordner / "reisen").glob("*.yaml"))


def _list_ergebnisse(leitfaden: Leitfaden, reisen: tuple[Reise, ...], fall: str) -> Iterator[Reiseergebnis]:
    gesehen: dict[str, str] = {}
    for reise in reisen:
        if reise.befunde:
            yield Reiseergebnis(reise.datei.name, "", "", 0, reise.befunde)
        for einer in reise.faelle:
            if fall in {"", einer.id, einer.reihe}:
                ergebnis = _check_fall(leitfaden, reise.datei.name, einer)
                if einer.id in gesehen:
                    doppelt = einer.befund((), "reise-doppelt", {"id": einer.id, "erste": gesehen[einer.id]})
                    ergebnis = ergebnis._replace(befunde=(doppelt, *ergebnis.befunde))
                yield ergebnis
            gesehen.setdefault(einer.id, reise.datei.name)


def _check_fall(leitfaden: Leitfaden, datei: str, fall: Fall) -> Reiseergebnis:
    quelle, lage, befunde = play_fall(leitfaden, fall)
    ohne_zeile = [
        fall.antworten.befund_am_namen(
            ("antworten", abschnitt, satz),
            "reise-zeile-fehlt",
            {"satz": satz, "tabelle": tabelle, "vorschlag": vorschlag},
        )
        for abschnitt, satz, tabelle, vorschlag in list_ohne_zeile(quelle, fall.antworten.daten["antworten"])
    ]
    abgelehnt = [
        fall.antworten.befund(
            ("antworten", station.abschnitt.id, *filter(None, station.adresse[::-1])),
            "reise-pruefung",
            {"text": text, "adresse": format_name(station.abschnitt.id, *station.adresse)},
        )
        for station, text in list_abgelehnte(quelle, lage, fall.erwartet)
    ]
    abweichungen = [
        fall.befund(a.ort, a.code, a.angaben)
        for a in check_erwartung(quelle, lage, compute_ergebnisse_aus(quelle, lage), fall.erwartet)
    ]
    alle = (*befunde, *ohne_zeile, *abgelehnt, *abweichungen)
    return Reiseergebnis(datei, fall.id, fall.titel, len(lage.stationen), alle)


def play_fall(leitfaden: Leitfaden, fall: Fall) -> tuple[Wertequelle, Lage, tuple[Befund, ...]]:
    """The values and the path of a case, and which of its answers do not fit."""
    antworten, befunde = parse_antworten(fall.antworten, leitfaden)
    lage = ablauf.compute_lage(Wertequelle(leitfaden, antworten))
    return Wertequelle(leitfaden, ablauf.prune_antworten(antworten, lage)), lage, befunde


class Abdeckungsbericht(NamedTuple):
    """What the journeys of a guide visit, and what is missing, at its place."""

    leitfaden: Leitfaden
    abdeckung: Abdeckung
    fehlt: tuple[Befund, ...]


def _list_alle_faelle(name: str) -> Iterator[tuple[str, Fall]]:
    """Own cases by their id, those of lower guides with the folder before it."""
    dateien = load_dateien(find_leitfaden(name))
    for ordner in (*(grundlage.ordner for grundlage in dateien.grundlagen), dateien.ordner):
        vorsatz = "" if ordner == dateien.ordner else f"{ordner.name}/"
        for pfad in _list_reisedateien(ordner):
            yield from ((f"{vorsatz}{fall.id}", fall) for fall in load_reise(pfad))


def compute_abdeckung(name: str, umfeld: Umfeld) -> Abdeckungsbericht:
    """Run all journeys of a guide, and those of the guides it is built on, and see what they visit.

    Answers from below that no longer fit count as not given, and what was expected there is not checked.
    Raises LeitfadenError where a journey cannot be read.
    """
    leitfaden = load_leitfaden(name, umfeld)
    besuche = {
        fall_id: find_besuchte(*play_fall(leitfaden, fall)[:2]) for fall_id, fall in _list_alle_faelle(name)
    }
    abdeckung = abdeckungen.compute_abdeckung(leitfaden, besuche)
    fehlend = abdeckung.list_fehlende(*PFLICHT)
    befunde = find_stellen(name, list_funde(leitfaden, fehlend)) if fehlend else ()
    return Abdeckungsbericht(leitfaden, abdeckung, befunde)


class Niederschrift(NamedTuple):
    """What was written: ids of new cases, and what no case was found for, with the reason."""

    pfad: Path
    faelle: tuple[str, ...]
    ohne: tuple[tuple[Ziel, str], ...]


def write_vorschlaege(name: str, datei: str, umfeld: Umfeld, anzahl: int | None = None) -> Niederschrift:
    """Add a case for everything that no journey visits (at most `anzahl`) to a file of the guide's journeys."""
    from wegweiser.core.reisevorschlaege import find_vorschlaege

    bericht = compute_abdeckung(name, umfeld)
    pfad = _find_reisedatei(name, datei)
    fehlend = bericht.abdeckung.list_fehlende(*PFLICHT)
    gefunden: list[Vorschlag] = []
    ohne: list[Vorschlag] = []
    for vorschlag in find_vorschlaege(bericht.leitfaden, fehlend):
        (ohne if vorschlag.grund else gefunden).append(vorschlag)
        if len(gefunden) == anzahl:
            break
    vergeben = {fall.partition("/")[2] or fall for fall in bericht.abdeckung.faelle}
    faelle: dict[str, dict[str, Knoten]] = {}
    for vorschlag in gefunden:
        id_ = _find_id("-".join(filter(None, vorschlag.ziel)), {*vergeben, *faelle})
        faelle[id_] = _build_fall(bericht.leitfaden, vorschlag, id_)
    if faelle:
        save_faelle(pfad, tuple(faelle.values()), KOPF_VORSCHLAEGE)
    return Niederschrift(pfad, tuple(faelle), tuple((v.ziel, v.grund) for v in ohne))


def _find_reisedatei(name: str, datei: str) -> Path:
    """A bare name is one of the guide's journeys."""
    endung = "" if datei.endswith(".yaml") else ".yaml"
    pfad = Path(datei + endung)
    return pfad if pfad.name != datei + endung else find_leitfaden(name) / "reisen" / pfad


def _build_fall(leitfaden: Leitfaden, vorschlag: "Vorschlag", id_: str) -> dict[str, Knoten]:
    fragen = {frage.id: frage for _, frage in list_fragen(leitfaden)}
    knoten = {a: format_antwort(fragen[a.frage], antwort) for a, antwort in vorschlag.antworten.items()}
    ziel = vorschlag.ziel
    zustand = ZUSTAENDE.get(ziel.zustand, ziel.zustand)
    return {
        "id": id_,
        "titel": FALLTITEL[ziel.art].format(name=ziel.name, zustand=zustand),
        "antworten": set_knoten({}, leitfaden, knoten, ())["antworten"],
        "erwartet": dict(vorschlag.erwartet),
    }


def _find_id(wunsch: str, vergeben: Collection[str]) -> str:
    """The id in kebab-case, with a number where it is taken."""
    id_ = re.sub(r"[^a-z0-9]+", "-", wunsch.lower()).strip("-")
    return next(kandidat for nr in count(1) if (kandidat := f"{id_}-{nr}" if nr > 1 else id_) not in vergeben)
