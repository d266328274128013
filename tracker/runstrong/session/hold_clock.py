"""The clock of a hold: what the signal has shown of it, and nothing else.

Theory of operation
-------------------
The pipeline says when the position was taken, left and taken again. In between the clock runs up to the newest sample:
it is late by a sample at most, stands by itself where none comes, and never goes back for that. The first sample after
a silence is there before the pipeline has told of the gap, because it keeps the newest sample back until the next one.
So where the samples jump, the clock waits until that next one must have come.
"""

import math
from dataclasses import dataclass

from runstrong_signal.events import GAP_S, HoldEnded, HoldPaused, HoldResumed, HoldStarted

HoldSignal = HoldStarted | HoldPaused | HoldResumed | HoldEnded

GAP_TOLD_S = 0.2
"""Time for two samples of the slowest sensors (10 Hz): by then the pipeline has told of a gap, or there is none."""


@dataclass(slots=True)
class HoldClock:
    """Seconds held in one set, as the pipeline's events and the samples vouch for them."""

    _kept_s: float = 0.0  # of earlier tasks of the same set
    _held_s: float = 0.0  # up to the last break
    _since_s: float | None = None
    _until_s: float = -math.inf  # up to here the clock has run
    _is_watched: bool = False  # whether the time of a newest sample has been told
    _after_jump_s: float | None = None
    ended_s: float | None = None

    @property
    def is_running(self) -> bool:
        """Whether the position is held now."""
        return self._since_s is not None

    @property
    def is_begun(self) -> bool:
        """Whether there is anything on the clock."""
        return self.is_running or self.before_s > 0.0

    @property
    def before_s(self) -> float:
        """The seconds held before the clock ran the last time."""
        return self._kept_s + self._held_s

    @property
    def held_s(self) -> float:
        """The seconds held so far."""
        running_s = 0.0 if self._since_s is None else max(0.0, self._until_s - self._since_s)
        return self.before_s + running_s

    def take(self, event: HoldSignal) -> None:
        """Start, stop or set the clock as the pipeline says."""
        self._until_s, self._after_jump_s = max(self._until_s, event.t_s), None
        match event:
            case HoldStarted():
                self._since_s, self._held_s = event.since_s, 0.0
            case HoldResumed():
                self._since_s, self._held_s = event.since_s, event.held_s
            case HoldPaused():
                self._since_s, self._held_s = None, event.held_s
            case HoldEnded():
                self._since_s, self._held_s, self.ended_s = None, event.held_s, event.end_s

    def run_to(self, newest_sample_s: float) -> None:
        """Let the clock run to the newest sample."""
        jumps = self._is_watched and newest_sample_s - self._until_s > GAP_S
        self._is_watched = True
        if jumps and self._after_jump_s is None:
            self._after_jump_s = newest_sample_s
        if self._after_jump_s is None or newest_sample_s - self._after_jump_s >= GAP_TOLD_S:
            self._until_s, self._after_jump_s = max(self._until_s, newest_sample_s), None

    def resume(self, held_s: float) -> None:
        """Begin a new task in the same set, ``held_s`` seconds of which are done."""
        self._kept_s, self._held_s, self._since_s, self.ended_s = held_s, 0.0, None, None
        self._is_watched, self._after_jump_s = False, None
