"""The format of guides as JSON Schema for editors, worked out from the models the loader checks against.

Draft 7, because that is what the YAML language server of the common editors supports; `enumDescriptions`,
`patternErrorMessage` and `examples` are what it shows beside. One schema serves every file of a guide: the keys at the
top of a file decide which kind it is.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin, get_type_hints

from wegweiser.adapters.dateien import load_text
from wegweiser.adapters.inhalte import find_inhalte
from wegweiser.adapters.yaml_lesen import load_yaml
from wegweiser.ausdruck.zeichen import HOECHSTENS_ZEICHEN, RESERVIERT
from wegweiser.errors import LeitfadenError
from wegweiser.model import frage as f
from wegweiser.model.base import ID_MUSTER, Belegstufe, Fragenzweck, Herkunft, Runde, modell
from wegweiser.model.eintrag import Eintrag
from wegweiser.model.finanzierung import Klasse
from wegweiser.model.indikator import Gewicht, Gunst, Vergleichsraum
from wegweiser.model.katalog import (
    EINTRAGSARTEN,
    Einzugsbereich,
    Gewichtsform,
    Instrumentklasse,
    Katalog,
    Schwellenart,
    Schwellenmass,
)
from wegweiser.model.leitfaden import Abschnitt, Ergebnisart, Leitfadenkopf
from wegweiser.model.quelle import Quelle
from wegweiser.model.regel import Regel, Stufe
from wegweiser.model.reise import Entfaellt, Pruefergebnis, Regelergebnis, Reisedatei
from wegweiser.model.sprache import Richtung, Uebersetzung
from wegweiser.model.ueberlagerung import Ueberlagerungskopf

Schema: TypeAlias = dict[str, Any]
Beschreibungen: TypeAlias = Mapping[str, Any]

SCHEMADATEI = "leitfaden.schema.json"
BESCHREIBUNGEN = "beschreibungen.yaml"
QUELLENDATEI = "quellen.yaml"
_NAME = f"^(?!(?:{'|'.join(sorted(RESERVIERT))})$)[a-z][a-z0-9_]*$"
_MUSTER: Mapping[str, str] = {
    "name": _NAME,
    "kennung": f"^{ID_MUSTER}$",
    "stand": r"^\d{4}(-\d{2}){0,2}$",
    "version": r"^\d+\.\d+\.\d+$",
    "tag": r"^\d{4}-\d{2}-\d{2}$",
    "stufe": r"^-?\d+$",
}
# What a field's type alone does not say: which of the patterns its text (or the keys of its mapping) has.
MUSTERFELDER: Mapping[str, str] = {
    "Abgeleitet.id": "name",
    "Abschnitt.id": "kennung",
    "Beleg.stand": "stand",
    "Eintrag.id": "kennung",
    "Grundfrage.id": "name",
    "Grundfrage.stand": "stand",
    "Leitfadenkopf.id": "kennung",
    "Leitfadenkopf.parameter": "name",
    "Leitfadenkopf.version": "version",
    "Option.id": "kennung",
    "Parameter.stand": "stand",
    "Quelle.id": "kennung",
    "Regel.id": "kennung",
    "Regel.stand": "stand",
    "Schritt.id": "kennung",
    "Ueberlagerungskopf.id": "kennung",
    "Ueberlagerungskopf.version": "version",
}
AUSDRUCKSFELDER = frozenset(
    {
        "Abgeleitet.ausdruck",
        "Abschnitt.wenn",
        "Grundfrage.vorschlag",
        "Grundfrage.wenn",
        "Pruefung.muss",
        "Regel.muss",
        "Regel.wenn",
        "Umlenkung.wenn",
    }
)
AUFZAEHLUNGEN: Mapping[str, object] = {
    "Belegstufe": Belegstufe,
    "Einzugsbereich": Einzugsbereich,
    "Entfaellt": Entfaellt,
    "Ergebnisart": Ergebnisart,
    "Fragenzweck": Fragenzweck,
    "Gewicht": Gewicht,
    "Gunst": Gunst,
    "Gewichtsform": Gewichtsform,
    "Herkunft": Herkunft,
    "Instrumentklasse": Instrumentklasse,
    "JaNeinWort": Literal["ja", "nein"],
    "Klasse": Klasse,
    "KlasseOffen": Literal[Klasse, "offen"],
    "Pruefergebnis": Pruefergebnis,
    "Regelergebnis": Regelergebnis,
    "Richtung": Richtung,
    "Runde": Runde,
    "Schwellenart": Schwellenart,
    "Schwellenmass": Schwellenmass,
    "Stufe": Stufe,
    "Vergleichsraum": Vergleichsraum,
    "ZahlOffen": Literal["offen", "entfaellt"],
}


@modell
class Regeldatei:
    """A file in `regeln/`."""

    regeln: tuple[Regel, ...]


class Dateiart(NamedTuple):
    """A kind of file: its model, where it lies, and the keys that tell it from the others."""

    klasse: type
    ort: str
    kennzeichen: tuple[str, ...]


DATEIARTEN = (
    Dateiart(Uebersetzung, "uebersetzungen/*.yaml", ("geprueft_von", "richtung", "worte", "fragen")),
    Dateiart(Ueberlagerungskopf, "leitfaden.yaml", ("erweitert",)),
    Dateiart(Leitfadenkopf, "leitfaden.yaml", ("format", "version", "abschnitte", "herausgeber")),
    Dateiart(Katalog, "kataloge/*.yaml", ("katalog", "eintraege")),
    Dateiart(Regeldatei, "regeln/*.yaml", ("regeln",)),
    Dateiart(Reisedatei, "reisen/*.yaml", ("faelle",)),
    Dateiart(Abschnitt, "abschnitte/*.yaml", ("id", "schritte", "warum", "je")),
)
_SKALARE: Mapping[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    bool: {"type": "boolean"},
    object: {},
    Any: {},
    NoneType: {"type": "null"},
}
# What an entry of a catalogue says and a source does not.
_EINTRAGSZEICHEN = ("belegstufe", "gruppen", "herkunft", "kurz", "quelle")
_FRAGEKERN = ("id", "text", "typ")
_WAHLEN = ("optionen", "katalog", "aus_tabelle")


def load_beschreibungen() -> Beschreibungen:
    """What every model and every field of it means, in German: `{klasse: {ist: …, felder: {feld: …}}}`."""
    pfad = find_inhalte("leitfaden") / BESCHREIBUNGEN
    daten: Beschreibungen = load_yaml(load_text(pfad, LeitfadenError), str(pfad), typisiert=False).daten
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


def format_schema(schema: Schema) -> str:
    """The schema as it lies in a folder."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


