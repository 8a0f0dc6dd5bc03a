"""Works out what no stage shows: rules about other catalogues than the forms, and derived values outside the finances."""

from collections.abc import Iterator

from wegweiser.core.finanzierung import list_rechenwege
from wegweiser.core.regeln import build_beschriftung, check_regel, find_je
from wegweiser.core.werte import Wertequelle
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.regel import Regel
from wegweiser.model.uebriges import Berechnet, Regelurteil, Uebriges

# Shown with the comparison of forms and with the finances.
_MIT_EIGENER_STUFE = ("formen", "finanzierung")


def compute_uebriges(quelle: Wertequelle) -> Uebriges:
    """Everything else that follows from the answers on the path."""
    return Uebriges(regeln=tuple(_list_urteile(quelle)), berechnet=tuple(_list_berechnete(quelle)))


def _list_urteile(quelle: Wertequelle) -> Iterator[Regelurteil]:
    worte = build_beschriftung(quelle.leitfaden)
    for regel in quelle.leitfaden.regeln:
        if regel.katalog in _MIT_EIGENER_STUFE:
            continue
        for satz, titel in _list_saetze(quelle, find_je(quelle.leitfaden, regel)):
            for befund in check_regel(regel, quelle, satz, worte):
                if befund.ergebnis in {"verletzt", "offen"}:
                    betrifft = tuple(_list_betroffene(quelle.leitfaden, regel))
                    yield Regelurteil(satz=titel, befund=befund, betrifft=betrifft)


def _list_saetze(quelle: Wertequelle, je: str | None) -> tuple[tuple[str, str], ...]:
    """Id and title of every record, or one without a name."""
    return (("", ""),) if je is None else quelle.saetze(je)


def _list_betroffene(leitfaden: Leitfaden, regel: Regel) -> Iterator[str]:
    """The titles of the entries a rule is about; none where it is about all."""
    katalog = leitfaden.kataloge.get(regel.katalog)
    if katalog is None or "*" in regel.gilt:
        return
    for eintrag in katalog.eintraege:
        if not {eintrag.id, *(f"@{gruppe}" for gruppe in eintrag.gruppen)}.isdisjoint(regel.gilt):
            yield eintrag.titel


def _list_berechnete(quelle: Wertequelle) -> Iterator[Berechnet]:
    for abschnitt in quelle.leitfaden.abschnitte:
        benannt = {a.id for a in abschnitt.abgeleitet if a.titel}
        if not benannt or abschnitt.id in _MIT_EIGENER_STUFE:
            continue
        for satz, titel in _list_saetze(quelle, abschnitt.je):
            wege = list_rechenwege(quelle, abschnitt.id, satz)
            bekannt = tuple(w for w in wege if w.name in benannt and (w.wert is not None or w.fehlend))
            if bekannt:
                yield Berechnet(abschnitt=abschnitt.titel, satz=titel, werte=bekannt)
