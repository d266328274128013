"""What the session makes of postures: standing first, the side that is down, what a hold and a repetition showed."""

import pytest
from driven_engine import DrivenEngine, script

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace
from runstrong.plans.dose import parse_dose
from runstrong.plans.model import Block, Plan, PlanItem
from runstrong.session.commands import Advance, PauseOrResume
from runstrong.session.course_events import StandStill
from runstrong.session.hold_events import HoldSign, WrongSide
from runstrong.session.json_lines import result_facts
from runstrong.session.plain_lines import summary_line
from runstrong.session.script import script_of_plan
from runstrong.session.set_events import InsideHeld, SetEnded
from runstrong.session.set_result import Side
from runstrong.session.signal_events import PostureKnown
from runstrong.session.snapshot import Phase
from runstrong.session.steadiness import Change, Demand, change_words, changed, demand_of, line_words
from runstrong_signal.events import (
    EarlySign,
    HoldStarted,
    PostureChanged,
    SignNoticed,
    SteadinessMeasured,
    StillnessChanged,
    StopMeasured,
    UprightLearned,
)
from runstrong_signal.posture import Posture
from runstrong_signal.tasks import CountReps, LearnStanding

LEFT, RIGHT = frozenset({Posture.LEFT_SIDE}), frozenset({Posture.RIGHT_SIDE})


def standing_first() -> DrivenEngine:
    plan = Plan("test", "test", (Block((PlanItem(("plank",), parse_dose("20s")),)),))
    return DrivenEngine(script_of_plan(plan, load_catalogue().get, place=BodyPlace.WAIST, stands_first=True))


def test_a_person_is_asked_to_stand_still_and_the_session_goes_on_by_itself() -> None:
    session = standing_first()
    assert session.tasks == [LearnStanding(0.0)]
    session.go(3.0)
    assert len(session.of(StandStill)) == 1
    assert session.engine.snapshot().phase is Phase.STAND
    session.hear(UprightLearned(session.t_s, standing=True))
    session.go(0.1)
    assert session.engine.snapshot().phase is Phase.GET_READY
    assert session.of(PostureKnown)[0].standing


def test_standing_can_be_skipped_and_does_not_last_for_ever() -> None:
    skipped, waited = standing_first(), standing_first()
    skipped.press(Advance())
    assert skipped.engine.snapshot().phase is Phase.GET_READY
    waited.go(19.9)
    assert waited.engine.snapshot().phase is Phase.STAND
    waited.go(0.2)
    assert waited.engine.snapshot().phase is Phase.GET_READY


def test_the_wrong_side_is_said_once_and_shown_till_it_is_right() -> None:
    session = DrivenEngine(script(("side-plank-lift", "20s/side")))
    session.go(3.0)
    session.hear(PostureChanged(3.0, 2.0, RIGHT), PostureChanged(3.1, 2.0, RIGHT))
    (said,) = session.of(WrongSide)
    assert (said.lies_on, said.key.side) == (Side.RIGHT, Side.LEFT)
    assert session.engine.snapshot().cue == "You lie on the right side: turn over to the left."
    assert session.engine.snapshot().turn_to is Side.LEFT
    session.hear(PostureChanged(5.0, 4.0, LEFT))
    assert "turn over" not in session.engine.snapshot().cue
    assert session.engine.snapshot().turn_to is None


def test_nobody_is_told_to_turn_over_while_the_session_is_paused() -> None:
    session = DrivenEngine(script(("side-plank-lift", "20s/side")))
    session.hear(PostureChanged(0.0, 0.0, RIGHT))
    session.press(PauseOrResume())
    assert session.engine.snapshot().turn_to is None
    session.press(PauseOrResume())
    assert session.engine.snapshot().turn_to is Side.LEFT


def test_who_stays_on_the_first_side_is_told_when_the_second_begins() -> None:
    session = first_side_done()
    session.hear(StillnessChanged(session.t_s, session.t_s, still=True))
    session.go(4.9)
    assert (session.engine.snapshot().phase, session.of(WrongSide)) == (Phase.SWITCH, [])
    session.go(0.2)
    (said,) = session.of(WrongSide)
    assert (said.lies_on, said.key.side) == (Side.LEFT, Side.RIGHT)


def test_who_is_turning_over_when_the_second_side_begins_is_told_nothing() -> None:
    session = first_side_done()
    session.go(4.0)
    session.hear(StillnessChanged(session.t_s, session.t_s, still=False))
    session.go(1.0)
    session.hear(StillnessChanged(session.t_s, session.t_s, still=True))
    session.go(0.2)
    assert session.engine.snapshot().phase is Phase.HOLD
    assert session.of(WrongSide) == []


def first_side_done() -> DrivenEngine:
    """Return a session in which the left side has just been held, and the right one follows."""
    session = DrivenEngine(script(("side-plank-lift", "20s/side")))
    session.hear(PostureChanged(0.0, 0.0, LEFT), StillnessChanged(0.0, 0.0, still=True))
    session.press(Advance())
    session.press(Advance())
    assert session.engine.snapshot().phase is Phase.SWITCH
    return session


@pytest.mark.parametrize("seen", [LEFT | RIGHT, frozenset({Posture.PRONE}), frozenset()])
def test_what_is_not_sure_is_not_called_the_wrong_side(seen: frozenset[Posture]) -> None:
    session = DrivenEngine(script(("side-plank-lift", "20s/side")))
    session.hear(PostureChanged(0.0, 0.0, seen))
    assert session.of(WrongSide) == []


