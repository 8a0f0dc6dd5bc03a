"""Taking files into a Vorhaben: recognise what was named, read it once as a preview, copy it whole or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wegweiser.adapters.daten.ablage import load_bestand, save_bestand
from wegweiser.adapters.daten.auspacken import is_archiv, unpack
from wegweiser.adapters.daten.kopien import (
    Summe,
    compute_summe,
    compute_summe_von,
    copy_dateien,
    remove_kopien,
)
from wegweiser.adapters.daten.quellen import Quelle, find_quellen
from wegweiser.adapters.namen import format_dateiname
from wegweiser.errors import DatenError, EingabeError
from wegweiser.model.base import replace
from wegweiser.model.daten import (
    OHNE_ANGABEN,
    Datei,
    Datenbestand,
    Datenfund,
    Erkennung,
    Leseangaben,
    Lizenzangabe,
)
from wegweiser.workflow import bearbeite, load_stand
from wegweiser.workflow.umfeld import Umfeld

if TYPE_CHECKING:
    from wegweiser.adapters.daten.gelesen import Bereinigt
    from wegweiser.model.raum import Raum

_LAENGE_ID = 40
_EGAL = datetime(1970, 1, 1, tzinfo=UTC)  # when a file is taken in, is known then


class Fundstueck(NamedTuple):
    """One thing to import: its files, the folder whose files are one collection, what they were recognised as."""

    dateien: tuple[Path, ...]
    sammlung: Path | None
    erkennung: Erkennung
    angaben: Leseangaben

    @property
    def pfad(self) -> Path:
        """What a person named."""
        return self.sammlung or self.dateien[0]

    @property
    def lesbare(self) -> tuple[Path, ...]:
        """The files a reader opens."""
        return self.dateien if self.sammlung else self.dateien[:1]


class Ausgelassen(NamedTuple):
    """A file in a folder that is not imported, and why."""

    pfad: Path
    grund: str


class Auswahl(NamedTuple):
    """What lies under the paths somebody named."""

    stuecke: tuple[Fundstueck, ...]
    ausgelassen: tuple[Ausgelassen, ...]


class Vorschau(NamedTuple):
    """A file read once as it would be taken in; `bekannt` holds the same content already, `frueher` an older version of it."""

    stueck: Fundstueck
    summe: Summe
    zeilen: int
    verworfen: int
    funde: tuple[Datenfund, ...]
    bekannt: Datei | None = None
    gleiche: Datei | None = None  # other files, but the same areas
    frueher: Datei | None = None
    bereinigt: "Bereinigt | None" = None  # what is stored instead of a file that tells about persons

    @property
    def erkennung(self) -> Erkennung:
        """What the file was recognised as."""
        return self.stueck.erkennung


# ── recognising ──────────────────────────────────────────────────────────────────────────────────


def find_stuecke(pfade: Sequence[Path], angaben: Leseangaben = OHNE_ANGABEN) -> Auswahl:
    """Recognise what was named; in a folder the files of one kind and columns become one import.

    Raises DatenError for a file that was named and is not readable; in a folder such a file is left out with the reason.
    """
    stuecke: list[Fundstueck] = []
    ausgelassen: list[Ausgelassen] = []
    for pfad in pfade:
        sammlung = find_quellen(pfad)
        if pfad.is_dir():
            gefunden, aus = _find_im_ordner(pfad, sammlung.quellen, angaben)
            stuecke += gefunden
            ausgelassen += aus
        else:
            stuecke += [recognise(quelle.dateien, None, angaben) for quelle in sammlung.quellen]
    einmal = {stueck.dateien: stueck for stueck in reversed(stuecke)}
    return Auswahl(tuple(einmal.values())[::-1], tuple(ausgelassen))


@contextmanager
def offene_quelle(ordner: Path, pfad: Path) -> Iterator[tuple[Path, ...]]:
    """What somebody named, as long as this lasts: the path itself, or what lies in an archive."""
    if not is_archiv(pfad):
        yield (pfad,)
        return
    with unpack(ordner, pfad) as pfade:
        yield pfade


def check_lagebezug(text: str) -> str:
    """The reference system as it is noted; raises EingabeError where nobody knows it."""
    from wegweiser.adapters.daten.lagebezug import AUS_DATEI, parse_lage

    gemeint = f"EPSG:{text.strip()}" if text.strip().isdigit() else text.strip()
    if gemeint == AUS_DATEI:
        return gemeint
    if (lage := parse_lage(gemeint)) is None:
        raise EingabeError("angabe-lagebezug", text=text)
    return gemeint if lage.name == AUS_DATEI else lage.name


def list_dienste(ordner: Path, umfeld: Umfeld) -> dict[str, str]:
    """The services the guide of a Vorhaben knows: id to title."""
    katalog = load_stand(ordner, umfeld).leitfaden.kataloge.get("dienste")
    return {eintrag.id: eintrag.titel for eintrag in (katalog.eintraege if katalog else ())}


def recognise(dateien: tuple[Path, ...], sammlung: Path | None, angaben: Leseangaben) -> Fundstueck:
    """What one file (or the first of a collection) is, given what a person said about it."""
    from wegweiser.adapters.daten.leser import erkenne

    return Fundstueck(dateien, sammlung, erkenne(dateien[0], angaben), angaben)


def _find_im_ordner(
    ordner: Path, quellen: Sequence[Quelle], angaben: Leseangaben
) -> tuple[list[Fundstueck], list[Ausgelassen]]:
    einzeln: list[Fundstueck] = []
    ausgelassen: list[Ausgelassen] = []
    for quelle in quellen:
        try:
            einzeln.append(recognise(quelle.dateien, None, angaben))
        except DatenError as fehler:
            ausgelassen.append(Ausgelassen(quelle.pfad, fehler.satz))
    if not einzeln:
        raise DatenError("ordner-ohne-daten", pfad=ordner)
    gruppen: dict[object, list[Fundstueck]] = {}
    for stueck in einzeln:
        gruppen.setdefault(_build_schluessel(stueck), []).append(stueck)
    return [_build_sammlung(ordner, gruppe) for gruppe in gruppen.values()], ausgelassen


def _build_schluessel(stueck: Fundstueck) -> object:
    """Files of places that are read alike belong together; everything else stands for itself."""
    e = stueck.erkennung
    if e.art != "orte" or e.zweifel or len(stueck.dateien) > 1:
        return stueck.dateien
    return e.format, tuple(sorted(e.lesart.items())), tuple(sorted(e.spalten.items()))


def _build_sammlung(ordner: Path, gruppe: Sequence[Fundstueck]) -> Fundstueck:
    if len(gruppe) == 1:
        return gruppe[0]
    dateien = tuple(stueck.dateien[0] for stueck in gruppe)
    return gruppe[0]._replace(dateien=dateien, sammlung=ordner)


def answer_zweifel(stueck: Fundstueck, code: str, antwort: str) -> Fundstueck:
    """Recognise again with an answer to a doubt."""
    alt = stueck.angaben
    if code == "art":
        neu = alt._replace(art=antwort)
    elif code.startswith("spalte."):
        neu = alt._replace(spalten={**alt.spalten, code.removeprefix("spalte."): antwort})
    else:
        neu = alt._replace(lesart={**alt.lesart, code: antwort})
    return recognise(stueck.dateien, stueck.sammlung, neu)


def plan_einlesen(ordner: Path, stueck: Fundstueck) -> Vorschau:
    """Read a file as it would be taken in; nothing is written."""
    from wegweiser.adapters.daten.inhalte import lies_alle, merge_funde
    from wegweiser.adapters.daten.leser import bereinige

    sauber = bereinige(stueck.dateien[0], stueck.erkennung)
    summe = compute_summe(stueck.dateien) if sauber is None else compute_summe_von(sauber.inhalt)
    gelesen = lies_alle(stueck.lesbare, _build_datei(stueck, summe))
    bestand = load_bestand(ordner)
    bekannt = next((d for d in bestand.dateien if _ist_gleich(d, summe)), None)
    frueher = None if bekannt else _find_frueher(bestand, stueck)
    neue_raeume = stueck.erkennung.art == "raeume" and not (bekannt or frueher)
    return Vorschau(
        stueck=stueck,
        summe=summe,
        zeilen=sum(eins.zeilen for eins in gelesen),
        verworfen=sum(eins.verworfen for eins in gelesen),
        funde=tuple(merge_funde("", gelesen)),
        bekannt=bekannt,
        frueher=frueher,
        gleiche=_find_gleiche(ordner, bestand, gelesen[0].inhalt) if neue_raeume else None,
        bereinigt=sauber,
    )


def _ist_gleich(datei: Datei, summe: Summe) -> bool:
    return sorted(datei.summen.values()) == sorted(summe.sha256)


def _find_gleiche(ordner: Path, bestand: Datenbestand, raeume: Sequence["Raum"]) -> Datei | None:
    """The entry that holds exactly these areas already: under another name, packed, or in another format."""
    from wegweiser.workflow.daten import load_raeume
    from wegweiser.workflow.quartier import is_gleicher_raum

    neue = {raum.id: raum for raum in raeume}
    for id_, alle in load_raeume(ordner).items():
        alte = {raum.id: raum for raum in alle}
        ebenso = alte.keys() == neue.keys() and len(alle) == len(raeume)
        if ebenso and all(is_gleicher_raum(alte[schluessel], neue[schluessel]) for schluessel in neue):
            return next(datei for datei in bestand.dateien if datei.id == id_)
    return None


def _find_frueher(bestand: Datenbestand, stueck: Fundstueck) -> Datei | None:
    """The entry a file of this name and format was taken in as before."""
    passende = (
        datei
        for datei in bestand.dateien
        if datei.quelle == stueck.pfad.name and datei.format == stueck.erkennung.format
    )
    return next(passende, None)


def _build_datei(stueck: Fundstueck, summe: Summe) -> Datei:
    """The entry before it has a place: enough for a reader."""
    erkennung = stueck.erkennung
    return Datei(
        id="",
        datei=stueck.dateien[0].name,
        art=erkennung.art,
        format=erkennung.format,
        titel=stueck.pfad.name if stueck.sammlung else stueck.pfad.stem,
        eingelesen=_EGAL,
        sha256=summe.sha256[0],
        groesse=summe.groesse,
        lesart=erkennung.lesart,
        spalten=erkennung.spalten,
        quelle=stueck.pfad.name,
    )


# ── taking in ────────────────────────────────────────────────────────────────────────────────────


def take_datei(
    ordner: Path,
    vorschau: Vorschau,
    umfeld: Umfeld,
    *,
    herkunft: Lizenzangabe | None = None,
    titel: str = "",
    ersetzt: Datei | None = None,
) -> Datei:
    """Copy a file into the Vorhaben and note it; whole or not at all.

    `ersetzt` is an older version of it: its id stays, its copy goes when the new one is noted.
    """
    with bearbeite(ordner, umfeld):
        bestand = load_bestand(ordner)
        roh = _build_datei(vorschau.stueck, vorschau.summe)
        sauber = vorschau.bereinigt
        roh = replace(
            roh,
            lesart={**roh.lesart, **sauber.lesart} if sauber else roh.lesart,
            id=ersetzt.id if ersetzt else _build_id(bestand, vorschau.stueck),
            eingelesen=umfeld.jetzt(),
            zeilen=vorschau.zeilen,
            verworfen=vorschau.verworfen,
        )
        datei = replace(
            roh,
            herkunft=herkunft or (ersetzt.herkunft if ersetzt else Lizenzangabe()),
            titel=titel or (ersetzt.titel if ersetzt else roh.titel),
        )
        if ersetzt and _ist_gleich(ersetzt, vorschau.summe):  # the same file, to be read another way
            datei = replace(datei, datei=ersetzt.datei, sha256=ersetzt.sha256, teile=ersetzt.teile)
            _save(ordner, bestand, datei, ersetzt)
            return datei
        sammlung = vorschau.stueck.sammlung
        with copy_dateien(
            ordner,
            (Path(sauber.name),) if sauber else vorschau.stueck.dateien,
            vorschau.summe,
            sammlung.resolve().name if sammlung else "",
            sauber.inhalt if sauber else None,
        ) as kopie:
            datei = replace(datei, datei=kopie.datei, sha256=kopie.sha256, teile=kopie.teile)
            _save(ordner, bestand, datei, ersetzt)
        if ersetzt:
            remove_kopien(ordner, ersetzt)
        return datei


def _save(ordner: Path, bestand: Datenbestand, datei: Datei, ersetzt: Datei | None) -> None:
    if ersetzt:
        dateien = tuple(datei if alt.id == ersetzt.id else alt for alt in bestand.dateien)
    else:
        dateien = (*bestand.dateien, datei)
    save_bestand(ordner, replace(bestand, dateien=dateien))


def _build_id(bestand: Datenbestand, stueck: Fundstueck) -> str:
    """A short id from the name, with a number where it is taken."""
    name = stueck.pfad.resolve().name if stueck.sammlung else stueck.pfad.stem
    stamm = format_dateiname(name, "datei")
    if len(stamm) > _LAENGE_ID:
        stamm = stamm[: _LAENGE_ID + 1].rpartition("-")[0] or stamm[:_LAENGE_ID]
    vergeben = {datei.id for datei in bestand.dateien}
    nr, id_ = 1, stamm
    while id_ in vergeben:
        nr += 1
        id_ = f"{stamm}-{nr}"
    return id_
