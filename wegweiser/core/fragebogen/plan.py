"""Where everything of a questionnaire goes: groups become Abschnitte and Schritte, repeats tables or repeated Abschnitte."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wegweiser.core.fragebogen.gliederung import Element, Melder, Notiz, is_flach, is_verteilung
from wegweiser.core.fragebogen.kennungen import Kennungen
from wegweiser.core.fragebogen.namen import TRENNER
from wegweiser.core.xpath.baum import Aufruf, Bezug
from wegweiser.core.xpath.lesen import XpathError, parse_xpath


@dataclass(frozen=True)
class Platz:
    """A question in its Schritt, with the groups around it whose conditions count for it."""

    element: Element
    gruppen: tuple[Element, ...] = ()
    als: str = ""
    """`tabelle` for a repeat that becomes a table, `zeilen` for one whose rows are asked one by one."""


@dataclass
class Schrittplan:
    """One Schritt; without an element it has no title of its own."""

    id: str
    element: Element | None
    fragen: list[Platz] = field(default_factory=list)


@dataclass
class Abschnittplan:
    """One Abschnitt: what it comes from, over which table it is repeated, its Schritte and derived values."""

    id: str
    element: Element | None
    je: str = ""
    bedingungen: list[Element] = field(default_factory=list)
    schritte: list[Schrittplan] = field(default_factory=list)
    rechnungen: list[Element] = field(default_factory=list)

    @property
    def leer(self) -> bool:
        """Nothing is asked in it."""
        return not any(schritt.fragen for schritt in self.schritte)


class Planer:
    """Walks the tree once."""

    def __init__(self, melde: Melder, ohne_gruppe: str) -> None:
        self.melde = melde
        self.ohne_gruppe = ohne_gruppe
        self.fertig: list[Abschnittplan] = []
        self.hinweise: list[tuple[Element, Element | None]] = []
        """Notes, each with the question it stands before."""
        self._kennungen = Kennungen()
        self._schritte = Kennungen()
        self._tabellen: dict[str, str] = {}
        self._wartend: list[Element] = []

    def plane(self, wurzel: Sequence[Element]) -> list[Abschnittplan]:
        """All Abschnitte in order; empty ones drop out, their calculations move on."""
        lose: Abschnittplan | None = None
        for element in self._ohne_leere(wurzel):
            if element.form.art == "gruppe" and not is_verteilung(element):
                lose = None
                self._gruppe(element)
            elif element.form.art == "wiederholung" and not is_flach(element):
                lose = self._wiederholung(lose or self._beginne(None), element, ())
                lose = None
            else:
                lose = lose or self._beginne(None)
                self._nimm(lose, element, ())
        self.hinweise += [(hinweis, None) for hinweis in self._wartend]
        return self._raeume_auf()

    def _ohne_leere(self, elemente: Sequence[Element]) -> Iterator[Element]:
        """A repetition of nothing is no question."""
        for element in elemente:
            fragen = [teil for teil in element.alle() if teil.form.art == "frage"]
            if element.form.art == "wiederholung" and not fragen:
                angaben = {"text": element.werte["type"]}
                self.melde(Notiz(element.zeile.nr, "type", "xlsform-ohne-fragen", angaben))
            else:
                yield element

    def _beginne(self, element: Element | None, je: str = "", name: str = "") -> Abschnittplan:
        id_ = self._kennungen.nimm(name or (element.id if element else self.ohne_gruppe))
        plan = Abschnittplan(id_, element, je)
        self.fertig.append(plan)
        return plan

    def _gruppe(self, element: Element) -> None:
        plan = self._beginne(element)
        plan.bedingungen.append(element)
        self._fuelle(plan, element.kinder, ())

    def _fuelle(
        self, plan: Abschnittplan, kinder: Sequence[Element], gruppen: tuple[Element, ...]
    ) -> Abschnittplan:
        for kind in self._ohne_leere(kinder):
            if kind.form.art == "gruppe" and kind.merkmale.get("typ") == "inhalt":
                plan.bedingungen.append(kind)
                plan = self._fuelle(plan, kind.kinder, gruppen)
            elif kind.form.art == "gruppe" and not is_verteilung(kind):
                plan.schritte.append(Schrittplan(self._schritte.nimm(kind.id), kind))
                plan = self._fuelle(plan, kind.kinder, (*gruppen, kind))
                plan.schritte.append(Schrittplan("", None))
            elif kind.form.art == "wiederholung" and not plan.je and not is_flach(kind):
                plan = self._wiederholung(plan, kind, gruppen)
            else:
                self._nimm(plan, kind, gruppen)
        return plan

    def _nimm(self, plan: Abschnittplan, element: Element, gruppen: tuple[Element, ...]) -> None:
        match element.form.art:
            case "entfaellt":
                angaben = {"typ": element.werte["type"]}
                self.melde(Notiz(element.zeile.nr, "type", "xlsform-entfaellt", angaben))
            case "hinweis":
                self._wartend.append(element)
            case "rechnung":
                if element.merkmale.get("typ") != "helfer":
                    plan.rechnungen.append(element)
            case "wiederholung":
                element.id = element.ersatz or element.id  # a repetition inside another is a table
                self._tabellen[element.name] = element.id
                self._setze(plan, Platz(element, gruppen, "tabelle"))
            case _:
                self._setze(plan, Platz(element, gruppen))

    def _setze(self, plan: Abschnittplan, platz: Platz) -> None:
        self.hinweise += [(hinweis, platz.element) for hinweis in self._wartend]
        self._wartend.clear()
        if not plan.schritte or (not plan.schritte[-1].id and plan.schritte[-1].element is None):
            if plan.schritte and not plan.schritte[-1].fragen:
                plan.schritte.pop()
            plan.schritte.append(Schrittplan(self._schritte.nimm(f"{plan.id}_fragen"), None))
        plan.schritte[-1].fragen.append(platz)

    def _wiederholung(
        self, plan: Abschnittplan, element: Element, gruppen: tuple[Element, ...]
    ) -> Abschnittplan:
        """A table of the rows, then an Abschnitt for each of them, then what follows in the group."""
        tabelle = self._find_tabelle(element)
        name = element.id if element.ist_je else f"{element.id}_einzeln"
        if tabelle is None:
            element.id = element.ersatz or element.id
            self._setze(plan, Platz(element, gruppen, "zeilen"))
            tabelle = element.id
        je = self._beginne(element, tabelle, name)
        if element.ist_je:
            je.bedingungen.append(element)
        self._fuelle(je, [k for k in element.kinder if not _ist_laufzeile(k)], ())
        weiter = self._beginne(plan.element, plan.je, f"{plan.id}_weiter")
        weiter.bedingungen = list(plan.bedingungen)
        return weiter

    def _find_tabelle(self, element: Element) -> str | None:
        """The table asked before over whose rows a repeat runs: `count(${rows})`."""
        text = element.werte.get("repeat_count", "")
        try:
            zahl = parse_xpath(text) if text else None
        except XpathError:
            return None
        match zahl:
            case Aufruf(name="count", argumente=(Bezug(name=name),)):
                return self._tabellen.get(name)
            case _:
                return None

    def _raeume_auf(self) -> list[Abschnittplan]:
        uebrig: list[Element] = []
        behalten = []
        for plan in self.fertig:
            plan.schritte = [schritt for schritt in plan.schritte if schritt.fragen]
            if plan.leer:
                uebrig += plan.rechnungen
            else:
                behalten.append(plan)
        if behalten and uebrig:
            next((p for p in reversed(behalten) if not p.je), behalten[-1]).rechnungen += uebrig
        return behalten


def _ist_laufzeile(element: Element) -> bool:
    helfer = element.form.art in {"rechnung", "hinweis"} and element.merkmale.get("typ") == "helfer"
    return helfer and TRENNER in element.name


def build_plan(
    wurzel: Sequence[Element], melde: Melder, ohne_gruppe: str
) -> tuple[list[Abschnittplan], list[tuple[Element, Element | None]]]:
    """The Abschnitte of a questionnaire, and its notes with the questions they stand before."""
    planer = Planer(melde, ohne_gruppe)
    return planer.plane(wurzel), planer.hinweise
