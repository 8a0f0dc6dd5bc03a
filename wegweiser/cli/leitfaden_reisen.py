"""What the commands about journeys do: run them, show differences, show what they visit."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from wegweiser.cli.ausgabe import LEER, Satz, find_breite, print_saetze
from wegweiser.cli.kommandos import build_umfeld, melde, print_json
from wegweiser.cli.leitfaden_kommandos import print_befunde
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.errors import EXIT_BEFUNDE, format_satz
from wegweiser.errors.reisen import OHNE_FALL
from wegweiser.model.abdeckung import Abdeckung, Posten, Zielart
from wegweiser.model.befund import Befund
from wegweiser.workflow import reisen
from wegweiser.workflow.reisen import Abdeckungsbericht, Reiseergebnis

ABWEICHUNG = "reise-abweichung"
_SPALTEN = ("Was", "Erwartet", "Herausgekommen")
_ZEILEN: tuple[tuple[str, tuple[Zielart, ...], tuple[str, ...]], ...] = (
    ("Fragen", ("frage",), ()),
    ("Möglichkeiten", ("option", "eintrag"), ()),
    ("Regeln verletzt", ("regel",), ("verletzt",)),
    ("Regeln erfüllt", ("regel",), ("erfuellt",)),
    ("Regeln offen", ("regel",), ("offen",)),
    ("Zweige", ("zweig",), ()),
    ("Prüfungen verletzt (freiwillig)", ("pruefung",), ()),
)


# testen


def run_testen(name: str, fall: str, *, alle: bool, als_json: bool) -> None:
    """`leitfaden testen`."""
    umgebung = read_umgebung()
    ergebnisse = reisen.check_reisen(name, build_umfeld(umgebung), fall)
    if als_json:
        print_json(_testdaten(name, ergebnisse))
    else:
        print_saetze(_build_testbericht(ergebnisse, alle=alle or bool(fall)), farbig=umgebung.farbig)
    if any(ergebnis.befunde for ergebnis in ergebnisse):
        raise SystemExit(EXIT_BEFUNDE)


def _testdaten(name: str, ergebnisse: Sequence[Reiseergebnis]) -> dict[str, object]:
    faelle = [ergebnis for ergebnis in ergebnisse if ergebnis.fall]
    return {
        "leitfaden": name,
        "anzahl": len(faelle),
        "passen": sum(not ergebnis.befunde for ergebnis in faelle),
        "faelle": [
            {
                "datei": ergebnis.datei,
                "fall": ergebnis.fall,
                "titel": ergebnis.titel,
                "passt": not ergebnis.befunde,
                "fragen_auf_dem_weg": ergebnis.stationen,
                "befunde": [_befunddaten(befund) for befund in ergebnis.befunde],
            }
            for ergebnis in ergebnisse
        ],
    }


def _befunddaten(befund: Befund) -> dict[str, object]:
    daten: dict[str, object] = {
        "datei": befund.datei,
        "zeile": befund.zeile,
        "spalte": befund.spalte,
        "code": befund.code,
        "satz": befund.satz,
    }
    if befund.code == ABWEICHUNG:
        daten |= {
            "was": befund.angaben["was"],
            "erwartet": befund.angaben["soll"],
            "herausgekommen": befund.angaben["ist"],
        }
    return daten


def _build_testbericht(ergebnisse: Sequence[Reiseergebnis], *, alle: bool) -> Iterator[Satz]:
    for datei, gruppe in groupby(ergebnisse, lambda ergebnis: ergebnis.datei):
        yield from _build_datei(datei, list(gruppe), alle=alle)
    for ergebnis in ergebnisse:
        if ergebnis.befunde:
            yield from _build_fall(ergebnis)
    yield LEER
    yield _build_summe(ergebnisse)


def _build_datei(datei: str, ergebnisse: Sequence[Reiseergebnis], *, alle: bool) -> Iterator[Satz]:
    if not alle:
        faelle = [ergebnis for ergebnis in ergebnisse if ergebnis.fall]
        schlecht = sum(bool(ergebnis.befunde) for ergebnis in ergebnisse)
        yield Satz(f"{datei}: {_format_bilanz(len(faelle), schlecht)}")
        return
    yield Satz(datei, "titel")
    for ergebnis in ergebnisse:
        zeichen, stil = ("✓", "gut") if not ergebnis.befunde else ("–", "warnung")
        fragen = f"{ergebnis.stationen} Fragen auf dem Weg"
        text = f"{zeichen} {ergebnis.fall} – {ergebnis.titel} ({fragen})"
        yield Satz(text, "gut" if stil == "gut" else "warnung", einzug=2, haenge=2)


def _build_fall(ergebnis: Reiseergebnis) -> Iterator[Satz]:
    yield LEER
    yield Satz(f"{ergebnis.fall} – {ergebnis.titel}" if ergebnis.fall else ergebnis.datei, "titel")
    for befund in ergebnis.befunde:
        if befund.code != ABWEICHUNG:
            yield Satz(befund.rat, einzug=2, haenge=2)
            yield Satz(befund.fundstelle, "leise", einzug=4, ganz=True)
    yield from _build_abweichungen([befund for befund in ergebnis.befunde if befund.code == ABWEICHUNG])


def _build_abweichungen(befunde: Sequence[Befund]) -> Iterator[Satz]:
    """A table of what was expected and what came out; under every line its place, as editors jump to it."""
    if not befunde:
        return
    zeilen = [tuple(str(befund.angaben[name]) for name in ("was", "soll", "ist")) for befund in befunde]
    breiten = [max(map(len, spalte)) for spalte in zip(_SPALTEN, *zeilen, strict=True)]
    schmal = sum(breiten) + 6 > find_breite()
    if not schmal:
        yield Satz(_format_zeile(_SPALTEN, breiten), "leise", einzug=2, ganz=True)
    for befund, zeile in zip(befunde, zeilen, strict=True):
        if schmal:
            yield Satz(zeile[0], einzug=2, ganz=True)
            yield from (
                Satz(f"{titel}: {wert}", einzug=4, haenge=2)
                for titel, wert in zip(_SPALTEN[1:], zeile[1:], strict=True)
            )
        else:
            yield Satz(_format_zeile(zeile, breiten), einzug=2, ganz=True)
        yield Satz(befund.fundstelle, "leise", einzug=4, ganz=True)


def _format_zeile(zellen: Iterable[str], breiten: Sequence[int]) -> str:
    return "  ".join(zelle.ljust(breite) for zelle, breite in zip(zellen, breiten, strict=True)).rstrip()


def _build_summe(ergebnisse: Sequence[Reiseergebnis]) -> Satz:
    if not ergebnisse:
        return Satz("Dieser Leitfaden hat noch keine Reisen.")
    faelle = sum(bool(ergebnis.fall) for ergebnis in ergebnisse)
    schlecht = sum(bool(ergebnis.befunde) for ergebnis in ergebnisse)
    return Satz(f"{_format_bilanz(faelle, schlecht)}.", "warnung" if schlecht else "gut")


def _format_bilanz(faelle: int, schlecht: int) -> str:
    anzahl = "1 Fall" if faelle == 1 else f"{faelle} Fälle"
    if not schlecht:
        return f"{anzahl}, {'er passt' if faelle == 1 else 'alle passen'}"
    passen = max(faelle - schlecht, 0)
    return f"{anzahl}, {passen} {'passt' if passen == 1 else 'passen'}"


# abdeckung


def run_abdeckung(name: str, grenzen: tuple[int, int], *, als_json: bool) -> None:
    """`leitfaden abdeckung`; `grenzen` are the least percentages of questions and rules, and of options."""
    umgebung = read_umgebung()
    bericht = reisen.compute_abdeckung(name, build_umfeld(umgebung))
    zu_wenig = [*_list_unterschrittene(bericht.abdeckung, *grenzen)]
    if als_json:
        print_json(_abdeckungsdaten(bericht))
    else:
        print_saetze(_build_abdeckung(bericht), farbig=umgebung.farbig)
        print_befunde(bericht.fehlt)
        melde(*zu_wenig)
    if zu_wenig:
        raise SystemExit(EXIT_BEFUNDE)


def run_schreibe(name: str, datei: str, anzahl: int | None) -> None:
    """`leitfaden abdeckung --schreibe`: cases for what no journey visits yet."""
    ergebnis = reisen.write_vorschlaege(name, datei, build_umfeld(read_umgebung()), anzahl)
    faelle = len(ergebnis.faelle)
    anzahlwort = {0: "Kein Fall", 1: "1 Fall"}.get(faelle, f"{faelle} Fälle")
    melde(f"{anzahlwort} geschrieben{f': {ergebnis.pfad}' if faelle else ''}.")
    for ziel, grund in ergebnis.ohne:
        satz = format_satz(f"abdeckung-{ziel.art}", {"name": ziel.name, "zustand": ziel.zustand})
        melde(f"{satz} {OHNE_FALL.get(grund, OHNE_FALL['sonst'])}")


def _list_posten(abdeckung: Abdeckung) -> Iterator[tuple[str, Posten]]:
    for titel, arten, zustaende in _ZEILEN:
        yield titel, abdeckung.find_posten(*arten, zustaende=zustaende)


def _build_abdeckung(bericht: Abdeckungsbericht) -> Iterator[Satz]:
    kopf, faelle = bericht.leitfaden.kopf, len(bericht.abdeckung.faelle)
    anzahl = {0: "keine Reisen", 1: "1 Fall"}.get(faelle, f"{faelle} Fälle")
    yield Satz(f"{kopf.titel} {kopf.version}: {anzahl}", "titel")
    breite = max(len(titel) for titel, *_ in _ZEILEN)
    for titel, posten in _list_posten(bericht.abdeckung):
        text = f"{titel:<{breite}}  {posten.besucht:>5} von {posten.von:>5}  {posten.prozent:>3} %"
        yield Satz(text, "gut" if posten.besucht == posten.von else "", ganz=True)
    if bericht.fehlt:
        yield LEER
        yield Satz("Keine Reise kommt vorbei an:", "titel")


def _list_unterschrittene(abdeckung: Abdeckung, mindestens: int, moeglichkeiten: int) -> Iterator[str]:
    grenzen = {"Fragen": mindestens, "Möglichkeiten": moeglichkeiten}
    for titel, posten in _list_posten(abdeckung):
        grenze = mindestens if titel.startswith("Regeln") else grenzen.get(titel, 0)
        if posten.besucht * 100 < grenze * posten.von:
            yield f"{titel}: {posten.prozent} % sind weniger als {grenze} %."


def _abdeckungsdaten(bericht: Abdeckungsbericht) -> dict[str, object]:
    zahlen = {
        titel.partition(" (")[0]: {"besucht": p.besucht, "von": p.von, "prozent": p.prozent}
        for titel, p in _list_posten(bericht.abdeckung)
    }
    return {
        "leitfaden": bericht.leitfaden.id,
        "version": bericht.leitfaden.kopf.version,
        "faelle": list(bericht.abdeckung.faelle),
        "abdeckung": zahlen,
        "fehlt": [_befunddaten(befund) | dict(befund.angaben) for befund in bericht.fehlt],
    }
