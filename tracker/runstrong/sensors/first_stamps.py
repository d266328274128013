"""Times of samples in packets that are stamped with the time of their first sample, to a coarse resolution."""

from collections import deque

import numpy as np

from runstrong.sensors.driver import Fault
from runstrong_signal.samples import FloatArray

GAP_RATIO = 1.25
PACKETS_TO_BELIEVE = 3
"""So many packets in a row with another step are no exceptions: the stream is not as fast as was said."""

SHORTEST_PERIOD_S = 0.0002
"""Of 5 kHz, which no sensor streams."""

STAMPS_REMEMBERED = 16
PERIOD_GAIN = 0.1
"""Weight of a new step in the period; a stamp is off by half its resolution."""

PHASE_GAIN = 0.05
"""Share of a rounding error that is followed at once."""


class FirstStamps:
    """Spread the stamps of packets over their samples."""

    def __init__(self, period_s: float, *, resolution_s: float) -> None:
        self._nominal_s = self._period_s = period_s
        self._resolution_s = resolution_s
        self._before_s: float | None = None
        self._next_s = 0.0
        self._samples = 0
        self._others = 0
        self._seen_s: deque[float] = deque(maxlen=STAMPS_REMEMBERED)

    def restart(self) -> None:
        """Forget the packet before and the period found."""
        self._before_s = None
        self._period_s = self._nominal_s
        self._others = 0
        self._seen_s.clear()

    def times_s(self, stamp_s: float, samples: int) -> FloatArray | Fault:
        """Return the times of a packet's samples, or REPEATED if it came before."""
        if stamp_s in self._seen_s:
            return Fault.REPEATED
        if self._before_s is not None and stamp_s < self._before_s:
            self.restart()
        self._seen_s.append(stamp_s)
        first_s = stamp_s
        if self._before_s is not None and self._follows((stamp_s - self._before_s) / self._samples):
            error_s = stamp_s - self._next_s
            if abs(error_s) <= 1.5 * self._resolution_s:
                first_s = self._next_s + PHASE_GAIN * error_s
        times_s: FloatArray = first_s + self._period_s * np.arange(samples, dtype=np.float64)
        self._before_s, self._samples = stamp_s, samples
        self._next_s = first_s + samples * self._period_s
        return times_s

    def _follows(self, step_s: float) -> bool:
        """Whether the packet follows the one before without a gap; if so, its step goes into the period."""
        is_usual = self._period_s / GAP_RATIO <= step_s <= GAP_RATIO * self._period_s
        self._others = 0 if is_usual else self._others + 1
        if 0 < self._others < PACKETS_TO_BELIEVE or step_s < SHORTEST_PERIOD_S:
            return False
        if is_usual:
            self._period_s += PERIOD_GAIN * (step_s - self._period_s)
        else:
            self._period_s = step_s
        self._others = 0
        return True
