"""Windows of motion, resampled to shapes that can be compared whatever their duration."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import as_strided
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
    mean_g
        ``(m, k, channels)``.
    """

    unit: Float32Array
    amplitude_g: Float32Array
    mean_g: Float32Array


class ShapeCutter:
    """Cuts the windows of every duration of the ladder that end at given grid steps."""

    def __init__(self, profile: MotionProfile, rate_hz: float) -> None:
        self.lengths = ladder(profile, rate_hz)
        self.longest = int(self.lengths[-1])
        middle = (np.arange(settings.SHAPE_POINTS) + 0.5) / settings.SHAPE_POINTS
        position = -self.lengths[:, None] * (1.0 - middle[None, :])
        before = np.floor(position)
        self._before = before.astype(np.int64).ravel()
        self._share: Float32Array = (position - before).astype(np.float32).ravel()[:, None]

    def cut(self, motion: Float32Array, first_end: int, count: int) -> Shapes:
        """Return the shapes of the windows that end at ``count`` rows of ``motion`` (n, channels) from one on.

        That row must have at least ``longest`` rows before it. Point after point is interpolated for all steps at once:
        what the windows of consecutive steps need lies side by side.
        """
        channels = motion.shape[1]
        needed = np.ascontiguousarray(motion[first_end - self.longest - 1 : first_end + count])
        rows = len(needed) - count + 1
        beside = as_strided(needed, (rows, count * channels), (needed.strides[0], needed.strides[1])).copy()
        at = self._before + (rows - 1)
        window = beside.take(at, axis=0) * (np.float32(1.0) - self._share) + beside.take(at + 1, axis=0) * self._share
        window = window.reshape(len(self.lengths), settings.SHAPE_POINTS, -1)
        mean_g = window.mean(axis=1)
        window -= mean_g[:, None]
        by_step = window.reshape(len(self.lengths), settings.SHAPE_POINTS, count, channels).transpose(2, 0, 1, 3)
        flat = by_step.reshape(count, len(self.lengths), -1)
        norm = np.sqrt(np.einsum("skt,skt->sk", flat, flat))
        flat /= np.maximum(norm, np.float32(1e-6))[:, :, None]
        mean_by_step = mean_g.reshape(len(self.lengths), count, channels).transpose(1, 0, 2)
        return Shapes(flat, norm / np.float32(np.sqrt(settings.SHAPE_POINTS)), mean_by_step)


def ladder(profile: MotionProfile, rate_hz: float) -> IntArray:
    """Return the durations to be tried, in grid steps, each 7 % longer than the one before and all different."""
    shortest_s = settings.SHORTEST_FAST_PERIOD_S if profile.fast else settings.SHORTEST_PERIOD_S
    shortest_s = max(shortest_s, profile.shortest_period_s)
    longest_s = profile.longest_period_s if profile.fast else max(profile.longest_period_s, settings.LONGEST_PERIOD_S)
    rungs = int(np.floor(np.log(longest_s / shortest_s) / np.log(settings.LENGTH_RATIO) + 1e-9)) + 1
    steps = np.rint(shortest_s * rate_hz * settings.LENGTH_RATIO ** np.arange(rungs)).astype(np.int64)
    return np.unique(steps)
