"""The generated parts of the authors' handbook: every key, question type, operator, function, limit and finding.

The handbook itself is `README.md` beside the guides. What stands between two marks there comes from here, the rest was
written by hand. Sentences come from the schema, from `beschreibungen.yaml` and from the sentences of the findings.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wegweiser.adapters.leitfadenschema import (
    DATEIARTEN,
    QUELLENDATEI,
    Beschreibungen,
    Dateiart,
    Schema,
    build_schema,
    load_beschreibungen,
)
from wegweiser.ausdruck.funktionen import HOECHSTENS_GLIEDER, STELLIGKEIT
from wegweiser.ausdruck.grammatik import HOECHSTENS_TIEFE
from wegweiser.ausdruck.zeichen import HOECHSTENS_ZEICHEN, HOECHSTENS_ZIFFERN, RESERVIERT
from wegweiser.errors import befunde, dateien, find_stufe, leitfaden, logik, reisen, ueberlagerung
from wegweiser.errors.saetze import HINWEISE, SAETZE
from wegweiser.model.frage import NACH_TYP
from wegweiser.model.quelle import Quelle

HANDBUCH = "README.md"
# Sentences about a command, not about a place in a guide.
KEINE_BEFUNDE = frozenset(
    {
        "ableiten-ort",
        "abschnitt-unbekannt",
        "leitfaden-befunde",
        "leitfaden-besteht",
        "leitfaden-ordner",
        "leitfaden-unbekannt",
        "pruefformat-unbekannt",
        "reise-unbekannt",
        "sprache-keine",
        "sprache-unbekannt",
        "kein-text",
    }
)
_THEMEN = {
    "yaml": dateien,
    "leitfaden": leitfaden,
    "befunde": befunde,
    "logik": logik,
    "ueberlagerung": ueberlagerung,
    "reisen": reisen,
}
_FRAGE = "Frage"
_LUECKE = re.compile(r"\{(\w+)\}")


def refresh_handbuch(text: str) -> str:
    """The handbook with its generated parts as they are now; what was written by hand stays."""
    for name, teil in build_teile().items():
        marken = _find_marken(name)
        muster = re.compile(f"{re.escape(marken[0])}.*?{re.escape(marken[1])}", re.DOTALL)
        neu = f"{marken[0]}\n\n{teil.strip()}\n\n{marken[1]}"
        text = muster.sub(lambda _, neu=neu: neu, text, count=1)  # type: ignore[misc]  # bound at once
    return text


def _find_marken(name: str) -> tuple[str, str]:
    return f"<!-- erzeugt: {name} -->", f"<!-- ende: {name} -->"


def is_handbuch(text: str) -> bool:
    """Whether a README is this handbook and not somebody's own."""
    return all(marke in text for name in build_teile() for marke in _find_marken(name))


def build_teile() -> Mapping[str, str]:
    """Each generated part by its name."""
    schreiber = _Schreiber(build_schema(), load_beschreibungen())
    return {
        "dateien": schreiber.dateien(),
        "fragetypen": schreiber.fragetypen(),
        "ausdruecke": schreiber.ausdruecke(),
        "angaben": schreiber.angaben(),
        "woerter": schreiber.woerter(),
        "befunde": schreiber.befunde(),
    }


def format_tabelle(kopf: Sequence[str], zeilen: Iterator[Sequence[str]]) -> str:
    """A table in Markdown; nothing in a cell can end it."""
    linien = [kopf, ["---"] * len(kopf), *zeilen]
    return "\n".join("| " + " | ".join(_zelle(z) for z in linie) + " |" for linie in linien) + "\n"


