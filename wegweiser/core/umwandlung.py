"""One answer, as its question in the older guide took it, turned into what the question in the newer guide takes.

Works on YAML nodes: what is not converted stays letter for letter. Whatever cannot come along is handed back as `rest`.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from wegweiser.core.fassungen import Wechsel, find_optionsname, find_rueckzugsgrund, find_spaltenname
from wegweiser.errors import EingabeError
from wegweiser.model import frage as f
from wegweiser.model.base import Knoten
from wegweiser.model.deutsch_format import parse_ja_nein, parse_zahl_kanonisch
from wegweiser.model.knoten import format_knoten, parse_knoten
from wegweiser.model.umzug import Entscheidung
from wegweiser.model.wert import Optionsquelle, clean_text, find_titel, format_wert, parse_wert

_TEXTE = frozenset({"text", "absatz"})
_ZAHLEN = frozenset({"ganzzahl", "zahl", "geldbetrag", "prozent", "jahr"})
_EINE = frozenset({"auswahl", "katalogwahl"})
# From these types an answer can come along, into these; whether it does may depend on what was said.
_WEGE: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (frozenset(f.NACH_TYP) - {"tabelle"}, _TEXTE),
    (_TEXTE, _TEXTE | _ZAHLEN | _EINE | {"datum", "ja_nein", "mehrfach", "ort"}),
    (_ZAHLEN | {"skala"}, _ZAHLEN),
    (_EINE | {"mehrfach", "ja_nein"}, _EINE | {"mehrfach", "ja_nein"}),
)
Stelle = tuple[str, str]


class Umwandler(NamedTuple):
    """What a conversion needs: both guides, their options, and what the person chose for what is gone."""

    wechsel: Wechsel
    optionen_alt: Optionsquelle
    optionen_neu: Optionsquelle
    wahlen: Mapping[Stelle, Knoten]


class Umgewandelt(NamedTuple):
    """The node as it should stand now (None: it cannot come along, `code` says why), and what is left behind."""

    knoten: Knoten
    code: str = ""
    angaben: Mapping[str, object] = {}
    rest: Knoten = None
    entscheidungen: tuple[Entscheidung, ...] = ()


def ist_umwandelbar(alt: str, neu: str) -> bool:
    """Whether answers of one type can ever come along into another."""
    return alt == neu or any(alt in von and neu in nach for von, nach in _WEGE)


def convert_wert(u: Umwandler, alt: f.Frage | None, neu: f.Frage, knoten: Knoten) -> Umgewandelt:
    """A value node of the old question for the new one; `alt` is None where the old one is not known any more."""
    return _convert(u, alt, neu, knoten, (neu.id, *([alt.id] if alt and alt.id != neu.id else [])))


def _convert(
    u: Umwandler, alt: f.Frage | None, neu: f.Frage, knoten: Knoten, namen: tuple[str, ...]
) -> Umgewandelt:
    if alt is not None and not ist_umwandelbar(alt.typ, neu.typ):
        return Umgewandelt(None, "umzug-typ", rest=knoten)
    if isinstance(alt, f.Skala) and isinstance(neu, f.Skala) and (alt.von, alt.bis) != (neu.von, neu.bis):
        return Umgewandelt(None, "umzug-skala", rest=knoten)
    try:
        if isinstance(neu, f.Tabelle):
            fertig = _convert_tabelle(u, alt if isinstance(alt, f.Tabelle) else None, neu, knoten, namen)
        elif isinstance(neu, f.Wahlfrage):
            fertig = _convert_wahl(u, alt, neu, knoten, namen)
        else:
            fertig = Umgewandelt(_convert_einfach(u, alt, neu, knoten))
    except EingabeError as fehler:
        return Umgewandelt(None, "umzug-passt-nicht", {"grund": fehler.satz}, knoten)
    return _pruefe(u, neu, knoten, fertig)


def _pruefe(u: Umwandler, neu: f.Frage, knoten: Knoten, fertig: Umgewandelt) -> Umgewandelt:
    """What comes along has to fit the new question; else all of it is left behind."""
    if fertig.code:
        return fertig
    try:
        parse_knoten(neu, fertig.knoten, u.optionen_neu)
    except EingabeError as fehler:
        return fertig._replace(
            knoten=None, code="umzug-passt-nicht", angaben={"grund": fehler.satz}, rest=knoten
        )
    return fertig


def _convert_einfach(u: Umwandler, alt: f.Frage | None, neu: f.Frage, knoten: Knoten) -> Knoten:
    if alt is None or alt.typ == neu.typ:
        return knoten
    if alt.typ in _TEXTE:
        return knoten if neu.typ in _TEXTE or not isinstance(knoten, str) else _aus_text(neu, knoten)
    if neu.typ in _TEXTE:
        return format_wert(alt, parse_knoten(alt, knoten, u.optionen_alt), u.optionen_alt)
    return knoten[0] if isinstance(knoten, list) and len(knoten) == 1 else knoten


def _aus_text(neu: f.Frage, text: str) -> Knoten:
    return format_knoten(neu, parse_wert(neu, text))


# Choices


def _convert_wahl(
    u: Umwandler, alt: f.Frage | None, neu: f.Wahlfrage, knoten: Knoten, namen: tuple[str, ...]
) -> Umgewandelt:
    moeglich = [option.id for option in u.optionen_neu(neu)]
    aus_zeilen = getattr(neu, "aus_tabelle", None) is not None
    gewaehlt = _list_gewaehlte(u, alt, neu, knoten)
    ids: dict[str, str] = {}
    entfallen: list[str] = []
    for id_ in gewaehlt:
        name = _benenne(u, alt, neu, id_, namen, moeglich)
        if name in moeglich or aus_zeilen:
            ids[id_] = name
        elif wahl := u.wahlen.get((namen[0], id_)):
            ids[id_] = str(wahl)
            entfallen.append(id_)
        else:
            entfallen.append(id_)
    entscheidungen = tuple(_build_entscheidung(u, alt, neu, id_, namen) for id_ in entfallen)
    if len(ids) == len(gewaehlt):
        return Umgewandelt(_baue_wahl(neu, knoten, ids), entscheidungen=entscheidungen)
    if not ids or not isinstance(neu, f.Mehrfach | f.Rangfolge):
        return Umgewandelt(None, "umzug-option", _nenne(entscheidungen), knoten, entscheidungen)
    return Umgewandelt(_baue_wahl(neu, knoten, ids), "", _nenne(entscheidungen), knoten, entscheidungen)


def _benenne(
    u: Umwandler,
    alt: f.Frage | None,
    neu: f.Wahlfrage,
    id_: str,
    namen: tuple[str, ...],
    moeglich: Iterable[str],
) -> str:
    """The id now: declared as renamed (unless the older guide had the new name too), else the same."""
    katalog = getattr(neu, "katalog", None)
    bekannt = alt is None or any(option.id == id_ for option in u.optionen_alt(alt))
    neuer = find_optionsname(u.wechsel, namen, katalog, id_, moeglich)
    return neuer if bekannt or id_ not in moeglich else id_


def _list_gewaehlte(u: Umwandler, alt: f.Frage | None, neu: f.Wahlfrage, knoten: Knoten) -> list[str]:
    if alt is not None and alt.typ in _TEXTE and isinstance(knoten, str):
        gesucht = clean_text(knoten).casefold()
        passende = [o.id for o in u.optionen_neu(neu) if gesucht in {o.id, clean_text(o.titel).casefold()}]
        if not passende:
            raise EingabeError("keine-option", text=knoten)
        return passende[:1]
    if isinstance(alt, f.JaNein) and isinstance(knoten, str):
        return ["ja" if parse_ja_nein(knoten) else "nein"]
    if isinstance(knoten, dict):
        return list(knoten)
    teile = knoten if isinstance(knoten, list) else [knoten]
    return list(dict.fromkeys(map(str, teile)))


def _baue_wahl(neu: f.Wahlfrage, knoten: Knoten, ids: Mapping[str, str]) -> Knoten:
    """The node with the ids of today; two options that became one count once, their shares together."""
    namen = list(dict.fromkeys(ids.values()))
    if isinstance(neu, f.Verteilung) and isinstance(knoten, dict):
        if len(namen) == len(ids):
            return {ids[id_]: anteil for id_, anteil in knoten.items()}
        return _baue_anteile(knoten, ids)
    if isinstance(neu, f.Mehrfach | f.Rangfolge):
        return list(namen)
    if len(namen) != 1:
        raise EingabeError("umzug-anzahl", anzahl=len(namen))
    return namen[0]


def _baue_anteile(knoten: Mapping[str, Knoten], ids: Mapping[str, str]) -> Knoten:
    summen: dict[str, Knoten] = {}
    for id_, anteil in knoten.items():
        bisher = summen.get(ids[id_], "0")
        summe = parse_zahl_kanonisch(str(bisher)) + parse_zahl_kanonisch(str(anteil))
        summen[ids[id_]] = f"{summe:f}"
    return summen


def _build_entscheidung(
    u: Umwandler, alt: f.Frage | None, neu: f.Frage, id_: str, namen: tuple[str, ...]
) -> Entscheidung:
    return Entscheidung(
        stelle=namen[0],
        frage=neu.kurz or neu.text,
        alt=id_,
        alt_titel=find_titel(id_, u.optionen_alt(alt)) if alt else id_,
        grund=find_rueckzugsgrund(u.wechsel, namen, id_),
        optionen=tuple(u.optionen_neu(neu)),
    )


def _nenne(entscheidungen: Iterable[Entscheidung]) -> dict[str, object]:
    """The gone options by title, with the guide's own reason where it gives one."""
    worte = [f"„{e.alt_titel}“" + (f" ({e.grund})" if e.grund else "") for e in entscheidungen]
    return {"optionen": ", ".join(worte)}


