"""The result of one Abschnitt so far: only what belongs to it is worked out."""

from collections.abc import Sequence

from wegweiser.core.analyse import compute_analyse
from wegweiser.core.angaben import list_angaben
from wegweiser.core.aufwand import find_gewicht
from wegweiser.core.bericht import Quellenliste, list_vorbilder
from wegweiser.core.finanzierung import compute_finanzierung, list_rechenwege
from wegweiser.core.instrumentenwahl import compute_instrumentenwahl
from wegweiser.core.koproduktion import compute_formenvergleich
from wegweiser.core.massnahmenplan import compute_massnahmenplan
from wegweiser.model import frage as f
from wegweiser.model.base import Runde, replace
from wegweiser.model.lage import Station
from wegweiser.model.leitfaden import Abschnitt
from wegweiser.model.wert import find_titel
from wegweiser.model.zwischenstand import Ausblick, Pruefstand, Zwischenstand
from wegweiser.workflow import Stand

# The kinds of result (`abschluss.ergebnis` of a guide) that are more than the answers themselves.
LUECKEN = ("lueckenmatrix", "rangfolge_luecken")
FORMEN, FINANZPLAN, VORBILDER = "rechtsform_rangfolge", "finanzplan", "uebertragbarkeit"
# Kinds of questions whose answer somebody has to look up.
_NACHSCHLAGEN = (f.Tabelle, f.Geldbetrag, f.Zahl, f.Prozent, f.Dateifrage, f.Datum)


def build_zwischenstand(
    stand: Stand, abschnitt: Abschnitt, satz: str, *, erklaert: bool = True
) -> Zwischenstand:
    """Everything there is to see when this Abschnitt (of this record) has been gone through.

    Without `erklaert` it is quicker, and what rules still lack is not named.
    """
    stationen = list_stationen(stand, abschnitt, satz)
    pruefliste = abschnitt.abschluss.pruefliste if abschnitt.abschluss else None
    namen = {station.frage.id for station in stationen} - {pruefliste}
    angaben = list_angaben(stand.quelle, satz, Quellenliste(stand.quelle).nummer, namen)
    grund = Zwischenstand(
        abschnitt=abschnitt.titel,
        satz_titel=stationen[0].satz_titel if stationen else None,
        art=abschnitt.abschluss.ergebnis if abschnitt.abschluss else None,
        angaben=tuple(angaben.values()),
        werte=list_rechenwege(stand.quelle, abschnitt.id, satz),
        pruefliste=_find_pruefstand(stand, abschnitt, stationen),
        offene=compute_massnahmenplan(stand.quelle, replace(stand.lage, stationen=stationen)).offene_punkte,
    )
    return _ergaenze(stand, satz, grund, erklaert=erklaert)


def list_stationen(stand: Stand, abschnitt: Abschnitt, satz: str) -> tuple[Station, ...]:
    """Its questions on the path."""
    teil = stand.lage.nach_abschnitt[abschnitt.id].values()
    return tuple(station for station in teil if station.adresse.satz == satz)


def _ergaenze(stand: Stand, satz: str, grund: Zwischenstand, *, erklaert: bool) -> Zwischenstand:
    """With the result of its kind."""
    quelle = stand.quelle
    if grund.art in LUECKEN:
        wahl = compute_instrumentenwahl(quelle) if grund.art == LUECKEN[0] else None
        return replace(grund, analyse=compute_analyse(quelle), instrumente=wahl)
    if grund.art == FORMEN:
        return replace(grund, formen=compute_formenvergleich(quelle, satz, erklaert=erklaert))
    if grund.art == FINANZPLAN:
        return replace(grund, finanzierung=compute_finanzierung(quelle, satz))
    if grund.art == VORBILDER:
        return replace(grund, vorbilder=list_vorbilder(quelle, Quellenliste(quelle)))
    return grund


def _find_pruefstand(stand: Stand, abschnitt: Abschnitt, stationen: Sequence[Station]) -> Pruefstand | None:
    """The check list the guide names for this Abschnitt, once somebody answered it."""
    name = abschnitt.abschluss.pruefliste if abschnitt.abschluss else None
    station = next((s for s in stationen if s.frage.id == name), None)
    if station is None or station.antwort is None or not isinstance(station.antwort.wert, tuple):
        return None
    optionen = stand.optionen(station.frage)
    erledigt = [str(id_) for id_ in station.antwort.wert]
    return Pruefstand(
        titel=station.frage.kurz or station.frage.text,
        erledigt=tuple(find_titel(id_, optionen) for id_ in erledigt),
        fehlt=tuple(option.titel for option in optionen if option.id not in erledigt),
    )


def build_ausblick(stand: Stand, ziel: Station) -> Ausblick:
    """What the Abschnitt of a question will need: whom, how long, which papers."""
    offen = [s for s in list_stationen(stand, ziel.abschnitt, ziel.adresse.satz) if s.antwort is None]
    minuten: dict[Runde, int] = {}
    for runde in dict.fromkeys(station.frage.runde for station in offen):
        minuten[runde] = round(sum(find_gewicht(s) for s in offen if s.frage.runde == runde))
    return Ausblick(
        titel=ziel.abschnitt.titel,
        satz_titel=ziel.satz_titel,
        minuten=minuten,
        bereit=tuple(
            s.frage.kurz or s.frage.text
            for s in offen
            if isinstance(s.frage, _NACHSCHLAGEN) and not s.vorsorglich and not s.frage.personenbezogen
        ),
    )
