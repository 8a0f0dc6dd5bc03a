"""What is said about an answer: open with who and when, certainty, evidence, note."""

from dataclasses import replace
from datetime import date
from typing import cast

from wegweiser.cli.ansicht import SICHERHEIT_TITEL, SICHERHEITEN
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.befehle import Eingabe
from wegweiser.cli.front import Ende, Feld, Wahl
from wegweiser.cli.gespraech import Gespraech, find_antwort, merge_vermerk, save_antwort
from wegweiser.cli.texteditor import lies_feld
from wegweiser.cli.worte import wort
from wegweiser.errors import EingabeError
from wegweiser.model.antworten import Antwort
from wegweiser.model.base import Sicherheit
from wegweiser.model.deutsch_format import WOCHENTAGE, format_datum
from wegweiser.model.lage import Station
from wegweiser.model.termin import parse_termin
from wegweiser.model.wert import clean_text
from wegweiser.workflow.verlauf import find_letzte_offene

ENTFERNEN = "-"
_STUFEN = {
    "gesichert": "gesichert – belegt",
    "geschaetzt": "geschätzt – aus Erfahrung gerechnet",
    "vermutet": "vermutet – noch zu prüfen",
    "konstruiert": "konstruiert – nur für ein Beispiel gesetzt",
}


class Zurueck(Exception):  # noqa: N818 - no error: the person takes back the side question
    """Back to the question itself."""


def lies_text(gespraech: Gespraech, feld: Feld) -> str:
    """One side input as text; „<“ leads back to the question, „!“ ends the session."""
    while True:
        try:
            eingabe = lies_feld(gespraech, feld)
        except EingabeError as fehler:
            zeige_fehler(gespraech, fehler)
            continue
        if not eingabe.befehl:
            return clean_text(eingabe.text)
        if eingabe.befehl == "pause":
            raise Ende
        if eingabe.befehl == "zurueck":
            raise Zurueck
        if eingabe.befehl == "weiter":
            return feld.vorgabe
        zurueck, pause = ("F2", "Strg-D") if gespraech.front.tasten else ("<", "!")
        gespraech.zeige(
            Satz(f"Hier geht nur eine Eingabe, {zurueck} (zurück zur Frage) oder {pause} (Pause).", "leise")
        )


def frage_ja(gespraech: Gespraech, frage: str, *, ja: str, nein: str, vorgabe: str = "nein") -> bool:
    """A side question with two ways; an empty line takes the careful one."""
    wahlen = [Wahl("j", "ja", ja), Wahl("n", "nein", nein)]
    feld = Feld("wahl", f"{frage} ja oder nein", tuple(wahlen), vorgabe=vorgabe, nummeriert=False)
    while True:
        text = lies_text(gespraech, feld).casefold()
        if text in {"j", "ja", "n", "nein"}:
            return text in {"j", "ja"}
        gespraech.zeige(Satz("Bitte ja oder nein.", "leise"))


def zeige_fehler(gespraech: Gespraech, fehler: EingabeError) -> None:
    """The sentence and what to do."""
    gespraech.zeige(Satz(f"{fehler.satz} {fehler.hinweis}".strip(), "warnung"))


def frage_offen(gespraech: Gespraech, station: Station) -> bool:
    """„Weiß ich noch nicht“: who finds out, by when, a note – all optional. False: the answer stays after all."""
    alt = find_antwort(gespraech, station.adresse) or Antwort()
    zuletzt = Antwort() if alt.offen else _find_zuletzt(gespraech)
    zustaendig = _lies_zustaendig(gespraech, alt.zustaendig or zuletzt.zustaendig or "")
    bis = _lies_bis(gespraech, alt.bis or zuletzt.bis)
    bekannt = gespraech.vermerk.notiz or alt.notiz or ""
    notiz = lies_text(gespraech, _feld("Notiz dazu? (leer: keine)", bekannt))
    offen = Antwort(offen=True, sicherheit=alt.sicherheit, belege=alt.belege)
    neu = merge_vermerk(offen, gespraech.vermerk)
    neu = replace(neu, notiz=_ohne(notiz), zustaendig=_ohne(zustaendig), bis=bis)
    gespraech.zuletzt_offen = neu
    gesagt = ", ".join(filter(None, (wort(gespraech.stand, "weiss_nicht"), _format_wer_wann(neu))))
    return save_antwort(gespraech, station, neu, gesagt)


def _find_zuletzt(gespraech: Gespraech) -> Antwort:
    """Who was named last and by when: in this session, else in the journal; a day that is over is no proposal."""
    if gespraech.zuletzt_offen is None:
        gespraech.zuletzt_offen = find_letzte_offene(gespraech.stand) or Antwort()
    zuletzt = gespraech.zuletzt_offen
    vorbei = zuletzt.bis is not None and zuletzt.bis < gespraech.umfeld.jetzt().date()
    return replace(zuletzt, bis=None) if vorbei else zuletzt


