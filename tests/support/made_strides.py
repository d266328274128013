"""Made-up walking: what a sensor on a thigh sees of strides, too regular to be real, which makes it the harder."""

import numpy as np

from runstrong_signal.samples import SampleBlock

STEP_HZ = 1.75
"""Steps a second, two to a stride; people walk at 1.6 to 1.9."""


def strides(seconds: float, *, rate_hz: float = 50.0, seed: int = 0) -> SampleBlock:
    """Return walking: the segment swings once a stride, the body bounces twice."""
    random = np.random.default_rng(seed)
    t_s = np.arange(0.0, seconds, 1.0 / rate_hz)
    pace = 1.0 + 0.02 * np.cumsum(random.standard_normal(len(t_s))) / np.sqrt(len(t_s))
    phase = 2 * np.pi * np.cumsum(STEP_HZ * pace) / rate_hz
    swing = np.radians(20.0) * np.sin(phase / 2)
    bounce_g = 1.0 + 0.22 * np.cos(phase + 0.4)
    acc_g = np.stack([bounce_g * np.sin(swing), 0.1 * np.cos(phase / 2 + 1.0), bounce_g * np.cos(swing)], axis=1)
    return SampleBlock(t_s, acc_g + 0.02 * random.standard_normal(acc_g.shape))
