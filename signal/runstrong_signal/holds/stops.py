"""Holds inside repetitions: how long each turning point is held, and how long the ways there and back take.

The distance of the smoothed motion from the start position tells an excursion: away from it, to the far end, and back.
Near the far end the body is held while it goes no further; a movement that only turns there reads next to nothing.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

from runstrong_signal.events import StopMeasured
from runstrong_signal.grid import BASE_STEP_S, GridFilter, low_pass
from runstrong_signal.samples import FloatArray

CORNER_HZ = 1.2
"""Trembling and corrections of balance are above, the way of the body is below."""

DELAY_S = 0.17
"""By so much the low-pass is late; taken off all times."""

START_QUANTA = 6
START_STILL_G = 0.05
START_WITHIN_QUANTA = 40
"""The start position: the first still half second, or what was seen first if there is none within 3 s."""

SMALLEST_G = 0.06
"""An excursion turns the body by 3.5 degrees at least."""

AWAY_SHARE = 0.3
FAR_SHARE = 0.7
SMALL_SHARE = 0.4
"""Shares of the usual distance: away from the start; near the far end (of this excursion); too small to be one."""

STEP_QUANTA = 5
STILL_SHARE, STILL_ADD_G = 0.06, 0.008
"""Held: within 0.4 s the body goes no further than 6 % of the excursion, and 8 mg for restlessness."""

BRIDGED_QUANTA = 6
"""A wobble of half a second does not part a hold."""

EDGE_S = 0.06
"""So much too long a stretch reads, because a body is slow before and after it stops."""

LONGEST_QUANTA = 300


@dataclass(frozen=True, slots=True)
class _Step:
    end_s: float
    level_g: FloatArray
    away_g: float


class StopMeter:
    """Feed quanta of base-grid rows; hear of each excursion when the body is back."""

    def __init__(self) -> None:
        self._smooth = GridFilter(low_pass(CORNER_HZ))
        self._levels: deque[FloatArray] = deque(maxlen=START_QUANTA)
        self._seen = 0
        self._start: FloatArray | None = None
        self._usual_g = SMALLEST_G
        self._way: list[_Step] = []

    def feed(self, end_s: float, rows: FloatArray) -> tuple[StopMeasured, ...]:
        """Take a quantum of rows ``(n, 3)`` that ends at ``end_s``."""
        level = self._smooth.feed(rows).mean(axis=0)
        self._levels.append(level)
        self._seen += 1
        if self._start is None:
            self._find_start()
            return ()
        away_g = float(np.linalg.norm(level - self._start))
        if away_g > AWAY_SHARE * self._usual_g:
            self._way.append(_Step(end_s - DELAY_S, level, away_g))
            if len(self._way) > LONGEST_QUANTA:
                self._begin_anew()
            return ()
        self._start = 0.98 * self._start + 0.02 * level  # people settle a little further with every repetition
        way, self._way = self._way, []
        return self._measure(end_s, way, len(rows) * BASE_STEP_S)

    def _find_start(self) -> None:
        mean = np.mean(self._levels, axis=0)
        still = max(float(np.linalg.norm(level - mean)) for level in self._levels) < START_STILL_G
        if len(self._levels) == START_QUANTA and (still or self._seen >= START_WITHIN_QUANTA):
            self._start = mean

    def _begin_anew(self) -> None:
        """Take the present position for the start: whoever stays away so long has changed place."""
        self._way = []
        self._start = None
        self._seen = 0

    def _measure(self, now_s: float, way: list[_Step], quantum_s: float) -> tuple[StopMeasured, ...]:
        largest_g = max((step.away_g for step in way), default=0.0)
        if largest_g < max(SMALLEST_G, SMALL_SHARE * self._usual_g):
            return ()
        seen = 1.0 - AWAY_SHARE * min(self._usual_g / largest_g, 1.0)  # the rest of a way is hidden below the bound
        self._usual_g = largest_g if self._usual_g == SMALLEST_G else 0.5 * (self._usual_g + largest_g)
        first, last = _held(way, largest_g)
        held_s = max((last - first) * quantum_s - EDGE_S, 0.0)
        far = max(range(len(way)), key=lambda i: way[i].away_g) if held_s == 0.0 else first
        after = far if held_s == 0.0 else last
        start_s, end_s = way[0].end_s - quantum_s, way[-1].end_s
        out_s, back_s = (way[far].end_s - start_s) / seen, (end_s - way[after].end_s) / seen
        return (StopMeasured(now_s, start_s, end_s, held_s, out_s, back_s),)


def _held(way: list[_Step], largest_g: float) -> tuple[int, int]:
    """Return the first and last step of the longest held stretch; the last before the first: none."""
    best, run_start, run_end = (0, -1), -1, -1
    limit_g = STILL_SHARE * largest_g + STILL_ADD_G
    for i in range(STEP_QUANTA, len(way)):
        moved_g = float(np.linalg.norm(way[i].level_g - way[i - STEP_QUANTA].level_g))
        if way[i].away_g < FAR_SHARE * largest_g or moved_g > limit_g:
            continue
        if run_start < 0 or i - run_end > BRIDGED_QUANTA:
            run_start = i - STEP_QUANTA
        run_end = i
        if run_end - run_start > best[1] - best[0]:
            best = (run_start, run_end)
    return best
