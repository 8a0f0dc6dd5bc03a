"""Survey exports of LimeSurvey, Kobo and ODK, and tables like them: one row per person (quartiersanalyse.md 8.5).

Columns that tell who somebody is are left out before anything is stored: `bereinige` gives the copy that may lie in `daten/`.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from wegweiser.adapters.daten.antworttabelle import Antworttabelle, read_anfang, read_antworttabelle
from wegweiser.adapters.daten.gelesen import Bereinigt, Gelesen
from wegweiser.adapters.daten.kopf import Dateikopf
from wegweiser.adapters.daten.persoenliches import (
    check_freitext,
    ist_freitext,
    ist_persoenlich,
    mask_freitext,
    mask_mail,
)
from wegweiser.model.befragung import Befragung, Codezeile
from wegweiser.model.daten import Datei, Datenfund, Erkennung
from wegweiser.model.faltung import falte
from wegweiser.model.spaltenname import Spaltenname, parse_koepfe

# What the columns about the filling in are called, folded; the short name is LimeSurvey's.
_KOPFSPALTEN: Final = {
    "antwort id": "id", "antwort-id": "id", "response id": "id", "datum abgeschickt": "submitdate", "date submitted": "submitdate",
    "letzte seite": "lastpage", "last page": "lastpage", "start-sprache": "startlanguage", "startsprache": "startlanguage",
    "start language": "startlanguage", "zufallsstartwert": "seed", "seed": "seed", "datum gestartet": "startdate",
    "datum beginn": "startdate", "date started": "startdate", "datum letzte aktivitat": "datestamp", "date last action": "datestamp",
    "submissiondate": "submitdate", "_submission_time": "submitdate", "_id": "id", "key": "id", "meta-instanceid": "id",
}  # fmt: skip
_LIMESURVEY: Final = frozenset(
    {"id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"}
)
_KOBO: Final = frozenset(
    {"_uuid", "_submission_time", "_validation_status", "__version__", "meta/instanceid", "meta/rootuuid"}
)
_ODK: Final = frozenset({"key", "submissiondate", "meta-instanceid", "instanceid", "attachmentspresent"})
_BEGLEITER: Final = frozenset(
    {"start", "end", "today", "_uuid", "_validation_status", "_notes", "_status", "__version__", "_tags", "_index", "_parent_index",
     "_parent_table_name", "instanceid", "meta/instanceid", "meta/rootuuid", "attachmentspresent", "attachmentsexpected", "edits",
     "reviewstate", "formversion", "status", "seed", "rootuuid", "instancename", "_xform_id_string", "formhub/uuid"}
)  # fmt: skip
_TEIL = re.compile(r"(?:\[SQ\d|_SQ\d|\.SQ\d)")
_ZEIT = re.compile(r"(\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4})[T ]\d{1,2}:\d{2}")
_ZAHL: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_TAGE: Final = frozenset({"submitdate", "startdate", "datestamp"})
_MINDESTENS: Final = 2
_TEILFRAGEN: Final = 3
_FORMEL: Final = ("=", "+", "-", "@", "\t", "\r")
_FEHLT: Final = frozenset({"", "NA", "N/A"})
OHNE_ABSCHLUSS: Final = "1980-01-01"  # what LimeSurvey writes where dates are not recorded


class _Spalte(NamedTuple):
    name: Spaltenname
    kennung: str
    stelle: int


# ── recognising ──────────────────────────────────────────────────────────────────────────────────


def erkenne(kopf: Dateikopf) -> Erkennung | None:
    """A survey by the columns its program adds, or because a person says so."""
    anfang = read_anfang(kopf) if kopf.kodierung or kopf.pfad.suffix else ()
    if len(anfang) < _MINDESTENS:
        return None
    spalten = next((z for z in anfang[:_MINDESTENS] if _find_format(z)), anfang[0])
    format_ = _find_format(spalten) or ("befragung" if kopf.angaben.art == "befragung" else "")
    if not format_:
        return None
    zeilen = [zeile for zeile in anfang[1:] if tuple(zeile) != tuple(spalten)]
    offen = _list_offene(spalten, zeilen)
    return Erkennung(
        art="befragung",
        format=format_,
        lesart=kopf.lesart if kopf.kodierung else {},
        kopf=tuple(name for _, name in offen),
        probe=tuple(tuple(mask_freitext(_teil(zeile, nr)) for nr, _ in offen) for zeile in zeilen[:3]),
    )


def _find_format(spalten: Sequence[str]) -> str:
    gefaltet = {falte(spalte.rpartition(". ")[0] or spalte) for spalte in spalten} | {
        falte(s) for s in spalten
    }
    limesurvey = {_KOPFSPALTEN.get(name, name) for name in gefaltet} & _LIMESURVEY
    if gefaltet & _ODK and len(gefaltet & _ODK) >= _MINDESTENS:
        return "odk"
    if len(gefaltet & _KOBO) >= _MINDESTENS:
        return "kobo"
    teile = sum(bool(_TEIL.search(spalte)) for spalte in spalten)
    return "limesurvey" if len(limesurvey) >= _MINDESTENS or teile >= _TEILFRAGEN else ""


def _list_offene(spalten: Sequence[str], zeilen: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """The columns to show, answers first, without those that tell who somebody is."""
    offen = [
        (nr, name.kennung)
        for nr, name in enumerate(_parse(spalten))
        if name.kopf and not ist_persoenlich(name, [_teil(zeile, nr) for zeile in zeilen])
    ]
    return sorted(offen, key=lambda paar: paar[1] in _LIMESURVEY or falte(paar[1]) in _BEGLEITER)


def _parse(koepfe: Sequence[str]) -> tuple[Spaltenname, ...]:
    """Names of all columns; those about the filling in have their short name, ODK's groups are left away."""
    odk = "meta-instanceid" in {falte(kopf) for kopf in koepfe} or "KEY" in koepfe
    namen = parse_koepfe([_strip_odk(kopf) if odk else kopf for kopf in koepfe])
    return tuple(
        Spaltenname(kopf, kurz) if (kurz := _find_kopfspalte(name)) else name
        for kopf, name in zip(koepfe, namen, strict=True)
    )


