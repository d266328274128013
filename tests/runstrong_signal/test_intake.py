import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong_signal.intake import CleanSamples, Intake
from runstrong_signal.samples import SampleBlock


def through(block: SampleBlock, cuts: list[int] | None = None) -> CleanSamples:
    intake = Intake()
    edges = [0, *sorted(cuts or []), len(block)]
    parts = [intake.feed(block.slice(a, b)) for a, b in itertools.pairwise(edges)] + [intake.finish()]
    return CleanSamples(
        np.concatenate([part.t_s for part in parts]),
        np.concatenate([part.acc_g for part in parts]),
        np.concatenate([part.lost_before for part in parts]),
    )


def block(t_s: list[float], x_g: list[float]) -> SampleBlock:
    return SampleBlock(np.array(t_s), np.stack([np.array(x_g), np.zeros(len(x_g)), np.ones(len(x_g))], axis=1))


def test_good_samples_pass_unchanged() -> None:
    given_block = block([0.0, 0.1, 0.2, 0.3], [0.0, 1.0, 0.5, 0.2])
    clean = through(given_block)
    np.testing.assert_array_equal(clean.t_s, given_block.t_s)
    np.testing.assert_array_equal(clean.acc_g, given_block.acc_g)
    assert clean.lost_before.tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_not_a_number_is_dropped_and_counted_before_its_successor(bad: float) -> None:
    clean = through(block([0.0, 0.1, 0.2, 0.3], [0.0, bad, bad, 0.2]))
    assert clean.t_s.tolist() == [0.0, 0.3]
    assert clean.lost_before.tolist() == [0, 2]


def test_duplicate_and_backward_stamps_are_dropped() -> None:
    clean = through(block([0.0, 0.1, 0.1, 0.05, 0.2], [1.0, 2.0, 3.0, 4.0, 5.0]))
    assert clean.t_s.tolist() == [0.0, 0.1, 0.2]
    assert clean.acc_g[:, 0].tolist() == [1.0, 2.0, 5.0]
    assert clean.lost_before.tolist() == [0, 0, 2]


def test_bad_samples_at_the_end_are_known() -> None:
    intake = Intake()
    intake.feed(block([0.0, 0.1, 0.2], [0.0, np.nan, np.nan]))
    assert intake.lost_at_end == 2


def test_a_single_spike_becomes_the_median_and_an_impact_stays() -> None:
    spike = through(block([0.0, 0.1, 0.2, 0.3], [0.1, 12.0, 0.2, 0.1]))
    assert spike.acc_g[1, 0] == pytest.approx(0.2)
    impact = through(block([0.0, 0.1, 0.2, 0.3, 0.4], [0.1, 6.0, 5.0, 0.2, 0.1]))
    assert impact.acc_g[:, 0].tolist() == [0.1, 6.0, 5.0, 0.2, 0.1]


@given(
    steps=st.lists(st.sampled_from([0.1, 0.0, -0.3, np.nan]), min_size=1, max_size=30),
    x_g=st.lists(st.sampled_from([0.0, 1.0, 15.0, -15.0, np.nan]), min_size=30, max_size=30),
    cuts=st.lists(st.integers(0, 30), max_size=8),
)
def test_cutting_changes_nothing(steps: list[float], x_g: list[float], cuts: list[int]) -> None:
    t_s = np.nan_to_num(np.array(steps)).cumsum()
    t_s[np.isnan(steps)] = np.nan
    given_block = block(t_s.tolist(), x_g[: len(steps)])
    whole = through(given_block)
    pieces = through(given_block, [min(cut, len(steps)) for cut in cuts])
    np.testing.assert_array_equal(whole.t_s, pieces.t_s)
    np.testing.assert_array_equal(whole.acc_g, pieces.acc_g)
    np.testing.assert_array_equal(whole.lost_before, pieces.lost_before)


def test_a_stamp_far_ahead_is_dropped_and_counted_and_costs_no_memory() -> None:
    wild = block([0.0, 0.1, 1e15, 0.2, 4000.0, 0.3], [0.0, 1.0, 2.0, 3.0, 4.0, 5.0])
    clean = through(wild)
    assert clean.t_s.tolist() == [0.0, 0.1, 0.2, 0.3]
    assert clean.lost_before.tolist() == [0, 0, 1, 1]
    for cuts in ([1], [2], [3], [2, 3], [1, 2, 3, 4, 5]):
        np.testing.assert_array_equal(through(wild, cuts).t_s, clean.t_s)
        np.testing.assert_array_equal(through(wild, cuts).lost_before, clean.lost_before)
