"""What is shown around a question, as paragraphs: where one is, why it is asked, what was said, what may be typed."""

from collections.abc import Sequence
from typing import assert_never

from wegweiser import workflow
from wegweiser.cli.ausgabe import LEER, Satz, find_breite, format_befehl
from wegweiser.cli.befehle import protect_text
from wegweiser.cli.front import ALLE, LANGE_LISTE, Feld, Feldart, Wahl
from wegweiser.cli.worte import fill_wort, translate_aufforderung, wort
from wegweiser.cli.zeit import format_rest
from wegweiser.model import frage as f
from wegweiser.model.antworten import Antwort
from wegweiser.model.base import Wert
from wegweiser.model.deutsch_format import format_datum, format_zahl
from wegweiser.model.lage import Station
from wegweiser.model.leitfaden import number_fragen
from wegweiser.model.wert import find_einheit, format_wert
from wegweiser.workflow import Stand

_GENANNT = 3
_KURZ = 60
HILFERAND = 4  # what a list leaves free beside the help of a possibility
SICHERHEITEN = ("gesichert", "geschaetzt", "vermutet", "konstruiert")
SICHERHEIT_TITEL = {"geschaetzt": "geschätzt"}


def shorten(text: str, zeichen: int = _KURZ) -> str:
    """The beginning of a text on one line."""
    zeile = " ".join(text.split())
    return zeile if len(zeile) <= zeichen else zeile[: zeichen - 1].rstrip() + "…"


def label(frage: f.Frage) -> str:
    """The short name of a question."""
    return frage.kurz or frage.text


def format_fortschritt(fragen: int, beantwortet: int, offen: int) -> str:
    """So many of so many answered, so many open."""
    text = f"{beantwortet} von {fragen} beantwortet"
    return f"{text}, {offen} offen" if offen else text


def find_abschnittsnummer(stand: Stand, abschnitt_id: str) -> int:
    """The number a person sees and types for an Abschnitt: its place in the guide."""
    return next(
        nr for nr, abschnitt in enumerate(stand.leitfaden.abschnitte, 1) if abschnitt.id == abschnitt_id
    )


def list_mitstationen(stand: Stand, station: Station) -> tuple[Station, ...]:
    """All questions of the same Abschnitt and, where it is repeated, the same record."""
    return tuple(
        andere
        for andere in stand.lage.stationen
        if andere.abschnitt.id == station.abschnitt.id and andere.adresse.satz == station.adresse.satz
    )


def nenne_satz(stand: Stand, satz: str) -> str:
    """The title of a record; its id where it is no longer there."""
    titel = (s.satz_titel for s in stand.lage.stationen if s.adresse.satz == satz and s.satz_titel)
    return shorten(next(titel, satz), 40)


def build_ueberschrift(stand: Stand, station: Station) -> list[Satz]:
    """The heading of an Abschnitt with its reason."""
    nummer = find_abschnittsnummer(stand, station.abschnitt.id)
    satz = f" – {station.satz_titel}" if station.satz_titel else ""
    return [
        LEER,
        Satz(f"{nummer} · {station.abschnitt.titel}{satz}", "titel"),
        *([Satz(station.abschnitt.warum, "leise")] if stand.fassung is None else []),
    ]


def build_ort(stand: Stand, station: Station) -> list[Satz]:
    """Where one is, and how much is still to come."""
    mit = list_mitstationen(stand, station)
    nr = 1 + [andere.adresse for andere in mit].index(station.adresse)
    gesamt = 1 + [andere.adresse for andere in stand.lage.stationen].index(station.adresse)
    teile = [station.abschnitt.titel]
    if station.satz_titel:
        art = "Maßnahme " if station.abschnitt.je == "massnahmen" else ""
        teile.append(f"{art}„{shorten(station.satz_titel, 40)}“")
    zaehler = f"Frage {nr} von etwa {len(mit)} (insgesamt {gesamt} von etwa {len(stand.lage.stationen)})"
    if eigener := wort(stand, "frage"):
        zaehler = fill_wort(eigener, nr=nr, gesamt=len(mit))
    teile += [station.schritt.titel, zaehler]
    if stand.fassung is None and (rest := format_rest(stand, station)):
        teile.append(rest)
    return [LEER, Satz(" · ".join(teile), "leise")]


