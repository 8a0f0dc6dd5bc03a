"""Questionnaires both ways: pyxform accepts what we write, and what comes in asks and refuses the same.

The three forms are written after examples of the XLSForm documentation (xlsform.org).
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import format_abschnitt, make_wert, write_leitfaden
from tests.conftest import ABNAHME
from tests.vorrat import Vorrat, starte
from tests.xform import Form
from wegweiser.adapters.leitfaeden import build_entwurf, load_dateien
from wegweiser.adapters.xlsform.schreiben import format_fragebogen
from wegweiser.core.fragebogen.ausgang import build_fragebogen
from wegweiser.core.fragebogen.auswahl import select_abschnitte
from wegweiser.core.werte import Wertequelle
from wegweiser.model import frage as f
from wegweiser.model.antworten import Adresse, Antwort, Antworten
from wegweiser.model.leitfaden import Leitfaden, list_fragen
from wegweiser.model.optionen import build_optionsquelle
from wegweiser.workflow import fragebogen, leitfaeden
from wegweiser.workflow.umfeld import Umfeld

UMFELD = Umfeld(jetzt=lambda: datetime(2026, 11, 25, 12, tzinfo=UTC))

PIZZA = """
| survey |
| | type | name | label::English (en) | label::Deutsch (de) | hint::English (en) | required | relevant | constraint | constraint_message::English (en) | calculation |
| | today | today | | | | | | | | |
| | text | respondent | What is your name? | Wie heißen Sie? | | yes | | | | |
| | integer | age | How old are you? | Wie alt sind Sie? | in years | | | . >= 18 and . <= 150 | You must be 18 or older. | |
| | select_one yes_no | likes_pizza | Do you like pizza? | Mögen Sie Pizza? | | | | | | |
| | select_multiple pizza_toppings | toppings | Which toppings? | Welcher Belag? | | | ${likes_pizza} = 'yes' | count-selected(.) <= 2 | | |
| | text | favorite_cheese | Which cheese? | Welcher Käse? | | | selected(${toppings}, 'cheese') | | | |
| | text | toppings_other | Specify other: | Welcher andere? | | | ${likes_pizza} = 'yes' and not(selected(${toppings}, 'cheese')) | | | |
| | decimal | amount | Price of the meal? | Was kostete das Essen? | | | | . > 0 and . < 1000 | | |
| | calculate | tip | | | | | | | | ${amount} * 0.18 |
| | note | display | 18% tip: ${tip} | 18 % Trinkgeld: ${tip} | | | | | | |
| | text | thanks | Was it worth it? | War es das wert? | | | ${tip} > 5 or ${likes_pizza} != 'no' | | | |
| choices |
| | list_name | name | label::English (en) | label::Deutsch (de) |
| | yes_no | yes | Yes | Ja |
| | yes_no | no | No | Nein |
| | pizza_toppings | cheese | Cheese | Käse |
| | pizza_toppings | pepperoni | Pepperoni | Salami |
| | pizza_toppings | sausage | Sausage | Wurst |
| settings |
| | form_title | form_id | default_language |
| | Pizza questionnaire | pizza | English (en) |
"""

HAUSHALT = """
| survey |
| | type | name | label | required | relevant | constraint | constraint_message | repeat_count | calculation |
| | integer | num_members | Number of household members? | yes | | . >= 1 and . <= 20 | | | |
| | begin repeat | hh_member | Household member | | ${num_members} > 0 | | | ${num_members} | |
| | text | member_name | Name | yes | | | | | |
| | integer | member_age | Age | | | . < 120 | Nobody is that old. | | |
| | select_one male_female | sex | Sex | | | | | | |
| | end repeat | | | | | | | | |
| | calculate | total_age | | | | | | | sum(${member_age}) |
| | text | many | Who cooks? | | count(${hh_member}) >= 3 | | | | |
| | text | old | Who looks after the old? | | count(${hh_member}[member_age > 70]) > 0 | | | | |
| | text | adults | All adults: what do you do? | | sum(${member_age}) > 60 | | | | |
| choices |
| | list name | name | label |
| | male_female | male | Male |
| | male_female | female | Female |
"""

KIND = """
| survey |
| | type | name | label:English | relevant | constraint | required |
| | text | family_name | What's your family name? | | | |
| | integer | age | How old are you? | | . <= 150 | yes |
| | begin group | child | Child | ${age} <= 5 | | |
| | decimal | muac | Mid-upper arm circumference | | . > 5 and . <= 40 | |
| | select one from yes_no | mrdt | Is the test positive? | | | |
| | begin group | treatment | Treatment | ${mrdt} = 1 | | |
| | text | medicine | Which medicine? | | | |
| | date | since | Since when? | | . >= date('2020-01-01') | |
| | integer | days | For how many days? | ${since} != '' and ${medicine} != '' | . >= 1 | |
| | end group | | | | | |
| | end group | | | | | |
| | begin group | adult | Adult | ${age} > 17 | | |
| | string | phone | Phone number? | | | |
| | select all that apply from crops or specify other | crops | Which crops? | | | |
| | text | why | Why none? | ${crops} = '' or count-selected(${crops}) > 2 | | |
| | end group | | | | | |
| choices |
| | list name | name | label:English |
| | yes_no | 1 | yes |
| | yes_no | 0 | no |
| | crops | maize | Maize |
| | crops | beans | Beans; peas |
| settings |
| | form_title |
| | Tutorial |
"""
FORMEN = {"pizza": PIZZA, "haushalt": HAUSHALT, "kind": KIND}


@pytest.fixture
def lies(tmp_path: Path, umfeld: Umfeld) -> Callable[[str], Path]:
    """Import a form given as text tables; the guide it becomes must be sound."""

    def einlesen(text: str) -> Path:
        datei = tmp_path / "form.md"
        datei.write_text(text, encoding="utf-8")
        ordner = tmp_path / "entwurf"
        fragebogen.import_fragebogen(datei, ordner, umfeld)
        fehler = [b.meldung for b in leitfaeden.check_leitfaden(str(ordner)) if b.stufe == "fehler"]
        assert fehler == []
        return ordner

    return einlesen


def _exportiere(ordner: Path, umfeld: Umfeld, *, pruefen: bool = False) -> Form:
    ziel = ordner.parent / "wieder.xlsx"
    fragebogen.export_fragebogen(str(ordner), ziel, "alle", (), umfeld, ersetzen=True)
    return Form(ziel.read_bytes(), pruefen=pruefen)


def _zufallsantwort(form: Form, name: str, zufall: Random) -> object:
    """Some answer or none, by the type of the bind."""
    if zufall.random() < 0.3 and not form.pflicht(name):
        return None
    typ = form.binds[form.pfade[name]].get("type")
    auswahl = form.xml.xpath(
        f"//*[local-name()='select' or local-name()='select1'][@ref='{form.pfade[name]}']"
    )
    if auswahl:
        liste = auswahl[0].xpath(".//*[local-name()='itemset']")[0].get("nodeset").split("'")[1]
        werte = form.xml.xpath(f"//*[local-name()='instance'][@id='{liste}']//*[local-name()='name']/text()")
        viele = auswahl[0].tag.endswith("}select")
        return [w for w in werte if zufall.random() < 0.5] or None if viele else zufall.choice(werte)
    if typ in {"int", "decimal"}:
        return zufall.choice([0, 1, 2, 4, 5, 6, 17, 18, 30, 71, 150, 151, 200])
    if typ == "date":
        return date(2019 + zufall.randrange(4), 1, 1)
    return zufall.choice(["a", "Anna"])


def _list_gefragte(form: Form) -> Iterator[str]:
    """The names of what people answer, repeats apart."""
    in_reihen = tuple(f"{pfad}/" for pfad in form.wiederholt.values())
    for name, pfad in form.pfade.items():
        bind = form.binds[pfad]
        gefragt = bind.get("type") and not bind.get("readonly") and not bind.get("calculate")
        if (
            gefragt
            and not pfad.startswith(in_reihen)
            and "/meta/" not in pfad
            and bind.get("preload") is None
        ):
            yield name


def _zufallsbogen(form: Form, zufall: Random) -> dict[str, object]:
    antworten: dict[str, object] = {
        name: _zufallsantwort(form, name, zufall) for name in _list_gefragte(form)
    }
    for reihe, pfad in form.wiederholt.items():
        spalten = [
            n
            for n, p in form.pfade.items()
            if p.startswith(f"{pfad}/") and p.count("/") == pfad.count("/") + 1
        ]
        zeilen = zufall.randrange(4)
        antworten[reihe] = [{n: _zufallsantwort(form, n, zufall) for n in spalten} for _ in range(zeilen)]
    return antworten


# ── Three forms of the documentation ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", FORMEN)
def test_a_form_comes_back_with_the_same_questions_and_conditions(
    name: str, lies: Callable[[str], Path], umfeld: Umfeld
) -> None:
    vorher, nachher = Form(FORMEN[name]), _exportiere(lies(FORMEN[name]), umfeld, pruefen=True)
    gefragt = [n for n in _list_gefragte(vorher) if not n.endswith("today")]
    assert gefragt == list(_list_gefragte(nachher))
    assert [n for n in gefragt if vorher.pflicht(n) != nachher.pflicht(n)] == []
    gezeigt, abgelehnt = set(), set()
    for nr in range(400 if ABNAHME else 60):
        antworten = _zufallsbogen(vorher, Random(nr))  # noqa: S311
        eines, anderes = vorher.fuelle(antworten), nachher.fuelle(antworten)
        for frage in gefragt:
            sichtbar = vorher.zeigt(eines, frage)
            assert nachher.zeigt(anderes, frage) == sichtbar, (frage, antworten)
            gut = vorher.nimmt_an(eines, frage)
            assert nachher.nimmt_an(anderes, frage) == gut, (frage, antworten)
            gezeigt.add((frage, sichtbar))
            abgelehnt |= set() if gut else {frage}
    bedingte = {n for n in gefragt if (n, True) in gezeigt and (n, False) in gezeigt}
    assert len(bedingte) >= 3, "the answers at random reach both sides"
    assert abgelehnt


@pytest.mark.parametrize(
    ("name", "eingaben", "erwartet"),
    [
        (
            "pizza",
            ["Anna", "17", "44", "yes", "cheese", "Gouda", "40", "sehr", "!"],
            ["You must be 18 or older.", "Welcher Käse?", "War es das wert?"],
        ),
        (
            "kind",
            ["Meier", "3", "12", "1", "Sirup", "1.2.2026", "5", "!"],
            ["Which medicine?", "For how many days?"],
        ),
        ("haushalt", ["2", "!"], ["Household member"]),
    ],
)
def test_a_form_is_played_as_a_dialogue(
    name: str,
    eingaben: list[str],
    erwartet: list[str],
    lies: Callable[[str], Path],
    umgebung: Mapping[str, str],
    vorrat: Vorrat | None,
    tmp_path: Path,
) -> None:
    ordner = lies(FORMEN[name])

    def spiele(*argumente: object, text: str = "") -> str:
        lauf = starte(vorrat, [*map(str, argumente)], tmp_path, umgebung, eingabe=text)
        assert lauf.returncode == 0, lauf.stdout + lauf.stderr
        return lauf.stdout

    spiele("neu", "probe", "--leitfaden", ordner)
    gesagt = spiele("start", "probe", "--schlicht", text="\n".join(eingaben) + "\n")
    assert [satz for satz in erwartet if satz not in gesagt] == []
    gespeichert = (tmp_path / "probe" / "vorhaben.yaml").read_text(encoding="utf-8")
    assert [wort for wort in eingaben if wort.isalpha() and wort not in gespeichert] == []


def test_what_was_not_understood_is_said_at_its_cell(tmp_path: Path, umfeld: Umfeld) -> None:
    (tmp_path / "form.md").write_text(
        """
