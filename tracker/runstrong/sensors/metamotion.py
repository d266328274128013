"""MbientLab MetaMotion: R and RL (BMI160), S (BMI270).

A message is module, register, data; a register with bit 7 set is read. Frames carry no time and no counter. State
survives a lost link, so a board that another app left streaming or logging is stopped before it is started.

Source: mbientlab/MetaWear-SDK-Cpp, test/test_accelerometer_bmi160.py, test_accelerometer_bmi270.py, test_settings.py.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass

from runstrong.sensors.driver import StreamConfig, TimeKind
from runstrong.sensors.family import Family, choose_range, choose_rate
from runstrong.sensors.frame_driver import DATA_KEY, FrameDriver
from runstrong.sensors.frame_layout import FrameLayout, Triple
from runstrong.sensors.gatt_steps import (
    AwaitNotification,
    StepFailure,
    Steps,
    StreamStart,
    StreamWish,
    Subscribe,
    Unsubscribe,
    Write,
)
from runstrong.sensors.recognition import Rank, Trait
from runstrong.sensors.refusals import Refusal, StreamRefused, granted

SERVICE_UUID = "326a9000-85cb-9195-d9dd-464cfbbae75a"
COMMAND_UUID = "326a9001-85cb-9195-d9dd-464cfbbae75a"
NOTIFY_UUID = "326a9006-85cb-9195-d9dd-464cfbbae75a"

ACCELEROMETER, SETTINGS = 0x03, 0x11
READ, SILENT = 0x80, 0x40
POWER, SAMPLING, CONFIG, SINGLE = 0x01, 0x02, 0x03, 0x04
CONNECTION, BATTERY = 0x09, 0x0C
RATE_CODES: Mapping[float, int] = {12.5: 5, 25: 6, 50: 7, 100: 8, 200: 9, 400: 10, 800: 11, 1600: 12}
LIVE_RATES_HZ = (12.5, 25, 50, 100, 200)
"""What the air carries; the maker's forum calls 100 Hz the limit of reliable streaming."""

USUAL_RATE_HZ = 100.0
PACKED_SINCE_REVISION = 1
ANSWER_S = 5.0
STOP_ANSWER_S = 0.8
CONNECTION_SETTINGS = struct.Struct("<4H")
SHORTEST_INTERVAL_MS, LONGEST_INTERVAL_MS, SUPERVISION_MS = 7.5, 15.0, 6000

ACC = Triple(2, "<i2", 1 / 32768, by_range=True)
LAYOUTS = (
    FrameLayout(20, ACC, prefix=bytes((ACCELEROMETER, 0x1C)), samples=3, stride=6),
    FrameLayout(20, ACC, prefix=bytes((ACCELEROMETER, 0x05)), samples=3, stride=6),
    FrameLayout(8, ACC, prefix=bytes((ACCELEROMETER, SINGLE))),
)
ANSWERS = (bytes((ACCELEROMETER, READ)), bytes((SETTINGS,)))


@dataclass(frozen=True, slots=True)
class Chip:
    """One of the accelerometers.

    Attributes
    ----------
    implementation
        What the board answers when it is asked for its accelerometer.
    config_bits
        Set in the byte with the rate.
    packed_register
        Where three samples at a time come from.
    """

    implementation: int
    config_bits: int
    range_codes: Mapping[float, int]
    packed_register: int


BMI160 = Chip(1, 0x20, {2: 3, 4: 5, 8: 8, 16: 12}, 0x1C)
BMI270 = Chip(4, 0xA0, {2: 0, 4: 1, 8: 2, 16: 3}, 0x05)
CHIPS: Mapping[int, Chip] = {chip.implementation: chip for chip in (BMI160, BMI270)}


def message(module: int, register: int, *data: int) -> bytes:
    """Return the bytes of a message."""
    return bytes((module, register, *data))


def configure(chip: Chip, rate_hz: float, range_g: float) -> bytes:
    """Return the message that sets rate and range."""
    return message(ACCELEROMETER, CONFIG, chip.config_bits | RATE_CODES[rate_hz], chip.range_codes[range_g])


