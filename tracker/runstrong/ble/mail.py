"""Notifications that a dialogue may wait for: kept while one runs, forgotten afterwards."""

import asyncio
from collections.abc import Callable


class Mail:
    """What arrived since a dialogue began; answers may be faster than the step that waits for them."""

    def __init__(self) -> None:
        self.arrived = asyncio.Event()
        """Set whenever something is put."""
        self._letters: list[tuple[str, bytes]] = []
        self._next = 0
        self._open = False

    def open(self) -> None:
        """Begin a dialogue."""
        self._open = True

    def shut(self) -> None:
        """End a dialogue: from now on nothing is kept."""
        self._open = False
        self._letters.clear()
        self._next = 0

    def mark(self) -> None:
        """Take nothing that is here already for an answer to what is written now."""
        self._next = len(self._letters)

    def put(self, key: str, payload: bytes) -> None:
        """Keep a notification, if a dialogue runs."""
        if self._open:
            self._letters.append((key, payload))
            self.arrived.set()

    def take(self, key: str, accept: Callable[[bytes], bool]) -> bytes | None:
        """Return the first acceptable notification since the mark and use up all before it; None if there is none."""
        for at in range(self._next, len(self._letters)):
            name, payload = self._letters[at]
            if name == key and accept(payload):
                self._next = at + 1
                return payload
        return None
