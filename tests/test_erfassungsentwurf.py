"""What was typed from cards survives a pause exactly, whatever kind of question it belongs to."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import make_wert
from tests.cli.conftest import ALLES
from wegweiser.model.base import Wert
from wegweiser.model.erfassung import Stapel
from wegweiser.model.karten import Wunsch
from wegweiser.model.lage import Station
from wegweiser.workflow import Stand, create, load_stand
from wegweiser.workflow.erfassung import (
    Entwurf,
    ist_zaehlbar,
    list_karten,
    list_stimmen_ids,
    load_entwurf,
    save_entwurf,
)
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.wartendes import count_wartende


def build_stapel(stand: Stand, station: Station, zufall: Random) -> Stapel:
    werte = [make_wert(station.frage, stand.optionen, zufall) for _ in range(zufall.randrange(4))]
    ids = list_stimmen_ids(stand, station.frage) if ist_zaehlbar(station.frage) else ()
    punkte = {id_: zufall.randrange(30) for id_ in ids if zufall.random() < 0.5}
    gueltig: tuple[Wert, ...] = tuple(wert for wert in werte if wert is not None)
    return Stapel(werte=gueltig, punkte=punkte)


@pytest.mark.langsam
def test_a_draft_comes_back_as_it_was_typed(tmp_path: Path, umfeld: Umfeld) -> None:
    create(tmp_path / "v", leitfaden=str(ALLES), titel="V", umfeld=umfeld)
    stand = load_stand(tmp_path / "v", umfeld)

    karten = list_karten(stand, Wunsch("intern"))

    @given(st.randoms(use_true_random=False), st.text("aß \n🏘️\u202e", max_size=20))
    def pruefe(zufall: Random, quelle: str) -> None:
        stapel = {s.adresse: build_stapel(stand, s, zufall) for s in karten}
        gefuellt = {adresse: teil for adresse, teil in stapel.items() if not teil.leer}
        entwurf = Entwurf(stapel, quelle, zufall.choice(karten).adresse)
        save_entwurf(stand, entwurf)
        if gefuellt:
            assert load_entwurf(stand) == entwurf._replace(stapel=gefuellt)
        assert count_wartende(stand.ordner) == entwurf.count_karten(karten) - sum(
            bool(teil.punkte) and not any(teil.punkte.values()) and not teil.werte for teil in stapel.values()
        )
        save_entwurf(stand, Entwurf({}))
        assert not (stand.ordner / ".erfassung").exists()

    pruefe()
