"""Where to wear one sensor through a session: one place if that will do, and as few moves as pay off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from runstrong.exercises.model import BodyPlace, Exercise, PlaceAdvice, Visibility

UNSEEN = 3
DOUBTFUL = 1
MOVED = 6
"""What is a bother, in points: a set to be counted by hand, one to keep an eye on, and to move the sensor. So two
unseen or six doubtful sets are worth a move."""

DIMMER = {Visibility.BEST: 0, Visibility.GOOD: 1, Visibility.WEAK: 2, Visibility.BLIND: 2}
"""What decides among ways that are equally much bother."""

USUAL_FIRST = (
    BodyPlace.WAIST,
    BodyPlace.THIGH,
    BodyPlace.CHEST,
    BodyPlace.SHANK,
    BodyPlace.WRIST,
    BodyPlace.FOOT,
    BodyPlace.UPPER_ARM,
)
"""Among equals the place that is reached and fastened most easily."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sets in a row, ``first`` up to but not with ``end``, that are done with the sensor at one place."""

    place: BodyPlace
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the sensor is worn from set to set.

    Attributes
    ----------
    stretches
        In order; together they are all sets.
    unseen
        Numbers of the sets, from 0, that the sensor cannot see where it is worn then.
    doubtful
        Those that it sees, but not well.
    """

    stretches: tuple[Stretch, ...]
    unseen: tuple[int, ...]
    doubtful: tuple[int, ...] = ()

    @property
    def first(self) -> BodyPlace:
        """Where the sensor is clipped to begin with."""
        return self.stretches[0].place

    @property
    def moves(self) -> tuple[Stretch, ...]:
        """The stretches before which the sensor is moved."""
        return self.stretches[1:]

    def place_of(self, number: int) -> BodyPlace:
        """Return where the sensor is during a set."""
        return next(one.place for one in self.stretches if one.first <= number < one.end)


@dataclass(frozen=True, slots=True, order=True)
class _Cost:
    """What a way of wearing costs; compared from the first field to the last."""

    bother: int = 0
    moves: int = 0
    dimmer: int = 0

    def __add__(self, other: "_Cost") -> "_Cost":
        return _Cost(self.bother + other.bother, self.moves + other.moves, self.dimmer + other.dimmer)


MOVE = _Cost(MOVED, 1)

Ways = dict[BodyPlace, tuple[_Cost, tuple[BodyPlace, ...]]]
"""The cheapest way to have come to each place, with its cost."""


def best_placement(sets: Sequence[Exercise], *, may_move: bool = True) -> Placement:
    """Return the best way to wear one sensor for ``sets``, the exercise of each set in order.

    It is the least bother, by the points above; among equals the one with the fewest moves, then the best view. Without
    ``may_move`` it is one place for everything.
    """
    if not may_move:
        return stay_at(min(USUAL_FIRST, key=lambda place: _total(sets, place)), sets)
    cheapest: Ways = {place: (_cost(sets[0], place), (place,)) for place in USUAL_FIRST}
    for exercise in sets[1:]:
        cheapest = {place: _arrive(cheapest, exercise, place) for place in USUAL_FIRST}
    _, way = min(cheapest.values(), key=lambda one: one[0])
    return _along(way, sets)


def stay_at(place: BodyPlace, sets: Sequence[Exercise]) -> Placement:
    """Return what it means to wear the sensor at one place all the time."""
    return _along((place,) * len(sets), sets)


def _arrive(cheapest: Ways, exercise: Exercise, place: BodyPlace) -> tuple[_Cost, tuple[BodyPlace, ...]]:
    """Return the cheapest way to do one more set at a place; who can stay, stays."""
    stay_cost, stay_way = cheapest[place]
    move_cost, move_way = min(cheapest.values(), key=lambda one: one[0])
    before, way = (stay_cost, stay_way) if stay_cost <= move_cost + MOVE else (move_cost + MOVE, move_way)
    return before + _cost(exercise, place), (*way, place)


def _cost(exercise: Exercise, place: BodyPlace) -> _Cost:
    advice = exercise.places[place]
    return _Cost(_bother(advice), 0, DIMMER[advice.visibility])


def _bother(advice: PlaceAdvice) -> int:
    if advice.visibility is Visibility.BLIND:
        return UNSEEN
    return 0 if advice.advised and advice.visibility is not Visibility.WEAK else DOUBTFUL


def _total(sets: Sequence[Exercise], place: BodyPlace) -> _Cost:
    return sum((_cost(exercise, place) for exercise in sets), start=_Cost())


def _along(way: Sequence[BodyPlace], sets: Sequence[Exercise]) -> Placement:
    bothers = [_bother(exercise.places[place]) for place, exercise in zip(way, sets, strict=True)]
    unseen = tuple(number for number, bother in enumerate(bothers) if bother == UNSEEN)
    doubtful = tuple(number for number, bother in enumerate(bothers) if bother == DOUBTFUL)
    return Placement(tuple(_stretches(way)), unseen, doubtful)


def _stretches(way: Sequence[BodyPlace]) -> Iterator[Stretch]:
    first = 0
    for number in range(1, len(way) + 1):
        if number == len(way) or way[number] is not way[first]:
            yield Stretch(way[first], first, number)
            first = number
