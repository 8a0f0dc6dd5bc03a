"""What the commands about guides do: load or check one, show."""

from wegweiser.cli.ausgabe import clean_anzeige, print_fehler, print_saetze
from wegweiser.cli.kommandos import build_umfeld, melde
from wegweiser.cli.umgebung import read_umgebung
from wegweiser.errors import EXIT_BEFUNDE
from wegweiser.workflow import leitfaeden


def run_liste() -> None:
    """`leitfaden liste`."""
    for leitfaden in leitfaeden.list_leitfaeden(build_umfeld(read_umgebung())):
        fragen = sum(1 for abschnitt in leitfaden.abschnitte for _ in abschnitt.fragen())
        melde(f"{leitfaden.id} {leitfaden.kopf.version} – {leitfaden.kopf.titel} ({fragen} Fragen)")


def run_zeigen(name: str) -> None:
    """`leitfaden zeigen`."""
    from wegweiser.cli import views

    umgebung = read_umgebung()
    leitfaden = leitfaeden.load_leitfaden(name, build_umfeld(umgebung))
    print_saetze(views.build_gliederung(leitfaden), farbig=umgebung.farbig)


def run_pruefen(name: str) -> None:
    """`leitfaden pruefen`."""
    befunde = leitfaeden.check_leitfaden(name)
    for befund in befunde:
        print(clean_anzeige(befund))  # noqa: T201 - one finding per line, unwrapped, for editors
    melde(
        "Keine Befunde."
        if not befunde
        else "Ein Befund."
        if len(befunde) == 1
        else f"{len(befunde)} Befunde."
    )
    if befunde:
        raise SystemExit(EXIT_BEFUNDE)


def run_testen(name: str) -> None:
    """`leitfaden testen`."""
    from wegweiser.workflow.auswertung import check_reisen

    ergebnisse = check_reisen(name, build_umfeld(read_umgebung()))
    fehler = [zeile for ergebnis in ergebnisse for zeile in ergebnis.abweichungen]
    for ergebnis in ergebnisse:
        urteil = "passt" if not ergebnis.abweichungen else f"{len(ergebnis.abweichungen)} Abweichungen"
        melde(f"{ergebnis.datei} · {ergebnis.fall}: {urteil} ({ergebnis.stationen} Fragen auf dem Weg)")
    print_fehler(*fehler)
    if not ergebnisse:
        melde("Dieser Leitfaden hat noch keine Reisen.")
    if fehler:
        raise SystemExit(EXIT_BEFUNDE)
