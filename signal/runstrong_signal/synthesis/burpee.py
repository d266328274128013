"""The burpee, pose by pose: hands down, feet back, push-up, feet in, stand, jump."""

from dataclasses import dataclass

import numpy as np

from runstrong_signal.samples import FloatArray
from runstrong_signal.synthesis.draws import Pace
from runstrong_signal.synthesis.drive import minimum_jerk
from runstrong_signal.synthesis.frames import G_MPS2
from runstrong_signal.synthesis.jumps import Knots, through_knots
from runstrong_signal.synthesis.spectrum import smooth

POSE_SHARES = np.array([0.14, 0.12, 0.12, 0.16, 0.12, 0.12, 0.22])
"""Time to: hands down, plank, chest low, plank, feet in, stand, and for the jump with its landing."""

HIT_POSES = ((1, 1.0), (2, 0.8), (5, 0.5))
"""Hits at the end of a pose change (hands, feet back, feet in) and their strength."""

JUMP_CORNER_HZ = 5.0
"""Segments below the hip leave the ground later than the hip; this rounds the difference."""

POSES = {
    "waist": ((0, 50, 83, 88, 83, 50, 0), (0, 0.0, -0.35, -0.35, -0.35, 0.0, 0), (0, -0.5, -0.6, -0.75, -0.6, -0.5, 0)),
    "chest": ((0, 65, 76, 88, 76, 65, 0), (0, 0.3, 0.05, 0.1, 0.05, 0.3, 0), (0, -0.7, -0.7, -0.95, -0.7, -0.7, 0)),
    "upper arm": ((0, -25, 0, 62, 0, -25, 0), (0, 0.3, 0.1, 0.1, 0.1, 0.3, 0), (0, -0.75, -0.8, -0.95, -0.8, -0.75, 0)),
    "wrist": ((0, -20, 5, 12, 5, -20, 0), (0, 0.4, 0.4, 0.4, 0.4, 0.4, 0), (0, -0.75, -0.78, -0.78, -0.78, -0.75, 0)),
    "thigh": (
        (0, -95, 84, 88, 84, -95, 0),
        (0, -0.05, -0.7, -0.7, -0.7, -0.05, 0),
        (0, -0.3, -0.4, -0.5, -0.4, -0.3, 0),
    ),
    "shank": (
        (0, 38, 80, 86, 80, 38, 0),
        (0, 0.05, -0.95, -0.95, -0.95, 0.05, 0),
        (0, -0.05, 0.0, -0.05, 0.0, -0.05, 0),
    ),
    "foot": ((0, 25, 72, 76, 72, 25, 0), (0, 0.0, -1.0, -1.0, -1.0, 0.0, 0), (0, 0.05, 0.05, 0.05, 0.05, 0.05, 0)),
}
"""Pitch (degrees forward), place to the front and height (m).

At: stand, hands down, plank, low, plank, feet in, stand.
"""

ARM_SWING_DEG = {"upper arm": -60.0, "wrist": -110.0}
"""Pitch of the arms at the top of the jump."""


@dataclass(frozen=True, slots=True)
class Poses:
    """A set of burpees: pitch, way to the front and up, ``(n,)``; hits ``(k,)``; end of each burpee ``(moves,)``."""

    pitch_rad: FloatArray
    forward_m: FloatArray
    up_m: FloatArray
    hit_s: FloatArray
    hit_strength: FloatArray
    end_s: FloatArray


def burpee_s(pace: Pace) -> FloatArray:
    """Return ``(moves, poses)`` durations of the pose changes."""
    return np.asarray(POSE_SHARES * pace.step_s.sum(axis=1, keepdims=True))


def burpees(
    rng: np.random.Generator, placement: str, t_s: FloatArray, start_s: float, pace: Pace, rate_hz: float
) -> Poses:
    """Return where a sensor is over a set of burpees."""
    pose_s = burpee_s(pace) * np.exp(rng.normal(0.0, 0.08, (len(pace.step_s), len(POSE_SHARES))))
    edges_s = start_s + np.concatenate([[0.0], np.cumsum(pose_s.ravel())])
    marks = edges_s[:-1].reshape(pose_s.shape)
    keys = np.array(POSES[placement], dtype=np.float64)
    targets = np.concatenate([keys[:, 1:], keys[:, :1]], axis=1)
    ways = np.tile(targets, (1, len(pose_s))) * np.repeat(pace.range_share, len(POSE_SHARES))
    before = np.concatenate([np.zeros((3, 1)), ways[:, :-1]], axis=1)
    piece = np.clip(np.searchsorted(edges_s, t_s, side="right") - 1, 0, ways.shape[1] - 1)
    share = np.clip((t_s - edges_s[piece]) / np.diff(edges_s)[piece], 0.0, 1.0)
    pitch, forward, up = smooth((before[:, piece] + (ways - before)[:, piece] * minimum_jerk(share)).T, rate_hz, 4.3).T
    jump_s, spans_s = marks[:, -1], pose_s[:, -1]
    height_m, landing_s = _jumps(t_s, jump_s, spans_s)
    if placement in {"thigh", "shank", "foot"}:
        height_m = smooth(height_m, rate_hz, JUMP_CORNER_HZ)
    swing = smooth(np.clip(height_m / 0.1, 0.0, 1.0), rate_hz, 3.0) * ARM_SWING_DEG.get(placement, 0.0)
    hit_s = np.concatenate([landing_s, *(marks[:, pose] for pose, _ in HIT_POSES)])
    strength = np.concatenate([np.ones(len(jump_s)), *(np.full(len(jump_s), size) for _, size in HIT_POSES)])
    return Poses(
        np.deg2rad(pitch + swing),
        forward,
        up + height_m,
        hit_s,
        strength,
        edges_s[len(POSE_SHARES) :: len(POSE_SHARES)],
    )


def _jumps(t_s: FloatArray, jump_s: FloatArray, spans_s: FloatArray) -> tuple[FloatArray, FloatArray]:
    rows = [(t_s[0] - 1.0, 0.0, 0.0, 0.0)]
    landing_s = []
    for start_s, span_s in zip(jump_s, spans_s, strict=True):
        flight_s = float(np.clip(0.30 * span_s, 0.12, 0.38))
        speed = 0.5 * G_MPS2 * flight_s
        push_s, absorb_s = 0.2 * span_s, 0.2 * span_s
        off = start_s + 0.35 * span_s
        land = off + flight_s
        rows += [
            (start_s, 0.0, 0.0, 0.0),
            (off - push_s, -0.45 * speed * push_s, 0.0, 2.0 * speed / push_s),
            (off, 0.0, speed, -G_MPS2),
            (land, 0.0, -speed, -G_MPS2),
            (land + absorb_s, -0.45 * speed * absorb_s, 0.0, 2.0 * speed / absorb_s),
            (start_s + span_s - 1e-3, 0.0, 0.0, 0.0),
        ]
        landing_s.append(land)
    rows.append((max(t_s[-1], rows[-1][0]) + 1.0, 0.0, 0.0, 0.0))
    table = np.array(rows)
    knots = Knots(table[:, 0], table[:, 1], table[:, 2], table[:, 3])
    return through_knots(knots, t_s), np.array(landing_s)
