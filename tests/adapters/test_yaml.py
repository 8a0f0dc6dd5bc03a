"""Strict reading with positions, and writing that leaves everything alone that did not change."""

import random
import unicodedata
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import BOESE_TEXTE, ZEICHEN, split_marke
from wegweiser.adapters import yaml_lesen
from wegweiser.adapters.yaml_kommentare import list_kommentare
from wegweiser.adapters.yaml_lesen import YamlError, load_yaml
from wegweiser.adapters.yaml_schreiben import format_yaml, patch_yaml
from wegweiser.errors.saetze import SAETZE
from wegweiser.model.base import Knoten

# ── Reading ──────────────────────────────────────────────────────────────────────────────────────


def lies(text: str) -> Any:
    return load_yaml(text, "x.yaml", typisiert=False).daten


def abgelehnt(text: str) -> YamlError:
    with pytest.raises(YamlError) as fehler:
        load_yaml(text, "x.yaml", typisiert=False)
    befund = fehler.value.befund
    assert befund.code in SAETZE
    assert "{" not in befund.satz.replace("geschweifte", "")
    return fehler.value


@pytest.mark.parametrize(
    ("markiert", "code"),
    [
        ("a: 1\nb: 2\n▸a: 3\n", "yaml-doppelt"),
        ("ü: 1\n▸u\u0308: 2\n", "yaml-doppelt"),
        ("x:\n  - {a: 1, ▸a: 2}\n", "yaml-doppelt"),
        ("a: ▸&m 1\nb: 2\n", "yaml-alias"),
        ("a: ▸*m\n", "yaml-alias"),
        ("a:\n  b: ▸!!python/object:os.system x\n", "yaml-marke"),
        ("a: ▸!x y\n", "yaml-marke"),
        ("▸!!map {a: 1}\n", "yaml-marke"),
        ("a: 1\n▸---\nb: 2\n", "yaml-mehrere"),
        ("? ▸[a, b]\n: 1\n", "yaml-schluessel"),
        ("▸? ", None),
        ("a: b▸: c\n", "yaml"),
        ("a:\n  b: 1\n ▸c: 2\n", "yaml"),
        ("a:\n▸\tb: 1\n", "yaml"),
        ("a: ▸[1, 2\nb: 3\n", "yaml"),
        ("▸@a: 1\n", "yaml"),
    ],
)  # fmt: skip
def test_refusals_say_where(markiert: str, code: str | None) -> None:
    text, zeile, spalte = split_marke(markiert)
    if code is None:
        assert lies(text) == {None: None} or lies(text) == {"": None}
        return
    befund = abgelehnt(text).befund
    assert (befund.code, befund.zeile, befund.spalte) == (code, zeile, spalte)
    assert str(befund).startswith(f"x.yaml:{zeile}:{spalte}: ")


@pytest.mark.parametrize(
    "text",
    ['a: "offen\n', "a: 'offen\n", "a: {b: 1\n", "a: [1\n", "a: 1\n  b: 2\n", "a: |x\n  b\n", "%YAML 9.9\n---\na: 1\n", "a: \x07\n",
     "a: \ud800\n", "\ufffe", "- a\nb: 1\n", "a: 'x' y\n", "{a: 1}}\n"],
)  # fmt: skip
def test_broken_texts_get_a_german_reason(text: str) -> None:
    befund = abgelehnt(text).befund
    assert befund.code == "yaml"
    assert not {"found", "expected", "not", "while"} & set(befund.satz.split())


