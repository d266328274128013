import json
from dataclasses import fields
from typing import get_args

import pytest
from driven_engine import DrivenEngine, script

from runstrong.session.commands import SetReps
from runstrong.session.course_events import SessionEnded, SessionStarted
from runstrong.session.events import SessionEvent
from runstrong.session.hold_events import HoldInterrupted
from runstrong.session.json_lines import json_line
from runstrong.session.set_events import RepDone
from runstrong.session.set_result import SetKey, Side
from runstrong.session.signal_events import SignalGap

KEY = SetKey(2, "squat", 1, 3, Side.LEFT)
RESULT = {
    *("exercise", "name", "ref", "set", "sets", "side", "target", "reps", "reps_auto", "hold_s", "reached"),
    *("reason", "start_s", "end_s", "corrected", "sway_mps2", "tilt_deg", "sway_parts_mps2"),
    *("inside_hold_s", "inside_holds_s", "lowering_s", "short_reps", "spans_s", "ranges_deg"),
    *("confirmed", "confidence", "reps_again", "turns_s", "likenesses", "sides_s", "sides_deg"),
}


@pytest.mark.parametrize(
    ("event", "facts"),
    [
        (SessionStarted(0.0, "a plan", 3), {"t": 0.0, "event": "session_started", "plan": "a plan", "sets": 3}),
        (
            RepDone(1.23456, KEY, 4, 0.1, 1.1999),
            {
                **{"t": 1.235, "event": "rep", "row": 2, "exercise": "squat", "set": 1, "sets": 3, "side": "left"},
                **{"reps": 4, "start_s": 0.1, "end_s": 1.2, "turn_s": None, "range_deg": None, "likeness": None},
            },
        ),
        (SignalGap(5.0, 3.0, 5.0), {"t": 5.0, "event": "gap", "start_s": 3.0, "end_s": 5.0}),
    ],
)
def test_an_event_and_its_facts(event: SessionEvent, facts: dict[str, object]) -> None:
    assert json.loads(json_line(event)) == facts


def test_a_session_ends_with_all_its_sets() -> None:
    session = DrivenEngine(script(("squat", "2 rest 10s"), ("plank", "10s")))
    session.go(5.0)
    session.reps(2)
    session.press(SetReps(3))
    session.stand_still(14.0)
    session.finish()
    last = json.loads([json_line(event) for event in session.events][-1])
    assert set(last) == {"t", "event", "sets"}
    assert last["event"] == "session_ended"
    first = last["sets"][0]
    assert set(first) == RESULT
    assert (first["reps"], first["reps_auto"], first["corrected"], first["hold_s"]) == (3, 2, True, None)
    assert first["reason"] == "target reached"


def test_every_event_has_a_name_of_its_own_and_says_when() -> None:
    kinds = get_args(SessionEvent)
    assert len({kind.event for kind in kinds}) == len(kinds)
    assert all(fields(kind)[0].name == "t_s" for kind in kinds)


def test_text_from_outside_stays_one_line() -> None:
    line = json_line(HoldInterrupted(1.0, KEY, 2.0, "a\nb\x1b[31m"))
    assert "\n" not in line
    assert "\x1b" not in line
    assert json.loads(json_line(SessionEnded(1.0, ())))["sets"] == []
