import itertools

import numpy as np
import pytest

from runstrong_signal.grid import BASE_RATE_HZ, BRIDGED_GAP_S, EvenGrid, GridFilter, low_pass
from runstrong_signal.samples import FloatArray


def resampled(t_s: FloatArray, values: FloatArray, cuts: list[int] | None = None) -> FloatArray:
    grid = EvenGrid()
    edges = [0, *(cuts or []), len(t_s)]
    return np.concatenate([grid.feed(t_s[a:b], values[a:b])[0] for a, b in itertools.pairwise(edges)])


@pytest.mark.parametrize("rate_hz", [12.5, 26.0, 50.0, 104.0, 208.0])
def test_a_slow_wave_comes_out_the_same_at_every_rate(rate_hz: float) -> None:
    t_s = np.arange(0.0, 10.0, 1.0 / rate_hz)
    rows = resampled(t_s, np.sin(2 * np.pi * 0.5 * t_s)[:, None])
    middle_s = (np.arange(len(rows)) + 0.5) / BASE_RATE_HZ
    # Straight lines between samples 0.08 s apart miss a 0.5 Hz wave by at most (2 pi 0.5 * 0.08)^2 / 8 = 0.8 %.
    assert np.abs(rows[:, 0] - np.sin(2 * np.pi * 0.5 * middle_s)).max() < 0.009


def test_uneven_steps_and_a_straight_line_give_the_line_back() -> None:
    random = np.random.default_rng(1)
    t_s = np.cumsum(random.uniform(0.005, 0.1, 200))
    rows = resampled(t_s, (3.0 * t_s)[:, None])
    middle_s = t_s[0] + (np.arange(len(rows)) + 0.5) / BASE_RATE_HZ
    np.testing.assert_allclose(rows[:, 0], 3.0 * middle_s, atol=1e-9)


def test_fast_vibration_is_averaged_away_before_thinning() -> None:
    t_s = np.arange(0.0, 4.0, 1.0 / 400.0)
    rows = resampled(t_s, np.sin(2 * np.pi * 100.0 * t_s)[:, None])
    assert np.abs(rows[1:]).max() < 0.02


def test_rows_do_not_depend_on_cuts() -> None:
    random = np.random.default_rng(2)
    t_s = np.cumsum(random.uniform(0.002, 0.12, 400))
    values = random.standard_normal((400, 3))
    whole = resampled(t_s, values)
    for _ in range(20):
        cuts = sorted(random.integers(0, 401, 12).tolist())
        np.testing.assert_array_equal(resampled(t_s, values, cuts), whole)
    np.testing.assert_array_equal(resampled(t_s, values, list(range(1, 400))), whole)


def test_short_gaps_are_bridged_long_ones_hold_the_last_value_and_both_are_reported() -> None:
    before_s = np.arange(0.0, 1.0, 0.02)
    for gap_s, middle in ((1.0, 0.5), (BRIDGED_GAP_S + 0.4, 0.0)):
        after_s = before_s + before_s[-1] + gap_s
        t_s = np.concatenate([before_s, after_s])
        values = np.concatenate([np.zeros(50), np.ones(50)])[:, None]
        grid = EvenGrid()
        rows, gaps = grid.feed(t_s, values)
        assert [(gap.start_s, gap.end_s) for gap in gaps] == [(before_s[-1], after_s[0])]
        at = round((before_s[-1] + gap_s / 2) * BASE_RATE_HZ)
        assert rows[at, 0] == pytest.approx(middle, abs=0.02)


def test_the_filter_starts_without_a_transient_and_keeps_every_fourth_row() -> None:
    rows = np.full((100, 3), (0.3, -0.2, 0.9))
    kept = GridFilter(low_pass(3.0), keep_every=4).feed(rows)
    assert len(kept) == 25
    np.testing.assert_allclose(kept, rows[:25], atol=1e-12)


def test_the_filter_does_not_depend_on_cuts() -> None:
    rows = np.random.default_rng(3).standard_normal((101, 3))
    whole = GridFilter(low_pass(3.0), keep_every=4).feed(rows)
    bit_by_bit = GridFilter(low_pass(3.0), keep_every=4)
    np.testing.assert_allclose(np.concatenate([bit_by_bit.feed(row[None]) for row in rows]), whole, atol=1e-12)
