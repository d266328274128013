"""Bodies as chains: where a sensor is in a squat when the height of the hip is what the person steers.

Segment lengths are shares of the body height (Winter's fractions). Driving the joint angle instead would make the
hip drop too peaked.
"""

import numpy as np

from runstrong_signal.samples import FloatArray

SHANK, THIGH, TRUNK, UPPER_ARM, FOREARM = 0.246, 0.245, 0.288, 0.180, 0.150
"""Segment lengths in body heights."""

SHANK_PER_THIGH = 0.35
"""Lean of the shank per lean of the thigh: 28 of 80 degrees."""

TRUNK_PER_THIGH = 0.475
"""Lean of the trunk per lean of the thigh: 38 of 80 degrees."""

SOFT_START = 0.03
"""Joints give way a little before the height does; without it the angle would start with a jerk."""

DEEPEST = 1.8
"""Height shares beyond this are no squat any more."""

FOREARM_PER_UPPER_ARM = 0.45
"""Lean of the forearm per lean of the upper arm in a push-up."""

THIGH_SENSOR_M = 0.20
"""Height of a thigh sensor above the knee."""

SHANK_SENSOR_M = 0.15
"""Height of a shank sensor above the ankle."""


def angle_from_height(height_share: FloatArray, largest_rad: float, task_share: float) -> FloatArray:
    """Return the angle of an upright segment whose free end has dropped by a share of its way.

    ``task_share`` 1: the height follows ``height_share`` exactly; 0: the angle does.
    """
    full = 1.0 - np.cos(largest_rad)
    given = np.arccos(1.0 - SOFT_START * full)
    dropped = np.clip(height_share + SOFT_START, 0.0, DEEPEST) * full
    by_task = np.arccos(np.clip(1.0 - dropped, -1.0, 1.0)) - given
    return np.asarray(task_share * by_task + (1.0 - task_share) * largest_rad * height_share)


def _along(length_m: float, lean_rad: FloatArray) -> FloatArray:
    """Return the upper end of a segment that leans forward, seen from its lower end."""
    return length_m * np.stack([np.zeros_like(lean_rad), np.sin(lean_rad), np.cos(lean_rad)], axis=1)


def squat_position_m(placement: str, height_m: float, thigh_rad: FloatArray, arm_rad: FloatArray) -> FloatArray:
    """Return ``(n, 3)`` of the sensor in a squat.

    Parameters
    ----------
    thigh_rad
        How far the thigh leans back.
    arm_rad
        How far the arm is raised to the front.
    """
    if placement == "foot":
        return np.zeros((len(thigh_rad), 3))
    shank_rad = SHANK_PER_THIGH * thigh_rad
    if placement == "shank":
        return _along(SHANK_SENSOR_M, shank_rad)
    knee = _along(SHANK * height_m, shank_rad)
    if placement == "thigh":
        return knee + _along(THIGH_SENSOR_M, -thigh_rad)
    hip = knee + _along(THIGH * height_m, -thigh_rad)
    if placement == "waist":
        return hip
    trunk_rad = TRUNK_PER_THIGH * thigh_rad
    if placement == "chest":
        return hip + _along(0.75 * TRUNK * height_m, trunk_rad)
    reach = 0.5 * UPPER_ARM if placement == "upper arm" else UPPER_ARM + 0.85 * FOREARM
    return hip + _along(TRUNK * height_m, trunk_rad) - _along(reach * height_m, -arm_rad)


def elbow_position_m(height_m: float, upper_arm_rad: FloatArray) -> FloatArray:
    """Return ``(n, 3)`` of the elbow in a push-up: the hand is planted, the forearm leans back with the upper arm."""
    lean_rad = -FOREARM_PER_UPPER_ARM * upper_arm_rad
    return np.asarray(_along(FOREARM * height_m, lean_rad) - np.array([0.0, 0.0, FOREARM * height_m]))
