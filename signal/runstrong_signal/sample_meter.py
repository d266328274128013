"""How fast a sensor samples and how much it hisses, measured on its own samples."""

from collections import deque
from dataclasses import dataclass

import numpy as np

from runstrong_signal.samples import FloatArray

WINDOW = 64
"""Samples that one reading is made of: enough for a median, 0.3 s at 208 Hz and 5 s at 12.5 Hz."""

THIRD_DIFFERENCE = 4.472
"""White noise of 1 has third differences of sqrt(20); what people do at 2 Hz has 50 samples a second to follow."""

MEDIAN_TO_SIGMA = 0.6745

QUIETEST, RESTING_SHARE = 0.05, 1.4
"""Windows within this factor of the quietest twentieth count as rest; readings of plain noise spread by a tenth."""

REMEMBERED = 256
"""Windows that are remembered: five minutes at 50 Hz."""


@dataclass(frozen=True, slots=True)
class Sensing:
    """What is known of the sensor: samples a second (None: not yet), and noise per axis."""

    rate_hz: float | None = None
    noise_g: float = 0.0


UNKNOWN = Sensing()


class SampleMeter:
    """Feed clean samples; ask what was known at a time.

    The noise is that of the quietest windows, so movement raises it only where nobody ever rests for one. Windows are
    cut by sample number, so that nothing depends on how samples arrive.
    """

    def __init__(self) -> None:
        self._times_s: FloatArray = np.empty(0)
        self._acc_g: FloatArray = np.empty((0, 3))
        self._noises_g: deque[float] = deque(maxlen=REMEMBERED)
        self._readings: deque[tuple[float, Sensing]] = deque()
        self._now = UNKNOWN

    def feed(self, t_s: FloatArray, acc_g: FloatArray) -> None:
        """Take samples: times ``(n,)`` strictly increasing, accelerations ``(n, 3)``."""
        self._times_s = np.concatenate([self._times_s, t_s])
        self._acc_g = np.concatenate([self._acc_g, acc_g])
        while len(self._times_s) >= WINDOW:
            self._read(self._times_s[:WINDOW], self._acc_g[:WINDOW])
            self._times_s, self._acc_g = self._times_s[WINDOW:], self._acc_g[WINDOW:]

    def at(self, t_s: float) -> Sensing:
        """Return what the samples up to ``t_s`` have shown; times asked for must not go back."""
        while self._readings and self._readings[0][0] <= t_s:
            self._now = self._readings.popleft()[1]
        return self._now

    def _read(self, t_s: FloatArray, acc_g: FloatArray) -> None:
        rate_hz = float((WINDOW - 1) / (t_s[-1] - t_s[0]))
        typical_hz = float(1.0 / np.median(np.diff(t_s)))
        thirds_g = np.median(np.abs(np.diff(acc_g, 3, axis=0)), axis=0) / MEDIAN_TO_SIGMA / THIRD_DIFFERENCE
        self._noises_g.append(float(np.sqrt(np.mean(np.square(thirds_g)))))
        noises_g = np.array(self._noises_g)
        quiet_g = np.quantile(noises_g, QUIETEST)  # the very quietest of many windows is quiet by chance
        noise_g = float(np.median(noises_g[noises_g <= RESTING_SHARE * quiet_g]))
        # Packets stamped alike spoil the median of the steps, gaps the mean: the larger rate of both is the sensor's.
        known_hz = rate_hz if rate_hz > 0.5 * typical_hz else typical_hz
        self._readings.append((float(t_s[-1]), Sensing(known_hz, noise_g)))
