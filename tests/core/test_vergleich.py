"""Two guides side by side: every difference is told once, and none is invented."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.umzugshilfe import Daten, make_frage, write_daten
from wegweiser.adapters.leitfaeden import build_entwurf, load_dateien
from wegweiser.core.vergleich import compare_leitfaeden, list_versetzte
from wegweiser.model.base import replace
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.vergleich import Unterschied
from wegweiser.workflow.leitfaeden import load_leitfaden
from wegweiser.workflow.umfeld import Umfeld


def daten() -> Daten:
    fragen = [make_frage(name, "text", text=f"Was ist {name * 5}?") for name in "abcd"]
    return {
        "version": "1.0.0",
        "abschnitte": [
            {"id": "eins", "fragen": [*fragen, make_frage("wahl", "auswahl"), make_frage("t", "tabelle")]},
            {"id": "zwei", "fragen": [make_frage("zahl", "ganzzahl")]},
        ],
    }


def vergleiche(
    ordner: Path, umbau: Callable[[list[Daten], list[Daten]], None], **kopf: Any
) -> list[Unterschied]:
    alt, neu = daten(), daten()
    umbau(neu["abschnitte"][0]["fragen"], neu["abschnitte"][1]["fragen"])
    leitfaeden = []
    for nr, teil in enumerate((alt, {**neu, **kopf})):
        entwurf = build_entwurf(load_dateien(write_daten(ordner / str(nr), teil)))
        assert entwurf.leitfaden, [str(b) for b in entwurf.befunde]
        leitfaeden.append(entwurf.leitfaden)
    return list(compare_leitfaeden(*leitfaeden).unterschiede)


def kurz(unterschiede: list[Unterschied]) -> list[str]:
    return [f"{u.art} {u.id} {u.folge}" for u in unterschiede]


def _setze(nr: int, **angaben: Any) -> Callable[[list[Daten], list[Daten]], None]:
    return lambda eins, _: eins[nr].update(angaben)


@pytest.mark.parametrize(
    ("umbau", "kopf", "erwartet"),
    [
        (lambda *_: None, {}, []),
        (_setze(0, text="Anders?"), {}, ["geaendert a bleibt"]),
        (_setze(0, pflicht=True, runde="aemter", hilfe="So."), {}, ["geaendert a bleibt"]),
        (_setze(0, typ="absatz"), {}, ["geaendert a umgewandelt"]),
        (_setze(0, typ="ganzzahl"), {}, ["geaendert a je-nach-antwort"]),
        (_setze(0, max_zeichen=10), {}, ["geaendert a je-nach-antwort"]),
        (_setze(0, id="z"), {"umbenannt": {"fragen": {"a": "z"}}}, ["umbenannt z bleibt"]),
        (_setze(0, id="z"), {"ersetzt": {"fragen": {"a": "z"}}}, ["neu z neu-gefragt", "ersetzt z abgelegt"]),
        (_setze(0, id="z"), {}, ["neu z neu-gefragt", "entfallen a abgelegt"]),
        (lambda eins, _: eins.pop(0), {"zurueckgezogen": {"fragen": {"a": "Nie."}}}, ["zurueckgezogen a abgelegt"]),
        (lambda eins, _: eins.insert(2, eins.pop(0)), {}, ["verschoben a bleibt"]),
        (lambda eins, zwei: zwei.append(eins.pop(0)), {}, ["verschoben a bleibt"]),
        (lambda eins, _: eins[4]["optionen"].pop(0), {}, ["geaendert wahl je-nach-antwort"]),
        (lambda eins, _: eins[4]["optionen"].append({"id": "o9", "titel": "Neun"}), {}, ["geaendert wahl bleibt"]),
        (lambda eins, _: eins[5]["spalten"].pop(), {}, ["geaendert t je-nach-antwort"]),
        (lambda eins, _: eins[5]["spalten"][2].update(typ="zahl"), {}, ["geaendert t umgewandelt"]),
    ],
)  # fmt: skip
def test_questions(tmp_path: Path, umbau: Any, kopf: Any, erwartet: list[str]) -> None:
    assert kurz(vergleiche(tmp_path, umbau, **kopf)) == erwartet


def test_undeclared_gone_questions_get_a_guess(tmp_path: Path) -> None:
    unterschiede = vergleiche(tmp_path, _setze(0, id="z"))
    assert [(u.unerklaert, u.aehnlich) for u in unterschiede] == [(False, ""), (True, "z")]
    [option] = vergleiche(tmp_path, lambda eins, _: eins[4]["optionen"][0].update(id="neu"))[0].teile[1:]
    assert (option.art, option.id, option.aehnlich) == ("entfallen", "o1", "neu")


def test_options_and_columns_name_their_fields(tmp_path: Path) -> None:
    def umbau(eins: list[Daten], _: list[Daten]) -> None:
        eins[4]["optionen"][0] |= {"id": "erste", "titel": "Die erste"}
        eins[5]["spalten"][2] |= {"id": "menge", "min": 1}

    kopf = {"umbenannt": {"optionen": {"wahl": {"o1": "erste"}}, "spalten": {"t": {"zahl": "menge"}}}}
    wahl, tabelle = vergleiche(tmp_path, umbau, **kopf)
    [option], [spalte] = wahl.teile, tabelle.teile
    assert (option.art, option.alt_id, option.id, option.felder[0].feld) == (
        "umbenannt",
        "o1",
        "erste",
        "titel",
    )
    assert (spalte.art, spalte.alt_id, spalte.felder[0].feld, spalte.felder[0].neu) == (
        "umbenannt",
        "zahl",
        "min",
        1,
    )


@pytest.mark.parametrize(
    ("reihe", "versetzt"),
    [([0, 1, 2], []), ([1, 2, 0], [0]), ([2, 0, 1], [2]), ([3, 2, 1, 0], [3, 2, 1]), ([], [])],
)
def test_as_few_as_explain_the_order_have_moved(reihe: list[int], versetzt: list[int]) -> None:
    assert list_versetzte([str(nr) for nr in reihe], reihe) == [str(nr) for nr in versetzt]


def test_the_rest_of_a_guide(leitfaden: Leitfaden) -> None:
    """Rules, catalogue entries, figures, sources and derived values of the shipped guide, one changed each."""
    kopf = leitfaden.kopf
    name, parameter = next(iter(kopf.parameter.items()))
    katalog = leitfaden.kataloge["formen"]
    eintraege = (replace(katalog.eintraege[0], titel="Anders"), *katalog.eintraege[2:])
    quelle = next(iter(leitfaden.quellen))
    regeln = (replace(leitfaden.regeln[0], text="Anders."), *leitfaden.regeln[2:])
    neu = replace(
        leitfaden,
        kopf=replace(kopf, parameter={**kopf.parameter, name: replace(parameter, wert=parameter.wert + 1)}),
        kataloge={**leitfaden.kataloge, "formen": replace(katalog, eintraege=eintraege)},
        regeln=regeln,
        quellen={id_: q for id_, q in leitfaden.quellen.items() if id_ != quelle},
        pruefsumme="andere",
    )
    gefunden = {(u.bereich, u.art, u.id) for u in compare_leitfaeden(leitfaden, neu).unterschiede}
    assert gefunden >= {
        ("parameter", "geaendert", name),
        ("kataloge", "geaendert", katalog.eintraege[0].id),
        ("kataloge", "entfallen", katalog.eintraege[1].id),
        ("regeln", "geaendert", leitfaden.regeln[0].id),
        ("regeln", "entfallen", leitfaden.regeln[1].id),
        ("quellen", "entfallen", quelle),
    }
    assert compare_leitfaeden(leitfaden, leitfaden).unterschiede == ()


def test_a_guide_and_the_one_it_is_built_on(zwischenspeicher: Path) -> None:
    """What an overlay hides is told without asking for a declaration."""
    umfeld = Umfeld(jetzt=lambda: datetime(2026, 11, 22, tzinfo=UTC), zwischenspeicher=zwischenspeicher)
    grundlage = load_leitfaden("wegweiser", umfeld)
    dorf, kurz = load_leitfaden("dorf", umfeld), load_leitfaden("kurz", umfeld)
    faelle = ((grundlage, dorf, "neu"), (dorf, grundlage, "entfallen"), (grundlage, kurz, "entfallen"))
    for alt, neu, art in faelle:
        fragen = [u for u in compare_leitfaeden(alt, neu).unterschiede if u.bereich == "fragen"]
        assert art in {u.art for u in fragen}
        assert not [u for u in fragen if u.unerklaert]
