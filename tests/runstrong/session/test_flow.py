from dataclasses import replace

import pytest
from driven_engine import DrivenEngine, script

from runstrong.exercises.catalogue import load_catalogue
from runstrong.plans.dose import parse_dose
from runstrong.session.commands import Advance, EndSession, PauseOrResume
from runstrong.session.course_events import GetReady, RestStarted, SideSwitched
from runstrong.session.script import script_of_exercise
from runstrong.session.set_events import RepDone, SetEnded, SetStarted, TargetReached
from runstrong.session.set_result import EndReason, Side
from runstrong.session.snapshot import Phase
from runstrong_signal.events import CountRevised, GapFound, PeriodCounted, SamplesDropped, StillnessChanged
from runstrong_signal.tasks import CountReps, WatchIdle


def test_a_whole_session_by_the_clock() -> None:
    session = DrivenEngine(script(("squat", "2x3 rest 20s")))
    assert session.engine.snapshot().phase is Phase.GET_READY
    session.go(5.0)
    assert session.engine.snapshot().phase is Phase.WORK
    session.reps(3)
    session.stand_still(3.0)
    assert session.engine.snapshot().phase is Phase.REST
    session.go(15.0)
    assert session.engine.snapshot().phase is Phase.GET_READY
    session.go(5.0)
    session.reps(3)
    session.stand_still(3.1)
    assert session.names() == [
        *("session_started", "get_ready", "countdown", "countdown", "countdown"),
        *("set_started", "rep", "rep", "rep", "target_reached", "set_ended"),
        *("rest_started", "countdown", "rest_ended", "get_ready", "countdown", "countdown", "countdown"),
        *("set_started", "rep", "rep", "rep", "target_reached", "set_ended", "session_ended"),
    ]
    assert [result.reps for result in session.results] == [3, 3]
    assert {result.reason for result in session.results} == {EndReason.TARGET}
    assert session.engine.ended


def test_the_last_seconds_of_the_rest_are_the_time_to_get_ready() -> None:
    session = DrivenEngine(script(("squat", "2x1 rest 20s")))
    session.go(5.0)
    session.reps(1)
    session.stand_still(3.0)
    rest, ready = session.of(RestStarted)[-1], None
    session.go(25.0)
    ready, work = session.of(GetReady)[-1], session.of(SetStarted)[-1]
    assert (rest.seconds, round(ready.seconds, 3)) == (20.0, 5.0)
    assert work.t_s - rest.t_s == pytest.approx(20.0)


def test_the_countdown_shows_the_rest_to_its_end() -> None:
    session = DrivenEngine(script(("squat", "2x1 rest 20s")))
    session.go(5.0)
    session.reps(1)
    session.stand_still(3.0)
    shown_s = []
    for _ in range(4):
        shown_s.append(session.engine.snapshot().countdown_s)
        session.go(5.0)
    assert shown_s == pytest.approx([20.0, 15.0, 10.0, 5.0])


def test_no_rest_means_that_work_goes_on() -> None:
    session = DrivenEngine(script(("squat", "2x1 rest 0s")))
    session.go(5.0)
    session.reps(1)
    session.stand_still(3.0)
    assert session.names()[-2:] == ["set_ended", "set_started"]


def test_sides_switch_without_a_rest() -> None:
    session = DrivenEngine(script(("single-leg-squat", "2x1/side rest 30s")))
    session.go(5.0)
    session.reps(1)
    session.stand_still(3.0)
    assert session.engine.snapshot().phase is Phase.SWITCH
    assert session.of(SideSwitched)[0].key.side is Side.RIGHT
    session.go(5.0)
    session.reps(1)
    session.stand_still(3.0)
    assert session.engine.snapshot().phase is Phase.REST
    assert session.of(RestStarted)[0].key.side is Side.LEFT


@pytest.mark.parametrize(
    ("dose", "phase"),
    [("2x5 rest 60s", Phase.REST), ("2x5/side", Phase.SWITCH), ("2x5 rest 5s", Phase.GET_READY)],
)
def test_moving_early_starts_the_set_back_dated(dose: str, phase: Phase) -> None:
    session = DrivenEngine(replace(script(("squat", dose)), movement_ends_rest=True))
    session.go(5.0)
    session.reps(5)
    session.stand_still(3.0)
    assert session.engine.snapshot().phase is phase
    assert isinstance(session.tasks[-1], WatchIdle)
    session.go(2.0)
    begun_s = session.t_s
    session.go(2.5)
    four = [PeriodCounted(session.t_s, begun_s + n / 2, begun_s + n / 2 + 0.5, n + 1, 0.9) for n in range(4)]
    session.hear(*four)
    assert session.engine.snapshot().phase is phase  # events inform
    session.go(0.1)
    assert session.engine.snapshot().phase is Phase.WORK  # ticks decide
    assert session.of(SetStarted)[-1].since_s == begun_s
    assert session.tasks[-1] == CountReps(begun_s, session.tasks[-1].profile)
    session.hear(*four)
    assert session.engine.snapshot().reps == 4


