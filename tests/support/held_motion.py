"""Made-up holds with answers that follow from arithmetic: directions that turn by known angles, sway of known size."""

import numpy as np

from runstrong_signal.events import SignalEvent
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.posture import Segment
from runstrong_signal.samples import FloatArray, SampleBlock
from runstrong_signal.tasks import TimeHold

G_MPS2 = 9.80665
RATE_HZ = 50.0
STANDING, PRONE, SUPINE = (0.0, 0.0, 1.0), (0.0, -0.985, 0.174), (0.0, 1.0, 0.0)
RIGHT_SIDE, LEFT_SIDE = (-0.966, 0.0, 0.259), (0.966, 0.0, 0.259)
"""Up in the axes right, front and head of a trunk; in the side planks and the prone one the head end is higher."""


def pitched(angles_deg: FloatArray, *, rate_hz: float = RATE_HZ, noise_g: float = 0.0, seed: int = 0) -> SampleBlock:
    """Return a prone body whose head end rises by ``(n,)`` angles."""
    angles = np.radians(angles_deg)
    acc_g = np.stack([np.zeros_like(angles), -np.cos(angles), np.sin(angles)], axis=1)
    noise = noise_g * np.random.default_rng(seed).standard_normal(acc_g.shape)
    return SampleBlock(np.arange(len(angles)) / rate_hz, acc_g + noise)


def path_deg(*stretches: tuple[float, float], rate_hz: float = RATE_HZ) -> FloatArray:
    """Return angles that go, in so many seconds each, evenly to the next angle, from 0."""
    times_s = np.cumsum([0.0, *(seconds for seconds, _ in stretches)])
    return np.interp(np.arange(0.0, times_s[-1], 1.0 / rate_hz), times_s, [0.0, *(angle for _, angle in stretches)])


def with_sway(block: SampleBlock, amplitude_mps2: float, hz: float = 1.0) -> SampleBlock:
    """Add a sine along the axis to the right; its mean length is 2 / pi of the amplitude."""
    sway_g = amplitude_mps2 / G_MPS2 * np.sin(2.0 * np.pi * hz * block.t_s)
    return SampleBlock(block.t_s, block.acc_g + sway_g[:, None] * np.array([1.0, 0.0, 0.0]))


def with_knock(block: SampleBlock, at_s: float, size_g: float) -> SampleBlock:
    """Add a contact with the mat: a half sine of 80 ms."""
    share = np.clip((block.t_s - at_s) / 0.08, 0.0, 1.0)
    knock_g = size_g * np.sin(np.pi * share)
    return SampleBlock(block.t_s, block.acc_g + knock_g[:, None] * np.array([0.0, -1.0, 0.0]))


def walked(seconds: float, *, rate_hz: float = RATE_HZ) -> SampleBlock:
    """Return walking at 1.8 steps a second, upright."""
    t_s = np.arange(0.0, seconds, 1.0 / rate_hz)
    bounce, roll = np.sin(2 * np.pi * 1.8 * t_s), np.sin(2 * np.pi * 0.9 * t_s)
    return SampleBlock(t_s, np.stack([0.06 * roll, 0.1 * bounce, 1.0 + 0.3 * bounce], axis=1))


def turned(begin: tuple[float, float, float], end: tuple[float, float, float], seconds: float) -> SampleBlock:
    """Return an even turn of a body from one direction of up to another."""
    t_s = np.arange(0.0, seconds, 1.0 / RATE_HZ)
    ways = np.array(begin) + (t_s / seconds)[:, None] * (np.array(end) - np.array(begin))
    return SampleBlock(t_s, ways / np.linalg.norm(ways, axis=1)[:, None])


def kept(seconds: float, up: tuple[float, float, float], *, seed: int = 0) -> SampleBlock:
    """Return a body that keeps a direction, with 3 mg of noise."""
    t_s = np.arange(0.0, seconds, 1.0 / RATE_HZ)
    noise = 0.003 * np.random.default_rng(seed).standard_normal((len(t_s), 3))
    return SampleBlock(t_s, np.array(up) + noise)


def timed(block: SampleBlock, task: TimeHold | None = None, *, segment: Segment | None = None) -> list[SignalEvent]:
    """Return all that the pipeline says."""
    pipeline = Pipeline(task or TimeHold(0.0), segment=segment)
    return [*pipeline.feed(block), *pipeline.finish()]


def only(kind: type, events: list[SignalEvent]) -> list:
    """Return the events of one kind."""
    return [event for event in events if isinstance(event, kind)]
