"""Notifications with samples against published bytes, decoded and encoded again; Polar's are in a file of their own.

"real" marks bytes that a device sent; the others were built by hand from the layout in the source. Each names both.
"""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from runstrong.sensors import FAMILIES, Driver, Fault, StreamConfig
from runstrong.sensors.driver import STANDARD_GRAVITY_MPS2
from runstrong.sensors.families import FRAME_SENSORS
from runstrong.sensors.frame_driver import DATA_KEY, FrameDriver
from runstrong.sensors.frame_layout import FrameLayout
from runstrong.sensors.metamotion import LAYOUTS as METAMOTION_LAYOUTS
from runstrong.sensors.movella_dot import LAYOUT as DOT_LAYOUT
from runstrong.sensors.movesense_gsp import ACC_REFERENCE, IMU_REFERENCE, MovesenseGsp, encode_packet
from runstrong.sensors.text_driver import DATA_KEY as TEXT_KEY
from runstrong.sensors.text_driver import TextLines
from runstrong.sensors.text_lines import LineReader, TextSample
from runstrong.sensors.witmotion_frames import WitMotion, encode_sample
from runstrong_signal.samples import SampleBlock

G = STANDARD_GRAVITY_MPS2
METAMOTION_G = [[-4.538574, 0.832764, -0.130615], [-2.994629, 0.893799, 0.14624], [-0.028809, 0.351807, 0.064941]]
ACC_MPS2 = [[0.12, -0.34, 9.79], [0.25, -0.5, 9.85], [0.0, -0.25, 9.80665], [-0.125, 0.5, 9.5]]
FREE_ACCELERATION = replace(DOT_LAYOUT, size=16, gyro=None)
"""What the DOT's short payload has in common with the one that is used: stamp and acceleration."""


@dataclass(frozen=True, slots=True)
class Frame:
    source: str
    layout: FrameLayout
    hex: str
    acc_g: list[list[float]]
    gyro_dps: list[list[float]] | None = None
    range_g: float = 8.0
    time_s: float = 0.0
    number: int = 0
    same_bytes: bool = True


FRAMES = (
    Frame(
        "MetaMotion BMI160 8 g, mbientlab/MetaWear-SDK-Cpp test/test_accelerometer_bmi160.py",
        METAMOTION_LAYOUTS[0],
        "031c62b7530de9fd16d04d0e57028affa1050a01",
        METAMOTION_G,
    ),
    Frame(
        "MetaMotion BMI270 8 g, mbientlab/MetaWear-SDK-Cpp test/test_accelerometer_bmi270.py",
        METAMOTION_LAYOUTS[1],
        "030562b7530de9fd16d04d0e57028affa1050a01",
        METAMOTION_G,
    ),
    Frame(
        "DOT, real, protobioengineering/xsens-dot-python-examples stream_free_acceleration_data.py",
        FREE_ACCELERATION,
        "d8052244af9640406b2aa7405add14c000000000",
        [[3.009197 / G, 5.223928 / G, -2.32601 / G]],
        time_s=1143.080408,
        same_bytes=False,  # padded with zeros
    ),
    Frame(
        "DOT, real, the notification after it",
        FREE_ACCELERATION,
        "f34622440da53c409c13a640f01009c000000000",
        [[2.947574 / G, 5.189894 / G, -2.141659 / G]],
        time_s=1143.097075,
        same_bytes=False,
    ),
    Frame(
        "DOT rate quantities, xsens/xsens_dot_server bleHandler.js",
        DOT_LAYOUT,
        "00ffffffcdcccc3dcdcc4cbec3f51c410000803f0000004000004040",
        [[0.1 / G, -0.2 / G, 9.81 / G]],
        [[1.0, 2.0, 3.0]],
        time_s=4294.967040,
    ),
    Frame(
        "SensorTag 8 g, sandeepmistry/node-sensortag lib/cc2650.js",
        FRAME_SENSORS["sensortag"].layouts[0],
        "01000200030000f800040010070008000900",
        [[-0.5, 0.25, 1.0]],
        same_bytes=False,  # rotation and magnetic field are left out
    ),
    Frame(
        "Thingy:52, NordicSemiconductor/Nordic-Thingy52-FW source/modules/m_motion.c",
        FRAME_SENSORS["thingy52"].layouts[0],
        "000000fe00042000e0ff40011000f0ffa000",
        [[0.0, -0.5, 1.0]],
        [[1.0, -1.0, 10.0]],
        same_bytes=False,  # magnetic field is left out
    ),
    Frame(
        "micro:bit, janickr/kaspersmicrobit services/accelerometer.py",
        FRAME_SENSORS["microbit"].layouts[0],
        "ceffceff00fc",
        [[-0.05, -0.05, -1.024]],
    ),
    Frame(
        "InfiniTime, InfiniTimeOrg/InfiniTime doc/MotionService.md",
        FRAME_SENSORS["infinitime"].layouts[0],
        "000000fc0002",
        [[0.0, -1.0, 0.5]],
    ),
    Frame(
        "Adafruit, Adafruit_CircuitPython_BLE_Adafruit accelerometer_service.py",
        FRAME_SENSORS["adafruit"].layouts[0],
        "0000003f0ae81cc10000a03f",
        [[0.5 / G, -1.0, 1.25 / G]],
    ),
    Frame(
        "Nano 33 BLE Sense, arduino/ArduinoAI BLESense-test-dashboard BLE_spec.txt",
        FRAME_SENSORS["arduino_blesense"].layouts[0],
        "0ad7233c0ad7a3bc0000803f",
        [[0.01, -0.02, 1.0]],
    ),
    Frame(
        "BlueST, STMicroelectronics/BlueSTSDK_Python blue_st_sdk/node.py",
        FRAME_SENSORS["bluest"].layouts[0],
        "faff0c00a7fee9030a0014001e00010002000300",
        [[0.012, -0.345, 1.001]],
        [[1.0, 2.0, 3.0]],
        number=65530,
        same_bytes=False,  # magnetic field is left out
    ),
    Frame(
        "Muse, alexandrebarachant/muse-lsl muselsl/muse.py",
        FRAME_SENSORS["muse"].layouts[0],
        "0005006400c84000006e00d23ffc007800dc3ff2",
        [[0.006104, 0.012207, 1.000001], [0.006714, 0.012817, 0.999757], [0.007324, 0.013428, 0.999146]],
        number=5,
    ),
    Frame(
        "eSense, a public bleak example",
        FRAME_SENSORS["esense"].layouts[0],
        "55072f0c000affec001e2000f0000000",
        [[1.0, -0.5, 0.0]],
        [[0.152672, -0.305344, 0.458015]],
        number=7,
        same_bytes=False,  # the length byte is left out
    ),
    Frame(
        "OpenEarable 1, OpenEarable/open-earable README.md",
        FRAME_SENSORS["openearable"].layouts[0],
        "002440e20100cdcccc3dcdcc4c3ecdcc1c410000803f0000004000004040000080400000a0400000c040",
        [[0.1 / G, 0.2 / G, 9.8 / G]],
        [[1.0, 2.0, 3.0]],
        time_s=123.456,
        same_bytes=False,  # the size byte and the magnetic field are left out
    ),
)


