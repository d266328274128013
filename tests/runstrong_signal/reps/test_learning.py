"""What sets teach: the shape of one repetition, however the sensor was mounted, and nothing where they do not agree."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_motion import repeated, still
from taught import REPS, SEEDS, another_movement, mirrored, taught_by, template, turned

from runstrong_signal.motion import GENERAL, MotionProfile
from runstrong_signal.reps.learning import learn_from_set, merged
from runstrong_signal.reps.matching import Span
from runstrong_signal.reps.personal import TEMPLATE_VERSION, PersonalTemplate
from runstrong_signal.samples import SampleBlock


def test_a_set_teaches_its_period_its_size_and_its_repetitions() -> None:
    learned = taught_by(repeated(8, period_s=2.4, seed=3))
    assert learned is not None
    assert learned.is_usable
    assert 1.7 < learned.period_s < 2.5  # the ends of a repetition are so slow that a shorter window holds all of it
    assert learned.amplitude_g == pytest.approx(0.33, rel=0.3)
    assert (learned.sets, learned.rate_hz, learned.version) == (1, 12.5, TEMPLATE_VERSION)
    assert 6 <= learned.reps <= 8


def test_several_sets_teach_together() -> None:
    together = template()
    assert (together.sets, together.is_usable) == (len(SEEDS), True)
    assert 2 * REPS <= together.reps <= len(SEEDS) * REPS
    assert np.linalg.norm(together.shape) == pytest.approx(1.0, abs=1e-4)
    assert np.mean(together.shape, axis=0) == pytest.approx(0.0, abs=1e-4)


def test_one_set_alone_teaches_nothing() -> None:
    learned = taught_by(repeated(8, seed=1))
    assert learned is not None
    assert merged([learned]) is None
    assert merged([]) is None


@given(seed=st.integers(0, 2**32 - 1), mirror=st.booleans())
def test_it_does_not_matter_how_the_sensor_was_mounted(seed: int, mirror: bool) -> None:
    block = repeated(6, seed=1)
    before, after = taught_by(block), taught_by(turned(mirrored(block) if mirror else block, seed))
    assert before is not None
    assert after is not None
    together = merged([before, after])
    assert together is not None
    assert (together.period_s, together.reps) == (before.period_s, 2 * before.reps)
    assert np.array(together.shape) == pytest.approx(np.array(before.shape), abs=2e-3)


def test_a_set_of_another_movement_is_left_out() -> None:
    ours = [taught_by(repeated(REPS, seed=seed)) for seed in SEEDS]
    other = taught_by(another_movement(8))
    assert other is not None
    together = merged([one for one in (*ours, other) if one is not None])
    assert together is not None
    assert together.sets == len(SEEDS)
    assert merged([one for one in (ours[0], other) if one is not None]) is None


def test_a_set_in_another_phase_agrees() -> None:
    one, other = (taught_by(repeated(REPS, seed=seed)) for seed in SEEDS[:2])
    assert one is not None
    assert other is not None
    later = replace(other, shape=other.shape[5:] + other.shape[:5])
    together = merged([one, later])
    assert together is not None
    assert together.sets == 2


def test_sets_on_another_grid_do_not_mix() -> None:
    one, other = (taught_by(repeated(REPS, seed=seed)) for seed in SEEDS[:2])
    assert one is not None
    assert other is not None
    assert merged([one, replace(other, rate_hz=25.0)]) is None


def test_repetitions_that_are_none_teach_nothing() -> None:
    block = still(30.0)
    assert learn_from_set(block, [Span(2.0 * n, 2.0 * n + 2.0) for n in range(10)], GENERAL) is None
    noise = np.random.default_rng(0).normal(0.0, 0.3, block.acc_g.shape)
    shaken = SampleBlock(block.t_s, block.acc_g + noise)
    assert learn_from_set(shaken, [Span(2.0 * n, 2.0 * n + 2.0) for n in range(10)], GENERAL) is None


@pytest.mark.parametrize(
    "reps",
    [
        [],
        [Span(3.0, 5.0)] * 2,
        [Span(-900.0, -898.0), Span(-50.0, -48.0), Span(900.0, 902.0)],
        [Span(4.0, 4.0), Span(5.0, 4.0), Span(float("nan"), 5.0), Span(3.0, float("inf"))],
    ],
)
def test_boundaries_that_make_no_sense_teach_nothing(reps: list[Span]) -> None:
    assert learn_from_set(repeated(6), reps, GENERAL) is None


def test_no_samples_teach_nothing() -> None:
    assert learn_from_set(repeated(1).slice(0, 0), [Span(0.0, 2.0)] * 4, GENERAL) is None


def test_fast_movements_are_learned_on_the_finer_grid() -> None:
    learned = taught_by(repeated(12, period_s=0.7), MotionProfile(shortest_period_s=0.36, fast=True))
    assert learned is not None
    assert learned.rate_hz == 25.0


BROKEN = {
    "another version": {"version": TEMPLATE_VERSION + 1},
    "another grid": {"rate_hz": 50.0},
    "no sets": {"sets": 0},
    "no repetitions": {"reps": -1},
    "too few points": {"shape": ((1.0, 0.0, 0.0),)},
    "points of two numbers": {"shape": ((0.25, 0.0),) * 16},
    "not of length one": {"shape": ((1.0, 0.0, 0.0),) * 16},
    "not a number in it": {"shape": ((float("nan"), 0.0, 0.0),) * 16},
    "no period": {"period_s": 0.0},
    "an endless period": {"period_s": float("inf")},
    "no amplitude": {"amplitude_g": float("nan")},
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_what_cannot_be_right_is_not_usable(change: dict[str, object]) -> None:
    broken: PersonalTemplate = replace(template(), **change)  # type: ignore[arg-type]  # that is the point
    assert not broken.is_usable
    assert merged([broken, broken]) is None
