"""An armed set: the live count, what each repetition was like, and a second reading when the set is over."""

from dataclasses import replace

import numpy as np

from runstrong_signal.events import CountRevised, PeriodCounted, SetRecounted
from runstrong_signal.grid import BASE_RATE_HZ
from runstrong_signal.motion import MotionProfile
from runstrong_signal.reps.counter import RepCounter
from runstrong_signal.reps.measure import measure_rep
from runstrong_signal.reps.recount import LONGEST_SET_S, count_backwards
from runstrong_signal.reps.settings import ARMED
from runstrong_signal.samples import FloatArray

KEPT_OF_LONG_SET_S = 60.0
"""What is remembered of a set that is too long to be read again: enough for its newest repetitions."""

LOOSE_PIECES = 1000
"""Pieces of motion that wait to be joined, at most: joining each at once would copy the set with every piece."""

CountEvent = PeriodCounted | CountRevised | SetRecounted


class ArmedSet:
    """Counts one set and remembers its motion; feed it like a `RepCounter`, and `conclude` it when it is over."""

    def __init__(self, profile: MotionProfile, begins_s: float, since_s: float) -> None:
        self._profile = profile
        self._counter = RepCounter(profile, ARMED, begins_s, since_s)
        self._begins_s = begins_s
        self._since_row = max(round((since_s - begins_s) * BASE_RATE_HZ), 0)
        self._motion = np.empty((0, 3))
        self._forgotten_rows = 0
        self._loose: list[FloatArray] = []

    def feed(self, end_s: float, rows: FloatArray) -> tuple[CountEvent, ...]:
        """Take base-grid rows ``(n, 3)`` in g that end at ``end_s`` and return what became known by them."""
        self._loose.append(rows)
        if len(self._loose) > LOOSE_PIECES:
            self._remembered()
        return self._described(self._counter.feed(end_s, rows))

    def finish(self, now_s: float) -> tuple[CountEvent, ...]:
        """Return what becomes known by the end of the stream."""
        return (*self._described(self._counter.finish(now_s)), *self.conclude(now_s))

    def conclude(self, now_s: float) -> tuple[CountEvent, ...]:
        """Read the set once more, from its end; nothing is said of a set without repetitions or of a very long one."""
        motion = self._remembered()
        if self._counter.periods == 0 or self._forgotten_rows:
            return ()
        backwards = count_backwards(motion[self._since_row :], self._profile)
        return (SetRecounted(now_s, self._counter.periods, backwards),)

    def _described(self, events: tuple[PeriodCounted | CountRevised, ...]) -> tuple[PeriodCounted | CountRevised, ...]:
        return tuple(self._with_shape(event) if isinstance(event, PeriodCounted) else event for event in events)

    def _with_shape(self, period: PeriodCounted) -> PeriodCounted:
        motion = self._remembered()
        first = max(round((period.start_s - self._begins_s) * BASE_RATE_HZ) - self._forgotten_rows, 0)
        last = round((period.end_s - self._begins_s) * BASE_RATE_HZ) - self._forgotten_rows
        rows = motion[first : max(last, first)]
        if not len(rows):
            return period
        shape = measure_rep(rows)
        turn_s = period.start_s + shape.turn_share * (period.end_s - period.start_s)
        return replace(period, turn_s=turn_s, range_deg=shape.range_deg)

    def _remembered(self) -> FloatArray:
        """Return the rows so far, joined only now; of a set that goes on for too long only the newest are kept."""
        if self._loose:
            self._motion = np.concatenate([self._motion, *self._loose])
            self._loose = []
        if len(self._motion) > LONGEST_SET_S * BASE_RATE_HZ:
            surplus = len(self._motion) - round(KEPT_OF_LONG_SET_S * BASE_RATE_HZ)
            self._motion = self._motion[surplus:].copy()
            self._forgotten_rows += surplus
        return self._motion
