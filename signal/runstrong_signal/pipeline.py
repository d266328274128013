"""The pipeline: sample blocks in, signal events out, for the task in force.

    samples -> intake (unusable ones out, spikes mended) -> even grid, 50 Hz -> quanta of 0.08 s
            -> stillness and posture, always
            -> the task's own worker: a counter (armed or strict) or a hold timer
            -> where holds inside repetitions are asked for, the meter of stops beside the counter

Everything behind the grid moves in quanta of four rows, cut by row number, and every event is stamped with the end of
the quantum that made it known. So the events, their times and their order are the same however the samples arrive.
Whoever needs nothing of the others takes all the quanta that are there at once, which costs less; a hold timer and what
it learns from the posture go on quantum by quantum.

The rows of the last half minute are remembered: a task that starts earlier than now is caught up from them.
"""

from collections import deque
from dataclasses import dataclass, replace

import numpy as np

from runstrong_signal.events import GapFound, HoldBreak, HoldPaused, HoldStarted, SamplesDropped, SignalEvent
from runstrong_signal.grid import BASE_STEP_S, EvenGrid
from runstrong_signal.holds import HoldTimer, StopMeter
from runstrong_signal.intake import CleanSamples, Intake
from runstrong_signal.posture import Segment
from runstrong_signal.posture_watch import PostureWatch
from runstrong_signal.reps.armed import ArmedSet
from runstrong_signal.reps.counter import RepCounter
from runstrong_signal.reps.settings import STRICT
from runstrong_signal.sample_meter import SampleMeter
from runstrong_signal.samples import FloatArray, SampleBlock
from runstrong_signal.stillness import StillnessDetector
from runstrong_signal.tasks import CountReps, LearnStanding, Task, TimeHold, WatchIdle

QUANTUM_ROWS = 4
QUANTUM_S = QUANTUM_ROWS * BASE_STEP_S

MEMORY_S = 30.0
"""How far back a task may start: as long as the four repetitions that the strict counter needs may take (4 x 7 s)."""

RUN_UP_S = 1.0
"""Rows before a task's start that its filters settle on."""


MOST_AT_ONCE = 125
"""Quanta that are worked on at once, at most: 10 s."""

Worker = ArmedSet | RepCounter | HoldTimer

STAND_SETTLED_S = 2.2
"""After being asked to stand, the two still seconds must begin after the request: nobody stands still at once."""


@dataclass(frozen=True, slots=True)
class _Quantum:
    end_s: float
    rows: FloatArray


@dataclass(frozen=True, slots=True)
class _Quanta:
    """Consecutive quanta: ends ``(n,)`` and rows ``(n * QUANTUM_ROWS, 3)``."""

    ends_s: FloatArray
    rows: FloatArray

    def __len__(self) -> int:
        return len(self.ends_s)

    def part(self, start: int, stop: int) -> "_Quanta":
        return _Quanta(self.ends_s[start:stop], self.rows[start * QUANTUM_ROWS : stop * QUANTUM_ROWS])

    def each(self) -> list[_Quantum]:
        rows = [self.rows[i * QUANTUM_ROWS : (i + 1) * QUANTUM_ROWS] for i in range(len(self))]
        return [_Quantum(end_s, four) for end_s, four in zip(self.ends_s.tolist(), rows, strict=True)]


