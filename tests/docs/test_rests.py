"""The study of rests finds sets in their place, and tells those that are not; all of it is a command."""

import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
sys.path.append(str(DOCS))
import rests_study  # noqa: E402
import rests_walks  # noqa: E402


@pytest.mark.parametrize(("exercise", "place"), [("squat", "waist"), ("push-up", "upper arm"), ("plank", "waist")])
def test_sets_are_found_wherever_in_the_rest_they_begin(exercise: str, place: str) -> None:
    outcome = rests_study.run(rests_study.Case(exercise, place, rests_study.WINDOW, 1))
    assert outcome.in_step
    assert outcome.near == outcome.sets == 3


def test_a_set_that_was_found_elsewhere_is_told() -> None:
    case = rests_study.Case("russian-twist", "wrist", rests_study.WINDOW, 7000)
    outcome = rests_study.run(case)
    assert not outcome.in_step, "walking used to begin the second set at the wrist; choose another one that is missed"
    assert "- russian-twist, wrist, rest 30-75s (seed 7000)" in rests_study.table([outcome], 1)


def test_every_exercise_is_tried_with_both_kinds_of_rest() -> None:
    tried = list(rests_study.cases(range(1)))
    assert len({case.exercise for case in tried}) == 35
    assert {case.rest for case in tried} == {rests_study.WINDOW, rests_study.ONE_LENGTH}


def test_a_rest_is_walking_and_a_squat_is_not() -> None:
    assert rests_walks.is_walking_said(rests_walks.rest("waist", 0), "waist")
    squats = rests_walks.simulate_set("squat", "waist", seed=900, moves=12, around=rests_walks.Around.NOTHING).block
    assert not rests_walks.is_walking_said(squats, "waist")
