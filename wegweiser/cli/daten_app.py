"""The commands about data files, each body one call."""

# ruff: noqa: FBT002 - flags of the command line are named there, not positional

from pathlib import Path
from typing import Annotated

import typer

from wegweiser.cli.optionen import Json, Kuerzel, Ordner, Schlicht, build_app

daten_app = build_app("Liest Daten ein: Zensus, Gebiete, Orte, Befragungen.")

Ja = Annotated[bool, typer.Option("--ja", help="Ohne Rückfrage; im Zweifel gilt der Vorschlag.")]


def _text(name: str, metavar: str, hilfe: str) -> typer.models.OptionInfo:
    return typer.Option(name, metavar=metavar, help=hilfe, show_default=False)  # type: ignore[no-any-return]


@daten_app.command(options_metavar="[OPTIONEN]")
def einlesen(  # noqa: PLR0913, PLR0917 - one option per detail of a file
    ordner: Ordner,
    dateien: Annotated[list[Path], typer.Argument(metavar="DATEI…", show_default=False, readable=False)],
    als: Annotated[
        str, _text("--als", "ART", "Was die Datei enthält: zellen, raeume, orte, befragung …")
    ] = "",
    titel: Annotated[str, _text("--titel", "TEXT", "Wie sie heißen soll; sonst wie die Datei")] = "",
    urheber: Annotated[str, _text("--urheber", "TEXT", "Wer sie herausgegeben hat")] = "",
    lizenz: Annotated[str, _text("--lizenz", "TEXT", "Unter welcher Lizenz, zum Beispiel dl-de/by-2-0")] = "",
    nennung: Annotated[str, _text("--nennung", "TEXT", "Was auf Karten steht; sonst der Urheber")] = "",
    stand: Annotated[str, _text("--stand", "DATUM", "Von wann die Daten sind")] = "",
    adresse: Annotated[str, _text("--adresse", "URL", "Woher sie geladen ist")] = "",
    kodierung: Annotated[str, _text("--kodierung", "NAME", "Zeichen der Datei: utf-8, cp1252 …")] = "",
    trenner: Annotated[str, _text("--trenner", "ZEICHEN", "Was die Spalten trennt: ; , | oder tab")] = "",
    lagebezug: Annotated[str, _text("--lagebezug", "EPSG", "Koordinaten, zum Beispiel EPSG:25832")] = "",
    ebene: Annotated[str, _text("--ebene", "NAME", "Ebene eines GeoPackage, Blatt einer Tabelle")] = "",
    spalten: Annotated[
        list[str] | None, _text("--spalte", "NAME=SPALTE", "Welche Spalte gemeint ist; mehrfach möglich")
    ] = None,
    lesarten: Annotated[
        list[str] | None, _text("--lesart", "NAME=WERT", "Andere Angabe zum Lesen; mehrfach möglich")
    ] = None,
    ja: Ja = False,
    schlicht: Schlicht = False,
    als_json: Json = False,
    kuerzel: Kuerzel = "",
) -> None:
    """Liest Dateien ein, oder alle Dateien eines Ordners.

    Zeigt, was erkannt ist, mit drei Beispielzeilen, und fragt nur, was unklar ist. Jede Datei wird kopiert; das Original bleibt, wie es ist.
    """
    from wegweiser.cli import dateneinlesen as befehl
    from wegweiser.cli.datenworte import Herkunftswunsch

    wunsch = befehl.Lesewunsch(
        als, kodierung, trenner, lagebezug, ebene, tuple(spalten or ()), tuple(lesarten or ())
    )
    herkunft = Herkunftswunsch(urheber, lizenz, stand, adresse, nennung)
    befehl.run_einlesen(
        ordner, dateien, wunsch, herkunft, befehl.Ablauf(titel, ja, als_json, schlicht, kuerzel)
    )


@daten_app.command(options_metavar="[OPTIONEN]")
def liste(ordner: Ordner, als_json: Json = False) -> None:
    """Nennt alle eingelesenen Dateien mit Herkunft und Lizenz."""
    from wegweiser.cli import daten

    daten.run_liste(ordner, als_json=als_json)


