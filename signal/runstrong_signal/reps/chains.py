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
continuing a chain, a window may start one, at a price. Between repetitions time may pass, at a price per step up to
that of a pause: chains are carried from step to step and fade.

A finished chain of three or more may be followed by another after a rest; the new chain then builds on the score of
the old and pays a price for joining, if it is of the same movement (see `runstrong_signal.reps.kinship`): strides
before and after a set are not of it. The best total so far is the *champion*, and its number of repetitions is the
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

import numpy as np
from numpy.typing import NDArray

from runstrong_signal.reps import settings
from runstrong_signal.reps.chain_rows import (
    BELIEVED,
    ENDS,
    IMPOSSIBLE,
    JOINED,
    LIKENESS,
    MEAN_G,
    NEWEST_END,
    NEWEST_START,
    REPS,
    REPS_BEFORE,
    STARTS,
    Block,
    ChainRing,
    neighbours,
)
from runstrong_signal.reps.champion import Champion, Throne
from runstrong_signal.reps.finished import Before, Finished
from runstrong_signal.reps.kinship import Kinship
from runstrong_signal.reps.settings import ChainSettings
from runstrong_signal.reps.shapes import Float32Array, IntArray, Shapes

Windows = IntArray
"""Windows of a block by running number: step after step, duration after duration."""


