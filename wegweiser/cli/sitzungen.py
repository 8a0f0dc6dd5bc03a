"""`sitzung`: the days of the course, opening and closing a meeting, its minutes."""

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from wegweiser import workflow
from wegweiser.cli.ausgabe import Satz, format_befehl, print_saetze
from wegweiser.cli.front import Ende, Feld, Front
from wegweiser.cli.kommandos import build_front, build_umfeld, check_runde, melde, melde_pfade, print_json
from wegweiser.cli.rueckfrage import ask_zeile
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.errors import BenutzungError, EingabeError
from wegweiser.model.deutsch_format import WOCHENTAGE, format_datum, parse_datum, parse_uhrzeit
from wegweiser.model.sitzung import Sitzung, Terminplan
from wegweiser.workflow import sitzungen
from wegweiser.workflow.sitzungen import FORMATE, Abschluss, Beginn
from wegweiser.workflow.umfeld import Umfeld

_MAX_ZAHL = 6
_ARTEN: Mapping[str, str] = {
    "gehalten": "gehalten",
    "laeuft": "läuft gerade",
    "festgelegt": "festgelegt",
    "vorschlag": "Vorschlag",
}
T = TypeVar("T")


class Beginnangaben(NamedTuple):
    """What was typed when a meeting is opened."""

    termin: str
    titel: str
    runde: str
    ort: str
    moderation: str
    datum: str
    beginn: str


class Notizen(NamedTuple):
    """What was typed when it is closed."""

    personen: tuple[str, ...]
    beschluesse: tuple[str, ...]
    dissens: tuple[str, ...]
    ende: str


# Days


def run_termine(ordner: Path, setze: tuple[str, ...], kuerzel: str, *, als_json: bool) -> None:
    """`sitzung termine`."""
    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung, kuerzel)
    if setze:
        stand = sitzungen.fix_termine(ordner, dict(_parse_festlegung(text) for text in setze), umfeld)
    else:
        stand = workflow.load_stand(ordner, umfeld)
    plan = sitzungen.list_plan(stand, umfeld.jetzt().date())
    if als_json:
        print_json([_plan_json(eintrag) for eintrag in plan])
    else:
        print_saetze([*_build_plan(plan, ordner)], farbig=umgebung.farbig)


def _parse_festlegung(text: str) -> tuple[str, date | None]:
    id_, trenner, tag = text.partition("=")
    if not trenner or not id_.strip():
        raise EingabeError("termin-angabe", text=text)
    return id_.strip().casefold(), parse_datum(tag) if tag.strip() else None


def _build_plan(plan: tuple[Terminplan, ...], ordner: Path) -> Iterator[Satz]:
    for eintrag in plan:
        termin = eintrag.termin
        dauer = f" · {termin.minuten} Minuten" if termin.minuten else ""
        tag = f"{WOCHENTAGE[eintrag.datum.weekday()]}, {format_datum(eintrag.datum)}"
        yield Satz(f"{termin.id.upper()} {termin.titel}", "frage")
        yield Satz(f"{tag} ({_ARTEN[eintrag.art]}){dauer}", einzug=3, haenge=2)
        if termin.kurz:
            yield Satz(termin.kurz, "leise", einzug=3, haenge=2)
    if any(eintrag.art == "vorschlag" for eintrag in plan):
        befehl = format_befehl("sitzung termine", ordner, "--setze", "t2=TAG")
        yield Satz(f"Vorgeschlagene Tage sind noch frei; {befehl} legt einen fest.", "leise")


def _plan_json(eintrag: Terminplan) -> dict[str, object]:
    termin = eintrag.termin
    return {
        "termin": termin.id,
        "titel": termin.titel,
        "datum": eintrag.datum.isoformat(),
        "art": eintrag.art,
        "runde": termin.runde,
        "minuten": termin.minuten,
    }


# Opening


def run_beginnen(ordner: Path, roh: Beginnangaben, kuerzel: str) -> None:
    """`sitzung beginnen`."""
    angaben = Beginn(
        termin=roh.termin.strip().casefold(),
        titel=roh.titel,
        runde=check_runde(roh.runde) if roh.runde else None,
        ort=roh.ort,
        moderation=roh.moderation,
        datum=parse_datum(roh.datum) if roh.datum else None,
        beginn=parse_uhrzeit(roh.beginn) if roh.beginn else "",
    )
    sitzung = sitzungen.beginne(ordner, angaben, build_umfeld(read_umgebung(), kuerzel))
    runde = ("--runde", sitzung.runde) if sitzung.runde else ()
    name = f" „{sitzung.titel}“" if sitzung.titel != "Sitzung" else ""
    melde(
        f"Die Sitzung{name} ist offen, seit {sitzung.beginn} Uhr am {format_datum(sitzung.datum)}.",
        f"Fragen stellt {format_befehl('start', ordner, *runde)}; zum Schluss: {format_befehl('sitzung beenden', ordner)}.",
    )


# Closing


def run_beenden(
    ordner: Path,
    notizen: Notizen,
    formate: tuple[str, ...],
    ziel: Path | None,
    kuerzel: str,
    *,
    schlicht: bool,
) -> None:
    """`sitzung beenden`: what no option says is asked where somebody can answer."""
    umgebung = read_umgebung()
    gewollt = _check_formate(formate)
    laufende = sitzungen.find_laufende(ordner)
    abschluss = Abschluss(
        dict(_parse_personen(text) for text in notizen.personen),
        notizen.beschluesse,
        notizen.dissens,
        parse_uhrzeit(notizen.ende) if notizen.ende else "",
    )
    if notizen[:3] == ((), (), ()) and sys.stdin.isatty():
        try:
            abschluss = _frage_abschluss(build_front(umgebung, schlicht=schlicht), laufende, abschluss)
        except Ende:
            melde(f"Die Sitzung „{laufende.titel}“ bleibt offen.")
            return
    umfeld = build_umfeld(umgebung, kuerzel)
    stand, sitzung = sitzungen.beende(ordner, abschluss, umfeld)
    melde(f"Die Sitzung „{sitzung.titel}“ ist abgeschlossen ({sitzung.beginn} bis {sitzung.ende} Uhr).")
    _write(stand, sitzung, gewollt, ziel, umfeld)


