"""Timing a held position: it starts when the person is still, pauses when that breaks, and says how steady it is.

Theory of operation
-------------------
The sensor's mean acceleration over a quantum is gravity as the sensor sees it, plus what the person does to it. A
position is *taken* when a whole second was quiet (no quantum further than 0.08 g from the mean of that second, no turn
of more than 3 degrees within it) and the posture is one of the right ones, where it is known. The clock then runs from
where that quiet began. The mean direction of the first two seconds is the person's own line.

While the clock runs, the position is *broken* when for longer than 0.7 s the slow direction is off the line by more
than the limit or the person moves about, or when the body has gone to another level for good (a knee or a hip put
down); the clock then stands at the moment the line was left. Back on the line within the grace time it goes on,
otherwise the hold is over. A gap in the samples stops the clock as well, at once, and nothing is invented for it; the
clock goes on with the first quantum behind it that is on the line, for a silent sensor is no sign of leaving. What
broke within its first three seconds was no hold yet, and neither was what turns out to be movement within its first
five, or standing about: it counts as nothing, and the position is awaited anew. Repetitions pause at their turning
points; after four turns only a longer rest than those is taken for a hold.

    searching --quiet for 1 s--> holding --off the line for 0.7 s--> broken --back on the line--> holding
                                    |                                  |
                                    +--gap in the samples--------------+--grace time passes--> over

A quiet person in the right posture may still lie on the floor. Where it is known how high the head end must be, a
lower position is doubted (`Doubt`): it counts, from its beginning, once it has lasted longer than people rest there.
"""

import math
from collections import deque
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np

from runstrong_signal.body_frame import BodyFrame
from runstrong_signal.events import (
    GapFound,
    HoldBreak,
    HoldEnded,
    HoldPaused,
    HoldResumed,
    HoldStarted,
    SignNoticed,
    SteadinessMeasured,
)
from runstrong_signal.grid import BASE_STEP_S
from runstrong_signal.holds.attitude import Attitude
from runstrong_signal.holds.doubt import DOUBTED_S, Doubt
from runstrong_signal.holds.record import HoldRecord
from runstrong_signal.holds.signs import EarlySigns
from runstrong_signal.holds.turns import Turns
from runstrong_signal.posture_watch import QUANTUM_HZ, angle_deg
from runstrong_signal.sample_meter import UNKNOWN, Sensing
from runstrong_signal.samples import FloatArray
from runstrong_signal.tasks import TimeHold

HoldEvent = HoldStarted | HoldPaused | HoldResumed | HoldEnded | SteadinessMeasured | SignNoticed

QUIET_QUANTA = 12
QUIET_G = 0.08
QUIET_TURN_DEG = 3.0
"""A position is taken when 0.96 s stay within these; published planks sway a tenth of that."""

TAKEN_QUANTA = 6
TAKEN_SPREADS, TAKEN_LEAST_G, TAKEN_MOST_G = 3.0, 0.03, 0.14
LOOK_BACK_QUANTA = 200
"""The position was taken when all quanta since are as near its direction as those of the last half second are, times
three, and between 2 and 6 degrees; at most 16 s back."""

MOVING_G, MOVING_MOST_G, MOVING_SHARE = 0.08, 0.13, 1.6
"""Median acceleration of two seconds beyond which the person moves about: 0.78 m/s2, far above very unsteady, or 1.6
times what has been usual in this hold. Who shakes ever more trembles; who begins to move does so at once."""

BREAK_S = 0.7
"""How long the position must be lost before the clock stops."""

BACK_DEG = 2.0
"""So much inside the limit the line counts as taken again."""

SEEN_AT_ONCE_S, CELL_SLACK = 1.0 / QUANTUM_HZ, 1e-3
"""A silent sensor is no sign that the position was left: the first quantum behind a gap, or the whole one after it,
shows whether the person is there. Grid cells are counted to a thousandth."""

LEAST_HOLD_S = 3.0
"""What breaks earlier has not been a hold: people stop for a moment on the way into a position, and at the turning
points of repetitions."""

PAUSE_S = 8.0
"""Who has gone to and fro must be still for longer than this: slow repetitions pause for 2 to 6 s at their ends."""

SEEN_AGAIN_S = 1.0
"""What turns out to have been movement may have become a hold so long before that was known, not earlier."""

SETTLED_QUANTA, SETTLED_DEG = 6, 5.0
"""Who is off the first still second by so much within the first three was not yet where he or she wanted to be: five
times the slow sway of a plank."""

LINE_S = 2.0
SHOWN_FROM_S = 2.0
"""The person's own line is the mean of the first two seconds; no figure is given before."""

LEAST_CALM_S = 5.0
"""Movement that shows earlier than this was there from the beginning."""


