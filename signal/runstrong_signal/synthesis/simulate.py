"""One set on demand: what the sensor measures from walking in to walking away, and what was really done."""

from dataclasses import replace
from enum import Enum

import numpy as np

from runstrong_signal.samples import FloatArray, SampleBlock
from runstrong_signal.synthesis import between
from runstrong_signal.synthesis.draws import Person, Style, draw_person
from runstrong_signal.synthesis.scene import Scene, Stage, join
from runstrong_signal.synthesis.sensor import Sensor, draw_sensor, sample
from runstrong_signal.synthesis.sets import DEFAULT_STYLE, Request, get_out, set_scenes, settle_in, start_up
from runstrong_signal.synthesis.strap import draw_strap, through_strap
from runstrong_signal.synthesis.truth import SetTruth, SimulatedSet, WorkSide

INNER_HZ = 200.0
"""Rate at which bodies are simulated; sensors above 100 Hz get twice their own."""


class Around(Enum):
    """What surrounds a set: nothing but a moment of stillness, or everything a real recording has."""

    NOTHING = "nothing"
    HARSH = "harsh"


def inner_rate_hz(rate_hz: float) -> float:
    """Return the rate at which to simulate for a sensor of this rate."""
    return max(INNER_HZ, 2.0 * rate_hz)


def _with_surroundings(rng: np.random.Generator, stage: Stage, request: Request, around: Around) -> list[Scene]:
    up = start_up(request, stage)
    inner = set_scenes(rng, stage, request)
    if around is Around.NOTHING:
        return [between.still(rng, stage, up, 1.0), *inner, between.still(rng, stage, up, 1.0)]
    return [
        between.walk(rng, stage, float(rng.uniform(3.0, 8.0))),
        *settle_in(rng, stage, request),
        *inner,
        between.still(rng, stage, up, float(rng.uniform(0.5, 2.5))),
        get_out(rng, stage, request),
        between.walk(rng, stage, float(rng.uniform(3.0, 8.0))),
    ]


def measure(
    rng: np.random.Generator, force_g: FloatArray, inner_hz: float, rate_hz: float, sensor: Sensor
) -> SampleBlock:
    """Return what a strapped-on sensor makes of the force at the bone."""
    felt_g = through_strap(force_g, draw_strap(rng), inner_hz)
    return sample(felt_g, inner_hz, rate_hz, sensor, rng)


def merged(truths: tuple[SetTruth, ...]) -> SetTruth:
    """Return one truth for a set that was done in parts."""
    holds = tuple(hold for truth in truths for hold in truth.holds)
    return replace(truths[0], holds=holds, end_s=truths[-1].end_s)


def simulate_set(
    movement: str,
    placement: str,
    *,
    seed: int,
    moves: int | None = None,
    hold_s: float | None = None,
    rate_hz: float = 50.0,
    side: WorkSide = WorkSide.RIGHT,
    worn: WorkSide = WorkSide.RIGHT,
    style: Style | None = None,
    around: Around = Around.HARSH,
    sway_mps2: float | None = None,
    sensor: Sensor | None = None,
    person: Person | None = None,
) -> SimulatedSet:
    """Simulate one set of ``moves`` single moves, or one hold of ``hold_s``; the same seed gives the same set.

    See `Request` for the arguments; ``sensor`` None draws an ordinary one, put on any way round, and ``person`` None an
    ordinary person.
    """
    rng = np.random.default_rng(seed)
    stage = Stage(person or draw_person(rng), placement, inner_rate_hz(rate_hz))
    request = Request(movement, moves, hold_s, side, worn, style or DEFAULT_STYLE, sway_mps2)
    reel = join(_with_surroundings(rng, stage, request, around), stage.rate_hz)
    block = measure(rng, reel.force_g, stage.rate_hz, rate_hz, sensor or draw_sensor(rng))
    return SimulatedSet(block, merged(reel.truths))
