"""What the places of a file are, where the file itself does not say it: by its name, by what a person said."""

import re
from pathlib import Path
from typing import Final

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
