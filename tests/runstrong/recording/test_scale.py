"""Units, gravity and scale are judged as on real recordings."""

from pathlib import Path

import numpy as np
import pytest

from runstrong.errors import BadRecording
from runstrong.recording.scale import refuse_wrong_unit
from runstrong_signal.samples import FloatArray, SampleBlock

RATE_HZ = 50.0


def moving(swing_g: float = 0.5) -> FloatArray:
    """Twenty seconds: three at rest, then up and down once in two seconds."""
    t_s = np.arange(1000) / RATE_HZ
    rng = np.random.default_rng(2)
    acc_g = rng.normal((0.1, 0.2, 0.97), 0.005, (1000, 3))
    acc_g[:, 2] += np.where(t_s > 3.0, swing_g * np.sin(np.pi * t_s), 0.0)
    return acc_g


def check(acc_g: FloatArray) -> None:
    refuse_wrong_unit(Path("set.csv"), SampleBlock(np.arange(len(acc_g)) / RATE_HZ, acc_g))


def test_a_set_in_g_passes() -> None:
    check(moving())


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda acc_g: acc_g * 9.80665, r"looks like m/s2, not g: it is 9\.\d+ where it is quietest; convert it to g"),
        (lambda acc_g: acc_g * 1000.0, r"looks like mg, not g"),
        (lambda acc_g: acc_g * 16384.0, r"looks like raw counts, not g"),
        (lambda acc_g: acc_g - (0.1, 0.2, 0.97), "gravity has been removed .*; export the total acceleration"),
        (lambda acc_g: acc_g[200:] - (0.1, 0.2, 0.97), "gravity has been removed"),
        (lambda acc_g: acc_g * 0.0, "gravity has been removed"),
        (lambda acc_g: acc_g * 0.5, r"the acceleration at rest is 0\.50 g instead of 1 g; check the sensor's range"),
        (lambda acc_g: acc_g * 2.0, r"the acceleration at rest is (1.99|2.00) g instead"),
    ],
)
def test_what_is_not_in_g_says_what_it_looks_like(change: object, refusal: str) -> None:
    assert callable(change)
    with pytest.raises(BadRecording, match=refusal):
        check(change(moving()))


def test_a_stalled_sensor_that_repeats_one_value_is_not_at_rest() -> None:
    acc_g = moving()
    acc_g[:400] = (0.3, 0.9, 1.1)
    acc_g[600:700] = 0.0
    check(acc_g)


def test_a_wild_set_without_any_rest_passes() -> None:
    check(np.random.default_rng(4).normal((0, 0, 1), 1.2, (1000, 3)))
