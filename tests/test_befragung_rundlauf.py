"""The questionnaire of Marten out as XLSForm and its answers back, in several languages: what comes out is what was put in."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from tests.conftest import ABNAHME
from tests.xform import Form
from wegweiser import workflow
from wegweiser.model.befragung import Befragungsbild
from wegweiser.workflow.befragungen import evaluate_befragungen
from wegweiser.workflow.daten import load_grundlage
from wegweiser.workflow.dateneinlesen import find_stuecke, plan_einlesen, take_datei
from wegweiser.workflow.fragebogen import export_fragebogen
from wegweiser.workflow.umfeld import Umfeld

PERSONEN = 120
ALLE = ("Deutsch (de)", "Türkçe (tr)", "Українська (uk)", "العربية (ar)")
SPRACHEN = ALLE if ABNAHME else ALLE[1::2]
Person = Mapping[str, tuple[str, ...]]


class Bogen:
    """The exported questionnaire: paths, labels and options, read from the file itself."""

    def __init__(self, pfad: Path) -> None:
        mappe = load_workbook(pfad)
        self.fragen: dict[str, tuple[str, str]] = {}
        self.labels: dict[str, Mapping[str, str]] = {}
        self.optionen: dict[str, dict[str, Mapping[str, str]]] = {}
        listen: dict[str, dict[str, Mapping[str, str]]] = {}
        for zeile in _zeilen(mappe["choices"].iter_rows(values_only=True)):
            listen.setdefault(zeile["list_name"], {})[zeile["name"]] = zeile
        gruppen: list[str] = []
        for zeile in _zeilen(mappe["survey"].iter_rows(values_only=True)):
            typ, _, liste = zeile["type"].partition(" ")
            if typ == "begin_group":
                gruppen.append(zeile["name"])
            elif typ == "end_group":
                gruppen.pop()
            elif typ in {"select_one", "select_multiple"}:
                self.fragen[zeile["name"]] = (typ, "/".join([*gruppen, zeile["name"]]))
                self.labels[zeile["name"]] = zeile
                self.optionen[zeile["name"]] = listen[liste]


def _zeilen(roh: Iterator[Sequence[object]]) -> Iterator[dict[str, str]]:
    kopf = [str(zelle) for zelle in next(roh)]
    for werte in roh:
        yield {name: str(wert) for name, wert in zip(kopf, werte, strict=False) if wert is not None}


@pytest.fixture(scope="module")
def umfeld(zwischenspeicher: Path) -> Umfeld:
    return Umfeld(jetzt=lambda: datetime(2026, 11, 25, tzinfo=UTC), zwischenspeicher=zwischenspeicher)


@pytest.fixture(scope="module")
def bogen(tmp_path_factory: pytest.TempPathFactory, umfeld: Umfeld) -> Bogen:
    pfad = tmp_path_factory.mktemp("bogen") / "befragung.xlsx"
    export_fragebogen("land-nrw", pfad, "buergerschaft", ["beduerfnisse"], umfeld, ersetzen=False)
    form = Form(pfad.read_bytes())
    assert [w for w in form.warnungen if "valid machine-readable codes" not in w] == []
    assert set(SPRACHEN) <= set(form.sprachen)
    return Bogen(pfad)


@pytest.fixture(scope="module")
def personen(bogen: Bogen) -> tuple[Person, ...]:
    """Constructed answers; everybody answers the first question, some leave others out."""
    zufall = Random(2026)  # noqa: S311 - the same persons every time
    reihe: list[Person] = []
    for _ in range(PERSONEN):
        person: dict[str, tuple[str, ...]] = {"bedarf_zufrieden": (str(zufall.randint(0, 4)),)}
        for name, (typ, _pfad) in bogen.fragen.items():
            moeglich = sorted(bogen.optionen[name])
            if name in person or zufall.random() < 0.1:
                continue
            anzahl = 1 if typ == "select_one" else zufall.randint(1, min(3, len(moeglich)))
            person[name] = tuple(zufall.sample(moeglich, anzahl))
        reihe.append(person)
    return tuple(reihe)


def write_kobo(bogen: Bogen, personen: Sequence[Person], *, sprache: str = "") -> bytes:
    """As Kobo exports: groups in the path, one column per option beside the joined one; ids, or labels of a language."""
    spalte = f"label::{sprache}"
    koepfe = ["start"]
    for name, (typ, pfad) in bogen.fragen.items():
        kopf = bogen.labels[name][spalte] if sprache else pfad
        koepfe.append(kopf)
        if typ == "select_multiple":
            koepfe += [f"{kopf}/{o[spalte] if sprache else id_}" for id_, o in bogen.optionen[name].items()]
    ausgabe = io.StringIO(newline="")
    schreiber = csv.writer(ausgabe, delimiter=";")
    schreiber.writerow([*koepfe, "_id", "_uuid", "_submission_time", "_submitted_by"])
    for nr, person in enumerate(personen):
        zellen = ["2026-03-01T10:00:00.000+01:00"]
        for name, (typ, _pfad) in bogen.fragen.items():
            gewaehlt = person.get(name, ())
            zellen.append(" ".join(bogen.optionen[name][id_][spalte] if sprache else id_ for id_ in gewaehlt))
            if typ == "select_multiple":
                zellen += [
                    ("1" if id_ in gewaehlt else "0") if gewaehlt else "" for id_ in bogen.optionen[name]
                ]
        schreiber.writerow([*zellen, nr, f"uuid-{nr}", "2026-03-01T10:05:00", "frau.muster"])
    return ausgabe.getvalue().encode("utf-8-sig")


def write_odk(bogen: Bogen, personen: Sequence[Person]) -> bytes:
    """As ODK Central exports: groups joined by hyphens, all chosen options in one cell."""
    ausgabe = io.StringIO(newline="")
    schreiber = csv.writer(ausgabe)
    pfade = [pfad.replace("/", "-") for _, pfad in bogen.fragen.values()]
    schreiber.writerow(["SubmissionDate", *pfade, "meta-instanceID", "KEY", "SubmitterName"])
    for nr, person in enumerate(personen):
        zellen = [" ".join(person.get(name, ())) for name in bogen.fragen]
        schreiber.writerow(["2026-03-01T10:05:00Z", *zellen, f"uuid:{nr}", f"uuid:{nr}", "Muster"])
    return ausgabe.getvalue().encode()


@pytest.fixture(scope="module")
def bilder(
    tmp_path_factory: pytest.TempPathFactory, bogen: Bogen, personen: Sequence[Person], umfeld: Umfeld
) -> Mapping[str, Befragungsbild]:
    """The same answers in every export, each taken into one Vorhaben."""
    platz = tmp_path_factory.mktemp("rundlauf")
    ordner = platz / "marten"
    workflow.create(ordner, leitfaden="land-nrw", titel="Marten", umfeld=umfeld)
    ausfuhren = {"kobo": write_kobo(bogen, personen), "odk": write_odk(bogen, personen)}
    ausfuhren |= {f"kobo-{s[-3:-1]}": write_kobo(bogen, personen, sprache=s) for s in SPRACHEN}
    for name, inhalt in ausfuhren.items():
        (platz / f"{name}.csv").write_bytes(inhalt)
        (stueck,) = find_stuecke([platz / f"{name}.csv"]).stuecke
        take_datei(ordner, plan_einlesen(ordner, stueck), umfeld)
    stand = workflow.load_stand(ordner, umfeld)
    return {bild.datei: bild for bild in evaluate_befragungen(load_grundlage(ordner), stand.leitfaden)}


AUSFUHREN = ["kobo", "odk", *(f"kobo-{sprache[-3:-1]}" for sprache in SPRACHEN)]


@pytest.mark.parametrize("name", AUSFUHREN)
def test_was_heraus_kommt_ist_was_hinein_ging(
    bilder: Mapping[str, Befragungsbild], personen: Sequence[Person], name: str
) -> None:
    bild = bilder[name]
    assert (bild.anzahl, bild.vermutet) == (PERSONEN, ())
    fehlt = Counter(id_ for person in personen for id_ in person.get("bedarf_felder", ()))
    gezaehlt = {t.titel: t.vermisst for t in bild.rank_vermisst()}
    assert sorted((a.k, a.n) for a in gezaehlt.values() if a) == sorted((k, PERSONEN) for k in fehlt.values())
    ueber_80 = [person for person in personen if person.get("bedarf_alter") == ("ab-80",)]
    gruppe = next(g for g in bild.gruppen if g.id == "ab-80")
    assert gruppe.n == len(ueber_80)
    mitmachen = {a.option: a.anteil.k for a in bild.antworten if (a.rolle, a.gruppe) == ("mitmachen", "alle")}
    assert mitmachen == Counter(id_ for person in personen for id_ in person.get("bedarf_mitmachen", ()))
    zurecht = next(t.zufriedenheit for t in bild.themen if t.zufriedenheit and t.gruppe == "alle")
    assert zurecht.roh == Decimal(sum(int(person["bedarf_zufrieden"][0]) for person in personen)) / PERSONEN


@pytest.mark.parametrize("name", AUSFUHREN[1:])
def test_jede_sprache_sagt_dasselbe(bilder: Mapping[str, Befragungsbild], name: str) -> None:
    def kern(bild: Befragungsbild) -> object:
        themen = {(t.titel, t.gruppe, t.vermisst, t.zufriedenheit) for t in bild.themen}
        return (
            themen,
            {(a.frage, a.option, a.gruppe, a.anteil) for a in bild.antworten},
            {(g.id, g.n) for g in bild.gruppen},
        )

    assert kern(bilder[name]) == kern(bilder["kobo"])
