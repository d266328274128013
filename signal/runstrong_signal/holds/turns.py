"""Whether the body goes to and fro: repetitions so small or so slow that each stays within the limits of a hold."""

from collections import deque

import numpy as np

from runstrong_signal.samples import FloatArray

PAST_QUANTA = 104
"""Eight seconds are looked at: two repetitions of four."""

SMOOTHED_QUANTA, LEAST_POINTS = 8, 8
TO_AND_FRO_G = 0.09
TURNS = 4
"""Four times to and fro by 5 degrees within eight seconds, each a quarter of the reach beyond the middle at least."""


class Turns:
    """Feed quanta; ask whether the body has gone there and back and there again."""

    def __init__(self) -> None:
        self._past: deque[tuple[float, FloatArray]] = deque(maxlen=PAST_QUANTA)

    def restart(self) -> None:
        """Forget what was seen before a gap."""
        self._past.clear()

    def feed(self, begin_s: float, rows: FloatArray) -> None:
        """Take a quantum of rows ``(n, 3)`` that begins at ``begin_s``."""
        self._past.append((begin_s, rows.mean(axis=0)))

    def since_s(self, from_s: float = -np.inf) -> float | None:
        """Return since when the body goes to and fro, as seen from ``from_s`` on; None if it does not."""
        seen = [mean_g for begin_s, mean_g in self._past if begin_s >= from_s]
        points = len(seen) // SMOOTHED_QUANTA
        if points < LEAST_POINTS:
            return None
        smooth = np.array(seen[-points * SMOOTHED_QUANTA :]).reshape(points, SMOOTHED_QUANTA, 3).mean(axis=1)
        smooth -= smooth.mean(axis=0)
        along = smooth @ np.linalg.svd(smooth, full_matrices=False)[2][0]
        reach = float(np.ptp(along))
        if reach < TO_AND_FRO_G:
            return None
        middle = 0.5 * float(along.max() + along.min())
        ends = np.flatnonzero(np.abs(along - middle) > 0.25 * reach)
        turns = int(np.count_nonzero(np.diff(np.sign(along[ends] - middle))))
        return self._past[-len(seen)][0] if turns >= TURNS else None
