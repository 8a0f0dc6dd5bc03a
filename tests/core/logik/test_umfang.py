"""Work grows with the guide, not with its square; long chains overflow no stack; riddles end."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from tests.builders import build_leitfaden, format_abschnitt, write_leitfaden
from tests.core.logik.zufall import build_leitfaden as build_aus_saetzen
from tests.grosse_leitfaeden import write_grossen_leitfaden
from wegweiser.adapters.leitfaeden import build_entwurf, load_dateien
from wegweiser.core.logik import Bedingung, FrageGestellt, Logik, find_logikfunde
from wegweiser.core.logik.entscheidung import HOECHSTENS_FORMELN, HOECHSTENS_RAETSEL
from wegweiser.model import frage as f
from wegweiser.model.leitfaden import Abgeleitet, Abschnitt, Leitfaden, Schritt, list_fragen


def count_schritte(leitfaden: Leitfaden) -> int:
    """Steps of z3 for all questions of a guide; the same on every machine."""
    logik = Logik(leitfaden)
    staende = []
    for _, frage in list_fragen(leitfaden):
        logik.entscheide(FrageGestellt(frage.id))
        staende.append(int(logik._loeser.statistics().get_key_value("rlimit count")))
    return staende[-1] - staende[0]  # z3 counts on and on


def test_work_grows_with_the_guide(tmp_path: Path) -> None:
    schritte = []
    for anzahl in (100, 200, 400):
        entwurf = build_entwurf(load_dateien(write_grossen_leitfaden(tmp_path / str(anzahl), anzahl)))
        assert entwurf.leitfaden is not None
        schritte.append(count_schritte(entwurf.leitfaden))
    assert schritte[1] < 2.3 * schritte[0]
    assert schritte[2] < 2.3 * schritte[1]


def build_kette(laenge: int, *, rueckwaerts: bool) -> Leitfaden:
    """Derived values that read each other in a row, the first of them last in the guide."""
    erste = Abgeleitet(id="w0", typ="zahl", ausdruck="zahl")
    kette = [erste, *(Abgeleitet(id=f"w{n}", typ="zahl", ausdruck=f"w{n - 1} + 1") for n in range(1, laenge))]
    frage = f.Ganzzahl(id="zahl", text="T", typ="ganzzahl", min=0, max=10)
    schritt = Schritt(id="s", titel="S", fragen=(frage,))
    abgeleitet = tuple(reversed(kette) if rueckwaerts else kette)
    return build_aus_saetzen(
        [Abschnitt(id="a", titel="A", warum="D", schritte=(schritt,), abgeleitet=abgeleitet)]
    )


def test_long_chains_overflow_no_stack() -> None:
    logik = Logik(build_kette(500, rueckwaerts=True))
    assert logik.entscheide(Bedingung("w499 == 509")).urteil == "moeglich"
    assert logik.entscheide(Bedingung("w499 > 509")).urteil == "unmoeglich"


def test_what_hangs_on_too_much_is_not_decided() -> None:
    lang = build_kette(HOECHSTENS_FORMELN, rueckwaerts=False)
    auskunft = Logik(lang).find_zeugen(Bedingung(f"w{HOECHSTENS_FORMELN - 1} > 0"))
    assert (auskunft.urteil, auskunft.grund) == ("unentschieden", "umfang")


def write_raetsel(ordner: Path, anzahl: int) -> Path:
    """A guide of equations that nobody can solve."""
    fragen = [f"{{id: {name}, text: T?, typ: ganzzahl, min: 1}}" for name in "uvw"]
    for nr in range(anzahl):
        wenn = f"u * u * u + v * v * v + {nr} * u * v == w * w * w - 4"
        fragen.append(f"{{id: q{nr}, text: T?, typ: text, wenn: {wenn}}}")
    return write_leitfaden(ordner, {"abschnitte/a.yaml": format_abschnitt("a", *fragen)})


def test_riddles_end(tmp_path: Path) -> None:
    """After so many riddles, the next ones get less time."""
    entwurf = build_entwurf(load_dateien(write_raetsel(tmp_path / "r", HOECHSTENS_RAETSEL // 2 + 5)))
    assert entwurf.leitfaden is not None
    funde = list(find_logikfunde(entwurf.leitfaden))
    assert {fund.code for fund in funde} == {"nicht-entschieden"}


def test_the_budget_is_the_same_every_time(tmp_path: Path) -> None:
    ordner = write_raetsel(tmp_path / "r", 2)
    befehl = [sys.executable, "-X", "utf8", "-m", "wegweiser", "leitfaden", "pruefen", str(ordner)]
    einmal, nochmal = (subprocess.run(befehl, capture_output=True, check=True).stdout for _ in range(2))
    assert b"nicht-entschieden" in einmal
    assert einmal == nochmal


def test_numbers_are_exact(tmp_path: Path) -> None:
    """A third three times is not one for the engine, so the check must not say that it always is."""
    fragen = (
        "{id: z, text: T?, typ: zahl, min: 1, max: 1}",
        "{id: q, text: T?, typ: text, wenn: z / 3 * 3 != 1}",
        "{id: r, text: T?, typ: text, wenn: z / 4 * 4 != 1}",
    )
    logik = Logik(build_leitfaden(tmp_path, {"abschnitte/a.yaml": format_abschnitt("a", *fragen)}))
    assert logik.entscheide(FrageGestellt("q")).urteil != "unmoeglich"
    assert logik.entscheide(FrageGestellt("r")).urteil == "unmoeglich"
    assert Decimal(1) / 3 * 3 != 1
