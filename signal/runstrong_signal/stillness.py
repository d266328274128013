"""When the sensor rests and when it moves, without assuming that rest reads 1 g."""

import math
from collections import deque

import numpy as np

from runstrong_signal.events import StillnessChanged
from runstrong_signal.grid import BASE_STEP_S
from runstrong_signal.recent import Recent
from runstrong_signal.samples import FloatArray

WINDOW_S = 0.96
"""Rest is judged over this long (twelve quanta), and so much of it is needed before it is reported."""

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
        self._means: Recent | None = None
        self._mean_squares: deque[float] = deque()
        self._window = 0
        self.still = False

    def feed(self, end_s: float, rows: FloatArray) -> tuple[StillnessChanged, ...]:
        """Take a quantum of rows ``(n, 3)`` that ends at ``end_s``; all quanta must have the same n."""
        if self._means is None:
            self._window = round(WINDOW_S / (len(rows) * BASE_STEP_S))
            self._means, self._mean_squares = Recent(self._window), deque(maxlen=self._window)
        self._means.append(rows.sum(axis=0) / len(rows))
        self._mean_squares.append(float(np.vdot(rows, rows)) / len(rows))
        if len(self._means) < self._window:
            return ()
        centre = self._means.last(self._window).sum(axis=0) / self._window
        spread_g = math.sqrt(max(sum(self._mean_squares) / self._window - float(centre @ centre), 0.0))
        if not self.still and spread_g < STILL_G:
            self.still = True
            return (StillnessChanged(end_s, end_s - WINDOW_S, still=True),)
        if self.still and spread_g > MOVING_G:
            self.still = False
            return (StillnessChanged(end_s, end_s - len(rows) * BASE_STEP_S, still=False),)
        return ()
