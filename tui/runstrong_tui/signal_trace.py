"""The newest seconds of signal, kept for the strip: one axis of acceleration, in a scale that rarely changes."""

from collections import deque

import numpy as np

from runstrong_signal.samples import FloatArray, SampleBlock
from runstrong_tui.envelope import DOTS_ACROSS, blocks, braille, envelope
from runstrong_tui.marks import Marks

WIDTH_S = 6.0
"""Seconds across the strip: two or three repetitions of an ordinary movement."""

KEPT_S = WIDTH_S + 1.0

SMALLEST_SPAN_G = 0.25
"""The scale never gets finer than this, so that the noise of a sensor at rest looks like rest."""

STEP_SHARE = 0.25
"""Bounds of the scale are multiples of this share of its span, so that they move in few, clear steps."""

AXIS_LEAD = 1.5
"""Another axis takes over only when it moves this many times as much: the strip must not flip to and fro."""


class SignalTrace:
    """Remembers the newest samples and draws them.

    The axis that moves most is shown, not the magnitude: slow turning movements leave the magnitude at 1 g, and a
    person who sees a flat line believes that the sensor is dead.
    """

    def __init__(self) -> None:
        self._blocks: deque[SampleBlock] = deque()
        self._axis = 0

    def add(self, block: SampleBlock) -> None:
        """Take samples and forget those that have left the strip."""
        if not len(block):
            return
        self._blocks.append(block)
        oldest_s = float(block.t_s[-1]) - KEPT_S
        while float(self._blocks[0].t_s[-1]) < oldest_s:
            self._blocks.popleft()

    @property
    def rate_hz(self) -> float | None:
        """Usual samples a second in the newest seconds, or None while too few are known."""
        step_s = float(np.median(self._steps_s())) if self._has_steps else 0.0
        return 1 / step_s if step_s > 0 else None

    @property
    def lost_share(self) -> float:
        """Share of the samples that are missing between those of the newest seconds; 0 while too few are known."""
        steps_s = self._steps_s() if self._has_steps else np.empty(0)
        usual_s = float(np.median(steps_s)) if steps_s.size else 0.0
        if usual_s <= 0:
            return 0.0
        due = np.maximum(1.0, np.round(steps_s / usual_s)).sum()
        return float(1.0 - steps_s.size / due)

    @property
    def _has_steps(self) -> bool:
        return sum(len(block) for block in self._blocks) >= 2

    def _steps_s(self) -> FloatArray:
        return np.diff(np.concatenate([block.t_s for block in self._blocks]))

    def lines(self, columns: int, rows: int, marks: Marks) -> tuple[str, ...]:
        """Return ``rows`` strings of ``columns`` characters that show the newest ``WIDTH_S`` seconds."""
        if not self._blocks or marks is Marks.OFF:
            return (" " * columns,) * rows
        t_s = np.concatenate([block.t_s for block in self._blocks])
        acc_g = np.concatenate([block.acc_g for block in self._blocks])
        in_order = np.isfinite(acc_g).all(axis=1) & (t_s >= np.maximum.accumulate(t_s))
        t_s, acc_g = t_s[in_order], acc_g[in_order]
        if not t_s.size:
            return (" " * columns,) * rows
        seen = t_s >= t_s[-1] - WIDTH_S
        values = acc_g[:, self._liveliest(acc_g[seen])]
        bottom, top = scale_of(values[seen])
        buckets = columns * DOTS_ACROSS if marks is Marks.BRAILLE else columns
        shape = envelope(t_s, values, end_s=float(t_s[-1]), width_s=WIDTH_S, buckets=buckets)
        return (braille if marks is Marks.BRAILLE else blocks)(shape, rows, bottom, top)

    def _liveliest(self, acc_g: FloatArray) -> int:
        """Return the axis to show: the current one unless another moves clearly more."""
        spread_g = np.std(acc_g, axis=0)
        best = int(np.argmax(spread_g))
        if spread_g[best] > AXIS_LEAD * spread_g[self._axis]:
            self._axis = best
        return self._axis


def scale_of(values: FloatArray) -> tuple[float, float]:
    """Return the bounds of a scale that holds all values: a span of 0.25, 0.5, 1, 2, ... g on a coarse grid."""
    low, high = float(values.min()), float(values.max())
    span = SMALLEST_SPAN_G
    while True:
        step = span * STEP_SHARE
        bottom = step * np.floor(((low + high - span) / 2) / step + 0.5)
        if bottom <= low and high <= bottom + span:
            return float(bottom), float(bottom + span)
        span *= 2
