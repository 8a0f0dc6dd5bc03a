"""What every command does at a question: one function per command, in a table."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from wegweiser.cli.abschluss import zeige_ergebnis
from wegweiser.cli.angaben import frage_angaben, frage_offen, set_angabe
from wegweiser.cli.ansicht import build_feld, build_hilfe, build_quelle
from wegweiser.cli.antwortfeld import ist_neu
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.befehle import BEFEHLE, Eingabe
from wegweiser.cli.begruessung import KURZ_SCHLICHT, KURZ_TASTEN
from wegweiser.cli.front import Ende
from wegweiser.cli.gespraech import Gespraech, Sprung, find_antwort, save_antwort
from wegweiser.cli.ruecknahme import nimm_zurueck
from wegweiser.cli.suche import frage_suche
from wegweiser.cli.tabelle import Tabellenarbeit
from wegweiser.cli.tabellenbefehle import TABELLENBEFEHLE
from wegweiser.cli.wege import find_folgende, find_naechste, find_vorige, zeige_stand
from wegweiser.cli.worte import wort
from wegweiser.cli.ziele import find_ziel
from wegweiser.errors import EingabeError
from wegweiser.model.lage import Station


class Hier(NamedTuple):
    """Where a command was given: at a question, and in its table if it is one."""

    gespraech: Gespraech
    station: Station
    tabelle: Tabellenarbeit | None = None


Handlung = Callable[[Hier, Eingabe], Sprung | None]


def _zurueck(hier: Hier, _: Eingabe) -> Sprung | None:
    return find_vorige(hier.gespraech, hier.station.adresse)


def _weiter(hier: Hier, _: Eingabe) -> Sprung | None:
    return find_folgende(hier.gespraech, hier.station.adresse)


def _geh(hier: Hier, eingabe: Eingabe) -> Sprung | None:
    return find_ziel(hier.gespraech, eingabe.text, hier.station.adresse)


def _suche(hier: Hier, eingabe: Eingabe) -> Sprung | None:
    return frage_suche(hier.gespraech, eingabe.text)


def _offen(hier: Hier, _: Eingabe) -> Sprung | None:
    gesagt = frage_offen(hier.gespraech, hier.station)
    return find_naechste(hier.gespraech, hier.station.adresse) if gesagt else None


def _rueckgaengig(hier: Hier, _: Eingabe) -> Sprung | None:
    return nimm_zurueck(hier.gespraech, "rueckgaengig", hier.station.adresse)


def _wiederholen(hier: Hier, _: Eingabe) -> Sprung | None:
    return nimm_zurueck(hier.gespraech, "wiederholt", hier.station.adresse)


def _pause(hier: Hier, eingabe: Eingabe) -> Sprung | None:
    if ist_neu(hier.gespraech, hier.station, eingabe.entwurf):
        hier.gespraech.ungespeichert = eingabe.entwurf
    raise Ende


def _angabe(hier: Hier, eingabe: Eingabe) -> None:
    set_angabe(hier.gespraech, hier.station, eingabe)


def _angaben(hier: Hier, _: Eingabe) -> None:
    frage_angaben(hier.gespraech, hier.station)


def _leeren(hier: Hier, _: Eingabe) -> None:
    gespraech = hier.gespraech
    if find_antwort(gespraech, hier.station.adresse) is None:
        gespraech.zeige(Satz("Hier steht noch keine Antwort.", "leise"))
    elif save_antwort(gespraech, hier.station, None, "Antwort zurückgenommen.") and hier.tabelle:
        hier.tabelle.zeilen = []


def _zeile(hier: Hier, eingabe: Eingabe) -> None:
    if hier.tabelle is None:
        raise EingabeError("Diese Frage ist keine Tabelle.")
    TABELLENBEFEHLE[eingabe.befehl](hier.tabelle, eingabe)


def _hilfe(hier: Hier, _: Eingabe) -> None:
    gespraech = hier.gespraech
    gespraech.zeige(*build_hilfe(gespraech.stand, hier.station.frage, tasten=gespraech.front.tasten))
    kurz = KURZ_TASTEN if gespraech.front.tasten else wort(gespraech.stand, "tasten") or KURZ_SCHLICHT
    gespraech.zeige(Satz(kurz, "leise"))


def _quelle(hier: Hier, _: Eingabe) -> None:
    hier.gespraech.zeige(*build_quelle(hier.gespraech.stand, hier.station))


def _stand(hier: Hier, _: Eingabe) -> None:
    zeige_stand(hier.gespraech, hier.station)


def _ergebnis(hier: Hier, _: Eingabe) -> None:
    zeige_ergebnis(hier.gespraech, hier.station)


def _liste(hier: Hier, _: Eingabe) -> None:
    if hier.tabelle:
        hier.tabelle.zeige_alle()
        return
    wahlen = build_feld(hier.gespraech.stand, hier.station.frage, None).wahlen
    hier.gespraech.zeige(*(Satz(f"{w.kennung}. {w.titel}", einzug=2, haenge=4) for w in wahlen))


def _befehle(hier: Hier, _: Eingabe) -> None:
    passend = [text for name, text in BEFEHLE.items() if hier.tabelle or name not in TABELLENBEFEHLE]
    hier.gespraech.zeige(*(Satz(text, einzug=2, haenge=4) for text in passend))
    if hier.gespraech.front.tasten:
        hier.gespraech.zeige(Satz("Auch mit Tasten: F7 sucht, Strg-Z macht rückgängig, Strg-Y wiederholt."))
    hier.gespraech.zeige(Satz("Beginnt ein Text mit : < > ! oder ?, verdoppeln Sie dieses Zeichen."))


HANDLUNGEN: Mapping[str, Handlung] = {
    "hilfe": _hilfe,
    "befehle": _befehle,
    "zurueck": _zurueck,
    "weiter": _weiter,
    "offen": _offen,
    "geh": _geh,
    "suche": _suche,
    "rueckgaengig": _rueckgaengig,
    "wiederholen": _wiederholen,
    "notiz": _angabe,
    "sicherheit": _angabe,
    "beleg": _angabe,
    "angaben": _angaben,
    "leeren": _leeren,
    "liste": _liste,
    "quelle": _quelle,
    "ergebnis": _ergebnis,
    "stand": _stand,
    **dict.fromkeys(TABELLENBEFEHLE, _zeile),
    "pause": _pause,
}