class _State(Enum):
    SEARCHING = auto()
    HOLDING = auto()
    BROKEN = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True)
class _Quantum:
    begin_s: float
    rows: FloatArray
    mean_g: FloatArray


class HoldTimer:
    """Feed quanta of base-grid rows and gaps; hear when the hold starts, breaks, resumes and ends."""

    def __init__(self, task: TimeHold) -> None:
        self._task = task
        self._state = _State.SEARCHING
        self._recent: deque[_Quantum] = deque(maxlen=LOOK_BACK_QUANTA)
        self._turns = Turns()
        self._attitude = Attitude()
        self._record = HoldRecord()
        self._signs = EarlySigns()
        self._first_level = np.zeros(3)
        self._line_rows: list[FloatArray] = []
        self._doubt = Doubt(QUIET_QUANTA / QUANTUM_HZ + BREAK_S, BREAK_S)
        self._off_since_s: float | None = None
        self._left_s = 0.0
        self._back_since_s: float | None = None
        self._back_deg = 0.0
        self._why = HoldBreak.MOVED
        self._held_before_s = 0.0
        self._taken_s = 0.0
        self._running_since_s = 0.0
        self._paused_at_s = 0.0
        self._left_before_s = math.inf
        self._measured_at_s = 0.0
        self._blind_until_s = -math.inf
        self._was_known = False
        self.sensing: Sensing = UNKNOWN
        self.frame: BodyFrame | None = None

    @property
    def is_begun(self) -> bool:
        """Whether the position is held, or was a moment ago."""
        return self._state in (_State.HOLDING, _State.BROKEN)

    def recall(self, end_s: float, rows: FloatArray) -> None:
        """Take a quantum from before the task: no time counts in it, but it may belong to repetitions."""
        self._turns.feed(end_s - len(rows) * BASE_STEP_S, rows)

    def feed(self, end_s: float, rows: FloatArray) -> tuple[HoldEvent, ...]:
        """Take a quantum of rows ``(n, 3)`` that ends at ``end_s``; all quanta must have the same n."""
        if (begin_s := end_s - len(rows) * BASE_STEP_S) >= max(self._task.since_s, self._blind_until_s) - BASE_STEP_S:
            self._recent.append(_Quantum(begin_s, rows, rows.mean(axis=0)))
        self._turns.feed(begin_s, rows)
        match self._state:
            case _State.SEARCHING:
                return self._search(end_s)
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
        self._turns.restart()
        self._doubt.forget()
        if self._state is not _State.HOLDING:
            return ()
        self._back_deg = self._task.profile.tilt_limit_deg - BACK_DEG
        return self._pause(gap.t_s, gap.start_s, HoldBreak.NO_SIGNAL)

    def finish(self, end_s: float) -> tuple[HoldEvent, ...]:
        """Return how the hold ended when no more samples come; who was leaving the position then, left it."""
        left = () if self._off_since_s is None else self._pause(end_s, self._left_since(self._off_since_s), self._why)
        if self._state is _State.HOLDING:
            return self._end(end_s, end_s, HoldBreak.NO_SIGNAL)
        return (*left, *self._end(end_s, self._paused_at_s, self._why)) if self._state is _State.BROKEN else left

    def _held_s(self, now_s: float) -> float:
        """Return the seconds held until ``now_s``."""
        running_s = now_s - self._running_since_s if self._state is _State.HOLDING else 0.0
        return self._held_before_s + max(running_s, 0.0)

    def _search(self, end_s: float) -> tuple[HoldEvent, ...]:
        if len(self._recent) < QUIET_QUANTA:
            return ()
        means = np.array([quantum.mean_g for quantum in self._recent])
        line = _quiet_line(means[-QUIET_QUANTA:])
        if line is None:
            self._doubt.moving(end_s)
            return ()
        if not self._is_right(line):
            self._doubt.forget()
            return ()
        first_s = self._recent[_taken_at(means)].begin_s
        head_up_deg = 0.0 if self.frame is None else self.frame.head_up_deg(line)
        if self._doubt.still(end_s, first_s, head_up_deg, is_low=self._is_low(head_up_deg)):
            return ()
        if end_s - first_s < PAUSE_S and self._turns.are_seen(self._task.since_s):
            return ()
        return self._start(end_s, line, first_s if self._doubt.since_s is None else self._doubt.since_s)

    def _start(self, end_s: float, line: FloatArray, first_s: float) -> tuple[HoldEvent, ...]:
        """Start the clock where the position was taken, as far back as that is remembered."""
        taken = [quantum for quantum in self._recent if quantum.begin_s >= first_s]
        self._doubt.forget()
        self._state = _State.HOLDING
        self._was_known = self.frame is not None
        self._attitude.line = self._first_level = line
        self._record.restart(self.sensing)
        self._taken_s = self._running_since_s = self._measured_at_s = taken[0].begin_s
        for quantum in taken:
            self._watch(quantum.begin_s, quantum.rows)
        return (HoldStarted(end_s, self._running_since_s),)

    def _is_right(self, line: FloatArray) -> bool:
        """Return whether the posture is right as far as it is known."""
        return self.frame is None or bool(self._task.profile.postures & self.frame.postures(line))

    def _is_low(self, head_up_deg: float) -> bool:
        """Return whether the head end is lower than in the position, as far as that is known."""
        lies_below_deg = self._task.profile.lies_below_deg
        return lies_below_deg is not None and self.frame is not None and head_up_deg < lies_below_deg

    def _hold(self, end_s: float, rows: FloatArray) -> tuple[HoldEvent, ...]:
        begin_s = end_s - len(rows) * BASE_STEP_S
        self._watch(begin_s, rows)
        limit_deg = self._task.profile.tilt_limit_deg
        if self._is_still_settling(end_s) or self._is_known_wrong(end_s):
            return self._pause(end_s, self._running_since_s, HoldBreak.MOVED)
        if (left_s := self._attitude.level_left_since()) is not None:
            self._back_deg = 0.5 * self._attitude.tilt_now_deg()
            tilted = self._attitude.tilt_now_deg() > limit_deg
            return self._pause(end_s, left_s, HoldBreak.TILTED if tilted else HoldBreak.MOVED)
        why = self._fault(limit_deg)
        if why is None:
            self._off_since_s = None
        elif self._off_since_s is None:
            self._off_since_s, self._left_s, self._why = begin_s, self._attitude.left_since(), why
        if why is not None and self._off_since_s is not None and end_s - self._off_since_s > BREAK_S:
            self._back_deg = limit_deg - BACK_DEG
            return self._pause(end_s, self._left_since(self._off_since_s), why)
        signs = self._signs.feed_tilt(end_s, self._attitude.tilt_deg)
        said = tuple(SignNoticed(end_s, sign) for sign in signs)
        if self._held_s(end_s) < SHOWN_FROM_S or end_s - self._measured_at_s < 1.0 - BASE_STEP_S / 2:
            return said
        self._measured_at_s = end_s
        return (*said, *self._measure(end_s))

    def _is_still_settling(self, end_s: float) -> bool:
        """Return whether the first still second was a pause on the way into the position."""
        off_deg = angle_deg(self._attitude.recent_level(SETTLED_QUANTA), self._first_level)
        return self._held_s(end_s) < LEAST_HOLD_S and off_deg > SETTLED_DEG

    def _is_known_wrong(self, end_s: float) -> bool:
        """Return whether the posture, unknown when the hold began, has turned out to be another one.

        Standing shows after a few seconds. What is learned later is less sure than a position that was held so long.
        """
        if self._was_known or self.frame is None or self._held_s(end_s) > DOUBTED_S:
            return False
        self._was_known = True
        return not self._is_right(self._attitude.line)

    def _left_since(self, off_since_s: float) -> float:
        """Return when the position was left that has been lost since ``off_since_s``, by all that is seen by now."""
        if self._left_before_s < self._running_since_s and off_since_s - self._running_since_s < BREAK_S:
            return self._running_since_s  # one look after a gap was too little: nobody was there
        to_and_fro_s = self._turns.since_s(self._taken_s)
        since_s = self._left_s if to_and_fro_s is None else to_and_fro_s
        early = self._why is HoldBreak.MOVED and since_s - self._running_since_s < LEAST_CALM_S
        return self._running_since_s if early else since_s

    def _watch(self, begin_s: float, rows: FloatArray) -> None:
        """Add a held quantum to all that is measured."""
        self._attitude.feed(begin_s, rows)
        self._record.feed(begin_s, rows, self.sensing, self._attitude)
        if len(self._line_rows) * len(rows) * BASE_STEP_S < LINE_S:
            self._line_rows.append(rows)
            self._attitude.line = np.concatenate(self._line_rows).mean(axis=0)

    def _fault(self, limit_deg: float) -> HoldBreak | None:
        """Return how the last quantum breaks the position, if it does."""
        moving_from_g = min(max(MOVING_G, MOVING_SHARE * self._attitude.usual_g), MOVING_MOST_G)
        if self._attitude.moving_g > moving_from_g or self._turns.since_s(self._taken_s) is not None:
            return HoldBreak.MOVED
        return HoldBreak.TILTED if self._attitude.tilt_deg > limit_deg else None

    def _measure(self, end_s: float) -> tuple[HoldEvent, ...]:
        signs = self._signs.feed_tremor(self._held_s(end_s), self._record.tremor_mps2())
        measured = self._record.figures(end_s, self._attitude, self.frame)
        return (measured, *(SignNoticed(end_s, sign) for sign in signs))

    def _pause(self, now_s: float, since_s: float, why: HoldBreak) -> tuple[HoldEvent, ...]:
        if why is not HoldBreak.NO_SIGNAL and self._held_s(since_s) < LEAST_HOLD_S:
            since_s, self._held_before_s = self._running_since_s, 0.0
        self._held_before_s += max(since_s - self._running_since_s, 0.0)
        if since_s <= self._running_since_s:  # it was not taken again after all
            since_s = min(since_s, self._left_before_s)
        self._state, self._why = _State.BROKEN, why
        self._paused_at_s, self._off_since_s, self._back_since_s = since_s, None, None
        paused = HoldPaused(now_s, since_s, self._held_before_s, why)
        if self._held_before_s == 0.0 and why is not HoldBreak.NO_SIGNAL:
            self._search_anew(now_s - SEEN_AGAIN_S)
            return (paused,)
        self._record.forget_since(since_s)
        if self._held_before_s < SHOWN_FROM_S:
            return (paused,)
        return (paused, self._record.figures(now_s, self._attitude, self.frame))

    def _search_anew(self, from_s: float) -> None:
        """Forget what was no hold, and search what was seen since ``from_s`` for one."""
        self._state = _State.SEARCHING
        self._attitude, self._record, self._signs = Attitude(), HoldRecord(), EarlySigns()
        self._line_rows = []
        while self._recent and self._recent[0].begin_s < from_s:
            self._recent.popleft()

    def _wait(self, end_s: float, rows: FloatArray) -> tuple[HoldEvent, ...]:
        rows = self._after_the_gap(end_s, rows)
        if not len(rows):
            self._attitude.restart()
            return ()
        begin_s = end_s - len(rows) * BASE_STEP_S
        lost_s = max(self._paused_at_s, self._blind_until_s)
        self._attitude.feed(begin_s, rows)
        off = self._attitude.tilt_now_deg() > self._back_deg or self._fault(math.inf) is not None
        if not off and self._why is HoldBreak.NO_SIGNAL and begin_s - self._blind_until_s < SEEN_AT_ONCE_S:
            return self._resume(end_s, self._blind_until_s)
        if off or begin_s < lost_s:
            self._back_since_s = None
        elif self._back_since_s is None:
            self._back_since_s = begin_s
        if self._back_since_s is not None and end_s - self._back_since_s >= BREAK_S:
            return self._resume(end_s, self._back_since_s)
        if self._back_since_s is None and end_s - lost_s > self._task.grace_s:
            return self._end(end_s, self._paused_at_s, self._why)
        return ()

    def _after_the_gap(self, end_s: float, rows: FloatArray) -> FloatArray:
        """Return those of the rows that lie behind a gap; all of them where there is none."""
        blind_s = max(self._blind_until_s - (end_s - len(rows) * BASE_STEP_S), 0.0)
        return rows[math.ceil(blind_s / BASE_STEP_S - CELL_SLACK) :]

    def _resume(self, now_s: float, since_s: float) -> tuple[HoldEvent, ...]:
        self._state = _State.HOLDING
        self._left_before_s = self._paused_at_s
        self._running_since_s = self._measured_at_s = since_s
        self._record.restart(self.sensing)
        self._signs.restart()
        return (HoldResumed(now_s, since_s, self._held_before_s),)

    def _end(self, now_s: float, end_s: float, why: HoldBreak) -> tuple[HoldEvent, ...]:
        held_s = self._held_s(end_s)
        self._state = _State.OVER
        return (HoldEnded(now_s, end_s, held_s, why),)


def _quiet_line(means: FloatArray) -> FloatArray | None:
    """Return the direction in which ``(n, 3)`` quanta are quiet, or None if they are not."""
    line: FloatArray = means.mean(axis=0)
    half = len(means) // 2
    turn_deg = angle_deg(means[:half].mean(axis=0), means[half:].mean(axis=0))
    quiet = np.linalg.norm(means - line, axis=1).max() <= QUIET_G and turn_deg <= QUIET_TURN_DEG / 2.0
    return line if quiet else None


def _taken_at(means: FloatArray) -> int:
    """Return the first of the quanta since which all have been near where the last ones are."""
    line = means[-TAKEN_QUANTA:].mean(axis=0)
    spread_g = float(np.sqrt(np.mean(np.square(means[-TAKEN_QUANTA:] - line).sum(axis=1))))
    limit_g = min(max(TAKEN_SPREADS * spread_g, TAKEN_LEAST_G), TAKEN_MOST_G)
    far = np.flatnonzero(np.linalg.norm(means - line, axis=1) > limit_g)
    return int(far[-1]) + 1 if len(far) else 0
