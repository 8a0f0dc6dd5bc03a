"""Translations of what citizens see: texts by the ids of a guide; ids, types and conditions never change."""

from collections.abc import Mapping
from typing import Literal, TypeVar

from wegweiser.model import frage as f
from wegweiser.model.base import Herkunft, field, modell, replace

Richtung = Literal["ltr", "rtl"]
_GEWOEHNLICH = ("text", "kurz", "hilfe", "warum", "einheit")
# Languages and scripts that are written from right to left (IANA subtags).
_SPRACHEN_RTL = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_SCHRIFTEN_RTL = frozenset({"Arab", "Hebr", "Syrc", "Thaa"})
_SCHRIFTKUERZEL = 4

T = TypeVar("T")


@modell
class Fragetext:
    """One question or table column in another language; `deutsch` is the wording that was translated."""

    deutsch: str | None = None
    text: str | None = None
    kurz: str | None = None
    hilfe: str | None = None
    warum: str | None = None
    einheit: str | None = None
    optionen: Mapping[str, str] = field(default_factory=dict)
    anker: Mapping[int, str] = field(default_factory=dict)
    spalten: Mapping[str, "Fragetext"] = field(default_factory=dict)


@modell
class Kopftext:
    """Title and introduction of the guide in another language."""

    titel: str
    kurz: str | None = None


@modell
class Rahmenworte:
    """Words around the questions that the guide does not contain; what is missing stays German.

    In the dialogue and on paper; `einleitung` may name the `{minuten}`, `punkte_je` the `{anzahl}`, `frage` the `{nr}` of `{gesamt}`.
    """

    ungeprueft: str | None = None
    ja: str | None = None
    nein: str | None = None
    eine: str | None = None
    mehrere: str | None = None
    hoechstens: str | None = None
    keine: str | None = None
    reihenfolge: str | None = None
    anteile: str | None = None
    weiss_nicht: str | None = None
    freiwillig: str | None = None
    # only in the dialogue
    willkommen: str | None = None
    tasten: str | None = None
    frage: str | None = None
    warum: str | None = None
    bisher: str | None = None
    nummern: str | None = None
    text: str | None = None
    absatz: str | None = None
    zahl: str | None = None
    gespeichert: str | None = None
    # only on paper
    fragebogen: str | None = None
    einleitung: str | None = None
    falls: str | None = None
    datenschutz: str | None = None
    rueckgabe: str | None = None
    danke: str | None = None
    # only on sheets for dots
    punkte_je: str | None = None
    moeglichkeit: str | None = None
    punkte: str | None = None
    summe: str | None = None


@modell
class Uebersetzung:
    """One file of `uebersetzungen/`: a language (BCP 47), who has checked it, and the texts by id."""

    sprache: str
    titel: str
    richtung: Richtung = "ltr"
    geprueft_von: str | None
    stand: str
    herkunft: Herkunft | None = None
    leitfaden: Kopftext | None = None
    worte: Rahmenworte = field(default_factory=Rahmenworte)
    fragen: Mapping[str, Fragetext] = field(default_factory=dict)
    kataloge: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    abschnitte: Mapping[str, str] = field(default_factory=dict)
    schritte: Mapping[str, str] = field(default_factory=dict)

    @property
    def kuerzel(self) -> str:
        """What a person types for it, and the name of its file: `tr`, or `einfach` for `de-x-einfach`."""
        return self.sprache.rpartition("-x-")[2]


def find_richtung(sprache: str) -> Richtung:
    """The direction a language is written in: by its script where it names one, else by the language."""
    teile = sprache.split("-")
    schrift = next((t for t in teile[1:] if len(t) == _SCHRIFTKUERZEL and t.istitle()), None)
    von_rechts = schrift in _SCHRIFTEN_RTL if schrift else teile[0] in _SPRACHEN_RTL
    return "rtl" if von_rechts else "ltr"


def translate_frage(frage: f.Frage, uebersetzung: Uebersetzung) -> f.Frage:
    """The same question in another language; texts that are missing there stay German."""
    text = uebersetzung.fragen.get(frage.id)
    return _translate(frage, text) if text else frage


def _translate(frage: T, text: Fragetext) -> T:
    neu: dict[str, object] = {
        name: wert for name in _GEWOEHNLICH if (wert := getattr(text, name)) is not None
    }
    if optionen := getattr(frage, "optionen", ()):
        neu["optionen"] = tuple(replace(o, titel=text.optionen.get(o.id, o.titel)) for o in optionen)
    if isinstance(frage, f.Skala):
        neu["anker"] = {**frage.anker, **text.anker}
    if isinstance(frage, f.Tabelle):
        neu["spalten"] = tuple(
            _translate(spalte, text.spalten[spalte.id]) if spalte.id in text.spalten else spalte
            for spalte in frage.spalten
        )
    return replace(frage, **neu)  # type: ignore[type-var]  # every question is a record
