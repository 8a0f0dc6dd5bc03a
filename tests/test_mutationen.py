"""A thousand small accidents in the shipped guide: none ends in a traceback, no broken reference is accepted."""

import json
import random
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from typing import Any, NamedTuple

import pytest

from tests.conftest import ABNAHME
from wegweiser.adapters.inhalte import find_inhalte
from wegweiser.adapters.leitfaeden import build_entwurf, load_dateien
from wegweiser.adapters.yaml_lesen import Dokument, Pfad, Stelle, load_yaml
from wegweiser.core.pruefung.gruendlich import check_gruendlich
from wegweiser.errors.saetze import SAETZE
from wegweiser.model.befund import Befund
from wegweiser.workflow.leitfaeden import build_befunde, check_entwurf
from wegweiser.workflow.pruefung import check_dateien

ANZAHL = 1000 if ABNAHME else 40
STICHTAG = date(2026, 11, 25)
GUT = load_dateien(find_inhalte("leitfaden") / "wegweiser")
DOKUMENTE = {name: load_yaml(text, name, typisiert=True) for name, text in GUT.texte.items()}

# Where a path of keys (`*` is any one) names something, and of which kind it is.
VERWEISE = {
    "quelle": ("*.yaml", "**.quelle"),
    "katalog": ("abschnitte/*", "**.katalog"),
    "katalog der Regel": ("regeln/*", "**.katalog"),
    "tabelle": ("abschnitte/*", "**.aus_tabelle"),
    "je": ("abschnitte/*", "je"),
    "pruefliste": ("abschnitte/*", "abschluss.pruefliste"),
    "abschnitt": ("leitfaden.yaml", "abschnitte.*"),
    "form": ("kataloge/formen.yaml", "**.umlenkung.nach"),
    "fall": ("kataloge/formen.yaml", "**.faelle.*"),
    "feld": ("kataloge/faelle.yaml", "**.felder.*"),
    "klasse": ("kataloge/bausteine.yaml", "**.klassen.*"),
    "perspektive": ("kataloge/kennzahlen.yaml", "**.perspektive"),
    "ziel": ("regeln/*", "**.gilt.*"),
}
NAMEN = {
    "kriterium": ("kataloge/formen.yaml", "**.punkte.*"),
    "gewicht": ("kataloge/profile.yaml", "**.gewichte.*"),
}
AUSDRUECKE = ("wenn", "muss", "ausdruck", "vorschlag")
# What is named by each kind of reference: where its ids stand.
GENANNTES = {
    "quelle": ("quellen.yaml", "*.id"),
    "katalog": ("kataloge/*", "katalog"),
    "form": ("kataloge/formen.yaml", "eintraege.*.id"),
    "fall": ("kataloge/faelle.yaml", "eintraege.*.id"),
    "feld": ("kataloge/dienstfelder.yaml", "eintraege.*.id"),
    "perspektive": ("kataloge/perspektiven.yaml", "eintraege.*.id"),
    "kriterium": ("kataloge/kriterien.yaml", "eintraege.*.id"),
    "name": ("abschnitte/*", "schritte.*.fragen.*.id"),
}


class Ort(NamedTuple):
    """A place in a file of the guide."""

    datei: str
    pfad: Pfad
    stelle: Stelle
    wert: Any


class Unfall(NamedTuple):
    """A changed file; where the change must be found (a line), or at least that it must be found."""

    was: str
    datei: str
    text: str
    zeile: int = 0
    fehler: bool = True


