"""Recognise a file and read it as a person would who takes every proposal."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from wegweiser.adapters.daten.leser import Gelesen, erkenne, lies
from wegweiser.model.daten import Datei, Erkennung, Leseangaben, Lizenzangabe


def lies_datei(
    pfad: Path, *, titel: str = "", stand: str = "", lesart: Mapping[str, str] | None = None
) -> Gelesen:
    erkannt = erkenne(pfad, Leseangaben(lesart=lesart or {}))
    return lies(pfad, build_datei(pfad, erkannt, titel, stand))


def build_datei(pfad: Path, erkannt: Erkennung, titel: str = "", stand: str = "") -> Datei:
    return Datei(
        id="d",
        datei=pfad.name,
        titel=titel,
        art=erkannt.art,
        format=erkannt.format,
        herkunft=Lizenzangabe(stand=stand),
        eingelesen=datetime(2026, 11, 25, tzinfo=UTC),
        sha256="",
        groesse=pfad.stat().st_size,
        lesart=erkannt.lesart,
        spalten=erkannt.spalten,
    )