@pytest.mark.parametrize(
    ("markiert", "grund"),
    [
        ("a:\n  - b: 1\n▸\tc: 2\n", "ein Tabulator"),
        ("a:\n  - b: 1\n▸\u00a0   c: 2\n    d: 3\n", "einem besonderen Leerzeichen"),
        ("a:\n  - b: 1\n  ▸– b: 2\n", "nicht mit einem Gedankenstrich"),
        ("a:\n  - b: 1\n  ▸-b: 2\n", "nach dem Strich am Anfang der Zeile fehlt ein Leerzeichen"),
        ("a:\n  - b: 1\n    c: 2\n   ▸d: 3\n", "mit 3 statt 4 Leerzeichen"),
        ("a:\n  - b: 1\n    c: 2\n    ▸- b: 3\n", "mit 4 statt 2 Leerzeichen"),
        ("a:\n  - b: 1\n  # Kommentar\n      ▸c: 2\n", "mit 6 statt 4 Leerzeichen"),
        ("a: Räume▸: zwei\n", "ein Text mit Doppelpunkt"),
        ("- b: Räume▸: zwei\n", "ein Text mit Doppelpunkt"),
        ("a: 1\n▸b 2\nc: 3\n", "fehlt der Doppelpunkt"),
        ("a:\n  ▸b 2\n  c: 3\n", "fehlt der Doppelpunkt"),
        ("a:\n  b▸:2\n  c: 3\n", "nach dem Doppelpunkt fehlt ein Leerzeichen"),
        ("a: 1\nb▸:2\nc: 3\n", "nach dem Doppelpunkt fehlt ein Leerzeichen"),
        ('a: "b" ▸in c\n', "nach dem schließenden Anführungszeichen"),
        ("a: 'geht'▸s'\n", "nach dem schließenden Anführungszeichen"),
        ("a: 1\nb: ▸'offen\nc: 3\n", "dieses Anführungszeichen wird nicht geschlossen"),
        ("a: [▸@x]\n", "mit @ darf ein Text nicht anfangen"),
        ("a:\n  - ▸{b: 1\n  - {b: 2}\n", "zwischen geschweiften Klammern"),
    ],
)  # fmt: skip
def test_mistakes_of_authors_are_named_where_they_were_made(markiert: str, grund: str) -> None:
    text, zeile, spalte = split_marke(markiert)
    befund = abgelehnt(text).befund
    assert grund in befund.satz
    assert (befund.zeile, befund.spalte) == (zeile, spalte)


def test_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bombe = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    assert abgelehnt(bombe).befund.zeile == 1


@pytest.mark.parametrize(
    "oben", ["[" * 100_000, "{a: " * 100_000, "".join(f"{' ' * n}a:\n" for n in range(60))]
)
def test_deep_nesting_is_refused(oben: str) -> None:
    assert abgelehnt(oben).befund.code == "yaml-tief"


def test_huge_texts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert abgelehnt("a: " + "x" * 10_000_000).befund.code == "yaml-gross"
    monkeypatch.setattr(yaml_lesen, "MAX_KNOTEN", 1000)
    assert lies("[" + "a," * 999 + "]") == ["a"] * 999
    befund = abgelehnt("[" + "a," * 1000 + "]").befund
    assert (befund.code, befund.zeile, befund.spalte) == ("yaml-viel", 1, 2000)


def test_scalars_stay_text_until_a_question_reads_them() -> None:
    text = "[01067, 12:30, no, on, yes, 1.10, 1_000, 0x1F, 2026-12-15, true, .inf, 1e3, '', \"null\", <<, =]"
    erwartet = [
        "01067",
        "12:30",
        "no",
        "on",
        "yes",
        "1.10",
        "1_000",
        "0x1F",
        "2026-12-15",
        "true",
        ".inf",
        "1e3",
        "",
        "null",
    ]
    assert lies(text) == [*erwartet, "<<", "="]
    assert lies("{a: , b: ~, c: null}") == {"a": None, "b": None, "c": None}


def test_guides_get_types_but_no_surprises() -> None:
    text = "[01067, 12:30, no, 1.10, 0.1, -3, true, false, ~, '7', 1e3, 2026-12-15, 9999999999999999999999999999999999]"
    daten = load_yaml(text, "", typisiert=True).daten
    assert daten[:10] == ["01067", "12:30", "no", Decimal("1.10"), Decimal("0.1"), -3, True, False, None, "7"]
    assert daten[10:] == ["1e3", "2026-12-15", "9999999999999999999999999999999999"]
    assert isinstance(daten[4], Decimal)
    assert isinstance(daten[5], int)


