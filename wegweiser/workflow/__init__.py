"""One function per intention; the only code that composes adapters and core.

Here: opening a Vorhaben, answers, moving. Guides are in `workflow.leitfaeden`, their languages in `workflow.sprachen`, the
world outside in `workflow.umfeld`;
what is computed and written is in `workflow.auswertung`, which a session does not need to load.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, cast

from wegweiser.adapters import vorhaben as ablage
from wegweiser.adapters.antwortdaten import parse_antworten
from wegweiser.adapters.inhalte import find_leitfaden, list_leitfadenordner
from wegweiser.adapters.protokoll import Art, Vorgang, list_zeilenids, load_protokoll
from wegweiser.adapters.vorhaben import Nachtrag, create_vorhaben, load_akte, open_akte
from wegweiser.adapters.vorhabentext import Akte
from wegweiser.adapters.wortlaut import ensure_wortlaut
from wegweiser.adapters.yaml_lesen import Dokument
from wegweiser.ausdruck import Fehlend, evaluate_wert, parse_ausdruck
from wegweiser.core import ablauf
from wegweiser.core.fassungen import Versionslage, compare_version, list_fruehere_namen
from wegweiser.core.regeln import list_verletzte
from wegweiser.core.werte import Wertequelle
from wegweiser.errors import (
    EingabeError,
    EingabenError,
    VorhabenError,
    VorhabenGeaendertError,
    VorhabenVersionError,
    format_vorschlag,
)
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.base import Wert, Zeile
from wegweiser.model.frage import Frage, Ganzzahl, Jahr, Option, Skala, Tabelle
from wegweiser.model.knoten import add_zeilen_ids
from wegweiser.model.lage import Abschnittsstand, Lage, Station
from wegweiser.model.leitfaden import Leitfaden, find_frage, list_fragen
from wegweiser.model.optionen import build_optionsquelle, list_saetze
from wegweiser.model.vorhaben import Leitfadenbezug, Vorhaben
from wegweiser.model.wert import Optionsquelle, format_wert, parse_wert
from wegweiser.model.zeitwahl import GANZ, Ausschnitt, Zeitwahl
from wegweiser.workflow.leitfaeden import format_anzahl, load_leitfaden
from wegweiser.workflow.sprachen import Fassung, find_feld, parse_feld, translate
from wegweiser.workflow.umfeld import Umfeld


class Stand(NamedTuple):
    """An opened Vorhaben at one moment; every change gives a new one.

    `fassung` is there while it is shown in another language; `ausschnitt` says what one meeting asks of it
    (`gesamt` is the whole path), `zeitwahl` which Schritte fit into its time.
    """

    leitfaden: Leitfaden
    akte: Akte
    quelle: Wertequelle
    lage: Lage
    nachtraege: tuple[Nachtrag, ...] = ()
    fassung: Fassung | None = None
    ausschnitt: Ausschnitt = GANZ
    gesamt: Lage | None = None
    zeitwahl: Zeitwahl | None = None

    @property
    def ordner(self) -> Path:
        """The folder."""
        return self.akte.ordner

    @property
    def vorhaben(self) -> Vorhaben:
        """What was said so far."""
        return self.akte.vorhaben

    @property
    def versionslage(self) -> Versionslage:
        """How the guide on the disk relates to the one the Vorhaben was begun with or moved to."""
        bezug = self.vorhaben.leitfaden
        return compare_version(bezug.version, bezug.pruefsumme, self.leitfaden)

    @property
    def optionen(self) -> Optionsquelle:
        """The options of a question as the answers stand now."""
        return build_optionsquelle(self.leitfaden, self.vorhaben.antworten)


# Vorhaben


def create(ordner: Path, *, leitfaden: str, titel: str | None, umfeld: Umfeld) -> None:
    """An empty Vorhaben for a guide."""
    geladen = load_leitfaden(leitfaden, umfeld)
    bezug = build_bezug(leitfaden, geladen)
    name = titel or ordner.resolve().name
    create_vorhaben(ordner, titel=name, bezug=bezug, zeit=umfeld.jetzt(), wer=umfeld.kuerzel)
    ensure_wortlaut(ordner, geladen)


def build_bezug(name: str, leitfaden: Leitfaden) -> Leitfadenbezug:
    """How a Vorhaben notes its guide, found under a name or path."""
    pfad = find_leitfaden(name)
    mitgeliefert = pfad in list_leitfadenordner()
    return Leitfadenbezug(
        id=leitfaden.id,
        version=leitfaden.kopf.version,
        quelle="mitgeliefert" if mitgeliefert else str(pfad.resolve()),
        pruefsumme=leitfaden.pruefsumme,
    )


def load_stand(ordner: Path, umfeld: Umfeld) -> Stand:
    """A Vorhaben for reading; nothing is written, nobody is kept out."""
    leitfaden = _leitfaden_von(ordner, umfeld)
    akte, nachtraege = load_akte(ordner, leitfaden, build_ruhende(leitfaden))
    return _build_stand(leitfaden, akte, nachtraege)


@contextmanager
def bearbeite(
    ordner: Path,
    umfeld: Umfeld,
    *,
    sprache: str = "",
    ausschnitt: Ausschnitt = GANZ,
) -> Iterator[Stand]:
    """A Vorhaben for changing: nobody else can change it until this ends.

    With `ausschnitt` only a part of it is asked.
    """
    from wegweiser.adapters.sperre import sperre

    leitfaden, fassung = translate(_leitfaden_von(ordner, umfeld), sprache)
    with sperre(ordner, zeit=umfeld.jetzt(), wer=umfeld.kuerzel):
        akte, nachtraege = open_akte(
            ordner, leitfaden, build_ruhende(leitfaden), zeit=umfeld.jetzt(), wer=umfeld.kuerzel
        )
        if akte.vorhaben.leitfaden.pruefsumme == leitfaden.pruefsumme:
            ensure_wortlaut(ordner, fassung.original if fassung else leitfaden)
        nachtraege += ablage.check_uhr(akte, umfeld.jetzt())
        stand = _build_stand(leitfaden, akte, nachtraege)._replace(fassung=fassung)
        yield _waehle_ausschnitt(stand, ausschnitt)


def _waehle_ausschnitt(stand: Stand, ausschnitt: Ausschnitt) -> Stand:
    if ausschnitt == GANZ:
        return stand
    from wegweiser.core.zeitwahl import select_ausschnitt

    lage, wahl = select_ausschnitt(stand.leitfaden, stand.lage, ausschnitt, stand.zeitwahl)
    return stand._replace(lage=lage, gesamt=stand.lage, ausschnitt=ausschnitt, zeitwahl=wahl)


def _leitfaden_von(ordner: Path, umfeld: Umfeld) -> Leitfaden:
    bezug = ablage.load_bezug(ordner)
    leitfaden = load_leitfaden(find_leitfadenname(bezug), umfeld)
    if leitfaden.id != bezug.id:
        raise VorhabenVersionError("vorhaben-leitfaden", ist=bezug.id, soll=leitfaden.id, ordner=ordner)
    if compare_version(bezug.version, bezug.pruefsumme, leitfaden) == "aelter":
        angaben = {"leitfaden": bezug.id, "soll": bezug.version, "ist": leitfaden.kopf.version}
        raise VorhabenVersionError("vorhaben-leitfaden-alt", ordner=ordner, **angaben)
    return leitfaden


def find_leitfadenname(bezug: Leitfadenbezug) -> str:
    """The id or path under which the guide of a Vorhaben is found."""
    return bezug.id if bezug.quelle in {"", "mitgeliefert"} else bezug.quelle


def build_ruhende(leitfaden: Leitfaden) -> Callable[[Antworten], Collection[Adresse]]:
    """A function that finds the answers that are not on the path."""
    return lambda antworten: ablauf.compute_lage(Wertequelle(leitfaden, antworten)).ruhend


def _build_stand(leitfaden: Leitfaden, akte: Akte, nachtraege: tuple[Nachtrag, ...] = ()) -> Stand:
    quelle = Wertequelle(leitfaden, akte.vorhaben.antworten)
    lage = ablauf.compute_lage(quelle)
    return Stand(leitfaden=leitfaden, akte=akte, quelle=quelle, lage=lage, nachtraege=nachtraege)


# Answers


def parse_eingabe(stand: Stand, adresse: Adresse, text: str) -> Wert:
    """What a person typed, as a value that fits the question and its checks; raises EingabeError."""
    frage = find_frage_von(stand, adresse)
    wert = parse_zelle(stand, adresse, text)
    if isinstance(frage, Tabelle):
        wert = add_zeilen_ids(frage, _zeilen(wert), list_vergebene_ids(stand, adresse))
    check_pruefungen(stand, adresse, wert)
    return wert


def parse_zelle(stand: Stand, adresse: Adresse, text: str, spalte: str = "") -> Wert:
    """What a person typed for a question or a column of it, in the language of the session or the guide's own."""
    if stand.fassung is None:
        return parse_wert(find_feld(stand.leitfaden, adresse.frage, spalte), text, stand.optionen)
    return parse_feld(stand.leitfaden, stand.fassung, stand.vorhaben.antworten, (adresse.frage, spalte), text)


