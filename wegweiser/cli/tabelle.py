"""Filling a table: row by row, column by column; every finished row is saved at once."""

import json
from collections.abc import Sequence
from typing import cast

from wegweiser import workflow
from wegweiser.cli.angaben import Zurueck, lies_text, zeige_fehler
from wegweiser.cli.ansicht import build_feld, build_hilfe, label, shorten
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.befehle import Eingabe
from wegweiser.cli.eingabe import parse_mit_teilen
from wegweiser.cli.front import ALLE, IN_ZELLEN, Ende, Feld, Wahl
from wegweiser.cli.sitzung import Sitzung, find_antwort, save_wert
from wegweiser.cli.worte import wort
from wegweiser.errors import EingabeError, VorhabenError
from wegweiser.model import frage as f
from wegweiser.model.base import Wert, Zeile
from wegweiser.model.lage import Station
from wegweiser.model.wert import fold_text, format_wert
from wegweiser.workflow import Stand

NEU, KEINE, LEERE_ZELLE = "+", "keine", "-"
_ZELLEN = 4


class Tabellenarbeit:
    """The rows of the table on screen, saved or not yet."""

    def __init__(self, sitzung: Sitzung, station: Station, tabelle: f.Tabelle) -> None:
        self.sitzung = sitzung
        self.station = station
        self.tabelle = tabelle
        self.zeilen = _list_zeilen(sitzung, station)

    def zeige(self) -> None:
        """All rows so far, one line each; with keys the menu lists them."""
        if self.sitzung.front.tasten:
            return
        for nr, zeile in enumerate(self.zeilen, 1):
            self.sitzung.zeige(
                Satz(f"{nr}. {format_zeile(self.sitzung.stand, self.tabelle, zeile)}", einzug=2, haenge=3)
            )

    def build_feld(self) -> Feld:
        """The choice between a new row, changing one, and going on."""
        fertig = "Eingabetaste: fertig" if self.zeilen else "keine: nichts einzutragen"
        punkte = [
            (NEU, "Neue Zeile"),
            ("", "Fertig, weiter") if self.zeilen else (KEINE, "Nichts einzutragen"),
        ]
        for nr, zeile in enumerate(self.zeilen, 1):
            titel = shorten(format_zeile(self.sitzung.stand, self.tabelle, zeile), 50)
            punkte += [
                (f":zeile {nr}", f"Zeile {nr} ändern: {titel}"),
                (f":loesche {nr}", f"Zeile {nr} löschen"),
            ]
        wahlen = [Wahl(str(nr), id_, titel) for nr, (id_, titel) in enumerate(punkte, 1)]
        aendern = " · :zeile 1 ändert, :loesche 1 löscht" if self.zeilen else ""
        if self.sitzung.front.tasten:
            return Feld("menue", "Tabelle", tuple(wahlen), befehle=ALLE)
        return Feld("menue", f"Tabelle – +: neue Zeile · {fertig}{aendern}", befehle=ALLE)

    def verarbeite(self, text: str) -> bool:
        """One input at the table itself; True when the table is finished."""
        if not text:
            return self._ist_fertig()
        if text == NEU:
            self.frage_zeile(None)
        elif fold_text(text) in {KEINE, fold_text(wort(self.sitzung.stand, "keine"))} and not self.zeilen:
            save_wert(self.sitzung, self.station, self._parse("[]"))
            return True
        elif _ist_json(text):
            self._save(self._parse(text))
        else:
            self.frage_zeile(None, erste=text)
        return False

    def _ist_fertig(self) -> bool:
        if not self.zeilen:
            raise EingabeError(
                "Die Tabelle ist noch leer: + beginnt eine Zeile, „keine“ hält fest, dass nichts einzutragen ist."
            )
        if self.zeilen != _list_zeilen(self.sitzung, self.station):
            self._save(self.zeilen)
        return True

    def aendere(self, eingabe: Eingabe) -> None:
        """`:zeile N` and `:loesche N`."""
        nr = self._nr(eingabe.text)
        if eingabe.befehl == "zeile":
            self.frage_zeile(nr)
            return
        titel = shorten(format_zeile(self.sitzung.stand, self.tabelle, self.zeilen[nr]))
        feld = Feld(
            "wahl",
            f"Zeile {nr + 1} löschen? ja oder nein",
            (Wahl("n", "nein", "Nein, behalten"), Wahl("j", "ja", f"Ja, löschen: {titel}")),
            vorgabe="nein",
        )
        if lies_text(self.sitzung, feld).casefold() in {"j", "ja"}:
            self._save([zeile for stelle, zeile in enumerate(self.zeilen) if stelle != nr])

    def _nr(self, text: str) -> int:
        if text.isascii() and text.isdigit() and 0 < int(text[:6]) <= len(self.zeilen):
            return int(text[:6]) - 1
        raise EingabeError(
            "Eine Zeile „{text}“ gibt es nicht; vorhanden sind {anzahl}.", text=text, anzahl=len(self.zeilen)
        )

    def frage_zeile(self, nr: int | None, erste: str = "") -> None:
        """Ask all columns of a row, new or old; what was typed is kept even if the session ends here."""
        zeile = dict(self.zeilen[nr]) if nr is not None else {}
        try:
            if self._frage_spalten(zeile, nr, erste):
                self._nimm(zeile, nr)
        except (Ende, KeyboardInterrupt):
            self._rette(zeile, nr)
            raise

    def _frage_spalten(self, zeile: dict[str, Wert], nr: int | None, erste: str) -> bool:
        stelle = 0
        while stelle < len(self.tabelle.spalten):
            spalte = self.tabelle.spalten[stelle]
            self._zeige_zelle(stelle, nr)
            try:
                self._frage_zelle(zeile, spalte, erste)
            except Zurueck:
                if stelle == 0:
                    self.sitzung.zeige(
                        Satz("Zeile verworfen." if nr is None else "Zeile bleibt, wie sie war.", "leise")
                    )
                    return False
                stelle -= 2
            erste = ""
            stelle += 1
        return True

    def _zeige_zelle(self, stelle: int, nr: int | None) -> None:
        spalte = self.tabelle.spalten[stelle]
        zeile = len(self.zeilen) + 1 if nr is None else nr + 1
        noetig = "" if spalte.pflicht else f" ({wort(self.sitzung.stand, 'freiwillig')})"
        text = f"Zeile {zeile}, Spalte {stelle + 1} von {len(self.tabelle.spalten)}: {spalte.text}{noetig}"
        if self.sitzung.stand.fassung:
            text = f"{zeile} · {stelle + 1}/{len(self.tabelle.spalten)}: {spalte.text}{noetig}"
        self.sitzung.zeige(Satz(text, "frage"))

    def _frage_zelle(self, zeile: dict[str, Wert], spalte: f.Spalte, erste: str) -> None:
        feld = build_feld(self.sitzung.stand, spalte, zeile.get(spalte.id), tasten=self.sitzung.front.tasten)
        feld = feld._replace(befehle=IN_ZELLEN)
        if self.sitzung.front.tasten and feld.art == "wahl" and not spalte.pflicht:
            feld = feld._replace(wahlen=(Wahl(LEERE_ZELLE, LEERE_ZELLE, "leer lassen"), *feld.wahlen))
        entwurf = ""
        while True:
            text = erste or self._lies_zelle(feld, spalte, entwurf)
            erste = ""
            try:
                self._setze(zeile, spalte, text)
            except EingabeError as fehler:
                zeige_fehler(self.sitzung, fehler)
                entwurf, feld = text, feld._replace(stumm=True)
            else:
                return

    def _lies_zelle(self, feld: Feld, spalte: f.Spalte, entwurf: str) -> str:
        while True:
            try:
                eingabe = self.sitzung.front.lies(feld._replace(entwurf=entwurf))
            except EingabeError as fehler:
                zeige_fehler(self.sitzung, fehler)
                continue
            match eingabe.befehl:
                case "":
                    return eingabe.text
                case "zurueck":
                    raise Zurueck
                case "weiter" | "offen":
                    return LEERE_ZELLE if eingabe.befehl == "offen" else feld.vorgabe
                case "pause":
                    raise Ende
                case "liste":
                    self.sitzung.zeige(
                        *(Satz(f"{w.kennung}. {w.titel}", einzug=2, haenge=4) for w in feld.wahlen)
                    )
                case _:
                    self.sitzung.zeige(
                        *build_hilfe(self.sitzung.stand, spalte, tasten=self.sitzung.front.tasten)
                    )
                    self.sitzung.zeige(
                        Satz("< zur Spalte davor, > weiter, „-“ leert die Zelle, ! Pause", "leise")
                    )
            entwurf = eingabe.entwurf

    def _setze(self, zeile: dict[str, Wert], spalte: f.Spalte, text: str) -> None:
        stand, adresse = self.sitzung.stand, self.station.adresse
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

    def _nimm(self, zeile: Zeile, nr: int | None) -> None:
        self._save(
            [*self.zeilen, zeile] if nr is None else [*self.zeilen[:nr], zeile, *self.zeilen[nr + 1 :]]
        )

    def _rette(self, zeile: Zeile, nr: int | None) -> None:
        if not zeile or zeile in self.zeilen:
            return
        if all(spalte.id in zeile for spalte in self.tabelle.spalten if spalte.pflicht):
            self._nimm(zeile, nr)
        else:
            text = format_zeile(self.sitzung.stand, self.tabelle, zeile)
            self.sitzung.zeige(Satz(f"Die angefangene Zeile ist nicht gespeichert: {text}", "warnung"))

    def warne(self) -> None:
        """Name the rows that could not be saved when the table is left."""
        if len(self.zeilen) > (vorher := len(_list_zeilen(self.sitzung, self.station))):
            for zeile in self.zeilen[vorher:]:
                text = format_zeile(self.sitzung.stand, self.tabelle, zeile)
                self.sitzung.zeige(Satz(f"Diese Zeile ist nicht gespeichert: {text}", "warnung"))

    def _save(self, zeilen: Sequence[Zeile]) -> None:
        """Save; rows the table cannot take yet stay on the screen until they fit."""
        self.zeilen = list(zeilen)
        try:
            wert = self._parse(format_wert(self.tabelle, tuple(zeilen)))
            self.zeilen = list(wert)
            save_wert(self.sitzung, self.station, wert)
        except (EingabeError, VorhabenError) as fehler:
            self.sitzung.zeige(
                Satz(f"Noch nicht gespeichert. {fehler.satz} {fehler.hinweis}".strip(), "warnung")
            )

    def _parse(self, text: str) -> tuple[Zeile, ...]:
        return cast(
            "tuple[Zeile, ...]", workflow.parse_eingabe(self.sitzung.stand, self.station.adresse, text)
        )


def _list_zeilen(sitzung: Sitzung, station: Station) -> list[Zeile]:
    antwort = find_antwort(sitzung, station.adresse)
    return (
        list(cast("tuple[Zeile, ...]", antwort.wert)) if antwort and isinstance(antwort.wert, tuple) else []
    )


def format_zeile(stand: Stand, tabelle: f.Tabelle, zeile: Zeile) -> str:
    """The first filled cells of a row, on one line."""
    zellen = [
        shorten(format_wert(spalte, zeile[spalte.id], stand.optionen), 40)
        for spalte in tabelle.spalten
        if spalte.id in zeile
    ]
    mehr = " · …" if len(zellen) > _ZELLEN else ""
    return " · ".join(zellen[:_ZELLEN]) + mehr


def format_spalten(tabelle: f.Tabelle) -> str:
    """What a row consists of."""
    return ", ".join(label(spalte) for spalte in tabelle.spalten)


def _ist_json(text: str) -> bool:
    if not text.startswith("["):
        return False
    if text.startswith("[{"):
        return True
    try:
        return isinstance(json.loads(text), list)
    except ValueError:
        return False
