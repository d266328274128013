"""The rows of research sensors and of ones that are only sold second-hand; frames of fixed layout."""

import struct

from runstrong.sensors.driver import STANDARD_GRAVITY_MPS2, StreamConfig
from runstrong.sensors.frame_layout import FrameLayout, PacketNumber, Stamp, Triple
from runstrong.sensors.frame_sensor import FrameSensor, Writes
from runstrong.sensors.gatt_steps import Read, Steps, Write, sig_uuid
from runstrong.sensors.recognition import Rank, Trait

# IanHarvey/bluepy bluepy/sensortag.py (bit layout) and sandeepmistry/node-sensortag lib/cc2650.js. Clients disagree
# about the scale, so the range is read back from the sensor.
SENSORTAG_SERVICE_UUID = "f000aa80-0451-4000-b000-000000000000"
SENSORTAG_CONFIG_UUID = "f000aa82-0451-4000-b000-000000000000"
SENSORTAG_PERIOD_UUID = "f000aa83-0451-4000-b000-000000000000"
SENSORTAG_RANGES_G = (2.0, 4.0, 8.0, 16.0)
SENSORTAG_ACC_AXES = 0x38
SENSORTAG_PERIOD_UNIT_MS = 10


def sensortag_config(range_g: float) -> Write:
    """Return the write that switches acceleration on at a range."""
    return Write(SENSORTAG_CONFIG_UUID, bytes((SENSORTAG_ACC_AXES, SENSORTAG_RANGES_G.index(range_g))))


def sensortag_set_up(rate_hz: float, range_g: float) -> Writes:
    """Return the writes for a rate and range."""
    period = round(1000 / rate_hz / SENSORTAG_PERIOD_UNIT_MS)
    return (Write(SENSORTAG_PERIOD_UUID, bytes((period,))), sensortag_config(range_g))


def sensortag_confirmed(config: StreamConfig) -> Steps[StreamConfig]:
    """Read the range back."""
    outcome = yield Read(SENSORTAG_CONFIG_UUID, SENSORTAG_SERVICE_UUID)
    if not isinstance(outcome, bytes) or len(outcome) < 2:
        return config
    return StreamConfig(config.rate_hz, SENSORTAG_RANGES_G[outcome[1] & 3])


SENSORTAG = FrameSensor(
    driver_id="sensortag",
    title="TI SensorTag CC2650",
    traits=(Trait(Rank.LIKELY, name_prefix="CC2650 SensorTag"), Trait(Rank.LIKELY, name_prefix="SensorTag")),
    service_uuid=SENSORTAG_SERVICE_UUID,
    data_uuid="f000aa81-0451-4000-b000-000000000000",
    layouts=(FrameLayout(18, Triple(6, "<i2", 1 / 32768, by_range=True)),),
    rates_hz=(10,),
    usual_rate_hz=10,
    ranges_g=SENSORTAG_RANGES_G,
    set_up=sensortag_set_up,
    switch_off=(Write(SENSORTAG_CONFIG_UUID, b"\0\0"),),
    confirmed=sensortag_confirmed,
    rate_written=lambda write: 100.0 / max(1, write.data[0]) if write.char_uuid == SENSORTAG_PERIOD_UUID else None,
    needs="a press of its button to wake it",
    latency="0.1 s: one sample a packet at 10 Hz",
    known_faults=("10 Hz only, and no longer made.",),
)

# STMicroelectronics/BlueSTSDK_Python blue_st_sdk/node.py, features/feature_accelerometer.py. What a tick is worth
# differs between devices, so ticks only tell repeated frames. Not confirmed: 0.1 degrees
# per second, the company number, the number of the service.
BLUEST = FrameSensor(
    driver_id="bluest",
    title="ST SensorTile, BlueCoin, STWIN (BlueST V1)",
    traits=(Trait(Rank.POSSIBLE, manufacturer_id=0x0030),),
    service_uuid="00000000-0001-11e1-9ab4-0002a5d5c51b",
    data_uuid="00e00000-0001-11e1-ac36-0002a5d5c51b",
    layouts=(
        FrameLayout(20, Triple(2, "<i2", 0.001), Triple(8, "<i2", 0.1), number=PacketNumber(0, "<u2", counts=False)),
    ),
    rates_hz=(20,),
    usual_rate_hz=20,
    needs="ST's BLE demonstration firmware",
    latency="50 ms: one sample a packet at 20 Hz",
    known_faults=("The number of its service is not confirmed: it may not be recognised.",),
)

# alexandrebarachant/muse-lsl muselsl/muse.py and constants.py
MUSE_CONTROL_UUID = "273e0001-4c4d-454d-96be-f03bac821358"


