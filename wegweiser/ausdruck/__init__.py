"""The expression language of guides: parse, type-check, evaluate three-valued, explain.

German sentences about findings and conditions are in `wegweiser.ausdruck.deutsch`, the working of a figure is in
`wegweiser.ausdruck.rechnung`; they are imported where a person reads them.
"""

from wegweiser.ausdruck.auswertung import evaluate_wert
from wegweiser.ausdruck.knoten import Ausdruck
from wegweiser.ausdruck.pruefung import check_ausdruck
from wegweiser.ausdruck.schritte import Ergebnis, Operand, Schritt, evaluate
from wegweiser.ausdruck.syntax import parse_ausdruck
from wegweiser.ausdruck.typen import (
    ENTFAELLT,
    OFFEN,
    AusdruckFehler,
    Ausdrucksbefund,
    Fehlend,
    Namen,
    Reihe,
    Tabelle,
    Typ,
    Wert,
    Werte,
)
from wegweiser.ausdruck.zeichen import RESERVIERT

__all__ = [
    "ENTFAELLT",
    "OFFEN",
    "RESERVIERT",
    "Ausdruck",
    "AusdruckFehler",
    "Ausdrucksbefund",
    "Ergebnis",
    "Fehlend",
    "Namen",
    "Operand",
    "Reihe",
    "Schritt",
    "Tabelle",
    "Typ",
    "Wert",
    "Werte",
    "check_ausdruck",
    "evaluate",
    "evaluate_wert",
    "parse_ausdruck",
]
