import pytest
from driven_engine import DrivenEngine, script

from runstrong.exercises.catalogue import load_catalogue
from runstrong.session.commands import Advance, PauseOrResume
from runstrong.session.hold_events import HoldBegan, HoldMark
from runstrong.session.script import script_of_exercise
from runstrong.session.set_events import SetEnded, SetStarted
from runstrong.session.set_result import EndReason
from runstrong.session.snapshot import Phase
from runstrong_signal.events import (
    HoldBreak,
    HoldEnded,
    HoldPaused,
    HoldResumed,
    HoldStarted,
    SteadinessMeasured,
    StillnessChanged,
)
from runstrong_signal.tasks import WatchIdle


def planked(dose: str) -> DrivenEngine:
    """Return a session in which a plank is held since 4 s."""
    session = DrivenEngine(script(("plank", dose)))
    session.go(5.0)
    session.hear(HoldStarted(session.t_s, 4.0))
    session.go(0.1)
    return session


def test_taking_the_position_starts_the_set_back_dated() -> None:
    session = DrivenEngine(script(("plank", "20s")))
    assert session.holds_asked_since_s == [0.0]
    session.go(5.0)
    session.hear(HoldStarted(5.0, 4.0))
    assert session.engine.snapshot().phase is Phase.GET_READY
    session.go(0.1)
    assert session.names()[-2:] == ["set_started", "hold_started"]
    assert session.of(SetStarted)[0].since_s == 4.0
    snapshot = session.engine.snapshot()
    assert (snapshot.phase, snapshot.holding) == (Phase.HOLD, True)
    assert session.holds_asked_since_s == [0.0]


def test_the_target_ends_the_hold() -> None:
    session = planked("20s")
    session.go(18.8)
    assert session.of(SetEnded) == []
    session.go(0.2)
    assert (session.last.reason, session.last.reached) == (EndReason.TARGET, True)
    assert session.last.hold_s == pytest.approx(20.0, abs=0.11)
    assert session.last.reps is None


def test_the_seconds_worth_a_cue() -> None:
    session = planked("20s")
    session.hear(SteadinessMeasured(session.t_s, 0.2, 3.0))
    session.go(20.0)
    marks = session.of(HoldMark)
    assert [mark.hold_s for mark in marks] == [10.0, 15.0, 16.0, 17.0, 18.0, 19.0]
    assert [mark.remaining_s for mark in marks] == [10.0, 5.0, 4.0, 3.0, 2.0, 1.0]
    assert (marks[0].sway_mps2, marks[0].tilt_deg) == (0.2, 3.0)


def test_a_hold_that_goes_on_past_its_target() -> None:
    session = planked("10s+")
    session.go(15.0)
    assert session.names().count("target_reached") == 1
    session.hear(HoldPaused(session.t_s, session.t_s, 16.1, HoldBreak.MOVED))
    session.hear(HoldEnded(session.t_s, session.t_s, 16.1, HoldBreak.MOVED))
    session.go(0.1)
    assert (session.last.hold_s, session.last.reason, session.last.reached) == (16.1, EndReason.TARGET, True)


def test_a_break_stops_the_clock_and_the_hold_goes_on() -> None:
    session = planked("20s")
    session.go(5.0)
    session.hear(HoldPaused(session.t_s, 9.3, 5.3, HoldBreak.TILTED))
    session.go(2.0)
    snapshot = session.engine.snapshot()
    assert (snapshot.hold_s, snapshot.holding) == (5.3, False)
    resumed_s = session.t_s - 0.7
    session.hear(HoldResumed(session.t_s, resumed_s, 5.3))
    assert session.names()[-2:] == ["hold_paused", "hold_resumed"]
    session.go(1.0)
    assert session.engine.snapshot().hold_s == pytest.approx(5.3 + 1.7)


