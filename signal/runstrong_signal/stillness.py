"""When the sensor rests and when it moves, without assuming that rest reads 1 g."""

import numpy as np

from runstrong_signal.events import StillnessChanged
from runstrong_signal.grid import BASE_STEP_S
from runstrong_signal.samples import FloatArray

WINDOW_QUANTA = 12
WINDOW_S = 0.96
"""Rest is judged over this long, and so much of it is needed before it is reported."""

STILL_G = 0.04
"""Root mean square about the window's own mean below which the sensor rests.

A little above the smallest repetition that is counted (0.035 g): what is still is never a repetition. Noise of the
noisiest supported sensors (10 mg an axis) reads 0.017.
"""

MOVING_G = 0.06
"""Level above which it moves again; the distance from ``STILL_G`` keeps the state from flickering."""


class StillnessDetector:
    """Feed quanta of base-grid rows; hear when rest begins and ends, back-dated to when it began."""

    def __init__(self) -> None:
        self._past: FloatArray = np.empty((0, 4))
        """Of the newest quanta: their means, and the mean of their squares."""
        self.still = False

    def feed(self, ends_s: FloatArray, rows: FloatArray) -> tuple[StillnessChanged, ...]:
        """Take quanta of rows ``(m * n, 3)`` that end at ``ends_s`` ``(m,)``, n rows each."""
        quanta = rows.reshape(len(ends_s), -1, 3)
        means = np.empty((len(ends_s), 4))
        means[:, :3] = quanta.sum(axis=1)
        means[:, 3] = np.einsum("mnc,mnc->m", quanta, quanta)
        means /= quanta.shape[1]
        known = np.concatenate([self._past, means])
        self._past = known[-(WINDOW_QUANTA - 1) :].copy()
        spreads_g = _spreads_g(known)
        ends = ends_s[len(ends_s) - len(spreads_g) :].tolist()
        quantum_s = quanta.shape[1] * BASE_STEP_S
        return tuple(
            self._changed(end_s, g, quantum_s) for end_s, g in zip(ends, spreads_g, strict=True) if self._is_new(g)
        )

    def _is_new(self, spread_g: float) -> bool:
        return spread_g > MOVING_G if self.still else spread_g < STILL_G

    def _changed(self, end_s: float, spread_g: float, quantum_s: float) -> StillnessChanged:
        self.still = spread_g < STILL_G
        return StillnessChanged(end_s, end_s - (WINDOW_S if self.still else quantum_s), still=self.still)


def _spreads_g(means: FloatArray) -> list[float]:
    """Return, for every window of quanta, the root mean square of its rows about their mean."""
    windows = len(means) - WINDOW_QUANTA + 1
    if windows <= 0:
        return []
    step = means.strides[0]
    view: FloatArray = np.ndarray((windows, WINDOW_QUANTA, 4), means.dtype, means, 0, (step, *means.strides))
    over = np.add.reduce(view, axis=1) / WINDOW_QUANTA
    square = over[:, 3] - np.einsum("wc,wc->w", over[:, :3], over[:, :3])
    spreads_g: list[float] = np.sqrt(np.maximum(square, 0.0)).tolist()
    return spreads_g
