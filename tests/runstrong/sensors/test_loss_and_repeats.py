"""What a bad link does, for every family that can be simulated: packets doubled, lost, cut, or from the middle."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from played_sensor import Arrived, PlayedSensor

from runstrong.sensors import FAMILIES, Fault, StreamConfig, StreamWish, TimeKind, stream_for
from runstrong.sensors.first_stamps import FirstStamps
from runstrong.sensors.movesense_gsp import ACC_REFERENCE, MovesenseGsp, encode_packet
from runstrong.sensors.peripherals import SIMULATED, peripheral_for
from runstrong.sensors.repeat_guard import RepeatGuard
from runstrong_signal.samples import SampleBlock

STREAMED_S = 10.0
COARSE = ("microbit", "infinitime")
"""Their packets are so short and coarse that two equal ones in a row say nothing."""


@pytest.fixture(params=SIMULATED)
def streamed(request: pytest.FixtureRequest) -> tuple[str, StreamConfig, list[Arrived], list[SampleBlock]]:
    played = PlayedSensor(peripheral_for(request.param))
    started = played.play(FAMILIES[played.peripheral.driver_id].start(StreamWish()))
    begun = len(played.arrived)
    played.run_for(STREAMED_S)
    return played.peripheral.driver_id, started.config, played.arrived[begun:], played.sent


def decoded(driver_id: str, config: StreamConfig, packets: list[Arrived]) -> tuple[np.ndarray, dict[Fault, int]]:
    driver = FAMILIES[driver_id].driver(config)
    blocks = [block for packet in packets for block in driver.feed(packet.key, packet.payload, packet.at_s)]
    acc_g = np.concatenate([block.acc_g for block in blocks]) if blocks else np.empty((0, 3))
    return acc_g, dict(driver.faults)


def test_every_packet_twice_gives_every_sample_once(streamed) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    driver_id, config, packets, _ = streamed
    if driver_id in COARSE:
        pytest.skip("equal packets are no evidence in this family")
    once, _ = decoded(driver_id, config, packets)
    twice, faults = decoded(driver_id, config, [copy for packet in packets for copy in (packet, packet)])
    assert np.array_equal(twice, once)
    assert faults[Fault.REPEATED] > 0


def test_a_lost_packet_takes_its_samples_along_and_no_others(streamed) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    driver_id, config, packets, _ = streamed
    whole, _ = decoded(driver_id, config, packets)
    some, _ = decoded(driver_id, config, [packet for number, packet in enumerate(packets) if number % 10 != 5])
    kept = {tuple(row) for row in whole.tolist()}
    foreign = [row for row in some.tolist() if tuple(row) not in kept]
    assert len(foreign) <= (len(packets) // 10 if driver_id == "nus_text" else 0)  # two halves of lines can make one
    assert 0.85 * len(whole) < len(some) < 0.95 * len(whole) or driver_id == "nus_text"


def test_two_seconds_lost_leave_a_gap_of_two_seconds(streamed) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    driver_id, config, packets, _ = streamed
    begin_s = packets[0].at_s + 4.0
    kept = [packet for packet in packets if not begin_s < packet.at_s <= begin_s + 2.0]
    stream = stream_for(driver_id, config)
    blocks = [block for packet in kept for block in stream.feed(packet.key, packet.payload, packet.at_s)]
    steps_s = np.diff(np.concatenate([block.t_s for block in blocks]))
    assert (steps_s > 0).all()
    assert steps_s.max() == pytest.approx(2.0, abs=0.25)
    assert np.sort(steps_s)[:-1].max() < max(0.06, 2.5 / config.rate_hz)


def test_cut_and_damaged_packets_are_counted_and_left_out(streamed) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    driver_id, config, packets, sent = streamed
    cut = [Arrived(packet.key, packet.payload[: n % 7], packet.at_s) for n, packet in enumerate(packets)]
    acc_g, faults = decoded(driver_id, config, cut)
    assert len(acc_g) < 0.5 * sum(len(block) for block in sent)
    assert sum(faults.values()) > 0


def test_the_true_rate_is_told(streamed) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    driver_id, config, packets, _ = streamed
    stream = stream_for(driver_id, config)
    for lap in range(4):
        for packet in packets:
            late_s = lap * STREAMED_S * 1.02
            stream.feed(packet.key, packet.payload, packet.at_s * 1.02 + late_s)
    if stream.driver.timebase.kind is TimeKind.ARRIVAL:
        assert stream.rate_hz == pytest.approx(config.rate_hz / 1.02, rel=0.02)
    elif stream.driver.timebase.kind is TimeKind.STAMPED:
        assert stream.rate_hz == pytest.approx(config.rate_hz, rel=0.01)


def test_a_counter_tells_how_many_packets_are_missing() -> None:
    played = PlayedSensor(peripheral_for("muse"))
    config = played.play(FAMILIES["muse"].start(StreamWish())).config
    played.run_for(5.0)
    driver = FAMILIES["muse"].driver(config)
    blocks = [
        block
        for packet in played.arrived[:10] + played.arrived[14:20]
        for block in driver.feed(packet.key, packet.payload, packet.at_s)
    ]
    assert driver.faults == {Fault.LOST: 4}
    steps_s = np.diff(np.concatenate([block.t_s for block in blocks]))
    assert steps_s.max() == pytest.approx((4 * 3 + 1) / 52)


def test_a_counter_of_eight_bits_is_unwound_by_the_time_that_passed() -> None:
    played = PlayedSensor(peripheral_for("esense"))
    config = played.play(FAMILIES["esense"].start(StreamWish())).config
    played.run_for(20.0)
    driver = FAMILIES["esense"].driver(config)
    kept = played.arrived[:10] + played.arrived[710:720]
    blocks = [block for packet in kept for block in driver.feed(packet.key, packet.payload, packet.at_s)]
    assert driver.faults == {Fault.LOST: 700}
    assert blocks[10].t_s[0] - blocks[9].t_s[0] == pytest.approx(701 / 50)


def test_a_sensor_that_lies_so_still_that_packets_are_equal_is_not_taken_for_doubled() -> None:
    guard = RepeatGuard()
    still = [bytes(20)] * 50
    assert sum(guard.is_repeated(packet) for packet in still) == 1


@given(st.lists(st.binary(min_size=12, max_size=20), unique=True, max_size=40))
@settings(deadline=None)
def test_different_packets_are_never_taken_for_doubled(packets: list[bytes]) -> None:
    guard = RepeatGuard()
    assert not any(guard.is_repeated(packet) for packet in packets)


def test_a_movesense_packet_without_its_rest_is_dropped_and_the_next_one_is_whole() -> None:
    driver = MovesenseGsp(StreamConfig(104.0))
    acc = np.tile([0.0, 0.0, 9.8], (4, 1))
    first, rest = encode_packet(ACC_REFERENCE, 1000, acc, largest_bytes=40)
    for payload in (first, rest, first[:2] + b"\xff" + first[3:], first[:2] + b"\x10" + first[3:], rest):
        driver.feed("gsp", payload, 0.0)
    assert driver.faults == {Fault.TRUNCATED: 1}
    assert driver.feed("gsp", rest, 0.0) == ()
    assert driver.faults == {Fault.TRUNCATED: 1, Fault.OUT_OF_STEP: 1}


def test_a_movesense_packet_that_is_cut_between_two_samples_is_learned_from_once() -> None:
    driver, samples = MovesenseGsp(StreamConfig(104.0)), 0
    for number in range(20):
        acc = np.tile([0.0, 0.0, 9.8], (8, 1))
        for part in encode_packet(ACC_REFERENCE, 77 * number, acc, largest_bytes=6 + 4 * 12):
            samples += sum(len(block) for block in driver.feed("gsp", part, 0.0))
    assert samples >= 4 + 8 * 18
    assert driver.faults.get(Fault.OUT_OF_STEP, 0) <= 20


def test_stamps_of_whole_milliseconds_give_even_times() -> None:
    stamps, times_s = FirstStamps(1 / 104, resolution_s=0.001), []
    for number in range(200):
        found = stamps.times_s(round(number * 8 / 104 * 1000) / 1000, 8)
        assert not isinstance(found, Fault)
        times_s.append(found)
    steps_s = np.diff(np.concatenate(times_s))
    assert steps_s == pytest.approx(1 / 104, abs=4e-4)
