"""What had to be mended or was edited by hand, in words: when a session begins and while it runs."""

from collections.abc import Iterator, Sequence

from wegweiser import workflow
from wegweiser.cli.ansicht import label
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.wechsel import format_wechsel
from wegweiser.model.antworten import Adresse
from wegweiser.workflow import Stand

GENANNT = 5
_SAETZE = {
    "nachgetragen": "Aus dem Protokoll nachgetragen (das Programm war unterbrochen worden): {fragen}.",
    "von-hand": "In vorhaben.yaml von Hand geändert und übernommen: {fragen}.",
    "beides": "Von Hand geändert und zugleich im Protokoll anders; es gilt die Fassung von Hand: {fragen}.",
    "umzug": "Ein unterbrochener Umzug auf einen anderen Leitfaden wurde zu Ende geführt.",
    "umzug-verworfen": "Ein Umzug war unterbrochen und die Datei danach von Hand geändert worden; er gilt nicht.",
    "verschwunden": "vorhaben.yaml war verschwunden und wurde neu geschrieben.",
    "protokoll-neu": "Das Protokoll fehlte oder war beschädigt; es beginnt neu mit den Antworten aus vorhaben.yaml. "
    "Rückgängig reicht nur bis hierher zurück.",
    "uhr": "Die Uhr dieses Rechners geht nach: Die letzte Änderung trägt eine spätere Zeit. Die Reihenfolge der "
    "Antworten hängt nicht von der Uhr ab.",
}


def build_nachtraege(stand: Stand) -> Iterator[Satz]:
    """A sentence for everything that was mended."""
    for nachtrag in stand.nachtraege:
        namen = [label(workflow.find_frage_von(stand, adresse)) for adresse in nachtrag.adressen]
        mehr = f" und {len(namen) - GENANNT} weitere" if len(namen) > GENANNT else ""
        fragen = ", ".join(namen[:GENANNT]) + mehr
        yield Satz(_SAETZE.get(nachtrag.code, "{fragen}").format(fragen=fragen), "warnung")


def build_handaenderung(vorher: Stand, stand: Stand) -> Iterator[Satz]:
    """What somebody did to the file while the session had it open; nothing where `nachtraege` is empty."""
    for nachtrag in stand.nachtraege:
        if nachtrag.code == "von-hand":
            yield from build_geaendertes(vorher, stand, nachtrag.adressen)
        else:
            yield from build_nachtraege(stand._replace(nachtraege=(nachtrag,)))


def build_geaendertes(vorher: Stand, stand: Stand, adressen: Sequence[Adresse]) -> Iterator[Satz]:
    """Answers that were edited by hand, before and after."""
    if not adressen:
        return
    alt, neu = vorher.vorhaben.antworten, stand.vorhaben.antworten
    yield Satz("Inzwischen in vorhaben.yaml von Hand geändert und übernommen:", "warnung")
    for adresse in adressen[:GENANNT]:
        yield Satz(
            f"• {format_wechsel(stand, adresse, alt.get(adresse), neu.get(adresse))}", einzug=2, haenge=2
        )
    if (mehr := len(adressen) - GENANNT) > 0:
        yield Satz(f"und {mehr} weitere", einzug=2)
