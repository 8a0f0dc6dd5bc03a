"""What a survey says, in sentences: what people miss, who more than others, how sure that is; few persons stay unseen."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from wegweiser.cli.ausgabe import LEER, Satz
from wegweiser.model.base import Fragenzweck
from wegweiser.model.befragung import (
    ALLE,
    Anteil,
    Antwortbild,
    Befragungsbild,
    Quadrant,
    Rangbild,
    WichtigkeitsLeistung,
)
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.kennzahl import Spanne
from wegweiser.model.quartiersbild import Nadelzahl

QUADRANTEN: Final[Mapping[Quadrant, str]] = {
    "konzentrieren": "hier ansetzen (wichtig, wenig zufrieden)",
    "halten": "so halten (wichtig, zufrieden)",
    "nachrangig": "nachrangig (weniger wichtig, wenig zufrieden)",
    "ueber-bedarf": "mehr als verlangt (weniger wichtig, zufrieden)",
}
ZWECKE: Final[Mapping[Fragenzweck, str]] = {
    "vermisst": "was fehlt", "wichtigkeit": "Wichtigkeit", "zufriedenheit": "Zufriedenheit", "nutzung": "Nutzung",
    "kenntnis": "Bekanntheit", "hindernis": "was hindert", "mitmachen": "Mitmachen", "zahlungsbereitschaft": "Preis",
    "rang": "Rangfolge", "gruppe": "Gruppe", "sprache": "Sprache", "raum": "Wohngebiet", "gewicht": "Gewicht",
    "methode": "Art der Befragung", "welle": "Welle",
}  # fmt: skip
_ANTWORTEN: Final[Mapping[Fragenzweck, str]] = {
    "hindernis": "Was hindert", "mitmachen": "Selbst mitmachen", "zahlungsbereitschaft": "Was es kosten darf",
    "sprache": "Sprachen",
}  # fmt: skip
_SPRACHEN: Final = {  # as LimeSurvey has them
    "de": "Deutsch", "de-informal": "Deutsch (du)", "de-easy": "Leichte Sprache", "en": "Englisch", "tr": "Türkisch", "ar": "Arabisch",
    "uk": "Ukrainisch", "ru": "Russisch", "pl": "Polnisch", "fa": "Persisch", "fr": "Französisch", "it": "Italienisch", "es": "Spanisch",
    "ro": "Rumänisch", "bg": "Bulgarisch", "ku": "Kurdisch", "sq": "Albanisch", "el": "Griechisch", "hr": "Kroatisch", "sr": "Serbisch",
}  # fmt: skip
_TEILE: Final = {
    "schriftlich": "schriftlich oder online", "passanten": "Passanten", "telefon": "am Telefon", "persoenlich": "im Gespräch",
}  # fmt: skip
_MEISTE, _WENIGE = 5, 3
_HALB = Decimal("0.25")
_Z = Decimal("1.96")


def build_befragung(bild: Befragungsbild, titel: Mapping[str, str]) -> list[Satz]:
    """Everything a survey says, most important first."""
    teil = f" ({', '.join(_TEILE.get(t, t) for t in bild.teil.split(', '))})" if bild.teil else ""
    kopf = f"Befragung „{bild.titel or bild.datei}“{teil}: {format_zahl(bild.anzahl)} Antworten"
    saetze = [*_list_grundlage(bild), *_list_vermisste(bild, titel)]
    for ipa in bild.wichtigkeit[:1]:
        saetze += _list_wichtigkeit(ipa)
    saetze += _list_gruppen_ipa(bild, titel)
    for rang in bild.raenge:
        saetze += _list_rang(rang)
    saetze += [
        *_list_antworten(bild),
        *_list_kleine(bild, titel),
        *_list_worte(bild),
        *_list_dienste(bild, titel),
    ]
    saetze += _list_vermutete(bild)
    return [LEER, Satz(kopf, "titel"), *(Satz(satz, einzug=2, haenge=2) for satz in saetze)]


def build_nadeln(nadeln: Sequence[Nadelzahl]) -> list[Satz]:
    """Pins by kind: what comes to people's minds, not how many it concerns."""
    if not nadeln:
        return []
    arten = ", ".join(
        f"{nadel.art or 'ohne Angabe'} {format_zahl(nadel.anzahl)}" for nadel in nadeln[:_MEISTE]
    )
    anzahl = _zaehle(sum(nadel.anzahl for nadel in nadeln), "eine Nadel", "Nadeln")
    satz = f"{anzahl} im Quartier: {arten}. Das zeigt, woran Menschen denken, und ist kein Anteil: Wer gesteckt hat, ist keine Stichprobe."
    return [LEER, Satz(satz, haenge=2)]


