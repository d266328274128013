"""Which of several sensors to listen to for an exercise."""

from collections.abc import Mapping

from runstrong.exercises.model import BodyPlace, Exercise, Visibility

ORDER = tuple(Visibility)
UNKNOWN_ORDER = ORDER.index(Visibility.BLIND) - 0.5
"""A place that nobody named may see something; that is better than one that is known to see nothing."""


def best_slot(exercise: Exercise, places: Mapping[int, BodyPlace | None]) -> int:
    """Return the slot whose place sees an exercise best; among equals the lowest."""
    return min(places, key=lambda slot: (_order(exercise, places[slot]), slot))


def _order(exercise: Exercise, place: BodyPlace | None) -> float:
    advice = None if place is None else exercise.places.get(place)
    return UNKNOWN_ORDER if advice is None else ORDER.index(advice.visibility)
