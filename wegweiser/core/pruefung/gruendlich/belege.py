"""Evidence: what is missing, and what may have changed since it was checked."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Literal

from wegweiser.core.pruefung.fund import Fund, Fundort
from wegweiser.core.pruefung.staende import list_saetze, parse_stand
from wegweiser.core.pruefung.wissen import Wissen
from wegweiser.errors.befunde import ALTERSARTEN
from wegweiser.model.eintrag import Eintrag
from wegweiser.model.katalog import Baustein, Fall
from wegweiser.model.leitfaden import Parameter
from wegweiser.model.regel import AUSSCHLIESSEND, Regel

Altersart = Literal["programm", "norm", "fall"]
# Months after which a figure is looked at again; own judgement does not age by itself.
MONATE: dict[Altersart, int] = {"programm": 6, "norm": 24, "fall": 60}
_VORBEI = "ausgelaufen"
_BELEG = ("quelle", "stand", "belegstufe")


def check_belege(wissen: Wissen, stichtag: date) -> Iterator[Fund]:
    """Entries without source, date or degree of proof (the origin has a default); figures past their time."""
    traeger: object = None
    for ort, satz in list_saetze(wissen):
        if isinstance(satz, Eintrag | Regel | Parameter):
            traeger = satz
        if isinstance(satz, Eintrag):
            fehlend = [feld for feld in _BELEG if getattr(satz, feld) is None]
            if fehlend:
                yield ort.fund("beleg-fehlt", id=satz.id, felder=", ".join(fehlend))
        yield from _check_alter(wissen, ort, satz, traeger, stichtag)


def _check_alter(
    wissen: Wissen, ort: Fundort, satz: object, traeger: object, stichtag: date
) -> Iterator[Fund]:
    id_ = getattr(traeger, "id", ort.ort[-1] if ort.ort else "")
    bis = getattr(satz, "gueltig_bis", None)
    if isinstance(bis, date) and bis < stichtag:
        yield ort.bei("gueltig_bis").fund("abgelaufen", id=id_, bis=bis.isoformat())
        return
    stand, art = getattr(satz, "stand", None), _find_art(wissen, satz, traeger)
    tag = parse_stand(stand) if isinstance(stand, str) else None
    if art and tag and _find_ablauf(tag, MONATE[art]) < stichtag:
        yield ort.bei("stand").fund("veraltet", id=id_, stand=stand, monate=MONATE[art], art=ALTERSARTEN[art])


def _find_art(wissen: Wissen, satz: object, traeger: object) -> Altersart | None:
    """How fast a figure ages; None for what does not."""
    if isinstance(traeger, Baustein):
        return None if traeger.status == _VORBEI else "programm"
    if isinstance(traeger, Fall):
        return "fall"
    quelle = wissen.leitfaden.quellen.get(getattr(satz, "quelle", None) or "")
    if quelle is not None and quelle.art == "norm":
        return "norm"
    belegt = getattr(satz, "belegstufe", None) in AUSSCHLIESSEND
    return "programm" if isinstance(satz, Parameter) and belegt else None


def _find_ablauf(tag: date, monate: int) -> date:
    """The same day so many months later, or the last one of that month."""
    jahre, monat = divmod(tag.month - 1 + monate, 12)
    jahr = min(tag.year + jahre, date.max.year)
    return date(jahr, monat + 1, min(tag.day, monthrange(jahr, monat + 1)[1]))
