import numpy as np
import pytest

from runstrong_signal.samples import FloatArray, SampleBlock
from runstrong_tui.marks import Marks
from runstrong_tui.signal_trace import KEPT_S, SignalTrace, scale_of

EMPTY = "⠀"


def block(t_s: FloatArray, z_g: FloatArray) -> SampleBlock:
    acc_g = np.zeros((t_s.size, 3))
    acc_g[:, 0], acc_g[:, 2] = 1.0, z_g
    return SampleBlock(t_s, acc_g)


@pytest.mark.parametrize("marks", list(Marks))
def test_the_picture_has_the_size_that_was_asked_for(marks: Marks) -> None:
    trace = SignalTrace()
    t_s = np.arange(0, 10, 0.02)
    trace.add(block(t_s, np.sin(t_s)))
    rows = trace.lines(37, 3, marks)
    assert [len(row) for row in rows] == [37] * 3


def test_a_slow_turn_at_one_g_is_seen() -> None:
    t_s = np.arange(0, 8, 0.02)
    angle = 0.5 * np.sin(2 * np.pi * t_s / 3)
    trace = SignalTrace()
    trace.add(SampleBlock(t_s, np.stack([np.cos(angle), np.sin(angle), 0 * t_s], axis=1)))
    rows = trace.lines(40, 4, Marks.BRAILLE)
    assert all(row.strip(EMPTY) for row in rows)


def test_noise_at_rest_looks_like_rest() -> None:
    t_s = np.arange(0, 8, 0.02)
    trace = SignalTrace()
    trace.add(block(t_s, np.random.default_rng(1).normal(0, 0.004, t_s.size)))
    rows = trace.lines(40, 4, Marks.BRAILLE)
    assert sum(bool(row.strip(EMPTY)) for row in rows) <= 2


def test_another_axis_takes_over_only_with_a_clear_lead() -> None:
    t_s = np.arange(0, 6, 0.02)
    trace = SignalTrace()
    swing = np.sin(2 * np.pi * t_s)
    trace.add(SampleBlock(t_s, np.stack([0.5 * swing, 0.6 * swing, 0 * swing], axis=1)))
    trace.lines(10, 2, Marks.BRAILLE)
    assert trace._axis == 0
    trace.add(SampleBlock(t_s + 6, np.stack([0.1 * swing, 0.6 * swing, 0 * swing], axis=1)))
    trace.lines(10, 2, Marks.BRAILLE)
    assert trace._axis == 1


def test_old_samples_are_forgotten() -> None:
    trace = SignalTrace()
    for start_s in range(100):
        t_s = start_s + np.arange(0, 1, 0.02)
        trace.add(block(t_s, 0 * t_s))
    assert sum(len(kept) for kept in trace._blocks) <= (KEPT_S + 2) * 50
    assert trace.rate_hz == pytest.approx(50)


def test_samples_that_are_no_numbers_or_go_back_in_time_do_no_harm() -> None:
    t_s = np.array([0.0, 0.1, 0.05, 0.2, np.nan, 0.3])
    z_g = np.array([0.0, np.nan, 1.0, np.inf, 0.0, 0.5])
    trace = SignalTrace()
    trace.add(block(t_s, z_g))
    assert len(trace.lines(10, 2, Marks.BRAILLE)) == 2


@pytest.mark.parametrize("offset", [-3.7, 0.0, 0.13, 8.0])
@pytest.mark.parametrize("half_span", [0.001, 0.1, 0.9, 15.0])
def test_a_scale_holds_all_values(offset: float, half_span: float) -> None:
    bottom, top = scale_of(np.array([offset - half_span, offset + half_span]))
    assert bottom <= offset - half_span
    assert offset + half_span <= top


def test_the_share_of_lost_samples_is_that_of_the_holes() -> None:
    trace = SignalTrace()
    assert trace.lost_share == 0.0
    t_s = np.arange(250) / 50
    kept = np.ones(250, dtype=bool)
    kept[100:125] = False
    trace.add(SampleBlock(t_s[kept], np.ones((225, 3))))
    assert trace.lost_share == pytest.approx(0.1, abs=0.002)
