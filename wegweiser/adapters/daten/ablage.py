"""What was imported, in `daten/daten.yaml`: readable, changeable by hand, comments stay."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar, cast, get_args

from wegweiser.adapters.dateien import lesefehler, remove_reste, save_atomar, schreibfehler
from wegweiser.adapters.yaml_lesen import Pfad
from wegweiser.adapters.yaml_pruefung import Pruefer, build_fehler, load_dokument
from wegweiser.adapters.yaml_schreiben import format_yaml, patch_yaml
from wegweiser.errors import format_auswahl
from wegweiser.model.base import Knoten, fields
from wegweiser.model.daten import Datei, Datenart, Datenbestand, Lizenzangabe, Quartierangabe, Quartierart

ORDNER = "daten"
DATEI = "daten.yaml"
FORMAT = "1"
_BEFUNDE = "bestand-befunde"
_NOETIG = ("id", "datei", "art", "format", "eingelesen", "sha256")
_ZUORDNUNGEN = ("lesart", "spalten", "teile")
_ZAHLEN = ("groesse", "zeilen", "verworfen")
_TEXTE_QUARTIER = ("titel", "datei", "raum", "stadt")
_ZIFFERN = 15
_LEER = Datenbestand()
T = TypeVar("T")


def load_bestand(ordner: Path) -> Datenbestand:
    """All imported files; none where the file is missing. Raises EingabenError with file:line:column of every finding."""
    pfad = ordner / ORDNER / DATEI
    with lesefehler(pfad):
        if not pfad.exists():
            return _LEER
    return _Leser(load_dokument(pfad, _BEFUNDE)).lies()


def save_bestand(ordner: Path, bestand: Datenbestand) -> None:
    """Replace the file; what was written by hand around the data stays."""
    pfad = ordner / ORDNER / DATEI
    daten = format_bestand(bestand)
    text = patch_yaml(load_dokument(pfad, _BEFUNDE).text, daten) if pfad.exists() else format_yaml(daten)
    with schreibfehler(pfad):
        create_ordner(ordner)
        remove_reste(pfad.parent)
        save_atomar(pfad, text.encode())


def create_ordner(ordner: Path) -> Path:
    """The folder for the copies, with the mode of the Vorhaben."""
    daten = ordner / ORDNER
    if not daten.is_dir():
        daten.mkdir()
        daten.chmod(ordner.stat().st_mode & 0o777)
    return daten


def format_bestand(bestand: Datenbestand) -> dict[str, Knoten]:
    """The data of the file, its leaves as text."""
    daten: dict[str, Knoten] = {"format": FORMAT}
    if bestand.quartier:
        daten["quartier"] = _format_quartier(bestand.quartier)
    return {**daten, "dateien": [_format_datei(datei) for datei in bestand.dateien]}


def _format_datei(datei: Datei) -> dict[str, Knoten]:
    herkunft = {f.name: str(getattr(datei.herkunft, f.name)) for f in fields(cast("Any", datei.herkunft))}
    werte: dict[str, Knoten] = {
        "id": datei.id,
        "datei": datei.datei,
        "quelle": datei.quelle if datei.quelle != datei.datei else None,
        "art": datei.art,
        "format": datei.format,
        "titel": datei.titel,
        "herkunft": {name: wert for name, wert in herkunft.items() if wert},
        "eingelesen": datei.eingelesen.isoformat(timespec="seconds"),
        "zeilen": str(datei.zeilen) if datei.zeilen else None,
        "verworfen": str(datei.verworfen) if datei.verworfen else None,
        "lesart": dict(datei.lesart),
        "spalten": dict(datei.spalten),
        "groesse": str(datei.groesse),
        "sha256": datei.sha256,
        "teile": dict(datei.teile),
    }
    return {name: wert for name, wert in werte.items() if wert}


def _format_quartier(quartier: Quartierangabe) -> dict[str, Knoten]:
    werte: dict[str, Knoten] = {
        "art": quartier.art,
        "titel": quartier.titel,
        "datei": quartier.datei,
        "raum": quartier.raum,
        "mitte": [repr(grad) for grad in quartier.mitte] if quartier.mitte else None,
        "radius_m": None if quartier.radius_m is None else f"{quartier.radius_m:g}",
        "stadt": quartier.stadt,
    }
    return {name: wert for name, wert in werte.items() if wert}


class _Leser(Pruefer):
    """Reads the file and collects every finding with its place."""

    def lies(self) -> Datenbestand:
        daten = self.als_zuordnung(self.dokument.daten, ())
        if daten and daten.get("format") != FORMAT:
            self.melde(("format",) if "format" in daten else (), "bestand-format", format=FORMAT)
        self.check_felder(daten, (), ("format", "dateien", "quartier"))
        dateien: list[Datei] = []
        for nr, roh in enumerate(self.als_liste(daten.get("dateien"), ("dateien",))):
            datei = self._lies_datei(roh, ("dateien", nr))
            if datei and any(datei.id == andere.id for andere in dateien):
                self.melde(("dateien", nr, "id"), "bestand-doppelt", text=datei.id)
            elif datei:
                dateien.append(datei)
        roh = daten.get("quartier")
        quartier = None if roh is None else self._lies_quartier(roh, ("quartier",))
        if self.befunde:
            raise build_fehler(_BEFUNDE, self.befunde)
        return Datenbestand(dateien=tuple(dateien), quartier=quartier)

    def _lies_datei(self, roh: object, ort: Pfad) -> Datei | None:
        daten = self.als_zuordnung(roh, ort)
        vorher = len(self.befunde)
        self.check_felder(daten, ort, [f.name for f in fields(cast("Any", Datei))], _NOETIG)
        if len(self.befunde) > vorher:
            return None
        zuordnungen = {name: self._lies_texte_je(daten.get(name), (*ort, name)) for name in _ZUORDNUNGEN}
        for name in ("datei", *zuordnungen["teile"]):
            self._check_pfad(str(daten["datei"]) if name == "datei" else name, (*ort, "datei"))
        werte: dict[str, Any] = {
            "art": self._wahl(daten["art"], (*ort, "art"), get_args(Datenart)),
            "herkunft": self._lies_herkunft(daten.get("herkunft"), (*ort, "herkunft")),
            "eingelesen": self.wende_an(
                datetime.fromisoformat, daten["eingelesen"], (*ort, "eingelesen"), "bestand-zeit"
            ),
            **zuordnungen,
            **{name: self.falls(daten, name, ort, _zahl, "bestand-zahl") or 0 for name in _ZAHLEN},
        }
        if len(self.befunde) > vorher:
            return None
        werte |= {name: str(daten.get(name) or "") for name in ("id", "datei", "format", "titel", "sha256")}
        werte["quelle"] = str(daten.get("quelle") or daten["datei"])
        return Datei(**werte)

    def _check_pfad(self, text: str, ort: Pfad) -> None:
        """A path below `daten/`: never out of it, whatever a stranger wrote there."""
        pfad = PurePosixPath(text)
        if pfad.is_absolute() or ".." in pfad.parts or "\\" in text or ":" in text or "\x00" in text:
            self.melde(ort, "bestand-pfad", text=text[:80])

    def _lies_herkunft(self, roh: object, ort: Pfad) -> Lizenzangabe:
        daten = self.als_zuordnung(roh, ort)
        self.check_felder(daten, ort, [f.name for f in fields(cast("Any", Lizenzangabe))])
        namen = [f.name for f in fields(cast("Any", Lizenzangabe))]
        return Lizenzangabe(**{name: str(daten[name]) for name in namen if daten.get(name)})

    def _lies_texte_je(self, roh: object, ort: Pfad) -> Mapping[str, str]:
        return {str(name): str(wert or "") for name, wert in self.als_zuordnung(roh, ort).items()}

    def _wahl(self, roh: object, ort: Pfad, moeglich: tuple[str, ...]) -> str | None:
        if str(roh) in moeglich:
            return str(roh)
        text = str(roh)[:40]
        self.melde(ort, "bestand-wert", text=text, vorschlag=format_auswahl(text, moeglich))
        return None

    def _lies_quartier(self, roh: object, ort: Pfad) -> Quartierangabe | None:
        daten = self.als_zuordnung(roh, ort)
        vorher = len(self.befunde)
        self.check_felder(daten, ort, [f.name for f in fields(cast("Any", Quartierangabe))], ("art",))
        art = self._wahl(daten.get("art"), (*ort, "art"), get_args(Quartierart))
        radius = self.falls(daten, "radius_m", ort, _laenge, "bestand-zahl")
        mitte = None if daten.get("mitte") is None else self._lies_mitte(daten["mitte"], (*ort, "mitte"))
        if len(self.befunde) > vorher:
            return None
        texte = {name: str(daten.get(name) or "") for name in _TEXTE_QUARTIER}
        return Quartierangabe(art=cast("Quartierart", art), mitte=mitte, radius_m=radius, **texte)

    def _lies_mitte(self, roh: object, ort: Pfad) -> tuple[float, float] | None:
        werte = roh if isinstance(roh, list) else []
        grade = [zahl for wert in werte if (zahl := _versuche(_grad, wert)) is not None]
        if len(werte) == len(grade) == 2:  # noqa: PLR2004 - longitude and latitude
            return grade[0], grade[1]
        self.melde(ort, "bestand-punkt", text=str(roh)[:40])
        return None


def _versuche(lies: Callable[[str], T], roh: object) -> T | None:
    try:
        return lies(str(roh))
    except ValueError:
        return None


def _zahl(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _ZIFFERN):
        raise ValueError(text)
    return int(text)


def _laenge(text: str) -> float:
    zahl = float(text)
    if not 0 < zahl < 1e6:  # noqa: PLR2004 - also refuses NaN
        raise ValueError(text)
    return zahl


def _grad(text: str) -> float:
    zahl = float(text)
    if not -180 <= zahl <= 180:  # noqa: PLR2004 - also refuses NaN
        raise ValueError(text)
    return zahl
