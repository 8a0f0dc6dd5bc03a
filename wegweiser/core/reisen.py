"""Journeys: what a case expects against what comes out; ids only, never wording."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, TypeAlias, get_args

from wegweiser.ausdruck import ENTFAELLT, OFFEN
from wegweiser.core.namen import list_typen
from wegweiser.core.regeln import find_je, find_regelergebnis, list_verletzte
from wegweiser.core.werte import Wertequelle
from wegweiser.errors import format_auswahl, format_vorschlag
from wegweiser.errors.leitfaden import REISEWORTE, ZIELE
from wegweiser.model.analyse import Luecke
from wegweiser.model.base import fields
from wegweiser.model.ergebnisse import Ergebnisse
from wegweiser.model.koproduktion import Formenvergleich
from wegweiser.model.lage import Lage, Station
from wegweiser.model.leitfaden import Abschnitt, list_fragen
from wegweiser.model.reise import (
    Finanzerwartung,
    Formenerwartung,
    Lueckenerwartung,
    Planerwartung,
    Pruefergebnis,
    Regelergebnis,
)

Ort: TypeAlias = tuple[str | int, ...]
ENTFAELLT_ID = "entfaellt"
_PLAENE = ("investition", "betrieb")
_REGELERGEBNISSE: tuple[str, ...] = get_args(Regelergebnis)
_PRUEFERGEBNISSE: tuple[str, ...] = get_args(Pruefergebnis)
_FORMEN = tuple(feld.name for feld in fields(Formenerwartung))
_LUECKE = tuple(feld.name for feld in fields(Lueckenerwartung))
_FINANZ = tuple(feld.name for feld in fields(Finanzerwartung) if feld.name not in _PLAENE)
_PLAN = tuple(feld.name for feld in fields(Planerwartung))


class Abweichung(NamedTuple):
    """One expectation that was not met or cannot be read: where below `erwartet`, and parameters for its sentence."""

    ort: Ort
    code: str
    angaben: Mapping[str, object]


class _Probe(NamedTuple):
    """What came out of a case."""

    quelle: Wertequelle
    lage: Lage
    ergebnisse: Ergebnisse


def check_erwartung(
    quelle: Wertequelle, lage: Lage, ergebnisse: Ergebnisse, erwartet: Mapping[str, Any]
) -> tuple[Abweichung, ...]:
    """Every difference between a case's `erwartet` and the results."""
    probe = _Probe(quelle, lage, ergebnisse)
    return tuple(a for art, soll in erwartet.items() for a in _check_art(probe, art, soll))


def _check_art(probe: _Probe, art: str, soll: Any) -> Iterator[Abweichung]:  # noqa: ANN401 - as it stands in YAML
    if art not in _ARTEN:
        yield _kein_feld((art,), _ARTEN)
    elif art in _LISTEN and not isinstance(soll, list):
        yield Abweichung((art,), "liste-erwartet", {})
    elif art not in _LISTEN and not isinstance(soll, dict):
        yield Abweichung((art,), "zuordnung-erwartet", {})
    else:
        yield from _ARTEN[art](probe, soll)


def parse_name(text: str, abschnitte: Iterable[str]) -> tuple[str, str]:
    """`finanzierung[m1].klasse` and `m1.klasse` → ("klasse", "m1"); `auftrag.land` and `land` → ("land", "")."""
    links, _, name = text.rpartition(".")
    _, klammer, rest = links.partition("[")
    return name, rest.rstrip("]") if klammer else "" if links in abschnitte else links


def format_name(abschnitt: str, name: str, satz: str) -> str:
    """The other way round, as journeys write it."""
    return f"{abschnitt}[{satz}].{name}" if satz else f"{abschnitt}.{name}"


def _werte(probe: _Probe, soll: Mapping[str, Any]) -> Iterator[Abweichung]:
    namen = [*probe.quelle.umgebung()]
    for adresse, erwartet in soll.items():
        name, satz = _parse(probe, adresse)
        if name not in namen:
            yield _kein_verweis(("werte", adresse), name, namen, "namen")
        elif not satz and not isinstance(erwartet, list) and (je := _find_wiederholten(probe, name)):
            beispiel = format_name(je.id, name, next(iter(_list_zeilen(probe, je)), "z1"))
            angaben = {"name": name, "tabelle": je.je, "beispiel": beispiel}
            yield Abweichung(("werte", adresse), "reise-je-wert", angaben)
        else:
            yield from _vergleiche(("werte", adresse), adresse, erwartet, probe.quelle.wert(name, satz))


