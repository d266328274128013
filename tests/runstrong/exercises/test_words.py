"""The words of the catalogue: complete, short, and whole sentences."""

import pytest

from runstrong.exercises import general_exercise, load_catalogue
from runstrong.exercises.model import BodyPlace, Exercise, Visibility
from runstrong.exercises.spelling import name_key
from runstrong_signal.motion import GENERAL

EXERCISES = [*load_catalogue(), general_exercise("sled push")]
LONGEST_CUE = 70


def sentences(exercise: Exercise) -> list[str]:
    notes = [advice.note for advice in exercise.places.values()]
    optional = [exercise.substitutes, exercise.easier, exercise.harder, *notes]
    required = [exercise.start_posture, exercise.rep_is, exercise.cannot_see, *exercise.steps, *exercise.cues]
    return required + [text for text in optional if text]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
class TestWords:
    def test_every_text_is_a_sentence(self, exercise: Exercise) -> None:
        for text in sentences(exercise):
            assert text[0].isupper(), text
            assert text.endswith("."), text
            assert text == " ".join(text.split()), text

    def test_two_or_three_short_cues_and_some_steps(self, exercise: Exercise) -> None:
        assert 2 <= len(exercise.cues) <= 3
        assert max(map(len, exercise.cues)) <= LONGEST_CUE
        assert 2 <= len(exercise.steps) <= 5

    def test_no_alias_repeats_the_name_or_another_alias(self, exercise: Exercise) -> None:
        keys = [name_key(name) for name in (exercise.name, *exercise.aliases)]
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("exercise", list(load_catalogue()), ids=lambda exercise: exercise.id)
def test_muscles_are_named_and_equipment_has_a_substitute(exercise: Exercise) -> None:
    assert exercise.muscles
    assert exercise.aliases
    assert exercise.substitutes or not exercise.equipment


def test_the_general_exercise_takes_any_name_and_any_place() -> None:
    exercise = general_exercise("sled\x1b[31m push")
    assert exercise.name == "sled\N{REPLACEMENT CHARACTER}[31m push"
    assert exercise.motion == GENERAL
    assert {advice.visibility for advice in exercise.places.values()} == {Visibility.GOOD}
    assert {advice.moves_per_period for advice in exercise.places.values()} == {1}
    assert set(exercise.places) == set(BodyPlace)
