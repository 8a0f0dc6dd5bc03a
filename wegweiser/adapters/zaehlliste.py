"""A table for counting as text with semicolons, as a German spreadsheet opens it; nothing in it is taken for a formula."""

import csv
import io
from collections.abc import Sequence

KOPF = ("frage", "fragetext", "antwort", "antworttext", "anzahl")
_FORMEL = ("=", "+", "-", "@", "\t", "\r")


def format_zaehlliste(zeilen: Sequence[Sequence[str]]) -> bytes:
    """The file with its heading."""
    ausgabe = io.StringIO(newline="")
    schreiber = csv.writer(ausgabe, delimiter=";", lineterminator="\r\n")
    schreiber.writerow(KOPF)
    schreiber.writerows([_neutralise(zelle) for zelle in zeile] for zeile in zeilen)
    return ausgabe.getvalue().encode("utf-8-sig")


def _neutralise(zelle: str) -> str:
    return f"'{zelle}" if zelle.startswith(_FORMEL) else zelle