def _list_grundlage(bild: Befragungsbild) -> Iterator[str]:
    """How many count, how they are weighed, how far a share may be off."""
    if bild.abgebrochen:
        yield f"{_zaehle(bild.abgebrochen, 'ein Bogen ist', 'Bögen sind')} abgebrochen und nicht mitgezählt."
    wirksam = bild.anzahl
    if bild.gewichtet and bild.n_eff is not None:
        wirksam = int(bild.n_eff)
        nach = f" nach {len(bild.schichten)} Schichten" if bild.schichten else ""
        yield f"Gewogen{nach}; damit zählen die Antworten so viel wie {format_zahl(wirksam)} ungewogene."
    if leer := [schicht.id for schicht in bild.schichten if schicht.gewicht is None]:
        yield f"Niemand geantwortet hat aus: {', '.join(leer)}. Diese Menschen sind auch gewogen nicht vertreten."
    if wirksam:
        punkte = max(1, round(_Z * (_HALB / wirksam).sqrt() * 100))
        grenze = f"Ein Anteil kann um {_zaehle(punkte, 'einen Prozentpunkt', 'Prozentpunkte')} danebenliegen, mehr noch, wenn nicht der Zufall ausgewählt hat."
        yield grenze
    if bild.noetig and wirksam < bild.noetig:
        yield f"Für ±5 Prozentpunkte wären {format_zahl(bild.noetig)} Antworten nötig."


def _list_vermisste(bild: Befragungsbild, titel: Mapping[str, str]) -> Iterator[str]:
    """What is missing most, and who misses it clearly more often than everybody else."""
    erste = [t for t in bild.rank_vermisst() if t.vermisst and t.vermisst.k][:_MEISTE]
    if erste:
        teile = (f"{t.titel} {format_anteil(t.vermisst)}" for t in erste if t.vermisst)
        yield f"Am häufigsten vermisst: {'; '.join(teile)}."
    namen = nenne_gruppen(bild, titel)
    mehr = [t for t in bild.themen if t.unterschied == "mehr" and t.gruppe != ALLE]
    for gruppe in dict.fromkeys(t.gruppe for t in mehr):
        themen = "; ".join(
            f"{t.titel} {format_anteil(t.vermisst)}" for t in mehr if t.gruppe == gruppe and t.vermisst
        )
        yield f"Deutlich häufiger als alle Übrigen – {namen.get(gruppe, gruppe)}: {themen}."


def _list_wichtigkeit(bild: WichtigkeitsLeistung) -> Iterator[str]:
    """The quadrants, then the second view where it says something else."""
    for quadrant, name in QUADRANTEN.items():
        themen = [p.titel for p in bild.list_quadrant(quadrant)]
        if themen and quadrant == "konzentrieren":
            yield f"{name[0].upper()}{name[1:]}: {', '.join(themen)}."
        elif themen:
            yield f"{name[0].upper()}{name[1:]}: {len(themen)}, zum Beispiel {', '.join(themen[:_WENIGE])}."
    if (
        (reihe := bild.rank_abstand())
        and reihe[0].quadrant != "konzentrieren"
        and (reihe[0].abstand or 0) > 0
    ):
        abstand = format_zahl(round(reihe[0].abstand or Decimal(0), 1))
        yield f"Am weitesten bleibt die Zufriedenheit hinter der Wichtigkeit zurück bei {reihe[0].titel} ({abstand} Stufen)."
    if zu_wenige := [p.titel for p in bild.punkte if p.quadrant is None]:
        yield f"Nicht eingeordnet, weil weniger als 30 geantwortet haben: {', '.join(zu_wenige)}."


