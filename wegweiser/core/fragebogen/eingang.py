"""A questionnaire as a draft guide: data for its files, and a note wherever something is different or missing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from wegweiser.core.fragebogen.bedingungen import Bedingungen
from wegweiser.core.fragebogen.fragen import BEZUG, Fragenbau
from wegweiser.core.fragebogen.gliederung import Element, Notiz, build_gliederung
from wegweiser.core.fragebogen.plan import Abschnittplan, Platz, build_plan
from wegweiser.core.fragebogen.spalten import list_sprachen, read_eigenen_text
from wegweiser.core.fragebogen.uebersetzungen import Uebersetzungsbau
from wegweiser.core.xpath.teile import Teil
from wegweiser.errors.xlsform import TEXTE
from wegweiser.model.fragebogen import Fragebogen
from wegweiser.model.kennungen import format_name

QUELLE: Final = "fragebogen"
_ERGEBNISSE: Final = {"zahl": "zahl", "text": "text", "wahl": "text", "wahrheit": "ja_nein", "datum": "datum"}
_ZAHLARTEN: Final = frozenset({"zahl", "geldbetrag", "prozent", "anteil"})
_DURCHGAENGE: Final = 20

Daten = dict[str, Any]


class Herkunft(NamedTuple):
    """What a draft says about where it comes from."""

    id: str
    datei: str
    heute: date


class Eingang(NamedTuple):
    """A draft guide by the names of its files, and what to look at."""

    titel: str
    dateien: Mapping[str, Any]
    notizen: tuple[Notiz, ...]
    fragen: int


def build_leitfadenentwurf(bogen: Fragebogen, herkunft: Herkunft) -> Eingang:
    """The draft of a guide."""
    return _Bau(bogen, herkunft).baue()


class _Bau:
    def __init__(self, bogen: Fragebogen, herkunft: Herkunft) -> None:
        self.bogen = bogen
        self.herkunft = herkunft
        self.notizen: list[Notiz] = []
        self.sprachen = list_sprachen(bogen)
        zeilen = bogen["settings"].zeilen if "settings" in bogen else ()
        self.angaben = dict(zeilen[0].werte) if zeilen else {}
        self.titel = self.angaben.get("form_title") or TEXTE["ohne-titel"]
        self.texte = Uebersetzungsbau(self.sprachen)
        for sprache in self.sprachen[1:]:
            if not sprache.erkannt:
                angaben = {"name": sprache.titel, "neu": sprache.kuerzel}
                self.notizen.append(Notiz(1, f"label::{sprache.kopf}", "xlsform-andere-sprache", angaben))

    def baue(self) -> Eingang:
        wurzel = build_gliederung(self.bogen["survey"], self.notizen.append)
        ohne = format_name(TEXTE["abschnitt"])
        plan, hinweise = build_plan(wurzel, self.notizen.append, ohne)
        self.bedingungen = Bedingungen(wurzel, self.notizen.append)
        self.fragen = Fragenbau(self.bogen, self.sprachen, self.bedingungen, self.texte, self.notizen.append)
        self._melde_ziele(plan)
        self._loese_rechnungen(plan)
        dateien: Daten = {}
        for abschnitt in plan:
            dateien[f"abschnitte/{abschnitt.id}.yaml"] = self._abschnitt(abschnitt)
        self._ordne_hinweise(hinweise, dateien)
        zahl = sum(len(schritt.fragen) for abschnitt in plan for schritt in abschnitt.schritte)
        dateien = {**self._kopf(plan), **dateien, **self._kataloge(), **self._uebersetzungen()}
        return Eingang(self.titel, dateien, _einmal(self.notizen), zahl)

    # what expressions can read

    def _melde_ziele(self, plan: Sequence[Abschnittplan]) -> None:
        nr = 0
        for abschnitt in plan:
            for schritt in abschnitt.schritte:
                for platz in schritt.fragen:
                    self.fragen.melde_ziel(platz, nr, abschnitt)
                    nr += 1

    def _loese_rechnungen(self, plan: Sequence[Abschnittplan]) -> None:
        """Calculations may read one another in any order."""
        offen = [(abschnitt, e) for abschnitt in plan for e in abschnitt.rechnungen]
        for _ in range(_DURCHGAENGE):
            rest = [paar for paar in offen if not self._loese(*paar, still=True)]
            if len(rest) == len(offen):
                break
            offen = rest
        for abschnitt, element in offen:
            self._loese(abschnitt, element, still=False)

    def _loese(self, abschnitt: Abschnittplan, element: Element, *, still: bool) -> bool:
        self.bedingungen.ort = abschnitt.id
        text = element.werte.get("calculation") or element.werte.get("default", "")
        teil = self.bedingungen.rechnung(element, text, abschnitt.je, still=still) if text else None
        if teil is None:
            if not still:
                angaben = {"text": text}
                self.notizen.append(Notiz(element.zeile.nr, "calculation", "xlsform-rechnung", angaben))
            return False
        bedingt = any(e.werte.get("relevant") for e in abschnitt.bedingungen)
        self.bedingungen.melde_rechnung(element, teil, abschnitt.je, text, bedingt=bedingt)
        return True

    # files

    def _kopf(self, plan: Sequence[Abschnittplan]) -> Daten:
        sprache = self.sprachen[0].kuerzel
        kopf = {
            "format": 1,
            "id": self.herkunft.id,
            "version": "0.1.0",
            "titel": self.titel,
            "herausgeber": TEXTE["unbekannt"],
            "lizenz": TEXTE["unbekannt"],
            "sprache": sprache,
            "herkunft": "umfeld",
            "abschnitte": [abschnitt.id for abschnitt in plan],
        }
        quelle = {
            "id": QUELLE,
            "art": QUELLE,
            "titel": f"{self.titel} ({self.herkunft.datei})",
            "abgerufen": self.herkunft.heute.isoformat(),
        }
        return {"leitfaden.yaml": kopf, "quellen.yaml": [quelle]}

    def _abschnitt(self, abschnitt: Abschnittplan) -> Daten:
        self.bedingungen.ort = ""
        daten: Daten = {"id": abschnitt.id, "titel": self._titel(abschnitt)}
        daten["warum"] = TEXTE["warum"].format(titel=self.titel)
        if abschnitt.je:
            daten["je"] = abschnitt.je
        erste = abschnitt.schritte[0].fragen[0].element
        vor = self.bedingungen.stelle_vor(erste, abschnitt.je)
        if wenn := self.bedingungen.alle(abschnitt.bedingungen, vor, abschnitt.je, abschnitt.id):
            daten["wenn"] = wenn.text
        self.bedingungen.ort = abschnitt.id
        daten["quelle"] = QUELLE
        daten["schritte"] = [
            {
                "id": schritt.id,
                "titel": self._schritttitel(schritt.element, schritt.id, daten["titel"]),
                "fragen": [self._frage(platz, abschnitt) for platz in schritt.fragen],
            }
            for schritt in abschnitt.schritte
        ]
        if rechnungen := [r for e in abschnitt.rechnungen if (r := self._rechnung(e))]:
            daten["abgeleitet"] = rechnungen
        return daten

    def _titel(self, abschnitt: Abschnittplan) -> str:
        element = abschnitt.element
        if element is None:
            nummer = abschnitt.id.rpartition("_")[2]
            return f"{TEXTE['abschnitt']} {nummer}" if nummer.isdigit() else TEXTE["abschnitt"]
        titel = read_eigenen_text(element.werte, "label", self.sprachen) or element.name
        self.texte.nimm_titel("abschnitte", abschnitt.id, element)
        return TEXTE["je"].format(titel=titel) if abschnitt.id.endswith("_einzeln") else titel

    def _schritttitel(self, element: Element | None, id_: str, sonst: str) -> str:
        if element is None:
            return sonst
        self.texte.nimm_titel("schritte", id_, element)
        return read_eigenen_text(element.werte, "label", self.sprachen) or element.name

    def _frage(self, platz: Platz, abschnitt: Abschnittplan) -> Daten:
        vor = self.bedingungen.stelle_vor(platz.element, abschnitt.je)
        wenn = self.bedingungen.alle([*platz.gruppen, platz.element], vor, abschnitt.je, platz.element.id)
        return self.fragen.baue(platz, wenn, abschnitt.je)

    def _rechnung(self, element: Element) -> Daten | None:
        teil: Teil | None = self.bedingungen.rechnungen.get(element.id)
        if teil is None:
            return None
        typ, gemerkt = _ERGEBNISSE[teil.art], element.merkmale.get("typ", "")
        daten = {"id": element.id, "typ": gemerkt if typ == "zahl" and gemerkt in _ZAHLARTEN else typ}
        titel = element.merkmale.get("titel") or read_eigenen_text(element.werte, "label", self.sprachen)
        if titel:
            daten["titel"] = titel
        return {**daten, "ausdruck": teil.text}

    def _kataloge(self) -> Daten:
        """Long lists as catalogues; nobody has checked them yet."""
        beleg = {"belegstufe": "ungeprueft", "quelle": QUELLE, "stand": f"{self.herkunft.heute:%Y-%m}"}
        return {
            f"kataloge/{name}.yaml": {
                "katalog": name,
                "eintraege": [{"id": w.id, "titel": w.titel, **beleg} for w in wahlen],
            }
            for name, wahlen in self.fragen.kataloge.items()
        }

    def _uebersetzungen(self) -> Daten:
        return {
            f"uebersetzungen/{sprache.kuerzel.rpartition('-x-')[2]}.yaml": self.texte.baue(
                sprache, self.herkunft.heute
            )
            for sprache in self.sprachen[1:]
        }

    # notes

    def _ordne_hinweise(self, hinweise: Sequence[tuple[Element, Element | None]], dateien: Daten) -> None:
        """A note becomes part of the help of the question behind it."""
        fragen = {
            frage["id"]: frage
            for daten in dateien.values()
            for schritt in daten.get("schritte", ())
            for frage in schritt["fragen"]
        }
        for hinweis, frage in hinweise:
            if not self._nimm_als_titel(hinweis, dateien):
                self._ordne_hinweis(hinweis, frage, fragen)

    def _nimm_als_titel(self, hinweis: Element, dateien: Daten) -> bool:
        """A note that shows a calculated value is what that value is called."""
        text = read_eigenen_text(hinweis.werte, "label", self.sprachen)
        bezuege = BEZUG.findall(text)
        ziel = self.bedingungen.ziele.get(bezuege[0]) if len(bezuege) == 1 else None
        if ziel is None or ziel.id not in self.bedingungen.rechnungen:
            return False
        for daten in dateien.values():
            for abgeleitet in daten.get("abgeleitet", ()):
                if abgeleitet["id"] == ziel.id and "titel" not in abgeleitet:
                    ausdruck = abgeleitet.pop("ausdruck")
                    titel = " ".join(BEZUG.sub("", text).split()).rstrip(" :.")
                    abgeleitet |= {"titel": titel or ziel.id, "ausdruck": ausdruck}
                    return True
        return False

    def _ordne_hinweis(self, hinweis: Element, frage: Element | None, fragen: Mapping[str, Daten]) -> None:
        text = self.fragen.clean_text(hinweis, read_eigenen_text(hinweis.werte, "label", self.sprachen))
        merkmale = hinweis.merkmale
        if merkmale.get("typ") == "helfer" or not text:
            return
        if (ziel := fragen.get(merkmale.get("hilfe", ""))) is not None:
            ziel["hilfe"] = text
            self.texte.nimm_hilfe(ziel["id"], hinweis)
        elif (ziel := fragen.get(merkmale.get("pruefung", ""))) is not None:
            self._pruefung(hinweis, ziel, text)
        elif frage is not None and (ziel := fragen.get(frage.id)) is not None:
            ziel["hilfe"] = f"{text} {ziel['hilfe']}" if "hilfe" in ziel else text
            angaben = {"id": frage.id, "text": text[:80]}
            self.notizen.append(Notiz(hinweis.zeile.nr, "label", "xlsform-hinweis", angaben, frage.id))
        else:
            self.notizen.append(Notiz(hinweis.zeile.nr, "label", "xlsform-hinweis-fort", {"text": text[:80]}))

    def _pruefung(self, hinweis: Element, ziel: Daten, text: str) -> None:
        muss = self.bedingungen.gegenteil(hinweis, ziel["id"])
        if muss:
            ziel.setdefault("pruefe", []).append({"muss": muss.text, "text": text})


def _einmal(notizen: Sequence[Notiz]) -> tuple[Notiz, ...]:
    """Each note once, in the order of the sheet."""
    einzeln = {(n.blatt, n.zeile, n.spalte, n.code, str(n.angaben)): n for n in notizen}
    return tuple(sorted(einzeln.values(), key=lambda n: (n.blatt != "survey", n.zeile)))
