"""A guide folder as a `Leitfaden`: strict YAML, checked against the models, every finding at its place."""

import hashlib
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from wegweiser.adapters.dateien import load_text
from wegweiser.adapters.modellpruefung import check_satz
from wegweiser.adapters.ueberlagerung.kette import find_verweis
from wegweiser.adapters.uebersetzungen import ORDNER, read_uebersetzungen
from wegweiser.adapters.yaml_lesen import Dokument, Pfad, Stelle, YamlError, load_yaml
from wegweiser.errors import LeitfadenError, format_auswahl
from wegweiser.model.befund import Befund
from wegweiser.model.eintrag import Eintrag
from wegweiser.model.frage import NACH_TYP, SPALTENTYPEN
from wegweiser.model.katalog import EINTRAGSARTEN, Katalog
from wegweiser.model.leitfaden import Abschnitt, Grundlage, Leitfaden, Leitfadenkopf
from wegweiser.model.quelle import Quelle
from wegweiser.model.regel import AbgeschalteteRegel, Regel
from wegweiser.model.ueberlagerung import Abschaltung, Ueberlagerungskopf

if TYPE_CHECKING:
    from wegweiser.adapters.ueberlagerung.schichten import Ueberlagerung

KOPF = "leitfaden.yaml"
MAX_DATEIEN = 500
_UNTERORDNER = ("abschnitte", "kataloge", "regeln", ORDNER)
_FALSCHE_ENDUNGEN = (".yml", ".yaml.txt", ".txt")  # what editors append; backup copies are nobody's mistake


class Leitfadendateien(NamedTuple):
    """The texts of a guide folder by relative name, and the checksum over all of them and of the guides below.

    `grundlagen` are the guides it is built on, the lowest first; `befunde` say why one of them was not found.
    """

    ordner: Path
    texte: Mapping[str, str]
    pruefsumme: str
    grundlagen: tuple["Leitfadendateien", ...] = ()
    befunde: tuple[Befund, ...] = ()


class Entwurf(NamedTuple):
    """A guide as far as it could be read, its documents for positions, and what is wrong with it.

    `hinweise` are worth knowing but no reason not to use the guide; `verborgen` are the places that hide an id.
    """

    leitfaden: Leitfaden | None
    dokumente: Mapping[str, Dokument]
    befunde: tuple[Befund, ...]
    hinweise: tuple[Befund, ...] = ()
    verborgen: Mapping[str, Stelle] = {}


def load_dateien(ordner: Path, darueber: tuple[Path, ...] = ()) -> Leitfadendateien:
    """Read every file of a guide and of those below (not the journeys); raises LeitfadenError without a guide."""
    if not (ordner / KOPF).is_file():
        raise LeitfadenError("leitfaden-ordner", ordner=ordner)
    kopf = load_text(ordner / KOPF, LeitfadenError)
    verweis = find_verweis(ordner, kopf, darueber)
    unten = load_dateien(verweis.grundlage, (*darueber, ordner)) if verweis.grundlage else None
    texte = {}
    for pfad in sorted({*_list_dateien(ordner), *verweis.dateien}):
        texte[pfad.relative_to(ordner).as_posix()] = load_text(pfad, LeitfadenError)
    summe = hashlib.sha256(unten.pruefsumme.encode() if unten else b"")
    for name, text in texte.items():
        summe.update(f"{name}\0{len(text)}\0{text}".encode())
    return Leitfadendateien(
        ordner=ordner,
        texte=texte,
        pruefsumme=f"sha256:{summe.hexdigest()}",
        grundlagen=(*unten.grundlagen, unten) if unten else (),
        befunde=(*verweis.befunde, *_list_uebersehene(ordner), *(unten.befunde if unten else ())),
    )


