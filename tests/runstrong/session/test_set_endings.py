"""How sets end that do not end as expected, which side comes first, and what is asked of exercises that are held."""

import pytest
from driven_engine import DrivenEngine, script

from runstrong.errors import BadPlan
from runstrong.exercises.catalogue import load_catalogue
from runstrong.plans.dose import format_dose, parse_dose
from runstrong.plans.library import find_plan
from runstrong.plans.model import FirstSide
from runstrong.session.goal import HoldGoal
from runstrong.session.script import script_of_plan
from runstrong.session.set_events import SetEnded
from runstrong.session.set_result import EndReason, Side
from runstrong.session.snapshot import Phase
from runstrong_signal.events import StillnessChanged


def working(exercise: str = "squat", dose: str = "3") -> DrivenEngine:
    session = DrivenEngine(script((exercise, dose), ("squat", "3")))
    session.go(5.1)
    return session


def test_a_set_in_which_nothing_was_counted_ends_after_long_stillness_and_says_so() -> None:
    session = working()
    session.hear(StillnessChanged(session.t_s, session.t_s, still=False))
    session.go(12.0)
    session.stand_still(19.0)
    assert session.of(SetEnded) == []
    session.go(1.5)
    assert (session.last.reps, session.last.reason, session.last.reached) == (0, EndReason.NOTHING, False)
    assert session.engine.snapshot().phase is Phase.REST


def test_who_has_not_begun_is_not_hurried() -> None:
    session = working()
    session.stand_still(60.0)
    assert session.of(SetEnded) == []


def test_a_fulfilled_set_ends_though_the_person_strolls_about() -> None:
    session = working()
    session.reps(3)
    session.go(7.5)
    assert session.of(SetEnded) == []
    session.go(1.0)
    assert (session.last.reason, session.last.reps) == (EndReason.TARGET, 3)


def test_slow_repetitions_get_more_time_before_that() -> None:
    session = working("glute-bridge", "3")
    session.reps(3, each_s=6.0)
    session.go(17.0)
    assert session.of(SetEnded) == []
    session.go(1.5)
    assert session.last.reps == 3


def test_a_countdown_knows_what_it_began_with() -> None:
    session = DrivenEngine(script(("squat", "2 rest 40s"), ("squat", "AMRAP 30s")))
    assert session.engine.snapshot().countdown_total_s == 5.0
    session.go(5.1)
    assert session.engine.snapshot().countdown_total_s is None
    session.reps(2)
    session.stand_still(4.0)
    assert (session.engine.snapshot().phase, session.engine.snapshot().countdown_total_s) == (Phase.REST, 40.0)
    session.go(45.0)
    assert (session.engine.snapshot().phase, session.engine.snapshot().countdown_total_s) == (Phase.WORK, 30.0)


def test_a_choice_that_is_held_becomes_an_open_hold() -> None:
    plan = find_plan("essential-four")
    (step,) = [
        step for step in script_of_plan(plan, load_catalogue().get, choices={"C3": "plank"}).steps if step.ref == "C3"
    ]
    assert step.goal == HoldGoal(None)
    assert (step.exercise.id, step.target, step.is_hold) == ("plank", "open hold", True)


@pytest.mark.parametrize("dose", ["10", "8-12", "AMRAP 30s", "<=8"])
def test_repetitions_of_what_is_held_are_refused_with_what_to_write(dose: str) -> None:
    with pytest.raises(BadPlan, match="plank is held, not counted"):
        script(("plank", dose))


def test_the_side_shuffle_begins_to_the_right() -> None:
    steps = [step for step in script_of_plan(find_plan("runner-full-body"), load_catalogue().get).steps]
    shuffles = [step for step in steps if step.ref == "D15"]
    assert [step.side for step in shuffles] == [Side.RIGHT, Side.LEFT] * 2
    assert [step.switches for step in shuffles] == [True, False] * 2
    assert shuffles[0].target == "10 steps right"


@pytest.mark.parametrize(
    ("line", "first"),
    [("2x10/side right first each=1", FirstSide.RIGHT), ("10/side left first", FirstSide.LEFT), ("10/side", None)],
)
def test_a_dose_may_say_the_first_side(line: str, first: FirstSide | None) -> None:
    dose = parse_dose(line)
    assert dose.first_side is first
    assert parse_dose(format_dose(dose)) == dose


def test_without_it_left_comes_first() -> None:
    assert [step.side for step in script(("lunge", "5/side")).steps] == [Side.LEFT, Side.RIGHT]
