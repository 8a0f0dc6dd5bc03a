"""Findings by decided reachability: what can never be asked, chosen, broken or kept, and what always holds.

Everything said here is proved. Where nothing can be proved within the budget, `nicht-entschieden` says why. What lies behind
something impossible is not reported again: as soon as a condition is found to be impossible, it is taken to hold or not.
"""

from collections.abc import Iterator
from typing import NamedTuple

from wegweiser.ausdruck import parse_ausdruck
from wegweiser.ausdruck.knoten import Verknuepfung
from wegweiser.core.logik.entscheidung import Auskunft, Logik
from wegweiser.core.logik.faelle import check_faelle
from wegweiser.core.logik.sackgassen import kann_stecken
from wegweiser.core.logik.ziele import (
    Alle,
    Bedingung,
    Eines,
    FrageGestellt,
    OptionGewaehlt,
    Pruefungsausgang,
    RegelErgebnis,
    Sackgasse,
    Ziel,
)
from wegweiser.core.pruefung.fund import KOPF, Fund, Fundort
from wegweiser.core.pruefung.wissen import list_abschnitte, list_orte
from wegweiser.core.regeln import gilt
from wegweiser.errors.logik import GRUENDE
from wegweiser.model import frage as f
from wegweiser.model.leitfaden import Abschnitt, Leitfaden
from wegweiser.model.regel import Regel


class _Pruefung(NamedTuple):
    """A guide while it is looked through, and the places that already have a finding that nothing could be decided."""

    logik: Logik
    unentschieden: set[Fundort]

    def ist(self, ziel: Ziel, *, vorsorglich: bool = True) -> Auskunft:
        return self.logik.entscheide(ziel, vorsorglich=vorsorglich)

    def melde(self, auskunft: Auskunft, ort: Fundort, code: str, **angaben: object) -> Iterator[Fund]:
        """A finding if something is impossible, or once per place that nothing could be decided."""
        if auskunft.urteil == "unmoeglich":
            yield ort.fund(code, **angaben)
            return
        if auskunft.grund == "umfang":  # once for the whole guide
            ort = KOPF
        if auskunft.urteil == "unentschieden" and ort not in self.unentschieden:
            self.unentschieden.add(ort)
            yield ort.fund("nicht-entschieden", grund=GRUENDE.get(auskunft.grund, auskunft.grund))


def find_logikfunde(leitfaden: Leitfaden) -> Iterator[Fund]:
    """Findings about a guide that is sound otherwise."""
    pruefung = _Pruefung(Logik(leitfaden), set())
    abschnitte = {abschnitt.id: datei for datei, abschnitt in list_abschnitte(leitfaden)}
    bisher = ""
    for ort, abschnitt, frage in list_orte(leitfaden):
        if abschnitt.id != bisher:
            bisher = abschnitt.id
            yield from _check_abschnitt(pruefung, abschnitte[bisher].bei("wenn"), abschnitt)
        yield from _check_frage(pruefung, ort, abschnitt, frage)
    for nr, regel in enumerate(leitfaden.regeln):
        yield from _check_regel(pruefung, Fundort(f"regel:{nr}"), regel)
    yield from _check_eintraege(pruefung, leitfaden)
    yield from check_faelle(leitfaden)


# Abschnitte and questions


def _check_abschnitt(pruefung: _Pruefung, ort: Fundort, abschnitt: Abschnitt) -> Iterator[Fund]:
    if abschnitt.wenn is None:
        return
    ziel = Bedingung(abschnitt.wenn, abschnitt.je)
    funde = list(_check_erreichbar(pruefung, ort, ziel, "abschnitt-unerreichbar", titel=abschnitt.titel))
    yield from funde
    if funde:
        namen = [inhalt.id for inhalt in (*abschnitt.fragen(), *abschnitt.abgeleitet)]
        pruefung.logik.befreie(f"abschnitt {abschnitt.id}", namen)
        return
    auskunft = pruefung.ist(Bedingung(abschnitt.wenn, abschnitt.je, "falsch"))
    yield from pruefung.melde(auskunft, ort, "bedingung-immer")
    yield from _check_zweige(pruefung, ort, abschnitt.wenn, abschnitt.je)


