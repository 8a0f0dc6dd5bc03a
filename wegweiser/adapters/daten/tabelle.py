"""One table of a file, be it text or a sheet: titles of columns from one to three header rows, and the rows below."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from wegweiser.adapters.daten.kodierung import DOPPELT, has_verdorbenes, is_verdorben, mend_doppelte
from wegweiser.adapters.daten.kopf import MAX_SPALTEN, Dateikopf, iter_bloecke
from wegweiser.adapters.daten.zahlen import Zelle, is_figur
from wegweiser.errors import DatenError
from wegweiser.model.daten import Datenfund, Zweifel
from wegweiser.model.einfuegung import Rohtabelle, Rohzelle

MAX_ZELLEN: Final = 8_000_000
_SUCHTIEFE: Final = 40
_EINHEITEN: Final = frozenset(
    {"Anzahl", "%", "in %", "Prozent", "Personen", "absolut", "EUR", "€", "km²", "ha", "Jahre"}
)
_KOPFTIEFE: Final = 5
_JAHR = re.compile(r"(?:19|20)\d\d\Z")
_TRENNUNG = re.compile(r"(?<=[a-zäöüß])-\s*\n\s*(?=[a-zäöüß])")
_HOCH = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁾⁽*]+\??\Z|\s\d\)\Z")


class Zeile(NamedTuple):
    """A row with its number in the file or sheet."""

    nr: int
    zellen: tuple[Zelle, ...]

    def text(self, stelle: int) -> str:
        """A cell as text; a cell that is not there is empty."""
        zellen = self.zellen
        if not 0 <= stelle < len(zellen):
            return ""
        zelle = zellen[stelle]
        return zelle.strip() if isinstance(zelle, str) else f"{zelle:f}"

    def zelle(self, stelle: int) -> Zelle:
        """A cell as it is."""
        return self.zellen[stelle] if 0 <= stelle < len(self.zellen) else ""


class Tabelle(NamedTuple):
    """Titles, rows, and what stood above the header; `teile` are the parts a title was joined from, top first."""

    spalten: tuple[str, ...]
    zeilen: tuple[Zeile, ...]
    titel: tuple[str, ...] = ()
    teile: tuple[tuple[str, ...], ...] = ()
    kopfzeilen: int = 1
    blatt: str = ""
    funde: tuple[Datenfund, ...] = ()


def list_tabellen(kopf: Dateikopf, *, probe: bool = False) -> list[Tabelle]:
    """The tables of a file: its sheets, or the one table of a text file. For `probe` only its first rows."""
    if kopf.blaetter:
        genannt = kopf.angaben.lesart.get("blatt", "")
        gemeint = [b for b in kopf.blaetter if b.name == genannt] or [
            b for b in kopf.blaetter if not b.verborgen
        ]
        return [tabelle for blatt in gemeint if (tabelle := _build_blatt(blatt)) is not None]
    if not kopf.trenner:
        return []
    roh = list(_list_probe(kopf) if probe else read_zeilen(kopf))
    tabelle = build_tabelle(roh, kopf.kopfzeile)
    return [tabelle._replace(titel=kopf.titel, funde=_list_funde(kopf, tabelle))] if tabelle else []


def find_tabelle(kopf: Dateikopf, lesart: Mapping[str, str]) -> Tabelle:
    """The table of a file that was recognised: of several sheets the one that was named, else the largest."""
    tabellen = list_tabellen(kopf)
    if not tabellen:
        raise DatenError("daten-nur-kopf" if kopf.spalten else "daten-leer", pfad=kopf.pfad)
    genannt = [t for t in tabellen if t.blatt == lesart.get("blatt", "")]
    return genannt[0] if genannt else max(tabellen, key=lambda t: len(t.zeilen) * len(t.spalten))


def list_blattzweifel(tabellen: Sequence[Tabelle]) -> tuple[Zweifel, ...]:
    """Several sheets: which one is meant."""
    if len(tabellen) < 2:  # noqa: PLR2004
        return ()
    groesste = max(tabellen, key=lambda t: len(t.zeilen) * len(t.spalten))
    return (Zweifel("blatt", tuple(t.blatt for t in tabellen), groesste.blatt),)


def list_textzweifel(kopf: Dateikopf) -> tuple[Zweifel, ...]:
    """What cannot be known of a text file: its separator, and whether it was encoded twice."""
    zweifel = []
    if kopf.trenner and not kopf.trenner_sicher:
        zweifel.append(Zweifel("trenner", (";", ",", "\t", "|"), kopf.trenner))
    if kopf.kodierung.startswith("utf-8") and any(map(is_verdorben, _iter_texte(kopf))):
        zweifel.append(Zweifel("kodierung", (DOPPELT, kopf.kodierung), DOPPELT))
    return tuple(zweifel)


def _iter_texte(kopf: Dateikopf) -> Iterator[str]:
    yield from kopf.spalten
    for zeile in kopf.zeilen:
        yield from zeile


# ── text files ───────────────────────────────────────────────────────────────────────────────────


def read_zeilen(kopf: Dateikopf) -> Iterator[Zeile]:
    """All rows of a text file with the header; raises DatenError with the line where a row is none."""
    leser = csv.reader(_iter_zeilentexte(kopf), delimiter=kopf.trenner)
    zellen = 0
    nr = 1
    try:
        for zeile in leser:
            if any(zeile):
                zellen += len(zeile)
                _check_groesse(kopf, zellen, len(zeile))
                yield Zeile(nr, tuple(zeile))
            nr = leser.line_num + 1
    except csv.Error:
        raise DatenError("tabelle-csv", pfad=kopf.pfad, zeile=nr) from None


def _iter_zeilentexte(kopf: Dateikopf) -> Iterator[str]:
    kodierung = "cp1252" if kopf.kodierung == "cp1252" else "utf-8"
    nr = 1
    for block in iter_bloecke(kopf):
        text = block.decode(kodierung, "replace")
        if kopf.kodierung == DOPPELT:
            text = mend_doppelte(text)
        for zeile in text.replace("\x00", "").split("\n")[: -1 if text.endswith("\n") else None]:
            yield "" if nr < kopf.kopfzeile else f"{zeile}\n"
            nr += 1


def _list_probe(kopf: Dateikopf) -> Iterator[Zeile]:
    yield Zeile(kopf.kopfzeile, kopf.spalten)
    for nr, zeile in enumerate(kopf.zeilen, kopf.kopfzeile + 1):
        yield Zeile(nr, zeile)


def _check_groesse(kopf: Dateikopf, zellen: int, spalten: int) -> None:
    if zellen > MAX_ZELLEN:
        raise DatenError("tabelle-zu-gross", pfad=kopf.pfad, hoechstens=MAX_ZELLEN, was="Zellen")
    if spalten > MAX_SPALTEN:
        raise DatenError("tabelle-zu-gross", pfad=kopf.pfad, hoechstens=MAX_SPALTEN, was="Spalten")


def _list_funde(kopf: Dateikopf, tabelle: Tabelle) -> tuple[Datenfund, ...]:
    """What is odd about the text as such: cut off, encoded twice, letters lost, rows of another width."""
    funde = []
    if kopf.abgeschnitten or (
        kopf.offen and tabelle.zeilen and len(tabelle.zeilen[-1].zellen) < len(tabelle.spalten)
    ):
        funde.append(
            Datenfund(
                "datei-abgeschnitten", stelle=f"Zeile {tabelle.zeilen[-1].nr}" if tabelle.zeilen else ""
            )
        )
    if any(map(has_verdorbenes, iter_bloecke(kopf))):
        funde += [*_list_zeichenfunde("umlaute-verdorben", is_verdorben, tabelle)]
        funde += [*_list_zeichenfunde("zeichen-verloren", _is_verloren, tabelle)]
    return tuple(funde)


def _list_zeichenfunde(code: str, pruefe: Callable[[str], bool], tabelle: Tabelle) -> Iterator[Datenfund]:
    treffer = [z for z in tabelle.zeilen if any(isinstance(c, str) and pruefe(c) for c in z.zellen)]
    if treffer:
        beispiel = next(c for c in treffer[0].zellen if isinstance(c, str) and pruefe(c))
        yield Datenfund(code, "", len(treffer), f"Zeile {treffer[0].nr}", {"text": beispiel[:60]})


def _is_verloren(text: str) -> bool:
    return "\ufffd" in text


# ── header rows ──────────────────────────────────────────────────────────────────────────────────


def _build_blatt(blatt: Rohtabelle) -> Tabelle | None:
    zeilen = [Zeile(zeile.nr, tuple(map(_build_zelle, zeile.zellen))) for zeile in blatt.zeilen]
    tabelle = build_tabelle(zeilen, verbunde=blatt.verbunde)
    return tabelle._replace(blatt=blatt.name) if tabelle else None


def _build_zelle(zelle: Rohzelle) -> Zelle:
    if zelle.art == "zahl":
        return Decimal(zelle.text.replace(",", "."))
    return "" if zelle.art in {"fehler", "formel"} else zelle.text


def build_tabelle(
    zeilen: Sequence[Zeile], kopfzeile: int = 0, verbunde: Iterable[tuple[int, int, int, int]] = ()
) -> Tabelle | None:
    """Cut a sheet into titles above, header rows and rows; None where there is no header."""
    nach_zeile = _ordne_verbunde(verbunde)
    anfang = next((i for i, z in enumerate(zeilen) if z.nr >= kopfzeile and _is_kopf(z, nach_zeile)), None)
    if anfang is None:
        return None
    ende = _find_kopfende(zeilen, anfang, nach_zeile)
    kopf = [_fuelle_verbunde(zeile, nach_zeile) for zeile in zeilen[anfang:ende]]
    if not nach_zeile:
        kopf = _fuelle_luecken(kopf)
    breite = max(len(zeile) for zeile in kopf)
    teile = tuple(_list_teile(kopf, stelle) for stelle in range(breite))
    rest = zeilen[ende:]
    if rest and _is_nummernzeile(rest[0]):
        rest = rest[1:]
    titel = tuple(
        text for zeile in zeilen[:anfang] for i in range(len(zeile.zellen)) if (text := zeile.text(i))
    )
    spalten = _unterscheide(_strip_leere([": ".join(teil) for teil in teile], rest))
    return Tabelle(spalten, tuple(rest), titel, teile[: len(spalten)], ende - anfang)


def _unterscheide(spalten: Sequence[str]) -> tuple[str, ...]:
    """Columns of the same title get a number: none is lost."""
    gezaehlt: Counter[str] = Counter()
    neu = []
    for titel in spalten:
        gezaehlt[titel] += 1
        neu.append(f"{titel} ({gezaehlt[titel]})" if titel and gezaehlt[titel] > 1 else titel)
    return tuple(neu)


def _strip_leere(spalten: list[str], zeilen: Sequence[Zeile]) -> tuple[str, ...]:
    """Without the empty column that a separator at the line's end makes."""
    while len(spalten) > 1 and not spalten[-1] and not any(z.text(len(spalten) - 1) for z in zeilen):
        spalten.pop()
    return tuple(spalten)


