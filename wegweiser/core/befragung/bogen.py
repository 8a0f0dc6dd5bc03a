"""Answers to the questionnaire of a guide: its ids and labels, in whichever of its languages, become ids again."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from wegweiser.core.fragebogen.sprachen import Fassung, list_fassungen
from wegweiser.model import frage as f
from wegweiser.model.befragung import Befragung, Codezeile, Fragenrolle
from wegweiser.model.faltung import falte
from wegweiser.model.leitfaden import Leitfaden, number_fragen
from wegweiser.model.spaltenname import Spaltenname, parse_koepfe

_MINDESTENS: Final = 2  # questions that have to be the guide's
_MEHRERE: Final = (";", "|", ",")
_WORTE: Final = f.Text | f.Absatz
_NUMMERN: Final = re.compile(r"\d{1,2}(?:\s*[,;+/ ]\s*\d{1,2})*")


class Bogenfrage(NamedTuple):
    """A question of the guide with what its options are called, by folded label of any language."""

    frage: f.Frage
    titel: Mapping[str, str]
    ids: Mapping[str, str]


def match_leitfaden(befragung: Befragung, leitfaden: Leitfaden) -> Befragung:
    """The survey with ids, labels and purposes of the guide where it is its questionnaire; else as it was."""
    fassungen = list_fassungen(leitfaden)
    fragen = _list_fragen(fassungen) | _list_nummern(leitfaden, fassungen[0])
    namen = parse_koepfe(tuple(befragung.spalten))
    paare = [
        (spalte, name, fragen.get(falte(name.frage)))
        for spalte, name in zip(befragung.spalten, namen, strict=True)
    ]
    unsere = {frage.id for _, _, frage in paare if frage}
    if len(unsere) < _MINDESTENS:
        return befragung
    bogen = {id_: _build_bogenfrage(id_, fassungen) for id_ in unsere}
    spalten: dict[str, tuple[str | None, ...]] = {}
    plan = dict(befragung.codeplan)
    umbenannt: dict[str, str] = {}
    for spalte, name, frage in paare:
        neu = _benenne(name, bogen[frage.id]) if frage else spalte
        umbenannt[spalte] = neu
        spalten[neu] = (
            _lies(befragung.spalten[spalte], bogen[frage.id], name) if frage else befragung.spalten[spalte]
        )
        if frage:
            plan[neu] = _build_zeile(neu, name, bogen[frage.id])
    return befragung._replace(
        spalten=spalten,
        codeplan=plan,
        rollen=(*befragung.rollen, *_list_rollen(befragung.rollen, bogen.values())),
        freitexte=tuple(_list_worte(befragung, umbenannt, bogen)),
    )


def _list_fragen(fassungen: Sequence[Fassung]) -> dict[str, f.Frage]:
    """Questions by id and by their wording in every language."""
    fragen: dict[str, f.Frage] = {}
    for fassung in fassungen:
        for id_, frage in fassung.fragen.items():
            fragen.setdefault(falte(id_), frage)
            fragen.setdefault(falte(frage.text), frage)
    return fragen


def _list_nummern(leitfaden: Leitfaden, fassung: Fassung) -> dict[str, f.Frage]:
    """Questions by the number they have on paper."""
    return {nummer: fassung.fragen[id_] for id_, nummer in number_fragen(leitfaden).items()}


def _build_bogenfrage(id_: str, fassungen: Sequence[Fassung]) -> Bogenfrage:
    eigene = fassungen[0].fragen[id_]
    titel: dict[str, str] = {}
    ids: dict[str, str] = {}
    for fassung in fassungen:
        for nummer, text in _list_optionen(fassung, fassung.fragen[id_]):
            titel.setdefault(nummer, text)
            ids.setdefault(falte(text), nummer)
    return Bogenfrage(eigene, titel, {**ids, **{falte(nummer): nummer for nummer in titel}})


def _list_optionen(fassung: Fassung, frage: f.Frage) -> Iterator[tuple[str, str]]:
    match frage:
        case f.Skala():
            yield from ((str(n), frage.anker.get(n, str(n))) for n in range(frage.von, frage.bis + 1))
        case f.Auswahl() | f.Katalogwahl() | f.Mehrfach() | f.Rangfolge():
            yield from ((option.id, option.titel) for option in fassung.optionen(frage))
        case _:
            return


def _benenne(name: Spaltenname, bogen: Bogenfrage) -> str:
    if not name.teil:
        return bogen.frage.id
    return f"{bogen.frage.id}[{bogen.ids.get(falte(name.teil), name.teil)}]"


def _lies(werte: Iterable[str | None], bogen: Bogenfrage, name: Spaltenname) -> tuple[str | None, ...]:
    """Labels become ids; what stands for one option (1, 0) and words stay."""
    if name.teil or not bogen.ids:
        return tuple(werte)
    mehrere = isinstance(bogen.frage, f.Mehrfach | f.Rangfolge)
    gelesen = {wert: _lies_wert(wert, bogen, mehrere=mehrere) for wert in set(werte)}
    return tuple(gelesen[wert] for wert in werte)


def _lies_wert(wert: str | None, bogen: Bogenfrage, *, mehrere: bool) -> str | None:
    if wert is None:
        return None
    if (id_ := bogen.ids.get(falte(wert))) is not None:
        return id_
    if not isinstance(bogen.frage, f.Skala) and _NUMMERN.fullmatch(wert):
        return _lies_nummern(wert, tuple(bogen.titel), mehrere=mehrere)
    if not mehrere:
        return wert
    if all(teil in bogen.titel for teil in wert.split()):
        return wert
    for trenner in _MEHRERE:
        teile = [falte(teil) for teil in wert.split(trenner)]
        if all(teil in bogen.ids for teil in teile):
            return " ".join(bogen.ids[teil] for teil in teile)
    return wert


def _lies_nummern(wert: str, ids: Sequence[str], *, mehrere: bool) -> str | None:
    """Numbers as they stand before the options on paper; 0 is none of them. What cannot be stays as it was typed."""
    nummern = [int(teil) for teil in re.findall(r"\d+", wert)]
    if max(nummern) > len(ids) or (len(nummern) > 1 and not mehrere):
        return wert
    return " ".join(ids[nummer - 1] for nummer in nummern if nummer) or None


def _build_zeile(spalte: str, name: Spaltenname, bogen: Bogenfrage) -> Codezeile:
    frage = bogen.frage
    if name.teil:
        nummer = bogen.ids.get(falte(name.teil), name.teil)
        return Codezeile(variable=spalte, label=f"{frage.text} {bogen.titel.get(nummer, nummer)}")
    von, bis = (frage.von, frage.bis) if isinstance(frage, f.Skala) else (None, None)
    return Codezeile(variable=spalte, label=frage.text, von=von, bis=bis, werte=bogen.titel)


def _list_rollen(gesagt: Sequence[Fragenrolle], bogen: Iterable[Bogenfrage]) -> Iterator[Fragenrolle]:
    """The purposes the guide names, as far as nobody has said otherwise."""
    schon = {rolle.frage for rolle in gesagt}
    for eine in sorted(bogen, key=lambda eine: eine.frage.id):
        if eine.frage.befragung and eine.frage.id not in schon:
            yield Fragenrolle(frage=eine.frage.id, rolle=eine.frage.befragung)


def _list_worte(
    befragung: Befragung, umbenannt: Mapping[str, str], bogen: Mapping[str, Bogenfrage]
) -> Iterator[str]:
    """Columns of words: those of the guide by their type, others as they were found."""
    for spalte, neu in umbenannt.items():
        eine = bogen.get(neu)
        if isinstance(eine.frage, _WORTE) if eine else spalte in befragung.freitexte and "[" not in neu:
            yield neu
