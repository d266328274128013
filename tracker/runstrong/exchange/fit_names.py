"""Between the catalogue's exercises and FIT's words for them."""

from functools import cache

from runstrong.errors import UnknownName
from runstrong.exercises.catalogue import FIT_INVALID_NAME, general_exercise, load_catalogue
from runstrong.exercises.model import Exercise, FitName


def fit_name_of(exercise_id: str) -> FitName:
    """Return FIT's nearest word for an exercise; for one that is not in the catalogue, its word for unknown."""
    try:
        return load_catalogue().get(exercise_id).fit
    except UnknownName:
        return general_exercise(exercise_id).fit


def name_number(name: FitName) -> int | None:
    """Return the number of a name within its category, or None where FIT has no word."""
    return None if name.name_no == FIT_INVALID_NAME else name.name_no


@cache
def _by_numbers() -> dict[tuple[int, int], Exercise]:
    """Return the first exercise of each pair of numbers; exact words come before near ones."""
    ranked = sorted(load_catalogue(), key=lambda exercise: exercise.fit.match != "exact")
    found: dict[tuple[int, int], Exercise] = {}
    for exercise in ranked:
        found.setdefault((exercise.fit.category_no, exercise.fit.name_no), exercise)
    return found


def exercise_of(category_no: int | None, name_no: int | None) -> Exercise | None:
    """Return the exercise that FIT's numbers mean, or None."""
    return None if category_no is None or name_no is None else _by_numbers().get((category_no, name_no))
