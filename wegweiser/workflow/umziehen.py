"""Moving a Vorhaben to another guide or guide version: open, plan, move, undo."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.antwortdaten import list_posten
from wegweiser.adapters.sperre import sperre
from wegweiser.adapters.umzug import revert_umzug, save_umzug
from wegweiser.adapters.vorhaben import Ruhende, load_akte, load_bezug, open_akte
from wegweiser.adapters.vorhabentext import Akte
from wegweiser.adapters.wortlaut import load_wortlaut, save_wortlaut
from wegweiser.adapters.zwischenspeicher import load_kopie
from wegweiser.core.umzug import plan_umzug
from wegweiser.errors import EingabeError, LeitfadenError, format_vorschlag
from wegweiser.model.base import Knoten
from wegweiser.model.knoten import format_knoten
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.umzug import Entscheidung, Umzugsplan
from wegweiser.model.vorhaben import Leitfadenbezug
from wegweiser.model.wert import find_option, parse_wert
from wegweiser.workflow import build_bezug, build_ruhende, find_leitfadenname
from wegweiser.workflow.leitfaeden import load_leitfaden
from wegweiser.workflow.umfeld import Umfeld

KEINE = "-"
Wahlen = Mapping[tuple[str, str], Knoten]


class Umzug(NamedTuple):
    """A Vorhaben about to move: where from (None: nobody knows any more what was asked), where to, and how."""

    akte: Akte
    alt: Leitfaden | None
    neu: Leitfaden
    bezug: Leitfadenbezug
    wahlen: Wahlen
    plan: Umzugsplan

    @property
    def noetig(self) -> bool:
        """Whether the Vorhaben is anywhere else than where it shall go."""
        return self.akte.vorhaben.leitfaden != self.bezug

    @property
    def offen(self) -> tuple[Entscheidung, ...]:
        """What nobody has chosen yet."""
        return tuple(e for e in self.plan.entscheidungen if (e.stelle, e.alt) not in self.wahlen)


def load_umzug(ordner: Path, nach: str, umfeld: Umfeld) -> Umzug:
    """The preview; nothing is written, nobody is kept out. `nach` is empty for the guide of the Vorhaben itself."""
    alt, neu, ziel = _find_leitfaeden(ordner, nach, umfeld)
    leitfaden = alt or neu
    akte, _ = load_akte(ordner, leitfaden, _behalte_ruhende(ordner, leitfaden))
    return _plane(akte, alt, neu, ziel)


@contextmanager
def bereite_umzug(ordner: Path, nach: str, umfeld: Umfeld) -> Iterator[Umzug]:
    """The same for moving: nobody else can change the Vorhaben until this ends."""
    alt, neu, ziel = _find_leitfaeden(ordner, nach, umfeld)
    leitfaden = alt or neu
    with sperre(ordner, zeit=umfeld.jetzt(), wer=umfeld.kuerzel):
        akte, _ = open_akte(
            ordner, leitfaden, _behalte_ruhende(ordner, leitfaden), zeit=umfeld.jetzt(), wer=umfeld.kuerzel
        )
        yield _plane(akte, alt, neu, ziel)


def _plane(akte: Akte, alt: Leitfaden | None, neu: Leitfaden, bezug: Leitfadenbezug) -> Umzug:
    umzug = Umzug(akte, alt, neu, bezug, {}, Umzugsplan((), (), (), alt_bekannt=True))
    return choose(umzug, {})


def choose(umzug: Umzug, wahlen: Wahlen) -> Umzug:
    """The plan with more of the person's choices."""
    alle = {**umzug.wahlen, **wahlen}
    leitfaeden = [leitfaden for leitfaden in (umzug.alt, umzug.neu) if leitfaden is not None]
    posten = tuple(list_posten(umzug.akte.dokument.daten, leitfaeden))
    return umzug._replace(wahlen=alle, plan=plan_umzug(umzug.alt, umzug.neu, posten, alle))


