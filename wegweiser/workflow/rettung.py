"""Mending a damaged vorhaben.yaml: what would come back, and doing it."""

from pathlib import Path
from typing import NamedTuple

from wegweiser.adapters.rettung import Schaden, build_rettung, find_schaden, save_rettung
from wegweiser.adapters.sperre import sperre
from wegweiser.adapters.vorhabentext import Akte
from wegweiser.adapters.wortlaut import list_leitfadenkoepfe
from wegweiser.core.ablauf import compute_lage
from wegweiser.core.werte import Wertequelle
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.workflow import Stand, build_ruhende, find_leitfadenname
from wegweiser.workflow.leitfaeden import load_leitfaden
from wegweiser.workflow.umfeld import Umfeld


class Rettung(NamedTuple):
    """A damaged Vorhaben and what it would be after mending."""

    schaden: Schaden
    leitfaden: Leitfaden
    akte: Akte

    @property
    def antworten(self) -> int:
        """How many answers come back."""
        return len(self.akte.vorhaben.antworten)

    @property
    def stand(self) -> Stand:
        """The Vorhaben as it would be; nothing of it is written."""
        quelle = Wertequelle(self.leitfaden, self.akte.vorhaben.antworten)
        akte = self.akte._replace(nur_lesen=True)
        return Stand(leitfaden=self.leitfaden, akte=akte, quelle=quelle, lage=compute_lage(quelle))


def plan_rettung(ordner: Path, umfeld: Umfeld) -> Rettung | None:
    """What could be mended; None where the file can be read. Raises VorhabenError where nothing is left to mend."""
    if not ordner.is_dir():
        return None
    titel = ordner.resolve().name
    schaden = find_schaden(ordner, titel=titel, leitfaeden=list_leitfadenkoepfe(ordner))
    if schaden is None:
        return None
    leitfaden = load_leitfaden(find_leitfadenname(schaden.bezug), umfeld)
    return Rettung(schaden, leitfaden, build_rettung(schaden, leitfaden, build_ruhende(leitfaden)))


def apply_rettung(ordner: Path, umfeld: Umfeld) -> tuple[Rettung, Path | None] | None:
    """Mend; returns what came back and where the damaged file lies now. None where there was nothing to mend."""
    with sperre(ordner, zeit=umfeld.jetzt(), wer=umfeld.kuerzel):
        rettung = plan_rettung(ordner, umfeld)
        if rettung is None:
            return None
        zeit, wer = umfeld.jetzt(), umfeld.kuerzel
        defekt, _ = save_rettung(rettung.schaden, rettung.akte, rettung.leitfaden, zeit=zeit, wer=wer)
        return rettung, defekt