def _check_frage(pruefung: _Pruefung, ort: Fundort, abschnitt: Abschnitt, frage: f.Frage) -> Iterator[Fund]:
    if frage.wenn is not None:
        yield from _check_wenn(pruefung, ort.bei("wenn"), abschnitt, frage, frage.wenn)
    if frage.pruefe:
        funde = list(_check_pruefungen(pruefung, ort, frage))
        yield from funde
        if any(fund.code == "pruefe-unerfuellbar" for fund in funde):
            pruefung.logik.befreie(f"pruefe {frage.id}", [frage.id])
            return
        yield from _check_optionen(pruefung, ort, frage)
        if kann_stecken(frage):
            yield from _check_sackgasse(pruefung, ort.bei("pruefe", 0, "muss"), frage)


def _check_wenn(
    pruefung: _Pruefung, ort: Fundort, abschnitt: Abschnitt, frage: f.Frage, wenn: str
) -> Iterator[Fund]:
    funde = list(
        _check_erreichbar(
            pruefung, ort, FrageGestellt(frage.id), "frage-unerreichbar", titel=frage.kurz or frage.text
        )
    )
    yield from funde
    if funde:
        pruefung.logik.befreie(frage.id, [frage.id])
        return
    nicht: Ziel = Bedingung(wenn, abschnitt.je, "falsch")
    if abschnitt.wenn is not None and f"abschnitt {abschnitt.id}" not in pruefung.logik.welt.befreit:
        offen = tuple(Bedingung(abschnitt.wenn, abschnitt.je, soll) for soll in ("wahr", "offen"))
        nicht = Alle((nicht, Eines(offen)))
    yield from pruefung.melde(pruefung.ist(nicht), ort, "bedingung-immer")
    yield from _check_zweige(pruefung, ort, wenn, abschnitt.je)


def _check_erreichbar(
    pruefung: _Pruefung, ort: Fundort, ziel: Ziel, code: str, **angaben: object
) -> Iterator[Fund]:
    """Never, or never unless something before stays open."""
    sicher = pruefung.ist(ziel, vorsorglich=False)
    if sicher.urteil == "moeglich":
        return
    auskunft = pruefung.ist(ziel)
    if auskunft.urteil == "moeglich" and sicher.urteil == "unmoeglich":
        yield ort.fund("nur-vorsorglich", **angaben)
    else:
        yield from pruefung.melde(auskunft, ort, code, **angaben)


def _check_zweige(pruefung: _Pruefung, ort: Fundort, text: str, je: str | None) -> Iterator[Fund]:
    """Alternatives of a condition none of which may be impossible."""
    wurzel = parse_ausdruck(text).wurzel
    if not isinstance(wurzel, Verknuepfung) or wurzel.zeichen != "oder":
        return
    for operand in wurzel.operanden:
        zweig = text[operand.von : operand.bis]
        if pruefung.ist(Bedingung(zweig, je)).urteil == "unmoeglich":
            yield Fund(ort.datei, ort.ort, "zweig-unmoeglich", {"zweig": zweig}, operand.von)


def _check_pruefungen(pruefung: _Pruefung, ort: Fundort, frage: f.Frage) -> Iterator[Fund]:
    for nr in range(len(frage.pruefe)):
        stelle = ort.bei("pruefe", nr, "muss")
        auskunft = pruefung.ist(Pruefungsausgang(frage.id, nr, verletzt=False))
        funde = list(pruefung.melde(auskunft, stelle, "pruefe-unerfuellbar"))
        yield from funde
        if funde:
            return
        auskunft = pruefung.ist(Pruefungsausgang(frage.id, nr, verletzt=True))
        yield from pruefung.melde(auskunft, stelle, "pruefe-immer")


def _check_optionen(pruefung: _Pruefung, ort: Fundort, frage: f.Frage) -> Iterator[Fund]:
    """Options that the question's own checks always refuse."""
    if not isinstance(frage, f.Auswahl | f.Katalogwahl | f.Mehrfach):
        return
    eigene = bool(getattr(frage, "optionen", ()))
    for nr, option in enumerate(pruefung.logik.welt.optionen(frage)):
        stelle = ort.bei("optionen", nr) if eigene else ort.bei("katalog")
        ziel = OptionGewaehlt(frage.id, option.id)
        code = "option-unerreichbar" if eigene else "eintrag-unwaehlbar"
        yield from _check_erreichbar(pruefung, stelle, ziel, code, titel=option.titel, id=option.id)


