"""How an exercise goes over time: a point a day, and how much that changes in a week."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from statistics import median

from runstrong.history.model import PastSet
from runstrong.history.progress.weeks import DAYS_A_WEEK

FEWEST_POINTS = 4
SHORTEST_DAYS = 14
"""Fewer points, or a shorter time, is chance and no trend."""

MOST_POINTS = 120
"""The newest so many decide: every pair of them is compared."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One exercise on one day; None where nothing of the kind was measured.

    Attributes
    ----------
    sets, reps, held_s
        In all.
    best_reps, best_hold_s
        Of one set.
    sway_mps2, rep_s
        The middle value of the sets.
    """

    day: date
    sets: int
    reps: int
    held_s: float
    best_reps: int | None = None
    best_hold_s: float | None = None
    sway_mps2: float | None = None
    rep_s: float | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """An exercise over time, oldest first; changes are those of a week, None where there is too little to tell."""

    exercise: str
    name: str
    points: tuple[TrendPoint, ...]
    reps_a_week: float | None = None
    hold_s_a_week: float | None = None
    sway_mps2_a_week: float | None = None
    rep_s_a_week: float | None = None


def trends(sets: Sequence[PastSet]) -> tuple[Trend, ...]:
    """Return the trend of every exercise, in the order in which they were first done."""
    by_exercise: dict[str, list[PastSet]] = defaultdict(list)
    for one in sets:
        if one.has_work:
            by_exercise[one.exercise].append(one)
    return tuple(_trend(exercise, done) for exercise, done in by_exercise.items())


def change_a_week(points: Sequence[TrendPoint], value_of: Callable[[TrendPoint], float | None]) -> float | None:
    """Return the middle one of the slopes between all pairs of points (Theil and Sen): outliers do not move it."""
    known = [(point.day, value) for point in points if (value := value_of(point)) is not None][-MOST_POINTS:]
    if len(known) < FEWEST_POINTS or (known[-1][0] - known[0][0]).days < SHORTEST_DAYS:
        return None
    slopes = [
        (later - earlier) / (to_day - from_day).days
        for (from_day, earlier), (to_day, later) in combinations(known, 2)
        if to_day > from_day
    ]
    return DAYS_A_WEEK * median(slopes)


def _trend(exercise: str, done: Sequence[PastSet]) -> Trend:
    by_day: dict[date, list[PastSet]] = defaultdict(list)
    for one in done:
        by_day[one.day].append(one)
    points = tuple(_point(day, by_day[day]) for day in sorted(by_day))
    return Trend(
        exercise,
        done[-1].name,
        points,
        change_a_week(points, lambda point: point.best_reps),
        change_a_week(points, lambda point: point.best_hold_s),
        change_a_week(points, lambda point: point.sway_mps2),
        change_a_week(points, lambda point: point.rep_s),
    )


def _point(day: date, done: Sequence[PastSet]) -> TrendPoint:
    reps = [one.reps for one in done if one.reps is not None]
    holds_s = [one.hold_s for one in done if one.hold_s is not None]
    sways_mps2 = [one.sway_mps2 for one in done if one.sway_mps2 is not None]
    reps_s = [one.rep_s for one in done if one.rep_s is not None]
    return TrendPoint(
        day=day,
        sets=len(done),
        reps=sum(reps),
        held_s=sum(holds_s),
        best_reps=max(reps, default=None),
        best_hold_s=max(holds_s, default=None),
        sway_mps2=median(sways_mps2) if sways_mps2 else None,
        rep_s=median(reps_s) if reps_s else None,
    )
