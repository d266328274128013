"""How chains of repetitions are kept: one for every step and duration, in a ring of the newest steps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runstrong_signal.reps import settings
from runstrong_signal.reps.shapes import Float32Array, IntArray

REMEMBERED = 4
"""Boundaries of the newest repetitions that a chain remembers: as many as may become known at once."""

IMPOSSIBLE = np.float32(-1e9)

LIKENESS, REPS, REPS_BEFORE, BELIEVED, JOINED = range(5)
STARTS = slice(5, 5 + REMEMBERED)
ENDS = slice(5 + REMEMBERED, 5 + 2 * REMEMBERED)
NEWEST_START, NEWEST_END = STARTS.stop - 1, ENDS.stop - 1
MEAN_G = slice(ENDS.stop, None)
"""Where the facts of a chain stand: mean similarity, repetitions, repetitions of the chains that it joined, whether it
may be believed (1 or 0), the number of the finished chain that it joined, the boundaries of its newest repetitions in
grid steps, and what its template is about, in g on each channel. Steps and counts are whole numbers, exact in float32
for two weeks."""


@dataclass(frozen=True, slots=True)
class Block:
    """Chains for consecutive steps (first axis) and every duration (second axis); what is asked most stands by itself.

    Attributes
    ----------
    score, amplitude_g
        ``(m, k)``.
    facts
        ``(m, k, facts)``, in the order above.
    template
        ``(m, k, features)``, of length one.
    """

    score: Float32Array
    amplitude_g: Float32Array
    facts: Float32Array
    template: Float32Array

    def fields(self) -> tuple[Float32Array, ...]:
        """Return the arrays, one after the other."""
        return self.score, self.amplitude_g, self.facts, self.template

    def believed_score(self) -> Float32Array:
        """Return the score of the chains that may be believed."""
        believed: Float32Array = np.where(self.facts[..., BELIEVED] > 0, self.score, IMPOSSIBLE)
        return believed


class ChainRing:
    """The best chain for every one of the newest steps and every duration.

    A block of steps lies in one piece: the ring holds whole blocks, and every block but the last one is whole.
    """

    def __init__(self, durations: int, reach: int, features: int, fade: np.float32, fades_for: float) -> None:
        blocks = -(-(reach + settings.BLOCK_STEPS + 1) // settings.BLOCK_STEPS)
        self.size = blocks * settings.BLOCK_STEPS
        channels = features // settings.SHAPE_POINTS
        self._durations = np.arange(durations)
        self._fade = fade
        self._fades_for = fades_for
        self._all = Block(
            np.full((self.size, durations), IMPOSSIBLE, np.float32),
            np.zeros((self.size, durations), np.float32),
            np.zeros((self.size, durations, ENDS.stop + channels), np.float32),
            np.zeros((self.size, durations, features), np.float32),
        )
        self.score = self._all.score.reshape(-1)
        self.amplitude_g = self._all.amplitude_g.reshape(-1)
        self.facts = self._all.facts.reshape(-1, ENDS.stop + channels)
        self.template = self._all.template.reshape(-1, features)
        """All chains, step after step: views that the table reads."""

    def newest(self, first_step: int, count: int) -> Block:
        """Return what is kept of consecutive steps of a block."""
        here = slice(first_step % self.size, first_step % self.size + count)
        return Block(*(field[here] for field in self._all.fields()))

    def enter(self, first_step: int, count: int, block: Block | None) -> None:
        """Write a block's steps: at each the better of a new chain and the one of the step before, which fades."""
        row, before = first_step % self.size, (first_step - 1) % self.size
        here = slice(row, row + count)
        old_score = self._faded(before, first_step, count)
        if block is None:
            for field in self._all.fields():
                field[here] = field[before]
            self._all.score[here] = old_score
            return
        lifted = self._fade * np.arange(1.0, count + 1.0)[:, None]
        new, old = block.score + lifted, old_score + lifted
        began = np.logical_or.accumulate(new > old, axis=0)
        best = np.maximum.accumulate(np.where(began, new, -np.inf), axis=0)
        entered = began.copy()
        entered[1:] &= new[1:] > best[:-1]
        for field, fresh in zip(self._all.fields(), block.fields(), strict=True):
            field[here] = fresh
        self._carry(row, before, entered)
        self._all.score[here] = np.where(began, best, old) - lifted

    def _faded(self, before: int, first_step: int, count: int) -> NDArray[np.float64]:
        """Return what is left, at each step of a block, of the chains of the step before it."""
        since = first_step - self._all.facts[before, :, NEWEST_END]
        steps = np.arange(1.0, count + 1.0)[:, None]
        fading = np.clip(np.floor(self._fades_for - since) + 1.0, 0.0, steps)
        left: NDArray[np.float64] = self._all.score[before] - self._fade * fading
        return left

    def _carry(self, row: int, before: int, entered: NDArray[np.bool_]) -> None:
        """Overwrite chains that did not enter by those that stand instead, from a step of the block or before it."""
        at = np.arange(row, row + len(entered))[:, None]
        stands = np.maximum.accumulate(np.where(entered, at, -1), axis=0)
        step, duration = np.nonzero(~entered)
        source = stands[step, duration]
        source = np.where(source < 0, before, source) * len(self._durations) + duration
        target = (row + step) * len(self._durations) + duration
        for flat in (self.amplitude_g, self.facts, self.template):
            flat[target] = flat.take(source, axis=0)


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
