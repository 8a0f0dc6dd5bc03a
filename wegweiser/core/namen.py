"""Which names a guide's expressions may read, and of which type they are."""

from collections.abc import Iterator, Mapping

from wegweiser.ausdruck import Namen, Reihe, Typ
from wegweiser.ausdruck import Tabelle as Tabellentyp
from wegweiser.model import frage as f
from wegweiser.model.leitfaden import Abschnitt, Leitfaden

ERGEBNISTYP: Mapping[str, Typ] = {
    "zahl": Typ.ZAHL,
    "geldbetrag": Typ.ZAHL,
    "prozent": Typ.ZAHL,
    "anteil": Typ.ZAHL,
    "text": Typ.TEXT,
    "ja_nein": Typ.WAHRHEIT,
    "datum": Typ.DATUM,
}
TYPNAMEN: Mapping[Typ, str] = {
    Typ.ZAHL: "zahl",
    Typ.TEXT: "text",
    Typ.WAHRHEIT: "ja_nein",
    Typ.DATUM: "datum",
    Typ.LISTE: "liste",
}

# Names that the program itself reads, wherever a guide has them; all others live in expressions only.
IM_PROGRAMM = frozenset(
    {
        "belegstaerke_min", "dscr", "gleichwertig_unter", "gruppe_mindestens", "gruppe_uneinig_ab", "instrumentklassen_min", "klasse", "klasse_bei_30", "kostendeckung", "schwelle_rentierlich",
        "schwelle_unrentierlich", "schwelle_vergleich", "untergrenze_form",
    }
)  # fmt: skip


def typ_von(frage: f.Frage) -> Typ | Tabellentyp | None:
    """The type a question has in expressions; None where it cannot be read there."""
    match frage:
        case f.Ganzzahl() | f.Zahl() | f.Geldbetrag() | f.Prozent() | f.Jahr() | f.Skala():
            return Typ.ZAHL
        case f.JaNein():
            return Typ.WAHRHEIT
        case f.Datum():
            return Typ.DATUM
        case f.Mehrfach() | f.Rangfolge():
            return Typ.LISTE
        case f.Tabelle():
            spalten = {spalte.id: typ_von(spalte) for spalte in frage.spalten}
            return Tabellentyp({id_: typ for id_, typ in spalten.items() if isinstance(typ, Typ)})
        case f.Verteilung():
            return None
        case _:
            return Typ.TEXT


def build_namen(leitfaden: Leitfaden, je: str | None) -> Namen:
    """Name → type as seen from a repeated Abschnitt over `je`, or from outside."""
    namen: dict[str, Typ | Reihe | Tabellentyp] = dict.fromkeys(leitfaden.kopf.parameter, Typ.ZAHL)
    for abschnitt in leitfaden.abschnitte:
        for id_, typ in list_typen(abschnitt):
            if abschnitt.je is None or abschnitt.je == je:
                namen[id_] = typ
            elif isinstance(typ, Typ):
                namen[id_] = Reihe(typ, abschnitt.je)
    return namen


def list_typen(abschnitt: Abschnitt) -> Iterator[tuple[str, Typ | Tabellentyp]]:
    """Every question and derived value of an Abschnitt that expressions can read."""
    for frage in abschnitt.fragen():
        typ = typ_von(frage)
        if typ is not None:
            yield frage.id, typ
    for abgeleitet in abschnitt.abgeleitet:
        yield abgeleitet.id, ERGEBNISTYP[abgeleitet.typ]
