"""Whether a plan is followed: sessions a week, what is meant for every day, and days of rest.

A day with nothing but the daily rows of a plan is a day of rest from it: these rows are meant for every day. Where a
plan has only daily rows, or where there is no plan, every day on which anything was done is a day of training.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from runstrong.history.model import PastSet
from runstrong.history.progress.weeks import DAYS_A_WEEK, done_in, monday_of, mondays
from runstrong.plans.model import Plan


@dataclass(frozen=True, slots=True)
class Week:
    """One week.

    Attributes
    ----------
    days
        How many of its days have begun.
    sessions, sets
        Sessions in which more than the daily rows was done, and all sets.
    active_s
        Time of all sets.
    daily_days
        Days on which a daily row of the plan was done.
    rest_days
        Days without such a session, of those that have begun.
    without_rest
        Sessions' days that followed another one with no day between.
    """

    monday: date
    days: int
    sessions: int
    sets: int
    active_s: float
    daily_days: int
    rest_days: int
    without_rest: int

    @property
    def is_over(self) -> bool:
        """Whether all its days have begun."""
        return self.days == DAYS_A_WEEK


@dataclass(frozen=True, slots=True)
class Adherence:
    """Weeks against what a plan asks for.

    Attributes
    ----------
    sessions_per_week
        From and to, or None where nothing is asked for.
    daily
        Whether there is something for every day.
    rests
        Whether the plan asks for days of rest.
    """

    plan_id: str
    sessions_per_week: tuple[int, int] | None
    daily: bool
    rests: bool
    weeks: tuple[Week, ...]

    @property
    def weeks_met(self) -> int | None:
        """Whole weeks with enough sessions; None where no number is asked for."""
        if self.sessions_per_week is None:
            return None
        return sum(week.sessions >= self.sessions_per_week[0] for week in self.weeks if week.is_over)

    @property
    def weeks_over(self) -> int:
        """How many weeks are over."""
        return sum(week.is_over for week in self.weeks)

    @property
    def daily_share(self) -> float | None:
        """Share of all days on which the daily work was done; None where there is none."""
        days = sum(week.days for week in self.weeks)
        return sum(week.daily_days for week in self.weeks) / days if self.daily and days else None

    @property
    def without_rest(self) -> int:
        """How often a session followed another one on the next day."""
        return sum(week.without_rest for week in self.weeks)


def adherence(sets: Sequence[PastSet], plan: Plan | None, *, today: date, weeks: int) -> Adherence:
    """Return how a plan was followed in so many weeks up to today; without a plan, what was done at all."""
    done = done_in(sets, today, weeks)
    daily = frozenset[str]() if plan is None else _daily_exercises(plan)
    of_plan = [one for one in done if plan is None or one.plan_id == plan.id]
    training = [one for one in of_plan if not daily or one.exercise not in daily]
    if plan is not None and all(item.every_day for item in plan.items):
        training = of_plan
    daily_days = {one.day for one in done if one.exercise in daily}
    return Adherence(
        plan_id="" if plan is None else plan.id,
        sessions_per_week=None if plan is None else plan.sessions_per_week,
        daily=bool(daily),
        rests=plan is not None and plan.rest_days,
        weeks=tuple(_week(monday, today, done, training, daily_days) for monday in mondays(today, weeks)),
    )


def _daily_exercises(plan: Plan) -> frozenset[str]:
    return frozenset(exercise for item in plan.items if item.every_day for exercise in item.exercises)


def _week(
    monday: date, today: date, done: Sequence[PastSet], training: Sequence[PastSet], daily_days: set[date]
) -> Week:
    begun = [monday + timedelta(days=day) for day in range(DAYS_A_WEEK) if monday + timedelta(days=day) <= today]
    in_week = [one for one in done if monday_of(one.day) == monday]
    trained = {one.day for one in training}
    return Week(
        monday=monday,
        days=len(begun),
        sessions=len({one.session_id for one in training if monday_of(one.day) == monday}),
        sets=len(in_week),
        active_s=sum(one.end_s - one.start_s for one in in_week),
        daily_days=len(daily_days.intersection(begun)),
        rest_days=len(set(begun) - trained),
        without_rest=sum(day in trained and day - timedelta(days=1) in trained for day in begun),
    )
