"""Asking about a data file: what the reader cannot know, where it comes from."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from wegweiser.cli.ausgabe import LEER, Satz
from wegweiser.cli.datenworte import ARTEN, LIZENZEN, parse_stand
from wegweiser.cli.front import Ende, Feld, Front, Wahl
from wegweiser.cli.rueckfrage import ask_zeile
from wegweiser.errors import BenutzungError, DatenError, EingabeError, find_aehnliches
from wegweiser.errors.geodaten import LAGEBEZUEGE
from wegweiser.model.base import replace
from wegweiser.model.daten import Lizenzangabe, Zweifel
from wegweiser.workflow.dateneinlesen import Fundstueck, answer_zweifel

_UNBEKANNT = "unbekannt"  # they count as no offer
_WORTE: Mapping[str, str] = {"\t": "Tabulator", ";": "Strichpunkt ;", ",": "Komma ,", "|": "Strich |"}


class _Frage(NamedTuple):
    """A doubt in words, the option that settles it, and the entry of `lesart` it settles."""

    text: str
    option: str
    ziel: str


_FRAGEN: Mapping[str, _Frage] = {
    "trenner": _Frage("Welches Zeichen trennt die Spalten?", "--trenner", "trenner"),
    "kodierung": _Frage("In welcher Kodierung ist die Datei?", "--kodierung", "kodierung"),
    "lagebezug": _Frage("In welchem Lagebezug stehen die Koordinaten?", "--lagebezug", "lagebezug"),
    "lage-ausserhalb": _Frage(
        "So gelesen liegt alles außerhalb von Deutschland. In welchem Lagebezug stehen die Koordinaten wirklich?",
        "--lagebezug",
        "lagebezug",
    ),
    "ebene": _Frage("Welche Ebene der Datei ist gemeint?", "--ebene", "ebene"),
    "gliederung": _Frage(
        "Die Gebiete liegen in mehreren Ebenen übereinander. Welche ist gemeint?",
        "--lesart gliederung=",
        "gliederung",
    ),
    "merkmal": _Frage(
        "Was für Orte sind das? Ein Dienst wie „apotheke“, oder ein Merkmal aus OpenStreetMap wie „amenity=pharmacy“.",
        "--lesart merkmal=",
        "merkmal",
    ),
    "jahr": _Frage("Aus welchem Jahr sind die Werte?", "--lesart jahr=", "jahr"),
    "punkt": _Frage("Was bedeutet der Punkt in den Zahlen?", "--lesart punkt=", "punkt"),
    "strich": _Frage("Was bedeutet der Strich anstelle einer Zahl?", "--lesart strich=", "strich"),
    "blatt": _Frage("Welches Blatt der Datei ist gemeint?", "--ebene", "blatt"),
    "art": _Frage("Was enthält die Datei?", "--als", "art"),
}
# Answers in words, by doubt and answer.
_ANTWORTEN: Mapping[tuple[str, str], str] = {
    ("punkt", "tausender"): "Er trennt Tausender.",
    ("punkt", "dezimal"): "Er ist das Dezimalzeichen.",
    ("strich", "gesperrt"): "Der Wert ist gesperrt oder nicht bekannt; er bleibt unbekannt.",
    ("strich", "nichts-vorhanden"): "Es gibt dort nichts; der Wert ist null.",
    ("kodierung", "utf-8-doppelt"): "UTF-8, aus Versehen zweimal umgewandelt (Ã¤ statt ä)",
}


def _keine_dienste() -> Mapping[str, str]:
    return {}


def settle_zweifel(
    stueck: Fundstueck,
    front: Front | None,
    *,
    ja: bool,
    dienste: Callable[[], Mapping[str, str]] = _keine_dienste,
) -> Fundstueck:
    """Ask for everything the reader is unsure of; with `ja` its proposals hold.

    Without a person (`front` None) and without `ja` the first doubt is a DatenError that names the option.
    """
    gefragt: set[str] = set()
    while offene := [zweifel for zweifel in stueck.erkennung.zweifel if zweifel.code not in gefragt]:
        zweifel = offene[0]
        gefragt.add(zweifel.code)
        frage = _find_frage(zweifel)
        if ja and zweifel.vorschlag:
            antwort = zweifel.vorschlag
        elif front is None or (ja and not zweifel.vorschlag):
            raise _build_fehler(stueck, zweifel, frage)
        else:
            antwort = _frage_zweifel(front, stueck, zweifel, frage, dienste)
        stueck = answer_zweifel(stueck, frage.ziel, antwort)
    return stueck


def _build_fehler(stueck: Fundstueck, zweifel: Zweifel, frage: _Frage) -> DatenError:
    code = "einlesen-unsicher" if zweifel.vorschlag else "einlesen-offen"
    moeglich = ", ".join(filter(None, zweifel.moeglich)) or "jeder Text"
    return DatenError(
        code,
        pfad=stueck.pfad,
        frage=frage.text,
        option=frage.option,
        vorschlag=zweifel.vorschlag,
        moeglich=moeglich,
    )


def _find_frage(zweifel: Zweifel) -> _Frage:
    if zweifel.code.startswith("spalte."):
        name = zweifel.code.removeprefix("spalte.")
        return _Frage(f"Welche Spalte ist „{name}“?", f"--spalte {name}=SPALTE", zweifel.code)
    code = zweifel.code
    return _FRAGEN.get(code) or _Frage(f"Was gilt für „{code}“?", f"--lesart {code}=WERT", code)


def _frage_zweifel(
    front: Front,
    stueck: Fundstueck,
    zweifel: Zweifel,
    frage: _Frage,
    dienste: Callable[[], Mapping[str, str]],
) -> str:
    beispiel = ", ".join(f"{name} {wert}" for name, wert in zweifel.angaben.items())
    front.zeige([Satz(f"{stueck.pfad.name}: {frage.text}", "frage")])
    if beispiel:
        front.zeige([Satz(f"In der Datei steht zum Beispiel: {beispiel}.", "leise")])
    titel = {wert: _format_moegliches(zweifel.code, wert) for wert in zweifel.moeglich}
    if zweifel.code == "merkmal":
        return _ask_merkmal(front, zweifel.vorschlag, dienste())
    if not titel:
        return _lies(front, Feld("zeile", f"Antwort{_nenne_vorschlag(zweifel)}")) or zweifel.vorschlag
    return ask_wahl(front, "Nummer", tuple(titel.items()), zweifel.vorschlag)


def _nenne_vorschlag(zweifel: Zweifel) -> str:
    return f" (Eingabetaste: {zweifel.vorschlag})" if zweifel.vorschlag else ""


def _ask_merkmal(front: Front, vorschlag: str, dienste: Mapping[str, str]) -> str:
    """A service of the guide or a tag; what is neither is asked again, with what is near."""
    moeglich = [dienste[id_] for id_ in sorted(dienste)]
    hilfe = [Satz(f"Dienste: {', '.join(moeglich)}.", haenge=2)] if moeglich else []
    frage = f"Antwort (Eingabetaste: {vorschlag}{', ? zeigt alle Dienste' if hilfe else ''})"
    while True:
        try:
            return check_merkmal(_lies(front, Feld("zeile", frage), hilfe) or vorschlag, dienste)
        except EingabeError as fehler:
            front.zeige([Satz(f"{fehler.satz} {fehler.hinweis}", "warnung")])


def check_merkmal(text: str, dienste: Mapping[str, str]) -> str:
    """The id of a service for its id or title, a tag as it is; raises EingabeError for anything else."""
    ids = {name.casefold(): id_ for id_, titel in dienste.items() for name in (titel, id_)}
    paare = [teil.split("=") for teil in text.split("+")]
    if not dienste or text == _UNBEKANNT or all(len(p) > 1 and all(t.strip() for t in p) for p in paare):
        return text
    if text.strip().casefold() in ids:
        return ids[text.strip().casefold()]
    nah = find_aehnliches(text.strip().casefold(), ids)
    vorschlag = f" Meinten Sie „{dienste[ids[nah]]}“?" if nah else ""
    raise EingabeError("angabe-merkmal", text=text, vorschlag=vorschlag)


def _format_moegliches(code: str, wert: str) -> str:
    if (code, wert) in _ANTWORTEN:
        return _ANTWORTEN[code, wert]
    if code == "art":
        return next((titel for art, titel in ARTEN.items() if art == wert), wert)
    if code in {"lagebezug", "lage-ausserhalb"}:
        return LAGEBEZUEGE.get(wert, wert)
    return _WORTE.get(wert, wert) if code == "trenner" else wert or "nichts davon"


def ask_wahl(front: Front, text: str, moeglich: Sequence[tuple[str, str]], vorgabe: str | None) -> str:
    """One of several by number; an empty line takes the proposal, where there is one."""
    wahlen = tuple(Wahl(str(nr), str(nr), titel) for nr, (_, titel) in enumerate(moeglich, 1))
    werte = [wert for wert, _ in moeglich]
    nummer = str(werte.index(vorgabe) + 1) if vorgabe in werte else ""
    zusatz = f" (Eingabetaste: {nummer})" if nummer else ""
    while True:
        antwort = _lies(front, Feld("wahl", f"{text}{zusatz}", wahlen, vorgabe=nummer))
        if antwort.isascii() and antwort.isdigit() and 0 < int(antwort[:4]) <= len(werte):
            return werte[int(antwort[:4]) - 1]
        front.zeige([Satz(f"Bitte eine Nummer von 1 bis {len(werte)}.", "warnung")])


def _lies(front: Front, feld: Feld, hilfe: Sequence[Satz] = ()) -> str:
    try:
        return ask_zeile(front, feld, hilfe)
    except Ende:
        raise BenutzungError("einlesen-abgebrochen") from None


def _ask_stand(front: Front) -> str:
    while text := _lies(front, Feld("zeile", "Von wann sind die Daten, zum Beispiel 2023 oder 31.12.2023")):
        try:
            return parse_stand(text)
        except EingabeError as fehler:
            front.zeige([Satz(f"{fehler.satz} {fehler.hinweis}", "warnung")])
    return ""


def ask_herkunft(front: Front, herkunft: Lizenzangabe, lizenz: str = "") -> Lizenzangabe:
    """Who made it, under which licence, how old: only what the format does not say. An empty line leaves it unknown.

    `lizenz` is proposed: what only the city itself can have collected is its own.
    """
    front.zeige([LEER, Satz("Woher kommt die Datei? Eine leere Zeile heißt „unbekannt“.", "frage")])
    urheber = herkunft.urheber or _lies(front, Feld("zeile", "Wer hat sie herausgegeben"))
    moeglich = [(wert, f"{wert or 'keine Angabe'}: {titel}") for wert, titel in LIZENZEN]
    lizenz = ask_wahl(front, "Unter welcher Lizenz? Nummer", moeglich, lizenz)
    stand = herkunft.stand or _ask_stand(front)
    return replace(herkunft, urheber=urheber, lizenz=lizenz, stand=stand, nennung=herkunft.nennung or urheber)
