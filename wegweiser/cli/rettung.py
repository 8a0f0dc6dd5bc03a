"""A damaged Vorhaben in words: what is wrong, what would come back; mending it before a session."""

from pathlib import Path

from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.front import Ende, Feld, Front, Wahl
from wegweiser.errors import EingabeError
from wegweiser.workflow.rettung import Rettung, apply_rettung, plan_rettung
from wegweiser.workflow.umfeld import Umfeld

_WOHER = {
    "kodierung": "Alles darin ist zu lesen ({antworten}); nur die Zeichenkodierung ist eine andere.",
    "protokoll": "Das Protokoll ist vollständig und gibt {antworten} zurück.",
    "teile": "Auch im Protokoll fehlen Zeilen. Aus beidem zusammen kommen {antworten} zurück; bitte prüfen, ob etwas fehlt.",
}


def build_schaden(rettung: Rettung) -> list[Satz]:
    """What is wrong and what would come back."""
    anzahl = "eine Antwort" if rettung.antworten == 1 else f"{rettung.antworten} Antworten"
    woher = _WOHER[rettung.schaden.woher].format(antworten=anzahl)
    return [
        Satz(f"vorhaben.yaml ist beschädigt. {rettung.schaden.grund.satz}", "warnung"),
        Satz(f"{woher} Die beschädigte Datei bliebe als vorhaben.defekt-….yaml daneben liegen."),
    ]


def build_ergebnis(rettung: Rettung, defekt: Path | None) -> list[str]:
    """What was done."""
    anzahl = "Eine Antwort ist" if rettung.antworten == 1 else f"{rettung.antworten} Antworten sind"
    daneben = [f"Die beschädigte Datei liegt unverändert in {defekt}."] if defekt else []
    return [f"Wiederhergestellt. {anzahl} da.", *daneben]


def biete_rettung(ordner: Path, umfeld: Umfeld, front: Front) -> None:
    """Before a session: a damaged file is mended if the person wants it; otherwise raises the reason."""
    rettung = plan_rettung(ordner, umfeld)
    if rettung is None:
        return
    front.zeige(build_schaden(rettung))
    feld = Feld(
        "wahl",
        "So wiederherstellen? ja oder nein (dann bleibt alles, wie es ist)",
        (Wahl("j", "ja", "Ja, wiederherstellen"), Wahl("n", "nein", "Nein, ich berichtige die Datei selbst")),
        nummeriert=False,
    )
    try:
        gewollt = front.lies(feld).text.strip().casefold() in {"j", "ja"}
    except (Ende, EingabeError):
        gewollt = False
    if not gewollt:
        raise rettung.schaden.grund
    if ergebnis := apply_rettung(ordner, umfeld):
        front.zeige(
            [Satz(text, "gut" if nr == 0 else "") for nr, text in enumerate(build_ergebnis(*ergebnis))]
        )
