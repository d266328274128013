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
        self._before = before.astype(np.int64).ravel() + self.longest + 1
        self._share_after: Float32Array = (position - before).astype(np.float32).ravel()[:, None]
        self._share_before: Float32Array = np.float32(1.0) - self._share_after

    def cut(self, motion: Float32Array, first_end: int, count: int) -> Shapes:
        """Return the shapes of the windows that end at ``count`` rows of ``motion`` (n, channels) from one on.

        That row must have at least ``longest`` rows before it. Point after point is interpolated for all steps at once:
        what the windows of consecutive steps need lies side by side.
        """
        durations, channels = len(self.lengths), motion.shape[1]
        needed = np.ascontiguousarray(motion[first_end - self.longest - 1 : first_end + count].T)
        beside = _beside(needed, count)
        window, after = beside.take(self._before, axis=0), beside.take(self._before + 1, axis=0)
        window *= self._share_before
        after *= self._share_after
        window += after
        window = window.reshape(durations, settings.SHAPE_POINTS, -1)
        mean_g = np.add.reduce(window, axis=1) / np.float32(settings.SHAPE_POINTS)
        window -= mean_g[:, None]
        flat = np.ascontiguousarray(window.reshape(-1, count).T).reshape(count, durations, -1)
        norm = np.sqrt(np.einsum("skt,skt->sk", flat, flat))
        flat /= np.maximum(norm, np.float32(1e-6))[:, :, None]
        mean_by_step = mean_g.reshape(durations, channels, count).transpose(2, 0, 1)
        return Shapes(flat, norm / np.float32(np.sqrt(settings.SHAPE_POINTS)), mean_by_step)


def _beside(channels: Float32Array, count: int) -> Float32Array:
    """Return, for each place in ``(channels, n)``, the ``count`` values from it on of one channel after the other."""
    places = channels.shape[1] - count + 1
    along, across = channels.strides[1], channels.strides[0]
    view: Float32Array = np.ndarray((places, len(channels), count), channels.dtype, channels, 0, (along, across, along))
    return view.reshape(places, -1)


def ladder(profile: MotionProfile, rate_hz: float) -> IntArray:
    """Return the durations to be tried, in grid steps, each 7 % longer than the one before and all different."""
    shortest_s = settings.SHORTEST_FAST_PERIOD_S if profile.fast else settings.SHORTEST_PERIOD_S
    shortest_s = max(shortest_s, profile.shortest_period_s)
    longest_s = profile.longest_period_s if profile.fast else max(profile.longest_period_s, settings.LONGEST_PERIOD_S)
    rungs = int(np.floor(np.log(longest_s / shortest_s) / np.log(settings.LENGTH_RATIO) + 1e-9)) + 1
    steps = np.rint(shortest_s * rate_hz * settings.LENGTH_RATIO ** np.arange(rungs)).astype(np.int64)
    return np.unique(steps)
