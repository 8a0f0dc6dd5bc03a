"""Finds guides and templates: in the checkout, in the installed package, or where the person says."""

from pathlib import Path

from wegweiser.errors import LeitfadenError, format_vorschlag

_PAKET = Path(__file__).resolve().parent.parent
KOPF = "leitfaden.yaml"


def find_inhalte(name: str) -> Path:
    """The shipped folder `leitfaden` or `vorlagen`, from the wheel or from the checkout."""
    verpackt = _PAKET / "_inhalte" / name
    return verpackt if verpackt.is_dir() else _PAKET.parent / name


def list_leitfadenordner() -> tuple[Path, ...]:
    """The folders of the shipped guides."""
    return tuple(sorted(pfad.parent for pfad in find_inhalte("leitfaden").glob(f"*/{KOPF}")))


def find_leitfaden(name: str) -> Path:
    """The folder of a guide: a path if it looks like one, else the id of a shipped guide."""
    if "/" in name or "\\" in name or name in {".", ".."}:
        return Path(name)
    mitgelieferte = {ordner.name: ordner for ordner in list_leitfadenordner()}
    if name in mitgelieferte:
        return mitgelieferte[name]
    if (Path(name) / KOPF).is_file():
        return Path(name)
    vorschlag = format_vorschlag(name, mitgelieferte)
    raise LeitfadenError("leitfaden-unbekannt", name=name, vorschlag=vorschlag)
