"""Movella (Xsens) DOT: acceleration and rotation in the sensor's frame, payload mode 21.

Modes with free acceleration are of no use here: gravity is removed, and with it posture.

Source: "Xsens DOT BLE Services Specifications", kept in adamkewley/xdc; xsens/xsens_dot_server bleHandler.js.
"""

from runstrong.sensors.driver import STANDARD_GRAVITY_MPS2
from runstrong.sensors.frame_layout import FrameLayout, Stamp, Triple
from runstrong.sensors.frame_sensor import FrameSensor, Writes
from runstrong.sensors.gatt_steps import Read, Steps, Write
from runstrong.sensors.recognition import Rank, Trait


def dot_uuid(number: int) -> str:
    """Return the full UUID of one of the DOT's characteristics."""
    return f"1517{number:04x}-4947-11e9-8646-d663bd873d93"


DEVICE_CONTROL_UUID = dot_uuid(0x1002)
MEASUREMENT_SERVICE_UUID = dot_uuid(0x2000)
MEASUREMENT_CONTROL_UUID = dot_uuid(0x2001)
MEDIUM_PAYLOAD_UUID = dot_uuid(0x2003)
BATTERY_UUID = dot_uuid(0x3001)

RATE_QUANTITIES = 21
MEDIUM_PAYLOAD_BYTES = 40
"""On the wire, padded with zeros."""

ATT_HEADER_BYTES = 3
ONLY_OUTPUT_RATE = 0x10
CONTROL_BYTES = 32
RATE_AT = 24

LAYOUT = FrameLayout(
    28,
    Triple(4, "<f4", 1 / STANDARD_GRAVITY_MPS2),
    Triple(16, "<f4", 1.0),
    stamp=Stamp(0, "<u4", 1e-6),  # starts over each 71.6 minutes
)


def measure(*, on: bool, mode: int = RATE_QUANTITIES) -> Write:
    """Return the write that starts or stops a measurement."""
    return Write(MEASUREMENT_CONTROL_UUID, bytes((1, on, mode)))


def output_rate(rate_hz: float, range_g: float = 0.0) -> Writes:
    """Return the writes that set the rate; a measurement that still runs is stopped first, or it would not take."""
    control = bytearray(CONTROL_BYTES)
    control[0] = ONLY_OUTPUT_RATE
    control[RATE_AT : RATE_AT + 2] = round(rate_hz).to_bytes(2, "little")
    return (measure(on=False), Write(DEVICE_CONTROL_UUID, bytes(control)))


def parse_battery(payload: bytes) -> int | None:
    """Return percent; a second byte says whether it is charging."""
    return payload[0] if payload and payload[0] <= 100 else None


def read_battery() -> Steps[int | None]:
    """Read the battery in percent."""
    outcome = yield Read(BATTERY_UUID)
    return parse_battery(outcome) if isinstance(outcome, bytes) else None


def _rate_written(write: Write) -> float | None:
    if write.char_uuid != DEVICE_CONTROL_UUID or len(write.data) != CONTROL_BYTES:
        return None
    return float(int.from_bytes(write.data[RATE_AT : RATE_AT + 2], "little"))


MOVELLA_DOT = FrameSensor(
    driver_id="movella_dot",
    title="Movella (Xsens) DOT",
    traits=(
        Trait(Rank.LIKELY, name_prefix="Xsens DOT"),
        Trait(Rank.LIKELY, name_prefix="Movella DOT"),
        Trait(Rank.LIKELY, manufacturer_id=0x0886),
    ),
    service_uuid=MEASUREMENT_SERVICE_UUID,
    data_uuid=MEDIUM_PAYLOAD_UUID,
    layouts=(LAYOUT,),
    rates_hz=(10, 20, 30, 60),
    usual_rate_hz=60,
    ranges_g=(16,),
    set_up=output_rate,
    switch_on=lambda rate_hz, range_g: (measure(on=True),),
    switch_off=(measure(on=False),),
    rate_written=_rate_written,
    smallest_mtu=MEDIUM_PAYLOAD_BYTES + ATT_HEADER_BYTES,
    battery=read_battery,
    needs="a press of its button to wake it",
    latency="17 ms: one sample a packet at 60 Hz",
    known_faults=(
        "It switches itself off after 30 minutes without measuring.",
        "Some Bluetooth 5 adapters do not see it.",
    ),
)
