"""Windows of motion, resampled to shapes that can be compared whatever their duration."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runstrong_signal.motion import MotionProfile
from runstrong_signal.reps import settings

Float32Array = NDArray[np.float32]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Shapes of all windows that end at some steps: ``m`` steps, ``k`` durations.

    Attributes
    ----------
    unit
        ``(m, k, points * channels)`` resampled windows, mean removed, of length one.
    amplitude_g
        ``(m, k)`` root mean square of each window about its mean, over all channels together, in g.
    """

    unit: Float32Array
    amplitude_g: Float32Array


class ShapeCutter:
    """Cuts the windows of every duration of the ladder that end at given grid steps."""

    def __init__(self, profile: MotionProfile, rate_hz: float) -> None:
        self.lengths = ladder(profile, rate_hz)
        self.longest = int(self.lengths[-1])
        middle = (np.arange(settings.SHAPE_POINTS) + 0.5) / settings.SHAPE_POINTS
        position = -self.lengths[:, None] * (1.0 - middle[None, :])
        self._before = np.floor(position).astype(np.int64)
        self._share: Float32Array = (position - self._before).astype(np.float32)[None, :, :, None]

    def cut(self, motion: Float32Array, ends: IntArray) -> Shapes:
        """Return the shapes of the windows that end at rows ``ends`` of ``motion`` (n, channels).

        Every end must have at least ``longest`` rows before it.
        """
        index = ends[:, None, None] + self._before[None]
        window = motion[index] * (1.0 - self._share) + motion[index + 1] * self._share
        window -= window.mean(axis=2, keepdims=True)
        flat = window.reshape(len(ends), len(self.lengths), -1)
        norm = np.sqrt(np.square(flat).sum(axis=2))
        unit = flat / np.maximum(norm, 1e-6)[:, :, None]
        return Shapes(unit, (norm / np.sqrt(settings.SHAPE_POINTS)).astype(np.float32))


def ladder(profile: MotionProfile, rate_hz: float) -> IntArray:
    """Return the durations to be tried, in grid steps, each 7 % longer than the one before and all different."""
    shortest_s = settings.SHORTEST_FAST_PERIOD_S if profile.fast else settings.SHORTEST_PERIOD_S
    shortest_s = max(shortest_s, profile.shortest_period_s)
    longest_s = profile.longest_period_s if profile.fast else max(profile.longest_period_s, settings.LONGEST_PERIOD_S)
    rungs = int(np.floor(np.log(longest_s / shortest_s) / np.log(settings.LENGTH_RATIO) + 1e-9)) + 1
    steps = np.rint(shortest_s * rate_hz * settings.LENGTH_RATIO ** np.arange(rungs)).astype(np.int64)
    return np.unique(steps)
