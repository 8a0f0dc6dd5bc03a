"""What is known of the places of a service beyond their kind: wheelchair, hours, languages, price, and how old that is."""

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import fmean

from wegweiser.core.raum.zeiten import parse_zeiten
from wegweiser.model.katalog import Ortsmerkmal
from wegweiser.model.raum import Orte
from wegweiser.model.versorgung import Ortsangabe

_ZEITEN, _PRUEFDATUM = "zeiten", "pruefdatum"
_MONATE_IM_JAHR = 12


def list_angaben(orte: Orte, merkmale: Sequence[Ortsmerkmal]) -> tuple[Ortsangabe, ...]:
    """Per feature of how many places it is known, and what it says; only features anything is known of."""
    angaben = (_build_angabe(orte, merkmal) for merkmal in merkmale if merkmal.monate is None)
    return tuple(angabe for angabe in angaben if angabe.bekannt)


def _build_angabe(orte: Orte, merkmal: Ortsmerkmal) -> Ortsangabe:
    von = len(orte.id)
    if merkmal.schluessel.endswith("*"):
        listen = [_list_zusaetze(tags, merkmal.schluessel[:-1]) for tags in orte.merkmale]
        werte = tuple(sorted({wert for liste in listen for wert in liste}))
        return Ortsangabe(merkmal=merkmal.id, bekannt=sum(map(bool, listen)), von=von, werte=werte)
    texte = [text for tags in orte.merkmale if (text := tags.get(merkmal.schluessel))]
    zahlen = [zahl for text in texte if (zahl := _parse_wert(merkmal, text)) is not None]
    mittel = fmean(zahlen) if zahlen else None
    return Ortsangabe(merkmal=merkmal.id, bekannt=len(zahlen), von=von, mittel=mittel)


def _parse_wert(merkmal: Ortsmerkmal, text: str) -> float | None:
    if merkmal.id == _ZEITEN:
        zeiten = parse_zeiten(text)
        return zeiten.stunden if zeiten else None
    if merkmal.werte:
        return float(merkmal.werte[text]) if text in merkmal.werte else None
    return float(text) if text.isascii() and text.isdigit() else None


def _list_zusaetze(tags: Mapping[str, str], vorsatz: str) -> tuple[str, ...]:
    """The ends of keys such as `language:tr` whose value is not no."""
    return tuple(
        name.removeprefix(vorsatz)
        for name, wert in tags.items()
        if name.startswith(vorsatz) and wert not in {"", "no"}
    )


def count_veraltete(orte: Orte, merkmale: Sequence[Ortsmerkmal], stichtag: date | None) -> int:
    """Places that somebody last looked at longer ago than the guide allows."""
    merkmal = next((m for m in merkmale if m.id == _PRUEFDATUM and m.monate is not None), None)
    if merkmal is None or stichtag is None:
        return 0
    daten = (_parse_tag(tags.get(merkmal.schluessel, "")) for tags in orte.merkmale)
    return sum(tag is not None and _is_vor(tag, stichtag, merkmal.monate or 0) for tag in daten)


def _parse_tag(text: str) -> date | None:
    """YYYY, YYYY-MM or YYYY-MM-DD; the first day it may mean."""
    teile = text.split("-")
    try:
        jahr, monat, tag = (int(teil) for teil in (*teile, "1", "1")[:3])
        return date(jahr, monat, tag)
    except ValueError:
        return None


def _is_vor(tag: date, stichtag: date, monate: int) -> bool:
    """Whether a day lies more than so many months back."""
    spaeter = tag.year * _MONATE_IM_JAHR + tag.month + monate
    return (spaeter, tag.day) < (stichtag.year * _MONATE_IM_JAHR + stichtag.month, stichtag.day)
