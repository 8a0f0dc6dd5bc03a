"""Copies of imported files in `daten/`: whole or not at all, never over another file, the original untouched."""

import hashlib
import io
import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from wegweiser.adapters.dateien import create_aus, lesefehler, schreibfehler, sync_ordner
from wegweiser.adapters.daten.ablage import DATEI, ORDNER, create_ordner
from wegweiser.adapters.daten.quellen import check_datei
from wegweiser.errors import DatenError, VorhabenError
from wegweiser.model.daten import Datei
from wegweiser.model.deutsch_format import format_bytes

_HAPPEN = 1 << 20
_RESERVE = 10_000_000
_HOECHSTENS = 80
_TREMA, _SCHARFES_S = chr(0x308), chr(0xDF)
_RESERVIERT = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
_REST = re.compile(r"\.einlesen\.[0-9]+\.neu\Z")


class Kopie(NamedTuple):
    """What lies in `daten/` now: name of the file (or folder), its sha256, further files with theirs, bytes altogether."""

    datei: str
    sha256: str
    teile: Mapping[str, str]
    groesse: int


class Summe(NamedTuple):
    """Fingerprints of the files of a source, in their order, and the bytes altogether."""

    sha256: tuple[str, ...]
    groesse: int


def compute_summe(dateien: Sequence[Path]) -> Summe:
    """The fingerprints of files, read in pieces."""
    summen, groesse = [], 0
    for pfad in dateien:
        check_datei(pfad)
        hasch = hashlib.sha256()
        with lesefehler(pfad, DatenError), pfad.open("rb") as datei:
            while happen := datei.read(_HAPPEN):
                hasch.update(happen)
                groesse += len(happen)
        summen.append(hasch.hexdigest())
    return Summe(tuple(summen), groesse)


def format_kopiename(name: str) -> str:
    """A file name for every system: ASCII without blanks, never hidden, never a way out of a folder; its case stays."""
    ascii_ = unicodedata.normalize("NFKD", name).replace(_TREMA, "e").replace(_SCHARFES_S, "ss")
    sauber = re.sub(r"[^A-Za-z0-9._-]+", "-", ascii_.encode("ascii", "ignore").decode())
    stamm, punkt, endung = sauber.rpartition(".")
    if not punkt or not re.search("[A-Za-z0-9]", endung):
        stamm, endung = sauber, ""
    stamm, endung = stamm.strip(".-_"), endung.strip("-_")
    if name.startswith(".") and not stamm:  # hidden, without an ending
        stamm, endung = endung, ""
    stamm = stamm[: _HOECHSTENS - len(endung)].rstrip(".-") or "datei"
    stamm = f"datei-{stamm}" if _RESERVIERT.match(stamm) else stamm
    return f"{stamm}.{endung.lower()[:10]}" if endung else stamm


def compute_summe_von(inhalt: bytes) -> Summe:
    """The fingerprint of what is about to be written."""
    return Summe((hashlib.sha256(inhalt).hexdigest(),), len(inhalt))


@contextmanager
def copy_dateien(
    ordner: Path, dateien: Sequence[Path], summe: Summe, sammlung: str = "", inhalt: bytes | None = None
) -> Iterator[Kopie]:
    """Copy the files of one source under free names; what happens inside fails, and the copies are gone again.

    Several files of one kind come into a folder `sammlung`. Raises DatenError where a file changed since `summe`.
    With `inhalt` that is written instead of the one file, of which only the name counts.
    """
    ziel = ordner / ORDNER
    with schreibfehler(ziel):
        create_ordner(ordner)
        remove_uebrige(ordner)
        _check_platz(ziel, summe.groesse, dateien[0])
        zwischen = ziel / f".einlesen.{os.getpid()}.neu"
        zwischen.mkdir()
    neue: list[Path] = []
    try:
        namen = _list_namen(ziel, dateien, sammlung)
        for quelle, name, soll in zip(dateien, namen, summe.sha256, strict=True):
            _copy(quelle, zwischen / Path(name).name, soll, inhalt)
        with schreibfehler(ziel):
            neue += _move(zwischen, ziel, namen, sammlung)
        yield _build_kopie(namen, summe, sammlung)
    except BaseException:
        for pfad in neue:
            _remove(pfad)
        raise
    finally:
        _remove(zwischen)


def _check_platz(ziel: Path, groesse: int, pfad: Path) -> None:
    frei = shutil.disk_usage(ziel).free
    if frei < groesse + _RESERVE:
        noetig = format_bytes(groesse + _RESERVE)
        raise VorhabenError("platz-fehlt", pfad=pfad, noetig=noetig, frei=format_bytes(frei))


def _list_namen(ziel: Path, dateien: Sequence[Path], sammlung: str) -> list[str]:
    """Free names, the same number behind all that belong together."""
    besetzt = {p.name.casefold() for p in ziel.iterdir()} | {DATEI}
    if sammlung:
        ordner = _find_freien(format_kopiename(sammlung), besetzt)
        return [f"{ordner}/{format_kopiename(p.name)}" for p in dateien]
    namen = [format_kopiename(p.name) for p in dateien]
    nr = 1
    while True:
        versuch = [name if nr == 1 else _nummeriere(name, nr) for name in namen]
        if not besetzt & {name.casefold() for name in versuch}:
            return versuch
        nr += 1


