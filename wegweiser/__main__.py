"""Start of the program: `wegweiser` and `python -m wegweiser`."""

import sys

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
  demo       Spielt das Beispiel durch und schreibt den Bericht.
  neu        Legt ein leeres Vorhaben an.
  start      Beginnt das Gespräch oder setzt es fort.
  status     Zeigt, wo Sie stehen, was offen ist und wer was klärt.
  antwort    Setzt Antworten ohne Gespräch.
  auswerten  Zeigt Lücken, Organisationsformen und Finanzierung.
  bericht    Schreibt den Maßnahmenplan als PDF, HTML und JSON.
  leitfaden  Zeigt und prüft Leitfäden.
"""


def main() -> None:
    """Run the command line; the plain help costs no import."""
    if sys.argv[1:] in ([], ["--help"], ["-h"]) and HILFE:
        from wegweiser.cli.ausgabe import configure_stroeme

        configure_stroeme()
        sys.stdout.write(HILFE)
        sys.exit(0)
    from wegweiser.cli.app import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
