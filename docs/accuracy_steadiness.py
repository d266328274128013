"""The part of docs/accuracy.md about sets that reach the counter differently."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from runstrong.evaluation.disturbances import DISTURBANCES
from runstrong.evaluation.index import Labelled
from runstrong.evaluation.markdown import figure, markdown_table
from runstrong.evaluation.robustness import difference, steadiness, undisturbed

LONGEST_S = 30.0
"""Longer sets say the same and take most of the time."""

EVERY = 2
"""Of those given, one in so many is taken, for the same reason."""

FEW_REPS = 8


def section(labelled: Sequence[Labelled], jobs: int) -> str:
    """Return the share of sets whose count stays the same under each disturbance."""
    with ProcessPoolExecutor(jobs) as pool:
        found = [one for one in pool.map(_differences, labelled[::EVERY], chunksize=4) if one]
    few = [one for one in found if one[0] < FEW_REPS]
    rows = []
    for i, name in enumerate(DISTURBANCES, start=1):
        every, short = steadiness(one[i] for one in found), steadiness(one[i] for one in few)
        within = 100.0 * every.within_one / every.recordings
        rows.append([name, figure(every.same_percent, 1), figure(within, 1), figure(short.same_percent, 1)])
    header = ["disturbance", "same count %", "within 1 %", f"same, below {FEW_REPS} reps %"]
    return f"""## The same set, reaching the counter differently

Each of {len(found)} strong sets of up to {LONGEST_S:g} s is changed as another mounting, sensor, link or tempo would
change it, and counted again. The table shows how often the count is what it was, right or wrong; {len(few)} of the
sets have fewer than {FEW_REPS} repetitions, which leaves little to compare with. A hole of 1 s hides one or two
repetitions of quick movements; they may be lost, and the hole is reported.

{markdown_table(header, rows)}

Packets of any size, empty ones included, give identical events at identical times: tests hold the counter to that."""


def _differences(labelled: Labelled) -> tuple[int, ...]:
    """Return the count of a recording and its change under every disturbance; nothing if it is too long."""
    original = undisturbed(labelled)
    if original.samples.t_s[-1] - original.samples.t_s[0] > LONGEST_S:
        return ()
    return (original.reps, *(difference(original, disturbance) for disturbance in DISTURBANCES.values()))
