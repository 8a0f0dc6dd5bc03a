"""One schema for every rule: what must hold, for which entries, how hard, and by which norm."""

from datetime import date
from decimal import Decimal
from typing import Literal

from wegweiser.model.base import Belegstufe, Herkunft, modell

Stufe = Literal["ausschluss", "vorbehalt", "hinweis"]
AUSSCHLIESSEND: frozenset[Belegstufe] = frozenset({"norm", "sekundaer"})


@modell
class Regel:
    """`muss` has to hold for the entries in `gilt` (ids, `@gruppe` or `*`) wherever `wenn` holds."""

    id: str
    gilt: tuple[str, ...]
    muss: str
    text: str
    stufe: Stufe
    belegstufe: Belegstufe
    quelle: str
    stand: str
    katalog: str = "formen"
    wenn: str | None = None
    abzug: Decimal = Decimal(10)
    norm: str | None = None
    herkunft: Herkunft | None = None
    gueltig_ab: date | None = None
    gueltig_bis: date | None = None


@modell
class AbgeschalteteRegel:
    """A rule that a guide above switched off: why, who decided it, when, and which guide says so."""

    regel: Regel
    grund: str
    von: str | None = None
    am: date | None = None
    leitfaden: str
