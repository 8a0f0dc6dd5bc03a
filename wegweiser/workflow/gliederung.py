"""A guide to look at: its outline, and pictures of its flow."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from wegweiser.adapters.leitfadenneu import save_text
from wegweiser.core.gliederung import build_gliederung
from wegweiser.errors import BenutzungError, format_vorschlag
from wegweiser.model.gliederung import Abschnittspunkt, Fragepunkt, Gliederung
from wegweiser.workflow.leitfaeden import load_leitfaden
from wegweiser.workflow.umfeld import Umfeld

Bildart = Literal["mermaid", "svg"]


class Sprache(NamedTuple):
    """The words a picture needs, the small print of a question (whole where there is room), and what an Abschnitt holds."""

    worte: Mapping[str, str]
    kleingedruckt: Callable[[Fragepunkt, bool], str]
    umfang: Callable[[Abschnittspunkt], str]


def load_gliederung(name: str, abschnitt: str, umfeld: Umfeld) -> Gliederung:
    """The outline of a guide, or of one of its Abschnitte."""
    leitfaden = load_leitfaden(name, umfeld)
    ids = [einer.id for einer in leitfaden.abschnitte]
    if abschnitt and abschnitt not in ids:
        vorschlag, vorhanden = format_vorschlag(abschnitt, ids), ", ".join(ids)
        raise BenutzungError("abschnitt-unbekannt", wert=abschnitt, vorschlag=vorschlag, vorhanden=vorhanden)
    return build_gliederung(leitfaden, abschnitt)


def build_bild(gliederung: Gliederung, art: Bildart, sprache: Sprache) -> str:
    """The flow of a guide as a picture."""
    if art == "mermaid":
        from wegweiser.adapters.mermaid import build_mermaid

        return build_mermaid(gliederung, sprache.worte)
    from wegweiser.adapters.ablaufbild import Stift, build_ablaufbild

    return build_ablaufbild(gliederung, Stift(sprache.worte, sprache.kleingedruckt, sprache.umfang))


def save_ausgabe(ziel: Path, text: str) -> None:
    """Write an outline or a picture to where a person wants it."""
    save_text(ziel, text)
