"""What Excel checks while somebody types: lists to choose from (on a sheet of their own), numbers, dates."""

from collections.abc import Sequence
from typing import Any

from wegweiser.adapters.xlsform.schreiben import setze_text
from wegweiser.errors.rueckgabe import TEXTE
from wegweiser.model import frage as f
from wegweiser.model.rueckgabe import Anfrage
from wegweiser.model.wert import format_wert

_MAX_HINWEIS = 250  # Excel's limit for the message of a check


class Auswahllisten:
    """Lists of the workbook: equal ones stand there once, and every field of a sheet shares the check."""

    def __init__(self) -> None:
        self._listen: dict[tuple[str, ...], int] = {}
        self._pruefungen: dict[tuple[str, object], Any] = {}

    def add_liste(self, blatt: Any, zeile: int, spalte: int, eintraege: Sequence[str]) -> None:
        """Offer these entries at a cell; something else may be typed after a question back."""
        nr = self._listen.setdefault(tuple(eintraege), len(self._listen) + 1)
        schluessel = (blatt.title, nr)
        if schluessel not in self._pruefungen:
            formel = f"'{TEXTE['blatt-auswahl']}'!${_buchstabe(nr)}$1:${_buchstabe(nr)}${len(eintraege)}"
            self._pruefungen[schluessel] = self._neu(blatt, type="list", formula1=formel)
        self._pruefungen[schluessel].add(blatt.cell(zeile, spalte))

    def add_grenzen(self, blatt: Any, zelle: Any, art: str, grenzen: tuple[str, str], hinweis: str) -> None:
        """Warn where a number or date lies outside."""
        schluessel = (blatt.title, (art, grenzen))
        if schluessel not in self._pruefungen:
            von, bis = grenzen
            operator = "between" if von and bis else "greaterThanOrEqual" if von else "lessThanOrEqual"
            formeln = {"formula1": von or bis, **({"formula2": bis} if von and bis else {})}
            self._pruefungen[schluessel] = self._neu(blatt, type=art, operator=operator, hinweis=hinweis, **formeln)  # fmt: skip
        self._pruefungen[schluessel].add(zelle)

    def _neu(self, blatt: Any, *, hinweis: str = "", **angaben: Any) -> Any:
        from openpyxl.worksheet.datavalidation import DataValidation

        pruefung = DataValidation(allow_blank=True, errorStyle="warning", showErrorMessage=True, **angaben)
        pruefung.errorTitle = TEXTE["pruefung-titel"]
        pruefung.error = TEXTE["pruefung-text"].format(moeglich=hinweis or TEXTE["passt-auswahl"])[:_MAX_HINWEIS]  # fmt: skip
        blatt.add_data_validation(pruefung)
        return pruefung

    def write(self, buch: Any, name: str) -> None:
        """The sheet with all lists, a column each."""
        if not self._listen:
            return
        blatt = buch.create_sheet(name)
        for eintraege, nr in self._listen.items():
            for zeile, text in enumerate(eintraege, 1):
                setze_text(blatt.cell(zeile, nr), text)
            blatt.column_dimensions[_buchstabe(nr)].width = min(60, max(len(text) for text in eintraege) + 2)
        blatt.protection.sheet = True
        blatt.page_setup.paperSize = blatt.PAPERSIZE_A4


def build_pruefung(auswahl: Auswahllisten, blatt: Any, zelle: Any, frage: f.Frage, anfrage: Anfrage) -> None:
    """The list or the limits for one field."""
    optionen = anfrage.spaltenoptionen.get(frage.id, ()) if frage is not anfrage.frage else anfrage.optionen
    if liste := list_eintraege(frage, optionen, zeilenweise=anfrage.zeilenweise and frage is anfrage.frage):
        auswahl.add_liste(blatt, zelle.row, zelle.column, liste)
    elif isinstance(frage, f.Ganzzahl | f.Jahr | f.Zahl | f.Geldbetrag | f.Prozent):
        von, bis = (str(grenze) if grenze is not None else "" for grenze in (frage.min, frage.max))
        art = "whole" if isinstance(frage, f.Ganzzahl | f.Jahr) else "decimal"
        grenzen = (von or ("" if bis else "-1E+20"), bis)
        auswahl.add_grenzen(blatt, zelle, art, grenzen, anfrage.moeglich if frage is anfrage.frage else TEXTE[f"passt-{frage.typ}"])  # fmt: skip
    elif isinstance(frage, f.Datum):
        auswahl.add_grenzen(blatt, zelle, "date", ("1", ""), TEXTE["passt-datum"])


def list_eintraege(frage: f.Frage, optionen: Sequence[f.Option], *, zeilenweise: bool) -> list[str]:
    """What the list at a field offers; where none fits, nothing."""
    weiss_nicht = TEXTE["weiss-nicht"]
    match frage:
        case f.JaNein():
            return [TEXTE["ja"], TEXTE["nein"], weiss_nicht]
        case f.Auswahl() | f.Katalogwahl() if optionen:
            return [*(format_wert(frage, option.id, lambda _: optionen) for option in optionen), weiss_nicht]
        case f.Skala():
            stufen = range(frage.von, frage.bis + 1)
            return [*(format_stufe(frage, nr) for nr in stufen), weiss_nicht]
        case f.Mehrfach() if optionen and not zeilenweise:  # one to choose, several to type
            return [
                *(format_wert(frage, (option.id,), lambda _: optionen) for option in optionen),
                weiss_nicht,
            ]
        case f.Mehrfach() if zeilenweise:
            return [TEXTE["keine"], weiss_nicht]
        case f.Rangfolge() | f.Verteilung() if zeilenweise:
            return [weiss_nicht]
        case _:
            return []


def format_stufe(frage: f.Skala, nr: int) -> str:
    """A step of a scale with its anchor: `0 – gar nicht`."""
    return f"{nr} – {frage.anker[nr]}" if nr in frage.anker else str(nr)


def _buchstabe(nr: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(nr))
