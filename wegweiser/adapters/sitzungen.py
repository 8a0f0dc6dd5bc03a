"""Meetings in `sitzungen.yaml`: readable, changeable by hand, comments stay."""

from pathlib import Path
from typing import Any, cast, get_args

from wegweiser.adapters.dateien import lesefehler, remove_reste, save_atomar, schreibfehler
from wegweiser.adapters.yaml_lesen import Pfad
from wegweiser.adapters.yaml_pruefung import Pruefer, build_fehler, load_dokument
from wegweiser.adapters.yaml_schreiben import format_yaml, patch_yaml
from wegweiser.model.base import Knoten, Runde
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
_BEFUNDE = "sitzungen-befunde"


def load_buch(ordner: Path) -> Sitzungsbuch:
    """All meetings; none where the file is missing. Raises EingabenError with file:line:column of every finding."""
    pfad = ordner / DATEI
    with lesefehler(pfad):
        if not pfad.exists():
            return _LEER
    return _Leser(load_dokument(pfad, _BEFUNDE)).lies()


def save_buch(ordner: Path, buch: Sitzungsbuch) -> None:
    """Replace the file; what was written by hand around the data stays."""
    pfad = ordner / DATEI
    daten = format_buch(buch)
    text = patch_yaml(load_dokument(pfad, _BEFUNDE).text, daten) if pfad.exists() else format_yaml(daten)
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


class _Leser(Pruefer):
    """Reads the file and collects every finding with its place."""

    def lies(self) -> Sitzungsbuch:
        daten = self.als_zuordnung(self.dokument.daten, ())
        if daten and daten.get("format") != FORMAT:
            self.melde(("format",) if "format" in daten else (), "sitzung-format", format=FORMAT)
        termine = {
            str(id_): tag
            for id_, roh in self.als_zuordnung(daten.get("termine"), ("termine",)).items()
            if (tag := self.wende_an(parse_datum, roh, ("termine", id_), "kein-datum"))
        }
        liste = self.als_liste(daten.get("sitzungen") or [], ("sitzungen",))
        sitzungen = [self._lies_sitzung(roh, ("sitzungen", nr)) for nr, roh in enumerate(liste)]
        if self.befunde:
            raise build_fehler(_BEFUNDE, self.befunde)
        return Sitzungsbuch(termine=termine, sitzungen=tuple(filter(None, sitzungen)))

    def _lies_sitzung(self, roh: object, ort: Pfad) -> Sitzung | None:
        daten = self.als_zuordnung(roh, ort)
        vorher = len(self.befunde)
        self.check_felder(daten, ort, _FELDER, _NOETIG)
        if len(self.befunde) > vorher:
            return None
        runde = daten.get("runde")
        if runde is not None and runde not in get_args(Runde):
            self.melde((*ort, "runde"), "sitzung-runde", text=str(runde)[:40])
        werte: dict[str, Any] = {
            "ort": str(daten.get("ort") or ""),
            "moderation": str(daten.get("moderation") or ""),
            "datum": self.wende_an(parse_datum, daten["datum"], (*ort, "datum"), "kein-datum"),
            "beginn": self.wende_an(parse_uhrzeit, daten["beginn"], (*ort, "beginn"), "keine-uhrzeit"),
            "von": self.wende_an(_zahl, daten["von"], (*ort, "von"), "sitzung-zahl"),
            "ende": self.falls(daten, "ende", ort, parse_uhrzeit, "keine-uhrzeit"),
            "bis": self.falls(daten, "bis", ort, _zahl, "sitzung-zahl"),
            "personen": self._lies_personen(daten.get("personen"), (*ort, "personen")),
            "beschluesse": self.lies_texte(daten.get("beschluesse"), (*ort, "beschluesse")),
            "dissens": self.lies_texte(daten.get("dissens"), (*ort, "dissens")),
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

    def _lies_personen(self, roh: object, ort: Pfad) -> dict[str, int]:
        gruppen = self.als_zuordnung(roh, ort)
        gelesen = {g: self.wende_an(_zahl, n, (*ort, g), "sitzung-zahl") for g, n in gruppen.items()}
        return {gruppe: anzahl for gruppe, anzahl in gelesen.items() if anzahl is not None}


def _zahl(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004 - no number is longer here
        raise ValueError(text)
    return int(text)
