"""Trends, records, balance and tempo of sets whose answers are known beforehand."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_history import counted, held, past

from runstrong.history import RepFacts
from runstrong.history.progress.balance import SideBySide, balances
from runstrong.history.progress.records import records
from runstrong.history.progress.tempo import slowing_of, tempos
from runstrong.history.progress.trends import trends
from runstrong.history.progress.weeks import mondays
from runstrong.session.set_result import Side


def test_a_trend_is_the_usual_change_of_a_week_and_no_outlier_moves_it() -> None:
    days = [past(counted(reps=8 + week), of=week, day=7 * week) for week in range(8)]
    days[3] = past(counted(reps=40), of=3, day=21)
    (trend,) = trends(days)
    assert trend.reps_a_week == pytest.approx(1.0)
    assert trend.rep_s_a_week == pytest.approx(0.0)
    assert trend.hold_s_a_week is None


@pytest.mark.parametrize("days", [(0, 1, 2, 3), (0, 20, 40)])
def test_too_little_is_no_trend(days: tuple[int, ...]) -> None:
    (trend,) = trends([past(counted(reps=8 + n), of=n, day=day) for n, day in enumerate(days)])
    assert trend.reps_a_week is None


def test_a_day_is_one_point_with_all_its_sets() -> None:
    sets = [past(held(0, 20.0)), past(held(1, 30.0, sway_mps2=0.4)), past(counted(2))]
    plank, squat = trends(sets)
    (point,) = plank.points
    assert (point.sets, point.held_s, point.best_hold_s, point.best_reps) == (2, 50.0, 30.0, None)
    assert point.sway_mps2 == pytest.approx(0.3)
    assert squat.points[0].reps == 10


def test_records_are_the_first_of_the_best() -> None:
    sets = [
        past(counted(reps=12), of=1, day=0),
        past(counted(reps=12), of=2, day=1),
        past(counted(reps=9), of=3, day=2),
        past(held(1, 60.0, sway_mps2=0.6), of=1, day=0),
        past(held(1, 45.0, sway_mps2=0.3), of=2, day=1),
        past(held(1, 50.0, sway_mps2=0.1, placement="chest"), of=3, day=2),
        past(held(2, 5.0, sway_mps2=0.01), of=3, day=2),
    ]
    squat, plank = records(sets)
    assert squat.most_reps is not None
    assert (squat.most_reps.value, squat.most_reps.session_id, squat.most_reps.day) == (12, 1, date(2026, 1, 5))
    assert plank.longest_hold_s is not None
    assert plank.longest_steady_hold_s is not None
    assert plank.steadiest_mps2 is not None
    assert (plank.longest_hold_s.value, plank.longest_steady_hold_s.value) == (60.0, 45.0)
    assert plank.steadiest_mps2.value == 0.1
    assert plank.most_reps is None


def both_sides(left: int, right: int, of: int = 0) -> list:
    return [
        past(counted(0, reps=left, side=Side.LEFT, exercise="lunge"), of=of, day=of),
        past(counted(1, reps=right, side=Side.RIGHT, exercise="lunge"), of=of, day=of),
    ]


def test_sides_are_compared_where_both_were_done() -> None:
    sets = [*both_sides(8, 12), *both_sides(8, 12, of=1), past(counted(0, reps=50, side=Side.LEFT), of=2)]
    (balance,) = balances(sets)
    assert balance.exercise == "lunge"
    assert balance.sessions == 2
    assert balance.reps == SideBySide(8.0, 12.0)
    assert balance.reps.behind is Side.LEFT
    assert balance.reps.symmetry == pytest.approx(2 / 3)
    assert balance.hold_s is None


def test_the_most_even_session_is_a_record_if_enough_was_done() -> None:
    (of_lunge,) = records([*both_sides(8, 12), *both_sides(10, 9, of=1), *both_sides(2, 2, of=2)])
    assert of_lunge.best_symmetry is not None
    assert (of_lunge.best_symmetry.value, of_lunge.best_symmetry.session_id) == (0.9, 1)


def test_small_differences_are_none() -> None:
    assert SideBySide(10.0, 10.5).behind is None
    assert SideBySide(0.0, 0.0).symmetry == 1.0


def test_slowing_is_told_of_long_sets_only() -> None:
    def with_reps(*reps_s: float) -> tuple[RepFacts, ...]:
        return tuple(RepFacts(10.0 * n, 10.0 * n + rep_s, lowering_s=rep_s / 2) for n, rep_s in enumerate(reps_s))

    tired = counted(reps_done=with_reps(2, 2, 2, 2, 3, 3))
    assert slowing_of(tired) == pytest.approx(0.5)
    assert slowing_of(replace(tired, reps_done=tired.reps_done[:5])) is None
    (tempo,) = tempos([past(tired), past(counted(rep_s=3.0), of=1)])
    assert (tempo.sets, tempo.rep_s, tempo.quickest_s, tempo.slowest_s) == (2, 2.5, 2.0, 3.0)
    assert tempo.lowering_s == 1.0


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 600))
def test_weeks_begin_on_mondays_and_end_with_today(today: date, weeks: int) -> None:
    found = mondays(today, weeks)
    assert len(found) == weeks
    assert {day.weekday() for day in found} == {0}
    assert 0 <= (today - found[-1]).days < 7
