"""Whether a sensor at rest measures 1 g; if not, which mistake it looks like."""

from collections.abc import Sequence

import numpy as np

from runstrong_signal.samples import FloatArray, SampleBlock

WINDOW_S = 1.0
TOLERANCE_G = 0.1
STEADY_SHARE = 0.02
"""At rest |a| varies by less than this share of itself; cheap sensors have 0.5 % of noise."""

GIVE_UP_AFTER_S = 120.0
NO_GRAVITY_G = 0.08
"""Noise and bias of a stream that leaves gravity out stay below this."""

STEADY_G = 0.006
"""Such a stream varies by no more than this at rest."""

MPS2_PER_G = 9.80665
NEAR = 0.15
"""A factor counts as recognised within this share of it."""

FACTORS: Sequence[tuple[float, str]] = (
    (MPS2_PER_G, "it seems to send m/s², not g"),
    (1000.0, "it seems to send thousandths of g"),
    (2.0, "its range seems to be set to half of what it says"),
    (4.0, "its range seems to be set to a quarter of what it says"),
    (0.5, "its range seems to be set to twice what it says"),
    (0.25, "its range seems to be set to four times what it says"),
    (1 / MPS2_PER_G, "its numbers seem to be divided by 9.81 twice"),
)


class RestCheck:
    """Watches the first minutes of a sensor for one still second and says once if that is not 1 g."""

    def __init__(self) -> None:
        self._lengths: list[FloatArray] = []
        self._begin_s: float | None = None
        self._first_s: float | None = None
        self.done = False
        """Whether it has been decided, or given up."""

    def feed(self, block: SampleBlock) -> str:
        """Take samples and return what is wrong as a clause, or nothing."""
        if self.done or not len(block):
            return ""
        begin_s = float(block.t_s[0]) if self._begin_s is None else self._begin_s
        self._first_s = begin_s if self._first_s is None else self._first_s
        self._begin_s = begin_s
        self._lengths.append(np.linalg.norm(block.acc_g, axis=1))
        if float(block.t_s[-1]) - begin_s < WINDOW_S:
            return ""
        lengths_g = np.concatenate(self._lengths)
        self._lengths, self._begin_s = [], None
        self.done = float(block.t_s[-1]) - self._first_s > GIVE_UP_AFTER_S
        return self._verdict(lengths_g)

    def _verdict(self, lengths_g: FloatArray) -> str:
        mean_g = float(lengths_g.mean())
        if not np.isfinite(mean_g):
            return ""
        if float(lengths_g.std()) > max(STEADY_SHARE * mean_g, STEADY_G):
            return ""
        self.done = True
        return (
            ""
            if abs(mean_g - 1.0) <= TOLERANCE_G
            else f"at rest it measures {mean_g:.3g} g instead of 1: {cause(mean_g)}"
        )


def cause(rest_g: float) -> str:
    """Return which mistake a sensor seems to make that measures ``rest_g`` at rest."""
    if rest_g < NO_GRAVITY_G:
        return "it seems to leave gravity out; choose a mode that sends raw acceleration"
    for factor, words in FACTORS:
        if abs(rest_g / factor - 1.0) <= NEAR:
            return words
    return "it may need to be calibrated with its maker's app"
