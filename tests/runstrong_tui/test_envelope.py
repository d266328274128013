import numpy as np

from runstrong_tui.envelope import blocks, braille, envelope


def test_a_peak_of_one_sample_is_not_lost() -> None:
    t_s = np.arange(0, 6, 0.005)
    values = np.zeros(t_s.size)
    values[700] = 1.0
    shape = envelope(t_s, values, end_s=6.0, width_s=6.0, buckets=40)
    assert np.nanmax(shape.high) == 1.0
    assert np.nanmin(shape.low) == 0.0


def test_few_samples_are_joined_by_a_line() -> None:
    t_s = np.arange(0, 6.01, 0.1)
    shape = envelope(t_s, t_s, end_s=6.0, width_s=6.0, buckets=240)
    assert np.isfinite(shape.low[1:-1]).all()
    assert (np.diff(shape.low[1:-1]) > 0).all()


def test_a_gap_stays_empty() -> None:
    t_s = np.concatenate([np.arange(0, 2, 0.02), np.arange(4, 6, 0.02)])
    shape = envelope(t_s, np.ones(t_s.size), end_s=5.98, width_s=6.0, buckets=60)
    assert np.isnan(shape.low[25:35]).all()
    assert np.isfinite(shape.low[45:]).all()


def test_what_was_drawn_does_not_change_while_the_strip_moves_on() -> None:
    rng = np.random.default_rng(7)
    t_s = np.arange(0, 12, 0.02)
    values = rng.normal(size=t_s.size)
    early, late = t_s < 8.0, t_s < 9.0
    before = envelope(t_s[early], values[early], end_s=float(t_s[early][-1]), width_s=6.0, buckets=60)
    after = envelope(t_s[late], values[late], end_s=float(t_s[late][-1]), width_s=6.0, buckets=60)
    np.testing.assert_array_equal(before.high[10:59], after.high[0:49])


def test_braille_puts_the_top_of_the_scale_on_top() -> None:
    t_s = np.linspace(0, 1, 101)
    top = envelope(t_s, np.ones(101), end_s=1.0, width_s=1.0, buckets=4)
    rows = braille(top, 2, 0.0, 1.0)
    assert [len(row) for row in rows] == [2, 2]
    assert rows[1] == "⠀⠀"
    assert rows[0][1] in "⠁⠉⠈"


def test_blocks_rise_to_the_largest_value() -> None:
    t_s = np.linspace(0, 0.999, 100)
    shape = envelope(t_s, np.where(t_s < 0.5, 0.0, 1.0), end_s=0.999, width_s=1.0, buckets=4)
    upper, lower = blocks(shape, 2, 0.0, 1.0)
    assert (upper[0], lower[0]) == (" ", "▁")
    assert (upper[3], lower[3]) == ("█", "█")


def test_no_signal_is_an_empty_strip() -> None:
    nothing = envelope(np.array([]), np.array([]), end_s=0.0, width_s=6.0, buckets=8)
    assert braille(nothing, 1, 0.0, 1.0) == ("⠀" * 4,)
    assert blocks(nothing, 1, 0.0, 1.0) == (" " * 8,)
