"""A session in another language: shown in it, typed in it or in German, and the same answers on the disk."""

import re
from pathlib import Path

import pytest

from tests.builders import format_abschnitt, write_leitfaden
from tests.cli.conftest import Programm
from wegweiser.cli.ausgabe import isolate_zeile

FRAGEN = (
    "{id: weg, text: Wie kommen Sie?, hilfe: Zum Markt., typ: auswahl, optionen: [{id: fuss, titel: Zu Fuß}, {id: bus, titel: Mit dem Bus}], runde: buergerschaft}",
    "{id: ziele, text: Was fehlt?, typ: mehrfach, katalog: felder, max_anzahl: 2, runde: buergerschaft}",
    "{id: note, text: Wie gut?, typ: skala, von: 0, bis: 4, anker: {0: schlecht, 4: gut}, runde: buergerschaft}",
    "{id: laden, text: Gibt es einen Laden?, typ: ja_nein, runde: buergerschaft}",
    "{id: alter, text: Wie alt?, typ: ganzzahl, einheit: Jahre, min: 0, max: 120, runde: buergerschaft}",
    "{id: teile, text: Wie teilen?, typ: verteilung, optionen: [{id: eins, titel: Eins}, {id: zwei, titel: Zwei}]}",
    "{id: orte, text: Welche Orte?, typ: tabelle, spalten: [{id: name, text: Name, typ: text}, {id: feld, text: Feld, typ: katalogwahl, katalog: felder}], runde: buergerschaft}",
    "{id: amt, text: Welches Amt?, typ: text}",
)
KATALOG = "katalog: felder\neintraege: [{id: bildung, titel: Bildung}, {id: laden, titel: Laden}]\n"
TR = """\
sprache: tr
titel: Türkçe
geprueft_von: {geprueft}
stand: 2026-11
worte:
  ungeprueft: Denetlenmemiş çeviri.
  ja: Evet
  nein: Hayır
  eine: Bir cevap seçin
  mehrere: Birden fazla cevap seçebilirsiniz
  hoechstens: "(en fazla {{anzahl}})"
  nummern: virgülle ayırın
  zahl: Sayı
  freiwillig: isteğe bağlı
  gespeichert: kaydedildi
  weiss_nicht: henüz bilmiyorum
  frage: Soru {{nr}} / {{gesamt}}
abschnitte: {{a: Bölüm}}
kataloge: {{felder: {{bildung: Eğitim, laden: İhtiyaç dükkânı}}}}
fragen:
  weg: {{deutsch: Wie kommen Sie?, text: Nasıl geliyorsunuz?, hilfe: Pazara., optionen: {{fuss: Yürüyerek, bus: Otobüsle}}}}
  ziele: {{text: Ne eksik?}}
  note: {{text: Ne kadar iyi?, anker: {{0: kötü, 4: iyi}}}}
  laden: {{text: Dükkân var mı?}}
  alter: {{text: Kaç yaşındasınız?, einheit: yaş}}
  orte: {{text: Hangi yerler?, spalten: {{name: {{text: Ad}}}}}}
"""
AR = """\
sprache: ar
titel: العربية
richtung: rtl
geprueft_von: null
stand: 2026-11
worte: {ja: نعم, nein: لا, eine: اختر إجابة واحدة, mehrere: يمكنك اختيار أكثر من إجابة, zahl: رقم}
abschnitte: {a: الحي}
kataloge: {felder: {bildung: التعليم, laden: "المتاجر (سوق)"}}
fragen:
  weg: {text: كيف تصل؟, optionen: {fuss: سيرًا على الأقدام, bus: بالحافلة}}
  ziele: {text: ما الذي ينقصك في حي Marten؟}
"""


@pytest.fixture
def vorhaben(wegweiser: Programm, tmp_path: Path) -> Path:
    return build_vorhaben(wegweiser, tmp_path, "null")


def build_vorhaben(wegweiser: Programm, tmp_path: Path, geprueft: str, name: str = "probe") -> Path:
    dateien = {
        "abschnitte/a.yaml": format_abschnitt("a", *FRAGEN),
        "kataloge/felder.yaml": KATALOG,
        "uebersetzungen/tr.yaml": TR.format(geprueft=geprueft),
        "uebersetzungen/ar.yaml": AR,
    }
    leitfaden = write_leitfaden(tmp_path / f"leitfaden-{name}", dateien)
    assert wegweiser("neu", name, "--leitfaden", leitfaden, "--titel", "Probe").returncode == 0
    return tmp_path / name