def _find_wiederholten(probe: _Probe, name: str) -> Abschnitt | None:
    """The repeated Abschnitt a name belongs to."""
    wiederholte = (abschnitt for abschnitt in probe.quelle.leitfaden.abschnitte if abschnitt.je)
    return next((a for a in wiederholte if name in {id_ for id_, _ in list_typen(a)}), None)


def _list_zeilen(probe: _Probe, abschnitt: Abschnitt) -> list[str]:
    return [id_ for id_, _ in probe.quelle.saetze(abschnitt.je or "")]


def _parse(probe: _Probe, adresse: str) -> tuple[str, str]:
    return parse_name(adresse, [abschnitt.id for abschnitt in probe.quelle.leitfaden.abschnitte])


def _regeln(probe: _Probe, soll: Mapping[str, Any]) -> Iterator[Abweichung]:
    """By rule and record; a rule that reads nothing repeated may stand without a record."""
    regeln = {regel.id: regel for regel in probe.quelle.leitfaden.regeln}
    for id_, angabe in soll.items():
        ort = ("regeln", id_)
        if id_ not in regeln:
            yield _kein_verweis(ort, id_, regeln, "regeln")
            continue
        je = find_je(probe.quelle.leitfaden, regeln[id_])
        if not isinstance(angabe, dict) and je is not None:
            yield Abweichung(ort, "reise-je-satz", {"tabelle": je})
            continue
        for satz, erwartet in angabe.items() if isinstance(angabe, dict) else [("", angabe)]:
            stelle: Ort = (*ort, satz) if satz else ort
            was = f"{id_}[{satz}]" if satz else id_
            if erwartet not in _REGELERGEBNISSE:
                angaben = {"feld": was, "wert": erwartet, "soll": ", ".join(_REGELERGEBNISSE)}
                yield Abweichung(stelle, "feld-wert", angaben)
            else:
                ist = find_regelergebnis(regeln[id_], probe.quelle, satz)
                yield from _vergleiche(stelle, was, erwartet, ist or "gilt-nicht")


def _formen(probe: _Probe, soll: Mapping[str, Any]) -> Iterator[Abweichung]:
    for satz, erwartet in soll.items():
        ort, vergleich = ("formen", satz), probe.ergebnisse.formen.get(satz)
        if vergleich is None or not isinstance(erwartet, dict):
            yield from _ohne_ergebnis(ort, erwartet, vergleich)
        else:
            yield from _formenvergleich(probe, ort, vergleich, erwartet)


def _formenvergleich(
    probe: _Probe, ort: Ort, vergleich: Formenvergleich, soll: Mapping[str, Any]
) -> Iterator[Abweichung]:
    moeglich = [*vergleich.engere_wahl, *vergleich.weitere]
    ids = [form.id for form in moeglich]
    ist: dict[str, object] = {
        "erster": ids[0] if ids else REISEWORTE["keine"],
        "punkte": moeglich[0].punkte if moeglich else REISEWORTE["keine"],
        "engere_wahl": tuple(form.id for form in vergleich.engere_wahl),
    }
    for name, erwartet in soll.items():
        if name not in _FORMEN:
            yield _kein_feld((*ort, name), _FORMEN)
        elif name in ist:
            yield from _vergleiche((*ort, name), _format_ort(ort, name), erwartet, ist[name])
        elif not isinstance(erwartet, list):
            yield Abweichung((*ort, name), "liste-erwartet", {})
        else:
            yield from _ausschluesse(probe, (*ort, name), erwartet, ids)


def _ausschluesse(probe: _Probe, ort: Ort, formen: Iterable[str], ids: list[str]) -> Iterator[Abweichung]:
    """`muss_fehlen` and `muss_bleiben`: whether the rules exclude these forms."""
    alle = [eintrag.id for eintrag in probe.quelle.leitfaden.kataloge["formen"].eintraege]
    worte = (REISEWORTE["ausgeschlossen"], REISEWORTE["moeglich"])
    soll = worte[ort[-1] == "muss_bleiben"]
    for nr, id_ in enumerate(formen):
        if id_ not in alle:
            yield _kein_verweis((*ort, nr), id_, alle, "formen")
        else:
            yield from _vergleiche((*ort, nr), _format_ort(ort[:-1], id_), soll, worte[id_ in ids])


def _pfad_enthaelt(probe: _Probe, soll: Iterable[str]) -> Iterator[Abweichung]:
    return _pfad(probe, "pfad_enthaelt", soll, worte=("nicht-auf-pfad", "auf-pfad"))


