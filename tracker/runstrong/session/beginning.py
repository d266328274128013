"""Whether a set that may be done now has begun: in its window, overdue, or at work.

Theory of operation
-------------------
A rest of one length ends with its countdown, and the set is at work from then on; it is only said when nothing of it
comes. A rest of 45 to 90 seconds opens a window when its shortest time is over: within it the set may begin at any
moment, and before it does, people walk about, fidget, and sit down. So what is counted in a window is not believed at
once:

    walking is seen            what was counted is forgotten; counting begins anew when the walk is over
    stillness, and too little  what was counted is forgotten; counting begins anew with the stillness
    eight seconds of it        the set has begun, with its first repetition
    stillness, and enough      it has begun, and is nearly over

A set that has begun is never taken back. A hold needs none of that: its timer knows a position from standing about.
"""

from collections.abc import Sequence
from statistics import fmean

from runstrong.session.counting import Span
from runstrong.session.moment import CLOCK_SLACK_S, Moment
from runstrong_signal.events import WalkingChanged

LATE_AFTER_S = 10.0
"""After a rest of one length: so long a stillness, and nothing counted, before it is said that nothing comes. Slow
repetitions are told once there are two, so time alone does not show it."""

BELIEVED_AFTER_S = 8.0
"""So long after its first repetition a set has begun if it still goes on: a walk is known as such within 6 s."""

GOES_ON_S = 3.0
GOES_ON_PERIODS = 1.5
"""It still goes on if the newest repetition ended at most so long ago."""

FEWEST_REPS = 4
SURE_REPS = 6
ALIKE = 0.7
"""A set that asks for so many is believed from six repetitions, and from four that are as alike as this.

Of 360 beginnings in simulated windows (seeds 1 to 3 of docs/rests_study.py) those that were no set had 4 repetitions or
little more, and a likeness of 0.68 to 0.73 in the middle half; sets have 0.72 to 0.79 (once, by a script that is not
kept). The two overlap.
"""

STILL_S = 5.0
"""So long a stillness before a set is believed ends what was no set, or was a very short one."""


class Beginning:
    """Says since when a set may be done, how long it may be waited for, and when it is overdue."""

    def __init__(self, since_s: float, window_s: float) -> None:
        self._since_s = since_s
        self._window_s = window_s
        self._is_over = False
        self._said = False
        self.seems_begun = False
        """Whether something is counted that may still turn out to be no set."""

    @property
    def is_awaited(self) -> bool:
        """Whether the set is in a window, and has not begun."""
        return self._window_s > 0.0 and not self._is_over

    def begun(self) -> None:
        """Note that the set has begun."""
        self._is_over = True

    def left_s(self, t_s: float, still_since_s: float | None) -> float | None:
        """Return what is left until the set is overdue, negative: since when it is; None where that is not shown."""
        if self._is_over or self.seems_begun:
            return None
        left_s = self._since_s + self._window_s - t_s
        return left_s if self._window_s > 0.0 or self._is_quiet(t_s, still_since_s) else None

    def _is_quiet(self, t_s: float, still_since_s: float | None) -> bool:
        if still_since_s is None:
            return False
        return t_s - max(still_since_s, self._since_s) >= LATE_AFTER_S - CLOCK_SLACK_S

    def overdue_s(self, t_s: float, still_since_s: float | None) -> float | None:
        """Return how late the set is, once; otherwise None."""
        left_s = self.left_s(t_s, still_since_s)
        if self._said or left_s is None or left_s > CLOCK_SLACK_S:
            return None
        self._said = True
        return max(0.0, -left_s)

    def resume(self, paused_s: float) -> None:
        """Go on after a pause as if it had not been."""
        self._since_s += paused_s


class AwaitedReps:
    """Tells repetitions that begin a set from what else is counted in its window.

    Parameters
    ----------
    enough
        Repetitions that fulfil the prescription; None: open.
    still_extra_s
        Longer stillness that is part of each repetition.
    walks
        Whether the person walks already.
    """

    def __init__(self, enough: int | None, still_extra_s: float, *, walks: bool) -> None:
        self._enough = SURE_REPS if enough is None else enough
        self._still_s = STILL_S + still_extra_s
        self.walks = walks
        self._again_s: float | None = None

    def note_walking(self, event: WalkingChanged) -> None:
        """Take that the person walks, or does not any more: then counting has to begin anew."""
        self.walks = event.walks
        self._again_s = None if event.walks else event.since_s

    def resume(self) -> None:
        """Go on after a pause, when counting begins anew in any case."""
        self._again_s = None

    def has_begun(self, now: Moment, spans: Sequence[Span], likenesses: Sequence[float]) -> bool:
        """Return whether repetitions, each from its start to its end and with its likeness to the others, are a set."""
        reps = len(spans)
        if self.walks or not reps:
            return False
        newest = spans[-1]
        if self._quiet_s(now, newest.end_s) >= self._still_s:
            return reps >= self._enough
        goes_on = now.newest_sample_s - newest.end_s <= max(
            GOES_ON_S, GOES_ON_PERIODS * (newest.end_s - newest.start_s)
        )
        alike = fmean(likenesses[-FEWEST_REPS:]) >= ALIKE
        believed = reps >= min(FEWEST_REPS if alike else SURE_REPS, self._enough)
        return believed and goes_on and now.newest_sample_s - spans[0].start_s >= BELIEVED_AFTER_S

    def again_s(self, now: Moment, reps: int, newest_end_s: float) -> float | None:
        """Return from when on counting has to begin anew, once, or None."""
        again_s, self._again_s = self._again_s, None
        if again_s is None and 0 < reps < self._enough and self._quiet_s(now, newest_end_s) >= self._still_s:
            return now.still_since_s
        return again_s

    def _quiet_s(self, now: Moment, newest_end_s: float) -> float:
        """Return how long nothing has moved since the newest repetition."""
        if now.still_since_s is None:
            return 0.0
        return now.newest_sample_s - max(now.still_since_s, newest_end_s)
