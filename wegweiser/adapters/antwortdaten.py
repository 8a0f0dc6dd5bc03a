"""Between the data of `vorhaben.yaml` and answers: short and long form, `antworten` and `ruhend`, guide order."""

from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple, cast, get_args

from wegweiser.adapters.yaml_lesen import Dokument, Pfad
from wegweiser.errors import EingabeError, format_auswahl, format_vorschlag
from wegweiser.errors.werte import FORMEN
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Knoten, Sicherheit, Wert
from wegweiser.model.befund import Befund
from wegweiser.model.deutsch_format import parse_datum
from wegweiser.model.frage import Frage, Tabelle
from wegweiser.model.knoten import add_zeilen_ids, format_form, format_knoten, parse_knoten
from wegweiser.model.leitfaden import Abschnitt, Leitfaden, find_frage, list_fragen
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.model.umzug import Posten
from wegweiser.model.wert import Optionsquelle

BEREICHE = ("antworten", "ruhend")
_ANGABEN = ("wert", "offen", "sicherheit", "belege", "notiz", "zustaendig", "bis")


class Fundstelle(NamedTuple):
    """An answer in the data: where it stands and what is written there."""

    adresse: Adresse
    pfad: Pfad
    knoten: Knoten


def parse_antwort(
    frage: Frage, knoten: Knoten, optionen: Optionsquelle, vergeben: Callable[[], Sequence[str]] = tuple
) -> Antwort:
    """The short form (a bare value) or the long form (a mapping with `wert` or `offen`).

    `vergeben` says which row ids were given once: a row without an id never gets one of them.
    """
    if not isinstance(knoten, dict) or not ("wert" in knoten or "offen" in knoten):
        return Antwort(wert=_parse_wert(frage, knoten, optionen, vergeben))
    for name in knoten:
        if name not in _ANGABEN:
            raise EingabeError("angabe-unbekannt", text=name, vorschlag=format_vorschlag(name, _ANGABEN))
    offen = knoten.get("offen") in ("true", "ja", "wahr")
    wert = knoten.get("wert")
    if offen == (wert is not None):
        raise EingabeError("keine-antwort-und-offen")
    return Antwort(
        wert=None if offen else _parse_wert(frage, wert, optionen, vergeben),
        offen=offen,
        sicherheit=_parse_sicherheit(knoten.get("sicherheit")),
        belege=_parse_belege(knoten.get("belege")),
        notiz=_text(knoten.get("notiz")),
        zustaendig=_text(knoten.get("zustaendig")),
        bis=_parse_bis(knoten.get("bis")),
    )


def _parse_wert(
    frage: Frage, knoten: Knoten, optionen: Optionsquelle, vergeben: Callable[[], Sequence[str]]
) -> Wert:
    """The value; table rows written without an id get the next free one."""
    wert = parse_knoten(frage, knoten, optionen)
    if isinstance(frage, Tabelle) and isinstance(wert, tuple):
        zeilen = [zeile for zeile in wert if isinstance(zeile, Mapping)]
        ohne = any("id" not in zeile for zeile in zeilen)
        return add_zeilen_ids(frage, zeilen, vergeben() if ohne else ())
    return wert


def list_zeilen_ohne_id(
    daten: Mapping[str, Any], leitfaden: Leitfaden, antworten: Mapping[Adresse, Antwort]
) -> dict[Adresse, Knoten]:
    """Tables with rows that have no id in the data, as they read with ids."""
    ergaenzt = {}
    for stelle in list_fundstellen(daten, leitfaden):
        frage = find_frage(leitfaden, stelle.adresse.frage)
        antwort = antworten.get(stelle.adresse)
        if frage is not None and isinstance(frage[1], Tabelle) and antwort is not None:
            knoten = stelle.knoten.get("wert") if isinstance(stelle.knoten, dict) else stelle.knoten
            zeilen = knoten if isinstance(knoten, list) else []
            if any(isinstance(zeile, dict) and "id" not in zeile for zeile in zeilen):
                ergaenzt[stelle.adresse] = format_antwort(frage[1], antwort)
    return ergaenzt


def _parse_sicherheit(knoten: Knoten) -> Sicherheit | None:
    if knoten is None:
        return None
    if knoten not in get_args(Sicherheit):
        raise EingabeError("falsche-sicherheit", text=knoten)
    return cast(Sicherheit, knoten)


