"""The count of one armed set, and nothing else: what the pipeline says of it, at a third of the pipeline's cost.

A session also watches posture and stillness, describes every repetition and reads the set once more from its end. A
table of tens of thousands of sets needs none of that. The rows of motion, the moments at which they are handed over and
the counter are the pipeline's own, so the events are the same.
"""

import numpy as np

from runstrong_signal.events import CountRevised, PeriodCounted
from runstrong_signal.grid import EvenGrid
from runstrong_signal.intake import Intake
from runstrong_signal.pipeline import QUANTUM_ROWS, QUANTUM_S
from runstrong_signal.reps.counter import RepCounter
from runstrong_signal.reps.settings import ARMED
from runstrong_signal.samples import FloatArray, SampleBlock
from runstrong_signal.tasks import CountReps


def count(task: CountReps, block: SampleBlock) -> list[PeriodCounted | CountRevised]:
    """Return what is said of the count of a set of which the samples, run-up included, are all of ``block``."""
    origin_s, rows = _even(block)
    counter = RepCounter(task.profile, ARMED, origin_s, task.since_s, task.template)
    ends_s = origin_s + QUANTUM_S * np.arange(1, len(rows) // QUANTUM_ROWS + 1, dtype=np.float64)
    events = counter.feed(ends_s, rows[: len(ends_s) * QUANTUM_ROWS])
    return [*events, *counter.finish(float(ends_s[-1]) if len(ends_s) else origin_s)]


def _even(block: SampleBlock) -> tuple[float, FloatArray]:
    """Return when the even grid begins, and all its rows."""
    intake, grid = Intake(), EvenGrid()
    # the first sample by itself: what has no predecessor yet is looked at one by one
    clean = (intake.feed(block.slice(0, 1)), intake.feed(block.slice(1, len(block))), intake.finish())
    rows = [grid.feed(samples.t_s, samples.acc_g)[0] for samples in clean]
    return grid.origin_s, np.concatenate(rows)
