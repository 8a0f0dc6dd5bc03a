"""Adding things to the guide below: whole files, or single records at their place (`nach`, `vor`)."""

from collections.abc import Iterator, Mapping

from wegweiser.adapters.ueberlagerung.aendern import apply_aenderung
from wegweiser.adapters.ueberlagerung.baum import (
    find_feld,
    find_id,
    index_ids,
    list_dateinamen,
    list_felder,
    list_teile,
    new_wurzel,
    remove_feld,
    set_feld,
    set_teile,
)
from wegweiser.adapters.ueberlagerung.bestand import QUELLEN, Teil
from wegweiser.adapters.ueberlagerung.suche import Suche
from wegweiser.adapters.uebersetzungen import ORDNER
from wegweiser.adapters.yaml_lesen import Dokument
from wegweiser.errors.leitfaden import ZIELE

_ORTE = ("nach", "vor", "schritt")
_VERZEICHNET = frozenset({"schritte", "abgeleitet", "quellen"})


class Ergaenzen:
    """Adds the files and the entries of one overlay."""

    def __init__(self, suche: Suche, dateien: Mapping[str, Dokument], leitfaden: str) -> None:
        self.suche = suche
        self.bestand = suche.bestand
        self.dateien = dateien
        self.leitfaden = leitfaden
        self.dahinter: dict[tuple[int, str], int] = {}  # how many already stand behind the same record

    def apply(self, ergaenzt: Dokument | None) -> None:
        """Files first, so that entries may stand beside what comes with them."""
        genannt = self._ergaenze_dateien(ergaenzt)
        for name, datei in self.dateien.items():
            if name not in genannt:
                self._ergaenze_datei(name, datei)
        self._ordne_abschnitte(ergaenzt)
        for art in ("schritte", "abgeleitet", "optionen", "spalten", "kataloge"):
            for besitzer, liste in list_felder(find_feld(ergaenzt, art) if ergaenzt else None):
                self._ergaenze_liste(art, besitzer, liste)
        self._ergaenze_fragen(list(self._eintraege(ergaenzt, "fragen")))
        for regel in self._eintraege(ergaenzt, "regeln"):
            self._ergaenze_regeln([regel], regel)
        for quelle in self._eintraege(ergaenzt, "quellen"):
            self._ergaenze_quellen([quelle])
        for id_, parameter in list_felder(find_feld(ergaenzt, "parameter") if ergaenzt else None):
            self._ergaenze_parameter(id_, parameter)

    # files

    def _ergaenze_dateien(self, ergaenzt: Dokument | None) -> set[str]:
        """Which files are named in `ergaenzt` and not added by themselves."""
        return {str(n.daten) for _, teil in list_felder(ergaenzt) for n in list_dateinamen(teil)}

    def _ergaenze_datei(self, name: str, datei: Dokument) -> None:
        ordner = name.partition("/")[0]
        if ordner == "abschnitte":
            self._ergaenze_abschnitt(name, datei)
        elif ordner == "kataloge":
            self._ergaenze_katalog(name, datei)
        elif ordner == "regeln":
            liste = find_feld(datei, "regeln")
            self._ergaenze_regeln(list_teile(liste) if liste else [], datei)
        elif ordner == ORDNER:
            self._ergaenze_uebersetzung(name, datei)
        elif name == QUELLEN:
            self._ergaenze_quellen(list_teile(datei))

    def _ergaenze_abschnitt(self, name: str, datei: Dokument) -> None:
        id_ = name.removeprefix("abschnitte/").removesuffix(".yaml")
        if id_ in self.bestand.abschnitte():
            self._doppelt(datei, ("id",), id_, self.bestand.abschnitte()[id_], "abschnitte")
            return
        liste = self.bestand.kopf.teil("abschnitte")
        ort = find_feld(datei, "id") or datei
        self.bestand.dokumente[name] = datei
        self.bestand.setze(liste, [*list_teile(liste), Dokument(id_, ort.wurzel)])

    def _ergaenze_katalog(self, name: str, datei: Dokument) -> None:
        """A new catalogue, or new entries for one that is there."""
        katalog, liste = find_feld(datei, "katalog"), find_feld(datei, "eintraege")
        vorhanden = self.bestand.kataloge().get(str(katalog.daten)) if katalog else None
        if vorhanden is None:
            self.bestand.dokumente[self._frei(name)] = datei
            return
        ziel = self.bestand.liste("kataloge", vorhanden)
        if ziel is not None and liste is not None:
            self._haenge_an("kataloge", ziel, list_teile(liste))

    def _ergaenze_uebersetzung(self, name: str, datei: Dokument) -> None:
        """Words of the overlay go over those below, field by field."""
        vorhanden = self.bestand.dokumente.get(name)
        if vorhanden is None or not isinstance(datei.daten, dict) or not isinstance(vorhanden.daten, dict):
            self.bestand.dokumente[name] = datei
        else:
            apply_aenderung(vorhanden, datei, self.suche.melde)
            for feld in (feld for feld, wert in datei.daten.items() if wert is None):
                set_feld(vorhanden, feld, datei.teil(feld))  # "checked by nobody" is something to say

    def _frei(self, name: str) -> str:
        """A name nothing has yet, in the same folder."""
        return name if name not in self.bestand.dokumente else f"{name}@{self.leitfaden}"

    # single entries

    def _eintraege(self, ergaenzt: Dokument | None, art: str) -> Iterator[Dokument]:
        liste = find_feld(ergaenzt, art) if ergaenzt else None
        yield from self._loese_auf(liste) if liste else ()

    def _loese_auf(self, liste: Dokument) -> Iterator[Dokument]:
        """Entries; the name of a file stands for what is in it."""
        for teil in list_teile(liste):
            if not isinstance(teil.daten, str):
                yield teil
            elif teil.daten in self.dateien:
                datei = self.dateien[teil.daten]
                inhalt = find_feld(datei, "eintraege") or find_feld(datei, "regeln") or datei
                yield from list_teile(inhalt)
            else:
                self.suche.melde(teil.befund((), "datei-fehlt", {"pfad": teil.daten}))

    def _ordne_abschnitte(self, ergaenzt: Dokument | None) -> None:
        for angabe in self._eintraege(ergaenzt, "abschnitte"):
            id_ = find_feld(angabe, "id")
            liste = self.bestand.kopf.teil("abschnitte")
            if id_ and self.suche.finde_abschnitt(str(id_.daten), id_):
                teile = list_teile(liste)
                eigen = next(teil for teil in teile if teil.daten == id_.daten)
                uebrige = [teil for teil in teile if teil.daten != id_.daten]
                stelle = self._find_platz(angabe, [teil.daten for teil in uebrige], "abschnitte")
                self.bestand.setze(liste, [*uebrige[:stelle], eigen, *uebrige[stelle:]])

    def _find_platz(self, angabe: Dokument, ids: list[object], art: str) -> int:
        """The index a record wants; the end where it says nothing."""
        for wort, versatz in (("nach", 1), ("vor", 0)):
            nennung = find_feld(angabe, wort)
            if nennung is None:
                continue
            if nennung.daten in ids:
                return ids.index(nennung.daten) + versatz
            self.suche.fehlt(art, str(nennung.daten), [str(id_) for id_ in ids], nennung)
        return len(ids)

    def _ergaenze_liste(self, art: str, besitzer: str, liste: Dokument) -> None:
        ziel = self.suche.finde_liste(art, besitzer, liste)
        if ziel is not None:
            self._haenge_an(art, ziel, list(self._loese_auf(liste)))

    def _haenge_an(self, art: str, ziel: Dokument, neue: list[Dokument]) -> None:
        """Put records into a list, each at its place, in the order in which they are written."""
        frei = self.bestand.teile(art) if art in {"schritte", "abgeleitet"} else {}
        vorhanden = {**{id_: teil.dokument for id_, teil in frei.items()}, **index_ids(ziel)}
        teile = list_teile(ziel)
        ids: list[object] = [find_id(teil) for teil in teile]
        for neu in neue:
            id_ = find_id(neu)
            if id_ is not None and id_ in vorhanden:
                self._doppelt(neu, ("id",), id_, vorhanden[id_], art)
                continue
            stelle = self._find_platz(neu, ids, self._ziel(art))
            stelle += self._zaehle(ziel, neu)
            for wort in _ORTE:
                remove_feld(neu, wort)
            teile.insert(stelle, neu)
            ids.insert(stelle, id_)
            if id_ is not None:
                vorhanden[id_] = neu
        set_teile(ziel, teile)
        if art in _VERZEICHNET:
            self.bestand.vergiss()

    def _zaehle(self, ziel: Dokument, neu: Dokument) -> int:
        """Several behind the same record keep their order: how many are there already."""
        nach = find_feld(neu, "nach")
        if nach is None:
            return 0
        marke = (id(ziel.wurzel), str(nach.daten))
        self.dahinter[marke] = self.dahinter.get(marke, -1) + 1
        return self.dahinter[marke]

    def _ziel(self, art: str) -> str:
        return "eintraege" if art == "kataloge" else art

    def _ergaenze_fragen(self, fragen: list[Dokument]) -> None:
        """Questions stand behind or before another one (also a new one), or at the end of a Schritt."""
        neue: dict[int, tuple[Dokument, list[Dokument]]] = {}
        verzeichnis = self.bestand.teile("fragen")
        for frage in fragen:
            liste, id_ = self._find_liste(frage), find_id(frage)
            if id_ in verzeichnis:
                self._doppelt(frage, ("id",), str(id_), verzeichnis[str(id_)].dokument, "fragen")
            elif liste is not None:
                neue.setdefault(id(liste.wurzel), (liste, []))[1].append(frage)
                if id_ is not None:
                    verzeichnis[id_] = Teil(liste, frage)
        for liste, dazu in neue.values():
            self._haenge_an("fragen", liste, dazu)

    def _find_liste(self, frage: Dokument) -> Dokument | None:
        """The questions among which a new one wants to stand."""
        nennung = next((ort for wort in _ORTE if (ort := find_feld(frage, wort))), None)
        if nennung is None:
            self.suche.melde(frage.befund((), "frage-ohne-ort", {}))
            return None
        schritt = find_feld(frage, "schritt")
        if schritt is not None:
            return self.suche.finde_liste("fragen", str(schritt.daten), schritt)
        teil = self.suche.finde("fragen", str(nennung.daten), nennung)
        return teil.liste if teil else None

    def _ergaenze_regeln(self, regeln: list[Dokument], datei: Dokument) -> None:
        """Rules come behind those that are there, in a document of their own."""
        neue = []
        vorhanden = self.bestand.teile("regeln")
        for regel in regeln:
            id_ = find_id(regel)
            if id_ is not None and id_ in vorhanden:
                self._doppelt(regel, ("id",), id_, vorhanden[id_].dokument, "regeln")
            else:
                neue.append(regel)
        dokument = Dokument({"regeln": []}, new_wurzel(datei))
        set_feld(dokument, "regeln", Dokument([], new_wurzel(datei)))
        set_teile(dokument.teil("regeln"), neue)
        self.bestand.dokumente[f"regeln/{len(self.bestand.dokumente)}@{self.leitfaden}"] = dokument
        self.bestand.vergiss()

    def _ergaenze_quellen(self, quellen: list[Dokument]) -> None:
        ziel = self.bestand.dokumente.get(QUELLEN)
        if ziel is None:
            wurzel = new_wurzel(quellen[0] if quellen else self.bestand.kopf)
            ziel = self.bestand.dokumente[QUELLEN] = Dokument([], wurzel)
        self._haenge_an("quellen", ziel, quellen)

    def _ergaenze_parameter(self, id_: str, parameter: Dokument) -> None:
        kopf = self.bestand.kopf
        if find_feld(kopf, "parameter") is None:
            set_feld(kopf, "parameter", Dokument({}, new_wurzel(parameter)))
        vorhanden = find_feld(kopf, "parameter", id_)
        if vorhanden:
            self._doppelt(parameter, (), id_, vorhanden, "parameter")
        else:
            set_feld(kopf.teil("parameter"), id_, parameter)

    def _doppelt(self, neu: Dokument, ort: tuple[str, ...], id_: str, vorhanden: Dokument, art: str) -> None:
        stelle = vorhanden.wurzel
        angaben = {
            "wert": id_,
            "wo": ZIELE[self._ziel(art)],
            "stelle": f"{stelle.quelle.datei}:{stelle.zeile}",
            "art": art,
        }
        self.suche.melde(neu.befund(ort, "gibt-es-schon", angaben))
