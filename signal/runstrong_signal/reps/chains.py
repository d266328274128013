"""A streaming dynamic programme over the boundaries of repetitions.

Theory of operation
-------------------
A *repetition* is a window of motion that ends at a grid step and has one of about forty durations. A *chain* is a run
of repetitions, each like the ones before it; a set of squats is one chain. For every step and every duration the table
keeps the best chain whose last repetition ends there and lasted so long: its score, its running *template* (the
resampled shape of its repetitions), its amplitude, how alike its repetitions were, and how many they are.

When a block of steps arrives, every window that ends in it is offered to every chain that ended where the window
begins. What the window adds to the chain's score is

    (similarity with the chain's own template  x  sqrt(ratio of amplitudes)  -  0.5)  x  sqrt(duration in s)

so a repetition pays if it looks like the others, and long ones pay more, though less than in proportion: splitting a
true repetition in two halves pays only if the halves look alike, taking two as one only if they differ. Instead of
continuing a chain, a window may start one, at a price. Between repetitions time may pass, at a price per step: chains
are carried from step to step and fade.

A finished chain of three or more may be followed by another after a rest; the new chain then builds on the score of
the old and pays a price for joining. The best total so far is the *champion*, and its number of repetitions is the
count. A chain may pass through a poor repetition but may not be crowned on one: the newest must be nearly as alike as
the others, which keeps set-down and half movements out.

A movement quicker than the shortest window shows as chains of two or more at once. A champion of short repetitions
whose halves have the same shape therefore counts twice; a longer one need not be asked, because its halves would have
been windows of their own.

Nothing here chooses an axis or a sign, removes gravity or looks for peaks, so the count does not depend on how the
sensor is mounted. The shortest window is longer than a block, so no step of a block depends on another one of it and
all are computed together; blocks are cut by step number and not by packet, so the result does not depend on how the
samples arrive.

Deviations from segmental dynamic time warping counters in the literature: linear resampling instead of warping (the
ladder of durations does most of what warping does, at a fraction of the cost), a template that is learnt from the set
itself instead of being enrolled, and no look-ahead.
"""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from runstrong_signal.reps import settings
from runstrong_signal.reps.settings import ChainSettings
from runstrong_signal.reps.shapes import Float32Array, IntArray, Shapes

REMEMBERED = 4
"""Boundaries of the newest repetitions that a chain remembers: as many as may become known at once."""

IMPOSSIBLE = np.float32(-1e9)

SCORE, AMPLITUDE_G, LIKENESS, REPS, REPS_BEFORE, SOUND = range(6)
STARTS = slice(6, 6 + REMEMBERED)
ENDS = slice(6 + REMEMBERED, 6 + 2 * REMEMBERED)
TEMPLATE = slice(6 + 2 * REMEMBERED, None)
"""Where the values of a chain stand in its record: score, amplitude in g, mean similarity, repetitions, repetitions of
the chains that it joined, whether its end is sound (1 or 0), boundaries of its newest repetitions in grid steps, and
its template, of length one. A table of records is one array, so that a row of chains is copied at once."""

Records = Float32Array
"""Chains as ``(..., durations, values)``; steps and counts are whole numbers, exact in float32 for two weeks."""


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


