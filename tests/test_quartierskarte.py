"""What may stand on the map of a Quartier, and which service it tells most about."""

from collections.abc import Sequence
from dataclasses import replace as ersetze
from decimal import Decimal

import pytest

from tests.quartier_beispiel import CREDITS, LINKS, UNTEN, WORTE, build_bild, build_flaeche, build_versorgung
from wegweiser.adapters.inhalte import find_leitfaden
from wegweiser.adapters.json_ausgabe import render_json
from wegweiser.cli.ergebnisansicht import _als_json
from wegweiser.model.base import replace
from wegweiser.model.grundlage import Grundlage
from wegweiser.model.kennzahl import Spanne
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.potenzial import Brache, Leerstand
from wegweiser.model.raum import Quartier
from wegweiser.model.versorgung import Band, Dienstversorgung
from wegweiser.workflow.leitfaeden import load_leitfaden
from wegweiser.workflow.quartierskarte import build_quartierkarte, select_blick
from wegweiser.workflow.umfeld import Umfeld, read_uhr


@pytest.fixture(scope="module")
def leitfaden() -> Leitfaden:
    return load_leitfaden(str(find_leitfaden("wegweiser")), Umfeld(jetzt=read_uhr))


def test_no_flat_and_no_address_is_on_a_map(leitfaden: Leitfaden) -> None:
    x, y = float(LINKS + 300), float(UNTEN + 300)
    laden = Leerstand(id="L1", art="ladenlokal", adresse="Musterstraße 1", x=x, y=y)
    wohnung = Leerstand(id="L2", art="wohnung", adresse="Musterstraße 2", x=x + 500, y=y)
    ohne_ort = Leerstand(id="L3", art="ladenlokal", adresse="Musterstraße 3")
    grundlage = Grundlage(
        leerstaende=(laden, wohnung, ohne_ort),
        brachen=(Brache(id="B1", x=x + 900, y=y),),
        dateien=build_bild().dateien,
        quartier=Quartier(titel="Probe", flaeche=build_flaeche()),
    )
    karte = build_quartierkarte(leitfaden, grundlage, None, None)
    assert karte is not None
    assert [(marke.art, marke.anzahl) for marke in karte.marken] == [("leerstand", 1), ("brache", 1)]
    assert "Musterstraße" not in render_json(karte)
    assert karte.nennungen == (CREDITS[0],)
    assert build_quartierkarte(leitfaden, ersetze(grundlage, quartier=None), None, None) is None


def versorge(*paare: tuple[str, float]) -> Sequence[Dienstversorgung]:
    eine = build_versorgung(WORTE)[0]
    return [
        replace(
            eine,
            dienst=replace(eine.dienst, id=id_, titel=id_),
            gruppen=(replace(eine.gruppen[0], anteil=Band(anteil, anteil)),),
        )
        for id_, anteil in paare
    ]


@pytest.mark.parametrize(
    ("versorgung", "gezeigt"),
    [
        ((("apotheke", 58.0), ("cafe", 30.0)), "apotheke"),  # what one needs nearby comes first
        ((("apotheke", 100.0), ("cafe", 30.0)), "cafe"),  # where all have it, a map shows nothing
        ((("briefkasten", 40.0), ("cafe", 90.0)), "cafe"),  # street furniture never
        ((("apotheke", 100.0),), "apotheke"),
        ((), None),
    ],
)
def test_the_service_a_map_tells_most_about(
    leitfaden: Leitfaden, versorgung: Sequence[tuple[str, float]], gezeigt: str | None
) -> None:
    dienst = select_blick(leitfaden, versorge(*versorgung), None)
    assert (dienst.dienst.id if dienst else None) == gezeigt


def test_programs_read_both_bounds_of_a_range() -> None:
    spanne = Spanne(Decimal("1.5"), Decimal(2))
    assert _als_json({"wert": spanne}) == {"wert": {"unten": "1.5", "oben": "2"}}
    assert '"unten": "1.5"' in render_json({"wert": spanne})