def _list_gruppen_ipa(bild: Befragungsbild, titel: Mapping[str, str]) -> Iterator[str]:
    """Groups for whom something else is urgent than for all."""
    fuer_alle = (
        {p.thema for p in bild.wichtigkeit[0].list_quadrant("konzentrieren")} if bild.wichtigkeit else set()
    )
    namen = nenne_gruppen(bild, titel)
    anders = [
        (ipa, themen)
        for ipa in sorted(bild.wichtigkeit[1:], key=lambda ipa: ipa.gruppe not in titel)
        if (themen := [p.titel for p in ipa.list_quadrant("konzentrieren") if p.thema not in fuer_alle])
    ]
    for ipa, themen in anders[:_WENIGE]:
        n = f" ({format_zahl(ipa.n)} Antworten)" if ipa.n else ""
        yield f"Anders für {namen.get(ipa.gruppe, ipa.titel)}{n}: hier ansetzen bei {', '.join(themen)}."
    if len(anders) > _WENIGE:
        yield f"Auch für {_zaehle(len(anders) - _WENIGE, 'eine weitere Gruppe', 'weitere Gruppen')} liegt anderes vorn."


def _list_rang(rang: Rangbild) -> Iterator[str]:
    """Both orders, where they are not the same."""
    if rang.fallzahl == "zu-wenige":
        yield f"{rang.titel}: weniger als zehn Antworten, darum keine Rangfolge."
        return
    oben = rang.themen[:_MEISTE]
    plaetze = "; ".join(
        f"{t.platz_punkte}. {t.titel} ({format_zahl(t.punkte)} Punkte, {format_zahl(t.nennungen)} Nennungen)"
        for t in oben
    )
    yield f"{rang.titel.rstrip(' ?')}: {plaetze}."
    if any(t.platz_punkte != t.platz_nennungen for t in oben):
        anders = sorted(rang.themen, key=lambda t: t.platz_nennungen)[:_WENIGE]
        yield f"Nach der Zahl der Nennungen: {'; '.join(f'{t.platz_nennungen}. {t.titel}' for t in anders)}."


def _list_antworten(bild: Befragungsbild) -> Iterator[str]:
    """Obstacles, taking part, price, languages: the most frequent answers of all."""
    for zweck, name in _ANTWORTEN.items():
        eigene = [a for a in bild.antworten if a.rolle == zweck and a.gruppe == ALLE]
        for frage in dict.fromkeys(a.frage for a in eigene):
            gewaehlt = sorted((a for a in eigene if a.frage == frage and a.anteil.k), key=_rang_antwort)[
                :_MEISTE
            ]
            if gewaehlt:
                teile = (f"{_nenne(a.option_titel)} {format_anteil(a.anteil, kurz=True)}" for a in gewaehlt)
                yield f"{name}: {'; '.join(teile)}."


def _rang_antwort(antwort: Antwortbild) -> Decimal:
    return -(antwort.anteil.wert or Decimal(0))


