"""Blocks of motion samples, the one currency between sensors, recordings and the pipeline."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SampleBlock:
    """Consecutive samples of one sensor, in the sensor's own frame.

    Attributes
    ----------
    t_s
        ``(n,)`` session time of each sample in seconds, as stamped: steps may be uneven, gaps may occur.
    acc_g
        ``(n, 3)`` specific force in g (1 g = 9.80665 m/s2), gravity included: +1 on the axis that points up at rest.
    gyro_dps
        ``(n, 3)`` angular rate in degrees per second, or None where the sensor has no gyroscope.
    """

    t_s: FloatArray
    acc_g: FloatArray
    gyro_dps: FloatArray | None = None

    def __post_init__(self) -> None:
        n = self.t_s.shape[0]
        if self.acc_g.shape != (n, 3) or (self.gyro_dps is not None and self.gyro_dps.shape != (n, 3)):
            raise ValueError(f"{n} time stamps, but acceleration of shape {self.acc_g.shape}")

    def __len__(self) -> int:
        return int(self.t_s.shape[0])

    def slice(self, start: int, stop: int) -> "SampleBlock":
        """Return samples start to stop (exclusive) as a block; the arrays are views."""
        gyro_dps = None if self.gyro_dps is None else self.gyro_dps[start:stop]
        return SampleBlock(self.t_s[start:stop], self.acc_g[start:stop], gyro_dps)
