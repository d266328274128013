"""A hold while it is being done: its clock, the seconds worth a cue, and when it is over."""

from runstrong.session.events import (
    EndReason,
    HoldBegan,
    HoldContinued,
    HoldInterrupted,
    HoldMark,
    SessionEvent,
    TargetReached,
)
from runstrong.session.goal import HoldGoal
from runstrong.session.moment import Ending, Moment
from runstrong.session.table import SetRecord
from runstrong.session.tally import HoldClock, HoldSignal
from runstrong_signal.events import (
    HoldEnded,
    HoldPaused,
    HoldResumed,
    HoldStarted,
    SignalEvent,
    SteadinessMeasured,
)
from runstrong_signal.tasks import TimeHold

FALSE_START_S = 2.0
"""A hold that breaks for good before this was not the hold: the person paused on the way into the position."""


class HoldSet:
    """Keeps the clock of one hold."""

    def __init__(self, record: SetRecord, goal: HoldGoal) -> None:
        self.record = record
        self.goal = goal
        self.target_reached = False
        self.steadiness: SteadinessMeasured | None = None
        self._clock = HoldClock()
        self._marked_s = 0.0

    @property
    def is_held(self) -> bool:
        """Whether the position is held now."""
        return self._clock.is_running

    def task(self, since_s: float) -> TimeHold:
        """Return what the pipeline has to watch for."""
        return TimeHold(since_s)

    def time_left_s(self, t_s: float) -> float | None:
        """Return None: a hold counts up, and its end depends on the person."""
        return None

    def take(self, event: SignalEvent, t_s: float) -> tuple[SessionEvent, ...]:
        """Take a signal event that became known at ``t_s``."""
        match event:
            case SteadinessMeasured():
                self.steadiness = event
                return ()
            case HoldStarted() | HoldPaused() | HoldResumed() | HoldEnded() if self._clock.ended_s is None:
                return self._take_hold(event, t_s)
            case _:
                return ()

    def corrected(self, t_s: float) -> tuple[SessionEvent, ...]:
        """Return nothing: the clock of a hold is not corrected by hand."""
        return ()

    def resume(self, since_s: float, paused_s: float) -> TimeHold:
        """Go on after a pause: what was held stays, and the pipeline begins anew."""
        self._clock.resume(self.record.hold_s)
        return self.task(since_s)

    def decide(self, now: Moment) -> tuple[SessionEvent, ...]:
        """Let the clock run up to now and say which marks it passed."""
        self.record.hold_s = self._clock.held_s(now.t_s, now.newest_sample_s)
        return (*self._marks(now.t_s), *self._check_target(now.t_s))

    def ending(self, now: Moment) -> Ending | None:
        """Return how the hold has ended, or None while it goes on."""
        if self.target_reached and not self.goal.goes_on:
            return Ending(EndReason.TARGET, now.t_s)
        if self._clock.ended_s is None or self.record.hold_s < FALSE_START_S:
            return None
        return Ending(EndReason.TARGET if self.target_reached else EndReason.BROKEN, self._clock.ended_s)

    def restart(self) -> TimeHold | None:
        """Return the task that waits for the position again after a false start, or None if there was none."""
        ended_s = self._clock.ended_s
        if ended_s is None or self.record.hold_s >= FALSE_START_S:
            return None
        self._clock, self._marked_s, self.record.hold_s = HoldClock(), 0.0, 0.0
        return self.task(ended_s)

    def _take_hold(self, event: HoldSignal, t_s: float) -> tuple[SessionEvent, ...]:
        key = self.record.key
        is_first = isinstance(event, HoldStarted) and self.record.hold_s == 0.0
        self._clock.take(event)
        self.record.hold_s = self._clock.held_s(t_s, t_s)
        match event:
            case HoldStarted() if is_first:
                return (HoldBegan(t_s, key, event.since_s),)
            case HoldStarted() | HoldResumed():
                return (HoldContinued(t_s, key, self._clock.held_s(event.since_s, event.since_s)),)
            case HoldPaused():
                return (HoldInterrupted(t_s, key, self.record.hold_s, event.why.value),)
            case HoldEnded():  # what it was broken by was said when the clock stopped
                return ()

    def _marks(self, t_s: float) -> tuple[SessionEvent, ...]:
        marks_s = self.goal.marks_s(self._marked_s, self.record.hold_s)
        self._marked_s = max((self._marked_s, *marks_s))
        return tuple(self._mark(t_s, mark_s) for mark_s in marks_s)

    def _mark(self, t_s: float, mark_s: float) -> HoldMark:
        full_s = self.goal.full_s
        steady = self.steadiness
        return HoldMark(
            t_s=t_s,
            key=self.record.key,
            hold_s=mark_s,
            remaining_s=None if full_s is None or mark_s > full_s else full_s - mark_s,
            sway_mps2=None if steady is None else steady.sway_mps2,
            tilt_deg=None if steady is None else steady.tilt_deg,
        )

    def _check_target(self, t_s: float) -> tuple[SessionEvent, ...]:
        if self.target_reached or not self.goal.is_fulfilled(self.record.hold_s):
            return ()
        self.target_reached = True
        return (TargetReached(t_s, self.record.key),)
