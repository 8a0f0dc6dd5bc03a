"""What the person sees: the only code that knows a terminal."""

from wegweiser.cli.deutsch import install_deutsch

install_deutsch()  # before any module of this package imports typer
