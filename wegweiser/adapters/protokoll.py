"""The journal of a Vorhaben: one line per change, numbered, each with the checksum of the YAML that follows it."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from wegweiser.adapters.dateien import append_zeile, cut_datei, load_bytes, mend_datei, schreibfehler
from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Knoten
from wegweiser.model.verlauf import Aenderung, Schritt

DATEI = "protokoll.jsonl"
MAX_BYTES = 500_000_000  # years of work; every line holds the answer before and after
Art = Literal[
    "angelegt", "antwort", "von-hand", "umzug", "umzug-zurueck",
    "rueckgaengig", "wiederholt", "erfasst", "eingelesen", "aus-daten", "zusammengefuehrt", "zurueckgesetzt",
    "anonymisiert", "wiederhergestellt",
]  # fmt: skip
_UMZUG = b'"art": "umzug'
# Before these a number may be missing: they say anew what there is, or it is gone on purpose.
_MIT_TEXT: frozenset[str] = frozenset({"angelegt", "wiederhergestellt"})
_NEUANFAENGE: frozenset[str] = frozenset({"angelegt", "von-hand", "wiederhergestellt", "anonymisiert"})


class Vorgang(NamedTuple):
    """Who changes something when, and what the journal calls it; `zu` is the line this takes back or repeats."""

    art: Art
    zeit: datetime
    wer: str
    zu: int | None = None


class Texte(NamedTuple):
    """The whole YAML before and after a move to another guide: to finish it after a crash, and to undo it exactly."""

    vorher: str
    nachher: str


class Zeile(NamedTuple):
    """One line of the journal; a move carries its texts, and `zu` is the number of the line it takes back or repeats.

    `text` is the whole YAML where it began, or began anew.
    """

    nr: int
    zeit: str
    art: Art
    wer: str
    aenderungen: tuple[Aenderung, ...]
    yaml: str
    folgt: int = 0
    texte: Texte | None = None
    zu: int | None = None
    text: str = ""


def compute_pruefsumme(text: str) -> str:
    """The checksum by which a YAML text is recognised."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def load_protokoll(ordner: Path) -> tuple[Zeile, ...]:
    """All complete lines; what was torn by a kill while writing (a line, or a group without its end) is dropped."""
    pfad = ordner / DATEI
    zeilen: list[Zeile] = []
    gruppe: list[Zeile] = []
    for roh in load_bytes(pfad, hoechstens=MAX_BYTES).split(b"\n") if pfad.exists() else ():
        zeile = _lies(roh)
        if zeile is None or (gruppe and not _gehoert_zu(gruppe[-1], zeile)):
            gruppe = []
        if zeile is not None:
            gruppe.append(zeile)
            if not zeile.folgt:
                zeilen += gruppe
                gruppe = []
    return tuple(zeilen)


def list_zeilenids(zeilen: Iterable[Zeile], adressen: Collection[Adresse]) -> tuple[str, ...]:
    """The row ids a table (under one of these addresses) ever had, with or without a note beside its rows."""
    ids: dict[str, None] = {}
    for aenderung in (a for zeile in zeilen for a in zeile.aenderungen if a.adresse in adressen):
        for knoten in (aenderung.alt, aenderung.neu):
            saetze = knoten.get("wert") if isinstance(knoten, dict) else knoten
            for satz in saetze if isinstance(saetze, list) else ():
                if isinstance(satz, dict) and "id" in satz:
                    ids[str(satz["id"])] = None
    return tuple(ids)


def has_luecke(zeilen: Sequence[Zeile]) -> bool:
    """Whether lines are missing, which somebody or a failing disk took; what a kill tears leaves no gap."""
    erwartet = 1
    for zeile in zeilen:
        if zeile.nr > erwartet and zeile.art not in _NEUANFAENGE:
            return True
        erwartet = zeile.nr + 1
    return False


def compute_stand(zeilen: Iterable[Zeile]) -> dict[Adresse, Knoten]:
    """Every answer a journal tells of, as it was in the end; None where it was taken back."""
    return {a.adresse: a.neu for zeile in zeilen for a in zeile.aenderungen}


def list_schritte(zeilen: Iterable[Zeile]) -> Iterator[Schritt]:
    """The journal as steps: lines that were saved together are one."""
    gruppe: list[Zeile] = []
    for zeile in zeilen:
        gruppe.append(zeile)
        if not zeile.folgt:
            aenderungen = tuple(a for z in gruppe for a in z.aenderungen)
            erste = gruppe[0]
            yield Schritt(
                nr=erste.nr,
                zeit=erste.zeit,
                art=erste.art,
                wer=erste.wer,
                aenderungen=aenderungen,
                zu=erste.zu,
            )
            gruppe = []


