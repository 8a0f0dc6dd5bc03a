"""Takes what is personal out of answers as files hold them: a pure function of a node, with a record of what it met."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wegweiser.core.fassungen import list_fruehere_namen
from wegweiser.errors import EingabeError
from wegweiser.model import frage as f
from wegweiser.model.anonymisierung import Freitext, Fundart, Umfang
from wegweiser.model.antworten import Adresse, Antworten
from wegweiser.model.base import Knoten
from wegweiser.model.deutsch_format import parse_datum
from wegweiser.model.knoten import parse_knoten
from wegweiser.model.leitfaden import Leitfaden, list_fragen
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.model.stellen import ist_stelle

ENTFERNT = "entfernt"
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}\Z")
_KURZ = {
    "offen": ("true", "ja", "wahr"),
    "sicherheit": ("gesichert", "geschaetzt", "vermutet", "konstruiert"),
}


class Reiniger:
    """Knows the questions of a guide and of its earlier versions; counts what it takes out and keeps what it cannot judge.

    `ort` is the file it works on; `streng` takes every text out, as the history of a Vorhaben needs it.
    """

    def __init__(self, leitfaeden: Sequence[Leitfaden], antworten: Antworten, umfang: Umfang) -> None:
        self.umfang = umfang
        self.gezaehlt: Counter[Fundart] = Counter()
        self.freitexte: list[Freitext] = []
        self.entfernt: list[Freitext] = []
        self.ort = ""
        self.streng = False
        self._fragen: dict[str, f.Frage] = {}
        self._personen = set(umfang.fragen)
        for leitfaden in leitfaeden:
            for _, frage in list_fragen(leitfaden):
                for name in list_fruehere_namen(leitfaden, frage.id):
                    self._fragen.setdefault(name, frage)
                    if frage.personenbezogen or frage.id in umfang.fragen:
                        self._personen.add(name)
        self._quellen = {id_ for leitfaden in leitfaeden for id_ in leitfaden.quellen}
        self._optionen = build_optionsquelle(leitfaeden[0], antworten)

    def zaehle(self, art: Fundart) -> None:
        """One more taken out; history is counted by its lines."""
        if not self.streng:
            self.gezaehlt[art] += 1

    # An answer

    def reinige(self, adresse: Adresse, knoten: Knoten) -> Knoten:
        """The answer without what is personal; None where nothing of it may stay."""
        if knoten is None:
            return None
        if adresse.frage in self._personen:
            self.zaehle("antwort")
            return None
        frage = self._fragen.get(adresse.frage)
        if isinstance(knoten, dict) and ("wert" in knoten or "offen" in knoten):
            return self._reinige_lange(adresse, frage, knoten)
        return self._reinige_wert(adresse, frage, knoten)

    def _reinige_lange(self, adresse: Adresse, frage: f.Frage | None, knoten: Mapping[str, Knoten]) -> Knoten:
        neu: dict[str, Knoten] = {}
        for name, teil in knoten.items():
            sauber = self._reinige_angabe(adresse, frage, name, teil)
            if sauber is not None:
                neu[name] = sauber
        return neu if "wert" in neu or "offen" in neu else None

    def _reinige_angabe(self, adresse: Adresse, frage: f.Frage | None, name: str, teil: Knoten) -> Knoten:
        match name:
            case "wert":
                return self._reinige_wert(adresse, frage, teil)
            case "notiz":
                self.zaehle("notiz")
                return None
            case "zustaendig":
                return self._reinige_zustaendige(adresse, teil)
            case "belege":
                return self._reinige_belege(adresse, teil)
            case "offen" | "sicherheit" if teil in _KURZ[name]:
                return teil
            case "bis" if _ist_datum(teil):
                return teil
            case _:
                return self.behalte(f"{adresse}.{name}", teil)

    def _reinige_zustaendige(self, adresse: Adresse, knoten: Knoten) -> Knoten:
        if isinstance(knoten, str) and ist_stelle(knoten):
            return knoten
        if not self.streng:
            self.entfernt.append(Freitext(self.ort, str(adresse), str(knoten)))
        self.zaehle("zustaendig")
        return None

    def _reinige_belege(self, adresse: Adresse, knoten: Knoten) -> Knoten:
        """Sources the guide knows stay; whatever else was written there is a text."""
        teile = knoten if isinstance(knoten, list) else [knoten]
        bleiben = [
            teil
            for teil in teile
            if teil in self._quellen or self.behalte(f"{adresse}.belege", teil) is not None
        ]
        self.gezaehlt["beleg"] += 0 if self.streng else len(teile) - len(bleiben)
        return bleiben or None

    def _reinige_wert(self, adresse: Adresse, frage: f.Frage | None, knoten: Knoten) -> Knoten:
        match frage:
            case f.Tabelle() if isinstance(knoten, list):
                zeilen = [self._reinige_zeile(adresse, frage, zeile) for zeile in knoten]
                bleiben: list[Knoten] = [zeile for zeile in zeilen if zeile is not None]
                return bleiben if bleiben or not knoten else None
            case None | f.Text() | f.Absatz() | f.Ort() | f.Dateifrage():
                return self.behalte(str(adresse), knoten)
            case _:
                return knoten if self._passt(frage, knoten) else self.behalte(str(adresse), knoten)

    # A row of a table

    def _reinige_zeile(self, adresse: Adresse, tabelle: f.Tabelle, zeile: Knoten) -> Knoten:
        if not isinstance(zeile, dict):
            return self.behalte(str(adresse), zeile)
        spalten = {spalte.id: spalte for spalte in tabelle.spalten}
        neu: dict[str, Knoten] = {}
        for name, zelle in zeile.items():
            stelle = f"{adresse}[{zeile.get('id', '')}].{name}"
            persoenlich = f"{adresse.frage}.{name}" in self.umfang.fragen
            sauber = None if persoenlich else self._reinige_zelle(stelle, name, spalten.get(name), zelle)
            if sauber is not None:
                neu[name] = sauber
        return self._fuelle_auf(neu, zeile, tabelle)

    def _reinige_zelle(self, stelle: str, name: str, spalte: f.Frage | None, zelle: Knoten) -> Knoten:
        if name == "id":
            return zelle if isinstance(zelle, str) and _ID.match(zelle) else self.behalte(stelle, zelle)
        if spalte is not None and spalte.personenbezogen:
            self.zaehle("zelle")
            return None
        frei = spalte is None or isinstance(spalte, f.Text | f.Absatz)
        passt = not frei and spalte is not None and self._passt(spalte, zelle)
        return zelle if zelle is None or passt else self.behalte(stelle, zelle)

    def _fuelle_auf(self, neu: dict[str, Knoten], alt: Mapping[str, Knoten], tabelle: f.Tabelle) -> Knoten:
        """A required text that is gone leaves a word in its place; without another required cell the row goes."""
        for spalte in tabelle.spalten:
            if spalte.pflicht and alt.get(spalte.id) is not None and spalte.id not in neu:
                if not isinstance(spalte, f.Text | f.Absatz):
                    return None
                neu[spalte.id] = " ".join(filter(None, (ENTFERNT, str(neu.get("id", "")))))
        return {name: neu[name] for name in alt if name in neu}

    # Texts

    def behalte(self, stelle: str, knoten: Knoten) -> Knoten:
        """A text nobody but a person can judge: kept and shown, or taken out on request."""
        if knoten is None:
            return None
        if self.streng or self.umfang.freitexte:
            self.zaehle("freitext")
            return None
        self.freitexte += [Freitext(self.ort, stelle, text) for text in list_texte(knoten)]
        return knoten

    def _passt(self, frage: f.Frage, knoten: Knoten) -> bool:
        """Whether the value is one its question allows, and so no free text."""
        try:
            parse_knoten(frage, knoten, self._optionen)
        except (EingabeError, ArithmeticError, ValueError):
            return False
        return True


def _ist_datum(knoten: Knoten) -> bool:
    try:
        return isinstance(knoten, str) and bool(parse_datum(knoten))
    except EingabeError:
        return False


def list_texte(knoten: Any) -> Iterator[str]:  # noqa: ANN401 - any node
    """Every text in a node."""
    match knoten:
        case str() if knoten.strip():
            yield knoten
        case list():
            for teil in knoten:
                yield from list_texte(teil)
        case dict():
            for teil in knoten.values():
                yield from list_texte(teil)
        case _:
            pass
