"""An armed set: the live count, what each repetition was like, and a second reading when the set is over."""

from dataclasses import replace

import numpy as np

from runstrong_signal.events import CountRevised, PeriodCounted, SetRecounted
from runstrong_signal.grid import BASE_RATE_HZ
from runstrong_signal.motion import MotionProfile
from runstrong_signal.reps.confidence import confidence_in
from runstrong_signal.reps.counter import RepCounter
from runstrong_signal.reps.matching import Span
from runstrong_signal.reps.measure import measure_rep
from runstrong_signal.reps.personal import PersonalTemplate
from runstrong_signal.reps.recount import LONGEST_SET_S, recount
from runstrong_signal.reps.settings import ARMED
from runstrong_signal.samples import FloatArray

KEPT_OF_LONG_SET_S = 80.0
"""What is remembered of a set that is too long to be read again: enough for its newest repetitions, which become known
four of 14 s at once, and for the ten seconds that may be handed over together."""

LOOSE_ROWS = 4000
"""Rows of motion that wait to be joined, at most: joining each piece at once would copy the set with every one."""

CountEvent = PeriodCounted | CountRevised | SetRecounted


class ArmedSet:
    """Counts one set and remembers its motion; feed it like a `RepCounter`, and `conclude` it when it is over."""

    def __init__(
        self, profile: MotionProfile, begins_s: float, since_s: float, template: PersonalTemplate | None = None
    ) -> None:
        self._profile = profile
        self._counter = RepCounter(profile, ARMED, begins_s, since_s, template)
        self._begins_s = begins_s
        self._since_row = max(round((since_s - begins_s) * BASE_RATE_HZ), 0)
        self._motion = np.empty((0, 3))
        self._forgotten_rows = 0
        self._loose: list[FloatArray] = []
        self._loose_rows = 0
        self._counted: list[Span] = []

    def feed(self, ends_s: FloatArray, rows: FloatArray) -> tuple[CountEvent, ...]:
        """Take quanta of base-grid rows ``(m * n, 3)`` in g that end at ``ends_s`` ``(m,)``; return what is new."""
        self._loose.append(rows)
        self._loose_rows += len(rows)
        if self._loose_rows > LOOSE_ROWS:
            self._remembered()
        return self._described(self._counter.feed(ends_s, rows))

    def finish(self, now_s: float) -> tuple[CountEvent, ...]:
        """Return what becomes known by the end of the stream."""
        return (*self._described(self._counter.finish(now_s)), *self.conclude(now_s))

    def conclude(self, now_s: float) -> tuple[CountEvent, ...]:
        """Read the set once more, as a whole; nothing is said of a set without repetitions or of a very long one."""
        rows = self._remembered()[self._since_row :]
        if not self._counted or self._forgotten_rows:
            return ()
        begins_s = self._begins_s + self._since_row / BASE_RATE_HZ
        live = [Span(span.start - begins_s, span.end - begins_s) for span in self._counted]
        again = recount(rows, self._profile, live)
        confidence = confidence_in(len(live), again.periods, again.likeness)
        return (SetRecounted(now_s, len(live), again.periods, confidence),)

    def _described(self, events: tuple[PeriodCounted | CountRevised, ...]) -> tuple[PeriodCounted | CountRevised, ...]:
        return tuple(self._noted(event) for event in events)

    def _noted(self, event: PeriodCounted | CountRevised) -> PeriodCounted | CountRevised:
        """Keep where the periods of the count are, and say what a new one was like."""
        if isinstance(event, CountRevised):
            del self._counted[event.periods :]
            return event
        del self._counted[event.number - 1 :]
        self._counted.append(Span(event.start_s, event.end_s))
        return self._with_shape(event)

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
            self._loose, self._loose_rows = [], 0
        if len(self._motion) > LONGEST_SET_S * BASE_RATE_HZ:
            surplus = len(self._motion) - round(KEPT_OF_LONG_SET_S * BASE_RATE_HZ)
            self._motion = self._motion[surplus:].copy()
            self._forgotten_rows += surplus
        return self._motion