def _check_sackgasse(pruefung: _Pruefung, ort: Fundort, frage: f.Frage) -> Iterator[Fund]:
    """Answers given before that leave nothing to answer here."""
    ziel = Sackgasse(frage.id)
    if pruefung.ist(ziel, vorsorglich=False).urteil == "moeglich":
        zeuge = pruefung.logik.find_zeugen(ziel)
        antworten = ", ".join(f"{a.frage} = {_zeige(w.wert)}" for a, w in zeuge.antworten.items())
        yield ort.fund("sackgasse", antworten=antworten)


def _zeige(wert: object) -> str:
    """An answer as it stands in a journey."""
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    if isinstance(wert, tuple):
        return f"[{', '.join(str(teil.get('id', '')) if isinstance(teil, dict) else str(teil) for teil in wert)}]"
    return str(wert)


# rules


def _check_regel(pruefung: _Pruefung, ort: Fundort, regel: Regel) -> Iterator[Fund]:
    je = pruefung.logik.welt.find_je(regel.id)
    if regel.wenn is not None:
        funde = list(_check_geltung(pruefung, ort.bei("wenn"), regel.wenn, je, regel.id))
        yield from funde
        if any(fund.code == "regel-gilt-nie" for fund in funde):
            return
    verletzt = pruefung.ist(RegelErgebnis(regel.id, "verletzt"))
    erfuellt = pruefung.ist(RegelErgebnis(regel.id, "erfuellt"))
    muss = ort.bei("muss")
    if {verletzt.urteil, erfuellt.urteil} == {"unmoeglich"}:
        yield muss.fund("regel-gilt-nie", id=regel.id)
        return
    yield from pruefung.melde(verletzt, muss, "regel-nie-verletzt", id=regel.id)
    if parse_ausdruck(regel.muss).namen:
        yield from pruefung.melde(erfuellt, muss, "regel-nie-erfuellt", id=regel.id)


def _check_geltung(pruefung: _Pruefung, ort: Fundort, wenn: str, je: str | None, id_: str) -> Iterator[Fund]:
    funde = list(_check_erreichbar(pruefung, ort, Bedingung(wenn, je), "regel-gilt-nie", titel=id_, id=id_))
    yield from funde
    if not funde:
        yield from pruefung.melde(pruefung.ist(Bedingung(wenn, je, "falsch")), ort, "bedingung-immer")
        yield from _check_zweige(pruefung, ort, wenn, je)


def _check_eintraege(pruefung: _Pruefung, leitfaden: Leitfaden) -> Iterator[Fund]:
    """Entries whose excluding rules cannot all be kept at once."""
    for name, katalog in leitfaden.kataloge.items():
        regeln = [r for r in leitfaden.regeln if r.katalog == name and _schliesst_aus(pruefung, r)]
        gesehen: dict[tuple[str, ...], bool] = {}
        for nr, eintrag in enumerate(katalog.eintraege if regeln else ()):
            eigene = tuple(regel.id for regel in regeln if gilt(regel, eintrag))
            if eigene not in gesehen:
                gesehen[eigene] = len(eigene) > 1 and _sind_unvereinbar(pruefung, eigene)
            if gesehen[eigene]:
                ort = Fundort(f"katalog:{name}", ("eintraege", nr))
                yield ort.fund("eintrag-ausgeschlossen", titel=eintrag.titel, regeln=", ".join(eigene))


def _sind_unvereinbar(pruefung: _Pruefung, regeln: tuple[str, ...]) -> bool:
    """Whatever is answered, one of them is broken or open."""
    return pruefung.ist(Alle(tuple(_haelt(id_) for id_ in regeln))).urteil == "unmoeglich"


def _haelt(regel: str) -> Ziel:
    return Eines((RegelErgebnis(regel, "erfuellt"), RegelErgebnis(regel, "gilt-nicht")))


def _schliesst_aus(pruefung: _Pruefung, regel: Regel) -> bool:
    """For good, and not whatever is answered."""
    dauerhaft = regel.stufe == "ausschluss" and regel.gueltig_bis is None
    return dauerhaft and pruefung.ist(_haelt(regel.id)).urteil == "moeglich"
