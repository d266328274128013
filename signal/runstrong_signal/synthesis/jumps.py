"""Leaving the ground: the height of the body over a set of jumps, hops or leaps, with free flight in it."""

from dataclasses import dataclass

import numpy as np

from runstrong_signal.samples import FloatArray
from runstrong_signal.synthesis.frames import G_MPS2

LANDING_BEND_S = 0.25
SHORTEST_STAY_S = 0.1
"""A hop's landing is taken within a quarter of a second; what is left until the next push is stayed in the bend."""


@dataclass(frozen=True, slots=True)
class Knots:
    """Moments at which height, speed and acceleration are known; all ``(m,)``, in s and m."""

    at_s: FloatArray
    height_m: FloatArray
    speed_mps: FloatArray
    gain_mps2: FloatArray


@dataclass(frozen=True, slots=True)
class Flights:
    """Heights of a set of jumps, and when the ground is met and left again; ``(moves,)`` each.

    Attributes
    ----------
    crouch_share
        ``(n,)`` how deep the legs are bent: 1 is the deepest crouch before a jump.
    """

    height_m: FloatArray
    crouch_share: FloatArray
    off_s: FloatArray
    landing_s: FloatArray


def through_knots(knots: Knots, t_s: FloatArray) -> FloatArray:
    """Return ``(n,)`` heights: quintic between knots, so a free flight between two knots is a true parabola."""
    piece = np.clip(np.searchsorted(knots.at_s, t_s, side="right") - 1, 0, len(knots.at_s) - 2)
    span = np.diff(knots.at_s)
    p0, p1 = knots.height_m[:-1], knots.height_m[1:]
    v0, v1 = knots.speed_mps[:-1] * span, knots.speed_mps[1:] * span
    a0, a1 = knots.gain_mps2[:-1] * span**2, knots.gain_mps2[1:] * span**2
    rise = p1 - p0
    terms = np.stack(
        [
            p0,
            v0,
            0.5 * a0,
            10.0 * rise - 6.0 * v0 - 4.0 * v1 - 1.5 * a0 + 0.5 * a1,
            -15.0 * rise + 8.0 * v0 + 7.0 * v1 + 1.5 * a0 - a1,
            6.0 * rise - 3.0 * (v0 + v1) - 0.5 * (a0 - a1),
        ]
    )[:, piece]
    share = np.clip((t_s - knots.at_s[piece]) / span[piece], 0.0, 1.0)
    height = terms[5]
    for term in terms[4::-1]:
        height = height * share + term
    return np.asarray(height)


def _knots(rows: list[tuple[float, float, float, float]]) -> Knots:
    table = np.array(rows)
    return Knots(table[:, 0], table[:, 1], table[:, 2], table[:, 3])


def _flights(knots: Knots, t_s: FloatArray, off_s: list[float], landing_s: list[float]) -> Flights:
    height_m = through_knots(knots, t_s)
    deepest_m = max(1e-3, float(-knots.height_m.min()))
    return Flights(height_m, np.clip(-height_m / deepest_m, 0.0, 1.0), np.array(off_s), np.array(landing_s))


def jump_squats(
    rng: np.random.Generator, t_s: FloatArray, starts_s: FloatArray, move_s: FloatArray, size: FloatArray
) -> Flights:
    """Crouch, push off, fly for 0.3 to 0.5 s, land in a half crouch, stand up and settle; ``size``: depth factors."""
    rows = [(t_s[0] - 1.0, 0.0, 0.0, 0.0)]
    off_s, landing_s = [], []
    for start_s, whole_s, factor in zip(starts_s, move_s, size, strict=True):
        flight_s = float(np.clip(0.18 * whole_s * rng.uniform(0.85, 1.15), 0.30, 0.50)) * min(1.0, factor)
        push_s, absorb_s = float(np.clip(0.17 * whole_s, 0.25, 0.38)), float(np.clip(0.13 * whole_s, 0.20, 0.35))
        speed = 0.5 * G_MPS2 * flight_s
        crouch_m = -speed * push_s / 2.2
        down_s = max(0.3, 0.45 * (whole_s - push_s - flight_s - absorb_s))
        off = start_s + down_s + push_s
        land = off + flight_s
        low = land + absorb_s
        stand = max(start_s + 0.97 * whole_s, low + 0.1)
        rows += [
            (start_s, 0.0, 0.0, 0.0),
            (start_s + down_s, crouch_m, 0.0, 0.8 * speed / push_s),
            (off, 0.0, speed, -G_MPS2),
            (land, 0.0, -speed, -G_MPS2),
            (low, -0.45 * speed * absorb_s, 0.0, 1.5 * speed / absorb_s),
            (stand, 0.0, 0.0, 0.0),
        ]
        off_s.append(off)
        landing_s.append(land)
    rows.append((max(t_s[-1], rows[-1][0]) + 1.0, 0.0, 0.0, 0.0))
    return _flights(_knots(rows), t_s, off_s, landing_s)


