"""Open questions as a Word file: a heading per question, below it a small table with its fields and a hidden mark."""

from collections.abc import Iterator, Sequence
from typing import Final

from wegweiser.adapters.rueckgabe import word_teile as w
from wegweiser.adapters.rueckgabe.auswahllisten import format_stufe, list_eintraege
from wegweiser.errors.rueckgabe import TEXTE
from wegweiser.model import frage as f
from wegweiser.model.deutsch_format import format_datum
from wegweiser.model.rueckgabe import Anfrage, Bogen, Sendung

FRAGE: Final = "wegweiser-frage"
TABELLE: Final = "wegweiser-tabelle"
OPTION: Final = "#"
SPALTE: Final = "§"
_LINKS: Final = 2600
_LEERZEILEN: Final = 8
_VIELE: Final = 5
_FELDER: Final = ("sicherheit", "beleg", "notiz")
_LANGE_LISTE: Final = 60  # Word shows no more; longer lists are typed


def format_word(sendung: Sendung) -> bytes:
    """The bytes of the file: all departments one after the other, each on a new page."""
    kennzeichen = sendung.kennzeichen.format()
    koerper = [w.absatz(w.verborgen(kennzeichen), weiteres="<w:rPr><w:vanish/></w:rPr>")]
    for nr, bogen in enumerate(sendung.boegen):
        koerper += _build_bogen(sendung, bogen, erster=not nr)
    koerper.append(w.absatz(""))  # Word wants a paragraph behind the last table
    vor, _, rest = TEXTE["seite"].partition("{seite}")
    fusszeile = (vor, rest.partition("{seiten}")[0])
    return w.packe("".join(koerper), titel=TEXTE["titel"], kennzeichen=kennzeichen, fusszeile=fusszeile)


def _build_bogen(sendung: Sendung, bogen: Bogen, *, erster: bool) -> Iterator[str]:
    stelle = bogen.stelle or TEXTE["niemand"]
    umbruch = "" if erster else "<w:pageBreakBefore/>"
    yield w.absatz(w.lauf(TEXTE["an"].format(stelle=stelle)), "Heading1", weiteres=umbruch)
    datum = format_datum(sendung.datum)
    yield w.absatz(w.lauf(TEXTE["unter"].format(titel=sendung.kennzeichen.titel, datum=datum)), "Leise")
    yield w.absatz(w.lauf(TEXTE["anleitung-word"]))
    for anfrage in bogen.anfragen:
        yield from _build_anfrage(anfrage)


def _build_anfrage(anfrage: Anfrage) -> Iterator[str]:
    frage = anfrage.frage
    yield w.absatz(w.lauf(f"{anfrage.nr}  {frage.text}"), "Heading2")
    bis = TEXTE["bis-lang"].format(datum=format_datum(anfrage.bis)) if anfrage.bis else ""
    yield w.absatz(w.lauf(" · ".join(filter(None, (anfrage.ort, bis)))), "Leise")
    for titel, text in ((TEXTE["wozu"], anfrage.wozu), (TEXTE["moeglich"], _format_moeglich(anfrage))):
        if text:
            yield w.absatz(w.lauf(f"{titel}: ", "<w:b/>") + w.lauf(text), "Text")
    if frage.hilfe:
        yield w.absatz(w.lauf(frage.hilfe.strip()), "Text")
    for spalte in anfrage.spalten:
        if passt := _format_spalte(spalte, anfrage.spaltenoptionen.get(spalte.id, ())):
            yield w.absatz(w.lauf(passt), "Text")
    if isinstance(frage, f.Tabelle):
        yield _build_tabelle(anfrage, frage)
        yield w.absatz("", "Leise")
    yield w.tabelle(_list_felder(anfrage), (_LINKS, w.BREITE - _LINKS), frage.text)


def _format_moeglich(anfrage: Anfrage) -> str:
    """What fits; where it is typed, with all there is to choose from."""
    titel = [option.titel for option in anfrage.optionen]
    getippt = isinstance(anfrage.frage, f.Mehrfach | f.Rangfolge | f.Verteilung) and not anfrage.zeilenweise
    if titel and (getippt or len(titel) > _LANGE_LISTE):
        return f"{anfrage.moeglich} ({'; '.join(titel)})"
    return anfrage.moeglich


def _format_spalte(spalte: f.Frage, optionen: Sequence[f.Option]) -> str:
    """What fits into a column that has to be chosen from; nothing where its title says it."""
    titel = "; ".join(option.titel for option in optionen)
    match spalte:
        case f.Skala():
            stufen = (format_stufe(spalte, nr) for nr in range(spalte.von, spalte.bis + 1))
            moeglich = TEXTE["passt-skala"].format(stufen=", ".join(stufen))
        case f.JaNein():
            moeglich = TEXTE["passt-ja_nein"]
        case f.Auswahl() | f.Katalogwahl() if titel:
            moeglich = TEXTE["passt-titel"].format(titel=titel)
        case f.Mehrfach() if titel:
            moeglich = TEXTE["passt-mehrfach-text"].format(titel=titel)
        case _:
            return ""
    return TEXTE["spalte-passt"].format(spalte=spalte.kurz or spalte.text, moeglich=moeglich)


