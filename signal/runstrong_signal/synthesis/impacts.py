"""Hits: heels, hips, hands and landings, as half sines that the strap and the filter then shape."""

from dataclasses import dataclass

import numpy as np

from runstrong_signal.samples import FloatArray

SHOE_S = (0.012, 0.03)
"""Duration of a hit of a shoe on a hard floor."""

BODY_S = (0.02, 0.06)
"""Duration of a hit as it arrives at the pelvis and above."""

MAT_S = (0.04, 0.08)
"""Duration of a hit on a mat."""

BONE_SHARE = 0.8
"""The tables give peaks as a strapped-on sensor reads them; the strap's ringing and the body's own landing add to
the hit at the bone."""

STRENGTH_SPREAD = 0.35
"""Log-normal spread of the peak from hit to hit (jumps: 1 to 8 g about 4)."""


@dataclass(frozen=True, slots=True)
class Impacts:
    """Hits of a set: ``at_s`` and ``peak_g`` ``(k,)``, and how long they may last."""

    at_s: FloatArray
    peak_g: FloatArray
    lasting_s: tuple[float, float]


def lasting_at(placement: str, posture: str) -> tuple[float, float]:
    """Return how long hits last at this place."""
    if posture not in {"standing", "half squat", "hinged"}:
        return MAT_S
    return SHOE_S if placement in {"shank", "foot"} else BODY_S


def impact_g(rng: np.random.Generator, impacts: Impacts, n: int, rate_hz: float) -> FloatArray:
    """Return ``(n, 3)`` acceleration in the world: mostly up, a fifth of it to the sides."""
    added = np.zeros((n, 3))
    for at_s, peak_g in zip(impacts.at_s, impacts.peak_g, strict=True):
        # a shorter hit than two samples cannot be drawn at this rate: keep its impulse
        lasting_s = rng.uniform(*impacts.lasting_s)
        samples = max(2, round(lasting_s * rate_hz))
        first = round(at_s * rate_hz)
        wave = (
            np.sin(np.pi * (np.arange(samples) + 0.5) / samples) * BONE_SHARE * peak_g * lasting_s * rate_hz / samples
        )
        wave *= np.exp(rng.normal(0.0, STRENGTH_SPREAD))
        way = np.array([*rng.normal(0.0, 0.2, 2), 1.0])
        stop = min(n, first + samples)
        if 0 <= first < stop:
            added[first:stop] += wave[: stop - first, None] * way
    return added