| survey |
| | type | name | label | relevant | constraint | choice_filter | required |
| | date | Besuch am | Wann? | | . >= today() | | |
| | text | in | Warum? | ${spaeter} = 'x' and ${Besuch am} = ( | regex(., '[a-z]') | | |
| | geotrace | weg | Welcher Weg? | | | | ${in} = 'x' |
| | select_one stadt | ort | Wo? | pulldata('a', 'b') > 3 and ${in} = 'x' | | land = ${in} | |
| | text | spaeter | Später? | ${spaeter} = 'x' | | | |
| | end group | | | | | | |
| choices |
| | list_name | name | label |
| | stadt | a | A |
""",
        encoding="utf-8",
    )
    einlesung = fragebogen.import_fragebogen(tmp_path / "form.md", tmp_path / "g", umfeld)
    stellen = {(b.zeile, b.spalte, b.code) for b in einlesung.befunde}
    assert {
        (2, 5, "xpath-funktion"),
        (2, 2, "xlsform-name"),
        (3, 2, "xlsform-name"),
        (3, 4, "xpath-form"),
        (3, 5, "xpath-bedingung"),
        (4, 1, "xlsform-typ"),
        (4, 7, "xlsform-pflicht"),
        (5, 4, "xpath-funktion"),
        (5, 6, "xlsform-filter"),
        (6, 4, "xpath-spaeter"),
        (7, 1, "xlsform-ende"),
    } <= stellen
    assert all(b.stufe == "hinweis" and b.satz.startswith("Blatt survey, Spalte ") for b in einlesung.befunde)
    entwurf = (tmp_path / "g" / "abschnitte" / "fragen.yaml").read_text(encoding="utf-8")
    assert "# form.md, Zeile 2: Blatt survey, Spalte constraint: die Funktion „today“" in entwurf
    assert 'wenn: "beantwortet(f_in) und f_in == \\"x\\""' in entwurf  # what was understood of it
    assert [b for b in leitfaeden.check_leitfaden(str(tmp_path / "g")) if b.stufe == "fehler"] == []


# ── Out of a guide ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("runde", ["buergerschaft", pytest.param("alle", marks=pytest.mark.langsam)])
def test_the_shipped_guide_goes_out_in_all_its_languages(
    runde: str, tmp_path: Path, umfeld: Umfeld, leitfaden: Leitfaden
) -> None:
    ziel = tmp_path / "befragung.xlsx"
    fragebogen.export_fragebogen(leitfaden.id, ziel, runde, (), umfeld, ersetzen=False)
    form = Form(ziel.read_bytes(), pruefen=True)
    assert len(form.sprachen) == 1 + len(leitfaden.uebersetzungen)
    assert [w for w in form.warnungen if "valid machine-readable codes" not in w] == []
    fragen = [frage for _, frage in list_fragen(leitfaden) if runde in {"alle", frage.runde}]
    namen = {
        *form.pfade,
        *form.wiederholt,
        *(teil for pfad in form.pfade.values() for teil in pfad.split("/")),
    }
    assert [frage.id for frage in fragen if frage.id not in namen] == []


def test_the_same_guide_gives_the_same_bytes(leitfaden: Leitfaden) -> None:
    bogen = build_fragebogen(leitfaden, select_abschnitte(leitfaden, "buergerschaft", ())).fragebogen
    assert format_fragebogen(bogen) == format_fragebogen(bogen)


_TYPEN = (
    "{{id: {0}, text: T, typ: ganzzahl, min: 0, max: 9{1}}}",
    "{{id: {0}, text: T, typ: geldbetrag{1}}}",
    "{{id: {0}, text: T, typ: ja_nein{1}}}",
    "{{id: {0}, text: T, typ: auswahl, optionen: [{{id: x, titel: X}}, {{id: y-z, titel: Y}}]{1}}}",
    "{{id: {0}, text: T, typ: mehrfach, optionen: [{{id: x, titel: X}}, {{id: y-z, titel: Y}}]{1}}}",
    "{{id: {0}, text: T, typ: datum{1}}}",
    "{{id: {0}, text: T, typ: skala, von: 0, bis: 4, anker: {{0: nie, 4: immer}}{1}}}",
    "{{id: {0}, text: T, typ: text, max_zeichen: 50{1}}}",
    "{{id: {0}, text: T, typ: absatz{1}}}",
    "{{id: {0}, text: T, typ: jahr, min: 2000{1}}}",
    "{{id: {0}, text: T, typ: prozent{1}}}",
    "{{id: {0}, text: T, typ: katalogwahl, katalog: farben{1}}}",
    "{{id: {0}, text: T, typ: rangfolge, optionen: [{{id: x, titel: X}}, {{id: y-z, titel: Y}}]{1}}}",
    "{{id: {0}, text: T, typ: verteilung, optionen: [{{id: x, titel: X}}, {{id: y-z, titel: Y}}]{1}}}",
    "{{id: {0}, text: T, typ: tabelle, spalten: [{{id: n, typ: zahl, min: 0}}, {{id: w, typ: ja_nein, pflicht: true}}]{1}}}",
)  # fmt: skip
_TABELLE = len(_TYPEN) - 1
_LESBAR: Mapping[int, tuple[str, ...]] = {
    0: ("{0} > 3", "{0} == 2", "{0} != 2", "1 < {0} <= 5", "{0} in {{1, 2}}", "nicht {0} >= 4"),
    1: ("{0} >= 2", "{0} * 2 > 5"),
    2: ("{0}", "nicht {0}", "{0} == falsch"),
    3: ('{0} == "x"', '{0} != "y-z"', '{0} in {{"x", "y-z"}}', "beantwortet({0})"),
    4: ('"x" in {0}', '"y-z" nicht in {0}', "anzahl({0}) >= 2"),
    5: ('{0} >= datum("2027-01-01")', "jahr({0}) == 2028"),
    6: ("{0} <= 2", "nicht beantwortet({0})"),
    9: ("{0} < 2020",),
    11: ('{0} == "rot"',),
    14: ("anzahl({0}) >= 2", "eines({0}.w)", "summe({0}.n) > 10", "alle({0}.n > 1)", "beantwortet({0})"),
}


@st.composite
def kleine_leitfaeden(draw: st.DrawFn) -> dict[str, str]:
    """Guides of a few questions whose conditions read earlier ones."""
    arten: list[int] = draw(st.lists(st.sampled_from(range(len(_TYPEN))), min_size=3, max_size=7))
    fragen: list[str] = []
    for nr, art in enumerate(arten):
        lesbar = [(n, a) for n, a in enumerate(arten[:nr]) if a in _LESBAR]
        zusatz = ", pflicht: true" if draw(st.sampled_from([True, False])) and art != _TABELLE else ""
        if lesbar and draw(st.sampled_from([True, False])):
            teile = draw(st.lists(st.sampled_from(lesbar), min_size=1, max_size=2))
            texte = [draw(st.sampled_from(_LESBAR[a])).format(f"f{n}") for n, a in teile]
            zusatz += f", wenn: '{draw(st.sampled_from([' und ', ' oder '])).join(texte)}'"
        fragen.append(_TYPEN[art].format(f"f{nr}", zusatz))
    schnitt = draw(st.integers(1, len(fragen) - 1))
    kopf = ""
    vorne = [(n, a) for n, a in enumerate(arten[:schnitt]) if a in _LESBAR]
    if vorne and draw(st.sampled_from([True, False])):
        n, a = draw(st.sampled_from(vorne))
        kopf = f"wenn: '{_LESBAR[a][0].format(f'f{n}')}'\n"
    farben = "katalog: farben\neintraege:\n  - {id: rot, titel: Rot}\n  - {id: blau-gruen, titel: Blau}\n"
    return {
        "abschnitte/eins.yaml": format_abschnitt("eins", *fragen[:schnitt]),
        "abschnitte/zwei.yaml": format_abschnitt("zwei", *fragen[schnitt:], kopf=kopf),
        "kataloge/farben.yaml": farben,
    }


def _load(ordner: Path) -> Leitfaden:
    entwurf = build_entwurf(load_dateien(ordner))
    assert entwurf.leitfaden is not None, [str(b) for b in entwurf.befunde]
    return entwurf.leitfaden


def _antworte(leitfaden: Leitfaden, zufall: Random) -> Antworten:
    """Answers to some questions and to every required one; without rows a table counts as not answered."""
    quelle = build_optionsquelle(leitfaden, {})
    antworten = {}
    for _, frage in list_fragen(leitfaden):
        wert = make_wert(frage, quelle, zufall) if frage.pflicht or zufall.random() < 0.7 else None
        if wert == () and frage.pflicht and not isinstance(frage, f.Tabelle):
            wert = tuple(option.id for option in quelle(frage))[:1]
        if wert is not None and wert != ():
            antworten[Adresse(frage.id)] = Antwort(wert=wert)
    return antworten


def _list_gestellte(leitfaden: Leitfaden, antworten: Antworten) -> list[str]:
    werte = Wertequelle(leitfaden, antworten)
    return [frage.id for _, frage in list_fragen(leitfaden) if werte.auf_pfad(frage.id, "") is not False]


@settings(max_examples=150 if ABNAHME else 20)
@given(dateien=kleine_leitfaeden())
def test_a_guide_comes_back_with_the_same_ids_types_and_conditions(
    dateien: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    ordner = tmp_path_factory.mktemp("rund")
    vorher = _load(write_leitfaden(ordner / "vorher", dateien))
    bogen = build_fragebogen(vorher, select_abschnitte(vorher, None, ())).fragebogen
    (ordner / "bogen.xlsx").write_bytes(format_fragebogen(bogen))
    fragebogen.import_fragebogen(ordner / "bogen.xlsx", ordner / "nachher", UMFELD)
    nachher = _load(ordner / "nachher")
    assert [(q.id, q.typ, q.pflicht) for _, q in list_fragen(nachher)] == [
        (q.id, q.typ, q.pflicht) for _, q in list_fragen(vorher)
    ]
    for (_, eine), (_, andere) in zip(list_fragen(vorher), list_fragen(nachher), strict=True):
        for feld in ("min", "max", "von", "bis", "max_zeichen", "anker", "optionen", "katalog", "spalten"):
            if not isinstance(eine, f.Tabelle):
                assert getattr(eine, feld, None) == getattr(andere, feld, None), (eine.id, feld)
    for nr in range(12):
        antworten = _antworte(vorher, Random(nr))  # noqa: S311
        assert _list_gestellte(nachher, antworten) == _list_gestellte(vorher, antworten), antworten


@settings(max_examples=60 if ABNAHME else 8)
@given(dateien=kleine_leitfaeden())
def test_a_form_shows_what_the_dialogue_asks(
    dateien: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    leitfaden = _load(write_leitfaden(tmp_path_factory.mktemp("form") / "g", dateien))
    form = Form(
        format_fragebogen(build_fragebogen(leitfaden, select_abschnitte(leitfaden, None, ())).fragebogen)
    )
    for nr in range(12):
        antworten = _antworte(leitfaden, Random(nr))  # noqa: S311
        gestellt = set(_list_gestellte(leitfaden, antworten))
        werte = {a.frage: antwort.wert for a, antwort in antworten.items()}
        dokument = form.fuelle({name: wert for name, wert in werte.items() if not isinstance(wert, Mapping)})
        for _, frage in list_fragen(leitfaden):
            if frage.id in form.pfade and frage.id not in form.wiederholt:
                assert form.zeigt(dokument, frage.id) == (frage.id in gestellt), (frage.id, antworten)
