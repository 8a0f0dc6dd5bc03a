"""Every kind of finding about a guide, at exactly its line and column."""

from pathlib import Path

import pytest

from tests.builders import KOPF, QUELLEN, format_abschnitt, split_marke, write_leitfaden
from wegweiser.errors.saetze import SAETZE
from wegweiser.workflow import leitfaeden

A, B = "abschnitte/a.yaml", "abschnitte/b.yaml"
ZAHL = "{id: zahl, text: T?, typ: ganzzahl}"
WAHL = "{id: w, text: T?, typ: auswahl, optionen: [{id: rot, titel: R}, {id: gruen, titel: G}]}"
TABELLE = "{id: tab, text: T?, typ: tabelle, spalten: [{id: titel, typ: text}, {id: n, typ: zahl}]}"
FORMEN = "katalog: formen\neintraege:\n  - {id: verein, titel: Verein, gruppen: [nv]}\n"
KRITERIEN = "katalog: kriterien\neintraege: [{id: a, titel: A}, {id: b, titel: B}]\n"
REGEL = "{id: r1, gilt: [verein], muss: zahl > 1, text: T, stufe: hinweis, belegstufe: norm, quelle: gesetz, stand: 2026-11}"


def a(*fragen: str, kopf: str = "", fuss: str = "") -> dict[str, str]:
    return {A: format_abschnitt("a", *fragen, kopf=kopf, fuss=fuss)}


def r(regel: str, name: str = "formen") -> dict[str, str]:
    return {
        **a(ZAHL),
        "kataloge/formen.yaml": FORMEN,
        f"regeln/{name}.yaml": f"regeln:\n  - {REGEL}\n  - {regel}\n",
    }


def v(fassungen: str) -> dict[str, str]:
    """A guide that says something about its earlier versions."""
    return a(ZAHL, WAHL, TABELLE) | {
        "leitfaden.yaml": f"{KOPF}abschnitte: [a]\n{fassungen}\n",
        "kataloge/formen.yaml": FORMEN,
    }


