"""The parts that sets are made of: filters, drives, knots and links."""

import numpy as np
import pytest

from runstrong_signal.samples import SampleBlock
from runstrong_signal.synthesis.drive import minimum_jerk, parse_drive
from runstrong_signal.synthesis.jumps import Knots, through_knots
from runstrong_signal.synthesis.link import Link, send
from runstrong_signal.synthesis.spectrum import band_noise, lowpass, quick_length, smooth


@pytest.mark.parametrize("at_least", [1, 2, 7, 97, 1000, 6001, 100_003])
def test_quick_lengths_have_small_factors_only(at_least: int) -> None:
    length = quick_length(at_least)
    assert at_least <= length <= max(2, 1.2 * at_least)
    for factor in (2, 3, 5):
        while length % factor == 0:
            length //= factor
    assert length == 1


def test_filters_keep_what_is_slow_and_have_no_start_up() -> None:
    ramp = np.linspace(-1.0, 2.0, 800)
    np.testing.assert_allclose(lowpass(ramp, 200.0, 5.0), ramp, atol=3e-3)
    np.testing.assert_allclose(smooth(np.full((300, 2), 0.7), 200.0, 4.0), 0.7, atol=1e-9)
    fast = np.sin(2.0 * np.pi * 40.0 * np.arange(800) / 200.0)
    assert np.abs(lowpass(fast, 200.0, 5.0)[100:-100]).max() < 0.01


def test_band_noise_has_the_asked_strength_and_band() -> None:
    noise = band_noise(np.random.default_rng(3), 20_000, 200.0, 1.5, 6.0)
    assert noise.std() == pytest.approx(1.0, rel=0.05)
    power = np.abs(np.fft.rfft(noise[:, 0])) ** 2
    bins = np.fft.rfftfreq(20_000, 1.0 / 200.0)
    assert power[(bins > 1.4) & (bins < 6.1)].sum() > 0.98 * power.sum()


def test_a_drive_is_read_with_its_shares_adding_up() -> None:
    steps = parse_drive("a>1 20; - 10; a>0 b^-1 20; ~ 30")
    assert [step.share for step in steps] == pytest.approx([0.25, 0.125, 0.25, 0.375])
    assert [step.waits for step in steps] == [False, False, False, True]
    assert [(one.task, one.value, one.and_back) for one in steps[2].actions] == [(0, 0.0, False), (1, -1.0, True)]


def test_minimum_jerk_goes_from_rest_to_rest() -> None:
    share = np.linspace(0.0, 1.0, 1001)
    way = minimum_jerk(share)
    assert way[[0, -1]].tolist() == [0.0, 1.0]
    assert np.abs(np.gradient(way, share)[[0, -1]]).max() < 1e-3


def test_a_flight_between_knots_is_a_parabola() -> None:
    flight_s, gravity = 0.4, 9.80665
    speed = 0.5 * gravity * flight_s
    knots = Knots(np.array([0.0, flight_s]), np.zeros(2), np.array([speed, -speed]), np.full(2, -gravity))
    t_s = np.linspace(0.0, flight_s, 101)
    np.testing.assert_allclose(through_knots(knots, t_s), speed * t_s - 0.5 * gravity * t_s**2, atol=1e-9)


def test_packets_come_in_order_late_and_sometimes_not_at_all() -> None:
    block = SampleBlock(np.arange(3000) / 50.0, np.zeros((3000, 3)))
    whole = send(block, Link(), np.random.default_rng(1))
    assert sum(len(packet.block) for packet in whole) == 3000
    arrivals_s = np.array([packet.arrival_s for packet in whole])
    assert (np.diff(arrivals_s) >= 0).all()
    assert all(packet.arrival_s >= packet.block.t_s[-1] for packet in whole)
    lossy = send(block, Link(loss=0.1), np.random.default_rng(1))
    assert 0.6 * 3000 < sum(len(packet.block) for packet in lossy) < 3000
