"""Two states of answers side by side: what was said otherwise, row by row, and what follows from it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wegweiser.core.angaben import format_anzeige
from wegweiser.core.ergebnisunterschied import list_berechnete, list_ergebnisse
from wegweiser.core.seiten import Seite, Zuordnung, ordne_saetze
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Wert, Zeile, replace
from wegweiser.model.deutsch_format import format_datum
from wegweiser.model.frage import Frage, Tabelle
from wegweiser.model.leitfaden import Abschnitt, list_fragen
from wegweiser.model.optionen import TITELSPALTEN, build_optionsquelle
from wegweiser.model.unterschied import (
    Antwortunterschied,
    Aussage,
    Unterschiede,
    Zeilenart,
    Zeilenunterschied,
    Zelle,
)
from wegweiser.model.wert import Optionsquelle


class _Ort(NamedTuple):
    abschnitt: Abschnitt
    frage: Frage


def compare_seiten(alt: Seite, neu: Seite, zuordnung: Zuordnung = "id") -> Unterschiede:
    """Everything that differs, in the order of the newer guide."""
    war, ist = _list_pfad(alt, zuordnung), _list_pfad(neu, zuordnung)
    return Unterschiede(
        antworten=tuple(_list_antworten(alt, neu, zuordnung)),
        ergebnisse=(
            *list_ergebnisse(alt, neu, zuordnung),
            *list_berechnete(alt, neu, zuordnung),
        ),
        hinzu=tuple(titel for ort, titel in ist.items() if ort not in war),
        entfallen=tuple(titel for ort, titel in war.items() if ort not in ist),
    )


def _list_pfad(seite: Seite, zuordnung: Zuordnung) -> dict[tuple[str, str], str]:
    """What is asked: question and record, with the words for a person."""
    pfad = {}
    for station in seite.lage.stationen:
        titel = station.satz_titel or ""
        schluessel = station.adresse.satz if zuordnung == "id" else titel.casefold()
        wo = f" ({titel})" if titel else ""
        pfad[station.adresse.frage, schluessel] = (station.frage.kurz or station.frage.text) + wo
    return pfad


# Answers


def _list_antworten(alt: Seite, neu: Seite, zuordnung: Zuordnung) -> Iterator[Antwortunterschied]:
    orte_alt, orte_neu = (
        {frage.id: _Ort(a, frage) for a, frage in list_fragen(s.quelle.leitfaden)} for s in (alt, neu)
    )
    saetze_alt, saetze_neu = (ordne_saetze(s, zuordnung) for s in (alt, neu))
    sicht_alt, sicht_neu = _blicke(alt), _blicke(neu)
    for name in dict.fromkeys((*orte_neu, *orte_alt)):
        ort = orte_neu.get(name) or orte_alt[name]
        frage_alt = orte_alt.get(name, ort).frage
        je = ort.abschnitt.je
        links, rechts = (s.get(je, {}) if je else {"": ("", "")} for s in (saetze_alt, saetze_neu))
        for schluessel, (satz, titel) in rechts.items():  # of a record that is gone, its row says enough
            war, ist = links.get(schluessel), (satz, titel)
            paar = _Paar(frage_alt, ort.frage, sicht_alt(name, war), sicht_neu(name, ist), zuordnung)
            unterschied = _compare(paar, Adresse(name, satz), ort.abschnitt.titel, titel)
            if unterschied is not None:
                yield unterschied


class _Sicht(NamedTuple):
    antwort: Antwort | None
    optionen: Optionsquelle


def _blicke(seite: Seite) -> Callable[[str, tuple[str, str] | None], _Sicht]:
    """A function that finds what one side says to a question about a record (None: it has no such record)."""
    antworten = seite.quelle.antworten
    optionen = build_optionsquelle(seite.quelle.leitfaden, antworten)

    def sicht(frage: str, satz: tuple[str, str] | None) -> _Sicht:
        return _Sicht(antworten.get(Adresse(frage, satz[0])) if satz is not None else None, optionen)

    return sicht


class _Paar(NamedTuple):
    """One question as either side has it, and what each says to it."""

    frage_alt: Frage
    frage: Frage
    alt: _Sicht
    neu: _Sicht
    zuordnung: Zuordnung

    def gleich(self, alt: Wert | None, neu: Wert | None, text_alt: str, text_neu: str) -> bool:
        """Two values that say the same; in one Vorhaben the title of what was chosen may have changed elsewhere."""
        return text_alt == text_neu or (self.zuordnung == "id" and alt == neu)


def _compare(paar: _Paar, adresse: Adresse, abschnitt: str, massnahme: str) -> Antwortunterschied | None:
    """How the two differ; None where they say the same."""
    frage, alt, neu = paar.frage, paar.alt.antwort or Antwort(), paar.neu.antwort or Antwort()
    vorher, nachher = _sage(paar.frage_alt, paar.alt), _sage(frage, paar.neu)
    zeilen, umsortiert = _compare_zeilen(paar)
    angaben = tuple(_list_angaben(alt, neu))
    if isinstance(frage, Tabelle):
        gleich = not zeilen and not umsortiert
    else:
        gleich = paar.gleich(alt.wert, neu.wert, vorher.text, nachher.text)
    if gleich and vorher.art == nachher.art and not angaben:
        return None
    return Antwortunterschied(
        adresse=adresse,
        abschnitt=abschnitt,
        massnahme=massnahme,
        frage=frage.kurz or frage.text,
        alt=nachher if gleich and vorher.art == nachher.art else vorher,
        neu=nachher,
        zeilen=zeilen,
        umsortiert=umsortiert,
        angaben=angaben,
        personenbezogen=frage.personenbezogen or paar.frage_alt.personenbezogen,
    )


def _sage(frage: Frage, sicht: _Sicht) -> Aussage:
    antwort = sicht.antwort
    if antwort is None:
        return Aussage()
    if antwort.wert is None:
        return Aussage(art="offen")
    if isinstance(frage, Tabelle):
        return Aussage(art="wert", text=str(len(_zeilen(antwort))))
    return Aussage(art="wert", text=format_anzeige(frage, antwort.wert, sicht.optionen))


def _list_angaben(alt: Antwort, neu: Antwort) -> Iterator[Zelle]:
    """What was said about the answer beside its value."""
    for name in ("sicherheit", "belege", "notiz", "zustaendig", "bis"):
        vorher, nachher = (_format_angabe(getattr(antwort, name)) for antwort in (alt, neu))
        if vorher != nachher:
            yield Zelle(name=name, alt=vorher, neu=nachher, personenbezogen=name not in {"sicherheit", "bis"})


def _format_angabe(wert: object) -> str:
    match wert:
        case tuple():
            return ", ".join(map(str, wert))
        case date():
            return format_datum(wert)
        case _:
            return str(wert or "")


# Rows of tables


def _zeilen(antwort: Antwort | None) -> tuple[Zeile, ...]:
    wert = antwort.wert if antwort else None
    return tuple(z for z in wert if isinstance(z, Mapping)) if isinstance(wert, tuple) else ()


def _compare_zeilen(paar: _Paar) -> tuple[tuple[Zeilenunterschied, ...], bool]:
    """The rows that differ, and whether those on both sides stand in another order."""
    if not isinstance(paar.frage, Tabelle) or not isinstance(paar.frage_alt, Tabelle):
        return (), False
    war = _ordne_zeilen(paar.frage_alt, paar.alt, paar.zuordnung)
    ist = _ordne_zeilen(paar.frage, paar.neu, paar.zuordnung)
    zeilen = []
    for name in dict.fromkeys((*ist, *war)):
        zellen = tuple(_list_zellen(paar, war.get(name, {}), ist.get(name, {})))
        art: Zeilenart = "neu" if name not in war else "entfallen" if name not in ist else "geaendert"
        if zellen or art != "geaendert":
            zeile, sicht = (ist[name], paar.neu) if name in ist else (war[name], paar.alt)
            titel = _benenne(paar.frage if name in ist else paar.frage_alt, zeile, sicht)
            zeilen.append(Zeilenunterschied(id=str(zeile.get("id", "")), titel=titel, art=art, zellen=zellen))
    reihen = [[name for name in reihe if name in andere] for reihe, andere in ((war, ist), (ist, war))]
    return tuple(zeilen), reihen[0] != reihen[1]


def _ordne_zeilen(frage: Frage, sicht: _Sicht, zuordnung: Zuordnung) -> dict[str, Zeile]:
    """The rows by what they are matched by; of two with the same title the second counts on."""
    reihen: dict[str, Zeile] = {}
    for zeile in _zeilen(sicht.antwort):
        name = str(zeile.get("id")) if zuordnung == "id" else _benenne(frage, zeile, sicht).casefold()
        while name in reihen:
            name += "\n"
        reihen[name] = zeile
    return reihen


def _benenne(frage: Frage, zeile: Zeile, sicht: _Sicht) -> str:
    """What a row is called: its title, else its first cell."""
    if titel := next((zeile[name] for name in TITELSPALTEN if zeile.get(name)), None):
        return str(titel)
    spalten = frage.spalten if isinstance(frage, Tabelle) else ()
    gefuellt = (spalte for spalte in spalten if spalte.id in zeile)
    erste = next(gefuellt, None)
    return format_anzeige(erste, zeile[erste.id], sicht.optionen) if erste else str(zeile.get("id", ""))


def _list_zellen(paar: _Paar, war: Zeile, ist: Zeile) -> Iterator[Zelle]:
    spalten_alt, spalten = (
        {s.id: s for s in frage.spalten} if isinstance(frage, Tabelle) else {}
        for frage in (paar.frage_alt, paar.frage)
    )
    for name in dict.fromkeys((*spalten, *spalten_alt)):
        spalte = spalten.get(name) or spalten_alt[name]
        vorher = _format_zelle(spalten_alt.get(name, spalte), war.get(name), paar.alt)
        nachher = _format_zelle(spalte, ist.get(name), paar.neu)
        if not paar.gleich(war.get(name), ist.get(name), vorher, nachher):
            titel = spalte.kurz or spalte.text
            yield Zelle(name=titel, alt=vorher, neu=nachher, personenbezogen=spalte.personenbezogen)


def _format_zelle(spalte: Frage, wert: Wert | None, sicht: _Sicht) -> str:
    return "" if wert is None else format_anzeige(spalte, wert, sicht.optionen)


def select_oeffentliche(alle: Sequence[Antwortunterschied]) -> tuple[Antwortunterschied, ...]:
    """What may be printed: no personal questions and columns, nothing that was noted beside an answer."""
    return strip_angaben(
        [replace(u, zeilen=tuple(map(_ohne_personen, u.zeilen))) for u in alle if not u.personenbezogen]
    )


def strip_angaben(alle: Sequence[Antwortunterschied]) -> tuple[Antwortunterschied, ...]:
    """Only what was answered otherwise, without what was said about the answers."""
    ohne = (replace(u, angaben=()) for u in alle)
    return tuple(u for u in ohne if u.alt != u.neu or u.zeilen or u.umsortiert)


def _ohne_personen(zeile: Zeilenunterschied) -> Zeilenunterschied:
    return replace(zeile, zellen=tuple(zelle for zelle in zeile.zellen if not zelle.personenbezogen))