def _ordne_verbunde(verbunde: Iterable[tuple[int, int, int, int]]) -> dict[int, list[tuple[int, int]]]:
    """Horizontally merged cells by row, as first and last column from 0."""
    nach_zeile: dict[int, list[tuple[int, int]]] = {}
    for oben, links, unten, rechts in verbunde:
        for nr in range(oben, min(unten, oben + _SUCHTIEFE) + 1) if rechts > links else ():
            nach_zeile.setdefault(nr, []).append((links - 1, rechts - 1))
    return nach_zeile


def _is_kopf(zeile: Zeile, verbunde: Mapping[int, Sequence[tuple[int, int]]]) -> bool:
    """At least two titles; one that is merged over several columns, but not from the first, counts as well."""
    gefuellt = [stelle for stelle in range(len(zeile.zellen)) if zeile.text(stelle)]
    if len(gefuellt) > 1:
        return True
    return len(gefuellt) == 1 and any(links == gefuellt[0] > 0 for links, _ in verbunde.get(zeile.nr, ()))


def _find_kopfende(
    zeilen: Sequence[Zeile], anfang: int, verbunde: Mapping[int, Sequence[tuple[int, int]]]
) -> int:
    """Where the rows begin: below a title that leaves columns open there is a second one, or years and units."""
    ende = anfang + 1
    while ende < min(len(zeilen) - 1, anfang + _KOPFTIEFE) and not _is_datenzeile(zeilen, ende):
        weiter = _is_offen(zeilen[ende - 1], zeilen[ende], verbunde) or _is_zusatz(zeilen[ende])
        if _is_nummernzeile(zeilen[ende]) or not weiter:
            break
        ende += 1
    return ende if ende < len(zeilen) and ende < anfang + _KOPFTIEFE else anfang + 1


