"""Sensors without a clock: how near the estimated times are, under delay, loss, wrong rates and restarts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrong.sensors import IndexClock
from runstrong_signal.samples import FloatArray, SampleBlock

NOMINAL_HZ = 100.0
EVENT_S = 0.03


def arrivals_s(true_s: FloatArray, *, seed: int = 3) -> FloatArray:
    """Return when packets arrive: connection events of 30 ms, exponential delay, 1 % bursts of 0.1 to 0.6 s."""
    rng = np.random.default_rng(seed)
    bursts_s = np.where(rng.random(len(true_s)) < 0.01 / 10, rng.uniform(0.1, 0.6, len(true_s)), 0.0)
    ready_s = true_s + rng.exponential(0.005, len(true_s)) + bursts_s
    return np.maximum.accumulate(np.ceil(ready_s / EVENT_S) * EVENT_S)


def said_s(clock: IndexClock, arrived_s: FloatArray, index: FloatArray | None = None) -> FloatArray:
    """Return the times the clock gives to packets of one sample, NaN for none."""
    numbers = np.arange(len(arrived_s)) if index is None else index
    said: list[float] = []
    for number, arrival_s in zip(numbers, arrived_s.tolist(), strict=True):
        block = SampleBlock(np.array([number / NOMINAL_HZ]), np.zeros((1, 3)))
        said += clock.map(block, arrival_s).t_s.tolist()
    return np.array(said)


def spread_s(error_s: FloatArray) -> float:
    low_s, high_s = np.percentile(error_s, [5, 95])
    return float(high_s - low_s)


@pytest.mark.parametrize("seed", [1, 2])
def test_minutes_at_a_rate_that_is_a_percent_off_stay_within_milliseconds(seed: int) -> None:
    true_s = np.arange(34_000) / (NOMINAL_HZ * 1.01)
    clock = IndexClock()
    error_s = said_s(clock, arrivals_s(true_s, seed=seed)) - true_s
    assert spread_s(error_s[3000:]) < 0.012
    assert abs(np.median(error_s[-6000:]) - np.median(error_s[6000:12000])) < 0.005
    assert clock.rate_hz == pytest.approx(101.0, rel=2e-3)
    drift_s = np.ptp(np.arange(34_000) / NOMINAL_HZ - true_s)
    assert drift_s > 3.0  # what counting at the nominal rate would do


@pytest.mark.parametrize("true_hz", [50.0, 60.0, 90.0, 119.0, 180.0])
def test_a_rate_that_is_far_from_the_nominal_one_is_found(true_hz: float) -> None:
    true_s = np.arange(int(60 * true_hz)) / true_hz
    clock = IndexClock()
    error_s = said_s(clock, arrivals_s(true_s)) - true_s
    assert spread_s(error_s[int(15 * true_hz) :]) < 0.06
    assert clock.rate_hz == pytest.approx(true_hz, rel=5e-3)


def test_packets_lost_in_a_silence_leave_a_gap() -> None:
    true_s = np.arange(6000) / NOMINAL_HZ
    kept = (true_s < 30.0) | (true_s > 33.0)
    error_s = said_s(IndexClock(), arrivals_s(true_s)[kept]) - true_s[kept]
    assert np.abs(error_s[2000:]).max() < 0.12
    assert spread_s(error_s[2000:]) < 0.06


def test_packets_that_were_late_leave_none() -> None:
    true_s = np.arange(6000) / NOMINAL_HZ
    arrived_s = arrivals_s(true_s)
    held = (true_s > 30.0) & (true_s < 32.0)
    arrived_s[held] = 32.0 + 0.1 * (true_s[held] - 30.0) / 2.0
    arrived_s = np.maximum.accumulate(arrived_s)
    steps_s = np.diff(said_s(IndexClock(), arrived_s))
    assert len(steps_s) == 5999
    assert steps_s[2500:].max() < 0.012


def test_a_counter_tells_gaps_without_a_silence() -> None:
    true_s = np.arange(6000) / NOMINAL_HZ
    kept = np.random.default_rng(5).random(6000) > 0.1
    numbers = np.arange(6000, dtype=np.float64)[kept]
    error_s = said_s(IndexClock(counted=True), arrivals_s(true_s)[kept], numbers) - true_s[kept]
    assert spread_s(error_s[1000:]) < 0.02


def test_a_restart_goes_on_after_what_was_said_and_keeps_the_rate() -> None:
    true_s = np.arange(6000) / 90.0
    clock = IndexClock()
    before_s = said_s(clock, arrivals_s(true_s))
    clock.restart()
    after_s = said_s(clock, true_s[-1] + 10.0 + arrivals_s(true_s[:200]))
    assert clock.restarts == 1
    assert after_s[0] - before_s[-1] == pytest.approx(10.0, abs=0.1)
    assert np.diff(after_s) == pytest.approx(1 / 90.0, rel=0.12)


@given(st.lists(st.tuples(st.integers(1, 4), st.floats(0.0, 5.0), st.booleans()), min_size=1, max_size=60))
@settings(max_examples=60, deadline=None)
def test_time_never_stands_or_runs_backwards(steps: list[tuple[int, float, bool]]) -> None:
    for counted in (False, True):
        clock, index, now_s, said = IndexClock(counted=counted), 0, 100.0, list[float]()
        for samples, wait_s, restarts in steps:
            now_s += wait_s
            if restarts:
                clock.restart()
            t_s = (index + np.arange(samples)) / NOMINAL_HZ
            index += samples
            said += clock.map(SampleBlock(t_s, np.zeros((samples, 3))), now_s).t_s.tolist()
        assert (np.diff(said) > 0).all()


def test_nothing_is_lost_but_what_a_restart_finds_held_back() -> None:
    true_s = np.arange(1000) / NOMINAL_HZ
    arrived_s = true_s + np.where(true_s > 5, 3.0, 0.0)
    assert len(said_s(IndexClock(), arrived_s)) == 1000


def test_an_empty_block_stays_empty() -> None:
    assert len(IndexClock().map(SampleBlock(np.empty(0), np.empty((0, 3))), 1.0)) == 0