def lies(ordner: Path) -> str:
    text = (ordner / "vorhaben.yaml").read_text(encoding="utf-8")
    return text.partition("antworten:")[2]


def test_the_same_answers_in_every_language(wegweiser: Programm, tmp_path: Path) -> None:
    gemeinsam = "Amt\n"
    sitzungen = {
        "": f"Mit dem Bus\nBildung, Laden\n3\nja\n40\nEins = 60; Zwei = 40\n+\nMarkt\nBildung\n\n{gemeinsam}",
        "tr": f"otobüsle\nEğitim, ihtiyaç\n3\nevet\n40\nEins = 60; 2 = 40\n+\nMarkt\nEğitim\n\n{gemeinsam}",
        "TR": f"Mit dem Bus\nBildung; İhtiyaç dükkânı\n3\nj\n40\n1 = 60; Zwei = 40\n+\nMarkt\nbild\n\n{gemeinsam}",
        "ar": f"بالحافلة\nالتعليم، المتاجر\n٣\nنعم\n٤٠\nEins = ٦٠; 2 = 40\n+\nMarkt\nالتعليم\n\n{gemeinsam}",
    }
    geschrieben = {}
    for nr, (sprache, eingabe) in enumerate(sitzungen.items()):
        ordner = build_vorhaben(wegweiser, tmp_path, "null", f"v{nr}")
        lauf = wegweiser("start", ordner, *(("--sprache", sprache) if sprache else ()), eingabe=eingabe)
        assert lauf.returncode == 0, lauf.stdout
        geschrieben[sprache] = lies(ordner)
        assert "fehlt noch" not in lauf.stdout
    assert re.sub(r"\s+", " ", geschrieben[""]).startswith(
        " a: weg: bus ziele: [bildung, laden] note: 3 laden: ja"
    )
    assert set(geschrieben.values()) == {geschrieben[""]}, geschrieben


