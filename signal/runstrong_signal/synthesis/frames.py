"""Where a sensor is and how it is turned, and the specific force that it therefore feels.

World: x to the person's right, y to the front, z up. Segment: R to the right, A to the front, L along the segment
towards the head; arrays hold them in that order, so both are right-handed. Upright, every segment reads +1 g on L;
prone -A; supine +A; lying on the right side -R.
"""

from dataclasses import dataclass

import numpy as np

from runstrong_signal.samples import FloatArray

G_MPS2 = 9.80665
"""Standard gravity, m/s2."""

UP = np.array([0.0, 0.0, 1.0])
"""Up in the world; as a segment direction it is L."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A rotation about an axis that is fixed in the segment: ``axis`` ``(3,)``, ``angle_rad`` ``(n,)``."""

    axis: FloatArray
    angle_rad: FloatArray


@dataclass(frozen=True, slots=True)
class Motion:
    """The way of one sensor on one segment.

    Attributes
    ----------
    position_m
        ``(n, 3)`` in the world, without the part that comes from ``lever_m``.
    start
        ``(3, 3)`` segment to world before any turn.
    turns
        Applied one after the other; positive angles carry *up*, seen from the segment, about the axis.
    lever_m
        ``(3,)`` from the pivot of the turns to the sensor, in segment axes.
    """

    position_m: FloatArray
    start: FloatArray
    turns: tuple[Turn, ...]
    lever_m: FloatArray


def unit(vector: FloatArray) -> FloatArray:
    """Return the vector at length 1."""
    return np.asarray(vector / np.linalg.norm(vector, axis=-1, keepdims=True))


def rotate(vectors: FloatArray, axis: FloatArray, angle_rad: FloatArray) -> FloatArray:
    """Rotate ``(n, 3)`` vectors about one unit axis by ``(n,)`` angles (Rodrigues)."""
    cos, sin = np.cos(angle_rad)[:, None], np.sin(angle_rad)[:, None]
    along = vectors @ axis
    return np.asarray(vectors * cos + np.cross(axis, vectors) * sin + axis * (along[:, None] * (1.0 - cos)))


def rotate_by_vectors(vectors: FloatArray, turn_rad: FloatArray) -> FloatArray:
    """Rotate ``(n, 3)`` vectors by ``(n, 3)`` rotation vectors, each about its own axis."""
    angle = np.linalg.norm(turn_rad, axis=1, keepdims=True)
    axis = turn_rad / np.maximum(angle, 1e-12)
    along = np.sum(vectors * axis, axis=1, keepdims=True)
    return np.asarray(
        vectors * np.cos(angle) + np.cross(axis, vectors) * np.sin(angle) + axis * along * (1.0 - np.cos(angle))
    )


def upright(up_in_segment: FloatArray) -> FloatArray:
    """Return the smallest ``(3, 3)`` rotation, segment to world, that makes ``up_in_segment`` point up."""
    along = float(up_in_segment @ UP)
    if along < -1.0 + 1e-9:
        return np.diag([1.0, -1.0, -1.0])
    cross = np.cross(up_in_segment, UP)
    skew = np.array([[0, -cross[2], cross[1]], [cross[2], 0, -cross[0]], [-cross[1], cross[0], 0]])
    return np.asarray(np.eye(3) + skew + skew @ skew / (1.0 + along))


def plane_normal(up_in_segment: FloatArray, toward: FloatArray) -> FloatArray:
    """Return the axis about which *up* moves towards another direction; about R where the two are parallel."""
    normal = np.cross(up_in_segment, toward)
    return unit(normal) if np.linalg.norm(normal) > 1e-6 else np.array([1.0, 0.0, 0.0])


def sensor_position_m(motion: Motion) -> FloatArray:
    """Return the ``(n, 3)`` position of the sensor in the world, the lever's swing included."""
    if not np.any(motion.lever_m):
        return motion.position_m
    swung = np.tile(motion.lever_m, (len(motion.position_m), 1))
    for turn in reversed(motion.turns):
        swung = rotate(swung, turn.axis, -turn.angle_rad)
    return np.asarray(motion.position_m + swung @ motion.start.T)


def acceleration_g(position_m: FloatArray, rate_hz: float) -> FloatArray:
    """Differentiate ``(n, 3)`` positions twice, in g; centripetal and tangential terms come by themselves."""
    inner = (position_m[2:] - 2.0 * position_m[1:-1] + position_m[:-2]) * (rate_hz**2 / G_MPS2)
    return np.concatenate([inner[:1], inner, inner[-1:]])


def specific_force_g(motion: Motion, rate_hz: float, *, added_g: FloatArray | None = None) -> FloatArray:
    """Return ``(n, 3)`` specific force in segment axes: R^T (a - gravity), in g.

    ``added_g`` is further acceleration in the world that the positions do not contain, such as impacts.
    """
    felt = acceleration_g(sensor_position_m(motion), rate_hz) + UP
    if added_g is not None:
        felt = felt + added_g
    in_segment = np.asarray(felt @ motion.start, dtype=np.float64)
    for turn in motion.turns:
        in_segment = rotate(in_segment, turn.axis, turn.angle_rad)
    return in_segment
