"""How often the automatic count was right for this person, by exercise and by where the sensor was worn.

Only sets count whose final number the person vouches for. Who corrects what is wrong and never confirms what is right
looks worse served than they are; so what was not looked at is counted beside it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from runstrong.history.model import Checked, PastSet


@dataclass(frozen=True, slots=True)
class PersonalAccuracy:
    """The counts of one exercise with the sensor at one place (empty: nobody said where).

    Attributes
    ----------
    checked, exact, within_one
        Sets with a known number, and of those how many were counted exactly, or at most one off.
    unchecked
        Sets that nobody corrected or confirmed.
    mean_error
        How many too many (negative: too few) in a set with a known number; None where there is none.
    """

    exercise: str
    name: str
    placement: str
    checked: int
    exact: int
    within_one: int
    unchecked: int
    mean_error: float | None


def accuracy(sets: Sequence[PastSet]) -> tuple[PersonalAccuracy, ...]:
    """Return how right the counts were; holds, and what no sensor counted, are left out."""
    groups: dict[tuple[str, str], list[PastSet]] = defaultdict(list)
    for one in sets:
        if one.reps_auto is not None and (one.reps_auto or one.reps):
            groups[one.exercise, one.placement].append(one)
    return tuple(_accuracy(group) for _, group in sorted(groups.items()))


def _accuracy(group: Sequence[PastSet]) -> PersonalAccuracy:
    checked = [one for one in group if one.checked is not Checked.NO]
    errors = [(one.reps_auto or 0) - (one.reps or 0) for one in checked]
    return PersonalAccuracy(
        exercise=group[-1].exercise,
        name=group[-1].name,
        placement=group[-1].placement,
        checked=len(checked),
        exact=errors.count(0),
        within_one=sum(abs(error) <= 1 for error in errors),
        unchecked=len(group) - len(checked),
        mean_error=fmean(errors) if errors else None,
    )
