"""A table in the dialogue: rows and cells added, changed, copied, moved, deleted; every change is saved at once."""

import json
from collections.abc import Sequence
from typing import cast

from wegweiser import workflow
from wegweiser.cli.angaben import Zurueck, lies_text
from wegweiser.cli.ansicht import label, shorten
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.befehle import Eingabe
from wegweiser.cli.front import ALLE, Ende, Feld, Tafel, Wahl
from wegweiser.cli.gespraech import Gespraech, find_antwort, save_wert
from wegweiser.cli.tabellenzeile import Zeilenfrage
from wegweiser.cli.tafelform import format_summen, format_zelle, format_zellen
from wegweiser.cli.worte import wort
from wegweiser.errors import EingabeError, VorhabenError
from wegweiser.model import frage as f
from wegweiser.model.base import Zeile
from wegweiser.model.lage import Station
from wegweiser.model.wert import fold_text, format_wert
from wegweiser.workflow import Stand

NEU, KEINE = "+", "keine"
_NUR_GEAENDERTE = 3  # so many changed rows are read out alone, with more of them all


class Tabellenarbeit:
    """The rows of the table on screen, saved or not yet; `stelle` is where the cursor stands (row, column)."""

    def __init__(self, gespraech: Gespraech, station: Station, tabelle: f.Tabelle) -> None:
        self.gespraech = gespraech
        self.station = station
        self.tabelle = tabelle
        self.zeilen = _list_zeilen(gespraech, station)
        self.gesehen = list(self.zeilen)
        self.stelle = (len(self.zeilen) + bool(self.zeilen), 0)
        self.vorgelesen: list[str] | None = None

    def beginne(self) -> None:
        """What a row consists of, where no header says it."""
        if not (self.gespraech.front.tasten and self.zeilen):
            self.gespraech.zeige(Satz(f"Spalten: {format_spalten(self.tabelle)}", "leise"))

    def zeige(self) -> None:
        """All rows at first, one line each, later those that changed, and the sums; with keys the field shows them."""
        self._gleiche_ab()
        if self.gespraech.front.tasten:
            return
        texte = [format_zeile(self.gespraech.stand, self.tabelle, zeile) for zeile in self.zeilen]
        bekannt, self.vorgelesen = self.vorgelesen, texte
        if texte == bekannt:
            return
        neu = [nr for nr, text in enumerate(texte) if bekannt is None or bekannt[nr : nr + 1] != [text]]
        stellen = neu if bekannt is not None and len(neu) <= _NUR_GEAENDERTE else range(len(texte))
        self.gespraech.zeige(*(Satz(f"{nr + 1}. {texte[nr]}", einzug=2, haenge=3) for nr in stellen))
        if summen := format_summen(self.tabelle, self.zeilen):
            self.gespraech.zeige(Satz(summen, "leise", einzug=2, haenge=2))

    def zeige_alle(self) -> None:
        """`:liste`: every row once more."""
        self.vorgelesen = None

    def _gleiche_ab(self) -> None:
        """What was undone or changed elsewhere counts, not what stood here."""
        vorhanden = _list_zeilen(self.gespraech, self.station)
        if vorhanden != self.gesehen:
            self.zeilen, self.gesehen = list(vorhanden), vorhanden
            self.stelle = (min(self.stelle[0], len(vorhanden)), self.stelle[1])

    def build_feld(self) -> Feld:
        """The table with its cursor, or one line to type at."""
        self._gleiche_ab()
        if self.gespraech.front.tasten:
            return Feld("tafel", "", befehle=ALLE, tafel=self._build_tafel())
        if not self.zeilen:
            return Feld(
                "menue", "Tabelle – +: neue Zeile · :einfuegen · keine: nichts einzutragen", befehle=ALLE
            )
        befehle = ":zelle 1 2 ändert eine Zelle · :liste zeigt alle Zeilen"
        return Feld("menue", f"Tabelle – +: neue Zeile · Eingabetaste: fertig · {befehle}", befehle=ALLE)

    def _build_tafel(self) -> Tafel:
        return Tafel(
            tabelle=self.tabelle,
            texte=tuple(
                tuple(format_zellen(self.gespraech.stand, self.tabelle, zeile)) for zeile in self.zeilen
            ),
            summen=format_summen(self.tabelle, self.zeilen),
            ende="Fertig, weiter" if self.zeilen else "Nichts einzutragen",
            zeile=self.stelle[0],
            spalte=self.stelle[1],
        )

    def verarbeite(self, text: str) -> bool:
        """One input at the table itself; True when the table is finished."""
        if not text:
            return self._ist_fertig()
        if text == NEU:
            self.frage_zeile(None)
        elif fold_text(text) in {KEINE, fold_text(wort(self.gespraech.stand, "keine"))} and not self.zeilen:
            return save_wert(self.gespraech, self.station, self._parse("[]"))
        elif _ist_json(text):
            self.save(self._parse(text))
        else:
            self.frage_zeile(None, erste=text)
        return False

    def _ist_fertig(self) -> bool:
        if not self.zeilen:
            raise EingabeError(
                "Die Tabelle ist noch leer: + beginnt eine Zeile, „keine“ hält fest, dass nichts einzutragen ist."
            )
        if self.zeilen != _list_zeilen(self.gespraech, self.station):
            self.save(self.zeilen)
        return True

    def aendere_zeile(self, eingabe: Eingabe) -> None:
        """`:zeile 3`: all its cells, one after the other."""
        self.frage_zeile(self._nr(eingabe.text))

    def _nr(self, text: str) -> int:
        """The place of a row from its number; with keys the row of the cursor where none was typed."""
        if not text and self.gespraech.front.tasten and self.stelle[0] < len(self.zeilen):
            return self.stelle[0]
        if text.isascii() and text.isdigit() and 0 < int(text[:6]) <= len(self.zeilen):
            return int(text[:6]) - 1
        raise EingabeError(
            "Eine Zeile „{text}“ gibt es nicht; vorhanden sind {anzahl}.", text=text, anzahl=len(self.zeilen)
        )

    def frage_zeile(self, nr: int | None, erste: str = "", entwurf: str = "") -> None:
        """Ask all columns of a row, new or old; what was typed is kept even if the session ends here."""
        zeile = dict(self.zeilen[nr]) if nr is not None else {}
        frage = Zeilenfrage(self.gespraech, self.station, self.tabelle, self._anzeigenummer(nr))
        try:
            if frage.frage_spalten(zeile, erste=erste, entwurf=entwurf):
                self._nimm(zeile, nr)
            else:
                verworfen = "Zeile verworfen." if nr is None else "Zeile bleibt, wie sie war."
                self.gespraech.zeige(Satz(verworfen, "leise"))
        except (Ende, KeyboardInterrupt):
            self._rette(zeile, nr)
            raise

    def _anzeigenummer(self, nr: int | None) -> int:
        return (len(self.zeilen) if nr is None else nr) + 1

    def aendere_zelle(self, eingabe: Eingabe) -> None:
        """`:zelle 3 betrag 4500`; without a value it is asked."""
        wo, _, rest = eingabe.text.partition(" ")
        if wo == str(len(self.zeilen) + 1) and not rest.partition(" ")[2]:
            self.frage_zeile(None, entwurf=eingabe.entwurf)
            return
        nr = self._nr(wo)
        spalte, text = self._find_spalte(rest)
        zeile = dict(self.zeilen[nr])
        frage = Zeilenfrage(self.gespraech, self.station, self.tabelle, nr + 1)
        self.stelle = (nr, self.tabelle.spalten.index(spalte))
        try:
            if text:
                frage.setze(zeile, spalte, text)
            else:
                frage.frage_zelle(zeile, spalte, eingabe.entwurf)
        except Zurueck:
            self.gespraech.zeige(Satz("Zelle bleibt, wie sie war.", "leise"))
        else:
            self._nimm(zeile, nr, spalte)

    def _find_spalte(self, text: str) -> tuple[f.Spalte, str]:
        """The column named at the beginning, and what stands behind it; titles may have several words."""
        from wegweiser.workflow.tabellen import find_spalte_von

        worte = text.split(" ")
        for anzahl in range(len(worte), 1, -1):
            for spalte in self.tabelle.spalten:
                if fold_text(" ".join(worte[:anzahl])) == fold_text(label(spalte)):
                    return spalte, " ".join(worte[anzahl:]).strip()
        return find_spalte_von(self.tabelle, worte[0]), " ".join(worte[1:]).strip()

    def kopiere(self, eingabe: Eingabe) -> None:
        """`:kopiere 3`: the same row once more, right behind."""
        nr = self._nr(eingabe.text)
        neu = {name: wert for name, wert in self.zeilen[nr].items() if name != "id"}
        self.stelle = (nr + 1, 0)
        gesagt = f"Zeile {nr + 2} ist eine Kopie von Zeile {nr + 1}"
        self.save([*self.zeilen[: nr + 1], neu, *self.zeilen[nr + 1 :]], gesagt)

    def verschiebe(self, eingabe: Eingabe) -> None:
        """`:verschiebe 3 1`: row 3 becomes row 1."""
        von, _, nach = eingabe.text.partition(" ")
        alt, neu = self._nr(von), self._nr(nach.strip() or "?")
        andere = [zeile for stelle, zeile in enumerate(self.zeilen) if stelle != alt]
        self.stelle = (neu, self.stelle[1])
        gesagt = f"was Zeile {alt + 1} war, ist jetzt Zeile {neu + 1}"
        self.save([*andere[:neu], self.zeilen[alt], *andere[neu:]], gesagt)

    def loesche(self, eingabe: Eingabe) -> None:
        """`:loesche 3`."""
        nr = self._nr(eingabe.text)
        titel = shorten(format_zeile(self.gespraech.stand, self.tabelle, self.zeilen[nr]))
        feld = Feld(
            "wahl",
            f"Zeile {nr + 1} löschen? ja oder nein",
            (Wahl("n", "nein", "Nein, behalten"), Wahl("j", "ja", f"Ja, löschen: {titel}")),
            vorgabe="nein",
        )
        if lies_text(self.gespraech, feld).casefold() in {"j", "ja"}:
            self.stelle = (max(0, min(nr, len(self.zeilen) - 2)), 0)
            self.save([zeile for stelle, zeile in enumerate(self.zeilen) if stelle != nr])

    def _nimm(self, zeile: Zeile, nr: int | None, spalte: f.Spalte | None = None) -> None:
        if nr is None:
            self.stelle = (len(self.zeilen) + 1, 0)
            self.save([*self.zeilen, zeile])
            return
        gesagt = ""
        if spalte is not None:
            inhalt = format_zelle(self.gespraech.stand, spalte, zeile) or "leer"
            gesagt = f"Zeile {nr + 1}, {label(spalte)}: {shorten(inhalt)}"
        self.save([*self.zeilen[:nr], zeile, *self.zeilen[nr + 1 :]], gesagt)

    def _rette(self, zeile: Zeile, nr: int | None) -> None:
        if not zeile or zeile in self.zeilen:
            return
        if all(spalte.id in zeile for spalte in self.tabelle.spalten if spalte.pflicht):
            self._nimm(zeile, nr)
        else:
            text = format_zeile(self.gespraech.stand, self.tabelle, zeile)
            self.gespraech.zeige(Satz(f"Die angefangene Zeile ist nicht gespeichert: {text}", "warnung"))

    def warne(self) -> None:
        """Name the rows that could not be saved when the table is left."""
        if len(self.zeilen) > (vorher := len(_list_zeilen(self.gespraech, self.station))):
            for zeile in self.zeilen[vorher:]:
                text = format_zeile(self.gespraech.stand, self.tabelle, zeile)
                self.gespraech.zeige(Satz(f"Diese Zeile ist nicht gespeichert: {text}", "warnung"))

    def save(self, zeilen: Sequence[Zeile], gesagt: str = "") -> None:
        """Save; rows the table cannot take yet stay on the screen until they fit."""
        self.zeilen = list(zeilen)
        try:
            wert = self._parse(format_wert(self.tabelle, tuple(zeilen)))
            self.zeilen = list(wert)
            if not save_wert(self.gespraech, self.station, wert, gesagt):
                self.zeilen = _list_zeilen(self.gespraech, self.station)
        except (EingabeError, VorhabenError) as fehler:
            self.gespraech.zeige(
                Satz(f"Noch nicht gespeichert. {fehler.satz} {fehler.hinweis}".strip(), "warnung")
            )
        self.gesehen = _list_zeilen(self.gespraech, self.station)

    def _parse(self, text: str) -> tuple[Zeile, ...]:
        return cast(
            "tuple[Zeile, ...]", workflow.parse_eingabe(self.gespraech.stand, self.station.adresse, text)
        )


def _list_zeilen(gespraech: Gespraech, station: Station) -> list[Zeile]:
    antwort = find_antwort(gespraech, station.adresse)
    return (
        list(cast("tuple[Zeile, ...]", antwort.wert)) if antwort and isinstance(antwort.wert, tuple) else []
    )


def format_zeile(stand: Stand, tabelle: f.Tabelle, zeile: Zeile) -> str:
    """A row on one line: the first cell, then every filled one behind its title."""
    zellen = [(spalte, shorten(format_zelle(stand, spalte, zeile), 40)) for spalte in tabelle.spalten]
    gefuellt = [(spalte, text) for spalte, text in zellen if text]
    return " · ".join(
        text if spalte is tabelle.spalten[0] else f"{label(spalte)}: {text}" for spalte, text in gefuellt
    )


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
