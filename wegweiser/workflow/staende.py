"""Named snapshots of a Vorhaben: keep one, list them, tell what changed since, return to one."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.antwortdaten import list_fundstellen, list_posten, parse_antworten, set_knoten
from wegweiser.adapters.staende import ORDNER, Gesichert, list_pfade, load_stand, save_stand
from wegweiser.adapters.yaml_lesen import Dokument
from wegweiser.core.umzug import plan_umzug
from wegweiser.errors import VorhabenError, format_vorschlag
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.befund import Befund
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.umzug import Umzugszeile
from wegweiser.model.unterschied import Unterschiede
from wegweiser.model.vorhaben import Leitfadenbezug
from wegweiser.workflow import Stand, save_antworten
from wegweiser.workflow import load_stand as load_vorhaben
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.umziehen import find_frueheren
from wegweiser.workflow.vergleiche import compare_staende, suppose


class Eintrag(NamedTuple):
    """One line of the list; `befund` instead of the rest where the file is damaged."""

    pfad: Path
    name: str
    zeit: datetime | None = None
    wer: str = ""
    antworten: int = 0
    leitfaden: str = ""
    befund: str = ""


class Fassung(NamedTuple):
    """A snapshot read for the present guide.

    `entfallen` are answers of an older guide that have no place any more, `unpassend` those that never fitted; `stumm`
    are the addresses about which it says nothing usable because of that, `neue_fragen` those that came later.
    `alt_bekannt`: whether it is still known how the questions were worded.
    """

    gesichert: Gesichert
    antworten: Antworten
    entfallen: tuple[Umzugszeile, ...] = ()
    unpassend: tuple[Befund, ...] = ()
    stumm: frozenset[Adresse] = frozenset()
    neue_fragen: frozenset[str] = frozenset()
    alt_bekannt: bool = True

    @property
    def leitfaden(self) -> str:
        """The guide it was kept with."""
        bezug = self.gesichert.dokument.daten["leitfaden"]
        return f"{bezug['id']} {bezug.get('version') or ''}".strip()


class Rueckweg(NamedTuple):
    """What returning to a snapshot would do: the answers to save, what differs, and what stays because it must."""

    fassung: Fassung
    neu: Mapping[Adresse, Antwort | None]
    unterschiede: Unterschiede
    behalten: tuple[Adresse, ...]


def sichere(ordner: Path, name: str, umfeld: Umfeld) -> Path:
    """Keep the present state under a name, even while somebody works on it; returns the file."""
    stand = load_vorhaben(ordner, umfeld)
    return save_stand(ordner, name, stand.akte.dokument.text, zeit=umfeld.jetzt(), wer=umfeld.kuerzel)


def list_eintraege(ordner: Path) -> tuple[Eintrag, ...]:
    """All snapshots, the latest last; damaged ones behind them with their sentence."""
    eintraege = [_build_eintrag(pfad) for pfad in list_pfade(ordner)]
    return tuple(
        sorted(eintraege, key=lambda e: (e.zeit is None, e.zeit.timestamp() if e.zeit else 0, e.name))
    )


def _build_eintrag(pfad: Path) -> Eintrag:
    try:
        stand = load_stand(pfad)
    except VorhabenError as fehler:
        return Eintrag(pfad, pfad.stem, befund=fehler.satz)
    bezug = stand.dokument.daten["leitfaden"]
    anzahl = sum(1 for _ in list_posten(stand.dokument.daten, ()))
    return Eintrag(
        pfad, stand.name, stand.zeit, stand.wer, anzahl, f"{bezug['id']} {bezug.get('version') or ''}".strip()
    )


def find_gesichert(ordner: Path, name: str) -> Gesichert:
    """A snapshot by its name or the name of its file; raises VorhabenError for none, and for a damaged one."""
    eintraege = [_build_eintrag(pfad) for pfad in list_pfade(ordner)]
    gesucht = name.strip()
    passt: tuple[Callable[[Eintrag], bool], ...] = (
        lambda e: e.name == gesucht,
        lambda e: e.name.casefold() == gesucht.casefold(),
        lambda e: gesucht in {e.pfad.stem, e.pfad.name, f"{ORDNER}/{e.pfad.name}"},
    )
    for gleich in passt:
        if treffer := next((eintrag for eintrag in eintraege if gleich(eintrag)), None):
            return load_stand(treffer.pfad)
    namen = [eintrag.name for eintrag in eintraege]
    vorschlag = format_vorschlag(name, namen)
    raise VorhabenError("stand-unbekannt", name=name, vorschlag=vorschlag, ordner=ordner)


def load_fassung(stand: Stand, name: str, umfeld: Umfeld) -> Fassung:
    """A snapshot of this Vorhaben, its answers as the present guide understands them."""
    gesichert = find_gesichert(stand.ordner, name)
    daten = gesichert.dokument.daten
    kopf = daten["vorhaben"]
    if kopf["angelegt"] != stand.akte.dokument.daten["vorhaben"]["angelegt"]:
        stelle = gesichert.dokument.befund(("vorhaben", "angelegt"), "", {}).fundstelle
        raise VorhabenError("stand-fremd", stelle=stelle, titel=kopf.get("titel"), angelegt=kopf["angelegt"])
    bezug = Leitfadenbezug(
        **{n: str(daten["leitfaden"].get(n) or "") for n in ("id", "version", "quelle", "pruefsumme")}
    )
    if bezug.pruefsumme == stand.leitfaden.pruefsumme:
        antworten, befunde = parse_antworten(gesichert.dokument, stand.leitfaden)
        stumm = {stelle.adresse for stelle in list_fundstellen(daten, stand.leitfaden)} - antworten.keys()
        return Fassung(gesichert, antworten, unpassend=befunde, stumm=frozenset(stumm))
    return _uebertrage(gesichert, find_frueheren(stand.ordner, bezug, umfeld), stand.leitfaden)


def _uebertrage(gesichert: Gesichert, alt: Leitfaden | None, neu: Leitfaden) -> Fassung:
    """Answers given to an older guide, moved as `umziehen` would."""
    leitfaeden = [leitfaden for leitfaden in (alt, neu) if leitfaden is not None]
    plan = plan_umzug(alt, neu, tuple(list_posten(gesichert.dokument.daten, leitfaeden)), {})
    knoten = {zeile.ziel: zeile.knoten for zeile in plan.zeilen if zeile.ziel is not None}
    daten = set_knoten({"antworten": {}, "ruhend": {}}, neu, knoten, ())
    antworten, befunde = parse_antworten(Dokument(daten, gesichert.dokument.wurzel), neu)
    verloren = {Adresse(z.neu_frage, z.posten.adresse.satz) for z in plan.zeilen if z.ziel is None}
    return Fassung(
        gesichert,
        antworten,
        entfallen=tuple(zeile for zeile in plan.zeilen if zeile.abgelegt is not None),
        unpassend=befunde,
        stumm=frozenset(verloren | (knoten.keys() - antworten.keys())),
        neue_fragen=frozenset(plan.neue_fragen),
        alt_bekannt=plan.alt_bekannt,
    )


def compare_fassung(stand: Stand, von: Fassung, bis: Fassung | None) -> Unterschiede:
    """What changed between two snapshots, or since one."""
    return compare_staende(suppose(stand, von.antworten), suppose(stand, bis.antworten) if bis else stand)


def plan_rueckweg(stand: Stand, name: str, umfeld: Umfeld) -> Rueckweg:
    """What returning to a snapshot would change; nothing is written."""
    fassung = load_fassung(stand, name, umfeld)
    jetzt, dann = stand.vorhaben.antworten, fassung.antworten
    fest = _list_feste(stand, fassung)
    neu = {
        adresse: dann.get(adresse)
        for adresse in dict.fromkeys((*dann, *jetzt))
        if dann.get(adresse) != jetzt.get(adresse) and (adresse in dann or adresse not in fest)
    }
    danach = {a: w for a, w in {**jetzt, **neu}.items() if w is not None}
    return Rueckweg(
        fassung=fassung,
        neu=neu,
        unterschiede=compare_staende(stand, suppose(stand, danach)),
        behalten=tuple(sorted(a for a in fest if a in jetzt and a not in dann)),
    )


def _list_feste(stand: Stand, fassung: Fassung) -> frozenset[Adresse]:
    """Present answers the snapshot cannot speak about: their question came later, or its own answer does not fit."""
    spaetere = {a for a in stand.vorhaben.antworten if a.frage in fassung.neue_fragen}
    return fassung.stumm | spaetere


def apply_rueckweg(stand: Stand, weg: Rueckweg, umfeld: Umfeld) -> Stand:
    """Return to the snapshot; one change of the journal, undone in one step."""
    if not weg.neu:
        return stand
    return save_antworten(stand, weg.neu, umfeld, art="zurueckgesetzt")
