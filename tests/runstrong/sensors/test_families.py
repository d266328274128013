"""Every family against its simulated sensor: start, samples that come back, stop; and how families are told."""

from collections.abc import Generator

import numpy as np
import pytest
from played_sensor import PlayedSensor

from runstrong.sensors import (
    FAMILIES,
    Advertisement,
    Refusal,
    StreamRefused,
    StreamWish,
    candidates,
    confirm,
    identify,
    stream_for,
)
from runstrong.sensors.families import ROWS
from runstrong.sensors.gatt_steps import Failing, GattStep, StepFailure, StepOutcome, Write, sig_uuid
from runstrong.sensors.metamotion import BMI270
from runstrong.sensors.peripherals import SIMULATED, VERITY_SENSE, PolarPeripheral, peripheral_for
from runstrong.sensors.peripherals.metamotion import MetaMotionPeripheral
from runstrong.sensors.peripherals.movesense import MovesensePeripheral
from runstrong.sensors.peripherals.text import TextPeripheral
from runstrong.sensors.polar_control import Status
from runstrong.sensors.text_units import UNITS

RESOLUTION_G = {"infinitime": 1 / 1024, "thingy52": 1 / 1024, "muse": 7e-5}
"""Half a step of the sensor's own numbers is the most that a sample may differ by; 1 mg for the others."""


@pytest.mark.parametrize("name", SIMULATED)
def test_a_simulated_sensor_is_recognised_started_read_and_stopped(name: str) -> None:
    played = PlayedSensor(peripheral_for(name))
    peripheral = played.peripheral
    family = identify(peripheral.advertisement)
    assert family is not None
    assert family.driver_id == peripheral.driver_id
    assert confirm(peripheral.advertisement, [service.uuid for service in peripheral.services]) is family

    started = played.play(family.start(StreamWish()))
    assert peripheral.streaming
    assert peripheral.rate_hz == pytest.approx(started.config.rate_hz, rel=0.01)
    played.run_for(12.0)
    stream = stream_for(family.driver_id, started.config)
    blocks = [block for packet in played.arrived for block in stream.feed(packet.key, packet.payload, packet.at_s)]
    played.play(family.stop())
    assert not peripheral.streaming
    assert not peripheral.left_running

    decoded = np.concatenate([block.acc_g for block in blocks])
    sent = np.concatenate([block.acc_g for block in played.sent])
    skipped = len(sent) - len(decoded)
    assert 0 <= skipped < 40  # what waits for a full frame, and the line that a text stream was joined in
    late = 1 if name == "nordic-uart" else 0
    assert decoded == pytest.approx(sent[late : late + len(decoded)], abs=RESOLUTION_G.get(family.driver_id, 1e-3))
    t_s = np.concatenate([block.t_s for block in blocks])
    assert (np.diff(t_s) > 0).all()
    assert np.median(np.diff(t_s)) == pytest.approx(1 / started.config.rate_hz, rel=0.05)
    assert stream.driver.faults == {}


@pytest.mark.parametrize("name", SIMULATED)
@pytest.mark.parametrize("steps_done", range(0, 12, 2))
def test_stop_leaves_nothing_running_however_far_the_start_came(name: str, steps_done: int) -> None:
    played = PlayedSensor(peripheral_for(name))
    family = FAMILIES[played.peripheral.driver_id]
    start = family.start(StreamWish())

    def interrupted():  # type: ignore[no-untyped-def] # noqa: ANN202
        outcome = None
        for _ in range(steps_done):
            try:
                outcome = yield (start.send(outcome) if outcome is not None else next(start))
            except StopIteration:
                return
        start.close()

    played.play(interrupted())
    played.play(family.stop())
    assert not played.peripheral.left_running
    assert not played.peripheral.streaming


def failing_steps(dialogue: Generator[GattStep, StepOutcome, object], failure: Failing) -> list[GattStep]:
    """Return the steps of a dialogue, each of which fails."""
    steps = [next(dialogue)]
    while True:
        try:
            steps.append(dialogue.send(StepFailure(failure)))
        except StopIteration:
            return steps


@pytest.mark.parametrize("family", ROWS, ids=lambda family: family.driver_id)
@pytest.mark.parametrize("failure", list(Failing))
def test_a_start_whose_every_step_fails_is_a_refusal_and_its_stop_never_raises(family, failure) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    start = family.start(StreamWish())
    next(start)
    with pytest.raises(StreamRefused) as refused:
        start.send(StepFailure(failure))
    assert refused.value.reason.remedy in str(refused.value)
    for dialogue in (family.stop(), *([family.read_battery()] if family.read_battery else [])):
        assert failing_steps(dialogue, failure)


