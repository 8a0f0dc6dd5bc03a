"""How many conflicts of a merge wait to be decided; nothing else is loaded where there are none."""

from wegweiser.workflow import Stand


def count_offene_konflikte(stand: Stand) -> int:
    """The number of answers two copies gave differently and nobody has decided about."""
    if not (stand.ordner / "konflikte.yaml").exists():
        return 0
    from wegweiser.workflow.zusammenfuehren import list_offene_konflikte

    return len(list_offene_konflikte(stand))
