"""`leitfaden vergleichen`: what differs between two guides, in words, and what it means for existing Vorhaben."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from wegweiser.cli.ausgabe import LEER, Satz, print_saetze
from wegweiser.cli.kommandos import build_umfeld
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.errors import BenutzungError
from wegweiser.model.base import replace
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.vergleich import Art, Bereich, Feldaenderung, Folge, Teil, Unterschied, Vergleich
from wegweiser.workflow import leitfaeden

BEREICHE: Mapping[Bereich, str] = {
    "kopf": "Leitfaden",
    "abschnitte": "Abschnitte und Schritte",
    "fragen": "Fragen",
    "abgeleitet": "Abgeleitete Werte",
    "parameter": "Parameter",
    "regeln": "Regeln",
    "kataloge": "Kataloge",
    "quellen": "Quellen",
    "sprachen": "Übersetzungen",
}
_ARTEN: Mapping[Art, str] = {
    "neu": "neu",
    "entfallen": "entfällt",
    "umbenannt": "heißt anders",
    "ersetzt": "ersetzt",
    "zurueckgezogen": "zurückgezogen",
    "verschoben": "verschoben",
    "geaendert": "geändert",
}
_FOLGEN: Mapping[Folge, str] = {
    "bleibt": "Antworten bleiben.",
    "umgewandelt": "Antworten werden umgewandelt.",
    "je-nach-antwort": "Je nach Antwort: bleibt, wird umgewandelt oder neu gefragt.",
    "neu-gefragt": "",
    "abgelegt": "Antworten kommen in die Ablage.",
}
_ZUSAMMEN: tuple[tuple[Folge, str], ...] = (
    ("umgewandelt", "mit umgewandelten Antworten"),
    ("je-nach-antwort", "je nach Antwort"),
    ("abgelegt", "in die Ablage"),
    ("neu-gefragt", "neu"),
)
_FELDER: Mapping[str, str] = {
    "text": "Wortlaut",
    "kurz": "Kurzform",
    "typ": "Art der Antwort",
    "wenn": "Bedingung",
    "pruefe": "Prüfung",
    "min": "mindestens",
    "max": "höchstens",
    "max_zeichen": "Zeichen höchstens",
    "max_anzahl": "Anzahl höchstens",
    "einheit": "Einheit",
    "hilfe": "Hilfe",
    "quelle": "Quelle",
    "stand": "Stand",
    "version": "Version",
    "herausgeber": "Herausgeber",
    "lizenz": "Lizenz",
    "pflicht": "Pflicht",
    "runde": "Runde",
    "minuten": "Minuten",
    "vorschlag": "Vorschlag",
    "norm": "Norm",
    "muss": "muss gelten",
    "gilt": "gilt für",
    "stufe": "Stufe",
    "wert": "Wert",
    "warum": "Warum",
    "aenderbar": "änderbar",
    "titel": "Titel",
    "gueltig_ab": "gültig ab",
    "gueltig_bis": "gültig bis",
    "je": "gefragt je",
    "aus_tabelle": "Möglichkeiten aus der Tabelle",
    "ausdruck": "Ausdruck",
}
_TEILE = {"optionen": "Möglichkeit", "spalten": "Spalte"}
_KURZ = 30
_FENSTER = 62


def run_vergleichen(alt: str, neu: str, nur: Sequence[str], *, als_json: bool) -> None:
    """`leitfaden vergleichen`."""
    umgebung = read_umgebung()
    if falsch := [name for name in nur if name not in BEREICHE]:
        grund = f"Den Bereich „{falsch[0]}“ gibt es nicht; möglich sind: {', '.join(BEREICHE)}."
        raise BenutzungError("benutzung", grund=grund, befehl="wegweiser leitfaden vergleichen")
    vergleich = leitfaeden.compare_leitfaeden(alt, neu, build_umfeld(umgebung))
    if nur:
        gewollt = tuple(u for u in vergleich.unterschiede if u.bereich in nur)
        vergleich = replace(vergleich, unterschiede=gewollt)
    if als_json:
        print(leitfaeden.render_vergleich(vergleich), end="")  # noqa: T201 - output for programs
    else:
        print_saetze(build_vergleich(vergleich), farbig=umgebung.farbig)


def build_vergleich(vergleich: Vergleich) -> list[Satz]:
    """Every difference, grouped; what it means for Vorhaben first."""
    alt, neu = vergleich.alt, vergleich.neu
    saetze = [Satz(f"{alt['id']} {alt['version']} → {neu['id']} {neu['version']}", "titel")]
    if not vergleich.unterschiede:
        return [*saetze, Satz("Kein Unterschied.")]
    if any(u.folge for u in vergleich.unterschiede):
        saetze.append(Satz(_zusammen(vergleich)))
    for bereich, titel in BEREICHE.items():
        gruppe = [u for u in vergleich.unterschiede if u.bereich == bereich]
        if gruppe:
            saetze += [LEER, Satz(f"{titel} ({len(gruppe)})", "titel")]
            saetze += [satz for art in _ARTEN for u in gruppe if u.art == art for satz in _build(u)]
    return saetze


def _zusammen(vergleich: Vergleich) -> str:
    """In one sentence what existing Vorhaben have to expect."""
    anzahl: dict[Folge, int] = dict.fromkeys(_FOLGEN, 0)
    for unterschied in vergleich.unterschiede:
        if unterschied.folge:
            anzahl[unterschied.folge] += 1
    teile = [f"{_fragen(anzahl[folge])} {worte}" for folge, worte in _ZUSAMMEN if anzahl[folge]]
    bleiben = vergleich.gleiche_fragen + anzahl["bleibt"]
    bei = "einer Frage" if bleiben == 1 else f"{bleiben or 'keinen'} Fragen"
    anfang = f"Für bestehende Vorhaben: Bei {bei} bleiben die Antworten"
    return "; ".join([anfang, *teile]) + "."


def _fragen(anzahl: int) -> str:
    return "eine Frage" if anzahl == 1 else f"{anzahl} Fragen"


def _build(u: Unterschied) -> Iterator[Satz]:
    namen = f"{u.alt_id} → {u.id}" if u.alt_id and u.art in {"umbenannt", "ersetzt"} else u.alt_id or u.id
    ort = f" ({u.ort or u.alt_ort})" if u.ort or u.alt_ort else ""
    art = "abgeschaltet" if (u.bereich, u.art) == ("regeln", "zurueckgezogen") else _ARTEN[u.art]
    yield Satz(f"{art}: {namen}{ort}", "warnung" if u.unerklaert else "", einzug=2, haenge=2)
    if u.titel and "text" not in {feld.feld for feld in u.felder}:
        yield Satz(_kuerze(u.titel), "leise", einzug=4, haenge=2)
    if u.grund:
        yield Satz(f"Grund: {u.grund}", einzug=4, haenge=2)
    if u.alt_ort and u.ort:
        yield Satz(_wohin(u), einzug=4, haenge=2)
    for feld in u.felder:
        yield from _build_feld(feld, 4)
    for teil in u.teile:
        yield from _build_teil(teil, 4)
        if teil.aehnlich:
            text = f"umbenannt: {{{teil.bereich}: {{{u.id}: {{{teil.id}: {teil.aehnlich}}}}}}}"
            yield Satz(f"Ist sie umbenannt? Dann in leitfaden.yaml: {text}", "warnung", einzug=6, haenge=2)
    if u.folge and _FOLGEN[u.folge]:
        yield Satz(f"→ {_FOLGEN[u.folge]}", "gut" if u.folge == "bleibt" else "", einzug=4, haenge=2)
    if u.unerklaert:
        yield Satz(_hinweis(u), "warnung", einzug=4, haenge=2)


def _wohin(u: Unterschied) -> str:
    if u.alt_ort == u.ort:
        return "steht an anderer Stelle im selben Schritt"
    return f"von „{u.alt_ort}“ nach „{u.ort}“"


def _hinweis(u: Unterschied) -> str:
    if u.aehnlich:
        return f"Ist sie umbenannt? Dann in leitfaden.yaml: umbenannt: {{fragen: {{{u.id}: {u.aehnlich}}}}}"
    return f"Nicht erklärt; in leitfaden.yaml gehört: zurueckgezogen: {{fragen: {{{u.id}: Grund}}}}"


def _build_teil(teil: Teil, einzug: int) -> Iterator[Satz]:
    namen = f"{teil.alt_id} → {teil.id}" if teil.alt_id else teil.id
    titel = f" „{_kuerze(teil.titel)}“" if teil.titel else ""
    grund = f" – {teil.grund}" if teil.grund else ""
    yield Satz(f"{_TEILE[teil.bereich]} {_ARTEN[teil.art]}: {namen}{titel}{grund}", einzug=einzug, haenge=2)
    for feld in teil.felder:
        yield from _build_feld(feld, einzug + 2)
    for unter in teil.teile:
        yield from _build_teil(unter, einzug + 2)


def _build_feld(feld: Feldaenderung, einzug: int) -> Iterator[Satz]:
    """A field before and after: on one line if both are short, else both around the first difference."""
    name = _FELDER.get(feld.feld, feld.feld)
    alt, neu = format_feld(feld.alt), format_feld(feld.neu)
    if max(len(alt), len(neu)) <= _KURZ:
        yield Satz(f"{name}: {alt} → {neu}", einzug=einzug, haenge=2)
        return
    gleich = next((nr for nr, (a, b) in enumerate(zip(alt, neu, strict=False)) if a != b), 0)
    yield Satz(f"{name}:", einzug=einzug)
    yield Satz(f"bisher: {_kuerze(alt, gleich)}", "leise", einzug=einzug + 2, haenge=8)
    yield Satz(f"jetzt:  {_kuerze(neu, gleich)}", einzug=einzug + 2, haenge=8)


def _kuerze(text: str, stelle: int = 0) -> str:
    """At most two lines of a text, so that a place in it can be seen."""
    anfang = 0 if len(text) <= 2 * _FENSTER or stelle < _FENSTER else stelle - _FENSTER // 2
    ende = anfang + 2 * _FENSTER
    return ("…" if anfang else "") + text[anfang:ende] + ("…" if ende < len(text) else "")


def format_feld(wert: object) -> str:
    """A value of a guide in a few words."""
    match wert:
        case None | "" | ():
            return "–"
        case bool():
            return "ja" if wert else "nein"
        case Decimal():
            return format_zahl(wert)
        case str() | int():
            return " ".join(str(wert).split())
        case tuple():
            return ", ".join(map(format_feld, wert))
        case Mapping():
            return ", ".join(f"{name}: {format_feld(teil)}" for name, teil in wert.items())
        case _:
            felder = vars(wert) if hasattr(wert, "__dict__") else {}
            inhalt = ", ".join(
                f"{name} {format_feld(teil)}" for name, teil in felder.items() if teil not in (None, (), "")
            )
            return inhalt or str(wert)
