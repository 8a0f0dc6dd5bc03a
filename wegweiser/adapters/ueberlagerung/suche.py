"""Finding what an overlay names in the guide below, or saying at its place that it is not there."""

from collections.abc import Callable, Iterable

from wegweiser.adapters.ueberlagerung.baum import find_feld
from wegweiser.adapters.ueberlagerung.bestand import Bestand, Teil
from wegweiser.adapters.yaml_lesen import Dokument
from wegweiser.errors import format_vorschlag
from wegweiser.errors.leitfaden import ZIELE
from wegweiser.model.befund import Befund

Melde = Callable[[Befund], None]
_ARTEN_DER_BESITZER = {
    "optionen": "fragen",
    "spalten": "fragen",
    "kataloge": "kataloge",
    "fragen": "schritte",
    "schritte": "abschnitte",
    "abgeleitet": "abschnitte",
}


class Suche:
    """Looks things up; what is missing becomes a finding where it is named."""

    def __init__(self, bestand: Bestand, melde: Melde) -> None:
        self.bestand = bestand
        self.melde = melde

    def finde(self, art: str, id_: str, nennung: Dokument) -> Teil | None:
        """A record of a free kind (questions, Schritte, rules …)."""
        vorhanden = self.bestand.teile(art)
        if id_ not in vorhanden:
            self.fehlt(art, id_, vorhanden, nennung)
        return vorhanden.get(id_)

    def finde_abschnitt(self, id_: str, nennung: Dokument) -> Dokument | None:
        """An Abschnitt."""
        vorhanden = self.bestand.abschnitte()
        if id_ not in vorhanden:
            self.fehlt("abschnitte", id_, vorhanden, nennung)
        return vorhanden.get(id_)

    def finde_parameter(self, id_: str, nennung: Dokument) -> Dokument | None:
        """A named figure."""
        parameter = find_feld(self.bestand.kopf, "parameter")
        gefunden = find_feld(self.bestand.kopf, "parameter", id_)
        vorhanden = parameter.daten if parameter and isinstance(parameter.daten, dict) else ()
        if gefunden is None:
            self.fehlt("parameter", id_, vorhanden, nennung)
        return gefunden

    def finde_liste(self, art: str, besitzer: str, nennung: Dokument) -> Dokument | None:
        """The list of a bound kind: the options of a question, the entries of a catalogue."""
        vorhanden = self.bestand.besitzer(art)
        if besitzer not in vorhanden:
            self.fehlt(_ARTEN_DER_BESITZER[art], besitzer, vorhanden, nennung)
            return None
        liste = self.bestand.liste(art, vorhanden[besitzer])
        if liste is None:
            self.melde(nennung.befund_am_namen((), "liste-keine", {"wert": besitzer, "wo": ZIELE[art]}))
        return liste

    def finde_in(self, art: str, besitzer: str, liste: Dokument, id_: str, nennung: Dokument) -> Teil | None:
        """A record in the list of its owner."""
        vorhanden = self.bestand.teile_in(liste)
        if id_ in vorhanden:
            return Teil(liste, vorhanden[id_])
        ziel = "eintraege" if art == "kataloge" else art
        self.fehlt(ziel, id_, vorhanden, nennung, (art, besitzer))
        return None

    def fehlt(
        self,
        ziel: str,
        id_: str,
        vorhanden: Iterable[str],
        nennung: Dokument,
        umbenannt: tuple[str, ...] | None = None,
    ) -> None:
        """Report what is named and not there: renamed, or with the nearest name."""
        befund = nennung.befund if nennung.daten == id_ else nennung.befund_am_namen
        neu = find_feld(self.bestand.kopf, "umbenannt", *(umbenannt or (ziel,)), id_)
        if neu is not None:
            self.melde(befund((), "verweis-umbenannt", {"wert": id_, "neu": neu.daten}))
        else:
            vorschlag = format_vorschlag(id_, vorhanden)
            self.melde(befund((), "verweis", {"wert": id_, "wo": ZIELE[ziel], "vorschlag": vorschlag}))
