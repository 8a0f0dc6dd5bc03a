"""German sentences about expressions: what is wrong with one, and why it came out as it did."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from wegweiser.ausdruck.operationen import compute_vergleich
from wegweiser.ausdruck.schritte import Ergebnis, Operand, Schritt
from wegweiser.ausdruck.typen import ENTFAELLT, OFFEN, Ausdrucksbefund, Fehlend

_TYPEN: Final = {
    "zahl": "eine Zahl", "text": "ein Text", "wahrheit": "ein Ja oder Nein", "datum": "ein Datum",
    "liste": "eine Liste von Texten",
}  # fmt: skip

_BEFUNDE: Final[Mapping[str, str]] = {
    "anfuehrungszeichen": "{zeichen} gehört zu den typografischen Anführungszeichen. Texte stehen in geraden: \"…\" oder '…'.",
    "argumente": "{funktion}(…) braucht {argumente}, hier sind es {gefunden}.",
    "aufruf-unzulaessig": "„{text}“ ist kein Aufruf einer Funktion des Leitfadens.",
    "datum-ohne-text": 'datum(…) braucht einen Tag in Anführungszeichen, zum Beispiel datum("2026-12-31").',
    "datum-ungueltig": "Den Tag „{text}“ gibt es nicht. Ein Datum hat die Form 2026-12-31.",
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

_GRUENDE: Final[Mapping[str, str]] = {
    "division-durch-null": "Es würde durch null geteilt.",
    "leer": "Es gibt noch keine Einträge.",
    "typ": "Eine Angabe hat eine unpassende Form.",
    "zahl-zu-gross": "Die Zahl wird zu groß.",
}


def format_befund(befund: Ausdrucksbefund) -> str:
    """Say in one or two sentences what is wrong and what to do."""
    angaben = {schluessel: _TYPEN.get(wert, wert) for schluessel, wert in befund.angaben.items()}
    if befund.code == "typ-erwartet":
        angaben["erwartet"] = join_oder(_TYPEN[typ] for typ in befund.angaben["erwartet"].split(", "))
        angaben["text"] = befund.angaben["text"]
    if befund.code == "argumente":
        wenigste, meiste = befund.angaben["mindestens"], befund.angaben["hoechstens"]
        angaben["argumente"] = _format_argumente(int(wenigste), int(meiste))
    if befund.code == "operand-fehlt":
        angaben["stelle"] = f" (vor „{angaben['vor']}“)" if angaben["vor"] else " (am Ende)"
    satz = _BEFUNDE[befund.code].format_map(angaben)
    vorschlag = befund.angaben.get("vorschlag", "")
    return f"{satz} Meinten Sie „{vorschlag}“?" if vorschlag else satz


def _format_argumente(wenigste: int, meiste: int) -> str:
    anzahl = f"{wenigste} Angabe" + ("" if wenigste == 1 else "n")
    return anzahl if wenigste == meiste else f"mindestens {anzahl}"


def join_oder(teile: Iterable[str]) -> str:
    """Join words with commas and a last "oder"."""
    *vordere, letzter = teile
    return f"{', '.join(vordere)} oder {letzter}" if vordere else letzter


def format_wert(wert: object) -> str:
    """Write a value as a person in Germany reads it."""
    match wert:
        case Fehlend():
            return "noch offen" if wert is OFFEN else "entfällt"
        case bool():
            return "ja" if wert else "nein"
        case Decimal():
            return _format_zahl(wert)
        case date():
            return f"{wert.day:02}.{wert.month:02}.{wert.year:04}"
        case str():
            return f"„{wert}“"
        case tuple() | list():
            return ", ".join(format_wert(element) for element in wert) or "nichts"
        case _:
            return "…"


_NACHKOMMA: Final = 6
_ZIFFERN: Final = 40


def _format_zahl(zahl: Decimal) -> str:
    if not zahl.is_finite() or abs(zahl.adjusted()) > _ZIFFERN:
        return str(zahl).replace(".", ",")
    exponent = zahl.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_NACHKOMMA:
        gerundet = f"{zahl:,.4f}"
        zeichen = "" if Decimal(gerundet.replace(",", "")) == zahl else "rund "
        return zeichen + _swap(gerundet.rstrip("0").rstrip("."))
    return _swap(f"{zahl or zahl.copy_abs():,f}")


def _swap(zahl: str) -> str:
    return zahl.replace(",", "_").replace(".", ",").replace("_", ".")


_UMGEKEHRT: Final = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_GESPIEGELT: Final = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_BEDARF: Final = {
    "==": "{}", "!=": "etwas anderes als {}", "<": "weniger als {}", "<=": "höchstens {}", ">": "mehr als {}",
    ">=": "mindestens {}",
}  # fmt: skip
_BEDARF_DATUM: Final = {
    "<": "ein Tag vor dem {}",
    "<=": "spätestens der {}",
    ">": "ein Tag nach dem {}",
    ">=": "frühestens der {}",
}
_WOERTER: Final = {
    "summe": "Summe", "anzahl": "Anzahl", "mittel": "Mittelwert", "kleinster": "kleinster Wert",
    "groesster": "größter Wert", "alle": "alle", "eines": "mindestens ein Eintrag", "jahr": "Jahr",
    "betrag": "Betrag", "runde": "gerundet", "min": "der kleinste von", "max": "der größte von",
    "wenn": "je nach Fall", "beantwortet": "beantwortet",
}  # fmt: skip


class _Text(NamedTuple):
    """What sentences are made from: the steps and the words for names."""

    schritte: tuple[Schritt, ...]
    beschriftung: Mapping[str, str]

    def schritt(self, operand: Operand) -> Schritt | None:
        return None if operand.schritt is None else self.schritte[operand.schritt]


def explain(ergebnis: Ergebnis, beschriftung: Mapping[str, str]) -> tuple[str, ...]:
    """Say in German sentences why a result is what it is; `beschriftung` gives names their words."""
    t = _Text(ergebnis.schritte, beschriftung)
    letzter = ergebnis.schritte[-1]
    if ergebnis.wert is OFFEN:
        return tuple(_explain_offen(ergebnis, t))
    if ergebnis.wert is ENTFAELLT:
        return (f"{_describe_schritt(letzter, t)}: entfällt.",)
    if isinstance(ergebnis.wert, bool):
        return tuple(dict.fromkeys(_explain_schritt(letzter, t, soll=True)))
    return tuple(_explain_rechnung(t))


def _explain_offen(ergebnis: Ergebnis, t: _Text) -> Iterable[str]:
    if ergebnis.fehlend:
        yield f"Noch offen: {', '.join(sorted(_describe_name(name, t) for name in ergebnis.fehlend))}."
    if ergebnis.grund:
        quelle = next((s for s in ergebnis.schritte if s.grund == ergebnis.grund), ergebnis.schritte[-1])
        yield f"{_describe_schritt(quelle, t)}: nicht zu berechnen. {_GRUENDE.get(ergebnis.grund, '')}".rstrip()


def _explain_rechnung(t: _Text) -> Iterable[str]:
    """One sentence per step of a calculation, and the value itself for a bare name."""
    for s in t.schritte:
        if s.zeichen == "wert":
            yield f"{_describe_schritt(s, t)}: {format_wert(s.ergebnis)}."
        elif not isinstance(s.ergebnis, tuple | bool):
            namen = [o for o in s.operanden if o.name or o.schritt is not None]
            angaben = "; ".join(dict.fromkeys(f"{_describe(o, t)}: {format_wert(o.wert)}" for o in namen))
            zusatz = f" ({angaben})" if angaben else ""
            yield f"{_describe_schritt(s, t)} = {format_wert(s.ergebnis)}{zusatz}."


def _explain_schritt(s: Schritt, t: _Text, *, soll: bool) -> list[str]:
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
    if s.zeichen == "beantwortet":
        frage = s.operanden[0]
        bedarf = "ist eine Antwort" if soll else "ist, dass es offen bleibt"
        return [_finish(_describe(frage, t), frage.wert, bedarf, _is_erfuellt(s.ergebnis, soll=soll))]
    kette = s.zeichen.split()
    if kette[0] not in _UMGEKEHRT or (len(kette) > 1 and not soll):
        return [
            _finish(
                _describe_schritt(s, t),
                s.ergebnis,
                f"ist {format_wert(soll)}",
                _is_erfuellt(s.ergebnis, soll=soll),
            )
        ]
    return _explain_vergleich(s, kette, t, soll=soll)


def _is_erfuellt(wert: object, *, soll: bool) -> bool:
    return wert is not OFFEN and (wert is True) is soll


def _finish(label: str, wert: object, bedarf: str, erfuellt: bool) -> str:  # noqa: FBT001
    return f"{label}: {format_wert(wert)}; nötig {bedarf}{' – erfüllt' if erfuellt else ''}."


def _explain_operand(o: Operand, t: _Text, *, soll: bool) -> list[str]:
    s = t.schritt(o)
    if s is not None:
        return _explain_schritt(s, t, soll=soll)
    return [_finish(_describe(o, t), o.wert, f"ist {format_wert(soll)}", _is_erfuellt(o.wert, soll=soll))]


def _explain_verknuepfung(s: Schritt, t: _Text, *, soll: bool) -> list[str]:
    """Name the parts that decide: all that fail, or where one is enough, the choice."""
    erreicht = _is_erfuellt(s.ergebnis, soll=soll)
    eine_genuegt = (s.zeichen == "oder") is soll
    teile = [o for o in s.operanden if o.wert is not OFFEN and _is_erfuellt(o.wert, soll=soll) is erreicht]
    if eine_genuegt and not erreicht:
        saetze = [satz for o in s.operanden for satz in _explain_operand(o, t, soll=soll)]
        return ["Mindestens eine dieser Bedingungen ist nötig:", *saetze]
    return [satz for o in teile for satz in _explain_operand(o, t, soll=soll)]


def _explain_vergleich(s: Schritt, kette: Sequence[str], t: _Text, *, soll: bool) -> list[str]:
    saetze: list[tuple[bool, str]] = []
    for zeichen, links, rechts in zip(kette, s.operanden, s.operanden[1:], strict=False):
        wirksam = zeichen if soll else _UMGEKEHRT[zeichen]
        gemeint, mass = links, rechts
        if not (links.name or links.schritt is not None):
            gemeint, mass, wirksam = rechts, links, _GESPIEGELT[wirksam]
        erfuellt = _is_erfuellt(s.ergebnis, soll=soll) or _holds(wirksam, gemeint.wert, mass.wert)
        satz = _finish(_describe(gemeint, t), gemeint.wert, _format_bedarf(wirksam, mass, t), erfuellt)
        saetze.append((erfuellt, satz))
    alles = all(erfuellt for erfuellt, _ in saetze)
    return [satz for erfuellt, satz in saetze if alles or not erfuellt]


def _holds(zeichen: str, links: object, rechts: object) -> bool:
    return compute_vergleich(zeichen, links, rechts, lambda _grund: OFFEN) is True


def _format_bedarf(zeichen: str, mass: Operand, t: _Text) -> str:
    wert = format_wert(mass.wert)
    if mass.name or mass.schritt is not None:
        wert = f"{_describe(mass, t)} ({wert})"
    muster = _BEDARF_DATUM.get(zeichen) if isinstance(mass.wert, date) else None
    mehrzahl = isinstance(mass.wert, Decimal) and mass.wert != 1 and zeichen != "!="
    genau = "genau " if zeichen == "==" and isinstance(mass.wert, Decimal) else ""
    return f"{'sind' if mehrzahl else 'ist'} {genau}{(muster or _BEDARF[zeichen]).format(wert)}"


def _explain_enthalten(s: Schritt, t: _Text, *, soll: bool) -> str:
    links, rechts = s.operanden
    positiv = (s.zeichen == "in") is soll
    erfuellt = _is_erfuellt(s.ergebnis, soll=soll)
    if rechts.name or rechts.schritt is not None:
        gesucht = (
            f"{_describe(links, t)} ({format_wert(links.wert)})" if links.name else format_wert(links.wert)
        )
        bedarf = f"ist, dass {gesucht} {'dazugehört' if positiv else 'nicht dazugehört'}"
        return _finish(_describe(rechts, t), rechts.wert, bedarf, erfuellt)
    werte = rechts.wert if isinstance(rechts.wert, tuple) else ()
    auswahl = join_oder(format_wert(wert) for wert in werte)
    return _finish(
        _describe(links, t), links.wert, f"ist {'' if positiv else 'etwas anderes als '}{auswahl}", erfuellt
    )


def _explain_jedes(s: Schritt, t: _Text, *, soll: bool) -> str:
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
    return f"Nötig {umfang}: {_describe(argument, t)}; {zahl}{erfuellt}."


def _describe_name(name: str, t: _Text) -> str:
    tabelle, punkt, spalte = name.partition(".")
    if name in t.beschriftung or not punkt:
        return t.beschriftung.get(name, name)
    return f"{t.beschriftung.get(tabelle, tabelle)}, {spalte}"


def _describe(o: Operand, t: _Text) -> str:
    s = t.schritt(o)
    if s is not None:
        text = _describe_schritt(s, t)
        return f"({text})" if s.zeichen.split()[0] in "+-" else text
    return _describe_name(o.name, t) if o.name else format_wert(o.wert)


def _describe_schritt(s: Schritt, t: _Text) -> str:
    teile = [_describe(o, t) for o in s.operanden]
    if s.zeichen in _WOERTER:
        klammern = "; ".join(teile)
        return f"{_WOERTER[s.zeichen]} ({klammern})"
    if s.zeichen == "wert":
        return teile[0]
    if s.zeichen in {"nicht", "-"} and len(teile) == 1:
        return f"{s.zeichen} {teile[0]}"
    kette = (
        s.zeichen.split()
        if s.zeichen not in {"und", "oder", "in", "nicht in"}
        else [s.zeichen] * (len(teile) - 1)
    )
    woerter = [_BEDARF[z].format("").strip() if z in _BEDARF else z for z in kette]
    return " ".join(teil for paar in zip(["", *woerter], teile, strict=False) for teil in paar if teil)
