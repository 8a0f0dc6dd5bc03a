"""What the files of a Vorhaben hold, read once and put together by kind: the ground all computations about a Quartier stand on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wegweiser.model.befragung import Befragung
from wegweiser.model.daten import Datei, Datenfund
from wegweiser.model.kennzahl import Kennzahlwert
from wegweiser.model.potenzial import Akteur, Beziehung, Brache, Leerstand
from wegweiser.model.raum import Orte, Quartier, Raum, Wege, Zellen


@dataclass(frozen=True, eq=False, kw_only=True)
class Grundlage:
    """All typed content; empty or None where no file has it.

    `gitter` holds the grids by source and width ("zensus-2022:100"), never mixed: features of two censuses are not defined
    alike. `raeume` and `befragungen` stand under the id of their file. `dateien` are those that were read; a copy that is
    missing or changed is not among them, but among the findings.
    """

    dateien: tuple[Datei, ...] = ()
    gitter: Mapping[str, Zellen] = field(default_factory=dict)
    raeume: Mapping[str, tuple[Raum, ...]] = field(default_factory=dict)
    orte: Orte | None = None
    nadeln: Orte | None = None
    wege: Wege | None = None
    kennzahlen: tuple[Kennzahlwert, ...] = ()
    befragungen: Mapping[str, Befragung] = field(default_factory=dict)
    leerstaende: tuple[Leerstand, ...] = ()
    brachen: tuple[Brache, ...] = ()
    akteure: tuple[Akteur, ...] = ()
    beziehungen: tuple[Beziehung, ...] = ()
    quartier: Quartier | None = None
    funde: tuple[Datenfund, ...] = ()

    @property
    def zellen(self) -> Zellen | None:
        """The grid to compute with: the latest census, its smallest cells, with inhabitants where there are any."""
        if not self.gitter:
            return None
        return max(self.gitter.items(), key=lambda paar: _rang(*paar))[1]

    @property
    def nennungen(self) -> tuple[str, ...]:
        """The credit lines of all files, each once."""
        return tuple(dict.fromkeys(d.herkunft.nennung for d in self.dateien if d.herkunft.nennung))


def _rang(name: str, zellen: Zellen) -> tuple[bool, str, int]:
    return "einwohner" in zellen.merkmale, name.partition(":")[0], -zellen.weite