def _list_felder(anfrage: Anfrage) -> Iterator[str]:
    """The fields of a question; the mark stands hidden in the first cell."""
    marke = w.verborgen("|".join((FRAGE, str(anfrage.adresse), anfrage.stand, anfrage.nr)))
    if isinstance(anfrage.frage, f.Tabelle):
        felder: tuple[str, ...] = _FELDER
    else:
        felder = ("antwort", *_FELDER)
    for nr, name in enumerate(felder):
        if name == "antwort" and anfrage.zeilenweise:
            for option in anfrage.optionen:
                yield _build_zeile(marke + w.verborgen(f"{OPTION}{option.id}"), option.titel, _build_teil(anfrage, option))  # fmt: skip
                marke = ""
        yield _build_zeile(
            marke if not nr else "", TEXTE[name], _build_feld(anfrage, name), letzte=name == felder[-1]
        )
        marke = ""


def _build_zeile(marke: str, titel: str, feld: str, *, letzte: bool = False) -> str:
    """A row that stays on the page of the next one."""
    halt = "" if letzte else "<w:keepNext/>"
    links = w.zelle(w.absatz(marke + w.lauf(titel), "Zelle", weiteres=halt), _LINKS, kopf=True)
    return w.zeile((links, w.zelle(w.absatz(feld, "Zelle", weiteres=halt), w.BREITE - _LINKS)))


def _build_teil(anfrage: Anfrage, option: f.Option) -> str:
    kennung = f"{anfrage.adresse}#{option.id}"
    if isinstance(anfrage.frage, f.Mehrfach):
        return w.kreuz(kennung)
    return w.feld(option.titel, kennung, w.ART_ZEILE, TEXTE["hier"])


def _build_feld(anfrage: Anfrage, name: str) -> str:
    kennung = f"{anfrage.adresse}|{name}"
    if name == "sicherheit":
        stufen = [TEXTE[stufe] for stufe in ("gesichert", "geschaetzt", "vermutet")]
        return w.feld(TEXTE[name], kennung, w.art_liste(stufen), TEXTE["waehlen"])
    if name != "antwort":
        inhalt = anfrage.notiz if name == "notiz" else ""
        return w.feld(TEXTE[name], kennung, w.ART_TEXT, TEXTE["hier"], inhalt=inhalt)
    liste = list_eintraege(anfrage.frage, anfrage.optionen, zeilenweise=anfrage.zeilenweise)
    if 0 < len(liste) <= _LANGE_LISTE:
        return w.feld(TEXTE[name], kennung, w.art_liste(liste), TEXTE["waehlen"])
    if isinstance(anfrage.frage, f.Datum):
        return w.feld(TEXTE[name], kennung, w.ART_DATUM, TEXTE["hier"])
    return w.feld(
        TEXTE[name],
        kennung,
        w.ART_TEXT if isinstance(anfrage.frage, f.Absatz) else w.ART_ZEILE,
        TEXTE["hier"],
    )


def _build_tabelle(anfrage: Anfrage, frage: f.Tabelle) -> str:
    """A table with empty rows; more can be added."""
    anzahl = len(anfrage.spalten)
    breiten = [w.BREITE // anzahl] * anzahl
    klein = '<w:sz w:val="16"/>' if anzahl > _VIELE else '<w:sz w:val="18"/>'
    kopf = []
    for nr, (spalte, breite) in enumerate(zip(anfrage.spalten, breiten, strict=True)):
        marke = "" if nr else "|".join((TABELLE, str(anfrage.adresse), anfrage.stand, anfrage.nr))
        verborgen = w.verborgen(f"{marke}{SPALTE}{spalte.id}{SPALTE}")
        titel = f"{spalte.kurz or spalte.text}{' *' if spalte.pflicht else ''}"
        einheit = f" ({spalte.einheit})" if spalte.einheit else ""
        kopf.append(
            w.zelle(
                w.absatz(verborgen + w.lauf(titel + einheit, f"<w:b/>{klein}"), "Zelle"), breite, kopf=True
            )
        )
    leer = w.zeile([w.zelle(w.absatz("", "Zelle"), breite) for breite in breiten])
    zeilen = [w.zeile(kopf, kopf=True), *([leer] * min(frage.zeilen.max, _LEERZEILEN))]
    return w.tabelle(zeilen, breiten, frage.text)
