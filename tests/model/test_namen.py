import importlib
import pkgutil

import wegweiser.model


def test_all_records_live_together() -> None:
    """The guide cache goes by the names of records: two of one name may never be loaded in one program."""
    module = [info.name for info in pkgutil.iter_modules(wegweiser.model.__path__)]
    assert len(module) > 30
    for name in module:
        importlib.import_module(f"wegweiser.model.{name}")
