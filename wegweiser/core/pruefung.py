"""Findings about a guide beyond its schema: names, types, order and references."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from wegweiser.ausdruck import (
    RESERVIERT,
    AusdruckFehler,
    Ausdrucksbefund,
    Namen,
    Typ,
    check_ausdruck,
    parse_ausdruck,
)
from wegweiser.ausdruck.deutsch import format_befund
from wegweiser.core.namen import ERGEBNISTYP, TYPNAMEN, build_namen, list_typen, typ_von
from wegweiser.errors import format_vorschlag
from wegweiser.errors.leitfaden import ID_FORMEN, ZIELE
from wegweiser.model import frage as f
from wegweiser.model.base import ID_MUSTER
from wegweiser.model.katalog import Form, Profil
from wegweiser.model.leitfaden import Abgeleitet, Abschnitt, Leitfaden
from wegweiser.model.regel import AUSSCHLIESSEND, Regel

_ALLE_100 = 100
_KENNUNG = re.compile(rf"{ID_MUSTER}\Z")


class Fund(NamedTuple):
    """A finding at a path of keys in one file of the guide."""

    datei: str
    ort: tuple[str | int, ...]
    code: str
    angaben: Mapping[str, object]
    versatz: int = 0


def check_leitfaden(leitfaden: Leitfaden) -> tuple[Fund, ...]:
    """Everything that can be known without answers; an empty tuple means the guide is sound."""
    pruefung = _Pruefung(leitfaden)
    return tuple(
        fund
        for schritt in (pruefung.ids, pruefung.abschnitte, pruefung.kataloge, pruefung.regeln)
        for fund in schritt()
    )


class _Pruefung:
    def __init__(self, leitfaden: Leitfaden) -> None:
        self.leitfaden = leitfaden
        self.namen: dict[str | None, Namen] = {}
        self.abgeleitet: dict[str, Abgeleitet] = {a.id: a for s in leitfaden.abschnitte for a in s.abgeleitet}
        self.reihenfolge = {name: nr for nr, name in enumerate(_alle_fragen(leitfaden))}

    def _namen(self, je: str | None) -> Namen:
        if je not in self.namen:
            self.namen[je] = build_namen(self.leitfaden, je)
        return self.namen[je]

    # ids

    def ids(self) -> Iterator[Fund]:
        """Ids are names in expressions: unique over the whole guide, well-formed, not reserved."""
        gesehen: dict[str, str] = dict.fromkeys(self.leitfaden.kopf.parameter, "leitfaden.yaml")
        for name, parameter in self.leitfaden.kopf.parameter.items():
            stelle, quellen = ("parameter", name), self.leitfaden.quellen
            yield from self._name("leitfaden.yaml", stelle, name)
            yield from self._verweis(
                "leitfaden.yaml", (*stelle, "quelle"), parameter.quelle, quellen, ZIELE["quellen"]
            )
        for datei, ort, id_ in self._list_ids():
            yield from self._name(datei, ort, id_)
            if id_ in gesehen:
                yield Fund(datei, ort, "id-doppelt", {"wert": id_, "erste": gesehen[id_]})
            gesehen.setdefault(id_, datei)

    def _name(self, datei: str, ort: tuple[str | int, ...], id_: str) -> Iterator[Fund]:
        if not (id_.isascii() and id_.isidentifier() and id_ == id_.lower()):
            yield Fund(datei, ort, "id-form", {"wert": id_, "soll": ID_FORMEN["name"]})
        elif id_ in RESERVIERT:
            yield Fund(datei, ort, "id-reserviert", {"wert": id_})

    def _list_ids(self) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
        for abschnitt in self.leitfaden.abschnitte:
            for ort, frage in _list_orte(abschnitt):
                yield _datei(abschnitt), (*ort, "id"), frage.id
            for nr, abgeleitet in enumerate(abschnitt.abgeleitet):
                yield _datei(abschnitt), ("abgeleitet", nr, "id"), abgeleitet.id

    # Abschnitte

    def abschnitte(self) -> Iterator[Fund]:
        """Conditions, checks, proposals, options and references of every Abschnitt."""
        for abschnitt in self.leitfaden.abschnitte:
            yield from self._kopf(abschnitt)
            for ort, frage in _list_orte(abschnitt):
                yield from self._frage(abschnitt, ort, frage)
            for nr, abgeleitet in enumerate(abschnitt.abgeleitet):
                ort = ("abgeleitet", nr, "ausdruck")
                soll = ERGEBNISTYP[abgeleitet.typ]
                yield from self._ausdruck(_datei(abschnitt), ort, abgeleitet.ausdruck, abschnitt.je, soll)
                if abgeleitet.id in self._liest(abgeleitet.ausdruck):
                    yield Fund(_datei(abschnitt), ort, "ausdruck-kreis", {"name": abgeleitet.id})

    def _kopf(self, abschnitt: Abschnitt) -> Iterator[Fund]:
        datei = _datei(abschnitt)
        erste = next(abschnitt.fragen(), None)
        grenze = self.reihenfolge[erste.id] if erste else 0
        if abschnitt.je is not None and not self._ist_tabelle(abschnitt.je, grenze):
            yield Fund(datei, ("je",), "je-tabelle", {"wert": abschnitt.je})
        if abschnitt.wenn is not None:
            yield from self._bedingung(datei, ("wenn",), abschnitt.wenn, abschnitt.je, grenze)
        if abschnitt.quelle is not None:
            quellen = self.leitfaden.quellen
            yield from self._verweis(datei, ("quelle",), abschnitt.quelle, quellen, ZIELE["quellen"])
        if abschnitt.abschluss and abschnitt.abschluss.pruefliste:
            wert = abschnitt.abschluss.pruefliste
            yield from self._verweis(
                datei, ("abschluss", "pruefliste"), wert, self.reihenfolge, ZIELE["fragen"]
            )

    def _ist_tabelle(self, id_: str, grenze: int) -> bool:
        for abschnitt in self.leitfaden.abschnitte:
            for frage in abschnitt.fragen():
                if frage.id == id_:
                    frueher = self.reihenfolge[id_] < grenze
                    return isinstance(frage, f.Tabelle) and abschnitt.je is None and frueher
        return False

    def _frage(self, abschnitt: Abschnitt, ort: tuple[str | int, ...], frage: f.Frage) -> Iterator[Fund]:
        datei, je, nr = _datei(abschnitt), abschnitt.je, self.reihenfolge[frage.id]
        if frage.wenn is not None:
            yield from self._bedingung(datei, (*ort, "wenn"), frage.wenn, je, nr)
        for i, pruefung in enumerate(frage.pruefe):
            ort_muss = (*ort, "pruefe", i, "muss")
            yield from self._bedingung(datei, ort_muss, pruefung.muss, je, nr + 1)
        if frage.vorschlag is not None:
            typ = typ_von(frage)
            soll = typ if isinstance(typ, Typ) else None
            yield from self._ausdruck(datei, (*ort, "vorschlag"), frage.vorschlag, je, soll)
        if frage.quelle is not None:
            yield from self._verweis(
                datei, (*ort, "quelle"), frage.quelle, self.leitfaden.quellen, "quellen.yaml"
            )
        yield from self._optionen(datei, ort, frage, nr)
        if isinstance(frage, f.Tabelle):
            yield from self._spalten(datei, ort, frage, nr)
        if isinstance(frage, f.Skala) and not _skala_stimmt(frage):
            yield Fund(datei, ort, "skala-grenzen", {})

    def _spalten(self, datei: str, ort: tuple[str | int, ...], frage: f.Tabelle, nr: int) -> Iterator[Fund]:
        gesehen = {"id"}  # every row has one
        for i, spalte in enumerate(frage.spalten):
            ort_spalte = (*ort, "spalten", i)
            yield from self._name(datei, (*ort_spalte, "id"), spalte.id)
            if spalte.id in gesehen:
                yield Fund(datei, (*ort_spalte, "id"), "id-doppelt", {"wert": spalte.id, "erste": frage.id})
            gesehen.add(spalte.id)
            yield from self._optionen(datei, ort_spalte, spalte, nr)

    def _optionen(
        self, datei: str, ort: tuple[str | int, ...], frage: f.Frage, grenze: int
    ) -> Iterator[Fund]:
        if not isinstance(frage, f.Wahlfrage):
            return
        optionen: Sequence[f.Option] = getattr(frage, "optionen", ())
        katalog: str | None = getattr(frage, "katalog", None)
        tabelle: str | None = getattr(frage, "aus_tabelle", None)
        if [bool(optionen), katalog is not None, tabelle is not None].count(True) != 1:
            yield Fund(datei, ort, "optionen", {})
        if katalog is not None:
            yield from self._verweis(
                datei, (*ort, "katalog"), katalog, self.leitfaden.kataloge, ZIELE["kataloge"]
            )
        if tabelle is not None and not self._ist_tabelle(tabelle, grenze):
            yield Fund(datei, (*ort, "aus_tabelle"), "verweis", {"wert": tabelle, "wo": ZIELE["tabellen"]})
        titel: dict[str, int] = {}
        for nr, option in enumerate(optionen):
            ort_option = (*ort, "optionen", nr)
            if option.titel in titel or option.id in [o.id for o in optionen[:nr]]:
                yield Fund(datei, ort_option, "option-titel", {"wert": option.titel})
            if not _KENNUNG.match(option.id):
                yield Fund(
                    datei, (*ort_option, "id"), "id-form", {"wert": option.id, "soll": ID_FORMEN["kennung"]}
                )
            if ";" in option.titel:
                yield Fund(datei, ort_option, "option-zeichen", {"wert": option.titel})
            titel[option.titel] = nr

    # catalogues and rules

    def kataloge(self) -> Iterator[Fund]:
        """Unique entries, sources and references between catalogues."""
        for name, katalog in self.leitfaden.kataloge.items():
            datei, gesehen = f"katalog:{name}", set[str]()
            for nr, eintrag in enumerate(katalog.eintraege):
                ort = ("eintraege", nr)
                if eintrag.id in gesehen:
                    yield Fund(datei, (*ort, "id"), "id-doppelt", {"wert": eintrag.id, "erste": name})
                if not _KENNUNG.match(eintrag.id):
                    yield Fund(
                        datei, (*ort, "id"), "id-form", {"wert": eintrag.id, "soll": ID_FORMEN["kennung"]}
                    )
                gesehen.add(eintrag.id)
                if eintrag.quelle is not None:
                    quellen = self.leitfaden.quellen
                    yield from self._verweis(
                        datei, (*ort, "quelle"), eintrag.quelle, quellen, ZIELE["quellen"]
                    )
                if isinstance(eintrag, Form):
                    yield from self._form(datei, ort, eintrag)
                if isinstance(eintrag, Profil) and (summe := sum(eintrag.gewichte.values())) != _ALLE_100:
                    yield Fund(datei, (*ort, "gewichte"), "gewichte", {"summe": summe})

    def _form(self, datei: str, ort: tuple[str | int, ...], form: Form) -> Iterator[Fund]:
        kriterien = self._ids("kriterien")
        for kriterium in form.punkte:
            yield from self._verweis(
                datei, (*ort, "punkte", kriterium), kriterium, kriterien, ZIELE["kriterien"]
            )
        for nr, fall in enumerate(form.faelle):
            yield from self._verweis(datei, (*ort, "faelle", nr), fall, self._ids("faelle"), ZIELE["faelle"])
        if form.umlenkung is not None:
            nach = form.umlenkung.nach
            yield from self._verweis(
                datei, (*ort, "umlenkung", "nach"), nach, self._ids("formen"), ZIELE["formen"]
            )
            je = self._je_von(form.umlenkung.wenn)
            yield from self._ausdruck(
                datei, (*ort, "umlenkung", "wenn"), form.umlenkung.wenn, je, Typ.WAHRHEIT
            )

    def _ids(self, katalog: str) -> Mapping[str, object]:
        gefunden = self.leitfaden.kataloge.get(katalog)
        return dict.fromkeys(e.id for e in gefunden.eintraege) if gefunden else {}

    def regeln(self) -> Iterator[Fund]:
        """Rules: expressions, targets, sources; only well-proved ones may exclude."""
        gesehen: set[str] = set()
        for nr, regel in enumerate(self.leitfaden.regeln):
            if regel.id in gesehen:
                yield Fund(f"regel:{nr}", ("id",), "id-doppelt", {"wert": regel.id, "erste": "regeln"})
            gesehen.add(regel.id)
            yield from self._regel(f"regel:{nr}", (), regel)

    def _regel(self, datei: str, ort: tuple[str | int, ...], regel: Regel) -> Iterator[Fund]:
        for feld, text in (("wenn", regel.wenn), ("muss", regel.muss)):
            if text is not None:
                yield from self._ausdruck(datei, (*ort, feld), text, self._je_von(text), Typ.WAHRHEIT)
        if regel.stufe == "ausschluss" and regel.belegstufe not in AUSSCHLIESSEND:
            yield Fund(datei, (*ort, "belegstufe"), "ausschluss-beleg", {"wert": regel.belegstufe})
        yield from self._verweis(
            datei, (*ort, "quelle"), regel.quelle, self.leitfaden.quellen, "quellen.yaml"
        )
        yield from self._verweis(
            datei, (*ort, "katalog"), regel.katalog, self.leitfaden.kataloge, ZIELE["kataloge"]
        )
        katalog = self.leitfaden.kataloge.get(regel.katalog)
        eintraege = katalog.eintraege if katalog else ()
        ziele = {e.id for e in eintraege} | {f"@{gruppe}" for e in eintraege for gruppe in e.gruppen} | {"*"}
        for nr, ziel in enumerate(regel.gilt):
            yield from self._verweis(datei, (*ort, "gilt", nr), ziel, dict.fromkeys(ziele), regel.katalog)

    def _je_von(self, text: str) -> str | None:
        """Rules are read inside the repeated Abschnitt whose answers they use."""
        try:
            gelesen = parse_ausdruck(text).namen
        except AusdruckFehler:
            return None
        for abschnitt in self.leitfaden.abschnitte:
            if abschnitt.je and any(id_ in gelesen for id_, _ in list_typen(abschnitt)):
                return abschnitt.je
        return None

    # expressions

    def _bedingung(
        self, datei: str, ort: tuple[str | int, ...], text: str, je: str | None, grenze: int
    ) -> Iterator[Fund]:
        """A condition: true or false, and only about what was asked before."""
        yield from self._ausdruck(datei, ort, text, je, Typ.WAHRHEIT)
        for name in sorted(self._liest(text)):
            if self.reihenfolge.get(name, -1) >= grenze:
                yield Fund(datei, ort, "ausdruck-spaeter", {"feld": text, "name": name})

    def _ausdruck(
        self, datei: str, ort: tuple[str | int, ...], text: str, je: str | None, soll: Typ | None
    ) -> Iterator[Fund]:
        try:
            typ, befunde = check_ausdruck(parse_ausdruck(text), self._namen(je))
        except AusdruckFehler as fehler:
            typ, befunde = None, (fehler.befund,)
        for befund in befunde:
            yield _fund(datei, ort, text, befund)
        if not befunde and typ is not None and soll is not None and typ is not soll:
            angaben = {"feld": text, "ist": TYPNAMEN[typ], "soll": TYPNAMEN[soll]}
            yield Fund(datei, ort, "ausdruck-typ", angaben)

    def _liest(self, text: str) -> set[str]:
        """All names an expression reads, derived values followed to what they read."""
        try:
            offen = list(parse_ausdruck(text).namen)
        except AusdruckFehler:
            return set()
        gesehen: set[str] = set()
        while offen:
            name = offen.pop()
            if name in gesehen:
                continue
            gesehen.add(name)
            if name in self.abgeleitet:
                try:
                    offen += parse_ausdruck(self.abgeleitet[name].ausdruck).namen
                except AusdruckFehler:
                    continue
        return gesehen

    def _verweis(
        self, datei: str, ort: tuple[str | int, ...], wert: str, vorhanden: Mapping[str, object], wo: str
    ) -> Iterator[Fund]:
        if wert not in vorhanden:
            vorschlag = format_vorschlag(wert, vorhanden)
            yield Fund(datei, ort, "verweis", {"wert": wert, "wo": wo, "vorschlag": vorschlag})


def _fund(datei: str, ort: tuple[str | int, ...], text: str, befund: Ausdrucksbefund) -> Fund:
    versatz = befund.spalte - 1
    return Fund(datei, ort, "ausdruck", {"feld": text, "grund": format_befund(befund)}, versatz)


def _skala_stimmt(frage: f.Skala) -> bool:
    return frage.von < frage.bis and all(frage.von <= stufe <= frage.bis for stufe in frage.anker)


def _datei(abschnitt: Abschnitt) -> str:
    return f"abschnitte/{abschnitt.id}.yaml"


def _list_orte(abschnitt: Abschnitt) -> Iterator[tuple[tuple[str | int, ...], f.Frage]]:
    for nr, schritt in enumerate(abschnitt.schritte):
        for i, frage in enumerate(schritt.fragen):
            yield ("schritte", nr, "fragen", i), frage


def _alle_fragen(leitfaden: Leitfaden) -> Iterator[str]:
    for abschnitt in leitfaden.abschnitte:
        for frage in abschnitt.fragen():
            yield frage.id
