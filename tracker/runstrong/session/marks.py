"""The seconds of a wait or of a set's time that are worth a cue: half way, ten left, the last few one by one."""

from collections.abc import Sequence

from runstrong.session.moment import CLOCK_SLACK_S

BEFORE_A_SET_S = (3.0, 2.0, 1.0)
"""Time to get ready and to change sides: three, two, one."""

OF_A_REST_S = (10.0, *BEFORE_A_SET_S)
"""Ten seconds are enough to put the bottle away and lie down."""

LAST_SECONDS = 5
"""So many last seconds of a set that has a time are marked one by one."""

SHORT_TIME_S = 20.0
"""Up to this length a set that has a time has no half-way mark."""


class Countdown:
    """Says which marks a countdown has passed; those at or above its whole length are none of it."""

    def __init__(self, total_s: float, marks_s: Sequence[float]) -> None:
        self._left = sorted((mark_s for mark_s in marks_s if mark_s < total_s - CLOCK_SLACK_S), reverse=True)

    def passed(self, left_s: float) -> tuple[float, ...]:
        """Return the marks passed since the last call, now that ``left_s`` are left."""
        count = sum(mark_s >= left_s - CLOCK_SLACK_S for mark_s in self._left)
        passed, self._left = tuple(self._left[:count]), self._left[count:]
        return passed


def time_marks_s(total_s: float) -> tuple[float, ...]:
    """Return the marks of a set that has ``total_s`` in all, as seconds that are left."""
    last = tuple(float(left) for left in range(LAST_SECONDS, 0, -1))
    return (total_s / 2, *last) if total_s > SHORT_TIME_S else last
