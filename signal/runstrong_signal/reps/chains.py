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
from runstrong_signal.reps.chain_rows import (
    BELIEVED,
    ENDS,
    IMPOSSIBLE,
    LIKENESS,
    REMEMBERED,
    REPS,
    REPS_BEFORE,
    STARTS,
    Chains,
    beside,
    neighbours,
)
from runstrong_signal.reps.settings import ChainSettings
from runstrong_signal.reps.shapes import Float32Array, IntArray, Shapes


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
        self._size = int(lengths[-1]) + settings.BLOCK_STEPS + 1
        self._chains = Chains.none(self._size, len(lengths), features)
        self._finished = np.zeros(self._size, np.float32)
        self._finished_reps = np.zeros(self._size, np.float32)
        self._gain = np.sqrt(lengths / rate_hz).astype(np.float32)
        self._fade = np.float32(settings.SLACK_PRICE_PER_STEP * settings.COARSE_RATE_HZ / rate_hz)
        self._may_hide_halves = math.isclose(lengths[0] / rate_hz, settings.SHORTEST_PERIOD_S)
        self._fades_for = chosen.pause_price / float(self._fade)
        self._neighbours = neighbours(lengths)
        self.champion = Champion(0.0, 0, 0.0)
        self._crowned: Float32Array | None = None
        self._crowned_length = 0

    def add(self, first_step: int, shapes: Shapes) -> tuple[Champion, ...]:
        """Offer the windows that end at a block's steps; return the champion as of each step, in order."""
        steps = first_step + np.arange(len(shapes.amplitude_g))
        big_enough = shapes.amplitude_g >= settings.AMPLITUDE_FLOOR_G
        block = self._best_chains(steps, shapes, big_enough) if big_enough.any() else None
        champions = self._crown(block, len(steps))
        self._finish(steps, block)
        self._enter(steps, block)
        sure, halves = self._sure_reps(steps % self._size), self._has_halves()
        self.champion = replace(self.champion, has_halves=halves)
        return tuple(
            replace(champion, sure_reps=int(min(float(reps), champion.reps)), has_halves=halves)
            for champion, reps in zip(champions, sure, strict=True)
        )

    def _best_chains(self, steps: IntArray, shapes: Shapes, big_enough: NDArray[np.bool_]) -> Chains:
        """Return, for every window, the best chain that ends with it."""
        begins = steps[:, None] - self._lengths[None, :]
        possible = begins >= self._earliest
        rows = np.where(possible, begins, 0) % self._size
        chosen, alike, continued_score = self._continued(rows, possible, shapes)
        amplitude_g, facts, template, mean_g = (
            field.reshape(-1, *field.shape[2:]).take(chosen, axis=0) for field in self._chains.fields()[1:]
        )
        started_score, joined_reps = self._started(rows, possible)
        continued = continued_score > started_score
        kept = np.where(continued, np.float32(settings.TEMPLATE_MEMORY), np.float32(0.0))
        new = np.float32(1.0) - kept
        reps, likeness = facts[..., REPS], facts[..., LIKENESS]
        mean_likeness = (likeness * (reps - 1) + alike) / np.maximum(reps, 1)
        poor_end = continued & (reps > 1) & (alike < np.float32(settings.LAST_ALIKE_SHARE) * likeness)
        now: Float32Array = np.empty_like(facts)
        now[..., LIKENESS] = np.where(continued, np.where(reps > 1, mean_likeness, alike), 0.0)
        now[..., REPS] = np.where(continued, reps + 1, 1)
        now[..., REPS_BEFORE] = np.where(continued, facts[..., REPS_BEFORE], joined_reps)
        now[..., BELIEVED] = self._enough(now) & ~poor_end
        _remember(facts[..., STARTS], begins, now[..., STARTS])
        _remember(facts[..., ENDS], steps[:, None], now[..., ENDS])
        template *= kept[..., None]
        template += new[..., None] * shapes.unit
        length = np.sqrt(np.einsum("skt,skt->sk", template, template))[..., None]
        template /= np.maximum(length, np.float32(1e-6))
        score = np.where(big_enough, np.maximum(continued_score, started_score), IMPOSSIBLE)
        mean_g = kept[..., None] * mean_g + new[..., None] * shapes.mean_g
        return Chains(score, kept * amplitude_g + new * shapes.amplitude_g, now, template, mean_g)

    def _continued(
        self, rows: IntArray, possible: NDArray[np.bool_], shapes: Shapes
    ) -> tuple[IntArray, Float32Array, Float32Array]:
        """Return which chain each window continues best (row and duration in one number), how alike, and the score."""
        first, most = self._neighbours.first, self._neighbours.most
        template = beside(self._chains.template, most)[rows, first].reshape(*rows.shape, most, -1)
        similarity: Float32Array = np.matmul(template, shapes.unit[..., None])[..., 0]
        ours, theirs = shapes.amplitude_g[:, :, None], beside(self._chains.amplitude_g, most)[rows, first]
        similarity *= np.sqrt(np.minimum(ours, theirs) / np.maximum(np.maximum(ours, theirs), np.float32(1e-6)))
        if self._leaning_halves:
            mean_g = beside(self._chains.mean_g, most)[rows, first].reshape(*rows.shape, most, -1)
            similarity = _about_both_means(similarity, mean_g - shapes.mean_g[:, :, None], ours * theirs)
        total = (similarity - np.float32(settings.ALIKE_ENOUGH)) * self._gain[None, :, None]
        total += beside(self._chains.score, most)[rows, first]
        total[:, self._neighbours.too_far] = IMPOSSIBLE
        total[~possible] = IMPOSSIBLE
        best = total.argmax(axis=2)[..., None]
        alike, score = (np.take_along_axis(values, best, axis=2)[..., 0] for values in (similarity, total))
        return rows * len(self._lengths) + first + best[..., 0], alike, score

    def _started(self, rows: IntArray, possible: NDArray[np.bool_]) -> tuple[Float32Array, Float32Array]:
        """Return the score of a chain that starts with each window, and the repetitions of the chains it joins."""
        alone = np.float32(-self._chosen.start_price)
        reps_before = self._finished_reps[rows]
        joined = np.where(reps_before > 0, self._finished[rows] - np.float32(self._chosen.join_price), IMPOSSIBLE)
        started: Float32Array = np.where(possible, np.maximum(joined, alone), IMPOSSIBLE)
        return started, np.where(joined > alone, reps_before, np.float32(0.0))

    def _enough(self, facts: Float32Array) -> NDArray[np.bool_]:
        """Return which chains have repetitions enough to be believed."""
        joined = facts[..., REPS_BEFORE] > 0
        needed = np.where(joined, self._chosen.reps_needed_to_join, self._chosen.reps_needed)
        enough: NDArray[np.bool_] = facts[..., REPS] >= needed
        return enough

    def _enter(self, steps: IntArray, block: Chains | None) -> None:
        """Write a block's rows: at each step the better of a new chain and the one of the step before, which fades."""
        durations = np.arange(len(self._lengths))
        before = (int(steps[0]) - 1) % self._size
        score, source = self._chains.score[before], durations
        ends = self._chains.facts[before][:, ENDS][:, -1]
        scores, sources = [], []
        for i, step in enumerate(steps.tolist()):
            score = score - np.where(step - ends <= self._fades_for, self._fade, np.float32(0.0))
            if block is not None:
                better = block.score[i] > score
                ends = np.where(better, step, ends)
                score = np.where(better, block.score[i], score)
                source = np.where(better, (i + 1) * len(durations) + durations, source)
            scores.append(score)
            sources.append(source)
        rows, taken = steps % self._size, np.array(sources)
        for field, new in zip(
            self._chains.fields(),
            (None,) * len(self._chains.fields()) if block is None else block.fields(),
            strict=True,
        ):
            either = field[before][None] if new is None else np.concatenate([field[before][None], new])
            field[rows] = either.reshape(-1, *field.shape[2:]).take(taken, axis=0)
        self._chains.score[rows] = scores

    def _sure_reps(self, rows: IntArray) -> Float32Array:
        """Return, for each row, the fewest repetitions among the chains that are nearly as good as its best one.

        Infinite where no chain is believed: then only the champion speaks.
        """
        facts = self._chains.facts[rows, :, : BELIEVED + 1]
        score = np.where(facts[..., BELIEVED] > 0, self._chains.score[rows], IMPOSSIBLE)
        best = np.maximum(score.max(axis=1, keepdims=True), np.float32(0.0))
        reps = np.where(
            score >= best - np.float32(settings.NEARLY_AS_GOOD), facts[..., REPS] + facts[..., REPS_BEFORE], np.inf
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

    def _crown(self, block: Chains | None, count: int) -> list[Champion]:
        """Make the best believed chain of each step the champion, if it beats it; return the champion of each step."""
        champions = [self.champion] * count
        if block is None:
            return champions
        score = np.where(block.facts[..., BELIEVED] > 0, block.score, IMPOSSIBLE)
        for i, best in enumerate(score.argmax(axis=1).tolist()):
            if score[i, best] > self.champion.score:
                self.champion = _champion(float(score[i, best]), block.facts[i, best])
                self._crowned, self._crowned_length = block.template[i, best], best
            champions[i] = self.champion
        return champions

    def _finish(self, steps: IntArray, block: Chains | None) -> None:
        """Remember, at each step, the best total of chains that are long enough to be followed by another."""
        before = (int(steps[0]) - 1) % self._size
        finished, reps = self._finished[before], self._finished_reps[before]
        if block is not None:
            lasting = (block.facts[..., BELIEVED] > 0) & (block.facts[..., REPS] >= self._chosen.reps_needed_to_join)
            score = np.where(lasting, block.score, IMPOSSIBLE)
            best = score.argmax(axis=1)
        for i, row in enumerate((steps % self._size).tolist()):
            if block is not None and score[i, best[i]] > finished:
                facts = block.facts[i, best[i]]
                finished, reps = score[i, best[i]], facts[REPS] + facts[REPS_BEFORE]
            self._finished[row], self._finished_reps[row] = finished, reps


def _champion(score: float, facts: Float32Array) -> Champion:
    """Return the chain with these facts as champion."""
    reps = int(facts[REPS])
    known = min(reps, REMEMBERED)
    return Champion(
        score=score,
        reps=reps + int(facts[REPS_BEFORE]),
        likeness=float(facts[LIKENESS]),
        starts=tuple(facts[STARTS][-known:].astype(int).tolist()),
        ends=tuple(facts[ENDS][-known:].astype(int).tolist()),
    )


def _about_both_means(similarity: Float32Array, apart_g: Float32Array, size_g2: Float32Array) -> Float32Array:
    """Return how alike windows are about the mean of both, instead of each about its own.

    ``apart_g`` ``(..., channels)`` is the way from one mean to the other, ``size_g2`` the product of the amplitudes.
    Two windows of one amplitude whose means are d apart are the same shapes, each moved by d / 2 the other way.
    """
    moved = np.einsum("...i,...i->...", apart_g, apart_g) / np.maximum(np.float32(4.0) * size_g2, np.float32(1e-9))
    alike: Float32Array = (similarity - moved) / (np.float32(1.0) + moved)
    return alike


def _halves_alike(template: Float32Array) -> bool:
    """Return whether the two halves of a template have the same shape."""
    halves = template.reshape(2, settings.SHAPE_POINTS // 2, -1)
    halves = halves - halves.mean(axis=1, keepdims=True)
    first, second = halves.reshape(2, -1)
    return float(first @ second) >= settings.HALVES_ALIKE * float(np.linalg.norm(first) * np.linalg.norm(second))


def _remember(old: Float32Array, newest: IntArray, into: Float32Array) -> None:
    """Write the remembered boundaries without the oldest one, and the newest, to ``into``."""
    into[..., :-1] = old[..., 1:]
    into[..., -1] = newest
