"""The texts of a guide in every language it has, by the column headings of XLSForm."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from wegweiser.core.sprachen import translate_leitfaden
from wegweiser.errors.xlsform import SPRACHNAMEN, TEXTE
from wegweiser.model import frage as f
from wegweiser.model.leitfaden import Abschnitt, Leitfaden, Schritt, list_fragen
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.model.sprache import Uebersetzung

Texte = Mapping[str, str]


class Fassung(NamedTuple):
    """A guide in one language, with quick ways to its parts."""

    titel: str
    uebersetzung: Uebersetzung | None
    fragen: Mapping[str, f.Frage]
    abschnitte: Mapping[str, Abschnitt]
    schritte: Mapping[tuple[str, str], Schritt]
    optionen: Callable[[f.Frage], tuple[f.Option, ...]]


def list_fassungen(leitfaden: Leitfaden) -> tuple[Fassung, ...]:
    """The guide in its own language first, then its translations."""
    sprache = leitfaden.kopf.sprache
    eigene = _build_fassung(leitfaden, f"{SPRACHNAMEN.get(sprache, sprache)} ({sprache})", None)
    return (eigene, *_list_uebersetzte(leitfaden))


def _list_uebersetzte(leitfaden: Leitfaden) -> Iterator[Fassung]:
    for _, uebersetzung in sorted(leitfaden.uebersetzungen.items()):
        titel = f"{uebersetzung.titel} ({uebersetzung.sprache})"
        yield _build_fassung(translate_leitfaden(leitfaden, uebersetzung), titel, uebersetzung)


def _build_fassung(leitfaden: Leitfaden, titel: str, uebersetzung: Uebersetzung | None) -> Fassung:
    quelle = build_optionsquelle(leitfaden, {})
    return Fassung(
        titel=titel,
        uebersetzung=uebersetzung,
        fragen={frage.id: frage for _, frage in list_fragen(leitfaden)},
        abschnitte={a.id: a for a in leitfaden.abschnitte},
        schritte={(a.id, s.id): s for a in leitfaden.abschnitte for s in a.schritte},
        optionen=lambda frage: tuple(quelle(frage)),
    )


class Sprachen:
    """Texts in all languages at once."""

    def __init__(self, leitfaden: Leitfaden) -> None:
        self.fassungen = list_fassungen(leitfaden)

    def texte(self, lies: Callable[[Fassung], str | None]) -> dict[str, str]:
        """One text per language; none at all where the guide's own language has none."""
        texte = {fassung.titel: clean_bezuege(lies(fassung) or "") for fassung in self.fassungen}
        eigener = texte[self.fassungen[0].titel]
        return {titel: text or eigener for titel, text in texte.items()} if eigener else {}

    def fest(self, text: str) -> dict[str, str]:
        """The same text in every language: there is no translation of it."""
        return {fassung.titel: text for fassung in self.fassungen}

    def frage(self, frage: f.Frage, tabelle: str, lies: Callable[[f.Frage], str | None]) -> dict[str, str]:
        """A text of a question, or of a column of a table."""
        return self.texte(lambda fassung: lies(find_fassung(fassung, frage, tabelle)))

    def ungeprueft(self) -> dict[str, str]:
        """The note on translations nobody has checked yet, in their own words where they have them."""
        offene = [x for x in self.fassungen if x.uebersetzung and not x.uebersetzung.geprueft_von]
        if not offene:
            return {}
        deutsch = TEXTE["ungeprueft"].format(
            sprachen=", ".join(x.uebersetzung.titel for x in offene if x.uebersetzung)
        )
        return {
            x.titel: (x.uebersetzung.worte.ungeprueft or deutsch)
            if x in offene and x.uebersetzung
            else deutsch
            for x in self.fassungen
        }


def find_fassung(fassung: Fassung, frage: f.Frage, tabelle: str) -> f.Frage:
    """The question in that language; a column is looked up in its table."""
    if not tabelle:
        return fassung.fragen[frage.id]
    oben = fassung.fragen[tabelle]
    spalten = oben.spalten if isinstance(oben, f.Tabelle) else ()
    return next(spalte for spalte in spalten if spalte.id == frage.id)


def clean_bezuege(text: str) -> str:
    """Texts of a guide are only texts: what would be a reference in a questionnaire is taken apart."""
    return text.replace("${", "$ {")


def format_hilfe(frage: f.Frage) -> str | None:
    """The unit in front, in brackets; then the help."""
    einheit = f"[{frage.einheit}]" if frage.einheit else ""
    return f"{einheit} {frage.hilfe or ''}".strip() or None
