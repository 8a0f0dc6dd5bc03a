"""Expressions of a questionnaire at their places: what they may read there, and what was not understood."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from wegweiser.core.fragebogen.gliederung import Element, Melder, Notiz
from wegweiser.core.fragebogen.namen import TRENNER
from wegweiser.core.xpath.baum import (
    Aufruf,
    Bezug,
    Kind,
    Operation,
    Verknuepfung,
    Xpath,
    list_knoten,
    replace_knoten,
)
from wegweiser.core.xpath.bedingung import nicht
from wegweiser.core.xpath.eingang import Rueckweg
from wegweiser.core.xpath.lesen import XpathError, parse_xpath
from wegweiser.core.xpath.teile import UND, Modus, Teil, Ziel, verknuepfe

_WAHR: Final = frozenset({"yes", "true", "true()", "1"})
_FALSCH: Final = frozenset({"", "no", "false", "false()", "0"})
_VERGLEICHE: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})
_WAHRHEITEN: Final = frozenset({"not", "selected", "true", "false", "boolean"})
_GROESSER: Final = frozenset({"<", "<=", ">", ">=", "+", "-", "*", "div"})


class Bedingungen:
    """Knows every name, and translates what is written about them."""

    def __init__(self, wurzel: Sequence[Element], melde: Melder) -> None:
        self.ziele: dict[str, Ziel] = {}
        self.rechnungen: dict[str, Teil] = {}
        self.eigene: dict[int, Ziel] = {}
        """What every row has become, also where two have the same name."""
        self._innen: dict[str, dict[str, Ziel]] = {}
        self.ort = ""
        """The Abschnitt whose expressions are translated: inside it, its own condition holds."""
        self.melde = melde
        self.verglichen = set(_list_verglichene(wurzel))
        """Names whose answers are compared or calculated with as numbers."""

    def stelle_vor(self, element: Element, je: str) -> Ziel:
        """Where a condition of a question stands: before it."""
        nr = self.eigene[id(element)].nr
        return Ziel("", "fremd", reihe=je, nr=nr - 1)

    def parse(self, text: str, zeile: int, spalte: str, teil: str) -> Xpath | None:
        """The tree of a cell; None and a note where it is none."""
        try:
            return _read_laufende(parse_xpath(text))
        except XpathError as fehler:
            self.melde(Notiz(zeile, spalte, fehler.code, {"text": text[:120], "ausdruck": text[:120]}, teil))
            return None

    def weg(
        self, selbst: Ziel | None, je: str, melde: Callable[[str, Mapping[str, object]], None]
    ) -> Rueckweg:
        """A translator for one place."""
        return Rueckweg({**self.ziele, **self._innen.get(self.ort, {})}, melde, selbst, je)

    def melde_ziel(self, element: Element, ziel: Ziel, abschnitt: str, *, immer: bool) -> None:
        """From now on expressions know a name; `immer` says whether it is always asked once its Abschnitt is."""
        self.eigene[id(element)] = ziel
        if element.name not in self.ziele:
            self.ziele[element.name] = ziel
            self._innen.setdefault(abschnitt, {})[element.name] = ziel._replace(immer=immer)

    def uebersetze(
        self, x: Xpath, selbst: Ziel, je: str, notiz: Notiz, modus: Modus = Modus.MOEGLICH
    ) -> Teil | None:
        """A condition in our language; `notiz` says where it stands."""
        return self.weg(selbst, je, self._melder(notiz)).bedingung(x, modus)

    def _melder(self, notiz: Notiz) -> Callable[[str, Mapping[str, object]], None]:
        def melde(code: str, angaben: Mapping[str, object]) -> None:
            self.melde(notiz._replace(code=code, angaben={**notiz.angaben, **angaben}))

        return melde

    def alle(self, elemente: Iterable[Element], vor: Ziel, je: str, teil: str) -> Teil | None:
        """The `relevant` of a question and of the groups around it, together."""
        teile = []
        for element in elemente:
            text = element.werte.get("relevant", "")
            if not text or text in _WAHR:
                continue
            x = self.parse(text, element.zeile.nr, "relevant", teil)
            notiz = Notiz(element.zeile.nr, "relevant", "", {"ausdruck": text[:120]}, teil)
            if x is not None and (fertig := self.uebersetze(x, vor, je, notiz)):
                teile.append(fertig)
        return verknuepfe(UND, teile) if teile else None

    def gegenteil(self, element: Element, tabelle: str) -> Teil | None:
        """What has to hold so that a note about a table does not appear."""
        text = element.werte.get("relevant", "")
        x = self.parse(text, element.zeile.nr, "relevant", tabelle) if text else None
        if x is None:
            return None
        ziel = next((z for z in self.ziele.values() if z.id == tabelle and z.art == "tabelle"), None)
        if ziel is None:
            return None
        return self.uebersetze(
            nicht(x), ziel._replace(id=""), "", Notiz(element.zeile.nr, "relevant", "", {}, tabelle)
        )

    # calculations

    def rechnung(self, element: Element, text: str, je: str, *, still: bool) -> Teil | None:
        """A calculation in our language; conditions become yes or no."""
        stumm = Bedingungen([], lambda _: None) if still else self
        x = stumm.parse(text, element.zeile.nr, "calculation", element.id)
        if x is None:
            return None
        melde = stumm._melder(  # noqa: SLF001 - the same class
            Notiz(element.zeile.nr, "calculation", "", {"ausdruck": text[:120]}, element.id)
        )
        weg = self.weg(Ziel("", "fremd", reihe=je), je, melde)
        return weg.bedingung(x, Modus.GENAU) if _ist_bedingung(x) else weg.wert(x)

    def melde_rechnung(self, element: Element, teil: Teil, je: str, text: str, *, bedingt: bool) -> None:
        """From now on others may read it, after everything it reads itself."""
        self.rechnungen[element.id] = teil
        gelesen = [
            ziel for name in _list_namen(parse_xpath(text)) if (ziel := self.ziele.get(name)) is not None
        ]
        werte: tuple[tuple[str, str], ...] = ()
        if teil.art == "wahrheit" and _ist_bedingung(parse_xpath(text)):
            werte = (("ja", "true"), ("nein", "false"))
        ziel = Ziel(
            element.id,
            "text" if teil.art == "wahl" else teil.art,
            immer=not bedingt and all(ziel.immer for ziel in gelesen),
            reihe=je,
            werte=werte,
            nr=max((ziel.nr for ziel in gelesen), default=-1),
        )
        self.ziele.setdefault(element.name, ziel)


def _read_laufende(x: Xpath) -> Xpath:
    """What we write for the answer of the same row in an earlier repetition is that answer."""
    ersatz: dict[Xpath, Xpath] = {}
    for teil in list_knoten(x):
        match teil:
            case Aufruf(name="indexed-repeat", argumente=(Bezug() as frage, Bezug(), Bezug(name=nummer))) if (
                nummer.endswith(f"{TRENNER}nr")
            ):
                ersatz[teil] = frage
            case _:
                pass
    return replace_knoten(x, ersatz) if ersatz else x


def read_pflicht(text: str) -> bool | None:
    """Whether an answer is required; None where that depends on something."""
    klein = text.strip().casefold()
    return True if klein in _WAHR else False if klein in _FALSCH else None


def _ist_bedingung(x: Xpath) -> bool:
    match x:
        case Verknuepfung():
            return True
        case Operation(zeichen=zeichen):
            return zeichen in _VERGLEICHE
        case Aufruf(name=name):
            return name in _WAHRHEITEN
        case _:
            return False


def _list_namen(x: Xpath) -> Iterable[str]:
    for teil in list_knoten(x):
        if isinstance(teil, Bezug):
            yield teil.name
        elif isinstance(teil, Kind):
            yield teil.pfad


def _list_verglichene(wurzel: Sequence[Element]) -> Iterable[str]:
    for element in wurzel:
        for oben in (element, *element.alle()):
            for spalte in ("relevant", "constraint", "calculation"):
                yield from _list_zahlen(oben, oben.werte.get(spalte, ""))


def _list_zahlen(element: Element, text: str) -> Iterable[str]:
    if not text:
        return
    try:
        x = parse_xpath(text)
    except XpathError:
        return
    for teil in list_knoten(x):
        if isinstance(teil, Operation) and teil.zeichen in _GROESSER:
            yield from _list_namen(teil.links)
            yield from _list_namen(teil.rechts)
            if "." in text.replace("..", "") and text.lstrip().startswith("."):
                yield element.name
        elif isinstance(teil, Aufruf) and teil.name in {"sum", "min", "max", "round", "number"}:
            yield from _list_namen(teil)