def _list_dateien(ordner: Path) -> list[Path]:
    gefunden = [ordner / KOPF]
    if (ordner / "quellen.yaml").is_file():
        gefunden.append(ordner / "quellen.yaml")
    wurzel = ordner.resolve()
    for unterordner in _UNTERORDNER:
        gefunden += [p for p in (ordner / unterordner).glob("*.yaml") if p.resolve().is_relative_to(wurzel)]
    if len(gefunden) > MAX_DATEIEN:
        raise LeitfadenError("yaml-viel", hoechstens=MAX_DATEIEN)
    return gefunden


def _list_uebersehene(ordner: Path) -> Iterator[Befund]:
    """Files whose name hides them from the guide."""
    for unterordner in _UNTERORDNER:
        for pfad in sorted((ordner / unterordner).glob("*.*"))[:MAX_DATEIEN]:
            if pfad.name.lower().endswith(_FALSCHE_ENDUNGEN):
                yield Befund(datei=pfad.as_posix(), zeile=1, spalte=1, code="datei-endung", angaben={})


def build_entwurf(dateien: Leitfadendateien) -> Entwurf:
    """Read all files and check them against the models; collects all findings instead of stopping at the first."""
    return _Bauer(dateien).build()


class _Bauer:
    def __init__(self, dateien: Leitfadendateien) -> None:
        self.dateien = dateien
        self.dokumente: dict[str, Dokument] = {}
        self.teile: dict[
            str, Dokument
        ] = {}  # `regel:3`, `katalog:formen`: where it stands, whatever its file is called
        self.befunde: list[Befund] = list(dateien.befunde)
        self.hinweise: list[Befund] = []
        self.ueberlagerung: Ueberlagerung | None = None
        self.namen = {name for ebene in (*dateien.grundlagen, dateien) for name in ebene.texte}

    def build(self) -> Entwurf:
        ebenen = [self._lies_dateien(ebene) for ebene in (*self.dateien.grundlagen, self.dateien)]
        self.dokumente = ebenen[0]
        if len(ebenen) > 1 or _ist_ueberlagerung(ebenen[0]):
            self._ueberlagere(ebenen)
            if self.befunde:
                return Entwurf(None, self.dokumente, tuple(self.befunde), tuple(self.hinweise))
        return self._build()

    def _lies_dateien(self, dateien: Leitfadendateien) -> dict[str, Dokument]:
        gelesen: dict[str, Dokument] = {}
        for name, text in dateien.texte.items():
            try:
                gelesen[name] = load_yaml(text, (dateien.ordner / name).as_posix(), typisiert=True)
            except YamlError as fehler:
                self.befunde.append(fehler.befund)
        return gelesen

    def _ueberlagere(self, ebenen: list[dict[str, Dokument]]) -> None:
        """Put the guides of the chain over one another; only heads that are sound say how."""
        unten = {} if _ist_ueberlagerung(ebenen[0]) else ebenen[0]
        from wegweiser.adapters.ueberlagerung.schichten import Ueberlagerung

        self.ueberlagerung = Ueberlagerung(unten, self._melde_ueberlagerung)
        for oben in ebenen if not unten else ebenen[1:]:
            if KOPF in oben:
                self._check_satz(oben[KOPF], (), oben[KOPF].daten, Ueberlagerungskopf)
            if not self.befunde:
                self.ueberlagerung.apply(oben)

    def _melde_ueberlagerung(self, befund: Befund) -> None:
        (self.hinweise if befund.stufe == "hinweis" else self.befunde).append(befund)

    def _build(self) -> Entwurf:
        """Every file is read before anything is given up, so that all findings come at once."""
        kopf = self._check(KOPF, (), Leitfadenkopf)
        teile: dict[str, Any] = {
            "abschnitte": tuple(self._list_abschnitte(kopf)) if kopf else (),
            "kataloge": self._lies_kataloge(),
            "regeln": tuple(self._list_regeln()),
            "quellen": self._lies_quellen(),
            "uebersetzungen": read_uebersetzungen(self._namen(f"{ORDNER}/"), self._check, self._melde),
            "abgeschaltet": tuple(self._list_abgeschaltete()),
        }
        if kopf is None or self.befunde:
            return Entwurf(None, self.dokumente, tuple(self.befunde), tuple(self.hinweise))
        oben = self.ueberlagerung
        grundlagen = tuple(Grundlage(**g._asdict()) for g in oben.grundlagen) if oben else ()
        leitfaden = Leitfaden(kopf=kopf, grundlagen=grundlagen, pruefsumme=self.dateien.pruefsumme, **teile)
        verborgen = oben.verborgen if oben else {}
        return Entwurf(leitfaden, {**self.dokumente, **self.teile}, (), tuple(self.hinweise), verborgen)

    def _lies_kataloge(self) -> dict[str, Katalog]:
        kataloge: dict[str, Katalog] = {}
        for name, katalog in self._list_kataloge():
            if katalog.katalog in kataloge:
                self._melde(name, ("katalog",), "id-doppelt", wert=katalog.katalog, erste="kataloge")
            kataloge[katalog.katalog] = katalog
            self.teile[f"katalog:{katalog.katalog}"] = self.dokumente[name]
        return kataloge

    def _lies_quellen(self) -> dict[str, Quelle]:
        quellen: dict[str, Quelle] = {}
        for nr, quelle in self._list_quellen():
            if quelle.id in quellen:
                self._melde("quellen.yaml", (nr, "id"), "id-doppelt", wert=quelle.id, erste="quellen.yaml")
            quellen[quelle.id] = quelle
        return quellen

    def _melde(self, name: str, ort: Pfad, code: str, /, **angaben: object) -> None:
        self.befunde.append(self.dokumente[name].befund(ort, code, angaben))

    def _list_abschnitte(self, kopf: Leitfadenkopf) -> Iterator[Abschnitt]:
        for nr, id_ in enumerate(kopf.abschnitte):
            name = f"abschnitte/{id_}.yaml"
            if name not in self.namen:
                self._melde(KOPF, ("abschnitte", nr), "datei-fehlt", pfad=name)
            elif name in self.dokumente:
                self._lies_fragen(name)
                abschnitt = self._check(name, (), Abschnitt)
                if abschnitt and abschnitt.id != id_:
                    self._melde(name, ("id",), "id-datei", wert=abschnitt.id, soll=id_)
                elif abschnitt:
                    yield abschnitt

    def _lies_fragen(self, name: str) -> None:
        """Replace the questions in the data by checked models, so that each is held against its own type."""
        daten = self.dokumente[name].daten
        schritte = daten.get("schritte") if isinstance(daten, dict) else None
        for nr, schritt in enumerate(schritte if isinstance(schritte, list) else ()):
            fragen = schritt.get("fragen") if isinstance(schritt, dict) else None
            if isinstance(fragen, list):
                ort: Pfad = ("schritte", nr, "fragen")
                gelesen = [self._lies_frage(name, (*ort, i), frage) for i, frage in enumerate(fragen)]
                schritt["fragen"] = [frage for frage in gelesen if frage is not None]

    def _lies_frage(
        self, name: str, pfad: Pfad, daten: Any, erlaubt: frozenset[str] = frozenset(NACH_TYP)
    ) -> Any:
        if not isinstance(daten, dict):
            self._melde(name, pfad, "zuordnung-erwartet")
            return None
        typ = daten.get("typ")
        if not isinstance(typ, str) or typ not in erlaubt:
            self._melde(
                name, (*pfad, "typ"), "typ-unbekannt", wert=typ, vorschlag=format_auswahl(typ, erlaubt)
            )
            return None
        if typ == "tabelle" and isinstance(daten.get("spalten"), list):
            spalten = [
                self._lies_frage(name, (*pfad, "spalten", nr), _mit_text(spalte), SPALTENTYPEN)
                for nr, spalte in enumerate(daten["spalten"])
            ]
            if None in spalten:
                return None
            daten = {**daten, "spalten": spalten}
        return self._check_daten(name, pfad, daten, NACH_TYP[typ])

    def _list_kataloge(self) -> Iterator[tuple[str, Katalog]]:
        for name in self._namen("kataloge/"):
            daten = self.dokumente[name].daten
            if isinstance(daten, dict) and isinstance(daten.get("eintraege"), list):
                art = EINTRAGSARTEN.get(str(daten.get("katalog")), Eintrag)
                eintraege = [
                    self._check_daten(name, ("eintraege", nr), eintrag, art)
                    for nr, eintrag in enumerate(daten["eintraege"])
                ]
                daten = {**daten, "eintraege": [e for e in eintraege if e is not None]}
            katalog = self._check_daten(name, (), daten, Katalog)
            if katalog:
                yield name, katalog

    def _list_regeln(self) -> Iterator[Regel]:
        stellen = count()
        for name in self._namen("regeln/"):
            daten = self.dokumente[name].daten
            if not isinstance(daten, dict) or not isinstance(daten.get("regeln"), list):
                self._melde(name, (), "feld-fehlt", feld="regeln")
                continue
            for nr, regel in enumerate(daten["regeln"]):
                geprueft = self._check_daten(name, ("regeln", nr), regel, Regel)
                if geprueft:
                    self.teile[f"regel:{next(stellen)}"] = self.dokumente[name].teil("regeln", nr)
                    yield geprueft

    def _list_abgeschaltete(self) -> Iterator[AbgeschalteteRegel]:
        for fall in self.ueberlagerung.abgeschaltet if self.ueberlagerung else ():
            regel = self._check_satz(fall.regel, (), fall.regel.daten, Regel)
            angaben = self._check_satz(fall.angaben, (), fall.angaben.daten, Abschaltung)
            if regel and angaben:
                yield AbgeschalteteRegel(
                    regel=regel,
                    grund=angaben.grund,
                    von=angaben.von,
                    am=angaben.am,
                    leitfaden=fall.leitfaden,
                )

    def _list_quellen(self) -> Iterator[tuple[int, Quelle]]:
        dokument = self.dokumente.get("quellen.yaml")
        if dokument is None:
            return
        if not isinstance(dokument.daten, list):
            self._melde("quellen.yaml", (), "liste-erwartet")
            return
        for nr, quelle in enumerate(dokument.daten):
            geprueft = self._check_daten("quellen.yaml", (nr,), quelle, Quelle)
            if geprueft:
                yield nr, geprueft

    def _namen(self, vorsatz: str) -> list[str]:
        return [name for name in self.dokumente if name.startswith(vorsatz)]

    def _check(self, name: str, pfad: Pfad, klasse: type[Any]) -> Any:
        return (
            self._check_daten(name, pfad, self.dokumente[name].daten, klasse)
            if name in self.dokumente
            else None
        )

    def _check_daten(self, name: str, pfad: Pfad, daten: Any, klasse: type[Any]) -> Any:
        return self._check_satz(self.dokumente[name], pfad, daten, klasse)

    def _check_satz(self, dokument: Dokument, pfad: Pfad, daten: Any, klasse: type[Any]) -> Any:
        satz, befunde = check_satz(dokument, pfad, daten, klasse)
        self.befunde += befunde
        return satz


def _ist_ueberlagerung(dokumente: Mapping[str, Dokument]) -> bool:
    kopf = dokumente.get(KOPF)
    return kopf is not None and isinstance(kopf.daten, dict) and "erweitert" in kopf.daten


def _mit_text(spalte: Any) -> Any:
    """A column may leave out its text; then its id speaks for it."""
    if isinstance(spalte, dict) and "text" not in spalte and isinstance(spalte.get("id"), str):
        return {"text": str(spalte.get("kurz", spalte["id"].replace("_", " ").capitalize())), **spalte}
    return spalte