def _muster(datei: str, pfad: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    innen = re.escape(pfad).replace(r"\*\*\.", "(?:.+\\.)?").replace(r"\*", "[^.]+")
    return re.compile(re.escape(datei).replace(r"\*", ".*") + r"\Z"), re.compile(innen + r"\Z")


def _list_orte(dokument: Dokument, datei: str, pfad: Pfad = ()) -> Iterator[Ort]:
    daten = dokument.daten
    for teil in pfad:
        daten = daten[teil]
    yield Ort(datei, pfad, dokument.find_stelle(pfad), daten)
    for name in daten if isinstance(daten, dict) else range(len(daten)) if isinstance(daten, list) else ():
        yield from _list_orte(dokument, datei, (*pfad, name))


ORTE = [ort for datei, dokument in DOKUMENTE.items() for ort in _list_orte(dokument, datei)]


def _find_orte(datei: str, pfad: str) -> list[Ort]:
    dateimuster, pfadmuster = _muster(datei, pfad)
    return [o for o in ORTE if dateimuster.match(o.datei) and pfadmuster.match(".".join(map(str, o.pfad)))]


VERWEISORTE = [ort for regel in VERWEISE.values() for ort in _find_orte(*regel) if isinstance(ort.wert, str)]
NAMENSORTE = [ort for regel in NAMEN.values() for ort in _find_orte(*regel)]
AUSDRUCKSORTE = [o for o in ORTE if o.pfad and o.pfad[-1] in AUSDRUECKE and isinstance(o.wert, str)]
EINZELNE = [o for o in ORTE if not isinstance(o.wert, dict | list) and o.wert is not None]
PAARE = [o for o in ORTE if isinstance(o.wert, dict) and o.wert]
IDS = {str(ort.wert) for regel in GENANNTES.values() for ort in _find_orte(*regel)}


def _ersetze(ort: Ort, neu: str, von: int | None = None, bis: int | None = None) -> str:
    text = GUT.texte[ort.datei]
    von, bis = (ort.stelle.start, ort.stelle.ende) if von is None or bis is None else (von, bis)
    return text[:von] + neu + text[bis:]


def _zeile(ort: Ort, stelle: int) -> int:
    return GUT.texte[ort.datei].count("\n", 0, stelle) + 1


def break_verweis(zufall: random.Random) -> Unfall:
    """A reference points nowhere."""
    ort = zufall.choice(VERWEISORTE)
    return Unfall("verweis", ort.datei, _ersetze(ort, f'"{ort.wert}x"'), ort.stelle.zeile)


def break_namen(zufall: random.Random) -> Unfall:
    """A key that names something points nowhere."""
    ort = zufall.choice(NAMENSORTE)
    von, bis = ort.stelle.schluessel, ort.stelle.schluessel_ende
    return Unfall("name", ort.datei, _ersetze(ort, f"{ort.pfad[-1]}x", von, bis))


def break_ausdruckswort(zufall: random.Random) -> Unfall:
    """A name or a compared value inside an expression is misspelt."""
    while True:
        ort = zufall.choice(AUSDRUCKSORTE)
        roh = GUT.texte[ort.datei][ort.stelle.start : ort.stelle.ende]
        worte = [
            treffer
            for treffer in re.finditer(
                r'(?<=[=!]= ")[a-z][a-z_-]+(?=")|(?<![".\w-])[a-z_]{4,}\b(?![("-])', roh
            )
            if treffer.group() in FRAGEN or roh[treffer.start() - 1] == '"'
        ]
        if worte and ort.pfad[-1] in {"wenn", "muss"}:
            wort = zufall.choice(worte)
            ende = ort.stelle.start + wort.end()
            return Unfall("wort", ort.datei, _ersetze(ort, "x", ende, ende), _zeile(ort, ende))


def break_ausdruck(zufall: random.Random) -> Unfall:
    """An expression is none any more."""
    ort = zufall.choice(
        [o for o in AUSDRUCKSORTE if "\n" not in GUT.texte[o.datei][o.stelle.start : o.stelle.ende]]
    )
    kaputt = zufall.choice([" und", " >", " + (", " ) ", " == ==", " § 4", " nicht"])
    text = json.dumps(f"{ort.wert}{kaputt}", ensure_ascii=False)
    return Unfall("ausdruck", ort.datei, _ersetze(ort, text), ort.stelle.zeile)


def rename_genanntes(zufall: random.Random) -> Unfall:
    """What others name is called otherwise."""
    art = zufall.choice(list(GENANNTES))
    ort = zufall.choice([o for o in _find_orte(*GENANNTES[art]) if o.wert in GENANNT[art]])
    return Unfall(f"{art} umbenannt", ort.datei, _ersetze(ort, f"{ort.wert}x"))


def swap_typ(zufall: random.Random) -> Unfall:
    """A list or a mapping where a single value belongs."""
    ort = zufall.choice(EINZELNE)
    neu = zufall.choice(["[1, 2]", "{a: b}", "[[x]]"])
    return Unfall("typ", ort.datei, _ersetze(ort, neu), ort.stelle.zeile)


def swap_einzelne(zufall: random.Random) -> Unfall:
    """A value of another kind or place, which may fit by chance."""
    ort, anderer = zufall.choice(EINZELNE), zufall.choice(EINZELNE)
    neu = zufall.choice(
        ["true", "-1", "3.5", "''", "null", json.dumps(str(anderer.wert), ensure_ascii=False)]
    )
    return Unfall("wert", ort.datei, _ersetze(ort, neu), fehler=False)


def delete_schluessel(zufall: random.Random) -> Unfall:
    """A key is gone; some nothing can do without."""
    ort = zufall.choice(PAARE)
    name = zufall.choice(list(ort.wert))
    daten = deepcopy(DOKUMENTE[ort.datei].daten)
    behaelter = daten
    for teil in ort.pfad:
        behaelter = behaelter[teil]
    del behaelter[name]
    return Unfall(
        f"ohne {name}", ort.datei, _schreibe(daten), fehler=name in {"id", "typ", "muss", "stufe", "schritte"}
    )


def swap_ids(zufall: random.Random) -> Unfall:
    """Two ids of a file change places."""
    while True:
        datei = zufall.choice(list(DOKUMENTE))
        daten = deepcopy(DOKUMENTE[datei].daten)
        traeger = [
            o
            for o in _list_orte(Dokument(daten, DOKUMENTE[datei].wurzel), datei)
            if isinstance(o.wert, dict) and "id" in o.wert
        ]
        if len(traeger) > 1:
            eins, zwei = zufall.sample(traeger, 2)
            eins.wert["id"], zwei.wert["id"] = zwei.wert["id"], eins.wert["id"]
            return Unfall("ids vertauscht", datei, _schreibe(daten), fehler=False)


def _schreibe(daten: Any) -> str:
    return json.dumps(daten, ensure_ascii=False, indent=1, default=str)


FRAGEN = {str(ort.wert) for ort in _find_orte("abschnitte/*", "schritte.*.fragen.*.id")}
_GELESEN = " ".join(str(ort.wert) for ort in AUSDRUCKSORTE)
GENANNT: dict[str, set[str]] = {
    **{art: {str(o.wert) for o in _find_orte(*VERWEISE[art])} for art in GENANNTES if art in VERWEISE},
    "kriterium": {str(o.pfad[-1]) for o in NAMENSORTE},
    "name": {name for name in FRAGEN if re.search(rf"\b{name}\b(?!-)", _GELESEN)},
}
ARTEN: tuple[Callable[[random.Random], Unfall], ...] = (
    break_verweis, break_namen, break_ausdruckswort, break_ausdruck, rename_genanntes, swap_typ, swap_einzelne, delete_schluessel,
    swap_ids,
)  # fmt: skip


def _check(befund: Befund, unfall: Unfall) -> None:
    """The finding can be said, and its place is in the guide."""
    assert befund.code in SAETZE
    datei = befund.datei.removeprefix(f"{GUT.ordner.as_posix()}/")
    text = unfall.text if datei == unfall.datei else GUT.texte[datei]
    zeilen = text.split("\n")
    assert 1 <= befund.zeile <= len(zeilen)
    assert 1 <= befund.spalte <= len(zeilen[befund.zeile - 1]) + 1
    assert "\n" not in befund.meldung


def _pruefe(unfall: Unfall, *, ganz: bool) -> tuple[Befund, ...]:
    """All findings; reachability takes a second, so not every time."""
    dateien = GUT._replace(texte={**GUT.texte, unfall.datei: unfall.text})
    if ganz:
        return check_dateien(dateien, STICHTAG)
    entwurf = build_entwurf(dateien)
    befunde = check_entwurf(entwurf)
    if entwurf.leitfaden is None or befunde:
        return befunde
    return build_befunde(entwurf, check_gruendlich(entwurf.leitfaden, STICHTAG))


@pytest.mark.parametrize("saat", range(0, ANZAHL, 20))
def test_accidents_are_found(saat: int) -> None:
    for nummer in range(saat, saat + 20):
        unfall = ARTEN[nummer % len(ARTEN)](random.Random(nummer))  # noqa: S311
        befunde = _pruefe(unfall, ganz=nummer == saat)
        for befund in befunde:
            _check(befund, unfall)
        fehler = [b for b in befunde if b.stufe == "fehler"]
        hier = [b for b in fehler if b.datei.endswith(unfall.datei) and unfall.zeile in {0, b.zeile}]
        gefunden = hier if unfall.zeile else fehler
        assert gefunden or not unfall.fehler, (
            nummer,
            unfall.was,
            unfall.datei,
            unfall.zeile,
            [str(b) for b in befunde][:5],
        )


def test_without_an_accident_nothing_is_found() -> None:
    assert {befund.code for befund in check_dateien(GUT, STICHTAG)} <= {"veraltet"}