def _pfad_ohne(probe: _Probe, soll: Iterable[str]) -> Iterator[Abweichung]:
    return _pfad(probe, "pfad_ohne", soll, worte=("auf-pfad", "nicht-auf-pfad"))


def _pfad(probe: _Probe, art: str, soll: Iterable[str], *, worte: tuple[str, str]) -> Iterator[Abweichung]:
    fragen = [frage.id for abschnitt in probe.quelle.leitfaden.abschnitte for frage in abschnitt.fragen()]
    vorhanden = {(station.adresse.frage, station.adresse.satz) for station in probe.lage.stationen}
    for nr, adresse in enumerate(soll):
        name, satz = _parse(probe, str(adresse))
        if name not in fragen:
            yield _kein_verweis((art, nr), name, fragen, "fragen")
        elif ((name, satz) in vorhanden) is not (art == "pfad_enthaelt"):
            angaben = {"was": adresse, "soll": REISEWORTE[worte[1]], "ist": REISEWORTE[worte[0]]}
            yield Abweichung((art, nr), "reise-abweichung", angaben)


def _pruefungen(probe: _Probe, soll: Mapping[str, Any]) -> Iterator[Abweichung]:
    """Whether the guide refuses an answer."""
    fragen = {frage.id: frage for _, frage in list_fragen(probe.quelle.leitfaden)}
    for adresse, erwartet in soll.items():
        ort: Ort = ("pruefungen", adresse)
        name, satz = _parse(probe, str(adresse))
        if name not in fragen:
            yield _kein_verweis(ort, name, fragen, "fragen")
        elif erwartet not in _PRUEFERGEBNISSE:
            yield Abweichung(
                ort,
                "feld-wert",
                {"feld": adresse, "wert": erwartet, "soll": ", ".join(_PRUEFERGEBNISSE)},
            )
        else:
            verletzt = bool(list_verletzte(fragen[name], probe.quelle, satz))
            yield from _vergleiche(ort, str(adresse), erwartet, _PRUEFERGEBNISSE[not verletzt])


def list_abgelehnte(
    quelle: Wertequelle, lage: Lage, erwartet: Mapping[str, Any]
) -> Iterator[tuple[Station, str]]:
    """Answers the guide refuses although the case does not say so, with the guide's sentence."""
    abschnitte = [abschnitt.id for abschnitt in quelle.leitfaden.abschnitte]
    genannt = erwartet.get("pruefungen")
    bekannt = {parse_name(str(name), abschnitte) for name in genannt or ()}
    for station in lage.stationen:
        if tuple(station.adresse) not in bekannt:
            for pruefung in list_verletzte(station.frage, quelle, station.adresse.satz):
                yield station, pruefung.text


