from dataclasses import replace

import pytest
from driven_engine import script

from runstrong.errors import BadPlan
from runstrong.exercises.catalogue import load_catalogue
from runstrong.plans.dose import parse_dose
from runstrong.plans.library import shipped_plans
from runstrong.plans.model import Block, HoldFor, Plan, PlanItem
from runstrong.session.goal import HoldGoal
from runstrong.session.script import script_of_exercise, script_of_plan
from runstrong.session.set_result import Side

CATALOGUE = load_catalogue()


def test_sides_in_turn_alternate_set_by_set_left_first() -> None:
    steps = script(
        ("side-plank-lift", "2x30s/side rest 45s"),
    ).steps
    assert [(step.set_no, step.side) for step in steps] == [
        (1, Side.LEFT),
        (1, Side.RIGHT),
        (2, Side.LEFT),
        (2, Side.RIGHT),
    ]
    assert [step.switches for step in steps] == [True, False, True, False]
    assert {step.rest_s for step in steps} == {45.0}


def test_rests_and_times_to_get_ready() -> None:
    squat, plank, none = script(("squat", "10"), ("plank", "20s"), ("squat", "5 rest 0s")).steps
    assert (squat.ready_s, squat.rest_s) == (5.0, 60.0)
    assert (plank.ready_s, plank.rest_s) == (10.0, 60.0)
    assert none.rest_s == 0.0


def test_rounds_repeat_the_rows_and_number_their_sets_on() -> None:
    steps = script(("squat", "10"), ("plank", "2x20s"), rounds=2).steps
    numbered = [(step.exercise.id, step.set_no, step.sets) for step in steps]
    one_round = [("squat", 1, 2), ("plank", 1, 4), ("plank", 2, 4)]
    assert numbered == [*one_round, ("squat", 2, 2), ("plank", 3, 4), ("plank", 4, 4)]


def test_any_exercise_may_be_held() -> None:
    step = script(
        ("squat", "20s"),
    ).steps[0]
    assert step.is_hold
    assert step.goal == HoldGoal(20.0)


def test_one_of_these_is_the_first_unless_chosen() -> None:
    item = PlanItem(("crunch", "plank"), parse_dose("open"), ref="C3")
    plan = Plan("p", "p", (Block((item,)),))
    assert script_of_plan(plan, CATALOGUE.get).steps[0].exercise.id == "crunch"
    assert script_of_plan(plan, CATALOGUE.get, choices={"C3": "plank"}).steps[0].exercise.id == "plank"
    with pytest.raises(BadPlan, match="choose one of crunch, plank"):
        script_of_plan(plan, CATALOGUE.get, choices={"C3": "squat"})


@pytest.mark.parametrize("plan", shipped_plans(), ids=lambda plan: plan.id)
def test_every_shipped_plan_can_be_laid_out(plan: Plan) -> None:
    steps = script_of_plan(plan, CATALOGUE.get).steps
    assert {step.ref for step in steps} == {item.ref for item in plan.items}
    assert all(step.target for step in steps)


def test_the_recording_alone_is_one_open_set() -> None:
    open_set = script_of_exercise(CATALOGUE.get("single-leg-squat"), None)
    assert open_set.immediate
    assert [(step.side, step.ends_when_still) for step in open_set.steps] == [(Side.BOTH, False)]
    held = script_of_exercise(CATALOGUE.get("plank"), None).steps[0]
    assert held.amount == HoldFor(None)


def test_a_dose_decides_what_ends_the_set() -> None:
    steps = script_of_exercise(CATALOGUE.get("squat"), parse_dose("2x10")).steps
    assert [step.ends_when_still for step in steps] == [True, True]


def test_a_hold_inside_the_repetition_lengthens_the_stillness_it_bears() -> None:
    held, said, none = script(("squat", "10 hold 5s"), ("squat", "10 hold moment"), ("squat", "10")).steps
    assert held.still_extra_s == 5.0
    assert 0.0 < said.still_extra_s < 5.0
    assert none.still_extra_s == 0.0


def test_a_plan_that_prescribes_nothing_is_refused() -> None:
    plan = replace(shipped_plans()[0], blocks=())
    with pytest.raises(BadPlan, match="prescribes nothing"):
        script_of_plan(plan, CATALOGUE.get)
