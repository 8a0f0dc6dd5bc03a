"""The questions of a guide as XLSForm: rows of `survey` and `choices`, and what of the guide does not fit in."""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from wegweiser.ausdruck import parse_ausdruck
from wegweiser.ausdruck.knoten import Konstante
from wegweiser.core.fragebogen.blaetter import build_blaetter
from wegweiser.core.fragebogen.felder import reads_andere, split_je_zeile
from wegweiser.core.fragebogen.feldtypen import find_feldtyp
from wegweiser.core.fragebogen.grenzen import list_grenzen, sum_anteile
from wegweiser.core.fragebogen.listen import Liste
from wegweiser.core.fragebogen.merkmale import format_merkmale
from wegweiser.core.fragebogen.namen import TRENNER
from wegweiser.core.fragebogen.sprachen import Texte, format_hilfe
from wegweiser.core.fragebogen.zeilen import Ort, Zeilenschreiber, format_relevant, shorten_text
from wegweiser.core.pruefung import Fund
from wegweiser.core.xpath.baum import (
    FALSCH,
    WAHR,
    Bezug,
    Operation,
    Selbst,
    Xpath,
    Zahl,
    format_xpath,
    replace_knoten,
)
from wegweiser.core.xpath.bedingung import nicht, und
from wegweiser.core.xpath.formen import format_wahrheit
from wegweiser.errors.xlsform import TEXTE
from wegweiser.model import frage as f
from wegweiser.model.base import replace
from wegweiser.model.fragebogen import MERKSPALTE, Fragebogen
from wegweiser.model.leitfaden import Abgeleitet, Abschnitt, Leitfaden, Schritt

_LANGE_LISTE: Final = 12


class Ausgang(NamedTuple):
    """A questionnaire, and what could not be said in it."""

    fragebogen: Fragebogen
    funde: tuple[Fund, ...]
    fragen: int


def build_fragebogen(leitfaden: Leitfaden, abschnitte: Sequence[Abschnitt]) -> Ausgang:
    """The questionnaire of these Abschnitte, which hold only the questions to ask."""
    funde: list[Fund] = []
    while True:
        bau = _Bau(leitfaden, abschnitte)
        bau.schreibe()
        if not bau.unsagbar:
            sprachen = [fassung.titel for fassung in bau.sprachen.fassungen]
            blaetter = build_blaetter(leitfaden.kopf, sprachen, bau.zeilen, bau.listen.zeilen)
            return Ausgang(blaetter, (*funde, *bau.funde), bau.fragen)
        funde += [fund for fund in bau.funde if fund.ort[:1] == ("abgeleitet",)]
        abschnitte = [_drop_abgeleitete(abschnitt, bau.unsagbar) for abschnitt in abschnitte]


def _drop_abgeleitete(abschnitt: Abschnitt, namen: Collection[str]) -> Abschnitt:
    """What cannot be worked out in a questionnaire is not there; what reads it is open."""
    return replace(abschnitt, abgeleitet=tuple(a for a in abschnitt.abgeleitet if a.id not in namen))


