"""The bands in which unsteadiness is measured, and what the way to the even grid does to them.

Slow leaning and breathing (0.05 to 0.4 Hz) are gravity that changes its direction, not acceleration; corrections of
balance begin at 0.5 Hz and tremor ends at 12 Hz. A fourth-order high-pass at 0.45 Hz parts the two. A second-order one
at 0.25 Hz, or taking away what a low-pass leaves, lets breathing through: 0.05 to 0.16 m/s2 at the chest, as much as a
steady hold has in all. With the steep one chest and waist need no different corners.
"""

from collections import deque
from functools import lru_cache

import numpy as np
from scipy import signal as dsp

from runstrong_signal.grid import BASE_RATE_HZ, GridFilter
from runstrong_signal.samples import FloatArray

SWAY_FROM_HZ, SWAY_TO_HZ = 0.45, 12.0
TREMOR_FROM_HZ, TREMOR_TO_HZ = 4.0, 12.0

LEAST_TREMOR_RATE_HZ = 24.0
"""Slower sensors have no samples for 12 Hz; some of them mix it into what they do send."""

MEAN_LENGTH = 1.596
"""Mean length of a vector of three independent normal numbers: 2 sqrt(2 / pi)."""

SHARPENED_BELOW_HZ = 40.0
"""Straight lines between the samples of slower sensors take visible amounts of the band away."""

SHARPENING = 1.0 / 12.0
"""Weight of the second difference that gives back, to second order, what straight lines between samples take away."""


def sway_band() -> FloatArray:
    """Return the sections of the filter for sway, 0.45 to 12 Hz."""
    high: FloatArray = dsp.butter(4, SWAY_FROM_HZ, btype="highpass", fs=BASE_RATE_HZ, output="sos")
    low: FloatArray = dsp.butter(4, SWAY_TO_HZ, fs=BASE_RATE_HZ, output="sos")
    return np.concatenate([high, low])


def tremor_band() -> FloatArray:
    """Return the sections of the filter for tremor, 4 to 12 Hz."""
    sections: FloatArray = dsp.butter(
        2, (TREMOR_FROM_HZ, TREMOR_TO_HZ), btype="bandpass", fs=BASE_RATE_HZ, output="sos"
    )
    return sections


def reach_rows(rate_hz: float | None) -> int:
    """Return the distance, in rows of the grid, at which a sensor of this rate is sharpened; 0: not at all."""
    return 0 if rate_hz is None or rate_hz >= SHARPENED_BELOW_HZ else round(BASE_RATE_HZ / rate_hz)


class BandFilter:
    """Rows in, rows of the band out; primed on the first row, so that a level and its direction do not matter."""

    def __init__(self, sections: FloatArray, rate_hz: float | None) -> None:
        self._filter = GridFilter(sections)
        self._reach = reach_rows(rate_hz)
        self._past: deque[FloatArray] = deque(maxlen=2 * self._reach + 1)

    def feed(self, rows: FloatArray) -> FloatArray:
        """Take rows ``(n, 3)`` and return as many."""
        return self._filter.feed(self._sharpened(rows) if self._reach else rows)

    def _sharpened(self, rows: FloatArray) -> FloatArray:
        """Return the rows of ``reach`` ago, sharpened by their neighbours at that distance."""
        if not self._past:
            self._past.extend([rows[0]] * (2 * self._reach + 1))
        sharp = np.empty_like(rows)
        for i, row in enumerate(rows):
            self._past.append(row)
            middle = self._past[self._reach]
            sharp[i] = middle + SHARPENING * (2.0 * middle - self._past[0] - self._past[-1])
        return sharp


@lru_cache(maxsize=64)
def noise_share(rate_hz: int, *, tremor: bool = False) -> float:
    """Return how much of a sensor's noise per axis is left in a band after the way to the grid, for a rate in Hz."""
    f_hz = np.linspace(0.01, 0.5 * BASE_RATE_HZ, 2000)
    _, band = dsp.sosfreqz(tremor_band() if tremor else sway_band(), f_hz, fs=BASE_RATE_HZ)
    lines = np.sinc(f_hz / rate_hz) ** 2 * np.sinc(f_hz / BASE_RATE_HZ)
    reach = reach_rows(float(rate_hz))
    sharp = 1.0 + 2.0 * SHARPENING * (1.0 - np.cos(2.0 * np.pi * f_hz * reach / BASE_RATE_HZ))
    power = np.mean(np.square(np.abs(band) * lines * sharp)) * 0.5 * BASE_RATE_HZ / (0.5 * rate_hz)
    return float(np.sqrt(power))