def only_block(driver: Driver, key: str, *payloads: bytes) -> SampleBlock:
    (block,) = [block for payload in payloads for block in driver.feed(key, payload, 0.0)]
    return block


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.source)
def test_published_frames_decode_as_published(frame: Frame) -> None:
    driver = FrameDriver(StreamConfig(50.0, frame.range_g), (frame.layout,))
    block = only_block(driver, DATA_KEY, bytes.fromhex(frame.hex))
    assert block.acc_g == pytest.approx(np.array(frame.acc_g), abs=1e-6)
    if frame.gyro_dps is not None:
        assert block.gyro_dps == pytest.approx(np.array(frame.gyro_dps), abs=1e-6)
    if frame.time_s:
        assert block.t_s[0] == pytest.approx(frame.time_s, abs=1e-9)
    assert driver.faults == {}


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.source)
def test_encoding_published_values_gives_the_published_bytes(frame: Frame) -> None:
    published = bytes.fromhex(frame.hex)
    driver = FrameDriver(StreamConfig(50.0, frame.range_g), (frame.layout,))
    block = only_block(driver, DATA_KEY, published)
    encoded = frame.layout.encode(
        block.acc_g, block.gyro_dps, range_g=frame.range_g, time_s=frame.time_s, number=frame.number
    )
    if frame.same_bytes:
        assert encoded.hex() == published.hex()
    triples = [triple for triple in (frame.layout.acc, frame.layout.gyro) if triple is not None]
    for triple in triples:
        size = 3 * np.dtype(triple.kind).itemsize
        assert encoded[triple.offset : triple.offset + size] == published[triple.offset : triple.offset + size]


def test_two_notifications_of_a_real_dot_are_one_period_of_60_hz_apart() -> None:
    driver = FrameDriver(StreamConfig(60.0), (FREE_ACCELERATION,))
    first, second = (only_block(driver, DATA_KEY, bytes.fromhex(frame.hex)) for frame in FRAMES[2:4])
    assert second.t_s[0] - first.t_s[0] == pytest.approx(1 / 60, abs=1e-6)


def test_full_precision_is_kept() -> None:
    driver = FAMILIES["metamotion"].driver(StreamConfig(100.0, 2.0))
    block = only_block(driver, DATA_KEY, METAMOTION_LAYOUTS[2].prefix + bytes.fromhex("010002000300"))
    assert block.acc_g[0] == pytest.approx([1 / 16384, 2 / 16384, 3 / 16384], abs=1e-12)


