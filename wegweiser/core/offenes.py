"""Which questions are open, who answers for them, and how they are put to a department on a sheet."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from wegweiser.core.ablauf import list_abhaengige
from wegweiser.errors.rueckgabe import TEXTE
from wegweiser.model import frage as f
from wegweiser.model.antworten import Antwort
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.knoten import format_knoten
from wegweiser.model.lage import Lage, Station
from wegweiser.model.leitfaden import Leitfaden, number_fragen
from wegweiser.model.rueckgabe import Anfrage, Bogen, Umfang
from wegweiser.model.stellen import ist_stelle
from wegweiser.model.wert import Optionsquelle, fold_text

ZEILENWEISE = 12  # so many options get a line of their own; more stand in the list of options
_GENANNT = 3
_WORTE = 40
_LANG = 240


def list_offene(lage: Lage, umfang: Umfang) -> tuple[tuple[Station, ...], int]:
    """The open questions on the path, and how many stay out because they are about persons."""
    offen = [s for s in lage.stationen if (s.antwort is not None and s.antwort.offen) or _fehlt(s, umfang)]
    offen = [s for s in offen if not umfang.stelle or _passt(s, umfang.stelle)]
    erlaubt = tuple(s for s in offen if umfang.persoenlich or not _ist_persoenlich(s.frage))
    return erlaubt, len(offen) - len(erlaubt)


def _fehlt(station: Station, umfang: Umfang) -> bool:
    """Not reached yet; what citizens are asked is not for a department."""
    return umfang.alle and station.antwort is None and station.frage.runde != "buergerschaft"


def _passt(station: Station, stelle: str) -> bool:
    return fold_text(find_stelle(station)) == fold_text(stelle)


def find_stelle(station: Station) -> str:
    """Who finds it out; empty where nobody does."""
    return " ".join((station.antwort.zustaendig or "").split()) if station.antwort else ""


def _ist_persoenlich(frage: f.Frage) -> bool:
    """About a person, or a table that cannot be filled in without a column that is."""
    if frage.personenbezogen:
        return True
    return isinstance(frage, f.Tabelle) and any(s.personenbezogen and s.pflicht for s in frage.spalten)


def group_stellen(stationen: Iterable[Station]) -> dict[str, list[Station]]:
    """By department, however it is spelled; the earliest date first, nobody's questions last."""
    gruppen: dict[str, list[Station]] = {}
    for station in stationen:
        gruppen.setdefault(fold_text(find_stelle(station)), []).append(station)
    benannt = {_waehle_namen(list(map(find_stelle, gruppe))): gruppe for gruppe in gruppen.values()}
    return dict(sorted(benannt.items(), key=lambda paar: (not paar[0], _frist(paar[1]))))


def _waehle_namen(namen: Sequence[str]) -> str:
    """Of several spellings the most common one, and none in capitals where there is another."""
    return min(namen, key=lambda name: (name.isupper(), -namen.count(name)))


def _frist(stationen: Sequence[Station]) -> date:
    return min((s.antwort.bis for s in stationen if s.antwort and s.antwort.bis), default=date.max)


def build_boegen(
    leitfaden: Leitfaden, stationen: Sequence[Station], optionen: Optionsquelle, *, persoenlich: bool
) -> tuple[Bogen, ...]:
    """One sheet per department, its questions in the order of the guide."""
    nummern = number_fragen(leitfaden)

    def build(station: Station) -> Anfrage:
        return _build_anfrage(
            leitfaden, nummern[station.frage.id], station, optionen, persoenlich=persoenlich
        )

    gruppen = group_stellen(stationen)
    namen = _nenne_stellen(list(gruppen), persoenlich=persoenlich)
    return tuple(
        Bogen(namen[stelle], tuple(_begruende(gruppe, map(build, gruppe))))
        for stelle, gruppe in gruppen.items()
    )


def _nenne_stellen(stellen: Sequence[str], *, persoenlich: bool) -> dict[str, str]:
    """What a sheet calls whom it is for: offices by their name, people only where that is asked for."""
    personen = [stelle for stelle in stellen if stelle and not persoenlich and not ist_stelle(stelle)]
    namen = {stelle: stelle for stelle in stellen}
    for nr, person in enumerate(personen, 1):
        namen[person] = f"{TEXTE['person']} {nr}" if len(personen) > 1 else TEXTE["person"]
    return namen


def _begruende(stationen: Sequence[Station], anfragen: Iterable[Anfrage]) -> Iterator[Anfrage]:
    """Where a question has no reason of its own, that of its Abschnitt, once."""
    gesagt: set[str] = set()
    for station, anfrage in zip(stationen, anfragen, strict=True):
        if anfrage.wozu or station.abschnitt.id in gesagt:
            yield anfrage
        else:
            gesagt.add(station.abschnitt.id)
            yield anfrage._replace(wozu=station.abschnitt.warum)


