"""One indicator of an area out of counts: numerator and denominator of one file, ranges where something is withheld."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from wegweiser.core.indikatoren.alter import Altersspanne, parse_alter
from wegweiser.core.indikatoren.spannen import compute_anteil, divide, format_spanne, sum_spannen
from wegweiser.core.indikatoren.tabelle import Fund, Raumtabelle
from wegweiser.core.indikatoren.wissen import Indikatorwissen
from wegweiser.model.base import replace
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.indikator import Altersgrenze, Indikator
from wegweiser.model.kennzahl import Indikatorwert, Spanne, Werthinweis
from wegweiser.model.rechenweg import Rechenweg

EINWOHNER: Final = "einwohner"
_HOECHSTENS_ZEILEN: Final = 3


class Bezug(NamedTuple):
    """The areas an indicator is worked out for (their counts are added up), and what the guide says."""

    tabellen: tuple[Raumtabelle, ...]
    raum_id: str
    raum: str
    ebene: str
    jahr: int
    wissen: Indikatorwissen


class _Bruch(NamedTuple):
    zaehler: Fund
    nenner: Fund | None
    wert: Spanne | None


def compute_statistik(bezug: Bezug) -> dict[str, Indikatorwert]:
    """Every indicator that these figures hold, by id; ratios of ages once for each definition."""
    einwohner = _find(bezug, _list_einwohner(bezug.wissen), None)
    if einwohner is not None and len(bezug.tabellen) == 1:
        bezug.tabellen[0].check_alter(einwohner.anzahl)
    werte = {}
    for indikator in bezug.wissen.indikatoren:
        for grenze in _list_grenzen(indikator, bezug.wissen):
            wert = _compute(indikator, grenze, bezug)
            if wert is not None and (
                _is_ueblich(grenze, bezug.wissen) or "klasse-zerschnitten" not in wert.hinweise
            ):
                werte[wert.id] = wert
    return werte


def _is_ueblich(grenze: Altersgrenze | None, wissen: Indikatorwissen) -> bool:
    """Other age limits are worth a line only where the classes of the table meet them."""
    return grenze is None or grenze.id == wissen.standard


def _list_grenzen(indikator: Indikator, wissen: Indikatorwissen) -> Sequence[Altersgrenze | None]:
    eigene = {"jung", "mittel", "alt"} & {*indikator.zaehler, *indikator.nenner}
    return wissen.altersgrenzen if eigene else (None,)


def _list_einwohner(wissen: Indikatorwissen) -> tuple[str, ...]:
    return next((i.zaehler for i in wissen.indikatoren if i.id == EINWOHNER), ())


def _compute(indikator: Indikator, grenze: Altersgrenze | None, bezug: Bezug) -> Indikatorwert | None:
    bruch = _find_bruch(indikator, grenze, bezug)
    if bruch is not None and bruch.wert is not None:
        return withhold(_build_gezaehlt(indikator, grenze, bezug, bruch), indikator, bezug.wissen)
    if len(bezug.tabellen) == 1 and (fund := bezug.tabellen[0].find_anzahl(indikator.woerter)):
        return _build_geliefert(indikator, bezug, fund)
    return None


def _find_bruch(indikator: Indikator, grenze: Altersgrenze | None, bezug: Bezug) -> _Bruch | None:
    zaehler = _find(bezug, _ersetze(indikator.zaehler, grenze), None)
    if zaehler is None:
        return None
    if not indikator.nenner:
        return _Bruch(zaehler, None, zaehler.anzahl)
    mal = indikator.mal or 1
    alter = parse_alter(indikator.zaehler[0])
    if alter is not None and indikator.nenner == (EINWOHNER,) and (rest := _find_rest(bezug, alter, zaehler)):
        nenner = _find_alle(bezug, zaehler) or _sum_funde((zaehler, rest))
        return _Bruch(zaehler, nenner, compute_anteil(zaehler.anzahl, rest.anzahl, mal))
    namen = _list_einwohner(bezug.wissen) if indikator.nenner == (EINWOHNER,) else indikator.nenner
    nenner_fund = _find(bezug, _ersetze(namen, grenze), zaehler.datei)
    if nenner_fund is None:
        return None
    return _Bruch(zaehler, nenner_fund, divide(zaehler.anzahl, nenner_fund.anzahl, mal))


def _ersetze(namen: Sequence[str], grenze: Altersgrenze | None) -> list[str]:
    """The names, with the parts of the age limits as ages."""
    alter = {"jung": grenze.jung, "mittel": grenze.mittel, "alt": grenze.alt} if grenze else {}
    return [alter.get(name, name) for name in namen]


def _find(bezug: Bezug, namen: Sequence[str], datei: str | None) -> Fund | None:
    """The count over all areas; None as soon as one of them does not say it."""
    funde = [tabelle.find_anzahl(namen, datei) for tabelle in bezug.tabellen]
    vorhandene = [fund for fund in funde if fund is not None]
    return _sum_funde(vorhandene) if vorhandene and len(vorhandene) == len(funde) else None


def _find_alle(bezug: Bezug, teil: Fund) -> Fund | None:
    """Everybody, out of the same file."""
    funde = [tabelle.find_alter(Altersspanne(0, None), teil.datei) for tabelle in bezug.tabellen]
    vorhandene = [fund for fund in funde if fund is not None]
    return _sum_funde(vorhandene) if len(vorhandene) == len(funde) else None


def _find_rest(bezug: Bezug, alter: Altersspanne, teil: Fund) -> Fund | None:
    """Everybody of another age, out of the same file."""
    spannen = [Altersspanne(0, alter.von)] if alter.von else []
    spannen += [Altersspanne(alter.bis, None)] if alter.bis is not None else []
    funde = [tabelle.find_alter(spanne, teil.datei) for tabelle in bezug.tabellen for spanne in spannen]
    vorhandene = [fund for fund in funde if fund is not None]
    return _sum_funde(vorhandene) if vorhandene and len(vorhandene) == len(funde) else None


def _sum_funde(funde: Sequence[Fund]) -> Fund:
    return Fund(
        sum_spannen(fund.anzahl for fund in funde),
        tuple(dict.fromkeys(merkmal for fund in funde for merkmal in fund.merkmale)),
        funde[0].datei,
        zerschnitten=any(fund.zerschnitten for fund in funde),
        gesperrt=any(fund.gesperrt for fund in funde),
    )


def _build_gezaehlt(
    indikator: Indikator, grenze: Altersgrenze | None, bezug: Bezug, bruch: _Bruch
) -> Indikatorwert:
    funde = [fund for fund in (bruch.zaehler, bruch.nenner) if fund is not None]
    hinweise: list[Werthinweis] = ["mehrere-raeume"] if len(bezug.tabellen) > 1 else []
    hinweise += ["gesperrt"] if any(fund.gesperrt for fund in funde) else []
    hinweise += ["klasse-zerschnitten"] if any(fund.zerschnitten for fund in funde) else []
    return replace(
        _build_kopf(indikator, bezug, bruch.wert, _list_schritte(indikator, bruch)),
        id=f"{indikator.id}/{grenze.id}" if grenze else indikator.id,
        titel=_format_titel(indikator, grenze),
        definition=grenze.id if grenze else "",
        zaehler=bruch.zaehler.anzahl,
        nenner=bruch.nenner.anzahl if bruch.nenner else None,
        hinweise=tuple(hinweise),
        merkmale=tuple(dict.fromkeys(merkmal for fund in funde for merkmal in fund.merkmale)),
        datei=bruch.zaehler.datei,
    )


def _format_titel(indikator: Indikator, grenze: Altersgrenze | None) -> str:
    """The name; for a ratio of ages with its limits, since the same name means three things."""
    if grenze is None:
        return indikator.titel
    oben, unten = (_ersetze(namen, grenze)[0] for namen in (indikator.zaehler, indikator.nenner))
    return f"{indikator.titel} ({oben} / {unten})"


def _build_geliefert(indikator: Indikator, bezug: Bezug, fund: Fund) -> Indikatorwert:
    schritt = f"{fund.merkmale[0]} = {format_spanne(fund.anzahl)}"
    return replace(
        _build_kopf(indikator, bezug, fund.anzahl, (schritt,)),
        art="geliefert",
        hinweise=("gesperrt",) if fund.gesperrt else (),
        merkmale=fund.merkmale,
        datei=fund.datei,
    )


def _build_kopf(
    indikator: Indikator, bezug: Bezug, wert: Spanne | None, schritte: tuple[str, ...]
) -> Indikatorwert:
    return Indikatorwert(
        id=indikator.id,
        indikator=indikator.id,
        titel=indikator.titel,
        einheit=indikator.einheit,
        guenstig=indikator.guenstig,
        raum_id=bezug.raum_id,
        raum=bezug.raum,
        ebene=bezug.ebene,
        jahr=bezug.jahr,
        wert=wert,
        art="gezaehlt",
        rechenweg=build_rechenweg(indikator, wert, schritte),
    )


def build_rechenweg(indikator: Indikator, wert: Spanne | None, schritte: tuple[str, ...]) -> Rechenweg:
    """The working of a value; a range as text."""
    ergebnis: Decimal | str | None = None
    if wert is not None:
        ergebnis = wert.unten if wert.genau else format_spanne(wert)
    return Rechenweg(name=indikator.id, titel=indikator.titel, art="zahl", wert=ergebnis, schritte=schritte)


def _format_merkmale(merkmale: Sequence[str]) -> str:
    """The rows something was added up from: "Alter [00 - < 03] + … + [15 - < 18]"; a single one as it stands."""
    if len(merkmale) == 1:
        return merkmale[0]
    tabelle = merkmale[0].rpartition(": ")[0]
    zeilen = []
    for merkmal in merkmale:
        andere, _, zeile = merkmal.rpartition(": ")
        zeilen.append(f"[{zeile if andere == tabelle else merkmal}]")
    if len(zeilen) > _HOECHSTENS_ZEILEN:
        zeilen = [zeilen[0], "…", zeilen[-1]]
    return f"{tabelle} {' + '.join(zeilen)}".strip()


def _list_schritte(indikator: Indikator, bruch: _Bruch) -> tuple[str, ...]:
    schritte = [f"{_format_merkmale(bruch.zaehler.merkmale)} = {format_spanne(bruch.zaehler.anzahl)}"]
    if bruch.nenner is not None and bruch.wert is not None:
        schritte.append(f"{_format_merkmale(bruch.nenner.merkmale)} = {format_spanne(bruch.nenner.anzahl)}")
        mal = f" · {format_zahl(indikator.mal)}" if indikator.mal not in {None, 1} else ""
        teile = [_klammer(fund.anzahl) for fund in (bruch.zaehler, bruch.nenner)]
        schritte.append(f"{teile[0]} / {teile[1]}{mal} = {format_spanne(bruch.wert)}")
    return tuple(schritte)


def _klammer(spanne: Spanne) -> str:
    return format_spanne(spanne) if spanne.genau else f"({format_spanne(spanne)})"


def withhold(wert: Indikatorwert, indikator: Indikator, wissen: Indikatorwissen) -> Indikatorwert:
    """The value without what would give away single persons: parts of one or two, shares of very few."""
    zaehler, nenner = wert.zaehler, wert.nenner
    mindestens = wissen.groessen.get("zaehler-mindestens", Decimal(3))
    if zaehler is None or not (indikator.geheim or (indikator.id == EINWOHNER and zaehler.unten > 0)):
        return wert
    if zaehler.oben < mindestens:
        return _hide(wert, "zaehler-klein")
    if nenner is not None and nenner.unten < wissen.groessen.get("nenner-mindestens", Decimal(100)):
        return _hide(wert, "nenner-klein")
    return wert


def _hide(wert: Indikatorwert, grund: Werthinweis) -> Indikatorwert:
    stumm = replace(wert.rechenweg, wert=None, schritte=())
    return replace(
        wert, wert=None, zaehler=None, nenner=None, hinweise=(*wert.hinweise, grund), rechenweg=stumm
    )
