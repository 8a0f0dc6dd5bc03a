"""One function per intention; the only code that composes adapters and core, and the only one that reads the clock."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from wegweiser.adapters import vorhaben as ablage
from wegweiser.adapters.antwortdaten import parse_antworten
from wegweiser.adapters.dateien import save_atomar, schreibfehler
from wegweiser.adapters.inhalte import find_inhalte, find_leitfaden, list_leitfadenordner
from wegweiser.adapters.json_ausgabe import render_json
from wegweiser.adapters.leitfaeden import build_entwurf, load_dateien
from wegweiser.adapters.protokoll import load_protokoll
from wegweiser.adapters.reisen import Fall, load_reise
from wegweiser.adapters.sperre import sperre
from wegweiser.adapters.vorhaben import Akte, Nachtrag, create_vorhaben, load_akte, open_akte, save_antworten
from wegweiser.adapters.yaml_lesen import Dokument
from wegweiser.adapters.zwischenspeicher import load_kopie, save_kopie
from wegweiser.ausdruck import Fehlend, evaluate_wert, parse_ausdruck
from wegweiser.core import ablauf
from wegweiser.core.analyse import compute_analyse
from wegweiser.core.bericht import build_bericht
from wegweiser.core.finanzierung import compute_finanzierung
from wegweiser.core.koproduktion import compute_formenvergleich
from wegweiser.core.massnahmenplan import compute_massnahmenplan
from wegweiser.core.reisen import check_erwartung
from wegweiser.core.werte import Wertequelle
from wegweiser.errors import (
    BenutzungError,
    BerichtError,
    EingabeError,
    EingabenError,
    LeitfadenError,
    PdfBibliothekError,
    VorhabenError,
    VorhabenVersionError,
    format_satz,
    format_vorschlag,
)
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.base import Wert, Zeile
from wegweiser.model.befund import Befund
from wegweiser.model.bericht import Abschnittsstand, Bericht
from wegweiser.model.ergebnisse import Ergebnisse
from wegweiser.model.frage import Frage, Ganzzahl, Jahr, Option, Skala, Tabelle
from wegweiser.model.knoten import add_zeilen_ids
from wegweiser.model.lage import Lage, Station
from wegweiser.model.leitfaden import Leitfaden, find_frage, list_fragen
from wegweiser.model.optionen import build_optionsquelle, list_saetze
from wegweiser.model.vorhaben import Leitfadenbezug, Vorhaben
from wegweiser.model.wert import Optionsquelle, format_wert, parse_wert

BEISPIEL = "beispiel"
MASSNAHMEN = "massnahmen"


@dataclass(frozen=True, slots=True)
class Umfeld:
    """What the program takes from outside: the clock, where guides may be kept ready, who is working."""

    jetzt: Callable[[], datetime]
    zwischenspeicher: Path | None = None
    kuerzel: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """An opened Vorhaben at one moment; every change gives a new one."""

    leitfaden: Leitfaden
    akte: Akte
    lage: Lage
    nachtraege: tuple[Nachtrag, ...] = ()

    @property
    def ordner(self) -> Path:
        """The folder."""
        return self.akte.ordner

    @property
    def vorhaben(self) -> Vorhaben:
        """What was said so far."""
        return self.akte.vorhaben

    @property
    def optionen(self) -> Optionsquelle:
        """The options of a question as the answers stand now."""
        return build_optionsquelle(self.leitfaden, self.vorhaben.antworten)


def read_uhr() -> datetime:
    """The local time with its zone."""
    return datetime.now().astimezone()


# Guides


def load_leitfaden(name: str, umfeld: Umfeld) -> Leitfaden:
    """A sound guide by id or path; raises LeitfadenError with every finding."""
    dateien = load_dateien(find_leitfaden(name))
    kopie = load_kopie(umfeld.zwischenspeicher, dateien.pruefsumme)
    if kopie is not None:
        return kopie
    leitfaden, befunde = _check_dateien(dateien.ordner)
    if leitfaden is None or befunde:
        raise LeitfadenError(
            "leitfaden-befunde", [str(b) for b in befunde], ordner=dateien.ordner, anzahl=_anzahl(befunde)
        )
    save_kopie(umfeld.zwischenspeicher, leitfaden)
    return leitfaden


def check_leitfaden(name: str) -> tuple[Befund, ...]:
    """Every finding about a guide, in the order of its files."""
    return _check_dateien(find_leitfaden(name))[1]


def _check_dateien(ordner: Path) -> tuple[Leitfaden | None, tuple[Befund, ...]]:
    from wegweiser.core.pruefung import check_leitfaden as find_funde

    entwurf = build_entwurf(load_dateien(ordner))
    if entwurf.leitfaden is None:
        return None, entwurf.befunde
    befunde = [
        entwurf.dokumente[fund.datei].befund(fund.ort, fund.code, fund.angaben, fund.versatz)
        if fund.datei in entwurf.dokumente
        else Befund(datei=fund.datei, zeile=1, spalte=1, code=fund.code, angaben=fund.angaben)
        for fund in find_funde(entwurf.leitfaden)
    ]
    return entwurf.leitfaden, tuple(befunde)


def list_leitfaeden(umfeld: Umfeld) -> tuple[Leitfaden, ...]:
    """The shipped guides."""
    return tuple(load_leitfaden(str(ordner), umfeld) for ordner in list_leitfadenordner())


def _anzahl(befunde: Sequence[object]) -> str:
    return "einen Befund" if len(befunde) == 1 else f"{len(befunde)} Befunde"


# Vorhaben


def create(ordner: Path, *, leitfaden: str, titel: str | None, umfeld: Umfeld) -> None:
    """An empty Vorhaben for a guide."""
    geladen = load_leitfaden(leitfaden, umfeld)
    pfad = find_leitfaden(leitfaden)
    mitgeliefert = pfad in list_leitfadenordner()
    bezug = Leitfadenbezug(
        id=geladen.id,
        version=geladen.kopf.version,
        quelle="mitgeliefert" if mitgeliefert else str(pfad.resolve()),
        pruefsumme=geladen.pruefsumme,
    )
    name = titel or ordner.resolve().name
    create_vorhaben(ordner, titel=name, bezug=bezug, zeit=umfeld.jetzt(), wer=umfeld.kuerzel)


def load_stand(ordner: Path, umfeld: Umfeld) -> Stand:
    """A Vorhaben for reading; nothing is written, nobody is kept out."""
    leitfaden = _leitfaden_von(ordner, umfeld)
    akte, nachtraege = load_akte(ordner, leitfaden)
    return _build_stand(leitfaden, akte, nachtraege)


@contextmanager
def bearbeite(ordner: Path, umfeld: Umfeld) -> Iterator[Stand]:
    """A Vorhaben for changing: nobody else can change it until this ends."""
    leitfaden = _leitfaden_von(ordner, umfeld)
    with sperre(ordner, zeit=umfeld.jetzt(), wer=umfeld.kuerzel):
        akte, nachtraege = open_akte(
            ordner, leitfaden, _ruhende(leitfaden), zeit=umfeld.jetzt(), wer=umfeld.kuerzel
        )
        yield _build_stand(leitfaden, akte, nachtraege)


def _leitfaden_von(ordner: Path, umfeld: Umfeld) -> Leitfaden:
    bezug = ablage.load_bezug(ordner)
    mitgeliefert = bezug.quelle in {"", "mitgeliefert"}
    leitfaden = load_leitfaden(bezug.id if mitgeliefert else bezug.quelle, umfeld)
    if leitfaden.id != bezug.id:
        raise VorhabenVersionError("vorhaben-leitfaden", ist=bezug.id, soll=leitfaden.id)
    return leitfaden


def _ruhende(leitfaden: Leitfaden) -> Callable[[Antworten], Collection[Adresse]]:
    def ruhende(antworten: Antworten) -> Collection[Adresse]:
        return ablauf.compute_lage(Wertequelle(leitfaden, antworten)).ruhend

    return ruhende


def _build_stand(leitfaden: Leitfaden, akte: Akte, nachtraege: tuple[Nachtrag, ...] = ()) -> Stand:
    lage = ablauf.compute_lage(Wertequelle(leitfaden, akte.vorhaben.antworten))
    return Stand(leitfaden=leitfaden, akte=akte, lage=lage, nachtraege=nachtraege)


# Answers


def parse_eingabe(stand: Stand, adresse: Adresse, text: str) -> Wert:
    """What a person typed, as a value that fits the question and its checks; raises EingabeError."""
    frage = find_frage_von(stand, adresse)
    wert = parse_wert(frage, text, stand.optionen)
    if isinstance(frage, Tabelle):
        wert = add_zeilen_ids(frage, _zeilen(wert), list_vergebene_ids(stand, adresse))
    check_pruefungen(stand, adresse, wert)
    return wert


def check_pruefungen(stand: Stand, adresse: Adresse, wert: Wert) -> None:
    """The question's own checks (`pruefe`) against a value; raises EingabeError with the guide's sentence."""
    frage = find_frage_von(stand, adresse)
    antworten = {**stand.vorhaben.antworten, adresse: Antwort(wert=wert)}
    _check_pruefungen(frage, adresse, Wertequelle(stand.leitfaden, antworten))


def _check_pruefungen(frage: Frage, adresse: Adresse, quelle: Wertequelle) -> None:
    for pruefung in frage.pruefe:
        if evaluate_wert(parse_ausdruck(pruefung.muss), quelle.umgebung(adresse.satz)) is False:
            raise EingabeError("pruefung", text=pruefung.text)


def list_vergebene_ids(stand: Stand, adresse: Adresse) -> tuple[str, ...]:
    """Row ids of a table that were ever used; they are never given again."""
    ids: dict[str, None] = {}
    for zeile in load_protokoll(stand.ordner):
        for aenderung in zeile.aenderungen:
            if aenderung.adresse == adresse and isinstance(aenderung.neu, list):
                ids.update(
                    {
                        str(satz["id"]): None
                        for satz in aenderung.neu
                        if isinstance(satz, dict) and "id" in satz
                    }
                )
    return tuple(ids)


def _zeilen(wert: Wert) -> tuple[Zeile, ...]:
    return tuple(zeile for zeile in wert if isinstance(zeile, Mapping)) if isinstance(wert, tuple) else ()


def save_antwort(stand: Stand, adresse: Adresse, antwort: Antwort | None, umfeld: Umfeld) -> Stand:
    """Take over one answer (None takes it back); when this returns it is on the disk."""
    return _save(stand, {adresse: antwort}, umfeld)


def _save(stand: Stand, neu: Mapping[Adresse, Antwort | None], umfeld: Umfeld) -> Stand:
    akte = save_antworten(
        stand.akte, stand.leitfaden, neu, _ruhende(stand.leitfaden), zeit=umfeld.jetzt(), wer=umfeld.kuerzel
    )
    return _build_stand(stand.leitfaden, akte)


def apply_antworten(stand: Stand, dokument: Dokument, umfeld: Umfeld) -> tuple[Stand, int]:
    """Take over all answers of a document, or none; raises EingabenError with every finding."""
    antworten, befunde = parse_antworten(dokument, stand.leitfaden, stand.vorhaben.antworten)
    alle = list(befunde)
    quelle = Wertequelle(stand.leitfaden, {**stand.vorhaben.antworten, **antworten})
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
        raise EingabenError("antworten-befunde", [str(b) for b in alle], anzahl=_anzahl(alle))
    neu = {a: w for a, w in antworten.items() if stand.vorhaben.antworten.get(a) != w}
    return (_save(stand, neu, umfeld) if neu else stand), len(neu)


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
    quelle = Wertequelle(stand.leitfaden, stand.vorhaben.antworten)
    wert: Any = evaluate_wert(parse_ausdruck(station.frage.vorschlag), quelle.umgebung(station.adresse.satz))
    if isinstance(wert, Fehlend):
        return None
    if isinstance(wert, Decimal) and isinstance(station.frage, Ganzzahl | Jahr | Skala):
        wert = int(wert)
    return format_wert(station.frage, wert, stand.optionen)


def list_optionen(stand: Stand, frage: Frage) -> Sequence[Option]:
    """The options of a question as the answers stand now."""
    return stand.optionen(frage)


# Results, report, example


def compute_ergebnisse(stand: Stand) -> Ergebnisse:
    """Gaps, forms, finance and plan from the answers on the path."""
    return _compute(_quelle_auf_pfad(stand), stand.lage)


def _compute(quelle: Wertequelle, lage: Lage) -> Ergebnisse:
    saetze = [id_ for id_, _ in quelle.saetze(MASSNAHMEN)]
    formen = {id_: compute_formenvergleich(quelle, id_) for id_ in saetze}
    finanzierung = {id_: compute_finanzierung(quelle, id_) for id_ in saetze}
    return Ergebnisse(
        analyse=compute_analyse(quelle),
        formen={id_: vergleich for id_, vergleich in formen.items() if vergleich is not None},
        finanzierung={id_: plan for id_, plan in finanzierung.items() if plan is not None},
        plan=compute_massnahmenplan(quelle, lage),
    )


def _quelle_auf_pfad(stand: Stand) -> Wertequelle:
    return Wertequelle(stand.leitfaden, ablauf.prune_antworten(stand.vorhaben.antworten, stand.lage))


def build_bericht_von(stand: Stand, stichtag: date) -> Bericht:
    """The report of a Vorhaben as data."""
    return build_bericht(
        _quelle_auf_pfad(stand),
        stand.lage,
        compute_ergebnisse(stand),
        titel=stand.vorhaben.titel,
        stichtag=stichtag,
        beispiel=_ist_beispiel(stand),
    )


def _ist_beispiel(stand: Stand) -> bool:
    """A plan that rests on constructed answers says so on every page."""
    return any(antwort.sicherheit == "konstruiert" for antwort in stand.vorhaben.antworten.values())


@dataclass(frozen=True, slots=True)
class Ausgabe:
    """A file that was written; `seiten` for a PDF."""

    pfad: Path
    seiten: int | None = None


def write_bericht(
    stand: Stand,
    formate: Sequence[str],
    umfeld: Umfeld,
    *,
    ziel: Path | None = None,
    stichtag: date | None = None,
) -> tuple[tuple[Ausgabe, ...], PdfBibliothekError | None]:
    """Write the report; without Pango everything but the PDF, and the error that says how to get it."""
    bericht = build_bericht_von(stand, stichtag or umfeld.jetzt().date())
    ordner = ziel or stand.ordner / "bericht"
    vorlagen = find_inhalte("vorlagen")
    with schreibfehler(ordner, BerichtError):
        ordner.mkdir(parents=True, exist_ok=True)
    ausgaben: list[Ausgabe] = []
    fehlt: PdfBibliothekError | None = None
    for format_ in formate:
        pfad = ordner / f"massnahmenplan.{format_}"
        if format_ == "pdf":
            try:
                ausgaben.append(_write_pdf(bericht, stand, pfad, vorlagen))
            except PdfBibliothekError as fehler:
                fehlt = fehler
        elif format_ in {"html", "json"}:
            inhalt = (
                render_json(bericht) if format_ == "json" else _render(bericht, vorlagen, eingebettet=True)
            )
            with schreibfehler(pfad, BerichtError):
                save_atomar(pfad, inhalt.encode())
            ausgaben.append(Ausgabe(pfad))
        else:
            raise BenutzungError("format-unbekannt", name=format_)
    return tuple(ausgaben), fehlt


def _render(bericht: Bericht, vorlagen: Path, *, eingebettet: bool) -> str:
    from wegweiser.adapters.vorlagen import render_html

    return render_html(bericht, vorlagen, eingebettet=eingebettet)


def _write_pdf(bericht: Bericht, stand: Stand, pfad: Path, vorlagen: Path) -> Ausgabe:
    from wegweiser.adapters.pdf import write_pdf

    html = _render(bericht, vorlagen, eingebettet=False)
    erzeugt = stand.vorhaben.geaendert
    with schreibfehler(pfad, BerichtError):
        return Ausgabe(
            pfad, write_pdf(html, pfad, titel=bericht.titel, vorlagenordner=vorlagen, erzeugt=erzeugt)
        )


@dataclass(frozen=True, slots=True)
class Vorfuehrung:
    """What the demo made."""

    ordner: Path
    antworten: int
    ausgaben: tuple[Ausgabe, ...]
    fehlt: PdfBibliothekError | None


def play_demo(ordner: Path, umfeld: Umfeld, formate: Sequence[str] = ("pdf", "html", "json")) -> Vorfuehrung:
    """Play the example journey of the shipped guide into a new folder, and write its report."""
    fall = _load_beispiel()
    create(ordner, leitfaden="wegweiser", titel=fall.titel, umfeld=umfeld)
    with bearbeite(ordner, umfeld) as stand:
        gefuellt, anzahl = apply_antworten(stand, fall.antworten, umfeld)
        ausgaben, fehlt = write_bericht(gefuellt, formate, umfeld)
    return Vorfuehrung(ordner=ordner, antworten=anzahl, ausgaben=ausgaben, fehlt=fehlt)


def _load_beispiel() -> Fall:
    return load_reise(find_leitfaden("wegweiser") / "reisen" / f"{BEISPIEL}.yaml")[0]


@dataclass(frozen=True, slots=True)
class Reiseergebnis:
    """One case of a journey: what did not fit (as lines), and how long its path was."""

    datei: str
    fall: str
    stationen: int
    abweichungen: tuple[str, ...]


def test_reisen(name: str, umfeld: Umfeld) -> tuple[Reiseergebnis, ...]:
    """Run every journey of a guide in memory."""
    leitfaden = load_leitfaden(name, umfeld)
    ordner = find_leitfaden(name) / "reisen"
    return tuple(
        _test_fall(leitfaden, pfad, fall)
        for pfad in sorted(ordner.glob("*.yaml"))
        for fall in load_reise(pfad)
    )


def _test_fall(leitfaden: Leitfaden, pfad: Path, fall: Fall) -> Reiseergebnis:
    antworten, befunde = parse_antworten(fall.antworten, leitfaden)
    lage = ablauf.compute_lage(Wertequelle(leitfaden, antworten))
    quelle = Wertequelle(leitfaden, ablauf.prune_antworten(antworten, lage))
    abweichungen = check_erwartung(quelle, lage, _compute(quelle, lage), fall.erwartet)
    zeilen = [str(befund) for befund in befunde]
    zeilen += [
        format_satz("reise-abweichung", {"fall": fall.id, "was": a.was, "soll": a.soll, "ist": a.ist})
        for a in abweichungen
    ]
    return Reiseergebnis(
        datei=pfad.name, fall=fall.id, stationen=len(lage.stationen), abweichungen=tuple(zeilen)
    )