def _format_wer_wann(antwort: Antwort) -> str:
    bis = f"bis {WOCHENTAGE[antwort.bis.weekday()]}, {format_datum(antwort.bis)}" if antwort.bis else ""
    return " ".join(filter(None, (antwort.zustaendig, bis)))


def _lies_zustaendig(gespraech: Gespraech, vorschlag: str) -> str:
    return lies_text(
        gespraech, _build_vorschlag(gespraech, "Wer klärt das?", "leer: noch niemand", vorschlag)
    )


def _build_vorschlag(gespraech: Gespraech, frage: str, leer: str, vorschlag: str) -> Feld:
    """A side question with a proposal: in the field with keys, in the prompt without."""
    if vorschlag and not gespraech.front.tasten:
        return _feld(f"{frage} [Eingabetaste: {vorschlag}; „-“: {leer.removeprefix('leer: ')}]", vorschlag)
    return _feld(f"{frage} ({leer})", vorschlag)


def _lies_bis(gespraech: Gespraech, alt: date | None) -> date | None:
    vorschlag = format_datum(alt) if alt else ""
    frage = "Bis wann? Datum, „Freitag“, „in 2 Wochen“ …"
    while True:
        text = lies_text(gespraech, _build_vorschlag(gespraech, frage, "leer: noch offen", vorschlag))
        if not _ohne(text):
            return None
        try:
            return parse_termin(text, gespraech.umfeld.jetzt().date())
        except EingabeError as fehler:
            zeige_fehler(gespraech, fehler)


def _ohne(text: str) -> str | None:
    return None if text in {"", ENTFERNEN} else text


def _feld(aufforderung: str, vorgabe: str) -> Feld:
    return Feld("zeile", aufforderung, vorgabe=vorgabe)


def set_angabe(gespraech: Gespraech, station: Station, eingabe: Eingabe) -> None:
    """`:notiz`, `:sicherheit`, `:beleg`: for the answer given, else noted for the coming one."""
    antwort = find_antwort(gespraech, station.adresse)
    bisher = antwort or gespraech.vermerk
    match eingabe.befehl:
        case "notiz":
            neu = replace(bisher, notiz=_ohne(eingabe.text or _lies_notiz(gespraech, bisher)))
        case "sicherheit":
            neu = replace(bisher, sicherheit=_lies_sicherheit(gespraech, eingabe.text))
        case _:
            beleg = eingabe.text or lies_text(gespraech, _feld("Beleg (Quelle, Aktenzeichen, Gespräch)", ""))
            belege = (
                ()
                if beleg == ENTFERNEN
                else tuple(dict.fromkeys((*bisher.belege, *([beleg] if beleg else []))))
            )
            neu = replace(bisher, belege=belege)
    if antwort is not None:
        save_antwort(gespraech, station, neu)
    else:
        gespraech.vermerk = neu
        gespraech.zeige(Satz("vorgemerkt für Ihre Antwort auf diese Frage.", "leise"))


def _lies_notiz(gespraech: Gespraech, bisher: Antwort) -> str:
    ende = "F9 beendet" if gespraech.front.tasten else "ein Punkt allein in einer Zeile beendet sie"
    return lies_text(gespraech, Feld("absatz", f"Notiz, mehrere Zeilen; {ende}", vorgabe=bisher.notiz or ""))


def _lies_sicherheit(gespraech: Gespraech, text: str) -> Sicherheit | None:
    while True:
        if not text:
            wahlen = tuple(Wahl(str(nr), id_, _STUFEN[id_]) for nr, id_ in enumerate(SICHERHEITEN, 1))
            text = lies_text(gespraech, Feld("wahl", "Wie sicher ist die Antwort?", wahlen))
        if text == ENTFERNEN:
            return None
        for nr, id_ in enumerate(SICHERHEITEN, 1):
            if text.casefold() in {str(nr), id_, SICHERHEIT_TITEL.get(id_, id_)}:
                return cast(Sicherheit, id_)
        zeige_fehler(gespraech, EingabeError("falsche-sicherheit", text=text))
        text = ""


def frage_angaben(gespraech: Gespraech, station: Station) -> None:
    """Certainty, evidence and note one after the other; an empty input leaves each as it is."""
    wahlen = (
        Wahl("1", "notiz", "Notiz"),
        Wahl("2", "sicherheit", "Sicherheit: gesichert, geschätzt, vermutet, konstruiert"),
        Wahl("3", "beleg", "Beleg"),
        Wahl("4", "", "zurück zur Frage"),
    )
    nach_nummer = {wahl.kennung: wahl.id for wahl in wahlen}
    text = lies_text(gespraech, Feld("wahl", "Was möchten Sie ergänzen?", wahlen))
    befehl = nach_nummer.get(text, text)
    if befehl in {"notiz", "sicherheit", "beleg"}:
        set_angabe(gespraech, station, Eingabe(befehl=befehl))
