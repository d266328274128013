"""Notices whoever starts before the countdown is over: by repeated movement, or by taking the position of a hold."""

from runstrong.session.hold_task import hold_task
from runstrong.session.script import Step
from runstrong_signal.events import (
    CountRevised,
    HoldEnded,
    HoldPaused,
    HoldResumed,
    HoldStarted,
    PeriodCounted,
    SignalEvent,
    SignNoticed,
    SteadinessMeasured,
    StillnessChanged,
)
from runstrong_signal.tasks import Task, TimeHold, WatchIdle


class Waiting:
    """What has been seen since the last set, in wait for the next one.

    Repeated movement counts once the person gets ready, in a rest only where ``from_the_start``. A position counts only
    once the person was seen to move: whoever still lies resting, or still holds the side just done, has not taken the
    next position.
    """

    def __init__(self, step: Step, since_s: float, *, from_the_start: bool) -> None:
        self.since_s = since_s
        self.position_events: list[SignalEvent] = []
        self._step = step
        self._from_the_start = from_the_start
        self._first_rep_s: float | None = None
        self._ready_from_s: float | None = None
        self._moved_s: float | None = None
        self._position_task: TimeHold | None = None

    @property
    def begun_s(self) -> float | None:
        """Since when the person has been at it, or None if not yet."""
        if not self._step.is_hold:
            return self._first_rep_s
        starts = (event.since_s for event in self.position_events if isinstance(event, HoldStarted))
        return next(starts, None)

    @property
    def is_timing(self) -> bool:
        """Whether the pipeline has been told to time the position."""
        return self._position_task is not None

    def get_ready(self, from_s: float) -> None:
        """Take into account what is seen from now on; resting before it did not count."""
        self._ready_from_s = from_s
        if not self._from_the_start:
            self.since_s = from_s

    def note(self, event: SignalEvent) -> None:
        """Take a signal event."""
        match event:
            case PeriodCounted(number=1) if self._from_the_start or self._ready_from_s is not None:
                self._first_rep_s = event.start_s
            case CountRevised(periods=0):
                self._first_rep_s = None
            case StillnessChanged(still=False):
                self._moved_s = event.since_s
            case HoldStarted() | HoldPaused() | HoldResumed() | HoldEnded() | SteadinessMeasured() | SignNoticed() if (
                self.is_timing
            ):
                self.position_events.append(event)
            case _:
                pass

    def task(self, still_since_s: float | None) -> Task:
        """Return what the pipeline has to watch for, given since when the sensor has been still (None: it moves)."""
        from_s = self._ready_from_s
        if self._step.is_hold and from_s is not None and self._position_task is None:
            if self._moved_s is not None and self._moved_s >= from_s:
                self._position_task = hold_task(self._step, self._moved_s)
            elif still_since_s is None:
                self._position_task = hold_task(self._step, from_s)
        return self._position_task or WatchIdle(self.since_s, self._step.exercise.motion)

    def again(self, since_s: float) -> "Waiting":
        """Return a fresh wait for the same set, after a pause."""
        fresh = Waiting(self._step, since_s, from_the_start=self._from_the_start)
        if self._ready_from_s is not None:
            fresh.get_ready(since_s)
        return fresh