def _check_formate(formate: tuple[str, ...]) -> tuple[str, ...]:
    gewollt = tuple(dict.fromkeys(name.casefold() for name in formate)) or FORMATE
    if falsch := [name for name in gewollt if name not in FORMATE]:
        raise BenutzungError(
            "benutzung",
            grund=f"Ein Format „{falsch[0]}“ gibt es hier nicht; möglich sind pdf und html.",
            befehl="wegweiser sitzung",
        )
    return gewollt


def _parse_personen(text: str) -> tuple[str, int]:
    """`Bürgerschaft=34`, also typed as `Bürgerschaft 34`."""
    gruppe, trenner, zahl = text.rpartition("=") if "=" in text else text.strip().rpartition(" ")
    zahl = zahl.strip()
    if (
        not trenner
        or not gruppe.strip()
        or not (zahl.isascii() and zahl.isdigit() and len(zahl) <= _MAX_ZAHL)
    ):
        raise EingabeError("personen-angabe", text=text)
    return gruppe.strip(), int(zahl)


def _frage_abschluss(front: Front, sitzung: Sitzung, abschluss: Abschluss) -> Abschluss:
    front.zeige(
        [Satz(f"„{sitzung.titel}“ beenden", "titel"), Satz("Eine leere Zeile führt jeweils weiter.", "leise")]
    )
    personen = dict(
        _lies_zeilen(front, "Wer war da? Gruppe und Anzahl, zum Beispiel Bürgerschaft 34", _parse_personen)
    )
    beschluesse = tuple(_lies_zeilen(front, "Was wurde beschlossen?", str))
    dissens = tuple(
        _lies_zeilen(front, "Wo gingen die Meinungen auseinander? Nach Anliegen, ohne Namen", str)
    )
    return abschluss._replace(personen=personen, beschluesse=beschluesse, dissens=dissens)


def _lies_zeilen(front: Front, frage: str, lies: Callable[[str], T]) -> Iterator[T]:
    front.zeige([Satz(frage, "frage")])
    while text := ask_zeile(front, Feld("zeile", "")):
        try:
            yield lies(text)
        except EingabeError as fehler:
            front.zeige([Satz(f"{fehler.satz} {fehler.hinweis}".strip(), "warnung")])


# Reading


def run_liste(ordner: Path, *, als_json: bool) -> None:
    """`sitzung liste`."""
    umgebung = read_umgebung()
    workflow.load_stand(ordner, build_umfeld(umgebung))  # says what is wrong with the folder, if anything is
    alle = sitzungen.load_buch(ordner).sitzungen
    if als_json:
        print_json([_sitzung_json(sitzung) for sitzung in alle])
    elif not alle:
        melde(
            f"Noch keine Sitzung festgehalten. {format_befehl('sitzung beginnen', ordner)} öffnet die erste."
        )
    else:
        print_saetze([satz for sitzung in alle for satz in _build_sitzung(sitzung)], farbig=umgebung.farbig)


def _build_sitzung(sitzung: Sitzung) -> Iterator[Satz]:
    zeit = f"{sitzung.beginn} bis {sitzung.ende} Uhr" if sitzung.ende else f"offen seit {sitzung.beginn} Uhr"
    yield Satz(f"{sitzung.id} {sitzung.titel}", "frage")
    yield Satz(" · ".join(filter(None, (format_datum(sitzung.datum), zeit, sitzung.ort))), einzug=3, haenge=2)
    personen = ", ".join(f"{gruppe}: {anzahl}" for gruppe, anzahl in sitzung.personen.items())
    for text in (personen, *sitzung.beschluesse):
        if text:
            yield Satz(text, einzug=3, haenge=2)


def _sitzung_json(sitzung: Sitzung) -> dict[str, object]:
    return {
        "id": sitzung.id,
        "termin": sitzung.termin,
        "titel": sitzung.titel,
        "runde": sitzung.runde,
        "datum": sitzung.datum.isoformat(),
        "beginn": sitzung.beginn,
        "ende": sitzung.ende,
        "ort": sitzung.ort,
        "personen": dict(sitzung.personen),
        "beschluesse": list(sitzung.beschluesse),
        "dissens": list(sitzung.dissens),
        "offen": sitzung.bis is None,
    }


def run_niederschrift(ordner: Path, kennung: str, formate: tuple[str, ...], ziel: Path | None) -> None:
    """`sitzung niederschrift`."""
    umfeld = build_umfeld(read_umgebung())
    gewollt = _check_formate(formate)
    stand = workflow.load_stand(ordner, umfeld)
    _write(stand, sitzungen.find_sitzung(ordner, kennung), gewollt, ziel, umfeld)


def _write(
    stand: workflow.Stand, sitzung: Sitzung, formate: tuple[str, ...], ziel: Path | None, umfeld: Umfeld
) -> None:
    ausgaben, fehlt = sitzungen.write_niederschrift(stand, sitzung, formate, umfeld, ziel)
    melde_pfade(ausgaben)
    if fehlt:
        raise fehlt
