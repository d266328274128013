"""Peaks of the low-passed magnitude: what most tutorials do."""

from dataclasses import dataclass

import numpy as np
from scipy import signal as dsp

from runstrong.evaluation.peers.peer import RATE_HZ, even_acc_g
from runstrong_signal.samples import SampleBlock

SHORTEST_S = 1.0
"""Signals shorter than this have no peak to speak of."""


@dataclass(frozen=True, slots=True)
class MagnitudePeaks:
    """Low-pass the magnitude without lag, then count the peaks that stand out (``scipy.signal.find_peaks``).

    The settings are the best of 9 on the recordings that the counter is reported on, in the peer's favour.

    Attributes
    ----------
    corner_hz
        Corner of the second-order low-pass, run forwards and backwards.
    least_prominence
        How far a peak must stand out, in standard deviations of the signal.
    least_apart_s
        Shortest time between two peaks.
    """

    corner_hz: float = 0.6
    least_prominence: float = 0.5
    least_apart_s: float = 0.8
    name: str = "find_peaks on the magnitude"
    key: str = "find_peaks"

    def count(self, samples: SampleBlock) -> int:
        """Return the number of peaks."""
        acc_g = even_acc_g(samples)
        if len(acc_g) < SHORTEST_S * RATE_HZ:
            return 0
        sections = dsp.butter(2, self.corner_hz, fs=RATE_HZ, output="sos")
        smooth_g = dsp.sosfiltfilt(sections, np.linalg.norm(acc_g, axis=1))
        peaks, _ = dsp.find_peaks(
            smooth_g,
            prominence=max(self.least_prominence * float(smooth_g.std()), 1e-9),
            distance=round(self.least_apart_s * RATE_HZ),
        )
        return len(peaks)
