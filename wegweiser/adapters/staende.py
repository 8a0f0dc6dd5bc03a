"""Named snapshots in `staende/`: a few lines of head, then the YAML of the Vorhaben byte for byte."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.dateien import lesefehler, load_text, save_atomar, schreibfehler, sync_ordner
from wegweiser.adapters.namen import check_name, format_dateiname
from wegweiser.adapters.protokoll import compute_pruefsumme
from wegweiser.adapters.yaml_lesen import Dokument, Pfad, YamlError, load_yaml
from wegweiser.adapters.yaml_schreiben import format_yaml
from wegweiser.errors import VorhabenError
from wegweiser.model.base import Knoten

ORDNER = "staende"
ENDUNG = ".yaml"
_TRENNER = "\n---\n"


class Gesichert(NamedTuple):
    """A snapshot as it lies in the folder; positions of `dokument` are those in its file."""

    pfad: Path
    name: str
    zeit: datetime
    wer: str
    text: str
    dokument: Dokument


def save_stand(ordner: Path, name: str, text: str, *, zeit: datetime, wer: str) -> Path:
    """Keep a YAML text under a name; never overwrites."""
    name = check_name(name)
    for stand in list_lesbare(ordner):
        if stand.name.casefold() == name.casefold():
            wann = f"{stand.zeit:%d.%m.%Y %H:%M}"
            raise VorhabenError("stand-besteht", name=stand.name, zeit=wann, ordner=ordner)
    inhalt = format_stand(name, text, zeit=zeit, wer=wer).encode()
    with schreibfehler(ordner / ORDNER):
        (ordner / ORDNER).mkdir(exist_ok=True)
        return _lege_an(ordner / ORDNER, format_dateiname(name, "stand"), inhalt)


def format_stand(name: str, text: str, *, zeit: datetime, wer: str) -> str:
    """The file of a snapshot."""
    kopf: dict[str, Knoten] = {"stand": name, "gesichert": zeit.isoformat(timespec="seconds")}
    if wer:
        kopf["wer"] = wer
    kopf["pruefsumme"] = compute_pruefsumme(text)
    return format_yaml(kopf) + _TRENNER.lstrip() + text


def _lege_an(ordner: Path, stamm: str, inhalt: bytes) -> Path:
    """A new file under the first free name, whole or not at all."""
    entwurf = ordner / f"{stamm}{ENDUNG}"
    nr = 1
    while True:
        pfad = ordner / (f"{stamm}{ENDUNG}" if nr == 1 else f"{stamm}-{nr}{ENDUNG}")
        nr += 1
        if os.path.lexists(pfad):
            continue
        vorlaeufig = entwurf.with_name(f".{entwurf.name}.{os.getpid()}.0.neu")
        save_atomar(vorlaeufig, inhalt)
        try:
            os.link(vorlaeufig, pfad)
        except FileExistsError:
            continue
        except OSError:  # a disk without hard links
            vorlaeufig.rename(pfad)
        finally:
            vorlaeufig.unlink(missing_ok=True)
        sync_ordner(ordner)
        return pfad


def list_pfade(ordner: Path) -> tuple[Path, ...]:
    """All files that are meant as snapshots, by name."""
    with lesefehler(ordner / ORDNER):
        if not (ordner / ORDNER).is_dir():
            return ()
        alle = sorted((ordner / ORDNER).iterdir())
    return tuple(p for p in alle if p.suffix == ENDUNG and not p.name.startswith("."))


def list_lesbare(ordner: Path) -> Iterator[Gesichert]:
    """All snapshots that are not damaged."""
    for pfad in list_pfade(ordner):
        with suppress(VorhabenError):
            yield load_stand(pfad)


def load_stand(pfad: Path, *, geprueft: bool = True) -> Gesichert:
    """Read a snapshot; raises VorhabenError with file:line:column for what is damaged.

    `geprueft`: also for one that was changed since it was kept.
    """
    roh = load_text(pfad)
    oben, trenner, text = roh.partition(_TRENNER)
    kopf = _parse(oben, pfad)
    if not trenner or not isinstance(kopf.daten, dict) or not isinstance(kopf.daten.get("stand"), str):
        raise _defekt(kopf, (), "stand-ohne-kopf")
    # Line breaks in place of the head, so that every position is one in the file.
    dokument = _parse("\n" * (oben.count("\n") + 2) + text, pfad)
    if geprueft and (summe := kopf.daten.get("pruefsumme")) is not None and summe != compute_pruefsumme(text):
        raise VorhabenError("stand-veraendert", stelle=kopf.befund(("pruefsumme",), "", {}).fundstelle)
    return Gesichert(
        pfad=pfad,
        name=kopf.daten["stand"],
        zeit=_parse_zeit(kopf),
        wer=str(kopf.daten.get("wer") or ""),
        text=text,
        dokument=_check(dokument),
    )


def _parse(text: str, pfad: Path) -> Dokument:
    try:
        return load_yaml(text, str(pfad), typisiert=False)
    except YamlError as fehler:
        befund = fehler.befund
        raise VorhabenError("stand-defekt", stelle=befund.fundstelle, grund=befund.satz) from None


def _check(dokument: Dokument) -> Dokument:
    """What every Vorhaben has must be there."""
    if not isinstance(dokument.daten, dict):
        raise _defekt(dokument, (), "zuordnung-erwartet")
    for ort in (("leitfaden", "id"), ("vorhaben", "angelegt")):
        teil = dokument.daten.get(ort[0])
        if not isinstance(teil, dict) or not isinstance(teil.get(ort[1]), str):
            raise _defekt(dokument, ort, "feld-fehlt", feld=".".join(ort))
    for bereich in ("antworten", "ruhend"):
        if not isinstance(dokument.daten.get(bereich), dict | None):
            raise _defekt(dokument, (bereich,), "zuordnung-erwartet")
    return dokument


def _parse_zeit(kopf: Dokument) -> datetime:
    text = str(kopf.daten.get("gesichert"))
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise _defekt(kopf, ("gesichert",), "stand-zeit", text=text) from None


def _defekt(dokument: Dokument, ort: Pfad, code: str, **angaben: object) -> VorhabenError:
    befund = dokument.befund(ort, code, angaben)
    return VorhabenError("stand-defekt", stelle=befund.fundstelle, grund=befund.satz)