class _Bau(Zeilenschreiber):
    def schreibe(self) -> None:
        """All rows in the order of the guide."""
        if ungeprueft := self.sprachen.ungeprueft():
            self.hinweis("ungepruefte_uebersetzung", ungeprueft, {"typ": "helfer"})
        for abschnitt in self.abschnitte:
            self._abschnitt(abschnitt)

    # Abschnitte and Schritte

    def _abschnitt(self, abschnitt: Abschnitt) -> None:
        self.ortung.beginne(abschnitt)
        gestellt = self.bedingung(abschnitt, ("wenn",), abschnitt.wenn)
        self.ortung.stelle_abschnitt(abschnitt, gestellt)
        name = self.ortung.namen.abschnitte[abschnitt.id]
        texte = self.sprachen.texte(lambda s: s.abschnitte[abschnitt.id].titel)
        if abschnitt.je:
            self._wiederholung(abschnitt, abschnitt.je, name, texte, gestellt)
        else:
            self.zeile("begin_group", name, label=texte, relevant=format_relevant(gestellt))
            self._inhalt(abschnitt)
            self.zeile("end_group")

    def _inhalt(self, abschnitt: Abschnitt) -> None:
        for schritt in abschnitt.schritte:
            self._schritt(abschnitt, schritt)
        for abgeleitet in abschnitt.abgeleitet:
            self._abgeleitet(abschnitt, self.stellen[abgeleitet.id], abgeleitet)

    def _wiederholung(
        self, abschnitt: Abschnitt, tabelle: str, name: str, texte: Texte, gestellt: Xpath
    ) -> None:
        """One pass per row; a condition that reads other passes stands on a group inside."""
        innen = reads_andere(gestellt, name)
        angaben = {"relevant": "" if innen else format_relevant(gestellt)}
        if tabelle in self.ortung.tabellen:
            angaben["repeat_count"] = f"count(${{{tabelle}}})"
        self.zeile("begin_repeat", name, label=texte, wegweiser=format_merkmale({"je": tabelle}), **angaben)
        self._je(abschnitt, tabelle, name)
        if innen:
            self.zeile(
                "begin_group",
                f"{name}{TRENNER}inhalt",
                label=texte,
                relevant=format_relevant(gestellt),
                wegweiser="typ=inhalt",
            )
        self._inhalt(abschnitt)
        if innen:
            self.zeile("end_group")
        self.zeile("end_repeat")

    def _je(self, abschnitt: Abschnitt, tabelle: str, name: str) -> None:
        """Which row the questions are about."""
        self.zeile("calculate", f"{name}{TRENNER}nr", calculation="position(..)", wegweiser="typ=helfer")
        spalte = self.ortung.titelspalte(tabelle)
        if spalte is None:
            self.melde(abschnitt, ("je",), "xlsform-je-fehlt", id=abschnitt.id, tabelle=tabelle)
            return
        titel = f"{name}{TRENNER}titel"
        rechnung = f"indexed-repeat(${{{spalte}}}, ${{{tabelle}}}, ${{{name}{TRENNER}nr}})"
        self.zeile("calculate", titel, calculation=rechnung, wegweiser="typ=helfer")
        self.hinweis(
            f"{name}{TRENNER}zu",
            self.sprachen.fest(TEXTE["zu"].format(titel=f"${{{titel}}}")),
            {"typ": "helfer"},
        )

    def _schritt(self, abschnitt: Abschnitt, schritt: Schritt) -> None:
        name = self.ortung.namen.schritte[abschnitt.id, schritt.id]
        texte = self.sprachen.texte(lambda s: s.schritte[abschnitt.id, schritt.id].titel)
        self.zeile("begin_group", name, label=texte)
        for frage in schritt.fragen:
            self._frage(abschnitt, name, frage)
        self.zeile("end_group")

    def _abgeleitet(self, abschnitt: Abschnitt, ort: Ort, abgeleitet: Abgeleitet) -> None:
        weg = self.uebersetzer(abschnitt, ort, abgeleitet.ausdruck)
        wurzel = parse_ausdruck(abgeleitet.ausdruck).wurzel
        if abgeleitet.typ == "ja_nein":
            xpath: Xpath | None = format_wahrheit(weg.wahrheit(wurzel))
        else:
            wert = weg.wert(wurzel)
            xpath = wert.xpath if wert else None
        if xpath is None:
            self.unsagbar.add(abgeleitet.id)
        else:
            merkmale = {"typ": abgeleitet.typ, "titel": (abgeleitet.titel or "").replace(";", ",")}
            self.zeile(
                "calculate",
                abgeleitet.id,
                calculation=format_xpath(xpath),
                wegweiser=format_merkmale(merkmale),
            )

    # questions

    def _frage(self, abschnitt: Abschnitt, gruppe: str, frage: f.Frage) -> None:
        self.fragen += 1
        ort = self.stellen[frage.id]
        gestellt = self.bedingung(abschnitt, (*ort, "wenn"), frage.wenn)
        self.ortung.stelle_frage(abschnitt, gruppe, frage, gestellt)
        if isinstance(frage, f.Tabelle):
            self._tabelle(abschnitt, frage, gestellt)
        elif isinstance(frage, f.Verteilung):
            self._verteilung(frage, gestellt)
        else:
            pruefungen = self._pruefungen(abschnitt, frage)
            self._feld(abschnitt, ort, frage, gestellt, pruefungen)

    def _pruefungen(self, abschnitt: Abschnitt, frage: f.Frage) -> list[tuple[Xpath, str]]:
        pruefungen = []
        for nr, pruefung in enumerate(frage.pruefe):
            ort = (*self.stellen[frage.id], "pruefe", nr, "muss")
            bedingung = self.bedingung(abschnitt, ort, pruefung.muss, frage.id)
            pruefungen.append((replace_knoten(bedingung, {Bezug(frage.id): Selbst()}), pruefung.text))
        return [(x, text) for x, text in pruefungen if x != WAHR]

    def _feld(
        self,
        abschnitt: Abschnitt,
        ort: Ort,
        frage: f.Frage,
        gestellt: Xpath,
        pruefungen: Iterable[tuple[Xpath, str]],
        tabelle: str = "",
    ) -> None:
        """One row: a question, or a column of a table."""
        name = self.ortung.namen.spalten[tabelle, frage.id] if tabelle else frage.id
        typ, angaben = self._typ(abschnitt, ort, frage, tabelle)
        bedingungen = [*list_grenzen(frage), *pruefungen]
        muss, meldung = und(*(x for x, _ in bedingungen)), " ".join(text for _, text in bedingungen if text)
        if muss != WAHR:
            angaben["constraint"] = format_xpath(muss)
        self.zeile(
            typ,
            name,
            label=self.sprachen.frage(frage, tabelle, lambda x: x.text),
            hint=self.sprachen.frage(frage, tabelle, format_hilfe),
            guidance_hint=self.sprachen.frage(frage, tabelle, lambda x: x.warum),
            required="yes" if frage.pflicht else "",
            relevant=format_relevant(gestellt),
            constraint_message=self.sprachen.fest(meldung) if meldung and muss != WAHR else {},
            default=self._vorgabe(abschnitt, ort, frage),
            **angaben,
        )

    def _vorgabe(self, abschnitt: Abschnitt, ort: Ort, frage: f.Frage) -> str:
        if frage.vorschlag is None:
            return ""
        wurzel = parse_ausdruck(frage.vorschlag).wurzel
        if not isinstance(wurzel, Konstante):
            self.melde(
                abschnitt, (*ort, "vorschlag"), "xlsform-vorschlag", feld=shorten_text(frage.vorschlag)
            )
            return ""
        wert = wurzel.wert
        if isinstance(wert, bool):
            return "ja" if wert else "nein"
        return f"{wert:f}" if isinstance(wert, Decimal) else str(wert)

    def _typ(
        self, abschnitt: Abschnitt, ort: Ort, frage: f.Frage, tabelle: str
    ) -> tuple[str, dict[str, str]]:
        """The type in XLSForm, and the cells that belong to it."""
        feldtyp = find_feldtyp(frage)
        if isinstance(frage, f.Ort):
            self.melde(abschnitt, (*ort, "typ"), "xlsform-ort", id=frage.id)
        if not feldtyp.waehlt:
            return feldtyp.typ, {**feldtyp.zellen, "wegweiser": format_merkmale({"typ": feldtyp.merkmal})}
        wahl = self._wahl(abschnitt, ort, frage, tabelle)
        if wahl is None:
            return "text", {}
        liste, eigene = wahl
        if liste.anzahl > _LANGE_LISTE and feldtyp.typ == "select_one":
            eigene["appearance"] = "minimal"
        merkmale = {
            "typ": feldtyp.merkmal,
            "katalog": getattr(frage, "katalog", None),
            "aus_tabelle": getattr(frage, "aus_tabelle", None),
        }
        return f"{feldtyp.typ} {liste.name}", {**eigene, "wegweiser": format_merkmale(merkmale)}

    def _wahl(
        self, abschnitt: Abschnitt, ort: Ort, frage: f.Frage, oben: str
    ) -> tuple[Liste, dict[str, str]] | None:
        """The list to choose from, and what belongs to it; None where there is none here."""
        tabelle = getattr(frage, "aus_tabelle", None)
        stelle = (*ort, "aus_tabelle")
        if tabelle and tabelle not in self.ortung.tabellen:
            self.melde(abschnitt, stelle, "xlsform-auswahl-fehlt", id=frage.id, tabelle=tabelle)
            return None
        if any(option.hilfe for option in getattr(frage, "optionen", ())):
            self.melde(abschnitt, (*ort, "optionen"), "xlsform-optionshilfe", id=frage.id)
        name = self.ortung.namen.spalten[oben, frage.id] if oben else frage.id
        liste = self.listen.find_liste(frage, name, oben)
        if not tabelle:
            return liste, {}
        self._schreibe_titel(tabelle)
        if liste.gekuerzt:
            angaben = {"id": frage.id, "tabelle": tabelle, "anzahl": liste.anzahl}
            self.melde(abschnitt, stelle, "xlsform-auswahl", **angaben)
        return liste, {"choice_filter": f"nr <= count(${{{tabelle}}})"}

    def _schreibe_titel(self, tabelle: str) -> None:
        """Titles of rows as values, so that options can show them; right behind the table, once."""
        spalte, ende = self.ortung.titelspalte(tabelle), self.ortung.ende.pop(tabelle, None)
        if ende is None or spalte is None:
            return
        zeilen = [
            {
                "type": "calculate",
                "name": f"{tabelle}{TRENNER}titel_{nr}",
                "calculation": f"indexed-repeat(${{{spalte}}}, ${{{tabelle}}}, {nr})",
                MERKSPALTE: "typ=helfer",
            }
            for nr in range(1, self.ortung.zeilenzahl(tabelle) + 1)
        ]
        self.zeilen[ende:ende] = zeilen
        self.ortung.verschiebe(ende, len(zeilen))

    # tables and shares

    def _tabelle(self, abschnitt: Abschnitt, tabelle: f.Tabelle, gestellt: Xpath) -> None:
        ort = self.stellen[tabelle.id]
        bedingung = format_relevant(gestellt)
        if hilfe := self.sprachen.frage(tabelle, "", format_hilfe):
            self.hinweis(f"{tabelle.id}{TRENNER}hilfe", hilfe, {"hilfe": tabelle.id}, gestellt)
        zeilen = tabelle.zeilen
        merkmale = {
            "zeilen": f"{zeilen.min}-{zeilen.max}",
            "vorsatz": tabelle.vorsatz,
            "pflicht": "ja" if tabelle.pflicht else None,
        }
        angaben = {"relevant": bedingung, "wegweiser": format_merkmale(merkmale)}
        if zeilen.min == zeilen.max:
            angaben["repeat_count"] = str(zeilen.max)
        elif tabelle.pflicht or zeilen.min:
            self.melde(abschnitt, (*ort, "zeilen"), "xlsform-zeilen", id=tabelle.id)
        self.zeile(
            "begin_repeat", tabelle.id, label=self.sprachen.frage(tabelle, "", lambda x: x.text), **angaben
        )
        je_zeile, rest = self._trenne_pruefungen(abschnitt, tabelle)
        for nr, spalte in enumerate(tabelle.spalten):
            self._feld(
                abschnitt, (*ort, "spalten", nr), spalte, WAHR, je_zeile.get(spalte.id, ()), tabelle.id
            )
        self.zeile("end_repeat")
        self.ortung.ende[tabelle.id] = len(self.zeilen)
        for nr, muss in rest:
            pruefung = tabelle.pruefe[nr]
            feld = shorten_text(pruefung.muss)
            self.melde(abschnitt, (*ort, "pruefe", nr, "muss"), "xlsform-pruefung", id=tabelle.id, feld=feld)
            name, texte = f"{tabelle.id}{TRENNER}pruefung_{nr + 1}", self.sprachen.fest(pruefung.text)
            self.hinweis(name, texte, {"pruefung": tabelle.id}, und(gestellt, nicht(muss)))

    def _trenne_pruefungen(
        self, abschnitt: Abschnitt, tabelle: f.Tabelle
    ) -> tuple[dict[str, list[tuple[Xpath, str]]], list[tuple[int, Xpath]]]:
        """What is checked row by row, at its last column, and what only over the whole table."""
        je_zeile: dict[str, list[tuple[Xpath, str]]] = {}
        rest = []
        for nr, pruefung in enumerate(tabelle.pruefe):
            ort = (*self.stellen[tabelle.id], "pruefe", nr, "muss")
            teile = list(split_je_zeile(parse_ausdruck(pruefung.muss).wurzel, tabelle))
            if teile:
                weg = self.uebersetzer(abschnitt, ort, pruefung.muss, reihe=tabelle.id)
                for spalte, knoten in teile:
                    muss = self.ortung.von_zeile(weg.wahrheit(knoten).moeglich, tabelle, spalte)
                    je_zeile.setdefault(spalte, []).append((muss, pruefung.text))
            elif (muss := self.bedingung(abschnitt, ort, pruefung.muss)) not in {WAHR, FALSCH}:
                rest.append((nr, muss))
        return je_zeile, rest

    def _verteilung(self, frage: f.Verteilung, gestellt: Xpath) -> None:
        """A whole number per option; the last one checks the sum."""
        merkmale = {"typ": frage.typ, "pflicht": "ja" if frage.pflicht else None, "katalog": frage.katalog}
        self.zeile(
            "begin_group",
            frage.id,
            label=self.sprachen.frage(frage, "", lambda x: x.text),
            relevant=format_relevant(gestellt),
            wegweiser=format_merkmale(merkmale),
        )
        ids = [option.id for option in self.sprachen.fassungen[0].optionen(frage)]
        namen = [f"{frage.id}{TRENNER}{id_}" for id_ in ids]
        for nr, (id_, name) in enumerate(zip(ids, namen, strict=True)):
            muss: Xpath = und(
                Operation(">=", Selbst(), Zahl(Decimal(0))), Operation("<=", Selbst(), Zahl(Decimal(100)))
            )
            letzter = nr == len(namen) - 1
            if letzter:
                muss = und(muss, sum_anteile(namen[:-1]))
            self.zeile(
                "integer",
                name,
                label=self.listen.titel(frage, "", id_),
                hint=self.sprachen.frage(frage, "", format_hilfe) if nr == 0 else {},
                required="yes" if frage.pflicht else "",
                constraint=format_xpath(muss),
                constraint_message=self.sprachen.fest(TEXTE["summe"]) if letzter else {},
                wegweiser=format_merkmale({"typ": "teil", "option": id_}),
            )
        self.zeile("end_group")
