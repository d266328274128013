"""All exercises by id, name and alias, and a general one for any other repeated movement."""

from collections.abc import Iterable, Iterator
from functools import cache

from runstrong.errors import UnknownName, printable
from runstrong.exercises.model import (
    BodyPlace,
    Counting,
    Exercise,
    FitName,
    Kind,
    Phase,
    PlaceAdvice,
    Sides,
    Visibility,
)
from runstrong.exercises.reading import read_exercises
from runstrong.exercises.spelling import name_key, nearest_keys
from runstrong.exercises.tables import BadCatalogue
from runstrong_signal.motion import GENERAL

LISTING = "runstrong exercises"
"""The command that shows every name."""

MOST_SUGGESTIONS = 3

GENERAL_ID = "general"
"""Id of the exercise that stands for any movement outside the catalogue."""

FIT_UNKNOWN_CATEGORY = 65534
FIT_INVALID_NAME = 65535
"""FIT profile: the exercise category "unknown", and the value that stands for no exercise name."""


class Catalogue:
    """The exercises in the order of the tables; raises BadCatalogue if two of them share a name or an alias."""

    def __init__(self, exercises: Iterable[Exercise]) -> None:
        self._by_id: dict[str, Exercise] = {}
        self._by_key: dict[str, Exercise] = {}
        for exercise in exercises:
            if exercise.id in self._by_id:
                raise BadCatalogue(f"two exercises have the id {exercise.id!r}")
            self._by_id[exercise.id] = exercise
            for name in (exercise.id, exercise.name, *exercise.aliases):
                owner = self._by_key.setdefault(name_key(name), exercise)
                if owner is not exercise:
                    raise BadCatalogue(f"{name!r} means both {owner.id!r} and {exercise.id!r}")

    def __iter__(self) -> Iterator[Exercise]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, exercise_id: str) -> Exercise:
        """Return the exercise of exactly this id; raises UnknownName if there is none."""
        exercise = self._by_id.get(exercise_id)
        if exercise is None:
            raise self._unknown(exercise_id)
        return exercise

    def find(self, name: str) -> Exercise:
        """Return the exercise that a person means by an id, a name or an alias.

        Case, spaces, hyphens and a plural "s" do not matter. Raises UnknownName, with the nearest names, if there is
        none.
        """
        exercise = self._by_key.get(name_key(name))
        if exercise is None:
            raise self._unknown(name)
        return exercise

    def nearest(self, name: str) -> tuple[str, ...]:
        """Return the names of up to three exercises that have a name or an alias like this one, best first."""
        close = nearest_keys(name, self._by_key)
        return tuple(dict.fromkeys(self._by_key[key].name for key in close))[:MOST_SUGGESTIONS]

    def _unknown(self, name: str) -> UnknownName:
        return UnknownName("exercise", name, self.nearest(name), listing=LISTING)


@cache
def load_catalogue() -> Catalogue:
    """Return the shipped catalogue; read and checked once."""
    return Catalogue(read_exercises())


def general_exercise(name: str) -> Exercise:
    """Return an exercise for a repeated movement of which only the name is known.

    Every place is taken for good and every period of the signal for one repetition.
    """
    return Exercise(
        id=GENERAL_ID,
        name=printable(name),
        aliases=(),
        kind=Kind.REPS,
        sides=Sides.TOGETHER,
        counting=Counting.EACH,
        start_posture="The position in which a repetition begins and ends.",
        on_floor=False,
        rep_is="Everything from one start position to the next.",
        phases=(Phase("repetition", 1.0),),
        equipment=(),
        substitutes="",
        muscles=(),
        steps=("Take the start position and be still for a moment.", "Repeat the movement evenly."),
        cues=("Start and end every repetition in the same position.", "Keep an even tempo."),
        easier="",
        harder="",
        places={place: PlaceAdvice(Visibility.GOOD) for place in BodyPlace},
        motion=GENERAL,
        fit=FitName("unknown", FIT_UNKNOWN_CATEGORY, "", FIT_INVALID_NAME, "poor"),
        cannot_see="This movement is not in the catalogue: only its repetitions are counted.",
    )
