"""Small made-up motions for tests of the pipeline; real recordings judge it, these only show its properties."""

import numpy as np

from runstrong_signal.samples import FloatArray, SampleBlock


def repeated(
    reps: int, *, period_s: float = 2.0, rate_hz: float = 50.0, still_s: float = 3.0, seed: int = 0
) -> SampleBlock:
    """Return a movement of ``reps`` uneven repetitions between two stretches of rest: tilt and lift in one."""
    random = np.random.default_rng(seed)
    durations_s = period_s * (1.0 + 0.06 * random.standard_normal(reps))
    ends_s = still_s + np.cumsum(durations_s)
    t_s = np.arange(0.0, ends_s[-1] + still_s, 1.0 / rate_hz)
    share = np.zeros_like(t_s)
    for end_s, duration_s in zip(ends_s, durations_s, strict=True):
        inside = (t_s >= end_s - duration_s) & (t_s < end_s)
        share[inside] = np.sin(np.pi * (t_s[inside] - end_s + duration_s) / duration_s) ** 2
    tilt = np.radians(50.0) * share
    lift_g = 0.15 * np.gradient(np.gradient(share, t_s), t_s) / 9.8
    acc_g = np.stack([np.sin(tilt), 0.1 * share, np.cos(tilt) + lift_g], axis=1)
    return SampleBlock(t_s, acc_g + 0.004 * random.standard_normal(acc_g.shape))


def still(
    seconds: float,
    *,
    rate_hz: float = 50.0,
    direction: tuple[float, float, float] = (0.0, 0.6, 0.8),
    noise_g: float = 0.003,
    seed: int = 0,
) -> SampleBlock:
    """Return a sensor at rest."""
    random = np.random.default_rng(seed)
    t_s = np.arange(0.0, seconds, 1.0 / rate_hz)
    return SampleBlock(t_s, np.array(direction) + noise_g * random.standard_normal((len(t_s), 3)))


def joined(*parts: SampleBlock) -> SampleBlock:
    """Return parts one after the other, each a usual step later than the one before."""
    t_s: list[FloatArray] = []
    begins_s = 0.0
    for part in parts:
        t_s.append(part.t_s - part.t_s[0] + begins_s)
        begins_s = float(t_s[-1][-1] + np.median(np.diff(part.t_s)))
    return SampleBlock(np.concatenate(t_s), np.concatenate([part.acc_g for part in parts]))
