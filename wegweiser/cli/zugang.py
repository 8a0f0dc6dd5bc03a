"""The way into a session: mended, read-only, or taken over from somebody who is gone."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

from wegweiser import workflow
from wegweiser.cli.ausgabe import Satz
from wegweiser.cli.front import Ende, Feld, Front, Wahl, Zugang
from wegweiser.cli.rettung import biete_rettung
from wegweiser.errors import EingabeError, VorhabenError, VorhabenGesperrtError
from wegweiser.model.vorgaben import LEITFADEN
from wegweiser.workflow import Stand
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.zugang import find_besetzer, load_lesend, release

Oeffnen = Callable[[], AbstractContextManager[Stand]]
_WEGE = (
    Wahl("m", "mitlesen", "Mitlesen, ohne etwas zu ändern"),
    Wahl("w", "warten", "Noch einmal versuchen"),
    Wahl("l", "loesen", "Die Sperre lösen: nur, wenn es die andere Sitzung nicht mehr gibt"),
    Wahl("n", "nein", "Aufhören"),
)


def ist_frisch(ordner: Path) -> bool:
    """Whether nothing is there yet."""
    return not ordner.exists() or (ordner.is_dir() and not any(ordner.iterdir()))


def biete_neues_an(ordner: Path, umfeld: Umfeld, front: Front) -> None:
    """Nothing is there yet: make a new Vorhaben if the person wants it."""
    front.zeige([Satz(f"In {ordner} liegt noch kein Vorhaben.")])
    feld = Feld(
        "wahl",
        "Neues Vorhaben anlegen? ja oder nein",
        (Wahl("j", "ja", "Ja"), Wahl("n", "nein", "Nein")),
        nummeriert=False,
    )
    try:
        ja = front.lies(feld).text.strip().casefold() in {"j", "ja"}
    except (Ende, EingabeError):
        ja = False
    if not ja:
        raise VorhabenError("nichts-angelegt", ordner=ordner)
    workflow.create(ordner, leitfaden=LEITFADEN, titel=_frage_titel(ordner, front), umfeld=umfeld)


def _frage_titel(ordner: Path, front: Front) -> str | None:
    """The title on the cover of the plan; who leaves here gets the name of the folder."""
    name = ordner.resolve().name
    zusatz = "" if front.tasten else f" [Eingabetaste: {name}]"
    with suppress(Ende, EingabeError):
        return front.lies(
            Feld("zeile", f"Welcher Titel soll auf dem Plan stehen?{zusatz}", vorgabe=name)
        ).text
    return None


@contextmanager
def betritt(ordner: Path, umfeld: Umfeld, front: Front, zugang: Zugang, oeffne: Oeffnen) -> Iterator[Stand]:
    """The Vorhaben for a session; what stands in the way is said, and what can be done about it is asked."""
    if zugang.lesen:
        yield _lies_mit(ordner, umfeld, front)
        return
    if zugang.loesen:
        _loese(ordner, umfeld, front)
    with ExitStack() as stapel:
        yield _oeffne(ordner, umfeld, front, lambda: stapel.enter_context(oeffne()))


def _oeffne(ordner: Path, umfeld: Umfeld, front: Front, oeffne: Callable[[], Stand]) -> Stand:
    while True:
        try:
            biete_rettung(ordner, umfeld, front)
            return oeffne()
        except VorhabenGesperrtError as fehler:
            front.zeige([Satz(fehler.satz, "warnung")])
            match _frage(front, "Wie weiter? m, w, l oder n", _WEGE):
                case "m" | "mitlesen":
                    return _lies_mit(ordner, umfeld, front)
                case "l" | "loesen":
                    _loese(ordner, umfeld, front)
                case "w" | "warten":
                    continue
                case _:
                    raise


def _lies_mit(ordner: Path, umfeld: Umfeld, front: Front) -> Stand:
    halter = find_besetzer(ordner, umfeld)
    wer = f" Es arbeitet daran: {halter.wer}, seit {halter.seit}." if halter else ""
    front.zeige([Satz(f"Sie lesen mit; geändert wird nichts.{wer}")])
    return load_lesend(ordner, umfeld)


def _loese(ordner: Path, umfeld: Umfeld, front: Front) -> None:
    """Release the lock if the person is sure; whoever still works there cannot save any more, and is told."""
    halter = find_besetzer(ordner, umfeld)
    if halter is None:
        return
    front.zeige(
        [
            Satz(f"Gesperrt hat {halter.wer}, seit {halter.seit}.", "warnung"),
            Satz("Läuft die andere Sitzung noch, kann sie danach nichts mehr speichern; Bestätigtes bleibt."),
        ]
    )
    wahlen = (Wahl("j", "ja", "Ja, die andere Sitzung gibt es nicht mehr"), Wahl("n", "nein", "Nein"))
    if _frage(front, "Sperre lösen? ja oder nein", wahlen) not in {"j", "ja"}:
        raise VorhabenGesperrtError("gesperrt", wer=halter.wer, seit=halter.seit, ordner=ordner)
    release(ordner, halter)
    front.zeige([Satz("Die Sperre ist gelöst.", "gut")])


def _frage(front: Front, frage: str, wahlen: tuple[Wahl, ...]) -> str:
    try:
        return front.lies(Feld("wahl", frage, wahlen, nummeriert=False)).text.strip().casefold()
    except (Ende, EingabeError):
        return ""
