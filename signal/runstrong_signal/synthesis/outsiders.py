"""People beyond the usual: every bodily parameter up to a fifth outside the range that the simulator was fitted to.

A counter that is only right about usual simulated people has learnt the simulator.
"""

import numpy as np

from runstrong_signal.samples import FloatArray
from runstrong_signal.synthesis.draws import Person

BEYOND = 0.2
"""How far outside the usual range a parameter may lie, as a share of the nearer end of the range."""

HEIGHT_M = (1.57, 1.87)
SHARPNESS = (1.8, 2.4)
WAY_OUT_SHARE = (0.42, 0.55)
TASK_SHARE = (0.4, 0.9)
ROUGHNESS = (0.6, 1.7)
WOBBLE = (0.6, 1.6)
TREMOR = (0.5, 2.0)
BREATH_HZ = (0.22, 0.4)
STEP_FACTOR = (0.66, 1.51)
"""Ends of the usual ranges: of what is drawn evenly its ends, of the rest its 5 % and 95 % or 10 % and 90 % points."""


def _outside(rng: np.random.Generator, usual: tuple[float, float]) -> float:
    """Draw from below the lower end or from above the upper one."""
    low, high = usual
    beyond = rng.uniform(0.0, BEYOND)
    return float(low * (1.0 - beyond) if rng.random() < 0.5 else high * (1.0 + beyond))


def draw_outsider(rng: np.random.Generator) -> Person:
    """Draw a person of whom no parameter is usual; the range of motion is an end of the usual one and a fifth more."""
    side = 1.0 if rng.random() < 0.5 else -1.0
    factors: FloatArray = np.array([_outside(rng, STEP_FACTOR) for _ in range(8)])
    return Person(
        height_m=_outside(rng, HEIGHT_M),
        tempo_z=side,
        range_z=side,
        step_factors=factors,
        sharpness=_outside(rng, SHARPNESS),
        way_out_share=_outside(rng, WAY_OUT_SHARE),
        task_share=min(_outside(rng, TASK_SHARE), 1.0),
        roughness=_outside(rng, ROUGHNESS),
        wobble=_outside(rng, WOBBLE),
        tremor=_outside(rng, TREMOR),
        breath_hz=_outside(rng, BREATH_HZ),
        reach=1.0 + side * float(rng.uniform(0.0, BEYOND)),
    )