def muse_command(text: str) -> Write:
    """Return a command: its length, the text, a line end."""
    return Write(MUSE_CONTROL_UUID, bytes((len(text) + 1,)) + text.encode("ascii") + b"\n", with_response=False)


MUSE = FrameSensor(
    driver_id="muse",
    title="Muse 2016, Muse 2, Muse S",
    traits=(Trait(Rank.LIKELY, name_prefix="Muse"), Trait(Rank.LIKELY, service_uuid=sig_uuid(0xFE8D))),
    service_uuid=sig_uuid(0xFE8D),
    data_uuid="273e000a-4c4d-454d-96be-f03bac821358",
    layouts=(FrameLayout(20, Triple(2, ">i2", 0.0000610352), samples=3, stride=6, number=PacketNumber(0, ">u2")),),
    rates_hz=(52,),
    usual_rate_hz=52,
    ranges_g=(2,),
    switch_on=lambda rate_hz, range_g: (muse_command("p21"), muse_command("d")),
    switch_off=(muse_command("h"),),
    needs="nothing; it sits on the head, so sit-ups show best",
    latency="60 ms: three samples a packet",
    battery=None,
    known_faults=("Muse Athena speaks another protocol.",),
)

# Soumic-Shekhar/eSense-Implementation IMU_Data/eSense_data.sh; the number of the service is not confirmed
ESENSE_COMMAND_UUID = sig_uuid(0xFF07)


def esense_command(on: bool, rate_hz: int) -> Write:
    """Return the write that starts or stops sampling: 53, sum of what follows, length, on, rate."""
    body = bytes((2, on, rate_hz))
    return Write(ESENSE_COMMAND_UUID, bytes((0x53, sum(body) % 256)) + body)


ESENSE = FrameSensor(
    driver_id="esense",
    title="eSense earable",
    traits=(Trait(Rank.LIKELY, name_prefix="eSense-"),),
    service_uuid=sig_uuid(0xFF06),
    data_uuid=sig_uuid(0xFF08),
    layouts=(
        FrameLayout(
            16,
            Triple(10, ">i2", 1 / 8192),
            Triple(4, ">i2", 1 / 65.5),
            prefix=b"\x55",
            number=PacketNumber(1, "u1"),
            checksum_offset=2,
        ),
    ),
    rates_hz=(50, 100),
    usual_rate_hz=50,
    ranges_g=(4,),
    switch_on=lambda rate_hz, range_g: (esense_command(True, round(rate_hz)),),
    switch_off=(esense_command(False, 0),),
    rate_written=lambda write: float(write.data[4]) or None,
    needs="nothing; it sits in the ear",
    latency="20 ms: one sample a packet",
    battery=None,
    known_faults=("The number of its service is not confirmed: it may not be recognised.",),
)

# OpenEarable/open-earable README.md, version 1; the unit of acceleration is assumed, and its table of bytes is at odds
# with its sizes
OPENEARABLE_CONFIG_UUID = "34c2e3bd-34aa-11eb-adc1-0242ac120002"
OPENEARABLE_CONFIG = struct.Struct("<BfI")
OPENEARABLE_IMU = 0


def openearable_config(rate_hz: float) -> Write:
    """Return the write that sets the rate of the motion sensor; 0 stops it."""
    return Write(OPENEARABLE_CONFIG_UUID, OPENEARABLE_CONFIG.pack(OPENEARABLE_IMU, rate_hz, 0))


OPENEARABLE = FrameSensor(
    driver_id="openearable",
    title="OpenEarable 1",
    traits=(Trait(Rank.LIKELY, name_prefix="OpenEarable"),),
    service_uuid="34c2e3bb-34aa-11eb-adc1-0242ac120002",
    data_uuid="34c2e3bc-34aa-11eb-adc1-0242ac120002",
    layouts=(
        FrameLayout(
            42,
            Triple(6, "<f4", 1 / STANDARD_GRAVITY_MPS2),
            Triple(18, "<f4", 1.0),
            prefix=bytes((OPENEARABLE_IMU,)),
            stamp=Stamp(2, "<u4", 0.001),
        ),
    ),
    rates_hz=(10, 25, 50),
    usual_rate_hz=50,
    switch_on=lambda rate_hz, range_g: (openearable_config(rate_hz),),
    switch_off=(openearable_config(0.0),),
    rate_written=lambda write: OPENEARABLE_CONFIG.unpack(write.data)[1] or None if len(write.data) == 9 else None,
    smallest_mtu=45,
    needs="firmware of version 1; it sits in the ear",
    latency="20 ms: one sample a packet",
    known_faults=("Its unit is assumed to be m/s2: check that it reads 1 g at rest.",),
)

RESEARCH = (SENSORTAG, BLUEST, MUSE, ESENSE, OPENEARABLE)
