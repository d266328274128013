"""Polar's control point: commands, answers and settings, each built and read.

A command is its number and a measurement type, then settings; an answer is F0, the command, the type, a status, whether
more follows, then settings. A setting is its number, how many values, and the values.

Source: polarofficial/polar-ble-sdk, technical_documentation/online_measurement.pdf, PmdSetting.kt,
PmdControlPointCommand.kt and PmdMeasurementType.kt.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

ANSWER = 0xF0
FEATURES = 0x0F
STREAMS_ENDED = 0x01
"""First byte of an unasked message: the types that follow were ended by the sensor."""


class Command(IntEnum):
    """First byte of a command."""

    GET_SETTINGS = 1
    START = 2
    STOP = 3
    GET_SDK_MODE_SETTINGS = 4


class Measurement(IntEnum):
    """What is measured; bit number in the features, too, as far as those go."""

    ECG = 0
    PPG = 1
    ACCELERATION = 2
    PULSE_INTERVALS = 3
    GYROSCOPE = 5
    MAGNETOMETER = 6
    SDK_MODE = 9


class Setting(IntEnum):
    """What can be set."""

    RATE_HZ = 0
    RESOLUTION_BITS = 1
    RANGE_G = 2
    RANGE_MILLI = 3
    CHANNELS = 4
    FACTOR = 5
    SECURITY = 6


class Status(IntEnum):
    """What became of a command."""

    OK = 0
    BAD_COMMAND = 1
    BAD_MEASUREMENT = 2
    NOT_SUPPORTED = 3
    BAD_LENGTH = 4
    BAD_PARAMETER = 5
    ALREADY_SO = 6
    BAD_RESOLUTION = 7
    BAD_RATE = 8
    BAD_RANGE = 9
    BAD_MTU = 10
    BAD_CHANNELS = 11
    BAD_STATE = 12
    IN_CHARGER = 13
    DISK_FULL = 14


VALUE_BYTES: Mapping[int, int] = {
    Setting.RATE_HZ: 2,
    Setting.RESOLUTION_BITS: 2,
    Setting.RANGE_G: 2,
    Setting.RANGE_MILLI: 4,
    Setting.CHANNELS: 1,
    Setting.FACTOR: 4,
    Setting.SECURITY: 16,
}
FACTOR = struct.Struct("<f")
Settings = Mapping[Setting, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the control point; ``settings`` are empty unless the status is OK."""

    command: int
    measurement: int
    status: int
    more: bool = False
    settings: Settings = field(default_factory=dict)
    raw_settings: bytes = b""


def command(number: Command, measurement: Measurement, settings: bytes = b"") -> bytes:
    """Return the bytes of a command."""
    return bytes((number, measurement)) + settings


def answer(
    number: int, measurement: int, status: int = Status.OK, settings: bytes = b"", *, more: bool = False
) -> bytes:
    """Return the bytes of an answer, as a sensor sends it."""
    return bytes((ANSWER, number, measurement, status, more)) + settings


def parse_answer(payload: bytes) -> Answer | None:
    """Return an answer, or None if the bytes are none."""
    if len(payload) < 4 or payload[0] != ANSWER:
        return None
    raw = payload[5:] if payload[3] == Status.OK else b""
    more = len(payload) > 4 and payload[4] != 0
    return Answer(payload[1], payload[2], payload[3], more, parse_settings(raw), raw)


def parse_features(payload: bytes) -> frozenset[Measurement]:
    """Return what a sensor measures, from its answer to a read; empty if it is no such answer."""
    if len(payload) < 2 or payload[0] != FEATURES:
        return frozenset()
    bits = int.from_bytes(payload[1:3], "little")  # bit 9, SDK mode, is bit 1 of the second byte
    return frozenset(kind for kind in Measurement if bits >> kind & 1)


def pack_features(measurements: frozenset[Measurement]) -> bytes:
    """Return what a sensor answers to a read of its features."""
    bits = sum(1 << kind for kind in measurements)
    return bytes((FEATURES,)) + bits.to_bytes(2, "little") + bytes(14)


def parse_ended(payload: bytes) -> tuple[int, ...]:
    """Return the measurements that the sensor says it ended by itself; empty if it says no such thing."""
    return tuple(payload[1:]) if payload[:1] == bytes((STREAMS_ENDED,)) else ()


def pack_settings(settings: Settings) -> bytes:
    """Return settings as bytes, in the order given."""
    return b"".join(
        bytes((kind, len(values))) + b"".join(_pack_value(kind, value) for value in values)
        for kind, values in settings.items()
    )


def parse_settings(raw: bytes) -> Settings:
    """Return the settings in the bytes; a tail that is no setting is left out: an H10 appends a spare byte."""
    settings: dict[Setting, tuple[float, ...]] = {}
    at = 0
    while at + 2 <= len(raw):
        kind, count = raw[at], raw[at + 1]
        width = VALUE_BYTES.get(kind)
        at += 2
        if width is None or at + width * count > len(raw):
            break
        settings[Setting(kind)] = tuple(
            _parse_value(Setting(kind), raw[at + width * n : at + width * (n + 1)]) for n in range(count)
        )
        at += width * count
    return settings


def _pack_value(kind: Setting, value: float) -> bytes:
    return FACTOR.pack(value) if kind is Setting.FACTOR else int(value).to_bytes(VALUE_BYTES[kind], "little")


def _parse_value(kind: Setting, raw: bytes) -> float:
    if kind is Setting.FACTOR:
        return float(FACTOR.unpack(raw)[0])
    return int.from_bytes(raw, "little")
