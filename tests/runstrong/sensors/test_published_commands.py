"""Bytes that are written to sensors, or that they answer, against published ones: built, and read where they are read.

Sources. POLAR: polarofficial/polar-ble-sdk (MANUAL: technical_documentation/online_measurement.pdf, with its figure).
METAWEAR: mbientlab/MetaWear-SDK-Cpp, test/test_accelerometer_bmi160.py, test_accelerometer_bmi270.py, test_settings.py
and src/metawear/sensor/cpp/accelerometer_bosch.cpp. MOVESENSE: sensein/movesense-py src/movesense/protocol.py and
sensor.py, EvanKat/movesense_bleak movesense_class.py. WITMOTION: WITMOTION/WitBluetooth_BWT901BLE5_0. DOT: "Xsens DOT
BLE Services Specifications" in adamkewley/xdc, xsens/xsens_dot_server bleHandler.js, z-r-miller/movellaDOTBLEexample.
SENSORTAG: sandeepmistry/node-sensortag lib/cc2650.js, IanHarvey/bluepy bluepy/sensortag.py. ESENSE:
Soumic-Shekhar/eSense-Implementation IMU_Data/eSense_data.sh. Others at their rows.
"""

from collections.abc import Callable

import pytest

from runstrong.sensors import espruino, metamotion, movella_dot, movesense_gsp, witmotion_frames
from runstrong.sensors.frame_sensors import adafruit_period, microbit_period, thingy_config
from runstrong.sensors.metamotion import BMI160, BMI270, configure, message
from runstrong.sensors.movesense_gsp import Command as GspCommand
from runstrong.sensors.polar_control import (
    Command,
    Measurement,
    Setting,
    answer,
    command,
    pack_features,
    pack_settings,
    parse_answer,
    parse_ended,
    parse_features,
    parse_settings,
)
from runstrong.sensors.research_sensors import (
    ESENSE,
    SENSORTAG,
    esense_command,
    muse_command,
    openearable_config,
    sensortag_config,
    sensortag_set_up,
)
from runstrong.sensors.standard_services import (
    HeartRate,
    pack_heart_rate,
    parse_battery,
    parse_heart_rate,
)
from runstrong.sensors.witmotion_frames import RegisterReply, battery_percent, encode_reply, parse_reply

ACC = Measurement.ACCELERATION
VERITY_FEATURES = frozenset(
    (Measurement.PPG, ACC, Measurement.PULSE_INTERVALS, Measurement.GYROSCOPE, Measurement.MAGNETOMETER)
)
UPLOADED = (
    'Bangle.on("accel",a=>Bluetooth.println(["A",Math.round(a.x*1000),Math.round(a.y*1000),Math.round(a.z*1000)]'
    '.join(",")))'
)
BMI160_RATES = {12.5: "25", 25: "26", 50: "27", 100: "28", 200: "29", 400: "2a", 800: "2b", 1600: "2c"}
BMI270_RATES = {12.5: "a5", 25: "a6", 50: "a7", 100: "a8", 200: "a9", 400: "aa"}


def built(source: str, data: bytes, published: str):  # type: ignore[no-untyped-def] # noqa: ANN201
    return pytest.param(data, published, id=source)


