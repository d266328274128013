"""What every other method offers, and the even samples that all of them start from."""

from typing import Protocol

import numpy as np

from runstrong_signal.samples import FloatArray, SampleBlock

RATE_HZ = 50.0
"""Grid of the other methods: that of the pipeline, so that none has more to work with."""


class Peer(Protocol):
    """A method that counts the repetitions of a whole recording of one set."""

    @property
    def name(self) -> str:
        """What it is called in tables."""

    @property
    def key(self) -> str:
        """What its columns begin with."""

    def count(self, samples: SampleBlock) -> int:
        """Return the repetitions in the samples."""


def even_acc_g(samples: SampleBlock) -> FloatArray:
    """Return the usable accelerations ``(n, 3)`` in g on an even grid, by straight lines between the samples."""
    usable = np.isfinite(samples.t_s) & np.isfinite(samples.acc_g).all(axis=1)
    t_s, acc_g = samples.t_s[usable], samples.acc_g[usable]
    newest_s = np.maximum.accumulate(np.concatenate([[-np.inf], t_s]))
    ahead = t_s > newest_s[:-1]
    t_s, acc_g = t_s[ahead], acc_g[ahead]
    if len(t_s) < 2:
        return acc_g
    grid_s = np.arange(t_s[0], t_s[-1], 1.0 / RATE_HZ)
    return np.stack([np.interp(grid_s, t_s, axis) for axis in acc_g.T], axis=1)
