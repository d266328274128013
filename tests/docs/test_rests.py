"""The study of rests finds sets in their place, and tells those that are not; all of it is a command."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def _study() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_rests_study", DOCS / "rests_study.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


STUDY = _study()


@pytest.mark.parametrize(("exercise", "place"), [("squat", "waist"), ("push-up", "upper arm"), ("plank", "waist")])
def test_sets_are_found_wherever_in_the_rest_they_begin(exercise: str, place: str) -> None:
    outcome = STUDY.run(STUDY.Case(exercise, place, STUDY.WINDOW, 1))
    assert outcome.in_step
    assert outcome.near == outcome.sets == 3


def test_a_set_that_was_found_elsewhere_is_told() -> None:
    case = STUDY.Case("overhead-lunge", "thigh", STUDY.WINDOW, 1)
    outcome = STUDY.run(case)
    assert not outcome.in_step, "fidgeting used to begin the second set; choose another one that is missed"
    assert "- overhead-lunge, thigh, rest 30-75s (seed 1)" in STUDY.table([outcome], 1)


def test_every_exercise_is_tried_with_both_kinds_of_rest() -> None:
    tried = list(STUDY.cases(range(1)))
    assert len({case.exercise for case in tried}) == 35
    assert {case.rest for case in tried} == {STUDY.WINDOW, STUDY.ONE_LENGTH}
