"""Removing what is personal from a Vorhaben, everywhere: first what would go, then for good."""

from collections.abc import Sequence
from pathlib import Path

from wegweiser.adapters import erfassung, konflikte, protokoll, sitzungen, staende, szenarien, wortlaut
from wegweiser.adapters.anonymisierung import STELLE, Anonymisierer, Arbeit, save_arbeit
from wegweiser.adapters.daten import ablage, kopien
from wegweiser.adapters.rettung import DEFEKTE
from wegweiser.adapters.sperre import DATEI as SPERRE
from wegweiser.adapters.texteditor import list_uebrige
from wegweiser.adapters.vorhabentext import DATEI, Akte
from wegweiser.core.anonymisierung import Reiniger
from wegweiser.errors import EingabeError, EingabenError, VorhabenError, format_vorschlag
from wegweiser.model.anonymisierung import Anonymisierung, Freitext, Umfang
from wegweiser.model.daten import PERSONENBEZOGEN
from wegweiser.model.frage import Tabelle
from wegweiser.model.leitfaden import Leitfaden, list_fragen
from wegweiser.model.vorhaben import Leitfadenbezug
from wegweiser.workflow import Stand, bearbeite, load_stand
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.umziehen import find_frueheren

_BERICHTE, _DATEN = ("bericht", "karten"), ("daten",)  # what was written, what was brought in
_BEKANNT = frozenset(
    {
        DATEI,
        protokoll.DATEI,
        wortlaut.DATEI,
        STELLE,
        SPERRE,
        konflikte.DATEI,
        erfassung.DATEI,
        sitzungen.DATEI,
        staende.ORDNER,
        szenarien.ORDNER,
    }
)
_BESTAND = f"{ablage.ORDNER}/{ablage.DATEI}"
_MITGELIEFERT = frozenset({"", "mitgeliefert"})


def load_anonymisierung(ordner: Path, umfang: Umfang, umfeld: Umfeld) -> Anonymisierung:
    """What would be removed, and what is left to judge; nothing is written."""
    return _plane(load_stand(ordner, umfeld), umfang, umfeld)[1]


def anonymisiere(ordner: Path, umfang: Umfang, umfeld: Umfeld) -> Anonymisierung:
    """Remove it. This cannot be undone; after a kill, doing it again finishes."""
    with bearbeite(ordner, umfeld) as stand:
        arbeit, ergebnis = _plane(stand, umfang, umfeld)
        save_arbeit(ordner, arbeit)
    return ergebnis


def _plane(stand: Stand, umfang: Umfang, umfeld: Umfeld) -> tuple[Arbeit, Anonymisierung]:
    check_fragen(stand.leitfaden, umfang)
    leitfaeden = _list_leitfaeden(stand, umfeld)
    reiniger = Reiniger(leitfaeden, stand.vorhaben.antworten, umfang)
    arbeit = Anonymisierer(stand.ordner, leitfaeden, reiniger).plane(stand.akte, umfeld.jetzt())
    ordner = stand.ordner
    personen = _list_personendateien(ordner)
    return arbeit, Anonymisierung(
        gezaehlt={art: anzahl for art, anzahl in reiniger.gezaehlt.items() if anzahl},
        entfernt=tuple({(t.stelle, t.text): t for t in reversed(reiniger.entfernt)}.values())[::-1],
        freitexte=_list_verschiedene(reiniger.freitexte),
        kommentare=arbeit.kommentare,
        dateien=tuple(datei.pfad.relative_to(ordner).as_posix() for datei in arbeit.dateien),
        umbenannt={d.pfad.name: d.nach.name for d in arbeit.dateien if d.nach is not None},
        berichte=_list_dateien(ordner, _BERICHTE),
        daten=tuple(name for name in _list_dateien(ordner, _DATEN) if name not in {*personen, _BESTAND}),
        daten_personen=personen,
        unbekannt=(*arbeit.unlesbar, *_list_unbekannte(ordner)),
        leitfaden=_find_pfad(stand.akte),
    )


