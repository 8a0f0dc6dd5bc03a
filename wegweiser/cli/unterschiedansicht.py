"""Differences in words: what was said otherwise, row by row, and what comes out of it; and the same for programs."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from wegweiser.ausdruck.worte import format_zahl as format_ausdruckszahl
from wegweiser.cli.ansicht import SICHERHEIT_TITEL, shorten
from wegweiser.cli.ausgabe import LEER, Satz
from wegweiser.cli.ergebnisansicht import KLASSEN
from wegweiser.model.deutsch_format import format_betrag, format_zahl
from wegweiser.model.unterschied import (
    Antwortunterschied,
    Aussage,
    Ergebnisname,
    Ergebnisunterschied,
    Ergebniswert,
    Unterschiede,
    Zeilenart,
    Zeilenunterschied,
    Zelle,
)

_KURZ = 60
_LANG = 300
_GENANNT = 5
_GANZ = 4
_GEORDNET = frozenset({"luecken", "formen"})
_ANGABEN: Mapping[str, str] = {
    "sicherheit": "Sicherheit",
    "belege": "Belege",
    "notiz": "Notiz",
    "zustaendig": "klärt",
    "bis": "bis",
}
_ZEILEN: Mapping[Zeilenart, str] = {"neu": "neu", "entfallen": "entfällt", "geaendert": "geändert"}
ERGEBNISSE: Mapping[Ergebnisname, str] = {
    "luecken": "Rangfolge der Lücken",
    "gewaehlt": "Gewählte Lücken",
    "formen": "Engere Wahl der Organisationsformen",
    "klasse": "Einordnung",
    "kostendeckung": "Kostendeckung",
    "investition": "Investition",
    "investition-luecke": "Lücke bei der Investition",
    "betrieb": "Betrieb je Jahr",
    "betrieb-luecke": "Lücke im Betrieb je Jahr",
    "berechnet": "Berechnet",
}
NICHTS = "nichts"


def build_unterschiede(unterschiede: Unterschiede, *, ergebnisse: bool = True) -> list[Satz]:
    """Everything that differs as paragraphs; a sentence where nothing does."""
    saetze: list[Satz] = []
    ort = ""
    for einer in unterschiede.antworten:
        hier = einer.abschnitt + (f" – {einer.massnahme}" if einer.massnahme else "")
        if hier != ort:
            saetze += [LEER, Satz(hier, "titel")]
            ort = hier
        saetze += _build_antwort(einer)
    if not saetze:
        saetze = [LEER, Satz("Die Antworten sind dieselben.")]
    return saetze + (build_folgen(unterschiede) if ergebnisse else [])


def build_folgen(unterschiede: Unterschiede) -> list[Satz]:
    """What comes out of it: results and the questions that are asked."""
    saetze = [build_ergebnis(einer) for einer in unterschiede.ergebnisse]
    for eine, viele, fragen in (
        ("Eine Frage kommt hinzu", "Fragen kommen hinzu", unterschiede.hinzu),
        ("Eine Frage entfällt", "Fragen entfallen", unterschiede.entfallen),
    ):
        if fragen:
            zahl = eine if len(fragen) == 1 else f"{len(fragen)} {viele}"
            mehr = f" und {len(fragen) - _GENANNT} weitere" if len(fragen) > _GENANNT else ""
            saetze.append(Satz(f"{zahl}: {', '.join(fragen[:_GENANNT])}{mehr}.", einzug=2, haenge=2))
    if not saetze:
        saetze = [Satz("Rangfolge, Formen, Einordnung und Summen bleiben, wie sie sind.", einzug=2, haenge=2)]
    return [LEER, Satz("Was anders herauskommt", "titel"), *saetze]


def _build_antwort(einer: Antwortunterschied) -> Iterator[Satz]:
    if einer.zeilen or einer.umsortiert:
        yield Satz(f"{einer.frage}: {_format_zeilenzahl(einer)}", einzug=2, haenge=2)
        yield from (_build_zeile(zeile) for zeile in einer.zeilen)
        if einer.umsortiert:
            yield Satz("Die Zeilen stehen in anderer Reihenfolge.", einzug=4, haenge=2)
    elif einer.alt != einer.neu:
        yield from build_wechsel(einer.frage, format_aussage(einer.alt), format_aussage(einer.neu))
    for angabe in einer.angaben:
        yield from build_wechsel(
            f"{einer.frage}, {_ANGABEN[angabe.name]}",
            _angabe(angabe, angabe.alt),
            _angabe(angabe, angabe.neu),
        )


def build_wechsel(name: str, alt: str, neu: str) -> Iterator[Satz]:
    """Old → new on one line, or below each other where they are long."""
    if max(len(alt), len(neu)) <= _KURZ:
        yield Satz(f"{name}: {shorten(alt, _LANG)} → {shorten(neu, _LANG)}", einzug=2, haenge=2)
        return
    yield Satz(f"{name}:", einzug=2, haenge=2)
    yield Satz(f"bisher: {shorten(alt, _LANG)}", "leise", einzug=4, haenge=8)
    yield Satz(f"dann:   {shorten(neu, _LANG)}", einzug=4, haenge=8)


def build_annahmen(annahmen: Sequence[Antwortunterschied]) -> Iterator[Satz]:
    """What is supposed, one line each."""
    if not annahmen:
        yield Satz("Es ändert nichts an den Antworten.", "leise", einzug=2)
    for einer in annahmen:
        wo = f" ({einer.massnahme})" if einer.massnahme else ""
        if einer.zeilen:
            titel = ", ".join(f"„{zeile.titel}“" for zeile in einer.zeilen)
            yield Satz(f"angenommen: {einer.frage}{wo} mit anderen Zeilen: {titel}", einzug=2, haenge=2)
        else:
            yield from build_wechsel(
                f"angenommen: {einer.frage}{wo}", format_aussage(einer.alt), format_aussage(einer.neu)
            )


def format_aussage(aussage: Aussage) -> str:
    """What was said, in words also where nothing was."""
    return {"keine": "keine Antwort", "offen": "weiß ich noch nicht"}.get(aussage.art, aussage.text)


def _angabe(zelle: Zelle, text: str) -> str:
    return SICHERHEIT_TITEL.get(text, text) if zelle.name == "sicherheit" and text else text or "–"


def _format_zeilenzahl(einer: Antwortunterschied) -> str:
    def zeilen(aussage: Aussage) -> str:
        if aussage.art != "wert":
            return format_aussage(aussage)
        return "eine Zeile" if aussage.text == "1" else f"{aussage.text} Zeilen"

    alt, neu = zeilen(einer.alt), zeilen(einer.neu)
    return neu if alt == neu else f"{alt} → {neu}"


def _build_zeile(zeile: Zeilenunterschied) -> Satz:
    """A row: what it holds if it is new, what it was called if it is gone, else the cells that changed."""
    if zeile.art == "geaendert":
        zellen = "; ".join(f"{z.name} {z.alt or '–'} → {z.neu or '–'}" for z in zeile.zellen)
    elif zeile.art == "neu":
        zellen = "; ".join(f"{z.name} {shorten(z.neu)}" for z in zeile.zellen if z.neu != zeile.titel)
    else:
        zellen = ""
    text = f"• {_ZEILEN[zeile.art]}: {zeile.titel}" + (f" – {zellen}" if zellen else "")
    return Satz(shorten(text, _LANG), einzug=4, haenge=2)


def build_ergebnis(einer: Ergebnisunterschied) -> Satz:
    """One result before and after."""
    wo = f" ({einer.massnahme})" if einer.massnahme else ""
    return Satz(f"{einer.titel or ERGEBNISSE[einer.name]}{wo}: {_format_wechsel(einer)}", einzug=2, haenge=2)


def _format_wechsel(einer: Ergebnisunterschied) -> str:
    """Old → new; of a long order only what moved."""
    alt, neu = einer.alt, einer.neu
    if isinstance(alt, tuple) and isinstance(neu, tuple) and max(len(alt), len(neu)) > _GANZ:
        return "; ".join(_list_bewegungen(alt, neu, geordnet=einer.name in _GEORDNET)) + "."
    return f"{format_ergebnis(einer.name, alt, einer.art)} → {format_ergebnis(einer.name, neu, einer.art)}"


def _list_bewegungen(alt: Sequence[str], neu: Sequence[str], *, geordnet: bool) -> Iterator[str]:
    for platz, titel in enumerate(neu, 1):
        if titel not in alt:
            yield f"„{titel}“ kommt dazu" + (f" (Platz {platz})" if geordnet else "")
        elif geordnet and (war := alt.index(titel) + 1) != platz:
            yield f"„{titel}“ von Platz {war} auf {platz}"
    yield from (f"„{titel}“ entfällt" for titel in alt if titel not in neu)


def format_ergebnis(name: Ergebnisname, wert: Ergebniswert, art: str = "") -> str:
    """A result as a person reads it."""
    match wert:
        case None | ():
            return NICHTS if wert == () else "–"
        case Decimal() if name == "kostendeckung":
            return f"{format_zahl(round(wert * 100))} %"
        case Decimal() if name == "berechnet":
            return format_ausdruckszahl(wert, art)
        case Decimal():
            return f"{format_betrag(wert)} €"
        case tuple():
            nummeriert = name in _GEORDNET
            return ", ".join(f"{nr}. {teil}" if nummeriert else teil for nr, teil in enumerate(wert, 1))
        case _:
            return KLASSEN.get(wert, wert).partition(":")[0]


# For programs


def build_json(unterschiede: Unterschiede) -> dict[str, Any]:
    """The same as data; what is personal is named but not said."""
    return {
        "antworten": [_antwort_json(einer) for einer in unterschiede.antworten],
        "ergebnisse": build_json_ergebnisse(unterschiede.ergebnisse),
        "hinzu": list(unterschiede.hinzu),
        "entfallen": list(unterschiede.entfallen),
    }


def build_json_ergebnisse(ergebnisse: Sequence[Ergebnisunterschied]) -> list[dict[str, Any]]:
    """Results with both sides."""
    return [
        {
            "name": e.titel or e.name,
            "massnahme": e.massnahme,
            "alt": _als_json(e.alt),
            "neu": _als_json(e.neu),
        }
        for e in ergebnisse
    ]


def _antwort_json(einer: Antwortunterschied) -> dict[str, Any]:
    daten: dict[str, Any] = {
        "frage": str(einer.adresse),
        "titel": einer.frage,
        "abschnitt": einer.abschnitt,
        "massnahme": einer.massnahme,
    }
    if einer.personenbezogen:
        return {**daten, "personenbezogen": True}
    daten |= {"alt": _aussage_json(einer.alt), "neu": _aussage_json(einer.neu)}
    if einer.zeilen or einer.umsortiert:
        daten["zeilen"] = [
            {
                "id": z.id,
                "titel": z.titel,
                "art": z.art,
                "zellen": _zellen_json(z.zellen),
            }
            for z in einer.zeilen
        ]
        daten["umsortiert"] = einer.umsortiert
    if einer.angaben:
        daten["angaben"] = _zellen_json(einer.angaben)
    return daten


def _zellen_json(zellen: Sequence[Zelle]) -> list[dict[str, Any]]:
    return [
        {"name": z.name, "personenbezogen": True}
        if z.personenbezogen
        else {"name": z.name, "alt": z.alt, "neu": z.neu}
        for z in zellen
    ]


def _aussage_json(aussage: Aussage) -> dict[str, str]:
    return {"art": aussage.art, **({"text": aussage.text} if aussage.art == "wert" else {})}


def _als_json(wert: Ergebniswert) -> Any:  # noqa: ANN401 - any JSON value
    return f"{wert:f}" if isinstance(wert, Decimal) else list(wert) if isinstance(wert, tuple) else wert
