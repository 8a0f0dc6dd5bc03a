"""Asking the cells of a table row: one after the other, or a single one."""

from wegweiser import workflow
from wegweiser.cli.angaben import Zurueck, zeige_fehler
from wegweiser.cli.ansicht import build_feld, build_hilfe
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.befehle import unprotect_text
from wegweiser.cli.eingabe import parse_mit_teilen
from wegweiser.cli.front import IN_ZELLEN, Ende, Feld, Wahl
from wegweiser.cli.gespraech import Gespraech
from wegweiser.cli.texteditor import lies_feld
from wegweiser.cli.worte import wort
from wegweiser.errors import EingabeError
from wegweiser.model import frage as f
from wegweiser.model.base import Wert
from wegweiser.model.lage import Station

LEERE_ZELLE = "-"


class Zeilenfrage:
    """One row being filled; what was typed stands in `zeile` from the first cell on."""

    def __init__(self, gespraech: Gespraech, station: Station, tabelle: f.Tabelle, nr: int) -> None:
        self.gespraech = gespraech
        self.station = station
        self.tabelle = tabelle
        self.nr = nr

    def frage_spalten(self, zeile: dict[str, Wert], *, erste: str = "", entwurf: str = "") -> bool:
        """All columns; False where the person went back before the first one.

        `erste` is the first cell as it was typed already, `entwurf` only its beginning.
        """
        stelle = 0
        while stelle < len(self.tabelle.spalten):
            self._zeige_ort(stelle)
            try:
                self._frage_bis_gut(zeile, self.tabelle.spalten[stelle], erste, entwurf)
            except Zurueck:
                if stelle == 0:
                    return False
                stelle -= 2
            erste = entwurf = ""
            stelle += 1
        return True

    def frage_zelle(self, zeile: dict[str, Wert], spalte: f.Spalte, entwurf: str = "") -> None:
        """One column; „<“ leaves it as it was."""
        self._zeige_ort(self.tabelle.spalten.index(spalte))
        self._frage_bis_gut(zeile, spalte, "", entwurf)

    def _zeige_ort(self, stelle: int) -> None:
        spalte = self.tabelle.spalten[stelle]
        noetig = "" if spalte.pflicht else f" ({wort(self.gespraech.stand, 'freiwillig')})"
        text = f"Zeile {self.nr}, Spalte {stelle + 1} von {len(self.tabelle.spalten)}: {spalte.text}{noetig}"
        if self.gespraech.stand.fassung:
            text = f"{self.nr} · {stelle + 1}/{len(self.tabelle.spalten)}: {spalte.text}{noetig}"
        self.gespraech.zeige(Satz(text, "frage"))

    def _frage_bis_gut(self, zeile: dict[str, Wert], spalte: f.Spalte, erste: str, entwurf: str) -> None:
        feld = self._build_feld(zeile, spalte)
        while True:
            text = erste or self._lies(feld, spalte, entwurf)
            erste = ""
            try:
                self.setze(zeile, spalte, text)
            except EingabeError as fehler:
                zeige_fehler(self.gespraech, fehler)
                entwurf, feld = text, feld._replace(stumm=True)
            else:
                return

    def _build_feld(self, zeile: dict[str, Wert], spalte: f.Spalte) -> Feld:
        tasten = self.gespraech.front.tasten
        feld = build_feld(self.gespraech.stand, spalte, zeile.get(spalte.id), tasten=tasten)
        if tasten and feld.art == "wahl" and not spalte.pflicht:
            leer = Wahl(LEERE_ZELLE, LEERE_ZELLE, "leer lassen")
            feld = feld._replace(wahlen=(leer, *feld.wahlen))
        return feld._replace(befehle=IN_ZELLEN)

    def _lies(self, feld: Feld, spalte: f.Spalte, entwurf: str) -> str:
        while True:
            try:
                eingabe = lies_feld(self.gespraech, feld._replace(entwurf=entwurf))
            except EingabeError as fehler:
                zeige_fehler(self.gespraech, fehler)
                continue
            match eingabe.befehl:
                case "":
                    return eingabe.text
                case "zurueck":
                    raise Zurueck
                case "weiter" | "offen":
                    return LEERE_ZELLE if eingabe.befehl == "offen" else feld.vorgabe
                case "pause":
                    self._nenne_offenen(eingabe.entwurf, feld)
                    raise Ende
                case "liste":
                    self.gespraech.zeige(
                        *(Satz(f"{w.kennung}. {w.titel}", einzug=2, haenge=4) for w in feld.wahlen)
                    )
                case _:
                    self._zeige_hilfe(spalte)
            entwurf = eingabe.entwurf

    def _nenne_offenen(self, entwurf: str, feld: Feld) -> None:
        """What was typed into the cell and not confirmed is said once more."""
        if entwurf.strip() not in {"", feld.vorgabe.strip()}:
            self.gespraech.zeige(Satz(f"Nicht übernommen ist: {unprotect_text(entwurf)}", "warnung"))

    def _zeige_hilfe(self, spalte: f.Spalte) -> None:
        self.gespraech.zeige(*build_hilfe(self.gespraech.stand, spalte, tasten=self.gespraech.front.tasten))
        self.gespraech.zeige(Satz("< zur Spalte davor, > weiter, „-“ leert die Zelle, ! Pause", "leise"))

    def setze(self, zeile: dict[str, Wert], spalte: f.Spalte, text: str) -> None:
        """Take over a cell as it was typed; raises EingabeError where it does not fit."""
        stand, adresse = self.gespraech.stand, self.station.adresse
        if text in {"", LEERE_ZELLE}:
            if spalte.pflicht:
                raise EingabeError("leer")
            zeile.pop(spalte.id, None)
            return
        roh = text[1:] if text.strip("-") == "" else text  # „--“ is a dash
        zeile[spalte.id] = parse_mit_teilen(
            spalte,
            roh,
            stand.optionen(spalte),
            lambda t: workflow.parse_zelle(stand, adresse, t, spalte.id),
            workflow.list_deutsche_optionen(stand, adresse, spalte.id),
        )
