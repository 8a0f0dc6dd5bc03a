"""The figures of a Quartier out of all files: which areas of the statistics it is, which cells, and who lives there."""

from collections.abc import Sequence

from wegweiser.core.indikatoren.gitter import compute_gitter
from wegweiser.core.indikatoren.indikatoren import compute_indikatoren
from wegweiser.core.indikatoren.quartier import combine_indikatoren
from wegweiser.core.indikatoren.wissen import Indikatorwissen, build_wissen
from wegweiser.core.raum.ausschnitt import clip_zellen, fold
from wegweiser.model.daten import Datei
from wegweiser.model.grundlage import Grundlage
from wegweiser.model.kennzahl import Indikatorwert, Spanne
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.model.quartiersbild import Altersgruppe
from wegweiser.model.raum import Quartier, Zellen

# The age groups of a picture, youngest first: indicator and where it stands in the catalogue of indicators.
_ALTER = ("anteil-unter-18", "anteil-18-29", "anteil-30-49", "anteil-50-64", "anteil-ab-65", "anteil-ab-80")


def compute_kennzahlen(
    leitfaden: Leitfaden, grundlage: Grundlage, zellen: Zellen | None
) -> tuple[Indikatorwert, ...]:
    """Every indicator that can be told, compared with the city where one is known."""
    wissen = build_wissen(leitfaden)
    quartier = grundlage.quartier
    if not wissen.indikatoren or quartier is None:
        return ()
    raeume = find_raumkennungen(grundlage, quartier)
    statistik = compute_indikatoren(wissen, grundlage.kennzahlen, raeume) if raeume else ()
    gitter, stadt = _compute_zellwerte(wissen, grundlage, quartier, zellen)
    return combine_indikatoren(wissen, statistik, gitter, stadt)


def find_raumkennungen(grundlage: Grundlage, quartier: Quartier) -> tuple[str, ...]:
    """The areas of the statistics the Quartier consists of: those whose name it bears."""
    namen = {fold(teil) for teil in quartier.titel.split(",")}
    return tuple(dict.fromkeys(k.raum_id for k in grundlage.kennzahlen if fold(k.raum) in namen))


def _compute_zellwerte(
    wissen: Indikatorwissen, grundlage: Grundlage, quartier: Quartier, zellen: Zellen | None
) -> tuple[tuple[Indikatorwert, ...], tuple[Indikatorwert, ...]]:
    """The same indicators from the cells of the Quartier and of the city."""
    if zellen is None or grundlage.zellen is None:
        return (), ()
    datei = find_gitterdatei(grundlage.dateien)
    jahr = int(datei.lesart.get("jahr", "0") or 0) if datei else 0
    id_ = datei.id if datei else ""
    eigene = compute_gitter(wissen, zellen, raum=quartier.titel, jahr=jahr, datei=id_)
    if quartier.stadt is None:
        return eigene, ()
    ganze = clip_zellen(grundlage.zellen, Quartier(titel="", flaeche=quartier.stadt))
    return eigene, compute_gitter(wissen, ganze, raum="", jahr=jahr, datei=id_)


def find_gitterdatei(dateien: Sequence[Datei]) -> Datei | None:
    """The file the grid comes from."""
    return next((datei for datei in dateien if datei.art == "zellen"), None)


def build_altersaufbau(werte: Sequence[Indikatorwert]) -> tuple[Altersgruppe, ...]:
    """Shares of age groups beside those of the city; less than two are no structure."""
    nach_id = {wert.indikator: wert for wert in werte}
    gruppen = tuple(
        Altersgruppe(
            id=id_, titel=nach_id[id_].titel, quartier=nach_id[id_].wert, stadt=_find_stadt(nach_id[id_])
        )
        for id_ in _ALTER
        if id_ in nach_id
    )
    return gruppen if len(gruppen) > 1 else ()


def _find_stadt(wert: Indikatorwert) -> Spanne | None:
    return next((v.wert for v in wert.vergleiche if v.art == "stadt"), None)