def test_keys_are_composed_and_values_keep_their_position() -> None:
    dokument = load_yaml("# ä\nA\u0308: {b: 'ß', c: x}\n", "", typisiert=False)
    assert dokument.daten == {"Ä": {"b": "ß", "c": "x"}}
    assert (dokument.find_stelle(("Ä", "c")).zeile, dokument.find_stelle(("Ä", "c")).spalte) == (2, 17)
    assert dokument.find_stelle(("Ä", "fehlt")) is dokument.find_stelle(("Ä",))


def test_empty_text_is_nothing() -> None:
    assert lies("") is None
    assert lies("# nur ein Kommentar\n") is None


@given(text=st.one_of(st.text(ZEICHEN), st.text("ab:-[]{},#'\"|>&*!?%@` \n\t0")))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        daten = lies(text)
    except YamlError as fehler:
        befund = fehler.befund
    else:
        assert isinstance(daten, str | list | dict | None)
        return
    assert befund.satz
    assert befund.zeile >= 1


# ── Writing ──────────────────────────────────────────────────────────────────────────────────────

TEXTE = st.one_of(
    st.sampled_from(BOESE_TEXTE),
    st.text(ZEICHEN, max_size=30),
    st.text("aä #:-\n '\"|>\t", max_size=12),
    st.lists(st.sampled_from(["", "a", " b", "c ", "# d", "- e", "f: g", "---"]), max_size=4).map("\n".join),
)
NAMEN = st.one_of(
    st.sampled_from(
        ["a", "b", "c", "quartier_name", "id", "wert", "offen", "ja", "null", "7", "ä b", "x: y", "#"]
    ),
    st.text("abc", min_size=1, max_size=3),
)


def _knoten(tiefe: int) -> st.SearchStrategy[Knoten]:
    if tiefe == 0:
        return st.one_of(TEXTE, st.none())
    innen = _knoten(tiefe - 1)
    saetze = st.lists(st.dictionaries(NAMEN, TEXTE, max_size=3), max_size=3).map(
        lambda alle: [
            {"id": f"z{nr}", **{n: t for n, t in satz.items() if n != "id"}}
            for nr, satz in enumerate(alle, 1)
        ]
    )
    return st.one_of(
        TEXTE, innen, st.lists(innen, max_size=3), st.dictionaries(NAMEN, innen, max_size=3), saetze
    )


DATEN: st.SearchStrategy[dict[str, Knoten]] = st.dictionaries(NAMEN, _knoten(3), min_size=1, max_size=5)


@given(daten=DATEN)
def test_written_data_come_back(daten: dict[str, Knoten]) -> None:
    assert lies(format_yaml(daten)) == daten


@given(text=st.text(ZEICHEN, max_size=60))
def test_every_text_can_be_written(text: str) -> None:
    daten: dict[str, Knoten] = {
        "a": text,
        "b": [text, text],
        "c": {"wert": text},
        "d": [{"id": "z1", "t": text}],
        "e": {unicodedata.normalize("NFC", text): "x"},  # keys are composed when they are read
    }
    assert lies(format_yaml(daten)) == daten


@given(alt=DATEN, neu=DATEN)
def test_patched_text_has_the_wanted_data(alt: dict[str, Knoten], neu: dict[str, Knoten]) -> None:
    assert lies(patch_yaml(format_yaml(alt), neu)) == neu


def _kommentiere(text: str, zufall: random.Random) -> str:
    """Comments and blank lines at random places: line ends and lines of their own, in any column."""
    stelle = load_yaml(text, "", typisiert=False).wurzel
    verboten = _list_blockzeilen(text, stelle)
    zeilen = []
    for nr, zeile in enumerate(text.splitlines(), 1):
        if nr not in verboten and zufall.random() < 0.4:
            einzug = " " * (len(zeile) - len(zeile.lstrip(" ")))

            zeilen.append(
                zufall.choice(
                    ["", f"# über {nr}", f"{einzug}# über {nr}: x", f"{einzug}     # weit rechts {nr}"]
                )
            )
        zeilen.append(
            f'{zeile}  # Zeile {nr}: "x"' if nr not in verboten and zufall.random() < 0.4 else zeile
        )
    return "\n".join([*zeilen, "# Ende"]) + "\n"


