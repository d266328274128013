"""Changing a plan."""

import pytest

from runstrong.errors import BadDose
from runstrong.plans.dose import parse_dose
from runstrong.plans.editing import copy_of, row_dose, with_row, with_row_after, without_row
from runstrong.plans.files import format_plan, parse_plan
from runstrong.plans.library import find_plan, shipped_plans
from runstrong.plans.model import PlanItem

PLAN = find_plan("runner-full-body")
NEW = PlanItem(("squat",), parse_dose("2x5"))


def test_a_copy_has_a_name_and_an_id_of_its_own() -> None:
    first = copy_of(PLAN, {plan.id for plan in shipped_plans()})
    second = copy_of(PLAN, {first.id})
    assert (first.id, second.id) == ("runner-full-body-mine", "runner-full-body-mine-2")
    assert len({PLAN.name, first.name, second.name}) == 3
    assert first.blocks == PLAN.blocks


@pytest.mark.parametrize("number", range(len(PLAN.items)))
def test_one_row_changes_and_all_others_stay(number: int) -> None:
    rows = list(PLAN.items)
    assert with_row(PLAN, number, NEW).items == (*rows[:number], NEW, *rows[number + 1 :])
    assert with_row_after(PLAN, number, NEW).items == (*rows[: number + 1], NEW, *rows[number + 1 :])
    assert without_row(PLAN, number).items == (*rows[:number], *rows[number + 1 :])


def test_a_changed_plan_is_written_and_read_back() -> None:
    changed = with_row_after(copy_of(PLAN, ()), 3, NEW)
    assert parse_plan(format_plan(changed)) == changed


def test_the_last_row_stays() -> None:
    plan = find_plan("essential-four")
    for _ in range(10):
        plan = without_row(plan, 0)
    assert len(plan.items) == 1


def test_a_dose_that_means_nothing_for_its_exercise_is_refused_as_one_that_cannot_be_read_is() -> None:
    plank = PlanItem(("plank",), parse_dose("30s"))
    assert row_dose(plank, "2x45s") == parse_dose("2x45s")
    for line in ("3x10", "3x10 rst 5s", ""):
        with pytest.raises(BadDose):
            row_dose(plank, line)
