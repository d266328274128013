"""The rows of sensors with frames of fixed layout that belong to boards and watches: no clock, no counter.

Sources are named at each row; a value that no source confirms says so.
"""

from runstrong.sensors.driver import STANDARD_GRAVITY_MPS2, StreamConfig
from runstrong.sensors.frame_layout import FrameLayout, Triple
from runstrong.sensors.frame_sensor import FrameSensor, Writes
from runstrong.sensors.gatt_steps import Read, Steps, Write
from runstrong.sensors.recognition import Rank, Trait

ONE_SAMPLE_A_PACKET = "one connection interval, 10 to 50 ms: one sample a packet"
FLOATS_G = FrameLayout(12, Triple(0, "<f4", 1.0))
MS_PER_S = 1000.0

# NordicSemiconductor/Nordic-Thingy52-FW include/ble_services/ble_tms.h and source/modules/m_motion.c: acceleration is
# 6Q10, rotation 11Q5. A capture in IanHarvey/bluepy issue 377 reads 1.0003 g so; dividing by 64, as some clients do,
# reads 16 g.
THINGY_CONFIG_UUID = "ef680401-9b35-4933-9b10-52ffa9740042"
THINGY_FACTORY_HZ = 10


def thingy_config(motion_hz: int) -> Write:
    """Return the write that sets the motion rate; the other fields as they leave the factory."""
    times_ms = (1000).to_bytes(2, "little") + 2 * (500).to_bytes(2, "little")  # pedometer, temperature, compass
    return Write(THINGY_CONFIG_UUID, times_ms + motion_hz.to_bytes(2, "little") + b"\0")


THINGY52 = FrameSensor(
    driver_id="thingy52",
    title="Nordic Thingy:52",
    traits=(Trait(Rank.LIKELY, name_prefix="Thingy"),),
    service_uuid="ef680400-9b35-4933-9b10-52ffa9740042",
    data_uuid="ef680406-9b35-4933-9b10-52ffa9740042",
    layouts=(FrameLayout(18, Triple(0, "<i2", 1 / 1024), Triple(6, "<i2", 1 / 32)),),
    rates_hz=(10, 25, 50, 100, 200),
    usual_rate_hz=50,
    set_up=lambda rate_hz, range_g: (thingy_config(round(rate_hz)),),
    switch_off=(thingy_config(THINGY_FACTORY_HZ),),
    rate_written=lambda write: float(int.from_bytes(write.data[6:8], "little")),
    needs="nothing",
    latency=ONE_SAMPLE_A_PACKET,
    known_faults=("Asked for 200 Hz it delivers 50 to 70 Hz over the air.",),
)

# lancaster-university/codal-microbit-v2 source/bluetooth/MicroBitAccelerometerService.cpp; a period of 0 crashes it
# (microbit-foundation/microbit-connection pull request 2).
MICROBIT_SERVICE_UUID = "e95d0753-251d-470a-a062-fa1922dfa9a8"
MICROBIT_PERIOD_UUID = "e95dfb24-251d-470a-a062-fa1922dfa9a8"


def microbit_period(rate_hz: float, range_g: float = 0.0) -> Writes:
    """Return the write that sets the period."""
    period_ms = max(1, round(MS_PER_S / rate_hz))
    return (Write(MICROBIT_PERIOD_UUID, period_ms.to_bytes(2, "little")),)


def microbit_confirmed(config: StreamConfig) -> Steps[StreamConfig]:
    """Read the period in force back: it is the nearest that the board has."""
    outcome = yield Read(MICROBIT_PERIOD_UUID, MICROBIT_SERVICE_UUID)
    period_ms = int.from_bytes(outcome[:2], "little") if isinstance(outcome, bytes) else 0
    return StreamConfig(MS_PER_S / period_ms if period_ms else config.rate_hz, config.range_g)


MICROBIT = FrameSensor(
    driver_id="microbit",
    title="BBC micro:bit V1, V2",
    traits=(Trait(Rank.LIKELY, name_prefix="BBC micro:bit"),),
    service_uuid=MICROBIT_SERVICE_UUID,
    data_uuid="e95dca4b-251d-470a-a062-fa1922dfa9a8",
    layouts=(FrameLayout(6, Triple(0, "<i2", 0.001)),),
    rates_hz=(12.5, 50, 100),
    usual_rate_hz=50,
    set_up=microbit_period,
    confirmed=microbit_confirmed,
    rate_written=lambda write: MS_PER_S / max(1, int.from_bytes(write.data[:2], "little")),
    needs="a MakeCode program with the Bluetooth accelerometer service and 'No pairing required'",
    latency=ONE_SAMPLE_A_PACKET,
    battery=None,
    known_faults=("Programs that ask for pairing do not work from most computers.",),
)

