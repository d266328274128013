"""Whether somebody who is still, and lower at the head end than in a plank, merely lies there.

One direction cannot tell a flat plank from lying face down, but a rest is over sooner than a plank that is worth its
name. So who lies low is doubted, and counts all the same, from the beginning, once that has lasted longer than people
rest there. Two things must not be mistaken. What was still before and after moving about, or after rising, does not add
up. And who lies still and drifts a few degrees, by breathing or because a clip gives way, has not risen into a plank:
for that one must move.
"""

DOUBTED_S = 15.0
"""Who is still for longer, but lower than expected, has a flat plank or a crooked clip."""

ELSEWHERE_DEG = 5.0
"""Who has moved and lies by so much higher or lower lies anew: five times the slow sway of a plank."""


class Doubt:
    """Tell it of every second whether it was quiet; ask whether the stillness is doubted.

    Parameters
    ----------
    stirred_s
        Seconds that are not quiet for longer than this end a stretch of stillness.
    settled_s
        Less quiet than this between two movements makes them one.
    """

    def __init__(self, stirred_s: float, settled_s: float) -> None:
        self._stirred_s = stirred_s
        self._settled_s = settled_s
        self.forget()

    @property
    def since_s(self) -> float | None:
        """Since when a low body has been still; None if none is."""
        return self._since_s

    def forget(self) -> None:
        """Begin anew: the body is, or may be, somewhere else."""
        self._since_s: float | None = None
        self._lies_at_deg = 0.0
        self._moves_since_s = self._moved_until_s = float("-inf")
        self._has_moved = False

    def moving(self, now_s: float) -> None:
        """Take note that the second that ends at ``now_s`` was not quiet."""
        if now_s - self._moved_until_s > self._settled_s:
            self._moves_since_s = now_s
        self._moved_until_s = now_s
        self._has_moved = True

    def still(self, now_s: float, taken_s: float, head_up_deg: float, *, is_low: bool) -> bool:
        """Take a quiet second that ends at ``now_s``, and return whether it is doubted.

        ``taken_s``: since when the body has been where it is now.
        """
        has_stirred = self._moved_until_s - self._moves_since_s > self._stirred_s
        if self._has_moved and (has_stirred or abs(head_up_deg - self._lies_at_deg) > ELSEWHERE_DEG):
            self._since_s, self._moves_since_s = None, self._moved_until_s
        lies_on = self._since_s is not None and not self._has_moved
        self._has_moved = False
        if not is_low and not lies_on:
            self._since_s = None
            return False
        if self._since_s is None:
            self._since_s, self._lies_at_deg = taken_s, head_up_deg
        return now_s - self._since_s < DOUBTED_S