def test_a_hold_broken_for_good_ends_the_set_short() -> None:
    session = planked("20s")
    session.go(8.0)
    session.hear(HoldPaused(session.t_s, 12.0, 8.0, HoldBreak.MOVED))
    session.go(3.0)
    session.hear(HoldEnded(session.t_s, 12.0, 8.0, HoldBreak.MOVED))
    session.go(0.1)
    assert (session.last.hold_s, session.last.reason, session.last.reached) == (8.0, EndReason.BROKEN, False)
    assert session.last.end_s == 12.0


def test_an_open_hold_runs_till_it_breaks() -> None:
    session = planked("open hold")
    session.go(21.0)
    assert [mark.hold_s for mark in session.of(HoldMark)] == [5.0, 10.0, 15.0, 20.0]
    assert {mark.remaining_s for mark in session.of(HoldMark)} == {None}
    session.hear(HoldEnded(session.t_s, 25.0, 21.0, HoldBreak.MOVED))
    session.go(0.1)
    assert (session.last.hold_s, session.last.reached) == (21.0, None)


def test_a_pause_on_the_way_into_the_position_is_not_the_hold() -> None:
    session = DrivenEngine(script(("plank", "20s")))
    session.go(2.0)
    session.hear(HoldStarted(2.0, 1.0))
    session.go(0.2)
    session.hear(HoldPaused(2.2, 2.2, 1.2, HoldBreak.MOVED), HoldEnded(2.2, 2.2, 1.2, HoldBreak.MOVED))
    session.go(0.1)
    assert session.engine.snapshot().phase is Phase.HOLD
    assert session.holds_asked_since_s[-1] == 2.2
    session.go(3.7)
    session.hear(HoldStarted(6.0, 5.0))
    assert len(session.of(HoldBegan)) == 2
    session.go(19.1)
    assert session.last.reason is EndReason.TARGET


def test_a_rest_that_turned_out_to_be_none_ends_nothing() -> None:
    session = DrivenEngine(script(("plank", "20s")))
    session.go(6.0)
    session.hear(HoldStarted(6.0, 5.0))
    session.go(2.0)
    session.hear(HoldPaused(8.0, 5.0, 0.0, HoldBreak.MOVED))
    session.go(60.0)
    assert session.of(SetEnded) == []
    assert session.engine.snapshot().hold_s == 0.0
    session.hear(HoldStarted(session.t_s, session.t_s - 1.0))
    session.go(19.1)
    assert (session.last.reason, session.last.hold_s) == (EndReason.TARGET, pytest.approx(20.0, abs=0.15))


def test_a_pause_of_two_seconds_does_not_end_the_set_however_long_it_takes() -> None:
    session = DrivenEngine(script(("plank", "20s")))
    session.go(6.0)
    session.hear(HoldStarted(6.0, 5.0))
    session.go(1.2)
    session.hear(HoldPaused(7.2, 7.0, 2.0, HoldBreak.TILTED), HoldEnded(7.2, 7.0, 2.0, HoldBreak.TILTED))
    session.go(40.0)
    assert session.of(SetEnded) == []
    assert session.holds_asked_since_s[-1] == 7.0


def test_a_short_hold_that_nobody_takes_up_again_is_what_was_held() -> None:
    session = planked("20s")
    session.go(3.0)
    ended_s = session.t_s
    session.hear(HoldPaused(ended_s, ended_s, 4.1, HoldBreak.MOVED), HoldEnded(ended_s, ended_s, 4.1, HoldBreak.MOVED))
    session.go(14.8)
    assert session.of(SetEnded) == []
    session.go(0.3)
    assert (session.last.hold_s, session.last.reason, session.last.reached) == (4.1, EndReason.BROKEN, False)
    assert session.last.end_s == ended_s


def test_silence_of_the_sensor_adds_no_time() -> None:
    session = planked("20s")
    session.go(5.0)
    before_s = session.engine.snapshot().hold_s
    for _ in range(80):
        session.go(0.1, signal=False)
        assert session.engine.snapshot().hold_s == before_s


