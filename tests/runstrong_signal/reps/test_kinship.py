"""Chains of another movement than the set's: strides before and after it are not of it, blocks of it are."""

import numpy as np
import pytest
from made_motion import joined, repeated, still
from made_strides import strides

from runstrong_signal.events import CountRevised, PeriodCounted
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.reps.kinship import KEPT, Kinship
from runstrong_signal.reps.settings import COARSE_RATE_HZ, SHAPE_POINTS
from runstrong_signal.samples import FloatArray, SampleBlock
from runstrong_signal.tasks import CountReps

FEATURES = 3 * SHAPE_POINTS


def counts(block: SampleBlock) -> list[int]:
    """Return the count after every change of it."""
    pipeline = Pipeline(CountReps(0.0))
    events = [*pipeline.feed(block), *pipeline.finish()]
    return [
        event.number if isinstance(event, PeriodCounted) else event.periods
        for event in events
        if isinstance(event, PeriodCounted | CountRevised)
    ]


def bump(at: float = 0.0) -> FloatArray:
    """Return a template: tilt and lift in one, begun elsewhere in the movement."""
    share = 2 * np.pi * ((np.arange(SHAPE_POINTS) + 0.5) / SHAPE_POINTS + at)
    shape = np.stack([np.sin(share), 0.3 * np.cos(2 * share), 0.5 * np.cos(share)], axis=1)
    return shape.ravel() / np.linalg.norm(shape)


def ripple() -> FloatArray:
    share = 2 * np.pi * (np.arange(SHAPE_POINTS) + 0.5) / SHAPE_POINTS
    shape = np.stack([0.2 * np.sin(share), np.cos(2 * share), np.sin(2 * share)], axis=1)
    return shape.ravel() / np.linalg.norm(shape)


def is_stranger(ours: FloatArray, steps: int, theirs: FloatArray, their_steps: int) -> bool:
    kinship = Kinship(FEATURES, COARSE_RATE_HZ)
    number = kinship.remember(theirs.astype(np.float32), their_steps, 3.0)
    kin = kinship.of(np.array([number]))
    return bool(kinship.strangers(kin, ours.astype(np.float32)[None], np.array([steps]))[0])


@pytest.mark.parametrize("seed", range(4))
def test_what_is_walked_before_a_set_is_taken_back_and_after_it_never_added(seed: int) -> None:
    walk = strides(6.0, seed=seed)
    said = counts(joined(walk, still(2.0), repeated(8, period_s=3.0, seed=seed), walk))
    assert said[-1] == 8
    assert max(said) <= 8


@pytest.mark.parametrize("seed", range(4))
def test_without_a_set_the_walk_is_counted_as_armed_so_the_test_above_can_fail(seed: int) -> None:
    assert counts(joined(strides(6.0, seed=seed), still(4.0)))[-1] >= 3


@pytest.mark.parametrize("slower", [1.0, 1.4, 2.0])
def test_blocks_of_one_movement_are_one_set_however_slow(slower: float) -> None:
    first, second = repeated(6, period_s=2.0), repeated(6, period_s=2.0 * slower, seed=1)
    assert counts(joined(first, still(8.0, direction=(0.0, 0.0, 1.0)), second))[-1] == 12


@pytest.mark.parametrize("steps", [40, 60, 90])
def test_one_movement_is_kin_wherever_its_window_begins(steps: int) -> None:
    assert not any(is_stranger(bump(at), steps, bump(), 40) for at in np.linspace(0.0, 0.9, 10))


def test_another_shape_is_a_stranger_and_so_is_what_is_far_quicker_at_the_pace_of_strides() -> None:
    assert is_stranger(ripple(), 40, bump(), 40)
    assert is_stranger(bump(), 13, bump(), 40)
    assert not is_stranger(bump(), 13, bump(), 16)


def test_at_the_pace_of_strides_likeness_has_to_be_close() -> None:
    rather_like = bump() + 1.2 * ripple()
    rather_like /= np.linalg.norm(rather_like)
    assert not is_stranger(rather_like, 40, bump(), 40)
    assert is_stranger(rather_like, 14, bump(), 14)


def test_what_is_too_old_to_be_known_is_no_stranger() -> None:
    kinship = Kinship(FEATURES, COARSE_RATE_HZ)
    first = kinship.remember(bump().astype(np.float32), 13, 3.0)
    for _ in range(KEPT):
        kinship.remember(bump().astype(np.float32), 13, 3.0)
    numbers = np.array([first, -1])
    assert kinship.of(numbers).known.tolist() == [False, False]
    assert not kinship.strangers(
        kinship.of(numbers), np.tile(ripple().astype(np.float32), (2, 1)), np.array([40, 40])
    ).any()
