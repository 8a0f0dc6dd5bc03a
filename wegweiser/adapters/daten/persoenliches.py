"""What in a survey tells who somebody is: columns that are never stored, and words in answers that are made unreadable."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from wegweiser.model.faltung import falte
from wegweiser.model.spaltenname import Spaltenname

# Names of columns, folded; German long form, English long form, Kobo and ODK.
_SPALTEN: Final = frozenset(
    {
        "token", "zugangscode", "zugangsschlussel", "access code", "ipaddr", "ip-adresse", "ip address", "refurl",
        "weiterleitungs-url", "verweis-url", "referrer url", "email", "e-mail", "mail", "emailaddress", "firstname", "lastname",
        "vorname", "nachname", "name", "telefon", "telefonnummer", "phone", "handy", "mobil", "adresse", "anschrift", "strasse",
        "hausnummer", "geburtsdatum", "iban", "username", "deviceid", "subscriberid", "simserial", "phonenumber", "submitterid",
        "submittername", "_submitted_by", "_geolocation", "_attachments", "submitter_id", "submitter_name", "device_id",
        "participant_info",
    }
)  # fmt: skip
_VORSPANN: Final = ("attribute_", "teilnehmerattribut", "_gps", "_geolocation")
_FRAGE: Final = re.compile(
    r"\be-?mail|\btelefonnummer|\bihren? (?:vor-? ?und nach)?namen?\b|\bwie heissen sie\b|\banschrift\b|\bpostadresse\b"
    r"|\bkontaktdaten\b|\bhausnummer\b|\bgeburtsdatum\b"
)
_MAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_TELEFON: Final = re.compile(
    r"(?<![\d.])(?:\+\d{1,3}|00\d{1,3}|0)[ /()-]{0,3}\d(?:[ /()-]{0,3}\d){5,13}(?![\d.])"
)
_IP: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}\Z")
_PUNKT: Final = re.compile(r"-?\d{1,3}\.\d{3,} -?\d{1,3}\.\d{3,}(?: -?[\d.]+){0,2}\Z")
_NAME: Final = re.compile(
    r"\b(?:Frau|Herrn?|Dr\.)\s+[^\W\d_a-z][^\W\d_]+|\b[Mm]ein Name ist\b|\b[Ii]ch hei(?:ss|\u00df)e\b"
)
_HAELFTE: Final = 0.5
_WORTE: Final = 4
_LANG: Final = 60
_VERSCHIEDEN: Final = 0.5
ERSETZT: Final = "[\u2026]"


class Textbefund(NamedTuple):
    """What was found in the answers to one question in words."""

    mail: int = 0
    telefon: int = 0
    name: int = 0


def ist_persoenlich(name: Spaltenname, werte: Iterable[str]) -> bool:
    """Whether a column tells who somebody is: by its name, its wording, or because most answers are addresses."""
    kurz = falte(name.kopf.rpartition("/")[2])
    namen = {kurz, falte(name.frage), falte(name.text)} - {""}
    if namen & _SPALTEN or kurz.startswith(_VORSPANN):
        return True
    if (
        name.art != "zeit"
        and _FRAGE.search(falte(f"{name.kopf} {name.text} {name.teiltext}"))
        and not name.teil
    ):
        return True
    gefuellt = [wert for wert in werte if wert]
    muster = (_MAIL.fullmatch, _TELEFON.fullmatch, _IP.match, _PUNKT.match)
    return any(
        sum(bool(passt(w)) for w in gefuellt) > _HAELFTE * len(gefuellt) for passt in muster if gefuellt
    )


def ist_freitext(name: Spaltenname, werte: Sequence[str]) -> bool:
    """Whether a column holds answers in words."""
    gefuellt = [wert for wert in werte if wert]
    if name.art in {"sonstiges", "kommentar"}:
        return not set(gefuellt) <= {"0", "1", "Y"}
    verschieden = set(gefuellt)
    worte = any(len(wert.split()) >= _WORTE or len(wert) > _LANG for wert in verschieden)
    return worte and len(verschieden) > _VERSCHIEDEN * len(gefuellt)


def check_freitext(werte: Iterable[str]) -> Textbefund:
    """How many answers hold an address, a number to call, a name."""
    mail = telefon = namen = 0
    for wert, anzahl in Counter(werte).items():  # codes are many and few different
        mail += anzahl * ("@" in wert and bool(_MAIL.search(wert)))
        telefon += anzahl * bool(_TELEFON.search(wert))
        namen += anzahl * bool(_NAME.search(wert))
    return Textbefund(mail, telefon, namen)


def mask_mail(wert: str) -> str:
    """Without addresses, wherever they stand."""
    return _MAIL.sub(ERSETZT, wert) if "@" in wert else wert


def mask_freitext(wert: str) -> str:
    """Without addresses and numbers to call; names stay, nobody can tell them from other words for sure."""
    return _TELEFON.sub(ERSETZT, _MAIL.sub(ERSETZT, wert))