def _is_offen(oben: Zeile, unten: Zeile, verbunde: Mapping[int, Sequence[tuple[int, int]]]) -> bool:
    offen = any(unten.text(stelle) and not oben.text(stelle) for stelle in range(1, len(unten.zellen)))
    return offen or bool(verbunde.get(oben.nr))


def _is_zusatz(zeile: Zeile) -> bool:
    """No name, but years or units in most columns."""
    texte = [text for stelle in range(len(zeile.zellen)) if (text := zeile.text(stelle))]
    return not zeile.text(0) and all(_JAHR.search(text) or text in _EINHEITEN for text in texte)


def _is_datenzeile(zeilen: Sequence[Zeile], nr: int) -> bool:
    """Figures beside a name; years and units still belong to the header."""
    zeile = zeilen[nr]
    figuren = [zelle for zelle in zeile.zellen if is_figur(zelle)]
    texte = [zelle for zelle in zeile.zellen if zelle and not is_figur(zelle)]
    if not figuren or _is_nummernzeile(zeile):
        return False
    if all(_JAHR.match(f"{figur}") for figur in figuren):
        folgende = zeilen[nr + 1 : nr + 2]
        return not folgende or not any(
            is_figur(z) and not _JAHR.match(f"{z}") for z in folgende[0].zellen[1:]
        )
    return len(figuren) >= len(texte) or len(texte) <= 2  # noqa: PLR2004


