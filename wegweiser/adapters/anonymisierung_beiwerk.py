"""What lies beside the answers, without what is personal: conflicts, meetings, drafts of an editor, imported files."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from wegweiser.adapters import konflikte, sitzungen
from wegweiser.adapters.dateien import load_text
from wegweiser.adapters.daten import ablage, kopien
from wegweiser.adapters.rettung import DEFEKTE
from wegweiser.adapters.texteditor import list_uebrige
from wegweiser.adapters.yaml_lesen import Dokument, load_yaml
from wegweiser.errors import WegweiserError
from wegweiser.model import daten as d
from wegweiser.model.anonymisierung import Reinigung
from wegweiser.model.base import Knoten, replace
from wegweiser.model.sitzung import Sitzung
from wegweiser.model.zusammenfuehrung import Gesagt, Konflikt

_SITZUNG = re.compile(r"(?:[a-z]{1,3}|sitzung-)[0-9]+\Z")  # an id that says nothing
Datei = tuple[Path, bytes | None]


class Beiwerk:
    """`schreibe` gives the text of a document with other data; what cannot be read goes to `unlesbar`."""

    def __init__(
        self,
        ordner: Path,
        reiniger: Reinigung,
        schreibe: Callable[[Dokument, Mapping[str, Any]], str],
        unlesbar: list[str],
    ) -> None:
        self._ordner = ordner
        self._reiniger = reiniger
        self._schreibe = schreibe
        self._unlesbar = unlesbar

    def plane(self) -> Iterator[Datei]:
        """Every file that changes, with its content (None: it goes)."""
        for teil in (self._plane_konflikte, self._plane_sitzungen, self._plane_daten):
            try:
                yield from teil()
            except WegweiserError as fehler:
                self._unlesbar += [str(befund) for befund in getattr(fehler, "befunde", (fehler.satz,))]
        for pfad in list_uebrige(self._ordner):  # lay in an editor when a session was cut off
            self._reiniger.gezaehlt["entwurf"] += 1
            yield pfad, None
        for pfad in sorted(self._ordner.glob(DEFEKTE)):  # nobody can clean what nobody can read
            self._reiniger.gezaehlt["kopie"] += 1
            yield pfad, None

    # Conflicts

    def _plane_konflikte(self) -> Iterator[Datei]:
        pfad = self._ordner / konflikte.DATEI
        self._reiniger.ort = pfad.name
        alle = map(self._reinige_konflikt, konflikte.load_konflikte(self._ordner))
        sauber = [konflikt for konflikt in alle if konflikt is not None]
        if pfad.exists() and (text := konflikte.format_konflikte(sauber)) != load_text(pfad):
            yield pfad, text.encode() if sauber else None

    def _reinige_konflikt(self, konflikt: Konflikt) -> Konflikt | None:
        """Both values as the answer, the row or the cell they are; None where neither may stay."""
        self._reiniger.gezaehlt["kuerzel"] += bool(konflikt.hier.wer) + bool(konflikt.dort.wer)
        hier, dort = (
            Gesagt(self._reinige_gesagtes(konflikt, gesagt.knoten), gesagt.zeit)
            for gesagt in (konflikt.hier, konflikt.dort)
        )
        leer = hier.knoten is None and dort.knoten is None
        return None if leer else konflikt._replace(hier=hier, dort=dort)

    def _reinige_gesagtes(self, konflikt: Konflikt, knoten: Knoten) -> Knoten:
        if knoten is None or not konflikt.zeile:
            return self._reiniger.reinige(konflikt.adresse, knoten)
        zeile: Knoten = {"id": konflikt.zeile, konflikt.spalte: knoten} if konflikt.spalte else knoten
        sauber = self._reiniger.reinige(konflikt.adresse, [zeile])
        rest = sauber[0] if isinstance(sauber, list) and sauber else None
        return rest.get(konflikt.spalte) if konflikt.spalte and isinstance(rest, dict) else rest

    # Meetings

    def _plane_sitzungen(self) -> Iterator[Datei]:
        pfad = self._ordner / sitzungen.DATEI
        self._reiniger.ort = pfad.name
        buch = sitzungen.load_buch(self._ordner)
        if not pfad.exists():
            return
        sauber = tuple(self._reinige_sitzung(nr, sitzung) for nr, sitzung in enumerate(buch.sitzungen, 1))
        dokument = load_yaml(load_text(pfad), str(pfad), typisiert=False)
        neu = sauber != buch.sitzungen
        daten = sitzungen.format_buch(replace(buch, sitzungen=sauber)) if neu else dokument.daten
        if (text := self._schreibe(dokument, daten)) != dokument.text:
            yield pfad, text.encode()

    def _reinige_sitzung(self, nr: int, sitzung: Sitzung) -> Sitzung:
        """Days, rounds and numbers stay, who moderated goes; everything else was written freely."""
        self._reiniger.gezaehlt["person"] += bool(sitzung.moderation)
        nichtssagend = sitzung.id == sitzung.termin or _SITZUNG.match(sitzung.id)
        id_ = sitzung.id if nichtssagend else self._behalte("", "id", sitzung.id)
        gruppen = enumerate(sitzung.personen.items(), 1)
        return replace(
            sitzung,
            id=id_ or f"sitzung-{nr}",
            titel=self._behalte(sitzung.id, "titel", sitzung.titel) or f"Sitzung {nr}",
            ort=self._behalte(sitzung.id, "ort", sitzung.ort),
            moderation="",
            personen={
                self._behalte(sitzung.id, "personen", g) or f"Gruppe {zahl}": n for zahl, (g, n) in gruppen
            },
            beschluesse=tuple(t for t in sitzung.beschluesse if self._behalte(sitzung.id, "beschluesse", t)),
            dissens=tuple(t for t in sitzung.dissens if self._behalte(sitzung.id, "dissens", t)),
        )

    # Imported files

    def _plane_daten(self) -> Iterator[Datei]:
        """With `umfang.daten` files that may tell about persons go, first the copies: done again, this finishes."""
        pfad = self._ordner / ablage.ORDNER / ablage.DATEI
        self._reiniger.ort = f"{ablage.ORDNER}/{ablage.DATEI}"
        bestand = ablage.load_bestand(self._ordner)
        if not pfad.exists():
            return
        weg = [
            eine for eine in bestand.dateien if self._reiniger.umfang.daten and eine.art in d.PERSONENBEZOGEN
        ]
        self._reiniger.gezaehlt["datei"] += len(weg)
        for kopie in (kopie for datei in weg for kopie in kopien.list_kopien(self._ordner, datei)):
            yield kopie, None
        bleibt = tuple(self._reinige_datei(datei) for datei in bestand.dateien if datei not in weg)
        sauber = replace(bestand, dateien=bleibt)
        dokument = load_yaml(load_text(pfad), str(pfad), typisiert=False)
        daten = ablage.format_bestand(sauber) if sauber != bestand else dokument.daten
        if (text := self._schreibe(dokument, daten)) != dokument.text:
            yield pfad, text.encode()

    def _reinige_datei(self, datei: d.Datei) -> d.Datei:
        """A title that is not just the name of the file was written freely."""
        if datei.titel in {"", Path(datei.quelle).stem, datei.quelle}:
            return datei
        return replace(datei, titel=self._behalte(datei.id, "titel", datei.titel))

    def _behalte(self, sitzung: str, feld: str, text: str) -> str:
        return (
            text if text and self._reiniger.behalte(f"{sitzung}.{feld}".lstrip("."), text) is not None else ""
        )
