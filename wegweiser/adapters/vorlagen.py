"""Bericht → HTML: sandboxed templates, German forms of numbers and dates, nothing read outside the folder."""

import base64
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Any, TypeAlias

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from wegweiser.adapters import bilder
from wegweiser.adapters.bilder import Worte
from wegweiser.errors import VorlageError
from wegweiser.model.analyse import Analyse
from wegweiser.model.bericht import Angabe, Bericht
from wegweiser.model.deutsch_format import format_datum, format_zahl
from wegweiser.model.finanzierung import Plan, Schwellen
from wegweiser.model.massnahmenplan import Termin
from wegweiser.model.rechenweg import Rechenweg

HAUPTVORLAGE = "bericht.html.j2"
NBSP = "\u00a0"
MONATE = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
_TYPEN = {
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
}
_URL = re.compile(r"""url\(\s*["']?(?!data:)([^"')]+)["']?\s*\)""")
_ZAHL = re.compile(r"[-−–]?\s*\d[\d.,]*\s*(?:€|%|m²)?\Z")
_STAND = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?\Z")
_ZEIT = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}\Z|(?:19|20)\d\d\Z")
# Words nobody can read get places to break, or the line breaking takes minutes.
_ENDLOS = re.compile(r"\S{121,}")
Zeilen: TypeAlias = Sequence[Mapping[str, str]]
# Control and bidirectional override characters show something else than what is stored.
_UNSICHTBAR = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(8234, 8239), *range(8294, 8298))
)


def render_html(bericht: Bericht, vorlagenordner: Path, *, eingebettet: bool) -> str:
    """The whole report; `eingebettet` puts style and fonts into the file, otherwise they are linked."""
    return render_vorlage(vorlagenordner, "bericht", eingebettet=eingebettet, bericht=bericht)


def render_vorlage(
    vorlagenordner: Path, name: str, *, eingebettet: bool, ordner: str = "", **werte: object
) -> str:
    """The template of a folder (called like it where none is named) with the style of the same name."""
    return load_vorlage(vorlagenordner, name, eingebettet=eingebettet, ordner=ordner)(**werte)


def load_vorlage(
    vorlagenordner: Path, name: str, *, eingebettet: bool, ordner: str = ""
) -> Callable[..., str]:
    """The same to render again and again: style and template are read once."""
    quelle = (vorlagenordner / (ordner or name)).resolve()
    vorlage = f"{name}.html.j2"
    stil = Markup(_build_stil(vorlagenordner.resolve(), quelle / f"{name}.css")) if eingebettet else None  # noqa: S704
    with _vorlagenfehler(vorlage):
        geladen = _umgebung(quelle).get_template(vorlage)

    def render(**werte: object) -> str:
        with _vorlagenfehler(vorlage):
            return geladen.render(stil=stil, **werte)

    return render


@contextmanager
def _vorlagenfehler(vorlage: str) -> Iterator[None]:
    """Turn what goes wrong in a template into an error for people."""
    try:
        yield
    except TemplateNotFound as fehler:
        raise VorlageError("vorlage-fehlt", name=fehler.name) from None
    except TemplateError as fehler:
        grund = fehler.message or type(fehler).__name__
        raise VorlageError("vorlage", name=_vorlagenname(fehler, vorlage), grund=grund) from fehler
    except (TypeError, ValueError, ArithmeticError, KeyError, AttributeError) as fehler:
        raise VorlageError("vorlage", name=vorlage, grund=str(fehler)) from fehler


def load_worte(vorlagenordner: Path) -> Mapping[str, Any]:
    """The words the templates have for ids, by the name of their table."""
    modul = _umgebung((vorlagenordner / "bericht").resolve()).get_template("_worte.html.j2").module
    return {name: wert for name, wert in vars(modul).items() if name.isupper()}


def _vorlagenname(fehler: TemplateError, vorlage: str) -> str:
    zeile = getattr(fehler, "lineno", None)
    return f"{getattr(fehler, 'name', None) or vorlage}{f':{zeile}' if zeile else ''}"


