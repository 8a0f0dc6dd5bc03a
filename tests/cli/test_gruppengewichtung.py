"""From a CSV of weights to the ranking on screen and the appendix of the report, without a name."""

from pathlib import Path

from tests.cli.conftest import Programm

GEWICHTE = (
    "Kürzel;Mitsprache;Schutz;Start;Aufwand;Wechsel;Eigenkapital;Spenden;Betrieb;Kommune;Dauer\n"
    "Wolpertinger;10;8;5;5;5;2;10;2;4;6\nJo;4;4;2;2;2;10;0;10;2;4\nZippelmaus;8;10;6;6;4;4;9;4;5;4\nKrachmandel;0;0;0;0;0;0;0;0;0;0\n"
)


def test_weights_of_a_group_count_and_stay_nameless(wegweiser: Programm, tmp_path: Path) -> None:
    wegweiser("neu", "v", "--leitfaden", "wegweiser")
    (tmp_path / "a.yaml").write_text(
        "priorisieren: {massnahmen: [{id: m1, titel: Café}]}\n"
        "traeger: {m1: {pflichtaufgabe: nein, traeger_vorhanden: nein}}\n"
        "rechtsform: {m1: {gruender_anzahl: 9, gewichtungsprofil: ausgewogen, gruppe_gewichtet: ja}}\n",
        encoding="utf-8",
    )
    (tmp_path / "g.csv").write_bytes(GEWICHTE.encode("cp1252"))
    assert wegweiser("antwort", "v", "--aus", "a.yaml").returncode == 0
    assert wegweiser("antwort", "v", "m1.gruppe_gewichtet", "nein").returncode == 0
    ruht = wegweiser("importieren", "v", "m1.gruppengewichte", "g.csv").stdout
    assert "Gruppe gewichtet ist „ja“. Bis dahin ruhen die Zeilen" in " ".join(ruht.split()), ruht
    assert wegweiser("antwort", "v", "--aus", "a.yaml").returncode == 0
    lauf = wegweiser("importieren", "v", "m1.gruppengewichte", "g.csv", "--ja")
    assert "gespeichert: 4 Zeilen in „Gewichte der Gruppe“." in lauf.stdout, lauf.stderr
    schirm = wegweiser("auswerten", "v").stdout
    for satz in (
        "Kriterium: Gleiche Mitsprache; Gewicht: 13,6; Spanne: 10 bis 18",
        "3 Beteiligte haben gewichtet; gerechnet ist mit ihrem Mittelwert statt mit dem Profil „Ausgewogen“.",
        "Ohne einen einzigen Punkt und deshalb nicht gezählt: 1.",
        "Weit auseinander liegt die Gruppe bei „Eigenkapital vieler Personen“",
    ):
        assert satz in " ".join(schirm.split()), schirm
    assert wegweiser("bericht", "v", "--format", "html", "--format", "json").returncode == 0
    bericht = (tmp_path / "v" / "bericht" / "massnahmenplan.html").read_text(encoding="utf-8")
    for teil in (
        "Gewichtet hat die Gruppe (3 Beteiligte)",
        "Gewichte der Gruppe",
        "(10,0 + 13,3 + 17,5) : 3",
    ):
        assert teil in bericht
    for name in ("Wolpertinger", "Zippelmaus", "Krachmandel"):
        assert name not in bericht
        assert name not in (tmp_path / "v" / "bericht" / "massnahmenplan.json").read_text(encoding="utf-8")
        assert name not in schirm
