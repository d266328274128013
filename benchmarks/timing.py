"""Processor time of one work and of another beside it, in turn, so that whatever else the machine does hits both."""

import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]

RUNS = 5
WARM_UP_RUNS = 1
SHORTEST_S = 0.02
"""A work that takes less is repeated until it takes so long: clocks of processor time are coarse."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Least processor time of a work and of its baseline, in seconds."""

    work_s: float
    baseline_s: float

    @property
    def ratio(self) -> float:
        """How many times the baseline the work costs."""
        return self.work_s / self.baseline_s


def beside(work: Work, baseline: Work, runs: int | None = None) -> Beside:
    """Return the least processor time of both over runs taken in turn; RUNS of them if not told."""
    pair = [_repeated(work), _repeated(baseline)]
    spent_s: list[list[float]] = [[], []]
    for _ in range(RUNS if runs is None else runs):
        for kept, (one, times) in zip(spent_s, pair, strict=True):
            kept.append(_cpu_s(one, times))
    return Beside(min(spent_s[0]), min(spent_s[1]))


def _repeated(work: Work) -> tuple[Work, int]:
    for _ in range(WARM_UP_RUNS):
        took_s = _cpu_s(work, 1)
    return work, max(1, round(SHORTEST_S / max(took_s, 1e-6)))


def _cpu_s(work: Work, times: int) -> float:
    started_s = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - started_s) / times
