"""Ways in which counters go wrong in practice, on real sets: the share whose count stays what it was.

Skips where the recordings are not. Every count is compared with the program's own count of the undisturbed recording,
right or wrong, so that the labels play no part.
"""

import itertools
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from real_sets import REAL_SETS, real_sets

from runstrong.evaluation.disturbances import DISTURBANCES, holed, turned
from runstrong.evaluation.robustness import Undisturbed, difference, steadiness, undisturbed
from runstrong_signal.events import GapFound, PeriodCounted, SignalEvent
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.samples import SampleBlock
from runstrong_signal.tasks import CountReps


@dataclass(frozen=True, slots=True)
class Trap:
    """A disturbance, the share of sets that must keep their count, and what was measured on 2026-11-21, in percent.

    ``reached`` is what other 48 real sets gave with the published method; where it is higher than the floor, that is
    what there is still to gain.
    """

    name: str
    floor: int
    measured: float
    reached: int | None = None


TRAPS = (
    Trap("turned any way", 100, 100.0, 100),
    Trap("axes with other signs", 100, 100.0, 100),
    Trap("0.1 g offset", 100, 100.0, 100),
    Trap("gain 5 % too large", 100, 100.0, 100),
    Trap("12.5 Hz", 90, 91.7, 96),
    Trap("26 Hz", 94, 95.8, 94),
    Trap("104 Hz", 98, 100.0, 98),
    Trap("208 Hz", 98, 100.0),
    Trap("stamps off by 15 ms", 94, 95.8, 98),
    Trap("packets of 10 stamped alike, spread", 96, 100.0, 96),
    Trap("5 % of samples lost", 96, 97.9, 98),
    Trap("two gaps of 0.4 s", 94, 95.8, 100),
    Trap("two gaps of 1.0 s", 65, 68.8, 83),
    Trap("two gaps of 1.6 s", 19, 22.9),
    Trap("20 s of rest before", 96, 97.9, 100),
    Trap("1 % not a number", 98, 100.0),
    Trap("1 % stamped wrongly", 98, 100.0),
    Trap("0.02 g of noise", 100, 100.0, 100),
    Trap("0.10 g of noise", 96, 95.8, 96),
    Trap("8 bits", 100, 100.0, 100),
    Trap("clipped at 2 g", 100, 100.0, 100),
    Trap("30 % slower at the end", 90, 93.8, 83),
    Trap("a stop of 2 to 5 s inside", 60, 64.6, 83),
)

FEW = 8
"""Sets on which events are compared one by one."""


@cache
def originals(corpus: Path) -> tuple[Undisturbed, ...]:
    return tuple(undisturbed(row) for row in real_sets(corpus))


def events_of(block: SampleBlock, edges: list[int] | None = None) -> list[SignalEvent]:
    pipeline = Pipeline(CountReps(0.0))
    events: list[SignalEvent] = []
    bounds = [0, *(edges or []), len(block)]
    for start, stop in itertools.pairwise(bounds):
        events += pipeline.feed(block.slice(start, stop))
    return [*events, *pipeline.finish()]


def test_the_sets_are_many_and_different(corpus: Path) -> None:
    rows = real_sets(corpus)
    assert len(set(REAL_SETS)) == len(rows) == 48
    assert len({row.dataset for row in rows}) == 7
    assert len({row.exercise for row in rows}) >= 36


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_the_count_stays_what_it_was(corpus: Path, trap: Trap) -> None:
    changes = [difference(original, DISTURBANCES[trap.name]) for original in originals(corpus)]
    assert round(steadiness(changes).same_percent) >= trap.floor


@pytest.mark.parametrize("at", range(FEW))
def test_any_packets_give_identical_events_times_included(corpus: Path, at: int) -> None:
    block = originals(corpus)[at * len(REAL_SETS) // FEW].samples
    random = np.random.default_rng(at)
    sizes = random.integers(0, random.choice([2, 12, 500]), len(block))  # empty packets among them
    edges = np.minimum(np.cumsum(sizes), len(block)).tolist()
    assert events_of(block, edges) == events_of(block)


@pytest.mark.parametrize("at", range(FEW))
def test_any_mounting_gives_the_same_repetitions_at_the_same_times(corpus: Path, at: int) -> None:
    block = originals(corpus)[at * len(REAL_SETS) // FEW].samples
    told = [_told(events_of(one)) for one in (block, turned(block, np.random.default_rng(at)))]
    assert told[0] == told[1]


@pytest.mark.parametrize("gap_s", [0.5, 1.0, 1.6])
def test_holes_are_reported(corpus: Path, gap_s: float) -> None:
    for original in originals(corpus)[::4]:
        block = holed(original.samples, np.random.default_rng(0), gap_s=gap_s)
        wide = int(np.count_nonzero(np.diff(block.t_s) > gap_s))
        assert sum(isinstance(event, GapFound) for event in events_of(block)) >= wide > 0


def _told(events: list[SignalEvent]) -> list[tuple[float, int]]:
    return [(event.t_s, event.number) for event in events if isinstance(event, PeriodCounted)]