def _list_verschiedene(texte: Sequence[Freitext]) -> tuple[Freitext, ...]:
    """Every text once, where it stands first."""
    erste: dict[str, Freitext] = {}
    for text in texte:
        erste.setdefault(text.text, text)
    return tuple(erste.values())


def check_fragen(leitfaden: Leitfaden, umfang: Umfang) -> None:
    """Every question (or `tabelle.spalte`) to be removed must be there: nobody may believe in a typing error."""
    bekannt = {frage.id for _, frage in list_fragen(leitfaden)}
    bekannt |= {
        f"{t.id}.{s.id}" for _, t in list_fragen(leitfaden) if isinstance(t, Tabelle) for s in t.spalten
    }
    for name in umfang.fragen:
        if name not in bekannt:
            raise EingabeError("frage-unbekannt", frage=name, vorschlag=format_vorschlag(name, bekannt))


def _list_leitfaeden(stand: Stand, umfeld: Umfeld) -> Sequence[Leitfaden]:
    """The present guide, then every earlier one that somebody still knows."""
    ordner = stand.ordner
    bezuege = {_lies_bezug(s.dokument.daten["leitfaden"]) for s in _list_staende(ordner)}
    fruehere = (find_frueheren(ordner, bezug, umfeld) for bezug in bezuege if bezug.pruefsumme)
    alle = (stand.leitfaden, *wortlaut.load_alle(ordner), *filter(None, fruehere))
    erste: dict[str, Leitfaden] = {}
    for leitfaden in alle:
        erste.setdefault(leitfaden.pruefsumme, leitfaden)
    return tuple(erste.values())


def _list_staende(ordner: Path) -> list[staende.Gesichert]:
    gelesen = []
    for pfad in staende.list_pfade(ordner):
        try:
            gelesen.append(staende.load_stand(pfad, geprueft=False))
        except VorhabenError:  # named where the files are gone through
            continue
    return gelesen


def _lies_bezug(angaben: dict[str, object]) -> Leitfadenbezug:
    return Leitfadenbezug(**{n: str(angaben.get(n) or "") for n in ("id", "version", "quelle", "pruefsumme")})


def _find_pfad(akte: Akte) -> str:
    """The folder of a guide of one's own: its path may name a person."""
    quelle = akte.vorhaben.leitfaden.quelle
    return "" if quelle in _MITGELIEFERT else quelle


def _list_dateien(ordner: Path, namen: Sequence[str]) -> tuple[str, ...]:
    alle = (pfad for name in namen if (ordner / name).is_dir() for pfad in (ordner / name).rglob("*"))
    return tuple(sorted(pfad.relative_to(ordner).as_posix() for pfad in alle if not pfad.is_dir()))


def _list_personendateien(ordner: Path) -> tuple[str, ...]:
    """Copies of imported files that may tell about persons."""
    try:
        dateien = ablage.load_bestand(ordner).dateien
    except EingabenError:  # named where the files are gone through
        return ()
    eigene = (datei for datei in dateien if datei.art in PERSONENBEZOGEN)
    pfade = (pfad for datei in eigene for pfad in kopien.list_kopien(ordner, datei) if pfad.exists())
    return tuple(pfad.relative_to(ordner).as_posix() for pfad in pfade)


def _list_unbekannte(ordner: Path) -> tuple[str, ...]:
    """What the program does not know in the folder, and so does not touch."""
    entwuerfe = {pfad.parent.name for pfad in list_uebrige(ordner)} | {p.name for p in ordner.glob(DEFEKTE)}
    fremd = sorted(
        p.name for p in ordner.iterdir() if p.name not in {*_BEKANNT, *entwuerfe, *_BERICHTE, *_DATEN}
    )
    andere = [
        p.relative_to(ordner).as_posix()
        for unterordner in (staende.ORDNER, szenarien.ORDNER)
        if (ordner / unterordner).is_dir()
        for p in sorted((ordner / unterordner).iterdir())
        if p.suffix != staende.ENDUNG and p.name != SPERRE
    ]
    return (
        *(name for name in fremd if not name.endswith(".neu")),
        *(n for n in andere if not n.endswith(".neu")),
    )
