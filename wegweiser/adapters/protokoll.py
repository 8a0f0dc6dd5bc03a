"""The journal of a Vorhaben: one line per change, numbered, each with the checksum of the YAML that follows it."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from wegweiser.adapters.dateien import append_zeile, load_text, schreibfehler
from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Knoten

DATEI = "protokoll.jsonl"
Art = Literal["angelegt", "antwort", "von-hand"]


class Aenderung(NamedTuple):
    """One answer before and after; None means there was or is none."""

    adresse: Adresse
    alt: Knoten
    neu: Knoten


class Zeile(NamedTuple):
    """One line of the journal."""

    nr: int
    zeit: str
    art: Art
    wer: str
    aenderungen: tuple[Aenderung, ...]
    yaml: str
    folgt: int = 0


def compute_pruefsumme(text: str) -> str:
    """The checksum by which a YAML text is recognised."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def load_protokoll(ordner: Path) -> tuple[Zeile, ...]:
    """All complete lines; a torn last line or group (killed while writing) is dropped."""
    pfad = ordner / DATEI
    if not pfad.exists():
        return ()
    zeilen = []
    for text in load_text(pfad).split("\n"):
        zeile = _lies(text)
        if zeile is not None:
            zeilen.append(zeile)
    while zeilen and zeilen[-1].folgt:
        zeilen.pop()
    return tuple(zeilen)


def _lies(text: str) -> Zeile | None:
    try:
        roh: dict[str, Any] = json.loads(text)
        aenderungen = tuple(
            Aenderung(Adresse(str(a["frage"]), str(a.get("satz", ""))), a.get("alt"), a.get("neu"))
            for a in roh["aenderungen"]
        )
        return Zeile(
            int(roh["nr"]),
            roh["zeit"],
            roh["art"],
            roh.get("wer", ""),
            aenderungen,
            roh["yaml"],
            roh.get("folgt", 0),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def append_protokoll(
    ordner: Path,
    *,
    nr: int,
    zeit: datetime,
    art: Art,
    wer: str,
    gruppen: Sequence[Sequence[Aenderung]],
    yaml_text: str,
) -> None:
    """Add one line per group of changes, numbered from `nr`, all in one write, and wait until they are on the disk."""
    summe = compute_pruefsumme(yaml_text)
    zeilen = []
    for versatz, aenderungen in enumerate(gruppen):
        zeile: dict[str, object] = {
            "nr": nr + versatz,
            "zeit": zeit.isoformat(timespec="seconds"),
            "art": art,
        }
        if wer:
            zeile["wer"] = wer
        zeile["aenderungen"] = [_format_aenderung(aenderung) for aenderung in aenderungen]
        zeile["yaml"] = summe
        if folgt := len(gruppen) - versatz - 1:
            zeile["folgt"] = folgt
        zeilen.append(json.dumps(zeile, ensure_ascii=False) + "\n")
    pfad = ordner / DATEI
    with schreibfehler(pfad):
        _schliesse_letzte(pfad)
        append_zeile(pfad, "".join(zeilen).encode())


def _format_aenderung(aenderung: Aenderung) -> dict[str, object]:
    satz = {"satz": aenderung.adresse.satz} if aenderung.adresse.satz else {}
    return {"frage": aenderung.adresse.frage, **satz, "alt": aenderung.alt, "neu": aenderung.neu}


def _schliesse_letzte(pfad: Path) -> None:
    """A torn last line gets its line end, so that the next line stands alone."""
    if not pfad.exists() or not pfad.stat().st_size:
        return
    with pfad.open("rb") as datei:
        datei.seek(-1, 2)
        abgeschlossen = datei.read(1) == b"\n"
    if not abgeschlossen:
        append_zeile(pfad, b"\n")
