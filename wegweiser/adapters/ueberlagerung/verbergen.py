"""Hiding by id and switching rules off; what is hidden is remembered with the place that says so."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from wegweiser.adapters.ueberlagerung.baum import (
    find_feld,
    find_id,
    list_felder,
    list_teile,
    remove_feld,
    set_teile,
)
from wegweiser.adapters.ueberlagerung.bestand import Teil
from wegweiser.adapters.ueberlagerung.suche import Suche
from wegweiser.adapters.yaml_lesen import Dokument, Stelle
from wegweiser.model.befund import Befund

_WORT = re.compile(r"[a-z0-9_]+(?:-[a-z0-9_]+)*")
_VERWEISE = frozenset({"verweis", "ausdruck", "je-tabelle"})


class Abschaltung(NamedTuple):
    """A rule that was taken out, what the guide above says about it, and which guide that is."""

    regel: Dokument
    angaben: Dokument
    leitfaden: str


class Verbergen:
    """Takes things away for one overlay."""

    def __init__(self, suche: Suche, verborgen: dict[str, Stelle]) -> None:
        self.suche = suche
        self.bestand = suche.bestand
        self.verborgen = verborgen
        self.weg: list[Teil] = []

    def apply(self, verbirgt: Dokument | None) -> None:
        """Everything under `verbirgt`; rules last, because they may go with what they read."""
        for art in ("abschnitte", "schritte", "fragen", "abgeleitet", "parameter"):
            for nennung in self._nennungen(verbirgt, art):
                self._verbirg(art, nennung)
        for art in ("optionen", "spalten", "kataloge"):
            for besitzer, nennungen in list_felder(find_feld(verbirgt, art) if verbirgt else None):
                self._verbirg_in(art, besitzer, nennungen)
        for nennung in self._nennungen(verbirgt, "regeln"):
            self._verbirg_regel(nennung)
        self.bestand.entferne(self.weg)
        self._raeume_auf()

    def schalte_ab(self, liste: Dokument | None, leitfaden: str) -> list[Abschaltung]:
        """Take rules out and keep them with their reasons."""
        fertig, weg = [], []
        for angaben in list_teile(liste) if liste else ():
            nennung = angaben.teil("regel")
            teil = self.suche.finde("regeln", str(nennung.daten), nennung)
            grund = find_feld(angaben, "grund")
            if grund is None or not str(grund.daten).strip():
                self.suche.melde(angaben.befund(("grund",), "grund-fehlt", {"regel": nennung.daten}))
            elif teil:
                weg.append(teil)
                fertig.append(Abschaltung(teil.dokument, angaben, leitfaden))
        self.bestand.entferne(weg)
        return fertig

    def _nennungen(self, verbirgt: Dokument | None, art: str) -> list[Dokument]:
        liste = find_feld(verbirgt, art) if verbirgt else None
        return list_teile(liste) if liste else []

    def _verbirg(self, art: str, nennung: Dokument) -> None:
        id_ = str(nennung.daten)
        if art == "abschnitte":
            abschnitt = self.suche.finde_abschnitt(id_, nennung)
            if abschnitt:
                self._verbirg_abschnitt(id_, abschnitt, nennung)
        elif art == "parameter":
            if self.suche.finde_parameter(id_, nennung):
                self._merke(id_, nennung)
                remove_feld(self.bestand.kopf.teil("parameter"), id_)
        elif teil := self.suche.finde(art, id_, nennung):
            self._merke_alle(teil.dokument, nennung)
            self.weg.append(teil)

    def _verbirg_abschnitt(self, id_: str, abschnitt: Dokument, nennung: Dokument) -> None:
        self._merke_alle(abschnitt, nennung)
        liste = self.bestand.kopf.teil("abschnitte")
        self.bestand.setze(liste, [teil for teil in list_teile(liste) if teil.daten != id_])
        del self.bestand.dokumente[f"abschnitte/{id_}.yaml"]

    def _verbirg_in(self, art: str, besitzer: str, nennungen: Dokument) -> None:
        liste = self.suche.finde_liste(art, besitzer, nennungen)
        for nennung in list_teile(nennungen) if liste else ():
            teil = self.suche.finde_in(art, besitzer, liste, str(nennung.daten), nennung) if liste else None
            if teil:
                self._merke(str(nennung.daten), nennung)
                self.weg.append(teil)

    def _verbirg_regel(self, nennung: Dokument) -> None:
        """A rule may go without a reason only with what it is about; else it is switched off, with a reason."""
        teil = self.suche.finde("regeln", str(nennung.daten), nennung)
        if teil is None:
            return
        if self._gegenstandslos(teil):
            self.weg.append(teil)
        else:
            self.suche.melde(nennung.befund((), "regel-verbergen", {"regel": nennung.daten}))

    def _gegenstandslos(self, teil: Teil) -> bool:
        regel = teil.dokument.daten
        gelesen = _WORT.findall(f"{regel.get('wenn', '')} {regel.get('muss', '')}")
        gilt = regel.get("gilt")
        ziele = gilt if isinstance(gilt, list) else []
        return any(wort in self.verborgen for wort in gelesen) or (
            bool(ziele) and all(ziel in self.verborgen for ziel in ziele)
        )

    def _merke(self, id_: str, nennung: Dokument) -> None:
        self.verborgen[id_] = nennung.wurzel

    def _merke_alle(self, dokument: Dokument, nennung: Dokument) -> None:
        """A hidden Abschnitt or Schritt hides what stands in it."""
        id_ = find_id(dokument)
        if id_ is not None:
            self._merke(id_, nennung)
        for art in ("schritte", "fragen", "abgeleitet"):
            liste = find_feld(dokument, art)
            for teil in list_teile(liste) if liste else ():
                self._merke_alle(teil, nennung)

    def _raeume_auf(self) -> None:
        """A Schritt without questions is no Schritt, an Abschnitt without anything in it no Abschnitt."""
        for id_, abschnitt in self.bestand.abschnitte().items():
            schritte = find_feld(abschnitt, "schritte")
            if schritte is None or not isinstance(schritte.daten, list):
                continue
            bleibt = [
                s
                for s in list_teile(schritte)
                if not (isinstance(s.daten, dict) and s.daten.get("fragen") == [])
            ]
            if len(bleibt) < len(schritte.daten):
                set_teile(schritte, bleibt)
            if not bleibt and not abschnitt.daten.get("abgeleitet"):
                liste = self.bestand.kopf.teil("abschnitte")
                set_teile(liste, [teil for teil in list_teile(liste) if teil.daten != id_])
                del self.bestand.dokumente[f"abschnitte/{id_}.yaml"]
        self.bestand.vergiss()


def explain_verborgenes(befund: Befund, verborgen: Mapping[str, Stelle]) -> Befund:
    """A finding about a name that is missing because an overlay hides it says where that is done."""
    if befund.code not in _VERWEISE or not verborgen:
        return befund
    text = str(befund.angaben.get("feld" if befund.code == "ausdruck" else "wert", ""))
    wort = next((w for w in _WORT.findall(text) if w in verborgen), None)
    if wort is None:
        return befund
    ort = verborgen[wort]
    angaben = {"wert": wort, "stelle": f"{ort.quelle.datei}:{ort.zeile}:{ort.spalte}"}
    return Befund(
        datei=befund.datei,
        zeile=befund.zeile,
        spalte=befund.spalte,
        code="verborgen-gebraucht",
        angaben=angaben,
    )
