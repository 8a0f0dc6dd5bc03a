"""The few SVG shapes all pictures are made of: one font, one palette, readable without colour."""

from collections.abc import Iterable
from html import escape

SCHRIFT = "Wegweiser Sans, Source Sans 3, sans-serif"
TINTE = "#1d2b30"
GRAU = "#52616a"
LINIE = "#b9c4c7"
FLAECHE = "#edf2f2"
PETROL = "#0b4f5c"
ROST = "#9a3f14"
# From "hardly" to "very": each step is clearly darker than the one before, also in greyscale.
STUFEN = ("#eef3f3", "#c6dadb", "#357883", "#0b4a57")

# Widths of Source Sans in hundredths of the font size; exact enough to wrap a label.
_SCHMAL = frozenset("iljtfrI.,:;!|'()[]/-– \u00a0")
_BREIT = frozenset("mwMWÄÖÜ%@—…&QGO")
_JE_ZEICHEN = {True: 30, False: 52}


def breite(text: str, groesse: float = 12) -> float:
    """Roughly how wide a text is."""
    summe = sum(80 if z in _BREIT else _JE_ZEICHEN[z in _SCHMAL] + (8 if z.isupper() else 0) for z in text)
    return summe * groesse / 100


def kuerze(text: str, platz: float, groesse: float = 12) -> str:
    """The text, cut with an ellipsis where it does not fit."""
    text = text[:400]
    if breite(text, groesse) <= platz:
        return text
    while text and breite(text + "…", groesse) > platz:
        text = text[:-1]
    return text.rstrip() + "…"


def brich(text: str, platz: float, groesse: float = 12, zeilen: int = 2) -> list[str]:
    """The text in at most so many lines; the last one is cut."""
    fertig: list[str] = []
    rest = text[:400].split()
    while rest and len(fertig) < zeilen - 1:
        anzahl = next((n for n in range(len(rest), 0, -1) if breite(" ".join(rest[:n]), groesse) <= platz), 0)
        if not anzahl:
            break
        fertig.append(" ".join(rest[:anzahl]))
        rest = rest[anzahl:]
    return [*fertig, kuerze(" ".join(rest), platz, groesse)] if rest else fertig


def bild(titel: str, breit: float, hoch: float, teile: Iterable[str]) -> str:
    """A picture; its title is what a screen reader says instead."""
    kopf = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {breit:g} {hoch:g}" width="{breit:g}" height="{hoch:g}"'
    inhalt = "".join(teile)
    return f'{kopf} font-family="{SCHRIFT}" font-size="12" fill="{TINTE}"><title>{escape(titel)}</title>{inhalt}</svg>'


def schrift(
    x: float,
    y: float,
    text: str,
    *,
    groesse: float = 12,
    farbe: str = TINTE,
    fett: bool = False,
    anker: str = "start",
) -> str:
    """One line of text with its baseline at y."""
    gewicht = ' font-weight="600"' if fett else ""
    ort = f'x="{x:.1f}" y="{y:.1f}" font-size="{groesse:g}" fill="{farbe}" text-anchor="{anker}"'
    return f"<text {ort}{gewicht}>{escape(text)}</text>"


def absatz(
    x: float, y: float, zeilen: Iterable[str], *, groesse: float = 12, farbe: str = TINTE, fett: bool = False
) -> str:
    """Several lines, one below the other."""
    return "".join(
        schrift(x, y + nr * groesse * 1.25, zeile, groesse=groesse, farbe=farbe, fett=fett)
        for nr, zeile in enumerate(zeilen)
    )


def kasten(  # noqa: PLR0913  (four sides and four looks)
    x: float,
    y: float,
    b: float,
    h: float,
    *,
    fuellung: str = "none",
    rand: str = "none",
    staerke: float = 1,
    strich: str = "",
) -> str:
    """A rectangle."""
    muster = f' stroke-dasharray="{strich}"' if strich else ""
    ort = f'x="{x:.1f}" y="{y:.1f}" width="{max(b, 0):.1f}" height="{h:.1f}"'
    return f'<rect {ort} fill="{fuellung}" stroke="{rand}" stroke-width="{staerke:g}"{muster}/>'


def linie(
    x1: float, y1: float, x2: float, y2: float, *, farbe: str = LINIE, staerke: float = 0.8, strich: str = ""
) -> str:
    """A straight line."""
    muster = f' stroke-dasharray="{strich}"' if strich else ""
    ort = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ort} stroke="{farbe}" stroke-width="{staerke:g}"{muster}/>'


def punkt(x: float, y: float, r: float, *, fuellung: str = PETROL, rand: str = "none") -> str:
    """A dot."""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:g}" fill="{fuellung}" stroke="{rand}" stroke-width="1.4"/>'
    )


def schraffur(
    x: float, y: float, b: float, h: float, *, farbe: str = PETROL, abstand: float = 6, staerke: float = 1.2
) -> str:
    """Diagonal lines inside a box, so that it can be told apart without colour."""
    teile = []
    start = abstand
    while start < b + h:
        x1, y1 = (x + start, y) if start <= b else (x + b, y + start - b)
        x2, y2 = (x, y + start) if start <= h else (x + start - h, y + h)
        teile.append(linie(x1, y1, x2, y2, farbe=farbe, staerke=staerke))
        start += abstand
    return "".join(teile)
