"""When a simulated person who has done everything leaves, so that a session does not wait for what will not come.

Where the machine is too busy to follow, samples are lost, and with them repetitions. The session then waits for a set
that the simulated person believes to have done. A real person would press a key.
"""

LEAVES_AFTER_S = 90.0
"""Session time: longer than the longest stillness that ends a set, and the question after it."""


class Leaving:
    """Watches since when a person has done everything."""

    def __init__(self) -> None:
        self._since_s: float | None = None

    def is_due(self, has_done_all: bool, t_s: float) -> bool:
        """Tell at session time ``t_s`` whether the person leaves."""
        if not has_done_all:
            self._since_s = None
            return False
        if self._since_s is None:
            self._since_s = t_s
        return t_s - self._since_s >= LEAVES_AFTER_S
