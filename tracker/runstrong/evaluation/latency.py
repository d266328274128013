"""How long after a repetition its number is said, and how often a number is taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from runstrong.evaluation.index import LabelKind
from runstrong.evaluation.scores import Outcome

FIRST_JUDGED = 3
"""The first two repetitions can be said only when they turn out to be alike; from the third on a count is live."""

Marks = Mapping[str, Sequence[float]]
"""Marked ends of repetitions by file."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Delays over a group of recordings; a figure is None where the group has nothing to take it from.

    Attributes
    ----------
    sets, reps
        Sets with marks that were counted right, and the repetitions judged in them.
    median_s, p90_s, p95_s
        From the marked end of a repetition to the moment its number was said for good; negative: before the end.
    watched
        Sets of repetitions, marked or not.
    corrections_per_set
        How often a lower count was told while a set went on.
    """

    sets: int
    reps: int
    median_s: float | None
    p90_s: float | None
    p95_s: float | None
    watched: int
    corrections_per_set: float | None


def delays_s(outcome: Outcome, marks: Marks) -> tuple[float, ...]:
    """Return the delay of each judged repetition; none if the set has no marks or was not counted right."""
    ends_s, said_s = marks.get(outcome.labelled.file, ()), outcome.counted.said.said_s
    if outcome.error != 0 or len(ends_s) != len(said_s):
        return ()
    return tuple(said - end for said, end in zip(said_s, ends_s, strict=True))[FIRST_JUDGED - 1 :]


def latency(outcomes: Iterable[Outcome], marks: Marks) -> Latency:
    """Return the delays of a group, all repetitions together."""
    watched = [one for one in outcomes if one.labelled.kind is LabelKind.REPS and not one.counted.failure]
    by_set = [delays for one in watched if (delays := delays_s(one, marks))]
    together = np.array([delay for delays in by_set for delay in delays])

    def percentile(share: float) -> float | None:
        return float(np.percentile(together, share)) if len(together) else None

    corrections = sum(one.counted.said.corrections for one in watched)
    return Latency(
        sets=len(by_set),
        reps=len(together),
        median_s=percentile(50.0),
        p90_s=percentile(90.0),
        p95_s=percentile(95.0),
        watched=len(watched),
        corrections_per_set=corrections / len(watched) if watched else None,
    )