def _find_freien(name: str, besetzt: set[str]) -> str:
    nr, versuch = 1, name
    while versuch.casefold() in besetzt:
        nr += 1
        versuch = f"{name}-{nr}"
    return versuch


def _nummeriere(name: str, nr: int) -> str:
    stamm, punkt, endung = name.rpartition(".")
    return f"{stamm}-{nr}.{endung}" if punkt else f"{name}-{nr}"


def _copy(quelle: Path, ziel: Path, soll: str, inhalt: bytes | None) -> None:
    """Copy in pieces; raises DatenError where what was written is not what it should be."""
    hasch = hashlib.sha256()

    def lies(strom: BinaryIO) -> Iterator[bytes]:
        while happen := _read(strom.read, quelle):
            hasch.update(happen)
            yield happen

    with lesefehler(quelle, DatenError):
        herkunft: BinaryIO = quelle.open("rb") if inhalt is None else io.BytesIO(inhalt)
    with herkunft, schreibfehler(ziel):
        create_aus(ziel, lies(herkunft), 0o600, sichern=True)
    if hasch.hexdigest() != soll:
        raise DatenError("quelle-veraendert", pfad=quelle)


def _read(lies: Callable[[int], bytes], quelle: Path) -> bytes:
    with lesefehler(quelle, DatenError):
        return lies(_HAPPEN)


def _move(zwischen: Path, ziel: Path, namen: Sequence[str], sammlung: str) -> Iterator[Path]:
    """Give the finished copies their names; the mode is that of the folder."""
    rechte = ziel.stat().st_mode & 0o666
    for pfad in zwischen.iterdir():
        pfad.chmod(rechte)
    if sammlung:
        zwischen.chmod(ziel.stat().st_mode & 0o777)
        neu = ziel / Path(namen[0]).parent
        zwischen.rename(neu)
        yield neu
    else:
        for name in namen:
            (zwischen / name).rename(ziel / name)
            yield ziel / name
    sync_ordner(ziel)


def _build_kopie(namen: Sequence[str], summe: Summe, sammlung: str) -> Kopie:
    if sammlung:
        ganz = hashlib.sha256("".join(sorted(summe.sha256)).encode()).hexdigest()
        return Kopie(
            str(Path(namen[0]).parent), ganz, dict(zip(namen, summe.sha256, strict=True)), summe.groesse
        )
    return Kopie(
        namen[0], summe.sha256[0], dict(zip(namen[1:], summe.sha256[1:], strict=True)), summe.groesse
    )


def list_pfade(ordner: Path, datei: Datei) -> tuple[Path, ...]:
    """The files a reader opens: one, or all of a collection."""
    daten = ordner / ORDNER
    if datei.ist_sammlung:
        return tuple(daten / name for name in datei.teile)
    return (daten / datei.datei,)


def list_kopien(ordner: Path, datei: Datei) -> Mapping[Path, str]:
    """All files of an entry with the fingerprints they should have."""
    return {ordner / ORDNER / name: summe for name, summe in datei.summen.items()}


def check_kopie(ordner: Path, datei: Datei) -> str:
    """The code of what is wrong with the copies of an entry, or an empty text."""
    kopien = list_kopien(ordner, datei)
    if not all(pfad.is_file() for pfad in kopien):
        return "kopie-fehlt"
    return "" if compute_summe(tuple(kopien)).sha256 == tuple(kopien.values()) else "kopie-veraendert"


def remove_kopien(ordner: Path, datei: Datei) -> None:
    """Delete the copies of an entry; what is gone already is gone."""
    with schreibfehler(ordner / ORDNER):
        for pfad in list_kopien(ordner, datei):
            pfad.unlink(missing_ok=True)
        if datei.ist_sammlung:
            with suppress(OSError):
                (ordner / ORDNER / datei.datei).rmdir()


def _remove(pfad: Path) -> None:
    """A file, or a folder of files; what the disk does not give away stays for the next time."""
    with suppress(OSError):
        if pfad.is_dir():
            for datei in pfad.iterdir():
                datei.unlink()
            pfad.rmdir()
        else:
            pfad.unlink()


def remove_uebrige(ordner: Path) -> None:
    """Remove what killed processes left behind."""
    with suppress(OSError):
        for rest in (ordner / ORDNER).iterdir():
            if _REST.match(rest.name):
                _remove(rest)


def list_fremde(ordner: Path, dateien: Sequence[Datei]) -> tuple[str, ...]:
    """Files in `daten/` that no entry knows."""
    daten = ordner / ORDNER
    if not daten.is_dir():
        return ()
    bekannt = {pfad for datei in dateien for pfad in list_kopien(ordner, datei)} | {daten / DATEI}
    alle = (p for p in sorted(daten.rglob("*")) if p.is_file() and p not in bekannt)
    namen = (p.relative_to(daten).as_posix() for p in alle)
    return tuple(name for name in namen if not name.startswith(".") and "/." not in name)
