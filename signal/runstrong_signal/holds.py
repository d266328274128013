"""Timing a held position: it starts when the person is still, pauses when that breaks, and says how steady it is.

Theory of operation
-------------------
The sensor's mean acceleration over a quantum is gravity as the sensor sees it, plus what the person does to it. A
position is *taken* when a whole second was quiet: no quantum further than 0.08 g from the mean of that second, and no
turn of more than 3 degrees within it. The clock then runs from the start of that second. The mean direction of that
first second is the person's own line.

While the clock runs, the position is *broken* when the slow direction has left the line by more than 12 degrees, or
the acceleration its own slow mean by more than 0.3 g, for longer than 0.7 s without a quiet moment back on the line;
the clock then stands at the moment it began. Back on the line within the grace time it goes on, otherwise the hold is
over. A gap in the samples stops the clock as well, at once, and nothing is invented for it.

    searching --quiet for 1 s--> holding --off the line for 0.7 s--> broken --back on the line--> holding
                                    |                                  |
                                    +--gap in the samples--------------+--grace time passes--> over

Steadiness is two numbers, because neither shows what the other does: sway, the mean gravity-free acceleration over
the last five seconds, and tilt, the slow angle away from the line. Gravity and slow leaning are what a 0.25 Hz
high-pass removes, primed on the first rows of the hold; no figure is given before two seconds have been held. Taking
away what a low-pass leaves instead, as is often done, reads 6 % too much at 1 Hz, because the low-pass lags.
"""

import math
from collections import deque
from enum import Enum, auto

import numpy as np

from runstrong_signal.events import (
    GapFound,
    HoldBreak,
    HoldEnded,
    HoldPaused,
    HoldResumed,
    HoldStarted,
    SteadinessMeasured,
)
from runstrong_signal.grid import BASE_RATE_HZ, BASE_STEP_S, GridFilter, high_pass, low_pass
from runstrong_signal.samples import FloatArray
from runstrong_signal.tasks import TimeHold

HoldEvent = HoldStarted | HoldPaused | HoldResumed | HoldEnded | SteadinessMeasured

G_MPS2 = 9.80665
"""Standard gravity."""

QUIET_S = 0.96
QUIET_G = 0.08
QUIET_TURN_DEG = 3.0
"""A position is taken when a second (twelve quanta) stays within these; published planks sway a tenth of that."""

TILT_LIMIT_DEG = 12.0
"""Angle away from the line beyond which the position is lost."""

JOLT_G = 0.3
"""Acceleration away from its own slow mean beyond which the person moves: a knee put down, a roll."""

BREAK_S = 0.7
"""How long the position must be lost before the clock stops."""

SWAY_WINDOW_S = 5.0
SWAY_FROM_S = 2.0
SWAY_CORNER_HZ = 0.25
"""Sway is averaged over the last five seconds, shown from the second on; gravity is what lies below the corner."""

TILT_CORNER_HZ = 0.5
"""Corner of the low-pass that gives the slow direction."""


class _State(Enum):
    SEARCHING = auto()
    HOLDING = auto()
    BROKEN = auto()
    OVER = auto()


