"""Holding a position: slow sway, unsteadiness in the middle band, tremor, breath, and how a hold fails.

The slow part is an angle, the fast part an acceleration. A sag hardly shows in the acceleration and the unsteadiness
hardly in the angle: they are two truths.
"""

from dataclasses import dataclass

import numpy as np

from runstrong_signal.samples import FloatArray
from runstrong_signal.synthesis.frames import G_MPS2, rotate_by_vectors
from runstrong_signal.synthesis.scene import Stage
from runstrong_signal.synthesis.spectrum import band_noise
from runstrong_signal.synthesis.unsteadiness import RESTLESSNESS, breathing_deg

AXIS_SHARES = np.array([0.8, 1.2, 1.0])
"""Unsteadiness along R, A and L relative to each other (own estimate)."""

SAG_TURNS = {"chest": -1.0}
"""Where hips sink, the legs turn head-down and the chest head-up, both about R; a waist may go with either, and goes
with the legs here (geometry)."""

SLOW_SWAY_HZ = (0.05, 0.4)
MIDDLE_HZ = (0.5, 3.0)
TREMOR_HZ = (5.0, 12.0)


@dataclass(frozen=True, slots=True)
class Sway:
    """How unsteady a hold is.

    Attributes
    ----------
    slow_deg
        Slow pitch, rms; roll is 0.7 of it.
    middle_mps2, tremor_mps2
        Acceleration rms per axis at 0.5 to 3 and 5 to 12 Hz.
    growth
        How much all of it has grown at the end of a hold of two minutes.
    sag_deg
        How far the line is lost in the last third, with rescues.
    """

    slow_deg: float
    middle_mps2: float
    tremor_mps2: float
    growth: float = 1.0
    sag_deg: float = 0.0


@dataclass(frozen=True, slots=True)
class Held:
    """``(n, 3)`` specific force of a hold in segment axes, and what is true about it."""

    force_g: FloatArray
    sway_mps2: float
    slow_tilt_deg: float


def draw_sway(rng: np.random.Generator) -> Sway:
    """Draw the unsteadiness of an ordinary person, from steady to struggling."""
    return Sway(
        float(rng.uniform(0.3, 1.0)),
        float(np.exp(rng.uniform(np.log(0.04), np.log(0.25)))),
        float(np.exp(rng.uniform(np.log(0.02), np.log(0.12)))),
        float(rng.uniform(1.0, 3.0)),
    )


def sagging_deg(rng: np.random.Generator, t_s: FloatArray, depth_deg: float) -> FloatArray:
    """Return ``(n,)`` a slow sag from two thirds of the hold on, with rescue lifts that come more often."""
    if not depth_deg:
        return np.zeros(len(t_s))
    begin_s = rng.uniform(0.6, 0.7) * t_s[-1]
    sunk = np.clip((t_s - begin_s) / max(t_s[-1] - begin_s, 1e-3), 0.0, 1.0)
    rescues = rng.uniform(0.2, 0.35) * np.clip(np.sin(2.0 * np.pi * (1.0 + sunk) * 2.0 * sunk), 0.0, 1.0)
    return np.asarray(depth_deg * sunk * (1.0 - rescues * (sunk < 0.9)))


def hold_still(
    rng: np.random.Generator,
    stage: Stage,
    up: FloatArray,
    lasting_s: float,
    sway: Sway,
    *,
    sway_mps2: float | None = None,
) -> Held:
    """Hold a posture.

    Parameters
    ----------
    sway_mps2
        If given, the added acceleration is scaled so that its mean length is exactly this.
    """
    t_s = stage.times_s(lasting_s)
    n = len(t_s)
    grown = (1.0 + sway.growth * (t_s / 120.0) ** 2)[:, None]
    slow = band_noise(rng, n, stage.rate_hz, *SLOW_SWAY_HZ) * np.array([1.0, 0.7, 0.0]) * sway.slow_deg
    slow = slow * grown
    slow -= slow[: round(stage.rate_hz)].mean(axis=0)
    slow[:, 0] += SAG_TURNS.get(stage.placement, 1.0) * sagging_deg(rng, t_s, sway.sag_deg)
    added = band_noise(rng, n, stage.rate_hz, *MIDDLE_HZ) * sway.middle_mps2
    added += band_noise(rng, n, stage.rate_hz, *TREMOR_HZ) * sway.tremor_mps2
    added *= AXIS_SHARES * grown
    if sway_mps2 is not None:
        added *= sway_mps2 / float(np.linalg.norm(added, axis=1).mean())
    breath = breathing_deg(rng, n, stage.rate_hz, stage.person.breath_hz) * RESTLESSNESS[stage.placement].breath_deg
    tilted = np.deg2rad(slow + breath[:, None] * np.array([1.0, 0.2, 0.0]))
    force_g = rotate_by_vectors(np.tile(up, (n, 1)), tilted) + added / G_MPS2
    largest_deg = float(np.linalg.norm(slow, axis=1).max())
    return Held(force_g, float(np.linalg.norm(added, axis=1).mean()), largest_deg)
