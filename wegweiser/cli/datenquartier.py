"""`daten quartier`: the boundary by name, as a circle, or from a file; then what lies inside it."""

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wegweiser import workflow
from wegweiser.cli.ausgabe import Satz, format_befehl, print_saetze
from wegweiser.cli.datenansicht import build_fund_json
from wegweiser.cli.dateneinlesen import Ablauf, Lesewunsch, run_einlesen
from wegweiser.cli.datenfragen import ask_wahl
from wegweiser.cli.datenworte import Herkunftswunsch
from wegweiser.cli.kommandos import build_front, build_umfeld, melde, print_json
from wegweiser.cli.umgebung import Umgebung, read_umgebung
from wegweiser.errors import BenutzungError, DatenError, EingabeError
from wegweiser.model.base import replace
from wegweiser.model.daten import Quartierangabe
from wegweiser.model.deutsch_format import format_zahl, parse_zahl
from wegweiser.workflow import daten

if TYPE_CHECKING:
    from wegweiser.workflow.quartier import Quartierzahlen, Treffer

_BREITE, _LAENGE = (47.0, 55.2), (5.5, 15.5)  # degrees of Germany: which number is which
_RADIUS = (100, 5000)
_GENANNT = 8
_KEINE_GEBIETE = frozenset({"daten-spalten", "daten-andere-art", "daten-unbekannt", "daten-ohne-koordinaten"})
_OFFEN = frozenset({"einlesen-unsicher", "einlesen-offen"})


class Wunsch(NamedTuple):
    """What was typed about the boundary."""

    raum: str = ""
    datei: str = ""
    umkreis: str = ""
    um: str = ""
    titel: str = ""


def run_quartier(ordner: Path, wunsch: Wunsch, ablauf: Ablauf) -> None:
    """Choose and note the boundary; without any of the options only show it."""
    from wegweiser.workflow.quartier import count_quartier, save_quartier

    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung, ablauf.kuerzel)
    stand = workflow.load_stand(ordner, umfeld)
    if any(wunsch[:4]):
        _check_wunsch(wunsch)
        datei = _find_datei(ordner, wunsch.datei, ablauf) if wunsch.datei else ""
        angabe = _build_angabe(ordner, wunsch._replace(datei=datei), umgebung, ablauf, stand.vorhaben.titel)
        save_quartier(ordner, angabe, umfeld)
    grundlage = daten.load_grundlage(ordner)
    zahlen = count_quartier(grundlage)
    if zahlen is None:
        raise EingabeError("quartier-offen", ordner=ordner)
    if ablauf.als_json:
        print_json(_build_json(zahlen))
    else:
        print_saetze(_build_saetze(ordner, zahlen), farbig=umgebung.farbig)


def _check_wunsch(wunsch: Wunsch) -> None:
    kreis = bool(wunsch.umkreis or wunsch.um)
    if kreis and (wunsch.raum or wunsch.datei or not (wunsch.umkreis and wunsch.um)):
        raise BenutzungError("quartier-wie")


def _find_datei(ordner: Path, text: str, ablauf: Ablauf) -> str:
    """The id of a file that was taken in; one that lies outside is taken in first."""
    try:
        return daten.find_datei(ordner, text).id
    except EingabeError:
        pfad = Path(text)
        if not pfad.exists():
            raise
    dabei = ablauf._replace(als_json=False, weiter=False)
    try:
        run_einlesen(ordner, [pfad], Lesewunsch(als="raeume"), Herkunftswunsch(), dabei)
    except DatenError as fehler:
        raise _explain(ordner, pfad, fehler) from None
    return daten.find_datei(ordner, pfad.name).id


