"""What a guide says about its earlier versions: what is called otherwise now, was replaced, or was given up."""

from collections.abc import Mapping

from wegweiser.model.base import field, modell


@modell
class Umbenennungen:
    """Old id → new id; what was said moves along. Columns and catalogue entries are named below their owner."""

    fragen: Mapping[str, str] = field(default_factory=dict)
    optionen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    spalten: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    kataloge: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@modell
class Ersetzungen:
    """Old question → the question that is asked instead; what was said is kept aside and asked anew."""

    fragen: Mapping[str, str] = field(default_factory=dict)


@modell
class Rueckzuege:
    """Given up: old id → reason, for questions and for options of a question that stays."""

    fragen: Mapping[str, str] = field(default_factory=dict)
    optionen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
