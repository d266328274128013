"""The cells of the table of trials: what is simulated in each, and from which seeds."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace, Counting, Exercise, Kind, Visibility

TRIALS_PER_CELL = 20

FIRST_TABLE_SEED = 1_000_000
"""Seeds below this one are for looking, fitting and fixtures; the table never uses them."""

TABLE_SEEDS = 2**31

REPS = (8, 10, 12)
"""Repetitions of the sets of a cell, in turn: the amounts that plans prescribe."""


class Tempo(StrEnum):
    """Usual time of a single move: the 95 %, 50 % and 5 % point of the movement's own range."""

    SLOW = "slow"
    NORMAL = "normal"
    FAST = "fast"


class Condition(StrEnum):
    """What makes a set harder than it has to be."""

    CLEAN = "clean"
    TIRED = "tired"
    NOISY = "noisy"
    WALK = "walk-in and walk-out"


class People(StrEnum):
    """Who does the sets."""

    USUAL = "usual"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: twenty sets of the same kind by different people."""

    exercise: str
    place: str
    tempo: Tempo
    condition: Condition
    people: People

    def seed(self, number: int) -> int:
        """Return the seed of one trial; every cell has its own, and none is below `FIRST_TABLE_SEED`."""
        text = f"{self.exercise}/{self.place}/{self.tempo}/{self.condition}/{self.people}/{number}"
        return FIRST_TABLE_SEED + crc32(text.encode()) % TABLE_SEEDS


def usable_places(exercise: Exercise) -> tuple[BodyPlace, ...]:
    """Return the places that are not blind, those that see most first."""
    ranks = list(Visibility)
    seen = [place for place, advice in exercise.places.items() if advice.visibility is not Visibility.BLIND]
    return tuple(sorted(seen, key=lambda place: ranks.index(exercise.places[place].visibility)))


def cells_of(exercise: Exercise, people: People) -> Iterator[Cell]:
    """Yield every cell of an exercise; a hold has no tempo."""
    tempos = [Tempo.NORMAL] if exercise.kind is Kind.HOLD else list(Tempo)
    for place in usable_places(exercise):
        for condition in Condition:
            for tempo in tempos:
                yield Cell(exercise.id, place.value, tempo, condition, people)


def all_cells() -> tuple[Cell, ...]:
    """Return every cell of the table in its order: usual people first."""
    return tuple(cell for people in People for exercise in load_catalogue() for cell in cells_of(exercise, people))


def reps_of(number: int) -> int:
    """Return how many repetitions a trial has."""
    return REPS[number % len(REPS)]


def moves_per_rep(exercise: Exercise) -> int:
    """Return the single moves in one repetition as the exercise counts."""
    return 2 if exercise.counting is Counting.PAIR else 1