def _umgebung(ordner: Path) -> Environment:
    umgebung = ImmutableSandboxedEnvironment(
        loader=_Ordnerlader(ordner),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_saeubere,
        auto_reload=False,
    )
    umgebung.filters.update(FILTER)
    umgebung.globals.clear()
    zeiger = Zeiger()
    umgebung.globals.update({**HILFEN, "suche": zeiger.suche, "uebrige": zeiger.uebrige})
    return umgebung


class _Ordnerlader(BaseLoader):
    """Reads templates of one folder; a name or link that leads out of it does not exist."""

    def __init__(self, ordner: Path) -> None:
        self._ordner = ordner

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        del environment
        return _lies(self._ordner, self._ordner / template).decode("utf-8"), None, None


def _lies(ordner: Path, pfad: Path) -> bytes:
    ziel = pfad.resolve()
    if not ziel.is_relative_to(ordner) or not ziel.is_file():
        raise TemplateNotFound(pfad.name)
    return ziel.read_bytes()


def _build_stil(wurzel: Path, datei: Path) -> str:
    """The style sheet with fonts and pictures inside it."""

    def ersetze(treffer: re.Match[str]) -> str:
        pfad = datei.parent / treffer[1]
        inhalt = base64.b64encode(_lies(wurzel, pfad)).decode("ascii")
        return f'url("data:{_TYPEN.get(pfad.suffix, "application/octet-stream")};base64,{inhalt}")'

    try:
        return _URL.sub(ersetze, _lies(wurzel, datei).decode("utf-8"))
    except TemplateNotFound as fehler:
        raise VorlageError("vorlage-fehlt", name=fehler.name) from None


def _saeubere(wert: Any) -> Any:
    if wert is None:
        raise VorlageError("vorlage", name=HAUPTVORLAGE, grund="ein leerer Wert sollte gedruckt werden")
    if not isinstance(wert, str):
        return wert
    sauber = wert.translate(_UNSICHTBAR)
    return sauber if isinstance(sauber, Markup) else _ENDLOS.sub(_teile, sauber)


def _teile(wort: re.Match[str]) -> str:
    return "\u200b".join(wort[0][i : i + 40] for i in range(0, len(wort[0]), 40))


# ── German forms ─────────────────────────────────────────────────────────────────────────────────


def euro(betrag: Decimal) -> str:
    """Euros with dots and sign."""
    return bilder.format_euro(betrag)


def rund(betrag: Decimal) -> str:
    """Euros with two digits that count, for summaries: 81.600 becomes "rund 82.000 €"."""
    stellen = max(betrag.adjusted() - 1, 0) if betrag else 0
    gerundet = betrag.quantize(Decimal((0, (1,), stellen))) if stellen else betrag
    return f"rund{NBSP}{euro(Decimal(int(gerundet)))}"


def zahl(wert: Decimal | int, stellen: int | None = None) -> str:
    """A number with dots and comma."""
    return format_zahl(wert if stellen is None else round(Decimal(wert), stellen)).replace("-", "−")


def prozent(anteil: Decimal, stellen: int = 1) -> str:
    """A share of one: 0.363 as "36,3 %"."""
    return bilder.format_anteil(anteil, stellen)


def datum(tag: date) -> str:
    """22.11.2026."""
    return format_datum(tag)


def langes_datum(tag: date) -> str:
    """22. November 2026."""
    return f"{tag.day}.{NBSP}{MONATE[tag.month - 1]} {tag.year}"


def monat(tag: date) -> str:
    """November 2026."""
    return f"{MONATE[tag.month - 1]} {tag.year}"


