import re
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest

from tests.bericht_beispiel import BOESE, build_beispiel, build_feindlich, build_leer
from wegweiser.adapters import vorlagen
from wegweiser.adapters.vorlagen import render_html
from wegweiser.errors import VorlageError
from wegweiser.model.base import replace
from wegweiser.model.bericht import Bericht
from wegweiser.model.rechenweg import Rechenweg

ORDNER = Path(__file__).parents[2] / "vorlagen"
KAPITEL = (
    "Kurzfassung",
    "Quartier und Anlass",
    "Ergebnis der Quartiersanalyse",
    "Ausgewählte Lücken und Begründung",
    "Vorbilder und Übertragbarkeit",
    "Koproduktion: Form, Rolle der Kommune, Beteiligte",
    "Finanzierung: Klasse, Bausteine, offene Beträge, Stresstest",
    "Erprobung und Meilensteine",
    "Monitoring",
    "Maßnahmenliste",
    "Offene Fragen und Risiken",
    "Anhang",
)
ENGLISCH = re.compile(
    r"\b(January|February|March|May|June|July|October|December|and|the|with|of|none|true|false|undefined)\b",
    re.IGNORECASE,
)


def nur_text(html: str) -> str:
    """What a person reads: no style, no tags, one space between words."""
    ohne = re.sub(r"<style>.*?</style>|<head>.*?</head>|<[^>]+>", " ", html, flags=re.DOTALL)
    return re.sub(r"[ \n]+", " ", unescape(ohne))


@pytest.fixture(scope="module")
def beispiel() -> str:
    return render_html(build_beispiel(), ORDNER, eingebettet=False)


@pytest.mark.parametrize("build", [build_beispiel, build_leer, build_feindlich])
def test_every_chapter_is_there(build: Callable[[], Bericht]) -> None:
    html = render_html(build(), ORDNER, eingebettet=False)
    koepfe = re.findall(r'<h1 id="[^"]+" data-kurz="[^"]+"><span class="nr">(\d+)</span>([^<]+)</h1>', html)
    assert [(int(nr), unescape(titel)) for nr, titel in koepfe] == list(enumerate(KAPITEL, 1))


@pytest.mark.parametrize("build", [build_beispiel, build_leer])
def test_nothing_unresolved_and_nothing_english(build: Callable[[], Bericht]) -> None:
    html = render_html(build(), ORDNER, eingebettet=False)
    assert "{{" not in html
    assert "{%" not in html
    assert "None" not in html
    assert not ENGLISCH.findall(nur_text(html))


def test_contents_lead_to_the_chapters(beispiel: str) -> None:
    ziele = re.findall(r'<a href="#([a-z]+)">', beispiel)
    assert len(ziele) == len(KAPITEL)
    assert all(f'id="{ziel}"' in beispiel for ziel in ziele)


def test_money_and_shares_are_german(beispiel: str) -> None:
    text = nur_text(beispiel)
    for erwartet in (
        "362.816\u00a0€",
        "rund\u00a0560.000\u00a0€",
        "36,3\u00a0%",
        "−35.520\u00a0€",
        "22.\u00a0November 2026",
    ):
        assert erwartet in text


def test_open_answers_are_marked_and_listed(beispiel: str) -> None:
    assert '<span class="offen">noch offen</span>' in beispiel
    assert "Ist die Stadt in der Haushaltssicherung?" in beispiel


def test_the_plan_never_calls_itself_optimal_and_gives_no_advice(beispiel: str) -> None:
    assert "optimal" not in beispiel.casefold()
    assert "keine Rechts- oder Steuerberatung" in beispiel


def test_scores_of_forms_stand_in_the_appendix_only(beispiel: str) -> None:
    koproduktion = beispiel[beispiel.index('id="koproduktion"') : beispiel.index('id="finanzierung"')]
    assert "Punkte</th>" not in koproduktion
    assert "§ 1 Abs. 1 GenG" in koproduktion
    assert "Rechnung zu den Organisationsformen" in beispiel