@daten_app.command(options_metavar="[OPTIONEN]")
def pruefen(ordner: Ordner, als_json: Json = False) -> None:
    """Findet, was an den Daten nicht stimmen kann.

    Endet mit 3, wenn ein Befund Ergebnisse verfälscht; Hinweise allein enden mit 0.
    """
    from wegweiser.cli import daten

    daten.run_pruefen(ordner, als_json=als_json)


@daten_app.command(options_metavar="[OPTIONEN]")
def quartier(  # noqa: PLR0913, PLR0917 - three ways to give a boundary
    ordner: Ordner,
    raum: Annotated[str, _text("--raum", "NAME|SCHLÜSSEL", "Ein Gebiet aus einer eingelesenen Datei")] = "",
    datei: Annotated[
        str, _text("--datei", "DATEI-ID|DATEI", "Die ganze Datei, oder woraus --raum gemeint ist")
    ] = "",
    umkreis: Annotated[str, _text("--umkreis", "METER", "Ein Kreis, zum Beispiel 800; dazu --um")] = "",
    um: Annotated[str, _text("--um", "BREITE,LÄNGE", "Seine Mitte, zum Beispiel 51.5149,7.3810")] = "",
    titel: Annotated[str, _text("--titel", "TEXT", "Wie das Quartier heißen soll")] = "",
    ja: Ja = False,
    schlicht: Schlicht = False,
    als_json: Json = False,
    kuerzel: Kuerzel = "",
) -> None:
    """Legt die Grenze des Quartiers fest: nach Namen, als Umkreis oder aus einer Datei.

    Zeigt danach Fläche und Menschen darin; ohne Angabe nur das.
    """
    from wegweiser.cli import dateneinlesen, datenquartier

    wunsch = datenquartier.Wunsch(raum, datei, umkreis, um, titel)
    datenquartier.run_quartier(ordner, wunsch, dateneinlesen.Ablauf("", ja, als_json, schlicht, kuerzel))


@daten_app.command(options_metavar="[OPTIONEN]")
def entfernen(
    ordner: Ordner,
    kennung: Annotated[str, typer.Argument(metavar="DATEI-ID", show_default=False)],
    ja: Ja = False,
    schlicht: Schlicht = False,
    kuerzel: Kuerzel = "",
) -> None:
    """Nimmt eine Datei wieder heraus; das Original bleibt."""
    from wegweiser.cli import daten
    from wegweiser.cli.dateneinlesen import Ablauf

    daten.run_entfernen(ordner, kennung, Ablauf(ja=ja, schlicht=schlicht, kuerzel=kuerzel))


@daten_app.command(options_metavar="[OPTIONEN]")
def luecken(  # noqa: PLR0913, PLR0917 - show, explain, take over
    ordner: Ordner,
    uebernehmen: Annotated[
        bool, typer.Option("--uebernehmen", help="In die Antworten übernehmen, nach einer Rückfrage.")
    ] = False,
    rechenweg: Annotated[
        str, _text("--rechenweg", "DIENST", "Wie die Zahlen eines Dienstes zustande kommen")
    ] = "",
    stichtag: Annotated[str, _text("--stichtag", "DATUM", "Gerechnet, als wäre dieser Tag")] = "",
    ja: Ja = False,
    schlicht: Schlicht = False,
    als_json: Json = False,
    kuerzel: Kuerzel = "",
) -> None:
    """Rechnet Versorgungslücken aus den Daten, mit Ursache und Beleg.

    Was Menschen geschrieben, geändert oder herausgenommen haben, bleibt; Dringlichkeit und Potenzial tragen sie selbst ein.
    """
    from wegweiser.cli import lueckendaten

    wunsch = lueckendaten.Lueckenwunsch(uebernehmen, ja, rechenweg, stichtag, als_json, schlicht, kuerzel)
    lueckendaten.run_luecken(ordner, wunsch)
