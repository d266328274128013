"""The strap and the soft tissue under it: a resonator between the bone and the sensor, and a clip that creeps."""

from dataclasses import dataclass

import numpy as np

from runstrong_signal.samples import FloatArray
from runstrong_signal.synthesis.frames import rotate, unit
from runstrong_signal.synthesis.spectrum import frequencies, shape

RING_PAD_S = 0.6
"""Longer than the resonator rings."""

SLIP_CHANCE = 0.02
"""Share of sets in which a clip jumps (own estimate)."""


@dataclass(frozen=True, slots=True)
class Strap:
    """How a sensor is fixed.

    Attributes
    ----------
    resonance_hz
        8 to 14 Hz loose or on soft tissue, 15 to 25 Hz tight.
    creep_deg
        How far it turns until the end.
    """

    resonance_hz: float
    damping: float
    creep_deg: float
    creep_axis: FloatArray


def draw_strap(rng: np.random.Generator) -> Strap:
    """Draw a strap."""
    creep_deg = float(rng.uniform(20.0, 60.0) if rng.random() < SLIP_CHANCE else rng.uniform(0.0, 5.0))
    return Strap(
        float(rng.uniform(8.0, 14.0) if rng.random() < 0.5 else rng.uniform(15.0, 25.0)),
        float(rng.uniform(0.25, 0.4)),
        creep_deg,
        unit(rng.standard_normal(3)),
    )


def through_strap(force_g: FloatArray, strap: Strap, rate_hz: float) -> FloatArray:
    """Return what the sensor feels of ``(n, 3)`` force at the bone: (2 z w s + w^2) / (s^2 + 2 z w s + w^2)."""
    pad = int(RING_PAD_S * rate_hz)
    s = 2j * np.pi * frequencies(len(force_g), pad, rate_hz)
    w = 2.0 * np.pi * strap.resonance_hz
    pull = 2.0 * strap.damping * w * s + w**2
    felt = shape(force_g, pull / (s**2 + pull), pad)
    if not strap.creep_deg:
        return felt
    return rotate(felt, strap.creep_axis, np.deg2rad(strap.creep_deg) * np.linspace(0.0, 1.0, len(felt)))
