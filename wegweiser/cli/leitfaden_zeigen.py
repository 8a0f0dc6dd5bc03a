"""`leitfaden zeigen`: the outline of a guide as text."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple, cast, get_args

from wegweiser.ausdruck.worte import format_zahl
from wegweiser.cli.ausgabe import BREIT, LEER, Satz, print_saetze, render_satz
from wegweiser.cli.kommandos import build_umfeld, melde
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.cli.zeit import RUNDEN, format_dauer
from wegweiser.errors import BenutzungError
from wegweiser.model import frage as f
from wegweiser.model.gliederung import Abschnittspunkt, Fragepunkt, Gliederung, Schrittpunkt, Wertpunkt

BILDWORTE: Mapping[str, str] = {
    "titel": "Ablauf: {}",
    "nur_wenn": "nur wenn {}",
    "je": "je Eintrag aus „{}“",
    "naechster": "nächster Eintrag",
    "pflicht": "Frage, Pflicht",
    "freiwillig": "Frage, freiwillig",
    "bedingung": "Bedingung",
    "umweg": "Weg, wenn sie nicht gilt",
    "wiederholung": "Abschnitt, der wiederholt wird",
}
Art = Literal["text", "mermaid", "svg"]
_MOEGLICHKEITEN = 12


class Darstellung(NamedTuple):
    """What was asked for on the command line."""

    ausfuehrlich: bool
    als: str
    nach: Path | None


def run_zeigen(name: str, abschnitt: str, auswahl: Darstellung) -> None:
    """`leitfaden zeigen`."""
    from wegweiser.workflow import gliederung as ansicht

    art = _parse_art(auswahl)
    umgebung = read_umgebung()
    gliederung = ansicht.load_gliederung(name, abschnitt, build_umfeld(umgebung))
    if art == "text" and auswahl.nach is None:
        print_saetze(build_saetze(gliederung, ausfuehrlich=auswahl.ausfuehrlich), farbig=umgebung.farbig)
        return
    if art == "text":
        saetze = build_saetze(gliederung, ausfuehrlich=auswahl.ausfuehrlich)
        text = "".join(render_satz(satz, BREIT, farbig=False) + "\n" for satz in saetze)
    else:
        text = ansicht.build_bild(
            gliederung, art, ansicht.Sprache(BILDWORTE, format_kleingedruckt, format_umfang)
        )
    if auswahl.nach is None:
        print(text, end="")  # noqa: T201 - output for programs
    else:
        ansicht.save_ausgabe(auswahl.nach, text)
        melde(f"Geschrieben: {auswahl.nach}")


def _parse_art(auswahl: Darstellung) -> Art:
    """As asked for; else as the name of the file says."""
    arten = get_args(Art)
    endung = auswahl.nach.suffix.casefold() if auswahl.nach else ""
    gewuenscht = auswahl.als or {".svg": "svg", ".mmd": "mermaid"}.get(endung, "text")
    if gewuenscht not in arten:
        grund = f"Eine Darstellung „{gewuenscht}“ gibt es nicht; möglich sind {', '.join(arten)}."
        raise BenutzungError("benutzung", grund=grund, befehl="wegweiser leitfaden zeigen")
    return cast("Art", gewuenscht)


def build_saetze(gliederung: Gliederung, *, ausfuehrlich: bool) -> Iterator[Satz]:
    """The outline: Abschnitt, Schritt, question with id, type and condition; on request everything an author wrote."""
    kopf, fragen = gliederung.kopf, [p for a in gliederung.abschnitte for p in a.fragen]
    yield Satz(f"{kopf.titel} {kopf.version}", "titel")
    if kopf.kurz and ausfuehrlich:
        yield Satz(kopf.kurz)
    umfang = [
        format_anzahl(len(fragen), "Frage", "Fragen"),
        format_dauer(sum(p.frage.minuten for p in fragen)),
    ]
    if gliederung.regeln:
        umfang.append(format_anzahl(gliederung.regeln, "Regel", "Regeln"))
    if gliederung.kataloge:
        umfang.append(format_anzahl(len(gliederung.kataloge), "Katalog", "Kataloge"))
    yield Satz(" · ".join(umfang), "leise")
    for abschnitt in gliederung.abschnitte:
        yield from _build_abschnitt(abschnitt, ausfuehrlich=ausfuehrlich)
    if ausfuehrlich and gliederung.kataloge:
        yield from (LEER, Satz("Kataloge", "titel"))
        for katalog in gliederung.kataloge:
            eintraege = format_anzahl(katalog.eintraege, "Eintrag", "Einträge")
            yield Satz(f"{katalog.titel} ({katalog.id}): {eintraege}", einzug=2, haenge=2)


def _build_abschnitt(abschnitt: Abschnittspunkt, *, ausfuehrlich: bool) -> Iterator[Satz]:
    yield from (
        LEER,
        Satz(f"{abschnitt.nummer} · {abschnitt.abschnitt.titel} ({abschnitt.abschnitt.id})", "titel"),
    )
    if ausfuehrlich:
        yield Satz(abschnitt.abschnitt.warum, einzug=2)
    if abschnitt.bedingung:
        yield Satz(f"Nur wenn {abschnitt.bedingung}.", einzug=2, haenge=2)
    if abschnitt.je:
        yield Satz(
            f"Wird für jeden Eintrag aus „{abschnitt.je}“ ({abschnitt.abschnitt.je}) wiederholt.",
            einzug=2,
            haenge=2,
        )
    yield Satz(format_umfang(abschnitt), "leise", einzug=2, haenge=2)
    for schritt in abschnitt.schritte:
        yield from _build_schritt(schritt, ausfuehrlich=ausfuehrlich)
    if ausfuehrlich and abschnitt.werte:
        yield Satz("Berechnet", "frage", einzug=2)
        for wert in abschnitt.werte:
            yield Satz(_format_wert(wert), einzug=4, haenge=2)


def format_kleingedruckt(punkt: Fragepunkt, ganz: bool) -> str:  # noqa: FBT001 - the picture asks like this
    """What stands in small print below a question in a picture: with whom, where there is room for it."""
    frage = punkt.frage
    runde = f" {RUNDEN[frage.runde]}" if ganz else ""
    regeln = [format_anzahl(len(punkt.regeln), "Regel", "Regeln")] if punkt.regeln else []
    return " · ".join((frage.id, frage.typ, f"{format_dauer(frage.minuten)}{runde}", *regeln))


def format_umfang(abschnitt: Abschnittspunkt) -> str:
    """How much an Abschnitt holds: questions, minutes per round, rules."""
    teile = [format_anzahl(len(abschnitt.fragen), "Frage", "Fragen")]
    teile.append(
        ", ".join(f"{format_dauer(minuten)} {RUNDEN[r]}" for r, minuten in abschnitt.minuten.items())
    )
    if abschnitt.regeln:
        teile.append(format_anzahl(len(abschnitt.regeln), "Regel", "Regeln"))
    return ("je Eintrag: " if abschnitt.je else "") + " · ".join(filter(None, teile))


def _build_schritt(schritt: Schrittpunkt, *, ausfuehrlich: bool) -> Iterator[Satz]:
    yield Satz(schritt.schritt.titel, "frage", einzug=2)
    for punkt in schritt.fragen:
        zusatz = f" – nur wenn {punkt.bedingung}" if punkt.bedingung else ""
        yield Satz(f"{punkt.frage.id} ({punkt.frage.typ}) {punkt.frage.text}{zusatz}", einzug=4, haenge=2)
        if ausfuehrlich:
            yield from (Satz(zeile, "leise", einzug=6, haenge=2) for zeile in _list_zeilen(punkt))


def _list_zeilen(punkt: Fragepunkt) -> Iterator[str]:
    """Everything else about a question."""
    frage = punkt.frage
    yield ", ".join(
        filter(
            None,
            (
                "Pflicht" if frage.pflicht else "",
                _format_grenzen(frage),
                f"{format_dauer(frage.minuten)} {RUNDEN[frage.runde]}",
                "personenbezogen" if frage.personenbezogen else "",
            ),
        )
    )
    if frage.hilfe:
        yield frage.hilfe
    if frage.warum:
        yield f"Warum: {frage.warum}"
    if punkt.moeglichkeiten:
        mehr = len(punkt.moeglichkeiten) - _MOEGLICHKEITEN
        rest = f" und {mehr} weitere" if mehr > 0 else ""
        yield "Möglich: " + "; ".join(punkt.moeglichkeiten[:_MOEGLICHKEITEN]) + rest
    if isinstance(frage, f.Tabelle):
        yield "Spalten: " + "; ".join(f"{s.kurz or s.text} ({s.id}, {s.typ})" for s in frage.spalten)
    for bedingung, satz in punkt.pruefungen:
        yield f"Geprüft wird: {bedingung}. Sonst: {satz}"
    if punkt.regeln:
        yield f"Regeln: {', '.join(punkt.regeln)}"
    if frage.quelle:
        yield f"Quelle: {frage.quelle}" + (f", Stand {frage.stand}" if frage.stand else "")


def _format_grenzen(frage: f.Frage) -> str:
    match frage:
        case f.Ganzzahl() | f.Zahl() | f.Geldbetrag() | f.Prozent() | f.Jahr():
            art = "jahr" if isinstance(frage, f.Jahr) else ""
            von, bis = (None if g is None else format_zahl(Decimal(g), art) for g in (frage.min, frage.max))
        case f.Skala():
            von, bis = str(frage.von), str(frage.bis)
        case f.Tabelle():
            von, bis = str(frage.zeilen.min), f"{frage.zeilen.max} Zeilen"
        case _:
            return frage.einheit or ""
    teile = [
        f"ab {von}" if von is not None else "",
        f"bis {bis}" if bis is not None else "",
        frage.einheit or "",
    ]
    return " ".join(filter(None, teile))


def _format_wert(punkt: Wertpunkt) -> str:
    name = (
        f"{punkt.wert.titel} ({punkt.wert.id}, {punkt.wert.typ})"
        if punkt.wert.titel
        else f"{punkt.wert.id} ({punkt.wert.typ})"
    )
    return f"{name} = {punkt.rechnung}"


def format_anzahl(anzahl: int, einzahl: str, mehrzahl: str) -> str:
    """A number with its noun."""
    return f"{anzahl} {einzahl if anzahl == 1 else mehrzahl}"
