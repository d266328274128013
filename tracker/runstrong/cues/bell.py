"""Cues as patterns of the terminal's bell."""

import time
from collections.abc import Callable

from runstrong.cues.table import CUES, Cue

APART_S = 0.18
"""Between two rings; terminals take rings less than about 0.15 s apart for one."""

LATEST_S = 1.0
"""A pattern that could only begin so much later is left out."""

Later = Callable[[float, Callable[[], None]], None]
"""Does something after so many seconds, without waiting for it."""


class Bell:
    """Rings as often as the table says, never two patterns at once.

    Parameters
    ----------
    ring
        Rings once.
    later
        As the type says: the timers of the screen, or threads.
    clock
        Returns seconds that never go back.
    """

    def __init__(self, ring: Callable[[], None], later: Later, clock: Callable[[], float] = time.monotonic) -> None:
        self._ring = ring
        self._later = later
        self._clock = clock
        self._free_s = 0.0

    def give(self, cue: Cue) -> None:
        """Ring for a cue, after what is being rung."""
        bells, now_s = CUES[cue.name].bells, self._clock()
        first_s = max(now_s, self._free_s)
        if not bells or first_s - now_s > LATEST_S:
            return
        for nth in range(bells):
            at_s = first_s + nth * APART_S - now_s
            if at_s > 0.0:
                self._later(at_s, self._ring)
            else:
                self._ring()
        self._free_s = first_s + bells * APART_S

    def close(self) -> None:
        """Do nothing: what was not rung yet is silence."""