def _build_anfrage(
    leitfaden: Leitfaden, nr: str, station: Station, optionen: Optionsquelle, *, persoenlich: bool
) -> Anfrage:
    frage, antwort = station.frage, station.antwort
    moeglich = tuple(optionen(frage))
    spalten = tuple(
        s
        for s in (frage.spalten if isinstance(frage, f.Tabelle) else ())
        if persoenlich or not s.personenbezogen
    )
    ort = " · ".join(filter(None, (station.abschnitt.titel, station.satz_titel)))
    zeilenweise = _ist_zeilenweise(frage, moeglich)
    return Anfrage(
        adresse=station.adresse,
        stand=compute_stand(frage, antwort),
        nr=nr,
        frage=frage,
        ort=ort,
        wozu=_format_wozu(leitfaden, station),
        moeglich=format_moeglich(frage, moeglich, zeilenweise=zeilenweise),
        optionen=moeglich,
        zeilenweise=zeilenweise,
        bis=antwort.bis if antwort else None,
        notiz=(antwort.notiz or "") if antwort and persoenlich else "",
        spalten=spalten,
        spaltenoptionen={s.id: tuple(optionen(s)) for s in spalten if isinstance(s, f.Wahlfrage)},
    )


def compute_stand(frage: f.Frage, antwort: Antwort | None) -> str:
    """The value of an answer as a short mark: the same value, the same mark."""
    if antwort is None or antwort.wert is None:
        return "offen"
    text = json.dumps(format_knoten(frage, antwort.wert), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _ist_zeilenweise(frage: f.Frage, optionen: Sequence[f.Option]) -> bool:
    return isinstance(frage, f.Mehrfach | f.Rangfolge | f.Verteilung) and 0 < len(optionen) <= ZEILENWEISE


def _format_wozu(leitfaden: Leitfaden, station: Station) -> str:
    frage = station.frage
    saetze = [frage.warum or ""]
    if frage.pflicht:
        saetze.append(TEXTE["noetig"])
    if station.vorsorglich:
        saetze.append(TEXTE["vorsorglich"])
    namen = [_nenne(name) for name in list_abhaengige(leitfaden, frage.id)]
    if namen:
        genannt, rest = ", ".join(namen[:_GENANNT]), len(namen) - _GENANNT
        liste = TEXTE["haengt-ab-mehr"].format(namen=genannt, rest=rest) if rest > 0 else genannt
        saetze.append(TEXTE["haengt-ab"].format(namen=liste))
    return " ".join(filter(None, saetze))


def _nenne(name: str) -> str:
    if not name.startswith("regeln:"):
        return f"„{name}“"
    anzahl = name.removeprefix("regeln:")
    return TEXTE["regel"] if anzahl == "1" else TEXTE["regeln"].format(anzahl=anzahl)


def format_moeglich(frage: f.Frage, optionen: Sequence[f.Option], *, zeilenweise: bool = False) -> str:
    """What fits as an answer, in a few words, with limits and unit."""
    satz = _format_art(frage, optionen, zeilenweise=zeilenweise)
    einheit = f" ({frage.einheit})" if frage.einheit and isinstance(frage, f.Zahl | f.Ganzzahl) else ""
    return ", ".join(filter(None, (satz + einheit, _format_grenzen(frage))))


def _format_art(frage: f.Frage, optionen: Sequence[f.Option], *, zeilenweise: bool) -> str:
    titel = _liste([option.titel for option in optionen])
    match frage:
        case f.Text() | f.Absatz():
            return TEXTE["passt-text"].format(zeichen=format_zahl(frage.max_zeichen))
        case f.Skala():
            stufen = [
                f"{nr} = {frage.anker[nr]}" if nr in frage.anker else str(nr)
                for nr in range(frage.von, frage.bis + 1)
            ]
            return TEXTE["passt-skala"].format(stufen=", ".join(stufen))
        case f.Auswahl() | f.Katalogwahl():
            return TEXTE["passt-titel" if optionen and len(titel) <= _WORTE else "passt-auswahl"].format(
                titel=titel
            )
        case f.Mehrfach() if zeilenweise and frage.max_anzahl:
            return TEXTE["passt-hoechstens"].format(anzahl=frage.max_anzahl)
        case f.Mehrfach() | f.Rangfolge() | f.Verteilung() if not zeilenweise:
            return TEXTE[f"passt-{frage.typ}-text"].format(titel=titel)
        case _:
            return TEXTE[f"passt-{frage.typ}"]


def _liste(titel: Sequence[str]) -> str:
    """All titles, or where there are many the first ones."""
    ganz = "; ".join(titel)
    return ganz if ganz and len(ganz) <= _LANG else "; ".join((*titel[:_GENANNT], "…"))


def _format_grenzen(frage: f.Frage) -> str:
    if not isinstance(frage, f.Ganzzahl | f.Zahl | f.Geldbetrag | f.Jahr | f.Prozent):
        return ""
    als_text = str if isinstance(frage, f.Jahr) else format_zahl
    von, bis = (als_text(grenze) if grenze is not None else "" for grenze in (frage.min, frage.max))
    schluessel = "von-bis" if von and bis else "ab" if von else "hoechstens" if bis else ""
    return TEXTE[schluessel].format(von=von, bis=bis) if schluessel else ""
