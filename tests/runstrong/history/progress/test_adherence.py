"""Whether a plan was followed, on days that can be counted on the fingers."""

from datetime import date

import pytest
from made_history import counted, held, past

from runstrong.history import PastSet
from runstrong.history.progress.adherence import adherence
from runstrong.plans.dose import parse_dose
from runstrong.plans.model import Block, Plan, PlanItem

SUNDAY = date(2026, 1, 11)
ROWS = (PlanItem(("squat",), parse_dose("8-12"), ref="C4"), PlanItem(("plank",), parse_dose("30s"), every_day=True))
PLAN = Plan("essential-four", "Essential four", (Block(ROWS),), sessions_per_week=(2, 3), rest_days=True)


def squats(*days: int) -> list[PastSet]:
    return [past(counted(), of=n, day=day) for n, day in enumerate(days)]


def planks(*days: int, plan_id: str = "essential-four") -> list[PastSet]:
    return [past(held(), of=100 + n, day=day, plan_id=plan_id) for n, day in enumerate(days)]


def test_sessions_rest_days_and_days_without_rest_of_a_week() -> None:
    found = adherence(squats(0, 1, 3), PLAN, today=SUNDAY, weeks=1)
    (week,) = found.weeks
    assert (week.monday, week.days, week.sessions, week.sets) == (date(2026, 1, 5), 7, 3, 3)
    assert (week.rest_days, week.without_rest) == (4, 1)
    assert week.active_s == 60.0
    assert found.weeks_met == 1
    assert found.without_rest == 1


def test_daily_work_is_no_training_day_and_counts_from_any_plan() -> None:
    done = squats(0, 3) + planks(0, 1, 2) + planks(2, 4, plan_id="")
    found = adherence(done, PLAN, today=SUNDAY, weeks=1)
    (week,) = found.weeks
    assert (week.sessions, week.daily_days, week.rest_days) == (2, 4, 5)
    assert found.daily_share == pytest.approx(4 / 7)


def test_sessions_of_other_plans_are_sets_but_not_sessions() -> None:
    done = [past(counted(), of=1, day=2, plan_id="ten-essentials")]
    (week,) = adherence(done, PLAN, today=SUNDAY, weeks=1).weeks
    assert (week.sessions, week.sets) == (0, 1)


def test_a_week_that_goes_on_is_not_yet_missed() -> None:
    found = adherence(squats(0, 2, 7), PLAN, today=date(2026, 1, 13), weeks=2)
    assert [(week.sessions, week.days) for week in found.weeks] == [(2, 7), (1, 2)]
    assert (found.weeks_met, found.weeks_over) == (1, 1)


def test_nothing_done_is_nothing_done() -> None:
    sets = [past(counted(reps=0, reps_auto=0), day=1)]
    (week,) = adherence(sets, PLAN, today=SUNDAY, weeks=1).weeks
    assert (week.sessions, week.sets, week.rest_days) == (0, 0, 7)


def test_without_a_plan_every_day_counts() -> None:
    found = adherence(squats(0) + planks(1), None, today=SUNDAY, weeks=1)
    assert found.weeks[0].sessions == 2
    assert (found.weeks_met, found.daily_share) == (None, None)


def test_where_all_rows_are_for_every_day_every_day_is_a_session() -> None:
    plan = Plan("core", "Core", (Block(ROWS[1:]),))
    found = adherence(planks(0, 1, plan_id="core"), plan, today=SUNDAY, weeks=1)
    assert (found.weeks[0].sessions, found.weeks[0].daily_days) == (2, 2)


def test_a_late_evening_belongs_to_the_persons_own_day() -> None:
    late = past(counted(), day=6.5, zone="-10:00")  # Sunday 22:00 UTC, Sunday noon for the person
    early = past(counted(), of=1, day=6.5, zone="+10:00")  # Monday 8:00 for the person
    found = adherence([late, early], PLAN, today=date(2026, 1, 12), weeks=2)
    assert [week.sessions for week in found.weeks] == [1, 1]