@pytest.mark.parametrize("name", [name for name in SIMULATED if FAMILIES[SIMULATED[name]().driver_id].read_battery])
def test_the_battery_is_read_in_percent(name: str) -> None:
    played = PlayedSensor(peripheral_for(name))
    percent = played.play(FAMILIES[played.peripheral.driver_id].read_battery())  # type: ignore[misc]
    if name == "movella-dot":
        return  # has a characteristic of its own, which its simulation leaves out
    assert percent == (56 if name == "witmotion" else 87)


@pytest.mark.parametrize("mtu", [23, 64, 185, 247])
@pytest.mark.parametrize("name", ["polar-h10", "polar-verity-sense", "movesense", "witmotion", "nordic-uart"])
def test_samples_come_back_whatever_the_link_carries(name: str, mtu: int) -> None:
    played = PlayedSensor(peripheral_for(name), mtu=mtu)
    family = FAMILIES[played.peripheral.driver_id]
    started = played.play(family.start(StreamWish()))
    played.run_for(3.0)
    driver = family.driver(started.config)
    decoded = [
        block.acc_g for packet in played.arrived for block in driver.feed(packet.key, packet.payload, packet.at_s)
    ]
    sent = np.concatenate([block.acc_g for block in played.sent])
    late = 1 if name == "nordic-uart" else 0
    got = np.concatenate(decoded)
    assert len(got) > len(sent) - 40
    assert got == pytest.approx(sent[late : late + len(got)], abs=1e-3)


def test_latency_comes_first_when_nothing_is_wished() -> None:
    rates_hz = {}
    for name in ("polar-h10", "polar-verity-sense", "movesense", "witmotion", "metamotion", "movella-dot"):
        played = PlayedSensor(peripheral_for(name))
        rates_hz[name] = played.play(FAMILIES[played.peripheral.driver_id].start(StreamWish())).config.rate_hz
    assert rates_hz == {
        "polar-h10": 200,
        "polar-verity-sense": 208,
        "movesense": 104,
        "witmotion": 100,
        "metamotion": 100,
        "movella-dot": 60,
    }


def test_a_wish_is_met_by_the_next_rate_and_range_that_hold_it() -> None:
    played = PlayedSensor(PolarPeripheral(VERITY_SENSE))
    config = played.play(FAMILIES["polar_pmd"].start(StreamWish(rate_hz=60, range_g=10))).config
    assert (config.rate_hz, config.range_g) == (104, 16)
    played = PlayedSensor(PolarPeripheral(VERITY_SENSE))
    config = played.play(FAMILIES["polar_pmd"].start(StreamWish(rate_hz=50))).config
    assert (config.rate_hz, config.range_g) == (52, 8)
    assert not any(data == b"\x02\x09" for data in played.written)  # no SDK mode where it does not help


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (Status.BAD_RATE, Refusal.SETTINGS),
        (Status.BAD_MTU, Refusal.LOW_MTU),
        (Status.IN_CHARGER, Refusal.IN_CHARGER),
        (Status.BAD_STATE, Refusal.BUSY),
        (Status.NOT_SUPPORTED, Refusal.NO_ACCELERATION),
        (Status.ALREADY_SO, Refusal.BUSY),
    ],
)
def test_what_a_polar_refuses_is_said_with_its_remedy(status: Status, reason: Refusal) -> None:
    played = PlayedSensor(PolarPeripheral(refuse_start=status))
    with pytest.raises(StreamRefused) as refused:
        played.play(FAMILIES["polar_pmd"].start(StreamWish()))
    assert (refused.value.reason, refused.value.code) == (reason, int(status))
    assert str(refused.value) == f"{reason.what} (code {int(status)}); {reason.remedy}."


def test_a_polar_that_streams_already_is_stopped_and_started_anew() -> None:
    played = PlayedSensor(PolarPeripheral())
    played.play(FAMILIES["polar_pmd"].start(StreamWish()))
    played.peripheral.on_disconnect()
    assert played.peripheral.left_running
    config = played.play(FAMILIES["polar_pmd"].start(StreamWish(rate_hz=100))).config
    assert config.rate_hz == 100
    assert played.peripheral.streaming


@pytest.mark.parametrize(("status", "reason"), [(404, Refusal.SETTINGS), (503, Refusal.BUSY), (501, Refusal.DENIED)])
def test_what_a_movesense_refuses_is_said(status: int, reason: Refusal) -> None:
    played = PlayedSensor(MovesensePeripheral(refuse_start=status))
    with pytest.raises(StreamRefused) as refused:
        played.play(FAMILIES["movesense_gsp"].start(StreamWish()))
    assert (refused.value.reason, refused.value.code) == (reason, status)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
@pytest.mark.parametrize("stamped", [True, False])
def test_the_unit_of_a_home_made_sensor_is_found(unit, stamped: bool) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    played = PlayedSensor(TextPeripheral(unit=unit, stamped=stamped))
    started = played.play(FAMILIES["nus_text"].start(StreamWish()))
    assert started.config.factor == pytest.approx(unit.g_per_unit)
    assert started.config.rate_hz == pytest.approx(50.0, rel=0.02)
    assert unit.name in started.notes[0]


