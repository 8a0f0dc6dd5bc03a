"""A survey in sentences: what, for whom, how sure; what few people said is not there."""

from decimal import Decimal

from wegweiser.cli.befragungsansicht import build_befragung, format_anteil
from wegweiser.core.befragung.auswertung import evaluate_befragung
from wegweiser.model.befragung import Befragung, Befragungsbild, Fragenrolle

TITEL = {"ab-65": "Menschen ab 65", "ab-80": "Menschen ab 80"}


def build(*, gewogen: bool = False) -> Befragungsbild:
    """100 persons: twenty from 80 on miss the doctor, the others the bus; five say nothing at all."""
    alter = ("18-64",) * 75 + ("80+",) * 20 + (None,) * 5
    spalten: dict[str, tuple[str | None, ...]] = {
        "alter": alter,
        "F[bus]": tuple("Y" if nr < 50 else None for nr in range(100)),
        "F[arzt]": tuple("Y" if 78 <= nr < 95 else None for nr in range(100)),
        "W": ("Der Bus fährt zu selten, sagt Frau Muster",) * 3 + (None,) * 97,
    }
    rollen = (Fragenrolle(frage="alter", rolle="gruppe"), Fragenrolle(frage="F", rolle="vermisst"))
    schichten = {"18-64": Decimal(500), "80+": Decimal(500)} if gewogen else {}
    befragung = Befragung(
        spalten=spalten, rollen=rollen, abgebrochen=1, freitexte=("W",), schicht="alter", schichten=schichten
    )
    return evaluate_befragung(befragung, titel="Marten 2026", bevoelkerung=9_500)[0]


def lies(bild: Befragungsbild) -> list[str]:
    return [satz.text for satz in build_befragung(bild, TITEL)]


def test_saetze() -> None:
    saetze = lies(build())
    assert saetze[1] == "Befragung „Marten 2026“: 100 Antworten"
    assert "Ein Bogen ist abgebrochen und nicht mitgezählt." in saetze
    assert "Für ±5 Prozentpunkte wären 370 Antworten nötig." in saetze
    assert "Am häufigsten vermisst: bus 53 % (43 bis 62 %); arzt 18 % (11 bis 27 %)." in saetze
    assert (
        "Deutlich häufiger als alle Übrigen – Menschen ab 80: arzt 85 % (64 bis 95 %, nur 20 Antworten)."
        in saetze
    )
    assert "Kleine Fallzahl, vorsichtig deuten: Menschen ab 65 (20), Menschen ab 80 (20)." in saetze
    assert "3 Antworten in eigenen Worten: zum Lesen in der Datei, nicht im Bericht." in saetze
    assert not any("Muster" in satz for satz in saetze)


def test_gewogen_steht_da_wie_viel_die_antworten_wert_sind() -> None:
    assert "Gewogen nach 2 Schichten; damit zählen die Antworten so viel wie 67 ungewogene." in lies(
        build(gewogen=True)
    )


def test_zu_wenige_haben_keine_zahl() -> None:
    bild = evaluate_befragung(
        Befragung(spalten={"F[bus]": ("Y",) * 5}, rollen=(Fragenrolle(frage="F", rolle="vermisst"),))
    )[0]
    assert format_anteil(bild.themen[0].vermisst if bild.themen else None) == "(zu wenige Antworten)"
    assert not any("%" in satz for satz in lies(bild))
