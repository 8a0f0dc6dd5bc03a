"""Organisations and their ties: who works with many, who connects, who stands apart, where nobody of influence is (7.7)."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence

from wegweiser.model.base import Zeile
from wegweiser.model.faltung import falte
from wegweiser.model.potenzial import (
    BEITRAGSARTEN,
    Akteur,
    Akteursnetz,
    Beitragsart,
    Beziehung,
    Netzknoten,
    Umgang,
)

_WORT = re.compile(r"\w+")
_HOCH = 3  # of five: influence from which a field is not left alone; also where "high" begins
_UMGANG: Mapping[tuple[bool, bool], Umgang] = {
    (True, True): "einbinden",
    (True, False): "zufriedenstellen",
    (False, True): "informieren",
    (False, False): "beobachten",
}
Nachbarn = Mapping[str, frozenset[str]]


def compute_akteursnetz(
    akteure: Sequence[Akteur], beziehungen: Iterable[Beziehung], felder: Sequence[str]
) -> Akteursnetz:
    """The network as it was noted; ties go both ways, ties to nobody in the table are named instead of counted."""
    nach_id = {akteur.id: akteur for akteur in akteure}
    paare, namenlos = _split_beziehungen(beziehungen, nach_id)
    nachbarn = build_nachbarn(nach_id, paare)
    inseln = find_inseln(nachbarn)  # without a single tie noted, nobody knows who stands apart
    vermittlung = compute_vermittlung(nachbarn)
    insel_von = {id_: nr for nr, insel in enumerate(inseln, start=1) for id_ in insel}
    knoten = (
        Netzknoten(a, len(nachbarn[a.id]), vermittlung[a.id], insel_von[a.id], find_umgang(a))
        for a in nach_id.values()
    )
    return Akteursnetz(
        knoten=tuple(
            sorted(knoten, key=lambda k: (-round(k.vermittlung, 9), -k.grad, k.akteur.name, k.akteur.id))
        ),
        verbindungen=len(paare),
        inseln=inseln if paare else (),
        feldluecken=find_feldluecken(akteure, felder),
        felder=tuple((feld, _list_ids(a for a in akteure if feld in a.felder)) for feld in felder),
        beitraege=tuple((art, _list_ids(a for a in akteure if art in a.beitrag)) for art in BEITRAGSARTEN),
        namenlos=namenlos,
    )


def _list_ids(akteure: Iterable[Akteur]) -> tuple[str, ...]:
    return tuple(akteur.id for akteur in sorted(akteure, key=lambda a: (a.name, a.id)))


def _split_beziehungen(
    beziehungen: Iterable[Beziehung], bekannt: Mapping[str, Akteur]
) -> tuple[frozenset[frozenset[str]], tuple[str, ...]]:
    paare, namenlos = set[frozenset[str]](), set[str]()
    for beziehung in beziehungen:
        enden = frozenset((beziehung.von, beziehung.nach))
        namenlos |= {id_ for id_ in enden if id_ not in bekannt}
        if len(enden) > 1 and enden <= bekannt.keys():
            paare.add(enden)
    return frozenset(paare), tuple(sorted(namenlos))


def build_nachbarn(ids: Iterable[str], paare: Iterable[frozenset[str]]) -> dict[str, frozenset[str]]:
    """Who is tied to whom."""
    nachbarn: dict[str, set[str]] = {id_: set() for id_ in ids}
    for paar in paare:
        eins, zwei = sorted(paar)
        nachbarn[eins].add(zwei)
        nachbarn[zwei].add(eins)
    return {id_: frozenset(andere) for id_, andere in nachbarn.items()}


def find_inseln(nachbarn: Nachbarn) -> tuple[tuple[str, ...], ...]:
    """Parts without a tie to each other, the largest first."""
    offen, inseln = set(nachbarn), list[tuple[str, ...]]()
    while offen:
        rand, insel = {min(offen)}, set[str]()
        while rand:
            insel |= rand
            rand = {n for id_ in rand for n in nachbarn[id_]} - insel
        offen -= insel
        inseln.append(tuple(sorted(insel)))
    return tuple(sorted(inseln, key=lambda insel: (-len(insel), insel)))


def compute_vermittlung(nachbarn: Nachbarn) -> dict[str, float]:
    """Betweenness (Brandes 2001): the share of shortest ways between two others that lead over each; 0 to 1."""
    summe = dict.fromkeys(nachbarn, 0.0)
    for start in sorted(nachbarn):
        folge, anzahl, vor = _count_wege(nachbarn, start)
        anteil = dict.fromkeys(folge, 0.0)
        for id_ in reversed(folge):
            for v in vor[id_]:
                anteil[v] += anzahl[v] / anzahl[id_] * (1 + anteil[id_])
            if id_ != start:
                summe[id_] += anteil[id_]
    paare = (len(nachbarn) - 1) * (len(nachbarn) - 2)  # every pair was met from both of its ends
    return {id_: wert / paare if paare else 0.0 for id_, wert in summe.items()}


def _count_wege(nachbarn: Nachbarn, start: str) -> tuple[list[str], Counter[str], dict[str, list[str]]]:
    """From the start outwards: who is reached in which order, over how many shortest ways, and from whom."""
    abstand, anzahl = {start: 0}, Counter({start: 1})
    vor: dict[str, list[str]] = {start: []}
    folge, schlange = list[str](), deque([start])
    while schlange:
        id_ = schlange.popleft()
        folge.append(id_)
        for n in sorted(nachbarn[id_]):
            if n not in abstand:
                abstand[n], vor[n] = abstand[id_] + 1, []
                schlange.append(n)
            if abstand[n] == abstand[id_] + 1:
                anzahl[n] += anzahl[id_]
                vor[n].append(id_)
    return folge, anzahl, vor


def find_umgang(akteur: Akteur) -> Umgang | None:
    """Influence against interest (a usual division, not checked); None while one of them is not rated."""
    if akteur.einfluss is None or akteur.interesse is None:
        return None
    return _UMGANG[akteur.einfluss >= _HOCH, akteur.interesse >= _HOCH]


def find_feldluecken(akteure: Sequence[Akteur], felder: Iterable[str]) -> tuple[str, ...]:
    """Fields without an Akteur whose influence is at least three of five; one nobody has rated may have it.

    Where nobody is rated at all nothing can be said.
    """
    if all(akteur.einfluss is None for akteur in akteure):
        return ()
    besetzt = {feld for a in akteure if a.einfluss is None or a.einfluss >= _HOCH for feld in a.felder}
    return tuple(feld for feld in felder if feld not in besetzt)


# ── From the answers of the guide, where the contribution is a sentence ──────────────────────────────────────────

# Beginnings of words, umlauts without their dots; of room and money also the ends ("Probenraum", "Spendengeld").
_ANFAENGE: Mapping[Beitragsart, tuple[str, ...]] = {
    "raum": ("raum", "saal", "gebaud", "kuch", "flach", "garten", "laden"),
    "geld": ("geld", "spende", "mittel", "forder", "kapital", "zuschuss", "stiftung"),
    "zeit": ("zeit", "ehrenamt", "freiwillig", "personal", "helf", "mitarbeit"),
    "wissen": ("wissen", "fachwissen", "erfahrung", "beratung", "konn", "kenntnis"),
    "zugang": ("zugang", "vertrau", "kontakt", "netzwerk", "sprach", "verteiler"),
}
_ENDEN: Mapping[Beitragsart, tuple[str, ...]] = {"raum": ("raum", "raume", "saal"), "geld": ("geld",)}


def build_akteure(zeilen: Iterable[Zeile]) -> tuple[Akteur, ...]:
    """The rows of the question `akteure`: nobody has rated influence there, so it stays unknown."""
    return tuple(
        Akteur(
            id=str(z.get("id")),
            name=str(z.get("name", "")),
            beitrag=read_beitrag(str(z.get("beitrag") or "")),
        )
        for z in zeilen
    )


def read_beitrag(text: str) -> tuple[Beitragsart, ...]:
    """What somebody can give, out of a sentence: room, money, time, knowledge, access."""
    woerter = _WORT.findall(falte(text))
    return tuple(
        art
        for art in BEITRAGSARTEN
        if any(w.startswith(_ANFAENGE[art]) or w.endswith(_ENDEN.get(art, ())) for w in woerter)
    )
