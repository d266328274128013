"""Where the body points while a position is held: its slow direction, how far off the line, and how it left it.

The slow direction is a low-pass of what the sensor feels, so it comes late. When the position is lost, the moment it
began is therefore looked up in the directions of the last seconds, which are kept as they came.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

from runstrong_signal.grid import GridFilter, high_pass, low_pass
from runstrong_signal.posture_watch import angle_deg
from runstrong_signal.samples import FloatArray

TILT_CORNER_HZ = 0.5
"""Corner of the low-pass that gives the slow direction."""

MOVING_CORNER_HZ = 0.45
PAST_QUANTA = 104
"""Eight seconds of directions are kept to look back into."""

MOVING_QUANTA = 24
"""Movement is the median of about two seconds: neither a knock nor one turn is movement."""

USUAL_SHARE = 1.0 / 125.0
"""What is usual is remembered for about ten seconds."""

LEFT_SPREADS, LEFT_LEAST_DEG, LEFT_MOST_DEG = 2.5, 1.0, 4.0
BEGINS_BEFORE_QUANTA = 2
"""The position was left a moment before it was last within so many of its own spreads of where it had been: a body
begins to move slowly, by as much as the stops of simulated holds were found late."""

AFTER_QUANTA, CHANGE_QUANTA, BEFORE_QUANTA = 6, 19, 12
RECENT_QUANTA = 38
LEVEL_STILL_G = 0.06
"""A change of level: half a second on the new one, at most 1.5 s of change, a second on the old one."""

LEVEL_DEG = 6.0
KNOCKED_LEVEL_DEG = 3.0
BUMP_G = 0.3
"""A change of level by 6 degrees, or by 3 with a knock of 0.3 g: a knee or a hip put down, not a wobble."""


@dataclass(frozen=True, slots=True)
class _Seen:
    begin_s: float
    mean_g: FloatArray
    knock_g: float


class Attitude:
    """Feed quanta while a position is watched; ask for tilt, movement and what a knock did."""

    def __init__(self) -> None:
        self.line = np.zeros(3)
        self.tilt_deg = 0.0
        self.moving_g = 0.0
        self.usual_g = 0.0
        self.direction = np.zeros(3)
        self._past: deque[_Seen] = deque(maxlen=PAST_QUANTA)
        self.restart()

    def restart(self) -> None:
        """Prime the filters anew, after a start or a gap; what was seen before is forgotten."""
        self._slow = GridFilter(low_pass(TILT_CORNER_HZ))
        self._quick = GridFilter(high_pass(MOVING_CORNER_HZ))
        self._lengths: deque[float] = deque(maxlen=MOVING_QUANTA)
        self._past.clear()

    def feed(self, begin_s: float, rows: FloatArray) -> None:
        """Take a quantum of rows ``(n, 3)`` that begins at ``begin_s``."""
        self.direction = self._slow.feed(rows)[-1]
        lengths = np.linalg.norm(self._quick.feed(rows), axis=1)
        self._lengths.append(float(lengths.mean()))
        self.moving_g = float(np.median(self._lengths)) if len(self._lengths) == MOVING_QUANTA else 0.0
        self.usual_g += USUAL_SHARE * (self.moving_g - self.usual_g)
        self.tilt_deg = angle_deg(self.direction, self.line)
        knock_g = float(np.linalg.norm(rows - self.direction, axis=1).max())
        self._past.append(_Seen(begin_s, rows.mean(axis=0), knock_g))

    def level_left_since(self) -> float | None:
        """Return when the body left its level for another one further off the line; None if it has not."""
        past = list(self._past)
        if len(past) < AFTER_QUANTA + CHANGE_QUANTA + BEFORE_QUANTA:
            return None
        after = past[-AFTER_QUANTA:]
        before = past[-AFTER_QUANTA - CHANGE_QUANTA - BEFORE_QUANTA : -AFTER_QUANTA - CHANGE_QUANTA]
        was, now = _mean(before), _mean(after)
        if max(float(np.linalg.norm(seen.mean_g - now)) for seen in after) > LEVEL_STILL_G:
            return None
        knocked = max(seen.knock_g for seen in past[-AFTER_QUANTA - CHANGE_QUANTA :]) > BUMP_G
        limit_deg = KNOCKED_LEVEL_DEG if knocked else LEVEL_DEG
        further_deg = angle_deg(now, self.line) - angle_deg(was, self.line)
        if further_deg < limit_deg or angle_deg(was, now) < limit_deg:
            return None
        return self.left_since(before)

    def left_since(self, before: list[_Seen] | None = None) -> float:
        """Return when the body began to leave where it had been, as seen in the last seconds."""
        past = list(self._past)
        before = past[-RECENT_QUANTA:][:BEFORE_QUANTA] if before is None else before
        was = _mean(before)
        spread_deg = float(np.sqrt(np.mean([angle_deg(seen.mean_g, was) ** 2 for seen in before])))
        limit_deg = min(max(LEFT_SPREADS * spread_deg, LEFT_LEAST_DEG), LEFT_MOST_DEG)
        index = len(past) - 1
        while index > 2 and angle_deg(_mean(past[index - 2 : index + 1]), was) > limit_deg:
            index -= 1
        return past[max(index - BEGINS_BEFORE_QUANTA, 0)].begin_s

    def tilt_now_deg(self) -> float:
        """Return the tilt of the last quarter of a second, without the low-pass's delay."""
        return angle_deg(self.recent_level(3), self.line) if self._past else 0.0

    def recent_level(self, quanta: int) -> FloatArray:
        """Return the mean of the last quanta; there must be one."""
        return _mean(list(self._past)[-quanta:])


def _mean(seen: list[_Seen]) -> FloatArray:
    mean: FloatArray = np.mean([one.mean_g for one in seen], axis=0)
    return mean
