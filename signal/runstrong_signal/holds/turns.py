"""Whether the body goes to and fro: repetitions so small or so slow that each stays within the limits of a hold.

The way of the body is looked at along the direction in which it moved most. It goes to and fro when, within half a
minute, it was four times beyond the middle on the other side, and was near one end or the other for most of that time.
A plank that sways, shakes or sags wanders as far and as often, but it spends its time in the middle.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

from runstrong_signal.grid import BASE_STEP_S
from runstrong_signal.samples import FloatArray

STEP_QUANTA = 4
SMOOTHED_STEPS = 2
"""Directions are kept every third of a second and smoothed over two thirds, which takes trembling out."""

PAST_S, LEAST_S = 30.0, 5.0
"""Slow repetitions of eight seconds need half a minute to be seen; two quick ones are seen within five."""

TO_AND_FRO_G = 0.09
TURNS = 4
BEYOND_SHARE = 0.25
"""Four times to and fro by 5 degrees, each a quarter of the reach beyond the middle at least."""

BETWEEN_SHARE, SMALL_BETWEEN_SHARE, SMALL_G = 0.5, 0.4, 0.13
"""At most so much of the time lies between the ends, less where the reach is below 7 degrees: breathing and leaning of
a chest reach so far, and half of that time lies between. None of 90 holds of two minutes whose swaying grows up to four
times, with a sag in half of them, is taken for repetitions; with 0.6 it is 15."""

ELSEWHERE_G = 0.77
"""Further than 45 degrees from here is another posture: getting down from standing is none of the repetitions, but by
its reach it would hide them for half a minute."""


@dataclass(frozen=True, slots=True)
class _Step:
    begin_s: float
    mean_g: FloatArray


class Turns:
    """Feed quanta; ask whether the body has gone there and back and there again."""

    def __init__(self) -> None:
        self._quanta: list[_Step] = []
        self._past: deque[_Step] = deque()
        self._known: dict[float, float | None] = {}

    def restart(self) -> None:
        """Forget what was seen before a gap."""
        self._quanta.clear()
        self._past.clear()
        self._known.clear()

    def feed(self, begin_s: float, rows: FloatArray) -> None:
        """Take a quantum of rows ``(n, 3)`` that begins at ``begin_s``."""
        self._quanta.append(_Step(begin_s, rows.mean(axis=0)))
        if len(self._quanta) < STEP_QUANTA:
            return
        step = _Step(self._quanta[0].begin_s, np.mean([quantum.mean_g for quantum in self._quanta], axis=0))
        self._past.append(step)
        self._quanta.clear()
        self._known.clear()
        while self._past[0].begin_s < begin_s - PAST_S - BASE_STEP_S / 2:
            self._past.popleft()

    def are_seen(self, from_s: float) -> bool:
        """Return whether the body goes to and fro, as seen from ``from_s`` on or since it came from another posture."""
        return self.since_s(from_s) is not None or self.since_s(self._here_from_s()) is not None

    def _here_from_s(self) -> float:
        """Return since when the body has been in about the posture of now."""
        for step in reversed(self._past):
            if float(np.linalg.norm(step.mean_g - self._past[-1].mean_g)) > ELSEWHERE_G:
                return step.begin_s + BASE_STEP_S
        return -np.inf

    def since_s(self, from_s: float = -np.inf) -> float | None:
        """Return since when the body goes to and fro, as seen from ``from_s`` on; None if it does not."""
        if from_s not in self._known:  # nothing changes between two steps
            self._known[from_s] = _to_and_fro([step for step in self._past if step.begin_s >= from_s])
        return self._known[from_s]


def _to_and_fro(seen: list[_Step]) -> float | None:
    """Return when the first end was left; None if the body does not go to and fro."""
    if not seen or seen[-1].begin_s - seen[0].begin_s < LEAST_S:
        return None
    means = np.array([step.mean_g for step in seen])
    smooth = np.mean([means[i : len(means) - SMOOTHED_STEPS + 1 + i] for i in range(SMOOTHED_STEPS)], axis=0)
    smooth -= smooth.mean(axis=0)
    along = smooth @ np.linalg.svd(smooth, full_matrices=False)[2][0]
    reach_g = float(np.ptp(along))
    if reach_g < TO_AND_FRO_G:
        return None
    away = along - 0.5 * float(along.max() + along.min())
    ends = np.flatnonzero(np.abs(away) > BEYOND_SHARE * reach_g)
    turns = np.flatnonzero(np.diff(np.sign(away[ends])))
    between_share = BETWEEN_SHARE if reach_g > SMALL_G else SMALL_BETWEEN_SHARE
    if len(turns) < TURNS or len(ends) < (1.0 - between_share) * len(along):
        return None
    return seen[int(ends[turns[0]]) + 1].begin_s
