"""Plays a recording into a session at a chosen speed, in slices that leave the screen time to breathe."""

import math
from collections.abc import Callable, Iterator

import numpy as np

from runstrong.session.commands import Command
from runstrong.session.events import SessionEvent
from runstrong_signal.samples import SampleBlock
from runstrong_tui.driver import SessionDriver
from runstrong_tui.marks import Marks
from runstrong_tui.signal_trace import SignalTrace

AS_FAST_AS_POSSIBLE = math.inf

WORK_S = 0.012
"""Most time that one call may spend on samples: keys and paint come in between."""

SLICE_SAMPLES = 64
"""Samples between two looks at the clock."""


class Playback:
    """Feeds blocks of samples to a session as its time comes; pausing the session pauses the recording.

    Parameters
    ----------
    speed
        Session seconds a second, or ``AS_FAST_AS_POSSIBLE``.
    clock
        Returns seconds that never go back; only differences matter.
    """

    def __init__(
        self, driver: SessionDriver, blocks: Iterator[SampleBlock], *, speed: float, clock: Callable[[], float]
    ) -> None:
        self.driver = driver
        self.trace = SignalTrace()
        self._blocks = blocks
        self._speed = speed
        self._clock = clock
        self._block: SampleBlock | None = None
        self._start = 0
        self._used_up = False
        self._due_s = math.nan
        self._before_s = clock()

    @property
    def rate_hz(self) -> float | None:
        """Samples a second in the newest seconds."""
        return self.trace.rate_hz

    @property
    def lost_share(self) -> float:
        """Share of the newest seconds' samples that are missing."""
        return self.trace.lost_share

    @property
    def battery_percent(self) -> None:
        """A recording has no battery."""
        return None

    def advance(self) -> tuple[SessionEvent, ...]:
        """Feed the samples that are due by now, for at most ``WORK_S``; after the last one the session is finished.

        A machine that cannot keep up plays more slowly: what is late is not made up for.
        """
        now_s = self._clock()
        elapsed_s, self._before_s = now_s - self._before_s, now_s
        if self.driver.ended or self.driver.snapshot().paused:
            return ()
        if elapsed_s > 0:
            self._due_s += elapsed_s * self._speed
        events: list[SessionEvent] = []
        while not self.driver.ended and (part := self._next_slice()) is not None:
            self.trace.add(part)
            events += self.driver.feed(part)
            if self._clock() - now_s > WORK_S:
                self._due_s = min(self._due_s, float(part.t_s[-1])) if self._speed < math.inf else math.inf
                break
        if self._used_up and not self.driver.ended:
            events += self.driver.finish()
        return tuple(events)

    def press(self, command: Command) -> tuple[SessionEvent, ...]:
        """Hand a command to the session, at the time of the newest sample; counts can be corrected after its end."""
        return self.driver.press(command)

    def signal_lines(self, columns: int, rows: int, marks: Marks) -> tuple[str, ...]:
        """Return a picture of the newest seconds that were fed."""
        return self.trace.lines(columns, rows, marks)

    def _next_slice(self) -> SampleBlock | None:
        """Return the next samples that are due, or None if none are."""
        while not self._used_up and (self._block is None or self._start >= len(self._block)):
            self._take_block(next(self._blocks, None))
        if self._block is None:
            return None
        start, stop = self._start, min(self._start + SLICE_SAMPLES, len(self._block))
        late = np.flatnonzero(self._block.t_s[start:stop] > self._due_s)
        self._start = start + int(late[0]) if late.size else stop
        return self._block.slice(start, self._start) if self._start > start else None

    def _take_block(self, block: SampleBlock | None) -> None:
        """Go on with a block; the first sample of all is due at once."""
        if block is not None and len(block) and math.isnan(self._due_s):
            self._due_s = float(block.t_s[0]) if self._speed < math.inf else math.inf
        self._block, self._start, self._used_up = block, 0, block is None
