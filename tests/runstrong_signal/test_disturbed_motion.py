"""The same set reaches the counter differently: exact on made-up motion, whatever the disturbance and the set."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_motion import repeated

from runstrong.evaluation.disturbances import DISTURBANCES, holed
from runstrong_signal.events import CountRevised, GapFound, PeriodCounted, SignalEvent
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.samples import SampleBlock
from runstrong_signal.tasks import CountReps

LOSING = {"two gaps of 1.0 s", "two gaps of 1.6 s"}
"""Repetitions that a hole hides may be lost; how many is tested apart."""


REPS, PERIOD_S, STILL_S = 12, 2.0, 2.0


def events_of(block: SampleBlock) -> list[SignalEvent]:
    pipeline = Pipeline(CountReps(0.0))
    return [*pipeline.feed(block), *pipeline.finish()]


def count(events: list[SignalEvent]) -> int:
    said = [event for event in events if isinstance(event, PeriodCounted | CountRevised)]
    if not said:
        return 0
    return said[-1].number if isinstance(said[-1], PeriodCounted) else said[-1].periods


@pytest.mark.parametrize("name", [name for name in DISTURBANCES if name not in LOSING])
@settings(max_examples=4, deadline=None)
@given(reps=st.integers(8, 12), period_s=st.floats(1.4, 2.6), seed=st.integers(0, 10_000))
def test_the_count_is_right_all_the_same(name: str, reps: int, period_s: float, seed: int) -> None:
    block = repeated(reps, period_s=period_s, still_s=1.5, seed=seed)
    assert count(events_of(DISTURBANCES[name](block, np.random.default_rng(seed)))) == reps


@settings(max_examples=12, deadline=None)
@given(gap_s=st.floats(0.4, 1.6), seed=st.integers(0, 10_000))
@example(gap_s=1.5, seed=22)
def test_holes_are_reported_and_cost_at_most_the_repetitions_that_they_touch(gap_s: float, seed: int) -> None:
    holes = holed(
        repeated(REPS, period_s=PERIOD_S, still_s=STILL_S, seed=seed), np.random.default_rng(seed), gap_s=gap_s
    )
    events = events_of(holes)
    assert sum(isinstance(event, GapFound) for event in events) == 2
    assert REPS - touched(seed, holes, gap_s) <= count(events) <= REPS
    assert largest_fall(events) <= 1  # what was said before a hole, or while it was bridged, all but stands


def touched(seed: int, holes: SampleBlock, gap_s: float) -> int:
    """Return how many repetitions of ``repeated`` a hole overlaps."""
    random = np.random.default_rng(seed)
    ends_s = STILL_S + np.cumsum(PERIOD_S * (1.0 + 0.06 * random.standard_normal(REPS)))
    starts_s = np.concatenate([[STILL_S], ends_s[:-1]])
    wide = np.flatnonzero(np.diff(holes.t_s) >= gap_s)
    return sum(int(np.count_nonzero((starts_s < holes.t_s[i + 1]) & (ends_s > holes.t_s[i]))) for i in wide)


def largest_fall(events: list[SignalEvent]) -> int:
    """Return by how many repetitions the count was lowered at most."""
    said, falls = 0, [0]
    for event in events:
        if isinstance(event, PeriodCounted):
            said = event.number
        elif isinstance(event, CountRevised):
            falls.append(said - event.periods)
            said = event.periods
    return max(falls)
