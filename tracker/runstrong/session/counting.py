"""From periods of the signal to prescribed repetitions.

A sensor sees *periods*. Where left and right alternate, one period is two moves to a sensor that tells the sides apart
and one to a sensor that does not; and a prescription counts every move, or right and left together as one. Both facts
make one rule of two whole numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from runstrong.exercises.model import BodyPlace, Counting, Exercise, PlaceAdvice, Sides, Visibility

ORDER_OF_SIGHT = (Visibility.BEST, Visibility.GOOD, Visibility.WEAK, Visibility.BLIND)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of session time."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class RepRule:
    """How many moves one period of the signal holds, and how many moves make one repetition."""

    moves_per_period: int = 1
    moves_per_rep: int = 1

    def reps(self, periods: int) -> int:
        """Return the whole repetitions in a number of periods."""
        return periods * self.moves_per_period // self.moves_per_rep

    def periods_of(self, rep: int) -> range:
        """Return the indices, from 0, of the periods that repetition ``rep`` (from 1) takes part of."""
        first_move, last_move = (rep - 1) * self.moves_per_rep, rep * self.moves_per_rep - 1
        return range(first_move // self.moves_per_period, last_move // self.moves_per_period + 1)

    def span(self, rep: int, periods: Sequence[Span]) -> Span:
        """Return when repetition ``rep`` (from 1) was done; moves inside one period share it evenly."""
        first_move = (rep - 1) * self.moves_per_rep
        last_move = rep * self.moves_per_rep - 1
        return Span(self._move(first_move, periods).start_s, self._move(last_move, periods).end_s)

    def _move(self, move: int, periods: Sequence[Span]) -> Span:
        period = periods[move // self.moves_per_period]
        part_s = (period.end_s - period.start_s) / self.moves_per_period
        start_s = period.start_s + part_s * (move % self.moves_per_period)
        return Span(start_s, start_s + part_s)


def rep_rule(exercise: Exercise, sides: Sides, counting: Counting, place: BodyPlace | None) -> RepRule:
    """Return the rule for a set whose sides and counting are settled, seen from ``place`` (None: not known)."""
    if sides is not Sides.ALTERNATING:
        return RepRule()
    advice = exercise.places.get(place) if place is not None else None
    advice = advice or best_advice(exercise.places)
    moves_per_period = 1 if advice is None else advice.moves_per_period
    return RepRule(moves_per_period, 2 if counting is Counting.PAIR else 1)


def best_advice(places: Mapping[BodyPlace, PlaceAdvice]) -> PlaceAdvice | None:
    """Return the advice of the place that sees the movement best, the first of several; None if none is listed."""
    return min(places.values(), key=lambda advice: ORDER_OF_SIGHT.index(advice.visibility), default=None)
