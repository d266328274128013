"""Samples that wait until a frame is full."""

import numpy as np

from runstrong_signal.samples import SampleBlock


class WaitingSamples:
    """A queue of samples that gives out blocks of a wanted size."""

    def __init__(self) -> None:
        self._waiting: SampleBlock | None = None

    def clear(self) -> None:
        """Throw away what waits."""
        self._waiting = None

    def add(self, block: SampleBlock) -> None:
        """Append a block."""
        self._waiting = block if self._waiting is None else _joined(self._waiting, block)

    def take(self, samples: int) -> SampleBlock | None:
        """Return the oldest ``samples`` as a block, or None if fewer wait."""
        if self._waiting is None or len(self._waiting) < samples:
            return None
        taken = self._waiting.slice(0, samples)
        self._waiting = self._waiting.slice(samples, len(self._waiting))
        return taken


def _joined(first: SampleBlock, second: SampleBlock) -> SampleBlock:
    gyro_dps = None
    if first.gyro_dps is not None and second.gyro_dps is not None:
        gyro_dps = np.concatenate((first.gyro_dps, second.gyro_dps))
    return SampleBlock(np.concatenate((first.t_s, second.t_s)), np.concatenate((first.acc_g, second.acc_g)), gyro_dps)
