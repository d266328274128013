"""What a person is told about a sensor that sees a movement badly, before anything is counted."""

from dataclasses import replace

import pytest

from runstrong.exercises import load_catalogue
from runstrong.exercises.model import BodyPlace, Exercise, Visibility
from runstrong.session.replay import blind_spots
from runstrong.session.script import Script, script_of_exercise


def script_at(exercise: Exercise, place: BodyPlace) -> Script:
    return script_of_exercise(exercise, None, place=place)


def told(exercise: Exercise, place: BodyPlace) -> tuple[str, ...]:
    return blind_spots(script_at(exercise, place), place)


def with_advice(exercise: Exercise, place: BodyPlace, *, advised: bool) -> Exercise:
    advice = replace(exercise.places[place], advised=advised)
    return replace(exercise, places={**exercise.places, place: advice})


def test_a_blind_place_is_told_with_a_better_one() -> None:
    (warning,) = told(load_catalogue().get("glute-bridge"), BodyPlace.WRIST)
    assert warning.startswith("a sensor on the wrist cannot see glute bridge; wear it on the ")


def test_a_place_that_is_not_advised_is_told_with_one_that_is() -> None:
    crunch = with_advice(load_catalogue().get("crunch"), BodyPlace.WAIST, advised=False)
    (warning,) = told(crunch, BodyPlace.WAIST)
    assert warning == "a sensor on the waist often miscounts crunch; wear it on the chest"


def test_a_good_place_is_not_talked_about() -> None:
    squat = with_advice(load_catalogue().get("squat"), BodyPlace.THIGH, advised=True)
    assert told(squat, BodyPlace.THIGH) == ()


def test_where_nowhere_is_better_nothing_is_recommended() -> None:
    squat = load_catalogue().get("squat")
    places = {
        place: replace(advice, advised=False, visibility=Visibility.WEAK) for place, advice in squat.places.items()
    }
    (warning,) = told(replace(squat, places=places), BodyPlace.WAIST)
    assert warning == "a sensor on the waist often miscounts squat"


@pytest.mark.parametrize("exercise", list(load_catalogue()), ids=lambda exercise: exercise.id)
def test_every_exercise_is_told_of_in_one_line_at_most(exercise: Exercise) -> None:
    for place in BodyPlace:
        assert len(told(exercise, place)) == (0 if exercise.places[place].advised or exercise.id == "plank" else 1) or (
            exercise.id == "plank" and len(told(exercise, place)) <= 1
        )
