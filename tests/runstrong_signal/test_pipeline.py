"""Properties of the whole pipeline; each is a way in which counters go wrong in practice."""

import itertools
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_motion import joined, repeated, still

from runstrong_signal.events import CountRevised, GapFound, PeriodCounted, SamplesDropped, SignalEvent
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.samples import FloatArray, SampleBlock
from runstrong_signal.tasks import CountReps, Task, TimeHold, WatchIdle


def events_of(block: SampleBlock, task: Task | None = None, cuts: list[int] | None = None) -> list[SignalEvent]:
    pipeline = Pipeline(CountReps(0.0) if task is None else task)
    edges = [0, *sorted(cuts or []), len(block)]
    events: list[SignalEvent] = []
    for begin, end in itertools.pairwise(edges):
        events += pipeline.feed(block.slice(begin, end))
    return [*events, *pipeline.finish()]


def count(events: list[SignalEvent]) -> int:
    said = [event for event in events if isinstance(event, PeriodCounted | CountRevised)]
    if not said:
        return 0
    return said[-1].number if isinstance(said[-1], PeriodCounted) else said[-1].periods


def rotation(seed: int) -> FloatArray:
    q, _ = np.linalg.qr(np.random.default_rng(seed).standard_normal((3, 3)))
    return q  # reflections included: the sign of an axis must not matter either


TASKS: list[Task] = [CountReps(0.0), TimeHold(0.0), WatchIdle(0.0)]


def rough(seed: int) -> SampleBlock:
    """Return repetitions with jitter in time, lost samples, a gap, corrupt samples and bad stamps."""
    random = np.random.default_rng(seed)
    block = joined(still(2.0, seed=seed), repeated(6, seed=seed), still(3.0, seed=seed))
    t_s = block.t_s + random.uniform(-0.008, 0.008, len(block))
    acc_g = block.acc_g.copy()
    acc_g[random.integers(0, len(block), 3)] = np.nan
    acc_g[random.integers(0, len(block), 3)] = 15.0
    kept = (random.uniform(size=len(block)) > 0.05) & ~((t_s > 6.0) & (t_s < 6.9))
    return SampleBlock(t_s[kept], acc_g[kept])


@pytest.mark.parametrize("task", TASKS)
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 1000), cuts=st.lists(st.integers(0, 600), max_size=25))
def test_any_cutting_gives_identical_events(task: Task, seed: int, cuts: list[int]) -> None:
    block = rough(seed)
    assert events_of(block, task, [min(cut, len(block)) for cut in cuts]) == events_of(block, task)


@pytest.mark.parametrize("task", TASKS)
def test_sample_by_sample_gives_identical_events(task: Task) -> None:
    block = rough(7)
    whole = events_of(block, task)
    assert any(isinstance(event, GapFound) for event in whole)
    assert any(isinstance(event, SamplesDropped) for event in whole)
    assert events_of(block, task, list(range(1, len(block)))) == whole


def test_event_times_never_go_back() -> None:
    times_s = [event.t_s for event in events_of(rough(3))]
    assert times_s == sorted(times_s)


@pytest.mark.parametrize("reps", [2, 3, 8, 20])
@pytest.mark.parametrize("period_s", [1.2, 2.0, 4.5])
def test_even_repetitions_are_counted(reps: int, period_s: float) -> None:
    assert count(events_of(repeated(reps, period_s=period_s))) == reps


