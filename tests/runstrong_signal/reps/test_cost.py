"""What counting costs: against ``find_peaks`` on the same samples in the same run, by rate, by length, and in memory.

Times are the least of several runs of processor time, so that other work on the machine does not matter; they are
compared with each other only, because milliseconds differ by machine.
"""

import pickle
import time
from collections.abc import Callable

import numpy as np
import pytest
from made_motion import repeated

from runstrong.evaluation.peers import MagnitudePeaks
from runstrong_signal.grid import BASE_RATE_HZ
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.reps.recount import LONGEST_SET_S
from runstrong_signal.samples import SampleBlock
from runstrong_signal.tasks import CountReps, WatchIdle

RUNS = 4

MOST_PEAKS = 120.0
"""Times the cost of ``find_peaks`` on the low-passed magnitude, which takes about 0.013 ms per second of signal.

41 to 43 measured with the second reading at the end of the set, where others crowd the caches of the processors.
"""

MOST_BY_RATE = 1.7
"""Cost at 208 Hz against 12.5 Hz: 1.1 to 1.2 measured, all of it in resampling."""

MOST_BY_LENGTH = 1.4
"""Cost per second of a set of two minutes against one of twenty seconds: 0.9 measured."""

MOST_STREAMING = 2.5
"""Cost in packets of 0.2 s against pieces of 10 s: 1.7 measured."""


SIZED_EVERY_ROWS = 2500
BYTES_PER_ROW = 24
"""Three axes in double precision: the motion of a set is kept for the second opinion at its end, up to a length."""


def ratio_of_cpu(work: Callable[[], object], other: Callable[[], object]) -> float:
    """Return processor time of one work over that of another, the least of runs taken in turn."""
    spent_s: list[list[float]] = [[], []]
    for _ in range(RUNS):
        for kept, one in zip(spent_s, (work, other), strict=True):
            started_s = time.process_time()
            one()
            kept.append(time.process_time() - started_s)
    return min(spent_s[0]) / min(spent_s[1])


def counted(block: SampleBlock, *, piece_s: float = 10.0) -> Pipeline:
    pipeline = Pipeline(CountReps(0.0))
    edges_s = np.arange(block.t_s[0] + piece_s, block.t_s[-1] + piece_s, piece_s)
    start = 0
    for stop in block.t_s.searchsorted(edges_s).tolist():
        pipeline.feed(block.slice(start, stop))
        start = stop
    pipeline.finish()
    return pipeline


def moving(seconds: float, rate_hz: float = 50.0) -> SampleBlock:
    return repeated(round(seconds / 2.0), period_s=2.0, rate_hz=rate_hz, still_s=0.5)


def test_counting_costs_a_bounded_multiple_of_finding_peaks() -> None:
    block, times = moving(20.0), 20
    peaks = MagnitudePeaks()
    assert ratio_of_cpu(lambda: counted(block), lambda: [peaks.count(block) for _ in range(times)]) * times < MOST_PEAKS


def test_the_cost_hardly_depends_on_the_rate() -> None:
    slow, quick = moving(20.0, 12.5), moving(20.0, 208.0)
    assert ratio_of_cpu(lambda: counted(quick), lambda: counted(slow)) < MOST_BY_RATE


def test_the_cost_does_not_grow_with_the_set() -> None:
    short, long = moving(20.0), moving(120.0)
    longer = float(long.t_s[-1] / short.t_s[-1])
    assert ratio_of_cpu(lambda: counted(long), lambda: counted(short)) / longer < MOST_BY_LENGTH


def test_streaming_in_small_packets_costs_little_more() -> None:
    block = moving(20.0)
    assert ratio_of_cpu(lambda: counted(block, piece_s=0.2), lambda: counted(block)) < MOST_STREAMING


@pytest.mark.parametrize("task", [CountReps(0.0), WatchIdle(0.0)])
def test_what_is_remembered_is_bounded(task: CountReps | WatchIdle) -> None:
    pipeline, block = Pipeline(task), moving(450.0)
    sizes = []
    for start in range(0, len(block), SIZED_EVERY_ROWS):
        for piece in range(start, start + SIZED_EVERY_ROWS, 100):
            pipeline.feed(block.slice(piece, piece + 100))
        sizes.append(len(pickle.dumps(pipeline)))
    assert max(sizes) < 1.05 * sizes[0] + LONGEST_SET_S * BASE_RATE_HZ * BYTES_PER_ROW
    assert max(sizes[-2:]) <= 1.01 * max(sizes[:-2])
