"""Moving a Vorhaben to another guide and back: one line in the journal that carries the YAML before and after."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from wegweiser.adapters.antwortdaten import list_posten, remove_posten, set_knoten
from wegweiser.adapters.protokoll import Art, Texte, Vorgang, Zeile, load_protokoll
from wegweiser.adapters.vorhaben import Ruhende, save_vorgang, set_kopf
from wegweiser.adapters.vorhabentext import Akte, parse_akte
from wegweiser.adapters.yaml_lesen import load_yaml
from wegweiser.adapters.yaml_schreiben import patch_yaml
from wegweiser.errors import VorhabenError, format_satz
from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Knoten
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.umzug import Abgelegt, Umzugsplan
from wegweiser.model.verlauf import Aenderung
from wegweiser.model.vorhaben import Leitfadenbezug

_Stand = Mapping[Adresse, Knoten]


class _Ende(NamedTuple):
    """What a change of the whole file leaves behind."""

    text: str
    aenderungen: tuple[Aenderung, ...]


def save_umzug(
    akte: Akte,
    leitfaden: Leitfaden,
    bezug: Leitfadenbezug,
    plan: Umzugsplan,
    ruhende: Ruhende,
    *,
    zeit: datetime,
    wer: str,
) -> Akte:
    """Do what the plan says; when this returns it is on the disk, and after a kill before that it is done on opening."""
    posten = [zeile.posten for zeile in plan.zeilen]
    neu = {zeile.ziel: zeile.knoten for zeile in plan.zeilen if zeile.ziel is not None}
    daten = set_kopf(remove_posten(akte.dokument.daten, posten), zeit, akte.vorhaben.protokoll + 1)
    daten["leitfaden"] = {**daten["leitfaden"], **vars(bezug)}
    abgelegt = [zeile.abgelegt for zeile in plan.zeilen if zeile.abgelegt is not None]
    von = f"{akte.vorhaben.leitfaden.id} {akte.vorhaben.leitfaden.version}"
    daten = _lege_ab(daten, abgelegt, von, zeit)
    roh = patch_yaml(akte.dokument.text, set_knoten(daten, leitfaden, neu, ()))
    ruhend: Collection[Adresse] = ruhende(parse_akte(akte.ordner, roh, leitfaden).vorhaben.antworten)
    text = patch_yaml(akte.dokument.text, set_knoten(daten, leitfaden, neu, ruhend))
    aenderungen = _vergleiche({p.adresse: p.knoten for p in reversed(posten)}, neu)
    return _save(akte, leitfaden, _Ende(text, aenderungen), "umzug", zeit=zeit, wer=wer)


def revert_umzug(
    akte: Akte, leitfaden: Leitfaden, *, trotzdem: bool, zeit: datetime, wer: str
) -> Leitfadenbezug:
    """The file as it was before the last move; what was said since goes into `ablage`, if `trotzdem`, or nothing happens."""
    zeilen = load_protokoll(akte.ordner)
    stelle, texte = _find_letzten(zeilen)
    nr = akte.vorhaben.protokoll + 1
    vorher = load_yaml(texte.vorher, "", typisiert=False).daten
    daten = set_kopf(vorher, zeit, nr)
    spaetere: list[Adresse] = []
    if not _gleicht(akte.dokument.text, texte.nachher):
        spaetere = _list_spaetere(zeilen[stelle + 1 :])
        if not trotzdem:
            raise VorhabenError("umzug-geaendert", fragen=_nenne(spaetere), ordner=akte.ordner)
        abgelegt = _build_spaetere(akte, leitfaden, spaetere)
        daten = _lege_ab(
            daten, abgelegt, f"{akte.vorhaben.leitfaden.id} {akte.vorhaben.leitfaden.version}", zeit
        )
    jetzt, dann = (
        {p.adresse: p.knoten for p in list_posten(d, (leitfaden,))} for d in (akte.dokument.daten, daten)
    )
    ende = _Ende(patch_yaml(texte.vorher, daten), _vergleiche(jetzt, dann))
    return _save(akte, leitfaden, ende, "umzug-zurueck", zeit=zeit, wer=wer).vorhaben.leitfaden


def _save(akte: Akte, leitfaden: Leitfaden, ende: _Ende, art: Art, *, zeit: datetime, wer: str) -> Akte:
    texte = Texte(akte.dokument.text, ende.text)
    return save_vorgang(akte, leitfaden, Vorgang(art, zeit, wer), [ende.aenderungen], texte)


def _vergleiche(alt: _Stand, neu: _Stand) -> tuple[Aenderung, ...]:
    adressen = dict.fromkeys((*alt, *neu))
    return tuple(Aenderung(a, alt.get(a), neu.get(a)) for a in adressen if alt.get(a) != neu.get(a))


def _lege_ab(
    daten: dict[str, Any], abgelegt: Sequence[Abgelegt], leitfaden: str, zeit: datetime
) -> dict[str, Any]:
    """The data with more entries in `ablage`."""
    bisher = daten.get("ablage")
    liste = bisher if isinstance(bisher, list) else [] if bisher is None else [bisher]
    neue = [_format_abgelegt(einer, leitfaden, zeit) for einer in abgelegt]
    return {**daten, "ablage": [*liste, *neue]} if neue else daten


def _format_abgelegt(abgelegt: Abgelegt, leitfaden: str, zeit: datetime) -> dict[str, Knoten]:
    satz: dict[str, Knoten] = {"satz": abgelegt.adresse.satz} if abgelegt.adresse.satz else {}
    wortlaut: dict[str, Knoten] = {"wortlaut": abgelegt.frage} if abgelegt.frage else {}
    return {
        "frage": abgelegt.adresse.frage,
        **satz,
        **wortlaut,
        "antwort": abgelegt.knoten,
        "grund": format_satz(abgelegt.code, abgelegt.angaben),
        "am": zeit.date().isoformat(),
        "leitfaden": leitfaden,
    }


# Undoing


def _find_letzten(zeilen: Sequence[Zeile]) -> tuple[int, Texte]:
    """The last move that is not undone yet."""
    zurueckgenommen = 0
    for nr in range(len(zeilen) - 1, -1, -1):
        zeile = zeilen[nr]
        if zeile.texte is None:
            continue
        if zeile.art == "umzug-zurueck":
            zurueckgenommen += 1
        elif zurueckgenommen:
            zurueckgenommen -= 1
        else:
            return nr, zeile.texte
    raise VorhabenError("umzug-keiner")


def _gleicht(text: str, anderer: str) -> bool:
    """The same but for number and time of the last change."""
    return _ohne_kopf(text) == _ohne_kopf(anderer)


def _ohne_kopf(text: str) -> str:
    daten = load_yaml(text, "", typisiert=False).daten
    return patch_yaml(text, set_kopf(daten, datetime.min, 0))  # noqa: DTZ901 - any fixed time


def _list_spaetere(zeilen: Sequence[Zeile]) -> list[Adresse]:
    """What was said or taken back since; later moves that were undone do not count."""
    return list(dict.fromkeys(a.adresse for zeile in zeilen if not zeile.texte for a in zeile.aenderungen))


def _nenne(adressen: Sequence[Adresse]) -> str:
    worte = [str(adresse) for adresse in adressen[:5]]
    return ", ".join(worte) + (" …" if len(adressen) > len(worte) else "")


def _build_spaetere(akte: Akte, leitfaden: Leitfaden, adressen: Sequence[Adresse]) -> list[Abgelegt]:
    """The answers given since the move, as they stand now."""
    fragen = {frage.id: frage.text for abschnitt in leitfaden.abschnitte for frage in abschnitt.fragen()}
    gesucht = set(adressen)
    return [
        Abgelegt(p.adresse, fragen.get(p.adresse.frage, ""), p.knoten, "umzug-spaeter")
        for p in list_posten(akte.dokument.daten, (leitfaden,))
        if p.adresse in gesucht
    ]
