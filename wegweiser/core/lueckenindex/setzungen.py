"""What the index decides instead of finding it, out of the catalogues of the guide."""

from wegweiser.model.eintrag import Eintrag
from wegweiser.model.katalog import Faktorgewichte, Kenngroesse, Versorgungshuerde
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.lueckenindex import ALLE, BEDARFSARTEN, HUERDEN, Huerde, Setzungen

_NOETIG = {
    "theta", "schrumpfung", "untergrenze", "abdeckung-mindestens", "gruppe-mindestens", "angaben-mindestens", "stadt-mindestens", "klasse-mittel", "klasse-hoch",
    "klasse-sehr-hoch", "spielraum", "stabil-anteil", "stabil-platz", *(f"gewicht-{art}" for art in BEDARFSARTEN),
}  # fmt: skip

_KLEINSTE, _GROESSTER = 0.001, 0.99


def build_setzungen(leitfaden: Leitfaden) -> Setzungen | None:
    """The settings of a guide; None where it has no catalogues for the index, or not all of it.

    Whatever a guide says, the index stays computable: weights are not negative, the floor is above zero.
    """
    zahlen = {
        e.id: float(e.wert)
        for e in _list_eintraege(leitfaden, "lueckenindex")
        if isinstance(e, Kenngroesse) and e.wert is not None
    }
    gewichte = {
        e.id: _build_gewichte(e)
        for e in _list_eintraege(leitfaden, "faktorgewichte")
        if isinstance(e, Faktorgewichte)
    }
    if ALLE not in gewichte or not zahlen.keys() >= _NOETIG:
        return None
    huerden = _list_eintraege(leitfaden, "huerden")
    arten = {e.id: e.art for e in huerden if isinstance(e, Versorgungshuerde)}
    return Setzungen(
        gewichte=gewichte,
        arten={huerde: arten[huerde] for huerde in HUERDEN if huerde in arten},
        bedarf={art: max(0.0, zahlen[f"gewicht-{art}"]) for art in BEDARFSARTEN},
        theta=min(1.0, max(0.0, zahlen["theta"])),
        schrumpfung=max(0.0, zahlen["schrumpfung"]),
        untergrenze=min(1.0, max(_KLEINSTE, zahlen["untergrenze"])),
        abdeckung_min=zahlen["abdeckung-mindestens"],
        gruppe_min=max(1.0, zahlen["gruppe-mindestens"]),
        angaben_min=zahlen["angaben-mindestens"],
        stadt_min=zahlen["stadt-mindestens"],
        klassen={
            "gering": 0.0,
            "mittel": zahlen["klasse-mittel"],
            "hoch": zahlen["klasse-hoch"],
            "sehr-hoch": zahlen["klasse-sehr-hoch"],
        },
        spielraum=min(_GROESSTER, max(0.0, zahlen["spielraum"])),
        stabil_anteil=zahlen["stabil-anteil"],
        stabil_platz=int(zahlen["stabil-platz"]),
    )


def _list_eintraege(leitfaden: Leitfaden, name: str) -> tuple[Eintrag, ...]:
    katalog = leitfaden.kataloge.get(name)
    return katalog.eintraege if katalog else ()


def _build_gewichte(eintrag: Faktorgewichte) -> dict[Huerde, float]:
    gewichte = {h: float(eintrag.gewichte[h]) for h in HUERDEN if h in eintrag.gewichte}
    return {huerde: gewicht for huerde, gewicht in gewichte.items() if gewicht > 0}
