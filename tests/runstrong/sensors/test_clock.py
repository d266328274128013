"""Sensor time to host time: accuracy under jitter, and never backwards."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrong.sensors import SensorClock
from runstrong_signal.samples import FloatArray, SampleBlock

FRAME_S = 0.18


def block(last_s: float, samples: int = 36, frame_s: float = FRAME_S) -> SampleBlock:
    t_s = last_s - frame_s / samples * np.arange(samples - 1, -1, -1)
    return SampleBlock(t_s, np.zeros((samples, 3)))


def mapped_last_s(clock: SensorClock, sensor_s: FloatArray, arrival_s: FloatArray) -> FloatArray:
    pairs = zip(sensor_s.tolist(), arrival_s.tolist(), strict=True)
    return np.array([clock.map(block(sensor), arrival).t_s[-1] for sensor, arrival in pairs])


def test_delivery_jitter_is_removed() -> None:
    rng = np.random.default_rng(7)
    true_s = FRAME_S * np.arange(1, 3334)  # ten minutes
    bursts_s = np.where(rng.random(len(true_s)) < 0.01, rng.uniform(0.1, 0.6, len(true_s)), 0.0)
    late_s = 0.03 * rng.random(len(true_s)) + rng.exponential(0.02, len(true_s)) + bursts_s
    arrival_s = np.maximum.accumulate(true_s + late_s)
    error_s = mapped_last_s(SensorClock(), true_s * (1 + 20e-6) + 5e8, arrival_s) - true_s
    low_s, high_s = np.percentile(error_s[60:], [5, 95])
    assert high_s - low_s < 0.006
    assert np.subtract(*np.percentile(arrival_s - true_s, [95, 5])) > 0.05  # what it would be without


@given(
    st.lists(
        st.tuples(st.floats(-3.0, 20.0), st.floats(0.0, 20.0), st.integers(1, 5)),
        min_size=1,
        max_size=40,
    )
)
@settings(deadline=None)
def test_time_never_stands_or_runs_backwards(steps: list[tuple[float, float, int]]) -> None:
    clock = SensorClock()
    sensor_s = arrival_s = 100.0
    said_s: list[float] = []
    for sensor_step_s, arrival_step_s, samples in steps:
        sensor_s, arrival_s = sensor_s + sensor_step_s, arrival_s + arrival_step_s
        first_s = sensor_s + 0.01
        frame = SampleBlock(first_s + 0.01 * np.arange(samples), np.zeros((samples, 3)))
        sensor_s = float(frame.t_s[-1])
        said_s += clock.map(frame, arrival_s).t_s.tolist()
    assert (np.diff(said_s) > 0).all()


def test_a_late_first_frame_is_made_good_without_bending_a_period_by_more_than_a_tenth() -> None:
    clock = SensorClock()
    blocks = [clock.map(block(FRAME_S * n), FRAME_S * n + (0.5 if n == 1 else 0.0)) for n in range(1, 60)]
    t_s = np.concatenate([mapped.t_s for mapped in blocks])
    assert np.diff(t_s).min() > 0.0045 - 1e-9
    assert t_s[-1] == pytest.approx(FRAME_S * 59, abs=1e-9)


def test_a_gap_in_both_clocks_is_kept() -> None:
    clock = SensorClock()
    before_s = clock.map(block(10.0), 110.0).t_s[-1]
    after_s = clock.map(block(22.0), 122.0).t_s[-1]
    assert after_s - before_s == pytest.approx(12.0)
    assert clock.restarts == 0


def test_a_counter_that_starts_over_is_carried_on() -> None:
    wrap_s = 2**32 * 1e-6
    clock = SensorClock(wrap_s=wrap_s)
    before_s = clock.map(block(wrap_s - 0.01), 50.0).t_s[-1]
    after_s = clock.map(block(0.19), 50.2).t_s[-1]
    assert after_s - before_s == pytest.approx(0.2)
    assert clock.restarts == 0


@pytest.mark.parametrize("jump_s", [-1000.0, 60.0])
def test_a_clock_that_was_set_is_followed_from_its_arrival(jump_s: float) -> None:
    clock = SensorClock()
    clock.map(block(2000.0), 10.0)
    t_s = clock.map(block(2000.18 + jump_s), 10.18).t_s
    assert t_s[-1] == pytest.approx(10.18)
    assert clock.restarts == 1


def test_a_sensor_that_slept_is_followed_once_the_window_has_passed() -> None:
    clock = SensorClock(window_s=5.0)
    for number in range(1, 100):
        lag_s = 0.0 if number < 20 else 30.0
        mapped = clock.map(block(FRAME_S * number), FRAME_S * number + lag_s)
    assert mapped.t_s[-1] == pytest.approx(FRAME_S * 99 + 30.0)
    assert clock.restarts == 1


def test_an_empty_block_stays_empty() -> None:
    assert len(SensorClock().map(SampleBlock(np.empty(0), np.empty((0, 3))), 1.0)) == 0


@pytest.mark.parametrize("away_s", [0.2, 50.0, 200.0])
def test_wraps_that_nobody_saw_are_counted_by_the_host(away_s: float) -> None:
    clock = SensorClock(wrap_s=65.536)
    before_s = clock.map(block(60.0), 100.0).t_s[-1]
    after_s = clock.map(block((60.0 + away_s) % 65.536, samples=1), 100.0 + away_s).t_s[-1]
    assert after_s - before_s == pytest.approx(away_s)
    assert clock.restarts == 0


def test_the_rate_of_the_samples_is_told_without_the_gaps_between_them() -> None:
    clock = SensorClock()
    assert clock.rate_hz is None
    for number in range(1, 400):
        if number % 20:  # each twentieth frame is lost
            clock.map(block(FRAME_S * number), FRAME_S * number)
    assert clock.rate_hz == pytest.approx(36 / FRAME_S, rel=0.02)
