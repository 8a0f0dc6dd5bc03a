"""German sentences about expressions: what is wrong with one, and why it came out as it did."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from wegweiser.ausdruck.formel import BEDARF, Text, describe, describe_schritt, find_art, unite_arten
from wegweiser.ausdruck.gruende import GESPIEGELT, holds
from wegweiser.ausdruck.rechnung import OHNE_ARTEN, format_rechnung
from wegweiser.ausdruck.schritte import Ergebnis, Operand, Schritt
from wegweiser.ausdruck.typen import OFFEN, Ausdrucksbefund
from wegweiser.ausdruck.worte import Worte, join_und

_TYPEN: Final = {
    "zahl": "eine Zahl", "text": "ein Text", "wahrheit": "ein Ja oder Nein", "datum": "ein Datum",
    "liste": "eine Liste von Texten",
}  # fmt: skip

_WAHRHEITEN: Final = frozenset({"ja", "nein"})

_BEFUNDE: Final[Mapping[str, str]] = {
    "anfuehrungszeichen": "{zeichen} gehört zu den typografischen Anführungszeichen. Texte stehen in geraden: \"…\" oder '…'.",
    "argumente": "{funktion}(…) braucht {argumente}, hier sind es {gefunden}.",
    "aufruf-unzulaessig": "„{text}“ ist kein Aufruf einer Funktion des Leitfadens.",
    "datum-ohne-text": 'datum(…) braucht einen Tag in Anführungszeichen, zum Beispiel datum("2026-12-31").',
    "datum-ohne-funktion": 'Ein fester Tag steht so da: datum("{tag}").',
    "datum-ungueltig": "Den Tag „{text}“ gibt es nicht. Ein Datum hat die Form 2026-12-31.",
    "einheit": "Einheiten wie {zeichen} stehen nicht im Ausdruck, nur die Zahl.",
    "funktion-unbekannt": "Die Funktion „{funktion}“ gibt es nicht.",
    "gleich-einfach": "Ein einfaches = vergleicht nicht. Schreiben Sie == für „ist gleich“.",
    "klammer-offen": "Die Klammer „{klammer}“ wird nicht geschlossen.",
    "klammer-zu-viel": "Die Klammer „{klammer}“ wurde nicht geöffnet.",
    "komma": "Ein Komma steht nur zwischen den Werten einer Menge {{…}} oder einer Funktion.",
    "komma-zahl": "„{text}“: In Ausdrücken haben Dezimalzahlen einen Punkt, zum Beispiel 1.5.",
    "kette-gemischt": "„in“ lässt sich nicht mit weiteren Vergleichen verketten. Verbinden Sie beide mit „und“.",
    "kommentar": "Kommentare (#) sind in Ausdrücken nicht möglich.",
    "leer": "Der Ausdruck ist leer.",
    "leerzeichen-besonders": "Hier steht ein besonderes Leerzeichen ({zeichen}). Ersetzen Sie es durch ein gewöhnliches.",
    "liste-in-menge": '„{text}“ ist eine Liste mehrerer Antworten. Fragen Sie nach einer davon: "wert" in {text}.',
    "liste-verglichen": '„{text}“ ist eine Liste mehrerer Antworten. Fragen Sie nach einer davon: "wert" in {text}.',
    "menge-gemischt": "Die Werte einer Menge müssen von derselben Art sein.",
    "menge-klammern": 'Mehrere Werte stehen in geschweiften Klammern: in {{"a", "b"}}.',
    "menge-leer": "Die Menge {{}} ist leer. Nennen Sie mindestens einen Wert.",
    "menge-nur-werte": "In einer Menge stehen nur feste Werte; „{text}“ ist keiner.",
    "menge-ohne-in": "Eine Menge {{…}} steht nur rechts von „in“.",
    "name-erwartet": "{funktion}(…) braucht den Namen einer Frage.",
    "name-schreibweise": "Namen werden klein geschrieben und beginnen mit einem Buchstaben: „{name}“ ist keiner.",
    "name-umlaut": "Namen enthalten keine Umlaute und kein ß: „{name}“.",
    "name-unbekannt": "Den Namen „{name}“ gibt es hier nicht.",
    "name-zeichen": "Das Zeichen „{zeichen}“ ist in Namen nicht möglich, nur a–z, 0–9 und Unterstrich.",
    "operand-fehlt": "Hier fehlt etwas: ein Name, ein Wert oder eine Klammer{stelle}.",
    "operator-fehlt": "Vor „{text}“ fehlt eine Verknüpfung, zum Beispiel und, oder, ==, +.",
    "operator-unbekannt": "Das Zeichen {zeichen} gibt es hier nicht. Möglich sind + - * / und Vergleiche.",
    "ordnung-unmoeglich": "„{zeichen}“ vergleicht nur Zahlen und Tage; hier steht {typ}.",
    "prozent": "Das Zeichen % gibt es hier nicht. 19 Prozent von etwas schreiben Sie: etwas * 19 / 100.",
    "reihe-durchsucht": "„{name}“ steht für viele Antworten. Fragen Sie zum Beispiel eines({name} == {text}).",
    "reihe-erwartet": "{funktion}(…) fasst viele Werte zusammen, „{text}“ ist nur einer.",
    "reihe-ohne-zusammenfassung": "„{name}“ steht für viele Werte. Fassen Sie sie zusammen, "
    "zum Beispiel mit summe({name}), eines(…) oder alle(…).",
    "reihen-verschieden": "„{links}“ und „{rechts}“ gehören zu verschiedenen Listen und passen nicht zueinander.",
    "rueckwaertsstrich": "Rückwärtsstriche (\\) sind in Ausdrücken nicht möglich.",
    "spalte-ohne-tabelle": "Ein Punkt steht nur zwischen Tabelle und Spalte: „{text}“.",
    "spalte-unbekannt": "Die Tabelle „{tabelle}“ hat keine Spalte „{name}“.",
    "spalte-verschachtelt": "„{text}“ hat zu viele Punkte. Möglich ist nur tabelle.spalte.",
    "stellen-ungueltig": "Die Zahl der Stellen ist eine ganze Zahl bis {hoechstens}, hier steht „{text}“.",
    "syntax": "Der Ausdruck ist bei „{text}“ nicht zu verstehen. Klammern helfen oft: nicht (…), (…) == (…).",
    "tabelle-erwartet": "„{name}“ ist keine Tabelle, „.{spalte}“ passt hier nicht.",
    "tabelle-ohne-spalte": "„{name}“ ist eine Tabelle. Nennen Sie eine Spalte: {spalten}.",
    "text-offen": "Der Text wird nicht beendet: Hier fehlt das zweite {zeichen}.",
    "text-vorsatz": "Vor dem Text steht „{vorsatz}“. Texte stehen nur in Anführungszeichen.",
    "typ-erwartet": "„{text}“ ist {gefunden}; hier passt nur {erwartet}.",
    "typen-verschieden": "„{text_links}“ ist {links}, „{text_rechts}“ ist {rechts}: Das lässt sich nicht vergleichen.",
    "wert-ohne-anfuehrungszeichen": 'Werte stehen in Anführungszeichen: "{wert}".',
    "wort-als-zeichen": "Statt „{text}“ schreiben Sie: {ersatz}",
    "wort-reserviert": "„{wort}“ ist ein reserviertes Wort. Für Fallunterscheidungen gibt es wenn(bedingung, dann, sonst).",
    "zahl-fuehrende-null": 'Zahlen beginnen nicht mit 0. Postleitzahlen und Schlüssel sind Texte: "{zahl}".',
    "zahl-ungueltig": "„{zahl}“ ist weder Zahl noch Name.",
    "zahl-zu-lang": "Zahlen haben höchstens {hoechstens} Ziffern.",
    "zeichen-ersatz": "Das Zeichen {zeichen} gibt es hier nicht. Schreiben Sie: {ersatz}",
    "zeichen-unbekannt": "Das Zeichen {zeichen} ist in Ausdrücken nicht möglich.",
    "zeilenumbruch": "Ein Ausdruck steht in einer Zeile; hier ist ein Zeilenumbruch.",
    "zu-lang": "Der Ausdruck hat {laenge} Zeichen, möglich sind {hoechstens}. Teilen Sie ihn in abgeleitete Werte auf.",
    "zu-tief": "Der Ausdruck ist tiefer als {hoechstens} Ebenen verschachtelt.",
    "zu-viele-glieder": "Möglich sind höchstens {hoechstens} Glieder hintereinander.",
}  # fmt: skip


def format_befund(befund: Ausdrucksbefund) -> str:
    """Say in one or two sentences what is wrong and what to do."""
    angaben = {schluessel: _TYPEN.get(wert, wert) for schluessel, wert in befund.angaben.items()}
    if befund.code == "typ-erwartet":
        angaben["erwartet"] = join_und(
            (_TYPEN[typ] for typ in befund.angaben["erwartet"].split(", ")), "oder"
        )
        angaben["text"] = befund.angaben["text"]
    if befund.code == "argumente":
        wenigste, meiste = befund.angaben["mindestens"], befund.angaben["hoechstens"]
        angaben["argumente"] = _format_argumente(int(wenigste), int(meiste))
    if befund.code == "operand-fehlt":
        angaben["stelle"] = f" (vor „{angaben['vor']}“)" if angaben["vor"] else " (am Ende)"
    satz = _BEFUNDE[befund.code].format_map(angaben) + _find_zitat(befund)
    vorschlag = befund.angaben.get("vorschlag", "")
    return f"{satz} Meinten Sie „{vorschlag}“?" if vorschlag else satz


def _find_zitat(befund: Ausdrucksbefund) -> str:
    """How to write what was meant where two types meet; the text of a literal shows which it was."""
    if befund.code != "typen-verschieden":
        return ""
    for text, anderes in (
        (befund.angaben["text_links"], befund.angaben["rechts"]),
        (befund.angaben["text_rechts"], befund.angaben["links"]),
    ):
        if anderes == "text" and (text in _WAHRHEITEN or text.isdecimal()):
            return f' Ist die Kennung einer Möglichkeit gemeint, gehört sie in Anführungszeichen: "{text}".'
        if anderes == "wahrheit" and text[1:-1] in _WAHRHEITEN:
            return f" Ja und nein stehen ohne Anführungszeichen: {text[1:-1]}."
        if anderes == "datum" and text[:1] in {'"', "'"}:
            return ' Ein fester Tag steht so da: datum("2026-12-31").'
    return ""


def _format_argumente(wenigste: int, meiste: int) -> str:
    anzahl = f"{wenigste} Angabe" + ("" if wenigste == 1 else "n")
    return anzahl if wenigste == meiste else f"mindestens {anzahl}"


_UMGEKEHRT: Final = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_BEDARF_DATUM: Final = {
    "<": "ein Tag vor dem {}",
    "<=": "spätestens der {}",
    ">": "ein Tag nach dem {}",
    ">=": "frühestens der {}",
}
_ANDERES: Final = "ist etwas anderes"


def explain(
    ergebnis: Ergebnis, beschriftung: Mapping[str, str], arten: Mapping[str, str] = OHNE_ARTEN
) -> tuple[str, ...]:
    """Say in German sentences why a condition holds or not, and how any other result came about.

    `beschriftung` gives names (and `name=option`) their words, `arten` says which names are money or shares.
    """
    if not isinstance(ergebnis.wert, bool):
        return format_rechnung(ergebnis, beschriftung, arten)
    t = Text(ergebnis.schritte, Worte(beschriftung, arten))
    return tuple(dict.fromkeys(_explain_schritt(ergebnis.schritte[-1], t, soll=True)))


def _explain_schritt(s: Schritt, t: Text, *, soll: bool) -> list[str]:
    """Explain a step that should have come out as `soll`."""
    if s.zeichen in {"und", "oder"}:
        return _explain_verknuepfung(s, t, soll=soll)
    if s.zeichen == "nicht":
        return _explain_operand(s.operanden[0], t, soll=not soll)
    if s.zeichen == "wert":
        return _explain_operand(s.operanden[0], t, soll=soll)
    if s.zeichen in {"in", "nicht in"}:
        return [_explain_enthalten(s, t, soll=soll)]
    if s.zeichen in {"alle", "eines"}:
        return [_explain_jedes(s, t, soll=soll)]
    erfuellt = _is_erfuellt(s.ergebnis, soll=soll)
    if s.zeichen == "beantwortet":
        frage = s.operanden[0]
        bedarf = "ist eine Antwort" if soll else "ist, dass es offen bleibt"
        return [_finish(describe(frage, t), t.worte.wert(frage.wert, "", frage.name), bedarf, erfuellt)]
    kette = s.zeichen.split()
    if kette[0] not in _UMGEKEHRT or (len(kette) > 1 and not soll):
        wert = t.worte.wert(s.ergebnis)
        return [_finish(describe_schritt(s, t), wert, _format_ja(ja=soll), erfuellt)]
    return _explain_vergleich(s, kette, t, soll=soll)


def _is_erfuellt(wert: object, *, soll: bool) -> bool:
    return wert is not OFFEN and (wert is True) is soll


def _finish(label: str, wert: str, bedarf: str, erfuellt: bool) -> str:  # noqa: FBT001
    return f"{label}: {wert}; nötig {bedarf}{' – erfüllt' if erfuellt else ''}."


def _format_ja(*, ja: bool) -> str:
    return "ist ein Ja" if ja else "ist ein Nein"


def _explain_operand(o: Operand, t: Text, *, soll: bool) -> list[str]:
    s = t.schritt(o)
    if s is not None:
        return _explain_schritt(s, t, soll=soll)
    return [
        _finish(describe(o, t), t.worte.wert(o.wert), _format_ja(ja=soll), _is_erfuellt(o.wert, soll=soll))
    ]


def _explain_verknuepfung(s: Schritt, t: Text, *, soll: bool) -> list[str]:
    """Name the parts that decide: all that fail, or where one is enough, the choice."""
    erreicht = _is_erfuellt(s.ergebnis, soll=soll)
    eine_genuegt = (s.zeichen == "oder") is soll
    teile = [o for o in s.operanden if o.wert is not OFFEN and _is_erfuellt(o.wert, soll=soll) is erreicht]
    if eine_genuegt and not erreicht:
        saetze = [satz for o in s.operanden for satz in _explain_operand(o, t, soll=soll)]
        return ["Eine der folgenden Bedingungen genügt.", *saetze]
    return [satz for o in teile for satz in _explain_operand(o, t, soll=soll)]


def _explain_vergleich(s: Schritt, kette: Sequence[str], t: Text, *, soll: bool) -> list[str]:
    saetze: list[tuple[bool, str]] = []
    for zeichen, links, rechts in zip(kette, s.operanden, s.operanden[1:], strict=False):
        wirksam = zeichen if soll else _UMGEKEHRT[zeichen]
        gemeint, mass = links, rechts
        if not (links.name or links.schritt is not None):
            gemeint, mass, wirksam = rechts, links, GESPIEGELT[wirksam]
        erfuellt = _is_erfuellt(s.ergebnis, soll=soll) or holds(wirksam, gemeint.wert, mass.wert)
        art = unite_arten((find_art(gemeint, t), find_art(mass, t)))
        wert = t.worte.wert(gemeint.wert, art, gemeint.name)
        bedarf = _format_bedarf(wirksam, gemeint, mass, t, erfuellt=erfuellt)
        saetze.append((erfuellt, _finish(describe(gemeint, t), wert, bedarf, erfuellt)))
    alles = all(erfuellt for erfuellt, _ in saetze)
    return [satz for erfuellt, satz in saetze if alles or not erfuellt]


def _format_bedarf(zeichen: str, gemeint: Operand, mass: Operand, t: Text, *, erfuellt: bool) -> str:
    benannt = bool(mass.name) or mass.schritt is not None
    if zeichen == "!=" and not erfuellt and not benannt and gemeint.wert == mass.wert:
        return _format_ja(ja=not mass.wert) if isinstance(mass.wert, bool) else _ANDERES
    if zeichen == "==" and not benannt and isinstance(mass.wert, bool):
        return _format_ja(ja=mass.wert)
    art = unite_arten((find_art(gemeint, t), find_art(mass, t)))
    wert = t.worte.wert(mass.wert, art, mass.name or gemeint.name)
    wert = f"{describe(mass, t)} ({wert})" if benannt else wert
    muster = _BEDARF_DATUM.get(zeichen) if isinstance(mass.wert, date) else None
    mehrzahl = isinstance(mass.wert, Decimal) and mass.wert not in {0, 1} and zeichen != "!="
    genau = "genau " if zeichen == "==" and isinstance(mass.wert, Decimal) else ""
    return f"{'sind' if mehrzahl else 'ist'} {genau}{(muster or BEDARF[zeichen]).format(wert)}"


def _explain_enthalten(s: Schritt, t: Text, *, soll: bool) -> str:
    links, rechts = s.operanden
    positiv = (s.zeichen == "in") is soll
    erfuellt = _is_erfuellt(s.ergebnis, soll=soll)
    if rechts.name or rechts.schritt is not None:
        wert = t.worte.wert(links.wert, "", rechts.name)
        gesucht = f"{describe(links, t)} ({wert})" if links.name else wert
        bedarf = f"ist, dass {gesucht} {'dazugehört' if positiv else 'nicht dazugehört'}"
        return _finish(describe(rechts, t), t.worte.wert(rechts.wert, "", rechts.name), bedarf, erfuellt)
    art = find_art(links, t)
    werte = rechts.wert if isinstance(rechts.wert, tuple) else ()
    auswahl = join_und((t.worte.wert(wert, art, links.name) for wert in werte), "oder")
    bedarf = f"ist {auswahl}" if positiv else f"{_ANDERES} als {auswahl}"
    bedarf = _ANDERES if not positiv and not erfuellt and werte == (links.wert,) else bedarf
    return _finish(describe(links, t), t.worte.wert(links.wert, art, links.name), bedarf, erfuellt)


def _explain_jedes(s: Schritt, t: Text, *, soll: bool) -> str:
    """Explain `alle` and `eines` by counting."""
    argument = s.operanden[0]
    elemente = argument.wert if isinstance(argument.wert, tuple) else ()
    zutreffend = sum(element is True for element in elemente)
    umfang = {
        ("alle", True): "bei jedem Eintrag", ("alle", False): "mindestens eine Ausnahme von",
        ("eines", True): "bei mindestens einem Eintrag", ("eines", False): "bei keinem Eintrag",
    }[s.zeichen, soll]  # fmt: skip
    erfuellt = " – erfüllt" if _is_erfuellt(s.ergebnis, soll=soll) else ""
    zahl = f"bei {zutreffend} von {len(elemente)} ist es so"
    return f"Nötig {umfang}: {describe(argument, t)}; {zahl}{erfuellt}."
