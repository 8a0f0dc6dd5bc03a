import re
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bericht_beispiel import BOESE, build_beispiel, build_feindlich, build_leer
from wegweiser.adapters import vorlagen
from wegweiser.adapters import vorlagenformen as formen
from wegweiser.adapters.vorlagen import render_html
from wegweiser.errors import VorlageError
from wegweiser.model.base import Belegstufe, Herkunft, Sicherheit, replace
from wegweiser.model.bericht import Angabe, Bericht, Traegerart, Urteil
from wegweiser.model.finanzierung import Aussicht, Klasse, Stressart
from wegweiser.model.katalog import Baustein
from wegweiser.model.leitfaden import Leitfaden, list_fragen
from wegweiser.model.massnahmenplan import Hinweisart, Terminart
from wegweiser.model.rechenweg import Rechenweg
from wegweiser.workflow import leitfaeden
from wegweiser.workflow.umfeld import Umfeld, read_uhr

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


# ── Words and answers ────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def worte() -> dict[str, Any]:
    return dict(vorlagen.load_worte(ORDNER))


@pytest.fixture(scope="module")
def leitfaden() -> Leitfaden:
    ordner = Path(__file__).parents[2] / "leitfaden" / "wegweiser"
    return leitfaeden.load_leitfaden(str(ordner), Umfeld(jetzt=read_uhr))


@pytest.mark.parametrize(
    ("tabelle", "art"),
    [
        ("KLASSEN", Klasse),
        ("KLASSENFOLGE", Klasse),
        ("AUSSICHT", Aussicht),
        ("STRESS", Stressart),
        ("URTEILE", Urteil),
        ("TRAEGERARTEN", Traegerart),
        ("TERMINE", Terminart),
        ("HINWEISE", Hinweisart),
        ("BELEGSTUFEN", Belegstufe),
        ("HERKUENFTE", Herkunft),
        ("SICHERHEITEN", Sicherheit),
    ],
)
def test_every_id_has_words(worte: dict[str, Any], tabelle: str, art: Any) -> None:
    assert set(worte[tabelle]) == set(get_args(art))


def test_kinds_of_money_and_sources_have_words(worte: dict[str, Any], leitfaden: Leitfaden) -> None:
    bausteine = [e for e in leitfaden.kataloge["bausteine"].eintraege if isinstance(e, Baustein)]
    assert {baustein.art for baustein in bausteine} <= set(worte["MITTELARTEN"])
    assert set(worte["FOERDERARTEN"]) <= set(worte["MITTELARTEN"])
    assert {quelle.art for quelle in leitfaden.quellen.values()} <= set(worte["QUELLENARTEN"])


def test_the_figures_of_the_chapter_exist(worte: dict[str, Any], leitfaden: Leitfaden) -> None:
    finanzierung = next(a for a in leitfaden.abschnitte if a.id == "finanzierung")
    assert set(worte["KERNZAHLEN"]) <= {abgeleitet.id for abgeleitet in finanzierung.abgeleitet}


def test_every_answer_has_its_place(leitfaden: Leitfaden, worte: dict[str, Any]) -> None:
    vorlagen = [datei for datei in (ORDNER / "bericht").glob("*.j2") if datei.name != "_worte.html.j2"]
    quelltext = "".join(datei.read_text("utf-8") for datei in vorlagen)
    fragen = {frage.id for _, frage in list_fragen(leitfaden) if not frage.personenbezogen}
    assert {id_ for id_ in fragen if f'"{id_}"' not in quelltext} <= set(worte["ANDERSWO"]) <= fragen


def test_what_no_template_knows_is_shown_all_the_same() -> None:
    eigene = Angabe(id="bus_je_werktag", frage="Wie viele Busse?", kurz="Busse je Werktag", text="4 Fahrten")
    bericht = build_beispiel()
    assert "Weitere Angaben" not in nur_text(render_html(bericht, ORDNER, eingebettet=False))
    blatt = replace(bericht.massnahmen[0], angaben={**bericht.massnahmen[0].angaben, "eigene": eigene})
    mehr = replace(bericht, angaben={**bericht.angaben, "eigene": eigene}, massnahmen=(blatt,))
    text = nur_text(render_html(mehr, ORDNER, eingebettet=False))
    assert text.count("Busse je Werktag 4 Fahrten") == 2


def test_dates_without_a_title_say_what_happens(beispiel: str) -> None:
    text = nur_text(beispiel)
    assert "Versuch beginnt: Haus am Markt" in text
    assert "Sitzung: Bezirksvertretung" in text
    assert "{titel}" not in text