class HoldTimer:
    """Feed quanta of base-grid rows and gaps; hear when the hold starts, breaks, resumes and ends."""

    def __init__(self, task: TimeHold) -> None:
        self._task = task
        self._state = _State.SEARCHING
        self._recent: deque[FloatArray] = deque()
        self._line = np.zeros(3)
        self._off_since_s: float | None = None
        self._back_since_s: float | None = None
        self._why = HoldBreak.MOVED
        self._held_before_s = 0.0
        self._running_since_s = 0.0
        self._paused_at_s = 0.0
        self._measured_at_s = 0.0
        self._blind_until_s = -math.inf
        self._direction = GridFilter(low_pass(TILT_CORNER_HZ))
        self._without_gravity = GridFilter(high_pass(SWAY_CORNER_HZ))
        self._sway: deque[FloatArray] = deque()

    def feed(self, end_s: float, rows: FloatArray) -> tuple[HoldEvent, ...]:
        """Take a quantum of rows ``(n, 3)`` that ends at ``end_s``; all quanta must have the same n."""
        match self._state:
            case _State.SEARCHING:
                return self._search(end_s, rows)
            case _State.HOLDING:
                return self._hold(end_s, rows)
            case _State.BROKEN:
                return self._wait(end_s, rows)
            case _State.OVER:
                return ()

    def gap(self, gap: GapFound) -> tuple[HoldEvent, ...]:
        """Take note of a gap: the clock stands from its start on."""
        self._blind_until_s = gap.end_s
        self._recent.clear()
        if self._state is not _State.HOLDING:
            return ()
        return self._pause(gap.t_s, gap.start_s, HoldBreak.NO_SIGNAL)

    def finish(self, end_s: float) -> tuple[HoldEvent, ...]:
        """Return how the hold ended when no more samples come."""
        if self._state is _State.HOLDING:
            return self._end(end_s, end_s, HoldBreak.NO_SIGNAL)
        if self._state is _State.BROKEN:
            return self._end(end_s, self._paused_at_s, self._why)
        return ()

    def _held_s(self, now_s: float) -> float:
        """Return the seconds held until ``now_s``."""
        running_s = now_s - self._running_since_s if self._state is _State.HOLDING else 0.0
        return self._held_before_s + max(running_s, 0.0)

    def _search(self, end_s: float, rows: FloatArray) -> tuple[HoldEvent, ...]:
        quanta = round(QUIET_S / (len(rows) * BASE_STEP_S))
        if end_s > self._blind_until_s:
            self._recent.append(rows)
        if len(self._recent) > quanta:
            self._recent.popleft()
        since_s = end_s - QUIET_S
        if len(self._recent) < quanta or since_s < self._task.since_s - BASE_STEP_S:
            return ()
        means = np.array([quantum.mean(axis=0) for quantum in self._recent])
        middle = means.mean(axis=0)
        half = len(means) // 2
        turn_deg = angle_deg(means[:half].mean(axis=0), means[half:].mean(axis=0))
        if np.linalg.norm(means - middle, axis=1).max() > QUIET_G or turn_deg > QUIET_TURN_DEG / 2.0:
            return ()
        self._state = _State.HOLDING
        self._line = middle
        self._running_since_s = self._measured_at_s = since_s
        for quantum in self._recent:
            self._watch(quantum)
        return (HoldStarted(end_s, since_s),)

    def _hold(self, end_s: float, rows: FloatArray) -> tuple[HoldEvent, ...]:
        why = self._watch(rows)
        if why is None:
            self._off_since_s = None
        elif self._off_since_s is None:
            self._off_since_s = end_s - len(rows) * BASE_STEP_S
        if why is not None and self._off_since_s is not None and end_s - self._off_since_s > BREAK_S:
            return self._pause(end_s, self._off_since_s, why)
        held_s = self._held_s(end_s)
        if held_s < SWAY_FROM_S or end_s - self._measured_at_s < 1.0 - BASE_STEP_S / 2:
            return ()
        self._measured_at_s = end_s
        sway_mps2 = float(np.mean(np.concatenate(self._sway))) * G_MPS2
        return (SteadinessMeasured(end_s, sway_mps2, self._tilt_deg),)

    def _watch(self, rows: FloatArray) -> HoldBreak | None:
        """Update direction and sway by a quantum; return how it breaks the position, if it does."""
        direction = self._direction.feed(rows)[-1]
        sway_g = np.linalg.norm(self._without_gravity.feed(rows), axis=1)
        self._sway.append(sway_g)
        if len(self._sway) * len(rows) > SWAY_WINDOW_S * BASE_RATE_HZ:
            self._sway.popleft()
        self._tilt_deg = angle_deg(direction, self._line)
        if float(np.linalg.norm(rows.mean(axis=0) - direction)) > JOLT_G:
            return HoldBreak.MOVED
        return HoldBreak.TILTED if self._tilt_deg > TILT_LIMIT_DEG else None

    def _pause(self, now_s: float, since_s: float, why: HoldBreak) -> tuple[HoldEvent, ...]:
        self._held_before_s += max(since_s - self._running_since_s, 0.0)
        self._state, self._why = _State.BROKEN, why
        self._paused_at_s, self._off_since_s, self._back_since_s = since_s, None, None
        return (HoldPaused(now_s, since_s, self._held_before_s, why),)

    def _wait(self, end_s: float, rows: FloatArray) -> tuple[HoldEvent, ...]:
        begin_s = end_s - len(rows) * BASE_STEP_S
        if self._watch(rows) is not None or begin_s < max(self._paused_at_s, self._blind_until_s):
            self._back_since_s = None
        elif self._back_since_s is None:
            self._back_since_s = begin_s
        if self._back_since_s is not None and end_s - self._back_since_s >= BREAK_S:
            self._state = _State.HOLDING
            self._running_since_s = self._measured_at_s = self._back_since_s
            return (HoldResumed(end_s, self._back_since_s, self._held_before_s),)
        if self._back_since_s is None and end_s - max(self._paused_at_s, self._blind_until_s) > self._task.grace_s:
            return self._end(end_s, self._paused_at_s, self._why)
        return ()

    def _end(self, now_s: float, end_s: float, why: HoldBreak) -> tuple[HoldEvent, ...]:
        held_s = self._held_s(end_s)
        self._state = _State.OVER
        return (HoldEnded(now_s, end_s, held_s, why),)


def angle_deg(one: FloatArray, other: FloatArray) -> float:
    """Return the angle between two vectors in degrees; 0 if either has no length."""
    length = float(np.linalg.norm(one) * np.linalg.norm(other))
    if length == 0.0:
        return 0.0
    return float(np.degrees(np.arccos(np.clip(float(one @ other) / length, -1.0, 1.0))))
