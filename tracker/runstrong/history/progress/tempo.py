"""How fast repetitions are, and whether the last ones of a set are slower than the first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from runstrong.history.model import PastSet, SetFacts

FEWEST_REPS = 6
"""A third of them has to be more than one."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """The tempo of one exercise.

    Attributes
    ----------
    rep_s, quickest_s, slowest_s
        Usual time of a repetition: the middle one of all sets, and the extremes.
    slowing
        By how much the last third of a set is slower than the first, as a share; None where sets are too short or were
        asked for without their repetitions.
    lowering_s
        Usual time of the way down, where it is prescribed.
    """

    exercise: str
    name: str
    sets: int
    rep_s: float
    quickest_s: float
    slowest_s: float
    slowing: float | None
    lowering_s: float | None


def tempos(sets: Sequence[PastSet]) -> tuple[Tempo, ...]:
    """Return the tempo of every exercise in which repetitions were timed."""
    by_exercise: dict[str, list[PastSet]] = defaultdict(list)
    for one in sets:
        if one.rep_s is not None:
            by_exercise[one.exercise].append(one)
    return tuple(_tempo(exercise, done) for exercise, done in by_exercise.items())


def slowing_of(one: SetFacts) -> float | None:
    """Return by how much the last third of a set is slower than the first, as a share; None if it is too short."""
    reps_s = [rep.end_s - rep.start_s for rep in one.reps_done]
    third = len(reps_s) // 3
    if len(reps_s) < FEWEST_REPS:
        return None
    return fmean(reps_s[-third:]) / fmean(reps_s[:third]) - 1.0


def _tempo(exercise: str, done: Sequence[PastSet]) -> Tempo:
    reps_s = [one.rep_s for one in done if one.rep_s is not None]
    slowings = [slowing for one in done if (slowing := slowing_of(one)) is not None]
    lowerings_s = [rep.lowering_s for one in done for rep in one.reps_done if rep.lowering_s is not None]
    return Tempo(
        exercise=exercise,
        name=done[-1].name,
        sets=len(done),
        rep_s=median(reps_s),
        quickest_s=min(reps_s),
        slowest_s=max(reps_s),
        slowing=median(slowings) if slowings else None,
        lowering_s=median(lowerings_s) if lowerings_s else None,
    )