def test_what_is_shown(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser("start", vorhaben, "--sprache", "tr", eingabe="?\n2\n<\n>\n:offen\n\n\n\n3\n!\n")
    for satz in (
        "Türkçe – ungeprüfte Übersetzung\nDenetlenmemiş çeviri.\n",
        "1 · Bölüm\n",
        "Soru 1 / 8",
        "Nasıl geliyorsunuz?",
        "Pazara.",
        "  2. Otobüsle\nBir cevap seçin: \n",
        "kaydedildi: Otobüsle",
        "Bisher: Otobüsle",  # no Turkish word given: the German one
        "Birden fazla cevap seçebilirsiniz (en fazla 2) virgülle ayırın",
        "kaydedildi: henüz bilmiyorum",
        "  4 = iyi",
    ):
        assert satz in lauf.stdout, lauf.stdout
    assert lauf.stdout.count("ungeprüfte Übersetzung") == 1
    assert "Davon hängen ab" not in lauf.stdout
    assert "\x1b" not in lauf.stdout


def test_what_is_not_translated_stays_german(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser("start", vorhaben, "--sprache", "tr", eingabe=":geh teile\n>\n+\nMarkt\n!\n")
    assert "Wie teilen?" in lauf.stdout
    assert "  1. Eins" in lauf.stdout
    assert "1 · 1/2: Ad (isteğe bağlı)" in lauf.stdout
    assert "1 · 2/2: Feld (isteğe bağlı)" in lauf.stdout
    assert "  2. İhtiyaç dükkânı" in lauf.stdout


def test_a_signed_translation_needs_no_warning(wegweiser: Programm, tmp_path: Path) -> None:
    ordner = build_vorhaben(wegweiser, tmp_path, "Ayşe Yılmaz, Integrationsrat")
    lauf = wegweiser("start", ordner, "--sprache", "tr", eingabe="!\n")
    assert "ungeprüft" not in lauf.stdout
    assert "Denetlenmemiş" not in lauf.stdout
    assert "Nasıl geliyorsunuz?" in lauf.stdout


def test_german_is_a_language_too(wegweiser: Programm, vorhaben: Path) -> None:
    for argumente in (("--sprache", "de"), ()):
        lauf = wegweiser("start", vorhaben, *argumente, eingabe="!\n")
        assert "Wie kommen Sie?" in lauf.stdout
        assert "ungeprüft" not in lauf.stdout


def test_an_unknown_language_names_the_known_ones(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser("start", vorhaben, "--sprache", "tk")
    assert lauf.returncode == 2
    assert "Die Sprache „tk“ gibt es im Leitfaden „probe“ nicht." in lauf.stderr
    assert "Es gibt: de, ar, tr." in lauf.stderr
    assert not (vorhaben / ".sperre").exists()


def test_only_one_round(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser(
        "start", vorhaben, "--runde", "buergerschaft", "--sprache", "tr", eingabe="1\n1\n3\nh\n40\nkeine\n"
    )
    assert "Soru 1 / 6" in lauf.stdout
    assert "Wie teilen?" not in lauf.stdout
    assert "Alles für diese Sitzung ist durchgesehen – danke!" in lauf.stdout, lauf.stdout
    assert "laden: nein" in lies(vorhaben)
    assert "teile" not in lies(vorhaben)
    falsch = wegweiser("start", vorhaben, "--runde", "burgerschaft")
    assert falsch.returncode == 2
    assert "Die Runde „burgerschaft“ gibt es nicht. Meinten Sie „buergerschaft“?" in falsch.stderr


ARABISCH = """\
الحي · Schritt · Frage 1 von etwa 8 (insgesamt 1 von etwa 8)
1.1 كيف تصل؟
  1. سيرًا على الأقدام
  2. بالحافلة
اختر إجابة واحدة:\x20
gespeichert: بالحافلة
"""


def test_arabic_in_plain_lines_is_left_in_the_order_of_reading(wegweiser: Programm, vorhaben: Path) -> None:
    lauf = wegweiser("start", vorhaben, "--schlicht", "--sprache", "ar", eingabe="2\n!\n")
    assert ARABISCH in lauf.stdout, lauf.stdout
    assert re.search(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x1b]", lauf.stdout) is None


def test_direction_characters_of_a_guide_or_an_answer_never_reach_the_screen(
    wegweiser: Programm, vorhaben: Path
) -> None:
    datei = vorhaben.parent / "leitfaden-probe" / "uebersetzungen" / "ar.yaml"
    boese = "\u202e" + "gnp.tluB" + "\u2066\u061c\u2028x"
    datei.write_text(
        datei.read_text(encoding="utf-8").replace("بالحافلة", f'"{boese}بالحافلة"'), encoding="utf-8"
    )
    eingabe = ":geh amt\nAmt\u202eX\u2067\n<\n:geh amt\n:geh weg\n!\n"
    lauf = wegweiser("start", vorhaben, "--sprache", "ar", eingabe=eingabe)
    assert "  2. gnp.tluBxبالحافلة" in lauf.stdout, lauf.stdout
    assert "Bisher: AmtX" in lauf.stdout
    assert re.search(r"[\u061c\u2028\u202a-\u202e\u2066-\u2069]", lauf.stdout) is None


@pytest.mark.parametrize(
    ("zeile", "soll"),
    [
        ("Nur Deutsch.", "Nur Deutsch."),
        ("كيف تصل؟", "⟦كيف تصل؟⟧"),
        ("شكرًا.", "⟦شكرًا.⟧"),
        ("  2. المتاجر (سوق)", "  2. ⟦المتاجر (سوق)⟧"),
        ("  4 = جيد!", "  4 = ⟦جيد!⟧"),
        ("سؤال 1 من 11", "⟦سؤال 1 من 11⟧"),
        ("3 أسئلة", "⟦3 أسئلة⟧"),
        ("في حي Marten؟ نعم", "⟦في حي Marten؟ نعم⟧"),
        ("Bisher: بالحافلة (Notiz)", "Bisher: ⟦بالحافلة⟧ (Notiz)"),
        ("שלום – ungeprüft", "⟦שלום⟧ – ungeprüft"),
    ],
)
def test_isolates_hold_together_what_runs_from_the_right(zeile: str, soll: str) -> None:
    assert isolate_zeile(zeile).replace("\u2067", "⟦").replace("\u2069", "⟧") == soll
