"""The whole of a survey: one picture per wave and way of asking."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

from wegweiser.core.befragung.fragen import KOPFSPALTEN, Befragungsfrage, Fragenbestand
from wegweiser.core.befragung.gruppen import Personenkreis, build_kreise
from wegweiser.core.befragung.raenge import build_raenge
from wegweiser.core.befragung.rechenwege import list_rechenwege
from wegweiser.core.befragung.rollen import build_rollen
from wegweiser.core.befragung.stichprobe import (
    compare_spannen,
    compute_gewichte,
    compute_n_eff,
    compute_nettofaelle,
    compute_schichten,
)
from wegweiser.core.befragung.themen import Themenrechner, build_themen
from wegweiser.core.befragung.wichtigkeit import build_wichtigkeit
from wegweiser.model.base import Fragenzweck, replace
from wegweiser.model.befragung import (
    Antwortbild,
    Befragung,
    Befragungsbild,
    Fragenrolle,
    Freitextfrage,
    Schicht,
)
from wegweiser.model.faltung import falte

# Ways of asking that get other answers to the same question; online and on paper one writes alone (2.4).
_ARTEN: Final = {  # folded
    "passanten": ("passant", "strasse", "offentlich"),
    "telefon": ("telefon", "cati", "phone"),
    "persoenlich": ("personlich", "interview", "capi", "haustur", "face"),
}
SCHRIFTLICH: Final = "schriftlich"
_ANTWORTROLLEN: Final[tuple[Fragenzweck, ...]] = (
    "hindernis", "mitmachen", "zahlungsbereitschaft", "sprache",
)  # fmt: skip


def evaluate_befragung(
    befragung: Befragung,
    *,
    datei: str = "",
    titel: str = "",
    stand: str = "",
    bevoelkerung: int | None = None,
    dienste: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Befragungsbild, ...]:
    """What a survey says; several pictures where waves or ways of asking must not be mixed.

    `dienste` are the services of the catalogue with their titles: a topic may be one of them.
    """
    bestand = Fragenbestand(befragung)
    rollen = build_rollen(bestand, befragung.rollen)
    teile = list_teile(bestand, rollen)
    noetig = compute_nettofaelle(bevoelkerung) if bevoelkerung else None
    return tuple(
        replace(
            _compute(bestand, rollen, personen, dienste),
            datei=datei,
            titel=titel,
            teil=teil,
            stand=stand,
            abgebrochen=befragung.abgebrochen if nr == 0 else 0,
            noetig=noetig,
        )
        for nr, (teil, personen) in enumerate(teile)
    )


def list_teile(bestand: Fragenbestand, rollen: Sequence[Fragenrolle]) -> list[tuple[str, tuple[int, ...]]]:
    """Persons by wave and way of asking, in the order in which they come; without a name where all are of one kind."""
    wellen = _lies(bestand, rollen, "welle")
    arten = [find_art(bestand, rolle, wert) for rolle, wert in _lies_mit_rolle(bestand, rollen, "methode")]
    teile: dict[tuple[str, str], list[int]] = {}
    for nr in range(bestand.befragung.anzahl):
        schluessel = (wellen[nr] or "" if wellen else "", arten[nr] if arten else "")
        teile.setdefault(schluessel, []).append(nr)
    if len(teile) <= 1:
        return [("", tuple(range(bestand.befragung.anzahl)))]
    return [(", ".join(filter(None, schluessel)), tuple(nummern)) for schluessel, nummern in teile.items()]


def find_art(bestand: Fragenbestand, rolle: Fragenrolle, wert: str | None) -> str:
    """Passers-by, telephone, in person, or written."""
    frage = bestand.find_frage(rolle.frage)
    titel = bestand.titel(frage.antwortteile[0].spalte, wert) if frage and wert else ""
    text = falte(f"{wert or ''} {titel}")
    return next((art for art, worte in _ARTEN.items() if any(wort in text for wort in worte)), SCHRIFTLICH)


def _lies(bestand: Fragenbestand, rollen: Sequence[Fragenrolle], zweck: Fragenzweck) -> list[str | None]:
    return [wert for _, wert in _lies_mit_rolle(bestand, rollen, zweck)]


def _lies_mit_rolle(
    bestand: Fragenbestand, rollen: Sequence[Fragenrolle], zweck: Fragenzweck
) -> list[tuple[Fragenrolle, str | None]]:
    """The answers to the first question of a purpose; nothing where there is none."""
    for rolle in rollen:
        frage = bestand.find_frage(rolle.frage) if rolle.rolle == zweck else None
        if frage is not None and len(frage.antwortteile) == 1:
            return [(rolle, wert) for wert in bestand.lies_texte(frage.antwortteile[0].spalte)]
    return []


def _compute(
    bestand: Fragenbestand,
    rollen: Sequence[Fragenrolle],
    personen: Sequence[int],
    dienste: Mapping[str, str],
) -> Befragungsbild:
    schichten, gewichte = build_gewichte(bestand, rollen, personen)
    kreise = build_kreise(bestand, rollen, personen)
    rechner = Themenrechner(bestand, gewichte)
    themen = build_themen(bestand, rollen, dienste)
    n_eff = compute_n_eff([gewichte[nr] for nr in personen]) if gewichte else None
    wichtigkeit = tuple(build_wichtigkeit(rechner, themen, kreise))
    return Befragungsbild(
        anzahl=len(personen),
        gewichtet=gewichte is not None,
        n_eff=n_eff,
        schichten=schichten,
        gruppen=tuple(kreis.gruppe for kreis in kreise),
        themen=tuple(rechner.build_themenbilder(themen, kreise)),
        antworten=tuple(_build_antworten(rechner, rollen, kreise)),
        wichtigkeit=wichtigkeit,
        raenge=tuple(build_raenge(bestand, rollen, personen)),
        freitexte=tuple(_build_freitexte(bestand, personen)),
        vermutet=tuple(rolle for rolle in rollen if rolle.vermutet),
        ungenutzt=tuple(_list_ungenutzte(bestand, rollen)),
        rechenwege=tuple(list_rechenwege(len(personen), schichten, n_eff, wichtigkeit)),
    )


def _list_ungenutzte(bestand: Fragenbestand, rollen: Sequence[Fragenrolle]) -> Iterator[str]:
    """Questions with answers to choose from whose purpose nobody knows."""
    genutzt = {rolle.frage for rolle in rollen} | KOPFSPALTEN | set(bestand.befragung.freitexte)
    for frage in bestand.fragen.values():
        spalten = {teil.spalte for teil in frage.antwortteile}
        if spalten and frage.id not in genutzt and not spalten & genutzt:
            yield frage.id


def build_gewichte(
    bestand: Fragenbestand, rollen: Sequence[Fragenrolle], personen: Sequence[int]
) -> tuple[tuple[Schicht, ...], tuple[Decimal, ...] | None]:
    """Weights as the file has them, else from the strata that are known; None where there is nothing to weigh with."""
    if eigene := _lies(bestand, rollen, "gewicht"):
        gelesen = [_lies_zahl(wert) for wert in eigene]
        return (), tuple(wert if wert is not None and wert > 0 else Decimal(1) for wert in gelesen)
    befragung = bestand.befragung
    if not befragung.schichten or befragung.schicht not in befragung.spalten:
        return (), None
    von = befragung.schicht_von
    werte = [von.get(wert or "", wert) for wert in bestand.lies_texte(befragung.schicht)]
    schichten = compute_schichten((werte[nr] for nr in personen), befragung.schichten)
    return schichten, compute_gewichte(werte, schichten)


def _lies_zahl(wert: str | None) -> Decimal | None:
    try:
        zahl = Decimal((wert or "").replace(",", "."))
    except InvalidOperation:
        return None
    return zahl if zahl.is_finite() else None


def _build_antworten(
    rechner: Themenrechner, rollen: Sequence[Fragenrolle], kreise: Sequence[Personenkreis]
) -> Iterator[Antwortbild]:
    """How each group chose among the options of the other questions."""
    for rolle in rollen:
        frage = rechner.bestand.find_frage(rolle.frage)
        if rolle.rolle in _ANTWORTROLLEN and frage is not None:
            for option, angaben in rechner.kreuze(frage).items():
                for kreis in kreise:
                    if kreis.gruppe.fallzahl != "zu-wenige" and kreis.gruppe.merkmal != frage.id:
                        yield _build_antwort(rechner, rolle, frage, (option, angaben), (kreis, kreise[0]))


def _build_antwort(
    rechner: Themenrechner,
    rolle: Fragenrolle,
    frage: Befragungsfrage,
    wahl: tuple[str, Sequence[bool | None]],
    kreise: tuple[Personenkreis, Personenkreis],
) -> Antwortbild:
    (option, angaben), (kreis, alle) = wahl, kreise
    anteil = rechner.zaehle(angaben, kreis.personen)
    rest = rechner.zaehle(angaben, alle.personen - kreis.personen)
    teil = next((teil for teil in frage.teile if teil.spalte == option), None)
    titel = teil.titel if teil and teil.teil else rechner.bestand.titel(frage.antwortteile[0].spalte, option)
    return Antwortbild(
        rolle=rolle.rolle,
        frage=frage.id,
        titel=frage.titel,
        option=teil.teil if teil and teil.teil else option,
        option_titel=titel,
        gruppe=kreis.gruppe.id,
        anteil=anteil,
        unterschied=compare_spannen(anteil.spanne, rest.spanne),
    )


def _build_freitexte(bestand: Fragenbestand, personen: Sequence[int]) -> Iterator[Freitextfrage]:
    """How many answers in words there are; never the words."""
    menge = frozenset(personen)
    for frage in bestand.fragen.values():
        for teil in frage.teile:
            if teil.spalte in bestand.befragung.freitexte or teil.art in {"sonstiges", "kommentar"}:
                texte = bestand.lies_texte(teil.spalte)
                zahl = sum(nr in menge and text is not None for nr, text in enumerate(texte))
                yield Freitextfrage(teil.spalte, frage.titel, zahl)
