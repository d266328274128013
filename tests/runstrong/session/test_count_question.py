""" "9 or 10?": asked once, at rest, where two readings of a finished set differ; never a silent change."""

import numpy as np
import pytest
from driven_engine import DrivenEngine, script
from made_motion import joined, repeated, still

from runstrong.session.coach import Coach
from runstrong.session.commands import (
    AdjustReps,
    Advance,
    ConfirmCount,
    EndSession,
    PauseOrResume,
    SetReps,
    UndoCorrection,
)
from runstrong.session.course_events import SessionEnded
from runstrong.session.set_events import CountChecked, CountConfirmed, SetEnded
from runstrong.session.snapshot import CountQuestion, Phase
from runstrong_signal.events import SetRecounted
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.tasks import Task


def rested(reps: int, reps_again: int, dose: str = "2x9 rest 60s") -> DrivenEngine:
    """Return a session in which a set was done, ended by key, and read again."""
    session = DrivenEngine(script(("squat", dose)))
    session.go(5.0)
    session.reps(reps)
    session.press(Advance())
    session.hear(SetRecounted(session.t_s, reps, reps_again, 0.6 if reps != reps_again else 0.97))
    return session


def test_readings_that_agree_ask_nothing_and_say_how_sure_the_count_is() -> None:
    session = rested(9, 9)
    assert session.engine.snapshot().question is None
    (checked,) = session.of(CountChecked)
    assert (checked.reps_auto, checked.reps_again, checked.asks) == (9, 9, False)
    session.finish()
    assert (session.results[0].confidence, session.results[0].confirmed) == (0.97, False)


def test_readings_that_differ_ask_once_and_change_nothing() -> None:
    session = rested(9, 10)
    (checked,) = session.of(CountChecked)
    assert checked.asks
    snapshot = session.engine.snapshot()
    assert snapshot.question == CountQuestion(9, 10)
    assert (snapshot.rows[0].done, snapshot.rows[0].doubtful) == ("9", True)
    session.go(30.0)
    assert len(session.of(CountChecked)) == 1
    session.finish()
    result = session.results[0]
    assert (result.reps, result.reps_auto, result.reps_again, result.is_doubtful) == (9, 9, 10, True)


def test_any_finished_set_can_be_confirmed_by_its_row() -> None:
    session = rested(9, 10)
    session.press(ConfirmCount(1))
    assert not session.of(CountConfirmed)  # it was not begun
    session.finish()
    session.press(ConfirmCount(0))
    assert [event.key.row for event in session.of(CountConfirmed)] == [0]


def test_whoever_keeps_the_count_has_confirmed_it() -> None:
    session = rested(9, 10)
    session.press(ConfirmCount())
    session.press(ConfirmCount())
    assert [event.reps for event in session.of(CountConfirmed)] == [9]
    assert session.engine.snapshot().question is None
    assert not session.engine.snapshot().rows[0].doubtful
    session.finish()
    result = session.results[0]
    assert (result.reps, result.confirmed, result.corrected) == (9, True, False)


def test_the_other_number_is_a_correction_and_undo_asks_again() -> None:
    session = rested(9, 10)
    session.press(AdjustReps(1))
    assert session.engine.snapshot().question is None
    assert session.engine.snapshot().rows[0].done == "10"
    session.press(UndoCorrection())
    assert session.engine.snapshot().question == CountQuestion(9, 10)


def test_a_set_that_was_put_right_while_it_was_done_is_not_asked_about() -> None:
    session = DrivenEngine(script(("squat", "2x9 rest 60s")))
    session.go(5.0)
    session.reps(8)
    session.press(SetReps(9))
    session.press(Advance())
    session.hear(SetRecounted(session.t_s, 8, 9, 0.6))
    (checked,) = session.of(CountChecked)
    assert not checked.asks
    assert session.engine.snapshot().question is None