@given(seed=st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_mounting_does_not_matter(seed: int) -> None:
    block = repeated(8, seed=1)
    turned = SampleBlock(block.t_s, block.acc_g @ rotation(seed).T)
    assert count(events_of(turned)) == count(events_of(block)) == 8


@pytest.mark.parametrize(("gain", "offset_g"), [(1.05, 0.0), (0.95, 0.0), (1.0, 0.1), (1.03, -0.08)])
def test_scale_and_offset_do_not_matter(gain: float, offset_g: float) -> None:
    block = repeated(8)
    assert count(events_of(SampleBlock(block.t_s, block.acc_g * gain + offset_g))) == 8


@pytest.mark.parametrize("rate_hz", [12.5, 26.0, 52.0, 104.0, 208.0])
def test_sampling_rate_does_not_matter(rate_hz: float) -> None:
    assert count(events_of(repeated(8, rate_hz=rate_hz))) == 8


def test_twenty_seconds_of_rest_before_do_not_matter() -> None:
    block = joined(still(20.0, direction=(0.0, 0.0, 1.0)), repeated(8))
    assert count(events_of(block)) == 8


@given(direction=st.tuples(*[st.floats(-1.0, 1.0)] * 3), noise_g=st.floats(0.0, 0.01))
@settings(max_examples=15, deadline=None)
def test_a_resting_sensor_counts_nothing(direction: tuple[float, float, float], noise_g: float) -> None:
    for task in (CountReps(0.0), WatchIdle(0.0)):
        assert count(events_of(still(12.0, direction=direction, noise_g=noise_g), task)) == 0


def test_a_gap_is_reported_and_costs_at_most_the_repetitions_that_it_hides() -> None:
    block = repeated(10)
    for begin_s in (5.2, 9.0, 13.7):
        kept = (block.t_s < begin_s) | (block.t_s > begin_s + 1.0)
        events = events_of(SampleBlock(block.t_s[kept], block.acc_g[kept]))
        gaps = [event for event in events if isinstance(event, GapFound)]
        assert [round(gap.end_s - gap.start_s, 1) for gap in gaps] == [1.0]
        assert 9 <= count(events) <= 10


def test_two_sets_with_a_rest_are_joined() -> None:
    assert count(events_of(joined(repeated(5), still(12.0, direction=(0.0, 0.0, 1.0)), repeated(5, seed=3)))) == 10


def test_the_strict_watcher_needs_four_alike() -> None:
    assert count(events_of(repeated(3), WatchIdle(0.0))) == 0
    assert count(events_of(repeated(6), WatchIdle(0.0))) == 6


def test_a_task_that_began_earlier_is_caught_up_from_memory() -> None:
    block = joined(still(6.0, direction=(0.0, 0.0, 1.0)), repeated(8))
    middle = len(block) // 2
    pipeline = Pipeline()
    pipeline.feed(block.slice(0, middle))
    pipeline.assign(CountReps(0.0))
    events = [*pipeline.feed(block.slice(middle, len(block))), *pipeline.finish()]
    assert count(events) == 8
    assert min(event.t_s for event in events) >= block.t_s[middle] - 0.1


def test_repetitions_before_the_task_began_do_not_count() -> None:
    block = repeated(10, period_s=2.0, still_s=3.0)
    begin_s = 3.0 + 5 * 2.0
    pipeline = Pipeline()
    at = int(block.t_s.searchsorted(begin_s + 0.4))
    pipeline.feed(block.slice(0, at))
    pipeline.assign(CountReps(begin_s))
    assert count([*pipeline.feed(block.slice(at, len(block))), *pipeline.finish()]) == pytest.approx(5, abs=1)


def test_each_repetition_is_placed_in_time() -> None:
    block = repeated(6, period_s=2.0, still_s=3.0)
    spans = [event for event in events_of(block) if isinstance(event, PeriodCounted)]
    middles_s = [(event.start_s + event.end_s) / 2 for event in spans]
    # A window may begin anywhere in a periodic movement, and the first one, having no neighbour to fit, may reach into
    # the rest before it; but windows follow each other and end while the movement goes on.
    assert np.diff(middles_s) == pytest.approx(2.0, abs=0.5)
    assert all(3.0 - 1.5 <= event.start_s < event.end_s <= 15.1 for event in spans)


def test_nothing_at_all_is_no_error() -> None:
    assert Pipeline(CountReps(0.0)).finish() == ()
    assert events_of(SampleBlock(np.array([0.0]), np.array([[0.0, 0.0, 1.0]]))) == []
    assert events_of(SampleBlock(np.array([np.nan]), np.full((1, 3), np.nan))) == [SamplesDropped(0.0, 1)]


def test_what_is_known_of_the_sensor_does_not_pile_up_while_nobody_asks() -> None:
    pipeline, sizes = Pipeline(WatchIdle(0.0)), []
    block = still(240.0, rate_hz=208.0)
    for start in range(0, len(block), len(block) // 4):
        for piece in range(start, start + len(block) // 4, 52):
            pipeline.feed(block.slice(piece, piece + 52))
        sizes.append(len(pickle.dumps(pipeline)))
    assert sizes[-1] < sizes[-2] + 1500