def _parse_bis(knoten: Knoten) -> date | None:
    text = _text(knoten)
    return parse_datum(text) if text is not None else None


def _parse_belege(knoten: Knoten) -> tuple[str, ...]:
    """A list of ids; one alone may stand without brackets."""
    teile = knoten if isinstance(knoten, list) else [knoten]
    return tuple(text for text in map(_text, teile) if text is not None)


def _text(knoten: Knoten) -> str | None:
    if knoten is None or isinstance(knoten, str):
        return knoten
    raise EingabeError("falsche-form", ist=format_form(knoten), soll=FORMEN["wert"])


def format_antwort(frage: Frage, antwort: Antwort) -> Knoten:
    """The short form where it says everything, else the long form."""
    knoten: dict[str, Knoten] = {}
    if antwort.wert is not None:
        knoten["wert"] = format_knoten(frage, antwort.wert)
    if antwort.offen:
        knoten["offen"] = "true"
    angaben: dict[str, Knoten] = {
        "sicherheit": antwort.sicherheit,
        "belege": list(antwort.belege),
        "notiz": antwort.notiz,
        "zustaendig": antwort.zustaendig,
        "bis": antwort.bis.isoformat() if antwort.bis else None,
    }
    knoten.update({name: angabe for name, angabe in angaben.items() if angabe})
    if set(knoten) == {"wert"} and not isinstance(knoten["wert"], dict):
        return knoten["wert"]
    return knoten


def list_fundstellen(daten: Mapping[str, Any], leitfaden: Leitfaden) -> Iterator[Fundstelle]:
    """Every answer in the data, in guide order; what fits no Abschnitt is left out (see `list_fremde`)."""
    gesehen: set[Adresse] = set()
    for abschnitt in leitfaden.abschnitte:
        for frage in abschnitt.fragen():
            for stelle in _list_stellen(daten, abschnitt, frage.id):
                if stelle.adresse not in gesehen:  # the same answer under `ruhend` is left alone
                    gesehen.add(stelle.adresse)
                    yield stelle


def _list_stellen(daten: Mapping[str, Any], abschnitt: Abschnitt, frage: str) -> Iterator[Fundstelle]:
    for bereich in BEREICHE:
        block = _block(daten, bereich, abschnitt.id)
        if abschnitt.je is None:
            if frage in block:
                yield Fundstelle(Adresse(frage), (bereich, abschnitt.id, frage), block[frage])
            continue
        for satz, antworten in block.items():
            if isinstance(antworten, dict) and frage in antworten:
                yield Fundstelle(Adresse(frage, satz), (bereich, abschnitt.id, satz, frage), antworten[frage])


def find_kaputte(daten: Mapping[str, Any], leitfaden: Leitfaden) -> Pfad | None:
    """The first place where answers should stand and something else does."""
    for bereich in BEREICHE:
        bloecke = daten.get(bereich)
        if not isinstance(bloecke, dict | None):
            return (bereich,)
        for abschnitt in leitfaden.abschnitte:
            block = (bloecke or {}).get(abschnitt.id)
            if not isinstance(block, dict | None):
                return (bereich, abschnitt.id)
            for satz, antworten in (block or {}).items() if abschnitt.je else ():
                if not isinstance(antworten, dict | None):
                    return (bereich, abschnitt.id, satz)
    return None


def list_fremde(daten: Mapping[str, Any], leitfaden: Leitfaden) -> Iterator[Pfad]:
    """Paths of entries that belong to no question of the guide."""
    abschnitte = {abschnitt.id: abschnitt for abschnitt in leitfaden.abschnitte}
    for bereich in BEREICHE:
        bloecke = daten.get(bereich)
        for id_, block in (bloecke if isinstance(bloecke, dict) else {}).items():
            if id_ not in abschnitte or not isinstance(block, dict):
                yield (bereich, id_)
                continue
            yield from _fremde_fragen((bereich, id_), block, abschnitte[id_])


def _fremde_fragen(pfad: Pfad, block: Mapping[str, Any], abschnitt: Abschnitt) -> Iterator[Pfad]:
    fragen = {frage.id for frage in abschnitt.fragen()}
    for name, inhalt in block.items():
        if abschnitt.je is None:
            if name not in fragen:
                yield (*pfad, name)
        elif not isinstance(inhalt, dict):
            yield (*pfad, name)
        else:
            yield from ((*pfad, name, frage) for frage in inhalt if frage not in fragen)