def build_frage(stand: Stand, station: Station) -> list[Satz]:
    """The question with its reason, what depends on it (not for citizens) and what was said before."""
    frage, intern = station.frage, stand.fassung is None
    noetig = "  (wird für den Plan gebraucht)" if frage.pflicht and intern else ""
    nummer = number_fragen(stand.leitfaden)[frage.id]
    saetze = [Satz(f"{nummer} {frage.text}{noetig}", "frage")]
    if station.vorsorglich:
        saetze.append(
            Satz(
                "Vorsorglich gefragt: Ob das gebraucht wird, hängt an einer Antwort, die noch offen ist.",
                "warnung",
            )
        )
    if frage.warum:
        saetze.append(Satz(f"{wort(stand, 'warum')}: {frage.warum}", "leise"))
    if intern and _ist_entbehrlich(stand, station):
        saetze.append(
            Satz("Hat auf nichts Offenes mehr Einfluss – kann entfallen (weiter ohne Antwort).", "leise")
        )
    elif intern and (abhaengig := format_abhaengige(workflow.list_abhaengige(stand, station.adresse))):
        saetze.append(Satz(f"Davon hängen ab: {abhaengig}.", "leise"))
    if station.antwort is not None:
        saetze.append(Satz(f"{wort(stand, 'bisher')}: {format_antwort(stand, frage, station.antwort)}"))
    elif (vorschlag := workflow.find_vorschlag(stand, station)) is not None:
        saetze.append(Satz(f"Vorschlag: {vorschlag}"))
    return saetze


def format_abhaengige(namen: Sequence[str]) -> str:
    """The first few things that depend on an answer, and how many more."""
    worte = [_regeln(name) if name.startswith("regeln:") else f"„{name}“" for name in namen]
    rest = len(worte) - _GENANNT
    return ", ".join(worte[:_GENANNT]) + (f" und {rest} weitere" if rest > 0 else "")


def _regeln(name: str) -> str:
    anzahl = name.removeprefix("regeln:")
    return "eine Regel" if anzahl == "1" else f"{anzahl} Regeln"


def format_antwort(stand: Stand, frage: f.Frage, antwort: Antwort) -> str:
    """An answer with everything said about it, on one line or several."""
    text = wort(stand, "weiss_nicht") if antwort.wert is None else format_anzeige(stand, frage, antwort.wert)
    angaben = format_angaben(antwort)
    return f"{text} ({angaben})" if angaben else text


def format_angaben(antwort: Antwort) -> str:
    """Certainty, evidence, note, who and when of an answer."""
    teile = []
    if antwort.sicherheit:
        teile.append(SICHERHEIT_TITEL.get(antwort.sicherheit, antwort.sicherheit))
    if antwort.zustaendig:
        teile.append(f"klärt: {antwort.zustaendig}")
    if antwort.bis:
        teile.append(f"bis {format_datum(antwort.bis)}")
    if antwort.belege:
        teile.append(f"Beleg: {', '.join(antwort.belege)}")
    if antwort.notiz:
        teile.append(f"Notiz: {shorten(antwort.notiz, 120)}")
    return "; ".join(teile)


def format_anzeige(stand: Stand, frage: f.Frage, wert: Wert) -> str:
    """A value as a person reads it, with its unit; a table only by its number of rows."""
    if isinstance(frage, f.Tabelle):
        anzahl = len(wert) if isinstance(wert, tuple) else 0
        return "keine Zeilen" if not anzahl else "eine Zeile" if anzahl == 1 else f"{anzahl} Zeilen"
    text = format_wert(frage, wert, stand.optionen)
    if isinstance(frage, f.JaNein):
        return wort(stand, "ja" if wert else "nein")
    if isinstance(frage, f.Mehrfach) and wert == ():
        return wort(stand, "keine")
    if isinstance(frage, f.Skala) and isinstance(wert, int):
        return f"{text} – {frage.anker[wert]}" if wert in frage.anker else text
    einheit = find_einheit(frage)
    return f"{text} {einheit}" if einheit else text


