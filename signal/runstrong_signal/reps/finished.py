"""What a chain may build on: the best of the chains that were finished before it."""

import numpy as np

from runstrong_signal.reps.chain_rows import IMPOSSIBLE, REPS, REPS_BEFORE, Block
from runstrong_signal.reps.settings import ChainSettings
from runstrong_signal.reps.shapes import Float32Array, IntArray


class Finished:
    """Remembers, at each of the newest steps, the best total of chains long enough to be followed by another.

    Parameters
    ----------
    size
        Steps that are remembered; rows are steps modulo this.
    """

    def __init__(self, size: int, chosen: ChainSettings) -> None:
        self._size = size
        self._chosen = chosen
        self._best, self._best_reps = 0.0, 0.0
        self._start = np.full(size, -chosen.start_price, np.float32)
        self._reps_before = np.zeros(size, np.float32)

    def followed(self, rows: IntArray) -> tuple[Float32Array, Float32Array]:
        """Return with what score a chain starts that begins at each row, and the repetitions of the chains it joins."""
        return self._start.take(rows), self._reps_before.take(rows)

    def add(self, first_step: int, count: int, block: Block | None) -> None:
        """Take the chains of a block of steps."""
        first = first_step % self._size
        found = [] if block is None else self._lasting(block)
        self._start[first : first + count], self._reps_before[first : first + count] = self._start_after()
        for row, (score, reps) in enumerate(found, start=first):
            if score > self._best:
                self._best, self._best_reps = score, reps
                here = slice(row, first + count)
                self._start[here], self._reps_before[here] = self._start_after()

    def _lasting(self, block: Block) -> list[tuple[float, float]]:
        """Return, for each step, the best score of a chain that may be followed by another, and all its repetitions."""
        reps = block.facts[..., REPS]
        score = np.where(reps >= self._chosen.reps_needed_to_join, block.believed_score(), IMPOSSIBLE)
        top = np.arange(len(score)), score.argmax(axis=1)
        total = reps[top] + block.facts[..., REPS_BEFORE][top]
        return list(zip(score[top].tolist(), total.tolist(), strict=True))

    def _start_after(self) -> tuple[float, float]:
        """Return the score and the repetitions that a chain starts with now, alone or after what was finished."""
        joined = self._best - self._chosen.join_price
        if self._best_reps > 0 and joined > -self._chosen.start_price:
            return joined, self._best_reps
        return -self._chosen.start_price, 0.0