class _Bauer:
    """Collects the definitions that the kinds of files need."""

    def __init__(self, beschreibungen: Beschreibungen) -> None:
        self.beschreibungen = beschreibungen
        self.definitionen: dict[str, Schema] = {}
        self.gesehen: dict[type, None] = {}

    def build(self) -> Schema:
        wurzel = {"if": {"type": "array"}, "then": self._liste(), "else": self._datei()}
        return {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "Leitfaden",
            **wurzel,
            "definitions": dict(sorted(self.definitionen.items())),
        }

    def _liste(self) -> Schema:
        """A file that is a list: sources, or entries for a catalogue of the guide below."""
        eintraege = [self._verweis(klasse) for klasse in dict.fromkeys((*EINTRAGSARTEN.values(), Eintrag))]
        marke = {"anyOf": [{"required": [eins]} for eins in _EINTRAGSZEICHEN]}
        return {
            "type": "array",
            "items": {"if": marke, "then": {"anyOf": eintraege}, "else": self._verweis(Quelle)},
        }

    def _datei(self) -> Schema:
        """The first kind of file whose mark is there; before any is written, all marks are offered."""
        schema: Schema = {
            "type": "object",
            "properties": {
                art.kennzeichen[0]: {"description": f"{art.ort}: {self._ist(art.klasse)}"}
                for art in DATEIARTEN
            },
            "anyOf": [{"required": [art.kennzeichen[0]]} for art in DATEIARTEN],
            "additionalProperties": False,
        }
        for art in reversed(DATEIARTEN):
            marke = {"anyOf": [{"required": [eins]} for eins in art.kennzeichen]}
            schema = {"if": marke, "then": self._verweis(art.klasse), "else": schema}
        return schema

    # records

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
        eigenschaften = {feld.name: self._feld(klasse, feld, hinweise[feld.name]) for feld in fields(klasse)}
        noetig = [feld.name for feld in fields(klasse) if _is_noetig(feld) and feld.name not in ohne]
        schema: Schema = {"description": self._ist(klasse), "type": "object", "properties": eigenschaften}
        if issubclass(klasse, f.Auswahl | f.Mehrfach | f.Rangfolge | f.Verteilung):
            schema["oneOf"] = [{"required": [name]} for name in _WAHLEN]
        return {**schema, **({"required": noetig} if noetig else {}), "additionalProperties": False}

    def _feld(self, klasse: type, feld: "Field[Any]", hinweis: object) -> Schema:
        schema = self._ohne_null(feld, hinweis)
        ort = f"{_find_erklaerer(klasse, feld.name).__name__}.{feld.name}"
        if ort in MUSTERFELDER:
            self._add_muster(schema, MUSTERFELDER[ort])
        vorgabe = feld.default
        if isinstance(vorgabe, str | int | Decimal) and feld.default is not MISSING:
            schema["default"] = int(vorgabe) if isinstance(vorgabe, Decimal) else vorgabe
        satz = self._beschreibe(klasse, feld.name)
        if ort in AUSDRUCKSFELDER:
            satz = f"{satz} {self._wort('Ausdruckssprache', 'hinweis')}"
            schema |= {"maxLength": HOECHSTENS_ZEICHEN, "examples": self._beispiele(ort)}
        if "$ref" in schema:  # draft 7 reads nothing beside a reference
            return {"description": satz, "allOf": [schema]}
        return {"description": satz, **schema}

    def _ohne_null(self, feld: "Field[Any]", hinweis: object) -> Schema:
        """An optional field is left out rather than written without a value; only a required one may say null."""
        teile = get_args(hinweis) if get_origin(hinweis) in {Union, UnionType} else (hinweis,)
        if feld.default is None:
            teile = tuple(teil for teil in teile if teil is not NoneType)
        return dict(self._vereinigung(teile))

    # types

    def _typ(self, hinweis: object) -> Schema:
        if hinweis in _SKALARE:
            return dict(_SKALARE[hinweis])
        if hinweis is date:
            return self._add_muster({"type": "string", "format": "date"}, "tag")
        ursprung, teile = get_origin(hinweis), get_args(hinweis)
        if ursprung is Literal:
            return self._aufzaehlung(hinweis, teile)
        if ursprung is tuple:
            paar = {} if teile[-1] is Ellipsis else {"minItems": len(teile), "maxItems": len(teile)}
            return {"type": "array", "items": self._typ(teile[0]), **paar}
        if ursprung in {Union, UnionType}:
            return self._vereinigung(teile)
        if isinstance(ursprung, type) and issubclass(ursprung, Mapping):
            schema = {"type": "object", "additionalProperties": self._typ(teile[1])}
            return self._add_muster(schema, "stufe") if teile[0] is int else schema
        if isinstance(hinweis, type) and is_dataclass(hinweis):
            return self._verweis(hinweis)
        raise TypeError(hinweis)  # a new kind of field needs its line here

    def _aufzaehlung(self, hinweis: object, werte: tuple[object, ...]) -> Schema:
        """Fixed words, each with its meaning; a single number or name needs none."""
        name = next((name for name, wert in AUFZAEHLUNGEN.items() if wert == hinweis), "")
        if not name:
            return {"const": werte[0]} if len(werte) == 1 else {"enum": list(werte)}
        worte = self.beschreibungen.get("Aufzaehlungen", {}).get(name, {})
        return {"enum": list(werte), "enumDescriptions": [str(worte.get(wert, "")) for wert in werte]}

    def _vereinigung(self, teile: tuple[Any, ...]) -> Schema:
        if set(teile) == set(get_args(f.Frage)):
            return self._fragen("Frage", tuple(f.NACH_TYP), ohne=())
        if set(teile) == set(get_args(f.Spalte)):
            return self._fragen("Spalte", tuple(t for t in f.NACH_TYP if t in f.SPALTENTYPEN), ohne=("text",))
        if len(teile) == 1:
            return self._typ(teile[0])
        schemata = [self._typ(teil) for teil in teile]
        if all(set(schema) == {"type"} for schema in schemata):
            return {"type": [schema["type"] for schema in schemata]}
        return {"anyOf": schemata}

    def _fragen(self, name: str, typen: tuple[str, ...], ohne: tuple[str, ...]) -> Schema:
        """A question: `typ` decides which further fields there are."""
        if name not in self.definitionen:
            self.definitionen[name] = {}
            klassen = {typ: f.NACH_TYP[typ] for typ in typen}
            for klasse in klassen.values():
                if klasse.__name__ not in self.definitionen:
                    satz = self._satz(klasse, ohne=_FRAGEKERN)
                    satz["properties"]["typ"]["description"] = self._ist(klasse)
                    self.definitionen[klasse.__name__] = satz
            self.definitionen[name] = {
                "type": "object",
                "properties": self._fragekern(klassen),
                "required": [feld for feld in _FRAGEKERN if feld not in ohne],
                "allOf": [_wenn("typ", {"const": typ}, _ref(klasse)) for typ, klasse in klassen.items()],
            }
        return _ref_zu(name)

    def _fragekern(self, klassen: Mapping[str, type]) -> Schema:
        """What is offered before the type is known."""
        felder = {feld.name: feld for feld in fields(f.Text)}
        kern = {name: self._feld(f.Text, felder[name], str) for name in _FRAGEKERN}
        kern["typ"] = {
            "description": self._beschreibe(f.Text, "typ"),
            "enum": list(klassen),
            "enumDescriptions": [self._ist(klasse) for klasse in klassen.values()],
        }
        return kern

    def _katalog(self) -> Schema:
        """A catalogue: its name decides what an entry may say."""
        schema = self._satz(Katalog)
        eintraege = {"description": self._beschreibe(Katalog, "eintraege"), "type": "array"}
        schema["properties"]["eintraege"] = eintraege
        schema["properties"]["katalog"]["examples"] = list(EINTRAGSARTEN)
        arten: list[tuple[Schema, type]] = [
            ({"const": name}, klasse) for name, klasse in EINTRAGSARTEN.items()
        ]
        arten.append(({"not": {"enum": list(EINTRAGSARTEN)}}, Eintrag))
        bedingt = [
            _wenn("katalog", welcher, {"properties": {"eintraege": {"items": self._verweis(klasse)}}})
            for welcher, klasse in arten
        ]
        return {**schema, "allOf": bedingt}

    # words

    def _ist(self, klasse: type) -> str:
        return self._wort(klasse.__name__, "ist")

    def _wort(self, *pfad: str) -> str:
        stelle: Any = self.beschreibungen
        for teil in pfad:
            stelle = stelle.get(teil, {}) if isinstance(stelle, Mapping) else {}
        return stelle if isinstance(stelle, str) else ""

    def _beschreibe(self, klasse: type, feld: str) -> str:
        """The sentence about a field, from the nearest model that says one."""
        saetze = (self._wort(k.__name__, "felder", feld) for k in klasse.__mro__)
        return next(filter(None, saetze), "")

    def _beispiele(self, ort: str) -> list[str]:
        beispiele = self.beschreibungen.get("Ausdruckssprache", {}).get("beispiele", {})
        return list(beispiele.get(ort, ()))

    def _add_muster(self, schema: Schema, name: str) -> Schema:
        """The pattern of a text, or of the keys of a mapping, with a sentence for who misses it."""
        muster = {"pattern": _MUSTER[name], "patternErrorMessage": self._wort("Muster", name)}
        schema.update({"propertyNames": muster} if schema.get("type") == "object" else muster)
        return schema


def _is_noetig(feld: "Field[Any]") -> bool:
    return feld.default is MISSING and feld.default_factory is MISSING


def _wenn(feld: str, welcher: Schema, dann: Schema) -> Schema:
    return {"if": {"properties": {feld: welcher}, "required": [feld]}, "then": dann}


def _ref(klasse: type) -> Schema:
    return _ref_zu(klasse.__name__)


def _ref_zu(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _find_erklaerer(klasse: type, feld: str) -> type:
    """The model that declares a field."""
    return next((k for k in klasse.__mro__ if feld in vars(k).get("__annotations__", {})), klasse)
