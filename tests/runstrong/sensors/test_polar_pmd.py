"""The Polar driver: time stamps of samples, gaps, restarts, faults."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrong.sensors import FAMILIES, POLAR_PMD, Fault, StreamConfig
from runstrong.sensors.polar_frames import encode_raw_frame
from runstrong.sensors.polar_pmd import DATA_KEY, PolarPmd, spread_stamps_ns

STEP_NS = 5_000_000
STAMP_NS = 599_618_164_814_402_794
"""Of a real H10 whose clock was never set."""

SAMPLES = 36


def frame(number: int, *, late_ns: int = 0, samples: int = SAMPLES) -> bytes:
    counts = np.tile(np.array([[0, 0, 1000]]), (samples, 1))
    return encode_raw_frame(STAMP_NS + number * SAMPLES * STEP_NS + late_ns, counts)


def times_s(driver: PolarPmd, *payloads: bytes) -> np.ndarray:
    blocks = [block for payload in payloads for block in driver.feed(DATA_KEY, payload, 0.0)]
    return np.concatenate([block.t_s for block in blocks])


@pytest.fixture
def driver() -> PolarPmd:
    return PolarPmd(StreamConfig(200.0))


# polarofficial/polar-ble-sdk, sources/Android/.../pmd/model/PmdTimeStampUtilsTest.kt, and AccDataTest.kt for the last
@pytest.mark.parametrize(
    ("before_ns", "stamp_ns", "expected"),
    [
        (0, 10_000_000_000, [1_000_000_000 * n for n in range(1, 11)]),
        (1_000_000_000, 11_000_000_000, [1_000_000_000 * n for n in range(2, 12)]),
        (100, 2_000_000_000, [666_666_733, 1_333_333_367, 2_000_000_000]),
        (1_000_000_000, 2_000_000_000, [2_000_000_000]),
        (4_000_000_000, 5_000_000_000, [4_250_000_000, 4_500_000_000, 4_750_000_000, 5_000_000_000]),
        (99, 101, [100, 101]),
    ],
)
def test_stamps_are_spread_as_published(before_ns: int, stamp_ns: int, expected: list[int]) -> None:
    assert spread_stamps_ns(before_ns, stamp_ns, len(expected), 1e9).tolist() == expected


def test_without_a_frame_before_the_stamps_go_back_from_the_last_at_the_nominal_rate() -> None:
    assert spread_stamps_ns(None, 1_000_000_000, 3, 1e9 / 200).tolist() == [990_000_000, 995_000_000, 1_000_000_000]


def test_times_run_on_evenly_from_frame_to_frame(driver: PolarPmd) -> None:
    stamps_s = times_s(driver, frame(0), frame(1), frame(2))
    assert stamps_s == pytest.approx(np.arange(3 * SAMPLES) * 0.005, abs=1e-9)
    assert driver.faults == {}


def test_a_lost_frame_leaves_a_gap_instead_of_being_smeared(driver: PolarPmd) -> None:
    steps_s = np.diff(times_s(driver, frame(0), frame(1), frame(4)))
    assert steps_s.max() == pytest.approx(2 * SAMPLES * 0.005 + 0.005, abs=1e-6)
    assert np.sort(steps_s)[:-1] == pytest.approx(0.005, abs=1e-6)


def test_a_rate_that_is_lower_than_was_said_is_believed_after_three_frames() -> None:
    driver = PolarPmd(StreamConfig(400.0))
    steps_s = np.diff(times_s(driver, *(frame(number) for number in range(8))))
    assert steps_s[-4 * SAMPLES :] == pytest.approx(0.005, abs=1e-6)


def test_a_frame_that_comes_twice_is_used_once(driver: PolarPmd) -> None:
    assert len(times_s(driver, frame(0), frame(0), frame(1))) == 2 * SAMPLES
    assert driver.faults == {Fault.REPEATED: 1}


def test_a_clock_that_is_set_back_starts_anew(driver: PolarPmd) -> None:
    stamps_s = times_s(driver, frame(5), frame(0))
    assert np.diff(stamps_s[SAMPLES:]) == pytest.approx(0.005, abs=1e-6)
    assert driver.faults == {Fault.CLOCK_WENT_BACK: 1}


def test_a_pause_is_not_smeared_over_the_frame_after_a_restart(driver: PolarPmd) -> None:
    times_s(driver, frame(0))
    driver.restart()
    assert np.diff(times_s(driver, frame(100))) == pytest.approx(0.005, abs=1e-6)


def test_bad_frames_are_counted_and_left_out(driver: PolarPmd) -> None:
    for payload in (b"", frame(0)[:-1], b"\x00" + frame(0)[1:]):
        assert driver.feed(DATA_KEY, payload, 0.0) == ()
    assert driver.faults == {Fault.TOO_SHORT: 1, Fault.TRUNCATED: 1, Fault.OTHER_STREAM: 1}


def test_other_characteristics_are_ignored(driver: PolarPmd) -> None:
    assert driver.feed("battery", b"\x64", 0.0) == ()
    assert driver.faults == {}


@given(st.lists(st.binary(max_size=64).map(lambda tail: b"\x02" + tail), max_size=30))
@settings(deadline=None)
def test_no_bytes_make_it_raise_or_run_backwards_within_a_block(payloads: list[bytes]) -> None:
    driver = PolarPmd(StreamConfig(50.0))
    for payload in payloads:
        for block in driver.feed(DATA_KEY, payload, 0.0):
            assert np.isfinite(block.acc_g).all()
            assert (np.diff(block.t_s) >= 0).all()


def test_the_family_is_in_the_table() -> None:
    assert isinstance(FAMILIES[POLAR_PMD].driver(StreamConfig(200.0)), PolarPmd)
