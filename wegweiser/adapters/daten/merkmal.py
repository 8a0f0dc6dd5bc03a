"""What the places of a file are and what is known of them: by its name, by what a person said, by its columns."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from wegweiser.adapters.daten.katasterspalten import ORTSSPALTEN, PERSONENSPALTEN, ordne_spalten
from wegweiser.adapters.daten.katasterwerte import ORTSMERKMALE, build_ortsmerkmale
from wegweiser.adapters.daten.merkmale import fold_spalte
from wegweiser.adapters.daten.osm import clean_merkmale

UNBEKANNT: Final = "unbekannt"  # value of `lesart["merkmal"]`: they count as no offer
# Words in names of files, and the tags they mean.
_WORTE: Final = (
    ("kiosk|trinkhalle|buedchen", "shop=kiosk"),
    ("spielpl", "leisure=playground"),
    ("apothek", "amenity=pharmacy"),
    ("grundschul", "amenity=school + isced:level=1"),
    ("schul", "amenity=school"),
    ("kita|kinderg|tageseinricht", "amenity=kindergarten"),
    ("haltestelle", "highway=bus_stop"),
    ("hausarzt|hausaerzt", "amenity=doctors + healthcare:speciality=general"),
    ("arzt|aerzt", "amenity=doctors"),
    ("supermarkt|lebensmittel", "shop=supermarket"),
    ("baecker", "shop=bakery"),
    ("bibliothek|buecherei", "amenity=library"),
    ("toilette", "amenity=toilets"),
    ("briefkasten|briefkaesten", "amenity=post_box"),
    ("bolzplatz|sportplatz", "leisure=pitch"),
    ("gruenfl|parks?\\Z|parkanlage", "leisure=park"),
)


def guess_merkmal(pfad: Path) -> str:
    """The tag a German word in the name of a file means, or an empty text."""
    name = pfad.stem.casefold().replace("\xe4", "ae").replace("\xf6", "oe").replace("\xfc", "ue")
    return next((tag for muster, tag in _WORTE if re.search(muster, name)), "")


def parse_merkmal(text: str) -> dict[str, str]:
    """The tags in `amenity=school + isced:level=1`; none where it is the id of a service."""
    paare = (teil.partition("=") for teil in text.split("+"))
    return {name.strip(): wert.strip() for name, gleich, wert in paare if gleich and wert.strip()}


def name_merkmale(zeilen: Sequence[Mapping[str, str]], titel: Sequence[str]) -> list[dict[str, str]]:
    """Per row all columns but those that tell of persons; what an office knows also as OpenStreetMap calls it."""
    spalten = [t for t in titel if fold_spalte(t) == "name" or fold_spalte(t) not in PERSONENSPALTEN]
    bekannt = {n: t for n, t in ordne_spalten(ORTSSPALTEN, spalten).items() if n in ORTSMERKMALE}
    erlaubt = frozenset(spalten)
    return [
        clean_merkmale({t: text for t, text in zeile.items() if t in erlaubt})
        | build_ortsmerkmale({name: zeile[t] for name, t in bekannt.items() if t in zeile})
        for zeile in zeilen
    ]
