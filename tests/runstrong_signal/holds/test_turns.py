"""Going to and fro shows, whatever came before it."""

import numpy as np

from runstrong_signal.holds.turns import Turns
from runstrong_signal.samples import FloatArray

STEP_S = 0.08


def fed(angles_deg: FloatArray) -> Turns:
    """Return what has seen a body that is pitched by ``(n,)`` angles, one a quantum, from 0 s on."""
    turns = Turns()
    for number, angle in enumerate(np.radians(angles_deg)):
        turns.feed(STEP_S * number, np.tile([0.0, -np.cos(angle), np.sin(angle)], (4, 1)))
    return turns


def steps(*stretches: tuple[float, float]) -> FloatArray:
    """Return an angle a quantum: so many seconds each at so many degrees."""
    return np.concatenate([np.full(round(seconds / STEP_S), angle) for seconds, angle in stretches])


PAUSES = ((3.0, 15.0), (3.0, 0.0)) * 3


def test_pauses_at_two_ends_are_seen_as_repetitions() -> None:
    assert fed(steps(*PAUSES)).are_seen(0.0)


def test_getting_down_from_standing_does_not_hide_them() -> None:
    turns = fed(steps((8.0, 90.0), *PAUSES))
    assert turns.since_s() is None
    assert turns.are_seen(0.0)


def test_what_was_done_in_another_posture_is_none_of_the_position() -> None:
    squatting = ((1.0, 90.0), (1.0, 70.0)) * 5
    assert fed(steps(*squatting)).are_seen(0.0)
    assert not fed(steps(*squatting, (6.0, 5.0))).are_seen(10.0)


def test_one_way_there_and_back_is_not_to_and_fro() -> None:
    assert not fed(steps((6.0, 0.0), (3.0, 15.0), (6.0, 0.0))).are_seen(0.0)


def test_nothing_is_seen_before_anything_was_fed() -> None:
    assert not Turns().are_seen(0.0)
