"""What reaches the grid: samples in order of time, finite, and without single corrupt ones."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runstrong_signal.samples import FloatArray, SampleBlock

IMPOSSIBLE_G = 16.5
"""Beyond the widest range of the supported sensors (16 g): a corrupt sample."""

SPIKE_G = 4.0
"""A sample this far from both its neighbours, while they agree better with each other, is a spike.

Impacts of a sensor clipped to a person last several samples at the rates in use; real corrupt samples stand alone.
"""

LONGEST_JUMP_S = 3600.0
"""A sample stamped further ahead of its predecessor is corrupt: bridging it would fill the memory with made-up rows."""


@dataclass(frozen=True, slots=True)
class CleanSamples:
    """Samples fit for the grid: times ``(n,)`` strictly increasing, accelerations ``(n, 3)`` in g, all finite.

    ``lost_before`` ``(n,)`` tells how many unusable samples came just before each one.
    """

    t_s: FloatArray
    acc_g: FloatArray
    lost_before: NDArray[np.int64]


class Intake:
    """Drops what cannot be used and mends single spikes by the median of three.

    Unusable are samples that are not finite and samples stamped at or before their predecessor, or more than an hour
    after it. The newest sample is
    kept back until its successor shows whether it is a spike, so there is one sample of delay.
    """

    def __init__(self) -> None:
        self._kept = CleanSamples(np.empty(0), np.empty((0, 3)), np.empty(0, np.int64))
        self._newest_s = -np.inf
        self.lost_at_end = 0
        """Unusable samples since the last usable one."""

    def feed(self, block: SampleBlock) -> CleanSamples:
        """Take a block and return the samples that are ready."""
        usable, lost_before = self._judged(block)
        times_s = np.concatenate([self._kept.t_s, block.t_s[usable]])
        acc_g = np.concatenate([self._kept.acc_g, block.acc_g[usable]])
        lost_before = np.concatenate([self._kept.lost_before, lost_before])
        already_given = 1 if len(self._kept.t_s) == 2 else 0  # the older one kept is only the neighbour of the newer
        ready = slice(already_given, max(len(times_s) - 1, already_given))
        self._kept = CleanSamples(times_s[-2:], acc_g[-2:], lost_before[-2:])
        return CleanSamples(times_s[ready], _mended(acc_g)[ready], lost_before[ready])

    def _judged(self, block: SampleBlock) -> tuple[NDArray[np.bool_] | slice, NDArray[np.int64]]:
        """Return which samples can be used, and how many that cannot came just before each of them."""
        if self._is_sound(block):
            lost_before = np.zeros(len(block), np.int64)
            lost_before[0], self.lost_at_end = self.lost_at_end, 0
            self._newest_s = float(block.t_s[-1])
            return slice(None), lost_before
        usable = np.isfinite(block.t_s) & np.isfinite(block.acc_g).all(axis=1)
        usable &= ~_too_far_ahead(block.t_s, usable, self._newest_s)
        ahead = np.maximum.accumulate(np.concatenate([[self._newest_s], np.where(usable, block.t_s, -np.inf)]))
        usable &= block.t_s > ahead[:-1]
        self._newest_s = float(ahead[-1])
        lost = np.concatenate([[-self.lost_at_end], np.cumsum(~usable)[usable]])
        self.lost_at_end = int(np.count_nonzero(~usable)) - int(lost[-1])
        return usable, np.diff(lost)

    def _is_sound(self, block: SampleBlock) -> bool:
        """Return whether all samples can be used, as nearly always: then none need be looked at one by one."""
        if not len(block) or not np.isfinite(self._newest_s):
            return False
        ahead_s = block.t_s - np.concatenate([[self._newest_s], block.t_s[:-1]])
        in_order = ahead_s.min() > 0.0 and ahead_s.max() <= LONGEST_JUMP_S
        return bool(in_order and np.isfinite(block.acc_g).all())

    def finish(self) -> CleanSamples:
        """Return the sample that was kept back."""
        return CleanSamples(self._kept.t_s[-1:], self._kept.acc_g[-1:], self._kept.lost_before[-1:])


def _too_far_ahead(t_s: FloatArray, usable: NDArray[np.bool_], newest_s: float) -> NDArray[np.bool_]:
    """Return which stamps jump too far ahead of the newest good one before them."""
    wild = np.zeros(len(t_s), np.bool_)
    if not len(t_s) or not np.any(np.diff(t_s[usable], prepend=newest_s) > LONGEST_JUMP_S):
        return wild
    for i in np.flatnonzero(usable):
        if np.isfinite(newest_s) and t_s[i] > newest_s + LONGEST_JUMP_S:
            wild[i] = True
        else:
            newest_s = max(newest_s, float(t_s[i]))
    return wild


def _mended(acc_g: FloatArray) -> FloatArray:
    """Return the samples with the median of three in place of each spike."""
    mended_g = acc_g.copy()
    for i in np.flatnonzero(_spikes(acc_g)):
        mended_g[i] = np.median(acc_g[i - 1 : i + 2], axis=0)
    return mended_g


def _spikes(acc_g: FloatArray) -> NDArray[np.bool_]:
    """Return which samples stand alone, far from both neighbours or beyond any range; never the first or last."""
    spikes = np.zeros(len(acc_g), np.bool_)
    if len(acc_g) < 3 or _is_tame(acc_g):
        return spikes
    jumps_g = np.linalg.norm(np.diff(acc_g, axis=0), axis=1)
    around_g = np.linalg.norm(acc_g[2:] - acc_g[:-2], axis=1)
    alone = (jumps_g[:-1] > SPIKE_G) & (jumps_g[1:] > SPIKE_G) & (around_g < np.minimum(jumps_g[:-1], jumps_g[1:]))
    spikes[1:-1] = alone | (np.linalg.norm(acc_g[1:-1], axis=1) > IMPOSSIBLE_G)
    return spikes


def _is_tame(acc_g: FloatArray) -> bool:
    """Return whether the samples are so near each other and so small that none can be a spike."""
    least_g, most_g = acc_g.min(axis=0), acc_g.max(axis=0)
    apart_g, size_g = most_g - least_g, np.maximum(most_g, -least_g)
    return bool(apart_g @ apart_g <= SPIKE_G**2 and size_g @ size_g <= IMPOSSIBLE_G**2)
