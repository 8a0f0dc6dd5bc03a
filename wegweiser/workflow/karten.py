"""Cards, poster and sheets for dots, from a Vorhaben or from a guide alone, written as PDF or as pages for the browser."""

from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.dateien import save_atomar, schreibfehler
from wegweiser.adapters.inhalte import find_inhalte
from wegweiser.errors import BerichtError, DatenError
from wegweiser.model.karten import Kartensatz, Papierart, Papierformat, Wunsch
from wegweiser.workflow import load_stand
from wegweiser.workflow.leitfaeden import load_leitfaden
from wegweiser.workflow.umfeld import Umfeld

PAPIERE: tuple[Papierart, ...] = ("karten", "poster", "punkte")
ALLE: tuple[Papierart, ...] = (*PAPIERE, "zaehlliste")
ORDNER = "karten"


class Papier(NamedTuple):
    """What was written: where, and how many pages (of a PDF)."""

    pfad: Path
    seiten: int | None


class Druck(NamedTuple):
    """Which papers are written, in which form, where; without a folder `karten/` in the Vorhaben or beside the person."""

    arten: tuple[Papierart, ...] = PAPIERE
    formate: tuple[Papierformat, ...] = ("pdf",)
    nach: Path | None = None
    ersetzen: bool = False


def write_karten(
    name: str, wunsch: Wunsch, druck: Druck, umfeld: Umfeld, *, sprache: str = ""
) -> tuple[Kartensatz, tuple[Papier, ...]]:
    """Write the papers of a round for the Vorhaben in that folder, or for the guide of that name."""
    satz, ordner = _build_satz(name, wunsch, umfeld, sprache)
    ziel = druck.nach or ordner / ORDNER
    arten = [art for art in druck.arten if satz.punkte or art not in {"punkte", "zaehlliste"}]
    pfade = [
        (art, ziel / f"{art}{_format_zusatz(satz, sprache)}.{endung}")
        for art in arten
        for endung in (druck.formate if art in PAPIERE else ("csv",))
    ]
    if not druck.ersetzen and (vorhanden := next((p for _, p in pfade if p.exists()), None)):
        raise DatenError("papier-besteht", pfad=vorhanden)
    with schreibfehler(ziel, BerichtError):
        ziel.mkdir(parents=True, exist_ok=True)
    return satz, tuple(Papier(pfad, _write(satz, art, pfad, umfeld)) for art, pfad in pfade)


def _build_satz(name: str, wunsch: Wunsch, umfeld: Umfeld, sprache: str) -> tuple[Kartensatz, Path]:
    from wegweiser.core.ablauf import compute_lage
    from wegweiser.core.karten import build_kartensatz, list_stationen
    from wegweiser.core.personen import mask_personen
    from wegweiser.core.sprachen import find_uebersetzung
    from wegweiser.core.werte import Wertequelle

    pfad = Path(name)
    if (pfad / "vorhaben.yaml").exists():
        stand = load_stand(pfad, umfeld)
        leitfaden, lage, titel = stand.leitfaden, stand.lage, stand.vorhaben.titel
        antworten = mask_personen(leitfaden, stand.vorhaben.antworten)  # cards lie open in a room
    else:
        leitfaden, antworten, titel = load_leitfaden(name, umfeld), {}, ""
        lage, pfad = compute_lage(Wertequelle(leitfaden, {})), Path()
    uebersetzung = find_uebersetzung(leitfaden, sprache) if sprache else None
    stationen = list_stationen(leitfaden, lage, wunsch)
    return build_kartensatz(leitfaden, stationen, antworten, wunsch, uebersetzung, titel), pfad


def _format_zusatz(satz: Kartensatz, sprache: str) -> str:
    return f"-{satz.sprache.rpartition('-x-')[2]}" if sprache else ""


def _write(satz: Kartensatz, art: Papierart, pfad: Path, umfeld: Umfeld) -> int | None:
    if art == "zaehlliste":
        from wegweiser.adapters.zaehlliste import format_zaehlliste
        from wegweiser.core.karten import list_zaehlzeilen

        with schreibfehler(pfad, BerichtError):
            save_atomar(pfad, format_zaehlliste(list_zaehlzeilen(satz)))
        return None
    from wegweiser.adapters.papiere import ORDNER as VORLAGEN
    from wegweiser.adapters.papiere import render_karten

    vorlagen = find_inhalte("vorlagen")
    html = render_karten(satz, art, vorlagen, eingebettet=pfad.suffix == ".html")
    with schreibfehler(pfad, BerichtError):
        if pfad.suffix == ".html":
            save_atomar(pfad, html.encode())
            return None
        from wegweiser.adapters.pdf import write_pdf

        return write_pdf(
            html,
            pfad,
            titel=satz.titel,
            vorlagenordner=vorlagen,
            erzeugt=umfeld.jetzt(),
            vorlage=VORLAGEN,
            richtung=satz.richtung,
        )
