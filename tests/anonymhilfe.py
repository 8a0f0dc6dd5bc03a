"""A Vorhaben with a marker in every place where something personal can stand."""

import json
from pathlib import Path
from typing import Any

from tests.umzugshilfe import create, make_frage, write_daten, zieh_um
from wegweiser import workflow
from wegweiser.adapters.konflikte import save_konflikte
from wegweiser.adapters.staende import save_stand
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.model.base import Wert, replace
from wegweiser.model.zusammenfuehrung import Gesagt, Konflikt
from wegweiser.workflow.rettung import apply_rettung
from wegweiser.workflow.staende import sichere
from wegweiser.workflow.szenarien import set_annahme
from wegweiser.workflow.umfeld import Umfeld

PERSON = "Zxgeheim"  # goes in any case
TEXT = "Qvfreitext"  # goes with --freitexte
KOMMENTAR = "Kjkommentar"  # goes with --kommentare
KUERZEL = "kü7q"  # no font in base64 holds it by chance

_SPALTEN = [
    {"id": "titel", "text": "Titel", "typ": "text", "pflicht": True},
    {"id": "wer", "text": "Wer?", "typ": "text", "personenbezogen": True, "pflicht": True},
    {"id": "zahl", "text": "Zahl", "typ": "ganzzahl"},
]
_FRAGEN: list[dict[str, Any]] = [
    make_frage("zahl", "ganzzahl"),
    make_frage("name", "text"),
    make_frage("kontakt", "text", personenbezogen=True),
    make_frage("alter_kontakt", "absatz", personenbezogen=True),
    make_frage("art", "auswahl", personenbezogen=True),
    make_frage("weg", "text"),
    make_frage("schalter", "ja_nein"),
    make_frage("ruhend_kontakt", "text", personenbezogen=True, wenn="schalter"),
    make_frage("ruhend_text", "text", wenn="schalter"),
    make_frage("massnahmen", "tabelle", vorsatz="m", spalten=_SPALTEN),
]
_JE = [make_frage("je_text", "absatz"), make_frage("je_zahl", "zahl")]


def _write(ordner: Path, version: str, fragen: list[dict[str, Any]], **kopf: Any) -> Path:
    abschnitte = [
        {"id": "a", "titel": "Anfang", "fragen": fragen},
        {"id": "b", "titel": "Je", "je": "massnahmen", "fragen": _JE},
    ]
    return write_daten(ordner, {"version": version, "abschnitte": abschnitte, **kopf})


def build_vorhaben(ordner: Path, umfeld: Umfeld) -> Path:
    """Years of work in a second: answers, changes, a snapshot, a move to a newer guide, a scenario, hand-written lines."""
    umfeld = umfeld._replace(kuerzel=KUERZEL)
    marten = create(ordner / "marten", _write(ordner / "leitfaden", "1.0.0", _FRAGEN), umfeld)
    _antworte(marten, umfeld, 1)
    sichere(marten, f"vor {TEXT}", umfeld)
    ziel = [dict(frage) for frage in _FRAGEN if frage["id"] not in {"alter_kontakt", "weg"}]
    ziel.append(make_frage("neuer_kontakt", "absatz", personenbezogen=True))
    kopf = {
        "umbenannt": {"fragen": {"alter_kontakt": "neuer_kontakt"}},
        "zurueckgezogen": {"fragen": {"weg": "Entbehrlich."}},
    }
    _write(ordner / "leitfaden", "2.0.0", ziel, **kopf)
    zieh_um(marten, umfeld)
    _antworte(marten, umfeld, 2)
    sichere(marten, "mittendrin", umfeld)
    stand = workflow.load_stand(marten, umfeld)
    set_annahme(
        stand, f"mit {TEXT}", Adresse("kontakt"), Antwort(wert=f"{PERSON} s1", notiz=f"{PERSON} s2"), umfeld
    )
    set_annahme(stand, f"mit {TEXT}", Adresse("name"), Antwort(wert=f"{TEXT} s3"), umfeld)
    _beschaedige(marten, umfeld)
    _schreibe_von_hand(marten)
    save_stand(
        marten,
        "neu",
        (marten / "vorhaben.yaml").read_text(encoding="utf-8"),
        zeit=umfeld.jetzt(),
        wer=KUERZEL,
    )
    _lege_fremdes_an(marten)
    (marten / ".stelle").write_text("kontakt\n", encoding="utf-8")
    (marten / ".vorhaben.yaml.999999.neu").write_text(f"{PERSON} rest\n", encoding="utf-8")
    (marten / "staende" / ".neu.yaml.999999.neu").write_text(f"{PERSON} rest\n", encoding="utf-8")
    with (marten / "protokoll.jsonl").open("a", encoding="utf-8") as datei:
        datei.write(f'{{"nr": 99, "wer": "{PERSON}", "aenderungen": [{{"fra')
    return marten


