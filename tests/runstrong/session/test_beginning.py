"""Sets that may begin at any moment of a window, and sets that nobody begins."""

from driven_engine import DrivenEngine, script

from runstrong.session.commands import Advance, PauseOrResume
from runstrong.session.course_events import RestStarted
from runstrong.session.set_events import RepsRevised, SetEnded, SetOverdue, SetStarted
from runstrong.session.set_result import EndReason
from runstrong.session.snapshot import Phase
from runstrong_signal.events import PeriodCounted, StillnessChanged, WalkingChanged
from runstrong_signal.tasks import CountReps


def in_window(dose: str = "2x5 rest 20-60s", *, reps: int = 5) -> DrivenEngine:
    """Return a session whose second set may begin, and whose person has got up."""
    session = DrivenEngine(script(("squat", dose)))
    session.go(5.1)
    session.reps(reps)
    session.stand_still(3.1)
    session.go(20.0)
    assert session.engine.snapshot().phase is Phase.WORK
    session.hear(StillnessChanged(session.t_s, session.t_s, still=False))
    return session


def walk(session: DrivenEngine, seconds: float) -> None:
    """Walk: steps are counted before and while it is known."""
    began_s = session.t_s
    for number in range(1, 5):
        session.go(1.2)
        session.hear(PeriodCounted(session.t_s, session.t_s - 1.2, session.t_s, number, 0.9))
    session.hear(WalkingChanged(session.t_s, began_s, walks=True))
    for number in range(5, int(seconds / 1.2)):
        session.go(1.2)
        session.hear(PeriodCounted(session.t_s, session.t_s - 1.2, session.t_s, number, 0.9))
    session.hear(WalkingChanged(session.t_s, session.t_s - 1.5, walks=False))
    session.go(0.2)


def test_the_rest_counts_down_to_its_shortest_and_then_the_set_may_begin() -> None:
    session = DrivenEngine(script(("squat", "2x5 rest 20-60s")))
    session.go(5.1)
    session.reps(5)
    session.stand_still(3.1)
    assert session.of(RestStarted)[0].seconds == 20.0
    session.go(20.0)
    assert session.of(SetStarted)[-1].window_s == 40.0
    awaited_s = session.engine.snapshot().awaited_s
    assert awaited_s is not None
    assert 39.0 < awaited_s <= 40.0


def test_a_set_begins_with_its_first_repetition_and_ends_as_any_other() -> None:
    session = in_window()
    session.go(12.0)
    begun_s = session.t_s
    session.reps(5)
    assert session.engine.snapshot().awaited_s is None
    session.stand_still(3.1)
    assert (session.last.reps, session.last.reason) == (5, EndReason.TARGET)
    assert session.last.start_s == begun_s
    assert session.engine.ended or session.engine.snapshot().phase is Phase.CHECK


def test_walking_is_no_set() -> None:
    session = in_window()
    walk(session, 20.0)
    assert session.of(RepsRevised)[-1].reps == 0
    assert session.engine.snapshot().reps == 0
    session.stand_still(30.0)
    assert len(session.of(SetEnded)) == 1
    task = session.tasks[-1]
    assert isinstance(task, CountReps)
    session.reps(5)
    session.stand_still(3.1)
    assert (session.last.set_no, session.last.reps) == (2, 5)


def test_counting_begins_anew_when_the_walk_is_over() -> None:
    session = in_window()
    walk(session, 12.0)
    task = session.tasks[-1]
    assert isinstance(task, CountReps)
    assert session.t_s - 2.0 < task.since_s < session.t_s


def test_a_walk_that_began_in_the_rest_is_no_set_either() -> None:
    session = DrivenEngine(script(("squat", "2x5 rest 20-60s")))
    session.go(5.1)
    session.reps(5)
    session.stand_still(3.1)
    session.hear(StillnessChanged(session.t_s, session.t_s, still=False))
    session.hear(WalkingChanged(session.t_s, session.t_s, walks=True))
    session.go(20.0)
    session.reps(9, each_s=1.2)
    assert session.engine.snapshot().reps == 0
    session.hear(WalkingChanged(session.t_s, session.t_s - 1.5, walks=False))
    session.stand_still(4.0)
    session.reps(5)
    session.stand_still(3.1)
    assert (session.last.set_no, session.last.reps) == (2, 5)


