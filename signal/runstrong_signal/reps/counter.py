"""The streaming counter: base-grid motion in, counted periods out."""

from collections.abc import Sequence

import numpy as np

from runstrong_signal.events import CountRevised, PeriodCounted
from runstrong_signal.grid import BASE_RATE_HZ, GridFilter, low_pass
from runstrong_signal.motion import MotionProfile
from runstrong_signal.reps import settings
from runstrong_signal.reps.announcer import Announcer
from runstrong_signal.reps.chains import ChainTable
from runstrong_signal.reps.champion import Champion
from runstrong_signal.reps.first_rep import FirstRep
from runstrong_signal.reps.personal import PersonalTemplate
from runstrong_signal.reps.settings import ChainSettings
from runstrong_signal.reps.shapes import Float32Array, ShapeCutter, Shapes
from runstrong_signal.samples import FloatArray

CHANNELS = 3


class RepCounter:
    """Counts the periods of a movement in motion on the base grid.

    Feed rows of evenly spaced motion; the counter low-passes them, thins them to its own grid, and computes a block of
    eight grid steps whenever one is complete, counted from its first row. So the events depend on the rows only, never
    on how many came at once.

    Parameters
    ----------
    begins_s
        Session time at which the first row begins.
    since_s
        Session time before which no repetition may start; earlier rows only settle the filter.
    template
        How this person does the movement: then the first repetition is said when it ends. The chains that say all
        others, and in the end the first one too, know nothing of it.
    """

    def __init__(
        self,
        profile: MotionProfile,
        chosen: ChainSettings,
        begins_s: float,
        since_s: float = 0.0,
        template: PersonalTemplate | None = None,
    ) -> None:
        self._rate_hz = settings.FINE_RATE_HZ if profile.fast else settings.COARSE_RATE_HZ
        corner_hz = settings.FINE_CORNER_HZ if profile.fast else settings.COARSE_CORNER_HZ
        self._filter = GridFilter(low_pass(corner_hz), keep_every=round(BASE_RATE_HZ / self._rate_hz))
        self._cutter = ShapeCutter(profile, self._rate_hz)
        features = settings.SHAPE_POINTS * CHANNELS
        earliest_step = max(round((since_s - begins_s) * self._rate_hz), 0)
        self._table = ChainTable(
            self._cutter.lengths,
            self._rate_hz,
            features,
            chosen,
            earliest_step,
            leaning_halves=profile.leaning_halves,
        )
        self._announcer = Announcer(self._rate_hz, chosen)
        self._first = _first_rep(template, self._cutter, self._rate_hz, earliest_step)
        self._begins_s = begins_s
        self._block_rows = settings.BLOCK_STEPS * round(BASE_RATE_HZ / self._rate_hz)
        self._rows: list[FloatArray] = []
        self._rows_waiting = 0
        self._motion: Float32Array = np.empty((0, CHANNELS), np.float32)
        self._steps_done = 0
        self.periods = 0

    def feed(self, ends_s: FloatArray, rows: FloatArray) -> tuple[PeriodCounted | CountRevised, ...]:
        """Take quanta of base-grid rows ``(m * n, 3)`` in g that end at ``ends_s`` ``(m,)``; return what became known.

        A block is computed as of the end of the quantum that completes it.
        """
        waited = self._rows_waiting
        self._rows.append(rows)
        self._rows_waiting += len(rows)
        if self._rows_waiting < self._block_rows:
            return ()
        waiting = np.concatenate(self._rows)
        whole = len(waiting) - len(waiting) % self._block_rows
        self._rows, self._rows_waiting = [waiting[whole:].copy()], len(waiting) - whole
        complete = np.arange(self._block_rows, whole + 1, self._block_rows) - waited
        quanta = -(-complete * len(ends_s) // len(rows))
        return tuple(self._take(waiting[:whole], ends_s[quanta - 1].tolist()))

    def _take(self, rows: FloatArray, known_s: Sequence[float]) -> list[PeriodCounted | CountRevised]:
        """Smooth and thin rows, and compute the blocks that they complete, known at the times given."""
        steps = self._filter.feed(rows).astype(np.float32)
        if not len(steps):
            return []
        if not len(self._motion):
            lead = self._cutter.longest + 1 + settings.EDGE_STEPS
            self._motion = np.repeat(steps[:1], lead, axis=0)
        self._motion = np.concatenate([self._motion, steps])
        events: list[PeriodCounted | CountRevised] = []
        for now_s in known_s:
            events += self._compute(now_s, settings.BLOCK_STEPS)
        return events

    def finish(self, now_s: float) -> tuple[PeriodCounted | CountRevised, ...]:
        """Return what becomes known by the end of the stream, the sensor resting where it was left."""
        events = self._take(np.concatenate(self._rows), ()) if self._rows else []
        if not len(self._motion):
            return ()
        self._motion = np.concatenate([self._motion, np.repeat(self._motion[-1:], settings.EDGE_STEPS, axis=0)])
        while waiting := self._steps_waiting():
            events += self._compute(now_s, min(waiting, settings.BLOCK_STEPS))
        self._announcer.settle(self._table.champion)
        if self._first is not None and not self._announcer.said:
            self._first.rest()  # nothing follows any more
        return (*events, *self._say(self._table.champion, now_s))

    def _steps_waiting(self) -> int:
        return len(self._motion) - self._cutter.longest - 1

    def _compute(self, now_s: float, count: int) -> list[PeriodCounted | CountRevised]:
        """Compute the next ``count`` grid steps and forget the motion that no later window needs."""
        shapes = self._cutter.cut(self._motion, self._cutter.longest + 1, count)
        champions = self._table.add(self._steps_done, shapes)
        self._steps_done += count
        self._motion = self._motion[count:]
        events: list[PeriodCounted | CountRevised] = []
        for champion in champions:
            self._announcer.update(champion)
            events += self._say(champion, now_s)
        return [*events, *self._say_first(shapes, now_s)]

    def _say_first(self, shapes: Shapes, now_s: float) -> list[PeriodCounted | CountRevised]:
        """Say that the template knows the first repetition again, or take that back."""
        if self._first is None:
            return []
        before = self._first.known
        if self._announcer.said:
            self._first.rest()
            return []
        self._first.look(self._steps_done - len(shapes.unit), shapes)
        known = self._first.known
        if known is before:
            return []
        self.periods = 0 if known is None else 1
        if known is None:
            return [CountRevised(now_s, 0)]
        return [PeriodCounted(now_s, self._time_s(known.start), self._time_s(known.end), 1, known.likeness)]

    def _say(self, champion: Champion, now_s: float) -> list[PeriodCounted | CountRevised]:
        """Return what the count that may be said changes about what was said before."""
        parts = self._announcer.parts
        before, periods = self.periods, self._announcer.said * parts
        if self._first is not None and self._first.known is not None:
            if not periods:
                return []
            self._first.rest()
            before = 0  # the chain knows better when the first repetition was: it is said again
        self.periods = periods
        if self.periods < before:
            return [CountRevised(now_s, self.periods)]
        newest = champion.reps * parts
        return [
            PeriodCounted(now_s, *self._span_s(champion, newest - number, parts), number, champion.likeness)
            for number in range(before + 1, self.periods + 1)
        ]

    def _span_s(self, champion: Champion, back: int, parts: int) -> tuple[float, float]:
        """Return start and end of the period ``back`` before the newest, or of the oldest remembered one."""
        i = max(len(champion.ends) - 1 - back // parts, 0)
        start_s, end_s = self._time_s(champion.starts[i]), self._time_s(champion.ends[i])
        part_s = (end_s - start_s) / parts
        part = parts - 1 - back % parts
        return start_s + part * part_s, start_s + (part + 1) * part_s

    def _time_s(self, step: int) -> float:
        """Return the session time of a grid step; the lead before the first row counts as its time."""
        return self._begins_s + max(step - settings.EDGE_STEPS + 1, 0) / self._rate_hz


def _first_rep(
    template: PersonalTemplate | None, cutter: ShapeCutter, rate_hz: float, earliest: int
) -> FirstRep | None:
    """Return who looks for the first repetition, if there is a template that this counter can use."""
    if template is None or not template.is_usable or template.rate_hz != rate_hz:
        return None
    return FirstRep(template, cutter.lengths, rate_hz, earliest)