def list_ohne_zeile(quelle: Wertequelle, genannt: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Answers for rows their table does not have: Abschnitt, row, table, proposal."""
    for abschnitt in quelle.leitfaden.abschnitte:
        zeilen = genannt.get(abschnitt.id) if abschnitt.je else None
        vorhanden = [id_ for id_, _ in quelle.saetze(abschnitt.je)] if abschnitt.je else []
        for satz in zeilen if isinstance(zeilen, dict) else ():
            if satz not in vorhanden:
                yield abschnitt.id, satz, abschnitt.je or "", format_auswahl(satz, vorhanden)


def _rangfolge(probe: _Probe, soll: list[str]) -> Iterator[Abweichung]:
    """The best gaps by rank; what stands behind them is left open."""
    erste = tuple(luecke.id for luecke in probe.ergebnisse.analyse.luecken[: len(soll)])
    return _vergleiche(("rangfolge",), "rangfolge", soll, erste)


def _luecken(probe: _Probe, soll: Mapping[str, Any]) -> Iterator[Abweichung]:
    luecken: Mapping[str, Luecke] = {luecke.id: luecke for luecke in probe.ergebnisse.analyse.luecken}
    for id_, erwartet in soll.items():
        if id_ not in luecken or not isinstance(erwartet, dict):
            yield from _ohne_ergebnis(("luecken", id_), erwartet, luecken.get(id_))
        else:
            yield from _felder(("luecken", id_), luecken[id_], erwartet, _LUECKE)


def _finanzierung(probe: _Probe, soll: Mapping[str, Any]) -> Iterator[Abweichung]:
    for satz, erwartet in soll.items():
        ort, plan = ("finanzierung", satz), probe.ergebnisse.finanzierung.get(satz)
        if plan is None or not isinstance(erwartet, dict):
            yield from _ohne_ergebnis(ort, erwartet, plan)
            continue
        for teil in _PLAENE:
            if isinstance(erwartet.get(teil), dict):
                yield from _felder((*ort, teil), getattr(plan, teil), erwartet[teil], _PLAN)
        rest = {name: wert for name, wert in erwartet.items() if name not in _PLAENE}
        yield from _felder(ort, plan, rest, _FINANZ)


def _felder(
    ort: Ort, ergebnis: object, soll: Mapping[str, Any], namen: tuple[str, ...]
) -> Iterator[Abweichung]:
    for name, erwartet in soll.items():
        if name not in namen:
            yield _kein_feld((*ort, name), namen)
        else:
            ist = getattr(ergebnis, name)
            yield from _vergleiche(
                (*ort, name), _format_ort(ort, name), erwartet, OFFEN if ist is None else ist
            )


_ARTEN: Mapping[str, Callable[[_Probe, Any], Iterator[Abweichung]]] = {
    "werte": _werte,
    "regeln": _regeln,
    "formen": _formen,
    "pfad_enthaelt": _pfad_enthaelt,
    "pfad_ohne": _pfad_ohne,
    "pruefungen": _pruefungen,
    "rangfolge": _rangfolge,
    "luecken": _luecken,
    "finanzierung": _finanzierung,
}
_LISTEN = frozenset({"pfad_enthaelt", "pfad_ohne", "rangfolge"})


def _ohne_ergebnis(ort: Ort, erwartet: object, ergebnis: object) -> Iterator[Abweichung]:
    """`entfaellt` where there is nothing to compare, and a mapping where there is."""
    if (ergebnis is None) is not (erwartet == ENTFAELLT_ID):
        ist = REISEWORTE["entfaellt" if ergebnis is None else "ergebnis"]
        soll = REISEWORTE["entfaellt" if erwartet == ENTFAELLT_ID else "ergebnis"]
        was = _format_ort(ort[:1], str(ort[1]))
        yield Abweichung(ort, "reise-abweichung", {"was": was, "soll": soll, "ist": ist})


def _format_ort(ort: Ort, name: str) -> str:
    """`formen[m1].erster` for ("formen", "m1"), "erster"."""
    erstes, *rest = map(str, ort)
    teile = [erstes + (f"[{rest[0]}]" if rest else ""), *rest[1:]]
    return ".".join((*teile, name)) if rest else f"{erstes}[{name}]"


def _kein_feld(ort: Ort, bekannt: Iterable[str]) -> Abweichung:
    angaben = {"feld": ort[-1], "vorschlag": format_vorschlag(ort[-1], bekannt)}
    return Abweichung(ort, "feld-unbekannt", angaben)


def _kein_verweis(ort: Ort, wert: str, bekannt: Iterable[str], ziel: str) -> Abweichung:
    vorschlag = format_vorschlag(wert, bekannt)
    return Abweichung(ort, "verweis", {"wert": wert, "wo": ZIELE[ziel], "vorschlag": vorschlag})


def _vergleiche(ort: Ort, was: str, soll: object, ist: object) -> Iterator[Abweichung]:
    if not _gleich(ist, soll):
        angaben = {"was": was, "soll": _zeige(soll), "ist": _zeige(ist)}
        yield Abweichung(ort, "reise-abweichung", angaben)


def _gleich(ist: object, soll: object) -> bool:
    """A result against a leaf of YAML that was never given a type."""
    if isinstance(ist, tuple):
        return (
            isinstance(soll, list)
            and len(ist) == len(soll)
            and all(_gleich(links, rechts) for links, rechts in zip(ist, soll, strict=True))
        )
    if isinstance(ist, bool):
        return soll in ({"true", "ja", "wahr"} if ist else {"false", "nein", "falsch"})
    if isinstance(ist, Decimal):
        try:
            return ist == Decimal(str(soll))
        except InvalidOperation:
            return False
    return str(soll) in ({ENTFAELLT_ID, _zeige(ist)} if ist is ENTFAELLT else {_zeige(ist)})


def _zeige(wert: object) -> str:
    if isinstance(wert, list | tuple):
        return ", ".join(map(_zeige, wert)) or REISEWORTE["keine"]
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    if wert is OFFEN:
        return "offen"
    return (
        REISEWORTE["entfaellt"]
        if wert is ENTFAELLT
        else f"{wert:f}"
        if isinstance(wert, Decimal)
        else str(wert)
    )
