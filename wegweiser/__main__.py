"""Start of the program: `wegweiser` and `python -m wegweiser`."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

# The help screen, ready to print before anything is loaded; a test keeps it equal to the real one.
HILFE = """\
Aufruf: wegweiser [OPTIONEN] BEFEHL [ANGABEN]…

  Führt durch Leitfäden der Quartiersentwicklung: fragt, rechnet nach,
  schreibt den Maßnahmenplan.

Optionen:
  --debug                     Zeigt bei einem Programmfehler den ganzen
                              Verlauf.
  --version                   Zeigt die Version.
  --vervollstaendigung SHELL  Schreibt die Ergänzung für bash, zsh, fish oder
                              powershell.
  -h, --help                  Zeigt diese Hilfe.

Befehle:
  demo             Spielt das Beispiel durch und schreibt den Bericht.
  neu              Legt ein leeres Vorhaben an.
  start            Beginnt das Gespräch oder setzt es fort.
  status           Zeigt, wo Sie stehen, was offen ist und wer was klärt.
  antwort          Setzt Antworten ohne Gespräch.
  auswerten        Zeigt Lücken, Organisationsformen und Finanzierung.
  bericht          Schreibt den Maßnahmenplan als PDF, HTML und JSON.
  sichern          Hält den jetzigen Stand unter einem Namen fest.
  staende          Listet die festgehaltenen Stände.
  unterschied      Sagt, was sich seit einem Stand geändert hat.
  zuruecksetzen    Kehrt zu einem festgehaltenen Stand zurück.
  szenario         Spielt durch, was mit anderen Antworten herauskäme.
  vergleichen      Stellt zwei Vorhaben oder Szenarien nebeneinander.
  daten            Liest Daten ein: Zensus, Gebiete, Orte, Befragungen.
  importieren      Übernimmt eine Tabelle aus Excel, LibreOffice oder CSV.
  rueckgaengig     Nimmt die letzte Änderung zurück.
  wiederholen      Stellt wieder her, was zuletzt rückgängig gemacht wurde.
  verlauf          Zeigt, wer wann was geändert hat.
  sitzung          Hält Sitzungen fest: Termine, Beschlüsse, Niederschrift.
  karten           Druckt Karten, Plakat und Punkteblätter.
  erfassen         Nimmt Antworten von Karten und Punkteblättern zurück.
  offen            Gibt offene Fragen an Ämter und nimmt Antworten zurück.
  zusammenfuehren  Führt zwei Kopien zusammen, Antwort für Antwort.
  anonymisieren    Entfernt Persönliches überall, endgültig.
  retten           Stellt eine beschädigte vorhaben.yaml wieder her.
  umziehen         Zieht auf eine andere Fassung des Leitfadens um.
  leitfaden        Zeigt und prüft Leitfäden.

  So fangen Sie an: wegweiser start mein-quartier. Den Ordner mein-quartier
  legt das Programm an; derselbe Befehl macht später dort weiter, wo Sie
  aufgehört haben. Zum Drucken: wegweiser bericht mein-quartier. Mehr zu einem
  Befehl: wegweiser start --help.
"""


def main() -> None:
    """Run the command line; the plain help costs no import."""
    if sys.argv[1:] in ([], ["--help"], ["-h"]) and "_WEGWEISER_COMPLETE" not in os.environ:
        from wegweiser.cli.ausgabe import configure_stroeme

        configure_stroeme()
        sys.stdout.write(HILFE)
        _beende(0)
    gc.set_threshold(200_000, 50, 100)  # loading a guide makes many objects and no garbage
    try:
        from wegweiser.cli.app import main as run

        code = run()
    except KeyboardInterrupt:  # before the command line could catch it
        code = 130
    _beende(code)


def _beende(code: int) -> NoReturn:
    """End at once: everything is written, and taking the interpreter apart costs as much as two starts."""
    for strom in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            strom.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