def test_class_is_shown_with_the_other_threshold(beispiel: str) -> None:
    text = nur_text(beispiel)
    assert "ist die Maßnahme unrentierlich" in text
    assert "danach hieße sie schwach rentierlich" in text


def test_optional_answers_leave_no_trace() -> None:
    text = nur_text(render_html(build_leer(), ORDNER, eingebettet=False))
    for fehlt in (
        "Vorhandene Konzepte",
        "Weg durch die Gremien",
        "Risiken ",
        "Beteiligte Ämter",
        "Beispiel.",
    ):
        assert fehlt not in text.replace("Fragen und Risiken", "")


def test_example_is_marked_only_where_it_is_one(beispiel: str) -> None:
    assert '<body class="beispiel">' in beispiel
    assert '<p class="beispielmarke">' not in render_html(build_leer(), ORDNER, eingebettet=False)


def test_hostile_text_stays_text() -> None:
    html = render_html(build_feindlich(), ORDNER, eingebettet=False)
    assert "<script>" not in html
    assert "{{ 7 * 7 }}" in html
    assert not re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert not re.search(r"[^\s<>\u200b]{2000}", html)
    assert BOESE[3][:8] in html


def test_embedded_file_needs_nothing_from_outside() -> None:
    html = render_html(build_beispiel(), ORDNER, eingebettet=True)
    assert "<link" not in html
    assert set(re.findall(r'url\("?(\w+):', html)) == {"data"}
    assert html.count("data:font/ttf;base64,") == 5
    assert "default-src 'none'" in html


def test_same_report_same_text() -> None:
    assert render_html(build_leer(), ORDNER, eingebettet=True) == render_html(
        build_leer(), ORDNER, eingebettet=True
    )


# ── Templates of others ──────────────────────────────────────────────────────────────────────────


@pytest.fixture
def ordner(tmp_path: Path) -> Path:
    (tmp_path / "bericht").mkdir()
    (tmp_path / "bericht" / "bericht.css").write_text("p { color: black }", encoding="utf-8")
    return tmp_path


def schreibe(ordner: Path, quelltext: str) -> Path:
    (ordner / "bericht" / "bericht.html.j2").write_text(quelltext, encoding="utf-8")
    return ordner


@pytest.mark.parametrize(
    "quelltext",
    [
        "{{ bericht.gibt_es_nicht }}",
        "{{ bericht.investition_gesamt | euro }}",
        "{{ bericht.investition_gesamt }}",
        "{% for x in %}",
        "{{ 1 | gibtesnicht }}",
        "{{ bericht.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ bericht.angaben.clear() }}",
        "{{ bericht.titel + 1 }}",
    ],
)
def test_a_wrong_template_is_one_german_sentence(ordner: Path, quelltext: str) -> None:
    with pytest.raises(VorlageError) as fehler:
        render_html(build_beispiel(), schreibe(ordner, quelltext), eingebettet=False)
    assert "bericht.html.j2" in str(fehler.value)


def test_a_missing_template_is_named(ordner: Path) -> None:
    with pytest.raises(VorlageError, match=r"bericht\.html\.j2 fehlt"):
        render_html(build_beispiel(), ordner, eingebettet=False)


@pytest.mark.parametrize("name", ["../geheim.txt", "/etc/hostname", "zeiger.txt"])
def test_no_template_reads_outside_its_folder(ordner: Path, name: str) -> None:
    (ordner / "geheim.txt").write_text("geheim", encoding="utf-8")
    (ordner / "bericht" / "zeiger.txt").symlink_to(ordner / "geheim.txt")
    with pytest.raises(VorlageError):
        render_html(build_beispiel(), schreibe(ordner, f'{{% include "{name}" %}}'), eingebettet=False)