def set_connection(shortest_ms: float, longest_ms: float, latency: int, supervision_ms: int) -> bytes:
    """Return the message with which the board asks the host for a connection interval."""
    units = (round(shortest_ms / 1.25), round(longest_ms / 1.25), latency, supervision_ms // 10)
    return message(SETTINGS, CONNECTION) + CONNECTION_SETTINGS.pack(*units)


def parse_battery(payload: bytes) -> int | None:
    """Return percent, or None if the message is no such answer; millivolts follow."""
    is_answer = payload.startswith(message(SETTINGS, READ | BATTERY)) and len(payload) >= 3
    return payload[2] if is_answer and payload[2] <= 100 else None


def make_driver(config: StreamConfig) -> FrameDriver:
    """Return a driver for a board that was set up so."""
    return FrameDriver(config, LAYOUTS, ANSWERS)


def start(wish: StreamWish) -> Steps[StreamStart]:
    """Start acceleration, three samples a packet where the board can."""
    granted((yield Subscribe(NOTIFY_UUID, DATA_KEY, SERVICE_UUID)))
    answer = granted((yield from _ask_chip(ANSWER_S)))
    chip = CHIPS.get(answer[2])
    if chip is None:
        raise StreamRefused(Refusal.UNSUPPORTED_MODEL, code=answer[2])
    packed = answer[3] >= PACKED_SINCE_REVISION
    rate_hz = choose_rate(LIVE_RATES_HZ, wish.rate_hz, USUAL_RATE_HZ)
    range_g = choose_range(tuple(chip.range_codes), wish.range_g)
    for data in (
        message(ACCELEROMETER, POWER, 0),
        set_connection(SHORTEST_INTERVAL_MS, LONGEST_INTERVAL_MS, 0, SUPERVISION_MS),
        configure(chip, rate_hz, range_g),
        message(ACCELEROMETER, chip.packed_register if packed else SINGLE, 1),
        message(ACCELEROMETER, SAMPLING, 1, 0),
        message(ACCELEROMETER, POWER, 1),
    ):
        granted((yield Write(COMMAND_UUID, data)))
    return StreamStart(StreamConfig(rate_hz, range_g), (DATA_KEY,))


def stop() -> Steps[None]:
    """Switch the accelerometer off first, then ask which chip it is and end the right subscription."""
    for data in (
        message(ACCELEROMETER, POWER, 0),
        message(ACCELEROMETER, SAMPLING, 0, 1),
        message(ACCELEROMETER, SINGLE, 0),
    ):
        _ = yield Write(COMMAND_UUID, data)
    yield Subscribe(NOTIFY_UUID, DATA_KEY, SERVICE_UUID)
    answer = yield from _ask_chip(STOP_ANSWER_S)
    chip = CHIPS.get(answer[2]) if isinstance(answer, bytes) else None
    if chip is not None:
        yield Write(COMMAND_UUID, message(ACCELEROMETER, chip.packed_register, 0))
    yield Unsubscribe(NOTIFY_UUID, SERVICE_UUID)


def read_battery() -> Steps[int | None]:
    """Ask for the battery in percent."""
    if isinstance((yield Subscribe(NOTIFY_UUID, DATA_KEY, SERVICE_UUID)), StepFailure):
        return None
    if isinstance((yield Write(COMMAND_UUID, message(SETTINGS, READ | BATTERY))), StepFailure):
        return None
    answer = yield AwaitNotification(DATA_KEY, lambda payload: parse_battery(payload) is not None, STOP_ANSWER_S)
    return parse_battery(answer) if isinstance(answer, bytes) else None


def _ask_chip(timeout_s: float) -> Steps[bytes | StepFailure]:
    outcome = yield Write(COMMAND_UUID, message(ACCELEROMETER, READ))
    if isinstance(outcome, StepFailure):
        return outcome
    return (yield AwaitNotification(DATA_KEY, _tells_chip, timeout_s))


def _tells_chip(payload: bytes) -> bool:
    return payload.startswith(message(ACCELEROMETER, READ)) and len(payload) >= 4


METAMOTION_FAMILY = Family(
    driver_id="metamotion",
    title="MbientLab MetaMotion R, RL, S",
    traits=(Trait(Rank.CERTAIN, service_uuid=SERVICE_UUID), Trait(Rank.LIKELY, name_prefix="MetaWear")),
    service_uuid=SERVICE_UUID,
    driver=make_driver,
    start=start,
    stop=stop,
    read_battery=read_battery,
    rates_hz=LIVE_RATES_HZ,
    usual_rate_hz=USUAL_RATE_HZ,
    ranges_g=(2, 4, 8, 16),
    latency="30 ms: three samples a packet at 100 Hz",
    needs="nothing; older boards with other accelerometers are refused",
    smallest_mtu=23,
    time=TimeKind.ARRIVAL,
    known_faults=("Packets are lost above 100 Hz, and it cannot tell that they were.",),
)