class ChainTable:
    """The table of chains over the newest steps, and the champion."""

    def __init__(
        self, lengths: IntArray, rate_hz: float, features: int, chosen: ChainSettings, earliest: int = 0
    ) -> None:
        self._earliest = earliest
        self._lengths = lengths
        self._chosen = chosen
        self._size = int(lengths[-1]) + settings.BLOCK_STEPS + 1
        self._chains: Records = np.zeros((self._size, len(lengths), TEMPLATE.start + features), np.float32)
        self._chains[..., SCORE] = IMPOSSIBLE
        self._finished = np.zeros(self._size, np.float32)
        self._finished_reps = np.zeros(self._size, np.float32)
        self._gain = np.sqrt(lengths / rate_hz).astype(np.float32)
        self._fade = np.float32(settings.SLACK_PRICE_PER_STEP * settings.COARSE_RATE_HZ / rate_hz)
        self._may_hide_halves = math.isclose(lengths[0] / rate_hz, settings.SHORTEST_PERIOD_S)
        self._neighbours = neighbours(lengths)
        self.champion = Champion(0.0, 0, 0.0)
        self._crowned: Float32Array | None = None
        self._crowned_length = 0

    def add(self, first_step: int, shapes: Shapes) -> tuple[Champion, ...]:
        """Offer the windows that end at a block's steps; return the champion as of each step, in order."""
        steps = first_step + np.arange(len(shapes.amplitude_g))
        big_enough = shapes.amplitude_g >= settings.AMPLITUDE_FLOOR_G
        block = self._best_chains(steps, shapes, big_enough) if big_enough.any() else None
        if block is not None:
            crownable = np.where(self._believed(block), block[..., SCORE], IMPOSSIBLE)
            lasting = np.where(block[..., REPS] >= self._chosen.reps_needed_to_join, crownable, IMPOSSIBLE)
        champions: list[Champion] = []
        for i, step in enumerate(steps.tolist()):
            self._carry(step)
            if block is not None:
                self._crown(block[i], crownable[i])
                self._finish(step, block[i], lasting[i])
                now = self._chains[step % self._size]
                better = block[i, :, SCORE] > now[:, SCORE]
                now[better] = block[i, better]
            champions.append(self.champion)
        sure = self._sure_reps(steps % self._size)
        halves = self._has_halves()
        self.champion = replace(self.champion, has_halves=halves)
        return tuple(
            replace(champion, sure_reps=int(min(float(reps), champion.reps)), has_halves=halves)
            for champion, reps in zip(champions, sure, strict=True)
        )

    def _best_chains(self, steps: IntArray, shapes: Shapes, big_enough: NDArray[np.bool_]) -> Records:
        """Return, for every window, the best chain that ends with it: ``(steps, durations, values)``."""
        begins = steps[:, None] - self._lengths[None, :]
        possible = begins >= self._earliest
        rows = np.where(possible, begins, 0) % self._size
        old = self._chains[rows[:, :, None], self._neighbours[None]]
        similarity = np.matmul(old[..., TEMPLATE], shapes.unit[..., None])[..., 0]
        ours, theirs = shapes.amplitude_g[:, :, None], old[..., AMPLITUDE_G]
        similarity *= np.sqrt(np.minimum(ours, theirs) / np.maximum(np.maximum(ours, theirs), np.float32(1e-6)))
        total = old[..., SCORE] + (similarity - np.float32(settings.ALIKE_ENOUGH)) * self._gain[None, :, None]
        total[~possible] = IMPOSSIBLE
        chosen = total.argmax(axis=2)

        pick = (np.arange(len(steps))[:, None], np.arange(len(self._lengths))[None, :], chosen)
        before, alike, continued_score = old[pick], similarity[pick], total[pick]
        started_score, joined_reps = self._started(rows, possible)
        continued = continued_score > started_score
        block: Records = np.zeros_like(before)
        block[..., SCORE] = np.where(big_enough, np.maximum(continued_score, started_score), IMPOSSIBLE)
        block[..., AMPLITUDE_G] = _blend(before[..., AMPLITUDE_G], shapes.amplitude_g, continued)
        reps = before[..., REPS]
        mean_likeness = (before[..., LIKENESS] * (reps - 1) + alike) / np.maximum(reps, 1)
        block[..., LIKENESS] = np.where(continued, np.where(reps > 1, mean_likeness, alike), 0.0)
        block[..., REPS] = np.where(continued, reps + 1, 1)
        block[..., REPS_BEFORE] = np.where(continued, before[..., REPS_BEFORE], joined_reps)
        poor_end = continued & (reps > 1) & (alike < np.float32(settings.LAST_ALIKE_SHARE) * before[..., LIKENESS])
        block[..., SOUND] = ~poor_end
        block[..., STARTS] = _remember(before[..., STARTS], begins)
        block[..., ENDS] = _remember(before[..., ENDS], np.broadcast_to(steps[:, None], begins.shape))
        template = _blend(before[..., TEMPLATE], shapes.unit, continued[..., None])
        length = np.sqrt(np.einsum("skt,skt->sk", template, template))[..., None]
        block[..., TEMPLATE] = template / np.maximum(length, np.float32(1e-6))
        return block

    def _started(self, rows: IntArray, possible: NDArray[np.bool_]) -> tuple[Float32Array, Float32Array]:
        """Return the score of a chain that starts with each window, and the repetitions of the chains it joins."""
        alone = np.float32(-self._chosen.start_price)
        reps_before = self._finished_reps[rows]
        joined = np.where(reps_before > 0, self._finished[rows] - np.float32(self._chosen.join_price), IMPOSSIBLE)
        started: Float32Array = np.where(possible, np.maximum(joined, alone), IMPOSSIBLE)
        return started, np.where(joined > alone, reps_before, np.float32(0.0))

    def _carry(self, step: int) -> None:
        """Let the chains of the step before fade into this one."""
        row, before = step % self._size, (step - 1) % self._size
        if step == 0:
            return
        self._chains[row] = self._chains[before]
        self._chains[row, :, SCORE] -= self._fade
        self._finished[row] = self._finished[before]
        self._finished_reps[row] = self._finished_reps[before]

    def _believed(self, chains: Records) -> NDArray[np.bool_]:
        """Return which chains have repetitions enough and a sound end."""
        joined = chains[..., REPS_BEFORE] > 0
        needed = np.where(joined, self._chosen.reps_needed_to_join, self._chosen.reps_needed)
        believed: NDArray[np.bool_] = (chains[..., REPS] >= needed) & (chains[..., SOUND] > 0)
        return believed

    def _sure_reps(self, rows: IntArray) -> Float32Array:
        """Return, for each row, the fewest repetitions among the chains that are nearly as good as its best one.

        Infinite where no chain is believed: then only the champion speaks.
        """
        chains = self._chains[rows, :, : TEMPLATE.start]
        score = np.where(self._believed(chains), chains[..., SCORE], IMPOSSIBLE)
        best = np.maximum(score.max(axis=1, keepdims=True), np.float32(0.0))
        reps = np.where(
            score >= best - np.float32(settings.NEARLY_AS_GOOD), chains[..., REPS] + chains[..., REPS_BEFORE], np.inf
        )
        fewest: Float32Array = reps.min(axis=1)
        return fewest

    def _has_halves(self) -> bool:
        """Return whether the champion's repetitions are so short, and their halves so alike, that each must be two.

        Only windows that the coarse grid cut off at its own limit may hide something quicker. A ladder that begins
        elsewhere was given a shortest period that is known of the movement, and the finer grid goes down to what no
        body repeats faster: there a half is none.
        """
        if self._crowned is None or not self._may_hide_halves:
            return False
        if self._lengths[self._crowned_length] >= 2 * self._lengths[0]:
            return False
        return _halves_alike(self._crowned)

    def _crown(self, chains: Records, score: Float32Array) -> None:
        """Make the best of the chains that end at a step the champion, if it beats it."""
        best = int(score.argmax())
        if score[best] <= self.champion.score:
            return
        chain = chains[best]
        self._crowned, self._crowned_length = chain[TEMPLATE], best
        reps = int(chain[REPS])
        known = min(reps, REMEMBERED)
        self.champion = Champion(
            score=float(chain[SCORE]),
            reps=reps + int(chain[REPS_BEFORE]),
            likeness=float(chain[LIKENESS]),
            starts=tuple(chain[STARTS][-known:].astype(int).tolist()),
            ends=tuple(chain[ENDS][-known:].astype(int).tolist()),
        )

    def _finish(self, step: int, chains: Records, score: Float32Array) -> None:
        """Remember the best total of chains that are long enough to be followed by another."""
        best = int(score.argmax())
        row = step % self._size
        if score[best] > self._finished[row]:
            self._finished[row] = score[best]
            self._finished_reps[row] = chains[best, REPS] + chains[best, REPS_BEFORE]


