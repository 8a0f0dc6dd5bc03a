"""Where a rule, a figure or a sentence comes from, and how well it is proved."""

from datetime import date

from wegweiser.model.base import Belegstufe, Herkunft, modell


@modell
class Quelle:
    """One entry of `quellen.yaml`: a law, a page, a report, a document."""

    id: str
    art: str
    titel: str
    adresse: str | None = None
    herausgeber: str | None = None
    stand: str | None = None
    abgerufen: date | None = None


@modell
class Beleg:
    """The evidence every catalogue entry, rule and figure carries."""

    quelle: str | None = None
    stand: str | None = None
    belegstufe: Belegstufe | None = None
    herkunft: Herkunft | None = None
