"""The questions of a draft guide: type, options, limits, texts."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from wegweiser.core.fragebogen.auswahllisten import Wahl, build_auswahllisten, is_stufenfolge, list_anker
from wegweiser.core.fragebogen.bedingungen import Bedingungen, read_pflicht
from wegweiser.core.fragebogen.gliederung import Element, Melder, Notiz, is_verteilung
from wegweiser.core.fragebogen.grenzen import Grenzen, format_grenzen, list_bedingungen, split_grenzen
from wegweiser.core.fragebogen.kennungen import Kennungen
from wegweiser.core.fragebogen.plan import Abschnittplan, Platz
from wegweiser.core.fragebogen.spalten import Sprachspalte, read_eigenen_text
from wegweiser.core.fragebogen.uebersetzungen import Uebersetzungsbau
from wegweiser.core.fragebogen.vorgaben import build_vorschlag
from wegweiser.core.xpath.baum import WAHR, Xpath
from wegweiser.core.xpath.bedingung import und
from wegweiser.core.xpath.teile import Teil, Ziel
from wegweiser.errors.xlsform import TEXTE
from wegweiser.model.frage import SPALTENTYPEN
from wegweiser.model.fragebogen import Fragebogen
from wegweiser.model.katalog import EINTRAGSARTEN
from wegweiser.model.kennungen import format_kennung

Daten = dict[str, Any]

_ARTEN: Final[Mapping[str, str]] = {
    "ganzzahl": "zahl", "zahl": "zahl", "geldbetrag": "zahl", "prozent": "zahl", "jahr": "zahl", "skala": "zahl", "text": "text",
    "absatz": "text", "datum": "datum", "ja_nein": "wahrheit", "auswahl": "wahl", "katalogwahl": "wahl", "mehrfach": "liste",
    "rangfolge": "liste", "tabelle": "tabelle",
}  # fmt: skip
_GEMERKT: Final = frozenset({"geldbetrag", "prozent", "jahr"})
_ZAHLEN: Final = frozenset({"ganzzahl", "zahl", "geldbetrag", "prozent", "jahr"})
_GANZE: Final = frozenset({"ganzzahl", "jahr"})
_VORGABEN: Final[Mapping[str, tuple[int, int]]] = {"jahr": (1900, 2100), "prozent": (0, 100)}
_BILDER: Final = ("png", "jpg", "jpeg", "gif", "webp")
_LANGE_LISTE: Final = 30
_MAX_ZEILEN: Final = 200
BEZUG: Final = re.compile(r"\$\{\s*([\w.:-]+)\s*\}")
_EINHEIT: Final = re.compile(r"\[([^\[\]]{1,20})\]\s*")
_BEREICH: Final = re.compile(r"(start|end|step)\s*=\s*(-?[0-9.]+)")
_OHNE_ENTSPRECHUNG: Final = (
    "read_only",
    "trigger",
    "choice_filter",
    "media::image",
    "image",
    "audio",
    "video",
)


class Fragenform(NamedTuple):
    """What a row becomes: its type, its choices, and what belongs to the type."""

    typ: str
    wahlen: tuple[Wahl, ...] = ()
    angaben: Mapping[str, Any] = {}


class Fragenbau:
    """Builds the data of questions and columns."""

    def __init__(
        self,
        bogen: Fragebogen,
        sprachen: tuple[Sprachspalte, ...],
        bedingungen: Bedingungen,
        texte: Uebersetzungsbau,
        melde: Melder,
    ) -> None:
        self.sprachen = sprachen
        self.bedingungen = bedingungen
        self.texte = texte
        self.melde = melde
        self.listen = build_auswahllisten(bogen.get("choices"), sprachen)
        self.kataloge: dict[str, tuple[Wahl, ...]] = {}
        """Long lists by name."""
        self._formen: dict[int, Fragenform] = {}
        self._nr = 0

    # types

    def form(self, element: Element, als: str = "") -> Fragenform:
        """The type of a row, worked out once."""
        if id(element) not in self._formen:
            self._formen[id(element)] = self._find_form(element, als)
        return self._formen[id(element)]

    def _find_form(self, element: Element, als: str) -> Fragenform:
        if als:
            return Fragenform("tabelle")
        if is_verteilung(element):
            return Fragenform("verteilung", tuple(self._anteile(element)))
        typ, gemerkt = element.form.typ, element.merkmale.get("typ", "")
        if element.form.fremd:
            angaben = {"typ": element.werte["type"], "neu": typ}
            self.melde(Notiz(element.zeile.nr, "type", "xlsform-typ", angaben, element.id))
        if gemerkt in _GEMERKT and typ in _ZAHLEN:
            typ = gemerkt
        if typ == "text" and "multiline" in element.werte.get("appearance", ""):
            typ = "absatz"
        if element.form.liste:
            return self._wahlform(element, typ)
        if typ == "skala":
            return _build_bereich(element)
        endungen = {"endungen": list(_BILDER)} if element.werte["type"] in {"image", "photo"} else {}
        return Fragenform(typ, (), endungen)

    def _wahlform(self, element: Element, typ: str) -> Fragenform:
        liste, merkmale = element.form.liste, element.merkmale
        tabelle = self._find_quelltabelle(element)
        if tabelle:
            return Fragenform(typ, (), {"aus_tabelle": tabelle})
        wahlen = self.listen.get(liste, ())
        if not wahlen:
            self.melde(Notiz(element.zeile.nr, "type", "xlsform-liste", {"liste": liste}, element.id))
            return Fragenform("text")
        if element.form.anderes and all(w.name != "other" for w in wahlen):
            wahlen = (*wahlen, Wahl("other", "other", TEXTE["anderes"], {}))
        ist_skala = merkmale.get("typ") == "skala" or element.name in self.bedingungen.verglichen
        if typ == "auswahl" and ist_skala and is_stufenfolge(wahlen):
            return _build_skala(wahlen)
        if typ == "auswahl" and liste == "ja_nein" and {w.id for w in wahlen} == {"ja", "nein"}:
            return Fragenform("ja_nein", ())
        return self._mit_katalog(element, typ, wahlen)

    def _mit_katalog(self, element: Element, typ: str, wahlen: tuple[Wahl, ...]) -> Fragenform:
        katalog = element.merkmale.get("katalog", "")
        if not katalog and len(wahlen) <= _LANGE_LISTE:
            optionen = [{"id": w.id, "titel": w.titel} for w in wahlen]
            return Fragenform(typ, wahlen, {"optionen": optionen})
        name = format_kennung(katalog or element.form.liste)
        name = f"{name}-liste" if name in EINTRAGSARTEN else name
        self.kataloge[name] = wahlen
        self.texte.nimm_katalog(name, wahlen)
        lang = typ == "auswahl" and (not katalog or element.merkmale.get("typ") == "katalogwahl")
        return Fragenform("katalogwahl" if lang else typ, wahlen, {"katalog": name})

    def _find_quelltabelle(self, element: Element) -> str:
        """The table, asked before, whose rows are offered."""
        ziele = self.bedingungen.ziele
        ziel = ziele.get(element.merkmale.get("aus_tabelle", ""))
        if ziel is None and (treffer := BEZUG.fullmatch(element.form.liste)):
            spalte = ziele.get(treffer[1])
            ziel = next(
                (z for z in ziele.values() if spalte and spalte.spalte and z.id == spalte.reihe), None
            )
        gut = ziel is not None and ziel.art == "tabelle" and not ziel.reihe and ziel.nr < self._nr
        return ziel.id if ziel and gut else ""

    def _anteile(self, element: Element) -> list[Wahl]:
        anteile = []
        for kind in element.kinder:
            id_ = format_kennung(kind.merkmale.get("option") or kind.name)
            titel = read_eigenen_text(kind.werte, "label", self.sprachen) or id_
            anteile.append(Wahl(kind.name, id_, titel, {}))
        return anteile

    # what expressions can read

    def melde_ziel(self, platz: Platz, nr: int, plan: Abschnittplan) -> None:
        """From now on expressions know this question."""
        element, self._nr = platz.element, nr
        eigene = not any(e.werte.get("relevant") for e in (*platz.gruppen, element))
        oben = not any(e.werte.get("relevant") for e in plan.bedingungen)
        if platz.als:
            pflicht = read_pflicht(element.werte.get("required", "")) is True
            ziel = Ziel(element.id, "tabelle", pflicht, eigene and oben, plan.je, nr=nr)
        else:
            ziel = self._build_ziel(element, nr, plan.je, immer=eigene and oben)
        self.bedingungen.melde_ziel(element, ziel, plan.id, immer=eigene)
        kennungen = Kennungen()
        kennungen.vergeben.add("id")  # every row has one
        for spalte in _list_spalten(element) if platz.als == "tabelle" else ():
            spalte.id = kennungen.nimm(spalte.id)
            self._vereinfache(spalte)
            ziel = self._build_ziel(spalte, nr, element.id, immer=True)._replace(spalte=True)
            self.bedingungen.melde_ziel(spalte, ziel, plan.id, immer=True)

    def _vereinfache(self, spalte: Element) -> None:
        """Columns know fewer types."""
        form = self.form(spalte)
        if form.typ not in SPALTENTYPEN:
            angaben = {"typ": spalte.werte["type"], "neu": "text"}
            self.melde(Notiz(spalte.zeile.nr, "type", "xlsform-typ", angaben, spalte.id))
            self._formen[id(spalte)] = Fragenform("text")

    def _build_ziel(self, element: Element, nr: int, reihe: str, *, immer: bool) -> Ziel:
        form = self.form(element)
        pflicht = read_pflicht(element.werte.get("required", "")) is True
        werte = tuple((w.name, w.id) for w in form.wahlen if w.name != w.id)
        if form.typ == "ja_nein" and element.form.typ == "ja_nein":
            werte = (("ja", "OK"),)
        art, wahlen = _ARTEN.get(form.typ, "fremd"), tuple(w.id for w in form.wahlen)
        return Ziel(element.id, art, pflicht, immer, reihe, werte=werte, wahlen=wahlen, nr=nr)

    # data

    def baue(self, platz: Platz, wenn: Teil | None, je: str) -> Daten:
        """A question of the guide."""
        element = platz.element
        form = self.form(element, platz.als)
        daten: Daten = {"id": element.id, **self._texte(element, form), "typ": form.typ}
        if read_pflicht(element.werte.get("required", "")):
            daten["pflicht"] = True
        if wenn:
            daten["wenn"] = wenn.text
        daten |= form.angaben
        if form.typ == "tabelle":
            daten |= self._tabelle(platz)
        elif form.typ == "verteilung":
            daten |= {"pflicht": True} if element.merkmale.get("pflicht") == "ja" else {}
            daten |= {"optionen": [{"id": w.id, "titel": w.titel} for w in form.wahlen]}
        else:
            daten |= self._grenzen(element, form, je)
            if vorschlag := build_vorschlag(element, form.typ, form.wahlen, self.melde):
                daten["vorschlag"] = vorschlag
        daten["runde"] = "buergerschaft"
        self._melde_rest(element)
        if form.typ != "tabelle":
            self.texte.nimm_frage(element.id, element, _list_eigene(form), skala=form.typ == "skala")
        return daten

    def _texte(self, element: Element, form: Fragenform) -> Daten:
        text = self.clean_text(element, read_eigenen_text(element.werte, "label", self.sprachen))
        hilfe = self.clean_text(element, read_eigenen_text(element.werte, "hint", self.sprachen))
        warum = self.clean_text(element, read_eigenen_text(element.werte, "guidance_hint", self.sprachen))
        daten = {"text": " ".join(text.split()) or element.name or element.id}
        if (treffer := _EINHEIT.match(hilfe)) and form.typ in _ZAHLEN:
            daten["einheit"], hilfe = treffer[1], hilfe[treffer.end() :]
        return daten | {feld: wert for feld, wert in (("hilfe", hilfe), ("warum", warum)) if wert}

    def clean_text(self, element: Element, text: str) -> str:
        """Answers cannot be put into texts: their names stand there instead."""
        if not BEZUG.search(text):
            return text
        self.melde(Notiz(element.zeile.nr, "label", "xlsform-bezug-im-text", {"text": text[:80]}, element.id))
        ziele = self.bedingungen.ziele
        return BEZUG.sub(lambda t: f"[{ziele[t[1]].id if t[1] in ziele else t[1]}]", text)

    def _tabelle(self, platz: Platz) -> Daten:
        element, merkmale = platz.element, platz.element.merkmale
        daten: Daten = {}
        if merkmale.get("pflicht") == "ja":
            daten["pflicht"] = True
        if re.fullmatch(r"[a-z]{1,3}", merkmale.get("vorsatz", "")):
            daten["vorsatz"] = merkmale["vorsatz"]
        if zeilen := self._zeilenzahl(element):
            daten["zeilen"] = zeilen
        if platz.als == "zeilen":
            daten["spalten"] = [{"id": "titel", "text": TEXTE["titel"], "typ": "text", "pflicht": True}]
        else:
            self._tabellenpruefungen: list[Daten] = []
            daten["spalten"] = [self._spalte(spalte, element.id) for spalte in _list_spalten(element)]
            if self._tabellenpruefungen:
                daten["pruefe"] = self._tabellenpruefungen
        self.texte.nimm_frage(element.id, element, (), skala=False)
        return daten

    def _zeilenzahl(self, element: Element) -> Daten | None:
        if treffer := re.fullmatch(r"(\d{1,3})-(\d{1,3})", element.merkmale.get("zeilen", "")):
            klein, gross = sorted((int(treffer[1]), int(treffer[2])))
            return {"min": klein, "max": max(gross, 1)}
        anzahl = element.werte.get("repeat_count", "")
        if anzahl.isdigit() and 0 < int(anzahl) <= _MAX_ZEILEN:
            return {"min": int(anzahl), "max": int(anzahl)}
        if anzahl:
            angaben = {"text": anzahl[:80]}
            self.melde(Notiz(element.zeile.nr, "repeat_count", "xlsform-wiederholung", angaben, element.id))
        return None

    def _spalte(self, element: Element, tabelle: str) -> Daten:
        form = self.form(element)
        daten: Daten = {"id": element.id, **self._texte(element, form), "typ": form.typ}
        if read_pflicht(element.werte.get("required", "")):
            daten["pflicht"] = True
        daten |= form.angaben
        grenzen = self._grenzen(element, form, "")
        for pruefung in grenzen.pop("pruefe", ()):
            muss = pruefung["muss"]
            je_zeile = f"{tabelle}." in muss
            self._tabellenpruefungen.append({**pruefung, "muss": f"alle({muss})" if je_zeile else muss})
        self._melde_rest(element)
        self.texte.nimm_frage(
            element.id, element, _list_eigene(form), skala=form.typ == "skala", tabelle=tabelle
        )
        return daten | grenzen

    def _grenzen(self, element: Element, form: Fragenform, je: str) -> Daten:
        text = element.werte.get("constraint", "")
        x = self.bedingungen.parse(text, element.zeile.nr, "constraint", element.id) if text else None
        if x is None:
            return {}
        meldung = read_eigenen_text(element.werte, "constraint_message", self.sprachen)
        grenzen = split_grenzen(x, ganz=form.typ in _GANZE)
        daten, rest = _apply_grenzen(grenzen, form.typ)
        eigene = format_grenzen(grenzen)
        if meldung and not meldung.startswith(eigene or "\0"):
            daten, rest = {}, x  # a sentence of its own is worth more than a limit
        meldung = meldung.removeprefix(eigene).strip()
        if rest != WAHR and (muss := self._muss(element, rest, je, text)):
            daten["pruefe"] = [{"muss": muss.text, "text": meldung or TEXTE["pruefung"]}]
        return daten

    def _muss(self, element: Element, rest: Xpath, je: str, text: str) -> Teil | None:
        notiz = Notiz(element.zeile.nr, "constraint", "", {"ausdruck": text[:120]}, element.id)
        return self.bedingungen.uebersetze(rest, self.bedingungen.eigene[id(element)], je, notiz)

    def _melde_rest(self, element: Element) -> None:
        """What stands in other columns and means nothing here."""
        nr, werte = element.zeile.nr, element.werte
        if read_pflicht(werte.get("required", "")) is None:
            angaben = {"text": werte["required"][:80]}
            self.melde(Notiz(nr, "required", "xlsform-pflicht", angaben, element.id))
        if werte.get("choice_filter") and "aus_tabelle" not in element.merkmale:
            angaben = {"text": werte["choice_filter"][:80]}
            self.melde(Notiz(nr, "choice_filter", "xlsform-filter", angaben, element.id))
        for spalte in ("read_only", "trigger"):
            if werte.get(spalte):
                angaben = {"text": werte[spalte][:80]}
                self.melde(Notiz(nr, spalte, "xlsform-merkmal", angaben, element.id))


def _build_bereich(element: Element) -> Fragenform:
    """`range`: a scale over whole numbers, else a number between limits."""
    werte = {name: Decimal(zahl) for name, zahl in _BEREICH.findall(element.werte.get("parameters", ""))}
    von, bis, schritt = (
        werte.get(name, Decimal(zahl)) for name, zahl in (("start", 0), ("end", 10), ("step", 1))
    )
    von, bis = min(von, bis), max(von, bis)
    if schritt == 1 and von == int(von) and bis == int(bis) and von < bis:
        return Fragenform("skala", (), {"von": int(von), "bis": int(bis), "anker": {}})
    return Fragenform("zahl", (), {"min": von, "max": bis})


def _build_skala(wahlen: tuple[Wahl, ...]) -> Fragenform:
    stufen = [int(w.name) for w in wahlen]
    gleich = tuple(w._replace(id=w.name) for w in wahlen)
    return Fragenform("skala", gleich, {"von": stufen[0], "bis": stufen[-1], "anker": list_anker(wahlen)})


def _list_eigene(form: Fragenform) -> tuple[Wahl, ...]:
    """The choices that are translated with the question; those of a catalogue are translated there."""
    return () if "katalog" in form.angaben else form.wahlen


def _list_spalten(element: Element) -> list[Element]:
    return [teil for teil in element.alle() if teil.form.art == "frage"]


def _apply_grenzen(grenzen: Grenzen, typ: str) -> tuple[Daten, Xpath]:
    """The limits the type knows; the others stay conditions."""
    daten: Daten = {}
    verkehrt = grenzen.min is not None and grenzen.max is not None and grenzen.min > grenzen.max
    if typ in _ZAHLEN and not verkehrt:
        klein, gross = _VORGABEN.get(typ, (None, None))
        daten |= {"min": grenzen.min} if grenzen.min not in {None, klein} else {}
        daten |= {"max": grenzen.max} if grenzen.max not in {None, gross} else {}
        daten = {feld: int(wert) if typ in _GANZE else wert for feld, wert in daten.items()}
        grenzen = grenzen._replace(min=None, max=None)
    if grenzen.zeichen is not None and typ in {"text", "absatz"}:
        daten["max_zeichen"] = grenzen.zeichen
        grenzen = grenzen._replace(zeichen=None)
    if grenzen.anzahl is not None and typ == "mehrfach":
        daten["max_anzahl"] = grenzen.anzahl
        grenzen = grenzen._replace(anzahl=None)
    grenzen = grenzen._replace(cent=grenzen.cent and typ != "geldbetrag")
    return daten, und(*grenzen.rest, *list_bedingungen(grenzen))
