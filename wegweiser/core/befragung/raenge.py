"""Questions for an order: points and mentions side by side (quartiersanalyse.md 7.6)."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from wegweiser.core.befragung.fragen import Befragungsfrage, Fragenbestand
from wegweiser.core.befragung.stichprobe import find_fallzahl
from wegweiser.model.befragung import Fragenrolle, Rangbild, Rangplatz
from wegweiser.model.faltung import build_sortierwort


def build_raenge(
    bestand: Fragenbestand, rollen: Iterable[Fragenrolle], personen: Collection[int]
) -> Iterator[Rangbild]:
    """Every question for an order."""
    for rolle in rollen:
        frage = bestand.find_frage(rolle.frage) if rolle.rolle == "rang" else None
        if frage is not None and frage.antwortteile:
            yield _build(bestand, frage, personen)


def _build(bestand: Fragenbestand, frage: Befragungsfrage, personen: Collection[int]) -> Rangbild:
    reihen = list_reihen(bestand, frage)
    plaetze = max((len(reihe) for reihe in reihen), default=0)
    eigene = [reihen[nr] for nr in personen if any(reihen[nr])]
    fallzahl = find_fallzahl(len(eigene))
    if fallzahl == "zu-wenige":
        return Rangbild(frage=frage.id, titel=frage.titel, plaetze=plaetze, fallzahl=fallzahl)
    punkte, nennungen = Counter[str](), Counter[str]()
    for reihe in eigene:
        for platz, id_ in enumerate(reihe):
            if id_ is not None and id_ not in reihe[:platz]:  # named twice: the better place counts
                punkte[id_] += plaetze - platz
                nennungen[id_] += 1
    return Rangbild(
        frage=frage.id,
        titel=frage.titel,
        plaetze=plaetze,
        fallzahl=fallzahl,
        n=len(eigene),
        themen=_rank(bestand, frage, punkte, nennungen),
    )


def list_reihen(bestand: Fragenbestand, frage: Befragungsfrage) -> list[tuple[str | None, ...]]:
    """What everybody named, first place first: a column per place, or all in one cell."""
    teile = frage.antwortteile
    if len(teile) == 1:
        return [bestand.list_genannte(teile[0].spalte, wert) for wert in bestand.lies_texte(teile[0].spalte)]
    geordnet = sorted(teile, key=lambda teil: int(teil.teil) if teil.teil.isdigit() else 0)
    return list(zip(*(bestand.lies_texte(teil.spalte) for teil in geordnet), strict=True))


def _rank(
    bestand: Fragenbestand, frage: Befragungsfrage, punkte: Mapping[str, int], nennungen: Mapping[str, int]
) -> tuple[Rangplatz, ...]:
    nach_punkten, nach_nennungen = find_plaetze(punkte), find_plaetze(nennungen)
    spalte = frage.antwortteile[0].spalte
    themen = [
        Rangplatz(
            id_,
            bestand.titel(spalte, id_),
            punkte[id_],
            nennungen[id_],
            nach_punkten[id_],
            nach_nennungen[id_],
        )
        for id_ in punkte
    ]
    return tuple(
        sorted(themen, key=lambda t: (t.platz_punkte, t.platz_nennungen, build_sortierwort(t.titel)))
    )


def find_plaetze(zahlen: Mapping[str, int]) -> dict[str, int]:
    """The place of each, most first; equal numbers share a place."""
    return {id_: 1 + sum(andere > zahl for andere in zahlen.values()) for id_, zahl in zahlen.items()}
