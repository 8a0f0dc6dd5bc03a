"""`zusammenfuehren`: the preview of a merge in words, and what both copies changed, to be decided one by one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from wegweiser import workflow
from wegweiser.cli.ansicht import format_antwort, label
from wegweiser.cli.ausgabe import LEER, Satz, format_befehl, print_saetze
from wegweiser.cli.front import Ende, Feld, Front, Wahl
from wegweiser.cli.kommandos import build_front, build_umfeld, melde, print_json
from wegweiser.cli.rueckfrage import ask_ja, ask_zeile
from wegweiser.cli.umgebung import Umgebung, read_umgebung
from wegweiser.errors import BenutzungError, EingabeError, format_vorschlag
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import replace
from wegweiser.model.frage import Tabelle
from wegweiser.model.optionen import list_zeilen
from wegweiser.model.zusammenfuehrung import Entscheidung, Gesagt, Konflikt, Verbindungszeile
from wegweiser.workflow import Stand
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.zusammenfuehren import (
    Vereinigung,
    apply_vereinigung,
    decide,
    find_gefragtes,
    list_offene_konflikte,
    parse_gesagtes,
    plan_vereinigung,
)

_TITEL: Mapping[str, str] = {"uebernommen": "Aus der Kopie", "verbunden": "Aus beiden verbunden"}
_GENANNT = 8
_SEITEN: Mapping[str, Entscheidung] = {
    "h": "hier", "hier": "hier", "d": "dort", "dort": "dort", "s": "", "später": "", "spaeter": "",
}  # fmt: skip


class Angaben(NamedTuple):
    """The options of `zusammenfuehren`."""

    basis: Path | None = None
    wahlen: tuple[str, ...] = ()
    entscheiden: bool = False
    ja: bool = False
    als_json: bool = False
    schlicht: bool = False
    kuerzel: str = ""


def run(ordner: Path, kopie: Path | None, angaben: Angaben) -> None:
    """`zusammenfuehren`: merge, or decide."""
    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung, angaben.kuerzel)
    _check(kopie, angaben)
    if kopie is None:
        _entscheide(ordner, angaben, umfeld, umgebung)
    elif angaben.als_json and not angaben.ja:
        stand = workflow.load_stand(ordner, umfeld)
        print_json(_build_json(stand, plan_vereinigung(stand, kopie, angaben.basis, umfeld), fertig=False))
    else:
        _fuehre_zusammen(ordner, kopie, angaben, umfeld, umgebung)


def _check(kopie: Path | None, angaben: Angaben) -> None:
    grund = ""
    if kopie is None and not (angaben.entscheiden or angaben.wahlen):
        grund = "Es fehlt die Angabe KOPIE (oder --entscheiden)."
    elif kopie is not None and (angaben.entscheiden or angaben.wahlen):
        grund = "--entscheiden und --wahl kommen nach dem Zusammenführen, ohne KOPIE."
    elif kopie is None and (angaben.basis or angaben.ja):
        grund = "--basis und --ja gehören zum Zusammenführen mit einer KOPIE."
    if grund:
        raise BenutzungError("benutzung", grund=grund, befehl="wegweiser zusammenfuehren")


def _fuehre_zusammen(ordner: Path, kopie: Path, angaben: Angaben, umfeld: Umfeld, umgebung: Umgebung) -> None:
    with workflow.bearbeite(ordner, umfeld) as stand:
        vereinigung = plan_vereinigung(stand, kopie, angaben.basis, umfeld)
        if not angaben.als_json:
            print_saetze(build_vorschau(stand, vereinigung), farbig=umgebung.farbig)
        etwas = bool(vereinigung.neu or vereinigung.konflikte or vereinigung.daten)
        if etwas and not angaben.ja and not _frage(umgebung, schlicht=angaben.schlicht):
            melde("Nichts geändert. Mit --ja führt der Befehl ohne Rückfrage zusammen.")
            return
        apply_vereinigung(stand, vereinigung, umfeld)
        if angaben.als_json:
            print_json(_build_json(stand, vereinigung, fertig=True))
        elif etwas:
            melde("", *_build_schluss(ordner, vereinigung))


def _frage(umgebung: Umgebung, *, schlicht: bool) -> bool:
    try:
        return ask_ja(build_front(umgebung, schlicht=schlicht), "Zusammenführen?")
    except Ende:
        return False


def _build_schluss(ordner: Path, vereinigung: Vereinigung) -> Iterator[str]:
    if anzahl := len(vereinigung.neu):
        zahl = "eine Antwort" if anzahl == 1 else f"{anzahl} Antworten"
        zurueck = format_befehl("rueckgaengig", ordner)
        yield f"Zusammengeführt: {zahl} geändert. {zurueck} nimmt alles gemeinsam zurück."
    if anzahl := len(vereinigung.konflikte):
        widerspruch = "Ein Widerspruch ist" if anzahl == 1 else f"{anzahl} Widersprüche sind"
        befehl = f"{format_befehl('zusammenfuehren', ordner)[:-1]} --entscheiden`"
        yield f"{widerspruch} in konflikte.yaml notiert."
        yield f"Entscheiden: {befehl}"


# The preview


def build_vorschau(stand: Stand, vereinigung: Vereinigung) -> list[Satz]:
    """What comes from where, what has to be decided, what stays."""
    dort = vereinigung.dort
    geaendert = dort.vorhaben.geaendert
    saetze = [
        Satz(f"{stand.vorhaben.titel}: {dort.ordner} dazunehmen", "titel"),
        Satz(f"Die Kopie wurde zuletzt am {geaendert:%d.%m.%Y} um {geaendert:%H:%M} Uhr geändert; sie bleibt, wie sie ist.", "leise"),
    ]  # fmt: skip
    for art, titel in _TITEL.items():
        zeilen = [zeile for zeile in vereinigung.verbindung.zeilen if zeile.art == art and zeile.adresse in vereinigung.neu]  # fmt: skip
        if zeilen:
            saetze += [LEER, Satz(f"{titel} ({len(zeilen)})", "titel")]
            saetze += [_build_zeile(stand, vereinigung, zeile) for zeile in zeilen]
    if vereinigung.konflikte:
        kopf = f"In beiden geändert ({len(vereinigung.konflikte)}) – es gilt weiter, was hier steht, bis Sie entscheiden"
        saetze += [LEER, Satz(kopf, "warnung")]
        saetze += [satz for konflikt in vereinigung.konflikte for satz in build_konflikt(stand, konflikt)]
    rest = list(_build_rest(vereinigung))
    return [*saetze, *([LEER, *rest] if rest else [])]


def _build_zeile(stand: Stand, vereinigung: Vereinigung, zeile: Verbindungszeile) -> Satz:
    alt, neu = stand.vorhaben.antworten.get(zeile.adresse), vereinigung.neu[zeile.adresse]
    worte = [_format(stand, zeile.adresse, antwort) for antwort in (alt, neu)]
    return Satz(f"• {_nenne(stand, zeile.adresse)}: {worte[0]} → {worte[1]}", einzug=2, haenge=2)


def _nenne(stand: Stand, adresse: Adresse) -> str:
    satz = f" ({adresse.satz})" if adresse.satz else ""
    return f"{label(workflow.find_frage_von(stand, adresse))}{satz}"


def _format(stand: Stand, adresse: Adresse, antwort: Antwort | None) -> str:
    if antwort is None:
        return "–"
    frage = workflow.find_frage_von(stand, adresse)
    if isinstance(frage, Tabelle) and antwort.wert is not None:
        titel = [str(zeile.get("titel") or zeile.get("bezeichnung") or zeile.get("name") or zeile["id"]) for zeile in list_zeilen(antwort.wert)]  # fmt: skip
        mehr = f" und {len(titel) - _GENANNT} weitere" if len(titel) > _GENANNT else ""
        return "; ".join(titel[:_GENANNT]) + mehr or "keine Zeilen"
    return " ".join(format_antwort(stand, frage, antwort).split("\n"))


def build_konflikt(stand: Stand, konflikt: Konflikt, nr: str = "•") -> Iterator[Satz]:
    """Both values with who said them when."""
    spalte = f", {label(find_gefragtes(stand, konflikt))}" if konflikt.spalte else ""
    zeile = f", Zeile {konflikt.zeile}{spalte}" if konflikt.zeile else ""
    yield Satz(f"{nr} {_nenne(stand, konflikt.adresse)}{zeile} · {konflikt.kennung}", einzug=2, haenge=2)
    for wo, gesagt in (("hier", konflikt.hier), ("dort", konflikt.dort)):
        yield Satz(f"{wo}: {format_gesagt(stand, konflikt, gesagt)}", einzug=4, haenge=6)


def format_gesagt(stand: Stand, konflikt: Konflikt, gesagt: Gesagt) -> str:
    """A value with who said it when."""
    antwort = parse_gesagtes(stand, konflikt, gesagt)
    if antwort is None:
        text = "gelöscht" if konflikt.zeile and not konflikt.spalte else "keine Antwort"
    elif isinstance(antwort, str):
        text = f"„{antwort}“ bleibt" if konflikt.zeile and not konflikt.spalte else antwort
    else:
        text = " ".join(format_antwort(stand, find_gefragtes(stand, konflikt), antwort).split("\n"))
    return f"{text} ({wann})" if (wann := _format_wann(gesagt)) else text


def _format_wann(gesagt: Gesagt) -> str:
    zeit = f"{datetime.fromisoformat(gesagt.zeit):%d.%m.%Y %H:%M}" if gesagt.zeit else ""
    return ", ".join(filter(None, (gesagt.wer, zeit)))


def _build_rest(vereinigung: Vereinigung) -> Iterator[Satz]:
    for neu in vereinigung.verbindung.umbenannt:
        titel = f" „{neu.titel}“" if neu.titel else ""
        yield Satz(
            f"Beide haben in „{neu.tabelle}“ das Kennzeichen {neu.alt} vergeben; die Zeile{titel} aus der Kopie heißt hier {neu.neu}.",
            "leise",
        )
    for adresse, text in vereinigung.verletzt:
        yield Satz(f"Bitte danach ansehen: {adresse}: {text}", "warnung")
    for einer in vereinigung.abgelehnt:
        yield Satz(f"Passt hier nicht: {einer.zeile.adresse}: {einer.grund}", "warnung")
    if vereinigung.unpassend:
        yield Satz("In der Kopie passt manches nicht zum Leitfaden und bleibt dort:", "warnung")
        yield from (Satz(befund, einzug=2, ganz=True) for befund in vereinigung.unpassend)
    if vereinigung.daten:
        dateien = ", ".join(datei.quelle for datei in vereinigung.daten)
        yield Satz(f"Eingelesene Dateien kommen mit: {dateien}.")
    if vereinigung.nur_dort:
        genannt = ", ".join(vereinigung.nur_dort[:_GENANNT])
        mehr = (
            f" und {len(vereinigung.nur_dort) - _GENANNT} weitere"
            if len(vereinigung.nur_dort) > _GENANNT
            else ""
        )
        yield Satz(
            f"Zusammengeführt werden nur die Antworten. Bitte selbst ansehen – nur in der Kopie oder dort anders: {genannt}{mehr}.",
            "leise",
        )
    if eigene := vereinigung.verbindung.eigene:
        yield Satz("Eine Antwort ist nur hier geändert und bleibt." if eigene == 1 else f"{eigene} Antworten sind nur hier geändert und bleiben.")  # fmt: skip
    if not (vereinigung.neu or vereinigung.konflikte or vereinigung.daten):
        yield Satz("Die Kopie bringt nichts Neues; zu tun ist nichts.")


def _build_json(stand: Stand, vereinigung: Vereinigung, *, fertig: bool) -> dict[str, Any]:
    return {
        "zusammengefuehrt": fertig,
        "geaendert": [
            _zeile_json(stand, zeile, vereinigung.neu[zeile.adresse])
            for zeile in vereinigung.verbindung.zeilen
            if zeile.adresse in vereinigung.neu
        ],
        "konflikte": [_konflikt_json(stand, konflikt) for konflikt in vereinigung.konflikte],
        "umbenannt": [
            {"tabelle": str(neu.tabelle), "alt": neu.alt, "neu": neu.neu}
            for neu in vereinigung.verbindung.umbenannt
        ],
        "nur_hier_geaendert": vereinigung.verbindung.eigene,
        "daten": [datei.quelle for datei in vereinigung.daten],
        "nur_dort_vorhanden": list(vereinigung.nur_dort),
        "bitte_ansehen": [{"frage": str(adresse), "satz": text} for adresse, text in vereinigung.verletzt],
        "unpassend": list(vereinigung.unpassend),
    }


def _zeile_json(stand: Stand, zeile: Verbindungszeile, neu: Antwort | None) -> dict[str, Any]:
    """One answer that changes; nothing personal, no notes."""
    daten: dict[str, Any] = {"frage": str(zeile.adresse), "art": zeile.art}
    frage = workflow.find_frage_von(stand, zeile.adresse)
    if frage.personenbezogen or (
        isinstance(frage, Tabelle) and any(s.personenbezogen for s in frage.spalten)
    ):
        return {**daten, "personenbezogen": True}
    alt = stand.vorhaben.antworten.get(zeile.adresse)
    texte = {
        name: _format(stand, zeile.adresse, _ohne_angaben(a)) for name, a in (("alt", alt), ("neu", neu))
    }
    return {**daten, **texte}


def _ohne_angaben(antwort: Antwort | None) -> Antwort | None:
    return replace(antwort, notiz=None, zustaendig=None, belege=()) if antwort else None


def _konflikt_json(stand: Stand, konflikt: Konflikt) -> dict[str, Any]:
    frage = workflow.find_frage_von(stand, konflikt.adresse)
    if frage.personenbezogen or find_gefragtes(stand, konflikt).personenbezogen:
        return {"kennung": konflikt.kennung, "personenbezogen": True}
    seiten = {name: _mask_gesagtes(getattr(konflikt, name)) for name in ("hier", "dort")}
    texte = {name: format_gesagt(stand, konflikt, gesagt) for name, gesagt in seiten.items()}
    return {"kennung": konflikt.kennung, **texte}


def _mask_gesagtes(gesagt: Gesagt) -> Gesagt:
    """What was said without who said it and what was noted beside it."""
    knoten = gesagt.knoten
    if isinstance(knoten, dict) and ("wert" in knoten or "offen" in knoten):
        knoten = {
            name: teil for name, teil in knoten.items() if name not in {"notiz", "zustaendig", "belege"}
        }
    return Gesagt(knoten, gesagt.zeit)


# Deciding


def _entscheide(ordner: Path, angaben: Angaben, umfeld: Umfeld, umgebung: Umgebung) -> None:
    if angaben.als_json and not angaben.wahlen:
        stand = workflow.load_stand(ordner, umfeld)
        print_json({"konflikte": [_konflikt_json(stand, k) for k in list_offene_konflikte(stand)]})
        return
    with workflow.bearbeite(ordner, umfeld) as stand:
        offene = list_offene_konflikte(stand)
        danach = stand
        if angaben.wahlen:
            danach = _waehle(stand, offene, angaben.wahlen, umfeld)
        elif offene:
            front = build_front(umgebung, schlicht=angaben.schlicht)
            danach = _frage_nach_jedem(stand, offene, umfeld, front)
        rest = list_offene_konflikte(danach)
        if angaben.als_json:
            print_json({"konflikte": [_konflikt_json(danach, konflikt) for konflikt in rest]})
        else:
            melde(_format_rest(len(rest), vorher=len(offene)))


def _format_rest(rest: int, *, vorher: int) -> str:
    if not vorher:
        return "Es gibt nichts zu entscheiden."
    if not rest:
        return "Alles ist entschieden."
    return "Ein Widerspruch ist noch offen." if rest == 1 else f"{rest} Widersprüche sind noch offen."


def _frage_nach_jedem(stand: Stand, offene: Sequence[Konflikt], umfeld: Umfeld, front: Front) -> Stand:
    """Ask for each; every decision is saved at once, and whoever stops goes on later."""
    for nr, konflikt in enumerate(offene, 1):
        front.zeige([LEER, *build_konflikt(stand, konflikt, f"{nr} von {len(offene)}:")])
        try:
            wahl = _frage_seite(front)
        except Ende:
            return stand
        if not wahl:
            continue
        try:
            stand = decide(stand, konflikt, wahl, umfeld)
            front.zeige([Satz("gespeichert", "gut")])
        except EingabeError as fehler:
            front.zeige([Satz(f"{fehler.satz} {fehler.hinweis}".strip(), "warnung")])
    return stand


def _frage_seite(front: Front) -> Entscheidung:
    """Which side holds; empty for later."""
    wahlen = (
        Wahl("h", "hier", "hier: bleibt, wie es ist"),
        Wahl("d", "dort", "dort: aus der Kopie"),
        Wahl("s", "spaeter", "später entscheiden"),
    )
    feld = Feld("wahl", "Was gilt? hier, dort oder später (h, d, s)", wahlen, nummeriert=False)
    while (antwort := ask_zeile(front, feld).casefold()) not in _SEITEN:
        front.zeige([Satz("Bitte hier, dort oder später.", "warnung")])
    return _SEITEN[antwort]


def _waehle(stand: Stand, offene: Sequence[Konflikt], wahlen: Sequence[str], umfeld: Umfeld) -> Stand:
    for text in wahlen:
        stelle, _, seite = text.rpartition("=")
        wahl = _SEITEN.get(seite.strip().casefold())
        if not stelle or not wahl:
            raise EingabeError("zusammenfuehren-wahl", text=text)
        treffer = [k for k in offene if stelle.strip() in {"alle", k.kennung, str(k.adresse)}]
        if not treffer:
            vorschlag = format_vorschlag(stelle, [k.kennung for k in offene])
            raise EingabeError("zusammenfuehren-wahl-unbekannt", stelle=stelle.strip(), vorschlag=vorschlag)
        for konflikt in treffer:
            stand = decide(stand, konflikt, wahl, umfeld)
    return stand
