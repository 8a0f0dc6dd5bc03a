"""Start of the program: `wegweiser` and `python -m wegweiser`."""

import sys

# The help screen, ready to print before anything is loaded; a test keeps it equal to the real one.
HILFE = """\
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
