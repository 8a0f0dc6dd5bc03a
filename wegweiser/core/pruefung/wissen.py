"""What the checks look up about a guide; each thing is worked out once, so that checking stays linear."""

from collections.abc import Iterator
from functools import cached_property

from wegweiser.ausdruck import Ausdruck, AusdruckFehler, Ausdrucksbefund, Namen, parse_ausdruck
from wegweiser.core.namen import build_namen, list_typen
from wegweiser.core.pruefung.fund import Fundort
from wegweiser.core.pruefung.kreise import find_kreise, list_gruppen
from wegweiser.model import frage as f
from wegweiser.model.katalog import Form
from wegweiser.model.leitfaden import Abschnitt, Leitfaden, list_fragen


class Wissen:
    """Names, order, tables and parsed expressions of one guide."""

    def __init__(self, leitfaden: Leitfaden) -> None:
        self.leitfaden = leitfaden
        self.abgeleitet = {a.id: a for abschnitt in leitfaden.abschnitte for a in abschnitt.abgeleitet}
        self.reihenfolge = {frage.id: nr for nr, (_, frage) in enumerate(list_fragen(leitfaden))}
        self._namen: dict[str | None, Namen] = {}
        self._gelesen: dict[str, Ausdruck | Ausdrucksbefund] = {}
        self.auswahlen: dict[str, frozenset[str] | None] = {}
        self._ziele: dict[str, frozenset[str]] = {}

    @cached_property
    def fragen(self) -> dict[str, tuple[Abschnitt, f.Frage]]:
        """Every question with its Abschnitt; of two with one id the first."""
        return {frage.id: (a, frage) for a, frage in reversed(list(list_fragen(self.leitfaden)))}

    @cached_property
    def namen_nach_kurz(self) -> dict[str, str]:
        """Questions by what they are called on screen, which is easily taken for their id."""
        return {frage.kurz.casefold(): id_ for id_, (_, frage) in self.fragen.items() if frage.kurz}

    @cached_property
    def wiederholt(self) -> dict[str, tuple[int, str]]:
        """Names answered once per record: the number of their Abschnitt and the table it is repeated over."""
        return {
            id_: (nr, abschnitt.je)
            for nr, abschnitt in enumerate(self.leitfaden.abschnitte)
            if abschnitt.je is not None
            for id_, _ in list_typen(abschnitt)
        }

    def namen(self, je: str | None) -> Namen:
        """Name → type as seen from an Abschnitt repeated over `je`, or from outside."""
        if je not in self._namen:
            self._namen[je] = build_namen(self.leitfaden, je)
        return self._namen[je]

    def parse(self, text: str) -> Ausdruck | Ausdrucksbefund:
        """The expression, or why it is none."""
        if text not in self._gelesen:
            try:
                self._gelesen[text] = parse_ausdruck(text)
            except AusdruckFehler as fehler:
                self._gelesen[text] = fehler.befund
        return self._gelesen[text]

    def list_namen(self, text: str) -> frozenset[str]:
        """The names that stand in an expression; none where it is no expression."""
        ausdruck = self.parse(text)
        return ausdruck.namen if isinstance(ausdruck, Ausdruck) else frozenset()

    def list_gelesene(self, text: str) -> frozenset[str]:
        """All names an expression reads, derived values followed to what they read."""
        offen, gesehen = list(self.list_namen(text)), set[str]()
        while offen:
            name = offen.pop()
            if name not in gesehen:
                gesehen.add(name)
                offen += self.list_namen(self.abgeleitet[name].ausdruck) if name in self.abgeleitet else ()
        return frozenset(gesehen)

    def list_spaetere(self, text: str, grenze: int) -> list[str]:
        """The questions from number `grenze` on that an expression reads, directly or through derived values."""
        if all(self._spaeteste.get(name, -1) < grenze for name in self.list_namen(text)):
            return []  # nearly always, and known without following derived values anew
        return sorted(n for n in self.list_gelesene(text) if self.reihenfolge.get(n, -1) >= grenze)

    @cached_property
    def _spaeteste(self) -> dict[str, int]:
        """For every name the number of the last question behind it."""
        spaeteste = dict(self.reihenfolge)
        for gruppe in list_gruppen(self._folgen):
            gelesen = (n for name in gruppe for n in self.list_namen(self.abgeleitet[name].ausdruck))
            hoechste = max((spaeteste.get(n, -1) for n in gelesen), default=-1)
            for name in gruppe:
                spaeteste[name] = max(spaeteste.get(name, -1), hoechste)
        return spaeteste

    @cached_property
    def _folgen(self) -> dict[str, list[str]]:
        return {id_: sorted(self.list_namen(a.ausdruck)) for id_, a in self.abgeleitet.items()}

    @cached_property
    def kreise(self) -> dict[str, tuple[str, ...]]:
        """Derived values that are read by what they read, under the first of them."""
        return find_kreise(self._folgen)

    def find_je(self, text: str) -> str | None:
        """Rules are read inside the repeated Abschnitt whose answers they use."""
        gefunden = [self.wiederholt[name] for name in self.list_namen(text) if name in self.wiederholt]
        return min(gefunden)[1] if gefunden else None

    @cached_property
    def umlenkungskreise(self) -> dict[str, tuple[str, ...]]:
        """Forms that send people in a circle, under the first of them."""
        katalog = self.leitfaden.kataloge.get("formen")
        formen = [e for e in katalog.eintraege if isinstance(e, Form)] if katalog else []
        return find_kreise({form.id: [form.umlenkung.nach] for form in formen if form.umlenkung})

    def ist_tabelle(self, id_: str, grenze: int) -> bool:
        """Whether this is a table that is filled in once, before question number `grenze`."""
        if id_ not in self.fragen:
            return False
        abschnitt, frage = self.fragen[id_]
        return isinstance(frage, f.Tabelle) and abschnitt.je is None and self.reihenfolge[id_] < grenze

    def list_eintraege(self, katalog: str) -> frozenset[str]:
        """The ids of a catalogue's entries."""
        return frozenset(ziel for ziel in self.list_ziele(katalog) if not ziel.startswith(("@", "*")))

    def list_ziele(self, katalog: str) -> frozenset[str]:
        """What a rule may be about: entries of a catalogue, groups of them (`@gruppe`), all (`*`)."""
        if katalog not in self._ziele:
            gefunden = self.leitfaden.kataloge.get(katalog)
            eintraege = gefunden.eintraege if gefunden else ()
            gruppen = (f"@{gruppe}" for e in eintraege for gruppe in e.gruppen)
            self._ziele[katalog] = frozenset({"*", *(e.id for e in eintraege), *gruppen})
        return self._ziele[katalog]


def list_abschnitte(leitfaden: Leitfaden) -> Iterator[tuple[Fundort, Abschnitt]]:
    """Every Abschnitt with its file."""
    for abschnitt in leitfaden.abschnitte:
        yield Fundort(f"abschnitte/{abschnitt.id}.yaml"), abschnitt


def list_orte(leitfaden: Leitfaden) -> Iterator[tuple[Fundort, Abschnitt, f.Frage]]:
    """Every question with its place."""
    for datei, abschnitt in list_abschnitte(leitfaden):
        for nr, schritt in enumerate(abschnitt.schritte):
            for i, frage in enumerate(schritt.fragen):
                yield datei.bei("schritte", nr, "fragen", i), abschnitt, frage
