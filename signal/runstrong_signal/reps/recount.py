"""Reading a finished set once more, from what all its repetitions have in common: a second opinion on the count.

Theory of operation
-------------------
The live counter knows a repetition by those before it, so what it misses or adds stands at the edges: the first one,
which had nothing to be compared with, and the last, which must be nearly as alike as the others. When a set is over,
all its repetitions are known. Their *median shape* is compared with the motion at every step and over every duration
near the median one, and the repetitions that do not overlap and together are most like it are chosen: a programme over
steps, as live, but with one fixed template. Three rounds: the chosen ones give the next median shape.

The second reading sees more, and also more that is none: setting down a weight looks a little like lifting it. So:

- What overlaps the repetitions counted live stays, and at the edges only if it is like the others in shape and size.
- What lies outside must follow at once, or be a cluster of four of its own.
- A reading that is further from the live count than two, or one in twenty, is taken for a mistake of the reading.

Where both readings give the same number it is almost surely right; where they differ, the person is asked. The count is
never changed by it alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from runstrong_signal.motion import MotionProfile
from runstrong_signal.reps import settings
from runstrong_signal.reps.matching import Match, SetMotion, Span
from runstrong_signal.samples import FloatArray

LONGEST_SET_S = 300.0
"""Sets longer than this are not read again: it would take a noticeable part of a second, and memory."""

ROUNDS = 3
RUNGS = 6
"""Durations tried on either side of the median one, each 7 % longer than the one before: 0.67 to 1.5 times."""

SHORTEST_STEPS = 4
"""Shortest duration tried: half of the shortest window, which the live counter may have taken as two movements."""

ALIKE_TO_MEDIAN = 0.6
SIZES = (0.4, 2.5)
"""A repetition at the edge stays if its likeness and its amplitude are at least (and at most) this share of the
median; the first is generous, because first and last repetitions are often half a movement into or out of a rest."""

FOLLOWS_PERIODS = 0.6
"""How far from the others, in median durations, a repetition may stand and still belong to them."""

CLUSTER_REPS = 4
CLUSTER_ALIKE = 0.75
"""Repetitions apart from those counted live are believed only if they are so many and, on average, so alike."""

TRUSTED_CHANGE_REPS = 2
TRUSTED_CHANGE_SHARE = 0.05
"""A reading further than both from the live count is not offered."""


@dataclass(frozen=True, slots=True)
class Recount:
    """The second reading.

    Attributes
    ----------
    periods
        What may be offered: the number read, or the live one where the reading strays too far.
    likeness
        Median similarity of the repetitions read with their median shape, 0 to 1.
    """

    periods: int
    likeness: float


def recount(rows: FloatArray, profile: MotionProfile, live: Sequence[Span]) -> Recount:
    """Read a set again whose base-grid rows ``(n, 3)`` in g hold the periods that were counted live, at least one."""
    motion = SetMotion(rows, profile)
    counted = [motion.steps(span) for span in live]
    spans = counted
    for _ in range(ROUNDS):
        before = spans
        reps = motion.most_alike(motion.median_shape(spans), _durations(spans))
        if not reps:
            return Recount(len(live), 0.0)
        spans = [rep.steps for rep in reps]
        if spans == before:
            break
    likeness = float(np.median([rep.likeness for rep in reps]))
    change = len(_believed(reps, counted)) - len(live)
    trusted = abs(change) <= max(TRUSTED_CHANGE_REPS, TRUSTED_CHANGE_SHARE * len(live))
    return Recount(len(live) + change * trusted, likeness)


def _durations(spans: Sequence[Span]) -> list[int]:
    """Return the durations to be tried, in steps, from short to long."""
    median = float(np.median([span.end - span.start for span in spans]))
    ratios = settings.LENGTH_RATIO ** np.arange(-RUNGS, RUNGS + 1)
    return sorted({int(steps) for steps in np.rint(np.maximum(median * ratios, SHORTEST_STEPS))})


def _believed(reps: Sequence[Match], counted: Sequence[Span]) -> list[Match]:
    """Return the repetitions that are neither doubtful edges nor anything apart from those counted live."""
    median_alike = float(np.median([rep.likeness for rep in reps]))
    median_g = float(np.median([rep.amplitude_g for rep in reps]))
    reach = FOLLOWS_PERIODS * float(np.median([rep.steps.length for rep in reps]))

    def sound(rep: Match) -> bool:
        size = rep.amplitude_g / max(median_g, 1e-9)
        return rep.likeness >= ALIKE_TO_MEDIAN * median_alike and SIZES[0] <= size <= SIZES[1]

    def was_counted(rep: Match) -> bool:
        half = 0.5 * rep.steps.length
        return any(min(rep.steps.end, one.end) - max(rep.steps.start, one.start) > half for one in counted)

    runs: list[list[Match]] = [[reps[0]]]
    for before, rep in pairwise(reps):
        if rep.steps.start - before.steps.end <= reach:
            runs[-1].append(rep)
        else:
            runs.append([rep])
    kept: list[Match] = []
    for run in runs:
        cluster = len(run) >= CLUSTER_REPS and np.mean([rep.likeness for rep in run]) >= CLUSTER_ALIKE
        if cluster or any(was_counted(rep) for rep in run):
            kept += run
    while kept and not sound(kept[0]):
        kept.pop(0)
    while kept and not sound(kept[-1]):
        kept.pop()
    return kept