def _lege_fremdes_an(marten: Path) -> None:
    """What merging and meetings leave in the folder."""
    gesagt = [
        Gesagt(f"{TEXT} hier", "2026-11-22", KUERZEL),
        Gesagt({"wert": f"{TEXT} dort", "notiz": f"{PERSON} n"}, wer=KUERZEL),
    ]
    zelle = [Gesagt(f"{PERSON} z1", wer=KUERZEL), Gesagt(f"{PERSON} z2")]
    save_konflikte(
        marten,
        [
            Konflikt(Adresse("name"), "", "", gesagt[0], gesagt[1]),
            Konflikt(Adresse("kontakt"), "", "", Gesagt(f"{PERSON} x"), Gesagt(None), "hier"),
            Konflikt(Adresse("massnahmen"), "m1", "wer", zelle[0], zelle[1]),
            Konflikt(Adresse("massnahmen"), "m1", "zahl", Gesagt("4"), Gesagt("5"), ""),
        ],
    )
    (marten / "sitzungen.yaml").write_text(
        f'# {KOMMENTAR} sitzung\nformat: "1"\ntermine: {{t1: 2026-12-01}}\nsitzungen:\n'
        f"- {{id: t0, termin: t0, titel: Auftakt {TEXT}, datum: 2026-11-22, beginn: '18:00', von: 0, bis: 4, ort: {TEXT} ort,"
        f" moderation: {PERSON} m, personen: {{buergerschaft: 12}}, dissens: [{TEXT} dissens], beschluesse: [{TEXT} b]}}\n",
        encoding="utf-8",
    )
    (marten / ".text-abc").mkdir()
    (marten / ".text-abc" / "text.txt").write_text(f"{PERSON} {TEXT} entwurf\n", encoding="utf-8")


def _antworte(marten: Path, umfeld: Umfeld, nr: int) -> None:
    with workflow.bearbeite(marten, umfeld) as stand:
        for adresse, antwort in _list_antworten(stand, nr):
            stand = workflow.save_antwort(stand, adresse, antwort, umfeld)  # noqa: PLW2901


def _list_antworten(stand: workflow.Stand, nr: int) -> list[tuple[Adresse, Antwort | None]]:
    bekannt = {adresse.frage for adresse in stand.lage.nach_abschnitt["a"]} | {
        "ruhend_kontakt",
        "ruhend_text",
    }
    zeilen = tuple(
        {"id": f"m{z}", "titel": f"{TEXT} t{nr}{z}", "wer": f"{PERSON} w{nr}{z}", "zahl": z} for z in (1, 2)
    )
    werte: dict[str, Wert] = {
        "schalter": True,
        "zahl": 5 + nr,
        "name": f"{TEXT} n{nr}",
        "kontakt": f"{PERSON} k{nr}",
        "alter_kontakt": f"{PERSON} a{nr}",
        "neuer_kontakt": f"{PERSON} b{nr}",
        "art": "o1",
        "weg": f"{TEXT} weg",
        "ruhend_kontakt": f"{PERSON} r{nr}",
        "ruhend_text": f"{TEXT} r{nr}",
        "massnahmen": zeilen,
    }
    alle: list[tuple[Adresse, Antwort | None]] = [
        (Adresse(name), Antwort(wert=wert, notiz=f"{PERSON} notiz {name}", belege=(f"{TEXT} beleg",)))
        for name, wert in werte.items()
        if name in bekannt
    ]
    offen = Antwort(offen=True, zustaendig=f"{PERSON} zustaendig", notiz=f"{PERSON} offen")
    alle += [(Adresse("je_zahl", "m1"), offen), (Adresse("je_text", "m1"), Antwort(wert=f"{TEXT} je"))]
    alle.append((Adresse("je_zahl", "m2"), replace(offen, zustaendig="Kämmerei")))
    return [*alle, (Adresse("schalter"), Antwort(wert=False))]


def _beschaedige(marten: Path, umfeld: Umfeld) -> None:
    """A disk that wrote half of the file, and mending it: the damaged one is kept beside, the journal begins anew."""
    datei = marten / "vorhaben.yaml"
    text = datei.read_text(encoding="utf-8")
    datei.write_text(text[: text.index("massnahmen:")] + "{[\n", encoding="utf-8")
    assert apply_rettung(marten, umfeld) is not None


def _schreibe_von_hand(marten: Path) -> None:
    """What nobody but a text editor writes."""
    datei = marten / "vorhaben.yaml"
    text = datei.read_text(encoding="utf-8")
    text = text.replace(
        "antworten:\n",
        f"antworten:  # {KOMMENTAR} innen\n  fremd: {{frage: {TEXT} fremd}}\n  karg: {TEXT} karg\n",
        1,
    )
    datei.write_text(f"# {KOMMENTAR} oben\n{text}eigenes: [{TEXT} eigenes]\n", encoding="utf-8")


def list_fundorte(ordner: Path, *worte: str) -> list[str]:
    """Where a word stands in any name or byte of a folder."""
    gefunden = []
    for pfad in sorted(ordner.rglob("*")):
        inhalt = pfad.read_bytes() if pfad.is_file() else b""
        klar = inhalt + json.dumps(inhalt.decode("utf-8", "replace")).encode()
        gefunden += [
            f"{pfad.relative_to(ordner)}: {wort}"
            for wort in worte
            if wort.encode() in klar or wort.casefold() in pfad.name.casefold()
        ]
    return gefunden
