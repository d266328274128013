"""Where the body points while a position is held: its slow direction, how far off the line, and how it left it.

The slow direction is a low-pass of what the sensor feels, so it comes late. When the position is lost, the moment it
began is therefore looked up in the directions of the last seconds, which are kept as they came.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

from runstrong_signal.grid import BASE_STEP_S, GridFilter, high_pass, low_pass
from runstrong_signal.posture_watch import angle_deg
from runstrong_signal.samples import FloatArray

TILT_CORNER_HZ = 0.5
"""Corner of the low-pass that gives the slow direction."""

MOVING_CORNER_HZ = 0.45
PAST_QUANTA = 38
"""Three seconds of directions are kept to look back into."""

MOVING_QUANTA = 12
"""Movement is averaged over about a second: one knock is no movement."""

BEFORE_QUANTA = 6
LEFT_DEG, LEFT_SHARE = 3.0, 0.25
"""The position was left when it was last within 3 degrees, or a quarter of the way, of where it had been."""

BUMP_G = 0.3
BUMP_LEVEL_DEG = 3.0
BUMP_SKIP_QUANTA, BUMP_AFTER_QUANTA = 5, 6
BUMP_STILL_G = 0.06
"""A knock of 0.3 g with a new level of 3 degrees after it is a knee or a hip put down, not a wobble."""


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
        self.direction = np.zeros(3)
        self._past: deque[_Seen] = deque(maxlen=PAST_QUANTA)
        self._since_bump: int | None = None
        self.restart()

    def restart(self) -> None:
        """Prime the filters anew, after a start or a gap; what was seen before is forgotten."""
        self._slow = GridFilter(low_pass(TILT_CORNER_HZ))
        self._quick = GridFilter(high_pass(MOVING_CORNER_HZ))
        self._lengths: deque[float] = deque(maxlen=MOVING_QUANTA)
        self._past.clear()
        self._since_bump = None

    def feed(self, begin_s: float, rows: FloatArray) -> None:
        """Take a quantum of rows ``(n, 3)`` that begins at ``begin_s``."""
        self.direction = self._slow.feed(rows)[-1]
        lengths = np.linalg.norm(self._quick.feed(rows), axis=1)
        self._lengths.append(float(lengths.mean()))
        self.moving_g = sum(self._lengths) / MOVING_QUANTA
        self.tilt_deg = angle_deg(self.direction, self.line)
        knock_g = float(np.linalg.norm(rows - self.direction, axis=1).max())
        self._past.append(_Seen(begin_s, rows.mean(axis=0), knock_g))
        if knock_g > BUMP_G:
            self._since_bump = 0
        elif self._since_bump is not None:
            self._since_bump += 1

    def knocked_down_since(self) -> float | None:
        """Return when a knock came that has put the body on another level; None: none, or it is not known yet."""
        if self._since_bump != BUMP_SKIP_QUANTA + BUMP_AFTER_QUANTA:
            return None
        past = list(self._past)
        bump = len(past) - 1 - self._since_bump
        while bump > 0 and past[bump - 1].knock_g > BUMP_G:
            bump -= 1
        if bump < 2 * BEFORE_QUANTA:
            return None
        before = _mean(past[bump - 2 * BEFORE_QUANTA : bump - BEFORE_QUANTA])
        after = past[-BUMP_AFTER_QUANTA:]
        spread_g = max(float(np.linalg.norm(seen.mean_g - _mean(after))) for seen in after)
        if spread_g > BUMP_STILL_G or angle_deg(before, _mean(after)) < BUMP_LEVEL_DEG:
            return None
        if angle_deg(_mean(after), self.line) < angle_deg(before, self.line):
            return None  # back towards the line: a rescue, not a loss
        return self.left_since(before, _mean(after))

    def left_since(self, before: FloatArray | None = None, after: FloatArray | None = None) -> float:
        """Return when the body began to leave where it had been, as seen in the last three seconds."""
        past = list(self._past)
        before = _mean(past[:BEFORE_QUANTA]) if before is None else before
        after = _mean(past[-2:]) if after is None else after
        limit_deg = max(LEFT_DEG, LEFT_SHARE * angle_deg(before, after))
        index = len(past)
        while index > 1 and angle_deg(past[index - 1].mean_g, before) > limit_deg:
            index -= 1
        return past[min(index, len(past) - 1)].begin_s

    def tilt_now_deg(self) -> float:
        """Return the tilt of the last quarter of a second, without the low-pass's delay."""
        return angle_deg(_mean(list(self._past)[-3:]), self.line) if self._past else 0.0

    @property
    def seen_s(self) -> float:
        """Seconds that can be looked back into."""
        return len(self._past) * 4 * BASE_STEP_S


def _mean(seen: list[_Seen]) -> FloatArray:
    mean: FloatArray = np.mean([one.mean_g for one in seen], axis=0)
    return mean
