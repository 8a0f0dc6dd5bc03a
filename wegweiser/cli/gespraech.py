"""A running dialogue: the Vorhaben as it stands now, the front end, and what waits for the coming answer."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from wegweiser import workflow
from wegweiser.cli.ansicht import format_anzeige
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.front import Front
from wegweiser.cli.nachtraege import build_handaenderung
from wegweiser.cli.wirkung import build_werte, frage_wirkung
from wegweiser.cli.worte import wort
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.base import Wert
from wegweiser.model.lage import Station
from wegweiser.workflow import Stand
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.wirkung import compare_werte

if TYPE_CHECKING:
    from wegweiser.model.quartiersbild import Quartiersbild
    from wegweiser.workflow.projektor import Projektor

# Questions whose answer already stands on the screen as it was meant.
_SCHON_ZU_SEHEN = (
    f.Text,
    f.Absatz,
    f.Dateifrage,
    f.Auswahl,
    f.Katalogwahl,
    f.Mehrfach,
    f.Rangfolge,
    f.JaNein,
    f.Skala,
)


@dataclass(slots=True)
class Gespraech:
    """Everything a move needs; the only thing that changes while the dialogue runs.

    `ungespeichert` is what could not be saved at this question, `liegengeblieben` at others.
    `erfasst`: the answers come from paper, and the journal says so.
    """

    stand: Stand
    umfeld: Umfeld
    front: Front
    vermerk: Antwort = field(default_factory=Antwort)
    ungespeichert: str = ""
    gezeigt: tuple[str, str] | None = None
    zuletzt_offen: Antwort | None = None
    entwuerfe: dict[Adresse, str] = field(default_factory=dict)
    liegengeblieben: dict[Adresse, str] = field(default_factory=dict)
    erfasst: bool = False
    praesentation: bool = False
    projektor: "Projektor | None" = None
    projektorfehler: str = ""
    fehlschlaege: int = 0
    ort: Station | None = None
    bild: "Quartiersbild | None" = None  # what the files say, once it was worked out
    anfang: Antworten = field(init=False)
    abgeschlossen: dict[tuple[str, str], Antworten] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.anfang = self.stand.vorhaben.antworten

    def zeige(self, *saetze: Satz) -> None:
        """Show paragraphs."""
        self.front.zeige(saetze)


class Sprung(NamedTuple):
    """Go to this question, or with None to the end."""

    ziel: Adresse | None


def find_antwort(gespraech: Gespraech, adresse: Adresse) -> Antwort | None:
    """What was said to a question so far."""
    return gespraech.stand.vorhaben.antworten.get(adresse)


def save_wert(gespraech: Gespraech, station: Station, wert: Wert, gesagt: str = "") -> bool:
    """Take over a value; what was said about its certainty, evidence and note stays with it. False: it is not wanted.

    `gesagt` is what the confirmation names; otherwise the value.
    """
    alt = find_antwort(gespraech, station.adresse) or Antwort()
    neu = merge_vermerk(replace(alt, wert=wert, offen=False, zustaendig=None, bis=None), gespraech.vermerk)
    sichtbar = _SCHON_ZU_SEHEN if gespraech.front.tasten else (f.Text, f.Absatz)
    if not gesagt and not isinstance(station.frage, sichtbar):
        gesagt = format_anzeige(gespraech.stand, station.frage, wert)
    return save_antwort(gespraech, station, neu, gesagt)


def save_antwort(gespraech: Gespraech, station: Station, neu: Antwort | None, gesagt: str = "") -> bool:
    """Take over an answer (None takes it back); the confirmation appears only when it is on the disk.

    Where more than this answer changes with it, that is said and asked first; False: it stays as it was.
    """
    adresse, vorher = station.adresse, gespraech.stand
    if neu == find_antwort(gespraech, adresse):
        gespraech.vermerk = Antwort()
        gespraech.zeige(Satz("unverändert.", "leise"))
        return True
    entscheidung = frage_wirkung(gespraech.front, vorher, adresse, neu)
    if entscheidung == "nicht-gewollt":
        gespraech.zeige(Satz("Es bleibt, wie es war.", "leise"))
        return False
    gespraech.stand = workflow.save_antworten(
        vorher, {adresse: neu}, gespraech.umfeld, art="erfasst" if gespraech.erfasst else "antwort"
    )
    gespraech.zeige(*build_handaenderung(vorher, gespraech.stand))
    gespraech.vermerk = Antwort()
    gespraech.ungespeichert = ""
    gespeichert = wort(gespraech.stand, "gespeichert")
    gespraech.zeige(Satz(f"{gespeichert}: {gesagt}" if gesagt else f"{gespeichert}.", "gut"))
    if entscheidung == "frei" and gespraech.stand.fassung is None:
        gespraech.zeige(*build_werte(compare_werte(vorher, gespraech.stand, [adresse])))
    return True


def merge_vermerk(antwort: Antwort, vermerk: Antwort) -> Antwort:
    """An answer with what was noted before it was given."""
    return replace(
        antwort,
        sicherheit=vermerk.sicherheit or antwort.sicherheit,
        belege=tuple(dict.fromkeys((*antwort.belege, *vermerk.belege))),
        notiz=vermerk.notiz or antwort.notiz,
    )


def save_vermerk(gespraech: Gespraech, station: Station) -> None:
    """Leave no word behind: a note without an answer becomes „weiß ich noch nicht“ with that note."""
    vermerk = gespraech.vermerk
    if (vermerk.notiz or vermerk.belege) and find_antwort(gespraech, station.adresse) is None:
        with suppress(OSError):  # the terminal may be gone; the note is kept all the same
            gespraech.zeige(
                Satz("Ihre Notiz bleibt erhalten; die Frage ist als „weiß ich noch nicht“ vermerkt.")
            )
        save_antwort(gespraech, station, replace(vermerk, offen=True))
    gespraech.vermerk = Antwort()
