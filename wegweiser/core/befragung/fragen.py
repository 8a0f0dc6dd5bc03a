"""The questions behind the columns: which columns belong together, what they are called, what their values mean."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Final, NamedTuple

from wegweiser.model.befragung import Befragung, Codezeile
from wegweiser.model.faltung import falte
from wegweiser.model.spaltenname import Spaltenart, parse_koepfe

LEER: Final = frozenset({"", "NA", "N/A", "n/a", "#NV", "-oth-"})
_JA: Final = frozenset({"y", "ja", "1", "yes", "true", "wahr", "x", "ausgewahlt", "genannt"})
_NEIN: Final = frozenset({"", "n", "nein", "0", "no", "false", "falsch", "nicht ausgewahlt", "nicht genannt"})
_ZAHL = re.compile(r"(-?\d+(?:[.,]\d+)?)(?:\s+\D.*)?\Z")
_CODE = re.compile(r"[A-Z]{1,2}0*(\d{1,3})\Z")
_SATZENDE = re.compile(r"[?:.!\u2026]\s*|\s[-\u2013]\s")
_MEHRERE = re.compile(r"\s*;\s*|\s*\|\s*")
_OHNE: Final = Codezeile(variable="")


class Teilfrage(NamedTuple):
    """One column of a question."""

    spalte: str
    teil: str
    titel: str
    art: Spaltenart = "frage"


class Befragungsfrage(NamedTuple):
    """A question with its columns; `teile` are subquestions, options or places."""

    id: str
    titel: str
    teile: tuple[Teilfrage, ...]

    @property
    def antwortteile(self) -> tuple[Teilfrage, ...]:
        """The columns with answers, without words beside them."""
        return tuple(teil for teil in self.teile if teil.art in {"frage", "rang"})


class Fragenbestand:
    """All questions of a survey, built once."""

    def __init__(self, befragung: Befragung) -> None:
        self.befragung = befragung

    @cached_property
    def fragen(self) -> Mapping[str, Befragungsfrage]:
        """By id, in the order of the columns."""
        namen = parse_koepfe(tuple(self.befragung.spalten))
        nach: dict[str, list[tuple[str, str, Spaltenart]]] = {}
        for spalte, name in zip(self.befragung.spalten, namen, strict=True):
            if name.art != "zeit":
                nach.setdefault(name.frage, []).append((spalte, name.teil, self._find_art(spalte, name.art)))
        return {id_: self._build(id_, teile) for id_, teile in nach.items()}

    def _find_art(self, spalte: str, art: Spaltenart) -> Spaltenart:
        """An option may be called "other" too: then nobody wrote words into it."""
        werte = set(self.befragung.spalten[spalte]) - {None}
        return "frage" if art == "sonstiges" and werte and werte <= {"0", "1", "Y"} else art

    def _build(self, id_: str, teile: Sequence[tuple[str, str, Spaltenart]]) -> Befragungsfrage:
        label = {spalte: " ".join(self.zeile(spalte).label.split()) for spalte, _, _ in teile}
        eigene = [label[spalte] for spalte, teil, art in teile if art in {"frage", "rang"} and teil]
        vorn = find_vorspann(eigene)
        titel = (
            vorn.rstrip(" …") or next((label[s] for s, teil, _ in teile if label[s] and not teil), "") or id_
        )
        return Befragungsfrage(
            id_,
            titel,
            tuple(
                Teilfrage(
                    spalte,
                    teil,
                    _cap((label[spalte][len(vorn) :] if teil else label[spalte]).strip()) or teil,
                    art,
                )
                for spalte, teil, art in teile
            ),
        )

    def zeile(self, spalte: str) -> Codezeile:
        """What the codebook says about a column; an empty line where it says nothing."""
        return self.befragung.codeplan.get(spalte, _OHNE)

    def find_frage(self, name: str) -> Befragungsfrage | None:
        """A question by its id, or one column of it as a question of its own."""
        if name in self.fragen:
            return self.fragen[name]
        for frage in self.fragen.values():
            if teile := tuple(teil for teil in frage.teile if teil.spalte == name):
                return Befragungsfrage(name, teile[0].titel, teile)
        return None

    def lies_stufen(self, spalte: str) -> tuple[Decimal | None, ...]:
        """The answers of a column as steps of its scale."""
        zeile = self.zeile(spalte)
        nach_text = {text.casefold(): code for code, text in zeile.werte.items()}
        stufen: dict[str | None, Decimal | None] = {None: None}
        for wert in set(self.befragung.spalten[spalte]):
            stufen[wert] = lies_stufe(wert, zeile, nach_text)
        return tuple(stufen[wert] for wert in self.befragung.spalten[spalte])

    def lies_texte(self, spalte: str) -> tuple[str | None, ...]:
        """The answers of a column, None where there is none."""
        fehlwerte = self.zeile(spalte).fehlwerte
        return tuple(
            None if wert is None or wert in LEER or wert in fehlwerte else wert
            for wert in self.befragung.spalten[spalte]
        )

    def lies_mehrfach(self, frage: Befragungsfrage) -> Mapping[str, tuple[bool | None, ...]]:
        """Per option whether a person chose it; whoever answered anything and left it blank did not."""
        teile = frage.antwortteile
        if len(teile) == 1 and not teile[0].teil:
            return self._lies_eine_spalte(teile[0])
        return {teil.spalte: self._lies_kreuze(teil.spalte) for teil in teile}

    def _lies_kreuze(self, spalte: str) -> tuple[bool | None, ...]:
        fehlwerte = self.zeile(spalte).fehlwerte
        return tuple(
            lies_kreuz(wert, fehlwerte) if da else None
            for wert, da in zip(self.befragung.spalten[spalte], self.beteiligt, strict=True)
        )

    def _lies_eine_spalte(self, teil: Teilfrage) -> Mapping[str, tuple[bool | None, ...]]:
        """All chosen options in one cell (Kobo, ODK), or the one that was chosen."""
        genannt = [self.list_genannte(teil.spalte, wert) for wert in self.lies_texte(teil.spalte)]
        bekannt = dict.fromkeys(self.zeile(teil.spalte).werte)
        bekannt |= dict.fromkeys(sorted({id_ for ids in genannt for id_ in ids}))
        return {
            id_: tuple(
                (id_ in ids) if ids or da else None for ids, da in zip(genannt, self.beteiligt, strict=True)
            )
            for id_ in bekannt
        }

    def list_genannte(self, spalte: str, wert: str | None) -> tuple[str, ...]:
        """The codes in one cell: known ones apart by blanks, labels apart by semicolons."""
        if wert is None:
            return ()
        werte = self.zeile(spalte).werte
        if werte and wert not in werte and all(teil in werte for teil in wert.split()):
            return tuple(wert.split())
        nach_text = {text.casefold(): code for code, text in werte.items()}
        return tuple(nach_text.get(teil.casefold(), teil) for teil in _MEHRERE.split(wert) if teil)

    def titel(self, spalte: str, wert: str) -> str:
        """What a value of a column is called."""
        return self.zeile(spalte).werte.get(wert) or wert

    @cached_property
    def beteiligt(self) -> tuple[bool, ...]:
        """Who answered at least one question."""
        da = [False] * self.befragung.anzahl
        for spalte, werte in self.befragung.spalten.items():
            if spalte in KOPFSPALTEN:
                continue
            for nr, wert in enumerate(werte):
                if wert is not None and wert not in LEER:
                    da[nr] = True
        return tuple(da)

    def find_skala(self, spalten: Sequence[str]) -> tuple[int, int] | None:
        """From where to where: as the codebook says, else as far as anybody went."""
        grenzen = [
            (z.von, z.bis) for z in map(self.zeile, spalten) if z.von is not None and z.bis is not None
        ]
        if grenzen:
            return min(von for von, _ in grenzen), max(bis for _, bis in grenzen)
        stufen = [stufe for spalte in spalten for stufe in self.lies_stufen(spalte) if stufe is not None]
        return (int(min(stufen)), int(max(stufen))) if stufen and min(stufen) < max(stufen) else None


KOPFSPALTEN: Final = frozenset({"id", "submitdate", "lastpage", "startlanguage", "startdate", "datestamp"})


def find_vorspann(labels: Sequence[str]) -> str:
    """What all labels of a question begin with, up to the end of a sentence or word."""
    if len(labels) < 2:  # noqa: PLR2004 - one label has nothing in common
        return ""
    erstes, letztes = min(labels), max(labels)
    laenge = next((nr for nr, (a, b) in enumerate(zip(erstes, letztes, strict=False)) if a != b), len(erstes))
    gemeinsam = erstes[:laenge]
    enden = [treffer.end() for treffer in _SATZENDE.finditer(gemeinsam)]
    return gemeinsam[: enden[-1]] if enden else ""


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def lies_kreuz(wert: str | None, fehlwerte: Sequence[str] = ()) -> bool | None:
    """Whether an option is ticked; None where the cell says that nobody knows."""
    if wert is None:
        return False
    if wert in fehlwerte or wert in LEER - {""}:
        return None
    klein = falte(wert)
    return True if klein in _JA else (False if klein in _NEIN else None)


def lies_stufe(
    wert: str | None, zeile: Codezeile = _OHNE, nach_text: Mapping[str, str] | None = None
) -> Decimal | None:
    """A step of a scale: a number, a number with its meaning, an answer code, or the label of a code."""
    if wert is None or wert in LEER or wert in zeile.fehlwerte:
        return None
    text = (nach_text or {}).get(wert.casefold(), wert)
    treffer = _ZAHL.match(text) or _CODE.match(text)
    if not treffer:
        return None
    try:
        zahl = Decimal(treffer[1].replace(",", "."))
    except InvalidOperation:
        return None
    zu_klein = zeile.von is not None and zahl < zeile.von
    return None if zu_klein or (zeile.bis is not None and zahl > zeile.bis) else zahl