@pytest.mark.parametrize(
    ("data", "published"),
    [
        built("POLAR MANUAL 2: ask settings", command(Command.GET_SETTINGS, ACC), "0102"),
        built(
            "POLAR MANUAL 3, issue 360: start H10 200 Hz 8 g",
            command(
                Command.START,
                ACC,
                pack_settings({Setting.RANGE_G: (8,), Setting.RATE_HZ: (200,), Setting.RESOLUTION_BITS: (16,)}),
            ),
            "0202020108000001c80001011000",
        ),
        built(
            "POLAR MANUAL 3, issues 331, 443: start Verity Sense 52 Hz 8 g",
            command(
                Command.START,
                ACC,
                pack_settings(
                    {
                        Setting.RATE_HZ: (52,),
                        Setting.RESOLUTION_BITS: (16,),
                        Setting.RANGE_G: (8,),
                        Setting.CHANNELS: (3,),
                    }
                ),
            ),
            "0202000134000101100002010800040103",
        ),
        built("POLAR MANUAL 4: stop", command(Command.STOP, ACC), "0302"),
        built("POLAR MANUAL 5: SDK mode on", command(Command.START, Measurement.SDK_MODE), "0209"),
        built("POLAR MANUAL 5: SDK mode off", command(Command.STOP, Measurement.SDK_MODE), "0309"),
        built("POLAR MANUAL 6: ask SDK mode settings", command(Command.GET_SDK_MODE_SETTINGS, ACC), "0402"),
        *(built(f"METAWEAR BMI160 {r} Hz 2 g", configure(BMI160, r, 2), f"0303{c}03") for r, c in BMI160_RATES.items()),
        *(built(f"METAWEAR BMI270 {r} Hz 8 g", configure(BMI270, r, 8), f"0303{c}02") for r, c in BMI270_RATES.items()),
        built("METAWEAR BMI160 100 Hz 16 g", configure(BMI160, 100, 16), "0303280c"),
        built("METAWEAR BMI160 200 Hz 8 g", configure(BMI160, 200, 8), "03032908"),
        built("METAWEAR BMI270 100 Hz 16 g", configure(BMI270, 100, 16), "0303a803"),
        built("METAWEAR subscribe", message(3, metamotion.SINGLE, 1), "030401"),
        built("METAWEAR unsubscribe", message(3, metamotion.SINGLE, 0), "030400"),
        built("METAWEAR sampling on", message(3, metamotion.SAMPLING, 1, 0), "03020100"),
        built("METAWEAR sampling off", message(3, metamotion.SAMPLING, 0, 1), "03020001"),
        built("METAWEAR BMI160 packed on", message(3, BMI160.packed_register, 1), "031c01"),
        built("METAWEAR BMI160 packed off", message(3, BMI160.packed_register, 0), "031c00"),
        built("METAWEAR power on", message(3, metamotion.POWER, 1), "030101"),
        built("METAWEAR power off", message(3, metamotion.POWER, 0), "030100"),
        built("METAWEAR read battery", message(0x11, metamotion.READ | metamotion.SILENT | metamotion.BATTERY), "11cc"),
        built("METAWEAR connection", metamotion.set_connection(750, 1000, 128, 16380), "11095802200380006606"),
        built("MOVESENSE hello", movesense_gsp.command(GspCommand.HELLO, 100), "0064"),
        built("MOVESENSE subscribe", movesense_gsp.subscribe(99, "/Meas/Acc/52"), "01632f4d6561732f4163632f3532"),
        built("MOVESENSE unsubscribe", movesense_gsp.command(GspCommand.UNSUBSCRIBE, 99), "0263"),
        built("WITMOTION Bwt901ble.java: unlock", witmotion_frames.UNLOCK, "ffaa6988b5"),
        built("WITMOTION Bwt901ble.java: save", witmotion_frames.SAVE, "ffaa000000"),
        *(
            built(
                f"WITMOTION BleExampleApp.swift, Demo.cs, REG.h: {rate_hz} Hz",
                witmotion_frames.set_register(3, witmotion_frames.RATE_CODES[rate_hz]),
                published,
            )
            for rate_hz, published in ((10, "ffaa030600"), (50, "ffaa030800"), (100, "ffaa030900"), (200, "ffaa030b00"))
        ),
        built("WITMOTION BleExampleApp.swift: read rate", witmotion_frames.read_register(3), "ffaa270300"),
        built("WITMOTION Bwt901bleProcessor.java: read battery", witmotion_frames.read_register(0x64), "ffaa276400"),
        built("WITMOTION device_model.py: read magnetometer", witmotion_frames.read_register(0x3A), "ffaa273a00"),
        built("DOT mDOTbt1.py: start free acceleration", movella_dot.measure(on=True, mode=6).data, "010106"),
        built("DOT bleHandler.js: start rate quantities", movella_dot.measure(on=True).data, "010115"),
        built("DOT bleHandler.js: stop", movella_dot.measure(on=False, mode=6).data, "010006"),
        built("DOT table 7: 30 Hz", movella_dot.output_rate(30)[-1].data, "10" + "00" * 23 + "1e00" + "00" * 6),
        built("SENSORTAG 4 g", sensortag_config(4).data, "3801"),
        built("SENSORTAG 8 g", sensortag_config(8).data, "3802"),
        built("SENSORTAG off", SENSORTAG.switch_off[0].data, "0000"),
        built("SENSORTAG 100 ms", sensortag_set_up(10, 8)[0].data, "0a"),
        built("ble_tms.h: Thingy:52 100 Hz", thingy_config(100).data, "e803f401f401640000"),
        built("MicroBitAccelerometerService.cpp: 20 ms", microbit_period(50)[0].data, "1400"),
        built("adafruit_service.py: 20 ms", adafruit_period(20).data, "14000000"),
        built("ESENSE 100 Hz", esense_command(True, 100).data, "5367020164"),
        built("ESENSE 50 Hz, a public bleak example", esense_command(True, 50).data, "5335020132"),
        built("ESENSE stop, a public bleak example", ESENSE.switch_off[0].data, "5302020000"),
        built("OpenEarable README.md: 50 Hz", openearable_config(50).data, "000000484200000000"),
        built("muse.py: start", muse_command("d").data, "02640a"),
        built(
            "EspruinoDocs, Bangle.js Data Streaming: upload",
            espruino.upload(UPLOADED),
            "031069662831297b42616e676c652e6f6e2822616363656c222c613d3e426c7565746f6f74682e7072696e746c6e285b2241222c4d61"
            "74682e726f756e6428612e782a31303030292c4d6174682e726f756e6428612e792a31303030292c4d6174682e726f756e6428612e7a"
            "2a31303030295d2e6a6f696e28222c222929297d0a",
        ),
    ],
)
def test_what_is_written_is_what_was_published(data: bytes, published: str) -> None:
    assert data.hex() == published


