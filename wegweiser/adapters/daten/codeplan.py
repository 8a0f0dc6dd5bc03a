"""The codebook beside the answers: what a variable asks, its scale, its codes (quartiersanalyse.md 8.5)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from wegweiser.adapters.daten.antworttabelle import read_anfang, read_antworttabelle
from wegweiser.adapters.daten.gelesen import Gelesen
from wegweiser.adapters.daten.kopf import Dateikopf
from wegweiser.model.befragung import Codezeile
from wegweiser.model.daten import Datei, Datenfund, Erkennung
from wegweiser.model.faltung import falte

# Columns of codebooks, folded; the first of each is ours.
_NAMEN: Final[Mapping[str, tuple[str, ...]]] = {
    "variable": ("variable", "variablenname", "frage", "fragecode", "code", "name", "spalte"),
    "label": ("label", "fragetext", "text", "beschreibung", "variablenlabel", "titel", "frage"),
    "antwortskala": ("antwortskala", "skala", "werte", "wertelabels", "antworten", "codes", "auspragungen"),
    "modul": ("modul", "block", "thema", "fragegruppe"),
}
_FEHLWERT: Final = re.compile(r"(?:NA|-\d{1,3}|99\d?)\b")
_CODE: Final = re.compile(r"(?:^|[,;|\n]\s+|[,;|\n](?=[^\d\s]))\s*(?=(?:NA|[A-Z]{1,2}\d{1,3}|-?\d{1,4})\b)")
_EINTRAG: Final = re.compile(r"(NA|[A-Z]{1,2}\d{1,3}|-?\d{1,4})\b\s*[=:.)]?\s*(.*)\Z", re.DOTALL)
_FEHLWORT: Final = re.compile(r"\b(?:weiss nicht|keine angabe|k\. ?a\.|nicht beantwortet)")
_MINDESTENS: Final = 2


def erkenne(kopf: Dateikopf) -> Erkennung | None:
    """A table of variables with their labels and scales."""
    anfang = read_anfang(kopf) if kopf.kodierung or kopf.pfad.suffix else ()
    if len(anfang) < _MINDESTENS:
        return None
    spalten = find_spalten(anfang[0], kopf.angaben.spalten)
    if not {"variable", "label", "antwortskala"} <= set(spalten) and kopf.angaben.art != "codeplan":
        return None
    if "variable" not in spalten:
        return None
    return Erkennung(
        art="codeplan",
        format="codeplan",
        lesart=kopf.lesart if kopf.kodierung else {},
        spalten=spalten,
        kopf=anfang[0],
        probe=tuple(anfang[1:4]),
    )


def find_spalten(koepfe: Sequence[str], gesagt: Mapping[str, str]) -> dict[str, str]:
    """Our names of the columns to those of the file."""
    gefaltet = {falte(kopf): kopf for kopf in reversed(koepfe) if kopf}
    spalten = dict(gesagt)
    for unser, moegliche in _NAMEN.items():
        treffer = next(
            (gefaltet[n] for n in moegliche if n in gefaltet and gefaltet[n] not in spalten.values()), ""
        )
        if treffer:
            spalten.setdefault(unser, treffer)
    return spalten


def lies(pfad: Path, datei: Datei) -> Gelesen:
    """Every variable once, in the order of the file."""
    tabelle = read_antworttabelle(pfad, datei.lesart)
    spalten = find_spalten(tabelle.kopf, datei.spalten)
    stellen = {unser: tabelle.kopf.index(name) for unser, name in spalten.items() if name in tabelle.kopf}
    plan: dict[str, Codezeile] = {}
    doppelt: list[int] = []
    for zeile in tabelle.zeilen:
        werte = {unser: zeile.zellen[stelle] for unser, stelle in stellen.items()}
        if not (variable := werte.get("variable", "")):
            continue
        if variable in plan:
            doppelt.append(zeile.nr)
        else:
            plan[variable] = build_codezeile(variable, werte)
    funde = [*tabelle.funde]
    if doppelt:
        funde.append(Datenfund("codeplan-doppelt", anzahl=len(doppelt), stelle=str(doppelt[0])))
    return Gelesen(
        plan,
        tuple(f._replace(datei=datei.id) for f in funde),
        len(tabelle.zeilen) + tabelle.verworfen,
        tabelle.verworfen,
    )


def build_codezeile(variable: str, werte: Mapping[str, str]) -> Codezeile:
    """One variable with its scale."""
    eintraege = list(split_skala(werte.get("antwortskala", "")))
    fehlwerte = tuple(code for code, text in eintraege if _ist_fehlwert(code, text))
    codes = [(code, text) for code, text in eintraege if code not in fehlwerte]
    zahlen = [int(code) for code, _ in codes if re.fullmatch(r"-?\d+", code)]
    skala = len(zahlen) >= _MINDESTENS
    return Codezeile(
        variable=variable,
        label=" ".join(werte.get("label", "").split()),
        von=min(zahlen) if skala else None,
        bis=max(zahlen) if skala else None,
        fehlwerte=fehlwerte,
        werte={code: text for code, text in codes if text},
        modul=werte.get("modul", ""),
    )


def split_skala(text: str) -> Iterator[tuple[str, str]]:
    """Codes and meanings out of „1 absolut unwichtig, 2, 3, … 7 von zentraler Bedeutung, NA weiss nicht“.

    A number is a code only while the codes rise: „1 bis 5 Jahre, 2 …“ has no code 5.
    """
    vorher: int | None = None
    for stueck in _CODE.split(" ".join(text.split())):
        for teil in re.split(r"\s*(?:\u2026|\.\.\.)\s*", stueck):
            treffer = _EINTRAG.match(teil.strip())
            if not treffer:
                continue
            code, meinung = treffer[1], treffer[2].strip().rstrip(",;").strip()
            if code.lstrip("-").isdigit():
                if vorher is not None and int(code) <= vorher and not _ist_fehlwert(code, meinung):
                    continue
                vorher = int(code)
            yield code, meinung


def _ist_fehlwert(code: str, text: str) -> bool:
    return code == "NA" or bool(
        _FEHLWERT.match(code) and (_FEHLWORT.search(falte(text)) or code.startswith("-"))
    )
