"""One question before and after: its fields, options and columns, and what becomes of answers to it."""

from collections.abc import Iterable, Iterator

from wegweiser.core.fassungen import Wechsel, find_optionsname, find_rueckzugsgrund, find_spaltenname
from wegweiser.core.satzvergleich import compare_felder, find_aehnlichen
from wegweiser.core.umwandlung import ist_umwandelbar
from wegweiser.model import frage as f
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.model.vergleich import Feldaenderung, Folge, Teil

# Answers of the first type always fit the second, as long as it has no limits of its own.
_IMMER = frozenset(
    {
        ("ganzzahl", "zahl"),
        ("text", "absatz"),
        ("text", "ort"),
        ("auswahl", "katalogwahl"),
        ("katalogwahl", "auswahl"),
        ("auswahl", "mehrfach"),
        ("katalogwahl", "mehrfach"),
    }
)
_GRENZEN = frozenset(
    {"min", "max", "max_zeichen", "max_anzahl", "zeilen", "endungen", "aus_tabelle", "katalog"}
)
_RANG: tuple[Folge, ...] = ("bleibt", "umgewandelt", "je-nach-antwort", "abgelegt")


def compare_frage(
    wechsel: Wechsel, alt: f.Frage, neu: f.Frage
) -> tuple[tuple[Feldaenderung, ...], tuple[Teil, ...], Folge]:
    """What changed in a question that stays, and what that means for its answers."""
    return _compare(wechsel, alt, neu, tuple(dict.fromkeys((neu.id, alt.id))))


def _compare(
    wechsel: Wechsel, alt: f.Frage, neu: f.Frage, namen: tuple[str, ...]
) -> tuple[tuple[Feldaenderung, ...], tuple[Teil, ...], Folge]:
    felder = tuple(
        feld for feld in compare_felder(alt, neu) if feld.feld not in {"id", "optionen", "spalten"}
    )
    teile: tuple[Teil, ...] = ()
    folge = _find_typfolge(alt, neu, felder)
    if isinstance(neu, f.Wahlfrage) and isinstance(alt, f.Wahlfrage):
        optionen, weitere = _compare_optionen(wechsel, alt, neu, namen)
        teile, folge = optionen, _schlimmer(folge, weitere)
    if isinstance(neu, f.Tabelle) and isinstance(alt, f.Tabelle):
        teile, weitere = _compare_spalten(wechsel, alt, neu, namen)
        folge = _schlimmer(folge, weitere)
    return felder, teile, folge


def _schlimmer(*folgen: Folge) -> Folge:
    return max(folgen, key=_RANG.index)


def _find_typfolge(alt: f.Frage, neu: f.Frage, felder: Iterable[Feldaenderung]) -> Folge:
    geaendert = {feld.feld for feld in felder}
    if not ist_umwandelbar(alt.typ, neu.typ):
        return "abgelegt"
    if isinstance(neu, f.Skala) and geaendert & {"von", "bis"}:
        return "abgelegt"
    if alt.typ != neu.typ:
        begrenzt = any(getattr(neu, name, None) is not None for name in ("min", "max", "max_anzahl"))
        return "umgewandelt" if (alt.typ, neu.typ) in _IMMER and not begrenzt else "je-nach-antwort"
    return "je-nach-antwort" if geaendert & _GRENZEN else "bleibt"


# Options


def _compare_optionen(
    wechsel: Wechsel, alt: f.Wahlfrage, neu: f.Wahlfrage, namen: tuple[str, ...]
) -> tuple[tuple[Teil, ...], Folge]:
    """Options written in the question one by one; those of a catalogue are told once, with the catalogue."""
    alte, neue = _list_optionen(wechsel.alt, alt), _list_optionen(wechsel.neu, neu)
    katalog = getattr(neu, "katalog", None)
    wohin = {id_: find_optionsname(wechsel, namen, katalog, id_, neue) for id_ in alte}
    weg = [id_ for id_ in alte if wohin[id_] not in neue]
    folge: Folge = "umgewandelt" if any(a != n for a, n in wohin.items()) else "bleibt"
    if weg or (isinstance(neu, f.Rangfolge) and neue.keys() - set(wohin.values())):
        folge = "je-nach-antwort"
    if katalog is not None and getattr(alt, "katalog", None) == katalog:
        return (), folge
    return tuple(_list_optionsteile(wechsel, namen, alte, neue, wohin)), folge


