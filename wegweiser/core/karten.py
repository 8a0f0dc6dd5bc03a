"""From a path through a guide to the papers of one round: cards, table sheets, a poster, sheets for dots."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from wegweiser.ausdruck import parse_ausdruck
from wegweiser.ausdruck.bedingung import format_bedingung
from wegweiser.core.gliederung import list_tage_und_ja
from wegweiser.core.kartenmass import count_zeilen, fit_karte
from wegweiser.core.papierbogen import Fragenbauer
from wegweiser.core.regeln import build_arten, build_beschriftung
from wegweiser.core.sprachen import translate_leitfaden
from wegweiser.errors import BenutzungError, format_vorschlag
from wegweiser.model import frage as f
from wegweiser.model.antworten import Antworten
from wegweiser.model.base import replace
from wegweiser.model.karten import (
    Blattspalte,
    Karte,
    Kartengruppe,
    Kartensatz,
    Plakatgruppe,
    Plakatpunkt,
    Punkteblatt,
    Tabellenblatt,
    Wunsch,
)
from wegweiser.model.lage import Lage, Station
from wegweiser.model.leitfaden import Leitfaden, find_frage, number_fragen
from wegweiser.model.papierbogen import Bogenfrage, Bogenwahl
from wegweiser.model.sprache import Rahmenworte, Uebersetzung, find_richtung

LANGE_LISTE = 40
_EINE_STIMME = (f.Auswahl, f.Katalogwahl, f.Skala, f.JaNein)
_MIT_PUNKTEN = (*_EINE_STIMME, f.Mehrfach, f.Rangfolge, f.Verteilung)
_SCHMAL, _BREIT = 2, 5


def list_stationen(leitfaden: Leitfaden, lage: Lage, wunsch: Wunsch) -> tuple[Station, ...]:
    """The questions of a round that may be asked, in guide order; raises BenutzungError for unknown names and for none."""
    _check_namen(leitfaden, wunsch)
    nummern = number_fragen(leitfaden)
    stationen = tuple(
        s for s in lage.stationen if s.frage.runde == wunsch.runde and _ist_gewuenscht(s, wunsch, nummern)
    )
    if not stationen:
        raise BenutzungError("karten-leer", leitfaden=leitfaden.id, runde=wunsch.runde)
    return tuple(s for s in stationen if not isinstance(s.frage, f.Dateifrage))


def _ist_gewuenscht(station: Station, wunsch: Wunsch, nummern: Mapping[str, str]) -> bool:
    return (
        (not wunsch.abschnitte or station.abschnitt.id in wunsch.abschnitte)
        and (not wunsch.schritte or station.schritt.id in wunsch.schritte)
        and (not wunsch.fragen or bool({station.frage.id, nummern[station.frage.id]} & set(wunsch.fragen)))
    )


def _check_namen(leitfaden: Leitfaden, wunsch: Wunsch) -> None:
    nummern = number_fragen(leitfaden)
    bekannt = {
        "abschnitt-unbekannt": (wunsch.abschnitte, [a.id for a in leitfaden.abschnitte]),
        "schritt-unbekannt": (wunsch.schritte, [s.id for a in leitfaden.abschnitte for s in a.schritte]),
        "karte-unbekannt": (wunsch.fragen, [*nummern, *nummern.values()]),
    }
    for code, (namen, vorhanden) in bekannt.items():
        for name in namen:
            if name not in vorhanden:
                angaben = {"name": name, "wert": name, "vorschlag": format_vorschlag(name, vorhanden)}
                raise BenutzungError(code, **angaben, vorhanden=", ".join(vorhanden))


def build_kartensatz(
    leitfaden: Leitfaden,
    stationen: Sequence[Station],
    antworten: Antworten,
    wunsch: Wunsch,
    uebersetzung: Uebersetzung | None = None,
    titel: str = "",
) -> Kartensatz:
    """All papers in one language; options taken from answers are those given so far."""
    bauer = _Bauer(leitfaden, antworten, uebersetzung)
    gruppen = [
        (bauer.find_schritt(erste), teile)
        for _, gruppe in groupby(stationen, lambda s: (s.abschnitt.id, s.schritt.id, s.adresse.satz))
        if (teile := tuple(gruppe)) and (erste := teile[0])
    ]
    sprache = uebersetzung.sprache if uebersetzung else leitfaden.kopf.sprache
    return Kartensatz(
        titel=titel or bauer.gezeigt.kopf.titel,
        vorhaben=titel,
        leitfaden=leitfaden.id,
        version=leitfaden.kopf.version,
        runde=wunsch.runde,
        sprache=sprache,
        richtung=find_richtung(sprache),
        ungeprueft=uebersetzung is not None and not uebersetzung.geprueft_von,
        worte=uebersetzung.worte if uebersetzung else Rahmenworte(),
        minuten=sum(station.frage.minuten for station in stationen),
        gruppen=tuple(
            Kartengruppe(
                titel=name,
                karten=tuple(karte for station in teile for karte in bauer.build_karten(station)),
                tabellen=tuple(bauer.build_tabelle(s) for s in teile if isinstance(s.frage, f.Tabelle)),
            )
            for name, teile in gruppen
        ),
        plakat=tuple(
            Plakatgruppe(titel=name, satz=format_satz(teile[0]), punkte=tuple(map(bauer.build_punkt, teile)))
            for name, teile in gruppen
        ),
        punkte=tuple(bauer.list_punkteblaetter(stationen, wunsch.punkte)),
    )


def format_satz(station: Station) -> str:
    """Which record a question is asked for, „m1 · Café“, with the word that tells its cards apart; else nothing."""
    return f"{station.adresse.satz} · {station.satz_titel}" if station.satz_titel else ""


def list_zaehlzeilen(satz: Kartensatz) -> tuple[tuple[str, ...], ...]:
    """A row per option with its question, by ids and numbers no spreadsheet takes for a date; the last cell is to be filled."""
    return tuple(
        (blatt.adresse, blatt.frage.text, wahl.nr or wahl.titel, wahl.titel, "")
        for blatt in satz.punkte
        for wahl in blatt.frage.wahlen
    )


class _Bauer:
    def __init__(self, leitfaden: Leitfaden, antworten: Antworten, uebersetzung: Uebersetzung | None) -> None:
        self.gezeigt = translate_leitfaden(leitfaden, uebersetzung) if uebersetzung else leitfaden
        self.fragen = Fragenbauer(self.gezeigt, leitfaden.kopf.sprache, uebersetzung, antworten)
        self.nummern = number_fragen(leitfaden)
        self.beschriftung = build_beschriftung(leitfaden)
        self.beschriftung |= {id_: f"{self.beschriftung[id_]} ({nr})" for id_, nr in self.nummern.items()}
        self.arten = build_arten(leitfaden) | list_tage_und_ja(leitfaden)

    def find_schritt(self, station: Station) -> str:
        """The title of the Schritt in the language of the papers."""
        return next(
            s.titel
            for a in self.gezeigt.abschnitte
            for s in a.schritte
            if (a.id, s.id) == (station.abschnitt.id, station.schritt.id)
        )

    def build_frage(self, station: Station) -> Bogenfrage:
        """The question with its boxes."""
        return self.fragen.build_frage(self.find_frage(station), lang=LANGE_LISTE)

    def find_frage(self, station: Station) -> f.Frage:
        """The question in the language of the papers."""
        paar = find_frage(self.gezeigt, station.frage.id)
        return paar[1] if paar else station.frage

    def format_bedingung(self, station: Station) -> str:
        """When the question applies, in words; nothing where that is settled."""
        texte = (station.abschnitt.wenn, station.frage.wenn) if station.vorsorglich else ()
        return "; ".join(
            format_bedingung(parse_ausdruck(text), self.beschriftung, self.arten) for text in texte if text
        )

    def build_karten(self, station: Station) -> Iterator[Karte]:
        """One card, or several for a list that is too long; none for a table."""
        frage = self.build_frage(station)
        if frage.art == "tabelle":
            return
        bedingung = self.format_bedingung(station)
        einteilung = fit_karte(frage, bedingung)
        beginn = 0
        for teil, anzahl in enumerate(einteilung.je_karte, 1):
            yield Karte(
                nummer=self.nummern[station.frage.id],
                adresse=str(station.adresse),
                satz=format_satz(station),
                frage=replace(frage, wahlen=frage.wahlen[beginn : beginn + anzahl]),
                bedingung=bedingung,
                grad=einteilung.grad,
                linien=einteilung.linien,
                teil=teil,
                teile=len(einteilung.je_karte),
            )
            beginn += anzahl

    def build_tabelle(self, station: Station) -> Tabellenblatt:
        """A sheet with one column per column, and below what may be written in it."""
        tabelle = self.find_frage(station)
        spalten = tabelle.spalten if isinstance(tabelle, f.Tabelle) else ()
        gewichte = [_BREIT if isinstance(s, f.Text | f.Absatz) else _SCHMAL for s in spalten]
        blattspalten = tuple(
            Blattspalte(
                titel=spalte.kurz or spalte.text,
                breite=97 * gewicht // sum(gewichte),
                wahlen=self._list_spaltenwahlen(spalte),
            )
            for spalte, gewicht in zip(spalten, gewichte, strict=True)
        )
        return Tabellenblatt(
            nummer=self.nummern[station.frage.id],
            adresse=str(station.adresse),
            satz=format_satz(station),
            frage=self.build_frage(station),
            bedingung=self.format_bedingung(station),
            spalten=blattspalten,
            zeilen=count_zeilen([[w.titel for w in s.wahlen] for s in blattspalten]),
        )

    def _list_spaltenwahlen(self, spalte: f.Spalte) -> tuple[Bogenwahl, ...]:
        wahlen = tuple(self.fragen.list_wahlen(spalte))
        return wahlen if len(wahlen) <= LANGE_LISTE else ()

    def build_punkt(self, station: Station) -> Plakatpunkt:
        """A question on the poster."""
        frage = self.build_frage(station)
        return Plakatpunkt(
            nummer=self.nummern[station.frage.id],
            adresse=str(station.adresse),
            text=frage.text,
            satz=format_satz(station),
            bedingung=self.format_bedingung(station),
            sprache=frage.sprache,
            richtung=frage.richtung,
            karten=sum(1 for _ in self.build_karten(station)),
        )

    def list_punkteblaetter(
        self, stationen: Sequence[Station], je_person: int | None
    ) -> Iterator[Punkteblatt]:
        """A sheet for every question one can put dots on."""
        for station in stationen:
            frage = self.build_frage(station)
            if isinstance(station.frage, _MIT_PUNKTEN) and frage.wahlen:
                yield Punkteblatt(
                    nummer=self.nummern[station.frage.id],
                    adresse=str(station.adresse),
                    satz=format_satz(station),
                    frage=frage,
                    je_person=1 if isinstance(station.frage, _EINE_STIMME) else je_person or frage.hoechstens,
                    hoehe=max(15, min(60, 265 // len(frage.wahlen))),
                )
