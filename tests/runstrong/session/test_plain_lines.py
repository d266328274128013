from dataclasses import replace
from typing import get_args

from driven_engine import DrivenEngine, script

from runstrong.session.commands import SetReps
from runstrong.session.course_events import (
    CountdownMark,
    GetReady,
    Paused,
    RestEnded,
    RestStarted,
    SessionEnded,
    SessionStarted,
    SideSwitched,
    StandStill,
    Unpaused,
)
from runstrong.session.events import SessionEvent
from runstrong.session.hold_events import HoldBegan, HoldContinued, HoldInterrupted, HoldMark, HoldSign, WrongSide
from runstrong.session.plain_lines import PlainLines
from runstrong.session.set_events import (
    Corrected,
    CountChecked,
    CountConfirmed,
    InsideHeld,
    RepDone,
    RepsRevised,
    SetEnded,
    SetOverdue,
    SetStarted,
    TargetReached,
    TimeMark,
)
from runstrong.session.set_result import EndReason, SetKey, SetResult, Side
from runstrong.session.signal_events import PostureKnown, SignalBack, SignalFault, SignalGap, SignalLost

SQUAT = SetKey(0, "squat", 1, 3, Side.BOTH)
HELD = SetKey(3, "plank", 1, 1, Side.BOTH)
STEPS = script(("squat", "3x10"), ("plank", "20s"), ("single-leg-squat", "5/side"))
RESULT = SetResult(
    *("squat", "squat", "T1", 1, 3, Side.BOTH, "10", 9, 10, None, False, EndReason.STILL, 0.0, 30.0, True)
)
SAID = {
    SessionStarted(0.0, "legs", 6): "legs: 6 sets",
    GetReady(0.0, SQUAT, "10", 5.0): "squat, set 1 of 3, 10 reps: get ready, 5 s",
    SetStarted(0.0, SQUAT, "10", 0.0): "squat, set 1 of 3, 10 reps: go",
    SetStarted(0.0, HELD, "20 s", 0.0): "plank, set 1 of 1, 20 s: hold",
    SetStarted(0.0, SQUAT, "10", 0.0, 45.0): "squat, set 1 of 3, 10 reps: begin within 45 s",
    SetOverdue(0.0, SQUAT, 0.0): "the rest is over: squat, set 1 of 3 is due",
    SetOverdue(0.0, SQUAT, 12.0): "the rest has been over for 12 s: squat, set 1 of 3 is due",
    CountdownMark(0.0, SQUAT, 10.0): "10 s",
    TimeMark(0.0, SQUAT, 30.0, 60.0): "half way, 30 s left",
    TimeMark(0.0, SQUAT, 5.0, 60.0): "5 s left",
    RepDone(0.0, SQUAT, 4, 0.0, 0.0): "rep 4 of 10",
    RepDone(0.0, SQUAT, 5, 0.0, 0.0): "rep 5 of 10, half way",
    RepDone(0.0, SQUAT, 8, 0.0, 0.0): "rep 8 of 10, 2 to go",
    RepsRevised(0.0, SQUAT, 7): "count put right: 7 of 10",
    HoldBegan(0.0, HELD, 0.0): "holding",
    HoldInterrupted(0.0, HELD, 7.25, "moved"): "hold stopped at 7.2 s: moved",
    HoldInterrupted(0.0, HELD, 0.0, "moved"): "that was no hold yet",
    HoldContinued(0.0, HELD, 7.25): "holding again, from 7.2 s",
    HoldMark(0.0, HELD, 15.0, 5.0, None, None): "15 s held, 5 s to go",
    HoldMark(0.0, HELD, 10.0, 10.0, None, None): "half way: 10 s held, 10 s to go",
    HoldMark(0.0, HELD, 25.0, None, None, None): "25 s held",
    HoldSign(0.0, HELD, "drift", "your line is drifting"): "an early sign: your line is drifting",
    InsideHeld(0.0, SQUAT, 3.04, 5.0, 1.2, short=True): "held 3.0 of 5 s in it (short)",
    StandStill(0.0, 20.0): "stand still for two seconds",
    PostureKnown(0.0, standing=True): "thank you, it is known where up is",
    WrongSide(0.0, replace(HELD, side=Side.LEFT), Side.RIGHT): "you lie on the right side: turn over to the left",
    TargetReached(0.0, SQUAT): "target reached",
    SetEnded(0.0, SQUAT, RESULT): "squat, set 1 of 3 done: 9 reps (10 counted) (still)",
    CountChecked(0.0, SQUAT, 9, 10, 0.6, asks=True): "squat, set 1 of 3: was it 9 or 10?",
    CountConfirmed(0.0, SQUAT, 9): "squat, set 1 of 3: 9, confirmed",
    SideSwitched(0.0, replace(SQUAT, side=Side.RIGHT), 5.0): "change to the right side, 5 s",
    RestStarted(0.0, HELD, 60.0): "rest 60 s, next: plank, set 1 of 1, 20 s",
    RestEnded(0.0, HELD): "rest over",
    Corrected(0.0, SQUAT, 9, 10): "squat, set 1 of 3: 9 by hand, 10 counted",
    SignalGap(0.0, 1.0, 3.5): "no signal for 2.5 s",
    SignalLost(9.0, 7.0): "nothing has come from the sensor for 2 s",
    SignalBack(0.0): "the sensor is heard again",
    SignalFault(0.0, 1): "1 unusable sample left out",
    Paused(0.0): "paused",
    Unpaused(0.0): "going on",
}


def said(event: SessionEvent) -> list[str]:
    return [line[9:] for line in PlainLines(STEPS).lines(event)]


def test_every_event_has_its_sentence() -> None:
    assert {type(event) for event in SAID} | {SessionEnded} == set(get_args(SessionEvent))
    for event, sentence in SAID.items():
        assert said(event) == [sentence]


def test_the_summary_names_every_set() -> None:
    assert said(SessionEnded(0.0, (RESULT,))) == [
        "session ended",
        "T1 squat, set 1 of 3: 9 reps (10 counted), prescribed 10, short",
    ]


def test_lines_begin_with_the_time() -> None:
    assert PlainLines(STEPS).lines(Paused(754.26)) == ("12:34.3  paused",)


def test_text_from_outside_cannot_steer_the_terminal() -> None:
    (line,) = PlainLines(STEPS).lines(SessionStarted(0.0, "\x1b[2Jlegs\n", 1))
    assert line.isprintable()


def test_a_session_can_be_followed_by_ear() -> None:
    session = DrivenEngine(script(("single-leg-squat", "2/side")))
    session.go(5.0)
    session.reps(2)
    session.press(SetReps(2))
    session.stand_still(9.0)
    words = PlainLines(script(("single-leg-squat", "2/side")))
    assert [line[9:] for event in session.events for line in words.lines(event)] == [
        "test: 2 sets",
        "single-leg squat left, set 1 of 1, 2 reps: get ready, 5 s",
        *("3 s", "2 s", "1 s"),
        "single-leg squat left, set 1 of 1, 2 reps: go",
        "rep 1 of 2, 1 to go",
        "rep 2 of 2",
        "target reached",
        "single-leg squat left, set 1 of 1 done: 2 reps (target reached)",
        "change to the right side, 5 s",
        *("3 s", "2 s", "1 s"),
        "single-leg squat right, set 1 of 1, 2 reps: go",
    ]
