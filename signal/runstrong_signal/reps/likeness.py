"""How like a personal template windows of motion are, whatever way the sensor is mounted."""

import numpy as np

from runstrong_signal.reps import settings
from runstrong_signal.reps.personal import AXES, PersonalTemplate
from runstrong_signal.reps.shapes import Float32Array, IntArray, Shapes
from runstrong_signal.samples import FloatArray


class Likeness:
    """How like a template windows of motion are, whatever way the sensor is mounted."""

    def __init__(self, template: PersonalTemplate) -> None:
        shape = np.array(template.shape, np.float32)
        self._along, self._across = shape[:, 0], shape[:, 1:]
        self._amplitude_g = np.float32(template.amplitude_g)

    def of(self, shapes: Shapes, durations: IntArray) -> Float32Array:
        """Return ``(m, k)`` the likeness, at most 1, of windows of some durations of the ladder, given by index.

        As in a chain, a window of another amplitude is less alike by the square root of the ratio.
        """
        unit = shapes.unit[:, durations].reshape(len(shapes.unit), len(durations), settings.SHAPE_POINTS, AXES)
        up = shapes.mean_g[:, durations]
        up = up / np.maximum(np.linalg.norm(up, axis=-1, keepdims=True), np.float32(1e-6))
        alike = most_alike(unit, up, self._along, self._across)
        ours = shapes.amplitude_g[:, durations]
        ratio = np.minimum(ours, self._amplitude_g) / np.maximum(ours, self._amplitude_g)
        result: Float32Array = alike * np.sqrt(ratio)
        return result


def most_alike(unit: Float32Array, up: Float32Array, along: Float32Array, across: Float32Array) -> Float32Array:
    """Return the dot product of shapes with a template in the best turn about ``up``, mirrored or not.

    With a and b the sums of what lies across ``up``, weighted with either column of ``across``, the best turn gives
    the root of |a|^2 + |b|^2 + 2 up (a x b), and the best one of the mirror image the same with the other sign.

    Parameters
    ----------
    unit, up
        ``(..., points, 3)`` shapes in the frame of the sensor, and ``(..., 3)`` the direction of gravity in it.
    along, across
        ``(points,)`` and ``(points, 2)`` the template.
    """
    upright = np.einsum("...pc,...c->...p", unit, up)
    lying = unit - upright[..., None] * up[..., None, :]
    a = np.einsum("...pc,p->...c", lying, across[:, 0])
    b = np.einsum("...pc,p->...c", lying, across[:, 1])
    turned = np.abs(np.einsum("...c,...c->...", up, np.cross(a, b)))
    squares = np.einsum("...c,...c->...", a, a) + np.einsum("...c,...c->...", b, b)
    alike: Float32Array = upright @ along + np.sqrt(np.maximum(squares + 2.0 * turned, 0.0))
    return alike


def upright_shape(unit: FloatArray, up: FloatArray) -> FloatArray:
    """Return a shape ``(points, 3)`` turned so that ``up`` is its first axis, and the longer way across its second."""
    lying = unit - (unit @ up)[:, None] * up
    _, _, axes = np.linalg.svd(lying)
    first = axes[0] - (axes[0] @ up) * up
    first /= max(float(np.linalg.norm(first)), 1e-9)
    turned: FloatArray = unit @ np.stack([up, first, np.cross(up, first)], axis=1)
    return turned
