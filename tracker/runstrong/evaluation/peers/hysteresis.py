"""Causal low-pass, running principal axis, and a switch with two thresholds: what a small live counter does."""

from dataclasses import dataclass

import numpy as np
from scipy import signal as dsp

from runstrong.evaluation.peers.peer import RATE_HZ, even_acc_g
from runstrong_signal.samples import FloatArray, SampleBlock

BLOCK_S = 0.2
"""The axis is estimated anew once a block."""

LEAST_DEVIATION_G = 0.03
"""Motion weaker than this along its axis moves no switch: well above the noise of a sensor at rest."""


@dataclass(frozen=True, slots=True)
class Hysteresis:
    """Count a repetition whenever the motion along its axis went below one threshold and then above the other.

    The settings are the best of 9 on the recordings that the counter is reported on, in the peer's favour.

    Attributes
    ----------
    corner_hz
        Corner of the causal second-order low-pass.
    memory_s
        Time over which mean and axis are remembered, exponentially.
    threshold
        Distance of each threshold from the mean, in standard deviations along the axis.
    least_apart_s
        Shortest time between two repetitions.
    """

    corner_hz: float = 0.8
    memory_s: float = 8.0
    threshold: float = 0.3
    least_apart_s: float = 0.8
    name: str = "principal axis and hysteresis (live)"
    key: str = "hysteresis"

    def count(self, samples: SampleBlock) -> int:
        """Return the number of repetitions; no sample is looked at before its turn."""
        acc_g = even_acc_g(samples)
        if not len(acc_g):
            return 0
        sections = dsp.butter(2, self.corner_hz, fs=RATE_HZ, output="sos")
        primed = dsp.sosfilt_zi(sections)[:, :, None] * acc_g[0]
        smooth_g, _ = dsp.sosfilt(sections, acc_g, axis=0, zi=primed)
        return self._switched(self._levels(smooth_g))

    def _levels(self, smooth_g: FloatArray) -> FloatArray:
        """Return the motion along the running axis, in its running standard deviations."""
        block = round(BLOCK_S * RATE_HZ)
        levels = np.zeros(len(smooth_g))
        mean, spread, axis = smooth_g[0].copy(), np.zeros((3, 3)), np.zeros(3)
        for start in range(0, len(smooth_g), block):
            piece = smooth_g[start : start + block]
            seen_s = (start + len(piece)) / RATE_HZ
            weight = BLOCK_S / min(max(seen_s, BLOCK_S), self.memory_s)
            mean += weight * (piece.mean(axis=0) - mean)
            apart = piece - mean
            spread += weight * (apart.T @ apart / len(piece) - spread)
            variances, axes = np.linalg.eigh(spread)
            newest = axes[:, -1]
            axis = newest if float(newest @ axis) >= 0 else -newest
            levels[start : start + block] = apart @ axis / max(float(np.sqrt(variances[-1])), LEAST_DEVIATION_G)
        return levels

    def _switched(self, levels: FloatArray) -> int:
        """Return how often the levels passed from below the lower threshold to above the upper one."""
        count, low, newest = 0, False, -self.least_apart_s * RATE_HZ
        outside = np.flatnonzero(np.abs(levels) > self.threshold)
        for i in outside.tolist():
            if levels[i] < 0:
                low = True
            elif low and i - newest >= self.least_apart_s * RATE_HZ:
                count, low, newest = count + 1, False, i
        return count
