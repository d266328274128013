"""Templates learned from made-up sets, and such sets with the sensor clipped on otherwise."""

from functools import cache

import numpy as np
from made_motion import repeated
from scipy.spatial.transform import Rotation

from runstrong_signal.events import PeriodCounted
from runstrong_signal.motion import GENERAL, MotionProfile
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.reps.learning import learn_from_set, merged
from runstrong_signal.reps.matching import Span
from runstrong_signal.reps.personal import PersonalTemplate
from runstrong_signal.samples import SampleBlock
from runstrong_signal.tasks import CountReps

SEEDS = (11, 12, 13)
REPS = 8


def taught_by(block: SampleBlock, profile: MotionProfile = GENERAL) -> PersonalTemplate | None:
    """Return what a set teaches where it is counted."""
    pipeline = Pipeline(CountReps(0.0, profile))
    events = [*pipeline.feed(block), *pipeline.finish()]
    spans = [Span(event.start_s, event.end_s) for event in events if isinstance(event, PeriodCounted)]
    return learn_from_set(block, spans, profile)


@cache
def template() -> PersonalTemplate:
    """Return what three sets of the usual made-up movement teach."""
    sets = [taught_by(repeated(REPS, seed=seed)) for seed in SEEDS]
    learned = merged([one for one in sets if one is not None])
    assert learned is not None
    return learned


def turned(block: SampleBlock, seed: int) -> SampleBlock:
    """Return what a sensor mounted in any other way would have seen."""
    rotation = Rotation.random(random_state=seed)
    return SampleBlock(block.t_s, rotation.apply(block.acc_g))


def mirrored(block: SampleBlock) -> SampleBlock:
    """Return the same movement on the other side of the body."""
    return SampleBlock(block.t_s, block.acc_g * np.array([1.0, -1.0, 1.0]))


def another_movement(reps: int, *, period_s: float = 2.0, rate_hz: float = 50.0) -> SampleBlock:
    """Return a movement that is up and down twice as quickly, then waits at the far end: pulses and no tilt."""
    t_s = np.arange(0.0, reps * period_s + 6.0, 1.0 / rate_hz)
    phase = np.clip((t_s - 3.0) / period_s, 0.0, reps)
    pulse_g = 0.4 * np.sin(2.0 * np.pi * phase) + 0.3 * np.sin(4.0 * np.pi * phase)
    acc_g = np.stack([np.zeros_like(pulse_g), 0.2 * pulse_g, 1.0 + pulse_g], axis=1)
    return SampleBlock(t_s, acc_g + 0.004 * np.random.default_rng(5).standard_normal(acc_g.shape))
