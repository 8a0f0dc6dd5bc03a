"""Works out the outline of a guide: conditions in words, minutes per round, which rules read what."""

from collections.abc import Iterable, Mapping

from wegweiser.ausdruck import parse_ausdruck
from wegweiser.ausdruck.bedingung import format_bedingung
from wegweiser.core.regeln import build_arten, build_beschriftung
from wegweiser.model.base import Runde
from wegweiser.model.frage import Datum, Frage, JaNein, Tabelle
from wegweiser.model.gliederung import (
    Abschnittspunkt,
    Fragepunkt,
    Gliederung,
    Katalogpunkt,
    Schrittpunkt,
    Wertpunkt,
)
from wegweiser.model.leitfaden import Abschnitt, Leitfaden, find_tabelle, list_fragen
from wegweiser.model.optionen import build_optionsquelle


def build_gliederung(leitfaden: Leitfaden, abschnitt: str = "") -> Gliederung:
    """The outline of a sound guide, or of the one Abschnitt with that id."""
    bau = _Bau(leitfaden)
    punkte = tuple(
        bau.abschnitt(nummer, einer)
        for nummer, einer in enumerate(leitfaden.abschnitte, 1)
        if abschnitt in {"", einer.id}
    )
    kataloge = () if abschnitt else leitfaden.kataloge.values()
    return Gliederung(
        kopf=leitfaden.kopf,
        abschnitte=punkte,
        kataloge=tuple(Katalogpunkt(k.katalog, k.titel or k.katalog, len(k.eintraege)) for k in kataloge),
        regeln=sum(len(punkt.regeln) for punkt in punkte) if abschnitt else len(leitfaden.regeln),
    )


def format_wenn(leitfaden: Leitfaden, abschnitt: Abschnitt, frage: Frage) -> str:
    """When a question is asked, in words; empty where it always is."""
    beschriftung = build_beschriftung(leitfaden)
    arten = build_arten(leitfaden) | list_tage_und_ja(leitfaden)
    texte = (text for text in (abschnitt.wenn, frage.wenn) if text)
    return "; ".join(format_bedingung(parse_ausdruck(text), beschriftung, arten) for text in texte)


class _Bau:
    def __init__(self, leitfaden: Leitfaden) -> None:
        self.leitfaden = leitfaden
        self.optionen = build_optionsquelle(leitfaden, {})
        self.beschriftung = build_beschriftung(leitfaden)
        self.arten = build_arten(leitfaden) | list_tage_und_ja(leitfaden)
        self.regeln: dict[str, list[str]] = {}
        for regel in leitfaden.regeln:
            for name in _list_namen(regel.muss, regel.wenn):
                self.regeln.setdefault(name, []).append(regel.id)

    def abschnitt(self, nummer: int, abschnitt: Abschnitt) -> Abschnittspunkt:
        """One stage."""
        tabelle = find_tabelle(self.leitfaden, abschnitt.je) if abschnitt.je else None
        schritte = tuple(
            Schrittpunkt(schritt, tuple(map(self.frage, schritt.fragen))) for schritt in abschnitt.schritte
        )
        namen = [inhalt.id for inhalt in (*abschnitt.fragen(), *abschnitt.abgeleitet)]
        return Abschnittspunkt(
            nummer=nummer,
            abschnitt=abschnitt,
            je=(tabelle.kurz or tabelle.text) if tabelle else "",
            bedingung=self.bedingung(abschnitt.wenn),
            schritte=schritte,
            werte=tuple(Wertpunkt(a, self.bedingung(a.ausdruck)) for a in abschnitt.abgeleitet),
            minuten=_sum_minuten(punkt for schritt in schritte for punkt in schritt.fragen),
            regeln=tuple(dict.fromkeys(regel for name in namen for regel in self.regeln.get(name, ()))),
        )

    def frage(self, frage: Frage) -> Fragepunkt:
        """One question."""
        return Fragepunkt(
            frage=frage,
            bedingung=self.bedingung(frage.wenn),
            moeglichkeiten=tuple(option.titel for option in self.optionen(frage)),
            pruefungen=tuple((self.bedingung(p.muss), p.text) for p in frage.pruefe),
            regeln=tuple(self.regeln.get(frage.id, ())),
        )

    def bedingung(self, text: str | None) -> str:
        """An expression in words."""
        return format_bedingung(parse_ausdruck(text), self.beschriftung, self.arten) if text else ""


def _list_namen(*texte: str | None) -> Iterable[str]:
    return frozenset().union(*(parse_ausdruck(text).namen for text in texte if text))


def list_tage_und_ja(leitfaden: Leitfaden) -> dict[str, str]:
    """Days and yes-or-no, which conditions say in other words than numbers."""
    arten: dict[str, str] = {}
    for _, frage in list_fragen(leitfaden):
        spalten = {f"{frage.id}.{s.id}": s for s in frage.spalten} if isinstance(frage, Tabelle) else {}
        arten |= {
            name: eine.typ
            for name, eine in {frage.id: frage, **spalten}.items()
            if isinstance(eine, Datum | JaNein)
        }
    abgeleitet = (a for abschnitt in leitfaden.abschnitte for a in abschnitt.abgeleitet)
    return arten | {a.id: a.typ for a in abgeleitet if a.typ in {"datum", "ja_nein"}}


def _sum_minuten(punkte: Iterable[Fragepunkt]) -> Mapping[Runde, int]:
    minuten: dict[Runde, int] = {}
    for punkt in punkte:
        minuten[punkt.frage.runde] = minuten.get(punkt.frage.runde, 0) + punkt.frage.minuten
    return minuten