def _list_kleine(bild: Befragungsbild, titel: Mapping[str, str]) -> Iterator[str]:
    """Groups with few answers, and those that are not shown at all."""
    namen = nenne_gruppen(bild, titel)
    klein = [f"{namen[g.id]} ({g.n})" for g in bild.gruppen if g.fallzahl == "klein" and g.id != ALLE]
    if klein:
        yield f"Kleine Fallzahl, vorsichtig deuten: {', '.join(klein)}."
    if verborgen := [namen[g.id] for g in bild.gruppen if g.fallzahl == "zu-wenige" and g.id != ALLE]:
        yield f"Nicht einzeln gezeigt, weil dort zu wenige geantwortet haben: {', '.join(verborgen)}."


def _list_dienste(bild: Befragungsbild, titel: Mapping[str, str]) -> Iterator[str]:
    """Which topics count as which services in the gaps."""
    paare = {t.titel: titel.get(t.dienst, t.dienst) for t in bild.themen if t.dienst and t.gruppe == ALLE}
    if paare:
        teile = (name if name == dienst else f"{name} (als {dienst})" for name, dienst in paare.items())
        yield f"Zählt bei den Lücken mit: {', '.join(teile)}."


def _list_worte(bild: Befragungsbild) -> Iterator[str]:
    zahl = sum(frage.antworten for frage in bild.freitexte)
    if zahl:
        yield f"{_zaehle(zahl, 'eine Antwort', 'Antworten')} in eigenen Worten: zum Lesen in der Datei, nicht im Bericht."


def _list_vermutete(bild: Befragungsbild) -> Iterator[str]:
    if bild.ungenutzt and not bild.themen:
        fragen = ", ".join(_kuerze(frage) for frage in bild.ungenutzt[:_MEISTE])
        mehr = " …" if len(bild.ungenutzt) > _MEISTE else ""
        angabe = f"--spalte vermisst={_kuerze(bild.ungenutzt[0])}"
        yield f"Wozu die Fragen dienen, ist nicht zu erkennen ({fragen}{mehr}). Ein Codeplan sagt es, oder beim Einlesen eine Angabe wie {angabe}."
    if bild.vermutet:
        rollen = ", ".join(f"{_kuerze(r.frage)} ({ZWECKE[r.rolle]})" for r in bild.vermutet)
        angabe = next(f"--spalte {r.rolle}={_kuerze(r.frage)}" for r in bild.vermutet)
        yield f"Nur vermutet ist, wozu diese Fragen dienen: {rollen}. Festlegen beim Einlesen, zum Beispiel mit {angabe}."


def nenne_gruppen(bild: Befragungsbild, titel: Mapping[str, str]) -> dict[str, str]:
    """What the groups are called: as the guide says, else as the answer reads."""
    return {g.id: titel.get(g.id, "") or _nenne(g.titel or g.id) for g in bild.gruppen}


def _nenne(text: str) -> str:
    """A language by its name, where an export has its code."""
    return _SPRACHEN.get(text, text)


def format_anteil(anteil: Anteil | None, *, kurz: bool = False) -> str:
    """„43 % (34 bis 52 %)“; what too few answered has no number."""
    if anteil is None or anteil.wert is None:
        return "(zu wenige Antworten)"
    prozent = f"{format_zahl(round(anteil.wert * 100))} %"
    n = f", nur {anteil.n} Antworten" if anteil.fallzahl == "klein" else ""
    if kurz or anteil.spanne is None:
        return prozent
    return f"{prozent} ({format_spanne(Spanne(*(grenze * 100 for grenze in anteil.spanne)), 0)} %{n})"


def format_spanne(spanne: Spanne, stellen: int = 1) -> str:
    """One value, or „12,0 bis 14,5“."""
    unten, oben = (format_zahl(round(wert, stellen)).replace("-", "−") for wert in spanne)
    return unten if unten == oben else f"{unten} bis {oben}"


def _zaehle(zahl: int, eins: str, viele: str) -> str:
    return eins[0].upper() + eins[1:] if zahl == 1 else f"{format_zahl(zahl)} {viele}"


def _kuerze(text: str, breite: int = 40) -> str:
    return text if len(text) <= breite else f"{text[: breite - 1]}…"
