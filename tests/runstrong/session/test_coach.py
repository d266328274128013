"""However a stream is cut, the session is the same; and a session costs little."""

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from driven_engine import script
from hypothesis import given, settings
from hypothesis import strategies as st
from made_motion import joined, repeated, still

from runstrong.session.coach import Coach
from runstrong.session.commands import AdjustReps, Advance, PauseOrResume
from runstrong.session.course_events import SessionEnded
from runstrong.session.events import SessionEvent
from runstrong.session.script import Script
from runstrong.session.set_events import SetEnded
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.samples import SampleBlock

SESSION = script(("squat", "2x5 rest 8s"), ("plank", "4s/side rest 5s"))
STREAM = joined(repeated(5, still_s=6.0), still(6.0), repeated(6, still_s=4.0, seed=1), still(20.0, seed=2))


def cut(block: SampleBlock, at: list[int]) -> Iterator[SampleBlock]:
    """Yield a block in pieces that end at the given indices; some may be empty."""
    edges = [0, *sorted(index % (len(block) + 1) for index in at), len(block)]
    for start, stop in pairwise(edges):
        yield block.slice(start, stop)


def happened(steps: Script, blocks: Iterator[SampleBlock]) -> tuple[SessionEvent, ...]:
    coach = Coach(steps, Pipeline())
    events = [event for block in blocks for event in coach.feed(block)]
    return (*events, *coach.finish())


@cache
def whole(*, damaged: bool) -> tuple[SessionEvent, ...]:
    return happened(SESSION, iter([damaged_stream() if damaged else STREAM]))


@pytest.fixture
def in_one_piece() -> tuple[SessionEvent, ...]:
    return whole(damaged=False)


def test_the_stream_makes_a_session_of_every_kind_of_event(in_one_piece: tuple[SessionEvent, ...]) -> None:
    results = [event.result for event in in_one_piece if isinstance(event, SetEnded)]
    assert [result.reps for result in results[:2]] == [5, 6]
    names = {event.event for event in in_one_piece}
    assert names >= {"rep", "set_ended", "rest_started", "get_ready", "set_started", "hold_started", "switch_side"}
    times_s = [event.t_s for event in in_one_piece]
    assert times_s == sorted(times_s)


def test_single_samples_make_the_same_session(in_one_piece: tuple[SessionEvent, ...]) -> None:
    assert happened(SESSION, cut(STREAM, list(range(len(STREAM))))) == in_one_piece


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 10_000), max_size=60))
def test_any_cut_makes_the_same_session(at: list[int]) -> None:
    assert happened(SESSION, cut(STREAM, at)) == whole(damaged=False)


def damaged_stream() -> SampleBlock:
    """Return the stream with what a bad link does to it: lost, repeated, backward and unreadable stamps."""
    t_s = STREAM.t_s.copy()
    t_s[100], t_s[200], t_s[300], t_s[0] = np.nan, t_s[150], t_s[299], np.inf
    keep = np.ones(len(t_s), dtype=bool)
    keep[700:900] = False
    return SampleBlock(t_s[keep], STREAM.acc_g[keep])


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(0, 10_000), max_size=40))
def test_any_cut_of_a_damaged_stream_makes_the_same_session(at: list[int]) -> None:
    assert happened(SESSION, cut(damaged_stream(), at)) == whole(damaged=True)


def test_commands_act_between_blocks() -> None:
    coach = Coach(SESSION, Pipeline())
    assert coach.snapshot().phase.value == "get ready"
    assert "set_started" in [event.event for event in coach.press(Advance())]
    first, second = cut(STREAM, [len(STREAM) // 5])
    events = [*coach.feed(first), *coach.press(PauseOrResume()), *coach.feed(second), *coach.press(AdjustReps(1))]
    assert events[-1].event == "corrected"
    assert coach.snapshot().paused
    ended = coach.finish()[-1]
    assert isinstance(ended, SessionEnded)
    assert ended.sets == coach.results
    assert coach.ended
    assert coach.feed(second) == ()


def test_time_passes_without_samples() -> None:
    coach = Coach(SESSION, Pipeline())
    assert [event.event for event in coach.advance(4.95)] == [
        *("session_started", "get_ready", "countdown", "signal_lost", "countdown", "countdown")
    ]
    assert [event.event for event in coach.advance(5.0)] == ["set_started"]
    assert coach.advance(5.0) == ()


def test_a_session_may_begin_anywhere_in_time() -> None:
    later = replace(STREAM, t_s=STREAM.t_s + 1000.0)
    coach = Coach(SESSION, Pipeline(), start_s=1000.0)
    events = [*coach.feed(later), *coach.finish()]
    assert [event.event for event in events] == [event.event for event in happened(SESSION, iter([STREAM]))]
    assert events[0].t_s == 1000.0


def test_a_wild_time_stamp_does_not_keep_it_busy() -> None:
    t_s = STREAM.t_s.copy()
    t_s[500] = 1e15
    started_s = time.perf_counter()
    assert happened(SESSION, iter([replace(STREAM, t_s=t_s)]))[-1].event == "session_ended"
    assert time.perf_counter() - started_s < 30.0


def test_nothing_at_all_is_a_session_too() -> None:
    empty = STREAM.slice(0, 0)
    assert [event.event for event in happened(SESSION, iter([empty]))][-1] == "session_ended"


def test_a_snapshot_is_cheap() -> None:
    coach = Coach(script(*[("squat", "10x10")] * 5), Pipeline())
    coach.feed(STREAM)
    times_s = []
    for _ in range(200):
        started_s = time.perf_counter()
        coach.snapshot()
        times_s.append(time.perf_counter() - started_s)
    assert sorted(times_s)[len(times_s) // 2] < 1e-4
