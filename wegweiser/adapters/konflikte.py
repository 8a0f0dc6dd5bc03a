"""`konflikte.yaml`: what two copies said differently, both values kept until somebody decides, and what was decided."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from wegweiser.adapters.dateien import load_text, save_atomar, schreibfehler
from wegweiser.adapters.yaml_lesen import Dokument, YamlError, load_yaml
from wegweiser.adapters.yaml_schreiben import format_yaml
from wegweiser.errors import VorhabenError
from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Knoten
from wegweiser.model.zusammenfuehrung import Entscheidung, Gesagt, Konflikt

DATEI = "konflikte.yaml"
_FORMAT = "1"


def load_konflikte(ordner: Path) -> tuple[Konflikt, ...]:
    """Everything noted so far; none where there is no file."""
    pfad = ordner / DATEI
    if not pfad.exists():
        return ()
    try:
        dokument = load_yaml(load_text(pfad), str(pfad), typisiert=False)
    except YamlError as fehler:
        stelle = f"{pfad}:{fehler.befund.zeile}:{fehler.befund.spalte}"
        raise VorhabenError("konflikte-defekt", stelle=stelle, grund=fehler.befund.satz) from None
    eintraege = dokument.daten.get("konflikte") if isinstance(dokument.daten, dict) else None
    if not isinstance(eintraege, list):
        raise _defekt(dokument, ())
    return tuple(_parse(dokument, nr, eintrag) for nr, eintrag in enumerate(eintraege))


def _defekt(dokument: Dokument, ort: tuple[str | int, ...]) -> VorhabenError:
    befund = dokument.befund(ort, "feld-fehlt", {"feld": "konflikte"})
    stelle = f"{befund.datei}:{befund.zeile}:{befund.spalte}"
    return VorhabenError("konflikte-defekt", stelle=stelle, grund=befund.satz)


def _parse(dokument: Dokument, nr: int, eintrag: object) -> Konflikt:
    if not isinstance(eintrag, dict) or not isinstance(eintrag.get("frage"), str):
        raise _defekt(dokument, ("konflikte", nr))
    entschieden = str(eintrag.get("entschieden") or "")
    if entschieden not in {"", "hier", "dort"}:
        raise _defekt(dokument, ("konflikte", nr, "entschieden"))
    zeile, spalte, satz = (str(eintrag.get(name) or "") for name in ("zeile", "spalte", "satz"))
    hier, dort = (_parse_gesagt(eintrag.get(name)) for name in ("hier", "dort"))
    adresse = Adresse(eintrag["frage"], satz)
    return Konflikt(adresse, zeile, spalte, hier, dort, cast(Entscheidung, entschieden))


def _parse_gesagt(knoten: object) -> Gesagt:
    if not isinstance(knoten, dict):
        return Gesagt(None)
    return Gesagt(knoten.get("antwort"), str(knoten.get("am") or ""), str(knoten.get("wer") or ""))


def save_konflikte(ordner: Path, konflikte: Sequence[Konflikt]) -> None:
    """Replace the file in one step; without conflicts none is made."""
    pfad = ordner / DATEI
    if not konflikte and not pfad.exists():
        return
    with schreibfehler(pfad):
        save_atomar(pfad, format_konflikte(konflikte).encode())


def format_konflikte(konflikte: Sequence[Konflikt]) -> str:
    """The file."""
    liste: list[Knoten] = [_format(konflikt) for konflikt in konflikte]
    return format_yaml({"format": _FORMAT, "konflikte": liste})


def _format(konflikt: Konflikt) -> dict[str, Knoten]:
    teile: Mapping[str, str] = {
        "frage": konflikt.adresse.frage,
        "satz": konflikt.adresse.satz,
        "zeile": konflikt.zeile,
        "spalte": konflikt.spalte,
    }
    eintrag: dict[str, Knoten] = {name: teil for name, teil in teile.items() if teil}
    eintrag |= {"hier": _format_gesagt(konflikt.hier), "dort": _format_gesagt(konflikt.dort)}
    return {**eintrag, "entschieden": konflikt.entschieden} if konflikt.entschieden else eintrag


def _format_gesagt(gesagt: Gesagt) -> dict[str, Knoten]:
    wann = {name: teil for name, teil in (("am", gesagt.zeit), ("wer", gesagt.wer)) if teil}
    return {"antwort": gesagt.knoten, **wann}
