"""Snapshots, scenarios, comparisons, and removing what is personal: each body one call."""

# ruff: noqa: FBT002 - flags of the command line are named there, not positional

from typing import Annotated

import typer

from wegweiser.cli import anonymisierung, fassungen, vergleich
from wegweiser.cli import szenario as szenariobefehl
from wegweiser.cli.optionen import Json, Kuerzel, Ordner, Schlicht, build_app
from wegweiser.model.anonymisierung import Umfang

fassungen_app = build_app()
Name = Annotated[str, typer.Argument(metavar="STAND", show_default=False)]


@fassungen_app.command(options_metavar="[OPTIONEN]")
def sichern(ordner: Ordner, name: Name, kuerzel: Kuerzel = "") -> None:
    """Hält den jetzigen Stand unter einem Namen fest.

    Zum Beispiel: wegweiser sichern marten "vor Ausschuss". Überschrieben wird nie etwas.
    """
    fassungen.run_sichern(ordner, name, kuerzel)


@fassungen_app.command(options_metavar="[OPTIONEN]")
def staende(ordner: Ordner, als_json: Json = False) -> None:
    """Listet die festgehaltenen Stände."""
    fassungen.run_staende(ordner, als_json=als_json)


@fassungen_app.command(options_metavar="[OPTIONEN]")
def unterschied(
    ordner: Ordner,
    von: Name,
    bis: Annotated[str, typer.Argument(metavar="[STAND2]", show_default=False)] = "",
    als_json: Json = False,
) -> None:
    """Sagt, was sich seit einem Stand geändert hat.

    Oder zwischen zwei Ständen: Frage für Frage, Tabellen zeilenweise, und was dadurch anders herauskommt.
    """
    fassungen.run_unterschied(ordner, von, bis, als_json=als_json)


@fassungen_app.command(options_metavar="[OPTIONEN]")
def zuruecksetzen(
    ordner: Ordner,
    name: Name,
    ja: Annotated[bool, typer.Option("--ja", help="Ohne Rückfrage zurücksetzen.")] = False,
    schlicht: Schlicht = False,
    kuerzel: Kuerzel = "",
) -> None:
    """Kehrt zu einem festgehaltenen Stand zurück.

    Zeigt zuerst, was sich ändert, und fragt dann. Auch das lässt sich rückgängig machen.
    """
    fassungen.run_zuruecksetzen(ordner, name, ja=ja, schlicht=schlicht, kuerzel=kuerzel)


@fassungen_app.command(options_metavar="[OPTIONEN]")
def szenario(  # noqa: PLR0913, PLR0917 - one option per detail of a supposition
    ordner: Ordner,
    name: Annotated[str, typer.Argument(metavar="[SZENARIO]", show_default=False)] = "",
    frage: Annotated[str, typer.Argument(metavar="[FRAGE]", show_default=False)] = "",
    wert: Annotated[str, typer.Argument(metavar="[WERT]", show_default=False)] = "",
    offen: Annotated[bool, typer.Option("--offen", help="Nimmt an: „weiß ich noch nicht“.")] = False,
    entferne: Annotated[bool, typer.Option("--entferne", help="Nimmt die Annahme zurück.")] = False,
    als_json: Json = False,
    kuerzel: Kuerzel = "",
) -> None:
    """Spielt durch, was mit anderen Antworten herauskäme.

    Ohne weitere Angaben alle Szenarien, mit Namen eines, mit FRAGE und WERT eine Annahme mehr. Das Vorhaben selbst bleibt
    unberührt.
    """
    annahme = szenariobefehl.Annahme(name, frage, wert, offen, entferne)
    szenariobefehl.run(ordner, annahme, als_json=als_json, kuerzel=kuerzel)


@fassungen_app.command(options_metavar="[OPTIONEN]")
def vergleichen(
    a: Annotated[str, typer.Argument(metavar="VORHABEN1", show_default=False)],
    b: Annotated[str, typer.Argument(metavar="VORHABEN2", show_default=False)],
    als_json: Json = False,
) -> None:
    """Stellt zwei Vorhaben oder Szenarien nebeneinander.

    Antworten, Rangfolge, Formen, Einordnung und Kosten. Ein Szenario heißt ORDNER@NAME.
    """
    vergleich.run(a, b, als_json=als_json)


@fassungen_app.command(options_metavar="[OPTIONEN]")
def anonymisieren(
    ordner: Ordner,
    frage: Annotated[
        list[str] | None,
        typer.Option(
            "--frage", metavar="KENNUNG", help="Auch diese Antwort; mehrfach möglich.", show_default=False
        ),
    ] = None,
    freitexte: Annotated[
        bool, typer.Option("--freitexte", help="Auch alle frei geschriebenen Texte.")
    ] = False,
    kommentare: Annotated[bool, typer.Option("--kommentare", help="Auch Kommentare von Hand.")] = False,
    daten: Annotated[
        bool,
        typer.Option(
            "--daten", help="Auch eingelesene Dateien über Menschen: Befragung, Akteure, Leerstand."
        ),
    ] = False,
    ja: Annotated[bool, typer.Option("--ja", help="Ohne Rückfrage entfernen.")] = False,
    schlicht: Schlicht = False,
) -> None:
    """Entfernt Persönliches überall, endgültig.

    Zeigt zuerst, was entfernt wird und was nur ein Mensch beurteilen kann. Das Einzige, was sich nicht rückgängig machen
    lässt.
    """
    umfang = Umfang(freitexte, kommentare, frozenset(frage or ()), daten)
    anonymisierung.run(ordner, umfang, ja=ja, schlicht=schlicht)