def ergebnis(rechnung: Rechenweg) -> str:
    """The figure of a working in the form of its kind; empty where it is missing."""
    wert = rechnung.wert
    if isinstance(wert, bool):
        return "Ja" if wert else "Nein"
    if not isinstance(wert, Decimal):
        return wert or ""
    if rechnung.art == "geldbetrag":
        return euro(wert)
    if rechnung.art in {"anteil", "prozent"}:
        return prozent(wert if rechnung.art == "anteil" else wert / 100)
    return zahl(wert, 2).removesuffix(",00")


def ist_zahl(wert: object) -> bool:
    """Whether a value is a figure rather than words."""
    return isinstance(wert, Decimal)


def wort(kennung: str, worte: Mapping[str, str]) -> str:
    """The German word for an id; an unknown id is shown as it is, readable."""
    return worte.get(kennung, kennung.replace("-", " ").replace("_", " "))


def stand(text: str) -> str:
    """When something was last checked: 2026-11 as "November 2026", 2026-11-04 as "04.11.2026", 2026 as it is."""
    treffer = _STAND.match(text)
    if not treffer:
        return text
    jahr, monat_nr, tag = treffer[1], int(treffer[2]), treffer[3]
    return f"{tag}.{treffer[2]}.{jahr}" if tag else f"{MONATE[monat_nr - 1]} {jahr}"


def gross(text: str) -> str:
    """With a capital at the beginning: choices are worded as parts of sentences."""
    return text[:1].upper() + text[1:]


def termintext(termin: Termin, muster: Worte) -> str:
    """What happens on a date, in the words of the template for its kind."""
    werte = {"titel": termin.titel, "massnahme": termin.massnahme or ""}
    return re.sub(r"\{(titel|massnahme)\}", lambda treffer: werte[treffer[1]], muster[termin.art])


def fuelle(text: str, **werte: object) -> str:
    """A text with its places filled; it comes from a guide and is no template."""
    for name, wert in werte.items():
        text = text.replace(f"{{{name}}}", str(wert))
    return text


def aufzaehlung(teile: Sequence[object]) -> str:
    """1, 2 und 3."""
    worte = [str(teil) for teil in teile]
    return " und ".join(filter(None, (", ".join(worte[:-1]), *worte[-1:])))


def portionen(liste: Sequence[Any], hoechstens: int) -> list[Sequence[Any]]:
    """Cut into parts of nearly the same length, none longer than that."""
    anzahl = max(ceil(len(liste) / hoechstens), 1)
    grenzen = [round(nr * len(liste) / anzahl) for nr in range(anzahl + 1)]
    return [liste[von:bis] for von, bis in pairwise(grenzen)]


def breiten(zeilen: Zeilen, spalten: Sequence[tuple[str, str]]) -> tuple[int, ...]:
    """Column widths in percent: long texts get more, but no column less than its longest word."""
    masze = [_mass([titel, *(zeile.get(id_, "") for zeile in zeilen)]) for id_, titel in spalten]
    vordere = [int(100 * mass / sum(masze)) for mass in masze[:-1]]
    return (*vordere, 100 - sum(vordere))


def _mass(texte: Sequence[str]) -> float:
    wortlaenge = max((len(w) for t in texte for w in re.split(r"[\s/-]", t)), default=1)
    laenge = max((len(t) for t in texte), default=1)
    return float(max(6, min(wortlaenge, 18) * 1.1, min(laenge, 90) ** 0.75))


def ist_zahlenspalte(zeilen: Zeilen, spalte: str) -> bool:
    """Whether every cell of the column is an amount (not a day or a year), so that it is set to the right."""
    zellen = [zeile.get(spalte, "").replace(NBSP, " ").strip() for zeile in zeilen]
    voll = [z for z in zellen if z not in {"", "–", "-"}]
    return bool(voll) and all(_ZAHL.match(z) for z in voll) and not all(_ZEIT.match(z) for z in voll)


def gruppiere(zeilen: Zeilen, spalte: str) -> list[tuple[str, list[Mapping[str, str]]]]:
    """Rows by the value of a column, groups in the order in which they first appear."""
    gruppen: dict[str, list[Mapping[str, str]]] = {}
    for zeile in zeilen:
        gruppen.setdefault(zeile.get(spalte, ""), []).append(zeile)
    return list(gruppen.items())


