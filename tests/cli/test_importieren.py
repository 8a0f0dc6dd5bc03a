"""`wegweiser importieren`: preview, question, all or nothing."""

import json
from pathlib import Path

from tests.cli.conftest import Programm

POSTEN = "Liste;;;\nBezeichnung;Farbe;Betrag (€);Notizen\nStühle;rot;1,50;x\nTische;blau, aber;20;\n;;21,5;\n"


def lies(vorhaben: Path) -> str:
    return (vorhaben / "vorhaben.yaml").read_text(encoding="utf-8")


def test_preview_then_all(wegweiser: Programm, vorhaben: Path, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_bytes(POSTEN.encode("cp1252"))
    schau = wegweiser("importieren", "probe", "posten", "p.csv")
    assert schau.returncode == 0, schau.stderr
    for satz in (
        "Gefunden: 2 Zeilen; Überschrift in Zeile 2; gelesen als Windows-1252.",
        "„Betrag (€)“ → Betrag",
        "Nicht gebraucht: „Notizen“.",
        "„blau, aber“ als „Blau, aber hell“",
        "Zeile 5 bleibt weg: eine Summenzeile.",
        "Summe Betrag: 21,50 €.",
        "Nichts übernommen; --ja übernimmt es.",
    ):
        assert satz in schau.stdout, schau.stdout
    assert "Stühle" not in lies(vorhaben)
    lauf = wegweiser("importieren", "probe", "posten", "p.csv", "--ja", "--kuerzel", "ab")
    assert "gespeichert: 2 Zeilen in „Posten“." in lauf.stdout
    assert "- {id: p1, bezeichnung: Stühle, farbe: rot, betrag: 1.50}" in lies(vorhaben)
    assert "- {id: p2, bezeichnung: Tische, farbe: hellblau, betrag: 20}" in lies(vorhaben)
    letzte = json.loads((vorhaben / "protokoll.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (letzte["art"], letzte["wer"]) == ("eingelesen", "ab")


def test_replace_append_and_neither(wegweiser: Programm, vorhaben: Path, tmp_path: Path) -> None:
    wegweiser("antwort", "probe", "posten", '[{"bezeichnung": "Stühle", "betrag": "1"}, {"bezeichnung": "Weg", "betrag": "2"}]')  # fmt: skip
    (tmp_path / "p.csv").write_text(POSTEN, encoding="utf-8")
    ohne = wegweiser("importieren", "probe", "posten", "p.csv", "--ja")
    assert (ohne.returncode, "hat schon 2 Zeilen" in ohne.stderr) == (2, True)
    beides = wegweiser("importieren", "probe", "posten", "p.csv", "--ersetzen", "--anhaengen")
    assert beides.returncode == 2
    ersetzt = wegweiser("importieren", "probe", "posten", "p.csv", "--ja", "--ersetzen")
    assert "Es entfällt: Weg · 2." in ersetzt.stdout, ersetzt.stdout
    assert "{id: p1, bezeichnung: Stühle, farbe: rot" in lies(vorhaben)
    assert "{id: p3, bezeichnung: Tische" in lies(vorhaben)  # p2 was „Weg“ and is never given again
    noch = wegweiser("importieren", "probe", "posten", "p.csv", "--ja", "--ersetzen")
    assert "Alles war schon so gespeichert." in noch.stdout
    (tmp_path / "p.csv").write_text(POSTEN * 2, encoding="utf-8")
    voll = wegweiser("importieren", "probe", "posten", "p.csv", "--ja", "--anhaengen")
    assert (voll.returncode, "6 Zeilen sind zu viele; höchstens 5 sind möglich." in voll.stderr) == (2, True)


def test_what_does_not_fit_is_named_and_nothing_is_taken(
    wegweiser: Programm, vorhaben: Path, tmp_path: Path
) -> None:
    (tmp_path / "p.csv").write_text("Bezeichnung;Betrag\nStühle;1\nTische;viel\n", encoding="utf-8")
    lauf = wegweiser("importieren", "probe", "posten", "p.csv", "--ja")
    assert lauf.returncode == 2
    assert "Zeile 3, Spalte „Betrag“: „viel“ ist keine Zahl." in lauf.stdout
    maschine = wegweiser("importieren", "probe", "posten", "p.csv", "--ja", "--json")
    assert (maschine.returncode, maschine.stdout) == (2, "")
    assert "Zeile 3, Spalte „Betrag“" in maschine.stderr
    (tmp_path / "p.csv").write_text("Bezeichnung;Betrag\nStühle;999\nTische;2\n", encoding="utf-8")
    pruefung = wegweiser("importieren", "probe", "posten", "p.csv", "--ja")
    assert (pruefung.returncode, "mehr als 1.000 Euro" in pruefung.stderr) == (2, True)
    assert "Stühle" not in lies(vorhaben)


def test_json_and_wrong_calls(wegweiser: Programm, vorhaben: Path, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(POSTEN, encoding="utf-8")
    lauf = wegweiser("importieren", "probe", "posten", "p.csv", "--json")
    daten = json.loads(lauf.stdout)
    assert (daten["gespeichert"], daten["neu"], daten["kopfzeile"]) == (False, 2, 2)
    assert daten["zeilen"][0] == {"id": "p1", "bezeichnung": "Stühle", "farbe": "rot", "betrag": "1.50"}
    for argumente, code, satz in (
        (("posten", "fehlt.csv"), 6, "fehlt.csv fehlt"),
        (("name", "p.csv"), 5, "„name“ ist keine Tabelle."),
        (("posten", "p.csv", "--blatt", "Kosten"), 6, "Das Blatt „Kosten“ gibt es in p.csv nicht."),
        (("posten", "."), 6, "nicht lesen"),
    ):
        lauf = wegweiser("importieren", "probe", *argumente)
        assert lauf.returncode == code, lauf.stderr
        assert satz in lauf.stderr, lauf.stderr
    assert vorhaben.is_dir()