def test_a_few_movements_and_then_stillness_are_no_set() -> None:
    session = in_window()
    session.reps(3)
    session.stand_still(4.0)
    assert session.engine.snapshot().reps == 3
    still_s = session.t_s - 4.0
    session.go(1.5)
    assert session.engine.snapshot().reps == 0
    assert session.tasks[-1] == CountReps(still_s, session.tasks[-1].profile)


def test_a_short_set_that_is_all_that_was_asked_for_is_one() -> None:
    session = in_window("2x2 rest 20-60s")
    session.reps(2, each_s=1.0)
    session.stand_still(5.2)
    assert (session.last.set_no, session.last.reps, session.last.reason) == (2, 2, EndReason.TARGET)


def test_a_set_that_has_begun_is_never_taken_back() -> None:
    session = in_window("2x10 rest 20-60s", reps=10)
    session.reps(6)
    session.hear(WalkingChanged(session.t_s, session.t_s - 5.0, walks=True))
    session.go(0.5)
    assert session.engine.snapshot().reps == 6


def test_a_key_begins_the_set_and_the_next_one_ends_it() -> None:
    session = in_window()
    session.press(Advance())
    assert session.engine.snapshot().awaited_s is None
    assert session.engine.snapshot().phase is Phase.WORK
    session.press(Advance())
    assert session.last.reason is EndReason.SKIPPED


def test_who_walks_into_a_pause_is_not_taken_to_walk_for_ever() -> None:
    session = in_window()
    session.hear(WalkingChanged(session.t_s, session.t_s - 5.0, walks=True))
    session.press(PauseOrResume())
    session.go(10.0)
    session.hear(WalkingChanged(session.t_s, session.t_s - 3.5, walks=False))
    session.go(10.0)
    session.press(PauseOrResume())
    session.go(0.1)
    task = session.tasks[-1]
    assert isinstance(task, CountReps)
    assert task.since_s > session.t_s - 0.2
    session.reps(5)
    assert session.engine.snapshot().awaited_s is None


def test_a_window_that_is_over_is_said_once() -> None:
    session = in_window()
    session.go(39.0)
    assert session.of(SetOverdue) == []
    session.go(20.0)
    assert [late.late_s for late in session.of(SetOverdue)] == [0.0]
    awaited_s = session.engine.snapshot().awaited_s
    assert awaited_s is not None
    assert awaited_s < -17.0
    session.reps(5)
    session.stand_still(3.1)
    assert session.last.reps == 5


def test_after_a_rest_of_one_length_long_stillness_is_overdue() -> None:
    session = DrivenEngine(script(("squat", "2x5 rest 20s")))
    session.go(5.1)
    session.reps(5)
    session.stand_still(3.1)
    session.go(29.0)
    assert session.engine.snapshot().awaited_s is None
    session.go(1.5)
    (late,) = session.of(SetOverdue)
    assert 9.9 < late.late_s < 10.6
    session.hear(StillnessChanged(session.t_s, session.t_s, still=False))
    assert session.engine.snapshot().awaited_s is None
    session.reps(5)
    session.stand_still(3.1)
    assert session.last.reps == 5


def test_a_hold_that_is_not_taken_is_overdue_too() -> None:
    session = DrivenEngine(script(("squat", "5 rest 20-30s"), ("plank", "20s")))
    session.go(5.1)
    session.reps(5)
    session.stand_still(3.1)
    session.hear(StillnessChanged(session.t_s, session.t_s, still=False))
    session.go(35.0)
    assert session.engine.snapshot().phase is Phase.HOLD
    assert len(session.of(SetOverdue)) == 1


def test_a_time_that_is_to_be_filled_has_no_window() -> None:
    session = DrivenEngine(script(("squat", "5 rest 20-60s"), ("squat", "AMRAP 30s")))
    session.go(5.1)
    session.reps(5)
    session.stand_still(3.1)
    session.go(20.0)
    assert session.of(SetStarted)[-1].window_s == 0.0
