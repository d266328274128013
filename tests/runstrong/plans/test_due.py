"""When a plan is to be done again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from runstrong.plans.due import Due, When, day_words, due, due_words
from runstrong.plans.library import find_plan

TODAY = date(2026, 11, 29)
PLAN = find_plan("essential-four")


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=one) for one in days]


@pytest.mark.parametrize(
    ("a_week", "rest_days", "days_ago", "when"),
    [
        (None, False, (), When.FIRST),
        (None, False, (3,), When.ANY_DAY),
        (None, False, (0,), When.DONE_TODAY),
        (None, True, (1,), When.REST_DAY),
        (None, True, (2,), When.ANY_DAY),
        ((3, 3), True, (0,), When.DONE_TODAY),
        ((3, 3), True, (1,), When.REST_DAY),
        ((3, 3), True, (2,), When.DUE),
        ((3, 3), True, (5, 12), When.OVERDUE),
        ((2, 3), True, (2,), When.MAY),
        ((2, 3), True, (3,), When.DUE),
        ((1, 1), False, (4,), When.MAY),
        ((7, 7), False, (1,), When.DUE),
        ((14, 14), False, (1,), When.DUE),
    ],
)
def test_when(a_week: tuple[int, int] | None, rest_days: bool, days_ago: tuple[int, ...], when: When) -> None:
    plan = replace(PLAN, sessions_per_week=a_week, rest_days=rest_days)
    assert due(plan, ago(*days_ago), TODAY).when is when


def test_what_is_said_with_it() -> None:
    plan = replace(PLAN, sessions_per_week=(3, 3), rest_days=True)
    told = due(plan, ago(1, 3, 6, 9), TODAY)
    assert told == Due(When.REST_DAY, TODAY - timedelta(1), TODAY + timedelta(1), this_week=3)
    assert due_words(told, TODAY) == "a rest day; due tomorrow"


def test_days_in_the_future_are_a_clock_that_was_wrong() -> None:
    assert due(PLAN, [TODAY + timedelta(9)], TODAY).when is When.FIRST


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (-3, "on Thursday"), (-30, "on 30 October 2026")],
)
def test_days_as_people_say_them(days: int, words: str) -> None:
    assert day_words(TODAY + timedelta(days), TODAY) == words
