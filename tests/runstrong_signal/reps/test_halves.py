import numpy as np
import pytest
from made_motion import repeated, still

from runstrong_signal.events import CountRevised, PeriodCounted
from runstrong_signal.motion import GENERAL, MotionProfile
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.samples import SampleBlock
from runstrong_signal.tasks import CountReps


def count(block: SampleBlock, profile: MotionProfile = GENERAL) -> int:
    pipeline = Pipeline(CountReps(0.0, profile))
    said = [
        event
        for event in [*pipeline.feed(block), *pipeline.finish()]
        if isinstance(event, PeriodCounted | CountRevised)
    ]
    return 0 if not said else said[-1].number if isinstance(said[-1], PeriodCounted) else said[-1].periods


@pytest.mark.parametrize("period_s", [0.5, 0.6])
def test_a_movement_quicker_than_the_shortest_window_is_counted_in_full(period_s: float) -> None:
    assert count(repeated(20, period_s=period_s)) == pytest.approx(20, abs=1)


def test_a_movement_with_unlike_halves_is_not_counted_twice() -> None:
    rest = still(3.0)
    t_s = np.arange(0.0, 16.0, 0.02)
    wave_g = 0.5 * np.sin(2 * np.pi * t_s / 1.2) + 0.2 * np.sin(4 * np.pi * t_s / 1.2)
    moving = np.array([0.0, 0.6, 0.8]) + wave_g[:, None] * np.array([1.0, 0.3, -0.2])
    block = SampleBlock(np.concatenate([rest.t_s, rest.t_s[-1] + 0.02 + t_s]), np.concatenate([rest.acc_g, moving]))
    assert count(block) == pytest.approx(16.0 / 1.2, abs=1.0)


@pytest.mark.parametrize("profile", [MotionProfile(0.36, 3.0, fast=True), MotionProfile(1.1, 8.0)])
def test_half_of_what_is_known_to_take_longer_is_no_repetition(profile: MotionProfile) -> None:
    """Two bumps each, nearly alike."""
    period_s = 0.65 if profile.fast else 1.3
    t_s = np.arange(0.0, 20 * period_s, 0.02)
    wave_g = 0.09 * np.sin(2 * np.pi * t_s / period_s) + 0.5 * np.sin(4 * np.pi * t_s / period_s)
    rest = still(3.0)
    moving = np.array([0.0, 0.6, 0.8]) + wave_g[:, None] * np.array([1.0, 0.3, -0.2])
    block = SampleBlock(np.concatenate([rest.t_s, rest.t_s[-1] + 0.02 + t_s]), np.concatenate([rest.acc_g, moving]))
    assert count(block, profile) == pytest.approx(20, abs=1)


def test_halves_that_lean_apart_are_told_apart_where_that_is_known() -> None:
    """A step and what follows it: two bumps of one shape, leaning to one side and to the other."""
    period_s, step_s = 2.0, 0.02
    t_s = np.arange(0.0, 12 * period_s, step_s)
    bump = np.sin(np.pi * (t_s % 1.0)) ** 2
    wave_g = 0.6 * bump + np.where(t_s % period_s < 1.0, 0.2, -0.2)
    rest = still(3.0)
    moving = np.array([0.0, 0.6, 0.8]) + wave_g[:, None] * np.array([1.0, 0.3, -0.2])
    block = SampleBlock(np.concatenate([rest.t_s, rest.t_s[-1] + 0.02 + t_s]), np.concatenate([rest.acc_g, moving]))
    assert count(block, MotionProfile(leaning_halves=True)) == pytest.approx(12, abs=1)
    assert count(block) > 18