# sensein/movesense-py src/movesense/protocol.py and EvanKat/movesense_bleak movesense_class.py, built from the layout
MOVESENSE_ACC = (
    "026340e201008fc2f53d7b14aebed7a31c410000803e000000bf9a991d4100000000000080be0ae81c41000000be0000003f00001841"
)
MOVESENSE_IMU = (
    "020a090300008fc2f53d7b14aebed7a31c410000803e000000bf9a991d4100000000000080be0ae81c41000000be0000003f000018418fc2f53d"
    "7b14aebed7a31c410000803e000000bf9a991d4100000000000080be0ae81c41000000be0000003f000018410000803f00000040000040400000"
    "803f00000040000040400000803f00000040000040400000803f00000040000040400000803f000000400000",
    "030a40400000803f00000040000040400000803f00000040000040400000803f0000004000004040",
)


def test_a_movesense_packet_decodes_and_encodes_as_published() -> None:
    driver = MovesenseGsp(StreamConfig(52.0))
    block = only_block(driver, "gsp", bytes.fromhex(MOVESENSE_ACC))
    assert block.acc_g * G == pytest.approx(np.array(ACC_MPS2), abs=1e-6)
    assert block.t_s == pytest.approx(123.456 + np.arange(4) / 52, abs=1e-9)  # stamped with its first sample
    assert [part.hex() for part in encode_packet(ACC_REFERENCE, 123456, block.acc_g * G)] == [MOVESENSE_ACC]


def test_a_movesense_packet_in_two_parts_is_joined() -> None:
    first, rest = (bytes.fromhex(part) for part in MOVESENSE_IMU)
    driver = MovesenseGsp(StreamConfig(104.0))
    block = only_block(driver, "gsp", first, rest)
    assert block.acc_g * G == pytest.approx(np.array(ACC_MPS2 + ACC_MPS2), abs=1e-6)
    assert block.gyro_dps == pytest.approx(np.tile([1.0, 2.0, 3.0], (8, 1)))
    assert block.t_s[0] == pytest.approx(0.777)
    assert block.gyro_dps is not None
    encoded = encode_packet(IMU_REFERENCE, 777, block.acc_g * G, block.gyro_dps, largest_bytes=len(first))
    assert encoded == (first, rest)


# WITMOTION/WitBluetooth_BWT901BLE5_0 Python/BWT901BLE5.0_python_sdk/device_model.py, built from the layout
WITMOTION_FRAME = "5561000000fc00081000f0ff0000002000e00000"


def test_a_witmotion_frame_decodes_and_encodes_as_published() -> None:
    block = only_block(WitMotion(StreamConfig(100.0)), DATA_KEY, bytes.fromhex(WITMOTION_FRAME))
    assert block.acc_g.tolist() == [[0.0, -0.5, 1.0]]
    assert block.gyro_dps is not None
    assert block.gyro_dps.tolist() == [[0.9765625, -0.9765625, 0.0]]
    assert encode_sample(block.acc_g[0], block.gyro_dps[0])[:14].hex() == WITMOTION_FRAME[:28]  # angles are left out


def test_a_witmotion_stream_that_is_joined_in_its_middle_finds_the_frame_and_keeps_the_one_begun() -> None:
    stream = bytes.fromhex(
        "081000f0ff0000002000e00000" + WITMOTION_FRAME + "5561ff7f008001000000000000"
    )  # a rest, a frame, a beginning
    driver = WitMotion(StreamConfig(100.0))
    assert only_block(driver, DATA_KEY, stream).acc_g.tolist() == [[0.0, -0.5, 1.0]]
    assert driver.faults == {Fault.OUT_OF_STEP: 1}
    block = only_block(driver, DATA_KEY, bytes(7))
    assert block.acc_g[0] == pytest.approx([32767 / 2048, -16.0, 1 / 2048])


# espruino/EspruinoDocs tutorials/Bangle.js Data Streaming.md: values are g x 100
ESPRUINO_TEXT = "412c312c2d322c3130310d0a412c302c"


def test_lines_of_an_espruino_decode_as_published_and_the_one_begun_is_kept() -> None:
    driver = TextLines(StreamConfig(50.0, factor=0.01))
    assert only_block(driver, TEXT_KEY, bytes.fromhex(ESPRUINO_TEXT)).acc_g == pytest.approx(
        np.array([[0.01, -0.02, 1.01]])
    )
    assert only_block(driver, TEXT_KEY, b"0,100\n").acc_g == pytest.approx(np.array([[0.0, 0.0, 1.0]]))
    assert LineReader().feed(bytes.fromhex(ESPRUINO_TEXT)) == (TextSample((1.0, -2.0, 101.0), tag="A"),)
