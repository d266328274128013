import numpy as np
import pytest
from made_motion import joined, repeated, still

from runstrong_signal.events import PeriodCounted, SetRecounted, SignalEvent
from runstrong_signal.grid import BASE_RATE_HZ
from runstrong_signal.motion import GENERAL
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.reps.armed import KEPT_OF_LONG_SET_S, ArmedSet
from runstrong_signal.reps.recount import LONGEST_SET_S
from runstrong_signal.samples import SampleBlock
from runstrong_signal.tasks import CountReps, WatchIdle

UP = (0.0, 0.0, 1.0)


def recounts(events: list[SignalEvent]) -> list[SetRecounted]:
    return [event for event in events if isinstance(event, SetRecounted)]


def test_a_clear_set_reads_the_same_twice() -> None:
    pipeline = Pipeline(CountReps(0.0))
    (recount,) = recounts([*pipeline.feed(repeated(8)), *pipeline.finish()])
    assert (recount.periods, recount.periods_again) == (8, 8)


def test_a_set_is_read_again_when_another_task_takes_over() -> None:
    block = joined(repeated(8), still(10.0, direction=UP))
    at = len(repeated(8)) + 200
    pipeline = Pipeline(CountReps(0.0))
    assert not recounts(list(pipeline.feed(block.slice(0, at))))
    (recount,) = recounts(list(pipeline.assign(WatchIdle(float(block.t_s[at])))))
    assert not recounts([*pipeline.feed(block.slice(at, len(block))), *pipeline.finish()])
    assert (recount.periods, recount.periods_again) == (8, 8)
    assert recount.t_s == pytest.approx(block.t_s[at], abs=0.1)


def test_nothing_counted_is_nothing_to_be_read_again() -> None:
    pipeline = Pipeline(CountReps(0.0))
    assert not recounts([*pipeline.feed(still(10.0)), *pipeline.finish()])


def test_what_was_before_the_task_is_not_read() -> None:
    block = joined(repeated(8), still(8.0, direction=UP), repeated(5, seed=4))
    begin = len(repeated(8)) + 300
    pipeline = Pipeline()
    pipeline.feed(block.slice(0, begin))
    pipeline.assign(CountReps(float(block.t_s[begin])))
    (recount,) = recounts([*pipeline.feed(block.slice(begin, len(block))), *pipeline.finish()])
    assert (recount.periods, recount.periods_again) == (5, 5)


def test_each_repetition_has_its_turn_and_its_range() -> None:
    pipeline = Pipeline(CountReps(0.0))
    events = [*pipeline.feed(repeated(8, period_s=3.0)), *pipeline.finish()]
    periods = [event for event in events if isinstance(event, PeriodCounted)][1:]
    for period in periods:
        assert period.turn_s is not None
        assert period.range_deg is not None
        assert period.start_s < period.turn_s < period.end_s
        # The made-up movement tilts by 50 degrees; 0.24 s of smoothing takes a little off a 3 s repetition.
        assert period.range_deg == pytest.approx(50.0, abs=4.0)


def test_a_deeper_repetition_reads_a_larger_range() -> None:
    shallow, deep = repeated(6, seed=2), repeated(6, seed=2)
    down = np.array([0.0, 0.0, 1.0])
    half = SampleBlock(shallow.t_s, down + 0.5 * (shallow.acc_g - down))
    ranges = []
    for block in (half, deep):
        pipeline = Pipeline(CountReps(0.0))
        events = [*pipeline.feed(block), *pipeline.finish()]
        ranges.append(np.median([event.range_deg for event in events if isinstance(event, PeriodCounted)]))
    assert ranges[0] < 0.75 * ranges[1]


def test_a_set_that_never_ends_is_forgotten_bit_by_bit() -> None:
    armed = ArmedSet(GENERAL, 0.0, 0.0)
    rows = np.random.default_rng(0).normal(0.0, 0.002, (250, 3)) + np.array(UP)
    for i in range(round(1.2 * LONGEST_SET_S * BASE_RATE_HZ / len(rows))):
        armed.feed(np.array([(i + 1) * len(rows) / BASE_RATE_HZ]), rows)
    assert len(armed._remembered()) <= LONGEST_SET_S * BASE_RATE_HZ
    assert len(armed._remembered()) >= KEPT_OF_LONG_SET_S * BASE_RATE_HZ
    assert armed.conclude(0.0) == ()