def test_numbers_in_no_known_unit_are_refused_unless_the_unit_is_named() -> None:
    odd = type(UNITS[0])("odd", 60.0)
    with pytest.raises(StreamRefused) as refused:
        PlayedSensor(TextPeripheral(unit=odd)).play(FAMILIES["nus_text"].start(StreamWish()))
    assert refused.value.reason is Refusal.UNKNOWN_UNIT
    played = PlayedSensor(TextPeripheral(unit=odd))
    started = played.play(FAMILIES["nus_text"].start(StreamWish(g_per_unit=1 / 60)))
    assert started.config.factor == pytest.approx(1 / 60)


def test_a_silent_home_made_sensor_is_refused() -> None:
    with pytest.raises(StreamRefused) as refused:
        PlayedSensor(TextPeripheral(rate_hz=1e-9)).play(FAMILIES["nus_text"].start(StreamWish()))
    assert refused.value.reason is Refusal.NO_DATA


def test_a_metamotion_with_another_chip_is_refused() -> None:
    other = type(BMI270)(3, BMI270.config_bits, BMI270.range_codes, BMI270.packed_register)
    with pytest.raises(StreamRefused) as refused:
        PlayedSensor(MetaMotionPeripheral(other)).play(FAMILIES["metamotion"].start(StreamWish()))
    assert refused.value.reason is Refusal.UNSUPPORTED_MODEL


def test_a_witmotion_that_keeps_its_rate_is_read_at_the_rate_it_keeps() -> None:
    played = PlayedSensor(peripheral_for("witmotion"))
    locked = played.peripheral.on_write
    played.peripheral.on_write = (  # type: ignore[method-assign]
        lambda uuid, data: () if data.startswith(b"\xff\xaa\x03") else locked(uuid, data)
    )
    started = played.play(FAMILIES["witmotion"].start(StreamWish()))
    assert started.config.rate_hz == 10
    assert "10 Hz" in started.notes[0]


@pytest.mark.parametrize(
    ("advertisement", "driver_id"),
    [
        (Advertisement("Polar H10 51M00001"), "polar_pmd"),
        (Advertisement("", frozenset((sig_uuid(0xFEEE),))), "polar_pmd"),
        (Advertisement("Movesense 204330000001"), "movesense_gsp"),
        (Advertisement("", frozenset((sig_uuid(0xFDF3),))), "movesense_gsp"),
        (Advertisement("My WT thing"), "witmotion"),
        (Advertisement("MetaWear"), "metamotion"),
        (Advertisement("Xsens DOT"), "movella_dot"),
        (Advertisement("left knee", manufacturer_ids=frozenset((0x0886,))), "movella_dot"),
        (Advertisement("Bangle.js a1b2", frozenset(("6e400001-b5a3-f393-e0a9-e50e24dcca9e",))), "espruino"),
        (Advertisement("Puck.js a1b2"), "espruino"),
        (Advertisement("XIAO", frozenset(("6e400001-b5a3-f393-e0a9-e50e24dcca9e",))), "nus_text"),
        (Advertisement("BBC micro:bit [zuvav]"), "microbit"),
        (Advertisement("BLESense-1234"), "arduino_blesense"),
        (Advertisement("InfiniTime"), "infinitime"),
        (Advertisement("eSense-0042"), "esense"),
    ],
)
def test_an_advertisement_tells_the_family(advertisement: Advertisement, driver_id: str) -> None:
    found = identify(advertisement)
    assert found is not None
    assert found.driver_id == driver_id


def test_what_no_family_advertises_is_none_of_them() -> None:
    assert identify(Advertisement("Headphones", frozenset((sig_uuid(0x180F),)), frozenset((76,)))) is None


def test_services_decide_where_names_are_shared() -> None:
    advertisement = Advertisement("BLESense-1234")
    assert [family.driver_id for family in candidates(advertisement)] == ["arduino_blesense", "arduino_nicla"]
    nicla = confirm(advertisement, ["19B10000-0000-537E-4F6C-D104768A1214"])
    assert nicla is FAMILIES["arduino_nicla"]
    assert confirm(advertisement, [sig_uuid(0x180F)]) is None
    assert confirm(Advertisement(), [FAMILIES["thingy52"].service_uuid]) is FAMILIES["thingy52"]


def test_the_stop_bytes_of_a_polar_are_written_even_if_nothing_was_subscribed() -> None:
    steps = failing_steps(FAMILIES["polar_pmd"].stop(), Failing.DENIED)
    written = [step.data for step in steps if isinstance(step, Write)]
    assert written == [b"\x03\x02"]
