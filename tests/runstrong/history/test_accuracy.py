"""How often the count was right, from sets whose number a person has vouched for."""

from dataclasses import replace

import pytest
from made_history import counted, held, past

from runstrong.history import Checked
from runstrong.history.accuracy import accuracy


def test_only_what_the_person_vouches_for_counts() -> None:
    right = counted(0, reps=10, checked=Checked.CONFIRMED)
    one_off = counted(1, reps=11, reps_auto=10, checked=Checked.CORRECTED)
    far_off = counted(2, reps=10, reps_auto=4, checked=Checked.CORRECTED)
    not_looked_at = counted(3)
    nothing = counted(4, reps=0, reps_auto=0)
    sets = [past(one) for one in (right, one_off, far_off, not_looked_at, nothing, held(5))]
    (found,) = accuracy(sets)
    assert (found.exercise, found.placement, found.checked, found.unchecked) == ("squat", "waist", 3, 1)
    assert (found.exact, found.within_one) == (1, 2)
    assert found.mean_error == pytest.approx(-7 / 3)


def test_places_are_kept_apart() -> None:
    at_wrist = replace(counted(1), placement="wrist")
    found = accuracy([past(counted(0)), past(at_wrist)])
    assert [(one.placement, one.checked, one.mean_error) for one in found] == [("waist", 0, None), ("wrist", 0, None)]
