"""The content of all files of a Vorhaben, put together by kind; a copy that is missing or changed is named and left out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from wegweiser.adapters.daten.gelesen import Gelesen
from wegweiser.adapters.daten.kopien import check_kopie, list_pfade
from wegweiser.adapters.daten.leser import lies
from wegweiser.errors import DatenError
from wegweiser.model.daten import Datei, Datenart, Datenfund


class Teil(NamedTuple):
    """One file that was read: its entry and the contents (several in a collection)."""

    datei: Datei
    inhalte: tuple[Any, ...]


class Inhalte(NamedTuple):
    """All that could be read, and every finding."""

    teile: tuple[Teil, ...]
    funde: tuple[Datenfund, ...]

    def list_von(self, art: Datenart) -> tuple[Any, ...]:
        """All contents of a kind."""
        return tuple(inhalt for teil in self.teile if teil.datei.art == art for inhalt in teil.inhalte)


def load_inhalte(ordner: Path, dateien: Sequence[Datei]) -> Inhalte:
    """Read every copy that is what it was when it was taken in."""
    teile: list[Teil] = []
    funde: list[Datenfund] = []
    for datei in dateien:
        if code := check_kopie(ordner, datei):
            funde.append(Datenfund(code, datei.id, angaben={"datei": datei.datei, "id": datei.id}))
            continue
        try:
            gelesen = lies_alle(list_pfade(ordner, datei), datei)
        except (
            DatenError
        ) as fehler:  # read once, and not any more: another program version, or edited by hand
            funde.append(
                Datenfund("kopie-unlesbar", datei.id, angaben={"datei": datei.datei, "grund": fehler.satz})
            )
            continue
        teile.append(Teil(datei, tuple(eins.inhalt for eins in gelesen)))
        funde += merge_funde(datei.id, gelesen)
    return Inhalte(tuple(teile), tuple(funde))


def lies_alle(pfade: Sequence[Path], datei: Datei) -> tuple[Gelesen, ...]:
    """The content of every file of an entry."""
    return tuple(lies(pfad, datei) for pfad in pfade)


def merge_funde(id_: str, gelesen: Sequence[Gelesen]) -> Iterator[Datenfund]:
    """The findings of a collection: one per code and parameters, with the first place and all together counted."""
    je: Mapping[tuple[str, str], list[Datenfund]] = defaultdict(list)
    for fund in (fund for eins in gelesen for fund in eins.funde):
        je[fund.code, str(sorted(fund.angaben.items(), key=lambda paar: paar[0]))].append(fund)
    for gruppe in je.values():
        yield gruppe[0]._replace(datei=id_, anzahl=sum(fund.anzahl for fund in gruppe))