def test_the_clock_does_not_run_across_a_gap_that_is_not_told_yet() -> None:
    """The first sample behind a gap is there before the pipeline tells of it: it keeps the newest one back."""
    session = planked("20s")
    session.go(5.0)
    before_s = session.engine.snapshot().hold_s
    session.go(3.0, signal=False)
    session.go(0.1)
    assert session.engine.snapshot().hold_s == before_s
    back_s = session.t_s - 0.05
    session.hear(HoldPaused(session.t_s, back_s - 3.05, before_s, HoldBreak.NO_SIGNAL))
    session.hear(HoldResumed(session.t_s, back_s, before_s))
    session.go(1.0)
    assert session.engine.snapshot().hold_s == pytest.approx(before_s + 1.05)


def test_a_jump_of_the_samples_that_is_no_gap_is_made_up_for() -> None:
    session = planked("20s")
    session.go(5.0)
    before_s = session.engine.snapshot().hold_s
    session.go(0.3, signal=False)
    session.go(0.4)
    assert session.engine.snapshot().hold_s == pytest.approx(before_s + 0.7)


def test_a_pause_by_hand_keeps_the_seconds() -> None:
    session = planked("20s")
    session.go(5.0)
    held_s = session.engine.snapshot().hold_s
    session.press(PauseOrResume())
    session.go(10.0)
    assert session.engine.snapshot().hold_s == held_s
    session.press(PauseOrResume())
    assert session.holds_asked_since_s[-1] == session.t_s
    session.go(1.0)
    assert session.engine.snapshot().hold_s == held_s
    session.hear(HoldStarted(session.t_s, session.t_s - 0.5))
    assert session.names()[-1] == "hold_resumed"
    session.go(1.0)
    assert session.engine.snapshot().hold_s == pytest.approx(held_s + 1.5)


def test_the_side_just_held_is_not_the_other_side() -> None:
    session = DrivenEngine(script(("side-plank-lift", "10s/side")))
    session.go(1.0)
    session.hear(StillnessChanged(1.0, 0.0, still=True), HoldStarted(1.0, 0.0))
    session.go(10.0)
    assert session.engine.snapshot().phase is Phase.SWITCH
    assert isinstance(session.tasks[-1], WatchIdle)
    session.go(1.0)
    moved_s = session.t_s
    session.hear(StillnessChanged(moved_s, moved_s, still=False))
    session.go(0.1)
    assert session.holds_asked_since_s[-1] == moved_s


def test_at_zero_the_hold_is_awaited_whatever_was_seen() -> None:
    session = DrivenEngine(script(("plank", "10s rest 30s"), ("plank", "10s")))
    session.go(1.0)
    session.hear(StillnessChanged(1.0, 0.0, still=True), HoldStarted(1.0, 0.0))
    session.go(9.2)
    assert session.engine.snapshot().phase is Phase.REST
    session.go(30.0)
    assert session.engine.snapshot().phase is Phase.HOLD
    assert session.holds_asked_since_s[-1] == session.of(SetStarted)[-1].t_s
    session.press(Advance())
    assert session.last.reason is EndReason.SKIPPED


def test_the_end_of_the_recording_ends_the_hold_where_it_was() -> None:
    session = DrivenEngine(script_of_exercise(load_catalogue().get("plank"), None))
    session.go(1.0)
    session.hear(HoldStarted(1.0, 0.0))
    session.go(11.0)
    session.hear(HoldEnded(12.0, 12.0, 12.0, HoldBreak.NO_SIGNAL))
    session.finish()
    assert (session.results[0].hold_s, session.results[0].reason) == (12.0, EndReason.STREAM_END)
    assert "hold_paused" not in session.names()


def test_the_end_of_the_recording_after_a_short_hold_keeps_its_seconds() -> None:
    session = planked("20s")
    session.go(3.0)
    session.hear(HoldEnded(session.t_s, session.t_s, 4.1, HoldBreak.MOVED))
    session.go(2.0)
    session.finish()
    assert session.results[0].hold_s == 4.1