# Tables


def _convert_tabelle(
    u: Umwandler, alt: f.Tabelle | None, neu: f.Tabelle, knoten: Knoten, namen: tuple[str, ...]
) -> Umgewandelt:
    if not isinstance(knoten, list):
        return Umgewandelt(knoten)
    zeilen: list[Knoten] = []
    reste: list[Knoten] = []
    entscheidungen: dict[Stelle, Entscheidung] = {}
    for zeile in knoten:
        if not isinstance(zeile, dict):
            return Umgewandelt(knoten)  # no row at all: the check says so
        fertig, rest, gefragt = _convert_zeile(u, alt, neu, zeile, namen)
        zeilen.append(fertig)
        reste += [rest] if rest else []
        entscheidungen.update({(e.stelle, e.alt): e for e in gefragt})
    return Umgewandelt(list(zeilen), rest=list(reste) or None, entscheidungen=tuple(entscheidungen.values()))


def _convert_zeile(
    u: Umwandler,
    alt: f.Tabelle | None,
    neu: f.Tabelle,
    zeile: Mapping[str, Knoten],
    namen: tuple[str, ...],
) -> tuple[dict[str, Knoten], dict[str, Knoten], list[Entscheidung]]:
    """A row with the columns of today, the cells that cannot come along, and what has to be chosen."""
    alte = {spalte.id: spalte for spalte in alt.spalten} if alt else {}
    neue = {spalte.id: spalte for spalte in neu.spalten}
    kennung = {"id": zeile["id"]} if "id" in zeile else {}
    fertig, rest = dict(kennung), dict(kennung)
    gefragt: list[Entscheidung] = []
    for name, zelle in zeile.items():
        neuer = find_spaltenname(u.wechsel, namen, name, neue) if name in alte or not alte else name
        if name == "id" or zelle is None:
            continue
        if neuer not in neue or neuer in fertig:
            rest[name] = zelle
            continue
        orte = tuple(dict.fromkeys(f"{tabelle}.{spalte}" for tabelle in namen for spalte in (neuer, name)))
        umgewandelt = _convert(u, alte.get(name), neue[neuer], zelle, orte)
        gefragt += umgewandelt.entscheidungen
        if umgewandelt.knoten is not None:
            fertig[neuer] = umgewandelt.knoten
        if umgewandelt.rest is not None:
            rest[name] = umgewandelt.rest
    gefragt += _fuelle_pflicht(u, neu, fertig, namen[0])
    return fertig, (rest if len(rest) > len(kennung) else {}), gefragt


def _fuelle_pflicht(
    u: Umwandler, neu: f.Tabelle, zeile: dict[str, Knoten], tabelle: str
) -> list[Entscheidung]:
    """Required cells an old row cannot have: what was chosen for all of them is put in."""
    gefragt = []
    for spalte in neu.spalten:
        if spalte.pflicht and spalte.id not in zeile:
            ort = f"{tabelle}.{spalte.id}"
            if (wahl := u.wahlen.get((ort, ""))) is not None and wahl != "":
                zeile[spalte.id] = wahl
            name = f"{neu.kurz or neu.text}: {spalte.kurz or spalte.text}"
            gefragt.append(
                Entscheidung(stelle=ort, frage=name, optionen=tuple(u.optionen_neu(spalte)), spalte=spalte)
            )
    return gefragt
