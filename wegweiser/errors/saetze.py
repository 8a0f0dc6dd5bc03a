"""All German sentences about something that went wrong, from the modules beside."""

from collections.abc import Mapping

from wegweiser.errors import (
    befragung,
    befunde,
    dateien,
    daten,
    einlesen,
    fassungen,
    geodaten,
    karten,
    leitfaden,
    logik,
    luecken,
    programm,
    reisen,
    rueckgabe,
    sitzungen,
    tabellen,
    texteditor,
    ueberlagerung,
    umzug,
    verlauf,
    versorgung,
    vorhaben,
    werte,
    xlsform,
    zusammenfuehren,
)

# One sentence per code: what, where, why. The hint says what to do.
TEILE = (
    werte,
    dateien,
    daten,
    einlesen,
    geodaten,
    befragung,
    leitfaden,
    befunde,
    logik,
    luecken,
    reisen,
    rueckgabe,
    sitzungen,
    tabellen,
    texteditor,
    ueberlagerung,
    umzug,
    verlauf,
    versorgung,
    vorhaben,
    fassungen,
    programm,
    xlsform,
    karten,
    zusammenfuehren,
)
SAETZE: Mapping[str, str] = {code: satz for teil in TEILE for code, satz in teil.SAETZE.items()}
HINWEISE: Mapping[str, str] = {code: satz for teil in TEILE for code, satz in teil.HINWEISE.items()}
# Findings that leave a guide usable: a module of sentences names its own in LEICHT; all others are errors.
LEICHT: frozenset[str] = frozenset(code for teil in TEILE for code in getattr(teil, "LEICHT", ()))