def test_walking_about_in_a_rest_is_not_the_next_set() -> None:
    session = DrivenEngine(script(("squat", "2x1 rest 60s")))
    session.go(5.0)
    session.reps(1)
    session.stand_still(3.0)
    session.reps(20, each_s=1.2)
    assert session.engine.snapshot().phase is Phase.REST
    session.go(31.5)
    assert session.engine.snapshot().phase is Phase.GET_READY
    assert session.tasks[-1] == WatchIdle(session.of(GetReady)[-1].t_s, session.tasks[-1].profile)


def test_what_the_idle_watcher_takes_back_starts_nothing() -> None:
    session = DrivenEngine(script(("squat", "5")))
    session.hear(PeriodCounted(0.0, 0.0, 1.0, 1, 0.9), CountRevised(0.0, 0))
    session.go(1.0)
    assert session.engine.snapshot().phase is Phase.GET_READY


def test_a_repetition_begun_on_the_last_beat_counts() -> None:
    session = DrivenEngine(script(("squat", "5")))
    session.go(5.0)
    task = session.tasks[-1]
    assert isinstance(task, CountReps)
    assert task.since_s == pytest.approx(4.0)


@pytest.mark.parametrize(
    ("dose", "reps", "after_s", "reached", "reason"),
    [
        ("10", 10, 3.0, True, EndReason.TARGET),
        ("10", 12, 3.0, True, EndReason.TARGET),
        ("10", 7, 12.0, False, EndReason.STILL),
        ("8-12", 12, 3.0, True, EndReason.TARGET),
        ("8-12", 9, 3.0, True, EndReason.STILL),
        ("8-12", 7, 12.0, False, EndReason.STILL),
        ("<=8", 8, 3.0, True, EndReason.TARGET),
        ("<=8", 2, 12.0, True, EndReason.STILL),
        (">=10", 11, 3.0, True, EndReason.TARGET),
        ("open", 4, 12.0, None, EndReason.STILL),
        ("10 hold 5s", 10, 8.0, True, EndReason.TARGET),
    ],
)
def test_how_stillness_ends_a_set(
    dose: str, reps: int, after_s: float, reached: bool | None, reason: EndReason
) -> None:
    session = DrivenEngine(script(("squat", dose)))
    session.go(5.0)
    session.reps(reps)
    still_s = session.t_s
    session.stand_still(after_s - 0.1)
    assert session.of(SetEnded) == []
    session.go(0.2)
    assert (session.last.reps, session.last.reached, session.last.reason) == (reps, reached, reason)
    assert session.last.end_s == still_s


def test_stillness_before_the_first_repetition_ends_nothing() -> None:
    session = DrivenEngine(script(("squat", "5")))
    session.go(5.0)
    session.stand_still(120.0)
    assert session.engine.snapshot().phase is Phase.WORK


def test_silence_of_the_sensor_is_not_stillness() -> None:
    session = DrivenEngine(script(("squat", "3")))
    session.go(5.0)
    session.reps(3)
    session.hear(StillnessChanged(session.t_s, session.t_s, still=True))
    session.go(10.0, signal=False)
    assert session.engine.snapshot().phase is Phase.WORK
    assert session.engine.snapshot().signal_age_s == pytest.approx(10.0)
    session.go(0.2)
    assert session.engine.ended


@pytest.mark.parametrize(("dose", "at"), [("3", 3), ("2-4", 4), ("<=4", 4), (">=3", 3)])
def test_the_target_is_told_once_and_counting_goes_on(dose: str, at: int) -> None:
    session = DrivenEngine(script(("squat", dose)))
    session.go(5.0)
    session.reps(6)
    names = session.names()
    assert names.count("target_reached") == 1
    assert names[: names.index("target_reached")].count("rep") == at
    snapshot = session.engine.snapshot()
    assert (snapshot.reps, snapshot.reps_target, snapshot.doing_extra) == (6, at, True)


def test_right_and_left_are_one_where_the_prescription_says_so() -> None:
    steps = script(("speed-skater", "2 R+L=1"))
    session, rule = DrivenEngine(steps), steps.steps[0].rule
    assert rule.moves_per_rep == 2
    session.go(5.0)
    session.reps(4)
    assert len(session.of(RepDone)) == 4 * rule.moves_per_period // 2


