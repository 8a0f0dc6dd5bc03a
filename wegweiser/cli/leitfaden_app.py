"""The commands about guides, each body one call."""

# ruff: noqa: FBT002, PT028 - flags of the command line are named there; `testen` is a command

from pathlib import Path
from typing import Annotated

import typer

from wegweiser.cli import (
    leitfaden_autoren,
    leitfaden_bogen,
    leitfaden_kommandos,
    leitfaden_pruefung,
    leitfaden_reisen,
    leitfaden_vergleich,
    leitfaden_xlsform,
    leitfaden_zeigen,
)
from wegweiser.cli.optionen import Json, Sprache, build_app
from wegweiser.model.vorgaben import LEITFADEN

leitfaden_app = build_app("Zeigt und prüft Leitfäden.")

LeitfadenName = Annotated[
    str,
    typer.Argument(metavar="[ID|PFAD]", show_default=False, default_factory=leitfaden_autoren.find_vorgabe),
]


@leitfaden_app.command(options_metavar="[OPTIONEN]")
def liste() -> None:
    """Nennt die mitgelieferten Leitfäden."""
    leitfaden_kommandos.run_liste()


@leitfaden_app.command(options_metavar="[OPTIONEN]")
def neu(
    ordner: Annotated[Path, typer.Argument(metavar="LEITFADENORDNER", show_default=False)],
    titel: Annotated[
        str,
        typer.Option(
            "--titel",
            metavar="TEXT",
            help="Titel des Leitfadens; sonst der Name des Ordners",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Legt einen kleinen Leitfaden an, der sich selbst erklärt.

    Er ist fehlerfrei und gleich spielbar; überschrieben wird nichts.
    """
    leitfaden_autoren.run_neu(ordner, titel)


@leitfaden_app.command(options_metavar="[OPTIONEN]")
def ableiten(
    ordner: Annotated[Path, typer.Argument(metavar="LEITFADENORDNER", show_default=False)],
    von: Annotated[
        str, typer.Option("--von", metavar="ID|PFAD", help="Der Leitfaden, auf dem sie aufbaut")
    ] = LEITFADEN,
    titel: Annotated[
        str,
        typer.Option(
            "--titel",
            metavar="TEXT",
            help="Titel der Fassung; sonst der Name des Ordners",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Beginnt eine eigene Fassung eines Leitfadens.

    Sie sagt nur, was anders ist; Neues aus der Grundlage kommt mit.
    """
    leitfaden_autoren.run_ableiten(ordner, von, titel)


@leitfaden_app.command(options_metavar="[OPTIONEN]")
def schema(
    nach: Annotated[
        Path | None,
        typer.Option("--nach", metavar="ORDNER", help="Schreibt es in einen Ordner.", show_default=False),
    ] = None,
) -> None:
    """Gibt das Format der Leitfäden als JSON Schema aus.

    Damit ergänzt und prüft ein Editor schon beim Schreiben.
    """
    leitfaden_autoren.run_schema(nach)


@leitfaden_app.command(options_metavar="[OPTIONEN]")
def zeigen(
    leitfaden: LeitfadenName,
    ausfuehrlich: Annotated[
        bool, typer.Option("--ausfuehrlich", help="Mit Hilfen, Möglichkeiten, Regeln und Rechnungen.")
    ] = False,
    abschnitt: Annotated[
        str, typer.Option("--abschnitt", metavar="ID", help="Nur diesen Abschnitt.", show_default=False)
    ] = "",
    als: Annotated[
        str,
        typer.Option(
            "--als",
            metavar="ART",
            help="text; oder ein Bild des Ablaufs: svg, mermaid",
            show_default=False,
        ),
    ] = "",
    nach: Annotated[
        Path | None,
        typer.Option("--nach", metavar="DATEI", help="In eine Datei statt hierher.", show_default=False),
    ] = None,
) -> None:
    """Zeigt Abschnitte, Schritte und Fragen mit ihren Kennungen.

    Dazu, wann eine Frage gestellt wird, mit wem und wie lange es dauert;
    als Text oder als Bild des Ablaufs.
    """
    leitfaden_zeigen.run_zeigen(
        leitfaden, abschnitt, leitfaden_zeigen.Darstellung(ausfuehrlich=ausfuehrlich, als=als, nach=nach)
    )


@leitfaden_app.command(options_metavar="[OPTIONEN]")
def pruefen(
    leitfaden: LeitfadenName,
    format_: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help="text, json, github oder gitlab"),
    ] = "text",
    stichtag: Annotated[
        str,
        typer.Option(
            "--stichtag",
            metavar="DATUM",
            help="An welchem Tag Zahlen veraltet sind; sonst heute",
            show_default=False,
        ),
    ] = "",
    ohne_hinweise: Annotated[bool, typer.Option("--ohne-hinweise", help="Nennt nur Fehler.")] = False,
    als_json: Json = False,
) -> None:
    """Nennt alle Befunde mit Datei, Zeile und Spalte.

    Fehler machen den Leitfaden unbrauchbar, Hinweise nicht. Hinweise kommen erst, wenn kein Fehler
    mehr da ist. Mit Fehlern endet der Befehl mit 3, sonst mit 0.
    """
    format_ = "json" if als_json else format_
    leitfaden_pruefung.run_pruefen(leitfaden, format_, stichtag, hinweise=not ohne_hinweise)


@leitfaden_app.command(options_metavar="[OPTIONEN]")
def testen(
    leitfaden: LeitfadenName,
    fall: Annotated[
        str, typer.Option("--fall", metavar="ID", help="Nur diesen Fall.", show_default=False)
    ] = "",
    alle: Annotated[bool, typer.Option("--alle", help="Nennt auch die Fälle, die passen.")] = False,
    als_json: Json = False,
) -> None:
    """Spielt die Reisen des Leitfadens durch.

    Zeigt je Fall, was erwartet war und was herausgekommen ist. Abweichungen enden mit 3.
    """
    leitfaden_reisen.run_testen(leitfaden, fall, alle=alle, als_json=als_json)


@leitfaden_app.command(options_metavar="[OPTIONEN]")
def abdeckung(
    leitfaden: LeitfadenName,
    mindestens: Annotated[
        int,
        typer.Option(
            "--mindestens",
            metavar="N",
            min=0,
            max=100,
            help="Endet mit 3, wenn weniger als N Prozent der Fragen oder Regeln besucht sind.",
            show_default=False,
        ),
    ] = 0,
    moeglichkeiten: Annotated[
        int,
        typer.Option(
            "--moeglichkeiten",
            metavar="N",
            min=0,
            max=100,
            help="Dasselbe für die Möglichkeiten der Fragen.",
            show_default=False,
        ),
    ] = 0,
    schreibe: Annotated[
        str,
        typer.Option(
            "--schreibe",
            metavar="DATEI",
            help="Schreibt in diese Reise Fälle für das, was noch keine besucht.",
            show_default=False,
        ),
    ] = "",
    anzahl: Annotated[
        int | None,
        typer.Option("--anzahl", metavar="N", min=1, help="Höchstens N neue Fälle.", show_default=False),
    ] = None,
    als_json: Json = False,
) -> None:
    """Zeigt, welche Fragen, Möglichkeiten, Regeln und Zweige die Reisen besuchen.

    Eine Frage ist besucht, wenn sie sicher gestellt und beantwortet ist, eine Regel, wenn sie verletzt,
    erfüllt und offen vorkam, ein Zweig, wenn seine Bedingung wahr und falsch war.
    """
    if schreibe:
        leitfaden_reisen.run_schreibe(leitfaden, schreibe, anzahl)
        return
    leitfaden_reisen.run_abdeckung(leitfaden, (mindestens, moeglichkeiten), als_json=als_json)


@leitfaden_app.command(options_metavar="[OPTIONEN]")
def fragebogen(
    leitfaden: LeitfadenName,
    sprache: Sprache = "",
    runde: Annotated[
        str, typer.Option("--runde", metavar="NAME", help="Nur die Fragen einer Runde.")
    ] = "buergerschaft",
    schritt: Annotated[
        list[str] | None,
        typer.Option(
            "--schritt", metavar="ID", help="Nur diesen Schritt (mehrmals möglich).", show_default=False
        ),
    ] = None,
    nach: Annotated[
        Path | None,
        typer.Option(
            "--nach",
            metavar="DATEI",
            help="Wohin, .pdf oder .html; sonst fragebogen-SPRACHE.pdf.",
            show_default=False,
        ),
    ] = None,
    ersetzen: Annotated[bool, typer.Option("--ersetzen", help="Ersetzt eine vorhandene Datei.")] = False,
) -> None:
    """Schreibt einen Fragebogen auf Papier, in einer Sprache des Leitfadens.

    Ohne --schritt mit allen Schritten, die eine Person für sich ausfüllen kann.
    """
    leitfaden_bogen.run_fragebogen(leitfaden, nach, sprache, runde, schritt or (), ersetzen=ersetzen)


@leitfaden_app.command(options_metavar="[OPTIONEN]")
def xlsform(
    nach: Annotated[Path, typer.Option("--nach", metavar="DATEI.xlsx", help="Wohin.", show_default=False)],
    leitfaden: LeitfadenName,
    runde: Annotated[
        str,
        typer.Option(
            "--runde",
            metavar="NAME",
            help="Nur die Fragen einer Runde: intern, aemter, buergerschaft, traeger, kaemmerei oder alle.",
        ),
    ] = "buergerschaft",
    abschnitt: Annotated[
        list[str] | None,
        typer.Option(
            "--abschnitt",
            metavar="ID",
            help="Nur diesen Abschnitt oder Schritt (mehrmals möglich).",
            show_default=False,
        ),
    ] = None,
    ersetzen: Annotated[bool, typer.Option("--ersetzen", help="Ersetzt eine vorhandene Datei.")] = False,
) -> None:
    """Schreibt die Fragen als XLSForm für KoboToolbox und ODK.

    In allen Sprachen des Leitfadens. Was sich dort nicht sagen lässt, wird mit Datei, Zeile und Spalte
    genannt; die Frage steht trotzdem im Fragebogen.
    """
    leitfaden_xlsform.run_xlsform(leitfaden, nach, runde, abschnitt or (), ersetzen=ersetzen)


@leitfaden_app.command(options_metavar="[OPTIONEN]")
def vergleichen(
    alt: Annotated[str, typer.Argument(metavar="A", show_default=False)],
    neu: Annotated[str, typer.Argument(metavar="B", show_default=False)],
    nur: Annotated[
        list[str] | None,
        typer.Option(
            "--nur",
            metavar="BEREICH",
            help="Nur kopf, abschnitte, fragen, abgeleitet, parameter, regeln, kataloge, quellen oder sprachen.",
            show_default=False,
        ),
    ] = None,
    als_json: Json = False,
) -> None:
    """Zeigt, was sich von A nach B ändert.

    Und was das für die Antworten in bestehenden Vorhaben heißt.
    """
    leitfaden_vergleich.run_vergleichen(alt, neu, tuple(nur or ()), als_json=als_json)


@leitfaden_app.command(options_metavar="[OPTIONEN]")
def einlesen(
    datei: Annotated[Path, typer.Argument(metavar="XLSFORM", show_default=False)],
    nach: Annotated[Path, typer.Option("--nach", metavar="ORDNER", help="Wohin.", show_default=False)],
) -> None:
    """Macht aus einem XLSForm (.xlsx, .md, .csv) den Entwurf eines Leitfadens.

    Was sich nicht übernehmen lässt, wird mit Blatt, Zeile und Spalte genannt und steht als Kommentar
    im Entwurf; überschrieben wird nichts.
    """
    leitfaden_xlsform.run_einlesen(datei, nach)
