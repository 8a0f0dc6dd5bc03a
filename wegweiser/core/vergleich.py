"""What differs between two guides: questions with what it means for answers, and everything else by id."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from itertools import chain
from typing import Any, NamedTuple

from wegweiser.core.fassungen import Wechsel, Ziel, build_wechsel, find_ziel, folge_namen
from wegweiser.core.fragenvergleich import compare_frage
from wegweiser.core.satzvergleich import compare_felder, find_aehnlichen
from wegweiser.model import frage as f
from wegweiser.model.base import replace
from wegweiser.model.leitfaden import Abschnitt, Leitfaden, Schritt
from wegweiser.model.vergleich import Bereich, Feldaenderung, Unterschied, Vergleich

_KOPF_OHNE = frozenset({"abschnitte", "parameter", "umbenannt", "ersetzt", "zurueckgezogen"})
_PAARE = 20_000  # how many pairs of gone and new questions are held against each other at most


class _Ort(NamedTuple):
    abschnitt: Abschnitt
    schritt: Schritt
    frage: f.Frage


def compare_leitfaeden(alt: Leitfaden, neu: Leitfaden) -> Vergleich:
    """Every difference, questions first; following what the newer guide declares about the older one."""
    wechsel = build_wechsel(alt, neu)
    fragen = tuple(_compare_fragen(wechsel))
    gleich = len(wechsel.fragen_alt) - sum(1 for u in fragen if u.art != "neu")
    rest = chain(
        _compare_kopf(alt, neu),
        _compare_abschnitte(alt, neu),
        _compare_saetze("abgeleitet", _list_abgeleitet(alt), _list_abgeleitet(neu)),
        _compare_saetze("parameter", _mit_ort(alt.kopf.parameter), _mit_ort(neu.kopf.parameter)),
        _compare_regeln(alt, neu),
        _compare_kataloge(wechsel),
        _compare_saetze("quellen", _mit_ort(alt.quellen), _mit_ort(neu.quellen)),
        _compare_saetze("sprachen", _mit_ort(alt.uebersetzungen), _mit_ort(neu.uebersetzungen)),
    )
    return Vergleich(alt=_nenne(alt), neu=_nenne(neu), gleiche_fragen=gleich, unterschiede=(*fragen, *rest))


def _nenne(leitfaden: Leitfaden) -> dict[str, str]:
    kopf = leitfaden.kopf
    return {"id": kopf.id, "version": kopf.version, "titel": kopf.titel, "pruefsumme": leitfaden.pruefsumme}


# Questions


def _compare_fragen(wechsel: Wechsel) -> Iterator[Unterschied]:
    assert wechsel.alt is not None  # noqa: S101 - two guides are compared
    alte, neue = _list_orte(wechsel.alt), _list_orte(wechsel.neu)
    ziele = {id_: find_ziel(wechsel, id_) for id_ in alte}
    paare = {z.frage: id_ for id_, z in ziele.items() if z.verbleib in {"gleich", "umbenannt"}}
    versetzt = _find_versetzte(alte, neue, paare)
    frische = {id_: ort for id_, ort in neue.items() if id_ not in paare}
    for id_, ort in neue.items():
        if id_ not in paare:
            yield Unterschied(
                bereich="fragen",
                art="neu",
                id=id_,
                titel=ort.frage.text,
                ort=ort.abschnitt.titel,
                folge="neu-gefragt",
            )
        elif unterschied := _compare_paar(wechsel, alte[paare[id_]], ort, versetzt=id_ in versetzt):
            yield unterschied
    geblieben = set(paare.values())
    weg = {id_: ort for id_, ort in alte.items() if id_ not in geblieben}
    aehnliche = _find_aehnliche([o for i, o in weg.items() if ziele[i].verbleib == "unbekannt"], frische)
    for id_, ort in weg.items():
        unterschied = _build_entfallene(id_, ort, ziele[id_], aehnliche.get(id_, ""))
        yield replace(unterschied, unerklaert=False) if _bauen_auf(wechsel) else unterschied


def _bauen_auf(wechsel: Wechsel) -> bool:
    """Whether one of the guides is built on the other: what it hides needs no other word."""
    alt, neu = wechsel.alt, wechsel.neu
    return alt is not None and (
        any(grundlage.id == alt.id for grundlage in neu.grundlagen)
        or any(grundlage.id == neu.id for grundlage in alt.grundlagen)
    )


def _list_orte(leitfaden: Leitfaden) -> dict[str, _Ort]:
    return {
        frage.id: _Ort(abschnitt, schritt, frage)
        for abschnitt in leitfaden.abschnitte
        for schritt in abschnitt.schritte
        for frage in schritt.fragen
    }


def _compare_paar(wechsel: Wechsel, alt: _Ort, neu: _Ort, *, versetzt: bool) -> Unterschied | None:
    """A question before and after; None where nothing changed."""
    felder, teile, folge = compare_frage(wechsel, alt.frage, neu.frage)
    je = (alt.abschnitt.je, neu.abschnitt.je)
    if je[0] != je[1] and folge_namen(wechsel.umbenannt.fragen, je[0] or "") != (je[1] or ""):
        folge = "abgelegt"
        felder = (*felder, Feldaenderung(feld="je", alt=je[0], neu=je[1]))
    orte = [(ort.abschnitt.id, ort.schritt.id) for ort in (alt, neu)]
    verschoben = versetzt or orte[0] != orte[1]
    umbenannt = alt.frage.id != neu.frage.id
    if not (felder or teile or verschoben or umbenannt):
        return None
    return Unterschied(
        bereich="fragen",
        art="umbenannt" if umbenannt else "geaendert" if felder or teile else "verschoben",
        id=neu.frage.id,
        alt_id=alt.frage.id if umbenannt else "",
        titel=neu.frage.text,
        ort=_ort(neu),
        alt_ort=_ort(alt) if verschoben else "",
        felder=felder,
        teile=teile,
        folge=folge,
    )


def _ort(ort: _Ort) -> str:
    return f"{ort.abschnitt.titel} › {ort.schritt.titel}"


def _build_entfallene(id_: str, ort: _Ort, ziel: Ziel, aehnlich: str) -> Unterschied:
    return Unterschied(
        bereich="fragen",
        art="entfallen" if ziel.verbleib == "unbekannt" else "ersetzt" if ziel.frage else "zurueckgezogen",
        id=ziel.frage or id_,
        alt_id=id_,
        titel=ort.frage.text,
        alt_ort=_ort(ort),
        grund=ziel.grund,
        folge="abgelegt",
        unerklaert=ziel.verbleib == "unbekannt",
        aehnlich=aehnlich,
    )


def _find_versetzte(alte: Mapping[str, _Ort], neue: Mapping[str, _Ort], paare: Mapping[str, str]) -> set[str]:
    """Questions that stand before or behind others now, in the same Schritt as ever; as few as explain the order."""
    reihe = {id_: nr for nr, id_ in enumerate(alte)}
    gruppen: dict[tuple[str, str], list[str]] = {}
    for id_, ort in neue.items():
        if id_ in paare:
            vorher = alte[paare[id_]]
            schritt = (ort.abschnitt.id, ort.schritt.id)
            if (vorher.abschnitt.id, vorher.schritt.id) == schritt:
                gruppen.setdefault(schritt, []).append(id_)
    return {id_ for ids in gruppen.values() for id_ in list_versetzte(ids, [reihe[paare[i]] for i in ids])}


def list_versetzte(ids: Sequence[str], reihe: Sequence[int]) -> list[str]:
    """What has to move so that the rest is in order: everything but the longest rising run."""
    enden: list[int] = []
    laenge: list[int] = []
    for zahl in reihe:
        stelle = bisect_left(enden, zahl)
        enden[stelle : stelle + 1] = [zahl]
        laenge.append(stelle)
    bleibt: set[int] = set()
    gesucht = len(enden) - 1
    for nr in range(len(reihe) - 1, -1, -1):
        if laenge[nr] == gesucht:
            bleibt.add(nr)
            gesucht -= 1
    return [id_ for nr, id_ in enumerate(ids) if nr not in bleibt]


def _find_aehnliche(weg: Sequence[_Ort], frische: Mapping[str, _Ort]) -> dict[str, str]:
    """For undeclared gone questions, the new one that reads most alike."""
    if len(weg) * len(frische) > _PAARE:
        return {}
    gefunden = {}
    for ort in weg:
        texte = {
            i: anderer.frage.text for i, anderer in frische.items() if anderer.frage.typ == ort.frage.typ
        }
        gefunden[ort.frage.id] = find_aehnlichen(ort.frage.text, texte)
    return gefunden


# Everything else


def _compare_kopf(alt: Leitfaden, neu: Leitfaden) -> Iterator[Unterschied]:
    felder = tuple(feld for feld in compare_felder(alt.kopf, neu.kopf) if feld.feld not in _KOPF_OHNE)
    if felder:
        yield Unterschied(bereich="kopf", art="geaendert", id=neu.id, titel=neu.kopf.titel, felder=felder)


def _compare_abschnitte(alt: Leitfaden, neu: Leitfaden) -> Iterator[Unterschied]:
    alte, neue = ({a.id: ("", a) for a in leitfaden.abschnitte} for leitfaden in (alt, neu))
    yield from _compare_saetze("abschnitte", alte, neue, frozenset({"schritte", "abgeleitet"}))
    gemeinsam = [id_ for id_ in neue if id_ in alte]
    reihe = {id_: nr for nr, id_ in enumerate(alte)}
    for id_ in list_versetzte(gemeinsam, [reihe[i] for i in gemeinsam]):
        yield Unterschied(bereich="abschnitte", art="verschoben", id=id_, titel=neue[id_][1].titel)
    yield from _compare_saetze("abschnitte", _list_schritte(alt), _list_schritte(neu), frozenset({"fragen"}))


def _list_schritte(leitfaden: Leitfaden) -> dict[str, tuple[str, Schritt]]:
    return {f"{a.id}.{s.id}": ("", s) for a in leitfaden.abschnitte for s in a.schritte}


def _list_abgeleitet(leitfaden: Leitfaden) -> dict[str, tuple[str, Any]]:
    return {w.id: (a.id, w) for a in leitfaden.abschnitte for w in a.abgeleitet}


def _compare_regeln(alt: Leitfaden, neu: Leitfaden) -> Iterator[Unterschied]:
    """Rules by id; one that was switched off keeps the reason it was given."""
    abgeschaltet = {aus.regel.id: aus for aus in neu.abgeschaltet}
    alte, neue = ({r.id: ("", r) for r in leitfaden.regeln} for leitfaden in (alt, neu))
    for unterschied in _compare_saetze("regeln", alte, neue):
        if unterschied.art == "entfallen" and (aus := abgeschaltet.get(unterschied.id)):
            yield replace(unterschied, art="zurueckgezogen", grund=aus.grund)
        else:
            yield unterschied


def _compare_kataloge(wechsel: Wechsel) -> Iterator[Unterschied]:
    assert wechsel.alt is not None  # noqa: S101 - two guides are compared
    for name in dict.fromkeys((*wechsel.neu.kataloge, *wechsel.alt.kataloge)):
        alt, neu = wechsel.alt.kataloge.get(name), wechsel.neu.kataloge.get(name)
        alte = {e.id: (name, e) for e in alt.eintraege} if alt else {}
        neue = {e.id: (name, e) for e in neu.eintraege} if neu else {}
        namen = wechsel.umbenannt.kataloge.get(name, {})
        umbenannt = {a: folge_namen(namen, a, neue) for a in alte if a in namen}
        umbenannt = {a: n for a, n in umbenannt.items() if n in neue and n not in alte}
        yield from _compare_saetze("kataloge", alte, neue, umbenannt=umbenannt)


def _mit_ort(saetze: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    return {name: ("", satz) for name, satz in saetze.items()}


def _compare_saetze(
    bereich: Bereich,
    alte: Mapping[str, tuple[str, Any]],
    neue: Mapping[str, tuple[str, Any]],
    ohne: Iterable[str] = (),
    umbenannt: Mapping[str, str] | None = None,
) -> Iterator[Unterschied]:
    """Records by id, field by field."""
    woher = {neu: alt for alt, neu in (umbenannt or {}).items()}
    for id_, (ort, satz) in neue.items():
        alt_id = woher.get(id_, id_)
        if alt_id not in alte:
            yield Unterschied(bereich=bereich, art="neu", id=id_, titel=_titel(satz), ort=ort)
            continue
        alt_ort, alter = alte[alt_id]
        felder = tuple(feld for feld in compare_felder(alter, satz) if feld.feld not in {*ohne, "id"})
        if felder or alt_id != id_ or alt_ort != ort:
            yield Unterschied(
                bereich=bereich,
                art="umbenannt" if alt_id != id_ else "geaendert" if felder else "verschoben",
                id=id_,
                alt_id=alt_id if alt_id != id_ else "",
                titel=_titel(satz),
                ort=ort,
                alt_ort=alt_ort if alt_ort != ort else "",
                felder=felder,
            )
    for id_, (ort, satz) in alte.items():
        if id_ not in neue and id_ not in (umbenannt or {}):
            yield Unterschied(bereich=bereich, art="entfallen", id=id_, titel=_titel(satz), alt_ort=ort)


def _titel(satz: object) -> str:
    namen = {feld.name for feld in fields(satz)} if is_dataclass(satz) else set()
    return next((str(getattr(satz, n)) for n in ("titel", "text") if n in namen and getattr(satz, n)), "")
