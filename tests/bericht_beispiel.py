"""A full example Bericht for the tests of templates, pictures and PDF; figures close to the euro, all invented."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from tests.quartier_beispiel import build_bild
from wegweiser.model.analyse import Analyse, Feldbild, Luecke
from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Sicherheit, replace
from wegweiser.model.bericht import (
    Angabe,
    Bericht,
    Kriteriumsstufe,
    Massnahmenblatt,
    Quellenangabe,
    Regelangabe,
    Traeger,
    Urteil,
    Vorbild,
    Zahlangabe,
)
from wegweiser.model.finanzierung import Aussicht, Finanzierung, Plan, Posten, Schwellen, Stressfall
from wegweiser.model.koproduktion import (
    Ausschlussgrund,
    Formbewertung,
    Formenvergleich,
    Kriterienwert,
    Regelbefund,
)
from wegweiser.model.lage import Abschnittsstand
from wegweiser.model.massnahmenplan import Hinweis, Massnahmenplan, OffenerPunkt, Termin, Terminart
from wegweiser.model.rechenweg import Rechenweg
from wegweiser.model.regel import Regel

D = Decimal
Zellen = tuple[str, ...]


def text(
    id_: str, inhalt: str, sicherheit: Sicherheit | None = None, quellen: tuple[int, ...] = ()
) -> Angabe:
    """An answer in words; paragraphs are cut at blank lines."""
    absaetze = tuple(teil.strip() for teil in inhalt.split("\n\n"))
    return Angabe(
        id=id_,
        frage=f"{_kurz(id_)}?",
        kurz=_kurz(id_),
        text=inhalt,
        absaetze=absaetze,
        sicherheit=sicherheit,
        quellen=quellen,
    )


def liste(id_: str, *titel: str) -> Angabe:
    """A multiple choice."""
    return Angabe(id=id_, frage=f"{_kurz(id_)}?", kurz=_kurz(id_), text=", ".join(titel), liste=titel)


def tabelle(id_: str, spalten: Mapping[str, str], *zeilen: Zellen) -> Angabe:
    """A table; every row in the order of its columns."""
    return Angabe(
        id=id_,
        frage=f"{_kurz(id_)}?",
        kurz=_kurz(id_),
        text=f"{len(zeilen)} Einträge",
        spalten=tuple(spalten.items()),
        zeilen=tuple(dict(zip(spalten, zeile, strict=True)) for zeile in zeilen),
    )


def offen(id_: str) -> Angabe:
    """An answer somebody still has to find out."""
    return Angabe(id=id_, frage=f"{_kurz(id_)}?", kurz=_kurz(id_), text="", offen=True)


def _kurz(id_: str) -> str:
    return id_.replace("ae", "ä").replace("ue", "ü").replace("_", " ").capitalize()


def nach_id(*angaben: Angabe) -> dict[str, Angabe]:
    """Answers by their question."""
    return {angabe.id: angabe for angabe in angaben}


AUFTRAG = nach_id(
    text("quartier_name", "Beispielquartier, angelehnt an Dortmund-Marten", "konstruiert"),
    text("stadt", "Dortmund"),
    text("stadtbezirk", "Lütgendortmund"),
    text("land", "Nordrhein-Westfalen"),
    text("einwohner", "9.500 Personen", "geschaetzt", (1,)),
    text("anlass", "Ratsauftrag"),
    text(
        "anlass_text",
        "Im Quartier sind in den letzten Jahren zwei Treffpunkte und die Drogerie weggefallen. Gleichzeitig steht das "
        "ehemalige Gemeindehaus am Markt seit 2024 leer.\n\nDie Bezirksvertretung hat die Verwaltung gebeten, gemeinsam "
        "mit den Menschen vor Ort zu klären, welche Angebote am dringendsten fehlen, wer sie tragen kann und was sie kosten.",
    ),
    text(
        "abgrenzung",
        "Statistischer Unterbezirk zwischen Bahnlinie, Emscher und Stadtgrenze; rund 1,9 Quadratkilometer.",
    ),
    text("federfuehrung", "Amt für Stadterneuerung, Quartierskoordination"),
    liste("beteiligte_aemter", "Sozialamt", "Jugendamt", "Liegenschaften", "Kämmerei"),
    tabelle(
        "gremien",
        {"gremium": "Gremium", "rolle": "Rolle", "termin": "Termin"},
        ("Seniorenbeirat", "berät", "02.02.2027"),
        ("Bezirksvertretung Lütgendortmund", "empfiehlt", "09.03.2027"),
        ("Ausschuss für Klimaschutz, Umwelt, Stadtgestaltung und Wohnen", "berät vor", "24.03.2027"),
        ("Rat der Stadt", "entscheidet", "15.04.2027"),
    ),
    text("beschluss_nummer", "BV-Lü 12345-26", "konstruiert"),
    text("beschluss_datum", "16.06.2026", "konstruiert"),
    text("oeffentlichkeit", "öffentlich"),
    offen("haushaltssicherung"),
    text("vorlaeufige_haushaltsfuehrung", "Nein"),
    text("budget_vorhanden", "Ja"),
    text("personal_stunden", "6 Stunden je Woche"),
    liste("zielgruppen", "Familien mit Kindern", "ältere Menschen", "Zugewanderte", "Jugendliche"),
    liste("sprachen", "Deutsch", "Türkisch", "Arabisch", "Rumänisch"),
    tabelle(
        "konzepte",
        {"titel": "Konzept", "jahr": "Jahr", "stand": "Stand"},
        ("Martener Zukunftskonzept 2025", "2019", "liegt vor; Grundlage dieses Beispiels"),
        ("Integriertes Handlungskonzept", "2025", "als beschlossen angenommen"),
    ),
    text(
        "nicht_verhandelbar",
        "Der Haushaltsansatz 2027 und die Nutzung der Turnhalle am Vormittag stehen fest.",
    ),
    text("entscheidung_durch", "der Rat der Stadt auf Empfehlung der Bezirksvertretung"),
    text("rueckmeldung_bis", "31.01.2027"),
    text("wirkung_bis", "Ende 2029"),
)

ANALYSE = nach_id(
    text(
        "fragestellung",
        "Welche Dienste des täglichen Lebens fehlen im Quartier – und für wen wiegt das Fehlen am schwersten?",
    ),
    liste(
        "felder_betrachtet", "Nahversorgung", "Freizeit und Begegnung", "Gesundheit und Pflege", "Mobilität"
    ),
    liste(
        "instrumente_genutzt",
        "Ortsbegehung",
        "Befragung von Haushalten",
        "Gespräche mit Schlüsselpersonen",
        "Auswertung der Statistik",
    ),
    tabelle(
        "kennzahlen_quartier",
        {
            "bezeichnung": "Kennzahl",
            "wert": "Quartier",
            "vergleich": "Gesamtstadt",
            "stand": "Stand",
            "quelle": "Quelle",
        },
        ("Einwohnerinnen und Einwohner", "9.500", "603.000", "2025", "Statistik der Stadt"),
        ("Anteil ab 65 Jahre", "22,4 %", "20,6 %", "2025", "Statistik der Stadt"),
        ("Anteil unter 18 Jahre", "17,9 %", "17,1 %", "2025", "Statistik der Stadt"),
        ("Haushalte ohne Auto", "34 %", "31 %", "2024", "eigene Befragung, 412 Haushalte"),
        (
            "Menschen mit internationaler Familiengeschichte",
            "41,0 %",
            "38,9 %",
            "2025",
            "Statistik der Stadt",
        ),
    ),
    tabelle(
        "angebote",
        {"bezeichnung": "Angebot", "feld": "Dienstfeld", "traeger": "Träger", "erreicht": "Reichweite"},
        ("Offene Tür für Kinder", "Freizeit und Begegnung", "Kirchengemeinde", "rund 60 Kinder je Woche"),
        ("Seniorennachmittag", "Freizeit und Begegnung", "Wohlfahrtsverband", "rund 25 Gäste"),
        ("Discounter am Ortsrand", "Nahversorgung", "Handel", "zu Fuß 18 Minuten vom Markt"),
    ),
    tabelle(
        "leerstaende",
        {"ort": "Ort", "flaeche": "Fläche", "eigentum": "Eigentum", "zustand": "Zustand"},
        (
            "Ehemaliges Gemeindehaus am Markt",
            "220 m²",
            "Stadt",
            "sanierungsbedürftig, zentral, stufenloser Zugang möglich",
        ),
        ("Ladenlokal Hauptstraße 14", "85 m²", "privat", "bezugsfertig"),
    ),
    tabelle(
        "potenziale",
        {"bezeichnung": "Potenzial", "art": "Art"},
        ("Nachbarschaftsverein mit 140 Mitgliedern", "Menschen"),
        ("Stadtbahnhalt am Markt", "Lage"),
        ("Wohnungsunternehmen mit eigenem Sozialmanagement", "Partner"),
    ),
    tabelle(
        "akteure",
        {"name": "Akteur", "rolle": "Rolle", "haltung": "Haltung"},
        ("Nachbarschaftsverein", "möglicher Träger", "will"),
        ("Wohlfahrtsverband", "Beratung, Personal", "will unter Bedingungen"),
        ("Wohnungsunternehmen", "Vermieter, Sponsor", "abwartend"),
    ),
    text("kultursensibel", "Befragung in vier Sprachen; Gespräche in der Moscheegemeinde und im Sprachcafé."),
    text("demografiesensibel", "Getrennte Termine für Familien und ältere Menschen; Hausbesuche auf Wunsch."),
    text("gespiegelt", "Ja, in der Werkstatt am 12.10.2026 mit 64 Teilnehmenden"),
    liste(
        "pruefliste_analyse",
        "Bedarf und Angebot getrennt erhoben",
        "mindestens zwei Quellen je Lücke",
        "Ergebnisse zurückgespiegelt",
    ),
)

PRIORISIEREN = nach_id(
    text(
        "begruendung_auswahl",
        "Ein Treffpunkt und die Wege dorthin hängen zusammen: Wer nicht gut zu Fuß ist, erreicht den Markt heute nicht. Beide "
        "Lücken sind mit mindestens zwei Quellen belegt, und für beide gibt es Menschen, die anfangen wollen.",
    ),
    tabelle(
        "zurueckgestellt",
        {"luecke": "Lücke", "grund": "Grund"},
        (
            "Drogeriewaren im Ortskern",
            "Ansiedlung liegt beim Handel; Gespräche laufen ohne städtische Mittel weiter.",
        ),
        (
            "Kinderarztpraxis",
            "Zuständig ist die Kassenärztliche Vereinigung; das Gesundheitsamt übernimmt die Ansprache.",
        ),
    ),
)

MONITORING = nach_id(
    tabelle(
        "kennzahlen",
        {
            "perspektive": "Perspektive",
            "bezeichnung": "Kennzahl",
            "ausgangswert": "heute",
            "zielwert": "Ziel",
            "bis": "bis",
            "quelle": "Quelle",
            "verantwortlich": "Verantwortlich",
        },
        (
            "Menschen und Bedarf",
            "Besuche im Treff je Monat",
            "0",
            "450",
            "12/2028",
            "Strichliste",
            "Nachbarschaftsverein",
        ),
        (
            "Menschen und Bedarf",
            "Anteil der Gäste ab 65 Jahre",
            "–",
            "30 %",
            "12/2028",
            "Befragung",
            "Nachbarschaftsverein",
        ),
        (
            "Zusammenarbeit und Koproduktion",
            "Aktive Freiwillige",
            "9",
            "25",
            "06/2028",
            "Liste der Schlüssel",
            "Koordination",
        ),
        (
            "Finanzen und Bestand",
            "Kostendeckung aus eigenen Erlösen",
            "–",
            "36 %",
            "12/2028",
            "Jahresrechnung",
            "Kassenführung",
        ),
        (
            "Finanzen und Bestand",
            "Reichweite der Rücklage",
            "0 Monate",
            "3 Monate",
            "12/2029",
            "Jahresrechnung",
            "Kassenführung",
        ),
        (
            "Lernen und Entwicklung",
            "Ausgewertete Versuche",
            "0",
            "3",
            "12/2028",
            "Protokolle",
            "Koordination",
        ),
    ),
    text("auswertung_rhythmus", "halbjährlich"),
    text("bericht_an", "Bezirksvertretung Lütgendortmund"),
    liste("auswertung_mit", "Nutzende", "Freiwillige", "Verwaltung"),
)


def luecke(
    id_: str,
    bezeichnung: str,
    feld: str,
    bedarf: int | None,
    angebot: int | None,
    beleg: int | None,
    *,
    gewaehlt: bool = False,
) -> Luecke:
    """A gap with its value 4·B·(1−V); the rank value is chosen to look like one."""
    wert = None if bedarf is None or angebot is None else D(bedarf) * (1 - D(angebot) / 4)
    return Luecke(
        id=id_,
        bezeichnung=bezeichnung,
        feld=feld.casefold().replace(" ", "-"),
        feld_titel=feld,
        gruppe="alle",
        art=None,
        bedarf=bedarf,
        angebot=angebot,
        belegstaerke=beleg,
        dringlichkeit=3,
        potenzial=2,
        pflichtaufgabe=False,
        belege="Befragung 2026, Gespräche" if beleg and beleg > 1 else None,
        wert=wert,
        rangwert=None if wert is None else wert * D("1.5"),
        gewaehlt=gewaehlt,
        zurueck_in_analyse=beleg is not None and beleg < 2,
    )


LUECKEN = (
    luecke("l1", "Treffpunkt ohne Verzehrzwang", "Freizeit und Begegnung", 4, 0, 3, gewaehlt=True),
    luecke("l2", "Weg zum Markt für Menschen mit Rollator", "Mobilität", 4, 1, 3, gewaehlt=True),
    luecke("l3", "Drogeriewaren im Ortskern", "Nahversorgung", 3, 0, 2),
    luecke("l4", "Kinderarztpraxis", "Gesundheit und Pflege", 4, 1, 2),
    luecke("l5", "Jugendtreff am Abend", "Freizeit und Begegnung", 3, 1, 1),
    luecke("l6", "Lebensmittel zu Fuß erreichbar", "Nahversorgung", 3, 2, 2),
    luecke("l7", "Pflegeberatung in der Muttersprache", "Gesundheit und Pflege", 3, None, 1),
)


def analyse(luecken: tuple[Luecke, ...] = LUECKEN) -> Analyse:
    """The gaps by field, each field with its greatest value."""
    titel = dict.fromkeys(eine.feld_titel for eine in luecken)
    felder = tuple(
        Feldbild(
            id=feld.casefold(),
            titel=feld,
            luecken=(eigene := tuple(eine for eine in luecken if eine.feld_titel == feld)),
            groesster_wert=max((eine.wert for eine in eigene if eine.wert is not None), default=None),
        )
        for feld in titel
    )
    return Analyse(luecken=luecken, felder=felder)


def vorbild(titel: str, ort: str, summe: int, urteil: Urteil, quelle: int | None) -> Vorbild:
    """A checked example; one blocking criterion is met badly where the sum is small."""
    stufen = (
        ("Einzugsbereich", 2, "mehr als im Beispiel"),
        ("Belegter Bedarf", 2, "aus mindestens zwei Quellen belegt"),
        ("Schlüsselpersonen", 2 if summe > 8 else 0, "drei und mehr" if summe > 8 else "keine"),
        ("Verfügbarer Ort", 1, "in Verhandlung"),
        ("Kaufkraft und Preis", 1, "nur mit Ermäßigung"),
        ("Dauerzuschuss", None, ""),
    )
    return Vorbild(
        titel=titel,
        ort=ort,
        kurz="Ein leer stehendes Haus wird zum gemeinsamen Ort; ein Café zahlt Miete und zieht Menschen an.",
        lehre="Ohne eine halbe bezahlte Stelle für die Koordination trägt das Ehrenamt den Alltag nicht.",
        uebernehmen="Café als Anker im Erdgeschoss, offene Räume darüber; klare Hausregeln; Schlüsselkreis.",
        nicht_uebernehmen="Bürgerkapital in der dortigen Höhe: Im Beispielquartier ist es nicht zu erwarten.",
        kriterien=tuple(
            Kriteriumsstufe(
                titel=name,
                wert=wert,
                bedeutung=bedeutung,
                sperrt=name in {"Belegter Bedarf", "Schlüsselpersonen"},
            )
            for name, wert, bedeutung in stufen
        ),
        summe=summe,
        hoechstens=16,
        urteil=urteil,
        quelle=quelle,
    )


def regel(
    id_: str, satz: str, norm: str | None, stufe: Literal["ausschluss", "vorbehalt", "hinweis"] = "ausschluss"
) -> Regel:
    """A rule with its norm."""
    return Regel(
        id=id_,
        gilt=("*",),
        muss="wahr",
        text=satz,
        stufe=stufe,
        belegstufe="norm",
        quelle="ao",
        stand="2026-11",
        norm=norm,
    )


def befund(satz: str, norm: str | None, *erklaerung: str, fehlend: tuple[str, ...] = ()) -> Regelbefund:
    """A rule that is violated, or open where answers are missing."""
    return Regelbefund(
        regel=regel(f"r-{len(satz)}", satz, norm),
        ergebnis="offen" if fehlend else "verletzt",
        erklaerung=erklaerung,
        fehlend=fehlend,
    )


def form(id_: str, titel: str, punkte: str, **felder: tuple[Regelbefund, ...]) -> Formbewertung:
    """One form with two strengths and a weakness."""
    return Formbewertung(
        id=id_,
        titel=titel,
        kurz="Mitglieder entscheiden gemeinsam; Spenden und Zuschüsse sind möglich.",
        punkte=D(punkte),
        staerken=(
            Kriterienwert(
                kriterium="Spenden und Förderung",
                wert=4,
                grund="Spenden sind abziehbar, Stiftungen fördern.",
                gewicht=22,
            ),
            Kriterienwert(
                kriterium="Einfacher Start", wert=3, grund="Sieben Gründungsmitglieder genügen.", gewicht=12
            ),
        ),
        schwaeche=Kriterienwert(
            kriterium="Wirtschaftsbetrieb", wert=1, grund="Ein Café sprengt den Zweckbetrieb.", gewicht=4
        ),
        haftung="Der Verein haftet mit seinem Vermögen; der Vorstand bei Vorsatz und grober Fahrlässigkeit.",
        mitsprache="Eine Stimme je Mitglied.",
        **felder,
    )


FORMEN = Formenvergleich(
    profil="Schwach rentierlich",
    engere_wahl=(
        form(
            "ev",
            "Eingetragener Verein, gemeinnützig",
            "78.4",
            hinweise=(
                befund(
                    "Mietet der Verein weiter, braucht er die Erlaubnis der Stadt.",
                    "§ 540 BGB",
                    "Untervermietung ist vorgesehen.",
                ),
            ),
        ),
        form(
            "ggmbh",
            "Gemeinnützige GmbH",
            "74.9",
            vorbehalte=(
                befund(
                    "25.000 € Stammkapital müssen aufgebracht werden.",
                    "§ 5 GmbHG",
                    "Sie haben 5.000 € Eigenmittel angegeben.",
                ),
            ),
            zu_klaeren=(
                befund(
                    "Die Stadt darf sich nur unter Bedingungen beteiligen.",
                    "§ 108 GO NRW",
                    fehlend=("Beteiligung der Stadt",),
                ),
            ),
        ),
    ),
    weitere=(form("stiftung", "Treuhandstiftung", "51.0"),),
    ausgeschlossen=(
        form(
            "eg",
            "Eingetragene Genossenschaft",
            "0",
            ausschluss=(
                befund(
                    "Der Zweck muss die Förderung der Mitglieder sein; hier sollen vor allem Dritte Nutzen haben.",
                    "§ 1 Abs. 1 GenG",
                    "Sie haben angegeben: Das Angebot richtet sich an alle im Quartier.",
                    "Möglich wäre sie, wenn die Nutzenden selbst Mitglieder würden.",
                ),
            ),
        ),
        form(
            "gbr",
            "Gesellschaft bürgerlichen Rechts",
            "0",
            ausschluss=(
                befund(
                    "Alle haften mit dem eigenen Vermögen.",
                    "§ 721 BGB",
                    "Sie haben angegeben: Haftung soll begrenzt sein.",
                ),
            ),
        ),
    ),
    ausschlussgruende=(
        Ausschlussgrund(
            regel=regel(
                "r-eg",
                "Der Zweck muss die Förderung der Mitglieder sein; hier sollen vor allem Dritte Nutzen haben.",
                "§ 1 Abs. 1 GenG",
            ),
            erklaerung=("Sie haben angegeben: Das Angebot richtet sich an alle im Quartier.",),
            formen=("Eingetragene Genossenschaft", "Sozialgenossenschaft"),
        ),
        Ausschlussgrund(
            regel=regel("r-haftung", "Alle haften mit dem eigenen Vermögen.", "§ 721 BGB"),
            erklaerung=("Sie haben angegeben: Haftung soll begrenzt sein.",),
            formen=("Gesellschaft bürgerlichen Rechts",),
        ),
    ),
    favorit="ev",
    knapp=True,
)


def posten(
    bezeichnung: str,
    art: str,
    betrag: str | None,
    stand: str | None = None,
    aussicht: Aussicht | None = None,
    bis: int | None = None,
) -> Posten:
    """One line of a plan; a limited source carries what comes after it."""
    return Posten(
        bezeichnung=bezeichnung,
        art=art,
        betrag=None if betrag is None else D(betrag),
        stand=stand,
        aussicht=aussicht,
        befristet_bis=bis,
        plan_b="Antrag bei der Sozialstiftung; sonst halbe Öffnungszeit" if bis else None,
    )


def plan(verwendung: tuple[Posten, ...], quellen: tuple[Posten, ...]) -> Plan:
    """Uses and sources with their sums."""
    ausgaben = [p.betrag for p in verwendung]
    summe = None if None in ausgaben else sum((b for b in ausgaben if b is not None), D(0))
    je = {
        a: sum((p.betrag or D(0) for p in quellen if p.aussicht == a), D(0))
        for a in ("sicher", "wahrscheinlich", "offen")
    }
    gesamt = sum(je.values(), D(0))
    return Plan(
        verwendung=verwendung,
        quellen=quellen,
        summe_verwendung=summe,
        summe_quellen=gesamt,
        luecke=None if summe is None else summe - gesamt,
        sicher=je["sicher"],
        wahrscheinlich=je["wahrscheinlich"],
        offen=je["offen"],
        fehlt_gesichert=None if summe is None else max(summe - je["sicher"], D(0)),
    )


INVESTITION = plan(
    (
        posten("Herrichten und Erschließen", "KG 200 Vorbereitende Maßnahmen", "12000"),
        posten("Umbau, Fenster, stufenloser Eingang", "KG 300 Bauwerk – Baukonstruktionen", "248000"),
        posten("Heizung, Lüftung, Elektro, Aufzug", "KG 400 Bauwerk – Technische Anlagen", "142000"),
        posten("Vorplatz und Hof", "KG 500 Außenanlagen und Freiflächen", "18000"),
        posten("Möbel, Küche, Veranstaltungstechnik", "KG 600 Ausstattung und Kunstwerke", "46000"),
        posten("Planung, Gutachten, Genehmigungen", "KG 700 Baunebenkosten", "94000"),
    ),
    (
        posten(
            "Städtebauförderung – Sozialer Zusammenhalt", "Zuschuss", "362816", "beantragt", "wahrscheinlich"
        ),
        posten("Eigenanteil der Stadt", "Eigenmittel", "90704", "im Haushalt veranschlagt", "sicher"),
        posten(
            "Kommunalkredit, aus der Cafémiete bedient", "Darlehen", "60480", "Vorgespräch", "wahrscheinlich"
        ),
        posten("Deutsches Hilfswerk – Erstausstattung", "Zuschuss", "23000", "Idee", "offen"),
        posten("Spendenkampagne, netto nach Gebühren", "Spenden", "13000", "Idee", "offen"),
        posten("Zweckertrag aus PS-Sparen", "Zuschuss", "5000", "Vorgespräch", "wahrscheinlich"),
        posten("Eigenmittel des Vereins", "Eigenmittel", "5000", "zugesagt", "sicher"),
    ),
)
ERLOESE = (
    posten("Raumvermietung", "Vermietung", "9600"),
    posten("Kurse", "Entgelte", "4800"),
    posten("Paketstation, Provision", "Entgelte", "3000"),
    posten("Mitgliedsbeiträge", "Beiträge", "7200"),
    posten("Sponsoring", "Sponsoring", "5000"),
)
BETRIEB = plan(
    (
        posten("Koordination, halbe Stelle", "Personal", "36000"),
        posten("Hausorganisation", "Personal", "13500"),
        posten("Pauschalen für Ehrenamtliche", "Personal", "4800"),
        posten("Nebenkosten", "Raum", "7200"),
        posten("Reinigung", "Raum", "4800"),
        posten("Instandhaltung", "Raum", "1800"),
        posten("Programm", "Sachkosten", "6000"),
        posten("Öffentlichkeitsarbeit", "Sachkosten", "2400"),
        posten("Buchhaltung", "Sachkosten", "2400"),
        posten("Versicherung und IT", "Sachkosten", "2700"),
    ),
    (
        posten(
            "Deutsches Hilfswerk – Quartiersprojekte",
            "Zuschuss",
            "35520",
            "beantragt",
            "wahrscheinlich",
            2030,
        ),
        *(replace(p, stand="geschätzt", aussicht="wahrscheinlich") for p in ERLOESE),
        posten("Spenden", "Spenden", "6000", "Erfahrungswert", "offen"),
        posten("Projektzuschuss der Stadt", "Zuschuss", "10480", "im Haushalt veranschlagt", "sicher"),
    ),
)


def rechnung(name: str, titel: str, art: str, wert: D | None, *schritte: str) -> Rechenweg:
    """A figure with its working."""
    return Rechenweg(name=name, titel=titel, art=art, wert=wert, schritte=schritte)


KENNZAHLEN = (
    rechnung(
        "kostendeckung",
        "Kostendeckung",
        "anteil",
        D("0.363"),
        "29.600 € eigene Erlöse ÷ 81.600 € laufende Kosten = 36,3 %",
    ),
    rechnung(
        "betriebsluecke",
        "Lücke ohne befristete Mittel",
        "geldbetrag",
        D(35520),
        "81.600 € Kosten − 46.080 € dauerhafte Mittel = 35.520 €",
    ),
    rechnung(
        "anteil_groesste_quelle",
        "Anteil der größten Quelle",
        "anteil",
        D("0.4353"),
        "35.520 € ÷ 81.600 € = 43,5 %",
    ),
    Rechenweg(
        name="ruecklage",
        titel="Reichweite der Rücklage",
        art="zahl",
        wert=None,
        fehlend=("Höhe der Rücklage",),
    ),
)
FINANZIERUNG = Finanzierung(
    investition=INVESTITION,
    betrieb=BETRIEB,
    eigenerloese=ERLOESE,
    sachleistungen=(
        posten(
            "Mietfreie Überlassung von 150 m² durch die Stadt (9 € je m² und Monat)",
            "Sachleistung der Stadt",
            "16200",
        ),
    ),
    kennzahlen=KENNZAHLEN,
    kostendeckung=D("0.363"),
    klasse="unrentierlich",
    klasse_bei_30="schwach-rentierlich",
    schwellen=Schwellen(schwach_rentierlich=D("0.7"), rentierlich=D(1), vergleich=D("0.3")),
    dscr=None,
    groesste_quelle=BETRIEB.quellen[0],
    anteil_groesste_quelle=D("0.4353"),
    verstetigung=((2028, D(0)), (2029, D(0)), (2030, D(0)), (2031, D(35520)), (2032, D(35520))),
    stress=(
        Stressfall(
            id="groesste-quelle",
            annahme="Deutsches Hilfswerk – Quartiersprojekte",
            ergebnis=D(-35520),
        ),
        Stressfall(id="umsatz", annahme=D("0.2"), ergebnis=D(-5920)),
        Stressfall(id="energie", annahme=D("0.1"), ergebnis=D(-8160)),
        Stressfall(id="niedrig", annahme="", ergebnis=None),
    ),
)

TREFF = nach_id(
    text("pflichtaufgabe", "Nein"),
    text("traeger_vorhanden", "Ja, unter Bedingungen"),
    text("traeger_name", "Nachbarschaftsverein im Quartier", "konstruiert"),
    text("traeger_bedingungen", "eine halbe bezahlte Stelle und mietfreie Räume für zehn Jahre"),
    text("rolle_kommune", "Ermöglichen"),
    text("rolle_kommune_spaeter", "Begleiten"),
    text(
        "kommune_rolle", "Die Stadt baut um, vermietet an das Café und überlässt dem Verein 150 m² mietfrei."
    ),
    liste("koproduktion_stufen", "gemeinsam planen", "gemeinsam entscheiden", "gemeinsam erbringen"),
    tabelle(
        "beteiligte",
        {"name": "Wer", "rolle": "Aufgabe", "zusage": "Zusage"},
        ("Nachbarschaftsverein", "betreibt den Treff, Programm", "mündlich"),
        ("Wohlfahrtsverband", "Anstellung der Koordination", "unter Bedingungen"),
        ("Liegenschaften", "Umbau, Vermietung an das Café", "Auftrag erteilt"),
    ),
    text("standort", "Ehemaliges Gemeindehaus am Markt"),
    text("freiwillige_anzahl", "25 Personen", "geschaetzt"),
    liste(
        "pruefliste_koproduktion", "Rollen sind schriftlich geklärt", "Ansprechperson bei der Stadt benannt"
    ),
    text("form_favorit", "Eingetragener Verein, gemeinnützig"),
    text("gewichtungsprofil", "Schwach rentierlich"),
    text(
        "danach",
        "Nach 2030 übernimmt die Stadt die Koordination in den Regelbetrieb, wenn die Auswertung 2029 dafür spricht.",
    ),
    offen("umsatzsteuer_geklaert"),
    text("beihilfe_geklaert", "in Prüfung"),
    liste(
        "antragsreife",
        "Konzept auf zwei Seiten",
        "Nachfrage belegt",
        "Eigenmittel beziffert",
        "kein Beginn vor der Bewilligung",
    ),
    text("versuch_sinnvoll", "Ja"),
    text(
        "versuch_annahme",
        "An drei Nachmittagen in der Woche kommen mehr als 40 Menschen, auch wenn nichts verkauft wird.",
    ),
    text(
        "kleinster_versuch",
        "Acht Wochen „Wohnzimmer am Markt“ im leeren Ladenlokal, mit geliehenen Möbeln und wechselnden Gastgebenden.",
    ),
    text("versuch_ort", "Ladenlokal Hauptstraße 14"),
    text("versuch_beginn", "01.03.2027"),
    text("versuch_ende", "30.04.2027"),
    text("versuch_beteiligte", "Nachbarschaftsverein, Sprachcafé, Quartierskoordination"),
    text("versuch_kosten", "3.200 €", "geschaetzt"),
    text("versuch_messgroesse", "Besuche je Öffnungstag"),
    text("versuch_zielwert", "40"),
    text("versuch_abbruchwert", "unter 15 nach vier Wochen"),
    text("versuch_entscheidung_am", "10.05.2027"),
    tabelle(
        "meilensteine",
        {"titel": "Meilenstein", "termin": "Termin", "verantwortlich": "Verantwortlich"},
        ("Ratsbeschluss", "15.04.2027", "Amt für Stadterneuerung"),
        ("Antrag Städtebauförderung eingereicht", "30.09.2027", "Amt für Stadterneuerung"),
        ("Bewilligung", "30.06.2028", "Bezirksregierung"),
        ("Eröffnung", "15.06.2029", "Nachbarschaftsverein"),
    ),
    text(
        "beschreibung",
        "Das ehemalige Gemeindehaus wird zu einem offenen Haus: unten ein Café mit barrierefreiem Eingang, oben drei Räume für "
        "Gruppen, Beratung und Feiern. Der Nachbarschaftsverein führt das Haus, eine halbe Stelle hält den Alltag zusammen.\n\n"
        "Wer kommt, muss nichts kaufen. Gruppen aus dem Quartier nutzen die Räume kostenlos, andere zahlen Miete.",
    ),
    text(
        "projektziele",
        "Ein Ort, der an fünf Tagen in der Woche offen ist.\n\nMindestens 450 Besuche im Monat bis Ende 2028.",
    ),
    text("status", "in Qualifizierung"),
    text("beginn", "01.03.2027"),
    text("ende", "31.12.2030"),
    text("verantwortlich", "Quartierskoordination, Amt für Stadterneuerung"),
    text("beteiligte_stellen", "Liegenschaften, Sozialamt, Nachbarschaftsverein"),
    text("naechster_schritt", "Nutzungszusage für das Ladenlokal einholen"),
    text("naechster_schritt_bis", "15.01.2027"),
    text("verstetigung_person", "Koordination beim Wohlfahrtsverband, ab 2031 städtische Stelle"),
    text("verstetigung_ort", "Gebäude bleibt städtisch, Überlassung für zehn Jahre"),
    offen("verstetigung_geld"),
    text("verstetigung_beschluss", "Vorratsbeschluss des Rates bis Ende 2029"),
    tabelle(
        "risiken",
        {"risiko": "Risiko", "folge": "Folge", "gegenmassnahme": "Gegenmaßnahme"},
        (
            "Baukosten steigen um mehr als 20 %",
            "Eigenanteil reicht nicht",
            "Reserve im Haushalt 2028 vormerken; Ausbau in Stufen",
        ),
        (
            "Das Café findet keine Betreiberin",
            "Kredit ist nicht bedient",
            "Interessenbekundung vor Baubeginn",
        ),
    ),
)
BUS = nach_id(
    text("pflichtaufgabe", "Nein"),
    text("traeger_vorhanden", "Nein"),
    text("rolle_kommune", "Anstoßen"),
    text(
        "beschreibung",
        "Freiwillige fahren auf Anruf zum Markt, zum Arzt und zum Treff: zweimal in der Woche, barrierefrei.",
    ),
    offen("standort"),
    text("status", "Idee"),
    text("beginn", "01.06.2027"),
    text("verantwortlich", "Quartierskoordination"),
    text("naechster_schritt", "Gespräch mit dem Verkehrsunternehmen führen"),
    text("naechster_schritt_bis", "26.02.2027"),
    text("versuch_sinnvoll", "Ja"),
    text("kleinster_versuch", "Vier Markttage mit geliehenem Kleinbus"),
    offen("versuch_zielwert"),
)

FAHRDIENST = replace(
    FINANZIERUNG,
    investition=plan((posten("Kleinbus, Niederflur", "Fahrzeug", None),), ()),
    betrieb=plan(
        (posten("Strom, Wartung, Versicherung", "Sachkosten", "18000"),),
        (posten("Fahrgeld", "Entgelte", "6200", "geschätzt", "offen"),),
    ),
    eigenerloese=(),
    sachleistungen=(),
    kennzahlen=(
        Rechenweg(
            name="kostendeckung",
            titel="Kostendeckung",
            art="anteil",
            wert=None,
            fehlend=("Kosten der Disposition",),
        ),
    ),
    kostendeckung=None,
    klasse=None,
    klasse_bei_30=None,
    groesste_quelle=None,
    anteil_groesste_quelle=None,
    verstetigung=(),
    stress=(),
)

TREFF_TITEL = "Haus am Markt: offener Treff mit Café"
BUS_TITEL = "Fahrdienst zum Markt"
MASSNAHMEN = (
    Massnahmenblatt(
        id="m1",
        nr=1,
        titel=TREFF_TITEL,
        kurz="Das leere Gemeindehaus wird zum offenen Treff, getragen vom Nachbarschaftsverein.",
        luecken=("Treffpunkt ohne Verzehrzwang",),
        felder=("Freizeit und Begegnung",),
        traeger=Traeger(art="bedingt", name="Nachbarschaftsverein im Quartier"),
        versuch=True,
        angaben=TREFF,
        grobrechnung=(
            rechnung(
                "investition_grob",
                "Investition, grob",
                "geldbetrag",
                D(560000),
                "Summe der Kostengruppen 200 bis 700",
            ),
            rechnung(
                "kosten_grob",
                "Laufende Kosten im Jahr, grob",
                "geldbetrag",
                D(81600),
                "Personal 54.300 € + Raum 13.800 € + Sachkosten 13.500 €",
            ),
        ),
        formen=FORMEN,
        finanzierung=FINANZIERUNG,
    ),
    Massnahmenblatt(
        id="m2",
        nr=2,
        titel=BUS_TITEL,
        kurz="Freiwillige fahren Menschen, die nicht gut zu Fuß sind, zum Markt und zum Treff.",
        luecken=("Weg zum Markt für Menschen mit Rollator",),
        felder=("Mobilität",),
        traeger=Traeger(art="offen", name=""),
        versuch=True,
        angaben=BUS,
        grobrechnung=(),
        formen=None,
        finanzierung=FAHRDIENST,
    ),
)


def termin(
    tag: date, art: Terminart, titel: str, massnahme: str | None = TREFF_TITEL, wer: str | None = None
) -> Termin:
    """One date of the plan."""
    return Termin(datum=tag, art=art, titel=titel, massnahme=massnahme, verantwortlich=wer)


PLAN = Massnahmenplan(
    termine=(
        termin(
            date(2027, 1, 15),
            "naechster-schritt",
            "Nutzungszusage für das Ladenlokal einholen",
            wer="Quartierskoordination",
        ),
        termin(date(2027, 1, 31), "gremium", "Bezirksvertretung", None, "Quartierskoordination"),
        termin(
            date(2027, 2, 26),
            "naechster-schritt",
            "Gespräch mit dem Verkehrsunternehmen führen",
            BUS_TITEL,
            "Quartierskoordination",
        ),
        termin(date(2027, 3, 1), "versuch-beginn", ""),
        termin(date(2027, 4, 15), "meilenstein", "Ratsbeschluss", wer="Amt für Stadterneuerung"),
        termin(date(2027, 4, 30), "versuch-ende", ""),
        termin(date(2027, 5, 10), "entscheidung", ""),
        termin(date(2027, 6, 1), "beginn", "", BUS_TITEL),
        termin(
            date(2027, 9, 30),
            "meilenstein",
            "Antrag Städtebauförderung eingereicht",
            wer="Amt für Stadterneuerung",
        ),
        termin(date(2028, 6, 30), "meilenstein", "Bewilligung", wer="Bezirksregierung"),
        termin(date(2029, 6, 15), "meilenstein", "Eröffnung", wer="Nachbarschaftsverein"),
        termin(date(2030, 12, 31), "ende", ""),
    ),
    offene_punkte=(
        OffenerPunkt(
            adresse=Adresse("haushaltssicherung"),
            frage="Ist die Stadt in der Haushaltssicherung?",
            abschnitt="Auftrag",
            massnahme=None,
            zustaendig="Kämmerei",
            bis=date(2026, 12, 15),
            gesagt=True,
        ),
        OffenerPunkt(
            adresse=Adresse("umsatzsteuer_geklaert", "m1"),
            frage="Ist die Umsatzsteuer der Raumvermietung geklärt?",
            abschnitt="Finanzierung",
            massnahme=TREFF_TITEL,
            zustaendig="Steueramt",
            bis=date(2027, 2, 1),
            gesagt=True,
        ),
        OffenerPunkt(
            adresse=Adresse("standort", "m2"),
            frage="Wo steht der Bus über Nacht?",
            abschnitt="Träger und Rolle",
            massnahme=BUS_TITEL,
            zustaendig=None,
            bis=None,
            gesagt=False,
        ),
    ),
    hinweise=(
        Hinweis(code="ohne-naechster-schritt-bis", massnahme=BUS_TITEL),
        Hinweis(code="pflichtaufgabe", massnahme=BUS_TITEL),
        Hinweis(code="befristet-ohne-danach", massnahme=TREFF_TITEL, angabe="Deutsches Hilfswerk"),
    ),
)

QUELLEN = (
    Quellenangabe(
        nr=1,
        titel="Statistikatlas",
        herausgeber="Stadt Dortmund",
        adresse="https://www.dortmund.de/statistik",
        stand="2025",
        art="statistik",
    ),
    Quellenangabe(
        nr=2,
        titel="Wegweiser – Kooperation und Dezentralität im Quartier",
        herausgeber="Kommunen innovativ",
        adresse="https://kommunen-innovativ.de/verstetigung-dauerhaftigkeit-und-verbreitung",
        stand="2020",
        art="seite",
    ),
    Quellenangabe(
        nr=3,
        titel="Förderrichtlinien Stadterneuerung Nordrhein-Westfalen",
        herausgeber=None,
        adresse=None,
        stand=None,
        art="unbekannt",
    ),
)
ZAHLEN = (
    Zahlangabe(
        titel="Fördersatz der Städtebauförderung (angenommen)",
        wert="80 %",
        belegstufe="einschaetzung",
        herkunft="fachpraxis",
        stand="2026-11",
        quelle=3,
    ),
    Zahlangabe(
        titel="Schwelle zur Klasse „schwach rentierlich“",
        wert="70 %",
        belegstufe="einschaetzung",
        herkunft="fachpraxis",
        stand="2026-11",
        quelle=2,
    ),
    Zahlangabe(
        titel="Ziel der Kapitaldienstdeckung",
        wert="1,2",
        belegstufe="sekundaer",
        herkunft="fachpraxis",
        stand="2026-11",
        quelle=None,
    ),
)
REGELN = (
    Regelangabe(
        titel="Spenden bescheinigen darf nur, wer gemeinnützig ist.",
        norm="§§ 51, 52, 55 AO",
        belegstufe="norm",
        herkunft="fachpraxis",
        stand="2026-04-14",
        quelle=3,
    ),
    Regelangabe(
        titel="Ein Gebäude braucht eine Person, die es kennt.",
        norm=None,
        belegstufe="einschaetzung",
        herkunft="fachpraxis",
        stand="2025",
        quelle=None,
    ),
)


def build_beispiel() -> Bericht:
    """A plan with two Maßnahmen, one worked out, one only an idea."""
    return Bericht(
        titel="Maßnahmenplan Beispielquartier",
        quartier="Beispielquartier, angelehnt an Dortmund-Marten",
        stadt="Dortmund",
        beispiel=True,
        stichtag=date(2026, 11, 22),
        leitfaden="Wegweiser – Kooperation und Dezentralität im Quartier",
        leitfaden_version="1.0.0",
        angaben={**AUFTRAG, **ANALYSE, **PRIORISIEREN, **MONITORING},
        abschnitte=(
            Abschnittsstand(id="auftrag", titel="Auftrag und Rahmen", fragen=24, beantwortet=23, offen=1),
            Abschnittsstand(id="analyse", titel="Quartiersanalyse", fragen=12, beantwortet=12, offen=0),
            Abschnittsstand(id="finanzierung", titel="Finanzierung", fragen=30, beantwortet=21, offen=4),
        ),
        analyse=analyse(),
        ausgewaehlt=("Treffpunkt ohne Verzehrzwang", "Weg zum Markt für Menschen mit Rollator"),
        vorbilder=(
            vorbild("Alte Samtweberei", "Krefeld", 13, "anpassen", 2),
            vorbild("Bürgerbahnhof", "Leutkirch im Allgäu", 7, "gesperrt", None),
        ),
        massnahmen=MASSNAHMEN,
        plan=PLAN,
        investition_gesamt=None,
        betrieb_gesamt=D(99600),
        quellen=QUELLEN,
        zahlen=ZAHLEN,
        regeln=REGELN,
        konstruiert=5,
        geschaetzt=3,
    )


def build_leer() -> Bericht:
    """A plan of which nothing is known yet."""
    leer = Massnahmenblatt(
        id="m1",
        nr=1,
        titel="Ohne Angaben",
        kurz="",
        luecken=(),
        felder=(),
        traeger=Traeger(art="offen", name=""),
        versuch=None,
        angaben={"status": offen("status")},
        grobrechnung=(),
        formen=None,
        finanzierung=None,
    )
    return replace(
        build_beispiel(),
        beispiel=False,
        angaben={},
        abschnitte=(),
        analyse=analyse(()),
        ausgewaehlt=(),
        vorbilder=(),
        massnahmen=(leer,),
        plan=Massnahmenplan(termine=(), offene_punkte=(), hinweise=()),
        betrieb_gesamt=None,
        quellen=(),
        zahlen=(),
        regeln=(),
        konstruiert=0,
        geschaetzt=0,
    )


BOESE = (
    "<script>alert(1)</script> {{ 7 * 7 }} {% raw %}",
    "Straßenbahnhaltestellenüberdachungsfinanzierung" * 3,
    "😀 Treffpunkt für alle 🏳️‍🌈",
    "مرحبا بكم في الحي \u202everkehrt\u202c",
    "\x00\x07\x1b[31mrot",
)
ENDLOS = "W" * 5000


def build_feindlich() -> Bericht:
    """The example with texts in it that somebody typed to break it."""

    def boese(angabe: Angabe, nr: int) -> Angabe:
        satz = BOESE[nr % len(BOESE)]
        zeilen = tuple(
            {id_: BOESE[(nr + k + n) % len(BOESE)] for k, (id_, _) in enumerate(angabe.spalten)}
            for n, _ in enumerate(angabe.zeilen)
        )
        return replace(
            angabe,
            text=satz,
            absaetze=(satz,) if angabe.absaetze else (),
            liste=BOESE if angabe.liste else (),
            zeilen=zeilen,
        )

    def alle(angaben: Mapping[str, Angabe]) -> dict[str, Angabe]:
        return {id_: boese(angabe, nr) for nr, (id_, angabe) in enumerate(angaben.items())}

    vorlage = build_beispiel()
    luecken = tuple(replace(eine, bezeichnung=BOESE[nr % len(BOESE)]) for nr, eine in enumerate(LUECKEN))
    massnahmen = tuple(
        replace(
            m,
            titel=BOESE[nr + 1],
            kurz=ENDLOS,
            luecken=BOESE[:3],
            angaben=alle(m.angaben),
            formen=None,
            finanzierung=None,
        )
        for nr, m in enumerate(vorlage.massnahmen[:1])
    )
    termine = tuple(replace(t, titel=BOESE[nr % len(BOESE)]) for nr, t in enumerate(PLAN.termine))
    return replace(
        vorlage,
        bild=build_bild(BOESE),
        titel=BOESE[0] + BOESE[2],
        quartier=ENDLOS,
        stadt=BOESE[3],
        ausgewaehlt=BOESE[:3],
        angaben={**alle(vorlage.angaben), "begruendung_auswahl": text("begruendung_auswahl", ENDLOS)},
        analyse=analyse(luecken),
        vorbilder=(),
        massnahmen=massnahmen,
        plan=replace(PLAN, termine=termine),
    )