def _explain(ordner: Path, pfad: Path, fehler: DatenError) -> DatenError:
    """Hints on options that only `daten einlesen` has become what works here."""
    if fehler.code in _KEINE_GEBIETE:
        return DatenError("quartier-datei-ohne-gebiete", pfad=pfad)
    if fehler.code in _OFFEN:
        option = fehler.angaben.get("option", "")
        return DatenError(
            "quartier-erst-einlesen",
            grund=fehler.satz,
            ordner=ordner,
            pfad=shlex.quote(str(pfad)),
            option=option,
        )
    return fehler


def _build_angabe(
    ordner: Path, wunsch: Wunsch, umgebung: Umgebung, ablauf: Ablauf, vorhaben: str
) -> Quartierangabe:
    from wegweiser.workflow import quartier as q

    raeume = daten.load_raeume(ordner)
    if wunsch.umkreis:
        laenge, breite = parse_punkt(wunsch.um)
        if not ablauf.als_json and _list_zahlen(wunsch.um)[0] == laenge:
            melde(
                f"--um ist als Länge {_format_grad(laenge)} und Breite {_format_grad(breite)} gelesen; üblich ist BREITE,LÄNGE."
            )
        return q.build_kreisangabe(
            laenge, breite, _parse_radius(wunsch.umkreis), wunsch.titel or vorhaben, raeume
        )
    if wunsch.datei and wunsch.datei not in raeume:
        raise EingabeError("quartier-keine-raeume", datei=wunsch.datei)
    if not wunsch.raum:
        return q.build_dateiangabe(wunsch.datei, wunsch.titel or vorhaben, raeume)
    bestand = daten.load_bestand(ordner)
    moeglich = q.merge_gleiche(q.find_treffer(raeume, wunsch.raum, wunsch.datei), bestand)
    treffer = _choose(moeglich, wunsch.raum, umgebung, ablauf)
    if treffer.auch and not ablauf.als_json:
        auch = ", ".join(f"„{id_}“" for id_ in treffer.auch)
        melde(f"Dasselbe Gebiet steht auch in {auch}; genommen ist die neuere Datei, „{treffer.datei}“.")
    angabe = q.build_angabe(treffer, raeume)
    return replace(angabe, titel=wunsch.titel or angabe.titel)


def _choose(treffer: "tuple[Treffer, ...]", text: str, umgebung: Umgebung, ablauf: Ablauf) -> "Treffer":
    """The one area; of several a person chooses, a program gets them all named."""
    if len(treffer) == 1:
        return treffer[0]
    if not sys.stdin.isatty() or ablauf.als_json:
        genannt = "; ".join(_nenne(eins) for eins in treffer[:_GENANNT])
        mehr = f" und {len(treffer) - _GENANNT} weitere" if len(treffer) > _GENANNT else ""
        raise EingabeError(
            "quartier-mehrdeutig",
            text=text,
            moeglich=genannt + mehr,
            datei=treffer[0].datei,
            beispiel=treffer[0].raum.id,
        )
    front = build_front(umgebung, schlicht=ablauf.schlicht)
    front.zeige([Satz(f"„{text}“ kann mehreres heißen. Was ist gemeint?", "frage")])
    moeglich = [(str(nr), _nenne(eins)) for nr, eins in enumerate(treffer)]
    return treffer[int(ask_wahl(front, "Nummer", moeglich, None))]


def _nenne(treffer: "Treffer") -> str:
    raum = treffer.raum
    flaeche = f"{raum.flaeche.area / 1e6:.1f}".replace(".", ",")
    return f"{raum.name} (Schlüssel {raum.id}, {raum.ebene}, {flaeche} km², Datei {treffer.datei})"


def parse_punkt(text: str) -> tuple[float, float]:
    """Longitude and latitude of a point in Germany, in either order; raises EingabeError."""
    zahlen = _list_zahlen(text)
    for laenge, breite in (zahlen[::-1], zahlen) if len(zahlen) == 2 else ():  # noqa: PLR2004 - two degrees
        if _LAENGE[0] <= laenge <= _LAENGE[1] and _BREITE[0] <= breite <= _BREITE[1]:
            return laenge, breite
    raise EingabeError("quartier-punkt", text=text)


