"""The plan that a person chose last on the home screen, remembered in a file of its own."""

import contextlib
from pathlib import Path

from runstrong.errors import printable

LONGEST_ID = 200
"""Characters of an id that are read back; plan files name theirs much shorter."""


class ChosenPlan:
    """Remembers one id; a file that cannot be read or written is as good as none: the choice is a convenience."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> str:
        """Return the id, or nothing."""
        with contextlib.suppress(OSError, UnicodeDecodeError), self._path.open(encoding="utf-8") as file:
            return printable(file.read(LONGEST_ID).strip())
        return ""

    def write(self, plan_id: str) -> None:
        """Remember an id."""
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(f"{plan_id}\n", encoding="utf-8")
