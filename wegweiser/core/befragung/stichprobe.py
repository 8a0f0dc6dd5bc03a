"""How many answers are needed, what they weigh, and how sure a share or a mean is (quartiersanalyse.md 2.3)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Final

from wegweiser.model.befragung import Anteil, Fallzahl, Mittelwert, Schicht, Unterschied
from wegweiser.model.kennzahl import Spanne

Z: Final = Decimal("1.96")  # as one plans a sample
Z_GENAU: Final = Decimal("1.959963984540054")
MINDESTENS: Final = 10  # shown at all
GENUG: Final = 30  # shown without a note
_NULL: Final = Decimal(0)
_EINS: Final = Decimal(1)


def compute_nettofaelle(
    bevoelkerung: int, fehler: Decimal = Decimal("0.05"), anteil: Decimal = Decimal("0.5"), z: Decimal = Z
) -> int:
    """Answers needed for a share with this error among so many people: n0 with correction for the finite population."""
    n0 = z * z * anteil * (1 - anteil) / (fehler * fehler)
    genau = n0 / (1 + (n0 - 1) / bevoelkerung)
    return int(genau.to_integral_value(ROUND_CEILING))


def find_fallzahl(n: int) -> Fallzahl:
    """Under ten nothing is shown, under thirty only with a note."""
    if n < MINDESTENS:
        return "zu-wenige"
    return "klein" if n < GENUG else "genug"


def compute_schichten(
    werte: Iterable[str | None], bevoelkerung: Mapping[str, Decimal]
) -> tuple[Schicht, ...]:
    """Weights by post-stratification, w_h = (N_h / N) / (n_h / n), over those whose stratum is known."""
    zahl = Counter(wert for wert in werte if wert in bevoelkerung)
    n, gesamt = sum(zahl.values()), sum(bevoelkerung.values(), _NULL)
    return tuple(
        Schicht(id_, menge, zahl[id_], (menge / gesamt) / (Decimal(zahl[id_]) / n) if zahl[id_] else None)
        for id_, menge in bevoelkerung.items()
    )


def compute_gewichte(werte: Sequence[str | None], schichten: Iterable[Schicht]) -> tuple[Decimal, ...]:
    """A weight per person; whoever belongs to no stratum that is known counts once."""
    gewicht = {schicht.id: schicht.gewicht for schicht in schichten}
    return tuple(gewicht.get(wert or "") or _EINS for wert in werte)


def compute_n_eff(gewichte: Iterable[Decimal]) -> Decimal:
    """The number of answers the weighted sample is worth (Kish): (Σ w)² / Σ w²."""
    summe = quadrate = _NULL
    for w in gewichte:
        summe += w
        quadrate += w * w
    return summe * summe / quadrate if quadrate else _NULL


def compute_wilson(p: Decimal, n: Decimal, z: Decimal = Z_GENAU) -> Spanne:
    """The Wilson interval of a share."""
    z2 = z * z
    mitte = p + z2 / (2 * n)
    weite = z * (p * (1 - p) / n + z2 / (4 * n * n)).sqrt()
    nenner = 1 + z2 / n
    return Spanne(max(_NULL, (mitte - weite) / nenner), min(_EINS, (mitte + weite) / nenner))


def compute_anteil(angaben: Sequence[bool | None], gewichte: Sequence[Decimal] | None = None) -> Anteil:
    """The share of True among valid answers, raw and weighted."""
    zahl = Counter(angaben)
    k, n = zahl[True], zahl[True] + zahl[False]
    if (fallzahl := find_fallzahl(n)) == "zu-wenige":
        return Anteil(fallzahl=fallzahl)
    roh = Decimal(k) / n
    spanne = compute_wilson(roh, Decimal(n))
    if gewichte is None:
        return Anteil(fallzahl=fallzahl, k=k, n=n, roh=roh, roh_spanne=spanne)
    paare = Counter(zip(angaben, gewichte, strict=True))
    gueltig = {paar: anzahl for paar, anzahl in paare.items() if paar[0] is not None}
    ja = sum((w * anzahl for (angabe, w), anzahl in gueltig.items() if angabe), _NULL)
    n_eff, summe = _compute_wirksam((w, anzahl) for (_, w), anzahl in gueltig.items())
    return Anteil(
        fallzahl=fallzahl,
        k=k,
        n=n,
        roh=roh,
        roh_spanne=spanne,
        gewichtet=ja / summe,
        gewichtet_spanne=compute_wilson(ja / summe, n_eff),
        n_eff=n_eff,
    )


def compute_mittel(werte: Sequence[Decimal | None], gewichte: Sequence[Decimal] | None = None) -> Mittelwert:
    """The mean of the valid answers, raw and weighted, with an interval from their spread.

    Answers are steps of a scale: few different ones, so that counting them first is what makes large surveys quick.
    """
    zahl = {wert: anzahl for wert, anzahl in Counter(werte).items() if wert is not None}
    n = sum(zahl.values())
    if (fallzahl := find_fallzahl(n)) == "zu-wenige":
        return Mittelwert(fallzahl=fallzahl)
    roh = sum((wert * anzahl for wert, anzahl in zahl.items()), _NULL) / n
    if gewichte is None:
        streuung = sum(((wert - roh) ** 2 * anzahl for wert, anzahl in zahl.items()), _NULL) / (n - 1)
        return Mittelwert(fallzahl=fallzahl, n=n, roh=roh, spanne=_build_spanne(roh, streuung, Decimal(n)))
    paare = [
        (wert, w, anzahl)
        for (wert, w), anzahl in Counter(zip(werte, gewichte, strict=True)).items()
        if wert is not None
    ]
    n_eff, summe = _compute_wirksam((w, anzahl) for _, w, anzahl in paare)
    mittel = sum((wert * w * anzahl for wert, w, anzahl in paare), _NULL) / summe
    streuung = sum((w * anzahl * (wert - mittel) ** 2 for wert, w, anzahl in paare), _NULL) / summe
    spanne = _build_spanne(mittel, streuung, n_eff)
    return Mittelwert(fallzahl=fallzahl, n=n, roh=roh, gewichtet=mittel, n_eff=n_eff, spanne=spanne)


def _compute_wirksam(gewichte: Iterable[tuple[Decimal, int]]) -> tuple[Decimal, Decimal]:
    """The effective number and the sum of weights that occur several times."""
    summe = quadrate = _NULL
    for w, anzahl in gewichte:
        summe += w * anzahl
        quadrate += w * w * anzahl
    return summe * summe / quadrate, summe


def _build_spanne(mittel: Decimal, streuung: Decimal, n: Decimal) -> Spanne:
    weite = Z_GENAU * (streuung / n).sqrt()
    return Spanne(mittel - weite, mittel + weite)


def compare_spannen(eigene: Spanne | None, uebrige: Spanne | None) -> Unterschied | None:
    """Whether one is higher or lower than the other; None while the intervals overlap or one of them is unknown."""
    if eigene is None or uebrige is None:
        return None
    if eigene.unten > uebrige.oben:
        return "mehr"
    return "weniger" if eigene.oben < uebrige.unten else None


def shrink_anteil(k: Decimal, n: Decimal, p: Decimal, m: Decimal) -> Decimal:
    """(k + m·p) / (n + m): the share of a small group, drawn towards the share of all (7.2)."""
    return (k + m * p) / (n + m)
