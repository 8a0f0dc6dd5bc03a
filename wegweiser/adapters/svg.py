"""The few SVG shapes all pictures are made of: one font, one palette, readable without colour."""

import re
from collections.abc import Iterable, Sequence
from html import escape as escape_html
from unicodedata import combining, east_asian_width

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
_LATEINISCH = 0x24F
# What XML does not allow, however it is written.
_UNZULAESSIG = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def escape(text: str) -> str:
    """A text inside a picture."""
    return escape_html(_UNZULAESSIG.sub("", text))


def breite(text: str, groesse: float = 12) -> float:
    """Roughly how wide a text is."""
    return sum(map(_breite, text)) * groesse / 100


def _breite(zeichen: str) -> int:
    if zeichen in _SCHMAL:
        return 30
    if zeichen in _BREIT:
        return 80
    if ord(zeichen) <= _LATEINISCH:
        return 60 if zeichen.isupper() else 52
    if east_asian_width(zeichen) in {"W", "F"}:
        return 104
    return 0 if combining(zeichen) else 90 if zeichen.isupper() else 70


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


def bild(titel: str, breit: float, hoch: float, teile: Iterable[str], beschreibung: str = "") -> str:
    """A picture; its title, and a longer description where it needs one, is what a screen reader says instead."""
    kopf = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {breit:g} {hoch:g}" width="{breit:g}" height="{hoch:g}"'
    inhalt = "".join(teile)
    lang = f"<desc>{escape(beschreibung)}</desc>" if beschreibung else ""
    return f'{kopf} font-family="{SCHRIFT}" font-size="12" fill="{TINTE}"><title>{escape(titel)}</title>{lang}{inhalt}</svg>'


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


def weg(
    punkte: Sequence[tuple[float, float]], *, farbe: str = GRAU, strich: str = "", pfeil: bool = True
) -> str:
    """A line with corners, and an arrow head at its end."""
    muster = f' stroke-dasharray="{strich}"' if strich else ""
    ecken = " ".join(f"{x:.1f},{y:.1f}" for x, y in punkte)
    zug = f'<polyline points="{ecken}" fill="none" stroke="{farbe}" stroke-width="1.2"{muster}/>'
    return zug + (_spitze(punkte[-2], punkte[-1], farbe) if pfeil else "")


def _spitze(davor: tuple[float, float], ende: tuple[float, float], farbe: str) -> str:
    """A triangle at the end of a line that runs straight down, up or sideways."""
    (x1, y1), (x2, y2) = davor, ende
    dx, dy = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
    ecken = (
        (x2, y2),
        (x2 - 6 * dx + 3 * dy, y2 - 6 * dy + 3 * dx),
        (x2 - 6 * dx - 3 * dy, y2 - 6 * dy - 3 * dx),
    )
    return f'<polygon points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in ecken)}" fill="{farbe}"/>'


def gruppe(titel: str, teile: Iterable[str]) -> str:
    """Shapes that belong together; the title appears when one points at them."""
    return f"<g><title>{escape(titel)}</title>{''.join(teile)}</g>"


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
