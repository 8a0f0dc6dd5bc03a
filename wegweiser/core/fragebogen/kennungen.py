"""Names of a questionnaire as ids of a guide, each given once."""


class Kennungen:
    """Gives every name once."""

    def __init__(self) -> None:
        self.vergeben: set[str] = set()

    def nimm(self, wunsch: str) -> str:
        """The wanted name, or the next free one with a number behind it."""
        name, nr = wunsch, 1
        while name in self.vergeben:
            nr += 1
            name = f"{wunsch}_{nr}"
        self.vergeben.add(name)
        return name
