"""Take the error of the sway apart: one cause after the other is added to simulated holds, and the reading compared.

    python docs/holds_sway.py --seeds 200

It prints the table of docs/holds.md. The people are others than those of docs/holds_study.py, which judge. A hold is
measured from its first to its last moment, so nothing here depends on when it is found.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

import click
import numpy as np
from holds_trials import HOLD_S, RATES_HZ, case_of

from runstrong_signal.grid import EvenGrid
from runstrong_signal.holds import bands
from runstrong_signal.holds.steadiness import G_MPS2, SwayMeter
from runstrong_signal.sample_meter import Sensing
from runstrong_signal.samples import FloatArray, SampleBlock
from runstrong_signal.synthesis import WorkSide
from runstrong_signal.synthesis.frames import rotate_by_vectors
from runstrong_signal.synthesis.hold import (
    AXIS_SHARES,
    MIDDLE_HZ,
    SLOW_SWAY_HZ,
    TREMOR_HZ,
    draw_sway,
)
from runstrong_signal.synthesis.sensor import Sensor, draw_sensor, ideal_sensor, sample
from runstrong_signal.synthesis.sets import held_up, place_for
from runstrong_signal.synthesis.spectrum import band_noise
from runstrong_signal.synthesis.strap import Strap, draw_strap, through_strap
from runstrong_signal.synthesis.table import movements
from runstrong_signal.synthesis.unsteadiness import RESTLESSNESS, breathing_deg

FIRST_SEED = 1000
"""The study judges with seeds from 0 on."""

QUANTUM_ROWS, STEP_S = 4, 0.02

Gain = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True, slots=True)
class Felt:
    """A hold at the bone: ``(n, 3)`` what it is made of, at ``rate_hz``."""

    up: FloatArray
    slow_deg: FloatArray
    breath_deg: FloatArray
    added_mps2: FloatArray
    rate_hz: float

    def force_g(self, *, slow: bool, breath: bool) -> FloatArray:
        """Return the specific force with or without leaning and breathing."""
        tilted_deg = self.slow_deg * slow + self.breath_deg * breath
        return (
            rotate_by_vectors(np.tile(self.up, (len(tilted_deg), 1)), np.deg2rad(tilted_deg)) + self.added_mps2 / G_MPS2
        )


def felt_of(seed: int, rng: np.random.Generator) -> Felt:
    """Return the hold of a seed, made as `hold_still` makes it, in its parts."""
    case = case_of(seed)
    stage = case.stage()
    place = place_for(case.position, case.place, WorkSide.RIGHT)
    up = held_up(movements()[case.position], place, stage.person)
    sway = draw_sway(rng)
    t_s = stage.times_s(float(rng.uniform(*HOLD_S)))
    noise = partial(band_noise, rng, len(t_s), stage.rate_hz)
    grown = (1.0 + sway.growth * (t_s / 120.0) ** 2)[:, None]
    slow_deg = noise(*SLOW_SWAY_HZ) * np.array([1.0, 0.7, 0.0]) * sway.slow_deg * grown
    slow_deg -= slow_deg[: round(stage.rate_hz)].mean(axis=0)
    added = noise(*MIDDLE_HZ) * sway.middle_mps2
    added += noise(*TREMOR_HZ) * sway.tremor_mps2
    breath = breathing_deg(rng, len(t_s), stage.rate_hz, stage.person.breath_hz) * RESTLESSNESS[case.place].breath_deg
    breath_deg = breath[:, None] * np.array([1.0, 0.2, 0.0])
    return Felt(up, slow_deg, breath_deg, added * AXIS_SHARES * grown, stage.rate_hz)


def mean_length(vectors: FloatArray) -> float:
    """Return the mean length of ``(n, 3)`` vectors."""
    return float(np.linalg.norm(vectors, axis=1).mean())


def no_strap(f_hz: FloatArray) -> FloatArray:
    """Return the gain of a sensor on the bone."""
    return np.ones_like(f_hz)


def gain_of(strap: Strap) -> Gain:
    """Return how much larger a strap makes each frequency."""

    def gain(f_hz: FloatArray) -> FloatArray:
        share = f_hz / strap.resonance_hz
        ringing = np.square(2.0 * strap.damping * share)
        larger: FloatArray = np.sqrt((1.0 + ringing) / (np.square(1.0 - share**2) + ringing))
        return larger

    return gain


@contextmanager
def undone(gain: Gain) -> Iterator[None]:
    """Let the meter take another strap than the usual one out."""
    usual = bands.strap_gain
    bands.strap_gain = gain
    bands.body_taps.cache_clear()
    bands.noise_share.cache_clear()
    try:
        yield
    finally:
        bands.strap_gain = usual
        bands.body_taps.cache_clear()
        bands.noise_share.cache_clear()


def read_mps2(block: SampleBlock, sensing: Sensing, gain: Gain) -> float:
    """Return the sway that the meter reads over all of a block."""
    rows, _ = EvenGrid().feed(block.t_s, block.acc_g)
    with undone(gain):
        meter = SwayMeter()
        meter.restart(sensing)
        for i in range(0, len(rows) - QUANTUM_ROWS + 1, QUANTUM_ROWS):
            meter.feed(i * STEP_S, rows[i : i + QUANTUM_ROWS], sensing)
        return meter.whole_mps2


def errors_of(seed: int) -> tuple[float, dict[str, float]]:
    """Return the rate of a seed, and the error of its sway with each cause added."""
    rate_hz = case_of(seed).rate_hz
    rng = np.random.default_rng([seed, 7])
    felt = felt_of(seed, rng)
    strap, sensor, ideal = replace(draw_strap(rng), creep_deg=0.0), draw_sensor(rng), ideal_sensor()
    quiet, known = Sensing(rate_hz, 0.0), Sensing(rate_hz, sensor.noise_g)

    def sensed(force_g: FloatArray, by: Sensor) -> SampleBlock:
        return sample(force_g, felt.rate_hz, rate_hz, by, np.random.default_rng(seed))

    bare, all_of_it = felt.force_g(slow=False, breath=False), felt.force_g(slow=True, breath=True)
    strapped = sensed(through_strap(all_of_it, strap, felt.rate_hz), sensor)
    body, mount = mean_length(felt.added_mps2), mean_length(through_strap(felt.added_mps2, strap, felt.rate_hz))
    read = {
        "band, grid and first second": read_mps2(sensed(bare, ideal), quiet, no_strap) / body,
        "and leaning and breathing": read_mps2(sensed(all_of_it, ideal), quiet, no_strap) / body,
        "and a sensor, its noise left in": read_mps2(sensed(all_of_it, sensor), quiet, no_strap) / body,
        "and its noise taken out": read_mps2(sensed(all_of_it, sensor), known, no_strap) / body,
        "a firm strap taken out, but there is none": read_mps2(sensed(all_of_it, sensor), known, bands.strap_gain)
        / body,
        "on a strap, a firm one taken out": read_mps2(strapped, known, bands.strap_gain) / body,
        "on a strap, nothing taken out": read_mps2(strapped, known, no_strap) / body,
        "on a strap, the very same taken out": read_mps2(strapped, known, gain_of(strap)) / body,
        "on a strap, nothing taken out, against the sensor's own motion": read_mps2(strapped, known, no_strap) / mount,
    }
    return rate_hz, {cause: ratio - 1.0 for cause, ratio in read.items()}


def table(found: list[tuple[float, dict[str, float]]]) -> Iterator[str]:
    """Yield the lines of the table: the middle of the errors, and what 95 % lie within."""
    yield "| what is in the reading | " + " | ".join(f"{rate_hz:g} Hz" for rate_hz in RATES_HZ) + " |"
    yield "| --- |" + " --- |" * len(RATES_HZ)
    for cause in found[0][1]:
        cells = []
        for rate_hz in RATES_HZ:
            percent = 100.0 * np.array([errors[cause] for rate, errors in found if rate == rate_hz])
            cells.append(f"{np.median(percent):+.1f}, {np.percentile(np.abs(percent), 95):.1f}")
        yield f"| {cause} | {' | '.join(cells)} |"


@click.command()
@click.option("--seeds", type=click.IntRange(min=30), default=200)
@click.option("--jobs", type=click.IntRange(min=1), default=2)
def main(seeds: int, jobs: int) -> None:
    """Print the table."""
    with ProcessPoolExecutor(jobs) as pool:
        found = list(pool.map(errors_of, range(FIRST_SEED, FIRST_SEED + seeds), chunksize=4))
    click.echo("\n".join(table(found)))


if __name__ == "__main__":
    main()
