"""From a guide to a questionnaire on paper: which Schritte, and every question with its boxes and lines."""

from collections.abc import Iterator, Sequence
from itertools import count

from wegweiser.core.sprachen import translate_leitfaden
from wegweiser.errors import BenutzungError, format_vorschlag
from wegweiser.model import frage as f
from wegweiser.model.antworten import Antworten
from wegweiser.model.base import Runde
from wegweiser.model.leitfaden import Abschnitt, Leitfaden, Schritt, number_fragen
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.model.papierbogen import Bogenart, Bogenfrage, Bogenteil, Bogenwahl, Papierbogen
from wegweiser.model.sprache import Rahmenworte, Richtung, Uebersetzung, find_richtung
from wegweiser.model.wert import Optionsquelle

LANGE_LISTE = 20
_ZEILEN = {"absatz": 4, "tabelle": 6}


def build_papierbogen(
    leitfaden: Leitfaden, runde: Runde, schritte: Sequence[str], uebersetzung: Uebersetzung | None
) -> Papierbogen:
    """The form in one language; raises BenutzungError where there is nothing to ask."""
    ids = {schritt.id for _, schritt in _select_schritte(leitfaden, runde, schritte)}
    if not ids:
        raise BenutzungError("bogen-leer", leitfaden=leitfaden.id, runde=runde)
    gezeigt = translate_leitfaden(leitfaden, uebersetzung) if uebersetzung else leitfaden
    paare = [(a, s) for a in gezeigt.abschnitte for s in a.schritte if s.id in ids]
    fragen = [frage for _, schritt in paare for frage in _list_fragen(schritt, runde)]
    sprache = uebersetzung.sprache if uebersetzung else leitfaden.kopf.sprache
    bauer = Fragenbauer(gezeigt, leitfaden.kopf.sprache, uebersetzung, {})
    nummern = count(1)
    return Papierbogen(
        titel=paare[0][1].titel if len(paare) == 1 else gezeigt.kopf.titel,
        leitfaden=leitfaden.id,
        version=leitfaden.kopf.version,
        sprache=sprache,
        sprachname=uebersetzung.titel if uebersetzung else "",
        richtung=find_richtung(sprache),
        ungeprueft=uebersetzung is not None and not uebersetzung.geprueft_von,
        minuten=sum(frage.minuten for frage in fragen),
        worte=uebersetzung.worte if uebersetzung else Rahmenworte(),
        teile=tuple(
            Bogenteil(
                titel=schritt.titel,
                fragen=tuple(
                    bauer.build_frage(frage, next(nummern)) for frage in _list_fragen(schritt, runde)
                ),
            )
            for _, schritt in paare
        ),
    )


def _select_schritte(
    leitfaden: Leitfaden, runde: Runde, gewollt: Sequence[str]
) -> Iterator[tuple[Abschnitt, Schritt]]:
    """Those somebody names; else those a person can fill in alone, from the first to the last question."""
    paare = [(a, s) for a in leitfaden.abschnitte for s in a.schritte]
    bekannt = [schritt.id for _, schritt in paare]
    for id_ in gewollt:
        if id_ not in bekannt:
            raise BenutzungError("schritt-unbekannt", name=id_, vorschlag=format_vorschlag(id_, bekannt))
    for abschnitt, schritt in paare:
        if gewollt:
            if schritt.id in gewollt and any(_list_fragen(schritt, runde)):
                yield abschnitt, schritt
        elif abschnitt.je is None and all(f.runde == runde and _steht_allein(f) for f in schritt.fragen):
            yield abschnitt, schritt


def _list_fragen(schritt: Schritt, runde: Runde) -> Iterator[f.Frage]:
    yield from (
        frage for frage in schritt.fragen if frage.runde == runde and not isinstance(frage, f.Dateifrage)
    )


def _steht_allein(frage: f.Frage) -> bool:
    """Whether it can be answered without what others have answered before."""
    teile = frage.spalten if isinstance(frage, f.Tabelle) else (frage,)
    return not isinstance(frage, f.Dateifrage) and all(
        not getattr(teil, "aus_tabelle", None) for teil in teile
    )


class Fragenbauer:
    """Turns questions into boxes and lines, in one language and with the options as they are known."""

    def __init__(
        self, gezeigt: Leitfaden, deutsch: str, uebersetzung: Uebersetzung | None, antworten: Antworten
    ) -> None:
        self.deutsch, self.uebersetzung = deutsch, uebersetzung
        self.optionen: Optionsquelle = build_optionsquelle(gezeigt, antworten)
        self.nummern = number_fragen(gezeigt)

    def build_frage(self, frage: f.Frage, nr: int = 0, lang: int = LANGE_LISTE) -> Bogenfrage:
        """One question; a list of more than `lang` options becomes a line to write on."""
        wahlen = tuple(self.list_wahlen(frage))
        art = _find_art(frage, len(wahlen), lang)
        sprache, richtung = self._find_sprache(frage)
        return Bogenfrage(
            nr=nr,
            nummer=self.nummern[frage.id],
            id=frage.id,
            text=frage.text,
            hilfe=frage.hilfe,
            art=art,
            sprache=sprache,
            richtung=richtung,
            wahlen=wahlen if art in {"eine", "mehrere", "skala", "rang", "anteile"} else (),
            hoechstens=getattr(frage, "max_anzahl", None),
            einheit={"prozent": "%", "geldbetrag": "€"}.get(frage.typ, frage.einheit),
            spalten=tuple(s.text for s in frage.spalten) if isinstance(frage, f.Tabelle) else (),
            zeilen=_ZEILEN.get(art, 1),
            bedingt=frage.wenn is not None,
        )

    def _find_sprache(self, frage: f.Frage) -> tuple[str, Richtung]:
        text = self.uebersetzung.fragen.get(frage.id) if self.uebersetzung else None
        sprache = self.uebersetzung.sprache if self.uebersetzung and text and text.text else self.deutsch
        return sprache, find_richtung(sprache)

    def list_wahlen(self, frage: f.Frage) -> Iterator[Bogenwahl]:
        """What can be chosen, with the numbers of the dialogue."""
        if isinstance(frage, f.Skala):
            for stufe in range(frage.von, frage.bis + 1):
                yield Bogenwahl(nr=str(stufe), titel=frage.anker.get(stufe, ""))
        elif isinstance(frage, f.JaNein):
            yield from (Bogenwahl(nr="", titel=id_) for id_ in ("ja", "nein"))  # the words are the template's
        else:
            for nr, option in enumerate(self.optionen(frage), 1):
                yield Bogenwahl(nr=str(nr), titel=option.titel)


def _find_art(frage: f.Frage, anzahl: int, lang: int) -> Bogenart:
    match frage:
        case f.JaNein():
            return "eine"
        case f.Auswahl() | f.Katalogwahl():
            return "eine" if 0 < anzahl <= lang else "zeile"
        case f.Mehrfach():
            return "mehrere" if 0 < anzahl <= lang else "absatz"
        case f.Rangfolge():
            return "rang" if anzahl else "absatz"
        case f.Verteilung():
            return "anteile" if anzahl else "absatz"
        case f.Skala():
            return "skala"
        case f.Ganzzahl() | f.Zahl() | f.Geldbetrag() | f.Prozent() | f.Jahr():
            return "zahl"
        case f.Absatz():
            return "absatz"
        case f.Tabelle():
            return "tabelle"
        case _:
            return "zeile"
