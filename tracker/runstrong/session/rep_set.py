"""A set of repetitions while it is being done: what to say about each period, and when the set is over."""

from runstrong.session.events import EndReason, RepDone, RepsRevised, SessionEvent, TargetReached
from runstrong.session.goal import RepGoal
from runstrong.session.moment import CLOCK_SLACK_S, Ending, Moment
from runstrong.session.table import SetRecord
from runstrong.session.tally import RepTally
from runstrong_signal.events import CountRevised, PeriodCounted, SignalEvent
from runstrong_signal.tasks import CountReps

SETTLE_S = 1.5
"""Wait after the time of an as-many-as-possible set is up: the last repetition becomes known up to so much later."""


class RepSet:
    """Counts what the pipeline sees for one set of repetitions."""

    def __init__(self, record: SetRecord, goal: RepGoal, since_s: float) -> None:
        self.record = record
        self.goal = goal
        self.target_reached = False
        self._tally = RepTally(record.step.rule)
        self._active_s = since_s
        self._time_up_s = None if goal.within_s is None else since_s + goal.within_s

    def task(self, since_s: float) -> CountReps:
        """Return what the pipeline has to watch for."""
        return CountReps(since_s, self.record.step.exercise.motion)

    def time_left_s(self, t_s: float) -> float | None:
        """Return the time that is left for as many as possible, or None where there is no time."""
        return None if self._time_up_s is None else max(0.0, self._time_up_s - t_s)

    def take(self, event: SignalEvent, t_s: float) -> tuple[SessionEvent, ...]:
        """Take a signal event that became known at ``t_s``."""
        match event:
            case PeriodCounted() if self._time_up_s is None or event.end_s <= self._time_up_s:
                return (*self._count(event, t_s), *self._check_target(t_s))
            case CountRevised():
                return self._revise(event, t_s)
            case _:
                return ()

    def corrected(self, t_s: float) -> tuple[SessionEvent, ...]:
        """React to a change of the final count by the person, who may be still because of the keyboard."""
        self._active_s = t_s
        return self._check_target(t_s)

    def resume(self, since_s: float, paused_s: float) -> CountReps:
        """Go on after a pause: what was counted stays, and the pipeline begins anew."""
        self._tally.resume()
        self._active_s = since_s
        if self._time_up_s is not None:
            self._time_up_s += paused_s
        return self.task(since_s)

    def decide(self, now: Moment) -> tuple[SessionEvent, ...]:
        """Say what follows from the clock alone."""
        if self._time_up_s is None or now.t_s < self._time_up_s:
            return ()
        return self._reach(now.t_s)

    def ending(self, now: Moment) -> Ending | None:
        """Return how the set has ended, or None while it goes on."""
        if self._time_up_s is not None:
            over = now.t_s >= self._time_up_s + SETTLE_S
            return Ending(EndReason.TIME, self._time_up_s) if over else None
        step = self.record.step
        if now.still_since_s is None or not step.ends_when_still or self.record.reps == 0:
            return None
        quiet_since_s = max(now.still_since_s, self._active_s)
        limit_s = self.goal.still_limit_s(self.record.reps) + step.still_extra_s
        if now.newest_sample_s - quiet_since_s < limit_s - CLOCK_SLACK_S:
            return None
        return Ending(EndReason.TARGET if self.target_reached else EndReason.STILL, quiet_since_s)

    def _count(self, event: PeriodCounted, t_s: float) -> tuple[SessionEvent, ...]:
        spans = self._tally.count(event)
        reps_before = self.record.reps
        self.record.reps_auto = self._tally.reps
        self._active_s = max(self._active_s, event.end_s)  # small movements count as stillness to the sensor
        return tuple(
            RepDone(t_s, self.record.key, reps_before + nth, span.start_s, span.end_s)
            for nth, span in enumerate(spans, start=1)
        )

    def _revise(self, event: CountRevised, t_s: float) -> tuple[SessionEvent, ...]:
        reps_before = self.record.reps
        self._tally.revise(event.periods)
        self.record.reps_auto = self._tally.reps
        if self.record.reps == reps_before:
            return ()
        return (RepsRevised(t_s, self.record.key, self.record.reps),)

    def _check_target(self, t_s: float) -> tuple[SessionEvent, ...]:
        if self.goal.full is None or self.record.reps < self.goal.full:
            return ()
        return self._reach(t_s)

    def _reach(self, t_s: float) -> tuple[SessionEvent, ...]:
        if self.target_reached:
            return ()
        self.target_reached = True
        return (TargetReached(t_s, self.record.key),)
