import numpy as np
import pytest

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace
from runstrong.live.choice import best_slot
from runstrong.live.rest_check import RestCheck
from runstrong_signal.samples import SampleBlock


def still(length: float, seconds: float = 1.5, noise: float = 0.002) -> SampleBlock:
    t_s = np.arange(0.0, seconds, 0.01)
    random = np.random.default_rng(0)
    acc = np.tile([0.0, 0.6 * length, 0.8 * length], (len(t_s), 1))
    return SampleBlock(t_s, acc + noise * max(length, 0.1) * random.standard_normal(acc.shape))


@pytest.mark.parametrize("length", [0.92, 1.0, 1.08])
def test_one_g_is_right(length: float) -> None:
    check = RestCheck()
    assert check.feed(still(length)) == ""
    assert check.done


@pytest.mark.parametrize(
    ("length", "word"),
    [
        (9.81, "m/s²"),
        (1000.0, "thousandths"),
        (0.0, "gravity"),
        (2.0, "half"),
        (0.5, "twice"),
        (16.0, "calibrated"),
        (0.7, "calibrated"),
    ],
)
def test_what_it_looks_like_otherwise(length: float, word: str) -> None:
    assert word in RestCheck().feed(still(length))


def test_movement_is_not_judged() -> None:
    check = RestCheck()
    assert check.feed(still(2.0, noise=0.2)) == ""
    assert not check.done


def test_the_place_that_sees_an_exercise_best_is_listened_to() -> None:
    squat, push_up = load_catalogue().get("squat"), load_catalogue().get("push-up")
    places = {0: BodyPlace.CHEST, 1: BodyPlace.THIGH}
    assert best_slot(squat, {0: BodyPlace.WAIST, 1: BodyPlace.WAIST}) == 0
    assert best_slot(push_up, places) == 0
    assert best_slot(squat, {0: None, 1: BodyPlace.WAIST}) == 1
