"""The bands in which unsteadiness is measured, and what the way to the even grid does to them.

Slow leaning and breathing (0.05 to 0.4 Hz) are gravity that changes its direction, not acceleration; corrections of
balance begin at 0.5 Hz and tremor ends at 12 Hz. A fourth-order high-pass at 0.45 Hz parts the two. A second-order one
at 0.25 Hz, or taking away what a low-pass leaves, lets breathing through: 0.05 to 0.16 m/s2 at the chest, as much as a
steady hold has in all. With the steep one chest and waist need no different corners.

Two things stand between the body and the rows, and a short symmetric filter, made for the rate of the sensor, undoes
both. The even grid averages straight lines between the samples over its cells, which leaves three quarters of a tremor
at 12 Hz at 52 samples a second, and less than half at 26. And a sensor on skin or on a waistband rings at 8 to 25 Hz,
which makes a tremor at 10 Hz up to twice as large. By how much is not known of any one strap: a firm one is assumed.
"""

from functools import lru_cache

import numpy as np
from scipy import signal as dsp

from runstrong_signal.grid import BASE_RATE_HZ, GridFilter
from runstrong_signal.samples import FloatArray

SWAY_FROM_HZ, SWAY_TO_HZ = 0.45, 13.0
TREMOR_FROM_HZ, TREMOR_TO_HZ = 4.0, 12.0
"""Corners; the upper one of sway leaves all of 12 Hz but a seventh."""

CARRIED_SHARE = 0.45
"""A sensor carries what is slower than this share of its rate; above it lie the mirror images of what is below."""

LEAST_TREMOR_RATE_HZ = 24.0
"""Slower sensors have no samples for 12 Hz; some of them mix it into what they do send."""

MEAN_LENGTH = 1.596
"""Mean length of a vector of three independent normal numbers: 2 sqrt(2 / pi)."""

REACH_ROWS = 6
"""Rows to each side that the filter uses; they must reach the next sample of the slowest sensors."""

STRAP_HZ, STRAP_DAMPING = 20.0, 0.32
"""A firm strap. Holds simulated with straps of 8 to 25 Hz then read 3 % too much, and most of all a fifth, while holds
without any strap read 4 % too little: nothing that is certain of all straps could take out more."""

LEAST_GAIN_WEIGHT, TRANSITION_HZ = 0.05, 2.0
"""How much it counts that nothing is raised further above the band than it must be."""


@lru_cache(maxsize=64)
def sway_band(rate_hz: int | None = None) -> FloatArray:
    """Return the sections of the filter for sway: 0.45 to 13 Hz, or as far as a sensor of this rate carries."""
    to_hz = SWAY_TO_HZ if rate_hz is None else min(SWAY_TO_HZ, CARRIED_SHARE * rate_hz)
    high: FloatArray = dsp.butter(4, SWAY_FROM_HZ, btype="highpass", fs=BASE_RATE_HZ, output="sos")
    low: FloatArray = dsp.butter(6, to_hz, fs=BASE_RATE_HZ, output="sos")
    return np.concatenate([high, low])


def tremor_band() -> FloatArray:
    """Return the sections of the filter for tremor, 4 to 12 Hz."""
    sections: FloatArray = dsp.butter(
        2, (TREMOR_FROM_HZ, TREMOR_TO_HZ), btype="bandpass", fs=BASE_RATE_HZ, output="sos"
    )
    return sections


def grid_gain(f_hz: FloatArray, rate_hz: int) -> FloatArray:
    """Return what straight lines between samples, averaged over the cells of the grid, leave of each frequency."""
    left: FloatArray = np.sinc(f_hz / rate_hz) ** 2 * np.sinc(f_hz / BASE_RATE_HZ)
    return left


def strap_gain(f_hz: FloatArray) -> FloatArray:
    """Return how much larger the firm strap makes each frequency."""
    share = f_hz / STRAP_HZ
    ringing = np.square(2.0 * STRAP_DAMPING * share)
    gain: FloatArray = np.sqrt((1.0 + ringing) / (np.square(1.0 - share**2) + ringing))
    return gain


@lru_cache(maxsize=64)
def body_taps(rate_hz: int) -> FloatArray:
    """Return ``(13,)`` symmetric taps that turn what is on the grid into what the body did, for a rate in Hz."""
    band_to_hz = min(SWAY_TO_HZ, CARRIED_SHARE * rate_hz)
    band_hz = np.linspace(0.05, band_to_hz, 400)
    above_hz = np.linspace(band_to_hz + TRANSITION_HZ, 0.5 * BASE_RATE_HZ, 200)
    wanted = np.concatenate([np.ones(len(band_hz)), np.full(len(above_hz), LEAST_GAIN_WEIGHT)])
    arrived = grid_gain(band_hz, rate_hz) * strap_gain(band_hz)
    weights = np.concatenate([arrived, np.full(len(above_hz), LEAST_GAIN_WEIGHT)])
    half = np.linalg.lstsq(weights[:, None] * _waves(np.concatenate([band_hz, above_hz])), wanted, rcond=None)[0]
    return np.concatenate([half[:0:-1], half])


def _waves(f_hz: FloatArray) -> FloatArray:
    """Return ``(n, 7)`` what each pair of symmetric taps of 1 does to each frequency."""
    waves = 2.0 * np.cos(2.0 * np.pi * np.outer(f_hz, np.arange(REACH_ROWS + 1)) / BASE_RATE_HZ)
    waves[:, 0] = 1.0
    return waves


class BandFilter:
    """Rows in, rows of the band out; primed on the first row, so that a level and its direction do not matter."""

    def __init__(self, sections: FloatArray, rate_hz: float | None) -> None:
        self._filter = GridFilter(sections)
        self._taps = None if rate_hz is None else body_taps(round(rate_hz))
        self._past: FloatArray | None = None

    def feed(self, rows: FloatArray) -> FloatArray:
        """Take rows ``(n, 3)`` and return as many."""
        return self._filter.feed(rows if self._taps is None else self._undone(rows, self._taps))

    def _undone(self, rows: FloatArray, taps: FloatArray) -> FloatArray:
        """Return the rows of six ago as the body did them."""
        past = np.repeat(rows[:1], 2 * REACH_ROWS, axis=0) if self._past is None else self._past
        known = np.concatenate([past, rows])
        self._past = known[-2 * REACH_ROWS :]
        undone: FloatArray = np.lib.stride_tricks.sliding_window_view(known, len(taps), axis=0) @ taps
        return undone


@lru_cache(maxsize=64)
def noise_share(rate_hz: int, *, tremor: bool = False) -> float:
    """Return how much of a sensor's noise per axis is left in a band after the way to the grid, for a rate in Hz."""
    f_hz = np.linspace(0.01, 0.5 * BASE_RATE_HZ, 2000)
    _, band = dsp.sosfreqz(tremor_band() if tremor else sway_band(rate_hz), f_hz, fs=BASE_RATE_HZ)
    undone = _waves(f_hz) @ body_taps(rate_hz)[REACH_ROWS:]
    power = np.mean(np.square(np.abs(band) * grid_gain(f_hz, rate_hz) * undone)) * BASE_RATE_HZ / rate_hz
    return float(np.sqrt(power))
