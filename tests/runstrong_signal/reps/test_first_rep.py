"""A personal template lets the first repetition be said when it ends, and changes nothing else that is said."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_motion import joined, repeated, still
from taught import another_movement, mirrored, template, turned

from runstrong_signal.events import CountRevised, PeriodCounted, SetRecounted, SignalEvent
from runstrong_signal.motion import MotionProfile
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.reps.first_rep import FOLLOWED_WITHIN_S
from runstrong_signal.reps.personal import PersonalTemplate
from runstrong_signal.samples import SampleBlock
from runstrong_signal.tasks import CountReps, WatchIdle

UP = (0.0, 0.0, 1.0)
STILL_S = 3.0


def events_of(
    block: SampleBlock, known: PersonalTemplate | None, edges: tuple[int, ...] = (), task: CountReps | None = None
) -> list[SignalEvent]:
    pipeline = Pipeline(replace(task or CountReps(0.0), template=known))
    events: list[SignalEvent] = []
    for start, stop in itertools.pairwise((0, *edges, len(block))):
        events += pipeline.feed(block.slice(start, stop))
    return [*events, *pipeline.finish()]


def said(events: list[SignalEvent]) -> list[PeriodCounted | CountRevised]:
    return [event for event in events if isinstance(event, PeriodCounted | CountRevised)]


def without_words_in_advance(events: list[SignalEvent]) -> list[SignalEvent]:
    """The first repetition is said again with the others: what was said before that was in advance."""
    counts = said(events)
    firsts = [at for at, event in enumerate(counts) if isinstance(event, PeriodCounted) and event.number == 1]
    in_advance: list[SignalEvent] = []
    if firsts[:1] == [0] and (len(firsts) == 2 or not any(isinstance(e, PeriodCounted) for e in counts[1:])):
        in_advance = list(counts[: firsts[1] if len(firsts) == 2 else len(counts)])
    return [event for event in events if not any(event is one for one in in_advance)]


def first_said_s(events: list[SignalEvent]) -> float:
    return next(event.t_s for event in events if isinstance(event, PeriodCounted))


@pytest.mark.parametrize("seed", range(4))
def test_the_first_repetition_is_said_when_it_ends(seed: int) -> None:
    block = repeated(8, seed=seed)
    plain, known = events_of(block, None), events_of(block, template())
    end_s = STILL_S + 2.0
    assert end_s < first_said_s(known) < end_s + 1.5  # a block of 0.64 s and the edge of 0.48 s come on top
    assert first_said_s(known) <= first_said_s(plain) - 0.64
    first = said(known)[0]
    assert isinstance(first, PeriodCounted)
    assert first.end_s == pytest.approx(end_s, abs=0.5)
    assert first.likeness >= 0.8
    assert first.turn_s is not None
    assert without_words_in_advance(known) == plain


@given(seed=st.integers(0, 2**32 - 1), mirror=st.booleans())
def test_it_is_said_at_the_same_moment_however_the_sensor_is_mounted(seed: int, mirror: bool) -> None:
    block = repeated(5, seed=2)
    usual = said(events_of(block, template()))
    other = said(events_of(turned(mirrored(block) if mirror else block, seed), template()))
    assert [(one.t_s, getattr(one, "number", 0)) for one in usual] == [
        (one.t_s, getattr(one, "number", 0)) for one in other
    ]


@given(edges=st.lists(st.integers(1, 700), max_size=12).map(sorted))
def test_how_the_samples_arrive_makes_no_difference(edges: list[int]) -> None:
    block = repeated(6, seed=4)
    assert events_of(block, template(), tuple(edges)) == events_of(block, template())


shapes = st.lists(st.lists(st.floats(-1.0, 1.0), min_size=3, max_size=3), min_size=16, max_size=16)


@given(rows=shapes, seed=st.integers(0, 50), period_s=st.floats(0.5, 6.0), amplitude_g=st.floats(0.05, 1.0))
def test_no_template_whatever_changes_the_rest(
    rows: list[list[float]], seed: int, period_s: float, amplitude_g: float
) -> None:
    shape = np.array(rows) - np.mean(rows, axis=0)
    size = float(np.linalg.norm(shape))
    made = tuple(tuple(row) for row in (shape / size).tolist()) if size > 1e-3 else template().shape
    known = replace(template(), shape=made, period_s=period_s, amplitude_g=amplitude_g)
    assert known.is_usable
    block = repeated(4, seed=seed)
    assert without_words_in_advance(events_of(block, known)) == events_of(block, None)


def test_another_movement_is_not_taken_for_it() -> None:
    block = another_movement(8)
    assert events_of(block, template()) == events_of(block, None)


def test_nothing_is_counted_where_nothing_is_done() -> None:
    assert not said(events_of(still(40.0), template()))
    stroll = np.random.default_rng(3).normal(0.0, 0.1, (2000, 3)).cumsum(axis=0) * 0.02
    wandering = SampleBlock(np.arange(2000) / 50.0, stroll + np.array(UP))
    assert without_words_in_advance(events_of(wandering, template())) == events_of(wandering, None)


def test_a_repetition_that_none_follows_is_taken_back() -> None:
    block = joined(repeated(1, seed=1), still(20.0, direction=UP))
    first, back = said(events_of(block, template()))
    assert isinstance(first, PeriodCounted)
    assert (first.number, back) == (1, CountRevised(back.t_s, 0))
    assert back.t_s - first.end_s == pytest.approx(FOLLOWED_WITHIN_S + 0.6, abs=0.7)  # blocks, and the edge


def test_it_is_not_said_a_second_time_in_a_set() -> None:
    block = joined(repeated(1, seed=1), still(12.0, direction=UP), repeated(1, seed=2), still(12.0, direction=UP))
    assert [isinstance(event, PeriodCounted) for event in said(events_of(block, template()))] == [True, False]


def test_a_set_that_ends_at_once_keeps_its_only_repetition() -> None:
    block = repeated(1, seed=1)
    pipeline = Pipeline(CountReps(0.0, template=template()))
    (first,) = said(list(pipeline.feed(block)))
    (recount,) = (event for event in pipeline.assign(WatchIdle(8.0)) if isinstance(event, SetRecounted))
    assert (getattr(first, "number", 0), recount.periods) == (1, 1)
    assert not said(events_of(block, None))


UNUSABLE = {
    "of another version": replace(template(), version=99),
    "of another grid": replace(template(), rate_hz=25.0),
    "much slower": replace(template(), period_s=50.0),
}


@pytest.mark.parametrize("known", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_a_template_that_cannot_be_used_is_as_none(known: PersonalTemplate) -> None:
    block = repeated(5)
    assert events_of(block, known) == events_of(block, None)


def test_what_was_done_before_the_set_is_not_its_first_repetition() -> None:
    block = joined(repeated(1, seed=1), repeated(6, seed=2))
    task = CountReps(float(repeated(1, seed=1).t_s[-1]))
    firsts = [event for event in said(events_of(block, template(), task=task)) if isinstance(event, PeriodCounted)]
    assert firsts[0].start_s >= task.since_s - 0.1


def test_a_movement_with_a_longer_shortest_period_can_have_one() -> None:
    profile = MotionProfile(shortest_period_s=1.9)
    block = repeated(8, period_s=2.2, seed=3)
    plain, known = (events_of(block, one, task=CountReps(0.0, profile)) for one in (None, template()))
    assert without_words_in_advance(known) == plain