def _zelle(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _code(text: object) -> str:
    return f"`{text}`"


class _Schreiber:
    """Turns the schema into tables; a record is described once, where it is met first."""

    def __init__(self, schema: Schema, beschreibungen: Beschreibungen) -> None:
        self.definitionen: Mapping[str, Schema] = schema["definitions"]
        self.beschreibungen = beschreibungen
        self.worte: Mapping[str, Any] = beschreibungen["Handbuch"]
        self.gesehen: set[str] = set()

    def kopf(self, *namen: str) -> list[str]:
        """Headings of columns."""
        return [str(self.worte["spalten"][name]) for name in namen]

    # files

    def dateien(self) -> str:
        """Which files there are."""
        arten = [(art.ort, art.klasse) for art in self.list_dateiarten()]
        zeilen = (
            (_code(ort), str(self.definitionen[klasse.__name__]["description"])) for ort, klasse in arten
        )
        return format_tabelle(self.kopf("datei", "ist"), zeilen)

    def list_dateiarten(self) -> Iterator[Dateiart]:
        """The kinds of files in the order a guide is written in."""
        ordnung: Sequence[str] = self.worte["dateien"]
        arten = {art.klasse.__name__: art for art in (*DATEIARTEN, Dateiart(Quelle, QUELLENDATEI, ()))}
        yield from sorted(arten.values(), key=lambda art: ordnung.index(art.klasse.__name__))

    # keys

    def angaben(self) -> str:
        """Every key of every kind of file."""
        teile = []
        for art in self.list_dateiarten():
            teile.append(f"### {_code(art.ort)}\n")
            teile += self.satz(art.klasse.__name__)
        return "\n".join(teile)

    def satz(self, name: str) -> Iterator[str]:
        """One record, then those it is made of."""
        if name in self.gesehen:
            return
        self.gesehen.add(name)
        schema = self.definitionen[name]
        if name in {_FRAGE, "Spalte"}:
            yield from self.frage(name)
            return
        yield f"**{name}** – {schema['description']}\n"
        yield self.felder(schema, schema["properties"])
        if name == "Katalog":
            kinder = [
                _find_ref(zweig["then"]["properties"]["eintraege"]["items"]) for zweig in schema["allOf"]
            ]
        else:
            kinder = [kind for feld in schema["properties"].values() for kind in _list_refs(feld)]
        for kind in dict.fromkeys(kinder):
            yield from self.satz(kind)

    def felder(self, schema: Schema, felder: Mapping[str, Schema]) -> str:
        """The keys of a record."""
        noetig = schema.get("required", ())
        zeilen = (
            (
                _code(name),
                str(self.worte["ja"]) if name in noetig else self.vorgabe(feld),
                self.wert(feld),
                self.knapp(feld["description"]),
            )
            for name, feld in felder.items()
        )
        return format_tabelle(self.kopf("angabe", "noetig", "wert", "bedeutung"), zeilen)

    def knapp(self, satz: str) -> str:
        """Without what is said about every expression."""
        hinweis = str(self.beschreibungen["Ausdruckssprache"]["hinweis"])
        return satz.replace(f" {hinweis}", "")

    def vorgabe(self, feld: Schema) -> str:
        vorgabe = feld.get("default")
        if vorgabe in {None, ""}:
            return ""
        text = str(vorgabe).lower() if isinstance(vorgabe, bool) else str(vorgabe)
        return f"{self.worte['sonst']} {_code(text)}"

    def wert(self, feld: Schema) -> str:
        """What may stand there, in words."""
        worte: Mapping[str, str] = self.worte["werte"]
        if "examples" in feld and "maxLength" in feld:
            return worte["ausdruck"]
        if "enum" in feld:
            return ", ".join(_code(wert) for wert in feld["enum"])
        if "const" in feld:
            return _code(feld["const"])
        if refs := list(_list_refs(feld)):
            vorn = {"array": f"{worte['liste']}: ", "object": f"{worte['zuordnung']}: "}
            return vorn.get(feld.get("type", ""), "") + ", ".join(dict.fromkeys(refs))
        if "anyOf" in feld:
            return ", ".join(dict.fromkeys(self.wert(teil) for teil in feld["anyOf"]))
        art = feld.get("format") or feld.get("type", "beliebig")
        if art == "array":
            return f"{worte['liste']}: {self.wert(feld['items'])}" if "items" in feld else worte["liste"]
        return ", ".join(worte[einer] for einer in ([art] if isinstance(art, str) else art))

    def frage(self, name: str) -> Iterator[str]:
        """What all questions have; what only some have stands with the types."""
        self.gesehen |= {_FRAGE, "Spalte"}
        allgemein = self.definitionen[NACH_TYP["text"].__name__]
        felder = {
            feld: schema
            for feld, schema in allgemein["properties"].items()
            if feld not in self.eigene("text")
        }
        felder["typ"] = {
            **felder["typ"],
            "description": str(self.beschreibungen["Grundfrage"]["felder"]["typ"]),
        }
        felder["typ"] = {"description": felder["typ"]["description"], "type": "typ"}
        yield f"**{name}** – {self.beschreibungen['Grundfrage']['ist']}\n"
        yield self.felder({"required": ["id", "text", "typ"]}, felder)
        for klasse in NACH_TYP.values():
            for feld in self.definitionen[klasse.__name__]["properties"].values():
                for kind in _list_refs(feld):
                    yield from self.satz(kind)

    # questions

    def eigene(self, typ: str) -> list[str]:
        """The keys only questions of this type have."""
        klasse = NACH_TYP[typ]
        return [name for name in vars(klasse).get("__annotations__", {}) if name != "typ"]

    def fragetypen(self) -> str:
        """Every type: what it is, its own keys, what it is in expressions."""
        teile = [format_tabelle(self.kopf("typ", "ist", "ausdruck", "eigene"), self.typzeilen())]
        for typ in NACH_TYP:
            if eigene := self.eigene(typ):
                schema = self.definitionen[NACH_TYP[typ].__name__]
                teile.append(f"**{_code(typ)}**\n")
                teile.append(self.felder(schema, {name: schema["properties"][name] for name in eigene}))
        return "\n".join(teile)

    def typzeilen(self) -> Iterator[Sequence[str]]:
        typen: Mapping[str, str] = self.beschreibungen["Ausdruckssprache"]["typen"]
        for typ, klasse in NACH_TYP.items():
            ist = str(self.beschreibungen[klasse.__name__]["ist"])
            yield _code(typ), ist, typen[typ], ", ".join(map(_code, self.eigene(typ)))

    # expressions

    def ausdruecke(self) -> str:
        """Signs, functions, limits and reserved words."""
        sprache = self.beschreibungen["Ausdruckssprache"]
        zeichen = ((_code(z["zeichen"]), z["wirkung"], _code(z["beispiel"])) for z in sprache["zeichen"])
        funktionen = (
            (_code(f"{name}({self.stellen(name)})"), angaben["wirkung"], _code(angaben["beispiel"]))
            for name, angaben in sprache["funktionen"].items()
        )
        grenzen = self.worte["grenzen"].format(
            zeichen=HOECHSTENS_ZEICHEN,
            tiefe=HOECHSTENS_TIEFE,
            glieder=HOECHSTENS_GLIEDER,
            ziffern=HOECHSTENS_ZIFFERN,
        )
        reserviert = ", ".join(_code(wort) for wort in sorted(RESERVIERT, key=str.lower))
        return "\n".join(
            (
                format_tabelle(self.kopf("zeichen", "bedeutung", "beispiel"), zeichen),
                format_tabelle(self.kopf("funktion", "ergibt", "beispiel"), funktionen),
                f"{grenzen}\n",
                f"{self.worte['reserviert']} {reserviert}.\n",
            )
        )

    def stellen(self, name: str) -> str:
        mindestens, hoechstens = STELLIGKEIT[name]
        return ", ".join(["…"] * mindestens) + (", …" if hoechstens > mindestens else "")

    # words and findings

    def woerter(self) -> str:
        """Fixed words and what each means."""
        teile = []
        for name, worte in self.beschreibungen["Aufzaehlungen"].items():
            if titel := self.worte["aufzaehlungen"].get(name):
                zeilen = ((_code(wort), str(sinn)) for wort, sinn in worte.items())
                teile += [f"**{titel}**\n", format_tabelle(self.kopf("wort", "bedeutung"), zeilen)]
        return "\n".join(teile)

    def befunde(self) -> str:
        """Every finding: its code, how grave it is, what it says."""
        teile = []
        for thema, codes in list_befunde().items():
            zeilen = ((_code(code), str(self.worte[find_stufe(code)]), _satz(code)) for code in codes)
            teile += [
                f"**{self.worte['themen'][thema]}**\n",
                format_tabelle(self.kopf("code", "stufe", "satz"), zeilen),
            ]
        return "\n".join(teile)


def list_befunde() -> Mapping[str, tuple[str, ...]]:
    """The codes of findings by theme."""
    return {
        thema: tuple(
            sorted(
                code
                for code in modul.SAETZE
                if code not in KEINE_BEFUNDE and (thema != "yaml" or code.startswith("yaml"))
            )
        )
        for thema, modul in _THEMEN.items()
    }


def _satz(code: str) -> str:
    """The sentence and its hint, with a gap where a finding names something."""
    text = (
        f"{SAETZE[code]} {HINWEISE.get(code, '')}".replace("{vorschlag}", "")
        .replace("{{", "{")
        .replace("}}", "}")
    )
    return _LUECKE.sub("…", text).replace("….", "…").strip()


def _list_refs(schema: object) -> Iterator[str]:
    """The records below a field."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield _find_ref(schema)
        for name, wert in schema.items():
            if name not in {"description", "enum"}:
                yield from _list_refs(wert)
    elif isinstance(schema, list):
        for wert in schema:
            yield from _list_refs(wert)


def _find_ref(schema: Schema) -> str:
    return str(schema["$ref"]).rpartition("/")[2]