ZWEI = REGEL.replace("r1", "r2")
FAELLE: dict[str, tuple[str, dict[str, str]]] = {
    "id uppercase": ("id-form", a("{id: ▸Zahl, text: T?, typ: zahl}")),
    "id with hyphen": ("id-form", a("{id: ▸z-1, text: T?, typ: zahl}")),
    "id reserved": ("id-reserviert", a("{id: ▸und, text: T?, typ: zahl}")),
    "id twice": ("id-doppelt", a(ZAHL, "{id: ▸zahl, text: T?, typ: zahl}")),
    "id twice in another Abschnitt": ("id-doppelt", a(ZAHL) | {B: format_abschnitt("b", "{id: ▸zahl, text: T?, typ: zahl}")}),
    "derived value takes a question's id": (
        "id-doppelt",
        a(ZAHL, fuss="abgeleitet:\n  - {id: ▸zahl, typ: zahl, ausdruck: 1 + 1}\n"),
    ),
    "column id": ("id-form", a("{id: t, text: T?, typ: tabelle, spalten: [{id: ▸a-b, typ: text}]}")),
    "column called id": ("id-doppelt", a("{id: t, text: T?, typ: tabelle, spalten: [{id: ▸id, typ: text}]}")),
    "column twice": ("id-doppelt", a("{id: t, text: T?, typ: tabelle, spalten: [{id: x, typ: text}, {id: ▸x, typ: zahl}]}")),
    "option id": ("id-form", a("{id: w, text: T?, typ: auswahl, optionen: [{id: ▸Ä, titel: A}]}")),
    "rule id": ("id-form", r(ZWEI.replace("id: r2", "id: ▸R 2"))),
    "source id": ("id-form", a(ZAHL) | {"quellen.yaml": f"{QUELLEN}- {{id: ▸Seite Ü, art: seite, titel: S}}\n"}),
    "Abschnitt id": ("id-form", {"abschnitte/größe.yaml": format_abschnitt("größe", ZAHL).replace("id: größe_1", "id: a_1").replace("id: größe", "id: ▸größe", 1)}),
    "unknown name": ("ausdruck", a(ZAHL, "{id: q, text: T?, typ: zahl, wenn: ▸zal > 1}")),
    "unknown name further right": ("ausdruck", a(ZAHL, "{id: q, text: T?, typ: zahl, wenn: zahl > 1 und ▸zal < 2}")),
    "unknown name in quotes": ("ausdruck", a(ZAHL, "{id: q, text: T?, typ: zahl, wenn: 'zahl > 1 und ▸zal < 2'}")),
    "unknown name behind an escape": ("ausdruck", a(ZAHL, '{id: q, text: T?, typ: zahl, wenn: "\\"a\\" in {\\"b\\"} und ▸zal < 2"}')),
    "unknown name in a folded block": (
        "ausdruck",
        a(ZAHL, fuss="abgeleitet:\n  - id: s\n    typ: zahl\n    ausdruck: >-\n      zahl +\n      zahl * ▸zal\n"),
    ),
    "text against number": ("ausdruck", a(ZAHL, '{id: q, text: T?, typ: zahl, wenn: zahl == ▸"x"}')),
    "no expression": ("ausdruck", a(ZAHL, "{id: q, text: T?, typ: zahl, wenn: zahl >▸}")),
    "condition is a number": ("ausdruck-typ", a(ZAHL, "{id: q, text: T?, typ: zahl, wenn: ▸zahl + 1}")),
    "proposal is a text": ("ausdruck-typ", a("{id: q, text: T?, typ: zahl, vorschlag: ▸'\"x\"'}")),
    "condition reads a later question": ("ausdruck-spaeter", a("{id: q, text: T?, typ: zahl, wenn: ▸zahl > 1}", ZAHL)),
    "condition reads itself": ("ausdruck-spaeter", a("{id: q, text: T?, typ: zahl, wenn: ▸q > 1}")),
    "condition reads a later question through a derived value": (
        "ausdruck-spaeter",
        a("{id: q, text: T?, typ: zahl, wenn: ▸s > 1}", ZAHL, fuss="abgeleitet: [{id: s, typ: zahl, ausdruck: zahl * 2}]\n"),
    ),
    "check reads a later question": (
        "ausdruck-spaeter",
        a("{id: q, text: T?, typ: zahl, pruefe: [{muss: ▸q > zahl, text: T}]}", ZAHL),
    ),
    "Abschnitt reads itself": ("ausdruck-spaeter", a(ZAHL, kopf="wenn: ▸zahl > 1\n")),
    "derived value reads itself": ("ausdruck-kreis", a(ZAHL, fuss="abgeleitet: [{id: s, typ: zahl, ausdruck: ▸s + 1}]\n")),
    "two derived values in a circle": (
        "ausdruck-kreis",
        a(ZAHL, fuss="abgeleitet:\n  - {id: s, typ: zahl, ausdruck: ▸t + 1}\n  - {id: t, typ: zahl, ausdruck: s + 1}\n"),
    ),
    "derived value of another type": ("ausdruck-typ", a(ZAHL, fuss="abgeleitet: [{id: s, typ: text, ausdruck: ▸zahl + 1}]\n")),
    "no options": ("optionen", a("▸{id: w, text: T?, typ: auswahl}")),
    "two kinds of options": ("optionen", a("▸{id: w, text: T?, typ: mehrfach, katalog: formen, optionen: [{id: a, titel: A}]}") | {"kataloge/formen.yaml": FORMEN}),
    "unknown catalogue": ("verweis", a("{id: w, text: T?, typ: katalogwahl, katalog: ▸form}") | {"kataloge/formen.yaml": FORMEN}),
    "unknown table": ("verweis", a("{id: w, text: T?, typ: auswahl, aus_tabelle: ▸tab}")),
    "table answered later": ("verweis", a("{id: w, text: T?, typ: auswahl, aus_tabelle: ▸tab}", TABELLE)),
    "not a table": ("verweis", a(ZAHL, "{id: w, text: T?, typ: auswahl, aus_tabelle: ▸zahl}")),
    "column's unknown catalogue": ("verweis", a("{id: t, text: T?, typ: tabelle, spalten: [{id: x, typ: katalogwahl, katalog: ▸k}]}")),
    "option title twice": ("option-titel", a("{id: w, text: T?, typ: auswahl, optionen: [{id: a, titel: A}, ▸{id: b, titel: A}]}")),
    "option id twice": ("id-doppelt", a("{id: w, text: T?, typ: auswahl, optionen: [{id: a, titel: A}, {id: ▸a, titel: B}]}")),
    "semicolon in a title": ("option-zeichen", a("{id: w, text: T?, typ: auswahl, optionen: [▸{id: a, titel: A; B}]}")),
    "scale upside down": ("skala-grenzen", a("▸{id: s, text: T?, typ: skala, von: 4, bis: 0, anker: {0: a}}")),
    "anchor outside": ("skala-grenzen", a("▸{id: s, text: T?, typ: skala, von: 0, bis: 4, anker: {5: a}}")),
    "unknown source of a question": ("verweis", a("{id: q, text: T?, typ: zahl, quelle: ▸gesetze}")),
    "unknown source of an Abschnitt": ("verweis", a(ZAHL, kopf="quelle: ▸gesetze\n")),
    "unknown check list": ("verweis", a(ZAHL, fuss="abschluss: {pruefliste: ▸liste}\n")),
    "je without table": ("je-tabelle", a(ZAHL) | {B: format_abschnitt("b", "{id: q, text: T?, typ: zahl}", kopf="je: ▸zahl\n")}),
    "je over its own table": ("je-tabelle", {B: format_abschnitt("b", TABELLE, kopf="je: ▸tab\n")}),
    "je inside je": (
        "je-tabelle",
        a(TABELLE)
        | {B: format_abschnitt("b", TABELLE.replace("id: tab", "id: tab2"), kopf="je: tab\n")}
        | {"abschnitte/c.yaml": format_abschnitt("c", ZAHL, kopf="je: ▸tab2\n")},
    ),
    "repeated answer read from outside": (
        "ausdruck",
        a(TABELLE)
        | {B: format_abschnitt("b", ZAHL, kopf="je: tab\n")}
        | {"abschnitte/c.yaml": format_abschnitt("c", "{id: q, text: T?, typ: zahl, wenn: ▸zahl > 1}")},
    ),
    "entry twice": ("id-doppelt", a(ZAHL) | {"kataloge/x.yaml": "katalog: k\neintraege:\n  - {id: a, titel: A}\n  - {id: ▸a, titel: B}\n"}),
    "entry id": ("id-form", a(ZAHL) | {"kataloge/x.yaml": "katalog: k\neintraege: [{id: ▸A B, titel: A}]\n"}),
    "entry without source": ("verweis", a(ZAHL) | {"kataloge/x.yaml": "katalog: k\neintraege: [{id: a, titel: A, quelle: ▸x}]\n"}),
    "weights": ("gewichte", a(ZAHL) | {"kataloge/kriterien.yaml": KRITERIEN, "kataloge/profile.yaml": "katalog: profile\neintraege: [{id: p, titel: P, gewichte: ▸{a: 60, b: 41}}]\n"}),
    "unknown Kriterium": ("verweis", a(ZAHL) | {"kataloge/formen.yaml": FORMEN.replace("gruppen: [nv]", "punkte: {k: ▸{wert: 1, grund: G}}")}),
    "unknown Fall": ("verweis", a(ZAHL) | {"kataloge/formen.yaml": FORMEN.replace("gruppen: [nv]", "faelle: [▸f]")}),
    "unknown Form": ("verweis", a(ZAHL) | {"kataloge/formen.yaml": FORMEN.replace("gruppen: [nv]", "umlenkung: {wenn: zahl > 1, nach: ▸gmbh}")}),
    "condition of a redirection": ("ausdruck", a(ZAHL) | {"kataloge/formen.yaml": FORMEN.replace("gruppen: [nv]", "umlenkung: {wenn: ▸zal > 1, nach: gmbh}") + "  - {id: gmbh, titel: GmbH}\n"}),
    "weight of an unknown Kriterium": (
        "verweis",
        a(ZAHL) | {"kataloge/kriterien.yaml": KRITERIEN, "kataloge/profile.yaml": "katalog: profile\neintraege: [{id: p, titel: P, gewichte: {a: 60, c: ▸40}}]\n"},
    ),
    "points outside": (
        "punkte-grenzen",
        a(ZAHL) | {"kataloge/kriterien.yaml": KRITERIEN, "kataloge/formen.yaml": FORMEN.replace("gruppen: [nv]", "punkte: {a: {wert: ▸5, grund: G}}")},
    ),
    "redirections in a circle": (
        "umlenkung-kreis",
        a(ZAHL)
        | {"kataloge/formen.yaml": FORMEN.replace("gruppen: [nv]", "umlenkung: {wenn: zahl > 1, nach: ▸gmbh}") + "  - {id: gmbh, titel: GmbH, umlenkung: {wenn: zahl > 2, nach: verein}}\n"},
    ),
    "Dienstfeld of a Fall": (
        "verweis",
        a(ZAHL) | {"kataloge/faelle.yaml": "katalog: faelle\neintraege: [{id: a, titel: A, felder: [▸bildung]}]\n"},
    ),
    "class of a Baustein": (
        "verweis",
        a(ZAHL) | {"kataloge/bausteine.yaml": "katalog: bausteine\neintraege: [{id: a, titel: A, art: zuschuss, klassen: [rentierlich, ▸rentierlch]}]\n"},
    ),
    "perspective of a Kennzahl": (
        "verweis",
        a(ZAHL) | {"kataloge/kennzahlen.yaml": "katalog: kennzahlen\neintraege: [{id: a, titel: A, perspektive: ▸menschen, einheit: x}]\n"},
    ),
    "Schritt twice": (
        "id-doppelt",
        a(ZAHL) | {B: format_abschnitt("b", "{id: q, text: T?, typ: zahl}").replace("id: b_1", "id: ▸a_1")},
    ),
    "Schritt id": ("id-form", {A: format_abschnitt("a", ZAHL).replace("id: a_1", "id: ▸A 1")}),
    "compared with no option": ("wort-unbekannt", a(WAHL, "{id: q, text: T?, typ: zahl, wenn: w == ▸\"grun\"}")),
    "compared with no option the other way round": ("wort-unbekannt", a(WAHL, "{id: q, text: T?, typ: zahl, wenn: ▸'\"grun\" != w'}")),
    "set with no option": ("wort-unbekannt", a(WAHL, "{id: q, text: T?, typ: zahl, wenn: 'w in {\"rot\", ▸\"grun\"}'}")),
    "no option among several": ("wort-unbekannt", a(WAHL.replace("auswahl", "mehrfach"), "{id: q, text: T?, typ: zahl, wenn: ▸'\"grun\" in w'}")),
    "no entry of the catalogue": (
        "wort-unbekannt",
        a("{id: w, text: T?, typ: katalogwahl, katalog: formen}", "{id: q, text: T?, typ: zahl, wenn: w == ▸\"vereine\"}") | {"kataloge/formen.yaml": FORMEN},
    ),
    "no option of a column": (
        "wort-unbekannt",
        a(
            "{id: tab, text: T?, typ: tabelle, spalten: [{id: art, typ: auswahl, optionen: [{id: a, titel: A}]}]}",
            "{id: q, text: T?, typ: zahl, wenn: eines(tab.art == ▸\"b\")}",
        ),
    ),
    "no value of a derived value": (
        "wort-unbekannt",
        a(
            ZAHL,
            "{id: q, text: T?, typ: zahl, wenn: k == ▸\"kleim\"}",
            fuss='abgeleitet: [{id: k, typ: text, ausdruck: "wenn(zahl > 9, \'gross\', wenn(zahl > 5, \'mittel\', \'klein\'))"}]\n',
        ),
    ),
    "rule compares with no option": (
        "wort-unbekannt",
        {**r(ZWEI.replace("muss: zahl > 1", "muss: w != ▸\"grun\"")), **a(ZAHL, WAHL)},
    ),
    "proposal that cannot be chosen": ("wort-unbekannt", a(WAHL.replace("typ:", "vorschlag: ▸'\"grun\"', typ:"))),
    "proposal in a branch that cannot be chosen": (
        "wort-unbekannt",
        a(ZAHL, WAHL.replace("typ:", "vorschlag: 'wenn(zahl > 1, \"rot\", ▸\"grun\")', typ:")),
    ),
    "proposal for a table": ("vorschlag-unmoeglich", a(TABELLE.replace("typ: tabelle", "typ: tabelle, vorschlag: ▸1 + 1"))),
    "number limits": ("grenzen-verkehrt", a("{id: q, text: T?, typ: zahl, min: ▸5, max: 4.5}")),
    "number limits of a column": (
        "grenzen-verkehrt",
        a("{id: t, text: T?, typ: tabelle, spalten: [{id: x, typ: jahr, min: ▸2030, max: 2020}]}"),
    ),
    "row limits": ("grenzen-verkehrt", a(TABELLE.replace("typ: tabelle", "typ: tabelle, zeilen: {min: ▸3, max: 2}"))),
    "no room for a text": ("kein-platz", a("{id: q, text: T?, typ: text, max_zeichen: ▸0}")),
    "no option may be chosen": ("kein-platz", a(WAHL.replace("auswahl", "mehrfach, max_anzahl: ▸0"))),
    "no row": ("kein-platz", a(TABELLE.replace("typ: tabelle", "typ: tabelle, zeilen: {max: ▸0}"))),
    "no column": ("kein-platz", a("{id: t, text: T?, typ: tabelle, spalten: ▸[]}")),
    "nothing to choose": (
        "wahl-leer",
        a("{id: w, text: T?, typ: katalogwahl, katalog: ▸formen}") | {"kataloge/formen.yaml": "katalog: formen\neintraege: []\n"},
    ),
    "date of a rule": ("stand-form", r(ZWEI.replace("stand: 2026-11", "stand: ▸2026-13"))),
    "date of an entry": ("stand-form", a(ZAHL) | {"kataloge/x.yaml": "katalog: k\neintraege: [{id: a, titel: A, stand: ▸Mai 2026}]\n"}),
    "date of a source in words": ("stand-form", a(ZAHL) | {"quellen.yaml": "- {id: gesetz, art: norm, titel: T, stand: ▸2026-02-30}\n"}),
    "ends before it begins": (
        "gueltig-verkehrt",
        r(ZWEI.replace("stand: 2026-11", "stand: 2026-11, gueltig_ab: 2026-01-01, gueltig_bis: ▸2025-12-31")),
    ),
    "rule twice": ("id-doppelt", r(ZWEI.replace("id: r2", "id: ▸r1"))),
    "rule for nobody": ("verweis", r(ZWEI.replace("[verein]", "[verein, ▸vereine]"))),
    "rule for an unknown group": ("verweis", r(ZWEI.replace("[verein]", '[▸"@xy"]'))),
    "rule with unknown source": ("verweis", r(ZWEI.replace("quelle: gesetz", "quelle: ▸gesetze"))),
    "rule without its catalogue": ("feld-fehlt", a(ZAHL) | {"regeln/r.yaml": f"regeln:\n  - ▸{REGEL}\n"}),
    "rule for an unknown catalogue": ("verweis", r(ZWEI.replace("gilt: [verein]", "gilt: ['*'], katalog: ▸bausteine"))),
    "rule reads an unknown name": ("ausdruck", r(ZWEI.replace("muss: zahl", "muss: ▸zal"))),
    "rule is a number": ("ausdruck-typ", r(ZWEI.replace("muss: zahl > 1", "muss: ▸zahl + 1"))),
    "exclusion that is not proved": ("ausschluss-beleg", r(ZWEI.replace("hinweis, belegstufe: norm", "ausschluss, belegstufe: ▸gerechnet"))),
    "rule in a file of another name": ("ausdruck", r(ZWEI.replace("muss: zahl", "muss: ▸zal"), name="finanzierung")),
    "parameter id": (
        "id-form",
        a(ZAHL) | {"leitfaden.yaml": f"{KOPF}abschnitte: [a]\nparameter:\n  a-b: ▸{{wert: 1, belegstufe: norm, quelle: gesetz, stand: '2026'}}\n"},
    ),
    "unknown source of a parameter": (
        "verweis",
        a(ZAHL) | {"leitfaden.yaml": f"{KOPF}abschnitte: [a]\nparameter:\n  p: {{wert: 1, belegstufe: norm, quelle: ▸x, stand: '2026'}}\n"},
    ),
    "question takes a parameter's name": (
        "id-doppelt",
        a(ZAHL.replace("zahl,", "▸p,", 1)) | {"leitfaden.yaml": f"{KOPF}abschnitte: [a]\nparameter:\n  p: {{wert: 1, belegstufe: norm, quelle: gesetz, stand: '2026'}}\n"},
    ),
    "id of the guide": ("id-form", a(ZAHL) | {"leitfaden.yaml": KOPF.replace("id: probe", "id: ▸Probe 1") + "abschnitte: [a]\n"}),
    "version of the guide": ("version-form", a(ZAHL) | {"leitfaden.yaml": KOPF.replace("1.0.0", "▸1.0-neu") + "abschnitte: [a]\n"}),
    "renamed to nothing": ("verweis", v("umbenannt: {fragen: {alt: ▸zal}}")),
    "replaced by nothing": ("verweis", v("ersetzt: {fragen: {alt: ▸zal}}")),
    "renamed and still there": ("fassung-besteht", v("umbenannt: {fragen: {w: ▸zahl}}")),
    "retired and still there": ("fassung-besteht", v("zurueckgezogen: {fragen: {zahl: ▸Darum.}}")),
    "renamed in a circle": ("fassung-kreis", v("umbenannt: {fragen: {x: ▸y}}\nersetzt: {fragen: {y: x}}")),
    "options of no question renamed": ("verweis", v("umbenannt: {optionen: {wo: ▸{a: rot}}}")),
    "option renamed to nothing": ("verweis", v("umbenannt: {optionen: {w: {a: ▸rott}}}")),
    "option renamed and still there": ("fassung-besteht", v("umbenannt: {optionen: {w: {gruen: ▸rot}}}")),
    "options renamed in a circle": ("fassung-kreis", v("umbenannt: {optionen: {w: {a: ▸b, b: a}}}")),
    "option retired and still there": ("fassung-besteht", v("zurueckgezogen: {optionen: {w: {rot: ▸Darum.}}}")),
    "column renamed to nothing": ("verweis", v("umbenannt: {spalten: {tab: {alt: ▸ttel}}}")),
    "entry renamed to nothing": ("verweis", v("umbenannt: {kataloge: {formen: {alt: ▸vereine}}}")),
    "Abschnitt in a file of another name": ("id-datei", {A: format_abschnitt("a", ZAHL).replace("id: a", "id: ▸x", 1)}),
    "catalogue twice": (
        "id-doppelt",
        a(ZAHL) | {"kataloge/x.yaml": "katalog: k\neintraege: []\n", "kataloge/y.yaml": "katalog: ▸k\neintraege: []\n"},
    ),
    "source twice": ("id-doppelt", a(ZAHL) | {"quellen.yaml": QUELLEN + QUELLEN.replace("gesetz", "▸gesetz", 1)}),
}  # fmt: skip