def hops(
    rng: np.random.Generator, t_s: FloatArray, starts_s: FloatArray, move_s: FloatArray, size: FloatArray
) -> Flights:
    """One hop after the other on one leg: push, a flight of 0.15 to 0.30 s, landing straight into the next push.

    Who hops slowly stays in the bend of the landing until the next push.
    """
    rows = [(t_s[0] - 1.0, 0.0, 0.0, 0.0), (starts_s[0] - 0.35, 0.0, 0.0, 0.0)]
    off_s: list[float] = []
    landing_s: list[float] = []
    for start_s, whole_s, factor in zip(starts_s, move_s, size, strict=True):
        flight_s = float(np.clip(0.34 * min(whole_s, 0.8) * factor, 0.12, 0.32))
        speed = 0.5 * G_MPS2 * flight_s
        contact_s = max(0.15, min(whole_s - flight_s, 0.55))
        off = start_s + 0.28 / 0.66 * contact_s * rng.uniform(0.9, 1.1)
        bend_m = -0.18 * speed * contact_s
        push = 2.6 * speed / contact_s
        absorbed_s = rows[-1][0] + LANDING_BEND_S
        if off_s and start_s - absorbed_s > SHORTEST_STAY_S:
            rows += [(absorbed_s, bend_m, 0.0, 0.0), (start_s - 0.5 * SHORTEST_STAY_S, bend_m, 0.0, 0.0)]
        rows += [(start_s, bend_m, 0.0, push), (off, 0.0, speed, -G_MPS2), (off + flight_s, 0.0, -speed, -G_MPS2)]
        off_s.append(off)
        landing_s.append(off + flight_s)
    last_s = rows[-1][0]
    rows += [
        (last_s + 0.2, -0.06, 0.0, 4.0),
        (last_s + 0.7, 0.0, 0.0, 0.0),
        (max(t_s[-1], last_s) + 2.0, 0.0, 0.0, 0.0),
    ]
    return _flights(_knots(rows), t_s, off_s, landing_s)


def leaps(
    rng: np.random.Generator, t_s: FloatArray, starts_s: FloatArray, move_s: FloatArray, size: FloatArray
) -> Flights:
    """Leaps from side to side: push, flight, landing on a bent leg, a moment to settle."""
    rows = [(t_s[0] - 1.0, 0.0, 0.0, 0.0)]
    off_s, landing_s = [], []
    for start_s, whole_s, factor in zip(starts_s, move_s, size, strict=True):
        off = start_s + 0.25 * min(whole_s, 1.8)
        flight_s = float(np.clip(0.20 * whole_s * factor, 0.15, 0.38))
        speed = 0.5 * G_MPS2 * flight_s
        absorb_s = 0.25 * min(whole_s, 1.6) * rng.uniform(0.9, 1.1)
        land = off + flight_s
        stand = max(start_s + 0.97 * whole_s, land + absorb_s + 0.1)
        rows += [
            (start_s, 0.0, 0.0, 0.0),
            (off, 0.05, speed, -G_MPS2),
            (land, 0.05, -speed, -G_MPS2),
            (land + absorb_s, -0.3 * speed * absorb_s, 0.0, speed / absorb_s),
            (stand, 0.0, 0.0, 0.0),
        ]
        off_s.append(off)
        landing_s.append(land)
    rows.append((max(t_s[-1], rows[-1][0]) + 1.0, 0.0, 0.0, 0.0))
    return _flights(_knots(rows), t_s, off_s, landing_s)
