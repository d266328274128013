"""How much quicker than life people are simulated; alone: ``python benchmarks/simulation.py``."""

from collections.abc import Callable
from functools import partial

import numpy as np
from timing import beside

from runstrong.evaluation.markdown import figure, markdown_table
from runstrong.exercises.model import BodyPlace
from runstrong.simulate.recipes import Built, WholeSession
from runstrong_signal.synthesis import simulate_set
from runstrong_signal.synthesis.spectrum import lowpass
from runstrong_signal.synthesis.truth import SimulatedSet

TARGET = 1000.0
BASELINE_ROWS = 20_000

WORKS: dict[str, Callable[[], SimulatedSet]] = {
    "10 squats at 50 Hz, and what is around them": partial(simulate_set, "squat", "waist", seed=1, moves=10),
    "10 squats at 208 Hz": partial(simulate_set, "squat", "waist", seed=1, moves=10, rate_hz=208.0),
    "20 leaps": partial(simulate_set, "speed-skater", "shank", seed=1, moves=20),
    "a plank of 60 s": partial(simulate_set, "plank", "waist", seed=1, hold_s=60.0),
}
SESSION = WholeSession("essential-four", BodyPlace.THIGH, 330)


def section(*, quick: bool) -> str:
    """Return the part of the page about simulated people."""
    rows = [_row(name, work) for name, work in list(WORKS.items())[: 1 if quick else None]]
    if not quick:
        rows.append(_row("a whole session", SESSION.build))
    header = ["what", "seconds of life", "times real time", "times the baseline"]
    return f"""## Simulated people

Seconds of simulated life per second of processor time; the target is {TARGET:,.0f}. The baseline is one low-pass of
{BASELINE_ROWS:,} samples by its spectrum.

{markdown_table(header, rows)}"""


def _row(name: str, work: Callable[[], SimulatedSet | Built]) -> list[str]:
    noise = np.random.default_rng(1).standard_normal((BASELINE_ROWS, 3))
    took = beside(work, partial(lowpass, noise, 200.0, 20.0))
    life_s = float(work().block.t_s[-1])
    return [name, figure(life_s, 0), figure(life_s / took.work_s, 0), figure(took.ratio, 1)]


if __name__ == "__main__":
    print(section(quick=False))
