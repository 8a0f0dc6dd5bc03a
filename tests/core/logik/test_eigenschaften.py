"""What z3 decides about random guides is what trying every set of answers with the engine gives."""

import os
from collections.abc import Iterable, Iterator

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.core.logik.alle_antworten import TAGE, TEXTE, count_hoechstens, list_alle, list_alle_werte
from tests.core.logik.zufall import Zufallsleitfaden
from wegweiser.core.logik import (
    Auskunft,
    Bedingung,
    FrageGestellt,
    FrageUebergangen,
    Logik,
    OptionGewaehlt,
    Pruefungsausgang,
    RegelErgebnis,
    Ziel,
    find_logikfunde,
    ist_zeuge,
)
from wegweiser.core.logik.sackgassen import list_werte
from wegweiser.core.logik.welt import Welt
from wegweiser.core.logik.ziele import Sackgasse
from wegweiser.core.logik.zielformeln import find_je_von
from wegweiser.core.logik.zielproben import trifft
from wegweiser.core.pruefung import Fund, check_leitfaden
from wegweiser.core.pruefung.fund import Fundort
from wegweiser.core.pruefung.wissen import list_orte
from wegweiser.core.werte import Wertequelle
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.leitfaden import Leitfaden, list_fragen

ABNAHME = os.environ.get("WEGWEISER_ABNAHME") == "1"
HOECHSTENS = 4000 if ABNAHME else 1000
Kleinste = dict[Ziel, dict[bool, int]]


def ist_gesund(leitfaden: Leitfaden) -> bool:
    """Sound, apart from the one catalogue and the one source it does not have, and words nobody can choose."""
    return all(
        fund.code in {"verweis", "feld-fehlt", "wort-unbekannt"} for fund in check_leitfaden(leitfaden)
    )


def build_leitfaden(keim: int) -> Leitfaden:
    """A sound one, with few enough sets of answers to try them all."""
    leitfaden = Zufallsleitfaden(keim).build()
    assume(ist_gesund(leitfaden))
    assume(count_hoechstens(leitfaden) <= HOECHSTENS)
    return leitfaden


def list_ziele(leitfaden: Leitfaden) -> list[Ziel]:
    ziele: list[Ziel] = []
    for abschnitt in leitfaden.abschnitte:
        for frage in abschnitt.fragen():
            ziele += [FrageGestellt(frage.id), FrageUebergangen(frage.id)]
            if isinstance(frage, f.Auswahl | f.Mehrfach):
                ziele += [OptionGewaehlt(frage.id, option.id) for option in frage.optionen]
            for nr in range(len(frage.pruefe)):
                ziele += [Pruefungsausgang(frage.id, nr, verletzt) for verletzt in (True, False)]
            if frage.pruefe and list_werte(frage, lambda x: getattr(x, "optionen", ())) is not None:
                ziele.append(Sackgasse(frage.id))
            if frage.wenn is not None:
                ziele += [Bedingung(frage.wenn, abschnitt.je, soll) for soll in ("wahr", "falsch", "offen")]
    for regel in leitfaden.regeln:
        ziele += [RegelErgebnis(regel.id, e) for e in ("verletzt", "erfuellt", "offen", "gilt-nicht")]
    return ziele


def try_alle(leitfaden: Leitfaden, ziele: Iterable[Ziel]) -> Kleinste:
    """For every goal the size of the smallest set of answers, with and without answers given as a precaution."""
    kleinste: Kleinste = {ziel: {} for ziel in ziele}
    pruefungen = [ziel for ziel in kleinste if isinstance(ziel, Pruefungsausgang)]
    fragen = {frage.id: frage for _, frage in list_fragen(leitfaden)}
    welt = Welt(leitfaden)
    for gesagt, streng in list_alle(leitfaden):
        quelle = Wertequelle(leitfaden, gesagt)
        for ziel in kleinste:
            if not isinstance(ziel, Pruefungsausgang):
                merke(welt, kleinste[ziel], ziel, quelle, streng=streng)
        for ziel in pruefungen:
            for mehr, auch_streng in list_mit(quelle, fragen[ziel.frage], [*fragen]):
                merke(welt, kleinste[ziel], ziel, mehr, streng=streng and auch_streng)
    return kleinste


def merke(welt: Welt, bisher: dict[bool, int], ziel: Ziel, quelle: Wertequelle, *, streng: bool) -> None:
    je = find_je_von(welt, ziel)
    saetze = [id_ for id_, _ in quelle.saetze(je)] if je else [""]
    if any(trifft(ziel, quelle, satz) for satz in saetze):
        anzahl = len(quelle.antworten)
        for art in {True, False} if streng else {False}:
            bisher[art] = min(anzahl, bisher.get(art, anzahl))


