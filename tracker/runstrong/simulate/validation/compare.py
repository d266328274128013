"""Both sides of a pair measured: real recordings, and simulated sets of other people than those it was fitted with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from runstrong.simulate.validation.features import FEATURE_NAMES, LEAST_REPS, Features, measure
from runstrong.simulate.validation.pairs import Pair
from runstrong.simulate.validation.real import GRID_HZ, Rows, counted_reps, on_grid, real_reps
from runstrong_signal.samples import FloatArray
from runstrong_signal.synthesis import Around, SimulatedSet, Style, WorkSide, simulate_set
from runstrong_signal.synthesis.table import movements

FIRST_SEED = 2_000_000
"""Seeds from here on are for this report alone."""

SETS = 40
MOVES = 10

CLOSE = (0.8, 1.25)
NOT_FAR = (0.67, 1.5)
"""Ratios of medians that count as close, and as not far apart."""

ENOUGH_FOR_SPREAD = 8
"""Recordings from which a spread can be compared."""

SET_BY_TEMPO = frozenset({"rep_s", "rep_spread"})
"""Figures that a pair of joined repetitions cannot show: the tempo is given, the pauses are drawn."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """One figure on both sides.

    Attributes
    ----------
    distance
        Largest difference of the two distributions (Kolmogorov); None with too few recordings.
    inside
        Share of the simulated values inside the 5 % to 95 % range of the real ones; None as before.
    """

    simulated: float
    real: float
    distance: float | None
    inside: float | None

    @property
    def ratio(self) -> float:
        """Simulated over real."""
        return self.simulated / self.real if self.real else float("inf")

    @property
    def is_close(self) -> bool:
        """Whether the medians agree within a quarter."""
        return CLOSE[0] <= self.ratio <= CLOSE[1]

    @property
    def is_far(self) -> bool:
        """Whether they are further apart than half as much again."""
        return not NOT_FAR[0] <= self.ratio <= NOT_FAR[1]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A pair compared, figure by figure; empty without a usable recording."""

    pair: Pair
    recordings: int
    sets: int
    figures: Mapping[str, Likeness]


def compare(pair: Pair, rows: Rows, corpus: Path, *, sets: int = SETS) -> Comparison:
    """Measure both sides of a pair."""
    real = [measure(reps, GRID_HZ) for reps in real_reps(pair, rows, corpus)]
    if not real:
        return Comparison(pair, 0, 0, {})
    move_s = _move_s(pair, real) if pair.joined else None
    drawn = [simulated_reps(pair, FIRST_SEED + number, move_s) for number in range(sets)]
    made = [measure(reps, GRID_HZ) for reps in drawn if len(reps) >= LEAST_REPS]
    names = [name for name in FEATURE_NAMES if not (pair.joined and name in SET_BY_TEMPO)]
    figures = {name: likeness for name in names if (likeness := _likeness(name, made, real)) is not None}
    return Comparison(pair, len(real), len(made), figures)


def _move_s(pair: Pair, real: Sequence[Features]) -> float:
    """Return the time of a move whose moving part lasts as long as the real ones: one person has one tempo."""
    waits = sum(step.share for step in movements()[pair.movement].steps if step.waits)
    return float(np.median([one.rep_s for one in real])) / (1.0 - waits)


def simulated_set(pair: Pair, seed: int, move_s: float | None = None, *, around: Around) -> SimulatedSet:
    """Simulate a set of a pair."""
    style = Style(move_s=move_s, pauses=around is Around.HARSH)
    return simulate_set(pair.movement, pair.place, seed=seed, moves=MOVES, around=around, style=style)


def simulated_reps(pair: Pair, seed: int, move_s: float | None) -> list[FloatArray]:
    """Simulate a set and cut its repetitions out, in the way in which the real ones are cut."""
    simulated = simulated_set(pair, seed, move_s, around=Around.NOTHING)
    block, truth = simulated.block, simulated.truth
    even = on_grid(block)
    if pair.one_sided:
        own = [move for move in truth.moves if move.side is WorkSide.RIGHT]
        return [even.acc_g[slice(*even.t_s.searchsorted([move.start_s, move.end_s]))] for move in own]
    if not pair.joined:
        reps = counted_reps(block, pair.movement, since_s=truth.start_s - 0.5, until_s=truth.end_s + 0.5)
        return [rep for rep in reps if len(rep) >= 10]
    return [even.acc_g[slice(*even.t_s.searchsorted([move.start_s, move.end_s]))] for move in truth.moves]


def _likeness(name: str, made: Sequence[Features], real: Sequence[Features]) -> Likeness | None:
    from scipy.stats import ks_2samp

    ours, theirs = (np.array([getattr(one, name) for one in side]) for side in (made, real))
    ours, theirs = ours[np.isfinite(ours)], theirs[np.isfinite(theirs)]
    if not len(ours) or not len(theirs):
        return None
    if len(theirs) < ENOUGH_FOR_SPREAD:
        return Likeness(float(np.median(ours)), float(np.median(theirs)), None, None)
    low, high = np.quantile(theirs, [0.05, 0.95])
    inside = float(((ours >= low) & (ours <= high)).mean())
    distance = float(ks_2samp(ours, theirs).statistic)
    return Likeness(float(np.median(ours)), float(np.median(theirs)), distance, inside)
