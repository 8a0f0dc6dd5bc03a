"""`daten luecken`: gaps out of the data, their working, and the way into the answers."""

import sys
from pathlib import Path
from typing import Any, NamedTuple

from wegweiser import workflow
from wegweiser.cli.ausgabe import LEER, Satz, format_befehl, print_saetze
from wegweiser.cli.front import Ende
from wegweiser.cli.kommandos import build_front, build_umfeld, melde, print_json
from wegweiser.cli.lueckenworte import (
    NUR_KARTE,
    OHNE_BEFRAGUNG,
    OHNE_NENNUNG,
    OHNE_STADT,
    build_rechenweg,
    build_vorschlaege,
    fehlt_vergleich,
    format_beleg,
    has_nennungen,
    nenne_lueckenhafte,
)
from wegweiser.cli.quartiersansicht import print_luecken
from wegweiser.cli.rueckfrage import ask_ja
from wegweiser.cli.umgebung import Umgebung, read_umgebung
from wegweiser.errors import BenutzungError, DatenError, EingabeError, format_vorschlag
from wegweiser.model.deutsch_format import parse_datum
from wegweiser.model.katalog import Dienst
from wegweiser.model.lueckenindex import Dienstluecke, Gruppenluecke
from wegweiser.model.lueckenvorschlag import Lueckenvorschlag
from wegweiser.model.quartiersbild import Quartiersbild
from wegweiser.workflow import Stand
from wegweiser.workflow.luecken import Lueckenplan, plan_luecken, save_luecken
from wegweiser.workflow.quartiersbild import compute_quartiersbild
from wegweiser.workflow.umfeld import Umfeld


class Lueckenwunsch(NamedTuple):
    """What was typed: take over, without asking, the working of a service, the day, for a program."""

    uebernehmen: bool = False
    ja: bool = False
    rechenweg: str = ""
    stichtag: str = ""
    als_json: bool = False
    schlicht: bool = False
    kuerzel: str = ""


def run_luecken(ordner: Path, wunsch: Lueckenwunsch) -> None:
    """Show what the data say; with `--uebernehmen` take it over after a question, as one step."""
    umgebung = read_umgebung()
    umfeld = build_umfeld(umgebung, wunsch.kuerzel)
    stand = workflow.load_stand(ordner, umfeld)
    bild = _compute(stand, wunsch, umfeld)
    plan = plan_luecken(stand, bild, format_beleg)
    if wunsch.rechenweg:
        _zeige_rechenweg(stand, plan, wunsch.rechenweg, umgebung)
        return
    if wunsch.als_json and not wunsch.uebernehmen:
        print_json(build_daten(plan))
        return
    if not wunsch.als_json:
        _zeige(stand, bild, plan, umgebung)
    if wunsch.uebernehmen:
        _uebernimm(ordner, bild, plan, wunsch, umgebung, umfeld)
    elif plan.aendert:
        befehl = format_befehl("daten luecken", ordner, "--uebernehmen")
        print_saetze([LEER, Satz(f"In die Antworten übernehmen: {befehl}", "leise")], farbig=umgebung.farbig)


def _compute(stand: Stand, wunsch: Lueckenwunsch, umfeld: Umfeld) -> Quartiersbild:
    tag = parse_datum(wunsch.stichtag) if wunsch.stichtag else umfeld.jetzt().date()
    bild = compute_quartiersbild(stand, tag)
    if bild is None:
        raise DatenError("luecken-ohne-daten", ordner=stand.ordner)
    return bild


def _zeige(stand: Stand, bild: Quartiersbild, plan: Lueckenplan, umgebung: Umgebung) -> None:
    print_luecken(plan.bild, bild.titel_von, farbig=umgebung.farbig)
    saetze: list[Satz] = []
    if plan.bild.luecken and not has_nennungen(plan.bild.luecken):
        saetze.append(Satz(OHNE_NENNUNG if bild.befragungen else OHNE_BEFRAGUNG, "warnung"))
    if lueckenhaft := nenne_lueckenhafte(plan.bild.ohne_index):
        saetze.append(Satz(lueckenhaft, "warnung"))
    if fehlt_vergleich(plan.bild.ohne_index):
        saetze.append(Satz(OHNE_STADT, "warnung"))
    if any(v.gruppe.fehlt_ganz for v in plan.vorschlaege):
        saetze.append(Satz(NUR_KARTE, "warnung"))
    if plan.vorschlaege:
        saetze += build_vorschlaege(plan.vorschlaege, stand.leitfaden)
    else:
        saetze += [LEER, Satz("Keine Lücke ist groß genug für einen Vorschlag.")]
    if plan.ueberholt:
        namen = ", ".join(f"„{name}“" for name in plan.ueberholt)
        ueberholt = f"Aus früheren Daten übernommen, von den jetzigen nicht mehr getragen: {namen}. Bitte selbst entscheiden, ob es bleibt."
        saetze += [LEER, Satz(ueberholt, "warnung")]
    print_saetze(saetze, farbig=umgebung.farbig)


def _zeige_rechenweg(stand: Stand, plan: Lueckenplan, text: str, umgebung: Umgebung) -> None:
    dienst = find_dienst(stand, plan, text)
    print_saetze(list(build_rechenweg(dienst, stand.leitfaden)), farbig=umgebung.farbig)


