"""The seconds worth a cue: each once, in order, whatever the steps of time."""

from driven_engine import DrivenEngine, script
from hypothesis import assume, given
from hypothesis import strategies as st

from runstrong.session.commands import PauseOrResume
from runstrong.session.course_events import CountdownMark
from runstrong.session.marks import OF_A_REST_S, Countdown, time_marks_s
from runstrong.session.set_events import TimeMark
from runstrong.session.signal_events import SignalBack, SignalLost


@given(st.lists(st.floats(0.01, 5.0), max_size=60), st.floats(0.0, 90.0))
def test_every_mark_is_said_once_and_in_order(steps_s: list[float], total_s: float) -> None:
    assume(all(abs(total_s - mark_s) > 1e-4 for mark_s in OF_A_REST_S))  # whether that is above it is a matter of taste
    countdown, left_s = Countdown(total_s, OF_A_REST_S), total_s
    said: list[float] = []
    for step_s in steps_s:
        left_s -= step_s
        said += countdown.passed(left_s)
    passed = [mark_s for mark_s in OF_A_REST_S if left_s + 1e-6 < mark_s < total_s]
    assert said[: len(passed)] == passed
    assert len(set(said)) == len(said)


def test_a_short_time_has_no_half() -> None:
    assert time_marks_s(60.0) == (30.0, 5.0, 4.0, 3.0, 2.0, 1.0)
    assert time_marks_s(20.0) == (5.0, 4.0, 3.0, 2.0, 1.0)


def test_a_wait_is_counted_down_and_a_pause_stops_that() -> None:
    session = DrivenEngine(script(("squat", "1 rest 20s"), ("squat", "1")))
    session.go(2.5)
    session.press(PauseOrResume())
    session.go(30.0)
    session.press(PauseOrResume())
    session.go(2.5)
    session.reps(1)
    session.stand_still(3.0)
    session.go(20.0)
    marks = session.of(CountdownMark)
    assert [mark.left_s for mark in marks] == [3.0, 2.0, 1.0, 10.0, 3.0, 2.0, 1.0]
    assert {mark.key.row for mark in marks[:3]} == {0}
    assert {mark.key.row for mark in marks[3:]} == {1}


def test_a_set_that_has_a_time_is_marked() -> None:
    session = DrivenEngine(script(("push-up", "AMRAP 30s")))
    session.go(5.0)
    session.go(32.0)
    marks = session.of(TimeMark)
    assert [mark.left_s for mark in marks] == [15.0, 5.0, 4.0, 3.0, 2.0, 1.0]
    assert {mark.total_s for mark in marks} == {30.0}


def test_a_silent_sensor_is_said_once_and_so_is_its_return() -> None:
    session = DrivenEngine(script(("squat", "5")))
    session.go(3.0)
    session.go(1.9, signal=False)
    assert session.of(SignalLost) == []
    session.go(10.0, signal=False)
    session.go(1.0)
    (lost,), (back,) = session.of(SignalLost), session.of(SignalBack)
    assert (lost.since_s, round(lost.t_s, 3), round(back.t_s, 3)) == (3.0, 5.1, 15.0)
