"""The rows of a questionnaire as a tree: groups and repeats with what is in them, every part with its id."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from wegweiser.core.fragebogen.fragetypen import Formtyp, parse_formtyp
from wegweiser.core.fragebogen.kennungen import Kennungen
from wegweiser.core.fragebogen.merkmale import parse_merkmale
from wegweiser.core.fragebogen.namen import TRENNER
from wegweiser.errors.xlsform import TEXTE
from wegweiser.model.fragebogen import MERKSPALTE, Blatt, Blattzeile
from wegweiser.model.kennungen import format_name

MAX_TIEFE: Final = 20


class Notiz(NamedTuple):
    """Something that was not taken over as it was: where it stands in the sheet, and the part it belongs to."""

    zeile: int
    spalte: str
    code: str
    angaben: Mapping[str, object]
    teil: str = ""
    blatt: str = "survey"


Melder = Callable[[Notiz], None]


@dataclass
class Element:
    """A row, or a group with everything between its begin and its end."""

    zeile: Blattzeile
    form: Formtyp
    name: str = ""
    id: str = ""
    ersatz: str = ""
    """The id of the table a repetition needs whose own table is not there."""
    merkmale: Mapping[str, str] = field(default_factory=dict)
    kinder: list["Element"] = field(default_factory=list)

    @property
    def werte(self) -> Mapping[str, str]:
        """The cells of its row."""
        return self.zeile.werte

    @property
    def ist_je(self) -> bool:
        """A repetition over the rows of a table, as we write it."""
        return self.form.art == "wiederholung" and "je" in self.merkmale

    def alle(self) -> Iterator["Element"]:
        """Everything below, in order."""
        for kind in self.kinder:
            yield kind
            yield from kind.alle()


def build_gliederung(survey: Blatt, melde: Melder) -> list[Element]:
    """The tree; what does not close is closed, what closes nothing is passed over."""
    wurzel: list[Element] = []
    offen: list[Element] = []
    for zeile in survey.zeilen:
        if not zeile.werte.get("type"):
            continue
        element = _build_element(zeile)
        ziel = offen[-1].kinder if offen else wurzel
        if element.form.art == "ende":
            if offen:
                offen.pop()
            else:
                melde(Notiz(zeile.nr, "type", "xlsform-ende", {"text": zeile.werte["type"]}))
            continue
        ziel.append(element)
        if element.form.anderes:
            ziel.append(_build_anderes(element))
        if element.form.art in {"gruppe", "wiederholung"} and len(offen) < MAX_TIEFE:
            offen.append(element)
    for element in offen:
        melde(Notiz(element.zeile.nr, "type", "xlsform-offen", {"text": element.werte["type"]}))
    _give_kennungen(wurzel, melde)
    return wurzel


def _build_element(zeile: Blattzeile) -> Element:
    merkmale = parse_merkmale(zeile.werte.get(MERKSPALTE, ""))
    return Element(zeile, parse_formtyp(zeile.werte["type"]), zeile.werte.get("name", ""), merkmale=merkmale)


def _build_anderes(element: Element) -> Element:
    """The text question that `or_other` adds behind a choice."""
    werte = {
        "type": "text",
        "name": f"{element.name}_other",
        "label": TEXTE["anderes-frage"],
        "relevant": f"selected(${{{element.name}}}, 'other')",
    }
    return Element(Blattzeile(element.zeile.nr, werte), Formtyp("frage", "text"), werte["name"])


def _ohne_kennung(element: Element, anteile: set[int]) -> bool:
    """What we wrote only to help along, and the parts of one question."""
    helfer = element.form.art == "rechnung" and element.merkmale.get("typ") == "helfer"
    return helfer or id(element) in anteile


def _give_kennungen(wurzel: list[Element], melde: Melder) -> None:
    """Ids of questions and derived values are names in expressions; groups have their own."""
    namen, abschnitte, schritte = Kennungen(), Kennungen(), Kennungen()
    spalten = _list_spalten(wurzel)
    oben = {id(element) for element in wurzel}
    anteile = {id(kind) for element in _alle(wurzel) if is_verteilung(element) for kind in element.kinder}
    for element in _alle(wurzel):
        if element.form.art in {"hinweis", "entfaellt"} or _ohne_kennung(element, anteile):
            continue
        kurz = element.name.rpartition(TRENNER)[2]
        ist_gruppe = element.form.art == "gruppe" and not is_verteilung(element)
        if ist_gruppe or element.ist_je:
            kennungen = abschnitte if id(element) in oben or element.ist_je else schritte
            element.id = kennungen.nimm(format_name(kurz or "gruppe"))
        elif id(element) in spalten:
            element.id = spalten[id(element)].nimm(format_name(kurz or "spalte"))
        else:
            kurz = element.name
            element.id = namen.nimm(format_name(element.name or "frage"))
        if not element.name:
            melde(Notiz(element.zeile.nr, "name", "xlsform-ohne-namen", {"neu": element.id}, element.id))
        elif element.id != kurz and element.merkmale.get("typ") != "inhalt":
            angaben = {"alt": element.name, "neu": element.id}
            melde(Notiz(element.zeile.nr, "name", "xlsform-name", angaben, element.id))
    for element in _alle(wurzel):
        if element.ist_je:
            element.ersatz = namen.nimm(f"{element.id}_zeilen")


def _list_spalten(wurzel: list[Element]) -> dict[int, Kennungen]:
    """What stands in a flat repeat becomes a column: its id need only be unique there."""
    spalten: dict[int, Kennungen] = {}
    for element in _alle(wurzel):
        if element.form.art == "wiederholung" and is_flach(element):
            kennungen = Kennungen()
            kennungen.vergeben.add("id")
            spalten |= {id(kind): kennungen for kind in element.alle()}
    return spalten


def _alle(elemente: list[Element]) -> Iterator[Element]:
    for element in elemente:
        yield element
        yield from element.alle()


_FLACHE_TYPEN: Final = frozenset(
    {"text", "ganzzahl", "zahl", "datum", "auswahl", "mehrfach", "ja_nein", "skala", "absatz"}
)


def is_verteilung(element: Element) -> bool:
    """Whether a group is one question: shares that sum up."""
    teile = [kind for kind in element.kinder if kind.form.art != "hinweis"]
    gemerkt = element.form.art == "gruppe" and element.merkmale.get("typ") == "verteilung"
    return gemerkt and bool(teile) and all(kind.merkmale.get("typ") == "teil" for kind in teile)


def is_flach(wiederholung: Element) -> bool:
    """Whether a repeat fits into a table: plain columns, nothing that depends on anything."""
    if wiederholung.ist_je:
        return False
    teile = [t for t in wiederholung.alle() if t.form.art not in {"hinweis", "entfaellt"}]
    fragen = [t for t in teile if t.form.art == "frage"]
    return bool(fragen) and all(
        t.form.art in {"frage", "gruppe"}
        and not t.werte.get("relevant")
        and not t.form.anderes
        and (t.form.art == "gruppe" or t.form.typ in _FLACHE_TYPEN)
        and "typ" not in (t.merkmale if t.form.art == "gruppe" else {})
        for t in teile
    )
