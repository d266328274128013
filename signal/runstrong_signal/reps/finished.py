"""What a chain may build on: the best of the chains that were finished before it."""

from dataclasses import dataclass

import numpy as np

from runstrong_signal.reps.chain_rows import IMPOSSIBLE, JOINED, REPS, REPS_BEFORE, Block
from runstrong_signal.reps.kinship import Kinship
from runstrong_signal.reps.settings import ChainSettings
from runstrong_signal.reps.shapes import Float32Array, IntArray


@dataclass(frozen=True, slots=True)
class Before:
    """What chains start with: a score, the repetitions of the chains they join, and the number of the last of those."""

    score: Float32Array
    reps: Float32Array
    joined: Float32Array


class Finished:
    """Remembers, at each of the newest steps, the best total of chains long enough to be followed by another.

    Parameters
    ----------
    size
        Steps that are remembered; rows are steps modulo this.
    lengths
        The ladder of durations, in grid steps.
    """

    def __init__(self, size: int, chosen: ChainSettings, lengths: IntArray, kinship: Kinship) -> None:
        self._size = size
        self._chosen = chosen
        self._lengths = lengths.tolist()
        self._kinship = kinship
        self._best, self._best_reps, self._best_number = 0.0, 0.0, -1
        self._start = np.full(size, -chosen.start_price, np.float32)
        self._reps_before = np.zeros(size, np.float32)
        self._joined = np.full(size, -1.0, np.float32)

    def followed(self, rows: IntArray) -> Before:
        """Return what a chain starts with that begins at each row."""
        return Before(self._start.take(rows), self._reps_before.take(rows), self._joined.take(rows))

    def part(self, facts: Float32Array, template: Float32Array, steps: IntArray, score: Float32Array) -> None:
        """Let chains ``(n)`` that are due to be asked stand alone if what they joined was another movement.

        Facts and scores are changed in place; ``steps`` are the durations of their newest repetitions.
        """
        due = np.flatnonzero((facts[:, REPS] == self._chosen.reps_needed_to_join) & (facts[:, REPS_BEFORE] > 0))
        if not len(due):
            return
        kin = self._kinship.of(facts[due, JOINED].astype(np.int64))
        stranger = self._kinship.strangers(kin, template[due], steps[due])
        given_back = kin.score + np.float32(self._chosen.start_price - self._chosen.join_price)
        score[due[stranger]] -= given_back[stranger]
        facts[due[stranger], REPS_BEFORE] = 0

    def add(self, first_step: int, count: int, block: Block | None) -> None:
        """Take the chains of a block of steps."""
        first = first_step % self._size
        self._write(slice(first, first + count))
        if block is None:
            return
        score = np.where(block.facts[..., REPS] >= self._chosen.reps_needed_to_join, block.believed_score(), IMPOSSIBLE)
        top = score.argmax(axis=1)
        highest = score[np.arange(count), top].tolist()
        for step, (best, value) in enumerate(zip(top.tolist(), highest, strict=True)):
            if value > self._best:
                facts = block.facts[step, best]
                self._best, self._best_reps = value, float(facts[REPS] + facts[REPS_BEFORE])
                self._best_number = self._kinship.remember(block.template[step, best], self._lengths[best], value)
                self._write(slice(first + step, first + count))

    def _write(self, here: slice) -> None:
        """Write what a chain starts with now, alone or after what was finished."""
        joined = self._best - self._chosen.join_price
        if self._best_reps > 0 and joined > -self._chosen.start_price:
            self._start[here], self._reps_before[here], self._joined[here] = joined, self._best_reps, self._best_number
        else:
            self._start[here], self._reps_before[here], self._joined[here] = -self._chosen.start_price, 0.0, -1.0