def find_dienst(stand: Stand, plan: Lueckenplan, text: str) -> Dienstluecke:
    """The service of an id or title; raises EingabeError with the nearest one."""
    alle = (*plan.bild.luecken, *plan.bild.ohne_index)
    for dienst in alle:
        if text.casefold() in {dienst.dienst.casefold(), dienst.titel.casefold()}:
            return dienst
    katalog = stand.leitfaden.kataloge.get("dienste")
    for eintrag in katalog.eintraege if katalog else ():
        if isinstance(eintrag, Dienst) and text.casefold() in {eintrag.id, eintrag.titel.casefold()}:
            grund = "luecken-dienst-ohne-ort" if eintrag.luecke else "luecken-dienst-bewusst"
            raise EingabeError(grund, titel=eintrag.titel, ordner=stand.ordner)
    vorschlag = format_vorschlag(text, [d.dienst for d in alle])
    raise EingabeError("luecken-dienst", text=text, vorschlag=vorschlag, ordner=stand.ordner)


def _uebernimm(
    ordner: Path,
    bild: Quartiersbild,
    plan: Lueckenplan,
    wunsch: Lueckenwunsch,
    umgebung: Umgebung,
    umfeld: Umfeld,
) -> None:
    if not plan.aendert:
        _schliesse(plan, wunsch, "Es gibt nichts zu übernehmen.")
        return
    if not wunsch.ja and not _frage(wunsch, umgebung):
        _schliesse(plan, wunsch, "Nichts übernommen.")
        return
    with workflow.bearbeite(ordner, umfeld) as stand:
        frisch = plan_luecken(stand, bild, format_beleg)
        save_luecken(stand, frisch, umfeld)
    _schliesse(frisch, wunsch, _format_getan(frisch), getan=True)
    if not wunsch.als_json:
        melde(
            f"Eilt es, und wer hilft? Dringlichkeit und Potenzial tragen Sie selbst ein. Zurück: {format_befehl('rueckgaengig', ordner)}"
        )


def _frage(wunsch: Lueckenwunsch, umgebung: Umgebung) -> bool:
    if wunsch.als_json or not sys.stdin.isatty():
        raise BenutzungError("luecken-ohne-terminal")
    try:
        return ask_ja(
            build_front(umgebung, schlicht=wunsch.schlicht), "Diese Lücken in die Antworten übernehmen?"
        )
    except Ende:
        return False


def _format_getan(plan: Lueckenplan) -> str:
    neu = sum(v.zustand == "neu" for v in plan.vorschlaege)
    anders = sum(v.zustand == "geaendert" for v in plan.vorschlaege)
    teile = [f"{neu} neu" if neu else "", f"{anders} mit neuen Zahlen" if anders else ""]
    return f"Übernommen: {', '.join(filter(None, teile))}. Jede Zeile nennt, worauf sie ruht."


def _schliesse(plan: Lueckenplan, wunsch: Lueckenwunsch, satz: str, *, getan: bool = False) -> None:
    if wunsch.als_json:
        print_json({**build_daten(plan), "uebernommen": getan})
    else:
        melde(satz)


# ── For programs ─────────────────────────────────────────────────────────────────────────────────


def build_daten(plan: Lueckenplan) -> dict[str, Any]:
    """Everything behind the screen; figures with four digits, None where nothing is known."""
    return {
        "laeufe": plan.bild.laeufe,
        "luecken": [_build_dienst(dienst) for dienst in plan.bild.luecken],
        "ohne_index": [_build_dienst(dienst) for dienst in plan.bild.ohne_index],
        "vorschlaege": [_build_vorschlag(vorschlag) for vorschlag in plan.vorschlaege],
    }


def _build_vorschlag(vorschlag: Lueckenvorschlag) -> dict[str, Any]:
    return {"zustand": vorschlag.zustand, **vorschlag.zeile}


def _build_dienst(dienst: Dienstluecke) -> dict[str, Any]:
    spanne = dienst.spanne
    return {
        "dienst": dienst.dienst,
        "feld": dienst.feld,
        "rang": dienst.rang,
        "prioritaet": _rund(dienst.prioritaet),
        "klasse": dienst.klasse,
        "schlechteste": dienst.schlechteste,
        "rang_von": spanne.von if spanne else None,
        "rang_bis": spanne.bis if spanne else None,
        "stabil": spanne.stabil if spanne else None,
        "gruppen": [_build_gruppe(gruppe) for gruppe in dienst.gruppen],
    }


def _build_gruppe(gruppe: Gruppenluecke) -> dict[str, Any]:
    return {
        "gruppe": gruppe.gruppe,
        "bedarf": _rund(gruppe.bedarf),
        "angebot": _rund(gruppe.angebot),
        "luecke": _rund(gruppe.luecke),
        "unten": _rund(gruppe.unten),
        "oben": _rund(gruppe.oben),
        "abdeckung": _rund(gruppe.abdeckung),
        "belegstaerke": gruppe.belegstaerke,
        "art": gruppe.art,
        "personen": gruppe.personen._asdict() if gruppe.personen else None,
        "ersatz": gruppe.ersatz or None,
        "betroffene": gruppe.betroffene._asdict() if gruppe.betroffene else None,
        "huerden": {h.huerde: _rund(h.wert) for h in gruppe.huerden},
        "beitraege": {h.huerde: _rund(h.beitrag) for h in gruppe.huerden if h.beitrag is not None},
        "rechenweg": [f"{schritt.code}: {schritt.formel}" for schritt in gruppe.rechenweg],
    }


def _rund(wert: float | None) -> float | None:
    return None if wert is None else round(wert, 4)
