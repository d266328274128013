"""Calendar weeks, from Monday to Sunday."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from runstrong.history.model import PastSet

DAYS_A_WEEK = 7
USUAL_WEEKS = 8
"""Two months: long enough for a trend, short enough to be about now."""

WIDEST_ZONE = timedelta(hours=14)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def mondays(today: date, weeks: int) -> tuple[date, ...]:
    """Return the Mondays of so many weeks, the last of them the one of ``today``."""
    last = monday_of(today)
    return tuple(last - timedelta(weeks=ago) for ago in range(weeks - 1, -1, -1))


def since_s(today: date, weeks: int) -> float:
    """Return a Unix time from which on everything of these weeks is, wherever it was done."""
    first = datetime.combine(mondays(today, weeks)[0], datetime.min.time(), UTC)
    return (first - WIDEST_ZONE).timestamp()


def done_in(sets: Sequence[PastSet], today: date, weeks: int) -> tuple[PastSet, ...]:
    """Return the sets of these weeks in which anything was done."""
    first, from_s = mondays(today, weeks)[0], since_s(today, weeks)
    return tuple(one for one in sets if one.at_s >= from_s and one.has_work and first <= one.day <= today)
