"""When a plan is to be done again: what it says of sessions a week and rest days, against when it was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from runstrong.plans.model import Plan

DAYS_A_WEEK = 7


class When(Enum):
    """What a plan wants of today."""

    ANY_DAY = auto()  # the plan says nothing of when
    FIRST = auto()  # it was never done
    DONE_TODAY = auto()
    REST_DAY = auto()
    MAY = auto()  # not needed yet, and no harm
    DUE = auto()
    OVERDUE = auto()


@dataclass(frozen=True, slots=True)
class Due:
    """What a plan wants of today, and the days that go with it.

    Attributes
    ----------
    last
        When it was done last, or None.
    next_day
        The first day on which it should be done again, or None where the plan says nothing of when.
    this_week
        Sessions in the seven days that end today.
    """

    when: When
    last: date | None = None
    next_day: date | None = None
    this_week: int = 0


def due(plan: Plan, done: Sequence[date], today: date) -> Due:
    """Return what a plan wants of today, given the days on which it was done, in any order.

    Sessions are spread evenly over the week: three a week means every other day, or the third. Where rest days are
    asked for, the day after a session is one.
    """
    past = sorted(day for day in done if day <= today)
    if not past:
        return Due(When.FIRST)
    last = past[-1]
    this_week = sum(day > today - timedelta(days=DAYS_A_WEEK) for day in past)
    since_days = (today - last).days
    shortest = 2 if plan.rest_days else 1
    if plan.sessions_per_week is None:
        when = _when(since_days, shortest, since_days + 1, rests=plan.rest_days)
        return Due(When.ANY_DAY if when is When.MAY else when, last, None, this_week)
    soonest, latest = (max(shortest, _days_between(sessions)) for sessions in reversed(plan.sessions_per_week))
    return Due(_when(since_days, soonest, latest, rests=plan.rest_days), last, last + timedelta(latest), this_week)


def _days_between(sessions_a_week: int) -> int:
    """Return the whole days from one session to the next; three a week are two days apart."""
    return max(1, DAYS_A_WEEK // sessions_a_week)


def _when(since_days: int, soonest: int, latest: int, *, rests: bool) -> When:
    if since_days == 0:
        return When.DONE_TODAY
    if since_days < soonest:
        return When.REST_DAY if rests else When.MAY
    if since_days < latest:
        return When.MAY
    return When.DUE if since_days == latest else When.OVERDUE


def due_words(due: Due, today: date) -> str:
    """Return what a plan wants of today as a few words."""
    match due.when:
        case When.FIRST:
            return "not done yet"
        case When.ANY_DAY:
            return "any day will do"
        case When.DONE_TODAY:
            return "done today"
        case When.REST_DAY:
            return "a rest day" if due.next_day is None else f"a rest day; due {day_words(due.next_day, today)}"
        case When.MAY:
            return f"due {day_words(due.next_day or today, today)}; today is fine too"
        case When.DUE:
            return "due today"
        case When.OVERDUE:
            return f"was due {day_words(due.next_day or today, today)}"


def day_words(day: date, today: date) -> str:
    """Return a day as people say it: by its distance, by its name within a week, or by its date."""
    match (day - today).days:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case -1:
            return "yesterday"
        case days if abs(days) < DAYS_A_WEEK:
            return f"on {day:%A}"
        case _:
            return f"on {day.day} {day:%B %Y}"
