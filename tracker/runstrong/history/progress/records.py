"""The best that was ever done of each exercise, each with its day; the first of several that are as good."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from runstrong.exercises.places import find_place
from runstrong.history.model import PastSet
from runstrong.history.progress.balance import symmetries
from runstrong.session.steadiness import Demand, demand_of

FEWEST_FOR_SYMMETRY = 5
SHORTEST_FOR_STEADINESS_S = 10.0
"""Being even over two repetitions, or steady for three seconds, is no record."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record; ``set_id`` is None where it is of a whole session."""

    value: float
    day: date
    session_id: int
    set_id: int | None = None


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one exercise; None where there is none of the kind.

    Attributes
    ----------
    most_reps
        Final count of one set.
    longest_steady_hold_s
        Of the holds that were steady throughout by the published bound, which is for the waist alone.
    steadiest_mps2
        Lowest sway of a hold; where a sensor was worn elsewhere, it is only comparable with itself.
    best_symmetry
        The weaker side's share of the stronger one's amount, in one session.
    """

    exercise: str
    name: str
    most_reps: Record | None
    longest_hold_s: Record | None
    longest_steady_hold_s: Record | None
    steadiest_mps2: Record | None
    best_symmetry: Record | None


def records(sets: Sequence[PastSet]) -> tuple[Records, ...]:
    """Return the records of every exercise, in the order in which they were first done."""
    by_exercise: dict[str, list[PastSet]] = defaultdict(list)
    for one in sets:
        if one.has_work:
            by_exercise[one.exercise].append(one)
    return tuple(_records(exercise, done) for exercise, done in by_exercise.items())


def _records(exercise: str, done: Sequence[PastSet]) -> Records:
    return Records(
        exercise=exercise,
        name=done[-1].name,
        most_reps=_best(done, lambda one: one.reps),
        longest_hold_s=_best(done, lambda one: one.hold_s),
        longest_steady_hold_s=_best(done, lambda one: one.hold_s if is_steady(one) else None),
        steadiest_mps2=_best(done, _sway_of_long_hold, lowest=True),
        best_symmetry=_best_symmetry(done),
    )


def is_steady(one: PastSet) -> bool:
    """Whether a hold was steady by the published bound; where there is none for the place, it is not known to be."""
    return one.is_hold and demand_of(one.sway_mps2, find_place(one.placement)) is Demand.STEADY


def _sway_of_long_hold(one: PastSet) -> float | None:
    return one.sway_mps2 if one.hold_s is not None and one.hold_s >= SHORTEST_FOR_STEADINESS_S else None


def _best(
    done: Sequence[PastSet], value_of: Callable[[PastSet], float | None], *, lowest: bool = False
) -> Record | None:
    best: Record | None = None
    for one in done:
        value = value_of(one)
        if value is None:
            continue
        if best is None or (value < best.value if lowest else value > best.value):
            best = Record(value, one.day, one.session_id, one.id)
    return best


def _best_symmetry(done: Sequence[PastSet]) -> Record | None:
    best: Record | None = None
    for one in symmetries(done):
        enough = max(one.amount.left, one.amount.right) >= FEWEST_FOR_SYMMETRY
        if enough and (best is None or one.amount.symmetry > best.value):
            best = Record(one.amount.symmetry, one.day, one.session_id)
    return best
