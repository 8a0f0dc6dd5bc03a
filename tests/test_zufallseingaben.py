"""Random hostile input to the readers of YAML, guides and expressions: an answer or a finding, never anything else.

`./los test` tries a few thousand, `./los abnahme` more than a hundred thousand. Every input follows from its number, and
what once went wrong stays in `SAAT`.
"""

import random
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import eq
from pathlib import Path
from typing import NoReturn

import pytest

from tests.builders import KLEIN, KOPF, QUELLEN
from tests.conftest import ABNAHME
from wegweiser.adapters.leitfaeden import Leitfadendateien, build_entwurf
from wegweiser.adapters.reisen import check_reise
from wegweiser.adapters.yaml_lesen import YamlError, load_yaml
from wegweiser.ausdruck import AusdruckFehler, Typ, check_ausdruck, evaluate, evaluate_wert, parse_ausdruck
from wegweiser.ausdruck.deutsch import explain, format_befund
from wegweiser.core.ablauf import compute_lage
from wegweiser.core.pruefung import check_leitfaden
from wegweiser.core.werte import Wertequelle

LEITFADEN = Path(__file__).parents[1] / "leitfaden"
ANZAHL = {"ausdruck": 100_000, "yaml": 60_000, "leitfaden": 6_000} if ABNAHME else {"ausdruck": 3_000, "yaml": 1_850, "leitfaden": 150}  # fmt: skip
SEKUNDEN_JE_EINGABE = 10
MEGABYTES = 400

SAAT = (
    "", " ", "\x00", "\ufeff", "a" * 3000, "(" * 60 + "1" + ")" * 60, "nicht " * 60 + "wahr", "-" * 60 + "1", "1" * 400, "1e999",
    "0." + "9" * 400, "a.b.c", "a..b", "__import__('os')", "a[0]", "lambda: 1", "a if b else c", "f'{a}'", '"\\', "'", '"' * 9,
    "a == b == c", "1 < 2 < 3", "a in {}", "a in {1, 2", "summe(summe(a))", "runde(1, 99999)", "datum('9999-99-99')", "wenn(1)",
    "a und", "oder oder", "ﬁ == 1", "ａ == 1", "a\u202eb", "𝟙 + 1", "1/0", "9" * 27 + " * " + "9" * 27, "a-b-c", "{", "}", "{{}}",
    "&a [*a, *a]", "a: &b\n  c: *b", "!!python/object/apply:os.system [x]", "? [a]\n: b", "a: 1\na: 2", "- - - - " * 60, "[" * 60,
    "{a: " * 60, "a: |\n b\n  c", "%YAML 9.9\n---\na", "--- a\n--- b", "a: 'b", "\ta: b", "a:\tb", "<<: {a: b}", "a: \ud83d", "~: ~",
    "id: null\n", "fragen: [[[[]]]]", "? a", "- {id: x, typ: [tabelle]}", "typ: {}", "wenn: []", "a: 2026-99-99", "a: 0x1F", "a: .inf",
)  # fmt: skip
WOERTER = (
    "und", "oder", "nicht", "in", "wahr", "falsch", "summe(", "anzahl(", "alle(", "wenn(", "datum(", "runde(", "beantwortet(", "(", ")",
    "{", "}", ",", ".", "==", "!=", "<=", "-", "+", "/", "*", '"', "'", "0", "1", "0.1", "2026-01-01", "\n", "\n  ", "\n- ", ": ", ": [",
    "]", "#", "|", ">", "&", "*", "!", "?", "%", "\t", "\x00", "ä", "a\u0308", "\u202e", "\u2028", "\ufeff", "😀", "id", "typ", "tabelle",
    "spalten", "optionen", "wenn", "je", "katalog", "a", "f1", "einwohner", "massnahmen", "null", "true", "~", "<<",
)  # fmt: skip
NAMEN = {"a": Typ.ZAHL, "b": Typ.TEXT, "c": Typ.WAHRHEIT, "d": Typ.DATUM, "l": Typ.LISTE}


def verfremde(text: str, zufall: random.Random) -> str:
    """One to six small accidents."""
    for _ in range(zufall.randint(1, 6)):
        von = zufall.randrange(len(text) + 1)
        bis = min(len(text), von + zufall.choice([0, 1, 1, 2, 5, 20]))
        stueck = text[von:bis]
        neu = zufall.choice(["", stueck * 2, stueck * zufall.choice([3, 30]), stueck[::-1], zufall.choice(WOERTER), chr(zufall.randrange(0x2FF))])  # fmt: skip
        text = text[:von] + neu + text[bis:]
    return text


