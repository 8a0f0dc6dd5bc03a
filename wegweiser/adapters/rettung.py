"""A damaged vorhaben.yaml, and what the journal, the copy of a move and its own readable part give back.

The journal holds every confirmed answer, the file what was written around them: comments, layout, what no guide knows.
What can be read of it is the base; where the journal is whole, it alone says which answers there are.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from wegweiser.adapters.antwortdaten import list_fundstellen
from wegweiser.adapters.dateien import load_bytes, save_atomar, schreibfehler
from wegweiser.adapters.protokoll import (
    Vorgang,
    Zeile,
    append_protokoll,
    compute_stand,
    has_luecke,
    load_protokoll,
)
from wegweiser.adapters.vorhaben import Ruhende, is_abgeschnitten, replay_zeilen, save_text
from wegweiser.adapters.vorhabentext import DATEI, Akte, check_dokument, check_kopf, find_bezug, parse_akte
from wegweiser.adapters.yaml_lesen import Dokument
from wegweiser.adapters.yaml_schreiben import format_yaml, patch_yaml
from wegweiser.errors import VorhabenError
from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Knoten
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.verlauf import Aenderung
from wegweiser.model.vorhaben import Leitfadenbezug

_MARKEN = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?$")
_VERSUCHE = 200
DEFEKTE = "vorhaben.defekt-*.yaml"  # damaged files that were put aside
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# kodierung: only the encoding was wrong · protokoll: the answers come from the journal · teile: from what is left of both
Woher = Literal["kodierung", "protokoll", "teile"]


class Schaden(NamedTuple):
    """A file that cannot be read: why, what is left to build on, and the lines of the journal behind that."""

    ordner: Path
    grund: VorhabenError
    woher: Woher
    basis: Dokument
    zeilen: tuple[Zeile, ...]

    @property
    def bezug(self) -> Leitfadenbezug:
        """The guide it belongs to."""
        return find_bezug(self.basis)


def find_schaden(ordner: Path, *, titel: str, leitfaeden: Iterable[Mapping[str, str]]) -> Schaden | None:
    """What is wrong with the file and can be mended; None where it can be read. Raises where nothing is left.

    `leitfaeden` are heads of guides the Vorhaben was asked with, for a file of which nothing is left.
    """
    pfad = ordner / DATEI
    roh = load_bytes(pfad) if pfad.exists() else b""
    zeilen = load_protokoll(ordner)
    grund = _find_grund(pfad, roh, zeilen)
    if grund is None or not (roh or zeilen):
        return None
    if umkodiert := _lies_ganz(pfad, decode_fremd(roh), zeilen):
        return Schaden(ordner, grund, "kodierung", umkodiert, ())
    umzug = next((nr for nr in range(len(zeilen), 0, -1) if zeilen[nr - 1].texte), 0)
    danach, heil = zeilen[umzug:], bool(zeilen) and not has_luecke(zeilen)
    basis = next(_list_basen(pfad, roh, zeilen, umzug, titel, leitfaeden), None)
    if basis is None:
        raise VorhabenError("beides-defekt", ordner=ordner, grund=grund.satz)
    return Schaden(ordner, grund, "protokoll" if heil else "teile", basis, zeilen if heil else danach)


def _find_grund(pfad: Path, roh: bytes, zeilen: Sequence[Zeile]) -> VorhabenError | None:
    try:
        text = roh.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return VorhabenError("vorhaben-kodierung", pfad=pfad)
    if not pfad.exists():
        return VorhabenError("kein-vorhaben", ordner=pfad.parent)
    try:
        dokument = check_dokument(pfad, text)
        check_kopf(dokument)
    except VorhabenError as fehler:
        lesbar = fehler.code == "vorhaben-format" and fehler.angaben.get("format") is not None
        return None if lesbar else fehler  # a format of a later program is no damage
    if is_abgeschnitten(dokument, zeilen):
        return VorhabenError("vorhaben-abgeschnitten", pfad=pfad, ordner=pfad.parent)
    return None


def decode_fremd(roh: bytes) -> str:
    """Text in UTF-16 or, line by line, in UTF-8 or the encoding of western Windows."""
    if roh.startswith(_UTF16) or roh[1:200:2].count(0) > len(roh[1:200:2]) * 0.8:
        with suppress(UnicodeDecodeError):
            return roh.decode("utf-16" if roh.startswith(_UTF16) else "utf-16-le").replace("\r\n", "\n")
    return "\n".join(_decode_zeile(zeile.rstrip(b"\r")) for zeile in roh.split(b"\n"))


def _decode_zeile(zeile: bytes) -> str:
    try:
        return zeile.decode("utf-8-sig")
    except UnicodeDecodeError:
        return zeile.decode("cp1252", "replace")


def _lies(pfad: Path, text: str) -> Dokument | None:
    """A text with its whole head; what follows may be missing."""
    try:
        dokument = check_dokument(pfad, text)
        check_kopf(dokument)
    except VorhabenError:
        return None
    return dokument if "antworten" in dokument.daten else None


def _lies_ganz(pfad: Path, text: str, zeilen: Sequence[Zeile]) -> Dokument | None:
    dokument = _lies(pfad, text)
    return None if dokument is None or is_abgeschnitten(dokument, zeilen) else dokument


def _list_basen(
    pfad: Path,
    roh: bytes,
    zeilen: Sequence[Zeile],
    umzug: int,
    titel: str,
    leitfaeden: Iterable[Mapping[str, str]],
) -> Iterator[Dokument]:
    """What one can build on, the best first: the file up to its damage, the copy of the last move, the first text, a new one."""
    text = decode_fremd(roh)
    for versuch in (_waehle_seite(text), *_kuerze(text)):
        dokument = _lies(pfad, versuch)
        if dokument and (not umzug or _passt(dokument, pfad, zeilen[umzug - 1])):
            yield dokument
    kopien = [zeilen[umzug - 1].texte.nachher] if umzug and zeilen[umzug - 1].texte else []  # type: ignore[union-attr]
    for kopie in (*kopien, *(zeile.text for zeile in reversed(zeilen))):
        if kopie and (dokument := _lies(pfad, kopie)):
            yield dokument
    for leitfaden in leitfaeden:
        zeit = zeilen[0].zeit if zeilen else ""
        kopf: dict[str, Knoten] = {"titel": titel, "angelegt": zeit, "geaendert": zeit}
        daten: dict[str, Knoten] = {
            "format": "1",
            "protokoll": "0",
            "leitfaden": dict(leitfaden),
            "vorhaben": kopf,
            "antworten": {},
        }
        if zeilen and (dokument := _lies(pfad, format_yaml(daten))):
            yield dokument


def _passt(dokument: Dokument, pfad: Path, umzug: Zeile) -> bool:
    """Whether a readable part stems from the time after the last move."""
    kopie = _lies(pfad, umzug.texte.nachher) if umzug.texte else None
    return kopie is not None and kopie.daten["leitfaden"] == dokument.daten["leitfaden"]


def _waehle_seite(text: str) -> str:
    """Our side, where a version control wrote both into the file."""
    fertig, seite = [], "beide"
    for zeile in text.splitlines():
        if _MARKEN.match(zeile):
            seite = {"<": "unsere", "|": "alte", "=": "ihre", ">": "beide"}[zeile[0]]
        elif seite in {"beide", "unsere"}:
            fertig.append(zeile)
    return "\n".join(fertig) + "\n"


def _kuerze(text: str) -> Iterator[str]:
    """The text up to where it stops being readable, line by line shorter."""
    ende = min((stelle for zeichen in "\0\ufffd" if (stelle := text.find(zeichen)) >= 0), default=len(text))
    zeilen = text[:ende].splitlines()[: None if ende == len(text) else -1] or []
    for nr in range(len(zeilen), max(0, len(zeilen) - _VERSUCHE), -1):
        yield "\n".join(zeilen[:nr]) + "\n"


def build_rettung(schaden: Schaden, leitfaden: Leitfaden, ruhende: Ruhende) -> Akte:
    """The Vorhaben as it would be after mending; nothing is written."""
    if not schaden.zeilen:
        return parse_akte(schaden.ordner, schaden.basis.text, leitfaden)
    neu: dict[Adresse, Knoten] = {}
    if schaden.woher == "protokoll":  # whole: what it does not know was never confirmed
        neu = {stelle.adresse: None for stelle in list_fundstellen(schaden.basis.daten, leitfaden)}
    neu |= compute_stand(schaden.zeilen)
    return replay_zeilen(
        schaden.ordner, _vervollstaendige(schaden), leitfaden, neu, schaden.zeilen[-1], ruhende
    )


def _vervollstaendige(schaden: Schaden) -> Dokument:
    """The base with all its parts; what was put away is in the copy of the last move, where the file lost it."""
    pfad, daten = schaden.ordner / DATEI, schaden.basis.daten
    kopien = (_lies(pfad, z.texte.nachher) for z in reversed(schaden.zeilen) if z.texte)
    abgelegt = next((kopie.daten.get("ablage") for kopie in kopien if kopie), None)
    ganz = {**daten, "ruhend": daten.get("ruhend") or {}, "ablage": daten.get("ablage") or abgelegt or []}
    return check_dokument(pfad, patch_yaml(schaden.basis.text, ganz))


def save_rettung(
    schaden: Schaden, akte: Akte, leitfaden: Leitfaden, *, zeit: datetime, wer: str
) -> tuple[Path | None, Akte]:
    """Keep the damaged file beside and write the mended one; the lock must be held."""
    pfad = schaden.ordner / DATEI
    defekt = _lege_beiseite(pfad, zeit) if pfad.exists() else None
    zeilen = load_protokoll(schaden.ordner)
    alt = compute_stand(zeilen)
    ist = {stelle.adresse: stelle.knoten for stelle in list_fundstellen(akte.dokument.daten, leitfaden)}
    anders = [Aenderung(a, alt.get(a), k) for a, k in ist.items() if alt.get(a) != k]
    nr = max((zeile.nr for zeile in zeilen), default=0) + 1
    vorgang = Vorgang("wiederhergestellt", zeit, wer)
    append_protokoll(schaden.ordner, vorgang, nr=nr, gruppen=[anders], yaml_text=akte.dokument.text)
    save_text(schaden.ordner, akte.dokument.text)
    return defekt, akte


def _lege_beiseite(pfad: Path, zeit: datetime) -> Path:
    stamm = f"{pfad.stem}.defekt-{zeit:%Y%m%d-%H%M%S}"
    namen: Callable[[int], Path] = lambda nr: pfad.with_name(f"{stamm}{f'-{nr}' if nr > 1 else ''}.yaml")  # noqa: E731
    ziel = next(name for nr in range(1, 1000) if not (name := namen(nr)).exists())
    with schreibfehler(ziel):
        save_atomar(ziel, load_bytes(pfad))
    return ziel