class ChainTable:
    """The table of chains over the newest steps, and the champion."""

    def __init__(
        self,
        lengths: IntArray,
        rate_hz: float,
        features: int,
        chosen: ChainSettings,
        earliest: int = 0,
        *,
        leaning_halves: bool = False,
    ) -> None:
        self._earliest = earliest
        self._lengths = lengths
        self._chosen = chosen
        self._leaning_halves = leaning_halves
        fade = np.float32(settings.SLACK_PRICE_PER_STEP * settings.COARSE_RATE_HZ / rate_hz)
        self._ring = ChainRing(len(lengths), int(lengths[-1]), features, fade, chosen.pause_price / float(fade))
        self._finished = Finished(self._ring.size, chosen, lengths, Kinship(features, rate_hz))
        self._gain = np.sqrt(lengths / rate_hz).astype(np.float32)
        near = neighbours(lengths)
        self._before = near.first[:, None] + np.arange(near.most)
        self._too_far = np.where(near.too_far, IMPOSSIBLE, np.float32(0.0))
        self._room = np.empty((settings.BLOCK_STEPS * self._before.size, features), np.float32)
        may_hide_halves = math.isclose(lengths[0] / rate_hz, settings.SHORTEST_PERIOD_S)
        self._throne = Throne(lengths, may_hide_halves=may_hide_halves)

    @property
    def champion(self) -> Champion:
        """The best set of chains so far."""
        return self._throne.champion

    def add(self, first_step: int, shapes: Shapes) -> tuple[Champion, ...]:
        """Offer the windows that end at a block's steps; return the champion as of each step, in order."""
        count = len(shapes.amplitude_g)
        big_enough = shapes.amplitude_g >= settings.AMPLITUDE_FLOOR_G
        block = self._best_chains(first_step, shapes, big_enough) if big_enough.any() else None
        self._finished.add(first_step, count, block)
        self._ring.enter(first_step, count, block)
        return self._throne.crown(block, _sure_reps(self._ring.newest(first_step, count)))

    def _best_chains(self, first_step: int, shapes: Shapes, big_enough: NDArray[np.bool_]) -> Block:
        """Return, for every window, the best chain that ends with it."""
        steps = first_step + np.arange(len(big_enough))[:, None]
        begins = steps - self._lengths
        rows = begins % self._ring.size
        joined = self._finished.followed(rows)
        score = joined.score
        score[(begins < self._earliest) | ~big_enough] = IMPOSSIBLE
        block = Block(score, shapes.amplitude_g.copy(), self._started(shapes, joined), shapes.unit.copy())
        block.facts[..., NEWEST_START] = begins
        block.facts[..., NEWEST_END] = steps
        self._continue(block, rows)
        return block

    def _started(self, shapes: Shapes, joined: Before) -> Float32Array:
        """Return the facts of chains that start with each window and join some of the finished ones."""
        facts: Float32Array = np.zeros((*joined.reps.shape, self._ring.facts.shape[1]), np.float32)
        facts[..., REPS] = 1
        facts[..., REPS_BEFORE] = joined.reps
        facts[..., JOINED] = joined.joined
        facts[..., BELIEVED] = self._enough(facts)
        facts[..., MEAN_G] = shapes.mean_g
        return facts

    def _continue(self, block: Block, rows: IntArray) -> None:
        """Continue, with each window for which that is better than to start a chain, the best chain before it."""
        durations = len(self._lengths)
        windows = np.flatnonzero(block.score > IMPOSSIBLE)
        if not len(windows):
            return
        duration = windows % durations
        before = (rows.take(windows) * durations)[:, None] + self._before.take(duration, axis=0)
        ours, theirs = block.amplitude_g.take(windows)[:, None], self._ring.amplitude_g.take(before)
        alike = self._alike(block, windows, before)
        alike *= _root_of_ratio(ours, theirs)
        if self._leaning_halves:
            alike = self._alike_as_they_lean(block, windows, before, alike)
        total = alike - np.float32(settings.ALIKE_ENOUGH)
        total *= self._gain.take(duration)[:, None]
        total += self._ring.score.take(before)
        total += self._too_far.take(duration, axis=0)
        best = total.argmax(axis=1)
        each = np.arange(len(best))
        score = total[each, best]
        better = np.flatnonzero(score > block.score.take(windows))
        chosen = each[better], best[better]
        block.score.reshape(-1)[windows[better]] = score[better]
        self._lengthen(block, windows[better], before[chosen], alike[chosen])

    def _alike(self, block: Block, windows: Windows, before: IntArray) -> Float32Array:
        """Return how alike windows (n) and the templates of chains before each (n, most) are in shape."""
        room = self._room[: before.size]
        self._ring.template.take(before.reshape(-1), axis=0, out=room, mode="clip")  # unbuffered, unlike the default
        unit = block.template.reshape(-1, room.shape[1]).take(windows, axis=0)
        alike: Float32Array = np.matmul(room.reshape(*before.shape, -1), unit[..., None])[..., 0]
        return alike

    def _alike_as_they_lean(
        self, block: Block, windows: Windows, before: IntArray, similarity: Float32Array
    ) -> Float32Array:
        """Return how alike they are about the mean of both, instead of each about its own.

        Two windows of one amplitude whose means are d apart are the same shapes, each moved by d / 2 the other way.
        """
        facts = block.facts.reshape(-1, block.facts.shape[2])
        apart_g = self._ring.facts[before, MEAN_G] - facts[windows, None, MEAN_G]
        size_g2 = block.amplitude_g.take(windows)[:, None] * self._ring.amplitude_g.take(before)
        moved = np.einsum("...i,...i->...", apart_g, apart_g) / np.maximum(np.float32(4.0) * size_g2, np.float32(1e-9))
        alike: Float32Array = (similarity - moved) / (np.float32(1.0) + moved)
        return alike

    def _lengthen(self, block: Block, windows: Windows, before: IntArray, alike: Float32Array) -> None:
        """Write, for some windows, the chains before them with one more repetition."""
        facts, template = (field.reshape(-1, field.shape[2]) for field in (block.facts, block.template))
        amplitude_g = block.amplitude_g.reshape(-1)
        old, new = self._ring.facts.take(before, axis=0), facts.take(windows, axis=0)
        reps, likeness = old[:, REPS], old[:, LIKENESS]
        poor_end = (reps > 1) & (alike < np.float32(settings.LAST_ALIKE_SHARE) * likeness)
        new[:, LIKENESS] = (likeness * (reps - 1) + alike) / reps
        new[:, REPS] = reps + 1
        new[:, REPS_BEFORE] = old[:, REPS_BEFORE]
        new[:, JOINED] = old[:, JOINED]
        for boundaries in (STARTS, ENDS):
            new[:, boundaries.start : boundaries.stop - 1] = old[:, boundaries.start + 1 : boundaries.stop]
        new[:, MEAN_G] = _blended(old[:, MEAN_G], new[:, MEAN_G])
        amplitude_g[windows] = _blended(self._ring.amplitude_g.take(before), amplitude_g.take(windows))
        mixed = _blended(self._ring.template.take(before, axis=0), template.take(windows, axis=0))
        mixed /= np.maximum(np.sqrt(np.einsum("nt,nt->n", mixed, mixed))[:, None], np.float32(1e-6))
        template[windows] = mixed
        score = block.score.reshape(-1)
        left = score.take(windows)
        self._finished.part(new, mixed, self._lengths[windows % len(self._lengths)], left)
        score[windows] = left
        new[:, BELIEVED] = self._enough(new) & ~poor_end
        facts[windows] = new

    def _enough(self, facts: Float32Array) -> NDArray[np.bool_]:
        """Return which chains have repetitions enough to be believed."""
        joined = facts[..., REPS_BEFORE] > 0
        needed = np.where(joined, self._chosen.reps_needed_to_join, self._chosen.reps_needed)
        enough: NDArray[np.bool_] = facts[..., REPS] >= needed
        return enough


def _root_of_ratio(ours: Float32Array, theirs: Float32Array) -> Float32Array:
    """Return the root of the ratio of amplitudes, smaller to larger; ours are above the floor, so none is 0."""
    ratio = np.maximum(ours, theirs)
    np.divide(np.minimum(ours, theirs), ratio, out=ratio)
    return np.sqrt(ratio, out=ratio)


def _blended(old: Float32Array, new: Float32Array) -> Float32Array:
    """Return what a chain is like after one more repetition."""
    memory = np.float32(settings.TEMPLATE_MEMORY)
    blended: Float32Array = memory * old + (np.float32(1.0) - memory) * new
    return blended


def _sure_reps(chains: Block) -> list[float]:
    """Return, for each step, the fewest repetitions among the chains that are nearly as good as its best one.

    Infinite where no chain is believed: then only the champion speaks.
    """
    score = chains.believed_score()
    best = np.maximum(score.max(axis=1, keepdims=True), np.float32(0.0))
    reps = chains.facts[..., REPS] + chains.facts[..., REPS_BEFORE]
    fewest: list[float] = (
        np.where(score >= best - np.float32(settings.NEARLY_AS_GOOD), reps, np.inf).min(axis=1).tolist()
    )
    return fewest
