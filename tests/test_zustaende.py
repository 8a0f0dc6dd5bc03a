"""Random sequences of everything that happens to a Vorhaben, against a dictionary of confirmed answers.

Answers, undo and redo, snapshots, edits by hand (while it is open and while it is not), files broken and mended, a guide
that changes, moves to another guide and back, failing disks, kills at any write, clocks that jump: no confirmed answer is
ever lost or changed unasked, and the folder always opens.
"""

import errno
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.builders import KLEIN, KOPF, write_leitfaden
from tests.conftest import ABNAHME
from tests.stoerung import Absturz, Stoerung, Wie, stoere
from wegweiser import workflow
from wegweiser.adapters.vorhaben import load_akte, load_bezug
from wegweiser.adapters.yaml_lesen import load_yaml
from wegweiser.adapters.yaml_schreiben import format_yaml, patch_yaml
from wegweiser.errors import VorhabenError, VorhabenGeaendertError
from wegweiser.model.antworten import Adresse, Antwort
from wegweiser.workflow import Stand, build_ruhende
from wegweiser.workflow.handaenderung import reload
from wegweiser.workflow.leitfaeden import load_leitfaden
from wegweiser.workflow.rettung import apply_rettung
from wegweiser.workflow.staende import apply_rueckweg, plan_rueckweg, sichere
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.umziehen import apply_umzug, bereite_umzug, undo_umzug
from wegweiser.workflow.verlauf import plan_ruecknahme, save_ruecknahme

Antworten = dict[Adresse, Antwort]
Reihe = tuple[dict[str, Any], ...]
ABSTELLE = Path("/dev/shm") if Path("/dev/shm").is_dir() else None  # noqa: S108 - a disk without waiting, where there is one
UNLESBAR = (
    b"",
    b"\0" * 300,
    b"\xff\xfe",
    b"format: 1\nantworten: [",
    b"<<<<<<< HEAD\nformat: 1\n",
    b"[]\n",
    b"format: 1\n",
)


def _zeilen(ids: list[int]) -> Reihe:
    return tuple({"id": f"m{nr}", "titel": f"Maßnahme {nr}"} for nr in ids)


WERTE: dict[str, st.SearchStrategy[Any]] = {
    "name": st.sampled_from(["Marten", "ja", "a: b # c", "zwei\u00a0Wörter", "01067"]),
    "einwohner": st.integers(1, 99_999),
    "laden": st.booleans(),
    "ladenname": st.sampled_from(["Bei Ute", "eins\nzwei", "# kein Kommentar"]),
    "ziele": st.sampled_from([(), ("a",), ("a", "b")]),
    "massnahmen": st.lists(st.integers(1, 3), unique=True, max_size=3).map(sorted).map(_zeilen),
    "m1.gruender": st.integers(0, 20),
    "m1.satzung": st.booleans(),
    "m2.gruender": st.integers(0, 20),
}
ADRESSEN = {name: Adresse(name.rpartition(".")[2], name.rpartition(".")[0]) for name in WERTE}


@st.composite
def gesagtes(ziehe: st.DrawFn) -> tuple[Adresse, Antwort | None]:
    """An answer, one taken back, „weiß ich noch nicht“, with and without a note."""
    name = ziehe(st.sampled_from(sorted(WERTE)))
    notiz = ziehe(st.sampled_from([None, None, "Amt fragen: # heute", "zwei\nZeilen"]))
    art = ziehe(st.sampled_from(["wert"] * 6 + ["offen", "nichts"]))
    if art == "nichts":
        return ADRESSEN[name], None
    if art == "offen":
        return ADRESSEN[name], Antwort(offen=True, notiz=notiz, zustaendig="kaemmerei")
    return ADRESSEN[name], Antwort(wert=ziehe(WERTE[name]), notiz=notiz)


class Unglueck(NamedTuple):
    """What goes wrong, and at which call."""

    bei: int
    wie: Wie
    nummer: int = errno.ENOSPC

    @property
    def toedlich(self) -> bool:
        return self.wie in {"tod", "halbtot", "danach"}