def list_deutsche_optionen(stand: Stand, adresse: Adresse, spalte: str = "") -> Sequence[Option]:
    """While another language is shown: the same options in the guide's own."""
    if stand.fassung is None:
        return ()
    original = stand.fassung.original
    quelle = build_optionsquelle(original, stand.vorhaben.antworten)
    return quelle(find_feld(original, adresse.frage, spalte))


def check_pruefungen(stand: Stand, adresse: Adresse, wert: Wert) -> None:
    """The question's own checks (`pruefe`) against a value; raises EingabeError with the guide's sentence."""
    frage = find_frage_von(stand, adresse)
    antworten = {**stand.vorhaben.antworten, adresse: Antwort(wert=wert)}
    _check_pruefungen(frage, adresse, stand.quelle.folge(antworten, [adresse]))


def _check_pruefungen(frage: Frage, adresse: Adresse, quelle: Wertequelle) -> None:
    for pruefung in list_verletzte(frage, quelle, adresse.satz):
        raise EingabeError("pruefung", text=pruefung.text)


def list_vergebene_ids(stand: Stand, adresse: Adresse) -> tuple[str, ...]:
    """Row ids of a table that were ever used; they are never given again."""
    namen = list_fruehere_namen(stand.leitfaden, adresse.frage)
    frueher = {Adresse(name, adresse.satz) for name in namen}
    return list_zeilenids(load_protokoll(stand.ordner), frueher)


