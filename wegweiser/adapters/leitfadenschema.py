"""The format of guides as JSON Schema for editors, worked out from the models the loader checks against.

Draft 7, because that is what the YAML language server of the common editors supports. One schema serves every file of a
guide: the keys at the top of a file decide which kind it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin, get_type_hints

from wegweiser.adapters.dateien import load_text
from wegweiser.adapters.inhalte import find_inhalte
from wegweiser.adapters.yaml_lesen import load_yaml
from wegweiser.errors import LeitfadenError
from wegweiser.model.base import ID_MUSTER, modell
from wegweiser.model.frage import NACH_TYP, SPALTENTYPEN, Frage, Spalte
from wegweiser.model.katalog import EINTRAGSARTEN, Eintrag, Katalog
from wegweiser.model.leitfaden import Abschnitt, Leitfadenkopf
from wegweiser.model.quelle import Quelle
from wegweiser.model.regel import Regel

Schema: TypeAlias = dict[str, Any]
Felder: TypeAlias = Mapping[str, Any]

SCHEMADATEI = "leitfaden.schema.json"
BESCHREIBUNGEN = "beschreibungen.yaml"
_NAME = "^[a-z_][a-z0-9_]*$"
_KENNUNG = f"^{ID_MUSTER}$"
_STAND = r"^\d{4}(-\d{2}){0,2}$"
# What a field's type alone does not say.
MUSTER: Mapping[str, str] = {
    "Abgeleitet.id": _NAME,
    "Abschnitt.id": _NAME,
    "Beleg.stand": _STAND,
    "Eintrag.id": _KENNUNG,
    "Grundfrage.id": _NAME,
    "Grundfrage.stand": _STAND,
    "Leitfadenkopf.id": _KENNUNG,
    "Leitfadenkopf.version": r"^\d+\.\d+\.\d+$",
    "Option.id": _KENNUNG,
    "Parameter.stand": _STAND,
    "Quelle.id": _KENNUNG,
    "Regel.stand": _STAND,
}


@modell
class Regeldatei:
    """A file in `regeln/`."""

    regeln: tuple[Regel, ...]


@modell
class Erwartung:
    """What must come out of a case."""

    werte: Mapping[str, object] | None = None
    regeln: Mapping[str, object] | None = None
    formen: Mapping[str, object] | None = None
    pfad_enthaelt: tuple[str, ...] = ()
    pfad_ohne: tuple[str, ...] = ()
    pruefungen: Mapping[str, str] | None = None
    rangfolge: tuple[str, ...] = ()
    luecken: Mapping[str, object] | None = None
    finanzierung: Mapping[str, object] | None = None


@modell
class Falltabelle:
    """Many small cases that differ in a few answers, one row each."""

    setzt: tuple[str, ...]
    erwartet: tuple[str, ...]
    zeilen: tuple[tuple[object, ...], ...]


@modell
class Fall:
    """One case of a journey."""

    id: str
    titel: str | None = None
    antworten: Mapping[str, object]
    erwartet: Erwartung | None = None
    tabelle: Falltabelle | None = None


@modell
class Reise:
    """A file in `reisen/`."""

    faelle: tuple[Fall, ...]


class Dateiart(NamedTuple):
    """A kind of file: its model, where it lies, and the keys that tell it from the others."""

    klasse: type
    ort: str
    kennzeichen: tuple[str, ...]


DATEIARTEN = (
    Dateiart(Leitfadenkopf, "leitfaden.yaml", ("format", "version", "abschnitte", "herausgeber")),
    Dateiart(Katalog, "kataloge/*.yaml", ("katalog", "eintraege")),
    Dateiart(Regeldatei, "regeln/*.yaml", ("regeln",)),
    Dateiart(Reise, "reisen/*.yaml", ("faelle",)),
    Dateiart(Abschnitt, "abschnitte/*.yaml", ("id", "schritte", "warum", "je")),
)
QUELLENDATEI = "quellen.yaml"
_SKALARE: Mapping[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    object: {},
    Any: {},
    NoneType: {"type": "null"},
}
_FRAGEKERN = ("id", "text", "typ")


def load_beschreibungen() -> Mapping[str, Felder]:
    """What every model and every field of it means, in German: `{klasse: {ist: …, felder: {feld: …}}}`."""
    pfad = find_inhalte("leitfaden") / BESCHREIBUNGEN
    daten: Mapping[str, Felder] = load_yaml(load_text(pfad, LeitfadenError), str(pfad), typisiert=False).daten
    return daten


def list_felder() -> Iterator[tuple[str, str]]:
    """Every model an author can write, with the fields it declares itself (an empty name is the model)."""
    bauer = _Bauer({})
    bauer.build()
    for klasse in bauer.gesehen:
        yield klasse.__name__, ""
        yield from ((klasse.__name__, name) for name in vars(klasse).get("__annotations__", {}))


def build_schema() -> Schema:
    """The schema of every file of a guide."""
    return _Bauer(load_beschreibungen()).build()


class _Bauer:
    """Collects the definitions that the kinds of files need."""

    def __init__(self, beschreibungen: Mapping[str, Felder]) -> None:
        self.beschreibungen = beschreibungen
        self.definitionen: dict[str, Schema] = {}
        self.gesehen: dict[type, None] = {}

    def build(self) -> Schema:
        wurzel = {"if": {"type": "array"}, "then": self._liste(self._verweis(Quelle)), "else": self._datei()}
        return {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "Leitfaden",
            **wurzel,
            "definitions": dict(sorted(self.definitionen.items())),
        }

    def _datei(self) -> Schema:
        """The first kind of file whose mark is there; before any is written, all marks are offered."""
        kennzeichen = [art.kennzeichen[0] for art in DATEIARTEN]
        schema: Schema = {
            "type": "object",
            "properties": {
                art.kennzeichen[0]: {"description": f"{art.ort}: {self._ist(art.klasse)}"}
                for art in DATEIARTEN
            },
            "anyOf": [{"required": [eins]} for eins in kennzeichen],
            "additionalProperties": False,
        }
        for art in reversed(DATEIARTEN):
            marke = {"anyOf": [{"required": [eins]} for eins in art.kennzeichen]}
            schema = {"if": marke, "then": self._verweis(art.klasse), "else": schema}
        return schema

    def _ist(self, klasse: type) -> str:
        return str(self.beschreibungen.get(klasse.__name__, {}).get("ist", ""))

    def _beschreibe(self, klasse: type, feld: str) -> str:
        """The sentence about a field, from the model that declares it."""
        erklaert = _find_erklaerer(klasse, feld)
        return str(self.beschreibungen.get(erklaert.__name__, {}).get("felder", {}).get(feld, ""))

    def _verweis(self, klasse: type) -> Schema:
        name = klasse.__name__
        if name not in self.definitionen:
            self.definitionen[name] = {}  # a model may contain itself
            self.definitionen[name] = self._katalog() if klasse is Katalog else self._satz(klasse)
        return {"$ref": f"#/definitions/{name}"}

    def _satz(self, klasse: type, ohne: Sequence[str] = ()) -> Schema:
        """A record: its fields, those that must be there, nothing else."""
        for ahn in reversed(klasse.__mro__[:-1]):
            self.gesehen[ahn] = None
        hinweise = get_type_hints(klasse)
        eigenschaften, noetig = {}, []
        for feld in fields(klasse):
            eigenschaften[feld.name] = self._feld(klasse, feld.name, hinweise[feld.name])
            if feld.default is not MISSING and isinstance(feld.default, str | int):
                eigenschaften[feld.name]["default"] = feld.default
            elif feld.default is MISSING and feld.default_factory is MISSING and feld.name not in ohne:
                noetig.append(feld.name)
        schema: Schema = {"description": self._ist(klasse), "type": "object", "properties": eigenschaften}
        return {**schema, **({"required": noetig} if noetig else {}), "additionalProperties": False}

    def _feld(self, klasse: type, name: str, hinweis: object) -> Schema:
        schema = dict(self._typ(hinweis))
        muster = MUSTER.get(f"{_find_erklaerer(klasse, name).__name__}.{name}")
        if muster:
            schema["pattern"] = muster
        satz = self._beschreibe(klasse, name)
        if "$ref" in schema:  # draft 7 reads nothing beside a reference
            return {"description": satz, "allOf": [schema]}
        return {"description": satz, **schema}

    def _typ(self, hinweis: object) -> Schema:
        if hinweis in _SKALARE:
            return _SKALARE[hinweis]
        ursprung, teile = get_origin(hinweis), get_args(hinweis)
        if ursprung is Literal:
            return {"const": teile[0]} if len(teile) == 1 else {"enum": list(teile)}
        if ursprung is tuple:
            paar = {} if teile[-1] is Ellipsis else {"minItems": len(teile), "maxItems": len(teile)}
            return {**self._liste(self._typ(teile[0])), **paar}
        if ursprung in {Union, UnionType}:
            return self._vereinigung(teile)
        if isinstance(ursprung, type) and issubclass(ursprung, Mapping):
            namen = {"propertyNames": {"pattern": r"^-?\d+$"}} if teile[0] is int else {}
            return {"type": "object", **namen, "additionalProperties": self._typ(teile[1])}
        if isinstance(hinweis, type) and is_dataclass(hinweis):
            return self._verweis(hinweis)
        raise TypeError(hinweis)  # a new kind of field needs its line here

    def _vereinigung(self, teile: tuple[Any, ...]) -> Schema:
        echte = tuple(teil for teil in teile if teil is not NoneType)
        if set(echte) == set(get_args(Frage)):
            return self._fragen("Frage", tuple(NACH_TYP), ohne=())
        if set(echte) == set(get_args(Spalte)):
            return self._fragen(
                "Spalte", tuple(typ for typ in NACH_TYP if typ in SPALTENTYPEN), ohne=("text",)
            )
        if len(echte) > 1:
            return {"anyOf": [self._typ(teil) for teil in echte]}
        schema = self._typ(echte[0])
        return {**schema, "type": [schema["type"], "null"]} if isinstance(schema.get("type"), str) else schema

    def _liste(self, schema: Schema) -> Schema:
        return {"type": "array", "items": schema}

    def _fragen(self, name: str, typen: tuple[str, ...], ohne: tuple[str, ...]) -> Schema:
        """A question: `typ` decides which further fields there are."""
        if name not in self.definitionen:
            self.definitionen[name] = {}
            klassen = {typ: NACH_TYP[typ] for typ in typen}
            for klasse in klassen.values():
                if klasse.__name__ not in self.definitionen:
                    self.definitionen[klasse.__name__] = self._satz(klasse, ohne=_FRAGEKERN)
            beispiel = next(iter(klassen.values()))
            kern = {feld: self._feld(beispiel, feld, str) for feld in _FRAGEKERN}
            kern["typ"] = {"description": self._beschreibe(beispiel, "typ"), "enum": list(typen)}
            self.definitionen[name] = {
                "type": "object",
                "properties": kern,
                "required": [feld for feld in _FRAGEKERN if feld not in ohne],
                "allOf": [
                    _wenn({"properties": {"typ": {"const": typ}}, "required": ["typ"]}, self._ref(klasse))
                    for typ, klasse in klassen.items()
                ],
            }
        return {"$ref": f"#/definitions/{name}"}

    def _ref(self, klasse: type) -> Schema:
        return {"$ref": f"#/definitions/{klasse.__name__}"}

    def _katalog(self) -> Schema:
        """A catalogue: its name decides what an entry may say."""
        schema = self._satz(Katalog)
        schema["properties"]["eintraege"] = {
            "description": self._beschreibe(Katalog, "eintraege"),
            "type": "array",
        }
        bekannt = [
            _wenn(
                {"properties": {"katalog": {"const": name}}, "required": ["katalog"]},
                {"properties": {"eintraege": {"items": self._verweis(klasse)}}},
            )
            for name, klasse in EINTRAGSARTEN.items()
        ]
        andere = _wenn(
            {"properties": {"katalog": {"not": {"enum": list(EINTRAGSARTEN)}}}, "required": ["katalog"]},
            {"properties": {"eintraege": {"items": self._verweis(Eintrag)}}},
        )
        return {**schema, "allOf": [*bekannt, andere]}


def _wenn(bedingung: Schema, dann: Schema) -> Schema:
    return {"if": bedingung, "then": dann}


def _find_erklaerer(klasse: type, feld: str) -> type:
    """The model that declares a field."""
    return next((k for k in klasse.__mro__ if feld in vars(k).get("__annotations__", {})), klasse)
