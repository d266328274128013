"""A streaming dynamic programme over the boundaries of repetitions.

Theory of operation
-------------------
A *repetition* is a window of motion that ends at a grid step and has one of about thirty durations. A *chain* is a run
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

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from runstrong_signal.reps import settings
from runstrong_signal.reps.settings import ChainSettings
from runstrong_signal.reps.shapes import Float32Array, IntArray, Shapes

REMEMBERED = 4
"""Boundaries of the newest repetitions that a chain remembers: as many as may become known at once."""

IMPOSSIBLE = np.float32(-1e9)

Int32Array = NDArray[np.int32]


@dataclass(slots=True)
class Chains:
    """Chains by step and duration; all arrays share their first two axes, (steps, durations)."""

    score: Float32Array
    template: Float32Array
    amplitude_g: Float32Array
    likeness: Float32Array
    reps: Int32Array
    reps_before: Int32Array
    sound: NDArray[np.bool_]
    starts: IntArray
    ends: IntArray

    @classmethod
    def empty(cls, steps: int, durations: int, features: int) -> "Chains":
        """Return a table without any chain."""
        shape = (steps, durations)
        return cls(
            score=np.full(shape, IMPOSSIBLE, np.float32),
            template=np.zeros((*shape, features), np.float32),
            amplitude_g=np.zeros(shape, np.float32),
            likeness=np.zeros(shape, np.float32),
            reps=np.zeros(shape, np.int32),
            reps_before=np.zeros(shape, np.int32),
            sound=np.zeros(shape, np.bool_),
            starts=np.zeros((*shape, REMEMBERED), np.int64),
            ends=np.zeros((*shape, REMEMBERED), np.int64),
        )

    def put(self, row: int, source: "Chains", source_row: int, where: NDArray[np.bool_]) -> None:
        """Copy the chains of a row of another table into a row of this one, for some durations."""
        for name in TABLE_FIELDS:
            getattr(self, name)[row][where] = getattr(source, name)[source_row][where]


TABLE_FIELDS = tuple(column.name for column in fields(Chains))


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
        self._table = Chains.empty(self._size, len(lengths), features)
        self._finished = np.zeros(self._size, np.float32)
        self._finished_reps = np.zeros(self._size, np.int32)
        self._gain = np.sqrt(lengths / rate_hz).astype(np.float32)
        self._fade = np.float32(settings.SLACK_PRICE_PER_STEP * settings.COARSE_RATE_HZ / rate_hz)
        logs = np.log(lengths)
        apart = np.abs(logs[:, None] - logs[None, :])
        self._neighbours = apart <= np.log(settings.LARGEST_LENGTH_RATIO) + 1e-9
        self.champion = Champion(0.0, 0, 0.0)

    def add(self, first_step: int, shapes: Shapes) -> tuple[Champion, ...]:
        """Offer the windows that end at a block's steps; return the champion as of each step, in order."""
        steps = first_step + np.arange(len(shapes.amplitude_g))
        big_enough = shapes.amplitude_g >= settings.AMPLITUDE_FLOOR_G
        block = self._best_chains(steps, shapes, big_enough) if big_enough.any() else None
        champions = []
        for i, step in enumerate(steps.tolist()):
            self._carry(step)
            if block is not None:
                self._crown(block, i)
                self._finish(step, block, i)
                better = block.score[i] > self._table.score[step % self._size]
                self._table.put(step % self._size, block, i, better)
            champions.append(replace(self.champion, sure_reps=self._sure_reps(step)))
        return tuple(champions)

    def _best_chains(self, steps: IntArray, shapes: Shapes, big_enough: NDArray[np.bool_]) -> Chains:
        """Return, for every window, the best chain that ends with it."""
        begins = steps[:, None] - self._lengths[None, :]
        possible = begins >= self._earliest
        rows = np.where(possible, begins, 0) % self._size
        old = self._table
        similarity = np.matmul(old.template[rows], shapes.unit[..., None])[..., 0]
        ours, theirs = shapes.amplitude_g[:, :, None], old.amplitude_g[rows]
        similarity *= np.sqrt(np.minimum(ours, theirs) / np.maximum(np.maximum(ours, theirs), np.float32(1e-6)))
        total = old.score[rows] + (similarity - np.float32(settings.ALIKE_ENOUGH)) * self._gain[None, :, None]
        total = np.where(possible[:, :, None] & self._neighbours[None], total, IMPOSSIBLE)
        chosen = total.argmax(axis=2)

        pick = (np.arange(len(steps))[:, None], np.arange(len(self._lengths))[None, :], chosen)
        started, reps_before = self._started(rows, possible)
        continued = total[pick] > started
        before = (rows, chosen)  # the chain that each window continues
        alike, reps, likeness = similarity[pick], old.reps[before], old.likeness[before]
        memory = np.float32(settings.TEMPLATE_MEMORY)

        def blend(kept: Float32Array, new: Float32Array, where: NDArray[np.bool_]) -> Float32Array:
            return np.where(where, memory * kept + (np.float32(1.0) - memory) * new, new)

        template = blend(old.template[before], shapes.unit, continued[..., None])
        template /= np.maximum(np.sqrt(np.square(template).sum(axis=2, keepdims=True)), np.float32(1e-6))
        mean_likeness = np.where(reps > 1, (likeness * (reps - 1) + alike) / np.maximum(reps, 1), alike)
        poor_end = continued & (reps >= 2) & (alike < np.float32(settings.LAST_ALIKE_SHARE) * likeness)
        return Chains(
            score=np.where(big_enough, np.maximum(total[pick], started), IMPOSSIBLE),
            template=template,
            amplitude_g=blend(old.amplitude_g[before], shapes.amplitude_g, continued),
            likeness=np.where(continued, mean_likeness, np.float32(0.0)).astype(np.float32),
            reps=np.where(continued, reps + 1, 1).astype(np.int32),
            reps_before=np.where(continued, old.reps_before[before], reps_before).astype(np.int32),
            sound=~poor_end,
            starts=_remember(old.starts[before], begins),
            ends=_remember(old.ends[before], np.broadcast_to(steps[:, None], begins.shape)),
        )

    def _started(self, rows: IntArray, possible: NDArray[np.bool_]) -> tuple[Float32Array, Int32Array]:
        """Return the score of a chain that starts with each window, and the repetitions of the chains it joins."""
        alone = np.float32(-self._chosen.start_price)
        reps_before = self._finished_reps[rows]
        joined = np.where(reps_before > 0, self._finished[rows] - np.float32(self._chosen.join_price), IMPOSSIBLE)
        started = np.where(possible, np.maximum(joined, alone), IMPOSSIBLE)
        return started, np.where(joined > alone, reps_before, 0).astype(np.int32)

    def _carry(self, step: int) -> None:
        """Let the chains of the step before fade into this one."""
        row, before = step % self._size, (step - 1) % self._size
        if step == 0:
            return
        self._table.put(row, self._table, before, np.ones(len(self._lengths), np.bool_))
        self._table.score[row] -= self._fade
        self._finished[row] = self._finished[before]
        self._finished_reps[row] = self._finished_reps[before]

    def _believed(self, chains: Chains, row: int) -> NDArray[np.bool_]:
        """Return which chains of a row have repetitions enough and a sound end."""
        joined = chains.reps_before[row] > 0
        needed = np.where(joined, self._chosen.reps_needed_to_join, self._chosen.reps_needed)
        believed: NDArray[np.bool_] = (chains.reps[row] >= needed) & chains.sound[row]
        return believed

    def _sure_reps(self, step: int) -> int:
        """Return the fewest repetitions among the chains of a step that are nearly as good as the best of them."""
        row = step % self._size
        score = np.where(self._believed(self._table, row), self._table.score[row], IMPOSSIBLE)
        near = score >= max(float(score.max()), 0.0) - settings.NEARLY_AS_GOOD
        if not near.any():
            return self.champion.reps
        return int((self._table.reps[row] + self._table.reps_before[row])[near].min())

    def _crown(self, block: Chains, i: int) -> None:
        """Make the best chain of a step the champion, if it beats it."""
        score = np.where(self._believed(block, i), block.score[i], IMPOSSIBLE)
        best = int(score.argmax())
        if score[best] <= self.champion.score:
            return
        reps = int(block.reps[i, best])
        known = min(reps, REMEMBERED)
        self.champion = Champion(
            score=float(score[best]),
            reps=reps + int(block.reps_before[i, best]),
            likeness=float(block.likeness[i, best]),
            has_halves=bool(self._lengths[best] < 2 * self._lengths[0]) and _halves_alike(block.template[i, best]),
            starts=tuple(block.starts[i, best, -known:].tolist()),
            ends=tuple(block.ends[i, best, -known:].tolist()),
        )

    def _finish(self, step: int, block: Chains, i: int) -> None:
        """Remember the best total of chains that are long enough to be followed by another."""
        long_enough = block.reps[i] >= self._chosen.reps_needed_to_join
        score = np.where(long_enough & block.sound[i], block.score[i], IMPOSSIBLE)
        best = int(score.argmax())
        row = step % self._size
        if score[best] > self._finished[row]:
            self._finished[row] = score[best]
            self._finished_reps[row] = block.reps[i, best] + block.reps_before[i, best]


def _halves_alike(template: Float32Array) -> bool:
    """Return whether the two halves of a template have the same shape."""
    halves = template.reshape(2, settings.SHAPE_POINTS // 2, -1)
    halves = halves - halves.mean(axis=1, keepdims=True)
    first, second = halves.reshape(2, -1)
    return float(first @ second) >= settings.HALVES_ALIKE * float(np.linalg.norm(first) * np.linalg.norm(second))


def _remember(old: IntArray, newest: IntArray) -> IntArray:
    """Append the newest boundary to the remembered ones and forget the oldest."""
    return np.concatenate([old[..., 1:], newest[..., None]], axis=2)
