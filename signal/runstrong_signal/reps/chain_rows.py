"""How chains of repetitions are kept: one for every step and duration, and side by side for whoever may follow."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runstrong_signal.reps import settings
from runstrong_signal.reps.shapes import Float32Array, IntArray

REMEMBERED = 4
"""Boundaries of the newest repetitions that a chain remembers: as many as may become known at once."""

IMPOSSIBLE = np.float32(-1e9)

LIKENESS, REPS, REPS_BEFORE, BELIEVED = range(4)
STARTS = slice(4, 4 + REMEMBERED)
ENDS = slice(4 + REMEMBERED, 4 + 2 * REMEMBERED)
"""Where the facts of a chain stand: mean similarity, repetitions, repetitions of the chains that it joined, whether it
may be believed (1 or 0), and the boundaries of its newest repetitions in grid steps. Steps and counts are whole
numbers, exact in float32 for two weeks."""


@dataclass(frozen=True, slots=True)
class Chains:
    """The best chain for every step (first axis) and duration (second axis); what is asked most stands by itself.

    Attributes
    ----------
    score, amplitude_g
        ``(m, k)``.
    facts
        ``(m, k, facts)``, in the order above.
    template
        ``(m, k, features)``, of length one.
    mean_g
        ``(m, k, channels)`` what the template is about.
    """

    score: Float32Array
    amplitude_g: Float32Array
    facts: Float32Array
    template: Float32Array
    mean_g: Float32Array

    @classmethod
    def none(cls, steps: int, durations: int, features: int) -> "Chains":
        """Return room for chains, none of them possible."""
        return cls(
            np.full((steps, durations), IMPOSSIBLE, np.float32),
            np.zeros((steps, durations), np.float32),
            np.zeros((steps, durations, ENDS.stop), np.float32),
            np.zeros((steps, durations, features), np.float32),
            np.zeros((steps, durations, features // settings.SHAPE_POINTS), np.float32),
        )

    def fields(self) -> tuple[Float32Array, ...]:
        """Return the arrays, one after the other."""
        return self.score, self.amplitude_g, self.facts, self.template, self.mean_g


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Which durations may precede each: ``most`` in a row from ``first`` on, but those ``too_far`` (k, most)."""

    first: IntArray
    most: int
    too_far: NDArray[np.bool_]


def neighbours(lengths: IntArray) -> Neighbours:
    """Return, for every duration, those that may precede it: as long or short as it is usual between neighbours."""
    logs = np.log(lengths)
    close = np.abs(logs[:, None] - logs[None, :]) <= np.log(settings.LARGEST_LENGTH_RATIO) + 1e-9
    most = int(close.sum(axis=1).max())
    first = np.minimum(close.argmax(axis=1), len(lengths) - most)
    return Neighbours(first, most, ~np.take_along_axis(close, first[:, None] + np.arange(most), axis=1))


def beside(values: Float32Array, most: int) -> Float32Array:
    """Return a view of ``(m, k, ...)`` in which each duration has ``most`` of them from it on in one run of numbers."""
    steps, durations, *rest = values.shape
    run = most * int(np.prod(rest, dtype=np.int64))
    view: Float32Array = np.ndarray(
        (steps, durations - most + 1, run), values.dtype, values, 0, (*values.strides[:2], values.itemsize)
    )
    return view
