"""Builders and strategies: small guides, a question of every type with answers, answers for the shipped guide."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from wegweiser.adapters.leitfaeden import build_entwurf, load_dateien
from wegweiser.core.pruefung import check_leitfaden
from wegweiser.model import frage as f
from wegweiser.model.antworten import Antwort
from wegweiser.model.base import Wert
from wegweiser.model.frage import Frage, Option
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.wert import Optionsquelle, clean_text

# ── Guides ───────────────────────────────────────────────────────────────────────────────────────

KOPF = """\
format: 1
id: probe
version: 1.0.0
titel: Probe
herausgeber: Test
lizenz: CC0-1.0
sprache: de
herkunft: fachpraxis
"""
QUELLEN = "- {id: gesetz, art: norm, titel: Ein Gesetz}\n"


def write_leitfaden(ordner: Path, dateien: Mapping[str, str]) -> Path:
    """A guide folder; head and sources are there unless given, `abschnitte` follows from the files."""
    ids = [
        name.removeprefix("abschnitte/").removesuffix(".yaml")
        for name in dateien
        if name.startswith("abschn")
    ]
    vorgabe = {"leitfaden.yaml": f"{KOPF}abschnitte: [{', '.join(ids)}]\n", "quellen.yaml": QUELLEN}
    for name, text in {**vorgabe, **dateien}.items():
        (ordner / name).parent.mkdir(parents=True, exist_ok=True)
        (ordner / name).write_text(text, encoding="utf-8")
    return ordner


def format_abschnitt(id_: str, *fragen: str, kopf: str = "", fuss: str = "") -> str:
    """An Abschnitt with one Schritt; every question is a YAML flow mapping."""
    zeilen = "".join(f"      - {frage}\n" for frage in fragen)
    schritte = f"schritte:\n  - id: {id_}_1\n    titel: Schritt\n    fragen:\n{zeilen}"
    return f"id: {id_}\ntitel: {id_}\nwarum: Darum.\n{kopf}{schritte}{fuss}"


def build_leitfaden(ordner: Path, dateien: Mapping[str, str]) -> Leitfaden:
    """A small guide that must be sound."""
    entwurf = build_entwurf(load_dateien(write_leitfaden(ordner, dateien)))
    assert entwurf.leitfaden is not None, [str(befund) for befund in entwurf.befunde]
    funde = check_leitfaden(entwurf.leitfaden)
    assert not funde, funde
    return entwurf.leitfaden


def split_marke(text: str) -> tuple[str, int, int]:
    """The text without its one mark "▸", and line and column of what the mark stood before."""
    vorne, marke, _ = text.partition("▸")
    assert marke, "a text with a mark is expected"
    return text.replace("▸", ""), vorne.count("\n") + 1, len(vorne) - vorne.rfind("\n")


# ── Questions and answers ────────────────────────────────────────────────────────────────────────

BOESE_TITEL = (
    "Küche, Bad", "Bad", "Küche", "1", "2", "13", "keine", "Keine", "nichts davon", "ja", "a = b", "a = 5", "x; y",
    "x", "y; z", "U\u0308ber", "Über", "über", "ÜBER", "Café (1; 2)", "100 %", "null", "#", "o1", "o2", "z3", "„so“",
)  # fmt: skip
BOESE_TEXTE = (
    "Kämmerei fragen", "Ka\u0308mmerei", "ja", "null", "~", "true", "- x", "a: b", "#kein Kommentar", "x # y", "'", '"',
    "01067", "1.10", "12:30", "{a}", "[b]", "*", "&a", "!x", "%", "@", "`", "|", ">", "a\\nb", "…", "€ 5", "🏘️", "2026-12-15",
    ",", "x, y", "x,", "yes", "NO", "\u2028", "a\u2028b", "a\u00a0b", "---", "...", "? a", "=", "<<",
)  # fmt: skip
ZEICHEN = st.characters(exclude_categories=["Cs"])


def texte(hoechstens: int = 60, *, zeilen: bool = False) -> st.SearchStrategy[str]:
    """Texts as an answer holds them: cleaned, not empty, with or without several lines."""
    frei = st.one_of(
        st.sampled_from(BOESE_TEXTE),
        st.text(ZEICHEN, max_size=hoechstens),
        st.text("aä #:-\n'\"", max_size=9),
    )
    if zeilen:
        frei = st.one_of(frei, st.lists(frei, min_size=1, max_size=5).map("\n".join))
    sauber = frei.map(clean_text)
    if not zeilen:
        sauber = sauber.map(lambda text: text.replace("\n", " ").strip())
    return sauber.map(lambda text: text[:hoechstens].strip()).filter(bool)


def zahlen(klein: int = -(10**11), gross: int = 10**11, stellen: int = 6) -> st.SearchStrategy[Decimal]:
    """Exact decimals, with trailing zeros now and then."""
    return st.integers(0, stellen).flatmap(
        lambda n: st.integers(klein * 10**n, gross * 10**n).map(lambda zahl: Decimal(zahl).scaleb(-n))
    )


def optionen(titel: Sequence[str] = BOESE_TITEL) -> st.SearchStrategy[tuple[Option, ...]]:
    """Options with ids o1, o2 … and titles that are hard to tell apart (rows of a table may be called the same)."""
    auswahl = st.lists(st.one_of(st.sampled_from(titel), texte(20)), min_size=1, max_size=7)
    return auswahl.map(lambda alle: tuple(Option(id=f"o{nr}", titel=t) for nr, t in enumerate(alle, 1)))


@dataclass(frozen=True)
class Fall:
    """A question with a value that fits it."""

    frage: Frage
    wert: Wert
    moeglich: tuple[Option, ...] = ()

    @property
    def optionen(self) -> Optionsquelle:
        return lambda frage: self.moeglich if isinstance(frage, f.Wahlfrage) else ()


def _frage(typ: str, **angaben: Any) -> Any:
    return f.NACH_TYP[typ](id="q", text="Frage?", typ=typ, **angaben)


def _anteile(namen: Sequence[str], schnitte: Sequence[int]) -> dict[str, Decimal]:
    """Percent points that sum up to 100, cut at the given tenths."""
    grenzen = [0, *sorted(schnitte)[: len(namen) - 1], 1000]
    return {name: Decimal(b - a) / 10 for name, a, b in zip(namen, grenzen, grenzen[1:], strict=False)}


def _wahl(typ: str, moeglich: tuple[Option, ...], mische: Any) -> Fall:
    ids = [option.id for option in moeglich]
    angaben = {"katalog": "k"} if typ == "katalogwahl" else {"optionen": moeglich}
    wert: Wert
    if typ in {"auswahl", "katalogwahl"}:
        wert = mische.choice(ids)
    elif typ == "mehrfach":
        wert = tuple(id_ for id_ in ids if mische.random() < 0.5)
    elif typ == "rangfolge":
        wert = tuple(mische.sample(ids, len(ids)))
    else:
        namen = mische.sample(ids, mische.randint(1, len(ids)))
        wert = _anteile(namen, [mische.randint(0, 1000) for _ in namen[1:]])
    return Fall(_frage(typ, **angaben), wert, moeglich)


def _orte() -> st.SearchStrategy[Wert]:
    grad = zahlen(-90, 90)
    mit = st.builds(lambda b, x, y: {"bezeichnung": b, "breite": x, "laenge": y}, texte(30), grad, grad)
    return st.one_of(texte(30).filter(lambda text: not text.endswith(")")), mit)


def _zellen(spalten: Mapping[str, Any]) -> st.SearchStrategy[tuple[dict[str, Wert], ...]]:
    zeilen = st.lists(st.fixed_dictionaries({}, optional=spalten), max_size=4)
    return zeilen.map(lambda alle: tuple({"id": f"z{nr}", **zeile} for nr, zeile in enumerate(alle, 1)))


_MOEGLICH = (Option(id="eins", titel="Eins, zwei"), Option(id="drei", titel="drei; vier"))
_TABELLE = f.Tabelle(
    id="q",
    text="Frage?",
    typ="tabelle",
    spalten=tuple(
        f.NACH_TYP[typ](id=typ, text=typ, typ=typ, **angaben)
        for typ, angaben in (
            ("text", {}), ("absatz", {}), ("ganzzahl", {}), ("zahl", {}), ("geldbetrag", {}), ("prozent", {}), ("datum", {}),
            ("jahr", {}), ("ja_nein", {}), ("auswahl", {"optionen": _MOEGLICH}), ("mehrfach", {"optionen": _MOEGLICH}),
            ("skala", {"von": 0, "bis": 4, "anker": {}}),
        )
    ),
)  # fmt: skip
_ZELLEN: dict[str, st.SearchStrategy[Any]] = {
    "text": texte(30),
    "absatz": texte(60, zeilen=True),
    "ganzzahl": st.integers(-(10**9), 10**9),
    "zahl": zahlen(),
    "geldbetrag": zahlen(stellen=2),
    "prozent": zahlen(0, 100),
    "datum": st.dates(),
    "jahr": st.integers(1900, 2100),
    "ja_nein": st.booleans(),
    "auswahl": st.sampled_from(["eins", "drei"]),
    "mehrfach": st.sampled_from([(), ("eins",), ("eins", "drei")]),
    "skala": st.integers(0, 4),
}


def _datei() -> st.SearchStrategy[str]:
    name = st.text("abcäöü -_1", min_size=1, max_size=8).map(lambda t: f"x{t.strip()}.csv")
    return st.lists(name, min_size=1, max_size=3).map("/".join)


_WERTE: dict[str, tuple[dict[str, Any], st.SearchStrategy[Any]]] = {
    "text": ({}, texte()),
    "absatz": ({}, texte(200, zeilen=True)),
    "ganzzahl": ({}, st.integers(-(10**19) + 1, 10**20 - 1)),
    "zahl": ({}, zahlen()),
    "geldbetrag": ({}, zahlen(stellen=2)),
    "prozent": ({}, zahlen(0, 100)),
    "datum": ({}, st.dates()),
    "jahr": ({}, st.integers(1900, 2100)),
    "ja_nein": ({}, st.booleans()),
    "skala": ({"von": -3, "bis": 1200, "anker": {0: "nichts"}}, st.integers(-3, 1200)),
    "datei": ({"endungen": ("csv",)}, _datei()),
    "ort": ({}, _orte()),
}


def faelle(typ: str) -> st.SearchStrategy[Fall]:
    """Questions of one type, each with a value that fits."""
    if typ in _WERTE:
        angaben, werte = _WERTE[typ]
        return werte.map(lambda wert: Fall(_frage(typ, **angaben), wert))
    if typ == "tabelle":
        return _zellen(_ZELLEN).map(lambda wert: Fall(_TABELLE, wert, _MOEGLICH))
    return st.builds(_wahl, st.just(typ), optionen(), st.randoms(use_true_random=False))


def antworten(typ: str) -> st.SearchStrategy[tuple[Fall, Antwort]]:
    """Questions of one type with an answer: a value or open, with certainty, evidence, note, owner and date."""

    def mache(fall: Fall, angaben: dict[str, Any], *, offen: bool) -> tuple[Fall, Antwort]:
        return fall, Antwort(wert=None if offen else fall.wert, offen=offen, **angaben)

    angaben = st.fixed_dictionaries(
        {},
        optional={
            "sicherheit": st.sampled_from(["gesichert", "geschaetzt", "vermutet", "konstruiert"]),
            "belege": st.lists(texte(20), max_size=3).map(tuple),
            "notiz": texte(200, zeilen=True),
            "zustaendig": texte(20),
            "bis": st.dates(),
        },
    )
    return st.builds(mache, faelle(typ), angaben, offen=st.booleans())


def komponiert(text: str) -> str:
    """With composed umlauts."""
    return unicodedata.normalize("NFC", text)


STICHTAG = date(2026, 11, 22)

KLEIN = {
    "abschnitte/rahmen.yaml": format_abschnitt(
        "rahmen",
        "{id: name, text: Wie heißt es?, typ: text}",
        "{id: einwohner, text: Wie viele?, typ: ganzzahl, min: 1}",
        "{id: laden, text: Gibt es einen Laden?, typ: ja_nein}",
        "{id: ladenname, text: Wie heißt er?, typ: absatz, wenn: laden}",
        "{id: ziele, text: Welche Ziele?, typ: mehrfach, optionen: [{id: a, titel: Alle}, {id: b, titel: Bad}]}",
        "{id: massnahmen, text: Welche Maßnahmen?, typ: tabelle, vorsatz: m, spalten: [{id: titel, typ: text}]}",
    ),
    "abschnitte/form.yaml": format_abschnitt(
        "form",
        "{id: gruender, text: Wie viele gründen?, typ: ganzzahl}",
        "{id: satzung, text: Liegt eine Satzung vor?, typ: ja_nein, wenn: gruender >= 7}",
        kopf="je: massnahmen\n",
    ),
}


# ── Answers at random ────────────────────────────────────────────────────────────────────────────


def make_wert(frage: Frage, quelle: Optionsquelle, zufall: Random) -> Wert | None:
    """Some value that fits the question; None where there is nothing to choose from."""
    ids = [option.id for option in quelle(frage)]
    match frage:
        case f.Text() | f.Absatz() | f.Dateifrage() | f.Ort():
            endung = f".{frage.endungen[0]}" if isinstance(frage, f.Dateifrage) and frage.endungen else ""
            namen = [
                "Café",
                "Laden",
                "a b" if isinstance(frage, f.Dateifrage) else "a: b",
            ]  # "a:" is a drive on Windows
            return f"{zufall.choice(namen)} {zufall.randrange(99)}{endung}"
        case f.JaNein():
            return zufall.random() < 0.5
        case f.Datum():
            return date(2026, 1, 1) + timedelta(days=zufall.randrange(2000))
        case f.Skala():
            return zufall.randint(frage.von, frage.bis)
        case f.Ganzzahl() | f.Jahr() | f.Zahl() | f.Geldbetrag() | f.Prozent():
            klein, gross = int(frage.min or 0), int(frage.max if frage.max is not None else 100_000)
            zahl = zufall.randint(klein, min(gross, zufall.choice([klein + 12, 1_000_000])))
            return zahl if isinstance(frage, f.Ganzzahl | f.Jahr) else Decimal(zahl)
        case f.Tabelle():
            anzahl = zufall.randint(frage.zeilen.min, min(frage.zeilen.max, frage.zeilen.min + 3))
            return tuple(_zeile(frage, nr, quelle, zufall) for nr in range(1, anzahl + 1))
        case f.Mehrfach():
            gewaehlt = [id_ for id_ in ids if zufall.random() < 0.5]
            return tuple(gewaehlt[: frage.max_anzahl])
        case f.Rangfolge():
            return tuple(zufall.sample(ids, len(ids)))
        case f.Verteilung():
            return {zufall.choice(ids): Decimal(100)} if ids else None
        case _:
            return zufall.choice(ids) if ids else None


def _zeile(tabelle: f.Tabelle, nr: int, quelle: Optionsquelle, zufall: Random) -> dict[str, Wert]:
    werte = {
        s.id: make_wert(s, quelle, zufall) for s in tabelle.spalten if s.pflicht or zufall.random() < 0.8
    }
    return {
        "id": f"{tabelle.vorsatz}{nr}",
        **{name: wert for name, wert in werte.items() if wert is not None},
    }