def list_mit(quelle: Wertequelle, frage: f.Frage, fragen: list[str]) -> Iterator[tuple[Wertequelle, bool]]:
    """The same answers and one to a question behind them, whether its checks take it or not."""
    if any(fragen.index(adresse.frage) >= fragen.index(frage.id) for adresse in quelle.antworten):
        return
    je = next(a.je for a, x in list_fragen(quelle.leitfaden) if x is frage)
    for satz in [id_ for id_, _ in quelle.saetze(je)] if je else [""]:
        pfad = quelle.auf_pfad(frage.id, satz)
        for wert in list_alle_werte(frage, quelle) if pfad is not False else ():
            neu = {**quelle.antworten, Adresse(frage.id, satz): Antwort(wert=wert)}
            yield Wertequelle(quelle.leitfaden, neu), pfad is True


def ist_fremd(leitfaden: Leitfaden, auskunft: Auskunft) -> bool:
    """The witness has a day or a text that was not tried."""
    fragen = {frage.id: frage for _, frage in list_fragen(leitfaden)}
    werte = [(fragen[adresse.frage], antwort.wert) for adresse, antwort in auskunft.antworten.items()]
    return any(isinstance(frage, f.Datum) and wert not in TAGE for frage, wert in werte) or any(
        isinstance(frage, f.Text) and wert not in TEXTE for frage, wert in werte
    )


def check_auskunft(leitfaden: Leitfaden, ziel: Ziel, auskunft: Auskunft, kleinste: dict[bool, int]) -> None:
    if auskunft.urteil == "unentschieden":
        assert auskunft.grund
        return
    if auskunft.urteil == "unmoeglich":
        assert not kleinste, ziel
        return
    assert ist_zeuge(leitfaden, ziel, auskunft), ziel
    if not ist_fremd(leitfaden, auskunft):
        assert kleinste, ziel
        soll = kleinste[False] if auskunft.vorsorglich else kleinste[True]
        assert len(auskunft.antworten) >= soll, ziel
        assert len(auskunft.antworten) == soll or not auskunft.kleinste, ziel
        assert not (auskunft.vorsorglich and auskunft.kleinste and True in kleinste), ziel


@settings(max_examples=2000 if ABNAHME else 30)
@given(st.integers(0, 2**32))
def test_decided_like_trying_everything(keim: int) -> None:
    leitfaden = build_leitfaden(keim)
    ziele = list_ziele(leitfaden)
    kleinste = try_alle(leitfaden, ziele)
    logik = Logik(leitfaden)
    for ziel in ziele:
        auskunft = logik.find_zeugen(ziel)
        check_auskunft(leitfaden, ziel, auskunft, kleinste[ziel])
        schnell = logik.entscheide(ziel).urteil
        assert "unentschieden" in {schnell, auskunft.urteil} or schnell == auskunft.urteil, ziel


def list_behauptet(leitfaden: Leitfaden, funde: Iterable[Fund]) -> Iterator[Ziel]:
    """What findings say is impossible."""
    orte = {ort: frage for ort, _, frage in list_orte(leitfaden)}
    for fund in funde:
        frage = orte.get(Fundort(fund.datei, fund.ort[:4]))
        if frage is not None and fund.code == "frage-unerreichbar":
            yield FrageGestellt(frage.id)
        if frage is not None and fund.code in {"pruefe-unerfuellbar", "pruefe-immer"}:
            yield Pruefungsausgang(frage.id, int(fund.ort[5]), fund.code == "pruefe-immer")
        if fund.code in {"regel-nie-verletzt", "regel-nie-erfuellt"}:
            yield RegelErgebnis(
                str(fund.angaben["id"]), "verletzt" if fund.code.endswith("verletzt") else "erfuellt"
            )


@given(st.integers(0, 2**32))
def test_findings_are_true_and_none_is_forgotten(keim: int) -> None:
    leitfaden = build_leitfaden(keim)
    funde = list(find_logikfunde(leitfaden))
    behauptet = list(list_behauptet(leitfaden, funde))
    fragen = [FrageGestellt(frage.id) for _, frage in list_fragen(leitfaden)]
    kleinste = try_alle(leitfaden, [*behauptet, *fragen])
    assert [ziel for ziel in behauptet if kleinste[ziel]] == []
    if any(isinstance(frage, f.Datum) for _, frage in list_fragen(leitfaden)):
        return  # days that were not tried may lead further
    unerreichbar = {ziel for ziel in fragen if not kleinste[ziel]}
    urteile = {"frage-unerreichbar", "abschnitt-unerreichbar", "pruefe-unerfuellbar", "nicht-entschieden"}
    assert not unerreichbar or urteile & {fund.code for fund in funde}


def test_nearly_everything_is_decided() -> None:
    """Otherwise the test above could pass without saying anything."""
    urteile = []
    for keim in range(25):
        leitfaden = Zufallsleitfaden(keim).build()
        if ist_gesund(leitfaden):
            logik = Logik(leitfaden)
            urteile += [logik.entscheide(ziel).urteil for ziel in list_ziele(leitfaden)]
    assert urteile.count("unentschieden") < len(urteile) / 50
    assert min(urteile.count("moeglich"), urteile.count("unmoeglich")) > len(urteile) / 5