def parse_antworten(
    dokument: Dokument,
    leitfaden: Leitfaden,
    vorhanden: Mapping[Adresse, Antwort] | None = None,
    bekannt: Mapping[Adresse, Antwort] | None = None,
    vergeben: Callable[[Adresse], Sequence[str]] = lambda _: (),
) -> tuple[dict[Adresse, Antwort], tuple[Befund, ...]]:
    """All answers of a document; what does not fit becomes a finding and is left alone.

    `vorhanden` are answers given before, whose table rows may be chosen from; `bekannt` are answers whose data did not
    change and need no second look; `vergeben` finds the row ids a table ever had.
    """
    fragen = {frage.id: frage for _, frage in list_fragen(leitfaden)}
    antworten: dict[Adresse, Antwort] = {}
    optionen = build_optionsquelle(leitfaden, ChainMap(antworten, dict(vorhanden or {})))
    orte = {frage.id: abschnitt.id for abschnitt, frage in list_fragen(leitfaden)}
    befunde = [_melde_fremde(dokument, pfad, orte) for pfad in list_fremde(dokument.daten, leitfaden)]
    for stelle in list_fundstellen(dokument.daten, leitfaden):
        frage = fragen[stelle.adresse.frage]
        if bekannt and stelle.adresse in bekannt:
            antworten[stelle.adresse] = bekannt[stelle.adresse]
            continue
        try:
            antworten[stelle.adresse] = parse_antwort(
                frage, stelle.knoten, optionen, partial(vergeben, stelle.adresse)
            )
        except EingabeError as fehler:
            grund = f"{fehler.satz} {fehler.hinweis}".strip()
            befunde.append(
                dokument.befund(
                    stelle.pfad, "antwort-passt-nicht", {"frage": frage.kurz or frage.text, "grund": grund}
                )
            )
    return antworten, tuple(befunde)


def _melde_fremde(dokument: Dokument, pfad: Pfad, orte: Mapping[str, str]) -> Befund:
    """An entry that belongs to no question: unknown, or only in the wrong place."""
    name = str(pfad[-1])
    if len(pfad) == len(("antworten", name)) and name not in orte:
        vorschlag = format_auswahl(name, {*orte.values()})
        return dokument.befund(pfad, "antworten-abschnitt", {"abschnitt": name, "vorschlag": vorschlag})
    if name in orte:
        return dokument.befund(pfad, "frage-woanders", {"frage": name, "abschnitt": orte[name]})
    return dokument.befund(
        pfad, "frage-unbekannt", {"frage": name, "vorschlag": format_vorschlag(name, orte)}
    )


def set_knoten(
    daten: Mapping[str, Any], leitfaden: Leitfaden, neu: Mapping[Adresse, Knoten], ruhend: Collection[Adresse]
) -> dict[str, Any]:
    """The data with changed answers, every answer in its area (`antworten` or `ruhend`) and in guide order."""
    fertig = {name: _kopiere(wert) for name, wert in daten.items()}
    nach_frage: dict[str, dict[Adresse, Knoten]] = {}
    for stelle in list_fundstellen(daten, leitfaden):
        _entferne(fertig, stelle.pfad)
        nach_frage.setdefault(stelle.adresse.frage, {})[stelle.adresse] = stelle.knoten
    for adresse, knoten in neu.items():
        nach_frage.setdefault(adresse.frage, {})[adresse] = knoten
    for abschnitt in leitfaden.abschnitte:
        for frage in abschnitt.fragen():
            for adresse, knoten in nach_frage.get(frage.id, {}).items():
                if knoten is not None:
                    bereich = "ruhend" if adresse in ruhend else "antworten"
                    satz = (adresse.satz,) if abschnitt.je else ()
                    _setze(fertig, (bereich, abschnitt.id, *satz, frage.id), knoten)
    for bereich in BEREICHE:
        fertig[bereich] = _ordne(fertig.get(bereich), leitfaden)
    return fertig


def set_fremde(daten: Mapping[str, Any], anderer: Leitfaden, neu: Mapping[Adresse, Knoten]) -> dict[str, Any]:
    """The data with answers to questions of another guide, each where that guide has it."""
    fertig = {name: _kopiere(wert) for name, wert in daten.items()}
    for adresse, knoten in neu.items():
        paar = find_frage(anderer, adresse.frage)
        if paar is None:
            continue
        ort = (paar[0].id, *((adresse.satz,) if paar[0].je else ()), adresse.frage)
        stellen = [p.pfad for p in list_posten(daten, (anderer,)) if p.pfad[1:] == ort]
        for pfad in stellen:
            _entferne(fertig, pfad)
        if knoten is not None:
            _setze(fertig, stellen[0] if stellen else ("antworten", *ort), knoten)
    return fertig