def neighbours(lengths: IntArray) -> IntArray:
    """Return, for every duration, the indices of those that may precede it, all rows padded to the same length.

    A padded row repeats its first neighbour, which changes no maximum.
    """
    logs = np.log(lengths)
    close = np.abs(logs[:, None] - logs[None, :]) <= np.log(settings.LARGEST_LENGTH_RATIO) + 1e-9
    most = int(close.sum(axis=1).max())
    first = close.argmax(axis=1)
    index = first[:, None] + np.arange(most)[None, :]
    padded: IntArray = np.where(index < (first + close.sum(axis=1))[:, None], index, first[:, None])
    return padded


def _blend(kept: Float32Array, new: Float32Array, where: NDArray[np.bool_]) -> Float32Array:
    """Return old and new mixed where a chain is continued, and the new alone where one starts."""
    memory = np.float32(settings.TEMPLATE_MEMORY)
    mixed: Float32Array = np.where(where, memory * kept + (np.float32(1.0) - memory) * new, new)
    return mixed


def _halves_alike(template: Float32Array) -> bool:
    """Return whether the two halves of a template have the same shape."""
    halves = template.reshape(2, settings.SHAPE_POINTS // 2, -1)
    halves = halves - halves.mean(axis=1, keepdims=True)
    first, second = halves.reshape(2, -1)
    return float(first @ second) >= settings.HALVES_ALIKE * float(np.linalg.norm(first) * np.linalg.norm(second))


def _remember(old: Float32Array, newest: IntArray) -> Float32Array:
    """Append the newest boundary to the remembered ones and forget the oldest."""
    return np.concatenate([old[..., 1:], newest[..., None].astype(np.float32)], axis=2)
