"""The border between the program and the person: every failure becomes a sentence and an exit code."""

import errno
import os
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import click

from wegweiser.cli.ausgabe import configure_aufruf, configure_stroeme, print_fehler
from wegweiser.cli.signale import Beendet
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.cli.vervollstaendigung import install_vervollstaendigung
from wegweiser.errors import (
    EXIT_BENUTZUNG,
    EXIT_FEHLER_IM_PROGRAMM,
    EXIT_UNTERBROCHEN,
    WegweiserError,
    format_hinweis,
    format_satz,
)

_ZITAT = re.compile(r"'([^']*)'")
UNTERBROCHEN = "Unterbrochen; alles Bestätigte ist gespeichert."


def run_sicher(build_befehl: Callable[[], click.Command], argumente: Sequence[str]) -> int:
    """Run the command line; only `--debug` lets an exception through."""
    configure_stroeme()
    configure_aufruf(os.environ.get("WEGWEISER_AUFRUF", ""))
    if "--debug" in argumente:
        return _run(build_befehl, argumente)
    try:
        return _run(build_befehl, argumente)
    except WegweiserError as fehler:
        print_fehler(*getattr(fehler, "befunde", ()), fehler.satz, fehler.hinweis)
        return fehler.exit_code
    except SystemExit as ende:
        if isinstance(ende, Beendet):  # a signal ended a session; else a command has said all there is
            print_fehler("\n" + UNTERBROCHEN)
        return ende.code if isinstance(ende.code, int) else EXIT_UNTERBROCHEN
    except (KeyboardInterrupt, click.Abort):
        print_fehler("\n" + UNTERBROCHEN)
        return EXIT_UNTERBROCHEN
    except BrokenPipeError:
        _schliesse_stille()
        return 0
    except OSError as fehler:
        if fehler.errno == errno.EIO and fehler.filename is None:  # the terminal is gone, and nobody said so
            _schliesse_stille()
            return EXIT_UNTERBROCHEN
        return _melde_system(fehler)
    except Exception as fehler:  # noqa: BLE001 - this is the border
        return _melde_programmfehler(fehler)


def _run(build_befehl: Callable[[], click.Command], argumente: Sequence[str]) -> int:
    install_vervollstaendigung()
    try:
        ergebnis = build_befehl().main(args=list(argumente), prog_name="wegweiser", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as fehler:
        print(fehler.format_message())  # noqa: T201 - help is what was asked for
        return 0
    except click.ClickException as fehler:
        kontext = getattr(fehler, "ctx", None)
        pfad = kontext.command_path if kontext else "wegweiser"
        print_fehler(
            _ZITAT.sub(r"„\1“", fehler.format_message()), format_hinweis("benutzung", {"befehl": pfad})
        )
        return EXIT_BENUTZUNG
    if ergebnis == EXIT_UNTERBROCHEN:  # the framework turns Ctrl-C into this code
        raise KeyboardInterrupt
    return ergebnis if isinstance(ergebnis, int) else 0


def _schliesse_stille() -> None:
    """The reader has gone: nothing more may be written, not even at exit."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _melde_system(fehler: OSError) -> int:
    pfad = fehler.filename or "der Ausgabe"
    if fehler.errno in {errno.ENOSPC, errno.EDQUOT}:
        print_fehler(format_satz("platte-voll", {"pfad": pfad}), format_hinweis("platte-voll", {}))
        return 5
    return _melde_programmfehler(fehler)


def _melde_programmfehler(fehler: BaseException) -> int:
    protokoll = _write_protokoll(fehler)
    print_fehler(format_satz("programmfehler", {"art": type(fehler).__name__}))
    if protokoll:
        print_fehler(format_hinweis("programmfehler", {"protokoll": protokoll}))
    else:
        print_fehler("Mit --debug zeigt der Befehl den ganzen Verlauf.")
    return EXIT_FEHLER_IM_PROGRAMM


def _write_protokoll(fehler: BaseException) -> Path | None:
    """Where it happened, without the message and without values: those may contain answers."""
    try:
        ordner = read_umgebung().ablage
    except WegweiserError:
        return None
    if ordner is None:
        return None
    zeilen = [
        f"{Path(stelle.filename).name}:{stelle.lineno} {stelle.name}"
        for stelle in traceback.extract_tb(fehler.__traceback__)
    ]
    pfad = ordner / f"fehler-{os.getpid()}.log"
    try:
        ordner.mkdir(parents=True, exist_ok=True)
        pfad.write_text("\n".join([type(fehler).__name__, *zeilen, ""]), encoding="utf-8")
    except OSError:
        return None
    return pfad
