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
        return _find_ordner(Path(name))
    mitgelieferte = {ordner.name: ordner for ordner in list_leitfadenordner()}
    if name in mitgelieferte:
        return mitgelieferte[name]
    if (Path(name) / KOPF).is_file():
        return Path(name)
    hiesige = (kopf.parent.name for kopf in Path().glob(f"*/{KOPF}"))
    vorschlag = format_vorschlag(name, {*mitgelieferte, *hiesige})
    raise LeitfadenError("leitfaden-unbekannt", name=name, vorschlag=vorschlag)


def _find_ordner(pfad: Path) -> Path:
    """The folder itself or, for one of a guide's files, the folder of its guide."""
    if not pfad.is_file():
        return pfad
    return next((ordner for ordner in pfad.parents if (ordner / KOPF).is_file()), pfad)
