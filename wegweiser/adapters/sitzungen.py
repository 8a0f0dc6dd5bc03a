"""Meetings in `sitzungen.yaml`: readable, changeable by hand, comments stay."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from wegweiser.adapters.dateien import lesefehler, load_text, remove_reste, save_atomar, schreibfehler
from wegweiser.adapters.yaml_lesen import Dokument, Pfad, YamlError, load_yaml
from wegweiser.adapters.yaml_schreiben import format_yaml, patch_yaml
from wegweiser.errors import EingabeError, EingabenError, format_vorschlag
from wegweiser.model.base import Knoten, Runde
from wegweiser.model.befund import Befund
from wegweiser.model.deutsch_format import parse_datum, parse_uhrzeit
from wegweiser.model.sitzung import Sitzung, Sitzungsbuch

DATEI = "sitzungen.yaml"
FORMAT = "1"
_FELDER = (
    "id", "termin", "titel", "runde", "datum", "beginn", "ende", "ort", "moderation",
    "personen", "beschluesse", "dissens", "von", "bis",
)  # fmt: skip
_NOETIG = ("id", "titel", "datum", "beginn", "von")
_LEER = Sitzungsbuch()
T = TypeVar("T")


def load_buch(ordner: Path) -> Sitzungsbuch:
    """All meetings; none where the file is missing. Raises EingabenError with file:line:column of every finding."""
    pfad = ordner / DATEI
    with lesefehler(pfad):
        if not pfad.exists():
            return _LEER
    return _Leser(_load_dokument(pfad)).lies()


def save_buch(ordner: Path, buch: Sitzungsbuch) -> None:
    """Replace the file; what was written by hand around the data stays."""
    pfad = ordner / DATEI
    daten = format_buch(buch)
    text = patch_yaml(_load_dokument(pfad).text, daten) if pfad.exists() else format_yaml(daten)
    with schreibfehler(pfad):
        remove_reste(pfad)
        save_atomar(pfad, text.encode())


def format_buch(buch: Sitzungsbuch) -> dict[str, Knoten]:
    """The data of the file, its leaves as text."""
    return {
        "format": FORMAT,
        "termine": {id_: tag.isoformat() for id_, tag in buch.termine.items()},
        "sitzungen": [_format_sitzung(sitzung) for sitzung in buch.sitzungen],
    }


def _format_sitzung(sitzung: Sitzung) -> dict[str, Knoten]:
    werte: dict[str, Knoten] = {
        "id": sitzung.id,
        "termin": sitzung.termin,
        "titel": sitzung.titel,
        "runde": sitzung.runde,
        "datum": sitzung.datum.isoformat(),
        "beginn": sitzung.beginn,
        "ende": sitzung.ende,
        "ort": sitzung.ort,
        "moderation": sitzung.moderation,
        "personen": {gruppe: str(anzahl) for gruppe, anzahl in sitzung.personen.items()},
        "beschluesse": [*sitzung.beschluesse],
        "dissens": [*sitzung.dissens],
        "von": str(sitzung.von),
        "bis": None if sitzung.bis is None else str(sitzung.bis),
    }
    return {name: wert for name, wert in werte.items() if wert}


def _load_dokument(pfad: Path) -> Dokument:
    try:
        return load_yaml(load_text(pfad), str(pfad), typisiert=False)
    except YamlError as fehler:
        raise _fehler([fehler.befund]) from None


def _fehler(befunde: list[Befund]) -> EingabenError:
    anzahl = "einen Befund" if len(befunde) == 1 else f"{len(befunde)} Befunde"
    return EingabenError("sitzungen-befunde", [str(befund) for befund in befunde], anzahl=anzahl)


class _Leser:
    """Reads the file and collects every finding with its place."""

    def __init__(self, dokument: Dokument) -> None:
        self.dokument = dokument
        self.befunde: list[Befund] = []

    def lies(self) -> Sitzungsbuch:
        daten = self._als_zuordnung(self.dokument.daten, ())
        if daten and daten.get("format") != FORMAT:
            self._melde(("format",) if "format" in daten else (), "sitzung-format", format=FORMAT)
        termine = {
            str(id_): tag
            for id_, roh in self._als_zuordnung(daten.get("termine"), ("termine",)).items()
            if (tag := self._wende_an(parse_datum, roh, ("termine", id_), "kein-datum"))
        }
        liste = daten.get("sitzungen") or []
        if not isinstance(liste, list):
            self._melde(("sitzungen",), "liste-erwartet")
            liste = []
        sitzungen = [self._lies_sitzung(roh, ("sitzungen", nr)) for nr, roh in enumerate(liste)]
        if self.befunde:
            raise _fehler(self.befunde)
        return Sitzungsbuch(termine=termine, sitzungen=tuple(filter(None, sitzungen)))

    def _melde(self, ort: Pfad, code: str, **angaben: object) -> None:
        self.befunde.append(self.dokument.befund(ort, code, angaben))

    def _als_zuordnung(self, roh: object, ort: Pfad) -> Mapping[str, Knoten]:
        if isinstance(roh, Mapping):
            return roh
        if roh is not None:
            self._melde(ort, "zuordnung-erwartet")
        return {}

    def _wende_an(self, lies: Callable[[str], T], roh: object, ort: Pfad, code: str) -> T | None:
        try:
            return lies(str(roh))
        except (EingabeError, ValueError):
            self._melde(ort, code, text=str(roh)[:40])
            return None

    def _lies_sitzung(self, roh: object, ort: Pfad) -> Sitzung | None:
        daten = self._als_zuordnung(roh, ort)
        vorher = len(self.befunde)
        for name in daten:
            if name not in _FELDER:
                vorschlag = format_vorschlag(name, _FELDER)
                self._melde((*ort, name), "feld-unbekannt", feld=name, vorschlag=vorschlag)
        for name in _NOETIG:
            if not isinstance(daten.get(name), str):
                self._melde(ort, "feld-fehlt", feld=name)
        if len(self.befunde) > vorher:
            return None
        runde = daten.get("runde")
        if runde is not None and runde not in get_args(Runde):
            self._melde((*ort, "runde"), "sitzung-runde", text=str(runde)[:40])
        werte: dict[str, Any] = {
            "ort": str(daten.get("ort") or ""),
            "moderation": str(daten.get("moderation") or ""),
            "datum": self._wende_an(parse_datum, daten["datum"], (*ort, "datum"), "kein-datum"),
            "beginn": self._wende_an(parse_uhrzeit, daten["beginn"], (*ort, "beginn"), "keine-uhrzeit"),
            "von": self._wende_an(_zahl, daten["von"], (*ort, "von"), "sitzung-zahl"),
            "ende": self._falls(daten, "ende", ort, parse_uhrzeit, "keine-uhrzeit"),
            "bis": self._falls(daten, "bis", ort, _zahl, "sitzung-zahl"),
            "personen": self._lies_personen(daten.get("personen"), (*ort, "personen")),
            "beschluesse": self._lies_texte(daten.get("beschluesse"), (*ort, "beschluesse")),
            "dissens": self._lies_texte(daten.get("dissens"), (*ort, "dissens")),
        }
        if len(self.befunde) > vorher:
            return None
        return Sitzung(
            id=str(daten["id"]),
            titel=str(daten["titel"]),
            termin=cast("str | None", daten.get("termin")),
            runde=cast("Runde | None", runde),
            **werte,
        )

    def _falls(
        self, daten: Mapping[str, Knoten], name: str, ort: Pfad, lies: Callable[[str], T], code: str
    ) -> T | None:
        return None if daten.get(name) is None else self._wende_an(lies, daten[name], (*ort, name), code)

    def _lies_personen(self, roh: object, ort: Pfad) -> dict[str, int]:
        gruppen = self._als_zuordnung(roh, ort)
        gelesen = {g: self._wende_an(_zahl, n, (*ort, g), "sitzung-zahl") for g, n in gruppen.items()}
        return {gruppe: anzahl for gruppe, anzahl in gelesen.items() if anzahl is not None}

    def _lies_texte(self, roh: object, ort: Pfad) -> tuple[str, ...]:
        if isinstance(roh, list):
            return tuple(str(text) for text in roh if text)
        if roh is not None:
            self._melde(ort, "liste-erwartet")
        return ()


def _zahl(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004 - no number is longer here
        raise ValueError(text)
    return int(text)
