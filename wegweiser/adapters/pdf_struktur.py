"""Puts WeasyPrint's tag tree in order: one element per HTML element, however many pages it runs over.

WeasyPrint 70 tags every fragment by itself (a table over three pages is three tables), leaves running heads as
content, knows no Scope and describes links by their target (issues 2903, 1836, 2508). Two of its private functions
are wrapped for that, so its version is pinned and the tests look at the tree that comes out.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

ZUSAMMEN = frozenset(
    [
        "P",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "Table",
        "THead",
        "TBody",
        "TFoot",
        "TR",
        "TH",
        "TD",
        "L",
        "LI",
        "LBody",
        "Part",
        "Sect",
        "Art",
        "Div",
        "BlockQuote",
        "Link",
        "Caption",
        "NonStruct",
    ]
)
BEGINN_MARKE = b"BDC"


@contextmanager
def ordne_struktur(ausgabe: Any, marken: Any) -> Iterator[None]:
    """Within this block every PDF gets an ordered tree; `ausgabe` is weasyprint.pdf, `marken` weasyprint.pdf.tags."""
    original = ausgabe.add_tags

    def add_tags(pdf: Any, dokument: Any, fassung: Any, stroeme: Any) -> None:
        with _merke_herkunft(marken) as (herkunft, raender):
            original(pdf, dokument, fassung, stroeme)
        _Baum(pdf, stroeme, herkunft, marken.pydyf).ordne(raender)

    ausgabe.add_tags = add_tags
    try:
        yield
    finally:
        ausgabe.add_tags = original


@contextmanager
def _merke_herkunft(marken: Any) -> Iterator[tuple[dict[int, Any], list[Any]]]:
    """Remember which HTML element each tag comes from, and which tags hang below a margin box."""
    original = marken._build_box_tree  # noqa: SLF001
    herkunft: dict[int, Any] = {}
    raender: list[Any] = []

    def build(kasten: Any, eltern: Any, pdf: Any, *rest: Any) -> Iterator[Any]:
        anfang = len(pdf.objects)
        for element in original(kasten, eltern, pdf, *rest):
            if kasten.element is not None and "::" not in (kasten.element_tag or ""):
                herkunft.setdefault(element.number, kasten.element)
            yield element
        if type(kasten).__name__ == "MarginBox":
            raender.extend(
                o for o in pdf.objects[anfang:] if isinstance(o, dict) and o.get("Type") == "/StructElem"
            )

    marken._build_box_tree = build  # noqa: SLF001
    try:
        yield herkunft, raender
    finally:
        marken._build_box_tree = original  # noqa: SLF001


class _Baum:
    """The tag tree of one PDF, while its objects can still be changed."""

    def __init__(self, pdf: Any, stroeme: Any, herkunft: dict[int, Any], pydyf: Any) -> None:
        self.pdf, self.stroeme, self.herkunft, self.pydyf = pdf, stroeme, herkunft, pydyf
        self.seite = {ref: nr for nr, ref in enumerate(pdf.page_references)}
        wurzel = self._objekt(pdf.catalog["StructTreeRoot"])
        self.dokument = self._objekt(wurzel["K"][0])
        self.nums = self._objekt(wurzel["ParentTree"])["Nums"]
        self.je_seite = {
            self.nums[i]: self.nums[i + 1]
            for i in range(0, len(self.nums), 2)
            if isinstance(self.nums[i + 1], list)
        }
        self.erste: dict[tuple[Any, str], Any] = {}
        self.kennungen: dict[str, Any] = {}
        self.tot: dict[int, set[int]] = {}

    def ordne(self, raender: list[Any]) -> None:
        """Everything, in the order in which one step needs the other."""
        for element in raender:
            self._vergiss(element, tief=False)
        anzahl = -1
        while anzahl != (anzahl := sum(1 for _ in self._alle(self.dokument))):
            self._vereinige(self.dokument)
        self._streiche_leere(self.dokument)
        for element in self._alle(self.dokument):
            self._ergaenze(element)
        self._verlinke(self.dokument, None)
        self._mache_artefakte()

    # ── reading the tree ─────────────────────────────────────────────────────────────────────────

    def _objekt(self, ref: Any) -> Any:
        return self.pdf.objects[int(ref.split()[0])]

    def _element(self, kind: Any) -> Any:
        """The structure element behind an entry of K, or None for content and object references."""
        if isinstance(kind, int):
            return None
        if isinstance(kind, str):  # a marked-content reference written out by _haenge_an
            return None
        objekt = self._objekt(kind)
        return objekt if objekt.get("Type") == "/StructElem" else None

    def _kinder(self, element: Any) -> list[Any]:
        return [kind for k in element["K"] if (kind := self._element(k)) is not None]

    def _alle(self, element: Any) -> Iterator[Any]:
        yield element
        for kind in self._kinder(element):
            yield from self._alle(kind)

    # ── fragments ────────────────────────────────────────────────────────────────────────────────

    def _vereinige(self, element: Any) -> None:
        element["K"][:] = [k for k in list(element["K"]) if not self._geht_auf(k)]
        for kind in self._kinder(element):
            self._vereinige(kind)

    def _geht_auf(self, k: Any) -> bool:
        """Whether this entry is a later fragment and has been taken up by the first one."""
        element = self._element(k)
        art = "" if element is None else element["S"][1:]
        quelle = None if element is None else self.herkunft.get(element.number)
        if quelle is None or art not in ZUSAMMEN:
            return False
        erste = self.erste.setdefault((quelle, art), element)
        if erste is element or self.seite[erste["Pg"]] >= self.seite[element["Pg"]]:
            return False
        if art == "THead":
            self._wiederholter_kopf(erste, element)
        else:
            self._haenge_an(erste, element)
        return True

    def _wiederholter_kopf(self, erste: Any, element: Any) -> None:
        """A header printed again on the next page is decoration; its cells are those of the first page."""
        self._vergiss(element, tief=True)
        for alt, neu in zip(self._alle(element), self._alle(erste), strict=False):
            if "ID" in alt and "ID" in neu:
                self.kennungen[alt["ID"].string] = neu["ID"]

    def _haenge_an(self, erste: Any, element: Any) -> None:
        for k in element["K"]:
            if isinstance(k, int):
                self.je_seite[self.seite[element["Pg"]]][k] = erste.reference
                marke = self.pydyf.Dictionary({"Type": "/MCR", "Pg": element["Pg"], "MCID": k})
                erste["K"].append(marke.data.decode())
                continue
            if (kind := self._element(k)) is not None:
                kind["P"] = erste.reference
            elif not isinstance(k, str):
                self._setze_besitzer(self._objekt(k), erste)
            erste["K"].append(k)
        if "ID" in element and "ID" in erste:
            self.kennungen[element["ID"].string] = erste["ID"]

    def _setze_besitzer(self, verweis: Any, element: Any) -> None:
        """The parent tree says which element an annotation belongs to."""
        nummer = self._objekt(verweis["Obj"]).get("StructParent")
        for i in range(0, len(self.nums), 2):
            if self.nums[i] == nummer and not isinstance(self.nums[i + 1], list):
                self.nums[i + 1] = element.reference

    def _streiche_leere(self, element: Any) -> None:
        for kind in self._kinder(element):
            self._streiche_leere(kind)
        leer = {
            kind.number
            for kind in self._kinder(element)
            if kind["S"] in {"/LI", "/NonStruct", "/Div"} and not kind["K"]
        }
        element["K"][:] = [
            k for k in element["K"] if (kind := self._element(k)) is None or kind.number not in leer
        ]

    # ── what WeasyPrint leaves out ───────────────────────────────────────────────────────────────

    def _ergaenze(self, element: Any) -> None:
        quelle = self.herkunft.get(element.number)
        if element["S"] == "/TD" and "Headers" in element.get("A", {}):
            koepfe = [self.kennungen.get(kopf.string, kopf) for kopf in element["A"]["Headers"]]
            element["A"]["Headers"] = self.pydyf.Array(dict.fromkeys(koepfe))
        if element["S"] == "/TH" and quelle is not None:
            element["A"]["Scope"] = "/Row" if quelle.get("scope", "").startswith("row") else "/Column"

    def _verlinke(self, element: Any, link: Any) -> None:
        """A link says where it leads in its own words."""
        link = element if element["S"] == "/Link" else link
        quelle = None if link is None else self.herkunft.get(link.number)
        for k in element["K"]:
            if (kind := self._element(k)) is not None:
                self._verlinke(kind, link)
            elif quelle is not None and not isinstance(k, int | str):
                worte = quelle.get("title") or " ".join("".join(quelle.itertext()).split())
                self._objekt(self._objekt(k)["Obj"])["Contents"] = self.pydyf.String(worte)

    # ── decoration ───────────────────────────────────────────────────────────────────────────────

    def _vergiss(self, element: Any, *, tief: bool) -> None:
        for k in element["K"]:
            if isinstance(k, int):
                self.tot.setdefault(self.seite[element["Pg"]], set()).add(k)
            elif tief and (kind := self._element(k)) is not None:
                self._vergiss(kind, tief=True)

    def _mache_artefakte(self) -> None:
        for seite, marken in self.tot.items():
            for marke in marken:
                self.je_seite[seite][marke] = b"null"
            strom = self.stroeme[seite].stream
            for i, zeichen in enumerate(strom):
                if (
                    isinstance(zeichen, dict)
                    and zeichen.get("MCID") in marken
                    and strom[i + 1] == BEGINN_MARKE
                ):
                    strom[i - 1], strom[i] = "/Artifact", self.pydyf.Dictionary({"Type": "/Pagination"})
