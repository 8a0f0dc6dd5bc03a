"""What becomes of every answer when a Vorhaben moves to another guide: a pure function, preview and move at once."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

from wegweiser.core.fassungen import Platz, Ziel, build_wechsel, find_ziel, folge_namen
from wegweiser.core.umwandlung import Stelle, Umgewandelt, Umwandler, convert_wert
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Knoten, Wert
from wegweiser.model.knoten import parse_knoten
from wegweiser.model.leitfaden import Abschnitt, Leitfaden
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.model.umzug import Abgelegt, Entscheidung, Posten, Umzugsplan, Umzugszeile, Zeilenart
from wegweiser.model.wert import Optionsquelle, find_titel


class _Weg(NamedTuple):
    posten: Posten
    ziel: Ziel
    alt: Platz | None
    neu: Platz | None
    reihe: int


def plan_umzug(
    alt: Leitfaden | None, neu: Leitfaden, posten: Sequence[Posten], wahlen: Mapping[Stelle, Knoten]
) -> Umzugsplan:
    """One line for each answer, in the order of the newer guide; `wahlen` is what the person chose so far."""
    wechsel = build_wechsel(alt, neu)
    antworten: dict[Adresse, Antwort] = {}
    u = Umwandler(
        wechsel,
        build_optionsquelle(alt, {}) if alt else lambda _: (),
        build_optionsquelle(neu, antworten),
        wahlen,
    )
    zeilen: list[Umzugszeile] = []
    entscheidungen: dict[Stelle, Entscheidung] = {}
    for weg in _list_wege(u, posten):
        zeile, gefragt = _plan_posten(u, weg, antworten)
        entscheidungen.update({(e.stelle, e.alt): e for e in gefragt})
        zeilen.append(zeile)
        if zeile.ziel is not None and weg.neu is not None:
            antworten[zeile.ziel] = Antwort(wert=_parse(u, weg.neu[1], zeile.knoten))
    woher = {find_ziel(wechsel, frage).frage for frage in wechsel.fragen_alt}
    neue = tuple(id_ for id_ in wechsel.fragen_neu if id_ not in woher) if alt else ()
    return Umzugsplan(tuple(zeilen), tuple(entscheidungen.values()), neue, alt_bekannt=alt is not None)


def _list_wege(u: Umwandler, posten: Sequence[Posten]) -> list[_Weg]:
    """Every answer with where it goes; of two for the same place the one that was there already comes first."""
    reihe = {id_: nr for nr, id_ in enumerate(u.wechsel.fragen_neu)}
    wege = []
    for einer in posten:
        ziel = find_ziel(u.wechsel, einer.adresse.frage)
        neu = u.wechsel.fragen_neu.get(ziel.frage) if ziel.verbleib in {"gleich", "umbenannt"} else None
        wege.append(
            _Weg(
                posten=einer,
                ziel=ziel,
                alt=u.wechsel.fragen_alt.get(einer.adresse.frage),
                neu=neu,
                reihe=reihe[ziel.frage] if neu else len(reihe),
            )
        )
    return sorted(wege, key=lambda w: (w.reihe, w.ziel.verbleib != "gleich", w.posten.bereich != "antworten"))


def _plan_posten(
    u: Umwandler, weg: _Weg, vergeben: Mapping[Adresse, Antwort]
) -> tuple[Umzugszeile, tuple[Entscheidung, ...]]:
    posten = weg.posten
    if weg.neu is None:
        return _lege_ab(u, weg, *_begruende(u, weg.ziel)), ()
    ziel = Adresse(weg.neu[1].id, posten.adresse.satz)
    if not _passt_satz(u, weg, weg.neu[0]):
        return _lege_ab(u, weg, "umzug-wiederholung", {}), ()
    if ziel in vergeben:
        return _lege_ab(u, weg, "umzug-doppelt", {"frage": ziel.frage}), ()
    fertig = _convert_antwort(u, weg, posten.knoten)
    if fertig.knoten is None:
        return _lege_ab(u, weg, fertig.code, fertig.angaben), fertig.entscheidungen
    zeile = _build_zeile(u, weg, _nenne_art(u, weg, ziel, fertig.knoten), ziel, fertig.knoten)
    if fertig.rest is not None:
        code = "umzug-option" if "optionen" in fertig.angaben else "umzug-spalte"
        zeile = zeile._replace(abgelegt=_build_abgelegt(weg, fertig.rest, code, fertig.angaben))
    return zeile, fertig.entscheidungen


def _begruende(u: Umwandler, ziel: Ziel) -> tuple[str, Mapping[str, object]]:
    if ziel.verbleib == "ersetzt":
        neu = u.wechsel.fragen_neu.get(ziel.frage)
        return "umzug-ersetzt", {"frage": (neu[1].kurz or neu[1].text) if neu else ziel.frage}
    if ziel.verbleib == "zurueckgezogen":
        return "umzug-zurueckgezogen", {"grund": ziel.grund}
    return "umzug-unbekannt", {}


def _passt_satz(u: Umwandler, weg: _Weg, neu: Abschnitt) -> bool:
    """Whether the answer is given once, or once per row of the same table, before and after."""
    if (neu.je is not None) != bool(weg.posten.adresse.satz):
        return False
    if weg.alt is None or weg.alt[0].je is None or neu.je is None:
        return True
    return folge_namen(u.wechsel.umbenannt.fragen, weg.alt[0].je, (neu.je,)) == neu.je


def _convert_antwort(u: Umwandler, weg: _Weg, knoten: Knoten) -> Umgewandelt:
    """The value of an answer in its short or long form; what was said about it stays with it."""
    assert weg.neu is not None  # noqa: S101 - the caller has looked
    alt = weg.alt[1] if weg.alt else None
    if not (isinstance(knoten, dict) and ("wert" in knoten or "offen" in knoten)):
        return convert_wert(u, alt, weg.neu[1], knoten)
    if knoten.get("wert") is None:
        return Umgewandelt(knoten)
    fertig = convert_wert(u, alt, weg.neu[1], knoten["wert"])
    rest = knoten if fertig.rest == knoten["wert"] else fertig.rest
    if fertig.knoten is None:
        return fertig._replace(rest=knoten)
    return fertig._replace(knoten={**knoten, "wert": fertig.knoten}, rest=rest)


def _parse(u: Umwandler, frage: f.Frage, knoten: Knoten) -> Wert | None:
    if isinstance(knoten, dict) and ("wert" in knoten or "offen" in knoten):
        knoten = knoten.get("wert")
    return parse_knoten(frage, knoten, u.optionen_neu) if knoten is not None else None


def _nenne_art(u: Umwandler, weg: _Weg, ziel: Adresse, knoten: Knoten) -> Zeilenart:
    alt, neu = weg.alt, cast(Platz, weg.neu)
    if knoten != weg.posten.knoten or (alt and alt[1].typ != neu[1].typ):
        return "umgewandelt"
    if alt and list_worte(alt[1], _titel(u.optionen_alt, alt[1], knoten)) != list_worte(
        neu[1], _titel(u.optionen_neu, neu[1], knoten)
    ):
        return "umformuliert"
    verschoben = weg.posten.abschnitt != neu[0].id or ziel != weg.posten.adresse
    return "verschoben" if verschoben else "gleich"


def list_worte(frage: f.Frage, gewaehlt: Sequence[str] = ()) -> tuple[str, ...]:
    """The words an answer was given to: the question, its unit, the ends of its scale, the options that were chosen."""
    anker = frage.anker.values() if isinstance(frage, f.Skala) else ()
    return (" ".join(frage.text.split()), frage.einheit or "", *anker, *gewaehlt)


def _lege_ab(u: Umwandler, weg: _Weg, code: str, angaben: Mapping[str, object]) -> Umzugszeile:
    zeile = _build_zeile(u, weg, "abgelegt", None, None)
    return zeile._replace(abgelegt=_build_abgelegt(weg, weg.posten.knoten, code, angaben))


def _build_abgelegt(weg: _Weg, knoten: Knoten, code: str, angaben: Mapping[str, object]) -> Abgelegt:
    text = weg.alt[1].text if weg.alt else ""
    return Abgelegt(weg.posten.adresse, text, knoten, code, angaben)


def _build_zeile(
    u: Umwandler, weg: _Weg, art: Zeilenart, ziel: Adresse | None, knoten: Knoten
) -> Umzugszeile:
    frage = weg.neu[1] if weg.neu else weg.alt[1] if weg.alt else None
    alt_text, neu_text = _build_texte(u, weg, knoten)
    return Umzugszeile(
        posten=weg.posten,
        art=art,
        ziel=ziel,
        knoten=knoten,
        titel=(frage.kurz or frage.text) if frage else weg.posten.adresse.frage,
        neu_frage=weg.neu[1].id if weg.neu else "",
        alt_ort=weg.alt[0].titel if weg.alt else weg.posten.abschnitt,
        neu_ort=weg.neu[0].titel if weg.neu else "",
        alt_text=alt_text,
        neu_text=neu_text,
    )


def _build_texte(u: Umwandler, weg: _Weg, knoten: Knoten) -> tuple[str, str]:
    """Both wordings: the question, and of the words around it only those that differ."""
    if weg.alt is None or weg.neu is None:
        return (weg.alt[1].text if weg.alt else "", weg.neu[1].text if weg.neu else "")
    alte = list_worte(weg.alt[1], _titel(u.optionen_alt, weg.alt[1], weg.posten.knoten))
    neue = list_worte(weg.neu[1], _titel(u.optionen_neu, weg.neu[1], knoten))
    return _ohne_gleiche(alte, neue), _ohne_gleiche(neue, alte)


def _ohne_gleiche(worte: Sequence[str], andere: Sequence[str]) -> str:
    weitere = [wort for wort in worte[1:] if wort and wort not in andere[1:]]
    return worte[0] + (f" ({'; '.join(weitere)})" if weitere else "")


def _titel(optionen: Optionsquelle, frage: f.Frage, knoten: Knoten) -> tuple[str, ...]:
    """The titles of what was chosen, as far as the guide itself gives them."""
    if not isinstance(frage, f.Wahlfrage) or getattr(frage, "aus_tabelle", None):
        return ()
    if isinstance(knoten, dict) and ("wert" in knoten or "offen" in knoten):
        knoten = knoten.get("wert")
    ids = [knoten] if isinstance(knoten, str) else list(knoten or ())
    return tuple(find_titel(str(id_), optionen(frage)) for id_ in ids)
