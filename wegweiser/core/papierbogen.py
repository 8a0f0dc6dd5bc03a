"""From a guide to a questionnaire on paper: which Schritte, and every question with its boxes and lines."""

from collections.abc import Iterator, Sequence
from itertools import count

from wegweiser.core.sprachen import translate_leitfaden
from wegweiser.errors import BenutzungError, format_vorschlag
from wegweiser.model import frage as f
from wegweiser.model.base import Runde
from wegweiser.model.leitfaden import Abschnitt, Leitfaden, Schritt
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
    bauer = _Bauer(gezeigt, leitfaden.kopf.sprache, uebersetzung)
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
        teile=tuple(bauer.build_teil(schritt, runde) for _, schritt in paare),
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
    yield from (frage for frage in schritt.fragen if frage.runde == runde and not isinstance(frage, f.Datei))


def _steht_allein(frage: f.Frage) -> bool:
    """Whether it can be answered without what others have answered before."""
    teile = frage.spalten if isinstance(frage, f.Tabelle) else (frage,)
    return not isinstance(frage, f.Datei) and all(not getattr(teil, "aus_tabelle", None) for teil in teile)


class _Bauer:
    """Numbers the questions through the form."""

    def __init__(self, leitfaden: Leitfaden, deutsch: str, uebersetzung: Uebersetzung | None) -> None:
        self.optionen: Optionsquelle = build_optionsquelle(leitfaden, {})
        self.deutsch, self.uebersetzung = deutsch, uebersetzung
        self.nummern = count(1)

    def build_teil(self, schritt: Schritt, runde: Runde) -> Bogenteil:
        fragen = tuple(self._build_frage(frage) for frage in _list_fragen(schritt, runde))
        return Bogenteil(titel=schritt.titel, fragen=fragen)

    def _build_frage(self, frage: f.Frage) -> Bogenfrage:
        wahlen = tuple(self._list_wahlen(frage))
        art = _find_art(frage, len(wahlen))
        sprache, richtung = self._find_sprache(frage)
        return Bogenfrage(
            nr=next(self.nummern),
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

    def _list_wahlen(self, frage: f.Frage) -> Iterator[Bogenwahl]:
        if isinstance(frage, f.Skala):
            for stufe in range(frage.von, frage.bis + 1):
                yield Bogenwahl(nr=str(stufe), titel=frage.anker.get(stufe, ""))
        elif isinstance(frage, f.JaNein):
            yield from (Bogenwahl(nr="", titel=id_) for id_ in ("ja", "nein"))  # the words are the template's
        else:
            for nr, option in enumerate(self.optionen(frage), 1):
                yield Bogenwahl(nr=str(nr), titel=option.titel)


def _find_art(frage: f.Frage, anzahl: int) -> Bogenart:
    match frage:
        case f.JaNein():
            return "eine"
        case f.Auswahl() | f.Katalogwahl():
            return "eine" if 0 < anzahl <= LANGE_LISTE else "zeile"
        case f.Mehrfach():
            return "mehrere" if 0 < anzahl <= LANGE_LISTE else "absatz"
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
