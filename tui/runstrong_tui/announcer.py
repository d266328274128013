"""Words that stand at full size for a moment when something changes."""

import math
from collections import deque

WORD_S = 1.5
"""How long a word stands: long enough to be read from the floor, short enough not to hide the count."""

HURRIED_WORD_S = 0.3
"""How long a word stands while a recording is played faster than life."""


def word_s(speed: float) -> float:
    """Return how long words stand at a speed of playing; at the highest there are none."""
    if speed <= 1:
        return WORD_S
    return 0.0 if math.isinf(speed) else HURRIED_WORD_S


class Announcer:
    """Shows words one after the other; a new announcement replaces what is left of the old one."""

    def __init__(self, word_s: float) -> None:
        self._word_s = word_s
        self._waiting: deque[str] = deque()
        self._until_s = 0.0
        self._word = ""

    def say(self, *words: str, now_s: float) -> None:
        """Announce ``words``, the first of them now; no word at all clears the screen."""
        self._waiting = deque(words if self._word_s > 0 else ())
        self._word = ""
        self._until_s = now_s

    def word(self, now_s: float) -> str:
        """Return the word to show now, or nothing."""
        if now_s >= self._until_s:
            self._word = self._waiting.popleft() if self._waiting else ""
            self._until_s = now_s + self._word_s
        return self._word
