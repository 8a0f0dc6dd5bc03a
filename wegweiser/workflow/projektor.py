"""The page for the projector: one self-contained file beside the reports that follows the session."""

from collections.abc import Callable
from pathlib import Path

from wegweiser.adapters.dateien import save_atomar, schreibfehler
from wegweiser.adapters.inhalte import find_inhalte
from wegweiser.adapters.vorlagen import load_vorlage, load_worte
from wegweiser.errors import BerichtError
from wegweiser.model import frage as f
from wegweiser.model.bericht import Angabe
from wegweiser.model.lage import Station
from wegweiser.model.projektor import Gesagtes, Projektorfrage, Projektorseite, Projektorwahl
from wegweiser.model.sprache import Rahmenworte
from wegweiser.workflow import Stand
from wegweiser.workflow.auswertung import ist_beispiel
from wegweiser.workflow.zwischenstand import build_zwischenstand, list_stationen

DATEI = "projektor.html"
SEKUNDEN = 3
_MAX_WAHLEN, _MAX_ZEICHEN = 24, 240


class Projektor:
    """Writes the page whenever what it shows has changed; template, style and fonts are read once."""

    def __init__(self, ordner: Path) -> None:
        self.pfad = ordner / "bericht" / DATEI
        vorlagen = find_inhalte("vorlagen")
        self._render: Callable[..., str] = load_vorlage(vorlagen, "projektor", eingebettet=True)
        self._worte = load_worte(vorlagen)
        self._stand: Stand | None = None
        self._anzeige: tuple[object, ...] = ()

    def zeige(self, stand: Stand, station: Station, *, ergebnis: bool = False, pause: bool = False) -> bool:
        """Show a question, the result of its Abschnitt, or a pause; False where it stands there already.

        Raises WegweiserError where that fails.
        """
        anzeige = (station.adresse, ergebnis, pause)
        if stand is self._stand and anzeige == self._anzeige:
            return False
        self._stand, self._anzeige = stand, anzeige
        seite = build_projektorseite(stand, station, ergebnis=ergebnis, pause=pause)
        html = self._render(seite=seite, worte=self._worte, sekunden=SEKUNDEN)
        with schreibfehler(self.pfad, BerichtError):
            self.pfad.parent.mkdir(exist_ok=True)
            save_atomar(self.pfad, html.encode(), sichern=False)
        return True


def build_projektorseite(stand: Stand, station: Station, *, ergebnis: bool, pause: bool) -> Projektorseite:
    """What the page shows at a question."""
    abschnitt, satz = station.abschnitt, station.adresse.satz
    zwischenstand = build_zwischenstand(stand, abschnitt, satz, erklaert=False)
    gesagt = {a.id: text for a in zwischenstand.angaben if (text := _format_gesagtes(a))}
    uebersetzung = stand.fassung.uebersetzung if stand.fassung else None
    return Projektorseite(
        titel=stand.vorhaben.titel,
        beispiel=ist_beispiel(stand),
        nummer=1 + [a.id for a in stand.leitfaden.abschnitte].index(abschnitt.id),
        abschnitt=abschnitt.titel,
        satz_titel=station.satz_titel,
        frage=None if ergebnis or pause else _build_frage(stand, station, gesagt.get(station.frage.id, "")),
        gesagt=tuple(
            Gesagtes(kurz=a.kurz, text=gesagt[a.id])
            for a in zwischenstand.angaben
            if a.id in gesagt and a.id != station.frage.id
        ),
        zwischenstand=zwischenstand,
        pause=pause,
        sprache=uebersetzung.sprache if uebersetzung else stand.leitfaden.kopf.sprache,
        richtung=uebersetzung.richtung if uebersetzung else "ltr",
        worte=uebersetzung.worte if uebersetzung else Rahmenworte(),
    )


def _format_gesagtes(angabe: Angabe) -> str:
    """The answer in a line or two; of a table its first column that is not personal."""
    text = angabe.text
    if angabe.spalten:
        erste = angabe.spalten[0][0]
        text = ", ".join(filter(None, (zeile.get(erste, "") for zeile in angabe.zeilen)))
    return text if len(text) <= _MAX_ZEICHEN else f"{text[:_MAX_ZEICHEN].rstrip()}…"


def _build_frage(stand: Stand, station: Station, gesagt: str) -> Projektorfrage:
    frage = station.frage
    stationen = list_stationen(stand, station.abschnitt, station.adresse.satz)
    return Projektorfrage(
        schritt=station.schritt.titel,
        text=frage.text,
        einheit=frage.einheit or "",
        wahlen=_list_wahlen(stand, frage),
        gesagt=gesagt,
        nr=1 + [s.adresse for s in stationen].index(station.adresse),
        anzahl=len(stationen),
    )


def _list_wahlen(stand: Stand, frage: f.Frage) -> tuple[Projektorwahl, ...]:
    """What can be chosen; a list too long for a wall is left out."""
    if isinstance(frage, f.Skala):
        stufen = range(frage.von, frage.bis + 1)
        return tuple(Projektorwahl(kennung=str(nr), titel=frage.anker.get(nr, "–")) for nr in stufen)
    optionen = stand.optionen(frage)
    if len(optionen) > _MAX_WAHLEN:
        return ()
    return tuple(Projektorwahl(kennung=str(nr), titel=o.titel) for nr, o in enumerate(optionen, 1))
