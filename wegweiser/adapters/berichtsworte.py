"""Which names the templates of the report use: answers that are printed are wanted for their own sake."""

import re
from functools import lru_cache
from pathlib import Path

from wegweiser.adapters.dateien import load_text

_WORT = re.compile(r"[a-z][a-z0-9_]*")
# The appendix lists what a calculation rests on; an answer that no calculation needs is not missed there.
_ANHANG = "_anhang"


@lru_cache(maxsize=4)
def load_berichtsworte(vorlagen: Path) -> frozenset[str]:
    """Every word in the templates, the appendix left out."""
    pfade = (
        pfad for pfad in sorted((vorlagen / "bericht").glob("*.j2")) if not pfad.name.startswith(_ANHANG)
    )
    return frozenset(wort for pfad in pfade for wort in _WORT.findall(load_text(pfad)))