def test_no_style_embeds_files_from_outside(ordner: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    fremd = tmp_path_factory.mktemp("fremd") / "geheim.png"
    fremd.write_bytes(b"geheim")
    (ordner / "bericht" / "bericht.css").write_text(f'p {{ background: url("{fremd}") }}', encoding="utf-8")
    with pytest.raises(VorlageError):
        render_html(build_beispiel(), schreibe(ordner, "{{ stil }}"), eingebettet=True)


def test_answers_are_never_templates(ordner: Path) -> None:
    bericht = replace(build_beispiel(), titel="{{ 7 * 7 }} <b>")
    assert (
        render_html(bericht, schreibe(ordner, "{{ bericht.titel }}"), eingebettet=False)
        == "{{ 7 * 7 }} &lt;b&gt;"
    )


def test_own_templates_start_from_the_shipped_ones(tmp_path: Path) -> None:
    shutil.copytree(ORDNER, tmp_path / "eigene")
    assert "Kurzfassung" in render_html(build_beispiel(), tmp_path / "eigene", eingebettet=False)


# ── German forms ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("ist", "soll"),
    [
        (vorlagen.euro(Decimal(1234567)), "1.234.567 €"),
        (vorlagen.euro(Decimal("-12.5")), "−12,50 €"),
        (vorlagen.rund(Decimal(81600)), "rund 82.000 €"),
        (vorlagen.rund(Decimal(99600)), "rund 100.000 €"),
        (vorlagen.rund(Decimal(7)), "rund 7 €"),
        (vorlagen.rund(Decimal(0)), "rund 0 €"),
        (vorlagen.prozent(Decimal("0.363")), "36,3 %"),
        (vorlagen.prozent(Decimal("0.363"), 0), "36 %"),
        (vorlagen.zahl(Decimal("2.25"), 1), "2,2"),
        (vorlagen.datum(date(2026, 11, 2)), "02.11.2026"),
        (vorlagen.langes_datum(date(2026, 3, 2)), "2. März 2026"),
        (vorlagen.monat(date(2026, 3, 2)), "März 2026"),
        (vorlagen.wort("noch-unbekannt", {}), "noch unbekannt"),
    ],
)
def test_forms(ist: str, soll: str) -> None:
    assert ist.replace("\u00a0", " ") == soll


@pytest.mark.parametrize(
    ("art", "wert", "soll"),
    [
        ("anteil", Decimal("0.5"), "50,0 %"),
        ("prozent", Decimal(36), "36,0 %"),
        ("geldbetrag", Decimal(81600), "81.600 €"),
        ("zahl", Decimal("1.2"), "1,20"),
        ("zahl", Decimal(12), "12"),
        ("ja_nein", True, "Ja"),
        ("text", "gut", "gut"),
        ("zahl", None, ""),
    ],
)
def test_result_in_the_form_of_its_kind(art: str, wert: Decimal | str | None, soll: str) -> None:
    ist = vorlagen.ergebnis(Rechenweg(name="x", titel="X", art=art, wert=wert))
    assert ist.replace("\u00a0", " ") == soll


def test_columns_share_the_width_by_their_words() -> None:
    zeilen = ({"a": "kurz", "b": "ein viel längerer Satz mit vielen Wörtern darin"},)
    schmal, breit = vorlagen.breiten(zeilen, (("a", "A"), ("b", "B")))
    assert schmal < breit
    assert schmal + breit == 100


@pytest.mark.parametrize(
    ("zellen", "rechts"),
    [
        (("9.500", "22,4 %", "–"), True),
        (("02.02.2027",), False),
        (("2025", "2024"), False),
        (("", ""), False),
        (("34 m²", "drei"), False),
    ],
)
def test_figures_go_right_days_and_years_do_not(zellen: tuple[str, ...], rechts: bool) -> None:  # noqa: FBT001
    assert vorlagen.ist_zahlenspalte([{"s": zelle} for zelle in zellen], "s") is rechts
