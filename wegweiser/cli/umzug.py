"""`umziehen`: the preview in words, what the person has to choose, the move, and its undoing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from wegweiser.cli.ansicht import shorten
from wegweiser.cli.ausgabe import LEER, Satz, format_befehl, print_saetze
from wegweiser.cli.front import Ende, Feld, Front, Wahl
from wegweiser.cli.kommandos import build_front, build_umfeld, melde, print_json
from wegweiser.cli.rueckfrage import ask_ja, ask_zeile
from wegweiser.cli.umgebung import Umgebung, read_umgebung
from wegweiser.errors import BenutzungError, EingabeError, format_satz
from wegweiser.model.base import Knoten
from wegweiser.model.frage import Frage, Tabelle
from wegweiser.model.leitfaden import list_fragen
from wegweiser.model.umzug import Entscheidung, Umzugszeile, Zeilenart
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.umziehen import (
    KEINE,
    Umzug,
    apply_umzug,
    bereite_umzug,
    choose,
    load_umzug,
    parse_wahl,
    parse_wahlen,
    undo_umzug,
)

_TITEL: Mapping[Zeilenart, str] = {
    "verschoben": "Steht jetzt woanders oder heißt anders",
    "umformuliert": "Anders formuliert; die Antwort bleibt",
    "umgewandelt": "Wird umgewandelt",
    "abgelegt": "Kommt in die Ablage (nichts geht verloren)",
}
_ZAHLWORTE = (
    ("bleiben", "bleibt", "bleiben"),
    ("umgewandelt", "wird umgewandelt", "werden umgewandelt"),
    ("offen", "wartet auf Ihre Wahl", "warten auf Ihre Wahl"),
    ("abgelegt", "kommt in die Ablage", "kommen in die Ablage"),
)
_NENNBAR = 12


class Angaben(NamedTuple):
    """The options of `umziehen`."""

    nach: str = ""
    wahlen: tuple[str, ...] = ()
    ja: bool = False
    zurueck: bool = False
    trotzdem: bool = False
    als_json: bool = False
    schlicht: bool = False
    kuerzel: str = ""


def run(ordner: Path, angaben: Angaben) -> None:
    """`umziehen`: preview, then ask (or `--ja`), then move; `--zurueck` undoes the last one."""
    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung, angaben.kuerzel)
    _check(angaben)
    if angaben.zurueck:
        _nimm_zurueck(ordner, angaben, umfeld)
    elif angaben.ja:
        with bereite_umzug(ordner, angaben.nach, umfeld) as umzug:
            _ziehe_um(parse_wahlen(umzug, angaben.wahlen), umfeld, als_json=angaben.als_json)
    elif angaben.als_json:
        print_json(build_json(parse_wahlen(load_umzug(ordner, angaben.nach, umfeld), angaben.wahlen)))
    else:
        _frage_und_ziehe_um(ordner, angaben, umfeld, umgebung)


def _check(angaben: Angaben) -> None:
    grund = ""
    if angaben.zurueck and (angaben.nach or angaben.wahlen or angaben.ja or angaben.als_json):
        grund = "--zurueck steht allein; nur --trotzdem passt dazu."
    elif angaben.trotzdem and not angaben.zurueck:
        grund = "--trotzdem gehört zu --zurueck."
    if grund:
        raise BenutzungError("benutzung", grund=grund, befehl="wegweiser umziehen")


def _frage_und_ziehe_um(ordner: Path, angaben: Angaben, umfeld: Umfeld, umgebung: Umgebung) -> None:
    vorschau = parse_wahlen(load_umzug(ordner, angaben.nach, umfeld), angaben.wahlen)
    print_saetze(build_vorschau(vorschau), farbig=umgebung.farbig)
    if not vorschau.noetig:
        return
    front = build_front(umgebung, schlicht=angaben.schlicht)
    with bereite_umzug(ordner, angaben.nach, umfeld) as umzug:
        gefragt = _frage(parse_wahlen(umzug, angaben.wahlen), front)
        if gefragt is None:
            melde(
                "Nichts geändert. Mit --ja zieht der Befehl ohne Rückfrage um; was nicht gewählt ist, kommt in die Ablage."
            )
        else:
            _ziehe_um(gefragt, umfeld, als_json=False)


def _ziehe_um(umzug: Umzug, umfeld: Umfeld, *, als_json: bool) -> None:
    if umzug.noetig:
        apply_umzug(umzug, umfeld)
    if als_json:
        print_json(build_json(umzug))
    elif umzug.noetig:
        ordner = umzug.akte.ordner
        melde(
            f"Umgezogen. {_zusammen(umzug, fertig=True)}",
            f"Zurück geht es mit {format_befehl('umziehen --zurueck', ordner)}.",
        )
    else:
        melde(_nichts(umzug))


def _nimm_zurueck(ordner: Path, angaben: Angaben, umfeld: Umfeld) -> None:
    bezug = undo_umzug(ordner, umfeld, trotzdem=angaben.trotzdem)
    melde(f"Zurückgenommen: Das Vorhaben gehört wieder zu {bezug.id} {bezug.version}.")


# The preview


def build_vorschau(umzug: Umzug) -> list[Satz]:
    """What becomes of every answer, grouped, with both wordings where they differ."""
    war = umzug.akte.vorhaben.leitfaden
    saetze = [
        Satz(f"Umzug von {war.id} {war.version} nach {umzug.bezug.id} {umzug.bezug.version}", "titel"),
        LEER,
    ]
    if not umzug.noetig:
        return [Satz(_nichts(umzug))]
    if not umzug.plan.alt_bekannt:
        saetze.append(
            Satz(
                "Wie die Fragen damals lauteten, ist nicht mehr bekannt; verglichen werden nur die Kennungen.",
                "warnung",
            )
        )
    saetze.append(Satz(_zusammen(umzug)))
    saetze += _build_wahlen(umzug)
    gruppen = _gruppiere(zeile for zeile in umzug.plan.zeilen if not _ist_offen(umzug, zeile))
    for art, titel in _TITEL.items():
        zeilen = [gruppe for gruppe in gruppen if gruppe[0].art == art]
        if zeilen:
            saetze += [LEER, Satz(f"{titel} ({len(zeilen)})", "titel")]
            saetze += [satz for gruppe in zeilen for satz in _build_zeile(gruppe)]
    return saetze + list(_build_neue(umzug))


def _ist_offen(umzug: Umzug, zeile: Umzugszeile) -> bool:
    """Whether the person can still keep this answer out of `ablage` by choosing."""
    namen = {e.stelle.partition(".")[0] for e in umzug.offen}
    ziel = zeile.ziel.frage if zeile.ziel else zeile.neu_frage
    return zeile.art == "abgelegt" and ziel in namen


def _nichts(umzug: Umzug) -> str:
    return f"Das Vorhaben steht schon auf {umzug.bezug.id} {umzug.bezug.version}; umzuziehen ist nichts."


def _zusammen(umzug: Umzug, *, fertig: bool = False) -> str:
    """How many answers stay, are converted, wait for a choice, or go into `ablage`."""
    zahlen = {"bleiben": 0, "umgewandelt": 0, "offen": 0, "abgelegt": 0}
    for zeile in umzug.plan.zeilen:
        art = "offen" if not fertig and _ist_offen(umzug, zeile) else zeile.art
        zahlen[art if art in zahlen else "bleiben"] += 1
    if not umzug.plan.zeilen:
        return "Es gibt noch keine Antworten."
    teile = [
        f"{_antworten(zahlen[name])} {eine if zahlen[name] == 1 else viele}"
        for name, eine, viele in _ZAHLWORTE
        if zahlen[name]
    ]
    satz = ", ".join(teile) + "."
    return satz[0].upper() + satz[1:]


def _antworten(anzahl: int) -> str:
    return "eine Antwort" if anzahl == 1 else f"{anzahl} Antworten"


def _gruppiere(zeilen: Iterable[Umzugszeile]) -> list[list[Umzugszeile]]:
    """The answers of one question that fare alike (in several records) together."""
    gruppen: dict[object, list[Umzugszeile]] = {}
    for zeile in zeilen:
        grund = zeile.abgelegt.code if zeile.abgelegt and zeile.art == "abgelegt" else ""
        schluessel = (zeile.posten.adresse.frage, zeile.art, grund, zeile.posten.abschnitt)
        gruppen.setdefault(schluessel, []).append(zeile)
    return list(gruppen.values())


def _build_zeile(gruppe: Sequence[Umzugszeile]) -> Iterator[Satz]:
    zeile = gruppe[0]
    frage = zeile.posten.adresse.frage
    neu = f" → {zeile.ziel.frage}" if zeile.ziel and zeile.ziel.frage != frage else ""
    saetze = f" ({', '.join(z.posten.adresse.satz for z in gruppe)})" if zeile.posten.adresse.satz else ""
    yield Satz(f"{shorten(zeile.titel)} · {frage}{neu}{saetze}", einzug=2, haenge=2)
    if zeile.ziel and zeile.alt_ort != zeile.neu_ort:
        yield Satz(f"von „{zeile.alt_ort}“ nach „{zeile.neu_ort}“", "leise", einzug=4, haenge=2)
    if zeile.ziel and zeile.alt_text and zeile.alt_text != zeile.neu_text:
        yield Satz(f"bisher: {zeile.alt_text}", "leise", einzug=4, haenge=8)
        yield Satz(f"jetzt:  {zeile.neu_text}", einzug=4, haenge=8)
    if zeile.art == "umgewandelt":
        for einzeln in gruppe[:_NENNBAR]:
            if einzeln.posten.knoten != einzeln.knoten:
                yield Satz(
                    f"{format_knoten(einzeln.posten.knoten)} → {format_knoten(einzeln.knoten)}",
                    einzug=4,
                    haenge=2,
                )
    for grund in dict.fromkeys(
        format_satz(z.abgelegt.code, z.abgelegt.angaben) for z in gruppe if z.abgelegt
    ):
        yield Satz(
            grund if zeile.art == "abgelegt" else f"In die Ablage: {grund}", "leise", einzug=4, haenge=2
        )


def format_knoten(knoten: Knoten) -> str:
    """A value as it stands in the file, short."""
    if isinstance(knoten, dict) and "wert" in knoten:
        knoten = knoten["wert"]
    match knoten:
        case None:
            return "–"
        case str():
            return shorten(knoten, 40)
        case list():
            return (
                f"{len(knoten)} Zeilen"
                if any(isinstance(t, dict) for t in knoten)
                else shorten(", ".join(map(str, knoten)), 40)
            )
        case dict():
            return shorten("; ".join(f"{name} = {teil}" for name, teil in knoten.items()), 40)


def _build_wahlen(umzug: Umzug) -> Iterator[Satz]:
    if umzug.offen:
        yield LEER
        yield Satz(f"Bitte wählen ({len(umzug.offen)})", "titel")
    for entscheidung in umzug.offen:
        yield Satz(_format_entscheidung(entscheidung), einzug=2, haenge=2)
        moeglich = ", ".join(option.id for option in entscheidung.optionen[:_NENNBAR])
        mehr = " …" if len(entscheidung.optionen) > _NENNBAR else ""
        ort = entscheidung.stelle + (f":{entscheidung.alt}" if entscheidung.alt else "")
        yield Satz(
            f"--wahl {ort}=… ({moeglich}{mehr}; - für die Ablage)" if moeglich else f"--wahl {ort}=…",
            "leise",
            einzug=4,
            haenge=2,
        )


def _format_entscheidung(entscheidung: Entscheidung) -> str:
    if not entscheidung.alt:
        return f"{entscheidung.frage}: wird jetzt in jeder Zeile gebraucht."
    grund = f" ({entscheidung.grund})" if entscheidung.grund else ""
    return f"{entscheidung.frage}: „{entscheidung.alt_titel}“ gibt es nicht mehr{grund}."


def _build_neue(umzug: Umzug) -> Iterator[Satz]:
    if anzahl := len(umzug.plan.neue_fragen):
        yield LEER
        yield Satz("Eine Frage kommt neu hinzu." if anzahl == 1 else f"{anzahl} Fragen kommen neu hinzu.")


# Asking


def _frage(umzug: Umzug, front: Front) -> Umzug | None:
    """Ask for everything that has to be chosen, then whether to move; None where the person would rather not."""
    try:
        while umzug.offen:
            umzug = _frage_eine(umzug, umzug.offen[0], front)
        return umzug if ask_ja(front, "Umziehen?") else None
    except Ende:
        return None


def _frage_eine(umzug: Umzug, entscheidung: Entscheidung, front: Front) -> Umzug:
    front.zeige([LEER, Satz(_format_entscheidung(entscheidung), "frage")])
    keine = Wahl(str(len(entscheidung.optionen) + 1), KEINE, "nichts davon – die Antwort kommt in die Ablage")
    wahlen = tuple(
        Wahl(str(nr), o.id, o.titel, o.hilfe or "") for nr, o in enumerate(entscheidung.optionen, 1)
    )
    feld = (
        Feld("wahl", "Was gilt stattdessen?", (*wahlen, keine))
        if wahlen
        else Feld("zeile", f"Welcher Wert gilt für alle Zeilen? ({KEINE} für die Ablage)")
    )
    while True:
        text = ask_zeile(front, feld)
        text = KEINE if wahlen and text == keine.kennung else text
        if text:
            try:
                return choose(
                    umzug, {(entscheidung.stelle, entscheidung.alt): parse_wahl(entscheidung, text)}
                )
            except EingabeError as fehler:
                front.zeige([Satz(fehler.satz, "warnung")])


# For programs


def build_json(umzug: Umzug) -> dict[str, Any]:
    """The plan as data."""
    war, wird = umzug.akte.vorhaben.leitfaden, umzug.bezug
    return {
        "von": {"id": war.id, "version": war.version, "pruefsumme": war.pruefsumme},
        "nach": {"id": wird.id, "version": wird.version, "pruefsumme": wird.pruefsumme},
        "noetig": umzug.noetig,
        "wortlaut_bekannt": umzug.plan.alt_bekannt,
        "antworten": [_zeile_json(umzug, zeile) for zeile in umzug.plan.zeilen],
        "entscheidungen": [
            {
                "stelle": e.stelle,
                "alt": e.alt,
                "grund": e.grund,
                "optionen": [option.id for option in e.optionen],
                "gewaehlt": umzug.wahlen.get((e.stelle, e.alt)),
            }
            for e in umzug.plan.entscheidungen
        ],
        "neue_fragen": list(umzug.plan.neue_fragen),
    }


def _zeile_json(umzug: Umzug, zeile: Umzugszeile) -> dict[str, Any]:
    """What becomes of one answer; nothing personal, no notes."""
    ablage = zeile.abgelegt
    if _ist_persoenlich(umzug, zeile):
        ziel = str(zeile.ziel) if zeile.ziel else None
        return {"frage": str(zeile.posten.adresse), "art": zeile.art, "ziel": ziel, "personenbezogen": True}
    return {
        "frage": str(zeile.posten.adresse),
        "art": zeile.art,
        "ziel": str(zeile.ziel) if zeile.ziel else None,
        "alt": _ohne_angaben(zeile.posten.knoten),
        "neu": _ohne_angaben(zeile.knoten),
        "wortlaut_alt": zeile.alt_text,
        "wortlaut_neu": zeile.neu_text,
        "ablage": {"antwort": _ohne_angaben(ablage.knoten), "grund": format_satz(ablage.code, ablage.angaben)}
        if ablage
        else None,
    }


def _ist_persoenlich(umzug: Umzug, zeile: Umzugszeile) -> bool:
    """Whether the question is about people in the guide it comes from or in the one it goes to."""
    namen = {zeile.posten.adresse.frage, zeile.neu_frage}
    leitfaeden = [leitfaden for leitfaden in (umzug.alt, umzug.neu) if leitfaden is not None]
    fragen = (frage for leitfaden in leitfaeden for _, frage in list_fragen(leitfaden) if frage.id in namen)
    return any(frage.personenbezogen or _hat_persoenliche(frage) for frage in fragen)


def _hat_persoenliche(frage: Frage) -> bool:
    return isinstance(frage, Tabelle) and any(spalte.personenbezogen for spalte in frage.spalten)


def _ohne_angaben(knoten: Knoten) -> Knoten:
    """An answer without what was noted beside it."""
    lang = isinstance(knoten, dict) and ("wert" in knoten or "offen" in knoten)
    weg = {"notiz", "zustaendig", "belege"}
    return {n: k for n, k in knoten.items() if n not in weg} if lang and isinstance(knoten, dict) else knoten
