"""Paper sheets typed into a table: numbers of options, numbers or wording of questions; what cannot be stays visible."""

from wegweiser.core.befragung.bogen import match_leitfaden
from wegweiser.model.befragung import Befragung
from wegweiser.model.leitfaden import Leitfaden, number_fragen

FELDER = ("bildung-erziehung-integration", "freizeit-begegnung", "gesundheit-pflege")


def test_abgetippte_boegen(leitfaden: Leitfaden) -> None:
    nummer = number_fragen(leitfaden)["bedarf_alter"]
    befragung = Befragung(
        spalten={
            "bedarf_felder": ("1, 3", "0", "2", "17", None),
            "Wie gut kommen Sie hier im Alltag zurecht?": ("4", "0", "3", None, "1"),
            nummer: ("5", "1", "80 oder älter", "1,2", "3"),
            "anderes": ("x", "1", None, None, None),
        }
    )
    gelesen = match_leitfaden(befragung, leitfaden)
    assert gelesen.spalten["bedarf_felder"] == (f"{FELDER[0]} {FELDER[2]}", None, FELDER[1], "17", None)
    assert gelesen.spalten["bedarf_zufrieden"] == ("4", "0", "3", None, "1")  # a scale is its own number
    assert gelesen.spalten["bedarf_alter"] == ("ab-80", "unter-18", "ab-80", "1,2", "30-64")
    assert gelesen.spalten["anderes"] == befragung.spalten["anderes"]
    assert {rolle.frage for rolle in gelesen.rollen} == {"bedarf_felder", "bedarf_zufrieden", "bedarf_alter"}


def test_eine_fremde_befragung_bleibt_wie_sie_ist(leitfaden: Leitfaden) -> None:
    befragung = Befragung(spalten={"Q1": ("1", "2"), "bedarf_alter": ("1", "2")})
    assert match_leitfaden(befragung, leitfaden) is befragung
