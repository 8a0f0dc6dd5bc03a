"""Survey exports: every heading LimeSurvey, Kobo and ODK write, and nothing stored that tells who somebody is."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.echtdaten import WURZEL, find_echtdaten
from wegweiser.adapters.daten.befragung import bereinige
from wegweiser.adapters.daten.codeplan import build_codezeile, split_skala
from wegweiser.adapters.daten.leser import Gelesen, erkenne, lies
from wegweiser.core.befragung.auswertung import evaluate_befragung
from wegweiser.core.befragung.codeplan import choose_codeplan, match_codeplan
from wegweiser.errors import DatenError, format_satz
from wegweiser.model.befragung import Befragung, Fragenrolle
from wegweiser.model.daten import Datei, Leseangaben

DATEN = WURZEL / "tests" / "daten"
GEHEIM = ("tok0", "192.0.2", "umfrage.example", "@example", "5550123")


# What somebody says about an export whose columns are mere codes.
ROLLEN = (
    Fragenrolle(frage="Q1", rolle="wichtigkeit"),
    Fragenrolle(frage="Q2", rolle="zufriedenheit"),
    Fragenrolle(frage="Q3", rolle="vermisst"),
    Fragenrolle(frage="Q4", rolle="rang"),
)


def lies_datei(pfad: Path, art: str = "") -> Gelesen:
    erkannt = erkenne(pfad, Leseangaben(art=art))
    datei = Datei(
        id="b",
        datei=pfad.name,
        art=erkannt.art,
        format=erkannt.format,
        eingelesen=datetime(2026, 11, 25, tzinfo=UTC),
        sha256="",
        groesse=pfad.stat().st_size,
        lesart=erkannt.lesart,
        spalten=erkannt.spalten,
    )
    return lies(pfad, datei)


@pytest.mark.parametrize("name", ["limesurvey-code", "limesurvey-r", "limesurvey-lang"])
def test_dieselben_antworten_in_jeder_ausfuhr(name: str) -> None:
    gelesen = lies_datei(DATEN / f"{name}.csv")
    befragung: Befragung = gelesen.inhalt
    assert (befragung.anzahl, befragung.abgebrochen) == (40, 2)
    (bild,) = evaluate_befragung(befragung._replace(rollen=() if "lang" in name else ROLLEN))
    erstes = bild.themen[0]
    assert erstes.wichtigkeit is not None
    assert erstes.vermisst is not None
    mittel = Decimal(sum(nr % 7 + 1 for nr in range(1, 41))) / 40
    assert (erstes.wichtigkeit.n, erstes.wichtigkeit.roh) == (40, mittel)
    assert (erstes.vermisst.k, erstes.vermisst.n) == (10, 40)
    (rang,) = bild.raenge
    assert [(t.punkte, t.nennungen) for t in rang.themen] == [(120, 40), (40, 20), (40, 20)]
    (ipa,) = [i for i in bild.wichtigkeit if i.gruppe == "alle"]
    assert [p.quadrant for p in ipa.punkte if p.zufriedenheit.n == 20] == [None]


@pytest.mark.parametrize("name", ["limesurvey-code", "limesurvey-r", "limesurvey-lang"])
def test_was_sagt_wer_jemand_ist_wird_nie_gespeichert(name: str, tmp_path: Path) -> None:
    sauber = bereinige(DATEN / f"{name}.csv", {})
    text = sauber.inhalt.decode("utf-8-sig")
    assert [wort for wort in GEHEIM if wort in text] == []
    assert "10:05:00" not in text  # the day is enough
    assert "Mehrzeilig:\nder Bus" in text
    assert len(sauber.verworfen) == 4
    kopie = tmp_path / sauber.name
    kopie.write_bytes(sauber.inhalt)
    vorher, nachher = lies_datei(DATEN / f"{name}.csv").inhalt, lies_datei(kopie).inhalt
    assert nachher.anzahl == vorher.anzahl
    assert set(nachher.spalten) == set(vorher.spalten)
    assert evaluate_befragung(nachher)[0].themen == evaluate_befragung(vorher)[0].themen
    assert bereinige(kopie, {}).inhalt == sauber.inhalt  # the copy of the copy is the copy


def test_freitexte_werden_gezaehlt_und_gemeldet() -> None:
    gelesen = lies_datei(DATEN / "limesurvey-code.csv")
    funde = {fund.code: fund for fund in gelesen.funde}
    assert {"freitext-mail", "freitext-telefon", "freitext-name", "befragung-abgebrochen"} <= set(funde)
    assert format_satz("freitext-name", {**funde["freitext-name"].angaben, "anzahl": 1}).startswith(
        "Frage „Q9“"
    )
    (bild,) = evaluate_befragung(gelesen.inhalt)
    assert ("Q9", 3) in [(f.frage, f.antworten) for f in bild.freitexte]
    assert "Yıldız" not in repr(bild)


def test_eine_antwort_mit_gleichheitszeichen_rechnet_in_keiner_tabelle() -> None:
    text = bereinige(DATEN / "limesurvey-code.csv", {}).inhalt.decode()
    assert "'=SUMME" in text
    gelesen: Befragung = lies_datei(DATEN / "limesurvey-code.csv").inhalt
    assert any(wert and wert.startswith("=SUMME") for wert in gelesen.spalten["Q9"])


def test_excel_wie_csv(tmp_path: Path) -> None:
    import csv

    from openpyxl import Workbook

    mappe = Workbook()
    blatt = mappe.active
    assert blatt is not None
    with (DATEN / "limesurvey-code.csv").open(encoding="utf-8-sig", newline="") as datei:
        for zeile in csv.reader(datei, delimiter=";"):
            zellen = [
                int(z) if z.isdigit() else z.replace("=", "’=", 1) if z[:1] == "=" else z or None
                for z in zeile
            ]
            blatt.append(zellen)
    mappe.save(tmp_path / "umfrage.xlsx")
    aus_excel, aus_text = (
        lies_datei(tmp_path / "umfrage.xlsx").inhalt,
        lies_datei(DATEN / "limesurvey-code.csv").inhalt,
    )
    assert evaluate_befragung(aus_excel)[0].themen == evaluate_befragung(aus_text)[0].themen
    assert bereinige(tmp_path / "umfrage.xlsx", {}).name == "umfrage.csv"


def test_vv_ausfuhr_hat_zwei_kopfzeilen(tmp_path: Path) -> None:
    pfad = tmp_path / "vvexport.csv"
    pfad.write_text(
        "Antwort\tAbgeschickt\tSprache\tWas fehlt? Bus\nid\tsubmitdate\tstartlanguage\tQ1_SQ001\n"
        + "".join(f"{nr}\t2026-03-01\tde\tY\n" for nr in range(1, 4)),
        encoding="utf-8",
    )
    befragung = lies_datei(pfad).inhalt
    assert befragung.codeplan["Q1_SQ001"].label == "Was fehlt? Bus"
    assert befragung.anzahl == 3


def test_codeplan_und_antworten_werden_abgeglichen() -> None:
    befragung = lies_datei(DATEN / "limesurvey-code.csv").inhalt
    plan = lies_datei(DATEN / "limesurvey-codeplan.csv").inhalt
    assert (plan["Q1_SQ001"].von, plan["Q1_SQ001"].bis, plan["Q1_SQ001"].fehlwerte) == (1, 7, ("NA",))
    assert plan["altersgruppe"].werte["A3"] == "65 bis 79"
    abgleich = match_codeplan(befragung, choose_codeplan(befragung, [{}, plan]))
    funde = {fund.code: fund.angaben["spalten"] for fund in abgleich.funde}
    assert funde["codeplan-ohne-spalte"] == "altersgruppe"
    assert "alter" in str(funde["codeplan-ohne-eintrag"])
    (bild,) = evaluate_befragung(abgleich.befragung)
    assert [t.titel for t in bild.themen if t.gruppe == "alle"] == ["Einkaufen", "Hausarzt", "Treffpunkt"]


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        ("1 absolut unwichtig, 2, 3, … 7 von zentraler Bedeutung, NA", ["1", "2", "3", "7", "NA"]),
        ("1 bis 5 Jahre, 2 mehr als 5, 3 weiß nicht", ["1", "2", "3"]),
        ("1 Dorf (z.B. Au, Egg), 2 Stadt, 10 000 und mehr", ["1", "2", "10"]),
        ("1=ja; 2=nein; -99=keine Angabe", ["1", "2", "-99"]),
        ("Prozentangabe", []),
    ],
)
def test_skala_lesen(text: str, erwartet: list[str]) -> None:
    assert [code for code, _ in split_skala(text)] == erwartet


def test_fehlwerte_gehoeren_nicht_zur_skala() -> None:
    zeile = build_codezeile("Q", {"antwortskala": "1 sehr, 2 wenig, 99 keine Angabe"})
    assert (zeile.von, zeile.bis, zeile.fehlwerte) == (1, 2, ("99",))


KOBO = """start;analyse/beduerfnisse/bedarf_felder;analyse/beduerfnisse/bedarf_felder/nahversorgung;analyse/beduerfnisse/bedarf_felder/mobilitaet;\
analyse/beduerfnisse/bedarf_alter;_id;_uuid;_submission_time;_submitted_by
2026-03-01T10:00:00;nahversorgung mobilitaet;1;1;ab-80;7;aaa;2026-03-01T10:05:00;frau.muster
2026-03-01T11:00:00;mobilitaet;0;1;18-29;8;bbb;2026-03-01T11:05:00;frau.muster
"""


def test_kobo_mit_gruppen_und_getrennten_spalten(tmp_path: Path) -> None:
    pfad = tmp_path / "kobo.csv"
    pfad.write_text(KOBO, encoding="utf-8")
    gelesen = lies_datei(pfad)
    spalten = gelesen.inhalt.spalten
    assert spalten["bedarf_felder[nahversorgung]"] == ("1", "0")
    assert spalten["bedarf_alter"] == ("ab-80", "18-29")
    assert "bedarf_felder" not in spalten
    assert b"frau.muster" not in bereinige(pfad, {}).inhalt


def test_odk_mit_bindestrichen(tmp_path: Path) -> None:
    pfad = tmp_path / "odk.csv"
    pfad.write_text(
        "SubmissionDate,analyse-beduerfnisse-bedarf_felder,meta-instanceID,KEY,SubmitterName\n"
        "2026-03-01T10:00:00Z,nahversorgung mobilitaet,uuid:1,uuid:1,Muster\n",
        encoding="utf-8",
    )
    befragung = lies_datei(pfad).inhalt
    assert befragung.spalten["bedarf_felder"] == ("nahversorgung mobilitaet",)
    assert befragung.verworfen == ("SubmitterName",)


def test_eine_beliebige_tabelle_nur_auf_ansage(tmp_path: Path) -> None:
    pfad = tmp_path / "selbst.csv"
    pfad.write_text("Wo wohnen Sie?,Was fehlt?\nNord,Bus\nSüd,Arzt\n", encoding="utf-8")
    with pytest.raises(DatenError):
        erkenne(pfad)
    assert lies_datei(pfad, art="befragung").inhalt.anzahl == 2


def test_zuerich_mit_codeplan() -> None:
    ordner = find_echtdaten("befragung-kanton-zuerich")
    befragung = lies_datei(ordner / "KTZH_00001341_00002759.csv").inhalt
    plan = lies_datei(ordner / "KTZH_00001341_00002918.csv").inhalt
    assert (befragung.anzahl, len(befragung.spalten), len(plan)) == (1337, 84, 83)
    abgleich = match_codeplan(befragung, choose_codeplan(befragung, [plan]))
    assert {f.code: dict(f.angaben) for f in abgleich.funde} == {
        "codeplan-zugeordnet": {"spalte": "Frage1m", "variable": "Frage1"}
    }
    (bild,) = evaluate_befragung(abgleich.befragung)
    vermutet = {(rolle.frage, rolle.rolle) for rolle in bild.vermutet}
    assert {("Frage5", "wichtigkeit"), ("Frage6", "zufriedenheit"), ("Frage8", "rang")} <= vermutet
    (punkt,) = bild.wichtigkeit[0].list_quadrant("konzentrieren")
    assert punkt.titel == "Freizeitangebote für Kinder und Jugendliche"
    assert bild.raenge[0].themen[0].titel == "Bildung (öffentliche Schulen, Kindergarten)"


def test_bestaetigte_rollen_gehen_vor() -> None:
    befragung = lies_datei(DATEN / "limesurvey-lang.csv").inhalt
    frage = "Wie wichtig sind Ihnen diese Angebote?"
    (bild,) = evaluate_befragung(
        befragung._replace(rollen=(Fragenrolle(frage=frage, rolle="zufriedenheit"),))
    )
    assert frage not in {rolle.frage for rolle in bild.vermutet}
    assert bild.themen[0].zufriedenheit is not None


def test_eine_abgerissene_datei_sagt_es(tmp_path: Path) -> None:
    roh = (DATEN / "limesurvey-code.csv").read_bytes()
    pfad = tmp_path / "halb.csv"
    pfad.write_bytes(roh[: roh.find("ß".encode()) + 1])  # in the middle of a character
    gelesen = lies_datei(pfad)
    assert {"datei-abgeschnitten", "zeile-unvollstaendig"} <= {fund.code for fund in gelesen.funde}
    assert bereinige(pfad, {}).inhalt


def test_kein_abgeschlossener_bogen(tmp_path: Path) -> None:
    pfad = tmp_path / "offen.csv"
    pfad.write_text("id;submitdate;Q1[SQ001]\n1;;Y\n2;;=1+1\n", encoding="utf-8")
    gelesen = lies_datei(pfad)
    assert gelesen.inhalt.anzahl == 2
    assert "befragung-ohne-abschluss" in {fund.code for fund in gelesen.funde}
    assert b"'=1+1" in bereinige(pfad, {}).inhalt


def test_eine_adresse_zwischen_anderen_antworten_bleibt_nicht_stehen(tmp_path: Path) -> None:
    pfad = tmp_path / "kontakt.csv"
    zeilen = "".join(f"{nr};2026-03-01;{'wer@example.org' if nr == 3 else 'nein'}\n" for nr in range(1, 9))
    pfad.write_text(f"id;submitdate;Q1\n{zeilen}", encoding="utf-8")
    assert b"@example" not in bereinige(pfad, {}).inhalt
    assert ("freitext-mail", 1) in [(fund.code, fund.anzahl) for fund in lies_datei(pfad).funde]
