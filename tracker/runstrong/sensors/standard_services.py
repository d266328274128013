"""Services that the Bluetooth SIG defined: battery, device information, heart rate.

Source: Bluetooth SIG assigned numbers; the layout of heart rate is held to the vectors of polarofficial/polar-ble-sdk,
BleHrClientTest.kt.
"""

from dataclasses import dataclass

from runstrong.sensors.gatt_steps import Read, Steps, sig_uuid

BATTERY_SERVICE_UUID = sig_uuid(0x180F)
BATTERY_LEVEL_UUID = sig_uuid(0x2A19)
DEVICE_SERVICE_UUID = sig_uuid(0x180A)
MODEL_UUID = sig_uuid(0x2A24)
SERIAL_UUID = sig_uuid(0x2A25)
FIRMWARE_UUID = sig_uuid(0x2A26)
MAKER_UUID = sig_uuid(0x2A29)
HEART_RATE_SERVICE_UUID = sig_uuid(0x180D)
HEART_RATE_UUID = sig_uuid(0x2A37)

HEART_RATE_IS_16_BIT = 0x01
CONTACT_FOUND = 0x02
CONTACT_SUPPORTED = 0x04
ENERGY_FOLLOWS = 0x08
INTERVALS_FOLLOW = 0x10
INTERVAL_S = 1 / 1024


@dataclass(frozen=True, slots=True)
class DeviceInformation:
    """What a sensor says it is; untrusted text, empty where it does not say."""

    maker: str = ""
    model: str = ""
    serial: str = ""
    firmware: str = ""


@dataclass(frozen=True, slots=True)
class HeartRate:
    """One measurement of the heart rate service.

    Attributes
    ----------
    contact
        Whether the sensor touches skin, or None where it cannot tell.
    intervals_s
        Times between beats since the last measurement, oldest first.
    """

    beats_per_minute: int
    contact: bool | None = None
    energy_kj: int | None = None
    intervals_s: tuple[float, ...] = ()


def read_battery() -> Steps[int | None]:
    """Read the battery in percent; None if the sensor does not tell."""
    outcome = yield Read(BATTERY_LEVEL_UUID, BATTERY_SERVICE_UUID)
    return parse_battery(outcome) if isinstance(outcome, bytes) else None


def parse_battery(payload: bytes) -> int | None:
    """Return percent, or None if the bytes are none."""
    return payload[0] if payload and payload[0] <= 100 else None


def read_device_information() -> Steps[DeviceInformation]:
    """Read who made the sensor and which one it is, as far as it tells."""
    texts = []
    for char_uuid in (MAKER_UUID, MODEL_UUID, SERIAL_UUID, FIRMWARE_UUID):
        outcome = yield Read(char_uuid, DEVICE_SERVICE_UUID)
        texts.append(outcome.decode("utf-8", "replace").rstrip("\0 ") if isinstance(outcome, bytes) else "")
    return DeviceInformation(*texts)


def parse_heart_rate(payload: bytes) -> HeartRate | None:
    """Return a measurement as its flags say it is laid out; None if it is shorter than they say."""
    if not payload:
        return None
    flags = payload[0]
    rate_bytes = 2 if flags & HEART_RATE_IS_16_BIT else 1
    energy_bytes = 2 if flags & ENERGY_FOLLOWS else 0
    intervals_at = 1 + rate_bytes + energy_bytes
    if len(payload) < intervals_at:
        return None
    energy = payload[1 + rate_bytes : intervals_at]
    tail = payload[intervals_at:] if flags & INTERVALS_FOLLOW else b""
    return HeartRate(
        int.from_bytes(payload[1 : 1 + rate_bytes], "little"),
        bool(flags & CONTACT_FOUND) if flags & CONTACT_SUPPORTED else None,
        int.from_bytes(energy, "little") if energy else None,
        tuple(int.from_bytes(tail[at : at + 2], "little") * INTERVAL_S for at in range(0, len(tail) - 1, 2)),
    )


def pack_heart_rate(measured: HeartRate) -> bytes:
    """Return the bytes of a measurement, as a sensor sends it."""
    wide = measured.beats_per_minute > 0xFF
    flags = HEART_RATE_IS_16_BIT if wide else 0
    if measured.contact is not None:
        flags |= CONTACT_SUPPORTED | (CONTACT_FOUND if measured.contact else 0)
    flags |= ENERGY_FOLLOWS if measured.energy_kj is not None else 0
    flags |= INTERVALS_FOLLOW if measured.intervals_s else 0
    energy = b"" if measured.energy_kj is None else measured.energy_kj.to_bytes(2, "little")
    intervals = b"".join(round(interval_s / INTERVAL_S).to_bytes(2, "little") for interval_s in measured.intervals_s)
    return bytes((flags,)) + measured.beats_per_minute.to_bytes(2 if wide else 1, "little") + energy + intervals