def build_feld(
    stand: Stand, frage: f.Frage, wert: Wert | None, *, vorschlag: str = "", tasten: bool = False
) -> Feld:
    """The input for one question or table column; `wert` is what was said before."""
    wahlen = list_wahlen(stand, frage)
    vorgabe = vorschlag if wert is None else format_vorgabe(stand, frage, wert)
    gezeigt = vorschlag if wert is None else shorten(format_anzeige(stand, frage, wert), 40)
    aufforderung = _build_aufforderung(stand, frage, len(wahlen), tasten=tasten)
    if gezeigt and not tasten:
        aufforderung += f" [{'↵' if stand.fassung else 'Eingabetaste'}: {gezeigt}]"
    return Feld(
        art=_feldart(frage),
        aufforderung=aufforderung,
        wahlen=wahlen,
        vorgabe=vorgabe,
        befehle=ALLE,
        nummeriert=not isinstance(frage, f.Skala | f.JaNein),
    )


def _build_aufforderung(stand: Stand, frage: f.Frage, anzahl: int, *, tasten: bool) -> str:
    eigene = translate_aufforderung(stand.fassung.uebersetzung.worte, frage) if stand.fassung else None
    if eigene and tasten and isinstance(frage, f.Absatz):
        return f"{wort(stand, 'text') or eigene} (F9)"
    return eigene or format_aufforderung(frage, anzahl, tasten=tasten)


def format_vorgabe(stand: Stand, frage: f.Frage, wert: Wert) -> str:
    """A value as text to type again; choices by their ids, which never collide with numbers or separators."""
    if isinstance(frage, f.Auswahl | f.Katalogwahl):
        return str(wert)
    if isinstance(frage, f.Mehrfach | f.Rangfolge) and isinstance(wert, tuple) and wert:
        return "; ".join(str(teil) for teil in wert)
    if isinstance(frage, f.Skala):
        return str(wert)
    if isinstance(frage, f.JaNein):
        return "ja" if wert else "nein"
    return format_wert(frage, wert, stand.optionen)


def _feldart(frage: f.Frage) -> Feldart:
    match frage:
        case f.Absatz():
            return "absatz"
        case f.Auswahl() | f.Katalogwahl() | f.Skala() | f.JaNein():
            return "wahl"
        case f.Mehrfach():
            return "mehrfach"
        case f.Rangfolge():
            return "rangfolge"
        case _:
            return "zeile"


def list_wahlen(stand: Stand, frage: f.Frage) -> tuple[Wahl, ...]:
    """What can be chosen, with the key or number for it."""
    if isinstance(frage, f.JaNein):
        return (Wahl("j", "ja", wort(stand, "ja")), Wahl("n", "nein", wort(stand, "nein")))
    if isinstance(frage, f.Skala):
        return tuple(
            Wahl(str(nr), str(nr), frage.anker.get(nr, "–")) for nr in range(frage.von, frage.bis + 1)
        )
    return tuple(
        Wahl(str(nr), option.id, option.titel, option.hilfe or "")
        for nr, option in enumerate(stand.optionen(frage), 1)
    )


def format_aufforderung(frage: f.Frage, anzahl: int, *, tasten: bool) -> str:  # noqa: C901 - one case per type
    """What may be typed, in a few words."""
    match frage:
        case f.Text():
            return "" if tasten else "Text"
        case f.Absatz():
            return (
                "Text, F9 beendet"
                if tasten
                else "Text, mehrere Zeilen; ein Punkt allein in einer Zeile beendet ihn"
            )
        case f.Ganzzahl() | f.Zahl() | f.Jahr() | f.Prozent():
            return _zahlwort(frage)
        case f.Geldbetrag():
            return "Betrag in Euro"
        case f.Datum():
            return "Datum, zum Beispiel 15.12.2026"
        case f.JaNein():
            return "ja oder nein"
        case f.Skala():
            return f"Zahl von {frage.von} bis {frage.bis}"
        case f.Auswahl() | f.Katalogwahl():
            return _wahlwort(anzahl)
        case f.Mehrfach():
            return "Nummern, mit Komma getrennt, oder „keine“" + (
                _LISTE.format(anzahl=anzahl) if anzahl > LANGE_LISTE else ""
            )
        case f.Rangfolge():
            return "Nummern in der gewünschten Reihenfolge, mit Komma getrennt"
        case f.Verteilung():
            return "Anteile in Prozent, zum Beispiel 1 = 60; 2 = 40"
        case f.Dateifrage():
            return "Pfad im Ordner des Vorhabens"
        case f.Ort():
            return "Ort, gern mit Koordinaten: Marktplatz 1 (51,5176; 7,3794)"
        case f.Tabelle():
            return "Tabelle"
    assert_never(frage)


