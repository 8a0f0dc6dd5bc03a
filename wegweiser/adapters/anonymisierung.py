"""The files of a Vorhaben without what is personal: what each will hold, in the order in which they are replaced.

The answers come before the journal: a kill in between leaves a folder that opens, and doing it again finishes.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from wegweiser.adapters import erfassung, protokoll, staende, szenarien
from wegweiser.adapters.anonymisierung_beiwerk import Beiwerk
from wegweiser.adapters.antwortdaten import BEREICHE, list_posten, remove_posten
from wegweiser.adapters.dateien import (
    load_bytes,
    load_text,
    remove_reste,
    save_atomar,
    schreibfehler,
    sync_ordner,
)
from wegweiser.adapters.daten import ablage
from wegweiser.adapters.daten.kopien import remove_uebrige
from wegweiser.adapters.protokoll import Zeile, compute_pruefsumme, format_zeile, load_protokoll
from wegweiser.adapters.vorhaben import set_kopf
from wegweiser.adapters.vorhabentext import DATEI, Akte
from wegweiser.adapters.yaml_kommentare import list_kommentare
from wegweiser.adapters.yaml_lesen import Dokument, YamlError, load_yaml
from wegweiser.adapters.yaml_schreiben import format_yaml, patch_yaml
from wegweiser.errors import WegweiserError
from wegweiser.model.anonymisierung import Freitext, Reinigung
from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Knoten
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.verlauf import Aenderung

_KOPF = {"format", "protokoll", "leitfaden"}  # what the program itself writes there
_ZEITEN = {"angelegt", "geaendert"}
STELLE = ".stelle"


class Datei(NamedTuple):
    """A file as it will be: `inhalt` None removes it, `nach` is its new name."""

    pfad: Path
    inhalt: bytes | None
    nach: Path | None = None


class Arbeit(NamedTuple):
    """Everything that has to be written, and what could not be read."""

    dateien: tuple[Datei, ...]
    kommentare: tuple[Freitext, ...]
    unlesbar: tuple[str, ...]


class Anonymisierer:
    """Goes through the files of one folder; the guides are the present one and all earlier ones still known."""

    def __init__(self, ordner: Path, leitfaeden: Sequence[Leitfaden], reiniger: Reinigung) -> None:
        self._ordner = ordner
        self._leitfaeden = leitfaeden
        self._reiniger = reiniger
        self._kommentare: list[Freitext] = []
        self._unlesbar: list[str] = []

    def plane(self, akte: Akte, zeit: datetime) -> Arbeit:
        """What has to be done, nothing of it done yet."""
        dateien = [*self._plane_vorhaben(akte, zeit)]
        beiwerk = Beiwerk(self._ordner, self._reiniger, self._schreibe, self._unlesbar)
        davor = [
            *self._plane_staende(),
            *self._plane_szenarien(),
            *(Datei(*paar) for paar in beiwerk.plane()),
        ]
        weg = [self._ordner / name for name in (STELLE, erfassung.DATEI)]
        davor += [Datei(pfad, None) for pfad in weg if pfad.exists()]
        return Arbeit((*davor, *dateien), tuple(self._kommentare), tuple(self._unlesbar))

    # The answers and the journal

    def _plane_vorhaben(self, akte: Akte, zeit: datetime) -> Iterator[Datei]:
        self._reiniger.ort = DATEI
        # With `ablage` a file shows that it is whole, also to a journal that still knows what is gone from it.
        daten = {"ablage": [], **self._reinige_daten(akte.dokument.daten)}
        text = self._schreibe(akte.dokument, daten)
        zeilen = load_protokoll(self._ordner)
        frueher, letzte = zeilen, None
        if zeilen and zeilen[-1].art == "anonymisiert" and text == akte.dokument.text:
            frueher, letzte = zeilen[:-1], zeilen[-1]
        sauber = self._reinige_zeilen(frueher)
        if letzte is not None and sauber == frueher and letzte.yaml == compute_pruefsumme(text):
            yield from self._plane_rest(zeilen)
            return
        self._reiniger.gezaehlt["verlauf"] += sum(a != b for a, b in zip(frueher, sauber, strict=True))
        nr = max([zeile.nr for zeile in zeilen] + [akte.vorhaben.protokoll]) + 1
        text = patch_yaml(text, set_kopf(daten, zeit, nr))
        schluss = Zeile(
            nr, zeit.isoformat(timespec="seconds"), "anonymisiert", "", self._vergleiche(sauber, daten),
            compute_pruefsumme(text), text=format_yaml({**set_kopf(daten, zeit, nr), "antworten": {}, "ruhend": {}}),
        )  # fmt: skip
        yield Datei(self._ordner / DATEI, text.encode())
        inhalt = "".join(format_zeile(zeile) for zeile in (*sauber, schluss))
        yield Datei(self._ordner / protokoll.DATEI, inhalt.encode())

    def _plane_rest(self, zeilen: Sequence[Zeile]) -> Iterator[Datei]:
        """A clean journal: only what stands between its lines (torn by a kill) is left to remove."""
        inhalt = "".join(map(format_zeile, zeilen)).encode()
        pfad = self._ordner / protokoll.DATEI
        if inhalt != load_bytes(pfad, hoechstens=protokoll.MAX_BYTES):
            yield Datei(pfad, inhalt)

    def _reinige_zeilen(self, zeilen: Sequence[Zeile]) -> tuple[Zeile, ...]:
        """The history without any text: nobody can judge what was said once, and nothing goes back there any more."""
        self._reiniger.streng = True
        try:
            return tuple(self._reinige_zeile(zeile) for zeile in zeilen)
        finally:
            self._reiniger.streng = False

    def _reinige_zeile(self, zeile: Zeile) -> Zeile:
        aenderungen = []
        for a in zeile.aenderungen:
            alt, neu = (self._reiniger.reinige(a.adresse, knoten) for knoten in (a.alt, a.neu))
            if alt is not None or neu is not None:
                aenderungen.append(Aenderung(a.adresse, alt, neu))
        if zeile.wer:
            self._reiniger.gezaehlt["kuerzel"] += 1
        return zeile._replace(wer="", aenderungen=tuple(aenderungen), yaml="", texte=None, text="")

    def _vergleiche(self, zeilen: Sequence[Zeile], daten: Mapping[str, Any]) -> tuple[Aenderung, ...]:
        """From what the clean history tells to the file as it will be."""
        war: dict[Adresse, Knoten] = {a.adresse: a.neu for zeile in zeilen for a in zeile.aenderungen}
        posten = list(list_posten(daten, self._leitfaeden))
        ist = {p.adresse: p.knoten for p in reversed(posten)}  # what stands under `antworten` counts
        adressen = dict.fromkeys((*ist, *war))
        return tuple(Aenderung(a, war.get(a), ist.get(a)) for a in adressen if war.get(a) != ist.get(a))

    # Data of a file

    def _reinige_daten(self, daten: Mapping[str, Any]) -> dict[str, Any]:
        fertig = self._reinige_antworten(daten)
        for name, teil in list(fertig.items()):
            if name == "vorhaben":
                fertig[name] = self._reinige_kopf(teil)
            elif name == "ablage":
                fertig[name] = self._reinige_ablage(teil)
            elif name not in _KOPF and name not in BEREICHE and self._reiniger.behalte(name, teil) is None:
                del fertig[name]
        return fertig

    def _reinige_antworten(self, daten: Mapping[str, Any]) -> dict[str, Any]:
        alle = list(list_posten(daten, self._leitfaeden))
        sauber = {p.pfad: self._reiniger.reinige(p.adresse, p.knoten) for p in alle}
        fertig = remove_posten(daten, [p for p in alle if sauber[p.pfad] is None])
        for pfad, knoten in sauber.items():
            if knoten is not None:
                behaelter = fertig
                for teil in pfad[:-1]:
                    behaelter = behaelter[teil]
                behaelter[pfad[-1]] = knoten
        for bereich in BEREICHE:
            if isinstance(fertig.get(bereich), dict):
                fertig[bereich] = self._reinige_bloecke(bereich, fertig[bereich])
        return fertig

    def _reinige_bloecke(self, bereich: str, bloecke: Mapping[str, Any]) -> dict[str, Any]:
        """Whatever stands where the answers of an Abschnitt should."""
        sauber = {
            n: b if isinstance(b, dict) else self._reiniger.behalte(f"{bereich}.{n}", b)
            for n, b in bloecke.items()
        }
        return {name: block for name, block in sauber.items() if block is not None}

    def _reinige_kopf(self, kopf: Any) -> Any:
        if not isinstance(kopf, dict):
            return kopf
        sauber = {
            n: t if n in _ZEITEN else self._reiniger.behalte(f"vorhaben.{n}", t) for n, t in kopf.items()
        }
        return {name: teil for name, teil in sauber.items() if teil is not None}

    def _reinige_ablage(self, ablage: Any) -> Any:
        if not isinstance(ablage, list):
            return [] if self._reiniger.behalte("ablage", ablage) is None else ablage
        sauber = (self._reinige_abgelegtes(nr, eintrag) for nr, eintrag in enumerate(ablage, 1))
        return [eintrag for eintrag in sauber if eintrag is not None]

    def _reinige_abgelegtes(self, nr: int, eintrag: Any) -> Any:
        """An answer kept aside; the reason may quote it and goes with it."""
        if not isinstance(eintrag, dict) or not isinstance(eintrag.get("frage"), str):
            return self._reiniger.behalte(f"ablage {nr}", eintrag)
        adresse = Adresse(eintrag["frage"], str(eintrag.get("satz") or ""))
        antwort = self._reiniger.reinige(adresse, eintrag.get("antwort"))
        if antwort is None:
            return None
        neu = {**eintrag, "antwort": antwort}
        if antwort != eintrag["antwort"]:
            neu.pop("grund", None)
        return neu

    # Snapshots and scenarios

    def _plane_staende(self) -> Iterator[Datei]:
        for nr, pfad in enumerate(staende.list_pfade(self._ordner), 1):
            self._reiniger.ort = f"{staende.ORDNER}/{pfad.name}"
            try:
                stand = staende.load_stand(pfad, geprueft=False)
            except WegweiserError as fehler:
                self._unlesbar.append(fehler.satz)
                continue
            self._reiniger.gezaehlt["kuerzel"] += bool(stand.wer)
            name = self._reiniger.behalte("stand", stand.name)
            text = self._schreibe(stand.dokument, self._reinige_daten(stand.dokument.daten), stand.text)
            neuer = staende.format_stand(str(name or f"Stand {nr}"), text, zeit=stand.zeit, wer="")
            nach = None if name else _freier_name(pfad, "stand", nr)
            if neuer != load_text(pfad) or nach:
                yield Datei(pfad, neuer.encode(), nach)

    def _plane_szenarien(self) -> Iterator[Datei]:
        for nr, pfad in enumerate(szenarien.list_pfade(self._ordner), 1):
            self._reiniger.ort = f"{szenarien.ORDNER}/{pfad.name}"
            try:
                dokument = load_yaml(load_text(pfad), str(pfad), typisiert=False)
            except (WegweiserError, YamlError) as fehler:
                self._unlesbar.append(getattr(fehler, "satz", str(fehler)))
                continue
            if not isinstance(dokument.daten, dict):
                self._unlesbar.append(str(dokument.befund((), "zuordnung-erwartet", {})))
                continue
            daten = self._reinige_daten(dokument.daten)
            anonym = "titel" not in daten and self._reiniger.umfang.freitexte
            if anonym:
                daten = {"titel": f"Szenario {nr}", **daten}
            text = self._schreibe(dokument, daten)
            nach = _freier_name(pfad, "szenario", nr) if anonym else None
            if text != dokument.text or nach:
                yield Datei(pfad, text.encode(), nach)

    def _schreibe(self, dokument: Dokument, daten: Mapping[str, Any], text: str | None = None) -> str:
        """The text with these data; comments stay and are listed, or go."""
        alt = dokument.text if text is None else text
        kommentare = list_kommentare(dokument.text, 0, len(dokument.text), dokument.wurzel)
        if kommentare and self._reiniger.umfang.kommentare:
            self._reiniger.gezaehlt["kommentar"] += len(kommentare)
            return format_yaml(dict(daten))
        ort = self._reiniger.ort
        self._kommentare += [Freitext(ort, "", k.text) for k in kommentare]
        return alt if daten == dokument.daten else patch_yaml(alt, dict(daten))


def _freier_name(pfad: Path, stamm: str, nr: int) -> Path | None:
    """A name that says nothing; None where the file has one already."""
    neu = pfad.with_name(f"{stamm}-{nr}{pfad.suffix}")
    while neu.exists() and neu != pfad:
        nr += 1
        neu = pfad.with_name(f"{stamm}-{nr}{pfad.suffix}")
    return None if neu == pfad else neu


def save_arbeit(ordner: Path, arbeit: Arbeit) -> None:
    """Replace the files one after the other, each in one step; what killed processes left goes first."""
    for unterordner in (
        ordner,
        *(ordner / name for name in (staende.ORDNER, szenarien.ORDNER, ablage.ORDNER)),
    ):
        remove_reste(unterordner)
    remove_uebrige(ordner)
    for datei in arbeit.dateien:
        with schreibfehler(datei.pfad):
            pfad = datei.pfad
            if datei.nach is not None:
                pfad = pfad.rename(datei.nach)
                sync_ordner(pfad.parent)
            if datei.inhalt is None:
                pfad.unlink(missing_ok=True)
                if pfad.parent != ordner and not any(pfad.parent.iterdir()):  # a folder of its own
                    pfad.parent.rmdir()
                sync_ordner(ordner)
            else:
                save_atomar(pfad, datei.inhalt)
