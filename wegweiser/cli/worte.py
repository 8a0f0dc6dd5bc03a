"""Words around the questions: German, or those of the language a session is held in."""

from wegweiser.cli.ausgabe import Satz
from wegweiser.model import frage as f
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.sprache import Rahmenworte
from wegweiser.workflow import Stand

DEUTSCH = Rahmenworte(
    ungeprueft="ungeprüfte Übersetzung",
    ja="Ja",
    nein="Nein",
    keine="keine",
    weiss_nicht="weiß ich noch nicht",
    freiwillig="freiwillig",
    warum="Warum",
    bisher="Bisher",
    gespeichert="gespeichert",
)


def wort(stand: Stand, name: str) -> str:
    """One word in the language of the session; German where it has none."""
    eigenes = getattr(stand.fassung.uebersetzung.worte, name) if stand.fassung else None
    return str(eigenes or getattr(DEUTSCH, name) or "")


def fill_wort(text: str, **werte: object) -> str:
    """A word with its places filled; a translation is data and no format string."""
    for name, wert in werte.items():
        text = text.replace(f"{{{name}}}", str(wert))
    return text


def build_sprachhinweis(stand: Stand) -> list[Satz]:
    """Said once: which language, and that nobody has checked it yet."""
    if stand.fassung is None:
        return []
    uebersetzung = stand.fassung.uebersetzung
    if uebersetzung.geprueft_von:
        return [Satz(uebersetzung.titel, "leise")]
    deutsch = f"{uebersetzung.titel} – {DEUTSCH.ungeprueft}"
    eigenes = uebersetzung.worte.ungeprueft
    return [Satz(deutsch, "warnung"), *([Satz(eigenes, "warnung")] if eigenes else [])]


def translate_aufforderung(worte: Rahmenworte, frage: f.Frage) -> str | None:
    """What may be typed, in the language of the session; None where it has no words for it."""
    match frage:
        case f.JaNein():
            return f"{worte.ja} / {worte.nein}" if worte.ja and worte.nein else None
        case f.Auswahl() | f.Katalogwahl() | f.Skala():
            return worte.eine
        case f.Mehrfach():
            teile = (worte.mehrere, _hoechstens(worte, frage), worte.nummern)
            return " ".join(filter(None, teile)) if worte.mehrere else None
        case f.Rangfolge():
            return worte.reihenfolge
        case f.Verteilung():
            return worte.anteile
        case f.Text() | f.Ort():
            return worte.text
        case f.Absatz():
            return worte.absatz
        case f.Ganzzahl() | f.Zahl() | f.Jahr() | f.Prozent() | f.Geldbetrag():
            return worte.zahl and worte.zahl + _grenzen(frage)
        case _:
            return None


def _hoechstens(worte: Rahmenworte, frage: f.Mehrfach) -> str | None:
    if worte.hoechstens is None or frage.max_anzahl is None:
        return None
    return fill_wort(worte.hoechstens, anzahl=frage.max_anzahl)


def _grenzen(frage: f.Ganzzahl | f.Zahl | f.Jahr | f.Prozent | f.Geldbetrag) -> str:
    zahl = str if isinstance(frage, f.Jahr) else format_zahl
    einheit = {"prozent": "%", "geldbetrag": "€"}.get(frage.typ, frage.einheit)
    ganz = frage.min is not None and frage.max is not None
    bereich = f", {zahl(frage.min or 0)}–{zahl(frage.max or 0)}" if ganz else ""
    return (f" ({einheit})" if einheit else "") + bereich
