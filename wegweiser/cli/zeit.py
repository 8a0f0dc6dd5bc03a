"""Time in words: what is left, what was worked, and what fits into a meeting."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from wegweiser.cli.ausgabe import LEER, Satz
from wegweiser.model.base import Runde
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.lage import Station
from wegweiser.model.zeitwahl import Schrittwahl
from wegweiser.workflow import Stand

RUNDEN: Mapping[Runde, str] = {
    "intern": "im Team",
    "aemter": "mit den Ämtern",
    "buergerschaft": "mit der Bürgerschaft",
    "traeger": "mit dem Träger",
    "kaemmerei": "mit der Kämmerei",
}
_STUNDE = 60
_NENNBAR = 8
_GENAU, _IN_MINUTEN, _IN_HALBEN = 10, 90, 600


def format_dauer(minuten: int) -> str:
    """Minutes to the minute: 45 Min., 2 Std. 5 Min."""
    stunden, rest = divmod(minuten, _STUNDE)
    return " ".join(
        filter(None, (f"{stunden} Std." if stunden else "", f"{rest} Min." if rest or not stunden else ""))
    )


def format_etwa(minuten: int) -> str:
    """Minutes as people say them about something to come; the longer, the rounder."""
    if minuten <= 1:
        return "etwa eine Minute"
    genau = minuten if minuten <= _GENAU else _runde(minuten, 5)
    if genau < _IN_MINUTEN:  # from here on in half hours: „90 Minuten“ after „1,5 Stunden“ reads like a jump
        return f"etwa {genau} Minuten"
    halbe = _runde(minuten, 30 if minuten <= _IN_HALBEN else _STUNDE) * 10 // _STUNDE
    stunden = f"{halbe // 10},{halbe % 10}" if halbe % 10 else format_zahl(halbe // 10)
    return f"etwa {stunden} Stunden"


def _runde(minuten: int, schritt: int) -> int:
    return (2 * minuten + schritt) // (2 * schritt) * schritt


def format_rest(stand: Stand, station: Station) -> str:
    """What is still to come: of the meeting where one was chosen, else of this Abschnitt."""
    from wegweiser.workflow.aufwand import compute_restminuten, compute_restminuten_abschnitt

    if stand.gesamt:
        minuten, wo = (
            compute_restminuten(stand),
            "in dieser Runde" if stand.ausschnitt.runde else "in dieser Sitzung",
        )
    else:
        minuten, wo = compute_restminuten_abschnitt(stand, station), "im Abschnitt"
    return f"noch {format_etwa(minuten)} {wo}" if minuten else ""


def build_zeitbilanz(stand: Stand) -> list[Satz]:
    """One sentence: how long was worked, how much is left."""
    from wegweiser.workflow.aufwand import compute_restminuten, load_arbeitszeit

    gearbeitet = load_arbeitszeit(stand) // timedelta(minutes=1)
    rest = compute_restminuten(stand)
    teile = [f"Bisher {format_etwa(gearbeitet)} daran gearbeitet"] if gearbeitet else []
    teile += [f"{'es' if teile else 'Es'} bleiben Fragen für {format_etwa(rest)}"] if rest else []
    return [Satz(f"{'; '.join(teile)}.")] if teile else []


def build_zeitwahl(stand: Stand) -> list[Satz]:
    """What a meeting of limited time asks, what it leaves out and why."""
    if stand.zeitwahl is None or not stand.zeitwahl.gewaehlt:
        return []
    wahl = stand.zeitwahl
    summe = format_etwa(_summe(wahl.gewaehlt))
    alle = len(wahl.gewaehlt) + len(wahl.ausgelassen)
    if not wahl.ausgelassen:
        return [LEER, Satz(f"In {wahl.dauer} Minuten passt alles, was hier noch zu fragen ist: {summe}.")]
    passt = "passt ein Schritt" if len(wahl.gewaehlt) == 1 else f"passen {len(wahl.gewaehlt)} Schritte"
    kopf = f"In {wahl.dauer} Minuten {passt} von {alle}, zusammen {summe}: "
    kopf += "zuerst, was der Plan unbedingt braucht, dann, wovon anderes abhängt."
    saetze = [LEER, Satz(kopf), *_list_schritte(wahl.gewaehlt)]
    rest = f"Die Zeit reicht nicht für {_schritte(len(wahl.ausgelassen))} ({format_etwa(_summe(wahl.ausgelassen))}):"
    saetze += [Satz(rest, "leise"), *_list_schritte(wahl.ausgelassen)]
    saetze.append(Satz("Das bleibt für ein anderes Mal unbeantwortet stehen; nichts geht verloren.", "leise"))
    return saetze


def build_zeitrest(stand: Stand) -> list[Satz]:
    """At the end of such a meeting: what waits for another one."""
    if stand.zeitwahl is None or not stand.zeitwahl.ausgelassen:
        return []
    aus = stand.zeitwahl.ausgelassen
    return [Satz(f"Für ein anderes Mal bleiben {_schritte(len(aus))}, {format_etwa(_summe(aus))}.")]


def _list_schritte(wahlen: Sequence[Schrittwahl]) -> list[Satz]:
    """One line per Abschnitt and record with its Schritte; where they are many, only how many."""
    gruppen: dict[tuple[str, str], list[Schrittwahl]] = {}
    for wahl in wahlen:
        gruppen.setdefault((wahl.abschnitt.titel, wahl.satz_titel or ""), []).append(wahl)
    saetze = []
    for (abschnitt, satz), schritte in gruppen.items():
        wo = f"{abschnitt}, „{satz}“" if satz else abschnitt
        namen = ", ".join(f"{w.schritt.titel} ({format_dauer(round(w.minuten))})" for w in schritte)
        if len(wahlen) > _NENNBAR:
            namen = f"{_zaehle(len(schritte))} ({format_dauer(_summe(schritte))})"
        saetze.append(Satz(f"• {wo}: {namen}", einzug=2, haenge=2))
    return saetze


def _summe(wahlen: Iterable[Schrittwahl]) -> int:
    return round(sum(wahl.minuten for wahl in wahlen))


def _zaehle(anzahl: int) -> str:
    return "1 Schritt" if anzahl == 1 else f"{anzahl} Schritte"


def _schritte(anzahl: int) -> str:
    return "einen Schritt" if anzahl == 1 else f"{anzahl} Schritte"
