"""Small guides as data, changed in declared ways: what tests of moving and comparing start from."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

from tests.builders import KOPF, QUELLEN, write_leitfaden
from wegweiser import workflow
from wegweiser.adapters.antwortdaten import list_posten
from wegweiser.adapters.yaml_lesen import load_yaml
from wegweiser.model.antworten import Adresse
from wegweiser.model.base import Knoten
from wegweiser.workflow.umfeld import Umfeld
from wegweiser.workflow.umziehen import Umzug, apply_umzug, bereite_umzug, parse_wahlen

Daten = dict[str, Any]
EINFACH = ("text", "absatz", "ganzzahl", "zahl", "geldbetrag", "prozent", "datum", "jahr", "ja_nein", "ort")
WAHL = ("auswahl", "mehrfach", "rangfolge", "verteilung")


def write_daten(ordner: Path, daten: Daten) -> Path:
    """A guide from data: `version`, declarations, and Abschnitte with their questions."""
    kopf = KOPF.replace("1.0.0", json.dumps(daten["version"]))
    kopf += f"abschnitte: {json.dumps([a['id'] for a in daten['abschnitte']])}\n"
    for name in ("umbenannt", "ersetzt", "zurueckgezogen"):
        if name in daten:
            kopf += f"{name}: {json.dumps(daten[name], ensure_ascii=False)}\n"
    dateien = {"leitfaden.yaml": kopf, "quellen.yaml": QUELLEN}
    for abschnitt in daten["abschnitte"]:
        inhalt = {
            "id": abschnitt["id"],
            "titel": abschnitt.get("titel", abschnitt["id"]),
            "warum": "Darum.",
            **({"je": abschnitt["je"]} if abschnitt.get("je") else {}),
            "schritte": [{"id": f"{abschnitt['id']}_s", "titel": "Schritt", "fragen": abschnitt["fragen"]}],
        }
        dateien[f"abschnitte/{abschnitt['id']}.yaml"] = json.dumps(inhalt, ensure_ascii=False)
    if ordner.exists():
        for alt in ordner.glob("abschnitte/*.yaml"):
            alt.unlink()
    return write_leitfaden(ordner, dateien)


def make_frage(id_: str, typ: str, **angaben: Any) -> Daten:
    """A question with what its type needs."""
    frage: Daten = {"id": id_, "text": f"Frage {id_}?", "typ": typ}
    if typ in WAHL:
        frage["optionen"] = [{"id": f"o{nr}", "titel": f"Option {nr}"} for nr in range(1, 5)]
    if typ == "skala":
        frage |= {"von": 0, "bis": 4, "anker": {"0": "gar nicht", "4": "sehr"}}
    if typ == "tabelle":
        frage["spalten"] = [
            {"id": "titel", "text": "Titel", "typ": "text", "pflicht": True},
            {"id": "art", **{k: v for k, v in make_frage("x", "auswahl").items() if k != "id"}},
            {"id": "zahl", "text": "Zahl", "typ": "ganzzahl"},
        ]
    return {**frage, **angaben}


def zieh_um(ordner: Path, umfeld: Umfeld, *wahlen: str, nach: str = "") -> Umzug:
    """Move without questions."""
    with bereite_umzug(ordner, nach, umfeld) as umzug:
        fertig = parse_wahlen(umzug, wahlen)
        apply_umzug(fertig, umfeld)
        return fertig


def lies(ordner: Path) -> Any:
    """The data of the file."""
    return load_yaml(lies_text(ordner), "", typisiert=False).daten


def lies_text(ordner: Path) -> str:
    """The file."""
    return (ordner / "vorhaben.yaml").read_text(encoding="utf-8")


def gesagtes(ordner: Path) -> dict[Adresse, Knoten]:
    """Everything said, whatever the guide knows of it."""
    return {posten.adresse: posten.knoten for posten in list_posten(lies(ordner), ())}


def ohne_kopf(text: str) -> list[str]:
    """The lines without number and time of the last change."""
    return [z for z in text.splitlines() if not z.startswith(("protokoll:", "  geaendert:"))]


def create(ordner: Path, leitfaden: Path, umfeld: Umfeld) -> Path:
    """An empty Vorhaben."""
    workflow.create(ordner, leitfaden=str(leitfaden), titel="Probe", umfeld=umfeld)
    return ordner


# Random guides and random changes


def make_leitfaden(zufall: Random) -> Daten:
    """Two Abschnitte asked once, one repeated over a table of the second."""
    typen = [*EINFACH, *WAHL, "skala"]
    einmal = [make_frage(f"q{nr}", zufall.choice(typen)) for nr in range(zufall.randint(2, 6))]
    zweite = [make_frage("massnahmen", "tabelle", vorsatz="m"), make_frage("lager", "tabelle")]
    zweite += [make_frage(f"r{nr}", zufall.choice(typen)) for nr in range(zufall.randint(0, 3))]
    je = [make_frage(f"s{nr}", zufall.choice(typen)) for nr in range(zufall.randint(1, 4))]
    return {
        "version": "1.0.0",
        "abschnitte": [
            {"id": "eins", "fragen": einmal},
            {"id": "zwei", "fragen": zweite},
            {"id": "drei", "fragen": je, "je": "massnahmen"},
        ],
    }


class Umbau:
    """Changes a guide at random and remembers what it declared."""

    def __init__(self, alt: Daten, zufall: Random) -> None:
        self.daten = deepcopy(alt)
        self.zufall = zufall
        self.umbenannt: dict[str, dict[str, Any]] = {"fragen": {}, "optionen": {}, "spalten": {}}
        self.ersetzt: dict[str, str] = {}
        self.zurueck: dict[str, Any] = {"fragen": {}, "optionen": {}}
        self.weg: set[str] = set()

    def baue(self) -> Daten:
        """The changed guide, one version up."""
        arten = (
            self.benenne_um, self.ziehe_zurueck, self.ersetze, self.loesche, self.fuege_hinzu, self.verschiebe,
            self.formuliere_um, self.aendere_typ, self.benenne_option_um, self.loesche_option, self.aendere_spalten,
        )  # fmt: skip
        for _ in range(self.zufall.randint(1, 6)):
            self.zufall.choice(arten)()
        self.daten |= {"version": "2.0.0", "umbenannt": self.umbenannt, "zurueckgezogen": self.zurueck}
        self.daten["ersetzt"] = {"fragen": self.ersetzt}
        fragen = {frage["id"]: frage for a in self.daten["abschnitte"] for frage in a["fragen"]}
        for teil in ("optionen", "spalten"):  # a guide names what it has today
            namen = {self.umbenannt["fragen"].get(id_, id_): n for id_, n in self.umbenannt[teil].items()}
            self.umbenannt[teil] = {id_: n for id_, n in namen.items() if _hat(fragen.get(id_), teil, n)}
        self.daten["abschnitte"] = [a for a in self.daten["abschnitte"] if a["fragen"]]
        return self.daten

    def _waehle(self, *typen: str) -> tuple[list[Daten], Daten] | None:
        paare = [
            (a["fragen"], f)
            for a in self.daten["abschnitte"]
            for f in a["fragen"]
            if f["id"] != "massnahmen" and "_" not in f["id"] and (not typen or f["typ"] in typen)
        ]
        return self.zufall.choice(paare) if paare else None

    def benenne_um(self) -> None:
        if paar := self._waehle():
            alt = paar[1]["id"]
            paar[1]["id"] = self.umbenannt["fragen"][alt] = f"{alt}_neu"

    def ziehe_zurueck(self) -> None:
        if paar := self._waehle():
            paar[0].remove(paar[1])
            self.zurueck["fragen"][paar[1]["id"]] = "Braucht es nicht mehr."

    def ersetze(self) -> None:
        if paar := self._waehle():
            alt = paar[1]["id"]
            paar[0][paar[0].index(paar[1])] = make_frage(f"{alt}_anders", "text")
            self.ersetzt[alt] = f"{alt}_anders"

    def loesche(self) -> None:
        if paar := self._waehle():
            paar[0].remove(paar[1])

    def fuege_hinzu(self) -> None:
        fragen = self.zufall.choice(self.daten["abschnitte"])["fragen"]
        neu = make_frage(
            f"n_{len(fragen)}_{self.zufall.randrange(999)}", self.zufall.choice((*EINFACH, *WAHL))
        )
        fragen.insert(self.zufall.randint(0, len(fragen)), neu)

    def verschiebe(self) -> None:
        if paar := self._waehle(*EINFACH):
            paar[0].remove(paar[1])
            ziel = self.zufall.choice(self.daten["abschnitte"])["fragen"]
            ziel.insert(self.zufall.randint(0, len(ziel)), paar[1])

    def formuliere_um(self) -> None:
        if paar := self._waehle():
            paar[1]["text"] = "Ganz anders gefragt?"

    def aendere_typ(self) -> None:
        if paar := self._waehle(*EINFACH, *WAHL, "skala"):
            neu = make_frage(paar[1]["id"], self.zufall.choice((*EINFACH, *WAHL)))
            paar[0][paar[0].index(paar[1])] = neu

    def benenne_option_um(self) -> None:
        if paar := self._waehle(*WAHL):
            option = self.zufall.choice(paar[1]["optionen"])
            if option["id"].startswith("o"):
                namen = self.umbenannt["optionen"].setdefault(paar[1]["id"], {})
                namen[option["id"]] = f"neu-{option['id']}"
                option["id"] = namen[option["id"]]

    def loesche_option(self) -> None:
        if (paar := self._waehle(*WAHL)) and len(paar[1]["optionen"]) > 2:
            paar[1]["optionen"].pop(self.zufall.randrange(len(paar[1]["optionen"])))

    def aendere_spalten(self) -> None:
        tabelle = next((f for a in self.daten["abschnitte"] for f in a["fragen"] if f["id"] == "lager"), None)
        if tabelle is None:
            return
        match self.zufall.randrange(4):
            case 0 if spalte := next((s for s in tabelle["spalten"] if s["id"] == "zahl"), None):
                spalte["id"] = self.umbenannt["spalten"].setdefault("lager", {})["zahl"] = "menge"
            case 1:
                tabelle["spalten"] = [s for s in tabelle["spalten"] if s["id"] != "zahl"]
            case 2 if not any(s["id"] == "neu" for s in tabelle["spalten"]):
                pflicht = self.zufall.random() < 0.3
                tabelle["spalten"].append({"id": "neu", "text": "Neu", "typ": "text", "pflicht": pflicht})
            case _:
                art = next(s for s in tabelle["spalten"] if s["id"] == "art")
                art["optionen"] = art["optionen"][1:] if len(art["optionen"]) > 2 else art["optionen"]


def _hat(frage: Daten | None, teil: str, namen: dict[str, str]) -> bool:
    """Whether the new names of a declaration are still there."""
    return frage is not None and set(namen.values()) <= {eines["id"] for eines in frage.get(teil, [])}


def list_blaetter(knoten: Knoten) -> Iterator[str]:
    """Every text in a node; row ids are no content."""
    match knoten:
        case str():
            yield knoten
        case list():
            for teil in knoten:
                yield from list_blaetter(teil)
        case dict():
            for name, teil in knoten.items():
                if name != "id":
                    yield from list_blaetter(teil)
        case None:
            pass
