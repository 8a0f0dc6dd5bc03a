"""Meetings: which days the course proposes, and what the minutes of one say."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from wegweiser.core.angaben import list_angaben
from wegweiser.core.feiertage import next_sitzungstag
from wegweiser.core.werte import Wertequelle
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.katalog import Terminvorlage
from wegweiser.model.leitfaden import Leitfaden, find_frage, list_fragen
from wegweiser.model.optionen import list_saetze
from wegweiser.model.sitzung import Aufgabe, Ergebnisteil, Sitzung, Sitzungsbuch, Terminart, Terminplan
from wegweiser.model.stellen import mask_person


def list_termine(leitfaden: Leitfaden) -> tuple[Terminvorlage, ...]:
    """The course a guide proposes; empty where it has none."""
    katalog = leitfaden.kataloge.get("termine")
    eintraege = katalog.eintraege if katalog else ()
    return tuple(eintrag for eintrag in eintraege if isinstance(eintrag, Terminvorlage))


def plan_termine(termine: Sequence[Terminvorlage], buch: Sitzungsbuch, heute: date) -> tuple[Terminplan, ...]:
    """A day for every Termin: held, fixed, or proposed from the one before (never a holiday, never in the past)."""
    plan: list[Terminplan] = []
    for termin in termine:
        art, tag = _find_tag(termin, buch)
        if tag is None:
            davor = plan[-1].datum if plan else heute
            tag = _schlage_vor(termin, max(davor, heute))
        plan.append(Terminplan(termin=termin, datum=tag, art=art))
    return tuple(plan)


def _find_tag(termin: Terminvorlage, buch: Sitzungsbuch) -> tuple[Terminart, date | None]:
    gehaltene = [sitzung for sitzung in buch.sitzungen if sitzung.termin == termin.id]
    if gehaltene:
        return ("laeuft" if gehaltene[-1].bis is None else "gehalten"), gehaltene[-1].datum
    tag = buch.termine.get(termin.id)
    return ("vorschlag" if tag is None else "festgelegt"), tag


def _schlage_vor(termin: Terminvorlage, ab: date) -> date:
    von, bis = termin.abstand_wochen or (1, 1)
    return next_sitzungstag(ab + timedelta(days=(von + bis) * 7 // 2))


def find_naechsten(plan: Sequence[Terminplan], sitzung: Sitzung) -> Terminplan | None:
    """What is still to come after a meeting: later in the course, or for one without a Termin later in time."""
    ids = [eintrag.termin.id for eintrag in plan]
    danach = plan[ids.index(sitzung.termin) + 1 :] if sitzung.termin in ids else plan
    return next(
        (p for p in danach if p.art in {"festgelegt", "vorschlag"} and p.datum >= sitzung.datum), None
    )


def compute_dauer(sitzung: Sitzung) -> int | None:
    """Minutes from beginning to end, over midnight too; None while it is open."""
    if sitzung.ende is None:
        return None
    beginn, ende = (datetime.strptime(zeit, "%H:%M") for zeit in (sitzung.beginn, sitzung.ende))  # noqa: DTZ007 - two times of one clock
    return int((ende - beginn).total_seconds() // 60) % (24 * 60)


def build_ergebnisse(
    leitfaden: Leitfaden, antworten: Antworten, geaendert: Collection[Adresse]
) -> tuple[Ergebnisteil, ...]:
    """What was answered, in the order of the guide; personal answers and notes stay out."""
    quelle = Wertequelle(leitfaden, antworten)
    return tuple(_list_teile(quelle, geaendert))


def _list_teile(quelle: Wertequelle, geaendert: Collection[Adresse]) -> Iterator[Ergebnisteil]:
    saetze = sorted({adresse.satz for adresse in geaendert})
    for satz in saetze:
        angaben = list_angaben(quelle, satz, lambda _beleg: None)
        gesagt = [
            (abschnitt, angaben[frage.id])
            for abschnitt, frage in list_fragen(quelle.leitfaden)
            if Adresse(frage.id, satz) in geaendert and frage.id in angaben and not angaben[frage.id].offen
        ]
        for abschnitt, gruppe in groupby(gesagt, key=lambda paar: paar[0]):
            titel = dict(list_saetze(quelle.antworten, abschnitt.je)).get(satz, "") if abschnitt.je else ""
            yield Ergebnisteil(titel=abschnitt.titel, satz=titel, angaben=tuple(a for _, a in gruppe))


def list_aufgaben(leitfaden: Leitfaden, antworten: Mapping[Adresse, Antwort]) -> Iterator[Aufgabe]:
    """Questions left open, with who and when; personal questions stay out."""
    for adresse, antwort in antworten.items():
        paar = find_frage(leitfaden, adresse.frage)
        if paar is not None and antwort.offen and not paar[1].personenbezogen:
            yield Aufgabe(
                frage=paar[1].kurz or paar[1].text,
                zustaendig=mask_person(antwort.zustaendig or ""),
                bis=antwort.bis,
            )