def parse_wahlen(umzug: Umzug, texte: Sequence[str]) -> Umzug:
    """Choices from the command line: `frage=option`, `tabelle.spalte=wert`, `frage:alt=neu`; `-` means none."""
    for text in texte:
        links, trenner, wert = text.partition("=")
        stelle, _, alt = links.strip().partition(":")
        if not trenner or not stelle:
            raise EingabeError("umzug-wahl-form", text=text)
        passende = [e for e in umzug.plan.entscheidungen if e.stelle == stelle and (not alt or e.alt == alt)]
        if not passende:
            moeglich = [e.stelle for e in umzug.plan.entscheidungen]
            vorschlag = format_vorschlag(stelle, moeglich)
            raise EingabeError(
                "umzug-wahl-unbekannt", stelle=links.strip(), vorschlag=vorschlag, ordner=umzug.akte.ordner
            )
        umzug = choose(umzug, {(e.stelle, e.alt): parse_wahl(e, wert) for e in passende})
    return umzug


def parse_wahl(entscheidung: Entscheidung, text: str) -> Knoten:
    """What a person chose, as it will stand in the file; empty for none of the possibilities."""
    if text.strip() == KEINE:
        return ""
    try:
        if entscheidung.spalte is None:
            return find_option(text, entscheidung.optionen).id
        frage = entscheidung.spalte
        return format_knoten(frage, parse_wert(frage, text, lambda _: entscheidung.optionen))
    except EingabeError as fehler:
        raise EingabeError("umzug-wahl-wert", stelle=entscheidung.stelle, grund=fehler.satz) from None


def apply_umzug(umzug: Umzug, umfeld: Umfeld) -> None:
    """Move; when this returns it is on the disk."""
    save_wortlaut(umzug.akte.ordner, umzug.neu, umzug.alt)
    save_umzug(
        umzug.akte,
        umzug.neu,
        umzug.bezug,
        umzug.plan,
        build_ruhende(umzug.neu),
        zeit=umfeld.jetzt(),
        wer=umfeld.kuerzel,
    )


def undo_umzug(ordner: Path, umfeld: Umfeld, *, trotzdem: bool) -> Leitfadenbezug:
    """Take the last move back; returns the guide the Vorhaben belongs to again."""
    bezug = load_bezug(ordner)
    leitfaden = find_frueheren(ordner, bezug, umfeld) or load_leitfaden(find_leitfadenname(bezug), umfeld)
    with sperre(ordner, zeit=umfeld.jetzt(), wer=umfeld.kuerzel):
        akte, _ = open_akte(
            ordner, leitfaden, _behalte_ruhende(ordner, leitfaden), zeit=umfeld.jetzt(), wer=umfeld.kuerzel
        )
        return revert_umzug(akte, leitfaden, trotzdem=trotzdem, zeit=umfeld.jetzt(), wer=umfeld.kuerzel)


def _find_leitfaeden(
    ordner: Path, nach: str, umfeld: Umfeld
) -> tuple[Leitfaden | None, Leitfaden, Leitfadenbezug]:
    """The guide of the Vorhaben as far as it is still known, the guide it goes to, and how that is noted."""
    bezug = load_bezug(ordner)
    name = nach or find_leitfadenname(bezug)
    neu = load_leitfaden(name, umfeld)
    alt = neu if neu.pruefsumme == bezug.pruefsumme else find_frueheren(ordner, bezug, umfeld)
    return alt, neu, build_bezug(name, neu)


def find_frueheren(ordner: Path, bezug: Leitfadenbezug, umfeld: Umfeld) -> Leitfaden | None:
    """The guide with the checksum of the Vorhaben: from the copies kept ready, where it lies, or as it was worded."""
    kopie = load_kopie(umfeld.zwischenspeicher, bezug.pruefsumme)
    if kopie is not None:
        return kopie
    try:
        leitfaden = load_leitfaden(find_leitfadenname(bezug), umfeld)
    except LeitfadenError:
        leitfaden = None
    if leitfaden is not None and leitfaden.pruefsumme == bezug.pruefsumme:
        return leitfaden
    return load_wortlaut(ordner, bezug.pruefsumme)


def _behalte_ruhende(ordner: Path, leitfaden: Leitfaden) -> Ruhende:
    """What rests in the file goes on resting: a guide known only by its wording has no conditions to ask."""
    akte, _ = load_akte(ordner, leitfaden, lambda _: ())
    ruhend = {p.adresse for p in list_posten(akte.dokument.daten, (leitfaden,)) if p.bereich == "ruhend"}
    return lambda antworten: ruhend & antworten.keys()