def _strip_odk(kopf: str) -> str:
    """ODK joins groups by a hyphen: what stands behind the last one is the question, behind a slash the option."""
    frage, schraeg, option = kopf.partition("/")
    return f"{frage.rpartition('-')[2]}{schraeg}{option}" if " " not in kopf else kopf


def _find_kopfspalte(name: Spaltenname) -> str:
    for text in (name.text, name.kopf):
        if kurz := _KOPFSPALTEN.get(falte(text)):
            return kurz
    return name.frage if name.frage in _LIMESURVEY else ""


# ── the copy ─────────────────────────────────────────────────────────────────────────────────────


def bereinige(pfad: Path, lesart: Mapping[str, str]) -> Bereinigt:
    """The file without what tells who somebody is: columns left out, times cut to the day, addresses in words unreadable."""
    tabelle = read_antworttabelle(pfad, lesart)
    spalten, verworfen = _waehle_spalten(tabelle)
    freitexte = {s.stelle for s in spalten if ist_freitext(s.name, _werte(tabelle, s.stelle))}
    ausgabe = io.StringIO(newline="")
    schreiber = csv.writer(ausgabe, lineterminator="\r\n")
    if tabelle.ueber:
        schreiber.writerow([_teil(tabelle.ueber, s.stelle) for s in spalten])
    schreiber.writerow([tabelle.kopf[s.stelle] for s in spalten])
    for zeile in tabelle.zeilen:
        schreiber.writerow(
            [_format_zelle(zeile.zellen[s.stelle], s, frei=s.stelle in freitexte) for s in spalten]
        )
    weitere = {"verworfen": "; ".join(verworfen)} if verworfen else {}
    return Bereinigt(
        inhalt=ausgabe.getvalue().encode("utf-8-sig"),
        name=f"{pfad.stem}.csv",
        lesart={"kodierung": "utf-8-sig", "trenner": ",", "kopfzeile": "1", **weitere},
        verworfen=verworfen,
    )


def _teil(zellen: Sequence[str], nr: int) -> str:
    return zellen[nr] if nr < len(zellen) else ""


def _format_zelle(wert: str, spalte: _Spalte, *, frei: bool) -> str:
    zeitpunkt = spalte.kennung in _TAGE or falte(spalte.kennung) in _BEGLEITER
    if zeitpunkt and (treffer := _ZEIT.match(wert)):
        return treffer[1]
    wert = mask_freitext(wert) if frei else mask_mail(wert)
    return f"'{wert}" if wert.startswith(_FORMEL) and not _ZAHL.fullmatch(wert) else wert


def _waehle_spalten(tabelle: Antworttabelle) -> tuple[list[_Spalte], tuple[str, ...]]:
    """The columns that stay, with short names that are different; and the names of those left out."""
    namen = _parse(tabelle.kopf)
    stehen: dict[str, _Spalte] = {}
    verworfen: list[str] = []
    for nr, name in enumerate(namen):
        if not name.kopf and not any(_werte(tabelle, nr)):
            continue
        if ist_persoenlich(name, _werte(tabelle, nr)):
            verworfen.append(name.frage)
            continue
        kennung = name.kennung or "nr"
        while kennung in stehen:
            kennung += "_2"
        stehen[kennung] = _Spalte(name, kennung, nr)
    return list(stehen.values()), tuple(verworfen)