def _zeilen(wert: Wert) -> tuple[Zeile, ...]:
    return tuple(zeile for zeile in wert if isinstance(zeile, Mapping)) if isinstance(wert, tuple) else ()


def save_antwort(stand: Stand, adresse: Adresse, antwort: Antwort | None, umfeld: Umfeld) -> Stand:
    """Take over one answer (None takes it back); when this returns it is on the disk."""
    return save_antworten(stand, {adresse: antwort}, umfeld)


def save_antworten(
    stand: Stand,
    neu: Mapping[Adresse, Antwort | None],
    umfeld: Umfeld,
    *,
    art: Art = "antwort",
    zu: int | None = None,
) -> Stand:
    """Take over several answers, all or none, as one change: what is undone together is saved together.

    What was edited by hand meanwhile is taken over before, and told by `nachtraege`; VorhabenGeaendertError where it is
    one of these answers. `art` is what the journal calls the change, `zu` the number of the line it answers to.
    """
    try:
        return _save(stand, neu, Vorgang(art, umfeld.jetzt(), umfeld.kuerzel, zu))
    except VorhabenGeaendertError:
        from wegweiser.workflow.handaenderung import merge_handaenderung

        neuer = merge_handaenderung(stand, neu, umfeld)
    gespeichert = _save(neuer, neu, Vorgang(art, umfeld.jetzt(), umfeld.kuerzel, zu))
    return gespeichert._replace(nachtraege=neuer.nachtraege)


def _save(stand: Stand, neu: Mapping[Adresse, Antwort | None], vorgang: Vorgang) -> Stand:
    antworten = {a: w for a, w in {**stand.vorhaben.antworten, **neu}.items() if w is not None}
    quelle = stand.quelle.folge(antworten, neu)
    lage = ablauf.update_lage(stand.gesamt or stand.lage, quelle, neu)
    akte = ablage.save_antworten(stand.akte, stand.leitfaden, neu, lage.ruhend, vorgang)
    return build_folge(stand, akte, quelle, lage)


def build_folge(
    stand: Stand, akte: Akte, quelle: Wertequelle, lage: Lage, nachtraege: tuple[Nachtrag, ...] = ()
) -> Stand:
    """The next moment of the same session."""
    neuer = stand._replace(akte=akte, quelle=quelle, lage=lage, nachtraege=nachtraege, gesamt=None)
    return _waehle_ausschnitt(neuer, stand.ausschnitt)


def apply_antworten(stand: Stand, dokument: Dokument, umfeld: Umfeld) -> tuple[Stand, int]:
    """Take over all answers of a document, or none; raises EingabenError with every finding."""
    antworten, befunde = parse_antworten(
        dokument,
        stand.leitfaden,
        stand.vorhaben.antworten,
        vergeben=lambda adresse: list_vergebene_ids(stand, adresse),
    )
    alle = list(befunde)
    quelle = stand.quelle.folge({**stand.vorhaben.antworten, **antworten}, antworten)
    for adresse in antworten:
        frage = find_frage_von(stand, adresse)
        try:
            _check_pruefungen(frage, adresse, quelle)
        except EingabeError as fehler:
            abschnitt = next(a.id for a, f in list_fragen(stand.leitfaden) if f is frage)
            ort = ("antworten", abschnitt, *((adresse.satz,) if adresse.satz else ()), adresse.frage)
            angaben = {"frage": frage.kurz or frage.text, "grund": fehler.satz}
            alle.append(dokument.befund(ort, "antwort-passt-nicht", angaben))
    if alle:
        raise EingabenError("antworten-befunde", [str(b) for b in alle], anzahl=format_anzahl(alle))
    neu = {a: w for a, w in antworten.items() if stand.vorhaben.antworten.get(a) != w}
    return (save_antworten(stand, neu, umfeld) if neu else stand), len(neu)


