"""Statistics of small areas: long tables, wide ones with one to three header rows, and INKAR."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from wegweiser.adapters.daten.gelesen import Gelesen
from wegweiser.adapters.daten.kopf import Dateikopf, read_kopf
from wegweiser.adapters.daten.statistikleser import Statistikleser, find_formen
from wegweiser.adapters.daten.statistikspalten import (
    JAHR,
    find_format,
    find_jahr,
    list_wertspalten,
    ordne_spalten,
)
from wegweiser.adapters.daten.tabelle import (
    Tabelle,
    find_tabelle,
    list_blattzweifel,
    list_tabellen,
    list_textzweifel,
)
from wegweiser.adapters.daten.zahlen import STRICHE, find_punkt, format_figur, has_komma
from wegweiser.errors import DatenError
from wegweiser.model.daten import Datei, Erkennung, Zweifel

# ── recognising ──────────────────────────────────────────────────────────────────────────────────


def erkenne(kopf: Dateikopf) -> Erkennung | None:
    """A table of areas and figures, long or wide."""
    gefunden = []
    for tabelle in list_tabellen(kopf, probe=True):
        spalten = ordne_spalten(tabelle)
        if (format_ := find_format(tabelle, spalten)) is not None:
            gefunden.append((tabelle, spalten, format_))
    if not gefunden:
        return None
    groesste = max(gefunden, key=lambda fund: len(fund[0].zeilen) * len(fund[0].spalten))
    return _build_erkennung(kopf, [tabelle for tabelle, _, _ in gefunden], *groesste)


def _build_erkennung(
    kopf: Dateikopf, tabellen: Sequence[Tabelle], tabelle: Tabelle, spalten: dict[str, str], format_: str
) -> Erkennung:
    lesart = dict(kopf.lesart) if kopf.trenner else {}
    if tabelle.blatt:
        lesart["blatt"] = tabelle.blatt
    if format_ != "kennzahlen-lang":
        spalten = {
            name: titel for name, titel in spalten.items() if name in {"raum_id", "raum", "jahr", "ebene"}
        }
    zweifel = (
        *list_blattzweifel(tabellen),
        *list_textzweifel(kopf),
        *_list_zweifel(kopf, tabelle, spalten, format_),
    )
    vorschlaege = {z.code: z.vorschlag for z in zweifel if z.vorschlag}
    lesart |= vorschlaege
    if _is_ohne_jahr(tabelle, spalten, format_) and len(jahre := _list_jahre(tabelle.titel)) == 1:
        lesart["jahr"] = jahre[0]
    probe = tuple(_list_probe(tabelle, spalten, {**lesart, **kopf.angaben.lesart}))
    return Erkennung("kennzahlen", format_, lesart, spalten, tabelle.spalten, probe, zweifel)


def _list_probe(
    tabelle: Tabelle, spalten: Mapping[str, str], lesart: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    """Three rows with their figures as they would be read."""
    stellen = (
        [tabelle.spalten.index(spalten["wert"])] if "wert" in spalten else list_wertspalten(tabelle, spalten)
    )
    formen = find_formen(tabelle.zeilen, stellen, lesart)
    for zeile in tabelle.zeilen[:3]:
        yield tuple(
            format_figur(zeile.zelle(i), formen[i]) if i in formen else zeile.text(i)
            for i in range(len(tabelle.spalten))
        )


def _list_zweifel(
    kopf: Dateikopf, tabelle: Tabelle, spalten: Mapping[str, str], format_: str
) -> Iterator[Zweifel]:
    """What a person has to say: the year, what a dot or a dash means."""
    stellen = (
        [tabelle.spalten.index(spalten["wert"])] if "wert" in spalten else list_wertspalten(tabelle, spalten)
    )
    zellen = [[zeile.zelle(stelle) for zeile in tabelle.zeilen] for stelle in stellen]
    if _is_ohne_jahr(tabelle, spalten, format_) and len(_list_jahre(tabelle.titel)) != 1:
        jahre = _list_jahre((kopf.pfad.stem, tabelle.blatt, *tabelle.titel))
        yield Zweifel("jahr", jahre if len(jahre) > 1 else (), jahre[0] if jahre else "")
    if not has_komma(zellen):
        unklar = [
            (i, spalte) for i, spalte in zip(stellen, zellen, strict=True) if find_punkt(spalte) == "unklar"
        ]
        for stelle, spalte in unklar[:1]:
            beispiel = next(z for z in spalte if isinstance(z, str) and find_punkt([z]) == "unklar")
            yield Zweifel("punkt", ("tausender", "dezimal"), "tausender", {tabelle.spalten[stelle]: beispiel})
    if any(isinstance(z, str) and z.strip() in STRICHE for spalte in zellen for z in spalte):
        yield Zweifel("strich", ("gesperrt", "nichts-vorhanden"), "gesperrt")


def _is_ohne_jahr(tabelle: Tabelle, spalten: Mapping[str, str], format_: str) -> bool:
    """Whether neither a column nor the titles of all columns say the year."""
    if format_ != "kennzahlen-breit" or "jahr" in spalten:
        return False
    return not all(find_jahr(tabelle, stelle) for stelle in list_wertspalten(tabelle, spalten))


def _list_jahre(texte: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(jahr for text in texte for jahr in JAHR.findall(text)))


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def lies(pfad: Path, datei: Datei) -> Gelesen:
    """All figures of a table, each with its area, level, row of the source and year."""
    kopf = read_kopf(pfad, datei.lesart)
    tabelle = find_tabelle(kopf, datei.lesart)
    stellen = {}
    for unser, titel in datei.spalten.items():
        if titel not in tabelle.spalten:
            raise DatenError("daten-spalte-fehlt", pfad=pfad, spalte=titel)
        stellen[unser] = tabelle.spalten.index(titel)
    leser = Statistikleser(datei, tabelle, stellen)
    roh = leser.lies_lang() if datei.format == "kennzahlen-lang" else leser.lies_breit()
    if not roh and (fund := leser.funde.get(("jahr-unlesbar", ""))):
        raise DatenError("daten-jahr-unlesbar", pfad=pfad, spalte=datei.spalten.get("jahr"), **fund.angaben)
    if not any(r.figur.wert or r.figur.zeichen == "gesperrt" for r in roh):
        raise DatenError("daten-keine-werte", pfad=pfad)
    werte = leser.build(roh)
    return Gelesen(
        werte, (*tabelle.funde, *leser.list_funde()), len(werte) + leser.verworfen, leser.verworfen
    )