def test_a_reason_is_said_once_for_all_forms(beispiel: str) -> None:
    assert beispiel.count("Der Zweck muss die Förderung der Mitglieder sein") == 1
    assert "Eingetragene Genossenschaft, Sozialgenossenschaft" in beispiel


def test_who_carries_a_massnahme_is_said_in_words() -> None:
    arten: tuple[tuple[Traegerart, str], ...] = (
        ("bestehend", "Bestehender Träger: Verein"),
        ("bedingt", "Bestehender Träger, unter Bedingungen: Verein"),
        ("vorgesehen", "Verein, noch zu gründen"),
        ("fachamt", "Fachamt: Verein"),
    )
    for art, erwartet in arten:
        blatt = build_beispiel().massnahmen[0]
        bericht = replace(
            build_leer(), massnahmen=(replace(blatt, traeger=replace(blatt.traeger, art=art, name="Verein")),)
        )
        assert erwartet in nur_text(render_html(bericht, ORDNER, eingebettet=False))


def test_trials_are_decided_on_only_where_there_are_some() -> None:
    ohne = tuple(replace(m, versuch=False) for m in build_beispiel().massnahmen)
    mit = nur_text(render_html(build_beispiel(), ORDNER, eingebettet=False))
    text = nur_text(render_html(replace(build_beispiel(), massnahmen=ohne), ORDNER, eingebettet=False))
    assert "Die Maßnahmen 1 und 2 werden wie in Kapitel 8 beschrieben zuerst im Kleinen erprobt" in mit
    assert "zuerst im Kleinen erprobt" not in text
    assert "mit den in Kapitel 10 genannten Schritten vorbereitet" in text


def test_thresholds_come_from_the_guide() -> None:
    blatt = build_beispiel().massnahmen[0]
    assert blatt.finanzierung is not None
    andere = replace(
        blatt.finanzierung.schwellen, schwach_rentierlich=Decimal("0.65"), vergleich=Decimal("0.25")
    )
    bericht = replace(
        build_beispiel(),
        massnahmen=(replace(blatt, finanzierung=replace(blatt.finanzierung, schwellen=andere)),),
    )
    text = nur_text(render_html(bericht, ORDNER, eingebettet=False)).replace("\u00a0", " ")
    assert "schon bei 25 % statt bei 65 % Kostendeckung" in text


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
        (formen.euro(Decimal(1234567)), "1.234.567 €"),
        (formen.euro(Decimal("-12.5")), "−12,50 €"),
        (formen.rund(Decimal(81600)), "rund 82.000 €"),
        (formen.rund(Decimal(99600)), "rund 100.000 €"),
        (formen.rund(Decimal(7)), "rund 7 €"),
        (formen.rund(Decimal(0)), "rund 0 €"),
        (formen.prozent(Decimal("0.363")), "36,3 %"),
        (formen.prozent(Decimal("0.363"), 0), "36 %"),
        (formen.zahl(Decimal("2.25"), 1), "2,2"),
        (formen.datum(date(2026, 11, 2)), "02.11.2026"),
        (formen.langes_datum(date(2026, 3, 2)), "2. März 2026"),
        (formen.monat(date(2026, 3, 2)), "März 2026"),
        (formen.wort("noch-unbekannt", {}), "noch unbekannt"),
        (formen.stand("2026-11"), "November 2026"),
        (formen.stand("2026-11-04"), "04.11.2026"),
        (formen.stand("2024"), "2024"),
        (formen.stand("Frühjahr 2026"), "Frühjahr 2026"),
        (formen.gross("gar nicht"), "Gar nicht"),
        (formen.gross(""), ""),
        (formen.aufzaehlung([1, 2, 3]), "1, 2 und 3"),
        (formen.aufzaehlung([1]), "1"),
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
    ist = formen.ergebnis(Rechenweg(name="x", titel="X", art=art, wert=wert))
    assert ist.replace("\u00a0", " ") == soll


def test_columns_share_the_width_by_their_words() -> None:
    zeilen = ({"a": "kurz", "b": "ein viel längerer Satz mit vielen Wörtern darin"},)
    schmal, breit = formen.breiten(zeilen, (("a", "A"), ("b", "B")))
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
    assert formen.ist_zahlenspalte([{"s": zelle} for zelle in zellen], "s") is rechts


@given(st.integers(0, 200), st.integers(1, 40))
def test_parts_are_even_and_complete(anzahl: int, hoechstens: int) -> None:
    teile = formen.portionen(range(anzahl), hoechstens)
    assert [x for teil in teile for x in teil] == list(range(anzahl))
    laengen = [len(teil) for teil in teile]
    assert max(laengen) <= hoechstens
    assert max(laengen) - min(laengen) <= 1
