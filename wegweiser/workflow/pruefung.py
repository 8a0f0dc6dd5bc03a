"""The thorough check of a guide: everything that can be known about it without a person."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wegweiser.adapters.inhalte import find_leitfaden
from wegweiser.adapters.leitfaeden import Entwurf, Leitfadendateien, build_entwurf, load_dateien
from wegweiser.model.befund import Befund
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.workflow.leitfaeden import build_befunde, check_entwurf

if TYPE_CHECKING:
    from wegweiser.core.pruefung import Fund


def check_gruendlich(name: str, stichtag: date) -> tuple[Befund, ...]:
    """Every error or, where there is none, every hint; figures age against `stichtag`."""
    return check_dateien(load_dateien(find_leitfaden(name)), stichtag)


def check_dateien(dateien: Leitfadendateien, stichtag: date) -> tuple[Befund, ...]:
    """The same for a guide whose files are read already."""
    entwurf = build_entwurf(dateien)
    befunde = check_entwurf(entwurf)
    if entwurf.leitfaden is None or any(befund.stufe == "fehler" for befund in befunde):
        return (*befunde, *build_befunde(entwurf, _list_unbenutzte(entwurf)))
    funde = _list_funde(entwurf, entwurf.leitfaden, stichtag, _load_belege(dateien.ordner))
    eigene = f"{dateien.ordner.as_posix()}/"
    return (*befunde, *(b for b in build_befunde(entwurf, funde) if _geht_an(b, eigene)))


def _geht_an(befund: Befund, eigene: str) -> bool:
    """Hints about the guide this one is built on are a matter of its makers."""
    return befund.stufe == "fehler" or befund.datei.startswith(eigene)


def _list_funde(
    entwurf: Entwurf, leitfaden: Leitfaden, stichtag: date, belege: frozenset[str]
) -> Iterator["Fund"]:
    from wegweiser.core.logik import find_logikfunde
    from wegweiser.core.pruefung.gruendlich import check_gruendlich as find_gruendliche

    yield from _list_unbenutzte(entwurf)
    yield from find_gruendliche(leitfaden, stichtag, belege)
    yield from find_logikfunde(leitfaden)


def _list_unbenutzte(entwurf: Entwurf) -> Iterator["Fund"]:
    """Abschnitte the head does not name; they are told with errors too, since these often come from there."""
    from wegweiser.core.pruefung.fund import Fundort

    genannt = (
        {f"abschnitte/{id_}.yaml" for id_ in entwurf.leitfaden.kopf.abschnitte}
        if entwurf.leitfaden
        else set()
    )
    for datei in entwurf.dokumente if entwurf.leitfaden else ():
        if datei.startswith("abschnitte/") and datei not in genannt:
            yield Fundort(datei).fund("datei-unbenutzt")


def _load_belege(ordner: Path) -> frozenset[str]:
    """The sources that answers of the journeys name; a journey that cannot be read is a matter of `testen`."""
    from wegweiser.adapters.reisen import check_reise

    faelle = [
        fall for pfad in sorted((ordner / "reisen").glob("*.yaml")) for fall in check_reise(pfad).faelle
    ]
    return frozenset(beleg for fall in faelle for beleg in _list_belege(fall.antworten.daten))


def _list_belege(daten: Any) -> Iterator[str]:  # noqa: ANN401 - answers as they stand in YAML
    if isinstance(daten, dict):
        belege = daten.get("belege")
        yield from (str(beleg) for beleg in belege) if isinstance(belege, list) else ()
    for teil in daten.values() if isinstance(daten, dict) else daten if isinstance(daten, list) else ():
        yield from _list_belege(teil)