@pytest.mark.parametrize("name", FAELLE)
def test_finding_at_its_place(name: str, tmp_path: Path) -> None:
    code, dateien = FAELLE[name]
    datei = next(datei for datei, text in dateien.items() if "▸" in text)
    text, zeile, spalte = split_marke(dateien[datei])
    ordner = write_leitfaden(tmp_path / "probe", {**dateien, datei: text})
    befunde = leitfaeden.check_leitfaden(str(ordner))
    ist = [(befund.code, befund.datei, befund.zeile, befund.spalte) for befund in befunde]
    assert ist == [(code, (ordner / datei).as_posix(), zeile, spalte)], [str(befund) for befund in befunde]
    assert all(
        befund.code in SAETZE and "{" not in befund.satz.replace(text, "")
        for befund in befunde
        if befund.code != "ausdruck"
    )


def test_sound_guide_has_no_findings(tmp_path: Path) -> None:
    dateien = r(ZWEI) | {
        B: format_abschnitt("b", TABELLE, "{id: w, text: T?, typ: mehrfach, aus_tabelle: tab}")
    }
    assert leitfaeden.check_leitfaden(str(write_leitfaden(tmp_path / "probe", dateien))) == ()


def test_after_a_thousand_findings_nobody_reads_on(tmp_path: Path) -> None:
    fragen = (f"{{id: f{nr}, text: T?, typ: zahl, wenn: g{nr} > 1}}" for nr in range(1500))
    befunde = leitfaeden.check_leitfaden(str(write_leitfaden(tmp_path / "probe", a(*fragen))))
    assert [befund.code for befund in befunde].count("ausdruck") == 1000
    assert [(b.code, b.zeile) for b in befunde if b.code != "ausdruck"] == [("befunde-viele", 1)]


