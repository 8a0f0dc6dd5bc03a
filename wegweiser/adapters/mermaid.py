"""The flow of a guide as Mermaid, for READMEs and wikis; guide text can say nothing but itself there."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby

from wegweiser.model.gliederung import Abschnittspunkt, Fragepunkt, Gliederung, Schrittpunkt

HOECHSTENS_ZEICHEN = 70
# What Mermaid reads as something else inside a quoted text: ends, entities, Markdown, comments, directives, styles.
_BESONDERE = re.compile(r"[\"#&<>`%:;\\\\*_{}\[\]|~$@]")

Worte = Mapping[str, str]


def build_mermaid(gliederung: Gliederung, worte: Worte) -> str:
    """A flow chart: an Abschnitt and its Schritte are frames, questions boxes, conditions stand on the arrows."""
    titel = format_text(f"{gliederung.kopf.titel} {gliederung.kopf.version}")
    zeilen = [f"%% {titel}", "flowchart TB", *_Zeichner(worte).ablauf(gliederung)]
    return "\n".join(zeilen) + "\n"


def format_text(text: str, hoechstens: int = HOECHSTENS_ZEICHEN) -> str:
    """A text inside quotes: one line, not too long, every special character as an entity."""
    glatt = "".join(" " if unicodedata.category(zeichen)[0] in "CZ" else zeichen for zeichen in text)
    kurz = " ".join(glatt.split())
    kurz = kurz if len(kurz) <= hoechstens else kurz[: hoechstens - 1].rstrip() + "…"
    return _BESONDERE.sub(lambda treffer: f"#{ord(treffer[0])};", kurz)


class _Zeichner:
    """Walks through the guide; `ende` is the node the next arrow starts from."""

    def __init__(self, worte: Worte) -> None:
        self.worte = worte
        self.ende = ""
        self.nummer = 0

    def ablauf(self, gliederung: Gliederung) -> Iterator[str]:
        """Everything between the first line and the last."""
        yield from self.knoten("  ", "(( ))")
        for abschnitt in gliederung.abschnitte:
            yield from self.abschnitt(abschnitt)

    def knoten(self, einzug: str, form: str, bedingung: str = "") -> Iterator[str]:
        """A new node, and the arrow that leads to it."""
        davor, self.nummer = self.ende, self.nummer + 1
        self.ende = f"n{self.nummer}"
        yield f"{einzug}{self.ende}{form}"
        if davor:
            satz = format_text(self.worte["nur_wenn"].format(bedingung), 160)
            yield f"{einzug}{davor} -->" + (f'|"{satz}"| ' if bedingung else " ") + self.ende

    def abschnitt(self, punkt: Abschnittspunkt) -> Iterator[str]:
        """A frame, entered under its condition or gone round."""
        je = f" – {self.worte['je'].format(punkt.je)}" if punkt.je else ""
        titel = format_text(f"{punkt.nummer} · {punkt.abschnitt.titel}{je}")
        davor, self.nummer = self.ende, self.nummer + 1
        yield f'  subgraph a{punkt.nummer}["{titel}"]'
        yield from self.knoten("    ", "(( ))", punkt.bedingung)
        anfang = self.ende
        for schritt in punkt.schritte:
            yield from self.schritt(schritt)
        if punkt.je:
            yield f'    {self.ende} -.->|"{format_text(self.worte["naechster"])}"| {anfang}'
        yield "  end"
        if punkt.bedingung:
            yield from self.treffen("  ", davor)

    def schritt(self, punkt: Schrittpunkt) -> Iterator[str]:
        """A frame inside the frame."""
        self.nummer += 1
        yield f'    subgraph s{self.nummer}["{format_text(punkt.schritt.titel)}"]'
        for bedingung, fragen in groupby(punkt.fragen, key=lambda frage: frage.bedingung):
            davor = self.ende
            for nr, frage in enumerate(fragen):
                yield from self.frage(frage, "" if nr else bedingung)
            if bedingung:
                yield from self.treffen("      ", davor)
        yield "    end"

    def frage(self, punkt: Fragepunkt, bedingung: str) -> Iterator[str]:
        """A question; tables are drawn as a store of rows."""
        text = f"{format_text(punkt.titel)}<br/>{format_text(f'{punkt.frage.id} · {punkt.frage.typ}')}"
        links, rechts = ("[(", ")]") if punkt.frage.typ == "tabelle" else ("[", "]")
        yield from self.knoten("      ", f'{links}"{text}"{rechts}', bedingung)

    def treffen(self, einzug: str, davor: str) -> Iterator[str]:
        """Where the way round and the way through meet again."""
        yield from self.knoten(einzug, "(( ))")
        yield f"{einzug}{davor} -.-> {self.ende}"