def test_the_next_set_ends_the_question_and_the_table_keeps_its_mark() -> None:
    session = rested(9, 10)
    session.press(Advance())
    session.press(Advance())
    assert session.engine.snapshot().phase is Phase.WORK
    assert session.engine.snapshot().question is None
    assert session.engine.snapshot().rows[0].doubtful
    session.press(ConfirmCount())
    assert session.of(CountConfirmed) == []


@pytest.mark.parametrize(
    ("answer", "reps"), [(ConfirmCount(), 9), (AdjustReps(1), 10), (Advance(), 9), (None, 9)], ids=str
)
def test_after_the_last_set_the_session_waits_for_an_answer_but_not_for_ever(answer: object, reps: int) -> None:
    session = rested(9, 10, "1x9")
    assert session.engine.snapshot().phase is Phase.CHECK
    assert session.engine.snapshot().reps == 9
    session.go(5.0)
    assert not session.engine.ended
    if isinstance(answer, ConfirmCount | AdjustReps | Advance):
        session.press(answer)
        session.go(0.1)
    else:
        session.go(10.1)
    assert session.engine.ended
    assert session.results[0].reps == reps


def test_a_pause_inside_a_set_divides_its_readings() -> None:
    session = DrivenEngine(script(("squat", "2x9 rest 60s")))
    session.go(5.0)
    session.reps(4)
    session.press(PauseOrResume())
    session.press(PauseOrResume())
    session.hear(SetRecounted(session.t_s, 4, 5, 0.6))
    assert session.of(CountChecked) == []
    session.reps(5)
    session.press(Advance())
    session.hear(SetRecounted(session.t_s, 5, 5, 0.97))
    (checked,) = session.of(CountChecked)
    assert (checked.reps_auto, checked.reps_again, checked.confidence) == (9, 10, 0.6)


class SecondThoughts(Pipeline):
    """A pipeline whose second reading always finds one more."""

    def assign(self, task: Task) -> tuple[SetRecounted, ...]:
        said = (event for event in super().assign(task) if isinstance(event, SetRecounted))
        return tuple(SetRecounted(event.t_s, event.periods, event.periods + 1, 0.6) for event in said)


@pytest.mark.parametrize(("watcher", "phase"), [(Pipeline(), Phase.DONE), (SecondThoughts(), Phase.CHECK)])
def test_the_end_of_a_session_waits_only_where_there_is_a_question(watcher: Pipeline, phase: Phase) -> None:
    coach = Coach(script(("squat", "5")), watcher)
    motion = joined(repeated(5, still_s=6.0), still(5.0, direction=(0.0, 0.0, 1.0)))
    events = list(coach.feed(motion))
    (checked,) = [event for event in events if isinstance(event, CountChecked)]
    assert checked.asks is (phase is Phase.CHECK)
    assert coach.snapshot().phase is phase
    events += coach.press(ConfirmCount())
    later = still(2.0, direction=(0.0, 0.0, 1.0))
    events += coach.feed(type(later)(later.t_s + float(motion.t_s[-1]) + 0.02, later.acc_g))
    (ended,) = [event for event in events if isinstance(event, SessionEnded)]
    assert ended.sets[0].reps == 5
    assert np.isfinite(ended.sets[0].confidence or np.nan)


@pytest.mark.parametrize(("watcher", "more"), [(Pipeline(), 0), (SecondThoughts(), 1)])
def test_a_set_that_the_end_of_the_session_cuts_off_is_read_again(watcher: Pipeline, more: int) -> None:
    coach = Coach(script(("squat", "3x20 rest 60s")), watcher)
    counted = coach.feed(repeated(6, still_s=6.0))
    said = coach.press(EndSession())
    assert [type(event) for event in said] == [SetEnded, CountChecked, SessionEnded]
    (checked,) = [event for event in said if isinstance(event, CountChecked)]
    assert (checked.reps_again - checked.reps_auto, checked.asks) == (more, more > 0)
    (ended,) = [event for event in said if isinstance(event, SessionEnded)]
    assert ended.sets[0].reps == checked.reps_auto == coach.results[0].reps
    assert checked.reps_auto >= 5
    assert not [event for event in counted if isinstance(event, CountChecked)]
    assert coach.press(EndSession()) == ()
