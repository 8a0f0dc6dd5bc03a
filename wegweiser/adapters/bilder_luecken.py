"""Gaps from data as SVG: services down, Zielgruppen across. What is not known is a hole in the picture, never a light cell."""

from collections.abc import Iterator, Mapping, Sequence

from wegweiser.adapters import svg
from wegweiser.adapters.bilder import BREITE, Worte
from wegweiser.adapters.svg import brich, kasten, schraffur, schrift
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.lueckenindex import ALLE, Dienstluecke, Gruppenluecke, Lueckenbild

MAX_DIENSTE, MAX_GRUPPEN = 14, 7
_NAMEN, _RANG, _HOCH, _KOPF, _SPALTE = 170.0, 62.0, 32.0, 44.0, 124.0
_STUFE = {"gering": 0, "mittel": 1, "hoch": 2, "sehr-hoch": 3}
_SCHWACH = 2  # below this strength of evidence a cell is hatched


def build_datenmatrix(bild: Lueckenbild, gruppen: Mapping[str, str], worte: Worte) -> str:
    """The gap values (0 to 4) per service and Zielgruppe, in the order of their rank; `gruppen` are the titles."""
    groessere = [dienst for dienst in bild.luecken if dienst.klasse != "gering"]
    dienste = (*(groessere or bild.luecken), *bild.ohne_index)[:MAX_DIENSTE]
    spalten = list_spalten(dienste)
    b = min(_SPALTE, (BREITE - _NAMEN - _RANG) / max(len(spalten), 1))
    teile = [*_kopf(spalten, gruppen, b, worte)]
    for nr, dienst in enumerate(dienste):
        teile += _zeile(dienst, spalten, _KOPF + nr * (_HOCH + 4), b, worte)
    y = _KOPF + len(dienste) * (_HOCH + 4) + 8
    teile += [*_legende(y, worte)]
    gezeigt = {*spalten}
    fremde = dict.fromkeys(g.gruppe for d in dienste for g in d.gruppen if g.gruppe not in gezeigt)
    namen = ", ".join(gruppen.get(id_, id_) for id_ in fremde)
    ohne = brich(f"{worte['ohne_gruppe']}: {namen}.", BREITE, 10.5) if fremde else []
    teile.append(svg.absatz(0, y + 58, ohne, groesse=10.5, farbe=svg.GRAU))
    saetze = " ".join(_in_worten(dienst, gruppen, worte) for dienst in dienste)
    return svg.bild(f"{worte['matrix_daten']} {saetze}", BREITE, y + 48 + 13.2 * len(ohne), teile)


def list_spalten(dienste: Sequence[Dienstluecke]) -> list[str]:
    """The Zielgruppen something is known of, those of most services first; everybody leads."""
    anzahl: dict[str, int] = {}
    for dienst in dienste:
        for gruppe in dienst.gruppen:
            anzahl[gruppe.gruppe] = anzahl.get(gruppe.gruppe, 0) + (gruppe.luecke is not None)
    bekannt = [id_ for id_ in anzahl if anzahl[id_] or id_ == ALLE]
    return sorted(bekannt, key=lambda id_: (id_ != ALLE, -anzahl[id_]))[:MAX_GRUPPEN]


def _kopf(spalten: Sequence[str], gruppen: Mapping[str, str], b: float, worte: Worte) -> Iterator[str]:
    for nr, id_ in enumerate(spalten):
        zeilen = brich(gruppen.get(id_, id_), b - 4, 10.5, zeilen=3)
        for i, zeile in enumerate(zeilen):
            y = _KOPF - 8 - (len(zeilen) - 1 - i) * 12
            yield schrift(_NAMEN + (nr + 0.5) * b, y, zeile, groesse=10.5, anker="middle", fett=id_ == ALLE)
    yield schrift(BREITE, _KOPF - 8, worte["rang"], groesse=10.5, anker="end")


def _zeile(dienst: Dienstluecke, spalten: Sequence[str], y: float, b: float, worte: Worte) -> Iterator[str]:
    zeilen = brich(dienst.titel or dienst.dienst, _NAMEN - 10, 12)
    yield svg.absatz(0, y + (20 if len(zeilen) == 1 else 13), zeilen)
    nach_gruppe = {gruppe.gruppe: gruppe for gruppe in dienst.gruppen}
    for nr, id_ in enumerate(spalten):
        yield from _zelle(nach_gruppe.get(id_), _NAMEN + nr * b + 1.5, y, b - 3, worte)
    yield schrift(
        BREITE,
        y + 20,
        _format_rang(dienst),
        anker="end",
        fett=dienst.spanne is not None and dienst.spanne.stabil,
    )


