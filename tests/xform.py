"""A form as pyxform makes it, filled with answers: what it shows, what it refuses (libxml2 works the conditions out)."""

import io
import shutil
from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date
from typing import Any

from lxml import etree
from pyxform.xls2xform import convert

from tests.xpath_rechner import evaluate_pfad

_NS = {"x": "http://www.w3.org/2002/xforms", "h": "http://www.w3.org/1999/xhtml"}
MIT_JAVA = shutil.which("java") is not None
"""ODK Validate, which pyxform brings along, needs it."""


class Form:
    """One form: its binds, and its first instance to be filled."""

    def __init__(self, quelle: bytes | str, *, pruefen: bool = False) -> None:
        self.warnungen: list[str] = []
        art = {"file_type": ".md"} if isinstance(quelle, str) else {}
        inhalt: Any = io.BytesIO(quelle) if isinstance(quelle, bytes) else quelle
        fertig = convert(inhalt, warnings=self.warnungen, validate=pruefen and MIT_JAVA, **art)
        self.xml = etree.fromstring(fertig.xform.encode())
        self.binds = {bind.get("nodeset"): bind for bind in self.xml.iterfind(".//x:bind", _NS)}
        self.sprachen = [t.get("lang") for t in self.xml.iterfind(".//x:translation", _NS)]
        instanz = self.xml.find(".//x:instance", _NS)
        assert instanz is not None
        self.leer = _ohne_namensraum(deepcopy(instanz[0]))
        for vorlage in self.leer.xpath("//*[@template]"):
            vorlage.getparent().remove(vorlage)
        self.pfade = {pfad.rpartition("/")[2]: pfad for pfad in self.binds}
        wiederholt = {el.get("nodeset") for el in self.xml.iterfind(".//x:repeat", _NS)}
        self.wiederholt = {pfad.rpartition("/")[2]: pfad for pfad in wiederholt if pfad}

    def fuelle(self, antworten: Mapping[str, object]) -> Any:
        """An instance with these answers; what is not relevant is emptied, calculations are worked out.

        A repeat nobody opened has no rows, as ODK Collect leaves it.
        """
        dokument = deepcopy(self.leer)
        for name, pfad in self.wiederholt.items():
            if name not in antworten:
                self._fuelle_reihe(dokument, pfad, ())
        for name, wert in antworten.items():
            if name in self.wiederholt:
                self._fuelle_reihe(dokument, self.wiederholt[name], wert)
            elif name in self.pfade:
                for knoten in dokument.xpath(f"/{dokument.tag}{self._ab_wurzel(self.pfade[name])}"):
                    knoten.text = _schreibe(wert)
        self._rechne(dokument)
        return dokument

    def _ab_wurzel(self, pfad: str) -> str:
        return "/" + pfad.split("/", 2)[2]

    def _fuelle_reihe(self, dokument: Any, pfad: str, zeilen: object) -> None:
        muster = dokument.xpath(pfad)[0]
        oben, stelle = muster.getparent(), muster.getparent().index(muster)
        oben.remove(muster)
        assert isinstance(zeilen, Sequence)
        for nr, zeile in enumerate(zeilen):
            reihe = deepcopy(muster)
            for name, wert in zeile.items():
                for knoten in reihe.iter(
                    name, f"{reihe.tag}__{name}"
                ):  # two tables may have a column of one name
                    knoten.text = _schreibe(wert)
            oben.insert(stelle + nr, reihe)

    def _rechne(self, dokument: Any) -> None:
        """Everything in the order of the form, as a client does it: nobody counts rows that are not relevant."""
        reihen = set(self.wiederholt.values())
        for knoten in list(dokument.iter()):
            pfad = _pfad(knoten)
            bind = self.binds.get(pfad)
            if bind is None:
                continue
            if not self.relevant(knoten):
                for unten in knoten.iter():
                    unten.text = None
                if pfad in reihen:
                    knoten.getparent().remove(knoten)
            elif bind.get("calculate") and "position" not in bind.get("calculate"):
                knoten.text = _text(evaluate_pfad(bind.get("calculate"), knoten))

    def relevant(self, knoten: Any) -> bool:
        """Whether a question is shown: it, and every group around it."""
        while knoten is not None:
            bind = self.binds.get(_pfad(knoten))
            if (
                bind is not None
                and bind.get("relevant")
                and not evaluate_pfad(f"boolean({bind.get('relevant')})", knoten)
            ):
                return False
            knoten = knoten.getparent()
        return True

    def zeigt(self, dokument: Any, name: str) -> bool:
        """Whether the question of that name is shown."""
        return self.relevant(dokument.xpath(self.pfade[name])[0])

    def nimmt_an(self, dokument: Any, name: str) -> bool:
        """Whether an answer is accepted."""
        knoten = dokument.xpath(self.pfade[name])[0]
        bedingung = self.binds[self.pfade[name]].get("constraint")
        if not bedingung or not knoten.text:
            return True
        return bool(evaluate_pfad(f"boolean({bedingung})", knoten))

    def pflicht(self, name: str) -> bool:
        """Whether it must be answered."""
        return str(self.binds[self.pfade[name]].get("required")) == "true()"


def _ohne_namensraum(element: Any) -> Any:
    for teil in element.iter():
        teil.tag = etree.QName(teil).localname
        for name in list(teil.attrib):
            if "}" in name:
                teil.set(name.rpartition("}")[2], teil.attrib.pop(name))
    return element


def _pfad(knoten: Any) -> str:
    namen = [knoten.tag, *(oben.tag for oben in knoten.iterancestors())]
    return "/" + "/".join(reversed(namen))


def _schreibe(wert: object) -> str | None:
    match wert:
        case None:
            return None
        case bool():
            return "ja" if wert else "nein"
        case date():
            return str(wert.toordinal())
        case tuple() | list():
            return " ".join(map(str, wert))
        case _:
            return str(wert)


def _text(wert: Any) -> str:
    if isinstance(wert, list):
        return (wert[0].text or "") if wert else ""
    if isinstance(wert, float):
        return "" if wert != wert else str(int(wert)) if wert.is_integer() else repr(wert)  # noqa: PLR0124 - NaN
    return str(wert)