def _list_optionen(leitfaden: Leitfaden | None, frage: f.Frage) -> dict[str, f.Option]:
    quelle = build_optionsquelle(leitfaden, {}) if leitfaden else lambda _: ()
    return {option.id: option for option in quelle(frage)}


def _list_optionsteile(
    wechsel: Wechsel,
    namen: tuple[str, ...],
    alte: dict[str, f.Option],
    neue: dict[str, f.Option],
    wohin: dict[str, str],
) -> Iterator[Teil]:
    woher = {neu: alt for alt, neu in wohin.items()}
    frische = {id_: option.titel for id_, option in neue.items() if id_ not in woher}
    for id_, option in neue.items():
        yield from _compare_option(id_, alte.get(woher.get(id_, "")), option)
    for id_, option in alte.items():
        if wohin[id_] not in neue:
            yield _build_weggefallene(option, find_rueckzugsgrund(wechsel, namen, id_), frische)


def _compare_option(id_: str, alt: f.Option | None, neu: f.Option) -> Iterator[Teil]:
    """What an option that is there now was before, if anything of it changed."""
    if alt is None:
        yield Teil(art="neu", bereich="optionen", id=id_, titel=neu.titel)
        return
    felder = tuple(feld for feld in compare_felder(alt, neu) if feld.feld != "id")
    if alt.id != id_:
        yield Teil(art="umbenannt", bereich="optionen", id=id_, alt_id=alt.id, titel=neu.titel, felder=felder)
    elif felder:
        yield Teil(art="geaendert", bereich="optionen", id=id_, titel=neu.titel, felder=felder)


def _build_weggefallene(option: f.Option, grund: str, frische: dict[str, str]) -> Teil:
    return Teil(
        art="zurueckgezogen" if grund else "entfallen",
        bereich="optionen",
        id=option.id,
        titel=option.titel,
        grund=grund,
        aehnlich="" if grund else find_aehnlichen(option.titel, frische),
    )


# Columns


def _compare_spalten(
    wechsel: Wechsel, alt: f.Tabelle, neu: f.Tabelle, namen: tuple[str, ...]
) -> tuple[tuple[Teil, ...], Folge]:
    alte, neue = {s.id: s for s in alt.spalten}, {s.id: s for s in neu.spalten}
    wohin = {id_: find_spaltenname(wechsel, namen, id_, neue) for id_ in alte}
    woher = {neuer: alter for alter, neuer in wohin.items()}
    teile: list[Teil] = []
    folge: Folge = "bleibt"
    for id_, spalte in neue.items():
        alt_id = woher.get(id_)
        if alt_id is None:
            teile.append(Teil(art="neu", bereich="spalten", id=id_, titel=spalte.text))
            folge = _schlimmer(folge, "je-nach-antwort" if spalte.pflicht else "bleibt")
            continue
        orte = tuple(dict.fromkeys(f"{tabelle}.{s}" for tabelle in namen for s in (id_, alt_id)))
        felder, unter, weitere = _compare(wechsel, alte[alt_id], spalte, orte)
        if weitere == "abgelegt" or (spalte.pflicht and not alte[alt_id].pflicht):
            weitere = "je-nach-antwort"
        folge = _schlimmer(folge, weitere, "umgewandelt" if alt_id != id_ else "bleibt")
        if felder or unter or alt_id != id_:
            teile.append(_build_spalte(alt_id, spalte, felder, unter))
    weg = [spalte for id_, spalte in alte.items() if wohin[id_] not in neue]
    frische = {id_: spalte.text for id_, spalte in neue.items() if id_ not in woher}
    for spalte in weg:
        aehnlich = find_aehnlichen(spalte.text, frische)
        teile.append(
            Teil(art="entfallen", bereich="spalten", id=spalte.id, titel=spalte.text, aehnlich=aehnlich)
        )
    return tuple(teile), _schlimmer(folge, "je-nach-antwort" if weg else "bleibt")


def _build_spalte(
    alt_id: str, spalte: f.Spalte, felder: tuple[Feldaenderung, ...], unter: tuple[Teil, ...]
) -> Teil:
    umbenannt = alt_id != spalte.id
    return Teil(
        art="umbenannt" if umbenannt else "geaendert",
        bereich="spalten",
        id=spalte.id,
        alt_id=alt_id if umbenannt else "",
        titel=spalte.text,
        felder=felder,
        teile=unter,
    )