# arduino/ArduinoAI BLESense-test-dashboard/BLE_spec.txt
ARDUINO_BLESENSE = FrameSensor(
    driver_id="arduino_blesense",
    title="Arduino Nano 33 BLE Sense",
    traits=(Trait(Rank.LIKELY, name_prefix="BLESense-"),),
    service_uuid="6fbe1da7-0000-44de-92c4-bb6e04fb0212",
    data_uuid="6fbe1da7-3001-44de-92c4-bb6e04fb0212",
    layouts=(FLOATS_G,),
    rates_hz=(50,),
    usual_rate_hz=50,
    needs="Arduino's BLESense test dashboard sketch",
    latency=ONE_SAMPLE_A_PACKET,
    battery=None,
    known_faults=("With several characteristics switched on, more than half of the packets are lost.",),
)

# arduino/ArduinoAI NiclaSenseME-dashboard: raw counts as floats; 4096 a g by arduino/nicla-sense-me-fw issue 49
ARDUINO_NICLA = FrameSensor(
    driver_id="arduino_nicla",
    title="Arduino Nicla Sense ME",
    traits=(Trait(Rank.POSSIBLE, name_prefix="BLESense-"), Trait(Rank.LIKELY, name_prefix="NiclaSenseME-")),
    service_uuid="19b10000-0000-537e-4f6c-d104768a1214",
    data_uuid="19b10000-5001-537e-4f6c-d104768a1214",
    layouts=(FrameLayout(12, Triple(0, "<f4", 1 / 4096)),),
    rates_hz=(50,),
    usual_rate_hz=50,
    needs="Arduino's Nicla Sense ME dashboard sketch",
    latency=ONE_SAMPLE_A_PACKET,
    battery=None,
)

# vliegwerk's Nano 33 BLE service specification: floats in g
ARDUINO_NANO33 = FrameSensor(
    driver_id="arduino_nano33",
    title="Arduino Nano 33 BLE with the Nano33BLE service",
    traits=(Trait(Rank.LIKELY, name_prefix="Nano33BLE"),),
    service_uuid="e905de3e-0000-44de-92c4-bb6e04fb0212",
    data_uuid="e905de3e-3001-44de-92c4-bb6e04fb0212",
    layouts=(FLOATS_G,),
    rates_hz=(50,),
    usual_rate_hz=50,
    needs="the Nano33BLE service sketch",
    latency=ONE_SAMPLE_A_PACKET,
    battery=None,
)

# adafruit/Adafruit_CircuitPython_BLE_Adafruit accelerometer_service.py and adafruit_service.py; the period has the same
# number in several services of the board. The company number is not confirmed.
ADAFRUIT_SERVICE_UUID = "adaf0200-c332-42a8-93bd-25e905756cb8"
ADAFRUIT_PERIOD_UUID = "adaf0001-c332-42a8-93bd-25e905756cb8"
ADAFRUIT_FACTORY_MS = 1000


def adafruit_period(period_ms: int) -> Write:
    """Return the write that sets the period."""
    data = period_ms.to_bytes(4, "little", signed=True)
    return Write(ADAFRUIT_PERIOD_UUID, data, service_uuid=ADAFRUIT_SERVICE_UUID)


ADAFRUIT = FrameSensor(
    driver_id="adafruit",
    title="Adafruit CLUE, Circuit Playground Bluefruit, Feather Sense",
    traits=(Trait(Rank.LIKELY, manufacturer_id=0x0822), Trait(Rank.LIKELY, service_uuid=ADAFRUIT_SERVICE_UUID)),
    service_uuid=ADAFRUIT_SERVICE_UUID,
    data_uuid="adaf0201-c332-42a8-93bd-25e905756cb8",
    layouts=(FrameLayout(12, Triple(0, "<f4", 1 / STANDARD_GRAVITY_MPS2)),),
    rates_hz=(10, 20, 50),
    usual_rate_hz=50,
    set_up=lambda rate_hz, range_g: (adafruit_period(round(MS_PER_S / rate_hz)),),
    switch_off=(adafruit_period(ADAFRUIT_FACTORY_MS),),
    rate_written=lambda write: MS_PER_S / max(1, int.from_bytes(write.data[:4], "little")),
    needs="the Bluefruit Playground firmware that it comes with",
    latency=ONE_SAMPLE_A_PACKET,
    battery=None,
)

# InfiniTimeOrg/InfiniTime doc/MotionService.md and src/drivers/Bma421.cpp; one sample each 100 ms system tick
INFINITIME = FrameSensor(
    driver_id="infinitime",
    title="PineTime with InfiniTime",
    traits=(Trait(Rank.LIKELY, name_prefix="InfiniTime"),),
    service_uuid="00030000-78fc-48fe-8e23-433b3a1942d0",
    data_uuid="00030002-78fc-48fe-8e23-433b3a1942d0",
    layouts=(FrameLayout(6, Triple(0, "<i2", 1 / 1024)),),
    rates_hz=(10,),
    usual_rate_hz=10,
    ranges_g=(2,),
    needs="nothing",
    latency="0.1 s: one sample a packet at 10 Hz",
    known_faults=("10 Hz and 2 g: enough for squats and planks, not for jumps.",),
)

BOARDS = (THINGY52, MICROBIT, ARDUINO_BLESENSE, ARDUINO_NICLA, ARDUINO_NANO33, ADAFRUIT, INFINITIME)
