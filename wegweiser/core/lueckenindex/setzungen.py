"""What the index decides instead of finding it, out of the catalogues of the guide."""

from wegweiser.model.eintrag import Eintrag
from wegweiser.model.katalog import Faktorgewichte, Kenngroesse, Versorgungshuerde
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.lueckenindex import ALLE, BEDARFSARTEN, HUERDEN, Huerde, Setzungen

_NOETIG = {
    "theta", "schrumpfung", "untergrenze", "abdeckung-mindestens", "gruppe-mindestens", "angaben-mindestens", "stadt-mindestens", "klasse-mittel", "klasse-hoch",
    "klasse-sehr-hoch", "spielraum", "stabil-anteil", "stabil-platz", *(f"gewicht-{art}" for art in BEDARFSARTEN),
}  # fmt: skip


def build_setzungen(leitfaden: Leitfaden) -> Setzungen | None:
    """The settings of a guide; None where it has no catalogues for the index, or not all of it."""
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
        bedarf={art: zahlen[f"gewicht-{art}"] for art in BEDARFSARTEN},
        theta=zahlen["theta"],
        schrumpfung=zahlen["schrumpfung"],
        untergrenze=zahlen["untergrenze"],
        abdeckung_min=zahlen["abdeckung-mindestens"],
        gruppe_min=zahlen["gruppe-mindestens"],
        angaben_min=zahlen["angaben-mindestens"],
        stadt_min=zahlen["stadt-mindestens"],
        klassen={
            "gering": 0.0,
            "mittel": zahlen["klasse-mittel"],
            "hoch": zahlen["klasse-hoch"],
            "sehr-hoch": zahlen["klasse-sehr-hoch"],
        },
        spielraum=zahlen["spielraum"],
        stabil_anteil=zahlen["stabil-anteil"],
        stabil_platz=int(zahlen["stabil-platz"]),
    )


def _list_eintraege(leitfaden: Leitfaden, name: str) -> tuple[Eintrag, ...]:
    katalog = leitfaden.kataloge.get(name)
    return katalog.eintraege if katalog else ()


def _build_gewichte(eintrag: Faktorgewichte) -> dict[Huerde, float]:
    return {huerde: float(eintrag.gewichte[huerde]) for huerde in HUERDEN if huerde in eintrag.gewichte}