def _list_blockzeilen(text: str, stelle: Any) -> set[int]:
    """Lines inside block scalars, where a number sign is text (and their first lines)."""
    if stelle.kinder:
        return set().union(*(_list_blockzeilen(text, kind) for kind in stelle.kinder.values()))
    anfang = text.count("\n", 0, stelle.start) + 1
    ende = text.count("\n", 0, stelle.ende) + 1
    return set(range(anfang, ende + 1)) if ende > anfang else set()


def _kommentare(text: str) -> list[str]:
    dokument = load_yaml(text, "", typisiert=False)
    return [k.text for k in list_kommentare(text, 0, len(text), dokument.wurzel)]


@given(daten=DATEN, zufall=st.randoms(use_true_random=False))
def test_unchanged_data_leave_every_byte(daten: dict[str, Knoten], zufall: random.Random) -> None:
    text = _kommentiere(format_yaml(daten), zufall)
    assert patch_yaml(text, lies(text)) == text


@given(alt=DATEN, neu=DATEN, zufall=st.randoms(use_true_random=False))
def test_every_comment_survives_in_order(
    alt: dict[str, Knoten], neu: dict[str, Knoten], zufall: random.Random
) -> None:
    text = _kommentiere(format_yaml(alt), zufall)
    neuer = patch_yaml(text, neu)
    assert lies(neuer) == neu
    assert _kommentare(neuer) == _kommentare(text)


@given(daten=DATEN, zufall=st.randoms(use_true_random=False), wert=_knoten(2))
def test_only_the_changed_entry_is_touched(
    daten: dict[str, Knoten], zufall: random.Random, wert: Knoten
) -> None:
    """Lines of other entries, with comments and odd layout, are the same bytes as before."""
    name = zufall.choice(sorted(daten))
    text = _kommentiere(format_yaml(daten), zufall)
    neuer = patch_yaml(text, {**daten, name: wert})
    dokument = load_yaml(text, "", typisiert=False)
    for anderer, stelle in dokument.wurzel.kinder.items():
        if anderer != name:
            assert text[stelle.schluessel : stelle.ende].rstrip() in neuer


HAND = """\
# Vorhaben Marten – von Hand ergänzt


format: 1
antworten:      # alles, was gesagt wurde
    auftrag:                          # vier Leerzeichen
        "stadt":   'Dortmund'   # mit Anführungszeichen
        einwohner: {wert: 9500,
                    notiz: "laut Amt # 12"}   # zwei Zeilen

        luecken:
        - id: l1
          was: Drogerie      # erste
        # dazwischen
        - {id: l2, was: Arzt}   # zweite
        ziele: [a, # das erste
                b]
    leer:
ruhend: {}
# Schluss
"""


def test_odd_layout_survives_a_change_elsewhere() -> None:
    daten = lies(HAND)
    daten["antworten"]["auftrag"]["luecken"][1]["was"] = "Ärztin"
    daten["antworten"]["auftrag"]["luecken"].append({"id": "l3", "was": "Café"})
    daten["antworten"]["leer"] = {"x": "1"}
    erwartet = HAND.replace(
        "{id: l2, was: Arzt}   # zweite\n",
        "{id: l2, was: Ärztin}   # zweite\n        - {id: l3, was: Café}\n",
    )
    assert patch_yaml(HAND, daten) == erwartet.replace("    leer:\n", "    leer:\n      x: 1\n")


def test_comments_inside_removed_answers_stay() -> None:
    daten = lies(HAND)
    ruhend = daten["antworten"].pop("auftrag")
    neuer = patch_yaml(HAND, {**daten, "ruhend": {"auftrag": ruhend}})
    assert _kommentare(neuer) == _kommentare(HAND)
    assert neuer.startswith(
        "# Vorhaben Marten – von Hand ergänzt\n\n\nformat: 1\nantworten:      # alles, was gesagt wurde\n"
    )


def test_unforeseen_layout_keeps_data_and_comments() -> None:
    text = "# oben\n{format: 1, # im Fluss\n antworten: {a: b}} # unten\n"
    neuer = patch_yaml(text, {"format": "1", "antworten": {"a": "c"}})
    assert lies(neuer) == {"format": "1", "antworten": {"a": "c"}}
    assert _kommentare(neuer) == ["# oben", "# im Fluss", "# unten"]
