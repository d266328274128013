import pytest

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace, Counting, Sides
from runstrong.session.counting import RepRule, Span, best_advice, rep_rule

PERIODS = [Span(0.0, 2.0), Span(2.0, 4.0), Span(5.0, 7.0), Span(7.0, 9.0)]


@pytest.mark.parametrize(
    ("rule", "reps"),
    [
        (RepRule(1, 1), [0, 1, 2, 3, 4]),
        (RepRule(2, 1), [0, 2, 4, 6, 8]),
        (RepRule(1, 2), [0, 0, 1, 1, 2]),
        (RepRule(2, 2), [0, 1, 2, 3, 4]),
    ],
)
def test_periods_become_repetitions(rule: RepRule, reps: list[int]) -> None:
    assert [rule.reps(periods) for periods in range(5)] == reps


def test_a_repetition_spans_its_moves() -> None:
    assert RepRule(1, 1).span(3, PERIODS) == Span(5.0, 7.0)
    assert RepRule(2, 1).span(4, PERIODS) == Span(3.0, 4.0)
    assert RepRule(1, 2).span(2, PERIODS) == Span(5.0, 9.0)
    assert RepRule(2, 2).span(2, PERIODS) == Span(2.0, 4.0)


def test_the_place_decides_how_many_moves_a_period_holds() -> None:
    twist = load_catalogue().find("Russian twist")
    for place, advice in twist.places.items():
        rule = rep_rule(twist, Sides.ALTERNATING, Counting.PAIR, place)
        assert rule == RepRule(advice.moves_per_period, 2)
    assert rep_rule(twist, Sides.ALTERNATING, Counting.EACH, BodyPlace.CHEST).moves_per_rep == 1


def test_an_unknown_place_counts_as_the_best_one() -> None:
    twist = load_catalogue().find("Russian twist")
    best = best_advice(twist.places)
    assert best is not None
    assert best.visibility.value == "best"
    assert rep_rule(twist, Sides.ALTERNATING, Counting.EACH, None) == RepRule(best.moves_per_period, 1)


def test_sides_that_do_not_alternate_need_no_rule() -> None:
    squat = load_catalogue().find("squat")
    assert rep_rule(squat, Sides.TOGETHER, Counting.PAIR, BodyPlace.WAIST) == RepRule(1, 1)
