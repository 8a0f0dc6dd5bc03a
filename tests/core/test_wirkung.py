"""What a change does, worked out from the little it touches, equals what a comparison of everything says."""

from decimal import Decimal
from random import Random

import pytest

from tests.builders import make_wert
from tests.conftest import ABNAHME
from wegweiser.core.ablauf import compute_lage, update_lage
from wegweiser.core.analyse import compute_analyse
from wegweiser.core.koproduktion import compute_formenvergleich
from wegweiser.core.werte import Wertequelle
from wegweiser.core.wirkung import Sicht, compute_wirkung
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.optionen import build_optionsquelle

WERTE = (
    "investition_summe",
    "investitionsluecke",
    "betrieb_summe",
    "kostendeckung",
    "betriebsluecke",
    "dscr",
)


def fuelle(leitfaden: Leitfaden, zufall: Random) -> dict[Adresse, Antwort]:
    """Answers to most of what is asked, three times over: each opens new questions."""
    antworten: dict[Adresse, Antwort] = {}
    for _ in range(3):
        optionen = build_optionsquelle(leitfaden, antworten)
        for station in compute_lage(Wertequelle(leitfaden, antworten)).stationen:
            wert = make_wert(station.frage, optionen, zufall)
            if station.adresse not in antworten and wert is not None and zufall.random() < 0.8:
                antworten[station.adresse] = Antwort(wert=wert)
    return antworten


@pytest.mark.parametrize("samen", range(40 if ABNAHME else 2))
def test_the_short_way_says_what_the_long_way_says(leitfaden: Leitfaden, samen: int) -> None:
    zufall = Random(samen)  # noqa: S311 - the same answers every time
    alt = fuelle(leitfaden, zufall)
    quelle = Wertequelle(leitfaden, alt)
    lage = compute_lage(quelle)
    for station in zufall.sample(lage.stationen, 12):
        wert = make_wert(station.frage, build_optionsquelle(leitfaden, alt), zufall)
        neu = {a: w for a, w in alt.items() if a != station.adresse}
        if wert is not None and zufall.random() < 0.9:
            neu[station.adresse] = Antwort(wert=wert)
        danach = quelle.folge(neu, [station.adresse])
        wirkung = compute_wirkung(
            Sicht(quelle, lage),
            Sicht(danach, update_lage(lage, danach, [station.adresse])),
            [station.adresse],
        )
        frisch = Wertequelle(leitfaden, neu)
        ganz = compute_lage(frisch)
        war, ist = ({s.adresse for s in einer.stationen} for einer in (lage, ganz))
        assert {s.adresse for s in wirkung.entfallen} == war - ist
        assert {s.adresse for s in wirkung.hinzu} == ist - war
        assert set(wirkung.ruhen) == set(ganz.ruhend) - set(lage.ruhend) - {station.adresse}
        assert set(wirkung.wieder) == set(lage.ruhend) - set(ganz.ruhend) - {station.adresse}
        namen = [[luecke.bezeichnung for luecke in compute_analyse(q).luecken] for q in (quelle, frisch)]
        assert ("luecken" in {e.name for e in wirkung.ergebnisse}) == (namen[0] != namen[1])
        for satz, titel in frisch.saetze("massnahmen"):
            vergleiche = [compute_formenvergleich(q, satz) for q in (quelle, frisch)]
            formen = [tuple(f.titel for f in v.engere_wahl) if v else () for v in vergleiche]
            gemeldet = [e.neu for e in wirkung.ergebnisse if (e.name, e.massnahme) == ("formen", titel)]
            assert gemeldet == ([formen[1]] if formen[0] != formen[1] else []), (station.adresse, formen)
            gemeldet_werte = {(w.name, w.massnahme) for w in wirkung.werte}
            for name in WERTE:
                werte = [q.wert(name, satz) for q in (quelle, frisch)]
                assert ((name, titel) in gemeldet_werte) == (
                    werte[0] != werte[1] and any(map(ist_wert, werte))
                )


def ist_wert(wert: object) -> bool:
    return isinstance(wert, Decimal | str | bool)