def apply_antwortdatei(stand: Stand, pfad: Path, umfeld: Umfeld) -> tuple[Stand, int]:
    """The same for a file; returns the new Stand and how many answers changed."""
    from wegweiser.adapters.reisen import load_antwortdatei

    return apply_antworten(stand, load_antwortdatei(pfad), umfeld)


def find_frage_von(stand: Stand, adresse: Adresse) -> Frage:
    """The question of an address; raises VorhabenError for an unknown one."""
    paar = find_frage(stand.leitfaden, adresse.frage)
    if paar is None:
        ids = [frage.id for _, frage in list_fragen(stand.leitfaden)]
        raise VorhabenError(
            "frage-unbekannt", frage=adresse.frage, vorschlag=format_vorschlag(adresse.frage, ids)
        )
    return paar[1]


def parse_adresse(stand: Stand, text: str) -> Adresse:
    """`einwohner`, `auftrag.einwohner`, `m1.gruender_anzahl` or `rechtsform[m1].gruender_anzahl`."""
    links, _, frage_id = text.strip().rpartition(".")
    rest = links.partition("[")[2]
    satz = (
        rest.rstrip("]") if rest else ("" if links in {a.id for a in stand.leitfaden.abschnitte} else links)
    )
    adresse = Adresse(frage_id, satz)
    find_frage_von(stand, adresse)
    abschnitt = next(a for a, f in list_fragen(stand.leitfaden) if f.id == frage_id)
    saetze = list_saetze(stand.vorhaben.antworten, abschnitt.je) if abschnitt.je else ()
    if abschnitt.je and not satz:
        beispiel = saetze[0][0] if saetze else "m1"
        raise VorhabenError("frage-braucht-satz", frage=frage_id, tabelle=abschnitt.je, beispiel=beispiel)
    if abschnitt.je and satz not in {id_ for id_, _ in saetze}:
        vorhanden = ", ".join(id_ for id_, _ in saetze) or "noch keiner"
        raise VorhabenError("satz-unbekannt", satz=satz, tabelle=abschnitt.je, vorhanden=vorhanden)
    if satz and not abschnitt.je:
        raise VorhabenError("frage-ohne-satz", frage=frage_id, satz=satz)
    return adresse


# Moving through the guide


def next_station(stand: Stand, nach: Adresse | None = None) -> Station | None:
    """The next question nothing was said about."""
    return ablauf.next_station(stand.lage, nach)


def folgende_station(stand: Stand, adresse: Adresse) -> Station | None:
    """The question after this one, answered or not."""
    return ablauf.folgende_station(stand.lage, adresse)


def vorige_station(stand: Stand, adresse: Adresse) -> Station | None:
    """The question before this one."""
    return ablauf.vorige_station(stand.lage, adresse)


def list_abschnittsstaende(stand: Stand) -> tuple[Abschnittsstand, ...]:
    """How far every Abschnitt is."""
    return ablauf.list_abschnittsstaende(stand.leitfaden, stand.lage)


def list_abhaengige(stand: Stand, adresse: Adresse) -> tuple[str, ...]:
    """What depends on this answer."""
    return ablauf.list_abhaengige(stand.leitfaden, adresse.frage)


def find_vorschlag(stand: Stand, station: Station) -> str | None:
    """The guide's proposal for an answer, as a person would type it."""
    if station.frage.vorschlag is None:
        return None
    umgebung = stand.quelle.umgebung(station.adresse.satz)
    wert: Any = evaluate_wert(parse_ausdruck(station.frage.vorschlag), umgebung)
    if isinstance(wert, Fehlend):
        return None
    if isinstance(wert, Decimal):
        ganz = isinstance(station.frage, Ganzzahl | Jahr | Skala)
        wert = int(wert) if ganz else round(wert, max(0, min(2, -cast(int, wert.as_tuple().exponent))))
    return format_wert(station.frage, wert, stand.optionen)


def list_optionen(stand: Stand, frage: Frage) -> Sequence[Option]:
    """The options of a question as the answers stand now."""
    return stand.optionen(frage)