class Pipeline:
    """Feed blocks in order of time; identical events come out however the samples are cut into blocks.

    Parameters
    ----------
    segment
        The part of the body that wears the sensor; None: not known, and then no posture is either.
    """

    def __init__(self, task: Task | None = None, *, segment: Segment | None = None) -> None:
        self._intake = Intake()
        self._meter = SampleMeter()
        self._grid = EvenGrid()
        self._stillness = StillnessDetector()
        self._posture = PostureWatch(segment)
        self._memory: deque[_Quantum] = deque(maxlen=round(MEMORY_S / QUANTUM_S))
        self._loose_rows = np.empty((0, 3))
        self._quanta_done = 0
        self._newest_s = -np.inf
        self._task = task
        self._is_again = False
        self._worker: Worker | None = None
        self._stops: StopMeter | None = None

    def assign(self, task: Task) -> tuple[SignalEvent, ...]:
        """Watch for ``task`` from now on; samples since ``task.since_s`` that are still remembered count for it.

        Returns what there is to say of the task that ends by it.
        """
        concluded = self._worker.conclude(self._end_s()) if isinstance(self._worker, ArmedSet) else ()
        self._is_again = _waits_again(self._task, task)
        self._task = task
        self._worker = None
        self._stops = None
        return concluded

    def feed(self, block: SampleBlock) -> tuple[SignalEvent, ...]:
        """Take samples and return what became known by them, in order."""
        return self._advance(self._intake.feed(block))

    def finish(self) -> tuple[SignalEvent, ...]:
        """Return what is still to be said once no more samples come."""
        events = list(self._advance(self._intake.finish()))
        now_s = self._end_s()
        if self._intake.lost_at_end:
            events.append(SamplesDropped(now_s, self._intake.lost_at_end))
        if self._worker is not None:
            events += self._worker.finish(now_s)
        return tuple(events)

    @property
    def _is_at_work(self) -> bool:
        """Whether repetitions are expected, or a position is held."""
        return isinstance(self._worker, ArmedSet) or (isinstance(self._worker, HoldTimer) and self._worker.is_begun)

    def _end_s(self) -> float:
        """Return the session time at which the newest quantum ends."""
        return self._grid.origin_s + self._quanta_done * QUANTUM_S

    def _advance(self, samples: CleanSamples) -> tuple[SignalEvent, ...]:
        """Resample, and let the workers see every quantum that is complete; faults are told in their place in time."""
        if not len(samples.t_s):
            return ()
        self._meter.feed(samples.t_s, samples.acc_g)
        rows, gaps = self._grid.feed(samples.t_s, samples.acc_g)
        faults = [(gap.start_s, gap) for gap in gaps] + self._losses(samples)
        faults.sort(key=lambda fault: fault[0])
        quanta = self._quanta(rows)
        events: list[SignalEvent] = []
        seen = 0
        for at_s, fault in faults:
            until = int(quanta.ends_s.searchsorted(at_s, side="right"))
            events += self._seen(quanta.part(seen, until))
            events += self._noticed(fault)
            seen = until
        return (*events, *self._seen(quanta.part(seen, len(quanta))))

    def _losses(self, samples: CleanSamples) -> list[tuple[float, GapFound | SamplesDropped]]:
        """Return the runs of unusable samples, each with the time of the usable one before it."""
        newest_s, self._newest_s = self._newest_s, float(samples.t_s[-1])
        if not samples.lost_before.any():
            return []
        before_s = np.concatenate([[newest_s], samples.t_s[:-1]])
        return [
            (float(before_s[i]), SamplesDropped(float(samples.t_s[i]), int(samples.lost_before[i])))
            for i in np.flatnonzero(samples.lost_before)
        ]

    def _quanta(self, rows: FloatArray) -> _Quanta:
        """Cut rows into quanta; what is left over waits for the next rows."""
        rows = np.concatenate([self._loose_rows, rows])
        whole = len(rows) // QUANTUM_ROWS
        self._loose_rows = rows[whole * QUANTUM_ROWS :]
        done, self._quanta_done = self._quanta_done, self._quanta_done + whole
        ends_s = self._grid.origin_s + np.arange(done + 1, done + whole + 1, dtype=np.float64) * QUANTUM_S
        return _Quanta(ends_s, rows[: whole * QUANTUM_ROWS])

    def _noticed(self, fault: GapFound | SamplesDropped) -> tuple[SignalEvent, ...]:
        if isinstance(fault, GapFound) and isinstance(self._worker, HoldTimer):
            return (fault, *self._worker.gap(fault))
        return (fault,)

    def _seen(self, quanta: _Quanta) -> list[SignalEvent]:
        """Let stillness, posture and the worker see quanta, as many at once as may be."""
        events: list[SignalEvent] = []
        seen = 0
        while seen < len(quanta):
            most = MOST_AT_ONCE if self._task is None or isinstance(self._worker, ArmedSet | RepCounter) else 1
            events += self._seen_at_once(quanta.part(seen, seen + most))
            seen += most
        return events

    def _seen_at_once(self, quanta: _Quanta) -> list[SignalEvent]:
        """Let each see the quanta after the other; a worker that is not there yet is caught up first."""
        each, last_s = quanta.each(), float(quanta.ends_s[-1])
        asked = isinstance(self._task, LearnStanding) and last_s > self._task.since_s + STAND_SETTLED_S
        events: list[SignalEvent] = [*self._stillness.feed(quanta.ends_s, quanta.rows)]
        for quantum in each:
            events += self._posture.feed(quantum.end_s, quantum.rows, asked_to_stand=asked, at_work=self._is_at_work)
        if self._task is not None and self._worker is None:
            events += self._catch_up(self._task, each[0])
        self._memory += each
        self._meter.forget(self._memory[0].end_s)  # nobody asks for an earlier time any more
        events += self._work(quanta)
        if len(each) > 1:
            events.sort(key=lambda event: event.t_s)
        return events

    def _catch_up(self, task: Task, quantum: _Quantum) -> list[SignalEvent]:
        """Set a task's worker to work on what is remembered since it began."""
        first_s = task.since_s - RUN_UP_S
        remembered = [old for old in self._memory if old.end_s - QUANTUM_S >= first_s - BASE_STEP_S]
        begins_s = (remembered[0] if remembered else quantum).end_s - QUANTUM_S
        self._worker = _worker(task, begins_s)
        self._stops = StopMeter() if isinstance(task, CountReps) and task.with_stops else None
        if isinstance(self._worker, HoldTimer) and self._is_again:
            for old in self._memory:
                if old.end_s <= begins_s + BASE_STEP_S / 2:
                    self._worker.recall(old.end_s, old.rows)
        seen = [event for old in remembered for event in self._work(_only(old))]
        return [replace(event, t_s=quantum.end_s) for event in _without_mistakes(seen)]

    def _work(self, quanta: _Quanta) -> list[SignalEvent]:
        """Let the worker see quanta; a hold timer sees one at a time."""
        events: list[SignalEvent] = []
        if isinstance(self._worker, HoldTimer):
            for quantum in quanta.each():
                self._worker.sensing, self._worker.frame = self._meter.at(quantum.end_s), self._posture.frame
                events += self._worker.feed(quantum.end_s, quantum.rows)
        elif self._worker is not None:
            events += self._worker.feed(quanta.ends_s, quanta.rows)
        if self._stops is not None:
            for quantum in quanta.each():
                events += self._stops.feed(quantum.end_s, quantum.rows)
        return events


