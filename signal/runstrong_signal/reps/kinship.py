"""Whether a chain of repetitions is of the movement that it joins, or of another one.

Theory of operation
-------------------
A set is one movement, perhaps with rests. Around it people walk, get down, find their place and get up, and where the
counter is armed too early or too late, or over a whole recording, some of that repeats as well as an exercise does. A
chain that joins a finished one must therefore look like it. When it starts there is only one window to go by, which
begins anywhere in the movement; so the question is asked when the chain has as many repetitions as joining needs. Its
template is then compared with the other's at the best cyclic shift, because two chains of one movement need not begin
at the same point of it.

A chain that is a stranger gives back what it took over: it stands alone, as if it had never joined. Then the better
one becomes champion. So what was counted while somebody walked in is taken back once the exercise weighs more, and
what is done afterwards is never added.

Strides have a rule of their own, because walking is what most often surrounds a set, and its template is smooth enough
to look a little like anything: chains as quick as strides join only what has nearly the same shape and takes a similar
time. Slower ones may differ more: a set whose blocks are done in different ways is one set.

What weighs more wins, whatever it is: somebody who walks as evenly as a clock, and for longer than the exercise takes,
is counted walking.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runstrong_signal.reps import settings
from runstrong_signal.reps.shapes import Float32Array, IntArray

KEPT = 256
"""Finished chains that are remembered: ten or so become the best one after the other while a repetition ends."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Finished chains that others joined: their shapes, durations in grid steps, and scores."""

    template: Float32Array
    steps: Float32Array
    score: Float32Array
    known: NDArray[np.bool_]


class Kinship:
    """Remembers the finished chains that may be joined, by running number.

    Parameters
    ----------
    features
        Length of a template: points times channels.
    rate_hz
        Of the counter's grid.
    """

    def __init__(self, features: int, rate_hz: float) -> None:
        self._template = np.zeros((KEPT, features), np.float32)
        self._steps = np.zeros(KEPT, np.float32)
        self._score = np.zeros(KEPT, np.float32)
        self._number = np.full(KEPT, -1, np.int64)
        self._stride_steps = settings.LONGEST_STRIDE_S * rate_hz
        points = np.arange(settings.SHAPE_POINTS)
        channels = np.arange(features // settings.SHAPE_POINTS)
        shifted = (points[None, :] + points[:, None]) % settings.SHAPE_POINTS
        self._shifts = (shifted[..., None] * len(channels) + channels).reshape(settings.SHAPE_POINTS, features)
        self._newest = -1

    def remember(self, template: Float32Array, steps: int, score: float) -> int:
        """Keep a finished chain and return its number."""
        self._newest += 1
        at = self._newest % KEPT
        self._template[at], self._steps[at], self._score[at] = template, steps, score
        self._number[at] = self._newest
        return self._newest

    def of(self, numbers: IntArray) -> Kin:
        """Return the finished chains of these numbers; those that are too old are not known."""
        at = numbers % KEPT
        known: NDArray[np.bool_] = (self._number[at] == numbers) & (numbers >= 0)
        return Kin(self._template[at], self._steps[at], self._score[at], known)

    def strangers(self, kin: Kin, template: Float32Array, steps: IntArray) -> NDArray[np.bool_]:
        """Return which chains ``(n, features)`` are of another movement than the ones that they joined."""
        turned = template[:, self._shifts]
        alike = np.einsum("nsf,nf->ns", turned, kin.template).max(axis=1)
        shorter, longer = np.minimum(kin.steps, steps), np.maximum(kin.steps, steps)
        may_be_strides = shorter <= self._stride_steps
        needed = np.where(may_be_strides, settings.STRIDES_ALIKE, settings.SAME_MOVEMENT_ALIKE)
        too_quick = may_be_strides & (longer > settings.LARGEST_LENGTH_RATIO * shorter)
        stranger: NDArray[np.bool_] = kin.known & ((alike < needed) | too_quick)
        return stranger
