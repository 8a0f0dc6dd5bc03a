"""The cards on the table while somebody types them: where the hand is, what was typed, which card is meant."""

from dataclasses import dataclass, field

from wegweiser.cli.ansicht import format_anzeige, shorten
from wegweiser.cli.gespraech import Gespraech
from wegweiser.cli.zaehlworte import format_anzahl, format_titel
from wegweiser.errors import EingabeError
from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Wert
from wegweiser.model.erfassung import Stapel
from wegweiser.model.karten import Wunsch
from wegweiser.model.lage import Station
from wegweiser.model.leitfaden import number_fragen
from wegweiser.workflow import erfassung as arbeit

_GEZEIGT = 12


@dataclass(slots=True)
class Erfassung:
    """The cards on the table, what was typed from them, and where the hand is.

    `bleibt`: several cards of one question follow each other; `kehrt_zurueck`: behind this card comes the end of the sheet; `vorab` was typed for it at the end of the sheet;
    `entschieden`: what somebody said where the numbers did not decide, while the cards are the same.
    """

    gespraech: Gespraech
    wunsch: Wunsch
    karten: tuple[Station, ...]
    entwurf: arbeit.Entwurf
    schwelle: int
    nr: int = 0
    bleibt: bool = False
    kehrt_zurueck: bool = False
    vorab: str = ""
    gesehen: set[Adresse] = field(default_factory=set)
    entschieden: dict[Adresse, tuple[Stapel, Wert]] = field(default_factory=dict)

    @property
    def karte(self) -> Station:
        """The card that is asked."""
        return self.karten[self.nr]

    @property
    def stapel(self) -> Stapel:
        """What was typed for it."""
        return self.entwurf.stapel.get(self.karte.adresse, Stapel())

    @property
    def nummer(self) -> str:
        """Its number, as printed."""
        return number_fragen(self.gespraech.stand.leitfaden)[self.karte.frage.id]

    def merke(self, stapel: Stapel) -> None:
        """Keep what was typed for this card; when this returns it is on the disk."""
        alle = {**self.entwurf.stapel, self.karte.adresse: stapel}
        neu = self.entwurf._replace(stapel=alle, stelle=self.karte.adresse)
        arbeit.save_entwurf(self.gespraech.stand, neu)
        self.entwurf = neu


def geh(erfassung: Erfassung, nr: int) -> None:
    """To another card, or with the number behind the last to the end."""
    erfassung.nr, erfassung.bleibt, erfassung.kehrt_zurueck = nr, False, False


def geh_weiter(erfassung: Erfassung) -> None:
    """The next card; after a correction the end of the sheet."""
    geh(erfassung, len(erfassung.karten) if erfassung.kehrt_zurueck else erfassung.nr + 1)


def ordne_neu(erfassung: Erfassung) -> None:
    """The cards as the answers stand now: tables give new ones, conditions take some away; the hand stays where it was."""
    hier = erfassung.karte.adresse if erfassung.nr < len(erfassung.karten) else None
    karten = arbeit.list_karten(erfassung.gespraech.stand, erfassung.wunsch)
    neue = {karte.adresse for karte in karten}
    getippt = {a for a, stapel in erfassung.entwurf.stapel.items() if not stapel.leer}
    erfassung.karten = (*karten, *(k for k in erfassung.karten if k.adresse in getippt - neue))
    adressen = [karte.adresse for karte in erfassung.karten]
    erfassung.nr = adressen.index(hier) if hier in adressen else len(adressen)


def find_karte(erfassung: Erfassung, text: str) -> int:
    """The place of the card that is meant; raises EingabeError for none and for several."""
    hier = erfassung.karte.adresse.satz if erfassung.nr < len(erfassung.karten) else ""
    treffer = arbeit.find_karten(erfassung.gespraech.stand, erfassung.karten, text, hier)
    if len(treffer) == 1:
        return erfassung.karten.index(treffer[0])
    if treffer:
        saetze = ", ".join(f"{text} {karte.adresse.satz}" for karte in treffer)
        raise EingabeError("„{text}“ gibt es mehrmals: {saetze}.", text=text, saetze=saetze)
    raise EingabeError("karte-fehlt", text=text)


def format_stapel(erfassung: Erfassung) -> str:
    """What lies on the stack: the cards, the latest last, and the dots."""
    stand, frage, stapel = erfassung.gespraech.stand, erfassung.karte.frage, erfassung.stapel
    teile = [shorten(format_anzeige(stand, frage, wert), 40) for wert in stapel.werte[-_GEZEIGT:]]
    text = ("… · " if len(stapel.werte) > _GEZEIGT else "") + " · ".join(teile)
    if len(stapel.werte) > 1:
        text += f" ({format_anzahl(len(stapel.werte), 'Karte', 'Karten')})"
    return "; ".join(filter(None, (text, format_punkte(erfassung)))) or "nichts"


def format_letzte(erfassung: Erfassung) -> str:
    """What was typed just now, and how many cards there are with it."""
    werte = erfassung.stapel.werte
    text = shorten(format_anzeige(erfassung.gespraech.stand, erfassung.karte.frage, werte[-1]), 100)
    return f"{text} ({len(werte)}. Karte)" if len(werte) > 1 else text


def format_punkte(erfassung: Erfassung) -> str:
    """The dots of this question with their sum."""
    stand, frage, stapel = erfassung.gespraech.stand, erfassung.karte.frage, erfassung.stapel
    punkte = [f"{format_titel(stand, frage, id_)} {n}" for id_, n in stapel.punkte.items() if n]
    summe = sum(stapel.punkte.values())
    wort = "ein Punkt" if summe == 1 else f"{summe} Punkte"
    return f"{', '.join(punkte)} ({wort})" if punkte else ""
