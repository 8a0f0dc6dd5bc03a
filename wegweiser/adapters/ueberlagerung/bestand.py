"""What is there below: every part of a guide by kind and id, with the list it stands in."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wegweiser.adapters.ueberlagerung.baum import find_feld, find_id, index_ids, list_teile, set_teile
from wegweiser.adapters.yaml_lesen import Dokument

KOPF = "leitfaden.yaml"
QUELLEN = "quellen.yaml"


class Teil(NamedTuple):
    """A record and the list it stands in."""

    liste: Dokument
    dokument: Dokument


class Bestand:
    """The documents of the guides below, put together so far; changed in place."""

    def __init__(self, dokumente: dict[str, Dokument]) -> None:
        self.dokumente = dokumente
        self._gelesen: dict[str, dict[str, Teil]] = {}
        self._besitzer: dict[str, dict[str, Dokument]] = {}
        self._in_listen: dict[int, dict[str, Dokument]] = {}

    @property
    def kopf(self) -> Dokument:
        """The head of the guide."""
        return self.dokumente[KOPF]

    def vergiss(self) -> None:
        """Lists have changed: look anew next time."""
        self._gelesen.clear()
        self._besitzer.clear()
        self._in_listen.clear()

    def abschnitte(self) -> dict[str, Dokument]:
        """The Abschnitte by id, in their order."""
        liste = find_feld(self.kopf, "abschnitte")
        namen = {teil.daten: f"abschnitte/{teil.daten}.yaml" for teil in list_teile(liste)} if liste else {}
        return {id_: self.dokumente[name] for id_, name in namen.items() if name in self.dokumente}

    def kataloge(self) -> dict[str, Dokument]:
        """The catalogues by their names."""
        gefunden = [d for name, d in self.dokumente.items() if name.startswith("kataloge/")]
        return {str(k.daten): d for d in gefunden if (k := find_feld(d, "katalog")) is not None}

    def teile(self, art: str) -> dict[str, Teil]:
        """All records of a free kind by id."""
        if art not in self._gelesen:
            fertig: dict[str, Teil] = {}
            for liste in self._listen(art):
                for teil in list_teile(liste):
                    id_ = find_id(teil)
                    if id_ is not None:
                        fertig.setdefault(id_, Teil(liste, teil))
            self._gelesen[art] = fertig
        return self._gelesen[art]

    def _listen(self, art: str) -> Iterator[Dokument]:
        match art:
            case "regeln":
                dateien = [d for name, d in self.dokumente.items() if name.startswith("regeln/")]
                gefunden = [find_feld(datei, "regeln") for datei in dateien]
            case "quellen":
                gefunden = [self.dokumente.get(QUELLEN)]
            case "fragen":
                gefunden = [find_feld(teil.dokument, "fragen") for teil in self.teile("schritte").values()]
            case _:
                gefunden = [find_feld(abschnitt, art) for abschnitt in self.abschnitte().values()]
        yield from (liste for liste in gefunden if liste is not None and isinstance(liste.daten, list))

    def besitzer(self, art: str) -> dict[str, Dokument]:
        """Whom the lists of a bound kind belong to: questions, Schritte, Abschnitte or catalogues."""
        if art not in self._besitzer:
            self._besitzer[art] = self._list_besitzer(art)
        return self._besitzer[art]

    def _list_besitzer(self, art: str) -> dict[str, Dokument]:
        match art:
            case "kataloge":
                return self.kataloge()
            case "schritte" | "abgeleitet":
                return self.abschnitte()
            case "fragen":
                return {id_: teil.dokument for id_, teil in self.teile("schritte").items()}
            case _:
                return {id_: teil.dokument for id_, teil in self.teile("fragen").items()}

    def liste(self, art: str, besitzer: Dokument) -> Dokument | None:
        """The list of a kind in its owner; None where the owner has none."""
        liste = find_feld(besitzer, "eintraege" if art == "kataloge" else art)
        return liste if liste is not None and isinstance(liste.daten, list) else None

    def teile_in(self, liste: Dokument) -> dict[str, Dokument]:
        """The records of one list by id."""
        marke = id(liste.wurzel)
        if marke not in self._in_listen:
            self._in_listen[marke] = index_ids(liste)
        return self._in_listen[marke]

    def setze(self, liste: Dokument, teile: Sequence[Dokument]) -> None:
        """Other records in a list."""
        set_teile(liste, teile)
        self.vergiss()

    def entferne(self, teile: Iterable[Teil]) -> None:
        """Take records out of their lists, every list only once."""
        listen: dict[int, tuple[Dokument, set[int]]] = {}
        for teil in teile:
            _, weg = listen.setdefault(id(teil.liste.wurzel), (teil.liste, set()))
            weg.add(id(teil.dokument.wurzel))
        for liste, weg in listen.values():
            set_teile(liste, [t for t in list_teile(liste) if id(t.wurzel) not in weg])
        self.vergiss()