def _werte(tabelle: Antworttabelle, nr: int) -> list[str]:
    return [wert for zeile in tabelle.zeilen if (wert := zeile.zellen[nr]) not in _FEHLT]


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def lies(pfad: Path, datei: Datei) -> Gelesen:
    """The answers of everybody who finished; what tells who somebody is is not among them."""
    tabelle = read_antworttabelle(pfad, datei.lesart)
    spalten, verworfen = _waehle_spalten(tabelle)
    abschluss = next((s.stelle for s in spalten if s.kennung == "submitdate"), None)
    fertig = [
        nr for nr, z in enumerate(tabelle.zeilen) if abschluss is None or z.zellen[abschluss] not in _FEHLT
    ]
    ohne_abschluss = not fertig
    if ohne_abschluss:
        fertig = list(range(len(tabelle.zeilen)))
    einmal, doppelt = _ohne_doppelte(tabelle, spalten, fertig)
    roh = {
        s.kennung: [tabelle.zeilen[nr].zellen[s.stelle] for nr in einmal]
        for s in spalten
        if s.name.art != "zeit"
    }
    eigene = {k: w for k, w in roh.items() if falte(k) not in _BEGLEITER}
    frei = tuple(
        s.kennung for s in spalten if s.kennung in eigene and ist_freitext(s.name, eigene[s.kennung])
    )
    behalten = dict(_build_spalten(spalten, eigene))
    schon = tuple(filter(None, datei.lesart.get("verworfen", "").split("; ")))
    abgebrochen = len(tabelle.zeilen) - len(fertig)
    befragung = Befragung(
        spalten=behalten,
        codeplan=dict(_build_codeplan(tabelle, spalten)),
        abgebrochen=abgebrochen,
        verworfen=tuple(dict.fromkeys((*schon, *verworfen))),
        freitexte=tuple(spalte for spalte in frei if spalte in behalten),
    )
    funde = [
        *tabelle.funde,
        *_list_funde(befragung, doppelt, ohne_abschluss=ohne_abschluss),
        *_check_freitexte(frei, roh),
    ]
    weg = tabelle.verworfen + doppelt
    return Gelesen(befragung, tuple(f._replace(datei=datei.id) for f in funde), befragung.anzahl + weg, weg)


def _ohne_doppelte(
    tabelle: Antworttabelle, spalten: Sequence[_Spalte], fertig: Sequence[int]
) -> tuple[list[int], int]:
    """Every answer once: exports put together hold the same number twice."""
    stelle = next((s.stelle for s in spalten if s.kennung == "id"), None)
    if stelle is None:
        return list(fertig), 0
    einmal = {tabelle.zeilen[nr].zellen[stelle] or f" {nr}": nr for nr in reversed(fertig)}
    return sorted(einmal.values()), len(fertig) - len(einmal)


def _build_spalten(
    spalten: Sequence[_Spalte], roh: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """Columns by short name; a cell with all choices is left out where every choice has its own column as well."""
    mit_teilen = {s.name.frage for s in spalten if s.name.teil and "/" in s.name.kopf}
    for spalte in spalten:
        if spalte.kennung in roh and (spalte.name.teil or spalte.name.frage not in mit_teilen):
            yield (
                spalte.kennung,
                tuple(None if w in _FEHLT else _strip_strich(w) for w in roh[spalte.kennung]),
            )


def _strip_strich(wert: str) -> str:
    """Without the mark that keeps a spreadsheet from reckoning."""
    return wert[1:] if wert.startswith("'") and wert[1:].startswith(_FORMEL) else wert


def _build_codeplan(tabelle: Antworttabelle, spalten: Sequence[_Spalte]) -> Iterator[tuple[str, Codezeile]]:
    """What the header itself says about a column."""
    for spalte in spalten:
        name = spalte.name
        teile = [name.text, name.teiltext] if name.text else [_teil(tabelle.ueber, spalte.stelle)]
        if label := " ".join(filter(None, teile)):
            yield spalte.kennung, Codezeile(variable=spalte.kennung, label=label)


def _list_funde(befragung: Befragung, doppelt: int, *, ohne_abschluss: bool) -> Iterator[Datenfund]:
    if ohne_abschluss:
        yield Datenfund("befragung-ohne-abschluss", anzahl=befragung.anzahl)
    if befragung.abgebrochen:
        yield Datenfund(
            "befragung-abgebrochen", anzahl=befragung.abgebrochen, angaben={"n": befragung.anzahl}
        )
    if befragung.verworfen:
        angaben = {"spalten": ", ".join(befragung.verworfen)}
        yield Datenfund("befragung-verworfen", anzahl=len(befragung.verworfen), angaben=angaben)
    if doppelt:
        yield Datenfund("befragung-doppelt", anzahl=doppelt)


def _check_freitexte(spalten: Sequence[str], roh: Mapping[str, Sequence[str]]) -> Iterator[Datenfund]:
    """What in answers tells of persons: all of it in words, addresses wherever they stand."""
    for spalte, werte in roh.items():
        for was, anzahl in check_freitext(werte)._asdict().items():
            if anzahl and (spalte in spalten or was == "mail"):
                yield Datenfund(f"freitext-{was}", anzahl=anzahl, angaben={"spalte": spalte})
