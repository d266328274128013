"""The sensor itself: how it sits, what it can resolve, and how often it really samples."""

from dataclasses import dataclass

import numpy as np

from runstrong_signal.samples import FloatArray, SampleBlock
from runstrong_signal.synthesis.frames import unit
from runstrong_signal.synthesis.spectrum import lowpass

ANTI_ALIAS_SHARE = 0.45
"""Corner of the sensor's own filter, as a share of its rate."""


@dataclass(frozen=True, slots=True)
class Sensor:
    """One sensor as worn.

    Attributes
    ----------
    mount
        ``(3, 3)`` segment to sensor axes.
    step_g
        Resolution; samples are rounded to it.
    scale
        ``(3, 3)`` near the identity: gain of each axis and cross-talk.
    rate_error
        How much faster than nominal it samples, as a share.
    """

    mount: FloatArray
    range_g: float = 8.0
    step_g: float = 0.001
    noise_g: float = 0.001
    bias_g: FloatArray | None = None
    scale: FloatArray | None = None
    rate_error: float = 0.0


def random_mount(rng: np.random.Generator) -> FloatArray:
    """Return a ``(3, 3)`` rotation drawn uniformly: a clip put on any way round."""
    a, b, c, d = unit(rng.standard_normal(4))
    return np.array(
        [
            [1 - 2 * (c * c + d * d), 2 * (b * c - a * d), 2 * (b * d + a * c)],
            [2 * (b * c + a * d), 1 - 2 * (b * b + d * d), 2 * (c * d - a * b)],
            [2 * (b * d - a * c), 2 * (c * d + a * b), 1 - 2 * (b * b + c * c)],
        ]
    )


def draw_sensor(rng: np.random.Generator) -> Sensor:
    """Draw an ordinary BLE motion sensor, put on any way round."""
    return Sensor(
        mount=random_mount(rng),
        noise_g=float(rng.uniform(0.0005, 0.004)),
        bias_g=rng.normal(0.0, 0.02, 3),
        scale=np.diag(rng.normal(1.0, 0.01, 3)) + rng.normal(0.0, 0.005, (3, 3)) * (1.0 - np.eye(3)),
        rate_error=float(rng.normal(0.0, 0.005)),
    )


def ideal_sensor() -> Sensor:
    """Return a sensor without any error, aligned with the segment: for tests of the physics."""
    return Sensor(mount=np.eye(3), step_g=0.0, noise_g=0.0, range_g=1000.0)


def sample(
    force_g: FloatArray, inner_hz: float, rate_hz: float, sensor: Sensor, rng: np.random.Generator
) -> SampleBlock:
    """Sample ``(n, 3)`` specific force, given at ``inner_hz`` from time 0, at the sensor's true rate."""
    true_hz = rate_hz * (1.0 + sensor.rate_error)
    t_s = np.arange(int((len(force_g) - 1) / inner_hz * true_hz) + 1) / true_hz
    seen = lowpass(force_g, inner_hz, ANTI_ALIAS_SHARE * rate_hz) @ sensor.mount.T
    at = np.minimum((t_s * inner_hz).astype(np.intp), len(seen) - 2)
    share = (t_s * inner_hz - at)[:, None]
    acc_g = seen[at] * (1.0 - share) + seen[at + 1] * share
    if sensor.scale is not None:
        acc_g = acc_g @ sensor.scale.T
    if sensor.bias_g is not None:
        acc_g = acc_g + sensor.bias_g
    if sensor.noise_g:
        acc_g = acc_g + rng.normal(0.0, sensor.noise_g, acc_g.shape)
    acc_g = np.clip(acc_g, -sensor.range_g, sensor.range_g)
    if sensor.step_g:
        acc_g = np.round(acc_g / sensor.step_g) * sensor.step_g
    return SampleBlock(t_s, acc_g)
