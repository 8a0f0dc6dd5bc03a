"""Forms of organisation against the answers: excluded, with reservations, ranked by weighted criteria.

Points are judgement (koproduktion 7.3–7.5): they order, they do not decide.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from wegweiser.core.gewichtung import Gewichte, build_gruppengewichtung, compute_mittel, list_gewichtungen
from wegweiser.core.regeln import build_beschriftung, check_regeln
from wegweiser.core.werte import Wertequelle
from wegweiser.model.base import replace
from wegweiser.model.faltung import build_sortierwort
from wegweiser.model.katalog import Form, Kriterium, Profil
from wegweiser.model.koproduktion import (
    Ausschlussgrund,
    Formbewertung,
    Formenanteil,
    Formenvergleich,
    Gruppengewichtung,
    Kriterienwert,
    Regelbefund,
)
from wegweiser.model.leitfaden import find_eintrag

AUSGEWOGEN = "ausgewogen"
_STUFEN = 4
_ENGERE_WAHL = 3
_STAERKEN = 3


def compute_formenvergleich(
    quelle: Wertequelle, satz: str, *, erklaert: bool = True
) -> Formenvergleich | None:
    """The comparison for one Maßnahme; None where no new Träger is needed. Without explanations it is fast."""
    if quelle.auf_pfad("gruender_anzahl", satz) is False:
        return None
    profil = _find_profil(quelle, satz)
    formen = _list_formen(quelle)
    if profil is None or not formen:
        return None
    worte = build_beschriftung(quelle.leitfaden) if erklaert else None
    gruppe, gewichte = _find_gewichte(quelle, satz, profil, formen)
    bewertet = sorted(
        (_bewerte(quelle, satz, form, gewichte, worte) for form in formen), key=lambda b: (-b.punkte, b.titel)
    )
    moeglich = [b for b in bewertet if not b.ausschluss]
    grenze, gleich = (_parameter(quelle, name) for name in ("untergrenze_form", "gleichwertig_unter"))
    empfohlen = [b for b in moeglich if b.punkte >= grenze]
    wahl = _waehle_engere(empfohlen, 2 * gleich)
    ausgeschlossen = tuple(b for b in bewertet if b.ausschluss)
    favorit = quelle.gesagt("form_favorit", satz)
    return Formenvergleich(
        profil=profil.titel,
        gruppe=gruppe and replace(gruppe, vorn=_list_vorn(quelle, satz, formen, moeglich)),
        engere_wahl=wahl,
        weitere=tuple(b for b in moeglich if b not in wahl),
        ausgeschlossen=ausgeschlossen,
        ausschlussgruende=_gruppiere_gruende(ausgeschlossen),
        favorit=favorit if isinstance(favorit, str) else None,
        knapp=len(wahl) > 1 and wahl[0].punkte - wahl[1].punkte < gleich,
    )


def _gruppiere_gruende(ausgeschlossen: Sequence[Formbewertung]) -> tuple[Ausschlussgrund, ...]:
    """By rule, the one that hits most forms first: the answers are the same for all of them."""
    befunde: dict[str, Regelbefund] = {}
    formen: dict[str, list[str]] = {}
    for form in ausgeschlossen:
        for befund in form.ausschluss:
            befunde.setdefault(befund.regel.id, befund)
            formen.setdefault(befund.regel.id, []).append(form.titel)
    return tuple(
        Ausschlussgrund(
            regel=befunde[id_].regel,
            erklaerung=befunde[id_].erklaerung,
            formen=tuple(sorted(titel, key=build_sortierwort)),
        )
        for id_, titel in sorted(formen.items(), key=lambda paar: -len(paar[1]))
    )


def _waehle_engere(empfohlen: Sequence[Formbewertung], abstand: Decimal) -> tuple[Formbewertung, ...]:
    """Two forms, and a third where it is not clearly behind the second."""
    wahl = list(empfohlen[:_ENGERE_WAHL])
    if len(wahl) == _ENGERE_WAHL and wahl[1].punkte - wahl[2].punkte >= abstand:
        wahl.pop()
    return tuple(wahl)


def _find_profil(quelle: Wertequelle, satz: str) -> Profil | None:
    gesagt = quelle.gesagt("gewichtungsprofil", satz)
    for id_ in (gesagt, AUSGEWOGEN):
        eintrag = find_eintrag(quelle.leitfaden, "profile", str(id_))
        if isinstance(eintrag, Profil):
            return eintrag
    return None


def _find_gewichte(
    quelle: Wertequelle, satz: str, profil: Profil, formen: Sequence[Form]
) -> tuple[Gruppengewichtung | None, Gewichte]:
    """The weights of the group once enough have given theirs, else those of the profile."""
    kriterien = {id_: _titel(quelle, id_) for form in formen for id_ in form.punkte}
    if not (alle := list_gewichtungen(quelle, satz, tuple(kriterien))):
        return None, profil.gewichte
    grenzen = {
        "mindestens": _parameter(quelle, "gruppe_mindestens"),
        "uneinig_ab": _parameter(quelle, "gruppe_uneinig_ab"),
    }
    gruppe = build_gruppengewichtung(alle, kriterien, **grenzen)
    gezaehlt = [gewichte for gewichte in alle if gewichte is not None]
    return gruppe, compute_mittel(gezaehlt, tuple(kriterien)) if gruppe.gilt else profil.gewichte


def _list_vorn(
    quelle: Wertequelle, satz: str, formen: Sequence[Form], moeglich: Sequence[Formbewertung]
) -> tuple[Formenanteil, ...]:
    """Which form each person of the group would put first, counted."""
    abzuege = {b.id: sum((v.regel.abzug for v in b.vorbehalte), Decimal(0)) for b in moeglich}
    waehlbar = [form for form in formen if form.id in abzuege]
    kriterien = tuple({id_: None for form in formen for id_ in form.punkte})
    erste = Counter(
        min(waehlbar, key=lambda form: (abzuege[form.id] - _rechne(form, gewichte), form.titel)).titel
        for gewichte in list_gewichtungen(quelle, satz, kriterien)
        if gewichte is not None and waehlbar
    )
    return tuple(Formenanteil(titel=titel, anzahl=anzahl) for titel, anzahl in erste.most_common())


def _rechne(form: Form, gewichte: Gewichte) -> Decimal:
    """The points of a form before reservations."""
    return (
        sum((Decimal(gewichte.get(id_, 0) * p.wert) for id_, p in form.punkte.items()), Decimal(0)) / _STUFEN
    )


def _titel(quelle: Wertequelle, kriterium: str) -> str:
    eintrag = find_eintrag(quelle.leitfaden, "kriterien", kriterium)
    return eintrag.titel if isinstance(eintrag, Kriterium) else kriterium


def _list_formen(quelle: Wertequelle) -> list[Form]:
    katalog = quelle.leitfaden.kataloge.get("formen")
    return [eintrag for eintrag in katalog.eintraege if isinstance(eintrag, Form)] if katalog else []


def _bewerte(
    quelle: Wertequelle, satz: str, form: Form, gewichte: Gewichte, worte: Mapping[str, str] | None
) -> Formbewertung:
    befunde = check_regeln(quelle, satz, "formen", form, worte)
    werte = _list_kriterienwerte(quelle, form, gewichte)
    vorbehalte = _waehle(befunde, "verletzt", "vorbehalt")
    punkte = _rechne(form, gewichte)
    punkte -= sum((befund.regel.abzug for befund in vorbehalte), Decimal(0))
    geordnet = sorted(werte, key=lambda w: (-w.gewicht * w.wert, w.kriterium))
    schwach = min(werte, key=lambda w: (w.wert, -w.gewicht), default=None)
    return Formbewertung(
        id=form.id,
        titel=form.titel,
        kurz=form.kurz,
        punkte=max(punkte, Decimal(0)).quantize(Decimal("0.1"), ROUND_HALF_EVEN),
        staerken=tuple(geordnet[:_STAERKEN]),
        schwaeche=schwach,
        ausschluss=_waehle(befunde, "verletzt", "ausschluss"),
        vorbehalte=vorbehalte,
        hinweise=_waehle(befunde, "verletzt", "hinweis"),
        zu_klaeren=tuple(befund for befund in befunde if befund.ergebnis == "offen"),
        haftung=form.haftung,
        mitsprache=form.mitsprache,
    )


def _list_kriterienwerte(quelle: Wertequelle, form: Form, gewichte: Gewichte) -> list[Kriterienwert]:
    return [
        Kriterienwert(
            kriterium=_titel(quelle, id_), wert=punkt.wert, grund=punkt.grund, gewicht=gewichte.get(id_, 0)
        )
        for id_, punkt in form.punkte.items()
    ]


def _waehle(befunde: Sequence[Regelbefund], ergebnis: str, stufe: str) -> tuple[Regelbefund, ...]:
    return tuple(b for b in befunde if b.ergebnis == ergebnis and b.regel.stufe == stufe)


def _parameter(quelle: Wertequelle, name: str) -> Decimal:
    wert = quelle.wert(name, "")
    return wert if isinstance(wert, Decimal) else Decimal(0)