@contextmanager
def wache(eingabe: str) -> Iterator[None]:
    """A hang becomes a failure that shows the input."""

    def schlage_an(_signal: int, _rahmen: object) -> NoReturn:
        raise TimeoutError(f"hangs: {eingabe[:2000]!r}")

    vorher = signal.signal(signal.SIGALRM, schlage_an)
    signal.alarm(SEKUNDEN_JE_EINGABE)
    try:
        yield
    except (TimeoutError, AssertionError):
        raise
    except BaseException as fehler:
        raise AssertionError(f"{type(fehler).__name__} for {eingabe[:2000]!r}") from fehler
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, vorher)


def lies_ausdruck(text: str) -> None:
    ausdruck = None
    try:
        ausdruck = parse_ausdruck(text)
        _, befunde = check_ausdruck(ausdruck, NAMEN)
    except AusdruckFehler as fehler:
        befunde = (fehler.befund,)
    assert all(format_befund(befund) for befund in befunde)
    if ausdruck is None:
        assert befunde
        return
    for werte in ({}, dict.fromkeys(ausdruck.namen, True), dict.fromkeys(ausdruck.namen, ("x", 1))):
        evaluate_wert(ausdruck, werte)
        explain(evaluate(ausdruck, werte), {}, {})


def lies_yaml(text: str) -> None:
    for typisiert in (True, False):
        befund = None
        try:
            load_yaml(text, "x.yaml", typisiert=typisiert)
        except YamlError as fehler:
            befund = fehler.befund
        assert befund is None or (befund.satz and befund.zeile >= 1)


def lies_leitfaden(text: str) -> None:
    """A small guide one of whose files is this text."""
    dateien = {"leitfaden.yaml": f"{KOPF}abschnitte: [rahmen, form]\n", "quellen.yaml": QUELLEN, **KLEIN}
    name = max(dateien, key=lambda datei: sum(map(eq, dateien[datei][:40], text)))
    entwurf = build_entwurf(Leitfadendateien(Path("probe"), {**dateien, name: text}, "sha256:0"))
    assert all(str(befund) for befund in entwurf.befunde)
    if entwurf.leitfaden is not None and not check_leitfaden(entwurf.leitfaden):
        assert compute_lage(Wertequelle(entwurf.leitfaden, {})).ruhend == ()


def _list_ausdruecke() -> list[str]:
    zeilen = [zeile.strip() for pfad in sorted(LEITFADEN.glob("*/*/*.yaml")) for zeile in pfad.read_text("utf-8").splitlines()]  # fmt: skip
    return [z.partition(": ")[2] for z in zeilen if z.startswith(("wenn: ", "muss: ", "ausdruck: "))][:400]


def _list_yaml() -> list[str]:
    texte = [pfad.read_text("utf-8") for pfad in sorted(LEITFADEN.glob("*/*/*.yaml"))]
    return [text[i : i + 900] for text in texte for i in range(0, min(len(text), 9000), 900)]


LESER: dict[str, tuple[Callable[[str], None], Callable[[], list[str]]]] = {
    "ausdruck": (lies_ausdruck, _list_ausdruecke),
    "yaml": (lies_yaml, _list_yaml),
    "leitfaden": (lies_leitfaden, lambda: [*KLEIN.values(), QUELLEN, f"{KOPF}abschnitte: [rahmen, form]\n"]),
}


@pytest.mark.langsam
@pytest.mark.parametrize("art", LESER)
def test_random_input_gives_an_answer_or_a_finding(art: str) -> None:
    lies, vorrat = LESER[art]
    texte = [*vorrat(), *SAAT]
    vorher = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for text in SAAT:
        with wache(text):
            lies(text)
    for nummer in range(ANZAHL[art]):
        zufall = random.Random(f"{art}-{nummer}")  # noqa: S311
        text = verfremde(zufall.choice(texte), zufall)
        with wache(text):
            lies(text)
    gewachsen = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - vorher) / 1024
    assert gewachsen < MEGABYTES


@pytest.mark.parametrize("text", SAAT)
def test_journeys_of_any_text_are_findings(tmp_path: Path, text: str) -> None:
    pfad = tmp_path / "r.yaml"
    pfad.write_text(text, encoding="utf-8", errors="replace")
    assert all(str(befund) for befund in check_reise(pfad).befunde)
