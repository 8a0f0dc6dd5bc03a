"""One record of a guide against its model: what pydantic finds, as findings of our own at their place.

pydantic is loaded only when a guide is read from YAML; a guide that was found sound is kept as JSON, keyed by content.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, get_type_hints

from wegweiser.adapters.yaml_lesen import Dokument, Pfad
from wegweiser.errors import format_vorschlag
from wegweiser.errors.leitfaden import KOMMA, SOLL
from wegweiser.model.base import NACH_NAME
from wegweiser.model.befund import Befund

_ADAPTER: dict[type[Any], Any] = {}


def check_satz(dokument: Dokument, pfad: Pfad, daten: Any, klasse: type[Any]) -> tuple[Any, list[Befund]]:
    """The record, or None and why it is none."""
    from pydantic import ValidationError

    if not isinstance(daten, dict):
        return None, [dokument.befund(pfad, "zuordnung-erwartet", {})]
    try:
        return _adapter(klasse).validate_python(daten), []
    except ValidationError as fehler:
        einzelne = fehler.errors(include_url=False, include_context=True)
        return None, [_build_befund(dokument, pfad, klasse, einzelner) for einzelner in einzelne]


def _adapter(klasse: type[Any]) -> Any:
    from pydantic import TypeAdapter

    if klasse not in _ADAPTER:
        _ADAPTER[klasse] = TypeAdapter(klasse)
    return _ADAPTER[klasse]


def _build_befund(dokument: Dokument, pfad: Pfad, klasse: type[Any], fehler: Mapping[str, Any]) -> Befund:
    ort, code, angaben = _erklaere(klasse, fehler)
    if (
        code == "feld-unbekannt"
        and fehler["input"] is None
        and dokument.find_stelle((*pfad, *ort[:-1])).fluss
    ):
        angaben = {**angaben, "vorschlag": KOMMA}
    return dokument.befund((*pfad, *ort), code, angaben)


def _erklaere(klasse: type[Any], fehler: Mapping[str, Any]) -> tuple[Pfad, str, Mapping[str, object]]:
    """What pydantic found, as place, code and parameters of our own sentence."""
    ort = tuple(teil for teil in fehler["loc"] if isinstance(teil, str | int))
    feld = str(next((teil for teil in reversed(ort) if isinstance(teil, str)), ""))
    if fehler["type"] == "missing":
        return ort[:-1], "feld-fehlt", {"feld": feld}
    if fehler["type"] == "unexpected_keyword_argument":
        vorschlag = format_vorschlag(feld, _list_felder(klasse, ort[:-1]))
        return ort, "feld-unbekannt", {"feld": feld, "vorschlag": vorschlag}
    if fehler["type"] == "literal_error":
        soll = str(fehler["ctx"]["expected"]).replace(" or ", " oder ").replace("'", "")
        return ort, "feld-wert", {"feld": feld, "wert": fehler["input"], "soll": soll}
    leer = fehler["input"] is None
    soll = SOLL["leer"] if leer else SOLL.get(fehler["type"], SOLL["sonst"])
    if fehler["type"] == "dataclass_type" and not leer:
        soll = soll.format(beispiel=_format_beispiel(NACH_NAME[fehler["ctx"]["class_name"]]))
    return ort, "feld-typ", {"feld": feld, "soll": soll}


def _format_beispiel(klasse: type[Any]) -> str:
    """`{id: …, titel: …}`: the fields of a record that must be there, or else its first."""
    noetig = [f.name for f in fields(klasse) if f.default is MISSING and f.default_factory is MISSING]
    namen = noetig or [f.name for f in fields(klasse)][:2]
    return f"{{{', '.join(f'{name}: …' for name in namen)}}}"


def _list_felder(klasse: Any, ort: Pfad) -> list[str]:
    """The fields of the record a path leads to, as far as records stand directly in one another."""
    for teil in ort:
        klasse = get_type_hints(klasse).get(str(teil)) if is_dataclass(klasse) else None
    return [feld.name for feld in fields(klasse)] if is_dataclass(klasse) else []