# ── What templates may call ──────────────────────────────────────────────────────────────────────


class Zeiger:
    """Hands out answers and remembers which: a guide may ask what no template knows, and that is shown at the end."""

    def __init__(self) -> None:
        self._gezeigt: set[int] = set()

    def suche(self, angaben: Mapping[str, Angabe], id_: str) -> Angabe | None:
        """The answer, if there is anything to show: words, rows or the mark that it is open."""
        angabe = angaben.get(id_)
        if angabe is None or not _sagt_etwas(angabe):
            return None
        self._gezeigt.add(id(angabe))
        return angabe

    def uebrige(self, angaben: Mapping[str, Angabe], anderswo: Collection[str]) -> tuple[Angabe, ...]:
        """Answers nobody asked for so far, without those that are shown in another form."""
        return tuple(
            angabe
            for angabe in angaben.values()
            if _sagt_etwas(angabe) and id(angabe) not in self._gezeigt and angabe.id not in anderswo
        )


def _sagt_etwas(angabe: Angabe) -> bool:
    return bool(angabe.offen or angabe.text or angabe.zeilen or angabe.liste)


def lueckenmatrix(analyse: Analyse, worte: Worte) -> Markup:
    """The gap matrix."""
    return _bild(bilder.build_lueckenmatrix(analyse, worte))


def rangfolge(analyse: Analyse, worte: Worte) -> Markup:
    """The ranking of the gaps."""
    return _bild(bilder.build_rangfolge(analyse, worte))


def kostendeckung(anteil: Decimal, schwellen: Schwellen, klassen: Worte, worte: Worte) -> Markup:
    """Cost cover with the thresholds of the guide."""
    stufen = (
        (schwellen.schwach_rentierlich, klassen["schwach-rentierlich"]),
        (schwellen.rentierlich, klassen["rentierlich"]),
    )
    bekannt = [bilder.Schwelle(ab, titel) for ab, titel in stufen if ab is not None]
    return _bild(bilder.build_kostendeckung(anteil, bekannt, klassen["unrentierlich"], worte))


def mittel(plan: Plan, titel: str, worte: Worte) -> Markup:
    """Uses and sources of one plan."""
    return _bild(bilder.build_mittel(plan, titel, worte))


def zeitplan(termine: Sequence[Termin], titel: str, muster: Worte) -> Markup:
    """The dates on an axis."""
    punkte = [bilder.Zeitpunkt(t.datum, t.art, termintext(t, muster)) for t in termine]
    return _bild(bilder.build_zeitplan(punkte, titel))


def _bild(quelltext: str) -> Markup:
    return Markup(quelltext.translate(_UNSICHTBAR))  # noqa: S704  (our own SVG, every text in it is escaped)


FILTER: Mapping[str, Callable[..., Any]] = {
    "euro": euro,
    "rund": rund,
    "zahl": zahl,
    "prozent": prozent,
    "datum": datum,
    "langes_datum": langes_datum,
    "monat": monat,
    "ergebnis": ergebnis,
    "ist_zahl": ist_zahl,
    "wort": wort,
    "stand": stand,
    "gross": gross,
    "portionen": portionen,
    "aufzaehlung": aufzaehlung,
    "breiten": breiten,
    "gruppiere": gruppiere,
    "fuelle": fuelle,
}
HILFEN: Mapping[str, Callable[..., Any]] = {
    "termintext": termintext,
    "ist_zahlenspalte": ist_zahlenspalte,
    "bild_lueckenmatrix": lueckenmatrix,
    "bild_rangfolge": rangfolge,
    "bild_kostendeckung": kostendeckung,
    "bild_mittel": mittel,
    "bild_zeitplan": zeitplan,
    "namespace": Namespace,
    "range": range,
}
