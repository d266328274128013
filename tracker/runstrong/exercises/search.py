"""Find exercises by what a person types: part of a name, a muscle, a piece of equipment."""

from collections.abc import Iterable

from runstrong.exercises.card import KIND_WORDS
from runstrong.exercises.model import Exercise
from runstrong.exercises.spelling import name_key

MOST_CHARACTERS = 100
"""More of what was typed is not looked at."""


def search(exercises: Iterable[Exercise], typed: str) -> tuple[Exercise, ...]:
    """Return the exercises in which every word that was typed occurs; those with it in a name come first."""
    words = [key for word in typed[:MOST_CHARACTERS].split() if (key := name_key(word))]
    found = [exercise for exercise in exercises if all(word in _all_words(exercise) for word in words)]
    return tuple(sorted(found, key=lambda exercise: not all(word in _names(exercise) for word in words)))


def _names(exercise: Exercise) -> str:
    return " ".join(name_key(name) for name in (exercise.name, *exercise.aliases))


def _all_words(exercise: Exercise) -> str:
    others = (*exercise.muscles, *exercise.equipment, KIND_WORDS[exercise.kind])
    return f"{_names(exercise)} {' '.join(name_key(word) for word in others)}"
