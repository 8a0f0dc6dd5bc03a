"""`szenario`: suppose a few answers, see what comes out differently; the Vorhaben itself stays as it is."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from wegweiser import workflow
from wegweiser.cli.ausgabe import LEER, Satz, format_befehl, print_saetze
from wegweiser.cli.kommandos import build_umfeld, melde, parse_wert, print_json
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.cli.unterschiedansicht import build_annahmen, build_folgen, build_json, build_unterschiede
from wegweiser.errors import BenutzungError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow import Stand
from wegweiser.workflow.szenarien import (
    Szenariozeile,
    begin_szenario,
    list_szenarien,
    load_angenommen,
    load_zeile,
    set_annahme,
)
from wegweiser.workflow.umfeld import Umfeld

BEFEHL = "wegweiser szenario"


class Annahme(NamedTuple):
    """What shall be supposed, as typed."""

    name: str = ""
    frage: str = ""
    wert: str = ""
    offen: bool = False
    entferne: bool = False


def run(ordner: Path, annahme: Annahme, *, als_json: bool, kuerzel: str) -> None:
    """`szenario`: all, one, or one more supposition."""
    _check(annahme)
    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung, kuerzel)
    stand = workflow.load_stand(ordner, umfeld)
    if annahme.frage:
        _setze(stand, annahme, umfeld)
        return
    zeilen = (load_zeile(stand, annahme.name),) if annahme.name else list_szenarien(stand)
    if als_json:
        print_json([_zeile_json(zeile) for zeile in zeilen])
    elif annahme.name:
        print_saetze(_build_eines(zeilen[0]), farbig=umgebung.farbig)
    else:
        print_saetze(_build_liste(ordner, zeilen), farbig=umgebung.farbig)


def _check(annahme: Annahme) -> None:
    grund = ""
    if annahme.offen and annahme.entferne:
        grund = "--offen und --entferne schließen sich aus."
    elif (annahme.offen or annahme.entferne) and not annahme.frage:
        grund = "Es fehlt die Angabe FRAGE."
    elif annahme.wert and (annahme.offen or annahme.entferne):
        grund = "Nötig ist ein WERT, --offen oder --entferne, nicht beides."
    elif annahme.frage and not (annahme.wert or annahme.offen or annahme.entferne):
        grund = "Es fehlt die Angabe WERT (oder --offen, --entferne)."
    if grund:
        raise BenutzungError("benutzung", grund=grund, befehl=BEFEHL)


def _setze(stand: Stand, annahme: Annahme, umfeld: Umfeld) -> None:
    """One supposition more or less; values are parsed as if the others held already."""
    angenommen = stand if annahme.entferne else begin_szenario(stand, annahme.name)
    adresse = workflow.parse_adresse(angenommen, annahme.frage)
    antwort = None if annahme.entferne else _build_antwort(angenommen, adresse, annahme)
    set_annahme(stand, annahme.name, adresse, antwort, umfeld)
    szenario = load_angenommen(stand, annahme.name)
    if antwort is None:
        melde(f"„{szenario.titel}“ sagt zu {adresse} nichts mehr.")
    else:
        from wegweiser.cli.ansicht import format_antwort

        text = format_antwort(szenario.stand, workflow.find_frage_von(stand, adresse), antwort)
        melde(f"„{szenario.titel}“ nimmt an: {adresse} = {text}")
    print_saetze(
        build_folgen(load_zeile(stand, annahme.name).unterschiede)[1:], farbig=read_umgebung().farbig
    )


def _build_antwort(stand: Stand, adresse: Adresse, annahme: Annahme) -> Antwort:
    return Antwort(offen=True) if annahme.offen else Antwort(wert=parse_wert(stand, adresse, annahme.wert))


def _build_liste(ordner: Path, zeilen: Sequence[Szenariozeile]) -> list[Satz]:
    if not zeilen:
        beispiel = f'{format_befehl("szenario", ordner)[:-1]} "ohne Café" FRAGE WERT`'
        return [Satz(f"Noch kein Szenario. Das erste beginnt mit {beispiel}.")]
    saetze: list[Satz] = []
    for zeile in zeilen:
        saetze += [*([LEER] if saetze else []), Satz(f"„{zeile.titel}“ ({zeile.pfad.stem})", "frage")]
        if zeile.befunde:
            saetze += _build_befunde(zeile)
            continue
        saetze += list(build_annahmen(zeile.unterschiede.antworten))
        saetze += [Satz(s.text, s.stil, s.einzug + 2, s.haenge) for s in build_folgen(zeile.unterschiede)[1:]]
    return saetze


def _build_befunde(zeile: Szenariozeile) -> Iterator[Satz]:
    yield Satz("Lässt sich so nicht rechnen:", "warnung", einzug=2)
    yield from (Satz(befund, einzug=2, ganz=True) for befund in zeile.befunde)


def _build_eines(zeile: Szenariozeile) -> list[Satz]:
    kopf = [Satz(f"Szenario „{zeile.titel}“: das Vorhaben → angenommen", "titel")]
    return kopf + (list(_build_befunde(zeile)) if zeile.befunde else build_unterschiede(zeile.unterschiede))


def _zeile_json(zeile: Szenariozeile) -> dict[str, Any]:
    daten = {"datei": zeile.pfad.name, "titel": zeile.titel}
    return (
        {**daten, "befunde": list(zeile.befunde)}
        if zeile.befunde
        else {**daten, **build_json(zeile.unterschiede)}
    )
