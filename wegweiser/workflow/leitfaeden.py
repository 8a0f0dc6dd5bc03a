"""Guides: load a sound one, check one, list the shipped ones."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wegweiser.adapters.inhalte import find_leitfaden, list_leitfadenordner
from wegweiser.adapters.leitfaeden import Entwurf, build_entwurf, load_dateien
from wegweiser.adapters.zwischenspeicher import load_kopie, save_kopie
from wegweiser.errors import LeitfadenError
from wegweiser.model.befund import Befund
from wegweiser.model.leitfaden import Leitfaden
from wegweiser.workflow.umfeld import Umfeld

if TYPE_CHECKING:
    from wegweiser.core.pruefung import Fund
    from wegweiser.model.vergleich import Vergleich


def load_leitfaden(name: str, umfeld: Umfeld) -> Leitfaden:
    """A sound guide by id or path; raises LeitfadenError with every finding."""
    dateien = load_dateien(find_leitfaden(name))
    kopie = load_kopie(umfeld.zwischenspeicher, dateien.pruefsumme)
    if kopie is not None:
        return kopie
    leitfaden, befunde = _check_dateien(dateien.ordner)
    fehler = [str(befund) for befund in befunde if befund.stufe == "fehler"]
    if leitfaden is None or fehler:
        ordner, anzahl = dateien.ordner, format_anzahl(fehler)
        raise LeitfadenError("leitfaden-befunde", fehler, ordner=ordner, anzahl=anzahl)
    save_kopie(umfeld.zwischenspeicher, leitfaden)
    return leitfaden


def check_leitfaden(name: str) -> tuple[Befund, ...]:
    """Every finding about a guide, in the order of its files."""
    return _check_dateien(find_leitfaden(name))[1]


def _check_dateien(ordner: Path) -> tuple[Leitfaden | None, tuple[Befund, ...]]:
    entwurf = build_entwurf(load_dateien(ordner))
    return entwurf.leitfaden, check_entwurf(entwurf)


def check_entwurf(entwurf: Entwurf) -> tuple[Befund, ...]:
    """What is wrong with its form or, where that is sound, with what it says."""
    from wegweiser.core.pruefung import check_leitfaden as find_funde
    from wegweiser.core.sprachen import check_uebersetzungen

    if entwurf.leitfaden is None:
        return _sort_befunde((*entwurf.befunde, *entwurf.hinweise))
    funde = (*find_funde(entwurf.leitfaden), *check_uebersetzungen(entwurf.leitfaden))
    return (*entwurf.hinweise, *build_befunde(entwurf, funde))


def _sort_befunde(befunde: Sequence[Befund]) -> tuple[Befund, ...]:
    """By file, in the order in which files first had one, and from top to bottom."""
    folge = {datei: nr for nr, datei in enumerate(dict.fromkeys(befund.datei for befund in befunde))}
    return tuple(sorted(befunde, key=lambda b: (folge[b.datei], b.zeile, b.spalte)))


def build_befunde(entwurf: Entwurf, funde: Iterable["Fund"]) -> tuple[Befund, ...]:
    """Findings with file, line and column, each once, in the order of the files."""
    namen = {dokument.datei: nr for nr, dokument in enumerate(entwurf.dokumente.values())}
    paare = [(fund, _build_befund(entwurf, fund)) for fund in funde]
    befunde = {str(befund): befund for fund, befund in paare if not _ist_nur_verborgen(fund, befund)}
    ordnung = {text: (namen.get(b.datei, -1), b.zeile, b.spalte) for text, b in befunde.items()}
    return tuple(befunde[text] for text in sorted(befunde, key=ordnung.__getitem__))


def _ist_nur_verborgen(fund: "Fund", befund: Befund) -> bool:
    """What was renamed to something that this city hides still was renamed."""
    return befund.code == "verborgen-gebraucht" and fund.ort[0] in {"umbenannt", "ersetzt"}


def _build_befund(entwurf: Entwurf, fund: "Fund") -> Befund:
    if fund.datei in entwurf.dokumente:
        befund = entwurf.dokumente[fund.datei].befund(fund.ort, fund.code, fund.angaben, fund.versatz)
        from wegweiser.adapters.ueberlagerung.schichten import explain_verborgenes

        return explain_verborgenes(befund, entwurf.verborgen)
    return Befund(datei=fund.datei, zeile=1, spalte=1, code=fund.code, angaben=fund.angaben)


def find_stellen(name: str, funde: Iterable["Fund"]) -> tuple[Befund, ...]:
    """Findings about a sound guide, with file, line and column, in their own order."""
    entwurf = build_entwurf(load_dateien(find_leitfaden(name)))
    return tuple(_build_befund(entwurf, fund) for fund in funde)


def list_leitfaeden(umfeld: Umfeld) -> tuple[Leitfaden, ...]:
    """The shipped guides."""
    return tuple(load_leitfaden(str(ordner), umfeld) for ordner in list_leitfadenordner())


def format_anzahl(befunde: Sequence[object]) -> str:
    """How many findings, as the object of a sentence."""
    return "einen Befund" if len(befunde) == 1 else f"{len(befunde)} Befunde"


def compare_leitfaeden(alt: str, neu: str, umfeld: Umfeld) -> "Vergleich":
    """What differs between two sound guides, each by id or path."""
    from wegweiser.core.vergleich import compare_leitfaeden as compare

    return compare(load_leitfaden(alt, umfeld), load_leitfaden(neu, umfeld))


def render_vergleich(vergleich: "Vergleich") -> str:
    """The same for programs."""
    from wegweiser.adapters.json_ausgabe import render_json

    return render_json(vergleich)
