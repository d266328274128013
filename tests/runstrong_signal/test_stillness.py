import numpy as np
import pytest
from made_motion import joined, repeated, still

from runstrong_signal.events import StillnessChanged
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.samples import SampleBlock


def changes(block: SampleBlock) -> list[StillnessChanged]:
    return [event for event in Pipeline().feed(block) if isinstance(event, StillnessChanged)]


@pytest.mark.parametrize("scale", [0.95, 1.0, 1.05])
@pytest.mark.parametrize("offset_g", [0.0, 0.1])
def test_rest_is_rest_whatever_it_reads(scale: float, offset_g: float) -> None:
    block = still(5.0)
    found = changes(SampleBlock(block.t_s, block.acc_g * scale + offset_g))
    assert [event.still for event in found] == [True]
    assert found[0].since_s == pytest.approx(0.0, abs=0.1)


def test_rest_is_found_after_movement_and_dated_back_to_its_beginning() -> None:
    moving = repeated(5, still_s=0.0)
    found = changes(joined(moving, still(4.0, direction=tuple(moving.acc_g[-1].tolist()))))
    assert found[-1].still
    assert found[-1].since_s == pytest.approx(moving.t_s[-1], abs=0.35)


def test_repetitions_are_not_rest() -> None:
    block = repeated(10, period_s=3.0, still_s=2.0)
    found = changes(block)
    assert [event.still for event in found] == [True, False, True]


def test_noise_of_a_coarse_sensor_is_rest() -> None:
    assert [event.still for event in changes(still(6.0, noise_g=0.010))] == [True]
    assert not np.any([event.still for event in changes(still(6.0, noise_g=0.05))])
