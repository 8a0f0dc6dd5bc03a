"""From what was typed to answers: what the numbers do not decide is asked, everything is shown, then saved as one change."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, cast

from wegweiser import workflow
from wegweiser.cli.angaben import lies_text, zeige_fehler
from wegweiser.cli.ansicht import format_anzeige, format_vorgabe, label, list_wahlen, shorten
from wegweiser.cli.ausgabe import LEER, Satz
from wegweiser.cli.front import Feld, Wahl
from wegweiser.cli.gespraech import Gespraech, find_antwort
from wegweiser.cli.wirkung import build_wirkung
from wegweiser.cli.zaehlworte import build_notiz, format_titel, format_weg
from wegweiser.errors import EingabeError
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Wert
from wegweiser.model.erfassung import Stapel, Umrechnung
from wegweiser.model.lage import Station
from wegweiser.model.leitfaden import number_fragen
from wegweiser.workflow import erfassung as arbeit
from wegweiser.workflow.wirkung import preview_wirkung

_KURZ = 50


Entschieden = dict[Adresse, tuple[Stapel, Wert]]


class Posten(NamedTuple):
    """One question with what it will take, how that came about, and what was asked for it."""

    station: Station
    umrechnung: Umrechnung
    wert: Wert
    notiz: str


def build_posten(
    gespraech: Gespraech,
    karten: Sequence[Station],
    stapel: arbeit.Stapelliste,
    schwelle: int,
    entschieden: Entschieden | None,
) -> list[Posten]:
    """A value for everything that was typed; with None nobody is asked, and a tie raises EingabeError."""
    posten = []
    for station in karten:
        teil = stapel.get(station.adresse)
        if teil is None or teil.leer:
            continue
        umrechnung = arbeit.convert(gespraech.stand, station.frage, teil, schwelle)
        gleich = _list_gleichauf(gespraech, station.frage, teil, umrechnung)
        if umrechnung.wert is not None and (entschieden is None or umrechnung.art != "auswahl"):
            wert = umrechnung.wert
        elif entschieden is None:
            raise _build_fehler(gespraech, station, gleich)
        else:
            wert = _decide(gespraech, station, teil, umrechnung, entschieden)
        notiz = build_notiz(gespraech.stand, station.frage, teil, umrechnung, wert, gleich)
        posten.append(Posten(station, umrechnung, wert, notiz))
    return posten


def _list_gleichauf(
    gespraech: Gespraech, frage: f.Frage, stapel: Stapel, umrechnung: Umrechnung
) -> list[str]:
    """Between what the numbers do not decide, in words."""
    if umrechnung.art == "verschieden":
        return [format_anzeige(gespraech.stand, frage, wert) for wert in _list_verschiedene(stapel)]
    return [format_titel(gespraech.stand, frage, id_) for gruppe in umrechnung.gleichauf for id_ in gruppe]


def _build_fehler(gespraech: Gespraech, station: Station, gleich: Sequence[str]) -> EingabeError:
    nummer = number_fragen(gespraech.stand.leitfaden)[station.frage.id]
    frage = label(station.frage)
    return EingabeError("erfassung-gleichauf", nummer=nummer, frage=frage, gleich=", ".join(gleich))


def _decide(
    gespraech: Gespraech, station: Station, stapel: Stapel, umrechnung: Umrechnung, entschieden: Entschieden
) -> Wert:
    """What somebody says; once said it holds while the cards are the same."""
    bekannt = entschieden.get(station.adresse)
    if bekannt and bekannt[0] == stapel:
        return bekannt[1]
    nummer = number_fragen(gespraech.stand.leitfaden)[station.frage.id]
    gespraech.zeige(
        LEER, Satz(f"{nummer} {label(station.frage)}: {format_weg(station.frage, umrechnung)}", "frage")
    )
    wert = _FRAGEN[umrechnung.art](gespraech, station, stapel, umrechnung)
    entschieden[station.adresse] = stapel, wert
    return wert


def _list_verschiedene(stapel: Stapel) -> list[Wert]:
    return [wert for nr, wert in enumerate(stapel.werte) if wert not in stapel.werte[:nr]]


def _frage_rang(gespraech: Gespraech, station: Station, _: Stapel, umrechnung: Umrechnung) -> Wert:
    """Only those with as many dots are put in order; the rest is settled."""
    reihe = list(cast("tuple[str, ...]", umrechnung.vorlaeufig))
    for gruppe in umrechnung.gleichauf:
        gespraech.zeige(
            Satz(f"Gleichauf mit {umrechnung.stimmen[gruppe[0]]}; welche Reihenfolge gilt für diese?")
        )
        wahlen = _build_wahlen(gespraech, station.frage, gruppe, {})
        nummern = _lies_reihe(gespraech, wahlen)
        beginn = reihe.index(gruppe[0])
        reihe[beginn : beginn + len(gruppe)] = [gruppe[nr - 1] for nr in nummern]
    return tuple(reihe)


def _lies_reihe(gespraech: Gespraech, wahlen: tuple[Wahl, ...]) -> list[int]:
    alle = list(range(1, len(wahlen) + 1))
    feld = Feld(
        "zeile", f"Nummern in der Reihenfolge, zum Beispiel {', '.join(map(str, reversed(alle)))}", wahlen
    )
    while True:
        teile = lies_text(gespraech, feld).replace(",", " ").replace(";", " ").split()
        if sorted(teile) == sorted(map(str, alle)):
            return [int(teil) for teil in teile]
        gespraech.zeige(Satz("Bitte jede dieser Nummern genau einmal.", "warnung"))
        feld = feld._replace(stumm=True)


def _frage_eins(gespraech: Gespraech, station: Station, stapel: Stapel, umrechnung: Umrechnung) -> Wert:
    """One of those between which the numbers do not decide."""
    frage, gruppe = station.frage, umrechnung.gleichauf[0]
    if umrechnung.art == "verschieden":
        verschieden = _list_verschiedene(stapel)
        wahlen = tuple(
            Wahl(str(nr), str(nr), format_anzeige(gespraech.stand, frage, wert))
            for nr, wert in enumerate(verschieden, 1)
        )
        return verschieden[_lies_nummer(gespraech, wahlen, "Was gilt? Nummer")]
    wahlen = _build_wahlen(gespraech, frage, gruppe, umrechnung.stimmen)
    text = (
        "Die Mitte liegt dazwischen. Was gilt? Nummer"
        if umrechnung.art == "mitte"
        else "Gleichauf. Was gilt? Nummer"
    )
    id_ = gruppe[_lies_nummer(gespraech, wahlen, text)]
    return workflow.parse_zelle(gespraech.stand, station.adresse, id_)


def _lies_nummer(gespraech: Gespraech, wahlen: tuple[Wahl, ...], aufforderung: str) -> int:
    feld = Feld("zeile", aufforderung, wahlen)
    while True:
        text = lies_text(gespraech, feld).strip()
        if text in {wahl.kennung for wahl in wahlen}:
            return int(text) - 1
        gespraech.zeige(Satz(f"Bitte eine Nummer von 1 bis {len(wahlen)}.", "warnung"))
        feld = feld._replace(stumm=True)


def _build_wahlen(
    gespraech: Gespraech, frage: f.Frage, ids: Sequence[str], stimmen: Mapping[str, int]
) -> tuple[Wahl, ...]:
    def titel(id_: str) -> str:
        return format_titel(gespraech.stand, frage, id_) + (f" – {stimmen[id_]}" if id_ in stimmen else "")

    return tuple(Wahl(str(nr), id_, titel(id_)) for nr, id_ in enumerate(ids, 1))


def _frage_auswahl(gespraech: Gespraech, station: Station, _: Stapel, umrechnung: Umrechnung) -> Wert:
    """Which of several count as chosen: the most frequent are proposed, the person decides."""
    ids = [wahl.id for wahl in list_wahlen(gespraech.stand, station.frage)]
    wahlen = _build_wahlen(gespraech, station.frage, ids, umrechnung.stimmen)
    vorschlag = cast("tuple[str, ...]", umrechnung.vorlaeufig or ())
    if umrechnung.gleichauf:
        namen = ", ".join(
            format_titel(gespraech.stand, station.frage, id_) for id_ in umrechnung.gleichauf[0]
        )
        gespraech.zeige(Satz(f"Um den letzten Platz sind gleichauf: {namen}."))
    nummern = ", ".join(str(ids.index(id_) + 1) for id_ in vorschlag) or "keine"
    aufforderung = f"Welche gelten als gewählt? Nummern, mit Komma [Eingabetaste: {nummern}]"
    feld = Feld("zeile", aufforderung, wahlen, vorgabe=_build_vorgabe(gespraech, station, vorschlag, nummern))
    while True:
        try:
            return workflow.parse_zelle(gespraech.stand, station.adresse, lies_text(gespraech, feld))
        except EingabeError as fehler:
            zeige_fehler(gespraech, fehler)
            feld = feld._replace(stumm=True)


def _build_vorgabe(gespraech: Gespraech, station: Station, vorschlag: tuple[str, ...], nummern: str) -> str:
    """The proposal as numbers; as ids where a title is a number itself."""
    try:
        gleich = workflow.parse_zelle(gespraech.stand, station.adresse, nummern) == vorschlag
    except EingabeError:
        gleich = False
    return nummern if gleich else format_vorgabe(gespraech.stand, station.frage, vorschlag)


_Frage = Callable[[Gespraech, Station, Stapel, Umrechnung], Wert]
_FRAGEN: Mapping[str, _Frage] = {
    "rang": _frage_rang,
    "mitte": _frage_eins,
    "mehrheit": _frage_eins,
    "verschieden": _frage_eins,
    "auswahl": _frage_auswahl,
}


def zeige_posten(gespraech: Gespraech, posten: Sequence[Posten]) -> None:
    """Everything that would be saved, one line each, with what was said before."""
    nummern = number_fragen(gespraech.stand.leitfaden)
    gespraech.zeige(LEER, Satz("Das wird gespeichert:", "titel"))
    for teil in posten:
        frage, stand = teil.station.frage, gespraech.stand
        weg = format_weg(frage, teil.umrechnung, teil.wert)
        text = f"{nummern[frage.id]} {label(frage)}: {shorten(format_anzeige(stand, frage, teil.wert), _KURZ * 2)}"
        gespraech.zeige(Satz(text + (f" ({weg})" if weg else ""), einzug=2, haenge=4))
        if (alt := _find_bisher(gespraech, teil)) is not None:
            bisher = shorten(format_anzeige(stand, frage, alt), _KURZ)
            gespraech.zeige(Satz(f"bisher: {bisher}", "warnung", einzug=6))
    _zeige_wirkung(gespraech, posten)


def _find_bisher(gespraech: Gespraech, posten: Posten) -> Wert | None:
    """The value that would be replaced by another one."""
    alt = find_antwort(gespraech, posten.station.adresse)
    return alt.wert if alt is not None and alt.wert != posten.wert else None


def _zeige_wirkung(gespraech: Gespraech, posten: Sequence[Posten]) -> None:
    """What else changes with the answers that replace earlier ones."""
    neu = {p.station.adresse: Antwort(wert=p.wert) for p in posten if _find_bisher(gespraech, p) is not None}
    wirkung = preview_wirkung(gespraech.stand, neu)
    if neu and not wirkung.leer:
        gespraech.zeige(*build_wirkung(gespraech.stand, wirkung))


def check_posten(gespraech: Gespraech, posten: Sequence[Posten]) -> list[str]:
    """What the guide says against it, a sentence each."""
    nummern = number_fragen(gespraech.stand.leitfaden)
    werte = {teil.station.adresse: teil.wert for teil in posten}
    return [f"{nummern[a.frage]}: {satz}" for a, satz in arbeit.list_verstoesse(gespraech.stand, werte)]


def save_posten(gespraech: Gespraech, posten: Sequence[Posten], beleg: str) -> None:
    """One change in the journal, and what it does to the path."""
    vorher = {s.adresse for s in gespraech.stand.lage.stationen}
    neu = {teil.station.adresse: arbeit.Uebernahme(teil.wert, teil.notiz) for teil in posten}
    gespraech.stand = arbeit.save_erfassung(gespraech.stand, neu, beleg, gespraech.umfeld)
    anzahl = "eine Antwort" if len(posten) == 1 else f"{len(posten)} Antworten"
    gespraech.zeige(Satz(f"gespeichert: {anzahl}, in einem Schritt.", "gut"))
    nachher = {s.adresse for s in gespraech.stand.lage.stationen}
    ruhen = [label(teil.station.frage) for teil in posten if teil.station.adresse in vorher - nachher]
    if ruhen:
        gespraech.zeige(
            Satz(f"Nach diesen Antworten nicht gefragt und deshalb ruhend: {', '.join(ruhen)}.", "leise")
        )
