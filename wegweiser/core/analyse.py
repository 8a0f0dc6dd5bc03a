"""Gaps between need and supply: value, rank, and which of them go back to the analysis."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from wegweiser.core.belege import build_belege
from wegweiser.core.lueckenindex.wert import compute_lueckenwert
from wegweiser.core.werte import Wertequelle
from wegweiser.model.analyse import Analyse, Feldbild, Luecke, Lueckenfolge
from wegweiser.model.base import Zeile
from wegweiser.model.faltung import build_sortierwort
from wegweiser.model.katalog import Instrument
from wegweiser.model.leitfaden import find_eintrag

_STUFEN = 4
_DUENN: frozenset[Lueckenfolge] = frozenset({"zurueck-in-analyse", "zweites-instrument"})
_ZWEI_INSTRUMENTE = 3  # the strength of evidence that two independent instruments give


def compute_analyse(quelle: Wertequelle) -> Analyse:
    """All gaps, best rank first; a gap without its scales has no value and stands last."""
    zeilen = quelle.gesagt("luecken")
    gewaehlt = quelle.gesagt("luecken_gewaehlt") or ()
    luecken = [
        _build_luecke(quelle, zeile, gewaehlt=isinstance(gewaehlt, tuple) and zeile.get("id") in gewaehlt)
        for zeile in (zeilen if isinstance(zeilen, tuple) else ())
        if isinstance(zeile, Mapping)
    ]
    luecken.sort(
        key=lambda luecke: (
            luecke.rangwert is None,
            -(luecke.rangwert or 0),
            build_sortierwort(luecke.bezeichnung),
        )
    )
    return Analyse(
        luecken=tuple(luecken),
        felder=_build_felder(quelle, luecken),
        belege=tuple(build_belege(quelle, luecken)),
    )


def _build_luecke(quelle: Wertequelle, zeile: Zeile, *, gewaehlt: bool) -> Luecke:
    skalen = {
        name: _ganz(zeile.get(name))
        for name in ("bedarf", "angebot", "belegstaerke", "dringlichkeit", "potenzial")
    }
    bedarf, angebot = skalen["bedarf"], skalen["angebot"]
    wert = _wert(bedarf, angebot)
    mindestens = quelle.wert("belegstaerke_min", "")
    schwach = (
        skalen["belegstaerke"] is not None
        and isinstance(mindestens, Decimal)
        and skalen["belegstaerke"] < mindestens
    )
    folgen = tuple(_list_folgen(zeile, skalen["belegstaerke"], schwach=schwach, gewaehlt=gewaehlt))
    feld = find_eintrag(quelle.leitfaden, "dienstfelder", str(zeile.get("feld")))
    return Luecke(
        id=str(zeile.get("id")),
        bezeichnung=str(zeile.get("bezeichnung", "")),
        feld=str(zeile.get("feld", "")),
        feld_titel=feld.titel if feld else str(zeile.get("feld", "")),
        gruppe=_titel(quelle, "zielgruppen", zeile.get("gruppe")),
        art=_option(quelle, zeile.get("art")),
        **skalen,
        pflichtaufgabe=zeile.get("pflichtaufgabe") == "ja",
        belege=_text(zeile.get("belege")),
        wert=wert,
        rangwert=_rangwert(wert, skalen["dringlichkeit"], skalen["potenzial"]),
        gewaehlt=gewaehlt,
        zurueck_in_analyse=schwach,
        folgen=folgen,
        instrumente=_list_instrumente(quelle, zeile.get("art")) if _DUENN.intersection(folgen) else (),
    )


def _list_instrumente(quelle: Wertequelle, art: object) -> tuple[str, ...]:
    """What shows a gap of this kind best (quartiersanalyse 2.2)."""
    katalog = quelle.leitfaden.kataloge.get("instrumente")
    return tuple(
        eintrag.titel
        for eintrag in (katalog.eintraege if katalog else ())
        if isinstance(eintrag, Instrument) and art in eintrag.zeigt
    )


def _list_folgen(
    zeile: Zeile, belegstaerke: int | None, *, schwach: bool, gewaehlt: bool
) -> Iterator[Lueckenfolge]:
    if zeile.get("pflichtaufgabe") == "ja":
        yield "fachamt"
    if schwach:
        yield "zurueck-in-analyse"
    if zeile.get("art") == "unbekannt":
        yield "bekannt-machen"
    if zeile.get("art") in {"falsche-zeiten", "zu-teuer"}:
        yield "traeger-ansprechen"
    if gewaehlt and not schwach and belegstaerke is not None and belegstaerke < _ZWEI_INSTRUMENTE:
        yield "zweites-instrument"


def _wert(bedarf: int | None, angebot: int | None) -> Decimal | None:
    """The gap value of the scales 0–4 of a workshop; None while one of them is missing."""
    if bedarf is None or angebot is None:
        return None
    return compute_lueckenwert(Decimal(bedarf) / _STUFEN, Decimal(angebot) / _STUFEN)


def _rangwert(wert: Decimal | None, dringlichkeit: int | None, potenzial: int | None) -> Decimal | None:
    """Twice the value plus urgency plus potential (wegweiser 4.3); None while a scale is missing."""
    if wert is None or dringlichkeit is None or potenzial is None:
        return None
    return wert * 2 + dringlichkeit + potenzial


def _build_felder(quelle: Wertequelle, luecken: list[Luecke]) -> tuple[Feldbild, ...]:
    katalog = quelle.leitfaden.kataloge.get("dienstfelder")
    felder = []
    for eintrag in katalog.eintraege if katalog else ():
        eigene = tuple(luecke for luecke in luecken if luecke.feld == eintrag.id)
        if eigene:
            groesster = max((luecke.wert for luecke in eigene if luecke.wert is not None), default=None)
            felder.append(
                Feldbild(id=eintrag.id, titel=eintrag.titel, luecken=eigene, groesster_wert=groesster)
            )
    return tuple(felder)


def _titel(quelle: Wertequelle, katalog: str, id_: object) -> str | None:
    eintrag = find_eintrag(quelle.leitfaden, katalog, str(id_)) if id_ is not None else None
    return eintrag.titel if eintrag else None


def _option(quelle: Wertequelle, id_: object) -> str | None:
    """The title of a cause (`art`) as the guide words it."""
    for abschnitt in quelle.leitfaden.abschnitte:
        for frage in abschnitt.fragen():
            if frage.id == "luecken":
                optionen = next((s.optionen for s in getattr(frage, "spalten", ()) if s.id == "art"), ())
                return next((option.titel for option in optionen if option.id == id_), None)
    return None


def _ganz(wert: object) -> int | None:
    return wert if isinstance(wert, int) and not isinstance(wert, bool) else None


def _text(wert: object) -> str | None:
    return wert if isinstance(wert, str) and wert else None
