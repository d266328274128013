"""A set of repetitions while it is being done: what to say about each period, and when the set is over."""

from runstrong.exercises.model import Sides
from runstrong.session.beginning import AwaitedReps, Beginning
from runstrong.session.events import SessionEvent
from runstrong.session.goal import RepGoal
from runstrong.session.inside_hold import Stops
from runstrong.session.marks import Countdown, time_marks_s
from runstrong.session.moment import CLOCK_SLACK_S, Ending, Moment
from runstrong.session.set_events import InsideHeld, RepDone, RepsRevised, TargetReached, TimeMark
from runstrong.session.set_result import EndReason
from runstrong.session.table import SetRecord
from runstrong.session.tally import RepTally
from runstrong_signal.events import (
    CountRevised,
    PeriodCounted,
    SetRecounted,
    SignalEvent,
    StillnessChanged,
    StopMeasured,
    WalkingChanged,
)
from runstrong_signal.tasks import CountReps

SETTLE_S = 1.5
"""Wait after the time of an as-many-as-possible set is up: the last repetition becomes known up to so much later."""

IDLE_S = 8.0
IDLE_PERIODS = 3.0
"""A fulfilled set is over when nothing was counted for so long: the person strolls about instead of standing still."""

NOTHING_COUNTED_S = 20.0
"""A set in which nothing was counted ends after so long a stillness, once the person has clearly moved."""

CLEAR_MOVEMENT_S = 3.0
"""Moving for so long is more than finding one's place."""


