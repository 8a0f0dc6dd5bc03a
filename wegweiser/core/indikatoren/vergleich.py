"""Comparing: with the city and published figures, among the areas of a level, over time – same definition only."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from wegweiser.core.indikatoren.spannen import build_spanne, divide, format_spanne, subtract
from wegweiser.core.indikatoren.wissen import Indikatorwissen
from wegweiser.model.base import replace
from wegweiser.model.indikator import Gunst, Vergleichswert
from wegweiser.model.kennzahl import Ampel, Indikatorwert, Raumvergleich, Stellung, Veraenderung
from wegweiser.model.rechenweg import Rechenweg

INDEX: Final = "sozialraumindex"
INDEXTEILE: Final = ("sgb2-quote", "kinderarmut", "arbeitslosenrate", "alleinerziehend")
ENTWICKLUNG: Final = "entwicklung-5j"
_RICHTUNG: Final[Mapping[Gunst, int]] = {"hoch": 1, "niedrig": -1, "ohne": 0}
_ARTEN: Final[Mapping[str, Literal["land", "bund"]]] = {"Nordrhein-Westfalen": "land", "Deutschland": "bund"}
_HUNDERT: Final = 100
_ABSOLUT: Final = frozenset(
    {"einwohner"}
)  # counts: a city has more of them than a Quartier, and that says nothing

# They go below zero, so that a ratio to another place means nothing.
_SALDO: Final = frozenset({ENTWICKLUNG, "wanderungssaldo"})


class Streuung(NamedTuple):
    """The exact values of the areas of a level."""

    werte: tuple[Decimal, ...]

    @property
    def mittel(self) -> Decimal:
        """Their mean, each area counting the same."""
        return sum(self.werte, Decimal(0)) / len(self.werte)

    @property
    def streuung(self) -> Decimal:
        """Their deviation, with n and not n − 1: they are all areas there are, not a sample."""
        mittel = self.mittel
        return (sum(((wert - mittel) ** 2 for wert in self.werte), Decimal(0)) / len(self.werte)).sqrt()

    def find_z(self, wert: Decimal) -> Decimal:
        """Distance from the mean in deviations; 0 where all are the same."""
        streuung = self.streuung
        return (wert - self.mittel) / streuung if streuung else Decimal(0)

    def find_rang(self, wert: Decimal) -> Decimal:
        """Place from the highest down; equal values share the mean of their places."""
        hoehere = sum(anderer > wert for anderer in self.werte)
        gleiche = sum(anderer == wert for anderer in self.werte)
        return hoehere + (gleiche + Decimal(1)) / 2


def find_ampel(z: Decimal, guenstig: Gunst, wissen: Indikatorwissen) -> Ampel | None:
    """Traffic light in the direction that is good; none for what only describes."""
    richtung = _RICHTUNG[guenstig]
    if not richtung:
        return None
    gerichtet = z * richtung
    if gerichtet >= wissen.groessen.get("ampel-gut", Decimal("0.5")):
        return "gut"
    if gerichtet <= -wissen.groessen.get("ampel-kritisch", Decimal(1)):
        return "kritisch"
    auffaellig = gerichtet <= -wissen.groessen.get("ampel-auffaellig", Decimal("0.5"))
    return "auffaellig" if auffaellig else "unauffaellig"


def build_streuungen(raeume: Iterable[Mapping[str, Indikatorwert]]) -> dict[str, Streuung]:
    """Per indicator the exact values of these areas; areas whose value is a range or withheld do not count."""
    werte: dict[str, list[Decimal]] = {}
    for raum in raeume:
        for id_, wert in raum.items():
            if wert.wert is not None and wert.wert.genau:
                werte.setdefault(id_, []).append(wert.wert.unten)
    return {id_: Streuung(tuple(gefunden)) for id_, gefunden in werte.items()}


def add_stellung(wert: Indikatorwert, streuung: Streuung | None, wissen: Indikatorwissen) -> Indikatorwert:
    """The value with its place among the areas of its level, where there are at least two and it is exact."""
    if streuung is None or len(streuung.werte) < 2 or wert.indikator in _ABSOLUT:  # noqa: PLR2004 - two make a comparison
        return wert
    if wert.wert is None or not wert.wert.genau:
        return wert
    z = streuung.find_z(wert.wert.unten)
    stellung = Stellung(
        z=z,
        rang=streuung.find_rang(wert.wert.unten),
        anzahl=len(streuung.werte),
        mittel=streuung.mittel,
        streuung=streuung.streuung,
        ampel=find_ampel(z, wert.guenstig, wissen),
    )
    return replace(wert, stellung=stellung)


def add_stadt(wert: Indikatorwert, stadt: Indikatorwert | None) -> Indikatorwert:
    """The value beside that of the whole city out of the same files."""
    if stadt is None or stadt.wert is None or wert.wert is None:
        return wert
    absolut = wert.indikator in _ABSOLUT
    vergleich = Raumvergleich(
        art="stadt",
        raum=stadt.raum,
        wert=stadt.wert,
        zeitpunkt=str(stadt.jahr or ""),
        differenz=None if absolut else subtract(wert.wert, stadt.wert),
        verhaeltnis=None if absolut or wert.indikator in _SALDO else divide(wert.wert, stadt.wert, _HUNDERT),
    )
    return replace(wert, vergleiche=(*wert.vergleiche, vergleich))


def add_veroeffentlichte(
    wert: Indikatorwert, wissen: Indikatorwissen, raeume: Collection[str]
) -> Indikatorwert:
    """The value beside published figures of these areas (and of the country), of the same definition only."""
    mit_stadt = any(vergleich.art == "stadt" for vergleich in wert.vergleiche)
    neue = [
        vergleich
        for gesucht in wissen.vergleichswerte
        if gesucht.indikator == wert.indikator
        and gesucht.raum in {*raeume, "Deutschland"}
        and (vergleich := _build_veroeffentlicht(wert, gesucht, wissen)) is not None
        and not (mit_stadt and vergleich.art == "region")
    ]
    return replace(wert, vergleiche=(*wert.vergleiche, *neue)) if neue else wert


def _build_veroeffentlicht(
    wert: Indikatorwert, gesucht: Vergleichswert, wissen: Indikatorwissen
) -> Raumvergleich | None:
    grenzen = {grenze.id for grenze in wissen.altersgrenzen}
    if gesucht.definition in grenzen and gesucht.definition != wert.definition:
        return None
    dort = build_spanne(gesucht.wert, gesucht.bis)
    anders = gesucht.einheit or (gesucht.definition and gesucht.definition not in grenzen)
    verglichen = wert.wert is not None and not anders and wert.indikator not in _ABSOLUT
    return Raumvergleich(
        art=_ARTEN.get(gesucht.raum, "region"),
        raum=gesucht.raum,
        wert=dort,
        zeitpunkt=gesucht.zeitpunkt or "",
        differenz=subtract(wert.wert, dort) if verglichen and wert.wert else None,
        verhaeltnis=divide(wert.wert, dort, _HUNDERT) if verglichen and wert.wert else None,
        quelle=gesucht.quelle or "",
        hinweis=", ".join(text for text in (gesucht.definition, gesucht.art, gesucht.hinweis) if text),
    )


def add_veraenderung(wert: Indikatorwert, frueher: Indikatorwert | None) -> Indikatorwert:
    """The value with its change since; only if it was put together from the same rows then."""
    if frueher is None or frueher.wert is None or wert.wert is None or frueher.jahr is None:
        return wert
    if frueher.merkmale != wert.merkmale or frueher.datei != wert.datei:
        return wert
    veraenderung = Veraenderung(frueher.jahr, frueher.wert, subtract(wert.wert, frueher.wert))
    return replace(wert, veraenderung=veraenderung)


def compute_entwicklung(
    heute: Indikatorwert, frueher: Indikatorwert, wissen: Indikatorwissen
) -> Indikatorwert | None:
    """Change of the population in percent of what it was; None where either is not known."""
    indikator = next((i for i in wissen.indikatoren if i.id == ENTWICKLUNG), None)
    if indikator is None or heute.wert is None or frueher.wert is None or heute.datei != frueher.datei:
        return None
    mehr = subtract(heute.wert, frueher.wert)
    wert = divide(mehr, frueher.wert, _HUNDERT)
    if wert is None:
        return None
    schritt = (
        f"({format_spanne(heute.wert)} − {format_spanne(frueher.wert)}) / {format_spanne(frueher.wert)} · 100"
    )
    return replace(
        heute,
        id=ENTWICKLUNG,
        indikator=ENTWICKLUNG,
        titel=indikator.titel,
        einheit=indikator.einheit,
        wert=wert,
        zaehler=None,
        nenner=None,
        rechenweg=Rechenweg(
            name=ENTWICKLUNG,
            titel=indikator.titel,
            art="zahl",
            wert=wert.unten if wert.genau else format_spanne(wert),
            schritte=(f"{schritt} = {format_spanne(wert)}",),
        ),
    )


def compute_sozialraumindex(werte: Sequence[Indikatorwert], wissen: Indikatorwissen) -> Rechenweg | None:
    """Mean of the z-values of the four social indicators in the good direction; None with fewer than three of them."""
    teile = {
        wert.indikator: wert for wert in werte if wert.indikator in INDEXTEILE and wert.stellung is not None
    }
    if len(teile) < wissen.groessen.get(INDEX, Decimal(3)):
        return None
    gerichtet = [
        (wert.titel, wert.stellung.z * _RICHTUNG[wert.guenstig])
        for wert in (teile[id_] for id_ in INDEXTEILE if id_ in teile)
        if wert.stellung is not None
    ]
    ergebnis = sum((z for _, z in gerichtet), Decimal(0)) / len(gerichtet)
    schritte = [f"{titel}: z = {format_spanne(build_spanne(z))}" for titel, z in gerichtet]
    zahlen = " + ".join(f"({format_spanne(build_spanne(z))})" for _, z in gerichtet)
    schritte.append(f"({zahlen}) / {len(gerichtet)} = {format_spanne(build_spanne(ergebnis))}")
    return Rechenweg(
        name=INDEX, titel=wissen.titel.get(INDEX, INDEX), art="zahl", wert=ergebnis, schritte=tuple(schritte)
    )
