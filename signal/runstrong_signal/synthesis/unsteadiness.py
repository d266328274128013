"""What no one can switch off: rough sub-movements, a wobbling segment, tremor, breath.

Slow parts are given as angles and fast parts as acceleration: an angle noise with a flat spectrum up to 3 Hz would,
at the end of a leg, already be an acceleration far beyond what people show.
"""

from dataclasses import dataclass

import numpy as np

from runstrong_signal.samples import FloatArray
from runstrong_signal.synthesis.draws import Person
from runstrong_signal.synthesis.frames import G_MPS2, rotate_by_vectors
from runstrong_signal.synthesis.spectrum import band_noise


@dataclass(frozen=True, slots=True)
class Restlessness:
    """Usual unsteadiness of a body segment.

    Attributes
    ----------
    rough_g
        Sub-movements at 1.5 to 6 Hz while moving at full speed, rms per axis.
    wobble_deg
        Rotation at 0.3 to 4 Hz while moving, rms.
    tremor_mps2
        At 7 to 12 Hz, rms per axis under load.
    breath_deg
        Tilt with every breath, rms.
    """

    rough_g: float
    wobble_deg: float
    tremor_mps2: float
    breath_deg: float


RESTLESSNESS = {
    "waist": Restlessness(0.030, 1.0, 0.06, 0.30),
    "chest": Restlessness(0.045, 1.8, 0.06, 0.70),
    "upper arm": Restlessness(0.070, 2.5, 0.10, 0.15),
    "wrist": Restlessness(0.060, 2.8, 0.12, 0.10),
    "thigh": Restlessness(0.035, 1.4, 0.08, 0.05),
    "shank": Restlessness(0.068, 1.4, 0.08, 0.03),
    "foot": Restlessness(0.030, 1.2, 0.06, 0.02),
}
"""Thigh, sternum, arm and wrist fitted to the 3-6 Hz share and self-similarity of recordings; the others reasoned."""

STILL_SHARE = 0.15
"""What remains of the roughness and the wobble while the segment is held."""

LYING_SHARE = 0.3
"""Tremor without load against tremor under load."""


def make_restless(
    force_g: FloatArray,
    rng: np.random.Generator,
    rate_hz: float,
    placement: str,
    person: Person,
    *,
    liveliness: FloatArray,
    effort: FloatArray,
) -> FloatArray:
    """Add unsteadiness to ``(n, 3)`` specific force.

    Parameters
    ----------
    liveliness
        ``(n,)`` 0 to 1: speed of the segment relative to the fastest of the set.
    effort
        ``(n,)`` factor of tremor, 1 when fresh.
    """
    usual, n = RESTLESSNESS[placement], len(force_g)
    moving = (STILL_SHARE + (1.0 - STILL_SHARE) * liveliness)[:, None]
    wobble_deg = usual.wobble_deg * person.wobble
    slow = band_noise(rng, n, rate_hz, 0.3, 1.2) * (0.75 * wobble_deg)
    quick = band_noise(rng, n, rate_hz, 1.2, 4.0) * (0.5 * wobble_deg)
    breath = breathing_deg(rng, n, rate_hz, person.breath_hz)[:, None] * usual.breath_deg * np.array([1.0, 0.3, 0.0])
    turned = rotate_by_vectors(force_g, np.deg2rad((slow + quick) * moving / np.sqrt(3.0) + breath))
    rough = band_noise(rng, n, rate_hz, 1.5, 6.0) * (usual.rough_g * person.roughness) * moving
    load = (LYING_SHARE + (1.0 - LYING_SHARE) * np.maximum(liveliness, 0.3)) * effort
    tremor = band_noise(rng, n, rate_hz, 7.0, 12.0) * (usual.tremor_mps2 * person.tremor / G_MPS2) * load[:, None]
    return turned + rough + tremor


def breathing_deg(rng: np.random.Generator, n: int, rate_hz: float, breath_hz: float) -> FloatArray:
    """Return ``(n,)`` breathing of rms 1: a sine whose period wanders by 10 %."""
    wander = band_noise(rng, n, rate_hz, 0.02, 0.1, columns=1)[:, 0]
    phase = 2.0 * np.pi * np.cumsum(breath_hz * np.maximum(1.0 + 0.1 * wander, 0.5)) / rate_hz
    return np.asarray(np.sqrt(2.0) * np.sin(phase + rng.uniform(0.0, 2.0 * np.pi)))
