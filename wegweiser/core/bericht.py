"""The report as data: finished values in the order of the outline (wegweiser 13)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from wegweiser.core.ablauf import list_abschnittsstaende
from wegweiser.core.angaben import list_angaben
from wegweiser.core.eigenbericht import build_eigenbericht
from wegweiser.core.finanzierung import list_rechenwege
from wegweiser.core.instrumentenwahl import compute_instrumentenwahl
from wegweiser.core.werte import Wertequelle
from wegweiser.model.base import Herkunft, Zeile, replace
from wegweiser.model.bericht import (
    Abschaltungsangabe,
    Angabe,
    Bericht,
    Eigenbericht,
    Kriteriumsstufe,
    Massnahmenblatt,
    Quellenangabe,
    Regelangabe,
    Traeger,
    Urteil,
    Vorbild,
    Zahlangabe,
)
from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.ergebnisse import Ergebnisse
from wegweiser.model.katalog import Fall, Kennzahlvorlage, Kriterium
from wegweiser.model.lage import Lage
from wegweiser.model.leitfaden import find_eintrag
from wegweiser.model.optionen import list_saetze
from wegweiser.model.quartiersbild import Quartiersbild
from wegweiser.model.regel import Regel

_UEBERTRAGEN, _ANPASSEN = 14, 8


class Quellenliste:
    """Numbers the sources in the order in which the report names them."""

    def __init__(self, quelle: Wertequelle) -> None:
        self._bekannt = quelle.leitfaden.quellen
        self._nummern: dict[str, int] = {}

    def nummer(self, id_: str) -> int | None:
        """The number of a source; None for one the guide does not know."""
        if id_ not in self._bekannt:
            return None
        return self._nummern.setdefault(id_, len(self._nummern) + 1)

    def list_angaben(self) -> tuple[Quellenangabe, ...]:
        """All sources named so far."""
        return tuple(self._build(nr, id_) for id_, nr in self._nummern.items())

    def _build(self, nr: int, id_: str) -> Quellenangabe:
        q = self._bekannt[id_]
        stand = q.stand or (q.abgerufen.isoformat() if q.abgerufen else None)
        return Quellenangabe(
            nr=nr, titel=q.titel, herausgeber=q.herausgeber, adresse=q.adresse, stand=stand, art=q.art
        )


def build_bericht(
    quelle: Wertequelle,
    lage: Lage,
    ergebnisse: Ergebnisse,
    *,
    titel: str,
    stichtag: date,
    beispiel: bool,
    bild: Quartiersbild | None = None,
) -> Bericht:
    """Everything the templates may show."""
    quellen = Quellenliste(quelle)
    angaben = _ergaenze_kennzahlen(quelle, list_angaben(quelle, "", quellen.nummer))
    vorbilder = list_vorbilder(quelle, quellen)
    blaetter = tuple(
        _build_blatt(quelle, ergebnisse, quellen, nr, satz)
        for nr, satz in enumerate(quelle.saetze("massnahmen"), 1)
    )
    eigenes = build_eigenbericht(quelle, quellen.nummer)
    bildquellen = _number_bildquellen(bild, quellen)
    zahlen = _list_zahlen(quelle, quellen)
    entscheidende = _list_entscheidende(ergebnisse, eigenes)
    regeln = _list_regeln(entscheidende, quellen, quelle.leitfaden.kopf.herkunft)
    leitfaden = quelle.leitfaden
    sicherheiten = [station.antwort.sicherheit for station in lage.stationen if station.antwort is not None]
    return Bericht(
        titel=titel,
        quartier=_text(angaben, "quartier_name") or titel,
        stadt=_text(angaben, "stadt"),
        beispiel=beispiel,
        stichtag=stichtag,
        leitfaden=leitfaden.kopf.titel,
        leitfaden_version=leitfaden.kopf.version,
        grundlagen=tuple(f"{unten.titel} {unten.version}" for unten in leitfaden.grundlagen),
        angaben=angaben,
        abschnitte=list_abschnittsstaende(leitfaden, lage),
        analyse=ergebnisse.analyse,
        instrumente=compute_instrumentenwahl(quelle),
        ausgewaehlt=tuple(luecke.bezeichnung for luecke in ergebnisse.analyse.luecken if luecke.gewaehlt),
        vorbilder=vorbilder,
        massnahmen=blaetter,
        plan=ergebnisse.plan,
        investition_gesamt=_summe(ergebnisse, "investition"),
        betrieb_gesamt=_summe(ergebnisse, "betrieb"),
        quellen=quellen.list_angaben(),
        zahlen=zahlen,
        regeln=regeln,
        eigenes=eigenes,
        bild=bild,
        bildquellen=bildquellen,
        abgeschaltet=_list_abgeschaltete(ergebnisse),
        konstruiert=sicherheiten.count("konstruiert"),
        geschaetzt=sicherheiten.count("geschaetzt") + sicherheiten.count("vermutet"),
    )


def _number_bildquellen(bild: Quartiersbild | None, quellen: Quellenliste) -> dict[str, int]:
    """The sources behind thresholds and published figures, by their id."""
    if bild is None:
        return {}
    schwellen = (s.schwelle.quelle for d in bild.versorgung for g in d.gruppen[:1] for s in g.schwellen)
    vergleiche = (v.quelle for wert in bild.indikatoren for v in wert.vergleiche)
    nummern = {id_: quellen.nummer(id_) for id_ in (*schwellen, *vergleiche) if id_}
    return {id_: nr for id_, nr in nummern.items() if nr is not None}


def _text(angaben: Mapping[str, Angabe], id_: str) -> str:
    return angaben[id_].text if id_ in angaben else ""


def _ergaenze_kennzahlen(quelle: Wertequelle, angaben: Mapping[str, Angabe]) -> dict[str, Angabe]:
    """The Kennzahlen with the perspective and unit the catalogue gives them."""
    angabe, gesagt = angaben.get("kennzahlen"), quelle.gesagt("kennzahlen")
    if angabe is None or not isinstance(gesagt, tuple):
        return dict(angaben)
    zeilen = tuple(
        {**texte, **_list_vorgaben(quelle, zeile)}
        for texte, zeile in zip(angabe.zeilen, (z for z in gesagt if isinstance(z, Mapping)), strict=True)
    )
    return {**angaben, "kennzahlen": replace(angabe, zeilen=zeilen)}


def _list_vorgaben(quelle: Wertequelle, zeile: Zeile) -> dict[str, str]:
    eintrag = find_eintrag(quelle.leitfaden, "kennzahlen", str(zeile.get("kennzahl")))
    if not isinstance(eintrag, Kennzahlvorlage):
        return {}
    perspektive = find_eintrag(quelle.leitfaden, "perspektiven", eintrag.perspektive)
    return {"perspektive": perspektive.titel if perspektive else "", "einheit": eintrag.einheit}


def _build_blatt(
    quelle: Wertequelle, ergebnisse: Ergebnisse, quellen: Quellenliste, nr: int, satz: tuple[str, str]
) -> Massnahmenblatt:
    id_, titel = satz
    zeile = _zeile(quelle, "massnahmen", id_)
    nach_id = {luecke.id: luecke for luecke in ergebnisse.analyse.luecken}
    genannt = zeile.get("luecken", ())
    luecken = (
        [nach_id[str(id_)] for id_ in genannt if str(id_) in nach_id] if isinstance(genannt, tuple) else []
    )
    return Massnahmenblatt(
        id=id_,
        nr=nr,
        titel=titel,
        kurz=str(zeile.get("kurz", "")),
        luecken=tuple(luecke.bezeichnung for luecke in luecken),
        felder=tuple(dict.fromkeys(luecke.feld_titel for luecke in luecken)),
        traeger=_build_traeger(quelle, id_),
        versuch=_wahrheit(quelle.gesagt("versuch_sinnvoll", id_)),
        angaben=list_angaben(quelle, id_, quellen.nummer),
        grobrechnung=list_rechenwege(quelle, "grobrechnung", id_),
        formen=ergebnisse.formen.get(id_),
        finanzierung=ergebnisse.finanzierung.get(id_),
    )


def _build_traeger(quelle: Wertequelle, satz: str) -> Traeger:
    """A duty belongs to its office; otherwise an existing organisation counts before a form yet to be founded."""
    fachamt, name = quelle.gesagt("fachamt", satz), quelle.gesagt("traeger_name", satz)
    form = find_eintrag(quelle.leitfaden, "formen", str(quelle.gesagt("form_favorit", satz)))
    if isinstance(fachamt, str):
        return Traeger(art="fachamt", name=fachamt)
    if isinstance(name, str):
        bedingt = quelle.gesagt("traeger_vorhanden", satz) == "mit-bedingungen"
        return Traeger(art="bedingt" if bedingt else "bestehend", name=name)
    return Traeger(art="vorgesehen", name=form.titel) if form else Traeger(art="offen", name="")


def _wahrheit(wert: object) -> bool | None:
    return wert if isinstance(wert, bool) else None


def _zeile(quelle: Wertequelle, tabelle: str, id_: str) -> Zeile:
    zeilen = quelle.gesagt(tabelle)
    saetze = zeilen if isinstance(zeilen, tuple) else ()
    return next((z for z in saetze if isinstance(z, Mapping) and z.get("id") == id_), {})


def list_vorbilder(quelle: Wertequelle, quellen: Quellenliste) -> tuple[Vorbild, ...]:
    """The Praxisbeispiele with their check, as the report shows them."""
    saetze = list_saetze(quelle.antworten, "vorbilder")
    return tuple(_build_vorbild(quelle, quellen, _zeile(quelle, "vorbilder", id_)) for id_, _ in saetze)


def _build_vorbild(quelle: Wertequelle, quellen: Quellenliste, zeile: Zeile) -> Vorbild:
    fall = find_eintrag(quelle.leitfaden, "faelle", str(zeile.get("fall")))
    kriterien = _list_stufen(quelle, zeile)
    summe = sum(stufe.wert or 0 for stufe in kriterien)
    return Vorbild(
        titel=fall.titel if fall else str(zeile.get("fall", "")),
        ort=fall.ort if isinstance(fall, Fall) else None,
        kurz=fall.kurz if fall else None,
        lehre=fall.lehre if isinstance(fall, Fall) else None,
        uebernehmen=str(zeile.get("uebernehmen", "")),
        nicht_uebernehmen=str(zeile.get("nicht_uebernehmen", "")),
        kriterien=kriterien,
        summe=summe,
        hoechstens=2 * len(kriterien),
        urteil=_urteile(kriterien, summe),
        quelle=quellen.nummer(fall.quelle) if fall and fall.quelle else None,
    )


def _list_stufen(quelle: Wertequelle, zeile: Zeile) -> tuple[Kriteriumsstufe, ...]:
    katalog = quelle.leitfaden.kataloge.get("uebertragbarkeit")
    stufen = []
    for eintrag in katalog.eintraege if katalog else ():
        if isinstance(eintrag, Kriterium):
            wert = zeile.get(eintrag.id.replace("-", "_"))
            ganz = wert if isinstance(wert, int) else None
            bedeutung = eintrag.stufen.get(ganz, "") if ganz is not None else ""
            stufen.append(
                Kriteriumsstufe(titel=eintrag.titel, wert=ganz, bedeutung=bedeutung, sperrt=eintrag.sperrt)
            )
    return tuple(stufen)


def _urteile(kriterien: tuple[Kriteriumsstufe, ...], summe: int) -> Urteil:
    """What follows from the check (praxisbeispiele 0.2)."""
    if any(stufe.wert is None for stufe in kriterien):
        return "unvollstaendig"
    if any(stufe.sperrt and stufe.wert == 0 for stufe in kriterien):
        return "gesperrt"
    if summe >= _UEBERTRAGEN:
        return "uebertragen"
    return "anpassen" if summe >= _ANPASSEN else "nicht"


def _list_zahlen(quelle: Wertequelle, quellen: Quellenliste) -> tuple[Zahlangabe, ...]:
    """The figures this plan computes with, with their evidence."""
    return tuple(
        Zahlangabe(
            titel=p.titel or name,
            wert=format_zahl(p.wert),
            belegstufe=p.belegstufe,
            herkunft=quelle.leitfaden.kopf.herkunft,
            stand=p.stand,
            quelle=quellen.nummer(p.quelle),
        )
        for name, p in quelle.leitfaden.kopf.parameter.items()
    )


def _list_entscheidende(ergebnisse: Ergebnisse, eigenes: Eigenbericht | None) -> tuple[Regel, ...]:
    """The rules that decided something in this plan, each once."""
    ueber_formen = [
        befund.regel
        for vergleich in ergebnisse.formen.values()
        for form in (*vergleich.engere_wahl, *vergleich.weitere, *vergleich.ausgeschlossen)
        for befund in (*form.ausschluss, *form.vorbehalte, *form.hinweise)
    ]
    weitere = (
        [u.befund.regel for u in eigenes.uebriges.regeln if u.befund.ergebnis == "verletzt"]
        if eigenes
        else []
    )
    return tuple({regel.id: regel for regel in (*ueber_formen, *weitere)}.values())


def _list_regeln(
    benutzt: tuple[Regel, ...], quellen: Quellenliste, herkunft: Herkunft
) -> tuple[Regelangabe, ...]:
    """Rules with their evidence."""
    return tuple(
        Regelangabe(
            titel=regel.text,
            norm=regel.norm,
            belegstufe=regel.belegstufe,
            herkunft=regel.herkunft or herkunft,
            stand=regel.stand,
            quelle=quellen.nummer(regel.quelle),
        )
        for regel in benutzt
    )


def _list_abgeschaltete(ergebnisse: Ergebnisse) -> tuple[Abschaltungsangabe, ...]:
    """The rules somebody switched off, with the reasons given."""
    return tuple(
        Abschaltungsangabe(
            titel=aus.regel.text,
            norm=aus.regel.norm,
            grund=aus.grund,
            von=aus.von,
            am=aus.am,
            leitfaden=aus.leitfaden,
        )
        for aus in ergebnisse.abgeschaltet
    )


def _summe(ergebnisse: Ergebnisse, seite: str) -> Decimal | None:
    """Uses over all Maßnahmen; None while one of them is missing."""
    summen = [getattr(f, seite).summe_verwendung for f in ergebnisse.finanzierung.values()]
    return sum(summen, Decimal(0)) if summen and None not in summen else None
