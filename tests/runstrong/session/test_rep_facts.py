"""What is known of each repetition of a set: when it turned, its range, how like the others, and side against side."""

import pytest
from driven_engine import DrivenEngine, script

from runstrong.session.commands import Advance
from runstrong.session.counting import RepRule
from runstrong.session.set_events import RepDone
from runstrong.session.tally import CLEAR_TURN_DEG, RepTally
from runstrong_signal.events import PeriodCounted


def period(number: int, *, range_deg: float | None = 40.0, likeness: float = 0.9, each_s: float = 2.0) -> PeriodCounted:
    start_s = each_s * (number - 1)
    return PeriodCounted(start_s + each_s, start_s, start_s + each_s, number, likeness, start_s + 0.75, range_deg)


def tally(rule: RepRule, *periods: PeriodCounted) -> RepTally:
    counted = RepTally(rule)
    for one in periods:
        counted.count(one)
    return counted


def test_a_repetition_is_told_with_its_turn_its_range_and_its_likeness() -> None:
    session = DrivenEngine(script(("squat", "2x5 rest 60s")))
    session.go(5.0)
    session.hear(period(1), period(2, likeness=0.8), period(3, range_deg=CLEAR_TURN_DEG - 1.0))
    told = [(event.turn_s, event.range_deg, event.likeness) for event in session.of(RepDone)]
    assert told == [(0.75, 40.0, 0.9), (2.75, 40.0, 0.8), (None, CLEAR_TURN_DEG - 1.0, 0.9)]
    session.press(Advance())
    result = session.last
    assert result.turns_s == (0.75, 2.75, None)
    assert result.likenesses == (0.9, 0.8, 0.9)
    assert (result.sides_s, result.sides_deg) == ((), ())


def test_a_repetition_of_several_periods_has_no_one_turn_and_is_as_like_as_its_worst() -> None:
    both = tally(RepRule(moves_per_period=1, moves_per_rep=2), period(1), period(2, likeness=0.6))
    assert both.turns_s == (None,)
    assert both.likenesses == (0.6,)
    assert both.ranges_deg == (40.0,)


def test_a_period_of_two_moves_tells_no_sides_apart() -> None:
    seen = tally(RepRule(moves_per_period=2), *(period(number) for number in range(1, 9)))
    assert set(seen.turns_s) == {None}
    assert seen.sides() == ((), ())


def test_every_other_move_is_compared_once_there_are_three_of_each() -> None:
    deep = [period(number, range_deg=50.0 if number % 2 else 40.0) for number in range(1, 7)]
    assert tally(RepRule(), *deep[:-1]).sides() == ((), ())
    times_s, ranges_deg = tally(RepRule(), *deep).sides()
    assert times_s == pytest.approx([2.0, 2.0])
    assert ranges_deg == [50.0, 40.0]


def test_an_alternating_set_says_how_its_sides_compare() -> None:
    session = DrivenEngine(script(("speed-skater", "2x12 rest 60s")))
    session.go(5.0)
    session.hear(*(period(number, range_deg=50.0 if number % 2 else 40.0) for number in range(1, 9)))
    session.press(Advance())
    assert session.last.sides_s == pytest.approx((2.0, 2.0))
    assert session.last.sides_deg == (50.0, 40.0)
