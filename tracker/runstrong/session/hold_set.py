"""A hold while it is being done: its clock, the seconds worth a cue, and when it is over."""

import math

from runstrong.session.beginning import Beginning
from runstrong.session.events import SessionEvent
from runstrong.session.goal import HoldGoal
from runstrong.session.hold_clock import HoldClock, HoldSignal
from runstrong.session.hold_events import HoldBegan, HoldContinued, HoldInterrupted, HoldMark, HoldSign
from runstrong.session.hold_task import hold_task
from runstrong.session.moment import Ending, Moment
from runstrong.session.set_events import TargetReached
from runstrong.session.set_result import EndReason
from runstrong.session.steadiness import SIGN_WORDS
from runstrong.session.table import SetRecord
from runstrong_signal.events import (
    HoldEnded,
    HoldPaused,
    HoldResumed,
    HoldStarted,
    SignalEvent,
    SignNoticed,
    SteadinessMeasured,
)
from runstrong_signal.tasks import TimeHold

FALSE_START_S = 5.0
"""A hold that breaks for good before this may be a stop on the way into the position: kneeling, then lying down."""
FALSE_START_SHARE = 0.5
"""... and before this share of its target."""
TAKEN_AGAIN_S = 15.0
"""After a false start the position has to be taken within this time; otherwise what was held was the hold."""
NO_HOLD_S = 3.0
"""What broke before this was a pause on the way and no hold at all: the position is awaited for as long as it takes."""

SIGN_SHOWN_S = 6.0
"""So long an early sign is shown: time to read it, and then it is the person's own again."""


class HoldSet:
    """Keeps the clock of one hold, which may begin within ``window_s``."""

    def __init__(self, record: SetRecord, goal: HoldGoal, since_s: float = 0.0, window_s: float = 0.0) -> None:
        self.record = record
        self.goal = goal
        self.beginning = Beginning(since_s, window_s)
        self.target_reached = False
        self.steadiness: SteadinessMeasured | None = None
        self.sign = ""
        self._sign_s = -math.inf
        self._clock = HoldClock()
        self._marked_s = 0.0
        self._false_start: Ending | None = None
        self._false_start_held_s = 0.0

    @property
    def is_held(self) -> bool:
        """Whether the position is held now."""
        return self._clock.is_running

    def task(self, since_s: float) -> TimeHold:
        """Return what the pipeline has to watch for."""
        return hold_task(self.record.step, since_s)

    def time_left_s(self, t_s: float) -> float | None:
        """Return None: a hold counts up, and its end depends on the person."""
        return None

    def sign_at(self, t_s: float) -> str:
        """Return the early sign that was noticed in the last seconds, in words, or nothing."""
        return self.sign if t_s - self._sign_s < SIGN_SHOWN_S else ""

    @property
    def total_s(self) -> float | None:
        """None: a hold counts up."""
        return None

    def take(self, event: SignalEvent, t_s: float) -> tuple[SessionEvent, ...]:
        """Take a signal event that became known at ``t_s``."""
        match event:
            case SteadinessMeasured():
                self.steadiness = self.record.steadiness = event
                return ()
            case SignNoticed(sign=sign):
                self.sign, self._sign_s = SIGN_WORDS[sign], t_s
                return (HoldSign(t_s, self.record.key, sign.value, self.sign),)
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
        self.beginning.resume(paused_s)
        return self.task(since_s)

    def begin_now(self, t_s: float) -> None:
        """Let the wait for the position be over because the person says so; the position still starts the clock."""
        self.beginning.begun()

    def decide(self, now: Moment) -> tuple[SessionEvent, ...]:
        """Let the clock run up to now and say which marks it passed."""
        self._clock.run_to(now.newest_sample_s)
        held_s = self._clock.held_s
        if held_s == 0.0:
            self.record.hold_s = self._false_start_held_s
            return ()
        self.record.hold_s = held_s
        self.beginning.begun()
        return (*self._marks(now.t_s), *self._check_target(now.t_s))

    def ending(self, now: Moment) -> Ending | None:
        """Return how the hold has ended, or None while it goes on."""
        if self.target_reached and not self.goal.goes_on:
            return Ending(EndReason.TARGET, now.t_s)
        if self._false_start is not None and not self._clock.is_begun:
            given_up = now.t_s - self._false_start.end_s >= TAKEN_AGAIN_S and self._false_start_held_s >= NO_HOLD_S
            return self._false_start if given_up else None
        if self._clock.ended_s is None or self._is_false_start:
            return None
        return Ending(EndReason.TARGET if self.target_reached else EndReason.BROKEN, self._clock.ended_s)

    def restart(self) -> TimeHold | None:
        """Return the task that waits for the position again after a false start, or None if there was none."""
        ended_s = self._clock.ended_s
        if ended_s is None or not self._is_false_start:
            return None
        self._false_start = Ending(EndReason.BROKEN, ended_s)
        self._false_start_held_s = max(self._false_start_held_s, self.record.hold_s)
        self._clock, self._marked_s, self.record.hold_s = HoldClock(), 0.0, self._false_start_held_s
        self.steadiness = self.record.steadiness = None
        self.sign = ""
        return self.task(ended_s)

    @property
    def _is_false_start(self) -> bool:
        full_s = self.goal.full_s
        limit_s = FALSE_START_S if full_s is None else min(FALSE_START_S, FALSE_START_SHARE * full_s)
        return self.record.hold_s < limit_s

    def _take_hold(self, event: HoldSignal, t_s: float) -> tuple[SessionEvent, ...]:
        key = self.record.key
        is_first = isinstance(event, HoldStarted) and not self._clock.is_begun
        self._clock.take(event)
        self.record.hold_s = self._clock.held_s
        match event:
            case HoldStarted() if is_first:
                return (HoldBegan(t_s, key, event.since_s),)
            case HoldStarted() | HoldResumed():
                return (HoldContinued(t_s, key, self._clock.before_s),)
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
