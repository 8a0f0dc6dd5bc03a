"""Which gap comes first, and how much that depends on what we only decided (quartiersanalyse 7.4, empfindlichkeit)."""

from collections.abc import Sequence

from wegweiser.core.lueckenindex.empfindlichkeit import compute_spannen
from wegweiser.core.lueckenindex.luecke import compute_gruppenluecke, order_gruppen
from wegweiser.core.lueckenindex.rechenweg import build_prioritaet
from wegweiser.core.lueckenindex.wert import compute_klasse, compute_prioritaet, order_key, rank_werte
from wegweiser.model.base import replace
from wegweiser.model.faltung import build_sortierwort
from wegweiser.model.lueckenindex import ALLE, Dienstlage, Dienstluecke, Gruppenluecke, Lueckenbild, Setzungen


def compute_luecken(lagen: Sequence[Dienstlage], setzungen: Setzungen) -> Lueckenbild:
    """All services by rank, with the range of ranks over all runs; those with too little known apart."""
    alle = [_compute_dienst(lage, setzungen) for lage in sorted(lagen, key=lambda lage: lage.dienst)]
    mit = sorted(
        (d for d in alle if d.prioritaet is not None),
        key=lambda d: (order_key(d.prioritaet or 0.0), build_sortierwort(d.titel), d.dienst),
    )
    spannen, laeufe = compute_spannen({d.dienst for d in mit}, lagen, setzungen)
    raenge = rank_werte({d.dienst: d.prioritaet or 0.0 for d in mit})
    return Lueckenbild(
        luecken=tuple(replace(d, rang=raenge[d.dienst], spanne=spannen.get(d.dienst)) for d in mit),
        ohne_index=tuple(d for d in alle if d.prioritaet is None),
        laeufe=laeufe,
    )


def _compute_dienst(lage: Dienstlage, setzungen: Setzungen) -> Dienstluecke:
    gruppen = tuple(compute_gruppenluecke(lage, gruppe, setzungen) for gruppe in order_gruppen(lage.gruppen))
    bekannt = {g.gruppe: g.luecke for g in gruppen if g.luecke is not None}
    dienst = Dienstluecke(
        dienst=lage.dienst, titel=lage.titel, feld=lage.feld, erfasst=lage.erfasst, gruppen=gruppen
    )
    if ALLE not in bekannt:
        return dienst
    wert = compute_prioritaet(bekannt, setzungen.theta)
    groesste = max(bekannt.values())
    return replace(
        dienst,
        prioritaet=wert,
        schlechteste=find_schlechteste(gruppen),
        klasse=compute_klasse(wert, setzungen),
        rechenweg=build_prioritaet(bekannt[ALLE], groesste, wert, setzungen),
    )


def find_schlechteste(gruppen: Sequence[Gruppenluecke]) -> str | None:
    """The group with the largest gap; of equal ones the first by id, and all together only where no group is as bad."""
    bekannt = [(g.luecke, g.gruppe) for g in gruppen if g.luecke is not None]
    return (
        min(bekannt, key=lambda paar: (order_key(paar[0]), paar[1] == ALLE, paar[1]))[1] if bekannt else None
    )