def test_as_many_as_possible_ends_with_the_time_and_waits_for_the_last_repetition() -> None:
    session = DrivenEngine(script(("squat", "AMRAP 30s")))
    session.go(5.0)
    session.reps(14)
    assert session.engine.snapshot().countdown_s == pytest.approx(2.0)
    session.go(2.5)
    assert session.of(TargetReached)[0].t_s == pytest.approx(35.0)
    session.hear(PeriodCounted(session.t_s, 33.0, 34.9, 15, 0.9))
    session.hear(PeriodCounted(session.t_s, 34.9, 36.0, 16, 0.9))
    session.go(1.1)
    assert (session.last.reps, session.last.reason, session.last.reached) == (15, EndReason.TIME, True)
    assert session.last.end_s == pytest.approx(35.0)


def test_the_count_can_go_down() -> None:
    session = DrivenEngine(script(("squat", "10")))
    session.go(5.0)
    session.reps(4)
    session.hear(CountRevised(session.t_s, 2))
    assert session.names()[-1] == "reps_revised"
    session.reps(1, first=3)
    session.finish()
    assert session.results[0].reps == session.results[0].reps_auto == 3


def test_faults_of_the_signal_are_passed_on() -> None:
    session = DrivenEngine(script(("squat", "10")))
    session.hear(GapFound(0.1, 0.0, 0.1), SamplesDropped(0.2, 3))
    assert session.names()[-2:] == ["gap", "samples_dropped"]


def test_the_key_starts_and_ends_everything() -> None:
    session = DrivenEngine(script(("squat", "2x10 rest 30s")))
    session.press(Advance())
    assert session.engine.snapshot().phase is Phase.WORK
    session.reps(4)
    session.press(Advance())
    assert (session.last.reason, session.last.reached) == (EndReason.KEY, False)
    assert session.engine.snapshot().phase is Phase.REST
    session.press(Advance())
    assert session.engine.snapshot().phase is Phase.GET_READY
    session.press(Advance())
    session.press(Advance())
    assert session.last.reason is EndReason.SKIPPED
    assert session.engine.ended
    assert [row.state.value for row in session.engine.snapshot().rows] == ["short", "skipped"]


def test_ending_by_hand_keeps_what_was_done() -> None:
    session = DrivenEngine(script(("squat", "3x10")))
    session.go(5.0)
    session.reps(4)
    session.press(EndSession())
    assert [(result.reps, result.reason) for result in session.results] == [(4, EndReason.KEY)]
    before = len(session.events)
    for command in (EndSession(), Advance(), PauseOrResume()):
        session.press(command)
    session.finish()
    assert len(session.events) == before


def test_the_end_of_the_recording_ends_the_set() -> None:
    session = DrivenEngine(script(("squat", "3x10")))
    session.go(5.0)
    session.reps(4)
    session.finish()
    assert [(result.reps, result.reason) for result in session.results] == [(4, EndReason.STREAM_END)]
    waiting = DrivenEngine(script(("squat", "3x10")))
    waiting.finish()
    assert waiting.results == ()


def test_a_pause_stops_every_clock_and_counts_nothing() -> None:
    session = DrivenEngine(script(("squat", "5")))
    session.go(2.0)
    session.press(PauseOrResume())
    session.go(30.0)
    assert session.engine.snapshot().paused
    assert session.engine.snapshot().countdown_s == pytest.approx(3.0)
    session.press(PauseOrResume())
    session.go(3.0)
    session.reps(2)
    session.press(PauseOrResume())
    session.reps(3, first=3)
    session.press(PauseOrResume())
    assert session.engine.snapshot().reps == 2
    assert session.tasks[-1] == CountReps(session.t_s, session.tasks[-1].profile)
    session.reps(3, first=1)
    assert session.engine.snapshot().reps == 5
    assert session.names().count("target_reached") == 1


def test_an_immediate_session_works_from_the_first_sample() -> None:
    squat = load_catalogue().get("squat")
    session = DrivenEngine(script_of_exercise(squat, None))
    assert session.tasks == [CountReps(0.0, squat.motion)]
    session.reps(2)
    session.stand_still(60.0)
    session.reps(2, first=3)
    session.finish()
    assert [(result.reps, result.reached) for result in session.results] == [(4, None)]
    dosed = DrivenEngine(script_of_exercise(squat, parse_dose("2")))
    dosed.reps(2)
    dosed.stand_still(3.1)
    assert dosed.engine.ended


def test_the_table_shows_where_the_session_stands() -> None:
    session = DrivenEngine(script(("squat", "3x2 rest 10s")))
    session.go(5.0)
    session.reps(2)
    session.stand_still(3.0)
    snapshot = session.engine.snapshot()
    assert [(row.done, row.state.value) for row in snapshot.rows] == [("2", "done"), ("", "now"), ("", "to do")]
    assert (snapshot.row, snapshot.set_no, snapshot.sets) == (1, 2, 3)