def test_all_findings_come_at_once(tmp_path: Path) -> None:
    dateien = a(
        "{id: Z, text: T?, typ: zahl, wenn: x > 1, quelle: y}",
        "{id: s, text: T?, typ: skala, von: 1, bis: 1, anker: {}}",
    )
    codes = [
        befund.code
        for befund in leitfaeden.check_leitfaden(str(write_leitfaden(tmp_path / "probe", dateien)))
    ]
    assert sorted(codes) == ["ausdruck", "id-form", "skala-grenzen", "verweis"]


def test_misspelt_names_get_a_proposal(tmp_path: Path) -> None:
    dateien = a(
        "{id: einwohner, text: T?, typ: zahl}",
        "{id: q, text: T?, typ: zahl, wenn: einwoner > 1, quelle: gesez}",
    )
    zeilen = [
        str(befund)
        for befund in leitfaeden.check_leitfaden(str(write_leitfaden(tmp_path / "probe", dateien)))
    ]
    assert any("„einwohner“" in zeile for zeile in zeilen)
    assert any("Meinten Sie „gesetz“?" in zeile for zeile in zeilen)


@pytest.mark.parametrize(
    ("frage", "satz"),
    [
        ("{id: größe, text: T?, typ: zahl}", "Meinten Sie „groesse“?"),
        ("{id: 2kosten, text: T?, typ: zahl}", "Meinten Sie „f_2kosten“?"),
        ("{id: q, text: T?, typ: zahl, wenn: Helferinnen > 1}", "Meinten Sie „helfende“?"),
        ("{id: q, text: T?, typ: zahl, wenn: helferinnen > 1}", "Meinten Sie „helfende“?"),
    ],
)
def test_what_was_meant(frage: str, satz: str, tmp_path: Path) -> None:
    dateien = a("{id: helfende, text: T?, kurz: Helferinnen, typ: zahl}", frage)
    befunde = leitfaeden.check_leitfaden(str(write_leitfaden(tmp_path / "probe", dateien)))
    assert [str(befund).endswith(satz) for befund in befunde] == [True]