def _only(quantum: _Quantum) -> _Quanta:
    return _Quanta(np.array([quantum.end_s]), quantum.rows)


def _without_mistakes(events: list[SignalEvent]) -> list[SignalEvent]:
    """Return events without the holds that turned out, before anybody heard of them, to be none."""
    kept: list[SignalEvent] = []
    for event in events:
        if isinstance(event, HoldPaused) and event.held_s == 0.0 and event.why is not HoldBreak.NO_SIGNAL:
            while not isinstance(kept.pop(), HoldStarted):
                pass
        else:
            kept.append(event)
    return kept


def _waits_again(before: Task | None, task: Task) -> bool:
    """Return whether a position is awaited again that has just been: what was seen then tells what is done now."""
    return isinstance(before, TimeHold) and isinstance(task, TimeHold) and before.profile == task.profile


def _worker(task: Task, begins_s: float) -> Worker | None:
    """Return who does a task, beside those who are always there; rows will come from ``begins_s`` on."""
    match task:
        case CountReps(since_s, profile, _, template):
            return ArmedSet(profile, begins_s, since_s, template)
        case WatchIdle(since_s, profile):
            return RepCounter(profile, STRICT, begins_s, since_s)
        case TimeHold():
            return HoldTimer(task)
        case LearnStanding():
            return None
