"""The motion of a finished set, and where in it something like a given shape was done."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from runstrong_signal.grid import BASE_RATE_HZ, GridFilter, low_pass
from runstrong_signal.motion import MotionProfile
from runstrong_signal.reps import settings
from runstrong_signal.samples import FloatArray


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of motion, in seconds or in grid steps from its first row."""

    start: float
    end: float

    @property
    def length(self) -> float:
        """How long it is, in the same unit."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape to look for.

    Attributes
    ----------
    points
        ``(SHAPE_POINTS, 3)``, mean removed, of length one.
    amplitude_g
        Root mean square about its mean that such motion usually has, over all axes, in g.
    """

    points: FloatArray
    amplitude_g: float


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of motion in whole grid steps, how like the shape it is (-1 to 1), and how large."""

    steps: Span
    likeness: float
    amplitude_g: float


class SetMotion:
    """A set on the counter's grid, with the steps that a repetition may stick out at either end."""

    def __init__(self, rows: FloatArray, profile: MotionProfile) -> None:
        self._rate_hz = settings.FINE_RATE_HZ if profile.fast else settings.COARSE_RATE_HZ
        corner_hz = settings.FINE_CORNER_HZ if profile.fast else settings.COARSE_CORNER_HZ
        steps = GridFilter(low_pass(corner_hz), keep_every=round(BASE_RATE_HZ / self._rate_hz)).feed(rows)
        edge = settings.EDGE_STEPS
        self._acc_g = np.concatenate([np.repeat(steps[:1], edge, axis=0), steps, np.repeat(steps[-1:], edge, axis=0)])
        self._sums = _sums(self._acc_g)
        self._square_sums = _sums(np.square(self._acc_g).sum(axis=1))

    def steps(self, span_s: Span) -> Span:
        """Return a span in seconds from the first row as one in grid steps."""
        return Span(*(at_s * self._rate_hz + settings.EDGE_STEPS for at_s in (span_s.start, span_s.end)))

    def median_shape(self, spans: Sequence[Span]) -> Shape:
        """Return the median shape of stretches given in grid steps, at least one."""
        share = (np.arange(settings.SHAPE_POINTS) + 0.5) / settings.SHAPE_POINTS
        index = np.arange(len(self._acc_g))
        shapes, amplitudes_g = [], []
        for span in spans:
            at = span.start + span.length * share
            shape = np.stack([np.interp(at, index, axis) for axis in self._acc_g.T], axis=1)
            shape -= shape.mean(axis=0)
            size = float(np.linalg.norm(shape))
            shapes.append(shape / max(size, 1e-9))
            amplitudes_g.append(size / np.sqrt(settings.SHAPE_POINTS))
        median = np.median(shapes, axis=0)
        return Shape(median / max(float(np.linalg.norm(median)), 1e-9), float(np.median(amplitudes_g)))

    def most_alike(self, shape: Shape, durations: Sequence[int]) -> list[Match]:
        """Return the stretches of these durations that do not overlap and together are most like a shape, in order."""
        durations = [steps for steps in durations if steps < len(self._acc_g)]
        if not durations:
            return []
        total = len(self._acc_g)
        gain = np.full((total + 1, len(durations)), -np.inf)
        alike, amplitude_g = np.zeros_like(gain), np.zeros_like(gain)
        for at, steps in enumerate(durations):
            alike[steps:, at], amplitude_g[steps:, at] = self._compared(shape.points, steps)
            size = amplitude_g[steps:, at]
            usual = shape.amplitude_g
            ratio = np.sqrt(np.minimum(size, usual) / np.maximum(np.maximum(size, usual), 1e-9))
            pays = (alike[steps:, at] * ratio - settings.ALIKE_ENOUGH) * np.sqrt(steps / self._rate_hz)
            gain[steps:, at] = np.where(size >= settings.AMPLITUDE_FLOOR_G, pays, -np.inf)
        chosen = _best_apart(gain, durations)
        return [
            Match(Span(end - durations[at], end), float(alike[end, at]), float(amplitude_g[end, at]))
            for end, at in chosen
        ]

    def _compared(self, points: FloatArray, steps: int) -> tuple[FloatArray, FloatArray]:
        """Return how like the shape every window of a duration is, and its amplitude in g, by its last step."""
        at = (np.arange(len(points)) + 0.5) * steps / len(points) - 0.5
        stretched = np.stack([np.interp(np.arange(steps), at, axis) for axis in points.T], axis=1)
        stretched -= stretched.mean(axis=0)
        stretched /= max(float(np.linalg.norm(stretched)), 1e-9)
        product = sum(
            np.correlate(axis, part, mode="valid") for axis, part in zip(self._acc_g.T, stretched.T, strict=True)
        )
        sums = self._sums[steps:] - self._sums[:-steps]
        squares = self._square_sums[steps:] - self._square_sums[:-steps] - np.square(sums).sum(axis=1) / steps
        size = np.sqrt(np.maximum(squares, 0.0))
        return product / np.maximum(size, 1e-9), size / np.sqrt(steps)


def _sums(values: FloatArray) -> FloatArray:
    """Return the sums of all values before each step, the first of them nothing."""
    sums: FloatArray = np.concatenate([np.zeros_like(values[:1]), np.cumsum(values, axis=0)])
    return sums


def _best_apart(gain: FloatArray, durations: Sequence[int]) -> list[tuple[int, int]]:
    """Return end and duration (by index) of the windows that do not overlap and gain most together, in order.

    Ends that are closer together than the shortest duration do not depend on each other and are computed at once.
    """
    ends, lengths = len(gain), np.array(durations)
    best = np.zeros(ends)
    choice = np.full(ends, -1)
    for first in range(1, ends, int(lengths[0])):
        at = np.arange(first, min(first + int(lengths[0]), ends))
        begins = at[:, None] - lengths[None, :]
        total = np.where(begins >= 0, best[np.maximum(begins, 0)] + gain[at], -np.inf)
        top = total.argmax(axis=1)
        value = total[np.arange(len(at)), top]
        before = np.maximum.accumulate(np.concatenate([[best[first - 1]], value]))
        best[at] = before[1:]
        choice[at] = np.where(value > before[:-1], top, -1)
    chosen: list[tuple[int, int]] = []
    end = ends - 1
    while end > 0:
        if choice[end] < 0:
            end -= 1
        else:
            chosen.append((end, int(choice[end])))
            end -= durations[choice[end]]
    return chosen[::-1]
