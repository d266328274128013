"""Lying low is doubted for as long as it is one rest, and no longer."""

import numpy as np

from runstrong_signal.holds.doubt import DOUBTED_S, Doubt

QUANTUM_S = 0.08


HEAD_UP_DEG = {"flat": -9.0, "low": 1.0, "high": 4.0}
LIMIT_DEG = 2.0


def told(*stretches: tuple[float, str]) -> list[tuple[float, bool]]:
    """Return (time, doubted) for every quiet second of stretches of so many seconds, each at a height or moving."""
    doubt, now_s, taken_s, said = Doubt(1.66, 0.7), 0.0, 0.0, []
    for seconds, kind in stretches:
        for _ in range(round(seconds / QUANTUM_S)):
            now_s += QUANTUM_S
            if kind == "moving":
                doubt.moving(now_s)
                taken_s = now_s
            else:
                head_up_deg = HEAD_UP_DEG[kind]
                said.append((now_s, doubt.still(now_s, taken_s, head_up_deg, is_low=head_up_deg < LIMIT_DEG)))
    return said


def test_lying_low_is_doubted_for_fifteen_seconds_and_counts_then() -> None:
    said = told((20.0, "low"))
    assert [doubted for _, doubted in said] == [now_s < DOUBTED_S for now_s, _ in said]


def test_whoever_is_high_from_the_beginning_is_not_doubted() -> None:
    assert not any(doubted for _, doubted in told((3.0, "moving"), (5.0, "high")))


def test_drifting_up_without_moving_is_still_lying_there() -> None:
    """Seed 78 of the study: a sensor at the waist that drifts from 0 to 4 degrees while the person breathes."""
    assert all(doubted for _, doubted in told((5.0, "low"), (9.0, "high")))


def test_rising_by_moving_is_believed_at_once() -> None:
    for moving_s in (0.3, 1.2):
        said = told((5.0, "low"), (moving_s, "moving"), (3.0, "high"))
        assert [doubted for now_s, doubted in said if now_s > 5.1] == [False] * round(3.0 / QUANTUM_S)


def test_lying_does_not_add_up_with_a_plank_that_is_nearly_flat() -> None:
    """Seed 116: a thigh that lies for three seconds between two planks, and is level in them."""
    said = told((3.0, "flat"), (1.0, "moving"), (14.0, "low"))
    assert all(doubted for _, doubted in said)


def test_moving_about_begins_a_new_rest() -> None:
    """Seeds 94, 160 and 169: a pause on the way down, two seconds of finding one's place, and twelve of rest."""
    assert all(doubted for _, doubted in told((3.0, "low"), (2.0, "moving"), (14.0, "low")))


def test_a_moment_of_quiet_does_not_part_a_movement() -> None:
    assert all(
        doubted for _, doubted in told((3.0, "low"), (1.2, "moving"), (0.3, "low"), (1.2, "moving"), (14.0, "low"))
    )


def test_one_short_movement_does_not_begin_the_rest_anew() -> None:
    said = told((7.0, "low"), (1.2, "moving"), (7.2, "low"))
    assert not said[-1][1]
    assert np.mean([doubted for _, doubted in said]) > 0.9


def test_what_is_forgotten_is_not_added_up() -> None:
    doubt = Doubt(1.66, 0.7)
    assert doubt.still(1.0, 0.0, 1.0, is_low=True)
    doubt.forget()
    assert doubt.since_s is None
    assert doubt.still(16.0, 10.0, 1.0, is_low=True)
    assert doubt.since_s == 10.0
