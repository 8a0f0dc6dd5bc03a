"""Rows from a spreadsheet or a file into the table on screen: preview, question, all or nothing."""

import shlex
from collections.abc import Callable
from pathlib import Path

from wegweiser.cli.angaben import lies_text
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.einfuegungsansicht import build_abgleich, build_vorschau, format_zeilenzahl
from wegweiser.cli.front import Ende, Feld, Wahl
from wegweiser.cli.tabelle import Tabellenarbeit
from wegweiser.errors import DatenError, EingabeError
from wegweiser.model.einfuegung import Einfuegung
from wegweiser.workflow import tabellen

_ANHAENGEN, _ERSETZEN, _NICHTS = "anhaengen", "ersetzen", "nichts"


def fuege_ein(arbeit: Tabellenarbeit, text: str) -> None:
    """What was pasted, or the lines that follow up to a single dot."""
    if (
        not text or not arbeit.gespraech.front.tasten
    ):  # plain lines come one by one, the first may be there already
        text = "\n".join(filter(None, (text, _lies_zeilen(arbeit, begonnen=bool(text)))))
    if not text.strip():
        arbeit.gespraech.zeige(Satz("Nichts eingefügt.", "leise"))
        return
    _uebernimm(arbeit, lambda: tabellen.plan_ablage(arbeit.gespraech.stand, arbeit.station.adresse, text))


def _lies_zeilen(arbeit: Tabellenarbeit, *, begonnen: bool) -> str:
    ende = "F9 beendet" if arbeit.gespraech.front.tasten else "ein Punkt allein in einer Zeile beendet"
    anfang = (
        "Das sind Zeilen aus einer Tabelle; weitere hier"
        if begonnen
        else "Zeilen hier einfügen, gern mit Überschrift"
    )
    eingabe = arbeit.gespraech.front.lies(Feld("einfuegen", f"{anfang}; {ende}"))
    if eingabe.befehl == "pause":
        raise Ende
    return eingabe.text


def importiere(arbeit: Tabellenarbeit, text: str) -> None:
    """`:importiere DATEI`."""
    pfad = _find_pfad(
        text or lies_text(arbeit.gespraech, Feld("zeile", "Welche Datei? Excel (.xlsx) oder CSV"))
    )
    if pfad is not None:
        _uebernimm(arbeit, lambda: tabellen.plan_datei(arbeit.gespraech.stand, arbeit.station.adresse, pfad))


def _find_pfad(text: str) -> Path | None:
    """A path as typed, or as a file manager drops it: in quotes or with escaped blanks."""
    if not text:
        return None
    roh = text.strip()
    if not Path(roh).expanduser().exists():
        try:
            teile = shlex.split(roh)
        except ValueError:
            teile = []
        roh = teile[0] if len(teile) == 1 else roh
    return Path(roh).expanduser()


def _uebernimm(arbeit: Tabellenarbeit, plane: Callable[[], Einfuegung]) -> None:
    gespraech = arbeit.gespraech
    try:
        einfuegung = plane()
    except DatenError as fehler:
        raise EingabeError("pruefung", text=f"{fehler.satz} {fehler.hinweis}".strip()) from None
    gespraech.zeige(*build_vorschau(gespraech.stand, arbeit.tabelle, einfuegung))
    if einfuegung.funde:
        gespraech.zeige(Satz("Bitte in der Quelle verbessern und noch einmal einfügen.", "leise"))
        return
    if not einfuegung.zeilen:
        raise EingabeError("einfuegung-leer")
    wahl = _frage(arbeit, len(einfuegung.zeilen))
    if wahl != _NICHTS and _bestaetige(arbeit, einfuegung, ersetzen=wahl == _ERSETZEN):
        return
    gespraech.zeige(Satz("Nichts übernommen.", "leise"))


def _frage(arbeit: Tabellenarbeit, anzahl: int) -> str:
    vorhanden = len(arbeit.zeilen)
    wahlen = [
        Wahl("1", _ANHAENGEN, f"{format_zeilenzahl(anzahl)} {'anhängen' if vorhanden else 'übernehmen'}")
    ]
    if vorhanden:
        wahlen.append(
            Wahl("2", _ERSETZEN, f"die ganze Tabelle ersetzen (jetzt {format_zeilenzahl(vorhanden)})")
        )
    wahlen.append(Wahl(str(len(wahlen) + 1), _NICHTS, "nichts übernehmen"))
    nach_nummer = {wahl.kennung: wahl.id for wahl in wahlen}
    if not vorhanden:
        nach_nummer |= {"j": _ANHAENGEN, "ja": _ANHAENGEN, "n": _NICHTS, "nein": _NICHTS}
    while True:
        text = lies_text(arbeit.gespraech, Feld("wahl", "Übernehmen? Nummer", tuple(wahlen))).casefold()
        if nach_nummer.get(text, text) in nach_nummer.values():
            return nach_nummer.get(text, text)
        arbeit.gespraech.zeige(Satz("Bitte eine der Nummern.", "warnung"))


def _bestaetige(arbeit: Tabellenarbeit, einfuegung: Einfuegung, *, ersetzen: bool) -> bool:
    """Say what goes; where rows go, ask once more."""
    gespraech = arbeit.gespraech
    abgleich = tabellen.merge_einfuegung(
        gespraech.stand, arbeit.station.adresse, einfuegung, ersetzen=ersetzen, alt=arbeit.zeilen
    )
    gespraech.zeige(*build_abgleich(gespraech.stand, arbeit.tabelle, abgleich))
    if abgleich.entfallen:
        wahlen = (Wahl("n", _NICHTS, "Nein, alles lassen"), Wahl("j", "ja", "Ja, ersetzen"))
        feld = Feld("wahl", "Ersetzen? ja oder nein", wahlen, vorgabe=_NICHTS)
        if lies_text(gespraech, feld).casefold() not in {"j", "ja"}:
            return False
    arbeit.stelle = (len(abgleich.zeilen) + 1, 0)
    arbeit.save(abgleich.zeilen)
    return True