@pytest.mark.parametrize(
    ("published", "measurements"),
    [
        ("0f6e000000000000000000000000000000", VERITY_FEATURES),  # POLAR MANUAL 1
        ("0f05000000000000000000000000000000", frozenset((Measurement.ECG, ACC))),  # POLAR issue 360, a real H10
    ],
)
def test_a_polar_tells_what_it_measures(published: str, measurements: frozenset[Measurement]) -> None:
    assert parse_features(bytes.fromhex(published)) == measurements
    assert pack_features(measurements).hex() == published


def test_sdk_mode_is_a_bit_of_the_second_byte() -> None:
    assert Measurement.SDK_MODE in parse_features(b"\x0f\x6e\x02")


@pytest.mark.parametrize(
    ("published", "settings"),
    [
        (  # POLAR MANUAL 2, H10
            "f0010200000004190032006400c800010110000203020004000800",
            {Setting.RATE_HZ: (25, 50, 100, 200), Setting.RESOLUTION_BITS: (16,), Setting.RANGE_G: (2, 4, 8)},
        ),
        (  # POLAR MANUAL 2, Verity Sense
            "f001020000000134000101100002010800040103",
            {Setting.RATE_HZ: (52,), Setting.RESOLUTION_BITS: (16,), Setting.RANGE_G: (8,), Setting.CHANNELS: (3,)},
        ),
    ],
)
def test_a_polar_tells_its_settings(published: str, settings: dict[Setting, tuple[float, ...]]) -> None:
    found = parse_answer(bytes.fromhex(published))
    assert found is not None
    assert (found.command, found.measurement, found.status, found.more) == (1, 2, 0, False)
    assert found.settings == settings
    assert answer(1, 2, 0, pack_settings(settings)).hex() == published


def test_settings_alone_are_read_and_written() -> None:
    published = "00013400010110000204f500f401e803d007040103"  # POLAR PmdSettingTest.kt
    settings = parse_settings(bytes.fromhex(published))
    assert settings == {
        Setting.RATE_HZ: (52,),
        Setting.RESOLUTION_BITS: (16,),
        Setting.RANGE_G: (245, 500, 1000, 2000),
        Setting.CHANNELS: (3,),
    }
    assert pack_settings(settings).hex() == published