def _format_rang(dienst: Dienstluecke) -> str:
    if dienst.rang is None:
        return "–"
    if dienst.spanne is None or dienst.spanne.von == dienst.spanne.bis:
        return str(dienst.rang)
    return f"{dienst.rang} ({dienst.spanne.von}–{dienst.spanne.bis})"


def _zelle(gruppe: Gruppenluecke | None, x: float, y: float, b: float, worte: Worte) -> Iterator[str]:
    mitte = x + b / 2
    if gruppe is None:  # not one of those this service matters to
        yield schrift(mitte, y + 20, "–", groesse=10.5, farbe=svg.LINIE, anker="middle")
        return
    if gruppe.lueckenwert is None:
        yield kasten(x, y, b, _HOCH, fuellung="#ffffff", rand=svg.GRAU, strich="2 3")
        yield schrift(mitte, y + 20, worte["unbekannt"], groesse=10.5, farbe=svg.GRAU, anker="middle")
        return
    stufe = _STUFE.get(gruppe.klasse or "", 0)
    farbe = "#ffffff" if stufe > 1 else svg.TINTE
    yield kasten(x, y, b, _HOCH, fuellung=svg.STUFEN[stufe], rand=svg.LINIE)
    if gruppe.belegstaerke < _SCHWACH:
        breit = 48 if gruppe.fehlt_ganz else 34
        yield schraffur(x, y, b, _HOCH, farbe="#ffffff" if stufe > 1 else svg.LINIE, abstand=9, staerke=1)
        yield kasten(mitte - breit / 2, y + 3, breit, 26, fuellung=svg.STUFEN[stufe])
    zahl = format_zahl(round(gruppe.lueckenwert, 1))
    yield schrift(mitte, y + 17, zahl, groesse=14, farbe=farbe, fett=True, anker="middle")
    if gruppe.fehlt_ganz:
        yield schrift(mitte, y + 27, worte["fehlt_ganz"], groesse=8.5, farbe=farbe, anker="middle")
    else:
        yield from _belegpunkte(mitte - 7, y + 24, gruppe.belegstaerke, farbe)


def _belegpunkte(x: float, y: float, staerke: int, farbe: str) -> Iterator[str]:
    """Three dots, as many filled as the evidence is strong."""
    for nr in range(3):
        yield svg.punkt(x + nr * 7, y, 1.8, fuellung=farbe if nr < staerke else "none", rand=farbe).replace(
            "1.4", "0.8"
        )


def _legende(y: float, worte: Worte) -> Iterator[str]:
    x = 0.0
    for name, stufe in _STUFE.items():
        yield kasten(x, y, 22, 12, fuellung=svg.STUFEN[stufe], rand=svg.LINIE)
        yield schrift(x + 28, y + 10, worte[name], groesse=11, farbe=svg.GRAU)
        x += svg.breite(worte[name], 11) + 50
    yield kasten(x, y, 22, 12, rand=svg.LINIE, strich="2 3")
    yield schrift(x + 28, y + 10, worte["unbekannt_lang"], groesse=11, farbe=svg.GRAU)
    yield from _belegpunkte(4, y + 25, 3, svg.GRAU)
    yield svg.absatz(
        28, y + 28, brich(worte["beleg_legende"], BREITE - 30, 10.5), groesse=10.5, farbe=svg.GRAU
    )


def _in_worten(dienst: Dienstluecke, gruppen: Mapping[str, str], worte: Worte) -> str:
    teile = []
    for gruppe in dienst.gruppen:
        name = gruppen.get(gruppe.gruppe, gruppe.gruppe)
        if gruppe.lueckenwert is None:
            teile.append(f"{name} {worte['unbekannt_lang']}")
        else:
            beleg = worte["beleg"].format(staerke=gruppe.belegstaerke)
            teile.append(f"{name} {format_zahl(round(gruppe.lueckenwert, 1))} ({beleg})")
    rang = (
        worte["rang_satz"].format(rang=_format_rang(dienst))
        if dienst.rang is not None
        else worte["ohne_rang"]
    )
    return f"{dienst.titel or dienst.dienst}, {rang}: {', '.join(teile)}."
