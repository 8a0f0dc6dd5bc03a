"""Which column of a source is which column of a table: by title, short name or id, or by order where there is no header."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import NamedTuple

from wegweiser.model import frage as f
from wegweiser.model.einfuegung import KENNUNG, Rohtabelle, Rohzeile, Zuordnung, Zuordnungsart
from wegweiser.model.wert import fold_text

_SUCHTIEFE = 40
_AEHNLICH = 0.8
_KOPF_MINDESTENS = 2
_LAENGSTER_KOPF = 150
_UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_TAUSEND = re.compile(r"\b(?:t€|teur|tsd\.?\s*(?:€|eur\w*)|tausend\s*(?:€|eur\w*))", re.IGNORECASE)
_EINHEIT = re.compile(r"[(\[][^)\]]*[)\]]|\bin\s+(?:€|eur\w*|prozent|%)|€|\beur\w*\b|%", re.IGNORECASE)
_KEIN_WORT = re.compile(r"[\W_]+")


class Kopf(NamedTuple):
    """The header line (its place in the list of rows, None without one) and the columns it names."""

    stelle: int | None
    zuordnung: tuple[Zuordnung, ...]

    @property
    def treffer(self) -> int:
        """How sure this is: an exact title counts twice."""
        return sum({"gleich": 2, "aehnlich": 1}.get(z.art, 0) for z in self.zuordnung)


def find_kopf(tabelle: f.Tabelle, roh: Rohtabelle) -> Kopf:
    """The line that names most columns, looked for below titles and logos; without one the order counts."""
    bester = Kopf(None, ())
    for stelle, zeile in enumerate(roh.zeilen[:_SUCHTIEFE]):
        kopf = Kopf(stelle, ordne_zu(tabelle, zeile))
        if kopf.treffer > bester.treffer and _ist_kopf(kopf, zeile, tabelle):
            bester = kopf
    return bester if bester.stelle is not None else Kopf(None, _nach_reihe(tabelle, roh))


def _ist_kopf(kopf: Kopf, zeile: Rohzeile, tabelle: f.Tabelle) -> bool:
    genannt = sum(z.art != "ungenutzt" for z in kopf.zuordnung)
    if any(zelle.art in {"zahl", "datum"} for zelle in zeile.zellen if zelle.text):
        return False
    return genannt >= _KOPF_MINDESTENS or genannt >= min(zeile.gefuellt, len(tabelle.spalten))


def _nach_reihe(tabelle: f.Tabelle, roh: Rohtabelle) -> tuple[Zuordnung, ...]:
    return tuple(
        Zuordnung(stelle, "", spalte.id, _titel(spalte), "reihe")
        for stelle, spalte in zip(range(roh.breite), tabelle.spalten, strict=False)
    )


def ordne_zu(tabelle: f.Tabelle, zeile: Rohzeile) -> tuple[Zuordnung, ...]:
    """Every cell of a header line with the column it means; each column at most once, the better title wins."""
    koepfe = {stelle: zelle.text for stelle, zelle in enumerate(zeile.zellen) if zelle.text}
    guete = sorted(_bewerte_alle(tabelle, koepfe), key=lambda paar: -paar[0])
    gefunden: dict[int, tuple[str, Zuordnungsart]] = {}
    vergeben: set[str] = set()
    for wert, stelle, id_ in guete:
        if stelle not in gefunden and id_ not in vergeben:
            gefunden[stelle] = (id_, "gleich" if wert == 1 else "aehnlich")
            vergeben.add(id_)
    spalten = {spalte.id: spalte for spalte in tabelle.spalten}
    return tuple(_build(stelle, kopf, gefunden.get(stelle), spalten) for stelle, kopf in koepfe.items())


def _build(
    stelle: int, kopf: str, fund: tuple[str, Zuordnungsart] | None, spalten: Mapping[str, f.Spalte]
) -> Zuordnung:
    if fund is None:
        return Zuordnung(stelle, kopf, "", "", "ungenutzt")
    spalte = spalten.get(fund[0])
    tausend = isinstance(spalte, f.Geldbetrag) and _TAUSEND.search(kopf)
    faktor = Decimal(1000) if tausend else Decimal(1)
    return Zuordnung(stelle, kopf, fund[0], _titel(spalte) if spalte else "Kennung", fund[1], faktor)


def list_doppelte(
    tabelle: f.Tabelle, zeile: Rohzeile, zuordnung: Sequence[Zuordnung]
) -> list[tuple[Zuordnung, str]]:
    """Columns of the source that fit as well as the one that was taken: nobody can know which is meant."""
    koepfe = {stelle: zelle.text for stelle, zelle in enumerate(zeile.zellen) if zelle.text}
    guete = {(stelle, id_): wert for wert, stelle, id_ in _bewerte_alle(tabelle, koepfe)}
    ungenutzt = [z for z in zuordnung if not z.spalte]
    return [
        (z, anderer.kopf)
        for z in zuordnung
        for anderer in ungenutzt
        if z.spalte and guete.get((anderer.stelle, z.spalte), 0) >= guete[z.stelle, z.spalte]
    ]


def _bewerte_alle(tabelle: f.Tabelle, koepfe: Mapping[int, str]) -> Iterator[tuple[float, int, str]]:
    for stelle, kopf in koepfe.items():
        gesucht = _glaette(kopf) if len(kopf) <= _LAENGSTER_KOPF else ""
        for spalte in tabelle.spalten:
            guete = max(_bewerte(gesucht, name) for name in _namen(spalte))
            if guete >= _AEHNLICH:
                yield guete, stelle, spalte.id
        if gesucht in {"id", "kennung"} and all(spalte.id != KENNUNG for spalte in tabelle.spalten):
            yield 1.0, stelle, KENNUNG


def _namen(spalte: f.Spalte) -> Sequence[str]:
    namen = (_glaette(name) for name in (spalte.kurz or "", spalte.text, spalte.id))
    return [name for name in dict.fromkeys(namen) if name]


def _bewerte(gesucht: str, name: str) -> float:
    """1 for the same words, less for a title that contains the other or is spelt nearly like it."""
    if not gesucht:
        return 0
    if gesucht == name or gesucht.replace(" ", "") == name.replace(" ", ""):
        return 1
    if f" {name} " in f" {gesucht} " or (len(gesucht) > 3 and f" {gesucht} " in f" {name} "):  # noqa: PLR2004
        return 0.9
    vergleich = SequenceMatcher(None, gesucht, name)
    return vergleich.ratio() - 0.01 if vergleich.real_quick_ratio() > _AEHNLICH else 0


def _glaette(text: str) -> str:
    """Words only: no case, umlauts spelt out, no unit behind the title."""
    gefaltet = fold_text(text)
    ohne = _EINHEIT.sub(" ", _TAUSEND.sub(" ", gefaltet))
    worte = _KEIN_WORT.sub(" ", ohne.translate(_UMLAUTE)).strip()
    return worte or _KEIN_WORT.sub(" ", gefaltet.translate(_UMLAUTE)).strip()


def _titel(spalte: f.Spalte) -> str:
    return spalte.kurz or spalte.text


def find_spalte(tabelle: f.Tabelle, text: str) -> list[f.Spalte]:
    """The columns a person may mean: by number, id or title, else all whose title begins with it."""
    gesucht = _glaette(text)
    if text.isascii() and text.isdigit() and 0 < int(text[:4]) <= len(tabelle.spalten):
        return [tabelle.spalten[int(text[:4]) - 1]]
    genau = [spalte for spalte in tabelle.spalten if gesucht and gesucht in _namen(spalte)]
    return genau or [
        spalte
        for spalte in tabelle.spalten
        if gesucht and any(name.startswith(gesucht) for name in _namen(spalte))
    ]
