"""The real city, read once."""

import pytest

from tests.core.raum.koeln import Koeln, load_koeln
from tests.echtdaten import find_echtdaten


@pytest.fixture(scope="session")
def koeln() -> Koeln:
    """Köln out of its real files; skipped where they are missing."""
    return load_koeln(find_echtdaten("koeln-stadtteile").parent)
