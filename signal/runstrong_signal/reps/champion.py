"""The best set of chains so far, which is what the count comes from."""

from dataclasses import dataclass, replace

import numpy as np

from runstrong_signal.reps import settings
from runstrong_signal.reps.chain_rows import ENDS, LIKENESS, REMEMBERED, REPS, REPS_BEFORE, STARTS, Block
from runstrong_signal.reps.shapes import Float32Array, IntArray


@dataclass(frozen=True, slots=True)
class Champion:
    """The best set of chains so far.

    Attributes
    ----------
    sure_reps
        The fewest repetitions in any reading of the motion that is nearly as good: what may be said without having to
        be taken back.
    has_halves
        Whether its repetitions are so short, and their halves so alike, that each must be two movements.
    starts, ends
        Grid steps between which its newest repetitions were done, oldest first; at most ``REMEMBERED``.
    """

    score: float
    reps: int
    likeness: float
    sure_reps: int = 0
    has_halves: bool = False
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


class Throne:
    """Holds the champion, and crowns whoever beats it.

    Parameters
    ----------
    lengths
        The ladder of durations, in grid steps.
    may_hide_halves
        Whether the ladder ends where the grid does, so that something quicker may hide in its shortest windows. One
        that begins elsewhere was given a shortest period that is known of the movement, and the finer grid goes down
        to what no body repeats faster: there a half is none.
    """

    def __init__(self, lengths: IntArray, *, may_hide_halves: bool) -> None:
        self._short = [may_hide_halves and length < 2 * lengths[0] for length in lengths.tolist()]
        self._crowned: Float32Array | None = None
        self._is_short = False
        self.champion = Champion(0.0, 0, 0.0)

    def crown(self, block: Block | None, sure_reps: list[float]) -> tuple[Champion, ...]:
        """Make the best believed chain of each step the champion, if it beats it; return the champion of each step.

        ``sure_reps`` tells, for each step, the fewest repetitions in any reading that is nearly as good.
        """
        champions = [self.champion] * len(sure_reps) if block is None else self._crowned_by(block)
        halves = self._is_short and self._crowned is not None and _halves_alike(self._crowned)
        self.champion = replace(self.champion, has_halves=halves)
        seen: dict[tuple[int, float], Champion] = {}  # most steps have the same, and making one takes a while
        for champion, sure in zip(champions, sure_reps, strict=True):
            if (id(champion), sure) not in seen:
                seen[id(champion), sure] = replace(champion, sure_reps=int(min(sure, champion.reps)), has_halves=halves)
        return tuple(seen[id(champion), sure] for champion, sure in zip(champions, sure_reps, strict=True))

    def _crowned_by(self, block: Block) -> list[Champion]:
        champions = []
        score = block.believed_score()
        top = score.argmax(axis=1)
        for i, (best, value) in enumerate(zip(top.tolist(), score[np.arange(len(top)), top].tolist(), strict=True)):
            if value > self.champion.score:
                self.champion = _champion(value, block.facts[i, best].tolist())
                # a copy: a view would keep the whole block in memory
                self._crowned, self._is_short = block.template[i, best].copy(), self._short[best]
            champions.append(self.champion)
        return champions


def _champion(score: float, facts: list[float]) -> Champion:
    """Return the chain with these facts as champion."""
    reps = int(facts[REPS])
    known = min(reps, REMEMBERED)
    return Champion(
        score=score,
        reps=reps + int(facts[REPS_BEFORE]),
        likeness=facts[LIKENESS],
        starts=tuple(int(step) for step in facts[STARTS][REMEMBERED - known :]),
        ends=tuple(int(step) for step in facts[ENDS][REMEMBERED - known :]),
    )


def _halves_alike(template: Float32Array) -> bool:
    """Return whether the two halves of a template have the same shape."""
    halves = template.reshape(2, settings.SHAPE_POINTS // 2, -1)
    halves = halves - halves.mean(axis=1, keepdims=True)
    first, second = halves.reshape(2, -1)
    return float(first @ second) >= settings.HALVES_ALIKE * float(np.linalg.norm(first) * np.linalg.norm(second))
