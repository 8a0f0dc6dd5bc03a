"""The rows of the tables a city keeps, as typed records."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import numpy as np

from wegweiser.adapters.daten.katasterspalten import PERSONENSPALTEN
from wegweiser.adapters.daten.katasterwerte import (
    build_code,
    is_leer,
    parse_code,
    parse_ja,
    parse_liste,
    parse_menge,
)
from wegweiser.adapters.daten.merkmale import fold_spalte
from wegweiser.adapters.daten.tabelle import Tabelle, Zeile
from wegweiser.errors import DatenError
from wegweiser.model.base import fields
from wegweiser.model.daten import Datei, Datenfund
from wegweiser.model.potenzial import Akteur, Beziehung, Brache, Leerstand
from wegweiser.model.raum import Orte, Zahlen

_SAETZE: Final[Mapping[str, type[Any]]] = {
    "leerstand": Leerstand,
    "brache": Brache,
    "akteur": Akteur,
    "beziehung": Beziehung,
}
_MENGEN: Final = frozenset({"flaeche_m2", "miete_euro_m2"})
_STUFEN: Final = frozenset({"einfluss", "interesse", "staerke"})
_JA_NEIN: Final = frozenset({"kontakt_erlaubt", "altlast_hinweis"})
_LISTEN: Final = frozenset({"felder", "beitrag", "reichweite_gruppen", "sprachen"})
_CODES: Final = frozenset(
    {
        "art",
        "status",
        "kategorie",
        "zustand",
        "barrierefrei",
        "planrecht",
        "eigentum_art",
        "lage",
        "vornutzung",
    }
)
_UNSER: Final = {"feld": "felder"}
_GRENZEN: Final = {
    "flaeche_m2": (Decimal(1), Decimal(1_000_000)),
    "miete_euro_m2": (Decimal(0), Decimal(200)),
}
_STUFE_MAX: Final = 5
_ORTSFELDER: Final = frozenset({"id", "x", "y"})


class Zeilenleser:
    """Reads the rows of one table; counts what is odd by code and column."""

    def __init__(self, datei: Datei, tabelle: Tabelle, x: Zahlen, y: Zahlen) -> None:
        self.datei, self.tabelle, self.x, self.y = datei, tabelle, x, y
        self.stellen = {unser: tabelle.spalten.index(titel) for unser, titel in datei.spalten.items()}
        self.andere = [
            (titel, stelle)
            for stelle, titel in enumerate(tabelle.spalten)
            if titel and titel not in datei.spalten.values() and fold_spalte(titel) not in PERSONENSPALTEN
        ]
        self.funde: dict[tuple[str, str], Datenfund] = {}
        self.verworfen = 0
        self._gesehen: set[tuple[str, str, float, float]] = set()

    def list_funde(self) -> tuple[Datenfund, ...]:
        """What is odd, each with how often and where first."""
        return tuple(self.funde.values())

    def zaehle(self, code: str, zeile: int, **angaben: object) -> None:
        """One more odd thing of this kind (and column)."""
        schluessel = (code, str(angaben.get("spalte", "")))
        alt = self.funde.get(schluessel)
        neu = (
            alt._replace(anzahl=alt.anzahl + 1) if alt else Datenfund(code, "", 1, f"Zeile {zeile}", angaben)
        )
        self.funde[schluessel] = neu

    def text(self, zeile: Zeile, unser: str) -> str:
        """A cell by our name of its column; empty where nothing is known."""
        text = zeile.text(self.stellen[unser]) if unser in self.stellen else ""
        return "" if is_leer(text) else text

    # ── records ──────────────────────────────────────────────────────────────────────────────────

    def build_saetze(self) -> tuple[Any, ...]:
        """Rows as records of their kind, every id once."""
        satz = _SAETZE[self.datei.art]
        namen = {feld.name for feld in fields(satz)}
        saetze: dict[str, Any] = {}
        for nr, zeile in enumerate(self.tabelle.zeilen):
            if self._is_leer(zeile):
                continue
            werte = self._lies_werte(zeile, namen)
            if {"x", "y"} <= namen and not np.isnan(self.x[nr]):
                werte |= {"x": float(self.x[nr]), "y": float(self.y[nr])}
            schluessel = self._build_schluessel(zeile, werte, namen)
            if schluessel in saetze:
                self.verworfen += 1
                self.zaehle("zeile-doppelt", zeile.nr, text=schluessel)
            elif fehlt := [name for name in ("name", "von", "nach") if name in namen and not werte.get(name)]:
                self.verworfen += 1
                self.zaehle("zeile-ohne-namen", zeile.nr, spalte=fehlt[0])
            else:
                saetze[schluessel] = satz(**({"id": schluessel} if "id" in namen else {}), **werte)
        if not saetze:
            raise DatenError("daten-keine-zeilen", pfad=self.datei.datei)
        return tuple(saetze.values())

    def _is_leer(self, zeile: Zeile) -> bool:
        return not any(self.text(zeile, unser) for unser in self.stellen if unser != "id")

    def _build_schluessel(self, zeile: Zeile, werte: Mapping[str, Any], namen: set[str]) -> str:
        if "id" not in namen:
            return f"{werte.get('von')} – {werte.get('nach')}: {werte.get('art', '')}"
        return self.text(zeile, "id") or build_code(str(werte.get("name", ""))) or f"z{zeile.nr}"

    def _lies_werte(self, zeile: Zeile, namen: set[str]) -> dict[str, Any]:
        werte: dict[str, Any] = {}
        for unser in self.stellen:
            name = unser.replace("-", "_")
            name = _UNSER.get(name, name)
            if name in namen - {"id", "x", "y"} and self.text(zeile, unser):
                werte[name] = self._lies_zelle(zeile, unser, name)
        return werte

    def _lies_zelle(self, zeile: Zeile, unser: str, name: str) -> Any:
        text, titel = self.text(zeile, unser), self.datei.spalten[unser]
        if name in _MENGEN | _STUFEN:
            return self._lies_menge(zeile, unser, name)
        if name in _JA_NEIN:
            if (ja := parse_ja(text)) is None:
                self.zaehle("kataster-angabe", zeile.nr, spalte=titel, text=text[:60])
            return ja
        if name in _LISTEN:
            return parse_liste(text)
        if name not in _CODES:
            return text
        code, bekannt = parse_code(text, f"{self.datei.art}.{name}")
        if not bekannt:
            self.zaehle("kataster-angabe", zeile.nr, spalte=titel, text=text[:60])
        return code

    def _lies_menge(self, zeile: Zeile, unser: str, name: str) -> Decimal | int | None:
        menge, verstanden = parse_menge(zeile.zelle(self.stellen[unser]))
        titel, text = self.datei.spalten[unser], zeile.text(self.stellen[unser])[:60]
        if not verstanden:
            self.zaehle("wert-unlesbar", zeile.nr, spalte=titel, text=text)
        if menge is None:
            return None
        if name in _STUFEN:
            if menge in range(1, _STUFE_MAX + 1):
                return int(menge)
            self.zaehle("wert-unmoeglich", zeile.nr, spalte=titel, text=text)
            return None
        unten, oben = _GRENZEN[name]
        if not unten <= menge <= oben:
            self.zaehle("wert-unmoeglich", zeile.nr, spalte=titel, text=text)
            return None
        return menge

    # ── places ───────────────────────────────────────────────────────────────────────────────────

    def build_orte(self) -> Orte:
        """Rows with a position as places; without one they cannot be counted and are named."""
        nummern = [nr for nr, zeile in enumerate(self.tabelle.zeilen) if self._is_ort(nr, zeile)]
        if not nummern:
            raise DatenError("geo-ohne-lage", pfad=self.datei.datei, anzahl=len(self.tabelle.zeilen))
        zeilen = [self.tabelle.zeilen[nr] for nr in nummern]
        return Orte(
            id=tuple(self.text(zeile, "id") or f"z{zeile.nr}" for zeile in zeilen),
            name=tuple(self.text(zeile, "art") for zeile in zeilen),
            dienst=("",) * len(zeilen),
            x=self.x[nummern],
            y=self.y[nummern],
            kapazitaet=np.full(len(zeilen), np.nan),
            flaeche=(None,) * len(zeilen),
            merkmale=tuple(self._lies_merkmale(zeile) for zeile in zeilen),
        )

    def _is_ort(self, nr: int, zeile: Zeile) -> bool:
        if self._is_leer(zeile):
            return False
        if np.isnan(self.x[nr]) or np.isnan(self.y[nr]):
            self.verworfen += 1
            self.zaehle("ort-ohne-lage", zeile.nr, text=self.text(zeile, "art")[:60])
            return False
        kennung = (
            self.text(zeile, "id"),
            self.text(zeile, "name"),
            float(self.x[nr]),
            float(self.y[nr]),
        )
        if kennung in self._gesehen:
            self.verworfen += 1
            self.zaehle("zeile-doppelt", zeile.nr, text=self.text(zeile, "art")[:60])
            return False
        self._gesehen.add(kennung)
        return True

    def _lies_merkmale(self, zeile: Zeile) -> dict[str, str]:
        """What we know a name for, and every other column as it is called in the file, unless it tells of persons."""
        tags = {
            titel: text for titel, stelle in self.andere if (text := zeile.text(stelle)) and not is_leer(text)
        }
        return tags | {
            u: text for u in self.stellen if u not in _ORTSFELDER and (text := self.text(zeile, u))
        }