_LISTE = "; :liste zeigt alle {anzahl}"


def _wahlwort(anzahl: int) -> str:
    return f"Nummer oder Teil des Titels{_LISTE.format(anzahl=anzahl)}" if anzahl > LANGE_LISTE else "Nummer"


def _zahlwort(frage: f.Ganzzahl | f.Zahl | f.Jahr | f.Prozent) -> str:
    wort = {"ganzzahl": "Ganze Zahl", "zahl": "Zahl", "jahr": "Jahr", "prozent": "Prozent"}[frage.typ]
    if frage.einheit and not isinstance(frage, f.Prozent):
        wort += f" ({frage.einheit})"
    zahl = str if isinstance(frage, f.Jahr) else format_zahl
    if frage.min is not None and frage.max is not None:
        return f"{wort}, {zahl(frage.min)} bis {zahl(frage.max)}"
    if frage.min is not None:
        return f"{wort}, mindestens {zahl(frage.min)}"
    return f"{wort}, höchstens {zahl(frage.max)}" if frage.max is not None else wort


def build_hilfe(stand: Stand, frage: f.Frage, *, tasten: bool) -> list[Satz]:
    """Help for a question: its own text, and what the possibilities mean (with keys the list says it, where it fits)."""
    saetze = [Satz(frage.hilfe or "Zu dieser Frage gibt es keinen weiteren Hinweis.")]
    saetze += [
        Satz(f"{wahl.titel}: {wahl.hilfe}", einzug=2, haenge=2)
        for wahl in list_wahlen(stand, frage)
        if wahl.hilfe and (not tasten or len(wahl.hilfe) > find_breite() - HILFERAND)
    ][:LANGE_LISTE]
    return saetze


def build_quelle(stand: Stand, station: Station) -> list[Satz]:
    """Where a question comes from."""
    id_ = station.frage.quelle or station.abschnitt.quelle
    quelle = stand.leitfaden.quellen.get(id_) if id_ else None
    if quelle is None:
        return [Satz("Zu dieser Frage ist keine Quelle angegeben.")]
    teile = [quelle.titel, getattr(quelle, "herausgeber", None), getattr(quelle, "adresse", None)]
    return [Satz("Quelle: " + ", ".join(str(teil) for teil in teile if teil))]


def format_entwurf(text: str) -> str:
    """What stood in the field, ready to be typed again."""
    return protect_text(text)


def build_versionshinweis(stand: Stand) -> list[Satz]:
    """One sentence where the guide on the disk is not the one the Vorhaben belongs to."""
    bezug, kopf = stand.vorhaben.leitfaden, stand.leitfaden.kopf
    befehl = format_befehl("umziehen", stand.ordner)
    if stand.versionslage == "neuer":
        text = (
            f"Der Leitfaden liegt jetzt in Fassung {kopf.version} vor, das Vorhaben gehört zu {bezug.version}: "
            f"{befehl} zeigt, was sich ändert, und zieht um. Bis dahin bleibt alles, wie es ist."
        )
        return [Satz(text, "warnung")]
    if stand.versionslage == "geaendert":
        return [
            Satz(
                f"Der Leitfaden wurde seither bearbeitet (Fassung {kopf.version}); was anders ist, zeigt {befehl}.",
                "leise",
            )
        ]
    return []


def _ist_entbehrlich(stand: Stand, station: Station) -> bool:
    from wegweiser.workflow.einfluss import (
        ist_entbehrlich,  # what it computes with, an overview does not need
    )

    return ist_entbehrlich(stand, station)
