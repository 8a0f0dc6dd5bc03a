"""Circles in a graph of names."""

from collections.abc import Iterator, Mapping, Sequence


def find_kreise(folgen: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Every circle under its first name."""
    stelle = {name: nr for nr, name in enumerate(folgen)}
    kreise = (
        tuple(sorted(gruppe, key=stelle.__getitem__))
        for gruppe in list_gruppen(folgen)
        if len(gruppe) > 1 or gruppe[0] in folgen[gruppe[0]]
    )
    return {kreis[0]: kreis for kreis in kreise}


def list_gruppen(folgen: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Names that lead to each other, one by one where they do not; what a group leads to comes before it (Tarjan).

    Without recursion: a stranger's guide may chain ten thousand of them.
    """
    nummer: dict[str, int] = {}
    tief: dict[str, int] = {}
    stapel: list[str] = []
    fertig: set[str] = set()
    for wurzel in folgen:
        weg = [] if wurzel in nummer else [(wurzel, iter(folgen[wurzel]))]
        while weg:
            name, rest = weg[-1]
            if name not in nummer:
                nummer[name] = tief[name] = len(nummer)
                stapel.append(name)
            naechster = next((n for n in rest if n in folgen and n not in fertig), None)
            if naechster is None:
                weg.pop()
                if weg:
                    tief[weg[-1][0]] = min(tief[weg[-1][0]], tief[name])
                if tief[name] == nummer[name]:
                    gruppe = _nimm_ab(stapel, name)
                    fertig.update(gruppe)
                    yield gruppe
            elif naechster in nummer:
                tief[name] = min(tief[name], nummer[naechster])
            else:
                weg.append((naechster, iter(folgen[naechster])))


def _nimm_ab(stapel: list[str], name: str) -> tuple[str, ...]:
    gruppe: list[str] = []
    while not gruppe or gruppe[-1] != name:
        gruppe.append(stapel.pop())
    return tuple(gruppe)
