"""Bericht → HTML: sandboxed templates, German forms of numbers and dates, nothing read outside the folder."""

import base64
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from wegweiser.adapters import bilder, vorlagenbilder
from wegweiser.adapters import vorlagenformen as formen
from wegweiser.adapters.bilder import Worte
from wegweiser.errors import VorlageError
from wegweiser.model.analyse import Analyse
from wegweiser.model.bericht import Angabe, Bericht
from wegweiser.model.finanzierung import Plan, Schwellen
from wegweiser.model.massnahmenplan import Termin

HAUPTVORLAGE = "bericht.html.j2"
_TYPEN = {
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
}
_URL = re.compile(r"""url\(\s*["']?(?!data:)([^"')]+)["']?\s*\)""")
# Words nobody can read get places to break, or the line breaking takes minutes.
_ENDLOS = re.compile(r"\S{121,}")
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
    punkte = [bilder.Zeitpunkt(t.datum, t.art, formen.termintext(t, muster)) for t in termine]
    return _bild(bilder.build_zeitplan(punkte, titel))


def _bild(quelltext: str) -> Markup:
    return Markup(quelltext.translate(_UNSICHTBAR))  # noqa: S704  (our own SVG, every text in it is escaped)


FILTER: Mapping[str, Callable[..., Any]] = {
    "euro": formen.euro,
    "rund": formen.rund,
    "zahl": formen.zahl,
    "prozent": formen.prozent,
    "datum": formen.datum,
    "langes_datum": formen.langes_datum,
    "monat": formen.monat,
    "ergebnis": formen.ergebnis,
    "ist_zahl": formen.ist_zahl,
    "wort": formen.wort,
    "stand": formen.stand,
    "gross": formen.gross,
    "portionen": formen.portionen,
    "aufzaehlung": formen.aufzaehlung,
    "breiten": formen.breiten,
    "gruppiere": formen.gruppiere,
    "fuelle": formen.fuelle,
    **vorlagenbilder.FILTER,
}
HILFEN: Mapping[str, Callable[..., Any]] = {
    "termintext": formen.termintext,
    "ist_zahlenspalte": formen.ist_zahlenspalte,
    "bild_lueckenmatrix": lueckenmatrix,
    "bild_rangfolge": rangfolge,
    "bild_kostendeckung": kostendeckung,
    "bild_mittel": mittel,
    "bild_zeitplan": zeitplan,
    "namespace": Namespace,
    "range": range,
    **vorlagenbilder.HILFEN,
}