def list_posten(daten: Mapping[str, Any], leitfaeden: Sequence[Leitfaden]) -> Iterator[Posten]:
    """Everything said in the data, whether or not a guide knows it: every value below an Abschnitt or a record."""
    for bereich in BEREICHE:
        bloecke = daten.get(bereich)
        for id_, block in bloecke.items() if isinstance(bloecke, dict) else ():
            einzelne, je = _find_aufbau(id_, leitfaeden)
            for name, knoten in block.items() if isinstance(block, dict) else ():
                if name not in einzelne and _ist_satz(knoten, je=je):
                    for frage, antwort in knoten.items():
                        if antwort is not None:
                            yield Posten(bereich, id_, Adresse(frage, name), antwort)
                elif knoten is not None:
                    yield Posten(bereich, id_, Adresse(name), knoten)


def _find_aufbau(id_: str, leitfaeden: Sequence[Leitfaden]) -> tuple[frozenset[str], bool]:
    """The questions of an Abschnitt that are asked once, and whether any guide repeats it."""
    gleichnamige = [a for leitfaden in leitfaeden for a in leitfaden.abschnitte if a.id == id_]
    einmal = (frage.id for a in gleichnamige if a.je is None for frage in a.fragen())
    return frozenset(einmal), any(a.je for a in gleichnamige)


def _ist_satz(knoten: Any, *, je: bool) -> bool:
    """A mapping that is no answer holds the answers of a record."""
    return isinstance(knoten, dict) and (je or not ("wert" in knoten or "offen" in knoten))


def remove_posten(daten: Mapping[str, Any], posten: Iterable[Posten]) -> dict[str, Any]:
    """The data without these answers, and without the blocks that became empty."""
    fertig = {name: _kopiere(wert) for name, wert in daten.items()}
    for einer in posten:
        _entferne(fertig, einer.pfad)
    for bereich in BEREICHE:
        bloecke = fertig.get(bereich)
        if isinstance(bloecke, dict):
            gefuellt = {id_: _ohne_leere(block) for id_, block in bloecke.items()}
            fertig[bereich] = {id_: block for id_, block in gefuellt.items() if block != {}}
    return fertig


def _ordne(bloecke: Any, leitfaden: Leitfaden) -> dict[str, Any]:
    """Abschnitte in guide order without those that became empty; what the guide does not know stays at the end."""
    gefuellt = {id_: _ohne_leere(block) for id_, block in (bloecke or {}).items()}
    reihe = [abschnitt.id for abschnitt in leitfaden.abschnitte if gefuellt.get(abschnitt.id)]
    bekannt = {abschnitt.id for abschnitt in leitfaden.abschnitte}
    return {id_: gefuellt[id_] for id_ in (*reihe, *(id_ for id_ in gefuellt if id_ not in bekannt))}


def _ohne_leere(block: Any) -> Any:
    return {name: teil for name, teil in block.items() if teil != {}} if isinstance(block, dict) else block


def _block(daten: Mapping[str, Any], bereich: str, abschnitt: str) -> Mapping[str, Any]:
    bloecke = daten.get(bereich)
    block = bloecke.get(abschnitt) if isinstance(bloecke, dict) else None
    return block if isinstance(block, dict) else {}


def _kopiere(wert: Any) -> Any:
    return {name: _kopiere(teil) for name, teil in wert.items()} if isinstance(wert, dict) else wert


def _entferne(daten: dict[str, Any], pfad: Pfad) -> None:
    behaelter: Any = daten
    for teil in pfad[:-1]:
        behaelter = behaelter[teil]
    del behaelter[pfad[-1]]


def _setze(daten: dict[str, Any], pfad: Pfad, wert: Knoten) -> None:
    behaelter = daten
    for teil in pfad[:-1]:
        if not isinstance(behaelter.get(cast(str, teil)), dict):
            behaelter[cast(str, teil)] = {}
        behaelter = behaelter[cast(str, teil)]
    behaelter[cast(str, pfad[-1])] = wert