def _list_zahlen(text: str) -> list[float]:
    """The numbers in the order they were typed; none where something else stands among them."""
    teile = re.findall(r"-?\d+(?:[.,]\d+)?", text) if re.search(r"[\s;]", text.strip()) else _split(text)
    try:
        return [float(teil.replace(",", ".")) for teil in teile]
    except ValueError:
        return []


def _format_grad(zahl: float) -> str:
    return f"{zahl:.4f}".rstrip("0").rstrip(".").replace(".", ",")


def _split(text: str) -> list[str]:
    """„51.51,7.38“, also „51,51,7,38“."""
    teile = text.strip().split(",")
    return [".".join(teile[:2]), ".".join(teile[2:])] if len(teile) == 4 else teile  # noqa: PLR2004 - as above


def _parse_radius(text: str) -> float:
    zahl = float(parse_zahl(text.strip().removesuffix("m").strip()))
    if not _RADIUS[0] <= zahl <= _RADIUS[1]:
        raise EingabeError("quartier-radius", text=text, von=_RADIUS[0], bis=format_zahl(_RADIUS[1]))
    return zahl


def _build_saetze(ordner: Path, zahlen: "Quartierzahlen") -> Iterator[Satz]:
    yield Satz(f"Quartier „{zahlen.quartier.titel}“", "titel")
    flaeche = f"{zahlen.flaeche_km2:.2f}".replace(".", ",")
    if zahlen.lage and zahlen.einwohner is None:
        yield Satz(f"{flaeche} km²", einzug=2)
    elif zahlen.einwohner is None:
        yield Satz(f"{flaeche} km²", einzug=2)
        yield Satz(
            "Wie viele Menschen dort leben, sagt erst ein eingelesenes Zensusgitter.", "leise", einzug=2
        )
    else:
        zellen = f"{format_zahl(zahlen.zellen)} Zellen des Gitters"
        yield Satz(f"{flaeche} km², {format_zahl(zahlen.einwohner)} Menschen in {zellen}", einzug=2, haenge=2)
    if zahlen.unbekannt:
        yield Satz(
            f"In {format_zahl(zahlen.unbekannt)} Zellen ist die Zahl gesperrt; es sind also mehr.",
            einzug=2,
            haenge=2,
        )
    for fund in zahlen.lage:
        yield Satz(f"Achtung: {fund.satz}", "warnung", einzug=2, haenge=2)
    for hinweis in dict.fromkeys(fund.hinweis for fund in zahlen.lage):
        yield Satz(hinweis, einzug=4)
    angabe = daten.load_bestand(ordner).quartier
    if angabe and zahlen.quartier.stadt is None:
        yield Satz(_format_ohne_stadt(angabe), "leise", einzug=2, haenge=2)
    yield Satz(f"Weiter: {format_befehl('auswerten', ordner)}")


def _format_ohne_stadt(angabe: Quartierangabe) -> str:
    """Why nothing is compared with the city."""
    if angabe.stadt:
        return "Das ist alles, was von der Stadt eingelesen ist; Vergleiche mit ihr gibt es darum nicht."
    if angabe.art == "datei":
        return "Ist das die ganze Stadt, gibt es nichts, womit zu vergleichen wäre; sonst fehlt noch ihre Grenze."
    return "Die Grenze der ganzen Stadt fehlt noch; Vergleiche mit ihr sind so nicht möglich."


def _build_json(zahlen: "Quartierzahlen") -> dict[str, object]:
    return {
        "titel": zahlen.quartier.titel,
        "flaeche_km2": round(zahlen.flaeche_km2, 4),
        "zellen": zahlen.zellen,
        "einwohner": zahlen.einwohner,
        "zellen_unbekannt": zahlen.unbekannt,
        "stadt": zahlen.quartier.stadt is not None,
        "befunde": [build_fund_json(fund) for fund in zahlen.lage],
    }
