"""The weights of a group on the screen: mean and spread per criterion, whose favourite comes first, where they disagree."""

from wegweiser.model.deutsch_format import format_zahl
from wegweiser.model.koproduktion import Gruppengewichtung

KOPF = ("Kriterium", "Gewicht", "Spanne", "")


def build_gruppenzeilen(gruppe: Gruppengewichtung) -> tuple[tuple[str, ...], ...]:
    """The criteria with mean and spread, the heaviest first."""
    return tuple(
        (
            spanne.kriterium,
            format_zahl(round(spanne.mittel, 1)),
            f"{format_zahl(round(spanne.werte[0]))} bis {format_zahl(round(spanne.werte[-1]))}",
            "weit auseinander" if spanne.uneinig else "",
        )
        for spanne in gruppe.spannen
    )


def build_gruppensaetze(gruppe: Gruppengewichtung, profil: str) -> list[str]:
    """Whose weights count, who would put what first, where the group disagrees."""
    wer = "Eine Person hat" if gruppe.beteiligte == 1 else f"{gruppe.beteiligte} Beteiligte haben"
    gilt = f"gerechnet ist mit ihrem Mittelwert statt mit dem Profil „{profil}“"
    fehlt = f"erst ab {gruppe.mindestens} zählt der Mittelwert, bis dahin gilt das Profil „{profil}“"
    saetze = [f"{wer} gewichtet; {gilt if gruppe.gilt else fehlt}."]
    if gruppe.ohne_punkte:
        saetze.append(f"Ohne einen einzigen Punkt und deshalb nicht gezählt: {gruppe.ohne_punkte}.")
    if gruppe.vorn and gruppe.beteiligte > 1:
        anteile = ", ".join(f"{anteil.titel} bei {anteil.anzahl}" for anteil in gruppe.vorn)
        saetze.append(f"Mit den eigenen Gewichten läge vorn: {anteile} von {gruppe.beteiligte}.")
    if uneinig := [f"„{spanne.kriterium}“" for spanne in gruppe.spannen if spanne.uneinig]:
        saetze.append(
            f"Weit auseinander liegt die Gruppe bei {', '.join(uneinig)}: Darüber lohnt ein Gespräch."
        )
    return saetze
