"""Peaks of the principal axis, thinned by the local period that autocorrelation gives: after RecoFit.

D. Morris, T. S. Saponas, A. Guillory, I. Kelner, "RecoFit: using a wearable sensor to find, recognize, and count
repetitive exercises", CHI 2014. Deviations: a plain band-pass instead of the published filter, one range of periods
for all exercises instead of one an exercise, and thresholds that are read from the signal as far as the paper says.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import signal as dsp

from runstrong.evaluation.peers.peer import RATE_HZ, even_acc_g
from runstrong_signal.samples import FloatArray, SampleBlock

SHORTEST_S = 3.0
"""Signals shorter than this cannot show a period twice."""

LOCAL_PERIODS_APART = 0.75
"""Peaks nearer than this share of the local period to a higher one are dropped (as published)."""

REFERENCE_PERCENTILE = 40.0
"""Peaks lower than half of this percentile of all peaks are dropped (as published)."""


@dataclass(frozen=True, slots=True)
class Autocorrelation:
    """Count peaks of the first principal component that keep the local period; sees the whole set before it counts.

    The settings are the best of 24 on the recordings that the counter is reported on, in the peer's favour.

    Attributes
    ----------
    least_period_s, longest_period_s
        Range in which the local period is looked for.
    low_hz, high_hz
        Band-pass, second order, run forwards and backwards.
    window_periods
        Length of the window around a peak in which the period is estimated, in longest periods.
    """

    least_period_s: float = 0.8
    longest_period_s: float = 6.0
    low_hz: float = 0.1
    high_hz: float = 1.0
    window_periods: float = 4.0
    name: str = "autocorrelation, after RecoFit (offline)"
    key: str = "autocorrelation"

    def count(self, samples: SampleBlock) -> int:
        """Return the number of peaks that are left."""
        acc_g = even_acc_g(samples)
        if len(acc_g) < SHORTEST_S * RATE_HZ:
            return 0
        motion = self._principal(acc_g)
        peaks, _ = dsp.find_peaks(motion, height=0.0)
        peaks = _highest_apart(motion, peaks, np.full(len(peaks), self.least_period_s * RATE_HZ))
        apart = LOCAL_PERIODS_APART * np.array([self._period(motion, int(peak)) for peak in peaks])
        peaks = _highest_apart(motion, peaks, apart)
        if not len(peaks):
            return 0
        least = 0.5 * float(np.percentile(motion[peaks], REFERENCE_PERCENTILE))
        return int(np.count_nonzero(motion[peaks] >= least))

    def _principal(self, acc_g: FloatArray) -> FloatArray:
        """Return the band-passed motion along the axis of its largest variance."""
        sections = dsp.butter(2, [self.low_hz, self.high_hz], btype="bandpass", fs=RATE_HZ, output="sos")
        motion = dsp.sosfiltfilt(sections, acc_g - acc_g.mean(axis=0), axis=0)
        _, axes = np.linalg.eigh(np.cov(motion.T))
        along: FloatArray = motion @ axes[:, -1]
        # The sign of a principal axis is arbitrary: the side with the sharper excursions holds the peaks.
        return along if float(np.mean(along**3)) >= 0 else -along

    def _period(self, motion: FloatArray, at: int) -> float:
        """Return the lag, in samples, at which the motion around a sample is most like itself."""
        half = round(self.window_periods * self.longest_period_s * RATE_HZ / 2)
        around = motion[max(at - half, 0) : at + half]
        around = around - around.mean()
        lags = dsp.correlate(around, around, mode="full", method="fft")[len(around) - 1 :]
        least, longest = round(self.least_period_s * RATE_HZ), round(self.longest_period_s * RATE_HZ)
        lags = lags[: longest + 1]  # not divided by the overlap, so that of two multiples the shorter one wins
        if len(lags) <= least:
            return float(least)
        return float(least + np.argmax(lags[least:]))


def _highest_apart(motion: FloatArray, peaks: NDArray[np.int64], apart: FloatArray) -> NDArray[np.int64]:
    """Return the peaks that have no higher one within their distance, taking the highest first."""
    kept: list[int] = []
    for i in np.argsort(-motion[peaks], kind="stable"):
        if all(abs(int(peaks[i]) - other) >= apart[i] for other in kept):
            kept.append(int(peaks[i]))
    return np.array(sorted(kept), np.int64)