ARTEN: tuple[Wie, ...] = ("tod", "halbtot", "danach", "fehler", "halb", "doch")
UNGLUECK = st.one_of(
    st.none(), st.none(), st.none(),
    st.builds(Unglueck, st.integers(1, 26), st.sampled_from(ARTEN), st.sampled_from([errno.ENOSPC, errno.EIO, errno.EROFS])),
)  # fmt: skip


class Vorhabenleben(RuleBasedStateMachine):
    """One Vorhaben; `soll` is the model, `davor` and `danach` what undo and redo lead to."""

    kopien: Path

    @initialize()
    def lege_an(self) -> None:
        self.wurzel = Path(tempfile.mkdtemp(dir=ABSTELLE))
        self.zeit = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
        self.umfeld = Umfeld(jetzt=self.jetzt, zwischenspeicher=self.kopien, kuerzel="ab")
        self.schreibe_leitfaden("erster", "1.0.0")
        self.schreibe_leitfaden("zweiter", "2.0.0")
        self.ordner = self.wurzel / "v"
        workflow.create(self.ordner, leitfaden=str(self.wurzel / "erster"), titel=None, umfeld=self.umfeld)
        self.soll: Antworten = {}
        self.davor: list[Antworten] = []
        self.danach: list[Antworten] = []
        self.staende: dict[str, Antworten] = {}
        self.kommentare: list[str] = []
        self.offen = ExitStack()
        self.stand: Stand | None = None
        self.leitfaden = "erster"
        self.lade_leitfaden()
        self.seit_umzug: list[str] = []
        self.zaehler = 0

    def jetzt(self) -> datetime:
        self.zeit += timedelta(seconds=1)
        return self.zeit

    def schreibe_leitfaden(self, name: str, version: str, zusatz: str = "") -> None:
        dateien = {pfad: text.replace("Wie viele?", f"Wie viele?{zusatz}") for pfad, text in KLEIN.items()}
        kopf = f"{KOPF.replace('1.0.0', version)}abschnitte: [rahmen, form]\n"
        if name == "zweiter":
            dateien = {pfad: text.replace("id: name", "id: bezeichnung") for pfad, text in dateien.items()}
            kopf += "umbenannt: {fragen: {name: bezeichnung}}\n"
        write_leitfaden(self.wurzel / name, {**dateien, "leitfaden.yaml": kopf})

    def lade_leitfaden(self) -> None:
        self.geladen = load_leitfaden(str(self.wurzel / self.leitfaden), self.umfeld)

    def teardown(self) -> None:
        self.stirb()
        shutil.rmtree(self.wurzel, ignore_errors=True)

    # What happens around a session

    def oeffne(self) -> Stand:
        if self.stand is None:
            self.stand = self.offen.enter_context(workflow.bearbeite(self.ordner, self.umfeld))
        return self.stand

    def stirb(self) -> None:
        """The process is killed: nothing it would do at its end reaches the disk."""
        tot = Stoerung(self.ordner)
        tot.tot = True
        with stoere(tot), suppress(Absturz):
            self.offen.close()
        self.offen, self.stand = ExitStack(), None

    @contextmanager
    def im(self, unglueck: Unglueck | None) -> Iterator[None]:
        """On a disk that goes wrong; a kill ends the session, a failure does not."""
        if unglueck is None:
            yield
            return
        try:
            with stoere(Stoerung(self.ordner, bei=unglueck.bei, wie=unglueck.wie, nummer=unglueck.nummer)):
                yield
        except Absturz:
            self.stirb()
            raise

    def fuehre(
        self, tat: Callable[[Stand], Stand], soll: Antworten, unglueck: Unglueck | None, weg: str = "neu"
    ) -> None:
        """A change of the answers to `soll`: it happens or, where something goes wrong, does not; never half of it."""
        vorher = self.soll
        try:
            with self.im(unglueck):
                self.stand = tat(self.oeffne())
        except Absturz:
            if dict(workflow.load_stand(self.ordner, self.umfeld).vorhaben.antworten) != vorher:
                self.merke(soll, weg)
            return
        except VorhabenGeaendertError:
            raise
        except VorhabenError:
            assert unglueck is not None
            assert not unglueck.toedlich
            return
        self.merke(soll, weg)

    def merke(self, soll: Antworten, weg: str) -> None:
        if weg == "zurueck":
            self.danach.append(self.soll)
            self.davor.pop()
        elif weg == "wieder":
            self.davor.append(self.soll)
            self.danach.pop()
        elif soll != self.soll:
            self.davor.append(self.soll)
            self.danach = []
        self.soll = soll

    # What a person does

    @rule(was=gesagtes(), unglueck=UNGLUECK)
    def antworte(self, was: tuple[Adresse, Antwort | None], unglueck: Unglueck | None) -> None:
        adresse, antwort = was
        if self.leitfaden == "zweiter" and adresse == Adresse("name"):
            adresse = Adresse("bezeichnung")
        soll = {a: w for a, w in {**self.soll, adresse: antwort}.items() if w is not None}
        geglaubt = self.stand.vorhaben.antworten.get(adresse) if self.stand else self.soll.get(adresse)
        streit = self.soll.get(adresse) not in (geglaubt, antwort)
        try:
            self.fuehre(
                lambda stand: workflow.save_antwort(stand, adresse, antwort, self.umfeld), soll, unglueck
            )
        except VorhabenGeaendertError:  # edited by hand meanwhile: the person sees both and is asked again
            assert streit
            assert self.stand is not None
            self.stand = reload(self.stand, self.umfeld)
        else:
            assert not streit or unglueck is not None

    @rule(unglueck=UNGLUECK, wieviele=st.integers(1, 4), ziehe=st.data())
    def antworte_mehreres(self, unglueck: Unglueck | None, wieviele: int, ziehe: st.DataObject) -> None:
        self.gleiche_ab()
        neu = dict(ziehe.draw(gesagtes()) for _ in range(wieviele))
        if self.leitfaden == "zweiter" and Adresse("name") in neu:
            neu[Adresse("bezeichnung")] = neu.pop(Adresse("name"))
        soll = {a: w for a, w in {**self.soll, **neu}.items() if w is not None}
        self.fuehre(lambda stand: workflow.save_antworten(stand, neu, self.umfeld), soll, unglueck)

    @precondition(lambda self: self.davor)
    @rule(unglueck=UNGLUECK)
    def mache_rueckgaengig(self, unglueck: Unglueck | None) -> None:
        self.gleiche_ab()
        self.nimm("rueckgaengig", self.davor[-1], unglueck, "zurueck")

    @precondition(lambda self: self.danach)
    @rule(unglueck=UNGLUECK)
    def wiederhole(self, unglueck: Unglueck | None) -> None:
        self.gleiche_ab()
        if self.danach:  # an edit by hand ends what can be repeated
            self.nimm("wiederholt", self.danach[-1], unglueck, "wieder")

    def nimm(self, richtung: Any, soll: Antworten, unglueck: Unglueck | None, weg: str) -> None:
        def tue(stand: Stand) -> Stand:
            return save_ruecknahme(stand, plan_ruecknahme(stand, richtung), self.umfeld)

        self.fuehre(tue, soll, unglueck, weg)

    @rule(wohin=st.sampled_from(["vor", "zurueck", "naechste"]))
    def gehe(self, wohin: str) -> None:
        stand = self.oeffne()
        station = workflow.next_station(stand)
        if station and wohin != "naechste":
            geh = workflow.folgende_station if wohin == "vor" else workflow.vorige_station
            geh(stand, station.adresse)

    @rule()
    def beende(self) -> None:
        self.offen.close()
        self.offen, self.stand = ExitStack(), None

    @rule()
    def toete(self) -> None:
        self.stirb()

    @rule(um=st.sampled_from([timedelta(hours=-1), timedelta(days=-400), timedelta(days=30)]))
    def stelle_uhr(self, um: timedelta) -> None:
        self.zeit += um

    @rule()
    def sichere(self) -> None:
        self.gleiche_ab()
        self.zaehler += 1
        name = f"Stand {self.zaehler}"
        sichere(self.ordner, name, self.umfeld)
        if self.leitfaden == "erster":
            self.staende[name] = self.soll

    @precondition(lambda self: self.staende and self.leitfaden == "erster")
    @rule(unglueck=UNGLUECK, ziehe=st.data())
    def setze_zurueck(self, unglueck: Unglueck | None, ziehe: st.DataObject) -> None:
        self.gleiche_ab()
        name = ziehe.draw(st.sampled_from(sorted(self.staende)))
        self.fuehre(
            lambda stand: apply_rueckweg(stand, plan_rueckweg(stand, name, self.umfeld), self.umfeld),
            self.staende[name],
            unglueck,
        )

    # What happens to the file

    def lies_text(self) -> str:
        return (self.ordner / "vorhaben.yaml").read_text(encoding="utf-8")

    def schreibe_text(self, text: str) -> None:
        (self.ordner / "vorhaben.yaml").write_text(text, encoding="utf-8")

    def gleiche_ab(self) -> None:
        """What a session does first when the file was edited by hand."""
        if self.stand is not None and self.stand.akte.dokument.text != self.lies_text():
            self.stand = reload(self.stand, self.umfeld)

    @rule(zahl=st.integers(100_000, 999_999), neu=st.booleans())
    def aendere_von_hand(self, zahl: int, neu: bool) -> None:  # noqa: FBT001 - drawn
        """In an editor: a value, in the layout that is there or in another; twice in a row is one edit."""
        with suppress(VorhabenError):
            self.gleiche_ab()
        if self.stand is None:
            self.oeffne()
            self.beende()
        text = self.lies_text()
        daten = load_yaml(text, "", typisiert=False).daten
        daten["antworten"] = daten.get("antworten") or {}
        daten["antworten"].setdefault("rahmen", {})["einwohner"] = str(zahl)
        self.schreibe_text(format_yaml(daten) if neu else patch_yaml(text, daten))
        self.kommentare = [] if neu else self.kommentare
        self.merke({**self.soll, Adresse("einwohner"): Antwort(wert=zahl)}, "neu")

    @rule(zahl=st.integers(100_000, 999_999), was=gesagtes(), dieselbe=st.booleans(), unglueck=UNGLUECK)
    def aendere_von_hand_und_antworte(
        self,
        zahl: int,
        was: tuple[Adresse, Antwort | None],
        dieselbe: bool,  # noqa: FBT001 - drawn
        unglueck: Unglueck | None,
    ) -> None:
        """While a session has the file open."""
        self.oeffne()
        self.aendere_von_hand(zahl, neu=False)
        self.antworte((Adresse("einwohner"), Antwort(wert=zahl % 7 + 1)) if dieselbe else was, unglueck)

    @rule(oben=st.booleans())
    def kommentiere(self, oben: bool) -> None:  # noqa: FBT001 - drawn
        self.zaehler += 1
        zeile = f"# Notiz {self.zaehler}: von Hand\n"
        text = self.lies_text()
        self.schreibe_text(zeile + text if oben else text + zeile)
        self.kommentare.append(zeile)

    @rule(inhalt=st.sampled_from(UNLESBAR))
    def zerstoere_und_stelle_wieder_her(self, inhalt: bytes) -> None:
        pfad = self.ordner / "vorhaben.yaml"
        heil = pfad.read_bytes()
        pfad.write_bytes(inhalt)
        for versuch in (self.lies, self.schreibe_etwas):
            with pytest.raises(VorhabenError):
                versuch()
            assert pfad.read_bytes() == inhalt  # nothing writes over what it cannot read
        pfad.write_bytes(heil)

    @rule(inhalt=st.sampled_from(UNLESBAR), anteil=st.floats(0, 0.99), unglueck=UNGLUECK)
    def zerstoere_und_rette(self, inhalt: bytes, anteil: float, unglueck: Unglueck | None) -> None:
        """Half written or overwritten: the journal gives everything back; so it does after a kill while mending."""
        self.beende()
        self.oeffne()  # what was edited by hand and never opened since, no journal knows
        self.beende()
        pfad = self.ordner / "vorhaben.yaml"
        roh = pfad.read_bytes()
        pfad.write_bytes(inhalt or roh[: int(len(roh) * anteil)])
        for versuch in (unglueck, None):
            try:
                with self.im(versuch):
                    apply_rettung(self.ordner, self.umfeld)
            except (VorhabenError, Absturz):
                assert versuch is not None
        self.kommentare = [zeile for zeile in self.kommentare if zeile in self.lies_text()]
        self.seit_umzug = []

    def lies(self) -> Antworten:
        return dict(workflow.load_stand(self.ordner, self.umfeld).vorhaben.antworten)

    def schreibe_etwas(self) -> None:
        workflow.save_antwort(
            self.oeffne(), Adresse("laden"), Antwort(wert=True, notiz=str(self.jetzt())), self.umfeld
        )

    # What happens to the guide

    @rule(fassung=st.integers(1, 9))
    def aendere_leitfaden(self, fassung: int) -> None:
        """A new patch version lies in its place; the answers stay, whether one moves or not."""
        self.beende()
        version = f"{'1' if self.leitfaden == 'erster' else '2'}.0.{fassung}"
        self.schreibe_leitfaden(self.leitfaden, max(version, self.geladen.kopf.version), zusatz="?" * fassung)
        self.lade_leitfaden()

    @precondition(lambda self: self.leitfaden == "erster")
    @rule(unglueck=UNGLUECK)
    def ziehe_um(self, unglueck: Unglueck | None) -> None:
        """To the other guide, where a question has another name; no undo leads across."""
        self.beende()
        if self.ziehe("zweiter", self._ziehe, unglueck):
            self.soll = {_umbenannt(a): antwort for a, antwort in self.soll.items()}

    def _ziehe(self) -> None:
        with bereite_umzug(self.ordner, str(self.wurzel / "zweiter"), self.umfeld) as umzug:
            apply_umzug(umzug, self.umfeld)

    @precondition(lambda self: self.seit_umzug == self.lies_ohne_kopf())
    @rule(unglueck=UNGLUECK)
    def ziehe_zurueck(self, unglueck: Unglueck | None) -> None:
        """Nothing was said since: exactly what was there before the move."""
        self.oeffne()  # an answer that was cut short is finished: then something was said
        self.beende()
        if self.seit_umzug != self.lies_ohne_kopf():
            return
        if self.ziehe("erster", lambda: undo_umzug(self.ordner, self.umfeld, trotzdem=False), unglueck):
            self.soll = {_umbenannt(a, zurueck=True): antwort for a, antwort in self.soll.items()}
            self.seit_umzug = []

    def lies_ohne_kopf(self) -> list[str]:
        return [
            zeile
            for zeile in self.lies_text().splitlines()
            if not zeile.startswith(("protokoll", "  geaendert"))
        ]

    def ziehe(self, ziel: str, tat: Callable[[], object], unglueck: Unglueck | None) -> bool:
        try:
            with self.im(unglueck):
                tat()
        except VorhabenError:
            assert unglueck is not None
        except Absturz:
            pass
        nummer = "1" if ziel == "erster" else "2"
        if load_bezug(self.ordner).version[0] != nummer:
            assert unglueck is not None
            return False
        self.oeffne()  # a move that was cut short is finished
        self.beende()
        self.leitfaden, self.davor, self.danach = ziel, [], []
        self.lade_leitfaden()
        self.seit_umzug = self.lies_ohne_kopf()
        return True

    @invariant()
    def alles_ist_da(self) -> None:
        akte, _ = load_akte(self.ordner, self.geladen, build_ruhende(self.geladen))
        assert dict(akte.vorhaben.antworten) == self.soll
        assert akte.vorhaben.unpassend == ()
        text = self.lies_text()
        assert all(zeile in text for zeile in self.kommentare)


def _umbenannt(adresse: Adresse, *, zurueck: bool = False) -> Adresse:
    alt, neu = ("bezeichnung", "name") if zurueck else ("name", "bezeichnung")
    return Adresse(neu) if adresse == Adresse(alt) else adresse


@pytest.fixture(autouse=True)
def kopien(zwischenspeicher: Path) -> None:
    Vorhabenleben.kopien = zwischenspeicher


class Leben(Vorhabenleben):
    """Twice, so that two cores share the work."""


class NochEinLeben(Vorhabenleben):
    pass


TestLeben, TestNochEinLeben = Leben.TestCase, NochEinLeben.TestCase
TestLeben.settings = settings(max_examples=1000 if ABNAHME else 60, stateful_step_count=25 if ABNAHME else 8)
TestNochEinLeben.settings = TestLeben.settings
