"""How fast a sensor samples and how much it hisses, measured on its own samples."""

import math
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


@dataclass(frozen=True, slots=True)
class _Window:
    """What one window of samples shows by itself, and up to when."""

    end_s: float
    rate_hz: float
    noise_g: float


class SampleMeter:
    """Feed clean samples; ask what was known at a time.

    The noise is that of the quietest windows, so movement raises it only where nobody ever rests for one. Windows are
    cut by sample number, so that nothing depends on how samples arrive. What they have in common is worked out only
    for who asks.
    """

    def __init__(self) -> None:
        self._times_s: FloatArray = np.empty(0)
        self._acc_g: FloatArray = np.empty((0, 3))
        self._known: deque[_Window] = deque(maxlen=REMEMBERED)
        self._coming: deque[_Window] = deque()
        """Windows that end later than anybody has asked for."""
        self._now: Sensing | None = UNKNOWN

    def feed(self, t_s: FloatArray, acc_g: FloatArray) -> None:
        """Take samples: times ``(n,)`` strictly increasing, accelerations ``(n, 3)``."""
        self._times_s = np.concatenate([self._times_s, t_s])
        self._acc_g = np.concatenate([self._acc_g, acc_g])
        while len(self._times_s) >= WINDOW:
            self._coming.append(_read(self._times_s[:WINDOW], self._acc_g[:WINDOW]))
            self._times_s, self._acc_g = self._times_s[WINDOW:], self._acc_g[WINDOW:]

    def forget(self, t_s: float) -> None:
        """Forget what only times before ``t_s`` would ask for."""
        while self._coming and self._coming[0].end_s <= t_s:
            self._known.append(self._coming.popleft())
            self._now = None

    def at(self, t_s: float) -> Sensing:
        """Return what the samples up to ``t_s`` have shown; times asked for must not go back."""
        self.forget(t_s)
        if self._now is None:
            self._now = Sensing(self._known[-1].rate_hz, _noise_g([window.noise_g for window in self._known]))
        return self._now


def _read(t_s: FloatArray, acc_g: FloatArray) -> _Window:
    """Return what a window of samples shows."""
    rate_hz = float((WINDOW - 1) / (t_s[-1] - t_s[0]))
    typical_hz = 1.0 / _median(t_s[1:] - t_s[:-1])
    firsts_g = acc_g[1:] - acc_g[:-1]
    seconds_g = firsts_g[1:] - firsts_g[:-1]
    thirds_g = np.abs(seconds_g[1:] - seconds_g[:-1])
    sigmas_g = [_median(axis) / MEDIAN_TO_SIGMA / THIRD_DIFFERENCE for axis in thirds_g.T]
    noise_g = math.sqrt(sum(sigma_g**2 for sigma_g in sigmas_g) / len(sigmas_g))
    # Packets stamped alike spoil the median of the steps, gaps the mean: the larger rate of both is the sensor's.
    return _Window(float(t_s[-1]), rate_hz if rate_hz > 0.5 * typical_hz else typical_hz, noise_g)


def _noise_g(noises_g: list[float]) -> float:
    """Return the noise of the sensor, given that of each window."""
    all_g = np.array(noises_g)
    quiet_g = np.quantile(all_g, QUIETEST)  # the very quietest of many windows is quiet by chance
    return float(np.median(all_g[all_g <= RESTING_SHARE * quiet_g]))


def _median(values: FloatArray) -> float:
    """Return the median of a few values, at a tenth of the cost of numpy's."""
    ordered: list[float] = np.sort(values).tolist()
    return 0.5 * (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2])