def find_umzug(ordner: Path, text: str) -> Zeile | None:
    """The last move the journal tells of and a YAML text has not seen; edited by hand, a text has seen nothing."""
    pfad, summe = ordner / DATEI, compute_pruefsumme(text)
    roh = load_bytes(pfad, hoechstens=MAX_BYTES) if pfad.exists() else b""
    if _UMZUG not in roh or roh.rstrip().endswith(f'"yaml": "{summe}"}}'.encode()):
        return None
    zeilen = load_protokoll(ordner)
    bekannt = next((nr for nr in range(len(zeilen), 0, -1) if zeilen[nr - 1].yaml == summe), len(zeilen))
    return next((zeile for zeile in reversed(zeilen[bekannt:]) if zeile.texte), None)


def _gehoert_zu(davor: Zeile, zeile: Zeile) -> bool:
    return (zeile.nr, zeile.folgt, zeile.yaml) == (davor.nr + 1, davor.folgt - 1, davor.yaml)


def _lies(zeile: bytes) -> Zeile | None:
    try:
        roh: dict[str, Any] = json.loads(zeile)
        aenderungen = tuple(
            Aenderung(Adresse(str(a["frage"]), str(a.get("satz", ""))), _knoten(a["alt"]), _knoten(a["neu"]))
            for a in roh["aenderungen"]
        )
        datetime.fromisoformat(roh["zeit"])
        wer, summe = str(roh.get("wer", "")), str(roh["yaml"])
        texte = Texte(str(roh["vorher"]), str(roh["nachher"])) if "nachher" in roh else None
        folgt, zu = int(roh.get("folgt", 0)), int(roh["zu"]) if "zu" in roh else None
        nr, text = int(roh["nr"]), str(roh.get("text", ""))
        return Zeile(nr, roh["zeit"], roh["art"], wer, aenderungen, summe, folgt, texte, zu, text)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def _knoten(wert: object) -> Knoten:
    """A value of the journal as YAML node; ValueError where somebody wrote something else into it."""
    match wert:
        case None | str():
            return wert
        case list():
            return [_knoten(teil) for teil in wert]
        case dict():
            return {str(name): _knoten(teil) for name, teil in wert.items()}
        case _:
            raise ValueError(wert)


def append_protokoll(
    ordner: Path,
    vorgang: Vorgang,
    *,
    nr: int,
    gruppen: Sequence[Sequence[Aenderung]],
    yaml_text: str | Texte,
) -> int:
    """Add one line per group of changes, numbered from `nr`, in one write that is on the disk; the length before.

    A move to another guide keeps both texts, before and after.
    """
    summe = compute_pruefsumme(yaml_text if isinstance(yaml_text, str) else yaml_text.nachher)
    zeit = vorgang.zeit.isoformat(timespec="seconds")
    texte = yaml_text if isinstance(yaml_text, Texte) else None
    anfang = yaml_text if isinstance(yaml_text, str) and vorgang.art in _MIT_TEXT else ""
    zeilen = []
    for versatz, aenderungen in enumerate(gruppen):
        folgt, teile = len(gruppen) - versatz - 1, tuple(aenderungen)
        zeile = Zeile(
            nr + versatz, zeit, vorgang.art, vorgang.wer, teile, summe, folgt, texte, vorgang.zu, anfang
        )
        zeilen.append(format_zeile(zeile))
    pfad = ordner / DATEI
    with schreibfehler(pfad):
        mend_datei(pfad)
        laenge = pfad.stat().st_size if pfad.exists() else 0
        _schliesse_letzte(pfad)
        append_zeile(pfad, "".join(zeilen).encode())
    return laenge


def format_zeile(zeile: Zeile) -> str:
    """A line as it stands in the file, with its line end; the checksum comes last (`find_umzug` looks for it there)."""
    daten: dict[str, object] = {"nr": zeile.nr, "zeit": zeile.zeit, "art": zeile.art}
    if zeile.wer:
        daten["wer"] = zeile.wer
    if zeile.zu is not None:
        daten["zu"] = zeile.zu
    daten["aenderungen"] = [_format_aenderung(aenderung) for aenderung in zeile.aenderungen]
    if zeile.texte is not None:
        daten |= zeile.texte._asdict()
    if zeile.text:
        daten["text"] = zeile.text
    daten["yaml"] = zeile.yaml
    if zeile.folgt:
        daten["folgt"] = zeile.folgt
    return json.dumps(daten, ensure_ascii=False) + "\n"


def shorten_protokoll(ordner: Path, laenge: int) -> None:
    """Take back what was appended behind a length: the change it tells of did not come about."""
    cut_datei(ordner / DATEI, laenge)


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
