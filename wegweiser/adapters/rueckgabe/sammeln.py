"""Collects what was filled in by question, wherever in the file its parts stand."""

from collections.abc import Mapping, Sequence

from wegweiser.model.rueckgabe import Feldname, Rueckfeld, Ruecklauf


class Sammlung:
    """The fields of one file; a line that was copied stays a second answer to the same question."""

    def __init__(self) -> None:
        self._laeufe: list[Ruecklauf] = []
        self._teile: dict[str, dict[str, Rueckfeld]] = {}
        self._fremdes: list[Rueckfeld] = []

    def add(self, adresse: str, stand: str, ort: str, felder: Mapping[Feldname, Rueckfeld]) -> None:
        """The fields beside a question."""
        self._laeufe.append(Ruecklauf(adresse, stand, ort, felder))

    def add_teil(self, adresse: str, option: str, feld: Rueckfeld) -> None:
        """The field beside one option of a question."""
        self._teile.setdefault(adresse, {})[option] = feld

    def add_tabelle(
        self,
        adresse: str,
        stand: str,
        ort: str,
        zeilen: Sequence[Mapping[str, Rueckfeld]],
        felder: Mapping[Feldname, Rueckfeld],
    ) -> None:
        """The filled rows of a table."""
        self._laeufe.append(Ruecklauf(adresse, stand, ort, felder, zeilen=tuple(zeilen)))

    def add_fremdes(self, feld: Rueckfeld) -> None:
        """Something that was filled in where no question is."""
        self._fremdes.append(feld)

    def build(self) -> tuple[Ruecklauf, ...]:
        """One entry per question, tables put together from both their places."""
        fertig: list[Ruecklauf] = []
        for lauf in self._laeufe:
            stelle = next((nr for nr, anderer in enumerate(fertig) if _gehoeren_zusammen(anderer, lauf)), None)  # fmt: skip
            if stelle is not None:
                fertig[stelle] = _fuege_zusammen(fertig[stelle], lauf)
            else:
                fertig.append(lauf._replace(teile=self._teile.pop(lauf.adresse, {})))
        for adresse, teile in self._teile.items():  # the line of the question itself was deleted
            fertig.append(Ruecklauf(adresse, "", next(iter(teile.values())).ort, teile=teile))
        fertig += [Ruecklauf("", "", feld.ort, {"antwort": feld}) for feld in self._fremdes]
        return tuple(fertig)


def _gehoeren_zusammen(a: Ruecklauf, b: Ruecklauf) -> bool:
    """The line of a table in the list of questions, and its rows on their own sheet."""
    return a.adresse == b.adresse and (a.zeilen is None) != (b.zeilen is None)


def _fuege_zusammen(a: Ruecklauf, b: Ruecklauf) -> Ruecklauf:
    zeilen = a.zeilen if a.zeilen is not None else b.zeilen
    ort = a.ort if a.zeilen is not None else b.ort
    return a._replace(ort=ort, zeilen=zeilen, felder={**b.felder, **a.felder})