def _is_nummernzeile(zeile: Zeile) -> bool:
    """The row 1, 2, 3 … below the titles of official tables."""
    texte = [text for stelle in range(len(zeile.zellen)) if (text := zeile.text(stelle))]
    return len(texte) > 2 and texte == [str(nr) for nr in range(1, len(texte) + 1)]  # noqa: PLR2004


def _fuelle_verbunde(zeile: Zeile, verbunde: Mapping[int, Sequence[tuple[int, int]]]) -> list[str]:
    texte = [zeile.text(stelle) for stelle in range(len(zeile.zellen))]
    for links, rechts in verbunde.get(zeile.nr, ()):
        if links < len(texte):
            texte += [""] * (min(rechts, MAX_SPALTEN) + 1 - len(texte))
            texte[links : rechts + 1] = [texte[links]] * (rechts + 1 - links)
    return texte


def _fuelle_luecken(kopf: Sequence[list[str]]) -> list[list[str]]:
    """Where merged cells are not known: a title holds for the columns right of it that have a title below only."""
    for oben, unten in reversed(list(pairwise(kopf))):
        oben.extend([""] * (len(unten) - len(oben)))
        for stelle in range(1, len(unten)):
            if unten[stelle] and not oben[stelle] and unten[stelle - 1]:
                oben[stelle] = oben[stelle - 1]
    return list(kopf)


def _list_teile(kopf: Sequence[Sequence[str]], stelle: int) -> tuple[str, ...]:
    """The parts of a title from top to bottom, each once."""
    teile = (fold_titel(zeile[stelle]) for zeile in kopf if stelle < len(zeile))
    return tuple(dict.fromkeys(teil for teil in teile if teil))


@lru_cache(maxsize=8192)
def fold_titel(text: str) -> str:
    """A title on one line, without hyphenation and footnote."""
    return _HOCH.sub("", " ".join(_TRENNUNG.sub("", text).split())).strip()
