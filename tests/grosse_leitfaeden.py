"""Constructed guides of any size: every third question conditional, derived values, a table, one repetition over it."""

from pathlib import Path

from tests.builders import write_leitfaden
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Zeile

JE_SCHRITT = 8
JE_ABSCHNITT = 100
JE_SATZ = 12
SAETZE = tuple(f"m{nr}" for nr in range(1, 6))


def write_grossen_leitfaden(ordner: Path, anzahl: int) -> Path:
    """A sound guide with that many questions."""
    abschnitte = {
        f"a{nr}": _format_abschnitt(beginn, min(beginn + JE_ABSCHNITT, anzahl - JE_SATZ - 1))
        for nr, beginn in enumerate(range(0, anzahl - JE_SATZ - 1, JE_ABSCHNITT))
    }
    dateien = {
        f"abschnitte/{id_}.yaml": f"id: {id_}\ntitel: Teil {id_}\nwarum: Darum.\n{text}"
        for id_, text in abschnitte.items()
    }
    dateien["abschnitte/massnahmen.yaml"] = _MASSNAHMEN
    dateien["abschnitte/je.yaml"] = _format_je()
    return write_leitfaden(ordner, dateien)


def build_antworten(anzahl: int) -> dict[Adresse, Antwort]:
    """Every question answered, five records."""
    antworten = {Adresse(f"f{nr}"): Antwort(wert=_wert(nr)) for nr in range(anzahl - JE_SATZ - 1)}
    zeilen: tuple[Zeile, ...] = tuple(
        {"id": id_, "titel": f"Vorhaben {id_}", "betrag": 1000} for id_ in SAETZE
    )
    antworten[Adresse("massnahmen")] = Antwort(wert=zeilen)
    antworten |= {Adresse(f"g{nr}", satz): Antwort(wert=nr + 1) for satz in SAETZE for nr in range(JE_SATZ)}
    return antworten


def _wert(nr: int) -> int | bool | str:
    return (nr + 1, True, "o2")[nr % 3]


def _format_abschnitt(beginn: int, ende: int) -> str:
    text = "schritte:\n"
    for erste in range(beginn, ende, JE_SCHRITT):
        text += f"  - id: s{erste}\n    titel: Schritt {erste}\n    fragen:\n"
        text += "".join(_format_frage(nr) for nr in range(erste, min(erste + JE_SCHRITT, ende)))
    text += "abgeleitet:\n"
    for nr in range(beginn, ende - 3, 25):
        text += f"  - {{id: w{nr}, typ: zahl, ausdruck: 'f{nr - nr % 3} * 2 + 1'}}\n"
    return text


def _format_frage(nr: int) -> str:
    """A number, yes or no, a choice that is only asked if the two before it say so; some read a derived value."""
    kopf = f"      - id: f{nr}\n        text: Wie steht es um Punkt {nr} in Ihrem Quartier?\n        hilfe: Eine Schätzung genügt.\n"
    if nr % 3 == 0:
        return f"{kopf}        typ: ganzzahl\n        min: 0\n"
    if nr % 3 == 1:
        return f"{kopf}        typ: ja_nein\n"
    wenn = f"f{nr - 2} > 0 und f{nr - 1}" if nr % JE_ABSCHNITT > 50 or nr < 100 else f"w{nr // 25 * 25 - 25} > 0 oder f{nr - 1}"  # fmt: skip
    optionen = "".join(f"          - {{id: o{i}, titel: Möglichkeit {i}}}\n" for i in range(1, 5))
    return f"{kopf}        wenn: {wenn}\n        typ: auswahl\n        optionen:\n{optionen}"


_MASSNAHMEN = """\
id: massnahmen
titel: Maßnahmen
warum: Darum.
schritte:
  - id: liste
    titel: Liste
    fragen:
      - id: massnahmen
        text: Welche Maßnahmen?
        typ: tabelle
        vorsatz: m
        spalten: [{id: titel, typ: text}, {id: betrag, typ: geldbetrag}]
abgeleitet:
  - {id: summe_betrag, typ: geldbetrag, ausdruck: summe(massnahmen.betrag)}
"""


def _format_je() -> str:
    fragen = "".join(
        f"      - {{id: g{nr}, text: Wie viele in Punkt {nr}?, typ: ganzzahl"
        + (f", wenn: g{nr - 1} > 0}}\n" if nr % 3 == 2 else "}\n")
        for nr in range(JE_SATZ)
    )
    kopf = "id: je\ntitel: Je Maßnahme\nwarum: Darum.\nje: massnahmen\n"
    return f"{kopf}schritte:\n  - id: je_1\n    titel: Schritt\n    fragen:\n{fragen}abgeleitet:\n  - {{id: anteil, typ: zahl, ausdruck: g0 / g1}}\n"