class RepSet:
    """Counts what the pipeline sees for one set of repetitions, which may begin within ``window_s``."""

    def __init__(
        self, record: SetRecord, goal: RepGoal, since_s: float, window_s: float = 0.0, *, walks: bool = False
    ) -> None:
        self.record = record
        self.goal = goal
        self.beginning = Beginning(since_s, window_s)
        self._awaited = AwaitedReps(goal.enough, record.step.still_extra_s, walks=walks)
        self.target_reached = False
        self._tally = RepTally(record.step.rule)
        self._period_s = 0.0
        self._moving_since_s: float | None = None
        self._has_moved = False
        self.stops = Stops(record.step.inside)
        self._active_s = since_s
        self._time_up_s = None if goal.within_s is None else since_s + goal.within_s
        self._countdown = Countdown(goal.within_s or 0.0, time_marks_s(goal.within_s or 0.0))

    def task(self, since_s: float) -> CountReps:
        """Return what the pipeline has to watch for."""
        step = self.record.step
        return CountReps(since_s, step.exercise.motion, step.inside.is_measured, step.template)

    @property
    def newest_rep_s(self) -> float | None:
        """How long the newest repetition took, or None before the first."""
        return self._tally.newest_s

    def time_left_s(self, t_s: float) -> float | None:
        """Return the time that is left for as many as possible, or None where there is no time."""
        return None if self._time_up_s is None else max(0.0, self._time_up_s - t_s)

    @property
    def total_s(self) -> float | None:
        """The time there is for as many as possible, or None where there is no time."""
        return self.goal.within_s

    def take(self, event: SignalEvent, t_s: float) -> tuple[SessionEvent, ...]:
        """Take a signal event that became known at ``t_s``."""
        match event:
            case WalkingChanged():
                return self._note_walking(event, t_s)
            case PeriodCounted() | StopMeasured() if self.beginning.is_awaited and self._awaited.walks:
                return ()
            case PeriodCounted() if self._time_up_s is None or event.end_s <= self._time_up_s:
                return (*self._count(event, t_s), *self._check_target(t_s))
            case CountRevised():
                return self._revise(event, t_s)
            case StopMeasured():
                return self._stop(event, t_s)
            case StillnessChanged():
                self._note_stillness(event)
                return ()
            case _:
                return ()

    def reread(self, event: SetRecounted) -> None:
        """Take the second reading of what was counted since the set, or its newest part after a pause, began."""
        if self.beginning.is_awaited:  # of what was no set
            return
        surest = 1.0 if self.record.confidence is None else self.record.confidence
        self.record.reps_again = self._tally.reread(event)
        self.record.confidence = min(surest, event.confidence)

    def corrected(self, t_s: float) -> tuple[SessionEvent, ...]:
        """React to a change of the final count by the person, who may be still because of the keyboard."""
        self._active_s = t_s
        self.beginning.begun()
        return self._check_target(t_s)

    def resume(self, since_s: float, paused_s: float) -> CountReps:
        """Go on after a pause: what was counted stays, and the pipeline begins anew."""
        self._tally.resume()
        self.beginning.resume(paused_s)
        self._awaited.resume()
        self._active_s = since_s
        if self._time_up_s is not None:
            self._time_up_s += paused_s
        return self.task(since_s)

    def decide(self, now: Moment) -> tuple[SessionEvent, ...]:
        """Say what follows from the clock, and whether the set has begun."""
        if self._time_up_s is None:
            return self._begin(now) if self.beginning.is_awaited else ()
        left_s = self._time_up_s - now.t_s
        marks = tuple(self._mark(now.t_s, mark_s) for mark_s in self._countdown.passed(left_s))
        return marks if left_s > 0.0 else (*marks, *self._reach(now.t_s))

    def _mark(self, t_s: float, left_s: float) -> TimeMark:
        return TimeMark(t_s, self.record.key, left_s, self.goal.within_s or 0.0)

    def _begin(self, now: Moment) -> tuple[SessionEvent, ...]:
        """Let the set begin, dated back, once what is counted is one."""
        spans = self._tally.spans
        if not self._awaited.has_begun(now, spans, self._tally.likenesses):
            return ()
        self.beginning.begun()
        self.record.start_s = spans[0].start_s
        return self._check_target(now.t_s)

    def begin_now(self, t_s: float) -> CountReps:
        """Let the set begin because the person says so: what was counted before was none of it."""
        self._tally.revise(0)
        self._note_reps()
        self.beginning.begun()
        self.record.start_s = self._active_s = t_s
        return self.task(t_s)

    def restart(self, now: Moment) -> tuple[CountReps | None, tuple[SessionEvent, ...]]:
        """Return the task that counts anew where what was counted in a window was no set, and what to say of it."""
        spans = self._tally.spans
        newest_end_s = spans[-1].end_s if spans else self._active_s
        again_s = self._awaited.again_s(now, self.record.reps_auto, newest_end_s) if self.beginning.is_awaited else None
        return (None, ()) if again_s is None else (self.task(again_s), self._forget(now.t_s))

    def _note_walking(self, event: WalkingChanged, t_s: float) -> tuple[SessionEvent, ...]:
        self._awaited.note_walking(event)
        return self._forget(t_s) if event.walks and self.beginning.is_awaited else ()

    def _forget(self, t_s: float) -> tuple[SessionEvent, ...]:
        """Take back what was counted, because it was no set."""
        return self._revise(CountRevised(t_s, 0), t_s)

    def ending(self, now: Moment) -> Ending | None:
        """Return how the set has ended, or None while it goes on."""
        if self.beginning.is_awaited:
            return None
        if self._time_up_s is not None:
            over = now.t_s >= self._time_up_s + SETTLE_S
            return Ending(EndReason.TIME, self._time_up_s) if over else None
        step = self.record.step
        if not step.ends_when_still:
            return None
        if self.record.reps == 0:
            return self._ending_of_nothing(now)
        if self.target_reached and self._idle_s(now) >= max(IDLE_S, IDLE_PERIODS * self._period_s) + step.still_extra_s:
            return Ending(EndReason.TARGET, self._active_s)
        if now.still_since_s is None:
            return None
        quiet_since_s = max(now.still_since_s, self._active_s)
        limit_s = self.goal.still_limit_s(self.record.reps) + step.still_extra_s
        if now.newest_sample_s - quiet_since_s < limit_s - CLOCK_SLACK_S:
            return None
        return Ending(EndReason.TARGET if self.target_reached else EndReason.STILL, quiet_since_s)

    def _ending_of_nothing(self, now: Moment) -> Ending | None:
        """Return how a set has ended in which nothing could be counted, or None while it goes on."""
        if now.still_since_s is None or not self._has_moved:
            return None
        quiet_s = now.newest_sample_s - max(now.still_since_s, self._active_s)
        limit_s = NOTHING_COUNTED_S + self.record.step.still_extra_s
        return Ending(EndReason.NOTHING, now.still_since_s) if quiet_s >= limit_s - CLOCK_SLACK_S else None

    def _idle_s(self, now: Moment) -> float:
        """Return since how long nothing has been counted, as far as the sensor has seen."""
        return now.newest_sample_s - self._active_s

    def _note_stillness(self, event: StillnessChanged) -> None:
        if event.still:
            began_s = self._active_s if self._moving_since_s is None else self._moving_since_s
            self._has_moved |= event.since_s - began_s >= CLEAR_MOVEMENT_S
        self._moving_since_s = None if event.still else event.since_s

    def _stop(self, stop: StopMeasured, t_s: float) -> tuple[SessionEvent, ...]:
        goal = self.record.step.inside
        self.stops.add(stop)
        self._note_reps()
        short, lowering_s = goal.is_short(stop), goal.lowering_s(stop)
        return (InsideHeld(t_s, self.record.key, stop.held_s, goal.hold_s, lowering_s, short),)

    def _count(self, event: PeriodCounted, t_s: float) -> tuple[SessionEvent, ...]:
        spans = self._tally.count(event)
        reps_before = self.record.reps
        self._note_reps()
        self._period_s = event.end_s - event.start_s
        if not self.beginning.is_awaited:
            self.beginning.begun()
        self._active_s = max(self._active_s, event.end_s)  # small movements count as stillness to the sensor
        return tuple(
            RepDone(t_s, self.record.key, reps_before + nth, span.start_s, span.end_s, *self._seen_of(nth - len(spans)))
            for nth, span in enumerate(spans, start=1)
        )

    def _seen_of(self, back: int) -> tuple[float | None, float | None, float | None]:
        """Return turn, range and likeness of a repetition, counted back from the newest, which is 0."""
        record = self.record
        return record.turns_s[back - 1], record.ranges_deg[back - 1], record.likenesses[back - 1]

    def _revise(self, event: CountRevised, t_s: float) -> tuple[SessionEvent, ...]:
        reps_before = self.record.reps
        self._tally.revise(event.periods)
        self._note_reps()
        if self.record.reps == reps_before:
            return ()
        return (RepsRevised(t_s, self.record.key, self.record.reps),)

    def _note_reps(self) -> None:
        """Write down what is known of each repetition: later evidence may have changed any of them."""
        spans = self._tally.spans
        self.beginning.seems_begun = bool(spans)
        self.record.reps_auto = len(spans)
        self.record.spans, self.record.ranges_deg = spans, self._tally.ranges_deg
        self.record.turns_s, self.record.likenesses = self._tally.turns_s, self._tally.likenesses
        if self.record.step.exercise.sides is Sides.ALTERNATING:
            self.record.sides_s, self.record.sides_deg = (tuple(side) for side in self._tally.sides())
        self.record.stops = self.stops.by_rep(spans)

    def _check_target(self, t_s: float) -> tuple[SessionEvent, ...]:
        if self.goal.full is None or self.record.reps < self.goal.full or self.beginning.is_awaited:
            return ()
        return self._reach(t_s)

    def _reach(self, t_s: float) -> tuple[SessionEvent, ...]:
        if self.target_reached:
            return ()
        self.target_reached = True
        return (TargetReached(t_s, self.record.key),)
