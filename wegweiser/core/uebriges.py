"""Works out what no stage shows: rules about other catalogues than the forms, and derived values outside the finances."""

from collections.abc import Iterator

from wegweiser.core.finanzierung import list_rechenwege
from wegweiser.core.instrumentenwahl import STICHPROBE, compute_instrumentenwahl, compute_klassenstand
from wegweiser.core.regeln import build_beschriftung, check_regel, find_je
from wegweiser.core.werte import Wertequelle
from wegweiser.model.instrumentenwahl import is_empfehlung
from wegweiser.model.leitfaden import Leitfaden, list_fragen
from wegweiser.model.regel import Regel
from wegweiser.model.uebriges import Berechnet, Regelurteil, Uebriges

# Shown with the comparison of forms and with the finances.
_MIT_EIGENER_STUFE = ("formen", "finanzierung")


def compute_uebriges(quelle: Wertequelle) -> Uebriges:
    """Everything else that follows from the answers on the path."""
    return Uebriges(
        regeln=tuple(_list_urteile(quelle)),
        berechnet=tuple(_list_berechnete(quelle)),
        instrumente=compute_instrumentenwahl(quelle),
        klassen=compute_klassenstand(quelle),
    )


def _list_urteile(quelle: Wertequelle) -> Iterator[Regelurteil]:
    worte = build_beschriftung(quelle.leitfaden)
    for regel in quelle.leitfaden.regeln:
        if regel.katalog in _MIT_EIGENER_STUFE:
            continue
        je = find_je(quelle.leitfaden, regel)
        for satz, titel in _list_saetze(quelle, je):
            gewaehlt = _find_gewaehlte(quelle, regel.katalog, je, satz)
            betrifft = tuple(_list_betroffene(quelle.leitfaden, regel, gewaehlt))
            if gewaehlt is not None and not betrifft:
                continue
            for befund in check_regel(regel, quelle, satz, worte):
                if befund.ergebnis in {"verletzt", "offen"}:
                    yield Regelurteil(satz=titel, befund=befund, betrifft=betrifft)


def _list_saetze(quelle: Wertequelle, je: str | None) -> tuple[tuple[str, str], ...]:
    """Id and title of every record, or one without a name."""
    return (("", ""),) if je is None else quelle.saetze(je)


def _find_gewaehlte(quelle: Wertequelle, katalog: str, je: str | None, satz: str) -> frozenset[str] | None:
    """What was chosen from a catalogue, for this record or the whole; None where nobody chose yet."""
    gesagt = [
        quelle.gesagt(frage.id, satz)
        for abschnitt, frage in list_fragen(quelle.leitfaden)
        if abschnitt.je == je and getattr(frage, "katalog", None) == katalog
    ]
    gewaehlt = [
        wert if isinstance(wert, tuple) else (wert,) for wert in gesagt if isinstance(wert, str | tuple)
    ]
    return frozenset(str(id_) for ids in gewaehlt for id_ in ids) if gewaehlt else None


def _list_betroffene(leitfaden: Leitfaden, regel: Regel, gewaehlt: frozenset[str] | None) -> Iterator[str]:
    """The titles of the chosen entries a rule is about or, while nobody chose, of all it is about, unless that is all."""
    katalog = leitfaden.kataloge.get(regel.katalog)
    if katalog is None or (gewaehlt is None and "*" in regel.gilt):
        return
    for eintrag in katalog.eintraege:
        gemeint = {"*", eintrag.id, *(f"@{gruppe}" for gruppe in eintrag.gruppen)}
        if not gemeint.isdisjoint(regel.gilt) and (gewaehlt is None or eintrag.id in gewaehlt):
            yield eintrag.titel


def _list_berechnete(quelle: Wertequelle) -> Iterator[Berechnet]:
    for abschnitt in quelle.leitfaden.abschnitte:
        benannt = {a.id for a in abschnitt.abgeleitet if a.titel and not is_empfehlung(a.id)} - {*STICHPROBE}
        if not benannt or abschnitt.id in _MIT_EIGENER_STUFE:
            continue
        for satz, titel in _list_saetze(quelle, abschnitt.je):
            wege = list_rechenwege(quelle, abschnitt.id, satz)
            bekannt = tuple(w for w in wege if w.name in benannt and (w.wert is not None or w.fehlend))
            if bekannt:
                yield Berechnet(abschnitt=abschnitt.titel, satz=titel, werte=bekannt)
