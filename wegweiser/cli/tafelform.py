"""How a table fits the screen: one line a row, columns as wide as they need and as there is room; and its sums."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from wegweiser.cli.ansicht import label, shorten
from wegweiser.cli.ausgabe import clean_anzeige, find_breite
from wegweiser.model import frage as f
from wegweiser.model.base import Zeile
from wegweiser.model.deutsch_format import format_betrag, format_zahl
from wegweiser.model.optionen import TITELSPALTEN
from wegweiser.model.wert import format_wert
from wegweiser.workflow import Stand

_LUECKE = 2
_SCHMALSTE, _NAMENSBREITE, _BREITESTE = 8, 18, 48
_ZAHLEN = (f.Ganzzahl, f.Zahl, f.Geldbetrag, f.Prozent, f.Jahr, f.Skala)


class Tafelform(NamedTuple):
    """Which columns are shown, by number from 0, and how wide each is; `nummern` is the width of the row numbers."""

    spalten: tuple[int, ...]
    breiten: tuple[int, ...]
    nummern: int

    @property
    def breite(self) -> int:
        """All of it."""
        return self.nummern + sum(self.breiten) + _LUECKE * len(self.spalten)


def format_zellen(stand: Stand, tabelle: f.Tabelle, zeile: Zeile) -> list[str]:
    """The cells of a row on one line each; a missing one is empty."""
    return [format_zelle(stand, spalte, zeile) for spalte in tabelle.spalten]


def format_zelle(stand: Stand, spalte: f.Spalte, zeile: Zeile) -> str:
    """One cell as it is read."""
    if spalte.id not in zeile:
        return ""
    return " ".join(clean_anzeige(format_wert(spalte, zeile[spalte.id], stand.optionen)).split())


def build_form(
    tabelle: f.Tabelle, texte: Sequence[Sequence[str]], breite: int, muss: int | None = None
) -> Tafelform:
    """All columns if there is room, else those around the one that must be seen and the one that names the rows."""
    nummern = len(str(max(1, len(texte))))
    name = find_namensspalte(tabelle)
    bedarf = [
        _bedarf(spalte, [zeile[nr] for zeile in texte], _NAMENSBREITE if nr == name else _SCHMALSTE)
        for nr, spalte in enumerate(tabelle.spalten)
    ]
    sichtbar = _waehle_spalten([klein for klein, _ in bedarf], breite - nummern, muss or 0, name)
    breiten = [bedarf[nr][0] for nr in sichtbar]
    rest = breite - nummern - sum(breiten) - _LUECKE * len(sichtbar)
    while rest > 0 and (enge := [nr for nr, s in enumerate(sichtbar) if breiten[nr] < bedarf[s][1]]):
        schmalste = min(enge, key=lambda nr: breiten[nr] / (2 if sichtbar[nr] == name else 1))
        breiten[schmalste] += 1
        rest -= 1
    return Tafelform(tuple(sichtbar), tuple(breiten), nummern)


def find_namensspalte(tabelle: f.Tabelle) -> int:
    """The column that tells one row from another."""
    ids = [spalte.id for spalte in tabelle.spalten]
    texte = [nr for nr, spalte in enumerate(tabelle.spalten) if isinstance(spalte, f.Text) and spalte.pflicht]
    return next((ids.index(id_) for id_ in TITELSPALTEN if id_ in ids), (texte or [0])[0])


def _bedarf(spalte: f.Spalte, zellen: Sequence[str], schmalste: int) -> tuple[int, int]:
    """The least and the most a column wants; figures are never cut."""
    inhalt = max((len(zelle) for zelle in zellen), default=0)
    kopf = len(label(spalte))
    if isinstance(spalte, _ZAHLEN):
        return max(inhalt, min(kopf, _SCHMALSTE)), max(inhalt, kopf)
    ganz = min(max(inhalt, kopf), _BREITESTE)
    return min(ganz, schmalste), ganz


def _waehle_spalten(kleinste: Sequence[int], platz: int, muss: int, name: int) -> list[int]:
    """From the left as many as fit; shifted to the right until the one that must be seen is among them."""
    for ab in range(len(kleinste)):
        spalten, rest = {name}, platz - kleinste[name] - _LUECKE
        for nr in range(ab, len(kleinste)):
            if nr != name:
                rest -= kleinste[nr] + _LUECKE
            if rest < 0:
                break
            spalten.add(nr)
        if muss in spalten or ab >= muss:
            return sorted(spalten)
    return [name]


def build_tafelzeilen(tabelle: f.Tabelle, texte: Sequence[Sequence[str]], breite: int = 0) -> list[str]:
    """Header and rows as lines."""
    form = build_form(tabelle, texte, (breite or find_breite()) - _LUECKE)
    zeilen = [render_kopf(tabelle, form)]
    zeilen += [render_zeile(tabelle, form, zellen, nr) for nr, zellen in enumerate(texte, 1)]
    return [zeile.rstrip() for zeile in zeilen]


def render_kopf(tabelle: f.Tabelle, form: Tafelform) -> str:
    """The titles of the columns."""
    return " " * form.nummern + "".join(
        " " * _LUECKE + render_zelle(tabelle.spalten[nr], label(tabelle.spalten[nr]), breite)
        for nr, breite in zip(form.spalten, form.breiten, strict=True)
    )


def render_zeile(tabelle: f.Tabelle, form: Tafelform, zellen: Sequence[str], nr: int) -> str:
    """One row behind its number."""
    return f"{nr:>{form.nummern}}" + "".join(
        " " * _LUECKE + render_zelle(tabelle.spalten[stelle], zellen[stelle], breite)
        for stelle, breite in zip(form.spalten, form.breiten, strict=True)
    )


def render_zelle(spalte: f.Spalte, text: str, breite: int) -> str:
    """A cell filled up to its width; figures stand right."""
    kurz = shorten(text, breite) if len(text) > breite else text
    return kurz.rjust(breite) if isinstance(spalte, _ZAHLEN) else kurz.ljust(breite)


def list_verborgene(tabelle: f.Tabelle, form: Tafelform) -> list[str]:
    """The titles of the columns there is no room for."""
    return [label(spalte) for nr, spalte in enumerate(tabelle.spalten) if nr not in form.spalten]


def format_summen(tabelle: f.Tabelle, zeilen: Sequence[Zeile]) -> str:
    """The sums of the columns that can be added up, and how many rows lack a figure; empty without such columns."""
    spalten = tabelle.spalten if tabelle.summen else ()
    return "; ".join(filter(None, (_format_summe(spalte, zeilen) for spalte in spalten)))


def _format_summe(spalte: f.Spalte, zeilen: Sequence[Zeile]) -> str:
    if not isinstance(spalte, f.Geldbetrag) and not (
        isinstance(spalte, f.Zahl | f.Ganzzahl) and spalte.einheit
    ):
        return ""
    werte = [wert for zeile in zeilen if isinstance(wert := zeile.get(spalte.id), Decimal | int)]
    if not werte:
        return ""
    summe = Decimal(sum(werte))
    geld = isinstance(spalte, f.Geldbetrag)
    text = f"{format_betrag(summe)} €" if geld else f"{format_zahl(summe)} {spalte.einheit}"
    fehlt = len(zeilen) - len(werte)
    ohne = f" (ohne {'eine Zeile' if fehlt == 1 else f'{fehlt} Zeilen'}, wo nichts steht)" if fehlt else ""
    return f"Summe {label(spalte)}: {text}{ohne}"