@pytest.mark.parametrize(
    ("published", "command_and_status", "factor"),
    [
        ("f00202000001", (2, 2, 0), ()),  # POLAR MANUAL 3, H10: one spare byte
        ("f002020000050140da7f39", (2, 2, 0), (0.000243999995291,)),  # POLAR MANUAL 3, Verity Sense
        ("f002020000", (2, 2, 0), ()),  # POLAR issues 331, 443, newer Verity Sense
        ("f003020000", (3, 2, 0), ()),  # POLAR MANUAL 4
        ("f001060700", (1, 6, 7), ()),  # POLAR BlePmdClientControlPointResponseTest.kt
    ],
)
def test_a_polar_answers(published: str, command_and_status: tuple[int, int, int], factor: tuple[float, ...]) -> None:
    found = parse_answer(bytes.fromhex(published))
    assert found is not None
    assert (found.command, found.measurement, found.status) == command_and_status
    assert found.more is False
    assert found.settings.get(Setting.FACTOR, ()) == pytest.approx(factor)
    tail = pack_settings({Setting.FACTOR: factor}) if factor else b"\x01" if published.endswith("0001") else b""
    assert answer(*command_and_status, tail).hex() == published


def test_a_polar_says_that_it_ended_streams() -> None:
    assert parse_ended(bytes.fromhex("010102")) == (1, 2)  # POLAR BlePmdClientTest.kt
    assert parse_answer(bytes.fromhex("010102")) is None


def test_a_movesense_answers() -> None:
    published = "0163c800"  # MOVESENSE
    assert movesense_gsp.parse_answer(bytes.fromhex(published)) == movesense_gsp.Answer(99, 200)
    assert movesense_gsp.answer(99, 200).hex() == published


def test_a_metamotion_tells_its_battery() -> None:
    assert metamotion.parse_battery(bytes.fromhex("118c633410")) == 99  # METAWEAR test_settings.py; 4148 mV follow
    assert metamotion.parse_battery(bytes.fromhex("118cff3410")) is None


def test_a_witmotion_tells_its_battery() -> None:
    published = "5571640081010000000000000000000000000000"  # WITMOTION Bwt901bleProcessor.java: 3.85 V
    reply = parse_reply(bytes.fromhex(published))
    assert reply == RegisterReply(0x64, (385, 0, 0, 0, 0, 0, 0, 0))
    assert battery_percent(reply) == 56
    assert battery_percent(RegisterReply(0x64, (770, *(0,) * 7))) == 56  # two cells
    assert encode_reply(reply).hex() == published


def test_a_dot_tells_its_battery() -> None:
    assert movella_dot.parse_battery(bytes.fromhex("5700")) == 87  # DOT table 21


def test_the_battery_service_tells_percent() -> None:
    assert parse_battery(bytes.fromhex("57")) == 87  # Bluetooth SIG
    assert parse_battery(b"") is parse_battery(b"\xff") is None


# POLAR BleHrClientTest.kt
@pytest.mark.parametrize(
    ("published", "measured", "comes_back"),
    [
        ("00ff", HeartRate(255), True),
        ("007f", HeartRate(127), True),
        ("018080", HeartRate(32896), True),
        ("0600", HeartRate(0, contact=True), True),
        ("0400", HeartRate(0, contact=False), True),
        ("0200", HeartRate(0), False),  # contact without the flag that it is supported
        ("090000ffff", HeartRate(0, energy_kj=65535), False),  # 16 bits for a rate that fits 8
        ("110000ffff7f80", HeartRate(0, intervals_s=(65535 / 1024, 32895 / 1024)), False),
    ],
)
def test_heart_rate_is_read_as_its_flags_say(published: str, measured: HeartRate, comes_back: bool) -> None:
    assert parse_heart_rate(bytes.fromhex(published)) == measured
    assert not comes_back or pack_heart_rate(measured).hex() == published
    assert parse_heart_rate(pack_heart_rate(measured)) == measured


@pytest.mark.parametrize("cut", ["", "00", "01ff", "0900ff", "08"])
def test_heart_rate_that_is_cut_is_none(cut: str) -> None:
    assert parse_heart_rate(bytes.fromhex(cut)) is None


@pytest.mark.parametrize(
    "parse", [parse_answer, parse_features, parse_settings, parse_ended, movesense_gsp.parse_answer]
)
def test_reading_any_length_never_raises(parse: Callable[[bytes], object]) -> None:
    whole = bytes.fromhex("f0010200000004190032006400c800010110000203020004000800")
    for length in range(len(whole)):
        parse(whole[:length])
        parse(whole[length:])