def test_a_plank_task_knows_posture_place_and_grace() -> None:
    session = standing_first()
    session.press(Advance())
    task = session.tasks[-1]
    assert (task.profile.postures, task.profile.tilt_limit_deg) == (frozenset({Posture.PRONE}), 10.0)
    assert task.grace_s == 3.0


def test_a_hold_keeps_its_two_numbers_and_its_series() -> None:
    session = standing_first()
    session.press(Advance())
    session.go(5.0)
    session.hear(HoldStarted(session.t_s, 4.0))
    session.hear(SteadinessMeasured(session.t_s, 0.41, 4.4, 2.0, 0.1, 0.31, 6.2, (0.2, 0.3, 0.4)))
    session.hear(SignNoticed(session.t_s, EarlySign.TREMOR))
    session.go(0.1)
    shown = session.engine.snapshot()
    assert (shown.demand, shown.line_words, shown.sign_words) == (
        Demand.WORKING,
        "hips moved 4°",
        "you begin to tremble",
    )
    assert session.of(HoldSign)[0].sign == "tremor"
    assert shown.cue == "An early sign: you begin to tremble."
    session.go(7.0)
    assert "early sign" not in session.engine.snapshot().cue
    session.go(13.0)
    result = session.of(SetEnded)[0].result
    assert (result.sway_mps2, result.tilt_deg, result.sway_parts_mps2) == (0.31, 6.2, (0.2, 0.3, 0.4))
    assert result_facts(result)["sway_parts_mps2"] == [0.2, 0.3, 0.4]
    assert "sway 0.31 m/s², line within 6°, less steady at the end" in summary_line(result)


def stop(middle_s: float, held_s: float, back_s: float = 1.0) -> StopMeasured:
    return StopMeasured(middle_s + 1.0, middle_s - 1.0, middle_s + 1.0, held_s, 1.0, back_s)


def test_a_repetition_without_its_hold_counts_and_is_marked_short() -> None:
    session = DrivenEngine(script(("one-legged-heel-raise", "3/side hold 5s")))
    session.go(5.1)
    task = session.tasks[-1]
    assert isinstance(task, CountReps)
    assert task.with_stops
    first_s = session.t_s
    session.reps(3, each_s=7.0)
    for number, held_s in enumerate((5.1, 4.0, 2.0)):
        session.hear(stop(first_s + 7.0 * number + 3.5, held_s))
    assert [event.short for event in session.of(InsideHeld)] == [False, False, True]
    assert session.engine.snapshot().inside_words == "held 2.0 of 5 s: short"
    session.stand_still(10.0)
    result = session.last
    assert (result.reps, result.inside_hold_s, result.inside_holds_s, result.short_reps) == (3, 5.0, (5.1, 4.0, 2.0), 1)


def test_slow_lowering_is_measured_where_it_is_prescribed() -> None:
    session = DrivenEngine(script(("hamstring-push-up", "2/side lower slowly")))
    session.go(5.1)
    first_s = session.t_s
    session.reps(2, each_s=5.0)
    session.hear(stop(first_s + 2.5, 0.3, 2.6), stop(first_s + 7.5, 0.2, 0.9))
    session.stand_still(4.0)
    assert (session.last.lowering_s, session.last.inside_holds_s, session.last.short_reps) == ((2.6, 0.9), (), 1)


def test_nothing_is_measured_inside_where_nothing_is_prescribed() -> None:
    session = DrivenEngine(script(("squat", "3")))
    session.go(5.1)
    assert session.tasks[-1].with_stops is False


@pytest.mark.parametrize(
    ("sway_mps2", "word"),
    [(0.0, "steady"), (0.349, "steady"), (0.35, "working"), (0.499, "working"), (0.5, "very unsteady")],
)
def test_the_words_for_a_sway_at_the_waist(sway_mps2: float, word: str) -> None:
    assert demand_of(sway_mps2, BodyPlace.WAIST) == word
    for place in (None, *set(BodyPlace) - {BodyPlace.WAIST}):
        assert demand_of(sway_mps2, place) is None


def test_only_the_chest_tells_a_sag_from_a_pike() -> None:
    assert line_words(7.2, 7.0, BodyPlace.WAIST) == "hips moved 7°"
    assert line_words(7.2, 7.0, BodyPlace.CHEST) == "hips sag 7°"
    assert line_words(7.2, -7.0, BodyPlace.CHEST) == "hips pike 7°"
    assert line_words(7.2, 1.0, BodyPlace.CHEST) == "7° from your start"
    assert line_words(7.2, None, BodyPlace.CHEST) == "7° from your start"
    assert line_words(2.9, 2.9, BodyPlace.CHEST) == ""


@pytest.mark.parametrize(
    ("before_mps2", "now_mps2", "change"),
    [
        (0.20, 0.249, Change.NONE),
        (0.20, 0.25, Change.LESS_STEADY),
        (0.249, 0.20, Change.NONE),
        (0.25, 0.20, Change.STEADIER),
        (0.0, 0.0, Change.NONE),
    ],
)
def test_two_holds_are_compared_alike(before_mps2: float, now_mps2: float, change: Change) -> None:
    assert changed(before_mps2, now_mps2) is change


def test_a_change_under_a_quarter_is_not_called_one() -> None:
    assert change_words(0.2, 0.249) == change_words(0.249, 0.2) == ""
    assert change_words(0.2, 0.25) == "less steady at the end"
    assert change_words(0.25, 0.2) == "steadier at the end"
